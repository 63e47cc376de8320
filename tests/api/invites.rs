//! Invitations: from the address that an admin types to the membership of whoever accepts, and nobody else.

use std::time::Duration;

use frontdesk::app::invites::{self, Answer as Acceptance};
use frontdesk::app::sign_in::Browser as From;
use frontdesk::domain::input::{Name, NewPassword};
use frontdesk::id::UserId;
use frontdesk::store::{logins, organisations, sessions, tokens};
use reqwest::Method;

use crate::common::html;
use crate::{Answer, Browser, Cast, PASSWORD, Setup, TestApp, each_database};

each_database!(
    what_cannot_be_is_refused_with_the_reason,
    two_who_invite_the_same_address_at_once_invite_it_once,
    inviting_is_the_same_whether_or_not_the_address_has_a_login,
    the_page_is_the_same_whether_or_not_the_address_has_a_login,
    tries_that_fail_are_answered_alike,
    a_copied_link_makes_a_login_whose_address_is_not_confirmed,
    a_link_works_once_however_many_try,
    a_link_that_ends_while_it_is_used_ends_both_in_peace,
    a_password_that_was_replaced_accepts_nothing,
    a_session_that_ended_accepts_nothing,
    links_that_do_not_work_are_answered_alike,
    a_copy_leaves_older_links_and_sending_again_ends_them,
    a_login_that_exists_joins_with_its_password_and_stays_as_it_is,
    whoever_is_signed_in_joins_by_a_button,
    somebody_else_s_session_accepts_nothing,
    whoever_was_shut_out_is_told_so,
    a_copied_link_takes_over_no_login,
    a_login_made_by_a_copied_link_collects_no_memberships,
    kept_mails_hold_no_link_that_works,
    an_invitation_follows_what_is_changed_about_it,
    another_organisation_s_invitations_are_not_there,
    what_is_done_with_an_invitation_is_recorded,
    a_try_is_counted_as_one_to_sign_in,
);

const TAKES: Setup = Setup { mail_server: Some("250 Yes"), ..Setup::DEFAULT };
each_database!(TAKES; an_invitation_is_mailed_and_accepted, a_mail_confirms_the_address_of_a_login_made_by_a_copied_link);
const NEVER: Setup = Setup { mail_server: Some("550 No such person here"), jobs_may_fail: true, ..Setup::DEFAULT };
each_database!(NEVER; the_list_says_what_the_mail_server_answered);

const PATH: &str = "/desk/settings/users";
const CHOSEN: &str = "staple orange walrus";

async fn what_cannot_be_is_refused_with_the_reason(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let admin = app.sign_in(&cast.admin).await;
    let (northwind, contoso) = (cast.northwind.to_string(), cast.contoso.to_string());
    app.execute(&format!("UPDATE customers SET archived_at = 1 WHERE id = '{contoso}'")).await;
    let refused = async |email: &str, role: &str, customer: &str, status: u16, reason: &str| {
        let fields = [("email", email), ("role", role), ("customer", customer)];
        let page = admin.post(PATH, &fields).await;
        assert_eq!(page.status, status, "{page:?}");
        assert!(page.text().contains(reason), "{reason} in {page:?}");
        assert_eq!(page.field("email"), email, "what was typed is kept");
        let tags = html::tags(&page.body);
        let chosen = tags.iter().find(|tag| tag.name == "option" && tag.get("selected").is_some());
        assert_eq!(
            chosen.and_then(|tag| tag.get("value")).unwrap_or("client"),
            if role.is_empty() { "client" } else { role }
        );
    };
    refused("new@b.test", "client", "", 422, "a client needs a linked customer").await;
    refused("new@b.test", "client", &contoso, 409, "That customer is archived").await;
    refused("new@b.test", "client", "nonsense", 422, "Please choose one of the options").await;
    refused("new at b.test", "agent", "", 422, "doesn’t look like an e-mail address").await;
    refused("", "agent", "", 422, "Please fill this in").await;
    refused("new@b.test", "", "", 422, "Please fill this in").await;
    refused("AGENT@harbour.test", "agent", "", 409, "They are in already").await;
    app.execute("UPDATE memberships SET status = 'deactivated' WHERE role = 'viewer'").await;
    refused("viewer@harbour.test", "agent", "", 409, "a deactivated person can be reactivated").await;
    assert!(app.texts("SELECT email FROM invites").await.is_empty());
    invite(&admin, "new@b.test", "client", &northwind).await;
    refused("NEW@b.test", "agent", "", 409, "They are invited already").await;
    app.wait(Duration::from_secs(49 * 3_600));
    let admin = app.sign_in(&cast.admin).await;
    assert!(admin.get(PATH).await.text().contains("Invite expired"));
    assert_eq!(app.texts("SELECT email || role FROM invites").await, ["new@b.testclient"]);
}

async fn two_who_invite_the_same_address_at_once_invite_it_once(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let admin = app.sign_in(&cast.admin).await;
    let fields = [("email", "new@b.test"), ("role", "agent")];
    let mut statuses = futures_util::future::join_all((0..8).map(|_| admin.post(PATH, &fields))).await;
    statuses.sort_by_key(|answer| answer.status);
    assert_eq!(
        statuses.iter().map(|answer| answer.status).collect::<Vec<_>>(),
        [303, 409, 409, 409, 409, 409, 409, 409]
    );
    assert_eq!(app.texts("SELECT email FROM invites").await, ["new@b.test"]);
    app.work().await;
    assert_eq!(app.texts("SELECT recipient FROM mails").await, ["new@b.test"]);
}

async fn inviting_is_the_same_whether_or_not_the_address_has_a_login(app: &TestApp) {
    let (cast, _) = (app.cast("harbour").await, app.cast("rival").await);
    let admin = app.sign_in(&cast.admin).await;
    let mut seen = Vec::new();
    for email in ["client@rival.test", "clienu@rival.test"] {
        let answer = admin.post(PATH, &[("email", email), ("role", "agent")]).await;
        let id = invite_id(app, email).await;
        app.work().await;
        let page = admin.get(&format!("{PATH}?q={email}")).await;
        let mail = app.texts(&format!("SELECT subject || text || html FROM mails WHERE recipient = '{email}'")).await;
        let copied = admin.post(&format!("{PATH}/invites/{id}/copy"), &[]).await;
        let secret = copied_link(&copied);
        let again = admin.post(PATH, &[("email", email), ("role", "agent")]).await;
        let said = [answer.location().to_owned(), page.body, mail.concat(), copied.body, again.body].join("\n");
        admin.post(&format!("{PATH}/invites/{id}/withdraw"), &[]).await.location();
        let said = said.replace(&url::form_urlencoded::byte_serialize(email.as_bytes()).collect::<String>(), "EMAIL");
        seen.push(said.replace(email, "EMAIL").replace(&id, "ID").replace(&secret, "SECRET"));
    }
    assert_eq!(seen[0], seen[1]);
    assert!(app.texts("SELECT id FROM users WHERE email = 'clienu@rival.test'").await.is_empty());
}

async fn the_page_is_the_same_whether_or_not_the_address_has_a_login(app: &TestApp) {
    let (cast, rival) = (app.cast("harbour").await, app.cast("rival").await);
    let known = link(app, &cast, &rival.client.0.email, "client").await;
    let unknown = link(app, &cast, "nobody@rival.test", "client").await;
    let read = async |path: &str, email: &str| {
        let answer = app.browser().get(path).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        shape(&answer).replace(path, "PATH").replace(email, "EMAIL")
    };
    let (one, other) = (read(&known, "client@rival.test").await, read(&unknown, "nobody@rival.test").await);
    assert_eq!(one, other);
    // Looking uses nothing up.
    assert_eq!(one, read(&known, "client@rival.test").await);
    let head = Answer::to(app.browser().request(Method::HEAD, &known)).await;
    assert_eq!(head.status, 200);
    for said in ["harbour invites you", "for Northwind", "EMAIL", "I sign in here already"] {
        assert!(one.contains(said), "{said} in {one}");
    }
}

async fn tries_that_fail_are_answered_alike(app: &TestApp) {
    let (cast, rival) = (app.cast("harbour").await, app.cast("rival").await);
    let known = link(app, &cast, &rival.client.0.email, "client").await;
    let unknown = link(app, &cast, "nobody@rival.test", "client").await;
    for fields in [
        vec![("password", "wrong")],
        vec![("password", "")],
        vec![],
        vec![("name", "Me"), ("password", "short")],
        vec![("name", "Me"), ("password", "password12")],
        vec![("name", ""), ("password", CHOSEN)],
        vec![("name", ""), ("password", "")],
        vec![("name", "Me <b>"), ("password", "")],
    ] {
        let send = async |path: &str, email: &str| {
            let answer = app.browser().post(path, &fields).await;
            assert_eq!(answer.status, 422, "{fields:?}: {answer:?}");
            assert!(answer.header("set-cookie").is_empty(), "{answer:?}");
            shape(&answer).replace(path, "PATH").replace(email, "EMAIL")
        };
        assert_eq!(send(&known, "client@rival.test").await, send(&unknown, "nobody@rival.test").await, "{fields:?}");
    }
    // None of them used the link up or made anything.
    assert!(app.texts("SELECT id FROM users WHERE email = 'nobody@rival.test'").await.is_empty());
    assert_eq!(app.browser().get(&known).await.status, 200);
    let again = app.browser().post(&unknown, &[("name", "Me <b>"), ("password", "short")]).await;
    assert_eq!(again.field("name"), "Me <b>");
    assert!(!again.body.contains("short\""), "a password never comes back: {again:?}");
}

async fn a_copied_link_makes_a_login_whose_address_is_not_confirmed(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.open(&cast.client, "Northwind’s own", "Body").await;
    let path = link(app, &cast, "new@b.test", "client").await;
    let browser = app.browser();
    let accepted = browser.post(&path, &[("name", "Nina New"), ("password", CHOSEN)]).await;
    assert_eq!(accepted.location(), "/");
    let cookie = accepted.header("set-cookie").to_lowercase();
    assert!(cookie.contains("httponly") && cookie.contains("samesite=lax"), "{cookie}");
    assert!(browser.get("/").await.text().contains("Hello, Nina New"));
    assert!(browser.get("/support").await.text().contains("Northwind’s own"));
    assert_eq!(unconfirmed(app).await, ["new@b.test"]);
    let again = app.browser().post("/session", &[("email", "new@b.test"), ("password", CHOSEN)]).await;
    assert_eq!(again.location(), "/");
    let listed = app.sign_in(&cast.admin).await.get(&format!("{PATH}?q=nina")).await.text();
    assert!(listed.contains("Active") && !listed.contains("Invite pending"), "{listed}");
}

async fn a_link_works_once_however_many_try(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let path = link(app, &cast, "new@b.test", "agent").await;
    let secret = path.strip_prefix("/invites/").unwrap();
    let (name, password) = (Name::parse("Nina").unwrap(), NewPassword::parse(CHOSEN, &[]).unwrap());
    let browser = From { agent: "test", address: "127.0.0.1" };
    let answer = Acceptance { password: CHOSEN, newcomer: Some((&name, &password)), caller: None, browser };
    let tries = (0..100).map(|_| invites::accept(&app.app, secret, &answer));
    let accepted = futures_util::future::join_all(tries).await;
    assert_eq!(accepted.iter().filter(|done| done.is_ok()).count(), 1);
    let others: Vec<String> = accepted.iter().filter_map(|done| done.as_ref().err().map(ToString::to_string)).collect();
    assert!(others.iter().all(|error| error == "denied: the link cannot be used"), "{others:?}");
    let memberships = "SELECT m.id FROM memberships m JOIN users u ON u.id = m.user_id WHERE u.email = 'new@b.test'";
    assert_eq!(app.texts(memberships).await.len(), 1);
    assert_eq!(app.texts("SELECT id FROM users WHERE email = 'new@b.test'").await.len(), 1);
    let sessions = "SELECT s.id FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.email = 'new@b.test'";
    assert_eq!(app.texts(sessions).await.len(), 1);

    // The same over HTTP, from as many browsers as sign-in lets try.
    let path = link(app, &cast, "second@b.test", "agent").await;
    let fields = [("name", "Sam"), ("password", CHOSEN)];
    let browsers: Vec<Browser> = (0..20).map(|_| app.browser()).collect();
    let answers = futures_util::future::join_all(browsers.iter().map(|browser| browser.post(&path, &fields))).await;
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses[0], 303);
    assert!(statuses[1..].iter().all(|status| *status == 410), "{statuses:?}");
}

async fn a_link_that_ends_while_it_is_used_ends_both_in_peace(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let path = link(app, &cast, "new@b.test", "agent").await;
    let id = invite_id(app, "new@b.test").await.parse().unwrap();
    // As sending it again does it: the organisation is held, then the links end.
    let mut writing = app.app.begin().await.unwrap();
    organisations::lock(&mut writing.tx, cast.organisation.id).await.unwrap();
    let ending = async {
        app.until_somebody_waits().await;
        let now = writing.now;
        tokens::end_of_invite(&mut writing.tx, id, now).await.expect("nobody holds the link");
        app.app.commit(writing).await.unwrap();
    };
    let browser = app.browser();
    let fields = [("name", "Nina"), ("password", CHOSEN)];
    let (accepted, ()) = tokio::join!(browser.post(&path, &fields), ending);
    assert_eq!(accepted.status, 410, "{accepted:?}");
    assert_eq!(memberships(app, "new@b.test").await, 0);
}

async fn a_password_that_was_replaced_accepts_nothing(app: &TestApp) {
    let (cast, rival) = (app.cast("harbour").await, app.cast("rival").await);
    let email = rival.client.0.email.as_str();
    let path = link(app, &cast, email, "agent").await;
    let user = user_id(app, email).await;
    // As a new password does it, just after the old one was checked.
    let mut writing = app.app.begin().await.unwrap();
    logins::lock(&mut writing.tx, user).await.unwrap();
    logins::set_password(&mut writing.tx, user, "another").await.unwrap();
    let replacing = async {
        app.until_somebody_waits().await;
        app.app.commit(writing).await.unwrap();
    };
    let browser = app.browser();
    let fields = [("password", PASSWORD)];
    let (refused, ()) = tokio::join!(browser.post(&path, &fields), replacing);
    assert_eq!(refused.status, 422, "{refused:?}");
    assert_eq!(memberships(app, email).await, 1, "at the rival alone");
}

async fn a_session_that_ended_accepts_nothing(app: &TestApp) {
    let (cast, rival) = (app.cast("harbour").await, app.cast("rival").await);
    let email = rival.client.0.email.as_str();
    let path = link(app, &cast, email, "agent").await;
    let user = user_id(app, email).await;
    let browser = app.sign_in(&rival.client).await;
    // As signing out everywhere does it, just after the session was looked up.
    let mut writing = app.app.begin().await.unwrap();
    logins::lock(&mut writing.tx, user).await.unwrap();
    sessions::end_all_of_user(&mut writing.tx, user, None).await.unwrap();
    let ending = async {
        app.until_somebody_waits().await;
        app.app.commit(writing).await.unwrap();
    };
    let (refused, ()) = tokio::join!(browser.post(&path, &[]), ending);
    assert_eq!(refused.status, 422, "{refused:?}");
    assert_eq!(memberships(app, email).await, 1, "at the rival alone");
    assert!(browser.get("/").await.location().starts_with("/session/new"));
}

async fn links_that_do_not_work_are_answered_alike(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let used = link(app, &cast, "used@b.test", "agent").await;
    app.browser().post(&used, &[("name", "Uma"), ("password", CHOSEN)]).await.location();
    let withdrawn = link(app, &cast, "withdrawn@b.test", "agent").await;
    let id = invite_id(app, "withdrawn@b.test").await;
    let admin = app.sign_in(&cast.admin).await;
    let done = admin.post(&format!("{PATH}/invites/{id}/withdraw"), &[]).await;
    assert!(done.location().contains("done=withdrawn"), "{done:?}");
    let expired = link(app, &cast, "expired@b.test", "agent").await;
    app.wait(Duration::from_millis(48 * 3_600_000 - 1));
    assert_eq!(app.browser().get(&expired).await.status, 200, "to the last moment");
    app.wait(Duration::from_millis(1));
    let altered = link(app, &cast, "altered@b.test", "agent").await;
    // Another character at its end, whichever stands there.
    let altered = format!("{}{}", &altered[..altered.len() - 1], if altered.ends_with('A') { 'B' } else { 'A' });
    let mut said = Vec::new();
    for path in [&used, &withdrawn, &expired, &altered, &"/invites/none".to_owned()] {
        let read = app.browser().get(path).await;
        let tried = app.browser().post(path, &[("name", "Me"), ("password", CHOSEN)]).await;
        assert_eq!((read.status, tried.status), (410, 410), "{path}");
        assert!(read.text().contains("This link no longer works"), "{read:?}");
        assert!(tried.header("set-cookie").is_empty());
        said.push((shape(&read), shape(&tried)));
    }
    assert!(said.iter().all(|one| *one == said[0]), "{said:#?}");
    assert!(app.texts("SELECT email FROM users WHERE email LIKE '%@b.test'").await == ["used@b.test"]);
    // Whoever was withdrawn can be invited again.
    invite(&app.sign_in(&cast.admin).await, "withdrawn@b.test", "agent", "").await;
}

async fn a_copy_leaves_older_links_and_sending_again_ends_them(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let admin = app.sign_in(&cast.admin).await;
    let first = link(app, &cast, "new@b.test", "agent").await;
    let id = invite_id(app, "new@b.test").await;
    app.wait(Duration::from_secs(3_600));
    let second = copy(&admin, &id).await;
    assert_ne!(first, second);
    for path in [&first, &second] {
        assert_eq!(app.browser().get(path).await.status, 200);
    }
    app.work().await;
    let mails = app.texts("SELECT id FROM mails").await;
    let done = admin.post(&format!("{PATH}/invites/{id}/resend"), &[]).await;
    assert!(done.location().contains("done=invited"), "{done:?}");
    for path in [&first, &second] {
        assert_eq!(app.browser().get(path).await.status, 410);
    }
    app.work().await;
    let now = app.texts("SELECT id FROM mails").await;
    assert!(now.len() == 1 && now != mails, "the mail that waited is replaced: {now:?}");
    // Each new link has all its time.
    app.wait(Duration::from_secs(47 * 3_600));
    let admin = app.sign_in(&cast.admin).await;
    assert!(admin.get(PATH).await.text().contains("Invite pending"));
    let third = copy(&admin, &id).await;
    app.wait(Duration::from_secs(47 * 3_600));
    assert_eq!(app.browser().get(&third).await.status, 200);
    assert_eq!(app.browser().post(&third, &[("name", "Nina"), ("password", CHOSEN)]).await.location(), "/desk");
    assert!(
        app.texts("SELECT id FROM mails WHERE link LIKE '%invite%'").await.is_empty(),
        "nobody is written to any more"
    );
}

async fn a_login_that_exists_joins_with_its_password_and_stays_as_it_is(app: &TestApp) {
    let (cast, rival) = (app.cast("harbour").await, app.cast("rival").await);
    let email = &rival.client.0.email;
    let path = link(app, &cast, email, "agent").await;
    let login = format!("SELECT name || password_hash FROM users WHERE email = '{email}'");
    let before = app.texts(&login).await;
    let wrong = app.browser().post(&path, &[("name", "Taken Over"), ("password", CHOSEN)]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("The password is wrong"), "{wrong:?}");
    let browser = app.browser();
    assert_eq!(browser.post(&path, &[("password", PASSWORD)]).await.location(), "/desk");
    let desk = browser.get("/desk/tickets").await;
    assert!(desk.text().contains("Client rival"), "under their own name: {desk:?}");
    assert_eq!(app.texts(&login).await, before);
    // Their own password opens the other form too, whatever they call themselves there.
    let other = link(app, &cast, &rival.agent.0.email, "agent").await;
    let accepted = app.browser().post(&other, &[("name", "Someone"), ("password", PASSWORD)]).await;
    assert_eq!(accepted.location(), "/desk");
    assert!(app.texts("SELECT name FROM users WHERE name = 'Someone'").await.is_empty());
    assert_eq!(app.browser().post(&path, &[("password", PASSWORD)]).await.status, 410);
}

async fn whoever_is_signed_in_joins_by_a_button(app: &TestApp) {
    let (cast, rival) = (app.cast("harbour").await, app.cast("rival").await);
    let path = link(app, &cast, &rival.client.0.email, "client").await;
    let browser = app.sign_in(&rival.client).await;
    let before = browser.cookie();
    let page = browser.get(&path).await;
    assert!(page.text().contains("You are signed in as client@rival.test"), "{page:?}");
    assert!(!page.body.contains("name=\"password\""), "{page:?}");
    assert_eq!(browser.post(&path, &[]).await.location(), "/");
    assert_ne!(browser.cookie(), before);
    let home = browser.get("/").await;
    assert!(home.body.contains("harbour"), "{home:?}");
    let sessions = "SELECT s.id FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.email = 'client@rival.test'";
    assert_eq!(app.texts(sessions).await.len(), 1, "the session that this browser had is not left behind");
}

async fn somebody_else_s_session_accepts_nothing(app: &TestApp) {
    let (cast, rival) = (app.cast("harbour").await, app.cast("rival").await);
    let path = link(app, &cast, &rival.client.0.email, "client").await;
    for person in [&cast.admin, &rival.admin, &rival.colleague] {
        let browser = app.sign_in(person).await;
        let page = browser.get(&path).await;
        assert!(page.body.contains("name=\"password\""), "{page:?}");
        assert_eq!(browser.post(&path, &[]).await.status, 422);
        assert_eq!(browser.post(&path, &[("password", "wrong")]).await.status, 422);
        assert_eq!(browser.get("/help").await.status, 200, "and is signed in as before");
    }
    assert_eq!(app.browser().get(&path).await.status, 200);
    assert_eq!(memberships(app, &rival.client.0.email).await, 1);
}

async fn whoever_was_shut_out_is_told_so(app: &TestApp) {
    let (cast, rival) = (app.cast("harbour").await, app.cast("rival").await);
    let path = link(app, &cast, &rival.client.0.email, "client").await;
    // They came in by another way meanwhile.
    app.join(&rival.client, &cast, frontdesk::domain::people::Role::Viewer).await;
    let already = app.browser().post(&path, &[("password", PASSWORD)]).await;
    assert_eq!(already.status, 409);
    assert!(already.text().contains("You are in already"), "{already:?}");
    app.execute("UPDATE memberships SET status = 'deactivated' WHERE role = 'viewer'").await;
    let out = app.browser().post(&path, &[("password", PASSWORD)]).await;
    assert_eq!(out.status, 403);
    assert!(out.text().contains("Your access was turned off"), "{out:?}");
    assert_eq!(app.browser().post(&path, &[("password", "wrong")]).await.status, 422, "only to themselves");
    assert_eq!(memberships(app, &rival.client.0.email).await, 2);
}

async fn a_copied_link_takes_over_no_login(app: &TestApp) {
    let (evil, victim) = (app.cast("evil").await, app.cast("victim").await);
    let number = app.open(&victim.client, "A secret", "Body").await;
    let attacker = app.sign_in(&evil.admin).await;
    let victims = victim.client.0.email.clone();
    let path = link(app, &evil, &victims, "agent").await;
    let login = format!("SELECT name || password_hash || confirmed_at FROM users WHERE email = '{victims}'");
    let before = app.texts(&login).await;
    for (browser, fields) in [
        (&app.browser(), vec![("name", "Attacker"), ("password", CHOSEN)]),
        (&app.browser(), vec![("password", CHOSEN)]),
        (&app.browser(), vec![("password", "")]),
        (&app.browser(), vec![]),
        // Signed in as somebody else, under the victim's name in every field one could think of.
        (&attacker, vec![]),
        (&attacker, vec![("email", &*victims), ("user", &*victims), ("name", "Attacker"), ("password", CHOSEN)]),
    ] {
        let answer = browser.post(&path, &fields).await;
        assert_eq!(answer.status, 422, "{fields:?}: {answer:?}");
    }
    assert_eq!(app.texts(&login).await, before);
    assert_eq!(memberships(app, &victims).await, 1);
    let stranger = app.browser().post("/session", &[("email", &victims), ("password", CHOSEN)]).await;
    assert_eq!(stranger.status, 422);
    let owner = app.sign_in(&victim.client).await;
    assert_eq!(owner.get(&format!("/support/{number}")).await.status, 200);
}

async fn a_login_made_by_a_copied_link_collects_no_memberships(app: &TestApp) {
    let (evil, honest) = (app.cast("evil").await, app.cast("honest").await);
    // The attacker makes the login before its owner has one, by a link that they copied.
    let path = link(app, &evil, "owner@b.test", "agent").await;
    let attacker = app.browser();
    attacker.post(&path, &[("name", "Attacker"), ("password", CHOSEN)]).await.location();
    assert_eq!(unconfirmed(app).await, ["owner@b.test"]);
    // Later, so that the newest invitation of the address is this one.
    app.wait(Duration::from_millis(1));
    // Another organisation invites the owner. Even with that link the login is handed nothing: neither with its password nor signed in.
    let path = link(app, &honest, "owner@b.test", "agent").await;
    for (browser, fields) in [
        (&app.browser(), vec![("password", CHOSEN)]),
        (&app.browser(), vec![("name", "Owner"), ("password", CHOSEN)]),
        (&attacker, vec![]),
    ] {
        let answer = browser.post(&path, &fields).await;
        assert_eq!(answer.status, 403, "{fields:?}: {answer:?}");
        assert!(answer.text().contains("Your address is not confirmed yet"), "{answer:?}");
        assert!(answer.text().contains("Forgot your password?"), "what to do is said: {answer:?}");
    }
    assert_eq!(memberships(app, "owner@b.test").await, 1);
    assert_eq!(app.browser().get(&path).await.status, 200, "the link waits for its owner");
    // Once a mail has confirmed the address, the same link lets its owner in.
    app.execute("UPDATE users SET confirmed_at = 1 WHERE email = 'owner@b.test'").await;
    assert_eq!(app.browser().post(&path, &[("password", CHOSEN)]).await.location(), "/desk");
    assert_eq!(memberships(app, "owner@b.test").await, 2);
}

async fn kept_mails_hold_no_link_that_works(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let admin = app.sign_in(&cast.admin).await;
    invite(&admin, "new@b.test", "agent", "").await;
    app.work().await;
    let kept = app.texts("SELECT text || html FROM mails WHERE recipient = 'new@b.test'").await.concat();
    let page = admin.get("/desk/settings/email").await;
    assert!(page.text().contains("new@b.test"), "{page:?}");
    for text in [&kept, &page.body] {
        for found in text.match_indices("/invites/").map(|(at, _)| &text[at..]) {
            let path: String = found.chars().take_while(|c| !c.is_whitespace() && !matches!(c, '"' | '<')).collect();
            assert_eq!(app.browser().get(&path).await.status, 410, "{path}");
        }
    }
    assert!(kept.contains("http://portal.test/invites/"), "{kept}");
    assert!(app.texts("SELECT token_hash FROM tokens").await.is_empty(), "no link was made yet");
    // Nor is a link that works found in any table.
    let path = copy(&admin, &invite_id(app, "new@b.test").await).await;
    let secret = path.strip_prefix("/invites/").unwrap();
    let held = format!(
        "SELECT token_hash FROM tokens WHERE token_hash LIKE '%{secret}%'
         UNION ALL SELECT text FROM mails WHERE text LIKE '%{secret}%' OR html LIKE '%{secret}%' OR link LIKE '%{secret}%'
         UNION ALL SELECT payload FROM jobs WHERE payload LIKE '%{secret}%'
         UNION ALL SELECT after FROM audit WHERE after LIKE '%{secret}%' OR subject LIKE '%{secret}%'"
    );
    assert!(app.texts(&held).await.is_empty());
}

async fn an_invitation_follows_what_is_changed_about_it(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let admin = app.sign_in(&cast.admin).await;
    let path = link(app, &cast, "new@b.test", "client").await;
    let id = invite_id(app, "new@b.test").await;
    let customer = format!("{PATH}/invites/{id}/customer");
    assert_eq!(admin.post(&customer, &[("customer", "")]).await.status, 422);
    admin.post(&customer, &[("customer", &cast.contoso.to_string())]).await.location();
    assert!(app.browser().get(&path).await.text().contains("for Contoso"));
    app.browser().post(&path, &[("name", "Nina"), ("password", CHOSEN)]).await.location();
    let linked =
        "SELECT m.customer_id FROM memberships m JOIN users u ON u.id = m.user_id WHERE u.email = 'new@b.test'";
    assert_eq!(app.texts(linked).await, [cast.contoso.to_string()]);
    // It is over now.
    for verb in ["resend", "copy", "withdraw", "customer"] {
        let answer =
            admin.post(&format!("{PATH}/invites/{id}/{verb}"), &[("customer", &cast.contoso.to_string())]).await;
        assert_eq!(answer.status, 404, "{verb}");
    }
    let staff = link(app, &cast, "staff@b.test", "agent").await;
    let id = invite_id(app, "staff@b.test").await;
    let customer = format!("{PATH}/invites/{id}/customer");
    assert_eq!(admin.post(&customer, &[("customer", &cast.contoso.to_string())]).await.status, 404, "staff have none");
    assert_eq!(app.browser().get(&staff).await.status, 200);
}

async fn another_organisation_s_invitations_are_not_there(app: &TestApp) {
    let (cast, rival) = (app.cast("harbour").await, app.cast("rival").await);
    let path = link(app, &cast, "new@b.test", "client").await;
    let id = invite_id(app, "new@b.test").await;
    let admin = app.sign_in(&rival.admin).await;
    let own = rival.northwind.to_string();
    for verb in ["resend", "copy", "withdraw", "customer"] {
        let answer = admin.post(&format!("{PATH}/invites/{id}/{verb}"), &[("customer", &own)]).await;
        assert_eq!(answer.status, 404, "{verb}");
        assert!(!answer.body.contains("new@b.test"));
    }
    let page = admin.get(&format!("{PATH}?open={id}&change=customer")).await;
    assert!(page.status == 200 && !page.body.contains("new@b.test"), "{page:?}");
    assert_eq!(app.browser().get(&path).await.status, 200, "nothing ended");
    // Two organisations may invite the same address.
    invite(&admin, "new@b.test", "agent", "").await;
}

async fn what_is_done_with_an_invitation_is_recorded(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let admin = app.sign_in(&cast.admin).await;
    invite(&admin, "new@b.test", "client", &cast.northwind.to_string()).await;
    let id = invite_id(app, "new@b.test").await;
    admin.post(&format!("{PATH}/invites/{id}/customer"), &[("customer", &cast.contoso.to_string())]).await.location();
    admin.post(&format!("{PATH}/invites/{id}/resend"), &[]).await.location();
    let path = copy(&admin, &id).await;
    app.browser().post(&path, &[("name", "Nina"), ("password", CHOSEN)]).await.location();
    invite(&admin, "other@b.test", "agent", "").await;
    let other = invite_id(app, "other@b.test").await;
    admin.post(&format!("{PATH}/invites/{other}/withdraw"), &[]).await.location();
    let mut recorded = app
        .texts("SELECT action || ' ' || actor || ' ' || subject || ' ' || before || ' ' || after FROM audit WHERE action LIKE 'invite.%' ORDER BY id")
        .await;
    let admin = "Admin harbour <admin@harbour.test>";
    let mut expected = [
            format!(
                r#"invite.sent {admin} new@b.test {{"customer":null,"role":null}} {{"customer":"Northwind","role":"client"}}"#
            ),
            format!(r#"invite.changed {admin} new@b.test {{"customer":"Northwind"}} {{"customer":"Contoso"}}"#),
            format!("invite.resent {admin} new@b.test {{}} {{}}"),
            format!("invite.link_copied {admin} new@b.test {{}} {{}}"),
            r#"invite.accepted Nina <new@b.test> Nina <new@b.test> {"customer":null,"role":null} {"customer":"Contoso","role":"client"}"#.to_owned(),
            format!(r#"invite.sent {admin} other@b.test {{"role":null}} {{"role":"agent"}}"#),
            format!("invite.withdrawn {admin} other@b.test {{}} {{}}"),
    ];
    // Time stands still here: which came first is not told.
    expected.sort_unstable();
    recorded.sort_unstable();
    assert_eq!(recorded, expected);
}

async fn a_try_is_counted_as_one_to_sign_in(app: &TestApp) {
    let (cast, rival) = (app.cast("harbour").await, app.cast("rival").await);
    let known = link(app, &cast, &rival.client.0.email, "client").await;
    let unknown = link(app, &cast, "nobody@rival.test", "client").await;
    for (path, email) in [(&known, "client@rival.test"), (&unknown, "nobody@rival.test")] {
        let browser = app.browser();
        for at in 0..20 {
            assert_eq!(browser.post(path, &[("password", "wrong")]).await.status, 422, "{email} {at}");
        }
        let answer = browser.post(path, &[("password", PASSWORD)]).await;
        assert_eq!(answer.status, 429, "{answer:?}");
        assert!(answer.text().contains("Too many tries"), "{answer:?}");
        let sign_in = browser.post("/session", &[("email", email), ("password", PASSWORD)]).await;
        assert_eq!(sign_in.status, 429, "one allowance for both doors");
    }
    assert_eq!(memberships(app, "client@rival.test").await, 1);
}

async fn an_invitation_is_mailed_and_accepted(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.open(&cast.client, "Northwind’s own", "Body").await;
    let admin = app.sign_in(&cast.admin).await;
    invite(&admin, "new@b.test", "client", &cast.northwind.to_string()).await;
    app.work().await;
    let mail = app.mail_server().mails().pop().expect("a mail");
    assert_eq!(mail.recipient, "new@b.test");
    assert_eq!(mail.subject(), "Admin harbour invites you to harbour");
    assert!(mail.text.contains("everything about Northwind") && mail.text.contains("48 hours"), "{}", mail.text);
    let path = format!("/invites/{}", mail.secret("http://portal.test/invites/"));
    assert!(admin.get(PATH).await.text().contains("The e-mail was sent"));
    let browser = app.browser();
    assert_eq!(browser.get(&path).await.status, 200);
    assert_eq!(browser.post(&path, &[("name", "Nina New"), ("password", CHOSEN)]).await.location(), "/");
    assert!(browser.get("/support").await.text().contains("Northwind’s own"));
    assert!(unconfirmed(app).await.is_empty(), "the mail has proved the address");
    app.work().await;
    assert_eq!(app.mail_server().mails().len(), 1, "nothing is left to be confirmed");
    // Sent again, the link that went out before works no more.
    invite(&admin, "late@b.test", "agent", "").await;
    app.work().await;
    let first = app.mail_server().mails().pop().unwrap().secret("http://portal.test/invites/");
    let id = invite_id(app, "late@b.test").await;
    admin.post(&format!("{PATH}/invites/{id}/resend"), &[]).await.location();
    app.work().await;
    let second = app.mail_server().mails().pop().unwrap().secret("http://portal.test/invites/");
    assert_eq!(app.browser().get(&format!("/invites/{first}")).await.status, 410);
    assert_eq!(
        app.browser().post(&format!("/invites/{second}"), &[("name", "Lea"), ("password", CHOSEN)]).await.location(),
        "/desk"
    );
}

async fn a_mail_confirms_the_address_of_a_login_made_by_a_copied_link(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let path = link(app, &cast, "new@b.test", "agent").await;
    let browser = app.browser();
    browser.post(&path, &[("name", "Nina"), ("password", CHOSEN)]).await.location();
    assert_eq!(unconfirmed(app).await, ["new@b.test"]);
    app.work().await;
    // The invitation's own mail may have come as well, and later.
    let mails = app.mail_server().mails();
    let mail = mails.iter().find(|mail| mail.text.contains("/profile/email/")).expect("a mail");
    assert_eq!(mail.recipient, "new@b.test");
    let confirm = format!("/profile/email/{}", mail.secret("http://portal.test/profile/email/"));
    browser.post(&confirm, &[]).await.location();
    assert_eq!(unconfirmed(app).await, [""; 0]);
}

async fn the_list_says_what_the_mail_server_answered(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let admin = app.sign_in(&cast.admin).await;
    invite(&admin, "new@b.test", "agent", "").await;
    app.work().await;
    let text = admin.get(PATH).await.text();
    for said in ["Invite pending", "The e-mail was refused", "550 No such person here"] {
        assert!(text.contains(said), "{said} in {text}");
    }
    app.mail_server().answer_with("250 Yes");
    let id = invite_id(app, "new@b.test").await;
    admin.post(&format!("{PATH}/invites/{id}/resend"), &[]).await.location();
    app.work().await;
    let text = admin.get(PATH).await.text();
    assert!(text.contains("The e-mail was sent") && !text.contains("550"), "{text}");
}

/// Invites somebody over HTTP.
async fn invite(admin: &Browser, email: &str, role: &str, customer: &str) {
    let done = admin.post(PATH, &[("email", email), ("role", role), ("customer", customer)]).await;
    assert!(done.location().contains("done=invited"), "{done:?}");
}

async fn invite_id(app: &TestApp, email: &str) -> String {
    app.texts(&format!("SELECT id FROM invites WHERE email = '{email}' ORDER BY created_at DESC, id DESC"))
        .await
        .remove(0)
}

/// Copies an invitation's link: its path.
async fn copy(admin: &Browser, id: &str) -> String {
    let page = admin.post(&format!("{PATH}/invites/{id}/copy"), &[]).await;
    assert_eq!(page.status, 200, "{page:?}");
    format!("/invites/{}", copied_link(&page))
}

/// The secret of the link that a page shows.
fn copied_link(page: &Answer) -> String {
    let tags = html::tags(&page.body);
    let field = tags.iter().find(|tag| tag.get("id") == Some("copied-link")).expect("a field with the link");
    assert!(field.get("readonly").is_some());
    field.get("value").and_then(|url| url.strip_prefix("http://portal.test/invites/")).expect("a link").to_owned()
}

/// Invites somebody and copies the link, as an admin of the organisation: a client for Northwind.
async fn link(app: &TestApp, cast: &Cast, email: &str, role: &str) -> String {
    let admin = app.sign_in(&cast.admin).await;
    let customer = if role == "client" { cast.northwind.to_string() } else { String::new() };
    invite(&admin, email, role, &customer).await;
    copy(&admin, &invite_id(app, email).await).await
}

async fn user_id(app: &TestApp, email: &str) -> UserId {
    app.texts(&format!("SELECT id FROM users WHERE email = '{email}'")).await.remove(0).parse().unwrap()
}

async fn memberships(app: &TestApp, email: &str) -> usize {
    app.texts(&format!("SELECT m.id FROM memberships m JOIN users u ON u.id = m.user_id WHERE u.email = '{email}'"))
        .await
        .len()
}

/// Logins whose address nothing has proved yet.
async fn unconfirmed(app: &TestApp) -> Vec<String> {
    app.texts("SELECT email FROM users WHERE confirmed_at IS NULL ORDER BY email").await
}

/// Everything of an answer by which somebody could tell two of them apart.
fn shape(answer: &Answer) -> String {
    let mut headers: Vec<String> = answer
        .headers
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "date" | "content-length"))
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    headers.sort_unstable();
    format!("{} {headers:?} {}", answer.status, answer.body)
}
