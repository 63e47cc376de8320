//! What letters about an invoice tell: the invoice itself, and what came in for it.

use jiff::civil::Date;

use crate::app::{App, Error};
use crate::domain::invoice::{EntryKind, InvoiceNumber, State};
use crate::domain::money::{Amount, Money};
use crate::domain::organisation::Organisation;
use crate::id::{InvoiceId, LedgerId, OrganisationId};
use crate::store;
use crate::store::Tx;

/// An invoice that a letter may tell of: it was sent, and not taken back.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Who asks.
    pub organisation: Organisation,
    /// Its number.
    pub number: InvoiceNumber,
    /// What the customer is called.
    pub customer: String,
    /// What it asks for.
    pub total: Money,
    /// What is left to be paid.
    pub outstanding: Money,
    /// The last day to pay.
    pub due_on: Option<Date>,
}

/// What happened to its balance.
#[derive(Clone, Copy, Debug)]
pub struct Entered {
    /// What it is about.
    pub kind: EntryKind,
    /// How much.
    pub amount: Money,
    /// The day, in the organisation's time zone.
    pub on: Date,
}

/// The invoice, when a letter may tell of it.
pub async fn sent(app: &App, organisation: OrganisationId, id: InvoiceId) -> Result<Option<Sent>, Error> {
    let mut tx = app.db.read().await?;
    sent_in(&mut tx, organisation, id).await
}

/// The invoice, and a line of its ledger.
pub async fn entered(
    app: &App,
    organisation: OrganisationId,
    (id, entry): (InvoiceId, LedgerId),
) -> Result<Option<(Sent, Entered)>, Error> {
    let mut tx = app.db.read().await?;
    let Some(sent) = sent_in(&mut tx, organisation, id).await? else { return Ok(None) };
    let Some(entry) = store::invoice_letters::entry(&mut tx, organisation, id, entry).await? else { return Ok(None) };
    let amount = Money::new(entry.amount, sent.total.currency);
    let on = day(&entry.happened_on)?;
    Ok(Some((sent, Entered { kind: entry.kind, amount, on })))
}

async fn sent_in(tx: &mut Tx, organisation: OrganisationId, id: InvoiceId) -> Result<Option<Sent>, Error> {
    let Some(facts) = store::invoice_letters::facts(tx, organisation, id).await? else { return Ok(None) };
    let (State::Sent, Some(number)) = (facts.state, facts.number) else { return Ok(None) };
    let Some(organisation) = store::organisations::find(tx, organisation).await? else { return Ok(None) };
    let money = |amount: Amount| Money::new(amount, facts.currency);
    Ok(Some(Sent {
        organisation,
        number,
        customer: facts.customer,
        total: money(facts.gross),
        outstanding: money(facts.outstanding),
        due_on: facts.due_on.as_deref().map(day).transpose()?,
    }))
}

fn day(text: &str) -> Result<Date, Error> {
    text.parse().map_err(|error: jiff::Error| Error::Internal(error.to_string()))
}
