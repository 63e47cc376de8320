//! Customers from files: what would come of them, and taking them in.

use std::fmt::Write as _;
use std::time::Duration;

use frontdesk::app::Writing;
use frontdesk::app::queue::{self, Work};
use frontdesk::id::ImportId;
use reqwest::Method;

use crate::{Answer, Browser, Cast, TestApp, each_database, said, said_with};
use frontdesk::words::msg::customer_import as words;

each_database!(
    what_would_come_of_a_file_is_shown_and_then_comes,
    columns_are_chosen_anew,
    rows_that_failed_come_as_a_file_and_are_mended,
    customers_that_are_there_stay_when_that_is_chosen,
    what_cannot_be_read_says_why_and_keeps_nothing,
    a_file_goes_on_where_it_was_stopped,
    many_rows_come_in_a_part_at_a_time,
    viewers_bring_nothing_in,
);

const FILE: &str = "Kunden-Nr.;Firma;E-Mail;Telefon;Straße;PLZ;Ort;Umsatz\n\
    K-1;northwind;books@northwind.test;+49 1;Kai 7;20457;Hamburg;12\n\
    K-2;Bäckerei „Süß“;info@suess.test;;;;;\n\
    K-3;Ohne Adresse;nobody;;;;;\n\
    K-2;Noch einmal;;;;;;\n\
    ;=Formel;formel@x.test;;;;;\n";

/// Chooses a file, and gives where it waits.
pub(crate) async fn bring(browser: &Browser, file: &[u8]) -> Answer {
    let head = b"--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"customers.csv\"\r\n\r\n";
    let body = [&head[..], file, b"\r\n--b--\r\n"].concat();
    let request = browser.request(Method::POST, "/desk/customers/imports").header("origin", browser.origin());
    Answer::to(request.header("content-type", "multipart/form-data; boundary=b").body(body)).await
}

async fn stored(app: &TestApp) -> Vec<String> {
    app.texts("SELECT external_id || '|' || name || '|' || email || '|' || phone || '|' || address FROM customers ORDER BY name")
        .await
}

/// Takes the file in and lets the worker do its part.
async fn take(app: &TestApp, browser: &Browser, place: &str, choices: &[(&str, &str)]) -> String {
    assert_eq!(browser.post(place, choices).await.location(), place);
    app.work().await;
    browser.get(place).await.text()
}

/// Nobody takes the file in before [`let_go`], however soon it is begun: a server's own worker may be quicker than the test.
async fn hold(app: &TestApp, cast: &Cast, place: &str) {
    let import: ImportId = place.rsplit('/').next().unwrap().parse().unwrap();
    app.write(async |writing: &mut Writing| {
        let later = writing.now + Duration::from_secs(3_600);
        // Work that waits already is not added again.
        queue::enqueue(writing, cast.organisation.id, Work::ImportCustomers { import }, later).await.unwrap();
    })
    .await;
}

async fn let_go(app: &TestApp) {
    app.execute("UPDATE jobs SET run_at = created_at WHERE kind = 'import_customers'").await;
    app.work().await;
}

async fn what_would_come_of_a_file_is_shown_and_then_comes(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let agent = app.sign_in(&cast.agent).await;
    // As a spreadsheet on Windows writes it.
    let bytes: Vec<u8> = FILE
        .chars()
        .map(|c| match c {
            '„' => 0x84,
            '“' => 0x93,
            c => u8::try_from(u32::from(c)).expect("Latin-1"),
        })
        .collect();
    let place = bring(&agent, &bytes).await.location().to_owned();
    let text = agent.get(&place).await.text();
    for wanted in [
        "5 rows: 2 new, 1 to change, 0 to leave as they are, 2 not taken",
        "Bäckerei „Süß“",
        "Changes: ID, Name, E-mail, Phone, Address",
        "E-mail: not an address",
        "Stands in row 3 already",
        "Import 3 customers",
    ] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    assert_eq!(stored(app).await, ["|Contoso|||", "|Northwind|||"], "nothing is stored yet");
    hold(app, &cast, &place).await;
    agent.post(&place, &[]).await.location();
    let running = agent.get(&place).await;
    assert!(running.text().contains("0 of 5 rows") && running.body.contains("<progress"), "{running:?}");
    let_go(app).await;
    let done = agent.get(&place).await.text();
    for wanted in ["2 customers were added. One customer was changed.", "2 rows were not taken", "not an address"] {
        assert!(done.contains(wanted), "{wanted}: {done}");
    }
    let after = [
        "|=Formel|formel@x.test||",
        "K-2|Bäckerei „Süß“|info@suess.test||",
        "|Contoso|||",
        "K-1|northwind|books@northwind.test|+49 1|Kai 7\n20457 Hamburg",
    ];
    let mut found = stored(app).await;
    found.sort_unstable();
    let mut after = after.map(str::to_owned).to_vec();
    after.sort_unstable();
    assert_eq!(found, after);
    assert!(agent.get("/desk/customers?q=backerei").await.text().contains("Bäckerei"), "it is found");
    let lines = app
        .texts("SELECT action || ' ' || actor FROM audit WHERE action LIKE 'customer.%' ORDER BY action, subject")
        .await;
    let who = "Agent harbour <agent@harbour.test>";
    let expected = ["customer.added", "customer.added", "customer.changed", "customer.imported"];
    assert_eq!(lines, expected.map(|action| format!("{action} {who}")), "each is in the log");
    // Sent once more, nothing more comes of it; brought again, it says nothing new.
    take(app, &agent, &place, &[]).await;
    assert_eq!(stored(app).await.len(), 4);
    let again = bring(&agent, FILE.as_bytes()).await.location().to_owned();
    let text = take(app, &agent, &again, &[]).await;
    assert!(text.contains("No customer was added. No customer was changed. 3 stayed as they were."), "{text}");
}

async fn columns_are_chosen_anew(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let agent = app.sign_in(&cast.agent).await;
    let place = bring(&agent, b"Who,Where,What\nAcme,a@acme.test,Pays late\n").await.location().to_owned();
    let text = agent.get(&place).await.text();
    assert!(text.contains(&said(words::CUSTOMER_FILE_NO_COLUMN)), "no head is known: {text}");
    let text = agent.get(&format!("{place}?c0=name&c1=name")).await.text();
    assert!(text.contains(&said_with(words::CUSTOMER_FILE_TWO_COLUMNS, &[("column", "Name")])), "{text}");
    let page = agent.get(&format!("{place}?c0=name&c1=email&c2=notes")).await;
    assert!(page.text().contains("One row: 1 new"), "{page:?}");
    assert!(page.body.contains("type=\"hidden\" name=\"c2\" value=\"notes\""), "the form carries what was chosen");
    let refused = agent.post(&place, &[("c0", "name"), ("c1", "name")]).await;
    assert_eq!(refused.status, 422);
    take(app, &agent, &place, &[("c0", "name"), ("c1", "email"), ("c2", "notes")]).await;
    assert_eq!(app.texts("SELECT notes FROM customers WHERE email = 'a@acme.test'").await, ["Pays late"]);
}

async fn rows_that_failed_come_as_a_file_and_are_mended(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let agent = app.sign_in(&cast.agent).await;
    let place = bring(&agent, FILE.as_bytes()).await.location().to_owned();
    let before = agent.get(&format!("{place}/failed.csv")).await.body;
    take(app, &agent, &place, &[]).await;
    let file = agent.get(&format!("{place}/failed.csv")).await.body;
    assert_eq!(file, before, "what was shown is what came");
    let lines: Vec<&str> = file.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(
        lines,
        [
            "Kunden-Nr.,Firma,E-Mail,Telefon,Straße,PLZ,Ort,Umsatz,Row,Why it was not taken",
            "K-3,Ohne Adresse,nobody,,,,,,4,E-mail: not an address",
            "K-2,Noch einmal,,,,,,,5,Stands in row 3 already",
        ]
    );
    let mended = file.replace("nobody", "jemand@ohne.test").replace("K-2,Noch einmal", "K-4,Noch einmal");
    let again = bring(&agent, mended.as_bytes()).await.location().to_owned();
    let text = take(app, &agent, &again, &[]).await;
    assert!(text.contains("2 customers were added.") && !text.contains("not taken"), "{text}");
}

async fn customers_that_are_there_stay_when_that_is_chosen(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let agent = app.sign_in(&cast.agent).await;
    app.execute(&format!("UPDATE customers SET archived_at = 1 WHERE id = '{}'", cast.contoso)).await;
    let place = bring(&agent, b"name,phone\nNorthwind,1\nNew,2\nContoso,3\n").await.location().to_owned();
    let text = agent.get(&format!("{place}?existing=keep")).await.text();
    assert!(text.contains("3 rows: 1 new, 0 to change, 1 to leave as they are, 1 not taken"), "{text}");
    assert!(text.contains(&said(words::CUSTOMER_ROW_ARCHIVED)), "{text}");
    take(app, &agent, &place, &[("existing", "keep")]).await;
    assert_eq!(app.texts("SELECT phone FROM customers ORDER BY name").await, ["", "2", ""]);
}

async fn what_cannot_be_read_says_why_and_keeps_nothing(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let agent = app.sign_in(&cast.agent).await;
    let large = vec![b'a'; 32 * 1024 * 1024 + 1];
    for (bytes, why) in [
        (&b"\x89PNG\0\0"[..], words::CUSTOMER_FILE_NOT_TEXT),
        (&b""[..], words::IMPORT_CUSTOMERS_NOTHING_CHOSEN),
        (&b" \n\n"[..], words::CUSTOMER_FILE_EMPTY),
        (&large, words::IMPORT_CUSTOMERS_TOO_LARGE),
    ] {
        let answer = bring(&agent, bytes).await;
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains(&said(why)), "{}", answer.text());
    }
    assert_eq!(app.texts("SELECT id FROM customer_imports").await, [""; 0]);
    let many = format!("name\n{}", "A\n".repeat(100_001));
    let place = bring(&agent, many.as_bytes()).await.location().to_owned();
    assert!(agent.get(&place).await.text().contains(&said(words::CUSTOMER_FILE_TOO_MANY)));
    assert_eq!(agent.post(&place, &[("c0", "name")]).await.status, 422);
    assert_eq!(agent.get("/desk/customers/imports/none").await.status, 404);
    assert_eq!(stored(app).await.len(), 2);
}

async fn a_file_goes_on_where_it_was_stopped(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let agent = app.sign_in(&cast.agent).await;
    let mut file = "name,email\n".to_owned();
    for at in 1..=450 {
        writeln!(file, "Customer {at:03},c{at}@many.test").unwrap();
    }
    let place = bring(&agent, file.as_bytes()).await.location().to_owned();
    hold(app, &cast, &place).await;
    agent.post(&place, &[]).await.location();
    // The second commit fails: what the first one took stays taken, and nothing twice.
    app.execute("UPDATE customer_imports SET taken = 200, added = 200").await;
    let_go(app).await;
    let text = agent.get(&place).await.text();
    assert!(text.contains("450 customers were added."), "{text}");
    assert_eq!(app.texts("SELECT id FROM customers WHERE email LIKE '%@many.test'").await.len(), 250);
}

async fn many_rows_come_in_a_part_at_a_time(app: &TestApp) {
    // The full hundred thousand by hand: FRONTDESK_TEST_IMPORT_ROWS=100000.
    let rows: usize =
        std::env::var("FRONTDESK_TEST_IMPORT_ROWS").ok().and_then(|rows| rows.parse().ok()).unwrap_or(450);
    let cast = app.cast("harbour").await;
    let agent = app.sign_in(&cast.agent).await;
    let mut file = "id,name,email,street,zip,city,vat\n".to_owned();
    for at in 1..=rows {
        writeln!(file, "{at},Customer {at},c{at}@many.test,Quay {at},{at:05},Oslo,NO {at}").unwrap();
    }
    let began = tokio::time::Instant::now();
    let place = bring(&agent, file.as_bytes()).await.location().to_owned();
    let kept = began.elapsed();
    assert!(agent.get(&place).await.text().contains("new, 0 to change"));
    let looked = began.elapsed();
    assert_eq!(agent.post(&place, &[]).await.location(), place);
    // The full size takes longer than a test waits for anything.
    app.drain().await;
    app.work().await;
    println!("{rows} customers: kept {kept:?}, looked at {looked:?}, taken {:?}", began.elapsed());
    let sum = app.texts("SELECT COUNT(*) || ' ' || COUNT(DISTINCT external_id) FROM customers WHERE email <> ''").await;
    assert_eq!(sum, [format!("{rows} {rows}")]);
}

async fn viewers_bring_nothing_in(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let agent = app.sign_in(&cast.agent).await;
    let place = bring(&agent, FILE.as_bytes()).await.location().to_owned();
    let viewer = app.sign_in(&cast.viewer).await;
    assert_eq!(viewer.get("/desk/customers/imports/new").await.status, 404);
    assert_eq!(bring(&viewer, FILE.as_bytes()).await.status, 403);
    assert_eq!(viewer.get(&place).await.status, 404);
    assert_eq!(viewer.post(&place, &[]).await.status, 403);
    assert!(!viewer.get("/desk/customers").await.body.contains("/desk/customers/imports"));
    assert_eq!(viewer.get("/desk/customers.csv").await.status, 200);
}
