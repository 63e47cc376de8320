//! What staff write about a customer, for each other.

use crate::clock::Timestamp;
use crate::domain::people::{Caller, Role};
use crate::domain::rights::Right;
use crate::id::{MembershipId, NoteId};

/// A note.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Note {
    /// Its id.
    pub id: NoteId,
    /// Who wrote it.
    pub membership_id: MembershipId,
    /// Their name.
    pub author: String,
    /// Plain text with its lines.
    pub body: String,
    /// When it was written.
    pub created_at: Timestamp,
    /// When its text was last changed.
    pub changed_at: Option<Timestamp>,
}

impl Note {
    /// Whether the caller may change or delete it: whoever wrote it, and those who answer for the staff.
    pub fn may_be_changed_by(&self, caller: &Caller) -> bool {
        let answers = matches!(caller.role, Role::Admin | Role::Manager);
        caller.may(Right::ManageCustomers) && (answers || caller.membership_id == self.membership_id)
    }
}
