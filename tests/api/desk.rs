//! The desk: who may do what there, its views, tickets for customers.

use crate::common::html;
use crate::{Answer, Person, TestApp, each_database};

each_database!(
    views_show_what_they_say_and_count_it,
    staff_open_a_ticket_for_a_customer,
    a_viewer_reads_and_writes_nothing,
    settings_are_the_admins,
    times_are_in_the_readers_zone,
);

async fn views_show_what_they_say_and_count_it(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let agent = app.sign_in(&cast.agent).await;
    let me = cast.agent.0.membership_id.to_string();
    for (subject, status, mine) in [
        ("Open mine", "open", true),
        ("Open free", "open", false),
        ("Pending mine", "pending", true),
        ("Resolved mine", "resolved", true),
        ("Closed free", "closed", false),
    ] {
        let page = format!("/desk/tickets/{}", app.open(&cast.client, subject, "Body").await);
        agent.post(&format!("{page}/status"), &[("status", status)]).await.location();
        agent.post(&format!("{page}/assignee"), &[("assignee", if mine { &me } else { "" })]).await.location();
    }
    for (view, wanted) in [
        ("mine", vec!["3", "1"]),
        ("unassigned", vec!["2"]),
        ("open", vec!["2", "1"]),
        ("pending", vec!["3"]),
        ("resolved", vec!["5", "4"]),
    ] {
        let page = agent.get(&format!("/desk/tickets?view={view}")).await;
        assert_eq!(page.ids("row-"), wanted, "{view}");
        assert!(
            view == "open" || page.text().contains("Show all open"),
            "a filter is named with a way to clear it: {page:?}"
        );
        let rail = page.text();
        for counted in ["Mine 2", "Unassigned 1", "All open 2", "Pending 1"] {
            assert!(rail.contains(counted), "{counted} in {rail}");
        }
    }
    let unknown = agent.get("/desk/tickets?view=nonsense").await;
    assert_eq!((unknown.status, unknown.ids("row-")), (200, vec!["2".to_owned(), "1".to_owned()]));
}

async fn staff_open_a_ticket_for_a_customer(app: &TestApp) {
    let (cast, rival) = (app.cast("harbour").await, app.cast("rival").await);
    let agent = app.sign_in(&cast.agent).await;
    let form = agent.get(&format!("/desk/tickets/new?customer={}", cast.northwind)).await;
    assert_eq!(form.field("customer_name"), "Northwind");
    let (key, northwind) = (form.field("key"), cast.northwind.to_string());
    let fields = [("customer", &*northwind), ("subject", "You called"), ("body", "As we said."), ("key", &key)];
    assert_eq!(agent.post("/desk/tickets", &fields).await.location(), "/desk/tickets/1");
    assert!(agent.get("/desk/tickets/1").await.text().contains("Source Desk"));
    for person in [&cast.client, &cast.colleague] {
        let browser = app.sign_in(person).await;
        assert!(browser.get("/support").await.text().contains("New reply"), "{}", person.0.name);
        assert!(browser.get("/support/1").await.text().contains("As we said."));
    }
    assert_eq!(app.sign_in(&cast.neighbour).await.get("/support/1").await.status, 404);
    let foreign = rival.northwind.to_string();
    let refused =
        agent.post("/desk/tickets", &[("customer", &*foreign), ("subject", "Subject"), ("body", "Body")]).await;
    assert_eq!(refused.status, 422);
}

async fn a_viewer_reads_and_writes_nothing(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    app.note(&cast.agent, number, "A note").await;
    let (page, customer) = (format!("/desk/tickets/{number}"), cast.northwind.to_string());
    let viewer = app.sign_in(&cast.viewer).await;
    let read = viewer.get(&page).await;
    assert!(read.text().contains("First") && read.text().contains("A note"), "{read:?}");
    assert!(read.text().contains("Your role reads tickets"), "{read:?}");
    let forms: Vec<_> = html::tags(&read.body).into_iter().filter(|tag| tag.name == "form").collect();
    assert!(forms.iter().all(|form| form.get("action") == Some("/session/end")), "{forms:?}");
    let member = cast.agent.0.membership_id.to_string();
    for (path, fields) in [
        (format!("{page}/replies"), vec![("body", "Text"), ("kind", "reply")]),
        (format!("{page}/replies"), vec![("body", "Text"), ("kind", "note")]),
        (format!("{page}/status"), vec![("status", "resolved")]),
        (format!("{page}/assignee"), vec![("assignee", member.as_str())]),
        ("/desk/tickets".to_owned(), vec![("customer", customer.as_str()), ("subject", "Subject"), ("body", "Body")]),
    ] {
        let refused = viewer.post(&path, &fields).await;
        assert_eq!(refused.status, 403, "{path} {fields:?}");
        assert!(refused.text().contains("Your role doesn’t allow this"), "{refused:?}");
        assert_eq!(viewer.send(&path, &fields).await.status, 403, "{path} {fields:?}");
    }
    assert_eq!(viewer.get("/desk/tickets/new").await.status, 404);
    assert_eq!(
        app.texts("SELECT kind FROM events WHERE topic LIKE 'ticket:%' ORDER BY number").await,
        ["opened", "noted"]
    );
}

async fn settings_are_the_admins(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let status = async |person: &Person| app.sign_in(person).await.get("/desk/settings/email").await.status;
    assert_eq!(status(&cast.admin).await, 200);
    for person in [&cast.manager, &cast.agent, &cast.viewer, &cast.client] {
        assert_eq!(status(person).await, 404, "{}", person.0.name);
    }
}

async fn times_are_in_the_readers_zone(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.execute("UPDATE users SET time_zone = 'Asia/Tokyo' WHERE email LIKE 'colleague@%'").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    let shown = async |person: &Person| {
        let page: Answer = app.sign_in(person).await.get(&format!("/support/{number}")).await;
        page.text()
    };
    assert!(shown(&cast.client).await.contains("10:00"));
    assert!(shown(&cast.colleague).await.contains("19:00"));
}
