//! Lists of projects: which, from where on.

use std::fmt;
use std::str::FromStr;

use crate::clock::Timestamp;
use crate::domain::UnknownText;
use crate::domain::project::ProjectRow;
use crate::domain::text_enum;
use crate::id::{CustomerId, ProjectId};

text_enum! {
    /// Which projects a list shows.
    ProjectShelf {
        /// Those of which something is expected: planned, active and on hold.
        Current = "current",
        /// Agreed on, and not begun.
        Planned = "planned",
        /// Under way.
        Active = "active",
        /// They rest.
        OnHold = "on_hold",
        /// All that was wanted is there.
        Completed = "completed",
        /// They are not done any more.
        Cancelled = "cancelled",
        /// Those that are over, done or not.
        Over = "over",
        /// Those that were put away, whatever their status.
        Archived = "archived",
    }
}

impl ProjectShelf {
    /// Those among which staff choose.
    pub const AT_DESK: &'static [Self] =
        &[Self::Current, Self::Planned, Self::Active, Self::OnHold, Self::Completed, Self::Cancelled, Self::Archived];
}

/// What a list is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectQuery {
    /// Which.
    pub shelf: ProjectShelf,
    /// Only those of this customer.
    pub customer: Option<CustomerId>,
    /// Only those that hold each of these words, as they were typed.
    pub text: String,
}

impl Default for ProjectQuery {
    fn default() -> Self {
        Self { shelf: ProjectShelf::Current, customer: None, text: String::new() }
    }
}

/// How many projects each list holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct ProjectCounts {
    /// Agreed on.
    pub planned: i64,
    /// Under way.
    pub active: i64,
    /// Resting.
    pub on_hold: i64,
    /// Done.
    pub completed: i64,
    /// Given up.
    pub cancelled: i64,
    /// Put away.
    pub archived: i64,
}

impl ProjectCounts {
    /// How many this one holds.
    pub const fn of(&self, held_by: ProjectShelf) -> i64 {
        match held_by {
            ProjectShelf::Current => self.planned + self.active + self.on_hold,
            ProjectShelf::Planned => self.planned,
            ProjectShelf::Active => self.active,
            ProjectShelf::OnHold => self.on_hold,
            ProjectShelf::Completed => self.completed,
            ProjectShelf::Cancelled => self.cancelled,
            ProjectShelf::Over => self.completed + self.cancelled,
            ProjectShelf::Archived => self.archived,
        }
    }

    /// How many there are, those that were put away too.
    pub const fn everything(&self) -> i64 {
        self.of(ProjectShelf::Current) + self.of(ProjectShelf::Over) + self.archived
    }
}

/// Where a page of a list starts: after this row. Active ones come before the others, and what moved last before what rests. Written
/// `{rank}~{milliseconds}~{id}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProjectPlace {
    /// The row's rank among the statuses.
    pub rank: i64,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Its id.
    pub id: ProjectId,
}

impl ProjectPlace {
    /// The place of a row.
    pub const fn of(row: &ProjectRow) -> Self {
        Self { rank: rank(row.status), updated_at: row.updated_at, id: row.id }
    }
}

/// Where a status stands in a list; lower comes first.
pub const fn rank(status: super::Status) -> i64 {
    match status {
        super::Status::Active => 0,
        super::Status::Planned => 1,
        super::Status::OnHold => 2,
        super::Status::Completed => 3,
        super::Status::Cancelled => 4,
    }
}

impl fmt::Display for ProjectPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}~{}~{}", self.rank, self.updated_at.as_millis(), self.id)
    }
}

impl FromStr for ProjectPlace {
    type Err = UnknownText;
    fn from_str(text: &str) -> Result<Self, UnknownText> {
        let unknown = || UnknownText("place in a list of projects");
        let mut parts = text.splitn(3, '~');
        let mut part = || parts.next().ok_or_else(unknown);
        let rank = part()?.parse().map_err(|_| unknown())?;
        let updated_at = part()?.parse().map(Timestamp::from_millis).map_err(|_| unknown())?;
        Ok(Self { rank, updated_at, id: part()?.parse().map_err(|_| unknown())? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::project::Status;
    use crate::id::SystemChance;

    #[test]
    fn a_place_survives_its_text() {
        let at = Timestamp::from_millis(1_795_428_000_000);
        let place = ProjectPlace { rank: 2, updated_at: at, id: ProjectId::new(at, &SystemChance) };
        assert_eq!(place.to_string().parse::<ProjectPlace>().ok(), Some(place));
        for wrong in ["", "~", "1~2", "1~2~", "x~2~0197", "1~2~0197~3"] {
            assert!(wrong.parse::<ProjectPlace>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_status_has_a_rank_of_its_own() {
        let mut ranks: Vec<i64> = Status::ALL.iter().map(|status| rank(*status)).collect();
        ranks.sort_unstable();
        assert_eq!(ranks, [0, 1, 2, 3, 4]);
    }

    #[test]
    fn counts_add_up() {
        let counts = ProjectCounts { planned: 1, active: 2, on_hold: 3, completed: 4, cancelled: 5, archived: 6 };
        assert_eq!((counts.of(ProjectShelf::Current), counts.of(ProjectShelf::Over)), (6, 9));
        assert_eq!(counts.everything(), 21);
    }
}
