//! What a list's room knows and decides. Pure: messages in, effects out.
//!
//! Lists are not numbered. Who looks at the same list with the same rights and language is one group; a group's list is read again
//! when something moved, and sent when it reads differently from what was sent last. A list that takes long to read rests in proportion,
//! so that a busy desk leaves the machine to what its people do.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use bytestring::ByteString;

use crate::clock::Timestamp;
use crate::id::MembershipId;
use crate::live::SessionKey;
use crate::live::pause::pause;
use crate::live::source::ListView;

/// How long movements are gathered before the lists are read again.
pub(crate) const GATHERED: Duration = Duration::from_millis(100);
/// Lists that a room reads at the same time; the others wait.
pub(crate) const AT_ONCE: usize = 4;

/// For how many times as long as its reading took a list rests before it is read again for those who have it: one that is read in 5 ms is
/// never late by it, one that takes a second is read every five.
const REST: u32 = 4;

/// Those who see the same list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Group {
    pub(crate) membership: MembershipId,
    /// Whether they look on as that membership.
    pub(crate) viewing: bool,
    pub(crate) view: ListView,
    /// A language's tag.
    pub(crate) language: Arc<str>,
}

/// The room of one organisation's desk, or of one customer.
#[derive(Debug, Default)]
pub(crate) struct State {
    groups: BTreeMap<Group, List>,
    /// Groups whose lists are to be read, in this order, each once.
    queue: VecDeque<Group>,
    under_way: usize,
    readings: u64,
    gather_until: Option<Timestamp>,
}

#[derive(Debug, Default)]
struct List {
    members: BTreeMap<SessionKey, Member>,
    /// The reading under way that counts, and since when.
    reading: Option<(u64, Timestamp)>,
    rests_until: Option<Timestamp>,
    sent: Option<ByteString>,
    failures: u32,
    again_at: Option<Timestamp>,
}

impl List {
    /// Until when it is not to be read, were it asked for now; pages that have nothing yet do not wait.
    fn rest(&self) -> Option<Timestamp> {
        self.rests_until.filter(|_| !self.members.values().any(|member| *member == Member::Waiting))
    }
}

/// How far one page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Member {
    /// The reading under way may be older than the page: it waits for the next.
    Waiting,
    /// The next reading that ends is for it, changed or not.
    Fresh,
    /// It has what was sent last.
    Current,
}

/// What happens to a room.
#[derive(Debug)]
pub(crate) enum Message {
    Join(SessionKey, Group),
    Leave(SessionKey),
    /// The session's mailbox is full.
    Stalled(SessionKey),
    /// Something in one of the lists moved.
    Moved,
    /// A reading of this number ended.
    Read(Group, u64, Option<ByteString>),
    Tick,
}

/// What the room wants done.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Read this list; answered by [`Message::Read`] with the same number.
    Read(Group, u64),
    Deliver(Vec<SessionKey>, ByteString),
    /// The session gets nothing more: it closes and resumes.
    Drop(SessionKey),
}

impl State {
    /// When [`Message::Tick`] is wanted next.
    pub(crate) fn next_wake(&self) -> Option<Timestamp> {
        // Those that wait for a place among the readings under way are looked at again when one of these ends.
        let free = self.under_way < AT_ONCE;
        let queued = self.queue.iter().filter(|_| free).filter_map(|group| self.groups.get(group));
        let rested = queued.filter(|list| list.reading.is_none()).filter_map(List::rest);
        self.groups.values().filter_map(|list| list.again_at).chain(rested).chain(self.gather_until).min()
    }

    /// The groups somebody is in.
    pub(crate) fn has(&self, group: &Group) -> bool {
        self.groups.contains_key(group)
    }

    /// Takes a message and says what is to be done, in this order.
    pub(crate) fn update(&mut self, now: Timestamp, message: Message) -> Vec<Effect> {
        let mut effects = Vec::new();
        match message {
            Message::Join(session, group) => {
                self.groups.entry(group.clone()).or_default().members.insert(session, Member::Waiting);
                self.enqueue(group);
            }
            Message::Leave(session) => self.leave(session),
            Message::Stalled(session) => {
                effects.push(Effect::Drop(session));
                self.leave(session);
            }
            Message::Moved => {
                self.gather_until.get_or_insert(now + GATHERED);
            }
            Message::Read(group, reading, html) => self.read(now, &group, reading, html, &mut effects),
            Message::Tick => self.tick(now),
        }
        self.read_on(now, &mut effects);
        effects
    }

    fn leave(&mut self, session: SessionKey) {
        for list in self.groups.values_mut() {
            list.members.remove(&session);
        }
        self.groups.retain(|_, list| !list.members.is_empty());
        self.queue.retain(|group| self.groups.contains_key(group));
    }

    fn enqueue(&mut self, group: Group) {
        if !self.queue.contains(&group) {
            self.queue.push_back(group);
        }
    }

    fn read(
        &mut self,
        now: Timestamp,
        group: &Group,
        reading: u64,
        html: Option<ByteString>,
        effects: &mut Vec<Effect>,
    ) {
        self.under_way = self.under_way.saturating_sub(1);
        let Some(list) = self.groups.get_mut(group) else { return };
        let Some((_, since)) = list.reading.take_if(|(number, _)| *number == reading) else { return };
        list.rests_until = Some(now + now.since(since).saturating_mul(REST));
        let Some(html) = html else {
            list.again_at = Some(now + pause(list.failures));
            list.failures = list.failures.saturating_add(1);
            return;
        };
        list.failures = 0;
        let is_news = list.sent.as_ref() != Some(&html);
        let wants = |member: Member| member == Member::Fresh || (is_news && member == Member::Current);
        let to: Vec<_> = list.members.iter().filter(|(_, member)| wants(**member)).map(|(key, _)| *key).collect();
        for member in list.members.values_mut().filter(|member| **member == Member::Fresh) {
            *member = Member::Current;
        }
        list.sent = Some(html.clone());
        if !to.is_empty() {
            effects.push(Effect::Deliver(to, html));
        }
    }

    fn tick(&mut self, now: Timestamp) {
        let due = |at: Option<Timestamp>| at.is_some_and(|at| at <= now);
        let moved = due(self.gather_until);
        if moved {
            self.gather_until = None;
        }
        let mut wanted = Vec::new();
        for (group, list) in &mut self.groups {
            let again = due(list.again_at);
            if again {
                list.again_at = None;
            }
            // A list that could not be read is read again after its pause, not before.
            if again || (moved && list.again_at.is_none()) {
                wanted.push(group.clone());
            }
        }
        for group in wanted {
            self.enqueue(group);
        }
    }

    fn read_on(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        // Each group waiting is looked at once; one that is being read, or rests, keeps its place for afterwards.
        for _ in 0..self.queue.len() {
            if self.under_way >= AT_ONCE {
                return;
            }
            let Some(group) = self.queue.pop_front() else { return };
            let Some(list) = self.groups.get_mut(&group) else { continue };
            if list.reading.is_some() || list.rest().is_some_and(|until| until > now) {
                self.queue.push_back(group);
                continue;
            }
            self.readings += 1;
            self.under_way += 1;
            list.reading = Some((self.readings, now));
            for member in list.members.values_mut().filter(|member| **member == Member::Waiting) {
                *member = Member::Fresh;
            }
            effects.push(Effect::Read(group, self.readings));
        }
    }
}
