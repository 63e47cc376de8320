//! Nothing of one organisation is reached through another: every function of `store` is asked for somebody else's records.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use frontdesk::domain::inbox::{Counts, View};
use frontdesk::domain::people::{Caller, Role, Scope, Side};
use frontdesk::domain::thread::{MessageKind, SeenUpTo, What};
use frontdesk::domain::ticket::Status;
use frontdesk::id::{MailId, SessionId, SystemChance, UserId};
use frontdesk::store::mails::NewMail;
use frontdesk::store::tickets::RecordedMessage;
use frontdesk::store::{Tx, articles, customers, events, mails, messages, people, read_positions, sessions, tickets};

use crate::articles::{article, save};
use crate::house::event;
use crate::{NOW, Store, each_database};

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

/// Calls a function, expects nothing to come of it, and notes that it was called.
macro_rules! nothing {
    ($called:ident, $($module:ident::$function:ident($($argument:expr),* $(,)?);)+) => {$(
        $called.insert(concat!(stringify!($module), "::", stringify!($function)));
        let found = $module::$function($($argument),*).await.unwrap();
        assert!(found.is_nothing(), concat!(stringify!($module), "::", stringify!($function), " found {:?}"), found);
    )+};
}

async fn nothing_of_another_organisation_is_reached(store: &Store) {
    let (victim, foreign) = (store.house("victim").await, store.house("foreign").await);
    let (ticket, number) = store.ticket(&victim, "Secret", NOW).await;
    let reader = (victim.agent, Side::Staff);
    store.say(&victim, ticket, (victim.agent, Side::Staff, MessageKind::Note), "a secret note").await;
    let page = article("secret", "Secret");
    save(store, &victim, &page, &["secret"]).await;
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
            mails::insert(tx, victim.id, &mail, NOW).await.unwrap();
            read_positions::advance(tx, victim.id, ticket, reader, 1).await.unwrap();
        })
        .await;
    let topic = events::ticket_topic(ticket);
    let first =
        store.read(async |tx| events::entries_after(tx, victim.id, ticket, 0, 1).await.unwrap()).await.remove(0);
    let What::Message { id: message, .. } = first.what else { panic!("{first:?}") };
    let seen = store.read(async |tx| tickets::find(tx, victim.id, ticket).await.unwrap()).await.unwrap();
    let caller = Caller {
        session_id: SessionId::new(NOW, &SystemChance),
        user_id: UserId::new(NOW, &SystemChance),
        membership_id: victim.agent,
        organisation_id: foreign.id,
        name: String::new(),
        email: String::new(),
        role: Role::Agent,
        customer_id: None,
        language: None,
        time_zone: String::new(),
    };
    let before = records(store, &victim.id.to_string()).await;
    let mut called = BTreeSet::new();

    let mut tx = store.db.read().await.unwrap();
    let key = key_of(&mut tx, ticket).await;
    let (tx, org, all) = (&mut tx, foreign.id, (None, 100));
    nothing! { called,
        articles::find(tx, org, page.id);
        articles::find_by_external_id(tx, org, "from-secret");
        articles::slug_is_taken(tx, org, "secret");
        articles::public(tx, org, "secret");
        articles::tags(tx, org, page.id);
        articles::public_links(tx, org, None, None, 100);
        articles::public_links(tx, org, Some("secret"), None, 100);
        articles::public_tags(tx, org, 100);
        articles::changed_after(tx, org, &topic, 0, 100);
        articles::all_ids(tx, org);
        articles::with_tags(tx, org, &[page.id]);
        customers::find(tx, org, victim.customer);
        events::head(tx, org, &topic);
        events::entries_after(tx, org, ticket, 0, 100);
        events::last_entries(tx, org, ticket, 100);
        events::entry_of_message(tx, org, ticket, message);
        mails::unsent(tx, org, mail.id);
        mails::newest(tx, org, 100);
        people::clients_of(tx, org, victim.customer);
        people::recipient(tx, org, victim.client);
        read_positions::position(tx, org, ticket, victim.agent);
        read_positions::seen_up_to(tx, org, ticket);
        sessions::still_stands(tx, &caller, NOW);
        tickets::visible(tx, org, Scope::Organisation, number);
        tickets::visible(tx, org, Scope::Customer(victim.customer), number);
        tickets::find(tx, org, ticket);
        tickets::inbox(tx, org, View::Open, victim.agent, all);
        tickets::inbox(tx, org, View::Unassigned, victim.agent, all);
        tickets::counts(tx, org, victim.agent);
        tickets::of_customer(tx, org, victim.customer, victim.client, all);
        tickets::customer_counts(tx, org, victim.customer, victim.client);
        tickets::participants(tx, org, &seen);
        messages::find_by_key(tx, org, victim.client, &key);
    }
    // These list the foreign organisation's own.
    called.extend(["customers::active", "people::assignable"]);
    let listed = customers::active(tx, org, 100).await.unwrap();
    assert_eq!(listed.iter().map(|customer| customer.id).collect::<Vec<_>>(), [foreign.customer]);
    let assignable = people::assignable(tx, org).await.unwrap();
    assert_eq!(assignable.iter().map(|person| person.membership_id).collect::<Vec<_>>(), [foreign.agent]);

    let changed = article("stolen", "Stolen");
    let changed = frontdesk::domain::article::Article { id: page.id, ..changed };
    let mut tx = store.db.write().await.unwrap();
    let said = RecordedMessage {
        kind: MessageKind::Reply,
        author: foreign.client,
        side: Side::Client,
        body: "stolen",
        number: 99,
    };
    called.extend([
        "events::append",
        "articles::save",
        "articles::set_tags",
        "read_positions::advance",
        "read_positions::mailed",
    ]);
    called.extend(["tickets::lock", "tickets::record_message", "tickets::set_status", "tickets::set_assignee"]);
    called.extend(["mails::sent", "mails::refused"]);
    {
        let tx = &mut tx;
        articles::save(tx, org, &changed, NOW).await.unwrap();
        articles::set_tags(tx, org, page.id, &[]).await.unwrap();
        read_positions::advance(tx, org, ticket, reader, 99).await.unwrap();
        read_positions::mailed(tx, org, ticket, reader, 99).await.unwrap();
        tickets::lock(tx, org, number).await.unwrap();
        tickets::record_message(tx, org, ticket, &said, NOW).await.unwrap();
        tickets::set_status(tx, org, ticket, Status::Closed, NOW).await.unwrap();
        tickets::set_assignee(tx, org, ticket, Some(foreign.agent), NOW).await.unwrap();
        mails::sent(tx, org, mail.id, NOW).await.unwrap();
        mails::refused(tx, org, mail.id, "stolen").await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut tx = store.db.write().await.unwrap();
    assert!(events::append(&mut tx, org, &topic, event("stolen", None, None), NOW).await.is_err());
    drop(tx);
    assert_eq!(records(store, &victim.id.to_string()).await, before);

    called.extend(EXEMPT.iter().map(|(name, _)| *name));
    let unasked: Vec<String> = functions().into_iter().filter(|name| !called.contains(name.as_str())).collect();
    assert!(unasked.is_empty(), "neither asked here nor exempt: {unasked:?}");
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
        let argument = [frontdesk::store::db::Arg::Text(Some(organisation.to_owned()))];
        let rows: Vec<(String,)> = store.read(async |tx| tx.all(sql, &argument).await.unwrap()).await;
        assert!(!rows.is_empty(), "{sql}");
        let mut rows: Vec<String> = rows.into_iter().map(|(row,)| row).collect();
        rows.sort_unstable();
        records.push(rows);
    }
    records
}

async fn key_of(tx: &mut Tx, ticket: frontdesk::id::TicketId) -> String {
    let sql = format!("SELECT send_key FROM messages WHERE ticket_id = '{ticket}' AND kind = 'reply'");
    tx.one::<(String,)>(&sql, &[]).await.unwrap().0
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
