//! Frontdesk: a real-time support server and client portal in one program.
//!
//! A map of the house, from the inside out. Who may import whom is in `ARCHITECTURE.md` and kept by `tests/architecture.rs`.
//!
//! | room | what lives there |
//! |---|---|
//! | [`domain`] | nouns and rules, pure |
//! | [`words`] | everything people read: messages, dates, numbers |
//! | [`store`] | the only SQL, for SQLite and PostgreSQL alike |
//! | [`ports`] | the world outside: mail, the bus between nodes |
//! | [`pdf`] | invoices on paper |
//! | [`secrets`] | passwords and keys, encrypted where they are stored |
//! | [`search`] | articles' index and suggestions |
//! | [`views`] | pages, fragments and mails as HTML |
//! | [`app`] | the verbs: one transaction each |
//! | [`live`] | actors that hold the sockets and push what happens |
//! | [`jobs`] | the durable queue's workers |
//! | [`web`] | URLs, sign-in, errors |
//! | [`server`] | puts it all together |

pub mod app;
pub mod clock;
pub mod domain;
pub mod id;
pub mod jobs;
pub mod live;
pub mod pdf;
pub mod ports;
pub mod search;
pub mod secrets;
pub mod server;
pub mod settings;
pub mod store;
pub mod views;
pub mod web;
pub mod words;
