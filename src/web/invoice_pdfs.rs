//! Invoices as PDFs.

use actix_web::http::header::{self, ContentEncoding, ETag, EntityTag, Header as _, IfNoneMatch};
use actix_web::{HttpRequest, HttpResponse, web};

use crate::app::invoices;
use crate::domain::invoice::Paper;
use crate::domain::people::Caller;
use crate::id::InvoiceId;
use crate::pdf::{Asker, Sheet};
use crate::web::error::Error;
use crate::web::state::State;
use crate::web::visit::{Client, Staff};

/// What the document may do when it is opened as a page of its own: nothing. Without `sandbox`, in which browsers show no PDF.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; base-uri 'none'; form-action 'none'; \
                      frame-ancestors 'none'";

/// `GET /invoices/{number}.pdf`
pub(crate) async fn show(
    Client(visit): Client,
    request: HttpRequest,
    number: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let number = number.parse().map_err(|_| Error::NotFound)?;
    let paper = invoices::paper_for_client(&visit.state.app, &visit.caller, &number).await?;
    answer(&visit.state, &visit.caller, &request, &paper).await
}

/// `GET /desk/invoices/{id}.pdf`
pub(crate) async fn show_at_desk(
    Staff(visit): Staff,
    request: HttpRequest,
    id: web::Path<InvoiceId>,
) -> Result<HttpResponse, Error> {
    let paper = invoices::paper_for_staff(&visit.state.app, &visit.caller, *id).await?;
    answer(&visit.state, &visit.caller, &request, &paper).await
}

/// Sends the PDF, unless the browser has the same already: then nothing is typeset. It is in the organisation's language for everybody:
/// a document is one.
async fn answer(state: &State, caller: &Caller, request: &HttpRequest, paper: &Paper) -> Result<HttpResponse, Error> {
    let sheet = Sheet::of(paper, &state.catalogues.choose(&[&paper.organisation.language]));
    let tag = EntityTag::new_strong(sheet.etag());
    let known = match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(&tag)),
        Ok(IfNoneMatch::Any) | Err(_) => false,
    };
    let mut answer = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer.insert_header(ETag(tag)).insert_header((header::CACHE_CONTROL, "private, no-cache"));
    if known {
        return Ok(answer.finish());
    }
    let bytes = state.typesetter.invoice(Asker::Person(caller.membership_id), sheet).await?;
    Ok(answer
        .content_type("application/pdf")
        .insert_header((header::CONTENT_DISPOSITION, format!("inline; filename=\"{}\"", paper.file_name())))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        // It is compressed inside.
        .insert_header(ContentEncoding::Identity)
        .body(bytes))
}
