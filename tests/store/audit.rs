//! The audit log.

use std::time::Duration;

use frontdesk::clock::Timestamp;
use frontdesk::domain::audit::{Action, Filter, Group, Kind, Line, Place, Who};
use frontdesk::domain::people::MembershipStatus;
use frontdesk::id::{AuditId, MembershipId, SystemChance};
use frontdesk::store::audit::{self, NewLine};

use crate::{House, NOW, Store, each_database};

each_database!(
    the_newest_stand_first_and_pages_fit_together,
    lines_of_one_moment_are_all_on_some_page,
    lines_are_found_by_person_kind_and_time,
    records_are_found_by_any_part_of_their_name,
    what_is_looked_for_in_parts_is_found_once,
    an_actor_who_was_deactivated_is_told,
    one_can_choose_among_staff_and_whoever_is_chosen,
);

async fn the_newest_stand_first_and_pages_fit_together(store: &Store) {
    let house = store.house("harbour").await;
    for at in 0..5 {
        add(store, &house, Action::CustomerChanged, None, &at.to_string(), later(at)).await;
    }
    let all = lines(store, &house, &Filter::default(), (None, 100)).await;
    assert_eq!(subjects(&all), ["4", "3", "2", "1", "0"]);
    let (first, second) = (place(&all[1]), place(&all[3]));
    assert_eq!(subjects(&lines(store, &house, &Filter::default(), (Some(first), 2)).await), ["2", "1"]);
    // What is added meanwhile stands above: the next page is as it was.
    add(store, &house, Action::CustomerChanged, None, "5", later(5)).await;
    assert_eq!(subjects(&lines(store, &house, &Filter::default(), (Some(second), 2)).await), ["0"]);
}

async fn lines_of_one_moment_are_all_on_some_page(store: &Store) {
    let house = store.house("harbour").await;
    for at in 0..7 {
        add(store, &house, Action::CustomerChanged, None, &at.to_string(), NOW).await;
    }
    let (mut seen, mut before) = (Vec::new(), None);
    loop {
        let page = lines(store, &house, &Filter::default(), (before, 2)).await;
        let Some(last) = page.last() else { break };
        before = Some(place(last));
        seen.extend(subjects(&page).into_iter().map(str::to_owned));
    }
    seen.sort_unstable();
    assert_eq!(seen, ["0", "1", "2", "3", "4", "5", "6"]);
}

async fn lines_are_found_by_person_kind_and_time(store: &Store) {
    let house = store.house("harbour").await;
    add(store, &house, Action::RoleChanged, Some(house.agent), "role", NOW).await;
    add(store, &house, Action::Invited, Some(house.client), "invite", later(1)).await;
    add(store, &house, Action::TicketStatus, None, "closed", later(2)).await;
    add(store, &house, Action::TicketOpened, Some(house.agent), "opened", later(3)).await;
    let all = Filter::default();
    for (filter, found) in [
        (Filter { who: Some(Who::Member(house.agent)), ..all.clone() }, vec!["opened", "role"]),
        (Filter { who: Some(Who::NoMember), ..all.clone() }, vec!["closed"]),
        (Filter { kind: Some(Kind::Action(Action::RoleChanged)), ..all.clone() }, vec!["role"]),
        (Filter { kind: Some(Kind::Group(Group::People)), ..all.clone() }, vec!["invite", "role"]),
        (Filter { kind: Some(Kind::Group(Group::Tickets)), ..all.clone() }, vec!["opened", "closed"]),
        (Filter { from: Some(later(1)), until: Some(later(3)), ..all.clone() }, vec!["closed", "invite"]),
        (Filter { from: Some(later(3)), until: Some(later(1)), ..all.clone() }, vec![]),
        (
            Filter {
                who: Some(Who::Member(house.agent)),
                kind: Some(Kind::Group(Group::Tickets)),
                about: "open".to_owned(),
                from: Some(NOW),
                until: Some(later(4)),
            },
            vec!["opened"],
        ),
    ] {
        assert_eq!(subjects(&lines(store, &house, &filter, (None, 100)).await), found, "{filter:?}");
    }
    let second = Filter { kind: Some(Kind::Group(Group::People)), ..all };
    let first = lines(store, &house, &second, (None, 1)).await;
    assert_eq!(subjects(&lines(store, &house, &second, (Some(place(&first[0])), 1)).await), ["role"]);
}

async fn records_are_found_by_any_part_of_their_name(store: &Store) {
    let house = store.house("harbour").await;
    for (at, name) in ["#12 Café Straße", "#120 100% wool", "under_score", "a!b", "Ёлка"].into_iter().enumerate()
    {
        add(store, &house, Action::CustomerChanged, None, name, later(at as u64)).await;
    }
    for (about, found) in [
        ("CAFE strasse", vec!["#12 Café Straße"]),
        (" café ", vec!["#12 Café Straße"]),
        ("#12", vec!["#120 100% wool", "#12 Café Straße"]),
        ("елка", vec!["Ёлка"]),
        ("%", vec!["#120 100% wool"]),
        ("_", vec!["under_score"]),
        ("!", vec!["a!b"]),
        ("!_", vec![]),
        ("' OR 1 = 1 --", vec![]),
    ] {
        let filter = Filter { about: about.to_owned(), ..Filter::default() };
        assert_eq!(subjects(&lines(store, &house, &filter, (None, 100)).await), found, "{about}");
    }
}

async fn what_is_looked_for_in_parts_is_found_once(store: &Store) {
    let house = store.house("harbour").await;
    for at in 0..11 {
        let action = if at % 4 == 0 { Action::TicketStatus } else { Action::CustomerChanged };
        add(store, &house, action, Some(house.agent), &at.to_string(), later(at)).await;
    }
    let filter = Filter {
        who: Some(Who::Member(house.agent)),
        kind: Some(Kind::Action(Action::TicketStatus)),
        ..Filter::default()
    };
    let (mut parts, mut before) = (Vec::new(), None);
    loop {
        let part = (before, 100);
        let found = store.read(async |tx| audit::lines_among(tx, house.id, &filter, part, 3).await.unwrap()).await;
        parts.push(subjects(&found).join(","));
        before = store.read(async |tx| audit::last_among(tx, house.id, &filter, before, 3).await.unwrap()).await;
        if before.is_none() {
            break;
        }
    }
    // Of 10, 9, 8 · 7, 6, 5 · 4, 3, 2 · 1, 0.
    assert_eq!(parts, ["8", "", "4", "0"]);
    let first = store.read(async |tx| audit::lines_among(tx, house.id, &filter, (None, 1), 11).await.unwrap()).await;
    assert_eq!(subjects(&first), ["8"]);
}

async fn an_actor_who_was_deactivated_is_told(store: &Store) {
    let house = store.house("harbour").await;
    add(store, &house, Action::TicketReplied, Some(house.client), "reply", NOW).await;
    let status = async || lines(store, &house, &Filter::default(), (None, 1)).await[0].actor_status;
    assert_eq!(status().await, Some(MembershipStatus::Active));
    store.write(async |tx| tx.run("UPDATE memberships SET status = 'deactivated'", &[]).await.unwrap()).await;
    assert_eq!(status().await, Some(MembershipStatus::Deactivated));
}

async fn one_can_choose_among_staff_and_whoever_is_chosen(store: &Store) {
    let house = store.house("harbour").await;
    store.write(async |tx| tx.run("UPDATE memberships SET status = 'deactivated'", &[]).await.unwrap()).await;
    let people = async |chosen| store.read(async |tx| audit::people(tx, house.id, chosen).await.unwrap()).await;
    let ids = |people: Vec<frontdesk::domain::people::Person>| -> Vec<MembershipId> {
        people.iter().map(|person| person.membership_id).collect()
    };
    assert_eq!(ids(people(None).await), [house.agent]);
    assert_eq!(ids(people(Some(house.client)).await), [house.agent, house.client]);
}

fn later(seconds: u64) -> Timestamp {
    NOW + Duration::from_secs(seconds)
}

fn place(line: &Line) -> Place {
    line.place()
}

async fn add(
    store: &Store,
    house: &House,
    action: Action,
    actor_id: Option<MembershipId>,
    subject: &str,
    at: Timestamp,
) {
    let line = NewLine {
        id: AuditId::new(at, &SystemChance),
        action,
        actor_id,
        actor: "Somebody <somebody@harbour.test>",
        address: "203.0.113.9",
        subject_id: None,
        subject,
        before: "{}",
        after: "{}",
    };
    store.write(async |tx| audit::insert(tx, house.id, &line, at).await.unwrap()).await;
}

async fn lines(store: &Store, house: &House, filter: &Filter, page: (Option<Place>, i64)) -> Vec<Line> {
    store.read(async |tx| audit::lines(tx, house.id, filter, page).await.unwrap()).await
}

fn subjects(lines: &[Line]) -> Vec<&str> {
    lines.iter().map(|line| line.subject.as_str()).collect()
}
