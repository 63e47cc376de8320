//! A support thread and what may be done to it.

use std::time::Duration;

use crate::clock::Timestamp;
use crate::domain::people::{Caller, Side};
use crate::domain::text_enum;
use crate::domain::thread::Change;
use crate::id::{CustomerId, MembershipId, TicketId};

/// A Resolved ticket closes after this long without a reply (S5).
pub const CLOSES_AFTER: Duration = Duration::from_secs(14 * 24 * 60 * 60);

text_enum! {
    /// Whose turn it is.
    Status {
        /// Staff's turn.
        Open = "open",
        /// Waiting for the client.
        Pending = "pending",
        /// Done; a client's reply reopens it.
        Resolved = "resolved",
        /// Done for good; a reply opens a follow-up.
        Closed = "closed",
    }
}

text_enum! {
    /// How a ticket came in.
    Source {
        /// Written at the portal.
        Portal = "portal",
        /// Came by e-mail.
        Email = "email",
        /// Opened by staff.
        Desk = "desk",
        /// Written in a widget on another site.
        Widget = "widget",
        /// Made by a program.
        Api = "api",
    }
}

/// A ticket's number: a small integer, unique in its organisation.
pub type TicketNumber = i64;

/// A support thread.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Ticket {
    /// Its id.
    pub id: TicketId,
    /// Its number in the organisation.
    pub number: TicketNumber,
    /// The customer it hangs on.
    pub customer_id: CustomerId,
    /// The customer's name.
    pub customer_name: String,
    /// What it is about.
    pub subject: String,
    /// Whose turn it is.
    pub status: Status,
    /// How it came in.
    pub source: Source,
    /// The client who asked, when one did.
    pub requester_id: Option<MembershipId>,
    /// Their name.
    pub requester_name: Option<String>,
    /// The staff member who answers it.
    pub assignee_id: Option<MembershipId>,
    /// Their name.
    pub assignee_name: Option<String>,
    /// The closed ticket that this one follows up.
    pub follows: Option<TicketNumber>,
    /// When it was opened.
    pub created_at: Timestamp,
    /// When it was last resolved.
    pub resolved_at: Option<Timestamp>,
    /// The number of its last event.
    pub head: i64,
}

/// Why a change was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The caller's role does not allow it.
    #[error("this role does not allow it")]
    NotAllowed,
    /// The ticket is closed; a reply would open a follow-up.
    #[error("the ticket is closed")]
    Closed,
    /// A client can set no other status than Open (reopen) or Resolved (solved).
    #[error("clients cannot set this status")]
    StatusNotForClients,
}

/// What comes of a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReplyOutcome {
    /// It joins the thread, followed by these changes.
    Joins(Vec<Change>),
    /// The thread is closed: it opens a new ticket that links back.
    OpensFollowUp,
}

impl Ticket {
    /// Decides what a reply by `caller` does. A client's reply makes a Pending or Resolved ticket Open; staff's changes no status
    /// unless they ask for it with `then`.
    pub fn reply(&self, caller: &Caller, then: Option<Status>) -> Result<ReplyOutcome, Refused> {
        if self.status == Status::Closed {
            return match caller.side() {
                Side::Staff if !caller.may_work_on_tickets() => Err(Refused::NotAllowed),
                Side::Staff | Side::Client => Ok(ReplyOutcome::OpensFollowUp),
            };
        }
        let status = match caller.side() {
            Side::Client => Some(Status::Open),
            Side::Staff if !caller.may_work_on_tickets() => return Err(Refused::NotAllowed),
            Side::Staff => then,
        };
        Ok(ReplyOutcome::Joins(status.and_then(|to| self.status_change(to)).into_iter().collect()))
    }

    /// Decides whether `caller` may leave a note. Notes are possible on closed tickets.
    pub fn note(&self, caller: &Caller) -> Result<(), Refused> {
        if caller.may_work_on_tickets() { Ok(()) } else { Err(Refused::NotAllowed) }
    }

    /// Decides what setting the status does: nothing when it is that already. Clients may reopen what is resolved and say that it is
    /// solved; only time closes (S5), staff may close by hand.
    pub fn set_status(&self, caller: &Caller, to: Status) -> Result<Option<Change>, Refused> {
        match caller.side() {
            Side::Staff if !caller.may_work_on_tickets() => return Err(Refused::NotAllowed),
            Side::Client if !matches!(to, Status::Open | Status::Resolved) => return Err(Refused::StatusNotForClients),
            Side::Staff | Side::Client => {}
        }
        if self.status == Status::Closed && to != Status::Closed {
            return Err(Refused::Closed);
        }
        Ok(self.status_change(to))
    }

    /// Decides what assigning does: nothing when it is theirs already.
    pub fn assign(&self, caller: &Caller, to: Option<MembershipId>) -> Result<Option<Change>, Refused> {
        if !caller.may_work_on_tickets() {
            return Err(Refused::NotAllowed);
        }
        Ok((self.assignee_id != to).then_some(Change::Assigned { to }))
    }

    fn status_change(&self, to: Status) -> Option<Change> {
        (self.status != to).then_some(Change::Status { from: self.status, to })
    }
}
