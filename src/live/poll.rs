//! Which lists are read again because the database moved, whether or not a hint said so.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use crate::clock::Timestamp;
use crate::id::OrganisationId;

/// How often the database is asked. A lost hint costs at most this long.
pub(super) const EVERY: Duration = Duration::from_millis(500);
/// While hints come in, how often all of an organisation's lists are read again in case one of them was lost.
const SWEPT_EVERY: Duration = Duration::from_secs(5);

/// What is known of the organisations whose lists somebody looks at.
#[derive(Debug, Default)]
pub(super) struct Movements {
    known: HashMap<OrganisationId, Known>,
    hinted: HashSet<OrganisationId>,
}

#[derive(Debug)]
struct Known {
    movement: i64,
    /// Since when something moved that hints may have told of only in part.
    doubtful_since: Option<Timestamp>,
}

impl Movements {
    /// A hint told the rooms that it concerns.
    pub(super) fn hinted(&mut self, organisation: OrganisationId) {
        self.hinted.insert(organisation);
    }

    /// Takes what the database says of all organisations that are looked at, and says whose lists are all to be read again.
    pub(super) fn take(&mut self, now: Timestamp, movements: &[(OrganisationId, i64)]) -> Vec<OrganisationId> {
        let mut stale = Vec::new();
        let mut known = HashMap::with_capacity(movements.len());
        for (organisation, movement) in movements {
            let before = self.known.remove(organisation);
            // Of an organisation seen for the first time nobody knows what moved since its rooms opened.
            let moved = before.as_ref().is_none_or(|before| before.movement != *movement);
            let doubtful = before.and_then(|before| before.doubtful_since).or_else(|| moved.then_some(now));
            let explained = self.hinted.contains(organisation);
            let waited = doubtful.is_some_and(|since| now.since(since) >= SWEPT_EVERY);
            let sweep = (moved && !explained) || waited;
            if sweep {
                stale.push(*organisation);
            }
            let doubtful_since = if sweep { None } else { doubtful };
            known.insert(*organisation, Known { movement: *movement, doubtful_since });
        }
        self.known = known;
        self.hinted.clear();
        stale
    }

    /// Forgets everything: at the next look all lists are stale.
    pub(super) fn forget(&mut self) {
        self.known.clear();
        self.hinted.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::SystemChance;

    #[test]
    fn what_no_hint_told_is_found_at_the_next_look() {
        let organisation = OrganisationId::new(Timestamp::from_millis(1), &SystemChance);
        let mut movements = Movements::default();
        let at = Timestamp::from_millis;
        assert_eq!(movements.take(at(0), &[(organisation, 1)]), [organisation], "nothing is known yet");
        assert_eq!(movements.take(at(500), &[(organisation, 1)]), []);
        assert_eq!(movements.take(at(1_000), &[(organisation, 2)]), [organisation]);
        assert_eq!(movements.take(at(1_500), &[(organisation, 2)]), []);
        movements.forget();
        assert_eq!(movements.take(at(2_000), &[(organisation, 2)]), [organisation]);
    }

    #[test]
    fn a_hint_explains_a_movement_but_not_for_ever() {
        let organisation = OrganisationId::new(Timestamp::from_millis(1), &SystemChance);
        let mut movements = Movements::default();
        let mut swept = 0;
        movements.take(Timestamp::from_millis(0), &[(organisation, 0)]);
        for look in 1..=20 {
            movements.hinted(organisation);
            swept += movements.take(Timestamp::from_millis(look * 500), &[(organisation, look)]).len();
        }
        assert_eq!(swept, 1, "ten seconds of movement that hints told of");
        // The last movement's hint came, its doubt is still settled.
        let later: usize =
            (21..40).map(|look| movements.take(Timestamp::from_millis(look * 500), &[(organisation, 20)]).len()).sum();
        assert_eq!(later, 1);
    }
}
