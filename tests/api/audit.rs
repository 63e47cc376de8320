//! Settings → Audit log and What roles may do.

use std::time::Duration;

use frontdesk::app::audit::{self, Actor};
use frontdesk::app::sample::{self, Extent};
use frontdesk::domain::audit::{Action, Deed};
use frontdesk::domain::people::Role;
use frontdesk::domain::rights::Right;
use frontdesk::domain::ticket::Status;
use frontdesk::words::msg::settings;
use frontdesk::words::nouns;
use reqwest::Method;
use serde_json::Value;

use crate::{Answer, Browser, Cast, TestApp, each_database, said};

each_database!(
    a_line_says_who_did_what_from_where_and_what_changed,
    only_admins_read_it_and_there_is_no_way_to_change_it,
    it_is_filtered_by_person_kind_record_and_day,
    days_are_those_of_the_reader,
    a_filter_that_cannot_be_read_is_none,
    it_is_read_page_by_page,
    who_is_not_a_member_any_more_or_never_was_is_told,
    long_values_and_many_are_folded,
    nothing_and_nothing_that_fits_are_said,
    a_table_holds_what_the_filter_shows,
    no_cell_of_a_table_is_run_as_a_formula,
    an_export_is_recorded_and_asking_about_it_is_not,
    a_large_table_comes_whole,
    what_a_generator_writes_is_not_recorded,
    every_right_of_every_role_is_shown,
);

const LOG: &str = "/desk/settings/audit";

async fn a_line_says_who_did_what_from_where_and_what_changed(app: &TestApp) {
    let (cast, admin) = begin(app).await;
    let agent = app.sign_in(&cast.agent).await;
    let number = app.open(&cast.client, "The printer burns", "Body").await;
    agent.post(&format!("/desk/tickets/{number}/status"), &[("status", "pending")]).await.location();
    let log = admin.get(LOG).await;
    let line = line(&log, Action::TicketStatus);
    for part in [
        "#1 The printer burns",
        "Status",
        "Open → Pending",
        "Agent harbour",
        "agent@harbour.test",
        "127.0.0.1",
        "10:00",
    ] {
        assert!(line.contains(part), "{part} in {line}");
    }
    assert!(log.text().contains("23 Nov 2026"), "{log:?}");
    // Signing in is recorded with the address it came from, and nobody's password is anywhere.
    let signed_in =
        self::line(&admin.get(&format!("{LOG}?person={}", cast.admin.0.membership_id)).await, Action::SignedIn);
    assert!(signed_in.contains("Admin harbour") && signed_in.contains("127.0.0.1"), "{signed_in}");
    let all = app.texts("SELECT actor || subject || before || after FROM audit").await;
    assert!(all.len() > 3 && all.iter().all(|line| !line.contains(crate::PASSWORD)), "{all:?}");
}

async fn only_admins_read_it_and_there_is_no_way_to_change_it(app: &TestApp) {
    let (cast, admin) = begin(app).await;
    assert_eq!(admin.get(LOG).await.status, 200);
    for person in [&cast.manager, &cast.agent, &cast.viewer, &cast.client] {
        let browser = app.sign_in(person).await;
        for path in [LOG.to_owned(), format!("{LOG}.csv")] {
            assert_eq!(browser.get(&path).await.status, 404, "{} at {path}", person.0.name);
            let head = browser.request(Method::HEAD, &path).send().await.unwrap();
            assert_eq!(head.status().as_u16(), 404, "{} at {path}", person.0.name);
        }
    }
    for path in [LOG.to_owned(), format!("{LOG}.csv")] {
        assert_eq!(admin.post(&path, &[]).await.status, 404);
        for method in [Method::PUT, Method::PATCH, Method::DELETE] {
            let answer = Answer::to(admin.request(method, &path).header("origin", admin.origin())).await;
            assert_eq!(answer.status, 404);
        }
    }
}

async fn it_is_filtered_by_person_kind_record_and_day(app: &TestApp) {
    let (cast, admin) = begin(app).await;
    let first = app.open(&cast.client, "The printer burns", "Body").await;
    app.wait(Duration::from_secs(24 * 60 * 60));
    let second = app.open(&cast.neighbour, "The Café is cold", "Body").await;
    app.set_status(&cast.agent, second, Status::Pending).await;
    app.set_status(&cast.manager, first, Status::Pending).await;
    let (agent, client) = (cast.agent.0.membership_id.to_string(), cast.client.0.membership_id.to_string());
    let (opened, status) = (Action::TicketOpened, Action::TicketStatus);
    for (query, found) in [
        (format!("person={agent}"), vec![(status, "#2")]),
        (format!("person={client}"), vec![(opened, "#1")]),
        ("person=nobody".to_owned(), vec![]),
        ("kind=ticket.opened".to_owned(), vec![(opened, "#2"), (opened, "#1")]),
        ("kind=sign_in".to_owned(), vec![(Action::SignedIn, "")]),
        ("record=cafe".to_owned(), vec![(status, "#2"), (opened, "#2")]),
        ("from=2026-11-24&kind=tickets&record=PRINTER".to_owned(), vec![(status, "#1")]),
        ("until=2026-11-23&kind=tickets".to_owned(), vec![(opened, "#1")]),
        ("from=2026-11-24&until=2026-11-23".to_owned(), vec![]),
        ("from=2026-11-25".to_owned(), vec![]),
    ] {
        let log = admin.get(&format!("{LOG}?{query}")).await;
        let mut expected: Vec<String> =
            found.iter().map(|(action, number)| format!("{} {number}", said(nouns::action(*action)))).collect();
        let mut shown: Vec<String> = lines(&log).iter().map(|line| opening(line)).collect();
        expected.sort();
        shown.sort();
        assert_eq!(shown, expected.iter().map(|line| line.trim().to_owned()).collect::<Vec<_>>(), "{query}");
        // What is chosen stands in the form, and so in every address that leads on.
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let kept = match &*name {
                "person" | "kind" => log.body.contains(&format!("value=\"{value}\" selected")),
                name => log.field(name) == value,
            };
            assert!(kept, "{name} of {query}: {log:?}");
        }
        assert!(log.text().contains(&said(settings::AUDIT_CLEAR)), "{query}");
    }
    assert!(!admin.get(LOG).await.text().contains(&said(settings::AUDIT_CLEAR)), "nothing to be cleared");
    // A client is not among the choices, and is once chosen by a line's link.
    let log = admin.get(LOG).await;
    assert!(!log.body.contains(&format!("<option value=\"{client}\"")));
    assert!(log.body.contains(&format!("href=\"{LOG}?person={client}\"")), "{log:?}");
    let theirs = admin.get(&format!("{LOG}?kind=tickets&person={client}")).await;
    assert!(theirs.body.contains(&format!("<option value=\"{client}\" selected")), "{theirs:?}");
}

async fn days_are_those_of_the_reader(app: &TestApp) {
    let (cast, admin) = begin(app).await;
    // 13 hours on it is 23:00 UTC on the 23rd, and the 24th in Berlin.
    app.wait(Duration::from_secs(13 * 60 * 60));
    app.open(&cast.client, "Late", "Body").await;
    let shown = async |query: &str| {
        let log = admin.get(&format!("{LOG}?kind=tickets&{query}")).await;
        (lines(&log).len(), log.text().contains("24 Nov 2026"))
    };
    assert_eq!(shown("until=2026-11-23").await, (1, false));
    app.execute("UPDATE users SET time_zone = 'Europe/Berlin'").await;
    assert_eq!(shown("until=2026-11-23").await, (0, false));
    assert_eq!(shown("from=2026-11-24").await, (1, true));
    let csv = admin.get(&format!("{LOG}.csv?kind=tickets&from=2026-11-24")).await;
    assert!(csv.body.contains("2026-11-23T23:00:00Z"), "times in a table are UTC: {csv:?}");
    assert!(csv.header("content-disposition").contains("harbour-audit-2026-11-24.csv"), "{csv:?}");
}

async fn a_filter_that_cannot_be_read_is_none(app: &TestApp) {
    let (cast, admin) = begin(app).await;
    app.open(&cast.client, "Subject", "Body").await;
    let all = lines(&admin.get(LOG).await).len();
    for query in
        ["person=me", "kind=everything", "from=yesterday", "until=2026-02-30", "before=1", "person=&kind=&from="]
    {
        let log = admin.get(&format!("{LOG}?{query}")).await;
        assert_eq!(lines(&log).len(), all, "{query}");
        assert!(!log.text().contains(&said(settings::AUDIT_CLEAR)), "{query}");
        assert_eq!((log.field("from"), log.field("until")), (String::new(), String::new()), "{query}");
    }
    let long = "x".repeat(10_000);
    assert_eq!(admin.get(&format!("{LOG}?record={long}")).await.field("record").len(), 200);
}

async fn it_is_read_page_by_page(app: &TestApp) {
    let (cast, admin) = begin(app).await;
    for number in 0..120 {
        record(app, &cast, Deed::of(Action::CustomerChanged, number, format!("Customer {number}"))).await;
        app.wait(Duration::from_secs(1));
    }
    let mut path = format!("{LOG}?kind=customers&from=2026-11-23");
    let mut seen: Vec<String> = Vec::new();
    let mut pages = 0;
    loop {
        let log = admin.get(&path).await;
        seen.extend(lines(&log).iter().map(|line| opening(line)));
        pages += 1;
        let tags = crate::common::html::tags(&log.body);
        let Some(older) = tags.iter().find(|tag| tag.get("rel") == Some("next")) else { break };
        path = older.get("href").unwrap().to_owned();
        assert!(path.contains("kind=customers") && path.contains("from=2026-11-23"), "{path}");
        // What is added meanwhile stands above, and moves nothing.
        record(app, &cast, Deed::of(Action::CustomerChanged, "late", "Late")).await;
    }
    assert_eq!(pages, 3);
    let expected: Vec<String> = (0..120).rev().map(|number| format!("Customer changed Customer {number}")).collect();
    assert_eq!(seen, expected);
}

async fn who_is_not_a_member_any_more_or_never_was_is_told(app: &TestApp) {
    let (cast, admin) = begin(app).await;
    let number = app.open(&cast.client, "Subject", "Body").await;
    app.execute("UPDATE memberships SET status = 'deactivated' WHERE role = 'client'").await;
    app.set_status(&cast.agent, number, Status::Resolved).await;
    app.wait(Duration::from_secs(15 * 24 * 60 * 60));
    frontdesk::app::tickets::close_resolved(&app.app).await.unwrap();
    let organisation = cast.organisation.id;
    app.write(async |writing| {
        let actor = Actor::command_line(organisation);
        audit::record_by(writing, actor, Deed::of_all(Action::Reindexed)).await.unwrap();
        let actor = Actor { name: "Jo <jo@navy.test>", address: "203.0.113.9", ..Actor::itself(organisation) };
        audit::record_by(writing, actor, Deed::of_all(Action::InviteAccepted)).await.unwrap();
    })
    .await;
    let log = admin.get(LOG).await;
    let says = |action: Action, words: &str| {
        let name = said(nouns::action(action));
        let fits = |line: &String| line.contains(&name) && line.contains(words);
        assert!(lines(&log).iter().any(fits), "{words} in {:?}", lines(&log));
    };
    says(Action::TicketOpened, &format!("Client harbour {}", said(settings::AUDIT_BY_DEACTIVATED)));
    says(Action::TicketStatus, "Agent harbour agent@harbour.test");
    says(Action::TicketStatus, &said(settings::AUDIT_BY_ITSELF));
    says(Action::Reindexed, &said(settings::AUDIT_BY_COMMAND_LINE));
    says(Action::InviteAccepted, "Jo <jo@navy.test> 203.0.113.9");
    assert_eq!(lines(&admin.get(&format!("{LOG}?person=nobody")).await).len(), 3);
    let csv = admin.get(&format!("{LOG}.csv?person=nobody")).await.body;
    assert!(csv.contains(&said(settings::AUDIT_BY_ITSELF)) && csv.contains("Command line,,"), "{csv}");
}

async fn long_values_and_many_are_folded(app: &TestApp) {
    let (cast, admin) = begin(app).await;
    let long = "A very long value. ".repeat(20);
    record(app, &cast, Deed::of(Action::CustomerChanged, 1, "Long").field("notes", "", long.as_str())).await;
    let many = ["name", "phone", "email", "address"];
    let many = many.iter().fold(Deed::of(Action::ContactChanged, 1, "Many"), |deed, name| deed.field(name, "a", "b"));
    record(app, &cast, many).await;
    let values = Deed::of(Action::CompanyChanged, 1, "Values")
        .field("role", "admin", "viewer")
        .field("described_at", Value::Null, 1_795_428_000_000_i64)
        .field("somebody's own", true, vec!["<b>", "c"]);
    record(app, &cast, values).await;
    let page = admin.get(LOG).await;
    assert!(line(&page, Action::CustomerChanged).contains(long.trim()), "{page:?}");
    assert!(line(&page, Action::ContactChanged).contains("4 fields"), "{page:?}");
    assert_eq!(page.body.matches("<details").count(), 2, "no script is needed: {page:?}");
    let values = line(&page, Action::CompanyChanged);
    for words in ["Role Admin → Viewer", "described_at 23 Nov 2026, 10:00", "somebody's own Yes → [\"<b>\",\"c\"]"]
    {
        assert!(values.to_lowercase().contains(&words.to_lowercase()), "{words} in {values}");
    }
}

async fn nothing_and_nothing_that_fits_are_said(app: &TestApp) {
    let (_, admin) = begin(app).await;
    let log = admin.get(&format!("{LOG}?record=zzz")).await;
    assert!(log.text().contains(&said(settings::AUDIT_NO_MATCH_TITLE)), "{log:?}");
    // Its own sign-in always stands there: only a restored or a foreign database has a log without a line.
    app.execute("DELETE FROM audit").await;
    let log = admin.get(LOG).await;
    assert!(log.text().contains(&said(settings::AUDIT_EMPTY_TITLE)), "{log:?}");
}

async fn a_table_holds_what_the_filter_shows(app: &TestApp) {
    let (cast, admin) = begin(app).await;
    let number = app.open(&cast.client, "Commas, \"quotes\"\u{a0}and ünïcode", "Body").await;
    app.set_status(&cast.agent, number, Status::Pending).await;
    app.open(&cast.neighbour, "Another", "Body").await;
    let answer = admin.get(&format!("{LOG}.csv?kind=tickets&record=commas")).await;
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8; header=present");
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"harbour-audit-2026-11-23.csv\"");
    assert!(answer.body.starts_with("\u{feff}Time (UTC),Person,"), "{answer:?}");
    assert!(answer.body.lines().count() == 3 && answer.body.ends_with("\r\n"), "{answer:?}");
    let (head, rows) = table(&answer);
    assert_eq!(head.len(), 10);
    let by = |action: &str| rows.iter().find(|row| row[6] == action).unwrap_or_else(|| panic!("{action}: {rows:?}"));
    let ticket = app.texts("SELECT id FROM tickets WHERE number = 1").await.remove(0);
    assert_eq!(
        by("ticket.status"),
        &[
            "2026-11-23T10:00:00Z",
            "Agent harbour <agent@harbour.test>",
            "",
            "Ticket status changed",
            "#1 Commas, \"quotes\" and ünïcode",
            "Status: Open → Pending",
            "ticket.status",
            &ticket,
            "{\"status\":\"open\"}",
            "{\"status\":\"pending\"}",
        ]
    );
    assert_eq!(by("ticket.opened")[5], "Customer: none → Northwind; Source: none → Portal");
}

async fn no_cell_of_a_table_is_run_as_a_formula(app: &TestApp) {
    let (cast, admin) = begin(app).await;
    for (at, first) in ["=", "+", "-", "@"].into_iter().enumerate() {
        let subject = format!("{first}cmd|' /C calc'!A0");
        record(app, &cast, Deed::of(Action::CustomerChanged, at, subject).field("name", "", "=1+1")).await;
    }
    app.execute("UPDATE audit SET actor = '=1', address = '@1', subject_id = '-1' WHERE action = 'customer.changed'")
        .await;
    let (_, rows) = table(&admin.get(&format!("{LOG}.csv")).await);
    assert!(rows.iter().filter(|row| row[4].starts_with('\'')).count() == 4, "{rows:?}");
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
    }
}

async fn an_export_is_recorded_and_asking_about_it_is_not(app: &TestApp) {
    let (cast, admin) = begin(app).await;
    app.open(&cast.client, "Subject", "Body").await;
    let head = admin.request(Method::HEAD, &format!("{LOG}.csv")).send().await.unwrap();
    assert_eq!(head.status().as_u16(), 200);
    assert!(head.headers()["content-disposition"].to_str().unwrap().contains("harbour-audit"));
    assert!(lines(&admin.get(&format!("{LOG}?kind=settings")).await).is_empty());
    let agent = cast.agent.0.membership_id;
    let query = format!("person={agent}&kind=tickets&record=%3Dx&from=2026-11-23&until=2026-11-24");
    let own = admin.get(&format!("{LOG}.csv")).await;
    assert!(!own.body.contains("audit.exported"), "its own line is not in it: {own:?}");
    admin.get(&format!("{LOG}.csv?{query}")).await;
    let log = admin.get(&format!("{LOG}?kind=audit.exported")).await;
    let exported = lines(&log);
    assert_eq!(exported.len(), 2, "{log:?}");
    let filtered = exported.iter().find(|line| line.contains("fields")).unwrap_or_else(|| panic!("{exported:?}"));
    for words in ["Agent harbour", "Tickets", "=x", "23 Nov 2026, 00:00", "25 Nov 2026, 00:00", "Admin harbour"] {
        assert!(filtered.contains(words), "{words} in {filtered}");
    }
}

/// Its size comes from `FRONTDESK_TEST_AUDIT_LINES`: more than two parts here, 100,000 once by hand (`docs/measurements.md`).
async fn a_large_table_comes_whole(app: &TestApp) {
    let (cast, admin) = begin(app).await;
    let size = std::env::var("FRONTDESK_TEST_AUDIT_LINES").map_or(2_500, |size| size.parse().expect("a number"));
    for chunk in (0..size).collect::<Vec<u32>>().chunks(5_000) {
        app.write(async |writing| {
            for number in chunk {
                let deed =
                    Deed::of(Action::CustomerChanged, number, format!("Customer {number}")).field("phone", "", *number);
                audit::record(writing, &cast.agent.0, deed).await.unwrap();
            }
        })
        .await;
        app.wait(Duration::from_secs(1));
    }
    let started = tokio::time::Instant::now();
    let answer = admin.get(&format!("{LOG}.csv?kind=customers")).await;
    println!("{size} lines, {} KB in {:?}", answer.body.len() / 1_024, started.elapsed());
    let (_, rows) = table(&answer);
    let mut numbers: Vec<u32> = rows.iter().map(|row| row[7].parse().unwrap()).collect();
    assert!(rows.iter().map(|row| &row[0]).is_sorted_by(|one, next| one >= next), "newest first");
    numbers.sort_unstable();
    assert!(numbers.iter().copied().eq(0..size), "every line once: {}", numbers.len());
}

async fn what_a_generator_writes_is_not_recorded(app: &TestApp) {
    let extent = Extent { days: 60, customers: 3, tickets: 12, messages: 40, invoices: 6, ..Extent::NONE };
    sample::make(&app.app, &sample::Wanted { extent, seed: 1 }, |_, _| {}).await.unwrap();
    assert_eq!(app.texts("SELECT action FROM audit").await, ["organisation.added"]);
}

async fn every_right_of_every_role_is_shown(app: &TestApp) {
    let cast = app.cast("harbour").await;
    for person in [&cast.admin, &cast.manager, &cast.agent, &cast.viewer] {
        let page = app.sign_in(person).await.get("/desk/settings/roles").await;
        assert_eq!(page.status, 200);
        let rows: Vec<&str> = page.body.split("<tr").skip(2).collect();
        assert_eq!(rows.len(), Right::ALL.len());
        for (row, &right) in rows.iter().zip(Right::ALL) {
            assert!(row.contains(&said(nouns::right(right))), "{right} in {row}");
            let cells: Vec<bool> =
                row.split("<td").skip(1).map(|cell| cell.contains(&said(settings::ROLES_YES))).collect();
            let may: Vec<bool> = Role::ALL.iter().map(|role| right.roles().contains(role)).collect();
            assert_eq!(cells, may, "{right}");
        }
        let own = page.text();
        assert!(own.contains(&format!("{} {}", said(nouns::role(person.0.role)), said(settings::ROLES_OWN))), "{own}");
        assert!(
            page.body.contains("<caption")
                && page.body.contains("scope=\"col\"")
                && page.body.contains("scope=\"row\"")
        );
        // The settings' navigation leads nobody to a page that is not theirs.
        let others = page.body.contains("href=\"/desk/settings/audit\"");
        assert_eq!(others, person.0.role == Role::Admin, "{}", person.0.name);
        let navigation = page.body.contains("class=\"settings-nav\"");
        assert_eq!(navigation, person.0.role == Role::Admin, "one page needs none: {}", person.0.name);
    }
    assert_eq!(app.sign_in(&cast.client).await.get("/desk/settings/roles").await.status, 404);
}

/// An organisation and its admin, signed in.
async fn begin(app: &TestApp) -> (Cast, Browser) {
    let cast = app.cast("harbour").await;
    let admin = app.sign_in(&cast.admin).await;
    (cast, admin)
}

/// Records a deed of the agent's.
async fn record(app: &TestApp, cast: &Cast, deed: Deed) {
    app.write(async |writing| audit::record(writing, &cast.agent.0, deed).await.unwrap()).await;
}

/// What people read in each line of the log.
fn lines(log: &Answer) -> Vec<String> {
    assert_eq!(log.status, 200, "{log:?}");
    let parts = log.body.split("<li class=\"audit-line\">").skip(1);
    parts.map(|part| crate::common::html::text(part.split("</li>").next().unwrap())).collect()
}

/// The one line of this action.
fn line(log: &Answer, action: Action) -> String {
    let words = said(nouns::action(action));
    let found: Vec<String> = lines(log).into_iter().filter(|line| line.contains(&words)).collect();
    assert_eq!(found.len(), 1, "{words}: {:?}", lines(log));
    found.into_iter().next().unwrap()
}

/// What a line begins with behind its time: the action, and of the record's name what tells it from others.
fn opening(line: &str) -> String {
    let known = Action::ALL.iter().map(|action| said(nouns::action(*action)));
    let (_, line) = line.split_once(' ').expect("a time");
    let action = known.filter(|action| line.starts_with(action)).max_by_key(String::len).expect("an action");
    let rest = line[action.len()..].trim_start();
    let record = if rest.starts_with('#') {
        rest.split(' ').next().unwrap().to_owned()
    } else if rest.starts_with("Customer ") {
        rest.split(' ').take(2).collect::<Vec<_>>().join(" ")
    } else {
        String::new()
    };
    format!("{action} {record}").trim().to_owned()
}

/// The first line and the others, cell by cell.
fn table(answer: &Answer) -> (Vec<String>, Vec<Vec<String>>) {
    assert_eq!(answer.status, 200, "{answer:?}");
    let text = answer.body.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let mut rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
    (rows.next().expect("a first line"), rows.collect())
}
