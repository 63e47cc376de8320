//! A support thread and what may be done to it.

use std::time::Duration;

use crate::clock::Timestamp;
use crate::domain::invoice::InvoiceNumber;
use crate::domain::people::{Caller, Side};
use crate::domain::rating::{LastRating, Rating};
use crate::domain::rights::Right;
use crate::domain::text_enum;
use crate::domain::thread::Change;
use crate::id::{CustomerId, InvoiceId, MembershipId, ProjectId, TicketId};

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
    /// The invoice that it is about, when its customer sees that.
    pub invoice_id: Option<InvoiceId>,
    /// That invoice's number.
    pub invoice_number: Option<InvoiceNumber>,
    /// The project that it is about, when its customer sees that.
    pub project_id: Option<ProjectId>,
    /// That project's name.
    pub project_name: Option<String>,
    /// When it was opened.
    pub created_at: Timestamp,
    /// When it was last resolved.
    pub resolved_at: Option<Timestamp>,
    /// Who had it then: whose work a rating is about.
    pub resolved_assignee_id: Option<MembershipId>,
    /// The rating that stands.
    #[sqlx(flatten)]
    pub last_rating: LastRating,
    /// Its tags, in order with commas between.
    pub tags: String,
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
    /// What is not resolved is not rated.
    #[error("the ticket is not resolved")]
    NotResolved,
    /// The ticket is closed; its rating stays as it is.
    #[error("the rating of a closed ticket stays")]
    RatingStays,
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
        may_take_part(caller)?;
        if self.status == Status::Closed {
            return Ok(ReplyOutcome::OpensFollowUp);
        }
        let status = match caller.side() {
            Side::Client => Some(Status::Open),
            Side::Staff => then,
        };
        Ok(ReplyOutcome::Joins(status.and_then(|to| self.status_change(to)).into_iter().collect()))
    }

    /// Decides whether `caller` may leave a note. Notes are possible on closed tickets.
    pub fn note(&self, caller: &Caller) -> Result<(), Refused> {
        if caller.may(Right::WorkOnTickets) { Ok(()) } else { Err(Refused::NotAllowed) }
    }

    /// Decides what setting the status does: nothing when it is that already. Clients may reopen what is resolved and say that it is
    /// solved; only time closes (S5), staff may close by hand.
    pub fn set_status(&self, caller: &Caller, to: Status) -> Result<Option<Change>, Refused> {
        may_take_part(caller)?;
        if caller.side() == Side::Client && !matches!(to, Status::Open | Status::Resolved) {
            return Err(Refused::StatusNotForClients);
        }
        if self.status == Status::Closed && to != Status::Closed {
            return Err(Refused::Closed);
        }
        Ok(self.status_change(to))
    }

    /// Decides what assigning does: nothing when it is theirs already.
    pub fn assign(&self, caller: &Caller, to: Option<MembershipId>) -> Result<Option<Change>, Refused> {
        if !caller.may(Right::WorkOnTickets) {
            return Err(Refused::NotAllowed);
        }
        Ok((self.assignee_id != to).then_some(Change::Assigned { to }))
    }

    /// Decides what moving it to a customer does: nothing when it hangs there already.
    pub fn move_to(&self, caller: &Caller, to: CustomerId) -> Result<Option<Change>, Refused> {
        if !caller.may(Right::WorkOnTickets) {
            return Err(Refused::NotAllowed);
        }
        Ok((self.customer_id != to).then_some(Change::Customer { to }))
    }

    /// Decides whether a rating is stored: not when it says what the last one of the same resolution does. Clients rate what is resolved,
    /// and change it until the ticket is closed.
    pub fn rate(&self, caller: &Caller, rating: &Rating) -> Result<bool, Refused> {
        if caller.side() != Side::Client || !caller.may(Right::AskForSupport) {
            return Err(Refused::NotAllowed);
        }
        match self.status {
            Status::Open | Status::Pending => Err(Refused::NotResolved),
            Status::Resolved => Ok(!self.is_rated() || self.last_rating.rating().as_ref() != Some(rating)),
            Status::Closed => Err(Refused::RatingStays),
        }
    }

    /// Whether the last resolution has been rated. A ticket that was reopened keeps its rating, and is asked about anew when it is
    /// resolved again.
    pub fn is_rated(&self) -> bool {
        self.last_rating.stars().is_some() && self.last_rating.resolved_at() == self.resolved_at
    }

    /// Decides what giving it these tags does: nothing when it has them.
    pub fn tag(&self, caller: &Caller, tags: &[String]) -> Result<bool, Refused> {
        if !caller.may(Right::WorkOnTickets) {
            return Err(Refused::NotAllowed);
        }
        Ok(self.tags != joined(tags))
    }

    fn status_change(&self, to: Status) -> Option<Change> {
        (self.status != to).then_some(Change::Status { from: self.status, to })
    }
}

/// Tags as one text: in order with commas between.
pub fn joined(tags: &[String]) -> String {
    tags.join(", ")
}

/// The tags of such a text.
pub fn parted(tags: &str) -> impl Iterator<Item = &str> {
    tags.split(", ").filter(|tag| !tag.is_empty())
}

/// Whether the caller may write into threads at all, on either side.
pub fn may_take_part(caller: &Caller) -> Result<(), Refused> {
    let right = match caller.side() {
        Side::Client => Right::AskForSupport,
        Side::Staff => Right::WorkOnTickets,
    };
    if caller.may(right) { Ok(()) } else { Err(Refused::NotAllowed) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::people::Role;
    use crate::domain::rating::Stars;
    use crate::id::{CustomerId, MembershipId, OrganisationId, SessionId, SystemChance, UserId};

    fn caller(role: Role) -> Caller {
        let now = Timestamp::from_millis(0);
        Caller {
            session_id: SessionId::new(now, &SystemChance),
            user_id: UserId::new(now, &SystemChance),
            membership_id: MembershipId::new(now, &SystemChance),
            organisation_id: OrganisationId::new(now, &SystemChance),
            name: "Ada".to_owned(),
            email: "ada@example.test".to_owned(),
            role,
            customer_id: None,
            language: None,
            time_zone: "UTC".to_owned(),
            address: String::new(),
            viewed_by: None,
        }
    }

    fn ticket(status: Status) -> Ticket {
        let now = Timestamp::from_millis(0);
        Ticket {
            id: TicketId::new(now, &SystemChance),
            number: 318,
            customer_id: CustomerId::new(now, &SystemChance),
            customer_name: "Northwind".to_owned(),
            subject: "Mail".to_owned(),
            status,
            source: Source::Portal,
            requester_id: None,
            requester_name: None,
            assignee_id: None,
            assignee_name: None,
            follows: None,
            invoice_id: None,
            invoice_number: None,
            project_id: None,
            project_name: None,
            created_at: now,
            resolved_at: None,
            resolved_assignee_id: None,
            last_rating: LastRating::default(),
            tags: String::new(),
            head: 1,
        }
    }

    fn status(from: Status, to: Status) -> Change {
        Change::Status { from, to }
    }

    #[test]
    fn a_clients_reply_makes_it_staffs_turn() {
        let client = caller(Role::Client);
        let reply = |from| ticket(from).reply(&client, None);
        assert_eq!(reply(Status::Open), Ok(ReplyOutcome::Joins(vec![])));
        for from in [Status::Pending, Status::Resolved] {
            assert_eq!(reply(from), Ok(ReplyOutcome::Joins(vec![status(from, Status::Open)])));
        }
        assert_eq!(reply(Status::Closed), Ok(ReplyOutcome::OpensFollowUp));
    }

    #[test]
    fn a_client_cannot_smuggle_a_status_in_with_a_reply() {
        let outcome = ticket(Status::Resolved).reply(&caller(Role::Client), Some(Status::Closed));
        assert_eq!(outcome, Ok(ReplyOutcome::Joins(vec![status(Status::Resolved, Status::Open)])));
    }

    #[test]
    fn staffs_reply_changes_the_status_only_when_asked() {
        let agent = caller(Role::Agent);
        assert_eq!(ticket(Status::Open).reply(&agent, None), Ok(ReplyOutcome::Joins(vec![])));
        assert_eq!(
            ticket(Status::Open).reply(&agent, Some(Status::Pending)),
            Ok(ReplyOutcome::Joins(vec![status(Status::Open, Status::Pending)]))
        );
        assert_eq!(ticket(Status::Pending).reply(&agent, Some(Status::Pending)), Ok(ReplyOutcome::Joins(vec![])));
    }

    #[test]
    fn viewers_change_nothing() {
        let viewer = caller(Role::Viewer);
        for from in Status::ALL {
            assert_eq!(ticket(*from).reply(&viewer, None), Err(Refused::NotAllowed));
            assert_eq!(ticket(*from).note(&viewer), Err(Refused::NotAllowed));
            assert_eq!(ticket(*from).assign(&viewer, None), Err(Refused::NotAllowed));
            let elsewhere = CustomerId::new(Timestamp::from_millis(1), &SystemChance);
            assert_eq!(ticket(*from).move_to(&viewer, elsewhere), Err(Refused::NotAllowed));
            assert_eq!(ticket(*from).set_status(&viewer, Status::Open), Err(Refused::NotAllowed));
        }
    }

    #[test]
    fn clients_reopen_and_solve_and_no_more() {
        let client = caller(Role::Client);
        let set = |from, to| ticket(from).set_status(&client, to);
        assert_eq!(set(Status::Resolved, Status::Open), Ok(Some(status(Status::Resolved, Status::Open))));
        assert_eq!(set(Status::Open, Status::Resolved), Ok(Some(status(Status::Open, Status::Resolved))));
        assert_eq!(set(Status::Open, Status::Pending), Err(Refused::StatusNotForClients));
        assert_eq!(set(Status::Open, Status::Closed), Err(Refused::StatusNotForClients));
        assert_eq!(set(Status::Closed, Status::Open), Err(Refused::Closed));
        assert_eq!(ticket(Status::Open).note(&client), Err(Refused::NotAllowed));
        assert_eq!(ticket(Status::Open).assign(&client, None), Err(Refused::NotAllowed));
    }

    #[test]
    fn what_is_so_already_is_no_event() {
        let agent = caller(Role::Agent);
        assert_eq!(ticket(Status::Open).set_status(&agent, Status::Open), Ok(None));
        assert_eq!(ticket(Status::Closed).set_status(&agent, Status::Closed), Ok(None));
        assert_eq!(ticket(Status::Open).assign(&agent, None), Ok(None));
        let to = Some(agent.membership_id);
        assert_eq!(ticket(Status::Open).assign(&agent, to), Ok(Some(Change::Assigned { to })));
        let (ticket, to) = (ticket(Status::Closed), CustomerId::new(Timestamp::from_millis(1), &SystemChance));
        assert_eq!(ticket.move_to(&agent, ticket.customer_id), Ok(None));
        assert_eq!(ticket.move_to(&agent, to), Ok(Some(Change::Customer { to })));
    }

    #[test]
    fn clients_rate_what_is_resolved_and_change_it_until_it_is_closed() {
        let (client, at) = (caller(Role::Client), Timestamp::from_millis(5));
        let [one, .., five] = Stars::ALL.map(|stars| Rating { stars, reasons: vec![], comment: String::new() });
        let resolved = |status, standing: &LastRating| Ticket {
            resolved_at: Some(at),
            last_rating: standing.clone(),
            ..ticket(status)
        };
        let (unrated, rated) = (LastRating::default(), LastRating::of(&five, at));
        for status in [Status::Open, Status::Pending] {
            assert_eq!(ticket(status).rate(&client, &five), Err(Refused::NotResolved));
        }
        assert_eq!(resolved(Status::Resolved, &unrated).rate(&client, &five), Ok(true));
        assert_eq!(resolved(Status::Resolved, &rated).rate(&client, &five), Ok(false), "the same is no event");
        assert_eq!(resolved(Status::Resolved, &rated).rate(&client, &one), Ok(true));
        assert_eq!(resolved(Status::Closed, &rated).rate(&client, &one), Err(Refused::RatingStays));
        for role in Role::ALL.iter().filter(|role| **role != Role::Client) {
            assert_eq!(resolved(Status::Resolved, &unrated).rate(&caller(*role), &one), Err(Refused::NotAllowed));
        }
        let looks_on = Caller { viewed_by: Some(client.membership_id), ..caller(Role::Client) };
        assert_eq!(resolved(Status::Resolved, &unrated).rate(&looks_on, &one), Err(Refused::NotAllowed));
    }

    #[test]
    fn a_ticket_that_is_resolved_again_is_asked_about_anew() {
        let (first, second) = (Timestamp::from_millis(5), Timestamp::from_millis(9));
        let rating = Rating { stars: Stars::ALL[1], reasons: vec![], comment: String::new() };
        let standing = LastRating::of(&rating, first);
        let at = |resolved_at| Ticket { resolved_at, last_rating: standing.clone(), ..ticket(Status::Resolved) };
        assert!(at(Some(first)).is_rated());
        assert!(!at(Some(second)).is_rated(), "and keeps its rating until then");
        assert_eq!(at(Some(second)).rate(&caller(Role::Client), &rating), Ok(true), "said again of the new resolution");
        assert!(!at(None).is_rated());
    }

    #[test]
    fn staff_give_tags() {
        let tags = ["mail".to_owned(), "setup".to_owned()];
        let tagged = Ticket { tags: "mail, setup".to_owned(), ..ticket(Status::Open) };
        assert_eq!(ticket(Status::Closed).tag(&caller(Role::Agent), &tags), Ok(true));
        assert_eq!(tagged.tag(&caller(Role::Agent), &tags), Ok(false));
        assert_eq!(tagged.tag(&caller(Role::Viewer), &[]), Err(Refused::NotAllowed));
        assert_eq!(tagged.tag(&caller(Role::Client), &[]), Err(Refused::NotAllowed));
    }
}
