//! What the double remembers: accounts, and in each its own payments, refunds and disputes; keys and what they were answered; news.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use frontdesk::clock::{Clock, Timestamp};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::ask::{Question, Refusal, Reply};
use super::objects;

/// The server's own account.
pub(crate) const OWN: &str = "acct_1DoubleOwn";
/// The secret key of the server's own account.
pub(crate) const SECRET_KEY: &str = "sk_test_double";
/// Its key for browsers.
pub(crate) const PUBLISHABLE_KEY: &str = "pk_test_double";

/// How long a key is remembered.
const REMEMBERED: Duration = Duration::from_secs(24 * 60 * 60);

/// The whole of it.
pub(crate) struct Books {
    clock: Arc<dyn Clock>,
    count: u64,
    /// Where its pages are, without a slash at the end.
    pub(crate) pages: String,
    pub(crate) accounts: BTreeMap<String, AccountBook>,
    pub(crate) links: BTreeMap<String, Link>,
    remembered: HashMap<(String, String), Remembered>,
    /// Events that happened, in order.
    pub(crate) news: Vec<Value>,
    /// Whether charges stay on their way until they are let go.
    pub(crate) holds_charges: bool,
}

/// What belongs to one account, and to no other.
#[derive(Debug, Default)]
pub(crate) struct AccountBook {
    pub(crate) account: Value,
    pub(crate) intents: BTreeMap<String, Value>,
    pub(crate) charges: BTreeMap<String, Value>,
    pub(crate) refunds: BTreeMap<String, Value>,
    pub(crate) disputes: BTreeMap<String, Value>,
    /// The cards that were given to intents, by intent.
    pub(crate) cards: BTreeMap<String, super::cards::Card>,
}

/// A page where an account is completed.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub(crate) account: String,
    pub(crate) return_url: String,
    pub(crate) refresh_url: String,
    pub(crate) until: Timestamp,
    pub(crate) visited: bool,
}

#[derive(Debug)]
struct Remembered {
    question: String,
    /// None while it is being answered.
    reply: Option<Reply>,
    at: Timestamp,
}

impl fmt::Debug for Books {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Books").field("accounts", &self.accounts).finish_non_exhaustive()
    }
}

impl Books {
    /// With the server's own account, which takes payments.
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        let mut books = Self {
            clock,
            count: 0,
            pages: String::new(),
            accounts: BTreeMap::new(),
            links: BTreeMap::new(),
            remembered: HashMap::new(),
            news: Vec::new(),
            holds_charges: false,
        };
        books.open_account(OWN, "IE");
        books.complete_account(OWN);
        books.news.clear();
        books
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Seconds since 1970, as Stripe counts.
    pub(crate) fn seconds(&self) -> i64 {
        self.now().as_millis().div_euclid(1_000)
    }

    /// A name that nothing else has; later ones come after earlier ones.
    pub(crate) fn id(&mut self, prefix: &str) -> String {
        self.count += 1;
        format!("{prefix}_3Double{:016}", self.count)
    }

    /// A text that cannot be guessed from the names of things.
    pub(crate) fn secret(&mut self) -> String {
        self.count += 1;
        let digest = Sha256::digest(format!("the double's secrets {}", self.count));
        digest.iter().take(16).fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
    }

    /// Something happened in an account.
    pub(crate) fn tell(&mut self, account: &str, kind: &str, object: &Value) {
        let id = self.id("evt");
        let connected = (account != OWN).then_some(account);
        let event = objects::event(&id, kind, connected, object, self.seconds());
        self.news.push(event);
    }

    /// Answers a question. With a key, the same question is answered once; `lost` is an answer that is remembered and given in place of
    /// the real one.
    pub(crate) fn answer(&mut self, question: &Question, lost: Option<&Reply>) -> Reply {
        let account = match self.account_of(question) {
            Ok(account) => account,
            Err(refusal) => return refusal.reply(),
        };
        let key = question.key.clone().filter(|_| question.method == "POST");
        let Some(key) = key else {
            return self.look_into(&account, question).unwrap_or_else(|refusal| refusal.reply());
        };
        match self.recall(&account, &key, question) {
            Some(Ok(reply)) => return Reply { replayed: true, ..reply },
            Some(Err(refusal)) => return refusal.reply(),
            None => {}
        }
        let (reply, is_kept) = match self.look_into(&account, question) {
            Ok(reply) => (reply, true),
            Err(refusal) => (refusal.reply(), refusal.looked_into),
        };
        if is_kept {
            let kept = lost.unwrap_or(&reply).clone();
            self.remember(&account, &key, question, Some(kept));
        } else {
            self.remembered.remove(&(account, key));
        }
        reply
    }

    /// Marks a key as in use while its question is still on its way; a second one is told so.
    pub(crate) fn begin(&mut self, question: &Question) -> Result<(), Refusal> {
        let account = self.account_of(question)?;
        let Some(key) = question.key.clone().filter(|_| question.method == "POST") else { return Ok(()) };
        match self.recall(&account, &key, question) {
            Some(Err(refusal)) => Err(refusal),
            Some(Ok(_)) => Ok(()),
            None => {
                self.remember(&account, &key, question, None);
                Ok(())
            }
        }
    }

    /// The key is free again: its question goes on.
    pub(crate) fn go_on(&mut self, question: &Question) {
        if let (Ok(account), Some(key)) = (self.account_of(question), question.key.clone()) {
            let slot = (account, key);
            if self.remembered.get(&slot).is_some_and(|kept| kept.reply.is_none()) {
                self.remembered.remove(&slot);
            }
        }
    }

    pub(crate) fn book(&mut self, account: &str) -> &mut AccountBook {
        self.accounts.entry(account.to_owned()).or_default()
    }

    /// In which account a question is asked.
    fn account_of(&self, question: &Question) -> Result<String, Refusal> {
        let refuse =
            |message: String| Refusal { status: 401, kind: "invalid_request_error", message, ..Refusal::default() };
        match question.bearer.as_deref() {
            Some(SECRET_KEY) => {}
            Some(PUBLISHABLE_KEY) if question.is_for_browsers() => {}
            Some(PUBLISHABLE_KEY) => {
                let refusal = refuse("This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.".to_owned());
                return Err(Refusal { status: 403, code: Some("secret_key_required"), ..refusal });
            }
            Some(other) => return Err(refuse(format!("Invalid API Key provided: {}", stars(other)))),
            None => return Err(refuse("You did not provide an API key.".to_owned())),
        }
        let account = question.account.as_deref().unwrap_or(OWN);
        if self.accounts.contains_key(account) { Ok(account.to_owned()) } else { Err(no_access(account)) }
    }

    fn recall(&self, account: &str, key: &str, question: &Question) -> Option<Result<Reply, Refusal>> {
        let kept = self.remembered.get(&(account.to_owned(), key.to_owned()))?;
        if self.now().since(kept.at) >= REMEMBERED {
            return None;
        }
        if kept.question != question.fingerprint() {
            let message = format!(
                "Keys for idempotent requests can only be used with the same parameters they were first used with. \
                 Try using a key other than '{key}' if you meant to execute a different request."
            );
            return Some(Err(Refusal { status: 400, kind: "idempotency_error", message, ..Refusal::default() }));
        }
        Some(kept.reply.clone().ok_or_else(|| Refusal {
            status: 409,
            kind: "idempotency_error",
            code: Some("idempotency_key_in_use"),
            message: "There is currently another in-progress request using this Idempotent Key.".to_owned(),
            ..Refusal::default()
        }))
    }

    fn remember(&mut self, account: &str, key: &str, question: &Question, reply: Option<Reply>) {
        let kept = Remembered { question: question.fingerprint(), reply, at: self.now() };
        self.remembered.insert((account.to_owned(), key.to_owned()), kept);
    }

    fn look_into(&mut self, account: &str, question: &Question) -> Result<Reply, Refusal> {
        let path: Vec<&str> = question.path.iter().map(String::as_str).collect();
        let params = &question.params;
        let body = match (question.method.as_str(), path.as_slice()) {
            ("POST", ["payment_intents"]) => self.create_intent(account, params),
            ("GET", ["payment_intents"]) => self.list_intents(account, params),
            ("GET", ["payment_intents", id]) => self.show_intent(account, id, question),
            ("POST", ["payment_intents", id, "confirm"]) => self.confirm_intent(account, id, params),
            ("POST", ["payment_intents", id, "cancel"]) => self.cancel_intent(account, id, params),
            ("POST", ["refunds"]) => self.create_refund(account, params),
            ("GET", ["refunds"]) => self.list_refunds(account, params),
            ("GET", ["disputes"]) => self.list_disputes(account, params),
            ("GET", ["account"]) => self.show_account(account),
            ("GET", ["accounts", id]) => self.show_account(id),
            ("POST", ["accounts"]) => self.create_account(params),
            ("POST", ["account_links"]) => self.create_account_link(params),
            _ => {
                let message = format!("Unrecognized request URL ({}: /v1/{}).", question.method, path.join("/"));
                Err(Refusal { status: 404, ..Refusal::invalid(None, message) })
            }
        }?;
        Ok(Reply::new(200, body))
    }
}

impl Question {
    /// Whether a browser may ask it, given the secret of the intent.
    fn is_for_browsers(&self) -> bool {
        let path: Vec<&str> = self.path.iter().map(String::as_str).collect();
        matches!(
            (self.method.as_str(), path.as_slice()),
            ("GET", ["payment_intents", _]) | ("POST", ["payment_intents", _, "confirm"])
        )
    }

    /// What must be the same for it to be the same question: its fields, in whatever order.
    fn fingerprint(&self) -> String {
        format!("{} {:?} {:?}", self.method, self.path, self.params.sorted())
    }
}

pub(crate) fn no_access(account: &str) -> Refusal {
    let message = format!(
        "The provided key '{}' does not have access to account '{account}' (or that account does not exist). \
         Application access may have been revoked.",
        stars(SECRET_KEY)
    );
    Refusal { status: 403, ..Refusal::invalid(Some("account_invalid"), message) }
}

/// A key as Stripe repeats it.
fn stars(key: &str) -> String {
    let shown: String = key.chars().take(8).collect();
    format!("{shown}{}", "*".repeat(key.chars().count().saturating_sub(8)))
}
