//! An invoice as the desk shows it: with who did what, and to whom it would be sent.

use crate::app::invoices::{Sheet, reader, sheet};
use crate::app::{App, Error, payments};
use crate::domain::audit::Line;
use crate::domain::customer::{CustomerRecord, Login};
use crate::domain::payment::AtDesk;
use crate::domain::people::{Caller, MembershipStatus, Scope};
use crate::domain::ticket::Ticket;
use crate::id::InvoiceId;
use crate::store;

/// Lines of what was done that the page shows.
const HISTORY: i64 = 100;
/// Tickets about an invoice that the page shows.
const TICKETS: i64 = 20;

/// An invoice with all that its page at the desk says.
#[derive(Debug)]
pub struct DeskSheet {
    /// The invoice with its ledger.
    pub sheet: Sheet,
    /// Whom it is for, as it is now.
    pub customer: CustomerRecord,
    /// Who of the customer's people can sign in.
    pub people: Vec<Login>,
    /// Who did what, newest first.
    pub history: Vec<Line>,
    /// Tickets about it, newest first.
    pub tickets: Vec<Ticket>,
    /// What there is of payments by card.
    pub cards: AtDesk,
    /// Whether a payment by card is under way, of which nobody knows yet what it comes to.
    pub is_being_paid: bool,
}

/// The invoice of this id with all that its page says.
pub async fn desk_sheet(app: &App, caller: &Caller, id: InvoiceId) -> Result<DeskSheet, Error> {
    let organisation = reader(caller)?;
    let mut tx = app.db.read().await?;
    let invoice = store::invoices::find(&mut tx, organisation, id).await?;
    let sheet = sheet(&mut tx, organisation, invoice, app.clock.now()).await?;
    let customer_id = sheet.invoice.row.customer_id;
    let customer = store::customers::record(&mut tx, organisation, customer_id).await?.ok_or(Error::NotFound)?;
    let mut people = store::customers::logins(&mut tx, organisation, customer_id).await?;
    people.retain(|login| login.status == MembershipStatus::Active);
    let history = store::audit::about(&mut tx, organisation, &id.to_string(), HISTORY).await?;
    let tickets = store::tickets::of_invoice(&mut tx, organisation, Scope::Organisation, id, TICKETS).await?;
    let cards = payments::at_desk_in(app, &mut tx, organisation, id).await?;
    let is_being_paid = store::invoices::is_being_paid(&mut tx, organisation, id).await?;
    Ok(DeskSheet { sheet, customer, people, history, tickets, cards, is_being_paid })
}
