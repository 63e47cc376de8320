//! The durable queue.

use std::time::Duration;

use frontdesk::clock::Timestamp;
use frontdesk::id::{JobId, SystemChance};
use frontdesk::store::jobs::{self, Job, NewJob};
use futures_util::future::join;

use crate::{House, NOW, Store, each_database};

each_database!(
    the_due_job_that_waited_longest_comes_first,
    a_leased_job_is_nobody_elses_until_the_lease_runs_out,
    a_job_of_one_name_waits_once,
    two_workers_share_the_work,
    a_job_that_failed_comes_later_or_never,
    what_is_hastened_is_due_at_once_and_counts_from_the_first,
);

const LEASE: Duration = Duration::from_secs(60);

async fn the_due_job_that_waited_longest_comes_first(store: &Store) {
    let house = store.house("harbour").await;
    for (kind, after) in [("second", 20), ("third", 30), ("first", 10)] {
        add(store, &house, kind, None, NOW + Duration::from_secs(after)).await;
    }
    let now = NOW + Duration::from_secs(20);
    assert!(!due(store, NOW).await);
    assert!(due(store, now).await);
    assert_eq!(claim(store, "a", now).await.map(|job| job.kind).as_deref(), Some("first"));
    assert_eq!(claim(store, "a", now).await.map(|job| job.kind).as_deref(), Some("second"));
    assert!(claim(store, "a", now).await.is_none());
    assert!(!due(store, now).await);
}

async fn a_leased_job_is_nobody_elses_until_the_lease_runs_out(store: &Store) {
    let house = store.house("harbour").await;
    add(store, &house, "work", None, NOW).await;
    let first = claim(store, "a", NOW).await.unwrap();
    assert_eq!((first.organisation_id, first.attempts), (Some(house.id), 1));
    assert!(claim(store, "b", NOW + LEASE - Duration::from_millis(1)).await.is_none());
    let second = claim(store, "b", NOW + LEASE).await.unwrap();
    assert_eq!((second.id, second.attempts), (first.id, 2));
    assert!(!store.write(async |tx| jobs::done(tx, first.id, "a").await.unwrap()).await, "whose lease was lost");
    assert!(store.write(async |tx| jobs::done(tx, first.id, "b").await.unwrap()).await);
    assert!(!due(store, NOW + LEASE + LEASE).await);
}

async fn a_job_of_one_name_waits_once(store: &Store) {
    let house = store.house("harbour").await;
    add(store, &house, "first", Some("name"), NOW).await;
    add(store, &house, "second", Some("name"), NOW).await;
    add(store, &house, "nameless", None, NOW + LEASE / 2).await;
    add(store, &house, "nameless", None, NOW + LEASE / 2).await;

    let first = claim(store, "a", NOW).await.unwrap();
    assert_eq!(first.kind, "first");
    // While it is being done it still waits.
    add(store, &house, "third", Some("name"), NOW).await;
    assert!(claim(store, "a", NOW).await.is_none());
    store.write(async |tx| jobs::done(tx, first.id, "a").await.unwrap()).await;
    add(store, &house, "fourth", Some("name"), NOW).await;
    assert_eq!(claim(store, "a", NOW).await.map(|job| job.kind).as_deref(), Some("fourth"));

    for _ in 0..2 {
        assert_eq!(claim(store, "a", NOW + LEASE / 2).await.map(|job| job.kind).as_deref(), Some("nameless"));
    }
}

async fn two_workers_share_the_work(store: &Store) {
    const JOBS: usize = 24;
    let house = store.house("harbour").await;
    for _ in 0..JOBS {
        add(store, &house, "work", None, NOW).await;
    }
    let work = async |lease: &str| {
        let mut done = Vec::new();
        // On PostgreSQL a worker that lost a job to the other comes back with nothing, and looks again.
        while due(store, NOW).await {
            let mut tx = store.db.write().await.unwrap();
            let job = jobs::claim(&mut tx, lease, NOW, NOW + LEASE).await.unwrap();
            tokio::task::yield_now().await;
            tx.commit().await.unwrap();
            if let Some(job) = job {
                assert!(store.write(async |tx| jobs::done(tx, job.id, lease).await.unwrap()).await);
                done.push(job.id);
            }
        }
        done
    };
    let (one, other) = join(work("a"), work("b")).await;
    assert!(!one.is_empty() && !other.is_empty());
    let mut all = [one, other].concat();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), JOBS, "each once");
}

async fn a_job_that_failed_comes_later_or_never(store: &Store) {
    let house = store.house("harbour").await;
    add(store, &house, "work", Some("name"), NOW).await;
    let job = claim(store, "a", NOW).await.unwrap();
    let later = NOW + Duration::from_secs(10);
    store.write(async |tx| jobs::retry(tx, job.id, "stranger", "no", later).await.unwrap()).await;
    assert!(!due(store, NOW).await, "a stranger puts nothing back");
    store.write(async |tx| jobs::retry(tx, job.id, "a", "not now", later).await.unwrap()).await;
    assert!(!due(store, NOW).await && due(store, later).await);
    let job = claim(store, "b", later).await.unwrap();
    assert_eq!(job.attempts, 2);
    store.write(async |tx| jobs::fail(tx, job.id, "b", "never", later).await.unwrap()).await;
    assert!(!due(store, later + LEASE + LEASE).await);
    // What was given up stands in nobody's way.
    add(store, &house, "work", Some("name"), later).await;
    assert!(due(store, later).await);
}

async fn what_is_hastened_is_due_at_once_and_counts_from_the_first(store: &Store) {
    let house = store.house("harbour").await;
    add(store, &house, "work", Some("name"), NOW).await;
    let job = claim(store, "a", NOW).await.unwrap();
    let hasten = async || store.write(async |tx| jobs::hasten(tx, house.id, "name", NOW).await.unwrap()).await;
    hasten().await;
    assert!(claim(store, "b", NOW).await.is_none(), "it is being done");
    store.write(async |tx| jobs::retry(tx, job.id, "a", "not now", NOW + LEASE).await.unwrap()).await;
    assert!(claim(store, "b", NOW).await.is_none(), "not before its time");
    hasten().await;
    assert_eq!(claim(store, "b", NOW).await.map(|job| job.attempts), Some(1));
}

async fn add(store: &Store, house: &House, kind: &str, once: Option<&str>, run_at: Timestamp) {
    let job = NewJob { id: JobId::new(NOW, &SystemChance), kind, payload: "{}", once, run_at };
    store.write(async |tx| jobs::insert(tx, Some(house.id), &job, NOW).await.unwrap()).await;
}

async fn due(store: &Store, now: Timestamp) -> bool {
    store.read(async |tx| jobs::any_due(tx, now).await.unwrap()).await
}

async fn claim(store: &Store, lease: &str, now: Timestamp) -> Option<Job> {
    store.write(async |tx| jobs::claim(tx, lease, now, now + LEASE).await.unwrap()).await
}
