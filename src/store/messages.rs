//! Replies and notes.

use crate::clock::Timestamp;
use crate::domain::thread::MessageKind;
use crate::id::{MembershipId, MessageId, OrganisationId, TicketId};
use crate::store::db::args;
use crate::store::{Error, Tx};

/// A message as it is stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Message {
    /// Its id.
    pub id: MessageId,
    /// Its ticket.
    pub ticket_id: TicketId,
    /// Who sees it.
    pub kind: MessageKind,
    /// Who wrote it.
    pub author_id: MembershipId,
    /// Plain text.
    pub body: String,
    /// What the browser called it.
    pub send_key: String,
}

/// Adds a message.
pub async fn insert(tx: &mut Tx, organisation: OrganisationId, message: &Message, now: Timestamp) -> Result<(), Error> {
    tx.run(
        "INSERT INTO messages (id, organisation_id, ticket_id, kind, author_id, body, send_key, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            message.id,
            organisation,
            message.ticket_id,
            message.kind,
            message.author_id,
            &message.body,
            &message.send_key,
            now,
        ],
    )
    .await?;
    Ok(())
}

/// Whether this membership replied in the ticket.
pub async fn has_replied(
    tx: &mut Tx,
    organisation: OrganisationId,
    ticket: TicketId,
    author: MembershipId,
) -> Result<bool, Error> {
    let found: Option<(MessageId,)> = tx
        .optional(
            "SELECT id FROM messages WHERE organisation_id = $1 AND ticket_id = $2 AND author_id = $3 AND kind = 'reply' LIMIT 1",
            args![organisation, ticket, author],
        )
        .await?;
    Ok(found.is_some())
}

/// The message that this membership sent under this key.
pub async fn find_by_key(
    tx: &mut Tx,
    organisation: OrganisationId,
    author: MembershipId,
    key: &str,
) -> Result<Option<Message>, Error> {
    tx.optional(
        "SELECT id, ticket_id, kind, author_id, body, send_key FROM messages
         WHERE organisation_id = $1 AND author_id = $2 AND send_key = $3",
        args![organisation, author, key],
    )
    .await
}

/// The ticket in which a message stands, and who sees it.
pub async fn place_of(
    tx: &mut Tx,
    organisation: OrganisationId,
    message: MessageId,
) -> Result<Option<(TicketId, MessageKind)>, Error> {
    tx.optional(
        "SELECT ticket_id, kind FROM messages WHERE organisation_id = $1 AND id = $2",
        args![organisation, message],
    )
    .await
}
