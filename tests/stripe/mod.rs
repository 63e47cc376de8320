//! A double of Stripe that remembers: it keeps the books, asks for 3-D Secure, declines, returns, disputes and tells, as Stripe documents
//! it, and refuses what Stripe refuses. What it answers has the fields of the samples that Stripe publishes.
//!
//! Two ports: one for the interface (`api.stripe.com`), one for what browsers see (`js.stripe.com`), so that the card form is of another
//! origin than the page that holds it.

mod accounts;
mod ask;
mod books;
mod cards;
mod control;
pub(crate) mod faults;
mod intents;
mod lists;
mod news;
mod objects;
mod pages;
mod refunds;
mod server;

use std::net::TcpListener;
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::Duration;

use frontdesk::clock::Clock;
use frontdesk::domain::payment::Account;
use frontdesk::domain::secret::Secret;
use frontdesk::ports::payments::Payments;
use serde_json::Value;
use tokio::sync::oneshot;
use url::Url;

pub(crate) use self::ask::{Params, Refusal};
use self::books::Books;
pub(crate) use self::books::{OWN, PUBLISHABLE_KEY, SECRET_KEY};
pub(crate) use self::cards::Card;
use self::faults::{Fault, Faults, Kind};
use self::news::Post;
pub(crate) use self::news::{Delivery, sign};

/// What its news are signed with.
pub(crate) const WEBHOOK_SECRET: &str = "whsec_double";

/// What its threads share.
pub(crate) struct Shared {
    books: Mutex<Books>,
    faults: Mutex<Faults>,
    post: Mutex<Post>,
    /// Each question that came to the interface: `POST payment_intents`, and the key.
    asked: Mutex<Vec<(String, Option<String>)>>,
}

/// A double on ports of its own, until it is dropped.
pub(crate) struct Double {
    /// Where the interface is, `STRIPE_API_BASE`.
    pub(crate) api: Url,
    /// Where the script is, `STRIPE_JS_URL`.
    pub(crate) script: Url,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Double {
    /// One on free ports, in the time of this clock.
    pub(crate) async fn start(clock: Arc<dyn Clock>) -> Self {
        let port = || TcpListener::bind("127.0.0.1:0").expect("a free port");
        Self::start_on(clock, port(), port()).await
    }

    /// One on these ports: for the interface, and for browsers.
    pub(crate) async fn start_on(clock: Arc<dyn Clock>, api: TcpListener, pages: TcpListener) -> Self {
        let address = |listener: &TcpListener| {
            let port = listener.local_addr().expect("a bound port").port();
            Url::parse(&format!("http://127.0.0.1:{port}/")).expect("an address")
        };
        let (base, script) = (address(&api), address(&pages).join("endive/stripe.js").expect("an address"));
        let mut books = Books::new(clock);
        address(&pages).as_str().trim_end_matches('/').clone_into(&mut books.pages);
        let shared = Arc::new(Shared {
            books: Mutex::new(books),
            faults: Mutex::default(),
            post: Mutex::default(),
            asked: Mutex::default(),
        });
        let (ready, started) = oneshot::channel();
        let (stop, stopped) = oneshot::channel();
        let inside = Arc::clone(&shared);
        let thread = std::thread::spawn(move || server::run(inside, api, pages, ready, stopped));
        started.await.expect("the double starts");
        Self { api: base, script, shared, stop: Some(stop), thread: Some(thread) }
    }

    /// How a server is told to use it.
    pub(crate) fn settings(&self) -> [(&'static str, String); 5] {
        [
            ("STRIPE_SECRET_KEY", SECRET_KEY.to_owned()),
            ("STRIPE_PUBLISHABLE_KEY", PUBLISHABLE_KEY.to_owned()),
            ("STRIPE_WEBHOOK_SECRET", WEBHOOK_SECRET.to_owned()),
            ("STRIPE_API_BASE", self.api.to_string()),
            ("STRIPE_JS_URL", self.script.to_string()),
        ]
    }

    /// The port, asking this double, and patient for this long.
    pub(crate) fn payments(&self, patience: Duration) -> Payments {
        Payments::within(&Secret::new(SECRET_KEY), &self.api, patience).expect("the double's settings are right")
    }

    /// A connected account that takes payments: `acct_…`.
    pub(crate) fn connected_account(&self) -> String {
        let mut books = self.books();
        let account = books.id("acct");
        books.open_account(&account, "IE");
        books.complete_account(&account);
        account
    }

    /// What a browser does when somebody presses Pay with this card: the intent as it stands then, or Stripe's refusal.
    pub(crate) fn pay(&self, account: &Account, intent: &str, card: &str) -> Result<Value, Refusal> {
        self.books().pay(name(account), intent, &Card::with(card))
    }

    /// The card's holder answers the bank.
    pub(crate) fn authenticate(&self, account: &Account, intent: &str, agrees: bool) -> Result<Value, Refusal> {
        self.books().authenticate(name(account), intent, agrees)
    }

    /// From now on charges stay on their way, until each is let go.
    pub(crate) fn hold_charges(&self, holds: bool) {
        self.books().holds_charges = holds;
    }

    /// A charge that was on its way arrives, or does not.
    pub(crate) fn let_go(&self, account: &Account, intent: &str, arrives: bool) -> Result<Value, Refusal> {
        self.books().let_go(name(account), intent, arrives)
    }

    /// Somebody returns money in Stripe's dashboard.
    pub(crate) fn refund(&self, account: &Account, intent: &str, amount: i64) -> Result<Value, Refusal> {
        let params = Params::parse("", &format!("payment_intent={intent}&amount={amount}"));
        self.books().create_refund(name(account), &params)
    }

    /// A refund arrives, or does not.
    pub(crate) fn settle_refund(&self, account: &Account, refund: &str, arrives: bool) -> Result<Value, Refusal> {
        self.books().settle_refund(name(account), refund, arrives)
    }

    /// A bank takes money back (`needs_response`) or asks (`warning_needs_response`).
    pub(crate) fn dispute(&self, account: &Account, intent: &str, amount: i64, status: &str) -> Result<Value, Refusal> {
        let mut books = self.books();
        let charge = intents::text(&books.find_intent(name(account), intent)?, "latest_charge");
        books.open_dispute(name(account), &charge, amount, status)
    }

    /// A dispute goes on: `won`, `lost`, `warning_closed` …
    pub(crate) fn move_dispute(&self, account: &Account, dispute: &str, status: &str) -> Result<Value, Refusal> {
        self.books().move_dispute(name(account), dispute, status)
    }

    /// Changes what an account says of itself.
    pub(crate) fn change_account(&self, account: &str, changes: &Value) -> Result<Value, Refusal> {
        self.books().change_account(account, changes)
    }

    /// The next questions that fit go wrong.
    pub(crate) fn fault(&self, fault: Fault) {
        self.shared.faults().add(fault);
    }

    /// Every question that begins like this goes wrong, until nothing does any more.
    pub(crate) fn always(&self, on: &str, kind: Kind) {
        self.fault(Fault { on: on.to_owned(), kind, times: u32::MAX });
    }

    /// Nothing goes wrong any more.
    pub(crate) fn no_faults(&self) {
        self.shared.faults().clear();
    }

    /// Every intent of an account, in the order in which they were made.
    pub(crate) fn intents(&self, account: &Account) -> Vec<Value> {
        self.books().book(name(account)).intents.values().cloned().collect()
    }

    /// Every charge that succeeded in an account: `payment_intent`, `amount`, `amount_refunded`, `metadata` …
    pub(crate) fn charges(&self, account: &Account) -> Vec<Value> {
        let mut books = self.books();
        books.book(name(account)).charges.values().filter(|charge| charge["status"] == "succeeded").cloned().collect()
    }

    /// Every refund of an account.
    pub(crate) fn refunds(&self, account: &Account) -> Vec<Value> {
        self.books().book(name(account)).refunds.values().cloned().collect()
    }

    /// Every dispute of an account.
    pub(crate) fn disputes(&self, account: &Account) -> Vec<Value> {
        self.books().book(name(account)).disputes.values().cloned().collect()
    }

    /// What happened so far, as the bodies of webhooks.
    pub(crate) fn news(&self) -> Vec<String> {
        self.books().news.iter().map(Value::to_string).collect()
    }

    /// The signature of a body, now.
    pub(crate) fn signature(&self, body: &str) -> String {
        sign(WEBHOOK_SECRET, self.books().seconds(), body)
    }

    /// How news are sent from now on.
    pub(crate) fn deliver(&self, delivery: Delivery) {
        self.shared.post().set(delivery);
    }

    /// Each question that came to the interface and its key: `("POST payment_intents", Some("…"))`.
    pub(crate) fn asked(&self) -> Vec<(String, Option<String>)> {
        self.shared.asked.lock().expect("nobody panicked").clone()
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        self.shared.books()
    }
}

impl Shared {
    fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().expect("nobody panicked over the books")
    }

    fn faults(&self) -> MutexGuard<'_, Faults> {
        self.faults.lock().expect("nobody panicked over the faults")
    }

    fn post(&self) -> MutexGuard<'_, Post> {
        self.post.lock().expect("nobody panicked over the post")
    }
}

impl Drop for Double {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The name of an account at the double.
pub(crate) fn name(account: &Account) -> &str {
    match account {
        Account::Own => OWN,
        Account::Connected(name) => name,
    }
}
