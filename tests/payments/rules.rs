//! What the double refuses, because Stripe does.

use serde_json::Value;

use super::World;
use super::stripe::{Card, PUBLISHABLE_KEY, SECRET_KEY};

/// Asks the interface without the port: method, path, fields, key of the account.
async fn ask(world: &World, question: &str, fields: &str, bearer: &str) -> (u16, Value) {
    let (method, path) = question.split_once(' ').unwrap();
    let url = world.double.api.join(&format!("v1/{path}")).unwrap();
    let mut request = reqwest::Client::new().request(method.parse().unwrap(), url).bearer_auth(bearer);
    if method == "POST" {
        request = request.header("Content-Type", "application/x-www-form-urlencoded").body(fields.to_owned());
    } else {
        request = request.query(&url::form_urlencoded::parse(fields.as_bytes()).collect::<Vec<_>>());
    }
    let answer = request.send().await.unwrap();
    let status = answer.status().as_u16();
    let body: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
    (status, body)
}

#[tokio::test]
async fn questions_that_are_wrong_are_refused_with_stripes_codes() {
    let world = World::start().await;
    for (question, fields, status, code, param) in [
        ("POST payment_intents", "currency=eur", 400, "parameter_missing", "amount"),
        ("POST payment_intents", "amount=1000", 400, "parameter_missing", "currency"),
        ("POST payment_intents", "amount=ten&currency=eur", 400, "parameter_invalid_integer", "amount"),
        ("POST payment_intents", "amount=1000&currency=eur&colour=red", 400, "parameter_unknown", "colour"),
        ("POST payment_intents", "amount=1000&currency=eur&metadata=x", 400, "parameter_unknown", "metadata"),
        ("POST payment_intents/pi_0/cancel", "", 404, "resource_missing", "intent"),
        ("GET payment_intents/pi_0", "", 404, "resource_missing", "intent"),
        ("GET payment_intents", "limit=101", 400, "parameter_invalid_integer", "limit"),
        ("GET payment_intents", "starting_after=pi_0", 404, "resource_missing", "starting_after"),
        ("POST refunds", "payment_intent=pi_0", 404, "resource_missing", "intent"),
        ("POST account_links", "account=acct_1", 400, "parameter_missing", "type"),
    ] {
        let (found, body) = ask(&world, question, fields, SECRET_KEY).await;
        let error = &body["error"];
        assert_eq!((found, error["code"].as_str()), (status, Some(code)), "{question} {fields}: {body}");
        assert_eq!(error["param"].as_str(), Some(param), "{question} {fields}: {body}");
    }
    assert_eq!(ask(&world, "POST refunds", "", SECRET_KEY).await.1["error"]["code"], "parameter_missing");
    assert_eq!(ask(&world, "POST customers", "", SECRET_KEY).await.0, 404);
}

#[tokio::test]
async fn each_key_opens_what_it_is_for() {
    let world = World::start().await;
    assert_eq!(ask(&world, "GET account", "", "sk_test_another").await.0, 401);
    assert_eq!(ask(&world, "GET account", "", PUBLISHABLE_KEY).await.0, 403);
    let (_, intent) = ask(&world, "POST payment_intents", "amount=1000&currency=eur", SECRET_KEY).await;
    let question = format!("GET payment_intents/{}", intent["id"].as_str().unwrap());
    let secret = intent["client_secret"].as_str().unwrap();
    assert_eq!(ask(&world, &question, "", PUBLISHABLE_KEY).await.0, 400, "a browser must have the secret");
    assert_eq!(ask(&world, &question, "client_secret=pi_wrong", PUBLISHABLE_KEY).await.0, 400);
    let (status, seen) = ask(&world, &question, &format!("client_secret={secret}"), PUBLISHABLE_KEY).await;
    assert_eq!((status, &seen["id"]), (200, &intent["id"]));
}

#[tokio::test]
async fn cards_are_looked_at_before_a_bank_is_asked() {
    let world = World::start().await;
    let (_, intent) = ask(&world, "POST payment_intents", "amount=1000&currency=eur", SECRET_KEY).await;
    let question = format!("POST payment_intents/{}/confirm", intent["id"].as_str().unwrap());
    let secret = intent["client_secret"].as_str().unwrap();
    let confirm = async |number: &str, month: u8, year: u16, code: &str| {
        let card = format!(
            "client_secret={secret}&payment_method_data[type]=card&payment_method_data[card][number]={number}\
             &payment_method_data[card][exp_month]={month}&payment_method_data[card][exp_year]={year}\
             &payment_method_data[card][cvc]={code}"
        );
        ask(&world, &question, &card, PUBLISHABLE_KEY).await
    };
    for (number, month, year, code, refused) in [
        ("4242424242424241", 12, 2034, "123", "incorrect_number"),
        ("42424242", 12, 2034, "123", "incorrect_number"),
        (Card::GOOD, 13, 2034, "123", "invalid_expiry_month"),
        (Card::GOOD, 10, 2026, "123", "invalid_expiry_year"),
        (Card::GOOD, 12, 2019, "123", "invalid_expiry_year"),
        (Card::GOOD, 12, 2034, "12", "invalid_cvc"),
        (Card::DECLINED, 12, 2034, "123", "card_declined"),
    ] {
        let (status, body) = confirm(number, month, year, code).await;
        assert_eq!((status, body["error"]["code"].as_str()), (402, Some(refused)), "{number} {month} {year} {code}");
    }
    let (status, body) = confirm(Card::GOOD, 11, 2026, "123").await;
    assert_eq!((status, body["status"].as_str()), (200, Some("succeeded")), "it is good to the end of its month");
    let (status, body) = confirm(Card::GOOD, 12, 2034, "123").await;
    assert_eq!((status, body["error"]["code"].as_str()), (400, Some("payment_intent_unexpected_state")));
}

#[tokio::test]
async fn the_same_question_is_answered_with_a_sign_that_it_was_answered_before() {
    let world = World::start().await;
    let url = world.double.api.join("v1/payment_intents").unwrap();
    let ask = async |fields: &'static str| {
        let request = reqwest::Client::new().post(url.clone()).bearer_auth(SECRET_KEY).header("Idempotency-Key", "k");
        let answer = request.body(fields).send().await.unwrap();
        (answer.status().as_u16(), answer.headers().get("Idempotent-Replayed").is_some(), answer.text().await.unwrap())
    };
    let first = ask("amount=1000&currency=eur").await;
    let second = ask("amount=1000&currency=eur").await;
    assert!(!first.1 && second.1);
    assert_eq!(first.2, second.2);
    let other = ask("amount=1001&currency=eur").await;
    assert_eq!(other.0, 400);
    assert!(other.2.contains("idempotency_error"), "{}", other.2);
}
