//! Tickets that clients sent and that could not be stored.

use crate::clock::Timestamp;
use crate::domain::access::FailedSubmission;
use crate::id::{CustomerId, FailureId, MembershipId, OrganisationId};
use crate::store::db::args;
use crate::store::{Error, Tx};

/// A submission to be kept.
#[derive(Debug)]
pub struct NewFailure<'a> {
    /// Its id.
    pub id: FailureId,
    /// Who sent it.
    pub membership_id: MembershipId,
    /// For which customer.
    pub customer_id: CustomerId,
    /// What the client is shown.
    pub error_id: &'a str,
    /// What the ticket is about.
    pub subject: &'a str,
    /// The first message.
    pub body: &'a str,
    /// What the browser called this sending.
    pub send_key: &'a str,
    /// The ids of the files that were to go with it, with spaces between them.
    pub attachments: &'a str,
}

/// Keeps a submission and returns the error's id under which it is kept: tried again under its key it is the same one, with the newer
/// text.
pub async fn keep(
    tx: &mut Tx,
    organisation: OrganisationId,
    failure: &NewFailure<'_>,
    now: Timestamp,
) -> Result<Option<String>, Error> {
    let kept: Option<(String,)> = tx
        .optional(
            "INSERT INTO failed_submissions (id, organisation_id, membership_id, customer_id, error_id, subject, body, send_key, attachments, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (membership_id, send_key) DO UPDATE SET subject = excluded.subject, body = excluded.body, attachments = excluded.attachments,
                 at = excluded.at
             WHERE failed_submissions.organisation_id = excluded.organisation_id AND failed_submissions.mended_at IS NULL
             RETURNING error_id",
            args![
                failure.id,
                organisation,
                failure.membership_id,
                failure.customer_id,
                failure.error_id,
                failure.subject,
                failure.body,
                failure.send_key,
                failure.attachments,
                now,
            ],
        )
        .await?;
    Ok(kept.map(|(error_id,)| error_id))
}

/// What a customer's people sent and nobody has opened for them yet, newest first.
pub async fn unmended(
    tx: &mut Tx,
    organisation: OrganisationId,
    customer: CustomerId,
    limit: i64,
) -> Result<Vec<FailedSubmission>, Error> {
    tx.all(
        "SELECT f.id, f.error_id, f.subject, u.name, f.at
         FROM failed_submissions f JOIN memberships m ON m.id = f.membership_id JOIN users u ON u.id = m.user_id
         WHERE f.organisation_id = $1 AND f.customer_id = $2 AND f.mended_at IS NULL ORDER BY f.at DESC, f.id DESC LIMIT $3",
        args![organisation, customer, limit],
    )
    .await
}

/// A submission as it can be opened.
#[derive(Debug, sqlx::FromRow)]
pub struct Kept {
    /// Who sent it.
    pub membership_id: MembershipId,
    /// For which customer.
    pub customer_id: CustomerId,
    /// What the ticket is about.
    pub subject: String,
    /// The first message.
    pub body: String,
    /// What the browser called this sending.
    pub send_key: String,
    /// The ids of the files that were to go with it, with spaces between them.
    pub attachments: String,
}

/// Marks a submission as mended and returns it; of any number who try at once, one gets it.
pub async fn take(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: FailureId,
    now: Timestamp,
) -> Result<Option<Kept>, Error> {
    tx.optional(
        "UPDATE failed_submissions SET mended_at = $3 WHERE organisation_id = $1 AND id = $2 AND mended_at IS NULL
         RETURNING membership_id, customer_id, subject, body, send_key, attachments",
        args![organisation, id, now],
    )
    .await
}

/// Marks what somebody sent under this key as mended: it went through after all.
pub async fn went_through(
    tx: &mut Tx,
    organisation: OrganisationId,
    membership: MembershipId,
    send_key: &str,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "UPDATE failed_submissions SET mended_at = $4
         WHERE organisation_id = $1 AND membership_id = $2 AND send_key = $3 AND mended_at IS NULL",
        args![organisation, membership, send_key, now],
    )
    .await?;
    Ok(())
}
