//! Measures how long suggestions take over HTTP, for a client who is signed in: every subject of `past_subjects.jsonl` in
//! `FRONTDESK_KB` (default `../shared/kb`), one after the other on one connection. Ends with an error when the 99th percentile is
//! above the limit.

#![expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use frontdesk::app::{articles, organisations, sample};
use frontdesk::server::{self, Parts};
use frontdesk::settings::Settings;

/// 99 of 100 answers must be quicker.
const LIMIT: Duration = Duration::from_millis(5);

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    let folder = PathBuf::from(std::env::var("FRONTDESK_KB").unwrap_or_else(|_| "../shared/kb".to_owned()));
    if cfg!(debug_assertions) {
        println!("The endpoint is not measured: this build is not optimised.");
        return ExitCode::SUCCESS;
    }
    if !folder.join("articles.jsonl").is_file() {
        println!("The endpoint is not measured: there are no articles in {}.", folder.display());
        return ExitCode::SUCCESS;
    }
    match actix_web::rt::System::new().block_on(measure(folder)) {
        Ok(p99) if p99 < LIMIT => ExitCode::SUCCESS,
        Ok(p99) => {
            println!("p99 is {p99:?}, above {LIMIT:?}");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn measure(folder: PathBuf) -> Outcome<Duration> {
    let data = tempfile::tempdir()?;
    let values = [("FRONTDESK_LISTEN", "127.0.0.1:0"), ("FRONTDESK_DATA", &data.path().display().to_string())]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let settings = Settings::read(BTreeMap::from(values))?;
    let parts = Parts::real()?;
    let app = server::open(&settings, &parts).await?;
    sample::make(&app, &sample::Wanted { extent: sample::Extent::NONE, seed: 1 }, |_, _| {}).await?;
    let organisation = organisations::choose(&app, None).await?;
    let text = std::fs::read(folder.join("articles.jsonl"))?;
    let since = Instant::now();
    let report =
        articles::import(&app, organisation.id, text.split(|byte| *byte == b'\n').map(<[u8]>::to_vec), true).await?;
    println!("{} articles imported in {:?}", report.saved, since.elapsed());
    let running = server::start(&settings, parts, app).await?;

    let subjects = subjects(&std::fs::read_to_string(folder.join("past_subjects.jsonl"))?)?;
    let address = running.address;
    // The clients on threads of their own: the server has this one.
    let times = tokio::task::spawn_blocking(move || {
        tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(ask(address, subjects))
    });
    let mut times = times.await?.map_err(|error| error.to_string())?;
    running.stop().await;
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    println!("{} subjects over HTTP: median {:?}, p99 {:?}, longest {:?}", times.len(), at(50), at(99), at(100));
    Ok(at(99))
}

fn subjects(lines: &str) -> Outcome<Vec<String>> {
    let subject = |line: &str| -> Outcome<String> {
        let line: serde_json::Value = serde_json::from_str(line)?;
        Ok(line["subject"].as_str().ok_or("a line without a subject")?.to_owned())
    };
    lines.lines().map(subject).collect()
}

async fn ask(
    address: std::net::SocketAddr,
    subjects: Vec<String>,
) -> Result<Vec<Duration>, Box<dyn Error + Send + Sync>> {
    let client = reqwest::Client::builder().cookie_store(true).redirect(reqwest::redirect::Policy::none()).build()?;
    let form = [("email", "client@demo.test"), ("password", sample::PASSWORD)];
    client.post(format!("http://{address}/session")).form(&form).send().await?;
    let mut times = Vec::with_capacity(subjects.len());
    for subject in subjects {
        let request = client.get(format!("http://{address}/support/suggestions")).query(&[("subject", subject)]);
        let since = Instant::now();
        request.send().await?.error_for_status()?.bytes().await?;
        times.push(since.elapsed());
    }
    Ok(times)
}
