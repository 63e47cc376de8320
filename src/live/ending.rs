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
    /// Its person went on in another organisation.
    WentOn = 3,
    /// What it shows is not there for its person any more; their right is as it was.
    Gone = 4,
    /// Its right is another one: the page is to look what it may see now.
    Changed = 5,
    /// Its session is gone.
    Revoked = 6,
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
            3 => Some(Why::WentOn),
            4 => Some(Why::Gone),
            5 => Some(Why::Changed),
            _ => Some(Why::Revoked),
        }
    }
}
