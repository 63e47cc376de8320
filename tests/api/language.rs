//! Which language somebody reads: pages, live pushes and mails.

use frontdesk::domain::ticket::Status;
use frontdesk::words::msg::{mail, session};
use frontdesk::words::{Catalogues, Msg};
use reqwest::Method;

use crate::{Answer, Browser, TestApp, each_database, said};

each_database!(
    a_language_is_ones_own_choice_or_the_browsers_or_the_organisations,
    a_language_chosen_before_signing_in_is_kept_in_the_browser,
    one_change_is_pushed_in_each_readers_language,
    mails_about_an_invoice_are_in_the_recipients_language,
);

async fn a_language_is_ones_own_choice_or_the_browsers_or_the_organisations(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let (client, guest) = (app.sign_in(&cast.client).await, app.browser());
    let asked = async |browser: &Browser, path: &str, wanted: Option<&str>| {
        let request = browser.request(Method::GET, path).header("accept", "text/html");
        Answer::to(wanted.into_iter().fold(request, |request, tag| request.header("accept-language", tag))).await
    };
    assert_eq!(language(&asked(&client, "/", None).await), "en", "the organisation's");
    assert_eq!(language(&asked(&client, "/", Some("de-CH, en;q=0.5")).await), "de", "the browser's");
    assert_eq!(language(&asked(&guest, "/session/new", Some("fr, de;q=0.5")).await), "de", "the best there is");
    assert_eq!(language(&asked(&guest, "/nowhere", Some("de")).await), "de", "errors too");

    app.execute("UPDATE organisations SET language = 'de'").await;
    assert_eq!(language(&asked(&guest, "/session/new", None).await), "de", "of the only organisation there is");
    assert_eq!(language(&asked(&guest, "/password-resets/new", Some("tlh")).await), "de");
    assert_eq!(language(&asked(&client, "/", Some("tlh")).await), "de");
    assert_eq!(language(&asked(&client, "/", Some("en")).await), "en");

    let chosen = [("name", "Grace"), ("language", "de"), ("time_zone", ""), ("notify", "all")];
    assert_eq!(client.post("/profile", &chosen).await.location(), "/profile?done=saved");
    let page = asked(&client, "/", Some("en")).await;
    assert_eq!(language(&page), "de", "their own");
    assert!(page.body.contains("data-formats=\"de\""), "{page:?}");
    let problem = client.post("/support", &[("subject", ""), ("body", ""), ("key", "k")]).await;
    assert!(problem.text().contains(&german(frontdesk::words::msg::error::FIELD_MISSING)), "{problem:?}");
}

async fn a_language_chosen_before_signing_in_is_kept_in_the_browser(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let guest = app.browser();
    let page = guest.get("/session/new?next=/support").await;
    assert!(page.text().contains("Deutsch") && page.text().contains(&said(session::SESSION_FORGOTTEN)), "{page:?}");
    assert_eq!(guest.post("/language", &[("language", "tlh")]).await.location(), "/session/new");
    assert_eq!(language(&guest.get("/session/new").await), "en", "there is no Klingon");

    let back = "/session/new?next=%2Fsupport";
    assert!(page.body.contains(&format!("name=\"next\" value=\"{back}\"")), "the switch leads back here: {page:?}");
    let answer = guest.post("/language", &[("language", "de"), ("next", back)]).await;
    assert_eq!(answer.location(), back);
    let cookie = answer.header("set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"), "{cookie}");
    let page = guest.get(back).await;
    assert_eq!(language(&page), "de");
    assert!(page.text().contains("English") && page.text().contains(&german(session::SESSION_FORGOTTEN)), "{page:?}");
    assert_eq!(
        guest.post("/language", &[("language", "de"), ("next", "https://evil.test/")]).await.location(),
        "/session/new"
    );
    let signed_in = [("email", cast.client.0.email.as_str()), ("password", crate::PASSWORD)];
    guest.post("/session", &signed_in).await;
    assert_eq!(language(&guest.get("/").await), "de", "who has chosen nothing else keeps it");
}

async fn one_change_is_pushed_in_each_readers_language(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "Body").await;
    let (client, agent) = (app.sign_in(&cast.client).await, app.sign_in(&cast.agent).await);
    app.execute(&format!("UPDATE users SET language = 'de' WHERE email = '{}'", cast.client.0.email)).await;
    let topic = format!("topic=ticket:{number}&after=1");
    let (mut at_portal, mut at_desk) = (client.live(&topic).await, agent.live(&topic).await);
    app.set_status(&cast.agent, number, Status::Resolved).await;
    let name = &cast.agent.0.name;
    let (in_german, in_english) = (format!("Von {name} als gelöst markiert"), format!("Marked as resolved by {name}"));
    at_portal.until("the line in German", |frame| frame.contains(&in_german)).await;
    at_desk.until("the line in English", |frame| frame.contains(&in_english)).await;
}

async fn mails_about_an_invoice_are_in_the_recipients_language(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.execute(&format!("UPDATE users SET language = 'de' WHERE email = '{}'", cast.client.0.email)).await;
    let id = app.draft_invoice(&cast, cast.northwind, ("1250", "EUR")).await;
    let manager = app.sign_in(&cast.manager).await;
    let to = [("to", cast.client.0.email.as_str()), ("others", "books@elsewhere.test")];
    let sent = manager.post(&format!("/desk/invoices/{id}/sending"), &to).await;
    assert_eq!(sent.status, 303, "{sent:?}");
    app.work().await;
    let mails = app.texts("SELECT recipient || ' ' || subject || ' ' || text FROM mails ORDER BY recipient").await;
    let [books, theirs] = &*mails else { panic!("{mails:?}") };
    assert!(books.starts_with("books@") && books.contains("The invoice is attached as a PDF."), "{books}");
    assert!(theirs.contains(&german(mail::MAIL_INVOICE_ATTACHED)), "{theirs}");
    assert!(theirs.contains("1.250,00\u{a0}€") && theirs.contains("Bitte zahlen Sie"), "{theirs}");
}

fn language(page: &Answer) -> &str {
    let (_, rest) = page.body.split_once("<html lang=\"").expect("a page");
    rest.split('"').next().unwrap()
}

fn german(msg: Msg) -> String {
    Catalogues::embedded().unwrap().choose(&["de"]).text(msg)
}
