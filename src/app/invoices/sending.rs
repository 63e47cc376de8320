//! Sending an invoice, sending it again, taking it back.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::app::invoices::drafts::plain;
use crate::app::invoices::{announce, called, less_is_due, locked, manager, today};
use crate::app::queue::{Work, enqueue_now};
use crate::app::{App, Error, Writing, audit};
use crate::domain::audit::{Action, Deed};
use crate::domain::input::Email;
use crate::domain::invoice::{Invoice, InvoiceNumber, InvoiceRefused, Parties, Prefix, State};
use crate::domain::people::Caller;
use crate::domain::sought::sought as folded;
use crate::id::{InvoiceId, OrganisationId};
use crate::store;
use crate::store::invoices::Sending;

/// Sends a draft to the customer: it gets its number, its text is fixed, and each of these addresses gets it by mail. Without any address
/// it stands at the portal alone. Sent already it stays as it is.
pub async fn send(app: &App, caller: &Caller, id: InvoiceId, to: &[Email]) -> Result<InvoiceNumber, Error> {
    let mut writing = app.begin().await?;
    let number = send_in(&mut writing, caller, id, (None, to)).await?;
    app.commit(writing).await?;
    Ok(number)
}

/// Sends a draft within a larger write: on this day, or today.
pub(crate) async fn send_in(
    writing: &mut Writing,
    caller: &Caller,
    id: InvoiceId,
    (on, to): (Option<Date>, &[Email]),
) -> Result<InvoiceNumber, Error> {
    let organisation = manager(caller)?;
    // Whoever takes a number waits here; a customer that is being archived gets no more invoices.
    store::organisations::lock(&mut writing.tx, organisation).await?;
    let draft = locked(writing, organisation, id).await?;
    draft.send()?;
    let customer = store::customers::find(&mut writing.tx, organisation, draft.row.customer_id).await?;
    customer.ok_or(InvoiceRefused::CustomerArchived)?;
    let now = writing.now;
    let issued_on = match on {
        Some(day) => day,
        None => today(&mut writing.tx, organisation, now).await?,
    };
    let number = next_number(writing, organisation).await?;
    let sending = Sending {
        number: &number,
        parties: &draft.parties,
        issued_on,
        due_on: issued_on.saturating_add(draft.days_to_pay.days()),
        sought: &sought(&number, &draft),
    };
    store::invoices::set_sent(&mut writing.tx, organisation, id, sending, now).await?;
    let sent = store::invoices::find(&mut writing.tx, organisation, id).await?.ok_or(Error::NotFound)?;
    let deed = Deed::of(Action::InvoiceSent, id, called(&sent.row))
        .field("customer", "", &*sent.row.customer)
        .field("total", "", plain(sent.totals.gross, sent.row.currency))
        .field("due_on", "", sending.due_on.to_string())
        .field("recipient", "", joined(to));
    audit::record(writing, caller, deed).await?;
    announce(writing, organisation, &sent.row);
    mail(writing, organisation, id, to).await?;
    Ok(number)
}

/// Sends an invoice by mail once more, to these addresses.
pub async fn send_again(app: &App, caller: &Caller, id: InvoiceId, to: &[Email]) -> Result<(), Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    let invoice = locked(&mut writing, organisation, id).await?;
    match invoice.row.state {
        State::Draft => return Err(InvoiceRefused::IsDraft.into()),
        State::Void => return Err(InvoiceRefused::IsVoid.into()),
        State::Sent => {}
    }
    let deed = Deed::of(Action::InvoiceResent, id, called(&invoice.row)).field("recipient", "", joined(to));
    audit::record(&mut writing, caller, deed).await?;
    mail(&mut writing, organisation, id, to).await?;
    app.commit(writing).await
}

/// Takes an invoice back: its number stays used, and nothing is asked for any more. Refused once money came in, or while it may.
pub async fn void(app: &App, caller: &Caller, id: InvoiceId) -> Result<(), Error> {
    let mut writing = app.begin().await?;
    void_in(&mut writing, caller, id).await?;
    app.commit(writing).await
}

/// Takes an invoice back within a larger write.
pub(crate) async fn void_in(writing: &mut Writing, caller: &Caller, id: InvoiceId) -> Result<(), Error> {
    let organisation = manager(caller)?;
    let invoice = locked(writing, organisation, id).await?;
    invoice.void()?;
    if store::invoices::is_being_paid(&mut writing.tx, organisation, id).await? {
        return Err(InvoiceRefused::PaymentUnderWay.into());
    }
    let now = writing.now;
    store::invoices::set_void(&mut writing.tx, organisation, id, now).await?;
    let outstanding = plain(invoice.row.balance.outstanding, invoice.row.currency);
    let deed = Deed::of(Action::InvoiceVoided, id, called(&invoice.row)).field("outstanding", outstanding, "");
    audit::record(writing, caller, deed).await?;
    announce(writing, organisation, &invoice.row);
    less_is_due(writing, organisation, id).await
}

/// The next number that no imported invoice has.
async fn next_number(writing: &mut Writing, organisation: OrganisationId) -> Result<InvoiceNumber, Error> {
    let company = store::companies::find(&mut writing.tx, organisation).await?.ok_or(Error::NotFound)?;
    let prefix = Prefix::parse(&company.invoice_prefix).unwrap_or_default();
    loop {
        let sequence = store::organisations::next_invoice_number(&mut writing.tx, organisation).await?;
        let number = InvoiceNumber::new(&prefix, sequence);
        if !store::invoices::has_number(&mut writing.tx, organisation, &number).await? {
            return Ok(number);
        }
    }
}

/// Puts the mails with the invoice on their way, one for each address.
async fn mail(writing: &mut Writing, organisation: OrganisationId, id: InvoiceId, to: &[Email]) -> Result<(), Error> {
    for address in to {
        let work = Work::SendInvoice { invoice: id, to: address.to_string() };
        enqueue_now(writing, organisation, work).await?;
    }
    Ok(())
}

/// What a search for an invoice that was sent looks in.
pub(crate) fn sought(number: &InvoiceNumber, invoice: &Invoice) -> String {
    let Parties { to, .. } = &invoice.parties;
    [number.as_str(), &invoice.reference, &to.name].map(folded).join("\n")
}

fn joined(to: &[Email]) -> String {
    to.iter().map(Email::as_str).collect::<Vec<_>>().join(", ")
}
