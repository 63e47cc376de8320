//! Numbers without gaps: of events in a topic, of tickets in an organisation.

use frontdesk::store::{Db, events, organisations};
use futures_util::future::{join, join_all};

use crate::house::event;
use crate::{House, NOW, Store, each_database};

each_database!(
    events_of_many_writers_have_no_gap,
    whoever_sees_a_number_sees_all_before_it,
    what_is_not_committed_takes_no_number,
    topics_count_for_themselves,
    tickets_are_numbered_in_their_organisation,
);

const WRITERS: i64 = 10;
const EACH: i64 = 8;
const COUNT: &str = "SELECT CAST(COUNT(*) AS BIGINT), COALESCE(MAX(number), 0) FROM events WHERE topic = $1";

async fn events_of_many_writers_have_no_gap(store: &Store) {
    let house = store.house("harbour").await;
    let topics = ["busy", "quiet"].map(|name| format!("{name}:{}", house.id));
    for topic in &topics {
        store.write(async |tx| events::create_topic(tx, house.id, topic).await.unwrap()).await;
    }
    let [busy, quiet] = &topics;
    let writers = (0..WRITERS).map(|writer| write(&store.db, &house, if writer % 5 == 0 { quiet } else { busy }));
    let mut numbers: Vec<i64> = join_all(writers).await.concat();
    numbers.sort_unstable();
    let in_quiet = WRITERS / 5 * EACH;
    let mut wanted: Vec<i64> = (1..=in_quiet).chain(1..=WRITERS * EACH - in_quiet).collect();
    wanted.sort_unstable();
    assert_eq!(numbers, wanted);
}

async fn whoever_sees_a_number_sees_all_before_it(store: &Store) {
    let house = store.house("harbour").await;
    let topic = events::help_topic(house.id);
    store.write(async |tx| events::create_topic(tx, house.id, &topic).await.unwrap()).await;
    let writers = join_all((0..WRITERS).map(|_| write(&store.db, &house, &topic)));
    let reader = async {
        let mut looks = 0;
        loop {
            let (count, last) = store.numbers(COUNT, &topic).await;
            assert_eq!(count, last, "a number was seen before one below it");
            looks += 1;
            if last == WRITERS * EACH {
                return looks;
            }
            tokio::task::yield_now().await;
        }
    };
    let (_, looks) = join(writers, reader).await;
    assert!(looks > 2, "the reader saw only the end");
}

async fn write(db: &Db, house: &House, topic: &str) -> Vec<i64> {
    let mut numbers = Vec::new();
    for _ in 0..EACH {
        let mut tx = db.write().await.unwrap();
        numbers.push(events::append(&mut tx, house.id, topic, event("tested", None, None), NOW).await.unwrap());
        // Lets the others come between the number and its commit.
        tokio::task::yield_now().await;
        tx.commit().await.unwrap();
    }
    numbers
}

async fn what_is_not_committed_takes_no_number(store: &Store) {
    let house = store.house("harbour").await;
    let topic = events::help_topic(house.id);
    store.write(async |tx| events::create_topic(tx, house.id, &topic).await.unwrap()).await;
    let mut tx = store.db.write().await.unwrap();
    assert_eq!(events::append(&mut tx, house.id, &topic, event("lost", None, None), NOW).await.unwrap(), 1);
    drop(tx);
    let number = store
        .write(async |tx| events::append(tx, house.id, &topic, event("kept", None, None), NOW).await.unwrap())
        .await;
    assert_eq!(number, 1);
    assert_eq!(store.numbers(COUNT, &topic).await, (1, 1));
}

async fn topics_count_for_themselves(store: &Store) {
    let house = store.house("harbour").await;
    let (first, _) = store.ticket(&house, "First", NOW).await;
    let (second, _) = store.ticket(&house, "Second", NOW).await;
    let topics = [events::ticket_topic(first), events::ticket_topic(second), "ticket:none".to_owned()];
    store
        .write(async |tx| events::append(tx, house.id, &topics[1], event("status", None, None), NOW).await.unwrap())
        .await;
    let mut heads = store.read(async |tx| events::heads(tx, &topics).await.unwrap()).await;
    heads.sort();
    let mut wanted = vec![(topics[0].clone(), 1), (topics[1].clone(), 2)];
    wanted.sort();
    assert_eq!(heads, wanted);
    // A topic that is made again goes on.
    store.write(async |tx| events::create_topic(tx, house.id, &topics[1]).await.unwrap()).await;
    assert_eq!(store.read(async |tx| events::head(tx, house.id, &topics[1]).await.unwrap()).await, 2);
    assert_eq!(store.read(async |tx| events::head(tx, house.id, &topics[2]).await.unwrap()).await, 0);
}

async fn tickets_are_numbered_in_their_organisation(store: &Store) {
    let (harbour, rival) = (store.house("harbour").await, store.house("rival").await);
    let take = async |house: &House| {
        let mut tx = store.db.write().await.unwrap();
        let number = organisations::next_ticket_number(&mut tx, house.id).await.unwrap();
        tokio::task::yield_now().await;
        tx.commit().await.unwrap();
        number
    };
    let mut numbers = join_all((0..20).map(|at| take(if at % 4 == 0 { &rival } else { &harbour }))).await;
    numbers.sort_unstable();
    let mut wanted: Vec<i64> = (1..=5).chain(1..=15).collect();
    wanted.sort_unstable();
    assert_eq!(numbers, wanted);
}
