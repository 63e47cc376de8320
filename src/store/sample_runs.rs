//! How far the sample's generator has come.

use crate::clock::Timestamp;
use crate::id::OrganisationId;
use crate::store::db::args;
use crate::store::{Error, Tx};

/// A sample that is being made, or was.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Run {
    /// How much of everything, as JSON.
    pub extent: String,
    /// What chance begins with.
    pub seed: i64,
    /// When it was begun; everything in it was before.
    pub began_at: Timestamp,
    /// Things that have happened in it so far.
    pub steps: i64,
    /// When it was finished.
    pub done_at: Option<Timestamp>,
}

/// Begins one.
pub async fn insert(tx: &mut Tx, organisation: OrganisationId, run: &Run) -> Result<(), Error> {
    tx.run(
        "INSERT INTO sample_runs (organisation_id, extent, seed, began_at, steps, done_at) VALUES ($1, $2, $3, $4, $5, $6)",
        args![organisation, &run.extent, run.seed, run.began_at, run.steps, run.done_at],
    )
    .await?;
    Ok(())
}

/// An organisation's, if it has one.
pub async fn find(tx: &mut Tx, organisation: OrganisationId) -> Result<Option<Run>, Error> {
    tx.optional(
        "SELECT extent, seed, began_at, steps, done_at FROM sample_runs WHERE organisation_id = $1",
        args![organisation],
    )
    .await
}

/// Notes how far it has come.
pub async fn went_on(
    tx: &mut Tx,
    organisation: OrganisationId,
    steps: i64,
    done_at: Option<Timestamp>,
) -> Result<(), Error> {
    tx.run(
        "UPDATE sample_runs SET steps = $2, done_at = $3 WHERE organisation_id = $1",
        args![organisation, steps, done_at],
    )
    .await?;
    Ok(())
}
