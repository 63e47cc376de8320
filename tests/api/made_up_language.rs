//! No word is hard-wired (O7): in a made-up language, everything that people read is in its brackets or is their own data.

use frontdesk::domain::ticket::Status;
use frontdesk::words::made_up;

use crate::common::html;
use crate::{Cast, TestApp, each_database};

each_database!(every_word_comes_from_a_catalogue, mails_are_in_the_readers_language);

/// What people wrote: everything else that has letters must be in brackets.
const SUBJECT: &str = "subject-of-theirs";
const BODY: &str = "body-of-theirs";
const NOTE: &str = "note-of-theirs";

async fn every_word_comes_from_a_catalogue(app: &TestApp) {
    let cast = prepared(app).await;
    let number = app.open(&cast.client, SUBJECT, BODY).await;
    app.note(&cast.agent, number, NOTE).await;
    app.reply(&cast.agent, number, BODY).await;
    app.set_status(&cast.agent, number, Status::Resolved).await;
    let resolved = app.open(&cast.client, SUBJECT, BODY).await;

    let mut pages = 0;
    let guest = app.browser();
    for path in ["/session/new", "/nowhere"] {
        let answer = guest
            .request(reqwest::Method::GET, path)
            .header("accept-language", "qps-ploc, en;q=0.5")
            .send()
            .await
            .unwrap();
        check(path, &answer.text().await.unwrap(), &cast);
        pages += 1;
    }
    for (person, paths) in [
        (
            &cast.client,
            vec![
                "/",
                "/support",
                "/support/1",
                "/support/2",
                "/support/new",
                "/help",
                "/help?q=zzz",
                "/help/none",
                "/nowhere",
            ],
        ),
        (&cast.neighbour, vec!["/", "/support"]),
        (&cast.unlinked, vec!["/", "/support", "/support/new"]),
        (&cast.viewer, vec!["/desk/tickets?view=mine", "/desk/tickets/1", "/desk/tickets/new"]),
        (
            &cast.admin,
            vec![
                "/desk/tickets?view=open",
                "/desk/tickets?view=resolved",
                "/desk/tickets/1",
                "/desk/tickets/2",
                "/desk/tickets/new",
                "/desk/settings/email",
                "/desk/nowhere",
            ],
        ),
    ] {
        let browser = app.sign_in(person).await;
        for path in paths {
            check(path, &browser.get(path).await.body, &cast);
            pages += 1;
        }
    }
    forms(app, &cast, resolved).await;
    assert_eq!(pages, 26);
}

/// Forms that come back, for people and for the script.
async fn forms(app: &TestApp, cast: &Cast, number: i64) {
    let client = app.sign_in(&cast.client).await;
    let replies = format!("/support/{number}/replies");
    for fields in [&[("body", ""), ("key", "key-of-theirs")][..], &[("body", &"x".repeat(20_001)), ("key", "k")]] {
        check("a wrong reply", &client.post(&replies, fields).await.body.replace(&"x".repeat(20_001), ""), cast);
        check(
            "a wrong reply, for the script",
            &client.send(&replies, fields).await.body.replace("\"error\"", ""),
            cast,
        );
    }
    check("a wrong ticket", &client.post("/support", &[("subject", ""), ("body", "")]).await.body, cast);
    let staff = app.sign_in(&cast.admin).await;
    check("a wrong ticket at the desk", &staff.post("/desk/tickets", &[]).await.body, cast);
}

async fn mails_are_in_the_readers_language(app: &TestApp) {
    let cast = prepared(app).await;
    let number = app.open(&cast.client, SUBJECT, BODY).await;
    app.reply(&cast.agent, number, BODY).await;
    app.set_status(&cast.agent, number, Status::Resolved).await;
    app.wait(app.settings.missed_after);
    app.work().await;
    let mails = app.texts("SELECT subject || ' ' || text FROM mails").await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    check("the mail", &mails[0], &cast);
    check("the mail's HTML", &app.texts("SELECT html FROM mails").await[0], &cast);
}

/// An organisation whose people all read the made-up language.
async fn prepared(app: &TestApp) -> Cast {
    let cast = app.cast("harbour").await;
    app.execute("UPDATE users SET language = 'qps-ploc'").await;
    cast
}

/// Fails on the first text of a page that is neither in brackets nor somebody's own.
fn check(what: &str, page: &str, cast: &Cast) {
    assert!(page.contains('⟦'), "{what} is not in the made-up language: {page}");
    let mut texts: Vec<String> = html::texts(page);
    for tag in html::tags(page).into_iter().filter(|tag| tag.name != "time") {
        texts.extend(
            ["aria-label", "placeholder", "title", "alt"].iter().filter_map(|name| tag.get(name)).map(str::to_owned),
        );
    }
    for text in texts {
        let left = without_their_own(&without_brackets(&text), cast);
        assert!(!left.chars().any(char::is_alphabetic), "{what}: {left:?} in {text:?} is not from a catalogue");
    }
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut left = String::new();
    for c in text.chars() {
        match c {
            '⟦' => depth += 1,
            '⟧' => depth = depth.saturating_sub(1),
            _ if depth == 0 => left.push(c),
            _ => {}
        }
    }
    left
}

fn without_their_own(text: &str, cast: &Cast) -> String {
    let people = [
        &cast.admin,
        &cast.manager,
        &cast.agent,
        &cast.viewer,
        &cast.client,
        &cast.colleague,
        &cast.neighbour,
        &cast.unlinked,
    ];
    let mut own: Vec<String> =
        people.iter().flat_map(|person| [person.0.email.clone(), person.0.name.clone()]).collect();
    own.extend(people.iter().map(|person| frontdesk::domain::people::initials(&person.0.name)));
    own.extend(
        [SUBJECT, BODY, NOTE, "Northwind", "Contoso", "zzz", "http://portal.test/support/1", "Frontdesk"]
            .map(str::to_owned),
    );
    own.push(cast.organisation.name.clone());
    // The letter that stands for the organisation, or for the program before sign-in.
    if ["H", "F"].contains(&text) {
        return String::new();
    }
    own.sort_by_key(|text| std::cmp::Reverse(text.len()));
    own.iter().fold(text.to_owned(), |left, own| left.replace(own.as_str(), ""))
}

#[test]
fn a_word_that_is_hard_wired_is_seen() {
    assert_eq!(made_up("a = Sign in\n").trim(), "a = ⟦Šîĝñ îñ⟧");
    assert_eq!(without_brackets("⟦Šîĝñ ⟦x⟧ îñ⟧ now"), " now");
}
