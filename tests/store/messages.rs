//! Messages and their keys.

use frontdesk::domain::thread::MessageKind;
use frontdesk::store::messages;
use futures_util::future::join_all;

use crate::house::message;
use crate::{NOW, Store, each_database};

each_database!(a_key_is_one_persons_and_used_once, of_many_writers_of_one_key_one_succeeds);

async fn a_key_is_one_persons_and_used_once(store: &Store) {
    let house = store.house("harbour").await;
    let (ticket, _) = store.ticket(&house, "First", NOW).await;
    let stored = message(ticket, house.client, MessageKind::Reply, "once");
    store.write(async |tx| messages::insert(tx, house.id, &stored, NOW).await.unwrap()).await;

    let mut again = message(ticket, house.client, MessageKind::Reply, "twice");
    again.send_key.clone_from(&stored.send_key);
    let mut tx = store.db.write().await.unwrap();
    assert!(messages::insert(&mut tx, house.id, &again, NOW).await.unwrap_err().is_taken());
    drop(tx);

    again.author_id = house.agent;
    store.write(async |tx| messages::insert(tx, house.id, &again, NOW).await.unwrap()).await;
    for (author, body) in [(house.client, "once"), (house.agent, "twice")] {
        let key = &stored.send_key;
        let found =
            store.read(async |tx| messages::find_by_key(tx, house.id, author, key).await.unwrap()).await.unwrap();
        assert_eq!((found.author_id, found.body.as_str()), (author, body));
    }
}

async fn of_many_writers_of_one_key_one_succeeds(store: &Store) {
    let house = store.house("harbour").await;
    let (ticket, _) = store.ticket(&house, "First", NOW).await;
    let write = async |_| {
        let mut one = message(ticket, house.client, MessageKind::Reply, "raced");
        "the-same-key".clone_into(&mut one.send_key);
        let mut tx = store.db.write().await.unwrap();
        match messages::insert(&mut tx, house.id, &one, NOW).await {
            Ok(()) => {
                tokio::task::yield_now().await;
                tx.commit().await.unwrap();
                true
            }
            Err(error) => {
                assert!(error.is_taken(), "{error}");
                false
            }
        }
    };
    let written = join_all((0..12).map(write)).await;
    assert_eq!(written.iter().filter(|written| **written).count(), 1);
}
