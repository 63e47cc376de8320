//! The life of an invoice at the desk: written, sent, paid, credited, taken back.

use std::time::Duration;

use frontdesk::app::invoices::{self, ByHand, Draft};
use frontdesk::app::{self, customers};
use frontdesk::domain::input::{Email, Key};
use frontdesk::domain::invoice::{DraftInvoice, InvoiceForm, InvoiceNumber, InvoiceRefused, LineForm, Method, Status};
use frontdesk::domain::money::Amount;
use frontdesk::domain::people::Caller;
use frontdesk::id::{CustomerId, InvoiceId, SystemChance, secret};
use futures_util::future::join_all;

use crate::common::html;
use crate::{Answer, Browser, Cast, TestApp, each_database};

each_database!(
    an_invoice_is_written_sent_and_settled,
    numbers_have_no_gap_however_many_are_sent_at_once,
    the_same_form_twice_is_one_invoice,
    of_two_edits_at_once_neither_is_lost,
    a_form_comes_back_with_every_problem_at_its_field,
    a_quantity_that_may_be_thousands_is_asked_about,
    more_than_is_outstanding_is_asked_about,
    no_field_brings_a_control_character_in,
    lines_come_go_and_move_without_scripts,
    the_script_gets_the_sums_that_will_be_stored,
    what_a_rule_forbids_is_said_in_words,
    an_invoice_over_nothing_is_paid_when_it_is_sent,
    what_was_sent_stays_as_it_was,
    nobody_is_invoiced_who_is_archived,
    the_list_is_searched_filtered_and_summed,
    due_days_are_the_organisations,
    a_customer_s_page_says_how_it_stands,
    everybody_who_is_ticked_or_typed_gets_the_mail,
    a_client_reads_what_was_sent_and_nothing_else,
);

/// What is typed for an invoice of two hours of design, taxed at 19 %, and a print: 190.40 and 10.70, together 201.10.
const TYPED: &[(&str, &str)] = &[
    ("currency", "EUR"),
    ("days", "14"),
    ("reference", "PO 77"),
    ("notes", "Thank you."),
    ("terms", "Within 14 days."),
    ("description-0", "Design"),
    ("quantity-0", "2"),
    ("unit-0", "h"),
    ("unit_price-0", "80.00"),
    ("discount-0", ""),
    ("tax_rate-0", "19"),
    ("description-1", "Print"),
    ("quantity-1", "1"),
    ("unit-1", ""),
    ("unit_price-1", "10.00"),
    ("discount-1", ""),
    ("tax_rate-1", "7"),
];

async fn an_invoice_is_written_sent_and_settled(app: &TestApp) {
    let (cast, manager) = begin(app).await;
    let written = manager.post("/desk/invoices", &typed(&[("customer", &cast.northwind.to_string())])).await;
    let page = follow(&manager, &written).await;
    let url = written.location().split('?').next().unwrap().to_owned();
    for said in ["Draft of an invoice", "Northwind", "Draft saved.", "201.10", "Thank you.", "Within 14 days.", "PO 77"]
    {
        assert!(page.text().contains(said), "{said} in {page:?}");
    }
    // Sent: it has a number and a day to pay.
    let page = follow(&manager, &manager.post(&format!("{url}/sending"), &[]).await).await;
    for said in ["Invoice 0001", "Sent without an e-mail.", "23 Nov 2026", "7 Dec 2026", "Invoice sent"] {
        assert!(page.text().contains(said), "{said} in {page:?}");
    }
    assert_eq!(status(&page), "Sent");
    assert!(manager.get(&format!("{url}/edit")).await.text().contains("This invoice was sent"));
    // A part comes in by bank.
    let page = pay(&manager, &url, "payments", &[("amount", "100"), ("note", "Transfer 5")]).await;
    assert_eq!(status(&page), "Partially paid");
    for said in ["€101.10", "Payment recorded.", "Transfer 5", "Bank transfer"] {
        assert!(page.text().contains(said), "{said} in {page:?}");
    }
    assert!(!page.body.contains("id=\"void\""), "money came in: it is not taken back any more");
    // A credit note for some of the rest, then the rest.
    let credit = manager.post(&format!("{url}/credit-notes"), &[("amount", "1.10"), ("note", "Rounded down")]).await;
    let page = follow(&manager, &credit).await;
    assert!(page.text().contains("CN-0001") && page.text().contains("Rounded down"), "{page:?}");
    let page = pay(&manager, &url, "payments", &[("amount", "100.00")]).await;
    assert_eq!(status(&page), "Paid");
    // Some of it goes back: the rest is open again.
    let page = pay(&manager, &url, "refunds", &[("amount", "50")]).await;
    assert_eq!(status(&page), "Partially paid");
    let deeds = app.texts("SELECT action FROM audit WHERE action LIKE 'invoice.%' ORDER BY at, id").await;
    let mut deeds_sorted = deeds.clone();
    deeds_sorted.sort();
    assert_eq!(
        deeds_sorted,
        ["invoice.credited", "invoice.drafted", "invoice.payment", "invoice.payment", "invoice.refund", "invoice.sent"]
    );
    // What was paid back wholly can be taken back, and stays known by its number.
    let page = pay(&manager, &url, "refunds", &[("amount", "150")]).await;
    assert_eq!(status(&page), "Partially paid", "a part of it is not asked for any more");
    let page = follow(&manager, &manager.post(&format!("{url}/void"), &[("confirmed", "yes")]).await).await;
    assert_eq!(status(&page), "Void");
    assert_eq!(
        app.texts("SELECT CAST(outstanding AS TEXT) FROM invoices").await,
        ["0"],
        "nothing is asked for any more"
    );
    assert_eq!(
        app.texts("SELECT before || after FROM audit WHERE action = 'invoice.voided'").await,
        [r#"{"outstanding":"200.00 EUR"}{"outstanding":""}"#]
    );
}

async fn numbers_have_no_gap_however_many_are_sent_at_once(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.execute("UPDATE organisations SET invoice_prefix = 'INV-'").await;
    let caller = &cast.manager.0;
    let mut drafts = Vec::new();
    for _ in 0..20 {
        drafts.push(draft(app, caller, cast.northwind, "10").await);
    }
    let empty = write(app, caller, cast.northwind, &[]).await;
    // One that cannot be sent, and one that is sent twice, are in the middle of them.
    let sending = drafts.iter().chain([&empty, &drafts[0]]).map(|id| invoices::send(&app.app, caller, *id, &[]));
    let sent = join_all(sending).await;
    let mut numbers: Vec<String> = sent.iter().filter_map(|sent| sent.as_ref().ok()).map(ToString::to_string).collect();
    numbers.sort();
    let expected: Vec<String> = (1..=20).map(|n| format!("INV-{n:04}")).collect();
    assert_eq!(numbers, expected, "{sent:?}");
    assert!(matches!(sent[20], Err(app::Error::Invoice(InvoiceRefused::NoLines))));
    let stored = app.texts("SELECT number FROM invoices WHERE number IS NOT NULL ORDER BY number").await;
    assert_eq!(stored, expected);
    // A number that came in with an import is passed over.
    app.execute("UPDATE invoices SET number = 'INV-0021' WHERE number = 'INV-0007'").await;
    let next = draft(app, caller, cast.northwind, "10").await;
    let number = invoices::send(&app.app, caller, next, &[]).await.unwrap();
    assert_eq!(number.as_str(), "INV-0022");
}

async fn the_same_form_twice_is_one_invoice(app: &TestApp) {
    let (cast, manager) = begin(app).await;
    let northwind = cast.northwind.to_string();
    let fields = typed(&[("customer", &northwind), ("key", "one")]);
    let first = manager.post("/desk/invoices", &fields).await.location().to_owned();
    assert_eq!(manager.post("/desk/invoices", &fields).await.location(), first);
    let other = typed(&[("customer", &northwind), ("key", "one"), ("reference", "PO 78")]);
    let back = manager.post("/desk/invoices", &other).await;
    assert_eq!(back.status, 409);
    assert_eq!(back.field("reference"), "PO 78", "what was typed stays");
    assert_ne!(back.field("key"), "one");
    let url = first.split('?').next().unwrap();
    let copies = [("key", "copy")];
    let copy = manager.post(&format!("{url}/copies"), &copies).await.location().to_owned();
    assert_eq!(manager.post(&format!("{url}/copies"), &copies).await.location(), copy);
    assert!(!copy.starts_with(url));
    manager.post(&format!("{url}/sending"), &[]).await.location();
    assert_eq!(manager.post(&format!("{url}/sending"), &[]).await.location(), url, "it is sent");
    let paid = [("amount", "10"), ("method", "cash"), ("on", "2026-11-23"), ("key", "paid")];
    for _ in 0..2 {
        manager.post(&format!("{url}/payments"), &paid).await.location();
    }
    let other = [("amount", "11"), ("method", "cash"), ("on", "2026-11-23"), ("key", "paid")];
    assert_eq!(manager.post(&format!("{url}/payments"), &other).await.status, 409);
    assert_eq!(app.texts("SELECT CAST(paid AS TEXT) FROM invoices WHERE paid > 0").await, ["1000"]);
    assert_eq!(app.texts("SELECT id FROM invoices").await.len(), 2);
}

async fn of_two_edits_at_once_neither_is_lost(app: &TestApp) {
    let (cast, manager) = begin(app).await;
    let id = draft(app, &cast.manager.0, cast.northwind, "10").await;
    let url = format!("/desk/invoices/{id}");
    let form = manager.get(&format!("{url}/edit")).await;
    assert_eq!((form.field("version"), form.field("unit_price-0")), ("0".into(), "10.00".into()));
    let northwind = cast.northwind.to_string();
    let mine = typed(&[("customer", &northwind), ("version", "0"), ("reference", "Mine")]);
    let theirs = typed(&[("customer", &northwind), ("version", "0"), ("reference", "Theirs")]);
    manager.post(&url, &theirs).await.location();
    let back = manager.post(&url, &mine).await;
    assert_eq!(back.status, 409);
    assert_eq!((back.field("reference"), back.field("version")), ("Mine".into(), "1".into()));
    assert!(back.text().contains("Somebody else saved this invoice meanwhile"), "{back:?}");
    assert_eq!(app.texts("SELECT reference FROM invoices").await, ["Theirs"]);
    manager.post(&url, &typed(&[("customer", &northwind), ("version", "1"), ("reference", "Mine")])).await.location();
    assert_eq!(app.texts("SELECT reference FROM invoices").await, ["Mine"]);
    // Saving what stands there already is no deed, and no version.
    manager.post(&url, &typed(&[("customer", &northwind), ("version", "2"), ("reference", "Mine")])).await.location();
    assert_eq!(app.texts("SELECT CAST(version AS TEXT) FROM invoices").await, ["2"]);
    let deeds = app.texts("SELECT after FROM audit WHERE action = 'invoice.changed' ORDER BY at, id").await;
    assert_eq!(deeds.len(), 2, "{deeds:?}");
    manager.post(&format!("{url}/delete"), &[]).await.location();
    assert_eq!(app.texts("SELECT subject FROM audit WHERE action = 'invoice.deleted'").await, ["Northwind"]);
    assert!(app.texts("SELECT invoice_id FROM invoice_lines").await.is_empty());
}

async fn more_than_is_outstanding_is_asked_about(app: &TestApp) {
    let (cast, manager) = begin(app).await;
    let id = sent(app, &cast.manager.0, cast.northwind, "10").await;
    let path = format!("/desk/invoices/{id}/payments");
    let money = |amount, key| [("amount", amount), ("method", "bank"), ("on", "2026-11-23"), ("key", key)];
    let paid = async || app.texts("SELECT CAST(paid AS TEXT) FROM invoices").await.remove(0);
    let back = manager.post(&path, &money("100", "slip")).await;
    assert_eq!(back.status, 422);
    assert!(back.text().contains("More than is outstanding"), "{back:?}");
    assert_eq!(paid().await, "0");
    manager.post(&path, &money("10", "mine")).await.location();
    // A colleague's page does not know yet that the same transfer is recorded: the form comes back although nothing is owed.
    let back = manager.post(&path, &money("10", "theirs")).await;
    assert_eq!(back.status, 422);
    assert!(back.body.contains("name=\"surplus\""), "{back:?}");
    assert_eq!(paid().await, "1000");
    // What was recorded already, sent again, is still done.
    manager.post(&path, &money("10", "mine")).await.location();
    let said: Vec<(&str, &str)> = money("10", "theirs").into_iter().chain([("surplus", "yes")]).collect();
    manager.post(&path, &said).await.location();
    assert_eq!(paid().await, "2000");
    for day in ["0026-11-23", "-005000-01-01", "2026-11-24"] {
        let wrong = [("amount", "1"), ("method", "bank"), ("on", day), ("surplus", "yes")];
        assert_eq!(manager.post(&path, &wrong).await.status, 422, "{day}");
    }
}

async fn no_field_brings_a_control_character_in(app: &TestApp) {
    let (cast, manager) = begin(app).await;
    let fields = [
        ("customer", &*cast.northwind.to_string()),
        ("description-0", "De\0sign"),
        ("notes", "Thank\0 you."),
        ("terms", "\0Within 14 days."),
        ("reference", "PO\0 77"),
    ];
    let page = follow(&manager, &manager.post("/desk/invoices", &typed(&fields)).await).await;
    for said in ["Design", "Thank you.", "Within 14 days.", "PO 77"] {
        assert!(page.text().contains(said), "{said} in {page:?}");
    }
    assert!(!page.body.contains('\0'));
    // A field that is only looked up is refused at worst.
    assert!(manager.post("/organisation", &[("organisation", "\0")]).await.status < 500);
}

async fn a_quantity_that_may_be_thousands_is_asked_about(app: &TestApp) {
    let (cast, manager) = begin(app).await;
    let northwind = cast.northwind.to_string();
    let with = |quantity| typed(&[("customer", &northwind), ("quantity-0", quantity)]);
    let back = manager.post("/desk/invoices", &with("1.500")).await;
    assert_eq!(back.status, 422);
    assert!(back.text().contains("Do you mean 1.5 or 1500?"), "{back:?}");
    // Three decimals are written with a fourth, and come back so that they can be saved again.
    let written = manager.post("/desk/invoices", &with("2.3750")).await;
    let page = follow(&manager, &written).await;
    assert!(page.text().contains("190.00"), "2.375 × 80.00: {page:?}");
    let url = written.location().split('?').next().unwrap().to_owned();
    let form = manager.get(&format!("{url}/edit")).await;
    let quantity = html::tags(&form.body).into_iter().find(|tag| tag.get("id") == Some("quantity-0")).expect("a field");
    assert_eq!(quantity.get("value"), Some("2.3750"));
}

async fn a_form_comes_back_with_every_problem_at_its_field(app: &TestApp) {
    let (_, manager) = begin(app).await;
    let wrong = [
        ("customer_name", "Nobody"),
        ("currency", "EURO"),
        ("days", "soon"),
        ("description-0", ""),
        ("quantity-0", "-1"),
        ("unit_price-0", "1.234567"),
        ("tax_rate-0", "120"),
        ("description-3", "Kept <b>"),
        ("unit_price-3", "ten"),
    ];
    let back = manager.post("/desk/invoices", &wrong).await;
    assert_eq!(back.status, 422);
    for field in
        ["customer", "currency", "days", "description-0", "quantity-0", "unit_price-0", "tax_rate-0", "unit_price-1"]
    {
        let marked =
            html::tags(&back.body).iter().any(|tag| tag.get("id") == Some(field) && tag.get("aria-invalid").is_some());
        assert!(marked, "{field} in {back:?}");
        assert!(back.body.contains(&format!("href=\"#{field}\"")), "{field} is in the list of what has to be mended");
    }
    assert!(back.body.contains("Kept &lt;b&gt;"), "{back:?}");
    assert!(app.texts("SELECT id FROM invoices").await.is_empty());
    let lines = vec![("description-499", "x"); 1];
    let many: Vec<(String, String)> = (0..501)
        .flat_map(|n| [(format!("description-{n}"), "x".to_owned()), (format!("unit_price-{n}"), "1".to_owned())])
        .collect();
    let many: Vec<(&str, &str)> =
        many.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(lines).collect();
    let back = manager.post("/desk/invoices", &many).await;
    assert_eq!(back.status, 422);
    assert!(back.body.contains("href=\"#invoice-lines\""), "too many lines are said at the lines");
}

async fn lines_come_go_and_move_without_scripts(app: &TestApp) {
    let (cast, manager) = begin(app).await;
    let northwind = cast.northwind.to_string();
    let ask = async |what: &str| {
        let page = manager.post("/desk/invoices/editing", &typed(&[("customer", &northwind), ("do", what)])).await;
        assert_eq!(page.status, 200);
        assert!(page.text().contains("New invoice") && page.field("reference") == "PO 77", "{page:?}");
        descriptions(&page)
    };
    assert_eq!(ask("add").await, ["Design", "Print", ""]);
    assert_eq!(ask("remove:0").await, ["Print"]);
    assert_eq!(ask("up:1").await, ["Print", "Design"]);
    assert_eq!(ask("down:0").await, ["Print", "Design"]);
    assert_eq!(ask("sums").await, ["Design", "Print"]);
    assert!(app.texts("SELECT id FROM invoices").await.is_empty(), "nothing is stored");
}

async fn the_script_gets_the_sums_that_will_be_stored(app: &TestApp) {
    let (cast, manager) = begin(app).await;
    let northwind = cast.northwind.to_string();
    for (rounding, gross) in [("total", "€201.10"), ("line", "€201.10")] {
        app.execute(&format!("UPDATE organisations SET tax_rounding = '{rounding}'")).await;
        let parts = manager.send("/desk/invoices/editing", &typed(&[("customer", &northwind), ("do", "sums")])).await;
        assert!(parts.body.contains(r##"<hx-partial hx-target="#invoice-totals""##), "{parts:?}");
        assert!(parts.body.contains(r##"<hx-partial hx-target="#net-1""##), "{parts:?}");
        assert!(parts.text().contains(gross) && !parts.body.contains("<main"), "{parts:?}");
    }
    // Three times 4.44 at 10 %: the two rules of rounding differ by a cent, in the form as in what is stored.
    let thirds: Vec<(String, String)> = (0..3)
        .flat_map(|n| {
            [("description", "x"), ("unit_price", "4.44"), ("tax_rate", "10")]
                .map(|(name, value)| (format!("{name}-{n}"), value.to_owned()))
        })
        .collect();
    let mut fields: Vec<(&str, &str)> = thirds.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.extend([("customer", northwind.as_str()), ("currency", "EUR"), ("days", "0")]);
    for (rounding, gross, stored) in [("total", "€14.65", "1465"), ("line", "€14.64", "1464")] {
        app.execute(&format!("UPDATE organisations SET tax_rounding = '{rounding}'")).await;
        let parts = manager.send("/desk/invoices/editing", &fields).await;
        assert!(parts.text().contains(gross), "{rounding}: {parts:?}");
        manager.post("/desk/invoices", &fields).await.location();
        let found =
            app.texts(&format!("SELECT CAST(gross AS TEXT) FROM invoices WHERE tax_rounding = '{rounding}'")).await;
        assert_eq!(found, [stored]);
    }
    // While something is still to be typed, the rest is added up.
    let unfinished = [("currency", "JPY"), ("description-0", "A"), ("unit_price-0", "1200"), ("description-1", "B")];
    let parts = manager.send("/desk/invoices/editing", &unfinished).await;
    assert!(parts.text().contains("1,200") && parts.text().contains("not filled in yet"), "{parts:?}");
}

async fn what_a_rule_forbids_is_said_in_words(app: &TestApp) {
    let (cast, manager) = begin(app).await;
    let caller = &cast.manager.0;
    let refused = async |id: InvoiceId, path: &str, fields: &[(&str, &str)], words: &str| {
        let answer = manager.post(&format!("/desk/invoices/{id}/{path}"), fields).await;
        assert_eq!(answer.status, 409, "{path}: {answer:?}");
        assert!(answer.text().contains(words), "{words} in {answer:?}");
    };
    let money = |amount| [("amount", amount), ("method", "bank"), ("on", "2026-11-23"), ("note", "x")];
    let unsent = draft(app, caller, cast.northwind, "10").await;
    refused(unsent, "payments", &money("1"), "This invoice is a draft").await;
    refused(unsent, "void", &[("confirmed", "yes")], "This invoice is a draft").await;
    refused(unsent, "mails", &[("to", "a@b.test")], "This invoice is a draft").await;
    let empty = write(app, caller, cast.northwind, &[]).await;
    refused(empty, "sending", &[], "This invoice has no line").await;
    let negative = write(app, caller, cast.northwind, &[("Back", "-1")]).await;
    refused(negative, "sending", &[], "asks for less than nothing").await;
    let sent = sent(app, caller, cast.northwind, "10").await;
    refused(sent, "delete", &[], "This invoice was sent").await;
    refused(sent, "credit-notes", &[("amount", "10.01"), ("note", "x")], "more than is outstanding").await;
    refused(sent, "refunds", &money("0.01"), "more than came in").await;
    // A card is being charged: nobody knows yet what it comes to.
    intent(app, &cast, sent, "processing").await;
    refused(sent, "void", &[("confirmed", "yes")], "A card payment is under way").await;
    let page = manager.get(&format!("/desk/invoices/{sent}")).await;
    assert!(page.text().contains("the customer has paid twice"), "a payment by hand is warned of: {page:?}");
    app.execute("DELETE FROM payment_intents").await;
    pay(&manager, &format!("/desk/invoices/{sent}"), "payments", &[("amount", "1")]).await;
    refused(sent, "void", &[("confirmed", "yes")], "Money came in for this invoice").await;
    let page = manager.post(&format!("/desk/invoices/{sent}/void"), &[]).await;
    assert_eq!(page.status, 422, "a box is to be ticked first");
    let void = self::sent(app, caller, cast.northwind, "10").await;
    invoices::void(&app.app, caller, void).await.unwrap();
    refused(void, "payments", &money("1"), "This invoice is void").await;
    refused(void, "void", &[("confirmed", "yes")], "This invoice is void").await;
    for (field, value) in
        [("amount", "0"), ("amount", "-5"), ("amount", "x"), ("on", "2026-11-24"), ("on", "x"), ("method", "stripe")]
    {
        let mut fields: Vec<(&str, &str)> = money("1").to_vec();
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        let back = manager.post(&format!("/desk/invoices/{sent}/payments"), &fields).await;
        assert_eq!(back.status, 422, "{field}={value}");
        assert!(back.body.contains(&format!("id=\"payment-{field}-problem\"")), "{field}={value}: {back:?}");
    }
}

async fn an_invoice_over_nothing_is_paid_when_it_is_sent(app: &TestApp) {
    let (cast, manager) = begin(app).await;
    let id = draft(app, &cast.manager.0, cast.northwind, "0").await;
    let page = manager.get(&format!("/desk/invoices/{id}")).await;
    assert!(page.text().contains("once sent, it counts as paid"), "{page:?}");
    let page = follow(&manager, &manager.post(&format!("/desk/invoices/{id}/sending"), &[]).await).await;
    assert_eq!(status(&page), "Paid");
}

async fn what_was_sent_stays_as_it_was(app: &TestApp) {
    let (cast, _) = begin(app).await;
    let id = sent(app, &cast.manager.0, cast.northwind, "10").await;
    app.execute("UPDATE customers SET name = 'Renamed', name_folded = 'renamed', address = 'Elsewhere' WHERE name = 'Northwind'").await;
    app.execute("UPDATE organisations SET name = 'Renamed too'").await;
    let sheet = invoices::find_for_staff(&app.app, &cast.viewer.0, id).await.unwrap();
    assert_eq!(sheet.invoice.parties.to.name, "Northwind");
    assert_eq!(sheet.invoice.row.customer, "Renamed");
    assert_eq!(sheet.invoice.parties.from.name, cast.organisation.name);
}

async fn nobody_is_invoiced_who_is_archived(app: &TestApp) {
    let (cast, manager) = begin(app).await;
    let lonely = app
        .write(async |writing| app::organisations::add_customer(writing, cast.organisation.id, "Lonely").await.unwrap())
        .await;
    let waiting = draft(app, &cast.manager.0, lonely, "10").await;
    customers::remove(&app.app, &cast.admin.0, lonely).await.unwrap();
    assert_eq!(
        app.texts("SELECT name FROM customers WHERE archived_at IS NOT NULL").await,
        ["Lonely"],
        "a customer with an invoice is archived, never destroyed"
    );
    let answer = manager.post(&format!("/desk/invoices/{waiting}/sending"), &[]).await;
    assert!(answer.status == 409 && answer.text().contains("This customer is archived"), "{answer:?}");
    let answer = manager.post("/desk/invoices", &typed(&[("customer", &lonely.to_string())])).await;
    assert_eq!(answer.status, 422, "none that can be chosen");
}

async fn the_list_is_searched_filtered_and_summed(app: &TestApp) {
    let (cast, manager) = begin(app).await;
    assert!(manager.get("/desk/invoices").await.text().contains("No invoices yet"));
    let caller = &cast.manager.0;
    draft(app, caller, cast.northwind, "1").await;
    let first = sent(app, caller, cast.northwind, "10").await;
    sent(app, caller, cast.contoso, "20").await;
    app.execute(&format!("UPDATE invoices SET due_on = '2026-11-22' WHERE id = '{first}'")).await;
    let page = manager.get("/desk/invoices").await;
    for said in [
        "€30.00",
        "€10.00 overdue",
        "2 invoices",
        "Contoso",
        "Northwind",
        "All 3",
        "Draft 1",
        "Outstanding 2",
        "Overdue 1",
        "Paid 0",
    ] {
        assert!(page.text().contains(said), "{said} in {}", page.text());
    }
    let rows = async |query: &str| rows(&manager.get(&format!("/desk/invoices?{query}")).await);
    assert_eq!(rows("show=overdue").await, ["0001 · Northwind"]);
    assert_eq!(rows("show=draft").await, ["Northwind"]);
    assert_eq!(rows("q=cont").await, ["0002 · Contoso"]);
    assert_eq!(rows("q=0001").await, ["0001 · Northwind"]);
    assert_eq!(rows(&format!("show=outstanding&customer={}", cast.contoso)).await, ["0002 · Contoso"]);
    assert_eq!(rows("customer_name=contoso").await, ["0002 · Contoso"], "without scripts the name does");
    assert_eq!(rows("customer_name=").await.len(), 3);
    assert_eq!(rows("order=due").await, ["0001 · Northwind", "0002 · Contoso", "Northwind"]);
    assert!(rows("q=nothing").await.is_empty());
    let page = manager.get(&format!("/desk/invoices?customer={}", cast.contoso)).await;
    assert!(page.text().contains("Only Contoso") && page.text().contains("€20.00"), "{page:?}");
    // More than a page: every one stands there once.
    for _ in 0..52 {
        draft(app, caller, cast.northwind, "1").await;
    }
    let (mut next, mut seen) = ("/desk/invoices".to_owned(), Vec::new());
    loop {
        let page = manager.get(&next).await;
        seen.extend(page.ids("invoice-"));
        let tags = html::tags(&page.body);
        match tags.iter().find(|tag| tag.get("rel") == Some("next")) {
            Some(tag) => tag.get("href").unwrap().clone_into(&mut next),
            None => break,
        }
    }
    seen.retain(|id| id.parse::<InvoiceId>().is_ok());
    let all = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!((all, seen.len()), (55, 55));
}

/// It is due until the end of the day where the organisation is, wherever the server and the reader are.
async fn due_days_are_the_organisations(app: &TestApp) {
    let (cast, _) = begin(app).await;
    app.execute("UPDATE organisations SET time_zone = 'Pacific/Auckland'").await;
    let typed = form(&[("Design", "10")]);
    let says = DraftInvoice::parse(&InvoiceForm { days: "0".to_owned(), ..typed }).unwrap();
    let draft = Draft { customer: cast.northwind, says };
    app.wait(Duration::from_secs(2 * 60 * 60));
    let id = invoices::create(&app.app, &cast.manager.0, &draft, &key()).await.unwrap();
    invoices::send(&app.app, &cast.manager.0, id, &[]).await.unwrap();
    let status = async || {
        let sheet = invoices::find_for_staff(&app.app, &cast.manager.0, id).await.unwrap();
        (sheet.invoice.row.issued_on.unwrap().to_string(), sheet.invoice.row.status(sheet.today))
    };
    assert_eq!(status().await, ("2026-11-24".to_owned(), Status::Sent), "it is tomorrow there");
    app.wait(Duration::from_secs(22 * 60 * 60));
    assert_eq!(status().await, ("2026-11-24".to_owned(), Status::Sent), "23 November was its last hour in London");
    app.wait(Duration::from_secs(60 * 60));
    assert_eq!(status().await.1, Status::Overdue);
}

async fn a_customer_s_page_says_how_it_stands(app: &TestApp) {
    let (cast, manager) = begin(app).await;
    let page = format!("/desk/customers/{}", cast.northwind);
    assert!(manager.get(&page).await.text().contains("No invoices yet."));
    let id = sent(app, &cast.manager.0, cast.northwind, "10").await;
    let shown = manager.get(&page).await;
    assert!(shown.text().contains("€10.00") && shown.text().contains("0001"), "{shown:?}");
    assert!(shown.body.contains(&format!("/desk/invoices/new?customer={}", cast.northwind)));
    pay(&manager, &format!("/desk/invoices/{id}"), "payments", &[("amount", "10")]).await;
    assert!(manager.get(&page).await.text().contains("Nothing is outstanding."));
    let viewer = app.sign_in(&cast.viewer).await.get(&page).await;
    assert!(viewer.text().contains("Nothing is outstanding.") && !viewer.body.contains("/desk/invoices/new"));
    let form = manager.get(&format!("/desk/invoices/new?customer={}", cast.northwind)).await;
    assert_eq!(form.field("customer_name"), "Northwind");
}

async fn everybody_who_is_ticked_or_typed_gets_the_mail(app: &TestApp) {
    let (cast, manager) = begin(app).await;
    app.execute("UPDATE customers SET email = 'books@northwind.test' WHERE name = 'Northwind'").await;
    let id = draft(app, &cast.manager.0, cast.northwind, "10").await;
    let url = format!("/desk/invoices/{id}");
    let page = manager.get(&format!("{url}?act=send")).await;
    let tags = html::tags(&page.body);
    let offered: Vec<&str> =
        tags.iter().filter(|tag| tag.get("name") == Some("to")).filter_map(|tag| tag.get("value")).collect();
    assert_eq!(offered, ["client@harbour.test", "colleague@harbour.test", "books@northwind.test"]);
    let wrong = manager
        .post(&format!("{url}/sending"), &[("to", "books@northwind.test"), ("others", "a@b.test, nobody")])
        .await;
    assert_eq!((wrong.status, wrong.field("others").as_str()), (422, "a@b.test, nobody"));
    let to =
        [("to", "books@northwind.test"), ("to", "client@harbour.test"), ("others", "A@b.test; books@northwind.test")];
    manager.post(&format!("{url}/sending"), &to).await.location();
    assert_eq!(
        mailed(app).await,
        ["a@b.test", "books@northwind.test", "client@harbour.test"],
        "each once, in the transaction that sent it"
    );
    assert_eq!(
        manager.post(&format!("{url}/mails"), &[]).await.status,
        422,
        "to nobody there is nothing to be sent again"
    );
    manager.post(&format!("{url}/mails"), &[("others", "c@d.test")]).await.location();
    assert!(mailed(app).await.contains(&"c@d.test".to_owned()));
    let deeds = app.texts("SELECT after FROM audit WHERE action = 'invoice.resent'").await;
    assert_eq!(deeds, [r#"{"recipient":"c@d.test"}"#]);
}

async fn a_client_reads_what_was_sent_and_nothing_else(app: &TestApp) {
    let (cast, _) = begin(app).await;
    let caller = &cast.manager.0;
    draft(app, caller, cast.northwind, "1").await;
    sent(app, caller, cast.northwind, "10").await;
    sent(app, caller, cast.contoso, "20").await;
    let number: InvoiceNumber = "0001".parse().unwrap();
    let query = frontdesk::domain::invoice::InvoiceQuery::default();
    for (person, numbers, sees) in [
        (&cast.client, vec!["0001"], true),
        (&cast.colleague, vec!["0001"], true),
        (&cast.neighbour, vec!["0002"], false),
    ] {
        let list = invoices::list_for_client(&app.app, &person.0, &query, None).await.unwrap();
        let found: Vec<String> =
            list.rows.iter().filter_map(|row| row.number.as_ref()).map(ToString::to_string).collect();
        assert_eq!((found, list.rows.len()), (numbers.iter().map(ToString::to_string).collect(), numbers.len()));
        let found = invoices::find_for_client(&app.app, &person.0, &number).await;
        assert_eq!(found.is_ok(), sees, "{}", person.0.name);
    }
    for person in [&cast.unlinked, &cast.manager] {
        assert!(matches!(invoices::find_for_client(&app.app, &person.0, &number).await, Err(app::Error::NotFound)));
        assert!(invoices::list_for_client(&app.app, &person.0, &query, None).await.is_err());
    }
    assert!(invoices::list_for_staff(&app.app, &cast.client.0, &query, None).await.is_err());
}

async fn begin(app: &TestApp) -> (Cast, Browser) {
    let cast = app.cast("harbour").await;
    let manager = app.sign_in(&cast.manager).await;
    (cast, manager)
}

/// What is typed, with these fields instead or besides.
fn typed<'a>(fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = TYPED.iter().copied().filter(|(name, _)| !fields.iter().any(|(other, _)| other == name));
    kept.chain(fields.iter().copied()).collect()
}

/// A form with these lines without tax.
fn form(lines: &[(&str, &str)]) -> InvoiceForm {
    let line = |(description, unit_price): &(&str, &str)| LineForm {
        description: (*description).to_owned(),
        unit_price: (*unit_price).to_owned(),
        ..LineForm::default()
    };
    InvoiceForm {
        currency: "EUR".to_owned(),
        days: "14".to_owned(),
        lines: lines.iter().map(line).collect(),
        ..InvoiceForm::default()
    }
}

async fn write(app: &TestApp, caller: &Caller, customer: CustomerId, lines: &[(&str, &str)]) -> InvoiceId {
    let draft = Draft { customer, says: DraftInvoice::parse(&form(lines)).unwrap() };
    invoices::create(&app.app, caller, &draft, &key()).await.unwrap()
}

/// A draft over so many euros.
pub(crate) async fn draft(app: &TestApp, caller: &Caller, customer: CustomerId, euros: &str) -> InvoiceId {
    write(app, caller, customer, &[("Design", euros)]).await
}

/// An invoice over so many euros, sent to nobody by mail.
pub(crate) async fn sent(app: &TestApp, caller: &Caller, customer: CustomerId, euros: &str) -> InvoiceId {
    let id = draft(app, caller, customer, euros).await;
    invoices::send(&app.app, caller, id, &[]).await.unwrap();
    id
}

/// An invoice over ten euros of which one is paid.
pub(crate) async fn paid_in_part(app: &TestApp, caller: &Caller, customer: CustomerId) -> InvoiceId {
    let id = sent(app, caller, customer, "10").await;
    let on = "2026-11-23".parse().unwrap();
    let payment =
        ByHand { amount: Amount::minor(100), method: Method::Bank, on, note: String::new(), key: key(), surplus: true };
    invoices::record_payment(&app.app, caller, id, &payment).await.unwrap();
    id
}

/// A card payment that Stripe is at.
async fn intent(app: &TestApp, cast: &Cast, invoice: InvoiceId, status: &str) {
    app.execute(&format!(
        "INSERT INTO payment_intents (id, organisation_id, invoice_id, account, attempt, amount, currency, status, live, created_at, updated_at)
         VALUES ('{invoice}', '{}', '{invoice}', '', 1, 1000, 'EUR', '{status}', TRUE, 1, 1)",
        cast.organisation.id
    ))
    .await;
}

/// Records money, and shows what the page says then.
async fn pay(browser: &Browser, url: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
    let key = secret(&SystemChance);
    let mut all = vec![("method", "bank"), ("on", "2026-11-23"), ("note", ""), ("key", key.as_str())];
    all.retain(|(name, _)| !fields.iter().any(|(other, _)| other == name));
    all.extend(fields);
    follow(browser, &browser.post(&format!("{url}/{path}"), &all).await).await
}

/// The addresses to which mails with an invoice are on their way or kept.
async fn mailed(app: &TestApp) -> Vec<String> {
    app.work().await;
    let mut to = app.texts("SELECT recipient FROM mails WHERE invoice_id IS NOT NULL").await;
    to.sort();
    to.dedup();
    to.into_iter().map(|address| Email::parse(&address).unwrap().to_string()).collect()
}

async fn follow(browser: &Browser, answer: &Answer) -> Answer {
    let page = browser.get(answer.location()).await;
    assert_eq!(page.status, 200, "{page:?}");
    page
}

/// What the page's head says of how the invoice stands.
fn status(page: &Answer) -> String {
    let (_, head) = page.body.split_once("class=\"invoice-head\"").unwrap_or_else(|| panic!("{page:?}"));
    let (_, chip) = head.split_once("<span class=\"chip").unwrap();
    let (_, words) = chip.split_once('>').unwrap();
    html::unescaped(words.split_once('<').unwrap().0)
}

/// What stands in the descriptions of the lines.
fn descriptions(page: &Answer) -> Vec<String> {
    let areas = page.body.split("<textarea id=\"description-").skip(1);
    areas
        .map(|area| html::unescaped(area.split_once('>').unwrap().1.split_once('<').unwrap().0).trim().to_owned())
        .collect()
}

/// The titles of the list's rows.
fn rows(page: &Answer) -> Vec<String> {
    let titles = page.body.split("<span class=\"row-title\">").skip(1);
    titles.map(|rest| html::text(rest.split_once("<span class=\"row-snip\">").unwrap().0)).collect()
}

fn key() -> Key {
    Key::parse(&secret(&SystemChance)).unwrap()
}
