//! Lists of tickets: the desk's views and the portal's list.

use crate::clock::Timestamp;
use crate::domain::people::Side;
use crate::domain::rating::Stars;
use crate::domain::ticket::{Source, Status, TicketNumber};
use crate::domain::{UnknownText, text_enum};
use crate::id::{MembershipId, TicketId};

text_enum! {
    /// A view of the desk's inbox.
    View {
        /// Open or Pending and assigned to the reader.
        Mine = "mine",
        /// Open or Pending and assigned to nobody.
        Unassigned = "unassigned",
        /// Open, whoever has it.
        Open = "open",
        /// Pending, whoever has it.
        Pending = "pending",
        /// Resolved or Closed.
        Resolved = "resolved",
    }
}

/// A ticket as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct TicketRow {
    /// Its id.
    pub id: TicketId,
    /// Its number.
    pub number: TicketNumber,
    /// What it is about.
    pub subject: String,
    /// The customer's name.
    pub customer_name: String,
    /// Whose turn it is.
    pub status: Status,
    /// How it came in.
    pub source: Source,
    /// Who asked.
    pub requester_name: Option<String>,
    /// Who answers it.
    pub assignee_id: Option<MembershipId>,
    /// Their name.
    pub assignee_name: Option<String>,
    /// The start of the last message that the reader may see.
    pub excerpt: String,
    /// Who wrote it.
    pub excerpt_author: String,
    /// On which side.
    pub excerpt_side: Side,
    /// When the ticket last moved; lists are in this order, newest first.
    pub moved_at: Timestamp,
    /// Whether there is a message the reader has not seen.
    pub unread: bool,
    /// How its client rated it, when they did.
    pub stars: Option<Stars>,
    /// Whether its client is asked how it was resolved.
    pub awaits_rating: bool,
}

/// How many tickets each view holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Counts {
    /// [`View::Mine`].
    pub mine: i64,
    /// [`View::Unassigned`].
    pub unassigned: i64,
    /// [`View::Open`].
    pub open: i64,
    /// [`View::Pending`].
    pub pending: i64,
}

/// Where a page of a list starts: after the row that moved at this time and has this number. Written `{milliseconds}-{number}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Before {
    /// The last shown row's time.
    pub moved_at: Timestamp,
    /// The last shown row's number.
    pub number: TicketNumber,
}

impl std::fmt::Display for Before {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.moved_at.as_millis(), self.number)
    }
}

impl std::str::FromStr for Before {
    type Err = UnknownText;
    fn from_str(text: &str) -> Result<Self, UnknownText> {
        let unknown = || UnknownText("place in a list");
        let (moved_at, number) = text.split_once('-').ok_or_else(unknown)?;
        let moved_at = moved_at.parse().map(Timestamp::from_millis).map_err(|_| unknown())?;
        Ok(Self { moved_at, number: number.parse().map_err(|_| unknown())? })
    }
}
