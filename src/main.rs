//! The command line.

use std::io::{BufRead as _, BufReader, IsTerminal as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Parser, Subcommand};
use frontdesk::app::organisations::{self, NewPerson};
use frontdesk::app::{self, App, sample, sign_in};
use frontdesk::domain::input::Email;
use frontdesk::domain::people::Role;
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
    Demo,
    /// Bring records in.
    #[command(subcommand)]
    Import(Import),
    /// Have every node read the articles anew.
    Reindex(Whose),
    /// Organisations.
    #[command(subcommand)]
    Organisation(Organisation),
}

#[derive(Subcommand)]
enum Import {
    /// Articles, a JSON object a line: id, title, body, tags, source.
    Articles {
        /// The file.
        file: PathBuf,
        /// Publish them at once; else they are drafts.
        #[arg(long)]
        publish: bool,
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
        Command::Demo => demo(&settings, parts).await?,
        Command::Work => work(&settings, parts).await?,
        Command::Migrate => server::open(&settings, &parts).await?.db.migrate().await?,
        Command::Import(Import::Articles { file, publish, whose }) => {
            let app = opened(&settings, &parts).await?;
            return import(&app, &file, publish, whose.organisation.as_deref()).await;
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
    tracing::info!(address = %running.address, "listening");
    println!("Frontdesk is ready at {}", settings.base_url());
    if organisations::count(&running.app).await? == 0 {
        println!("There is no organisation yet: frontdesk organisation add NAME --admin EMAIL");
    }
    until_told_to_stop().await?;
    running.stop().await;
    Ok(())
}

async fn demo(settings: &Settings, parts: Parts) -> Result<(), Failure> {
    if !settings.listen.ip().is_loopback() {
        return Err(format!("demo listens on this machine alone, not on {}", settings.listen.ip()).into());
    }
    if settings.database_url.is_some() {
        return Err("demo keeps its sample in the embedded database: unset DATABASE_URL".into());
    }
    let app = server::open(settings, &parts).await?;
    let made = sample::make(&app).await?;
    let running = server::start(settings, Parts { demo: true, ..parts }, app).await?;
    let fate = if made { "was made" } else { "is the one of last time" };
    println!("\nFrontdesk is ready at {}\n", settings.base_url());
    println!("The sample organisation {fate}, in {}.", settings.data.display());
    println!("Sign in as (password {}):", sample::PASSWORD);
    for (email, name, role) in sample::SIGN_INS {
        println!("  {email:<20} {name}, {role}");
    }
    println!("\nCtrl-C stops it.");
    until_told_to_stop().await?;
    running.stop().await;
    Ok(())
}

async fn work(settings: &Settings, parts: Parts) -> Result<(), Failure> {
    let app = opened(settings, &parts).await?;
    let worker = server::worker(settings, &app, &Arc::new(parts.catalogues))?;
    let (stop, stopped) = watch::channel(false);
    let work = actix_web::rt::spawn(worker.run(stopped));
    tracing::info!("working");
    until_told_to_stop().await?;
    stop.send(true)?;
    work.await?;
    app.db.close().await;
    Ok(())
}

async fn import(
    app: &App,
    file: &std::path::Path,
    publish: bool,
    organisation: Option<&str>,
) -> Result<ExitCode, Failure> {
    let organisation = organisations::choose(app, organisation).await?;
    let opened = std::fs::File::open(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let mut failed = None;
    let lines = BufReader::new(opened).split(b'\n').map_while(|line| line.map_err(|error| failed = Some(error)).ok());
    let report = app::articles::import(app, organisation.id, lines, publish).await?;
    if let Some(error) = failed {
        return Err(format!("{}: {error}", file.display()).into());
    }
    for (line, reason) in &report.problems {
        eprintln!("{}:{line}: {reason}", file.display());
    }
    println!(
        "{} of {} articles imported into {}.",
        report.saved,
        report.saved + report.problems.len(),
        organisation.name
    );
    Ok(if report.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn add_organisation(app: &App, settings: &Settings, name: &str, admin: &str) -> Result<(), Failure> {
    let name = name.trim();
    if name.is_empty() {
        return Err("the organisation needs a name".into());
    }
    let email = Email::parse(admin).map_err(|_| format!("{admin:?} is not an e-mail address"))?;
    let password: String = secret(&*app.chance).chars().take(20).collect();
    let password_hash = sign_in::hash_password(&password, &*app.chance).await?;
    let mut writing = app.begin().await?;
    let organisation = organisations::add(&mut writing, name).await?;
    let person = NewPerson {
        email: &email,
        name: email.as_str(),
        password_hash: &password_hash,
        role: Role::Admin,
        customer: None,
    };
    let added = organisations::add_person(&mut writing, organisation.id, person).await?;
    app.commit(writing).await?;
    println!("{} was added as {}.", organisation.name, organisation.slug);
    if added.is_new_login {
        println!("Sign in at {}/session/new as {email}, password {password}", settings.base_url());
    } else {
        println!("Sign in at {}/session/new as {email} with the password you have.", settings.base_url());
    }
    Ok(())
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
