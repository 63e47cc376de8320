//! Settings → Users & roles: who is in, as what, and that every change takes effect at once.

use std::time::Duration;

use frontdesk::app::people;
use frontdesk::domain::people::{Denied, Role};

use crate::common::{held, html};
use crate::{Cast, Person, TestApp, each_database};

each_database!(
    only_admins_manage_users,
    the_list_names_everybody_and_clients_without_a_customer_first,
    the_list_is_searched_and_filtered,
    whoever_is_deactivated_is_out_within_a_second_and_comes_back_when_reactivated,
    a_session_that_began_while_its_right_went_does_not_come_back_with_it,
    a_role_is_changed_and_takes_effect_on_open_pages,
    a_client_needs_a_customer_and_staff_have_none,
    another_customer_takes_effect_on_open_pages,
    a_customer_is_chosen_by_name_without_scripts,
    a_customer_s_page_leads_to_an_invitation_for_it,
    the_last_admin_stays,
    of_two_admins_who_shut_each_other_out_one_stays,
    of_two_admins_who_take_each_others_role_one_stays,
    whoever_is_deactivated_still_has_their_name_on_their_tickets,
    nobody_of_another_organisation_is_reached,
    every_change_is_recorded,
);

const PATH: &str = "/desk/settings/users";

async fn only_admins_manage_users(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let agent = cast.agent.0.membership_id;
    let posts = ["role", "customer", "deactivate", "reactivate"];
    for person in [&cast.manager, &cast.agent, &cast.viewer, &cast.client] {
        let browser = app.sign_in(person).await;
        assert_eq!(browser.get(PATH).await.status, 404, "{person:?}");
        let fields = [("email", "new@b.test"), ("role", "admin")];
        assert_eq!(browser.post(PATH, &fields).await.status, 404, "{person:?}");
        for verb in posts {
            let path = format!("{PATH}/{agent}/{verb}");
            let customer = cast.northwind.to_string();
            let answer = browser.post(&path, &[("role", "admin"), ("customer", &customer)]).await;
            assert_eq!(answer.status, 404, "{person:?} {verb}");
        }
    }
    assert!(app.texts("SELECT email FROM invites").await.is_empty());
    assert_eq!(roles(app, &cast.agent).await, "agent active -");
}

async fn the_list_names_everybody_and_clients_without_a_customer_first(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.cast("rival").await;
    let page = app.sign_in(&cast.admin).await.get(PATH).await;
    assert_eq!(page.status, 200);
    let lines = page.ids("user-");
    assert_eq!(lines.len(), 8, "{lines:?}");
    assert_eq!(lines[0], cast.unlinked.0.membership_id.to_string());
    let text = page.text();
    for said in ["Admin harbour You", "client@harbour.test", "Northwind", "Not connected", "No customer: sees nothing"]
    {
        assert!(text.contains(said), "{said} in {text}");
    }
    assert!(!text.contains("rival"), "{text}");
    // What mends it is one click away.
    let open = format!("{PATH}?open={}&change=customer", cast.unlinked.0.membership_id);
    assert!(page.body.contains(&open.replace('&', "&amp;")), "{page:?}");
}

async fn the_list_is_searched_and_filtered(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.execute(
        "UPDATE users SET name = 'Zoë Müller', name_folded = 'zoe muller' WHERE email = 'neighbour@harbour.test'",
    )
    .await;
    let admin = app.sign_in(&cast.admin).await;
    admin.post(PATH, &[("email", "new@b.test"), ("role", "agent")]).await.location();
    admin.post(&format!("{PATH}/{}/deactivate", cast.viewer.0.membership_id), &[]).await.location();
    let lines = async |query: &str| admin.get(&format!("{PATH}?{query}")).await.ids("user-").len();
    for (query, count) in [
        ("", 9),
        ("q=zoe+MULLER", 1),
        ("q=contoso", 1),
        ("q=%40harbour.test", 8),
        ("q=zzz", 0),
        ("show=active", 7),
        ("show=invited", 1),
        ("show=deactivated", 1),
        ("show=unlinked", 1),
        ("show=invited&q=zoe", 0),
        ("show=nonsense", 9),
        ("page=99", 9),
        ("page=nonsense", 9),
    ] {
        assert_eq!(lines(query).await, count, "{query}");
    }
    assert!(admin.get(&format!("{PATH}?q=zzz")).await.text().contains("Nobody here"));
    let hostile = admin.get(&format!("{PATH}?q=%22%3E%3Cscript%3E")).await;
    assert!(!hostile.body.contains("\"><script>"), "{hostile:?}");
}

async fn whoever_is_deactivated_is_out_within_a_second_and_comes_back_when_reactivated(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "Body").await;
    let (admin, client, second) =
        (app.sign_in(&cast.admin).await, app.sign_in(&cast.client).await, app.sign_in(&cast.client).await);
    let colleague = app.sign_in(&cast.colleague).await;
    let mut socket = client.live(&format!("topic=ticket:{number}&after=0")).await;
    socket.until("the subscription", |frame| frame.contains("subscribed") || frame.contains("data-number")).await;
    let id = cast.client.0.membership_id;

    let asked = admin.get(&format!("{PATH}?open={id}&change=deactivate")).await;
    assert!(asked.text().contains("Deactivate Client harbour?"), "{asked:?}");
    assert!(asked.text().contains("signed out everywhere at once"), "{asked:?}");
    let done = admin.post(&format!("{PATH}/{id}/deactivate"), &[]).await;
    assert!(done.location().contains("done=deactivated"), "{done:?}");
    let closed = tokio::time::timeout(held(Duration::from_secs(1)), socket.closed()).await;
    assert_eq!(closed.expect("it is closed within a second"), 1008);
    for browser in [&client, &second] {
        assert!(browser.get(&format!("/support/{number}")).await.location().starts_with("/session/new"));
    }
    assert_eq!(colleague.get(&format!("/support/{number}")).await.status, 200, "nobody else is out");
    let refused =
        app.browser().post("/session", &[("email", &cast.client.0.email), ("password", crate::PASSWORD)]).await;
    assert_eq!(refused.status, 422);
    assert_eq!(app.texts(&format!("SELECT id FROM sessions WHERE membership_id = '{id}'")).await, [""; 0]);
    admin.post(&format!("{PATH}/{id}/deactivate"), &[]).await.location();

    let done = admin.post(&format!("{PATH}/{id}/reactivate"), &[]).await;
    assert!(done.location().contains("done=reactivated"), "{done:?}");
    assert!(client.get("/").await.location().starts_with("/session/new"), "an old cookie stays dead");
    let back = app.sign_in(&cast.client).await.get(&format!("/support/{number}")).await;
    assert!(back.status == 200 && back.text().contains("Body"), "{back:?}");
    let recorded = app
        .texts(&format!(
            "SELECT action FROM audit WHERE subject_id = '{id}' AND action LIKE 'membership.%' ORDER BY action"
        ))
        .await;
    assert_eq!(recorded, ["membership.deactivated", "membership.reactivated"], "twice is once");
}

async fn a_session_that_began_while_its_right_went_does_not_come_back_with_it(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let (admin, client, agent) =
        (app.sign_in(&cast.admin).await, app.sign_in(&cast.client).await, app.sign_in(&cast.agent).await);
    let id = cast.client.0.membership_id;
    let fields = [("membership", &*id.to_string())];
    assert_eq!(agent.post(&format!("/desk/customers/{}/view", cast.northwind), &fields).await.location(), "/");
    // As when they began after the deactivation had looked for sessions.
    app.execute(&format!("UPDATE memberships SET status = 'deactivated' WHERE id = '{id}'")).await;
    assert!(client.get("/").await.location().starts_with("/session/new"));
    admin.post(&format!("{PATH}/{id}/reactivate"), &[]).await.location();
    assert!(client.get("/").await.location().starts_with("/session/new"), "the session is back");
    assert_eq!(agent.get("/support").await.status, 404, "they look on again");
    assert_eq!(app.sign_in(&cast.client).await.get("/").await.status, 200);
}

async fn a_role_is_changed_and_takes_effect_on_open_pages(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let (admin, agent) = (app.sign_in(&cast.admin).await, app.sign_in(&cast.agent).await);
    let mut socket = agent.live("topic=desk:open").await;
    socket.until("the list", |frame| frame.contains("hx-partial") || frame.contains("subscribed")).await;
    assert_eq!(agent.get("/desk/tickets/new").await.status, 200);
    let id = cast.agent.0.membership_id;
    let done = admin.post(&format!("{PATH}/{id}/role?show=active&q=agent"), &[("role", "viewer")]).await;
    assert_eq!(done.location(), format!("{PATH}?q=agent&show=active&done=saved#user-{id}"));
    assert_eq!(socket.closed().await, 1008);
    assert_eq!(agent.get("/desk/tickets").await.status, 200, "the session stays");
    assert_ne!(agent.get("/desk/tickets/new").await.status, 200, "with the new rights");
    assert_eq!(roles(app, &cast.agent).await, "viewer active -");
    // Somebody who gives the right away is led to where they may be.
    let own = cast.admin.0.membership_id;
    admin.post(&format!("{PATH}/{id}/role"), &[("role", "admin")]).await.location();
    assert_eq!(admin.post(&format!("{PATH}/{own}/role"), &[("role", "manager")]).await.location(), "/desk");
    assert_eq!(admin.get(PATH).await.status, 404);
}

async fn a_client_needs_a_customer_and_staff_have_none(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let admin = app.sign_in(&cast.admin).await;
    let (id, northwind) = (cast.agent.0.membership_id, cast.northwind.to_string());
    let refused = admin.post(&format!("{PATH}/{id}/role"), &[("role", "client"), ("customer", "")]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("a client needs a linked customer"), "{refused:?}");
    assert_eq!(roles(app, &cast.agent).await, "agent active -");
    admin.post(&format!("{PATH}/{id}/role"), &[("role", "client"), ("customer", &northwind)]).await.location();
    assert_eq!(roles(app, &cast.agent).await, format!("client active {northwind}"));
    admin.post(&format!("{PATH}/{id}/role"), &[("role", "agent"), ("customer", &northwind)]).await.location();
    assert_eq!(roles(app, &cast.agent).await, "agent active -", "the link goes");
    app.execute(&format!("UPDATE customers SET archived_at = 1 WHERE id = '{northwind}'")).await;
    let archived = admin.post(&format!("{PATH}/{id}/role"), &[("role", "client"), ("customer", &northwind)]).await;
    assert_eq!(archived.status, 409);
    assert!(archived.text().contains("That customer is archived"), "{archived:?}");
    assert_eq!(admin.post(&format!("{PATH}/{id}/role"), &[("role", "king")]).await.status, 404);
    // Staff have no link to be changed.
    assert_eq!(
        admin.post(&format!("{PATH}/{id}/customer"), &[("customer", &cast.contoso.to_string())]).await.status,
        404
    );
}

async fn another_customer_takes_effect_on_open_pages(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Northwind’s own", "Body").await;
    let (admin, client) = (app.sign_in(&cast.admin).await, app.sign_in(&cast.client).await);
    let mut socket = client.live(&format!("topic=ticket:{number}&after=0")).await;
    socket.until("the subscription", |frame| frame.contains("subscribed") || frame.contains("data-number")).await;
    let id = cast.client.0.membership_id;
    let path = format!("{PATH}/{id}/customer");
    assert_eq!(admin.post(&path, &[("customer", "")]).await.status, 422);
    admin.post(&path, &[("customer", &cast.contoso.to_string())]).await.location();
    assert_eq!(socket.closed().await, 1008);
    assert_eq!(client.get(&format!("/support/{number}")).await.status, 404);
    assert!(!client.get("/support").await.text().contains("Northwind’s own"));
    admin.post(&path, &[("customer", &cast.northwind.to_string())]).await.location();
    assert_eq!(client.get(&format!("/support/{number}")).await.status, 200);
    // Somebody whose link was missing sees their customer's tickets from now on.
    let unlinked = app.sign_in(&cast.unlinked).await;
    assert_eq!(unlinked.get("/support").await.status, 403);
    let path = format!("{PATH}/{}/customer", cast.unlinked.0.membership_id);
    admin.post(&path, &[("customer", &cast.northwind.to_string())]).await.location();
    assert!(unlinked.get("/support").await.text().contains("Northwind’s own"));
}

async fn a_customer_is_chosen_by_name_without_scripts(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let admin = app.sign_in(&cast.admin).await;
    let path = format!("{PATH}/{}/customer", cast.unlinked.0.membership_id);
    let nobody = admin.post(&path, &[("customer_name", "Zanzibar")]).await;
    assert_eq!(nobody.status, 422);
    assert!(nobody.text().contains("No customer fits"), "{nobody:?}");
    let tags = html::tags(&nobody.body);
    let field = tags.iter().find(|tag| tag.get("id") == Some("change-customer")).expect("the field");
    assert_eq!(field.get("value"), Some("Zanzibar"));
    let several = admin.post(&path, &[("customer_name", "o")]).await;
    assert_eq!(several.status, 422);
    assert!(several.text().contains("Which one?"), "{several:?}");
    admin.post(&path, &[("customer_name", "contoso")]).await.location();
    assert_eq!(roles(app, &cast.unlinked).await, format!("client active {}", cast.contoso));
}

async fn a_customer_s_page_leads_to_an_invitation_for_it(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let admin = app.sign_in(&cast.admin).await;
    let path = format!("{PATH}?customer={}", cast.northwind);
    assert!(admin.get(&format!("/desk/customers/{}", cast.northwind)).await.body.contains(&format!("href=\"{path}\"")));
    let page = admin.get(&path).await;
    let tags = html::tags(&page.body);
    let field = |name: &str| tags.iter().find(|tag| tag.get("name") == Some(name)).and_then(|tag| tag.get("value"));
    assert_eq!(field("customer").map(str::to_owned), Some(cast.northwind.to_string()));
    assert_eq!(field("customer_name"), Some("Northwind"));
    // Another organisation's is as good as none.
    let other = app.cast("other").await;
    let page = admin.get(&format!("{PATH}?customer={}", other.northwind)).await;
    assert_eq!(page.status, 200);
    let tags = html::tags(&page.body);
    let chosen = tags.iter().find(|tag| tag.get("id") == Some("customer")).expect("the field");
    assert_eq!(chosen.get("value").unwrap_or_default(), "");
}

async fn the_last_admin_stays(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let admin = app.sign_in(&cast.admin).await;
    let own = cast.admin.0.membership_id;
    let refused = async |verb: &str, fields: &[(&str, &str)]| {
        let answer = admin.post(&format!("{PATH}/{own}/{verb}"), fields).await;
        assert_eq!(answer.status, 409, "{answer:?}");
        assert!(answer.text().contains("This is the last active admin"), "{answer:?}");
    };
    refused("deactivate", &[]).await;
    refused("role", &[("role", "agent")]).await;
    // Neither an admin who was shut out counts, nor one who was only invited, nor another organisation's.
    app.cast("rival").await;
    let manager = cast.manager.0.membership_id;
    admin.post(&format!("{PATH}/{manager}/role"), &[("role", "admin")]).await.location();
    admin.post(&format!("{PATH}/{manager}/deactivate"), &[]).await.location();
    admin.post(PATH, &[("email", "new@b.test"), ("role", "admin")]).await.location();
    refused("deactivate", &[]).await;
    refused("role", &[("role", "viewer")]).await;
    assert_eq!(roles(app, &cast.admin).await, "admin active -");
    // One who was shut out may be made something else.
    admin.post(&format!("{PATH}/{manager}/role"), &[("role", "agent")]).await.location();
    admin.post(&format!("{PATH}/{manager}/role"), &[("role", "admin")]).await.location();
    admin.post(&format!("{PATH}/{manager}/reactivate"), &[]).await.location();
    assert_eq!(admin.post(&format!("{PATH}/{own}/deactivate"), &[]).await.location(), "/desk");
    assert!(admin.get("/desk").await.location().starts_with("/session/new"));
}

async fn of_two_admins_who_shut_each_other_out_one_stays(app: &TestApp) {
    for round in 0..8 {
        let (cast, other) = two_admins(app, round).await;
        let (one, two) = tokio::join!(
            people::deactivate(&app.app, &cast.admin.0, other.0.membership_id),
            people::deactivate(&app.app, &other.0, cast.admin.0.membership_id),
        );
        assert_eq!([&one, &two].iter().filter(|done| done.is_ok()).count(), 1, "{one:?} {two:?}");
        assert_eq!(active_admins(app, &cast).await, 1);
    }
}

async fn of_two_admins_who_take_each_others_role_one_stays(app: &TestApp) {
    for round in 0..8 {
        let (cast, other) = two_admins(app, round).await;
        let (one, two) = tokio::join!(
            people::set_role(&app.app, &cast.admin.0, other.0.membership_id, Role::Viewer, None),
            people::set_role(&app.app, &other.0, cast.admin.0.membership_id, Role::Viewer, None),
        );
        assert_eq!([&one, &two].iter().filter(|done| done.is_ok()).count(), 1, "{one:?} {two:?}");
        assert_eq!(active_admins(app, &cast).await, 1);
        // And each themselves: the second is the last.
        let left = if one.is_ok() { &cast.admin } else { &other };
        let refused = people::deactivate(&app.app, &left.0, left.0.membership_id).await;
        assert!(matches!(refused, Err(frontdesk::app::Error::Denied(Denied::LastAdmin))), "{refused:?}");
    }
}

async fn whoever_is_deactivated_still_has_their_name_on_their_tickets(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "Body").await;
    let admin = app.sign_in(&cast.admin).await;
    let agent = cast.agent.0.membership_id.to_string();
    admin.post(&format!("/desk/tickets/{number}/assignee"), &[("assignee", &agent)]).await.location();
    app.reply(&cast.agent, number, "An answer").await;
    admin.post(&format!("{PATH}/{agent}/deactivate"), &[]).await.location();
    let page = admin.get(&format!("/desk/tickets/{number}")).await;
    assert!(page.thread().contains("Agent harbour"), "{page:?}");
    let (_, head) = page.body.split_once("id=\"ticket-head\"").expect("a head");
    assert!(
        head.split_once("<form").unwrap_or((head, "")).0.contains("Agent harbour"),
        "the assignee is named: {head}"
    );
    assert_eq!(app.texts("SELECT assignee_id FROM tickets").await.first(), Some(&agent));
    let chosen: Vec<String> = html::tags(&page.body)
        .iter()
        .filter(|tag| tag.name == "option" && tag.get("selected").is_some())
        .filter_map(|tag| tag.get("value").map(str::to_owned))
        .collect();
    assert!(chosen.contains(&agent), "the choice shows who has it: {chosen:?}");
    let client = app.sign_in(&cast.client).await.get(&format!("/support/{number}")).await;
    assert!(client.thread().contains("Agent harbour"), "{client:?}");
}

async fn nobody_of_another_organisation_is_reached(app: &TestApp) {
    let (cast, rival) = (app.cast("harbour").await, app.cast("rival").await);
    let admin = app.sign_in(&rival.admin).await;
    let (agent, client) = (cast.agent.0.membership_id, cast.client.0.membership_id);
    let (foreign, own) = (cast.northwind.to_string(), rival.northwind.to_string());
    let before = everybody(app, &cast).await;
    for (path, fields) in [
        (format!("{agent}/role"), vec![("role", "viewer")]),
        (format!("{agent}/role"), vec![("role", "client"), ("customer", &*own)]),
        (format!("{client}/customer"), vec![("customer", &*own)]),
        (format!("{agent}/deactivate"), vec![]),
        (format!("{agent}/reactivate"), vec![]),
        // A customer of another organisation is nobody's here.
        (format!("{}/customer", rival.client.0.membership_id), vec![("customer", &*foreign)]),
        (format!("{}/role", rival.agent.0.membership_id), vec![("role", "client"), ("customer", &*foreign)]),
        ("nonsense/role".to_owned(), vec![("role", "viewer")]),
    ] {
        assert_eq!(admin.post(&format!("{PATH}/{path}"), &fields).await.status, 404, "{path}");
    }
    let invited = admin.post(PATH, &[("email", "a@b.test"), ("role", "client"), ("customer", &foreign)]).await;
    assert_eq!(invited.status, 404, "{invited:?}");
    assert_eq!(everybody(app, &cast).await, before);
    assert!(app.texts("SELECT email FROM invites").await.is_empty());
}

async fn every_change_is_recorded(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let admin = app.sign_in(&cast.admin).await;
    let id = cast.client.0.membership_id;
    let tick = || app.wait(Duration::from_millis(1));
    admin.post(&format!("{PATH}/{id}/customer"), &[("customer", &cast.contoso.to_string())]).await.location();
    admin.post(&format!("{PATH}/{id}/customer"), &[("customer", &cast.contoso.to_string())]).await.location();
    tick();
    admin.post(&format!("{PATH}/{id}/role"), &[("role", "agent")]).await.location();
    tick();
    admin.post(&format!("{PATH}/{id}/deactivate"), &[]).await.location();
    tick();
    admin.post(&format!("{PATH}/{id}/reactivate"), &[]).await.location();
    let recorded = app
        .texts(&format!(
            "SELECT action || ' ' || actor || ' ' || subject || ' ' || before || ' ' || after FROM audit
             WHERE subject_id = '{id}' ORDER BY id"
        ))
        .await;
    let who = "Admin harbour <admin@harbour.test> Client harbour <client@harbour.test>";
    assert_eq!(
        recorded,
        [
            format!(r#"membership.customer {who} {{"customer":"Northwind"}} {{"customer":"Contoso"}}"#),
            format!(
                r#"membership.role {who} {{"customer":"Contoso","role":"client"}} {{"customer":null,"role":"agent"}}"#
            ),
            format!(r#"membership.deactivated {who} {{"status":"active"}} {{"status":"deactivated"}}"#),
            format!(r#"membership.reactivated {who} {{"status":"deactivated"}} {{"status":"active"}}"#),
        ],
        "and what changed nothing is not recorded"
    );
}

/// An organisation of its own whose manager is an admin too.
async fn two_admins(app: &TestApp, round: usize) -> (Cast, Person) {
    let cast = app.cast(&format!("round {round}")).await;
    let id = cast.manager.0.membership_id;
    people::set_role(&app.app, &cast.admin.0, id, Role::Admin, None).await.unwrap();
    let mut other = cast.manager.clone();
    other.0.role = Role::Admin;
    (cast, other)
}

async fn active_admins(app: &TestApp, cast: &Cast) -> usize {
    let sql = format!(
        "SELECT id FROM memberships WHERE organisation_id = '{}' AND role = 'admin' AND status = 'active'",
        cast.organisation.id
    );
    app.texts(&sql).await.len()
}

/// Somebody's role, status and customer.
async fn roles(app: &TestApp, person: &Person) -> String {
    let id = person.0.membership_id;
    let sql =
        format!("SELECT role || ' ' || status || ' ' || COALESCE(customer_id, '-') FROM memberships WHERE id = '{id}'");
    app.texts(&sql).await.remove(0)
}

async fn everybody(app: &TestApp, cast: &Cast) -> Vec<String> {
    let id = cast.organisation.id;
    app.texts(&format!(
        "SELECT id || role || status || COALESCE(customer_id, '-') AS record FROM memberships WHERE organisation_id = '{id}' ORDER BY record"
    ))
    .await
}
