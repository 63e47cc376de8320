//! The clock that rooms count by.

use std::time::Duration;

use tokio::time::Instant;

use crate::clock::{Clock, Timestamp};

/// Says how long, not when: milliseconds since it was made. Unlike the machine's clock it never jumps, which would leave somebody
/// typing, or a list unread, until the time that was passed over has come again.
#[derive(Debug)]
pub struct SteadyClock(Instant);

impl Default for SteadyClock {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl Clock for SteadyClock {
    fn now(&self) -> Timestamp {
        let elapsed: Duration = self.0.elapsed();
        Timestamp::from_millis(0) + elapsed
    }
}
