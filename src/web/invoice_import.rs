//! Bringing invoices and payments in from files.

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{FromRequest as _, HttpRequest, HttpResponse, web};
use serde::Deserialize;

use crate::app::invoice_import;
use crate::domain::invoice_file::{self, Choices, FileProblem, Outlook};
use crate::domain::people::Denied;
use crate::domain::rights::Right;
use crate::id::ImportId;
use crate::views::desk::invoice_import::{ADDRESS, choose, done, failed_csv, failed_name, preview};
use crate::web::desk::rail;
use crate::web::error::Error;
use crate::web::forms::{download, page, page_with, see_other};
use crate::web::upload::{KEPT, Upload};
use crate::web::visit::{Staff, Visit};
use crate::words::Msg;
use crate::words::msg::invoice_import as words;

/// `GET /desk/invoices/imports/new`
pub(crate) async fn new(Staff(visit): Staff) -> Result<HttpResponse, Error> {
    if !visit.caller.may(Right::ManageInvoices) {
        return Err(Error::NotFound);
    }
    choose_with(&visit, None, StatusCode::OK).await
}

/// `POST /desk/invoices/imports`
pub(crate) async fn create(
    request: HttpRequest,
    Staff(visit): Staff,
    payload: web::Payload,
) -> Result<HttpResponse, Error> {
    // Before anything is read: it may be large.
    if !visit.caller.may(Right::ManageInvoices) {
        return Err(Denied::NotAllowed.into());
    }
    let mut payload: Payload = payload.into_inner();
    let upload = Upload::from_request(&request, &mut payload).await?;
    let (invoices, payments) = (upload.named("invoices"), upload.named("payments"));
    let chosen = [invoices, payments].into_iter().flatten();
    if chosen.clone().any(|bytes| bytes.len() >= KEPT) {
        return choose_with(&visit, Some(words::IMPORT_TOO_LARGE), StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    if chosen.clone().all(<[u8]>::is_empty) {
        return choose_with(&visit, Some(words::IMPORT_NOTHING_CHOSEN), StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let text = |bytes: Option<&[u8]>| bytes.map_or(Ok(String::new()), invoice_file::text);
    match (text(invoices), text(payments)) {
        (Ok(invoices), Ok(payments)) => {
            let id = invoice_import::keep(&visit.state.app, &visit.caller, &invoices, &payments).await?;
            Ok(see_other(&format!("{ADDRESS}/{id}")))
        }
        (Err(FileProblem::NotText), _) | (_, Err(FileProblem::NotText)) => {
            choose_with(&visit, Some(words::FILE_PROBLEM_NOT_TEXT), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        _ => choose_with(&visit, Some(words::FILE_PROBLEM_EMPTY), StatusCode::UNPROCESSABLE_ENTITY).await,
    }
}

async fn choose_with(visit: &Visit, refused: Option<Msg>, status: StatusCode) -> Result<HttpResponse, Error> {
    let rail = rail(visit).await?;
    Ok(page_with(status, choose(&visit.desk_frame(rail), refused)))
}

#[derive(Default, Deserialize)]
pub(crate) struct Chosen {
    #[serde(default)]
    add_customers: String,
    #[serde(default)]
    order: String,
}

impl Chosen {
    fn choices(&self) -> Choices {
        Choices { order: self.order.parse().ok(), add_customers: !self.add_customers.is_empty() }
    }
}

/// `GET /desk/invoices/imports/{id}`: what would come of it, or what came of it.
pub(crate) async fn show(
    Staff(visit): Staff,
    id: web::Path<ImportId>,
    chosen: web::Query<Chosen>,
) -> Result<HttpResponse, Error> {
    let app = &visit.state.app;
    let kept = invoice_import::find(app, &visit.caller, *id).await?;
    let rail = rail(&visit).await?;
    if let Some((_, report)) = invoice_import::report(&kept) {
        return Ok(page(done(&visit.desk_frame(rail), *id, &report)));
    }
    let choices = chosen.choices();
    let outlook = invoice_import::look(app, &visit.caller, &kept, choices).await?;
    Ok(page(preview(&visit.desk_frame(rail), *id, &outlook, choices)))
}

/// `POST /desk/invoices/imports/{id}`
pub(crate) async fn run(
    Staff(visit): Staff,
    id: web::Path<ImportId>,
    chosen: web::Form<Chosen>,
) -> Result<HttpResponse, Error> {
    let locale = &visit.locale;
    let failed = |outlook: &Outlook| failed_csv(locale, outlook);
    invoice_import::run(&visit.state.app, &visit.caller, *id, chosen.choices(), failed).await?;
    Ok(see_other(&format!("{ADDRESS}/{id}")))
}

/// `GET /desk/invoices/imports/{id}/failed.csv`
pub(crate) async fn failed(
    Staff(visit): Staff,
    id: web::Path<ImportId>,
    chosen: web::Query<Chosen>,
) -> Result<HttpResponse, Error> {
    let app = &visit.state.app;
    let kept = invoice_import::find(app, &visit.caller, *id).await?;
    let text = if kept.done_at.is_some() {
        kept.failed
    } else {
        failed_csv(&visit.locale, &invoice_import::look(app, &visit.caller, &kept, chosen.choices()).await?)
    };
    Ok(download("text/csv; charset=utf-8", failed_name(&visit.locale)).body(text))
}
