//! Who has an editor open, and what they have not saved yet. A place is an article's id, or `new`.

use crate::clock::Timestamp;
use crate::id::{MembershipId, OrganisationId};
use crate::store::db::args;
use crate::store::{Error, Tx};

/// Notes that somebody has an editor open.
pub async fn seen(
    tx: &mut Tx,
    organisation: OrganisationId,
    (member, place): (MembershipId, &str),
    base: i64,
    at: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO article_drafts (membership_id, place, organisation_id, base, seen_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (membership_id, place) DO UPDATE SET seen_at = excluded.seen_at
         WHERE article_drafts.organisation_id = excluded.organisation_id",
        args![member, place, organisation, base, at],
    )
    .await?;
    Ok(())
}

/// Keeps what stands in somebody's form: its fields as JSON.
pub async fn keep(
    tx: &mut Tx,
    organisation: OrganisationId,
    (member, place): (MembershipId, &str),
    (base, fields): (i64, &str),
    at: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO article_drafts (membership_id, place, organisation_id, base, fields, saved_at, seen_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6)
         ON CONFLICT (membership_id, place) DO UPDATE SET base = excluded.base, fields = excluded.fields,
             saved_at = excluded.saved_at, seen_at = excluded.seen_at
         WHERE article_drafts.organisation_id = excluded.organisation_id",
        args![member, place, organisation, base, fields, at],
    )
    .await?;
    Ok(())
}

/// Forgets what somebody has not saved: it was saved, or is not wanted.
pub async fn discard(
    tx: &mut Tx,
    organisation: OrganisationId,
    (member, place): (MembershipId, &str),
) -> Result<(), Error> {
    tx.run(
        "DELETE FROM article_drafts WHERE organisation_id = $1 AND membership_id = $2 AND place = $3",
        args![organisation, member, place],
    )
    .await?;
    Ok(())
}

/// What somebody has not saved: the revision they began from, the fields as JSON, and when.
pub async fn find(
    tx: &mut Tx,
    organisation: OrganisationId,
    (member, place): (MembershipId, &str),
) -> Result<Option<(i64, String, Timestamp)>, Error> {
    tx.optional(
        "SELECT base, fields, saved_at FROM article_drafts
         WHERE organisation_id = $1 AND membership_id = $2 AND place = $3 AND fields IS NOT NULL",
        args![organisation, member, place],
    )
    .await
}

/// The names of the others who have had an editor open at this place since then.
pub async fn others(
    tx: &mut Tx,
    organisation: OrganisationId,
    (member, place): (MembershipId, &str),
    since: Timestamp,
) -> Result<Vec<String>, Error> {
    let names: Vec<(String,)> = tx
        .all(
            "SELECT u.name FROM article_drafts d JOIN memberships m ON m.id = d.membership_id JOIN users u ON u.id = m.user_id
             WHERE d.organisation_id = $1 AND d.membership_id <> $2 AND d.place = $3 AND d.seen_at >= $4 ORDER BY u.name",
            args![organisation, member, place, since],
        )
        .await?;
    Ok(names.into_iter().map(|(name,)| name).collect())
}
