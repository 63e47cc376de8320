//! Customers: client companies in the organisation's books.

use crate::clock::Timestamp;
use crate::domain::input::{Email, Line, Lines, Name};
use crate::domain::meanwhile::merge;
use crate::domain::people::{Customer, MembershipStatus};
use crate::id::{ContactId, CustomerId, InviteId, MembershipId};

mod list;
mod note;

pub use self::list::{CustomerPlace, CustomerRow, Filter, Order, Owing};
pub use self::note::Note;

/// All that is written down about a customer.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct CustomerRecord {
    /// Its id.
    pub id: CustomerId,
    /// Its name.
    pub name: String,
    /// Where it gets its mail; may be empty.
    pub email: String,
    /// Its telephone number; may be empty.
    pub phone: String,
    /// Its address, several lines; may be empty.
    pub address: String,
    /// Its tax number; may be empty.
    pub tax_number: String,
    /// What staff should know; may be empty.
    pub notes: String,
    /// What another program calls it; may be empty.
    pub external_id: String,
    /// When it was put away.
    pub archived_at: Option<Timestamp>,
    /// When it was added.
    pub created_at: Timestamp,
}

impl CustomerRecord {
    /// As choices show it.
    pub fn named(&self) -> Customer {
        Customer { id: self.id, name: self.name.clone() }
    }
}

/// What staff write down about a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// Its name.
    pub name: Name,
    /// Where it gets its mail.
    pub email: Option<Email>,
    /// Its telephone number.
    pub phone: Line,
    /// Its address.
    pub address: Lines,
    /// Its tax number.
    pub tax_number: Line,
    /// What staff should know.
    pub notes: Lines,
}

/// The texts of a customer as somebody had them before them when they changed some: what they left alone stays as it is by now.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Seen {
    /// Its name.
    pub name: String,
    /// Where it gets its mail.
    pub email: String,
    /// Its telephone number.
    pub phone: String,
    /// Its address.
    pub address: String,
    /// Its tax number.
    pub tax_number: String,
    /// What staff should know.
    pub notes: String,
}

impl Seen {
    /// As they are.
    pub fn of(record: &CustomerRecord) -> Self {
        Self {
            name: record.name.clone(),
            email: record.email.clone(),
            phone: record.phone.clone(),
            address: record.address.clone(),
            tax_number: record.tax_number.clone(),
            notes: record.notes.clone(),
        }
    }

    /// Takes over into `wanted` what somebody else has changed since in `stored` and this writer has not. What both have changed, each in
    /// their way, comes back by its field, with what is stored.
    pub fn merge(&self, stored: &CustomerRecord, wanted: &mut CustomerRecord) -> Vec<(&'static str, String)> {
        let mut clashes = Vec::new();
        for (field, seen, stored, wanted) in [
            ("name", &self.name, &stored.name, &mut wanted.name),
            ("email", &self.email, &stored.email, &mut wanted.email),
            ("phone", &self.phone, &stored.phone, &mut wanted.phone),
            ("address", &self.address, &stored.address, &mut wanted.address),
            ("tax_number", &self.tax_number, &stored.tax_number, &mut wanted.tax_number),
            ("notes", &self.notes, &stored.notes, &mut wanted.notes),
        ] {
            if merge(seen, stored, wanted) {
                clashes.push((field, stored.clone()));
            }
        }
        clashes
    }
}

/// Somebody to talk to at a customer; they need no login.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Contact {
    /// Their id.
    pub id: ContactId,
    /// Their name.
    pub name: String,
    /// What they do there; may be empty.
    pub position: String,
    /// Their address; may be empty.
    pub email: String,
    /// Their telephone number; may be empty.
    pub phone: String,
}

/// What staff write down about a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactDetails {
    /// Their name.
    pub name: Name,
    /// What they do there.
    pub position: Line,
    /// Their address.
    pub email: Option<Email>,
    /// Their telephone number.
    pub phone: Line,
}

/// A customer as the choice that opens while one types shows it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct CustomerOption {
    /// Its id.
    pub id: CustomerId,
    /// Its name.
    pub name: String,
    /// Where it gets its mail; may be empty.
    pub email: String,
    /// Its address; may be empty.
    pub address: String,
}

impl CustomerOption {
    /// What tells it from another of the same name.
    pub fn hint(&self) -> &str {
        self.address.lines().next().filter(|line| !line.is_empty()).unwrap_or(&self.email)
    }
}

/// Somebody with a login at the portal.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Login {
    /// Their membership.
    pub membership_id: MembershipId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Whether they may use it.
    pub status: MembershipStatus,
}

/// An invitation that nobody has accepted yet.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct WaitingInvite {
    /// Its id.
    pub id: InviteId,
    /// Who is invited.
    pub email: String,
    /// When its links end.
    pub expires_at: Timestamp,
    /// What has become of the mail that carries its link; none when there was none.
    pub mail: Option<crate::domain::mail::MailStatus>,
    /// The mail server's last answer, when it refused.
    pub mail_error: Option<String>,
}

/// What becomes of a customer that is to be deleted (P4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removal {
    /// Something hangs on it, so that it was archived.
    Archived,
    /// Nothing hung on it.
    Deleted,
}
