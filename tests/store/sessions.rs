//! Signed-in browsers.

use std::time::Duration;

use frontdesk::domain::input::Email;
use frontdesk::domain::people::{Caller, Role};
use frontdesk::domain::session::Fate;
use frontdesk::id::{SessionId, SystemChance, secret};
use frontdesk::store::sessions::{self, NewSession};
use frontdesk::store::{Tx, logins, people};

use crate::{House, NOW, Store, each_database};

each_database!(
    a_cookie_stands_for_its_person_until_it_expires,
    a_session_ends_when_it_is_deleted,
    a_session_stands_only_as_long_as_the_right_behind_it,
    expired_sessions_are_forgotten,
);

const LASTS: Duration = Duration::from_secs(60);

async fn a_cookie_stands_for_its_person_until_it_expires(store: &Store) {
    let house = store.house("harbour").await;
    let token = begin(store, &house).await;
    let caller = caller(store, &token).await.unwrap();
    assert_eq!((caller.membership_id, caller.organisation_id), (house.client, house.id));
    assert_eq!((caller.role, caller.customer_id), (Role::Client, Some(house.customer)));
    assert_eq!((caller.email.as_str(), caller.time_zone.as_str()), ("client@harbour.test", "UTC"));
    assert!(self::caller(store, "another").await.is_none());
    let at_the_end = store.read(async |tx| sessions::find(tx, &token, NOW + LASTS).await.unwrap()).await;
    assert!(at_the_end.is_none());
}

async fn a_session_ends_when_it_is_deleted(store: &Store) {
    let house = store.house("harbour").await;
    let (kept, ended) = (begin(store, &house).await, begin(store, &house).await);
    let caller = caller(store, &ended).await.unwrap();
    store.write(async |tx| sessions::delete(tx, caller.session_id).await.unwrap()).await;
    assert!(self::caller(store, &ended).await.is_none());
    assert!(self::caller(store, &kept).await.is_some());
    assert!(!stands(store, &caller).await);
}

async fn a_session_stands_only_as_long_as_the_right_behind_it(store: &Store) {
    for (change, is_still_somebody) in [
        ("UPDATE memberships SET status = 'deactivated'", false),
        ("UPDATE memberships SET role = 'viewer'", true),
        ("UPDATE memberships SET customer_id = NULL", true),
        ("UPDATE sessions SET expires_at = 1", false),
    ] {
        let house = store.house(&secret(&SystemChance).to_lowercase()).await;
        let token = begin(store, &house).await;
        let caller = caller(store, &token).await.unwrap();
        assert!(stands(store, &caller).await, "before {change}");
        store.write(async |tx: &mut Tx| tx.run(change, &[]).await.unwrap()).await;
        assert!(!stands(store, &caller).await, "after {change}");
        assert_eq!(self::caller(store, &token).await.is_some(), is_still_somebody, "after {change}");
    }
}

async fn expired_sessions_are_forgotten(store: &Store) {
    let house = store.house("harbour").await;
    begin(store, &house).await;
    let forget = async |at| store.write(async |tx| sessions::delete_expired(tx, at).await.unwrap()).await;
    assert_eq!(forget(NOW + LASTS - Duration::from_millis(1)).await, 0);
    assert_eq!(forget(NOW + LASTS).await, 1);
}

/// Begins a session of the house's client and returns what it is known by.
async fn begin(store: &Store, house: &House) -> String {
    let token_hash = secret(&SystemChance);
    store
        .write(async |tx| {
            let client = people::recipient(tx, house.id, house.client).await.unwrap().unwrap();
            let login = logins::find_by_email(tx, &Email::parse(&client.email).unwrap()).await.unwrap().unwrap();
            let session = NewSession {
                id: SessionId::new(NOW, &SystemChance),
                token_hash: &token_hash,
                user_id: login.id,
                membership_id: house.client,
                user_agent: "test",
                address: "203.0.113.9",
                expires_at: NOW + LASTS,
            };
            sessions::insert(tx, &session, NOW).await.unwrap();
        })
        .await;
    token_hash
}

async fn caller(store: &Store, token: &str) -> Option<Caller> {
    store.read(async |tx| sessions::find(tx, token, NOW).await.unwrap()).await.map(|session| session.caller)
}

async fn stands(store: &Store, caller: &Caller) -> bool {
    let standings = store.read(async |tx| sessions::standings(tx, &[caller.session_id], NOW).await.unwrap()).await;
    standings.iter().any(|standing| standing.fate(caller) == Fate::Stands)
}
