//! Typing, presence, read marks.

use serde_json::json;

use crate::page::Page;
use crate::world::World;

#[actix_web::test]
async fn typing_reaches_those_whom_it_concerns() {
    let world = World::start();
    world.reply(1, "client", "first");
    let mut agent = Page::open(&world, "agent", 1, 1).await;
    let mut other = Page::open(&world, "other", 1, 1).await;
    let mut client = Page::open(&world, "client", 1, 1).await;
    agent.say(r#"{"typing":"note"}"#).await;
    assert_eq!(other.until_json("typing").await["kind"], "note");
    agent.say(r#"{"typing":"reply"}"#).await;
    let membership = world.memory.person("agent").membership_id.to_string();
    let sign = client.until_json("typing").await;
    let expected = json!({ "who": "agent", "membership": membership, "side": "staff", "kind": "reply", "on": true });
    assert_eq!(sign, expected, "the first that the client hears of it");
    agent.say(r#"{"typing":null}"#).await;
    assert_eq!(client.until_json("typing").await["on"], false);
    // With the message the typing ends.
    client.say(r#"{"typing":"reply"}"#).await;
    assert_eq!(agent.until_json("typing").await["on"], true);
    world.reply(1, "client", "second");
    assert_eq!(agent.until_json("typing").await["on"], false);
    agent.until_event(2).await;
    world.stop().await;
}

#[actix_web::test]
async fn who_is_here_is_shown_and_who_leaves_is_not() {
    let world = World::start();
    world.reply(1, "client", "first");
    let mut client = Page::open(&world, "client", 1, 1).await;
    assert_eq!(client.until_json("presence").await, json!({ "staff": [], "clients": ["client"] }));
    let agent = Page::open(&world, "agent", 1, 1).await;
    let second_tab = Page::open(&world, "agent", 1, 1).await;
    while client.until_json("presence").await["staff"] != json!(["agent"]) {}
    drop(second_tab);
    client.stays_quiet().await;
    drop(agent);
    assert_eq!(client.until_json("presence").await, json!({ "staff": [], "clients": ["client"] }));
    world.stop().await;
}

#[actix_web::test]
async fn read_marks_reach_everybody() {
    let world = World::start();
    world.reply(1, "client", "first");
    let mut agent = Page::open(&world, "agent", 1, 1).await;
    let mut client = Page::open(&world, "client", 1, 1).await;
    for number in [1, 1, 1] {
        agent.say(&format!(r#"{{"seen":{number}}}"#)).await;
    }
    while client.until_json("seen").await != json!({ "staff": 1, "client": 0 }) {}
    client.say(r#"{"seen":1}"#).await;
    while agent.until_json("seen").await != json!({ "staff": 1, "client": 1 }) {}
    // Who comes later is told.
    let mut late = Page::open(&world, "agent", 1, 1).await;
    assert_eq!(late.until_json("seen").await, json!({ "staff": 1, "client": 1 }));
    world.stop().await;
}
