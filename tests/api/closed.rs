//! What is closed stays closed: a reply opens a follow-up.

use std::time::Duration;

use frontdesk::app::tickets::close_resolved;
use frontdesk::domain::ticket::Status;
use frontdesk::words::msg::portal;

use crate::{TestApp, each_database, eventually, said, said_with};

each_database!(
    fourteen_days_after_resolved_a_ticket_closes,
    a_reply_to_a_closed_ticket_opens_a_follow_up_that_links_back,
    a_follow_up_is_opened_once_for_each_key,
    a_note_still_finds_its_place,
    staffs_follow_up_is_still_the_clients_and_takes_its_status,
);

/// A fortnight, but for a moment.
const ALMOST: Duration = Duration::from_millis(14 * 24 * 60 * 60 * 1_000 - 1);

async fn fourteen_days_after_resolved_a_ticket_closes(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let (left, reopened) =
        (app.open(&cast.client, "Left", "Body").await, app.open(&cast.client, "Reopened", "Body").await);
    for number in [left, reopened] {
        app.set_status(&cast.agent, number, Status::Resolved).await;
    }
    app.wait(ALMOST);
    close_resolved(&app.app).await.unwrap();
    assert_eq!(closed(app).await, [] as [String; 0]);
    app.set_status(&cast.client, reopened, Status::Open).await;
    app.wait(Duration::from_millis(1));
    // The server looks too, now and then: whoever comes first.
    close_resolved(&app.app).await.unwrap();
    eventually("the ticket is closed", async || (closed(app).await == [left.to_string()]).then_some(())).await;
    assert_eq!(close_resolved(&app.app).await.unwrap(), 0, "what is closed is not closed again");
    let page = app.sign_in(&cast.client).await.get(&format!("/support/{left}")).await;
    assert!(page.text().contains(&said(portal::THREAD_CLOSED_BY_TIME)), "{page:?}");
}

async fn closed(app: &TestApp) -> Vec<String> {
    app.texts("SELECT CAST(number AS TEXT) FROM tickets WHERE status = 'closed' ORDER BY number").await
}

async fn a_reply_to_a_closed_ticket_opens_a_follow_up_that_links_back(app: &TestApp) {
    let cast = app.cast("harbour").await;
    for (person, base) in [(&cast.client, "/support"), (&cast.agent, "/desk/tickets")] {
        let number = app.open(&cast.client, "The subject", "First").await;
        app.set_status(&cast.agent, number, Status::Closed).await;
        let browser = app.sign_in(person).await;
        let replied = browser.post(&format!("{base}/{number}/replies"), &[("body", "It is back")]).await;
        let next = number + 1;
        assert_eq!(replied.location(), format!("{base}/{next}"));
        let follow_up = browser.get(replied.location()).await;
        let text = follow_up.text();
        assert!(text.contains("The subject") && text.contains("It is back"), "{text}");
        assert!(text.contains(&said_with(portal::TICKET_FOLLOWS, &[("number", &number.to_string())])), "{text}");
        assert!(follow_up.body.contains(&format!("href=\"{base}/{number}\"")), "{follow_up:?}");
        let old = browser.get(&format!("{base}/{number}")).await;
        assert!(
            old.thread().contains(&said_with(portal::THREAD_FOLLOWED_UP, &[("number", &next.to_string())])),
            "{old:?}"
        );
        assert!(!old.thread().contains("It is back"), "{old:?}");
        let fragment = browser.send(&format!("{base}/{number}/replies"), &[("body", "And again")]).await;
        assert_eq!(fragment.header("hx-redirect"), format!("{base}/{}", next + 1), "{fragment:?}");
        assert!(fragment.body.is_empty(), "{fragment:?}");
    }
}

async fn a_follow_up_is_opened_once_for_each_key(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    app.set_status(&cast.agent, number, Status::Closed).await;
    let browser = app.sign_in(&cast.client).await;
    let path = format!("/support/{number}/replies");
    let fields = [("body", "It is back"), ("key", "key-1")];
    for _ in 0..2 {
        assert_eq!(browser.post(&path, &fields).await.location(), format!("/support/{}", number + 1));
        assert_eq!(browser.send(&path, &fields).await.header("hx-redirect"), format!("/support/{}", number + 1));
    }
    assert_eq!(browser.send(&path, &[("body", "Other words"), ("key", "key-1")]).await.status, 409);
    assert_eq!(app.texts("SELECT subject FROM tickets").await.len(), 2);
}

async fn staffs_follow_up_is_still_the_clients_and_takes_its_status(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    app.set_status(&cast.agent, number, Status::Closed).await;
    let agent = app.sign_in(&cast.agent).await;
    let fields = [("body", "Is it still fine?"), ("kind", "reply"), ("then", "pending")];
    let replied = agent.post(&format!("/desk/tickets/{number}/replies"), &fields).await;
    let follow_up = agent.get(replied.location()).await;
    assert!(follow_up.text().contains(&cast.client.0.name), "who asked: {follow_up:?}");
    assert!(follow_up.body.contains("data-status=\"pending\""), "{follow_up:?}");
}

async fn a_note_still_finds_its_place(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    app.set_status(&cast.agent, number, Status::Closed).await;
    app.note(&cast.agent, number, "For the file").await;
    let page = app.sign_in(&cast.agent).await.get(&format!("/desk/tickets/{number}")).await;
    assert!(page.text().contains("For the file"), "{page:?}");
}
