//! Invoices and their lines. What was paid of them is in [`ledger`](super::ledger).

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::clock::Timestamp;
use crate::domain::invoice::{
    Balance, DraftInvoice, Invoice, InvoiceNumber, InvoicePlace, InvoiceQuery, InvoiceRow, Line, NO_DAY, Order, Owed,
    Parties, Party, Priced, Shelf, ShelfCounts, State, TaxRounding, Totals,
};
use crate::domain::money::{Amount, Currency, Quantity, Share};
use crate::domain::payment::IntentStatus;
use crate::domain::sought::{sought, words};
use crate::id::{CustomerId, InvoiceId, MembershipId, OrganisationId, PaymentId};
use crate::store::db::{Arg, IntoArg, args, literal, placeholders};
use crate::store::{Error, Tx};

/// Lines that one statement adds.
const LINES_AT_ONCE: usize = 100;

/// What a draft says.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    /// Whom it is for.
    pub customer: CustomerId,
    /// What was typed.
    pub draft: &'a DraftInvoice,
    /// Where its tax is rounded.
    pub rounding: TaxRounding,
    /// What a search compares, without case and accents.
    pub sought: &'a str,
}

/// A draft to be added.
#[derive(Clone, Copy, Debug)]
pub struct NewDraft<'a> {
    /// Its id.
    pub id: InvoiceId,
    /// The key of the form that began it.
    pub key: Option<&'a str>,
    /// Who wrote it.
    pub by: Option<MembershipId>,
    /// What it says.
    pub written: Written<'a>,
}

/// Adds a draft. [`Error::is_taken`] when its key was used.
pub async fn insert(
    tx: &mut Tx,
    organisation: OrganisationId,
    new: &NewDraft<'_>,
    now: Timestamp,
) -> Result<(), Error> {
    let Written { customer, draft, rounding, sought } = new.written;
    let totals = draft.totals(rounding);
    tx.run(
        "INSERT INTO invoices (id, organisation_id, customer_id, state, currency, tax_rounding, days_to_pay, reference, notes, terms,
                               totals, gross, sought, key, created_by, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16)",
        args![
            new.id,
            organisation,
            customer,
            State::Draft,
            draft.currency,
            rounding,
            draft.days,
            &draft.reference,
            &draft.notes,
            &draft.terms,
            json(&totals)?,
            totals.gross,
            sought,
            new.key,
            new.by,
            now,
        ],
    )
    .await?;
    insert_lines(tx, organisation, new.id, &draft.lines).await
}

/// Changes what a draft says. What was sent stays as it is.
pub async fn update(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: InvoiceId,
    written: Written<'_>,
    now: Timestamp,
) -> Result<(), Error> {
    let Written { customer, draft, rounding, sought } = written;
    let totals = draft.totals(rounding);
    let changed = tx
        .run(
            "UPDATE invoices SET customer_id = $3, currency = $4, tax_rounding = $5, days_to_pay = $6, reference = $7, notes = $8,
                    terms = $9, totals = $10, gross = $11, sought = $12, updated_at = $13, version = version + 1
             WHERE organisation_id = $1 AND id = $2 AND state = $14",
            args![
                organisation,
                id,
                customer,
                draft.currency,
                rounding,
                draft.days,
                &draft.reference,
                &draft.notes,
                &draft.terms,
                json(&totals)?,
                totals.gross,
                sought,
                now,
                State::Draft,
            ],
        )
        .await?;
    if changed == 0 {
        return Ok(());
    }
    delete_lines(tx, organisation, id).await?;
    insert_lines(tx, organisation, id, &draft.lines).await
}

/// Deletes a draft with its lines. What was sent stays.
pub async fn delete_draft(tx: &mut Tx, organisation: OrganisationId, id: InvoiceId) -> Result<(), Error> {
    tx.run(
        "DELETE FROM invoice_lines WHERE organisation_id = $1 AND invoice_id = $2
           AND EXISTS (SELECT 1 FROM invoices WHERE organisation_id = $1 AND id = $2 AND state = $3)",
        args![organisation, id, State::Draft],
    )
    .await?;
    tx.run(
        "DELETE FROM invoices WHERE organisation_id = $1 AND id = $2 AND state = $3",
        args![organisation, id, State::Draft],
    )
    .await?;
    Ok(())
}

/// What an invoice is given when it is sent.
#[derive(Clone, Copy, Debug)]
pub struct Sending<'a> {
    /// Its number.
    pub number: &'a InvoiceNumber,
    /// Who asks and who is asked.
    pub parties: &'a Parties,
    /// The day it is sent, in the organisation's time zone.
    pub issued_on: Date,
    /// The last day to pay.
    pub due_on: Date,
    /// What a search compares from now on.
    pub sought: &'a str,
}

/// Makes a draft an invoice: from the commit on its text is fixed and all of it is outstanding. [`Error::is_taken`] when another has its
/// number.
pub async fn set_sent(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: InvoiceId,
    sending: Sending<'_>,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "UPDATE invoices SET state = $3, number = $4, parties = $5, issued_on = $6, due_on = $7, sought = $8, outstanding = gross,
                updated_at = $9
         WHERE organisation_id = $1 AND id = $2 AND state = $10",
        args![
            organisation,
            id,
            State::Sent,
            sending.number,
            json(sending.parties)?,
            sending.issued_on,
            sending.due_on,
            sending.sought,
            now,
            State::Draft,
        ],
    )
    .await?;
    Ok(())
}

/// Takes an invoice back: nothing is outstanding any more.
pub async fn set_void(tx: &mut Tx, organisation: OrganisationId, id: InvoiceId, now: Timestamp) -> Result<(), Error> {
    tx.run(
        "UPDATE invoices SET state = $3, outstanding = 0, updated_at = $4 WHERE organisation_id = $1 AND id = $2 AND state = $5",
        args![organisation, id, State::Void, now, State::Sent],
    )
    .await?;
    Ok(())
}

/// Keeps how an invoice stands by its ledger.
pub async fn set_balance(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: InvoiceId,
    balance: &Balance,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "UPDATE invoices SET credited = $3, paid = $4, outstanding = CASE WHEN state = $6 THEN CAST($5 AS BIGINT) ELSE 0 END,
                updated_at = $7
         WHERE organisation_id = $1 AND id = $2",
        args![organisation, id, balance.credited, balance.paid, balance.outstanding, State::Sent, now],
    )
    .await?;
    Ok(())
}

/// Holds the invoice until the commit, so that what is decided from it stays true.
pub async fn lock(tx: &mut Tx, organisation: OrganisationId, id: InvoiceId) -> Result<(), Error> {
    tx.hold("UPDATE invoices SET version = version WHERE organisation_id = $1 AND id = $2", args![organisation, id])
        .await
}

/// What [`Row`] is read from.
pub(super) const ROW: &str = "i.id, i.number, i.customer_id, c.name AS customer, i.state, i.currency, i.gross, i.credited, i.paid, i.outstanding,
       i.issued_on, i.due_on, i.updated_at";

/// What [`Whole`] is read from.
const WHOLE: &str = "i.totals, i.tax_rounding, i.days_to_pay, i.reference, i.notes, i.terms, i.parties, i.version, i.created_by,
       i.created_at, c.address AS to_address, c.tax_number AS to_tax_number, o.name AS from_name, o.address AS from_address,
       o.tax_number AS from_tax_number
    FROM invoices i
    JOIN customers c ON c.id = i.customer_id
    JOIN organisations o ON o.id = i.organisation_id
    WHERE i.organisation_id = $1";

/// The invoice of this id, a draft too.
pub async fn find(tx: &mut Tx, organisation: OrganisationId, id: InvoiceId) -> Result<Option<Invoice>, Error> {
    let found: Option<Whole> =
        tx.optional(&format!("SELECT {ROW}, {WHOLE} AND i.id = $2"), args![organisation, id]).await?;
    with_lines(tx, organisation, found).await
}

/// The invoice of this number as its customer sees it: not another's, and no draft.
pub async fn visible(
    tx: &mut Tx,
    organisation: OrganisationId,
    customer: CustomerId,
    number: &InvoiceNumber,
) -> Result<Option<Invoice>, Error> {
    let sql = format!("SELECT {ROW}, {WHOLE} AND i.customer_id = $2 AND i.number = $3 AND i.state <> $4");
    let found: Option<Whole> = tx.optional(&sql, args![organisation, customer, number, State::Draft]).await?;
    with_lines(tx, organisation, found).await
}

/// The invoice of this number, in capitals or not, whoever's it is.
pub async fn by_number(
    tx: &mut Tx,
    organisation: OrganisationId,
    number: &InvoiceNumber,
) -> Result<Option<InvoiceRow>, Error> {
    let sql = format!(
        "SELECT {ROW} FROM invoices i JOIN customers c ON c.id = i.customer_id
         WHERE i.organisation_id = $1 AND lower(i.number) = $2 ORDER BY i.id LIMIT 1"
    );
    let found: Option<Row> = tx.optional(&sql, args![organisation, number.as_str().to_ascii_lowercase()]).await?;
    found.map(Row::read).transpose()
}

/// The draft that the form with this key began.
pub async fn by_key(tx: &mut Tx, organisation: OrganisationId, key: &str) -> Result<Option<InvoiceId>, Error> {
    let found: Option<(InvoiceId,)> = tx
        .optional("SELECT id FROM invoices WHERE organisation_id = $1 AND key = $2", args![organisation, key])
        .await?;
    Ok(found.map(|(id,)| id))
}

/// Whether an invoice has this number.
pub async fn has_number(tx: &mut Tx, organisation: OrganisationId, number: &InvoiceNumber) -> Result<bool, Error> {
    let found: Option<(InvoiceId,)> = tx
        .optional("SELECT id FROM invoices WHERE organisation_id = $1 AND number = $2", args![organisation, number])
        .await?;
    Ok(found.is_some())
}

/// Whether a payment of it by card is under way: the money may be moving, and nobody can call it back.
pub async fn is_being_paid(tx: &mut Tx, organisation: OrganisationId, id: InvoiceId) -> Result<bool, Error> {
    let found: Option<(PaymentId,)> = tx
        .optional(
            "SELECT id FROM payment_intents WHERE organisation_id = $1 AND invoice_id = $2 AND live AND status IN ($3, $4) LIMIT 1",
            args![organisation, id, IntentStatus::Processing, IntentStatus::RequiresCapture],
        )
        .await?;
    Ok(found.is_some())
}

/// Which invoices a list is about, beside their status.
#[derive(Clone, Copy, Debug)]
pub struct Among<'a> {
    /// What is asked for.
    pub query: &'a InvoiceQuery,
    /// Whether drafts are among them: they are for staff alone.
    pub drafts: bool,
    /// The day, in the organisation's time zone.
    pub today: Date,
}

/// How the invoices that hold a text are come by: what [`found`] and [`counts`] have told about them.
#[derive(Clone, Copy, Debug)]
pub enum Search<'a> {
    /// There is no text.
    All,
    /// There are few, and these it is.
    Found(&'a [InvoiceId]),
    /// Looked up first, in an index that holds no more than that takes: the list holds few of many.
    LookedUp,
    /// Met on the way down the list, which ends when a page is full.
    Met,
}

/// As many invoices as are few.
pub const FEW: usize = 100;

/// The invoices that hold the text, on whatever list, when they are few.
pub async fn found(
    tx: &mut Tx,
    organisation: OrganisationId,
    among: Among<'_>,
) -> Result<Option<Vec<InvoiceId>>, Error> {
    let limit = i64::try_from(FEW + 1).unwrap_or(i64::MAX);
    let mut all = Vec::from(args![organisation, limit]);
    let conditions = narrowed(&mut all, among, Search::Met);
    let sql = format!("SELECT i.id FROM invoices i WHERE i.organisation_id = $1{conditions} LIMIT $2");
    let found: Vec<(InvoiceId,)> = tx.all(&sql, &all).await?;
    Ok((found.len() <= FEW).then(|| found.into_iter().map(|(id,)| id).collect()))
}

/// A page of a list, from after this place on.
pub async fn list(
    tx: &mut Tx,
    organisation: OrganisationId,
    (among, search): (Among<'_>, Search<'_>),
    (after, limit): (Option<&InvoicePlace>, i64),
) -> Result<Vec<InvoiceRow>, Error> {
    let mut all = Vec::from(args![organisation, limit]);
    let mut conditions = narrowed(&mut all, among, search);
    conditions.push_str(&on_shelf(&mut all, among.query.shelf, among.today));
    let (by, direction) = match among.query.order {
        Order::Changed => ("i.updated_at".to_owned(), "DESC"),
        Order::Issued => (format!("COALESCE(i.issued_on, '{NO_DAY}')"), "DESC"),
        // What is outstanding was sent, and has a day; that index holds no others.
        Order::Due if matches!(among.query.shelf, Shelf::Outstanding | Shelf::Overdue) => {
            ("i.due_on".to_owned(), "ASC")
        }
        Order::Due => (format!("COALESCE(i.due_on, '{NO_DAY}')"), "ASC"),
    };
    if let Some(InvoicePlace { by: place, id }) = after {
        let place = match among.query.order {
            // A place that is no number is the end of the list.
            Order::Changed => place.parse::<i64>().unwrap_or(i64::MIN).into_arg(),
            Order::Issued | Order::Due => place.into_arg(),
        };
        let beyond = if direction == "DESC" { "<" } else { ">" };
        all.extend([place, (*id).into_arg()]);
        let _ = write!(conditions, " AND ({by}, i.id) {beyond} (${}, ${})", all.len() - 1, all.len());
    }
    let sql = format!(
        "SELECT {ROW} FROM invoices i JOIN customers c ON c.id = i.customer_id
         WHERE i.organisation_id = $1{conditions} ORDER BY {by} {direction}, i.id {direction} LIMIT $2"
    );
    let rows: Vec<Row> = tx.all(&sql, &all).await?;
    rows.into_iter().map(Row::read).collect()
}

/// How many of them each list holds.
pub async fn counts(
    tx: &mut Tx,
    organisation: OrganisationId,
    (among, search): (Among<'_>, Search<'_>),
) -> Result<ShelfCounts, Error> {
    let mut all = Vec::from(args![organisation]);
    let conditions = narrowed(&mut all, among, search);
    // Of all invoices each list is counted in an index; of some, they are read once.
    let everybodys = among.query.customer.is_none() && matches!(search, Search::All);
    let columns: Vec<String> = Shelf::ALL
        .iter()
        .map(|shelf| {
            let name = if *shelf == Shelf::All { "everything" } else { shelf.as_str() };
            let on_it = on_shelf(&mut all, *shelf, among.today);
            if everybodys {
                format!("(SELECT COUNT(*) FROM invoices i WHERE i.organisation_id = $1{conditions}{on_it}) AS {name}")
            } else {
                format!("CAST(COUNT(CASE WHEN 1 = 1{on_it} THEN 1 END) AS BIGINT) AS {name}")
            }
        })
        .collect();
    let columns = columns.join(", ");
    let sql = if everybodys {
        format!("SELECT {columns}")
    } else {
        format!("SELECT {columns} FROM invoices i WHERE i.organisation_id = $1{conditions}")
    };
    tx.one(&sql, &all).await
}

/// What is outstanding on them, by currency.
pub async fn owed(
    tx: &mut Tx,
    organisation: OrganisationId,
    (among, search): (Among<'_>, Search<'_>),
) -> Result<Vec<Owed>, Error> {
    let mut all = Vec::from(args![organisation, among.today]);
    // Nobody owes a draft.
    let conditions = narrowed(&mut all, Among { drafts: true, ..among }, search);
    let sql = format!(
        "SELECT i.currency, CAST(SUM(i.outstanding) AS BIGINT) AS outstanding,
                CAST(SUM(CASE WHEN i.due_on < $2 THEN i.outstanding ELSE 0 END) AS BIGINT) AS overdue,
                COUNT(*) AS invoices
         FROM invoices i
         WHERE i.organisation_id = $1 AND i.outstanding > 0{conditions} GROUP BY i.currency ORDER BY i.currency"
    );
    let found: Vec<OwedRow> = tx.all(&sql, &all).await?;
    let owed = |OwedRow { currency, outstanding, overdue, invoices }| Owed { currency, outstanding, overdue, invoices };
    Ok(found.into_iter().map(owed).collect())
}

/// What a customer has outstanding, by currency.
pub async fn owed_of_customer(
    tx: &mut Tx,
    organisation: OrganisationId,
    customer: CustomerId,
    today: Date,
) -> Result<Vec<Owed>, Error> {
    let query = InvoiceQuery { customer: Some(customer), ..InvoiceQuery::default() };
    owed(tx, organisation, (Among { query: &query, drafts: true, today }, Search::All)).await
}

/// The conditions of customer, text and drafts, whose arguments are added.
fn narrowed(all: &mut Vec<Arg>, among: Among<'_>, search: Search<'_>) -> String {
    let mut conditions = String::new();
    if !among.drafts {
        conditions.push_str(" AND i.state <> 'draft'");
    }
    if let Some(customer) = among.query.customer {
        all.push(customer.into_arg());
        let _ = write!(conditions, " AND i.customer_id = ${}", all.len());
    }
    match search {
        Search::All => {}
        Search::Found([]) => conditions.push_str(" AND FALSE"),
        Search::Found(found) => {
            let _ = write!(conditions, " AND i.id IN ({})", placeholders(all.len() + 1, found.len()));
            all.extend(found.iter().map(|id| (*id).into_arg()));
        }
        Search::LookedUp => {
            let holds = holding(all, "s", among);
            let _ =
                write!(conditions, " AND i.id IN (SELECT s.id FROM invoices s WHERE s.organisation_id = $1{holds})");
        }
        Search::Met => conditions.push_str(&holding(all, "i", among)),
    }
    conditions
}

/// The condition that an invoice holds each word of the text, whose arguments are added.
fn holding(all: &mut Vec<Arg>, of: &str, among: Among<'_>) -> String {
    let mut holds = String::new();
    for word in words(&sought(&among.query.text)) {
        all.push(format!("%{}%", literal(word)).into_arg());
        let held = all.len();
        // As it was called when the invoice was sent, and as it is called now.
        let _ = write!(
            holds,
            r" AND ({of}.sought LIKE ${held} ESCAPE '\' OR {of}.customer_id IN (SELECT n.id FROM customers n
                   WHERE n.organisation_id = $1 AND n.name_folded LIKE ${held} ESCAPE '\'))"
        );
    }
    holds
}

/// The condition of a list, as [`Status::of`](crate::domain::invoice::Status::of) decides it for one invoice.
fn on_shelf(all: &mut Vec<Arg>, shelf: Shelf, today: Date) -> String {
    match shelf {
        Shelf::All => String::new(),
        Shelf::Draft => " AND i.state = 'draft'".to_owned(),
        Shelf::Outstanding => " AND i.state = 'sent' AND i.outstanding > 0".to_owned(),
        Shelf::Overdue => {
            all.push(today.into_arg());
            format!(" AND i.state = 'sent' AND i.outstanding > 0 AND i.due_on < ${}", all.len())
        }
        Shelf::PartiallyPaid => {
            " AND i.state = 'sent' AND i.outstanding > 0 AND (i.paid > 0 OR i.credited > 0)".to_owned()
        }
        Shelf::Paid => " AND i.state = 'sent' AND i.outstanding = 0".to_owned(),
        Shelf::Void => " AND i.state = 'void'".to_owned(),
    }
}

async fn insert_lines(tx: &mut Tx, organisation: OrganisationId, id: InvoiceId, lines: &[Line]) -> Result<(), Error> {
    let numbered: Vec<(i64, &Line)> = (0..).zip(lines).collect();
    for lines in numbered.chunks(LINES_AT_ONCE) {
        let mut all = Vec::from(args![organisation, id]);
        let mut values = Vec::with_capacity(lines.len());
        for (position, Line { description, unit, priced }) in lines {
            let first = all.len() + 1;
            all.extend_from_slice(args![
                *position,
                description,
                unit,
                priced.quantity,
                priced.unit_price,
                priced.discount,
                priced.tax_rate,
            ]);
            values.push(format!("($1, $2, {})", crate::store::db::placeholders(first, all.len() + 1 - first)));
        }
        let sql = format!(
            "INSERT INTO invoice_lines (organisation_id, invoice_id, position, description, unit, quantity, unit_price, discount, tax_rate)
             VALUES {}",
            values.join(", ")
        );
        tx.run(&sql, &all).await?;
    }
    Ok(())
}

async fn delete_lines(tx: &mut Tx, organisation: OrganisationId, id: InvoiceId) -> Result<(), Error> {
    tx.run("DELETE FROM invoice_lines WHERE organisation_id = $1 AND invoice_id = $2", args![organisation, id]).await?;
    Ok(())
}

async fn with_lines(tx: &mut Tx, organisation: OrganisationId, found: Option<Whole>) -> Result<Option<Invoice>, Error> {
    let Some(whole) = found else { return Ok(None) };
    let lines: Vec<LineRow> = tx
        .all(
            "SELECT description, unit, quantity, unit_price, discount, tax_rate FROM invoice_lines
             WHERE organisation_id = $1 AND invoice_id = $2 ORDER BY position",
            args![organisation, whole.row.id],
        )
        .await?;
    whole.read(lines.into_iter().map(LineRow::read).collect()).map(Some)
}

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: InvoiceId,
    number: Option<InvoiceNumber>,
    customer_id: CustomerId,
    customer: String,
    state: State,
    currency: Currency,
    gross: Amount,
    credited: Amount,
    paid: Amount,
    outstanding: Amount,
    issued_on: Option<String>,
    due_on: Option<String>,
    updated_at: Timestamp,
}

impl Row {
    pub(super) fn read(self) -> Result<InvoiceRow, Error> {
        let Self { gross, credited, paid, outstanding, .. } = self;
        // Of an invoice that is not asked for, all that came in is the customer's.
        let surplus = match self.state {
            State::Draft => Amount::ZERO,
            State::Sent => (credited + paid - gross).max(Amount::ZERO),
            State::Void => paid.max(Amount::ZERO),
        };
        Ok(InvoiceRow {
            id: self.id,
            number: self.number,
            customer_id: self.customer_id,
            customer: self.customer,
            state: self.state,
            currency: self.currency,
            balance: Balance { gross, credited, paid, outstanding, surplus },
            issued_on: day(self.issued_on)?,
            due_on: day(self.due_on)?,
            updated_at: self.updated_at,
        })
    }
}

#[derive(sqlx::FromRow)]
struct Whole {
    #[sqlx(flatten)]
    row: Row,
    totals: String,
    tax_rounding: TaxRounding,
    days_to_pay: i64,
    reference: String,
    notes: String,
    terms: String,
    parties: Option<String>,
    version: i64,
    created_by: Option<MembershipId>,
    created_at: Timestamp,
    to_address: String,
    to_tax_number: String,
    from_name: String,
    from_address: String,
    from_tax_number: String,
}

impl Whole {
    fn read(self, lines: Vec<Line>) -> Result<Invoice, Error> {
        let row = self.row.read()?;
        let parties = match self.parties {
            Some(parties) => from_json(&parties)?,
            None => Parties {
                from: Party { name: self.from_name, address: self.from_address, tax_number: self.from_tax_number },
                to: Party { name: row.customer.clone(), address: self.to_address, tax_number: self.to_tax_number },
            },
        };
        let totals: Totals = from_json(&self.totals)?;
        Ok(Invoice {
            row,
            lines,
            totals,
            tax_rounding: self.tax_rounding,
            days_to_pay: self.days_to_pay,
            reference: self.reference,
            notes: self.notes,
            terms: self.terms,
            parties,
            version: self.version,
            created_by: self.created_by,
            created_at: self.created_at,
        })
    }
}

#[derive(sqlx::FromRow)]
struct LineRow {
    description: String,
    unit: String,
    quantity: Quantity,
    unit_price: Amount,
    discount: Share,
    tax_rate: Share,
}

impl LineRow {
    fn read(self) -> Line {
        let Self { description, unit, quantity, unit_price, discount, tax_rate } = self;
        Line { description, unit, priced: Priced { quantity, unit_price, discount, tax_rate } }
    }
}

#[derive(sqlx::FromRow)]
struct OwedRow {
    currency: Currency,
    outstanding: Amount,
    overdue: Amount,
    invoices: i64,
}

/// A day as it is stored.
pub(super) fn day(text: Option<String>) -> Result<Option<Date>, Error> {
    text.map(|text| text.parse().map_err(|_| Error::Unreadable(format!("{text} as a day")))).transpose()
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::Unreadable(error.to_string()))
}

fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|error| Error::Unreadable(error.to_string()))
}
