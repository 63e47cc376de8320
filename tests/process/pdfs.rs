//! Many PDFs asked for at once do not hold up replies. `FRONTDESK_TEST_PDFS` says how many; `FRONTDESK_TEST_PROGRAM` which program is
//! measured, of a release build.

use std::time::{Duration, Instant};

use crate::limit::{PATIENCE, held};
use crate::page::Page;
use crate::sender::Sender;
use crate::server::{House, Server, http};

/// PDFs asked for at once, unless told.
const PDFS: usize = 12;
/// From sending a reply to its being on the other page: 99 of 100 must be quicker. A build that is not optimised has ten times as long.
const LIMIT: Duration = Duration::from_millis(100);

#[tokio::test(flavor = "multi_thread")]
async fn replies_are_live_while_many_pdfs_are_made() {
    let pdfs = std::env::var("FRONTDESK_TEST_PDFS").ok().and_then(|size| size.parse().ok()).unwrap_or(PDFS);
    let limit = if std::env::var_os("FRONTDESK_TEST_PROGRAM").is_some() { LIMIT } else { LIMIT * 10 };
    let house = House::sqlite().await;
    let server = Server::start(&house, 0).await;
    let number = house.open_ticket(&server).await;
    let (client, agent) = (House::person(0), House::person(2));
    let (client_cookie, agent_cookie) = (server.sign_in(client).await, server.sign_in(agent).await);
    // Each is another document: nothing of it is known from the one before.
    let invoices = house.invoices(pdfs + 1).await;
    let page = Page::open(server.address(), agent, number, agent_cookie);
    assert!(page.reaches(1, PATIENCE).await, "the page opens");
    let sender = Sender::new(server.address(), client, number, 0, client_cookie.clone());

    let asks: Vec<_> = invoices
        .iter()
        .map(|invoice| {
            let request = http().get(format!("http://{}/invoices/{invoice}.pdf", server.address()));
            let request = request.header("cookie", &client_cookie).timeout(PATIENCE);
            tokio::spawn(async move { request.send().await.expect("an answer").status().as_u16() })
        })
        .collect();
    let started = Instant::now();
    let mut delays = Vec::new();
    while delays.len() < 10 || asks.iter().any(|ask| !ask.is_finished()) {
        let since = Instant::now();
        sender.send_one(delays.len()).await;
        let head = 2 + i64::try_from(delays.len()).expect("a small number");
        assert!(page.reaches(head, PATIENCE).await, "reply {} never came", delays.len());
        delays.push(since.elapsed());
        assert!(started.elapsed() < PATIENCE, "{} replies, and not every PDF is there", delays.len());
    }
    let took = started.elapsed();
    let mut statuses = Vec::new();
    for ask in asks {
        statuses.push(ask.await.expect("answered"));
    }
    let made = statuses.iter().filter(|status| **status == 200).count();
    let busy = statuses.iter().filter(|status| **status == 503).count();
    assert!(made > 0 && made + busy == statuses.len(), "{statuses:?}");

    delays.sort_unstable();
    let at = |percent: usize| delays[(delays.len() - 1) * percent / 100];
    println!(
        "{} PDFs at once in {took:?} ({made} made, {busy} told to come again); {} replies meanwhile: p50 {:?}, p99 {:?}, longest {:?}",
        statuses.len(),
        delays.len(),
        at(50),
        at(99),
        at(100)
    );
    assert!(at(99) < held(limit), "{delays:?}");
}
