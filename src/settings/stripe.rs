use url::{Host, Url};

use super::Error;
use crate::domain::secret::Secret;

const SECRET_KEY: &str = "STRIPE_SECRET_KEY";
const PUBLISHABLE_KEY: &str = "STRIPE_PUBLISHABLE_KEY";
const WEBHOOK_SECRET: &str = "STRIPE_WEBHOOK_SECRET";
const API_BASE: &str = "STRIPE_API_BASE";
const JS_URL: &str = "STRIPE_JS_URL";

/// Where Stripe answers.
pub(super) const DEFAULT_API_BASE: &str = "https://api.stripe.com";
/// The script that goes with the version of the interface that the client library speaks, `2026-09-30.endive`.
pub(super) const DEFAULT_JS_URL: &str = "https://js.stripe.com/endive/stripe.js";

/// How payments by card are taken: `STRIPE_*`. All of them or none: half of them would take money and not hear of it.
#[derive(Clone, Debug)]
pub struct StripeSettings {
    /// `STRIPE_SECRET_KEY`: `sk_…` or `rk_…`.
    pub secret_key: Secret,
    /// `STRIPE_PUBLISHABLE_KEY`: `pk_…`, a part of the page for paying.
    pub publishable_key: String,
    /// `STRIPE_WEBHOOK_SECRET`: `whsec_…`; several separated by commas while one is replaced, or for several endpoints.
    pub webhook_secrets: Vec<Secret>,
    /// `STRIPE_API_BASE`: where Stripe is asked.
    pub api_base: Url,
    /// `STRIPE_JS_URL`: where the browser gets the card form from.
    pub js_url: Url,
}

impl StripeSettings {
    /// Whether no money moves: these are the keys for trying it out.
    pub fn is_test(&self) -> bool {
        is_test(&self.publishable_key)
    }
}

/// Reads what is set; `None` when nothing is.
pub(super) fn read<'a>(set: impl Fn(&str) -> Option<&'a str>) -> Result<Option<StripeSettings>, Error> {
    let keys = [SECRET_KEY, PUBLISHABLE_KEY, WEBHOOK_SECRET];
    let Some(present) = keys.into_iter().find(|name| set(name).is_some()) else { return Ok(None) };
    let needed = |name| set(name).map(str::trim).ok_or(Error::Incomplete { present, missing: name });
    let secret_key = key(SECRET_KEY, needed(SECRET_KEY)?, &["sk_", "rk_"], false)?;
    let publishable_key = key(PUBLISHABLE_KEY, needed(PUBLISHABLE_KEY)?, &["pk_"], true)?;
    if is_test(secret_key) != is_test(publishable_key) {
        return Err(Error::Unreadable {
            name: PUBLISHABLE_KEY,
            value: publishable_key.to_owned(),
            reason: format!("it and {SECRET_KEY} must both be for testing, or both be live"),
        });
    }
    let webhook_secrets = needed(WEBHOOK_SECRET)?
        .split(',')
        .map(|secret| key(WEBHOOK_SECRET, secret.trim(), &["whsec_"], false).map(Secret::new))
        .collect::<Result<_, _>>()?;
    Ok(Some(StripeSettings {
        secret_key: Secret::new(secret_key),
        publishable_key: publishable_key.to_owned(),
        webhook_secrets,
        api_base: address(API_BASE, set(API_BASE).unwrap_or(DEFAULT_API_BASE))?,
        js_url: address(JS_URL, set(JS_URL).unwrap_or(DEFAULT_JS_URL))?,
    }))
}

fn is_test(key: &str) -> bool {
    key.contains("_test_")
}

/// A key that begins as such keys do: the most usual mistake is to paste one in another's place.
fn key<'a>(name: &'static str, value: &'a str, beginnings: &[&str], is_public: bool) -> Result<&'a str, Error> {
    let refuse = |reason: String| {
        let value = if is_public { value } else { "…" };
        Err(Error::Unreadable { name, value: value.to_owned(), reason })
    };
    if !beginnings.iter().any(|beginning| value.starts_with(beginning) && value.len() > beginning.len()) {
        return refuse(format!("it must begin with {}", beginnings.join(" or ")));
    }
    if !value.bytes().all(|byte| byte.is_ascii_graphic()) {
        return refuse("it holds signs that no key has".to_owned());
    }
    Ok(value)
}

/// An address that nobody on the way can read or change; this machine's own needs no protection.
fn address(name: &'static str, value: &str) -> Result<Url, Error> {
    let refuse = |reason: &str| Error::Unreadable { name, value: value.to_owned(), reason: reason.to_owned() };
    let url = Url::parse(value.trim()).map_err(|error| refuse(&error.to_string()))?;
    let is_here = match url.host() {
        Some(Host::Domain(host)) => host == "localhost" || host.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    match url.scheme() {
        "https" => Ok(url),
        "http" if is_here => Ok(url),
        _ => Err(refuse("it must begin with https://")),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::Settings;
    use super::*;

    const ALL: [(&str, &str); 3] =
        [(SECRET_KEY, "sk_test_1"), (PUBLISHABLE_KEY, "pk_test_1"), (WEBHOOK_SECRET, "whsec_1")];

    fn read(values: &[(&str, &str)]) -> Result<Option<StripeSettings>, Error> {
        let values: BTreeMap<String, String> =
            values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Settings::read(values).map(|settings| settings.stripe)
    }

    #[test]
    fn nothing_set_is_no_stripe_and_everything_is_one() {
        assert!(read(&[]).unwrap().is_none());
        let stripe = read(&ALL).unwrap().unwrap();
        assert_eq!(stripe.api_base.as_str(), "https://api.stripe.com/");
        assert_eq!(stripe.js_url.as_str(), DEFAULT_JS_URL);
        assert!(stripe.is_test());
        assert!(!format!("{stripe:?}").contains("sk_test") && !format!("{stripe:?}").contains("whsec"));
    }

    #[test]
    fn half_of_it_names_what_is_missing() {
        for (missing, _) in ALL {
            let rest: Vec<(&str, &str)> = ALL.into_iter().filter(|(name, _)| *name != missing).collect();
            let error = read(&rest).unwrap_err().to_string();
            assert!(error.contains(&format!("{missing} is missing")), "{error}");
        }
    }

    #[test]
    fn keys_in_each_others_place_are_found_and_not_repeated() {
        for (name, value) in [
            (SECRET_KEY, "pk_test_1"),
            (SECRET_KEY, "sk_"),
            (PUBLISHABLE_KEY, "sk_test_1"),
            (PUBLISHABLE_KEY, "pk_live_1"),
            (WEBHOOK_SECRET, "sk_test_secret"),
            (WEBHOOK_SECRET, "whsec_1,"),
        ] {
            let all: Vec<(&str, &str)> =
                ALL.into_iter().filter(|(other, _)| *other != name).chain([(name, value)]).collect();
            let error = read(&all).unwrap_err().to_string();
            assert!(error.starts_with(name) && !error.contains("secret"), "{error}");
        }
    }

    #[test]
    fn several_webhook_secrets_are_separated_by_commas() {
        let all: Vec<(&str, &str)> = ALL[..2].iter().copied().chain([(WEBHOOK_SECRET, "whsec_1, whsec_2")]).collect();
        assert_eq!(read(&all).unwrap().unwrap().webhook_secrets, [Secret::new("whsec_1"), Secret::new("whsec_2")]);
    }

    #[test]
    fn only_this_machine_is_asked_in_the_clear() {
        let with = |name, value| read(&ALL.into_iter().chain([(name, value)]).collect::<Vec<_>>());
        for fine in ["http://127.0.0.1:9/", "http://[::1]:9", "http://localhost:9", "https://stripe.test"] {
            assert!(with(API_BASE, fine).is_ok() && with(JS_URL, fine).is_ok(), "{fine}");
        }
        for wrong in ["http://api.stripe.com", "ftp://localhost", "stripe", "data:text/javascript,1"] {
            assert!(with(API_BASE, wrong).is_err() && with(JS_URL, wrong).is_err(), "{wrong}");
        }
    }
}
