//! Projects with what hangs on them, as pages show them.

use jiff::civil::Date;

use crate::domain::audit::Line;
use crate::domain::customer::CustomerRecord;
use crate::domain::people::Customer;
use crate::domain::project::{Project, ProjectCounts, ProjectPlace, ProjectRow, Update};
use crate::domain::ticket::Ticket;
use crate::id::UpdateId;

/// A page of a list.
#[derive(Clone, Debug)]
pub struct ProjectList {
    /// Its rows.
    pub rows: Vec<ProjectRow>,
    /// Where the next page starts, when there is one.
    pub next: Option<ProjectPlace>,
    /// How many projects each list holds, of those that the query is about.
    pub counts: ProjectCounts,
    /// The customer to whom the query is narrowed.
    pub customer: Option<Customer>,
    /// The day, in the organisation's time zone.
    pub today: Date,
}

/// The portal's list: a page of what was asked for, and what is over kept apart.
#[derive(Clone, Debug)]
pub struct OwnProjects {
    /// A page of what was asked for.
    pub list: ProjectList,
    /// Of those that are over the ones that moved last; none on a later page, and none when they are what was asked for.
    pub over: Vec<ProjectRow>,
}

/// A project with a part of its updates.
#[derive(Clone, Debug)]
pub struct ProjectSheet {
    /// The project.
    pub project: Project,
    /// Its updates, newest first.
    pub updates: Vec<Update>,
    /// Before which update these are; none when they are the newest.
    pub before: Option<UpdateId>,
    /// The last of them, when older ones follow.
    pub older: Option<UpdateId>,
    /// Tickets about it, newest first.
    pub tickets: Vec<Ticket>,
    /// The organisation's time zone, in which its days are.
    pub time_zone: String,
    /// The day there.
    pub today: Date,
}

/// A project with all that its page at the desk says.
#[derive(Clone, Debug)]
pub struct DeskProject {
    /// The project.
    pub sheet: ProjectSheet,
    /// Whose it is, as it is now.
    pub customer: CustomerRecord,
    /// Who did what, newest first.
    pub history: Vec<Line>,
}
