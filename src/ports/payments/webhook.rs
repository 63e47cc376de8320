//! News from Stripe: who sent them, and what they are about.
//!
//! An event is only a hint: that its signature holds shows that Stripe sent it, not that it is the last word. Whoever hears it asks Stripe
//! how the thing stands now, so that it does not matter in which order events come, how late, or how often.
//!
//! The signature is that of <https://docs.stripe.com/webhooks#verify-manually>: `HMAC-SHA256(secret, "{time}.{body}")` over the body as it
//! came, byte by byte.

use std::time::Duration;

use ring::hmac;
use serde_json::Value;

use crate::clock::Timestamp;
use crate::domain::payment::IntentId;
use crate::domain::secret::Secret;

/// The header that carries the signature.
pub const HEADER: &str = "Stripe-Signature";

/// How far the time of a signature may be from now: whoever overhears an event cannot send it again later.
pub const TOLERANCE: Duration = Duration::from_secs(5 * 60);

/// Longer than any of Stripe's names.
const NAME_MAX: usize = 255;

/// Something happened at Stripe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its name, `evt_…`: the same each time it is sent.
    pub id: String,
    /// What happened: `payment_intent.succeeded`. There are many more kinds than anybody knows.
    pub kind: String,
    /// The connected account in which it happened; `None` for the server's own.
    pub account: Option<String>,
    /// What it happened to: `pi_…`, `re_…`, `acct_…`. Some things have no name.
    pub object_id: Option<String>,
    /// The attempt to pay that it is about.
    pub intent: Option<IntentId>,
    /// When it happened.
    pub created: Timestamp,
}

/// Why news are not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejected {
    /// There is no signature, or it cannot be read.
    #[error("no signature that can be read")]
    NoSignature,
    /// No secret gives this signature for this body.
    #[error("the signature is another one's")]
    WrongSignature,
    /// It was signed too long ago, or will be signed in the future.
    #[error("the signature is not of this time")]
    NotNow,
    /// It was signed, and is not what Stripe describes.
    #[error("signed, but no event")]
    NoEvent,
}

/// Reads news from their body as it came and their [`HEADER`], when one of the secrets signed them within [`TOLERANCE`] of now. While a
/// secret is replaced, the old one and the new one both count.
pub fn read(body: &[u8], header: &str, secrets: &[Secret], now: Timestamp) -> Result<Event, Rejected> {
    let Signature { time, signed } = parse(header).ok_or(Rejected::NoSignature)?;
    let payload = [time.to_string().as_bytes(), b".", body].concat();
    let fits = |secret: &Secret| {
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret.reveal().as_bytes());
        signed.iter().any(|tag| hmac::verify(&key, &payload, tag).is_ok())
    };
    if !secrets.iter().any(fits) {
        return Err(Rejected::WrongSignature);
    }
    let at = time.checked_mul(1_000).map(Timestamp::from_millis).ok_or(Rejected::NotNow)?;
    if now.since(at) > TOLERANCE || at.since(now) > TOLERANCE {
        return Err(Rejected::NotNow);
    }
    event(body).ok_or(Rejected::NoEvent)
}

struct Signature {
    /// Seconds since 1970.
    time: i64,
    /// As many as there are secrets.
    signed: Vec<Vec<u8>>,
}

/// `t=1492774577,v1=5257a869…,v1=…,v0=…`: other schemes than `v1` are not Stripe's.
fn parse(header: &str) -> Option<Signature> {
    let mut time = None;
    let mut signed = Vec::new();
    for part in header.split(',') {
        match part.trim().split_once('=')? {
            // Written as it is signed: `+1` and `01` are other texts.
            ("t", text) => time = Some(text.parse::<i64>().ok().filter(|time| time.to_string() == text)?),
            ("v1", text) => signed.extend(from_hex(text)),
            _ => {}
        }
    }
    Some(Signature { time: time?, signed }).filter(|signature| !signature.signed.is_empty())
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

fn event(body: &[u8]) -> Option<Event> {
    let told: Value = serde_json::from_slice(body).ok()?;
    let object = told.get("data")?.get("object")?;
    let object_id = name(object.get("id"));
    let intent = match object.get("object").and_then(Value::as_str) {
        Some("payment_intent") => object_id.clone(),
        _ => object.get("payment_intent").and_then(|one| name(Some(one)).or_else(|| name(one.get("id")))),
    };
    Some(Event {
        id: name(told.get("id"))?,
        kind: told.get("type")?.as_str().filter(|kind| kind.len() <= NAME_MAX)?.to_owned(),
        account: name(told.get("account")),
        object_id,
        intent: intent.map(IntentId),
        created: Timestamp::from_millis(told.get("created")?.as_i64()?.checked_mul(1_000)?),
    })
}

/// A name of Stripe's: it becomes a part of addresses.
fn name(told: Option<&Value>) -> Option<String> {
    let is_name = |text: &&str| {
        (1..=NAME_MAX).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
    };
    told?.as_str().filter(is_name).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = r#"{"id":"evt_1","type":"charge.refunded","account":"acct_1","created":1800000000,
        "data":{"object":{"id":"ch_1","object":"charge","payment_intent":{"id":"pi_1"}}}}"#;

    fn now() -> Timestamp {
        Timestamp::from_millis(1_800_000_000_000)
    }

    fn sign(secret: &str, time: &str, body: &str) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
        let tag = hmac::sign(&key, format!("{time}.{body}").as_bytes());
        tag.as_ref().iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
    }

    /// Computed with OpenSSL, not with this: `printf '1800000000.{}' | openssl dgst -sha256 -hmac whsec_test`.
    #[test]
    fn the_signature_is_the_one_that_everybody_computes() {
        let known = "482e6337ac5272392d375c6fdc4d52a7e615dc2facedab0ffe155ddfd6a56e66";
        assert_eq!(sign("whsec_test", "1800000000", "{}"), known);
        let header = format!("t=1800000000,v1={known}");
        assert_eq!(read(b"{}", &header, &[Secret::new("whsec_test")], now()), Err(Rejected::NoEvent));
    }

    #[test]
    fn an_event_says_what_it_is_about() {
        let header = format!("t=1800000000,v1={}", sign("whsec_a", "1800000000", BODY));
        let event = read(BODY.as_bytes(), &header, &[Secret::new("whsec_a")], now()).unwrap();
        assert_eq!(event.id, "evt_1");
        assert_eq!(event.account.as_deref(), Some("acct_1"));
        assert_eq!(event.object_id.as_deref(), Some("ch_1"));
        assert_eq!(event.intent, Some(IntentId("pi_1".to_owned())));
        assert_eq!(event.created, now());
    }

    #[test]
    fn the_old_secret_and_the_new_one_both_count() {
        let both = format!(
            "t=1800000000,v0=00,v1={},v1={}",
            sign("whsec_old", "1800000000", BODY),
            sign("whsec_new", "1800000000", BODY)
        );
        let one = format!("t=1800000000,v1={}", sign("whsec_old", "1800000000", BODY));
        let secrets = [Secret::new("whsec_new"), Secret::new("whsec_old")];
        for (header, secrets) in [(&both, &secrets[..1]), (&both, &secrets[1..]), (&one, &secrets[..])] {
            assert!(read(BODY.as_bytes(), header, secrets, now()).is_ok());
        }
        assert_eq!(read(BODY.as_bytes(), &one, &secrets[..1], now()), Err(Rejected::WrongSignature));
        assert_eq!(read(BODY.as_bytes(), &one, &[], now()), Err(Rejected::WrongSignature));
    }

    #[test]
    fn five_minutes_are_the_limit_on_both_sides() {
        let header = format!("t=1800000000,v1={}", sign("whsec_a", "1800000000", BODY));
        let at = |now| read(BODY.as_bytes(), &header, &[Secret::new("whsec_a")], now);
        assert!(at(now() + TOLERANCE).is_ok() && at(now() - TOLERANCE).is_ok());
        let more = TOLERANCE + Duration::from_millis(1);
        assert_eq!(at(now() + more), Err(Rejected::NotNow));
        assert_eq!(at(now() - more), Err(Rejected::NotNow));
    }

    #[test]
    fn headers_that_are_none_are_refused() {
        let signed = sign("whsec_a", "1800000000", BODY);
        for header in [
            "",
            "t=1800000000",
            &format!("v1={signed}"),
            &format!("t=now,v1={signed}"),
            &format!("t=+1800000000,v1={signed}"),
            &format!("t=1800000000,v0={signed}"),
            &format!("t=1800000000,v1={}", &signed[1..]),
            &format!("t=1800000000,v1=é{}", &signed[2..]),
            "t=1800000000,v1",
        ] {
            let read = read(BODY.as_bytes(), header, &[Secret::new("whsec_a")], now());
            assert_eq!(read, Err(Rejected::NoSignature), "{header}");
        }
    }

    #[test]
    fn names_that_could_lead_elsewhere_are_none() {
        for wrong in [r#""../accounts""#, r#""""#, "7", "null", r#"{"id":"pi_1"}"#] {
            assert_eq!(name(serde_json::from_str(wrong).ok().as_ref()), None, "{wrong}");
        }
    }
}
