//! The whole program in this process, as one test uses it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use frontdesk::app::{App, Writing};
use frontdesk::clock::{Clock as _, ManualClock, Timestamp};
use frontdesk::jobs::Worker;
use frontdesk::server;
use frontdesk::settings::Settings;
use frontdesk::store::db::{Arg, Db};

use super::browser::Browser;
use super::database::{Database, Engine};
use super::eventually;
use super::mail_server::MailServer;
use super::server::{Server, parts};

/// When tests begin: 2026-11-23 10:00 UTC, a Monday.
const BEGINNING: Timestamp = Timestamp::from_millis(1_795_428_000_000);

/// What a test wants different from the default.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setup {
    /// `FRONTDESK_PUBLIC_URL`
    pub(crate) public_url: Option<&'static str>,
    /// There is a mail server, which answers recipients like this.
    pub(crate) mail_server: Option<&'static str>,
    /// Whether jobs may have been given up by the end.
    pub(crate) jobs_may_fail: bool,
    /// `FRONTDESK_TRUSTED_PROXIES`
    pub(crate) trusted_proxies: Option<&'static str>,
    /// `FRONTDESK_SECRET_KEY`
    pub(crate) secret_key: Option<&'static str>,
}

impl Setup {
    /// As a server is without any setting; nothing goes wrong.
    pub(crate) const DEFAULT: Self =
        Self { public_url: None, mail_server: None, jobs_may_fail: false, trusted_proxies: None, secret_key: None };
}

/// A running server with a database of its own, and the verbs beside it, as another process on the same database would have them.
pub(crate) struct TestApp {
    pub(crate) app: App,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) settings: Settings,
    setup: Setup,
    worker: Worker,
    mail_server: Option<MailServer>,
    server: Server,
    // The last to be dropped: the others use it.
    database: Database,
}

/// Runs a test with a server, unless this engine is left out.
pub(crate) async fn run(engine: Engine, test: impl AsyncFnOnce(&TestApp)) {
    run_with(engine, Setup::DEFAULT, test).await;
}

/// The same with a setup of its own.
pub(crate) async fn run_with(engine: Engine, setup: Setup, test: impl AsyncFnOnce(&TestApp)) {
    if let Some(database) = Database::new(engine).await {
        let app = TestApp::start(database, setup).await;
        test(&app).await;
        app.finish().await;
    }
}

/// The same with further settings, which depend on the test's own clock: of a server beside it, perhaps.
pub(crate) async fn run_beside<T>(
    engine: Engine,
    setup: Setup,
    beside: impl AsyncFnOnce(Arc<ManualClock>) -> (T, Vec<(&'static str, String)>),
    test: impl AsyncFnOnce(&TestApp, &T),
) {
    if let Some(database) = Database::new(engine).await {
        let clock = Arc::new(ManualClock::at(BEGINNING));
        let (other, further) = beside(Arc::clone(&clock)).await;
        let app = TestApp::start_with(database, setup, (clock, &further)).await;
        test(&app, &other).await;
        app.finish().await;
    }
}

impl TestApp {
    async fn start(database: Database, setup: Setup) -> Self {
        Self::start_with(database, setup, (Arc::new(ManualClock::at(BEGINNING)), &[])).await
    }

    async fn start_with(
        database: Database,
        setup: Setup,
        (clock, further): (Arc<ManualClock>, &[(&'static str, String)]),
    ) -> Self {
        let mail_server = match setup.mail_server {
            Some(answer) => Some(MailServer::start(answer).await),
            None => None,
        };
        let settings = settings(&database, setup, mail_server.as_ref(), further);
        let parts = parts(Arc::clone(&clock) as _);
        let app = server::open(&settings, &parts).await.expect("the database opens");
        app.db.migrate().await.expect("the schema is made");
        let worker = server::worker(&settings, &app, &Arc::new(parts.catalogues)).expect("a worker");
        let server = Server::start(settings.clone(), Arc::clone(&clock) as _).await;
        Self { app, clock, settings, setup, worker, mail_server, server, database }
    }

    /// Ends the test: what is due is done, nothing was given up, no event is missing, and the server stops without complaint.
    async fn finish(mut self) {
        self.work().await;
        let given_up =
            self.texts("SELECT kind || ': ' || COALESCE(last_error, '') FROM jobs WHERE failed_at IS NOT NULL").await;
        assert!(self.setup.jobs_may_fail || given_up.is_empty(), "jobs were given up: {given_up:?}");
        let gaps = self
            .texts(
                "SELECT t.topic FROM topics t LEFT JOIN events e ON e.topic = t.topic GROUP BY t.topic, t.head
                 HAVING COUNT(e.number) <> t.head OR COALESCE(MAX(e.number), 0) <> t.head",
            )
            .await;
        assert!(gaps.is_empty(), "events are missing in {gaps:?}");
        self.server.stop();
        self.app.db.close().await;
        drop(self.database);
    }

    /// Moves time on.
    pub(crate) fn wait(&self, duration: Duration) {
        self.clock.advance(duration);
    }

    /// Does all work that is due, beside the server's own worker where there is one.
    pub(crate) async fn work(&self) {
        eventually("the queue is worked off", async || {
            self.drain().await;
            let waiting = "SELECT id FROM jobs WHERE failed_at IS NULL AND (run_at <= $1 OR lease IS NOT NULL)";
            let mut tx = self.app.db.read().await.expect("the database answers");
            let left: Vec<(String,)> =
                tx.all(waiting, &[Arg::Int(Some(self.clock.now().as_millis()))]).await.expect("the queue can be read");
            left.is_empty().then_some(())
        })
        .await;
    }

    /// Does what is due, however long that takes.
    pub(crate) async fn drain(&self) {
        self.worker.drain().await.expect("the queue can be read");
    }

    /// Writes through the verbs, in one commit.
    pub(crate) async fn write<T>(&self, write: impl AsyncFnOnce(&mut Writing) -> T) -> T {
        let mut writing = self.app.begin().await.expect("a write begins");
        let written = write(&mut writing).await;
        self.app.commit(writing).await.expect("a write commits");
        written
    }

    /// Runs a statement that no verb makes.
    pub(crate) async fn execute(&self, sql: &str) -> u64 {
        let mut tx = self.app.db.write().await.expect("a write begins");
        let touched = tx.run(sql, &[]).await.expect(sql);
        tx.commit().await.expect("a write commits");
        touched
    }

    /// The one text column of a query.
    pub(crate) async fn texts(&self, sql: &str) -> Vec<String> {
        let mut tx = self.app.db.read().await.expect("the database answers");
        let rows: Vec<(String,)> = tx.all(sql, &[]).await.expect(sql);
        rows.into_iter().map(|(text,)| text).collect()
    }

    /// Waits until somebody waits for what a write under way holds. On the embedded database, where one writes at a time, that is not
    /// to be seen, and of two writes none can hold what the other one needs.
    pub(crate) async fn until_somebody_waits(&self) {
        if matches!(self.app.db, Db::Sqlite { .. }) {
            return;
        }
        let waiting = "SELECT CAST(pid AS TEXT) FROM pg_stat_activity
                       WHERE application_name = current_setting('application_name') AND wait_event_type = 'Lock'";
        eventually("somebody waits for a lock", async || (!self.texts(waiting).await.is_empty()).then_some(())).await;
    }

    /// A browser that nobody has signed in with.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(self.server.address)
    }

    /// The mail server of the setup.
    pub(crate) fn mail_server(&self) -> &MailServer {
        self.mail_server.as_ref().expect("the setup has a mail server")
    }

    /// What the program is given when it runs beside the server, on the same data.
    pub(crate) fn environment(&self) -> Vec<(&'static str, String)> {
        let folder = self.database.folder.path().display().to_string();
        let url = database_url(&self.database).map(|url| ("DATABASE_URL", url.to_owned()));
        [("FRONTDESK_DATA", folder)].into_iter().chain(url).collect()
    }
}

fn settings(
    database: &Database,
    setup: Setup,
    mail_server: Option<&MailServer>,
    further: &[(&'static str, String)],
) -> Settings {
    let values = [
        ("FRONTDESK_LISTEN", Some("127.0.0.1:0")),
        ("FRONTDESK_DATA", database.folder.path().to_str()),
        ("FRONTDESK_PUBLIC_URL", Some(setup.public_url.unwrap_or("http://portal.test"))),
        ("DATABASE_URL", database_url(database)),
        ("SMTP_URL", mail_server.map(MailServer::url)),
        ("FRONTDESK_TRUSTED_PROXIES", setup.trusted_proxies),
        ("FRONTDESK_SECRET_KEY", setup.secret_key),
    ];
    let values: BTreeMap<String, String> =
        values.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned()))).collect();
    let further = further.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    let values = values.into_iter().chain(further).collect();
    Settings::read(values).expect("the settings are right")
}

fn database_url(database: &Database) -> Option<&str> {
    database.postgres.as_ref().map(|postgres| postgres.url.as_str())
}
