use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use frontdesk::clock::Clock as _;
use frontdesk::domain::payment::{Account, IntentId};
use frontdesk::domain::secret::Secret;
use frontdesk::ports::payments::webhook::{self, Event};

use super::World;
use super::stripe::{Delivery, WEBHOOK_SECRET};

/// What came, as somebody who reads it by the port.
#[derive(Debug, Default)]
struct Heard(Mutex<Vec<Event>>);

#[tokio::test]
async fn what_happens_is_told_signed_and_by_account() {
    let world = World::start().await;
    let (url, heard) = listen(&world).await;
    world.double.deliver(Delivery::to(&url));
    let intent = world.paid(1_000).await;
    let events = wait_for(&heard, "payment_intent.succeeded").await;
    let paid = events.iter().find(|event| event.kind == "payment_intent.succeeded").unwrap();
    assert_eq!(paid.intent.as_ref(), Some(&intent.id));
    let Account::Connected(account) = &world.account else { panic!("a connected account") };
    assert_eq!(paid.account.as_ref(), Some(account));
    assert_eq!(paid.created, world.clock.now());
    let events = wait_for(&heard, "charge.succeeded").await;
    let charged = events.iter().find(|event| event.kind == "charge.succeeded").unwrap();
    assert_eq!(charged.intent.as_ref(), Some(&intent.id), "a charge leads to its attempt");
}

#[tokio::test]
async fn refunds_and_disputes_lead_to_their_attempt() {
    let world = World::start().await;
    let (url, heard) = listen(&world).await;
    world.double.deliver(Delivery::to(&url));
    let intent = world.paid(1_000).await;
    world.double.refund(&world.account, &intent.id.0, 100).unwrap();
    world.double.dispute(&world.account, &intent.id.0, 900, "needs_response").unwrap();
    // What each of the three moved is told by itself, in no order.
    for kind in ["refund.created", "charge.refunded", "charge.dispute.created", "charge.dispute.funds_withdrawn"] {
        let events = wait_for(&heard, kind).await;
        let event = events.iter().find(|event| event.kind == kind).unwrap();
        assert_eq!(event.intent.as_ref(), Some(&IntentId(intent.id.0.clone())), "{kind}");
    }
}

#[tokio::test]
async fn they_come_late_twice_and_in_another_order_on_command() {
    let world = World::start().await;
    let (url, heard) = listen(&world).await;
    world.double.deliver(Delivery { waits: true, ..Delivery::to(&url) });
    world.paid(1_000).await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(heard.0.lock().unwrap().is_empty(), "they wait");
    let control = world.double.api.join("double/deliver").unwrap();
    let told = reqwest::Client::new().post(control).body(r#"{"copies": 3, "seed": 7}"#).send().await.unwrap();
    let told: Vec<serde_json::Value> = told.json().await.unwrap();
    let events = heard.0.lock().unwrap().clone();
    assert_eq!(events.len(), told.len());
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for event in &events {
        *times.entry(&event.id).or_default() += 1;
    }
    assert!(times.values().all(|times| *times == 3), "{times:?}");
    let ids: Vec<&str> = events.iter().map(|event| event.id.as_str()).collect();
    assert!(!ids.is_sorted(), "in another order than they happened");
}

async fn listen(world: &World) -> (String, Arc<Heard>) {
    let heard = Arc::new(Heard::default());
    let (inside, clock) = (web::Data::from(Arc::clone(&heard)), Arc::clone(&world.clock));
    let (ready, started) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let take = move |request: HttpRequest, body: web::Bytes, heard: web::Data<Heard>| {
                let header = request.headers().get(webhook::HEADER).unwrap().to_str().unwrap().to_owned();
                let event = webhook::read(&body, &header, &[Secret::new(WEBHOOK_SECRET)], clock.now());
                heard.0.lock().unwrap().push(event.unwrap());
                async { HttpResponse::Ok().finish() }
            };
            let server = HttpServer::new(move || {
                App::new().app_data(inside.clone()).default_service(web::route().to(take.clone()))
            });
            let server = server.workers(1).disable_signals().bind("127.0.0.1:0").unwrap();
            ready.send(server.addrs()[0].port()).unwrap();
            server.run().await.unwrap();
        });
    });
    (format!("http://127.0.0.1:{}/webhooks/stripe", started.await.unwrap()), heard)
}

async fn wait_for(heard: &Heard, kind: &str) -> Vec<Event> {
    for _ in 0..3_000 {
        let events = heard.0.lock().unwrap().clone();
        if events.iter().any(|event| event.kind == kind) {
            return events;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{kind} was not told")
}
