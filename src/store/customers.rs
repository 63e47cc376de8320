//! Customers and their contacts.

use crate::clock::Timestamp;
use crate::domain::customer::{Contact, CustomerOption, CustomerRecord, Login, WaitingInvite};
use crate::domain::people::{Customer, MembershipStatus, Role};
use crate::id::{ContactId, CustomerId, OrganisationId};
use crate::store::db::{args, holding, literal};
use crate::store::{Error, Tx};

/// What [`CustomerRecord`] is read from.
pub(super) const RECORD: &str =
    "SELECT id, name, email, phone, address, tax_number, notes, external_id, archived_at, created_at
                      FROM customers
                      WHERE organisation_id = $1";

/// What a search compares, without case and accents.
#[derive(Clone, Copy, Debug)]
pub struct Folded<'a> {
    /// The name.
    pub name: &'a str,
    /// The name and everything else that is looked in.
    pub all: &'a str,
}

/// Adds a customer.
pub async fn insert(
    tx: &mut Tx,
    organisation: OrganisationId,
    customer: &CustomerRecord,
    folded: Folded<'_>,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO customers (id, organisation_id, name, email, phone, address, tax_number, notes, name_folded, sought, created_at,
                                external_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        args![
            customer.id,
            organisation,
            &customer.name,
            &customer.email,
            &customer.phone,
            &customer.address,
            &customer.tax_number,
            &customer.notes,
            folded.name,
            folded.all,
            customer.created_at,
            &customer.external_id,
        ],
    )
    .await?;
    Ok(())
}

/// Changes what is written down about a customer.
pub async fn update(
    tx: &mut Tx,
    organisation: OrganisationId,
    customer: &CustomerRecord,
    folded: Folded<'_>,
) -> Result<(), Error> {
    tx.run(
        "UPDATE customers SET name = $3, email = $4, phone = $5, address = $6, tax_number = $7, notes = $8, name_folded = $9,
                sought = $10, archived_at = $11, external_id = $12
         WHERE organisation_id = $1 AND id = $2",
        args![
            organisation,
            customer.id,
            &customer.name,
            &customer.email,
            &customer.phone,
            &customer.address,
            &customer.tax_number,
            &customer.notes,
            folded.name,
            folded.all,
            customer.archived_at,
            &customer.external_id,
        ],
    )
    .await?;
    Ok(())
}

/// Notes that a reply was written in a ticket of this customer.
pub async fn contacted(
    tx: &mut Tx,
    organisation: OrganisationId,
    customer: CustomerId,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "UPDATE customers SET contacted_at = $3 WHERE organisation_id = $1 AND id = $2 AND COALESCE(contacted_at, 0) < $3",
        args![organisation, customer, now],
    )
    .await?;
    Ok(())
}

/// Customers of any organisation after this one that were written by a program that did not fold them.
pub async fn unfolded(
    tx: &mut Tx,
    after: Option<CustomerId>,
    limit: i64,
) -> Result<Vec<(OrganisationId, CustomerId)>, Error> {
    tx.all(
        "SELECT organisation_id, id FROM customers WHERE name_folded = '' AND id > COALESCE($1, '') ORDER BY id LIMIT $2",
        args![after, limit],
    )
    .await
}

/// The customer of this id, when it is not archived.
pub async fn find(tx: &mut Tx, organisation: OrganisationId, id: CustomerId) -> Result<Option<Customer>, Error> {
    tx.optional(
        "SELECT id, name FROM customers WHERE organisation_id = $1 AND id = $2 AND archived_at IS NULL",
        args![organisation, id],
    )
    .await
}

/// All about the customer of this id, archived or not.
pub async fn record(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: CustomerId,
) -> Result<Option<CustomerRecord>, Error> {
    tx.optional(&format!("{RECORD} AND id = $2"), args![organisation, id]).await
}

/// Customers that are not archived and are called exactly this, without case and accents.
pub async fn named(
    tx: &mut Tx,
    organisation: OrganisationId,
    name_folded: &str,
    limit: i64,
) -> Result<Vec<CustomerOption>, Error> {
    tx.all(
        "SELECT id, name, email, address FROM customers
         WHERE organisation_id = $1 AND name_folded = $2 AND archived_at IS NULL ORDER BY id LIMIT $3",
        args![organisation, name_folded, limit],
    )
    .await
}

/// Customers that are not archived and hold every one of these folded words, those whose name begins with the first of them before the
/// others.
pub async fn options(
    tx: &mut Tx,
    organisation: OrganisationId,
    words: &[&str],
    limit: i64,
) -> Result<Vec<CustomerOption>, Error> {
    let start = words.first().map(|word| format!("{}%", literal(word))).unwrap_or_default();
    let mut all = Vec::from(args![organisation, start, limit]);
    let holds = holding(&mut all, "sought", words);
    let sql = format!(
        r"SELECT id, name, email, address FROM customers WHERE organisation_id = $1 AND archived_at IS NULL {holds}
          ORDER BY CASE WHEN name_folded LIKE $2 ESCAPE '\' THEN 0 ELSE 1 END, name_folded, id LIMIT $3"
    );
    tx.all(&sql, &all).await
}

/// Whether the organisation has any customer that is not archived.
pub async fn any(tx: &mut Tx, organisation: OrganisationId) -> Result<bool, Error> {
    let found: Option<(CustomerId,)> = tx
        .optional(
            "SELECT id FROM customers WHERE organisation_id = $1 AND archived_at IS NULL LIMIT 1",
            args![organisation],
        )
        .await?;
    Ok(found.is_some())
}

/// The logins linked to a customer, by name.
pub async fn logins(tx: &mut Tx, organisation: OrganisationId, customer: CustomerId) -> Result<Vec<Login>, Error> {
    tx.all(
        "SELECT m.id AS membership_id, u.name, u.email, m.status FROM memberships m JOIN users u ON u.id = m.user_id
         WHERE m.organisation_id = $1 AND m.customer_id = $2 AND m.role = $3 ORDER BY u.name, m.id",
        args![organisation, customer, Role::Client],
    )
    .await
}

/// Clients whose login is linked to no customer, and who may sign in all the same, by name.
pub async fn unlinked(tx: &mut Tx, organisation: OrganisationId, limit: i64) -> Result<Vec<Login>, Error> {
    tx.all(
        "SELECT m.id AS membership_id, u.name, u.email, m.status FROM memberships m JOIN users u ON u.id = m.user_id
         WHERE m.organisation_id = $1 AND m.customer_id IS NULL AND m.role = $2 AND m.status = $3 ORDER BY u.name, m.id LIMIT $4",
        args![organisation, Role::Client, MembershipStatus::Active, limit],
    )
    .await
}

/// The invitations to a customer that nobody has accepted yet, each with what has become of its last mail; newest first.
pub async fn invites(
    tx: &mut Tx,
    organisation: OrganisationId,
    customer: CustomerId,
) -> Result<Vec<WaitingInvite>, Error> {
    tx.all(
        "SELECT i.id, i.email, i.expires_at, l.status AS mail, l.error AS mail_error
         FROM invites i LEFT JOIN mails l ON l.id = i.mail_id AND l.organisation_id = i.organisation_id
         WHERE i.organisation_id = $1 AND i.customer_id = $2 AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL
         ORDER BY i.created_at DESC, i.id DESC",
        args![organisation, customer],
    )
    .await
}

/// Whether a ticket, an invoice, a project or a membership, of whatever state, names this customer: then it is never destroyed.
pub async fn is_needed(tx: &mut Tx, organisation: OrganisationId, customer: CustomerId) -> Result<bool, Error> {
    let (needed,) = tx
        .one::<(i64,)>(
            "SELECT CAST(CASE WHEN EXISTS (SELECT 1 FROM tickets WHERE organisation_id = $1 AND customer_id = $2)
                           OR EXISTS (SELECT 1 FROM memberships WHERE organisation_id = $1 AND customer_id = $2)
                           OR EXISTS (SELECT 1 FROM invites WHERE organisation_id = $1 AND customer_id = $2
                                          AND accepted_at IS NOT NULL)
                           OR EXISTS (SELECT 1 FROM invoices WHERE organisation_id = $1 AND customer_id = $2)
                           OR EXISTS (SELECT 1 FROM projects WHERE organisation_id = $1 AND customer_id = $2)
                           OR EXISTS (SELECT 1 FROM failed_submissions WHERE organisation_id = $1 AND customer_id = $2)
                      THEN 1 ELSE 0 END AS BIGINT)",
            args![organisation, customer],
        )
        .await?;
    Ok(needed > 0)
}

/// Deletes a customer with its contacts and the invitations that were withdrawn. What [`is_needed`] the database keeps.
pub async fn delete(tx: &mut Tx, organisation: OrganisationId, customer: CustomerId) -> Result<(), Error> {
    for sql in [
        "DELETE FROM customer_notes WHERE organisation_id = $1 AND customer_id = $2",
        "DELETE FROM contacts WHERE organisation_id = $1 AND customer_id = $2",
        "UPDATE invites SET customer_id = NULL WHERE organisation_id = $1 AND customer_id = $2 AND withdrawn_at IS NOT NULL",
        "DELETE FROM customers WHERE organisation_id = $1 AND id = $2",
    ] {
        tx.run(sql, args![organisation, customer]).await?;
    }
    Ok(())
}

/// A customer's contacts, by name.
pub async fn contacts(tx: &mut Tx, organisation: OrganisationId, customer: CustomerId) -> Result<Vec<Contact>, Error> {
    tx.all(
        "SELECT id, name, position, email, phone FROM contacts WHERE organisation_id = $1 AND customer_id = $2 ORDER BY name, id",
        args![organisation, customer],
    )
    .await
}

/// A customer's contact of this id.
pub async fn contact(
    tx: &mut Tx,
    organisation: OrganisationId,
    customer: CustomerId,
    id: ContactId,
) -> Result<Option<Contact>, Error> {
    tx.optional(
        "SELECT id, name, position, email, phone FROM contacts WHERE organisation_id = $1 AND customer_id = $2 AND id = $3",
        args![organisation, customer, id],
    )
    .await
}

/// Adds a contact to a customer, or changes the one that has this id there.
pub async fn save_contact(
    tx: &mut Tx,
    organisation: OrganisationId,
    customer: CustomerId,
    contact: &Contact,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO contacts (id, organisation_id, customer_id, name, position, email, phone, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, position = excluded.position, email = excluded.email,
             phone = excluded.phone
         WHERE contacts.organisation_id = excluded.organisation_id AND contacts.customer_id = excluded.customer_id",
        args![
            contact.id,
            organisation,
            customer,
            &contact.name,
            &contact.position,
            &contact.email,
            &contact.phone,
            now,
        ],
    )
    .await?;
    Ok(())
}

/// Deletes a customer's contact.
pub async fn delete_contact(
    tx: &mut Tx,
    organisation: OrganisationId,
    customer: CustomerId,
    id: ContactId,
) -> Result<(), Error> {
    tx.run(
        "DELETE FROM contacts WHERE organisation_id = $1 AND customer_id = $2 AND id = $3",
        args![organisation, customer, id],
    )
    .await?;
    Ok(())
}
