//! What a customer is asked to pay.

mod draft;
mod ledger;
mod number;
mod paper;
mod shelf;
mod totals;

use jiff::civil::Date;

pub use draft::{DraftInvoice, DraftLine, InvoiceForm, InvoiceProblems, LineForm, Preview};
pub use ledger::{Balance, EntryKind, LedgerEntry};
pub use number::{InvoiceNumber, Prefix};
pub use paper::{Logo, Paper};
pub use shelf::{InvoicePlace, InvoiceQuery, NO_DAY, Order, Shelf, ShelfCounts};
pub use totals::{Priced, TaxAtRate, TaxRounding, Totals};

use crate::clock::Timestamp;
use crate::domain::money::{Amount, Currency, Money};
use crate::domain::text_enum;
use crate::id::{CustomerId, InvoiceId, LedgerId, MembershipId};

text_enum! {
    /// What was done with an invoice. What has become of it since is its [`Status`].
    State {
        /// Being written: without a number, seen by staff alone.
        Draft = "draft",
        /// Sent to the customer: its text is fixed for ever.
        Sent = "sent",
        /// Taken back: nothing is asked for, the number stays used.
        Void = "void",
    }
}

text_enum! {
    /// How an invoice stands today: a function of what was done with it, what was paid, and the day.
    Status {
        /// Being written.
        Draft = "draft",
        /// Waits to be paid.
        Sent = "sent",
        /// A part is paid and the rest not due yet.
        PartiallyPaid = "partially_paid",
        /// Nothing is left to be paid.
        Paid = "paid",
        /// Something is left to be paid after the day it was due.
        Overdue = "overdue",
        /// Taken back.
        Void = "void",
    }
}

impl Status {
    /// The status of an invoice on a day in the organisation's time zone. It is due until the end of the day it is due on.
    pub fn of(state: State, balance: &Balance, due_on: Option<Date>, today: Date) -> Self {
        match state {
            State::Draft => Self::Draft,
            State::Void => Self::Void,
            State::Sent if balance.outstanding.is_zero() => Self::Paid,
            State::Sent if due_on.is_some_and(|due| due < today) => Self::Overdue,
            State::Sent if balance.paid.is_positive() || balance.credited.is_positive() => Self::PartiallyPaid,
            State::Sent => Self::Sent,
        }
    }

    /// Whether the customer owes something on it.
    pub const fn is_outstanding(self) -> bool {
        matches!(self, Self::Sent | Self::PartiallyPaid | Self::Overdue)
    }
}

text_enum! {
    /// How money came in.
    Method {
        /// By bank transfer.
        Bank = "bank",
        /// In cash.
        Cash = "cash",
        /// By card, at a terminal of one's own.
        Card = "card",
        /// By cheque.
        Cheque = "cheque",
        /// Through Stripe.
        Stripe = "stripe",
        /// Some other way.
        Other = "other",
    }
}

impl Method {
    /// Those that staff record by hand; what comes through Stripe records itself.
    pub const BY_HAND: &'static [Self] = &[Self::Bank, Self::Cash, Self::Card, Self::Cheque, Self::Other];
}

/// An invoice as lists show it.
#[derive(Clone, Debug)]
pub struct InvoiceRow {
    /// Its id.
    pub id: InvoiceId,
    /// Its number; a draft has none.
    pub number: Option<InvoiceNumber>,
    /// Whom it is for.
    pub customer_id: CustomerId,
    /// What the customer is called now.
    pub customer: String,
    /// What was done with it.
    pub state: State,
    /// Its currency.
    pub currency: Currency,
    /// How it stands.
    pub balance: Balance,
    /// The day it was sent, in the organisation's time zone.
    pub issued_on: Option<Date>,
    /// The last day to pay.
    pub due_on: Option<Date>,
    /// When it last changed.
    pub updated_at: Timestamp,
}

impl InvoiceRow {
    /// How it stands on a day in the organisation's time zone.
    pub fn status(&self, today: Date) -> Status {
        Status::of(self.state, &self.balance, self.due_on, today)
    }

    /// An amount of it.
    pub const fn money(&self, amount: Amount) -> Money {
        Money::new(amount, self.currency)
    }
}

/// A whole invoice.
#[derive(Clone, Debug)]
pub struct Invoice {
    /// What lists show of it.
    pub row: InvoiceRow,
    /// Its lines, in order.
    pub lines: Vec<Line>,
    /// What they come to.
    pub totals: Totals,
    /// Where its tax is rounded.
    pub tax_rounding: TaxRounding,
    /// Days to pay from the day it is sent.
    pub days_to_pay: i64,
    /// The customer's own name for it: an order number.
    pub reference: String,
    /// What is said to the customer above the lines.
    pub notes: String,
    /// The terms below them.
    pub terms: String,
    /// Who asks and who is asked, as they were when it was sent; as they are, for a draft.
    pub parties: Parties,
    /// How often it was saved: a save says which one it follows.
    pub version: i64,
    /// Who wrote it.
    pub created_by: Option<MembershipId>,
    /// When it was begun.
    pub created_at: Timestamp,
}

/// A line of an invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is for.
    pub description: String,
    /// In what it is counted: hours, pieces; may be empty.
    pub unit: String,
    /// What counts of it.
    pub priced: Priced,
}

/// Who asks and who is asked. What was sent stays as it was sent, whatever they are called later.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Parties {
    /// The organisation.
    pub from: Party,
    /// The customer.
    pub to: Party,
}

/// One of the two.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Party {
    /// Its name.
    pub name: String,
    /// Its address, on several lines.
    pub address: String,
    /// Its tax number.
    pub tax_number: String,
}

/// A line of an invoice's ledger as pages show it.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// Its id.
    pub id: LedgerId,
    /// What happened.
    pub entry: LedgerEntry,
    /// How the money came.
    pub method: Method,
    /// The day it came, in the organisation's time zone.
    pub on: Date,
    /// What staff wrote to it: the transfer's text, the reason of a credit.
    pub note: String,
    /// Who recorded it; nobody for what Stripe told.
    pub by: Option<String>,
    /// When it was recorded.
    pub at: Timestamp,
    /// What it stands for, once and for ever: `pi_…` at Stripe, `hand:…` for what staff recorded.
    pub source: String,
    /// A credit note's own number.
    pub number: Option<InvoiceNumber>,
}

/// Why something cannot be done with an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvoiceRefused {
    /// It was sent: its text is fixed. It can be voided, credited or duplicated.
    #[error("the invoice was sent")]
    IsSent,
    /// It is a draft: nothing can be paid of it.
    #[error("the invoice is a draft")]
    IsDraft,
    /// It was taken back.
    #[error("the invoice is void")]
    IsVoid,
    /// It has no line.
    #[error("the invoice has no line")]
    NoLines,
    /// It would ask for less than nothing: that is a credit note.
    #[error("the invoice asks for less than nothing")]
    IsNegative,
    /// Money came in for it: it can be credited, not voided.
    #[error("money came in for the invoice")]
    HasPayments,
    /// More than is outstanding.
    #[error("more than is outstanding")]
    TooMuch,
    /// More than came in.
    #[error("more than came in")]
    MoreThanPaid,
    /// A payment through Stripe is under way: what it comes to is not known yet.
    #[error("a payment is under way")]
    PaymentUnderWay,
    /// Its customer is archived.
    #[error("the customer is archived")]
    CustomerArchived,
}

impl Invoice {
    /// Whether its text may be changed.
    pub fn edit(&self) -> Result<(), InvoiceRefused> {
        match self.row.state {
            State::Draft => Ok(()),
            State::Sent => Err(InvoiceRefused::IsSent),
            State::Void => Err(InvoiceRefused::IsVoid),
        }
    }

    /// Whether it may be sent to the customer for the first time.
    pub fn send(&self) -> Result<(), InvoiceRefused> {
        self.edit()?;
        if self.lines.is_empty() {
            return Err(InvoiceRefused::NoLines);
        }
        if self.totals.gross < Amount::ZERO {
            return Err(InvoiceRefused::IsNegative);
        }
        Ok(())
    }

    /// Whether it may be taken back. What money came in for is credited and refunded instead, so that the books keep both.
    pub fn void(&self) -> Result<(), InvoiceRefused> {
        match self.row.state {
            State::Draft => Err(InvoiceRefused::IsDraft),
            State::Void => Err(InvoiceRefused::IsVoid),
            State::Sent if self.row.balance.paid.is_zero() => Ok(()),
            State::Sent => Err(InvoiceRefused::HasPayments),
        }
    }

    /// Whether something may be entered into its ledger by hand.
    pub fn enter(&self, entry: LedgerEntry) -> Result<(), InvoiceRefused> {
        match self.row.state {
            State::Draft => return Err(InvoiceRefused::IsDraft),
            State::Void => return Err(InvoiceRefused::IsVoid),
            State::Sent => {}
        }
        match entry.kind {
            EntryKind::CreditNote if entry.amount > self.row.balance.outstanding => Err(InvoiceRefused::TooMuch),
            EntryKind::Refund if entry.amount > self.row.balance.paid => Err(InvoiceRefused::MoreThanPaid),
            // More than is outstanding may come in: the surplus is the customer's.
            EntryKind::Payment
            | EntryKind::Refund
            | EntryKind::CreditNote
            | EntryKind::Dispute
            | EntryKind::DisputeWon => Ok(()),
        }
    }
}

/// What a customer or an organisation has outstanding, of one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owed {
    /// The currency.
    pub currency: Currency,
    /// What is outstanding.
    pub outstanding: Amount,
    /// What of it is overdue.
    pub overdue: Amount,
    /// On how many invoices.
    pub invoices: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    fn balance(gross: i64, entries: &[(EntryKind, i64)]) -> Balance {
        let entries: Vec<LedgerEntry> =
            entries.iter().map(|(kind, amount)| LedgerEntry { kind: *kind, amount: Amount::minor(*amount) }).collect();
        Balance::of(Amount::minor(gross), &entries)
    }

    #[test]
    fn the_status_follows_from_facts_and_the_day() {
        use EntryKind::{CreditNote, Dispute, Payment, Refund};
        let due = Some(day("2026-11-30"));
        let status = |state, entries: &[(EntryKind, i64)], today: &str| {
            Status::of(state, &balance(1_000, entries), due, day(today))
        };
        assert_eq!(status(State::Draft, &[], "2026-12-24"), Status::Draft);
        assert_eq!(status(State::Void, &[], "2026-12-24"), Status::Void);
        assert_eq!(status(State::Sent, &[], "2026-11-30"), Status::Sent);
        assert_eq!(status(State::Sent, &[], "2026-12-01"), Status::Overdue);
        assert_eq!(status(State::Sent, &[(Payment, 400)], "2026-11-30"), Status::PartiallyPaid);
        assert_eq!(status(State::Sent, &[(Payment, 400)], "2026-12-01"), Status::Overdue);
        assert_eq!(status(State::Sent, &[(Payment, 400), (CreditNote, 600)], "2026-12-01"), Status::Paid);
        assert_eq!(status(State::Sent, &[(Payment, 1_000), (Refund, 1_000)], "2026-11-30"), Status::Sent);
        assert_eq!(status(State::Sent, &[(Payment, 1_000), (Dispute, 1_000)], "2026-12-01"), Status::Overdue);
        let nothing = Status::of(State::Sent, &balance(0, &[]), due, day("2026-12-24"));
        assert_eq!(nothing, Status::Paid, "an invoice over nothing has nothing left to pay");
    }
}
