//! Events and the topics that number them without gaps.

use std::collections::HashMap;

use crate::clock::Timestamp;
use crate::domain::attachment::OwnerKind;
use crate::domain::people::{Role, Side};
use crate::domain::thread::{Author, Entry, EventKind, MessageKind, What};
use crate::id::{MembershipId, MessageId, OrganisationId, TicketId};
use crate::store::db::{self, args, placeholders};
use crate::store::{Error, Tx, attachments};

/// The name of a ticket's topic.
pub fn ticket_topic(ticket: TicketId) -> String {
    format!("ticket:{ticket}")
}

/// The name of an organisation's help centre's topic.
pub fn help_topic(organisation: OrganisationId) -> String {
    format!("help:{organisation}")
}

/// Makes a topic whose first event will be number 1.
pub async fn create_topic(tx: &mut Tx, organisation: OrganisationId, topic: &str) -> Result<(), Error> {
    tx.run(
        "INSERT INTO topics (topic, organisation_id, head) VALUES ($1, $2, 0) ON CONFLICT (topic) DO NOTHING",
        args![topic, organisation],
    )
    .await?;
    Ok(())
}

/// An event to be appended.
#[derive(Debug)]
pub struct NewEvent {
    /// What happened.
    pub kind: String,
    /// Who did it; nobody when time did.
    pub actor: Option<MembershipId>,
    /// The id of the record it is about.
    pub subject: Option<String>,
    /// What was before.
    pub from: Option<String>,
    /// What is now.
    pub to: Option<String>,
}

/// Appends an event under the topic's next number. The number is taken here, inside the writing transaction, and the topic's row
/// stays locked until the commit, so that commit order is number order.
pub async fn append(
    tx: &mut Tx,
    organisation: OrganisationId,
    topic: &str,
    event: NewEvent,
    now: Timestamp,
) -> Result<i64, Error> {
    let (number,) = tx
        .one::<(i64,)>(
            "UPDATE topics SET head = head + 1 WHERE topic = $1 AND organisation_id = $2 RETURNING head",
            args![topic, organisation],
        )
        .await?;
    tx.run(
        "INSERT INTO events (topic, number, organisation_id, kind, actor_id, subject_id, from_value, to_value, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![topic, number, organisation, event.kind, event.actor, event.subject, event.from, event.to, now],
    )
    .await?;
    Ok(number)
}

/// The numbers of the last events of these topics, in one query.
pub async fn heads(tx: &mut Tx, topics: &[String]) -> Result<Vec<(String, i64)>, Error> {
    let mut heads = Vec::with_capacity(topics.len());
    // SQLite takes 32,766 placeholders, PostgreSQL 65,535; a thousand keeps the statement cache small.
    for chunk in topics.chunks(1_000) {
        let sql = format!("SELECT topic, head FROM topics WHERE topic IN ({})", placeholders(1, chunk.len()));
        let args: Vec<_> = chunk.iter().map(db::IntoArg::into_arg).collect();
        heads.extend(tx.all::<(String, i64)>(&sql, &args).await?);
    }
    Ok(heads)
}

/// The number of a topic's last event; 0 for a topic without any.
pub async fn head(tx: &mut Tx, organisation: OrganisationId, topic: &str) -> Result<i64, Error> {
    let head: Option<(i64,)> = tx
        .optional("SELECT head FROM topics WHERE topic = $1 AND organisation_id = $2", args![topic, organisation])
        .await?;
    Ok(head.map_or(0, |(head,)| head))
}

#[derive(sqlx::FromRow)]
struct EntryRow {
    number: i64,
    at: Timestamp,
    kind: EventKind,
    actor_id: Option<MembershipId>,
    actor_name: Option<String>,
    actor_role: Option<Role>,
    message_id: Option<MessageId>,
    body: Option<String>,
    from_value: Option<String>,
    to_value: Option<String>,
    subject_id: Option<String>,
    subject_name: Option<String>,
    subject_role: Option<Role>,
}

const ENTRY: &str = "SELECT e.number, e.at, e.kind, e.actor_id, u.name AS actor_name, m.role AS actor_role,
       g.id AS message_id, g.body, e.from_value, e.to_value, e.subject_id, su.name AS subject_name, sm.role AS subject_role
    FROM events e
    LEFT JOIN memberships m ON m.id = e.actor_id
    LEFT JOIN users u ON u.id = m.user_id
    LEFT JOIN messages g ON g.id = e.subject_id
    LEFT JOIN memberships sm ON sm.id = e.subject_id
    LEFT JOIN users su ON su.id = sm.user_id
    WHERE e.topic = $1 AND e.organisation_id = $2";

/// A ticket's entries after this number that a side may see, oldest first, at most `limit`.
pub async fn entries_after(
    tx: &mut Tx,
    organisation: OrganisationId,
    (ticket, audience): (TicketId, Side),
    after: i64,
    limit: i64,
) -> Result<Vec<Entry>, Error> {
    let sql = format!("{ENTRY} {} AND e.number > $3 ORDER BY e.number LIMIT $4", visible_to(audience));
    let rows: Vec<EntryRow> = tx.all(&sql, args![ticket_topic(ticket), organisation, after, limit]).await?;
    let entries = rows.into_iter().map(entry).collect::<Result<_, _>>()?;
    with_attachments(tx, organisation, entries).await
}

/// A ticket's last entries that a side may see, oldest first, at most `limit`.
pub async fn last_entries(
    tx: &mut Tx,
    organisation: OrganisationId,
    (ticket, audience): (TicketId, Side),
    limit: i64,
) -> Result<Vec<Entry>, Error> {
    let sql = format!("{ENTRY} {} ORDER BY e.number DESC LIMIT $3", visible_to(audience));
    let rows: Vec<EntryRow> = tx.all(&sql, args![ticket_topic(ticket), organisation, limit]).await?;
    let entries = rows.into_iter().rev().map(entry).collect::<Result<_, _>>()?;
    with_attachments(tx, organisation, entries).await
}

/// Decided before a limit is: a hundred notes must not leave a client with an empty page.
const fn visible_to(audience: Side) -> &'static str {
    match audience {
        Side::Staff => "",
        Side::Client => "AND e.kind NOT IN ('noted', 'moved', 'tagged')",
    }
}

/// The entry that carries this message.
pub async fn entry_of_message(
    tx: &mut Tx,
    organisation: OrganisationId,
    ticket: TicketId,
    message: MessageId,
) -> Result<Option<Entry>, Error> {
    let sql = format!("{ENTRY} AND e.subject_id = $3");
    let row: Option<EntryRow> = tx.optional(&sql, args![ticket_topic(ticket), organisation, message]).await?;
    let Some(row) = row else { return Ok(None) };
    Ok(with_attachments(tx, organisation, vec![entry(row)?]).await?.pop())
}

/// Adds the files of all messages among these entries, in one query.
async fn with_attachments(
    tx: &mut Tx,
    organisation: OrganisationId,
    mut entries: Vec<Entry>,
) -> Result<Vec<Entry>, Error> {
    let messages: HashMap<String, usize> = (0..)
        .zip(&entries)
        .filter_map(|(at, entry)| match entry.what {
            What::Message { id, .. } => Some((id.to_string(), at)),
            _ => None,
        })
        .collect();
    let ids: Vec<String> = messages.keys().cloned().collect();
    for (owner, file) in attachments::of_all(tx, organisation, OwnerKind::Message, &ids).await? {
        let entry = messages.get(&owner).and_then(|at| entries.get_mut(*at));
        if let Some(Entry { what: What::Message { attachments, .. }, .. }) = entry {
            attachments.push(file);
        }
    }
    Ok(entries)
}

fn entry(row: EntryRow) -> Result<Entry, Error> {
    let unreadable = || Error::Unreadable(format!("an event {} of kind {} without its facts", row.number, row.kind));
    let what = match row.kind {
        EventKind::Opened | EventKind::Replied | EventKind::Noted => What::Message {
            id: row.message_id.ok_or_else(unreadable)?,
            kind: if row.kind == EventKind::Noted { MessageKind::Note } else { MessageKind::Reply },
            body: row.body.clone().ok_or_else(unreadable)?,
            attachments: Vec::new(),
        },
        EventKind::StatusChanged => What::Status {
            from: parsed(row.from_value.as_deref()).ok_or_else(unreadable)?,
            to: parsed(row.to_value.as_deref()).ok_or_else(unreadable)?,
        },
        EventKind::Assigned => What::Assigned {
            to: author(
                row.subject_id.as_deref().and_then(|id| id.parse().ok()),
                row.subject_name.clone(),
                row.subject_role,
            ),
        },
        EventKind::FollowedUp => What::FollowedUp { number: parsed(row.to_value.as_deref()).ok_or_else(unreadable)? },
        EventKind::Moved => What::Moved {
            from: row.from_value.clone().ok_or_else(unreadable)?,
            to: row.to_value.clone().ok_or_else(unreadable)?,
        },
        EventKind::Rated => {
            let rating = row.to_value.as_deref().and_then(|text| serde_json::from_str(text).ok());
            What::Rated(rating.ok_or_else(unreadable)?)
        }
        EventKind::Tagged => What::Tagged { tags: row.to_value.clone().ok_or_else(unreadable)? },
    };
    Ok(Entry { number: row.number, at: row.at, author: author(row.actor_id, row.actor_name, row.actor_role), what })
}

fn parsed<T: std::str::FromStr>(text: Option<&str>) -> Option<T> {
    text.and_then(|text| text.parse().ok())
}

fn author(id: Option<MembershipId>, name: Option<String>, role: Option<Role>) -> Option<Author> {
    Some(Author { membership_id: id?, name: name?, role: role? })
}
