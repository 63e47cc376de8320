//! How satisfied clients are (T7): a scripted session, and every number of the report beside what was counted by hand.

use std::time::Duration;

use frontdesk::app::{csat, dashboard, tickets};
use frontdesk::domain::csat::Tally;
use frontdesk::domain::input::Lines;
use frontdesk::domain::rating::{Rating, Reason, Stars};
use frontdesk::domain::ticket::{Status, TicketNumber};
use frontdesk::words::msg::ratings as words;

use crate::{Answer, Browser, Cast, Person, TestApp, each_database, said};

each_database!(
    every_number_is_what_was_counted_by_hand,
    the_open_report_moves,
    what_is_shown_of_late_is_of_seven_days,
    whoever_reads_no_reports_reads_none,
);

const REPORT: &str = "/desk/reports/csat";

/// A ticket of the script.
struct Ticket<'a> {
    client: &'a Person,
    agent: Option<&'a Person>,
    tags: &'a [&'a str],
    /// How many stars, why, and what else was said.
    rating: Option<(usize, &'a [Reason], &'a str)>,
}

async fn play(app: &TestApp, cast: &Cast, ticket: &Ticket<'_>) -> TicketNumber {
    let number = app.open(ticket.client, "It burns", "Help").await;
    let tags: Vec<String> = ticket.tags.iter().map(|tag| (*tag).to_owned()).collect();
    tickets::set_tags(&app.app, &cast.agent.0, number, &tags).await.unwrap();
    let agent = ticket.agent.map(|agent| agent.0.membership_id);
    tickets::assign(&app.app, &cast.manager.0, number, agent).await.unwrap();
    app.set_status(&cast.manager, number, Status::Resolved).await;
    if let Some((stars, reasons, comment)) = ticket.rating {
        rate(app, ticket.client, number, (stars, reasons, comment)).await;
    }
    number
}

async fn rate(
    app: &TestApp,
    client: &Person,
    number: TicketNumber,
    (stars, reasons, comment): (usize, &[Reason], &str),
) {
    let rating = Rating::new(Stars::ALL[stars - 1], reasons, &Lines::parse(comment).unwrap());
    tickets::rate(&app.app, &client.0, number, &rating).await.unwrap();
}

/// Ten tickets in two months.
async fn months(app: &TestApp, cast: &Cast) -> TicketNumber {
    // Nobody is told by mail: that is tried elsewhere, and these are many.
    app.execute("UPDATE memberships SET notify = 'none'").await;
    let ticket = |client, agent, tags, rating| Ticket { client, agent, tags, rating };
    let (agent, manager) = (Some(&cast.agent), Some(&cast.manager));
    let slow: &[Reason] = &[Reason::Slow];
    play(app, cast, &ticket(&cast.client, agent, &["mail"], Some((5, &[Reason::Quick], "Great")))).await;
    play(app, cast, &ticket(&cast.client, agent, &["mail", "setup"], Some((2, slow, "=Two days")))).await;
    play(app, cast, &ticket(&cast.colleague, agent, &["setup"], None)).await;
    play(app, cast, &ticket(&cast.neighbour, manager, &["mail"], Some((4, &[], "")))).await;
    // Changed: the last one counts. Nobody had it.
    let fifth = play(app, cast, &ticket(&cast.neighbour, None, &[], Some((1, &[], "")))).await;
    app.wait(Duration::from_secs(60));
    rate(app, &cast.neighbour, fifth, (3, &[], "")).await;
    // Reopened, given to somebody else, resolved again and not rated again: it counts as it was rated.
    let sixth = play(app, cast, &ticket(&cast.client, manager, &[], Some((1, &[], "")))).await;
    app.set_status(&cast.client, sixth, Status::Open).await;
    tickets::assign(&app.app, &cast.agent.0, sixth, agent.map(|agent| agent.0.membership_id)).await.unwrap();
    app.wait(Duration::from_secs(60));
    app.set_status(&cast.agent, sixth, Status::Resolved).await;
    // Never resolved; closed without being resolved.
    app.open(&cast.client, "Open", "Help").await;
    let spam = app.open(&cast.client, "Spam", "Buy").await;
    app.set_status(&cast.agent, spam, Status::Closed).await;
    // 30 November, 18:31 UTC: one minute past midnight in Kolkata.
    app.wait(Duration::from_secs((7 * 24 * 60 + 8 * 60 + 29) * 60));
    play(app, cast, &ticket(&cast.client, agent, &["mail"], Some((5, &[], "")))).await;
    play(app, cast, &ticket(&cast.client, agent, &[], None)).await
}

/// A figure in large.
fn figure(page: &Answer, name: &str) -> String {
    let (_, figure) = page.body.split_once(&format!("data-figure=\"{name}\"")).expect("the figure");
    let (_, value) = figure.split_once("funnel-count num\">").expect("its value");
    value.split_once('<').expect("its end").0.trim().to_owned()
}

fn large(page: &Answer) -> [String; 4] {
    ["average", "satisfied", "rated", "unrated"].map(|name| figure(page, name))
}

/// The cells of the row that holds this.
fn cells(page: &Answer, holds: &str) -> Vec<String> {
    let mut rows = page.body.split("<tr").filter_map(|row| row.split_once("</tr>"));
    let (row, _) = rows.find(|(row, _)| row.contains(holds)).unwrap_or_default();
    row.split("<td class=\"num\">").skip(1).filter_map(|cell| Some(cell.split_once('<')?.0.to_owned())).collect()
}

async fn every_number_is_what_was_counted_by_hand(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.execute("UPDATE users SET time_zone = 'Asia/Kolkata' WHERE email LIKE 'admin@%'").await;
    let empty = app.sign_in(&cast.admin).await.get(REPORT).await;
    assert!(empty.text().contains(&said(words::CSAT_EMPTY_TITLE)), "{empty:?}");
    months(app, &cast).await;

    let (admin, agent) = (app.sign_in(&cast.admin).await, app.sign_in(&cast.agent).await);
    let page = admin.get(REPORT).await;
    // 5, 2, 4, 3, 1, 5: twenty stars of six tickets; two more were resolved.
    assert_eq!(large(&page), ["3.3", "50 %", "6", "2"], "{page:?}");
    assert!(page.text().contains("75 % of those resolved"), "{page:?}");
    for (stars, count) in [(5, "2"), (4, "1"), (3, "1"), (2, "1"), (1, "1")] {
        assert_eq!(cells(&page, &format!("data-stars=\"{stars}\"")), [count], "{stars}");
    }
    let id = |person: &Person| format!("data-agent=\"{}\"", person.0.membership_id);
    for (row, expected) in [
        // 5, 2, 5 of five; 4, 1; 3.
        (id(&cast.agent), ["4.0", "67 %", "3", "2"]),
        (id(&cast.manager), ["2.5", "50 %", "2", "0"]),
        (">Nobody<".to_owned(), ["3.0", "0 %", "1", "0"]),
        // 5, 2, 4, 5; 2 of two.
        ("data-tag=\"mail\"".to_owned(), ["4.0", "75 %", "4", "0"]),
        ("data-tag=\"setup\"".to_owned(), ["2.0", "0 %", "1", "1"]),
        ("data-month=\"2026-11-01\"".to_owned(), ["3.0", "40 %", "5", "1"]),
        ("data-month=\"2026-12-01\"".to_owned(), ["5.0", "100 %", "1", "1"]),
        ("data-month=\"2026-10-01\"".to_owned(), ["–", "–", "0", "0"]),
    ] {
        assert_eq!(cells(&page, &row), expected, "{row}");
    }
    let text = page.text();
    assert!(text.find("=Two days") < text.find("Great"), "of one time the later ticket first: {text}");
    assert!(page.body.contains("href=\"/desk/tickets/2\""), "{page:?}");
    assert_eq!(page.body.matches("<li data-number=").count(), 2, "those who said something");

    // Each reader's days are their own.
    let november = "?from=2026-11-01&until=2026-11-30";
    assert_eq!(large(&admin.get(&format!("{REPORT}{november}")).await), ["3.0", "40 %", "5", "1"]);
    assert_eq!(large(&agent.get(&format!("{REPORT}{november}")).await), ["3.3", "50 %", "6", "2"]);
    assert_eq!(
        large(&admin.get(&format!("{REPORT}?from=2026-12-01&until=2026-12-31")).await),
        ["5.0", "100 %", "1", "1"]
    );
    let before = agent.get(&format!("{REPORT}?from=2026-10-01&until=2026-11-22")).await;
    assert!(before.text().contains(&said(words::CSAT_EMPTY_TITLE)), "{before:?}");
    assert_eq!(agent.get(&format!("{REPORT}?from=x&until=y&days=12")).await.status, 200);
    files(&cast, &admin).await;
}

/// The same numbers in the files, byte for byte.
async fn files(cast: &Cast, admin: &Browser) {
    let file = async |table: &str, query: &str| {
        let answer = admin.get(&format!("{REPORT}/{table}.csv{query}")).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, "text/csv; charset=utf-8; header=present"));
        let name = format!("attachment; filename=\"harbour-csat-{table}-");
        assert!(answer.header("content-disposition").starts_with(&name), "{answer:?}");
        answer.body
    };
    let columns =
        "Average,Satisfied,Ratings,Not yet rated,1 of 5 stars,2 of 5 stars,3 of 5 stars,4 of 5 stars,5 of 5 stars";
    let (agent, manager) = (&cast.agent.0.name, &cast.manager.0.name);
    assert_eq!(
        file("agents", "").await,
        format!(
            "\u{feff}Agent,{columns}\r\n{agent},4.0,2,3,2,0,1,0,0,2\r\n{manager},2.5,1,2,0,1,0,0,1,0\r\nNobody,3.0,0,1,0,0,0,1,0,0\r\n"
        )
    );
    assert_eq!(
        file("tags", "").await,
        format!("\u{feff}Tag,{columns}\r\nmail,4.0,3,4,0,0,1,0,1,2\r\nsetup,2.0,0,1,1,0,1,0,0,0\r\n")
    );
    assert_eq!(
        file("months", "?from=2026-10-15&until=2026-12-01").await,
        format!(
            "\u{feff}Month,{columns}\r\n2026-10-15,,0,0,0,0,0,0,0,0\r\n2026-11-01,3.0,2,5,1,1,1,1,1,1\r\n2026-12-01,5.0,1,1,1,0,0,0,0,1\r\n"
        )
    );
    let ratings = file("ratings", "").await;
    assert_eq!(ratings.lines().count(), 7, "{ratings}");
    let client = &cast.client.0.name;
    let second = format!("2,It burns,Northwind,{client},{agent},2,Took too long,'=Two days,2026-11-23T10:00:00Z\r\n");
    assert!(ratings.contains(&second), "nothing in it is run: {ratings}");
    assert_eq!(admin.get(&format!("{REPORT}/none.csv")).await.status, 404);
}

async fn the_open_report_moves(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let tenth = months(app, &cast).await;
    let admin = app.sign_in(&cast.admin).await;
    let page = admin.get(REPORT).await;
    assert!(
        page.body.contains("topic=desk:csat&amp;organisation=harbour") && !page.body.contains("data-part"),
        "{page:?}"
    );
    let other = admin.get(&format!("{REPORT}?from=2026-11-01&until=2026-11-30")).await;
    let part = "data-part=\"/desk/reports/csat?from=2026-11-01&amp;until=2026-11-30\"";
    assert!(other.body.contains(part), "another period reads itself again: {other:?}");
    let mut open = admin.live("topic=desk:csat").await;
    let shows = |frame: &str, figure: &str, value: &str| {
        let figure = frame.split_once(&format!("data-figure=\"{figure}\"")).map(|(_, rest)| rest);
        figure.is_some_and(|rest| rest.contains(&format!("funnel-count num\">{value}<")))
    };
    open.until("the report as it is", |frame| shows(frame, "rated", "6") && shows(frame, "unrated", "2")).await;
    let client = app.sign_in(&cast.client).await;
    app.wait(Duration::from_millis(1));
    client.post(&format!("/support/{tenth}/rating"), &[("score", "5")]).await.location();
    // 25 of seven.
    let moved = open.until("the new rating", |frame| shows(frame, "rated", "7") && shows(frame, "unrated", "1")).await;
    assert!(moved.concat().contains("funnel-count num\">3.6 "), "{moved:?}");
}

async fn what_is_shown_of_late_is_of_seven_days(app: &TestApp) {
    let cast = app.cast("harbour").await;
    months(app, &cast).await;
    let late = dashboard::look(&app.app, &cast.agent.0).await.unwrap().ratings;
    assert_eq!(late, Some(Tally { five: 1, unrated: 1, ..Tally::default() }));
    assert!(dashboard::look(&app.app, &cast.client.0).await.is_err());
    let of_customer = csat::of_customer(&app.app, &cast.viewer.0, cast.contoso).await.unwrap();
    assert_eq!(of_customer, Some(Tally { three: 1, four: 1, ..Tally::default() }));
    assert_eq!(csat::of_customer(&app.app, &cast.neighbour.0, cast.contoso).await.unwrap(), None);
}

async fn whoever_reads_no_reports_reads_none(app: &TestApp) {
    let (cast, rival) = (app.cast("harbour").await, app.cast("rival").await);
    months(app, &cast).await;
    for path in [REPORT.to_owned(), format!("{REPORT}/ratings.csv")] {
        assert_eq!(app.sign_in(&cast.client).await.get(&path).await.status, 404);
        assert_eq!(app.sign_in(&cast.viewer).await.get(&path).await.status, 200);
    }
    let theirs = app.sign_in(&rival.admin).await.get(REPORT).await;
    assert!(
        theirs.text().contains(&said(words::CSAT_EMPTY_TITLE)),
        "another organisation's are not theirs: {theirs:?}"
    );
    assert_eq!(app.sign_in(&rival.admin).await.get(&format!("{REPORT}/ratings.csv")).await.body.lines().count(), 1);
}
