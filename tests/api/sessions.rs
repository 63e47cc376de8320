//! Signing in and out.

use std::time::Duration;

use reqwest::Method;

use crate::{Answer, PASSWORD, Setup, TestApp, each_database};

each_database!(
    clients_land_at_the_portal_and_staff_at_the_desk,
    a_wrong_password_and_an_unknown_address_are_answered_alike,
    what_is_missing_is_said_at_its_field,
    the_cookie_is_kept_from_scripts_and_other_sites,
    each_sign_in_begins_a_session_of_its_own,
    signing_out_ends_the_session_on_the_server,
    a_session_expires,
    a_session_ends_with_the_right_behind_it,
    signing_in_leads_back_to_own_pages_only,
    after_twenty_tries_a_login_has_to_wait,
);

const HTTPS: Setup = Setup { public_url: Some("https://portal.test"), ..Setup::DEFAULT };
each_database!(HTTPS; under_https_the_cookie_is_for_this_host_alone);

/// Thirty days, but for a moment.
const ALMOST: Duration = Duration::from_millis(30 * 24 * 60 * 60 * 1_000 - 1);

async fn clients_land_at_the_portal_and_staff_at_the_desk(app: &TestApp) {
    let cast = app.cast("harbour").await;
    for (person, home) in [
        (&cast.client, "/"),
        (&cast.unlinked, "/"),
        (&cast.admin, "/desk"),
        (&cast.manager, "/desk"),
        (&cast.agent, "/desk"),
        (&cast.viewer, "/desk"),
    ] {
        let browser = app.browser();
        let email = person.0.email.to_uppercase();
        let signed_in = browser.post("/session", &[("email", &email), ("password", PASSWORD)]).await;
        assert_eq!(signed_in.location(), home, "{email}");
    }
    let client = app.sign_in(&cast.client).await;
    assert!(client.get("/").await.text().contains("Hello, Client harbour"));
    assert_eq!(client.get("/desk").await.status, 404);
    assert_eq!(app.sign_in(&cast.agent).await.get("/").await.location(), "/desk");
}

async fn a_wrong_password_and_an_unknown_address_are_answered_alike(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let refused = async |email: &str, password: &str| {
        let browser = app.browser();
        let answer = browser.post("/session", &[("email", email), ("password", password)]).await;
        assert_eq!(answer.status, 422);
        assert_eq!(browser.cookie(), None);
        assert!(answer.text().contains("don’t go together"), "{answer:?}");
        answer.body.replace(email, "ADDRESS")
    };
    let wrong = refused(&cast.client.0.email, "wrong").await;
    assert_eq!(wrong, refused("nobody@harbour.test", "wrong").await);
    app.execute("UPDATE memberships SET status = 'deactivated'").await;
    assert_eq!(wrong, refused(&cast.client.0.email, PASSWORD).await);
}

async fn what_is_missing_is_said_at_its_field(app: &TestApp) {
    let answer = app.browser().post("/session", &[("email", "not an address"), ("password", "")]).await;
    assert_eq!(answer.status, 422);
    assert_eq!(answer.field("email"), "not an address");
    assert!(answer.text().contains("doesn’t look like an e-mail address"), "{answer:?}");
    assert!(answer.text().contains("Please fill this in"), "{answer:?}");
}

async fn the_cookie_is_kept_from_scripts_and_other_sites(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let cookie = cookie(&sign_in(app, &cast.client.0.email, &[]).await);
    let (name, attributes) = parts(&cookie);
    assert_eq!(name, "session");
    assert_eq!(attributes, ["httponly", "max-age=2592000", "path=/", "samesite=lax"]);
}

async fn under_https_the_cookie_is_for_this_host_alone(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let headers = [("host", "portal.test"), ("origin", "https://portal.test")];
    let signed_in = sign_in(app, &cast.client.0.email, &headers).await;
    assert_eq!(signed_in.header("strict-transport-security"), "max-age=31536000");
    let cookie = cookie(&signed_in);
    let (name, attributes) = parts(&cookie);
    assert_eq!(name, "__Host-session");
    assert_eq!(attributes, ["httponly", "max-age=2592000", "path=/", "samesite=lax", "secure"]);
    let in_clear = app.browser().post("/session", &[("email", &cast.client.0.email), ("password", PASSWORD)]).await;
    assert_eq!(in_clear.status, 403, "the origin of a page in clear is another one");
    let pair = cookie.split(';').next().unwrap();
    let home = app.browser().request(Method::GET, "/").header("host", "portal.test").header("cookie", pair);
    assert_eq!(Answer::to(home).await.status, 200);
}

async fn each_sign_in_begins_a_session_of_its_own(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let browser = app.browser();
    browser.set_cookie("session=chosen-by-somebody-else");
    let mut seen = vec![browser.cookie()];
    for _ in 0..2 {
        browser.post("/session", &[("email", &cast.client.0.email), ("password", PASSWORD)]).await.location();
        assert!(!seen.contains(&browser.cookie()), "{seen:?}");
        seen.push(browser.cookie());
    }
    let stored = app.texts("SELECT token_hash FROM sessions").await;
    assert_eq!(stored.len(), 2);
    let token = browser.cookie().unwrap().split_once('=').unwrap().1.to_owned();
    assert!(!stored.contains(&token), "the table holds no cookie");
}

async fn signing_out_ends_the_session_on_the_server(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let (browser, other) = (app.sign_in(&cast.client).await, app.sign_in(&cast.client).await);
    let copied = app.browser();
    copied.set_cookie(&browser.cookie().unwrap());
    assert_eq!(copied.get("/").await.status, 200);
    assert_eq!(browser.post("/session/end", &[]).await.location(), "/session/new");
    assert_eq!(browser.cookie(), None);
    assert_eq!(copied.get("/").await.location(), "/session/new?next=%2F");
    assert_eq!(other.get("/").await.status, 200, "another browser stays signed in");
    assert_eq!(browser.post("/session/end", &[]).await.location(), "/session/new", "twice is no error");
}

async fn a_session_expires(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let browser = app.sign_in(&cast.client).await;
    app.wait(ALMOST);
    assert_eq!(browser.get("/").await.status, 200);
    app.wait(Duration::from_millis(1));
    assert_eq!(browser.get("/").await.location(), "/session/new?next=%2F");
    assert_eq!(browser.fetch("/").await.status, 401);
}

async fn a_session_ends_with_the_right_behind_it(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let (client, agent) = (app.sign_in(&cast.client).await, app.sign_in(&cast.agent).await);
    app.execute("UPDATE memberships SET status = 'deactivated' WHERE role = 'client'").await;
    app.execute("UPDATE memberships SET role = 'viewer' WHERE role = 'agent'").await;
    assert_eq!(client.get("/").await.location(), "/session/new?next=%2F");
    assert_eq!(agent.get("/desk/tickets").await.status, 200);
    assert_eq!(agent.get("/desk/tickets/new").await.status, 404, "a viewer opens none");
}

async fn signing_in_leads_back_to_own_pages_only(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let email = &cast.client.0.email;
    for (next, leads_to) in [
        ("/support/3?all", "/support/3?all"),
        ("/", "/"),
        ("", "/"),
        ("//evil.test/", "/"),
        ("/\\evil.test", "/"),
        ("https://evil.test/", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\r\nSet-Cookie: a=b", "/"),
    ] {
        let signed_in =
            app.browser().post("/session", &[("email", email), ("password", PASSWORD), ("next", next)]).await;
        assert_eq!(signed_in.location(), leads_to, "{next:?}");
    }
    let asked = app.browser().get("/support/3?all").await;
    assert_eq!(asked.location(), "/session/new?next=%2Fsupport%2F3%3Fall");
    assert_eq!(app.browser().get(asked.location()).await.field("next"), "/support/3?all");
    let evil = app.browser().get("/session/new?next=%2F%2Fevil.test").await;
    assert!(!evil.body.contains("evil.test"), "{evil:?}");
}

async fn after_twenty_tries_a_login_has_to_wait(app: &TestApp) {
    let cast = app.cast("harbour").await;
    for (email, password) in [(&cast.client.0.email, "wrong"), (&"nobody@harbour.test".to_owned(), "wrong")] {
        let attempt =
            async |password| app.browser().post("/session", &[("email", email), ("password", password)]).await;
        for _ in 0..20 {
            assert_eq!(attempt(password).await.status, 422);
        }
        let refused = attempt(PASSWORD).await;
        assert_eq!(refused.status, 429);
        assert!(refused.text().contains("Too many tries"), "{refused:?}");
    }
    app.sign_in(&cast.agent).await;
}

async fn sign_in(app: &TestApp, email: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = app.browser().request(Method::POST, "/session").form(&[("email", email), ("password", PASSWORD)]);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let signed_in = Answer::to(request).await;
    assert_eq!(signed_in.status, 303, "{signed_in:?}");
    signed_in
}

fn cookie(answer: &Answer) -> String {
    answer.header("set-cookie").to_owned()
}

/// A cookie's name and its attributes, in lower case and in order.
fn parts(cookie: &str) -> (&str, Vec<String>) {
    let (pair, attributes) = cookie.split_once(';').unwrap();
    let mut attributes: Vec<String> = attributes.split(';').map(|part| part.trim().to_lowercase()).collect();
    attributes.sort_unstable();
    (pair.split('=').next().unwrap(), attributes)
}
