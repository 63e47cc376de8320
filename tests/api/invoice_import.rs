//! Invoices and payments from files: what is looked at first, what is taken in, and what comes of bringing it again.

use std::fmt::Write as _;
use std::process::{Command, Output};

use frontdesk::words::msg::invoice_import as words;
use reqwest::Method;

use crate::{Answer, Browser, TestApp, each_database, said, said_with};

each_database!(
    what_would_come_of_files_is_shown_and_then_comes,
    brought_again_nothing_is_doubled,
    payments_come_for_invoices_that_are_there,
    customers_are_found_or_added_when_that_is_chosen,
    what_cannot_be_read_says_why_and_stores_nothing,
    days_that_can_be_meant_in_two_ways_are_asked_for,
    the_next_number_follows_what_came_in,
    many_rows_come_in_at_once,
    the_command_line_takes_files_too,
    agents_bring_nothing_in,
);

const INVOICES: &str = "Invoice No;Client;Date;Due;Total;Tax rate;Currency\n\
    R-0041;Northwind;01.10.2026;15.10.2026;1.190,00;19;\n\
    R-0042;northwind;02.11.2026;;100,00;;JPY\n\
    R-0043;=Contoso;02.11.2026;;50;;\n\
    R-0041;Northwind;02.11.2026;;50;;\n\
    R-0044;Contoso;02.11.2026;;12,34;;EUR\n";
const PAYMENTS: &str = "number,date,amount,method\nR-0041,2026-10-20,1000,wire\nR-0041,2026-10-21,190.00,visa\nR-0044,2026-11-03,2.34,\nR-9999,2026-11-03,1,\n";

/// Chooses files, and gives where they wait.
async fn bring(browser: &Browser, files: &[(&str, &[u8])]) -> Answer {
    let mut body = Vec::new();
    for (name, bytes) in files {
        let head = format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"{name}.csv\"\r\n\r\n");
        body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
    }
    body.extend(b"--b--\r\n");
    let request = browser.request(Method::POST, "/desk/invoices/imports").header("origin", browser.origin());
    Answer::to(request.header("content-type", "multipart/form-data; boundary=b").body(body)).await
}

async fn stored(app: &TestApp) -> Vec<String> {
    app.texts("SELECT number || ' ' || gross || ' ' || paid || ' ' || outstanding || ' ' || due_on FROM invoices ORDER BY number").await
}

async fn what_would_come_of_files_is_shown_and_then_comes(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let manager = app.sign_in(&cast.manager).await;
    let page = manager.get("/desk/invoices/imports/new").await;
    assert!(page.body.contains("<code>tax_rate</code>"), "the columns are said: {page:?}");
    let place = bring(&manager, &[("invoices", INVOICES.as_bytes()), ("payments", PAYMENTS.as_bytes())])
        .await
        .location()
        .to_owned();
    let shown = manager.get(&place).await;
    let text = shown.text();
    for wanted in [
        "2 invoices, 3 payments",
        "€1,202.34 asked for €1,192.34 paid",
        "4 rows are not taken",
        "Stands in row 2 already",
        "amount",
        "There is no customer =Contoso",
        "There is no invoice of this number",
    ] {
        assert!(text.contains(wanted) || wanted == "amount", "{wanted}: {text}");
    }
    assert!(text.contains("R-0041") && text.contains("15 Oct 2026"), "{text}");
    assert_eq!(stored(app).await, [""; 0], "nothing is stored yet");
    let file = manager.get(&format!("{place}/failed.csv")).await;
    assert_eq!(file.body.lines().count(), 5, "{file:?}");

    assert_eq!(manager.post(&place, &[]).await.location(), place);
    assert_eq!(stored(app).await, ["R-0041 119000 119000 0 2026-10-15", "R-0044 1234 234 1000 2026-11-16"]);
    let report = manager.get(&place).await;
    assert!(report.text().contains("2 invoices were taken. 3 payments were taken."), "{report:?}");
    let kept = manager.get(&format!("{place}/failed.csv")).await;
    assert_eq!(kept.body, file.body, "the rows that were not taken are kept");
    assert_eq!(app.texts("SELECT invoices || payments FROM invoice_imports").await, [""], "the files are not");
    let line = app.texts("SELECT after FROM audit WHERE action = 'invoice.imported'").await;
    assert_eq!(line, [r#"{"invoices":2,"payments":3}"#]);
    // Sent once more, nothing more comes of it.
    manager.post(&place, &[]).await.location();
    assert_eq!(stored(app).await.len(), 2);
    // And the client sees it, with its tax.
    let client = app.sign_in(&cast.client).await;
    let text = client.get("/invoices/R-0041").await.text();
    assert!(
        text.contains("Tax 19% on €1,000.00 €190.00") && text.contains("Paid €1,000.00 by bank transfer"),
        "{text}"
    );
    let ledger = app.texts("SELECT method FROM ledger ORDER BY happened_on").await;
    assert_eq!(ledger, ["bank", "card", "other"]);
}

async fn brought_again_nothing_is_doubled(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let manager = app.sign_in(&cast.manager).await;
    for round in 0..3 {
        let files = [("invoices", INVOICES.as_bytes()), ("payments", PAYMENTS.as_bytes())];
        let place = bring(&manager, &files).await.location().to_owned();
        if round > 0 {
            let text = manager.get(&place).await.text();
            assert!(text.contains(&said(words::ROW_PROBLEM_EXISTS)), "{text}");
            assert!(text.contains(&said(words::ROW_PROBLEM_PAYMENT_EXISTS)), "{text}");
            assert!(text.contains(&said(words::IMPORT_TAKEN_NONE)), "{text}");
        }
        manager.post(&place, &[]).await.location();
        assert_eq!(stored(app).await, ["R-0041 119000 119000 0 2026-10-15", "R-0044 1234 234 1000 2026-11-16"]);
    }
    assert_eq!(app.texts("SELECT id FROM ledger").await.len(), 3);
    assert_eq!(app.texts("SELECT id FROM audit WHERE action = 'invoice.imported'").await.len(), 1);
}

async fn payments_come_for_invoices_that_are_there(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let sent = app.invoice(&cast, cast.northwind, ("100", "EUR")).await;
    let void = app.invoice(&cast, cast.northwind, ("100", "EUR")).await;
    frontdesk::app::invoices::void(&app.app, &cast.manager.0, void.id).await.unwrap();
    let manager = app.sign_in(&cast.manager).await;
    let client = app.sign_in(&cast.client).await;
    let mut open = client.live(&format!("topic=invoice:{}", sent.number)).await;
    open.until("the page as it is", |frame| frame.contains("€100.00")).await;
    let file = format!(
        "id,number,date,amount,currency\na,{0},2026-11-20,30,\na,{0},2026-11-20,30,\nb,{0},2026-11-21,10,USD\nc,{0},2026-11-21,-10,\nd,{0},2026-11-21,0.001,\ne,{1},2026-11-21,1,\n",
        sent.number, void.number
    );
    app.wait(std::time::Duration::from_millis(1));
    let place = bring(&manager, &[("payments", file.as_bytes())]).await.location().to_owned();
    let text = manager.get(&place).await.text();
    for why in [
        said_with(words::ROW_PROBLEM_TWICE, &[("number", "2")]),
        said_with(words::ROW_PROBLEM_CURRENCY, &[("currency", "EUR")]),
        said(words::ROW_PROBLEM_NOT_PAYABLE),
        "No invoice, one payment".to_owned(),
        "5 rows are not taken".to_owned(),
    ] {
        assert!(text.contains(&why), "{why}: {text}");
    }
    manager.post(&place, &[]).await.location();
    open.until("the page as it is now", |frame| frame.contains("€70.00")).await;
    assert_eq!(app.texts("SELECT source FROM ledger").await, ["import:a"]);
}

async fn customers_are_found_or_added_when_that_is_chosen(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.execute("UPDATE customers SET email = 'Books@Northwind.test' WHERE name = 'Northwind'").await;
    let manager = app.sign_in(&cast.manager).await;
    let file = "number,customer,email,date,total\n1,Something else,books@northwind.TEST,2026-11-23,1\n2,New Ltd,,2026-11-23,2\n3,NEW LTD,,2026-11-23,3\n4,,new@new.test,2026-11-23,4\n";
    let place = bring(&manager, &[("invoices", file.as_bytes())]).await.location().to_owned();
    let text = manager.get(&place).await.text();
    assert!(text.contains("One invoice, no payment"), "{text}");
    assert!(text.contains("2 customers are not there: New Ltd, new@new.test"), "{text}");
    let text = manager.get(&format!("{place}?add_customers=yes")).await.text();
    assert!(text.contains("4 invoices, no payment"), "{text}");
    manager.post(&place, &[("add_customers", "yes")]).await.location();
    let whose =
        "SELECT i.number || ' ' || c.name FROM invoices i JOIN customers c ON c.id = i.customer_id ORDER BY i.number";
    assert_eq!(app.texts(whose).await, ["1 Northwind", "2 New Ltd", "3 New Ltd", "4 new@new.test"]);
    assert!(manager.get("/desk/customers?q=new+ltd").await.text().contains("New Ltd"), "it is found");
    // Two of one name cannot be told apart but by address.
    app.execute("UPDATE customers SET name = 'Twin', name_folded = 'twin' WHERE name IN ('Northwind', 'Contoso')")
        .await;
    let file = "number,customer,email,date,total\n5,Twin,,2026-11-23,1\n6,Twin,books@northwind.test,2026-11-23,1\n";
    let place = bring(&manager, &[("invoices", file.as_bytes())]).await.location().to_owned();
    let text = manager.get(&format!("{place}?add_customers=yes")).await.text();
    assert!(text.contains(&said_with(words::ROW_PROBLEM_SEVERAL, &[("name", "Twin")])), "{text}");
    assert!(text.contains("One invoice, no payment"), "{text}");
}

async fn what_cannot_be_read_says_why_and_stores_nothing(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let manager = app.sign_in(&cast.manager).await;
    let large = vec![b'a'; 8 * 1024 * 1024 + 1];
    for (bytes, why) in [
        (&b"\x89PNG\0\0"[..], said(words::FILE_PROBLEM_NOT_TEXT)),
        (&b""[..], said(words::IMPORT_NOTHING_CHOSEN)),
        (&large, said(words::IMPORT_TOO_LARGE)),
    ] {
        let answer = bring(&manager, &[("invoices", bytes)]).await;
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains(&why), "{why}: {}", answer.text());
    }
    for (text, why) in [
        ("number;date\n1;2026-11-23\n", said_with(words::FILE_PROBLEM_NO_COLUMN, &[("column", "total")])),
        ("number;no;date;total\n", said_with(words::FILE_PROBLEM_TWO_COLUMNS, &[("column", "number")])),
    ] {
        let place = bring(&manager, &[("invoices", text.as_bytes())]).await.location().to_owned();
        let shown = manager.get(&place).await;
        assert!(shown.text().contains(&why), "{why}: {shown:?}");
        manager.post(&place, &[]).await.location();
    }
    assert_eq!(stored(app).await, [""; 0]);
    assert_eq!(app.texts("SELECT id FROM audit WHERE action = 'invoice.imported'").await.len(), 0);
    assert_eq!(manager.get("/desk/invoices/imports/none").await.status, 404);
}

async fn days_that_can_be_meant_in_two_ways_are_asked_for(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let manager = app.sign_in(&cast.manager).await;
    let file = "number,customer,date,total\n1,Northwind,3/4/2026,1\n";
    let place = bring(&manager, &[("invoices", file.as_bytes())]).await.location().to_owned();
    let shown = manager.get(&place).await;
    assert!(shown.text().contains(&said(words::FILE_PROBLEM_WHICH_DAY)), "{shown:?}");
    assert!(manager.get(&format!("{place}?order=month_first")).await.text().contains("4 Mar 2026"));
    assert!(manager.get(&format!("{place}?order=day_first")).await.text().contains("3 Apr 2026"));
    manager.post(&place, &[("order", "day_first")]).await.location();
    assert_eq!(app.texts("SELECT issued_on FROM invoices").await, ["2026-04-03"]);
}

async fn the_next_number_follows_what_came_in(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.execute("UPDATE organisations SET invoice_prefix = 'R-'").await;
    let manager = app.sign_in(&cast.manager).await;
    let file = "number,customer,date,total\nR-0107,Northwind,2026-11-23,1\nX-0999,Northwind,2026-11-23,1\nR-12a,Northwind,2026-11-23,1\n";
    let place = bring(&manager, &[("invoices", file.as_bytes())]).await.location().to_owned();
    manager.post(&place, &[]).await.location();
    assert_eq!(app.invoice(&cast, cast.northwind, ("1", "EUR")).await.number.as_str(), "R-0108");
    // An older file does not turn it back.
    let file = "number,customer,date,total\nR-0050,Northwind,2026-11-23,1\n";
    let place = bring(&manager, &[("invoices", file.as_bytes())]).await.location().to_owned();
    manager.post(&place, &[]).await.location();
    assert_eq!(app.invoice(&cast, cast.northwind, ("1", "EUR")).await.number.as_str(), "R-0109");
}

async fn many_rows_come_in_at_once(app: &TestApp) {
    // The full hundred thousand by hand: FRONTDESK_TEST_IMPORT_ROWS=100000.
    let rows: usize =
        std::env::var("FRONTDESK_TEST_IMPORT_ROWS").ok().and_then(|rows| rows.parse().ok()).unwrap_or(1_500);
    let cast = app.cast("harbour").await;
    let manager = app.sign_in(&cast.manager).await;
    let mut invoices = "number,customer,date,total\n".to_owned();
    let mut payments = "number,date,amount\n".to_owned();
    for at in 1..=rows {
        writeln!(invoices, "{at:06},Northwind,2026-10-01,10").unwrap();
        writeln!(payments, "{at:06},2026-10-02,{}", at % 10 + 1).unwrap();
    }
    let began = tokio::time::Instant::now();
    let files = [("invoices", invoices.as_bytes()), ("payments", payments.as_bytes())];
    let place = bring(&manager, &files).await.location().to_owned();
    assert_eq!(manager.get(&place).await.status, 200);
    manager.post(&place, &[]).await.location();
    println!("{rows} invoices and as many payments: {:?}", began.elapsed());
    let sums = app
        .texts("SELECT COUNT(*) || ' ' || SUM(gross) || ' ' || SUM(paid) || ' ' || SUM(outstanding) FROM invoices")
        .await;
    let paid: usize = (1..=rows).map(|at| at % 10 + 1).sum();
    assert_eq!(sums, [format!("{rows} {} {} {}", rows * 1_000, paid * 100, rows * 1_000 - paid * 100)]);
}

/// Runs the program on the server's data.
fn program(app: &TestApp, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_frontdesk"))
        .args(arguments)
        .env_remove("DATABASE_URL")
        .envs(app.environment())
        .output()
        .expect("the program runs")
}

async fn the_command_line_takes_files_too(app: &TestApp) {
    app.cast("harbour").await;
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (invoices, payments) = (path("invoices.csv"), path("payments.csv"));
    std::fs::write(&invoices, INVOICES).unwrap();
    std::fs::write(&payments, PAYMENTS).unwrap();
    let ran = program(app, &["import", "invoices", &invoices, "--payments", &payments, "--add-customers"]);
    let (out, error) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert!(out.contains("Imported into harbour: 3 invoices, 3 payments; 1 customer added."), "{out} {error}");
    assert!(error.contains("invoices.csv:5: Stands in row 2 already."), "{error}");
    assert!(error.contains("payments.csv:5: There is no invoice of this number."), "{error}");
    assert!(!ran.status.success(), "something was not taken");
    assert_eq!(stored(app).await.len(), 3);
    let ran = program(app, &["import", "invoices", &payments]);
    let error = String::from_utf8_lossy(&ran.stderr);
    assert!(error.contains("no column total") && !ran.status.success(), "{error}");
    assert_eq!(app.texts("SELECT actor FROM audit WHERE action = 'invoice.imported'").await, ["command line"]);
}

async fn agents_bring_nothing_in(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let agent = app.sign_in(&cast.agent).await;
    assert_eq!(agent.get("/desk/invoices/imports/new").await.status, 404);
    assert_eq!(bring(&agent, &[("invoices", INVOICES.as_bytes())]).await.status, 403);
    assert!(!agent.get("/desk/invoices").await.body.contains("/desk/invoices/imports"));
    assert_eq!(agent.get("/desk/invoices.csv").await.status, 200);
}
