//! The report on what suggestions and articles did (K5), and forgetting what is too old for it.

use crate::app::{App, Error};
use crate::domain::deflection::{ArticleFigures, Comment, Funnel, KEPT, MissedSearch, Sort, Span, TagFigures};
use crate::domain::people::Caller;
use crate::domain::rights::Right;
use crate::id::OrganisationId;
use crate::store;

/// Rows that a table of the page shows; its export has all.
pub const SHOWN: usize = 50;
/// Rows that an export has at most.
const EXPORTED: i64 = 100_000;
/// What clients said, on the page.
const COMMENTS: i64 = 20;
/// Rows that are forgotten at a time.
const SWEPT: i64 = 1_000;

/// What is asked of the report.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The whole time.
    pub span: Span,
    /// Its parts, for what changes over time.
    pub parts: Vec<Span>,
    /// By which column articles are sorted.
    pub articles: Sort,
    /// By which column tags are sorted.
    pub tags: Sort,
    /// Whether the searches are those that staff have put away.
    pub dismissed: bool,
}

/// The report.
#[derive(Debug)]
pub struct Report {
    /// How many inquiries came how far.
    pub funnel: Funnel,
    /// How many tickets were sent by clients whom no article was shown.
    pub unanswered: i64,
    /// The same over time: for each part one.
    pub parts: Vec<Funnel>,
    /// By article: one more than are shown, when there are more.
    pub articles: Vec<ArticleFigures>,
    /// By tag, the same.
    pub tags: Vec<TagFigures>,
    /// Searches that found nothing, the same.
    pub searches: Vec<MissedSearch>,
    /// What clients said of articles that did not help.
    pub comments: Vec<Comment>,
}

/// The report of a time, as of one moment.
pub async fn report(app: &App, caller: &Caller, wanted: &Wanted) -> Result<Report, Error> {
    let organisation = may_read(caller)?;
    let span = wanted.span;
    let limit = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let mut tx = app.db.read().await?;
    Ok(Report {
        funnel: store::deflection::funnel(&mut tx, organisation, span).await?,
        unanswered: store::deflection::unanswered(&mut tx, organisation, span).await?,
        parts: store::deflection::funnels(&mut tx, organisation, &wanted.parts).await?,
        articles: store::deflection::by_article(&mut tx, organisation, span, wanted.articles, limit).await?,
        tags: store::deflection::by_tag(&mut tx, organisation, span, wanted.tags, limit).await?,
        searches: store::missed_searches::list(&mut tx, organisation, span, wanted.dismissed, limit).await?,
        comments: store::votes::comments(&mut tx, organisation, span, COMMENTS).await?,
    })
}

/// The whole table by article, for an export.
pub async fn articles(app: &App, caller: &Caller, wanted: &Wanted) -> Result<Vec<ArticleFigures>, Error> {
    let organisation = may_read(caller)?;
    let mut tx = app.db.read().await?;
    Ok(store::deflection::by_article(&mut tx, organisation, wanted.span, wanted.articles, EXPORTED).await?)
}

/// The whole table by tag, for an export.
pub async fn tags(app: &App, caller: &Caller, wanted: &Wanted) -> Result<Vec<TagFigures>, Error> {
    let organisation = may_read(caller)?;
    let mut tx = app.db.read().await?;
    Ok(store::deflection::by_tag(&mut tx, organisation, wanted.span, wanted.tags, EXPORTED).await?)
}

/// All searches that found nothing, for an export.
pub async fn searches(app: &App, caller: &Caller, wanted: &Wanted) -> Result<Vec<MissedSearch>, Error> {
    let organisation = may_read(caller)?;
    let mut tx = app.db.read().await?;
    Ok(store::missed_searches::list(&mut tx, organisation, wanted.span, wanted.dismissed, EXPORTED).await?)
}

/// What changed over time, for an export: for each part one.
pub async fn parts(app: &App, caller: &Caller, wanted: &Wanted) -> Result<Vec<Funnel>, Error> {
    let organisation = may_read(caller)?;
    let mut tx = app.db.read().await?;
    Ok(store::deflection::funnels(&mut tx, organisation, &wanted.parts).await?)
}

/// Forgets inquiries, views and searches after [`KEPT`], a part at a time; tells how many.
pub async fn forget_old(app: &App) -> Result<u64, Error> {
    let mut writing = app.begin().await?;
    let before = writing.now - KEPT;
    let searches = store::missed_searches::delete_older(&mut writing.tx, before, SWEPT).await?;
    let views = store::article_views::delete_older(&mut writing.tx, before, SWEPT).await?;
    let inquiries = store::inquiries::delete_older(&mut writing.tx, before, SWEPT).await?;
    app.commit(writing).await?;
    Ok(searches + views + inquiries)
}

fn may_read(caller: &Caller) -> Result<OrganisationId, Error> {
    if caller.may(Right::ReadReports) { Ok(caller.organisation_id) } else { Err(Error::NotFound) }
}
