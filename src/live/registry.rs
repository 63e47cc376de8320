//! Which rooms are open. A room is started by its first session and goes with its last.
//!
//! One lock decides: a room is taken off the map in the same breath in which its last seat is given back, so that whoever comes a
//! moment later finds either the open room or none and starts a new one. The old one, if it is still going, has no seats left.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use actix::dev::ToEnvelope;
use actix::{Actor, Addr, Context, Handler, Message};

use super::SessionKey;

/// A session leaves the room.
#[derive(Debug, Message)]
#[rtype(result = "()")]
pub(super) struct Leave(pub(super) SessionKey);

/// The room is off the map and nobody is left: it may stop.
#[derive(Debug, Message)]
#[rtype(result = "()")]
pub(super) struct Close;

/// An actor that can be a room.
pub(super) trait Room: Actor<Context = Context<Self>> + Handler<Leave> + Handler<Close> {}

/// The rooms of one kind.
#[derive(Debug)]
pub(super) struct Registry<K, R: Room>(Mutex<Rooms<K, R>>);

#[derive(Debug)]
struct Rooms<K, R: Room> {
    open: HashMap<K, Slot<R>>,
    started: u64,
}

#[derive(Debug)]
struct Slot<R: Room> {
    room: Addr<R>,
    /// Tells a room from one of the same key before it.
    id: u64,
    seats: usize,
    shown: Shown,
}

/// The number up to which a room has shown everything, for those outside it.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown(Arc<AtomicI64>);

impl Shown {
    pub(super) fn set(&self, number: i64) {
        self.0.store(number, Ordering::Relaxed);
    }

    fn get(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl<K: Clone + Eq + Hash, R: Room> Registry<K, R> {
    pub(super) fn new() -> Self {
        Self(Mutex::new(Rooms { open: HashMap::new(), started: 0 }))
    }

    /// A seat in the room; `start` starts one if there is none.
    pub(super) fn take_seat(
        self: &Arc<Self>,
        key: &K,
        session: SessionKey,
        start: impl FnOnce(Shown) -> Addr<R>,
    ) -> Seat<K, R> {
        let mut rooms = self.lock();
        // A room that has died leaves its place to a new one.
        if rooms.open.get(key).is_none_or(|slot| !slot.room.connected()) {
            rooms.started += 1;
            let shown = Shown::default();
            let slot = Slot { room: start(shown.clone()), id: rooms.started, seats: 0, shown };
            rooms.open.insert(key.clone(), slot);
        }
        let (room, id) = match rooms.open.get_mut(key) {
            Some(slot) => {
                slot.seats += 1;
                (Some(slot.room.clone()), slot.id)
            }
            None => (None, 0),
        };
        Seat { registry: Arc::clone(self), key: key.clone(), id, session, room }
    }

    /// The keys of the open rooms.
    pub(super) fn keys(&self) -> Vec<K> {
        self.lock().open.keys().cloned().collect()
    }

    /// Sends to a room, if it is open. What it has no place for is lost: see the poll.
    pub(super) fn send<M>(&self, key: &K, message: M)
    where
        R: Handler<M>,
        M: Message + Send + 'static,
        M::Result: Send,
        Context<R>: ToEnvelope<R, M>,
    {
        if let Some(slot) = self.lock().open.get(key) {
            let _ = slot.room.try_send(message);
        }
    }

    /// Sends only if the room has not shown everything up to `number`.
    pub(super) fn send_unless_shown<M>(&self, key: &K, number: i64, message: M)
    where
        R: Handler<M>,
        M: Message + Send + 'static,
        M::Result: Send,
        Context<R>: ToEnvelope<R, M>,
    {
        if let Some(slot) = self.lock().open.get(key)
            && slot.shown.get() < number
        {
            let _ = slot.room.try_send(message);
        }
    }

    fn give_back(&self, key: &K, id: u64) {
        let mut rooms = self.lock();
        let Some(slot) = rooms.open.get_mut(key).filter(|slot| slot.id == id) else { return };
        slot.seats -= 1;
        if slot.seats == 0
            && let Some(slot) = rooms.open.remove(key)
        {
            // When this finds no place the room stops anyway, with the last address to it.
            let _ = slot.room.try_send(Close);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Rooms<K, R>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A session's place in a room, given back when dropped.
#[derive(Debug)]
pub(super) struct Seat<K: Clone + Eq + Hash, R: Room> {
    registry: Arc<Registry<K, R>>,
    key: K,
    id: u64,
    session: SessionKey,
    room: Option<Addr<R>>,
}

impl<K: Clone + Eq + Hash, R: Room> Seat<K, R> {
    /// Sends to the room; false when it has no place or is gone.
    pub(super) fn send<M>(&self, message: M) -> bool
    where
        R: Handler<M>,
        M: Message + Send + 'static,
        M::Result: Send,
        Context<R>: ToEnvelope<R, M>,
    {
        self.room.as_ref().is_some_and(|room| room.try_send(message).is_ok())
    }

    /// Whether the room is there.
    pub(super) fn is_open(&self) -> bool {
        self.room.as_ref().is_some_and(Addr::connected)
    }
}

impl<K: Clone + Eq + Hash, R: Room> Drop for Seat<K, R> {
    fn drop(&mut self) {
        // When this finds no place the room notices that the session is gone.
        if let Some(room) = &self.room {
            let _ = room.try_send(Leave(self.session));
        }
        self.registry.give_back(&self.key, self.id);
    }
}
