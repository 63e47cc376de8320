//! The command line.

#[path = "main/article_files.rs"]
mod article_files;
#[path = "main/demo.rs"]
mod demo;
#[path = "main/invoice_files.rs"]
mod invoice_files;

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Parser, Subcommand};
use frontdesk::app::organisations;
use frontdesk::app::{self, App, sign_in};
use frontdesk::domain::input::Email;
use frontdesk::domain::invoice_file::{Choices, DateOrder};
use frontdesk::domain::organisation::{Domain, portal_url};
use frontdesk::id::secret;
use frontdesk::server::{self, Parts};
use frontdesk::settings::Settings;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// A real-time support server and client portal in one program.
#[derive(Parser)]
#[command(version, about)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the portal and the desk.
    Serve,
    /// Do the queue's work: mails, and what is due. In the embedded mode `serve` does it too.
    Work,
    /// Bring the database's schema up to date.
    Migrate,
    /// Serve a sample organisation on this machine alone.
    ///
    /// It is made when `FRONTDESK_DATA` holds none, and kept: run again, the size and the seed are those of the first time. One that was
    /// broken off while it was made is taken up where it stopped.
    Demo(demo::Wanted),
    /// Bring records in.
    #[command(subcommand)]
    Import(Import),
    /// Write records out.
    #[command(subcommand)]
    Export(Export),
    /// Have every node read the articles anew.
    Reindex(Whose),
    /// Organisations.
    #[command(subcommand)]
    Organisation(Organisation),
    /// Make a link with which somebody sets a new password, for a server without mail.
    PasswordReset {
        /// The address they sign in with.
        email: String,
    },
    /// Take somebody's address for confirmed, because you know that it is theirs.
    Confirm {
        /// The address they sign in with.
        email: String,
    },
}

#[derive(Subcommand)]
enum Import {
    /// Articles: a JSON object a line with id, title, body, tags, source, or a folder of Markdown files with front matter.
    Articles {
        /// The file, or the folder.
        file: PathBuf,
        /// Publish them at once; else they are drafts.
        #[arg(long)]
        publish: bool,
        #[command(flatten)]
        whose: Whose,
    },
    /// Invoices that were sent before, as CSV: number, customer, email, date, due, currency, total, net, `tax_rate`, description, reference.
    Invoices {
        /// The file of invoices.
        file: PathBuf,
        /// A file of payments: number, date, amount, currency, method, note, id.
        #[arg(long)]
        payments: Option<PathBuf>,
        /// Add customers that are not there.
        #[arg(long)]
        add_customers: bool,
        /// How days such as 3/4/2026 are meant, where the file does not tell: `day_first` or `month_first`.
        #[arg(long)]
        dates: Option<DateOrder>,
        #[command(flatten)]
        whose: Whose,
    },
    /// Tickets that were answered elsewhere, for suggestions to learn from, a JSON object a line: id, subject, relevant (the ids of
    /// the articles that answered it).
    Answered {
        /// The file.
        file: PathBuf,
        #[command(flatten)]
        whose: Whose,
    },
}

#[derive(Subcommand)]
enum Export {
    /// Articles, as `import articles` takes them.
    Articles {
        /// A file that ends in .jsonl, or a folder for Markdown files, which must be empty or new.
        out: PathBuf,
        /// Only what clients may read.
        #[arg(long)]
        public: bool,
        #[command(flatten)]
        whose: Whose,
    },
}

#[derive(Subcommand)]
enum Organisation {
    /// Add one, with its first admin.
    Add {
        /// Its name.
        name: String,
        /// The admin's e-mail address.
        #[arg(long)]
        admin: String,
    },
    /// Set the domain whose portal is at `portal.{domain}`, or take it away.
    Domain {
        /// The organisation's short name.
        slug: String,
        /// The domain, `example.com`; left out, the portal is at the server's own address again.
        domain: Option<String>,
    },
    /// Have its payments by card taken with this server's own Stripe account. An organisation that has the server for itself may choose
    /// that under Settings → Payments.
    OwnStripeAccount {
        /// The organisation's short name.
        slug: String,
    },
}

#[derive(Args)]
struct Whose {
    /// The organisation's short name; not needed when there is only one.
    #[arg(long)]
    organisation: Option<String>,
}

type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let command = CommandLine::parse().command;
    let settings = match Settings::from_environment() {
        Ok(settings) => settings,
        Err(error) => {
            eprintln!("frontdesk: {error}");
            return ExitCode::from(2);
        }
    };
    log(&settings);
    match actix_web::rt::System::new().block_on(run(command, settings)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("frontdesk: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command, settings: Settings) -> Result<ExitCode, Failure> {
    let parts = Parts::real()?;
    match command {
        Command::Serve => serve(&settings, parts).await?,
        Command::Demo(wanted) => demo::run(&settings, parts, wanted).await?,
        Command::Work => work(&settings, parts).await?,
        Command::Migrate => server::migrate(&server::open(&settings, &parts).await?).await?,
        Command::Import(Import::Articles { file, publish, whose }) => {
            let app = opened(&settings, &parts).await?;
            return article_files::import(&app, &file, publish, whose.organisation.as_deref()).await;
        }
        Command::Import(Import::Invoices { file, payments, add_customers, dates, whose }) => {
            let app = opened(&settings, &parts).await?;
            let choices = Choices { order: dates, add_customers };
            let locale = parts.catalogues.choose(&[]);
            let files = (file.as_path(), payments.as_deref());
            return invoice_files::import(&app, &locale, files, choices, whose.organisation.as_deref()).await;
        }
        Command::Import(Import::Answered { file, whose }) => {
            let app = opened(&settings, &parts).await?;
            return article_files::import_answered(&app, &file, whose.organisation.as_deref()).await;
        }
        Command::Export(Export::Articles { out, public, whose }) => {
            let app = opened(&settings, &parts).await?;
            article_files::export(&app, &out, public, whose.organisation.as_deref()).await?;
        }
        Command::Reindex(whose) => {
            let app = opened(&settings, &parts).await?;
            let organisation = organisations::choose(&app, whose.organisation.as_deref()).await?;
            app::articles::reindex(&app, organisation.id).await?;
            println!("{} will be read anew by every node within a second, or when it starts.", organisation.name);
        }
        Command::Organisation(Organisation::Add { name, admin }) => {
            let app = opened(&settings, &parts).await?;
            add_organisation(&app, &settings, &name, &admin).await?;
        }
        Command::Organisation(Organisation::Domain { slug, domain }) => {
            let app = opened(&settings, &parts).await?;
            set_domain(&app, &settings, &slug, domain.as_deref()).await?;
        }
        Command::Organisation(Organisation::OwnStripeAccount { slug }) => {
            let app = opened(&settings, &parts).await?;
            let organisation = organisations::choose(&app, Some(&slug)).await?;
            app::payments::use_own_by_command_line(&app, organisation.id).await?;
            println!("Payments to {} go to this server's own Stripe account.", organisation.name);
        }
        Command::PasswordReset { email } => {
            let app = opened(&settings, &parts).await?;
            reset_password(&app, &settings, &email).await?;
        }
        Command::Confirm { email } => {
            let app = opened(&settings, &parts).await?;
            let email = address(&email)?;
            if !app::profile::vouch(&app, &email).await? {
                return Err(format!("nobody signs in as {email}").into());
            }
            println!("{email} is confirmed.");
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// What the verbs need, on a database whose schema is this program's.
async fn opened(settings: &Settings, parts: &Parts) -> Result<App, Failure> {
    let app = server::open(settings, parts).await?;
    if app.db.is_migrated().await? {
        Ok(app)
    } else {
        Err("the database's schema is not this program's: run `frontdesk migrate` first".into())
    }
}

async fn serve(settings: &Settings, parts: Parts) -> Result<(), Failure> {
    let app = opened(settings, &parts).await?;
    let running = server::start(settings, parts, app).await?;
    warm_up(&running);
    tracing::info!(address = %running.address, "listening");
    println!("Frontdesk is ready at {}", settings.base_url());
    if let Some(token) = app::setup::mint(&running.app).await? {
        println!("There is no organisation yet. Set it up at {}/setup?token={token}", settings.base_url());
    }
    until_told_to_stop().await?;
    running.stop().await;
    Ok(())
}

/// Has the typesetter ready before somebody waits for it.
fn warm_up(running: &server::Running) {
    let typesetter = running.typesetter.clone();
    actix_web::rt::spawn(async move {
        if let Err(error) = typesetter.warm_up().await {
            tracing::error!(%error, "no PDF can be made");
        }
    });
}

async fn work(settings: &Settings, parts: Parts) -> Result<(), Failure> {
    let app = opened(settings, &parts).await?;
    let worker = server::worker(settings, &app, &Arc::new(parts.catalogues))?;
    worker.ask_for_kept().await;
    let (stop, stopped) = watch::channel(false);
    let payments = actix_web::rt::spawn(worker.clone().ask_after_payments(stopped.clone()));
    let work = actix_web::rt::spawn(worker.run(stopped));
    tracing::info!("working");
    until_told_to_stop().await?;
    stop.send(true)?;
    work.await?;
    payments.await?;
    app.db.close().await;
    Ok(())
}

async fn add_organisation(app: &App, settings: &Settings, name: &str, admin: &str) -> Result<(), Failure> {
    let name = name.trim();
    if name.is_empty() {
        return Err("the organisation needs a name".into());
    }
    let email = address(admin)?;
    let password: String = secret(&*app.chance).chars().take(20).collect();
    let password_hash = sign_in::hash_password(&password, &*app.chance).await?;
    let (organisation, added) = organisations::add_with_admin(app, name, &email, &password_hash).await?;
    println!("{} was added as {}.", organisation.name, organisation.slug);
    if added.is_new_login {
        println!("Sign in at {}/session/new as {email}, password {password}", settings.base_url());
    } else {
        println!("Sign in at {}/session/new as {email} with the password you have.", settings.base_url());
    }
    Ok(())
}

async fn set_domain(app: &App, settings: &Settings, slug: &str, domain: Option<&str>) -> Result<(), Failure> {
    let parse = |text: &str| {
        let wrong = format!("{text:?} is not a domain: give it as example.com, with nothing around it");
        Domain::parse(text).map_err(|_| wrong)
    };
    let domain = domain.map(parse).transpose()?;
    match organisations::set_domain(app, slug, domain.as_ref()).await {
        Ok(()) => {}
        Err(app::Error::NotFound) => return Err(format!("there is no organisation {slug}").into()),
        Err(app::Error::Taken(_)) => return Err("another organisation has this domain".into()),
        Err(error) => return Err(error.into()),
    }
    println!("The portal of {slug} is at {}", portal_url(&settings.base_url(), domain.as_ref().map(Domain::as_str)));
    Ok(())
}

async fn reset_password(app: &App, settings: &Settings, email: &str) -> Result<(), Failure> {
    let email = address(email)?;
    let Some((token, domain)) = app::passwords::link_for(app, &email).await? else {
        return Err(format!("nobody signs in as {email}").into());
    };
    let portal = portal_url(&settings.base_url(), domain.as_deref());
    println!("{email} sets a new password at {portal}/password-resets/{token}");
    println!("The link works once, within an hour. Whoever has it can sign in as them.");
    Ok(())
}

fn address(text: &str) -> Result<Email, Failure> {
    Email::parse(text).map_err(|_| format!("{text:?} is not an e-mail address").into())
}

async fn until_told_to_stop() -> Result<(), Failure> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("stopping");
    Ok(())
}

/// Lines for people at a terminal, JSON for machines.
fn log(settings: &Settings) {
    let filter = tracing_subscriber::EnvFilter::try_new(&settings.log).unwrap_or_default();
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if std::io::stderr().is_terminal() {
        lines.init();
    } else {
        lines.json().init();
    }
}
