//! The rooms a session sits in.

use std::sync::Arc;

use actix::{Actor as _, Recipient};

use super::list::{self, ListKey, ListRoom};
use super::registry::{Registry, Seat};
use super::session::Push;
use super::sessions::Registered;
use super::source::{ListView, OpenTicket, Source};
use super::threads::Threads;
use super::ticket::{self, TicketRoom};
use crate::clock::Clock;
use crate::domain::people::Caller;
use crate::domain::ticket::TicketNumber;
use crate::id::TicketId;
use crate::ports::bus::Bus;
use crate::words::Locale;

/// Where rooms are, and what they need of the world.
pub(super) struct Place {
    pub(super) source: Arc<dyn Source>,
    pub(super) bus: Bus,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) tickets: Arc<Registry<TicketId, TicketRoom>>,
    pub(super) lists: Arc<Registry<ListKey, ListRoom>>,
    pub(super) threads: Threads,
}

/// Something a session follows, once it was let in.
#[derive(Clone, Copy, Debug)]
pub(super) enum Followed {
    /// A ticket.
    Ticket {
        /// Its number.
        number: TicketNumber,
        /// As it was when the session was let in.
        open: OpenTicket,
        /// The last event the page has.
        after: Option<i64>,
    },
    /// A list.
    List {
        /// Whose.
        key: ListKey,
        /// Which.
        view: ListView,
    },
}

/// Who sits down.
#[derive(Clone)]
pub(super) struct Sitter {
    pub(super) caller: Arc<Caller>,
    pub(super) locale: Locale,
    pub(super) mailbox: Recipient<Push>,
}

/// The seats of one session, given back when dropped.
#[derive(Default)]
pub(super) struct Seats {
    ticket: Option<(TicketNumber, Seat<TicketId, TicketRoom>)>,
    lists: Vec<Seat<ListKey, ListRoom>>,
}

impl Seats {
    /// Sits down in one more room; false when it has no place.
    pub(super) fn take(&mut self, place: &Place, session: &Registered, sitter: Sitter, followed: Followed) -> bool {
        let (key, ending) = (session.key(), session.ending().clone());
        let Sitter { caller, locale, mailbox } = sitter;
        match followed {
            Followed::Ticket { number, open, after } => {
                let organisation = caller.organisation_id;
                let seat = place.tickets.take_seat(&open.ticket, key, |shown| {
                    let room = ticket::Place {
                        ticket: open.ticket,
                        number,
                        organisation,
                        source: Arc::clone(&place.source),
                        bus: place.bus.clone(),
                        clock: Arc::clone(&place.clock),
                        shown,
                    };
                    TicketRoom::start_in_arbiter(place.threads.of(open.ticket), |_| TicketRoom::new(room))
                });
                let entered = seat.send(ticket::Enter { session: key, mailbox, ending, caller, locale, open, after });
                self.ticket = Some((number, seat));
                entered
            }
            Followed::List { key: list, view } => {
                let seat = place.lists.take_seat(&list, key, |_| {
                    let (source, clock) = (Arc::clone(&place.source), Arc::clone(&place.clock));
                    ListRoom::start_in_arbiter(place.threads.of(list), |_| ListRoom::new(source, clock))
                });
                let entered = seat.send(list::Enter { session: key, mailbox, ending, caller, locale, view });
                self.lists.push(seat);
                entered
            }
        }
    }

    /// The ticket's number and seat.
    pub(super) fn ticket(&self) -> Option<(TicketNumber, &Seat<TicketId, TicketRoom>)> {
        self.ticket.as_ref().map(|(number, seat)| (*number, seat))
    }

    /// Whether all rooms are there.
    pub(super) fn are_open(&self) -> bool {
        self.ticket.iter().all(|(_, seat)| seat.is_open()) && self.lists.iter().all(Seat::is_open)
    }

    /// Gets up everywhere.
    pub(super) fn leave(&mut self) {
        *self = Self::default();
    }
}
