//! What stands in a thread: the events of a ticket's topic, in the order of their numbers.

use crate::clock::Timestamp;
use crate::domain::attachment::Attachment;
use crate::domain::people::{Role, Side};
use crate::domain::rating::Rating;
use crate::domain::text_enum;
use crate::domain::ticket::{Status, TicketNumber};
use crate::id::{CustomerId, MembershipId, MessageId};

text_enum! {
    /// Who sees a message.
    MessageKind {
        /// Both sides.
        Reply = "reply",
        /// Staff only.
        Note = "note",
    }
}

text_enum! {
    /// What kind of thing happened to a ticket.
    EventKind {
        /// It was opened; carries the first message.
        Opened = "opened",
        /// A message both sides see.
        Replied = "replied",
        /// A message only staff see.
        Noted = "noted",
        /// Its status changed.
        StatusChanged = "status",
        /// It was given to somebody, or to nobody.
        Assigned = "assigned",
        /// A reply after closing opened another ticket.
        FollowedUp = "followed_up",
        /// It was moved to another customer.
        Moved = "moved",
        /// A client rated how it was resolved.
        Rated = "rated",
        /// Its tags changed.
        Tagged = "tagged",
    }
}

/// A change to a ticket that is not a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The status moved.
    Status {
        /// What it was.
        from: Status,
        /// What it is.
        to: Status,
    },
    /// It was given to somebody, or to nobody.
    Assigned {
        /// The new assignee.
        to: Option<MembershipId>,
    },
    /// It was moved to another customer.
    Customer {
        /// The customer on which it hangs from now on.
        to: CustomerId,
    },
}

/// One thing in a thread, with all that is needed to show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number in the ticket's topic, from 1, without gaps.
    pub number: i64,
    /// When it happened.
    pub at: Timestamp,
    /// Who did it; nobody when time did.
    pub author: Option<Author>,
    /// What happened.
    pub what: What,
}

/// Who did something, as a thread shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// Their membership.
    pub membership_id: MembershipId,
    /// Their name.
    pub name: String,
    /// Their role, which tells their side.
    pub role: Role,
}

/// What an entry shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A message; the first of a thread is its description.
    Message {
        /// Its id: the page's element is `reply-{id}`.
        id: MessageId,
        /// Who sees it.
        kind: MessageKind,
        /// Plain text, line breaks kept. Beside files it may be empty.
        body: String,
        /// The files that were sent with it, in their order.
        attachments: Vec<Attachment>,
    },
    /// The status moved.
    Status {
        /// What it was.
        from: Status,
        /// What it is.
        to: Status,
    },
    /// It was given to somebody (their name), or to nobody.
    Assigned {
        /// The new assignee.
        to: Option<Author>,
    },
    /// A reply after closing opened this other ticket.
    FollowedUp {
        /// The new ticket's number.
        number: TicketNumber,
    },
    /// It was moved from one customer to another, as they were called then. Clients of the one have no business with the other.
    Moved {
        /// The customer it hung on.
        from: String,
        /// The customer it hangs on since.
        to: String,
    },
    /// A client said how it was resolved: that time; the last one stands.
    Rated(Rating),
    /// It has these tags since, in order with commas between. They are the staff's.
    Tagged {
        /// The tags; empty when it has none.
        tags: String,
    },
}

impl Entry {
    /// Whether `side` sees it.
    pub fn visible_to(&self, side: Side) -> bool {
        match (&self.what, side) {
            (
                What::Message { kind: MessageKind::Note, .. } | What::Moved { .. } | What::Tagged { .. },
                Side::Client,
            ) => false,
            (
                What::Message { .. }
                | What::Status { .. }
                | What::Assigned { .. }
                | What::FollowedUp { .. }
                | What::Rated(_),
                Side::Staff | Side::Client,
            )
            | (What::Moved { .. } | What::Tagged { .. }, Side::Staff) => true,
        }
    }
}

/// How far each side has read: the number of the last event anybody of that side has seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SeenUpTo {
    /// Anybody at the desk.
    pub staff: i64,
    /// Anybody at the portal.
    pub client: i64,
}
