//! Projects as the people of their customer see them: never another customer's, and none that was put away.

use crate::app::{App, Error, projects};
use crate::domain::people::{Caller, Scope};
use crate::domain::project::{
    OwnProjects, Project, ProjectPlace, ProjectQuery, ProjectRow, ProjectSheet, ProjectShelf,
};
use crate::id::{CustomerId, OrganisationId, ProjectId, UpdateId};
use crate::store::{self, Tx};

/// Projects that are over which stand below the others on the first page of the list.
const OVER: i64 = 10;

/// A page of the list: of those that something is expected of, or of those that are over.
pub async fn list(
    app: &App,
    caller: &Caller,
    is_over: bool,
    after: Option<ProjectPlace>,
) -> Result<OwnProjects, Error> {
    let (organisation, customer) = (caller.organisation_id, customer_of(caller)?);
    let query = |shelf| ProjectQuery { shelf, customer: Some(customer), text: String::new() };
    let mut tx = app.db.read().await?;
    let shelf = if is_over { ProjectShelf::Over } else { ProjectShelf::Current };
    let list = projects::list_in(app, &mut tx, organisation, &query(shelf), after).await?;
    let over = if is_over || after.is_some() {
        Vec::new()
    } else {
        store::projects::list(&mut tx, organisation, &query(ProjectShelf::Over), (None, OVER)).await?
    };
    Ok(OwnProjects { list, over })
}

/// The project of this id with all that its page says; of its updates those before this one.
pub async fn page(app: &App, caller: &Caller, id: ProjectId, before: Option<UpdateId>) -> Result<ProjectSheet, Error> {
    let mut tx = app.db.read().await?;
    let project = visible(&mut tx, caller, id).await?;
    projects::sheet(app, &mut tx, caller, project, before).await
}

/// What the project of this id is called.
pub async fn name(app: &App, caller: &Caller, id: ProjectId) -> Result<String, Error> {
    let mut tx = app.db.read().await?;
    Ok(visible(&mut tx, caller, id).await?.row.name)
}

/// The project of this id, for a verb that needs it within its own transaction.
pub(crate) async fn visible(tx: &mut Tx, caller: &Caller, id: ProjectId) -> Result<Project, Error> {
    let customer = customer_of(caller)?;
    store::projects::visible(tx, caller.organisation_id, customer, id).await?.ok_or(Error::NotFound)
}

/// What a first page says of a customer's projects, within a larger reading: those under way that moved last, at most `limit`, and how many
/// are under way.
pub(crate) async fn active(
    tx: &mut Tx,
    organisation: OrganisationId,
    customer: CustomerId,
    limit: i64,
) -> Result<(Vec<ProjectRow>, i64), Error> {
    let query = ProjectQuery { shelf: ProjectShelf::Active, customer: Some(customer), text: String::new() };
    let rows = store::projects::list(tx, organisation, &query, (None, limit)).await?;
    let counts = store::projects::counts(tx, organisation, &query).await?;
    Ok((rows, counts.active))
}

fn customer_of(caller: &Caller) -> Result<CustomerId, Error> {
    match caller.scope() {
        Scope::Customer(customer) => Ok(customer),
        Scope::Nothing => Err(Error::NotLinked),
        Scope::Organisation => Err(Error::NotFound),
    }
}
