//! What happens to a ticket's room, and what it wants done.

use std::sync::Arc;

use super::presence::Names;
use super::typing::Sign;
use crate::domain::people::Side;
use crate::domain::thread::{Entry, MessageKind, SeenUpTo};
use crate::domain::ticket::Ticket;
use crate::live::SessionKey;
use crate::ports::bus::{NodeId, Present};

/// A language, by its tag.
pub(crate) type Language = Arc<str>;

/// Somebody opens the ticket's page.
#[derive(Clone, Debug)]
pub(crate) struct Join {
    pub(crate) session: SessionKey,
    pub(crate) who: Present,
    /// Whether they look on as somebody else: then nobody hears that they are here.
    pub(crate) unseen: bool,
    pub(crate) language: Language,
    /// The last number the page has; what it was rendered with when it does not say.
    pub(crate) after: Option<i64>,
    /// The ticket's head when the page was let in.
    pub(crate) head: i64,
    /// How far had been read then.
    pub(crate) seen: SeenUpTo,
}

/// What was read from the database.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    pub(crate) entries: Vec<Entry>,
    /// The ticket, when an entry changed it.
    pub(crate) ticket: Option<Ticket>,
}

/// What happens to a room.
#[derive(Debug)]
pub(crate) enum Message {
    Join(Join),
    Leave(SessionKey),
    /// The session's mailbox is full.
    Stalled(SessionKey),
    /// There is an event of this number: a hint, or the head as the poll found it.
    Known(i64),
    Read(Option<Reading>),
    Backlog(SessionKey, Option<Reading>),
    Typing(SessionKey, Option<MessageKind>),
    TypingElsewhere(Present, Option<MessageKind>),
    PresenceElsewhere(NodeId, Vec<Present>),
    Seen(SeenUpTo),
    Tick,
}

/// What the room wants done.
#[derive(Debug)]
pub(crate) enum Effect {
    /// Read for everybody; answered by [`Message::Read`].
    Read { after: i64, limit: i64 },
    /// Read for one; answered by [`Message::Backlog`].
    Backlog { session: SessionKey, after: i64, limit: i64 },
    /// Send these frames, in this order, rendered once for all of them.
    Deliver { to: Vec<SessionKey>, side: Side, language: Language, frames: Vec<Frame> },
    /// The session gets nothing more: it closes and resumes.
    Drop(SessionKey),
    /// The session's person may see the ticket no longer.
    Revoke(SessionKey),
    /// Tell the other nodes.
    TellTyping(Present, Option<MessageKind>),
    /// Tell the other nodes.
    TellPresence(Vec<Present>),
}

/// One text frame.
#[derive(Clone, Debug)]
pub(crate) enum Frame {
    /// An entry, with the page's head when the entry changed it.
    Entry(Arc<Entry>, Option<Arc<Ticket>>),
    /// An entry that this side does not see.
    Number(i64),
    /// Everything up to here has been sent.
    Subscribed(i64),
    /// Too much was missed.
    Reset(i64),
    Typing(Sign),
    Presence(Names),
    Seen(SeenUpTo),
}
