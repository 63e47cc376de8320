//! The rooms of lists: an organisation's desk, a customer's portal pages. The actor around its [`state`].

mod state;
#[cfg(test)]
mod state_tests;

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use actix::prelude::SendError;
use actix::{
    Actor, ActorContext as _, ActorFutureExt as _, AsyncContext as _, Context, Handler, Recipient, SpawnHandle,
};
use actix::{Message as ActixMessage, WrapFuture as _};
use bytestring::ByteString;

use self::state::{Effect, Group, Message, State};
use super::SessionKey;
use super::ending::{Ending, Why};
use super::registry::{Close, Leave, Room};
use super::session::Push;
use super::source::{ListView, Source};
use crate::clock::{Clock, Timestamp};
use crate::domain::people::Caller;
use crate::id::{CustomerId, OrganisationId};
use crate::words::Locale;

/// Messages that wait for a room before further ones are lost; movements among them are found again by the poll.
const MAILBOX: usize = 1_024;

/// Whose lists a room keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum ListKey {
    Desk(OrganisationId),
    Customer(OrganisationId, CustomerId),
}

impl ListKey {
    pub(crate) fn organisation(self) -> OrganisationId {
        match self {
            Self::Desk(organisation) | Self::Customer(organisation, _) => organisation,
        }
    }
}

/// The actor.
pub(crate) struct ListRoom {
    source: Arc<dyn Source>,
    clock: Arc<dyn Clock>,
    state: State,
    sessions: HashMap<SessionKey, Outlet>,
    readers: HashMap<Group, Reader>,
    alarm: Option<(Timestamp, SpawnHandle)>,
}

struct Outlet {
    mailbox: Recipient<Push>,
    ending: Ending,
}

/// As whom a group's list is read: any of its members, they have the same rights.
#[derive(Clone)]
struct Reader {
    caller: Arc<Caller>,
    locale: Locale,
}

/// A session comes in, for one list.
#[derive(ActixMessage)]
#[rtype(result = "()")]
pub(crate) struct Enter {
    pub(crate) session: SessionKey,
    pub(crate) mailbox: Recipient<Push>,
    pub(crate) ending: Ending,
    pub(crate) caller: Arc<Caller>,
    pub(crate) locale: Locale,
    pub(crate) view: ListView,
}

/// Something in the lists moved.
#[derive(ActixMessage)]
#[rtype(result = "()")]
pub(crate) struct Moved;

impl ListRoom {
    pub(crate) fn new(source: Arc<dyn Source>, clock: Arc<dyn Clock>) -> Self {
        let (state, sessions, readers) = (State::default(), HashMap::new(), HashMap::new());
        Self { source, clock, state, sessions, readers, alarm: None }
    }

    fn take(&mut self, message: Message, ctx: &mut Context<Self>) {
        let mut messages = VecDeque::from([message]);
        while let Some(message) = messages.pop_front() {
            for effect in self.state.update(self.clock.now(), message) {
                match effect {
                    Effect::Read(group, reading) => self.read(group, reading, ctx),
                    Effect::Deliver(to, html) => messages.extend(self.deliver(&to, html)),
                    Effect::Drop(session) => {
                        if let Some(outlet) = self.sessions.remove(&session) {
                            outlet.ending.set(Why::Lagged);
                        }
                    }
                }
            }
        }
        self.set_alarm(ctx);
    }

    fn read(&self, group: Group, reading: u64, ctx: &mut Context<Self>) {
        let Some(Reader { caller, locale }) = self.readers.get(&group).cloned() else { return };
        let source = Arc::clone(&self.source);
        let html = async move {
            let html = source.render_list(&caller, &locale, group.view).await;
            (group, html.ok().map(ByteString::from))
        };
        let heard = html.into_actor(self);
        ctx.spawn(heard.map(move |(group, html), room, ctx| room.take(Message::Read(group, reading, html), ctx)));
    }

    /// Says which sessions cannot take more, or are gone.
    fn deliver(&self, to: &[SessionKey], html: ByteString) -> Vec<Message> {
        let frames: Arc<[ByteString]> = Arc::from([html]);
        let mut failed = Vec::new();
        for session in to {
            let Some(outlet) = self.sessions.get(session) else { continue };
            match outlet.mailbox.try_send(Push(Arc::clone(&frames))) {
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
        let state = &self.state;
        self.readers.retain(|group, _| state.has(group));
    }

    fn set_alarm(&mut self, ctx: &mut Context<Self>) {
        let wanted = self.state.next_wake();
        if self.alarm.map(|(at, _)| at) == wanted {
            return;
        }
        if let Some((_, alarm)) = self.alarm.take() {
            ctx.cancel_future(alarm);
        }
        if let Some(at) = wanted {
            let alarm = ctx.run_later(at.since(self.clock.now()), |room, ctx| {
                room.alarm = None;
                room.take(Message::Tick, ctx);
            });
            self.alarm = Some((at, alarm));
        }
    }
}

impl Actor for ListRoom {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        ctx.set_mailbox_capacity(MAILBOX);
    }
}

impl Room for ListRoom {}

impl Handler<Enter> for ListRoom {
    type Result = ();
    fn handle(&mut self, enter: Enter, ctx: &mut Self::Context) {
        let Enter { session, mailbox, ending, caller, locale, view } = enter;
        let group = Group {
            membership: caller.membership_id,
            viewing: caller.viewed_by.is_some(),
            view,
            language: locale.tag().into(),
        };
        self.sessions.insert(session, Outlet { mailbox, ending });
        self.readers.insert(group.clone(), Reader { caller, locale });
        self.take(Message::Join(session, group), ctx);
    }
}

impl Handler<Leave> for ListRoom {
    type Result = ();
    fn handle(&mut self, Leave(session): Leave, ctx: &mut Self::Context) {
        self.leave(session, ctx);
    }
}

impl Handler<Close> for ListRoom {
    type Result = ();
    fn handle(&mut self, _: Close, ctx: &mut Self::Context) {
        ctx.stop();
    }
}

impl Handler<Moved> for ListRoom {
    type Result = ();
    fn handle(&mut self, _: Moved, ctx: &mut Self::Context) {
        self.take(Message::Moved, ctx);
    }
}
