//! The typesetting thread and its queue.

use frontdesk::clock::Timestamp;
use frontdesk::id::{MembershipId, SystemChance};
use frontdesk::pdf::{Asker, Error, Typesetter};
use futures_util::FutureExt as _;

use crate::facts::Facts;

#[tokio::test]
async fn one_alone_asks_for_too_many_and_is_told_so_and_another_has_a_turn() {
    let typesetter = Typesetter::default();
    let sheet = Facts::with_lines(1).sheet();
    let (one, another) = (person(), person());
    // Polled once, so that they wait in the queue.
    let mut waiting: Vec<_> = (0..300).map(|_| Box::pin(typesetter.invoice(one, sheet.clone()))).collect();
    let busy = waiting.iter_mut().filter_map(|asked| asked.as_mut().now_or_never()).collect::<Vec<_>>();
    assert!(!busy.is_empty() && busy.iter().all(|answer| *answer == Err(Error::Busy)), "{busy:?}");
    let theirs = typesetter.invoice(another, sheet.clone()).await;
    assert!(theirs.is_ok(), "{theirs:?}");
    let mut made = 0;
    for asked in &mut waiting[..200] {
        made += usize::from(asked.as_mut().now_or_never().is_some());
    }
    assert!(made < 50, "{made} of the many before the other one's only");
    drop(waiting);
    assert!(typesetter.invoice(one, sheet).await.is_ok(), "afterwards there is room again");
}

#[tokio::test]
async fn whoever_goes_away_leaves_the_thread_to_the_others() {
    let typesetter = Typesetter::default();
    // Fonts are read once, by the first.
    typesetter.warm_up().await.expect("a PDF");
    let (somebody, sheet) = (person(), Facts::with_lines(60).sheet());
    for _ in 0..20 {
        // Polled once, so that it waits in the queue, and dropped.
        let waiting = typesetter.invoice(somebody, sheet.clone());
        assert!(waiting.now_or_never().is_none());
    }
    let started = tokio::time::Instant::now();
    let one = typesetter.invoice(somebody, sheet).await;
    assert!(one.is_ok(), "{one:?}");
    let alone = started.elapsed();
    let started = tokio::time::Instant::now();
    typesetter.invoice(somebody, Facts::with_lines(59).sheet()).await.expect("a PDF");
    let after = started.elapsed();
    // What was dropped costs nothing: the one behind it takes about as long as one alone.
    assert!(alone < after * 15, "{alone:?} behind what was dropped, {after:?} alone");
}

fn person() -> Asker {
    Asker::Person(MembershipId::new(Timestamp::from_millis(0), &SystemChance))
}
