//! A client's invoices at the portal: the list, a page for each, questions about them, the file, and what is due elsewhere.

use std::time::Duration;

use frontdesk::app::invoices::{self, Credit};
use frontdesk::domain::input::Key;
use frontdesk::domain::money::Amount;
use frontdesk::domain::people::Role;
use frontdesk::words::msg::{client_invoices as words, portal};

use crate::{Answer, TestApp, each_database, said, said_with};

each_database!(
    clients_see_every_invoice_of_their_company_but_drafts,
    the_list_is_narrowed_and_added_up_by_currency,
    a_page_says_how_the_invoice_stands_and_what_happened,
    what_is_taken_back_asks_for_nothing,
    other_ways_to_pay_are_said_or_whom_to_ask,
    a_question_carries_its_invoice,
    a_question_that_was_moved_leaves_its_invoice_behind,
    the_file_holds_what_the_list_does,
    the_first_page_shows_what_is_due_next,
    the_dropdown_shows_what_is_due_at_each_organisation,
    long_lists_go_on,
    open_pages_move_when_money_comes,
    what_no_hint_told_is_found,
    an_open_page_says_overdue_when_the_day_begins,
);

/// A day.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

async fn clients_see_every_invoice_of_their_company_but_drafts(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let draft = app.draft_invoice(&cast, cast.northwind, ("10", "EUR")).await;
    let mine = app.invoice(&cast, cast.northwind, ("120", "EUR")).await;
    let theirs = app.invoice(&cast, cast.contoso, ("77", "EUR")).await;
    let void = app.invoice(&cast, cast.northwind, ("33", "EUR")).await;
    invoices::void(&app.app, &cast.manager.0, void.id).await.unwrap();

    for person in [&cast.client, &cast.colleague] {
        let browser = app.sign_in(person).await;
        let list = browser.get("/invoices").await;
        let mut rows = list.ids("invoice-");
        rows.retain(|id| id != "list");
        rows.sort_unstable();
        let mut both = [void.id, mine.id].map(|id| id.to_string());
        both.sort_unstable();
        assert_eq!(rows, both, "{list:?}");
        assert!(list.body.contains(&format!("href=\"/invoices/{}\"", mine.number)), "{list:?}");
        assert!(list.body.contains(&format!("href=\"/invoices/{}\"", void.number)), "{list:?}");
        assert!(!list.body.contains(&draft.to_string()) && !list.text().contains("77"), "{list:?}");
        assert_eq!(browser.get(&format!("/invoices/{}", mine.number)).await.status, 200);
        let (foreign, missing) =
            (browser.get(&format!("/invoices/{}", theirs.number)).await, browser.get("/invoices/none").await);
        assert_eq!((foreign.status, &foreign.body), (404, &missing.body));
        for path in [format!("/invoices/{draft}"), format!("/invoices/{}", mine.id), "/invoices/..%2f".to_owned()] {
            assert_eq!(browser.get(&path).await.status, 404, "{path}");
        }
    }
    let nobody = app.sign_in(&cast.unlinked).await;
    assert_eq!(nobody.get("/invoices").await.status, 403);
    assert_eq!(nobody.get(&format!("/invoices/{}", mine.number)).await.status, 404);
    let empty = app.sign_in(&cast.neighbour).await.get("/invoices?show=overdue").await;
    assert!(empty.text().contains(&said(words::CLIENT_INVOICES_NONE_HERE_TITLE)), "{empty:?}");
}

async fn the_list_is_narrowed_and_added_up_by_currency(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let old = app.invoice(&cast, cast.northwind, ("100", "EUR")).await;
    app.wait(DAY * 20);
    let part = app.invoice(&cast, cast.northwind, ("50.50", "EUR")).await;
    let yen = app.invoice(&cast, cast.northwind, ("9000", "JPY")).await;
    let paid = app.invoice(&cast, cast.northwind, ("8", "EUR")).await;
    app.record_payment(&cast, part.id, 1_000).await;
    app.record_payment(&cast, paid.id, 800).await;

    let browser = app.sign_in(&cast.client).await;
    let rows = |answer: &Answer| {
        [&old, &part, &yen, &paid].map(|one| answer.body.contains(&format!("href=\"/invoices/{}\"", one.number)))
    };
    for (query, wanted) in [
        ("", [true, true, true, true]),
        ("?show=outstanding", [true, true, true, false]),
        ("?show=overdue", [true, false, false, false]),
        ("?show=paid", [false, false, false, true]),
        ("?show=draft", [true, true, true, true]),
        ("?show=zzz&after=zzz", [true, true, true, true]),
        ("?q=order", [true, true, true, true]),
        ("?q=zebra", [false, false, false, false]),
    ] {
        let answer = browser.get(&format!("/invoices{query}")).await;
        assert_eq!(rows(&answer), wanted, "{query}: {answer:?}");
    }
    assert_eq!(rows(&browser.get(&format!("/invoices?q={}", yen.number)).await), [false, false, true, false]);
    let shown = browser.get("/invoices").await.text();
    assert!(shown.contains("€140.50 on 2 invoices, €100.00 of it overdue"), "{shown}");
    assert!(shown.contains("¥9,000 on one invoice"), "{shown}");
    assert!(shown.contains("€40.50 of €50.50 Partially paid"), "{shown}");
    let none = browser.get("/invoices?q=zebra").await;
    assert!(
        none.text().contains(&said_with(words::CLIENT_INVOICES_NOT_FOUND_TITLE, &[("query", "zebra")])),
        "{none:?}"
    );
}

async fn a_page_says_how_the_invoice_stands_and_what_happened(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let sent = app.invoice(&cast, cast.northwind, ("100", "EUR")).await;
    let browser = app.sign_in(&cast.client).await;
    let path = format!("/invoices/{}", sent.number);
    let page = browser.get(&path).await;
    let shown = page.text();
    assert!(shown.contains("Outstanding €100.00 Due in 14 days, 7 Dec 2026"), "{shown}");
    assert!(shown.contains("From harbour To Northwind"), "{shown}");
    assert!(shown.contains("Design 1 €100.00 0% €100.00"), "{shown}");
    assert!(shown.contains("Reference Order 7"), "{shown}");
    assert!(page.body.contains(&format!("href=\"{path}.pdf\"")), "{page:?}");
    assert!(page.body.contains(&format!("topic=invoice:{}", sent.number)), "{page:?}");

    app.record_payment(&cast, sent.id, 3_000).await;
    let credit = Credit {
        amount: Amount::minor(2_000),
        reason: "Delivered late".to_owned(),
        key: Key::parse("credit-key").unwrap(),
    };
    invoices::credit(&app.app, &cast.manager.0, sent.id, &credit).await.unwrap();
    app.wait(DAY * 15);
    let shown = browser.get(&path).await.text();
    assert!(shown.contains("Outstanding €50.00 Was due yesterday, 7 Dec 2026"), "{shown}");
    assert!(shown.contains("Paid €30.00 by bank transfer 23 Nov 2026"), "{shown}");
    assert!(shown.contains("€20.00 less to pay: credit note CN-0001 Delivered late"), "{shown}");
    assert!(!shown.contains("secret note of staff") && !shown.contains("Manager harbour"), "{shown}");

    app.record_payment(&cast, sent.id, 5_500).await;
    let shown = browser.get(&path).await.text();
    assert!(shown.contains(&said(words::CLIENT_INVOICE_PAID)), "{shown}");
    assert!(shown.contains("€5.00 more than was asked for came in"), "{shown}");
    assert!(!shown.contains(&said(words::CLIENT_INVOICE_WAYS)), "{shown}");
}

async fn what_is_taken_back_asks_for_nothing(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let sent = app.invoice(&cast, cast.northwind, ("100", "EUR")).await;
    invoices::void(&app.app, &cast.manager.0, sent.id).await.unwrap();
    let browser = app.sign_in(&cast.client).await;
    let shown = browser.get(&format!("/invoices/{}", sent.number)).await.text();
    assert!(shown.contains(&said(words::CLIENT_INVOICE_VOID)), "{shown}");
    assert!(!shown.contains(&said(words::CLIENT_INVOICE_WAYS)), "{shown}");
    assert!(browser.get("/invoices").await.text().contains(&said(words::CLIENT_INVOICES_OWED_NOTHING)));
}

async fn other_ways_to_pay_are_said_or_whom_to_ask(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let sent = app.invoice(&cast, cast.northwind, ("100", "EUR")).await;
    let browser = app.sign_in(&cast.client).await;
    let path = format!("/invoices/{}", sent.number);
    let asked = said_with(words::CLIENT_INVOICE_NO_WAYS, &[("organisation", "harbour")]);
    assert!(browser.get(&path).await.text().contains(&asked));
    app.execute("UPDATE organisations SET ways_to_pay = 'IBAN <DE02>'").await;
    let page = browser.get(&path).await;
    assert!(page.body.contains("IBAN &lt;DE02&gt;"), "{page:?}");
    let quoted = said_with(words::CLIENT_INVOICE_QUOTE, &[("number", sent.number.as_str())]);
    assert!(page.text().contains(&quoted) && !page.text().contains(&asked), "{page:?}");
}

async fn a_question_carries_its_invoice(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let sent = app.invoice(&cast, cast.northwind, ("100", "EUR")).await;
    let theirs = app.invoice(&cast, cast.contoso, ("77", "EUR")).await;
    let browser = app.sign_in(&cast.client).await;
    let page = browser.get(&format!("/invoices/{}", sent.number)).await;
    assert!(page.body.contains(&format!("href=\"/support/new?invoice={}\"", sent.number)), "{page:?}");
    let form = browser.get(&format!("/support/new?invoice={}", sent.number)).await;
    assert_eq!(form.field("invoice"), sent.number.as_str());
    let label = said_with(words::TICKET_ABOUT_INVOICE_LABEL, &[("number", sent.number.as_str())]);
    assert!(form.text().contains(&label), "{form:?}");
    // What is wrong with the form does not make it forget.
    let again = browser.post("/support", &[("subject", ""), ("body", "Why?"), ("invoice", sent.number.as_str())]).await;
    assert_eq!((again.status, again.field("invoice")), (422, sent.number.to_string()));

    let fields = [("subject", "Too much"), ("body", "Why?"), ("key", "one"), ("invoice", sent.number.as_str())];
    let thread = browser.post("/support", &fields).await.location().to_owned();
    assert_eq!(browser.post("/support", &fields).await.location(), thread, "the same key, the same ticket");
    let other = [("subject", "Too much"), ("body", "Why?"), ("key", "one")];
    assert_eq!(browser.post("/support", &other).await.status, 409, "about nothing it is another text");
    let chip = said_with(words::TICKET_ABOUT_INVOICE, &[("number", sent.number.as_str())]);
    assert!(browser.get(&thread).await.text().contains(&chip));
    let at_desk = app.sign_in(&cast.agent).await.get(&format!("/desk/tickets{}", &thread["/support".len()..])).await;
    assert!(at_desk.body.contains(&format!("href=\"/desk/invoices/{}\"", sent.id)), "{at_desk:?}");
    let page = browser.get(&format!("/invoices/{}", sent.number)).await.text();
    assert!(page.contains(&said(words::CLIENT_INVOICE_TICKETS)) && page.contains("Too much"), "{page}");
    let logged = app.texts("SELECT after FROM audit WHERE action = 'ticket.opened'").await;
    assert!(logged[0].contains(&format!(r#""invoice":"{}""#, sent.number)), "{logged:?}");

    // Another company's, and none at all, are not there.
    for number in [theirs.number.as_str(), "none", "a/b"] {
        assert_eq!(browser.get(&format!("/support/new?invoice={number}")).await.status, 404, "{number}");
        let fields = [("subject", "Theirs"), ("body", "Why?"), ("invoice", number)];
        assert_eq!(browser.post("/support", &fields).await.status, 404, "{number}");
    }
    assert_eq!(app.texts("SELECT subject FROM tickets").await, ["Too much"]);
}

async fn a_question_that_was_moved_leaves_its_invoice_behind(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let sent = app.invoice(&cast, cast.northwind, ("100", "EUR")).await;
    let browser = app.sign_in(&cast.client).await;
    let fields = [("subject", "Too much"), ("body", "Why?"), ("invoice", sent.number.as_str())];
    browser.post("/support", &fields).await.location();
    frontdesk::app::tickets::move_to(&app.app, &cast.agent.0, 1, cast.contoso).await.unwrap();
    let thread = app.sign_in(&cast.neighbour).await.get("/support/1").await;
    assert_eq!(thread.status, 200);
    assert!(!thread.body.contains(sent.number.as_str()), "{thread:?}");
    let page = browser.get(&format!("/invoices/{}", sent.number)).await;
    assert!(!page.text().contains("Too much"), "{page:?}");
}

async fn the_file_holds_what_the_list_does(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.execute("UPDATE customers SET name = '=Northwind' WHERE name = 'Northwind'").await;
    let sent = app.invoice(&cast, cast.northwind, ("1250.5", "EUR")).await;
    let paid = app.invoice(&cast, cast.northwind, ("8", "EUR")).await;
    app.record_payment(&cast, paid.id, 800).await;
    app.invoice(&cast, cast.contoso, ("77", "EUR")).await;
    app.draft_invoice(&cast, cast.northwind, ("10", "EUR")).await;
    let browser = app.sign_in(&cast.client).await;
    let file = browser.get("/invoices.csv").await;
    let lines: Vec<&str> = file.body.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines.len(), 3, "{file:?}");
    assert!(lines[0].starts_with("Number,Customer,Status,Date,Due,Currency"), "{file:?}");
    let line = format!("{},'=Northwind,Sent,2026-11-23,2026-12-07,EUR,1250.50,0.00,0.00,1250.50", sent.number);
    assert!(lines.contains(&&*line), "{line}: {file:?}");
    let file = browser.get("/invoices.csv?show=paid").await;
    assert!(file.body.contains(paid.number.as_str()) && !file.body.contains(sent.number.as_str()), "{file:?}");
    assert_eq!(app.sign_in(&cast.unlinked).await.get("/invoices.csv").await.status, 403);
    // The desk's holds everybody's, and drafts.
    let desk = app.sign_in(&cast.viewer).await;
    assert_eq!(desk.get("/desk/invoices.csv").await.body.lines().count(), 5);
    let drafts = desk.get("/desk/invoices.csv?show=draft").await;
    assert!(drafts.body.contains(",'=Northwind,Draft,,,EUR,10.00,"), "{drafts:?}");
    let narrowed = desk.get(&format!("/desk/invoices.csv?customer={}", cast.contoso)).await;
    assert_eq!(narrowed.body.lines().count(), 2, "{narrowed:?}");
}

async fn the_first_page_shows_what_is_due_next(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let browser = app.sign_in(&cast.client).await;
    let shown = browser.get("/").await.text();
    assert!(shown.contains("Outstanding Nothing"), "{shown}");
    let first = app.invoice(&cast, cast.northwind, ("100", "EUR")).await;
    app.wait(DAY);
    app.invoice(&cast, cast.northwind, ("20", "EUR")).await;
    app.invoice(&cast, cast.northwind, ("9000", "JPY")).await;
    let shown = browser.get("/").await.text();
    assert!(shown.contains("Outstanding €120.00") && shown.contains("¥9,000"), "{shown}");
    assert!(shown.contains(&format!("Next to pay {} · €100.00 Due in 13 days, 7 Dec 2026", first.number)), "{shown}");
    app.wait(DAY * 14);
    let shown = browser.get("/").await.text();
    assert!(shown.contains(&format!("Overdue {} · €100.00 Was due yesterday, 7 Dec 2026", first.number)), "{shown}");
    app.record_payment(&cast, first.id, 10_000).await;
    let shown = browser.get("/").await.text();
    assert!(shown.contains("Outstanding €20.00") && !shown.contains(first.number.as_str()), "{shown}");
}

async fn the_dropdown_shows_what_is_due_at_each_organisation(app: &TestApp) {
    let (harbour, rival) = (app.cast("harbour").await, app.cast("rival").await);
    app.join(&harbour.client, &rival, Role::Client).await;
    app.execute(&format!(
        "UPDATE memberships SET customer_id = '{}' WHERE organisation_id = '{}' AND customer_id IS NULL AND role = 'client'
         AND user_id = (SELECT id FROM users WHERE email = '{}')",
        rival.contoso, rival.organisation.id, harbour.client.0.email
    ))
    .await;
    app.invoice(&rival, rival.contoso, ("20", "EUR")).await;
    app.invoice(&rival, rival.contoso, ("5", "EUR")).await;
    app.invoice(&rival, rival.contoso, ("30", "GBP")).await;
    app.invoice(&rival, rival.northwind, ("999", "EUR")).await;
    app.draft_invoice(&rival, rival.contoso, ("888", "EUR")).await;
    let paid = app.invoice(&harbour, harbour.northwind, ("7", "EUR")).await;
    app.record_payment(&harbour, paid.id, 700).await;
    let browser = app.sign_in(&harbour.client).await;
    let page = browser.get("/help").await;
    let due = |slug: &str| {
        let part = page.body.split_once(&format!("id=\"due-{slug}\"")).expect("a place").1;
        part.split_once("</button>").unwrap().0.to_owned()
    };
    assert!(due("rival").contains("€25.00 due") && due("rival").contains("£30.00 due"), "{}", due("rival"));
    assert!(!due("rival").contains("999") && !due("rival").contains("888"), "{}", due("rival"));
    assert!(!due("harbour").contains("chip warn"), "{}", due("harbour"));
    // Staff of an organisation are not asked to pay its invoices.
    app.join(&harbour.agent, &rival, Role::Client).await;
    app.invoice(&harbour, harbour.contoso, ("44", "EUR")).await;
    let desk = app.sign_in(&harbour.agent).await.get("/desk/tickets?view=open").await;
    assert!(!desk.body.contains("44.00 due"), "{desk:?}");
}

async fn long_lists_go_on(app: &TestApp) {
    let cast = app.cast("harbour").await;
    for at in 0..53 {
        app.invoice(&cast, cast.northwind, ("1", "EUR")).await;
        if at % 10 == 0 {
            app.wait(DAY);
        }
    }
    let browser = app.sign_in(&cast.client).await;
    let (mut path, mut seen) = ("/invoices?show=all".to_owned(), Vec::new());
    loop {
        let page = browser.get(&path).await;
        let rows = page.body.split("href=\"/invoices/").skip(1).filter_map(|rest| rest.split('"').next());
        seen.extend(rows.map(str::to_owned));
        let Some((before, _)) = page.body.split_once("\" rel=\"next\"") else { break };
        path = before.rsplit_once("href=\"").unwrap().1.replace("&amp;", "&");
        assert!(page.text().contains(&said(words::CLIENT_INVOICES_MORE)));
    }
    let count = seen.len();
    seen.dedup();
    assert_eq!((count, seen.len()), (53, 53), "each once");
    let file = browser.get("/invoices.csv").await;
    assert_eq!(file.body.lines().count(), 54, "all of it, not the first page");
    assert!(!file.text().contains(&said(portal::LIST_OLDER)));
}

async fn open_pages_move_when_money_comes(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let sent = app.invoice(&cast, cast.northwind, ("100", "EUR")).await;
    let (client, neighbour) = (app.sign_in(&cast.client).await, app.sign_in(&cast.neighbour).await);
    let mut theirs = neighbour.live("topic=home").await;
    theirs.until("the first page", |frame| frame.contains("home-live")).await;
    let mut pages = Vec::new();
    for (topic, target) in
        [("home", "home-live"), ("invoices", "invoice-list"), (&*format!("invoice:{}", sent.number), "invoice-live")]
    {
        let mut page = client.live(&format!("topic={topic}")).await;
        page.until("the page as it is", |frame| frame.contains(target) && frame.contains("€100.00")).await;
        pages.push((topic.to_owned(), page));
    }
    // The verbs stand beside the server, as another program would: it finds by the time of the last change that there was one.
    app.wait(Duration::from_millis(1));
    app.record_payment(&cast, sent.id, 3_000).await;
    for (topic, page) in &mut pages {
        let frames = page.until(topic, |frame| frame.contains("€70.00")).await.concat();
        assert!(frames.contains("id=\"due-harbour\"") && frames.contains("€70.00 due"), "{topic}: {frames}");
        assert!(!frames.contains("<form") && !frames.contains("<input"), "nobody's typing is replaced: {frames}");
    }
    let (_, page) = &mut pages[2];
    let opening = [("subject", "Too much"), ("body", "Why?"), ("invoice", sent.number.as_str())];
    client.post("/support", &opening).await.location();
    page.until("the question on the invoice's page", |frame| frame.contains("Too much")).await;
    app.wait(Duration::from_millis(1));
    app.record_payment(&cast, sent.id, 7_000).await;
    page.until("all is paid", |frame| frame.contains("chip good") && !frame.contains("class=\"ways\"")).await;
    // Another company's page heard nothing of it: what comes next there is its own.
    app.wait(Duration::from_millis(1));
    app.invoice(&cast, cast.contoso, ("5", "EUR")).await;
    let frames = theirs.until("one's own", |frame| frame.contains("€5.00")).await;
    assert_eq!(frames.len(), 1, "{frames:?}");
}

async fn what_no_hint_told_is_found(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let sent = app.invoice(&cast, cast.northwind, ("100", "EUR")).await;
    let client = app.sign_in(&cast.client).await;
    let mut page = client.live("topic=invoices").await;
    page.until("the list", |frame| frame.contains("€100.00")).await;
    let sql = format!("UPDATE invoices SET outstanding = 4200, updated_at = updated_at + 1 WHERE id = '{}'", sent.id);
    app.execute(&sql).await;
    page.until("the list as it is now", |frame| frame.contains("€42.00")).await;
}

async fn an_open_page_says_overdue_when_the_day_begins(app: &TestApp) {
    const OVERDUE: &str = "Overdue <span class=\"chip-count num\">1<";
    let cast = app.cast("harbour").await;
    app.invoice(&cast, cast.northwind, ("100", "EUR")).await;
    app.wait(DAY * 14);
    let mut page = app.sign_in(&cast.client).await.live("topic=invoices").await;
    let shown = page.until("the list", |frame| frame.contains("invoice-list")).await;
    assert!(!shown.concat().contains(OVERDUE), "{shown:?}");
    app.wait(DAY);
    page.until("the list to say that it is overdue", |frame| frame.contains(OVERDUE)).await;
}
