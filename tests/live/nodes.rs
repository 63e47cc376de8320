//! Two nodes with one Redis between them: `FRONTDESK_TEST_REDIS_URL`.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use frontdesk::domain::thread::MessageKind;
use frontdesk::id::{OrganisationId, SystemChance};
use frontdesk::ports::bus::{Bus, Heard, Hint};
use serde_json::json;

use crate::limit::PATIENCE;
use crate::page::Page;
use crate::world::{Memory, World, now};

/// Each test has a database of its own: what the others say is not heard.
static DATABASES: AtomicU8 = AtomicU8::new(1);

/// Two nodes that hear each other; none where there is no Redis.
#[expect(clippy::print_stderr, reason = "a test that is left out says so")]
async fn two_nodes() -> Option<(World, World)> {
    let Ok(url) = std::env::var("FRONTDESK_TEST_REDIS_URL") else {
        eprintln!("FRONTDESK_TEST_REDIS_URL is not set: two nodes are left out");
        return None;
    };
    let url = format!("{url}/{}", DATABASES.fetch_add(1, Ordering::Relaxed));
    let memory = Arc::new(Memory::new());
    let (here, there) = (Bus::redis(&url).await.unwrap(), Bus::redis(&url).await.unwrap());
    for (from, to) in [(&here, &there), (&there, &here)] {
        let mut ears = to.subscribe();
        let organisation = memory.organisation;
        let said = Hint::Help { organisation };
        loop {
            from.publish(said.clone());
            match tokio::time::timeout(Duration::from_millis(50), ears.next()).await {
                Ok(Heard::Hint(hint)) if hint == said => break,
                Ok(_) | Err(_) => {}
            }
        }
        // What was said more than once has come as well: nobody hears it later.
        let last = Hint::Help { organisation: OrganisationId::new(now(), &SystemChance) };
        from.publish(last.clone());
        let last = Heard::Hint(last);
        let hearing = async { while ears.next().await != last {} };
        tokio::time::timeout(PATIENCE, hearing).await.expect("what is said last is heard");
    }
    Some((World::node(Arc::clone(&memory), here), World::node(memory, there)))
}

#[actix_web::test]
async fn a_client_on_one_node_and_an_agent_on_the_other_share_a_thread() {
    let Some((here, there)) = two_nodes().await else { return };
    here.reply(1, "client", "first");
    let mut client = Page::open(&here, "client", 1, 1).await;
    let mut agent = Page::open(&there, "agent", 1, 1).await;
    while client.until_json("presence").await != json!({ "staff": ["agent"], "clients": ["client"] }) {}
    for number in 2..100 {
        let node = if number % 2 == 0 { &here } else { &there };
        node.reply(1, "agent", "text");
    }
    client.until_event(99).await;
    agent.until_event(99).await;
    assert_eq!(client.numbers, (2..100).collect::<Vec<_>>());
    assert_eq!(agent.numbers, client.numbers);
    agent.say(r#"{"typing":"reply"}"#).await;
    assert_eq!(client.until_json("typing").await["who"], "agent");
    client.say(r#"{"seen":99}"#).await;
    while agent.until_json("seen").await["client"] != 99 {}
    drop(agent);
    while client.until_json("presence").await["staff"] != json!([]) {}
    // A right that goes on one node closes the page on the other. Two people: a word about the one must not meet the other's page.
    let mut agent = Page::open(&there, "agent", 1, 99).await;
    there.bus.publish(Hint::SignedOut { session: here.memory.person("client").session_id });
    assert_eq!(client.until_closed().await, 1008);
    here.bus.publish(Hint::AccessChanged { membership: here.memory.person("agent").membership_id });
    assert_eq!(agent.until_closed().await, 1008);
    here.stop().await;
    there.stop().await;
}

#[actix_web::test]
async fn a_node_hears_itself_once() {
    let Some((here, there)) = two_nodes().await else { return };
    let mut ears = here.bus.subscribe();
    let mut others = there.bus.subscribe();
    let before = here.bus.dropped();
    let hint = here.memory.write(1, "client", MessageKind::Reply, "text");
    here.bus.publish(hint.clone());
    assert_eq!(others.next().await, Heard::Hint(hint.clone()));
    assert_eq!(ears.next().await, Heard::Hint(hint));
    assert!(tokio::time::timeout(Duration::from_millis(200), ears.next()).await.is_err(), "the echo");
    assert_eq!(here.bus.dropped(), before);
    here.stop().await;
    there.stop().await;
}
