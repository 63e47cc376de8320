//! What staff write about customers.

use crate::clock::Timestamp;
use crate::domain::customer::Note;
use crate::id::{CustomerId, MembershipId, NoteId, OrganisationId};
use crate::store::db::args;
use crate::store::{Error, Tx};

/// What [`Note`] is read from.
const NOTE: &str = "SELECT n.id, n.membership_id, u.name AS author, n.body, n.created_at, n.changed_at
    FROM customer_notes n JOIN memberships m ON m.id = n.membership_id JOIN users u ON u.id = m.user_id
    WHERE n.organisation_id = $1 AND n.customer_id = $2";

/// A customer's notes, newest first; a few of them.
pub async fn of_customer(
    tx: &mut Tx,
    organisation: OrganisationId,
    customer: CustomerId,
    limit: i64,
) -> Result<Vec<Note>, Error> {
    let sql = format!("{NOTE} AND n.deleted_at IS NULL ORDER BY n.created_at DESC, n.id DESC LIMIT $3");
    tx.all(&sql, args![organisation, customer, limit]).await
}

/// The customer's note of this id, which is not deleted.
pub async fn find(
    tx: &mut Tx,
    organisation: OrganisationId,
    (customer, id): (CustomerId, NoteId),
) -> Result<Option<Note>, Error> {
    let sql = format!("{NOTE} AND n.id = $3 AND n.deleted_at IS NULL");
    tx.optional(&sql, args![organisation, customer, id]).await
}

/// The same of one that was deleted and can be brought back.
pub async fn find_deleted(
    tx: &mut Tx,
    organisation: OrganisationId,
    (customer, id): (CustomerId, NoteId),
) -> Result<Option<Note>, Error> {
    let sql = format!("{NOTE} AND n.id = $3 AND n.deleted_at IS NOT NULL");
    tx.optional(&sql, args![organisation, customer, id]).await
}

/// Adds a note.
pub async fn insert(
    tx: &mut Tx,
    organisation: OrganisationId,
    (customer, id): (CustomerId, NoteId),
    (by, body): (MembershipId, &str),
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO customer_notes (id, organisation_id, customer_id, membership_id, body, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        args![id, organisation, customer, by, body, now],
    )
    .await?;
    Ok(())
}

/// Changes a note's text.
pub async fn set_body(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: NoteId,
    body: &str,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "UPDATE customer_notes SET body = $3, changed_at = $4 WHERE organisation_id = $1 AND id = $2",
        args![organisation, id, body, now],
    )
    .await?;
    Ok(())
}

/// Deletes a note so that it can be brought back, or brings it back.
pub async fn set_deleted(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: NoteId,
    at: Option<Timestamp>,
) -> Result<(), Error> {
    tx.run(
        "UPDATE customer_notes SET deleted_at = $3 WHERE organisation_id = $1 AND id = $2",
        args![organisation, id, at],
    )
    .await?;
    Ok(())
}

/// Forgets notes, whosesoever, that were deleted before this time.
pub async fn delete_older(tx: &mut Tx, before: Timestamp) -> Result<(), Error> {
    tx.run("DELETE FROM customer_notes WHERE deleted_at < $1", args![before]).await?;
    Ok(())
}
