//! Why can't they see it? (P9) Each cause, made here, appears with its button, and pressing the button mends it.

use std::time::Duration;

use frontdesk::app::tickets;
use frontdesk::id::{InviteId, MailId, SystemChance};
use reqwest::Method;

use crate::common::html::{self, Tag};
use crate::{Answer, Browser, Cast, TestApp, each_database, eventually};

each_database!(
    an_invoice_is_a_draft_or_another_customers_or_none,
    all_is_well_when_somebody_signs_in,
    nobody_signs_in,
    an_archived_customer_is_restored,
    an_invitation_waits_runs_out_or_is_not_delivered,
    a_login_is_deactivated_or_linked_to_nothing,
    a_ticket_of_another_customer_is_moved,
    a_moved_ticket_leaves_open_pages_at_once,
    what_is_there_is_shown_where,
    an_article_is_published_and_shown,
    a_submission_that_failed_is_opened_for_them,
    a_submission_that_went_through_after_all_is_no_cause,
    a_submission_is_opened_once,
    who_may_not_mend_is_told_who_may,
    a_remedy_that_is_none_is_not_there,
);

async fn all_is_well_when_somebody_signs_in(app: &TestApp) {
    let (cast, admin) = begin(app).await;
    let page = admin.get(&customer(&cast)).await;
    assert!(
        page.text().contains("Nothing stands in the way: Client harbour, Colleague harbour can sign in"),
        "{page:?}"
    );
    assert!(buttons(&page).is_empty(), "{page:?}");
}

async fn nobody_signs_in(app: &TestApp) {
    let (cast, admin) = begin(app).await;
    app.execute("UPDATE memberships SET customer_id = NULL, status = 'deactivated' WHERE role = 'client'").await;
    let page = admin.get(&access(&cast, "")).await;
    assert!(page.text().contains("Nobody can sign in for this customer"), "{page:?}");
    let invite = format!("/desk/settings/users?customer={}", cast.northwind);
    assert!(links(&page).contains(&invite), "{page:?}");
}

async fn an_archived_customer_is_restored(app: &TestApp) {
    let (cast, admin) = begin(app).await;
    app.execute(&format!("UPDATE customers SET archived_at = 1 WHERE id = '{}'", cast.northwind)).await;
    let page = admin.get(&access(&cast, "")).await;
    assert!(page.text().contains("This customer is archived"), "{page:?}");
    let page = press(&admin, &page, "restore").await;
    assert!(page.text().contains("Nothing stands in the way"), "{page:?}");
}

async fn an_invitation_waits_runs_out_or_is_not_delivered(app: &TestApp) {
    let (cast, admin) = begin(app).await;
    let later = app.app.clock.now().as_millis() + 60_000;
    for (expires_at, mail, said) in [
        (later, None, "jo@northwind.test hasn’t accepted the invitation yet"),
        (later, Some(("sent", None)), "jo@northwind.test hasn’t accepted the invitation yet"),
        (1, Some(("sent", None)), "The invitation to jo@northwind.test has expired"),
        (later, Some(("refused", Some("550 5.1.1 no such user"))), "The mail server’s answer: 550 5.1.1 no such user"),
        (later, Some(("kept", None)), "kept until there is a mail server"),
        (later, Some(("kept", Some("451 later"))), "The mail server’s answer: 451 later"),
    ] {
        app.execute("DELETE FROM invites").await;
        invite(app, &cast, expires_at, mail).await;
        let page = admin.get(&access(&cast, "")).await;
        assert!(page.text().contains(said), "{said} in {page:?}");
        assert!(!page.text().contains("Nothing stands in the way"), "{page:?}");
        let mail_is_to_be_looked_at = links(&page).iter().any(|url| url == "/desk/settings/email");
        let kept = mail.is_some_and(|(status, _)| status == "kept");
        let remedies: Vec<String> = buttons(&page).into_iter().map(|(remedy, _)| remedy).collect();
        assert_eq!(remedies, if kept { vec![] } else { vec!["resend".to_owned()] }, "{said}");
        assert!(mail_is_to_be_looked_at || !kept, "{page:?}");
        if !kept {
            // Sent again: its link works for two more days, and there is a new mail, which waits for a mail server.
            press(&admin, &page, "resend").await;
            app.work().await;
            let page = admin.get(&access(&cast, "")).await;
            assert!(page.text().contains("The invitation to jo@northwind.test hasn’t been sent yet"), "{page:?}");
            let ends = app.app.clock.now() + Duration::from_secs(48 * 60 * 60);
            let waits = format!("SELECT email FROM invites WHERE expires_at = {}", ends.as_millis());
            assert_eq!(app.texts(&waits).await, ["jo@northwind.test"]);
        }
    }
}

async fn a_login_is_deactivated_or_linked_to_nothing(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let admin = app.sign_in(&cast.admin).await;
    let page = admin.get(&access(&cast, "")).await;
    assert!(page.text().contains("Nothing stands in the way"), "who is linked to nothing may be meant or not");
    assert!(page.text().contains("Unlinked harbour isn’t connected to any company"), "{page:?}");
    assert_eq!(buttons(&page), [("link".to_owned(), cast.unlinked.0.membership_id.to_string())]);
    app.execute(&format!("UPDATE memberships SET status = 'deactivated' WHERE id = '{}'", cast.client.0.membership_id))
        .await;
    let page = admin.get(&access(&cast, "")).await;
    assert!(page.text().contains("Client harbour is deactivated"), "{page:?}");
    assert!(buttons(&page).contains(&("reactivate".to_owned(), cast.client.0.membership_id.to_string())), "{page:?}");
    let page = press(&admin, &page, "reactivate").await;
    assert!(
        page.text().contains("Nothing stands in the way: Client harbour, Colleague harbour can sign in"),
        "{page:?}"
    );
    assert_eq!(app.sign_in(&cast.client).await.get("/support").await.status, 200);
    let stray = app.sign_in(&cast.unlinked).await;
    assert_eq!(stray.get("/support").await.status, 403);
    let page = press(&admin, &page, "link").await;
    assert!(page.text().contains("Colleague harbour, Unlinked harbour can sign in"), "{page:?}");
    assert!(buttons(&page).is_empty(), "{page:?}");
    assert_eq!(stray.get("/support").await.status, 200);
}

async fn a_ticket_of_another_customer_is_moved(app: &TestApp) {
    let (cast, admin) = begin(app).await;
    let number = app.open(&cast.neighbour, "The flyer’s colours", "Body").await;
    for about in ["1", "%231", "flyer", "FLYER+colours"] {
        let page = admin.get(&access(&cast, about)).await;
        assert!(page.text().contains("Ticket 1 belongs to Contoso"), "{about}: {page:?}");
        assert!(page.text().contains("Move it here"), "{page:?}");
    }
    let (before, after) = (app.sign_in(&cast.neighbour).await, app.sign_in(&cast.client).await);
    let page = admin.get(&access(&cast, "flyer")).await;
    let page = press(&admin, &page, "move-ticket").await;
    assert!(page.text().contains("Ticket 1 is there, and they see it"), "{page:?}");
    assert_eq!(page.field("about"), "flyer", "the question stays");
    let path = format!("/support/{number}");
    assert_eq!((before.get(&path).await.status, after.get(&path).await.status), (404, 200));
    assert!(!before.get("/support").await.text().contains("flyer"));
    assert!(after.get("/support").await.text().contains("flyer"));
    // Whoever was there says nothing to clients: the other customer's name is not theirs to know.
    assert!(!after.get(&path).await.text().contains("Contoso"));
    let at_desk = admin.get(&format!("/desk/tickets/{number}")).await;
    assert!(at_desk.thread().contains("Moved from Contoso to Northwind by Admin harbour"), "{at_desk:?}");
    let deed = "SELECT subject || ' ' || before || ' ' || after FROM audit WHERE action = 'ticket.customer'";
    assert_eq!(
        app.texts(deed).await,
        ["#1 The flyer’s colours {\"customer\":\"Contoso\"} {\"customer\":\"Northwind\"}"]
    );
    // Again is nothing; and a customer that is archived takes none.
    tickets::move_to(&app.app, &cast.admin.0, number, cast.northwind).await.unwrap();
    assert_eq!(app.texts(deed).await.len(), 1);
    app.execute(&format!("UPDATE customers SET archived_at = 1 WHERE id = '{}'", cast.contoso)).await;
    assert!(tickets::move_to(&app.app, &cast.admin.0, number, cast.contoso).await.is_err());
    let nobody = admin.get(&access(&cast, "4711")).await;
    assert!(nobody.text().contains("There is no ticket 4711"), "{nobody:?}");
}

async fn a_moved_ticket_leaves_open_pages_at_once(app: &TestApp) {
    let (cast, admin) = begin(app).await;
    let number = app.open(&cast.neighbour, "The flyer", "Body").await;
    let (before, after) = (app.sign_in(&cast.neighbour).await, app.sign_in(&cast.client).await);
    let thread = before.live(&format!("topic=ticket:{number}&after=1")).await;
    let (mut old_list, mut new_list) = (before.live("topic=tickets").await, after.live("topic=tickets").await);
    let mut desk = admin.live(&format!("topic=ticket:{number}&after=1")).await;
    old_list.until("the list", |frame| frame.contains("ticket-list")).await;
    new_list.until("the list", |frame| frame.contains("ticket-list")).await;
    app.wait(Duration::from_secs(1));
    let moved = [("remedy", "move-ticket"), ("subject", "1")];
    admin.post(&access(&cast, ""), &moved).await.location();
    assert_eq!(thread.closed().await, 1008);
    old_list.until("the ticket to go", |frame| frame.contains("ticket-list") && !frame.contains("The flyer")).await;
    new_list.until("the ticket to come", |frame| frame.contains("The flyer")).await;
    let frames = desk.until("the move", |frame| frame.contains("Moved from Contoso to Northwind")).await;
    assert!(frames.last().unwrap().contains("id=\"panel-customer\""), "{frames:?}");
    // The session stands: only the ticket is gone.
    assert_eq!(before.get("/support").await.status, 200);
    let refused = before.upgrade(&format!("/live?topic=ticket:{number}"), Some(&before.origin()));
    assert_eq!(Answer::to(refused).await.status, 404);
    let mut thread = after.live(&format!("topic=ticket:{number}&after=1")).await;
    app.reply(&cast.agent, number, "Who is it?").await;
    let frames = thread.until("the reply", |frame| frame.contains("Who is it?")).await;
    assert!(!frames.concat().contains("Contoso"), "{frames:?}");
}

async fn what_is_there_is_shown_where(app: &TestApp) {
    let (cast, admin) = begin(app).await;
    app.open(&cast.client, "Mail is late", "Body").await;
    app.open(&cast.neighbour, "Mail is lost", "Body").await;
    app.import(&cast, &[r#"{"id": "1", "title": "Mail and you", "body": "Text"}"#], true).await;
    let page = admin.get(&access(&cast, "mail")).await;
    for said in [
        "Ticket 1 is there, and they see it",
        "Its status: Open",
        "Ticket 2 belongs to Contoso",
        "They can read “Mail and you”",
    ] {
        assert!(page.text().contains(said), "{said} in {page:?}");
    }
    assert!(
        links(&page).contains(&"/desk/tickets/1".to_owned()) && links(&page).contains(&"/help/mail-and-you".to_owned())
    );
    let nothing = admin.get(&access(&cast, "%3Cparrot%3E+100%25")).await;
    assert!(nothing.text().contains("There is no ticket and no article about “<parrot> 100%”"), "{nothing:?}");
    let open = links(&nothing).into_iter().find(|url| url.starts_with("/desk/tickets/new?")).unwrap();
    let form = admin.get(&open).await;
    assert_eq!((form.field("customer_name"), form.field("subject")), ("Northwind".into(), "<parrot> 100%".into()));
}

async fn an_article_is_published_and_shown(app: &TestApp) {
    let (cast, admin) = begin(app).await;
    app.import(&cast, &[r#"{"id": "1", "title": "Invoices explained", "body": "All about invoices."}"#], false).await;
    app.execute("UPDATE articles SET visibility = 'internal'").await;
    let client = app.sign_in(&cast.client).await;
    assert_eq!(client.get("/help/invoices-explained").await.status, 404);
    let page = admin.get(&access(&cast, "invoices")).await;
    assert!(page.text().contains("“Invoices explained” is a draft"), "{page:?}");
    let page = press(&admin, &page, "publish").await;
    assert!(page.text().contains("“Invoices explained” is for staff only"), "{page:?}");
    assert_eq!(client.get("/help/invoices-explained").await.status, 404);
    let page = press(&admin, &page, "make-public").await;
    assert!(page.text().contains("They can read “Invoices explained”"), "{page:?}");
    assert_eq!(client.get("/help/invoices-explained").await.status, 200);
    eventually("the index follows", async || {
        let found = client.get("/support/suggestions?subject=invoices").await;
        found.body.contains("invoices-explained").then_some(())
    })
    .await;
    let deeds =
        app.texts("SELECT subject || ' ' || after FROM audit WHERE action = 'article.changed' ORDER BY after").await;
    assert_eq!(
        deeds,
        ["Invoices explained {\"status\":\"published\"}", "Invoices explained {\"visibility\":\"public\"}"]
    );
}

async fn a_submission_that_failed_is_opened_for_them(app: &TestApp) {
    let (cast, admin) = begin(app).await;
    let client = app.sign_in(&cast.client).await;
    let id = fails(app, &client, "key-1").await;
    let page = admin.get(&customer(&cast)).await;
    assert!(page.text().contains("A ticket from Client harbour couldn’t be stored"), "{page:?}");
    assert!(page.text().contains(&format!("error {id}")), "{page:?}");
    assert!(!admin.get(&format!("/desk/customers/{}", cast.contoso)).await.text().contains(&id));
    let page = press(&admin, &page, "open-for-them").await;
    assert!(page.text().contains("Nothing stands in the way"), "{page:?}");
    let ticket = client.get("/support/1").await;
    assert!(ticket.text().contains("Lost subject") && ticket.text().contains("Lost body"), "{ticket:?}");
    let opened = "SELECT u.name || ' ' || t.source FROM tickets t JOIN memberships m ON m.id = t.requester_id JOIN users u ON u.id = m.user_id";
    assert_eq!(app.texts(opened).await, ["Client harbour portal"]);
    let recorded = "SELECT actor FROM audit WHERE action = 'ticket.opened'";
    assert_eq!(app.texts(recorded).await, ["Admin harbour <admin@harbour.test>"], "who did it is not hidden");
    // Whoever sends it again under its key gets the ticket that is there.
    assert_eq!(client.post("/support", &submission("key-1")).await.location(), "/support/1");
    assert_eq!(app.texts("SELECT subject FROM tickets").await.len(), 1);
}

async fn a_submission_that_went_through_after_all_is_no_cause(app: &TestApp) {
    let (cast, admin) = begin(app).await;
    let client = app.sign_in(&cast.client).await;
    let first = fails(app, &client, "key-1").await;
    // Tried again it is the same failure, under the id that was read out to somebody.
    assert_eq!(fails(app, &client, "key-1").await, first);
    assert_ne!(fails(app, &client, "key-2").await, first);
    assert_eq!(buttons(&admin.get(&customer(&cast)).await).len(), 2);
    client.post("/support", &submission("key-1")).await.location();
    client.post("/support", &submission("key-2")).await.location();
    assert!(buttons(&admin.get(&customer(&cast)).await).is_empty());
    assert_eq!(app.texts("SELECT subject FROM tickets").await.len(), 2);
}

async fn a_submission_is_opened_once(app: &TestApp) {
    let (cast, admin) = begin(app).await;
    let client = app.sign_in(&cast.client).await;
    fails(app, &client, "key-1").await;
    let page = admin.get(&customer(&cast)).await;
    let (remedy, subject) = buttons(&page).remove(0);
    let fields = [("remedy", remedy.as_str()), ("subject", subject.as_str())];
    let elsewhere = admin.post(&format!("/desk/customers/{}/access", cast.contoso), &fields).await;
    assert_eq!(elsewhere.status, 404, "it is not Contoso’s");
    let path = access(&cast, "");
    let again = submission("key-1");
    let answers = tokio::join!(admin.post(&path, &fields), admin.post(&path, &fields), client.post("/support", &again));
    let mut statuses = [answers.0.status, answers.1.status];
    statuses.sort_unstable();
    // The client’s own try may come first: then there is nothing left to be opened.
    assert!(statuses == [303, 404] || statuses == [404, 404], "{statuses:?}");
    assert_eq!(answers.2.location(), "/support/1");
    assert_eq!(app.texts("SELECT subject FROM tickets").await, ["Lost subject"]);
}

async fn who_may_not_mend_is_told_who_may(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.open(&cast.neighbour, "The flyer", "Body").await;
    app.execute(&format!("UPDATE memberships SET status = 'deactivated' WHERE id = '{}'", cast.client.0.membership_id))
        .await;
    let viewer = app.sign_in(&cast.viewer).await;
    let page = viewer.get(&access(&cast, "flyer")).await;
    assert!(page.text().contains("This can be done by: Admin, Manager, Agent."), "{page:?}");
    assert!(page.text().contains("This can be done by: Admin."), "{page:?}");
    assert!(buttons(&page).is_empty(), "{page:?}");
    let agent = app.sign_in(&cast.agent).await.get(&access(&cast, "flyer")).await;
    assert_eq!(buttons(&agent), [("move-ticket".to_owned(), "1".to_owned())]);
    for (remedy, subject) in [("restore", ""), ("move-ticket", "1")] {
        let refused = viewer.post(&access(&cast, ""), &[("remedy", remedy), ("subject", subject)]).await;
        assert_eq!(refused.status, 403, "{remedy}");
    }
    assert_eq!(app.texts("SELECT action FROM audit WHERE action = 'ticket.customer'").await, [""; 0]);
}

async fn a_remedy_that_is_none_is_not_there(app: &TestApp) {
    let (cast, admin) = begin(app).await;
    for (remedy, subject) in
        [("delete", ""), ("move-ticket", "none"), ("publish", ""), ("open-for-them", "1"), ("move-ticket", "9")]
    {
        let answer = admin.post(&access(&cast, ""), &[("remedy", remedy), ("subject", subject)]).await;
        assert_eq!(answer.status, 404, "{remedy} {subject}");
    }
}

/// Nobody is without a customer, so that Northwind's page speaks of Northwind alone.
async fn begin(app: &TestApp) -> (Cast, Browser) {
    let cast = app.cast("harbour").await;
    app.execute(&format!(
        "UPDATE memberships SET customer_id = '{}' WHERE id = '{}'",
        cast.contoso, cast.unlinked.0.membership_id
    ))
    .await;
    let admin = app.sign_in(&cast.admin).await;
    (cast, admin)
}

fn customer(cast: &Cast) -> String {
    format!("/desk/customers/{}", cast.northwind)
}

fn access(cast: &Cast, about: &str) -> String {
    format!("{}/access?about={about}", customer(cast))
}

/// The remedies that a page offers as buttons: their names and what they are done to.
fn buttons(page: &Answer) -> Vec<(String, String)> {
    let tags = html::tags(&page.body);
    let values = |name: &str| -> Vec<String> {
        let of_name = |tag: &&Tag| tag.get("name") == Some(name) && tag.get("type") == Some("hidden");
        tags.iter().filter(of_name).map(|tag| tag.get("value").unwrap_or_default().to_owned()).collect()
    };
    values("remedy").into_iter().zip(values("subject")).collect()
}

/// Presses the button of a remedy that the page offers; returns the page that follows.
async fn press(browser: &Browser, page: &Answer, remedy: &str) -> Answer {
    let found = buttons(page).into_iter().find(|(name, _)| name == remedy);
    let (name, subject) = found.unwrap_or_else(|| panic!("no button {remedy} in {page:?}"));
    let tags = html::tags(&page.body);
    let posts = tags.iter().filter(|tag| tag.get("method") == Some("post"));
    let form = posts.filter_map(|tag| tag.get("action")).find(|action| action.contains("/access")).unwrap();
    let about =
        tags.iter().find(|tag| tag.get("name") == Some("about")).and_then(|tag| tag.get("value")).unwrap_or_default();
    let done = browser.post(form, &[("remedy", &name), ("subject", &subject), ("about", about)]).await;
    let page = browser.get(done.location()).await;
    assert!(page.text().contains("Done. This is how it stands now."), "{page:?}");
    page
}

fn links(page: &Answer) -> Vec<String> {
    html::tags(&page.body)
        .iter()
        .filter(|tag| tag.name == "a")
        .filter_map(|tag| tag.get("href"))
        .map(str::to_owned)
        .collect()
}

async fn invite(app: &TestApp, cast: &Cast, expires_at: i64, mail: Option<(&str, Option<&str>)>) {
    let (now, organisation) = (app.app.clock.now(), cast.organisation.id);
    let (invite, mail_id) = (InviteId::new(now, &SystemChance), MailId::new(now, &SystemChance));
    let mut carrying = "NULL".to_owned();
    if let Some((status, error)) = mail {
        let error = error.map_or("NULL".to_owned(), |error| format!("'{error}'"));
        carrying = format!("'{mail_id}'");
        app.execute(&format!(
            "INSERT INTO mails (id, organisation_id, recipient, subject, text, html, status, error, created_at)
             VALUES ('{mail_id}', '{organisation}', 'jo@northwind.test', 'Join', '', '', '{status}', {error}, 1)"
        ))
        .await;
    }
    app.execute(&format!(
        "INSERT INTO invites (id, organisation_id, email, role, customer_id, mail_id, expires_at, created_at)
         VALUES ('{invite}', '{organisation}', 'jo@northwind.test', 'client', '{}', {carrying}, {expires_at}, 1)",
        cast.northwind
    ))
    .await;
}

fn submission(key: &str) -> [(&str, &str); 3] {
    [("subject", "Lost subject"), ("body", "Lost body"), ("key", key)]
}

/// Sends a ticket while the database cannot store messages; returns the id that the client is shown.
async fn fails(app: &TestApp, client: &Browser, key: &str) -> String {
    app.execute("ALTER TABLE messages RENAME TO messages_away").await;
    let request = client.request(Method::POST, "/support").header("origin", client.origin()).form(&submission(key));
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), 500);
    let page = answer.text().await.unwrap();
    app.execute("ALTER TABLE messages_away RENAME TO messages").await;
    let text = html::text(&page);
    assert!(text.contains("What you wrote is kept"), "{text}");
    let (_, id) = page.split_once("class=\"error-id\">").unwrap();
    let said = html::unescaped(id.split_once('<').unwrap().0);
    said.split_whitespace()
        .last()
        .unwrap()
        .trim_matches(|c: char| !c.is_alphanumeric() && c != '-' && c != '_')
        .to_owned()
}

async fn an_invoice_is_a_draft_or_another_customers_or_none(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.execute("UPDATE organisations SET invoice_prefix = 'INV-'").await;
    let draft = app.draft_invoice(&cast, cast.northwind, ("1250", "EUR")).await;
    let mine = app.invoice(&cast, cast.northwind, ("10", "EUR")).await;
    let theirs = app.invoice(&cast, cast.contoso, ("20", "EUR")).await;
    let manager = app.sign_in(&cast.manager).await;
    let page = format!("/desk/customers/{}", cast.northwind);
    let look = async |about: &str| manager.get(&format!("{page}/access?about={about}")).await;
    let said = |text: &str, link: String, answer: &Answer| {
        assert!(answer.text().contains(text), "{text}: {answer:?}");
        assert!(answer.body.contains(&format!("href=\"{link}\"")), "{link}: {answer:?}");
    };
    let shown = manager.get(&page).await;
    said("An invoice over €1,250.00 is still a draft", format!("/desk/invoices/{draft}"), &shown);
    assert!(
        shown.text().contains("Nothing stands in the way"),
        "a draft alone hides nothing they were sent: {shown:?}"
    );
    let number = theirs.number.to_string().to_lowercase();
    let elsewhere = look(&number).await;
    said(&format!("Invoice {} is for Contoso", theirs.number), format!("/desk/invoices/{}", theirs.id), &elsewhere);
    said(
        "There is no invoice INV-0999",
        format!("/desk/invoices/new?customer={}", cast.northwind),
        &look("INV-0999").await,
    );
    said(
        &format!("They see invoice {}", mine.number),
        format!("/desk/invoices/{}", mine.id),
        &look(mine.number.as_str()).await,
    );
    // Whoever may not send it reads who may.
    let viewer = app.sign_in(&cast.viewer).await.get(&page).await;
    assert!(
        !viewer.body.contains(&format!("href=\"/desk/invoices/{draft}\"")) || viewer.text().contains("Manager"),
        "{viewer:?}"
    );
}
