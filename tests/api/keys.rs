//! Nothing is doubled: a key names one sending, however often it arrives.

use futures_util::future::join_all;

use crate::{TestApp, each_database};

each_database!(
    a_repeated_reply_is_answered_with_the_one_stored,
    a_key_with_another_text_is_a_conflict_that_keeps_the_text,
    a_repeated_ticket_is_the_one_that_was_opened,
    a_key_is_its_senders_alone,
    a_key_belongs_to_its_thread_and_kind,
    of_a_hundred_at_once_one_is_stored,
    of_a_hundred_tickets_at_once_one_is_opened,
    a_form_without_a_key_gets_its_own,
);

async fn a_repeated_reply_is_answered_with_the_one_stored(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    let browser = app.sign_in(&cast.client).await;
    let (path, thread) = (format!("/support/{number}/replies"), format!("/support/{number}"));
    let fields = [("body", "Second\r\nline"), ("key", "key-1")];
    let first = browser.send(&path, &fields).await;
    assert_eq!(first.status, 201);
    app.reply(&cast.agent, number, "Third").await;
    let again = browser.send(&path, &fields).await;
    assert_eq!((again.status, &again.body), (200, &first.body));
    assert_eq!(browser.post(&path, &fields).await.location(), thread);
    // The same text after the server has tidied it.
    assert_eq!(browser.post(&path, &[("body", " Second\nline "), ("key", "key-1")]).await.location(), thread);
    assert_eq!(browser.get(&thread).await.ids("reply-").len(), 3);
}

async fn a_key_with_another_text_is_a_conflict_that_keeps_the_text(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    for (person, base) in [(&cast.client, "/support"), (&cast.agent, "/desk/tickets")] {
        let browser = app.sign_in(person).await;
        let path = format!("{base}/{number}/replies");
        browser.post(&path, &[("body", "One text"), ("key", "key-1")]).await.location();
        let other = [("body", "Another <text>"), ("key", "key-1")];
        let page = browser.post(&path, &other).await;
        assert_eq!(page.status, 409);
        assert!(page.text().contains("already sent with a different text"), "{page:?}");
        assert!(page.body.contains("Another &lt;text&gt;</textarea>"), "{page:?}");
        let fresh = page.field("key");
        assert_ne!(fresh, "key-1");
        let fragment = browser.send(&path, &other).await;
        assert_eq!(fragment.status, 409);
        assert!(fragment.json()["error"].as_str().unwrap().contains("Nothing was sent twice"), "{fragment:?}");
        browser.post(&path, &[("body", "Another <text>"), ("key", &fresh)]).await.location();
    }
    assert_eq!(app.texts("SELECT body FROM messages").await.len(), 5);
}

async fn a_repeated_ticket_is_the_one_that_was_opened(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let browser = app.sign_in(&cast.client).await;
    let fields = [("subject", "Subject"), ("body", "Body"), ("key", "key-1")];
    for _ in 0..3 {
        assert_eq!(browser.post("/support", &fields).await.location(), "/support/1");
    }
    for (subject, body) in [("Subject", "Another body"), ("Another subject", "Body")] {
        let page = browser.post("/support", &[("subject", subject), ("body", body), ("key", "key-1")]).await;
        assert_eq!(page.status, 409);
        assert_eq!(page.field("subject"), subject);
        assert!(page.body.contains(&format!("{body}</textarea>")), "{page:?}");
        assert_ne!(page.field("key"), "key-1");
    }
    let agent = app.sign_in(&cast.agent).await;
    let customer = cast.northwind.to_string();
    let at_desk = [("customer", &*customer), ("subject", "Subject"), ("body", "Body"), ("key", "key-1")];
    for _ in 0..2 {
        // What was answered with a repeated key took no number.
        assert_eq!(agent.post("/desk/tickets", &at_desk).await.location(), "/desk/tickets/2");
    }
    let contoso = cast.contoso.to_string();
    let for_another = [("customer", &*contoso), ("subject", "Subject"), ("body", "Body"), ("key", "key-1")];
    assert_eq!(agent.post("/desk/tickets", &for_another).await.status, 409, "the same words to somebody else");
}

async fn a_key_is_its_senders_alone(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    for person in [&cast.client, &cast.colleague] {
        let browser = app.sign_in(person).await;
        let text = format!("by {}", person.0.name);
        let sent = browser.send(&format!("/support/{number}/replies"), &[("body", &text), ("key", "the-same")]).await;
        assert_eq!(sent.status, 201, "{sent:?}");
    }
}

async fn a_key_belongs_to_its_thread_and_kind(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let (first, second) =
        (app.open(&cast.client, "First", "Body").await, app.open(&cast.client, "Second", "Body").await);
    let browser = app.sign_in(&cast.agent).await;
    let send = async |number, kind| {
        let fields = [("body", "Text"), ("key", "key-1"), ("kind", kind)];
        browser.send(&format!("/desk/tickets/{number}/replies"), &fields).await.status
    };
    assert_eq!(send(first, "note").await, 201);
    assert_eq!(send(first, "note").await, 200);
    assert_eq!(send(first, "reply").await, 409, "what was a note does not become a reply");
    assert_eq!(send(second, "note").await, 409, "nor does it stand in two threads");
}

async fn of_a_hundred_at_once_one_is_stored(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    let browser = app.sign_in(&cast.client).await;
    let path = format!("/support/{number}/replies");
    let sent = join_all((0..100).map(|_| browser.send(&path, &[("body", "Once"), ("key", "key-1")]))).await;
    assert_eq!(sent.iter().filter(|answer| answer.status == 201).count(), 1);
    assert_eq!(sent.iter().filter(|answer| answer.status == 200).count(), 99);
    assert!(sent.iter().all(|answer| answer.body == sent[0].body));
    assert_eq!(browser.get(&format!("/support/{number}")).await.ids("reply-").len(), 2);
}

async fn of_a_hundred_tickets_at_once_one_is_opened(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let browser = app.sign_in(&cast.client).await;
    let fields = [("subject", "Subject"), ("body", "Body"), ("key", "key-1")];
    let opened = join_all((0..100).map(|_| browser.post("/support", &fields))).await;
    assert!(opened.iter().all(|answer| answer.location() == "/support/1"));
    assert_eq!(app.texts("SELECT subject FROM tickets").await, ["Subject"]);
}

async fn a_form_without_a_key_gets_its_own(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let browser = app.sign_in(&cast.client).await;
    for number in 1..=2 {
        let opened = browser.post("/support", &[("subject", "Subject"), ("body", "Body")]).await;
        assert_eq!(opened.location(), format!("/support/{number}"));
    }
}
