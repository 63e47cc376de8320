//! The report on how satisfied clients are (T7), and the same in short.

mod period;

use std::time::Duration;

pub use self::period::Period;

use crate::app::{App, Error};
use crate::clock::Timestamp;
use crate::domain::csat::{AgentTally, Counts, Remark, TagTally, Tally, by_tag};
use crate::domain::deflection::Span;
use crate::domain::people::Caller;
use crate::domain::rights::Right;
use crate::id::{CustomerId, OrganisationId};
use crate::store::{self, Tx};

/// Rows that a table of the page shows; its export has all.
pub const SHOWN: usize = 50;
/// Rows that an export has at most.
const EXPORTED: i64 = 100_000;
/// What clients said, on the page.
const REMARKS: i64 = 20;
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
    let mut tx = app.db.read().await?;
    let counts = counts(&mut tx, organisation, &period.months).await?;
    let mut agents = by_agent(&mut tx, organisation, &counts).await?;
    let mut tags = by_tag(&store::csat::tagged(&mut tx, organisation, period.span).await?);
    agents.truncate(SHOWN + 1);
    tags.truncate(SHOWN + 1);
    Ok(Report {
        tally: counts.total(),
        months: counts.by_part(period.months.len()),
        agents,
        tags,
        remarks: store::csat::remarks(&mut tx, organisation, period.span, (true, REMARKS)).await?,
    })
}

/// How the tickets were rated that were resolved in the last seven days.
pub(super) async fn of_late(tx: &mut Tx, organisation: OrganisationId, now: Timestamp) -> Result<Tally, Error> {
    // What is resolved this very moment counts.
    let span = Span { from: now - OF_LATE, until: now + Duration::from_millis(1) };
    Ok(counts(tx, organisation, &[span]).await?.total())
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
    Ok(counts(&mut tx, organisation, &period.months).await?.by_part(period.months.len()))
}

/// The whole table by who had the ticket, for an export.
pub async fn agents(app: &App, caller: &Caller, period: &Period) -> Result<Vec<AgentTally>, Error> {
    let organisation = reader(caller)?;
    let mut tx = app.db.read().await?;
    let counts = counts(&mut tx, organisation, &[period.span]).await?;
    by_agent(&mut tx, organisation, &counts).await
}

/// The whole table by tag, for an export.
pub async fn tags(app: &App, caller: &Caller, period: &Period) -> Result<Vec<TagTally>, Error> {
    let organisation = reader(caller)?;
    let mut tx = app.db.read().await?;
    Ok(by_tag(&store::csat::tagged(&mut tx, organisation, period.span).await?))
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

async fn counts(tx: &mut Tx, organisation: OrganisationId, parts: &[Span]) -> Result<Counts, Error> {
    Ok(Counts(store::csat::counted(tx, organisation, parts).await?))
}

async fn by_agent(tx: &mut Tx, organisation: OrganisationId, counts: &Counts) -> Result<Vec<AgentTally>, Error> {
    let names = store::csat::names(tx, organisation, &counts.people()).await?;
    Ok(counts.by_agent(&names))
}
