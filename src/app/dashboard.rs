//! The desk's dashboard: what waits for the reader, what is late, how it stands.

use std::time::Duration;

use crate::app::{App, Error, csat, invoices};
use crate::domain::dashboard::{Accounts, Dashboard, Misfit};
use crate::domain::invoice::{InvoiceQuery, Order, Shelf};
use crate::domain::people::{Caller, Side};
use crate::domain::rights::Right;
use crate::store;
use crate::store::Tx;
use crate::store::invoices::{Among, Search};

/// Rows of each of its lists.
const ROWS: i64 = 5;
/// How long a dispute is spoken of: banks decide within it.
const DISPUTED_FOR: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// What the dashboard shows to the caller.
pub async fn look(app: &App, caller: &Caller) -> Result<Dashboard, Error> {
    if caller.side() != Side::Staff {
        return Err(Error::NotFound);
    }
    let (organisation, reader) = (caller.organisation_id, caller.membership_id);
    let now = app.clock.now();
    let mut tx = app.db.read().await?;
    let counts = store::tickets::counts(&mut tx, organisation, reader).await?;
    let mine = store::tickets::waiting(&mut tx, organisation, reader, (true, ROWS)).await?;
    let unassigned = store::tickets::waiting(&mut tx, organisation, reader, (false, ROWS)).await?;
    let ratings =
        if caller.may(Right::ReadReports) { Some(csat::of_late(&mut tx, organisation, now).await?) } else { None };
    let today = invoices::today(&mut tx, organisation, now).await?;
    let milestones = if caller.may(Right::ReadProjects) {
        Some(store::milestones::overdue(&mut tx, organisation, today, ROWS).await?)
    } else {
        None
    };
    let reads_invoices = caller.may(Right::ReadInvoices);
    let accounts = if reads_invoices { Some(accounts(app, caller, &mut tx).await?) } else { None };
    Ok(Dashboard { counts, mine, unassigned, milestones, today, ratings, accounts })
}

async fn accounts(app: &App, caller: &Caller, tx: &mut Tx) -> Result<Accounts, Error> {
    let organisation = caller.organisation_id;
    let now = app.clock.now();
    let today = invoices::today(tx, organisation, now).await?;
    let query = InvoiceQuery { shelf: Shelf::Overdue, order: Order::Due, ..InvoiceQuery::default() };
    let among = Among { query: &query, drafts: false, today };
    let receivables = store::receivables::by_age(tx, organisation, today).await?;
    let overdue = store::invoices::list(tx, organisation, (among, Search::All), (None, ROWS)).await?;
    let disputed = store::receivables::disputed(tx, organisation, now - DISPUTED_FOR, ROWS).await?;
    let surplus = store::receivables::surplus(tx, organisation, ROWS).await?;
    let misfits = disputed.into_iter().map(Misfit::Disputed).chain(surplus.into_iter().map(Misfit::Surplus)).collect();
    Ok(Accounts { receivables, overdue, misfits, today })
}
