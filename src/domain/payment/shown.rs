//! What pages show of payments.

use crate::clock::Timestamp;
use crate::domain::invoice::Invoice;
use crate::domain::payment::{AccountKind, AccountStanding, Attempt, Cards};
use crate::domain::secret::Secret;

/// The page on which an invoice is paid, and the one that tells what came of it.
#[derive(Clone, Debug)]
pub struct PaymentPage {
    /// The invoice.
    pub invoice: Invoice,
    /// Whether cards are taken.
    pub cards: Cards,
    /// The attempt that a card can be given to.
    pub card: Option<Card>,
    /// The last attempt, whatever became of it.
    pub last: Option<Attempt>,
    /// Whether Stripe did not answer, so that how a payment stands is not known now.
    pub unanswered: bool,
}

/// What a browser needs to give a card to an attempt.
#[derive(Clone, Debug)]
pub struct Card {
    /// The attempt.
    pub attempt: Attempt,
    /// Lets whoever has it pay, and nothing else.
    pub client_secret: Secret,
}

/// What staff see of an invoice's payments by card.
#[derive(Clone, Debug)]
pub struct AtDesk {
    /// Whether cards are taken.
    pub cards: Cards,
    /// Every attempt, the last first.
    pub attempts: Vec<Attempt>,
}

/// What the page of an organisation's payments shows.
#[derive(Clone, Debug)]
pub struct AccountPage {
    /// Whether this server can ask Stripe at all.
    pub is_set_up: bool,
    /// The account, when one was chosen.
    pub chosen: Option<Chosen>,
    /// Whether the server's own account may be used: it serves one organisation alone.
    pub may_use_own: bool,
}

/// An account that was chosen.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// Its own or the server's.
    pub kind: AccountKind,
    /// `acct_…`; empty for the server's, and until Stripe has named it.
    pub account: String,
    /// How it stood when Stripe was last asked.
    pub standing: AccountStanding,
    /// When that was.
    pub checked_at: Option<Timestamp>,
}

impl Chosen {
    /// Whether Stripe does not let this server use it any more.
    pub fn is_gone(&self) -> bool {
        self.standing.is_gone()
    }
}
