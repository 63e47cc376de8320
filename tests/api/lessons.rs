//! What articles learn from answered tickets (K4): from whom, within which limits, and how it is undone.

use std::collections::BTreeSet;

use frontdesk::app::articles::Report;
use frontdesk::app::lessons::{self, NewLesson};
use frontdesk::app::{articles, tickets};
use frontdesk::domain::lesson::Teacher;
use frontdesk::id::{ArticleId, CustomerId};

use crate::{Browser, Cast, TestApp, each_database, eventually};

each_database!(
    a_link_in_a_reply_of_the_staff_teaches,
    what_is_no_such_reply_teaches_nothing,
    what_staff_wrote_needs_no_second_customer,
    a_solution_is_marked_and_unmarked_beside_the_ticket,
    what_an_article_has_learned_is_undone_and_brought_back,
    what_clients_alone_say_counts_from_three,
    a_ticket_that_moves_or_goes_takes_its_words_along,
    a_customer_that_is_deleted_takes_its_words_along,
    answered_tickets_are_imported_once,
    articles_are_read_in_the_language_of_the_organisation,
);

const ARTICLES: &[&str] = &[
    r#"{"id": "kb-1", "title": "Sign in again", "body": "Open the menu."}"#,
    r#"{"id": "kb-2", "title": "Change the billing address", "body": "Open the profile."}"#,
];
const LINK: &str = "Please read /help/sign-in-again, then write again.";

async fn a_link_in_a_reply_of_the_staff_teaches(app: &TestApp) {
    let cast = prepared(app).await;
    let browser = app.sign_in(&cast.client).await;
    app.execute("UPDATE organisations SET domain = 'harbour.example'").await;
    let first = app.open(&cast.client, "Everything flickers", "Help").await;
    app.reply(&cast.agent, first, LINK).await;
    assert_eq!(lines(app).await, ["staff_link Everything flickers 0"]);
    app.reply(&cast.agent, first, LINK).await;
    assert_eq!(lines(app).await.len(), 1, "the same from the same ticket is learned once");
    assert_eq!(offered_now(app, &cast, &browser, "flickers").await, "", "one customer's word is nobody else's");

    let second = app.open(&cast.neighbour, "Screen flickers", "Help").await;
    app.reply(
        &cast.agent,
        second,
        "https://portal.harbour.example/help/sign-in-again and http://portal.test/help/change-the-billing-address",
    )
    .await;
    assert_eq!(lines(app).await.len(), 3, "two articles");
    let found = until_offered(&browser, "flicker", "sign-in-again").await;
    assert!(!found.contains("flicker") && !found.contains("<mark>"), "what was learned is not shown: {found}");
    let kinds = app.texts("SELECT kind FROM events WHERE topic LIKE 'help:%' ORDER BY number").await;
    assert_eq!(kinds.iter().filter(|kind| *kind == "lessons_changed").count(), 3);
}

async fn what_is_no_such_reply_teaches_nothing(app: &TestApp) {
    let (cast, rival) = (prepared(app).await, app.cast("rival").await);
    app.import(&rival, &[r#"{"id": "kb-9", "title": "Of the rival", "body": "b"}"#], true).await;
    app.import(&cast, &[r#"{"id": "kb-3", "title": "A draft", "body": "b"}"#], false).await;
    let number = app.open(&cast.client, "Everything flickers", "See /help/sign-in-again").await;
    app.note(&cast.agent, number, LINK).await;
    app.reply(&cast.client, number, LINK).await;
    for body in [
        "https://elsewhere.test/help/sign-in-again",
        "https://portal.test.elsewhere.test/help/sign-in-again",
        "/help/of-the-rival /help/a-draft /help/no-such-article /help/",
    ] {
        app.reply(&cast.agent, number, body).await;
    }
    assert_eq!(lines(app).await, Vec::<String>::new());
}

async fn what_staff_wrote_needs_no_second_customer(app: &TestApp) {
    let cast = prepared(app).await;
    let browser = app.sign_in(&cast.client).await;
    let agent = app.sign_in(&cast.agent).await;
    let customer = cast.northwind.to_string();
    let fields = [("customer", customer.as_str()), ("subject", "Monitor flickers"), ("body", "They called.")];
    let number = agent.post("/desk/tickets", &fields).await.location().rsplit('/').next().unwrap().parse().unwrap();
    app.reply(&cast.agent, number, LINK).await;
    assert_eq!(lines(app).await, ["staff_link Monitor flickers 1"]);
    until_offered(&browser, "flickers", "sign-in-again").await;
}

async fn a_solution_is_marked_and_unmarked_beside_the_ticket(app: &TestApp) {
    let cast = prepared(app).await;
    let agent = app.sign_in(&cast.agent).await;
    let number = app.open(&cast.client, "Cannot sign in", "Help").await;
    let page = format!("/desk/tickets/{number}");
    let shown = eventually("the article is offered", async || {
        Some(agent.get(&page).await).filter(|page| page.body.contains("Mark as solution"))
    })
    .await;
    assert!(shown.body.contains("data-insert=\"http://portal.test/help/sign-in-again\""), "{shown:?}");
    let article = article(app, "kb-1").await.to_string();
    for _ in 0..2 {
        let marked = agent.post(&format!("{page}/solutions"), &[("article", &article)]).await;
        assert_eq!(marked.location(), page);
    }
    assert_eq!(lines(app).await, ["solution Cannot sign in 0"]);
    let shown = agent.get(&page).await;
    assert!(shown.text().contains("Solved by") && !shown.body.contains("Mark as solution"), "{shown:?}");

    let undo = format!("{page}/solutions/{article}/undo");
    for _ in 0..2 {
        assert_eq!(agent.post(&undo, &[]).await.location(), page);
    }
    assert!(agent.get(&page).await.body.contains("Mark as solution"));
    assert_eq!(lines(app).await, Vec::<String>::new(), "what is undone teaches nothing");
    agent.post(&format!("{page}/solutions"), &[("article", &article)]).await.location();
    assert_eq!(lines(app).await, ["solution Cannot sign in 0"]);
    let recorded = app.texts("SELECT action FROM audit WHERE action LIKE 'lesson.%' ORDER BY action").await;
    assert_eq!(recorded, ["lesson.taught", "lesson.taught", "lesson.undone"], "what changes nothing is not recorded");

    let viewer = app.sign_in(&cast.viewer).await;
    let shown = viewer.get(&page).await;
    assert!(shown.text().contains("Solved by") && !shown.body.contains("/solutions"), "{shown:?}");
    for wrong in ["", "no-id", &cast.northwind.to_string()] {
        assert_eq!(agent.post(&format!("{page}/solutions"), &[("article", wrong)]).await.status, 404, "{wrong}");
    }
}

async fn what_an_article_has_learned_is_undone_and_brought_back(app: &TestApp) {
    let cast = prepared(app).await;
    let (agent, client) = (app.sign_in(&cast.agent).await, app.sign_in(&cast.client).await);
    let numbers = [
        app.open(&cast.client, "Everything flickers", "Help").await,
        app.open(&cast.neighbour, "It flickers", "Help").await,
    ];
    for number in numbers {
        app.reply(&cast.agent, number, LINK).await;
    }
    until_offered(&client, "flickers", "sign-in-again").await;
    let article = article(app, "kb-1").await;
    let page = format!("/desk/articles/{article}/lessons");
    let shown = agent.get(&page).await;
    for number in numbers {
        assert!(shown.text().contains(&format!("Ticket #{number}")), "{shown:?}");
    }
    assert!(
        shown.text().contains("A link in a reply by Agent harbour") && !shown.body.contains("flickers"),
        "{shown:?}"
    );

    let lesson = app.texts("SELECT id FROM lessons ORDER BY id").await.remove(0);
    assert_eq!(agent.post(&format!("{page}/{lesson}/undo"), &[]).await.location(), page);
    assert!(agent.get(&page).await.text().contains("Undone"));
    until_forgotten(&client, "flickers").await;
    app.reply(&cast.agent, numbers[0], LINK).await;
    assert_eq!(lines(app).await.len(), 1, "another link does not bring back what staff have undone");
    assert_eq!(agent.post(&format!("{page}/{lesson}/restore"), &[]).await.location(), page);
    until_offered(&client, "flickers", "sign-in-again").await;

    let other = self::article(app, "kb-2").await;
    let wrong = agent.post(&format!("/desk/articles/{other}/lessons/{lesson}/undo"), &[]).await;
    assert_eq!(wrong.status, 404, "a lesson of another article");
    assert!(agent.get(&format!("/desk/articles/{other}/lessons")).await.text().contains("Nothing learned yet"));
}

async fn what_clients_alone_say_counts_from_three(app: &TestApp) {
    let cast = prepared(app).await;
    let browser = app.sign_in(&cast.client).await;
    let fabrikam = another_customer(app, &cast).await;
    for (customer, subject) in [(cast.northwind, "It flickers"), (cast.contoso, "Flickers"), (fabrikam, "flickers!")] {
        for _ in 0..2 {
            teach(app, &cast, customer, subject).await;
        }
        if customer != fabrikam {
            assert_eq!(offered_now(app, &cast, &browser, "flickers").await, "", "{subject}");
        }
    }
    assert_eq!(lines(app).await.len(), 3, "each customer once");
    until_offered(&browser, "flickers", "sign-in-again").await;
}

async fn a_ticket_that_moves_or_goes_takes_its_words_along(app: &TestApp) {
    let cast = prepared(app).await;
    let browser = app.sign_in(&cast.client).await;
    app.reply(&cast.agent, app.open(&cast.client, "Everything flickers", "Help").await, LINK).await;
    let second = app.open(&cast.neighbour, "It flickers", "Help").await;
    app.reply(&cast.agent, second, LINK).await;
    until_offered(&browser, "flickers", "sign-in-again").await;
    tickets::move_to(&app.app, &cast.agent.0, second, cast.northwind).await.unwrap();
    until_forgotten(&browser, "flickers").await;
    tickets::move_to(&app.app, &cast.agent.0, second, cast.contoso).await.unwrap();
    until_offered(&browser, "flickers", "sign-in-again").await;

    let id = app.texts(&format!("SELECT id FROM tickets WHERE number = {second}")).await.remove(0).parse().unwrap();
    app.write(async |writing| {
        lessons::withdraw_ticket_in(writing, cast.organisation.id, id).await.unwrap();
    })
    .await;
    until_forgotten(&browser, "flickers").await;
    assert_eq!(lines(app).await, ["staff_link Everything flickers 0"]);
}

async fn a_customer_that_is_deleted_takes_its_words_along(app: &TestApp) {
    let cast = prepared(app).await;
    let fabrikam = another_customer(app, &cast).await;
    teach(app, &cast, fabrikam, "It flickers").await;
    let agent = app.sign_in(&cast.agent).await;
    agent.post(&format!("/desk/customers/{fabrikam}/delete"), &[]).await.location();
    assert_eq!(lines(app).await, Vec::<String>::new());
    assert_eq!(app.texts("SELECT id FROM customers").await.len(), 2);
}

async fn answered_tickets_are_imported_once(app: &TestApp) {
    let (cast, rival) = (prepared(app).await, app.cast("rival").await);
    app.import(&rival, &[r#"{"id": "kb-9", "title": "Of the rival", "body": "b"}"#], true).await;
    let browser = app.sign_in(&cast.client).await;
    let long = format!(r#"{{"id": "6", "subject": "{}", "relevant": ["kb-1"]}}"#, "x".repeat(2_001));
    let given = [
        "\u{feff}{\"id\": \"1\", \"subject\": \"Everything flickers\", \"relevant\": [\"kb-1\", \"kb-2\"]}",
        "not json",
        "",
        r#"{"id": "2", "subject": "Half known", "relevant": ["kb-1", "kb-9"]}"#,
        r#"{"id": "3", "subject": "Unknown", "relevant": ["kb-9"]}"#,
        r#"{"id": "4", "subject": " ", "relevant": ["kb-1"]}"#,
        r#"{"id": "5", "subject": "No answer", "relevant": []}"#,
        &long,
        r#"{"id": "", "subject": "No id", "relevant": ["kb-1"]}"#,
        r#"{"id": "7", "subject": "\u0000", "relevant": ["kb-1"]}"#,
    ];
    let report = import(app, &cast, &given).await;
    assert_eq!((report.lines, report.saved), (9, 2));
    let problems: Vec<usize> = report.problems.iter().map(|(line, _)| *line).collect();
    assert_eq!(problems, [2, 4, 5, 6, 7, 8, 9, 10]);
    assert!(report.problems[1].1.contains("no article was imported as \"kb-9\""), "{report:?}");
    let learned = ["import Everything flickers 1", "import Everything flickers 1", "import Half known 1"];
    assert_eq!(lines(app).await, learned);
    until_offered(&browser, "flickers", "sign-in-again").await;

    let events = async || app.texts("SELECT number || kind FROM events WHERE kind = 'lessons_changed'").await.len();
    let before = events().await;
    import(app, &cast, &given[..1]).await;
    assert_eq!((lines(app).await.len(), events().await), (3, before), "the same again changes nothing");
    let changed = r#"{"id": "1", "subject": "Everything glitters", "relevant": ["kb-2"]}"#;
    import(app, &cast, &[changed, changed]).await;
    assert_eq!(lines(app).await, ["import Everything glitters 1", "import Half known 1"]);
    until_forgotten(&browser, "flickers").await;
    until_offered(&browser, "glitters", "change-the-billing-address").await;
}

async fn articles_are_read_in_the_language_of_the_organisation(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let browser = app.sign_in(&cast.client).await;
    app.execute("UPDATE organisations SET language = 'de'").await;
    app.import(&cast, &[r#"{"id": "de", "title": "Häuser verwalten", "body": "So geht es."}"#], true).await;
    until_offered(&browser, "haus+", "hauser-verwalten").await;
    app.execute("UPDATE organisations SET language = 'en'").await;
    articles::reindex(&app.app, cast.organisation.id).await.unwrap();
    until_forgotten(&browser, "haus+").await;
}

/// An organisation with articles that can be found.
async fn prepared(app: &TestApp) -> Cast {
    let cast = app.cast("harbour").await;
    app.import(&cast, ARTICLES, true).await;
    let browser = app.sign_in(&cast.client).await;
    until_offered(&browser, "billing", "change-the-billing-address").await;
    cast
}

/// What is learned and not undone: who says so, the subject, and whether staff wrote it.
async fn lines(app: &TestApp) -> Vec<String> {
    let sql = "SELECT teacher || ' ' || subject || ' ' || CASE WHEN staff_written THEN 1 ELSE 0 END FROM lessons
               WHERE undone_at IS NULL ORDER BY subject, teacher";
    app.texts(sql).await
}

async fn article(app: &TestApp, external_id: &str) -> ArticleId {
    let sql = format!("SELECT id FROM articles WHERE external_id = '{external_id}'");
    app.texts(&sql).await.remove(0).parse().unwrap()
}

async fn offered(browser: &Browser, subject: &str) -> String {
    browser.get(&format!("/support/suggestions?subject={subject}")).await.body
}

async fn until_offered(browser: &Browser, subject: &str, slug: &str) -> String {
    let link = format!("href=\"/help/{slug}\"");
    eventually(subject, async || Some(offered(browser, subject).await).filter(|body| body.contains(&link))).await
}

async fn until_forgotten(browser: &Browser, subject: &str) {
    eventually(subject, async || offered(browser, subject).await.is_empty().then_some(())).await;
}

/// What is offered once the index has followed all that was written so far: it has when a later article is found.
async fn offered_now(app: &TestApp, cast: &Cast, browser: &Browser, subject: &str) -> String {
    let articles = app.texts("SELECT id FROM articles").await.len();
    let word = format!("marker{}", "x".repeat(articles));
    app.import(cast, &[&format!(r#"{{"id": "{word}", "title": "{word}", "body": "b"}}"#)], true).await;
    until_offered(browser, &word, &word).await;
    offered(browser, subject).await
}

async fn teach(app: &TestApp, cast: &Cast, customer: CustomerId, subject: &str) {
    let article = article(app, "kb-1").await;
    let lesson =
        NewLesson { article, subject, customer: Some(customer), ticket: None, teacher: Teacher::Client, by: None };
    app.write(async |writing| lessons::learn_in(writing, cast.organisation.id, &lesson).await.unwrap()).await;
}

async fn another_customer(app: &TestApp, cast: &Cast) -> CustomerId {
    let known: BTreeSet<String> = app.texts("SELECT id FROM customers").await.into_iter().collect();
    let agent = app.sign_in(&cast.agent).await;
    agent.post("/desk/customers", &[("name", "Fabrikam")]).await.location();
    let all = app.texts("SELECT id FROM customers").await;
    all.iter().find(|id| !known.contains(*id)).unwrap().parse().unwrap()
}

async fn import(app: &TestApp, cast: &Cast, given: &[&str]) -> Report {
    let given = given.iter().map(|line| line.as_bytes().to_vec());
    lessons::import_answered(&app.app, cast.organisation.id, given).await.unwrap()
}
