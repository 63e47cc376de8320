//! Nothing of one organisation is reached through another: every function of `store` is asked for somebody else's records.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use frontdesk::domain::article::Article;
use frontdesk::domain::inbox::{Counts, View};
use frontdesk::domain::mail::MailStatus;
use frontdesk::domain::people::{Caller, Role, Scope, Side};
use frontdesk::domain::thread::{MessageKind, SeenUpTo, What};
use frontdesk::domain::ticket::{Status, TicketNumber};
use frontdesk::id::{ArticleId, MailId, MembershipId, MessageId, SessionId, SystemChance, TicketId, UserId};
use frontdesk::store::db::Arg;
use frontdesk::store::mails::NewMail;
use frontdesk::store::tickets::RecordedMessage;
use frontdesk::store::{articles, customers, events, mails, messages, people, read_positions, sessions, tickets};

use crate::articles::{article, save};
use crate::house::event;
use crate::{House, NOW, Store, each_database};

each_database!(nothing_of_another_organisation_is_reached);

/// Functions that have nothing to tell organisations apart by, and why that is right.
const EXEMPT: &[(&str, &str)] = &[
    ("articles::changed_after", "asked through the topic below"),
    ("customers::insert", "adds to the organisation it is given"),
    ("events::create_topic", "adds to the organisation it is given"),
    ("events::heads", "numbers of topics whose names hold unguessable ids, for this process alone"),
    ("jobs::any_due", "workers serve every organisation"),
    ("jobs::claim", "workers serve every organisation"),
    ("jobs::done", "the lease is the worker's secret"),
    ("jobs::fail", "the lease is the worker's secret"),
    ("jobs::insert", "adds to the organisation it is given"),
    ("jobs::retry", "the lease is the worker's secret"),
    ("mails::all_kept", "the worker sends every organisation's"),
    ("mails::insert", "adds to the organisation it is given"),
    ("messages::insert", "adds to the organisation it is given"),
    ("organisations::all", "what the command line and the index follow"),
    ("organisations::find", "finds the organisation itself"),
    ("organisations::find_by_slug", "finds the organisation itself"),
    ("organisations::insert", "is the organisation"),
    ("organisations::lock", "holds the organisation it is given"),
    ("organisations::next_ticket_number", "counts in the organisation it is given"),
    ("people::credentials", "a login belongs to no organisation"),
    ("people::insert_membership", "adds to the organisation it is given"),
    ("people::insert_user", "a login belongs to no organisation"),
    ("people::usable_memberships", "a login's own, in all its organisations"),
    ("sessions::caller", "the cookie says in whose name"),
    ("sessions::delete", "a session is named by its own id"),
    ("sessions::delete_expired", "forgets what has ended, of everybody"),
    ("sessions::insert", "a session is a membership's"),
    ("tickets::due_to_close", "time passes for every organisation"),
    ("tickets::insert", "adds to the organisation it is given"),
    ("tickets::last_movements", "one number for each organisation that is named"),
];

/// Everything of an organisation that a function given another organisation could change.
const RECORDS: &[&str] = &[
    "SELECT number || status || COALESCE(assignee_id, '') || moved_at || last_reply || last_message || client_number || staff_number
     FROM tickets WHERE organisation_id = $1",
    "SELECT slug || title || body || status FROM articles WHERE organisation_id = $1",
    "SELECT article_id || tag FROM article_tags WHERE organisation_id = $1",
    "SELECT seen || '/' || mailed FROM read_positions WHERE organisation_id = $1",
    "SELECT topic || head FROM topics WHERE organisation_id = $1",
    "SELECT topic || number || kind FROM events WHERE organisation_id = $1",
    "SELECT status || COALESCE(error, '') FROM mails WHERE organisation_id = $1",
    "SELECT body FROM messages WHERE organisation_id = $1",
    "SELECT slug || last_ticket FROM organisations WHERE id = $1",
];

/// Asks a function, expects nothing to come of it, and notes that it was asked.
macro_rules! nothing {
    ($asked:ident, $($module:ident::$function:ident($($argument:expr),* $(,)?);)+) => {$(
        $asked.insert(concat!(stringify!($module), "::", stringify!($function)));
        let found = $module::$function($($argument),*).await.unwrap();
        assert!(found.is_nothing(), concat!(stringify!($module), "::", stringify!($function), " found {:?}"), found);
    )+};
}

async fn nothing_of_another_organisation_is_reached(store: &Store) {
    let (secrets, foreign) = (Secrets::keep(store).await, store.house("foreign").await);
    let before = records(store, &secrets.house.id.to_string()).await;
    let mut asked: BTreeSet<&str> = EXEMPT.iter().map(|(name, _)| *name).collect();
    read_as_another(store, &secrets, &foreign, &mut asked).await;
    write_as_another(store, &secrets, &foreign, &mut asked).await;
    assert_eq!(records(store, &secrets.house.id.to_string()).await, before);
    let unasked: Vec<String> = functions().into_iter().filter(|name| !asked.contains(name.as_str())).collect();
    assert!(unasked.is_empty(), "neither asked here nor exempt: {unasked:?}");
}

/// An organisation's records, and what they are known by.
struct Secrets {
    house: House,
    ticket: TicketId,
    number: TicketNumber,
    message: MessageId,
    key: String,
    article: ArticleId,
    mail: MailId,
}

impl Secrets {
    async fn keep(store: &Store) -> Self {
        let house = store.house("victim").await;
        let (ticket, number) = store.ticket(&house, "Secret", NOW).await;
        let sql = format!("SELECT send_key FROM messages WHERE ticket_id = '{ticket}'");
        let (key,): (String,) = store.read(async |tx| tx.one(&sql, &[]).await.unwrap()).await;
        store.say(&house, ticket, (house.agent, Side::Staff, MessageKind::Note), "a secret note").await;
        let article = article("secret", "Secret");
        save(store, &house, &article, &["secret"]).await;
        let mail = NewMail {
            id: MailId::new(NOW, &SystemChance),
            recipient: "client@victim.test",
            subject: "Secret",
            text: "Secret",
            html: "Secret",
            thread: Some(ticket),
        };
        store
            .write(async |tx| {
                mails::insert(tx, house.id, &mail, NOW).await.unwrap();
                read_positions::advance(tx, house.id, ticket, (house.agent, Side::Staff), 1).await.unwrap();
            })
            .await;
        let entries = store
            .read(async |tx| events::entries_after(tx, house.id, (ticket, Side::Staff), 0, 1).await.unwrap())
            .await;
        let What::Message { id: message, .. } = entries[0].what else { panic!("{entries:?}") };
        Self { house, ticket, number, message, key, article: article.id, mail: mail.id }
    }
}

async fn read_as_another(store: &Store, secrets: &Secrets, foreign: &House, asked: &mut BTreeSet<&str>) {
    let &Secrets { house: victim, ticket, number, message, article, mail, .. } = secrets;
    let topic = events::ticket_topic(ticket);
    let seen = store.read(async |tx| tickets::find(tx, victim.id, ticket).await.unwrap()).await.unwrap();
    let somebody = somebody(foreign, victim.agent);
    let mut tx = store.db.read().await.unwrap();
    let (tx, org, all) = (&mut tx, foreign.id, (None, 100));
    nothing! { asked,
        articles::find(tx, org, article);
        articles::find_by_external_id(tx, org, "from-secret");
        articles::slug_is_taken(tx, org, "secret");
        articles::public(tx, org, "secret");
        articles::tags(tx, org, article);
        articles::public_links(tx, org, None, None, 100);
        articles::public_links(tx, org, Some("secret"), None, 100);
        articles::public_tags(tx, org, 100);
        articles::changed_after(tx, org, &topic, 0, 100);
        articles::all_ids(tx, org);
        articles::with_tags(tx, org, &[article]);
        customers::find(tx, org, victim.customer);
        events::head(tx, org, &topic);
        events::entries_after(tx, org, (ticket, Side::Staff), 0, 100);
        events::last_entries(tx, org, (ticket, Side::Staff), 100);
        events::entry_of_message(tx, org, ticket, message);
        mails::unsent(tx, org, mail);
        mails::newest(tx, org, 100);
        messages::find_by_key(tx, org, victim.client, &secrets.key);
        messages::has_replied(tx, org, ticket, victim.client);
        people::recipient(tx, org, victim.client);
        read_positions::position(tx, org, ticket, victim.agent);
        read_positions::seen_up_to(tx, org, ticket);
        sessions::still_stands(tx, &somebody, NOW);
        tickets::visible(tx, org, Scope::Organisation, number);
        tickets::visible(tx, org, Scope::Customer(victim.customer), number);
        tickets::find(tx, org, ticket);
        tickets::inbox(tx, org, View::Open, victim.agent, all);
        tickets::inbox(tx, org, View::Unassigned, victim.agent, all);
        tickets::counts(tx, org, victim.agent);
        tickets::of_customer(tx, org, victim.customer, victim.client, all);
        tickets::customer_counts(tx, org, victim.customer, victim.client);
    }
    // A ticket that is not theirs concerns at most themselves.
    let told = tickets::participants(tx, org, &seen).await.unwrap();
    assert!(told.iter().all(|(id, _)| *id != victim.client && *id != victim.agent), "{told:?}");
    asked.insert("tickets::participants");
    // These list the foreign organisation's own.
    asked.extend(["customers::active", "people::assignable"]);
    let listed = customers::active(tx, org, 100).await.unwrap();
    assert_eq!(listed.iter().map(|customer| customer.id).collect::<Vec<_>>(), [foreign.customer]);
    let assignable = people::assignable(tx, org).await.unwrap();
    assert_eq!(assignable.iter().map(|person| person.membership_id).collect::<Vec<_>>(), [foreign.agent]);
}

/// Each of these must leave the victim's records as they are; [`records`] tells.
async fn write_as_another(store: &Store, secrets: &Secrets, foreign: &House, asked: &mut BTreeSet<&str>) {
    let &Secrets { house: victim, ticket, number, mail, .. } = secrets;
    let stolen = Article { id: secrets.article, ..article("stolen", "Stolen") };
    let reader = (victim.agent, Side::Staff);
    let (kind, author, side) = (MessageKind::Reply, foreign.client, Side::Client);
    let said = RecordedMessage { kind, author, side, body: "stolen", number: 99 };
    let mut tx = store.db.write().await.unwrap();
    let org = foreign.id;
    asked.extend(["articles::save", "articles::set_tags", "read_positions::advance", "read_positions::mailed"]);
    articles::save(&mut tx, org, &stolen, NOW).await.unwrap();
    articles::set_tags(&mut tx, org, stolen.id, &[]).await.unwrap();
    read_positions::advance(&mut tx, org, ticket, reader, 99).await.unwrap();
    read_positions::mailed(&mut tx, org, ticket, reader, 99).await.unwrap();
    asked.extend(["tickets::lock", "tickets::record_message", "tickets::set_status", "tickets::set_assignee"]);
    tickets::lock(&mut tx, org, number).await.unwrap();
    tickets::record_message(&mut tx, org, ticket, &said, NOW).await.unwrap();
    tickets::set_status(&mut tx, org, ticket, Status::Closed, NOW).await.unwrap();
    tickets::set_assignee(&mut tx, org, ticket, Some(foreign.agent), NOW).await.unwrap();
    asked.extend(["mails::sent", "mails::refused", "events::append"]);
    mails::sent(&mut tx, org, mail, NOW).await.unwrap();
    mails::refused(&mut tx, org, mail, "stolen", MailStatus::Refused).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = store.db.write().await.unwrap();
    let topic = events::ticket_topic(ticket);
    assert!(events::append(&mut tx, org, &topic, event("stolen", None, None), NOW).await.is_err());
}

/// Somebody of one organisation under a membership of another.
fn somebody(house: &House, membership_id: MembershipId) -> Caller {
    Caller {
        session_id: SessionId::new(NOW, &SystemChance),
        user_id: UserId::new(NOW, &SystemChance),
        membership_id,
        organisation_id: house.id,
        name: String::new(),
        email: String::new(),
        role: Role::Agent,
        customer_id: None,
        language: None,
        time_zone: String::new(),
    }
}

/// The public functions of every file of `src/store`.
fn functions() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
    let mut functions = Vec::new();
    for file in fs::read_dir(folder).unwrap() {
        let file = file.unwrap().path();
        let module = file.file_stem().unwrap().to_str().unwrap().to_owned();
        for line in fs::read_to_string(&file).unwrap().lines() {
            let name = line.strip_prefix("pub async fn ").and_then(|line| line.split(['(', '<']).next());
            functions.extend(name.map(|name| format!("{module}::{name}")));
        }
    }
    assert!(functions.len() > 50, "{functions:?}");
    functions
}

async fn records(store: &Store, organisation: &str) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    for sql in RECORDS {
        let argument = [Arg::Text(Some(organisation.to_owned()))];
        let rows: Vec<(String,)> = store.read(async |tx| tx.all(sql, &argument).await.unwrap()).await;
        assert!(!rows.is_empty(), "{sql}");
        let mut rows: Vec<String> = rows.into_iter().map(|(row,)| row).collect();
        rows.sort_unstable();
        records.push(rows);
    }
    records
}

/// What comes of asking for what is not there.
trait Nothing {
    fn is_nothing(&self) -> bool;
}

macro_rules! nothing_is {
    ($($type:ty: |$value:ident| $is_nothing:expr;)+) => {$(
        impl Nothing for $type {
            fn is_nothing(&self) -> bool {
                let $value = self;
                $is_nothing
            }
        }
    )+};
}

nothing_is! {
    bool: |value| !value;
    i64: |value| *value == 0;
    (i64, i64): |value| *value == (0, 0);
    Counts: |value| *value == Counts::default();
    SeenUpTo: |value| *value == SeenUpTo::default();
}

impl<T> Nothing for Option<T> {
    fn is_nothing(&self) -> bool {
        self.is_none()
    }
}

impl<T> Nothing for Vec<T> {
    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}
