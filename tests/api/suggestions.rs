//! Articles offered while a subject is typed, as the page's script and as other programs ask for them.

use crate::common::html;
use crate::{TestApp, each_database, eventually};

each_database!(
    what_fits_is_offered_in_both_forms,
    only_what_clients_may_read_is_offered,
    a_change_is_offered_once_it_is_saved,
    what_articles_say_is_not_run,
);

const ARTICLES: &[&str] = &[
    r#"{"id": "kb-1", "title": "Receive mail again after an update", "body": "Sign out, then sign in again.", "tags": ["mail"]}"#,
    r#"{"id": "kb-2", "title": "Change the billing address", "body": "Open the profile.", "tags": ["billing"]}"#,
];

async fn what_fits_is_offered_in_both_forms(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.import(&cast, ARTICLES, true).await;
    for person in [&cast.client, &cast.unlinked, &cast.agent] {
        let browser = app.sign_in(person).await;
        let path = "/support/suggestions?subject=Cannot+recieve+mai";
        let found = eventually("the articles are followed", async || {
            Some(browser.get(path).await).filter(|found| !found.body.is_empty())
        })
        .await;
        assert_eq!((found.status, found.header("content-type")), (200, "text/html; charset=utf-8"));
        let options: Vec<_> =
            html::tags(&found.body).into_iter().filter(|tag| tag.get("role") == Some("option")).collect();
        assert_eq!(options.len(), 1, "{found:?}");
        assert_eq!(options[0].get("href"), Some("/help/receive-mail-again-after-an-update"));
        assert_eq!(options[0].get("data-slug"), Some("receive-mail-again-after-an-update"));
        assert!(found.body.contains("<mark>"), "{found:?}");

        let in_json =
            crate::Answer::to(browser.request(reqwest::Method::GET, path).header("accept", "application/json")).await;
        assert_eq!(in_json.header("content-type"), "application/json");
        let wanted = serde_json::json!({ "suggestions": [{
            "slug": "receive-mail-again-after-an-update",
            "title": "Receive mail again after an update",
            "external_id": "kb-1",
        }]});
        assert_eq!(in_json.json(), wanted);

        for nothing in ["", "?subject=", "?subject=ma", "?subject=xylophone", "?other=mail"] {
            let answer = browser.get(&format!("/support/suggestions{nothing}")).await;
            assert_eq!((answer.status, answer.body.as_str()), (200, ""), "{nothing}");
        }
    }
}

async fn only_what_clients_may_read_is_offered(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.import(&cast, &ARTICLES[..1], false).await;
    app.import(&cast, &ARTICLES[1..], true).await;
    let browser = app.sign_in(&cast.client).await;
    let offered = async |subject| browser.get(&format!("/support/suggestions?subject={subject}")).await.body;
    eventually("the published one is followed", async || {
        Some(offered("billing").await).filter(|body| !body.is_empty())
    })
    .await;
    assert_eq!(offered("receive+mail").await, "", "a draft");
}

async fn a_change_is_offered_once_it_is_saved(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.import(&cast, ARTICLES, true).await;
    let browser = app.sign_in(&cast.client).await;
    let offered = async |subject| browser.get(&format!("/support/suggestions?subject={subject}")).await.body;
    eventually("the first words are found", async || Some(offered("address").await).filter(|body| !body.is_empty()))
        .await;
    app.import(
        &cast,
        &[r#"{"id": "kb-2", "title": "Switch the invoice recipient", "body": "Open the profile."}"#],
        true,
    )
    .await;
    let found = eventually("the new words are found", async || {
        Some(offered("recipient").await).filter(|body| !body.is_empty())
    })
    .await;
    assert!(found.contains("href=\"/help/change-the-billing-address\""), "the address stays: {found}");
    assert_eq!(offered("address").await, "", "the old words are gone");
}

async fn what_articles_say_is_not_run(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let evil = r#"{"id": "kb-1", "title": "Evil <script>alert(1)</script>", "body": "evil <img src=x onerror=alert(1)> [evil](javascript:alert(1))", "tags": ["<b onclick=x>"]}"#;
    app.import(&cast, &[evil], true).await;
    let browser = app.sign_in(&cast.client).await;
    let path = "/support/suggestions?subject=evil";
    // That nothing in them would run is looked at in every answer.
    let found =
        eventually("it is followed", async || Some(browser.get(path).await).filter(|found| !found.body.is_empty()))
            .await;
    assert!(found.text().contains("script") && !found.body.contains("<script>"), "{found:?}");
    for answer in
        [browser.get("/help/evil-script-alert-1-script").await, browser.fetch("/help/evil-script-alert-1-script").await]
    {
        assert_eq!(answer.status, 200);
        assert!(!answer.body.contains("<img") && !answer.body.contains("<script>alert"), "{answer:?}");
    }
}
