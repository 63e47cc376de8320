//! What is owed to an organisation, by how late it is, and money that does not fit.

use jiff::civil::Date;

use crate::clock::Timestamp;
use crate::domain::dashboard::{Age, Receivables};
use crate::domain::invoice::InvoiceRow;
use crate::domain::money::{Amount, Currency};
use crate::id::OrganisationId;
use crate::store::db::{IntoArg, args};
use crate::store::invoices::{ROW, Row};
use crate::store::{Error, Tx};

/// What is outstanding, by currency and by how late it is on this day.
pub async fn by_age(tx: &mut Tx, organisation: OrganisationId, today: Date) -> Result<Vec<Receivables>, Error> {
    let since = |age: Age| age.since(today).unwrap_or(Date::MIN);
    let mut all = Vec::from(args![organisation]);
    all.extend([Age::NotDue, Age::ToThirty, Age::ToSixty, Age::ToNinety].map(|age| since(age).into_arg()));
    let found: Vec<(Currency, Amount, Amount, Amount, Amount, Amount)> = tx
        .all(
            "SELECT currency,
                    CAST(SUM(CASE WHEN due_on >= $2 THEN outstanding ELSE 0 END) AS BIGINT),
                    CAST(SUM(CASE WHEN due_on < $2 AND due_on >= $3 THEN outstanding ELSE 0 END) AS BIGINT),
                    CAST(SUM(CASE WHEN due_on < $3 AND due_on >= $4 THEN outstanding ELSE 0 END) AS BIGINT),
                    CAST(SUM(CASE WHEN due_on < $4 AND due_on >= $5 THEN outstanding ELSE 0 END) AS BIGINT),
                    CAST(SUM(CASE WHEN due_on < $5 THEN outstanding ELSE 0 END) AS BIGINT)
             FROM invoices WHERE organisation_id = $1 AND outstanding > 0 GROUP BY currency ORDER BY currency",
            &all,
        )
        .await?;
    let read = |(currency, a, b, c, d, e)| Receivables { currency, by_age: [a, b, c, d, e] };
    Ok(found.into_iter().map(read).collect())
}

/// Invoices for which more came in than they ask for, or which were taken back and paid, moved last first.
pub async fn surplus(tx: &mut Tx, organisation: OrganisationId, limit: i64) -> Result<Vec<InvoiceRow>, Error> {
    let sql = format!(
        "SELECT {ROW} FROM invoices i JOIN customers c ON c.id = i.customer_id
         WHERE i.organisation_id = $1 AND ((i.state = 'sent' AND i.credited + i.paid > i.gross) OR (i.state = 'void' AND i.paid > 0))
         ORDER BY i.updated_at DESC, i.id DESC LIMIT $2"
    );
    let rows: Vec<Row> = tx.all(&sql, args![organisation, limit]).await?;
    rows.into_iter().map(Row::read).collect()
}

/// Invoices of which a bank took a payment back since this time and has not returned it, moved last first.
pub async fn disputed(
    tx: &mut Tx,
    organisation: OrganisationId,
    since: Timestamp,
    limit: i64,
) -> Result<Vec<InvoiceRow>, Error> {
    // A CROSS JOIN, by which SQLite begins with these few and not with the invoice that moved last.
    let sql = format!(
        "SELECT {ROW} FROM (
             SELECT DISTINCT d.invoice_id FROM ledger d WHERE d.organisation_id = $1 AND d.kind = 'dispute' AND d.recorded_at >= $2
             AND NOT EXISTS (SELECT 1 FROM ledger w WHERE w.organisation_id = $1 AND w.source = d.source || ':won')) d
         CROSS JOIN invoices i JOIN customers c ON c.id = i.customer_id
         WHERE i.organisation_id = $1 AND i.id = d.invoice_id
         ORDER BY i.updated_at DESC, i.id DESC LIMIT $3"
    );
    let rows: Vec<Row> = tx.all(&sql, args![organisation, since, limit]).await?;
    rows.into_iter().map(Row::read).collect()
}
