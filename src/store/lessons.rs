//! What articles have learned.

use std::collections::BTreeSet;

use crate::clock::Timestamp;
use crate::domain::article::{ArticleStatus, Visibility};
use crate::domain::lesson::{Lesson, Solution, TaughtLine, Teacher};
use crate::id::{ArticleId, CustomerId, LessonId, MembershipId, OrganisationId, TicketId};
use crate::store::db::{Arg, IntoArg as _, args, placeholders};
use crate::store::{Error, Tx};

/// A lesson to be added.
#[derive(Debug)]
pub struct NewLesson<'a> {
    /// Its id.
    pub id: LessonId,
    /// The article that answers.
    pub article: ArticleId,
    /// What it is learned from.
    pub origin: &'a str,
    /// The ticket, when it comes from one.
    pub ticket: Option<TicketId>,
    /// Whose words they are.
    pub customer: Option<CustomerId>,
    /// What was asked.
    pub subject: &'a str,
    /// Whether staff wrote the subject.
    pub staff_written: bool,
    /// Who says so.
    pub teacher: Teacher,
    /// The member of staff or the client who said so.
    pub by: Option<MembershipId>,
}

/// Adds a lesson, unless the same was learned before; tells whether it was new.
pub async fn insert(
    tx: &mut Tx,
    organisation: OrganisationId,
    lesson: &NewLesson<'_>,
    now: Timestamp,
) -> Result<bool, Error> {
    let added = tx
        .run(
            "INSERT INTO lessons (id, organisation_id, article_id, origin, ticket_id, customer_id, subject, staff_written,
                                  teacher, taught_by, taught_at)
             SELECT $1, a.organisation_id, a.id, $4, $5, $6, $7, $8, $9, $10, $11
             FROM articles a WHERE a.organisation_id = $2 AND a.id = $3
             ON CONFLICT (organisation_id, article_id, origin, teacher) DO NOTHING",
            args![
                lesson.id,
                organisation,
                lesson.article,
                lesson.origin,
                lesson.ticket,
                lesson.customer,
                lesson.subject,
                lesson.staff_written,
                lesson.teacher,
                lesson.by,
                now,
            ],
        )
        .await?;
    Ok(added > 0)
}

/// What these articles have learned and nobody has undone, in a lasting order.
pub async fn of_articles(
    tx: &mut Tx,
    organisation: OrganisationId,
    articles: &[ArticleId],
) -> Result<Vec<Lesson>, Error> {
    if articles.is_empty() {
        return Ok(Vec::new());
    }
    let mut all: Vec<Arg> = Vec::from(args![organisation]);
    all.extend(articles.iter().map(|id| id.into_arg()));
    let sql = format!(
        "SELECT article_id, origin, subject, customer_id, staff_written, teacher, taught_at FROM lessons
         WHERE organisation_id = $1 AND article_id IN ({}) AND undone_at IS NULL ORDER BY article_id, origin, teacher",
        placeholders(2, articles.len())
    );
    tx.all(&sql, &all).await
}

const LINE: &str =
    "SELECT l.id, t.number, l.origin, c.name AS customer, l.teacher, u.name AS taught_by, l.taught_at, l.undone_at
    FROM lessons l
    LEFT JOIN tickets t ON t.id = l.ticket_id
    LEFT JOIN customers c ON c.id = l.customer_id
    LEFT JOIN memberships m ON m.id = l.taught_by
    LEFT JOIN users u ON u.id = m.user_id
    WHERE l.organisation_id = $1";

/// A page of what an article has learned, undone or not, the newest first, before the one of this time and id.
pub async fn page(
    tx: &mut Tx,
    organisation: OrganisationId,
    article: ArticleId,
    before: Option<(Timestamp, LessonId)>,
    limit: i64,
) -> Result<Vec<TaughtLine>, Error> {
    let mut all: Vec<Arg> = Vec::from(args![organisation, article, limit]);
    let mut paged = "";
    if let Some((at, id)) = before {
        all.extend_from_slice(args![at, id]);
        paged = "AND (l.taught_at, l.id) < ($4, $5)";
    }
    let sql = format!("{LINE} AND l.article_id = $2 {paged} ORDER BY l.taught_at DESC, l.id DESC LIMIT $3");
    tx.all(&sql, &all).await
}

/// A lesson of an article.
pub async fn find(
    tx: &mut Tx,
    organisation: OrganisationId,
    article: ArticleId,
    id: LessonId,
) -> Result<Option<TaughtLine>, Error> {
    tx.optional(&format!("{LINE} AND l.article_id = $2 AND l.id = $3"), args![organisation, article, id]).await
}

/// Undoes a lesson, or brings it back; tells whether that changed anything.
pub async fn set_undone(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: LessonId,
    undone_at: Option<Timestamp>,
) -> Result<bool, Error> {
    let changed = tx
        .run(
            "UPDATE lessons SET undone_at = $3 WHERE organisation_id = $1 AND id = $2 AND (undone_at IS NULL) <> ($4)",
            args![organisation, id, undone_at, undone_at.is_none()],
        )
        .await?;
    Ok(changed > 0)
}

/// The articles that staff have marked as a ticket's solution, in the order in which they did.
pub async fn solutions(tx: &mut Tx, organisation: OrganisationId, ticket: TicketId) -> Result<Vec<Solution>, Error> {
    tx.all(
        "SELECT a.id, a.slug, a.title, a.status = $4 AND a.visibility = $5 AS is_public
         FROM lessons l JOIN articles a ON a.id = l.article_id
         WHERE l.organisation_id = $1 AND l.ticket_id = $2 AND l.teacher = $3 AND l.undone_at IS NULL
         ORDER BY l.taught_at, l.id",
        args![organisation, ticket, Teacher::Solution, ArticleStatus::Published, Visibility::Public],
    )
    .await
}

/// The lesson that marks an article as a ticket's solution, undone or not.
pub async fn solution(
    tx: &mut Tx,
    organisation: OrganisationId,
    ticket: TicketId,
    article: ArticleId,
) -> Result<Option<LessonId>, Error> {
    let found: Option<(LessonId,)> = tx
        .optional(
            "SELECT id FROM lessons WHERE organisation_id = $1 AND ticket_id = $2 AND article_id = $3 AND teacher = $4",
            args![organisation, ticket, article, Teacher::Solution],
        )
        .await?;
    Ok(found.map(|(id,)| id))
}

/// The articles that learned from a ticket.
pub async fn taught_by_ticket(
    tx: &mut Tx,
    organisation: OrganisationId,
    ticket: TicketId,
) -> Result<Vec<ArticleId>, Error> {
    let sql = "SELECT article_id FROM lessons WHERE organisation_id = $1 AND ticket_id = $2";
    Ok(each_once(tx.all(sql, args![organisation, ticket]).await?))
}

/// The articles that learned from what a customer asked.
pub async fn taught_by_customer(
    tx: &mut Tx,
    organisation: OrganisationId,
    customer: CustomerId,
) -> Result<Vec<ArticleId>, Error> {
    let sql = "SELECT article_id FROM lessons WHERE organisation_id = $1 AND customer_id = $2";
    Ok(each_once(tx.all(sql, args![organisation, customer]).await?))
}

/// In order. Put in order by SQLite they would be found in that order, among all of the organisation's.
fn each_once(articles: Vec<(ArticleId,)>) -> Vec<ArticleId> {
    let articles: BTreeSet<ArticleId> = articles.into_iter().map(|(id,)| id).collect();
    articles.into_iter().collect()
}

/// Forgets what somebody taught an article from an origin; tells whether there was anything.
pub async fn forget(
    tx: &mut Tx,
    organisation: OrganisationId,
    article: ArticleId,
    (origin, teacher, by): (&str, Teacher, Option<MembershipId>),
) -> Result<bool, Error> {
    let forgotten = tx
        .run(
            "DELETE FROM lessons WHERE organisation_id = $1 AND article_id = $2 AND origin = $3 AND teacher = $4 AND taught_by = $5",
            args![organisation, article, origin, teacher, by],
        )
        .await?;
    Ok(forgotten > 0)
}

/// Forgets all that was learned from a ticket.
pub async fn forget_ticket(tx: &mut Tx, organisation: OrganisationId, ticket: TicketId) -> Result<(), Error> {
    tx.run("DELETE FROM lessons WHERE organisation_id = $1 AND ticket_id = $2", args![organisation, ticket]).await?;
    Ok(())
}

/// Forgets all that was learned from what a customer asked.
pub async fn forget_customer(tx: &mut Tx, organisation: OrganisationId, customer: CustomerId) -> Result<(), Error> {
    tx.run("DELETE FROM lessons WHERE organisation_id = $1 AND customer_id = $2", args![organisation, customer])
        .await?;
    Ok(())
}

/// A ticket's subject counts as this customer's words from now on.
pub async fn move_ticket(
    tx: &mut Tx,
    organisation: OrganisationId,
    ticket: TicketId,
    to: CustomerId,
) -> Result<(), Error> {
    tx.run(
        "UPDATE lessons SET customer_id = $3 WHERE organisation_id = $1 AND ticket_id = $2",
        args![organisation, ticket, to],
    )
    .await?;
    Ok(())
}

/// What was learned from these: each lesson with its article, what it was learned from and the subject.
pub async fn of_origins(
    tx: &mut Tx,
    organisation: OrganisationId,
    origins: &[&str],
) -> Result<Vec<(LessonId, ArticleId, String, String)>, Error> {
    let mut all: Vec<Arg> = Vec::from(args![organisation]);
    all.extend(origins.iter().map(|origin| origin.into_arg()));
    let sql = format!(
        "SELECT id, article_id, origin, subject FROM lessons WHERE organisation_id = $1 AND origin IN ({}) ORDER BY id",
        placeholders(2, origins.len())
    );
    tx.all(&sql, &all).await
}

/// Forgets a lesson.
pub async fn delete(tx: &mut Tx, organisation: OrganisationId, id: LessonId) -> Result<(), Error> {
    tx.run("DELETE FROM lessons WHERE organisation_id = $1 AND id = $2", args![organisation, id]).await?;
    Ok(())
}
