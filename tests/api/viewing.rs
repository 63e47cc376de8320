//! Looking at the portal as a client sees it (P8): everything is read, nothing is written, and the client does not look present.

use std::time::Duration;

use frontdesk::app::tickets::{self, NewReply, Opening};
use frontdesk::domain::input::{Body, Key, Subject};
use frontdesk::domain::thread::MessageKind;
use frontdesk::web::routes::{self, Audience};

use crate::common::held;
use crate::{Answer, Browser, Cast, TestApp, each_database};

each_database!(
    staff_see_what_the_client_sees_and_the_banner_says_so,
    every_write_is_refused_in_words,
    the_desk_goes_on_beside_it,
    nothing_tells_that_the_client_was_there,
    sockets_are_let_in_only_while_it_lasts,
    only_who_may_and_only_as_an_active_client_of_that_customer,
    it_ends_with_the_button_and_with_signing_out,
    it_ends_when_the_client_is_deactivated_or_changes_role,
    its_beginning_and_end_are_recorded,
);

async fn start(app: &TestApp, cast: &Cast) -> Browser {
    let browser = app.sign_in(&cast.agent).await;
    look_on(&browser, cast).await;
    browser
}

async fn look_on(browser: &Browser, cast: &Cast) {
    let path = format!("/desk/customers/{}/view", cast.northwind);
    let client = cast.client.0.membership_id.to_string();
    assert_eq!(browser.post(&path, &[("membership", &client)]).await.location(), "/");
}

async fn staff_see_what_the_client_sees_and_the_banner_says_so(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "Body").await;
    app.note(&cast.agent, number, "Only for us").await;
    app.open(&cast.neighbour, "Of another customer", "Body").await;
    let browser = start(app, &cast).await;
    let client = app.sign_in(&cast.client).await;
    for path in ["/", "/support", &format!("/support/{number}"), "/support/new", "/help", "/support/2", "/nowhere"] {
        let (seen, theirs) = (browser.get(path).await, client.get(path).await);
        assert_eq!(seen.status, theirs.status, "{path}");
        assert!(seen.text().contains("You see the portal as Client harbour of Northwind."), "{path}: {seen:?}");
        assert!(seen.text().contains("Nothing can be changed."), "{path}");
        assert!(seen.body.contains("action=\"/desk/view/end?organisation=harbour\""), "{path}");
        assert!(!seen.text().contains("Only for us") && !seen.text().contains("Of another customer"), "{path}");
        for said in ["Subject", "Hello, Client harbour", "All tickets", "Open tickets 1"] {
            assert_eq!(seen.text().contains(said), theirs.text().contains(said), "{path}: {said}");
        }
    }
    let thread = browser.get(&format!("/support/{number}")).await;
    assert!(!thread.body.contains("id=\"composer\""), "{thread:?}");
    assert!(browser.get("/support/new").await.body.contains("<fieldset class=\"plain-set\" disabled>"));
}

async fn every_write_is_refused_in_words(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "Body").await;
    let browser = start(app, &cast).await;
    let records = "SELECT id || body FROM messages UNION ALL SELECT id || status || moved_at FROM tickets
                   UNION ALL SELECT id || email || name || COALESCE(password_hash, '') FROM users
                   UNION ALL SELECT ticket_id || membership_id || seen FROM read_positions ORDER BY 1";
    let before = app.texts(records).await;
    let mut tried = 0;
    for route in routes::TABLE.iter().filter(|route| route.method == "POST") {
        let is_portal = matches!(route.audience, Audience::Clients | Audience::SignedIn);
        if !is_portal || route.path == "/organisation" {
            continue;
        }
        let path = route.path.replace("{number}", &number.to_string()).replace("{id}", &cast.northwind.to_string());
        let fields = [("body", "Planted"), ("subject", "Planted"), ("status", "resolved"), ("name", "Planted")];
        for answer in [browser.post(&path, &fields).await, browser.send(&path, &fields).await] {
            assert_eq!(answer.status, 403, "{path}: {answer:?}");
            assert!(answer.body.contains("You only look on"), "{path}: {answer:?}");
        }
        tried += 1;
    }
    assert!(tried >= 3, "{tried}");
    // The verbs refuse it too.
    let looks_on =
        frontdesk::domain::people::Caller { viewed_by: Some(cast.agent.0.membership_id), ..cast.client.0.clone() };
    let refused =
        frontdesk::app::tickets::set_status(&app.app, &looks_on, number, frontdesk::domain::ticket::Status::Resolved)
            .await;
    assert!(matches!(refused, Err(frontdesk::app::Error::Refused(_))), "{refused:?}");
    let (key, body) = (Key::parse("planted-by-an-onlooker").unwrap(), Body::parse("Planted").unwrap());
    let opening = Opening {
        subject: Subject::parse("Planted").unwrap(),
        body: body.clone(),
        key: key.clone(),
        attachments: Vec::new(),
    };
    let opened = tickets::open(&app.app, &looks_on, &opening).await;
    assert!(opened.is_err(), "{opened:?}");
    let reply = NewReply { body, key, kind: MessageKind::Reply, then: None, attachments: Vec::new() };
    let replied = tickets::post_reply(&app.app, &looks_on, number, &reply).await;
    assert!(replied.is_err(), "they replied");
    assert_eq!(app.texts(records).await, before);
}

async fn the_desk_goes_on_beside_it(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "Body").await;
    let browser = start(app, &cast).await;
    let desk = browser.get(&format!("/desk/tickets/{number}")).await;
    assert!(!desk.text().contains("You see the portal as"), "{desk:?}");
    let reply = [("body", "From the desk"), ("kind", "note")];
    assert_eq!(browser.post(&format!("/desk/tickets/{number}/replies"), &reply).await.status, 303);
    let actor = "SELECT u.name FROM messages m JOIN memberships a ON a.id = m.author_id JOIN users u ON u.id = a.user_id WHERE m.kind = 'note'";
    assert_eq!(app.texts(actor).await, ["Agent harbour"]);
}

async fn nothing_tells_that_the_client_was_there(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "Body").await;
    app.reply(&cast.agent, number, "An answer").await;
    let unread = async |browser: &Browser| browser.get("/support").await.body.contains("class=\"unread\"");
    let (browser, client) = (start(app, &cast).await, app.sign_in(&cast.client).await);
    assert!(unread(&client).await);
    browser.get(&format!("/support/{number}")).await;
    assert!(unread(&client).await && unread(&browser).await, "they see the client's own marks, and leave them");
}

async fn sockets_are_let_in_only_while_it_lasts(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "Body").await;
    let browser = start(app, &cast).await;
    let page = browser.get(&format!("/support/{number}")).await;
    let (client, colleague) = (cast.client.0.membership_id, cast.colleague.0.membership_id);
    assert!(
        page.body.contains(&format!("/live?topic=ticket:{number}&amp;organisation=harbour&amp;as={client}")),
        "{page:?}"
    );
    let upgrade = async |query: &str| {
        Answer::to(browser.upgrade(&format!("/live?{query}"), Some(&browser.origin()))).await.status
    };
    assert_eq!(upgrade(&format!("topic=home&as={client}")).await, 101);
    assert_eq!(upgrade(&format!("topic=desk:open&as={client}")).await, 404);
    assert_eq!(upgrade(&format!("topic=home&as={colleague}")).await, 404);
    assert_eq!(upgrade("topic=home").await, 404, "a page of the desk has no client's topics");
    assert_eq!(upgrade("topic=desk:open").await, 101);
    let mut as_client = browser.live(&format!("topic=home&as={client}")).await;
    as_client.until("the home", |frame| frame.contains("home-live")).await;
    let mut desk = browser.live("topic=desk:open").await;
    desk.until("the inbox", |frame| frame.contains("inbox")).await;
    browser.post("/desk/view/end", &[]).await.location();
    let code = tokio::time::timeout(held(Duration::from_secs(1)), as_client.closed()).await;
    assert_eq!(code.expect("it closes within a second"), 1008);
    app.open(&cast.client, "Another one", "Body").await;
    desk.until("the desk's page goes on", |frame| frame.contains("Another one")).await;
    assert_eq!(upgrade(&format!("topic=home&as={client}")).await, 404);
}

async fn only_who_may_and_only_as_an_active_client_of_that_customer(app: &TestApp) {
    let (cast, rival) = (app.cast("harbour").await, app.cast("rival").await);
    let (client, agent) = (cast.client.0.membership_id.to_string(), cast.agent.0.membership_id.to_string());
    let path = |customer: &dyn std::fmt::Display| format!("/desk/customers/{customer}/view");
    for (person, status) in [
        (&cast.admin, 303),
        (&cast.manager, 303),
        (&cast.agent, 303),
        (&cast.viewer, 403),
        (&cast.client, 404),
        (&rival.admin, 404),
    ] {
        let browser = app.sign_in(person).await;
        let answer = browser.post(&path(&cast.northwind), &[("membership", &client)]).await;
        assert_eq!(answer.status, status, "{person:?}");
    }
    let browser = app.sign_in(&cast.agent).await;
    let neighbour = cast.neighbour.0.membership_id.to_string();
    let foreign = rival.client.0.membership_id.to_string();
    for (customer, membership) in [
        (cast.northwind.to_string(), &neighbour),
        (cast.contoso.to_string(), &client),
        (cast.northwind.to_string(), &agent),
        (rival.northwind.to_string(), &foreign),
        (cast.northwind.to_string(), &foreign),
        (cast.northwind.to_string(), &"nonsense".to_owned()),
        ("nonsense".to_owned(), &client),
    ] {
        assert_eq!(
            browser.post(&path(&customer), &[("membership", membership)]).await.status,
            404,
            "{customer} {membership}"
        );
    }
    app.execute(&format!("UPDATE memberships SET status = 'deactivated' WHERE id = '{client}'")).await;
    assert_eq!(browser.post(&path(&cast.northwind), &[("membership", &client)]).await.status, 404);
    assert_eq!(browser.get("/").await.location(), "/desk");
}

async fn it_ends_with_the_button_and_with_signing_out(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let browser = start(app, &cast).await;
    let back = browser.post("/desk/view/end", &[]).await;
    assert_eq!(back.location(), format!("/desk/customers/{}", cast.northwind));
    assert_eq!(browser.get("/").await.location(), "/desk");
    assert_eq!(browser.get("/support").await.status, 404);
    assert_eq!(browser.post("/desk/view/end", &[]).await.location(), "/desk", "twice is no error");
    look_on(&browser, &cast).await;
    assert_eq!(browser.post("/session/end", &[]).await.location(), "/session/new");
    let again = app.sign_in(&cast.agent).await;
    assert_eq!(again.get("/").await.location(), "/desk");
}

async fn it_ends_when_the_client_is_deactivated_or_changes_role(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let admin = app.sign_in(&cast.admin).await;
    let id = cast.client.0.membership_id;
    let browser = start(app, &cast).await;
    let mut socket = browser.live(&format!("topic=home&as={id}")).await;
    socket.until("the home", |frame| frame.contains("home-live")).await;
    assert_eq!(admin.post(&format!("/desk/settings/users/{id}/deactivate"), &[]).await.status, 303);
    let code = tokio::time::timeout(held(Duration::from_secs(1)), socket.closed()).await;
    assert_eq!(code.expect("it closes within a second"), 1008);
    assert_eq!(browser.get("/").await.location(), "/desk");
    assert_eq!(admin.post(&format!("/desk/settings/users/{id}/reactivate"), &[]).await.status, 303);
    assert_eq!(browser.get("/").await.location(), "/desk", "it does not begin again by itself");
    let ended = app.texts("SELECT subject FROM audit WHERE action = 'view_as.ended'").await;
    assert_eq!(ended.len(), 1);
    // Whoever may not look on any more does not.
    look_on(&browser, &cast).await;
    app.execute("UPDATE memberships SET role = 'viewer' WHERE role = 'agent'").await;
    assert_eq!(browser.get("/").await.location(), "/desk");
}

async fn its_beginning_and_end_are_recorded(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let browser = start(app, &cast).await;
    browser.get("/support").await;
    browser.post("/desk/view/end", &[]).await.location();
    let log = app
        .texts("SELECT action || ': ' || actor || ' as ' || subject || ' from ' || address FROM audit WHERE action LIKE 'view_as%' ORDER BY action DESC")
        .await;
    let line =
        |what: &str| format!("view_as.{what}: Agent harbour <agent@harbour.test> as Client harbour from 127.0.0.1");
    assert_eq!(log, [line("started"), line("ended")]);
}
