//! Clients at the form of a new ticket, and the articles that they had before them.

use crate::clock::Timestamp;
use crate::domain::deflection::{Inquiry, ReadBefore};
use crate::id::{ArticleId, CustomerId, InquiryId, MembershipId, OrganisationId, TicketId};
use crate::store::db::{Arg, IntoArg as _, args, placeholders};
use crate::store::{Error, Tx};

/// Whose inquiry it is.
#[derive(Clone, Copy, Debug)]
pub struct Asker {
    /// Who asks.
    pub membership_id: MembershipId,
    /// For which customer.
    pub customer_id: CustomerId,
}

/// Holds the inquiry of this id until the commit; it begins when there is none yet. None when it is somebody else's.
pub async fn hold(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: InquiryId,
    asker: Asker,
    now: Timestamp,
) -> Result<Option<Inquiry>, Error> {
    tx.optional(
        "INSERT INTO inquiries (id, organisation_id, membership_id, customer_id, subject, began_at) VALUES ($1, $2, $3, $4, '', $5)
         ON CONFLICT (id) DO UPDATE SET subject = inquiries.subject
         WHERE inquiries.organisation_id = excluded.organisation_id AND inquiries.membership_id = excluded.membership_id
         RETURNING id, membership_id, subject, solved_at, submitted_at",
        args![id, organisation, asker.membership_id, asker.customer_id, now],
    )
    .await
}

/// Somebody's inquiry of this id, if it has begun.
pub async fn find(
    tx: &mut Tx,
    organisation: OrganisationId,
    membership: MembershipId,
    id: InquiryId,
) -> Result<Option<Inquiry>, Error> {
    tx.optional(
        "SELECT id, membership_id, subject, solved_at, submitted_at FROM inquiries
         WHERE organisation_id = $1 AND membership_id = $2 AND id = $3",
        args![organisation, membership, id],
    )
    .await
}

/// Those of these articles that clients may read.
pub async fn readable(tx: &mut Tx, organisation: OrganisationId, slugs: &[&str]) -> Result<Vec<ArticleId>, Error> {
    if slugs.is_empty() {
        return Ok(Vec::new());
    }
    let mut all: Vec<Arg> = Vec::from(args![organisation]);
    all.extend(slugs.iter().map(|slug| (*slug).into_arg()));
    let sql = format!(
        "SELECT id FROM articles WHERE organisation_id = $1 AND status = 'published' AND visibility = 'public' AND slug IN ({})",
        placeholders(2, slugs.len())
    );
    let ids: Vec<(ArticleId,)> = tx.all(&sql, &all).await?;
    Ok(ids.into_iter().map(|(id,)| id).collect())
}

/// Keeps what is asked by now.
pub async fn set_subject(tx: &mut Tx, organisation: OrganisationId, id: InquiryId, subject: &str) -> Result<(), Error> {
    tx.run(
        "UPDATE inquiries SET subject = $3 WHERE organisation_id = $1 AND id = $2",
        args![organisation, id, subject],
    )
    .await?;
    Ok(())
}

/// Notes that articles were shown; those that were before stay as they are.
pub async fn show(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: InquiryId,
    articles: &[ArticleId],
    now: Timestamp,
) -> Result<(), Error> {
    for article in articles {
        tx.run(
            "INSERT INTO inquiry_articles (inquiry_id, article_id, organisation_id, shown_at)
             SELECT i.id, $3, i.organisation_id, $4 FROM inquiries i WHERE i.organisation_id = $1 AND i.id = $2
             ON CONFLICT (inquiry_id, article_id) DO NOTHING",
            args![organisation, id, *article, now],
        )
        .await?;
    }
    if !articles.is_empty() {
        tx.run(
            "UPDATE inquiries SET shown_at = $3 WHERE organisation_id = $1 AND id = $2 AND shown_at IS NULL",
            args![organisation, id, now],
        )
        .await?;
    }
    Ok(())
}

/// Notes that an article, which was shown, was opened.
pub async fn open(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: InquiryId,
    article: ArticleId,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "UPDATE inquiry_articles SET opened_at = $4
         WHERE organisation_id = $1 AND inquiry_id = $2 AND article_id = $3 AND opened_at IS NULL",
        args![organisation, id, article, now],
    )
    .await?;
    tx.run(
        "UPDATE inquiries SET opened_at = $3 WHERE organisation_id = $1 AND id = $2 AND opened_at IS NULL",
        args![organisation, id, now],
    )
    .await?;
    Ok(())
}

/// Notes that an article, which was opened, has solved it.
pub async fn solve(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: InquiryId,
    article: ArticleId,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "UPDATE inquiry_articles SET solved_at = $4 WHERE organisation_id = $1 AND inquiry_id = $2 AND article_id = $3",
        args![organisation, id, article, now],
    )
    .await?;
    tx.run("UPDATE inquiries SET solved_at = $3 WHERE organisation_id = $1 AND id = $2", args![organisation, id, now])
        .await?;
    Ok(())
}

/// Takes back that something has solved it, and tells what it was.
pub async fn unsolve(tx: &mut Tx, organisation: OrganisationId, id: InquiryId) -> Result<Option<ArticleId>, Error> {
    tx.run("UPDATE inquiries SET solved_at = NULL WHERE organisation_id = $1 AND id = $2", args![organisation, id])
        .await?;
    let article: Option<(ArticleId,)> = tx
        .optional(
            "UPDATE inquiry_articles SET solved_at = NULL
             WHERE organisation_id = $1 AND inquiry_id = $2 AND solved_at IS NOT NULL RETURNING article_id",
            args![organisation, id],
        )
        .await?;
    Ok(article.map(|(article,)| article))
}

/// Notes the ticket that it became all the same.
pub async fn submit(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: InquiryId,
    ticket: TicketId,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "UPDATE inquiries SET submitted_at = $4, ticket_id = $3
         WHERE organisation_id = $1 AND id = $2 AND submitted_at IS NULL",
        args![organisation, id, ticket, now],
    )
    .await?;
    Ok(())
}

/// The articles that a client had before them when they sent this ticket, those that they opened first. What clients may not read any
/// more is not among them.
pub async fn read_before(
    tx: &mut Tx,
    organisation: OrganisationId,
    ticket: TicketId,
    limit: i64,
) -> Result<Vec<ReadBefore>, Error> {
    tx.all(
        "SELECT a.slug, a.title, r.opened_at IS NOT NULL AS opened
         FROM inquiries i JOIN inquiry_articles r ON r.inquiry_id = i.id JOIN articles a ON a.id = r.article_id
         WHERE i.organisation_id = $1 AND i.ticket_id = $2 AND a.status = 'published' AND a.visibility = 'public'
         ORDER BY CASE WHEN r.opened_at IS NULL THEN 1 ELSE 0 END, r.opened_at, a.title, a.id LIMIT $3",
        args![organisation, ticket, limit],
    )
    .await
}

/// Forgets inquiries that began before this time, at most so many, the oldest first; tells how many.
pub async fn delete_older(tx: &mut Tx, before: Timestamp, limit: i64) -> Result<u64, Error> {
    tx.run(
        "DELETE FROM inquiries WHERE id IN (SELECT id FROM inquiries WHERE began_at < $1 ORDER BY began_at, id LIMIT $2)",
        args![before, limit],
    )
    .await
}
