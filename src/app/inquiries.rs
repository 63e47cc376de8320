//! What becomes of a client at the form of a new ticket (K5): articles shown, opened, one that solved it, or a ticket all the same.

use crate::app::lessons::{NewLesson, learn_in, unlearn_in};
use crate::app::{App, Error, Writing, browsing, searches};
use crate::domain::deflection::{Inquiry, NAMED_MAX, Query, ReadBefore};
use crate::domain::input::Subject;
use crate::domain::lesson::Teacher;
use crate::domain::people::{Caller, Scope, Side};
use crate::domain::ticket::{TicketNumber, may_take_part};
use crate::id::{ArticleId, InquiryId, TicketId};
use crate::search::Index;
use crate::store;
use crate::store::inquiries::Asker;

/// Articles that are listed beside a ticket.
const LISTED: i64 = 20;

/// What the page tells of an inquiry: as it is by now, however often it is told.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// Which.
    pub inquiry: InquiryId,
    /// What stands in the field.
    pub subject: &'a str,
    /// The names of all articles that were shown.
    pub shown: &'a [&'a str],
    /// The one that was opened just now.
    pub opened: Option<&'a str>,
    /// Whether the client has rested on this subject, so that what it does not find counts.
    pub at_rest: bool,
}

/// Takes in what the page tells. An inquiry that is over stays as it is.
pub async fn report(app: &App, index: &Index, caller: &Caller, report: &Report<'_>) -> Result<(), Error> {
    let found_nothing = report.at_rest.then(|| finds_nothing(index, caller, report.subject)).transpose()?;
    let mut writing = app.begin().await?;
    let inquiry = hold(&mut writing, caller, report.inquiry).await?;
    if inquiry.is_open() {
        note(&mut writing, caller, report).await?;
        if let Some(found_nothing) = found_nothing {
            let query = Query::parse(report.subject).filter(|_| found_nothing);
            searches::of_inquiry(&mut writing, caller, inquiry.id, query.as_ref()).await?;
        }
    }
    app.commit(writing).await
}

/// Notes that somebody has come to an article from their inquiry. Somebody else's inquiry is none.
pub async fn opened(app: &App, caller: &Caller, id: InquiryId, slug: &str) -> Result<(), Error> {
    let mut writing = app.begin().await?;
    let inquiry = hold(&mut writing, caller, id).await?;
    if inquiry.is_open() {
        let subject = inquiry.subject.as_str();
        let report = Report { inquiry: id, subject, shown: &[], opened: Some(slug), at_rest: false };
        note(&mut writing, caller, &report).await?;
    }
    app.commit(writing).await
}

/// An article has solved it (K3): the inquiry is over, and the article learns what was asked (K4). Said again it changes nothing; said of
/// an inquiry that became a ticket neither.
pub async fn solve(app: &App, caller: &Caller, report: &Report<'_>) -> Result<(), Error> {
    let mut writing = app.begin().await?;
    solve_in(&mut writing, caller, report).await?;
    app.commit(writing).await
}

/// The same within a larger write.
pub(super) async fn solve_in(writing: &mut Writing, caller: &Caller, report: &Report<'_>) -> Result<(), Error> {
    let inquiry = hold(writing, caller, report.inquiry).await?;
    if !inquiry.is_open() {
        return Ok(());
    }
    let article = note(writing, caller, report).await?.ok_or(Error::NotFound)?;
    let organisation = caller.organisation_id;
    store::inquiries::solve(&mut writing.tx, organisation, inquiry.id, article, writing.now).await?;
    searches::of_inquiry(writing, caller, inquiry.id, None).await?;
    // Without a subject there is nothing to be learned from.
    if let Ok(subject) = Subject::parse(report.subject) {
        learn_in(writing, organisation, &lesson(caller, article, subject.as_str())).await?;
    }
    Ok(())
}

/// Takes in what articles were shown and opened, within a larger write.
pub(super) async fn report_in(writing: &mut Writing, caller: &Caller, report: &Report<'_>) -> Result<(), Error> {
    let inquiry = hold(writing, caller, report.inquiry).await?;
    if inquiry.is_open() {
        note(writing, caller, report).await?;
    }
    Ok(())
}

/// An inquiry whose subject found nothing, within a larger write.
pub(super) async fn missed_in(
    writing: &mut Writing,
    caller: &Caller,
    id: InquiryId,
    subject: &str,
) -> Result<(), Error> {
    let inquiry = hold(writing, caller, id).await?;
    searches::of_inquiry(writing, caller, inquiry.id, Query::parse(subject).as_ref()).await
}

/// It has not solved it after all: the inquiry goes on, and what the article learned from it is taken back.
pub async fn reopen(app: &App, caller: &Caller, id: InquiryId) -> Result<(), Error> {
    let mut writing = app.begin().await?;
    let found = store::inquiries::find(&mut writing.tx, caller.organisation_id, caller.membership_id, id).await?;
    found.ok_or(Error::NotFound)?;
    let inquiry = hold(&mut writing, caller, id).await?;
    unsolve(&mut writing, caller, &inquiry).await?;
    app.commit(writing).await
}

/// The inquiry of this id as its owner left it, if they have one.
pub async fn find(app: &App, caller: &Caller, id: InquiryId) -> Result<Option<Inquiry>, Error> {
    let mut tx = app.db.read().await?;
    Ok(store::inquiries::find(&mut tx, caller.organisation_id, caller.membership_id, id).await?)
}

/// The inquiry that a ticket is sent from.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Which.
    pub inquiry: InquiryId,
    /// The names of all articles that were shown.
    pub shown: Vec<String>,
    /// Whether its subject finds no article.
    pub found_nothing: bool,
}

/// The inquiry became a ticket, within the write that opens it. Somebody else's inquiry is passed over: a ticket is never refused for it.
pub(super) async fn submitted_in(
    writing: &mut Writing,
    caller: &Caller,
    asked: &Asked,
    (number, subject): (TicketNumber, &Subject),
) -> Result<(), Error> {
    let inquiry = match hold(writing, caller, asked.inquiry).await {
        Ok(inquiry) if inquiry.submitted_at.is_none() => inquiry,
        Ok(_) | Err(Error::NotFound) => return Ok(()),
        Err(error) => return Err(error),
    };
    unsolve(writing, caller, &inquiry).await?;
    let shown: Vec<&str> = asked.shown.iter().map(String::as_str).collect();
    let report = Report { inquiry: inquiry.id, subject: subject.as_str(), shown: &shown, opened: None, at_rest: true };
    note(writing, caller, &report).await?;
    let query = Query::parse(subject.as_str()).filter(|_| asked.found_nothing);
    searches::of_inquiry(writing, caller, inquiry.id, query.as_ref()).await?;
    let organisation = caller.organisation_id;
    let ticket = store::tickets::visible(&mut writing.tx, organisation, caller.scope(), number).await?;
    let ticket = ticket.ok_or(Error::NotFound)?;
    Ok(store::inquiries::submit(&mut writing.tx, organisation, inquiry.id, ticket.id, writing.now).await?)
}

/// Whether no article is offered for a subject.
pub fn finds_nothing(index: &Index, caller: &Caller, subject: &str) -> Result<bool, Error> {
    Ok(browsing::suggest(index, caller, subject)?.is_empty())
}

/// The articles that the client had before them when they sent a ticket, for staff.
pub async fn read_before(app: &App, caller: &Caller, ticket: TicketId) -> Result<Vec<ReadBefore>, Error> {
    if caller.side() != Side::Staff {
        return Err(Error::NotFound);
    }
    let mut tx = app.db.read().await?;
    Ok(store::inquiries::read_before(&mut tx, caller.organisation_id, ticket, LISTED).await?)
}

/// Holds the caller's inquiry, which begins with the first that is told of it.
async fn hold(writing: &mut Writing, caller: &Caller, id: InquiryId) -> Result<Inquiry, Error> {
    let Scope::Customer(customer_id) = caller.scope() else { return Err(Error::NotLinked) };
    may_take_part(caller)?;
    let asker = Asker { membership_id: caller.membership_id, customer_id };
    let held = store::inquiries::hold(&mut writing.tx, caller.organisation_id, id, asker, writing.now).await?;
    held.ok_or(Error::NotFound)
}

/// Notes what was shown and opened, of those articles that clients may read; returns the one that was opened.
async fn note(writing: &mut Writing, caller: &Caller, report: &Report<'_>) -> Result<Option<ArticleId>, Error> {
    let (organisation, id, now) = (caller.organisation_id, report.inquiry, writing.now);
    let named: Vec<&str> = report.shown.iter().copied().take(NAMED_MAX).collect();
    let tx = &mut writing.tx;
    let mut shown = store::inquiries::readable(tx, organisation, &named).await?;
    let opened = store::inquiries::readable(tx, organisation, report.opened.as_slice()).await?.pop();
    shown.extend(opened);
    store::inquiries::show(tx, organisation, id, &shown, now).await?;
    if let Some(article) = opened {
        store::inquiries::open(tx, organisation, id, article, now).await?;
    }
    let subject: String = report.subject.trim().chars().take(Subject::MAX).collect();
    store::inquiries::set_subject(tx, organisation, id, &subject).await?;
    Ok(opened)
}

async fn unsolve(writing: &mut Writing, caller: &Caller, inquiry: &Inquiry) -> Result<(), Error> {
    if inquiry.solved_at.is_none() {
        return Ok(());
    }
    let organisation = caller.organisation_id;
    if let Some(article) = store::inquiries::unsolve(&mut writing.tx, organisation, inquiry.id).await?
        && let Ok(subject) = Subject::parse(&inquiry.subject)
    {
        unlearn_in(writing, organisation, &lesson(caller, article, subject.as_str())).await?;
    }
    Ok(())
}

/// What a client teaches who says that an article has solved it.
fn lesson<'a>(caller: &Caller, article: ArticleId, subject: &'a str) -> NewLesson<'a> {
    NewLesson {
        article,
        subject,
        customer: caller.customer_id,
        ticket: None,
        teacher: Teacher::Client,
        by: Some(caller.membership_id),
    }
}
