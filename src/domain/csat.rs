//! How satisfied clients are (CSAT), counted from ratings. What counts as what: `docs/decisions/0014-csat.md`.

use crate::clock::Timestamp;
use crate::domain::rating::{self, Reason, Stars};
use crate::domain::text_enum;
use crate::domain::ticket::TicketNumber;
use crate::id::MembershipId;

/// How tickets that were resolved were rated. Each counts once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Tally {
    /// Rated with one star.
    pub one: i64,
    /// Rated with two.
    pub two: i64,
    /// Rated with three.
    pub three: i64,
    /// Rated with four.
    pub four: i64,
    /// Rated with five.
    pub five: i64,
    /// Resolved and not yet rated.
    pub unrated: i64,
}

impl Tally {
    /// How many were rated with so many stars.
    pub const fn of(&self, stars: Stars) -> i64 {
        match stars.count() {
            1 => self.one,
            2 => self.two,
            3 => self.three,
            4 => self.four,
            _ => self.five,
        }
    }

    /// How many were rated.
    pub const fn rated(&self) -> i64 {
        self.one + self.two + self.three + self.four + self.five
    }

    /// How many of them with four or five stars.
    pub const fn satisfied(&self) -> i64 {
        self.four + self.five
    }

    /// The average of those that were rated, in tenths of a star, half up; none of nothing.
    pub const fn average(&self) -> Option<i64> {
        let (rated, stars) = (self.rated(), self.one + 2 * self.two + 3 * self.three + 4 * self.four + 5 * self.five);
        if rated > 0 { Some((stars * 20 + rated) / (rated * 2)) } else { None }
    }

    /// Whether nothing was resolved.
    pub const fn is_empty(&self) -> bool {
        self.rated() == 0 && self.unrated == 0
    }
}

/// How the tickets were rated that somebody had when they were resolved.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AgentTally {
    /// Who; nobody had the others.
    pub agent_id: Option<MembershipId>,
    /// Their name.
    pub name: Option<String>,
    /// How.
    #[sqlx(flatten)]
    pub tally: Tally,
}

/// How the tickets with a tag were rated. One with several tags counts with each.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct TagTally {
    /// The tag.
    pub tag: String,
    /// How.
    #[sqlx(flatten)]
    pub tally: Tally,
}

/// What a client said with their rating.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Remark {
    /// The ticket.
    pub number: TicketNumber,
    /// What it is about.
    pub subject: String,
    /// The customer's name.
    pub customer_name: String,
    /// Who rated it.
    pub name: String,
    /// Whose work it was.
    pub agent_name: Option<String>,
    /// How many stars.
    pub stars: Stars,
    /// The names of the reasons, with spaces between.
    pub reasons: String,
    /// What was said; empty when nothing was.
    pub comment: String,
    /// When.
    pub at: Timestamp,
}

impl Remark {
    /// Why.
    pub fn reasons(&self) -> Vec<Reason> {
        rating::reasons(&self.reasons)
    }
}

text_enum! {
    /// A table of the report.
    Table {
        /// By month.
        Months = "months",
        /// By who had the ticket when it was resolved.
        Agents = "agents",
        /// By tag.
        Tags = "tags",
        /// The ratings themselves.
        Ratings = "ratings",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_rated_is_in_the_average() {
        let tally = |[one, two, three, four, five, unrated]: [i64; 6]| Tally { one, two, three, four, five, unrated };
        for (counts, average) in [
            ([0, 0, 0, 0, 0, 0], None),
            ([0, 0, 0, 0, 0, 7], None),
            ([0, 0, 0, 0, 1, 99], Some(50)),
            ([1, 0, 0, 0, 0, 0], Some(10)),
            ([1, 0, 0, 1, 1, 2], Some(33)),
            ([0, 0, 0, 2, 1, 0], Some(43)),
            // 4.25 and 3.75: half up.
            ([0, 0, 1, 1, 2, 0], Some(43)),
            ([1, 0, 0, 1, 2, 0], Some(38)),
        ] {
            assert_eq!(tally(counts).average(), average, "{counts:?}");
        }
        let some = tally([1, 2, 3, 4, 5, 6]);
        assert_eq!((some.rated(), some.satisfied(), some.is_empty()), (15, 9, false));
        assert_eq!(Stars::ALL.map(|stars| some.of(stars)), [1, 2, 3, 4, 5]);
        assert!(tally([0; 6]).is_empty());
    }
}
