//! Who looks at a ticket, on this node and on the others.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::clock::Timestamp;
use crate::domain::people::Side;
use crate::ports::bus::{NodeId, Present};

/// How often a node repeats who is there.
pub(crate) const REPEATED: Duration = Duration::from_secs(10);
/// How long a node's word counts: two repetitions may be lost.
pub(crate) const COUNTS_FOR: Duration = Duration::from_secs(25);
/// People that a node names; nobody reads further.
pub(crate) const NAMED: usize = 20;
/// Nodes that are listened to.
const NODES: usize = 64;

/// What the other nodes said.
#[derive(Debug, Default)]
pub(super) struct Elsewhere(BTreeMap<NodeId, (Timestamp, Vec<Present>)>);

/// The names that a page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Names {
    /// At the desk.
    pub(crate) staff: Vec<String>,
    /// At the portal.
    pub(crate) clients: Vec<String>,
}

impl Elsewhere {
    /// Takes a node's word.
    pub(super) fn take(&mut self, now: Timestamp, node: NodeId, mut people: Vec<Present>) {
        people.truncate(NAMED);
        if people.is_empty() {
            self.0.remove(&node);
        } else if self.0.len() < NODES || self.0.contains_key(&node) {
            self.0.insert(node, (now + COUNTS_FOR, people));
        }
    }

    /// Forgets nodes that have not been heard for too long.
    pub(super) fn expire(&mut self, now: Timestamp) {
        self.0.retain(|_, (until, _)| *until > now);
    }

    /// When the next word ceases to count.
    pub(super) fn next_wake(&self) -> Option<Timestamp> {
        self.0.values().map(|(until, _)| *until).min()
    }

    /// Everybody, each person once.
    pub(super) fn with<'a>(&'a self, here: impl Iterator<Item = &'a Present>) -> Names {
        let everybody: BTreeSet<&Present> = here.chain(self.0.values().flat_map(|(_, people)| people)).collect();
        let of = |side| {
            everybody
                .iter()
                .filter(|person| person.side == side)
                .map(|person| person.name.clone())
                .take(NAMED)
                .collect()
        };
        Names { staff: of(Side::Staff), clients: of(Side::Client) }
    }
}
