//! What the double is asked, and how it answers: form fields in Stripe's notation, and Stripe's errors.

use serde_json::{Value, json};

/// One request to the interface.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub(crate) method: String,
    /// What follows `/v1/`, by its parts.
    pub(crate) path: Vec<String>,
    pub(crate) params: Params,
    /// `Stripe-Account`
    pub(crate) account: Option<String>,
    /// `Idempotency-Key`
    pub(crate) key: Option<String>,
    /// The key that it is asked with: `sk_…`, or `pk_…` from a browser.
    pub(crate) bearer: Option<String>,
}

/// The answer to it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) body: Value,
    /// Whether it is the answer that was given to the same question before.
    pub(crate) replayed: bool,
}

impl Reply {
    pub(crate) fn new(status: u16, body: Value) -> Self {
        Self { status, body, replayed: false }
    }
}

/// What Stripe refuses, as it does.
#[derive(Clone, Debug, Default)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) kind: &'static str,
    pub(crate) code: Option<&'static str>,
    pub(crate) decline_code: Option<&'static str>,
    pub(crate) message: String,
    pub(crate) param: Option<Box<str>>,
    pub(crate) intent: Option<Box<Value>>,
    pub(crate) charge: Option<Box<str>>,
    /// Whether the question was looked into, so that the same answer is given again: what fails its first look is not remembered.
    pub(crate) looked_into: bool,
}

impl Refusal {
    /// A question that is wrong.
    pub(crate) fn invalid(code: Option<&'static str>, message: impl Into<String>) -> Self {
        Self { status: 400, kind: "invalid_request_error", code, message: message.into(), ..Self::default() }
    }

    /// About this parameter.
    pub(crate) fn about(mut self, param: &str) -> Self {
        self.param = Some(param.into());
        self
    }

    /// One that the books, not the question, are the reason for.
    pub(crate) fn looked_into(mut self) -> Self {
        self.looked_into = true;
        self
    }

    pub(crate) fn missing(param: &str) -> Self {
        Self::invalid(Some("parameter_missing"), format!("Missing required param: {param}.")).about(param)
    }

    pub(crate) fn no_such(what: &str, id: &str, param: &str) -> Self {
        let refusal = Self::invalid(Some("resource_missing"), format!("No such {what}: '{id}'")).about(param);
        Self { status: 404, ..refusal }
    }

    /// As the `error` of an answer, or the `last_payment_error` of an intent.
    pub(crate) fn body(&self) -> Value {
        let mut body = json!({"type": self.kind, "message": self.message});
        let mut set = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                body[name] = value;
            }
        };
        set("code", self.code.map(Into::into));
        set("decline_code", self.decline_code.map(Into::into));
        set("param", self.param.as_deref().map(Into::into));
        set("charge", self.charge.as_deref().map(Into::into));
        set(
            "doc_url",
            self.code.map(|code| format!("https://stripe.com/docs/error-codes/{}", code.replace('_', "-")).into()),
        );
        set("payment_intent", self.intent.as_deref().cloned());
        body
    }

    pub(crate) fn reply(&self) -> Reply {
        Reply::new(self.status, json!({"error": self.body()}))
    }
}

/// Fields as they were sent: `amount`, `metadata[invoice]`, `expand[0]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Params(Vec<(String, String)>);

impl Params {
    pub(crate) fn parse(query: &str, body: &str) -> Self {
        let read = |text: &str| -> Vec<(String, String)> {
            url::form_urlencoded::parse(text.as_bytes())
                .map(|(name, value)| (name.into_owned(), value.into_owned()))
                .collect()
        };
        let mut all = read(query);
        all.extend(read(body));
        Self(all)
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn need(&self, name: &str) -> Result<&str, Refusal> {
        self.get(name).filter(|value| !value.is_empty()).ok_or_else(|| Refusal::missing(name))
    }

    /// A whole number.
    pub(crate) fn number(&self, name: &str) -> Result<Option<i64>, Refusal> {
        let Some(text) = self.get(name) else { return Ok(None) };
        let refuse =
            |_| Refusal::invalid(Some("parameter_invalid_integer"), format!("Invalid integer: {text}")).about(name);
        text.parse().map(Some).map_err(refuse)
    }

    /// The entries of a list or of a map: `name[…]`.
    pub(crate) fn within(&self, name: &str) -> Vec<(&str, &str)> {
        self.0
            .iter()
            .filter_map(|(field, value)| {
                let inner = field.strip_prefix(name)?.strip_prefix('[')?.strip_suffix(']')?;
                Some((inner, value.as_str()))
            })
            .collect()
    }

    /// In an order that does not depend on how they were sent.
    pub(crate) fn sorted(&self) -> Vec<(String, String)> {
        let mut all = self.0.clone();
        all.sort_unstable();
        all
    }

    /// Refuses whatever is not named here; `metadata[*]` stands for all entries.
    pub(crate) fn only(&self, known: &[&str]) -> Result<(), Refusal> {
        for (field, _) in &self.0 {
            let is_known = known.iter().any(|pattern| match pattern.strip_suffix("[*]") {
                Some(list) => field.strip_prefix(list).is_some_and(|rest| rest.starts_with('[') && rest.ends_with(']')),
                None => pattern == field,
            });
            if !is_known {
                let message = format!("Received unknown parameter: {field}");
                return Err(Refusal::invalid(Some("parameter_unknown"), message).about(field));
            }
        }
        Ok(())
    }
}
