//! Mails, kept or sent.

use std::time::Duration;

use frontdesk::clock::Timestamp;
use frontdesk::domain::mail::MailStatus;
use frontdesk::id::{MailId, SystemChance};
use frontdesk::store::mails::{self, NewMail};

use crate::{House, NOW, Store, each_database};

each_database!(
    a_mail_is_kept_until_it_is_sent,
    a_refusal_is_noted_until_it_is_sent,
    what_is_refused_for_good_is_not_sent_again,
    the_newest_come_first
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
    };
    store.write(async |tx| mails::insert(tx, house.id, &mail, NOW).await.unwrap()).await;
    let unsent = store.read(async |tx| mails::unsent(tx, house.id, id).await.unwrap()).await.unwrap();
    assert_eq!((unsent.recipient.as_str(), unsent.organisation_name.as_str()), ("client@harbour.test", "harbour"));
    assert_eq!((unsent.text.as_str(), unsent.html.as_str(), unsent.thread), ("plain", "<p>rich</p>", Some(ticket)));
    assert_eq!(store.read(async |tx| mails::all_kept(tx).await.unwrap()).await, [(house.id, id)]);

    store.write(async |tx| mails::sent(tx, house.id, id, NOW).await.unwrap()).await;
    assert!(store.read(async |tx| mails::unsent(tx, house.id, id).await.unwrap()).await.is_none());
    assert!(store.read(async |tx| mails::all_kept(tx).await.unwrap()).await.is_empty());
    let listed = store.read(async |tx| mails::newest(tx, house.id, 10).await.unwrap()).await;
    assert_eq!(listed.iter().map(|mail| mail.status).collect::<Vec<_>>(), [MailStatus::Sent]);
}

async fn a_refusal_is_noted_until_it_is_sent(store: &Store) {
    let house = store.house("harbour").await;
    let id = keep(store, &house, "News", NOW).await;
    store.write(async |tx| mails::refused(tx, house.id, id, "451 Later", MailStatus::Kept).await.unwrap()).await;
    let listed = store.read(async |tx| mails::newest(tx, house.id, 10).await.unwrap()).await;
    assert_eq!((listed[0].status, listed[0].error.as_deref()), (MailStatus::Kept, Some("451 Later")));
    store.write(async |tx| mails::sent(tx, house.id, id, NOW).await.unwrap()).await;
    let listed = store.read(async |tx| mails::newest(tx, house.id, 10).await.unwrap()).await;
    assert_eq!((listed[0].status, listed[0].error.as_deref()), (MailStatus::Sent, None));
}

async fn what_is_refused_for_good_is_not_sent_again(store: &Store) {
    let house = store.house("harbour").await;
    let id = keep(store, &house, "News", NOW).await;
    store.write(async |tx| mails::refused(tx, house.id, id, "550 Nobody", MailStatus::Refused).await.unwrap()).await;
    assert!(store.read(async |tx| mails::all_kept(tx).await.unwrap()).await.is_empty());
    assert!(store.read(async |tx| mails::unsent(tx, house.id, id).await.unwrap()).await.is_none());
}

async fn the_newest_come_first(store: &Store) {
    let house = store.house("harbour").await;
    for (subject, after) in [("second", 2), ("first", 1), ("third", 3)] {
        keep(store, &house, subject, NOW + Duration::from_secs(after)).await;
    }
    let listed = store.read(async |tx| mails::newest(tx, house.id, 2).await.unwrap()).await;
    assert_eq!(listed.iter().map(|mail| mail.subject.as_str()).collect::<Vec<_>>(), ["third", "second"]);
}

async fn keep(store: &Store, house: &House, subject: &str, at: Timestamp) -> MailId {
    let id = MailId::new(at, &SystemChance);
    let mail = NewMail { id, recipient: "client@harbour.test", subject, text: "", html: "", thread: None, link: None };
    store.write(async |tx| mails::insert(tx, house.id, &mail, at).await.unwrap()).await;
    id
}
