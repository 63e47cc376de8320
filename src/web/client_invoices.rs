//! The portal's invoices.

use actix_web::{HttpResponse, web};
use bytes::Bytes;
use serde::Deserialize;

use crate::app::client_invoices::{self, ClientSheet};
use crate::app::invoices::List;
use crate::domain::invoice::{InvoiceNumber, InvoicePlace, InvoiceQuery};
use crate::domain::people::Scope;
use crate::views;
use crate::views::invoices::{ClientInvoice, ClientList};
use crate::web::error::Error;
use crate::web::forms::{download, page};
use crate::web::visit::{Client, Visit};

/// Pages of the list that a file holds at most.
const PAGES: usize = 2_000;

#[derive(Default, Deserialize)]
pub(crate) struct ListQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    show: String,
    after: Option<String>,
}

impl ListQuery {
    fn wanted(&self) -> InvoiceQuery {
        InvoiceQuery {
            shelf: views::invoices::shelf(&self.show),
            text: self.q.trim().to_owned(),
            ..InvoiceQuery::default()
        }
    }
}

/// `GET /invoices`
pub(crate) async fn list(Client(visit): Client, query: web::Query<ListQuery>) -> Result<HttpResponse, Error> {
    let wanted = query.wanted();
    let list = client_invoices::list(&visit.state.app, &visit.caller, &wanted, query.after.as_deref()).await?;
    let more = list.next.as_ref().map(|next| views::invoices::more(&wanted, next));
    let after = query.after.as_deref().filter(|text| text.parse::<InvoicePlace>().is_ok());
    let shown = shown(&wanted, &list, more.as_deref(), after);
    Ok(page(views::invoices::list(&visit.frame(), &shown)))
}

fn shown<'a>(query: &'a InvoiceQuery, list: &'a List, more: Option<&'a str>, after: Option<&'a str>) -> ClientList<'a> {
    let List { rows, counts, owed, cards, today, .. } = list;
    ClientList { query, rows, counts, owed, more, after, cards, today: *today }
}

/// `GET /invoices/{number}`
pub(crate) async fn show(Client(visit): Client, number: web::Path<String>) -> Result<HttpResponse, Error> {
    let number = named(&number)?;
    let sheet = client_invoices::page(&visit.state.app, &visit.caller, &number).await.map_err(missing)?;
    Ok(page(views::invoices::page::page(&visit.frame(), &of(&sheet, &number))))
}

/// The invoice as its views take it.
pub(crate) fn of<'a>(sheet: &'a ClientSheet, number: &'a InvoiceNumber) -> ClientInvoice<'a> {
    ClientInvoice {
        invoice: &sheet.sheet.invoice,
        number,
        ledger: &sheet.sheet.ledger,
        today: sheet.sheet.today,
        cards: &sheet.cards,
        tickets: &sheet.tickets,
        owed: &sheet.owed,
    }
}

/// A number in a path; what cannot be one is not there.
pub(crate) fn named(text: &str) -> Result<InvoiceNumber, Error> {
    text.parse().map_err(|_| Error::NotFound)
}

/// For whoever is linked to no customer, no invoice is there.
fn missing(error: crate::app::Error) -> Error {
    match error {
        crate::app::Error::NotLinked => Error::NotFound,
        error => error.into(),
    }
}

/// `GET /invoices.csv`: every invoice that the list holds, not the page alone. What fails once the file has begun cuts it off: a file that
/// ends early must not look whole.
pub(crate) async fn export(Client(visit): Client, query: web::Query<ListQuery>) -> Result<HttpResponse, Error> {
    if visit.caller.scope() == Scope::Nothing {
        return Err(Error::NotLinked);
    }
    let wanted = query.wanted();
    let first = client_invoices::list(&visit.state.app, &visit.caller, &wanted, None).await?;
    csv_file(visit, first, move |visit, after| {
        let wanted = wanted.clone();
        async move {
            let after = after.to_string();
            let list = client_invoices::list(&visit.state.app, &visit.caller, &wanted, Some(&after)).await?;
            Ok((visit, list))
        }
    })
}

/// Sends a list from its first page on as a file, a page at a time.
pub(crate) fn csv_file<F>(
    visit: Visit,
    first: List,
    page: impl Fn(Visit, InvoicePlace) -> F + 'static,
) -> Result<HttpResponse, Error>
where
    F: Future<Output = Result<(Visit, List), Error>> + 'static,
{
    let name = views::invoices::csv_name(&visit.locale, first.today);
    let head = views::invoices::csv_head(&visit.locale)?;
    let start = (visit, page, Some(first), 0_usize);
    let parts = futures_util::stream::try_unfold(start, |(visit, page, list, at)| async move {
        let Some(list) = list else { return Ok(None) };
        let part = Bytes::from(lines(&visit, &list)?);
        let (visit, next) = match list.next.filter(|_| at < PAGES) {
            Some(place) => {
                let (visit, next) = page(visit, place).await?;
                (visit, Some(next))
            }
            None => (visit, None),
        };
        Ok::<_, Error>(Some((part, (visit, page, next, at + 1))))
    });
    let whole = futures_util::stream::once(async { Ok::<_, Error>(Bytes::from(head)) });
    Ok(download("text/csv; charset=utf-8", name).streaming(futures_util::StreamExt::chain(whole, parts)))
}

fn lines(visit: &Visit, list: &List) -> Result<Vec<u8>, Error> {
    let mut part = Vec::new();
    for row in &list.rows {
        part.extend(views::invoices::csv_line(&visit.locale, row, list.today)?);
    }
    Ok(part)
}
