//! Milestones: what is to be done until when, in an order.

use jiff::civil::Date;

use crate::clock::Timestamp;
use crate::domain::input::{Invalid, Problem, Problems, one_line, within};
use crate::domain::meanwhile::merge;
use crate::domain::text_enum;
use crate::id::MilestoneId;

/// Milestones that a project may have.
pub const MILESTONES: usize = 200;
/// Characters of a title.
const TITLE: usize = 200;

/// A milestone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// Its id.
    pub id: MilestoneId,
    /// What is to be done.
    pub title: String,
    /// The last day for it, in the organisation's time zone.
    pub due_on: Option<Date>,
    /// That it is done.
    pub done: Option<Done>,
}

/// When something was done, and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// When.
    pub at: Timestamp,
    /// Who said so.
    pub by: Option<String>,
}

/// How a milestone stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is done.
    Done,
    /// It should be done by now.
    Overdue,
    /// There is time.
    Open,
}

impl Milestone {
    /// How it stands on a day in the organisation's time zone.
    pub fn standing(&self, today: Date) -> Standing {
        match (&self.done, self.due_on) {
            (Some(_), _) => Standing::Done,
            (None, Some(due)) if due < today => Standing::Overdue,
            (None, _) => Standing::Open,
        }
    }
}

text_enum! {
    /// Where a milestone goes in the order.
    Direction {
        /// Before the one above it.
        Up = "up",
        /// Behind the one below it.
        Down = "down",
    }
}

/// The order after one of them went one place on; none when it stands at that end already, or is not among them.
pub fn moved(order: &[MilestoneId], id: MilestoneId, direction: Direction) -> Option<Vec<MilestoneId>> {
    let from = order.iter().position(|other| *other == id)?;
    let to = match direction {
        Direction::Up => from.checked_sub(1)?,
        Direction::Down => Some(from + 1).filter(|to| *to < order.len())?,
    };
    let mut order = order.to_vec();
    order.swap(from, to);
    Some(order)
}

/// A milestone as it was typed, with which nothing is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftMilestone {
    /// What is to be done.
    pub title: String,
    /// The last day for it.
    pub due_on: Option<Date>,
}

impl DraftMilestone {
    /// Reads what was typed; every problem comes back at once.
    pub fn parse(title: &str, due_on: &str) -> Result<Self, Vec<Invalid>> {
        let mut problems = Problems::default();
        let title = problems.keep("title", within(one_line(title), TITLE));
        let due_on = problems.keep("due_on", day_or_none(due_on));
        match (title, due_on) {
            (Some(title), Some(due_on)) => Ok(Self { title, due_on }),
            _ => Err(problems.into_vec()),
        }
    }

    /// Takes over what somebody else has changed since this one was `seen`, and its writer has not. True when both have changed the same.
    #[must_use]
    pub fn merge(&mut self, seen: &Self, stored: &Milestone) -> bool {
        let title = merge(&seen.title, &stored.title, &mut self.title);
        let due_on = merge(&seen.due_on, &stored.due_on, &mut self.due_on);
        title || due_on
    }
}

/// A day that may be left out. Years of four digits: what is typed by the hand of a slip, `20266-01-01`, is no day.
pub(super) fn day_or_none(text: &str) -> Result<Option<Date>, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let day = text.parse::<Date>().ok().filter(|day| (1900..=9998).contains(&day.year()));
    day.map(Some).ok_or(Problem::NotADay)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::project::tests::{AT, day};
    use crate::id::SystemChance;

    #[test]
    fn it_is_overdue_the_day_after_and_while_it_is_not_done() {
        let mut milestone = Milestone {
            id: MilestoneId::new(AT, &SystemChance),
            title: "Proof".to_owned(),
            due_on: Some(day("2026-11-30")),
            done: None,
        };
        assert_eq!(milestone.standing(day("2026-11-30")), Standing::Open);
        assert_eq!(milestone.standing(day("2026-12-01")), Standing::Overdue);
        milestone.done = Some(Done { at: AT, by: None });
        assert_eq!(milestone.standing(day("2026-12-01")), Standing::Done);
        milestone = Milestone { due_on: None, done: None, ..milestone };
        assert_eq!(milestone.standing(day("2099-12-01")), Standing::Open);
    }

    #[test]
    fn one_goes_one_place_on_and_the_others_keep_their_order() {
        let ids: Vec<MilestoneId> = (0..3).map(|_| MilestoneId::new(AT, &SystemChance)).collect();
        let (a, b, c) = (ids[0], ids[1], ids[2]);
        assert_eq!(moved(&ids, c, Direction::Up), Some(vec![a, c, b]));
        assert_eq!(moved(&ids, a, Direction::Down), Some(vec![b, a, c]));
        assert_eq!(moved(&ids, a, Direction::Up), None);
        assert_eq!(moved(&ids, c, Direction::Down), None);
        assert_eq!(moved(&ids[..2], c, Direction::Up), None);
    }

    #[test]
    fn a_title_is_one_line_and_a_day_is_a_day() {
        let parsed = DraftMilestone::parse(" First\n proof ", "2026-11-30").unwrap();
        assert_eq!((parsed.title.as_str(), parsed.due_on), ("First proof", Some(day("2026-11-30"))));
        assert_eq!(DraftMilestone::parse("Proof", "").unwrap().due_on, None);
        for wrong in ["tomorrow", "2026-02-30", "30.11.2026", "20266-01-01", "0000-01-01"] {
            let problems = DraftMilestone::parse("", wrong).unwrap_err();
            let fields: Vec<_> = problems.iter().map(|invalid| (invalid.field, invalid.problem.clone())).collect();
            assert_eq!(fields, [("title", Problem::Missing), ("due_on", Problem::NotADay)], "{wrong}");
        }
        assert!(DraftMilestone::parse(&"x".repeat(201), "").is_err());
    }
}
