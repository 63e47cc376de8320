//! The threads that rooms live on.

use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher, Hash};

use actix::{Arbiter, ArbiterHandle};

/// At most so many: a room's work is rendering, and each ticket has one room.
const MOST: usize = 4;

/// One for two cores: the HTTP workers need the rest.
#[derive(Debug)]
pub(super) struct Threads {
    first: ArbiterHandle,
    others: Vec<ArbiterHandle>,
}

impl Threads {
    pub(super) fn start() -> Self {
        let wanted = std::thread::available_parallelism().map_or(1, |cores| cores.get().div_ceil(2).min(MOST));
        let others = (1..wanted).map(|_| Arbiter::new().handle()).collect();
        Self { first: Arbiter::new().handle(), others }
    }

    /// The thread of the hub itself.
    pub(super) fn first(&self) -> &ArbiterHandle {
        &self.first
    }

    /// The thread of the room of this key: rooms spread evenly.
    pub(super) fn of(&self, key: impl Hash) -> &ArbiterHandle {
        let hash = BuildHasherDefault::<DefaultHasher>::default().hash_one(key);
        let index = usize::try_from(hash % (self.others.len() as u64 + 1)).unwrap_or(0);
        self.others.get(index).unwrap_or(&self.first)
    }

    pub(super) fn stop(&self) {
        for thread in self.others.iter().chain([&self.first]) {
            thread.stop();
        }
    }
}
