//! The money's truth: payments against a model of Stripe that fails and dies at any call.

#![expect(clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod chance;
#[path = "../common/database.rs"]
mod database;
mod model;
mod schedules;
mod signing;
mod world;
