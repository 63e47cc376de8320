//! What is written and not saved: open editors keep it here, and hear who else writes.

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::app::editing;
use crate::domain::manuscript::Typed;
use crate::id::ArticleId;
use crate::web::error::Error;
use crate::web::forms::{LargeForm, see_other};
use crate::web::visit::Staff;
use crate::web::writing::{address, may_write};

/// Where somebody writes: an article's id, or `new`.
fn place(text: &str) -> Result<Option<ArticleId>, Error> {
    match text {
        "new" => Ok(None),
        id => id.parse().map(Some).map_err(|_| Error::NotFound),
    }
}

#[derive(Deserialize)]
pub(crate) struct Fields {
    #[serde(flatten)]
    typed: Typed,
    #[serde(default)]
    base: String,
    /// Present when something is written that is not kept yet; else the editor only says that it is open.
    unsaved: Option<String>,
}

#[derive(Serialize)]
struct Answer {
    others: Vec<String>,
    revision: i64,
}

/// `POST /desk/articles/drafts/{place}`
pub(crate) async fn update(
    Staff(visit): Staff,
    at: web::Path<String>,
    fields: LargeForm<Fields>,
) -> Result<HttpResponse, Error> {
    may_write(&visit)?;
    let (id, Fields { typed, base, unsaved }) = (place(&at)?, fields.0);
    let typed = unsaved.map(|_| typed.with_plain_lines());
    let begun = (id, base.parse().unwrap_or_default());
    let heard = editing::keep_draft(&visit.state.app, &visit.caller, begun, typed.as_ref()).await?;
    Ok(HttpResponse::Ok().json(Answer { others: heard.others, revision: heard.revision }))
}

/// `POST /desk/articles/drafts/{place}/discard`
pub(crate) async fn discard(Staff(visit): Staff, at: web::Path<String>) -> Result<HttpResponse, Error> {
    may_write(&visit)?;
    let id = place(&at)?;
    editing::discard_draft(&visit.state.app, &visit.caller, id).await?;
    Ok(see_other(&id.map_or_else(|| "/desk/articles/new".to_owned(), |id| format!("{}/edit", address(id)))))
}
