//! Payments by card: what Stripe tells of an attempt to pay, and what follows from it for the ledger.
//!
//! Nothing is believed because somebody says so: a webhook, the return page and the sweeper all lead to the same question to Stripe, and
//! what it answers ([`Intent`]) becomes lines of the ledger by [`entries`], each with a source that can be entered once.

mod attempt;
mod payable;
mod requirement;
mod shown;

use std::fmt;

pub use attempt::{Attempt, NewAttempt, UNASKED_FOR};
pub use payable::{Cards, NoCards, NotPayable, Payable, Readiness, Wanted};
pub use requirement::{Outstanding, Requirement, Thing, Whose};
pub use shown::{AccountPage, AtDesk, Card, Chosen, PaymentPage};

use crate::domain::invoice::EntryKind;
use crate::domain::money::{Amount, Currency};
use crate::domain::secret::Secret;
use crate::domain::text_enum;

/// An account at Stripe that takes payments.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Account {
    /// The server's own.
    Own,
    /// One connected to it, `acct_…`.
    Connected(String),
}

impl Account {
    /// From how it is stored: empty for the server's own.
    pub fn from_stored(text: &str) -> Self {
        if text.is_empty() { Self::Own } else { Self::Connected(text.to_owned()) }
    }

    /// How it is stored.
    pub fn as_stored(&self) -> &str {
        match self {
            Self::Own => "",
            Self::Connected(account) => account,
        }
    }
}

text_enum! {
    /// What kind of account an organisation has chosen.
    AccountKind {
        /// One of its own, connected to the server's.
        Connected = "connected",
        /// The server's.
        Own = "own",
    }
}

/// The name of an attempt to pay at Stripe: `pi_…`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IntentId(pub String);

impl fmt::Display for IntentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for IntentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

text_enum! {
    /// How an attempt to pay stands.
    IntentStatus {
        /// Asked for, and Stripe has not answered yet.
        Opening = "opening",
        /// Waits for a card, for the first time or after a decline.
        RequiresPaymentMethod = "requires_payment_method",
        /// A card is given and waits to be charged.
        RequiresConfirmation = "requires_confirmation",
        /// The card's bank asks its holder: 3-D Secure.
        RequiresAction = "requires_action",
        /// The money is on its way.
        Processing = "processing",
        /// Held, not taken; not used here, and so never left alone.
        RequiresCapture = "requires_capture",
        /// The money came.
        Succeeded = "succeeded",
        /// It can no longer be paid by this attempt.
        Canceled = "canceled",
    }
}

impl IntentStatus {
    /// Whether it may still become a charge.
    pub const fn is_live(self) -> bool {
        !matches!(self, Self::Succeeded | Self::Canceled)
    }

    /// Whether the money may be moving at this moment: nobody can call it back.
    pub const fn is_moving(self) -> bool {
        matches!(self, Self::Processing | Self::RequiresCapture)
    }
}

/// An attempt to pay, as Stripe tells it.
#[derive(Clone, Debug)]
pub struct Intent {
    /// Its name.
    pub id: IntentId,
    /// How much it is over.
    pub amount: Amount,
    /// How much of it came in.
    pub received: Amount,
    /// The currency.
    pub currency: Currency,
    /// How it stands.
    pub status: IntentStatus,
    /// What lets a browser give a card to it.
    pub client_secret: Option<Secret>,
    /// Why the last card was not taken: a code of Stripe's.
    pub failure: Option<String>,
    /// The ids that we gave it: of the organisation, the invoice and the attempt. `None` for what others made in the account.
    pub ours: Option<Ours>,
    /// What was returned of it.
    pub refunds: Vec<Refund>,
    /// The disputes about it.
    pub disputes: Vec<Dispute>,
}

/// The ids that we gave to an attempt, in its metadata, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ours {
    /// The organisation's id.
    pub organisation: String,
    /// The invoice's id.
    pub invoice: String,
    /// The attempt's id.
    pub payment: String,
}

/// Money returned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refund {
    /// Its name: `re_…`.
    pub id: String,
    /// How much.
    pub amount: Amount,
    /// Whether it stands. One that failed or was cancelled returns nothing.
    pub stands: bool,
}

/// A cardholder's objection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// Its name: `du_…` or `dp_…`.
    pub id: String,
    /// How much it is about.
    pub amount: Amount,
    /// How it stands.
    pub standing: DisputeStanding,
}

/// How a dispute stands, as far as money goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisputeStanding {
    /// A bank only asks: the money stays.
    Inquiry,
    /// The bank took the money back until it is decided, or for good.
    Withdrawn,
    /// The money came again.
    Won,
}

/// A line that follows for the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// What happened.
    pub kind: EntryKind,
    /// How much.
    pub amount: Amount,
    /// What it stands for; a ledger has each once.
    pub source: String,
}

/// The lines that a ledger must have after this. Whoever enters those that it has not, in whatever order Stripe's news come and however
/// often, ends with the same ledger.
///
/// What was entered stays: when a refund that stands in the ledger (`entered`) has failed since, a line of its own says that the money
/// came back.
pub fn entries(intent: &Intent, entered: impl Fn(&str) -> bool) -> Vec<Settled> {
    let mut entries = Vec::new();
    let mut enter = |kind, amount: Amount, source: String| {
        if amount.is_positive() {
            entries.push(Settled { kind, amount, source });
        }
    };
    if intent.status == IntentStatus::Succeeded {
        enter(EntryKind::Payment, intent.received, intent.id.0.clone());
    }
    for refund in &intent.refunds {
        if refund.stands {
            enter(EntryKind::Refund, refund.amount, refund.id.clone());
        } else if entered(&refund.id) {
            enter(EntryKind::Payment, refund.amount, format!("{}:failed", refund.id));
        }
    }
    for dispute in &intent.disputes {
        match dispute.standing {
            DisputeStanding::Inquiry => {}
            DisputeStanding::Withdrawn => enter(EntryKind::Dispute, dispute.amount, dispute.id.clone()),
            DisputeStanding::Won => {
                enter(EntryKind::Dispute, dispute.amount, dispute.id.clone());
                enter(EntryKind::DisputeWon, dispute.amount, format!("{}:won", dispute.id));
            }
        }
    }
    entries
}

/// Whether an account can take payments, and if not, why.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct AccountStanding {
    /// Whether it can charge cards.
    pub charges_enabled: bool,
    /// Whether Stripe sends what came in to the bank.
    pub payouts_enabled: bool,
    /// Whether everything that the first form asks for was given.
    pub details_submitted: bool,
    /// Why it is restricted: a code of Stripe's.
    pub disabled_reason: Option<String>,
    /// What is asked for now, by Stripe's names: `individual.verification.document`.
    pub currently_due: Vec<String>,
    /// What is late.
    pub past_due: Vec<String>,
    /// What Stripe is looking at.
    pub pending_verification: Vec<String>,
    /// What was given and not accepted: the name, and why, in Stripe's words.
    pub errors: Vec<RequirementError>,
    /// Until when what is asked for must be given, seconds since 1970.
    pub deadline: Option<i64>,
}

impl AccountStanding {
    /// Stands in the place of a reason of Stripe's when Stripe does not let this server use the account any more.
    const GONE: &str = "disconnected";

    /// Of an account that this server may not use any more.
    pub fn gone() -> Self {
        Self { disabled_reason: Some(Self::GONE.to_owned()), ..Self::default() }
    }

    /// Whether it is one.
    pub fn is_gone(&self) -> bool {
        self.disabled_reason.as_deref() == Some(Self::GONE)
    }
}

/// Why something that was given was not accepted.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct RequirementError {
    /// What: Stripe's name.
    pub requirement: String,
    /// Why: Stripe's words.
    pub reason: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn intent(status: IntentStatus, refunds: Vec<Refund>, disputes: Vec<Dispute>) -> Intent {
        Intent {
            id: IntentId("pi_1".to_owned()),
            amount: Amount::minor(1_000),
            received: Amount::minor(1_000),
            currency: Currency::EUR,
            status,
            client_secret: None,
            failure: None,
            ours: None,
            refunds,
            disputes,
        }
    }

    #[test]
    fn only_money_that_moved_is_entered() {
        let nothing = |_: &str| false;
        assert!(entries(&intent(IntentStatus::Processing, vec![], vec![]), nothing).is_empty());
        let refund = |id: &str, stands| Refund { id: id.to_owned(), amount: Amount::minor(100), stands };
        let refunds = vec![refund("re_1", true), refund("re_2", false)];
        let found = entries(&intent(IntentStatus::Succeeded, refunds, vec![]), nothing);
        let sources: Vec<&str> = found.iter().map(|entry| entry.source.as_str()).collect();
        assert_eq!(sources, ["pi_1", "re_1"]);
    }

    #[test]
    fn a_refund_that_failed_after_it_was_entered_comes_back() {
        let refund = |stands| vec![Refund { id: "re_1".to_owned(), amount: Amount::minor(100), stands }];
        let kinds = |refunds, entered: bool| -> Vec<(EntryKind, String)> {
            let found =
                entries(&intent(IntentStatus::Succeeded, refunds, vec![]), |source| entered && source == "re_1");
            found.into_iter().skip(1).map(|entry| (entry.kind, entry.source)).collect()
        };
        assert_eq!(kinds(refund(true), false), [(EntryKind::Refund, "re_1".to_owned())]);
        assert_eq!(kinds(refund(false), false), []);
        assert_eq!(kinds(refund(false), true), [(EntryKind::Payment, "re_1:failed".to_owned())]);
    }

    #[test]
    fn a_dispute_that_was_won_stands_twice() {
        let dispute = |standing| Dispute { id: "du_1".to_owned(), amount: Amount::minor(1_000), standing };
        let kinds = |standing| -> Vec<EntryKind> {
            entries(&intent(IntentStatus::Succeeded, vec![], vec![dispute(standing)]), |_| false)
                .iter()
                .map(|entry| entry.kind)
                .collect()
        };
        assert_eq!(kinds(DisputeStanding::Inquiry), [EntryKind::Payment]);
        assert_eq!(kinds(DisputeStanding::Withdrawn), [EntryKind::Payment, EntryKind::Dispute]);
        assert_eq!(kinds(DisputeStanding::Won), [EntryKind::Payment, EntryKind::Dispute, EntryKind::DisputeWon]);
    }
}
