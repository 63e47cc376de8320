//! A model of Stripe: what it promises of attempts, refunds, disputes and keys, and nothing else. It fails and falls silent at any call,
//! before or after it did what it was asked; and it notices when an invoice is charged twice.

use std::collections::{BTreeMap, HashMap};
use std::future::pending;
use std::sync::{Arc, Mutex};

use frontdesk::clock::Timestamp;
use frontdesk::domain::money::{Amount, Currency};
use frontdesk::domain::payment::{
    Account, AccountStanding, Dispute, DisputeStanding, Intent, IntentId, IntentStatus, Ours, Refund,
};
use frontdesk::domain::secret::Secret;
use frontdesk::ports::payments::{Answer, Error, Gateway, NewAccount, NewIntent};
use tokio::sync::Notify;
use url::Url;

use crate::chance::Dice;

/// What happens to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Answered,
    /// Nothing is done, and no answer comes.
    LostBefore,
    /// It is done, and no answer comes.
    LostAfter,
    /// The program dies while it waits; nothing is done.
    CrashBefore,
    /// The program dies while it waits; it is done.
    CrashAfter,
}

/// Something that Stripe tells.
#[derive(Clone, Debug)]
pub(crate) struct News {
    pub(crate) id: String,
    pub(crate) kind: &'static str,
    pub(crate) account: Account,
    pub(crate) intent: IntentId,
}

#[derive(Debug)]
struct Held {
    account: Account,
    ours: Ours,
    amount: Amount,
    currency: Currency,
    status: IntentStatus,
    failure: Option<String>,
    refunds: Vec<Refund>,
    disputes: Vec<Dispute>,
}

impl Held {
    fn received(&self) -> Amount {
        if self.status == IntentStatus::Succeeded { self.amount } else { Amount::ZERO }
    }

    /// What came in and never went back, whatever became of that later.
    fn kept(&self) -> Amount {
        let back: Amount = self.refunds.iter().map(|refund| refund.amount).sum();
        let taken: Amount = self
            .disputes
            .iter()
            .filter(|dispute| dispute.standing != DisputeStanding::Inquiry)
            .map(|dispute| dispute.amount)
            .sum();
        self.received() - back - taken
    }

    /// What the ledger must come to.
    fn net(&self) -> Amount {
        let back: Amount = self.refunds.iter().filter(|refund| refund.stands).map(|refund| refund.amount).sum();
        let taken: Amount = self
            .disputes
            .iter()
            .filter(|dispute| dispute.standing == DisputeStanding::Withdrawn)
            .map(|dispute| dispute.amount)
            .sum();
        self.received() - back - taken
    }

    fn refundable(&self) -> Amount {
        let back: Amount = self.refunds.iter().filter(|refund| refund.stands).map(|refund| refund.amount).sum();
        let disputed = self.disputes.iter().any(|dispute| dispute.standing != DisputeStanding::Inquiry);
        if disputed { Amount::ZERO } else { self.received() - back }
    }
}

#[derive(Debug, Default)]
struct State {
    intents: BTreeMap<IntentId, Held>,
    intents_by_key: HashMap<String, (IntentId, Amount, String)>,
    refunds_by_key: HashMap<String, (Refund, Amount)>,
    /// What each invoice asks for, at most.
    gross: HashMap<String, Amount>,
    made: u64,
    news: Vec<News>,
    charged_twice: Vec<String>,
    faults: u64,
}

/// Stripe.
#[derive(Debug)]
pub(crate) struct Model {
    state: Mutex<State>,
    dice: Arc<Dice>,
    /// Told when the program is to die.
    pub(crate) crash: Notify,
}

impl Model {
    pub(crate) fn new(dice: Arc<Dice>) -> Self {
        Self { state: Mutex::default(), dice, crash: Notify::new() }
    }

    /// Forgets everything but the names that it gave.
    pub(crate) fn forget(&self) {
        let mut state = self.lock();
        *state = State { made: state.made, ..State::default() };
    }

    /// From now on so many calls in a hundred go wrong.
    pub(crate) fn fails(&self, times: u64) {
        self.lock().faults = times;
    }

    pub(crate) fn expects(&self, invoice: &str, gross: Amount) {
        self.lock().gross.insert(invoice.to_owned(), gross);
    }

    /// A browser gives a card to an attempt, which its bank takes, refuses or thinks about.
    pub(crate) fn confirm(&self, id: &IntentId, outcome: Outcome) {
        let mut state = self.lock();
        let held = state.intents.get_mut(id).expect("an attempt that a browser knows");
        let takes_cards = matches!(
            held.status,
            IntentStatus::RequiresPaymentMethod | IntentStatus::RequiresAction | IntentStatus::RequiresConfirmation
        );
        if !takes_cards {
            return;
        }
        match outcome {
            Outcome::Paid => state.charge(id),
            Outcome::Declined => {
                held.status = IntentStatus::RequiresPaymentMethod;
                held.failure = Some("insufficient_funds".to_owned());
                state.tell("payment_intent.payment_failed", id);
            }
            Outcome::Asks => {
                held.status = IntentStatus::RequiresAction;
                state.tell("payment_intent.requires_action", id);
            }
            Outcome::Thinks => {
                held.status = IntentStatus::Processing;
                state.tell("payment_intent.processing", id);
            }
        }
    }

    /// Banks that think come to an end.
    pub(crate) fn decide(&self, pays: bool) {
        let mut state = self.lock();
        let thinking: Vec<IntentId> = state
            .intents
            .iter()
            .filter(|(_, held)| held.status == IntentStatus::Processing)
            .map(|(id, _)| id.clone())
            .collect();
        for id in thinking {
            if pays {
                state.charge(&id);
            } else {
                let held = state.intents.get_mut(&id).expect("it is there");
                held.status = IntentStatus::RequiresPaymentMethod;
                held.failure = Some("card_declined".to_owned());
                state.tell("payment_intent.payment_failed", &id);
            }
        }
    }

    /// Somebody returns money in Stripe's dashboard.
    pub(crate) fn refund_there(&self, dice: &Dice) {
        let mut state = self.lock();
        let Some(id) = state.any_paid(dice) else { return };
        let most = state.intents[&id].refundable();
        if most.is_positive() {
            state.give_back(&id, Amount::minor(dice.amount(most.as_minor())));
        }
    }

    /// A bank does not take back what was returned.
    pub(crate) fn fail_refund(&self, dice: &Dice) {
        let mut state = self.lock();
        let Some(id) = state.any_paid(dice) else { return };
        let held = state.intents.get_mut(&id).expect("it is there");
        if let Some(refund) = held.refunds.iter_mut().find(|refund| refund.stands) {
            refund.stands = false;
            state.tell("refund.failed", &id);
        }
    }

    /// A cardholder objects, or an objection goes on.
    pub(crate) fn dispute(&self, dice: &Dice) {
        let mut state = self.lock();
        let Some(id) = state.any_paid(dice) else { return };
        let made = state.next();
        let held = state.intents.get_mut(&id).expect("it is there");
        let left = held.refundable();
        match held.disputes.first_mut() {
            None if left.is_positive() => {
                let standing = if dice.happens(30) { DisputeStanding::Inquiry } else { DisputeStanding::Withdrawn };
                held.disputes.push(Dispute { id: format!("du_{made}"), amount: left, standing });
                state.tell("charge.dispute.created", &id);
            }
            None => {}
            Some(dispute) => {
                dispute.standing = match dispute.standing {
                    // What was returned meanwhile the bank does not take as well.
                    DisputeStanding::Inquiry => {
                        let back: Amount =
                            held.refunds.iter().filter(|refund| refund.stands).map(|refund| refund.amount).sum();
                        if back.is_positive() { DisputeStanding::Inquiry } else { DisputeStanding::Withdrawn }
                    }
                    DisputeStanding::Withdrawn if dice.happens(50) => DisputeStanding::Won,
                    other => other,
                };
                state.tell("charge.dispute.updated", &id);
            }
        }
    }

    /// Everything that Stripe has told and nobody has fetched.
    pub(crate) fn news(&self) -> Vec<News> {
        std::mem::take(&mut self.lock().news)
    }

    pub(crate) fn charged_twice(&self) -> Vec<String> {
        self.lock().charged_twice.clone()
    }

    /// What the cards of an invoice came to.
    pub(crate) fn net(&self, invoice: &str) -> Amount {
        let state = self.lock();
        state.intents.values().filter(|held| held.ours.invoice == invoice).map(Held::net).sum()
    }

    /// Each payment that came for an invoice.
    pub(crate) fn paid(&self, invoice: &str) -> Vec<(IntentId, Amount)> {
        let state = self.lock();
        let paid = state.intents.iter().filter(|(_, held)| held.ours.invoice == invoice);
        paid.filter(|(_, held)| held.status == IntentStatus::Succeeded)
            .map(|(id, held)| (id.clone(), held.amount))
            .collect()
    }

    /// Those of these attempts that a card can still be given to, or whose money moves.
    pub(crate) fn chargeable<'a>(&self, known: impl Iterator<Item = &'a IntentId>) -> Vec<IntentId> {
        let state = self.lock();
        known.filter(|id| state.intents[id].status.is_live()).cloned().collect()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().expect("nobody panicked with it")
    }

    /// Does what is asked, unless fate is against it.
    async fn call<T>(&self, act: impl FnOnce(&mut State) -> Result<T, Error>) -> Result<T, Error> {
        // Others come between the question and the answer.
        tokio::task::yield_now().await;
        let fate = self.fate();
        let lost = || Err(Error::Unreachable("the line is cut".to_owned()));
        match fate {
            Fate::Answered => act(&mut self.lock()),
            Fate::LostBefore => lost(),
            Fate::LostAfter => {
                let _ = act(&mut self.lock());
                lost()
            }
            Fate::CrashBefore => self.die().await,
            Fate::CrashAfter => {
                let _ = act(&mut self.lock());
                self.die().await
            }
        }
    }

    fn fate(&self) -> Fate {
        if !self.dice.happens(self.lock().faults) {
            return Fate::Answered;
        }
        [Fate::LostBefore, Fate::LostAfter, Fate::CrashBefore, Fate::CrashAfter][self.dice.below(4)]
    }

    async fn die<T>(&self) -> T {
        self.crash.notify_one();
        pending().await
    }
}

/// What a card comes to.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Outcome {
    Paid,
    Declined,
    Asks,
    Thinks,
}

impl State {
    fn next(&mut self) -> u64 {
        self.made += 1;
        self.made
    }

    fn tell(&mut self, kind: &'static str, intent: &IntentId) {
        let id = format!("evt_{}", self.next());
        let account = self.intents[intent].account.clone();
        self.news.push(News { id, kind, account, intent: intent.clone() });
    }

    fn charge(&mut self, id: &IntentId) {
        let invoice = self.intents[id].ours.invoice.clone();
        let kept: Amount = self.intents.values().filter(|held| held.ours.invoice == invoice).map(Held::kept).sum();
        let held = self.intents.get_mut(id).expect("it is there");
        held.status = IntentStatus::Succeeded;
        held.failure = None;
        if kept + held.amount > self.gross[&invoice] {
            self.charged_twice
                .push(format!("{invoice} was charged twice: {kept:?}, and {:?} more by {id}", self.intents[id].amount));
        }
        self.tell("payment_intent.succeeded", id);
        self.tell("charge.succeeded", id);
    }

    fn give_back(&mut self, id: &IntentId, amount: Amount) -> Refund {
        let refund = Refund { id: format!("re_{}", self.next()), amount, stands: true };
        self.intents.get_mut(id).expect("it is there").refunds.push(refund.clone());
        self.tell("charge.refunded", id);
        refund
    }

    fn any_paid(&self, dice: &Dice) -> Option<IntentId> {
        let paid: Vec<&IntentId> =
            self.intents.iter().filter(|(_, held)| held.status == IntentStatus::Succeeded).map(|(id, _)| id).collect();
        if paid.is_empty() { None } else { Some(paid[dice.below(paid.len())].clone()) }
    }

    fn show(&self, account: &Account, id: &IntentId) -> Result<Intent, Error> {
        let held = self.intents.get(id).filter(|held| held.account == *account).ok_or(Error::NotFound)?;
        Ok(Intent {
            id: id.clone(),
            amount: held.amount,
            received: held.received(),
            currency: held.currency,
            status: held.status,
            client_secret: Some(Secret::new(format!("{id}_secret"))),
            failure: held.failure.clone(),
            ours: Some(held.ours.clone()),
            refunds: held.refunds.clone(),
            disputes: held.disputes.clone(),
        })
    }
}

fn refused(code: &str) -> Error {
    Error::Refused { code: code.to_owned(), message: code.to_owned(), param: None }
}

impl Gateway for Model {
    fn create_intent<'a>(&'a self, account: &'a Account, new: &'a NewIntent, key: &'a str) -> Answer<'a, Intent> {
        Box::pin(self.call(move |state| {
            if let Some((id, amount, payment)) = state.intents_by_key.get(key).cloned() {
                if amount != new.amount || payment != new.ours.payment {
                    return Err(Error::IdempotencyConflict(key.to_owned()));
                }
                // The answer of the first time: whatever became of it since.
                let mut first = state.show(account, &id)?;
                first.status = IntentStatus::RequiresPaymentMethod;
                first.received = Amount::ZERO;
                first.refunds.clear();
                first.disputes.clear();
                return Ok(first);
            }
            if !new.amount.is_positive() {
                return Err(refused("amount_too_small"));
            }
            let id = IntentId(format!("pi_{}", state.next()));
            state.intents_by_key.insert(key.to_owned(), (id.clone(), new.amount, new.ours.payment.clone()));
            let held = Held {
                account: account.clone(),
                ours: new.ours.clone(),
                amount: new.amount,
                currency: new.currency,
                status: IntentStatus::RequiresPaymentMethod,
                failure: None,
                refunds: Vec::new(),
                disputes: Vec::new(),
            };
            state.intents.insert(id.clone(), held);
            state.tell("payment_intent.created", &id);
            state.show(account, &id)
        }))
    }

    fn intent<'a>(&'a self, account: &'a Account, id: &'a IntentId) -> Answer<'a, Intent> {
        Box::pin(self.call(move |state| state.show(account, id)))
    }

    fn find_intent<'a>(&'a self, account: &'a Account, payment: &'a str, _: Timestamp) -> Answer<'a, Option<Intent>> {
        Box::pin(self.call(move |state| {
            let found = state.intents.iter().find(|(_, held)| held.ours.payment == payment).map(|(id, _)| id.clone());
            found.map(|id| state.show(account, &id)).transpose()
        }))
    }

    fn cancel_intent<'a>(&'a self, account: &'a Account, id: &'a IntentId) -> Answer<'a, Intent> {
        Box::pin(self.call(move |state| {
            let held = state.intents.get_mut(id).filter(|held| held.account == *account).ok_or(Error::NotFound)?;
            if matches!(held.status, IntentStatus::Succeeded | IntentStatus::Processing | IntentStatus::Canceled) {
                return Err(refused("payment_intent_unexpected_state"));
            }
            held.status = IntentStatus::Canceled;
            state.tell("payment_intent.canceled", id);
            state.show(account, id)
        }))
    }

    fn refund<'a>(
        &'a self,
        account: &'a Account,
        id: &'a IntentId,
        amount: Amount,
        _: Currency,
        key: &'a str,
    ) -> Answer<'a, Refund> {
        Box::pin(self.call(move |state| {
            if let Some((refund, first)) = state.refunds_by_key.get(key) {
                return if *first == amount {
                    Ok(refund.clone())
                } else {
                    Err(Error::IdempotencyConflict(key.to_owned()))
                };
            }
            let held = state.intents.get(id).filter(|held| held.account == *account).ok_or(Error::NotFound)?;
            if amount > held.refundable() {
                return Err(refused("charge_already_refunded"));
            }
            let refund = state.give_back(id, amount);
            state.refunds_by_key.insert(key.to_owned(), (refund.clone(), amount));
            Ok(refund)
        }))
    }

    fn create_account<'a>(&'a self, _: &'a NewAccount, key: &'a str) -> Answer<'a, String> {
        Box::pin(self.call(move |_| Ok(format!("acct_{}", key.len()))))
    }

    fn account_link<'a>(&'a self, _: &'a str, return_url: &'a Url, _: &'a Url) -> Answer<'a, Url> {
        Box::pin(self.call(move |_| Ok(return_url.clone())))
    }

    fn account<'a>(&'a self, _: &'a Account) -> Answer<'a, AccountStanding> {
        Box::pin(self.call(move |_| {
            Ok(AccountStanding {
                charges_enabled: true,
                payouts_enabled: true,
                details_submitted: true,
                ..AccountStanding::default()
            })
        }))
    }
}
