//! The program as browsers, scripts and other programs see it: over HTTP, on both engines.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests fail by panicking")]

#[path = "../common/mod.rs"]
mod common;
#[path = "../stripe/mod.rs"]
#[expect(dead_code, reason = "each target uses a part of it")]
mod stripe;

mod access;
mod articles;
mod attachments;
mod audit;
mod billing;
mod chooser;
mod client_invoices;
mod closed;
mod command_line;
mod company;
mod csat;
mod customer_import;
mod customer_notes;
mod customers;
mod dashboard;
mod deflection;
mod desk;
mod email;
mod enumeration;
mod forms;
mod guard;
mod help;
mod import;
mod invites;
mod invoice_import;
mod invoice_settings;
mod isolation;
mod keys;
mod language;
mod lessons;
mod logos;
mod made_up_language;
mod mail;
mod mail_server;
mod notes;
mod organisations;
mod pages;
mod password_resets;
mod paying;
mod pdf;
#[path = "../common/port.rs"]
mod port;
mod profile;
mod projects;
mod ratings;
mod recorded;
mod rights;
mod sessions;
mod setup;
mod start;
mod statuses;
mod suggestions;
mod tickets;
mod users;
mod viewing;

use common::database::{self, Engine, each_database};
use common::{
    Answer, Browser, Cast, MailServer, PASSWORD, PNG, Person, Setup, TestApp, eventually, logo, run, run_beside,
    run_with, said, said_with,
};

/// A server that takes cards at a double of Stripe, which has the test's own time.
async fn run_with_stripe(engine: Engine, test: impl AsyncFnOnce(&TestApp, &stripe::Double)) {
    let beside = async |clock: std::sync::Arc<frontdesk::clock::ManualClock>| {
        let double = stripe::Double::start(clock).await;
        let settings = double.settings().into();
        (double, settings)
    };
    run_beside(engine, Setup::DEFAULT, beside, test).await;
}
