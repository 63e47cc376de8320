//! An attempt to pay an invoice by card, as it is stored here.

use std::time::Duration;

use crate::clock::Timestamp;
use crate::domain::money::{Amount, Currency};
use crate::domain::payment::{Account, Intent, IntentId, IntentStatus};
use crate::id::{InvoiceId, MembershipId, OrganisationId, PaymentId};

/// How long an attempt may wait for a card before it is ended: a page left open is no reason to keep asking after it.
pub const UNASKED_FOR: Duration = Duration::from_secs(24 * 60 * 60);
/// How long Stripe is asked after a payment that came: a bank may take one back for 120 days (Visa and Mastercard dispute rules).
const DISPUTABLE: Duration = Duration::from_secs(120 * 24 * 60 * 60);
/// How often meanwhile. Webhooks tell sooner; this is for those that were lost.
const DAILY: Duration = Duration::from_secs(24 * 60 * 60);

/// An attempt to pay, before it is stored.
#[derive(Clone, Debug)]
pub struct NewAttempt {
    /// Its id.
    pub id: PaymentId,
    /// The invoice.
    pub invoice: InvoiceId,
    /// The account that charges.
    pub account: Account,
    /// The how-manieth of this invoice, from 1.
    pub number: i64,
    /// How much.
    pub amount: Amount,
    /// Of what.
    pub currency: Currency,
    /// Whoever pressed Pay.
    pub by: MembershipId,
}

/// An attempt to pay.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// Its id.
    pub id: PaymentId,
    /// Whose.
    pub organisation: OrganisationId,
    /// The invoice.
    pub invoice: InvoiceId,
    /// The account that charges.
    pub account: Account,
    /// Its name at Stripe, once Stripe has named it.
    pub intent: Option<IntentId>,
    /// The how-manieth of this invoice, from 1.
    pub number: i64,
    /// How much.
    pub amount: Amount,
    /// Of what.
    pub currency: Currency,
    /// How it stood when Stripe was last asked.
    pub status: IntentStatus,
    /// Whether it may still be charged.
    pub live: bool,
    /// Why the last card was not taken: a code of Stripe's.
    pub failure: Option<String>,
    /// Whoever pressed Pay.
    pub by: Option<MembershipId>,
    /// When.
    pub created_at: Timestamp,
}

impl Attempt {
    /// The idempotency key by which it is made at Stripe: asked twice, Stripe answers with the same one.
    pub fn key(&self) -> String {
        format!("invoice:{}:{}:{}", self.invoice, self.amount.as_minor(), self.number)
    }

    /// Takes over what Stripe told. News may come late: what is over stays over, and what is not live never comes to life again.
    #[must_use]
    pub fn told(mut self, intent: &Intent) -> Self {
        let is_over = self.intent.is_some() && !self.status.is_live();
        if !is_over {
            self.status = intent.status;
            self.failure.clone_from(&intent.failure);
        }
        self.intent = Some(intent.id.clone());
        self.live = self.live && self.status.is_live();
        self
    }

    /// Ends it here, when it never got a name at Stripe or is not there any more: nobody was given what one could pay it with.
    #[must_use]
    pub fn given_up(mut self, failure: &str) -> Self {
        self.status = IntentStatus::Canceled;
        self.live = false;
        self.failure = Some(failure.to_owned());
        self
    }

    /// Whether what it is over is still to be paid of an invoice of which so much is outstanding.
    pub fn is_wanted(&self, outstanding: Amount, now: Timestamp) -> bool {
        self.amount <= outstanding && now.since(self.created_at) < UNASKED_FOR
    }

    /// When Stripe is to be asked next: soon while somebody may be paying, then less and less often; for a while after the payment, too.
    pub fn ask_at(&self, now: Timestamp) -> Option<Timestamp> {
        const SECOND: u64 = 1;
        const MINUTE: u64 = 60;
        const HOUR: u64 = 60 * MINUTE;
        let age = now.since(self.created_at);
        if self.live {
            let wait = match age.as_secs() {
                0..30 => 5 * SECOND,
                30..120 => 15 * SECOND,
                120..600 => MINUTE,
                600..3600 => 5 * MINUTE,
                _ => HOUR,
            };
            return Some(now + Duration::from_secs(wait));
        }
        let may_change = self.status == IntentStatus::Succeeded && age < DISPUTABLE;
        may_change.then(|| now + DAILY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::SystemChance;

    const NOW: Timestamp = Timestamp::from_millis(1_795_428_000_000);

    fn attempt() -> Attempt {
        Attempt {
            id: PaymentId::new(NOW, &SystemChance),
            organisation: OrganisationId::new(NOW, &SystemChance),
            invoice: InvoiceId::new(NOW, &SystemChance),
            account: Account::Own,
            intent: None,
            number: 1,
            amount: Amount::minor(1_000),
            currency: Currency::EUR,
            status: IntentStatus::Opening,
            live: true,
            failure: None,
            by: None,
            created_at: NOW,
        }
    }

    fn intent(status: IntentStatus) -> Intent {
        Intent {
            id: IntentId("pi_1".to_owned()),
            amount: Amount::minor(1_000),
            received: Amount::ZERO,
            currency: Currency::EUR,
            status,
            client_secret: None,
            failure: None,
            ours: None,
            refunds: vec![],
            disputes: vec![],
        }
    }

    #[test]
    fn late_news_do_not_bring_back_what_is_over() {
        let paid = attempt().told(&intent(IntentStatus::Succeeded));
        assert_eq!((paid.status, paid.live), (IntentStatus::Succeeded, false));
        let late = paid.told(&intent(IntentStatus::RequiresPaymentMethod));
        assert_eq!((late.status, late.live), (IntentStatus::Succeeded, false));
        let found = attempt().given_up("gone").told(&intent(IntentStatus::RequiresPaymentMethod));
        assert_eq!((found.status, found.live), (IntentStatus::RequiresPaymentMethod, false));
    }

    #[test]
    fn the_key_tells_invoice_amount_and_attempt() {
        let mut other = attempt();
        let key = other.key();
        other.number = 2;
        assert_ne!(other.key(), key);
        other.number = 1;
        other.amount = Amount::minor(999);
        assert_ne!(other.key(), key);
    }

    #[test]
    fn stripe_is_asked_less_and_less_often_and_not_for_ever() {
        let live = attempt();
        let wait = |after: u64| {
            let now = NOW + Duration::from_secs(after);
            live.ask_at(now).map(|at| at.since(now).as_secs())
        };
        assert_eq!([0, 60, 300, 1_800, 86_400].map(wait), [5, 15, 60, 300, 3_600].map(Some));
        let paid = attempt().told(&intent(IntentStatus::Succeeded));
        assert_eq!(paid.ask_at(NOW), Some(NOW + DAILY));
        assert_eq!(paid.ask_at(NOW + DISPUTABLE), None);
        assert_eq!(attempt().told(&intent(IntentStatus::Canceled)).ask_at(NOW), None);
    }

    #[test]
    fn what_is_paid_otherwise_or_left_for_a_day_is_not_wanted_any_more() {
        let live = attempt();
        assert!(live.is_wanted(Amount::minor(1_000), NOW));
        assert!(!live.is_wanted(Amount::minor(999), NOW));
        assert!(!live.is_wanted(Amount::minor(1_000), NOW + UNASKED_FOR));
    }
}
