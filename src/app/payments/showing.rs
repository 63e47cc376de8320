//! What pages show of payments: whether there is Pay now, the card's form, what became of an attempt.

use crate::app::payments::recording::{Because, record};
use crate::app::payments::{charging_in, gateway};
use crate::app::{App, Error};
use crate::domain::invoice::InvoiceNumber;
use crate::domain::money::Currency;
use crate::domain::payment::{AtDesk, Attempt, Card, Cards, PaymentPage};
use crate::domain::people::{Caller, Side};
use crate::domain::rights::Right;
use crate::id::{InvoiceId, OrganisationId};
use crate::store::{self, Tx};

/// Whether an organisation takes cards, and what else it says about paying. For every page that may show Pay now.
pub async fn cards(app: &App, organisation: OrganisationId) -> Result<Cards, Error> {
    let mut tx = app.db.read().await?;
    cards_in(app, &mut tx, organisation).await
}

/// The same within a larger reading.
pub(in crate::app) async fn cards_in(app: &App, tx: &mut Tx, organisation: OrganisationId) -> Result<Cards, Error> {
    let charging = charging_in(tx, organisation).await?;
    let (parts, ways_to_pay) = store::payment_accounts::choices(tx, organisation).await?;
    Ok(Cards {
        is_set_up: app.payments.is_some(),
        standing: charging.map(|charging| charging.standing),
        parts,
        ways_to_pay,
    })
}

/// An invoice of the caller's customer and how its payment stands; Stripe is asked when one is under way. Whoever only looks on sees the
/// page without a card's form.
pub async fn page(app: &App, caller: &Caller, number: &InvoiceNumber) -> Result<PaymentPage, Error> {
    let (mut page, live) = look(app, caller, number).await?;
    let Some(live) = live.filter(|_| caller.may(Right::PayInvoices)) else { return Ok(page) };
    let Some(id) = &live.intent else { return Ok(page) };
    let intent = match gateway(app)?.intent(&live.account, id).await {
        Ok(intent) => intent,
        Err(error) => {
            tracing::warn!(payment = %live.id, %error, "Stripe could not be asked about a payment");
            page.unanswered = true;
            return Ok(page);
        }
    };
    let attempt = record(app, (live.organisation, live.id), &intent, Because::Asked).await?;
    if !attempt.live {
        // It is over: the invoice is another one now.
        (page, _) = look(app, caller, number).await?;
        return Ok(page);
    }
    page.last = Some(attempt.clone());
    let outstanding = page.invoice.row.balance.outstanding;
    if !attempt.is_wanted(outstanding, app.clock.now()) || attempt.status.is_moving() {
        // Pressing Pay ends it and opens another one.
        return Ok(page);
    }
    page.card = intent.client_secret.map(|client_secret| Card { attempt, client_secret });
    Ok(page)
}

/// In which currency an invoice of the caller's customer is paid.
pub async fn currency_of(app: &App, caller: &Caller, number: &InvoiceNumber) -> Result<Currency, Error> {
    let (shown, _) = look(app, caller, number).await?;
    Ok(shown.invoice.row.currency)
}

async fn look(app: &App, caller: &Caller, number: &InvoiceNumber) -> Result<(PaymentPage, Option<Attempt>), Error> {
    if caller.side() != Side::Client {
        return Err(Error::NotFound);
    }
    let customer = caller.customer_id.ok_or(Error::NotFound)?;
    let organisation = caller.organisation_id;
    let mut tx = app.db.read().await?;
    let invoice = store::invoices::visible(&mut tx, organisation, customer, number).await?.ok_or(Error::NotFound)?;
    let cards = cards_in(app, &mut tx, organisation).await?;
    let last = store::payments::of_invoice(&mut tx, organisation, invoice.row.id).await?.into_iter().next();
    let live = last.clone().filter(|last| last.live);
    Ok((PaymentPage { invoice, cards, card: None, last, unanswered: false }, live))
}

/// The same at the desk.
pub async fn at_desk(app: &App, caller: &Caller, invoice: InvoiceId) -> Result<AtDesk, Error> {
    if !caller.may(Right::ReadInvoices) {
        return Err(Error::NotFound);
    }
    let organisation = caller.organisation_id;
    let mut tx = app.db.read().await?;
    at_desk_in(app, &mut tx, organisation, invoice).await
}

/// The same within a larger reading.
pub(in crate::app) async fn at_desk_in(
    app: &App,
    tx: &mut Tx,
    organisation: OrganisationId,
    invoice: InvoiceId,
) -> Result<AtDesk, Error> {
    let cards = cards_in(app, tx, organisation).await?;
    let attempts = store::payments::of_invoice(tx, organisation, invoice).await?;
    Ok(AtDesk { cards, attempts })
}
