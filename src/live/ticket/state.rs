//! What a ticket's room knows and decides. Pure: messages in, effects out; no I/O, no runtime, no clock of its own.
//!
//! Numbers decide. The room knows the last number it has shown and the highest it has heard of, and reads what lies between;
//! each session knows the next number it needs, so that nothing is lost or doubled where its backlog meets the live stream.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use super::entries::{frame, last_move, length, with_head, writer};
use super::message::{Effect, Frame, Join, Language, Message, Reading};
use super::presence::{Elsewhere, NAMED, Names, REPEATED};
use super::typing::{Sign, Typing};
use crate::clock::Timestamp;
use crate::domain::people::Side;
use crate::domain::thread::{MessageKind, SeenUpTo};
use crate::id::MembershipId;
use crate::live::SessionKey;
use crate::live::pause::pause;
use crate::ports::bus::Present;

/// Entries that a page may have missed and still gets; with more it fetches the thread anew.
pub(crate) const BACKLOG: i64 = 200;
/// Bytes of text in a backlog; with more the page fetches the thread anew, so that no socket buffers megabytes.
pub(crate) const BACKLOG_BYTES: usize = 256 * 1024;
/// Entries that the room reads at once.
pub(crate) const AT_ONCE: i64 = 200;
/// How long comings and goings are gathered; a reload is not seen by others.
pub(crate) const GATHERED: Duration = Duration::from_millis(250);

/// The room of one ticket.
#[derive(Debug)]
pub(crate) struct State {
    /// Everything up to this number has been shown to all live sessions.
    last: i64,
    /// The highest number heard of.
    known: i64,
    reading: bool,
    failures: u32,
    read_again_at: Option<Timestamp>,
    seats: BTreeMap<SessionKey, Seat>,
    seen: SeenUpTo,
    typing: Typing,
    elsewhere: Elsewhere,
    /// What was last shown of who is there.
    names: Names,
    names_due: Option<Timestamp>,
    /// When the other nodes are told again; never when there are none.
    repeat_at: Option<Timestamp>,
}

#[derive(Debug)]
struct Seat {
    who: Present,
    unseen: bool,
    language: Language,
    /// The ticket's head when it was let in: what took the ticket from its people before is no reason to end it.
    let_in: i64,
    /// The number it needs next.
    next: i64,
    catching_up: Option<CatchingUp>,
}

#[derive(Debug)]
struct CatchingUp {
    failures: u32,
    /// Set between a failed reading and the next one.
    again_at: Option<Timestamp>,
}

impl State {
    pub(crate) fn new(has_others: bool) -> Self {
        Self {
            last: 0,
            known: 0,
            reading: false,
            failures: 0,
            read_again_at: None,
            seats: BTreeMap::new(),
            seen: SeenUpTo::default(),
            typing: Typing::default(),
            elsewhere: Elsewhere::default(),
            names: Names::default(),
            names_due: None,
            repeat_at: has_others.then_some(Timestamp::from_millis(0)),
        }
    }

    /// Everything up to this number has been shown.
    pub(crate) fn last(&self) -> i64 {
        self.last
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.seats.is_empty()
    }

    /// When [`Message::Tick`] is wanted next.
    pub(crate) fn next_wake(&self) -> Option<Timestamp> {
        if self.seats.is_empty() {
            return None;
        }
        let catching_up = self.seats.values().filter_map(|seat| seat.catching_up.as_ref()?.again_at);
        [self.read_again_at, self.names_due, self.repeat_at, self.typing.next_wake(), self.elsewhere.next_wake()]
            .into_iter()
            .flatten()
            .chain(catching_up)
            .min()
    }

    /// Takes a message and says what is to be done, in this order.
    pub(crate) fn update(&mut self, now: Timestamp, message: Message) -> Vec<Effect> {
        let mut effects = Vec::new();
        match message {
            Message::Join(join) => self.join(now, join, &mut effects),
            Message::Leave(session) => self.leave(now, session, &mut effects),
            Message::Stalled(session) => {
                effects.push(Effect::Drop(session));
                self.leave(now, session, &mut effects);
            }
            Message::Known(number) => self.hear_of(number, &mut effects),
            Message::Read(reading) => {
                self.turn_out(now, reading.as_ref(), &mut effects);
                self.read(now, reading, &mut effects);
            }
            Message::Backlog(session, reading) => {
                self.turn_out(now, reading.as_ref(), &mut effects);
                self.catch_up(now, session, reading, &mut effects);
            }
            Message::Typing(session, kind) => self.types(now, session, kind, &mut effects),
            Message::TypingElsewhere(who, kind) => {
                let signs = self.typing.take(now, who, kind);
                self.tell_typing(signs, &mut effects);
            }
            Message::PresenceElsewhere(node, people) => {
                self.elsewhere.take(now, node, people);
                self.gather_names(now);
            }
            Message::Seen(seen) => self.see(seen, &mut effects),
            Message::Tick => self.tick(now, &mut effects),
        }
        effects
    }

    fn join(&mut self, now: Timestamp, join: Join, effects: &mut Vec<Effect>) {
        let Join { session, who, unseen, language, after, head, seen } = join;
        if self.seats.is_empty() {
            // Nobody is waiting for what happened meanwhile.
            self.last = self.last.max(head);
        }
        self.see(seen, effects);
        let after = after.unwrap_or(head).max(0);
        let lost_its_way = after > head.max(self.last);
        let next = after.saturating_add(1);
        let seat = Seat { who: who.clone(), unseen, language, let_in: head, next, catching_up: None };
        self.seats.insert(session, seat);
        if lost_its_way || self.last.saturating_sub(after) > BACKLOG {
            self.reset(session, effects);
        } else if after < self.last {
            self.begin_to_catch_up(session, effects);
        } else {
            self.send(session, vec![Frame::Subscribed(after)], effects);
        }
        let mut frames = vec![Frame::Presence(self.names_now()), Frame::Seen(self.seen)];
        frames.extend(
            self.typing.shown_to(who.side).filter(|sign| sign.who.membership != who.membership).map(Frame::Typing),
        );
        self.send(session, frames, effects);
        self.gather_names(now);
        self.hear_of(head, effects);
    }

    fn leave(&mut self, now: Timestamp, session: SessionKey, effects: &mut Vec<Effect>) {
        let Some(seat) = self.seats.remove(&session) else { return };
        let membership = seat.who.membership;
        if !seat.unseen && !self.seats.values().any(|other| !other.unseen && other.who.membership == membership) {
            self.stops_typing(membership, effects);
        }
        if self.seats.is_empty() {
            // The room goes with its last session: no later moment to say so.
            self.names_due = None;
            self.tell_presence(now, effects);
        } else {
            self.gather_names(now);
        }
    }

    fn hear_of(&mut self, number: i64, effects: &mut Vec<Effect>) {
        self.known = self.known.max(number);
        self.read_on(effects);
    }

    fn read_on(&mut self, effects: &mut Vec<Effect>) {
        if self.known > self.last && !self.reading && self.read_again_at.is_none() && !self.seats.is_empty() {
            self.reading = true;
            effects.push(Effect::Read { after: self.last, limit: AT_ONCE });
        }
    }

    /// A ticket that was moved to another customer is no longer its clients' to see. Those who may are let in again, and only they.
    fn turn_out(&mut self, now: Timestamp, reading: Option<&Reading>, effects: &mut Vec<Effect>) {
        let Some(number) = reading.and_then(|reading| last_move(&reading.entries)) else { return };
        let lost = |seat: &Seat| seat.who.side == Side::Client && seat.let_in < number;
        let sessions: Vec<_> = self.seats.iter().filter(|(_, seat)| lost(seat)).map(|(session, _)| *session).collect();
        for session in sessions {
            effects.push(Effect::Revoke(session));
            self.leave(now, session, effects);
        }
    }

    fn read(&mut self, now: Timestamp, reading: Option<Reading>, effects: &mut Vec<Effect>) {
        self.reading = false;
        let before = self.last;
        if let Some(reading) = reading {
            self.show(reading, effects);
        }
        if self.last > before {
            self.failures = 0;
            self.known = self.known.max(self.last);
        } else if self.known > self.last {
            // It failed, or what was heard of is not there to be read yet.
            self.read_again_at = Some(now + pause(self.failures));
            self.failures = self.failures.saturating_add(1);
        }
        self.read_on(effects);
    }

    /// Shows new entries to everybody who is not catching up: these read them for themselves.
    fn show(&mut self, reading: Reading, effects: &mut Vec<Effect>) {
        let entries: Vec<_> = reading.entries.into_iter().filter(|entry| entry.number > self.last).collect();
        let Some(last) = entries.last().map(|entry| entry.number) else { return };
        self.last = last;
        let authors: Vec<_> = entries.iter().filter_map(writer).collect();
        let entries = with_head(entries, reading.ticket);
        let mut audiences: BTreeMap<(Side, Language, i64), Vec<SessionKey>> = BTreeMap::new();
        for (session, seat) in self.seats.iter_mut().filter(|(_, seat)| seat.catching_up.is_none() && seat.next <= last)
        {
            audiences.entry((seat.who.side, Arc::clone(&seat.language), seat.next)).or_default().push(*session);
            seat.next = last + 1;
        }
        for ((side, language, next), to) in audiences {
            let frames =
                entries.iter().filter(|(entry, _)| entry.number >= next).map(|entry| frame(side, entry)).collect();
            effects.push(Effect::Deliver { to, side, language, frames });
        }
        for author in authors {
            self.stops_typing(author, effects);
        }
    }

    fn begin_to_catch_up(&mut self, session: SessionKey, effects: &mut Vec<Effect>) {
        if let Some(seat) = self.seats.get_mut(&session) {
            let failures = seat.catching_up.take().map_or(0, |catching_up| catching_up.failures);
            seat.catching_up = Some(CatchingUp { failures, again_at: None });
            effects.push(Effect::Backlog { session, after: seat.next - 1, limit: BACKLOG });
        }
    }

    fn catch_up(&mut self, now: Timestamp, session: SessionKey, reading: Option<Reading>, effects: &mut Vec<Effect>) {
        let Some(seat) = self.seats.get_mut(&session) else { return };
        let Some(catching_up) = &mut seat.catching_up else { return };
        let mut reading = reading.unwrap_or_default();
        reading.entries.retain(|entry| entry.number >= seat.next);
        let Some(end) = reading.entries.last().map(|entry| entry.number) else {
            catching_up.again_at = Some(now + pause(catching_up.failures));
            catching_up.failures = catching_up.failures.saturating_add(1);
            return;
        };
        if reading.entries.iter().map(length).sum::<usize>() > BACKLOG_BYTES {
            seat.catching_up = None;
            return self.reset(session, effects);
        }
        catching_up.failures = 0;
        seat.next = end + 1;
        let side = seat.who.side;
        let mut frames: Vec<_> =
            with_head(reading.entries, reading.ticket).iter().map(|entry| frame(side, entry)).collect();
        if end >= self.last {
            seat.catching_up = None;
            frames.push(Frame::Subscribed(end));
            self.send(session, frames, effects);
            self.hear_of(end, effects);
        } else {
            self.send(session, frames, effects);
            self.begin_to_catch_up(session, effects);
        }
    }

    fn reset(&mut self, session: SessionKey, effects: &mut Vec<Effect>) {
        if let Some(seat) = self.seats.get_mut(&session) {
            seat.next = self.last + 1;
            self.send(session, vec![Frame::Reset(self.last), Frame::Subscribed(self.last)], effects);
        }
    }

    fn types(&mut self, now: Timestamp, session: SessionKey, kind: Option<MessageKind>, effects: &mut Vec<Effect>) {
        let Some(seat) = self.seats.get(&session).filter(|seat| !seat.unseen) else { return };
        let who = seat.who.clone();
        // A client writes no notes, whatever the page says.
        let kind = match who.side {
            Side::Staff => kind,
            Side::Client => kind.map(|_| MessageKind::Reply),
        };
        let signs = self.typing.take(now, who.clone(), kind);
        if !signs.is_empty() {
            self.tell_typing(signs, effects);
            if self.repeat_at.is_some() {
                effects.push(Effect::TellTyping(who, kind));
            }
        }
    }

    fn stops_typing(&mut self, membership: MembershipId, effects: &mut Vec<Effect>) {
        let signs = self.typing.end(membership);
        if let Some((_, sign)) = signs.first()
            && self.repeat_at.is_some()
        {
            effects.push(Effect::TellTyping(sign.who.clone(), None));
        }
        self.tell_typing(signs, effects);
    }

    fn tell_typing(&self, signs: Vec<(Side, Sign)>, effects: &mut Vec<Effect>) {
        for (side, sign) in signs {
            let membership = sign.who.membership;
            self.send_all(
                &[Frame::Typing(sign)],
                |seat| seat.who.side == side && seat.who.membership != membership,
                effects,
            );
        }
    }

    fn see(&mut self, seen: SeenUpTo, effects: &mut Vec<Effect>) {
        // Hints may come out of order; what has been read stays read.
        let seen = SeenUpTo { staff: seen.staff.max(self.seen.staff), client: seen.client.max(self.seen.client) };
        if seen != self.seen {
            self.seen = seen;
            self.send_all(&[Frame::Seen(seen)], |_| true, effects);
        }
    }

    fn names_now(&self) -> Names {
        self.elsewhere.with(self.seats.values().filter(|seat| !seat.unseen).map(|seat| &seat.who))
    }

    fn gather_names(&mut self, now: Timestamp) {
        self.names_due.get_or_insert(now + GATHERED);
    }

    fn tell_presence(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        if self.repeat_at.is_none() {
            return;
        }
        self.repeat_at = Some(now + REPEATED);
        let mut people: Vec<Present> =
            self.seats.values().filter(|seat| !seat.unseen).map(|seat| seat.who.clone()).collect();
        people.sort_unstable();
        people.dedup();
        people.truncate(NAMED);
        effects.push(Effect::TellPresence(people));
    }

    fn tick(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        let due = |at: Option<Timestamp>| at.is_some_and(|at| at <= now);
        let signs = self.typing.expire(now);
        self.tell_typing(signs, effects);
        if self.elsewhere.next_wake().is_some_and(|at| at <= now) {
            self.elsewhere.expire(now);
            self.gather_names(now);
        }
        if due(self.names_due) {
            self.names_due = None;
            let names = self.names_now();
            if names != self.names {
                self.names = names;
                self.send_all(&[Frame::Presence(self.names.clone())], |_| true, effects);
            }
            self.tell_presence(now, effects);
        } else if due(self.repeat_at) {
            self.tell_presence(now, effects);
        }
        if due(self.read_again_at) {
            self.read_again_at = None;
            self.read_on(effects);
        }
        let waiting = |seat: &Seat| due(seat.catching_up.as_ref().and_then(|catching_up| catching_up.again_at));
        let again: Vec<_> = self.seats.iter().filter(|(_, seat)| waiting(seat)).map(|(session, _)| *session).collect();
        for session in again {
            self.begin_to_catch_up(session, effects);
        }
    }

    fn send(&self, session: SessionKey, frames: Vec<Frame>, effects: &mut Vec<Effect>) {
        if let Some(seat) = self.seats.get(&session) {
            let (side, language) = (seat.who.side, Arc::clone(&seat.language));
            effects.push(Effect::Deliver { to: vec![session], side, language, frames });
        }
    }

    /// Sends what reads the same on both sides and in all languages.
    fn send_all(&self, frames: &[Frame], whom: impl Fn(&Seat) -> bool, effects: &mut Vec<Effect>) {
        let to: Vec<_> = self.seats.iter().filter(|(_, seat)| whom(seat)).map(|(session, _)| *session).collect();
        if let Some(seat) = to.first().and_then(|first| self.seats.get(first)) {
            let (side, language) = (seat.who.side, Arc::clone(&seat.language));
            effects.push(Effect::Deliver { to, side, language, frames: frames.to_vec() });
        }
    }
}
