//! Projects, their milestones and updates, and their lists.

use std::time::Duration;

use frontdesk::clock::Timestamp;
use frontdesk::domain::people::Role;
use frontdesk::domain::project::{
    DraftMilestone, DraftProject, Next, Percent, Progress, Project, ProjectPlace, ProjectQuery, ProjectShelf, Status,
};
use frontdesk::id::{CustomerId, MilestoneId, ProjectId, SystemChance, UpdateId};
use frontdesk::store::Tx;
use frontdesk::store::project_updates::{self, NewUpdate};
use frontdesk::store::projects::{self, NewProject, Written};
use frontdesk::store::{customers, milestones, tickets};
use jiff::civil::date;

use crate::house::add_customer;
use crate::{House, NOW, Store, each_database};

each_database!(
    a_project_comes_back_as_it_was_written,
    milestones_keep_their_order_and_say_who_did_them,
    only_its_customer_sees_it_until_it_is_put_away,
    lists_hold_what_their_names_say_active_ones_first,
    a_list_is_paged_without_gaps,
    updates_are_read_newest_first_in_parts,
    a_key_posts_once,
    what_hangs_on_something_is_needed,
    two_movements_of_one_moment_are_told_apart,
);

async fn a_project_comes_back_as_it_was_written(store: &Store) {
    let house = store.house("harbour").await;
    let second = store.person(&house, "bea@harbour.test", Role::Agent, None).await;
    let written = DraftProject {
        description: "Six pages\nin two languages".to_owned(),
        starts_on: Some(date(2027, 1, 4)),
        due_on: Some(date(2027, 2, 1)),
        percent: Percent::new(40),
        members: vec![house.agent, second],
        ..draft("Website", Status::Active)
    };
    let id = store.write(async |tx| insert(tx, &house, house.customer, &written, NOW).await).await;
    let found = find(store, &house, id).await.unwrap();
    assert_eq!((found.row.name.as_str(), found.row.customer.as_str()), ("Website", "Northwind"));
    assert_eq!((found.row.status, found.row.progress), (Status::Active, Progress::ByHand(Percent::new(40).unwrap())));
    assert_eq!((found.row.starts_on, found.row.due_on), (written.starts_on, written.due_on));
    assert_eq!((found.description.as_str(), found.version), ("Six pages\nin two languages", 0));
    let mut members: Vec<_> = found.members.iter().map(|member| member.membership_id).collect();
    members.sort_unstable();
    let mut expected = vec![house.agent, second];
    expected.sort_unstable();
    assert_eq!(members, expected);

    let changed = DraftProject { members: vec![second], ..draft("Web site", Status::OnHold) };
    let later = NOW + Duration::from_millis(5);
    let written = Written { customer: house.customer, draft: &changed, sought: "web site" };
    store.write(async |tx| projects::update(tx, house.id, id, written, later).await.unwrap()).await;
    let found = find(store, &house, id).await.unwrap();
    assert_eq!((found.row.name.as_str(), found.row.status, found.version), ("Web site", Status::OnHold, 1));
    assert_eq!((found.row.starts_on, found.row.due_on, found.row.updated_at), (None, None, later));
    assert_eq!(found.row.progress, Progress::FromMilestones { done: 0, total: 0 });
    assert_eq!(found.members.iter().map(|member| member.membership_id).collect::<Vec<_>>(), [second]);
    store.write(async |tx| projects::delete(tx, house.id, id).await.unwrap()).await;
    assert!(find(store, &house, id).await.is_none());
}

async fn milestones_keep_their_order_and_say_who_did_them(store: &Store) {
    let house = store.house("harbour").await;
    let id =
        store.write(async |tx| insert(tx, &house, house.customer, &draft("Website", Status::Active), NOW).await).await;
    let ids = store
        .write(async |tx| {
            let mut ids = Vec::new();
            for title in ["First", "Second", "Third"] {
                ids.push(milestone(tx, &house, id, title).await);
            }
            ids
        })
        .await;
    let titles = async || {
        let found = find(store, &house, id).await.unwrap();
        found.milestones.iter().map(|milestone| milestone.title.clone()).collect::<Vec<_>>()
    };
    assert_eq!(titles().await, ["First", "Second", "Third"]);
    let order = [ids[2], ids[0], ids[1]];
    store.write(async |tx| milestones::set_order(tx, house.id, id, &order).await.unwrap()).await;
    assert_eq!(titles().await, ["Third", "First", "Second"]);
    store
        .write(async |tx| {
            milestones::set_done(tx, house.id, ids[2], Some((NOW, house.agent))).await.unwrap();
            let renamed = DraftMilestone { title: "First proof".to_owned(), due_on: Some(date(2027, 1, 9)) };
            milestones::update(tx, house.id, ids[0], &renamed).await.unwrap();
        })
        .await;
    let found = find(store, &house, id).await.unwrap();
    assert_eq!(found.row.progress, Progress::FromMilestones { done: 1, total: 3 });
    let next = Next { title: "First proof".to_owned(), due_on: Some(date(2027, 1, 9)) };
    assert_eq!(found.row.next, Some(next), "the first that is not done");
    let done = found.milestones[0].done.clone().unwrap();
    assert_eq!((done.at, done.by.is_some()), (NOW, true));
    store
        .write(async |tx| {
            milestones::set_done(tx, house.id, ids[2], None).await.unwrap();
            milestones::delete(tx, house.id, ids[0]).await.unwrap();
            // A new one stands behind the others, whatever went.
            milestone(tx, &house, id, "Fourth").await;
        })
        .await;
    assert_eq!(titles().await, ["Third", "Second", "Fourth"]);
    assert_eq!(find(store, &house, id).await.unwrap().row.progress, Progress::FromMilestones { done: 0, total: 3 });
}

async fn only_its_customer_sees_it_until_it_is_put_away(store: &Store) {
    let house = store.house("harbour").await;
    let stranger = store.write(async |tx| add_customer(tx, house.id, "Southwind").await).await;
    let id =
        store.write(async |tx| insert(tx, &house, house.customer, &draft("Website", Status::Planned), NOW).await).await;
    let seen = async |customer: CustomerId| {
        store.read(async |tx| projects::visible(tx, house.id, customer, id).await.unwrap()).await.is_some()
    };
    assert!(seen(house.customer).await && !seen(stranger).await);
    store.write(async |tx| projects::set_archived(tx, house.id, id, Some(NOW), NOW).await.unwrap()).await;
    assert!(!seen(house.customer).await);
    assert_eq!(find(store, &house, id).await.unwrap().row.archived_at, Some(NOW), "staff still find it");
    store.write(async |tx| projects::set_archived(tx, house.id, id, None, NOW).await.unwrap()).await;
    assert!(seen(house.customer).await);
}

async fn lists_hold_what_their_names_say_active_ones_first(store: &Store) {
    let house = store.house("harbour").await;
    let other = store.write(async |tx| add_customer(tx, house.id, "Southwind").await).await;
    let mut at = NOW;
    for status in [Status::Completed, Status::Planned, Status::Active, Status::Cancelled, Status::OnHold] {
        at = at + Duration::from_millis(1);
        store.write(async |tx| insert(tx, &house, house.customer, &draft(status.as_str(), status), at).await).await;
    }
    let put_away = store.write(async |tx| insert(tx, &house, other, &draft("Old", Status::Active), NOW).await).await;
    store.write(async |tx| projects::set_archived(tx, house.id, put_away, Some(NOW), at).await.unwrap()).await;
    let names = async |query: ProjectQuery| {
        let list = store.read(async |tx| projects::list(tx, house.id, &query, (None, 100)).await.unwrap()).await;
        list.into_iter().map(|row| row.name).collect::<Vec<_>>()
    };
    let of = |shelf| ProjectQuery { shelf, ..ProjectQuery::default() };
    assert_eq!(names(of(ProjectShelf::Current)).await, ["active", "planned", "on_hold"]);
    assert_eq!(names(of(ProjectShelf::Over)).await, ["completed", "cancelled"]);
    assert_eq!(names(of(ProjectShelf::Archived)).await, ["Old"]);
    for status in Status::ALL {
        let shelf = status.as_str().parse().unwrap();
        assert_eq!(names(of(shelf)).await, [status.as_str()]);
    }
    let counts = store.read(async |tx| projects::counts(tx, house.id, &ProjectQuery::default()).await.unwrap()).await;
    for &shelf in ProjectShelf::ALL {
        let held = i64::try_from(names(of(shelf)).await.len()).unwrap();
        assert_eq!(counts.of(shelf), held, "{shelf}");
    }
    let text = |text: &str| ProjectQuery { text: text.to_owned(), ..ProjectQuery::default() };
    assert_eq!(names(text("NORTHwind plan")).await, ["planned"], "by customer and name, whatever the case");
    assert_eq!(names(text("100%")).await, [""; 0], "no wildcards");
    let of_other = ProjectQuery { customer: Some(other), ..of(ProjectShelf::Archived) };
    assert_eq!(names(of_other.clone()).await, ["Old"]);
    let counts = store.read(async |tx| projects::counts(tx, house.id, &of_other).await.unwrap()).await;
    assert_eq!((counts.everything(), counts.archived), (1, 1));
    let found = store.read(async |tx| projects::named(tx, house.id, other, &["old"], 5).await.unwrap()).await;
    assert_eq!(
        found.into_iter().map(|row| row.name).collect::<Vec<_>>(),
        ["Old", "on_hold"],
        "part of a word is enough, and the customer's own comes first"
    );
    assert!(store.read(async |tx| projects::named(tx, house.id, other, &[], 5).await.unwrap()).await.is_empty());
}

async fn a_list_is_paged_without_gaps(store: &Store) {
    let house = store.house("harbour").await;
    for n in 0..7_u64 {
        let status = [Status::Active, Status::Planned, Status::OnHold][usize::try_from(n % 3).unwrap()];
        // Some of one moment.
        let at = NOW + Duration::from_millis(n / 2);
        store.write(async |tx| insert(tx, &house, house.customer, &draft(&n.to_string(), status), at).await).await;
    }
    let page = async |after: Option<ProjectPlace>, limit| {
        let query = ProjectQuery::default();
        store.read(async |tx| projects::list(tx, house.id, &query, (after, limit)).await.unwrap()).await
    };
    let all: Vec<ProjectId> = page(None, 100).await.iter().map(|row| row.id).collect();
    assert_eq!(all.len(), 7);
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let rows = page(after, 2).await;
        let Some(last) = rows.last() else { break };
        after = Some(ProjectPlace::of(last));
        seen.extend(rows.iter().map(|row| row.id));
    }
    assert_eq!(seen, all);
}

async fn updates_are_read_newest_first_in_parts(store: &Store) {
    let house = store.house("harbour").await;
    let id =
        store.write(async |tx| insert(tx, &house, house.customer, &draft("Website", Status::Active), NOW).await).await;
    for n in 0..5_u64 {
        let at = NOW + Duration::from_millis(n / 2);
        store.write(async |tx| post(tx, &house, id, &format!("News {n}"), at).await.unwrap()).await;
    }
    let page = async |before, limit| {
        store.read(async |tx| project_updates::of_project(tx, house.id, id, (before, limit)).await.unwrap()).await
    };
    let all = page(None, 100).await;
    assert_eq!(all.len(), 5);
    assert!(all.is_sorted_by_key(|update| std::cmp::Reverse(update.posted_at)));
    let first = page(None, 2).await;
    let rest = page(first.last().map(|last| (last.posted_at, last.id)), 100).await;
    assert_eq!([first, rest].concat(), all);
    let last = &all[0];
    let later = NOW + Duration::from_secs(1);
    store.write(async |tx| project_updates::edit(tx, house.id, last.id, "Mended", later).await.unwrap()).await;
    let (of, found) = store.read(async |tx| project_updates::find(tx, house.id, last.id).await.unwrap()).await.unwrap();
    assert_eq!((of, found.body.as_str(), found.edited_at), (id, "Mended", Some(later)));
    assert_eq!((found.posted_at, found.author_id), (last.posted_at, house.agent), "it stays where and whose it was");
    store.write(async |tx| project_updates::delete(tx, house.id, last.id).await.unwrap()).await;
    assert_eq!(page(None, 100).await.len(), 4);
    let told = store.read(async |tx| project_updates::told(tx, house.id, id).await.unwrap()).await;
    assert_eq!(told, [house.client], "the customer's people, and nobody else");
}

async fn a_key_posts_once(store: &Store) {
    let house = store.house("harbour").await;
    let id =
        store.write(async |tx| insert(tx, &house, house.customer, &draft("Website", Status::Active), NOW).await).await;
    let new = |update| NewUpdate { id: update, project: id, author: house.agent, body: "News", key: "key" };
    let update = UpdateId::new(NOW, &SystemChance);
    store.write(async |tx| project_updates::insert(tx, house.id, &new(update), NOW).await.unwrap()).await;
    let found = store.read(async |tx| project_updates::by_key(tx, house.id, house.agent, "key").await.unwrap()).await;
    assert_eq!(found, Some((id, update, "News".to_owned())));
    let mut tx = store.db.write().await.unwrap();
    let again = project_updates::insert(&mut tx, house.id, &new(UpdateId::new(NOW, &SystemChance)), NOW).await;
    assert!(again.unwrap_err().is_taken());
}

async fn what_hangs_on_something_is_needed(store: &Store) {
    let house = store.house("harbour").await;
    let customer = store.write(async |tx| add_customer(tx, house.id, "Southwind").await).await;
    let needs = async || store.read(async |tx| customers::is_needed(tx, house.id, customer).await.unwrap()).await;
    assert!(!needs().await);
    let id = store.write(async |tx| insert(tx, &house, customer, &draft("Website", Status::Active), NOW).await).await;
    assert!(needs().await, "a customer with a project");
    let is_needed = async || store.read(async |tx| projects::is_needed(tx, house.id, id).await.unwrap()).await;
    assert!(!is_needed().await);
    let first = store.write(async |tx| milestone(tx, &house, id, "First").await).await;
    assert!(is_needed().await, "a project with a milestone");
    store.write(async |tx| milestones::delete(tx, house.id, first).await.unwrap()).await;
    assert!(!is_needed().await);
    store.write(async |tx| post(tx, &house, id, "News", NOW).await.unwrap()).await;
    assert!(is_needed().await, "a project with an update");
}

async fn two_movements_of_one_moment_are_told_apart(store: &Store) {
    let house = store.house("harbour").await;
    let id =
        store.write(async |tx| insert(tx, &house, house.customer, &draft("Website", Status::Active), NOW).await).await;
    let movement = async || store.read(async |tx| tickets::last_movements(tx, &[house.id]).await.unwrap()).await[0].1;
    let mut seen = vec![movement().await];
    for _ in 0..3 {
        store.write(async |tx| projects::touch(tx, house.id, id, NOW).await.unwrap()).await;
        seen.push(movement().await);
    }
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 4);
}

/// A project of this name, without days and members.
pub(crate) fn draft(name: &str, status: Status) -> DraftProject {
    DraftProject {
        name: name.to_owned(),
        description: String::new(),
        status,
        starts_on: None,
        due_on: None,
        percent: None,
        members: Vec::new(),
    }
}

pub(crate) async fn insert(
    tx: &mut Tx,
    house: &House,
    customer: CustomerId,
    draft: &DraftProject,
    at: Timestamp,
) -> ProjectId {
    let id = ProjectId::new(at, &SystemChance);
    let sought = draft.name.to_lowercase();
    let (key, written) = (id.to_string(), Written { customer, draft, sought: &sought });
    let new = NewProject { id, key: Some(&key), by: Some(house.agent), written };
    projects::insert(tx, house.id, &new, at).await.unwrap();
    id
}

pub(crate) async fn milestone(tx: &mut Tx, house: &House, project: ProjectId, title: &str) -> MilestoneId {
    let id = MilestoneId::new(NOW, &SystemChance);
    let draft = DraftMilestone { title: title.to_owned(), due_on: None };
    milestones::insert(tx, house.id, project, (id, &draft), NOW).await.unwrap();
    id
}

pub(crate) async fn post(
    tx: &mut Tx,
    house: &House,
    project: ProjectId,
    body: &str,
    at: Timestamp,
) -> Result<UpdateId, frontdesk::store::Error> {
    let id = UpdateId::new(at, &SystemChance);
    let key = id.to_string();
    let new = NewUpdate { id, project, author: house.agent, body, key: &key };
    project_updates::insert(tx, house.id, &new, at).await.map(|()| id)
}

async fn find(store: &Store, house: &House, id: ProjectId) -> Option<Project> {
    store.read(async |tx| projects::find(tx, house.id, id).await.unwrap()).await
}
