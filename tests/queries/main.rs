//! A page asks the database as many questions however much there is. A target of its own: what is counted is the whole process's.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[path = "../common/mod.rs"]
#[expect(dead_code, unused_imports, unused_macros, reason = "each target uses a part of it")]
mod common;
mod counting;
mod pages;

use std::collections::BTreeMap;

use common::database::Engine;
use common::{Browser, TestApp, run};
use frontdesk::app::sample::{self, Extent, Wanted};
use pages::{PAGES, address, next};

/// How much there is at first; then ten times as much.
const SOME: Extent = Extent {
    days: 120,
    staff: 3,
    customers: 55,
    tickets: 110,
    messages: 250,
    invoices: 110,
    articles: 55,
    projects: 60,
};

/// Questions of one page at most.
const MOST: usize = 40;

/// By page, the number of its questions, and of those of the next part of its list where it has one.
type Counts = BTreeMap<&'static str, (usize, Option<usize>)>;

#[tokio::test]
async fn a_page_asks_as_much_however_much_there_is() {
    counting::begin();
    // One after the other: they would be counted together.
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let (mut few, mut many) = (Counts::new(), Counts::new());
        run(engine, async |app: &TestApp| few = counts(app, 1).await).await;
        run(engine, async |app: &TestApp| many = counts(app, 10).await).await;
        let differ: Vec<String> = few
            .iter()
            .zip(&many)
            .filter(|((_, few), (_, many))| {
                let on = few.1.zip(many.1);
                few.0 != many.0 || on.is_some_and(|(few, many)| few != many)
            })
            .map(|((page, few), (_, many))| format!("{page}: {few:?}, of ten times as much {many:?}"))
            .collect();
        assert!(differ.is_empty(), "{engine:?}:\n{}", differ.join("\n"));
        assert_eq!(few.len(), many.len());
        let go_on = many.values().filter(|(_, on)| on.is_some()).count();
        assert!(many.is_empty() || go_on >= 12, "few lists go on: {go_on}");
    }
}

async fn counts(app: &TestApp, times: u32) -> Counts {
    let extent = Extent {
        customers: SOME.customers * times,
        tickets: SOME.tickets * times,
        messages: SOME.messages * times,
        invoices: SOME.invoices * times,
        articles: SOME.articles * times,
        projects: SOME.projects * times,
        ..SOME
    };
    sample::make(&app.app, &Wanted { extent, seed: 1 }, |_, _| {}).await.unwrap();
    let customer = app.texts("SELECT id FROM customers WHERE name = 'Northwind Ltd'").await.remove(0);
    let ticket = format!("SELECT CAST(MIN(number) AS TEXT) FROM tickets WHERE customer_id = '{customer}'");
    let ticket = app.texts(&ticket).await[0].parse().unwrap();
    let mut browsers = BTreeMap::new();
    let mut counts = Counts::new();
    for (who, page) in PAGES {
        if !browsers.contains_key(who) {
            let browser = app.browser();
            let fields = [("email", *who), ("password", sample::PASSWORD)];
            assert_eq!(browser.post("/session", &fields).await.status, 303);
            browsers.insert(*who, browser);
        }
        let browser = &browsers[who];
        let path = address(page, &customer, ticket);
        let first = browser.get(&path).await;
        assert_eq!(first.status, 200, "{path}: {first:?}");
        // Asked once before: what is prepared for the first reader is not counted.
        let asked = asked(browser, &path).await;
        let on = match next(&first.body) {
            Some(on) => Some(self::asked(browser, &on).await),
            None => None,
        };
        assert!(asked <= MOST, "{who} {page} asks {asked} questions");
        counts.insert(page, (asked, on));
    }
    counts
}

/// How many questions a page asks.
async fn asked(browser: &Browser, path: &str) -> usize {
    counting::take();
    assert_eq!(browser.get(path).await.status, 200, "{path}");
    let statements = counting::take();
    assert!(!statements.is_empty(), "{path} asks nothing");
    statements.len()
}
