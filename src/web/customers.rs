//! Customers at the desk.

use std::collections::HashMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::app::customers::{Changed, EXPORTED, PAGE, Wanted};
use crate::app::{access, csat, customers, invoices, projects};
use crate::domain::customer::{CustomerPlace, CustomerRecord, Details, Filter, Order, Removal, Seen};
use crate::domain::input::{Email, Invalid, Line, Lines, Name, Problem, Problems};
use crate::domain::people::Denied;
use crate::domain::rights::Right;
use crate::id::{CustomerId, NoteId};
use crate::views;
use crate::views::desk::account::AccountCard;
use crate::views::desk::customer::CustomerPage;
use crate::views::desk::customer_file;
use crate::views::desk::customer_form::CustomerForm;
use crate::views::desk::customers::CustomerList;
use crate::views::done::Done;
use crate::web::desk::rail;
use crate::web::error::{Error, denied};
use crate::web::forms::{download, page, page_with, see_other};
use crate::web::tickets::before;
use crate::web::visit::{Staff, Visit};
use crate::words::msg::customer_list as words;

#[derive(Clone, Deserialize)]
pub(crate) struct ListQuery {
    #[serde(default)]
    q: String,
    filter: Option<String>,
    order: Option<String>,
    after: Option<String>,
    done: Option<String>,
}

impl ListQuery {
    fn wanted(&self, rows: usize) -> Wanted<'_> {
        Wanted {
            filter: self.filter.as_deref().and_then(|filter| filter.parse().ok()).unwrap_or(Filter::Active),
            query: &self.q,
            order: self.order.as_deref().and_then(|order| order.parse().ok()).unwrap_or(Order::Name),
            rows,
        }
    }
}

/// `GET /desk/customers`
pub(crate) async fn index(Staff(visit): Staff, query: web::Query<ListQuery>) -> Result<HttpResponse, Error> {
    let wanted = query.wanted(PAGE);
    let after: Option<CustomerPlace> = query.after.as_deref().and_then(|place| place.parse().ok());
    let list = customers::list(&visit.state.app, &visit.caller, wanted, after.as_ref()).await?;
    let older = list.next.map(|place| {
        let here = views::desk::customers::address("/desk/customers", &query.q, wanted.filter, wanted.order);
        let mut pairs = url::form_urlencoded::Serializer::new(String::new());
        format!("{here}&{}", pairs.append_pair("after", &place.to_string()).finish())
    });
    let shown = CustomerList {
        query: &query.q,
        filter: wanted.filter,
        order: wanted.order,
        rows: &list.rows,
        owing: &list.owing,
        currency: list.currency,
        unlinked: &list.unlinked,
        older: older.as_deref(),
        done: done(query.done.as_deref()),
    };
    let rail = rail(&visit).await?;
    Ok(page(views::desk::customers::page(&visit.desk_frame(rail), &shown)))
}

/// `GET /desk/customers.csv`: every customer that the list holds, not the page alone. What fails once the file has begun cuts it off: a
/// file that ends early must not look whole.
pub(crate) async fn export(Staff(visit): Staff, query: web::Query<ListQuery>) -> Result<HttpResponse, Error> {
    let query = query.into_inner();
    let currencies = customers::currencies(&visit.state.app, &visit.caller).await?;
    let first = customers::list(&visit.state.app, &visit.caller, query.wanted(EXPORTED), None).await?;
    let head = customer_file::head(&visit.locale, &currencies)?;
    let name = format!("{}-{}.csv", visit.locale.text(words::CUSTOMER_CSV_NAME), first.today);
    let start = (visit, query, currencies, Some(first));
    let parts = futures_util::stream::try_unfold(start, move |(visit, query, currencies, list)| async move {
        let Some(list) = list else { return Ok(None) };
        let records: HashMap<CustomerId, &CustomerRecord> =
            list.records.iter().map(|record| (record.id, record)).collect();
        let mut part = Vec::new();
        for row in &list.rows {
            let Some(record) = records.get(&row.id) else { continue };
            part.extend(customer_file::line(&visit.zone, (row, record), &list.owing, &currencies)?);
        }
        let next = match &list.next {
            Some(place) => {
                Some(customers::list(&visit.state.app, &visit.caller, query.wanted(EXPORTED), Some(place)).await?)
            }
            None => None,
        };
        Ok::<_, Error>(Some((Bytes::from(part), (visit, query, currencies, next))))
    });
    let whole = futures_util::stream::once(async { Ok::<_, Error>(Bytes::from(head)) });
    Ok(download("text/csv; charset=utf-8", name).streaming(futures_util::StreamExt::chain(whole, parts)))
}

/// What a page was led to by; what cannot be read is nothing.
pub(crate) fn done(text: Option<&str>) -> Option<Done> {
    text?.parse().ok()
}

#[derive(Deserialize)]
pub(crate) struct OptionsQuery {
    #[serde(default)]
    q: String,
}

#[derive(Serialize)]
struct Options {
    options: Vec<Offered>,
    /// Whether more would fit.
    more: bool,
}

#[derive(Serialize)]
struct Offered {
    id: String,
    name: String,
    hint: String,
}

/// `GET /desk/customers/options`: what the combobox offers.
pub(crate) async fn options(Staff(visit): Staff, query: web::Query<OptionsQuery>) -> Result<HttpResponse, Error> {
    let (found, more) = customers::options(&visit.state.app, &visit.caller, &query.q).await?;
    let options = found.into_iter().map(|option| Offered {
        hint: option.hint().to_owned(),
        id: option.id.to_string(),
        name: option.name,
    });
    Ok(HttpResponse::Ok().json(Options { options: options.collect(), more }))
}

#[derive(Default, Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    address: String,
    #[serde(default)]
    tax_number: String,
    #[serde(default)]
    notes: String,
    /// The texts that the form was opened with, as JSON.
    #[serde(default)]
    seen: String,
}

impl Fields {
    fn of(record: CustomerRecord) -> Self {
        Self {
            seen: seen(&record),
            name: record.name,
            email: record.email,
            phone: record.phone,
            address: record.address,
            tax_number: record.tax_number,
            notes: record.notes,
        }
    }

    fn parse(&self) -> Result<Details, Vec<Invalid>> {
        let mut problems = Problems::default();
        let name = problems.keep("name", Name::parse(&self.name));
        let email = problems.keep("email", Email::optional(&self.email));
        let phone = problems.keep("phone", Line::parse(&self.phone));
        let address = problems.keep("address", Lines::parse(&self.address));
        let tax_number = problems.keep("tax_number", Line::parse(&self.tax_number));
        let notes = problems.keep("notes", Lines::parse(&self.notes));
        match (name, email, phone, address, tax_number, notes) {
            (Some(name), Some(email), Some(phone), Some(address), Some(tax_number), Some(notes)) => {
                Ok(Details { name, email, phone, address, tax_number, notes })
            }
            _ => Err(problems.into_vec()),
        }
    }
}

/// `GET /desk/customers/new`
pub(crate) async fn new(Staff(visit): Staff, fields: web::Query<Fields>) -> Result<HttpResponse, Error> {
    if !visit.caller.may(Right::ManageCustomers) {
        return Err(Error::NotFound);
    }
    form(&visit, None, &fields, &[]).await
}

/// `POST /desk/customers`
pub(crate) async fn create(Staff(visit): Staff, fields: web::Form<Fields>) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    match fields.parse() {
        Ok(details) => {
            let id = customers::add(&visit.state.app, &visit.caller, &details).await?;
            Ok(see_other(&Done::Saved.at(&address(id))))
        }
        Err(problems) => form(&visit, None, &fields, &problems).await,
    }
}

/// `GET /desk/customers/{id}/edit`
pub(crate) async fn edit(Staff(visit): Staff, id: web::Path<CustomerId>) -> Result<HttpResponse, Error> {
    let record = customers::record(&visit.state.app, &visit.caller, *id).await?;
    if !visit.caller.may(Right::ManageCustomers) {
        return Err(Error::NotFound);
    }
    let about = (*id, record.name.clone());
    form(&visit, Some(about), &Fields::of(record), &[]).await
}

/// `POST /desk/customers/{id}`
pub(crate) async fn update(
    Staff(visit): Staff,
    id: web::Path<CustomerId>,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    let details = match fields.parse() {
        Ok(details) => details,
        Err(problems) => {
            let record = customers::record(&visit.state.app, &visit.caller, *id).await?;
            return form(&visit, Some((*id, record.name)), &fields, &problems).await;
        }
    };
    let before = serde_json::from_str(&fields.seen).ok();
    match customers::change(&visit.state.app, &visit.caller, *id, &details, before.as_ref()).await? {
        Changed::Stored => Ok(see_other(&Done::Saved.at(&address(*id)))),
        Changed::Overtaken { stored, wanted, clashes } => {
            let clash = |(field, theirs)| Invalid { field, problem: Problem::ChangedMeanwhile { theirs } };
            let problems: Vec<Invalid> = clashes.into_iter().map(clash).collect();
            // Saved once more it takes the place of what is stored now.
            let fields = Fields { seen: seen(&stored), ..Fields::of(*wanted) };
            form(&visit, Some((*id, stored.name)), &fields, &problems).await
        }
    }
}

/// The texts of a customer, for the form that is opened with them.
fn seen(record: &CustomerRecord) -> String {
    serde_json::to_string(&Seen::of(record)).unwrap_or_default()
}

/// The form of a new customer, or of this one.
async fn form(
    visit: &Visit,
    about: Option<(CustomerId, String)>,
    fields: &Fields,
    problems: &[Invalid],
) -> Result<HttpResponse, Error> {
    let rail = rail(visit).await?;
    let shown = CustomerForm {
        about: about.as_ref().map(|(id, name)| (*id, name.as_str())),
        name: &fields.name,
        email: &fields.email,
        phone: &fields.phone,
        address: &fields.address,
        tax_number: &fields.tax_number,
        notes: &fields.notes,
        seen: &fields.seen,
        problems,
    };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(page_with(status, views::desk::customer_form::page(&visit.desk_frame(rail), &shown)))
}

#[derive(Default, Deserialize)]
pub(crate) struct PageQuery {
    before: Option<String>,
    done: Option<String>,
    /// The note that was just deleted.
    note: Option<String>,
}

/// What a customer's page shows beside the customer.
#[derive(Default)]
struct Beside<'a> {
    refused: Option<&'a str>,
    note_problems: &'a [Invalid],
}

/// `GET /desk/customers/{id}`
pub(crate) async fn show(
    Staff(visit): Staff,
    id: web::Path<CustomerId>,
    query: web::Query<PageQuery>,
) -> Result<HttpResponse, Error> {
    show_with(&visit, *id, &query, (Beside::default(), StatusCode::OK)).await
}

/// The customer's page, with what is wrong with a note that was to be added.
pub(crate) async fn with_problems(visit: &Visit, id: CustomerId, problems: &[Invalid]) -> Result<HttpResponse, Error> {
    let beside = Beside { note_problems: problems, ..Beside::default() };
    show_with(visit, id, &PageQuery::default(), (beside, StatusCode::UNPROCESSABLE_ENTITY)).await
}

/// The customer's page, with what was refused on it.
async fn show_with(
    visit: &Visit,
    id: CustomerId,
    query: &PageQuery,
    (beside, status): (Beside<'_>, StatusCode),
) -> Result<HttpResponse, Error> {
    let (app, caller) = (&visit.state.app, &visit.caller);
    let found = customers::page(app, caller, id, before(query.before.as_deref())).await?;
    let standing = access::look(app, caller, id, "").await?;
    let account = if caller.may(Right::ReadInvoices) { Some(invoices::account(app, caller, id).await?) } else { None };
    let projects =
        if caller.may(Right::ReadProjects) { Some(projects::of_customer(app, caller, id).await?) } else { None };
    let older = found.older.map(|before| format!("{}?before={before}", address(id)));
    let shown = CustomerPage {
        customer: &found.customer,
        contacts: &found.contacts,
        logins: &found.logins,
        invites: &found.invites,
        tickets: &found.tickets,
        older: older.as_deref(),
        standing: &views::desk::access::Checklist::of(&standing.customer, &standing.active, &standing.causes),
        account: account.as_ref().map(|account| AccountCard {
            owed: &account.owed,
            outstanding: &account.outstanding,
            invoices: account.counts.everything,
            today: account.today,
        }),
        projects: projects.as_ref(),
        notes: &found.notes,
        note_problems: beside.note_problems,
        deleted_note: deleted_note(query),
        ratings: csat::of_customer(app, caller, id).await?,
        done: done(query.done.as_deref()),
        refused: beside.refused,
    };
    let rail = rail(visit).await?;
    Ok(page_with(status, views::desk::customer::page(&visit.desk_frame(rail), &shown)))
}

/// The note that was just deleted, and can be brought back.
fn deleted_note(query: &PageQuery) -> Option<NoteId> {
    if done(query.done.as_deref()) == Some(Done::NoteDeleted) { query.note.as_deref()?.parse().ok() } else { None }
}

/// `POST /desk/customers/{id}/archive`
pub(crate) async fn archive(Staff(visit): Staff, id: web::Path<CustomerId>) -> Result<HttpResponse, Error> {
    match customers::archive(&visit.state.app, &visit.caller, *id).await {
        Ok(()) => Ok(see_other(&Done::Archived.at(&address(*id)))),
        Err(error) => refused(&visit, *id, error).await,
    }
}

/// `POST /desk/customers/{id}/restore`
pub(crate) async fn restore(Staff(visit): Staff, id: web::Path<CustomerId>) -> Result<HttpResponse, Error> {
    customers::restore(&visit.state.app, &visit.caller, *id).await?;
    Ok(see_other(&Done::Restored.at(&address(*id))))
}

/// `POST /desk/customers/{id}/delete`
pub(crate) async fn delete(Staff(visit): Staff, id: web::Path<CustomerId>) -> Result<HttpResponse, Error> {
    match customers::remove(&visit.state.app, &visit.caller, *id).await {
        Ok(Removal::Deleted) => Ok(see_other(&Done::Deleted.at("/desk/customers"))),
        Ok(Removal::Archived) => Ok(see_other(&Done::ArchivedInstead.at(&address(*id)))),
        Err(error) => refused(&visit, *id, error).await,
    }
}

/// Says on the customer's page who stands in the way.
async fn refused(visit: &Visit, id: CustomerId, error: crate::app::Error) -> Result<HttpResponse, Error> {
    let crate::app::Error::Denied(reason @ Denied::CustomerInUse { .. }) = error else { return Err(error.into()) };
    let said = denied(&visit.locale, &reason);
    let beside = Beside { refused: Some(&said), ..Beside::default() };
    show_with(visit, id, &PageQuery::default(), (beside, StatusCode::CONFLICT)).await
}

/// Before anything else is said about a form that changes something.
pub(crate) fn may_manage(visit: &Visit) -> Result<(), Error> {
    if visit.caller.may(Right::ManageCustomers) { Ok(()) } else { Err(Denied::NotAllowed.into()) }
}

/// A customer's page.
pub(crate) fn address(id: CustomerId) -> String {
    format!("/desk/customers/{id}")
}
