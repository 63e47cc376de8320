//! Invitations: who was asked to join.

use crate::clock::Timestamp;
use crate::domain::input::Email;
use crate::domain::people::Role;
use crate::id::{CustomerId, InviteId, MailId, MembershipId, OrganisationId};
use crate::store::db::args;
use crate::store::{Error, Tx};

/// What tells the invitations that wait from those that are over.
const WAITS: &str = "accepted_at IS NULL AND withdrawn_at IS NULL";

/// An invitation to be added.
#[derive(Debug)]
pub struct NewInvite<'a> {
    /// Its id.
    pub id: InviteId,
    /// Who is invited.
    pub email: &'a Email,
    /// As what.
    pub role: Role,
    /// A client's linked customer.
    pub customer_id: Option<CustomerId>,
    /// By whom.
    pub invited_by: MembershipId,
    /// When its links end.
    pub expires_at: Timestamp,
}

/// Adds an invitation. A second one that waits for the same address is refused by the database.
pub async fn insert(
    tx: &mut Tx,
    organisation: OrganisationId,
    invite: &NewInvite<'_>,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO invites (id, organisation_id, email, role, customer_id, invited_by, expires_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            invite.id,
            organisation,
            invite.email.as_str(),
            invite.role,
            invite.customer_id,
            invite.invited_by,
            invite.expires_at,
            now,
        ],
    )
    .await?;
    Ok(())
}

/// An invitation that waits.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Invite {
    /// Its id.
    pub id: InviteId,
    /// Who is invited.
    pub email: String,
    /// As what.
    pub role: Role,
    /// A client's linked customer.
    pub customer_id: Option<CustomerId>,
    /// What that is called.
    pub customer_name: Option<String>,
    /// The name of whoever invited them.
    pub invited_by: Option<String>,
    /// The last mail that carried its link.
    pub mail_id: Option<MailId>,
}

/// The invitation of this id, while it waits.
pub async fn waiting(tx: &mut Tx, organisation: OrganisationId, id: InviteId) -> Result<Option<Invite>, Error> {
    tx.optional(
        &format!(
            "SELECT i.id, i.email, i.role, i.customer_id, c.name AS customer_name, u.name AS invited_by, i.mail_id
             FROM invites i LEFT JOIN customers c ON c.id = i.customer_id LEFT JOIN memberships m ON m.id = i.invited_by
             LEFT JOIN users u ON u.id = m.user_id
             WHERE i.organisation_id = $1 AND i.id = $2 AND {WAITS}"
        ),
        args![organisation, id],
    )
    .await
}

/// Whether an invitation to this address waits.
pub async fn waits_for(tx: &mut Tx, organisation: OrganisationId, email: &Email) -> Result<bool, Error> {
    let found: Option<(String,)> = tx
        .optional(
            &format!("SELECT id FROM invites WHERE organisation_id = $1 AND email = $2 AND {WAITS}"),
            args![organisation, email.as_str()],
        )
        .await?;
    Ok(found.is_some())
}

/// Puts off when an invitation's links end. False when it waits no more.
pub async fn put_off(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: InviteId,
    expires_at: Timestamp,
) -> Result<bool, Error> {
    let touched = tx
        .run(
            &format!("UPDATE invites SET expires_at = $3 WHERE organisation_id = $1 AND id = $2 AND {WAITS}"),
            args![organisation, id, expires_at],
        )
        .await?;
    Ok(touched > 0)
}

/// Notes which mail carries the invitation's link.
pub async fn set_mail(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: InviteId,
    mail: Option<MailId>,
) -> Result<(), Error> {
    tx.run("UPDATE invites SET mail_id = $3 WHERE organisation_id = $1 AND id = $2", args![organisation, id, mail])
        .await?;
    Ok(())
}

/// Links an invitation that waits to another customer.
pub async fn set_customer(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: InviteId,
    customer: Option<CustomerId>,
) -> Result<(), Error> {
    tx.run(
        &format!("UPDATE invites SET customer_id = $3 WHERE organisation_id = $1 AND id = $2 AND {WAITS}"),
        args![organisation, id, customer],
    )
    .await?;
    Ok(())
}

/// Notes that it was accepted. False when it waits no more.
pub async fn accept(tx: &mut Tx, organisation: OrganisationId, id: InviteId, now: Timestamp) -> Result<bool, Error> {
    let touched = tx
        .run(
            &format!("UPDATE invites SET accepted_at = $3 WHERE organisation_id = $1 AND id = $2 AND {WAITS}"),
            args![organisation, id, now],
        )
        .await?;
    Ok(touched > 0)
}

/// Notes that it was withdrawn. False when it waits no more.
pub async fn withdraw(tx: &mut Tx, organisation: OrganisationId, id: InviteId, now: Timestamp) -> Result<bool, Error> {
    let touched = tx
        .run(
            &format!("UPDATE invites SET withdrawn_at = $3 WHERE organisation_id = $1 AND id = $2 AND {WAITS}"),
            args![organisation, id, now],
        )
        .await?;
    Ok(touched > 0)
}
