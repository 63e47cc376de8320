//! Users and their memberships.

use crate::clock::Timestamp;
use crate::domain::input::Email;
use crate::domain::money::{Amount, Currency, Money};
use crate::domain::people::{MembershipStatus, Notify, Person, Role};
use crate::domain::session::Affiliation;
use crate::domain::sought::sought;
use crate::id::{CustomerId, MembershipId, OrganisationId, UserId};
use crate::store::db::{IntoArg, args, placeholders};
use crate::store::tickets::unread_of_client;
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
    /// When it was proved that the address is the person's.
    pub confirmed_at: Option<Timestamp>,
}

/// Adds a login.
pub async fn insert_user(tx: &mut Tx, user: &NewUser<'_>, now: Timestamp) -> Result<(), Error> {
    tx.run(
        "INSERT INTO users (id, email, name, name_folded, password_hash, confirmed_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![user.id, user.email.as_str(), user.name, sought(user.name), user.password_hash, user.confirmed_at, now,],
    )
    .await?;
    Ok(())
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
    /// Where.
    pub organisation_id: OrganisationId,
    /// The person's name.
    pub name: String,
    /// What it may do.
    pub role: Role,
}

/// A user's active memberships, oldest first; with `only` the one in that organisation.
pub async fn usable_memberships(
    tx: &mut Tx,
    user: UserId,
    only: Option<OrganisationId>,
) -> Result<Vec<UsableMembership>, Error> {
    tx.all(
        "SELECT m.id, m.organisation_id, u.name, m.role FROM memberships m JOIN users u ON u.id = m.user_id
         WHERE m.user_id = $1 AND m.status = $2 AND m.organisation_id = COALESCE($3, m.organisation_id)
         ORDER BY m.created_at, m.id",
        args![user, MembershipStatus::Active, only],
    )
    .await
}

/// A login's active membership in the organisation of this slug.
#[derive(Debug, sqlx::FromRow)]
pub struct MembershipAt {
    /// Its id.
    pub id: MembershipId,
    /// The organisation.
    pub organisation_id: OrganisationId,
    /// The organisation's domain.
    pub domain: Option<String>,
    /// What it may do.
    pub role: Role,
}

/// A login's active membership in the organisation of this slug.
pub async fn membership_at(tx: &mut Tx, user: UserId, slug: &str) -> Result<Option<MembershipAt>, Error> {
    tx.optional(
        "SELECT m.id, m.organisation_id, o.domain, m.role FROM memberships m JOIN organisations o ON o.id = m.organisation_id
         WHERE m.user_id = $1 AND m.status = $3 AND o.slug = $2",
        args![user, slug, MembershipStatus::Active],
    )
    .await
}

/// A login's active membership of this id, with the organisation it is in.
pub async fn membership_of(tx: &mut Tx, user: UserId, membership: MembershipId) -> Result<Option<MembershipAt>, Error> {
    tx.optional(
        "SELECT m.id, m.organisation_id, o.domain, m.role FROM memberships m JOIN organisations o ON o.id = m.organisation_id
         WHERE m.user_id = $1 AND m.status = $3 AND m.id = $2",
        args![user, membership, MembershipStatus::Active],
    )
    .await
}

/// A login's active memberships by the organisations' names, each with the number of its tickets that have unread replies.
pub async fn affiliations(tx: &mut Tx, user: UserId) -> Result<Vec<Affiliation>, Error> {
    let unread = unread_of_client("m.organisation_id", "m.customer_id", "m.id");
    // Each by itself is a stretch of an index.
    let [nobodys, own] = ["IS NULL", "= m.id"].map(|assignee| {
        format!(
            "SELECT COUNT(*) FROM tickets t LEFT JOIN read_positions r ON r.ticket_id = t.id AND r.membership_id = m.id
             WHERE t.organisation_id = m.organisation_id AND t.status IN ('open', 'pending')
               AND t.assignee_id {assignee} AND t.client_number > COALESCE(r.seen, 0)"
        )
    });
    let sql = format!(
        "SELECT m.id AS membership_id, o.slug, o.name AS organisation, o.domain, m.role, c.name AS customer,
                CASE WHEN m.role = $3 THEN
                    ({unread})
                ELSE
                    ({nobodys}) + ({own})
                END AS unread
         FROM memberships m
         JOIN organisations o ON o.id = m.organisation_id
         LEFT JOIN customers c ON c.id = m.customer_id
         WHERE m.user_id = $1 AND m.status = $2
         ORDER BY o.name, o.id"
    );
    tx.all(&sql, args![user, MembershipStatus::Active, Role::Client]).await
}

/// What the customers that a login is linked to as a client have to pay, by membership and currency: all of a login's organisations in
/// one query.
pub async fn dues(tx: &mut Tx, user: UserId) -> Result<Vec<(MembershipId, Money)>, Error> {
    let rows: Vec<(MembershipId, Currency, Amount)> = tx
        .all(
            "SELECT m.id, i.currency, CAST(SUM(i.outstanding) AS BIGINT)
             FROM memberships m
             JOIN invoices i ON i.organisation_id = m.organisation_id AND i.customer_id = m.customer_id
             WHERE m.user_id = $1 AND m.status = $2 AND m.role = $3 AND i.outstanding > 0
             GROUP BY m.id, i.currency ORDER BY m.id, i.currency",
            args![user, MembershipStatus::Active, Role::Client],
        )
        .await?;
    Ok(rows.into_iter().map(|(id, currency, amount)| (id, Money::new(amount, currency))).collect())
}

/// A login's name and address.
pub async fn called(tx: &mut Tx, user: UserId) -> Result<Option<(String, String)>, Error> {
    tx.optional("SELECT name, email FROM users WHERE id = $1", args![user]).await
}

/// The name of an active client of this customer.
pub async fn client_of(
    tx: &mut Tx,
    organisation: OrganisationId,
    customer: CustomerId,
    membership: MembershipId,
) -> Result<Option<String>, Error> {
    let found: Option<(String,)> = tx
        .optional(
            "SELECT u.name FROM memberships m JOIN users u ON u.id = m.user_id
             WHERE m.organisation_id = $1 AND m.customer_id = $2 AND m.id = $3 AND m.status = $4 AND m.role = $5",
            args![organisation, customer, membership, MembershipStatus::Active, Role::Client],
        )
        .await?;
    Ok(found.map(|(name,)| name))
}

/// Who may be assigned a ticket: active staff who may work on tickets, by name.
pub async fn assignable(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<Person>, Error> {
    // That they are no clients is said for the index of the staff.
    tx.all(
        "SELECT m.id AS membership_id, u.name FROM memberships m JOIN users u ON u.id = m.user_id
         WHERE m.organisation_id = $1 AND m.role <> 'client' AND m.status = $2 AND m.role IN ($3, $4, $5) ORDER BY u.name, m.id",
        args![organisation, MembershipStatus::Active, Role::Admin, Role::Manager, Role::Agent],
    )
    .await
}

/// Whether this person is one of them.
pub async fn is_assignable(tx: &mut Tx, organisation: OrganisationId, membership: MembershipId) -> Result<bool, Error> {
    let found: Option<(MembershipId,)> = tx
        .optional(
            "SELECT id FROM memberships WHERE id = $1 AND organisation_id = $2 AND status = $3 AND role IN ($4, $5, $6)",
            args![membership, organisation, MembershipStatus::Active, Role::Admin, Role::Manager, Role::Agent],
        )
        .await?;
    Ok(found.is_some())
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
    /// Of which tickets they are told by mail.
    pub notify: Notify,
}

/// The person behind an active membership.
pub async fn recipient(
    tx: &mut Tx,
    organisation: OrganisationId,
    membership: MembershipId,
) -> Result<Option<Recipient>, Error> {
    tx.optional(
        "SELECT u.name, u.email, m.role, m.customer_id, COALESCE(u.language, o.language) AS language,
                COALESCE(u.time_zone, o.time_zone) AS time_zone, m.notify
         FROM memberships m JOIN users u ON u.id = m.user_id JOIN organisations o ON o.id = m.organisation_id
         WHERE m.organisation_id = $1 AND m.id = $2 AND m.status = $3",
        args![organisation, membership, MembershipStatus::Active],
    )
    .await
}

/// Of which tickets a membership is told by mail.
pub async fn notify(
    tx: &mut Tx,
    organisation: OrganisationId,
    membership: MembershipId,
) -> Result<Option<Notify>, Error> {
    let found: Option<(Notify,)> = tx
        .optional(
            "SELECT notify FROM memberships WHERE organisation_id = $1 AND id = $2",
            args![organisation, membership],
        )
        .await?;
    Ok(found.map(|(notify,)| notify))
}

/// Chooses of which tickets a membership is told by mail.
pub async fn set_notify(
    tx: &mut Tx,
    organisation: OrganisationId,
    membership: MembershipId,
    notify: Notify,
) -> Result<(), Error> {
    tx.run(
        "UPDATE memberships SET notify = $3 WHERE organisation_id = $1 AND id = $2",
        args![organisation, membership, notify],
    )
    .await?;
    Ok(())
}

/// A login, as an invitation to its address finds it.
#[derive(Debug, sqlx::FromRow)]
pub struct Login {
    /// Its id.
    pub user_id: UserId,
    /// The person's name.
    pub name: String,
    /// The password's hash, PHC string format.
    pub password_hash: Option<String>,
    /// When it was proved that the address is the person's.
    pub confirmed_at: Option<Timestamp>,
}

/// The login of this address, whole.
pub async fn login(tx: &mut Tx, email: &str) -> Result<Option<Login>, Error> {
    tx.optional("SELECT id AS user_id, name, password_hash, confirmed_at FROM users WHERE email = $1", args![email])
        .await
}

/// A membership with its person.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Member {
    /// Its id.
    pub id: MembershipId,
    /// The person's name.
    pub name: String,
    /// The person's address.
    pub email: String,
    /// What it may do.
    pub role: Role,
    /// A client's linked customer.
    pub customer_id: Option<CustomerId>,
    /// What that is called.
    pub customer_name: Option<String>,
    /// Whether it may be used.
    pub status: MembershipStatus,
}

/// The membership of this id.
pub async fn member(tx: &mut Tx, organisation: OrganisationId, id: MembershipId) -> Result<Option<Member>, Error> {
    tx.optional(
        "SELECT m.id, u.name, u.email, m.role, m.customer_id, c.name AS customer_name, m.status
         FROM memberships m JOIN users u ON u.id = m.user_id LEFT JOIN customers c ON c.id = m.customer_id
         WHERE m.organisation_id = $1 AND m.id = $2",
        args![organisation, id],
    )
    .await
}

/// Whether somebody of this address is in the organisation, deactivated or not.
pub async fn has_member(tx: &mut Tx, organisation: OrganisationId, email: &Email) -> Result<bool, Error> {
    let found: Option<(String,)> = tx
        .optional(
            "SELECT m.id FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.organisation_id = $1 AND u.email = $2",
            args![organisation, email.as_str()],
        )
        .await?;
    Ok(found.is_some())
}

/// The status of a login's membership, when it has one in this organisation.
pub async fn status_of(
    tx: &mut Tx,
    organisation: OrganisationId,
    user: UserId,
) -> Result<Option<MembershipStatus>, Error> {
    let found: Option<(MembershipStatus,)> = tx
        .optional(
            "SELECT status FROM memberships WHERE organisation_id = $1 AND user_id = $2",
            args![organisation, user],
        )
        .await?;
    Ok(found.map(|(status,)| status))
}

/// Active people of the staff with one of these roles who want mails.
pub async fn told(tx: &mut Tx, organisation: OrganisationId, roles: &[Role]) -> Result<Vec<MembershipId>, Error> {
    let mut all = Vec::from(args![organisation, MembershipStatus::Active, Notify::None]);
    all.extend(roles.iter().map(|role| (*role).into_arg()));
    let sql = format!(
        "SELECT id FROM memberships WHERE organisation_id = $1 AND status = $2 AND notify <> $3 AND role IN ({}) ORDER BY id",
        placeholders(4, roles.len())
    );
    let found: Vec<(MembershipId,)> = tx.all(&sql, &all).await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// How many active admins there are.
pub async fn active_admins(tx: &mut Tx, organisation: OrganisationId) -> Result<i64, Error> {
    let (count,) = tx
        .one::<(i64,)>(
            "SELECT COUNT(*) FROM memberships WHERE organisation_id = $1 AND role = $2 AND status = $3",
            args![organisation, Role::Admin, MembershipStatus::Active],
        )
        .await?;
    Ok(count)
}

/// Sets what a membership may do, and to which customer it is linked.
pub async fn set_role(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: MembershipId,
    (role, customer): (Role, Option<CustomerId>),
) -> Result<(), Error> {
    tx.run(
        "UPDATE memberships SET role = $3, customer_id = $4 WHERE organisation_id = $1 AND id = $2",
        args![organisation, id, role, customer],
    )
    .await?;
    Ok(())
}

/// Sets whether a membership may be used.
pub async fn set_status(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: MembershipId,
    status: MembershipStatus,
) -> Result<(), Error> {
    tx.run(
        "UPDATE memberships SET status = $3 WHERE organisation_id = $1 AND id = $2",
        args![organisation, id, status],
    )
    .await?;
    Ok(())
}
