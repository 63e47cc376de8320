//! Logins: what belongs to a person in all their organisations.

use crate::clock::Timestamp;
use crate::domain::input::Email;
use crate::domain::people::{MembershipStatus, Role};
use crate::domain::sought::sought;
use crate::id::{MembershipId, OrganisationId, UserId};
use crate::store::db::{Arg, IntoArg as _, args, placeholders};
use crate::store::{Error, Tx};

/// A person's login.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Login {
    /// Its id.
    pub id: UserId,
    /// Its address.
    pub email: String,
    /// The person's name.
    pub name: String,
    /// The password's hash, PHC string format.
    pub password_hash: Option<String>,
    /// The person's own choice of language, if any.
    pub language: Option<String>,
    /// The person's own time zone, if any.
    pub time_zone: Option<String>,
    /// When a mail proved that the address is the person's.
    pub confirmed_at: Option<Timestamp>,
}

/// What [`Login`] is read from.
const COLUMNS: &str = "id, email, name, password_hash, language, time_zone, confirmed_at";

/// The login of this id.
pub async fn find(tx: &mut Tx, user: UserId) -> Result<Option<Login>, Error> {
    tx.optional(&format!("SELECT {COLUMNS} FROM users WHERE id = $1"), args![user]).await
}

/// The login of this address.
pub async fn find_by_email(tx: &mut Tx, email: &Email) -> Result<Option<Login>, Error> {
    tx.optional(&format!("SELECT {COLUMNS} FROM users WHERE email = $1"), args![email.as_str()]).await
}

/// The language that whoever has this address chose, when they are in this organisation.
pub async fn language_of(tx: &mut Tx, organisation: OrganisationId, address: &str) -> Result<Option<String>, Error> {
    let chosen: Option<(Option<String>,)> = tx
        .optional(
            "SELECT u.language FROM users u JOIN memberships m ON m.user_id = u.id
             WHERE m.organisation_id = $1 AND u.email = $2",
            args![organisation, address],
        )
        .await?;
    Ok(chosen.and_then(|(language,)| language))
}

/// Whose an address may be, for a password that is to be checked against it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Claim {
    /// The login; [`NOBODY`] when there is none.
    pub user_id: UserId,
    /// The hash that the password is checked against.
    pub password_hash: String,
    /// Whether it is the login's; else it is the one that was given for those who have none.
    pub is_own: bool,
}

/// The id that no login has.
const NOBODY: &str = "00000000-0000-0000-0000-000000000000";

/// Whose this address may be. Every address has a row of the same shape, which takes as long to read: `nobody` stands for the hash of
/// a login that is not there, or has no password.
pub async fn claim(tx: &mut Tx, email: &str, nobody: &str) -> Result<Claim, Error> {
    tx.one(
        "SELECT COALESCE(u.id, $2) AS user_id, COALESCE(u.password_hash, $3) AS password_hash,
                u.password_hash IS NOT NULL AS is_own
         FROM (SELECT 1 AS one) AS asked LEFT JOIN users u ON u.email = $1",
        args![email, NOBODY, nobody],
    )
    .await
}

/// Holds the login until the commit, and reads it as it is then.
pub async fn lock(tx: &mut Tx, user: UserId) -> Result<Option<Login>, Error> {
    tx.run("UPDATE users SET email = email WHERE id = $1", args![user]).await?;
    find(tx, user).await
}

/// A login's place in an organisation.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Place {
    /// Its membership.
    pub membership_id: MembershipId,
    /// The organisation.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub organisation: String,
    /// The domain its portal is at, if it has one.
    pub domain: Option<String>,
    /// What it may do.
    pub role: Role,
    /// Whether it may be used.
    pub status: MembershipStatus,
}

/// Where a login belongs: what may be used first, oldest first.
pub async fn places(tx: &mut Tx, user: UserId) -> Result<Vec<Place>, Error> {
    tx.all(
        "SELECT m.id AS membership_id, m.organisation_id, o.name AS organisation, o.domain, m.role, m.status
         FROM memberships m JOIN organisations o ON o.id = m.organisation_id
         WHERE m.user_id = $1 ORDER BY CASE WHEN m.status = $2 THEN 0 ELSE 1 END, m.created_at, m.id",
        args![user, MembershipStatus::Active],
    )
    .await
}

/// Whether a login belongs to this organisation and to no other, deactivated memberships counted.
pub async fn belongs_alone(tx: &mut Tx, organisation: OrganisationId, user: UserId) -> Result<bool, Error> {
    let (here, elsewhere) = tx
        .one::<(i64, i64)>(
            "SELECT COUNT(CASE WHEN organisation_id = $1 THEN 1 END), COUNT(CASE WHEN organisation_id <> $1 THEN 1 END)
             FROM memberships WHERE user_id = $2",
            args![organisation, user],
        )
        .await?;
    Ok(here > 0 && elsewhere == 0)
}

/// Those of these logins that belong to this organisation and to no other, deactivated memberships counted.
pub async fn alone_among(tx: &mut Tx, organisation: OrganisationId, users: &[UserId]) -> Result<Vec<UserId>, Error> {
    if users.is_empty() {
        return Ok(Vec::new());
    }
    let mut all: Vec<Arg> = Vec::from(args![organisation]);
    all.extend(users.iter().map(|user| user.into_arg()));
    let sql = format!(
        "SELECT user_id FROM memberships WHERE user_id IN ({}) GROUP BY user_id
         HAVING COUNT(*) = COUNT(CASE WHEN organisation_id = $1 THEN 1 END)",
        placeholders(2, users.len())
    );
    let found: Vec<(UserId,)> = tx.all(&sql, &all).await?;
    Ok(found.into_iter().map(|(user,)| user).collect())
}

/// What a person chose for themselves.
#[derive(Clone, Copy, Debug)]
pub struct Choices<'a> {
    /// Their name.
    pub name: &'a str,
    /// Their language; none: what the browser says.
    pub language: Option<&'a str>,
    /// Their time zone; none: the organisation's.
    pub time_zone: Option<&'a str>,
}

/// Stores what a person chose for themselves.
pub async fn set_choices(tx: &mut Tx, user: UserId, choices: Choices<'_>) -> Result<(), Error> {
    tx.run(
        "UPDATE users SET name = $2, name_folded = $3, language = $4, time_zone = $5 WHERE id = $1",
        args![user, choices.name, sought(choices.name), choices.language, choices.time_zone],
    )
    .await?;
    Ok(())
}

/// Logins after this one whose names were written by a program that did not fold them.
pub async fn unfolded(tx: &mut Tx, after: Option<UserId>, limit: i64) -> Result<Vec<(UserId, String)>, Error> {
    tx.all(
        "SELECT id, name FROM users WHERE name_folded = '' AND id > COALESCE($1, '') ORDER BY id LIMIT $2",
        args![after, limit],
    )
    .await
}

/// Stores by what a login of this name is sorted and found.
pub async fn fold(tx: &mut Tx, user: UserId, name: &str) -> Result<(), Error> {
    tx.run("UPDATE users SET name_folded = $2 WHERE id = $1", args![user, sought(name)]).await?;
    Ok(())
}

/// Replaces the password.
pub async fn set_password(tx: &mut Tx, user: UserId, password_hash: &str) -> Result<(), Error> {
    tx.run("UPDATE users SET password_hash = $2 WHERE id = $1", args![user, password_hash]).await?;
    Ok(())
}

/// Replaces the address. [`Error::is_taken`] when another login has it.
pub async fn set_email(tx: &mut Tx, user: UserId, email: &str) -> Result<(), Error> {
    tx.run("UPDATE users SET email = $2 WHERE id = $1", args![user, email]).await?;
    Ok(())
}

/// Notes since when the address is known to be the person's, or that it is not.
pub async fn set_confirmed(tx: &mut Tx, user: UserId, at: Option<Timestamp>) -> Result<(), Error> {
    tx.run("UPDATE users SET confirmed_at = $2 WHERE id = $1", args![user, at]).await?;
    Ok(())
}
