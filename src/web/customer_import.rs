//! Bringing customers in from a file.

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::app::customer_import;
use crate::domain::customer_file::{Choices, Column, Existing, FileProblem, Mapping};
use crate::domain::people::Denied;
use crate::domain::rights::Right;
use crate::domain::rows;
use crate::id::ImportId;
use crate::views::desk::customer_import::{
    ADDRESS, NOTHING_CHOSEN, TOO_LARGE, choose, done, failed_csv, failed_name, not_kept, preview, running, unreadable,
};
use crate::web::desk::rail;
use crate::web::error::Error;
use crate::web::forms::{download, page, page_with, see_other};
use crate::web::upload::Upload;
use crate::web::visit::{Staff, Visit};
use crate::words::Msg;

/// Bytes of a file that is looked at.
const LARGEST: usize = 32 * 1024 * 1024;
/// Columns of a file that are looked at.
const COLUMNS: usize = 500;

/// What was chosen, as a form sends it: `c0`, `c1` … say what each column holds.
type Chosen = Vec<(String, String)>;

/// `GET /desk/customers/imports/new`
pub(crate) async fn new(Staff(visit): Staff) -> Result<HttpResponse, Error> {
    if !visit.caller.may(Right::ManageCustomers) {
        return Err(Error::NotFound);
    }
    choose_with(&visit, None).await
}

/// `POST /desk/customers/imports`
pub(crate) async fn create(
    request: HttpRequest,
    Staff(visit): Staff,
    payload: web::Payload,
) -> Result<HttpResponse, Error> {
    // Before anything is read: it may be large.
    if !visit.caller.may(Right::ManageCustomers) {
        return Err(Denied::NotAllowed.into());
    }
    let mut payload: Payload = payload.into_inner();
    let upload = Upload::large(&request, &mut payload, LARGEST + 1).await?;
    let bytes = upload.named("file").unwrap_or_default();
    if bytes.is_empty() {
        return choose_with(&visit, Some(NOTHING_CHOSEN)).await;
    }
    if bytes.len() > LARGEST {
        return choose_with(&visit, Some(TOO_LARGE)).await;
    }
    match rows::decoded::<Column>(bytes) {
        Ok(text) if text.trim().is_empty() => choose_with(&visit, Some(not_kept(&FileProblem::Empty))).await,
        Ok(text) => {
            let id = customer_import::keep(&visit.state.app, &visit.caller, &text).await?;
            Ok(see_other(&format!("{ADDRESS}/{id}")))
        }
        Err(problem) => choose_with(&visit, Some(not_kept(&problem))).await,
    }
}

async fn choose_with(visit: &Visit, refused: Option<Msg>) -> Result<HttpResponse, Error> {
    let rail = rail(visit).await?;
    let status = if refused.is_none() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(page_with(status, choose(&visit.desk_frame(rail), refused)))
}

/// `GET /desk/customers/imports/{id}`: what would come of it, how far it is, or what came of it.
pub(crate) async fn show(
    Staff(visit): Staff,
    id: web::Path<ImportId>,
    chosen: web::Query<Chosen>,
) -> Result<HttpResponse, Error> {
    let (app, caller) = (&visit.state.app, &visit.caller);
    let import = customer_import::find(app, caller, *id).await?;
    let rail = rail(&visit).await?;
    let frame = visit.desk_frame(rail);
    if import.done_at.is_some() {
        let refusals = customer_import::refusals(app, caller, *id).await?;
        return Ok(page(done(&frame, &import, &refusals)));
    }
    if import.started_at.is_some() {
        return Ok(page(running(&frame, &import)));
    }
    Ok(match customer_import::look(app, caller, *id, parts(&chosen)).await? {
        Ok(looked) => page(preview(&frame, *id, &looked)),
        Err(problem) => page(unreadable(&frame, &problem)),
    })
}

/// `POST /desk/customers/imports/{id}`: without a word about the columns, as their heads say.
pub(crate) async fn run(
    Staff(visit): Staff,
    id: web::Path<ImportId>,
    chosen: web::Form<Chosen>,
) -> Result<HttpResponse, Error> {
    let (app, caller) = (&visit.state.app, &visit.caller);
    if !caller.may(Right::ManageCustomers) {
        return Err(Denied::NotAllowed.into());
    }
    let back = see_other(&format!("{ADDRESS}/{id}"));
    if customer_import::find(app, caller, *id).await?.started_at.is_some() {
        return Ok(back);
    }
    let (mapping, existing) = parts(&chosen);
    let mapping = match mapping {
        Some(mapping) => mapping,
        None => match customer_import::look(app, caller, *id, (None, existing)).await? {
            Ok(looked) => looked.choices.mapping,
            Err(_) => return Ok(back),
        },
    };
    match customer_import::start(app, caller, *id, Choices { mapping, existing }).await? {
        Ok(()) => Ok(back),
        Err(problem) => {
            let rail = rail(&visit).await?;
            Ok(page_with(StatusCode::UNPROCESSABLE_ENTITY, unreadable(&visit.desk_frame(rail), &problem)))
        }
    }
}

/// `GET /desk/customers/imports/{id}/failed.csv`
pub(crate) async fn failed(
    Staff(visit): Staff,
    id: web::Path<ImportId>,
    chosen: web::Query<Chosen>,
) -> Result<HttpResponse, Error> {
    let found = customer_import::failed(&visit.state.app, &visit.caller, *id, parts(&chosen)).await?;
    let failed = found.map_err(|_| Error::NotFound)?;
    let file = failed_csv(&visit.locale, &failed)?;
    Ok(download("text/csv; charset=utf-8", failed_name(&visit.locale)).body(file))
}

/// What was chosen; no mapping when nothing was said about the columns.
fn parts(chosen: &Chosen) -> (Option<Mapping>, Existing) {
    let mut columns: Vec<Option<Column>> = Vec::new();
    for (field, value) in chosen {
        let place = field.strip_prefix('c').and_then(|place| place.parse::<usize>().ok());
        if let Some(place) = place.filter(|place| *place < COLUMNS) {
            columns.resize(columns.len().max(place + 1), None);
            columns[place] = value.parse().ok();
        }
    }
    let existing = chosen.iter().find(|(field, _)| field == "existing").and_then(|(_, value)| value.parse().ok());
    let mapping = (!columns.is_empty()).then(|| Mapping::of(columns));
    (mapping, existing.unwrap_or(Existing::Change))
}
