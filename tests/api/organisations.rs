//! Going on in another of one's organisations: on one host, and from one portal's host to another's.

use std::time::Duration;

use frontdesk::domain::link::Purpose;
use frontdesk::domain::people::Role;
use frontdesk::store::{logins, tokens};
use reqwest::Method;

use crate::common::{held, html};
use crate::{Answer, Browser, Cast, PASSWORD, Person, TestApp, each_database};

each_database!(
    the_dropdown_shows_each_organisation_and_what_is_new_there,
    going_on_changes_the_session_and_its_cookie,
    nobody_goes_on_where_they_are_not,
    a_form_of_the_old_organisation_is_refused_with_its_text_kept,
    a_refused_form_names_only_ones_own_organisations,
    sockets_and_fragments_of_the_old_organisation_are_refused,
    open_pages_of_the_old_organisation_close_at_once,
    each_organisation_records_its_own_part,
    a_portal_is_at_its_own_host_and_only_its_people_sign_in_there,
    a_session_of_another_organisation_is_none_at_a_portal_s_host,
    an_invitation_lets_nobody_in_at_another_organisation_s_portal,
    between_hosts_a_link_hands_the_session_over_once,
    a_link_works_only_for_a_minute_at_its_host_and_while_its_session_does,
    another_person_is_asked_before_they_give_way,
    a_link_raced_by_many_works_once,
    a_link_that_ends_while_it_is_used_ends_both_in_peace,
);

/// Two organisations, and the first one's client in both: at the second as a client of Contoso.
async fn two(app: &TestApp) -> (Cast, Cast) {
    let (harbour, rival) = (app.cast("harbour").await, app.cast("rival").await);
    app.join(&harbour.client, &rival, Role::Client).await;
    app.execute(&format!(
        "UPDATE memberships SET customer_id = '{}' WHERE organisation_id = '{}' AND customer_id IS NULL AND role = 'client'
         AND user_id = (SELECT id FROM users WHERE email = '{}')",
        rival.contoso, rival.organisation.id, harbour.client.0.email
    ))
    .await;
    (harbour, rival)
}

async fn the_dropdown_shows_each_organisation_and_what_is_new_there(app: &TestApp) {
    let (harbour, rival) = two(app).await;
    let number = app.open(&rival.neighbour, "Theirs", "Body").await;
    app.reply(&rival.agent, number, "An answer").await;
    let client = app.sign_in(&harbour.client).await;
    let page = client.get("/").await;
    let menu = page.body.split_once("id=\"organisations\"").expect("a dropdown").1.split_once("</form>").unwrap().0;
    for said in ["harbour", "Northwind", "rival", "Contoso", "1 new reply"] {
        assert!(menu.contains(said), "{said}: {menu}");
    }
    let current = menu.split_once("aria-current=\"true\"").expect("the current one is marked").0;
    assert!(current.ends_with("value=\"harbour\" class=\"switcher-entry\" "), "{current}");
    assert!(client.get("/support/999").await.status == 404);
    let colleague = app.sign_in(&harbour.colleague).await.get("/").await;
    assert!(!colleague.body.contains("id=\"organisations\""), "one organisation, no dropdown");
    // Staff see their role.
    app.join(&harbour.agent, &rival, Role::Manager).await;
    let desk = app.sign_in(&harbour.agent).await.get("/desk/tickets?view=open").await;
    let menu = desk.body.split_once("id=\"organisations\"").expect("a dropdown").1.split_once("</form>").unwrap().0;
    assert!(menu.contains("Manager") && menu.contains("Agent"), "{menu}");
}

async fn going_on_changes_the_session_and_its_cookie(app: &TestApp) {
    let (harbour, rival) = two(app).await;
    app.open(&rival.neighbour, "At the rival", "Body").await;
    app.open(&harbour.client, "At the harbour", "Body").await;
    let browser = app.sign_in(&harbour.client).await;
    let before = browser.cookie().unwrap();
    assert!(browser.get("/support").await.text().contains("At the harbour"));
    assert_eq!(browser.post("/organisation", &[("organisation", "rival")]).await.location(), "/");
    assert_ne!(browser.cookie().unwrap(), before, "the secret is another one");
    let list = browser.get("/support").await.text();
    assert!(list.contains("At the rival") && !list.contains("At the harbour"), "{list}");
    let copied = app.browser();
    copied.set_cookie(&before);
    assert!(copied.get("/").await.location().starts_with("/session/new"), "the old secret opens nothing");
    assert_eq!(app.texts("SELECT id FROM sessions").await.len(), 1, "it is the same session");
    // Back, to a page.
    let fields = [("organisation", "harbour"), ("next", "/support/1")];
    assert_eq!(browser.post("/organisation", &fields).await.location(), "/support/1");
    assert_eq!(browser.post("/organisation", &fields).await.location(), "/support/1", "one is there already");
    for next in ["//evil.test", "https://evil.test", "/\\evil.test"] {
        let fields = [("organisation", "harbour"), ("next", next)];
        assert_eq!(browser.post("/organisation", &fields).await.location(), "/", "{next}");
    }
    // A staff membership lands at its desk.
    app.join(&harbour.colleague, &rival, Role::Agent).await;
    let colleague = app.sign_in(&harbour.colleague).await;
    assert_eq!(colleague.post("/organisation", &[("organisation", "rival")]).await.location(), "/desk");
    assert_eq!(colleague.get("/desk/tickets?view=open").await.status, 200);
}

async fn nobody_goes_on_where_they_are_not(app: &TestApp) {
    let (harbour, _) = two(app).await;
    app.cast("third").await;
    let browser = app.sign_in(&harbour.client).await;
    let before = browser.cookie();
    let foreign = browser.post("/organisation", &[("organisation", "third")]).await;
    let missing = browser.post("/organisation", &[("organisation", "none")]).await;
    assert_eq!((foreign.status, &foreign.body), (404, &missing.body));
    app.execute("UPDATE memberships SET status = 'deactivated' WHERE organisation_id = (SELECT id FROM organisations WHERE slug = 'rival')").await;
    assert_eq!(browser.post("/organisation", &[("organisation", "rival")]).await.status, 404);
    assert_eq!(browser.cookie(), before);
    assert_eq!(app.browser().post("/organisation", &[("organisation", "harbour")]).await.status, 401);
}

async fn a_form_of_the_old_organisation_is_refused_with_its_text_kept(app: &TestApp) {
    let (harbour, _) = two(app).await;
    let number = app.open(&harbour.client, "Subject", "First").await;
    let browser = app.sign_in(&harbour.client).await;
    let action = format!("/support/{number}/replies?organisation=harbour");
    assert!(browser.get(&format!("/support/{number}")).await.body.contains(&action), "the form carries it");
    browser.post("/organisation", &[("organisation", "rival")]).await.location();

    let fields = [("body", "Two lines\nof <b>mine</b>"), ("key", "key-1"), ("password", "hunter2hunter2")];
    let form = browser
        .request(Method::POST, &action)
        .header("origin", browser.origin())
        .header("referer", format!("{}/support/{number}?all", browser.origin()))
        .form(&fields);
    let page = Answer::to(form).await;
    assert_eq!(page.status, 409, "{page:?}");
    assert!(page.text().contains("This form belongs to harbour"), "{page:?}");
    assert!(page.text().contains("You went on in rival"), "{page:?}");
    assert!(page.body.contains("\nTwo lines\nof &lt;b&gt;mine&lt;/b&gt;</textarea>"), "{page:?}");
    assert!(!page.body.contains("hunter2") && !page.body.contains("key-1"), "{page:?}");
    assert_eq!(
        (page.field("organisation"), page.field("next")),
        ("harbour".to_owned(), format!("/support/{number}?all"))
    );
    let said = browser.send(&action, &fields).await;
    assert_eq!(said.status, 409);
    assert!(said.json()["error"].as_str().unwrap().contains("rival"), "{said:?}");
    assert_eq!(said.json()["elsewhere"]["back"], "Back to harbour");
    assert_eq!(app.texts("SELECT body FROM messages").await, ["First"]);

    // Back there it is taken; and what other programs send, without a word about the organisation, always was.
    browser.post("/organisation", &[("organisation", "harbour")]).await.location();
    assert_eq!(browser.post(&action, &fields[..2]).await.location(), format!("/support/{number}"));
    assert_eq!(browser.post(&format!("/support/{number}/replies"), &[("body", "Plain")]).await.status, 303);
}

async fn a_refused_form_names_only_ones_own_organisations(app: &TestApp) {
    let (harbour, _) = two(app).await;
    app.cast("third").await;
    let browser = app.sign_in(&harbour.client).await;
    let refused = async |slug: &str| browser.post(&format!("/support?organisation={slug}"), &[("subject", "A")]).await;
    let (foreign, missing) = (refused("third").await, refused("fourth").await);
    assert_eq!((foreign.status, &foreign.body), (409, &missing.body));
    assert!(foreign.text().contains("belongs to another organisation"), "{foreign:?}");
    assert!(!foreign.body.contains("action=\"/organisation\""), "{foreign:?}");
    // Signing out and going on are about the person.
    for path in ["/organisation?organisation=rival", "/session/end?organisation=rival"] {
        assert_eq!(browser.post(path, &[("organisation", "harbour")]).await.status, 303, "{path}");
    }
}

async fn sockets_and_fragments_of_the_old_organisation_are_refused(app: &TestApp) {
    let (harbour, _) = two(app).await;
    let browser = app.sign_in(&harbour.client).await;
    let socket = async |query: &str| {
        Answer::to(browser.upgrade(&format!("/live?topic=home{query}"), Some(&browser.origin()))).await.status
    };
    assert_eq!(socket("&organisation=harbour").await, 101);
    assert_eq!(browser.fetch("/help?q=a&organisation=harbour").await.status, 200);
    browser.post("/organisation", &[("organisation", "rival")]).await.location();
    assert_eq!(socket("&organisation=harbour").await, 409);
    assert_eq!(socket("&organisation=rival").await, 101);
    assert_eq!(socket("").await, 101);
    for path in ["/help?q=a", "/support/suggestions?subject=abc", "/live?a=b"] {
        assert_eq!(browser.fetch(&format!("{path}&organisation=harbour")).await.status, 409, "{path}");
    }
    assert_eq!(browser.get("/help?q=a&organisation=harbour").await.status, 200, "a page is the current one's");
}

async fn open_pages_of_the_old_organisation_close_at_once(app: &TestApp) {
    let (harbour, _) = two(app).await;
    let (browser, other) = (app.sign_in(&harbour.client).await, app.sign_in(&harbour.client).await);
    let mut pages = Vec::new();
    for browser in [&browser, &other] {
        let mut page = browser.live("topic=home").await;
        page.until("the home", |frame| frame.contains("home-live")).await;
        pages.push(page);
    }
    let (stays, closes) = (pages.pop().unwrap(), pages.pop().unwrap());
    browser.post("/organisation", &[("organisation", "rival")]).await.location();
    let code = tokio::time::timeout(held(Duration::from_secs(1)), closes.closed()).await;
    assert_eq!(code.expect("it closes within a second"), 1008);
    let mut stays = stays;
    app.open(&harbour.client, "Still here", "Body").await;
    stays.until("another browser's page goes on", |frame| frame.contains("Still here")).await;
}

async fn each_organisation_records_its_own_part(app: &TestApp) {
    let (harbour, rival) = two(app).await;
    let browser = app.sign_in(&harbour.client).await;
    app.execute("DELETE FROM audit").await;
    browser.post("/organisation", &[("organisation", "rival")]).await.location();
    let log = async |cast: &Cast| {
        let id = cast.organisation.id;
        app.texts(&format!("SELECT action || ' ' || actor || ' ' || address FROM audit WHERE organisation_id = '{id}'"))
            .await
    };
    assert_eq!(log(&harbour).await, ["session.ended Client harbour <client@harbour.test> 127.0.0.1"]);
    assert_eq!(log(&rival).await, ["session.started Client harbour <client@harbour.test> 127.0.0.1"]);
}

async fn a_portal_is_at_its_own_host_and_only_its_people_sign_in_there(app: &TestApp) {
    let (harbour, rival) = with_hosts(app).await;
    let at = At::new(app, "portal.harbour.test");
    let page = at.get("/session/new").await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("harbour") && !page.text().contains("Frontdesk"), "branded: {page:?}");
    assert_eq!(At::new(app, "portal.harbour.test:80").get("/session/new").await.status, 200);
    for host in ["portal.unknown.test", "harbour.test", "portal.harbour.test:81", "a.portal.harbour.test", "portal."] {
        let answer = At::new(app, host).get("/session/new").await;
        assert_eq!(answer.status, 421, "{host}");
        assert!(!answer.body.contains("harbour"), "{answer:?}");
    }
    let refused = async |email: &str| {
        let answer = at.post("/session", &[("email", email), ("password", PASSWORD)]).await;
        assert_eq!((answer.status, answer.header("set-cookie")), (422, ""), "{answer:?}");
        answer.body.replace(email, "ADDRESS")
    };
    assert_eq!(refused(&rival.client.0.email).await, refused("nobody@rival.test").await);
    let own = at.post("/session", &[("email", &harbour.client.0.email), ("password", PASSWORD)]).await;
    assert_eq!(own.location(), "/");
    // From another portal's page nothing is sent here.
    let foreign = app
        .browser()
        .request(Method::POST, "/session")
        .header("host", "portal.harbour.test")
        .header("origin", "http://portal.rival.test")
        .form(&[("email", "a@b.test"), ("password", "a")]);
    assert_eq!(Answer::to(foreign).await.status, 403);
}

async fn a_session_of_another_organisation_is_none_at_a_portal_s_host(app: &TestApp) {
    let (harbour, rival) = with_hosts(app).await;
    app.open(&rival.client, "The rival’s own", "Body").await;
    let cookie = app.sign_in(&rival.client).await.cookie().unwrap();
    let at = At { cookie: Some(cookie.clone()), ..At::new(app, "portal.harbour.test") };
    assert!(at.get("/support").await.location().starts_with("/session/new"));
    let own = At { cookie: Some(cookie), ..At::new(app, "portal.rival.test") };
    assert!(own.get("/support").await.text().contains("The rival’s own"));
    let error = own.get("/nowhere").await;
    assert!(error.status == 404 && error.text().contains("rival"), "{error:?}");
    drop(harbour);
}

async fn an_invitation_lets_nobody_in_at_another_organisation_s_portal(app: &TestApp) {
    let (harbour, _) = with_hosts(app).await;
    let admin = At::signed_in(app, "portal.harbour.test", &harbour.admin).await;
    let invited = [("email", "new@b.test"), ("role", "agent"), ("customer", "")];
    assert_eq!(admin.post("/desk/settings/users", &invited).await.status, 303);
    let id = app.texts("SELECT id FROM invites").await.remove(0);
    let page = admin.post(&format!("/desk/settings/users/invites/{id}/copy"), &[]).await;
    let tags = html::tags(&page.body);
    let link = tags.iter().find(|tag| tag.get("id") == Some("copied-link")).and_then(|tag| tag.get("value"));
    let path = link.and_then(|link| link.strip_prefix("http://portal.harbour.test")).expect("a link to its own portal");
    let fields = [("name", "New"), ("password", "staple orange walrus")];
    let elsewhere = At::new(app, "portal.rival.test");
    for answer in [elsewhere.get(path).await, elsewhere.post(path, &fields).await] {
        assert_eq!((answer.status, answer.header("set-cookie")), (410, ""), "{answer:?}");
    }
    let there = At::new(app, "portal.harbour.test");
    assert_eq!(there.get(path).await.status, 200);
    assert_eq!(there.post(path, &fields).await.location(), "/desk");
}

async fn between_hosts_a_link_hands_the_session_over_once(app: &TestApp) {
    let (harbour, _) = with_hosts(app).await;
    let here = At::signed_in(app, "portal.harbour.test", &harbour.client).await;
    let page = here.get("/").await;
    assert!(
        page.header("content-security-policy")
            .contains("form-action 'self' http://portal.harbour.test http://portal.rival.test")
    );
    let link = here.switch("rival", "/support").await;
    assert!(link.starts_with("http://portal.rival.test/session/handover?token="), "{link}");
    assert!(link.ends_with("&next=%2Fsupport"), "{link}");
    let path = link.strip_prefix("http://portal.rival.test").unwrap();
    let mut there = At::new(app, "portal.rival.test");
    let head = app.browser().request(Method::HEAD, path).header("host", "portal.rival.test");
    assert_eq!(Answer::to(head).await.status, 200, "looking uses nothing up");
    let asked = there.get(path).await;
    assert!(asked.text().contains("You are about to be signed in here as client@harbour.test"), "{asked:?}");
    assert_eq!(there.get("/support").await.status, 303, "a link that was only opened signs nobody in");
    let arrived = there.go_on(path).await;
    assert_eq!(arrived.location(), "/support");
    there.keep(&arrived);
    assert_eq!(there.get("/support").await.status, 200);
    assert_eq!(here.get("/support").await.status, 200, "one is still signed in where one came from");
    assert_eq!(there.get(path).await.status, 410, "it works once");
    assert_eq!(app.texts("SELECT token_hash FROM tokens WHERE used_at IS NULL").await, [""; 0]);
    // Back again the browser is there already.
    let back = there.switch("harbour", "").await;
    let path = back.strip_prefix("http://portal.harbour.test").unwrap().to_owned();
    let arrived = here.get(&path).await;
    assert_eq!((arrived.location(), arrived.header("set-cookie")), ("/", ""));
}

async fn a_link_works_only_for_a_minute_at_its_host_and_while_its_session_does(app: &TestApp) {
    let (harbour, _) = with_hosts(app).await;
    let here = At::signed_in(app, "portal.harbour.test", &harbour.client).await;
    let (there, elsewhere) = (At::new(app, "portal.rival.test"), At::new(app, "portal.test"));
    let path = async || here.switch("rival", "").await.strip_prefix("http://portal.rival.test").unwrap().to_owned();
    let is_unusable = |answer: &Answer| {
        assert_eq!((answer.status, answer.header("set-cookie")), (410, ""), "{answer:?}");
        assert!(answer.text().contains("This link no longer works"), "{answer:?}");
    };
    let link = path().await;
    for wrong in [format!("{link}x"), "/session/handover".to_owned(), "/session/handover?token=".to_owned()] {
        is_unusable(&there.get(&wrong).await);
    }
    is_unusable(&here.get(&link).await);
    is_unusable(&elsewhere.get(&link).await);
    app.wait(Duration::from_secs(60));
    is_unusable(&there.get(&link).await);
    let link = path().await;
    app.wait(Duration::from_millis(59_999));
    assert_eq!(there.go_on(&link).await.location(), "/");
    let link = path().await;
    app.execute("UPDATE memberships SET status = 'deactivated' WHERE customer_id IS NOT NULL AND organisation_id = (SELECT id FROM organisations WHERE slug = 'rival')").await;
    is_unusable(&there.get(&link).await);
    app.execute("UPDATE memberships SET status = 'active'").await;
    assert_eq!(here.post("/session/end", &[]).await.status, 303);
    is_unusable(&there.get(&link).await);
}

async fn another_person_is_asked_before_they_give_way(app: &TestApp) {
    let (harbour, rival) = with_hosts(app).await;
    let here = At::signed_in(app, "portal.harbour.test", &harbour.client).await;
    let mut there = At::signed_in(app, "portal.rival.test", &rival.client).await;
    let link = here.switch("rival", "/help").await.strip_prefix("http://portal.rival.test").unwrap().to_owned();
    let asked = there.get(&link).await;
    assert_eq!((asked.status, asked.header("set-cookie")), (200, ""));
    for said in ["client@rival.test", "client@harbour.test"] {
        assert!(asked.text().contains(said), "{asked:?}");
    }
    assert!(there.get("/").await.text().contains("Client rival"), "nothing has happened yet");
    let fields = [("token", asked.field("token")), ("next", asked.field("next"))];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let old = there.cookie.clone();
    let went = there.post("/session/handover", &fields).await;
    assert_eq!(went.location(), "/help");
    there.keep(&went);
    assert!(there.get("/").await.text().contains("Client harbour"));
    let gone = At { cookie: old, ..At::new(app, "portal.rival.test") };
    assert!(gone.get("/").await.location().starts_with("/session/new"));
    assert_eq!(there.post("/session/handover", &fields).await.status, 410);
}

async fn a_link_raced_by_many_works_once(app: &TestApp) {
    let (harbour, _) = with_hosts(app).await;
    let here = At::signed_in(app, "portal.harbour.test", &harbour.client).await;
    let link = here.switch("rival", "").await.strip_prefix("http://portal.rival.test").unwrap().to_owned();
    let there = At::new(app, "portal.rival.test");
    let asked = there.get(&link).await;
    let token = asked.field("token");
    let fields = [("token", token.as_str())];
    let answers = futures_util::future::join_all((0..20).map(|_| there.post("/session/handover", &fields))).await;
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!((statuses[0], &statuses[1..]), (303, &[410; 19][..]));
}

async fn a_link_that_ends_while_it_is_used_ends_both_in_peace(app: &TestApp) {
    let (harbour, _) = with_hosts(app).await;
    let here = At::signed_in(app, "portal.harbour.test", &harbour.client).await;
    let link = here.switch("rival", "").await.strip_prefix("http://portal.rival.test").unwrap().to_owned();
    let there = At::new(app, "portal.rival.test");
    let user = app.texts("SELECT id FROM users WHERE email = 'client@harbour.test'").await.remove(0).parse().unwrap();
    let token = there.get(&link).await.field("token");
    let fields = [("token", token.as_str())];
    // As a new password does it: the login is held, then its links end.
    let mut writing = app.app.begin().await.unwrap();
    logins::lock(&mut writing.tx, user).await.unwrap();
    let ending = async {
        app.until_somebody_waits().await;
        let now = writing.now;
        tokens::end_of_user(&mut writing.tx, user, Purpose::Handover, now).await.expect("nobody holds the link");
        app.app.commit(writing).await.unwrap();
    };
    let (arrived, ()) = tokio::join!(there.post("/session/handover", &fields), ending);
    assert_eq!(arrived.status, 410, "{arrived:?}");
}

/// [`two`], each with a domain.
async fn with_hosts(app: &TestApp) -> (Cast, Cast) {
    let casts = Box::pin(two(app)).await;
    app.execute("UPDATE organisations SET domain = slug || '.test'").await;
    casts
}

/// A browser at a host, which the test keeps the cookie of.
struct At<'a> {
    app: &'a TestApp,
    host: &'a str,
    cookie: Option<String>,
}

impl<'a> At<'a> {
    fn new(app: &'a TestApp, host: &'a str) -> Self {
        Self { app, host, cookie: None }
    }

    async fn signed_in(app: &'a TestApp, host: &'a str, person: &Person) -> Self {
        let mut at = Self::new(app, host);
        let signed_in = at.post("/session", &[("email", &person.0.email), ("password", PASSWORD)]).await;
        assert_eq!(signed_in.status, 303, "{signed_in:?}");
        at.keep(&signed_in);
        at
    }

    fn keep(&mut self, answer: &Answer) {
        self.cookie = answer.header("set-cookie").split(';').next().map(str::to_owned);
    }

    /// Chooses another organisation; the link that leads there.
    async fn switch(&self, slug: &str, next: &str) -> String {
        self.post("/organisation", &[("organisation", slug), ("next", next)]).await.location().to_owned()
    }

    /// Follows a link that leads here and says yes to the question.
    async fn go_on(&self, path: &str) -> Answer {
        let asked = self.get(path).await;
        if asked.status != 200 {
            return asked;
        }
        assert_eq!(asked.header("set-cookie"), "", "nothing happens before the answer");
        let next = asked.body.contains("name=\"next\"").then(|| asked.field("next"));
        let token = asked.field("token");
        let fields = [Some(("token", token.as_str())), next.as_deref().map(|next| ("next", next))];
        self.post("/session/handover", &fields.into_iter().flatten().collect::<Vec<_>>()).await
    }

    async fn get(&self, path: &str) -> Answer {
        Answer::to(self.request(Method::GET, path)).await
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let origin = format!("http://{}", self.host);
        Answer::to(self.request(Method::POST, path).header("origin", origin).form(fields)).await
    }

    fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let browser: Browser = self.app.browser();
        let request = browser.request(method, path).header("host", self.host);
        match &self.cookie {
            Some(cookie) => request.header("cookie", cookie),
            None => request,
        }
    }
}
