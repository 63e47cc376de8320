//! Connected accounts: <https://docs.stripe.com/api/accounts>, <https://docs.stripe.com/api/account_links>.

use std::time::Duration;

use serde_json::Value;

use super::ask::{Params, Refusal};
use super::books::{AccountBook, Books, Link, no_access};
use super::objects;

/// How long a link to complete an account works.
const LINK: Duration = Duration::from_secs(5 * 60);

/// What a new account is asked for.
pub(crate) const ASKED_FOR: [&str; 6] = [
    "business_profile.mcc",
    "business_profile.url",
    "business_type",
    "external_account",
    "individual.verification.document",
    "tos_acceptance.date",
];

impl Books {
    pub(crate) fn create_account(&mut self, params: &Params) -> Result<Value, Refusal> {
        params.only(&[
            "business_profile[name]",
            "capabilities[card_payments][requested]",
            "controller[fees][payer]",
            "controller[losses][payments]",
            "controller[requirement_collection]",
            "controller[stripe_dashboard][type]",
            "country",
            "email",
            "expand[*]",
            "metadata[*]",
        ])?;
        let country = params.get("country").unwrap_or("IE").to_owned();
        if country.len() != 2 || !country.bytes().all(|letter| letter.is_ascii_uppercase()) {
            let message =
                format!("Country '{country}' is unknown. Try using a 2-character alphanumeric country code instead.");
            return Err(Refusal::invalid(Some("country_unsupported"), message).about("country"));
        }
        if params.get("email").is_some_and(|email| !email.contains('@')) {
            return Err(Refusal::invalid(Some("email_invalid"), "Invalid email address").about("email"));
        }
        let id = self.id("acct").replace('_', "_1");
        self.open_account(&id, &country);
        let account = &mut self.book(&id).account;
        account["email"] = params.get("email").map_or(Value::Null, Into::into);
        account["business_profile"]["name"] = params.get("business_profile[name]").map_or(Value::Null, Into::into);
        for (name, value) in params.within("metadata") {
            account["metadata"][name] = value.into();
        }
        Ok(account.clone())
    }

    pub(crate) fn show_account(&mut self, id: &str) -> Result<Value, Refusal> {
        self.accounts.get(id).map(|book| book.account.clone()).ok_or_else(|| no_access(id))
    }

    pub(crate) fn create_account_link(&mut self, params: &Params) -> Result<Value, Refusal> {
        params.only(&["account", "expand[*]", "refresh_url", "return_url", "type"])?;
        let account = params.need("account")?.to_owned();
        if params.need("type")? != "account_onboarding" {
            return Err(Refusal::invalid(None, "Invalid type.").about("type"));
        }
        let address = |name: &str| {
            let text = params.need(name)?;
            let is_address = url::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
            if is_address {
                Ok(text.to_owned())
            } else {
                Err(Refusal::invalid(Some("url_invalid"), "Not a valid URL").about(name))
            }
        };
        let (return_url, refresh_url) = (address("return_url")?, address("refresh_url")?);
        if !self.accounts.contains_key(&account) {
            return Err(no_access(&account));
        }
        let (token, until, seconds) = (self.secret(), self.now() + LINK, self.seconds());
        let link = Link { account, return_url, refresh_url, until, visited: false };
        self.links.insert(token.clone(), link);
        Ok(serde_json::json!({"object": "account_link", "created": seconds, "expires_at": seconds + 300,
            "url": format!("{}/setup/{token}", self.pages)}))
    }

    /// A new account, which must give everything first.
    pub(crate) fn open_account(&mut self, id: &str, country: &str) {
        let mut account = objects::account(id, country, self.seconds());
        account["requirements"] = objects::requirements(&ASKED_FOR);
        account["requirements"]["disabled_reason"] = "requirements.past_due".into();
        self.accounts.insert(id.to_owned(), AccountBook { account, ..AccountBook::default() });
    }

    /// Everything was given, and found good.
    pub(crate) fn complete_account(&mut self, id: &str) {
        let account = &mut self.book(id).account;
        account["requirements"] = objects::requirements(&[]);
        account["charges_enabled"] = true.into();
        account["payouts_enabled"] = true.into();
        account["details_submitted"] = true.into();
        account["capabilities"]["card_payments"] = "active".into();
        let account = account.clone();
        self.tell(id, "account.updated", &account);
    }

    /// Changes what an account says of itself, as given: `{"charges_enabled": false, "requirements": {"currently_due": […]}}`.
    pub(crate) fn change_account(&mut self, id: &str, changes: &Value) -> Result<Value, Refusal> {
        if !self.accounts.contains_key(id) {
            return Err(no_access(id));
        }
        let account = &mut self.book(id).account;
        merge(account, changes);
        let account = account.clone();
        self.tell(id, "account.updated", &account);
        Ok(account)
    }

    /// The people of an account no longer want the server to have a part in it.
    pub(crate) fn disconnect_account(&mut self, id: &str) {
        if self.accounts.contains_key(id) {
            self.tell(
                id,
                "account.application.deauthorized",
                &serde_json::json!({"id": "ca_1Double", "object": "application", "name": "Frontdesk"}),
            );
            self.accounts.remove(id);
        }
    }
}

fn merge(old: &mut Value, new: &Value) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            for (name, value) in new {
                merge(old.entry(name.clone()).or_insert(Value::Null), value);
            }
        }
        (old, new) => *old = new.clone(),
    }
}
