//! Articles as they were saved.

use crate::clock::Timestamp;
use crate::domain::article::Article;
use crate::domain::manuscript::{Revision, RevisionRow};
use crate::id::{ArticleId, MembershipId, OrganisationId};
use crate::store::db::args;
use crate::store::{Error, Tx};

/// Keeps an article as it is now as its next revision, and returns its number.
pub async fn add(
    tx: &mut Tx,
    organisation: OrganisationId,
    (article, tags): (&Article, &[String]),
    author: Option<MembershipId>,
    at: Timestamp,
) -> Result<Option<i64>, Error> {
    let next: Option<(i64,)> = tx
        .optional(
            "UPDATE articles SET revision = revision + 1, editor_id = $3 WHERE organisation_id = $1 AND id = $2
             RETURNING revision",
            args![organisation, article.id, author],
        )
        .await?;
    let Some((number,)) = next else { return Ok(None) };
    tx.run(
        "INSERT INTO article_revisions (article_id, number, organisation_id, slug, title, body, tags, category, visibility,
                                        status, author_id, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        args![
            article.id,
            number,
            organisation,
            &article.slug,
            &article.title,
            &article.body,
            serde_json::Value::from(tags).to_string(),
            article.category.clone(),
            article.visibility,
            article.status,
            author,
            at,
        ],
    )
    .await?;
    Ok(Some(number))
}

/// A part of an article's revisions, newest first: those before this number.
pub async fn list(
    tx: &mut Tx,
    organisation: OrganisationId,
    article: ArticleId,
    (before, limit): (i64, i64),
) -> Result<Vec<RevisionRow>, Error> {
    tx.all(
        "SELECT r.number, r.title, r.visibility, r.status, u.name AS author, r.at
         FROM article_revisions r LEFT JOIN memberships m ON m.id = r.author_id LEFT JOIN users u ON u.id = m.user_id
         WHERE r.organisation_id = $1 AND r.article_id = $2 AND r.number < $3 ORDER BY r.number DESC LIMIT $4",
        args![organisation, article, before, limit],
    )
    .await
}

/// A revision of an article.
pub async fn find(
    tx: &mut Tx,
    organisation: OrganisationId,
    article: ArticleId,
    number: i64,
) -> Result<Option<Revision>, Error> {
    tx.optional(
        "SELECT r.number, r.slug, r.title, r.body, r.tags, r.category, r.visibility, r.status, u.name AS author, r.at
         FROM article_revisions r LEFT JOIN memberships m ON m.id = r.author_id LEFT JOIN users u ON u.id = m.user_id
         WHERE r.organisation_id = $1 AND r.article_id = $2 AND r.number = $3",
        args![organisation, article, number],
    )
    .await
}
