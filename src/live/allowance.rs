//! How much a page may say.

use std::time::Duration;

use crate::clock::Timestamp;
use crate::domain::thread::MessageKind;

/// Messages from a page within [`WINDOW`] before it is closed; pages of ours say less than one a second.
const FLOOD: u32 = 100;
const WINDOW: Duration = Duration::from_secs(10);
/// Signs of typing that are passed on at once, and how long until one more is.
const BURST: u32 = 4;
const REFILL: Duration = Duration::from_secs(1);

/// Counts a page's messages.
#[derive(Debug)]
pub(super) struct Flood {
    since: Timestamp,
    count: u32,
}

impl Flood {
    pub(super) fn new(now: Timestamp) -> Self {
        Self { since: now, count: 0 }
    }

    /// Counts one more; true when it is too much.
    pub(super) fn is_reached(&mut self, now: Timestamp) -> bool {
        if now.since(self.since) >= WINDOW {
            *self = Self::new(now);
        }
        self.count += 1;
        self.count > FLOOD
    }
}

/// Passes on signs of typing, but not more often than people type.
#[derive(Debug)]
pub(super) struct Typing {
    left: u32,
    at: Timestamp,
    is_on: bool,
}

impl Typing {
    pub(super) fn new(now: Timestamp) -> Self {
        Self { left: BURST, at: now, is_on: false }
    }

    /// Whether this sign is passed on. That somebody has stopped always is, once.
    pub(super) fn passes(&mut self, now: Timestamp, kind: Option<MessageKind>) -> bool {
        while self.left < BURST && now.since(self.at) >= REFILL {
            self.left += 1;
            self.at = self.at + REFILL;
        }
        if self.left == BURST {
            self.at = now;
        }
        let is_on = kind.is_some();
        let passes = if is_on { self.left > 0 } else { self.is_on };
        if passes {
            self.left -= u32::from(is_on);
            self.is_on = is_on;
        }
        passes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(0);

    #[test]
    fn a_flood_is_noticed_and_a_talkative_page_is_not_one() {
        let mut flood = Flood::new(NOW);
        assert!((0..FLOOD).all(|_| !flood.is_reached(NOW)));
        assert!(flood.is_reached(NOW));
        let mut flood = Flood::new(NOW);
        assert!((0..1_000).all(|second| !flood.is_reached(NOW + Duration::from_secs(second))));
    }

    #[test]
    fn typing_passes_at_the_pace_of_people() {
        let reply = Some(MessageKind::Reply);
        let mut typing = Typing::new(NOW);
        assert!(!typing.passes(NOW, None), "nothing to end");
        assert_eq!((0..20).filter(|_| typing.passes(NOW, reply)).count(), 4);
        assert!(typing.passes(NOW, None), "the end always passes");
        assert!(!typing.passes(NOW, None));
        assert!(!typing.passes(NOW, reply));
        assert!(typing.passes(NOW + REFILL, reply));
        assert!(!typing.passes(NOW + REFILL, reply));
        assert!((2..100).all(|second| typing.passes(NOW + Duration::from_secs(2 * second), reply)));
    }
}
