//! Users and their memberships.

use crate::clock::Timestamp;
use crate::domain::input::Email;
use crate::domain::people::{MembershipStatus, Person, Role};
use crate::id::{CustomerId, MembershipId, OrganisationId, UserId};
use crate::store::db::args;
use crate::store::{Error, Tx};

/// A login to be added.
#[derive(Debug)]
pub struct NewUser<'a> {
    /// Its id.
    pub id: UserId,
    /// Its address.
    pub email: &'a Email,
    /// The person's name.
    pub name: &'a str,
    /// The password's hash, PHC string format; `None` until the person sets one.
    pub password_hash: Option<&'a str>,
}

/// Adds a login.
pub async fn insert_user(tx: &mut Tx, user: &NewUser<'_>, now: Timestamp) -> Result<(), Error> {
    tx.run(
        "INSERT INTO users (id, email, name, password_hash, created_at) VALUES ($1, $2, $3, $4, $5)",
        args![user.id, user.email.as_str(), user.name, user.password_hash, now],
    )
    .await?;
    Ok(())
}

/// What sign-in checks.
#[derive(Debug, sqlx::FromRow)]
pub struct Credentials {
    /// The login.
    pub user_id: UserId,
    /// The password's hash, PHC string format.
    pub password_hash: Option<String>,
}

/// The login of this address.
pub async fn credentials(tx: &mut Tx, email: &Email) -> Result<Option<Credentials>, Error> {
    tx.optional("SELECT id AS user_id, password_hash FROM users WHERE email = $1", args![email.as_str()]).await
}

/// A membership to be added.
#[derive(Debug)]
pub struct NewMembership {
    /// Its id.
    pub id: MembershipId,
    /// Whose.
    pub user_id: UserId,
    /// What it may do.
    pub role: Role,
    /// A client's linked customer.
    pub customer_id: Option<CustomerId>,
}

/// Adds a user to an organisation.
pub async fn insert_membership(
    tx: &mut Tx,
    organisation: OrganisationId,
    membership: &NewMembership,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO memberships (id, organisation_id, user_id, role, customer_id, status, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![
            membership.id,
            organisation,
            membership.user_id,
            membership.role,
            membership.customer_id,
            MembershipStatus::Active,
            now,
        ],
    )
    .await?;
    Ok(())
}

/// A membership that a sign-in may use.
#[derive(Debug, sqlx::FromRow)]
pub struct UsableMembership {
    /// Its id.
    pub id: MembershipId,
    /// What it may do.
    pub role: Role,
}

/// A user's active memberships, oldest first.
pub async fn usable_memberships(tx: &mut Tx, user: UserId) -> Result<Vec<UsableMembership>, Error> {
    tx.all(
        "SELECT id, role FROM memberships WHERE user_id = $1 AND status = $2 ORDER BY created_at, id",
        args![user, MembershipStatus::Active],
    )
    .await
}

/// Who may be assigned a ticket: active staff who may work on tickets, by name.
pub async fn assignable(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<Person>, Error> {
    tx.all(
        "SELECT m.id AS membership_id, u.name FROM memberships m JOIN users u ON u.id = m.user_id
         WHERE m.organisation_id = $1 AND m.status = $2 AND m.role IN ($3, $4, $5) ORDER BY u.name, m.id",
        args![organisation, MembershipStatus::Active, Role::Admin, Role::Manager, Role::Agent],
    )
    .await
}

/// Somebody to write a mail to.
#[derive(Debug, sqlx::FromRow)]
pub struct Recipient {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their role, which tells what they may see.
    pub role: Role,
    /// A client's linked customer.
    pub customer_id: Option<CustomerId>,
    /// Their language: their own choice, else the organisation's.
    pub language: String,
    /// Their time zone: their own choice, else the organisation's.
    pub time_zone: String,
}

/// The person behind an active membership.
pub async fn recipient(
    tx: &mut Tx,
    organisation: OrganisationId,
    membership: MembershipId,
) -> Result<Option<Recipient>, Error> {
    tx.optional(
        "SELECT u.name, u.email, m.role, m.customer_id, COALESCE(u.language, o.language) AS language,
                COALESCE(u.time_zone, o.time_zone) AS time_zone
         FROM memberships m JOIN users u ON u.id = m.user_id JOIN organisations o ON o.id = m.organisation_id
         WHERE m.organisation_id = $1 AND m.id = $2 AND m.status = $3",
        args![organisation, membership, MembershipStatus::Active],
    )
    .await
}
