//! A page asks the database as many questions however much there is. A target of its own: what is counted is the whole process's.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[path = "../common/mod.rs"]
#[expect(dead_code, unused_imports, unused_macros, reason = "each target uses a part of it")]
mod common;
mod counting;
mod pages;

use std::collections::BTreeMap;

use common::database::Engine;
use common::{TestApp, run};
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
const MOST: usize = 30;

/// By page, the number of its questions, and of those of the next part of its list.
type Counts = BTreeMap<&'static str, [usize; 2]>;

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
            .filter(|(page, asked)| many[*page] != **asked)
            .map(|(page, asked)| format!("{page}: {asked:?}, of ten times as much {:?}", many[page]))
            .collect();
        assert!(differ.is_empty(), "{engine:?}:\n{}", differ.join("\n"));
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
    let mut counts = Counts::new();
    for (who, page) in PAGES {
        let browser = app.browser();
        browser.post("/session", &[("email", who), ("password", sample::PASSWORD)]).await;
        let path = address(page, &customer, ticket);
        let first = browser.get(&path).await;
        assert_eq!(first.status, 200, "{path}: {first:?}");
        let mut asked = [0; 2];
        // Asked once before: what is prepared for the first reader is not counted.
        for (place, path) in [Some(path), next(&first.body)].into_iter().flatten().enumerate() {
            counting::take();
            assert_eq!(browser.get(&path).await.status, 200, "{path}");
            let statements = counting::take();
            assert!(!statements.is_empty(), "{path} asks nothing");
            asked[place] = statements.len();
        }
        assert!(asked[0] <= MOST, "{who} {page} asks {asked:?} questions");
        counts.insert(page, asked);
    }
    counts
}
