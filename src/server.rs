//! The composition root: settings → database, bus, index, rooms → HTTP server.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App as HttpApp, HttpServer, web as actix};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::app::readings::Readings;
use crate::app::{App, customers, people};
use crate::clock::{Clock, SystemClock};
use crate::id::{Chance, SystemChance};
use crate::jobs::Worker;
use crate::live::{self, AppSource, Hub};
use crate::pdf::Typesetter;
use crate::ports::bus::{Bus, Heard, Hint};
use crate::ports::files::Files;
use crate::ports::mail::Mailer;
use crate::ports::payments::{self as payment_port, Gateway, Payments};
use crate::search::Index;
use crate::secrets::Secrets;
use crate::settings::Settings;
use crate::store::Db;
use crate::web;
use crate::words::Catalogues;
use crate::{app, ports, search, secrets, store, words};

/// How long a request that is under way may take once the server is told to stop.
const LAST_REQUESTS: u64 = 10;
/// How often each node writes down who has read what.
const READINGS: Duration = Duration::from_secs(2);
/// How often each node looks for articles that others have changed (K6: within a second).
const FOLLOW: Duration = Duration::from_millis(500);

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder for all that is written cannot be used.
    #[error("the folder {folder} cannot be used: {reason}")]
    Folder {
        /// The folder, `FRONTDESK_DATA`.
        folder: String,
        /// The system's answer.
        reason: std::io::Error,
    },
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {reason}")]
    Listen {
        /// `FRONTDESK_LISTEN`
        address: SocketAddr,
        /// The system's answer.
        reason: std::io::Error,
    },
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The index.
    #[error(transparent)]
    Search(#[from] search::Error),
    /// The catalogues.
    #[error(transparent)]
    Words(#[from] words::Error),
    /// Redis.
    #[error(transparent)]
    Bus(#[from] ports::bus::Error),
    /// The folder for files.
    #[error(transparent)]
    Files(#[from] ports::files::Error),
    /// The mail server's address.
    #[error(transparent)]
    Mail(#[from] ports::mail::BadUrl),
    /// The key of stored passwords.
    #[error(transparent)]
    Key(#[from] secrets::FileError),
    /// Stripe's keys.
    #[error(transparent)]
    Payments(#[from] payment_port::BadSettings),
    /// A verb.
    #[error(transparent)]
    App(#[from] app::Error),
    /// The HTTP server.
    #[error("the server cannot start: {0}")]
    Http(#[from] std::io::Error),
}

/// What tests put in place of the world.
pub struct Parts {
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Random bits.
    pub chance: Arc<dyn Chance>,
    /// The words.
    pub catalogues: Catalogues,
    /// Whether the sample sign-ins are shown.
    pub demo: bool,
}

impl Parts {
    /// The world as it is.
    pub fn real() -> Result<Self, Error> {
        Ok(Self {
            clock: Arc::new(SystemClock),
            chance: Arc::new(SystemChance),
            catalogues: Catalogues::embedded()?,
            demo: false,
        })
    }
}

/// Opens what the verbs need. In the embedded mode the schema is brought up to date here.
pub async fn open(settings: &Settings, parts: &Parts) -> Result<App, Error> {
    let db = if let Some(url) = &settings.database_url {
        Db::postgres(url).await?
    } else {
        make_folder(&settings.data)?;
        let db = Db::sqlite(&settings.data.join("frontdesk.db")).await?;
        db.migrate().await?;
        db
    };
    let bus = match &settings.redis_url {
        Some(url) => Bus::redis(url).await?,
        None => Bus::local(),
    };
    let files = settings.data.join("files");
    make_folder(&files)?;
    let secrets = match (&settings.secret_key, &settings.database_url) {
        (Some(key), _) => Secrets::new(Some(key)),
        (None, None) => Secrets::new(Some(&secrets::find_or_make(&settings.data, &*parts.chance)?)),
        // Nodes that share a database would each make a key that the others do not have.
        (None, Some(_)) => Secrets::new(None),
    };
    let app = App {
        db,
        clock: Arc::clone(&parts.clock),
        chance: Arc::clone(&parts.chance),
        bus,
        files: Files::in_folder(&files)?,
        missed_after: settings.missed_after,
        secrets,
        public_host: settings.public_url.as_ref().and_then(|url| url.host_str()).map(str::to_owned),
        payments: payments(settings)?,
    };
    if settings.database_url.is_none() {
        fold_all(&app).await?;
    }
    Ok(app)
}

fn payments(settings: &Settings) -> Result<Option<Arc<dyn Gateway>>, payment_port::BadSettings> {
    let Some(stripe) = &settings.stripe else { return Ok(None) };
    Ok(Some(Arc::new(Payments::new(&stripe.secret_key, &stripe.api_base)?)))
}

/// Brings the schema up to date, and what a statement alone cannot.
pub async fn migrate(app: &App) -> Result<(), Error> {
    app.db.migrate().await?;
    fold_all(app).await
}

async fn fold_all(app: &App) -> Result<(), Error> {
    customers::fold_all(app).await?;
    Ok(people::fold_all(app).await?)
}

/// What the queue's worker needs.
pub fn worker(settings: &Settings, app: &App, catalogues: &Arc<Catalogues>) -> Result<Worker, Error> {
    let mailer = settings.smtp_url.as_deref().map(Mailer::new).transpose()?.map(Arc::new);
    Ok(Worker {
        app: app.clone(),
        catalogues: Arc::clone(catalogues),
        mailer,
        ways: Arc::default(),
        typesetter: Typesetter::default(),
        public_url: settings.base_url(),
        from: settings.mail_from.clone(),
    })
}

/// A server that runs.
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// The verbs, for tests and for the sample.
    pub app: App,
    /// Makes PDFs.
    pub typesetter: Typesetter,
    hub: Hub,
    handle: ServerHandle,
    server: JoinHandle<std::io::Result<()>>,
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

/// Starts the server. In the embedded mode it does the queue's work too; beside other nodes `work` does.
pub async fn start(settings: &Settings, parts: Parts, app: App) -> Result<Running, Error> {
    let catalogues = Arc::new(parts.catalogues);
    let index_folder = settings.data.join("index");
    make_folder(&index_folder)?;
    let index = Index::open(&index_folder)?;
    app::articles::follow(&app, &index).await?;

    let listener = TcpListener::bind(settings.listen)
        .and_then(|listener| listener.set_nonblocking(true).map(|()| listener))
        .map_err(|reason| Error::Listen { address: settings.listen, reason })?;
    let address = listener.local_addr()?;
    let assets = web::assets_version();
    let hub = Hub::start(
        Arc::new(AppSource::new(app.clone(), assets.clone())),
        app.bus.clone(),
        Arc::new(live::SteadyClock::default()),
    );
    let readings = Arc::new(Readings::default());
    let typesetter = Typesetter::default();
    let https = settings.public_url.as_ref().is_some_and(|url| url.scheme() == "https");
    let state = actix::Data::new(web::State {
        app: app.clone(),
        index: index.clone(),
        hub: hub.clone(),
        catalogues: Arc::clone(&catalogues),
        hosts: web::Hosts::new(settings, address.port()),
        limits: web::SignInLimits::default(),
        resets: web::ResetLimits::default(),
        reports: web::ReportLimits::default(),
        readings: Arc::clone(&readings),
        typesetter: typesetter.clone(),
        mail_tests: web::MailTestLimits::default(),
        set_up: std::sync::atomic::AtomicBool::new(false),
        public_url: settings.base_url(),
        trusted_proxies: settings.trusted_proxies.clone(),
        https,
        demo: parts.demo,
        stripe: settings.stripe.clone(),
        server_mail: settings.smtp_url.is_some().then(|| settings.mail_from.clone()),
        assets,
    });
    let server = HttpServer::new(move || {
        HttpApp::new()
            .app_data(state.clone())
            .configure(web::read_limits)
            .wrap(Compress::default())
            .wrap(from_fn(web::guard))
            .configure(web::routes::configure)
    })
    .on_connect(live::on_connect)
    .shutdown_timeout(LAST_REQUESTS)
    .disable_signals()
    .listen(listener)?
    .run();
    let handle = server.handle();
    let server = tokio::task::spawn_local(server);

    let (stop, stopped) = watch::channel(false);
    let mut tasks = vec![tokio::task::spawn_local(follow(app.clone(), index, stopped.clone()))];
    tasks.push(tokio::task::spawn_local(write_readings(app.clone(), readings, stopped.clone())));
    if settings.database_url.is_none() {
        let worker = Worker { typesetter: typesetter.clone(), ..worker(settings, &app, &catalogues)? };
        worker.ask_for_kept().await;
        tasks.push(tokio::task::spawn_local(worker.clone().ask_after_payments(stopped.clone())));
        tasks.push(tokio::task::spawn_local(worker.run(stopped)));
    }
    Ok(Running { address, app, typesetter, hub, handle, server, stop, tasks })
}

impl Running {
    /// Stops: live connections are told to come back, requests under way are answered, the job under way is finished.
    pub async fn stop(self) {
        self.hub.stop().await;
        self.handle.stop(true).await;
        let _ = self.stop.send(true);
        for task in self.tasks {
            let _ = task.await;
        }
        if let Ok(Err(error)) = self.server.await {
            tracing::error!(%error, "the server ended with an error");
        }
        self.app.db.close().await;
    }
}

/// Keeps this node's index in step with every organisation's help centre.
async fn follow(app: App, index: Index, mut stop: watch::Receiver<bool>) {
    let mut heard = app.bus.subscribe();
    while !*stop.borrow() {
        if let Err(error) = app::articles::follow(&app, &index).await {
            tracing::error!(%error, "the index could not follow the articles");
        }
        let news = async {
            loop {
                match heard.next().await {
                    Heard::Hint(Hint::Help { .. }) | Heard::Missed => break,
                    Heard::Hint(_) => {}
                }
            }
        };
        tokio::select! {
            _ = stop.changed() => {}
            () = tokio::time::sleep(FOLLOW) => {}
            () = news => {}
        }
    }
}

/// Writes down who has read what, now and then and at the end.
async fn write_readings(app: App, readings: Arc<Readings>, mut stop: watch::Receiver<bool>) {
    loop {
        let last = *stop.borrow();
        if let Err(error) = readings.write(&app).await {
            tracing::error!(%error, "readings could not be written");
        }
        if last {
            break;
        }
        tokio::select! {
            _ = stop.changed() => {}
            () = tokio::time::sleep(READINGS) => {}
        }
    }
}

fn make_folder(folder: &Path) -> Result<(), Error> {
    std::fs::create_dir_all(folder).map_err(|reason| Error::Folder { folder: folder.display().to_string(), reason })
}
