//! Why a session must end: set by anybody, seen by the session when it is next polled.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

/// Why a session must end. Later ones outweigh earlier ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why {
    /// Its mailbox was full: it resumes from the database.
    Lagged = 1,
    /// The server stops.
    Stopping = 2,
    /// Its right is gone.
    Revoked = 3,
}

/// A flag shared by a session with all that may end it. A session that is not polled cannot be told, but it can look.
#[derive(Clone, Debug, Default)]
pub(super) struct Ending(Arc<AtomicU8>);

impl Ending {
    pub(super) fn set(&self, why: Why) {
        self.0.fetch_max(why as u8, Ordering::SeqCst);
    }

    pub(super) fn get(&self) -> Option<Why> {
        match self.0.load(Ordering::SeqCst) {
            0 => None,
            1 => Some(Why::Lagged),
            2 => Some(Why::Stopping),
            _ => Some(Why::Revoked),
        }
    }
}
