//! Whether articles were helpful.

use crate::clock::Timestamp;
use crate::domain::deflection::{Comment, Span, Vote};
use crate::id::{ArticleId, MembershipId, OrganisationId};
use crate::store::db::args;
use crate::store::{Error, Tx};

/// Keeps somebody's answer, in the place of the one that they gave before.
pub async fn save(
    tx: &mut Tx,
    organisation: OrganisationId,
    article: ArticleId,
    (membership, vote): (MembershipId, &Vote),
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO article_votes (article_id, membership_id, organisation_id, helpful, comment, at)
         SELECT id, $3, organisation_id, $4, $5, $6 FROM articles WHERE organisation_id = $1 AND id = $2
         ON CONFLICT (article_id, membership_id) DO UPDATE SET helpful = excluded.helpful, comment = excluded.comment, at = excluded.at",
        args![organisation, article, membership, vote.helpful, &vote.comment, now],
    )
    .await?;
    Ok(())
}

/// Somebody's answer about an article.
pub async fn find(
    tx: &mut Tx,
    organisation: OrganisationId,
    article: ArticleId,
    membership: MembershipId,
) -> Result<Option<Vote>, Error> {
    tx.optional(
        "SELECT helpful, comment FROM article_votes WHERE organisation_id = $1 AND article_id = $2 AND membership_id = $3",
        args![organisation, article, membership],
    )
    .await
}

/// What was said in this time about articles that did not help, newest first.
pub async fn comments(
    tx: &mut Tx,
    organisation: OrganisationId,
    span: Span,
    limit: i64,
) -> Result<Vec<Comment>, Error> {
    tx.all(
        "SELECT a.slug, a.title, u.name, o.comment, o.at
         FROM article_votes o JOIN articles a ON a.id = o.article_id
              JOIN memberships m ON m.id = o.membership_id JOIN users u ON u.id = m.user_id
         WHERE o.organisation_id = $1 AND o.at >= $2 AND o.at < $3 AND o.comment <> '' AND NOT o.helpful
         ORDER BY o.at DESC, a.id, m.id LIMIT $4",
        args![organisation, span.from, span.until, limit],
    )
    .await
}
