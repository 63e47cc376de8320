//! Whatever happens in whatever order, and whenever the program dies: the ledger and Stripe agree to the minor unit, and no invoice is
//! charged twice.
//!
//! `FRONTDESK_TEST_SCHEDULES` says how many schedules are tried (20 unless told); `FRONTDESK_TEST_SEED` with which one begins. Built with the
//! feature `mutant-double-charge`, which forgets an attempt that can still be charged, the same check must fail: that is tested too.

use std::collections::BTreeSet;
use std::future::Future;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use frontdesk::app::invoices::{self, ByHand, Credit};
use frontdesk::app::payments::{self, RefundOrder};
use frontdesk::domain::invoice::{Balance, EntryKind, LedgerEntry, Method, State};
use frontdesk::domain::money::Amount;
use frontdesk::domain::payment::{IntentId, IntentStatus, Wanted};
use frontdesk::domain::secret::Secret;
use frontdesk::ports::payments::webhook::Event;

use crate::database::{Database, each_database};
use crate::model::{News, Outcome};
use crate::signing;
use crate::world::{Sent, World, key};

/// Things that happen in a schedule, at most.
const STEPS: usize = 40;
/// How often each event comes, besides those that never do.
const COPIES: usize = 5;
/// Calls of Stripe in a hundred that go wrong.
const FAULTS: u64 = 12;

each_database!(ledger_and_stripe_agree_after_any_schedule);

async fn ledger_and_stripe_agree_after_any_schedule(database: &Database) {
    let schedules = size("FRONTDESK_TEST_SCHEDULES", 20);
    let first = size("FRONTDESK_TEST_SEED", 1);
    let world = World::make(database, first).await;
    let mut happened = Happened::default();
    let mut faults = Vec::new();
    for seed in first..first + schedules {
        world.dice.restart(seed);
        let wrong = Box::pin(schedule(&world, &mut happened)).await;
        faults.extend(wrong.into_iter().map(|wrong| format!("schedule {seed}: {wrong}")));
    }
    println!("{schedules} schedules: {happened:?}");
    judge(&faults);
    assert!(happened.forged > 0 && happened.accepted == 0, "forged events were accepted: {happened:?}");
    // A schedule in which nothing happens proves nothing.
    let all = [happened.paid, happened.crashes, happened.refunds, happened.surpluses, happened.events];
    assert!(schedules < 20 || all.iter().all(|count| *count > 0), "too little happened: {happened:?}");
    world.app.db.close().await;
}

#[cfg(not(feature = "mutant-double-charge"))]
fn judge(faults: &[String]) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The planted fault must be seen, or the check is worth nothing: as an invoice that was charged twice, not only as one that could be.
#[cfg(feature = "mutant-double-charge")]
fn judge(faults: &[String]) {
    let twice: Vec<_> = faults.iter().filter(|fault| fault.contains("charged twice")).collect();
    assert!(!twice.is_empty(), "the planted fault was not caught: {faults:?}");
    println!("caught, as it must be: {}", twice[0]);
}

fn size(name: &str, small: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(small)
}

#[derive(Debug, Default)]
struct Happened {
    events: usize,
    forged: usize,
    accepted: usize,
    crashes: usize,
    paid: usize,
    refunds: usize,
    surpluses: usize,
}

/// What the people and the world of one schedule know.
struct Scene<'a> {
    world: &'a World,
    invoice: Sent,
    /// Attempts that some browser has the means to pay.
    known: BTreeSet<IntentId>,
    /// Events on their way.
    coming: Vec<News>,
    refund_key: frontdesk::domain::input::Key,
    wrong: Vec<String>,
    happened: &'a mut Happened,
}

async fn schedule(world: &World, happened: &mut Happened) -> Vec<String> {
    let gross = 100 + world.dice.amount(100_000);
    world.model.fails(0);
    let invoice = world.invoice(gross).await;
    let mut scene = Scene {
        world,
        invoice,
        known: BTreeSet::new(),
        coming: Vec::new(),
        refund_key: key(),
        wrong: Vec::new(),
        happened,
    };
    world.model.fails(if world.dice.happens(25) { 0 } else { FAULTS });
    let steps = 5 + world.dice.below(STEPS);
    for _ in 0..steps {
        Box::pin(scene.step()).await;
        scene.one_at_a_time();
    }
    world.model.fails(0);
    scene.settle_down().await;
    scene.judge().await;
    world.forget().await;
    scene.wrong
}

impl Scene<'_> {
    async fn step(&mut self) {
        let world = self.world;
        self.gather();
        match world.dice.below(100) {
            0..16 => self.press_pay().await,
            16..20 => Box::pin(self.both_press_pay()).await,
            20..40 => self.give_card(),
            40..48 => self.come_back().await,
            48..66 => self.hear().await,
            66..70 => self.hear_forged(),
            70..80 => self.sweep().await,
            80..84 => self.pay_by_hand().await,
            84..86 => self.credit().await,
            86..87 => self.void().await,
            87..91 => self.refund().await,
            91..93 => world.model.refund_there(&world.dice),
            93..94 => world.model.fail_refund(&world.dice),
            94..96 => world.model.dispute(&world.dice),
            _ => world.model.decide(world.dice.happens(60)),
        }
    }

    /// Runs a verb until it is done, or until the program dies: at a call of Stripe, or anywhere it waits.
    async fn live<T>(&mut self, verb: impl Future<Output = T>) -> Option<T> {
        let dies_at = self.world.dice.happens(4).then(|| self.world.dice.below(12));
        let mut verb = pin!(verb);
        let mut waits = 0;
        let crash = self.world.model.crash.notified();
        let mut crash = pin!(crash);
        let lived = std::future::poll_fn(|context| {
            if crash.as_mut().poll(context).is_ready() || dies_at.is_some_and(|at| waits > at) {
                return Poll::Ready(None);
            }
            waits += 1;
            match verb.as_mut().poll(context) {
                Poll::Ready(done) => Poll::Ready(Some(done)),
                // It may have died in this very moment.
                Poll::Pending if crash.as_mut().poll(context).is_ready() => Poll::Ready(None),
                Poll::Pending => Poll::Pending,
            }
        })
        .await;
        self.happened.crashes += usize::from(lived.is_none());
        lived
    }

    fn wanted(&self) -> Wanted {
        let dice = &self.world.dice;
        if dice.happens(65) {
            Wanted::All
        } else {
            Wanted::Part(Amount::minor(dice.amount(self.invoice.gross.as_minor())))
        }
    }

    async fn press_pay(&mut self) {
        let world = self.world;
        let client = &world.clients[world.dice.below(2)];
        let (wanted, number) = (self.wanted(), self.invoice.number.clone());
        if let Some(Ok(_)) = self.live(payments::open(&world.app, client, &number, wanted)).await {
            self.come_back().await;
        }
    }

    /// Two people in two tabs, at once.
    async fn both_press_pay(&mut self) {
        let world = self.world;
        let number = self.invoice.number.clone();
        let (one, other) = (self.wanted(), self.wanted());
        let both = async {
            tokio::join!(
                payments::open(&world.app, &world.clients[0], &number, one),
                payments::open(&world.app, &world.clients[1], &number, other),
            )
        };
        Box::pin(self.live(both)).await;
        self.come_back().await;
    }

    /// The page: what it shows is what a browser can pay.
    async fn come_back(&mut self) {
        let world = self.world;
        let client = &world.clients[world.dice.below(2)];
        let number = self.invoice.number.clone();
        let page = self.live(payments::page(&world.app, client, &number)).await;
        if let Some(Ok(page)) = page
            && let Some(card) = page.card
        {
            self.known.extend(card.attempt.intent);
        }
    }

    /// A card is given in some tab, an old one perhaps.
    fn give_card(&mut self) {
        let dice = &self.world.dice;
        let known: Vec<&IntentId> = self.known.iter().collect();
        if known.is_empty() {
            return;
        }
        let id = known[dice.below(known.len())];
        let outcome = match dice.below(10) {
            0..6 => Outcome::Paid,
            6..8 => Outcome::Declined,
            8 => Outcome::Asks,
            _ => Outcome::Thinks,
        };
        self.world.model.confirm(id, outcome);
    }

    /// What Stripe tells comes five times or never, in any order.
    fn gather(&mut self) {
        let dice = &self.world.dice;
        for news in self.world.model.news() {
            if dice.happens(75) {
                self.coming.extend(std::iter::repeat_n(news, COPIES));
            }
        }
    }

    async fn hear(&mut self) {
        for _ in 0..=self.world.dice.below(6) {
            if self.coming.is_empty() {
                return;
            }
            let news = self.coming.swap_remove(self.world.dice.below(self.coming.len()));
            self.happened.events += 1;
            let event = self.read(&news, &signing::secrets(), 0).expect("what Stripe signed is read");
            let world = self.world;
            if !matches!(self.live(payments::take(&world.app, &event)).await, Some(Ok(_))) {
                // Stripe sends again what was not answered well.
                self.coming.push(news);
            }
        }
    }

    fn read(&self, news: &News, secrets: &[Secret], age: u64) -> Option<Event> {
        let now = self.world.app.clock.now();
        let (body, header) = signing::signed(news, now - Duration::from_secs(age));
        payments::heard(&self.world.app, &body, &header, secrets).ok()
    }

    /// Whoever does not know the secret, sends another body, or sends an old event again.
    fn hear_forged(&mut self) {
        let Some(intent) = self.known.first().cloned() else { return };
        let news = News {
            id: format!("evt_forged_{}", self.world.dice.roll()),
            kind: "payment_intent.succeeded",
            account: frontdesk::domain::payment::Account::Own,
            intent,
        };
        let now = self.world.app.clock.now();
        let (body, header) = signing::signed(&news, now);
        let mut altered = body.clone();
        let at = self.world.dice.below(altered.len());
        altered[at] ^= 1;
        let app = &self.world.app;
        let accepted = [
            payments::heard(app, &body, &header, &[Secret::new("whsec_of_somebody_else")]).is_ok(),
            payments::heard(app, &altered, &header, &signing::secrets()).is_ok(),
            payments::heard(app, &body, "", &signing::secrets()).is_ok(),
            self.read(&news, &signing::secrets(), 3_600).is_some(),
        ];
        self.happened.forged += accepted.len();
        self.happened.accepted += accepted.iter().filter(|accepted| **accepted).count();
    }

    async fn sweep(&mut self) {
        let world = self.world;
        let wait = [1, 5, 20, 120, 4_000, 90_000][world.dice.below(6)];
        world.clock.advance(Duration::from_secs(wait));
        self.live(payments::sweep(&world.app)).await;
    }

    async fn pay_by_hand(&mut self) {
        let world = self.world;
        let amount = Amount::minor(world.dice.amount(self.invoice.gross.as_minor()));
        let on = "2026-11-23".parse().expect("a day");
        let payment = ByHand { amount, method: Method::Bank, on, note: String::new(), key: key(), surplus: true };
        let id = self.invoice.id;
        self.live(invoices::record_payment(&world.app, &world.admin, id, &payment)).await;
    }

    async fn credit(&mut self) {
        let world = self.world;
        let amount = Amount::minor(world.dice.amount(self.invoice.gross.as_minor()));
        let credit = Credit { amount, reason: "Late".to_owned(), key: key() };
        let id = self.invoice.id;
        self.live(invoices::credit(&world.app, &world.admin, id, &credit)).await;
    }

    async fn void(&mut self) {
        let world = self.world;
        let id = self.invoice.id;
        self.live(invoices::void(&world.app, &world.admin, id)).await;
    }

    /// Staff return money; the same form may be sent twice.
    async fn refund(&mut self) {
        let world = self.world;
        let Ok(shown) = payments::at_desk(&world.app, &world.admin, self.invoice.id).await else { return };
        let paid: Vec<_> =
            shown.attempts.into_iter().filter(|attempt| attempt.status == IntentStatus::Succeeded).collect();
        if paid.is_empty() {
            return;
        }
        let attempt = &paid[world.dice.below(paid.len())];
        if world.dice.happens(50) {
            self.refund_key = key();
        }
        let order = RefundOrder {
            invoice: self.invoice.id,
            payment: attempt.id,
            amount: Amount::minor(world.dice.amount(attempt.amount.as_minor())),
            key: self.refund_key.clone(),
        };
        if let Some(Ok(())) = self.live(payments::refund(&world.app, &world.admin, &order)).await {
            self.happened.refunds += 1;
        }
    }

    /// Of the attempts that browsers can pay, one can be charged at any moment.
    fn one_at_a_time(&mut self) {
        let chargeable = self.world.model.chargeable(self.known.iter());
        if chargeable.len() > 1 {
            self.wrong.push(format!("{chargeable:?} can be charged at once"));
        }
    }

    /// Nobody does anything more, no event comes any more: what was lost heals.
    async fn settle_down(&mut self) {
        let world = self.world;
        world.model.decide(true);
        for wait in [60, 60, 3_600, 90_000, 3_600, 90_000] {
            world.clock.advance(Duration::from_secs(wait));
            while payments::sweep(&world.app).await.expect("Stripe answers") > 0 {}
        }
        let left = world.model.chargeable(self.known.iter());
        if !left.is_empty() {
            self.wrong.push(format!("{left:?} can still be charged after days"));
        }
    }

    async fn judge(&mut self) {
        let world = self.world;
        let sheet =
            invoices::find_for_staff(&world.app, &world.admin, self.invoice.id).await.expect("the invoice is there");
        let name = self.invoice.id.to_string();
        let mut stripe = Amount::ZERO;
        for line in sheet.ledger.iter().filter(|line| line.method == Method::Stripe) {
            stripe = match line.entry.kind {
                EntryKind::Payment | EntryKind::DisputeWon => stripe + line.entry.amount,
                EntryKind::Refund | EntryKind::Dispute => stripe - line.entry.amount,
                EntryKind::CreditNote => stripe,
            };
        }
        let expected = world.model.net(&name);
        if stripe != expected {
            self.wrong.push(format!("the ledger has {stripe:?} by card, Stripe {expected:?}: {:?}", sheet.ledger));
        }
        for (intent, amount) in world.model.paid(&name) {
            let lines: Vec<_> = sheet.ledger.iter().filter(|line| line.source == intent.0).collect();
            if lines.len() != 1 || lines[0].entry.amount != amount {
                self.wrong.push(format!("{intent} over {amount:?} stands in the ledger as {lines:?}"));
            }
            self.happened.paid += 1;
        }
        self.wrong.extend(world.model.charged_twice().into_iter().filter(|charge| charge.contains(&name)));
        let entries: Vec<LedgerEntry> = sheet.ledger.iter().map(|line| line.entry).collect();
        let mut balance = Balance::of(self.invoice.gross, &entries);
        let row = &sheet.invoice.row;
        if row.state == State::Void {
            balance.outstanding = Amount::ZERO;
            balance.surplus = balance.paid.max(Amount::ZERO);
        }
        if row.balance != balance {
            self.wrong.push(format!("{:?} is stored, {balance:?} is in the ledger", row.balance));
        }
        self.happened.surpluses += usize::from(row.balance.surplus.is_positive());
    }
}
