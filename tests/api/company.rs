//! Settings → Company: what is kept, what is refused and why, what two admins do to each other, and what clients see of it.

use crate::{Answer, Browser, Cast, PNG, TestApp, each_database, eventually, said, said_with};
use frontdesk::words::msg::{company, error, script};
use reqwest::Method;

each_database!(
    what_is_described_is_kept_and_comes_back,
    each_field_says_what_is_wrong_and_nothing_typed_is_lost,
    a_logo_is_seen_by_clients_and_by_strangers,
    a_logo_that_is_none_is_refused_and_says_why,
    the_later_of_two_admins_is_told_and_keeps_what_was_typed,
    what_is_larger_than_anybody_reads_is_refused,
    another_language_has_the_articles_read_anew,
    a_form_of_another_organisation_keeps_its_texts,
    what_is_stored_cannot_break_out_of_the_stylesheet,
);

const PATH: &str = "/desk/settings/company";

const FORM: &[(&str, &str)] = &[
    ("name", "Harbour Studio"),
    ("address", "1 Quay\r\nBristol"),
    ("tax_number", "GB123"),
    ("accent", "#FD0"),
    ("language", "en"),
    ("currency", "gbp"),
    ("time_zone", "europe/london"),
    ("hours_monday", "13-17, 9:00-12.30"),
    ("hours_saturday", ""),
    ("invoice_prefix", "INV-"),
    ("invoice_days", "30"),
    ("invoice_terms", "By transfer."),
    ("version", "0"),
];

/// The form with some fields in place of those above.
fn form<'a>(instead: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut form = FORM.to_vec();
    form.retain(|(name, _)| instead.iter().all(|(other, _)| other != name));
    form.extend(instead);
    form
}

/// Sends the form as browsers do when it has a file field: `file` is its name, what it is said to be, and its bytes.
async fn send(browser: &Browser, path: &str, fields: &[(&str, &str)], file: Option<(&str, &str, &[u8])>) -> Answer {
    const BOUNDARY: &str = "----a-boundary";
    let mut body = Vec::new();
    let (name, kind, bytes) = file.unwrap_or(("", "application/octet-stream", b""));
    let head = format!(
        "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"logo\"; filename=\"{name}\"\r\ncontent-type: {kind}\r\n\r\n"
    );
    // The file first: what follows it must not be lost either.
    body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
    for (name, value) in fields {
        let part = format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.as_bytes());
    }
    body.extend(format!("--{BOUNDARY}--\r\n").as_bytes());
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    Answer::to(browser.request(Method::POST, path).header("content-type", kind).body(body)).await
}

async fn what_is_described_is_kept_and_comes_back(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let admin = app.sign_in(&cast.admin).await;
    let saved = send(&admin, PATH, FORM, None).await;
    assert_eq!(saved.location(), "/desk/settings/company?done=saved");
    let page = admin.get(PATH).await;
    for (name, value) in [
        ("name", "Harbour Studio"),
        ("tax_number", "GB123"),
        ("accent", "#ffdd00"),
        ("time_zone", "Europe/London"),
        ("hours_monday", "09:00–12:30, 13:00–17:00"),
        ("hours_saturday", ""),
        ("invoice_prefix", "INV-"),
        ("invoice_days", "30"),
        ("version", "1"),
    ] {
        assert_eq!(page.field(name), value, "{name}");
    }
    assert!(page.body.contains("1 Quay\nBristol</textarea>"), "{page:?}");
    assert!(page.body.contains("<option value=\"GBP\" selected>GBP — Pound sterling"), "{page:?}");
    let stored = "SELECT currency || ' ' || business_hours FROM organisations WHERE described_at IS NOT NULL";
    assert_eq!(app.texts(stored).await, [r#"GBP [[["09:00","12:30"],["13:00","17:00"]],[],[],[],[],[],[]]"#]);
    let lines = app.texts("SELECT before || after FROM audit WHERE action = 'company.changed'").await;
    assert!(lines[0].contains(r##""accent":"#3257d6""##) && lines[0].contains(r##""accent":"#ffdd00""##), "{lines:?}");
    let read = admin.get("/desk/settings/audit").await;
    assert!(read.text().contains("Monday 09:00–12:30, 13:00–17:00"), "{read:?}");

    // The same once more changes nothing that could be looked up.
    send(&admin, PATH, &form(&[("version", "1")]), None).await.location();
    assert_eq!(app.texts("SELECT id FROM audit WHERE action = 'company.changed'").await.len(), 1);
    // And it is what clients see.
    let portal = app.sign_in(&cast.client).await.get("/support").await;
    assert!(portal.text().contains("Harbour Studio"), "{portal:?}");
    assert!(portal.body.contains("/accent.css?o=harbour&amp;v=ffdd00"), "{portal:?}");
    let colours = admin.get("/accent.css?o=harbour").await;
    assert_eq!(colours.body, ":root { --accent: #ffdd00; --accent-on: #000000; }\n");
}

async fn each_field_says_what_is_wrong_and_nothing_typed_is_lost(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let admin = app.sign_in(&cast.admin).await;
    let number = said_with(error::FIELD_NOT_A_NUMBER, &[("min", "0"), ("max", "365")]);
    let long = "x".repeat(13);
    for (name, value, problem) in [
        ("name", " ", said(error::FIELD_MISSING)),
        ("accent", "blue", said(error::FIELD_NOT_A_COLOUR)),
        ("accent", "", said(error::FIELD_MISSING)),
        ("language", "tlh", said(error::FIELD_NOT_A_CHOICE)),
        ("currency", "XYZ", said(error::FIELD_NOT_A_CHOICE)),
        ("time_zone", "Europe/Atlantis", said(error::FIELD_NOT_A_TIME_ZONE)),
        ("hours_friday", "nine to five", said(error::FIELD_NOT_HOURS)),
        ("hours_sunday", "17-9", said(error::FIELD_ENDS_TOO_EARLY)),
        ("hours_monday", "9-13,12-17", said(error::FIELD_HOURS_OVERLAP)),
        ("invoice_prefix", "a/b", said(error::FIELD_NOT_A_PREFIX)),
        ("invoice_prefix", &long, said_with(error::FIELD_TOO_LONG, &[("count", "12")])),
        ("invoice_days", "366", number.clone()),
        ("invoice_days", "soon", number.clone()),
    ] {
        let fields = form(&[(name, value)]);
        let answer = send(&admin, PATH, &fields, Some(("logo.png", "image/png", PNG))).await;
        assert_eq!(answer.status, 422, "{name}");
        assert!(answer.text().contains(&problem), "{name} {value}: {problem}\n{answer:?}");
        assert!(answer.body.contains(&format!("id=\"{name}-problem\"")), "{name} {value}: {answer:?}");
        assert!(answer.text().contains(&said(company::COMPANY_LOGO_AGAIN)), "{answer:?}");
        let is_input = |field: &str| !["address", "invoice_terms", "language", "currency"].contains(&field);
        for (field, typed) in fields.iter().filter(|(field, _)| is_input(field)) {
            assert_eq!(answer.field(field), *typed, "{field} after {name}");
        }
        assert!(answer.body.contains("By transfer.</textarea>"), "{answer:?}");
    }
    let several = send(&admin, PATH, &form(&[("name", ""), ("hours_friday", "x"), ("invoice_days", "")]), None).await;
    assert_eq!(several.ids("").iter().filter(|id| id.ends_with("-problem")).count(), 3, "{several:?}");
    assert_eq!(app.texts("SELECT name FROM organisations").await, ["harbour"]);
    assert_eq!(app.app.files.all().await.unwrap(), [], "nothing was written");
}

async fn a_logo_is_seen_by_clients_and_by_strangers(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let admin = app.sign_in(&cast.admin).await;
    // The browser's word for it does not count, nor its name.
    let file = ("../../etc/passwd\u{202e}gnp.exe", "application/x-msdownload", PNG);
    send(&admin, PATH, FORM, Some(file)).await.location();
    let logo = app.texts("SELECT logo_id FROM organisations").await.remove(0);
    assert_eq!(app.texts("SELECT media_type || size FROM files").await, ["image/png70"]);
    let shown = format!("src=\"/logo/{logo}\"");
    let (client, stranger) = (app.sign_in(&cast.client).await, app.browser());
    for (browser, path) in
        [(&client, "/"), (&client, "/help"), (&stranger, "/session/new"), (&admin, "/desk/tickets"), (&admin, PATH)]
    {
        let page = browser.get(path).await;
        assert!(page.body.contains(&shown), "{path}: {page:?}");
    }
    assert_eq!(stranger.get(&format!("/logo/{logo}")).await.status, 200);
    // Saved again without a file it stays; a box takes it away.
    send(&admin, PATH, &form(&[("version", "1")]), None).await.location();
    assert_eq!(app.texts("SELECT logo_id FROM organisations").await, [&*logo]);
    send(&admin, PATH, &form(&[("version", "2"), ("remove_logo", "yes")]), None).await.location();
    assert_eq!(app.texts("SELECT id FROM organisations WHERE logo_id IS NULL").await.len(), 1);
    assert_eq!(stranger.get(&format!("/logo/{logo}")).await.status, 404);
    assert!(!client.get("/").await.body.contains("/logo/"));
    assert_eq!(app.texts("SELECT id FROM audit WHERE action = 'company.logo'").await.len(), 2);
}

async fn a_logo_that_is_none_is_refused_and_says_why(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let admin = app.sign_in(&cast.admin).await;
    let gif = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
    let large = said_with(error::FILE_TOO_LARGE, &[("megabytes", "1")]);
    for (name, bytes, why) in [
        ("empty.png", &b""[..], said(error::FILE_EMPTY)),
        ("five.png", &vec![0x89; 5 * 1024 * 1024], large.clone()),
        ("thirty.png", &vec![0x89; 30 * 1024 * 1024], large),
        ("cut.png", &PNG[..PNG.len() - 5], said(error::FILE_TRUNCATED)),
        ("page.png", b"<!doctype html><script>alert(1)</script>", said(error::FILE_NOT_A_PICTURE)),
        ("page.svg", b"<html xmlns='http://www.w3.org/1999/xhtml'><svg/></html>", said(error::FILE_NOT_A_PICTURE)),
        ("moving.png", gif, said(error::FILE_WRONG_TYPE)),
        (
            "bomb.svg",
            b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>",
            said(error::FILE_NOT_A_PICTURE),
        ),
    ] {
        let answer = send(&admin, PATH, FORM, Some((name, "image/png", bytes))).await;
        assert_eq!(answer.status, 422, "{name}");
        assert!(answer.text().contains(&why), "{name}: {why}\n{}", answer.text());
        assert_eq!(answer.field("name"), "Harbour Studio", "{name}");
    }
    assert_eq!(app.texts("SELECT id FROM files").await.len(), 0);
    assert_eq!(app.app.files.all().await.unwrap(), []);

    // What is a picture and more is kept as the picture alone.
    let both = [PNG, b"<script>alert(1)</script>"].concat();
    send(&admin, PATH, FORM, Some(("both.png", "text/html", &both))).await.location();
    let logo = app.texts("SELECT logo_id FROM organisations").await.remove(0);
    let sent = app.browser().request(Method::GET, &format!("/logo/{logo}")).send().await.unwrap();
    assert_eq!(sent.bytes().await.unwrap(), PNG);
}

async fn the_later_of_two_admins_is_told_and_keeps_what_was_typed(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let (one, two) = (app.sign_in(&cast.admin).await, app.sign_in(&cast.admin).await);
    send(&one, PATH, &form(&[("tax_number", "theirs")]), None).await.location();
    let mine = form(&[("tax_number", "mine"), ("name", "Mine Ltd")]);
    let told = send(&two, PATH, &mine, Some(("logo.png", "image/png", PNG))).await;
    assert_eq!(told.status, 409);
    assert!(told.text().contains(&said(company::COMPANY_OVERTAKEN_TITLE)), "{told:?}");
    assert_eq!((told.field("tax_number"), told.field("name")), ("mine".to_owned(), "Mine Ltd".to_owned()));
    assert!(told.text().contains("theirs"), "what the other saved is shown: {told:?}");
    assert_eq!(app.texts("SELECT tax_number FROM organisations").await, ["theirs"]);
    assert_eq!(app.texts("SELECT id FROM files").await.len(), 0, "nor is the logo half stored");
    // Sent once more it is meant.
    let version = told.field("version");
    send(&two, PATH, &form(&[("tax_number", "mine"), ("version", &version)]), None).await.location();
    assert_eq!(app.texts("SELECT tax_number FROM organisations").await, ["mine"]);
    assert_eq!(send(&two, PATH, &form(&[("version", "x")]), None).await.status, 400);
}

async fn what_is_larger_than_anybody_reads_is_refused(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let admin = app.sign_in(&cast.admin).await;
    let text = "x".repeat(600 * 1024);
    assert_eq!(send(&admin, PATH, &form(&[("address", &text)]), None).await.status, 413);
    let cut =
        admin.request(Method::POST, PATH).header("content-type", "multipart/form-data; boundary=a").body("--a\r\nhalf");
    assert_eq!(Answer::to(cut).await.status, 400);
    // Whoever may not change it is refused before anything is read.
    let agent = app.sign_in(&cast.agent).await;
    assert_eq!(send(&agent, PATH, FORM, None).await.status, 403);
    assert_eq!(app.texts("SELECT name FROM organisations").await, ["harbour"]);
}

async fn another_language_has_the_articles_read_anew(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.import(&cast, &[r#"{"id": "1", "title": "Island matters", "body": "By ship.", "tags": []}"#], true).await;
    let admin = app.sign_in(&cast.admin).await;
    let reindexed =
        async || app.texts("SELECT kind FROM events WHERE topic LIKE 'help:%' AND kind = 'reindexed'").await.len();
    send(&admin, PATH, FORM, None).await.location();
    assert_eq!(reindexed().await, 0, "the language is the same");
    app.execute("UPDATE organisations SET language = 'de'").await;
    send(&admin, PATH, &form(&[("version", "1")]), None).await.location();
    assert_eq!(reindexed().await, 1);
    eventually("the article is found again", async || {
        admin.get("/help?q=island").await.body.contains("island-matters").then_some(())
    })
    .await;
}

async fn a_form_of_another_organisation_keeps_its_texts(app: &TestApp) {
    let (harbour, rival) = (app.cast("harbour").await, app.cast("rival").await);
    app.join(&harbour.admin, &rival, frontdesk::domain::people::Role::Admin).await;
    let admin = app.sign_in(&harbour.admin).await;
    admin.post("/organisation", &[("organisation", "rival")]).await.location();
    let refused =
        send(&admin, &format!("{PATH}?organisation=harbour"), FORM, Some(("logo.png", "image/png", PNG))).await;
    assert_eq!(refused.status, 409);
    for text in ["Harbour Studio", "1 Quay", "By transfer."] {
        assert!(refused.text().contains(text), "{text}: {refused:?}");
    }
    assert_eq!(app.texts("SELECT id FROM organisations WHERE described_at IS NOT NULL").await.len(), 0);
}

async fn what_is_stored_cannot_break_out_of_the_stylesheet(app: &TestApp) {
    let _cast: Cast = app.cast("harbour").await;
    app.execute("UPDATE organisations SET accent = 'red; } body { display: none'").await;
    let colours = app.browser().get("/accent.css?o=harbour").await;
    assert_eq!(colours.body, ":root { --accent: #000000; --accent-on: #ffffff; }\n");
    assert!(said_with(script::COLOUR_CONTRAST, &[("ratio", "21.0")]).contains("21.0"));
}
