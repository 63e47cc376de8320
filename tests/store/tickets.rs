//! One ticket: who sees it, what stands in it, who takes part.

use std::time::Duration;

use frontdesk::domain::people::{Role, Scope, Side};
use frontdesk::domain::thread::{MessageKind, What};
use frontdesk::domain::ticket::{Status, Ticket};
use frontdesk::id::{CustomerId, SystemChance, TicketId};
use frontdesk::store::events;
use frontdesk::store::tickets;

use crate::house::{add_customer, event};
use crate::{House, NOW, Store, each_database};

each_database!(
    a_scope_shows_what_hangs_on_its_customer,
    entries_come_in_order_with_all_that_shows_them,
    only_what_is_resolved_for_long_enough_is_due_to_close,
    those_who_wrote_and_who_answers_take_part,
    without_anybody_who_wrote_every_client_of_the_customer_takes_part,
);

async fn a_scope_shows_what_hangs_on_its_customer(store: &Store) {
    let house = store.house("harbour").await;
    let (id, number) = store.ticket(&house, "First", NOW).await;
    let stranger = CustomerId::new(NOW, &SystemChance);
    for (scope, shows) in [
        (Scope::Organisation, true),
        (Scope::Customer(house.customer), true),
        (Scope::Customer(stranger), false),
        (Scope::Nothing, false),
    ] {
        let seen = store.read(async |tx| tickets::visible(tx, house.id, scope, number).await.unwrap()).await;
        assert_eq!(seen.map(|ticket| ticket.id), shows.then_some(id), "{scope:?}");
    }
    let ticket = ticket(store, &house, id).await;
    assert_eq!((ticket.subject.as_str(), ticket.status, ticket.head), ("First", Status::Open, 1));
    assert_eq!((ticket.customer_name.as_str(), ticket.requester_id), ("Northwind", Some(house.client)));
    assert_eq!(ticket.requester_name.as_deref(), Some("client@harbour.test"));
}

async fn entries_come_in_order_with_all_that_shows_them(store: &Store) {
    let house = store.house("harbour").await;
    let (id, _) = store.ticket(&house, "First", NOW).await;
    assert_eq!(store.say(&house, id, (house.agent, Side::Staff, MessageKind::Reply), "an answer").await, 2);
    assert_eq!(store.say(&house, id, (house.agent, Side::Staff, MessageKind::Note), "a note").await, 3);
    store
        .write(async |tx| {
            let topic = events::ticket_topic(id);
            let assigned = event("assigned", Some(house.agent), Some(house.agent.to_string()));
            events::append(tx, house.id, &topic, assigned, NOW).await.unwrap();
            let mut resolved = event("status", None, None);
            (resolved.from, resolved.to) = (Some("open".to_owned()), Some("resolved".to_owned()));
            events::append(tx, house.id, &topic, resolved, NOW).await.unwrap();
        })
        .await;
    let entries =
        store.read(async |tx| events::entries_after(tx, house.id, (id, Side::Staff), 1, 10).await.unwrap()).await;
    assert_eq!(entries.iter().map(|entry| entry.number).collect::<Vec<_>>(), [2, 3, 4, 5]);
    let said = |at: usize| match &entries[at].what {
        What::Message { kind, body, .. } => (*kind, body.clone()),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        (said(0), said(1)),
        ((MessageKind::Reply, "an answer".to_owned()), (MessageKind::Note, "a note".to_owned()))
    );
    assert_eq!(entries[0].author.as_ref().map(|author| author.role), Some(Role::Agent));
    assert!(matches!(&entries[2].what, What::Assigned { to: Some(to) } if to.membership_id == house.agent));
    assert_eq!(entries[3].what, What::Status { from: Status::Open, to: Status::Resolved });
    assert_eq!(entries[3].author, None);

    let last = store.read(async |tx| events::last_entries(tx, house.id, (id, Side::Staff), 2).await.unwrap()).await;
    assert_eq!(last, entries[2..]);
    // For a client the note takes no place within the limit.
    let clients = (id, Side::Client);
    let after = store.read(async |tx| events::entries_after(tx, house.id, clients, 2, 1).await.unwrap()).await;
    let last = store.read(async |tx| events::last_entries(tx, house.id, clients, 3).await.unwrap()).await;
    assert_eq!(after.iter().map(|entry| entry.number).collect::<Vec<_>>(), [4]);
    assert_eq!(last.iter().map(|entry| entry.number).collect::<Vec<_>>(), [2, 4, 5]);
    let What::Message { id: message, .. } = entries[0].what else { panic!("{entries:?}") };
    let of_message = store.read(async |tx| events::entry_of_message(tx, house.id, id, message).await.unwrap()).await;
    assert_eq!(of_message.as_ref(), Some(&entries[0]));
}

async fn only_what_is_resolved_for_long_enough_is_due_to_close(store: &Store) {
    let house = store.house("harbour").await;
    let day = Duration::from_secs(86_400);
    let (old, number) = store.ticket(&house, "Old", NOW).await;
    let (young, _) = store.ticket(&house, "Young", NOW).await;
    let (reopened, _) = store.ticket(&house, "Reopened", NOW).await;
    let set = async |id, status, at| {
        store.write(async |tx| tickets::set_status(tx, house.id, id, status, at).await.unwrap()).await;
    };
    set(old, Status::Resolved, NOW).await;
    set(young, Status::Resolved, NOW + day).await;
    set(reopened, Status::Resolved, NOW).await;
    set(reopened, Status::Open, NOW).await;
    let due = async |before| store.read(async |tx| tickets::due_to_close(tx, before, 10).await.unwrap()).await;
    assert_eq!(due(NOW - Duration::from_millis(1)).await, []);
    assert_eq!(due(NOW).await, [(house.id, number)]);
    set(old, Status::Closed, NOW + day).await;
    assert_eq!(due(NOW).await, []);
    assert_eq!(ticket(store, &house, old).await.resolved_at, Some(NOW), "closing keeps when it was resolved");
    assert_eq!(ticket(store, &house, reopened).await.resolved_at, None);
}

async fn those_who_wrote_and_who_answers_take_part(store: &Store) {
    let house = store.house("harbour").await;
    let colleague = store.person(&house, "colleague@harbour.test", Role::Client, Some(house.customer)).await;
    store.person(&house, "silent@harbour.test", Role::Client, Some(house.customer)).await;
    let (id, _) = store.ticket(&house, "First", NOW).await;
    // Nobody answers it yet: it concerns everybody who may.
    let mut wanted = [(house.client, Side::Client), (house.agent, Side::Staff)];
    wanted.sort_unstable();
    assert_eq!(participants(store, &house, id).await, wanted);
    store.say(&house, id, (colleague, Side::Client, MessageKind::Reply), "me too").await;
    store.write(async |tx| tickets::set_assignee(tx, house.id, id, Some(house.agent), NOW).await.unwrap()).await;
    let mut wanted = [(house.client, Side::Client), (colleague, Side::Client), (house.agent, Side::Staff)];
    wanted.sort_unstable();
    assert_eq!(participants(store, &house, id).await, wanted);
    let leave = format!("UPDATE memberships SET status = 'deactivated' WHERE id = '{colleague}'");
    store.write(async |tx| tx.run(&leave, &[]).await.unwrap()).await;
    assert!(!participants(store, &house, id).await.contains(&(colleague, Side::Client)));
}

async fn without_anybody_who_wrote_every_client_of_the_customer_takes_part(store: &Store) {
    let house = store.house("harbour").await;
    let colleague = store.person(&house, "colleague@harbour.test", Role::Client, Some(house.customer)).await;
    let other = store.write(async |tx| add_customer(tx, house.id, "Contoso").await).await;
    store.person(&house, "other@harbour.test", Role::Client, Some(other)).await;
    let (id, _) = store.ticket(&house, "First", NOW).await;
    let nobody = [
        "UPDATE tickets SET requester_id = NULL".to_owned(),
        format!("UPDATE messages SET author_id = '{}'", house.agent),
    ];
    for sql in nobody {
        store.write(async |tx| tx.run(&sql, &[]).await.unwrap()).await;
    }
    let mut wanted = [(house.client, Side::Client), (colleague, Side::Client), (house.agent, Side::Staff)];
    wanted.sort_unstable();
    assert_eq!(participants(store, &house, id).await, wanted);
}

async fn participants(store: &Store, house: &House, id: TicketId) -> Vec<(frontdesk::id::MembershipId, Side)> {
    let ticket = ticket(store, house, id).await;
    let mut found = store.read(async |tx| tickets::participants(tx, house.id, &ticket).await.unwrap()).await;
    found.sort_unstable();
    found
}

async fn ticket(store: &Store, house: &House, id: TicketId) -> Ticket {
    store.read(async |tx| tickets::find(tx, house.id, id).await.unwrap()).await.unwrap()
}
