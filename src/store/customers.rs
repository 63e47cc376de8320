//! Customers.

use crate::clock::Timestamp;
use crate::domain::people::Customer;
use crate::id::{CustomerId, OrganisationId};
use crate::store::db::args;
use crate::store::{Error, Tx};

/// Adds a customer.
pub async fn insert(
    tx: &mut Tx,
    organisation: OrganisationId,
    customer: &Customer,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO customers (id, organisation_id, name, created_at) VALUES ($1, $2, $3, $4)",
        args![customer.id, organisation, &customer.name, now],
    )
    .await?;
    Ok(())
}

/// The customer of this id.
pub async fn find(tx: &mut Tx, organisation: OrganisationId, id: CustomerId) -> Result<Option<Customer>, Error> {
    tx.optional(
        "SELECT id, name FROM customers WHERE organisation_id = $1 AND id = $2 AND archived_at IS NULL",
        args![organisation, id],
    )
    .await
}

/// Customers that are not archived, by name.
pub async fn active(tx: &mut Tx, organisation: OrganisationId, limit: i64) -> Result<Vec<Customer>, Error> {
    tx.all(
        "SELECT id, name FROM customers WHERE organisation_id = $1 AND archived_at IS NULL ORDER BY name, id LIMIT $2",
        args![organisation, limit],
    )
    .await
}
