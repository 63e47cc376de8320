//! Paying by card: the page, what comes of it, who may, what Stripe tells, what goes wrong, and money that goes back.

use std::time::Duration;

use frontdesk::app::payments;
use frontdesk::domain::payment::{Account, IntentStatus, Wanted};
use frontdesk::words::msg::payments as words;
use serde_json::json;

use crate::common::Sent;
use crate::database::Engine;
use crate::stripe::faults::{Fault, Kind};
use crate::stripe::{Card, Double};
use crate::{Answer, Browser, Cast, TestApp, each_database, eventually, run_with_stripe, said, said_with};

each_database!(by run_with_stripe;
    a_client_pays_and_everybody_sees_it,
    a_declined_card_is_said_and_the_form_stays,
    what_is_on_its_way_is_said,
    pay_now_is_there_exactly_when_cards_are_taken,
    parts_are_paid_where_they_are_allowed,
    what_cannot_be_paid_is_not_opened,
    of_two_amounts_the_last_counts,
    what_was_paid_meanwhile_is_not_charged_again,
    what_stripe_tells_is_asked_about,
    what_stripe_did_not_tell_is_not_believed,
    stripe_may_be_down_slow_or_answer_late,
    what_is_paid_twice_is_the_customer_s,
    money_goes_back_once,
    an_account_is_connected_and_given_up,
    an_account_that_is_gone_takes_nothing,
    only_pages_with_a_card_s_form_load_from_stripe,
);

/// An organisation that takes cards with the server's own account.
async fn cast(app: &TestApp) -> Cast {
    let cast = app.cast("harbour").await;
    payments::use_own(&app.app, &cast.admin.0).await.expect("the account takes payments");
    cast
}

async fn press_pay(browser: &Browser, invoice: &Sent) -> Answer {
    browser.post(&format!("/invoices/{}/pay", invoice.number), &[("choice", "all")]).await
}

/// Opens the card's form and tells the attempt's name at Stripe.
async fn opened(browser: &Browser, invoice: &Sent) -> String {
    assert_eq!(press_pay(browser, invoice).await.location(), format!("/invoices/{}/pay", invoice.number));
    let page = browser.get(&format!("/invoices/{}/pay", invoice.number)).await;
    intent_on(&page)
}

/// Sends a form that may be answered with trouble, which the browser's own way takes for a fault of the program.
async fn send_form(browser: &Browser, path: &str, fields: &str) -> u16 {
    let request = browser.request(reqwest::Method::POST, path).header("origin", browser.origin());
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    request.body(fields.to_owned()).send().await.unwrap().status().as_u16()
}

fn intent_on(page: &Answer) -> String {
    let secret = page.body.split("data-secret=\"").nth(1).and_then(|rest| rest.split('"').next());
    let secret = secret.unwrap_or_else(|| panic!("no card's form: {}", page.text()));
    secret.split("_secret").next().expect("a name").to_owned()
}

async fn result(browser: &Browser, invoice: &Sent) -> String {
    browser.get(&format!("/invoices/{}/payment", invoice.number)).await.text()
}

/// The sums of an invoice: paid, outstanding.
async fn sums(app: &TestApp, invoice: &Sent) -> String {
    let sql = format!("SELECT paid || ' ' || outstanding FROM invoices WHERE id = '{}'", invoice.id);
    app.texts(&sql).await.remove(0)
}

/// Who got which mails whose subject says this.
async fn told(app: &TestApp, what: &str) -> Vec<String> {
    app.work().await;
    app.texts(&format!(
        "SELECT recipient || ' ' || subject FROM mails WHERE subject LIKE '%{what}%' ORDER BY recipient"
    ))
    .await
}

async fn a_client_pays_and_everybody_sees_it(app: &TestApp, double: &Double) {
    let cast = cast(app).await;
    let invoice = app.invoice(&cast, cast.northwind, ("120.50", "EUR")).await;
    let (client, colleague) = (app.sign_in(&cast.client).await, app.sign_in(&cast.colleague).await);
    assert!(client.get(&format!("/invoices/{}", invoice.number)).await.text().contains(&said(words::PAY_NOW)));

    let intent = opened(&client, &invoice).await;
    assert_eq!(opened(&colleague, &invoice).await, intent, "the second tab has the same attempt");
    double.pay(&Account::Own, &intent, Card::GOOD).unwrap();
    // A tab that is still open leads to the same answer.
    for browser in [&client, &colleague, &client] {
        let text = result(browser, &invoice).await;
        assert!(text.contains(&said_with(words::PAID_TITLE, &[("amount", "€120.50")])), "{text}");
        assert!(!text.contains(&said(words::PAY_NOW)), "{text}");
    }
    assert_eq!(sums(app, &invoice).await, "12050 0");
    let page = client.get(&format!("/invoices/{}/pay", invoice.number)).await.text();
    assert!(page.contains(&said(words::PAY_NOTHING_TITLE)), "{page}");
    assert_eq!(press_pay(&client, &invoice).await.location(), format!("/invoices/{}/payment", invoice.number));
    assert_eq!(double.charges(&Account::Own).len(), 1);
    app.work().await;
    let mails = app.texts("SELECT recipient FROM mails").await;
    assert_eq!(mails, ["client@harbour.test"], "a receipt");
    let actions = app.texts("SELECT action FROM audit WHERE action LIKE 'payment.%' ORDER BY action").await;
    assert_eq!(actions, ["payment.account", "payment.account_standing", "payment.opened", "payment.received"]);
    let desk = app.sign_in(&cast.viewer).await.get(&format!("/desk/invoices/{}", invoice.id)).await;
    assert!(!desk.text().contains(&said(words::DESK_CARDS_READY)), "nothing is outstanding");
}

async fn a_declined_card_is_said_and_the_form_stays(app: &TestApp, double: &Double) {
    let cast = cast(app).await;
    let invoice = app.invoice(&cast, cast.northwind, ("10", "EUR")).await;
    let client = app.sign_in(&cast.client).await;
    let intent = opened(&client, &invoice).await;
    let refused = double.pay(&Account::Own, &intent, Card::POOR).unwrap_err();
    assert_eq!(refused.code, Some("card_declined"));
    let text = result(&client, &invoice).await;
    assert!(text.contains(&said(words::FAILED_TITLE)), "{text}");
    assert!(text.contains(&said(words::DECLINE_FUNDS)), "{text}");
    let page = client.get(&format!("/invoices/{}/pay", invoice.number)).await;
    assert_eq!(intent_on(&page), intent, "the same attempt waits for another card");
    assert!(page.text().contains(&said(words::DECLINE_FUNDS)));
    double.pay(&Account::Own, &intent, Card::GOOD).unwrap();
    assert!(result(&client, &invoice).await.contains("€10.00"));
    assert_eq!(sums(app, &invoice).await, "1000 0");
}

async fn what_is_on_its_way_is_said(app: &TestApp, double: &Double) {
    let cast = cast(app).await;
    let invoice = app.invoice(&cast, cast.northwind, ("10", "EUR")).await;
    let client = app.sign_in(&cast.client).await;
    let intent = opened(&client, &invoice).await;
    double.hold_charges(true);
    double.pay(&Account::Own, &intent, Card::GOOD).unwrap();
    let text = result(&client, &invoice).await;
    assert!(text.contains(&said(words::PROCESSING_TITLE)), "{text}");
    let page = client.get(&format!("/invoices/{}/pay", invoice.number)).await;
    assert!(page.text().contains(&said(words::PROCESSING_TITLE)), "{page:?}");
    assert!(!page.body.contains("data-secret"), "nothing more can be given to it");
    let desk = app.sign_in(&cast.manager).await.get(&format!("/desk/invoices/{}", invoice.id)).await;
    assert!(desk.text().contains(&said_with(words::DESK_CARDS_MOVING, &[("amount", "€10.00")])));
    double.let_go(&Account::Own, &intent, true).unwrap();
    let fragment = client.fetch(&format!("/invoices/{}/payment", invoice.number)).await;
    assert!(fragment.text().contains(&said_with(words::PAID_TITLE, &[("amount", "€10.00")])), "{fragment:?}");
    assert!(!fragment.body.contains("hx-trigger"), "it is not asked for again");
}

async fn pay_now_is_there_exactly_when_cards_are_taken(app: &TestApp, double: &Double) {
    let cast = app.cast("harbour").await;
    let invoice = app.invoice(&cast, cast.northwind, ("10", "EUR")).await;
    let (client, agent) = (app.sign_in(&cast.client).await, app.sign_in(&cast.agent).await);
    let (portal, desk) = (format!("/invoices/{}", invoice.number), format!("/desk/invoices/{}", invoice.id));
    let seen = async || (client.get(&portal).await.text(), agent.get(&desk).await.text());
    let pay_now = said(words::PAY_NOW);
    let in_list = async || client.get("/invoices").await.text().contains(&pay_now);

    assert!(!in_list().await);
    let (at_portal, at_desk) = seen().await;
    assert!(!at_portal.contains(&pay_now));
    assert!(at_desk.contains(&said(words::DESK_CARDS_NOT_CONNECTED)), "{at_desk}");
    assert_eq!(press_pay(&client, &invoice).await.status, 409);
    let page = client.get(&format!("{portal}/pay")).await.text();
    assert!(page.contains(&said_with(words::PAY_NO_CARDS, &[("name", "harbour")])), "{page}");
    app.execute("UPDATE organisations SET ways_to_pay = 'IBAN DE00 1234'").await;
    assert!(client.get(&format!("{portal}/pay")).await.text().contains("IBAN DE00 1234"));
    let checklist = agent.get(&format!("/desk/customers/{}", cast.northwind)).await.text();
    assert!(checklist.contains(&said(words::CAUSE_NO_ACCOUNT_TITLE)), "{checklist}");

    let admin = app.sign_in(&cast.admin).await;
    let led = admin.post("/desk/settings/payments/account", &[("country", "IE")]).await;
    assert!(led.location().starts_with("http://127.0.0.1:"), "{led:?}");
    let account = app.texts("SELECT account FROM payment_accounts").await.remove(0);
    assert_eq!(admin.get("/desk/settings/payments/return").await.status, 303);
    let (at_portal, at_desk) = seen().await;
    assert!(!at_portal.contains(&pay_now));
    assert!(at_desk.contains(&said(words::DESK_CARDS_BLOCKED)), "{at_desk}");
    let settings = admin.get("/desk/settings/payments").await;
    assert!(settings.text().contains(&said(words::PAYMENTS_BLOCKED)), "{settings:?}");
    assert!(settings.text().contains(&said(words::REQUIREMENT_BANK_ACCOUNT)), "{settings:?}");
    assert!(
        agent
            .get(&format!("/desk/customers/{}", cast.northwind))
            .await
            .text()
            .contains(&said(words::CAUSE_BLOCKED_TITLE))
    );

    double.change_account(&account, &json!({ "charges_enabled": true, "payouts_enabled": true, "requirements": { "currently_due": [], "past_due": [], "disabled_reason": null } })).unwrap();
    assert_eq!(admin.post("/desk/settings/payments/check", &[]).await.status, 303);
    let (at_portal, at_desk) = seen().await;
    assert!(at_portal.contains(&pay_now), "{at_portal}");
    assert!(at_desk.contains(&said(words::DESK_CARDS_READY)), "{at_desk}");
    assert!(in_list().await, "in its row too");
    let intent = opened(&client, &invoice).await;
    double.pay(&Account::Connected(account), &intent, Card::GOOD).unwrap();
    result(&client, &invoice).await;
    let (at_portal, at_desk) = seen().await;
    assert!(!at_portal.contains(&pay_now) && !at_desk.contains(&said(words::DESK_CARDS_READY)));
    assert!(!in_list().await);
}

async fn parts_are_paid_where_they_are_allowed(app: &TestApp, double: &Double) {
    let cast = cast(app).await;
    let invoice = app.invoice(&cast, cast.northwind, ("100", "EUR")).await;
    let client = app.sign_in(&cast.client).await;
    let path = format!("/invoices/{}/pay", invoice.number);
    let part = async |amount: &str| client.post(&path, &[("choice", "part"), ("amount", amount)]).await;
    let refused = part("40").await;
    assert_eq!(refused.status, 409, "{refused:?}");
    assert!(refused.text().contains(&said(words::REFUSED_PARTS)), "{refused:?}");
    app.execute("UPDATE organisations SET part_payments = TRUE").await;
    for wrong in ["0", "-1", "100.01", "1.234", "much", ""] {
        let refused = part(wrong).await;
        assert_eq!(refused.status, 422, "{wrong}: {refused:?}");
        assert!(refused.body.contains(&format!("value=\"{wrong}\"")), "what was typed stays: {refused:?}");
    }
    assert!(double.intents(&Account::Own).is_empty());
    assert_eq!(part("40").await.status, 303);
    let intent = intent_on(&client.get(&path).await);
    double.pay(&Account::Own, &intent, Card::GOOD).unwrap();
    let text = result(&client, &invoice).await;
    assert!(text.contains("€40.00") && text.contains("€60.00") && text.contains(&said(words::PAID_REST)), "{text}");
    assert_eq!(sums(app, &invoice).await, "4000 6000");
}

async fn what_cannot_be_paid_is_not_opened(app: &TestApp, double: &Double) {
    let cast = cast(app).await;
    let client = app.sign_in(&cast.client).await;
    let theirs = app.invoice(&cast, cast.contoso, ("10", "EUR")).await;
    let draft = app.draft_invoice(&cast, cast.northwind, ("10", "EUR")).await;
    let nothing = app.invoice(&cast, cast.northwind, ("0", "EUR")).await;
    let void = app.invoice(&cast, cast.northwind, ("10", "EUR")).await;
    frontdesk::app::invoices::void(&app.app, &cast.manager.0, void.id).await.unwrap();
    for number in [theirs.number.as_str(), &draft.to_string(), "INV-9999", "..%2f"] {
        let path = format!("/invoices/{number}/pay");
        assert_eq!(client.get(&path).await.status, 404, "{path}");
        assert_eq!(client.post(&path, &[("choice", "all")]).await.status, 404, "{path}");
        assert_eq!(client.get(&format!("/invoices/{number}/payment")).await.status, 404, "{path}");
    }
    assert_eq!(press_pay(&client, &nothing).await.location(), format!("/invoices/{}/payment", nothing.number));
    assert!(result(&client, &nothing).await.contains(&said(words::PAY_NOTHING_TITLE)));
    assert_eq!(press_pay(&client, &void).await.status, 409);
    let cheap = app.invoice(&cast, cast.northwind, ("0.01", "EUR")).await;
    let refused = press_pay(&client, &cheap).await;
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains(&said(words::REFUSED_TOO_SMALL)), "{refused:?}");
    assert!(double.charges(&Account::Own).is_empty());
}

async fn of_two_amounts_the_last_counts(app: &TestApp, double: &Double) {
    let cast = cast(app).await;
    app.execute("UPDATE organisations SET part_payments = TRUE").await;
    let invoice = app.invoice(&cast, cast.northwind, ("100", "EUR")).await;
    let client = app.sign_in(&cast.client).await;
    let path = format!("/invoices/{}/pay", invoice.number);
    let first = opened(&client, &invoice).await;
    assert_eq!(client.post(&path, &[("choice", "part"), ("amount", "30")]).await.status, 303);
    let second = intent_on(&client.get(&path).await);
    assert_ne!(first, second);
    assert!(double.pay(&Account::Own, &first, Card::GOOD).is_err(), "the first cannot be charged any more");
    double.pay(&Account::Own, &second, Card::GOOD).unwrap();
    // The first tab is paid in full, and presses again with what it saw.
    let again = client.post(&path, &[("choice", "part"), ("amount", "100")]).await;
    assert_eq!(again.status, 422, "{again:?}");
    assert_eq!(sums(app, &invoice).await, "3000 7000");
}

/// Has Stripe asked about what is due, and waits for a server's own worker that was quicker and is still at it.
async fn sweep(app: &TestApp) {
    payments::sweep(&app.app).await.unwrap();
    let live = "SELECT id FROM payment_intents WHERE live";
    eventually("no attempt can be charged", async || app.texts(live).await.is_empty().then_some(())).await;
}

async fn what_was_paid_meanwhile_is_not_charged_again(app: &TestApp, double: &Double) {
    let cast = cast(app).await;
    let invoice = app.invoice(&cast, cast.northwind, ("50", "EUR")).await;
    let client = app.sign_in(&cast.client).await;
    let intent = opened(&client, &invoice).await;
    app.record_payment(&cast, invoice.id, 5_000).await;
    // The worker ends what is not wanted any more.
    sweep(app).await;
    assert!(double.pay(&Account::Own, &intent, Card::GOOD).is_err(), "it was ended");
    let text = result(&client, &invoice).await;
    assert!(text.contains(&said(words::PAY_NOTHING_TITLE)), "{text}");
    assert_eq!(sums(app, &invoice).await, "5000 0");
}

/// Sends the double's news to the server as Stripe does.
async fn tell(app: &TestApp, double: &Double, body: &str) -> u16 {
    let signature = double.signature(body);
    send(app, body, &signature).await
}

async fn send(app: &TestApp, body: &str, signature: &str) -> u16 {
    let browser = app.browser();
    let request = browser.request(reqwest::Method::POST, "/webhooks/stripe");
    let request = request.header("content-type", "application/json").header("stripe-signature", signature);
    request.body(body.to_owned()).send().await.unwrap().status().as_u16()
}

async fn what_stripe_tells_is_asked_about(app: &TestApp, double: &Double) {
    let cast = cast(app).await;
    let invoice = app.invoice(&cast, cast.northwind, ("50", "EUR")).await;
    let client = app.sign_in(&cast.client).await;
    let intent = opened(&client, &invoice).await;
    double.pay(&Account::Own, &intent, Card::GOOD).unwrap();
    double.refund(&Account::Own, &intent, 1_000).unwrap();
    double.dispute(&Account::Own, &intent, 4_000, "needs_response").unwrap();
    // Backwards, each five times.
    let mut news = double.news();
    news.reverse();
    for body in &news {
        for _ in 0..5 {
            assert_eq!(tell(app, double, body).await, 200, "{body}");
        }
    }
    assert_eq!(sums(app, &invoice).await, "0 5000");
    let lines = app.texts("SELECT kind || ' ' || amount FROM ledger ORDER BY recorded_at, id").await;
    assert_eq!(lines, ["payment 5000", "refund 1000", "dispute 4000"]);
    let subject = format!("A payment of €40.00 for invoice {} is disputed", invoice.number);
    assert_eq!(
        told(app, "disputed").await,
        ["admin@harbour.test", "manager@harbour.test"].map(|who| format!("{who} {subject}"))
    );
    let dispute = double.disputes(&Account::Own)[0]["id"].as_str().unwrap().to_owned();
    let told = double.news().len();
    double.move_dispute(&Account::Own, &dispute, "won").unwrap();
    for body in &double.news()[told..] {
        assert_eq!(tell(app, double, body).await, 200);
    }
    assert_eq!(sums(app, &invoice).await, "4000 1000");
}

async fn what_stripe_did_not_tell_is_not_believed(app: &TestApp, double: &Double) {
    let cast = cast(app).await;
    let invoice = app.invoice(&cast, cast.northwind, ("50", "EUR")).await;
    let client = app.sign_in(&cast.client).await;
    let intent = opened(&client, &invoice).await;
    double.pay(&Account::Own, &intent, Card::GOOD).unwrap();
    let body = double.news().into_iter().find(|body| body.contains("payment_intent.succeeded")).expect("it was told");
    let signature = double.signature(&body);
    let altered = body.replace("5000", "5001");
    assert_ne!(altered, body);
    let other = crate::stripe::sign("whsec_of_somebody_else", 1_795_428_000, &body);
    for (body, signature) in
        [(&altered, &signature), (&body, &other), (&body, &String::new()), (&body, &"t=1,v1=00".to_owned())]
    {
        assert_eq!(send(app, body, signature).await, 400);
    }
    // Nobody asks Stripe about it by himself meanwhile, as a server's own worker would now.
    app.execute("UPDATE payment_intents SET ask_at = NULL").await;
    app.wait(Duration::from_secs(301));
    assert_eq!(send(app, &body, &signature).await, 400, "late");
    let huge = format!("{body}{}", " ".repeat(600 * 1024));
    assert_eq!(tell(app, double, &huge).await, 413);
    assert_eq!(sums(app, &invoice).await, "0 5000");
    // Signed, and about an account that is nobody's here, or about nothing of ours.
    let foreign = body.replace("\"livemode\"", "\"account\":\"acct_elsewhere\",\"livemode\"").replace("evt_", "evt_x");
    let unknown = body.replace(&intent, "pi_elsewhere").replace("evt_", "evt_y");
    for body in [foreign, unknown] {
        assert_eq!(tell(app, double, &body).await, 200);
    }
    assert_eq!(sums(app, &invoice).await, "0 5000");
    assert_eq!(tell(app, double, &body).await, 200, "sent again, signed anew");
    assert_eq!(sums(app, &invoice).await, "5000 0");
}

async fn stripe_may_be_down_slow_or_answer_late(app: &TestApp, double: &Double) {
    let cast = cast(app).await;
    let client = app.sign_in(&cast.client).await;
    for kind in
        [Kind::FailBefore, Kind::FailAfter, Kind::FailAfterForGood, Kind::CutBefore, Kind::CutAfter, Kind::TooMany]
    {
        let what = format!("{kind:?}");
        let invoice = app.invoice(&cast, cast.northwind, ("50", "EUR")).await;
        double.fault(Fault::once("POST payment_intents", kind));
        let first = send_form(&client, &format!("/invoices/{}/pay", invoice.number), "choice=all").await;
        assert!([303, 503].contains(&first), "{what}: {first}");
        let intent = opened(&client, &invoice).await;
        double.pay(&Account::Own, &intent, Card::GOOD).unwrap();
        assert!(result(&client, &invoice).await.contains("€50.00"), "{what}");
        assert_eq!(sums(app, &invoice).await, "5000 0", "{what}");
    }
    let invoice = app.invoice(&cast, cast.northwind, ("50", "EUR")).await;
    let intent = opened(&client, &invoice).await;
    double.pay(&Account::Own, &intent, Card::GOOD).unwrap();
    double.fault(Fault { on: format!("GET payment_intents/{intent}"), kind: Kind::FailBefore, times: 2 });
    let text = result(&client, &invoice).await;
    assert!(text.contains(&said(words::PAY_UNANSWERED_TITLE)), "{text}");
    let body = double.news().pop().expect("it was told");
    assert_eq!(tell(app, double, &body).await, 503, "Stripe is to send it again");
    assert_eq!(tell(app, double, &body).await, 200);
    assert_eq!(sums(app, &invoice).await, "5000 0");
}

async fn what_is_paid_twice_is_the_customer_s(app: &TestApp, double: &Double) {
    let cast = cast(app).await;
    let invoice = app.invoice(&cast, cast.northwind, ("50", "EUR")).await;
    let client = app.sign_in(&cast.client).await;
    let intent = opened(&client, &invoice).await;
    double.pay(&Account::Own, &intent, Card::GOOD).unwrap();
    // Before anybody has heard of it, the transfer is booked.
    app.record_payment(&cast, invoice.id, 5_000).await;
    result(&client, &invoice).await;
    assert_eq!(sums(app, &invoice).await, "10000 0");
    let portal = client.get(&format!("/invoices/{}", invoice.number)).await.text();
    assert!(portal.contains("€50.00"), "{portal}");
    let manager = app.sign_in(&cast.manager).await;
    let page = manager.get(&format!("/desk/invoices/{}", invoice.id)).await;
    assert!(page.text().contains(&said(words::DESK_REFUND_TITLE)), "{page:?}");
    assert!(page.body.contains("value=\"50.00\""), "the surplus is offered: {page:?}");
    // Those who look after invoices hear of it, once; and it stands on their first page.
    result(&client, &invoice).await;
    let subject = format!("€50.00 too much came in for invoice {}", invoice.number);
    assert_eq!(
        told(app, "too much").await,
        ["admin@harbour.test", "manager@harbour.test"].map(|who| format!("{who} {subject}"))
    );
    assert!(manager.get("/desk").await.text().contains("€50.00 too much came in."));
}

async fn money_goes_back_once(app: &TestApp, double: &Double) {
    let cast = cast(app).await;
    let invoice = app.invoice(&cast, cast.northwind, ("50", "EUR")).await;
    let (client, manager) = (app.sign_in(&cast.client).await, app.sign_in(&cast.manager).await);
    let intent = opened(&client, &invoice).await;
    double.pay(&Account::Own, &intent, Card::GOOD).unwrap();
    result(&client, &invoice).await;
    let payment = app.texts("SELECT id FROM payment_intents").await.remove(0);
    let path = format!("/desk/invoices/{}/card-refunds", invoice.id);
    let send = async |amount: &str, key: &str| {
        manager.post(&path, &[("payment", &payment), ("amount", amount), ("key", key)]).await
    };
    double.fault(Fault::once("POST refunds", Kind::CutAfter));
    let lost = send("20", "first-key-0123456789").await;
    assert_eq!(lost.status, 409, "no answer came: {lost:?}");
    assert_eq!(sums(app, &invoice).await, "3000 2000", "Stripe was asked what it did");
    assert_eq!(send("20", "first-key-0123456789").await.status, 303, "the same form");
    assert_eq!(sums(app, &invoice).await, "3000 2000");
    assert_eq!(double.refunds(&Account::Own).len(), 1);
    let refused = send("30.01", "second-key-0123456789").await;
    assert_eq!(refused.status, 409, "{refused:?}");
    assert_eq!(send("30", "third-key-0123456789").await.status, 303);
    assert_eq!(sums(app, &invoice).await, "0 5000");
    for wrong in ["0", "-5", "x", "50.01"] {
        assert_eq!(send(wrong, "fourth-key-0123456789").await.status, 409, "{wrong}");
    }
    assert_eq!(double.refunds(&Account::Own).len(), 2);
    let names = app
        .texts(
            "SELECT u.name FROM ledger l JOIN memberships m ON m.id = l.membership_id JOIN users u ON u.id = m.user_id",
        )
        .await;
    assert_eq!(names, ["Manager harbour"; 2]);
}

async fn an_account_is_connected_and_given_up(app: &TestApp, double: &Double) {
    let cast = app.cast("harbour").await;
    let admin = app.sign_in(&cast.admin).await;
    let path = "/desk/settings/payments";
    let page = admin.get(path).await.text();
    assert!(page.contains(&said(words::PAYMENTS_CONNECT_TITLE)) && page.contains(&said(words::PAYMENTS_OWN)), "{page}");
    double.fault(Fault::once("POST accounts", Kind::FailAfter));
    let lost = send_form(&admin, "/desk/settings/payments/account", "country=IE").await;
    assert!([303, 503].contains(&lost), "{lost}");
    let led = admin.post("/desk/settings/payments/account", &[("country", "IE")]).await;
    assert_eq!(led.status, 303, "{led:?}");
    let account = app.texts("SELECT account FROM payment_accounts").await.remove(0);
    assert!(account.starts_with("acct_"), "{account}");
    assert_eq!(admin.get("/desk/settings/payments/again").await.status, 303);
    assert!(admin.get(path).await.text().contains(&account));

    // Another organisation comes to the server: its money is not the first one's.
    let other = app.cast("rival").await;
    let rival = app.sign_in(&other.admin).await;
    let page = rival.get(path).await.text();
    assert!(!page.contains(&account) && !page.contains(&said(words::PAYMENTS_OWN)), "{page}");
    assert!(page.contains("organisation own-stripe-account rival"), "{page}");
    assert_eq!(rival.post("/desk/settings/payments/own", &[]).await.status, 403);
    payments::use_own_by_command_line(&app.app, other.organisation.id).await.unwrap();
    assert!(rival.get(path).await.text().contains(&said(words::PAYMENTS_READY)));

    assert_eq!(admin.post("/desk/settings/payments/disconnect", &[]).await.status, 303);
    assert!(admin.get(path).await.text().contains(&said(words::PAYMENTS_CONNECT_TITLE)));
    let actions =
        app.texts("SELECT action || before || after FROM audit WHERE action = 'payment.account' ORDER BY at, id").await;
    assert_eq!(actions.len(), 3, "{actions:?}");
}

async fn an_account_that_is_gone_takes_nothing(app: &TestApp, double: &Double) {
    let cast = cast(app).await;
    let invoice = app.invoice(&cast, cast.northwind, ("50", "EUR")).await;
    let (client, admin) = (app.sign_in(&cast.client).await, app.sign_in(&cast.admin).await);
    let intent = opened(&client, &invoice).await;
    assert_eq!(admin.post("/desk/settings/payments/disconnect", &[]).await.status, 303);
    sweep(app).await;
    assert!(double.pay(&Account::Own, &intent, Card::GOOD).is_err(), "an open form is ended");
    let page = client.get(&format!("/invoices/{}/pay", invoice.number)).await;
    assert!(!page.body.contains("data-secret"), "{page:?}");
    let status = app.texts("SELECT status FROM payment_intents").await;
    assert_eq!(status, [IntentStatus::Canceled.as_str()]);
}

async fn only_pages_with_a_card_s_form_load_from_stripe(app: &TestApp, double: &Double) {
    let cast = cast(app).await;
    let invoice = app.invoice(&cast, cast.northwind, ("50", "EUR")).await;
    let client = app.sign_in(&cast.client).await;
    opened(&client, &invoice).await;
    let origin = double.script.origin().ascii_serialization();
    let policy = async |path: &str| client.get(path).await.header("content-security-policy").to_owned();
    let own = policy(&format!("/invoices/{}/pay", invoice.number)).await;
    assert!(own.contains(&format!("script-src 'self' {origin}")) && !own.contains("unsafe"), "{own}");
    assert!(own.contains(&format!("frame-src {origin}")), "{own}");
    for path in
        [format!("/invoices/{}", invoice.number), format!("/invoices/{}/payment", invoice.number), "/".to_owned()]
    {
        let policy = policy(&path).await;
        assert!(!policy.contains(&origin), "{path}: {policy}");
    }
}

/// Two people in two tabs press Pay at once, `FRONTDESK_TEST_PAY_RACES` times (5 unless told): one charge each time.
#[tokio::test]
async fn two_people_press_pay_at_once_and_one_charge_comes() {
    let races = std::env::var("FRONTDESK_TEST_PAY_RACES").ok().and_then(|text| text.parse().ok()).unwrap_or(5);
    run_with_stripe(Engine::Sqlite, async |app: &TestApp, double: &Double| race(app, double, races).await).await;
    run_with_stripe(Engine::Postgres, async |app: &TestApp, double: &Double| race(app, double, races).await).await;
}

async fn race(app: &TestApp, double: &Double, races: usize) {
    let cast = cast(app).await;
    let (client, colleague) = (app.sign_in(&cast.client).await, app.sign_in(&cast.colleague).await);
    for round in 1..=races {
        let invoice = app.invoice(&cast, cast.northwind, ("50", "EUR")).await;
        let path = format!("/invoices/{}/pay", invoice.number);
        let (one, other) = tokio::join!(press_pay(&client, &invoice), press_pay(&colleague, &invoice));
        assert_eq!((one.status, other.status), (303, 303), "{one:?} {other:?}");
        let (one, other) = tokio::join!(client.get(&path), colleague.get(&path));
        let (one, other) = (intent_on(&one), intent_on(&other));
        assert_eq!(one, other);
        // Both press Pay in their card's form.
        let paid = [double.pay(&Account::Own, &one, Card::GOOD), double.pay(&Account::Own, &other, Card::GOOD)];
        assert_eq!(paid.iter().filter(|paid| paid.is_ok()).count(), 1);
        tokio::join!(result(&client, &invoice), result(&colleague, &invoice));
        assert_eq!(sums(app, &invoice).await, "5000 0");
        assert_eq!(double.charges(&Account::Own).len(), round);
    }
    assert_eq!(double.intents(&Account::Own).len(), races, "one attempt each");
    let opened = payments::open(&app.app, &cast.client.0, &"INV-0001".parse().unwrap(), Wanted::All).await;
    assert!(opened.is_err(), "nothing is outstanding");
}
