//! Payments by card: the port against a double of Stripe, the signatures of news, and the double against what Stripe publishes.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[path = "../stripe/mod.rs"]
#[expect(dead_code, reason = "each target uses a part of it")]
mod stripe;

mod accounts;
mod faults;
mod intents;
mod news;
mod refunds;
mod rules;
mod samples;
mod signatures;

use std::sync::Arc;
use std::time::Duration;

use frontdesk::clock::{ManualClock, Timestamp};
use frontdesk::domain::money::{Amount, Currency};
use frontdesk::domain::payment::{Account, Intent, IntentId, Ours};
use frontdesk::ports::payments::{Error, NewIntent, Payments};

use self::stripe::Double;

/// When these tests take place: 2026-11-23 10:00 UTC.
const NOW: Timestamp = Timestamp::from_millis(1_795_428_000_000);

/// How long the port waits for the double: longer than any answer takes.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long it waits where the double is made to be slow.
const HURRY: Duration = Duration::from_millis(1_500);

/// A double, a connected account at it, and the port that asks it.
struct World {
    double: Double,
    clock: Arc<ManualClock>,
    payments: Payments,
    account: Account,
}

impl World {
    async fn start() -> Self {
        let clock = Arc::new(ManualClock::at(NOW));
        let double = Double::start(Arc::clone(&clock) as _).await;
        let payments = double.payments(PATIENCE);
        let account = Account::Connected(double.connected_account());
        Self { double, clock, payments, account }
    }

    /// An attempt over so many cents.
    async fn open(&self, cents: i64, key: &str) -> Result<Intent, Error> {
        self.payments.create_intent(&self.account, &new(cents), key).await
    }

    /// An attempt that was paid.
    async fn paid(&self, cents: i64) -> Intent {
        self.paid_with(cents, stripe::Card::GOOD).await
    }

    async fn paid_with(&self, cents: i64, card: &str) -> Intent {
        let intent = self.open(cents, &format!("paid {cents} {card}")).await.unwrap();
        self.double.pay(&self.account, &intent.id.0, card).unwrap();
        self.look(&intent.id).await
    }

    async fn look(&self, id: &IntentId) -> Intent {
        self.payments.intent(&self.account, id).await.unwrap()
    }
}

fn new(cents: i64) -> NewIntent {
    NewIntent {
        amount: Amount::minor(cents),
        currency: Currency::EUR,
        ours: Ours {
            organisation: "0193a1b2-0000".to_owned(),
            invoice: "0193a1b2-1111".to_owned(),
            payment: "0193a1b2-2222".to_owned(),
        },
        description: "Invoice R-2026-0001 & “friends”".to_owned(),
    }
}
