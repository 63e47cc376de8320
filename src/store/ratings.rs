//! Ratings of tickets.

use crate::clock::Timestamp;
use crate::domain::csat::Tally;
use crate::domain::rating::Rating;
use crate::id::{CustomerId, MembershipId, OrganisationId, TicketId};
use crate::store::db::args;
use crate::store::{Error, Tx};

/// Keeps what a client said of the ticket's last resolution, in the place of what was said before. The ticket moves by it, on both sides.
pub async fn save(
    tx: &mut Tx,
    organisation: OrganisationId,
    ticket: TicketId,
    (client, rating): (MembershipId, &Rating),
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO ratings (ticket_id, organisation_id, membership_id, stars, reasons, comment, at, resolved_at, agent_id)
         SELECT id, organisation_id, $3, $4, $5, $6, $7, resolved_at, resolved_assignee_id
         FROM tickets WHERE organisation_id = $1 AND id = $2 AND resolved_at IS NOT NULL
         ON CONFLICT (ticket_id) DO UPDATE SET membership_id = excluded.membership_id, stars = excluded.stars,
            reasons = excluded.reasons, comment = excluded.comment, at = excluded.at, resolved_at = excluded.resolved_at,
            agent_id = excluded.agent_id",
        args![organisation, ticket, client, rating.stars, rating.reasons_text(), &rating.comment, now],
    )
    .await?;
    tx.run(
        "UPDATE tickets SET moved_at = $3, client_moved_at = $3,
                csat_at = CASE WHEN resolved_at IS NULL THEN csat_at ELSE resolved_at END,
                csat_agent_id = CASE WHEN resolved_at IS NULL THEN csat_agent_id ELSE resolved_assignee_id END,
                csat_stars = CASE WHEN resolved_at IS NULL THEN csat_stars ELSE $4 END
         WHERE organisation_id = $1 AND id = $2",
        args![organisation, ticket, now, rating.stars],
    )
    .await?;
    Ok(())
}

/// How a customer's tickets were rated, whenever they were resolved.
pub async fn of_customer(tx: &mut Tx, organisation: OrganisationId, customer: CustomerId) -> Result<Tally, Error> {
    let sql = "SELECT COUNT(CASE WHEN csat_stars = 1 THEN 1 END) AS one, COUNT(CASE WHEN csat_stars = 2 THEN 1 END) AS two,
                      COUNT(CASE WHEN csat_stars = 3 THEN 1 END) AS three, COUNT(CASE WHEN csat_stars = 4 THEN 1 END) AS four,
                      COUNT(CASE WHEN csat_stars = 5 THEN 1 END) AS five, COUNT(CASE WHEN csat_stars IS NULL THEN 1 END) AS unrated
               FROM tickets WHERE organisation_id = $1 AND customer_id = $2 AND csat_at IS NOT NULL";
    tx.one(sql, args![organisation, customer]).await
}
