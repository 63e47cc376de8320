//! A ticket's room: the actor around its [`state`].

mod entries;
mod message;
mod presence;
mod state;
#[cfg(test)]
mod state_tests;
mod typing;

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use actix::prelude::SendError;
use actix::{
    Actor, ActorContext as _, ActorFutureExt as _, AsyncContext as _, Context, Handler, Recipient, SpawnHandle,
};
use actix::{Message as ActixMessage, WrapFuture as _};
use bytestring::ByteString;

pub(crate) use self::message::Frame;
use self::message::{Effect, Join, Language, Message, Reading};
use self::state::State;
use super::SessionKey;
use super::ending::{Ending, Why};
use super::registry::{Close, Leave, Room, Shown};
use super::session::Push;
use super::source::{OpenTicket, Source};
use super::wire;
use crate::clock::{Clock, Timestamp};
use crate::domain::people::{Caller, Side};
use crate::domain::thread::{MessageKind, SeenUpTo};
use crate::domain::ticket::TicketNumber;
use crate::id::{OrganisationId, TicketId};
use crate::ports::bus::{Bus, Hint, NodeId, Present};
use crate::words::Locale;

/// Messages that wait for a room before further ones are lost; hints among them are found again by the poll.
const MAILBOX: usize = 1_024;

/// The actor.
pub(crate) struct TicketRoom {
    place: Place,
    state: State,
    sessions: HashMap<SessionKey, Outlet>,
    locales: HashMap<Language, Locale>,
    alarm: Option<(Timestamp, SpawnHandle)>,
}

/// Which ticket, and the world around it.
pub(crate) struct Place {
    pub(crate) ticket: TicketId,
    pub(crate) number: TicketNumber,
    pub(crate) organisation: OrganisationId,
    pub(crate) source: Arc<dyn Source>,
    pub(crate) bus: Bus,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) shown: Shown,
}

struct Outlet {
    mailbox: Recipient<Push>,
    ending: Ending,
}

/// A session comes in.
#[derive(ActixMessage)]
#[rtype(result = "()")]
pub(crate) struct Enter {
    pub(crate) session: SessionKey,
    pub(crate) mailbox: Recipient<Push>,
    pub(crate) ending: Ending,
    pub(crate) caller: Arc<Caller>,
    pub(crate) locale: Locale,
    pub(crate) open: OpenTicket,
    /// The last number that the page has.
    pub(crate) after: Option<i64>,
}

/// There is an event of this number.
#[derive(ActixMessage)]
#[rtype(result = "()")]
pub(crate) struct Known(pub(crate) i64);

/// A session's person types.
#[derive(ActixMessage)]
#[rtype(result = "()")]
pub(crate) struct Types(pub(crate) SessionKey, pub(crate) Option<MessageKind>);

/// What other nodes, or the verbs, say of this ticket.
#[derive(ActixMessage)]
#[rtype(result = "()")]
pub(crate) enum Said {
    Typing(Present, Option<MessageKind>),
    Presence(NodeId, Vec<Present>),
    Seen(SeenUpTo),
}

impl TicketRoom {
    pub(crate) fn new(place: Place) -> Self {
        let state = State::new(place.bus.has_others());
        Self { place, state, sessions: HashMap::new(), locales: HashMap::new(), alarm: None }
    }

    fn take(&mut self, message: Message, ctx: &mut Context<Self>) {
        let mut messages = VecDeque::from([message]);
        while let Some(message) = messages.pop_front() {
            let effects = self.state.update(self.place.clock.now(), message);
            self.place.shown.set(self.state.last());
            self.perform(effects, &mut messages, ctx);
        }
        self.set_alarm(ctx);
    }

    /// What comes of it is added to `messages`.
    fn perform(&mut self, effects: Vec<Effect>, messages: &mut VecDeque<Message>, ctx: &mut Context<Self>) {
        // An entry is rendered once for each side and language, whoever gets it.
        let mut rendered = HashMap::new();
        for effect in effects {
            match effect {
                Effect::Read { after, limit } => self.read(after, limit, Message::Read, ctx),
                Effect::Backlog { session, after, limit } => {
                    self.read(after, limit, move |reading| Message::Backlog(session, reading), ctx);
                }
                Effect::Deliver { to, side, language, frames } => {
                    let frames = self.render(side, &language, &frames, &mut rendered);
                    messages.extend(self.deliver(&to, &frames));
                }
                Effect::Drop(session) => {
                    if let Some(outlet) = self.sessions.remove(&session) {
                        outlet.ending.set(Why::Lagged);
                    }
                }
                Effect::Revoke(session) => {
                    if let Some(outlet) = self.sessions.remove(&session) {
                        outlet.ending.set(Why::Gone);
                        // It looks at its ending when something comes; a full mailbox holds something already.
                        let _ = outlet.mailbox.try_send(Push(Arc::default()));
                    }
                }
                Effect::TellTyping(who, kind) => self.place.bus.publish(Hint::Typing {
                    ticket: self.place.ticket,
                    membership: who.membership,
                    name: who.name,
                    side: who.side,
                    kind,
                    node: self.place.bus.node(),
                }),
                Effect::TellPresence(people) => self.place.bus.publish(Hint::Presence {
                    ticket: self.place.ticket,
                    node: self.place.bus.node(),
                    people,
                }),
            }
        }
    }

    fn read(
        &self,
        after: i64,
        limit: i64,
        answer: impl FnOnce(Option<Reading>) -> Message + 'static,
        ctx: &mut Context<Self>,
    ) {
        let source = Arc::clone(&self.place.source);
        let (ticket, organisation) = (self.place.ticket, self.place.organisation);
        let reading = async move {
            let entries = source.entries_after(ticket, organisation, after, limit).await.ok()?;
            let ticket = if entries.iter().any(entries::changes_ticket) {
                Some(source.ticket(ticket, organisation).await.ok()?)
            } else {
                None
            };
            Some(Reading { entries, ticket })
        };
        ctx.spawn(reading.into_actor(self).map(|reading, room, ctx| room.take(answer(reading), ctx)));
    }

    fn render(
        &self,
        side: Side,
        language: &Language,
        frames: &[Frame],
        rendered: &mut HashMap<(Side, Language, i64), ByteString>,
    ) -> Arc<[ByteString]> {
        let Some(locale) = self.locales.get(language) else { return Arc::default() };
        let number = self.place.number;
        let one = |frame: &Frame| match frame {
            Frame::Entry(entry, _) => rendered
                .entry((side, Arc::clone(language), entry.number))
                .or_insert_with(|| wire::render(number, frame, side, locale))
                .clone(),
            Frame::Number(_)
            | Frame::Subscribed(_)
            | Frame::Reset(_)
            | Frame::Typing(_)
            | Frame::Presence(_)
            | Frame::Seen(_) => wire::render(number, frame, side, locale),
        };
        frames.iter().map(one).collect()
    }

    /// Says which sessions cannot take more, or are gone.
    fn deliver(&self, to: &[SessionKey], frames: &Arc<[ByteString]>) -> Vec<Message> {
        let mut failed = Vec::new();
        for session in to {
            let Some(outlet) = self.sessions.get(session) else { continue };
            match outlet.mailbox.try_send(Push(Arc::clone(frames))) {
                Ok(()) => {}
                Err(SendError::Full(_)) => failed.push(Message::Stalled(*session)),
                Err(SendError::Closed(_)) => failed.push(Message::Leave(*session)),
            }
        }
        failed
    }

    fn leave(&mut self, session: SessionKey, ctx: &mut Context<Self>) {
        self.sessions.remove(&session);
        self.take(Message::Leave(session), ctx);
    }

    /// One timer, for the earliest of all that is due.
    fn set_alarm(&mut self, ctx: &mut Context<Self>) {
        let wanted = self.state.next_wake();
        if self.alarm.map(|(at, _)| at) == wanted {
            return;
        }
        if let Some((_, alarm)) = self.alarm.take() {
            ctx.cancel_future(alarm);
        }
        if let Some(at) = wanted {
            let alarm = ctx.run_later(at.since(self.place.clock.now()), Self::ring);
            self.alarm = Some((at, alarm));
        }
    }

    fn ring(&mut self, ctx: &mut Context<Self>) {
        self.alarm = None;
        // Whoever could not say goodbye because there was no place for it.
        let gone: Vec<_> =
            self.sessions.iter().filter(|(_, outlet)| !outlet.mailbox.connected()).map(|(key, _)| *key).collect();
        for session in gone {
            self.leave(session, ctx);
        }
        self.take(Message::Tick, ctx);
    }
}

impl Actor for TicketRoom {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        ctx.set_mailbox_capacity(MAILBOX);
    }
}

impl Room for TicketRoom {}

impl Handler<Enter> for TicketRoom {
    type Result = ();
    fn handle(&mut self, enter: Enter, ctx: &mut Self::Context) {
        let Enter { session, mailbox, ending, caller, locale, open, after } = enter;
        let language: Language = locale.tag().into();
        self.locales.entry(Arc::clone(&language)).or_insert(locale);
        self.sessions.insert(session, Outlet { mailbox, ending });
        let who = Present { name: caller.name.clone(), membership: caller.membership_id, side: caller.side() };
        let unseen = caller.viewed_by.is_some();
        let join = Join { session, who, unseen, language, after, head: open.head, seen: open.seen };
        self.take(Message::Join(join), ctx);
    }
}

impl Handler<Leave> for TicketRoom {
    type Result = ();
    fn handle(&mut self, Leave(session): Leave, ctx: &mut Self::Context) {
        self.leave(session, ctx);
    }
}

impl Handler<Close> for TicketRoom {
    type Result = ();
    fn handle(&mut self, _: Close, ctx: &mut Self::Context) {
        // Goodbyes that found no place.
        for session in self.sessions.keys().copied().collect::<Vec<_>>() {
            self.leave(session, ctx);
        }
        debug_assert!(self.state.is_empty(), "a room is closed after its last session");
        ctx.stop();
    }
}

impl Handler<Known> for TicketRoom {
    type Result = ();
    fn handle(&mut self, Known(number): Known, ctx: &mut Self::Context) {
        self.take(Message::Known(number), ctx);
    }
}

impl Handler<Types> for TicketRoom {
    type Result = ();
    fn handle(&mut self, Types(session, kind): Types, ctx: &mut Self::Context) {
        self.take(Message::Typing(session, kind), ctx);
    }
}

impl Handler<Said> for TicketRoom {
    type Result = ();
    fn handle(&mut self, said: Said, ctx: &mut Self::Context) {
        let message = match said {
            Said::Typing(who, kind) => Message::TypingElsewhere(who, kind),
            Said::Presence(node, people) => Message::PresenceElsewhere(node, people),
            Said::Seen(seen) => Message::Seen(seen),
        };
        self.take(message, ctx);
    }
}
