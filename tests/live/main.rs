//! Rooms and sessions over real sockets, with a source that stands in memory: what the live part promises whatever is behind it.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod bad_frames;
mod lagging;
#[path = "../common/limit.rs"]
mod limit;
mod lists;
mod nodes;
mod page;
mod rights;
mod signs;
mod thread;
mod world;
