//! What staff write about a customer.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::app::customers;
use crate::domain::input::{Body, Invalid, Problems};
use crate::id::{CustomerId, NoteId};
use crate::views;
use crate::views::desk::customer_notes::NoteForm;
use crate::views::done::Done;
use crate::web::customers::{address, may_manage, with_problems};
use crate::web::desk::rail;
use crate::web::error::Error;
use crate::web::forms::{page_with, see_other};
use crate::web::visit::{Staff, Visit};

#[derive(Default, Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    body: String,
}

impl Fields {
    fn parse(&self) -> Result<Body, Vec<Invalid>> {
        let mut problems = Problems::default();
        problems.keep("body", Body::parse(&self.body)).ok_or_else(|| problems.into_vec())
    }
}

/// `POST /desk/customers/{id}/notes`
pub(crate) async fn create(
    Staff(visit): Staff,
    id: web::Path<CustomerId>,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    match fields.parse() {
        Ok(body) => {
            customers::add_note(&visit.state.app, &visit.caller, *id, &body).await?;
            Ok(see_other(&format!("{}#notes", Done::Noted.at(&address(*id)))))
        }
        Err(problems) => with_problems(&visit, *id, &problems).await,
    }
}

/// `GET /desk/customers/{id}/notes/{note}`
pub(crate) async fn edit(Staff(visit): Staff, path: web::Path<(CustomerId, NoteId)>) -> Result<HttpResponse, Error> {
    let place = path.into_inner();
    let note = customers::note(&visit.state.app, &visit.caller, place).await?;
    form(&visit, place, &note.body, &[]).await
}

/// `POST /desk/customers/{id}/notes/{note}`
pub(crate) async fn update(
    Staff(visit): Staff,
    path: web::Path<(CustomerId, NoteId)>,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    let place = path.into_inner();
    match fields.parse() {
        Ok(body) => {
            customers::change_note(&visit.state.app, &visit.caller, place, &body).await?;
            Ok(see_other(&format!("{}#notes", Done::Saved.at(&address(place.0)))))
        }
        Err(problems) => {
            customers::note(&visit.state.app, &visit.caller, place).await?;
            form(&visit, place, &fields.body, &problems).await
        }
    }
}

/// `POST /desk/customers/{id}/notes/{note}/delete`: the page that follows offers to bring it back.
pub(crate) async fn delete(Staff(visit): Staff, path: web::Path<(CustomerId, NoteId)>) -> Result<HttpResponse, Error> {
    let place = path.into_inner();
    customers::delete_note(&visit.state.app, &visit.caller, place).await?;
    Ok(see_other(&format!("{}&note={}", Done::NoteDeleted.at(&address(place.0)), place.1)))
}

/// `POST /desk/customers/{id}/notes/{note}/restore`
pub(crate) async fn restore(Staff(visit): Staff, path: web::Path<(CustomerId, NoteId)>) -> Result<HttpResponse, Error> {
    let place = path.into_inner();
    customers::restore_note(&visit.state.app, &visit.caller, place).await?;
    Ok(see_other(&format!("{}#notes", Done::NoteRestored.at(&address(place.0)))))
}

async fn form(
    visit: &Visit,
    (customer, note): (CustomerId, NoteId),
    body: &str,
    problems: &[Invalid],
) -> Result<HttpResponse, Error> {
    let customer = customers::record(&visit.state.app, &visit.caller, customer).await?;
    let rail = rail(visit).await?;
    let shown = NoteForm { customer: &customer, note, body, problems };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(page_with(status, views::desk::customer_notes::page(&visit.desk_frame(rail), &shown)))
}
