//! Files that go with messages: kept once under their key, sent once, forgotten when nobody sends them.

use frontdesk::clock::Timestamp;
use frontdesk::domain::attachment::{Attachment, FileType, Owner, OwnerKind};
use frontdesk::domain::people::Side;
use frontdesk::domain::thread::{MessageKind, What};
use frontdesk::id::{FileId, MembershipId, MessageId, SystemChance};
use frontdesk::store::{attachments, events, files, messages};

use crate::house::{event, message};
use crate::{House, NOW, Store, each_database};

each_database!(
    a_key_is_one_file,
    a_file_is_sent_once_and_by_its_uploader,
    entries_carry_their_files_in_order,
    what_nobody_sends_is_forgotten,
);

pub(crate) fn attachment(uploader: MembershipId) -> Attachment {
    Attachment {
        id: FileId::new(NOW, &SystemChance),
        uploader_id: uploader,
        name: "photo.png".to_owned(),
        media_type: FileType::Png,
        size: 7,
        width: Some(2),
        height: Some(1),
        created_at: NOW,
    }
}

async fn add(store: &Store, house: &House, key: &str) -> Attachment {
    let file = attachment(house.client);
    store.write(async |tx| attachments::insert(tx, house.id, &file, (key, "digest")).await.unwrap()).await;
    file
}

fn some_message() -> Owner {
    Owner::Message(MessageId::new(NOW, &SystemChance))
}

async fn a_key_is_one_file(store: &Store) {
    let house = store.house("harbour").await;
    let file = add(store, &house, "once").await;
    let mut tx = store.db.write().await.unwrap();
    let again = attachment(house.client);
    assert!(attachments::insert(&mut tx, house.id, &again, ("once", "other")).await.unwrap_err().is_taken());
    drop(tx);
    store
        .write(async |tx| attachments::insert(tx, house.id, &attachment(house.agent), ("once", "a")).await.unwrap())
        .await;
    let found =
        store.read(async |tx| attachments::find_by_key(tx, house.id, house.client, "once").await.unwrap()).await;
    assert_eq!(found, Some((file.id, "digest".to_owned())));
    let found = store.read(async |tx| attachments::find(tx, house.id, file.id).await.unwrap()).await;
    assert_eq!(found, Some((file, None)));
}

async fn a_file_is_sent_once_and_by_its_uploader(store: &Store) {
    let house = store.house("harbour").await;
    let file = add(store, &house, "one").await;
    let (first, second) = (some_message(), some_message());
    let attach = async |uploader, owner| {
        store.write(async |tx| attachments::attach(tx, house.id, (uploader, file.id), (owner, 0)).await.unwrap()).await
    };
    assert!(!attach(house.agent, first).await, "somebody else's");
    assert!(attach(house.client, first).await);
    assert!(!attach(house.client, second).await, "sent already");
    let mut tx = store.db.write().await.unwrap();
    assert!(!attachments::forget(&mut tx, house.id, house.client, file.id).await.unwrap(), "what was sent stays");
    assert_eq!(attachments::unsent(&mut tx, house.id, house.client, &[file.id]).await.unwrap(), []);
    assert_eq!(attachments::find(&mut tx, house.id, file.id).await.unwrap(), Some((file, Some(first))));
    attachments::forget_of(&mut tx, house.id, first).await.unwrap();
    assert_eq!(attachments::of(&mut tx, house.id, first).await.unwrap(), []);
}

async fn entries_carry_their_files_in_order(store: &Store) {
    let house = store.house("harbour").await;
    let (ticket, _) = store.ticket(&house, "First", NOW).await;
    let said = message(ticket, house.client, MessageKind::Reply, "two files");
    let (late, early) = (add(store, &house, "b").await, add(store, &house, "a").await);
    store
        .write(async |tx| {
            messages::insert(tx, house.id, &said, NOW).await.unwrap();
            for (place, file) in [(0, late.id), (1, early.id)] {
                let owner = (Owner::Message(said.id), place);
                assert!(attachments::attach(tx, house.id, (house.client, file), owner).await.unwrap());
            }
            let topic = events::ticket_topic(ticket);
            events::append(tx, house.id, &topic, event("replied", Some(house.client), Some(said.id.to_string())), NOW)
                .await
                .unwrap();
        })
        .await;
    let entries =
        store.read(async |tx| events::last_entries(tx, house.id, (ticket, Side::Client), 10).await.unwrap()).await;
    let files: Vec<Vec<FileId>> = entries
        .iter()
        .map(|entry| match &entry.what {
            What::Message { attachments, .. } => attachments.iter().map(|file| file.id).collect(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(files, [vec![], vec![late.id, early.id]]);
    let all = [said.id.to_string(), "nothing".to_owned()];
    let of_all =
        store.read(async |tx| attachments::of_all(tx, house.id, OwnerKind::Message, &all).await.unwrap()).await;
    assert_eq!(of_all.len(), 2);
    let place = store.read(async |tx| messages::place_of(tx, house.id, said.id).await.unwrap()).await;
    assert_eq!(place, Some((ticket, MessageKind::Reply)));
}

async fn what_nobody_sends_is_forgotten(store: &Store) {
    let house = store.house("harbour").await;
    let (sent, left, fresh) =
        (add(store, &house, "sent").await, add(store, &house, "left").await, add(store, &house, "fresh").await);
    store
        .write(async |tx| {
            let sent = (house.client, sent.id);
            assert!(attachments::attach(tx, house.id, sent, (some_message(), 0)).await.unwrap());
            let later = format!("UPDATE attachments SET created_at = created_at + 1000 WHERE id = '{}'", fresh.id);
            tx.run(&later, &[]).await.unwrap();
            attachments::forget_unsent(tx, Timestamp::from_millis(NOW.as_millis() + 500)).await.unwrap();
        })
        .await;
    let mut tx = store.db.read().await.unwrap();
    for (file, stays) in [(&sent, true), (&left, false), (&fresh, true)] {
        assert_eq!(files::is_known(&mut tx, house.id, file.id).await.unwrap(), stays, "{file:?}");
    }
    assert_eq!(attachments::count_unsent(&mut tx, house.id, house.client).await.unwrap(), 1);
}
