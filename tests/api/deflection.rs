//! What suggestions and articles did (K5): a scripted afternoon, and every number of the report beside what was counted by hand.

use std::time::Duration;

use frontdesk::app::deflection;
use frontdesk::id::{InquiryId, SystemChance};

use crate::{Answer, Browser, Cast, TestApp, each_database, eventually};

each_database!(
    every_number_is_what_was_counted_by_hand,
    an_inquiry_is_its_own_persons,
    saying_that_it_was_solved_can_be_taken_back,
    searches_that_found_nothing_are_kept_and_put_away,
    a_vote_can_be_changed_and_says_what_is_missing,
    without_scripts_the_same_is_counted,
    reports_are_bounded,
    what_is_old_is_forgotten,
);

const ARTICLES: &[&str] = &[
    r#"{"id": "a", "title": "Receive mail again", "body": "Sign out, then sign in again.", "tags": ["mail"]}"#,
    r#"{"id": "b", "title": "Mail filters", "body": "Rules sort what arrives.", "tags": ["mail", "setup"]}"#,
    r#"{"id": "c", "title": "Change the billing address", "body": "Open the profile.", "tags": ["billing"]}"#,
];
const A: &str = "receive-mail-again";
const B: &str = "mail-filters";
const C: &str = "change-the-billing-address";
const REPORT: &str = "/desk/reports/deflection";

/// A client's browser, and what it tells of one inquiry.
struct Asking<'a> {
    browser: &'a Browser,
    inquiry: String,
    subject: &'a str,
}

impl<'a> Asking<'a> {
    /// Opens the form of a new ticket.
    async fn about(browser: &'a Browser, subject: &'a str) -> Self {
        let inquiry = browser.get("/support/new").await.field("inquiry");
        Self { browser, inquiry, subject }
    }

    async fn tell(&self, shown: &str, opened: &str) -> Answer {
        let fields = [("inquiry", &*self.inquiry), ("subject", self.subject), ("shown", shown), ("opened", opened)];
        self.browser.send("/support/inquiries", &fields).await
    }

    async fn noted(&self, shown: &str, opened: &str) {
        let answer = self.tell(shown, opened).await;
        assert_eq!(answer.status, 204, "{answer:?}");
    }

    async fn solved_by(&self, article: &str) -> Answer {
        let fields = [("inquiry", &*self.inquiry), ("subject", self.subject), ("article", article)];
        self.browser.post("/support/solutions", &fields).await
    }

    async fn taken_back(&self) -> Answer {
        self.browser.post("/support/solutions/end", &[("inquiry", &self.inquiry)]).await
    }

    async fn sent(&self, shown: &str) -> Answer {
        let fields = [("inquiry", &*self.inquiry), ("subject", self.subject), ("shown", shown), ("body", "It burns")];
        self.browser.post("/support", &fields).await
    }
}

/// An organisation with the articles, all of them found.
async fn prepared(app: &TestApp) -> Cast {
    let cast = app.cast("harbour").await;
    app.import(&cast, ARTICLES, true).await;
    app.import(&cast, &[r#"{"id": "d", "title": "Secret draft", "body": "Not yet."}"#], false).await;
    let reader = app.sign_in(&cast.colleague).await;
    eventually("the articles are found", async || {
        let found = reader.get("/support/suggestions?subject=billing").await;
        found.body.contains(C).then_some(())
    })
    .await;
    cast
}

async fn every_number_is_what_was_counted_by_hand(app: &TestApp) {
    let cast = prepared(app).await;
    // Half past three in the afternoon there, ten in the morning UTC.
    app.execute("UPDATE users SET time_zone = 'Asia/Kolkata' WHERE email LIKE 'admin@%'").await;
    let (admin, agent) = (app.sign_in(&cast.admin).await, app.sign_in(&cast.agent).await);
    let empty = admin.get(REPORT).await;
    assert!(empty.text().contains("Nothing to count in this period"), "{empty:?}");
    afternoon(app, &cast).await;

    let page = eventually("the readings are written", async || {
        let page = admin.get(REPORT).await;
        (figures(&page, &format!("data-article=\"{A}\"")).get(4) == Some(&3)).then_some(page)
    })
    .await;
    assert_eq!(steps(&page), [10, 7, 4, 5]);
    let text = page.text();
    for said in ["70 % of those shown", "40 % of those shown", "50 % of those shown"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(text.contains("One more left without saying anything"), "{text}");
    assert!(text.contains("One ticket was sent without any article to offer"), "{text}");
    for (row, expected) in [
        (format!("data-article=\"{A}\""), &[6, 4, 2, 2, 3, 1, 1][..]),
        (format!("data-article=\"{B}\""), &[5, 1, 0, 3, 0, 0, 0]),
        (format!("data-article=\"{C}\""), &[3, 3, 2, 1, 0, 0, 1]),
        ("data-tag=\"mail\"".to_owned(), &[8, 5, 2, 4]),
        ("data-tag=\"setup\"".to_owned(), &[5, 1, 0, 3]),
        ("data-tag=\"billing\"".to_owned(), &[3, 3, 2, 1]),
        ("data-query=\"zebra crossing\"".to_owned(), &[2, 2]),
        ("data-query=\"quantum flux capacitor\"".to_owned(), &[1, 1]),
        ("datetime=\"2026-11-23\">23 Nov 2026</time></th>".to_owned(), &[6, 5, 2, 3]),
        ("datetime=\"2026-11-24\">24 Nov 2026</time></th>".to_owned(), &[4, 2, 2, 2]),
    ] {
        assert_eq!(figures(&page, &row), expected, "{row}");
    }
    assert_eq!(page.body.matches("data-article=").count(), 3, "what was never shown is not listed");
    assert_eq!(page.body.matches("data-query=").count(), 2);
    assert!(text.contains("Where is the picture?"), "{text}");

    // Each reader's days are their own: midnight there is half past six in the evening UTC.
    let day = "?from=2026-11-23&until=2026-11-23";
    assert_eq!(steps(&admin.get(&format!("{REPORT}{day}")).await), [6, 5, 2, 3]);
    assert_eq!(steps(&agent.get(&format!("{REPORT}{day}")).await), [10, 7, 4, 5]);
    assert_eq!(steps(&admin.get(&format!("{REPORT}?from=2026-11-24&until=2026-11-30")).await), [4, 2, 2, 2]);
    let before = agent.get(&format!("{REPORT}?from=2026-11-01&until=2026-11-22")).await;
    assert!(before.text().contains("Nothing to count in this period"));

    files(&admin).await;
    sorting(&admin).await;
    beside_tickets(&agent).await;
    let mut lessons = app
        .texts(
            "SELECT a.slug || ' ' || c.name AS lesson FROM lessons l JOIN articles a ON a.id = l.article_id
             JOIN customers c ON c.id = l.customer_id",
        )
        .await;
    lessons.sort_unstable();
    let expected = [
        "change-the-billing-address Contoso",
        "change-the-billing-address Northwind",
        "receive-mail-again Contoso",
        "receive-mail-again Northwind",
    ];
    assert_eq!(lessons, expected, "what was taken back is not learned");
}

/// A dozen inquiries of three clients, and what they say and look for beside them.
async fn afternoon(app: &TestApp, cast: &Cast) {
    let client = &app.sign_in(&cast.client).await;
    let colleague = &app.sign_in(&cast.colleague).await;
    let neighbour = &app.sign_in(&cast.neighbour).await;

    // 1: solved by A.
    let asking = Asking::about(client, "receive mail").await;
    asking.noted(&format!("{A} {B}"), "").await;
    asking.noted(&format!("{A} {B}"), A).await;
    assert_eq!(asking.solved_by(A).await.location(), format!("/support?solved={}", asking.inquiry));
    // 2: the same told again and again; B was shown last; sent anyway.
    let asking = Asking::about(client, "no mail at all").await;
    for _ in 0..3 {
        asking.noted(A, "").await;
        asking.noted(A, A).await;
    }
    assert_eq!(asking.sent(&format!("{A} {B}")).await.location(), "/support/1");
    // 3: left.
    Asking::about(colleague, "mail").await.noted(&format!("{A} {B}"), "").await;
    // 4: solved, taken back, sent.
    let asking = Asking::about(colleague, "billing address").await;
    asking.noted(C, C).await;
    asking.solved_by(C).await.location();
    assert_eq!(asking.taken_back().await.location(), format!("/support/new?inquiry={}", asking.inquiry));
    assert_eq!(asking.sent(C).await.location(), "/support/2");
    // 5: nothing to offer.
    let asking = Asking::about(neighbour, "Quantum flux capacitor").await;
    assert_eq!(asking.sent("").await.location(), "/support/3");
    // 6: solved, and said so twice.
    let asking = Asking::about(neighbour, "billing address").await;
    asking.noted(C, C).await;
    asking.solved_by(C).await.location();
    asking.solved_by(C).await.location();
    // 7: nothing that a client may read.
    Asking::about(neighbour, "secret").await.noted("secret-draft no-such-article", "secret-draft").await;
    // 18:29 UTC, 23:59 there. 8: read and sent.
    app.wait(Duration::from_secs((8 * 60 + 29) * 60));
    let asking = Asking::about(client, "mail filters").await;
    asking.noted(B, B).await;
    assert_eq!(asking.sent(B).await.location(), "/support/4");
    // 18:31 UTC, 00:01 there. 9: two read, the second solved it.
    app.wait(Duration::from_secs(2 * 60));
    let asking = Asking::about(client, "billing by mail").await;
    asking.noted(&format!("{A} {C}"), A).await;
    asking.noted(&format!("{A} {C}"), C).await;
    asking.solved_by(C).await.location();
    // 10: shown and not read.
    let asking = Asking::about(colleague, "mail filters").await;
    assert_eq!(asking.sent(B).await.location(), "/support/5");
    // 11: by the article's own page.
    let asking = Asking::about(neighbour, "receive mail").await;
    asking.noted(A, "").await;
    let article = neighbour.get(&format!("/help/{A}?inquiry={}", asking.inquiry)).await;
    assert!(article.text().contains("This solved it"), "{article:?}");
    assert_eq!(article.field("inquiry"), asking.inquiry);
    asking.solved_by(A).await.location();
    // 12: what comes after the ticket changes nothing.
    let asking = Asking::about(neighbour, "mail again").await;
    assert_eq!(asking.sent(A).await.location(), "/support/6");
    asking.noted(B, B).await;
    asking.solved_by(B).await.location();

    // Read: once a day each, in the drawer or on its page; staff do not count.
    for browser in [client, client] {
        browser.get(&format!("/help/{A}")).await;
    }
    colleague.fetch(&format!("/help/{A}")).await;
    app.sign_in(&cast.agent).await.get(&format!("/help/{A}")).await;
    vote(client, A, "yes", "").await;
    vote(client, A, "no", "Where is the picture?").await;
    vote(colleague, A, "yes", "").await;
    vote(neighbour, C, "no", "").await;
    // Looked for: letter by letter is once, and in other letters the same.
    for typed in ["ze", "zebra", "zebra cro", "zebra crossing", "zebra crossin", "zebra crossing"] {
        looked_for(client, typed).await;
    }
    client.get("/help?q=zebra+crossing").await;
    app.wait(Duration::from_secs(60));
    looked_for(neighbour, "  Zébra  crossing").await;
    looked_for(neighbour, "billing").await;
}

async fn vote(browser: &Browser, article: &str, helpful: &str, comment: &str) {
    let fields = [("helpful", helpful), ("comment", comment)];
    let answer = browser.post(&format!("/help/{article}/vote"), &fields).await;
    assert_eq!(answer.location(), format!("/help/{article}?voted#vote"));
}

async fn looked_for(browser: &Browser, query: &str) {
    assert_eq!(browser.send("/help/searches", &[("q", query)]).await.status, 204);
}

/// The steps on the page: shown, opened, solved, submitted.
fn steps(page: &Answer) -> Vec<i64> {
    ["shown", "opened", "solved", "submitted"]
        .iter()
        .map(|step| {
            let (_, step) = page.body.split_once(&format!("data-step=\"{step}\"")).expect("the step");
            let (_, count) = step.split_once("funnel-count num\">").expect("its count");
            count.split_once('<').expect("its end").0.parse().expect("a number")
        })
        .collect()
}

/// The figures of the row of a table that holds this.
fn figures(page: &Answer, holds: &str) -> Vec<i64> {
    let mut rows = page.body.split("<tr").filter_map(|row| row.split_once("</tr>"));
    let (row, _) = rows.find(|(row, _)| row.contains(holds)).unwrap_or_default();
    row.split("<td class=\"num\">").skip(1).filter_map(|cell| cell.split_once('<')?.0.parse().ok()).collect()
}

/// The same numbers in the files, byte for byte.
async fn files(admin: &Browser) {
    let file = async |table: &str, query: &str| {
        let answer = admin.get(&format!("{REPORT}/{table}.csv{query}")).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, "text/csv; charset=utf-8; header=present"));
        let name = format!("attachment; filename=\"harbour-{table}-");
        assert!(answer.header("content-disposition").starts_with(&name), "{answer:?}");
        answer.body
    };
    assert_eq!(
        file("articles", "").await,
        "\u{feff}Article,Shown,Opened,Solved,Sent anyway,Read,Helpful,Not helpful\r\n\
         Receive mail again,6,4,2,2,3,1,1\r\nMail filters,5,1,0,3,0,0,0\r\nChange the billing address,3,3,2,1,0,0,1\r\n"
    );
    assert_eq!(
        file("tags", "?tags=opened").await,
        "\u{feff}Tag,Shown,Opened,Solved,Sent anyway\r\nmail,8,5,2,4\r\nbilling,3,3,2,1\r\nsetup,5,1,0,3\r\n"
    );
    assert_eq!(
        file("searches", "").await,
        "\u{feff}Looked for,Times,Customers,Last\r\nZébra crossing,2,2,2026-11-23T18:32:00Z\r\n\
         Quantum flux capacitor,1,1,2026-11-23T10:00:00Z\r\n"
    );
    assert_eq!(
        file("days", "?from=2026-11-22&until=2026-11-24").await,
        "\u{feff}Day,Shown,Opened,Solved,Sent anyway\r\n2026-11-22,0,0,0,0\r\n2026-11-23,6,5,2,3\r\n2026-11-24,4,2,2,2\r\n"
    );
    // More than a month is told by weeks.
    assert!(file("days", "?from=2026-10-18&until=2026-11-24").await.ends_with("2026-11-22,10,7,4,5\r\n"));
    assert_eq!(admin.get(&format!("{REPORT}/none.csv")).await.status, 404);
}

async fn sorting(admin: &Browser) {
    let order = async |query: &str| {
        let page = admin.get(&format!("{REPORT}?{query}")).await;
        let rows = page.body.split("data-article=\"").skip(1);
        rows.filter_map(|row| Some(row.split_once('"')?.0.to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(order("").await, [A, B, C]);
    assert_eq!(order("articles=submitted").await, [B, A, C]);
    assert_eq!(order("articles=unhelpful").await, [C, A, B], "what is equal goes by title");
    assert_eq!(order("articles=body%3B").await, [A, B, C], "what is no column sorts nothing");
}

async fn beside_tickets(agent: &Browser) {
    let panel = async |number: i64| {
        let page = agent.get(&format!("/desk/tickets/{number}")).await.text();
        page.split_once("Read before asking").map(|(_, panel)| panel.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let first = panel(1).await.expect("a list");
    assert!(first.starts_with("Receive mail again Opened Mail filters Shown"), "{first}");
    assert!(panel(2).await.expect("a list").starts_with("Change the billing address Opened"));
    assert!(panel(5).await.expect("a list").starts_with("Mail filters Shown"));
    assert_eq!(panel(3).await, None, "there was nothing to read");
}

async fn an_inquiry_is_its_own_persons(app: &TestApp) {
    let (cast, rival) = (prepared(app).await, app.cast("rival").await);
    let client = app.sign_in(&cast.client).await;
    let asking = Asking::about(&client, "receive mail").await;
    asking.noted(A, A).await;
    let inquiries = "SELECT subject || COALESCE(solved_at, 0) || COALESCE(ticket_id, '') FROM inquiries";
    let before = app.texts(inquiries).await;
    for person in [&cast.colleague, &cast.neighbour, &rival.client] {
        let browser = app.sign_in(person).await;
        let theirs = Asking { browser: &browser, inquiry: asking.inquiry.clone(), subject: "stolen" };
        assert_eq!(theirs.tell(A, B).await.status, 404);
        assert_eq!(theirs.solved_by(A).await.status, 404);
        assert_eq!(theirs.taken_back().await.status, 404);
        let form = browser.get(&format!("/support/new?inquiry={}", asking.inquiry)).await;
        assert_eq!(form.field("subject"), "");
        assert_ne!(form.field("inquiry"), asking.inquiry);
        assert!(!browser.get(&format!("/support?solved={}", asking.inquiry)).await.text().contains("Glad that helped"));
        // A ticket is never refused for it.
        assert_eq!(theirs.sent(A).await.status, 303);
    }
    assert_eq!(app.texts(inquiries).await, before);
    assert_eq!(app.texts("SELECT article_id FROM inquiry_articles").await.len(), 1);
    let article = app.sign_in(&cast.neighbour).await.get(&format!("/help/{A}?inquiry={}", asking.inquiry)).await;
    assert!(!article.text().contains("This solved it"));
}

async fn saying_that_it_was_solved_can_be_taken_back(app: &TestApp) {
    let cast = prepared(app).await;
    let client = app.sign_in(&cast.client).await;
    let asking = Asking::about(&client, "receive mail").await;
    let thanks = client.get(asking.solved_by(A).await.location()).await;
    assert!(thanks.text().contains("Glad that helped"), "{thanks:?}");
    assert_eq!(thanks.field("inquiry"), asking.inquiry);
    assert_eq!(app.texts("SELECT subject FROM lessons").await, ["receive mail"]);
    let form = client.get(asking.taken_back().await.location()).await;
    assert_eq!((form.field("inquiry"), form.field("subject")), (asking.inquiry.clone(), "receive mail".to_owned()));
    assert_eq!(app.texts("SELECT subject FROM lessons").await, [""; 0]);
    assert!(!client.get(&format!("/support?solved={}", asking.inquiry)).await.text().contains("Glad that helped"));
    // Sent after all, without a word: what was solved was not.
    asking.solved_by(A).await.location();
    assert_eq!(asking.sent(A).await.status, 303);
    assert_eq!(app.texts("SELECT subject FROM lessons").await, [""; 0]);
    assert_eq!(app.texts("SELECT id FROM inquiries WHERE solved_at IS NULL AND ticket_id IS NOT NULL").await.len(), 1);
    assert_eq!(asking.solved_by("secret-draft").await.status, 303, "it is over");
    let other = Asking::about(&client, "receive mail").await;
    assert_eq!(other.solved_by("secret-draft").await.status, 404);
    assert_eq!(app.texts("SELECT id FROM inquiries").await.len(), 1, "what was refused began nothing");
}

async fn searches_that_found_nothing_are_kept_and_put_away(app: &TestApp) {
    let cast = prepared(app).await;
    let (client, agent) = (app.sign_in(&cast.client).await, app.sign_in(&cast.agent).await);
    looked_for(&client, "zebra crossing").await;
    // The next day it is another search.
    app.wait(Duration::from_secs(24 * 60 * 60));
    looked_for(&client, "zebra").await;
    looked_for(&client, "zebra crossing").await;
    // A subject on which one rested, which finds something in the end.
    let subject = async |asking: &Asking<'_>, subject: &str| {
        let fields = [("inquiry", &*asking.inquiry), ("subject", subject), ("rested", "1")];
        assert_eq!(asking.browser.send("/support/inquiries", &fields).await.status, 204);
    };
    let asking = Asking::about(&client, "").await;
    subject(&asking, "xylophone tuning").await;
    assert_eq!(
        app.texts("SELECT wording FROM missed_searches WHERE inquiry_id IS NOT NULL").await,
        ["xylophone tuning"]
    );
    subject(&asking, "xylophone tuner").await;
    assert_eq!(
        app.texts("SELECT wording FROM missed_searches WHERE inquiry_id IS NOT NULL").await,
        ["xylophone tuner"]
    );
    subject(&asking, "billing address").await;
    assert_eq!(app.texts("SELECT wording FROM missed_searches WHERE inquiry_id IS NOT NULL").await, [""; 0]);

    let page = agent.get(REPORT).await;
    assert_eq!(figures(&page, "data-query=\"zebra crossing\""), [2, 1]);
    assert!(page.body.contains("href=\"/desk/articles/new?title=zebra+crossing\""), "{page:?}");
    let put_away = [("query", "zebra crossing"), ("from", "2026-11-20"), ("until", "2026-11-30")];
    let viewer = app.sign_in(&cast.viewer).await;
    assert_eq!(viewer.post("/desk/reports/searches/dismissal", &put_away).await.status, 403);
    assert!(!viewer.get(REPORT).await.body.contains("/desk/articles/new"));
    let led = agent.post("/desk/reports/searches/dismissal", &put_away).await;
    assert_eq!(led.location(), "/desk/reports/deflection?from=2026-11-20&until=2026-11-30#searches");
    looked_for(&client, "zebra crossing").await;
    assert!(!agent.get(REPORT).await.body.contains("data-query="), "it stays away");
    let dismissed = agent.get(&format!("{REPORT}?searches=dismissed")).await;
    assert_eq!(figures(&dismissed, "data-query=\"zebra crossing\""), [2, 1]);
    agent.post("/desk/reports/searches/dismissal/end", &put_away).await.location();
    assert!(agent.get(REPORT).await.body.contains("data-query=\"zebra crossing\""));
    let unknown = agent.post("/desk/reports/searches/dismissal", &[("query", "unheard of")]).await;
    assert_eq!(unknown.status, 404);
}

async fn a_vote_can_be_changed_and_says_what_is_missing(app: &TestApp) {
    let cast = prepared(app).await;
    let (client, agent) = (app.sign_in(&cast.client).await, app.sign_in(&cast.agent).await);
    let path = format!("/help/{A}");
    let page = client.get(&path).await;
    assert!(page.text().contains("Was this helpful?"), "{page:?}");
    assert!(!agent.get(&path).await.text().contains("Was this helpful?"), "staff have no vote");
    assert_eq!(agent.post(&format!("{path}/vote"), &[("helpful", "yes")]).await.status, 404);
    vote(&client, A, "no", "").await;
    assert!(client.get(&path).await.text().contains("What did you miss?"));
    vote(&client, A, "no", "Where is the picture?\r\nAnd the sound?").await;
    assert!(client.get(&path).await.text().contains("Where is the picture?"));
    let votes = "SELECT CASE WHEN helpful THEN 'yes' ELSE 'no' END || ': ' || comment FROM article_votes";
    assert_eq!(app.texts(votes).await, ["no: Where is the picture?\nAnd the sound?"]);
    vote(&client, A, "yes", "left over").await;
    assert_eq!(app.texts(votes).await, ["yes: "]);
    for (path, fields, status) in [
        (format!("/help/{A}/vote"), vec![("helpful", "maybe")], 400),
        (format!("/help/{A}/vote"), vec![("helpful", "no"), ("comment", &*"x".repeat(2_001))], 413),
        ("/help/secret-draft/vote".to_owned(), vec![("helpful", "yes")], 404),
        ("/help/none/vote".to_owned(), vec![("helpful", "yes")], 404),
    ] {
        assert_eq!(client.send(&path, &fields).await.status, status, "{path}");
    }
}

async fn without_scripts_the_same_is_counted(app: &TestApp) {
    let cast = prepared(app).await;
    let (client, agent) = (app.sign_in(&cast.client).await, app.sign_in(&cast.agent).await);
    let form = client.get("/support/new").await;
    let fields = [
        ("inquiry", &*form.field("inquiry")),
        ("key", &*form.field("key")),
        ("subject", "billing"),
        ("body", "A story"),
        ("look", "1"),
    ];
    let looked = client.post("/support", &fields).await;
    assert_eq!(looked.status, 200, "{looked:?}");
    assert_eq!(looked.field("subject"), "billing");
    assert!(looked.body.contains("A story"));
    assert_eq!(app.texts("SELECT id FROM tickets").await, [""; 0], "looking sends nothing");
    let link = format!("/help/{C}?inquiry={}", form.field("inquiry"));
    assert!(looked.body.contains(&link), "{looked:?}");
    assert!(client.get(&link).await.text().contains("I still need help"));
    let fields = [
        ("inquiry", &*looked.field("inquiry")),
        ("key", &*looked.field("key")),
        ("shown", &*looked.field("shown")),
        ("subject", "billing"),
        ("body", "A story"),
    ];
    assert_eq!(client.post("/support", &fields).await.location(), "/support/1");
    assert_eq!(steps(&agent.get(REPORT).await), [1, 1, 0, 1]);
}

async fn reports_are_bounded(app: &TestApp) {
    let cast = prepared(app).await;
    let client = app.sign_in(&cast.client).await;
    let asking = Asking::about(&client, "mail").await;
    let mut noted = 0;
    // One more each second: on a slow machine it takes more until it is too much.
    while noted < 1_000 {
        match asking.tell("", "").await.status {
            204 => noted += 1,
            429 => break,
            other => panic!("{other}"),
        }
    }
    assert!(noted < 1_000);
    let neighbour = app.sign_in(&cast.neighbour).await;
    Asking::about(&neighbour, "mail").await.noted("", "").await;
    // What is too much is cut, not refused.
    let inquiry = InquiryId::new(app.app.clock.now(), &SystemChance).to_string();
    let long = Asking { browser: &neighbour, inquiry, subject: &"x".repeat(5_000) };
    long.noted(&format!("{} {A}", "none ".repeat(60)), "").await;
    assert_eq!(
        app.texts("SELECT CAST(LENGTH(subject) AS TEXT) FROM inquiries ORDER BY LENGTH(subject) DESC").await[0],
        "200"
    );
    assert_eq!(app.texts("SELECT article_id FROM inquiry_articles").await.len(), 0, "the first fifty names count");
}

async fn what_is_old_is_forgotten(app: &TestApp) {
    let cast = prepared(app).await;
    let client = app.sign_in(&cast.client).await;
    let tables = ["inquiries", "inquiry_articles", "missed_searches", "article_views"];
    let rows = async || {
        let mut rows = Vec::new();
        for table in tables {
            rows.push(app.texts(&format!("SELECT organisation_id FROM {table}")).await.len());
        }
        rows
    };
    let asking = Asking::about(&client, "quantum flux").await;
    asking.noted(A, A).await;
    asking.sent(A).await.location();
    client.get(&format!("/help/{A}")).await;
    eventually("the reading is written", async || (rows().await == [1, 1, 1, 1]).then_some(())).await;
    app.wait(Duration::from_secs(399 * 24 * 60 * 60));
    assert_eq!(deflection::forget_old(&app.app).await.unwrap(), 0);
    app.wait(Duration::from_secs(2 * 24 * 60 * 60));
    // On the embedded database the server's own worker may have been quicker.
    assert!(deflection::forget_old(&app.app).await.unwrap() > 0 || app.settings.database_url.is_none());
    assert_eq!(rows().await, [0, 0, 0, 0]);
    assert_eq!(app.texts("SELECT id FROM tickets").await.len(), 1);
}
