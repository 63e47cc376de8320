//! The typesetting thread and its queue.

use frontdesk::pdf::{Error, Typesetter};

use crate::facts::Facts;

#[tokio::test]
async fn whoever_comes_when_the_queue_is_full_is_told_so_and_the_others_are_served() {
    let typesetter = Typesetter::default();
    let sheet = Facts::with_lines(1).sheet();
    let all = (0..80).map(|_| typesetter.invoice(sheet.clone()));
    let answers = futures_util::future::join_all(all).await;
    let served = answers.iter().filter(|answer| answer.is_ok()).count();
    let busy = answers.iter().filter(|answer| **answer == Err(Error::Busy)).count();
    assert!(served >= 64 && busy > 0 && served + busy == 80, "{served} served, {busy} busy");
    assert!(typesetter.invoice(sheet).await.is_ok(), "afterwards there is room again");
}

#[tokio::test]
async fn whoever_goes_away_leaves_the_thread_to_the_others() {
    let typesetter = Typesetter::default();
    let sheet = Facts::with_lines(60).sheet();
    for _ in 0..20 {
        // Polled once, so that it waits in the queue, and dropped.
        let waiting = typesetter.invoice(sheet.clone());
        assert!(futures_util::FutureExt::now_or_never(waiting).is_none());
    }
    let started = tokio::time::Instant::now();
    let one = typesetter.invoice(sheet).await;
    assert!(one.is_ok(), "{one:?}");
    let alone = started.elapsed();
    let started = tokio::time::Instant::now();
    typesetter.invoice(Facts::with_lines(59).sheet()).await.expect("a PDF");
    let after = started.elapsed();
    // What was dropped costs nothing: the one behind it takes about as long as one alone.
    assert!(alone < after * 15, "{alone:?} behind what was dropped, {after:?} alone");
}
