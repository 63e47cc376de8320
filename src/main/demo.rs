//! The sample: made, with its progress told, and served.

use std::io::{IsTerminal as _, Write as _};
use std::time::Duration;

use clap::Args;
use frontdesk::app::App;
use frontdesk::app::sample::{self, Done, Extent, Made, Size};
use frontdesk::clock::Timestamp;
use frontdesk::server::{self, Parts};
use frontdesk::settings::Settings;

use crate::{Failure, until_told_to_stop, warm_up};

/// How often its progress is told at a terminal, and elsewhere.
const TOLD: [Duration; 2] = [Duration::from_millis(500), Duration::from_secs(10)];

#[derive(Args)]
pub(crate) struct Wanted {
    /// How much is made: `small` is a few records written by hand, `normal` a dozen customers with nine months of work, `large` 100,000
    /// tickets with 1,000,000 messages, for measurements (minutes, and about 2 GB).
    #[arg(long, default_value_t = Size::Normal)]
    size: Size,
    /// What chance begins with: the same seed makes the same sample, at other times of day.
    #[arg(long, default_value_t = 1)]
    seed: u32,
}

pub(crate) async fn run(settings: &Settings, parts: Parts, wanted: Wanted) -> Result<(), Failure> {
    if !settings.listen.ip().is_loopback() {
        return Err(format!("demo listens on this machine alone, not on {}", settings.listen.ip()).into());
    }
    if settings.database_url.is_some() {
        return Err("demo keeps its sample in the embedded database: unset DATABASE_URL".into());
    }
    let app = server::open(settings, &parts).await?;
    let made = make(&app, &wanted).await?;
    let running = server::start(settings, Parts { demo: true, ..parts }, app).await?;
    warm_up(&running);
    let fate = match made {
        Made::New => "was made",
        Made::Finished => "had been broken off and is whole now",
        Made::There => "is the one of last time",
    };
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

/// Makes the sample, or as much as there is time for before the program is told to stop.
async fn make(app: &App, wanted: &Wanted) -> Result<Made, Failure> {
    let mut telling = Telling { began: app.clock.now(), told: None, first: None };
    let wanted = sample::Wanted { extent: Extent::of(wanted.size), seed: wanted.seed };
    let clock = app.clock.clone();
    tokio::select! {
        made = sample::make(app, &wanted, |done, extent| telling.tell(clock.now(), done, extent)) => Ok(made?),
        stopped = until_told_to_stop() => {
            stopped?;
            Err("the sample is not whole yet: run demo again and it goes on from here".into())
        }
    }
}

/// What is told while a sample is made: how much there is, how quickly it grows, how long it will take.
struct Telling {
    began: Timestamp,
    told: Option<Timestamp>,
    /// What was there before.
    first: Option<Done>,
}

impl Telling {
    fn tell(&mut self, now: Timestamp, done: Done, extent: &Extent) {
        let first = *self.first.get_or_insert(done);
        let terminal = std::io::stderr().is_terminal();
        let whole = done.messages >= extent.messages;
        let often = if terminal { TOLD[0] } else { TOLD[1] };
        if extent.tickets == 0 || done == first || (!whole && self.told.is_some_and(|told| now.since(told) < often)) {
            return;
        }
        self.told = Some(now);
        let rate = f64::from(done.messages - first.messages) / now.since(self.began).as_secs_f64().max(0.001);
        let left = f64::from(extent.messages.saturating_sub(done.messages)) / rate.max(1.0);
        let line = format!(
            "{} of {} tickets, {} of {} messages, {rate:.0} messages/s, {}",
            grouped(done.tickets),
            grouped(extent.tickets),
            grouped(done.messages),
            grouped(extent.messages),
            if whole { "done".to_owned() } else { format!("{} left", spoken(left)) },
        );
        let mut out = std::io::stderr();
        // Where nobody reads it, it is made all the same.
        let _ = if terminal { write!(out, "\r\x1b[K{line}") } else { writeln!(out, "{line}") };
        if terminal && whole {
            let _ = writeln!(out);
        }
    }
}

fn spoken(seconds: f64) -> String {
    let seconds = Duration::from_secs_f64(seconds.clamp(0.0, 1e6)).as_secs();
    if seconds < 60 { format!("{seconds} s") } else { format!("{} min {} s", seconds / 60, seconds % 60) }
}

/// `1,234,567`
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let parts: Vec<&[u8]> = digits.as_bytes().rchunks(3).rev().collect();
    parts.iter().map(|part| String::from_utf8_lossy(part).into_owned()).collect::<Vec<_>>().join(",")
}
