//! Makes commits known at once, on this node and on the others.
//!
//! At most once and never waited for: the database is the truth, a hint only saves the time until the next look at it. Whoever
//! hears [`Heard::Missed`] looks at everything it follows.

mod hint;
mod redis;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::{broadcast, mpsc};

pub use hint::{Hint, NodeId, Present};

use crate::id::{Chance, SystemChance};

/// Hints that a listener of this node may be behind before it hears [`Heard::Missed`] instead.
pub const LISTENER_CAPACITY: usize = 4_096;
/// Hints that wait for Redis before further ones are dropped and counted.
pub const OUTBOX_CAPACITY: usize = 1_024;

/// Where hints are said and heard. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Bus(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    node: NodeId,
    heard: broadcast::Sender<Heard>,
    /// To the other nodes; none when there are no others.
    outbox: Option<mpsc::Sender<Hint>>,
    dropped: Arc<AtomicU64>,
}

/// What a listener hears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// A hint.
    Hint(Hint),
    /// Hints were lost: anything may have happened.
    Missed,
}

/// The address of Redis cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("REDIS_URL cannot be used: {0}")]
pub struct Error(String);

impl Bus {
    /// A bus for a single node.
    pub fn local() -> Self {
        let (heard, _) = broadcast::channel(LISTENER_CAPACITY);
        Self(Arc::new(Inner { node: new_node(), heard, outbox: None, dropped: Arc::default() }))
    }

    /// A bus that reaches all nodes with the same Redis. Needs a tokio runtime, and no Redis yet: it is tried for ever, and until it
    /// answers the nodes find each other's commits by looking.
    #[expect(clippy::unused_async, reason = "says that a runtime is needed, where the tasks are spawned")]
    pub async fn redis(url: &str) -> Result<Self, Error> {
        let (heard, _) = broadcast::channel(LISTENER_CAPACITY);
        let (outbox, waiting) = mpsc::channel(OUTBOX_CAPACITY);
        let node = new_node();
        let dropped = Arc::<AtomicU64>::default();
        let line = redis::Line::new(url, node).map_err(|error| Error(error.to_string()))?;
        tokio::spawn(line.clone().talk(waiting, Arc::clone(&dropped)));
        tokio::spawn(line.listen(heard.clone()));
        Ok(Self(Arc::new(Inner { node, heard, outbox: Some(outbox), dropped })))
    }

    /// This node.
    pub fn node(&self) -> NodeId {
        self.0.node
    }

    /// Whether there may be other nodes.
    pub fn has_others(&self) -> bool {
        self.0.outbox.is_some()
    }

    /// Says it: here at once, elsewhere as soon as Redis takes it. Neither waits nor fails.
    pub fn publish(&self, hint: Hint) {
        if let Some(outbox) = &self.0.outbox
            && outbox.try_send(hint.clone()).is_err()
        {
            self.0.dropped.fetch_add(1, Ordering::Relaxed);
        }
        // Fails only when nobody listens.
        let _ = self.0.heard.send(Heard::Hint(hint));
    }

    /// Hears everything that is said from now on.
    pub fn subscribe(&self) -> Ears {
        Ears(self.0.heard.subscribe())
    }

    /// How many hints have not reached the other nodes so far.
    pub fn dropped(&self) -> u64 {
        self.0.dropped.load(Ordering::Relaxed)
    }
}

/// A listener's end of the bus.
#[derive(Debug)]
pub struct Ears(broadcast::Receiver<Heard>);

impl Ears {
    /// Waits for what is said next: for ever, when the bus is gone.
    pub async fn next(&mut self) -> Heard {
        match self.0.recv().await {
            Ok(heard) => heard,
            Err(broadcast::error::RecvError::Lagged(_)) => Heard::Missed,
            Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
        }
    }
}

fn new_node() -> NodeId {
    let mut bytes = [0; 8];
    SystemChance.fill(&mut bytes);
    NodeId(u64::from_le_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;
    use crate::id::SessionId;

    fn a_hint() -> Hint {
        Hint::SignedOut { session: SessionId::new(Timestamp::from_millis(1), &SystemChance) }
    }

    #[tokio::test]
    async fn everybody_hears_what_is_said() {
        let bus = Bus::local();
        bus.publish(a_hint());
        let (mut one, mut other) = (bus.subscribe(), bus.subscribe());
        let hint = a_hint();
        bus.publish(hint.clone());
        assert_eq!(one.next().await, Heard::Hint(hint.clone()));
        assert_eq!(other.next().await, Heard::Hint(hint));
    }

    #[tokio::test]
    async fn a_slow_listener_is_told_that_it_missed_something() {
        let bus = Bus::local();
        let mut ears = bus.subscribe();
        for _ in 0..=LISTENER_CAPACITY {
            bus.publish(a_hint());
        }
        assert_eq!(ears.next().await, Heard::Missed);
        assert!(matches!(ears.next().await, Heard::Hint(_)));
    }

    #[tokio::test]
    async fn without_redis_the_node_still_hears_itself_and_counts_what_others_missed() {
        // Nothing listens on port 9 of this machine.
        let bus = Bus::redis("redis://127.0.0.1:9").await.unwrap();
        let mut ears = bus.subscribe();
        let hint = a_hint();
        bus.publish(hint.clone());
        assert_eq!(ears.next().await, Heard::Hint(hint));
        while bus.dropped() == 0 {
            tokio::task::yield_now().await;
        }
        assert!(Bus::redis("nonsense").await.is_err());
    }
}
