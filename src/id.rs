//! Identifiers: UUIDv7, so that they sort by the time they were made.
//!
//! Each kind of record has its own type: a ticket's id cannot be passed where a customer's is wanted. They are stored as
//! text, which both databases compare and index alike.

use std::fmt;
use std::str::FromStr;

use crate::clock::Timestamp;

/// Where random bits come from. A parameter everywhere, so that tests can repeat a run.
pub trait Chance: Send + Sync + fmt::Debug {
    /// Fills `bytes` with random bits fit for secrets.
    fn fill(&self, bytes: &mut [u8]);
}

/// The operating system's source.
#[derive(Debug, Default)]
pub struct SystemChance;

impl Chance for SystemChance {
    fn fill(&self, bytes: &mut [u8]) {
        #[expect(clippy::expect_used, reason = "without a source of randomness no session is safe: stop")]
        getrandom::fill(bytes).expect("the operating system gives random bytes");
    }
}

/// A secret of 256 random bits as 43 URL-safe characters: session cookies, links, keys of forms.
pub fn secret(chance: &dyn Chance) -> String {
    use base64::Engine as _;
    let mut bytes = [0_u8; 32];
    chance.fill(&mut bytes);
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

/// A UUIDv7 (RFC 9562, 5.7): 48 bits of milliseconds, then random bits.
pub fn uuid_v7(now: Timestamp, chance: &dyn Chance) -> uuid::Uuid {
    let mut random = [0_u8; 10];
    chance.fill(&mut random);
    uuid::Builder::from_unix_timestamp_millis(now.as_millis().unsigned_abs(), &random).into_uuid()
}

/// A text that is not an id of the wanted kind.
#[derive(Debug, thiserror::Error)]
#[error("not an identifier")]
pub struct NotAnId;

macro_rules! id_types {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(uuid::Uuid);

        impl $name {
            /// Makes a new id, later in order than those made before `now`.
            pub fn new(now: Timestamp, chance: &dyn Chance) -> Self {
                Self(uuid_v7(now, chance))
            }

            /// When it was made.
            pub fn made_at(self) -> Timestamp {
                // The first 48 of the 128 bits; they fit.
                Timestamp::from_millis(i64::try_from(self.0.as_u128() >> 80).unwrap_or(i64::MAX))
            }

            /// Its bits as two numbers.
            pub const fn halves(self) -> (u64, u64) {
                self.0.as_u64_pair()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0.hyphenated())
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                uuid::Uuid::parse_str(text).map(Self).map_err(|_| NotAnId)
            }
        }

        crate::id::stored_as_text!($name);
    )*};
}

/// Lets a type that is written with `Display` and read with `FromStr` be a text column in both databases.
macro_rules! stored_as_text {
    ($name:ident) => {
        impl<D: sqlx::Database> sqlx::Type<D> for $name
        where
            String: sqlx::Type<D>,
        {
            fn type_info() -> D::TypeInfo {
                <String as sqlx::Type<D>>::type_info()
            }
            fn compatible(ty: &D::TypeInfo) -> bool {
                <String as sqlx::Type<D>>::compatible(ty)
            }
        }

        impl<'r, D: sqlx::Database> sqlx::Decode<'r, D> for $name
        where
            String: sqlx::Decode<'r, D>,
        {
            fn decode(value: D::ValueRef<'r>) -> Result<Self, sqlx::error::BoxDynError> {
                let text = <String as sqlx::Decode<D>>::decode(value)?;
                Ok(text.parse()?)
            }
        }
    };
}
pub(crate) use stored_as_text;

id_types! {
    /// A company that runs Frontdesk.
    OrganisationId,
    /// A person's login.
    UserId,
    /// A user in an organisation.
    MembershipId,
    /// A signed-in browser.
    SessionId,
    /// A client company in the organisation's books.
    CustomerId,
    /// A support thread.
    TicketId,
    /// A reply or a note.
    MessageId,
    /// A help page.
    ArticleId,
    /// A piece of work in the queue.
    JobId,
    /// A mail, kept or sent.
    MailId,
    /// An invitation.
    InviteId,
    /// A person at a customer.
    ContactId,
    /// A line of the audit log.
    AuditId,
    /// A file kept beside the database.
    FileId,
    /// A submission that could not be stored.
    FailureId,
    /// A visit of the form of a new ticket.
    InquiryId,
    /// A search that found nothing.
    MissedSearchId,
    /// A subject that an article answers.
    LessonId,
    /// An invoice.
    InvoiceId,
    /// A line of an invoice's ledger.
    LedgerId,
    /// A project.
    ProjectId,
    /// A milestone of a project.
    MilestoneId,
    /// An update of a project.
    UpdateId,
    /// Files of invoices or customers that were brought.
    ImportId,
    /// What staff wrote about a customer.
    NoteId,
    /// An attempt to pay an invoice by card.
    PaymentId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_time_and_survive_their_text() {
        let early = TicketId::new(Timestamp::from_millis(1_000), &SystemChance);
        let late = TicketId::new(Timestamp::from_millis(2_000), &SystemChance);
        assert!(early.to_string() < late.to_string());
        assert_eq!(early.to_string().parse::<TicketId>().ok(), Some(early));
        assert_eq!(late.made_at(), Timestamp::from_millis(2_000));
        assert!("318".parse::<TicketId>().is_err());
    }
}
