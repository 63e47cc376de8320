//! Attempts to pay: <https://docs.stripe.com/api/payment_intents>.

use serde_json::{Value, json};

use super::ask::{Params, Question, Refusal};
use super::books::{Books, PUBLISHABLE_KEY};
use super::cards::Card;
use super::{lists, objects};

/// The most that is charged at once.
const MOST: i64 = 99_999_999;

/// The least that is charged, in minor units: <https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts>.
const LEAST: [(&str, i64); 25] = [
    ("usd", 50),
    ("aed", 200),
    ("aud", 50),
    ("bgn", 100),
    ("brl", 50),
    ("cad", 50),
    ("chf", 50),
    ("czk", 1_500),
    ("dkk", 250),
    ("eur", 50),
    ("gbp", 30),
    ("hkd", 400),
    ("huf", 17_500),
    ("inr", 50),
    ("jpy", 50),
    ("mxn", 1_000),
    ("myr", 200),
    ("nok", 300),
    ("nzd", 50),
    ("pln", 200),
    ("ron", 200),
    ("sek", 300),
    ("sgd", 50),
    ("thb", 1_000),
    ("kwd", 150),
];

/// Further currencies that it takes.
const OTHERS: [&str; 14] =
    ["bhd", "clp", "isk", "jod", "krw", "mga", "omr", "tnd", "try", "ugx", "uah", "vnd", "xof", "zar"];

impl Books {
    pub(crate) fn create_intent(&mut self, account: &str, params: &Params) -> Result<Value, Refusal> {
        params.only(&[
            "allowed_payment_method_types[*]",
            "amount",
            "currency",
            "description",
            "expand[*]",
            "metadata[*]",
        ])?;
        params.need("amount")?;
        let currency = params.need("currency")?.to_owned();
        let amount = params.number("amount")?.unwrap_or_default();
        check_amount(amount, &currency)?;
        if let Some((_, kind)) = params.within("allowed_payment_method_types").iter().find(|(_, kind)| *kind != "card")
        {
            let message = format!("Invalid allowed_payment_method_types[0]: {kind} is not activated in this account.");
            return Err(Refusal::invalid(None, message).about("allowed_payment_method_types"));
        }
        if self.book(account).account["charges_enabled"] != true {
            let message = "Your account cannot currently make charges. To find out why charges are currently disabled, \
                look at the `requirements.disabled_reason` property on your account.";
            return Err(Refusal::invalid(None, message));
        }
        let (id, secret, created) = (self.id("pi"), self.secret(), self.seconds());
        let mut intent = objects::intent(&id, &format!("{id}_secret_{secret}"), amount, &currency, created);
        for (name, value) in params.within("metadata") {
            intent["metadata"][name] = value.into();
        }
        if let Some(description) = params.get("description") {
            intent["description"] = description.into();
        }
        self.save_intent(account, &intent, "payment_intent.created");
        Ok(intent)
    }

    pub(crate) fn list_intents(&mut self, account: &str, params: &Params) -> Result<Value, Refusal> {
        params.only(&["created[*]", "ending_before", "expand[*]", "limit", "starting_after"])?;
        let all: Vec<Value> = self.book(account).intents.values().cloned().collect();
        lists::page("/v1/payment_intents", all, params)
    }

    pub(crate) fn show_intent(&mut self, account: &str, id: &str, question: &Question) -> Result<Value, Refusal> {
        question.params.only(&["client_secret", "expand[*]", "key"])?;
        let intent = self.find_intent(account, id)?;
        check_secret(&intent, &question.params, question.bearer.as_deref() == Some(PUBLISHABLE_KEY))?;
        Ok(intent)
    }

    /// What Stripe's script asks for when somebody presses Pay.
    pub(crate) fn confirm_intent(&mut self, account: &str, id: &str, params: &Params) -> Result<Value, Refusal> {
        let card =
            ["number", "exp_month", "exp_year", "cvc"].map(|field| format!("payment_method_data[card][{field}]"));
        let mut known = vec!["client_secret", "expand[*]", "key", "payment_method_data[type]", "return_url"];
        known.extend(card.iter().map(String::as_str));
        params.only(&known)?;
        let intent = self.find_intent(account, id)?;
        check_secret(&intent, params, true)?;
        let card = Card {
            number: params.need(&card[0])?.replace(' ', ""),
            month: params.number(&card[1])?.unwrap_or_default(),
            year: params.number(&card[2])?.unwrap_or_default(),
            code: params.need(&card[3])?.to_owned(),
        };
        self.pay(account, id, &card)
    }

    /// A card is given to an intent.
    pub(crate) fn pay(&mut self, account: &str, id: &str, card: &Card) -> Result<Value, Refusal> {
        let mut intent = self.find_intent(account, id)?;
        let status = text(&intent, "status");
        if !matches!(status.as_str(), "requires_payment_method" | "requires_confirmation" | "requires_action") {
            return Err(unexpected(
                &intent,
                format!("You cannot confirm this PaymentIntent because it has a status of {status}."),
            ));
        }
        let (year, month) = date(self.seconds());
        card.check(year, month).map_err(|refusal| Refusal { intent: Some(Box::new(intent.clone())), ..refusal })?;
        let method = self.id("pm");
        intent["payment_method"] = method.into();
        intent["last_payment_error"] = Value::Null;
        self.book(account).cards.insert(id.to_owned(), card.clone());
        if card.asks() {
            intent["status"] = "requires_action".into();
            intent["next_action"] = json!({"type": "use_stripe_sdk", "use_stripe_sdk": {
                "type": "three_d_secure_redirect", "stripe_js": format!("{}/authenticate/{id}", self.pages)}});
            self.save_intent(account, &intent, "payment_intent.requires_action");
            return Ok(intent);
        }
        self.charge(account, intent, card, false)
    }

    /// The holder of the card has answered the bank.
    pub(crate) fn authenticate(&mut self, account: &str, id: &str, agrees: bool) -> Result<Value, Refusal> {
        let mut intent = self.find_intent(account, id)?;
        if text(&intent, "status") != "requires_action" {
            return Err(unexpected(&intent, "There is nothing to authenticate.".to_owned()));
        }
        let Some(card) = self.book(account).cards.get(id).cloned() else {
            return Err(Refusal::no_such("payment_method", id, "payment_method"));
        };
        if agrees {
            return self.charge(account, intent, &card, true);
        }
        let refusal = Refusal {
            message: "We are unable to authenticate your payment method. Please choose a different payment method and try again.".to_owned(),
            ..Refusal::invalid(Some("payment_intent_authentication_failure"), "")
        };
        intent["last_payment_error"] = refusal.body();
        back_to_the_start(&mut intent);
        self.save_intent(account, &intent, "payment_intent.payment_failed");
        Ok(intent)
    }

    /// A charge that was on its way arrives, or not.
    pub(crate) fn let_go(&mut self, account: &str, id: &str, arrives: bool) -> Result<Value, Refusal> {
        let mut intent = self.find_intent(account, id)?;
        if text(&intent, "status") != "processing" {
            return Err(unexpected(&intent, "It is not on its way.".to_owned()));
        }
        let card = self.book(account).cards.get(id).cloned().unwrap_or_else(|| Card::with(Card::GOOD));
        if arrives {
            return Ok(self.succeed(account, intent, &card, false));
        }
        let refusal = Card::with(Card::DECLINED).decline().unwrap_or_default();
        intent["last_payment_error"] = refusal.body();
        back_to_the_start(&mut intent);
        self.save_intent(account, &intent, "payment_intent.payment_failed");
        Ok(intent)
    }

    pub(crate) fn cancel_intent(&mut self, account: &str, id: &str, params: &Params) -> Result<Value, Refusal> {
        params.only(&["cancellation_reason", "expand[*]"])?;
        let mut intent = self.find_intent(account, id)?;
        let status = text(&intent, "status");
        let may_be = ["requires_payment_method", "requires_capture", "requires_confirmation", "requires_action"];
        if !may_be.contains(&status.as_str()) {
            return Err(unexpected(
                &intent,
                format!(
                    "You cannot cancel this PaymentIntent because it has a status of {status}. Only a PaymentIntent with one of the \
                     following statuses may be canceled: {}.",
                    may_be.join(", ")
                ),
            ));
        }
        intent["status"] = "canceled".into();
        intent["canceled_at"] = self.seconds().into();
        intent["cancellation_reason"] = params.get("cancellation_reason").map_or(Value::Null, Into::into);
        intent["next_action"] = Value::Null;
        self.save_intent(account, &intent, "payment_intent.canceled");
        Ok(intent)
    }

    pub(crate) fn find_intent(&mut self, account: &str, id: &str) -> Result<Value, Refusal> {
        let found = self.book(account).intents.get(id).cloned();
        found.ok_or_else(|| Refusal::no_such("payment_intent", id, "intent"))
    }

    pub(crate) fn save_intent(&mut self, account: &str, intent: &Value, event: &str) {
        self.book(account).intents.insert(text(intent, "id"), intent.clone());
        self.tell(account, event, intent);
    }

    /// The bank is asked.
    fn charge(&mut self, account: &str, mut intent: Value, card: &Card, authenticated: bool) -> Result<Value, Refusal> {
        if let Some(refusal) = card.decline() {
            let charge = self.id("ch");
            let mut failed = objects::charge(&charge, &intent, card, authenticated, self.seconds());
            for (name, value) in [
                ("status", "failed".into()),
                ("paid", false.into()),
                ("captured", false.into()),
                ("amount_captured", 0.into()),
                ("balance_transaction", Value::Null),
                ("failure_code", refusal.code.into()),
                ("failure_message", refusal.message.clone().into()),
            ] {
                failed[name] = value;
            }
            let refusal = Refusal { charge: Some(charge.as_str().into()), ..refusal };
            intent["latest_charge"] = charge.clone().into();
            intent["last_payment_error"] = refusal.body();
            back_to_the_start(&mut intent);
            self.book(account).charges.insert(charge, failed.clone());
            self.tell(account, "charge.failed", &failed);
            self.save_intent(account, &intent, "payment_intent.payment_failed");
            return Err(Refusal { intent: Some(Box::new(intent)), ..refusal });
        }
        if self.holds_charges {
            intent["status"] = "processing".into();
            intent["next_action"] = Value::Null;
            self.save_intent(account, &intent, "payment_intent.processing");
            return Ok(intent);
        }
        Ok(self.succeed(account, intent, card, authenticated))
    }

    fn succeed(&mut self, account: &str, mut intent: Value, card: &Card, authenticated: bool) -> Value {
        let id = self.id("ch");
        let charge = objects::charge(&id, &intent, card, authenticated, self.seconds());
        intent["latest_charge"] = id.clone().into();
        intent["amount_received"] = intent["amount"].clone();
        intent["status"] = "succeeded".into();
        intent["next_action"] = Value::Null;
        self.book(account).charges.insert(id.clone(), charge.clone());
        self.tell(account, "charge.succeeded", &charge);
        self.save_intent(account, &intent, "payment_intent.succeeded");
        let amount = charge["amount"].as_i64().unwrap_or_default();
        match card.number.as_str() {
            Card::DISPUTED => drop(self.open_dispute(account, &id, amount, "needs_response")),
            Card::ASKED_ABOUT => drop(self.open_dispute(account, &id, amount, "warning_needs_response")),
            _ => {}
        }
        intent
    }
}

pub(crate) fn text(object: &Value, field: &str) -> String {
    object[field].as_str().unwrap_or_default().to_owned()
}

/// The card was not taken: another one may be given.
fn back_to_the_start(intent: &mut Value) {
    intent["status"] = "requires_payment_method".into();
    intent["payment_method"] = Value::Null;
    intent["next_action"] = Value::Null;
}

fn unexpected(intent: &Value, message: String) -> Refusal {
    let refusal = Refusal::invalid(Some("payment_intent_unexpected_state"), message).looked_into();
    Refusal { intent: Some(Box::new(intent.clone())), ..refusal }
}

/// A browser proves by the secret that the intent was given to it.
fn check_secret(intent: &Value, params: &Params, is_needed: bool) -> Result<(), Refusal> {
    match params.get("client_secret") {
        Some(secret) if intent["client_secret"] == secret => Ok(()),
        None if !is_needed => Ok(()),
        None => Err(Refusal::missing("client_secret")),
        Some(_) => {
            let message = "The client_secret provided does not match any associated PaymentIntent on this account. \
                Ensure the publishable key used belongs to the same account that created the PaymentIntent.";
            Err(Refusal::invalid(Some("payment_intent_invalid_parameter"), message).about("client_secret"))
        }
    }
}

fn check_amount(amount: i64, currency: &str) -> Result<(), Refusal> {
    let least = LEAST.iter().find(|(code, _)| *code == currency).map(|(_, least)| *least);
    let least = least.or_else(|| OTHERS.contains(&currency).then_some(1));
    let Some(least) = least else {
        return Err(Refusal::invalid(None, format!("Invalid currency: {currency}.")).about("currency"));
    };
    let refuse = |code, message: &str| Err(Refusal::invalid(Some(code), message).about("amount"));
    // Hundredths that must be none, and thousandths that are charged in tens.
    let step = match currency {
        "isk" | "ugx" => 100,
        "bhd" | "jod" | "kwd" | "omr" | "tnd" => 10,
        _ => 1,
    };
    match amount {
        ..=0 => refuse("parameter_invalid_integer", "This value must be greater than or equal to 1."),
        _ if amount < least => refuse("amount_too_small", "Amount must convert to at least 50 cents."),
        _ if amount > MOST => refuse("amount_too_large", "Amount must be no more than €999,999.99"),
        _ if amount % step != 0 => {
            refuse("parameter_invalid_integer", "The amount cannot be charged in this currency.")
        }
        _ => Ok(()),
    }
}

/// The year and the month of a time, in UTC (Howard Hinnant, “chrono-compatible low-level date algorithms”: `civil_from_days`).
fn date(seconds: i64) -> (i64, i64) {
    let days = seconds.div_euclid(86_400) + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month)
}
