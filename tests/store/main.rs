//! Every store module, on both engines.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests fail by panicking")]

mod customers;
#[path = "../common/database.rs"]
mod database;
mod house;

mod articles;
mod attachments;
mod audit;
mod deflection;
mod invoices;
mod jobs;
mod lessons;
mod mails;
mod messages;
mod numbers;
mod people;
mod plans;
mod projects;
mod ratings;
mod read_positions;
mod schema;
mod scoping;
mod sessions;
mod ticket_lists;
mod tickets;
mod tokens;
mod transactions;
mod user_list;

use frontdesk::store::Db;

use database::{Database, Engine, each_database};
use house::{House, NOW, Store};

/// Gives a test a database with the current schema, unless this engine is left out.
async fn run(engine: Engine, test: impl AsyncFnOnce(&Store)) {
    if let Some(database) = Database::new(engine).await {
        let store = Store { db: open(&database).await };
        store.db.migrate().await.unwrap();
        test(&store).await;
        store.db.close().await;
    }
}

/// Connects to a database as it is.
async fn open(database: &Database) -> Db {
    match &database.postgres {
        Some(postgres) => Db::postgres(&postgres.url).await,
        None => Db::sqlite(&database.folder.path().join("frontdesk.db")).await,
    }
    .unwrap()
}
