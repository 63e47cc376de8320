//! Who types in a ticket.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::clock::Timestamp;
use crate::domain::people::Side;
use crate::domain::thread::MessageKind;
use crate::id::MembershipId;
use crate::ports::bus::Present;

/// Typing ends by itself after this long without a new sign of it (S4).
pub(crate) const LASTS: Duration = Duration::from_secs(6);
/// People whose typing is known at once; further ones are not shown.
const CAPACITY: usize = 50;

/// Those who type now.
#[derive(Debug, Default)]
pub(super) struct Typing(BTreeMap<MembershipId, Typist>);

#[derive(Clone, Debug)]
struct Typist {
    who: Present,
    kind: MessageKind,
    until: Timestamp,
}

/// What one audience is to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sign {
    /// Who types.
    pub(crate) who: Present,
    /// What they write.
    pub(crate) kind: MessageKind,
    /// Whether they do, or have stopped.
    pub(crate) on: bool,
}

impl Typing {
    /// Takes a sign of typing, or of its end, and says what each side is told.
    pub(super) fn take(&mut self, now: Timestamp, who: Present, kind: Option<MessageKind>) -> Vec<(Side, Sign)> {
        let before = self.0.remove(&who.membership);
        let mut signs = Vec::new();
        for side in [Side::Staff, Side::Client] {
            let was = before.as_ref().map(|typist| typist.kind).filter(|kind| visible(*kind, side));
            match (kind.filter(|kind| visible(*kind, side)), was) {
                (Some(kind), _) => signs.push((side, Sign { who: who.clone(), kind, on: true })),
                (None, Some(kind)) => signs.push((side, Sign { who: who.clone(), kind, on: false })),
                (None, None) => {}
            }
        }
        match kind {
            Some(kind) if self.0.len() < CAPACITY => {
                self.0.insert(who.membership, Typist { who, kind, until: now + LASTS });
                signs
            }
            Some(_) => Vec::new(),
            None => signs,
        }
    }

    /// Ends the typing of one person.
    pub(super) fn end(&mut self, membership: MembershipId) -> Vec<(Side, Sign)> {
        let Some(typist) = self.0.get(&membership) else { return Vec::new() };
        let who = typist.who.clone();
        self.take(typist.until, who, None)
    }

    /// Ends what has lasted too long.
    pub(super) fn expire(&mut self, now: Timestamp) -> Vec<(Side, Sign)> {
        let over: Vec<_> =
            self.0.values().filter(|typist| typist.until <= now).map(|typist| typist.who.membership).collect();
        over.into_iter().flat_map(|membership| self.end(membership)).collect()
    }

    /// What somebody who comes now is told.
    pub(super) fn shown_to(&self, side: Side) -> impl Iterator<Item = Sign> + '_ {
        self.0.values().filter(move |typist| visible(typist.kind, side)).map(|typist| Sign {
            who: typist.who.clone(),
            kind: typist.kind,
            on: true,
        })
    }

    /// When the next one ends.
    pub(super) fn next_wake(&self) -> Option<Timestamp> {
        self.0.values().map(|typist| typist.until).min()
    }
}

/// That a note is being written is as little the client's business as the note.
const fn visible(kind: MessageKind, side: Side) -> bool {
    match (kind, side) {
        (MessageKind::Note, Side::Client) => false,
        (MessageKind::Note, Side::Staff) | (MessageKind::Reply, _) => true,
    }
}
