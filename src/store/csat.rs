//! The figures of the report on how satisfied clients are. What counts as what: `docs/decisions/0014-csat.md`.

use crate::domain::csat::{AgentTally, Remark, TagTally, Tally};
use crate::domain::deflection::Span;
use crate::id::OrganisationId;
use crate::store::db::{Arg, IntoArg as _, args};
use crate::store::{Error, Tx};

/// What is counted of tickets `a`: their `stars`, and 1 as `asked` where there is a ticket at all.
pub(super) const TALLY: &str = "COUNT(CASE WHEN a.stars = 1 THEN 1 END) AS one, COUNT(CASE WHEN a.stars = 2 THEN 1 END) AS two,
     COUNT(CASE WHEN a.stars = 3 THEN 1 END) AS three, COUNT(CASE WHEN a.stars = 4 THEN 1 END) AS four,
     COUNT(CASE WHEN a.stars = 5 THEN 1 END) AS five, COUNT(CASE WHEN a.asked = 1 AND a.stars IS NULL THEN 1 END) AS unrated";

/// Tickets that were resolved from `$2` until before `$3`, each once: a rated one with the resolution that its rating is about, another with
/// its last one.
const ASKED: &str = "
    SELECT ticket_id, agent_id, resolved_at, stars, 1 AS asked FROM ratings
    WHERE organisation_id = $1 AND resolved_at >= $2 AND resolved_at < $3
    UNION ALL
    SELECT t.id, t.resolved_assignee_id, t.resolved_at, NULL, 1 FROM tickets t
    WHERE t.organisation_id = $1 AND t.resolved_at >= $2 AND t.resolved_at < $3
          AND NOT EXISTS (SELECT 1 FROM ratings o WHERE o.ticket_id = t.id)";

/// How the tickets were rated that were resolved in this time.
pub async fn tally(tx: &mut Tx, organisation: OrganisationId, span: Span) -> Result<Tally, Error> {
    let sql = format!("SELECT {TALLY} FROM ({ASKED}) a");
    tx.one(&sql, args![organisation, span.from, span.until]).await
}

/// The same for each of these times, which follow each other, in one query.
pub async fn tallies(tx: &mut Tx, organisation: OrganisationId, spans: &[Span]) -> Result<Vec<Tally>, Error> {
    let Some((first, last)) = spans.first().zip(spans.last()) else { return Ok(Vec::new()) };
    let mut all: Vec<Arg> = Vec::from(args![organisation, first.from, last.until]);
    let mut rows = Vec::new();
    for (at, span) in spans.iter().enumerate() {
        all.extend([span.from.into_arg(), span.until.into_arg()]);
        rows.push(format!("({at}, CAST(${} AS BIGINT), CAST(${} AS BIGINT))", 2 * at + 4, 2 * at + 5));
    }
    let sql = format!(
        "WITH parts (nth, begins, ends) AS (VALUES {}), asked AS ({ASKED})
         SELECT {TALLY} FROM parts p LEFT JOIN asked a ON a.resolved_at >= p.begins AND a.resolved_at < p.ends
         GROUP BY p.nth ORDER BY p.nth",
        rows.join(", ")
    );
    tx.all(&sql, &all).await
}

/// The same by who had the tickets when they were resolved: the most rated first, then those whom nobody had.
pub async fn by_agent(
    tx: &mut Tx,
    organisation: OrganisationId,
    span: Span,
    limit: i64,
) -> Result<Vec<AgentTally>, Error> {
    let sql = format!(
        "SELECT g.agent_id, u.name, g.one, g.two, g.three, g.four, g.five, g.unrated
         FROM (SELECT a.agent_id, COUNT(a.stars) AS rated, {TALLY} FROM ({ASKED}) a GROUP BY a.agent_id) g
         LEFT JOIN memberships m ON m.id = g.agent_id LEFT JOIN users u ON u.id = m.user_id
         ORDER BY CASE WHEN g.agent_id IS NULL THEN 1 ELSE 0 END, g.rated DESC, u.name, g.agent_id LIMIT $4"
    );
    tx.all(&sql, args![organisation, span.from, span.until, limit]).await
}

/// The same by tag, the most rated first.
pub async fn by_tag(tx: &mut Tx, organisation: OrganisationId, span: Span, limit: i64) -> Result<Vec<TagTally>, Error> {
    let sql = format!(
        "SELECT g.tag, {TALLY} FROM ({ASKED}) a JOIN ticket_tags g ON g.ticket_id = a.ticket_id
         GROUP BY g.tag ORDER BY COUNT(a.stars) DESC, g.tag LIMIT $4"
    );
    tx.all(&sql, args![organisation, span.from, span.until, limit]).await
}

/// The ratings of tickets that were resolved in this time, the last given first: those with words alone, or all.
pub async fn remarks(
    tx: &mut Tx,
    organisation: OrganisationId,
    span: Span,
    (in_words, limit): (bool, i64),
) -> Result<Vec<Remark>, Error> {
    let words = if in_words { "AND o.comment <> ''" } else { "" };
    let sql = format!(
        "SELECT t.number, t.subject, c.name AS customer_name, u.name, au.name AS agent_name, o.stars, o.reasons, o.comment, o.at
         FROM ratings o JOIN tickets t ON t.id = o.ticket_id JOIN customers c ON c.id = t.customer_id
              JOIN memberships m ON m.id = o.membership_id JOIN users u ON u.id = m.user_id
              LEFT JOIN memberships am ON am.id = o.agent_id LEFT JOIN users au ON au.id = am.user_id
         WHERE o.organisation_id = $1 AND o.resolved_at >= $2 AND o.resolved_at < $3 {words}
         ORDER BY o.at DESC, t.number DESC LIMIT $4"
    );
    tx.all(&sql, args![organisation, span.from, span.until, limit]).await
}
