//! Whether an invoice can be paid by card now, and how much of it.

use crate::domain::invoice::{InvoiceRow, State};
use crate::domain::money::Amount;
use crate::domain::payment::AccountStanding;

/// What decides it.
#[derive(Clone, Copy, Debug)]
pub struct Payable<'a> {
    /// The invoice.
    pub invoice: &'a InvoiceRow,
    /// The organisation's account as Stripe told it last; none when there is no account.
    pub standing: Option<&'a AccountStanding>,
    /// Whether a part may be paid.
    pub parts: bool,
}

/// How much somebody wants to pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// All that is outstanding.
    All,
    /// So much of it.
    Part(Amount),
}

/// Why nothing can be paid by card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotPayable {
    /// It was never sent, or was taken back.
    #[error("the invoice asks for nothing")]
    NotSent,
    /// All is paid.
    #[error("nothing is outstanding")]
    NothingOutstanding,
    /// The organisation takes no cards, now or at all.
    #[error("the organisation takes no cards")]
    NoCards,
    /// Only the whole can be paid by card.
    #[error("only the whole can be paid")]
    PartsNotAllowed,
    /// Not more than nothing, or more than is outstanding.
    #[error("not an amount that is outstanding")]
    NotOutstanding,
    /// A payment of another amount is on its way.
    #[error("a payment is under way")]
    UnderWay,
}

impl Payable<'_> {
    /// Whether something can be paid of it at all: then there is Pay now.
    pub fn check(&self) -> Result<(), NotPayable> {
        if self.invoice.state != State::Sent {
            return Err(NotPayable::NotSent);
        }
        if !self.invoice.balance.outstanding.is_positive() {
            return Err(NotPayable::NothingOutstanding);
        }
        if !self.standing.is_some_and(|standing| standing.charges_enabled) {
            return Err(NotPayable::NoCards);
        }
        Ok(())
    }

    /// How much is charged.
    pub fn amount(&self, wanted: Wanted) -> Result<Amount, NotPayable> {
        self.check()?;
        let outstanding = self.invoice.balance.outstanding;
        match wanted {
            Wanted::All => Ok(outstanding),
            Wanted::Part(amount) if amount == outstanding => Ok(amount),
            Wanted::Part(_) if !self.parts => Err(NotPayable::PartsNotAllowed),
            Wanted::Part(amount) if amount.is_positive() && amount < outstanding => Ok(amount),
            Wanted::Part(_) => Err(NotPayable::NotOutstanding),
        }
    }
}

/// Whether an organisation takes cards, and what else it says about paying.
#[derive(Clone, Debug, Default)]
pub struct Cards {
    /// Whether this server can ask Stripe at all.
    pub is_set_up: bool,
    /// The organisation's account as Stripe told it last; none when there is no account.
    pub standing: Option<AccountStanding>,
    /// Whether a part may be paid.
    pub parts: bool,
    /// What the organisation says about other ways to pay; may be empty.
    pub ways_to_pay: String,
}

/// What is shown where Pay now may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readiness {
    /// Pay now.
    Ready,
    /// The other ways to pay; staff read why.
    Otherwise(NoCards),
    /// Nothing is to be paid.
    Nothing,
}

/// Why no card is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCards {
    /// Whoever runs the server has not set up Stripe.
    NotSetUp,
    /// The organisation has connected no account.
    NotConnected,
    /// Its account is not complete: [`AccountStanding`] says what is asked for.
    Blocked,
}

impl Cards {
    /// Why none is taken; nothing when they are.
    pub fn why_not(&self) -> Option<NoCards> {
        if !self.is_set_up {
            return Some(NoCards::NotSetUp);
        }
        match &self.standing {
            None => Some(NoCards::NotConnected),
            Some(standing) if standing.charges_enabled => None,
            Some(_) => Some(NoCards::Blocked),
        }
    }

    /// What is shown beside an invoice.
    pub fn readiness(&self, invoice: &InvoiceRow) -> Readiness {
        let payable = Payable { invoice, standing: self.standing.as_ref(), parts: self.parts };
        match (payable.check(), self.why_not()) {
            (Err(NotPayable::NotSent | NotPayable::NothingOutstanding), _) => Readiness::Nothing,
            (_, Some(why)) => Readiness::Otherwise(why),
            (_, None) => Readiness::Ready,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;
    use crate::domain::invoice::{Balance, EntryKind, LedgerEntry};
    use crate::domain::money::Currency;
    use crate::id::{CustomerId, InvoiceId, SystemChance};

    fn invoice(state: State, paid: i64) -> InvoiceRow {
        let now = Timestamp::from_millis(1);
        let payment = LedgerEntry { kind: EntryKind::Payment, amount: Amount::minor(paid) };
        InvoiceRow {
            id: InvoiceId::new(now, &SystemChance),
            number: None,
            customer_id: CustomerId::new(now, &SystemChance),
            customer: String::new(),
            state,
            currency: Currency::EUR,
            balance: Balance::of(Amount::minor(1_000), &[payment]),
            issued_on: None,
            due_on: None,
            updated_at: now,
        }
    }

    #[test]
    fn only_what_is_outstanding_can_be_paid_and_only_where_cards_are_taken() {
        let enabled = AccountStanding { charges_enabled: true, ..AccountStanding::default() };
        let blocked = AccountStanding::default();
        let check = |invoice: &InvoiceRow, standing| Payable { invoice, standing, parts: false }.check();
        assert_eq!(check(&invoice(State::Sent, 400), Some(&enabled)), Ok(()));
        assert_eq!(check(&invoice(State::Sent, 400), Some(&blocked)), Err(NotPayable::NoCards));
        assert_eq!(check(&invoice(State::Sent, 400), None), Err(NotPayable::NoCards));
        assert_eq!(check(&invoice(State::Sent, 1_000), Some(&enabled)), Err(NotPayable::NothingOutstanding));
        assert_eq!(check(&invoice(State::Sent, 1_100), Some(&enabled)), Err(NotPayable::NothingOutstanding));
        assert_eq!(check(&invoice(State::Draft, 0), Some(&enabled)), Err(NotPayable::NotSent));
        assert_eq!(check(&invoice(State::Void, 0), Some(&enabled)), Err(NotPayable::NotSent));
    }

    #[test]
    fn pay_now_is_there_exactly_when_cards_are_taken_and_something_is_outstanding() {
        let enabled = AccountStanding { charges_enabled: true, ..AccountStanding::default() };
        let cards = |is_set_up, standing| Cards { is_set_up, standing, ..Cards::default() };
        let owed = invoice(State::Sent, 0);
        assert_eq!(cards(true, Some(enabled.clone())).readiness(&owed), Readiness::Ready);
        assert_eq!(cards(true, Some(enabled.clone())).readiness(&invoice(State::Sent, 1_000)), Readiness::Nothing);
        assert_eq!(cards(true, Some(enabled.clone())).readiness(&invoice(State::Void, 0)), Readiness::Nothing);
        let otherwise = |cards: Cards| cards.readiness(&owed);
        assert_eq!(otherwise(cards(false, Some(enabled))), Readiness::Otherwise(NoCards::NotSetUp));
        assert_eq!(otherwise(cards(true, None)), Readiness::Otherwise(NoCards::NotConnected));
        let blocked = Some(AccountStanding::default());
        assert_eq!(otherwise(cards(true, blocked)), Readiness::Otherwise(NoCards::Blocked));
    }

    #[test]
    fn a_part_is_paid_where_parts_are_allowed() {
        let enabled = AccountStanding { charges_enabled: true, ..AccountStanding::default() };
        let invoice = invoice(State::Sent, 400);
        let amount = |parts, wanted| Payable { invoice: &invoice, standing: Some(&enabled), parts }.amount(wanted);
        let part = |units| Wanted::Part(Amount::minor(units));
        assert_eq!(amount(false, Wanted::All), Ok(Amount::minor(600)));
        assert_eq!(amount(false, part(600)), Ok(Amount::minor(600)));
        assert_eq!(amount(false, part(599)), Err(NotPayable::PartsNotAllowed));
        assert_eq!(amount(true, part(599)), Ok(Amount::minor(599)));
        for wrong in [601, 0, -1] {
            assert_eq!(amount(true, part(wrong)), Err(NotPayable::NotOutstanding), "{wrong}");
        }
    }
}
