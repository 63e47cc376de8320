//! A note is for staff: no client ever gets a word of it, on any page, in any fragment, over any connection, in any mail.

use std::time::Duration;

use crate::{Setup, TestApp, each_database};

each_database!(a_note_reaches_no_client, a_note_moves_nothing_in_a_clients_list);
const WITH_MAIL: Setup = Setup { mail_server: Some("250 Yes"), ..Setup::DEFAULT };
each_database!(WITH_MAIL; a_note_is_mailed_to_no_client);

const SECRET: &str = "zanzibar";

async fn a_note_reaches_no_client(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    let (client, agent) = (app.sign_in(&cast.client).await, app.sign_in(&cast.agent).await);
    let mut live = client.live(&format!("topic=ticket:{number}&topic=tickets&topic=home&after=1")).await;
    live.until("the subscription", |frame| frame.contains("\"subscribed\"")).await;

    let desk = format!("/desk/tickets/{number}");
    let noted = agent.send(&format!("{desk}/replies"), &[("body", SECRET), ("kind", "note")]).await;
    assert!(noted.status == 201 && noted.body.contains(SECRET), "{noted:?}");
    assert!(agent.get("/desk/tickets").await.body.contains(SECRET), "the desk's list shows it");
    // Its number is known, so that none is missing.
    let mut frames = live.until("its number", |frame| frame == "{\"number\":2}").await;
    for path in ["/", "/support"] {
        assert!(!client.get(path).await.body.contains(SECRET), "{path} shows the last message a client may see");
    }
    let replied = client.send(&format!("/support/{number}/replies"), &[("body", "Second"), ("key", "key-1")]).await;
    assert!(!replied.body.contains(SECRET));
    frames.extend(live.until("the reply", |frame| frame.contains("data-number=\"3\"")).await);
    assert!(!frames.concat().contains(SECRET), "{frames:?}");
    let mut late = app.sign_in(&cast.colleague).await.live(&format!("topic=ticket:{number}&after=0")).await;
    let frames = late.until("the backlog", |frame| frame.contains("\"subscribed\"")).await;
    assert!(frames.concat().contains("Second") && !frames.concat().contains(SECRET), "{frames:?}");

    for path in ["/", "/support", &format!("/support/{number}"), &format!("/support/{number}?all"), &desk] {
        for answer in [client.get(path).await, client.fetch(path).await] {
            assert!(!answer.body.contains(SECRET), "{path}: {answer:?}");
        }
    }
    assert_eq!(client.get(&format!("/support/{number}")).await.ids("reply-").len(), 2);
    let forged = client.send(&format!("/support/{number}/replies"), &[("body", "Seen by all"), ("kind", "note")]).await;
    assert!(forged.body.contains("data-kind=\"reply\""), "a client writes no notes: {forged:?}");
    assert!(!client.get("/support").await.text().contains("New reply"), "a note is nothing new for a client");
}

async fn a_note_moves_nothing_in_a_clients_list(app: &TestApp) {
    let cast = app.cast("harbour").await;
    for subject in ["First", "Second"] {
        app.open(&cast.client, subject, "Body").await;
        app.wait(Duration::from_secs(60));
    }
    let (client, agent) = (app.sign_in(&cast.client).await, app.sign_in(&cast.agent).await);
    let before = client.get("/support").await;
    app.note(&cast.agent, 1, SECRET).await;
    assert_eq!(agent.get("/desk/tickets?view=open").await.ids("row-"), ["1", "2"]);
    let after = client.get("/support").await;
    assert_eq!(after.ids("ticket-"), before.ids("ticket-"));
    assert_eq!(after.body, before.body, "not even its time");
}

async fn a_note_is_mailed_to_no_client(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    app.note(&cast.agent, number, SECRET).await;
    app.wait(Duration::from_secs(120));
    app.work().await;
    assert!(app.mail_server().mails().is_empty(), "a note alone is no news");
    app.reply(&cast.agent, number, "An answer").await;
    app.wait(Duration::from_secs(120));
    app.work().await;
    let mails = app.mail_server().mails();
    assert_eq!(mails.len(), 1);
    assert!(mails[0].text.contains("An answer") && !mails[0].text.contains(SECRET), "{mails:?}");
}
