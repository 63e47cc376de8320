//! Attempts to pay invoices by card.

use crate::clock::Timestamp;
use crate::domain::money::{Amount, Currency};
use crate::domain::payment::{Account, Attempt, IntentId, IntentStatus, NewAttempt};
use crate::id::{InvoiceId, MembershipId, OrganisationId, PaymentId};
use crate::store::db::args;
use crate::store::{Error, Tx};

/// What [`Attempt`] is read from.
const ATTEMPT: &str =
    "SELECT id, organisation_id, invoice_id, account, intent, attempt, amount, currency, status, live, failure,
       membership_id, created_at FROM payment_intents";

#[derive(sqlx::FromRow)]
struct Row {
    id: PaymentId,
    organisation_id: OrganisationId,
    invoice_id: InvoiceId,
    account: String,
    intent: Option<String>,
    attempt: i64,
    amount: Amount,
    currency: Currency,
    status: IntentStatus,
    live: bool,
    failure: Option<String>,
    membership_id: Option<MembershipId>,
    created_at: Timestamp,
}

impl From<Row> for Attempt {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            organisation: row.organisation_id,
            invoice: row.invoice_id,
            account: Account::from_stored(&row.account),
            intent: row.intent.map(IntentId),
            number: row.attempt,
            amount: row.amount,
            currency: row.currency,
            status: row.status,
            live: row.live,
            failure: row.failure,
            by: row.membership_id,
            created_at: row.created_at,
        }
    }
}

/// Adds an attempt that Stripe does not know yet. [`Error::is_taken`] when another one of the invoice is live.
pub async fn insert(
    tx: &mut Tx,
    organisation: OrganisationId,
    attempt: &NewAttempt,
    (now, ask_at): (Timestamp, Timestamp),
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO payment_intents (id, organisation_id, invoice_id, account, attempt, amount, currency, status, live, membership_id,
                                      created_at, updated_at, ask_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12)",
        args![
            attempt.id,
            organisation,
            attempt.invoice,
            attempt.account.as_stored(),
            attempt.number,
            attempt.amount,
            attempt.currency,
            IntentStatus::Opening,
            true,
            attempt.by,
            now,
            ask_at,
        ],
    )
    .await?;
    Ok(())
}

/// The attempt of this id.
pub async fn find(tx: &mut Tx, organisation: OrganisationId, id: PaymentId) -> Result<Option<Attempt>, Error> {
    let row: Option<Row> =
        tx.optional(&format!("{ATTEMPT} WHERE organisation_id = $1 AND id = $2"), args![organisation, id]).await?;
    Ok(row.map(Attempt::from))
}

/// The attempt that may still be charged.
pub async fn live(tx: &mut Tx, organisation: OrganisationId, invoice: InvoiceId) -> Result<Option<Attempt>, Error> {
    let row: Option<Row> = tx
        .optional(
            &format!("{ATTEMPT} WHERE organisation_id = $1 AND invoice_id = $2 AND live"),
            args![organisation, invoice],
        )
        .await?;
    Ok(row.map(Attempt::from))
}

/// Every attempt to pay an invoice, the last first.
pub async fn of_invoice(tx: &mut Tx, organisation: OrganisationId, invoice: InvoiceId) -> Result<Vec<Attempt>, Error> {
    let rows: Vec<Row> = tx
        .all(
            &format!("{ATTEMPT} WHERE organisation_id = $1 AND invoice_id = $2 ORDER BY attempt DESC"),
            args![organisation, invoice],
        )
        .await?;
    Ok(rows.into_iter().map(Attempt::from).collect())
}

/// Which attempt Stripe calls by this name in this account. A name that we did not give, or of another account, is of none.
pub async fn named(
    tx: &mut Tx,
    account: &Account,
    intent: &IntentId,
) -> Result<Option<(OrganisationId, PaymentId)>, Error> {
    tx.optional(
        "SELECT organisation_id, id FROM payment_intents WHERE intent = $1 AND account = $2",
        args![intent.0.as_str(), account.as_stored()],
    )
    .await
}

/// Writes down what Stripe told of an attempt, and when it is asked next.
pub async fn update(
    tx: &mut Tx,
    attempt: &Attempt,
    (now, ask_at): (Timestamp, Option<Timestamp>),
) -> Result<(), Error> {
    tx.run(
        "UPDATE payment_intents SET intent = $3, status = $4, live = $5, failure = $6, updated_at = $7, ask_at = $8
         WHERE organisation_id = $1 AND id = $2",
        args![
            attempt.organisation,
            attempt.id,
            attempt.intent.as_ref().map(|intent| intent.0.as_str()),
            attempt.status,
            attempt.live,
            attempt.failure.as_deref(),
            now,
            ask_at,
        ],
    )
    .await?;
    Ok(())
}

/// Has Stripe asked at once about the attempt that may still be charged.
pub async fn hasten(
    tx: &mut Tx,
    organisation: OrganisationId,
    invoice: InvoiceId,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "UPDATE payment_intents SET ask_at = $3 WHERE organisation_id = $1 AND invoice_id = $2 AND live",
        args![organisation, invoice, now],
    )
    .await?;
    Ok(())
}

/// The attempts that wait to be asked about, the longest due first.
pub async fn due(tx: &mut Tx, now: Timestamp, limit: i64) -> Result<Vec<(OrganisationId, PaymentId)>, Error> {
    tx.all(
        "SELECT organisation_id, id FROM payment_intents WHERE ask_at IS NOT NULL AND ask_at <= $1 ORDER BY ask_at, id LIMIT $2",
        args![now, limit],
    )
    .await
}

/// Takes one of them until `until`. False when another worker was quicker.
pub async fn claim(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: PaymentId,
    (now, until): (Timestamp, Timestamp),
) -> Result<bool, Error> {
    let touched = tx
        .run(
            "UPDATE payment_intents SET ask_at = $4 WHERE organisation_id = $1 AND id = $2 AND ask_at <= $3",
            args![organisation, id, now, until],
        )
        .await?;
    Ok(touched > 0)
}

/// Has Stripe asked at once about every attempt of the organisation that may still be charged.
pub async fn hasten_all(tx: &mut Tx, organisation: OrganisationId, now: Timestamp) -> Result<(), Error> {
    tx.run("UPDATE payment_intents SET ask_at = $2 WHERE organisation_id = $1 AND live", args![organisation, now])
        .await?;
    Ok(())
}
