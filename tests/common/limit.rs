//! How long tests wait.

use std::time::Duration;

/// Longer than anything takes, on however busy a machine, before a test gives up on it.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// How long something may take that has a limit: no longer with `FRONTDESK_MEASURE=1`, which needs a calm machine.
pub(crate) fn held(limit: Duration) -> Duration {
    if std::env::var_os("FRONTDESK_MEASURE").is_some() { limit } else { PATIENCE }
}
