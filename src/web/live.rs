//! The socket of a live page.

use actix_web::{HttpRequest, HttpResponse, web};

use crate::live::{Connection, Topic};
use crate::web::error::Error;
use crate::web::visit::SignedIn;

/// `GET /live`
pub(crate) async fn connect(
    request: HttpRequest,
    SignedIn(visit): SignedIn,
    payload: web::Payload,
) -> Result<HttpResponse, actix_web::Error> {
    let mut topics = Vec::new();
    let mut after = None;
    for (name, value) in url::form_urlencoded::parse(request.query_string().as_bytes()) {
        match &*name {
            "topic" => topics.push(value.parse::<Topic>().map_err(|_| Error::NotFound)?),
            "after" => {
                after = Some(value.parse::<i64>().map_err(|_| Error::Unreadable("after is not a number".to_owned()))?);
            }
            _ => {}
        }
    }
    let connection = Connection { caller: visit.caller, locale: visit.locale, topics, after };
    visit.state.hub.connect(&request, payload, connection).await
}
