//! Ratings: one for each ticket, of the resolution it is about; tallies that count each ticket once; queries that go by their indexes.

use std::time::Duration;

use frontdesk::clock::Timestamp;
use frontdesk::domain::csat::{Counts, Tally, by_tag};
use frontdesk::domain::deflection::Span;
use frontdesk::domain::people::Scope;
use frontdesk::domain::rating::{Rating, Reason, Stars};
use frontdesk::domain::ticket::Status;
use frontdesk::id::TicketId;
use frontdesk::store::db::Arg;
use frontdesk::store::{Db, Tx, csat, ratings, tickets};

use crate::{House, NOW, Store, each_database};

each_database!(
    a_rating_takes_the_place_of_the_last_one,
    a_rating_stays_with_the_resolution_it_is_about,
    each_ticket_counts_once,
    tags_are_kept_twice_and_alike,
    the_report_goes_by_its_indexes,
);

fn minute(n: u64) -> Timestamp {
    NOW + Duration::from_secs(60 * n)
}

fn stars(count: usize) -> Stars {
    Stars::ALL[count - 1]
}

async fn resolve(store: &Store, house: &House, ticket: TicketId, at: Timestamp) {
    store.write(async |tx| tickets::set_status(tx, house.id, ticket, Status::Resolved, at).await.unwrap()).await;
}

async fn rate(store: &Store, house: &House, ticket: TicketId, count: usize, at: Timestamp) {
    let rating = Rating { stars: stars(count), reasons: vec![Reason::Slow], comment: format!("{count}") };
    store.write(async |tx| ratings::save(tx, house.id, ticket, (house.client, &rating), at).await.unwrap()).await;
}

async fn tally(store: &Store, house: &House, from: Timestamp, until: Timestamp) -> Tally {
    counts(store, house, &[Span { from, until }]).await.total()
}

async fn counts(store: &Store, house: &House, parts: &[Span]) -> Counts {
    Counts(store.read(async |tx| csat::counted(tx, house.id, parts).await.unwrap()).await)
}

async fn a_rating_takes_the_place_of_the_last_one(store: &Store) {
    let house = store.house("harbour").await;
    let (ticket, number) = store.ticket(&house, "One", NOW).await;
    rate(store, &house, ticket, 5, minute(1)).await;
    assert_eq!(tally(store, &house, NOW, minute(9)).await, Tally::default(), "what is not resolved takes no rating");
    resolve(store, &house, ticket, minute(2)).await;
    rate(store, &house, ticket, 5, minute(3)).await;
    rate(store, &house, ticket, 2, minute(4)).await;
    assert_eq!(tally(store, &house, NOW, minute(9)).await, Tally { two: 1, ..Tally::default() });
    let seen = store.read(async |tx| tickets::visible(tx, house.id, Scope::Organisation, number).await.unwrap()).await;
    let seen = seen.unwrap();
    let expected = Rating { stars: stars(2), reasons: vec![Reason::Slow], comment: "2".to_owned() };
    assert_eq!((seen.last_rating.rating(), seen.is_rated()), (Some(expected), true));
    let rows = store
        .read(async |tx| tickets::of_customer(tx, house.id, house.customer, house.client, (None, 9)).await.unwrap())
        .await;
    let shown: Vec<_> = rows.iter().map(|row| (row.stars, row.awaits_rating, row.moved_at)).collect();
    assert_eq!(shown, [(Some(stars(2)), false, minute(4))]);
    let refused = "UPDATE ratings SET stars = 6";
    let mut tx = store.db.write().await.unwrap();
    assert!(tx.run(refused, &[]).await.is_err(), "the database is the last to refuse");
}

async fn a_rating_stays_with_the_resolution_it_is_about(store: &Store) {
    let house = store.house("harbour").await;
    let (ticket, number) = store.ticket(&house, "One", NOW).await;
    let assign =
        async |to| store.write(async |tx| tickets::set_assignee(tx, house.id, ticket, to, NOW).await.unwrap()).await;
    let rated = async || {
        let found =
            store.read(async |tx| tickets::visible(tx, house.id, Scope::Organisation, number).await.unwrap()).await;
        found.unwrap().is_rated()
    };
    let awaited = async || {
        let page = (None, 9);
        let found = store
            .read(async |tx| tickets::of_customer(tx, house.id, house.customer, house.client, page).await.unwrap())
            .await;
        found[0].awaits_rating
    };
    let by_agent = async || {
        let span = Span { from: NOW, until: minute(99) };
        let counts = counts(store, &house, &[span]).await;
        let names = store.read(async |tx| csat::names(tx, house.id, &counts.people()).await.unwrap()).await;
        assert_eq!(names.keys().copied().collect::<Vec<_>>(), counts.people());
        let found = counts.by_agent(&names);
        found.into_iter().map(|one| (one.agent_id, one.tally)).collect::<Vec<_>>()
    };
    assign(Some(house.agent)).await;
    assert!(!awaited().await, "nobody is asked before it is resolved");
    resolve(store, &house, ticket, minute(1)).await;
    assert!(awaited().await);
    rate(store, &house, ticket, 1, minute(2)).await;
    assert!(!awaited().await);
    store.write(async |tx| tickets::set_status(tx, house.id, ticket, Status::Open, minute(3)).await.unwrap()).await;
    assert!(!rated().await);
    assign(None).await;
    resolve(store, &house, ticket, minute(4)).await;
    let first = (Some(house.agent), Tally { one: 1, ..Tally::default() });
    assert_eq!(by_agent().await, [first], "whoever takes it over does not inherit what was said before");
    assert!(!rated().await && awaited().await, "the client is asked anew");
    // Assigned after it was resolved: that changes nothing.
    assign(Some(house.agent)).await;
    rate(store, &house, ticket, 5, minute(5)).await;
    assert_eq!(by_agent().await, [(None, Tally { five: 1, ..Tally::default() })]);
    store.write(async |tx| tickets::set_status(tx, house.id, ticket, Status::Closed, minute(6)).await.unwrap()).await;
    assert!(rated().await && !awaited().await, "closing keeps what it was resolved as");
}

async fn each_ticket_counts_once(store: &Store) {
    let house = store.house("harbour").await;
    let mut made = Vec::new();
    for (nth, count) in [(0, 5), (1, 4), (2, 0), (3, 1), (4, 0), (5, 3)] {
        let (ticket, _) = store.ticket(&house, "Subject", minute(nth)).await;
        made.push(ticket);
        resolve(store, &house, ticket, minute(10 + nth)).await;
        if count > 0 {
            rate(store, &house, ticket, count, minute(50)).await;
        }
    }
    // Reopened: the one that was rated counts on, the other not until it is resolved again.
    for ticket in [made[3], made[4]] {
        store
            .write(async |tx| tickets::set_status(tx, house.id, ticket, Status::Open, minute(60)).await.unwrap())
            .await;
    }
    // Closed without being resolved: nobody was asked.
    let (closed, _) = store.ticket(&house, "Spam", minute(7)).await;
    store.write(async |tx| tickets::set_status(tx, house.id, closed, Status::Closed, minute(11)).await.unwrap()).await;
    let all = Tally { one: 1, two: 0, three: 1, four: 1, five: 1, unrated: 1 };
    assert_eq!(tally(store, &house, minute(10), minute(16)).await, all);
    assert_eq!(tally(store, &house, minute(50), minute(99)).await, Tally::default(), "by when it was resolved");
    let of_customer = store.read(async |tx| ratings::of_customer(tx, house.id, house.customer).await.unwrap()).await;
    assert_eq!(of_customer, all);
    let span = |from, until| Span { from: minute(from), until: minute(until) };
    let parts = [span(10, 11), span(11, 13), span(13, 20)];
    let tallies = counts(store, &house, &parts).await.by_part(parts.len());
    let expected = [
        Tally { five: 1, ..Tally::default() },
        Tally { four: 1, unrated: 1, ..Tally::default() },
        Tally { one: 1, three: 1, ..Tally::default() },
    ];
    assert_eq!(tallies, expected, "what is resolved at the end of a part is the next one's");
    assert_eq!(counts(store, &house, &[]).await.total(), Tally::default());
    let remarks = store.read(async |tx| csat::remarks(tx, house.id, span(10, 16), (true, 2)).await.unwrap()).await;
    assert_eq!(remarks.len(), 2);
}

async fn tags_are_kept_twice_and_alike(store: &Store) {
    let house = store.house("harbour").await;
    let mut numbers = Vec::new();
    for (nth, tags) in [(0, &["mail", "setup"][..]), (1, &["mail"]), (2, &[])] {
        let (ticket, number) = store.ticket(&house, "Subject", minute(nth)).await;
        let tags: Vec<String> = tags.iter().map(|tag| (*tag).to_owned()).collect();
        for given in [&["old".to_owned()][..], &tags] {
            store.write(async |tx| tickets::set_tags(tx, house.id, ticket, given, minute(9)).await.unwrap()).await;
        }
        resolve(store, &house, ticket, minute(10)).await;
        rate(store, &house, ticket, 5 - usize::try_from(nth).unwrap(), minute(11)).await;
        numbers.push(number);
    }
    let found =
        store.read(async |tx| tickets::visible(tx, house.id, Scope::Organisation, numbers[0]).await.unwrap()).await;
    assert_eq!(found.unwrap().tags, "mail, setup");
    assert_eq!(store.read(async |tx| tickets::tags(tx, house.id, 9).await.unwrap()).await, ["mail", "setup"]);
    let span = Span { from: NOW, until: minute(99) };
    let by_tag = by_tag(&store.read(async |tx| csat::tagged(tx, house.id, span).await.unwrap()).await);
    let by_tag: Vec<_> = by_tag.iter().map(|one| (one.tag.as_str(), one.tally)).collect();
    let (mail, setup) = (Tally { four: 1, five: 1, ..Tally::default() }, Tally { five: 1, ..Tally::default() });
    assert_eq!(by_tag, [("mail", mail), ("setup", setup)]);
}

/// On the embedded database, whose planner can be asked without a table full of rows.
async fn the_report_goes_by_its_indexes(store: &Store) {
    if matches!(store.db, Db::Postgres(_)) {
        return;
    }
    let plan = async |tx: &mut Tx, sql: &str| {
        let rows: Vec<(i64, i64, i64, String)> =
            tx.all(&format!("EXPLAIN QUERY PLAN {sql}"), &[Arg::Text(Some("x".to_owned()))]).await.unwrap();
        rows.into_iter().map(|(.., detail)| detail).collect::<Vec<_>>().join("; ")
    };
    store
        .read(async |tx| {
            for (sql, index) in [
                (
                    "SELECT COUNT(*) FROM ratings WHERE organisation_id = $1 AND resolved_at >= 1 AND resolved_at < 2",
                    "ratings_by_resolution",
                ),
                (
                    "SELECT csat_agent_id, tags, csat_stars, COUNT(*) FROM tickets
                     WHERE organisation_id = $1 AND csat_at >= 1 AND csat_at < 2 GROUP BY csat_agent_id, tags, csat_stars",
                    "COVERING INDEX tickets_counted",
                ),
                ("SELECT tag FROM ticket_tags WHERE organisation_id = $1 GROUP BY tag", "ticket_tags_by_tag"),
            ] {
                let plan = plan(tx, sql).await;
                assert!(plan.contains(index) && !plan.contains("SCAN"), "{sql}: {plan}");
            }
        })
        .await;
}
