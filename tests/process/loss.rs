//! Loss and doubles: senders keep sending and pages stay open while the server is killed without warning and started again.
//!
//! Every acknowledged message must be there exactly once, in one order, on every page that stayed open. Sizes come from
//! `FRONTDESK_TEST_LOSS_MESSAGES` (a sender, 40) and `FRONTDESK_TEST_LOSS_KILLS` (4). Built with the feature
//! `mutant-early-acknowledgement`, which answers before the commit, the same check must fail: that is tested too.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

use crate::limit::PATIENCE;
use crate::page::Page;
use crate::sender::{Acknowledged, Sender};
use crate::server::{House, Server};
use crate::verdict;

const SENDERS: usize = 4;
const PAGES: usize = 4;

#[tokio::test(flavor = "multi_thread")]
async fn nothing_acknowledged_is_lost_or_doubled_on_sqlite() {
    judge(run(House::sqlite().await).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_acknowledged_is_lost_or_doubled_on_postgres() {
    match House::postgres().await {
        Some(house) => judge(run(house).await),
        None => println!("left out: FRONTDESK_TEST_POSTGRES_URL is not set"),
    }
}

#[cfg(not(feature = "mutant-early-acknowledgement"))]
fn judge(verdict: Result<String, String>) {
    match verdict {
        Ok(summary) => println!("{summary}"),
        Err(faults) => panic!("{faults}"),
    }
}

/// The planted fault must be seen, or the check is worth nothing.
#[cfg(feature = "mutant-early-acknowledgement")]
fn judge(verdict: Result<String, String>) {
    match verdict {
        Ok(summary) => panic!("the planted fault was not caught: {summary}"),
        Err(faults) => println!("caught, as it must be: {faults}"),
    }
}

async fn run(house: House) -> Result<String, String> {
    let messages = size("FRONTDESK_TEST_LOSS_MESSAGES", 40);
    let kills = size("FRONTDESK_TEST_LOSS_KILLS", 4);
    let server = Server::start(&house, 0).await;
    let number = house.open_ticket(&server).await;

    let mut pages = Vec::new();
    for at in 0..PAGES {
        let person = House::person(at);
        pages.push(Page::open(server.address(), person, number, server.sign_in(person).await));
    }
    let acknowledged = Arc::new(Notify::new());
    let mut senders = Vec::new();
    for at in 0..SENDERS {
        let person = House::person(at);
        let sender = Sender::new(server.address(), person, number, at, server.sign_in(person).await);
        let sender = sender.telling(&acknowledged);
        senders.push(tokio::spawn(sender.send_all(messages)));
    }
    let killed = kill_again_and_again(server, &house, kills, (&pages, &senders, &acknowledged)).await;

    let mut answers: Vec<Acknowledged> = Vec::new();
    for sender in senders {
        answers.extend(sender.await.expect("a sender ends"));
    }
    let thread = house.thread(number).await;
    let head = thread.last().map_or(0, |entry| entry.number);
    for page in &pages {
        // A page that never gets there is a fault that the verdict names.
        let _ = page.reaches(head, PATIENCE).await;
    }
    let shown: Vec<_> = pages.into_iter().map(Page::close).collect();
    drop(killed.server);
    house.remove().await;
    verdict::of(&answers, &thread, &shown, SENDERS * messages, killed.times)
}

struct Killed {
    server: Server,
    times: usize,
}

/// Kills the server and starts it again, spread over the sending; between kills every other page's socket is cut.
///
/// Every other kill comes the moment somebody is told that their message is there: whatever answers too early loses that one. The
/// others fall where they may, before, inside and after a commit.
async fn kill_again_and_again(
    mut server: Server,
    house: &House,
    kills: usize,
    (pages, senders, acknowledged): (&[Page], &[tokio::task::JoinHandle<Vec<Acknowledged>>], &Notify),
) -> Killed {
    let mut times = 0;
    while times < kills && !senders.iter().all(tokio::task::JoinHandle::is_finished) {
        tokio::time::sleep(Duration::from_millis(120 + (times as u64 * 37) % 200)).await;
        pages[times % pages.len()].cut();
        if times.is_multiple_of(2) {
            // The senders may end meanwhile: then nobody is told anything any more.
            let _ = tokio::time::timeout(Duration::from_secs(5), acknowledged.notified()).await;
        }
        server = server.kill_and_start_again(house).await;
        times += 1;
    }
    Killed { server, times }
}

fn size(name: &str, small: usize) -> usize {
    std::env::var(name).ok().and_then(|size| size.parse().ok()).unwrap_or(small)
}
