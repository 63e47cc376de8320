use frontdesk::clock::Timestamp;
use frontdesk::domain::secret::Secret;
use frontdesk::ports::payments::webhook::{Rejected, read};
use proptest::prelude::*;

use super::stripe::sign;

const NOW: i64 = 1_800_000_000;

fn now() -> Timestamp {
    Timestamp::from_millis(NOW * 1_000)
}

fn body(text: &str) -> String {
    serde_json::json!({"id": "evt_1", "type": "payment_intent.succeeded", "created": NOW,
        "data": {"object": {"id": "pi_1", "object": "payment_intent", "description": text}}})
    .to_string()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_was_signed_is_believed(text in ".*", secret in "whsec_[a-zA-Z0-9]{1,40}", off in -300_i64..=300) {
        let body = body(&text);
        let header = sign(&secret, NOW + off, &body);
        let event = read(body.as_bytes(), &header, &[Secret::new("whsec_other"), Secret::new(secret)], now());
        prop_assert_eq!(event.unwrap().id, "evt_1");
    }

    #[test]
    fn any_byte_of_the_body_that_is_another_is_noticed(text in ".*", at: prop::sample::Index, flip in 1_u8..=255) {
        let mut body = body(&text).into_bytes();
        let header = sign("whsec_1", NOW, std::str::from_utf8(&body).unwrap());
        let at = at.index(body.len());
        body[at] ^= flip;
        prop_assert_eq!(read(&body, &header, &[Secret::new("whsec_1")], now()), Err(Rejected::WrongSignature));
    }

    #[test]
    fn any_part_that_is_missing_or_too_much_is_noticed(text in ".*", at: prop::sample::Index, extra: u8) {
        let body = body(&text);
        let header = sign("whsec_1", NOW, &body);
        let secrets = [Secret::new("whsec_1")];
        let shorter = &body.as_bytes()[..at.index(body.len())];
        prop_assert_eq!(read(shorter, &header, &secrets, now()), Err(Rejected::WrongSignature));
        let mut longer = body.clone().into_bytes();
        longer.insert(at.index(longer.len()), extra);
        prop_assert_eq!(read(&longer, &header, &secrets, now()), Err(Rejected::WrongSignature));
    }

    #[test]
    fn any_sign_of_the_header_that_is_another_is_noticed(at: prop::sample::Index, sign_in_its_place in "[ -~]") {
        let body = body("");
        let header = sign("whsec_1", NOW, &body);
        let at = at.index(header.len());
        let mut altered = header.clone();
        altered.replace_range(at..=at, &sign_in_its_place);
        let read = read(body.as_bytes(), &altered, &[Secret::new("whsec_1")], now());
        // Hexadecimal digits may be written large, and a space stand around a part; nothing else means the same.
        let is_the_same = altered.eq_ignore_ascii_case(&header) && altered.starts_with("t=") && altered.contains(",v1=");
        prop_assert_eq!(read.is_ok(), is_the_same, "{}", altered);
    }

    #[test]
    fn another_secret_signs_nothing(secret in "[ -~]{0,40}") {
        prop_assume!(secret != "whsec_1");
        let body = body("");
        let header = sign(&secret, NOW, &body);
        prop_assert_eq!(read(body.as_bytes(), &header, &[Secret::new("whsec_1")], now()), Err(Rejected::WrongSignature));
    }

    #[test]
    fn the_time_of_a_signature_cannot_be_moved(off in -100_000_i64..100_000) {
        prop_assume!(off != 0);
        let body = body("");
        let header = sign("whsec_1", NOW, &body).replace(&NOW.to_string(), &(NOW + off).to_string());
        prop_assert_eq!(read(body.as_bytes(), &header, &[Secret::new("whsec_1")], now()), Err(Rejected::WrongSignature));
    }

    #[test]
    fn nothing_that_is_sent_makes_it_panic(body: Vec<u8>, header in ".{0,200}") {
        let _ = read(&body, &header, &[Secret::new("whsec_1")], now());
        let signed = sign("whsec_1", NOW, &String::from_utf8_lossy(&body));
        let _ = read(&body, &signed, &[Secret::new("whsec_1")], now());
    }
}
