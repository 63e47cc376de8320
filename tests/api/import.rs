//! Articles brought in from lines of JSON.

use frontdesk::app::articles::{Report, import};

use crate::{Cast, TestApp, each_database};

each_database!(
    bad_lines_are_named_with_their_reasons_and_the_rest_goes_in,
    importing_again_replaces_and_keeps_addresses,
    titles_that_are_alike_get_addresses_of_their_own,
    without_publishing_articles_are_drafts,
    more_than_a_batch_goes_in_whole,
);

async fn bad_lines_are_named_with_their_reasons_and_the_rest_goes_in(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let long = format!(r#"{{"id": "long", "title": "{}", "body": "b"}}"#, "t".repeat(301));
    let report = import_bytes(
        app,
        &cast,
        &[
            "\u{feff}{\"id\": \"1\", \"title\": \"With a mark in front\", \"body\": \"b\"}".as_bytes(),
            b"not json",
            b"",
            b"  ",
            b"{\"id\": \"2\", \"title\": \"No body\"}",
            b"{\"id\": \"\", \"title\": \"No id\", \"body\": \"b\"}",
            b"{\"id\": \"3\", \"title\": \" \", \"body\": \"b\"}",
            b"\xff\xfe",
            long.as_bytes(),
            b"{\"id\": \"4\", \"title\": \"Nul\", \"body\": \"\\u0000\"}",
            b"{\"id\": \"5\", \"title\": \"The last\", \"body\": \"\", \"more\": 1}\r",
        ],
    )
    .await;
    assert_eq!(report.saved, 2);
    let lines: Vec<usize> = report.problems.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [2, 5, 6, 7, 8, 9, 10]);
    for ((_, reason), wanted) in report.problems.iter().zip([
        "expected",
        "missing field `body`",
        "id is empty",
        "title is empty",
        "not UTF-8",
        "longer than 300",
        "NUL",
    ]) {
        assert!(reason.contains(wanted), "{wanted} in {reason}");
    }
    assert_eq!(app.texts("SELECT slug FROM articles ORDER BY external_id").await, ["with-a-mark-in-front", "the-last"]);
}

async fn importing_again_replaces_and_keeps_addresses(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let first = r#"{"id": "1", "title": "First title", "body": "first", "tags": ["Old ", "both"]}"#;
    let second =
        r#"{"id": "1", "title": "Second title", "body": "second", "tags": ["both", "new"], "source": "a book"}"#;
    for line in [first, second] {
        assert_eq!(import_bytes(app, &cast, &[line.as_bytes()]).await.saved, 1);
    }
    let article = app.texts("SELECT slug || ', ' || title || ', ' || body || ', ' || source FROM articles").await;
    assert_eq!(article, ["first-title, Second title, second, a book"]);
    assert_eq!(app.texts("SELECT tag FROM article_tags ORDER BY tag").await, ["both", "new"]);
    assert_eq!(app.texts("SELECT kind FROM events").await, ["article_saved", "article_saved"]);
}

async fn titles_that_are_alike_get_addresses_of_their_own(app: &TestApp) {
    let (cast, rival) = (app.cast("harbour").await, app.cast("rival").await);
    let lines = [
        r#"{"id": "1", "title": "The same", "body": "b"}"#,
        r#"{"id": "2", "title": "The: same!", "body": "b"}"#,
        r#"{"id": "3", "title": "日本語", "body": "b"}"#,
        r#"{"id": "語", "title": "日本語", "body": "b"}"#,
    ];
    for cast in [&cast, &rival] {
        let report = import_bytes(app, cast, &lines.map(str::as_bytes)).await;
        assert_eq!((report.saved, report.problems.len()), (4, 0));
        let slugs = format!("SELECT slug FROM articles WHERE organisation_id = '{}' ORDER BY id", cast.organisation.id);
        let mut slugs = app.texts(&slugs).await;
        slugs.sort_unstable();
        assert_eq!(slugs, ["3", "article", "the-same", "the-same-2"]);
    }
}

async fn without_publishing_articles_are_drafts(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.import(&cast, &[r#"{"id": "1", "title": "Draft", "body": "b"}"#], false).await;
    assert_eq!(app.texts("SELECT visibility || status FROM articles").await, ["publicdraft"]);
    assert_eq!(app.sign_in(&cast.client).await.get("/help/draft").await.status, 404);
    app.import(&cast, &[r#"{"id": "1", "title": "Draft", "body": "b"}"#], true).await;
    assert_eq!(app.sign_in(&cast.client).await.get("/help/draft").await.status, 200);
}

async fn more_than_a_batch_goes_in_whole(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let lines: Vec<String> =
        (0..501).map(|at| format!(r#"{{"id": "{at}", "title": "Title {at}", "body": "b"}}"#)).collect();
    app.import(&cast, &lines.iter().map(String::as_str).collect::<Vec<_>>(), true).await;
    assert_eq!(app.texts("SELECT id FROM articles").await.len(), 501);
}

impl TestApp {
    /// Imports lines that are right.
    pub(crate) async fn import(&self, cast: &Cast, lines: &[&str], publish: bool) {
        let bytes = lines.iter().map(|line| line.as_bytes().to_vec());
        let report = import(&self.app, cast.organisation.id, bytes, publish).await.unwrap();
        assert_eq!((report.saved, &report.problems[..]), (lines.len(), &[][..]));
    }
}

async fn import_bytes(app: &TestApp, cast: &Cast, lines: &[&[u8]]) -> Report {
    import(&app.app, cast.organisation.id, lines.iter().map(|line| line.to_vec()), true).await.unwrap()
}
