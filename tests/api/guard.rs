//! What stands before every page: which hosts are answered, who may send what changes things.

use reqwest::Method;

use crate::{Answer, TestApp, each_database};

each_database!(
    a_form_from_another_site_changes_nothing,
    a_tool_without_an_origin_passes_on_its_cookie,
    what_the_browser_calls_cross_site_is_refused,
    a_socket_needs_the_origin_of_its_own_page,
    a_socket_is_one_by_whatever_name,
    an_unknown_host_is_not_answered,
    what_can_be_got_can_be_asked_for_without_its_body,
    no_address_holds_a_nul,
    the_answer_to_a_refused_request_is_in_its_own_form,
);

async fn a_form_from_another_site_changes_nothing(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "Body").await;
    let browser = app.sign_in(&cast.client).await;
    let own = browser.origin();
    let port = own.rsplit(':').next().unwrap();
    for origin in [
        "http://evil.test".to_owned(),
        "null".to_owned(),
        String::new(),
        format!("http://sub.127.0.0.1:{port}"),
        "http://127.0.0.1".to_owned(),
        format!("http://localhost:{port}"),
        format!("ftp://127.0.0.1:{port}"),
        format!("{own}.evil.test"),
    ] {
        for (path, fields) in [
            (format!("/support/{number}/replies"), vec![("body", "forged")]),
            (format!("/support/{number}/status"), vec![("status", "resolved")]),
            ("/support".to_owned(), vec![("subject", "forged"), ("body", "forged")]),
            ("/session/end".to_owned(), vec![]),
        ] {
            let forged = browser.request(Method::POST, &path).header("origin", &origin).form(&fields);
            let answer = Answer::to(forged).await;
            assert_eq!(answer.status, 403, "{path} from {origin:?}");
            assert!(answer.text().contains("This came from another site"), "{answer:?}");
        }
    }
    assert_eq!(browser.get(&format!("/support/{number}")).await.ids("reply-").len(), 1);
    assert_eq!(app.texts("SELECT status FROM tickets").await, ["open"]);
}

async fn a_tool_without_an_origin_passes_on_its_cookie(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "Body").await;
    let browser = app.sign_in(&cast.client).await;
    let reply = browser.request(Method::POST, &format!("/support/{number}/replies")).form(&[("body", "by curl")]);
    assert_eq!(Answer::to(reply).await.location(), format!("/support/{number}"));
}

async fn what_the_browser_calls_cross_site_is_refused(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "Body").await;
    let browser = app.sign_in(&cast.client).await;
    for (site, status) in [("cross-site", 403), ("same-site", 403), ("same-origin", 303), ("none", 303)] {
        let reply = browser
            .request(Method::POST, &format!("/support/{number}/replies"))
            .header("sec-fetch-site", site)
            .form(&[("body", site)]);
        assert_eq!(Answer::to(reply).await.status, status, "{site}");
    }
}

async fn a_socket_needs_the_origin_of_its_own_page(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let browser = app.sign_in(&cast.client).await;
    for (origin, status) in
        [(None, 403), (Some("http://evil.test"), 403), (Some("null"), 403), (Some(&*browser.origin()), 101)]
    {
        assert_eq!(Answer::to(browser.upgrade("/live?topic=home", origin)).await.status, status, "{origin:?}");
    }
}

async fn a_socket_is_one_by_whatever_name(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let browser = app.sign_in(&cast.client).await;
    for path in ["/%6Cive?topic=home", "/live/?topic=home", "/LIVE?topic=home"] {
        let answer = Answer::to(browser.upgrade(path, Some("http://evil.test"))).await;
        assert!(matches!(answer.status, 403 | 404), "{path}: {answer:?}");
    }
}

async fn what_can_be_got_can_be_asked_for_without_its_body(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let browser = app.sign_in(&cast.client).await;
    for (path, status) in [("/", 200), ("/support", 200), ("/help", 200), ("/healthz", 200), ("/desk", 404)] {
        let answer = Answer::to(browser.request(Method::HEAD, path)).await;
        assert_eq!((answer.status, answer.body.as_str()), (status, ""), "{path}");
    }
    for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::TRACE] {
        let answer = Answer::to(browser.request(method.clone(), "/support").header("origin", browser.origin())).await;
        assert!(matches!(answer.status, 404 | 405), "{method}: {answer:?}");
    }
}

async fn no_address_holds_a_nul(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let browser = app.sign_in(&cast.client).await;
    for path in
        ["/help/%00", "/help?q=%00", "/help?tag=a%00", "/support/suggestions?subject=mail%00", "/accent.css?o=%00"]
    {
        assert_eq!(browser.get(path).await.status, 400, "{path}");
    }
    let number = app.open(&cast.client, "Subject", "First").await;
    let replied = browser.send(&format!("/support/{number}/replies"), &[("body", "one\0two"), ("key", "key-1")]).await;
    assert!(replied.status == 201 && replied.text().contains("onetwo"), "{replied:?}");
    let wrong = browser.post("/session", &[("email", "a\0@b.test"), ("password", "\0")]).await;
    assert_eq!(wrong.status, 422);
}

async fn an_unknown_host_is_not_answered(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let browser = app.sign_in(&cast.client).await;
    let port = browser.origin().rsplit(':').next().unwrap().to_owned();
    for (host, path, status) in [
        ("evil.test".to_owned(), "/", 421),
        ("evil.test".to_owned(), "/session/new", 421),
        ("evil.test".to_owned(), "/assets/frontdesk.css", 421),
        ("127.0.0.1".to_owned(), "/", 421),
        ("evil.test".to_owned(), "/healthz", 200),
        ("evil.test".to_owned(), "/readyz", 200),
        (format!("127.0.0.1:{port}"), "/", 200),
        (format!("LOCALHOST:{port}"), "/", 200),
        ("portal.test".to_owned(), "/", 200),
        ("portal.test:80".to_owned(), "/", 200),
        ("portal.test:8080".to_owned(), "/", 421),
    ] {
        // The cookie is put in by hand: a browser keeps it from the other names.
        let request =
            browser.request(Method::GET, path).header("host", &host).header("cookie", browser.cookie().unwrap());
        let answer = Answer::to(request).await;
        assert_eq!(answer.status, status, "{host} {path}");
        assert!(status == 200 || !answer.body.contains("harbour"), "{answer:?}");
    }
}

async fn the_answer_to_a_refused_request_is_in_its_own_form(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let browser = app.sign_in(&cast.client).await;
    let page = browser.get("/support/404").await;
    assert_eq!((page.status, page.header("content-type")), (404, "text/html; charset=utf-8"));
    assert!(page.text().contains("Page not found"), "{page:?}");
    let fragment = browser.fetch("/support/404").await;
    assert_eq!((fragment.status, fragment.header("content-type")), (404, "application/json"));
    assert!(fragment.json()["error"].as_str().unwrap().contains("Page not found"), "{fragment:?}");
    let unknown = browser.get("/no/such/page").await;
    assert_eq!(unknown.status, 404);
    assert!(unknown.text().contains("Page not found"), "{unknown:?}");
}
