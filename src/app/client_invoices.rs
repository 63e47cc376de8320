//! Invoices as the people of their customer see them: never a draft, never another customer's.

use crate::app::invoices::{self, List, Sheet, today};
use crate::app::{App, Error, payments};
use crate::domain::invoice::{Invoice, InvoiceNumber, InvoiceQuery, InvoiceRow, Order, Owed, Shelf, State};
use crate::domain::payment::Cards;
use crate::domain::people::{Caller, Scope};
use crate::domain::ticket::Ticket;
use crate::id::{CustomerId, InvoiceId};
use crate::store::invoices::{Among, Search};
use crate::store::{self, Tx};

/// Tickets about an invoice that its page shows.
const TICKETS: i64 = 20;

/// An invoice with all that its page at the portal says.
#[derive(Debug)]
pub struct ClientSheet {
    /// The invoice with its ledger.
    pub sheet: Sheet,
    /// Whether cards are taken, and how else one can pay.
    pub cards: Cards,
    /// Tickets about it, newest first.
    pub tickets: Vec<Ticket>,
    /// What the customer has outstanding in all, by currency.
    pub owed: Vec<Owed>,
}

/// A page of the list, what was sent last first.
pub async fn list(app: &App, caller: &Caller, query: &InvoiceQuery, after: Option<&str>) -> Result<List, Error> {
    customer_of(caller)?;
    let after = after.and_then(|text| text.parse().ok());
    let query = InvoiceQuery { order: Order::Issued, ..query.clone() };
    invoices::list_for_client(app, caller, &query, after.as_ref()).await
}

/// The id of the invoice of this number.
pub async fn open(app: &App, caller: &Caller, number: &InvoiceNumber) -> Result<InvoiceId, Error> {
    let mut tx = app.db.read().await?;
    Ok(visible(&mut tx, caller, number).await?.row.id)
}

/// The invoice of this number with all that its page says.
pub async fn page(app: &App, caller: &Caller, number: &InvoiceNumber) -> Result<ClientSheet, Error> {
    let mut tx = app.db.read().await?;
    let invoice = visible(&mut tx, caller, number).await?;
    all_of(app, caller, &mut tx, invoice).await
}

/// The same of the invoice of this id.
pub async fn page_of(app: &App, caller: &Caller, id: InvoiceId) -> Result<ClientSheet, Error> {
    let customer = customer_of(caller)?;
    let mut tx = app.db.read().await?;
    let found = store::invoices::find(&mut tx, caller.organisation_id, id).await?;
    let theirs = |invoice: &Invoice| invoice.row.customer_id == customer && invoice.row.state != State::Draft;
    let invoice = found.filter(theirs).ok_or(Error::NotFound)?;
    all_of(app, caller, &mut tx, invoice).await
}

/// The invoice of this number, for a verb that needs it within its own transaction.
pub(crate) async fn visible(tx: &mut Tx, caller: &Caller, number: &InvoiceNumber) -> Result<Invoice, Error> {
    let customer = customer_of(caller)?;
    store::invoices::visible(tx, caller.organisation_id, customer, number).await?.ok_or(Error::NotFound)
}

async fn all_of(app: &App, caller: &Caller, tx: &mut Tx, invoice: Invoice) -> Result<ClientSheet, Error> {
    let organisation = caller.organisation_id;
    let (id, customer) = (invoice.row.id, invoice.row.customer_id);
    let ledger = store::ledger::of_invoice(tx, organisation, id).await?;
    let today = today(tx, organisation, app.clock.now()).await?;
    let cards = payments::cards_in(app, tx, organisation).await?;
    let tickets = store::tickets::of_invoice(tx, organisation, Scope::Customer(customer), id, TICKETS).await?;
    let owed = store::invoices::owed_of_customer(tx, organisation, customer, today).await?;
    Ok(ClientSheet { sheet: Sheet { invoice, ledger, today }, cards, tickets, owed })
}

/// What the portal's first page says of invoices.
#[derive(Debug)]
pub struct Due {
    /// What the customer has outstanding, by currency.
    pub owed: Vec<Owed>,
    /// What is to be paid next: the invoice that is due first, late or not.
    pub next: Option<InvoiceRow>,
    /// Whether cards are taken.
    pub cards: Cards,
    /// The day, in the organisation's time zone.
    pub today: jiff::civil::Date,
}

/// What is to be paid by a customer, within a larger reading.
pub(crate) async fn due(app: &App, caller: &Caller, tx: &mut Tx, customer: CustomerId) -> Result<Due, Error> {
    let organisation = caller.organisation_id;
    let today = today(tx, organisation, app.clock.now()).await?;
    let query = InvoiceQuery {
        shelf: Shelf::Outstanding,
        order: Order::Due,
        customer: Some(customer),
        ..InvoiceQuery::default()
    };
    let among = Among { query: &query, drafts: false, today };
    let next = store::invoices::list(tx, organisation, (among, Search::All), (None, 1)).await?.pop();
    let owed = store::invoices::owed_of_customer(tx, organisation, customer, today).await?;
    let cards = payments::cards_in(app, tx, organisation).await?;
    Ok(Due { owed, next, cards, today })
}

fn customer_of(caller: &Caller) -> Result<CustomerId, Error> {
    match caller.scope() {
        Scope::Customer(customer) => Ok(customer),
        Scope::Nothing => Err(Error::NotLinked),
        Scope::Organisation => Err(Error::NotFound),
    }
}
