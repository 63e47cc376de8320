//! What letters about an invoice tell.

use crate::domain::invoice::{EntryKind, InvoiceNumber, State};
use crate::domain::money::{Amount, Currency};
use crate::id::{InvoiceId, LedgerId, OrganisationId};
use crate::store::db::args;
use crate::store::{Error, Tx};

/// An invoice as a letter tells of it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct InvoiceFacts {
    /// Its number; a draft has none.
    pub number: Option<InvoiceNumber>,
    /// What was done with it.
    pub state: State,
    /// What the customer is called.
    pub customer: String,
    /// Its currency.
    pub currency: Currency,
    /// What it asks for.
    pub gross: Amount,
    /// What is left to be paid.
    pub outstanding: Amount,
    /// The last day to pay, `YYYY-MM-DD`.
    pub due_on: Option<String>,
}

/// A line of its ledger as a letter tells of it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct EntryFacts {
    /// What it is about.
    pub kind: EntryKind,
    /// How much.
    pub amount: Amount,
    /// The day, `YYYY-MM-DD`.
    pub happened_on: String,
}

/// The invoice.
pub async fn facts(tx: &mut Tx, organisation: OrganisationId, id: InvoiceId) -> Result<Option<InvoiceFacts>, Error> {
    tx.optional(
        "SELECT i.number, i.state, c.name AS customer, i.currency, i.gross, i.outstanding, i.due_on
         FROM invoices i JOIN customers c ON c.organisation_id = i.organisation_id AND c.id = i.customer_id
         WHERE i.organisation_id = $1 AND i.id = $2",
        args![organisation, id],
    )
    .await
}

/// A line of the invoice's ledger.
pub async fn entry(
    tx: &mut Tx,
    organisation: OrganisationId,
    invoice: InvoiceId,
    id: LedgerId,
) -> Result<Option<EntryFacts>, Error> {
    tx.optional(
        "SELECT kind, amount, happened_on FROM ledger WHERE organisation_id = $1 AND invoice_id = $2 AND id = $3",
        args![organisation, invoice, id],
    )
    .await
}
