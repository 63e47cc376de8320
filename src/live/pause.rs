//! How long to wait before something that failed is tried again.

use std::time::Duration;

/// A tenth of a second after the first failure, twice as long after each further one, at most 5 s.
pub(super) fn pause(failures: u32) -> Duration {
    Duration::from_millis(100).saturating_mul(1 << failures.min(6)).min(Duration::from_secs(5))
}
