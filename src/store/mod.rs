//! The only SQL. Every function takes the organisation; none can reach beyond it.

pub mod article_drafts;
pub mod article_views;
pub mod articles;
pub mod audit;
pub mod companies;
pub mod customers;
pub mod db;
pub mod deflection;
pub mod events;
pub mod files;
pub mod inquiries;
pub mod invites;
pub mod invoice_settings;
pub mod invoices;
pub mod jobs;
pub mod ledger;
pub mod lessons;
pub mod logins;
pub mod mail_servers;
pub mod mails;
pub mod messages;
pub mod missed_searches;
pub mod organisations;
pub mod payment_accounts;
pub mod payments;
pub mod people;
pub mod read_positions;
pub mod revisions;
pub mod sessions;
pub mod start;
pub mod stripe_events;
pub mod submissions;
pub mod tickets;
pub mod tokens;
pub mod votes;

pub use db::{Db, Error, Tx};
