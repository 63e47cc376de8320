//! Pages that move by themselves: rooms, one per ticket or list that somebody looks at, and sessions, one per open page.
//!
//! A room is a pure reducer in a thin actor shell. Rooms live on arbiters of their own, so that rendering for a busy ticket never
//! holds up the HTTP workers; sessions live where their connection is polled. Everybody speaks with `try_send` only: a session
//! whose mailbox is full is dropped and resumes from the database, a hint that a room has no place for is found again by the poll.

mod allowance;
mod app_source;
mod ending;
mod guard;
mod hub;
mod list;
mod pause;
mod poll;
mod registry;
mod seats;
mod session;
mod sessions;
mod socket;
mod source;
mod steady;
mod threads;
mod ticket;
mod topic;
mod wire;

pub use app_source::AppSource;
pub use hub::{Connection, Hub};
pub use socket::on_connect;
pub use source::{Answer, ListView, OpenTicket, Source, SourceError};
pub use steady::SteadyClock;
pub use topic::{NotATopic, Topic};

/// Names a session within this process.
pub(crate) type SessionKey = u64;
