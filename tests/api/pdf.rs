//! Invoices as PDFs: who gets which, what the browser is told, and the PDF that goes with a mail.

use std::process::Command;
use std::time::Duration;

use base64::Engine as _;
use frontdesk::app::invoices;
use frontdesk::app::queue::{self, Work};
use frontdesk::domain::input::Email;
use frontdesk::id::LedgerId;
use frontdesk::words::msg::{mail as words, pdf};

use crate::{Answer, Browser, Setup, TestApp, each_database, said, said_with};

each_database!(
    clients_and_staff_get_the_same_document,
    drafts_are_for_staff_and_other_customers_are_not_there,
    what_a_browser_has_is_not_typeset_again,
    staff_read_which_characters_the_pdf_cannot_show,
);
each_database!(
    WITH_MAIL;
    a_mail_brings_the_invoice_with_its_pdf,
    a_receipt_brings_the_invoice_as_it_stands,
    a_mail_that_waited_brings_the_invoice_as_it_is_by_then,
    an_invoice_that_was_taken_back_is_not_sent_any_more,
);

/// A mail server that takes every mail.
const WITH_MAIL: Setup = Setup { mail_server: Some("250 Yes"), ..Setup::DEFAULT };

async fn clients_and_staff_get_the_same_document(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let sent = app.invoice(&cast, cast.northwind, ("120", "EUR")).await;
    let of_client = bytes(&app.sign_in(&cast.client).await, &format!("/invoices/{}.pdf", sent.number)).await;
    let viewer = app.sign_in(&cast.viewer).await;
    let of_staff = bytes(&viewer, &format!("/desk/invoices/{}.pdf", sent.id)).await;
    assert_eq!(of_client, of_staff);
    let answer = viewer.get(&format!("/desk/invoices/{}.pdf", sent.id)).await;
    assert_eq!(answer.header("content-type"), "application/pdf");
    assert_eq!(answer.header("content-disposition"), format!("inline; filename=\"{}.pdf\"", sent.number));
    assert_eq!(answer.header("cache-control"), "private, no-cache");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert!(answer.header("content-security-policy").contains("default-src 'none'"), "{answer:?}");
    let Some(text) = text_of(&of_client) else { return };
    for said in [sent.number.as_str(), "harbour", "Northwind", "Design", "€120.00", "Order 7"] {
        assert!(text.contains(said), "{said} in {text}");
    }
    assert!(!text.contains("secret note"), "{text}");
}

async fn drafts_are_for_staff_and_other_customers_are_not_there(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let rival = app.cast("rival").await;
    let draft = app.draft_invoice(&cast, cast.northwind, ("10", "EUR")).await;
    let sent = app.invoice(&cast, cast.northwind, ("120", "EUR")).await;
    let agent = app.sign_in(&cast.agent).await;
    let answer = agent.get(&format!("/desk/invoices/{draft}.pdf")).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-disposition"), format!("inline; filename=\"{draft}.pdf\""));

    let by_number = format!("/invoices/{}.pdf", sent.number);
    for person in [&cast.neighbour, &cast.unlinked, &rival.client] {
        let browser = app.sign_in(person).await;
        let missing = browser.get("/invoices/none.pdf").await;
        assert_eq!(missing.status, 404);
        assert_same(&browser.get(&by_number).await, &missing);
        assert_eq!(browser.get(&format!("/invoices/{draft}.pdf")).await.status, 404);
        assert_eq!(browser.get(&format!("/desk/invoices/{}.pdf", sent.id)).await.status, 404);
    }
    let client = app.sign_in(&cast.client).await;
    assert_eq!(client.get(&by_number).await.status, 200);
    assert_eq!(client.get(&format!("/invoices/{draft}.pdf")).await.status, 404);
    assert_eq!(app.sign_in(&rival.admin).await.get(&format!("/desk/invoices/{}.pdf", sent.id)).await.status, 404);
    assert!(app.browser().get(&by_number).await.location().starts_with("/session/new"));
}

async fn what_a_browser_has_is_not_typeset_again(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let sent = app.invoice(&cast, cast.northwind, ("120", "EUR")).await;
    let client = app.sign_in(&cast.client).await;
    let path = format!("/invoices/{}.pdf", sent.number);
    let tag = client.get(&path).await.header("etag").to_owned();
    assert!(tag.starts_with('"') && tag.len() == 34, "{tag}");
    let again =
        async |tag: &str| Answer::to(client.request(reqwest::Method::GET, &path).header("if-none-match", tag)).await;
    let known = again(&tag).await;
    assert_eq!((known.status, known.body.len(), known.header("etag")), (304, 0, tag.as_str()));
    assert_eq!(again("\"another\"").await.status, 200);
    app.record_payment(&cast, sent.id, 12_000).await;
    let paid = again(&tag).await;
    assert_eq!(paid.status, 200, "what changed is sent anew");
    assert_ne!(paid.header("etag"), tag);
}

async fn staff_read_which_characters_the_pdf_cannot_show(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let sent = app.invoice(&cast, cast.northwind, ("120", "EUR")).await;
    let agent = app.sign_in(&cast.agent).await;
    let page = format!("/desk/invoices/{}", sent.id);
    let said = |shown: &str| said_with(pdf::PDF_UNSHOWN, &[("characters", shown)]);
    assert!(!agent.get(&page).await.text().contains(&said("")));
    app.execute("UPDATE invoices SET notes = '株式会社 \u{1f600} \u{13000} \u{1f600}'").await;
    let text = agent.get(&page).await.text();
    assert!(text.contains(&said("\u{13000} \u{1f600}")), "{text}");
}

async fn a_mail_brings_the_invoice_with_its_pdf(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let id = app.draft_invoice(&cast, cast.northwind, ("120", "EUR")).await;
    let to = [Email::parse("books@northwind.test").unwrap()];
    let number = invoices::send(&app.app, &cast.manager.0, id, &to).await.unwrap();
    app.work().await;
    let mails = app.mail_server().mails();
    assert_eq!(mails.len(), 1);
    let mail = &mails[0];
    assert_eq!(mail.recipient, "books@northwind.test");
    let subject = [("number", number.as_str()), ("organisation", "harbour")];
    assert_eq!(mail.subject(), said_with(words::MAIL_INVOICE_SUBJECT, &subject));
    assert!(mail.text.contains(&format!("http://portal.test/invoices/{number}")), "{}", mail.text);
    assert!(mail.text.contains(&said(words::MAIL_INVOICE_ATTACHED)), "{}", mail.text);
    let pdf = attached(&mail.text, &format!("{number}.pdf"));
    let client = app.sign_in(&cast.client).await;
    assert!(pdf == bytes(&client, &format!("/invoices/{number}.pdf")).await, "the one at the portal");
    let Some(text) = text_of(&pdf) else { return };
    assert!(text.contains(number.as_str()) && text.contains("€120.00"), "{text}");
}

async fn a_receipt_brings_the_invoice_as_it_stands(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let sent = app.invoice(&cast, cast.northwind, ("120", "EUR")).await;
    app.record_payment(&cast, sent.id, 12_000).await;
    let entry: LedgerId = app.texts("SELECT id FROM ledger").await.remove(0).parse().unwrap();
    let work = Work::SendReceipt { invoice: sent.id, entry, to: "books@northwind.test".to_owned() };
    app.write(async |writing| {
        let now = writing.now;
        queue::enqueue(writing, cast.organisation.id, work, now).await.unwrap();
    })
    .await;
    app.work().await;
    let mails = app.mail_server().mails();
    let mail = mails.iter().find(|mail| mail.subject().starts_with("Receipt from harbour")).expect("a receipt");
    let Some(text) = text_of(&attached(&mail.text, &format!("{}.pdf", sent.number))) else { return };
    assert!(text.contains("Paid") && text.contains("Payment of 23 Nov 2026"), "{text}");
}

async fn a_mail_that_waited_brings_the_invoice_as_it_is_by_then(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.mail_server().answer_with("451 Later");
    let id = app.draft_invoice(&cast, cast.northwind, ("120", "EUR")).await;
    let to = [Email::parse("books@northwind.test").unwrap()];
    let number = invoices::send(&app.app, &cast.manager.0, id, &to).await.unwrap();
    app.work().await;
    assert!(app.mail_server().mails().is_empty());
    app.record_payment(&cast, id, 5_000).await;
    app.mail_server().answer_with("250 Yes");
    app.wait(Duration::from_secs(60 * 60));
    app.work().await;
    let mails = app.mail_server().mails();
    let mail = mails.iter().find(|mail| mail.subject().contains(number.as_str())).expect("the invoice's mail");
    let Some(text) = text_of(&attached(&mail.text, &format!("{number}.pdf"))) else { return };
    assert!(text.contains("To pay") && text.contains("€70.00"), "{text}");
}

async fn an_invoice_that_was_taken_back_is_not_sent_any_more(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.mail_server().answer_with("451 Later");
    let id = app.draft_invoice(&cast, cast.northwind, ("120", "EUR")).await;
    let to = [Email::parse("books@northwind.test").unwrap()];
    invoices::send(&app.app, &cast.manager.0, id, &to).await.unwrap();
    app.work().await;
    invoices::void(&app.app, &cast.manager.0, id).await.unwrap();
    app.mail_server().answer_with("250 Yes");
    app.wait(Duration::from_secs(60 * 60));
    app.work().await;
    assert!(app.mail_server().mails().is_empty(), "{:?}", app.mail_server().mails());
    assert_eq!(app.texts("SELECT subject FROM mails").await, [""; 0]);
}

/// The bytes of the PDF at an address.
async fn bytes(browser: &Browser, path: &str) -> Vec<u8> {
    let answer = browser.request(reqwest::Method::GET, path).send().await.expect("an answer");
    assert_eq!(answer.status().as_u16(), 200, "{path}");
    let bytes = answer.bytes().await.expect("a body").to_vec();
    assert!(bytes.starts_with(b"%PDF-"), "{path} is no PDF");
    bytes
}

/// Two answers of which nobody can tell which is about something that is there.
fn assert_same(one: &Answer, other: &Answer) {
    assert_eq!((one.status, &one.body), (other.status, &other.body));
}

/// The PDF of this name in a mail.
fn attached(mail: &str, name: &str) -> Vec<u8> {
    let (head, rest) = mail.split_once(&format!("filename=\"{name}\"")).expect("an attachment of that name");
    assert!(head.contains("multipart/mixed") && mail.contains("Content-Type: application/pdf"), "{mail}");
    let (_, rest) = rest.split_once("\r\n\r\n").expect("a body");
    // Up to the next part's line, `--…`; that line breaks are undone like those of words leaves one `=` too many or too few.
    let (body, _) = rest.split_once("--").expect("an end");
    let body: String = body.split_whitespace().collect();
    base64::engine::general_purpose::STANDARD_NO_PAD.decode(body.trim_end_matches('=')).expect("base64")
}

/// The text of a PDF; none without poppler.
fn text_of(pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("invoice.pdf");
    std::fs::write(&file, pdf).expect("written");
    let Ok(output) = Command::new("pdftotext").arg(&file).arg("-").output() else {
        println!("left out: pdftotext is not installed");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}
