//! How satisfied clients are (CSAT), counted from ratings. What counts as what: `docs/decisions/0014-csat.md`.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::clock::Timestamp;
use crate::domain::rating::{self, Reason, Stars};
use crate::domain::text_enum;
use crate::domain::ticket::{self, TicketNumber};
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

    /// Counts further tickets that were rated so, or not yet.
    const fn add(&mut self, stars: Option<Stars>, tickets: i64) {
        let place = match stars {
            None => &mut self.unrated,
            Some(stars) => match stars.count() {
                1 => &mut self.one,
                2 => &mut self.two,
                3 => &mut self.three,
                4 => &mut self.four,
                _ => &mut self.five,
            },
        };
        *place += tickets;
    }

    /// Whether nothing was resolved.
    pub const fn is_empty(&self) -> bool {
        self.rated() == 0 && self.unrated == 0
    }
}

/// Tickets that count alike: resolved in the same part of the report's time, with the same agent, and rated the same.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Counted {
    /// Which part, from 0.
    pub part: i64,
    /// Who had them; nobody had the others.
    pub agent_id: Option<MembershipId>,
    /// With how many stars they were rated; not yet, without.
    pub stars: Option<Stars>,
    /// How many they are.
    pub tickets: i64,
}

/// Tickets of a report with the same tags that were rated the same.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Tagged {
    /// Their tags, in order with commas between.
    pub tags: String,
    /// With how many stars they were rated; not yet, without.
    pub stars: Option<Stars>,
    /// How many they are.
    pub tickets: i64,
}

/// All tickets of a report, to be added up one way or another.
#[derive(Clone, Debug, Default)]
pub struct Counts(pub Vec<Counted>);

impl Counts {
    /// All together.
    pub fn total(&self) -> Tally {
        let mut total = Tally::default();
        self.0.iter().for_each(|counted| total.add(counted.stars, counted.tickets));
        total
    }

    /// By part of the time, of which there are so many.
    pub fn by_part(&self, parts: usize) -> Vec<Tally> {
        let mut tallies = vec![Tally::default(); parts];
        for counted in &self.0 {
            let tally = usize::try_from(counted.part).ok().and_then(|part| tallies.get_mut(part));
            if let Some(tally) = tally {
                tally.add(counted.stars, counted.tickets);
            }
        }
        tallies
    }

    /// Everybody who had one of them.
    pub fn people(&self) -> Vec<MembershipId> {
        let people: BTreeSet<_> = self.0.iter().filter_map(|counted| counted.agent_id).collect();
        people.into_iter().collect()
    }

    /// By who had them, who are called so: the most rated first, then those that nobody had.
    pub fn by_agent(&self, names: &BTreeMap<MembershipId, String>) -> Vec<AgentTally> {
        let mut tallies: BTreeMap<_, Tally> = BTreeMap::new();
        for counted in &self.0 {
            tallies.entry(counted.agent_id).or_default().add(counted.stars, counted.tickets);
        }
        let called = |agent: Option<MembershipId>| agent.and_then(|id| names.get(&id)).cloned();
        let rows = tallies.into_iter().map(|(agent_id, tally)| AgentTally { agent_id, name: called(agent_id), tally });
        let mut agents: Vec<_> = rows.collect();
        agents.sort_by(|a, b| {
            let place = |one: &AgentTally| (one.agent_id.is_none(), Reverse(one.tally.rated()));
            (place(a), &a.name, a.agent_id).cmp(&(place(b), &b.name, b.agent_id))
        });
        agents
    }
}

/// By tag, the most rated first.
pub fn by_tag(counted: &[Tagged]) -> Vec<TagTally> {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for counted in counted {
        for tag in ticket::parted(&counted.tags) {
            tallies.entry(tag).or_default().add(counted.stars, counted.tickets);
        }
    }
    let mut tags: Vec<_> = tallies.into_iter().map(|(tag, tally)| TagTally { tag: tag.to_owned(), tally }).collect();
    // In the order of their names already, which a stable sort keeps.
    tags.sort_by_key(|one| Reverse(one.tally.rated()));
    tags
}

/// How the tickets were rated that somebody had when they were resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentTally {
    /// Who; nobody had the others.
    pub agent_id: Option<MembershipId>,
    /// Their name.
    pub name: Option<String>,
    /// How.
    pub tally: Tally,
}

/// How the tickets with a tag were rated. One with several tags counts with each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagTally {
    /// The tag.
    pub tag: String,
    /// How.
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
    use crate::id::SystemChance;

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

    #[test]
    fn counts_add_up_whichever_way() {
        let [ada, bob] = [1, 2].map(|at| MembershipId::new(Timestamp::from_millis(at), &SystemChance));
        let stars = |count: usize| Stars::ALL[count - 1];
        let counted = |part, agent_id, stars, tickets| Counted { part, agent_id, stars, tickets };
        let counts = Counts(vec![
            counted(0, Some(ada), Some(stars(5)), 2),
            counted(2, Some(ada), None, 3),
            counted(2, Some(bob), Some(stars(1)), 1),
            counted(0, None, Some(stars(4)), 9),
        ]);
        assert_eq!(counts.total(), Tally { one: 1, four: 9, five: 2, unrated: 3, ..Tally::default() });
        let first = Tally { four: 9, five: 2, ..Tally::default() };
        let third = Tally { one: 1, unrated: 3, ..Tally::default() };
        assert_eq!(counts.by_part(3), [first, Tally::default(), third]);
        assert_eq!(counts.people(), [ada, bob]);
        let names = BTreeMap::from([(ada, "Ada".to_owned()), (bob, "Bob".to_owned())]);
        let agents = counts.by_agent(&names);
        let of: Vec<_> = agents.iter().map(|one| (one.name.as_deref(), one.tally.rated(), one.tally.unrated)).collect();
        assert_eq!(of, [(Some("Ada"), 2, 3), (Some("Bob"), 1, 0), (None, 9, 0)], "nobody's come last");
        let tagged = |tags: &str, stars, tickets| Tagged { tags: tags.to_owned(), stars, tickets };
        let tags = by_tag(&[
            tagged("mail, setup", Some(stars(5)), 2),
            tagged("", None, 3),
            tagged("mail", Some(stars(1)), 1),
            tagged("setup", Some(stars(4)), 9),
        ]);
        let of: Vec<_> = tags.iter().map(|one| (one.tag.as_str(), one.tally.rated())).collect();
        assert_eq!(of, [("setup", 11), ("mail", 3)]);
    }
}
