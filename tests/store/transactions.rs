//! Whoever goes away in the middle of a transaction leaves nothing to those who come after.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use frontdesk::store::organisations;

use crate::{Store, each_database};

each_database!(a_beginning_that_is_given_up_hinders_nobody);

/// More than a pool has connections.
const GIVEN_UP: usize = 60;

async fn a_beginning_that_is_given_up_hinders_nobody(store: &Store) {
    let house = store.house("harbour").await;
    for times in (0..4).cycle().take(GIVEN_UP) {
        give_up_after(times, store.db.read()).await;
        give_up_after(times, store.db.write()).await;
        // Within a transaction that somebody else began to read in, this would be refused.
        let number = store.write(async |tx| organisations::next_ticket_number(tx, house.id).await.unwrap()).await;
        store.read(async |tx| assert_eq!(organisations::find(tx, house.id).await.unwrap().unwrap().id, house.id)).await;
        assert!(number > 0);
    }
    let next = store.write(async |tx| organisations::next_ticket_number(tx, house.id).await.unwrap()).await;
    assert_eq!(next, i64::try_from(GIVEN_UP).unwrap() + 1, "each was written once");
}

/// Lets something go on so many times, and drops it where it is.
async fn give_up_after<T>(times: usize, future: impl Future<Output = T>) {
    let mut future = pin!(future);
    for _ in 0..=times {
        let ended = poll_fn(|context| Poll::Ready(future.as_mut().poll(context).is_ready())).await;
        if ended {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_micros(300)).await;
    }
}
