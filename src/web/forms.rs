//! Reading forms, and the kinds of answers.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::{Payload, UrlEncoded};
use actix_web::error::UrlencodedError;
use actix_web::http::{StatusCode, header};
use actix_web::{FromRequest, HttpRequest, HttpResponse, HttpResponseBuilder, web};
use maud::Markup;
use serde::de::DeserializeOwned;

use crate::domain::input::Key;
use crate::id::{Chance, secret};
use crate::web::error::Error;

/// Bytes of a form that are read. A body of 20,000 characters is 240,000 bytes at most when it is percent-encoded.
pub(crate) const FORM_BYTES: usize = 512 * 1024;

/// Bytes of a form with an article in it: a text of a million bytes is three times that when each is percent-encoded.
const ARTICLE_FORM_BYTES: usize = 4 * 1024 * 1024;

/// A form that may hold a whole article.
pub(crate) struct LargeForm<T>(pub(crate) T);

impl<T: DeserializeOwned + 'static> FromRequest for LargeForm<T> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let reading = UrlEncoded::new(request, payload).limit(ARTICLE_FORM_BYTES);
        Box::pin(async move {
            reading.await.map(Self).map_err(|error| match error {
                UrlencodedError::Overflow { .. } => Error::TooLarge,
                other => Error::Unreadable(other.to_string()),
            })
        })
    }
}

/// Whether the script asks, not the browser itself: it wants a fragment.
pub(crate) fn is_fragment(request: &HttpRequest) -> bool {
    request.headers().contains_key("hx-request")
}

/// Whether a page is wanted: by the browser itself, not by the script, by a socket or by another program.
pub(crate) fn wants_page(request: &HttpRequest) -> bool {
    let accept = request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    let takes_html = accept.is_none_or(|accept| accept.contains("text/html") || accept.contains("*/*"));
    takes_html && !is_fragment(request) && !request.headers().contains_key(header::UPGRADE)
}

/// How what comes in is read, and how it is refused.
pub fn read_limits(config: &mut web::ServiceConfig) {
    config.app_data(form_config()).app_data(query_config()).app_data(path_config());
}

fn form_config() -> web::FormConfig {
    web::FormConfig::default().limit(FORM_BYTES).error_handler(|error, _| match error {
        actix_web::error::UrlencodedError::Overflow { .. } => Error::TooLarge.into(),
        other => Error::Unreadable(other.to_string()).into(),
    })
}

fn query_config() -> web::QueryConfig {
    web::QueryConfig::default().error_handler(|error, _| Error::Unreadable(error.to_string()).into())
}

/// What cannot be read in a path is not there.
fn path_config() -> web::PathConfig {
    web::PathConfig::default().error_handler(|_, _| Error::NotFound.into())
}

/// A page.
pub(crate) fn page(markup: Markup) -> HttpResponse {
    page_with(StatusCode::OK, markup)
}

/// A page with another status.
pub(crate) fn page_with(status: StatusCode, markup: Markup) -> HttpResponse {
    HttpResponse::build(status).content_type("text/html; charset=utf-8").body(markup.into_string())
}

/// The beginning of an answer that the browser keeps as a file of this name.
pub(crate) fn download(kind: &str, name: String) -> HttpResponseBuilder {
    let disposition = header::ContentDisposition {
        disposition: header::DispositionType::Attachment,
        parameters: vec![header::DispositionParam::Filename(name)],
    };
    let mut answer = HttpResponse::Ok();
    answer.content_type(kind).insert_header(disposition);
    answer
}

/// Leads the browser to another page, by GET.
pub(crate) fn see_other(location: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, location)).finish()
}

/// A new key for a form that is shown without scripts.
pub(crate) fn new_key(chance: &dyn Chance) -> String {
    secret(chance)
}

/// The key for a form that comes back: its own, unless that cannot be used.
pub(crate) fn key_again(text: &str, chance: &dyn Chance) -> String {
    Key::parse(text).map_or_else(|_| new_key(chance), |key| key.as_str().to_owned())
}

/// The key that came with a form; a form sent without one gets its own.
pub(crate) fn key_or_new(text: &str, chance: &dyn Chance) -> Result<Key, crate::domain::input::Problem> {
    if text.is_empty() { Key::parse(&secret(chance)) } else { Key::parse(text) }
}
