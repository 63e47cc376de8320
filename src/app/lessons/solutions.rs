//! Articles that staff mark as a ticket's solution.

use crate::app::lessons::{NewLesson, changed, learn_in};
use crate::app::{App, Error, Writing, audit};
use crate::domain::article::ArticleLink;
use crate::domain::audit::{Action, Deed};
use crate::domain::lesson::{Solution, Teacher};
use crate::domain::people::{Caller, Scope, Side};
use crate::domain::rights::Right;
use crate::domain::ticket::{Refused, Ticket, TicketNumber};
use crate::id::ArticleId;
use crate::search::Index;
use crate::store;

/// Articles offered beside a ticket.
const OFFERED: usize = 5;

/// The articles beside a ticket at the desk.
#[derive(Debug, Default)]
pub struct Beside {
    /// Those that staff have marked as its solution.
    pub solutions: Vec<Solution>,
    /// Others that fit its subject, best first, without those above.
    pub offered: Vec<(ArticleId, ArticleLink)>,
}

/// What has solved a ticket and what may.
pub async fn beside(app: &App, index: &Index, caller: &Caller, ticket: &Ticket) -> Result<Beside, Error> {
    if caller.side() != Side::Staff {
        return Err(Error::NotFound);
    }
    let organisation = caller.organisation_id;
    let mut tx = app.db.read().await?;
    let solutions = store::lessons::solutions(&mut tx, organisation, ticket.id).await?;
    let found = index.suggest(organisation, &ticket.subject, OFFERED)?;
    let found = found.into_iter().filter(|offer| solutions.iter().all(|solution| solution.id != offer.article));
    let offered = found.map(|offer| {
        let title = offer.title.into_iter().map(|piece| piece.text).collect();
        (offer.article, ArticleLink { slug: offer.slug, title })
    });
    Ok(Beside { offered: offered.collect(), solutions })
}

/// Marks an article as a ticket's solution: its subject is one more way in which the article is found. Marked twice it is marked.
pub async fn mark_solution(app: &App, caller: &Caller, number: TicketNumber, article: ArticleId) -> Result<(), Error> {
    let organisation = caller.organisation_id;
    let mut writing = app.begin().await?;
    let ticket = ticket(&mut writing, caller, number).await?;
    let article = store::articles::find(&mut writing.tx, organisation, article).await?.ok_or(Error::NotFound)?;
    let known = store::lessons::solution(&mut writing.tx, organisation, ticket.id, article.id).await?;
    let is_new = if let Some(lesson) = known {
        let brought_back = store::lessons::set_undone(&mut writing.tx, organisation, lesson, None).await?;
        if brought_back {
            changed(&mut writing, organisation, article.id, Some(caller.membership_id)).await?;
        }
        brought_back
    } else {
        let lesson = NewLesson {
            article: article.id,
            subject: &ticket.subject,
            customer: Some(ticket.customer_id),
            ticket: Some(ticket.id),
            teacher: Teacher::Solution,
            by: Some(caller.membership_id),
        };
        learn_in(&mut writing, organisation, &lesson).await?;
        true
    };
    if is_new {
        let deed = Deed::of(Action::LessonTaught, article.id, &article.title);
        audit::record(&mut writing, caller, deed.field("ticket", "", format!("#{number}"))).await?;
    }
    app.commit(writing).await
}

/// Takes the mark away.
pub async fn unmark_solution(
    app: &App,
    caller: &Caller,
    number: TicketNumber,
    article: ArticleId,
) -> Result<(), Error> {
    let organisation = caller.organisation_id;
    let mut writing = app.begin().await?;
    let ticket = ticket(&mut writing, caller, number).await?;
    let article = store::articles::find(&mut writing.tx, organisation, article).await?.ok_or(Error::NotFound)?;
    let known = store::lessons::solution(&mut writing.tx, organisation, ticket.id, article.id).await?;
    let lesson = known.ok_or(Error::NotFound)?;
    let now = writing.now;
    if store::lessons::set_undone(&mut writing.tx, organisation, lesson, Some(now)).await? {
        changed(&mut writing, organisation, article.id, Some(caller.membership_id)).await?;
        let deed = Deed::of(Action::LessonUndone, article.id, &article.title);
        audit::record(&mut writing, caller, deed.field("ticket", format!("#{number}"), "")).await?;
    }
    app.commit(writing).await
}

/// The ticket, held until the commit. What is not there is said before what may not be done.
async fn ticket(writing: &mut Writing, caller: &Caller, number: TicketNumber) -> Result<Ticket, Error> {
    if caller.side() != Side::Staff {
        return Err(Error::NotFound);
    }
    let organisation = caller.organisation_id;
    store::tickets::lock(&mut writing.tx, organisation, number).await?;
    let found = store::tickets::visible(&mut writing.tx, organisation, Scope::Organisation, number).await?;
    let ticket = found.ok_or(Error::NotFound)?;
    if caller.may(Right::WorkOnTickets) { Ok(ticket) } else { Err(Refused::NotAllowed.into()) }
}
