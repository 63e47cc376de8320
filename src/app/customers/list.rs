//! The list of customers, and the file of it.

use jiff::civil::Date;

use crate::app::customers::{folded, reader};
use crate::app::{App, Error, invoices};
use crate::domain::customer::{CustomerPlace, CustomerRecord, CustomerRow, Filter, Login, Order, Owing};
use crate::domain::money::Currency;
use crate::domain::people::Caller;
use crate::domain::rights::Right;
use crate::domain::sought::words;
use crate::id::{CustomerId, OrganisationId};
use crate::store;
use crate::store::Tx;

/// Rows of a page of the list.
pub const PAGE: usize = 50;
/// Rows that a part of the file holds.
pub const EXPORTED: usize = 500;
/// Clients without a linked customer who are named above the list.
const UNLINKED: i64 = 20;

/// What the list is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Which.
    pub filter: Filter,
    /// Those that hold every word of this in their name, address or contacts.
    pub query: &'a str,
    /// In what order.
    pub order: Order,
    /// Rows of a part: [`PAGE`] or [`EXPORTED`].
    pub rows: usize,
}

/// A part of the list.
#[derive(Debug)]
pub struct List {
    /// Its rows.
    pub rows: Vec<CustomerRow>,
    /// What they owe, by customer and currency; none for those who may not read invoices.
    pub owing: Vec<Owing>,
    /// All that is written down about them; read for the file alone.
    pub records: Vec<CustomerRecord>,
    /// Where the next part starts, when there is one.
    pub next: Option<CustomerPlace>,
    /// Clients who can sign in and see nothing, because their login is linked to no customer.
    pub unlinked: Vec<Login>,
    /// The organisation's currency.
    pub currency: Currency,
    /// The day, in the organisation's time zone.
    pub today: Date,
}

/// A part of the list, from after this place on. Whatever it holds, it costs the same number of queries.
pub async fn list(
    app: &App,
    caller: &Caller,
    wanted: Wanted<'_>,
    after: Option<&CustomerPlace>,
) -> Result<List, Error> {
    let organisation = reader(caller)?;
    let query = folded(wanted.query);
    let words = words(&query);
    let limit = i64::try_from(wanted.rows + 1).unwrap_or(i64::MAX);
    let mut tx = app.db.read().await?;
    let now = app.clock.now();
    let reads_invoices = caller.may(Right::ReadInvoices);
    let currency = currency(&mut tx, organisation).await?;
    let today = invoices::today(&mut tx, organisation, now).await?;
    // Whoever may not read balances is not told them by the order either.
    let order = if wanted.order == Order::Balance && !reads_invoices { Order::Name } else { wanted.order };
    let asked = store::customer_list::Wanted { filter: wanted.filter, words: &words, order, currency };
    let mut rows = store::customer_list::page(&mut tx, organisation, asked, after, (now, limit)).await?;
    let more = rows.len() > wanted.rows;
    rows.truncate(wanted.rows);
    let next = rows.last().filter(|_| more).map(|last| CustomerPlace::of(last, order));
    let ids: Vec<CustomerId> = rows.iter().map(|row| row.id).collect();
    let owing = if reads_invoices {
        store::customer_list::owing(&mut tx, organisation, &ids, today).await?
    } else {
        Vec::new()
    };
    let records = if wanted.rows == EXPORTED {
        store::customer_list::records(&mut tx, organisation, &ids).await?
    } else {
        Vec::new()
    };
    let unlinked = store::customers::unlinked(&mut tx, organisation, UNLINKED).await?;
    Ok(List { rows, owing, records, next, unlinked, currency, today })
}

/// The currencies in which anybody owes something: the columns of balances in the file.
pub async fn currencies(app: &App, caller: &Caller) -> Result<Vec<Currency>, Error> {
    let organisation = reader(caller)?;
    if !caller.may(Right::ReadInvoices) {
        return Ok(Vec::new());
    }
    let mut tx = app.db.read().await?;
    Ok(store::customer_list::currencies(&mut tx, organisation).await?)
}

async fn currency(tx: &mut Tx, organisation: OrganisationId) -> Result<Currency, Error> {
    let company = store::companies::find(tx, organisation).await?.ok_or(Error::NotFound)?;
    Ok(company.currency.parse().unwrap_or(Currency::EUR))
}
