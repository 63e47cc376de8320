//! Forms and sockets of another organisation than the one their reader is in now: they went on there in another tab. Refused with 409;
//! what was typed stays.

use actix_web::HttpResponse;
use actix_web::dev::ServiceRequest;
use actix_web::http::{Method, StatusCode, header};

use crate::app;
use crate::views;
use crate::views::elsewhere::Elsewhere;
use crate::web::error::Error;
use crate::web::forms::{is_fragment, page_with, wants_page};
use crate::web::guard::opens_socket;
use crate::web::session::own_path;
use crate::web::upload::Upload;
use crate::web::visit::{Place, Visit, found};

/// What may be done from any page: it is about the person, not about the organisation.
const ANYWHERE: &[&str] = &["/organisation", "/session/end"];

/// Fields that nobody types, or that are shown to nobody.
const UNSHOWN: &[&str] = &[
    "key",
    "kind",
    "then",
    "next",
    "token",
    "status",
    "assignee",
    "role",
    "customer",
    "membership",
    "version",
    "inquiry",
    "article",
    "shown",
    "query",
    "attachment",
];

/// The answer to a request that names another organisation than its caller's. None when it names that one, or none.
pub(super) async fn refuse(request: &mut ServiceRequest) -> Result<Option<HttpResponse>, Error> {
    let Some(made_for) = made_for(request) else { return Ok(None) };
    let Some(now) = found(request.request()).await? else { return Ok(None) };
    if now.organisation.slug == made_for {
        return Ok(None);
    }
    let wants_page = wants_page(request.request()) && !opens_socket(request);
    let texts = if wants_page { texts(request).await } else { Vec::new() };
    let visit = Visit::find(request.request(), Place::Desk).await?;
    // Only an organisation of their own is named.
    let own = app::switch::affiliations(&visit.state.app, &visit.caller).await?;
    let frame = visit.frame();
    let shown = Elsewhere {
        made_for: own.iter().find(|one| one.slug == made_for),
        back_to: page_of(request).as_deref().and_then(own_path).unwrap_or_default().to_owned(),
        texts: &texts,
    };
    if wants_page {
        return Ok(Some(page_with(StatusCode::CONFLICT, views::elsewhere::page(&frame, &shown))));
    }
    let (said, back) = views::elsewhere::in_words(&frame, &shown);
    let body = serde_json::json!({ "error": said, "elsewhere": { "said": said, "back": back } });
    Ok(Some(HttpResponse::Conflict().json(body)))
}

/// The organisation for which a form, a socket or a fragment was made.
fn made_for(request: &ServiceRequest) -> Option<String> {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD);
    let carries = changes || opens_socket(request) || is_fragment(request.request());
    if !carries || ANYWHERE.contains(&request.path()) {
        return None;
    }
    let mut query = url::form_urlencoded::parse(request.query_string().as_bytes());
    query.find(|(name, _)| name == "organisation").map(|(_, slug)| slug.into_owned())
}

/// What was typed into the form. What cannot be read is not shown.
async fn texts(request: &mut ServiceRequest) -> Vec<(String, String)> {
    let fields = request.extract::<Upload>().await.map(Upload::into_texts).unwrap_or_default();
    let is_shown = |(name, value): &(String, String)| {
        let is_secret = name.contains("password") || UNSHOWN.contains(&name.as_str());
        !is_secret && !value.trim().is_empty()
    };
    fields.into_iter().filter(is_shown).collect()
}

/// The page on which a form stood: its address without the host, when that is this one.
fn page_of(request: &ServiceRequest) -> Option<String> {
    let referer = request.headers().get(header::REFERER)?.to_str().ok()?;
    let host = request.headers().get(header::HOST)?.to_str().ok()?;
    let (_, rest) = referer.split_once("://")?;
    let path = rest.strip_prefix(host)?;
    path.starts_with('/').then(|| path.to_owned())
}
