//! The program as processes: killed and started again, several nodes side by side, mails into a real mail server.

#![expect(clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]
#![expect(clippy::disallowed_methods, reason = "what is tested here is another process, which lives in real time")]

#[path = "../common/limit.rs"]
mod limit;
mod loss;
mod mail;
mod money;
mod nodes;
mod page;
mod pdfs;
#[path = "../common/port.rs"]
mod port;
mod sender;
mod server;
#[path = "../stripe/mod.rs"]
#[expect(dead_code, reason = "each target uses a part of it")]
mod stripe;
mod verdict;
