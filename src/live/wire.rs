//! The text frames between server and page.

use bytestring::ByteString;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::ticket::Frame;
use crate::domain::people::Side;
use crate::domain::thread::MessageKind;
use crate::domain::ticket::TicketNumber;
use crate::views::thread;
use crate::words::Locale;

/// What a page sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum FromPage {
    /// Somebody types a reply or a note, or has stopped.
    Typing(Option<MessageKind>),
    /// The page was looked at up to this number.
    Seen(i64),
}

/// Why a text from a page is not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotUnderstood {
    /// Not JSON.
    Malformed,
    /// JSON that says nothing known here.
    Unknown,
}

impl FromPage {
    pub(super) fn parse(text: &str) -> Result<Self, NotUnderstood> {
        let json: serde_json::Value = serde_json::from_str(text).map_err(|_| NotUnderstood::Malformed)?;
        serde_json::from_value(json).map_err(|_| NotUnderstood::Unknown)
    }
}

/// What a page hears every now and then; it cannot see pings.
pub(super) const BEAT: ByteString = ByteString::from_static(r#"{"beat":true}"#);

/// The last word to a page whose right is gone or another one. The close frame says it too, but browsers tell of that only when the
/// connection is down, up to a second later.
pub(super) fn ended(why: &str) -> ByteString {
    json!({ "ended": why }).to_string().into()
}

#[derive(Serialize)]
struct TypingSign<'a> {
    who: &'a str,
    membership: String,
    side: Side,
    kind: MessageKind,
    on: bool,
}

/// A frame as one side reads it in one language.
pub(super) fn render(ticket: TicketNumber, frame: &Frame, side: Side, locale: &Locale) -> ByteString {
    match frame {
        Frame::Entry(entry, head) => thread::pushed(locale, side, entry, head.as_deref()).into(),
        Frame::Number(number) => json!({ "number": number }).to_string().into(),
        Frame::Subscribed(head) => json!({ "subscribed": format!("ticket:{ticket}"), "head": head }).to_string().into(),
        Frame::Reset(head) => json!({ "reset": true, "head": head }).to_string().into(),
        Frame::Presence(names) => {
            json!({ "presence": { "staff": names.staff, "clients": names.clients } }).to_string().into()
        }
        Frame::Seen(seen) => json!({ "seen": { "staff": seen.staff, "client": seen.client } }).to_string().into(),
        Frame::Typing(sign) => {
            let membership = sign.who.membership.to_string();
            let sign =
                TypingSign { who: &sign.who.name, membership, side: sign.who.side, kind: sign.kind, on: sign.on };
            json!({ "typing": sign }).to_string().into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_understood() {
        assert_eq!(FromPage::parse(r#"{"typing":"note"}"#), Ok(FromPage::Typing(Some(MessageKind::Note))));
        assert_eq!(FromPage::parse(r#"{"typing":null}"#), Ok(FromPage::Typing(None)));
        assert_eq!(FromPage::parse(r#" {"seen":17}"#), Ok(FromPage::Seen(17)));
    }

    #[test]
    fn nonsense_is_told_from_what_is_unknown() {
        for text in ["", "{", "hello", r#"{"seen":17} x"#] {
            assert_eq!(FromPage::parse(text), Err(NotUnderstood::Malformed), "{text}");
        }
        for text in
            ["null", "[]", "7", "{}", r#"{"seen":"x"}"#, r#"{"seen":1.5}"#, r#"{"typing":"x"}"#, r#"{"other":1}"#]
        {
            assert_eq!(FromPage::parse(text), Err(NotUnderstood::Unknown), "{text}");
        }
    }
}
