//! Lists of tickets: their order, their pages, what is unread in them.

use std::time::Duration;

use frontdesk::domain::inbox::{Before, Counts, TicketRow, View};
use frontdesk::domain::people::Side;
use frontdesk::domain::thread::MessageKind;
use frontdesk::domain::ticket::Status;
use frontdesk::id::TicketId;
use frontdesk::store::{read_positions, tickets};

use crate::{House, NOW, Store, each_database};

each_database!(
    pages_go_on_among_tickets_that_moved_at_one_time,
    a_view_holds_what_it_says_and_is_counted_so,
    the_other_sides_replies_are_unread_until_they_are_seen,
    lists_show_the_last_message_that_the_reader_may_see,
    the_last_movement_of_each_organisation_is_known,
);

const ALL: (Option<Before>, i64) = (None, 100);

async fn pages_go_on_among_tickets_that_moved_at_one_time(store: &Store) {
    let house = store.house("harbour").await;
    for at in [1, 0, 1, 1, 1, 1, 2] {
        store.ticket(&house, "Same", NOW + Duration::from_secs(at)).await;
    }
    let at_desk = pages(async |before| inbox(store, &house, View::Open, (before, 2)).await).await;
    assert_eq!(at_desk, [7, 6, 5, 4, 3, 1, 2]);
    let at_portal = pages(async |before| own(store, &house, (before, 2)).await).await;
    assert_eq!(at_portal, [7, 6, 5, 4, 3, 1, 2]);
}

async fn pages(page: impl AsyncFn(Option<Before>) -> Vec<TicketRow>) -> Vec<i64> {
    let (mut numbers, mut before) = (Vec::new(), None);
    loop {
        let rows = page(before).await;
        let Some(last) = rows.last() else { return numbers };
        before = Some(Before { moved_at: last.moved_at, number: last.number });
        numbers.extend(rows.iter().map(|row| row.number));
    }
}

async fn a_view_holds_what_it_says_and_is_counted_so(store: &Store) {
    let house = store.house("harbour").await;
    for (status, mine) in [
        (Status::Open, true),
        (Status::Open, false),
        (Status::Pending, true),
        (Status::Pending, false),
        (Status::Resolved, true),
        (Status::Closed, false),
    ] {
        let (id, _) = store.ticket(&house, status.as_str(), NOW).await;
        store
            .write(async |tx| {
                tickets::set_status(tx, house.id, id, status, NOW).await.unwrap();
                tickets::set_assignee(tx, house.id, id, mine.then_some(house.agent), NOW).await.unwrap();
            })
            .await;
    }
    for (view, wanted) in [
        (View::Mine, vec![3, 1]),
        (View::Unassigned, vec![4, 2]),
        (View::Open, vec![2, 1]),
        (View::Pending, vec![4, 3]),
        (View::Resolved, vec![6, 5]),
    ] {
        let rows = inbox(store, &house, view, ALL).await;
        assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), wanted, "{view}");
    }
    let counts = store.read(async |tx| tickets::counts(tx, house.id, house.agent).await.unwrap()).await;
    assert_eq!(counts, Counts { mine: 2, unassigned: 2, open: 2, pending: 2 });
    let of_customer = store
        .read(async |tx| tickets::customer_counts(tx, house.id, house.customer, house.client).await.unwrap())
        .await;
    assert_eq!(of_customer, (4, 0));
}

async fn the_other_sides_replies_are_unread_until_they_are_seen(store: &Store) {
    let house = store.house("harbour").await;
    let (id, _) = store.ticket(&house, "First", NOW).await;
    assert_eq!(unread(store, &house).await, (true, false), "a client wrote");
    see(store, &house, id, Side::Staff, 1).await;
    assert_eq!(unread(store, &house).await, (false, false));
    let number = store.say(&house, id, (house.agent, Side::Staff, MessageKind::Reply), "an answer").await;
    assert_eq!(unread(store, &house).await, (false, true), "staff wrote");
    store.say(&house, id, (house.agent, Side::Staff, MessageKind::Note), "a note").await;
    see(store, &house, id, Side::Client, number).await;
    assert_eq!(unread(store, &house).await, (false, false), "a note is nothing for the client to read");
    let number = store.say(&house, id, (house.client, Side::Client, MessageKind::Reply), "thanks").await;
    see(store, &house, id, Side::Staff, number - 1).await;
    assert_eq!(unread(store, &house).await, (true, false), "all but the last was seen");
}

async fn unread(store: &Store, house: &House) -> (bool, bool) {
    let counted =
        store.read(async |tx| tickets::customer_counts(tx, house.id, house.customer, house.client).await.unwrap());
    let (at_desk, at_portal) = (&inbox(store, house, View::Open, ALL).await[0], &own(store, house, ALL).await[0]);
    assert_eq!(counted.await.1, i64::from(at_portal.unread));
    (at_desk.unread, at_portal.unread)
}

async fn see(store: &Store, house: &House, id: TicketId, side: Side, number: i64) {
    let reader = match side {
        Side::Staff => house.agent,
        Side::Client => house.client,
    };
    store.write(async |tx| read_positions::advance(tx, house.id, id, &[(reader, side)], number).await.unwrap()).await;
}

async fn lists_show_the_last_message_that_the_reader_may_see(store: &Store) {
    let house = store.house("harbour").await;
    let (id, _) = store.ticket(&house, "First", NOW).await;
    store.say(&house, id, (house.agent, Side::Staff, MessageKind::Reply), "an\n  answer").await;
    store.say(&house, id, (house.agent, Side::Staff, MessageKind::Note), &"a long note ".repeat(50)).await;
    let at_desk = &inbox(store, &house, View::Open, ALL).await[0];
    assert!(at_desk.excerpt.starts_with("a long note a long") && at_desk.excerpt.ends_with('…'), "{}", at_desk.excerpt);
    assert_eq!(at_desk.excerpt.chars().count(), 140);
    assert_eq!((at_desk.excerpt_author.as_str(), at_desk.excerpt_side), ("agent@harbour.test", Side::Staff));
    let at_portal = &own(store, &house, ALL).await[0];
    assert_eq!(at_portal.excerpt, "an answer");
}

async fn the_last_movement_of_each_organisation_is_known(store: &Store) {
    let (harbour, rival) = (store.house("harbour").await, store.house("rival").await);
    store.ticket(&harbour, "First", NOW).await;
    store.ticket(&harbour, "Second", NOW + Duration::from_secs(5)).await;
    store.ticket(&rival, "First", NOW).await;
    let both = [harbour.id, rival.id];
    let moved = async || {
        let moved = store.read(async |tx| tickets::last_movements(tx, &both).await.unwrap()).await;
        both.map(|id| moved.iter().find(|(organisation, _)| *organisation == id).expect("each is told of").1)
    };
    let at_first = moved().await;
    assert_eq!(at_first.map(|moved| moved / 1_024), [NOW.as_millis() + 5_000, NOW.as_millis()]);
    assert_eq!(store.read(async |tx| tickets::last_movements(tx, &[]).await.unwrap()).await, []);
    // What moves at the same moment is told apart: another ticket, and the same one again.
    let (third, _) = store.ticket(&rival, "Third", NOW).await;
    let then = moved().await;
    store.say(&rival, third, (rival.agent, Side::Staff, MessageKind::Reply), "an answer").await;
    let at_last = moved().await;
    assert_eq!([at_first[0], then[0]], [then[0], at_last[0]], "nothing moved there");
    assert!(at_first[1] != then[1] && then[1] != at_last[1], "{at_first:?} {then:?} {at_last:?}");
}

async fn inbox(store: &Store, house: &House, view: View, page: (Option<Before>, i64)) -> Vec<TicketRow> {
    store.read(async |tx| tickets::inbox(tx, house.id, view, house.agent, page).await.unwrap()).await
}

async fn own(store: &Store, house: &House, page: (Option<Before>, i64)) -> Vec<TicketRow> {
    let found = async |tx: &mut frontdesk::store::Tx| {
        tickets::of_customer(tx, house.id, house.customer, house.client, page).await.unwrap()
    };
    store.read(found).await
}
