//! A database and what tests put into it.

use frontdesk::clock::Timestamp;
use frontdesk::domain::customer::CustomerRecord;
use frontdesk::domain::input::Email;
use frontdesk::domain::organisation::Organisation;
use frontdesk::domain::people::{Role, Side};
use frontdesk::domain::thread::{EventKind, MessageKind};
use frontdesk::domain::ticket::{Source, TicketNumber};
use frontdesk::id::{CustomerId, MembershipId, MessageId, OrganisationId, SystemChance, TicketId, UserId, secret};
use frontdesk::store::customers::Folded;
use frontdesk::store::db::Arg;
use frontdesk::store::events::{NewEvent, ticket_topic};
use frontdesk::store::messages::Message;
use frontdesk::store::people::{NewMembership, NewUser};
use frontdesk::store::tickets::{NewTicket, RecordedMessage};
use frontdesk::store::{self, Db, Tx};

/// When everything happens that does not say otherwise.
pub(crate) const NOW: Timestamp = Timestamp::from_millis(1_800_000_000_000);

/// A database with the current schema.
pub(crate) struct Store {
    pub(crate) db: Db,
}

/// An organisation with a customer and somebody on each side.
#[derive(Clone, Copy, Debug)]
pub(crate) struct House {
    pub(crate) id: OrganisationId,
    pub(crate) customer: CustomerId,
    pub(crate) agent: MembershipId,
    pub(crate) client: MembershipId,
}

impl Store {
    /// Reads in one transaction.
    pub(crate) async fn read<T>(&self, read: impl AsyncFnOnce(&mut Tx) -> T) -> T {
        let mut tx = self.db.read().await.unwrap();
        read(&mut tx).await
    }

    /// Writes in one transaction, and commits.
    pub(crate) async fn write<T>(&self, write: impl AsyncFnOnce(&mut Tx) -> T) -> T {
        let mut tx = self.db.write().await.unwrap();
        let written = write(&mut tx).await;
        tx.commit().await.unwrap();
        written
    }

    /// The numbers of a query that no store function asks.
    pub(crate) async fn numbers(&self, sql: &str, text: &str) -> (i64, i64) {
        self.read(async |tx| tx.one(sql, &[Arg::Text(Some(text.to_owned()))]).await.unwrap()).await
    }

    /// Adds an organisation with a customer, an agent and a client.
    pub(crate) async fn house(&self, slug: &str) -> House {
        self.write(async |tx| {
            let id = OrganisationId::new(NOW, &SystemChance);
            let organisation = Organisation {
                id,
                slug: slug.to_owned(),
                name: slug.to_owned(),
                accent: "#3257d6".to_owned(),
                language: "en".to_owned(),
                time_zone: "UTC".to_owned(),
                domain: None,
                logo_id: None,
            };
            store::organisations::insert(tx, &organisation, NOW).await.unwrap();
            let customer = add_customer(tx, id, "Northwind").await;
            let agent = add_person(tx, id, &format!("agent@{slug}.test"), Role::Agent, None).await;
            let client = add_person(tx, id, &format!("client@{slug}.test"), Role::Client, Some(customer)).await;
            House { id, customer, agent, client }
        })
        .await
    }

    /// Adds somebody to a house.
    pub(crate) async fn person(
        &self,
        house: &House,
        email: &str,
        role: Role,
        customer: Option<CustomerId>,
    ) -> MembershipId {
        self.write(async |tx| add_person(tx, house.id, email, role, customer).await).await
    }

    /// Opens a ticket in the client's name.
    pub(crate) async fn ticket(&self, house: &House, subject: &str, at: Timestamp) -> (TicketId, TicketNumber) {
        self.write(async |tx| open(tx, house, subject, at).await).await
    }

    /// Adds a message with all that goes with it, and returns its event's number.
    pub(crate) async fn say(
        &self,
        house: &House,
        ticket: TicketId,
        (author, side, kind): (MembershipId, Side, MessageKind),
        body: &str,
    ) -> i64 {
        self.write(async |tx| {
            let number = add_message(tx, house.id, ticket, author, kind, body).await;
            let recorded = RecordedMessage { kind, author, side, body, number };
            store::tickets::record_message(tx, house.id, ticket, &recorded, NOW).await.unwrap();
            number
        })
        .await
    }
}

pub(crate) async fn add_customer(tx: &mut Tx, organisation: OrganisationId, name: &str) -> CustomerId {
    let customer = customer(name);
    let folded = Folded { name: &name.to_lowercase(), all: &name.to_lowercase() };
    store::customers::insert(tx, organisation, &customer, folded).await.unwrap();
    customer.id
}

/// A customer of whom only the name is known.
pub(crate) fn customer(name: &str) -> CustomerRecord {
    CustomerRecord {
        id: CustomerId::new(NOW, &SystemChance),
        name: name.to_owned(),
        email: String::new(),
        phone: String::new(),
        address: String::new(),
        tax_number: String::new(),
        notes: String::new(),
        external_id: String::new(),
        archived_at: None,
        created_at: NOW,
    }
}

async fn add_person(
    tx: &mut Tx,
    organisation: OrganisationId,
    email: &str,
    role: Role,
    customer_id: Option<CustomerId>,
) -> MembershipId {
    let user_id = UserId::new(NOW, &SystemChance);
    let address = Email::parse(email).unwrap();
    let user =
        NewUser { id: user_id, email: &address, name: email, password_hash: Some("hash"), confirmed_at: Some(NOW) };
    store::people::insert_user(tx, &user, NOW).await.unwrap();
    let membership = NewMembership { id: MembershipId::new(NOW, &SystemChance), user_id, role, customer_id };
    store::people::insert_membership(tx, organisation, &membership, NOW).await.unwrap();
    membership.id
}

async fn open(tx: &mut Tx, house: &House, subject: &str, at: Timestamp) -> (TicketId, TicketNumber) {
    let id = TicketId::new(NOW, &SystemChance);
    let number = store::organisations::next_ticket_number(tx, house.id).await.unwrap();
    store::events::create_topic(tx, house.id, &ticket_topic(id)).await.unwrap();
    let ticket = NewTicket {
        id,
        number,
        customer_id: house.customer,
        subject,
        source: Source::Portal,
        requester_id: Some(house.client),
        follows: None,
        invoice_id: None,
        project_id: None,
        author: house.client,
        side: Side::Client,
        body: "It does not work.",
    };
    store::tickets::insert(tx, house.id, &ticket, at).await.unwrap();
    let message = message(id, house.client, MessageKind::Reply, ticket.body);
    store::messages::insert(tx, house.id, &message, at).await.unwrap();
    let opened = event(EventKind::Opened.as_str(), Some(house.client), Some(message.id.to_string()));
    store::events::append(tx, house.id, &ticket_topic(id), opened, at).await.unwrap();
    (id, number)
}

async fn add_message(
    tx: &mut Tx,
    organisation: OrganisationId,
    ticket: TicketId,
    author: MembershipId,
    kind: MessageKind,
    body: &str,
) -> i64 {
    let message = message(ticket, author, kind, body);
    store::messages::insert(tx, organisation, &message, NOW).await.unwrap();
    let happened = match kind {
        MessageKind::Reply => EventKind::Replied,
        MessageKind::Note => EventKind::Noted,
    };
    let event = event(happened.as_str(), Some(author), Some(message.id.to_string()));
    store::events::append(tx, organisation, &ticket_topic(ticket), event, NOW).await.unwrap()
}

/// A message under a key of its own.
pub(crate) fn message(ticket_id: TicketId, author_id: MembershipId, kind: MessageKind, body: &str) -> Message {
    let id = MessageId::new(NOW, &SystemChance);
    Message { id, ticket_id, kind, author_id, body: body.to_owned(), send_key: secret(&SystemChance) }
}

/// An event that is about `subject`.
pub(crate) fn event(kind: &str, actor: Option<MembershipId>, subject: Option<String>) -> NewEvent {
    NewEvent { kind: kind.to_owned(), actor, subject, from: None, to: None }
}
