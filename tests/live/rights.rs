//! A right is checked before the upgrade and withdrawn live.

use frontdesk::ports::bus::Hint;

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
    world.memory.withdraw("client");
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
    assert_eq!(agent.until_closed().await, 1008);
    world.bus.publish(Hint::AccessChanged { membership: world.memory.person("client").membership_id });
    assert_eq!(client.until_closed().await, 1008);
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
