//! What no page of ours sends closes that page, and nobody else's.

use futures_util::SinkExt as _;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};

use crate::page::{Came, Page};
use crate::world::World;

#[actix_web::test]
async fn each_kind_of_nonsense_has_its_code() {
    let world = World::start();
    world.reply(1, "client", "first");
    let mut other = Page::open(&world, "agent", 1, 1).await;
    let fragment = Frame::message("{", OpCode::Data(Data::Text), false);
    let cases = [
        ("more than 4 KiB", Message::text("x".repeat(4 * 1024 + 1)), 1009),
        ("much more", Message::text("x".repeat(1024 * 1024)), 1009),
        ("binary", Message::binary(vec![1, 2, 3]), 1003),
        ("in pieces", Message::Frame(fragment), 1003),
        ("no JSON", Message::text("hello"), 1007),
        ("not UTF-8", Message::Frame(Frame::message(vec![0xff, 0xfe], OpCode::Data(Data::Text), true)), 1007),
        ("an unknown word", Message::text(r#"{"shout":1}"#), 1008),
        ("a known word, wrong", Message::text(r#"{"seen":"x"}"#), 1008),
    ];
    for (what, message, code) in cases {
        let mut page = Page::open(&world, "client", 1, 1).await;
        page.socket.send(message).await.unwrap();
        assert_eq!(page.until_closed().await, code, "{what}");
        assert_eq!(page.next().await, Came::Broke, "{what}: the connection ends");
    }
    // A frame within the limit, whatever stands in it, is not too large.
    let mut page = Page::open(&world, "client", 1, 1).await;
    page.say(&format!("{}{{\"seen\":1}}", " ".repeat(4 * 1024 - 10))).await;
    page.until_json("seen").await;
    world.reply(1, "client", "second");
    page.until_event(2).await;
    other.until_event(2).await;
    assert_eq!(other.numbers, [2]);
    world.stop().await;
}

#[actix_web::test]
async fn a_page_that_does_not_stop_talking_is_closed() {
    let world = World::start();
    world.reply(1, "client", "first");
    let mut page = Page::open(&world, "client", 1, 1).await;
    for _ in 0..150 {
        if page.socket.send(Message::text(r#"{"typing":"reply"}"#)).await.is_err() {
            break;
        }
    }
    assert_eq!(page.until_closed().await, 1008);
    world.stop().await;
}
