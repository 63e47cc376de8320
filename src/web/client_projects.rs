//! The portal's projects.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::app::client_projects;
use crate::id::{ProjectId, UpdateId};
use crate::views;
use crate::web::error::Error;
use crate::web::forms::page;
use crate::web::visit::Client;

#[derive(Deserialize)]
pub(crate) struct ListQuery {
    #[serde(default)]
    show: String,
    after: Option<String>,
}

/// `GET /projects`
pub(crate) async fn list(Client(visit): Client, query: web::Query<ListQuery>) -> Result<HttpResponse, Error> {
    let is_over = query.show == "over";
    let after = query.after.as_deref().and_then(|place| place.parse().ok());
    let found = client_projects::list(&visit.state.app, &visit.caller, is_over, after).await?;
    Ok(page(views::projects::list(&visit.frame(), (&found, is_over, after))))
}

#[derive(Deserialize)]
pub(crate) struct PageQuery {
    before: Option<UpdateId>,
}

/// `GET /projects/{id}`
pub(crate) async fn show(
    Client(visit): Client,
    id: web::Path<ProjectId>,
    query: web::Query<PageQuery>,
) -> Result<HttpResponse, Error> {
    let found = client_projects::page(&visit.state.app, &visit.caller, *id, query.before).await.map_err(missing)?;
    Ok(page(views::projects::page::page(&visit.frame(), &found)))
}

/// For whoever is linked to no customer, no project is there.
fn missing(error: crate::app::Error) -> Error {
    match error {
        crate::app::Error::NotLinked => Error::NotFound,
        error => error.into(),
    }
}
