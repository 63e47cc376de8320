//! A page that does not read costs nobody else anything, and loses nothing.

use std::time::{Duration, Instant};

use tokio::net::{TcpSocket, TcpStream};

use crate::limit::{PATIENCE, held};
use crate::page::{Came, Page};
use crate::world::World;

/// A connection that takes little before it is full.
async fn narrow(world: &World) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4 * 1024).unwrap();
    socket.connect(world.address).await.unwrap()
}

#[actix_web::test]
#[expect(clippy::disallowed_methods, reason = "measures")]
async fn a_page_that_does_not_read_is_dropped_and_resumes() {
    const EVENTS: i64 = 1_500;
    let world = World::start();
    world.reply(1, "client", "first");
    let mut steady = Page::open(&world, "agent", 1, 1).await;
    let query = |after: i64| format!("as=client&topic=ticket:1&after={after}");
    let mut lagging = Page::over(narrow(&world).await, &query(1)).await.unwrap();
    lagging.until_json("subscribed").await;
    // Megabytes, so that no buffer between the two hides that nobody reads.
    let body = "x".repeat(16 * 1024);
    let mut slowest = Duration::ZERO;
    for number in 2..=EVENTS {
        let began = Instant::now();
        world.reply(1, "agent", &body);
        steady.until_event(number).await;
        slowest = slowest.max(began.elapsed());
    }
    assert_eq!(steady.numbers, (2..=EVENTS).collect::<Vec<_>>());
    assert!(slowest < held(Duration::from_secs(1)), "somebody waited {slowest:?} for the one that does not read");
    // It reads again: gets what was under way, and is sent away, or was given up.
    let ended = loop {
        match lagging.next().await {
            Came::Event(_) | Came::Json(_) | Came::Html(_) => {}
            ended => break ended,
        }
    };
    // Which of the two depends on how long that took.
    assert!(matches!(ended, Came::Closed(1013, _) | Came::Broke), "{ended:?}");
    let mut last = lagging.numbers.last().copied().unwrap_or(1);
    assert!(last < EVENTS - 200, "the test must be heavier: {last} fitted into buffers");
    assert_eq!(lagging.numbers, (2..=last).collect::<Vec<_>>());
    // It resumes as often as it takes. What is too much the page fetches itself.
    while last < EVENTS {
        let mut page = Page::try_open(&world, &query(last)).await.unwrap();
        loop {
            match page.next().await {
                Came::Event(number) => {
                    assert_eq!(number, last + 1);
                    last = number;
                }
                Came::Json(json) if json["reset"] == true => last = json["head"].as_i64().unwrap(),
                Came::Json(json) if !json["subscribed"].is_null() => break,
                Came::Json(_) | Came::Html(_) => {}
                ended @ (Came::Closed(..) | Came::Broke) => panic!("{ended:?}"),
            }
        }
    }
    world.stop().await;
}

#[actix_web::test]
#[cfg(target_os = "linux")]
async fn a_page_that_never_reads_again_is_given_up() {
    let world = World::start();
    world.reply(1, "client", "first");
    let mut dead = Page::over(narrow(&world).await, "as=client&topic=ticket:1&after=1").await.unwrap();
    dead.until_json("subscribed").await;
    let body = "x".repeat(16 * 1024);
    for _ in 0..1_500 {
        world.reply(1, "agent", &body);
        tokio::task::yield_now().await;
    }
    let mut waited = Duration::ZERO;
    while world.hub.connected() > 0 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        waited += Duration::from_millis(100);
        assert!(waited < PATIENCE, "the session of a page that is gone is still there");
    }
    drop(dead);
    world.stop().await;
}
