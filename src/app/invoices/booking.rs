//! What staff enter into an invoice's ledger: money that came or went elsewhere than through Stripe, and credit notes.

use jiff::civil::Date;

use crate::app::invoices::drafts::plain;
use crate::app::invoices::{announce, called, less_is_due, locked, manager, today};
use crate::app::{App, Error, Writing, audit};
use crate::domain::audit::{Action, Deed};
use crate::domain::input::Key;
use crate::domain::invoice::{EntryKind, InvoiceNumber, InvoiceRefused, LedgerEntry, Method};
use crate::domain::money::Amount;
use crate::domain::people::Caller;
use crate::id::{InvoiceId, LedgerId};
use crate::store;
use crate::store::ledger::NewEntry;

/// Money that came in or went back.
#[derive(Clone, Debug)]
pub struct ByHand {
    /// How much; above zero.
    pub amount: Amount,
    /// How.
    pub method: Method,
    /// The day, in the organisation's time zone.
    pub on: Date,
    /// What is written to it.
    pub note: String,
    /// What the form calls this entry, so that sent twice it is one.
    pub key: Key,
    /// Whether more may come in than is outstanding. It cannot be taken back, only returned: whoever has not said so is asked first.
    pub surplus: bool,
}

/// A part of an invoice that is not asked for any more.
#[derive(Clone, Debug)]
pub struct Credit {
    /// How much; above zero.
    pub amount: Amount,
    /// Why.
    pub reason: String,
    /// What the form calls this entry, so that sent twice it is one.
    pub key: Key,
}

/// Records money that came in; more than is outstanding only when that was said. The same key with the same sum does nothing more.
pub async fn record_payment(app: &App, caller: &Caller, id: InvoiceId, payment: &ByHand) -> Result<(), Error> {
    by_hand(app, caller, id, (EntryKind::Payment, Action::PaymentRecorded), payment).await
}

/// Records money that went back. The same key with the same sum does nothing more.
pub async fn record_refund(app: &App, caller: &Caller, id: InvoiceId, refund: &ByHand) -> Result<(), Error> {
    by_hand(app, caller, id, (EntryKind::Refund, Action::RefundRecorded), refund).await
}

async fn by_hand(
    app: &App,
    caller: &Caller,
    id: InvoiceId,
    (kind, action): (EntryKind, Action),
    by_hand: &ByHand,
) -> Result<(), Error> {
    let entering = Entering {
        entry: LedgerEntry { kind, amount: by_hand.amount },
        method: by_hand.method,
        on: Some(by_hand.on),
        note: &by_hand.note,
        source: &format!("hand:{}", by_hand.key),
        surplus: by_hand.surplus,
    };
    let mut writing = app.begin().await?;
    enter_in(&mut writing, caller, id, action, &entering).await?;
    app.commit(writing).await
}

/// Asks for less by a credit note, which has its own number. The same key with the same sum does nothing more.
pub async fn credit(app: &App, caller: &Caller, id: InvoiceId, credit: &Credit) -> Result<(), Error> {
    let entering = Entering {
        entry: LedgerEntry { kind: EntryKind::CreditNote, amount: credit.amount },
        method: Method::Other,
        on: None,
        note: &credit.reason,
        source: &format!("credit:{}", credit.key),
        surplus: false,
    };
    let mut writing = app.begin().await?;
    enter_in(&mut writing, caller, id, Action::InvoiceCredited, &entering).await?;
    app.commit(writing).await
}

/// What is entered.
pub(crate) struct Entering<'a> {
    /// What happened.
    pub(crate) entry: LedgerEntry,
    /// How the money came.
    pub(crate) method: Method,
    /// The day; none for today.
    pub(crate) on: Option<Date>,
    /// What is written to it.
    pub(crate) note: &'a str,
    /// What it stands for.
    pub(crate) source: &'a str,
    /// Whether more may come in than is outstanding.
    pub(crate) surplus: bool,
}

/// Enters a line by hand within a larger write.
pub(crate) async fn enter_in(
    writing: &mut Writing,
    caller: &Caller,
    id: InvoiceId,
    action: Action,
    entering: &Entering<'_>,
) -> Result<(), Error> {
    let organisation = manager(caller)?;
    let &Entering { entry, method, on, note, source, surplus } = entering;
    // Credit notes take a number of the organisation's: held first, as everywhere.
    store::organisations::lock(&mut writing.tx, organisation).await?;
    let invoice = locked(writing, organisation, id).await?;
    if let Some(stored) = store::ledger::by_source(&mut writing.tx, organisation, source).await? {
        return if stored == (id, entry) { Ok(()) } else { Err(Error::KeyInUse) };
    }
    invoice.enter(entry)?;
    if entry.kind == EntryKind::Payment && entry.amount > invoice.row.balance.outstanding && !surplus {
        return Err(InvoiceRefused::TooMuch.into());
    }
    let now = writing.now;
    let on = match on {
        Some(day) => day,
        None => today(&mut writing.tx, organisation, now).await?,
    };
    let number = match entry.kind {
        EntryKind::CreditNote => {
            let sequence = store::organisations::next_credit_note_number(&mut writing.tx, organisation).await?;
            Some(InvoiceNumber::of_credit_note(sequence))
        }
        EntryKind::Payment | EntryKind::Refund | EntryKind::Dispute | EntryKind::DisputeWon => None,
    };
    let new = NewEntry {
        id: LedgerId::new(now, &*writing.chance),
        invoice_id: id,
        entry,
        method,
        on,
        note,
        source,
        number: number.as_ref(),
        by: Some(caller.membership_id),
    };
    store::ledger::enter(&mut writing.tx, organisation, &new, now).await?;
    let after = store::invoices::find(&mut writing.tx, organisation, id).await?.ok_or(Error::NotFound)?;
    let currency = after.row.currency;
    let [before, left] = [&invoice, &after].map(|invoice| plain(invoice.row.balance.outstanding, currency));
    let deed = Deed::of(action, id, called(&after.row))
        .field("amount", "", plain(entry.amount, currency))
        .field("note", "", note)
        .field("outstanding", before, left);
    audit::record(writing, caller, deed).await?;
    announce(writing, organisation, &after.row);
    less_is_due(writing, organisation, id).await
}
