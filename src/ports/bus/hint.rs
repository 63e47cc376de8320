//! What is said over the bus.

use serde::{Deserialize, Serialize};

use crate::domain::people::Side;
use crate::domain::thread::{MessageKind, SeenUpTo};
use crate::id::{CustomerId, InvoiceId, MembershipId, OrganisationId, ProjectId, SessionId, TicketId};

/// One running program. Made anew at each start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NodeId(pub(super) u64);

impl NodeId {
    /// A node of this number, for tests of what several nodes say to each other.
    pub const fn numbered(number: u64) -> Self {
        Self(number)
    }
}

/// Something happened. A hint may be lost, come twice or out of order: whoever hears it looks into the database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hint {
    /// Events were appended to a ticket's topic.
    Ticket {
        /// Whose ticket.
        organisation: OrganisationId,
        /// The ticket.
        ticket: TicketId,
        /// The customer it hangs on.
        customer: CustomerId,
        /// The number of its last event.
        number: i64,
    },
    /// An invoice moved: it was written, sent, paid, credited, taken back.
    Invoice {
        /// Whose.
        organisation: OrganisationId,
        /// The invoice.
        invoice: InvoiceId,
        /// The customer who sees it; none for a draft, which staff alone see.
        customer: Option<CustomerId>,
    },
    /// A project moved: it was begun, changed, ticked, told of.
    Project {
        /// Whose.
        organisation: OrganisationId,
        /// The project.
        project: ProjectId,
        /// The customer who sees it.
        customer: CustomerId,
    },
    /// The help centre changed.
    Help {
        /// Whose.
        organisation: OrganisationId,
    },
    /// Somebody read further.
    Seen {
        /// Whose ticket.
        organisation: OrganisationId,
        /// The customer it hangs on.
        customer: CustomerId,
        /// The ticket.
        ticket: TicketId,
        /// How far each side has read now.
        #[serde(with = "SeenOnTheWire")]
        seen: SeenUpTo,
    },
    /// Somebody types, or stopped.
    Typing {
        /// In which ticket.
        ticket: TicketId,
        /// Who.
        membership: MembershipId,
        /// Their name.
        name: String,
        /// Their side.
        side: Side,
        /// What they write; `None` when they stopped.
        kind: Option<MessageKind>,
        /// Where their page is connected.
        node: NodeId,
    },
    /// Who looks at a ticket on one node: all of them, each time.
    Presence {
        /// Which ticket.
        ticket: TicketId,
        /// The node.
        node: NodeId,
        /// They.
        people: Vec<Present>,
    },
    /// A browser session ended.
    SignedOut {
        /// Which.
        session: SessionId,
    },
    /// A browser session went on in another organisation.
    WentOn {
        /// Which.
        session: SessionId,
        /// The membership it has now.
        membership: MembershipId,
    },
    /// Somebody of the staff no longer looks at the portal as a client.
    ViewEnded {
        /// Their browser session.
        session: SessionId,
    },
    /// What a membership may see changed: role, link, deactivation.
    AccessChanged {
        /// Whose.
        membership: MembershipId,
    },
}

/// Somebody who looks at a ticket.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Present {
    /// Their name.
    pub name: String,
    /// Who.
    pub membership: MembershipId,
    /// Their side.
    pub side: Side,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "SeenUpTo")]
struct SeenOnTheWire {
    staff: i64,
    client: i64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;
    use crate::id::SystemChance;

    #[test]
    fn hints_survive_the_wire() {
        let now = Timestamp::from_millis(1);
        let hint = Hint::Seen {
            organisation: OrganisationId::new(now, &SystemChance),
            customer: CustomerId::new(now, &SystemChance),
            ticket: TicketId::new(now, &SystemChance),
            seen: SeenUpTo { staff: 3, client: 2 },
        };
        let text = serde_json::to_string(&hint).unwrap();
        assert_eq!(serde_json::from_str::<Hint>(&text).unwrap(), hint);
    }
}
