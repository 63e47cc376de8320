//! Projects: beginning and changing them, their milestones and updates, and reading them.

mod editing;
mod milestones;
mod updates;

pub(crate) use self::editing::create_in;
pub use self::editing::{Draft, Saved, archive, change, create, remove, restore, set_status};
pub use self::milestones::{
    add as add_milestone, change as change_milestone, remove as remove_milestone, set_done, step as move_milestone,
};
pub(crate) use self::milestones::{add_in as add_milestone_in, set_done_in};
pub(crate) use self::updates::post_in;
pub use self::updates::{News, delete as delete_update, edit as edit_update, post, to_tell};

use crate::app::{App, Error, Writing, invoices};
use crate::domain::people::{Caller, Denied, Person, Scope};
use crate::domain::project::{
    DeskProject, Project, ProjectList, ProjectPlace, ProjectQuery, ProjectRow, ProjectSheet, ProjectShelf, Update,
};
use crate::domain::rights::Right;
use crate::id::{CustomerId, OrganisationId, ProjectId, UpdateId};
use crate::ports::bus::Hint;
use crate::store::{self, Tx};

/// Rows of a page of a list.
pub const PAGE: usize = 50;
/// Updates that a project's page shows at a time.
pub const UPDATES: usize = 30;
/// Lines of what was done that a page shows.
const HISTORY: i64 = 100;
/// Tickets about a project that its page shows.
const TICKETS: i64 = 20;
/// Projects of a customer that its page shows.
const SHOWN_OF_CUSTOMER: i64 = 10;

/// A page of the desk's list.
pub async fn list(
    app: &App,
    caller: &Caller,
    query: &ProjectQuery,
    after: Option<ProjectPlace>,
) -> Result<ProjectList, Error> {
    let organisation = reader(caller)?;
    let mut tx = app.db.read().await?;
    list_in(app, &mut tx, organisation, query, after).await
}

/// A page of a list, within a larger reading.
pub(crate) async fn list_in(
    app: &App,
    tx: &mut Tx,
    organisation: OrganisationId,
    query: &ProjectQuery,
    after: Option<ProjectPlace>,
) -> Result<ProjectList, Error> {
    let today = invoices::today(tx, organisation, app.clock.now()).await?;
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut rows = store::projects::list(tx, organisation, query, (after, limit)).await?;
    let counts = store::projects::counts(tx, organisation, query).await?;
    let customer = match query.customer {
        Some(id) => store::customers::record(tx, organisation, id).await?.map(|record| record.named()),
        None => None,
    };
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(ProjectPlace::of);
    Ok(ProjectList { rows, next, counts, customer, today })
}

/// The projects of a customer that staff see on its page, those of which something is expected first, and how many there are.
pub async fn of_customer(app: &App, caller: &Caller, customer: CustomerId) -> Result<ProjectList, Error> {
    let organisation = reader(caller)?;
    let query = |shelf| ProjectQuery { shelf, customer: Some(customer), ..ProjectQuery::default() };
    let mut tx = app.db.read().await?;
    let today = invoices::today(&mut tx, organisation, app.clock.now()).await?;
    let current = query(ProjectShelf::Current);
    let mut rows = store::projects::list(&mut tx, organisation, &current, (None, SHOWN_OF_CUSTOMER)).await?;
    // Asked for nothing too: a page costs a fixed number of queries.
    let left = SHOWN_OF_CUSTOMER.saturating_sub(i64::try_from(rows.len()).unwrap_or(i64::MAX)).max(0);
    rows.extend(store::projects::list(&mut tx, organisation, &query(ProjectShelf::Over), (None, left)).await?);
    let counts = store::projects::counts(&mut tx, organisation, &current).await?;
    Ok(ProjectList { rows, next: None, counts, customer: None, today })
}

/// The project of this id with all that its page at the desk says; of its updates those before this one.
pub async fn desk_sheet(
    app: &App,
    caller: &Caller,
    id: ProjectId,
    before: Option<UpdateId>,
) -> Result<DeskProject, Error> {
    let organisation = reader(caller)?;
    let mut tx = app.db.read().await?;
    let project = store::projects::find(&mut tx, organisation, id).await?.ok_or(Error::NotFound)?;
    let customer = store::customers::record(&mut tx, organisation, project.row.customer_id).await?;
    let customer = customer.ok_or(Error::NotFound)?;
    let history = store::audit::about(&mut tx, organisation, &id.to_string(), HISTORY).await?;
    let sheet = sheet(app, &mut tx, caller, project, before).await?;
    Ok(DeskProject { sheet, customer, history })
}

/// A project with what hangs on it, within what the caller may see.
pub(crate) async fn sheet(
    app: &App,
    tx: &mut Tx,
    caller: &Caller,
    project: Project,
    asked: Option<UpdateId>,
) -> Result<ProjectSheet, Error> {
    let (organisation, id) = (caller.organisation_id, project.row.id);
    let before = match asked {
        Some(update) => {
            let found = store::project_updates::find(tx, organisation, update).await?;
            let (_, update) = found.filter(|(of, _)| *of == id).ok_or(Error::NotFound)?;
            Some((update.posted_at, update.id))
        }
        None => None,
    };
    let limit = i64::try_from(UPDATES + 1).unwrap_or(i64::MAX);
    let mut updates = store::project_updates::of_project(tx, organisation, id, (before, limit)).await?;
    let more = updates.len() > UPDATES;
    updates.truncate(UPDATES);
    let older = updates.last().filter(|_| more).map(|last| last.id);
    let tickets = store::tickets::of_project(tx, organisation, caller.scope(), id, TICKETS).await?;
    let time_zone = store::organisations::find(tx, organisation).await?.ok_or(Error::NotFound)?.time_zone;
    let today = invoices::today(tx, organisation, app.clock.now()).await?;
    Ok(ProjectSheet { project, updates, before: asked, older, tickets, time_zone, today })
}

/// The project of this id, for whoever changes it.
pub async fn find(app: &App, caller: &Caller, id: ProjectId) -> Result<Project, Error> {
    let organisation = manager(caller)?;
    let mut tx = app.db.read().await?;
    store::projects::find(&mut tx, organisation, id).await?.ok_or(Error::NotFound)
}

/// An update of a project, for whoever changes it.
pub async fn find_update(
    app: &App,
    caller: &Caller,
    project: ProjectId,
    id: UpdateId,
) -> Result<(Project, Update), Error> {
    let organisation = manager(caller)?;
    let mut tx = app.db.read().await?;
    let stored = store::projects::find(&mut tx, organisation, project).await?.ok_or(Error::NotFound)?;
    let found = store::project_updates::find(&mut tx, organisation, id).await?;
    let (_, update) = found.filter(|(of, _)| *of == project).ok_or(Error::NotFound)?;
    Ok((stored, update))
}

/// Whether the caller sees the project of this id.
pub async fn check(app: &App, caller: &Caller, id: ProjectId) -> Result<(), Error> {
    let mut tx = app.db.read().await?;
    let found = match caller.scope() {
        Scope::Organisation => store::projects::find(&mut tx, reader(caller)?, id).await?,
        Scope::Customer(customer) => store::projects::visible(&mut tx, caller.organisation_id, customer, id).await?,
        Scope::Nothing => None,
    };
    found.map(drop).ok_or(Error::NotFound)
}

/// Who of the staff may work on a project, by name.
pub async fn candidates(app: &App, caller: &Caller) -> Result<Vec<Person>, Error> {
    let organisation = manager(caller)?;
    let mut tx = app.db.read().await?;
    Ok(store::people::assignable(&mut tx, organisation).await?)
}

/// The project of this id, held until the commit.
pub(crate) async fn locked(
    writing: &mut Writing,
    organisation: OrganisationId,
    id: ProjectId,
) -> Result<Project, Error> {
    store::projects::lock(&mut writing.tx, organisation, id).await?;
    store::projects::find(&mut writing.tx, organisation, id).await?.ok_or(Error::NotFound)
}

/// Makes known that a project moved.
pub(crate) fn announce(writing: &mut Writing, organisation: OrganisationId, project: &ProjectRow) {
    let (project, customer) = (project.id, project.customer_id);
    writing.announce(Hint::Project { organisation, project, customer });
}

pub(crate) fn reader(caller: &Caller) -> Result<OrganisationId, Error> {
    if caller.may(Right::ReadProjects) { Ok(caller.organisation_id) } else { Err(Error::NotFound) }
}

pub(crate) fn manager(caller: &Caller) -> Result<OrganisationId, Error> {
    if caller.may(Right::ManageProjects) { Ok(caller.organisation_id) } else { Err(Denied::NotAllowed.into()) }
}
