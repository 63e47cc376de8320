//! Users and memberships.

use std::time::Duration;

use frontdesk::domain::input::Email;
use frontdesk::domain::people::{Person, Role};
use frontdesk::id::{MembershipId, SystemChance, UserId};
use frontdesk::store::logins;
use frontdesk::store::people::{self, NewMembership, NewUser};

use crate::{NOW, Store, each_database};

each_database!(
    an_address_has_one_login,
    a_login_has_one_membership_in_an_organisation,
    only_staff_who_may_work_are_assignable,
    whoever_is_deactivated_gets_no_mail,
);

async fn an_address_has_one_login(store: &Store) {
    store.house("harbour").await;
    let email = Email::parse("client@harbour.test").unwrap();
    let user = NewUser {
        id: UserId::new(NOW, &SystemChance),
        email: &email,
        name: "Again",
        password_hash: None,
        confirmed_at: None,
    };
    let mut tx = store.db.write().await.unwrap();
    assert!(people::insert_user(&mut tx, &user, NOW).await.unwrap_err().is_taken());
    drop(tx);
    let unknown = Email::parse("nobody@harbour.test").unwrap();
    assert!(store.read(async |tx| logins::find_by_email(tx, &unknown).await.unwrap()).await.is_none());
}

async fn a_login_has_one_membership_in_an_organisation(store: &Store) {
    let (harbour, rival) = (store.house("harbour").await, store.house("rival").await);
    let email = Email::parse("client@harbour.test").unwrap();
    let user_id = store.read(async |tx| logins::find_by_email(tx, &email).await.unwrap()).await.unwrap().id;
    let membership =
        || NewMembership { id: MembershipId::new(NOW, &SystemChance), user_id, role: Role::Viewer, customer_id: None };
    let mut tx = store.db.write().await.unwrap();
    assert!(people::insert_membership(&mut tx, harbour.id, &membership(), NOW).await.unwrap_err().is_taken());
    drop(tx);
    let later = NOW + Duration::from_secs(1);
    store.write(async |tx| people::insert_membership(tx, rival.id, &membership(), later).await.unwrap()).await;
    let usable = store.read(async |tx| people::usable_memberships(tx, user_id, None).await.unwrap()).await;
    assert_eq!(usable.iter().map(|membership| membership.role).collect::<Vec<_>>(), [Role::Client, Role::Viewer]);
    store
        .write(async |tx| {
            tx.run("UPDATE memberships SET status = 'deactivated' WHERE role = 'client'", &[]).await.unwrap()
        })
        .await;
    let usable = store.read(async |tx| people::usable_memberships(tx, user_id, None).await.unwrap()).await;
    assert_eq!(usable.iter().map(|membership| membership.role).collect::<Vec<_>>(), [Role::Viewer]);
}

async fn only_staff_who_may_work_are_assignable(store: &Store) {
    let house = store.house("harbour").await;
    for role in [Role::Admin, Role::Manager, Role::Viewer] {
        store.person(&house, &format!("{role}@harbour.test"), role, None).await;
    }
    let gone = store.person(&house, "gone@harbour.test", Role::Agent, None).await;
    let leave = format!("UPDATE memberships SET status = 'deactivated' WHERE id = '{gone}'");
    store.write(async |tx| tx.run(&leave, &[]).await.unwrap()).await;
    let assignable = store.read(async |tx| people::assignable(tx, house.id).await.unwrap()).await;
    assert_eq!(names(&assignable), ["admin@harbour.test", "agent@harbour.test", "manager@harbour.test"]);
}

async fn whoever_is_deactivated_gets_no_mail(store: &Store) {
    let house = store.house("harbour").await;
    let recipient = async || store.read(async |tx| people::recipient(tx, house.id, house.client).await.unwrap()).await;
    let found = recipient().await.unwrap();
    assert_eq!((found.email.as_str(), found.role), ("client@harbour.test", Role::Client));
    assert_eq!((found.language.as_str(), found.time_zone.as_str()), ("en", "UTC"));
    store.write(async |tx| tx.run("UPDATE memberships SET status = 'deactivated'", &[]).await.unwrap()).await;
    assert!(recipient().await.is_none());
}

fn names(people: &[Person]) -> Vec<&str> {
    let mut names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    names.sort_unstable();
    names
}
