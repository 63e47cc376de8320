//! Money under `kill -9`: two people pay invoices while the server is killed without warning and started again. At the end the ledger
//! and Stripe agree to the minor unit, and no invoice was charged twice.
//!
//! `FRONTDESK_TEST_PAYMENT_KILLS` says how often it is killed (3 unless told).

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use frontdesk::app::invoices::{self, Draft};
use frontdesk::app::organisations::{self, NewPerson};
use frontdesk::app::payments;
use frontdesk::clock::SystemClock;
use frontdesk::domain::input::{Email, Key};
use frontdesk::domain::invoice::{DraftInvoice, InvoiceForm, LineForm};
use frontdesk::domain::payment::Account;
use frontdesk::domain::people::{Caller, Role};
use frontdesk::id::{SessionId, SystemChance, UserId, secret};
use frontdesk::store::db::Arg;

use crate::limit::PATIENCE;
use crate::server::{House, Server, http};
use crate::stripe::{Card, Delivery, Double};

/// What each invoice asks for, in minor units.
const GROSS: i64 = 5_000;

#[tokio::test(flavor = "multi_thread")]
async fn money_agrees_after_kills_on_sqlite() {
    run(House::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_agrees_after_kills_on_postgres() {
    match House::postgres().await {
        Some(house) => run(house).await,
        None => println!("left out: FRONTDESK_TEST_POSTGRES_URL is not set"),
    }
}

async fn run(house: House) {
    let kills = std::env::var("FRONTDESK_TEST_PAYMENT_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(3);
    let double = Arc::new(Double::start(Arc::new(SystemClock)).await);
    let house = house.with_settings(&double.settings());
    let numbers = Arc::new(send_invoices(&house, kills * 2).await);
    let mut server = Server::start(&house, 0).await;
    let mut delivery = Delivery::to(&format!("http://{}/webhooks/stripe", server.address()));
    delivery.copies = 2;
    double.deliver(delivery);

    let mut payers = Vec::new();
    for at in 0..2 {
        let cookie = server.sign_in(House::person(at)).await;
        let (double, numbers, address) = (Arc::clone(&double), Arc::clone(&numbers), server.address());
        let payer = Payer { base: format!("http://{address}"), cookie, double };
        payers.push(tokio::spawn(async move { payer.pay_all(&numbers).await }));
    }
    for kill in 0..kills {
        let moment = 60 + (kill as u64 * 97) % 340;
        tokio::time::sleep(Duration::from_millis(moment)).await;
        server = server.kill_and_start_again(&house).await;
    }
    for payer in payers {
        payer.await.expect("a payer ends");
    }
    agrees(&house, &double, numbers.len()).await;
    drop(server);
    house.remove().await;
}

/// Somebody who presses Pay until it is said that the invoice is paid, in two tabs whenever the server forgot the first.
struct Payer {
    base: String,
    cookie: String,
    double: Arc<Double>,
}

impl Payer {
    async fn pay_all(&self, numbers: &[String]) {
        for number in numbers {
            let deadline = Instant::now() + PATIENCE * 3;
            while !self.pay(number).await.unwrap_or_default() {
                assert!(Instant::now() < deadline, "{number} is not paid in the end");
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
    }

    /// True once the page says that nothing is left to be paid. `None`: the server was away.
    async fn pay(&self, number: &str) -> Option<bool> {
        let pay = format!("{}/invoices/{number}/pay", self.base);
        let pressed = http().post(&pay).header("cookie", &self.cookie).form(&[("choice", "all")]).send().await.ok()?;
        let paid = pressed.headers().get("location").is_some_and(|location| location.as_bytes().ends_with(b"/payment"));
        if paid {
            return Some(true);
        }
        let page = self.get(&pay).await?;
        if let Some(intent) = page.split("data-secret=\"").nth(1).and_then(|rest| rest.split("_secret").next()) {
            // Refused when the other one was quicker.
            let _ = self.double.pay(&Account::Own, intent, Card::GOOD);
        }
        self.get(&format!("{}/invoices/{number}/payment", self.base)).await?;
        Some(false)
    }

    async fn get(&self, url: &str) -> Option<String> {
        http().get(url).header("cookie", &self.cookie).send().await.ok()?.text().await.ok()
    }
}

/// Writes so many invoices, sends them, and takes cards with the server's own account.
async fn send_invoices(house: &House, count: usize) -> Vec<String> {
    let app = house.app().await;
    let organisation = organisations::choose(&app, None).await.expect("the organisation");
    let mut tx = app.db.read().await.expect("a read");
    let customer: (frontdesk::id::CustomerId,) = tx.one("SELECT id FROM customers", &[]).await.expect("the customer");
    drop(tx);
    let mut writing = app.begin().await.expect("a write");
    let email = Email::parse("admin@staff.test").expect("an address");
    let new = NewPerson { email: &email, name: "Admin", password_hash: "", role: Role::Admin, customer: None };
    let added = organisations::add_person(&mut writing, organisation.id, new).await.expect("a person");
    let now = writing.now;
    app.commit(writing).await.expect("committed");
    let admin = Caller {
        session_id: SessionId::new(now, &SystemChance),
        user_id: UserId::new(now, &SystemChance),
        membership_id: added.membership_id,
        organisation_id: organisation.id,
        name: "Admin".to_owned(),
        email: "admin@staff.test".to_owned(),
        role: Role::Admin,
        customer_id: None,
        language: None,
        time_zone: "UTC".to_owned(),
        address: String::new(),
        viewed_by: None,
    };
    payments::use_own(&app, &admin).await.expect("the account takes payments");
    let mut numbers = Vec::new();
    for _ in 0..count {
        let line = LineForm {
            description: "Work".to_owned(),
            quantity: "1".to_owned(),
            unit_price: "50".to_owned(),
            ..LineForm::default()
        };
        let form = InvoiceForm {
            currency: "EUR".to_owned(),
            days: "14".to_owned(),
            lines: vec![line],
            ..InvoiceForm::default()
        };
        let draft = Draft { customer: customer.0, says: DraftInvoice::parse(&form).expect("an invoice") };
        let key = Key::parse(&secret(&SystemChance)).expect("a key");
        let id = invoices::create(&app, &admin, &draft, &key).await.expect("a draft");
        numbers.push(invoices::send(&app, &admin, id, &[]).await.expect("it is sent").to_string());
    }
    app.db.close().await;
    numbers
}

/// Waits until the worker and the webhooks have caught up, and compares the books.
async fn agrees(house: &House, double: &Double, invoices: usize) {
    let mut at_stripe: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    let intents = double.intents(&Account::Own);
    for charge in double.charges(&Account::Own) {
        let intent = intents.iter().find(|intent| intent["id"] == charge["payment_intent"]).expect("its intent");
        let invoice = intent["metadata"]["invoice"].as_str().expect("our invoice").to_owned();
        at_stripe.entry(invoice).or_default().push(charge["amount"].as_i64().expect("an amount"));
    }
    assert_eq!(at_stripe.len(), invoices, "every invoice was charged");
    for (invoice, charges) in &at_stripe {
        assert_eq!(charges, &[GROSS], "{invoice} was charged once");
    }
    let app = house.app().await;
    let deadline = Instant::now() + PATIENCE * 2;
    loop {
        let mut tx = app.db.read().await.expect("a read");
        let rows: Vec<(String, i64)> = tx
            .all(
                "SELECT invoice_id, CAST(SUM(amount) AS BIGINT) FROM ledger WHERE kind = $1 GROUP BY invoice_id",
                &[Arg::Text(Some("payment".to_owned()))],
            )
            .await
            .expect("the ledger");
        drop(tx);
        let here: BTreeMap<String, Vec<i64>> = rows.into_iter().map(|(invoice, sum)| (invoice, vec![sum])).collect();
        if here == at_stripe {
            break;
        }
        assert!(Instant::now() < deadline, "the ledger has {here:?}, Stripe {at_stripe:?}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    app.db.close().await;
}
