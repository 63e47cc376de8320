//! The double's objects against those that Stripe publishes: `fixtures3.json` of stripe/openapi, by
//! `FRONTDESK_STRIPE_SAMPLES` (default `../shared/stripe/fixtures3.json`).

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use super::World;
use super::stripe::{Card, OWN};

/// Given in samples and left out here: it is only there when it is asked for.
const LEFT_OUT: [(&str, &str); 1] = [("charge", "refunds")];

#[tokio::test]
async fn every_field_of_the_published_samples_is_there() {
    let Some(samples) = samples() else {
        eprintln!("left out: FRONTDESK_STRIPE_SAMPLES names no file with the samples that Stripe publishes");
        return;
    };
    let world = World::start().await;
    let intent = world.paid_with(1_000, Card::DISPUTED).await;
    let other = world.paid(2_000).await;
    world.double.refund(&world.account, &other.id.0, 500).unwrap();
    let news: Vec<Value> = world.double.news().iter().map(|body| serde_json::from_str(body).unwrap()).collect();
    let account: Value =
        news.iter().find(|event| event["type"] == "account.updated").unwrap()["data"]["object"].clone();
    let moved = world.double.disputes(&world.account)[0]["balance_transactions"][0].clone();
    for (kind, ours) in [
        ("payment_intent", world.double.intents(&world.account)[0].clone()),
        ("charge", world.double.charges(&world.account)[0].clone()),
        ("refund", world.double.refunds(&world.account)[0].clone()),
        ("dispute", world.double.disputes(&world.account)[0].clone()),
        ("balance_transaction", moved),
        ("account", account),
        ("event", news[0].clone()),
    ] {
        let fields = |value: &Value| -> BTreeSet<String> { value.as_object().unwrap().keys().cloned().collect() };
        let (published, given) = (fields(&samples["resources"][kind]), fields(&ours));
        let is_left_out = |field: &str| LEFT_OUT.contains(&(kind, field));
        let missing: Vec<&String> = published.difference(&given).filter(|field| !is_left_out(field)).collect();
        assert!(missing.is_empty(), "{kind} lacks {missing:?}");
    }
    assert_ne!(intent.id, other.id);
    assert_ne!(super::stripe::name(&world.account), OWN);
}

fn samples() -> Option<Value> {
    let file =
        std::env::var("FRONTDESK_STRIPE_SAMPLES").unwrap_or_else(|_| "../shared/stripe/fixtures3.json".to_owned());
    let text = std::fs::read_to_string(Path::new(&file)).ok()?;
    serde_json::from_str(&text).ok()
}
