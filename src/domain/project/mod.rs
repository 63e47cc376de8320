//! Projects: how far one is follows from its milestones, unless staff say it themselves; what is late follows from facts and the day.

mod draft;
mod milestone;
mod percent;
mod sheet;
mod shelf;
mod timeline;

use jiff::civil::Date;

pub use self::draft::{DraftProject, ProjectForm, Way};
pub use self::milestone::{Direction, Done, DraftMilestone, MILESTONES, Milestone, Standing, moved};
pub use self::percent::Percent;
pub use self::sheet::{DeskProject, OwnProjects, ProjectList, ProjectSheet};
pub use self::shelf::{ProjectCounts, ProjectPlace, ProjectQuery, ProjectShelf, rank};
pub use self::timeline::{Dated, Moment, timeline};
use crate::clock::Timestamp;
use crate::domain::attachment::Attachment;
use crate::domain::people::{Customer, Person};
use crate::domain::text_enum;
use crate::id::{CustomerId, MembershipId, ProjectId, UpdateId};

text_enum! {
    /// Where a project is.
    Status {
        /// Agreed on, and not begun.
        Planned = "planned",
        /// Under way.
        Active = "active",
        /// It rests.
        OnHold = "on_hold",
        /// All that was wanted is there.
        Completed = "completed",
        /// It is not done any more.
        Cancelled = "cancelled",
    }
}

impl Status {
    /// Where it may go from here. What is over is taken up again before anything else.
    pub const fn moves(self) -> &'static [Self] {
        match self {
            Self::Planned => &[Self::Active, Self::OnHold, Self::Cancelled],
            Self::Active => &[Self::OnHold, Self::Completed, Self::Cancelled],
            Self::OnHold => &[Self::Planned, Self::Active, Self::Completed, Self::Cancelled],
            Self::Completed => &[Self::Active],
            Self::Cancelled => &[Self::Planned, Self::Active],
        }
    }

    /// Whether nothing more is expected of it.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Completed | Self::Cancelled)
    }
}

/// How far a project is, and how that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// By its milestones.
    FromMilestones {
        /// How many are done.
        done: i64,
        /// How many there are.
        total: i64,
    },
    /// As staff say.
    ByHand(Percent),
}

impl Progress {
    /// How far it is.
    pub fn percent(self) -> Percent {
        match self {
            Self::FromMilestones { done, total } => Percent::of(done, total),
            Self::ByHand(percent) => percent,
        }
    }
}

/// A project as lists show it.
#[derive(Clone, Debug)]
pub struct ProjectRow {
    /// Its id.
    pub id: ProjectId,
    /// Whose it is.
    pub customer_id: CustomerId,
    /// What the customer is called.
    pub customer: String,
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub status: Status,
    /// The day it begins, in the organisation's time zone.
    pub starts_on: Option<Date>,
    /// The last day on which it is to be done.
    pub due_on: Option<Date>,
    /// How far it is.
    pub progress: Progress,
    /// What comes next: the first milestone that is not done.
    pub next: Option<Next>,
    /// When it was put away.
    pub archived_at: Option<Timestamp>,
    /// When anything on it last changed.
    pub updated_at: Timestamp,
}

/// A milestone that comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// What it is called.
    pub title: String,
    /// The last day on which it is to be done.
    pub due_on: Option<Date>,
}

impl ProjectRow {
    /// Whether it should be done by now, and is neither done nor given up.
    pub fn is_overdue(&self, today: Date) -> bool {
        !self.status.is_over() && self.due_on.is_some_and(|due| due < today)
    }

    /// Its customer.
    pub fn of_customer(&self) -> Customer {
        Customer { id: self.customer_id, name: self.customer.clone() }
    }
}

/// A whole project.
#[derive(Clone, Debug)]
pub struct Project {
    /// What lists show of it.
    pub row: ProjectRow,
    /// What it is about: plain text, line breaks kept.
    pub description: String,
    /// Its milestones, in order.
    pub milestones: Vec<Milestone>,
    /// Who of the staff works on it, by name.
    pub members: Vec<Person>,
    /// How often it was saved: a save says which one it follows.
    pub version: i64,
    /// Who began it.
    pub created_by: Option<MembershipId>,
    /// When it was begun.
    pub created_at: Timestamp,
}

/// News of a project, written by staff.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Update {
    /// Its id.
    pub id: UpdateId,
    /// Who wrote it.
    pub author_id: MembershipId,
    /// Their name.
    pub author: String,
    /// What it says: Markdown.
    pub body: String,
    /// When it was posted.
    pub posted_at: Timestamp,
    /// When it was last changed since.
    pub edited_at: Option<Timestamp>,
    /// The files that came with it, in their order.
    #[sqlx(skip)]
    pub attachments: Vec<Attachment>,
}

/// Why something cannot be done with a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProjectRefused {
    /// It does not go from the one status to the other.
    #[error("a project does not go from {from} to {to}")]
    Move {
        /// Where it is.
        from: Status,
        /// Where it was to go.
        to: Status,
    },
    /// It was put away: it is brought back first.
    #[error("the project is archived")]
    Archived,
    /// Its customer is archived.
    #[error("the customer is archived")]
    CustomerArchived,
    /// It has as many milestones as it may.
    #[error("the project has too many milestones")]
    TooManyMilestones,
}

impl Project {
    /// Whether anything on it may be changed.
    pub fn edit(&self) -> Result<(), ProjectRefused> {
        if self.row.archived_at.is_some() { Err(ProjectRefused::Archived) } else { Ok(()) }
    }

    /// Decides whether it goes to this status: none when it is there already.
    pub fn set_status(&self, to: Status) -> Result<Option<Status>, ProjectRefused> {
        self.edit()?;
        let from = self.row.status;
        if from == to {
            return Ok(None);
        }
        if from.moves().contains(&to) { Ok(Some(to)) } else { Err(ProjectRefused::Move { from, to }) }
    }

    /// Whether it takes another milestone.
    pub fn add_milestone(&self) -> Result<(), ProjectRefused> {
        self.edit()?;
        if self.milestones.len() < MILESTONES { Ok(()) } else { Err(ProjectRefused::TooManyMilestones) }
    }

    /// The milestone of this id.
    pub fn milestone(&self, id: crate::id::MilestoneId) -> Option<&Milestone> {
        self.milestones.iter().find(|milestone| milestone.id == id)
    }

    /// How it is known how far it is: by its milestones, whatever staff say.
    pub fn by_milestones(&self) -> Progress {
        let done = self.milestones.iter().filter(|milestone| milestone.done.is_some()).count();
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        Progress::FromMilestones { done: count(done), total: count(self.milestones.len()) }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::id::SystemChance;

    pub(crate) const AT: Timestamp = Timestamp::from_millis(1_795_428_000_000);

    pub(crate) fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    pub(crate) fn project(status: Status, milestones: Vec<Milestone>) -> Project {
        let row = ProjectRow {
            id: ProjectId::new(AT, &SystemChance),
            customer_id: CustomerId::new(AT, &SystemChance),
            customer: "Northwind".to_owned(),
            name: "Website".to_owned(),
            status,
            starts_on: Some(day("2026-11-02")),
            due_on: Some(day("2026-12-18")),
            progress: Progress::FromMilestones { done: 0, total: 0 },
            next: None,
            archived_at: None,
            updated_at: AT,
        };
        Project {
            row,
            description: String::new(),
            milestones,
            members: Vec::new(),
            version: 0,
            created_by: None,
            created_at: AT,
        }
    }

    #[test]
    fn every_move_leads_on_and_none_in_place() {
        for &from in Status::ALL {
            assert!(!from.moves().is_empty(), "{from} is no dead end");
            assert!(!from.moves().contains(&from));
            for &to in Status::ALL {
                let decided = project(from, Vec::new()).set_status(to);
                let expected = if from == to {
                    Ok(None)
                } else if from.moves().contains(&to) {
                    Ok(Some(to))
                } else {
                    Err(ProjectRefused::Move { from, to })
                };
                assert_eq!(decided, expected);
            }
        }
        assert_eq!(
            project(Status::Planned, Vec::new()).set_status(Status::Completed),
            Err(ProjectRefused::Move { from: Status::Planned, to: Status::Completed }),
            "what never began is not completed"
        );
    }

    #[test]
    fn what_is_put_away_is_not_changed() {
        let mut project = project(Status::Active, Vec::new());
        project.row.archived_at = Some(AT);
        assert_eq!(project.edit(), Err(ProjectRefused::Archived));
        assert_eq!(project.set_status(Status::Completed), Err(ProjectRefused::Archived));
        assert_eq!(project.add_milestone(), Err(ProjectRefused::Archived));
    }

    #[test]
    fn it_is_late_after_its_last_day_and_while_it_is_not_over() {
        let late = |status, today: &str| project(status, Vec::new()).row.is_overdue(day(today));
        assert!(!late(Status::Active, "2026-12-18"), "the last day is a day");
        assert!(late(Status::Active, "2026-12-19") && late(Status::OnHold, "2026-12-19"));
        assert!(!late(Status::Completed, "2027-01-01") && !late(Status::Cancelled, "2027-01-01"));
        let mut endless = project(Status::Active, Vec::new());
        endless.row.due_on = None;
        assert!(!endless.row.is_overdue(day("2099-01-01")));
    }

    #[test]
    fn progress_says_how_it_is_known() {
        assert_eq!(Progress::FromMilestones { done: 1, total: 4 }.percent().get(), 25);
        assert_eq!(Progress::FromMilestones { done: 0, total: 0 }.percent().get(), 0);
        assert_eq!(Progress::ByHand(Percent::WHOLE).percent(), Percent::WHOLE);
    }
}
