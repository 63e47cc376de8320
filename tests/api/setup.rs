//! The first visit.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Stdio};

use frontdesk::app::setup;
use frontdesk::words::msg::people;

use crate::command_line::program;
use crate::port::free_port;
use crate::{Answer, Browser, TestApp, each_database, said};

each_database!(
    until_it_is_set_up_every_page_leads_to_the_form,
    the_form_makes_the_organisation_and_signs_its_admin_in,
    of_twenty_who_set_up_at_once_one_does,
    the_token_is_needed_and_altered_or_ended_it_does_not_work,
    what_is_wrong_comes_back_with_what_was_typed,
    serve_prints_a_link_that_works_on_every_node,
);

const FORM: [(&str, &str); 6] = [
    ("organisation", "Harbour Studio"),
    ("language", "en"),
    ("time_zone", "europe/berlin"),
    ("name", "Grace Hopper"),
    ("email", "Grace@Navy.test"),
    ("password", "staple orange walrus"),
];

async fn until_it_is_set_up_every_page_leads_to_the_form(app: &TestApp) {
    let guest = app.browser();
    for path in ["/", "/session/new", "/desk", "/help", "/password-resets/new", "/nowhere"] {
        assert_eq!(guest.get(path).await.location(), "/setup", "{path}");
    }
    for path in ["/healthz", "/readyz", "/assets/frontdesk.css", "/accent.css"] {
        assert_eq!(guest.get(path).await.status, 200, "{path}");
    }
    let asks = guest.get("/setup").await;
    assert!(asks.status == 200 && asks.text().contains(&said(people::SETUP_TOKEN_TEXT)), "{asks:?}");
    assert_eq!(asks.field("token"), "");
    let token = token(app).await;
    app.cast("harbour").await;
    assert_eq!(guest.get("/session/new").await.status, 200);
    for path in ["/setup".to_owned(), format!("/setup?token={token}")] {
        assert_eq!(guest.get(&path).await.status, 404, "{path}");
    }
    assert_eq!(send(app, &token, &FORM).await.status, 404);
    assert_eq!(setup::mint(&app.app).await.unwrap(), None);
}

async fn the_form_makes_the_organisation_and_signs_its_admin_in(app: &TestApp) {
    let token = token(app).await;
    let browser = app.browser();
    let form = browser.get(&format!("/setup?token={token}")).await;
    assert_eq!((form.status, form.field("token").as_str()), (200, &*token), "{form:?}");
    assert!(form.body.contains("zone.js") && form.body.contains("value=\"Pacific/Auckland\""), "{form:?}");
    let fields: Vec<_> = FORM.into_iter().chain([("token", &*token)]).collect();
    assert_eq!(browser.post("/setup", &fields).await.location(), "/desk/start");
    assert_eq!(browser.get("/desk/tickets").await.status, 200, "signed in");
    let made = app.texts("SELECT slug || ' ' || name || ' ' || language || ' ' || time_zone FROM organisations").await;
    assert_eq!(made, ["harbour-studio Harbour Studio en Europe/Berlin"]);
    let admin = app
        .texts("SELECT u.email || ' ' || u.name || ' ' || m.role FROM users u JOIN memberships m ON m.user_id = u.id");
    assert_eq!(admin.await, ["grace@navy.test Grace Hopper admin"]);
    let again = app.browser().post("/session", &[("email", "grace@navy.test"), ("password", FORM[5].1)]).await;
    assert_eq!(again.location(), "/desk");
    let recorded = app.texts("SELECT action || ' ' || actor FROM audit WHERE action LIKE 'organisation%'").await;
    assert_eq!(recorded, ["organisation.added Grace Hopper <grace@navy.test>"]);
}

async fn of_twenty_who_set_up_at_once_one_does(app: &TestApp) {
    let mut tokens = Vec::new();
    for _ in 0..5 {
        tokens.push(token(app).await);
    }
    let tries = (0..20).map(|at| {
        let token = tokens[at % tokens.len()].clone();
        async move {
            let name = format!("Studio {at}");
            let fields: Vec<_> = FORM
                .into_iter()
                .map(|(field, value)| (field, if field == "organisation" { &*name } else { value }))
                .collect();
            send(app, &token, &fields).await
        }
    });
    let answers = futures_util::future::join_all(tries).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 303).count(), 1, "{answers:?}");
    assert!(answers.iter().all(|answer| matches!(answer.status, 303 | 404 | 410)), "{answers:?}");
    for table in ["organisations", "users", "memberships", "sessions"] {
        assert_eq!(app.texts(&format!("SELECT id FROM {table}")).await.len(), 1, "{table}");
    }
}

async fn the_token_is_needed_and_altered_or_ended_it_does_not_work(app: &TestApp) {
    let good = token(app).await;
    // Another character at its end, whichever stands there.
    let altered = format!("{}{}", &good[..good.len() - 1], if good.ends_with('A') { 'B' } else { 'A' });
    for wrong in ["", "x", &altered] {
        let refused = send(app, wrong, &FORM).await;
        assert_eq!(refused.status, 410, "{refused:?}");
        assert!(refused.text().contains(&said(people::SETUP_TOKEN_WRONG)), "{refused:?}");
        let refused = send(app, wrong, &[]).await;
        assert_eq!(refused.status, 410, "what is wrong with the form is not said to strangers: {refused:?}");
    }
    assert_eq!(app.browser().get("/setup?token=x").await.status, 410);
    app.wait(std::time::Duration::from_secs(7 * 24 * 60 * 60));
    assert_eq!(send(app, &good, &FORM).await.status, 410);
    assert_eq!(app.texts("SELECT id FROM organisations").await, [""; 0]);
}

async fn what_is_wrong_comes_back_with_what_was_typed(app: &TestApp) {
    let token = token(app).await;
    for (field, wrong) in [
        ("organisation", ""),
        ("language", "tlh"),
        ("time_zone", ""),
        ("time_zone", "Europe/Atlantis"),
        ("name", " "),
        ("email", "grace"),
        ("password", "short"),
        ("password", "grace hopper"),
    ] {
        let fields: Vec<_> =
            FORM.into_iter().map(|(name, value)| (name, if name == field { wrong } else { value })).collect();
        let refused = send(app, &token, &fields).await;
        assert_eq!(refused.status, 422, "{field}: {refused:?}");
        assert!(refused.body.contains(&format!("id=\"{field}-problem\"")), "{field}: {refused:?}");
        let kept = if field == "organisation" { ("name", "Grace Hopper") } else { ("organisation", "Harbour Studio") };
        assert_eq!(refused.field(kept.0), kept.1);
        assert!(!refused.body.contains(FORM[5].1), "no password comes back: {refused:?}");
    }
    assert_eq!(app.texts("SELECT id FROM organisations").await, [""; 0]);
    assert_eq!(send(app, &token, &FORM).await.status, 303, "nothing was used up");
}

async fn serve_prints_a_link_that_works_on_every_node(app: &TestApp) {
    let mut tokens = Vec::new();
    for _ in 0..2 {
        let node = Node::start(app);
        assert_eq!(node.browser.get("/").await.location(), "/setup");
        assert_eq!(node.browser.get(&format!("/setup?token={}", node.token)).await.status, 200);
        tokens.push(node.token.clone());
    }
    assert_ne!(tokens[0], tokens[1], "each start makes its own");
    // The embedded database is the node's own; a server is shared with this test's.
    if app.settings.database_url.is_some() {
        for token in &tokens {
            assert_eq!(app.browser().get(&format!("/setup?token={token}")).await.status, 200);
        }
        assert_eq!(send(app, &tokens[0], &FORM).await.location(), "/desk/start");
        assert_eq!(send(app, &tokens[1], &FORM).await.status, 404);
    }
}

/// The program, serving beside the test's server, with a folder of its own.
struct Node {
    program: Child,
    browser: Browser,
    token: String,
    _folder: tempfile::TempDir,
}

impl Node {
    fn start(app: &TestApp) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let free = SocketAddr::from(([127, 0, 0, 1], free_port()));
        let mut program = program(&["serve"])
            .envs(app.environment())
            .env("FRONTDESK_DATA", folder.path())
            .env("FRONTDESK_LISTEN", free.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let said = BufReader::new(program.stdout.take().expect("its output")).lines();
        let line =
            said.map_while(Result::ok).find_map(|line| Some(line.split_once("/setup?token=")?.1.trim().to_owned()));
        Self { program, browser: Browser::new(free), token: line.expect("a link is printed"), _folder: folder }
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.program.kill().expect("it can be ended");
        self.program.wait().expect("it ends");
    }
}

/// What a start of the program prints.
async fn token(app: &TestApp) -> String {
    setup::mint(&app.app).await.expect("the database answers").expect("there is no organisation")
}

async fn send(app: &TestApp, token: &str, fields: &[(&str, &str)]) -> Answer {
    let fields: Vec<_> = fields.iter().copied().chain([("token", token)]).collect();
    app.browser().post("/setup", &fields).await
}
