//! Whose turn it is: statuses and assignments, who may set them, and the lines they leave in the thread.

use frontdesk::domain::ticket::Status;

use crate::{Answer, TestApp, each_database};

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
    for (status, says) in [(Status::Pending, "Set back to Open by Client harbour"), (Status::Resolved, "Reopened by Client harbour")] {
        app.set_status(&cast.agent, number, status).await;
        assert_eq!(shown(&browser.get(&page).await), status.as_str());
        browser.post(&format!("{page}/replies"), &[("body", "There is more")]).await.location();
        let after = browser.get(&page).await;
        assert_eq!(shown(&after), "open");
        assert_eq!(after.text().matches(says).count(), 1, "{after:?}");
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
    for (to, says) in [("resolved", "Marked as resolved by Colleague harbour"), ("open", "Reopened by Colleague harbour")] {
        assert_eq!(browser.post(&path, &[("status", to)]).await.location(), page);
        let after = browser.get(&page).await;
        assert_eq!(shown(&after), to);
        assert!(after.text().contains(says), "{after:?}");
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
    let text = agent.get(&page).await.text();
    let at = ["Which version is it?", "Set to Pending by Agent harbour"].map(|said| text.find(said).expect(said));
    assert!(at.is_sorted(), "the line stands under the reply");
    for (to, says) in [
        ("resolved", "Marked as resolved by Agent harbour"),
        ("closed", "Closed by Agent harbour"),
    ] {
        assert_eq!(agent.post(&format!("{page}/status"), &[("status", to)]).await.location(), page);
        let after = agent.get(&page).await;
        assert_eq!(shown(&after), to);
        assert!(after.text().contains(says), "{after:?}");
    }
    let closed = agent.post(&format!("{page}/status"), &[("status", "open")]).await;
    assert_eq!(closed.status, 409);
    assert!(closed.text().contains("This ticket is closed"), "{closed:?}");
    let for_client = app.sign_in(&cast.client).await.get(&format!("/support/{number}")).await.text();
    for line in ["Set to Pending", "Marked as resolved", "Closed by"] {
        assert!(for_client.contains(line), "{line} in {for_client}");
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
        (Some(&cast.agent), "Taken by Agent harbour", "Agent harbour is looking after this"),
        (Some(&cast.manager), "Assigned to Manager harbour by Agent harbour", "Manager harbour is looking after this"),
        (None, "Unassigned by Agent harbour", "Back in the queue"),
    ] {
        let to = person.map(|person| person.0.membership_id.to_string()).unwrap_or_default();
        assert_eq!(give(&to).await.location(), page);
        let text = agent.get(&page).await.text();
        assert!(text.contains(for_staff), "{text}");
        let text = client.get(&format!("/support/{number}")).await.text();
        assert!(text.contains(for_client), "{text}");
    }
    for person in [&cast.viewer, &cast.client, &rival.agent] {
        assert_eq!(give(&person.0.membership_id.to_string()).await.status, 404, "{}", person.0.name);
    }
    assert_eq!(give("nobody").await.status, 404);
    assert_eq!(agent.get(&page).await.ids("event-").len(), 3);
}

/// The status in the page's head.
fn shown(page: &Answer) -> String {
    let tags = crate::common::html::tags(&page.body);
    let head = tags.iter().find(|tag| tag.get("id") == Some("ticket-head")).unwrap_or_else(|| panic!("{page:?}"));
    head.get("data-status").expect("a status").to_owned()
}
