//! How far each person has read each ticket.

use crate::domain::people::Side;
use crate::domain::thread::SeenUpTo;
use crate::id::{MembershipId, OrganisationId, TicketId};
use crate::store::db::args;
use crate::store::{Error, Tx};

/// Moves people's positions forward, never back, each once named. Tells whether any moved.
pub async fn advance(
    tx: &mut Tx,
    organisation: OrganisationId,
    ticket: TicketId,
    readers: &[(MembershipId, Side)],
    seen: i64,
) -> Result<bool, Error> {
    if readers.is_empty() {
        return Ok(false);
    }
    let mut all = Vec::from(args![organisation, ticket, seen]);
    let mut rows = Vec::with_capacity(readers.len());
    for (membership, side) in readers {
        all.extend_from_slice(args![*membership, *side]);
        rows.push(format!("($2, ${}, $1, ${}, $3, 0)", all.len() - 1, all.len()));
    }
    let sql = format!(
        "INSERT INTO read_positions (ticket_id, membership_id, organisation_id, side, seen, mailed)
         VALUES {}
         ON CONFLICT (ticket_id, membership_id) DO UPDATE SET seen = excluded.seen
         WHERE read_positions.seen < excluded.seen AND read_positions.organisation_id = excluded.organisation_id",
        rows.join(", ")
    );
    Ok(tx.run(&sql, &all).await? > 0)
}

/// Notes up to which event a person was told by mail.
pub async fn mailed(
    tx: &mut Tx,
    organisation: OrganisationId,
    ticket: TicketId,
    reader: (MembershipId, Side),
    number: i64,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO read_positions (ticket_id, membership_id, organisation_id, side, seen, mailed)
         VALUES ($1, $2, $3, $4, 0, $5)
         ON CONFLICT (ticket_id, membership_id) DO UPDATE SET mailed = excluded.mailed
         WHERE read_positions.organisation_id = excluded.organisation_id",
        args![ticket, reader.0, organisation, reader.1, number],
    )
    .await?;
    Ok(())
}

/// Forgets how far one side has read: its people are others now.
pub async fn forget(tx: &mut Tx, organisation: OrganisationId, ticket: TicketId, side: Side) -> Result<(), Error> {
    tx.run(
        "DELETE FROM read_positions WHERE organisation_id = $1 AND ticket_id = $2 AND side = $3",
        args![organisation, ticket, side],
    )
    .await?;
    Ok(())
}

/// What a person has been told of: the number last seen and the number last mailed.
pub async fn position(
    tx: &mut Tx,
    organisation: OrganisationId,
    ticket: TicketId,
    membership: MembershipId,
) -> Result<(i64, i64), Error> {
    let found: Option<(i64, i64)> = tx
        .optional(
            "SELECT seen, mailed FROM read_positions WHERE organisation_id = $1 AND ticket_id = $2 AND membership_id = $3",
            args![organisation, ticket, membership],
        )
        .await?;
    Ok(found.unwrap_or((0, 0)))
}

/// How far each side has read.
pub async fn seen_up_to(tx: &mut Tx, organisation: OrganisationId, ticket: TicketId) -> Result<SeenUpTo, Error> {
    let sides: Vec<(Side, i64)> = tx
        .all(
            "SELECT side, CAST(MAX(seen) AS BIGINT) FROM read_positions WHERE organisation_id = $1 AND ticket_id = $2 GROUP BY side",
            args![organisation, ticket],
        )
        .await?;
    let mut seen = SeenUpTo::default();
    for (side, number) in sides {
        match side {
            Side::Staff => seen.staff = number,
            Side::Client => seen.client = number,
        }
    }
    Ok(seen)
}
