//! Why can't they see it? (P9)

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::app::access;
use crate::domain::access::Remedy;
use crate::id::CustomerId;
use crate::views;
use crate::views::desk::access::{AccessPage, Checklist};
use crate::views::done::Done;
use crate::web::customers::{address, done};
use crate::web::desk::rail;
use crate::web::error::Error;
use crate::web::forms::{page, see_other};
use crate::web::visit::Staff;

#[derive(Deserialize)]
pub(crate) struct Query {
    #[serde(default)]
    about: String,
    done: Option<String>,
}

/// `GET /desk/customers/{id}/access`
pub(crate) async fn show(
    Staff(visit): Staff,
    id: web::Path<CustomerId>,
    query: web::Query<Query>,
) -> Result<HttpResponse, Error> {
    let standing = access::look(&visit.state.app, &visit.caller, *id, &query.about).await?;
    let shown = AccessPage {
        checklist: Checklist::of(&standing.customer, &standing.active, &standing.causes).about(&query.about),
        findings: &standing.findings,
        done: done(query.done.as_deref()),
    };
    let rail = rail(&visit).await?;
    Ok(page(views::desk::access::page(&visit.desk_frame(rail), &shown)))
}

#[derive(Deserialize)]
pub(crate) struct Fields {
    remedy: String,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    about: String,
}

/// `POST /desk/customers/{id}/access`: does what mends a cause, and looks again.
pub(crate) async fn mend(
    Staff(visit): Staff,
    id: web::Path<CustomerId>,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Error> {
    let remedy = Remedy::parse(&fields.remedy, &fields.subject).ok_or(Error::NotFound)?;
    access::mend(&visit.state.app, &visit.caller, *id, remedy).await?;
    let about: String =
        url::form_urlencoded::Serializer::new(String::new()).append_pair("about", &fields.about).finish();
    Ok(see_other(&Done::Mended.at(&format!("{}/access?{about}", address(*id)))))
}
