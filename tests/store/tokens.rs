//! Links that work once.

use std::time::Duration;

use frontdesk::domain::input::Email;
use frontdesk::domain::link::{Purpose, Via};
use frontdesk::id::{InviteId, SystemChance, UserId, secret};
use frontdesk::store::tokens::{self, Token};
use frontdesk::store::{Tx, logins};

use crate::{House, NOW, Store, each_database};

each_database!(
    a_link_works_once_and_only_for_its_purpose,
    of_a_hundred_who_use_a_link_at_once_one_gets_it,
    a_use_that_does_not_commit_leaves_the_link_working,
    a_link_ends_when_its_time_is_up,
    links_of_an_invitation_or_a_login_end_together,
    only_links_that_ended_are_forgotten,
);

async fn a_link_works_once_and_only_for_its_purpose(store: &Store) {
    let house = store.house("harbour").await;
    for &purpose in Purpose::ALL {
        let link = mint(store, &token(&house, purpose)).await;
        for &other in Purpose::ALL.iter().filter(|other| **other != purpose) {
            assert!(find(store, &link, other).await.is_none(), "{purpose} looked at as {other}");
            assert!(use_up(store, &link, other).await.is_none(), "{purpose} used as {other}");
        }
        for _ in 0..2 {
            let found = find(store, &link, purpose).await.expect("looking does not use it up");
            assert_eq!((found.purpose, found.via), (purpose, Via::ServerMail));
            assert_eq!(found.organisation_id, Some(house.id));
        }
        assert!(use_up(store, &link, purpose).await.is_some());
        assert!(use_up(store, &link, purpose).await.is_none(), "{purpose} a second time");
        assert!(find(store, &link, purpose).await.is_none(), "{purpose} afterwards");
    }
    assert!(find(store, "altered", Purpose::Reset).await.is_none());
}

async fn of_a_hundred_who_use_a_link_at_once_one_gets_it(store: &Store) {
    let house = store.house("harbour").await;
    let link = mint(store, &token(&house, Purpose::Reset)).await;
    let tries = (0..100).map(|_| {
        let (db, link) = (store.db.clone(), link.clone());
        tokio::spawn(async move {
            let mut tx = db.write().await.unwrap();
            let got = tokens::use_up(&mut tx, &link, Purpose::Reset, NOW).await.unwrap().is_some();
            // Whoever has it holds it for a while before committing: the others must wait, not slip through.
            tokio::time::sleep(Duration::from_millis(if got { 30 } else { 0 })).await;
            tx.commit().await.unwrap();
            got
        })
    });
    let mut got = 0;
    for one in tries.collect::<Vec<_>>() {
        got += u32::from(one.await.unwrap());
    }
    assert_eq!(got, 1);
}

async fn a_use_that_does_not_commit_leaves_the_link_working(store: &Store) {
    let house = store.house("harbour").await;
    let link = mint(store, &token(&house, Purpose::Invite)).await;
    let mut tx = store.db.write().await.unwrap();
    assert!(tokens::use_up(&mut tx, &link, Purpose::Invite, NOW).await.unwrap().is_some());
    drop(tx);
    assert!(use_up(store, &link, Purpose::Invite).await.is_some());
}

async fn a_link_ends_when_its_time_is_up(store: &Store) {
    let house = store.house("harbour").await;
    for &purpose in Purpose::ALL {
        let link = mint(store, &token(&house, purpose)).await;
        let (end, almost) = (NOW + purpose.lasts(), NOW + purpose.lasts() - Duration::from_millis(1));
        let found = store.read(async |tx| tokens::find(tx, &link, purpose, end).await.unwrap()).await;
        assert!(found.is_none(), "{purpose}");
        let used = store.write(async |tx| tokens::use_up(tx, &link, purpose, end).await.unwrap()).await;
        assert!(used.is_none(), "{purpose}");
        let used = store.write(async |tx| tokens::use_up(tx, &link, purpose, almost).await.unwrap()).await;
        assert!(used.is_some(), "{purpose}");
    }
}

async fn links_of_an_invitation_or_a_login_end_together(store: &Store) {
    let house = store.house("harbour").await;
    let (agent, client) = (user(store, "agent@harbour.test").await, user(store, "client@harbour.test").await);
    let (invite, other) = (invite(store, &house, "a@b.test").await, invite(store, &house, "c@d.test").await);
    let of_invite =
        async |invite| mint(store, &Token { invite_id: Some(invite), ..token(&house, Purpose::Invite) }).await;
    let of_user = async |user, purpose| mint(store, &Token { user_id: Some(user), ..token(&house, purpose) }).await;
    let (first, second, kept) = (of_invite(invite).await, of_invite(invite).await, of_invite(other).await);
    store.write(async |tx| tokens::end_of_invite(tx, invite, NOW).await.unwrap()).await;
    assert!(find(store, &first, Purpose::Invite).await.is_none());
    assert!(find(store, &second, Purpose::Invite).await.is_none());
    assert!(find(store, &kept, Purpose::Invite).await.is_some(), "another invitation's goes on");

    let (reset, again) = (of_user(agent, Purpose::Reset).await, of_user(agent, Purpose::Reset).await);
    let (email, others) = (of_user(agent, Purpose::Email).await, of_user(client, Purpose::Reset).await);
    store.write(async |tx| tokens::end_of_user(tx, agent, Purpose::Reset, NOW).await.unwrap()).await;
    assert!(find(store, &reset, Purpose::Reset).await.is_none());
    assert!(find(store, &again, Purpose::Reset).await.is_none());
    assert!(find(store, &email, Purpose::Email).await.is_some(), "another purpose goes on");
    assert!(find(store, &others, Purpose::Reset).await.is_some(), "another login's goes on");
}

async fn only_links_that_ended_are_forgotten(store: &Store) {
    let house = store.house("harbour").await;
    let (short, long) =
        (mint(store, &token(&house, Purpose::Handover)).await, mint(store, &token(&house, Purpose::Invite)).await);
    let forget = async |at| store.write(async |tx| tokens::delete_expired(tx, at).await.unwrap()).await;
    let end = NOW + Purpose::Handover.lasts();
    assert_eq!(forget(end - Duration::from_millis(1)).await, 0);
    assert_eq!(forget(end).await, 1);
    assert!(find(store, &short, Purpose::Handover).await.is_none());
    assert!(find(store, &long, Purpose::Invite).await.is_some());
}

fn token(house: &House, purpose: Purpose) -> Token {
    Token {
        purpose,
        via: Via::ServerMail,
        organisation_id: Some(house.id),
        user_id: None,
        invite_id: None,
        membership_id: None,
        session_id: None,
        email: None,
    }
}

/// Adds a link and returns what it is known by.
async fn mint(store: &Store, token: &Token) -> String {
    let hash = secret(&SystemChance);
    store.write(async |tx: &mut Tx| tokens::insert(tx, &hash, token, NOW).await.unwrap()).await;
    hash
}

async fn find(store: &Store, hash: &str, purpose: Purpose) -> Option<Token> {
    store.read(async |tx| tokens::find(tx, hash, purpose, NOW).await.unwrap()).await
}

async fn use_up(store: &Store, hash: &str, purpose: Purpose) -> Option<Token> {
    store.write(async |tx| tokens::use_up(tx, hash, purpose, NOW).await.unwrap()).await
}

async fn user(store: &Store, email: &str) -> UserId {
    let email = Email::parse(email).unwrap();
    store.read(async |tx| logins::find_by_email(tx, &email).await.unwrap()).await.unwrap().id
}

async fn invite(store: &Store, house: &House, email: &str) -> InviteId {
    let id = InviteId::new(NOW, &SystemChance);
    let sql = format!(
        "INSERT INTO invites (id, organisation_id, email, role, expires_at, created_at) VALUES ('{id}', '{}', '{email}', 'viewer', 1, 1)",
        house.id
    );
    store.write(async |tx: &mut Tx| tx.run(&sql, &[]).await.unwrap()).await;
    id
}
