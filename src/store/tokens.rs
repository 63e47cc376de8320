//! Links that work once, known by the SHA-256 of their secrets.

use crate::clock::Timestamp;
use crate::domain::link::{Purpose, Via};
use crate::id::{InviteId, MembershipId, OrganisationId, SessionId, UserId};
use crate::store::db::args;
use crate::store::{Error, Tx};

/// A link, as it is stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Token {
    /// What it is for.
    pub purpose: Purpose,
    /// How it went out.
    pub via: Via,
    /// The organisation it belongs to, if to one.
    pub organisation_id: Option<OrganisationId>,
    /// The login it is about.
    pub user_id: Option<UserId>,
    /// The invitation it accepts.
    pub invite_id: Option<InviteId>,
    /// The membership it leads to.
    pub membership_id: Option<MembershipId>,
    /// The session that it goes on from.
    pub session_id: Option<SessionId>,
    /// The address it confirms.
    pub email: Option<String>,
}

/// Adds a link.
pub async fn insert(tx: &mut Tx, token_hash: &str, token: &Token, now: Timestamp) -> Result<(), Error> {
    tx.run(
        "INSERT INTO tokens (token_hash, purpose, via, organisation_id, user_id, invite_id, membership_id, session_id, email,
                             expires_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        args![
            token_hash,
            token.purpose,
            token.via,
            token.organisation_id,
            token.user_id,
            token.invite_id,
            token.membership_id,
            token.session_id,
            token.email.as_deref(),
            now + token.purpose.lasts(),
            now,
        ],
    )
    .await?;
    Ok(())
}

/// The link, while it works; it goes on working.
pub async fn find(tx: &mut Tx, token_hash: &str, purpose: Purpose, now: Timestamp) -> Result<Option<Token>, Error> {
    tx.optional(
        "SELECT purpose, via, organisation_id, user_id, invite_id, membership_id, session_id, email FROM tokens
         WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3",
        args![token_hash, purpose, now],
    )
    .await
}

/// Uses the link up: of any number who try at once, one gets it.
pub async fn use_up(tx: &mut Tx, token_hash: &str, purpose: Purpose, now: Timestamp) -> Result<Option<Token>, Error> {
    tx.optional(
        "UPDATE tokens SET used_at = $3 WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3
         RETURNING purpose, via, organisation_id, user_id, invite_id, membership_id, session_id, email",
        args![token_hash, purpose, now],
    )
    .await
}

/// Ends every link of an invitation.
pub async fn end_of_invite(tx: &mut Tx, invite: InviteId, now: Timestamp) -> Result<(), Error> {
    tx.run("UPDATE tokens SET used_at = $2 WHERE invite_id = $1 AND used_at IS NULL", args![invite, now]).await?;
    Ok(())
}

/// Ends every link of this purpose that a login has.
pub async fn end_of_user(tx: &mut Tx, user: UserId, purpose: Purpose, now: Timestamp) -> Result<(), Error> {
    tx.run(
        "UPDATE tokens SET used_at = $3 WHERE user_id = $1 AND purpose = $2 AND used_at IS NULL",
        args![user, purpose, now],
    )
    .await?;
    Ok(())
}

/// Ends every link that a login has, whatever it is for.
pub async fn end_all_of_user(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<(), Error> {
    tx.run("UPDATE tokens SET used_at = $2 WHERE user_id = $1 AND used_at IS NULL", args![user, now]).await?;
    Ok(())
}

/// The address that a login's newest link would confirm, and when that link ends.
pub async fn waiting_address(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<Option<(String, Timestamp)>, Error> {
    tx.optional(
        "SELECT email, expires_at FROM tokens
         WHERE user_id = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3 AND email IS NOT NULL
         ORDER BY created_at DESC LIMIT 1",
        args![user, Purpose::Email, now],
    )
    .await
}

/// Forgets links that ended long ago.
pub async fn delete_expired(tx: &mut Tx, before: Timestamp) -> Result<u64, Error> {
    tx.run("DELETE FROM tokens WHERE expires_at <= $1", args![before]).await
}
