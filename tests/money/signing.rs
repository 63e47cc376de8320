//! Events as Stripe signs them.

use frontdesk::clock::Timestamp;
use frontdesk::domain::payment::Account;
use frontdesk::domain::secret::Secret;
use ring::hmac;

use crate::model::News;

const SECRET: &str = "whsec_of_this_server";

/// What the server is set up with.
pub(crate) fn secrets() -> Vec<Secret> {
    vec![Secret::new(SECRET)]
}

/// The body of an event and its signature, made at this time.
pub(crate) fn signed(news: &News, at: Timestamp) -> (Vec<u8>, String) {
    let account = match &news.account {
        Account::Own => None,
        Account::Connected(account) => Some(account),
    };
    let seconds = at.as_millis() / 1_000;
    let object = serde_json::json!({ "id": "obj_1", "object": "charge", "payment_intent": news.intent.0 });
    let event = serde_json::json!({
        "id": news.id, "object": "event", "type": news.kind, "account": account, "created": seconds,
        "data": { "object": object },
    });
    let body = event.to_string().into_bytes();
    let key = hmac::Key::new(hmac::HMAC_SHA256, SECRET.as_bytes());
    let tag = hmac::sign(&key, &[format!("{seconds}.").as_bytes(), &body].concat());
    let hex = tag
        .as_ref()
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|half| char::from(b"0123456789abcdef"[usize::from(half)]))
        .collect::<String>();
    (body, format!("t={seconds},v1={hex}"))
}
