//! Lists of tickets.

use crate::app::client_invoices::{self, Due};
use crate::app::{App, Error, client_projects};
use crate::domain::inbox::{Before, Counts, TicketRow, View};
use crate::domain::people::{Caller, Scope, Side};
use crate::domain::project::ProjectRow;
use crate::store;

/// Projects that the portal's first page shows.
const PROJECTS: i64 = 4;
/// Rows of a page.
pub const PAGE: usize = 50;

/// Part of a list.
#[derive(Debug)]
pub struct Page {
    /// Its rows.
    pub rows: Vec<TicketRow>,
    /// Where the next part starts, when there is one.
    pub older: Option<Before>,
}

/// A page of one of the desk's views, with the counts of all.
pub async fn view(app: &App, caller: &Caller, view: View, before: Option<Before>) -> Result<(Page, Counts), Error> {
    if caller.side() != Side::Staff {
        return Err(Error::NotFound);
    }
    let mut tx = app.db.read().await?;
    let (organisation, reader) = (caller.organisation_id, caller.membership_id);
    let rows = store::tickets::inbox(&mut tx, organisation, view, reader, (before, one_more())).await?;
    let counts = store::tickets::counts(&mut tx, organisation, reader).await?;
    Ok((page(rows), counts))
}

/// How many tickets each of the desk's views holds.
pub async fn counts(app: &App, caller: &Caller) -> Result<Counts, Error> {
    if caller.side() != Side::Staff {
        return Err(Error::NotFound);
    }
    let mut tx = app.db.read().await?;
    Ok(store::tickets::counts(&mut tx, caller.organisation_id, caller.membership_id).await?)
}

/// A page of the tickets of the caller's customer.
pub async fn own(app: &App, caller: &Caller, before: Option<Before>) -> Result<Page, Error> {
    let Scope::Customer(customer) = caller.scope() else { return Err(Error::NotLinked) };
    let mut tx = app.db.read().await?;
    let (organisation, reader) = (caller.organisation_id, caller.membership_id);
    Ok(page(store::tickets::of_customer(&mut tx, organisation, customer, reader, (before, one_more())).await?))
}

/// What the portal's home shows.
#[derive(Debug)]
pub struct Home {
    /// The tickets that moved last.
    pub tickets: Vec<TicketRow>,
    /// How many are Open or Pending.
    pub open: i64,
    /// How many the caller has not read to the end.
    pub unread: i64,
    /// The projects under way that moved last.
    pub projects: Vec<ProjectRow>,
    /// How many are under way.
    pub active_projects: i64,
    /// What is to be paid.
    pub due: Due,
}

/// The portal's home.
pub async fn home(app: &App, caller: &Caller) -> Result<Home, Error> {
    let Scope::Customer(customer) = caller.scope() else { return Err(Error::NotLinked) };
    let mut tx = app.db.read().await?;
    let (organisation, reader) = (caller.organisation_id, caller.membership_id);
    let tickets = store::tickets::of_customer(&mut tx, organisation, customer, reader, (None, 5)).await?;
    let (open, unread) = store::tickets::customer_counts(&mut tx, organisation, customer, reader).await?;
    let due = client_invoices::due(app, caller, &mut tx, customer).await?;
    let (projects, active_projects) = client_projects::active(&mut tx, organisation, customer, PROJECTS).await?;
    Ok(Home { tickets, open, unread, projects, active_projects, due })
}

fn one_more() -> i64 {
    i64::try_from(PAGE + 1).unwrap_or(i64::MAX)
}

fn page(mut rows: Vec<TicketRow>) -> Page {
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let older = rows.last().filter(|_| more).map(|last| Before { moved_at: last.moved_at, number: last.number });
    Page { rows, older }
}
