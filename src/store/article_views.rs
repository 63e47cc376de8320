//! Who has read which article on which day.

use crate::clock::Timestamp;
use crate::id::{ArticleId, MembershipId, OrganisationId};
use crate::store::db::args;
use crate::store::{Error, Tx};

/// Notes that somebody has read an article on a day; once noted it stays as it is. What is gone meanwhile is nothing to be noted.
pub async fn insert(
    tx: &mut Tx,
    organisation: OrganisationId,
    article: ArticleId,
    (membership, day): (MembershipId, &str),
    at: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO article_views (article_id, membership_id, day, organisation_id, at)
         SELECT a.id, m.id, $4, a.organisation_id, $5 FROM articles a JOIN memberships m ON m.organisation_id = a.organisation_id
         WHERE a.organisation_id = $1 AND a.id = $2 AND m.id = $3
         ON CONFLICT (article_id, membership_id, day) DO NOTHING",
        args![organisation, article, membership, day, at],
    )
    .await?;
    Ok(())
}

/// Forgets what was read before this time, at most so many; tells how many.
pub async fn delete_older(tx: &mut Tx, before: Timestamp, limit: i64) -> Result<u64, Error> {
    tx.run(
        "DELETE FROM article_views WHERE (article_id, membership_id, day) IN
             (SELECT article_id, membership_id, day FROM article_views WHERE at < $1 ORDER BY at LIMIT $2)",
        args![before, limit],
    )
    .await
}
