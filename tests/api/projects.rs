//! Projects: what staff do with them at the desk, what clients see at the portal, what open pages hear, whom mails tell.

use std::time::Duration;

use frontdesk::app::projects;
use frontdesk::domain::people::Notify;
use frontdesk::domain::project::Status;
use frontdesk::id::{MilestoneId, ProjectId, UpdateId};
use frontdesk::words::msg::{error, portal, projects as words};

use crate::{Answer, TestApp, each_database, said, said_with};

each_database!(
    a_project_is_begun_changed_and_found,
    a_form_says_what_is_wrong_and_keeps_what_was_typed,
    of_two_who_save_the_second_is_told,
    milestones_are_added_ticked_moved_changed_and_removed,
    updates_are_posted_once_changed_and_deleted,
    of_two_who_change_a_milestone_or_an_update_neither_loses_a_word,
    an_update_is_shown_to_its_editor_as_it_writes_it,
    an_update_carries_files,
    statuses_go_where_they_may,
    what_hangs_on_a_project_keeps_it,
    clients_see_the_projects_of_their_company_alone,
    a_page_says_how_far_it_is_and_what_is_late,
    a_day_is_one_of_the_organisation,
    a_question_carries_its_project,
    a_customers_page_lists_its_projects,
    a_checklist_knows_why_a_project_is_not_seen,
    long_lists_and_old_updates_go_on,
    open_pages_move_when_a_milestone_is_ticked,
    what_is_put_away_goes_from_open_pages_and_comes_back,
    what_no_hint_told_is_found,
    clients_are_told_by_mail_unless_they_want_none,
);

/// A day.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// What a new project needs at least.
const BLANK: [(&str, &str); 3] = [("status", "planned"), ("way", "milestones"), ("name", "Website")];

fn id_in(location: &str) -> ProjectId {
    location.trim_start_matches("/desk/projects/").split(['?', '#']).next().unwrap().parse().unwrap()
}

async fn a_project_is_begun_changed_and_found(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let agent = app.sign_in(&cast.agent).await;
    let form = agent.get(&format!("/desk/projects/new?customer={}", cast.northwind)).await;
    assert!(form.body.contains("value=\"Northwind\""), "{form:?}");
    let key = form.field("key");
    let member = cast.agent.0.membership_id.to_string();
    let fields = [
        ("key", &*key),
        ("customer_name", "northwind"),
        ("name", " New\n website "),
        ("description", "Six pages.\r\nhttps://example.org <b>no</b>"),
        ("status", "active"),
        ("starts_on", "2026-11-02"),
        ("due_on", "2026-12-18"),
        ("way", "hand"),
        ("percent", "40"),
        ("members", &member),
    ];
    let id = id_in(agent.post("/desk/projects", &fields).await.location());
    assert_eq!(id_in(agent.post("/desk/projects", &fields).await.location()), id, "pressed twice it is one");
    let page = agent.get(&format!("/desk/projects/{id}")).await;
    let shown = page.text();
    assert!(shown.contains("New website Active Northwind"), "{shown}");
    assert!(shown.contains("40%") && shown.contains(&said(words::PROJECT_PROGRESS_BY_HAND)), "{shown}");
    assert!(shown.contains("Start 2 Nov 2026 Due 18 Dec 2026"), "{shown}");
    assert!(page.body.contains("<a href=\"https://example.org\"") && page.body.contains("&lt;b&gt;"), "{page:?}");
    assert!(shown.contains("Members AH Agent harbour"), "{shown}");
    let mut other = fields;
    other[2] = ("name", "Another");
    let conflict = agent.post("/desk/projects", &other).await;
    assert_eq!(conflict.status, 409);
    assert!(conflict.text().contains(&said(portal::FORM_CONFLICT_TITLE)), "{conflict:?}");

    let edit = agent.get(&format!("/desk/projects/{id}/edit")).await;
    assert!(edit.body.contains("value=\"2026-12-18\""), "{edit:?}");
    let changed = [
        ("customer_name", "Northwind"),
        ("name", "Website 2"),
        ("status", "on_hold"),
        ("way", "milestones"),
        ("version", &*edit.field("version")),
    ];
    agent.post(&format!("/desk/projects/{id}"), &changed).await.location();
    let shown = agent.get(&format!("/desk/projects/{id}")).await.text();
    assert!(shown.contains("Website 2 On hold"), "{shown}");
    assert!(shown.contains(&said(words::PROJECT_PROGRESS_NO_MILESTONES)), "{shown}");
    assert!(shown.contains("Project changed"), "who did what stands there: {shown}");

    app.project(&cast, cast.contoso, "Menu").await;
    let list = async |query: &str| agent.get(&format!("/desk/projects?{query}")).await.text();
    let all = list("").await;
    assert!(all.find("Menu").unwrap() < all.find("Website 2").unwrap(), "active ones come first: {all}");
    for (query, found) in [("q=webs", true), ("q=northwind+2", true), ("q=zebra", false), ("show=active", false)] {
        assert_eq!(list(query).await.contains("Website 2"), found, "{query}");
    }
    let narrowed = list(&format!("customer={}", cast.contoso)).await;
    assert!(narrowed.contains("Menu") && !narrowed.contains("Website 2"), "{narrowed}");
    assert!(narrowed.contains(&said_with(words::PROJECT_FILTER_ONLY, &[("name", "Contoso")])), "{narrowed}");
}

async fn a_form_says_what_is_wrong_and_keeps_what_was_typed(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let agent = app.sign_in(&cast.agent).await;
    let wrong = [
        ("customer_name", "Zebra"),
        ("name", ""),
        ("status", "active"),
        ("starts_on", "2026-12-02"),
        ("due_on", "2026-12-01"),
        ("way", "hand"),
        ("percent", "120"),
        ("description", "Kept <words>"),
    ];
    let answer = agent.post("/desk/projects", &wrong).await;
    assert_eq!(answer.status, 422);
    let shown = answer.text();
    for problem in [said(error::FIELD_MISSING), said(words::FIELD_DUE_BEFORE_START), said(error::FIELD_NOT_A_CHOICE)] {
        assert!(shown.contains(&problem), "{problem}: {shown}");
    }
    assert!(answer.body.contains("href=\"#percent\"") && answer.body.contains("value=\"120\""), "{answer:?}");
    assert!(answer.body.contains("Kept &lt;words&gt;"), "{answer:?}");
    let stranger = cast.client.0.membership_id.to_string();
    let northwind = cast.northwind.to_string();
    let with = |more: &[(&'static str, &str)]| {
        let mut fields: Vec<(String, String)> = BLANK.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        fields.push(("customer".to_owned(), northwind.clone()));
        fields.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        fields
    };
    for (more, status) in [
        (vec![("members", &*stranger)], 404),
        (vec![("members", "nobody")], 422),
        (vec![("due_on", "2026-02-30")], 422),
        (vec![("key", "a b")], 400),
        (vec![], 303),
    ] {
        let fields = with(&more);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        let answer = agent.post("/desk/projects", &fields).await;
        assert_eq!(answer.status, status, "{more:?}: {answer:?}");
    }
    let id = app.project(&cast, cast.northwind, "Website").await;
    let base = format!("/desk/projects/{id}");
    let milestone = agent.post(&format!("{base}/milestones"), &[("title", ""), ("due_on", "soon")]).await;
    assert_eq!(milestone.status, 422);
    assert!(milestone.body.contains("value=\"soon\"") && milestone.text().contains(&said(error::FIELD_NOT_A_DAY)));
    let update = agent.post(&format!("{base}/updates"), &[("body", " ")]).await;
    assert_eq!(update.status, 422);
    assert!(update.text().contains(&said(error::FIELD_MISSING)), "{update:?}");
}

async fn of_two_who_save_the_second_is_told(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let id = app.project(&cast, cast.northwind, "Website").await;
    let (agent, manager) = (app.sign_in(&cast.agent).await, app.sign_in(&cast.manager).await);
    let path = format!("/desk/projects/{id}");
    let save = |name: &'static str, version: &'static str| {
        [
            ("customer_name", "Northwind"),
            ("name", name),
            ("status", "active"),
            ("way", "milestones"),
            ("version", version),
        ]
    };
    agent.post(&path, &save("First", "0")).await.location();
    let second = manager.post(&path, &save("Second", "0")).await;
    assert_eq!(second.status, 409);
    assert!(second.text().contains(&said(words::PROJECT_OVERTAKEN_TITLE)), "{second:?}");
    assert!(second.body.contains("value=\"Second\"") && second.text().contains("First"), "{second:?}");
    assert_eq!(second.field("version"), "1", "saved once more it takes its place");
    manager.post(&path, &save("Second", "1")).await.location();
    assert!(agent.get(&path).await.text().contains("Second"));
    // A tick in between is no other text: it keeps nobody from saving.
    let milestone = app.milestone(&cast, id, "Proof", None).await;
    projects::set_done(&app.app, &cast.agent.0, id, milestone, true).await.unwrap();
    manager.post(&path, &save("Third", "2")).await.location();
}

async fn milestones_are_added_ticked_moved_changed_and_removed(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let id = app.project(&cast, cast.northwind, "Website").await;
    let agent = app.sign_in(&cast.agent).await;
    let base = format!("/desk/projects/{id}");
    for (title, due) in [("First", "2026-12-01"), ("Second", ""), ("Third <b>", "")] {
        agent.post(&format!("{base}/milestones"), &[("title", title), ("due_on", due)]).await.location();
    }
    let order = async || agent.get(&base).await.ids("milestone-");
    let ids: Vec<MilestoneId> = order().await.iter().map(|id| id.parse().unwrap()).collect();
    assert_eq!(ids.len(), 3);
    let own = |at: usize, what: &str| format!("{base}/milestones/{}{what}", ids[at]);
    let tick = async |at: usize, done: &str| agent.post(&own(at, "/done"), &[("done", done)]).await;
    assert_eq!(tick(0, "yes").await.location(), format!("{base}#milestone-{}", ids[0]));
    assert_eq!(tick(0, "yes").await.status, 303, "ticked twice it is done once");
    let shown = agent.get(&base).await.text();
    assert!(shown.contains("33% 1 of 3 milestones done"), "{shown}");
    assert!(shown.contains("First Done 23 Nov 2026 by Agent harbour"), "{shown}");
    assert_eq!(shown.matches("Milestone done").count(), 1, "{shown}");
    tick(0, "no").await.location();
    assert!(agent.get(&base).await.text().contains("0% 0 of 3 milestones done"));
    assert_eq!(tick(0, "perhaps").await.status, 400);

    let step = async |at: usize, direction: &str| agent.post(&own(at, "/position"), &[("direction", direction)]).await;
    step(2, "up").await.location();
    step(2, "up").await.location();
    step(2, "up").await.location();
    let moved: Vec<MilestoneId> = order().await.iter().map(|id| id.parse().unwrap()).collect();
    assert_eq!(moved, [ids[2], ids[0], ids[1]], "at the end it stays");
    step(2, "down").await.location();
    assert_eq!(order().await[1], ids[2].to_string());
    assert_eq!(step(0, "left").await.status, 400);

    let form = agent.get(&own(0, "")).await;
    assert!(form.body.contains("value=\"First\"") && form.body.contains("value=\"2026-12-01\""), "{form:?}");
    assert_eq!(agent.post(&own(0, ""), &[("title", "")]).await.status, 422);
    agent.post(&own(0, ""), &[("title", "First proof"), ("due_on", "2026-12-03")]).await.location();
    let shown = agent.get(&base).await.text();
    assert!(shown.contains("First proof Due 3 Dec 2026"), "{shown}");
    agent.post(&own(0, "/delete"), &[]).await.location();
    assert_eq!(order().await.len(), 2);
    assert_eq!(agent.get(&own(0, "")).await.status, 404);
    // One of another project is not there.
    let other = app.project(&cast, cast.northwind, "Other").await;
    let foreign = format!("/desk/projects/{other}/milestones/{}", ids[1]);
    assert_eq!(agent.get(&foreign).await.status, 404);
    assert_eq!(agent.post(&format!("{foreign}/done"), &[("done", "yes")]).await.status, 404);
    let viewer = app.sign_in(&cast.viewer).await;
    let page = viewer.get(&base).await;
    assert!(!page.body.contains("role=\"checkbox\"") && !page.body.contains("id=\"new-milestone\""), "{page:?}");
    assert_eq!(viewer.post(&own(1, "/done"), &[("done", "yes")]).await.status, 403);
}

async fn updates_are_posted_once_changed_and_deleted(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let id = app.project(&cast, cast.northwind, "Website").await;
    let (agent, client) = (app.sign_in(&cast.agent).await, app.sign_in(&cast.client).await);
    let base = format!("/desk/projects/{id}");
    let key = agent.get(&base).await.field("key");
    let news = [("key", &*key), ("body", "# The *proof*\n\nis here\n<script>alert(1)</script>")];
    let first = agent.post(&format!("{base}/updates"), &news).await.location().to_owned();
    assert_eq!(agent.post(&format!("{base}/updates"), &news).await.location(), first, "sent twice it is one");
    let update: UpdateId = first.split_once("#update-").unwrap().1.parse().unwrap();
    let other = [("key", &*key), ("body", "Something else")];
    let conflict = agent.post(&format!("{base}/updates"), &other).await;
    assert_eq!(conflict.status, 409);
    assert!(conflict.body.contains("Something else") && conflict.field("key") != key, "{conflict:?}");
    let page = client.get(&format!("/projects/{id}")).await;
    assert!(page.body.contains("<h4>The <em>proof</em></h4>"), "{page:?}");
    assert!(!page.body.contains("<script>alert") && page.body.contains("&lt;script&gt;"), "{page:?}");
    assert_eq!(page.ids("update-").iter().filter(|id| !id.ends_with("-by")).count(), 1, "{page:?}");
    assert!(!page.text().contains(&said(words::UPDATE_EDITED)), "{page:?}");

    let own = format!("{base}/updates/{update}");
    assert!(agent.get(&own).await.body.contains("The *proof*"));
    assert_eq!(agent.post(&own, &[("body", "")]).await.status, 422);
    agent.post(&own, &[("body", "The proof is here.")]).await.location();
    let shown = client.get(&format!("/projects/{id}")).await.text();
    assert!(shown.contains("The proof is here.") && shown.contains(&said(words::UPDATE_EDITED)), "{shown}");
    let other = app.project(&cast, cast.northwind, "Other").await;
    assert_eq!(agent.get(&format!("/desk/projects/{other}/updates/{update}")).await.status, 404);
    assert_eq!(agent.post(&format!("/desk/projects/{other}/updates/{update}/delete"), &[]).await.status, 404);
    agent.post(&format!("{own}/delete"), &[]).await.location();
    let shown = client.get(&format!("/projects/{id}")).await.text();
    assert!(shown.contains(&said(words::UPDATES_NONE_CLIENT)), "{shown}");
}

async fn of_two_who_change_a_milestone_or_an_update_neither_loses_a_word(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let id = app.project(&cast, cast.northwind, "Website").await;
    let (agent, admin) = (app.sign_in(&cast.agent).await, app.sign_in(&cast.admin).await);
    let base = format!("/desk/projects/{id}");
    agent.post(&format!("{base}/milestones"), &[("title", "Proof"), ("due_on", "2026-12-01")]).await.location();
    let own = format!("{base}/milestones/{}", agent.get(&base).await.ids("milestone-")[0]);
    // Both open it; the one moves the day, the other one, who still sees the old day, mends the title.
    let seen = agent.get(&own).await.field("seen");
    admin.post(&own, &[("title", "Proof"), ("due_on", "2026-12-08"), ("seen", &seen)]).await.location();
    agent.post(&own, &[("title", "First proof"), ("due_on", "2026-12-01"), ("seen", &seen)]).await.location();
    let shown = agent.get(&base).await.text();
    assert!(shown.contains("First proof Due 8 Dec 2026"), "{shown}");
    // Both change the title: the later one is shown the other's, keeps what they typed, and decides. The day is the one's alone.
    let seen = agent.get(&own).await.field("seen");
    admin.post(&own, &[("title", "Proofs"), ("due_on", "2026-12-09"), ("seen", &seen)]).await.location();
    let asked = agent.post(&own, &[("title", "Galley"), ("due_on", "2026-12-08"), ("seen", &seen)]).await;
    assert_eq!(asked.status, 409);
    assert!(asked.text().contains("Somebody saved it meanwhile") && asked.text().contains("Proofs"), "{asked:?}");
    assert_eq!((&*asked.field("title"), &*asked.field("due_on")), ("Galley", "2026-12-09"));
    assert!(agent.get(&base).await.text().contains("Proofs Due 9 Dec 2026"));
    let again = ["title", "due_on", "seen"].map(|name| (name, asked.field(name)));
    agent.post(&own, &again.each_ref().map(|(name, value)| (*name, &**value))).await.location();
    assert!(agent.get(&base).await.text().contains("Galley Due 9 Dec 2026"));

    let update = app.tell(&cast, id, "It is *nearly* done.\n\nSoon.").await;
    let own = format!("{base}/updates/{update}");
    let seen = agent.get(&own).await.field("seen");
    // As browsers send line breaks.
    let seen = seen.replace('\n', "\r\n");
    admin.post(&own, &[("body", "It is done."), ("seen", &seen)]).await.location();
    // Saved unchanged, it takes nothing back.
    agent.post(&own, &[("body", &seen), ("seen", &seen)]).await.location();
    assert!(agent.get(&base).await.text().contains("It is done."));
    let asked = agent.post(&own, &[("body", "It is late."), ("seen", &seen)]).await;
    assert_eq!(asked.status, 409);
    assert!(asked.text().contains("It is done.") && asked.body.contains("It is late."), "{asked:?}");
    assert!(agent.get(&base).await.text().contains("It is done."));
    agent.post(&own, &[("body", "It is late."), ("seen", &asked.field("seen"))]).await.location();
    assert!(agent.get(&base).await.text().contains("It is late."));
}

async fn an_update_is_shown_to_its_editor_as_it_writes_it(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let id = app.project(&cast, cast.northwind, "Website").await;
    let (agent, viewer) = (app.sign_in(&cast.agent).await, app.sign_in(&cast.viewer).await);
    let shown = async |body: &str| agent.post("/desk/projects/rendering", &[("body", body)]).await.json();
    let simple = shown("## Done\r\n\r\na\r\nb").await;
    assert_eq!(simple, serde_json::json!({ "html": "<h2>Done</h2>\n<p>a<br>\nb</p>\n", "beyond": false }));
    assert_eq!(shown("| a |\n|:-:|\n| b |").await["beyond"], true, "its columns are aligned");
    let hostile = shown("<img src=x onerror=alert(1)> [a](javascript:alert(1))").await;
    let html = hostile["html"].as_str().unwrap();
    assert!(html.contains("&lt;img") && !html.contains("javascript:"), "{html}");
    let base = format!("/desk/projects/{id}");
    let page = agent.get(&base).await;
    assert!(page.body.contains("/assets/update.js") && page.body.contains("/assets/editor.css"), "{page:?}");
    assert!(!page.body.contains("<script defer src=\"/assets/vendor/prosemirror"), "it comes when somebody writes");
    let page = viewer.get(&base).await;
    assert!(!page.body.contains("prosemirror") && !page.body.contains("/assets/update.js"), "{page:?}");
}

async fn an_update_carries_files(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let id = app.project(&cast, cast.northwind, "Website").await;
    let file = app.upload(&cast.agent, "proof.txt", b"the proof").await;
    let client = app.sign_in(&cast.client).await;
    assert_eq!(client.get(&file.address()).await.status, 404, "not sent yet");
    let mine = app.upload(&cast.client, "mine.txt", b"not the agent's").await;
    let agent = app.sign_in(&cast.agent).await;
    let path = format!("/desk/projects/{id}/updates");
    let (own, foreign) = (file.id.to_string(), mine.id.to_string());
    let stolen = agent.post(&path, &[("body", "News"), ("attachment", &foreign)]).await;
    assert_eq!(stolen.status, 422, "{stolen:?}");
    let news = [("body", ""), ("key", "the-key-of-this-form"), ("attachment", &*own)];
    let first = agent.post(&path, &news).await.location().to_owned();
    assert_eq!(agent.post(&path, &news).await.location(), first, "sent twice it is one");
    let other = agent.post(&path, &[("body", "News"), ("key", "the-key-of-this-form")]).await;
    assert_eq!(other.status, 409);
    let page = client.get(&format!("/projects/{id}")).await;
    assert!(page.body.contains(&file.address()) && page.text().contains("proof.txt"), "{page:?}");
    assert_eq!(client.get(&file.address()).await.body, "the proof");
    assert_eq!(app.sign_in(&cast.viewer).await.get(&file.address()).await.status, 200);
    for stranger in [&cast.neighbour, &cast.unlinked] {
        assert_eq!(app.sign_in(stranger).await.get(&file.address()).await.status, 404);
    }
    // Its words can go, the file says enough.
    let update: UpdateId = first.split_once("#update-").unwrap().1.parse().unwrap();
    agent.post(&format!("{path}/{update}"), &[("body", "Mended")]).await.location();
    agent.post(&format!("{path}/{update}"), &[("body", "")]).await.location();
    projects::archive(&app.app, &cast.agent.0, id).await.unwrap();
    assert_eq!(client.get(&file.address()).await.status, 404, "with its project");
    projects::restore(&app.app, &cast.agent.0, id).await.unwrap();
    agent.post(&format!("{path}/{update}/delete"), &[]).await.location();
    assert_eq!(client.get(&file.address()).await.status, 404, "with its update");
}

async fn statuses_go_where_they_may(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let id = app.project(&cast, cast.northwind, "Website").await;
    let agent = app.sign_in(&cast.agent).await;
    let path = format!("/desk/projects/{id}/status");
    let set = async |status: &str| agent.post(&path, &[("status", status)]).await;
    set("completed").await.location();
    set("completed").await.location();
    let refused = set("on_hold").await;
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains(&said(words::ERROR_PROJECT_IS_OVER_TEXT)), "{refused:?}");
    assert_eq!(set("finished").await.status, 400);
    set("active").await.location();
    let refused = set("planned").await;
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains(&said(words::ERROR_PROJECT_MOVE_TEXT)), "{refused:?}");
    // The form offers no other way either.
    let version = agent.get(&format!("/desk/projects/{id}/edit")).await.field("version");
    let fields = [
        ("customer_name", "Northwind"),
        ("name", "Website"),
        ("status", "planned"),
        ("way", "milestones"),
        ("version", &*version),
    ];
    assert_eq!(agent.post(&format!("/desk/projects/{id}"), &fields).await.status, 409);
}

async fn what_hangs_on_a_project_keeps_it(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let (agent, client) = (app.sign_in(&cast.agent).await, app.sign_in(&cast.client).await);
    let empty = app.project(&cast, cast.northwind, "Empty").await;
    assert!(agent.post(&format!("/desk/projects/{empty}/delete"), &[]).await.location().starts_with("/desk/projects?"));
    assert_eq!(agent.get(&format!("/desk/projects/{empty}")).await.status, 404);
    let full = app.project(&cast, cast.northwind, "Full").await;
    let milestone = app.milestone(&cast, full, "Proof", None).await;
    let path = format!("/desk/projects/{full}");
    let kept = agent.post(&format!("{path}/delete"), &[]).await.location().to_owned();
    assert!(agent.get(&kept).await.text().contains(&said(words::DONE_PROJECT_ARCHIVED_INSTEAD)));
    assert_eq!(client.get(&format!("/projects/{full}")).await.status, 404, "put away, clients do not see it");
    assert!(!client.get("/projects").await.text().contains("Full"));
    assert!(agent.get("/desk/projects?show=archived").await.text().contains("Full"));
    let done = agent.post(&format!("{path}/milestones/{milestone}/done"), &[("done", "yes")]).await;
    assert_eq!(done.status, 409, "nothing on it is changed");
    let news = agent.post(&format!("{path}/updates"), &[("body", "News")]).await;
    assert_eq!(news.status, 409);
    assert!(news.text().contains(&said(words::ERROR_PROJECT_ARCHIVED_TEXT)), "{news:?}");
    agent.post(&format!("{path}/restore"), &[]).await.location();
    assert_eq!(client.get(&format!("/projects/{full}")).await.status, 200);
    // A customer with a project is never destroyed.
    let gone = app.texts(&format!("SELECT name FROM customers WHERE id = '{}'", cast.northwind)).await;
    assert_eq!(gone, ["Northwind"]);
}

async fn clients_see_the_projects_of_their_company_alone(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let mine = app.project(&cast, cast.northwind, "Mine").await;
    let theirs = app.project(&cast, cast.contoso, "Theirs").await;
    let over = app.project(&cast, cast.northwind, "Over already").await;
    projects::set_status(&app.app, &cast.agent.0, over, Status::Completed).await.unwrap();
    for person in [&cast.client, &cast.colleague] {
        let browser = app.sign_in(person).await;
        let list = browser.get("/projects").await;
        let shown = list.text();
        assert!(shown.contains("Mine") && !shown.contains("Theirs"), "{shown}");
        let apart = shown.find(&said(words::PROJECT_OVER)).unwrap();
        assert!(shown.find("Over already").unwrap() > apart && shown.find("Mine").unwrap() < apart, "{shown}");
        let only_over = browser.get("/projects?show=over").await.text();
        assert!(only_over.contains("Over already") && !only_over.contains("Mine"), "{only_over}");
        assert_eq!(browser.get(&format!("/projects/{mine}")).await.status, 200);
        let (foreign, missing) =
            (browser.get(&format!("/projects/{theirs}")).await, browser.get("/projects/none").await);
        assert_eq!((foreign.status, &foreign.body), (404, &missing.body));
        assert_eq!(browser.get(&format!("/desk/projects/{mine}")).await.status, 404);
    }
    let neighbour = app.sign_in(&cast.neighbour).await;
    let update = app.tell(&cast, mine, "Secret").await;
    let stolen = neighbour.get(&format!("/projects/{theirs}?before={update}")).await;
    assert_eq!(stolen.status, 404, "another project's update is no place in this one");
    let nobody = app.sign_in(&cast.unlinked).await;
    assert_eq!(nobody.get("/projects").await.status, 403);
    assert_eq!(nobody.get(&format!("/projects/{mine}")).await.status, 404);
    // With its customer it changes sides at once.
    let agent = app.sign_in(&cast.agent).await;
    let fields =
        [("customer_name", "Contoso"), ("name", "Mine"), ("status", "active"), ("way", "milestones"), ("version", "0")];
    agent.post(&format!("/desk/projects/{mine}"), &fields).await.location();
    assert_eq!(app.sign_in(&cast.client).await.get(&format!("/projects/{mine}")).await.status, 404);
    assert_eq!(neighbour.get(&format!("/projects/{mine}")).await.status, 200);
    let empty = app.cast("rival").await;
    let none = app.sign_in(&empty.client).await.get("/projects").await;
    assert!(none.text().contains(&said(words::PROJECT_NONE_CLIENT_TEXT)), "{none:?}");
}

async fn a_page_says_how_far_it_is_and_what_is_late(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let id = app.project(&cast, cast.northwind, "Website").await;
    let late = app.milestone(&cast, id, "Proof", Some("2026-11-22")).await;
    app.milestone(&cast, id, "Going live", Some("2026-12-18")).await;
    app.tell(&cast, id, "We have begun.").await;
    let client = app.sign_in(&cast.client).await;
    let page = client.get(&format!("/projects/{id}")).await;
    let shown = page.text();
    assert!(shown.contains("0% 0 of 2 milestones done"), "{shown}");
    assert!(shown.contains("Not done: Proof Due 22 Nov 2026 Overdue"), "said in words: {shown}");
    assert!(shown.contains("Timeline 22 Nov 2026 Proof Overdue 23 Nov 2026 Update by Agent harbour"), "{shown}");
    assert!(shown.contains("23 Nov 2026 Today 18 Dec 2026 Going live"), "{shown}");
    assert!(shown.contains("Your team AH Agent harbour"), "{shown}");
    assert!(page.body.contains("<progress max=\"100\" value=\"0\""), "{page:?}");
    assert!(!shown.contains(&said(words::PROJECT_HISTORY)) && !page.body.contains("role=\"checkbox\""), "{shown}");
    let list = client.get("/projects").await.text();
    assert!(list.contains("Website Next: Proof, was due 22 Nov 2026"), "{list}");
    projects::set_done(&app.app, &cast.agent.0, id, late, true).await.unwrap();
    let shown = client.get(&format!("/projects/{id}")).await.text();
    assert!(shown.contains("50% 1 of 2 milestones done") && !shown.contains("Overdue"), "{shown}");
    assert!(shown.contains("Done: Proof Done 23 Nov 2026 by Agent harbour"), "{shown}");
    app.execute(&format!("UPDATE projects SET percent = 70, due_on = '2026-11-20' WHERE id = '{id}'")).await;
    let shown = client.get(&format!("/projects/{id}")).await.text();
    assert!(shown.contains("70% As estimated by harbour."), "it says how that is known: {shown}");
    assert!(shown.contains("Due 20 Nov 2026 Overdue"), "{shown}");
}

async fn a_day_is_one_of_the_organisation(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let id = app.project(&cast, cast.northwind, "Website").await;
    app.milestone(&cast, id, "Proof", Some("2026-11-23")).await;
    let client = app.sign_in(&cast.client).await;
    let is_late = async || client.get(&format!("/projects/{id}")).await.text().contains("Overdue");
    assert!(!is_late().await, "its last day is a day");
    // There it is tomorrow already.
    app.execute("UPDATE organisations SET time_zone = 'Pacific/Kiritimati'").await;
    let now = client.get(&format!("/projects/{id}")).await.text();
    app.execute("UPDATE organisations SET time_zone = 'UTC'").await;
    app.wait(DAY);
    assert!(is_late().await);
    assert!(now.contains("Today"), "{now}");
}

async fn a_question_carries_its_project(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let id = app.project(&cast, cast.northwind, "Website").await;
    let theirs = app.project(&cast, cast.contoso, "Theirs").await;
    let (client, agent) = (app.sign_in(&cast.client).await, app.sign_in(&cast.agent).await);
    let page = client.get(&format!("/projects/{id}")).await;
    assert!(page.body.contains(&format!("href=\"/support/new?project={id}\"")), "{page:?}");
    let form = client.get(&format!("/support/new?project={id}")).await;
    assert_eq!(form.field("project"), id.to_string());
    assert!(form.text().contains("About the project Website"), "{form:?}");
    let named = id.to_string();
    let wrong = client.post("/support", &[("subject", ""), ("body", "?"), ("project", &named)]).await;
    assert_eq!((wrong.status, wrong.field("project")), (422, named.clone()), "what is wrong comes back with it");
    let opening = [("subject", "When?"), ("body", "Soon?"), ("project", &*named)];
    let ticket = client.post("/support", &opening).await.location().to_owned();
    let thread = client.get(&ticket).await;
    assert!(thread.body.contains(&format!("href=\"/projects/{id}\"")), "{thread:?}");
    let at_desk = agent.get(&format!("/desk/tickets/{}", ticket.rsplit('/').next().unwrap())).await;
    assert!(at_desk.body.contains(&format!("href=\"/desk/projects/{id}\"")), "{at_desk:?}");
    assert!(agent.get(&format!("/desk/projects/{id}")).await.text().contains("When?"));
    assert!(client.get(&format!("/projects/{id}")).await.text().contains("When?"));
    for foreign in [theirs.to_string(), "none".to_owned()] {
        assert_eq!(client.get(&format!("/support/new?project={foreign}")).await.status, 404);
        let stolen = [("subject", "When?"), ("body", "Soon?"), ("project", &*foreign)];
        assert_eq!(client.post("/support", &stolen).await.status, 404);
    }
    // Put away, it is not spoken of any more.
    projects::archive(&app.app, &cast.agent.0, id).await.unwrap();
    assert!(!client.get(&ticket).await.text().contains("Website"));
}

async fn a_customers_page_lists_its_projects(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let agent = app.sign_in(&cast.agent).await;
    let page = format!("/desk/customers/{}", cast.northwind);
    assert!(agent.get(&page).await.text().contains(&said(words::PROJECT_NONE_OF_CUSTOMER)));
    let id = app.project(&cast, cast.northwind, "Website").await;
    app.project(&cast, cast.contoso, "Theirs").await;
    let answer = agent.get(&page).await;
    assert!(answer.body.contains(&format!("href=\"/desk/projects/{id}\"")), "{answer:?}");
    assert!(answer.text().contains("One project") && !answer.text().contains("Theirs"), "{answer:?}");
    assert!(answer.body.contains(&format!("/desk/projects/new?customer={}", cast.northwind)), "{answer:?}");
}

async fn a_checklist_knows_why_a_project_is_not_seen(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let id = app.project(&cast, cast.northwind, "Website").await;
    app.project(&cast, cast.contoso, "Menu cards").await;
    let agent = app.sign_in(&cast.agent).await;
    let path = format!("/desk/customers/{}/access", cast.northwind);
    let look = async |about: &str| agent.get(&format!("{path}?about={about}")).await;
    assert!(look("webs").await.text().contains("They see the project “Website”"));
    let elsewhere = look("menu").await;
    assert!(elsewhere.text().contains("The project “Menu cards” belongs to Contoso"), "{elsewhere:?}");
    projects::archive(&app.app, &cast.agent.0, id).await.unwrap();
    let archived = look("website").await;
    assert!(archived.text().contains("The project “Website” is archived"), "{archived:?}");
    let named = id.to_string();
    let fields = [("remedy", "restore-project"), ("subject", &*named), ("about", "website")];
    let mended = agent.post(&path, &fields).await.location().to_owned();
    assert!(agent.get(&mended).await.text().contains("They see the project “Website”"));
    assert_eq!(app.sign_in(&cast.viewer).await.post(&path, &fields).await.status, 403);
}

async fn long_lists_and_old_updates_go_on(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let mut last = None;
    for at in 0..53 {
        last = Some(app.project(&cast, cast.northwind, &format!("Project {at}")).await);
    }
    let (client, agent) = (app.sign_in(&cast.client).await, app.sign_in(&cast.agent).await);
    let next = |page: &Answer| {
        let (before, _) = page.body.split_once("\" rel=\"next\"")?;
        Some(before.rsplit_once("href=\"").unwrap().1.replace("&amp;", "&"))
    };
    for (browser, first) in [(&client, "/projects"), (&agent, "/desk/projects")] {
        let page = browser.get(first).await;
        let rest = next(&page).expect("it goes on");
        let more = browser.get(&rest).await;
        let ids = |page: &Answer| page.ids("project-").into_iter().filter(|id| id.len() == 36).collect::<Vec<_>>();
        let mut all = [ids(&page), ids(&more)].concat();
        assert_eq!((all.len(), ids(&page).len()), (53, 50), "{first}");
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 53, "each once");
        assert!(more.body.contains("data-part=\""), "it says which part it is: {more:?}");
    }
    let id = last.unwrap();
    for at in 0..32 {
        app.wait(Duration::from_millis(1));
        app.tell(&cast, id, &format!("News {at}.")).await;
    }
    for (browser, path) in [(&client, format!("/projects/{id}")), (&agent, format!("/desk/projects/{id}"))] {
        let page = browser.get(&path).await;
        assert!(page.text().contains("News 31.") && !page.text().contains("News 1."), "{page:?}");
        let older = next(&page).expect("older ones follow");
        let older = browser.get(older.split('#').next().unwrap()).await;
        assert!(older.text().contains("News 1.") && !older.text().contains("News 31."), "{older:?}");
    }
}

async fn open_pages_move_when_a_milestone_is_ticked(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let id = app.project(&cast, cast.northwind, "Website").await;
    let milestone = app.milestone(&cast, id, "Proof", None).await;
    app.milestone(&cast, id, "Going live", None).await;
    let (client, agent) = (app.sign_in(&cast.client).await, app.sign_in(&cast.agent).await);
    let mut pages = Vec::new();
    for (browser, topic, target) in [
        (&client, "projects".to_owned(), "project-list"),
        (&client, "home".to_owned(), "home-live"),
        (&client, format!("project:{id}"), "project-summary"),
        (&agent, "desk:projects".to_owned(), "projects-found"),
        (&agent, format!("desk:project:{id}"), "project-summary"),
    ] {
        let mut page = browser.live(&format!("topic={topic}")).await;
        page.until("the page as it is", |frame| frame.contains(target) && frame.contains("0%")).await;
        pages.push((topic, page));
    }
    let mut theirs = app.sign_in(&cast.neighbour).await.live("topic=projects").await;
    theirs.until("the neighbour's list", |frame| frame.contains("project-list")).await;
    agent.post(&format!("/desk/projects/{id}/milestones/{milestone}/done"), &[("done", "yes")]).await.location();
    for (topic, page) in &mut pages {
        let frames = page.until(topic, |frame| frame.contains("50%")).await.concat();
        assert!(!frames.contains("type=\"text\"") && !frames.contains("<textarea"), "{topic}: {frames}");
    }
    agent.post(&format!("/desk/projects/{id}/updates"), &[("body", "The proof is here.")]).await.location();
    for at in [2, 4] {
        pages[at].1.until("the update", |frame| frame.contains("The proof is here.")).await;
    }
    agent.post(&format!("/desk/projects/{id}/status"), &[("status", "completed")]).await.location();
    for (topic, page) in &mut pages {
        page.until(topic, |frame| ["chip good", "projects-found", "home-live"].iter().any(|sign| frame.contains(sign)))
            .await;
    }
    // Another company's page heard nothing of it: what comes next there is its own.
    app.wait(Duration::from_millis(1));
    app.project(&cast, cast.contoso, "Their own").await;
    let frames = theirs.until("one's own", |frame| frame.contains("Their own")).await;
    assert_eq!(frames.len(), 1, "{frames:?}");
    assert!(!frames.concat().contains("Website"), "{frames:?}");
}

async fn what_is_put_away_goes_from_open_pages_and_comes_back(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let id = app.project(&cast, cast.northwind, "Website").await;
    let (client, agent) = (app.sign_in(&cast.client).await, app.sign_in(&cast.agent).await);
    let mut page = client.live(&format!("topic=project:{id}")).await;
    page.until("the page", |frame| frame.contains("Website")).await;
    agent.post(&format!("/desk/projects/{id}/archive"), &[]).await.location();
    let frames = page.until("that it is gone", |frame| frame.contains(&said(words::PROJECT_GONE))).await;
    assert!(!frames.concat().contains("Website"), "{frames:?}");
    agent.post(&format!("/desk/projects/{id}/restore"), &[]).await.location();
    page.until("that it is back", |frame| frame.contains("Website")).await;
    let mut desk = agent.live(&format!("topic=desk:project:{id}")).await;
    desk.until("the page", |frame| frame.contains("Website")).await;
    agent.post(&format!("/desk/projects/{id}/delete"), &[]).await.location();
    desk.until("that it is gone", |frame| frame.contains(&said(words::PROJECT_GONE))).await;
}

async fn what_no_hint_told_is_found(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let id = app.project(&cast, cast.northwind, "Website").await;
    let client = app.sign_in(&cast.client).await;
    let mut page = client.live(&format!("topic=project:{id}")).await;
    page.until("the page", |frame| frame.contains("project-summary")).await;
    app.execute(&format!("UPDATE projects SET percent = 42, updated_at = updated_at + 1 WHERE id = '{id}'")).await;
    page.until("the page as it is now", |frame| frame.contains("42%")).await;
}

async fn clients_are_told_by_mail_unless_they_want_none(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let id = app.project(&cast, cast.northwind, "Website").await;
    app.execute(&format!(
        "UPDATE memberships SET notify = '{}' WHERE id = '{}'",
        Notify::None,
        cast.colleague.0.membership_id
    ))
    .await;
    let kept = async || app.texts("SELECT recipient || ' ' || subject FROM mails ORDER BY recipient").await;
    let gone = app.tell(&cast, id, "Too early.").await;
    let first = app.tell(&cast, id, "The proof is here.").await;
    projects::delete_update(&app.app, &cast.agent.0, id, gone).await.unwrap();
    let better = frontdesk::domain::input::Body::parse("The **proof** is [there](/help/proofs).").unwrap();
    projects::edit_update(&app.app, &cast.agent.0, id, first, (&better, None)).await.unwrap();
    app.wait(DAY);
    app.work().await;
    let mails = kept().await;
    let expected = format!(
        "client@harbour.test {}",
        said_with(words::MAIL_UPDATE_SUBJECT, &[("organisation", "harbour"), ("project", "Website")])
    );
    assert_eq!(mails, [expected], "one mail, to the one who wants it, of the update that is left");
    let text = app.texts("SELECT text FROM mails").await.concat();
    assert!(text.contains("The proof is there (http") && text.contains(&format!("/projects/{id}")), "{text}");
    let html = app.texts("SELECT html FROM mails").await.concat();
    assert!(html.contains("The <strong>proof</strong> is <a href=\"http"), "{html}");
    // Of what is put away nobody is told.
    app.tell(&cast, id, "Never mind.").await;
    projects::archive(&app.app, &cast.agent.0, id).await.unwrap();
    app.wait(DAY);
    app.work().await;
    assert_eq!(kept().await.len(), 1);
}
