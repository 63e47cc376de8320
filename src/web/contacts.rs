//! A customer's contacts.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::app::customers;
use crate::domain::customer::{Contact, ContactDetails};
use crate::domain::input::{Email, Invalid, Line, Name, Problems};
use crate::domain::rights::Right;
use crate::id::{ContactId, CustomerId};
use crate::views;
use crate::views::desk::contact::ContactForm;
use crate::views::done::Done;
use crate::web::customers::{address, may_manage};
use crate::web::desk::rail;
use crate::web::error::Error;
use crate::web::forms::{page_with, see_other};
use crate::web::visit::{Staff, Visit};

#[derive(Default, Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    name: String,
    #[serde(default)]
    position: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    phone: String,
}

impl Fields {
    fn of(contact: Contact) -> Self {
        Self { name: contact.name, position: contact.position, email: contact.email, phone: contact.phone }
    }

    fn parse(&self) -> Result<ContactDetails, Vec<Invalid>> {
        let mut problems = Problems::default();
        let name = problems.keep("name", Name::parse(&self.name));
        let position = problems.keep("position", Line::parse(&self.position));
        let email = problems.keep("email", Email::optional(&self.email));
        let phone = problems.keep("phone", Line::parse(&self.phone));
        match (name, position, email, phone) {
            (Some(name), Some(position), Some(email), Some(phone)) => {
                Ok(ContactDetails { name, position, email, phone })
            }
            _ => Err(problems.into_vec()),
        }
    }
}

/// `GET /desk/customers/{id}/contacts/new`
pub(crate) async fn new(Staff(visit): Staff, id: web::Path<CustomerId>) -> Result<HttpResponse, Error> {
    form(&visit, (*id, None), &Fields::default(), &[]).await
}

/// `POST /desk/customers/{id}/contacts`
pub(crate) async fn create(
    Staff(visit): Staff,
    id: web::Path<CustomerId>,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    match fields.parse() {
        Ok(details) => {
            customers::add_contact(&visit.state.app, &visit.caller, *id, &details).await?;
            Ok(see_other(&Done::Saved.at(&address(*id))))
        }
        Err(problems) => form(&visit, (*id, None), &fields, &problems).await,
    }
}

/// `GET /desk/customers/{id}/contacts/{contact}`
pub(crate) async fn edit(Staff(visit): Staff, path: web::Path<(CustomerId, ContactId)>) -> Result<HttpResponse, Error> {
    let (customer, id) = path.into_inner();
    let contact = customers::contact(&visit.state.app, &visit.caller, (customer, id)).await?;
    form(&visit, (customer, Some(id)), &Fields::of(contact), &[]).await
}

/// `POST /desk/customers/{id}/contacts/{contact}`
pub(crate) async fn update(
    Staff(visit): Staff,
    path: web::Path<(CustomerId, ContactId)>,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    let (customer, id) = path.into_inner();
    match fields.parse() {
        Ok(details) => {
            customers::change_contact(&visit.state.app, &visit.caller, (customer, id), &details).await?;
            Ok(see_other(&Done::Saved.at(&address(customer))))
        }
        Err(problems) => {
            customers::contact(&visit.state.app, &visit.caller, (customer, id)).await?;
            form(&visit, (customer, Some(id)), &fields, &problems).await
        }
    }
}

/// `POST /desk/customers/{id}/contacts/{contact}/delete`
pub(crate) async fn delete(
    Staff(visit): Staff,
    path: web::Path<(CustomerId, ContactId)>,
) -> Result<HttpResponse, Error> {
    let (customer, id) = path.into_inner();
    customers::delete_contact(&visit.state.app, &visit.caller, (customer, id)).await?;
    Ok(see_other(&Done::Deleted.at(&address(customer))))
}

/// The form of a new contact, or of this one.
async fn form(
    visit: &Visit,
    (customer, contact): (CustomerId, Option<ContactId>),
    fields: &Fields,
    problems: &[Invalid],
) -> Result<HttpResponse, Error> {
    let customer = customers::record(&visit.state.app, &visit.caller, customer).await?;
    if !visit.caller.may(Right::ManageCustomers) {
        return Err(Error::NotFound);
    }
    let rail = rail(visit).await?;
    let shown = ContactForm {
        customer: &customer,
        contact,
        name: &fields.name,
        position: &fields.position,
        email: &fields.email,
        phone: &fields.phone,
        problems,
    };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(page_with(status, views::desk::contact::page(&visit.desk_frame(rail), &shown)))
}
