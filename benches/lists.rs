//! Measures every page that shows a list: how many questions it asks the database, and how long it takes over HTTP.
//!
//! `FRONTDESK_BENCH_TICKETS` says of how many tickets (2,000 unless said otherwise; everything else grows with them); `FRONTDESK_BENCH_DATA`
//! names a folder that is kept, such as the one in which `demo --size large` has made its sample; `DATABASE_URL` an empty PostgreSQL
//! database instead. With `FRONTDESK_MEASURE=1` it ends with an error when the 99th percentile of any page reaches its limit.

#![expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]

#[path = "../tests/queries/counting.rs"]
mod counting;
#[path = "../tests/queries/pages.rs"]
mod pages;

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use frontdesk::app::audit::{self, Actor};
use frontdesk::app::mails;
use frontdesk::app::sample::{self, Extent, Wanted};
use frontdesk::app::{App, organisations};
use frontdesk::domain::audit::{Action, Deed};
use frontdesk::id::{OrganisationId, secret};
use frontdesk::server::{self, Parts};
use frontdesk::settings::Settings;
use pages::{CLIENT, PAGES, address, next};
use reqwest::Client;

/// 99 of 100 answers with a list must be quicker.
const LIMIT: Duration = Duration::from_millis(50);
/// A report adds up all that happened in its time: at 100,000 tickets more than 50,000 in a year.
const REPORT_LIMIT: Duration = Duration::from_millis(200);
/// Times that each page is asked for.
const TIMES: usize = 100;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> ExitCode {
    let tickets = std::env::var("FRONTDESK_BENCH_TICKETS").ok().and_then(|text| text.parse().ok()).unwrap_or(2_000);
    counting::begin();
    match actix_web::rt::System::new().block_on(measure(tickets)) {
        Ok(slow) if slow.is_empty() => ExitCode::SUCCESS,
        Ok(slow) => {
            println!("at or above {LIMIT:?}, reports {REPORT_LIMIT:?}: {}", slow.join(", "));
            let must = std::env::var_os("FRONTDESK_MEASURE").is_some();
            if must { ExitCode::FAILURE } else { ExitCode::SUCCESS }
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The pages that were too slow.
async fn measure(tickets: u32) -> Outcome<Vec<String>> {
    let temporary = tempfile::tempdir()?;
    let folder = std::env::var_os("FRONTDESK_BENCH_DATA").map_or_else(|| temporary.path().to_owned(), PathBuf::from);
    let mut values = BTreeMap::from([
        ("FRONTDESK_LISTEN".to_owned(), "127.0.0.1:0".to_owned()),
        ("FRONTDESK_DATA".to_owned(), folder.display().to_string()),
    ]);
    values.extend(std::env::var("DATABASE_URL").map(|url| ("DATABASE_URL".to_owned(), url)));
    let settings = Settings::read(values)?;
    let parts = Parts::real()?;
    let app = server::open(&settings, &parts).await?;
    app.db.migrate().await?;
    fill(&app, tickets).await?;
    let running = server::start(&settings, parts, app).await?;
    let address = running.address;
    // The reader on a thread of its own: the server has this one.
    let read = tokio::task::spawn_blocking(move || {
        tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(read(address))
    });
    let slow = read.await??;
    running.stop().await;
    Ok(slow)
}

/// The sample of this size, and what it does not make: a log and mails.
async fn fill(app: &App, tickets: u32) -> Outcome<()> {
    let since = Instant::now();
    let scaled =
        |large: u32| u32::try_from(u64::from(large) * u64::from(tickets) / 100_000).unwrap_or(u32::MAX).max(60);
    let large = Extent::LARGE;
    let extent = Extent {
        tickets,
        customers: scaled(large.customers),
        messages: tickets.saturating_mul(10),
        invoices: scaled(large.invoices),
        articles: scaled(large.articles),
        ..large
    };
    let mut told = Instant::now();
    let made = sample::make(app, &Wanted { extent, seed: 1 }, |done, of| {
        if told.elapsed() > Duration::from_secs(10) {
            told = Instant::now();
            eprintln!("{} of {} messages after {:?}", done.messages, of.messages, since.elapsed());
        }
    })
    .await?;
    println!("{made:?}: {tickets} tickets, {} messages after {:?}", extent.messages, since.elapsed());
    let (lines,) = app.db.read().await?.one::<(i64,)>("SELECT COUNT(*) FROM audit", &[]).await?;
    let organisation = organisations::choose(app, Some(sample::SLUG)).await?.id;
    for part in u32::try_from(lines)?.div_ceil(1_000)..tickets.div_ceil(1_000) {
        write_more(app, organisation, part).await?;
    }
    println!("with as many lines of the log, and a twentieth of mails, after {:?}", since.elapsed());
    Ok(())
}

async fn write_more(app: &App, organisation: OrganisationId, part: u32) -> Outcome<()> {
    let mut writing = app.begin().await?;
    for place in 0..1_000_u32 {
        let number = part * 1_000 + place;
        let actions = [Action::TicketReplied, Action::TicketStatus, Action::InvoiceSent, Action::CustomerChanged];
        let action = actions[usize::try_from(number % 4)?];
        let deed = Deed::of(action, secret(&*app.chance), format!("#{number} The website is slow"))
            .field("status", "open", "pending");
        let name = format!("Agent {} <agent@demo.test>", number % 40);
        let actor = Actor { organisation, membership: None, name: &name, address: "192.0.2.7" };
        audit::record_by(&mut writing, actor, deed).await?;
        if !number.is_multiple_of(20) {
            continue;
        }
        let mail = mails::Draft {
            recipient: "client@demo.test",
            subject: "A reply to your ticket",
            text: "Hello,\n\nthere is a reply to your ticket.\n",
            html: "<p>Hello,</p><p>there is a reply to your ticket.</p>",
            thread: None,
            link: None,
            invoice: None,
        };
        mails::keep(&mut writing, organisation, &mail).await?;
    }
    Ok(app.commit(writing).await?)
}

async fn read(server: SocketAddr) -> Outcome<Vec<String>> {
    let mut readers = BTreeMap::new();
    for (who, _) in PAGES {
        if !readers.contains_key(who) {
            let client = Client::builder().cookie_store(true).redirect(reqwest::redirect::Policy::none()).build()?;
            let form = [("email", *who), ("password", sample::PASSWORD)];
            client.post(format!("http://{server}/session")).form(&form).send().await?;
            readers.insert(*who, client);
        }
    }
    let (customer, ticket) = records(server, &readers).await?;
    let mut slow = Vec::new();
    println!("{:>7} {:>9} {:>9} {:>9} {:>7}  page", "queries", "p50", "p99", "longest", "KB");
    for (who, path) in PAGES {
        let client = &readers[who];
        let path = address(path, &customer, ticket);
        let Some(first) = page(client, server, &path, &mut slow).await? else { continue };
        if let Some(next) = next(&first) {
            page(client, server, &next, &mut slow).await?;
        }
    }
    Ok(slow)
}

/// The first customer's id and one of its tickets.
async fn records(server: SocketAddr, readers: &BTreeMap<&str, Client>) -> Outcome<(String, i64)> {
    let get = async |who: &str, path: &str| -> Outcome<String> {
        Ok(readers[who].get(format!("http://{server}{path}")).send().await?.text().await?)
    };
    let found = get(pages::ADMIN, "/desk/customers/options?q=northwind").await?;
    let found: serde_json::Value = serde_json::from_str(&found)?;
    let customer = found["options"][0]["id"].as_str().ok_or("no first customer")?.to_owned();
    let list = get(CLIENT, "/support").await?;
    let numbers = list.split("href=\"/support/").skip(1).filter_map(|rest| rest.split(['"', '?']).next()?.parse().ok());
    Ok((customer, numbers.last().ok_or("no ticket")?))
}

/// Asks for a page many times, tells what came of it, and gives what it shows.
async fn page(client: &Client, server: SocketAddr, path: &str, slow: &mut Vec<String>) -> Outcome<Option<String>> {
    let url = format!("http://{server}{path}");
    let answer = client.get(&url).send().await?;
    if !answer.status().is_success() {
        println!("{} {path}", answer.status());
        return Ok(None);
    }
    let html = answer.text().await?;
    counting::take();
    client.get(&url).send().await?.bytes().await?;
    let statements = counting::take().len();
    let mut times = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let since = Instant::now();
        client.get(&url).send().await?.error_for_status()?.bytes().await?;
        times.push(since.elapsed());
    }
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    let millis = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1e3);
    println!(
        "{statements:>7} {:>9} {:>9} {:>9} {:>7}  {path}",
        millis(at(50)),
        millis(at(99)),
        millis(at(100)),
        html.len() / 1_024
    );
    std::io::stdout().flush()?;
    if at(99) >= if path.starts_with("/desk/reports") { REPORT_LIMIT } else { LIMIT } {
        slow.push(path.to_owned());
    }
    Ok(Some(html))
}
