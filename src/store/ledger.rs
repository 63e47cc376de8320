//! What came in for invoices, went back, and is not asked for any more. Lines are only ever added.

use jiff::civil::Date;

use crate::clock::Timestamp;
use crate::domain::invoice::{Balance, EntryKind, InvoiceNumber, LedgerEntry, Method, Recorded};
use crate::domain::money::Amount;
use crate::id::{InvoiceId, LedgerId, MembershipId, OrganisationId};
use crate::store::db::args;
use crate::store::{Error, Tx, invoices};

/// A line to be entered.
#[derive(Clone, Copy, Debug)]
pub struct NewEntry<'a> {
    /// Its id.
    pub id: LedgerId,
    /// Of which invoice.
    pub invoice_id: InvoiceId,
    /// What happened.
    pub entry: LedgerEntry,
    /// How the money came.
    pub method: Method,
    /// The day it came, in the organisation's time zone.
    pub on: Date,
    /// What is written to it.
    pub note: &'a str,
    /// What it stands for, once and for ever.
    pub source: &'a str,
    /// A credit note's own number.
    pub number: Option<&'a InvoiceNumber>,
    /// Who recorded it; nobody for what Stripe told.
    pub by: Option<MembershipId>,
}

/// Enters a line, and adds the invoice up anew. False when there is a line of its source already: then nothing changes. The invoice is
/// held until the commit.
pub async fn enter(
    tx: &mut Tx,
    organisation: OrganisationId,
    new: &NewEntry<'_>,
    now: Timestamp,
) -> Result<bool, Error> {
    invoices::lock(tx, organisation, new.invoice_id).await?;
    let entered = tx
        .run(
            "INSERT INTO ledger (id, organisation_id, invoice_id, kind, amount, method, happened_on, note, source, number, membership_id,
                                 recorded_at)
             SELECT $1, i.organisation_id, i.id, $4, $5, $6, $7, $8, $9, $10, $11, $12 FROM invoices i
             WHERE i.organisation_id = $2 AND i.id = $3
             ON CONFLICT (organisation_id, source) DO NOTHING",
            args![
                new.id,
                organisation,
                new.invoice_id,
                new.entry.kind,
                new.entry.amount,
                new.method,
                new.on,
                new.note,
                new.source,
                new.number,
                new.by,
                now,
            ],
        )
        .await?;
    if entered == 0 {
        return Ok(false);
    }
    add_up(tx, organisation, new.invoice_id, now).await?;
    Ok(true)
}

/// Stores how an invoice stands by its ledger.
async fn add_up(tx: &mut Tx, organisation: OrganisationId, invoice: InvoiceId, now: Timestamp) -> Result<(), Error> {
    let (gross,) = tx
        .one::<(Amount,)>(
            "SELECT gross FROM invoices WHERE organisation_id = $1 AND id = $2",
            args![organisation, invoice],
        )
        .await?;
    let entries: Vec<(EntryKind, Amount)> = tx
        .all(
            "SELECT kind, amount FROM ledger WHERE organisation_id = $1 AND invoice_id = $2",
            args![organisation, invoice],
        )
        .await?;
    let entries: Vec<LedgerEntry> = entries.into_iter().map(|(kind, amount)| LedgerEntry { kind, amount }).collect();
    invoices::set_balance(tx, organisation, invoice, &Balance::of(gross, &entries), now).await
}

/// An invoice's ledger, in the order in which it was recorded.
pub async fn of_invoice(tx: &mut Tx, organisation: OrganisationId, invoice: InvoiceId) -> Result<Vec<Recorded>, Error> {
    let rows: Vec<Row> = tx
        .all(
            "SELECT l.id, l.kind, l.amount, l.method, l.happened_on, l.note, l.source, l.number, u.name AS recorded_by, l.recorded_at
             FROM ledger l
             LEFT JOIN memberships m ON m.id = l.membership_id
             LEFT JOIN users u ON u.id = m.user_id
             WHERE l.organisation_id = $1 AND l.invoice_id = $2 ORDER BY l.recorded_at, l.id",
            args![organisation, invoice],
        )
        .await?;
    rows.into_iter().map(Row::read).collect()
}

/// What stands in the ledger under a source: of which invoice, and what.
pub async fn by_source(
    tx: &mut Tx,
    organisation: OrganisationId,
    source: &str,
) -> Result<Option<(InvoiceId, LedgerEntry)>, Error> {
    let found: Option<(InvoiceId, EntryKind, Amount)> = tx
        .optional(
            "SELECT invoice_id, kind, amount FROM ledger WHERE organisation_id = $1 AND source = $2",
            args![organisation, source],
        )
        .await?;
    Ok(found.map(|(invoice, kind, amount)| (invoice, LedgerEntry { kind, amount })))
}

#[derive(sqlx::FromRow)]
struct Row {
    id: LedgerId,
    kind: EntryKind,
    amount: Amount,
    method: Method,
    happened_on: String,
    note: String,
    source: String,
    number: Option<InvoiceNumber>,
    recorded_by: Option<String>,
    recorded_at: Timestamp,
}

impl Row {
    fn read(self) -> Result<Recorded, Error> {
        let on = self.happened_on.parse().map_err(|_| Error::Unreadable(format!("{} as a day", self.happened_on)))?;
        Ok(Recorded {
            id: self.id,
            entry: LedgerEntry { kind: self.kind, amount: self.amount },
            method: self.method,
            on,
            note: self.note,
            by: self.recorded_by,
            at: self.recorded_at,
            source: self.source,
            number: self.number,
        })
    }
}
