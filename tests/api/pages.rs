//! Every page as each kind of reader gets it: whole, guarded by its policy, and kept out of caches.

use std::collections::BTreeSet;

use frontdesk::web::routes::TABLE;

use crate::common::html;
use crate::{Answer, Browser, TestApp, each_database};

each_database!(
    no_page_holds_code_of_its_own,
    assets_with_their_version_are_kept_for_ever_and_pages_never,
    the_accent_is_a_stylesheet_of_its_own,
    health_is_told_to_anybody,
);

async fn no_page_holds_code_of_its_own(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app
        .open(&cast.client, "<script>alert(1)</script>", "<img src=x onerror=alert(1)> http://a.test/\"onclick=x")
        .await;
    app.note(&cast.agent, number, "<style>p{}</style>").await;
    let mut pages = BTreeSet::new();
    for browser in [
        app.browser(),
        app.sign_in(&cast.client).await,
        app.sign_in(&cast.unlinked).await,
        app.sign_in(&cast.viewer).await,
        app.sign_in(&cast.admin).await,
    ] {
        for path in addresses() {
            let answer = follow(&browser, &path).await;
            if answer.header("content-type").starts_with("text/html") {
                // The policy and the absence of inline code are looked at in every answer that a test's browser gets.
                assert!(answer.header("content-security-policy").contains("default-src 'self'"), "{path}");
                assert!(answer.body.is_empty() || answer.body.starts_with("<!DOCTYPE html>"), "{path}: {answer:?}");
                assert!(!answer.body.contains("<img src=x") && !answer.body.contains("<script>alert"), "{path}");
                pages.insert(path);
            }
        }
    }
    assert!(pages.len() >= 12, "{pages:?}");
}

/// Every address of the table that is read, with values in its places.
fn addresses() -> Vec<String> {
    let reads = TABLE.iter().filter(|route| route.method == "GET" && route.path != "/live");
    reads
        .map(|route| {
            route
                .path
                .replace("{number}", "1")
                .replace("{slug}", "none")
                .replace("{file:.*}", "frontdesk.css")
                .replace("{token}", "none")
        })
        .collect()
}

async fn follow(browser: &Browser, path: &str) -> Answer {
    let mut answer = browser.get(path).await;
    while answer.status == 303 {
        answer = browser.get(answer.location()).await;
    }
    answer
}

async fn assets_with_their_version_are_kept_for_ever_and_pages_never(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let browser = app.sign_in(&cast.client).await;
    let page = browser.get("/").await;
    assert_eq!(page.header("cache-control"), "no-store");
    let tags = html::tags(&page.body);
    let linked: Vec<&str> = tags
        .iter()
        .filter_map(|tag| tag.get("src").or(tag.get("href")))
        .filter(|url| url.starts_with("/assets/"))
        .collect();
    assert!(linked.len() > 5, "{linked:?}");
    for url in linked {
        let asset = app.browser().get(url).await;
        assert_eq!(asset.status, 200, "{url}");
        assert_eq!(asset.header("cache-control"), "public, max-age=31536000, immutable", "{url}");
        let (path, _) = url.split_once("?v=").unwrap();
        assert_eq!(app.browser().get(&format!("{path}?v=older")).await.header("cache-control"), "no-cache", "{url}");
    }
    for wrong in [
        "/assets/",
        "/assets/none.css",
        "/assets/../Cargo.toml",
        "/assets/%2e%2e/Cargo.toml",
        "/assets/locales/en/common.ftl",
    ] {
        assert_eq!(app.browser().get(wrong).await.status, 404, "{wrong}");
    }
}

async fn the_accent_is_a_stylesheet_of_its_own(app: &TestApp) {
    app.cast("harbour").await;
    let accent = app.browser().get("/accent.css?o=harbour&v=1").await;
    assert_eq!((accent.status, accent.header("content-type")), (200, "text/css; charset=utf-8"));
    assert_eq!(accent.body, ":root { --accent: #3257d6; --accent-on: #ffffff; }\n");
    // Whether there is such an organisation is not told.
    app.execute("UPDATE organisations SET accent = '#ffd200'").await;
    assert_eq!(
        app.browser().get("/accent.css?o=harbour").await.body,
        ":root { --accent: #ffd200; --accent-on: #000000; }\n"
    );
    assert_eq!(app.browser().get("/accent.css?o=nobody").await.body, accent.body);
}

async fn health_is_told_to_anybody(app: &TestApp) {
    for (path, says) in [("/healthz", "ok\n"), ("/readyz", "ready\n")] {
        let answer = app.browser().get(path).await;
        assert_eq!((answer.status, answer.body.as_str()), (200, says), "{path}");
    }
}
