//! The numbered stream: everything once, in order, to everybody who may see it.

use std::cell::Cell;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use futures_util::future::join_all;

use crate::limit::held;
use crate::page::{Came, Page};
use crate::world::World;

#[actix_web::test]
async fn two_hundred_pages_get_every_event_once_and_in_order() {
    const PAGES: usize = 200;
    const EVENTS: i64 = 60;
    let world = World::start();
    world.reply(1, "client", "first");
    let who = |index: usize| if index.is_multiple_of(2) { "agent" } else { "client" };
    let mut pages = join_all((0..PAGES).map(|index| Page::open(&world, who(index), 1, 1))).await;
    assert_eq!(world.hub.connected(), PAGES);
    let writing = async {
        for number in 2..=EVENTS {
            match number % 3 {
                0 => world.note(1, &format!("secret {number}")),
                _ => world.reply(1, "agent", &format!("reply {number}")),
            }
            if number % 10 == 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        }
    };
    let reading = join_all(pages.iter_mut().map(|page| page.until_event(EVENTS)));
    tokio::join!(writing, reading);
    for (index, page) in pages.iter().enumerate() {
        assert_eq!(page.numbers, (2..=EVENTS).collect::<Vec<_>>());
        assert_eq!(page.entries, pages[index % 2].entries, "the same bytes for one audience");
        assert_eq!(who(index) == "client", !page.entries.concat().contains("secret"));
    }
    drop(pages);
    world.stop().await;
}

#[actix_web::test]
#[expect(clippy::disallowed_methods, reason = "measures")]
async fn an_event_is_there_within_a_tenth_of_a_second() {
    let world = World::start();
    world.reply(1, "client", "first");
    let mut page = Page::open(&world, "agent", 1, 1).await;
    let mut took = Vec::new();
    for number in 2..102 {
        let began = Instant::now();
        world.reply(1, "client", "next");
        page.until_event(number).await;
        took.push(began.elapsed());
    }
    took.sort_unstable();
    assert!(took[50] < held(Duration::from_millis(100)), "the median of 100 is {:?}", took[50]);
    world.stop().await;
}

#[actix_web::test]
async fn a_page_resumes_where_it_was_while_others_write() {
    // No more than 200 after the first that is asked for, however long its page takes to open.
    const LAST: i64 = 220;
    // Fewer than wait for one page before it is dropped.
    const AHEAD: i64 = 40;
    let shown = Cell::new(50);
    let world = World::start();
    world.reply(1, "client", "first");
    for number in 2..=50 {
        world.reply(1, "agent", &format!("reply {number}"));
    }
    let steady = async {
        let mut page = Page::open(&world, "agent", 1, 50).await;
        for number in 51..=LAST {
            // Some came with its opening.
            if page.numbers.last() < Some(&number) {
                page.until_event(number).await;
            }
            shown.set(number);
        }
        assert_eq!(page.numbers, (51..=LAST).collect::<Vec<_>>());
    };
    let restless = async {
        // Comes and goes, each time with what it has.
        let mut last = 20;
        while last < LAST {
            let mut page = Page::open(&world, "client", 1, last).await;
            for _ in 0..30 {
                if page.numbers.last() != Some(&LAST) {
                    page.next().await;
                }
            }
            let expected: Vec<_> = (last + 1..).take(page.numbers.len()).collect();
            assert_eq!(page.numbers, expected);
            last = page.numbers.last().copied().unwrap_or(last);
        }
    };
    let writing = async {
        for number in 51..=LAST {
            while number - shown.get() > AHEAD {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            world.reply(1, "client", &format!("reply {number}"));
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    tokio::join!(steady, restless, writing);
    world.stop().await;
}

#[actix_web::test]
async fn a_page_that_missed_too_much_fetches_the_thread() {
    let world = World::start();
    for _ in 0..300 {
        world.reply(1, "client", "text");
    }
    let mut page = Page::try_open(&world, "as=agent&topic=ticket:1&after=99").await.unwrap();
    assert_eq!(page.next().await, Came::Json(serde_json::json!({ "reset": true, "head": 300 })));
    page.until_json("subscribed").await;
    world.reply(1, "client", "text");
    page.until_event(301).await;
    assert_eq!(page.numbers, [301]);
    let mut page = Page::try_open(&world, "as=agent&topic=ticket:1&after=101").await.unwrap();
    assert_eq!(page.until_json("presence").await["staff"], serde_json::json!(["agent"]));
    page.until_json("subscribed").await;
    assert_eq!(page.numbers, (102..=301).collect::<Vec<_>>());
    world.stop().await;
}

#[actix_web::test]
async fn what_no_hint_told_comes_all_the_same() {
    let world = World::start();
    world.reply(1, "client", "first");
    let mut page = Page::open(&world, "agent", 1, 1).await;
    world.memory.resolve(1);
    page.until_event(2).await;
    assert!(page.entries[0].contains("ticket-head"), "the head comes with it: {}", page.entries[0]);
    world.stop().await;
}

#[actix_web::test]
async fn a_database_that_fails_for_a_while_loses_nothing() {
    let world = World::start();
    world.reply(1, "client", "first");
    let mut page = Page::open(&world, "agent", 1, 1).await;
    world.memory.is_failing.store(true, Ordering::SeqCst);
    world.reply(1, "client", "second");
    world.reply(1, "client", "third");
    tokio::time::sleep(Duration::from_millis(600)).await;
    assert!(page.numbers.is_empty());
    world.memory.is_failing.store(false, Ordering::SeqCst);
    page.until_event(3).await;
    assert_eq!(page.numbers, [2, 3]);
    world.stop().await;
}

#[actix_web::test]
async fn rooms_and_sessions_go_with_their_pages() {
    let world = World::start();
    world.reply(1, "client", "first");
    for _ in 0..20 {
        let page = Page::open(&world, "agent", 1, 1).await;
        drop(page);
        let mut page = Page::open(&world, "agent", 1, 1).await;
        page.socket.close(None).await.unwrap();
    }
    let mut waited = 0;
    while world.hub.connected() > 0 {
        tokio::time::sleep(Duration::from_millis(10)).await;
        waited += 1;
        assert!(waited < 6_000, "{} sessions are left", world.hub.connected());
    }
    // The room that is started anew works.
    let mut page = Page::open(&world, "agent", 1, 1).await;
    world.reply(1, "client", "second");
    page.until_event(2).await;
    world.stop().await;
}
