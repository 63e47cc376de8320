//! The one place where an error becomes a status and words for people.

use actix_web::body::{BoxBody, MessageBody as _};
use actix_web::dev::ServiceResponse;
use actix_web::http::header::HeaderValue;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse, ResponseError, web};

use crate::app::payments::Failure;
use crate::app::{self, submissions};
use crate::domain::invoice::InvoiceRefused;
use crate::domain::organisation::Organisation;
use crate::domain::payment::NotPayable;
use crate::domain::people::{Caller, Denied};
use crate::domain::project::{ProjectRefused, Status};
use crate::domain::ticket::Refused;
use crate::pdf;
use crate::views;
use crate::views::frame::{Around, Frame};
use crate::web::forms::wants_page;
use crate::web::hosts;
use crate::web::language;
use crate::web::state::State;
use crate::words::msg::{error, payments, projects, ratings};
use crate::words::{Locale, Msg, Zone};

/// Seconds after which it may go better.
const AGAIN_AFTER: &str = "3";

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
    /// A rule about people and their access forbids it.
    #[error("denied: {0}")]
    Denied(#[from] Denied),
    /// A rule about invoices forbids it.
    #[error("refused: {0}")]
    Invoice(#[from] InvoiceRefused),
    /// A rule about projects forbids it.
    #[error("refused: {0}")]
    Project(#[from] ProjectRefused),
    /// The key was used for another text, or what must be unique is in use.
    #[error("conflict")]
    Conflict,
    /// The login is not linked to a customer.
    #[error("not linked")]
    NotLinked,
    /// Nothing can be paid by card.
    #[error("not payable: {0}")]
    NotPayable(#[from] NotPayable),
    /// Stripe did not do it, or did not say.
    #[error("{0}")]
    Stripe(#[from] Failure),
    /// This server is not set up for Stripe.
    #[error("not set up for Stripe")]
    NoStripe,
    /// A form that cannot be read.
    #[error("unreadable request: {0}")]
    Unreadable(String),
    /// More was sent than is taken.
    #[error("too large")]
    TooLarge,
    /// Too many tries.
    #[error("too many tries")]
    TooMany,
    /// More is being made than can be waited for; it may go better in a moment.
    #[error("busy")]
    Busy,
    /// A host that this server does not answer for.
    #[error("unknown host")]
    UnknownHost,
    /// A request that changes things, from another site.
    #[error("foreign origin")]
    ForeignOrigin,
    /// Somebody who looks on as a client, and tried to change something.
    #[error("only looks on")]
    LooksOn,
    /// A link to go on at another host that does not work, or not any more.
    #[error("the link to go on here cannot be used")]
    HandoverUnusable,
    /// Something broke; logged where it is turned into an answer.
    #[error("{0}")]
    Broken(String),
    /// Something broke, and this is the id under which it is found.
    #[error("{reason} ({id})")]
    BrokenAs {
        /// What.
        reason: String,
        /// What staff find it by.
        id: String,
    },
}

impl From<pdf::Error> for Error {
    fn from(error: pdf::Error) -> Self {
        match error {
            pdf::Error::Busy => Self::Busy,
            pdf::Error::Typesetting(_) => Self::Broken(error.to_string()),
        }
    }
}

impl From<csv::Error> for Error {
    fn from(error: csv::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

impl From<app::Error> for Error {
    fn from(error: app::Error) -> Self {
        match error {
            app::Error::NotFound => Self::NotFound,
            app::Error::Refused(refused) => Self::Refused(refused),
            app::Error::Denied(denied) => Self::Denied(denied),
            app::Error::Invoice(refused) => Self::Invoice(refused),
            app::Error::Project(refused) => Self::Project(refused),
            app::Error::KeyInUse | app::Error::AttachmentGone | app::Error::Taken(_) => Self::Conflict,
            app::Error::NotLinked => Self::NotLinked,
            app::Error::NotPayable(why) => Self::NotPayable(why),
            app::Error::Stripe(failure) => Self::Stripe(failure),
            app::Error::NoStripe => Self::NoStripe,
            app::Error::Store(store) if store.is_no_text() => Self::Unreadable(store.to_string()),
            app::Error::Store(_) | app::Error::Files(_) | app::Error::Search(_) | app::Error::Internal(_) => {
                Self::Broken(error.to_string())
            }
        }
    }
}

/// What a page about an error says.
#[derive(Clone)]
struct Said {
    title: Msg,
    text: Msg,
    /// Whom the text names.
    people: Option<String>,
}

impl Said {
    fn title(&self, locale: &Locale) -> String {
        locale.text(self.title)
    }

    fn text(&self, locale: &Locale) -> String {
        match &self.people {
            Some(people) => locale.with(self.text, &[("people", people.as_str().into())]),
            None => locale.text(self.text),
        }
    }
}

/// The words for what was denied; forms say them beside what was typed.
pub(crate) fn denied(locale: &Locale, denied: &Denied) -> String {
    in_words(locale, &Error::Denied(denied.clone()))
}

/// The words for an error, in a line.
pub(crate) fn in_words(locale: &Locale, error: &Error) -> String {
    let said = error.said();
    format!("{}. {}", said.title(locale), said.text(locale))
}

/// What Stripe said, in words where there are some; else in its own, which are English.
pub(crate) fn stripe_in_words(locale: &Locale, failure: &Failure) -> String {
    let by_stripe = |reason: &str| locale.with(payments::REFUSED_BY_STRIPE, &[("reason", reason.into())]);
    match failure {
        Failure::Refused { code, .. } if code == "amount_too_small" => locale.text(payments::REFUSED_TOO_SMALL),
        Failure::Refused { message, .. } => by_stripe(message),
        Failure::NotPayable(_) => locale.text(payments::REFUSED_CURRENCY),
        Failure::NotFound
        | Failure::BadKey(_)
        | Failure::Unreachable(_)
        | Failure::Unreadable(_)
        | Failure::RateLimited
        | Failure::IdempotencyConflict(_) => locale.text(payments::REFUSED_UNANSWERED),
    }
}

/// Refused for a reason of the question's own, or not answered.
pub(crate) const fn stripe_status(failure: &Failure) -> StatusCode {
    match failure {
        Failure::Refused { .. } | Failure::NotPayable(_) | Failure::NotFound | Failure::BadKey(_) => {
            StatusCode::CONFLICT
        }
        Failure::RateLimited | Failure::Unreachable(_) | Failure::Unreadable(_) | Failure::IdempotencyConflict(_) => {
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
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
            Self::Refused(Refused::NotResolved) => {
                (ratings::ERROR_NOT_RESOLVED_TITLE, ratings::ERROR_NOT_RESOLVED_TEXT)
            }
            Self::Refused(Refused::RatingStays) => {
                (ratings::ERROR_RATING_STAYS_TITLE, ratings::ERROR_RATING_STAYS_TEXT)
            }
            Self::Denied(denied) => said_of(denied),
            Self::Invoice(refused) => said_of_invoice(*refused),
            Self::Project(refused) => said_of_project(*refused),
            Self::NotPayable(_) => (error::ERROR_NOT_PAYABLE_TITLE, error::ERROR_NOT_PAYABLE_TEXT),
            Self::Stripe(_) => (error::ERROR_STRIPE_TITLE, error::ERROR_STRIPE_TEXT),
            Self::NoStripe => (error::ERROR_NO_STRIPE_TITLE, error::ERROR_NO_STRIPE_TEXT),
            Self::Conflict => (error::ERROR_CONFLICT_TITLE, error::ERROR_CONFLICT_TEXT),
            Self::NotLinked => (error::ERROR_NOT_LINKED_TITLE, error::ERROR_NOT_LINKED_TEXT),
            Self::Unreadable(_) => (error::ERROR_BAD_REQUEST_TITLE, error::ERROR_BAD_REQUEST_TEXT),
            Self::TooLarge => (error::ERROR_TOO_LARGE_TITLE, error::ERROR_TOO_LARGE_TEXT),
            Self::TooMany => (error::ERROR_TOO_MANY_TITLE, error::ERROR_TOO_MANY_TEXT),
            Self::Busy => (error::ERROR_BUSY_TITLE, error::ERROR_BUSY_TEXT),
            Self::UnknownHost => (error::ERROR_UNKNOWN_HOST_TITLE, error::ERROR_UNKNOWN_HOST_TEXT),
            Self::ForeignOrigin => (error::ERROR_FOREIGN_ORIGIN_TITLE, error::ERROR_FOREIGN_ORIGIN_TEXT),
            Self::LooksOn => (error::ERROR_LOOKS_ON_TITLE, error::ERROR_LOOKS_ON_TEXT),
            Self::HandoverUnusable => (error::ERROR_HANDOVER_TITLE, error::ERROR_HANDOVER_TEXT),
            Self::Broken(_) => (error::ERROR_INTERNAL_TITLE, error::ERROR_INTERNAL_TEXT),
            Self::BrokenAs { .. } => (error::ERROR_SUBMISSION_TITLE, error::ERROR_SUBMISSION_TEXT),
        };
        let people = match self {
            Self::Denied(Denied::CustomerInUse { people }) => Some(people.join(", ")),
            _ => None,
        };
        Said { title, text, people }
    }
}

const fn said_of(denied: &Denied) -> (Msg, Msg) {
    match denied {
        Denied::NotAllowed => (error::ERROR_NOT_ALLOWED_TITLE, error::ERROR_NOT_ALLOWED_TEXT),
        Denied::LastAdmin => (error::ERROR_LAST_ADMIN_TITLE, error::ERROR_LAST_ADMIN_TEXT),
        Denied::NoLinkedCustomer => (error::ERROR_NO_LINKED_CUSTOMER_TITLE, error::ERROR_NO_LINKED_CUSTOMER_TEXT),
        Denied::CustomerArchived => (error::ERROR_CUSTOMER_ARCHIVED_TITLE, error::ERROR_CUSTOMER_ARCHIVED_TEXT),
        Denied::CustomerInUse { .. } => (error::ERROR_CUSTOMER_IN_USE_TITLE, error::ERROR_CUSTOMER_IN_USE_TEXT),
        Denied::AlreadyMember => (error::ERROR_ALREADY_MEMBER_TITLE, error::ERROR_ALREADY_MEMBER_TEXT),
        Denied::Deactivated => (error::ERROR_DEACTIVATED_TITLE, error::ERROR_DEACTIVATED_TEXT),
        Denied::AlreadyInvited => (error::ERROR_ALREADY_INVITED_TITLE, error::ERROR_ALREADY_INVITED_TEXT),
        Denied::LinkUnusable => (error::ERROR_LINK_UNUSABLE_TITLE, error::ERROR_LINK_UNUSABLE_TEXT),
        Denied::AddressNotConfirmed => {
            (error::ERROR_ADDRESS_NOT_CONFIRMED_TITLE, error::ERROR_ADDRESS_NOT_CONFIRMED_TEXT)
        }
        Denied::WrongPassword => (error::ERROR_WRONG_PASSWORD_TITLE, error::ERROR_WRONG_PASSWORD_TEXT),
        Denied::AddressTaken => (error::ERROR_ADDRESS_TAKEN_TITLE, error::ERROR_ADDRESS_TAKEN_TEXT),
        Denied::TooManyMails => (error::ERROR_TOO_MANY_MAILS_TITLE, error::ERROR_TOO_MANY_MAILS_TEXT),
        Denied::PasswordOfAnother => (error::ERROR_PASSWORD_OF_ANOTHER_TITLE, error::ERROR_PASSWORD_OF_ANOTHER_TEXT),
        Denied::NoSecretKey => (error::ERROR_NO_SECRET_KEY_TITLE, error::ERROR_NO_SECRET_KEY_TEXT),
    }
}

const fn said_of_invoice(refused: InvoiceRefused) -> (Msg, Msg) {
    match refused {
        InvoiceRefused::IsSent => (error::ERROR_INVOICE_IS_SENT_TITLE, error::ERROR_INVOICE_IS_SENT_TEXT),
        InvoiceRefused::IsDraft => (error::ERROR_INVOICE_IS_DRAFT_TITLE, error::ERROR_INVOICE_IS_DRAFT_TEXT),
        InvoiceRefused::IsVoid => (error::ERROR_INVOICE_IS_VOID_TITLE, error::ERROR_INVOICE_IS_VOID_TEXT),
        InvoiceRefused::NoLines => (error::ERROR_INVOICE_NO_LINES_TITLE, error::ERROR_INVOICE_NO_LINES_TEXT),
        InvoiceRefused::IsNegative => (error::ERROR_INVOICE_IS_NEGATIVE_TITLE, error::ERROR_INVOICE_IS_NEGATIVE_TEXT),
        InvoiceRefused::HasPayments => {
            (error::ERROR_INVOICE_HAS_PAYMENTS_TITLE, error::ERROR_INVOICE_HAS_PAYMENTS_TEXT)
        }
        InvoiceRefused::TooMuch => (error::ERROR_INVOICE_TOO_MUCH_TITLE, error::ERROR_INVOICE_TOO_MUCH_TEXT),
        InvoiceRefused::MoreThanPaid => {
            (error::ERROR_INVOICE_MORE_THAN_PAID_TITLE, error::ERROR_INVOICE_MORE_THAN_PAID_TEXT)
        }
        InvoiceRefused::PaymentUnderWay => (error::ERROR_INVOICE_UNDER_WAY_TITLE, error::ERROR_INVOICE_UNDER_WAY_TEXT),
        InvoiceRefused::CustomerArchived => (error::ERROR_INVOICE_ARCHIVED_TITLE, error::ERROR_INVOICE_ARCHIVED_TEXT),
    }
}

const fn said_of_project(refused: ProjectRefused) -> (Msg, Msg) {
    match refused {
        ProjectRefused::Move { from: Status::Completed | Status::Cancelled, .. } => {
            (projects::ERROR_PROJECT_IS_OVER_TITLE, projects::ERROR_PROJECT_IS_OVER_TEXT)
        }
        ProjectRefused::Move { .. } => (projects::ERROR_PROJECT_MOVE_TITLE, projects::ERROR_PROJECT_MOVE_TEXT),
        ProjectRefused::Archived => (projects::ERROR_PROJECT_ARCHIVED_TITLE, projects::ERROR_PROJECT_ARCHIVED_TEXT),
        ProjectRefused::CustomerArchived => {
            (projects::ERROR_PROJECT_CUSTOMER_ARCHIVED_TITLE, projects::ERROR_PROJECT_CUSTOMER_ARCHIVED_TEXT)
        }
        ProjectRefused::TooManyMilestones => {
            (projects::ERROR_PROJECT_TOO_MANY_MILESTONES_TITLE, projects::ERROR_PROJECT_TOO_MANY_MILESTONES_TEXT)
        }
    }
}

/// Left in an answer for [`render`].
struct Unsaid {
    said: Said,
    broken: Option<Broken>,
}

/// What is logged of a failure, and the id it has already.
struct Broken {
    reason: String,
    id: Option<String>,
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::Refused(Refused::NotAllowed | Refused::StatusNotForClients)
            | Self::ForeignOrigin
            | Self::LooksOn
            | Self::NotLinked => StatusCode::FORBIDDEN,
            Self::Denied(Denied::NotAllowed | Denied::AddressNotConfirmed | Denied::Deactivated) => {
                StatusCode::FORBIDDEN
            }
            Self::Denied(Denied::NoLinkedCustomer | Denied::WrongPassword | Denied::PasswordOfAnother) => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::Denied(Denied::LinkUnusable) | Self::HandoverUnusable => StatusCode::GONE,
            Self::Denied(
                Denied::LastAdmin
                | Denied::CustomerArchived
                | Denied::CustomerInUse { .. }
                | Denied::AlreadyMember
                | Denied::AlreadyInvited
                | Denied::AddressTaken
                | Denied::NoSecretKey,
            )
            | Self::Refused(Refused::Closed | Refused::NotResolved | Refused::RatingStays)
            | Self::Invoice(_)
            | Self::Project(_)
            | Self::NotPayable(_)
            | Self::NoStripe
            | Self::Conflict => StatusCode::CONFLICT,
            Self::Unreadable(_) => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany | Self::Denied(Denied::TooManyMails) => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::UnknownHost => StatusCode::MISDIRECTED_REQUEST,
            Self::Stripe(failure) => stripe_status(failure),
            Self::Broken(_) | Self::BrokenAs { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::new(self.status_code());
        let broken = match self {
            Self::Broken(reason) => Some(Broken { reason: reason.clone(), id: None }),
            Self::BrokenAs { reason, id } => Some(Broken { reason: reason.clone(), id: Some(id.clone()) }),
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
    pub(crate) around: Around,
}

/// Whether an answer needs a page and nobody has looked yet whose it is.
pub(crate) fn is_whose_unknown(response: &ServiceResponse<BoxBody>) -> bool {
    let is_error = response.status().is_client_error() || response.status().is_server_error();
    is_error && is_empty(response) && !response.request().extensions().contains::<Whose>()
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
    let mut answer = answer(&request, status, unsaid);
    if status == StatusCode::SERVICE_UNAVAILABLE {
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(AGAIN_AFTER));
    }
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
    let id = unsaid.broken.map(|Broken { reason, id }| {
        let id = id.unwrap_or_else(|| submissions::error_id(&state.app));
        tracing::error!(error_id = id, method = %request.method(), route = request.match_pattern(), reason, "a request failed");
        id
    });
    let page_wanted = wants_page(request);
    if status == StatusCode::UNAUTHORIZED && page_wanted && request.method() == actix_web::http::Method::GET {
        let next: String = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("next", request.uri().path_and_query().map_or("/", |path| path.as_str()))
            .finish();
        return HttpResponse::SeeOther().insert_header((header::LOCATION, format!("/session/new?{next}"))).finish();
    }
    let whose = request.extensions().get::<Whose>().cloned();
    let host = hosts::of(request);
    let locale = whose.as_ref().map_or_else(
        || language::of(request, &state.catalogues, language::Whose { own: None, organisation: host.as_ref() }),
        |whose| whose.locale.clone(),
    );
    let (title, text) = (unsaid.said.title(&locale), unsaid.said.text(&locale));
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
        organisation: whose.as_ref().map(|whose| &whose.organisation).or(host.as_ref()),
        viewer: whose.as_ref().map(|whose| &whose.caller),
        assets: &state.assets,
        desk: None,
        around: whose.as_ref().map(|whose| &whose.around),
    };
    let page = views::error::page(&frame, status.as_u16(), &title, &text, id.as_deref());
    HttpResponse::build(status).content_type("text/html; charset=utf-8").body(page.into_string())
}
