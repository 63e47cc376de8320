//! Invoices at the desk: the list, and a page for each.

pub(crate) mod actions;
pub(crate) mod editor;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::app::{customers, invoices};
use crate::domain::input::Invalid;
use crate::domain::invoice::{Invoice, InvoicePlace, InvoiceQuery, Order, Shelf};
use crate::domain::people::{Customer, Denied};
use crate::domain::rights::Right;
use crate::id::InvoiceId;
use crate::pdf;
use crate::views;
use crate::views::desk::invoice::{Act, InvoicePage, Typed};
use crate::views::desk::invoices::{InvoiceList, address};
use crate::web::client_invoices::csv_file;
use crate::web::customers::done;
use crate::web::desk::rail;
use crate::web::error::Error;
use crate::web::forms::{new_key, page, page_with};
use crate::web::visit::{Staff, Visit};

/// Characters that a page names at most.
const UNSHOWN: usize = 20;

#[derive(Deserialize)]
pub(crate) struct ListQuery {
    #[serde(default)]
    q: String,
    show: Option<String>,
    order: Option<String>,
    #[serde(default)]
    customer: String,
    customer_name: Option<String>,
    after: Option<String>,
    done: Option<String>,
}

/// `GET /desk/invoices`
pub(crate) async fn index(Staff(visit): Staff, query: web::Query<ListQuery>) -> Result<HttpResponse, Error> {
    let (app, caller) = (&visit.state.app, &visit.caller);
    let (narrowed, candidates) = narrowed(&visit, &query).await?;
    let asked = asked(&query, narrowed.as_ref());
    let after: Option<InvoicePlace> = query.after.as_deref().and_then(|place| place.parse().ok());
    let list = invoices::list_for_staff(app, caller, &asked, after.as_ref()).await?;
    let here = after.as_ref().map(ToString::to_string);
    let more = list.next.map(|place| format!("{}&after={place}", address(&asked)));
    let shown = InvoiceList {
        query: &asked,
        rows: &list.rows,
        counts: &list.counts,
        owed: &list.owed,
        customer: list.customer.as_ref(),
        customer_name: query.customer_name.as_deref().unwrap_or_default(),
        candidates: &candidates,
        more: more.as_deref(),
        after: here.as_deref(),
        today: list.today,
        done: done(query.done.as_deref()),
    };
    let rail = rail(&visit).await?;
    Ok(page(views::desk::invoices::page(&visit.desk_frame(rail), &shown)))
}

/// `GET /desk/invoices.csv`: every invoice that the list holds, not the page alone. What fails once the file has begun cuts it off: a file
/// that ends early must not look whole.
pub(crate) async fn export(Staff(visit): Staff, query: web::Query<ListQuery>) -> Result<HttpResponse, Error> {
    let (narrowed, _) = narrowed(&visit, &query).await?;
    let asked = asked(&query, narrowed.as_ref());
    let first = invoices::list_for_staff(&visit.state.app, &visit.caller, &asked, None).await?;
    csv_file(visit, first, move |visit, after| {
        let asked = asked.clone();
        async move {
            let list = invoices::list_for_staff(&visit.state.app, &visit.caller, &asked, Some(&after)).await?;
            Ok((visit, list))
        }
    })
}

fn asked(query: &ListQuery, narrowed: Option<&Customer>) -> InvoiceQuery {
    InvoiceQuery {
        shelf: query.show.as_deref().and_then(|shelf| shelf.parse().ok()).unwrap_or(Shelf::All),
        order: query.order.as_deref().and_then(|order| order.parse().ok()).unwrap_or(Order::Changed),
        customer: narrowed.map(|customer| customer.id),
        text: query.q.clone(),
    }
}

/// The customer whose invoices are wanted, an archived one too; those that fit when it is not clear which one is meant.
async fn narrowed(visit: &Visit, query: &ListQuery) -> Result<(Option<Customer>, Vec<Customer>), Error> {
    let (app, caller) = (&visit.state.app, &visit.caller);
    let name = query.customer_name.as_deref();
    // A field that was emptied means every customer, whatever its hidden id still says.
    if name.is_some_and(|name| name.trim().is_empty()) {
        return Ok((None, Vec::new()));
    }
    if let Ok(id) = query.customer.parse() {
        return Ok((Some(customers::record(app, caller, id).await?.named()), Vec::new()));
    }
    let (chosen, candidates) = customers::choose(app, caller, "", name).await?.into_parts();
    Ok((chosen.ok(), candidates))
}

#[derive(Deserialize)]
pub(crate) struct PageQuery {
    act: Option<String>,
    done: Option<String>,
}

/// `GET /desk/invoices/{id}`
pub(crate) async fn show(
    Staff(visit): Staff,
    id: web::Path<InvoiceId>,
    query: web::Query<PageQuery>,
) -> Result<HttpResponse, Error> {
    let act = query.act.as_deref().and_then(|act| act.parse().ok());
    let shown = Shown { act, done: query.done.as_deref(), ..Shown::default() };
    show_with(&visit, *id, &shown, StatusCode::OK).await
}

/// What a page of an invoice shows beside the invoice.
#[derive(Default)]
struct Shown<'a> {
    act: Option<Act>,
    typed: Typed,
    problems: &'a [Invalid],
    refused: Option<&'a str>,
    done: Option<&'a str>,
}

async fn show_with(visit: &Visit, id: InvoiceId, shown: &Shown<'_>, status: StatusCode) -> Result<HttpResponse, Error> {
    let found = invoices::desk_sheet(&visit.state.app, &visit.caller, id).await?;
    let key = new_key(&*visit.state.app.chance);
    let rail = rail(visit).await?;
    let unshown = unshown(&found.sheet.invoice);
    let page = InvoicePage {
        cards: &found.cards,
        invoice: &found.sheet.invoice,
        ledger: &found.sheet.ledger,
        customer: &found.customer,
        people: &found.people,
        history: &found.history,
        tickets: &found.tickets,
        is_being_paid: found.is_being_paid,
        today: found.sheet.today,
        key: &key,
        act: shown.act,
        typed: &shown.typed,
        problems: shown.problems,
        refused: shown.refused,
        done: done(shown.done),
        unshown: &unshown,
    };
    Ok(page_with(status, views::desk::invoice::page(&visit.desk_frame(rail), &page)))
}

/// Some of the characters that the invoice's PDF cannot show.
fn unshown(invoice: &Invoice) -> String {
    let missing = pdf::missing(invoice.texts());
    missing.iter().take(UNSHOWN).map(char::to_string).collect::<Vec<_>>().join(" ")
}

/// Before anything else is said about a form that changes something.
fn may_manage(visit: &Visit) -> Result<(), Error> {
    if visit.caller.may(Right::ManageInvoices) { Ok(()) } else { Err(Denied::NotAllowed.into()) }
}
