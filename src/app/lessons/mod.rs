//! What articles learn from the tickets that they answered (K4).
//!
//! A lesson is a ticket's subject and an article that answered it. It is one more way in which the article is found, never shown to
//! anybody; `search` decides which of its words count.

mod import;
mod indexed;
mod links;
mod solutions;
mod taught;

use sha2::{Digest as _, Sha256};

pub use self::import::import_answered;
pub(super) use self::indexed::by_article;
pub(super) use self::links::learn_from_reply;
pub use self::solutions::{Beside, beside, mark_solution, unmark_solution};
pub use self::taught::{PAGE, Taught, restore, taught, undo};
use crate::app::articles::changed;
use crate::app::{Error, Writing};
use crate::domain::lesson::Teacher;
use crate::domain::ticket::Source;
use crate::id::{ArticleId, CustomerId, LessonId, MembershipId, OrganisationId, TicketId};
use crate::store;

/// Something to be learned.
#[derive(Clone, Copy, Debug)]
pub struct NewLesson<'a> {
    /// The article that answers.
    pub article: ArticleId,
    /// What was asked.
    pub subject: &'a str,
    /// The customer whose words these are.
    pub customer: Option<CustomerId>,
    /// The ticket, if it became one.
    pub ticket: Option<TicketId>,
    /// Who says so.
    pub teacher: Teacher,
    /// The member of staff or the client who said so.
    pub by: Option<MembershipId>,
}

/// Learns within a larger write. The same from the same ticket is learned once; without a ticket, once from each customer.
pub async fn learn_in(
    writing: &mut Writing,
    organisation: OrganisationId,
    lesson: &NewLesson<'_>,
) -> Result<(), Error> {
    let staff_written = match lesson.ticket {
        Some(ticket) => is_staff_written(writing, organisation, ticket).await?,
        None => lesson.teacher == Teacher::Import,
    };
    if insert(writing, organisation, lesson, (&origin(lesson), staff_written)).await? {
        changed(writing, organisation, lesson.article, lesson.by).await?;
    }
    Ok(())
}

/// Forgets what was learned from a ticket, within the write that deletes it.
pub async fn withdraw_ticket_in(
    writing: &mut Writing,
    organisation: OrganisationId,
    ticket: TicketId,
) -> Result<(), Error> {
    let articles = store::lessons::taught_by_ticket(&mut writing.tx, organisation, ticket).await?;
    store::lessons::forget_ticket(&mut writing.tx, organisation, ticket).await?;
    tell_all(writing, organisation, articles).await
}

/// Forgets what was learned from a customer's words, within the write that deletes it.
pub(super) async fn withdraw_customer_in(
    writing: &mut Writing,
    organisation: OrganisationId,
    customer: CustomerId,
) -> Result<(), Error> {
    let articles = store::lessons::taught_by_customer(&mut writing.tx, organisation, customer).await?;
    store::lessons::forget_customer(&mut writing.tx, organisation, customer).await?;
    tell_all(writing, organisation, articles).await
}

/// A ticket's subject counts as another customer's words, within the write that moves it.
pub(super) async fn move_ticket_in(
    writing: &mut Writing,
    organisation: OrganisationId,
    ticket: TicketId,
    to: CustomerId,
) -> Result<(), Error> {
    let articles = store::lessons::taught_by_ticket(&mut writing.tx, organisation, ticket).await?;
    store::lessons::move_ticket(&mut writing.tx, organisation, ticket, to).await?;
    tell_all(writing, organisation, articles).await
}

async fn tell_all(writing: &mut Writing, organisation: OrganisationId, articles: Vec<ArticleId>) -> Result<(), Error> {
    for article in articles {
        changed(writing, organisation, article, None).await?;
    }
    Ok(())
}

/// Tells whether it was new.
async fn insert(
    writing: &mut Writing,
    organisation: OrganisationId,
    lesson: &NewLesson<'_>,
    (origin, staff_written): (&str, bool),
) -> Result<bool, Error> {
    let new = store::lessons::NewLesson {
        id: LessonId::new(writing.now, &*writing.chance),
        article: lesson.article,
        origin,
        ticket: lesson.ticket,
        customer: lesson.customer,
        subject: lesson.subject,
        staff_written,
        teacher: lesson.teacher,
        by: lesson.by,
    };
    Ok(store::lessons::insert(&mut writing.tx, organisation, &new, writing.now).await?)
}

/// Takes back within a larger write what somebody has taught without a ticket: they were mistaken.
pub async fn unlearn_in(
    writing: &mut Writing,
    organisation: OrganisationId,
    lesson: &NewLesson<'_>,
) -> Result<(), Error> {
    let taught = (&*origin(lesson), lesson.teacher, lesson.by);
    if store::lessons::forget(&mut writing.tx, organisation, lesson.article, taught).await? {
        changed(writing, organisation, lesson.article, lesson.by).await?;
    }
    Ok(())
}

/// Whether staff wrote the subject: a follow-up carries the words of the ticket before it.
async fn is_staff_written(
    writing: &mut Writing,
    organisation: OrganisationId,
    ticket: TicketId,
) -> Result<bool, Error> {
    let ticket = store::tickets::find(&mut writing.tx, organisation, ticket).await?.ok_or(Error::NotFound)?;
    Ok(ticket.source == Source::Desk && ticket.follows.is_none())
}

fn origin(lesson: &NewLesson<'_>) -> String {
    match (lesson.ticket, lesson.customer) {
        (Some(ticket), _) => format!("ticket:{ticket}"),
        (None, Some(customer)) => format!("asked:{customer}:{}", hash(lesson.subject)),
        (None, None) => format!("asked::{}", hash(lesson.subject)),
    }
}

/// The same question typed twice is one, however it was spaced and capitalised.
fn hash(subject: &str) -> String {
    let words: Vec<String> = subject.split_whitespace().map(str::to_lowercase).collect();
    let digest = Sha256::digest(words.join(" ").as_bytes());
    uuid::Builder::from_custom_bytes(std::array::from_fn(|at| digest[at])).into_uuid().simple().to_string()
}
