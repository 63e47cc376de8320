//! Files of invoices that were brought and wait to be taken in, and what is written when they are.

use jiff::civil::Date;

use crate::clock::Timestamp;
use crate::domain::invoice::{Balance, InvoiceNumber, Method, Parties, State, TaxRounding, Totals};
use crate::domain::money::{Amount, Currency, Quantity, Share};
use crate::id::{CustomerId, ImportId, InvoiceId, LedgerId, MembershipId, OrganisationId};
use crate::store::db::{args, placeholders};
use crate::store::{Error, Tx};

/// Rows that one statement adds.
const AT_ONCE: usize = 100;

/// Files that were brought.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Kept {
    /// Their id.
    pub id: ImportId,
    /// The text of the file of invoices; empty when there is none, or once it was taken in.
    pub invoices: String,
    /// The text of the file of payments; the same.
    pub payments: String,
    /// When they were taken in.
    pub done_at: Option<Timestamp>,
    /// What came of it, as JSON.
    pub report: String,
    /// The rows that were not taken, as a file.
    pub failed: String,
}

/// Keeps files until somebody has looked at what would come of them.
pub async fn keep(
    tx: &mut Tx,
    organisation: OrganisationId,
    (id, by): (ImportId, MembershipId),
    (invoices, payments): (&str, &str),
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO invoice_imports (id, organisation_id, membership_id, invoices, payments, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
        args![id, organisation, by, invoices, payments, now],
    )
    .await?;
    Ok(())
}

/// The files of this id.
pub async fn find(tx: &mut Tx, organisation: OrganisationId, id: ImportId) -> Result<Option<Kept>, Error> {
    tx.optional(
        "SELECT id, invoices, payments, done_at, report, failed FROM invoice_imports WHERE organisation_id = $1 AND id = $2",
        args![organisation, id],
    )
    .await
}

/// Notes that files were taken in and what came of it; the files themselves go.
pub async fn set_done(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: ImportId,
    (report, failed): (&str, &str),
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "UPDATE invoice_imports SET done_at = $3, report = $4, failed = $5, invoices = '', payments = ''
         WHERE organisation_id = $1 AND id = $2",
        args![organisation, id, now, report, failed],
    )
    .await?;
    Ok(())
}

/// Forgets what was brought before this time, done or not.
pub async fn delete_older(tx: &mut Tx, organisation: OrganisationId, before: Timestamp) -> Result<(), Error> {
    tx.run("DELETE FROM invoice_imports WHERE organisation_id = $1 AND created_at < $2", args![organisation, before])
        .await?;
    Ok(())
}

/// Every invoice that has a number: what a file's rows are compared with.
pub async fn numbered(
    tx: &mut Tx,
    organisation: OrganisationId,
) -> Result<Vec<(InvoiceId, InvoiceNumber, State, Currency)>, Error> {
    tx.all(
        "SELECT id, number, state, currency FROM invoices WHERE organisation_id = $1 AND number IS NOT NULL",
        args![organisation],
    )
    .await
}

/// What imported payments stand for.
pub async fn sources(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<String>, Error> {
    let found: Vec<(String,)> = tx
        .all("SELECT source FROM ledger WHERE organisation_id = $1 AND source LIKE 'import:%'", args![organisation])
        .await?;
    Ok(found.into_iter().map(|(source,)| source).collect())
}

/// Every customer, archived ones too: id, name without case and accents, address.
pub async fn customers(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<(CustomerId, String, String)>, Error> {
    tx.all("SELECT id, name_folded, email FROM customers WHERE organisation_id = $1", args![organisation]).await
}

/// Sees to it that the next running number given out comes after this one.
pub async fn raise_sequence(tx: &mut Tx, organisation: OrganisationId, at_least: i64) -> Result<(), Error> {
    tx.run(
        "UPDATE organisations SET invoice_sequence = $2 WHERE id = $1 AND invoice_sequence < $2",
        args![organisation, at_least],
    )
    .await?;
    Ok(())
}

/// An invoice of a file, as it is written.
#[derive(Clone, Debug)]
pub struct Imported {
    /// Its id.
    pub id: InvoiceId,
    /// Whom it was for.
    pub customer: CustomerId,
    /// Its number.
    pub number: InvoiceNumber,
    /// The currency.
    pub currency: Currency,
    /// What it comes to.
    pub totals: Totals,
    /// How it stands with the payments that come with it.
    pub balance: Balance,
    /// Who asks and who is asked.
    pub parties: Parties,
    /// The day it was sent.
    pub issued_on: Date,
    /// The last day to pay.
    pub due_on: Date,
    /// Days between the two.
    pub days: i64,
    /// What its line says.
    pub description: String,
    /// The reference.
    pub reference: String,
    /// The tax rate of its line.
    pub rate: Share,
    /// What a search compares.
    pub sought: String,
}

/// Adds invoices with a line each, as sent.
pub async fn insert(
    tx: &mut Tx,
    organisation: OrganisationId,
    invoices: &[Imported],
    (by, now): (Option<MembershipId>, Timestamp),
) -> Result<(), Error> {
    for some in invoices.chunks(AT_ONCE) {
        let (mut all, mut values) =
            (Vec::from(args![organisation, now, State::Sent, TaxRounding::Total, by]), Vec::new());
        let (mut lines, mut line_values) = (Vec::from(args![organisation, Quantity::ONE, Share::ZERO]), Vec::new());
        for one in some {
            let first = all.len() + 1;
            all.extend_from_slice(args![
                one.id,
                one.customer,
                &one.number,
                one.currency,
                one.days,
                &one.reference,
                json(&one.totals)?,
                one.totals.gross,
                one.balance.paid,
                one.balance.outstanding,
                json(&one.parties)?,
                one.issued_on,
                one.due_on,
                &one.sought,
            ]);
            values.push(format!("($1, $2, $2, $3, $4, $5, '', '', {})", placeholders(first, 14)));
            let first = lines.len() + 1;
            lines.extend_from_slice(args![one.id, &one.description, one.totals.net, one.rate]);
            line_values.push(format!("($1, $2, $3, 0, '', {})", placeholders(first, 4)));
        }
        let sql = format!(
            "INSERT INTO invoices (organisation_id, created_at, updated_at, state, tax_rounding, created_by, notes, terms, id, customer_id,
                                   number, currency, days_to_pay, reference, totals, gross, paid, outstanding, parties, issued_on, due_on,
                                   sought) VALUES {}",
            values.join(", ")
        );
        tx.run(&sql, &all).await?;
        let sql = format!(
            "INSERT INTO invoice_lines (organisation_id, quantity, discount, position, unit, invoice_id, description, unit_price, tax_rate)
             VALUES {}",
            line_values.join(", ")
        );
        tx.run(&sql, &lines).await?;
    }
    Ok(())
}

/// A payment of a file that came with its invoice, as it is written.
#[derive(Clone, Debug)]
pub struct Paid {
    /// Its id.
    pub id: LedgerId,
    /// Of which invoice.
    pub invoice: InvoiceId,
    /// How much.
    pub amount: Amount,
    /// How.
    pub method: Method,
    /// The day.
    pub on: Date,
    /// What is written to it.
    pub note: String,
    /// What it stands for.
    pub source: String,
}

/// Adds payments to invoices that were added up with them.
pub async fn insert_paid(
    tx: &mut Tx,
    organisation: OrganisationId,
    payments: &[Paid],
    (by, now): (Option<MembershipId>, Timestamp),
) -> Result<(), Error> {
    for some in payments.chunks(AT_ONCE) {
        let (mut all, mut values) = (Vec::from(args![organisation, now, by]), Vec::new());
        for one in some {
            let first = all.len() + 1;
            all.extend_from_slice(args![one.id, one.invoice, one.amount, one.method, one.on, &one.note, &one.source,]);
            values.push(format!("($1, $2, $3, 'payment', {})", placeholders(first, 7)));
        }
        let sql = format!(
            "INSERT INTO ledger (organisation_id, recorded_at, membership_id, kind, id, invoice_id, amount, method, happened_on, note, source)
             VALUES {}",
            values.join(", ")
        );
        tx.run(&sql, &all).await?;
    }
    Ok(())
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::Unreadable(error.to_string()))
}
