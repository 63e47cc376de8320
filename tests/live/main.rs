//! Rooms and sessions over real sockets, with a source that stands in memory: what the live part promises whatever is behind it.

mod bad_frames;
mod lagging;
mod lists;
mod nodes;
mod page;
mod rights;
mod signs;
mod thread;
mod world;
