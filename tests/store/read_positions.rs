//! How far everybody has read.

use frontdesk::domain::people::{Role, Side};
use frontdesk::domain::thread::SeenUpTo;
use frontdesk::store::read_positions::{advance, mailed, position, seen_up_to};
use futures_util::future::join_all;

use crate::{NOW, Store, each_database};

each_database!(a_position_never_goes_back, each_side_has_read_as_far_as_any_of_it, what_was_mailed_was_not_seen);

async fn a_position_never_goes_back(store: &Store) {
    let house = store.house("harbour").await;
    let (ticket, _) = store.ticket(&house, "First", NOW).await;
    let reader = (house.client, Side::Client);
    for (number, moves) in [(3, true), (3, false), (1, false), (4, true)] {
        let moved = store.write(async |tx| advance(tx, house.id, ticket, &[reader], number).await.unwrap()).await;
        assert_eq!(moved, moves, "to {number}");
    }
    let moving = async |number| {
        let mut tx = store.db.write().await.unwrap();
        advance(&mut tx, house.id, ticket, &[reader], number).await.unwrap();
        tokio::task::yield_now().await;
        tx.commit().await.unwrap();
    };
    join_all([9, 5, 12, 7, 11, 6].map(moving)).await;
    assert_eq!(store.read(async |tx| position(tx, house.id, ticket, house.client).await.unwrap()).await, (12, 0));
}

async fn each_side_has_read_as_far_as_any_of_it(store: &Store) {
    let house = store.house("harbour").await;
    let (ticket, _) = store.ticket(&house, "First", NOW).await;
    let second = store.person(&house, "second@harbour.test", Role::Agent, None).await;
    assert_eq!(store.read(async |tx| seen_up_to(tx, house.id, ticket).await.unwrap()).await, SeenUpTo::default());
    for (reader, number) in
        [((house.agent, Side::Staff), 2), ((second, Side::Staff), 5), ((house.client, Side::Client), 3)]
    {
        store.write(async |tx| advance(tx, house.id, ticket, &[reader], number).await.unwrap()).await;
    }
    let seen = store.read(async |tx| seen_up_to(tx, house.id, ticket).await.unwrap()).await;
    assert_eq!(seen, SeenUpTo { staff: 5, client: 3 });
}

async fn what_was_mailed_was_not_seen(store: &Store) {
    let house = store.house("harbour").await;
    let (ticket, _) = store.ticket(&house, "First", NOW).await;
    let reader = (house.client, Side::Client);
    store.write(async |tx| mailed(tx, house.id, ticket, reader, 4).await.unwrap()).await;
    assert_eq!(store.read(async |tx| position(tx, house.id, ticket, house.client).await.unwrap()).await, (0, 4));
    store.write(async |tx| advance(tx, house.id, ticket, &[reader], 2).await.unwrap()).await;
    store.write(async |tx| mailed(tx, house.id, ticket, reader, 6).await.unwrap()).await;
    assert_eq!(store.read(async |tx| position(tx, house.id, ticket, house.client).await.unwrap()).await, (2, 6));
}
