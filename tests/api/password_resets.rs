//! Forgotten passwords: asked for by address, set by a link that works once.

use std::time::Duration;

use frontdesk::app::links;
use frontdesk::domain::link::{MailLink, Via};
use frontdesk::domain::people::Role;
use frontdesk::id::UserId;
use frontdesk::words::msg::people;
use reqwest::Method;

use crate::{Answer, Browser, PASSWORD, Person, Setup, TestApp, each_database, said};

const MAILS: Setup = Setup { mail_server: Some("250 Yes"), ..Setup::DEFAULT };
each_database!(MAILS;
    a_link_by_mail_sets_a_new_password_and_signs_everybody_else_out,
    of_a_hundred_who_use_a_link_at_once_one_gets_in,
    a_link_that_does_not_work_says_the_same_whatever_the_cause,
    a_weak_password_is_refused_and_the_link_goes_on_working,
    a_login_is_sent_three_links_an_hour,
    a_login_that_may_be_used_nowhere_is_sent_nothing,
    a_link_ends_with_the_address_it_went_to,
    the_mail_is_in_the_name_of_the_first_organisation_that_lets_the_login_in,
    at_a_portal_s_own_host_it_is_that_organisations_mail_and_session,
    a_password_that_was_replaced_lets_nobody_in_who_was_just_being_checked,
);
each_database!(
    every_address_gets_the_same_answer,
    a_network_asks_for_so_many_links_whoever_they_are_for,
    without_a_mail_server_the_mail_is_kept_and_holds_no_link,
    a_link_that_admins_could_read_is_for_logins_of_theirs_alone,
);

/// Another good password.
const NEW: &str = "staple orange walrus";

async fn a_link_by_mail_sets_a_new_password_and_signs_everybody_else_out(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.execute("UPDATE users SET confirmed_at = NULL").await;
    let (first, second) = (app.sign_in(&cast.client).await, app.sign_in(&cast.client).await);
    let colleague = app.sign_in(&cast.colleague).await;
    let (live, unconcerned) = (first.live("topic=home").await, colleague.live("topic=home").await);

    let guest = app.browser();
    assert!(guest.get("/session/new").await.body.contains("href=\"/password-resets/new\""));
    ask(&guest, &cast.client.0.email.to_uppercase()).await;
    let secret = link(app).await;
    let path = format!("/password-resets/{secret}");
    for _ in 0..3 {
        let form = guest.get(&path).await;
        assert_eq!(form.status, 200, "looking uses nothing up: {form:?}");
        assert!(form.text().contains(&cast.client.0.email), "{form:?}");
    }
    let landed = guest.post(&path, &[("password", NEW)]).await;
    assert_eq!(landed.location(), "/");
    assert_eq!(guest.get("/").await.status, 200, "signed in");

    assert_eq!(live.closed().await, 1008);
    for signed_out in [&first, &second] {
        assert_eq!(signed_out.get("/").await.location(), "/session/new?next=%2F");
    }
    assert_eq!(colleague.get("/").await.status, 200);
    drop(unconcerned);
    assert_eq!(sign_in(app, &cast.client, PASSWORD).await.status, 422);
    assert_eq!(sign_in(app, &cast.client, NEW).await.status, 303);

    app.work().await;
    let mails = app.mail_server().mails();
    assert_eq!(mails.len(), 2, "{mails:?}");
    assert_eq!(mails[1].subject(), "[harbour] Your password was changed");
    assert_eq!(mails[1].recipient, cast.client.0.email);
    let confirmed =
        format!("SELECT email FROM users WHERE confirmed_at IS NOT NULL AND email = '{}'", cast.client.0.email);
    assert_eq!(app.texts(&confirmed).await.len(), 1, "the mail went through the server's own mail server");
    let recorded = app.texts("SELECT action FROM audit WHERE action LIKE 'user.%' ORDER BY action").await;
    assert_eq!(recorded, ["user.confirmed", "user.password_reset"]);
}

async fn of_a_hundred_who_use_a_link_at_once_one_gets_in(app: &TestApp) {
    let cast = app.cast("harbour").await;
    ask(&app.browser(), &cast.agent.0.email).await;
    let path = format!("/password-resets/{}", link(app).await);
    let tries = (0..100).map(|at| {
        let (browser, path) = (app.browser(), path.clone());
        async move { (at, browser.post(&path, &[("password", &format!("{NEW} {at}"))]).await) }
    });
    let answers = futures_util::future::join_all(tries).await;
    let (let_in, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(|(_, answer)| answer.status == 303);
    assert_eq!(let_in.len(), 1, "{let_in:?}");
    assert!(refused.iter().all(|(_, answer)| answer.status == 410));
    let (winner, answer) = &let_in[0];
    assert_eq!(answer.location(), "/desk");
    assert_eq!(sign_in(app, &cast.agent, &format!("{NEW} {winner}")).await.status, 303);
    let resets = app.texts("SELECT id FROM audit WHERE action = 'user.password_reset'").await;
    assert_eq!(resets.len(), 1);
}

async fn a_link_that_does_not_work_says_the_same_whatever_the_cause(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let guest = app.browser();
    ask(&guest, &cast.client.0.email).await;
    let older = link(app).await;
    ask(&guest, &cast.client.0.email).await;
    let used = link(app).await;
    assert_eq!(app.browser().post(&format!("/password-resets/{used}"), &[("password", NEW)]).await.status, 303);
    ask(&guest, &cast.colleague.0.email).await;
    let expired = link(app).await;
    app.wait(Duration::from_secs(60 * 60));
    // Another character at its end, whichever stands there.
    let altered = format!("{}{}", &used[..used.len() - 1], if used.ends_with('A') { 'B' } else { 'A' });
    let mut pages = Vec::new();
    for secret in [&older, &used, &expired, &altered, "x", "~link~"] {
        for answer in [
            guest.get(&format!("/password-resets/{secret}")).await,
            guest.post(&format!("/password-resets/{secret}"), &[("password", NEW)]).await,
            guest.post(&format!("/password-resets/{secret}"), &[("password", "weak")]).await,
        ] {
            assert_eq!(answer.status, 410, "{answer:?}");
            pages.push(answer.body);
        }
    }
    assert!(pages.iter().all(|page| *page == pages[0]), "{pages:?}");
    assert!(pages[0].contains("href=\"/password-resets/new\""), "{}", pages[0]);
    assert_eq!(sign_in(app, &cast.colleague, PASSWORD).await.status, 303);
}

async fn a_weak_password_is_refused_and_the_link_goes_on_working(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let guest = app.browser();
    ask(&guest, &cast.client.0.email).await;
    let path = format!("/password-resets/{}", link(app).await);
    for weak in ["", "short", "password123", &cast.client.0.name, &cast.client.0.email, &"x".repeat(201)] {
        let refused = guest.post(&path, &[("password", weak)]).await;
        assert_eq!(refused.status, 422, "{weak}: {refused:?}");
        assert!(refused.ids("password-").contains(&"problem".to_owned()), "{refused:?}");
    }
    assert_eq!(guest.post(&path, &[("password", NEW)]).await.status, 303);
}

async fn a_login_is_sent_three_links_an_hour(app: &TestApp) {
    let cast = app.cast("harbour").await;
    for _ in 0..5 {
        ask(&app.browser(), &cast.client.0.email).await;
        app.work().await;
    }
    assert_eq!(app.mail_server().mails().len(), 3);
    ask(&app.browser(), &cast.colleague.0.email).await;
    app.work().await;
    assert_eq!(app.mail_server().mails().len(), 4, "others are sent theirs");
    app.wait(Duration::from_secs(60 * 60 + 1));
    ask(&app.browser(), &cast.client.0.email).await;
    app.work().await;
    assert_eq!(app.mail_server().mails().len(), 5);
}

async fn a_login_that_may_be_used_nowhere_is_sent_nothing(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.execute("UPDATE memberships SET status = 'deactivated'").await;
    ask(&app.browser(), &cast.client.0.email).await;
    ask(&app.browser(), "nobody@harbour.test").await;
    app.work().await;
    assert_eq!(app.texts("SELECT id FROM mails").await, [""; 0]);
    assert_eq!(app.texts("SELECT id FROM jobs").await, [""; 0], "nothing waits");
}

async fn a_link_ends_with_the_address_it_went_to(app: &TestApp) {
    let cast = app.cast("harbour").await;
    ask(&app.browser(), &cast.client.0.email).await;
    let secret = link(app).await;
    app.execute("UPDATE users SET email = 'elsewhere@harbour.test' WHERE email = 'client@harbour.test'").await;
    let refused = app.browser().post(&format!("/password-resets/{secret}"), &[("password", NEW)]).await;
    assert_eq!(refused.status, 410, "{refused:?}");
}

async fn the_mail_is_in_the_name_of_the_first_organisation_that_lets_the_login_in(app: &TestApp) {
    let (harbour, rival) = (app.cast("harbour").await, app.cast("rival").await);
    app.join(&harbour.client, &rival, Role::Agent).await;
    app.execute("UPDATE organisations SET domain = 'rival.example' WHERE slug = 'rival'").await;
    let id = harbour.organisation.id;
    app.execute(&format!("UPDATE memberships SET status = 'deactivated' WHERE organisation_id = '{id}'")).await;
    let guest = app.browser();
    ask(&guest, &harbour.client.0.email).await;
    app.work().await;
    let mail = app.mail_server().mails().remove(0);
    assert!(mail.text.contains("From: rival <"), "{}", mail.text);
    let secret = mail.secret("http://portal.rival.example/password-resets/");
    assert_eq!(guest.post(&format!("/password-resets/{secret}"), &[("password", NEW)]).await.location(), "/desk");
    let recorded = app.texts("SELECT o.slug FROM audit a JOIN organisations o ON o.id = a.organisation_id WHERE action = 'user.password_reset' ORDER BY o.slug");
    assert_eq!(recorded.await, ["harbour", "rival"], "said in every organisation of the login");
}

async fn at_a_portal_s_own_host_it_is_that_organisations_mail_and_session(app: &TestApp) {
    let (harbour, rival) = (app.cast("harbour").await, app.cast("rival").await);
    app.join(&harbour.client, &rival, Role::Agent).await;
    app.execute("UPDATE organisations SET domain = slug || '.example'").await;
    let send = async |host: &str, path: &str, fields: &[(&str, &str)]| {
        let request = app.browser().request(Method::POST, path).header("host", host);
        Answer::to(request.header("origin", format!("http://{host}")).form(fields)).await
    };
    let asked = send("portal.rival.example", "/password-resets", &[("email", &harbour.client.0.email)]).await;
    assert_eq!(asked.location(), "/password-resets/new?sent");
    app.work().await;
    let mail = app.mail_server().mails().remove(0);
    assert!(mail.text.contains("From: rival <"), "the second organisation's, which was asked: {}", mail.text);
    let secret = mail.secret("http://portal.rival.example/password-resets/");
    let landed = send("portal.rival.example", &format!("/password-resets/{secret}"), &[("password", NEW)]).await;
    assert_eq!(landed.location(), "/desk", "an agent there, a client at the other");

    send("portal.harbour.example", "/password-resets", &[("email", &rival.agent.0.email)]).await;
    app.work().await;
    let mails = app.mail_server().mails();
    let mail = mails.iter().rfind(|mail| mail.recipient == rival.agent.0.email).unwrap();
    assert!(mail.text.contains("From: rival <"), "they are no one's at the host that was asked: {}", mail.text);
    let path = format!("/password-resets/{}", mail.secret("http://portal.rival.example/password-resets/"));
    let landed = send("portal.harbour.example", &path, &[("password", NEW)]).await;
    assert_eq!(landed.location(), "/session/new", "a session there would be of no use");
    assert!(landed.headers.get("set-cookie").is_none(), "{landed:?}");
    assert_eq!(sign_in(app, &rival.agent, NEW).await.status, 303);
}

async fn a_password_that_was_replaced_lets_nobody_in_who_was_just_being_checked(app: &TestApp) {
    let cast = app.cast("harbour").await;
    ask(&app.browser(), &cast.client.0.email).await;
    let path = format!("/password-resets/{}", link(app).await);
    let email = cast.client.0.email.as_str();
    let old = (0..12).map(|_| async {
        let browser = app.browser();
        browser.post("/session", &[("email", email), ("password", PASSWORD)]).await;
        browser
    });
    let reset = app.browser();
    let fields = [("password", NEW)];
    let (old, landed) =
        futures_util::future::join(futures_util::future::join_all(old), reset.post(&path, &fields)).await;
    assert_eq!(landed.status, 303);
    for browser in old {
        let answer = browser.get("/").await;
        assert_eq!(answer.status, 303, "an old password still has a session: {answer:?}");
    }
    assert_eq!(reset.get("/").await.status, 200);
}

async fn every_address_gets_the_same_answer(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.execute("UPDATE users SET password_hash = NULL WHERE email = 'viewer@harbour.test'").await;
    app.execute("UPDATE memberships SET status = 'deactivated' WHERE role = 'agent'").await;
    let guest = app.browser();
    let mut answers = Vec::new();
    for email in [&*cast.client.0.email, &cast.viewer.0.email, &cast.agent.0.email, "nobody@harbour.test", "a@b.c"] {
        let answer = guest.post("/password-resets", &[("email", email)]).await;
        assert_eq!(answer.location(), "/password-resets/new?sent");
        let mut headers: Vec<String> =
            answer.headers.iter().map(|(name, value)| format!("{name}: {value:?}")).collect();
        headers.retain(|header| !header.starts_with("date:"));
        headers.sort_unstable();
        answers.push((headers, answer.body));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    let sent = guest.get("/password-resets/new?sent").await;
    assert!(sent.text().contains(&said(people::RESET_SENT_TEXT)), "{sent:?}");
    for wrong in ["", "nobody", "a b@c.test"] {
        let refused = guest.post("/password-resets", &[("email", wrong)]).await;
        assert_eq!((refused.status, refused.field("email").as_str()), (422, wrong), "{refused:?}");
    }
    app.work().await;
}

async fn a_network_asks_for_so_many_links_whoever_they_are_for(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let guest = app.browser();
    for at in 0..20 {
        let email = if at % 2 == 0 { cast.client.0.email.clone() } else { format!("nobody-{at}@harbour.test") };
        assert_eq!(guest.post("/password-resets", &[("email", &email)]).await.status, 303);
    }
    for email in [&*cast.client.0.email, "nobody@harbour.test"] {
        let refused = guest.post("/password-resets", &[("email", email)]).await;
        assert_eq!(refused.status, 429, "{refused:?}");
        assert_eq!(refused.field("email"), email);
    }
    app.work().await;
}

async fn without_a_mail_server_the_mail_is_kept_and_holds_no_link(app: &TestApp) {
    let cast = app.cast("harbour").await;
    ask(&app.browser(), &cast.client.0.email).await;
    app.work().await;
    let kept = app.texts("SELECT status || ' ' || text FROM mails").await;
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert!(kept[0].starts_with("kept ") && kept[0].contains("/password-resets/~link~"), "{kept:?}");
    assert_eq!(app.texts("SELECT token_hash FROM tokens").await, [""; 0], "no link was made");
}

async fn a_link_that_admins_could_read_is_for_logins_of_theirs_alone(app: &TestApp) {
    let (harbour, rival) = (app.cast("harbour").await, app.cast("rival").await);
    app.execute("UPDATE users SET confirmed_at = 1").await;
    let copied = async |person: &Person| {
        let user = user_of(app, person).await;
        let link = MailLink::Reset { user, email: person.0.email.clone() };
        let id = harbour.organisation.id;
        let may = links::may_be_copied(&app.app, id, &link).await.unwrap();
        let made = app.write(async |writing| links::mint_for(writing, id, &link, Via::Copied).await.unwrap()).await;
        (may, format!("/password-resets/{made}"))
    };
    let confirmed = async |person: &Person| {
        let sql = format!("SELECT email FROM users WHERE confirmed_at IS NOT NULL AND email = '{}'", person.0.email);
        !app.texts(&sql).await.is_empty()
    };
    let (may, path) = copied(&harbour.client).await;
    assert!(may);
    assert_eq!(app.browser().post(&path, &[("password", NEW)]).await.status, 303);
    assert!(!confirmed(&harbour.client).await, "an admin may have set it: no other organisation trusts it yet");

    app.join(&harbour.colleague, &rival, Role::Agent).await;
    let (may, path) = copied(&harbour.colleague).await;
    assert!(!may, "it is the rival's login too");
    assert_eq!(app.browser().post(&path, &[("password", NEW)]).await.status, 410);
    let (may, path) = copied(&harbour.agent).await;
    assert!(may);
    app.join(&harbour.agent, &rival, Role::Client).await;
    assert_eq!(app.browser().post(&path, &[("password", NEW)]).await.status, 410, "it joined another meanwhile");
    let (may, _) = copied(&rival.client).await;
    assert!(!may, "it is not theirs at all");
    for person in [&harbour.colleague, &harbour.agent] {
        assert!(confirmed(person).await);
        assert_eq!(sign_in(app, person, PASSWORD).await.status, 303);
    }
}

/// Asks for a link, and gets the answer that everybody gets.
async fn ask(browser: &Browser, email: &str) {
    let asked = browser.post("/password-resets", &[("email", email)]).await;
    assert_eq!(asked.location(), "/password-resets/new?sent");
}

/// The secret of the link in the newest mail.
async fn link(app: &TestApp) -> String {
    app.work().await;
    let mails = app.mail_server().mails();
    let mail = mails.iter().rfind(|mail| mail.subject().ends_with("Set a new password")).expect("a mail");
    let secret = mail.secret("http://portal.test/password-resets/");
    assert_eq!(secret.len(), 43, "{mail:?}");
    secret
}

async fn sign_in(app: &TestApp, person: &Person, password: &str) -> Answer {
    app.browser().post("/session", &[("email", &person.0.email), ("password", password)]).await
}

async fn user_of(app: &TestApp, person: &Person) -> UserId {
    let found = app.texts(&format!("SELECT id FROM users WHERE email = '{}'", person.0.email)).await;
    found[0].parse().expect("an id")
}
