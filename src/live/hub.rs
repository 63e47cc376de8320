//! What the rest of the house sees: starts rooms and sessions, passes hints on to them, and looks for those that were lost.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use actix_web::{HttpRequest, HttpResponse, web};
use tokio::time::{MissedTickBehavior, interval, sleep};

use super::list::{ListKey, Moved};
use super::poll::{self, Movements};
use super::registry::Registry;
use super::seats::{Followed, Place};
use super::session;
use super::sessions::Sessions;
use super::source::{ListView, Source, SourceError};
use super::threads::Threads;
use super::ticket::{Known, Said};
use super::topic::Topic;
use crate::clock::Clock;
use crate::domain::people::{Caller, Scope};
use crate::domain::session::Fate;
use crate::ports::bus::{Bus, Ears, Heard, Hint, Present};
use crate::words::Locale;

/// Topics of one page.
const TOPICS: usize = 4;
/// How long stopping waits for the pages' goodbyes.
const FAREWELL: Duration = Duration::from_secs(2);

/// All rooms and sessions of this process. Cheap to clone.
#[derive(Clone)]
pub struct Hub(Arc<House>);

/// Who connects, and what for.
pub struct Connection {
    /// Who.
    pub caller: Caller,
    /// The page's language.
    pub locale: Locale,
    /// What the page follows: 1 to 4 topics, one ticket at most.
    pub topics: Vec<Topic>,
    /// The number of the last event of its ticket that the page has.
    pub after: Option<i64>,
}

struct House {
    place: Arc<Place>,
    sessions: Arc<Sessions>,
    movements: Mutex<Movements>,
}

impl Hub {
    /// Starts with no room open. Within an actix system, whose end is the hub's. `clock` measures how long things last: a
    /// [`SteadyClock`](super::SteadyClock).
    pub fn start(source: Arc<dyn Source>, bus: Bus, clock: Arc<dyn Clock>) -> Self {
        let ears = bus.subscribe();
        let (tickets, lists) = (Arc::new(Registry::new()), Arc::new(Registry::new()));
        let place = Arc::new(Place { source, bus, clock, tickets, lists, threads: Threads::start() });
        let house = Arc::new(House { place, sessions: Arc::default(), movements: Mutex::default() });
        let thread = house.place.threads.first();
        thread.spawn(listen(Arc::downgrade(&house), ears));
        thread.spawn(look(Arc::downgrade(&house)));
        Self(house)
    }

    /// Lets a page in, or answers 404 when it follows something that its caller may not see.
    pub async fn connect(
        &self,
        request: &HttpRequest,
        payload: web::Payload,
        who: Connection,
    ) -> Result<HttpResponse, actix_web::Error> {
        let Connection { caller, locale, topics, after } = who;
        let caller = Arc::new(caller);
        session::check_handshake(request)?;
        let tickets = topics.iter().filter(|topic| matches!(topic, Topic::Ticket(_))).count();
        if topics.is_empty() || topics.len() > TOPICS || tickets > 1 {
            return Ok(HttpResponse::BadRequest().finish());
        }
        // Registered before anything is asked: a right that goes while it is being looked at ends the session all the same.
        let Some(registered) = self.0.sessions.register(&caller) else {
            return Ok(HttpResponse::ServiceUnavailable().finish());
        };
        let follows = match self.0.let_in(&caller, &topics, after).await {
            Ok(follows) => follows,
            Err(SourceError::NotFound) => return Ok(HttpResponse::NotFound().finish()),
            Err(SourceError::Failed) => return Ok(HttpResponse::ServiceUnavailable().finish()),
        };
        let who = (caller, locale, follows);
        session::start(Arc::clone(&self.0.place), registered, who, (request, payload))
    }

    /// Closes all sessions with 1012 and lets no more in. To be called before the HTTP server stops.
    pub async fn stop(&self) {
        const STEP: Duration = Duration::from_millis(10);
        self.0.sessions.stop();
        let mut waited = Duration::ZERO;
        while self.connected() > 0 && waited < FAREWELL {
            sleep(STEP).await;
            waited += STEP;
        }
        self.0.place.threads.stop();
    }

    /// How many pages are connected.
    pub fn connected(&self) -> usize {
        self.0.sessions.len()
    }
}

impl House {
    async fn let_in(
        &self,
        caller: &Caller,
        topics: &[Topic],
        after: Option<i64>,
    ) -> Result<Vec<Followed>, SourceError> {
        let mut follows = Vec::with_capacity(topics.len());
        for topic in topics {
            let view = match topic {
                Topic::Ticket(number) => {
                    let open = self.place.source.open_ticket(caller, *number).await?;
                    follows.push(Followed::Ticket { number: *number, open, after });
                    continue;
                }
                Topic::Invoice(number) => ListView::Invoice(self.place.source.open_invoice(caller, number).await?),
                Topic::List(view) => *view,
            };
            if !view.is_for(caller) {
                return Err(SourceError::NotFound);
            }
            let key = match caller.scope() {
                Scope::Organisation => ListKey::Desk(caller.organisation_id),
                Scope::Customer(customer) => ListKey::Customer(caller.organisation_id, customer),
                Scope::Nothing => return Err(SourceError::NotFound),
            };
            match view {
                ListView::DeskInvoice(id) => self.place.source.check_invoice(caller, id).await?,
                ListView::Project(id) | ListView::DeskProject(id) => {
                    self.place.source.check_project(caller, id).await?;
                }
                _ => {}
            }
            follows.push(Followed::List { key, view });
        }
        // The caller was loaded before this session was registered.
        let standings = self.place.source.standings(&[caller.session_id]).await?;
        let stands = standings.iter().any(|standing| standing.fate(caller) == Fate::Stands);
        if stands { Ok(follows) } else { Err(SourceError::NotFound) }
    }

    fn hear(&self, hint: Hint) {
        match hint {
            Hint::Ticket { organisation, ticket, customer, number } => {
                self.place.tickets.send_unless_shown(&ticket, number, Known(number));
                self.movements().hinted(organisation);
                self.place.lists.send(&ListKey::Desk(organisation), Moved);
                self.place.lists.send(&ListKey::Customer(organisation, customer), Moved);
            }
            Hint::Seen { organisation, customer, ticket, seen } => {
                self.place.tickets.send(&ticket, Said::Seen(seen));
                self.place.lists.send(&ListKey::Desk(organisation), Moved);
                self.place.lists.send(&ListKey::Customer(organisation, customer), Moved);
            }
            // What this node's rooms said they know.
            Hint::Typing { node, .. } | Hint::Presence { node, .. } if node == self.place.bus.node() => {}
            Hint::Typing { ticket, membership, name, side, kind, node: _ } => {
                self.place.tickets.send(&ticket, Said::Typing(Present { name, membership, side }, kind));
            }
            Hint::Presence { ticket, node, people } => self.place.tickets.send(&ticket, Said::Presence(node, people)),
            Hint::SignedOut { session } => self.sessions.sign_out(session),
            Hint::WentOn { session, membership } => self.sessions.went_on(session, membership),
            Hint::ViewEnded { session } => self.sessions.view_ended(session),
            Hint::AccessChanged { membership } => self.sessions.access_changed(membership),
            Hint::Invoice { organisation, customer, .. } => {
                self.movements().hinted(organisation);
                self.place.lists.send(&ListKey::Desk(organisation), Moved);
                if let Some(customer) = customer {
                    self.place.lists.send(&ListKey::Customer(organisation, customer), Moved);
                }
            }
            Hint::Project { organisation, customer, .. } => {
                self.movements().hinted(organisation);
                self.place.lists.send(&ListKey::Desk(organisation), Moved);
                self.place.lists.send(&ListKey::Customer(organisation, customer), Moved);
            }
            Hint::Help { .. } => {}
        }
    }

    async fn look_at_sessions(&self) {
        let asked = self.sessions.asked();
        if asked.browsers.is_empty() {
            return;
        }
        if let Ok(standings) = self.place.source.standings(&asked.browsers).await {
            self.sessions.compare(&asked, &standings);
        }
    }

    async fn look_at_tickets(&self) {
        let tickets = self.place.tickets.keys();
        if tickets.is_empty() {
            return;
        }
        // What failed is reported where it failed, and asked again at the next look.
        if let Ok(heads) = self.place.source.heads(&tickets).await {
            for (ticket, head) in heads {
                self.place.tickets.send_unless_shown(&ticket, head, Known(head));
            }
        }
    }

    async fn look_at_lists(&self) {
        let lists = self.place.lists.keys();
        let mut organisations: Vec<_> = lists.iter().map(|key| key.organisation()).collect();
        organisations.sort_unstable();
        organisations.dedup();
        if organisations.is_empty() {
            self.movements().forget();
            return;
        }
        if let Ok(movements) = self.place.source.movements(&organisations).await {
            let stale = self.movements().take(self.place.clock.now(), &movements);
            for key in lists.iter().filter(|key| stale.contains(&key.organisation())) {
                self.place.lists.send(key, Moved);
            }
        }
    }

    fn movements(&self) -> MutexGuard<'_, Movements> {
        self.movements.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Passes hints on for as long as there is a hub.
async fn listen(house: Weak<House>, mut ears: Ears) {
    loop {
        let heard = ears.next().await;
        let Some(house) = house.upgrade() else { return };
        match heard {
            Heard::Hint(hint) => house.hear(hint),
            Heard::Missed => {
                house.movements().forget();
                house.look_at_sessions().await;
                house.look_at_tickets().await;
                house.look_at_lists().await;
            }
        }
    }
}

/// Looks for what no hint told, for as long as there is a hub.
async fn look(house: Weak<House>) {
    let mut every = interval(poll::EVERY);
    every.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        let Some(house) = house.upgrade() else { return };
        house.look_at_sessions().await;
        house.look_at_tickets().await;
        house.look_at_lists().await;
    }
}
