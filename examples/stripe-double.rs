//! The double of Stripe as a program, for tests in other languages and for looking at pages: `cargo run --example stripe-double`.
//!
//! It says on its first line, in JSON, with which settings a server uses it, and runs until it is ended. Ports: `STRIPE_DOUBLE_API_PORT`
//! and `STRIPE_DOUBLE_PAGES_PORT`, else free ones.

#![expect(clippy::expect_used, reason = "a test stops at what it did not expect")]

#[path = "../tests/stripe/mod.rs"]
#[expect(dead_code, reason = "each target uses a part of it")]
mod stripe;

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::sync::Arc;

use frontdesk::clock::SystemClock;

#[tokio::main]
async fn main() {
    let (api, pages) = (port("STRIPE_DOUBLE_API_PORT"), port("STRIPE_DOUBLE_PAGES_PORT"));
    let double = stripe::Double::start_on(Arc::new(SystemClock), api, pages).await;
    let settings: BTreeMap<&str, String> = double.settings().into();
    println!("{}", serde_json::to_string(&settings).expect("texts are JSON"));
    tokio::signal::ctrl_c().await.expect("the system tells when it is to end");
}

fn port(name: &str) -> TcpListener {
    let port = std::env::var(name).unwrap_or_else(|_| "0".to_owned());
    TcpListener::bind(format!("127.0.0.1:{port}")).expect("the port is free")
}
