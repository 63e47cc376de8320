//! Mails on their way: handed to the mail server, or kept with its answer.

use std::sync::Arc;
use std::time::Duration;

use frontdesk::app::mails::send_kept;
use frontdesk::server;
use frontdesk::words::Catalogues;

use crate::{Cast, MailServer, Setup, TestApp, each_database};

const TAKES: Setup = Setup { mail_server: Some("250 Yes"), ..Setup::DEFAULT };
each_database!(TAKES; a_mail_arrives_and_belongs_to_its_thread);
const LATER: Setup = Setup { mail_server: Some("451 Try again later"), ..Setup::DEFAULT };
each_database!(LATER; a_mail_that_was_put_off_is_tried_again);
const NEVER: Setup = Setup { mail_server: Some("550 No such person here"), jobs_may_fail: true, ..Setup::DEFAULT };
each_database!(NEVER; a_mail_that_is_refused_is_kept_with_the_answer);
each_database!(kept_mails_are_sent_once_there_is_a_server);

async fn a_mail_arrives_and_belongs_to_its_thread(app: &TestApp) {
    let cast = missed_reply(app).await;
    let ticket = app.texts("SELECT id FROM tickets").await.remove(0);
    let mails = app.mail_server().mails();
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert_eq!(mails[0].recipient, "client@harbour.test");
    for line in [
        "To: client@harbour.test".to_owned(),
        "From: harbour <frontdesk@portal.test>".to_owned(),
        "Subject: [harbour] Ticket 1: Subject".to_owned(),
        format!("References: <ticket-{ticket}@portal.test>"),
        "Auto-Submitted: auto-generated".to_owned(),
    ] {
        assert!(mails[0].text.lines().any(|found| found == line), "{line} in {}", mails[0].text);
    }
    assert_eq!(mails[0].text.matches("An answer – at last").count(), 2, "as text and as HTML: {}", mails[0].text);
    assert!(mails[0].text.contains("http://portal.test/support/1"));
    let page = app.sign_in(&cast.admin).await.get("/desk/settings/email").await;
    assert!(page.text().contains("Sent") && !page.text().contains("No mail server is set up"), "{page:?}");
    app.wait(Duration::from_secs(86_400));
    app.work().await;
    assert_eq!(app.mail_server().mails().len(), 1, "once");
}

async fn a_mail_that_was_put_off_is_tried_again(app: &TestApp) {
    let cast = missed_reply(app).await;
    let admin = app.sign_in(&cast.admin).await;
    let kept = admin.get("/desk/settings/email").await;
    assert!(kept.text().contains("Kept") && kept.text().contains("451 Try again later"), "{kept:?}");
    app.mail_server().answer_with("250 Yes");
    app.work().await;
    assert!(app.mail_server().mails().is_empty(), "not before its time");
    app.wait(Duration::from_secs(10));
    app.work().await;
    assert_eq!(app.mail_server().mails().len(), 1);
    let sent = admin.get("/desk/settings/email").await;
    assert!(sent.text().contains("Sent") && !sent.text().contains("451"), "{sent:?}");
}

async fn a_mail_that_is_refused_is_kept_with_the_answer(app: &TestApp) {
    let cast = missed_reply(app).await;
    let page = app.sign_in(&cast.admin).await.get("/desk/settings/email").await;
    for said in ["Refused", "The mail server answered:", "550 No such person here", "An answer – at last"] {
        assert!(page.text().contains(said), "{said} in {page:?}");
    }
    app.wait(Duration::from_secs(86_400));
    app.work().await;
    assert!(app.mail_server().mails().is_empty());
    assert_eq!(app.texts("SELECT last_error FROM jobs WHERE failed_at IS NOT NULL").await, ["550 No such person here"]);
}

async fn kept_mails_are_sent_once_there_is_a_server(app: &TestApp) {
    missed_reply(app).await;
    let mail_server = MailServer::start("250 Yes").await;
    let mut settings = app.settings.clone();
    settings.smtp_url = Some(mail_server.url().to_owned());
    let worker = server::worker(&settings, &app.app, &Arc::new(Catalogues::embedded().unwrap())).unwrap();
    assert_eq!(send_kept(&app.app, false).await.unwrap(), 1);
    // The server of this test has no mail server and may take the jobs first: then the mail is still kept.
    while app.texts("SELECT status FROM mails").await == ["kept"] {
        send_kept(&app.app, false).await.unwrap();
        worker.drain().await.unwrap();
    }
    assert_eq!(mail_server.mails().len(), 1);
    assert_eq!(send_kept(&app.app, false).await.unwrap(), 0);
}

async fn missed_reply(app: &TestApp) -> Cast {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    app.reply(&cast.agent, number, "An answer – at last").await;
    app.wait(Duration::from_secs(120));
    app.work().await;
    cast
}
