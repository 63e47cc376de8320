//! Signed-in browsers.

use crate::clock::Timestamp;
use crate::domain::people::{Caller, MembershipStatus, Role};
use crate::id::{CustomerId, MembershipId, OrganisationId, SessionId, UserId};
use crate::store::db::args;
use crate::store::{Error, Tx};

/// A session to be added.
#[derive(Debug)]
pub struct NewSession<'a> {
    /// Its id.
    pub id: SessionId,
    /// SHA-256 of the cookie, hexadecimal.
    pub token_hash: &'a str,
    /// Who signed in.
    pub user_id: UserId,
    /// The membership in use.
    pub membership_id: MembershipId,
    /// What the browser calls itself.
    pub user_agent: &'a str,
    /// When it ends by itself.
    pub expires_at: Timestamp,
}

/// Adds a session.
pub async fn insert(tx: &mut Tx, session: &NewSession<'_>, now: Timestamp) -> Result<(), Error> {
    tx.run(
        "INSERT INTO sessions (id, token_hash, user_id, membership_id, user_agent, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![
            session.id,
            session.token_hash,
            session.user_id,
            session.membership_id,
            session.user_agent,
            now,
            session.expires_at,
        ],
    )
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct CallerRow {
    session_id: SessionId,
    user_id: UserId,
    membership_id: MembershipId,
    organisation_id: OrganisationId,
    name: String,
    email: String,
    role: Role,
    customer_id: Option<CustomerId>,
    language: Option<String>,
    time_zone: String,
}

/// Who a cookie stands for, when its session has not ended and its membership is active.
pub async fn caller(tx: &mut Tx, token_hash: &str, now: Timestamp) -> Result<Option<Caller>, Error> {
    let row: Option<CallerRow> = tx
        .optional(
            "SELECT s.id AS session_id, s.user_id, s.membership_id, m.organisation_id, u.name, u.email, m.role, m.customer_id,
                    u.language, COALESCE(u.time_zone, o.time_zone) AS time_zone
             FROM sessions s
             JOIN memberships m ON m.id = s.membership_id
             JOIN users u ON u.id = s.user_id
             JOIN organisations o ON o.id = m.organisation_id
             WHERE s.token_hash = $1 AND s.expires_at > $2 AND m.status = $3",
            args![token_hash, now, MembershipStatus::Active],
        )
        .await?;
    Ok(row.map(|row| Caller {
        session_id: row.session_id,
        user_id: row.user_id,
        membership_id: row.membership_id,
        organisation_id: row.organisation_id,
        name: row.name,
        email: row.email,
        role: row.role,
        customer_id: row.customer_id,
        language: row.language,
        time_zone: row.time_zone,
    }))
}

/// Whether a caller's session still stands as it was: not ended, its membership active with the same role and customer.
pub async fn still_stands(tx: &mut Tx, caller: &Caller, now: Timestamp) -> Result<bool, Error> {
    let found: Option<(String,)> = tx
        .optional(
            "SELECT s.id FROM sessions s JOIN memberships m ON m.id = s.membership_id
             WHERE s.id = $1 AND s.expires_at > $2 AND m.id = $3 AND m.organisation_id = $4 AND m.status = $5 AND m.role = $6
               AND COALESCE(m.customer_id, '') = COALESCE($7, '')",
            args![
                caller.session_id,
                now,
                caller.membership_id,
                caller.organisation_id,
                MembershipStatus::Active,
                caller.role,
                caller.customer_id,
            ],
        )
        .await?;
    Ok(found.is_some())
}

/// Ends a session.
pub async fn delete(tx: &mut Tx, id: SessionId) -> Result<(), Error> {
    tx.run("DELETE FROM sessions WHERE id = $1", args![id]).await?;
    Ok(())
}

/// Forgets sessions that have ended by themselves.
pub async fn delete_expired(tx: &mut Tx, now: Timestamp) -> Result<u64, Error> {
    tx.run("DELETE FROM sessions WHERE expires_at <= $1", args![now]).await
}
