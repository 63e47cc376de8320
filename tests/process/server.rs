//! The program itself, in a process of its own, and the records it works on.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use frontdesk::app::invoices::{self, Draft};
use frontdesk::app::organisations::{NewPerson, add, add_customer, add_person};
use frontdesk::app::{App, reading, sign_in};
use frontdesk::domain::input::{Email, Key};
use frontdesk::domain::invoice::{DraftInvoice, InvoiceForm, InvoiceNumber, LineForm};
use frontdesk::domain::people::{Caller, Role, Side};
use frontdesk::domain::thread::Entry;
use frontdesk::ports::payments::{Gateway, Payments};
use frontdesk::server::Parts;
use frontdesk::settings::Settings;
use frontdesk::store::Db;

use crate::limit::PATIENCE;
use crate::port::free_port;

const PASSWORD: &str = "a long enough password";

/// A person who writes or reads.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Person {
    pub(crate) email: &'static str,
    pub(crate) side: Side,
}

const PEOPLE: [Person; 4] = [
    Person { email: "one@client.test", side: Side::Client },
    Person { email: "two@client.test", side: Side::Client },
    Person { email: "one@staff.test", side: Side::Staff },
    Person { email: "two@staff.test", side: Side::Staff },
];

/// An organisation in a database of its own.
pub(crate) struct House {
    folder: tempfile::TempDir,
    database: Option<Database>,
    redis: Option<String>,
    mail: Option<String>,
    ports: [u16; 2],
    further: Vec<(String, String)>,
}

struct Database {
    url: String,
    server: String,
    name: String,
}

impl House {
    pub(crate) async fn sqlite() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            database: None,
            redis: None,
            mail: None,
            ports: [free_port(), free_port()],
            further: Vec::new(),
        }
        .furnish()
        .await
    }

    pub(crate) async fn postgres() -> Option<Self> {
        let server = std::env::var("FRONTDESK_TEST_POSTGRES_URL").ok()?;
        let name = format!("loss_{}_{}", std::process::id(), free_port());
        postgres(&server, &format!("CREATE DATABASE {name}")).await;
        let mut url = url::Url::parse(&server).expect("FRONTDESK_TEST_POSTGRES_URL is a URL");
        url.set_path(&name);
        let database = Some(Database { url: url.into(), server, name });
        Some(
            Self {
                folder: tempfile::tempdir().expect("a folder"),
                database,
                redis: None,
                mail: None,
                ports: [free_port(), free_port()],
                further: Vec::new(),
            }
            .furnish()
            .await,
        )
    }

    /// With nodes that hear of each other through Redis.
    pub(crate) fn with_redis(mut self) -> Option<Self> {
        self.redis = Some(std::env::var("FRONTDESK_TEST_REDIS_URL").ok()?);
        Some(self)
    }

    /// With further settings.
    pub(crate) fn with_settings(mut self, further: &[(&'static str, String)]) -> Self {
        self.further.extend(further.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        self
    }

    /// With a mail server, and without patience: what is missed becomes a mail after a second.
    pub(crate) fn with_mail(mut self) -> Option<Self> {
        self.mail = Some(std::env::var("FRONTDESK_TEST_SMTP_URL").ok()?);
        Some(self)
    }

    async fn furnish(self) -> Self {
        let app = self.app().await;
        app.db.migrate().await.expect("migrated");
        let hash = sign_in::hash_password(PASSWORD, &*app.chance).await.expect("hashed");
        let mut writing = app.begin().await.expect("begun");
        let organisation = add(&mut writing, "Loss").await.expect("an organisation").id;
        let customer = add_customer(&mut writing, organisation, "Customer").await.expect("a customer");
        for person in PEOPLE {
            let (role, customer) = match person.side {
                Side::Client => (Role::Client, Some(customer)),
                Side::Staff => (Role::Agent, None),
            };
            let email = Email::parse(person.email).expect("an address");
            let person = NewPerson { email: &email, name: person.email, password_hash: &hash, role, customer };
            add_person(&mut writing, organisation, person).await.expect("a person");
        }
        app.commit(writing).await.expect("committed");
        app.db.close().await;
        self
    }

    pub(crate) fn person(at: usize) -> Person {
        PEOPLE[at % PEOPLE.len()]
    }

    pub(crate) async fn open_ticket(&self, server: &Server) -> i64 {
        let cookie = server.sign_in(PEOPLE[0]).await;
        let answer = http()
            .post(format!("http://{}/support", server.address()))
            .header("cookie", &cookie)
            .form(&[("subject", "Loss and doubles"), ("body", "the first message"), ("key", "the-first-key")])
            .send()
            .await
            .expect("the ticket opens");
        assert_eq!(answer.status(), 303);
        let location = answer.headers()["location"].to_str().expect("text").to_owned();
        location.rsplit('/').next().expect("a number").parse().expect("a number")
    }

    /// The whole thread as the database has it.
    pub(crate) async fn thread(&self, number: i64) -> Vec<Entry> {
        let app = self.app().await;
        let caller = self.caller(&app).await;
        let thread = reading::thread(&app, &caller, number, true).await.expect("the thread");
        app.db.close().await;
        thread.entries
    }

    pub(crate) async fn remove(self) {
        if let Some(database) = self.database {
            postgres(&database.server, &format!("DROP DATABASE {} WITH (FORCE)", database.name)).await;
        }
    }

    /// Writes and sends so many invoices of thirty lines each; their numbers.
    pub(crate) async fn invoices(&self, many: usize) -> Vec<InvoiceNumber> {
        let app = self.app().await;
        let customer = self.caller_of(&app, PEOPLE[0]).await.customer_id.expect("a client's customer");
        let manager = Caller { role: Role::Manager, ..self.caller(&app).await };
        let mut numbers = Vec::with_capacity(many);
        for invoice in 0..many {
            let line = |at: usize| LineForm {
                description: format!("Work package {at} of order {invoice}"),
                unit_price: format!("{}", at * 7 + invoice + 1),
                tax_rate: "19".to_owned(),
                ..LineForm::default()
            };
            let form = InvoiceForm {
                currency: "EUR".to_owned(),
                days: "14".to_owned(),
                lines: (0..30).map(line).collect(),
                ..InvoiceForm::default()
            };
            let draft = Draft { customer, says: DraftInvoice::parse(&form).expect("an invoice") };
            let key = Key::parse(&format!("invoice-key-{invoice:04}")).expect("a key");
            let id = invoices::create(&app, &manager, &draft, &key).await.expect("written");
            numbers.push(invoices::send(&app, &manager, id, &[]).await.expect("sent"));
        }
        app.db.close().await;
        numbers
    }

    async fn caller(&self, app: &App) -> Caller {
        self.caller_of(app, PEOPLE[2]).await
    }

    async fn caller_of(&self, app: &App, person: Person) -> Caller {
        let email = Email::parse(person.email).expect("an address");
        let browser = sign_in::Browser { agent: "test", address: "127.0.0.1" };
        let signed_in =
            sign_in::sign_in(app, &email, PASSWORD, browser, None).await.expect("signed in").expect("known");
        sign_in::session(app, &signed_in.token).await.expect("read").expect("a session").caller
    }

    pub(crate) async fn app(&self) -> App {
        let parts = Parts::real().expect("parts");
        let settings = Settings::read(self.settings(0).into_iter().collect()).expect("settings");
        let db = if let Some(database) = &self.database {
            Db::postgres(&database.url).await.expect("PostgreSQL")
        } else {
            std::fs::create_dir_all(&settings.data).expect("a folder");
            Db::sqlite(&settings.data.join("frontdesk.db")).await.expect("SQLite")
        };
        let files = settings.data.join("files");
        std::fs::create_dir_all(&files).expect("a folder");
        App {
            db,
            clock: parts.clock,
            chance: parts.chance,
            bus: frontdesk::ports::bus::Bus::local(),
            files: frontdesk::ports::files::Files::in_folder(&files).expect("a folder"),
            missed_after: Duration::from_secs(3_600),
            secrets: frontdesk::secrets::Secrets::new(None),
            public_host: None,
            payments: settings.stripe.as_ref().map(|stripe| {
                let payments = Payments::new(&stripe.secret_key, &stripe.api_base).expect("Stripe's settings");
                Arc::new(payments) as Arc<dyn Gateway>
            }),
        }
    }

    /// Each node has a folder of its own: only the database is shared.
    fn settings(&self, node: usize) -> Vec<(String, String)> {
        let data = self.folder.path().join(format!("node{node}"));
        let mut settings = vec![
            ("FRONTDESK_LISTEN".to_owned(), format!("127.0.0.1:{}", self.ports[node])),
            ("FRONTDESK_DATA".to_owned(), data.display().to_string()),
            ("FRONTDESK_MISSED_AFTER".to_owned(), if self.mail.is_some() { "1" } else { "3600" }.to_owned()),
            ("FRONTDESK_LOG".to_owned(), "warn".to_owned()),
        ];
        settings.extend(self.further.iter().cloned());
        settings.extend(self.mail.as_ref().map(|url| ("SMTP_URL".to_owned(), url.clone())));
        settings.extend(self.redis.as_ref().map(|url| ("REDIS_URL".to_owned(), url.clone())));
        settings.extend(self.database.as_ref().map(|database| ("DATABASE_URL".to_owned(), database.url.clone())));
        settings
    }
}

/// The program while it runs; killed when dropped.
pub(crate) struct Server {
    child: Child,
    node: usize,
    address: SocketAddr,
}

impl Server {
    pub(crate) async fn start(house: &House, node: usize) -> Self {
        let log = house.folder.path().join(format!("node{node}.log"));
        let file = std::fs::OpenOptions::new().create(true).append(true).open(&log).expect("a log");
        let child = Command::new(program())
            .arg("serve")
            .env_remove("DATABASE_URL")
            .env_remove("REDIS_URL")
            .envs(house.settings(node))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(file)
            .spawn()
            .expect("the program starts");
        let mut server = Self { child, node, address: ([127, 0, 0, 1], house.ports[node]).into() };
        server.is_ready(&log).await;
        server
    }

    /// `kill -9`: nothing is flushed, nobody is told.
    pub(crate) async fn kill_and_start_again(mut self, house: &House) -> Self {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
        let node = self.node;
        drop(self);
        Self::start(house, node).await
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Signs in and returns the cookie, which outlives the process.
    pub(crate) async fn sign_in(&self, person: Person) -> String {
        let answer = http()
            .post(format!("http://{}/session", self.address))
            .form(&[("email", person.email), ("password", PASSWORD)])
            .send()
            .await
            .expect("sign-in answers");
        assert_eq!(answer.status(), 303, "{} signs in", person.email);
        let cookie = answer.headers()["set-cookie"].to_str().expect("text");
        cookie.split(';').next().expect("a cookie").to_owned()
    }

    async fn is_ready(&mut self, log: &std::path::Path) {
        let deadline = Instant::now() + PATIENCE * 2;
        let client = http();
        loop {
            let answer = client.get(format!("http://{}/readyz", self.address)).send().await;
            if answer.is_ok_and(|answer| answer.status().is_success()) {
                return;
            }
            let ended = self.child.try_wait().expect("a child");
            let said = || std::fs::read_to_string(log).unwrap_or_default();
            assert!(ended.is_none(), "the server ended: {}", said());
            assert!(Instant::now() < deadline, "the server is not ready: {}", said());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A client that follows no redirects.
pub(crate) fn http() -> reqwest::Client {
    reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).timeout(PATIENCE).build().expect("a client")
}

fn program() -> PathBuf {
    let named = std::env::var_os("FRONTDESK_TEST_PROGRAM").map(PathBuf::from);
    named.unwrap_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_frontdesk")))
}

async fn postgres(url: &str, sql: &str) {
    use sqlx::Connection as _;
    let mut connection = sqlx::PgConnection::connect(url).await.expect("PostgreSQL");
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned())).execute(&mut connection).await.expect("done");
}
