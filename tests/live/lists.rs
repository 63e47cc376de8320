//! Lists: sent when one comes, and whenever they read differently.

use std::sync::atomic::Ordering;

use frontdesk::domain::thread::MessageKind;

use crate::page::Page;
use crate::world::World;

#[actix_web::test]
async fn a_list_is_sent_at_once_and_when_it_changed() {
    let world = World::start();
    world.memory.set_list("one");
    let mut desk = Page::try_open(&world, "as=agent&topic=desk:open").await.unwrap();
    let mut portal = Page::try_open(&world, "as=client&topic=tickets&topic=home").await.unwrap();
    assert_eq!(desk.until_html().await, "Desk(Open) for agent: one");
    let mut first = [portal.until_html().await, portal.until_html().await];
    first.sort_unstable();
    assert_eq!(first, ["Home for client: one", "Tickets for client: one"]);
    // Something moved, but not in what these lists show.
    let hint = world.memory.write(1, "client", MessageKind::Reply, "text");
    world.bus.publish(hint.clone());
    desk.stays_quiet().await;
    world.memory.set_list("two");
    world.bus.publish(hint);
    assert_eq!(desk.until_html().await, "Desk(Open) for agent: two");
    let mut second = [portal.until_html().await, portal.until_html().await];
    second.sort_unstable();
    assert_eq!(second, ["Home for client: two", "Tickets for client: two"]);
    world.stop().await;
}

#[actix_web::test]
async fn many_movements_are_one_reading() {
    let world = World::start();
    world.memory.set_list("one");
    let mut desk = Page::try_open(&world, "as=agent&topic=desk:open").await.unwrap();
    desk.until_html().await;
    // The first look of the poll, which knows nothing yet, is over.
    desk.stays_quiet().await;
    desk.stays_quiet().await;
    let before = world.memory.lists_read.load(Ordering::SeqCst);
    world.memory.set_list("two");
    for _ in 0..100 {
        world.reply(1, "client", "text");
    }
    assert_eq!(desk.until_html().await, "Desk(Open) for agent: two");
    let read = world.memory.lists_read.load(Ordering::SeqCst) - before;
    assert!(read <= 3, "{read} readings for a hundred movements");
    world.stop().await;
}

#[actix_web::test]
async fn a_movement_that_no_hint_told_is_found() {
    let world = World::start();
    let mut desk = Page::try_open(&world, "as=agent&topic=desk:mine").await.unwrap();
    desk.until_html().await;
    desk.stays_quiet().await;
    world.memory.set_list("two");
    assert_eq!(desk.until_html().await, "Desk(Mine) for agent: two");
    world.stop().await;
}

#[actix_web::test]
async fn a_page_follows_its_ticket_and_its_list() {
    let world = World::start();
    world.reply(1, "client", "first");
    let mut desk = Page::try_open(&world, "as=agent&topic=ticket:1&topic=desk:open&after=1").await.unwrap();
    desk.until_html().await;
    world.memory.set_list("two");
    world.reply(1, "client", "second");
    assert_eq!(desk.until_html().await, "Desk(Open) for agent: two");
    desk.until_event(2).await;
    assert_eq!(desk.numbers, [2]);
    world.stop().await;
}
