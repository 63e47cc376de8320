//! Mails, kept or sent.

use std::time::Duration;

use frontdesk::clock::Timestamp;
use frontdesk::domain::mail::{MailStatus, Place};
use frontdesk::id::{MailId, OrganisationId, SystemChance};
use frontdesk::store::mail_servers::{self, Row};
use frontdesk::store::mails::{self, NewMail};

use crate::{House, NOW, Store, each_database};

each_database!(
    a_mail_is_kept_until_it_is_sent,
    a_refusal_is_noted_until_it_is_sent,
    what_is_refused_for_good_is_not_sent_again,
    the_newest_come_first,
    the_list_goes_on_where_it_ended,
    kept_ones_are_found_part_by_part_oldest_first,
    what_was_sent_is_not_undone,
);

async fn a_mail_is_kept_until_it_is_sent(store: &Store) {
    let house = store.house("harbour").await;
    let (ticket, _) = store.ticket(&house, "First", NOW).await;
    let id = MailId::new(NOW, &SystemChance);
    let mail = NewMail {
        id,
        recipient: "client@harbour.test",
        subject: "News",
        text: "plain",
        html: "<p>rich</p>",
        thread: Some(ticket),
        link: None,
        invoice: None,
    };
    store.write(async |tx| mails::insert(tx, house.id, &mail, NOW).await.unwrap()).await;
    let unsent = store.read(async |tx| mails::unsent(tx, house.id, id).await.unwrap()).await.unwrap();
    assert_eq!((unsent.recipient.as_str(), unsent.organisation_name.as_str()), ("client@harbour.test", "harbour"));
    assert_eq!((unsent.text.as_str(), unsent.html.as_str(), unsent.thread), ("plain", "<p>rich</p>", Some(ticket)));
    assert_eq!(kept(store, &house).await, [id]);
    assert_eq!(with_kept(store, false).await, [house.id]);

    store.write(async |tx| mails::sent(tx, house.id, id, NOW).await.unwrap()).await;
    assert!(store.read(async |tx| mails::unsent(tx, house.id, id).await.unwrap()).await.is_none());
    assert!(kept(store, &house).await.is_empty() && with_kept(store, false).await.is_empty());
    let listed = store.read(async |tx| mails::page(tx, house.id, None, (None, 10)).await.unwrap()).await;
    assert_eq!(listed.iter().map(|mail| mail.status).collect::<Vec<_>>(), [MailStatus::Sent]);
}

async fn a_refusal_is_noted_until_it_is_sent(store: &Store) {
    let house = store.house("harbour").await;
    let id = keep(store, &house, "News", NOW).await;
    store.write(async |tx| mails::refused(tx, house.id, id, "451 Later", MailStatus::Kept).await.unwrap()).await;
    let listed = store.read(async |tx| mails::page(tx, house.id, None, (None, 10)).await.unwrap()).await;
    assert_eq!((listed[0].status, listed[0].error.as_deref()), (MailStatus::Kept, Some("451 Later")));
    store.write(async |tx| mails::sent(tx, house.id, id, NOW).await.unwrap()).await;
    let listed = store.read(async |tx| mails::page(tx, house.id, None, (None, 10)).await.unwrap()).await;
    assert_eq!((listed[0].status, listed[0].error.as_deref()), (MailStatus::Sent, None));
}

async fn what_is_refused_for_good_is_not_sent_again(store: &Store) {
    let house = store.house("harbour").await;
    let id = keep(store, &house, "News", NOW).await;
    store.write(async |tx| mails::refused(tx, house.id, id, "550 Nobody", MailStatus::Refused).await.unwrap()).await;
    assert!(kept(store, &house).await.is_empty());
    assert!(store.read(async |tx| mails::unsent(tx, house.id, id).await.unwrap()).await.is_none());
}

async fn the_newest_come_first(store: &Store) {
    let house = store.house("harbour").await;
    for (subject, after) in [("second", 2), ("first", 1), ("third", 3)] {
        keep(store, &house, subject, NOW + Duration::from_secs(after)).await;
    }
    let listed = store.read(async |tx| mails::page(tx, house.id, None, (None, 2)).await.unwrap()).await;
    assert_eq!(listed.iter().map(|mail| mail.subject.as_str()).collect::<Vec<_>>(), ["third", "second"]);
}

async fn the_list_goes_on_where_it_ended(store: &Store) {
    let house = store.house("harbour").await;
    for (subject, after) in [("a", 1), ("b", 2), ("c", 2), ("d", 3)] {
        keep(store, &house, subject, NOW + Duration::from_secs(after)).await;
    }
    let gone = keep(store, &house, "gone", NOW + Duration::from_secs(2)).await;
    store.write(async |tx| mails::sent(tx, house.id, gone, NOW).await.unwrap()).await;
    for (status, length) in [(None, 5), (Some(MailStatus::Kept), 4), (Some(MailStatus::Sent), 1)] {
        let whole = store.read(async |tx| mails::page(tx, house.id, status, (None, 10)).await.unwrap()).await;
        let whole: Vec<MailId> = whole.iter().map(|mail| mail.id).collect();
        assert_eq!(whole.len(), length, "{status:?}");
        let (mut parts, mut before) = (Vec::new(), None);
        loop {
            let part = store.read(async |tx| mails::page(tx, house.id, status, (before, 1)).await.unwrap()).await;
            let Some(last) = part.last() else { break };
            before = Some(last.place());
            parts.push(last.id);
        }
        assert_eq!(parts, whole, "{status:?}");
    }
}

async fn kept_ones_are_found_part_by_part_oldest_first(store: &Store) {
    let house = store.house("harbour").await;
    let mut ids = Vec::new();
    for after in [1, 2, 2, 3] {
        ids.push((after, keep(store, &house, "News", NOW + Duration::from_secs(after)).await));
    }
    ids.sort_unstable_by_key(|(after, id)| (*after, id.to_string()));
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let part = store.read(async |tx| mails::kept_after(tx, house.id, after, 1).await.unwrap()).await;
        let Some(&(at, id)) = part.last() else { break };
        after = Some(Place { at, id });
        found.push(id);
    }
    assert_eq!(found, ids.iter().map(|(_, id)| *id).collect::<Vec<_>>());
    assert!(with_kept(store, true).await.is_empty(), "it has no mail server of its own");
    let row = mail_server("mail.harbour.test");
    store.write(async |tx| mail_servers::save(tx, house.id, &row, NOW).await.unwrap()).await;
    assert_eq!(with_kept(store, true).await, [house.id]);
}

async fn what_was_sent_is_not_undone(store: &Store) {
    let house = store.house("harbour").await;
    let id = keep(store, &house, "News", NOW).await;
    store.write(async |tx| mails::sent(tx, house.id, id, NOW).await.unwrap()).await;
    store.write(async |tx| mails::refused(tx, house.id, id, "451 Late", MailStatus::Kept).await.unwrap()).await;
    assert!(!store.write(async |tx| mails::keep_again(tx, house.id, id).await.unwrap()).await);
    let listed = store.read(async |tx| mails::find(tx, house.id, id).await.unwrap()).await.unwrap();
    assert_eq!((listed.status, listed.error), (MailStatus::Sent, None));
}

async fn kept(store: &Store, house: &House) -> Vec<MailId> {
    let found = store.read(async |tx| mails::kept_after(tx, house.id, None, 10).await.unwrap()).await;
    found.into_iter().map(|(_, id)| id).collect()
}

async fn with_kept(store: &Store, only_with_own: bool) -> Vec<OrganisationId> {
    store.read(async |tx| mails::organisations_with_kept(tx, only_with_own).await.unwrap()).await
}

pub(crate) fn mail_server(host: &str) -> Row {
    Row {
        host: host.to_owned(),
        port: 587,
        security: "tls".to_owned(),
        username: "me".to_owned(),
        password: "v1:sealed".to_owned(),
        sender: "me@harbour.test".to_owned(),
    }
}

async fn keep(store: &Store, house: &House, subject: &str, at: Timestamp) -> MailId {
    let id = MailId::new(at, &SystemChance);
    let mail = NewMail {
        id,
        recipient: "client@harbour.test",
        subject,
        text: "",
        html: "",
        thread: None,
        link: None,
        invoice: None,
    };
    store.write(async |tx| mails::insert(tx, house.id, &mail, at).await.unwrap()).await;
    id
}
