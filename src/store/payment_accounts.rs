//! With which account at Stripe an organisation takes payments.

use crate::clock::Timestamp;
use crate::domain::payment::AccountKind;
use crate::id::OrganisationId;
use crate::store::db::args;
use crate::store::{Error, Tx};

/// An account as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Row {
    /// Its own or the server's.
    pub kind: AccountKind,
    /// `acct_…`; empty for the server's, and until Stripe has named it.
    pub account: String,
    /// How it stood when Stripe was last asked, as JSON; empty until then.
    pub standing: String,
    /// Whether it could charge cards then.
    pub charges_enabled: bool,
    /// The attempt at making it.
    pub attempt: i64,
    /// When Stripe was last asked.
    pub checked_at: Option<Timestamp>,
}

const COLUMNS: &str = "kind, account, standing, charges_enabled, attempt, checked_at";

/// The organisation's account, if it has chosen one.
pub async fn find(tx: &mut Tx, organisation: OrganisationId) -> Result<Option<Row>, Error> {
    tx.optional(&format!("SELECT {COLUMNS} FROM payment_accounts WHERE organisation_id = $1"), args![organisation])
        .await
}

/// Stores the organisation's account in place of the one it had.
pub async fn save(tx: &mut Tx, organisation: OrganisationId, row: &Row, now: Timestamp) -> Result<(), Error> {
    tx.run(
        "INSERT INTO payment_accounts (organisation_id, kind, account, standing, charges_enabled, attempt, checked_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (organisation_id) DO UPDATE SET kind = excluded.kind, account = excluded.account, standing = excluded.standing,
            charges_enabled = excluded.charges_enabled, attempt = excluded.attempt, checked_at = excluded.checked_at",
        args![
            organisation,
            row.kind,
            &row.account,
            &row.standing,
            row.charges_enabled,
            row.attempt,
            row.checked_at,
            now,
        ],
    )
    .await?;
    Ok(())
}

/// Forgets the organisation's account.
pub async fn delete(tx: &mut Tx, organisation: OrganisationId) -> Result<(), Error> {
    tx.run("DELETE FROM payment_accounts WHERE organisation_id = $1", args![organisation]).await?;
    Ok(())
}

/// The organisations that take payments with this account; for none named, those that use the server's own.
pub async fn with(tx: &mut Tx, kind: AccountKind, account: &str) -> Result<Vec<(OrganisationId,)>, Error> {
    tx.all(
        "SELECT organisation_id FROM payment_accounts WHERE kind = $1 AND account = $2 ORDER BY organisation_id",
        args![kind, account],
    )
    .await
}

/// Accounts of any organisation of which Stripe has not been asked since.
pub async fn unchecked_since(tx: &mut Tx, since: Timestamp, limit: i64) -> Result<Vec<(OrganisationId,)>, Error> {
    tx.all(
        "SELECT organisation_id FROM payment_accounts WHERE (kind = $3 OR account <> '') AND COALESCE(checked_at, 0) < $1
         ORDER BY checked_at, organisation_id LIMIT $2",
        args![since, limit, AccountKind::Own],
    )
    .await
}

/// How many organisations the server holds.
pub async fn organisations(tx: &mut Tx) -> Result<i64, Error> {
    let (count,): (i64,) = tx.one("SELECT COUNT(*) FROM organisations", &[]).await?;
    Ok(count)
}

/// Whether an organisation lets a part of an invoice be paid by card, and what it says about other ways to pay.
pub async fn choices(tx: &mut Tx, organisation: OrganisationId) -> Result<(bool, String), Error> {
    tx.one("SELECT part_payments, ways_to_pay FROM organisations WHERE id = $1", args![organisation]).await
}
