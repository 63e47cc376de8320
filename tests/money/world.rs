//! An organisation that takes cards, its people, and invoices that are sent.

use std::collections::BTreeMap;
use std::sync::Arc;

use frontdesk::app::invoices::{self, Draft};
use frontdesk::app::organisations::{self, NewPerson};
use frontdesk::app::{App, payments};
use frontdesk::clock::{ManualClock, Timestamp};
use frontdesk::domain::input::{Email, Key};
use frontdesk::domain::invoice::{DraftInvoice, InvoiceNumber, Line, Priced};
use frontdesk::domain::money::{Amount, Currency, Quantity, Share};
use frontdesk::domain::organisation::Organisation;
use frontdesk::domain::people::{Caller, Role};
use frontdesk::id::{CustomerId, InvoiceId, SessionId, SystemChance, UserId, secret};
use frontdesk::server::{self, Parts};
use frontdesk::settings::Settings;
use frontdesk::words::Catalogues;

use crate::chance::Dice;
use crate::database::Database;
use crate::model::Model;

/// Where the world begins: 2026-11-23 10:00 UTC.
const BEGINNING: Timestamp = Timestamp::from_millis(1_795_428_000_000);

pub(crate) struct World {
    pub(crate) app: App,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) model: Arc<Model>,
    pub(crate) dice: Arc<Dice>,
    pub(crate) admin: Caller,
    /// Two people of one customer.
    pub(crate) clients: [Caller; 2],
    customer: CustomerId,
}

/// An invoice that was sent.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    pub(crate) id: InvoiceId,
    pub(crate) number: InvoiceNumber,
    pub(crate) gross: Amount,
}

impl World {
    pub(crate) async fn make(database: &Database, seed: u64) -> Self {
        let dice = Arc::new(Dice::of(seed));
        let model = Arc::new(Model::new(Arc::clone(&dice)));
        let clock = Arc::new(ManualClock::at(BEGINNING));
        let url = database.postgres.as_ref().map(|postgres| postgres.url.clone());
        let values = [("FRONTDESK_DATA", database.folder.path().to_str().map(str::to_owned)), ("DATABASE_URL", url)];
        let values: BTreeMap<String, String> =
            values.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect();
        let settings = Settings::read(values).expect("the settings are right");
        let parts = Parts {
            clock: Arc::clone(&clock) as _,
            chance: Arc::clone(&dice) as _,
            catalogues: Catalogues::embedded().expect("the catalogues are whole"),
            demo: false,
        };
        let mut app = server::open(&settings, &parts).await.expect("the database opens");
        app.db.migrate().await.expect("the schema is made");
        app.payments = Some(Arc::clone(&model) as _);
        let mut writing = app.begin().await.expect("a write begins");
        let organisation = organisations::add(&mut writing, "Harbour").await.expect("it is new");
        let customer =
            organisations::add_customer(&mut writing, organisation.id, "Northwind").await.expect("a customer");
        let admin = person(&mut writing, &organisation, "admin", (Role::Admin, None)).await;
        let client = person(&mut writing, &organisation, "client", (Role::Client, Some(customer))).await;
        let colleague = person(&mut writing, &organisation, "colleague", (Role::Client, Some(customer))).await;
        app.commit(writing).await.expect("a write commits");
        let mut tx = app.db.write().await.expect("a write begins");
        tx.run("UPDATE organisations SET part_payments = TRUE", &[]).await.expect("parts are allowed");
        tx.commit().await.expect("a write commits");
        payments::use_own(&app, &admin).await.expect("the server's own account is enabled");
        Self { app, clock, model, dice, admin, clients: [client, colleague], customer }
    }

    /// Ends a schedule: nothing of it is asked about any more.
    pub(crate) async fn forget(&self) {
        self.model.forget();
        let mut tx = self.app.db.write().await.expect("a write begins");
        tx.run("UPDATE payment_intents SET ask_at = NULL", &[]).await.expect("nothing is due");
        tx.commit().await.expect("a write commits");
    }

    /// Sends an invoice over so much.
    pub(crate) async fn invoice(&self, gross: i64) -> Sent {
        let priced = Priced {
            quantity: Quantity::ONE,
            unit_price: Amount::minor(gross),
            discount: Share::ZERO,
            tax_rate: Share::ZERO,
        };
        let says = DraftInvoice {
            currency: Currency::EUR,
            days: 14,
            reference: String::new(),
            notes: String::new(),
            terms: String::new(),
            lines: vec![Line { description: "Work".to_owned(), unit: String::new(), priced }],
        };
        let draft = Draft { customer: self.customer, says };
        let id = invoices::create(&self.app, &self.admin, &draft, &key()).await.expect("a draft");
        let number = invoices::send(&self.app, &self.admin, id, &[]).await.expect("it is sent");
        self.model.expects(&id.to_string(), Amount::minor(gross));
        Sent { id, number, gross: Amount::minor(gross) }
    }
}

pub(crate) fn key() -> Key {
    Key::parse(&secret(&SystemChance)).expect("a key")
}

async fn person(
    writing: &mut frontdesk::app::Writing,
    organisation: &Organisation,
    who: &str,
    (role, customer): (Role, Option<CustomerId>),
) -> Caller {
    let email = Email::parse(&format!("{who}@harbour.test")).expect("an address");
    let new = NewPerson { email: &email, name: who, password_hash: "", role, customer };
    let added = organisations::add_person(writing, organisation.id, new).await.expect("they are new");
    Caller {
        session_id: SessionId::new(BEGINNING, &SystemChance),
        user_id: UserId::new(BEGINNING, &SystemChance),
        membership_id: added.membership_id,
        organisation_id: organisation.id,
        name: who.to_owned(),
        email: email.as_str().to_owned(),
        role,
        customer_id: customer,
        language: None,
        time_zone: organisation.time_zone.clone(),
        address: String::new(),
        viewed_by: None,
    }
}
