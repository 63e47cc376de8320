//! The durable queue: rows written in the transaction of what they follow from.

use crate::clock::Timestamp;
use crate::id::{JobId, OrganisationId};
use crate::store::db::args;
use crate::store::{Error, Tx};

/// A piece of work to be done.
#[derive(Debug)]
pub struct NewJob<'a> {
    /// Its id.
    pub id: JobId,
    /// Which job.
    pub kind: &'a str,
    /// What it needs to know, as JSON.
    pub payload: &'a str,
    /// While a job of this name waits, another is not added.
    pub once: Option<&'a str>,
    /// Not before.
    pub run_at: Timestamp,
}

/// Adds a job, unless one of its name waits already. That one is held until the commit all the same: a worker that is just done with
/// it waits here, and then sees what this transaction wrote.
pub async fn insert(
    tx: &mut Tx,
    organisation: Option<OrganisationId>,
    job: &NewJob<'_>,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO jobs (id, organisation_id, kind, payload, once, run_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (once) DO UPDATE SET once = excluded.once",
        args![job.id, organisation, job.kind, job.payload, job.once, job.run_at, now],
    )
    .await?;
    Ok(())
}

/// A job that this worker holds.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// Whose, if it is one organisation's.
    pub organisation_id: Option<OrganisationId>,
    /// Which job.
    pub kind: String,
    /// What it needs to know, as JSON.
    pub payload: String,
    /// How often it has been tried, this time included.
    pub attempts: i64,
    /// When it was added.
    pub created_at: Timestamp,
}

/// Whether a job is due: asked before [`claim`], so that an idle worker does not take the write lock.
pub async fn any_due(tx: &mut Tx, now: Timestamp) -> Result<bool, Error> {
    let found: Option<(JobId,)> = tx
        .optional(
            "SELECT id FROM jobs WHERE failed_at IS NULL AND run_at <= $1 AND COALESCE(leased_until, 0) <= $1 LIMIT 1",
            args![now],
        )
        .await?;
    Ok(found.is_some())
}

/// Takes the due job that has waited longest, until `until`; a job whose lease ran out is due again.
pub async fn claim(tx: &mut Tx, lease: &str, now: Timestamp, until: Timestamp) -> Result<Option<Job>, Error> {
    // The condition is checked again on the row itself: of two workers that chose the same job, the second finds it leased.
    tx.optional(
        "UPDATE jobs SET lease = $1, leased_until = $2, attempts = attempts + 1
         WHERE id = (SELECT id FROM jobs WHERE failed_at IS NULL AND run_at <= $3 AND COALESCE(leased_until, 0) <= $3
                     ORDER BY run_at, id LIMIT 1)
           AND failed_at IS NULL AND run_at <= $3 AND COALESCE(leased_until, 0) <= $3
         RETURNING id, organisation_id, kind, payload, attempts, created_at",
        args![lease, until, now],
    )
    .await
}

/// Forgets a job that is done. False when the lease was lost meanwhile: the caller's transaction must not commit.
pub async fn done(tx: &mut Tx, job: JobId, lease: &str) -> Result<bool, Error> {
    Ok(tx.run("DELETE FROM jobs WHERE id = $1 AND lease = $2", args![job, lease]).await? > 0)
}

/// Puts a job back to be tried again.
pub async fn retry(tx: &mut Tx, job: JobId, lease: &str, error: &str, run_at: Timestamp) -> Result<(), Error> {
    tx.run(
        "UPDATE jobs SET lease = NULL, leased_until = NULL, last_error = $3, run_at = $4 WHERE id = $1 AND lease = $2",
        args![job, lease, error, run_at],
    )
    .await?;
    Ok(())
}

/// Has the job of this name done at once, and its tries counted from the first: what it failed at is different now. One that is being
/// done is left alone.
pub async fn hasten(tx: &mut Tx, organisation: OrganisationId, once: &str, now: Timestamp) -> Result<(), Error> {
    tx.run(
        "UPDATE jobs SET run_at = $3, attempts = 0 WHERE organisation_id = $1 AND once = $2 AND lease IS NULL AND run_at > $3",
        args![organisation, once, now],
    )
    .await?;
    Ok(())
}

/// Gives a job up; it stays, with the reason.
pub async fn fail(tx: &mut Tx, job: JobId, lease: &str, error: &str, now: Timestamp) -> Result<(), Error> {
    tx.run(
        "UPDATE jobs SET lease = NULL, leased_until = NULL, last_error = $3, failed_at = $4, once = NULL
         WHERE id = $1 AND lease = $2",
        args![job, lease, error, now],
    )
    .await?;
    Ok(())
}
