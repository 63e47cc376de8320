//! The money's truth: payments against a model of Stripe that fails and dies at any call.

#![expect(clippy::expect_used, reason = "a test stops at what it did not expect")]

mod chance;
#[path = "../common/database.rs"]
mod database;
mod model;
mod schedules;
mod signing;
mod world;

use database::{Database, Engine};

/// Gives a test an empty database, unless this engine is left out.
async fn run(engine: Engine, test: impl AsyncFnOnce(&Database)) {
    if let Some(database) = Database::new(engine).await {
        test(&database).await;
    }
}
