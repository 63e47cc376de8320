//! A right is checked before the upgrade and withdrawn live.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use frontdesk::domain::session::Standing;
use frontdesk::ports::bus::Hint;
use serde_json::json;

use crate::limit::held;
use crate::page::Page;
use crate::world::World;

#[actix_web::test]
async fn what_somebody_may_not_see_is_not_there() {
    let world = World::start();
    world.reply(1, "client", "first");
    let refused = [
        ("as=stranger&topic=ticket:1", 404),
        ("as=client&topic=ticket:2", 404),
        ("as=client&topic=desk:open", 404),
        ("as=client&topic=ticket:1&topic=desk:open", 404),
        ("as=agent&topic=tickets", 404),
        ("as=agent&topic=home", 404),
        ("as=agent", 400),
        ("as=agent&topic=ticket:1&topic=ticket:1", 400),
        ("as=agent&topic=ticket:1&topic=desk:open&topic=desk:mine&topic=desk:pending&topic=desk:resolved", 400),
    ];
    for (query, status) in refused {
        assert_eq!(Page::try_open(&world, query).await.err(), Some(status), "{query}");
    }
    assert!(Page::try_open(&world, "as=agent&topic=ticket:1&topic=desk:open").await.is_ok());
    assert!(Page::try_open(&world, "as=client&topic=tickets&topic=home").await.is_ok());
    world.memory.stands("client", None);
    assert_eq!(Page::try_open(&world, "as=client&topic=ticket:1").await.err(), Some(404));
    world.stop().await;
}

#[actix_web::test]
async fn signing_out_and_losing_a_right_end_open_pages_at_once() {
    let world = World::start();
    world.reply(1, "client", "first");
    let mut agent = Page::open(&world, "agent", 1, 1).await;
    let mut other = Page::open(&world, "other", 1, 1).await;
    let mut client = Page::open(&world, "client", 1, 1).await;
    world.bus.publish(Hint::SignedOut { session: world.memory.person("agent").session_id });
    assert_eq!(agent.until_ended().await, "no longer allowed");
    world.bus.publish(Hint::AccessChanged { membership: world.memory.person("client").membership_id });
    assert_eq!(client.until_ended().await, "changed");
    world.reply(1, "client", "second");
    other.until_event(2).await;
    world.stop().await;
}

#[actix_web::test]
async fn a_server_that_stops_sends_its_pages_elsewhere() {
    let world = World::start();
    world.reply(1, "client", "first");
    let mut page = Page::open(&world, "agent", 1, 1).await;
    let (hub, address) = (world.hub.clone(), world.address);
    let (code, ()) = tokio::join!(page.until_closed(), hub.stop());
    assert_eq!(code, 1012);
    let stream = tokio::net::TcpStream::connect(address).await.unwrap();
    assert_eq!(Page::over(stream, "as=agent&topic=ticket:1").await.err(), Some(503));
    world.stop().await;
}

#[actix_web::test]
#[expect(clippy::disallowed_methods, reason = "measures")]
async fn without_any_hint_a_right_that_goes_is_seen_within_a_second_by_one_question_for_all() {
    let world = World::start();
    world.reply(1, "client", "first");
    let client = world.memory.standing("client");
    let elsewhere = Some(Standing { membership_id: world.memory.standing("other").membership_id, ..client.clone() });
    let other_customer = Some(Standing { customer_id: None, ..client });
    for (becomes, why) in
        [(None, "no longer allowed"), (elsewhere, "another organisation"), (other_customer, "changed")]
    {
        let mut others = Vec::new();
        for _ in 0..20 {
            others.push(Page::open(&world, "agent", 1, 1).await);
        }
        let mut page = Page::open(&world, "client", 1, 1).await;
        let asked = world.memory.standings_asked.load(Ordering::SeqCst);
        world.memory.stands("client", becomes);
        let since = Instant::now();
        assert_eq!(page.until_ended().await, why);
        let took = since.elapsed();
        assert!(took < held(Duration::from_secs(1)), "{why}: {took:?}");
        let asked = world.memory.standings_asked.load(Ordering::SeqCst) - asked;
        // One each half second, and the hints of opening.
        let rounds = usize::try_from(took.as_millis() / 500).unwrap();
        assert!(asked <= 3 + rounds, "{asked} questions for 21 pages in {took:?}");
        let standing = world.memory.standing("client");
        world.memory.stands("client", Some(standing));
    }
    world.stop().await;
}

#[actix_web::test]
async fn going_on_elsewhere_closes_the_old_organisations_pages_of_that_browser_alone() {
    let world = World::start();
    world.reply(1, "client", "first");
    let (client, other) = (world.memory.person("client").clone(), world.memory.person("other").clone());
    let mut old = Page::open(&world, "client", 1, 1).await;
    let mut agent = Page::open(&world, "agent", 1, 1).await;
    // It went on where it is: a word that comes late closes nothing.
    world.bus.publish(Hint::WentOn { session: client.session_id, membership: client.membership_id });
    world.reply(1, "agent", "second");
    old.until_event(2).await;
    world.bus.publish(Hint::WentOn { session: client.session_id, membership: other.membership_id });
    assert_eq!(old.until_ended().await, "another organisation");
    world.reply(1, "agent", "third");
    agent.until_event(3).await;
    world.stop().await;
}

#[actix_web::test]
async fn whoever_looks_on_as_a_client_is_not_there() {
    let world = World::start();
    world.reply(1, "client", "first");
    let mut agent = Page::open(&world, "other", 1, 1).await;
    // What it is told when it comes, and once more when all who came have been gathered.
    for word in ["presence", "seen", "presence"] {
        agent.until_json(word).await;
    }
    let mut onlooker = Page::open(&world, "onlooker", 1, 1).await;
    assert_eq!(onlooker.until_json("presence").await["staff"], json!(["other"]), "they see what the client sees");
    onlooker.say(r#"{"typing":"reply"}"#).await;
    onlooker.say(r#"{"seen":1}"#).await;
    agent.stays_quiet().await;
    world.reply(1, "client", "second");
    onlooker.until_event(2).await;
    agent.until_event(2).await;
    // The client's own page is announced all the same, and goes without a word about theirs.
    let client = Page::open(&world, "client", 1, 2).await;
    assert_eq!(agent.until_json("presence").await["clients"], json!(["client"]));
    drop(client);
    assert_eq!(agent.until_json("presence").await["clients"], json!([]));
    world.bus.publish(Hint::ViewEnded { session: world.memory.person("onlooker").session_id });
    assert_eq!(onlooker.until_ended().await, "changed");
    world.stop().await;
}

#[actix_web::test]
async fn looking_on_ends_with_either_sides_right() {
    let world = World::start();
    world.reply(1, "client", "first");
    for whose in ["client", "agent"] {
        let mut onlooker = Page::open(&world, "onlooker", 1, 1).await;
        world.bus.publish(Hint::AccessChanged { membership: world.memory.person(whose).membership_id });
        assert_eq!(onlooker.until_ended().await, "changed", "{whose}");
    }
    world.stop().await;
}
