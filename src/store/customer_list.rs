//! The list of customers, and what its rows say of money.

use crate::clock::Timestamp;
use crate::domain::customer::{CustomerPlace, CustomerRecord, CustomerRow, Filter, Order, Owing};
use crate::domain::money::Currency;
use crate::domain::people::{MembershipStatus, Role};
use crate::id::{CustomerId, OrganisationId};
use crate::store::db::{IntoArg, args, holding, placeholders};
use crate::store::{Error, Tx};
use jiff::civil::Date;

/// What a list is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Which.
    pub filter: Filter,
    /// Those that hold every one of these folded words.
    pub words: &'a [&'a str],
    /// In what order.
    pub order: Order,
    /// The organisation's currency, in which balances are compared.
    pub currency: Currency,
}

/// A page of the list, from after this place on.
pub async fn page(
    tx: &mut Tx,
    organisation: OrganisationId,
    wanted: Wanted<'_>,
    after: Option<&CustomerPlace>,
    (now, limit): (Timestamp, i64),
) -> Result<Vec<CustomerRow>, Error> {
    let mut all = Vec::from(args![organisation, now, limit, MembershipStatus::Active, Role::Client]);
    let holds = holding(&mut all, "c.sought", wanted.words);
    let archived = match wanted.filter {
        Filter::Active => "IS NULL",
        Filter::Archived => "IS NOT NULL",
    };
    // Of balances there is no column: a list that is sorted by them adds up what is outstanding, which has an index of its own.
    let (by, direction) = match wanted.order {
        Order::Name => ("c.name_folded".to_owned(), "ASC"),
        Order::Contact => ("COALESCE(c.contacted_at, 0)".to_owned(), "DESC"),
        Order::Quiet => ("COALESCE(c.contacted_at, 0)".to_owned(), "ASC"),
        Order::Balance => {
            all.push(wanted.currency.into_arg());
            let outstanding = format!(
                "CAST(COALESCE((SELECT SUM(i.outstanding) FROM invoices i WHERE i.organisation_id = $1 AND i.customer_id = c.id
                                AND i.outstanding > 0 AND i.currency = ${}), 0) AS BIGINT)",
                all.len()
            );
            (outstanding, "DESC")
        }
    };
    let balance = if wanted.order == Order::Balance { by.as_str() } else { "CAST(0 AS BIGINT)" };
    let mut beyond = String::new();
    if let Some(place) = after {
        let start = match wanted.order {
            Order::Name => place.by.as_str().into_arg(),
            // A place that is no number is the end of the list.
            Order::Contact | Order::Balance => place.number().unwrap_or(i64::MIN).into_arg(),
            Order::Quiet => place.number().unwrap_or(i64::MAX).into_arg(),
        };
        all.extend([start, place.id.into_arg()]);
        let sign = if direction == "DESC" { "<" } else { ">" };
        beyond = format!("AND ({by}, c.id) {sign} (${}, ${})", all.len() - 1, all.len());
    }
    let waiting = "SELECT COUNT(*) FROM invites i WHERE i.organisation_id = $1 AND i.customer_id = c.id
                          AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL";
    // What hangs on a customer is counted for the rows of the page alone.
    let sql = format!(
        "SELECT c.id, c.name, c.name_folded, c.email, c.contacted_at, p.sorted_balance,
                (SELECT COUNT(*) FROM memberships m WHERE m.organisation_id = $1 AND m.customer_id = c.id AND m.status = $4
                        AND m.role = $5) AS logins,
                ({waiting} AND i.expires_at > $2) AS invited,
                ({waiting} AND i.expires_at <= $2) AS expired,
                (SELECT COUNT(*) FROM tickets t WHERE t.organisation_id = $1 AND t.customer_id = c.id
                        AND t.status IN ('open', 'pending')) AS open_tickets
         FROM (SELECT c.id, {by} AS sorted_by, {balance} AS sorted_balance FROM customers c
               WHERE c.organisation_id = $1 AND c.archived_at {archived} {beyond} {holds}
               ORDER BY {by} {direction}, c.id {direction} LIMIT $3) p
         JOIN customers c ON c.id = p.id
         ORDER BY p.sorted_by {direction}, c.id {direction}"
    );
    tx.all(&sql, &all).await
}

/// What these customers owe, by customer and currency.
pub async fn owing(
    tx: &mut Tx,
    organisation: OrganisationId,
    customers: &[CustomerId],
    today: Date,
) -> Result<Vec<Owing>, Error> {
    if customers.is_empty() {
        return Ok(Vec::new());
    }
    let mut all = Vec::from(args![organisation, today]);
    all.extend(customers.iter().map(|id| (*id).into_arg()));
    let sql = format!(
        "SELECT customer_id, currency, CAST(SUM(outstanding) AS BIGINT) AS outstanding,
                CAST(SUM(CASE WHEN due_on < $2 THEN outstanding ELSE 0 END) AS BIGINT) AS overdue
         FROM invoices WHERE organisation_id = $1 AND outstanding > 0 AND customer_id IN ({})
         GROUP BY customer_id, currency ORDER BY customer_id, currency",
        placeholders(3, customers.len())
    );
    tx.all(&sql, &all).await
}

/// The currencies in which anybody owes something.
pub async fn currencies(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<Currency>, Error> {
    let found: Vec<(Currency,)> = tx
        .all(
            "SELECT DISTINCT currency FROM invoices WHERE organisation_id = $1 AND outstanding > 0 ORDER BY currency",
            args![organisation],
        )
        .await?;
    Ok(found.into_iter().map(|(currency,)| currency).collect())
}

/// All that is written down about these customers, in whatever order.
pub async fn records(
    tx: &mut Tx,
    organisation: OrganisationId,
    customers: &[CustomerId],
) -> Result<Vec<CustomerRecord>, Error> {
    if customers.is_empty() {
        return Ok(Vec::new());
    }
    let mut all = Vec::from(args![organisation]);
    all.extend(customers.iter().map(|id| (*id).into_arg()));
    let sql = format!("{} AND id IN ({})", super::customers::RECORD, placeholders(2, customers.len()));
    tx.all(&sql, &all).await
}
