//! Signed-in browsers.

use crate::clock::Timestamp;
use crate::domain::login::OwnSession;
use crate::domain::people::{Caller, MembershipStatus, Role};
use crate::domain::rights::Right;
use crate::domain::session::{Session, Standing, Viewing};
use crate::id::{CustomerId, MembershipId, OrganisationId, SessionId, UserId};
use crate::store::db::{IntoArg as _, args, placeholders};
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
    /// The network address it came from.
    pub address: &'a str,
    /// When it ends by itself.
    pub expires_at: Timestamp,
}

/// Adds a session.
pub async fn insert(tx: &mut Tx, session: &NewSession<'_>, now: Timestamp) -> Result<(), Error> {
    tx.run(
        "INSERT INTO sessions (id, token_hash, user_id, membership_id, user_agent, address, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            session.id,
            session.token_hash,
            session.user_id,
            session.membership_id,
            session.user_agent,
            session.address,
            now,
            session.expires_at,
        ],
    )
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct SessionRow {
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
    memberships: i64,
    client_membership_id: Option<MembershipId>,
    client_user_id: Option<UserId>,
    client_name: Option<String>,
    client_email: Option<String>,
    client_customer_id: Option<CustomerId>,
    client_customer: Option<String>,
    client_language: Option<String>,
    client_time_zone: String,
}

/// Who a cookie stands for, when its session has not ended and its membership is active; and the client they look on as, while that
/// membership is active too.
pub async fn find(tx: &mut Tx, token_hash: &str, now: Timestamp) -> Result<Option<Session>, Error> {
    let row: Option<SessionRow> = tx
        .optional(
            "SELECT s.id AS session_id, s.user_id, s.membership_id, m.organisation_id, u.name, u.email, m.role, m.customer_id,
                    u.language, COALESCE(u.time_zone, o.time_zone) AS time_zone,
                    (SELECT COUNT(*) FROM memberships a WHERE a.user_id = s.user_id AND a.status = $3) AS memberships,
                    v.id AS client_membership_id, v.user_id AS client_user_id, vu.name AS client_name,
                    vu.email AS client_email, v.customer_id AS client_customer_id, vc.name AS client_customer,
                    vu.language AS client_language, COALESCE(vu.time_zone, o.time_zone) AS client_time_zone
             FROM sessions s
             JOIN memberships m ON m.id = s.membership_id
             JOIN users u ON u.id = s.user_id
             JOIN organisations o ON o.id = m.organisation_id
             LEFT JOIN memberships v ON v.id = s.viewing_as AND v.organisation_id = m.organisation_id AND v.status = $3 AND v.role = $4
             LEFT JOIN users vu ON vu.id = v.user_id
             LEFT JOIN customers vc ON vc.id = v.customer_id
             WHERE s.token_hash = $1 AND s.expires_at > $2 AND m.status = $3",
            args![token_hash, now, MembershipStatus::Active, Role::Client],
        )
        .await?;
    Ok(row.map(SessionRow::into_session))
}

impl SessionRow {
    fn into_session(self) -> Session {
        let caller = Caller {
            session_id: self.session_id,
            user_id: self.user_id,
            membership_id: self.membership_id,
            organisation_id: self.organisation_id,
            name: self.name,
            email: self.email,
            role: self.role,
            customer_id: self.customer_id,
            language: self.language,
            time_zone: self.time_zone,
            address: String::new(),
            viewed_by: None,
        };
        let client = match (self.client_membership_id, self.client_user_id, self.client_name, self.client_email) {
            (Some(membership_id), Some(user_id), Some(name), Some(email)) if caller.may(Right::ViewAsClient) => {
                Some(Caller {
                    user_id,
                    membership_id,
                    name,
                    email,
                    role: Role::Client,
                    customer_id: self.client_customer_id,
                    language: self.client_language,
                    time_zone: self.client_time_zone,
                    viewed_by: Some(caller.membership_id),
                    ..caller.clone()
                })
            }
            _ => None,
        };
        let viewing = client.map(|client| Viewing { client, customer: self.client_customer });
        Session { caller, viewing, memberships: self.memberships }
    }
}

/// Sessions asked for in one statement: far below what either database takes.
const AT_ONCE: usize = 1_000;

#[derive(sqlx::FromRow)]
struct StandingRow {
    session_id: SessionId,
    membership_id: MembershipId,
    role: Role,
    customer_id: Option<CustomerId>,
    viewed: Option<MembershipId>,
    viewed_customer_id: Option<CustomerId>,
}

/// How these sessions stand; those that have ended, or whose membership is not active any more, are left out.
pub async fn standings(tx: &mut Tx, sessions: &[SessionId], now: Timestamp) -> Result<Vec<Standing>, Error> {
    let mut standings = Vec::with_capacity(sessions.len());
    for some in sessions.chunks(AT_ONCE) {
        let sql = format!(
            "SELECT s.id AS session_id, s.membership_id, m.role, m.customer_id, v.id AS viewed,
                    v.customer_id AS viewed_customer_id
             FROM sessions s
             JOIN memberships m ON m.id = s.membership_id
             LEFT JOIN memberships v ON v.id = s.viewing_as AND v.organisation_id = m.organisation_id AND v.status = $2 AND v.role = $3
             WHERE s.expires_at > $1 AND m.status = $2 AND s.id IN ({})",
            placeholders(4, some.len()),
        );
        let mut values = args![now, MembershipStatus::Active, Role::Client].to_vec();
        values.extend(some.iter().map(|id| id.into_arg()));
        let rows: Vec<StandingRow> = tx.all(&sql, &values).await?;
        standings.extend(rows.into_iter().map(|row| Standing {
            session_id: row.session_id,
            membership_id: row.membership_id,
            role: row.role,
            customer_id: row.customer_id,
            viewing: row.viewed.map(|viewed| (viewed, row.viewed_customer_id)),
        }));
    }
    Ok(standings)
}

/// Whether this login's session has not ended.
pub async fn stands(tx: &mut Tx, id: SessionId, user: UserId, now: Timestamp) -> Result<bool, Error> {
    let found: Option<(String,)> = tx
        .optional("SELECT id FROM sessions WHERE id = $1 AND user_id = $2 AND expires_at > $3", args![id, user, now])
        .await?;
    Ok(found.is_some())
}

/// A login's sessions that have not ended, newest first.
pub async fn of_user(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<Vec<OwnSession>, Error> {
    tx.all(
        "SELECT s.id, s.user_agent, s.address, s.created_at, o.name AS organisation
         FROM sessions s JOIN memberships m ON m.id = s.membership_id JOIN organisations o ON o.id = m.organisation_id
         WHERE s.user_id = $1 AND s.expires_at > $2 ORDER BY s.created_at DESC, s.id DESC",
        args![user, now],
    )
    .await
}

/// A session that was just ended.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Ended {
    /// Its id.
    pub id: SessionId,
    /// The membership that was in use.
    pub membership_id: MembershipId,
}

/// Ends a session, when it is this login's.
pub async fn end_one_of_user(tx: &mut Tx, user: UserId, id: SessionId) -> Result<Option<Ended>, Error> {
    tx.optional("DELETE FROM sessions WHERE user_id = $1 AND id = $2 RETURNING id, membership_id", args![user, id])
        .await
}

/// Ends every session of a login but this one.
pub async fn end_all_of_user(tx: &mut Tx, user: UserId, but: Option<SessionId>) -> Result<Vec<Ended>, Error> {
    tx.all(
        "DELETE FROM sessions WHERE user_id = $1 AND id <> COALESCE($2, '') RETURNING id, membership_id",
        args![user, but],
    )
    .await
}

/// Goes on in another of the login's memberships, under a new cookie; false when the session is gone.
pub async fn switch(
    tx: &mut Tx,
    id: SessionId,
    user: UserId,
    membership: MembershipId,
    token_hash: &str,
) -> Result<bool, Error> {
    let touched = tx
        .run(
            "UPDATE sessions SET membership_id = $3, token_hash = $4, viewing_as = NULL WHERE id = $1 AND user_id = $2
             AND EXISTS (SELECT 1 FROM memberships m WHERE m.id = $3 AND m.user_id = $2)",
            args![id, user, membership, token_hash],
        )
        .await?;
    Ok(touched > 0)
}

/// Looks at the portal as this client of the session's own organisation, or ends the looking on.
pub async fn set_viewing(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: SessionId,
    client: Option<MembershipId>,
) -> Result<bool, Error> {
    let touched = tx
        .run(
            "UPDATE sessions SET viewing_as = $3
             WHERE id = $2 AND EXISTS (SELECT 1 FROM memberships m WHERE m.id = sessions.membership_id AND m.organisation_id = $1)",
            args![organisation, id, client],
        )
        .await?;
    Ok(touched > 0)
}

/// A session in which somebody looks on.
#[derive(Debug, sqlx::FromRow)]
pub struct Viewer {
    /// The session.
    pub session_id: SessionId,
    /// Who looks on.
    pub membership_id: MembershipId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// The client.
    pub client_id: MembershipId,
    /// The client's name.
    pub client: String,
    /// The client's customer.
    pub customer_id: Option<CustomerId>,
}

/// What [`Viewer`] is read from. `$1` is the organisation.
const VIEWERS: &str =
    "SELECT s.id AS session_id, s.membership_id, u.name, u.email, v.id AS client_id, vu.name AS client, v.customer_id
     FROM sessions s
     JOIN memberships m ON m.id = s.membership_id AND m.organisation_id = $1
     JOIN users u ON u.id = s.user_id
     JOIN memberships v ON v.id = s.viewing_as
     JOIN users vu ON vu.id = v.user_id";

/// Who looks on in this session, whether or not they still may.
pub async fn viewer(tx: &mut Tx, organisation: OrganisationId, session: SessionId) -> Result<Option<Viewer>, Error> {
    tx.optional(&format!("{VIEWERS} WHERE s.id = $2"), args![organisation, session]).await
}

/// Everybody who looks on as this client, or as any client by this membership.
pub async fn viewers_of(
    tx: &mut Tx,
    organisation: OrganisationId,
    membership: MembershipId,
) -> Result<Vec<Viewer>, Error> {
    tx.all(
        &format!("{VIEWERS} WHERE s.viewing_as = $2 OR (s.membership_id = $2 AND s.viewing_as IS NOT NULL)"),
        args![organisation, membership],
    )
    .await
}

/// Ends a session.
pub async fn delete(tx: &mut Tx, id: SessionId) -> Result<(), Error> {
    tx.run("DELETE FROM sessions WHERE id = $1", args![id]).await?;
    Ok(())
}

/// Ends every session of a membership, and tells which those were.
pub async fn delete_of_membership(
    tx: &mut Tx,
    organisation: OrganisationId,
    membership: MembershipId,
) -> Result<Vec<SessionId>, Error> {
    let ended: Vec<(SessionId,)> = tx
        .all(
            "DELETE FROM sessions WHERE membership_id IN (SELECT id FROM memberships WHERE organisation_id = $1 AND id = $2)
             RETURNING id",
            args![organisation, membership],
        )
        .await?;
    Ok(ended.into_iter().map(|(id,)| id).collect())
}

/// Forgets sessions that have ended by themselves.
pub async fn delete_expired(tx: &mut Tx, now: Timestamp) -> Result<u64, Error> {
    tx.run("DELETE FROM sessions WHERE expires_at <= $1", args![now]).await
}
