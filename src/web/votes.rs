//! Was this helpful?

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::app::votes;
use crate::domain::deflection::Vote;
use crate::domain::input::{Lines, Problem};
use crate::web::error::Error;
use crate::web::forms::see_other;
use crate::web::inquiries::bounded;
use crate::web::visit::Client;

#[derive(Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    helpful: String,
    #[serde(default)]
    comment: String,
}

/// `POST /help/{slug}/vote`
pub(crate) async fn create(
    Client(visit): Client,
    slug: web::Path<String>,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Error> {
    bounded(&visit)?;
    let helpful = match fields.helpful.as_str() {
        "yes" => true,
        "no" => false,
        other => return Err(Error::Unreadable(format!("helpful {other:?}"))),
    };
    let comment = Lines::parse(&fields.comment).map_err(|problem| match problem {
        Problem::TooLong { .. } => Error::TooLarge,
        other => Error::Unreadable(format!("{other:?}")),
    })?;
    // Only what did not help leaves something to be said.
    let comment = if helpful { String::new() } else { comment.as_str().to_owned() };
    votes::vote(&visit.state.app, &visit.caller, &slug, &Vote { helpful, comment }).await?;
    Ok(see_other(&format!("/help/{}?voted#vote", *slug)))
}
