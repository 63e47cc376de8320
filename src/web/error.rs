//! The one place where an error becomes a status and words for people.

use actix_web::body::{BoxBody, MessageBody as _};
use actix_web::dev::ServiceResponse;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse, ResponseError, web};

use crate::app;
use crate::domain::organisation::Organisation;
use crate::domain::people::Caller;
use crate::domain::ticket::Refused;
use crate::id::secret;
use crate::views;
use crate::views::frame::Frame;
use crate::web::forms::is_fragment;
use crate::web::state::State;
use crate::words::msg::error;
use crate::words::{Catalogues, Locale, Msg, Zone};

/// Why a request got no page.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such page, or not for this caller.
    #[error("not found")]
    NotFound,
    /// Nobody is signed in.
    #[error("signed out")]
    SignedOut,
    /// A rule forbids it.
    #[error("refused: {0}")]
    Refused(#[from] Refused),
    /// The key was used for another text, or what must be unique is in use.
    #[error("conflict")]
    Conflict,
    /// The login is not linked to a customer.
    #[error("not linked")]
    NotLinked,
    /// A form that cannot be read.
    #[error("unreadable request: {0}")]
    Unreadable(String),
    /// More was sent than is taken.
    #[error("too large")]
    TooLarge,
    /// Too many tries.
    #[error("too many tries")]
    TooMany,
    /// A host that this server does not answer for.
    #[error("unknown host")]
    UnknownHost,
    /// A request that changes things, from another site.
    #[error("foreign origin")]
    ForeignOrigin,
    /// Something broke; logged where it is turned into an answer.
    #[error("{0}")]
    Broken(String),
}

impl From<app::Error> for Error {
    fn from(error: app::Error) -> Self {
        match error {
            app::Error::NotFound => Self::NotFound,
            app::Error::Refused(refused) => Self::Refused(refused),
            app::Error::KeyInUse | app::Error::Taken(_) => Self::Conflict,
            app::Error::NotLinked => Self::NotLinked,
            app::Error::Store(_) | app::Error::Search(_) | app::Error::Internal(_) => Self::Broken(error.to_string()),
        }
    }
}

/// What a page about an error says.
#[derive(Clone, Copy)]
struct Said {
    title: Msg,
    text: Msg,
}

impl Error {
    fn said(&self) -> Said {
        let (title, text) = match self {
            Self::NotFound => (error::ERROR_NOT_FOUND_TITLE, error::ERROR_NOT_FOUND_TEXT),
            Self::SignedOut => (error::ERROR_SIGNED_OUT_TITLE, error::ERROR_SIGNED_OUT_TEXT),
            Self::Refused(Refused::NotAllowed | Refused::StatusNotForClients) => {
                (error::ERROR_NOT_ALLOWED_TITLE, error::ERROR_NOT_ALLOWED_TEXT)
            }
            Self::Refused(Refused::Closed) => (error::ERROR_TICKET_CLOSED_TITLE, error::ERROR_TICKET_CLOSED_TEXT),
            Self::Conflict => (error::ERROR_CONFLICT_TITLE, error::ERROR_CONFLICT_TEXT),
            Self::NotLinked => (error::ERROR_NOT_LINKED_TITLE, error::ERROR_NOT_LINKED_TEXT),
            Self::Unreadable(_) => (error::ERROR_BAD_REQUEST_TITLE, error::ERROR_BAD_REQUEST_TEXT),
            Self::TooLarge => (error::ERROR_TOO_LARGE_TITLE, error::ERROR_TOO_LARGE_TEXT),
            Self::TooMany => (error::ERROR_TOO_MANY_TITLE, error::ERROR_TOO_MANY_TEXT),
            Self::UnknownHost => (error::ERROR_UNKNOWN_HOST_TITLE, error::ERROR_UNKNOWN_HOST_TEXT),
            Self::ForeignOrigin => (error::ERROR_FOREIGN_ORIGIN_TITLE, error::ERROR_FOREIGN_ORIGIN_TEXT),
            Self::Broken(_) => (error::ERROR_INTERNAL_TITLE, error::ERROR_INTERNAL_TEXT),
        };
        Said { title, text }
    }
}

/// Left in an answer for [`render`].
struct Unsaid {
    said: Said,
    broken: Option<String>,
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::Refused(Refused::NotAllowed | Refused::StatusNotForClients)
            | Self::ForeignOrigin
            | Self::NotLinked => StatusCode::FORBIDDEN,
            Self::Refused(Refused::Closed) | Self::Conflict => StatusCode::CONFLICT,
            Self::Unreadable(_) => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::UnknownHost => StatusCode::MISDIRECTED_REQUEST,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::new(self.status_code());
        let broken = match self {
            Self::Broken(reason) => Some(reason.clone()),
            _ => None,
        };
        response.extensions_mut().insert(Unsaid { said: self.said(), broken });
        response
    }
}

/// Whose page an error interrupts, left in the request once it is known.
#[derive(Clone)]
pub(crate) struct Whose {
    pub(crate) locale: Locale,
    pub(crate) organisation: Organisation,
    pub(crate) caller: Caller,
}

/// Gives an answer that is an error its words: a page, or for the script `{"error": "…"}`. Somebody who is signed out is led to the
/// sign-in page and back afterwards.
pub(crate) fn render(mut response: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    let status = response.status();
    let unsaid = response.response_mut().extensions_mut().remove::<Unsaid>();
    let unsaid = match unsaid {
        Some(unsaid) => unsaid,
        // What the framework refuses by itself: an unknown path, a path that cannot be read.
        None if status.is_client_error() && is_empty(&response) => from_status(status),
        None => return response,
    };
    let (request, _) = response.into_parts();
    let answer = answer(&request, status, unsaid);
    ServiceResponse::new(request, answer)
}

fn is_empty(response: &ServiceResponse<BoxBody>) -> bool {
    matches!(response.response().body().size(), actix_web::body::BodySize::None | actix_web::body::BodySize::Sized(0))
}

fn from_status(status: StatusCode) -> Unsaid {
    let error = match status {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Error::NotFound,
        _ => Error::Unreadable(String::new()),
    };
    Unsaid { said: error.said(), broken: None }
}

fn answer(request: &HttpRequest, status: StatusCode, unsaid: Unsaid) -> HttpResponse {
    let Some(state) = request.app_data::<web::Data<State>>() else { return HttpResponse::new(status) };
    let id = unsaid.broken.map(|reason| {
        let id: String = secret(&*state.app.chance).chars().take(10).collect();
        tracing::error!(error_id = id, method = %request.method(), route = request.match_pattern(), reason, "a request failed");
        id
    });
    // A socket cannot be led anywhere.
    let is_upgrade = request.headers().contains_key(header::UPGRADE);
    let page_wanted = !is_fragment(request) && !is_upgrade && wants_html(request);
    if status == StatusCode::UNAUTHORIZED && page_wanted && request.method() == actix_web::http::Method::GET {
        let next: String = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("next", request.uri().path_and_query().map_or("/", |path| path.as_str()))
            .finish();
        return HttpResponse::SeeOther().insert_header((header::LOCATION, format!("/session/new?{next}"))).finish();
    }
    let whose = request.extensions().get::<Whose>().cloned();
    let locale = whose.as_ref().map_or_else(|| guess_locale(request, &state.catalogues), |whose| whose.locale.clone());
    let (title, text) = (locale.text(unsaid.said.title), locale.text(unsaid.said.text));
    if !page_wanted {
        let body = match &id {
            Some(id) => format!("{title} {text} ({id})"),
            None => format!("{title} {text}"),
        };
        return HttpResponse::build(status).json(serde_json::json!({ "error": body }));
    }
    let zone = Zone::utc();
    let frame = Frame {
        locale: &locale,
        zone: &zone,
        now: state.app.clock.now(),
        organisation: whose.as_ref().map(|whose| &whose.organisation),
        viewer: whose.as_ref().map(|whose| &whose.caller),
        assets: &state.assets,
        desk: None,
    };
    let page = views::error::page(&frame, status.as_u16(), &title, &text, id.as_deref());
    HttpResponse::build(status).content_type("text/html; charset=utf-8").body(page.into_string())
}

fn wants_html(request: &HttpRequest) -> bool {
    let accept = request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    accept.is_none_or(|accept| accept.contains("text/html") || accept.contains("*/*"))
}

/// The best language for somebody who is not signed in.
pub(crate) fn guess_locale(request: &HttpRequest, catalogues: &Catalogues) -> Locale {
    let header = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|header| header.to_str().ok());
    catalogues.choose(&header.map(Catalogues::accept_language).unwrap_or_default())
}
