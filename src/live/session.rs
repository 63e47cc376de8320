//! The session of one open page: the only file that knows the WebSocket crate.
//!
//! An actix-web body is not polled while its write buffer is full, so actor, mailbox and timers of a page that does not read stand
//! still. Rooms notice by the full mailbox, drop the session and set its [`Ending`]; it looks there first whenever it is polled.

use std::sync::Arc;
use std::time::Duration;

use actix::{
    Actor, ActorContext as _, ActorFutureExt as _, AsyncContext as _, Handler, Message, StreamHandler, WrapFuture as _,
};
use actix_web::{HttpRequest, HttpResponse, web};
use actix_web_actors::ws::{self, CloseCode, CloseReason, ProtocolError, WebsocketContext};
use bytestring::ByteString;

use super::allowance::{Flood, Typing};
use super::ending::Why;
use super::guard::{Guard, MAX_FRAME, Seen, Trouble};
use super::seats::{Followed, Place, Seats, Sitter};
use super::sessions::Registered;
use super::ticket::Types;
use super::wire::{self, BEAT, FromPage, NotUnderstood};
use crate::clock::Timestamp;
use crate::domain::people::Caller;
use crate::domain::thread::MessageKind;
use crate::domain::ticket::TicketNumber;
use crate::words::Locale;

/// Deliveries that wait for a session before it counts as lagging. Each is a list of frames that all sessions share.
const MAILBOX: usize = 64;
/// How often the page is pinged, and told that the server is there.
const BEAT_EVERY: Duration = Duration::from_secs(20);
/// A page that has not even answered pings for this long is gone.
const SILENCE: Duration = Duration::from_secs(45);
/// How long the page has for its part of the closing handshake.
const GOODBYE: Duration = Duration::from_secs(1);
/// Frames for the page, in this order; the same bytes for all sessions that get them.
#[derive(Debug, Message)]
#[rtype(result = "()")]
pub(crate) struct Push(pub(crate) Arc<[ByteString]>);

/// The session's ending was set.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
pub(crate) struct Look;

/// The actor.
pub(super) struct Session {
    place: Arc<Place>,
    registered: Registered,
    caller: Arc<Caller>,
    locale: Locale,
    follows: Vec<Followed>,
    seats: Seats,
    trouble: Seen,
    /// Whether our close frame is out.
    is_closing: bool,
    heard_at: Timestamp,
    flood: Flood,
    typing: Typing,
    /// The number to be noted as read after the one that is being noted.
    seen: Option<Seeing>,
}

/// A number is being noted as read.
#[derive(Clone, Copy, Debug)]
struct Seeing {
    next: Option<i64>,
}

/// Upgrades the connection. The caller's right to all of `follows` has been checked.
pub(super) fn start(
    place: Arc<Place>,
    registered: Registered,
    (caller, locale, follows): (Arc<Caller>, Locale, Vec<Followed>),
    (request, payload): (&HttpRequest, web::Payload),
) -> Result<HttpResponse, actix_web::Error> {
    let (payload, trouble) = Guard::new(payload);
    let now = place.clock.now();
    let session = Session {
        place,
        registered,
        caller,
        locale,
        follows,
        seats: Seats::default(),
        trouble,
        is_closing: false,
        heard_at: now,
        flood: Flood::new(now),
        typing: Typing::new(now),
        seen: None,
    };
    ws::WsResponseBuilder::new(session, request, payload).frame_size(MAX_FRAME).start()
}

/// Answers 400 to a request that is no handshake.
pub(super) fn check_handshake(request: &HttpRequest) -> Result<(), actix_web::Error> {
    ws::handshake(request).map(drop).map_err(Into::into)
}

impl Actor for Session {
    type Context = WebsocketContext<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        ctx.set_mailbox_capacity(MAILBOX);
        self.registered.reachable_at(ctx.address().recipient());
        if self.must_end(ctx) {
            return;
        }
        ctx.run_interval(BEAT_EVERY, Self::beat);
        for followed in std::mem::take(&mut self.follows) {
            let (caller, locale) = (Arc::clone(&self.caller), self.locale.clone());
            let sitter = Sitter { caller, locale, mailbox: ctx.address().recipient() };
            if !self.seats.take(&self.place, &self.registered, sitter, followed) {
                self.close(ctx, CloseCode::Again, "the room is full");
                return;
            }
        }
    }
}

impl Session {
    /// Looks whether somebody has set the ending; true when nothing else is to be done.
    fn must_end(&mut self, ctx: &mut WebsocketContext<Self>) -> bool {
        match self.registered.ending().get() {
            None => self.is_closing,
            Some(Why::Lagged) => self.close(ctx, CloseCode::Again, "too slow"),
            Some(Why::Stopping) => self.close(ctx, CloseCode::Restart, "the server stops"),
            Some(Why::WentOn) => self.dismiss(ctx, "another organisation"),
            Some(Why::Gone) => self.dismiss(ctx, "gone"),
            Some(Why::Changed) => self.dismiss(ctx, "changed"),
            Some(Why::Revoked) => self.dismiss(ctx, "no longer allowed"),
        }
    }

    /// Ends a page for good. Its script tells by the words what to do.
    fn dismiss(&mut self, ctx: &mut WebsocketContext<Self>, why: &'static str) -> bool {
        if !self.is_closing {
            ctx.text(wire::ended(why));
        }
        self.close(ctx, CloseCode::Policy, why)
    }

    /// Says goodbye and waits a moment for the page's. Always true: the session has ended.
    fn close(&mut self, ctx: &mut WebsocketContext<Self>, code: CloseCode, why: &'static str) -> bool {
        if !self.is_closing {
            self.is_closing = true;
            tracing::info!(session = self.registered.key(), code = u16::from(code), why, "live: closed");
            self.seats.leave();
            ctx.close(Some(CloseReason { code, description: Some(why.to_owned()) }));
            ctx.run_later(GOODBYE, |_, ctx| ctx.stop());
        }
        true
    }

    fn beat(&mut self, ctx: &mut WebsocketContext<Self>) {
        if self.must_end(ctx) {
            return;
        }
        if self.place.clock.now().since(self.heard_at) > SILENCE {
            self.close(ctx, CloseCode::Away, "silent");
            return ctx.stop();
        }
        if !self.seats.are_open() {
            self.close(ctx, CloseCode::Again, "the room is gone");
            return;
        }
        ctx.ping(b"");
        ctx.text(BEAT);
    }

    fn hear(&mut self, text: &str, ctx: &mut WebsocketContext<Self>) {
        match FromPage::parse(text) {
            Ok(FromPage::Typing(kind)) => self.types(kind),
            Ok(FromPage::Seen(number)) => self.sees(number, ctx),
            Err(NotUnderstood::Malformed) => {
                self.close(ctx, CloseCode::Invalid, "not JSON");
            }
            Err(NotUnderstood::Unknown) => {
                self.close(ctx, CloseCode::Policy, "not understood");
            }
        }
    }

    fn types(&mut self, kind: Option<MessageKind>) {
        if self.caller.viewed_by.is_none()
            && let Some((_, seat)) = self.seats.ticket()
            && self.typing.passes(self.place.clock.now(), kind)
        {
            // When the room has no place for it, it is not shown.
            seat.send(Types(self.registered.key(), kind));
        }
    }

    /// Notes it, one number at a time; of those that come meanwhile only the highest counts. The room hears of it on the bus.
    fn sees(&mut self, number: i64, ctx: &mut WebsocketContext<Self>) {
        let Some((ticket, _)) = self.seats.ticket().filter(|_| self.caller.viewed_by.is_none()) else { return };
        match &mut self.seen {
            Some(seeing) => seeing.next = seeing.next.max(Some(number)),
            None => self.note_seen(ticket, number, ctx),
        }
    }

    fn note_seen(&mut self, ticket: TicketNumber, number: i64, ctx: &mut WebsocketContext<Self>) {
        self.seen = Some(Seeing { next: None });
        let (source, caller) = (Arc::clone(&self.place.source), Arc::clone(&self.caller));
        let noted = async move { source.mark_seen(&caller, ticket, number).await }.into_actor(self);
        // What failed is said again with the next number.
        ctx.spawn(noted.map(move |_, session, ctx| {
            if let Some(Seeing { next: Some(next) }) = session.seen.take()
                && next > number
                && !session.is_closing
            {
                session.note_seen(ticket, next, ctx);
            }
        }));
    }
}

impl Handler<Push> for Session {
    type Result = ();
    fn handle(&mut self, Push(frames): Push, ctx: &mut Self::Context) {
        if self.must_end(ctx) {
            return;
        }
        for frame in frames.iter() {
            ctx.text(frame.clone());
        }
    }
}

impl Handler<Look> for Session {
    type Result = ();
    fn handle(&mut self, _: Look, ctx: &mut Self::Context) {
        self.must_end(ctx);
    }
}

impl StreamHandler<Result<ws::Message, ProtocolError>> for Session {
    fn handle(&mut self, message: Result<ws::Message, ProtocolError>, ctx: &mut Self::Context) {
        if let Ok(ws::Message::Close(reason)) = message {
            if !self.is_closing {
                ctx.close(reason);
            }
            return ctx.stop();
        }
        if self.must_end(ctx) {
            return;
        }
        let now = self.place.clock.now();
        self.heard_at = now;
        if self.flood.is_reached(now) {
            self.close(ctx, CloseCode::Policy, "too many messages");
            return;
        }
        match message {
            Ok(ws::Message::Text(text)) => self.hear(&text, ctx),
            Ok(ws::Message::Ping(bytes)) => ctx.pong(&bytes),
            Ok(ws::Message::Pong(_) | ws::Message::Nop | ws::Message::Close(_)) => {}
            // No page sends what is not text, or so much that a browser would split it.
            Ok(ws::Message::Binary(_) | ws::Message::Continuation(_)) => {
                self.close(ctx, CloseCode::Unsupported, "not one text frame");
            }
            Err(error) => match (self.trouble.trouble(), error) {
                (Some(Trouble::Lost), _) => ctx.stop(),
                (Some(Trouble::TooLarge), _) | (None, ProtocolError::Overflow) => {
                    self.close(ctx, CloseCode::Size, "too large");
                }
                // The codec's word for a text that is not UTF-8, among others.
                (None, ProtocolError::Io(_)) => {
                    self.close(ctx, CloseCode::Invalid, "not UTF-8");
                }
                (None, _) => {
                    self.close(ctx, CloseCode::Protocol, "not a WebSocket frame");
                }
            },
        }
    }
}
