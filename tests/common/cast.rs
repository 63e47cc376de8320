//! An organisation with everybody who may be in it.

use frontdesk::app::attachments::{self, UploadKey};
use frontdesk::app::organisations::{self, NewPerson};
use frontdesk::app::tickets::{self, NewReply, Opening};
use frontdesk::app::{Writing, sign_in};
use frontdesk::domain::attachment::Attachment;
use frontdesk::domain::input::{Body, Email, Key, Subject};
use frontdesk::domain::organisation::Organisation;
use frontdesk::domain::people::{Caller, Role};
use frontdesk::domain::thread::MessageKind;
use frontdesk::domain::ticket::{Status, TicketNumber};
use frontdesk::id::{CustomerId, FileId, SessionId, SystemChance, UserId, secret};
use tokio::sync::OnceCell;

use super::app::TestApp;
use super::browser::Browser;

/// Everybody's password.
pub(crate) const PASSWORD: &str = "correct horse battery";

/// An organisation and its people. Addresses are `{who}@{name}.test`.
#[derive(Debug)]
pub(crate) struct Cast {
    pub(crate) organisation: Organisation,
    pub(crate) northwind: CustomerId,
    pub(crate) contoso: CustomerId,
    pub(crate) admin: Person,
    pub(crate) manager: Person,
    pub(crate) agent: Person,
    pub(crate) viewer: Person,
    /// Of Northwind.
    pub(crate) client: Person,
    /// Of Northwind too.
    pub(crate) colleague: Person,
    /// Of Contoso.
    pub(crate) neighbour: Person,
    /// A client whose link is missing.
    pub(crate) unlinked: Person,
}

/// Somebody who can sign in, and act through the verbs without it.
#[derive(Clone, Debug)]
pub(crate) struct Person(pub(crate) Caller);

impl TestApp {
    /// Adds an organisation with everybody in it.
    pub(crate) async fn cast(&self, name: &str) -> Cast {
        static HASH: OnceCell<String> = OnceCell::const_new();
        let hash = async || sign_in::hash_password(PASSWORD, &SystemChance).await.expect("a password can be hashed");
        let hash = HASH.get_or_init(hash).await;
        self.write(async |writing: &mut Writing| {
            let organisation = organisations::add(writing, name).await.expect("the organisation is new");
            let id = organisation.id;
            let northwind = organisations::add_customer(writing, id, "Northwind").await.expect("a customer");
            let contoso = organisations::add_customer(writing, id, "Contoso").await.expect("a customer");
            let mut person =
                async |who: &str, role, customer| add(writing, &organisation, hash, who, role, customer).await;
            Cast {
                admin: person("admin", Role::Admin, None).await,
                manager: person("manager", Role::Manager, None).await,
                agent: person("agent", Role::Agent, None).await,
                viewer: person("viewer", Role::Viewer, None).await,
                client: person("client", Role::Client, Some(northwind)).await,
                colleague: person("colleague", Role::Client, Some(northwind)).await,
                neighbour: person("neighbour", Role::Client, Some(contoso)).await,
                unlinked: person("unlinked", Role::Client, None).await,
                northwind,
                contoso,
                organisation: organisation.clone(),
            }
        })
        .await
    }

    /// Adds somebody's login to another organisation.
    pub(crate) async fn join(&self, person: &Person, cast: &Cast, role: Role) {
        let email = Email::parse(&person.0.email).expect("an address");
        let person = NewPerson { email: &email, name: "", password_hash: "", role, customer: None };
        // Where they were first is where they land.
        self.wait(std::time::Duration::from_millis(1));
        self.write(async |writing: &mut Writing| {
            let added =
                organisations::add_person(writing, cast.organisation.id, person).await.expect("they are new there");
            assert!(!added.is_new_login);
        })
        .await;
    }

    /// Signs somebody in, as they do it themselves.
    pub(crate) async fn sign_in(&self, person: &Person) -> Browser {
        let browser = self.browser();
        let signed_in = browser.post("/session", &[("email", &person.0.email), ("password", PASSWORD)]).await;
        assert_eq!(signed_in.status, 303, "{signed_in:?}");
        browser
    }

    /// Opens a ticket in a client's name.
    pub(crate) async fn open(&self, client: &Person, subject: &str, body: &str) -> TicketNumber {
        let opening = Opening {
            subject: Subject::parse(subject).expect("a subject"),
            body: Body::parse(body).expect("a body"),
            key: key(),
            attachments: Vec::new(),
        };
        tickets::open(&self.app, &client.0, &opening).await.expect("a ticket opens")
    }

    /// Replies in somebody's name.
    pub(crate) async fn reply(&self, person: &Person, ticket: TicketNumber, body: &str) {
        self.say(person, ticket, body, MessageKind::Reply).await;
    }

    /// Leaves a note in somebody's name.
    pub(crate) async fn note(&self, person: &Person, ticket: TicketNumber, body: &str) {
        self.say(person, ticket, body, MessageKind::Note).await;
    }

    async fn say(&self, person: &Person, ticket: TicketNumber, body: &str, kind: MessageKind) {
        self.say_with(person, ticket, (body, kind), Vec::new()).await;
    }

    /// Uploads a file in somebody's name.
    pub(crate) async fn upload(&self, person: &Person, name: &str, bytes: &[u8]) -> Attachment {
        let pieces = futures_util::stream::iter([Ok(bytes::Bytes::copy_from_slice(bytes))]);
        let received = attachments::receive(&self.app, &person.0, (name, UploadKey::Own(&key())), pieces).await;
        received.expect("a file is taken")
    }

    /// Says something with files, which its author has uploaded.
    pub(crate) async fn say_with(
        &self,
        person: &Person,
        ticket: TicketNumber,
        (body, kind): (&str, MessageKind),
        attachments: Vec<FileId>,
    ) {
        let body = Body::beside_files(body).expect("a body");
        let new_reply = NewReply { body, key: key(), kind, then: None, attachments };
        tickets::post_reply(&self.app, &person.0, ticket, &new_reply).await.expect("a message is posted");
    }

    /// Sets a ticket's status in somebody's name.
    pub(crate) async fn set_status(&self, person: &Person, ticket: TicketNumber, to: Status) {
        tickets::set_status(&self.app, &person.0, ticket, to).await.expect("a status is set");
    }
}

async fn add(
    writing: &mut Writing,
    organisation: &Organisation,
    password_hash: &str,
    who: &str,
    role: Role,
    customer: Option<CustomerId>,
) -> Person {
    let email = Email::parse(&format!("{who}@{}.test", organisation.slug)).expect("an address");
    let name = format!("{} {}", who[..1].to_uppercase() + &who[1..], organisation.name);
    let person = NewPerson { email: &email, name: &name, password_hash, role, customer };
    let added = organisations::add_person(writing, organisation.id, person).await.expect("the person is new");
    Person(Caller {
        // Known to nobody: verbs look at the membership.
        session_id: SessionId::new(writing.now, &SystemChance),
        user_id: UserId::new(writing.now, &SystemChance),
        membership_id: added.membership_id,
        organisation_id: organisation.id,
        name,
        email: email.as_str().to_owned(),
        role,
        customer_id: customer,
        language: None,
        time_zone: organisation.time_zone.clone(),
        address: String::new(),
        viewed_by: None,
    })
}

fn key() -> Key {
    Key::parse(&secret(&SystemChance)).expect("a key")
}
