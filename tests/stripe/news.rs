//! News, signed and sent: <https://docs.stripe.com/webhooks>.

use std::sync::Arc;
use std::time::Duration;

use ring::hmac;
use serde_json::{Value, json};

use super::Shared;

/// How often it looks for news.
const LOOK: Duration = Duration::from_millis(20);
/// How often it tries before it gives up, and how long it waits in between. Stripe goes on for three days.
const TRIES: u32 = 20;
const WAIT: Duration = Duration::from_millis(250);

/// How news are sent.
#[derive(Clone, Debug)]
pub(crate) struct Delivery {
    /// Where to; nowhere while it is empty.
    pub(crate) url: String,
    /// What they are signed with.
    pub(crate) secret: String,
    /// Whether they wait until they are asked for.
    pub(crate) waits: bool,
    /// How long after they happened.
    pub(crate) delay: Duration,
    /// How many times each.
    pub(crate) copies: usize,
}

impl Delivery {
    /// At once, once, in order.
    pub(crate) fn to(url: &str) -> Self {
        Self {
            url: url.to_owned(),
            secret: super::WEBHOOK_SECRET.to_owned(),
            waits: false,
            delay: Duration::ZERO,
            copies: 1,
        }
    }
}

/// What was sent, and how it is done.
#[derive(Debug, Default)]
pub(crate) struct Post {
    delivery: Option<Delivery>,
    /// How many events were taken to be sent.
    taken: usize,
    /// What was sent, and how it was answered: the event's name and kind, and the status.
    pub(crate) sent: Vec<Value>,
}

impl Post {
    pub(crate) fn set(&mut self, delivery: Delivery) {
        self.delivery = Some(delivery);
    }
}

/// The value of `Stripe-Signature` for a body, at a time in seconds.
pub(crate) fn sign(secret: &str, seconds: i64, body: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let tag = hmac::sign(&key, format!("{seconds}.{body}").as_bytes());
    let hex = tag.as_ref().iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    format!("t={seconds},v1={hex}")
}

/// Sends what happens, as it happens.
pub(crate) async fn send_always(shared: Arc<Shared>) {
    let client = reqwest::Client::new();
    loop {
        tokio::time::sleep(LOOK).await;
        let Some((delivery, events)) = take(&shared, false) else { continue };
        // One after the other: whoever wants them out of order asks for it.
        let (shared, client) = (Arc::clone(&shared), client.clone());
        tokio::task::spawn_local(async move {
            tokio::time::sleep(delivery.delay).await;
            for event in &events {
                for _ in 0..delivery.copies {
                    send(&shared, &client, &delivery, event).await;
                }
            }
        });
    }
}

/// Sends what waits, `copies` times each, in an order that follows from `seed`; 0 is the order in which it happened.
pub(crate) async fn send_waiting(shared: &Arc<Shared>, copies: usize, seed: u64) -> Vec<Value> {
    let client = reqwest::Client::new();
    let Some((delivery, events)) = take(shared, true) else { return Vec::new() };
    let mut all: Vec<Value> = events.iter().flat_map(|event| std::iter::repeat_n(event.clone(), copies)).collect();
    shuffle(&mut all, seed);
    let mut answers = Vec::new();
    for event in &all {
        answers.push(send(shared, &client, &delivery, event).await);
    }
    answers
}

fn take(shared: &Shared, asked_for: bool) -> Option<(Delivery, Vec<Value>)> {
    let news = shared.books().news.clone();
    let mut post = shared.post();
    let delivery =
        post.delivery.clone().filter(|delivery| !delivery.url.is_empty() && (asked_for || !delivery.waits))?;
    let events: Vec<Value> = news.get(post.taken..).unwrap_or_default().to_vec();
    post.taken = news.len();
    (!events.is_empty()).then_some((delivery, events))
}

/// Tries until it is taken.
async fn send(shared: &Arc<Shared>, client: &reqwest::Client, delivery: &Delivery, event: &Value) -> Value {
    let body = event.to_string();
    let mut status = 0;
    for _ in 0..TRIES {
        let signature = sign(&delivery.secret, shared.books().seconds(), &body);
        let request = client
            .post(&delivery.url)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("Stripe-Signature", signature)
            .timeout(Duration::from_secs(10))
            .body(body.clone());
        status = request.send().await.map_or(0, |answer| answer.status().as_u16());
        if (200..300).contains(&status) {
            break;
        }
        tokio::time::sleep(WAIT).await;
    }
    let sent = json!({"id": event["id"], "type": event["type"], "status": status});
    shared.post().sent.push(sent.clone());
    sent
}

fn shuffle(all: &mut [Value], seed: u64) {
    let mut state = seed;
    for at in (1..all.len()).rev().filter(|_| seed != 0) {
        // xorshift64: nothing here needs better.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let other = usize::try_from(state % (at as u64 + 1)).unwrap_or(0);
        all.swap(at, other);
    }
}
