//! The figures of the report on how satisfied clients are. What counts as what: `docs/decisions/0014-csat.md`.

use std::collections::BTreeMap;

use crate::domain::csat::{Counted, Remark, Tagged};
use crate::domain::deflection::Span;
use crate::id::{MembershipId, OrganisationId};
use crate::store::db::{Arg, IntoArg as _, args, placeholders};
use crate::store::{Error, Tx};

/// The tickets that count in these parts of time, which follow each other; those that count alike in one row.
pub async fn counted(tx: &mut Tx, organisation: OrganisationId, parts: &[Span]) -> Result<Vec<Counted>, Error> {
    let Some((first, last)) = parts.first().zip(parts.last()) else { return Ok(Vec::new()) };
    let mut all: Vec<Arg> = Vec::from(args![organisation, first.from, last.until]);
    // The newest first, as most are of late.
    let mut part = vec!["CASE".to_owned()];
    for (nth, span) in parts.iter().enumerate().rev() {
        all.push(span.from.into_arg());
        part.push(format!("WHEN t.csat_at >= ${} THEN {nth}", all.len()));
    }
    let part = part.join(" ");
    let sql = format!(
        "SELECT a.part, a.agent_id, a.stars, COUNT(*) AS tickets
         FROM (SELECT CAST({part} END AS BIGINT) AS part, t.csat_agent_id AS agent_id, t.csat_stars AS stars FROM tickets t
               WHERE t.organisation_id = $1 AND t.csat_at >= $2 AND t.csat_at < $3) a
         GROUP BY a.part, a.agent_id, a.stars"
    );
    tx.all(&sql, &all).await
}

/// The tickets that count in this time; those that count alike in one row.
pub async fn tagged(tx: &mut Tx, organisation: OrganisationId, span: Span) -> Result<Vec<Tagged>, Error> {
    tx.all(
        "SELECT tags, csat_stars AS stars, COUNT(*) AS tickets FROM tickets
         WHERE organisation_id = $1 AND csat_at >= $2 AND csat_at < $3 GROUP BY tags, csat_stars",
        args![organisation, span.from, span.until],
    )
    .await
}

/// What these people of the organisation are called.
pub async fn names(
    tx: &mut Tx,
    organisation: OrganisationId,
    people: &[MembershipId],
) -> Result<BTreeMap<MembershipId, String>, Error> {
    if people.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut all: Vec<Arg> = Vec::from(args![organisation]);
    all.extend(people.iter().map(|person| person.into_arg()));
    let sql = format!(
        "SELECT m.id, u.name FROM memberships m JOIN users u ON u.id = m.user_id
         WHERE m.organisation_id = $1 AND m.id IN ({})",
        placeholders(2, people.len())
    );
    Ok(tx.all::<(MembershipId, String)>(&sql, &all).await?.into_iter().collect())
}

/// The ratings of tickets that were resolved in this time, the last given first: those with words alone, or all.
pub async fn remarks(
    tx: &mut Tx,
    organisation: OrganisationId,
    span: Span,
    (in_words, limit): (bool, i64),
) -> Result<Vec<Remark>, Error> {
    // Those with words have an index in the order of the list, which ends soon: the plus keeps the other one away.
    let among = if in_words {
        "+resolved_at >= $2 AND +resolved_at < $3 AND comment <> ''"
    } else {
        "resolved_at >= $2 AND resolved_at < $3"
    };
    let sql = format!(
        "SELECT t.number, t.subject, c.name AS customer_name, u.name, au.name AS agent_name, o.stars, o.reasons, o.comment, o.at
         FROM (SELECT * FROM ratings WHERE organisation_id = $1 AND {among} ORDER BY at DESC, ticket_id DESC LIMIT $4) o
              JOIN tickets t ON t.id = o.ticket_id JOIN customers c ON c.id = t.customer_id
              JOIN memberships m ON m.id = o.membership_id JOIN users u ON u.id = m.user_id
              LEFT JOIN memberships am ON am.id = o.agent_id LEFT JOIN users au ON au.id = am.user_id
         ORDER BY o.at DESC, t.number DESC"
    );
    tx.all(&sql, args![organisation, span.from, span.until, limit]).await
}
