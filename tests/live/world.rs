//! A server with nothing but the hub, and the memory it is asked from.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use actix_web::dev::ServerHandle;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use frontdesk::clock::{Clock as _, SystemClock, Timestamp};
use frontdesk::domain::invoice::InvoiceNumber;
use frontdesk::domain::people::{Caller, Role, Side};
use frontdesk::domain::rating::LastRating;
use frontdesk::domain::session::Standing;
use frontdesk::domain::thread::{Author, Entry, MessageKind, SeenUpTo, What};
use frontdesk::domain::ticket::{Source as Origin, Status, Ticket, TicketNumber};
use frontdesk::id::{
    CustomerId, InvoiceId, MembershipId, MessageId, OrganisationId, ProjectId, SessionId, SystemChance, TicketId,
    UserId,
};
use frontdesk::live::{
    Answer, Connection, Hub, ListView, OpenTicket, Source, SourceError, SteadyClock, Topic, on_connect,
};
use frontdesk::ports::bus::{Bus, Hint};
use frontdesk::words::{Catalogues, Locale};
use futures_util::FutureExt as _;

pub(crate) fn now() -> Timestamp {
    SystemClock.now()
}

/// Tickets without a database. Shared by the nodes of a test.
#[derive(Debug)]
pub(crate) struct Memory {
    pub(crate) organisation: OrganisationId,
    pub(crate) customer: CustomerId,
    people: HashMap<String, Caller>,
    tickets: Mutex<HashMap<TicketNumber, Stored>>,
    movement: AtomicI64,
    list: Mutex<String>,
    pub(crate) lists_read: AtomicUsize,
    /// Sessions that do not stand as they did when everything began.
    standings: Mutex<HashMap<SessionId, Option<Standing>>>,
    pub(crate) standings_asked: AtomicUsize,
    /// Whether reading fails.
    pub(crate) is_failing: AtomicBool,
}

#[derive(Debug)]
struct Stored {
    id: TicketId,
    entries: Vec<Entry>,
    status: Status,
    seen: SeenUpTo,
}

impl Memory {
    pub(crate) fn new() -> Self {
        let organisation = OrganisationId::new(now(), &SystemChance);
        let customer = CustomerId::new(now(), &SystemChance);
        let people =
            [("agent", Role::Agent, None), ("other", Role::Agent, None), ("client", Role::Client, Some(customer))];
        // Looks on as the client, below.
        let onlooker = ("onlooker", Role::Client, Some(customer));
        let stranger = ("stranger", Role::Client, Some(CustomerId::new(now(), &SystemChance)));
        let mut people: HashMap<String, Caller> = people
            .into_iter()
            .chain([stranger, onlooker])
            .map(|(name, role, customer_id)| {
                let caller = Caller {
                    session_id: SessionId::new(now(), &SystemChance),
                    user_id: UserId::new(now(), &SystemChance),
                    membership_id: MembershipId::new(now(), &SystemChance),
                    organisation_id: organisation,
                    name: name.to_owned(),
                    email: format!("{name}@example.test"),
                    role,
                    customer_id,
                    language: None,
                    time_zone: "UTC".to_owned(),
                    address: String::new(),
                    viewed_by: None,
                };
                (name.to_owned(), caller)
            })
            .collect();
        let (client, agent) = (people["client"].clone(), people["agent"].membership_id);
        if let Some(onlooker) = people.get_mut("onlooker") {
            let session_id = onlooker.session_id;
            *onlooker = Caller { session_id, viewed_by: Some(agent), ..client };
        }
        let (tickets, standings) = (Mutex::default(), Mutex::default());
        let (movement, lists_read, is_failing) = (AtomicI64::new(1), AtomicUsize::new(0), AtomicBool::new(false));
        Self {
            organisation,
            customer,
            people,
            tickets,
            movement,
            list: Mutex::default(),
            lists_read,
            standings,
            standings_asked: AtomicUsize::new(0),
            is_failing,
        }
    }

    pub(crate) fn person(&self, name: &str) -> &Caller {
        &self.people[name]
    }

    /// Appends an event without a word to anybody; its hint, for whoever wants to say it.
    fn append(&self, ticket: TicketNumber, author: &str, what: What) -> Hint {
        let author = self.person(author);
        let author = Author { membership_id: author.membership_id, name: author.name.clone(), role: author.role };
        let mut tickets = self.tickets.lock().unwrap();
        let stored = tickets.entry(ticket).or_insert_with(|| Stored {
            id: TicketId::new(now(), &SystemChance),
            entries: Vec::new(),
            status: Status::Open,
            seen: SeenUpTo::default(),
        });
        if let What::Status { to, .. } = what {
            stored.status = to;
        }
        let number = i64::try_from(stored.entries.len()).unwrap() + 1;
        stored.entries.push(Entry { number, at: now(), author: Some(author), what });
        self.movement.fetch_add(1, Ordering::SeqCst);
        let (organisation, customer) = (self.organisation, self.customer);
        Hint::Ticket { organisation, ticket: stored.id, customer, number }
    }

    /// A message, as [`Self::append`].
    pub(crate) fn write(&self, ticket: TicketNumber, author: &str, kind: MessageKind, body: &str) -> Hint {
        let id = MessageId::new(now(), &SystemChance);
        self.append(ticket, author, What::Message { id, kind, body: body.to_owned(), attachments: Vec::new() })
    }

    /// A change of status, as [`Self::append`].
    pub(crate) fn resolve(&self, ticket: TicketNumber) -> Hint {
        self.append(ticket, "agent", What::Status { from: Status::Open, to: Status::Resolved })
    }

    /// What all lists read from now on; nobody is told.
    pub(crate) fn set_list(&self, html: &str) {
        html.clone_into(&mut self.list.lock().unwrap());
        self.movement.fetch_add(1, Ordering::SeqCst);
    }

    /// From now on this person's session stands so, or has ended; nobody is told.
    pub(crate) fn stands(&self, name: &str, standing: Option<Standing>) {
        self.standings.lock().unwrap().insert(self.person(name).session_id, standing);
    }

    /// How a person's session stood when everything began.
    pub(crate) fn standing(&self, name: &str) -> Standing {
        standing_of(self.person(name))
    }

    fn of<T>(&self, id: TicketId, answer: impl FnOnce(TicketNumber, &Stored) -> T) -> Result<T, SourceError> {
        if self.is_failing.load(Ordering::SeqCst) {
            return Err(SourceError::Failed);
        }
        let tickets = self.tickets.lock().unwrap();
        let (number, stored) = tickets.iter().find(|(_, stored)| stored.id == id).ok_or(SourceError::NotFound)?;
        Ok(answer(*number, stored))
    }
}

fn standing_of(caller: &Caller) -> Standing {
    Standing {
        session_id: caller.session_id,
        membership_id: caller.viewed_by.unwrap_or(caller.membership_id),
        role: caller.viewed_by.map_or(caller.role, |_| Role::Agent),
        customer_id: caller.customer_id.filter(|_| caller.viewed_by.is_none()),
        viewing: caller.viewed_by.map(|_| (caller.membership_id, caller.customer_id)),
    }
}

impl Stored {
    fn head(&self) -> i64 {
        i64::try_from(self.entries.len()).unwrap()
    }
}

/// What a node sees of the memory.
struct View {
    memory: Arc<Memory>,
    bus: Bus,
}

impl Source for View {
    fn open_ticket<'a>(&'a self, caller: &'a Caller, number: TicketNumber) -> Answer<'a, OpenTicket> {
        async move {
            let customer = self.memory.customer;
            let tickets = self.memory.tickets.lock().unwrap();
            let stored = tickets.get(&number).ok_or(SourceError::NotFound)?;
            if caller.side() == Side::Client && caller.customer_id != Some(customer) {
                return Err(SourceError::NotFound);
            }
            Ok(OpenTicket { ticket: stored.id, customer, head: stored.head(), seen: stored.seen })
        }
        .boxed()
    }

    fn open_invoice<'a>(&'a self, _: &'a Caller, _: &'a InvoiceNumber) -> Answer<'a, InvoiceId> {
        async move { Err(SourceError::NotFound) }.boxed()
    }

    fn check_invoice<'a>(&'a self, _: &'a Caller, _: InvoiceId) -> Answer<'a, ()> {
        async move { Err(SourceError::NotFound) }.boxed()
    }

    fn check_project<'a>(&'a self, _: &'a Caller, _: ProjectId) -> Answer<'a, ()> {
        async { Err(SourceError::NotFound) }.boxed()
    }

    fn entries_after(&self, ticket: TicketId, _: OrganisationId, after: i64, limit: i64) -> Answer<'_, Vec<Entry>> {
        async move {
            // A database takes its time, and others come in between.
            tokio::task::yield_now().await;
            self.memory.of(ticket, |_, stored| {
                let after = usize::try_from(after).unwrap();
                stored.entries.iter().skip(after).take(usize::try_from(limit).unwrap()).cloned().collect()
            })
        }
        .boxed()
    }

    fn ticket(&self, ticket: TicketId, _: OrganisationId) -> Answer<'_, Ticket> {
        async move {
            self.memory.of(ticket, |number, stored| Ticket {
                id: stored.id,
                number,
                customer_id: self.memory.customer,
                customer_name: "Customer".to_owned(),
                subject: "Subject".to_owned(),
                status: stored.status,
                source: Origin::Portal,
                requester_id: None,
                requester_name: None,
                assignee_id: None,
                assignee_name: None,
                follows: None,
                invoice_id: None,
                invoice_number: None,
                project_id: None,
                project_name: None,
                created_at: now(),
                resolved_at: None,
                resolved_assignee_id: None,
                last_rating: LastRating::default(),
                tags: String::new(),
                head: stored.head(),
            })
        }
        .boxed()
    }

    fn heads<'a>(&'a self, tickets: &'a [TicketId]) -> Answer<'a, Vec<(TicketId, i64)>> {
        async move { tickets.iter().map(|id| Ok((*id, self.memory.of(*id, |_, stored| stored.head())?))).collect() }
            .boxed()
    }

    fn movements<'a>(&'a self, organisations: &'a [OrganisationId]) -> Answer<'a, Vec<(OrganisationId, i64)>> {
        let movement = self.memory.movement.load(Ordering::SeqCst);
        async move { Ok(organisations.iter().map(|id| (*id, movement)).collect()) }.boxed()
    }

    fn mark_seen<'a>(&'a self, caller: &'a Caller, number: TicketNumber, seen: i64) -> Answer<'a, SeenUpTo> {
        async move {
            let mut tickets = self.memory.tickets.lock().unwrap();
            let stored = tickets.get_mut(&number).ok_or(SourceError::NotFound)?;
            let mark = match caller.side() {
                Side::Staff => &mut stored.seen.staff,
                Side::Client => &mut stored.seen.client,
            };
            *mark = seen.max(*mark);
            let (organisation, customer) = (self.memory.organisation, self.memory.customer);
            self.bus.publish(Hint::Seen { organisation, customer, ticket: stored.id, seen: stored.seen });
            Ok(stored.seen)
        }
        .boxed()
    }

    fn render_list<'a>(&'a self, caller: &'a Caller, _: &'a Locale, view: ListView) -> Answer<'a, String> {
        self.memory.lists_read.fetch_add(1, Ordering::SeqCst);
        let list = self.memory.list.lock().unwrap().clone();
        async move { Ok(format!("{view:?} for {}: {list}", caller.name)) }.boxed()
    }

    fn standings<'a>(&'a self, sessions: &'a [SessionId]) -> Answer<'a, Vec<Standing>> {
        self.memory.standings_asked.fetch_add(1, Ordering::SeqCst);
        async move {
            let changed = self.memory.standings.lock().unwrap();
            let standing = |caller: &Caller| match changed.get(&caller.session_id) {
                Some(changed) => changed.clone(),
                None => Some(standing_of(caller)),
            };
            let people = self.memory.people.values();
            Ok(people.filter(|caller| sessions.contains(&caller.session_id)).filter_map(standing).collect())
        }
        .boxed()
    }
}

/// One node.
pub(crate) struct World {
    pub(crate) memory: Arc<Memory>,
    pub(crate) bus: Bus,
    pub(crate) hub: Hub,
    pub(crate) address: SocketAddr,
    handle: ServerHandle,
}

impl World {
    pub(crate) fn start() -> Self {
        Self::node(Arc::new(Memory::new()), Bus::local())
    }

    /// One of several nodes.
    pub(crate) fn node(memory: Arc<Memory>, bus: Bus) -> Self {
        let source = Arc::new(View { memory: Arc::clone(&memory), bus: bus.clone() });
        let hub = Hub::start(source, bus.clone(), Arc::new(SteadyClock::default()));
        let state = web::Data::new((hub.clone(), Arc::clone(&memory), Catalogues::embedded().unwrap()));
        let server = HttpServer::new(move || App::new().app_data(state.clone()).route("/live", web::get().to(connect)))
            .workers(2)
            .on_connect(on_connect)
            .disable_signals()
            .shutdown_timeout(5)
            .bind("127.0.0.1:0")
            .unwrap();
        let address = server.addrs()[0];
        let server = server.run();
        let handle = server.handle();
        actix_web::rt::spawn(server);
        Self { memory, bus, hub, address, handle }
    }

    /// A reply, made known.
    pub(crate) fn reply(&self, ticket: TicketNumber, author: &str, body: &str) {
        self.bus.publish(self.memory.write(ticket, author, MessageKind::Reply, body));
    }

    /// A note, made known.
    pub(crate) fn note(&self, ticket: TicketNumber, body: &str) {
        self.bus.publish(self.memory.write(ticket, "agent", MessageKind::Note, body));
    }

    pub(crate) async fn stop(self) {
        self.hub.stop().await;
        self.handle.stop(true).await;
        assert_eq!(self.hub.connected(), 0, "a session is left");
    }
}

type State = web::Data<(Hub, Arc<Memory>, Catalogues)>;

async fn connect(request: HttpRequest, payload: web::Payload, state: State) -> Result<HttpResponse, actix_web::Error> {
    let (hub, memory, catalogues) = &**state;
    let query = web::Query::<Vec<(String, String)>>::from_query(request.query_string())?;
    let all = |wanted: &str| query.iter().filter(|(name, _)| name == wanted).map(|(_, value)| value.as_str()).collect();
    let (topics, after, who): (Vec<&str>, Vec<&str>, Vec<&str>) = (all("topic"), all("after"), all("as"));
    let connection = Connection {
        caller: memory.person(who[0]).clone(),
        locale: catalogues.choose(&["en"]),
        topics: topics.iter().map(|topic| topic.parse::<Topic>().unwrap()).collect(),
        after: after.first().map(|after| after.parse().unwrap()),
    };
    hub.connect(&request, payload, connection).await
}
