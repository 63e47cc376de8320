//! Searches that found nothing.

use crate::clock::Timestamp;
use crate::domain::deflection::{MissedSearch, Query, Span};
use crate::id::{CustomerId, InquiryId, MembershipId, MissedSearchId, OrganisationId};
use crate::store::db::args;
use crate::store::{Error, Tx};

/// A search to be kept.
#[derive(Debug)]
pub struct NewSearch<'a> {
    /// Its id.
    pub id: MissedSearchId,
    /// Who searched.
    pub membership_id: MembershipId,
    /// Of which customer.
    pub customer_id: Option<CustomerId>,
    /// The inquiry at whose end it stood, if it was one's subject.
    pub inquiry_id: Option<InquiryId>,
    /// What was looked for.
    pub query: &'a Query,
}

/// Keeps a search; an inquiry's takes the place of the one that it had before.
pub async fn insert(
    tx: &mut Tx,
    organisation: OrganisationId,
    search: &NewSearch<'_>,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO missed_searches (id, organisation_id, membership_id, customer_id, inquiry_id, query, wording, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (inquiry_id) DO UPDATE SET query = excluded.query, wording = excluded.wording, at = excluded.at
         WHERE missed_searches.organisation_id = excluded.organisation_id",
        args![
            search.id,
            organisation,
            search.membership_id,
            search.customer_id,
            search.inquiry_id,
            search.query.folded(),
            search.query.wording(),
            now,
        ],
    )
    .await?;
    Ok(())
}

/// Somebody's last search of the help centre since a time, and what was looked for, folded.
pub async fn last_of(
    tx: &mut Tx,
    organisation: OrganisationId,
    membership: MembershipId,
    since: Timestamp,
) -> Result<Option<(MissedSearchId, String)>, Error> {
    tx.optional(
        "SELECT id, query FROM missed_searches
         WHERE organisation_id = $1 AND membership_id = $2 AND inquiry_id IS NULL AND at >= $3 ORDER BY at DESC, id DESC LIMIT 1",
        args![organisation, membership, since],
    )
    .await
}

/// A search went on: it is this one now.
pub async fn update(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: MissedSearchId,
    query: &Query,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "UPDATE missed_searches SET query = $3, wording = $4, at = $5 WHERE organisation_id = $1 AND id = $2",
        args![organisation, id, query.folded(), query.wording(), now],
    )
    .await?;
    Ok(())
}

/// A search has found something after all.
pub async fn delete(tx: &mut Tx, organisation: OrganisationId, id: MissedSearchId) -> Result<(), Error> {
    tx.run("DELETE FROM missed_searches WHERE organisation_id = $1 AND id = $2", args![organisation, id]).await?;
    Ok(())
}

/// An inquiry's subject has found something after all.
pub async fn delete_of_inquiry(tx: &mut Tx, organisation: OrganisationId, inquiry: InquiryId) -> Result<(), Error> {
    tx.run("DELETE FROM missed_searches WHERE organisation_id = $1 AND inquiry_id = $2", args![organisation, inquiry])
        .await?;
    Ok(())
}

/// What was looked for in vain in this time, the most frequent first: what staff have dismissed, or the rest.
pub async fn list(
    tx: &mut Tx,
    organisation: OrganisationId,
    span: Span,
    dismissed: bool,
    limit: i64,
) -> Result<Vec<MissedSearch>, Error> {
    let is = if dismissed { "EXISTS" } else { "NOT EXISTS" };
    let sql = format!(
        "SELECT s.query, COUNT(*) AS searches, COUNT(DISTINCT s.customer_id) AS customers, MAX(s.at) AS last_at,
                (SELECT w.wording FROM missed_searches w WHERE w.organisation_id = $1 AND w.query = s.query
                 ORDER BY w.at DESC, w.id DESC LIMIT 1) AS wording
         FROM missed_searches s
         WHERE s.organisation_id = $1 AND s.at >= $2 AND s.at < $3
               AND {is} (SELECT 1 FROM dismissed_searches d WHERE d.organisation_id = s.organisation_id AND d.query = s.query)
         GROUP BY s.query ORDER BY COUNT(*) DESC, MAX(s.at) DESC, s.query LIMIT $4"
    );
    tx.all(&sql, args![organisation, span.from, span.until, limit]).await
}

/// As what a search was typed the last time; none when nobody has looked for it.
pub async fn wording(tx: &mut Tx, organisation: OrganisationId, query: &str) -> Result<Option<String>, Error> {
    let found: Option<(String,)> = tx
        .optional(
            "SELECT wording FROM missed_searches WHERE organisation_id = $1 AND query = $2 ORDER BY at DESC, id DESC LIMIT 1",
            args![organisation, query],
        )
        .await?;
    Ok(found.map(|(wording,)| wording))
}

/// Puts a search away. Whether it was not before.
pub async fn dismiss(tx: &mut Tx, organisation: OrganisationId, query: &str, now: Timestamp) -> Result<bool, Error> {
    let put_away = tx
        .run(
            "INSERT INTO dismissed_searches (organisation_id, query, at) VALUES ($1, $2, $3)
             ON CONFLICT (organisation_id, query) DO NOTHING",
            args![organisation, query, now],
        )
        .await?;
    Ok(put_away > 0)
}

/// Brings a search back. Whether it was put away.
pub async fn bring_back(tx: &mut Tx, organisation: OrganisationId, query: &str) -> Result<bool, Error> {
    let brought = tx
        .run("DELETE FROM dismissed_searches WHERE organisation_id = $1 AND query = $2", args![organisation, query])
        .await?;
    Ok(brought > 0)
}

/// Forgets searches before this time, at most so many; tells how many.
pub async fn delete_older(tx: &mut Tx, before: Timestamp, limit: i64) -> Result<u64, Error> {
    tx.run(
        "DELETE FROM missed_searches WHERE id IN (SELECT id FROM missed_searches WHERE at < $1 ORDER BY at, id LIMIT $2)",
        args![before, limit],
    )
    .await
}
