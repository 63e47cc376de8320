//! The program as browsers, scripts and other programs see it: over HTTP, on both engines.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests fail by panicking")]

#[path = "../common/mod.rs"]
mod common;

mod access;
mod articles;
mod audit;
mod billing;
mod chooser;
mod client_invoices;
mod closed;
mod command_line;
mod company;
mod customers;
mod deflection;
mod desk;
mod email;
mod enumeration;
mod forms;
mod guard;
mod help;
mod import;
mod invites;
mod invoice_settings;
mod isolation;
mod keys;
mod lessons;
mod logos;
mod made_up_language;
mod mail;
mod mail_server;
mod notes;
mod organisations;
mod pages;
mod password_resets;
mod pdf;
mod profile;
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

use common::database::{self, each_database};
use common::{
    Answer, Browser, Cast, MailServer, PASSWORD, PNG, Person, Setup, TestApp, eventually, logo, run, run_with, said,
    said_with,
};
