//! The help centre: what is Public and Published, whatever the path to it, and nothing else.

use crate::{TestApp, each_database, eventually};

each_database!(
    an_article_is_read_as_a_page_and_in_the_drawer,
    only_public_and_published_articles_are_there,
    articles_are_found_by_search_and_by_tag,
    a_long_list_goes_on,
);

const MAIL: &str = r##"{"id": "kb-1", "title": "Receive mail again", "body": "# First\n\nSign *out*.\n\n- one\n- two", "tags": ["mail", "sign-in"], "source": "https://help.test/1"}"##;
const BILLING: &str =
    r#"{"id": "kb-2", "title": "Change the billing address", "body": "Open the profile.", "tags": ["billing"]}"#;

async fn an_article_is_read_as_a_page_and_in_the_drawer(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.import(&cast, &[MAIL], true).await;
    let browser = app.sign_in(&cast.client).await;
    let page = browser.get("/help/receive-mail-again").await;
    assert_eq!(page.status, 200);
    assert!(
        page.body.contains("<h2 id=\"h-first\">First</h2>")
            && page.body.contains("<em>out</em>")
            && page.body.contains("<li>two</li>"),
        "{page:?}"
    );
    assert!(page.body.contains("href=\"/help?tag=mail\"") && page.text().contains("https://help.test/1"), "{page:?}");
    let drawer = browser.fetch("/help/receive-mail-again").await;
    assert!(drawer.body.starts_with("<article") && drawer.body.contains("<em>out</em>"), "{drawer:?}");
    assert_eq!(app.sign_in(&cast.agent).await.get("/help/receive-mail-again").await.status, 200);
}

async fn only_public_and_published_articles_are_there(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.import(&cast, &[MAIL, BILLING], true).await;
    let browser = app.sign_in(&cast.client).await;
    let path = "/help?q=billing";
    eventually("it is found", async || Some(browser.get(path).await).filter(|page| page.text().contains("Change the")))
        .await;
    for hidden in ["visibility = 'internal', status = 'published'", "visibility = 'public', status = 'draft'"] {
        app.execute(&format!("UPDATE articles SET {hidden} WHERE external_id = 'kb-2'")).await;
        // The index does not know yet: whatever it finds, no page may show it.
        assert_eq!(browser.get("/help/change-the-billing-address").await.status, 404, "{hidden}");
        assert_eq!(browser.fetch("/help/change-the-billing-address").await.status, 404, "{hidden}");
        for list in ["/help", "/help?tag=billing"] {
            let list = browser.get(list).await;
            assert!(!list.text().contains("Change the"), "{hidden}: {list:?}");
        }
        assert!(!browser.get("/help").await.body.contains("tag=billing"), "{hidden}");
        assert!(browser.get("/help").await.text().contains("Receive mail again"));
    }
    assert_eq!(browser.get("/help/none").await.status, 404);
}

async fn articles_are_found_by_search_and_by_tag(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.import(&cast, &[MAIL, BILLING], true).await;
    let browser = app.sign_in(&cast.client).await;
    let tagged = browser.get("/help?tag=billing").await.text();
    assert!(tagged.contains("Articles on “billing”") && tagged.contains("Change the billing address"), "{tagged}");
    assert!(!tagged.contains("Receive mail again"), "{tagged}");
    let found = eventually("the index has followed", async || {
        Some(browser.get("/help?q=profile").await)
            .filter(|page| page.body.contains("href=\"/help/change-the-billing-address\""))
    })
    .await;
    assert!(found.text().contains("Results for “profile”"), "{found:?}");
    let nothing = browser.get("/help?q=%3Cxylophone%3E").await;
    assert!(nothing.text().contains("No article matches"), "{nothing:?}");
    assert_eq!(nothing.field("q"), "<xylophone>");
}

async fn a_long_list_goes_on(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let lines: Vec<String> =
        (0..70).map(|at| format!(r#"{{"id": "{at}", "title": "Same & same", "body": "Text"}}"#)).collect();
    app.import(&cast, &lines.iter().map(String::as_str).collect::<Vec<_>>(), true).await;
    let browser = app.sign_in(&cast.client).await;
    let mut slugs = Vec::new();
    let mut next = Some("/help".to_owned());
    while let Some(path) = next {
        let page = browser.get(&path).await;
        let tags = crate::common::html::tags(&page.body);
        slugs.extend(tags.iter().filter_map(|tag| tag.get("href")?.strip_prefix("/help/").map(str::to_owned)));
        next =
            tags.iter().find(|tag| tag.get("rel") == Some("next")).and_then(|tag| tag.get("href")).map(str::to_owned);
    }
    assert_eq!(slugs.len(), 70);
    slugs.sort_unstable();
    slugs.dedup();
    assert_eq!(slugs.len(), 70, "each once");
}
