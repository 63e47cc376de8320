//! Whose turn it is: statuses and assignments, who may set them, and the lines they leave in the thread.

use frontdesk::domain::ticket::Status;
use frontdesk::words::Msg;
use frontdesk::words::msg::{error, portal};

use crate::{Answer, Person, TestApp, each_database, said, said_with};

each_database!(
    a_clients_reply_opens_what_waits_or_is_resolved,
    a_client_says_that_it_is_solved_or_is_not,
    staff_set_a_status_with_a_reply_or_alone,
    setting_what_is_set_leaves_no_line,
    a_ticket_is_given_to_somebody_who_may_have_it,
);

async fn a_clients_reply_opens_what_waits_or_is_resolved(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    let browser = app.sign_in(&cast.client).await;
    let page = format!("/support/{number}");
    for (status, line) in [(Status::Pending, portal::THREAD_OPEN_AGAIN), (Status::Resolved, portal::THREAD_REOPENED)] {
        app.set_status(&cast.agent, number, status).await;
        assert_eq!(shown(&browser.get(&page).await), status.as_str());
        browser.post(&format!("{page}/replies"), &[("body", "There is more")]).await.location();
        let after = browser.get(&page).await;
        assert_eq!(shown(&after), "open");
        assert_eq!(after.thread().matches(&by(line, &cast.client)).count(), 1, "{}", after.thread());
    }
    app.set_status(&cast.agent, number, Status::Resolved).await;
    app.reply(&cast.agent, number, "By the way").await;
    assert_eq!(shown(&browser.get(&page).await), "resolved", "staff's reply moves nothing by itself");
}

async fn a_client_says_that_it_is_solved_or_is_not(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    let browser = app.sign_in(&cast.colleague).await;
    let (page, path) = (format!("/support/{number}"), format!("/support/{number}/status"));
    for (to, line) in [("resolved", portal::THREAD_RESOLVED), ("open", portal::THREAD_REOPENED)] {
        assert_eq!(browser.post(&path, &[("status", to)]).await.location(), page);
        let after = browser.get(&page).await;
        assert_eq!(shown(&after), to);
        assert!(after.thread().contains(&by(line, &cast.colleague)), "{}", after.thread());
    }
    for to in ["pending", "closed"] {
        let refused = browser.post(&path, &[("status", to)]).await;
        assert_eq!(refused.status, 403, "{to}");
    }
    assert_eq!(shown(&browser.get(&page).await), "open");
}

async fn staff_set_a_status_with_a_reply_or_alone(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    let agent = app.sign_in(&cast.agent).await;
    let page = format!("/desk/tickets/{number}");
    let fields = [("body", "Which version is it?"), ("kind", "reply"), ("then", "pending")];
    agent.post(&format!("{page}/replies"), &fields).await.location();
    let text = agent.get(&page).await.thread();
    let line = by(portal::THREAD_PENDING, &cast.agent);
    let at = ["Which version is it?", &*line].map(|said| text.find(said).expect(said));
    assert!(at.is_sorted(), "the line stands under the reply");
    for (to, line) in [("resolved", portal::THREAD_RESOLVED), ("closed", portal::THREAD_CLOSED)] {
        assert_eq!(agent.post(&format!("{page}/status"), &[("status", to)]).await.location(), page);
        let after = agent.get(&page).await;
        assert_eq!(shown(&after), to);
        assert!(after.thread().contains(&by(line, &cast.agent)), "{}", after.thread());
    }
    let closed = agent.post(&format!("{page}/status"), &[("status", "open")]).await;
    assert_eq!(closed.status, 409);
    assert!(closed.text().contains(&said(error::ERROR_TICKET_CLOSED_TITLE)), "{closed:?}");
    let for_client = app.sign_in(&cast.client).await.get(&format!("/support/{number}")).await.thread();
    for line in [portal::THREAD_PENDING_FOR_CLIENT, portal::THREAD_RESOLVED, portal::THREAD_CLOSED] {
        assert!(for_client.contains(&by(line, &cast.agent)), "{line:?} in {for_client}");
    }
}

async fn setting_what_is_set_leaves_no_line(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    let agent = app.sign_in(&cast.agent).await;
    let page = format!("/desk/tickets/{number}");
    let me = cast.agent.0.membership_id.to_string();
    for _ in 0..2 {
        agent.post(&format!("{page}/status"), &[("status", "pending")]).await.location();
        agent.post(&format!("{page}/assignee"), &[("assignee", &me)]).await.location();
    }
    assert_eq!(agent.get(&page).await.ids("event-"), ["2", "3"]);
}

async fn a_ticket_is_given_to_somebody_who_may_have_it(app: &TestApp) {
    let (cast, rival) = (app.cast("harbour").await, app.cast("rival").await);
    let number = app.open(&cast.client, "Subject", "First").await;
    let (agent, client) = (app.sign_in(&cast.agent).await, app.sign_in(&cast.client).await);
    let page = format!("/desk/tickets/{number}");
    let give = async |to: &str| agent.post(&format!("{page}/assignee"), &[("assignee", to)]).await;
    for (person, for_staff, for_client) in [
        (Some(&cast.agent), portal::THREAD_TAKEN, portal::THREAD_ASSIGNED_FOR_CLIENT),
        (Some(&cast.manager), portal::THREAD_ASSIGNED, portal::THREAD_ASSIGNED_FOR_CLIENT),
        (None, portal::THREAD_UNASSIGNED, portal::THREAD_UNASSIGNED_FOR_CLIENT),
    ] {
        let name = person.map(|person| person.0.name.as_str()).unwrap_or_default();
        let values = [("who", cast.agent.0.name.as_str()), ("name", name)];
        let to = person.map(|person| person.0.membership_id.to_string()).unwrap_or_default();
        assert_eq!(give(&to).await.location(), page);
        let text = agent.get(&page).await.thread();
        assert!(text.contains(&said_with(for_staff, &values)), "{text}");
        let text = client.get(&format!("/support/{number}")).await.thread();
        assert!(text.contains(&said_with(for_client, &values)), "{text}");
    }
    for person in [&cast.viewer, &cast.client, &rival.agent] {
        assert_eq!(give(&person.0.membership_id.to_string()).await.status, 404, "{}", person.0.name);
    }
    assert_eq!(give("nobody").await.status, 404);
    assert_eq!(agent.get(&page).await.ids("event-").len(), 3);
}

/// A line of the thread that names who did it.
fn by(line: Msg, who: &Person) -> String {
    said_with(line, &[("who", &who.0.name)])
}

/// The status in the page's head.
fn shown(page: &Answer) -> String {
    let tags = crate::common::html::tags(&page.body);
    let head = tags.iter().find(|tag| tag.get("id") == Some("ticket-head")).unwrap_or_else(|| panic!("{page:?}"));
    head.get("data-status").expect("a status").to_owned()
}
