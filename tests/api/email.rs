//! Settings → E-mail: an organisation's own mail server, its test, and the mails that wait (G2, G3).

use std::time::Duration;

use frontdesk::app::mails::{self, Draft};
use frontdesk::app::{App, mail_servers};
use frontdesk::domain::link::{MailLink, PLACE};
use frontdesk::domain::mail_server::Stored;
use frontdesk::domain::people::Role;
use frontdesk::id::{MailId, UserId};
use frontdesk::secrets::{SecretKey, Secrets};
use frontdesk::server;
use tokio::net::{TcpListener, TcpSocket};

use crate::common::{held, html};
use crate::{Answer, Browser, Cast, MailServer, Person, Setup, TestApp, each_database};

const KEY: Option<&str> = Some("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
const WITH_KEY: Setup = Setup { secret_key: KEY, ..Setup::DEFAULT };
each_database!(WITH_KEY;
    a_password_is_stored_where_nobody_reads_it,
    a_test_says_what_the_server_said,
    a_server_that_says_nothing_is_given_up,
    what_is_kept_is_sent_once_there_is_a_server,
    what_waits_for_a_broken_server_goes_by_the_new_one_at_once,
    two_organisations_write_by_two_servers,
    a_stored_password_goes_to_no_other_server,
    a_key_that_is_another_says_so_and_the_rest_works,
    a_broken_server_is_not_asked_for_every_mail,
    a_kept_mail_is_tried_until_its_server_comes_back,
    the_server_is_removed_and_mails_are_kept_again,
    personal_links_go_by_an_organisations_server_only_to_its_own_people,
    what_is_wrong_with_the_form_is_said_and_nothing_is_stored,
    tests_have_an_end,
);
const FOR_GOOD: Setup = Setup { jobs_may_fail: true, ..WITH_KEY };
each_database!(FOR_GOOD;
    an_invitation_that_the_own_server_refuses_says_why_and_is_tried_again,
);
const BOTH: Setup = Setup { mail_server: Some("250 Yes"), ..WITH_KEY };
each_database!(BOTH;
    the_servers_own_sends_what_is_personal_and_the_organisations_the_rest,
);
each_database!(
    without_a_key_no_password_is_stored,
    a_link_is_copied_where_its_mail_waits,
    the_list_has_parts_and_pages,
);

const PATH: &str = "/desk/settings/email";
const PASSWORD: &str = "open-sesame-4711";

async fn a_password_is_stored_where_nobody_reads_it(app: &TestApp) {
    let (cast, admin) = admin(app).await;
    let server = MailServer::start_with("250 Yes", Some("235 Welcome")).await;
    assert_eq!(admin.post(PATH, &own(&server, "me", PASSWORD)).await.location(), "/desk/settings/email?done=saved");
    let stored = app.texts("SELECT password FROM mail_servers").await.remove(0);
    assert!(stored.starts_with("v1:"), "{stored}");
    let page = admin.get(PATH).await;
    assert!(page.text().contains("A password is stored. Leave this empty to keep it."), "{page:?}");
    // An empty field keeps it; the test uses what is stored.
    assert_eq!(admin.post(PATH, &own(&server, "me", "")).await.status, 303);
    assert_eq!(app.texts("SELECT password FROM mail_servers").await, [stored.as_str()]);
    let tested = admin.post(&format!("{PATH}/test"), &own(&server, "me", "")).await;
    assert!(tested.text().contains("250 Taken"), "{tested:?}");
    assert_eq!(server.claims(), [("me".to_owned(), PASSWORD.to_owned())]);
    // Typed again it is encrypted anew.
    assert_eq!(admin.post(PATH, &own(&server, "me", PASSWORD)).await.status, 303);
    let again = app.texts("SELECT password FROM mail_servers").await.remove(0);
    assert!(again != stored && again.starts_with("v1:"));
    let log = admin.get("/desk/settings/audit").await;
    let tables = "SELECT before || after || subject FROM audit UNION ALL SELECT payload FROM jobs
                  UNION ALL SELECT password || username || sender FROM mail_servers";
    for text in [page.body, tested.body, log.body, app.texts(tables).await.concat()] {
        assert!(!text.contains(PASSWORD), "{text}");
    }
    for file in
        std::fs::read_dir(&app.settings.data).unwrap().map(|file| file.unwrap().path()).filter(|file| file.is_file())
    {
        let bytes = std::fs::read(&file).unwrap();
        let found = bytes.windows(PASSWORD.len()).any(|bytes| bytes == PASSWORD.as_bytes());
        assert!(!found, "{} holds the password", file.display());
    }
    let lines = "SELECT before || after FROM audit WHERE action = 'mail_server.changed' ORDER BY at, id";
    let lines = app.texts(lines).await;
    assert_eq!(lines.len(), 2, "what changes nothing leaves no line: {lines:?}");
    assert!(lines.iter().all(|line| line.contains(r#""password":"changed""#)), "{lines:?}");
    // Another of the organisation's people gets no such page.
    assert_eq!(app.sign_in(&cast.manager).await.post(PATH, &own(&server, "me", PASSWORD)).await.status, 404);
}

async fn a_test_says_what_the_server_said(app: &TestApp) {
    let (_, admin) = admin(app).await;
    // Nobody listens there, and nobody else can meanwhile.
    let nobody = TcpSocket::new_v4().unwrap();
    nobody.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let gone = nobody.local_addr().unwrap().port().to_string();
    let takes = MailServer::start("250 Yes").await;
    let refuses = MailServer::start("550 5.1.1 No such person <b>here</b>").await;
    let locked = MailServer::start_with("250 Yes", Some("535 5.7.8 Wrong password")).await;
    let cases: [(&str, &str, &str, &[&str]); 6] = [
        (takes.port(), "none", "", &["The server took the test for admin@harbour.test.", "250 Taken"]),
        (refuses.port(), "none", "", &["The server refused the test", "550 5.1.1 No such person <b>here</b>"]),
        (locked.port(), "none", "me", &["did not accept the user and password", "535 5.7.8 Wrong password"]),
        (&gone, "none", "", &["Nobody answers at this host and port", "Connection refused"]),
        (takes.port(), "tls", "", &["An encrypted connection could not be made"]),
        (takes.port(), "starttls", "", &["The server does not offer STARTTLS"]),
    ];
    for (port, security, username, said) in cases {
        let fields = form(port, security, username, if username.is_empty() { "" } else { PASSWORD });
        let answer = admin.post(&format!("{PATH}/test"), &fields).await;
        assert_eq!(answer.status, 200);
        for said in said {
            assert!(answer.text().contains(said), "{said} at {security}: {}", answer.text());
        }
        assert_eq!(answer.field("host"), "127.0.0.1", "what was typed stays");
        assert!(!answer.body.contains(PASSWORD));
    }
    assert!(app.texts("SELECT host FROM mail_servers").await.is_empty(), "a test stores nothing");
    let mails = takes.mails();
    assert_eq!((mails.len(), mails[0].recipient.as_str()), (1, "admin@harbour.test"));
    assert_eq!(mails[0].subject(), "[harbour] Test of your mail server");
    assert!(mails[0].text.contains("From: harbour <support@harbour.test>"), "{}", mails[0].text);
    let lines = app.texts("SELECT after FROM audit WHERE action = 'mail_server.tested' ORDER BY at, id").await;
    assert_eq!(lines.len(), 6);
    assert_eq!(lines.iter().filter(|line| line.contains(r#""accepted":true"#)).count(), 1, "{lines:?}");
}

async fn a_server_that_says_nothing_is_given_up(app: &TestApp) {
    let (_, admin) = admin(app).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port().to_string();
    let silent = tokio::spawn(async move {
        let mut held = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            held.push(stream);
        }
    });
    let (path, fields) = (format!("{PATH}/test"), form(&port, "none", "", ""));
    let answer = tokio::time::timeout(held(Duration::from_secs(15)), admin.post(&path, &fields)).await.expect("an end");
    assert!(answer.text().contains("The server did not answer within ten seconds"), "{}", answer.text());
    silent.abort();
}

async fn what_is_kept_is_sent_once_there_is_a_server(app: &TestApp) {
    let (cast, admin) = admin(app).await;
    for at in 0..3 {
        keep(app, &cast, &format!("Kept {at}"), None).await;
    }
    app.work().await;
    let users = "/desk/settings/users";
    admin.post(users, &[("email", "new@harbour.test"), ("role", "agent")]).await.location();
    app.work().await;
    assert!(admin.get(users).await.text().contains("No mail server is set up"));
    let server = MailServer::start("250 Yes").await;
    admin.post(PATH, &own(&server, "", "")).await.location();
    app.work().await;
    let mut subjects: Vec<String> = server.mails().iter().map(|mail| mail.subject().to_owned()).collect();
    subjects.sort_unstable();
    assert_eq!(subjects, ["Admin harbour invites you to harbour", "Kept 0", "Kept 1", "Kept 2"], "each once");
    assert!(server.mails().iter().all(|mail| mail.text.contains("From: harbour <support@harbour.test>")));
    assert!(!admin.get(users).await.text().contains("No mail server is set up"));
    assert_eq!(app.texts("SELECT DISTINCT status FROM mails").await, ["sent"]);
    // An invitation by the organisation's own server proves nothing about the address.
    let secret = server.mails().iter().find(|mail| mail.recipient == "new@harbour.test").unwrap().clone();
    let path = format!("/invites/{}", secret.secret("http://portal.test/invites/"));
    app.browser().post(&path, &[("name", "New"), ("password", "quite an unlikely phrase")]).await.location();
    let confirmed = "SELECT email FROM users WHERE email = 'new@harbour.test' AND confirmed_at IS NULL";
    assert_eq!(app.texts(confirmed).await.len(), 1);
}

async fn what_waits_for_a_broken_server_goes_by_the_new_one_at_once(app: &TestApp) {
    let (cast, admin) = admin(app).await;
    let broken = MailServer::start("451 Try again later").await;
    admin.post(PATH, &own(&broken, "", "")).await.location();
    keep(app, &cast, "Waits", None).await;
    app.work().await;
    let page = admin.get(PATH).await;
    assert!(
        page.text().contains("It could not be sent yet") && page.text().contains("451 Try again later"),
        "{page:?}"
    );
    let server = MailServer::start("250 Yes").await;
    admin.post(PATH, &own(&server, "", "")).await.location();
    app.work().await;
    assert_eq!((server.mails().len(), broken.mails().len()), (1, 0));
}

async fn two_organisations_write_by_two_servers(app: &TestApp) {
    let (harbour, rival) = (app.cast("harbour").await, app.cast("rival").await);
    let servers = [MailServer::start("250 Yes").await, MailServer::start("250 Yes").await];
    for (cast, server) in [&harbour, &rival].into_iter().zip(&servers) {
        app.sign_in(&cast.admin).await.post(PATH, &own(server, "", "")).await.location();
        keep(app, cast, &format!("For {}", cast.organisation.name), None).await;
    }
    app.work().await;
    for (name, server) in ["harbour", "rival"].into_iter().zip(&servers) {
        let subjects: Vec<String> = server.mails().iter().map(|mail| mail.subject().to_owned()).collect();
        assert_eq!(subjects, [format!("For {name}")]);
    }
}

async fn a_stored_password_goes_to_no_other_server(app: &TestApp) {
    let (_, admin) = admin(app).await;
    let server = MailServer::start_with("250 Yes", Some("235 Welcome")).await;
    admin.post(PATH, &own(&server, "me", PASSWORD)).await.location();
    let before = app.texts("SELECT host || password FROM mail_servers").await;
    let mut elsewhere = own(&server, "me", "");
    elsewhere[0] = ("host", "localhost");
    for path in [PATH.to_owned(), format!("{PATH}/test")] {
        let answer = admin.post(&path, &elsewhere).await;
        assert_eq!(answer.status, 422, "{path}");
        assert!(answer.text().contains("Enter the password again"), "{}", answer.text());
    }
    assert!(server.claims().is_empty());
    assert_eq!(app.texts("SELECT host || password FROM mail_servers").await, before);
    // An encrypted connection does not become a clear one with it either.
    admin.post(PATH, &form(server.port(), "tls", "me", PASSWORD)).await.location();
    assert_eq!(admin.post(&format!("{PATH}/test"), &own(&server, "me", "")).await.status, 422);
    // Entered again, or removed, it may.
    elsewhere[4] = ("server_password", PASSWORD);
    assert_eq!(admin.post(PATH, &elsewhere).await.status, 303);
    let mut without = own(&server, "me", "");
    without.push(("remove_password", "yes"));
    assert_eq!(admin.post(PATH, &without).await.status, 303);
    assert_eq!(app.texts("SELECT password FROM mail_servers").await, [""]);
}

async fn a_key_that_is_another_says_so_and_the_rest_works(app: &TestApp) {
    let (cast, admin) = admin(app).await;
    let server = MailServer::start_with("250 Yes", Some("235 Welcome")).await;
    let key = SecretKey::parse(&"ab".repeat(32)).unwrap();
    let other = App { secrets: Secrets::new(Some(&key)), ..app.app.clone() };
    // Another organisation's row, moved here, is as unreadable as one of another key.
    let rival = app.cast("rival").await;
    app.sign_in(&rival.admin).await.post(PATH, &own(&server, "me", PASSWORD)).await.location();
    let own_one = mail_servers::find(&other, &rival.admin.0).await.unwrap().unwrap();
    assert_eq!(own_one.password, Stored::Unreadable);
    assert_eq!(mail_servers::find(&app.app, &rival.admin.0).await.unwrap().unwrap().password, Stored::Password);
    let moved = format!("UPDATE mail_servers SET organisation_id = '{}'", cast.organisation.id);
    assert_eq!(app.execute(&moved).await, 1);

    let page = admin.get(PATH).await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("The stored password cannot be read"), "{page:?}");
    let tested = admin.post(&format!("{PATH}/test"), &own(&server, "me", "")).await;
    assert!(tested.text().contains("The stored password cannot be read with this server’s key"), "{}", tested.text());
    keep(app, &cast, "Waits", None).await;
    app.work().await;
    let error = "the stored password cannot be read with this FRONTDESK_SECRET_KEY: enter it again";
    assert_eq!(app.texts("SELECT status || ': ' || error FROM mails").await, [format!("kept: {error}")]);
    assert!(server.claims().is_empty() && server.mails().is_empty());
    // Entered again, all is well.
    admin.post(PATH, &own(&server, "me", PASSWORD)).await.location();
    app.work().await;
    assert_eq!(server.mails().len(), 1);
}

async fn a_broken_server_is_not_asked_for_every_mail(app: &TestApp) {
    let (cast, admin) = admin(app).await;
    let server = MailServer::start_with("250 Yes", Some("535 Wrong password")).await;
    admin.post(PATH, &own(&server, "me", PASSWORD)).await.location();
    for at in 0..20 {
        keep(app, &cast, &format!("Mail {at}"), None).await;
    }
    app.work().await;
    // The server of this test may work too, and learns it for itself.
    assert!(server.claims().len() <= 2, "{}", server.claims().len());
    assert_eq!(app.texts("SELECT DISTINCT error FROM mails").await, ["535 Wrong password"]);
    assert_eq!(app.texts("SELECT DISTINCT status FROM mails").await, ["kept"]);
    app.wait(Duration::from_secs(10));
    app.work().await;
    assert!((2..=4).contains(&server.claims().len()), "{}", server.claims().len());
}

async fn a_kept_mail_is_tried_until_its_server_comes_back(app: &TestApp) {
    let (cast, admin) = admin(app).await;
    let server = MailServer::start("451 Try again later").await;
    admin.post(PATH, &own(&server, "", "")).await.location();
    keep(app, &cast, "Waits", None).await;
    for _ in 0..20 {
        app.work().await;
        app.wait(Duration::from_secs(4 * 60 * 60));
    }
    assert!(server.mails().is_empty());
    server.answer_with("250 Yes");
    app.work().await;
    assert_eq!(server.mails().len(), 1, "three days later");
}

async fn the_server_is_removed_and_mails_are_kept_again(app: &TestApp) {
    let (cast, admin) = admin(app).await;
    let server = MailServer::start("250 Yes").await;
    admin.post(PATH, &own(&server, "", "")).await.location();
    assert!(admin.get(PATH).await.text().contains("Mails go out through 127.0.0.1."));
    assert_eq!(
        admin.post(&format!("{PATH}/remove"), &[]).await.location(),
        "/desk/settings/email?done=mail_server_removed"
    );
    assert!(admin.get(PATH).await.text().contains("No mail server is set up"));
    keep(app, &cast, "Waits", None).await;
    app.work().await;
    assert!(server.mails().is_empty());
    assert_eq!(app.texts("SELECT status FROM mails").await, ["kept"]);
    let lines = app.texts("SELECT id FROM audit WHERE action = 'mail_server.changed'").await;
    assert_eq!(lines.len(), 2);
}

async fn personal_links_go_by_an_organisations_server_only_to_its_own_people(app: &TestApp) {
    let (cast, admin) = admin(app).await;
    let rival = app.cast("rival").await;
    app.join(&cast.agent, &rival, Role::Agent).await;
    let server = MailServer::start("250 Yes").await;
    admin.post(PATH, &own(&server, "", "")).await.location();
    for who in [&cast.agent, &cast.client] {
        app.browser().post("/password-resets", &[("email", &*who.0.email)]).await;
    }
    app.work().await;
    let sent: Vec<String> = server.mails().iter().map(|mail| mail.recipient.clone()).collect();
    assert_eq!(sent, ["client@harbour.test"], "whoever belongs to another organisation too waits");
    assert_eq!(app.texts("SELECT recipient FROM mails WHERE status = 'kept'").await, ["agent@harbour.test"]);
    let page = admin.get(PATH).await;
    assert!(page.text().contains("Its link is for the recipient alone"), "{page:?}");
    let kept = mail_id(app, "agent@harbour.test").await;
    assert_eq!(admin.post(&format!("{PATH}/mails/{kept}/copy"), &[]).await.status, 403);
    admin.post(&format!("{PATH}/mails/{kept}/retry"), &[]).await.location();
    app.work().await;
    assert_eq!(server.mails().len(), 1, "trying again changes nothing about that");
    // What an organisation's admins could have read says nothing to others.
    let link = server.mails().remove(0).secret("http://portal.test/password-resets/");
    let path = format!("/password-resets/{link}");
    app.browser().post(&path, &[("password", "quite an unlikely phrase")]).await.location();
    let unconfirmed = "SELECT email FROM users WHERE confirmed_at IS NULL AND email LIKE '%harbour.test'";
    assert_eq!(app.texts(unconfirmed).await, ["client@harbour.test"]);
}

async fn the_servers_own_sends_what_is_personal_and_the_organisations_the_rest(app: &TestApp) {
    let (cast, admin) = admin(app).await;
    let server = MailServer::start("250 Yes").await;
    admin.post(PATH, &own(&server, "", "")).await.location();
    keep(app, &cast, "News", None).await;
    app.browser().post("/password-resets", &[("email", &*cast.client.0.email)]).await;
    app.work().await;
    let subjects: Vec<String> = server.mails().iter().map(|mail| mail.subject().to_owned()).collect();
    assert_eq!(subjects, ["News"]);
    let reset = app.mail_server().mails();
    assert_eq!(reset.len(), 1);
    assert!(reset[0].text.contains("From: harbour <frontdesk@portal.test>"), "{}", reset[0].text);
    // Without its own server the organisation writes by the server's.
    admin.post(&format!("{PATH}/remove"), &[]).await.location();
    assert!(admin.get(PATH).await.text().contains("own mail server, from frontdesk@portal.test"));
    keep(app, &cast, "More", None).await;
    app.work().await;
    assert_eq!((server.mails().len(), app.mail_server().mails().len()), (1, 2));
}

async fn what_is_wrong_with_the_form_is_said_and_nothing_is_stored(app: &TestApp) {
    let (_, admin) = admin(app).await;
    let wrong: [(usize, &str, &str); 8] = [
        (0, "", "Host – Please fill this in."),
        (0, "mail.test\r\nX-Injected: yes", "Host – This doesn’t look like a server."),
        (0, "smtp://mail.test", "Host – This doesn’t look like a server."),
        (1, "0", "Port – Please give a whole number"),
        (2, "ssl", "Encryption – Please choose one of the options."),
        (5, "support", "From – This doesn’t look like an e-mail address."),
        (5, "a@b.test\r\nBcc: all@b.test", "From – This doesn’t look like an e-mail address."),
        (6, "nobody", "Test goes to – This doesn’t look like an e-mail address."),
    ];
    for (at, value, said) in wrong {
        let mut fields = form("25", "none", "", "");
        fields.push(("to", "a@b.test"));
        fields[at].1 = value;
        for path in [PATH.to_owned(), format!("{PATH}/test")] {
            if fields[at].0 == "to" && path == PATH {
                continue;
            }
            let answer = admin.post(&path, &fields).await;
            assert_eq!(answer.status, 422, "{value:?} at {path}");
            assert!(answer.text().contains(said), "{said}: {}", answer.text());
        }
    }
    let answer = admin.post(PATH, &form("25", "none", "", PASSWORD)).await;
    assert_eq!(answer.status, 422, "a password without a user");
    assert!(!answer.body.contains(PASSWORD) && answer.text().contains("enter it again before you save"), "{answer:?}");
    assert!(app.texts("SELECT host FROM mail_servers").await.is_empty());
    assert!(app.texts("SELECT id FROM audit WHERE action LIKE 'mail_server%'").await.is_empty());
}

async fn tests_have_an_end(app: &TestApp) {
    let (_, admin) = admin(app).await;
    let server = MailServer::start("250 Yes").await;
    let path = format!("{PATH}/test");
    let mut statuses = Vec::new();
    for _ in 0..8 {
        statuses.push(admin.post(&path, &own(&server, "", "")).await.status);
    }
    assert_eq!(statuses[..6], [200; 6]);
    assert!(statuses[6..].contains(&429), "{statuses:?}");
    assert!(server.mails().len() < 8);
    let rival = app.cast("rival").await;
    assert_eq!(app.sign_in(&rival.admin).await.post(&path, &own(&server, "", "")).await.status, 200);
}

async fn an_invitation_that_the_own_server_refuses_says_why_and_is_tried_again(app: &TestApp) {
    let (cast, admin) = admin(app).await;
    let server = MailServer::start("550 Not from here").await;
    admin.post(PATH, &own(&server, "", "")).await.location();
    let northwind = cast.northwind.to_string();
    let invite = [("email", "new@harbour.test"), ("role", "client"), ("customer", northwind.as_str())];
    admin.post("/desk/settings/users", &invite).await.location();
    app.work().await;
    let users = admin.get("/desk/settings/users").await;
    assert!(users.text().contains("The e-mail was refused") && users.text().contains("550 Not from here"), "{users:?}");
    let causes = admin.get(&format!("/desk/customers/{northwind}/access")).await;
    assert!(causes.text().contains("550 Not from here"), "{causes:?}");

    let id = mail_id(app, "new@harbour.test").await;
    let refused = admin.get(&format!("{PATH}?status=refused")).await;
    assert!(refused.text().contains("550 Not from here") && refused.text().contains("Try again"), "{refused:?}");
    server.answer_with("250 Yes");
    let again = admin.post(&format!("{PATH}/mails/{id}/retry"), &[]).await;
    assert_eq!(again.location(), format!("{PATH}?done=mail_retried#mail-{id}"));
    app.work().await;
    assert_eq!(server.mails().len(), 1);
    assert_eq!(admin.post(&format!("{PATH}/mails/{id}/retry"), &[]).await.status, 404, "it was sent");
    let retried = app.texts("SELECT subject FROM audit WHERE action = 'mail.retried'").await;
    assert_eq!(retried, ["new@harbour.test"]);

    // What invites to nothing any more is not sent.
    server.answer_with("550 Not from here");
    admin.post("/desk/settings/users", &[("email", "late@harbour.test"), ("role", "agent")]).await.location();
    app.work().await;
    let id = mail_id(app, "late@harbour.test").await;
    let invite = app.texts("SELECT id FROM invites WHERE email = 'late@harbour.test'").await.remove(0);
    admin.post(&format!("/desk/settings/users/invites/{invite}/withdraw"), &[]).await.location();
    assert_eq!(admin.post(&format!("{PATH}/mails/{id}/retry"), &[]).await.status, 410);
}

async fn without_a_key_no_password_is_stored(app: &TestApp) {
    let (_, admin) = admin(app).await;
    let server = MailServer::start_with("250 Yes", Some("235 Welcome")).await;
    let answer = admin.post(PATH, &own(&server, "me", PASSWORD)).await;
    if app.settings.database_url.is_none() {
        // The embedded database has a key of its own.
        assert_eq!(answer.status, 303);
        let file = std::fs::metadata(app.settings.data.join("secret.key")).unwrap();
        assert_eq!(std::os::unix::fs::PermissionsExt::mode(&file.permissions()) & 0o777, 0o600);
        let parts = server::Parts::real().unwrap();
        let again = server::open(&app.settings, &parts).await.unwrap();
        let cast = app.texts("SELECT password FROM mail_servers").await;
        assert_eq!(cast.len(), 1);
        assert!(again.secrets.is_ready());
        again.db.close().await;
        return;
    }
    assert_eq!(answer.status, 409);
    assert!(answer.text().contains("Whoever runs it sets FRONTDESK_SECRET_KEY."), "{}", answer.text());
    assert!(app.texts("SELECT host FROM mail_servers").await.is_empty());
    assert!(!app.settings.data.join("secret.key").exists(), "nodes have no keys of their own");
    // Trying out stores nothing, and a server without a password needs no key.
    assert!(admin.post(&format!("{PATH}/test"), &own(&server, "me", PASSWORD)).await.text().contains("250 Taken"));
    assert_eq!(admin.post(PATH, &own(&server, "", "")).await.status, 303);
}

async fn a_link_is_copied_where_its_mail_waits(app: &TestApp) {
    let (cast, admin) = admin(app).await;
    let user = user_id(app, &cast.client).await;
    let email = cast.client.0.email.clone();
    let reset = keep(app, &cast, "Reset", Some(MailLink::Reset { user, email })).await;
    let address = MailLink::Email { user, email: "other@harbour.test".to_owned() };
    let address = keep(app, &cast, "Address", Some(address)).await;
    let plain = keep(app, &cast, "Plain", None).await;
    app.work().await;
    let page = admin.get(PATH).await;
    assert!(
        !page.body.contains(PLACE) && page.text().contains("(a link that is made when the mail is sent)"),
        "{page:?}"
    );
    assert!(app.texts("SELECT token_hash FROM tokens").await.is_empty());
    let copied = admin.post(&format!("{PATH}/mails/{reset}/copy"), &[]).await;
    assert_eq!(copied.status, 200);
    let link = copied_link(&copied);
    let path = link.strip_prefix("http://portal.test").unwrap();
    app.browser().post(path, &[("password", "quite an unlikely phrase")]).await.location();
    assert_eq!(app.browser().post(path, &[("password", "quite an unlikely phrase")]).await.status, 410, "once");
    let copied = admin.post(&format!("{PATH}/mails/{address}/copy"), &[]).await;
    assert!(copied_link(&copied).starts_with("http://portal.test/profile/email/"), "{copied:?}");
    assert_eq!(admin.post(&format!("{PATH}/mails/{plain}/copy"), &[]).await.status, 404);
    let lines = "SELECT action || ' ' || subject FROM audit WHERE action LIKE 'user.%link_copied' ORDER BY action";
    assert_eq!(
        app.texts(lines).await,
        ["user.address_link_copied client@harbour.test", "user.reset_link_copied client@harbour.test"]
    );
    // Not of those who belong to another organisation too, whatever was shown before.
    let rival = app.cast("rival").await;
    app.join(&cast.client, &rival, Role::Client).await;
    for id in [reset, address] {
        assert_eq!(admin.post(&format!("{PATH}/mails/{id}/copy"), &[]).await.status, 403);
    }
    assert_eq!(app.sign_in(&rival.admin).await.post(&format!("{PATH}/mails/{reset}/copy"), &[]).await.status, 404);
}

async fn the_list_has_parts_and_pages(app: &TestApp) {
    let (cast, admin) = admin(app).await;
    for at in 0..60 {
        app.wait(Duration::from_millis(at % 2));
        keep(app, &cast, &format!("Mail-{at:02}"), None).await;
    }
    app.execute("UPDATE mails SET status = 'refused', error = '550 No' WHERE subject < 'Mail-05'").await;
    let (mut path, mut seen) = (PATH.to_owned(), Vec::new());
    loop {
        let page = admin.get(&path).await;
        seen.extend((0..60).rev().filter(|at| page.text().contains(&format!("Mail-{at:02}"))));
        let Some((_, older)) = page.body.split_once("class=\"older\"") else { break };
        path = older.split('"').find(|part| part.starts_with("/desk")).unwrap().replace("&amp;", "&");
    }
    // Those of one millisecond stand in any order.
    seen.sort_unstable_by(|one, other| other.cmp(one));
    assert_eq!(seen, (0..60).rev().collect::<Vec<_>>(), "each once");
    let refused = admin.get(&format!("{PATH}?status=refused")).await;
    assert_eq!(refused.body.matches("class=\"card mail\"").count(), 5);
    let sent = admin.get(&format!("{PATH}?status=sent")).await;
    assert!(sent.text().contains("No mails here") && sent.text().contains("Show all mails"), "{sent:?}");
    for nonsense in ["?status=lost", "?before=x", "?before=1-x"] {
        assert_eq!(admin.get(&format!("{PATH}{nonsense}")).await.status, 200, "{nonsense}");
    }
}

async fn admin(app: &TestApp) -> (Cast, Browser) {
    let cast = app.cast("harbour").await;
    let admin = app.sign_in(&cast.admin).await;
    (cast, admin)
}

/// The form with this server, spoken to in clear.
fn own<'a>(server: &'a MailServer, username: &'a str, password: &'a str) -> Vec<(&'static str, &'a str)> {
    form(server.port(), "none", username, password)
}

fn form<'a>(port: &'a str, security: &'a str, username: &'a str, password: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![
        ("host", "127.0.0.1"),
        ("port", port),
        ("security", security),
        ("username", username),
        ("server_password", password),
        ("sender", "support@harbour.test"),
    ]
}

/// Keeps a mail to the client.
async fn keep(app: &TestApp, cast: &Cast, subject: &str, link: Option<MailLink>) -> MailId {
    let text = if link.is_some() { format!("Follow http://portal.test/x/{PLACE} soon") } else { "Read on".to_owned() };
    let draft =
        Draft { recipient: &cast.client.0.email, subject, text: &text, html: "", thread: None, link, invoice: None };
    app.write(async |writing| mails::keep(writing, cast.organisation.id, &draft).await.unwrap()).await
}

/// The link that a page shows.
fn copied_link(page: &Answer) -> String {
    let tags = html::tags(&page.body);
    let field = tags.iter().find(|tag| tag.get("id") == Some("copied-link")).expect("a field with the link");
    field.get("value").unwrap().to_owned()
}

async fn user_id(app: &TestApp, person: &Person) -> UserId {
    app.texts(&format!("SELECT id FROM users WHERE email = '{}'", person.0.email)).await.remove(0).parse().unwrap()
}

async fn mail_id(app: &TestApp, recipient: &str) -> String {
    app.texts(&format!("SELECT id FROM mails WHERE recipient = '{recipient}'")).await.remove(0)
}
