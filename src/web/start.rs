//! What is left to be set up.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::app::start;
use crate::views;
use crate::web::desk::rail;
use crate::web::error::Error;
use crate::web::forms::{page, see_other};
use crate::web::visit::Staff;

/// Where the list is.
pub(crate) const ADDRESS: &str = "/desk/start";

/// `GET /desk/start`
pub(crate) async fn show(Staff(visit): Staff) -> Result<HttpResponse, Error> {
    let facts = start::look(&visit.state.app, &visit.caller, visit.state.server_mail.is_some()).await?;
    let rail = rail(&visit).await?;
    Ok(page(views::desk::start::page(&visit.desk_frame(rail), &facts)))
}

#[derive(Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    dismissed: String,
}

/// `POST /desk/start`: puts the list away, or brings it back.
pub(crate) async fn update(Staff(visit): Staff, fields: web::Form<Fields>) -> Result<HttpResponse, Error> {
    let dismissed = fields.dismissed == "yes";
    start::set_dismissed(&visit.state.app, &visit.caller, dismissed).await?;
    Ok(see_other(ADDRESS))
}
