//! Invoices: writing, sending and taking them back, what is paid of them, and reading them.

mod booking;
mod drafts;
mod paper;
mod sending;
mod sheet;

use jiff::civil::Date;

pub use self::booking::{ByHand, Credit, credit, record_payment, record_refund};
pub(crate) use self::booking::{Entering, enter_in};
pub(crate) use self::drafts::create_in;
pub use self::drafts::{Blank, Draft, Saved, blank, change, create, delete, duplicate};
pub use self::paper::{paper, paper_for_client, paper_for_staff};
pub use self::sending::{send, send_again, void};
pub(crate) use self::sending::{send_in, void_in};
pub use self::sheet::{DeskSheet, desk_sheet};

use crate::app::{App, Error, Writing, payments};
use crate::clock::Timestamp;
use crate::domain::invoice::{
    Invoice, InvoiceNumber, InvoicePlace, InvoiceQuery, InvoiceRow, Owed, Recorded, ShelfCounts, State,
};
use crate::domain::payment::Cards;
use crate::domain::people::{Caller, Customer, Denied, Scope};
use crate::domain::rights::Right;
use crate::id::{CustomerId, InvoiceId, OrganisationId};
use crate::ports::bus::Hint;
use crate::store::invoices::{Among, FEW, Search};
use crate::store::{self, Tx};
use crate::words::Zone;

/// Rows of a page of a list.
pub const PAGE: usize = 50;

/// A page of a list.
#[derive(Debug)]
pub struct List {
    /// Its rows.
    pub rows: Vec<InvoiceRow>,
    /// Where the next page starts, when there is one.
    pub next: Option<InvoicePlace>,
    /// How many invoices each list holds, of those that the query is about.
    pub counts: ShelfCounts,
    /// What is outstanding on all that the query is about, by currency.
    pub owed: Vec<Owed>,
    /// The customer to whom the query is narrowed.
    pub customer: Option<Customer>,
    /// Whether cards are taken, and how else one can pay.
    pub cards: Cards,
    /// The day, in the organisation's time zone.
    pub today: Date,
}

/// An invoice with its ledger.
#[derive(Debug)]
pub struct Sheet {
    /// The invoice.
    pub invoice: Invoice,
    /// What happened to it, in the order in which it was recorded.
    pub ledger: Vec<Recorded>,
    /// The day, in the organisation's time zone.
    pub today: Date,
}

/// A page of the desk's list.
pub async fn list_for_staff(
    app: &App,
    caller: &Caller,
    query: &InvoiceQuery,
    after: Option<&InvoicePlace>,
) -> Result<List, Error> {
    let organisation = reader(caller)?;
    list(app, organisation, (query, true), after).await
}

/// A page of the portal's list: every invoice of the caller's customer but drafts.
pub async fn list_for_client(
    app: &App,
    caller: &Caller,
    query: &InvoiceQuery,
    after: Option<&InvoicePlace>,
) -> Result<List, Error> {
    let customer = customer_of(caller)?;
    let query = InvoiceQuery { customer: Some(customer), ..query.clone() };
    list(app, caller.organisation_id, (&query, false), after).await
}

async fn list(
    app: &App,
    organisation: OrganisationId,
    (query, drafts): (&InvoiceQuery, bool),
    after: Option<&InvoicePlace>,
) -> Result<List, Error> {
    let mut tx = app.db.read().await?;
    let today = today(&mut tx, organisation, app.clock.now()).await?;
    let among = Among { query, drafts, today };
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let found = match query.text.trim() {
        "" => None,
        _ => Some(store::invoices::found(&mut tx, organisation, among).await?),
    };
    let search = match &found {
        None => Search::All,
        Some(Some(few)) => Search::Found(few),
        Some(None) => Search::Met,
    };
    let counts = store::invoices::counts(&mut tx, organisation, (among, search)).await?;
    let owed = store::invoices::owed(&mut tx, organisation, (among, search)).await?;
    // A list that holds few of many would be gone through to its end.
    let are_few = usize::try_from(counts.of(query.shelf)).is_ok_and(|found| found <= FEW);
    let search = if matches!(search, Search::Met) && are_few { Search::LookedUp } else { search };
    let mut rows = store::invoices::list(&mut tx, organisation, (among, search), (after, limit)).await?;
    let customer = match query.customer {
        Some(id) => store::customers::record(&mut tx, organisation, id).await?.map(|record| record.named()),
        None => None,
    };
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|last| InvoicePlace::of(last, query.order));
    let cards = payments::cards_in(app, &mut tx, organisation).await?;
    Ok(List { rows, next, counts, owed, customer, cards, today })
}

/// The invoice of this id with its ledger.
pub async fn find_for_staff(app: &App, caller: &Caller, id: InvoiceId) -> Result<Sheet, Error> {
    let organisation = reader(caller)?;
    let mut tx = app.db.read().await?;
    let invoice = store::invoices::find(&mut tx, organisation, id).await?;
    sheet(&mut tx, organisation, invoice, app.clock.now()).await
}

/// The invoice of this number with its ledger, as the caller's customer sees it: another customer's, and a draft, is not there.
pub async fn find_for_client(app: &App, caller: &Caller, number: &InvoiceNumber) -> Result<Sheet, Error> {
    let (organisation, customer) = (caller.organisation_id, customer_of(caller)?);
    let mut tx = app.db.read().await?;
    let invoice = store::invoices::visible(&mut tx, organisation, customer, number).await?;
    sheet(&mut tx, organisation, invoice, app.clock.now()).await
}

async fn sheet(
    tx: &mut Tx,
    organisation: OrganisationId,
    invoice: Option<Invoice>,
    now: Timestamp,
) -> Result<Sheet, Error> {
    let invoice = invoice.ok_or(Error::NotFound)?;
    let ledger = store::ledger::of_invoice(tx, organisation, invoice.row.id).await?;
    let today = today(tx, organisation, now).await?;
    Ok(Sheet { invoice, ledger, today })
}

/// What a customer has outstanding, by currency, and its invoices that are outstanding, those due first before the others.
#[derive(Debug)]
pub struct Account {
    /// What is outstanding.
    pub owed: Vec<Owed>,
    /// On which invoices; a few.
    pub outstanding: Vec<InvoiceRow>,
    /// How many invoices it has in all, drafts too.
    pub counts: ShelfCounts,
    /// The day, in the organisation's time zone.
    pub today: Date,
}

/// Invoices of a customer that its page shows.
const SHOWN_OF_CUSTOMER: i64 = 10;

/// How it stands with a customer, for staff who read invoices.
pub async fn account(app: &App, caller: &Caller, customer: CustomerId) -> Result<Account, Error> {
    use crate::domain::invoice::{Order, Shelf};
    let organisation = reader(caller)?;
    let query = InvoiceQuery {
        shelf: Shelf::Outstanding,
        order: Order::Due,
        customer: Some(customer),
        ..InvoiceQuery::default()
    };
    let mut tx = app.db.read().await?;
    let today = today(&mut tx, organisation, app.clock.now()).await?;
    let among = Among { query: &query, drafts: true, today };
    let all = (among, Search::All);
    let outstanding = store::invoices::list(&mut tx, organisation, all, (None, SHOWN_OF_CUSTOMER)).await?;
    let counts = store::invoices::counts(&mut tx, organisation, all).await?;
    let owed = store::invoices::owed_of_customer(&mut tx, organisation, customer, today).await?;
    Ok(Account { owed, outstanding, counts, today })
}

/// The day it is in an organisation.
pub(crate) async fn today(tx: &mut Tx, organisation: OrganisationId, now: Timestamp) -> Result<Date, Error> {
    let organisation = store::organisations::find(tx, organisation).await?.ok_or(Error::NotFound)?;
    Ok(Zone::named(&organisation.time_zone).date(now))
}

/// The invoice of this id, held until the commit.
pub(crate) async fn locked(
    writing: &mut Writing,
    organisation: OrganisationId,
    id: InvoiceId,
) -> Result<Invoice, Error> {
    store::invoices::lock(&mut writing.tx, organisation, id).await?;
    store::invoices::find(&mut writing.tx, organisation, id).await?.ok_or(Error::NotFound)
}

/// Makes known that an invoice moved: a draft to the desk alone.
pub(crate) fn announce(writing: &mut Writing, organisation: OrganisationId, invoice: &InvoiceRow) {
    let customer = (invoice.state != State::Draft).then_some(invoice.customer_id);
    writing.announce(Hint::Invoice { organisation, invoice: invoice.id, customer });
}

/// What follows, in the same transaction, when less is to be paid of an invoice than an attempt to pay it by card may still ask for.
pub(crate) async fn less_is_due(
    writing: &mut Writing,
    organisation: OrganisationId,
    invoice: InvoiceId,
) -> Result<(), Error> {
    payments::reconsider(writing, organisation, invoice).await
}

/// What an invoice is called where it is spoken of: by its number, a draft by its customer.
pub(crate) fn called(invoice: &InvoiceRow) -> String {
    invoice.number.as_ref().map_or_else(|| invoice.customer.clone(), ToString::to_string)
}

fn reader(caller: &Caller) -> Result<OrganisationId, Error> {
    if caller.may(Right::ReadInvoices) { Ok(caller.organisation_id) } else { Err(Error::NotFound) }
}

fn manager(caller: &Caller) -> Result<OrganisationId, Error> {
    if caller.may(Right::ManageInvoices) { Ok(caller.organisation_id) } else { Err(Denied::NotAllowed.into()) }
}

fn customer_of(caller: &Caller) -> Result<CustomerId, Error> {
    match caller.scope() {
        Scope::Customer(customer) => Ok(customer),
        Scope::Organisation | Scope::Nothing => Err(Error::NotFound),
    }
}
