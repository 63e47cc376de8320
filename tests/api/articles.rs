//! Writing articles at the desk: saving, revisions, drafts, and what clients see of it all.

use frontdesk::words::msg::articles as said_of;

use crate::{Answer, Browser, PNG, TestApp, each_database, eventually, said, said_with};

each_database!(
    an_article_is_written_published_and_hidden_again,
    a_save_that_changes_nothing_is_no_revision,
    two_who_write_at_once_lose_nothing,
    revisions_are_compared_and_restored,
    what_is_unsaved_comes_back,
    others_who_write_are_named,
    addresses_are_made_kept_and_redirected,
    what_is_wrong_comes_back_with_all_that_was_typed,
    too_much_is_refused,
    only_drafts_are_deleted_and_leave_the_index,
    an_article_from_before_revisions_keeps_what_it_was,
    the_list_finds_and_narrows,
    categories_are_browsed_at_the_portal,
    a_preview_is_the_portals_page,
    the_download_is_what_an_import_takes,
    a_picture_is_seen_by_those_who_read_its_article,
);

async fn an_article_is_written_published_and_hidden_again(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let (agent, client) = (app.sign_in(&cast.agent).await, app.sign_in(&cast.client).await);
    let id = written(&agent, &[("title", "Travelling to Zanzibar"), ("body", "By ship.")]).await;
    let slug = "/help/travelling-to-zanzibar";
    assert_eq!(client.get(slug).await.status, 404, "a draft");
    let path = format!("/desk/articles/{id}");
    assert!(agent.get(&path).await.text().contains(&said(said_of::ARTICLE_HIDDEN_DRAFT)));
    agent.post(&format!("{path}/status"), &[("then", "publish")]).await.location();
    assert!(client.get(slug).await.text().contains("By ship."));
    eventually("it is suggested", async || suggests(&client).await.then_some(())).await;

    let internal =
        [("title", "Travelling to Zanzibar"), ("body", "By ship."), ("visibility", "internal"), ("base", "2")];
    agent.post(&path, &internal).await.location();
    assert_eq!(client.get(slug).await.status, 404, "for staff only");
    assert!(!client.get("/help").await.text().contains("Zanzibar"));
    assert!(agent.get(&path).await.text().contains("By ship."), "staff read it");
    assert!(app.sign_in(&cast.viewer).await.get(&path).await.text().contains("By ship."));
    eventually("it is suggested no more", async || (!suggests(&client).await).then_some(())).await;

    let public = [("title", "Travelling to Zanzibar"), ("body", "By ship."), ("visibility", "public"), ("base", "3")];
    agent.post(&path, &public).await.location();
    assert_eq!(client.get(slug).await.status, 200);
    agent.post(&format!("{path}/status"), &[("then", "unpublish")]).await.location();
    assert_eq!(client.get(slug).await.status, 404);
}

async fn a_save_that_changes_nothing_is_no_revision(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let agent = app.sign_in(&cast.agent).await;
    let fields = [("title", "Mail"), ("body", "One\r\nTwo"), ("tags", "b, a"), ("category", "First")];
    let id = written(&agent, &fields).await;
    let again = [("title", " Mail "), ("body", "One\nTwo"), ("tags", "a,b,a"), ("category", "First"), ("base", "1")];
    saved(&agent, &id, &again).await.location();
    assert_eq!(revisions(app).await, ["1"]);
    let changed = [("title", "Mail"), ("body", "One\nTwo"), ("tags", "a"), ("category", "First"), ("base", "1")];
    saved(&agent, &id, &changed).await.location();
    assert_eq!(revisions(app).await, ["1", "2"]);
}

async fn two_who_write_at_once_lose_nothing(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let (agent, manager) = (app.sign_in(&cast.agent).await, app.sign_in(&cast.manager).await);
    let id = written(&agent, &[("title", "Mail"), ("body", "The first words stay here.")]).await;
    saved(&manager, &id, &[("title", "Mail"), ("body", "The manager’s words stay here."), ("base", "1")])
        .await
        .location();
    let mine = [("title", "Mail"), ("body", "The agent’s words stay here."), ("base", "1"), ("tags", "own")];
    let stale = saved(&agent, &id, &mine).await;
    assert_eq!(stale.status, 409);
    assert!(
        stale.text().contains(&said_with(said_of::EDITOR_STALE_TITLE, &[("who", &cast.manager.0.name)])),
        "{stale:?}"
    );
    assert!(stale.body.contains("<del>manager’s</del>") && stale.body.contains("<ins>agent’s</ins>"), "{stale:?}");
    assert_eq!((stale.field("base"), stale.field("tags")), ("2".to_owned(), "own".to_owned()));
    assert!(stale.body.contains("The agent’s words stay here.</textarea>"), "{stale:?}");
    let body = "SELECT body FROM articles";
    assert_eq!(app.texts(body).await, ["The manager’s words stay here."], "nothing was overwritten");
    saved(&agent, &id, &[("title", "Mail"), ("body", "The agent’s words stay here."), ("base", "2")]).await.location();
    assert_eq!(app.texts(body).await, ["The agent’s words stay here."]);
    let kept = app.texts("SELECT body FROM article_revisions ORDER BY number").await;
    assert_eq!(kept[1], "The manager’s words stay here.");
}

async fn revisions_are_compared_and_restored(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let agent = app.sign_in(&cast.agent).await;
    let id = written(&agent, &[("title", "Mail"), ("body", "Open <b>the</b> old profile."), ("tags", "old")]).await;
    let second = [("title", "Mails"), ("body", "Open <b>the</b> new profile."), ("tags", "new"), ("base", "1")];
    saved(&agent, &id, &second).await.location();
    let path = format!("/desk/articles/{id}/revisions");
    let list = agent.get(&path).await;
    assert!(list.body.contains(&format!("{path}/1")) && list.text().contains(&cast.agent.0.name), "{list:?}");
    let page = agent.get(&format!("{path}/2")).await;
    for piece in
        ["<del>old</del>", "<ins>new</ins>", "<del>Mail</del>", "<ins>Mails</ins>", "Open &lt;b&gt;the&lt;/b&gt;"]
    {
        assert!(page.body.contains(piece), "{piece}: {page:?}");
    }
    agent.post(&format!("/desk/articles/{id}/status"), &[("then", "publish")]).await.location();
    agent.post(&format!("{path}/1/restore"), &[]).await.location();
    let now = app.texts("SELECT title || ' / ' || body || ' / ' || status || ' / ' || revision FROM articles").await;
    assert_eq!(now, ["Mail / Open <b>the</b> old profile. / published / 4"]);
    assert_eq!(app.texts("SELECT tag FROM article_tags").await, ["old"]);
    for missing in ["0", "5", "-1", "x"] {
        assert_eq!(agent.get(&format!("{path}/{missing}")).await.status, 404, "{missing}");
    }
}

async fn what_is_unsaved_comes_back(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let (agent, manager) = (app.sign_in(&cast.agent).await, app.sign_in(&cast.manager).await);
    let id = written(&agent, &[("title", "Mail"), ("body", "Saved")]).await;
    let (drafts, edit) = (format!("/desk/articles/drafts/{id}"), format!("/desk/articles/{id}/edit"));
    let typed = [
        ("title", "Mail"),
        ("body", "Unsaved"),
        ("tags", "x"),
        ("visibility", "public"),
        ("base", "1"),
        ("unsaved", ""),
    ];
    assert_eq!(agent.send(&drafts, &typed).await.json()["revision"], 1);
    let page = agent.get(&edit).await;
    assert!(page.body.contains("Unsaved</textarea>") && page.field("tags") == "x", "{page:?}");
    assert!(page.body.contains(&format!("{drafts}/discard")), "{page:?}");
    assert!(manager.get(&edit).await.body.contains("Saved</textarea>"), "it is its writer's alone");
    agent.post(&format!("{drafts}/discard"), &[]).await.location();
    assert!(agent.get(&edit).await.body.contains("\nSaved</textarea>"));

    // Somebody saves meanwhile: what was begun from the older text says so.
    agent.send(&drafts, &typed).await;
    saved(&manager, &id, &[("title", "Mail"), ("body", "Newer"), ("base", "1")]).await.location();
    let page = agent.get(&edit).await;
    assert_eq!(page.field("base"), "1");
    assert!(page.body.contains("Unsaved</textarea>"), "{page:?}");
    assert_eq!(saved(&agent, &id, &typed[..5]).await.status, 409);
    // Saving forgets it.
    let last = [("title", "Mail"), ("body", "Unsaved"), ("base", "2")];
    saved(&agent, &id, &last).await.location();
    assert_eq!(app.texts("SELECT place FROM article_drafts WHERE fields IS NOT NULL").await, [""; 0]);

    let fresh = [("title", "A new one"), ("body", "Begun"), ("unsaved", "")];
    agent.send("/desk/articles/drafts/new", &fresh).await;
    assert!(agent.get("/desk/articles/new").await.body.contains("Begun</textarea>"));
    assert!(!manager.get("/desk/articles/new").await.body.contains("Begun"));
    assert_eq!(agent.send("/desk/articles/drafts/nowhere", &fresh).await.status, 404);
}

async fn others_who_write_are_named(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let (agent, manager) = (app.sign_in(&cast.agent).await, app.sign_in(&cast.manager).await);
    let id = written(&agent, &[("title", "Mail"), ("body", "Saved")]).await;
    let drafts = format!("/desk/articles/drafts/{id}");
    assert_eq!(agent.send(&drafts, &[("base", "1")]).await.json()["others"], serde_json::json!([]));
    assert_eq!(manager.send(&drafts, &[("base", "1")]).await.json()["others"], serde_json::json!([cast.agent.0.name]));
    let page = manager.get(&format!("/desk/articles/{id}/edit")).await;
    assert!(page.text().contains(&said_with(said_of::EDITOR_OTHERS, &[("who", &cast.agent.0.name)])), "{page:?}");
    app.wait(std::time::Duration::from_secs(30));
    assert_eq!(manager.send(&drafts, &[("base", "1")]).await.json()["others"], serde_json::json!([]), "they have gone");
}

async fn addresses_are_made_kept_and_redirected(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let (agent, client) = (app.sign_in(&cast.agent).await, app.sign_in(&cast.client).await);
    let id = written(&agent, &[("title", "The same"), ("body", "One"), ("then", "publish")]).await;
    written(&agent, &[("title", "The same"), ("body", "Two"), ("then", "publish")]).await;
    let slugs = "SELECT slug FROM articles ORDER BY slug";
    assert_eq!(app.texts(slugs).await, ["the-same", "the-same-2"]);
    let taken =
        saved(&agent, &id, &[("title", "The same"), ("body", "One"), ("slug", "the-same-2"), ("base", "1")]).await;
    assert_eq!(taken.status, 422);
    assert!(taken.text().contains("the-same-2-2"), "what is free is said: {taken:?}");
    saved(&agent, &id, &[("title", "Renamed"), ("body", "One"), ("slug", "New Näme"), ("base", "1")]).await.location();
    assert_eq!(app.texts(slugs).await, ["new-name", "the-same-2"]);
    assert_eq!(client.get("/help/the-same").await.location(), "/help/new-name");
    assert_eq!(client.get("/help/new-name").await.status, 200);
    // A new article may have the address; then it is that one's.
    written(&agent, &[("title", "The same"), ("body", "Three"), ("then", "publish")]).await;
    assert!(client.get("/help/the-same").await.text().contains("Three"));
    agent.post(&format!("/desk/articles/{id}/status"), &[("then", "unpublish")]).await.location();
    assert_eq!(client.get("/help/new-name").await.status, 404);
}

async fn what_is_wrong_comes_back_with_all_that_was_typed(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let agent = app.sign_in(&cast.agent).await;
    let wrong =
        [("title", ""), ("body", "\nA <textarea> & more"), ("slug", "日本"), ("tags", "a, b"), ("visibility", "none")];
    let page = agent.post("/desk/articles", &wrong).await;
    assert_eq!(page.status, 422);
    assert!(page.body.contains("\n\nA &lt;textarea&gt; &amp; more</textarea>"), "{page:?}");
    assert_eq!((page.field("slug"), page.field("tags")), ("日本".to_owned(), "a, b".to_owned()));
    for id in ["title-problem", "slug-problem", "visibility-problem"] {
        assert!(page.body.contains(&format!("id=\"{id}\"")), "{id}: {page:?}");
    }
    assert_eq!(app.texts("SELECT id FROM articles").await, [""; 0]);
}

async fn too_much_is_refused(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let agent = app.sign_in(&cast.agent).await;
    let fields = |body: String| {
        [
            ("title".to_owned(), "Much".to_owned()),
            ("body".to_owned(), body),
            ("visibility".to_owned(), "public".to_owned()),
        ]
    };
    let post = async |body: String| {
        let form = fields(body);
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        agent.post("/desk/articles", &form).await
    };
    // Each letter is two bytes, and six in the form.
    post("é".repeat(500_000)).await.location();
    let over = post("x".repeat(1_000_001)).await;
    assert_eq!(over.status, 422);
    assert!(over.body.contains("id=\"body-problem\""));
    assert_eq!(post("x".repeat(5_000_000)).await.status, 413);
}

async fn only_drafts_are_deleted_and_leave_the_index(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let (agent, client) = (app.sign_in(&cast.agent).await, app.sign_in(&cast.client).await);
    let id = written(&agent, &[("title", "Travelling to Zanzibar"), ("body", "By ship."), ("then", "publish")]).await;
    eventually("it is suggested", async || suggests(&client).await.then_some(())).await;
    let path = format!("/desk/articles/{id}");
    let refused = agent.post(&format!("{path}/delete"), &[]).await;
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains(&said(said_of::ARTICLE_DELETE_REFUSED)), "{refused:?}");
    agent.post(&format!("{path}/status"), &[("then", "unpublish")]).await.location();
    agent.post(&format!("{path}/delete"), &[]).await.location();
    assert_eq!(agent.get(&path).await.status, 404);
    eventually("it is suggested no more", async || (!suggests(&client).await).then_some(())).await;
    let last = "SELECT kind FROM events ORDER BY number DESC LIMIT 1";
    assert_eq!(app.texts(last).await, ["article_saved"], "every node hears of it");
}

async fn an_article_from_before_revisions_keeps_what_it_was(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let agent = app.sign_in(&cast.agent).await;
    let id = written(&agent, &[("title", "Mail"), ("body", "As it was"), ("tags", "a")]).await;
    app.execute("DELETE FROM article_revisions").await;
    app.execute("UPDATE articles SET revision = 0, editor_id = NULL, sought = ''").await;
    assert!(agent.get("/desk/articles?q=MAIL").await.body.contains(&id), "it is found all the same");
    assert!(
        agent
            .get(&format!("/desk/articles/{id}/revisions"))
            .await
            .text()
            .contains(&said(said_of::REVISIONS_NONE_TITLE))
    );
    saved(&agent, &id, &[("title", "Mail"), ("body", "As it is"), ("base", "0")]).await.location();
    let kept = app.texts("SELECT number || ' ' || body || ' ' || tags FROM article_revisions ORDER BY number").await;
    assert_eq!(kept, ["1 As it was [\"a\"]", "2 As it is []"]);
}

async fn the_list_finds_and_narrows(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let agent = app.sign_in(&cast.agent).await;
    assert!(agent.get("/desk/articles").await.text().contains(&said(said_of::ARTICLES_NONE_TITLE)));
    for at in 0..60 {
        written(&agent, &[("title", &format!("Article {at}")), ("body", "b")]).await;
    }
    written(
        &agent,
        &[
            ("title", "Café"),
            ("body", "b"),
            ("tags", "drinks"),
            ("category", "Menu"),
            ("visibility", "internal"),
            ("then", "publish"),
        ],
    )
    .await;
    for (query, wanted) in [
        ("q=cafe", 1),
        ("status=published", 1),
        ("visibility=internal", 1),
        ("category=Menu", 1),
        ("tag=drinks", 1),
        ("q=article+5&status=draft", 15),
        ("q=nothing", 0),
    ] {
        let page = agent.get(&format!("/desk/articles?{query}")).await;
        assert_eq!(page.ids("article-").len(), wanted, "{query}");
        assert_eq!(page.text().contains(&said(said_of::ARTICLES_NOT_FOUND_TITLE)), wanted == 0, "{query}");
    }
    for order in ["changed", "title"] {
        let (mut seen, mut next) = (Vec::new(), Some(format!("/desk/articles?order={order}")));
        while let Some(path) = next {
            let page = agent.get(&path).await;
            seen.extend(page.ids("article-"));
            let tags = crate::common::html::tags(&page.body);
            next = tags
                .iter()
                .find(|tag| tag.get("rel") == Some("next"))
                .and_then(|tag| tag.get("href"))
                .map(str::to_owned);
        }
        assert_eq!(seen.len(), 61, "{order}");
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 61, "{order}: each once");
    }
}

async fn categories_are_browsed_at_the_portal(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let (agent, client) = (app.sign_in(&cast.agent).await, app.sign_in(&cast.client).await);
    for (title, category, then) in
        [("Receive mail", "Mail & more", "publish"), ("Pay", "Billing", "publish"), ("Hidden", "Secret", "keep")]
    {
        written(&agent, &[("title", title), ("body", "b"), ("category", category), ("then", then)]).await;
    }
    let index = client.get("/help").await;
    assert!(
        index.body.contains("href=\"/help?category=Mail+%26+more\"") && index.text().contains("Billing"),
        "{index:?}"
    );
    assert!(!index.text().contains("Secret"), "{index:?}");
    let page = client.get("/help?category=Mail+%26+more").await.text();
    assert!(page.contains("Receive mail") && !page.contains("Pay"), "{page}");
    assert!(!client.get("/help?category=Secret").await.text().contains("Hidden"));
    let article = client.get("/help/receive-mail").await;
    assert!(article.body.contains("href=\"/help?category=Mail+%26+more\""), "{article:?}");
}

async fn a_preview_is_the_portals_page(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let (agent, client) = (app.sign_in(&cast.agent).await, app.sign_in(&cast.client).await);
    let body = "## Steps\n\n| a | b |\n|---|---|\n| 1 | **2** |\n";
    let id = written(&agent, &[("title", "Mail"), ("body", body), ("tags", "mail")]).await;
    let preview = agent.get(&format!("/desk/articles/{id}/preview")).await;
    assert!(preview.text().contains(&said(said_of::PREVIEW_DRAFT)), "{preview:?}");
    agent.post(&format!("/desk/articles/{id}/status"), &[("then", "publish")]).await.location();
    let article =
        |page: &Answer| page.body.split_once("<article").unwrap().1.split_once("</article>").unwrap().0.to_owned();
    assert_eq!(article(&preview), article(&client.get("/help/mail").await));
    assert!(agent.get(&format!("/desk/articles/{id}/preview")).await.text().contains(&said(said_of::PREVIEW_TITLE)));
}

async fn the_download_is_what_an_import_takes(app: &TestApp) {
    let (cast, rival) = (app.cast("harbour").await, app.cast("rival").await);
    let agent = app.sign_in(&cast.agent).await;
    for (title, then) in [("B", "publish"), ("A", "keep")] {
        written(&agent, &[("title", title), ("body", "Text\n"), ("tags", "x"), ("category", "C"), ("then", then)])
            .await;
    }
    let file = agent.get("/desk/articles/export.jsonl").await;
    assert!(file.header("content-disposition").contains("harbour-articles-2026-11-23.jsonl"), "{file:?}");
    let lines: Vec<&str> = file.body.lines().collect();
    assert_eq!(lines.len(), 2, "{file:?}");
    app.import(&rival, &lines, false).await;
    let there = app.sign_in(&rival.agent).await.get("/desk/articles/export.jsonl").await;
    assert_eq!(there.body, file.body);
}

async fn a_picture_is_seen_by_those_who_read_its_article(app: &TestApp) {
    let (cast, rival) = (app.cast("harbour").await, app.cast("rival").await);
    let (agent, client) = (app.sign_in(&cast.agent).await, app.sign_in(&cast.client).await);
    let upload = async |bytes: &'static [u8]| {
        let request = agent.request(reqwest::Method::POST, "/desk/articles/pictures").header("origin", agent.origin());
        Answer::to(request.body(bytes)).await
    };
    let src = upload(PNG).await.json()["src"].as_str().unwrap().to_owned();
    assert_eq!(app.texts("SELECT action FROM audit WHERE action = 'article.picture'").await.len(), 1);
    for wrong in [&b""[..], b"<html><script>alert(1)</script>", &PNG[..20]] {
        assert_eq!(upload(wrong).await.status, 422);
    }
    assert_eq!(client.get(&src).await.status, 404, "no article shows it");
    let id = written(&agent, &[("title", "Pictured"), ("body", &format!("![A dot]({src})"))]).await;
    assert_eq!(client.get(&src).await.status, 404, "a draft shows it");
    assert_eq!(agent.get(&src).await.header("content-type"), "image/png");
    agent.post(&format!("/desk/articles/{id}/status"), &[("then", "publish")]).await.location();
    let page = client.get("/help/pictured").await;
    assert!(page.body.contains(&format!("<img src=\"{src}\" alt=\"A dot\"")), "{page:?}");
    let shown = client.get(&src).await;
    assert_eq!((shown.status, shown.header("cache-control")), (200, "private, max-age=31536000, immutable"));
    for other in [&rival.client, &rival.admin] {
        assert_eq!(app.sign_in(other).await.get(&src).await.status, 404);
    }
}

/// Saves a new article and returns its id.
async fn written(browser: &Browser, fields: &[(&str, &str)]) -> String {
    let mut fields = fields.to_vec();
    if fields.iter().all(|(name, _)| *name != "visibility") {
        fields.push(("visibility", "public"));
    }
    let answer = browser.post("/desk/articles", &fields).await;
    let path = answer.location().strip_prefix("/desk/articles/").expect("the article's page");
    path.split(['/', '?']).next().expect("its id").to_owned()
}

/// Saves an article that is there.
async fn saved(browser: &Browser, id: &str, fields: &[(&str, &str)]) -> Answer {
    let mut fields = fields.to_vec();
    if fields.iter().all(|(name, _)| *name != "visibility") {
        fields.push(("visibility", "public"));
    }
    browser.post(&format!("/desk/articles/{id}"), &fields).await
}

async fn revisions(app: &TestApp) -> Vec<String> {
    app.texts("SELECT CAST(number AS TEXT) FROM article_revisions ORDER BY number").await
}

/// Whether an article about Zanzibar is offered.
async fn suggests(client: &Browser) -> bool {
    client.get("/support/suggestions?subject=zanzibar").await.body.contains("travelling-to-zanzibar")
}
