//! The list of an organisation's users: its memberships, and the invitations that wait.

use std::fmt::Write as _;

use crate::domain::user::{Counts, Part, User, Wanted};
use crate::id::OrganisationId;
use crate::store::db::{Arg, IntoArg, args, literal};
use crate::store::{Error, Tx};

/// Everybody, with what the list is sorted by and searched in. `$1` is the organisation.
const PEOPLE: &str = "FROM (SELECT m.id AS membership_id, NULL AS invite_id, u.name, u.name_folded, u.email, m.role, m.customer_id, m.status,
                          NULL AS expires_at, NULL AS mail_id
           FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.organisation_id = $1
           UNION ALL
           SELECT NULL, i.id, NULL, '', i.email, i.role, i.customer_id, NULL, i.expires_at, i.mail_id
           FROM invites i WHERE i.organisation_id = $1 AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL) p
     LEFT JOIN customers c ON c.id = p.customer_id";

/// How many there are of each part, and how many are wanted.
pub async fn counts(tx: &mut Tx, organisation: OrganisationId, wanted: &Wanted) -> Result<Counts, Error> {
    let mut all = Vec::from(args![organisation]);
    let filter = filter(wanted, &mut all);
    let count = |which: &str| format!("CAST(COUNT(CASE WHEN {which} THEN 1 END) AS BIGINT)");
    let parts =
        Part::ALL.iter().map(|part| format!("{} AS {part}", count(belongs(*part)))).collect::<Vec<_>>().join(", ");
    let sql = format!("SELECT COUNT(*) AS everybody, {} AS wanted, {parts} {PEOPLE}", count(&filter));
    tx.one(&sql, &all).await
}

/// A page of those who are wanted: clients who see nothing first, then by name, or by the address of those who have not told theirs.
pub async fn page(
    tx: &mut Tx,
    organisation: OrganisationId,
    wanted: &Wanted,
    (limit, offset): (i64, i64),
) -> Result<Vec<User>, Error> {
    let mut all = Vec::from(args![organisation, limit, offset]);
    let filter = filter(wanted, &mut all);
    let sql = format!(
        "SELECT p.membership_id, p.invite_id, p.name, p.email, p.role, p.customer_id, c.name AS customer_name, p.status, p.expires_at,
                e.status AS mail_status, e.error AS mail_error
         {PEOPLE} LEFT JOIN mails e ON e.id = p.mail_id
         WHERE {filter}
         ORDER BY CASE WHEN {} THEN 0 ELSE 1 END, COALESCE(NULLIF(p.name_folded, ''), p.email), p.email LIMIT $2 OFFSET $3",
        belongs(Part::Unlinked)
    );
    tx.all(&sql, &all).await
}

/// Of these people those of a part.
const fn belongs(part: Part) -> &'static str {
    match part {
        Part::Active => "p.status = 'active'",
        Part::Invited => "p.status IS NULL",
        Part::Deactivated => "p.status = 'deactivated'",
        Part::Unlinked => {
            "(p.role = 'client' AND p.customer_id IS NULL AND (p.status IS NULL OR p.status <> 'deactivated'))"
        }
    }
}

/// Those who are wanted. An address is found as it is written too: it may have accents of its own.
fn filter(wanted: &Wanted, all: &mut Vec<Arg>) -> String {
    let mut filter = wanted.part.map_or("TRUE", belongs).to_owned();
    for word in wanted.words() {
        all.extend(word.map(|word| format!("%{}%", literal(&word)).into_arg()));
        let (folded, written) = (all.len() - 1, all.len());
        let _ = write!(
            filter,
            r" AND (p.name_folded LIKE ${folded} ESCAPE '\' OR c.name_folded LIKE ${folded} ESCAPE '\'
                    OR p.email LIKE ${folded} ESCAPE '\' OR p.email LIKE ${written} ESCAPE '\')"
        );
    }
    filter
}
