//! Events of Stripe that had their effect.

use crate::clock::Timestamp;
use crate::id::OrganisationId;
use crate::store::db::args;
use crate::store::{Error, Tx};

/// Whether an event had its effect.
pub async fn is_known(tx: &mut Tx, event: &str) -> Result<bool, Error> {
    let found: Option<(String,)> = tx.optional("SELECT id FROM stripe_events WHERE id = $1", args![event]).await?;
    Ok(found.is_some())
}

/// Writes down that an event has its effect, in the transaction of it. False when it had it before.
pub async fn insert(
    tx: &mut Tx,
    organisation: OrganisationId,
    (event, kind): (&str, &str),
    now: Timestamp,
) -> Result<bool, Error> {
    let touched = tx
        .run(
            "INSERT INTO stripe_events (id, organisation_id, kind, received_at) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING",
            args![event, organisation, kind, now],
        )
        .await?;
    Ok(touched > 0)
}

/// Forgets events that came before this: Stripe sends none again after three days.
pub async fn delete_older(tx: &mut Tx, before: Timestamp) -> Result<u64, Error> {
    tx.run("DELETE FROM stripe_events WHERE received_at < $1", args![before]).await
}
