//! A person's own profile.

use std::time::Duration;

use frontdesk::app::{Error, passwords, profile, sessions};
use frontdesk::domain::input::{Email, Name, NewPassword};
use frontdesk::domain::people::{Denied, Notify, Role};
use frontdesk::id::MembershipId;
use frontdesk::words::msg::{common, people};

use crate::{Answer, Browser, Cast, PASSWORD, Person, Setup, TestApp, each_database, said, said_with};

const MAILS: Setup = Setup { mail_server: Some("250 Yes"), ..Setup::DEFAULT };
each_database!(MAILS;
    an_address_is_changed_by_the_link_sent_to_it,
    an_address_that_is_taken_is_found_out_by_the_link_alone,
    of_two_who_confirm_one_address_at_once_one_gets_it,
    a_link_to_an_address_works_once_in_a_day_for_its_own_login,
    an_address_that_nothing_has_shown_is_flagged_and_confirmed_by_mail,
    a_login_is_sent_five_confirmations_an_hour,
    a_changed_password_ends_the_other_sessions_and_is_told,
    what_is_changed_is_told_in_the_readers_words,
);
each_database!(
    what_is_chosen_is_seen_everywhere_at_once,
    what_cannot_be_chosen_comes_back_with_what_was_typed,
    mails_about_tickets_are_sent_as_chosen,
    a_wrong_password_changes_nothing_and_guessing_is_slowed,
    browsers_are_listed_and_signed_out_one_by_one,
    all_other_browsers_are_signed_out_at_once,
    whoever_looks_on_changes_nothing,
    without_a_mail_server_no_confirmation_is_offered,
);

/// Another good password.
const NEW: &str = "staple orange walrus";

async fn what_is_chosen_is_seen_everywhere_at_once(app: &TestApp) {
    let (cast, rival) = (app.cast("harbour").await, app.cast("rival").await);
    app.join(&cast.client, &rival, Role::Viewer).await;
    let number = app.open(&cast.client, "Subject", "Body").await;
    let (browser, agent) = (app.sign_in(&cast.client).await, app.sign_in(&cast.agent).await);
    let live = browser.live("topic=home").await;
    let page = browser.get("/profile").await;
    assert_eq!((page.field("name"), page.field("time_zone")), (cast.client.0.name.clone(), String::new()));
    assert!(page.body.contains("<option value=\"America/Argentina/Buenos_Aires\""), "every zone is offered");
    let chosen =
        [("name", " Grace  Hopper "), ("language", "qps-ploc"), ("time_zone", "asia/kolkata"), ("notify", "none")];
    assert_eq!(browser.post("/profile", &chosen).await.location(), "/profile?done=saved");
    assert_eq!(live.closed().await, 1008, "open pages are read anew");

    let saved = browser.get("/profile?done=saved").await;
    assert_eq!((saved.field("name").as_str(), saved.field("time_zone").as_str()), ("Grace Hopper", "Asia/Kolkata"));
    assert!(saved.text().contains('⟦'), "{saved:?}");
    assert!(saved.body.contains("<option value=\"none\" selected"), "{saved:?}");
    assert!(browser.get("/").await.body.contains("data-zone=\"Asia/Kolkata\""));
    let thread = agent.get(&format!("/desk/tickets/{number}")).await;
    assert!(thread.text().contains("Grace Hopper") && !thread.text().contains(&cast.client.0.name), "{thread:?}");
    assert!(thread.thread().contains("10:00"), "others keep their own time zone: {}", thread.thread());
    let recorded = app.texts(
        "SELECT o.slug || a.before || a.after FROM audit a JOIN organisations o ON o.id = a.organisation_id
         WHERE action = 'user.profile' ORDER BY o.slug, a.id",
    );
    let recorded = recorded.await;
    let named = r#"{"name":"Client harbour"}{"name":"Grace Hopper"}"#;
    assert_eq!(recorded.len(), 3, "the name in every organisation, the rest in this one: {recorded:?}");
    assert_eq!(recorded[2], format!("rival{named}"));
    assert!(recorded[..2].contains(&format!("harbour{named}")), "{recorded:?}");
    let again = [("name", "Grace Hopper"), ("language", ""), ("time_zone", " "), ("notify", "all")];
    assert_eq!(browser.post("/profile", &again).await.status, 303);
    let page = browser.get("/profile").await;
    assert!(page.text().contains(&said(people::PROFILE_TITLE)) && page.field("time_zone").is_empty(), "{page:?}");
}

async fn what_cannot_be_chosen_comes_back_with_what_was_typed(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let right = [("name", "Grace"), ("language", "en"), ("time_zone", "UTC"), ("notify", "all")];
    for (person, field, wrong) in [
        (&cast.client, "name", " "),
        (&cast.client, "name", &"x".repeat(121)),
        (&cast.client, "language", "tlh"),
        (&cast.client, "time_zone", "Europe/Atlantis"),
        (&cast.client, "notify", "mine"),
        (&cast.client, "notify", ""),
        (&cast.agent, "notify", "sometimes"),
    ] {
        let browser = app.sign_in(person).await;
        let fields: Vec<_> =
            right.iter().map(|(name, value)| (*name, if *name == field { wrong } else { value })).collect();
        let refused = browser.post("/profile", &fields).await;
        assert_eq!(refused.status, 422, "{field} {wrong}: {refused:?}");
        assert!(refused.body.contains(&format!("id=\"{field}-problem\"")), "{field}: {refused:?}");
        if field == "time_zone" {
            assert_eq!((refused.field("time_zone").as_str(), refused.field("name").as_str()), (wrong, "Grace"));
        }
    }
    assert_eq!(app.texts("SELECT id FROM audit WHERE action = 'user.profile'").await, [""; 0]);
    let agent = app.sign_in(&cast.agent).await;
    let fields: Vec<_> =
        right.iter().map(|(name, value)| (*name, if *name == "notify" { "mine" } else { value })).collect();
    assert_eq!(agent.post("/profile", &fields).await.status, 303, "staff choose among three");
}

async fn mails_about_tickets_are_sent_as_chosen(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let told = async || {
        app.wait(app.settings.missed_after);
        app.work().await;
        let told = app.texts("SELECT recipient FROM mails ORDER BY recipient").await;
        app.execute("DELETE FROM mails").await;
        told
    };
    choose(app, &cast.client, Notify::None).await;
    choose(app, &cast.agent, Notify::Mine).await;
    choose(app, &cast.manager, Notify::None).await;
    let number = app.open(&cast.client, "Subject", "Body").await;
    assert_eq!(told().await, ["admin@harbour.test"], "nobody has it: the agent wants their own, the manager none");
    app.reply(&cast.agent, number, "Answer").await;
    assert_eq!(told().await, [""; 0], "the client wants none");
    app.reply(&cast.client, number, "Thanks").await;
    assert!(told().await.contains(&cast.agent.0.email), "they have answered in it: it is theirs");
    choose(app, &cast.client, Notify::All).await;
    app.reply(&cast.agent, number, "And more").await;
    assert_eq!(told().await, [cast.client.0.email.as_str()]);
}

async fn choose(app: &TestApp, person: &Person, notify: Notify) {
    let browser = app.sign_in(person).await;
    let fields = [("name", &*person.0.name), ("language", ""), ("time_zone", ""), ("notify", notify.as_str())];
    assert_eq!(browser.post("/profile", &fields).await.status, 303);
}

async fn an_address_is_changed_by_the_link_sent_to_it(app: &TestApp) {
    let (cast, rival) = (app.cast("harbour").await, app.cast("rival").await);
    app.join(&cast.client, &rival, Role::Viewer).await;
    let browser = app.sign_in(&cast.client).await;
    // A link to set a password that went to the address it had.
    app.browser().post("/password-resets", &[("email", &cast.client.0.email)]).await;
    app.work().await;
    let reset = app.mail_server().mails().remove(0).secret("http://portal.test/password-resets/");

    assert_eq!(ask(&browser, "Grace@Navy.test", PASSWORD).await.location(), "/profile?done=email_asked");
    app.work().await;
    let mails = app.mail_server().mails();
    let to = |address: &str| mails.iter().filter(|mail| mail.recipient == address).collect::<Vec<_>>();
    let (new, old) = (to("grace@navy.test"), to(&cast.client.0.email));
    assert_eq!((new.len(), old.len()), (1, 2), "{mails:?}");
    let secret = new[0].secret("http://portal.test/profile/email/");
    let warned = old[1];
    assert_eq!(warned.subject(), "[harbour] Another address was asked for");
    assert!(warned.text.contains("grace@navy.test") && warned.text.contains("/password-resets/new"), "{warned:?}");
    assert!(!warned.text.contains(&secret), "the old address is told, and no more: {warned:?}");

    let page = browser.get("/profile").await;
    assert!(page.text().contains("grace@navy.test waits to be confirmed"), "{page:?}");
    assert!(
        page.text().contains(&said_with(people::PROFILE_EMAIL_NOW, &[("email", &cast.client.0.email)])),
        "{page:?}"
    );
    let path = format!("/profile/email/{secret}");
    let form = browser.get(&path).await;
    assert!(form.status == 200 && form.text().contains("grace@navy.test becomes the address"), "{form:?}");
    assert_eq!(browser.post(&path, &[]).await.location(), "/profile?done=email_changed");
    let page = browser.get("/profile?done=email_changed").await;
    assert!(page.text().contains(&said(common::DONE_EMAIL_CHANGED)), "{page:?}");
    assert!(page.text().contains(&said(people::PROFILE_EMAIL_CONFIRMED)), "{page:?}");
    assert!(!page.text().contains("waits to be confirmed"), "{page:?}");

    app.work().await;
    let told = app.mail_server().mails().pop().unwrap();
    assert_eq!(
        (told.recipient.as_str(), told.subject()),
        (&*cast.client.0.email, "[harbour] Your login has another address")
    );
    assert!(told.text.contains("grace@navy.test"), "{told:?}");
    assert_eq!(sign_in(app, &cast.client.0.email, PASSWORD).await.status, 422, "the old address signs in no more");
    assert_eq!(sign_in(app, "grace@navy.test", PASSWORD).await.status, 303);
    assert_eq!(browser.get(&path).await.status, 410);
    assert_eq!(browser.post(&path, &[]).await.status, 410, "once");
    assert_eq!(app.browser().get(&format!("/password-resets/{reset}")).await.status, 410, "it went to the old address");
    let recorded = app.texts(
        "SELECT o.slug || ' ' || a.action || a.after FROM audit a JOIN organisations o ON o.id = a.organisation_id
         WHERE action LIKE 'user.email%' ORDER BY a.at, a.action, o.slug",
    );
    let after = r#"{"email":"grace@navy.test"}"#;
    let expected = ["harbour user.email", "rival user.email", "harbour user.email_asked", "rival user.email_asked"];
    assert_eq!(recorded.await, expected.map(|line| format!("{line}{after}")));
}

async fn an_address_that_is_taken_is_found_out_by_the_link_alone(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let browser = app.sign_in(&cast.client).await;
    let free = ask(&browser, "free@harbour.test", PASSWORD).await;
    let taken = ask(&browser, &cast.agent.0.email, PASSWORD).await;
    assert_eq!((free.status, free.location(), &free.body), (taken.status, taken.location(), &taken.body));
    app.work().await;
    let mail = app.mail_server().mails().into_iter().rfind(|mail| mail.recipient == cast.agent.0.email).unwrap();
    let path = format!("/profile/email/{}", mail.secret("/profile/email/"));
    for _ in 0..2 {
        let refused = browser.post(&path, &[]).await;
        assert_eq!(refused.status, 409, "{refused:?}");
        assert!(refused.text().contains("Another login uses this address"), "{refused:?}");
    }
    assert_eq!(sign_in(app, &cast.client.0.email, PASSWORD).await.status, 303, "nothing was changed");
    app.execute("UPDATE users SET email = 'gone@harbour.test' WHERE email = 'agent@harbour.test'").await;
    assert_eq!(browser.post(&path, &[]).await.status, 303, "what was refused used nothing up");
}

async fn of_two_who_confirm_one_address_at_once_one_gets_it(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let mut tries = Vec::new();
    for person in [&cast.client, &cast.colleague, &cast.agent, &cast.admin] {
        let browser = app.sign_in(person).await;
        ask(&browser, "wanted@harbour.test", PASSWORD).await;
        app.work().await;
        let mail = app.mail_server().mails().into_iter().rfind(|mail| mail.recipient == "wanted@harbour.test").unwrap();
        tries.push((browser, format!("/profile/email/{}", mail.secret("/profile/email/"))));
    }
    let answers = futures_util::future::join_all(tries.iter().map(|(browser, path)| browser.post(path, &[]))).await;
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409, 409, 409], "{answers:?}");
}

async fn a_link_to_an_address_works_once_in_a_day_for_its_own_login(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let (browser, other) = (app.sign_in(&cast.client).await, app.sign_in(&cast.colleague).await);
    let link = async |address: &str| {
        ask(&browser, address, PASSWORD).await;
        app.work().await;
        let mail = app.mail_server().mails().into_iter().rfind(|mail| mail.recipient == address).unwrap();
        format!("/profile/email/{}", mail.secret("/profile/email/"))
    };
    let first = link("first@harbour.test").await;
    let second = link("second@harbour.test").await;
    assert_eq!(browser.post(&first, &[]).await.status, 410, "a newer wish ended it");
    let guest = app.browser();
    let asked = guest.get(&second).await;
    assert!(asked.location().starts_with("/session/new?next=%2Fprofile%2Femail%2F"), "{asked:?}");
    let foreign = other.get(&second).await;
    assert_eq!(foreign.status, 410, "{foreign:?}");
    assert!(foreign.text().contains(&cast.colleague.0.email) && !foreign.text().contains("second@"), "{foreign:?}");
    assert_eq!(other.post(&second, &[]).await.status, 410);
    app.wait(Duration::from_secs(24 * 60 * 60));
    assert_eq!(browser.post(&second, &[]).await.status, 410, "its day is over");
    let third = link("third@harbour.test").await;
    let answers = futures_util::future::join_all((0..20).map(|_| browser.post(&third, &[]))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 303).count(), 1, "{answers:?}");
    assert_eq!(sign_in(app, "third@harbour.test", PASSWORD).await.status, 303);
}

async fn an_address_that_nothing_has_shown_is_flagged_and_confirmed_by_mail(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.execute("UPDATE users SET confirmed_at = NULL").await;
    let browser = app.sign_in(&cast.client).await;
    let page = browser.get("/profile").await;
    assert!(page.text().contains(&said(people::PROFILE_EMAIL_UNCONFIRMED)), "{page:?}");
    assert_eq!(browser.post("/profile/email/confirmation", &[]).await.location(), "/profile?done=confirmation_sent");
    app.work().await;
    let mail = app.mail_server().mails().remove(0);
    assert_eq!((mail.recipient.as_str(), mail.subject()), (&*cast.client.0.email, "[harbour] Confirm your address"));
    let path = format!("/profile/email/{}", mail.secret("http://portal.test/profile/email/"));
    assert_eq!(browser.get("/profile").await.ids("email-waiting"), [""; 0]);
    assert!(browser.get(&path).await.text().contains("is the address of your login"));
    assert_eq!(browser.post(&path, &[]).await.location(), "/profile?done=address_confirmed");
    let page = browser.get("/profile").await;
    assert!(page.text().contains(&said(people::PROFILE_EMAIL_CONFIRMED)), "{page:?}");
    assert!(!page.body.contains("/profile/email/confirmation"), "{page:?}");
    assert_eq!(browser.post(&path, &[]).await.status, 410);
    assert_eq!(app.texts("SELECT action FROM audit WHERE action LIKE 'user.%'").await, ["user.confirmed"]);
    browser.post("/profile/email/confirmation", &[]).await;
    app.work().await;
    assert_eq!(app.mail_server().mails().len(), 1, "what is confirmed needs no mail");
}

async fn a_login_is_sent_five_confirmations_an_hour(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.execute("UPDATE users SET confirmed_at = NULL").await;
    let browser = app.sign_in(&cast.client).await;
    for _ in 0..5 {
        assert_eq!(browser.post("/profile/email/confirmation", &[]).await.status, 303);
        app.work().await;
    }
    for refused in
        [browser.post("/profile/email/confirmation", &[]).await, ask(&browser, "new@harbour.test", PASSWORD).await]
    {
        assert_eq!(refused.status, 429, "{refused:?}");
        assert!(refused.text().contains("Enough mails for now"), "{refused:?}");
    }
    app.work().await;
    assert_eq!(app.mail_server().mails().len(), 5);
    app.wait(Duration::from_secs(60 * 60 + 1));
    assert_eq!(browser.post("/profile/email/confirmation", &[]).await.status, 303);
}

async fn without_a_mail_server_no_confirmation_is_offered(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.execute("UPDATE users SET confirmed_at = NULL").await;
    let browser = app.sign_in(&cast.client).await;
    let page = browser.get("/profile").await;
    assert!(page.text().contains(&said(people::PROFILE_EMAIL_UNCONFIRMED_CANNOT)), "{page:?}");
    assert!(!page.body.contains("/profile/email/confirmation"), "{page:?}");
    browser.post("/profile/email/confirmation", &[]).await;
    app.work().await;
    assert_eq!(app.texts("SELECT id FROM mails").await, [""; 0], "a mail that could prove nothing");
}

async fn a_changed_password_ends_the_other_sessions_and_is_told(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let (browser, other) = (app.sign_in(&cast.agent).await, app.sign_in(&cast.agent).await);
    app.browser().post("/password-resets", &[("email", &cast.agent.0.email)]).await;
    app.work().await;
    let reset = app.mail_server().mails().remove(0).secret("http://portal.test/password-resets/");
    let (own, foreign) = (browser.live("topic=desk:open").await, other.live("topic=desk:open").await);
    let weak = change(&browser, PASSWORD, "short").await;
    assert_eq!(weak.status, 422, "{weak:?}");
    let wrong = change(&browser, "not the password", NEW).await;
    assert_eq!(wrong.status, 422, "{wrong:?}");
    assert!(wrong.text().contains("The password is wrong"), "{wrong:?}");
    assert_eq!(other.get("/desk/tickets").await.status, 200);

    assert_eq!(change(&browser, PASSWORD, NEW).await.location(), "/profile?done=password_changed");
    assert_eq!(foreign.closed().await, 1008);
    assert_eq!(other.get("/desk/tickets").await.status, 303);
    assert_eq!(browser.get("/desk/tickets").await.status, 200, "this one stays");
    drop(own);
    assert_eq!(sign_in(app, &cast.agent.0.email, PASSWORD).await.status, 422);
    assert_eq!(sign_in(app, &cast.agent.0.email, NEW).await.status, 303);
    assert_eq!(app.browser().get(&format!("/password-resets/{reset}")).await.status, 410);
    app.work().await;
    let told = app.mail_server().mails().pop().unwrap();
    assert_eq!(told.subject(), "[harbour] Your password was changed");
    let recorded = app.texts("SELECT action || before || after FROM audit WHERE action LIKE 'user.%'").await;
    assert_eq!(recorded, [r#"user.password{"password":""}{"password":"changed"}"#], "and no password in it");
}

async fn what_is_changed_is_told_in_the_readers_words(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.execute("UPDATE users SET language = 'qps-ploc', confirmed_at = NULL, time_zone = 'Asia/Kolkata'").await;
    let browser = app.sign_in(&cast.client).await;
    ask(&browser, "new@harbour.test", PASSWORD).await;
    browser.post("/profile/email/confirmation", &[]).await;
    change(&browser, PASSWORD, NEW).await;
    app.browser().post("/password-resets", &[("email", &cast.client.0.email)]).await;
    app.work().await;
    let mails = app.texts("SELECT subject || '|' || text FROM mails ORDER BY subject").await;
    assert_eq!(mails.len(), 5, "{mails:?}");
    for mail in &mails {
        let own = [
            "harbour",
            "client@",
            "new@",
            ".test",
            "http://portal",
            "/password-resets/",
            "/profile/email/",
            "~link~",
            "new",
            "Client",
            "Nov",
        ];
        let left =
            mail.split('⟦').map(|part| part.split_once('⟧').map_or(part, |(_, after)| after)).collect::<String>();
        let left = own.iter().fold(left, |left, own| left.replace(own, ""));
        assert!(!left.chars().any(char::is_alphabetic), "{left:?} in {mail}");
    }
    let times = mails.iter().filter(|mail| mail.contains("15:30")).count();
    assert_eq!(times, 2, "10:00 UTC, where they live: {mails:?}");
}

async fn a_wrong_password_changes_nothing_and_guessing_is_slowed(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let browser = app.sign_in(&cast.client).await;
    for at in 0..19 {
        let refused = if at % 2 == 0 {
            ask(&browser, "new@harbour.test", "wrong").await
        } else {
            change(&browser, "wrong", NEW).await
        };
        assert_eq!(refused.status, 422, "{at}: {refused:?}");
    }
    for refused in [ask(&browser, "new@harbour.test", PASSWORD).await, change(&browser, PASSWORD, NEW).await] {
        assert_eq!(refused.status, 429, "{refused:?}");
    }
    let kept = ask(&browser, "new@harbour.test", "wrong").await;
    assert_eq!(kept.field("email"), "new@harbour.test");
    let same = ask(&browser, &cast.client.0.email.to_uppercase(), PASSWORD).await;
    assert_eq!(same.status, 422, "{same:?}");
    assert!(same.text().contains(&said(people::PROFILE_EMAIL_SAME)), "{same:?}");
    assert_eq!(app.texts("SELECT kind FROM jobs").await, [""; 0]);
    assert_eq!(app.texts("SELECT id FROM audit WHERE action LIKE 'user.%'").await, [""; 0]);
}

async fn browsers_are_listed_and_signed_out_one_by_one(app: &TestApp) {
    let (cast, rival) = (app.cast("harbour").await, app.cast("rival").await);
    let this = app.sign_in(&cast.client).await;
    let other = app.browser();
    let firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:146.0) Gecko/20100101 Firefox/146.0";
    let signing_in = other
        .request(reqwest::Method::POST, "/session")
        .header("user-agent", firefox)
        .form(&[("email", &*cast.client.0.email), ("password", PASSWORD)]);
    assert_eq!(Answer::to(signing_in).await.status, 303);
    let page = this.get("/profile").await;
    assert!(page.text().contains("Firefox on Windows Since 23 Nov 2026, 10:00 · From 127.0.0.1"), "{}", page.text());
    assert_eq!(page.text().matches(&said(people::PROFILE_SESSION_THIS)).count(), 1, "{page:?}");
    let sessions = sessions_of(&page);
    let [id] = &sessions[..] else { panic!("one to be ended: {page:?}") };

    let stranger = app.sign_in(&rival.client).await;
    let colleague = app.sign_in(&cast.colleague).await;
    for browser in [&stranger, &colleague] {
        assert_eq!(browser.post(&format!("/profile/sessions/{id}/end"), &[]).await.status, 404);
    }
    assert_eq!(other.get("/").await.status, 200);
    let live = other.live("topic=home").await;
    assert_eq!(this.post(&format!("/profile/sessions/{id}/end"), &[]).await.location(), "/profile?done=session_ended");
    assert_eq!(live.closed().await, 1008);
    assert_eq!(other.get("/").await.status, 303);
    assert_eq!(this.post(&format!("/profile/sessions/{id}/end"), &[]).await.status, 404, "it is gone");
    assert_eq!(this.post("/profile/sessions/nonsense/end", &[]).await.status, 404);
    let page = this.get("/profile").await;
    assert!(page.text().contains(&said(people::PROFILE_SESSIONS_NONE)), "{page:?}");
    assert_eq!(app.texts("SELECT id FROM audit WHERE action = 'session.ended'").await.len(), 1);
}

async fn all_other_browsers_are_signed_out_at_once(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let this = app.sign_in(&cast.client).await;
    let others = [app.sign_in(&cast.client).await, app.sign_in(&cast.client).await];
    let colleague = app.sign_in(&cast.colleague).await;
    let lives = [others[0].live("topic=home").await, others[1].live("topic=home").await];
    assert_eq!(this.post("/profile/sessions/end", &[]).await.location(), "/profile?done=sessions_ended");
    for live in lives {
        assert_eq!(live.closed().await, 1008);
    }
    for other in &others {
        assert_eq!(other.get("/").await.status, 303);
    }
    assert_eq!((this.get("/").await.status, colleague.get("/").await.status), (200, 200));
    assert_eq!(app.texts("SELECT id FROM audit WHERE action = 'session.ended'").await.len(), 2);
}

async fn whoever_looks_on_changes_nothing(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.sign_in(&cast.client).await;
    let looking = looking_on(app, &cast).await;
    let app = &app.app;
    let (email, name) = (Email::parse("new@harbour.test").unwrap(), Name::parse("Mallory").unwrap());
    let chosen = profile::NewProfile { name, language: None, time_zone: None, notify: Notify::None };
    let new = NewPassword::parse(NEW, &[]).unwrap();
    for refused in [
        profile::save(app, &looking, &chosen).await,
        profile::ask_for_address(app, &looking, PASSWORD, &email).await,
        profile::send_confirmation(app, &looking).await,
        profile::confirm(app, &looking, "x").await.map(|_| ()),
        passwords::change(app, &looking, PASSWORD, &new).await,
        sessions::end(app, &looking, looking.session_id).await,
        sessions::end_others(app, &looking).await,
    ] {
        assert!(matches!(refused, Err(Error::Denied(Denied::NotAllowed))), "{refused:?}");
    }
    let seen = profile::find(app, &looking).await.unwrap();
    assert_eq!((seen.login.name.as_str(), seen.sessions.len()), (&*cast.client.0.name, 0));
    let own = profile::find(app, &frontdesk::domain::people::Caller { viewed_by: None, ..looking }).await.unwrap();
    assert_eq!(own.sessions.len(), 1);
}

/// The client, looked on by an agent.
async fn looking_on(app: &TestApp, cast: &Cast) -> frontdesk::domain::people::Caller {
    let user = app.texts(&format!("SELECT id FROM users WHERE email = '{}'", cast.client.0.email)).await.remove(0);
    let agent: MembershipId = cast.agent.0.membership_id;
    frontdesk::domain::people::Caller {
        user_id: user.parse().expect("an id"),
        viewed_by: Some(agent),
        ..cast.client.0.clone()
    }
}

/// The sessions that a profile's page offers to end.
fn sessions_of(page: &Answer) -> Vec<String> {
    let forms = page.body.split("action=\"/profile/sessions/").skip(1);
    forms
        .filter_map(|form| form.split_once("/end"))
        .map(|(id, _)| id.to_owned())
        .filter(|id| !id.is_empty() && id.len() == 36)
        .collect()
}

async fn ask(browser: &Browser, email: &str, password: &str) -> Answer {
    browser.post("/profile/email", &[("email", email), ("password", password)]).await
}

async fn change(browser: &Browser, present: &str, new: &str) -> Answer {
    browser.post("/profile/password", &[("present", present), ("new", new)]).await
}

async fn sign_in(app: &TestApp, email: &str, password: &str) -> Answer {
    app.browser().post("/session", &[("email", email), ("password", password)]).await
}
