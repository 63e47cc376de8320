//! Customers at the desk.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::app::{access, csat, customers, invoices};
use crate::domain::customer::{After, CustomerRecord, Details, Filter, Removal};
use crate::domain::input::{Email, Invalid, Line, Lines, Name, Problems};
use crate::domain::people::Denied;
use crate::domain::rights::Right;
use crate::id::CustomerId;
use crate::views;
use crate::views::desk::account::AccountCard;
use crate::views::desk::customer::CustomerPage;
use crate::views::desk::customer_form::CustomerForm;
use crate::views::desk::customers::CustomerList;
use crate::views::done::Done;
use crate::web::desk::rail;
use crate::web::error::{Error, denied};
use crate::web::forms::{page, page_with, see_other};
use crate::web::tickets::before;
use crate::web::visit::{Staff, Visit};

#[derive(Deserialize)]
pub(crate) struct ListQuery {
    #[serde(default)]
    q: String,
    filter: Option<String>,
    /// The folded name and the id of the customer before the page's first.
    after_name: Option<String>,
    after: Option<String>,
    done: Option<String>,
}

/// `GET /desk/customers`
pub(crate) async fn index(Staff(visit): Staff, query: web::Query<ListQuery>) -> Result<HttpResponse, Error> {
    let filter = query.filter.as_deref().and_then(|filter| filter.parse().ok()).unwrap_or(Filter::Active);
    let after = query.after_name.as_deref().zip(query.after.as_deref().and_then(|id| id.parse().ok()));
    let after = after.map(|(name, id)| After { name, id });
    let list = customers::list(&visit.state.app, &visit.caller, (filter, &query.q), after).await?;
    let older = list.rows.last().filter(|_| list.more).map(|last| {
        let mut pairs = url::form_urlencoded::Serializer::new(String::new());
        pairs.append_pair("q", &query.q).append_pair("filter", filter.as_str());
        pairs.append_pair("after_name", &last.name_folded).append_pair("after", &last.id.to_string());
        format!("/desk/customers?{}", pairs.finish())
    });
    let shown = CustomerList {
        query: &query.q,
        filter,
        rows: &list.rows,
        unlinked: &list.unlinked,
        older: older.as_deref(),
        done: done(query.done.as_deref()),
    };
    let rail = rail(&visit).await?;
    Ok(page(views::desk::customers::page(&visit.desk_frame(rail), &shown)))
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
}

impl Fields {
    fn of(record: CustomerRecord) -> Self {
        Self {
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
    match fields.parse() {
        Ok(details) => {
            customers::change(&visit.state.app, &visit.caller, *id, &details).await?;
            Ok(see_other(&Done::Saved.at(&address(*id))))
        }
        Err(problems) => {
            let record = customers::record(&visit.state.app, &visit.caller, *id).await?;
            form(&visit, Some((*id, record.name)), &fields, &problems).await
        }
    }
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
        problems,
    };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(page_with(status, views::desk::customer_form::page(&visit.desk_frame(rail), &shown)))
}

#[derive(Default, Deserialize)]
pub(crate) struct PageQuery {
    before: Option<String>,
    done: Option<String>,
}

/// `GET /desk/customers/{id}`
pub(crate) async fn show(
    Staff(visit): Staff,
    id: web::Path<CustomerId>,
    query: web::Query<PageQuery>,
) -> Result<HttpResponse, Error> {
    show_with(&visit, *id, &query, (None, StatusCode::OK)).await
}

/// The customer's page, with the reason why something was refused.
async fn show_with(
    visit: &Visit,
    id: CustomerId,
    query: &PageQuery,
    (refused, status): (Option<&str>, StatusCode),
) -> Result<HttpResponse, Error> {
    let (app, caller) = (&visit.state.app, &visit.caller);
    let found = customers::page(app, caller, id, before(query.before.as_deref())).await?;
    let standing = access::look(app, caller, id, "").await?;
    let account = if caller.may(Right::ReadInvoices) { Some(invoices::account(app, caller, id).await?) } else { None };
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
        ratings: csat::of_customer(app, caller, id).await?,
        done: done(query.done.as_deref()),
        refused,
    };
    let rail = rail(visit).await?;
    Ok(page_with(status, views::desk::customer::page(&visit.desk_frame(rail), &shown)))
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
    show_with(visit, id, &PageQuery::default(), (Some(&said), StatusCode::CONFLICT)).await
}

/// Before anything else is said about a form that changes something.
pub(crate) fn may_manage(visit: &Visit) -> Result<(), Error> {
    if visit.caller.may(Right::ManageCustomers) { Ok(()) } else { Err(Denied::NotAllowed.into()) }
}

/// A customer's page.
pub(crate) fn address(id: CustomerId) -> String {
    format!("/desk/customers/{id}")
}
