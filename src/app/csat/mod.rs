//! The report on how satisfied clients are (T7), and the same in short.

mod period;

use std::time::Duration;

pub use self::period::Period;

use crate::app::{App, Error};
use crate::domain::csat::{AgentTally, Remark, TagTally, Tally};
use crate::domain::deflection::Span;
use crate::domain::people::Caller;
use crate::domain::rights::Right;
use crate::id::{CustomerId, OrganisationId};
use crate::store;

/// Rows that a table of the page shows; its export has all.
pub const SHOWN: usize = 50;
/// Rows that an export has at most.
const EXPORTED: i64 = 100_000;
/// What clients said, on the page.
const REMARKS: usize = 20;
/// What counts as of late.
const OF_LATE: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// The report.
#[derive(Debug)]
pub struct Report {
    /// All of it.
    pub tally: Tally,
    /// By month: for each one.
    pub months: Vec<Tally>,
    /// By who had the ticket: one more than are shown, when there are more.
    pub agents: Vec<AgentTally>,
    /// By tag, the same.
    pub tags: Vec<TagTally>,
    /// What clients said, the newest first.
    pub remarks: Vec<Remark>,
}

/// The report of a time, as of one moment.
pub async fn report(app: &App, caller: &Caller, period: &Period) -> Result<Report, Error> {
    let organisation = reader(caller)?;
    let span = period.span;
    let (rows, remarks) = (limit(SHOWN + 1), (true, limit(REMARKS)));
    let mut tx = app.db.read().await?;
    Ok(Report {
        tally: store::csat::tally(&mut tx, organisation, span).await?,
        months: store::csat::tallies(&mut tx, organisation, &period.months).await?,
        agents: store::csat::by_agent(&mut tx, organisation, span, rows).await?,
        tags: store::csat::by_tag(&mut tx, organisation, span, rows).await?,
        remarks: store::csat::remarks(&mut tx, organisation, span, remarks).await?,
    })
}

/// How the tickets were rated that were resolved in the last seven days.
pub async fn of_late(app: &App, caller: &Caller) -> Result<Tally, Error> {
    let organisation = reader(caller)?;
    let now = app.clock.now();
    // What is resolved this very moment counts.
    let span = Span { from: now - OF_LATE, until: now + Duration::from_millis(1) };
    let mut tx = app.db.read().await?;
    Ok(store::csat::tally(&mut tx, organisation, span).await?)
}

/// How a customer's tickets were rated, whenever that was; nothing for those who read no reports.
pub async fn of_customer(app: &App, caller: &Caller, customer: CustomerId) -> Result<Option<Tally>, Error> {
    let Ok(organisation) = reader(caller) else { return Ok(None) };
    let mut tx = app.db.read().await?;
    Ok(Some(store::ratings::of_customer(&mut tx, organisation, customer).await?))
}

/// All months, for an export: for each one.
pub async fn months(app: &App, caller: &Caller, period: &Period) -> Result<Vec<Tally>, Error> {
    let organisation = reader(caller)?;
    let mut tx = app.db.read().await?;
    Ok(store::csat::tallies(&mut tx, organisation, &period.months).await?)
}

/// The whole table by who had the ticket, for an export.
pub async fn agents(app: &App, caller: &Caller, period: &Period) -> Result<Vec<AgentTally>, Error> {
    let organisation = reader(caller)?;
    let mut tx = app.db.read().await?;
    Ok(store::csat::by_agent(&mut tx, organisation, period.span, EXPORTED).await?)
}

/// The whole table by tag, for an export.
pub async fn tags(app: &App, caller: &Caller, period: &Period) -> Result<Vec<TagTally>, Error> {
    let organisation = reader(caller)?;
    let mut tx = app.db.read().await?;
    Ok(store::csat::by_tag(&mut tx, organisation, period.span, EXPORTED).await?)
}

/// All ratings, with words or without, for an export.
pub async fn ratings(app: &App, caller: &Caller, period: &Period) -> Result<Vec<Remark>, Error> {
    let organisation = reader(caller)?;
    let mut tx = app.db.read().await?;
    Ok(store::csat::remarks(&mut tx, organisation, period.span, (false, EXPORTED)).await?)
}

fn reader(caller: &Caller) -> Result<OrganisationId, Error> {
    if caller.may(Right::ReadReports) { Ok(caller.organisation_id) } else { Err(Error::NotFound) }
}

fn limit(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}
