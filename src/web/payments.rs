//! A client pays an invoice by card; Stripe tells that something happened.

use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use crate::app::{self, payments};
use crate::domain::input::Problems;
use crate::domain::invoice::InvoiceNumber;
use crate::domain::money::Amount;
use crate::domain::payment::{NotPayable, PaymentPage, Readiness, Wanted};
use crate::domain::people::Denied;
use crate::domain::rights::Right;
use crate::views;
use crate::views::pay::{PayForm, StripeJs};
use crate::web::error::{Error, stripe_in_words, stripe_status};
use crate::web::forms::{is_fragment, page_with, see_other};
use crate::web::guard::CardPage;
use crate::web::state::State;
use crate::web::visit::{Client, Visit};
use crate::words;

/// Bytes of an event that are read; Stripe's are far smaller.
const EVENT_BYTES: usize = 512 * 1024;

#[derive(Default, Deserialize)]
pub(crate) struct Query {
    /// That another amount is wanted than the one whose card form is open.
    amount: Option<String>,
}

/// `GET /invoices/{number}/pay`
pub(crate) async fn show(
    request: HttpRequest,
    Client(visit): Client,
    number: web::Path<String>,
    query: web::Query<Query>,
) -> Result<HttpResponse, Error> {
    let number = invoice_number(&number)?;
    let shown = payments::page(&visit.state.app, &visit.caller, &number).await?;
    let form = PayForm { anew: query.amount.is_some(), ..PayForm::default() };
    Ok(show_with(&request, &visit, &shown, form, StatusCode::OK))
}

#[derive(Default, Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    choice: String,
    #[serde(default)]
    amount: String,
}

/// `POST /invoices/{number}/pay`: opens the one attempt, for all that is outstanding or for a part of it.
pub(crate) async fn open(
    request: HttpRequest,
    Client(visit): Client,
    number: web::Path<String>,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Error> {
    if !visit.caller.may(Right::PayInvoices) {
        return Err(Denied::NotAllowed.into());
    }
    let number = invoice_number(&number)?;
    let app = &visit.state.app;
    let currency = payments::currency_of(app, &visit.caller, &number).await?;
    // The whole by the whole's own button, whatever stands in the field beside it.
    let wanted = if fields.choice == "part" {
        Amount::parse(&fields.amount, currency).map(Wanted::Part)
    } else {
        Ok(Wanted::All)
    };
    let mut problems = Problems::default();
    let Some(wanted) = problems.keep("amount", wanted) else {
        let shown = payments::page(app, &visit.caller, &number).await?;
        let problems = problems.into_vec();
        let form = PayForm { amount: &fields.amount, problems: &problems, anew: true, ..PayForm::default() };
        return Ok(show_with(&request, &visit, &shown, form, StatusCode::UNPROCESSABLE_ENTITY));
    };
    let (status, refused) = match payments::open(app, &visit.caller, &number, wanted).await {
        Ok(_) => return Ok(see_other(&format!("/invoices/{number}/pay"))),
        Err(app::Error::NotPayable(NotPayable::NothingOutstanding)) => {
            return Ok(see_other(&format!("/invoices/{number}/payment")));
        }
        Err(app::Error::NotPayable(why)) => (StatusCode::CONFLICT, Refusal::Rule(why)),
        Err(app::Error::Stripe(failure)) => {
            tracing::warn!(error = %failure, "a payment could not be opened");
            (stripe_status(&failure), Refusal::Said(stripe_in_words(&visit.locale, &failure)))
        }
        Err(app::Error::NoStripe) => (StatusCode::CONFLICT, Refusal::Rule(NotPayable::NoCards)),
        Err(error) => return Err(error.into()),
    };
    let shown = payments::page(app, &visit.caller, &number).await?;
    let most = visit.locale.money(shown.invoice.row.money(shown.invoice.row.balance.outstanding));
    let (status, refused) = match refused {
        Refusal::Rule(why @ NotPayable::NotOutstanding) => {
            (StatusCode::UNPROCESSABLE_ENTITY, words::payments::not_payable(&visit.locale, why, &most))
        }
        Refusal::Rule(why) => (status, words::payments::not_payable(&visit.locale, why, &most)),
        Refusal::Said(said) => (status, said),
    };
    let amount = if fields.choice == "part" { fields.amount.as_str() } else { "" };
    let form = PayForm { amount, refused: Some(&refused), anew: true, ..PayForm::default() };
    Ok(show_with(&request, &visit, &shown, form, status))
}

enum Refusal {
    Rule(NotPayable),
    Said(String),
}

/// `GET /invoices/{number}/payment`: where one comes back from paying. Stripe is asked; what the address says is not looked at.
pub(crate) async fn result(
    request: HttpRequest,
    Client(visit): Client,
    number: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let number = invoice_number(&number)?;
    let shown = payments::page(&visit.state.app, &visit.caller, &number).await?;
    let can_pay = shown.cards.readiness(&shown.invoice.row) == Readiness::Ready;
    if shown.last.is_none() && can_pay {
        return Ok(see_other(&format!("/invoices/{number}/pay")));
    }
    let frame = visit.frame();
    let markup =
        if is_fragment(&request) { views::pay::outcome(&frame, &shown) } else { views::pay::result(&frame, &shown) };
    Ok(page_with(StatusCode::OK, markup))
}

fn show_with(
    request: &HttpRequest,
    visit: &Visit,
    shown: &PaymentPage,
    form: PayForm<'_>,
    status: StatusCode,
) -> HttpResponse {
    let stripe = visit.state.stripe.as_ref();
    if let Some(stripe) = stripe {
        CardPage::of(stripe).mark(request);
    }
    let number = shown.invoice.row.number.as_ref().map(ToString::to_string).unwrap_or_default();
    let base = visit.state.portal_url(visit.organisation.domain.as_deref());
    let return_url = format!("{}/invoices/{number}/payment", own_base(request, &visit.state).unwrap_or(base));
    let js = stripe.map(|stripe| StripeJs {
        url: stripe.js_url.as_str(),
        publishable_key: &stripe.publishable_key,
        return_url: &return_url,
    });
    page_with(status, views::pay::page(&visit.frame(), shown, js, form))
}

/// Where the browser is now: the host is one of ours, or the request would not be here.
fn own_base(request: &HttpRequest, state: &State) -> Option<String> {
    let host = request.headers().get(header::HOST)?.to_str().ok()?;
    let scheme = if state.https { "https" } else { "http" };
    Some(format!("{scheme}://{host}"))
}

fn invoice_number(text: &str) -> Result<InvoiceNumber, Error> {
    text.parse().map_err(|_| Error::NotFound)
}

/// `POST /webhooks/stripe`: the body is read as it came, because its bytes are what is signed.
pub(crate) async fn webhook(
    request: HttpRequest,
    state: web::Data<State>,
    payload: web::Payload,
) -> Result<HttpResponse, Error> {
    let Some(stripe) = &state.stripe else { return Err(Error::NotFound) };
    let body = payload.to_bytes_limited(EVENT_BYTES).await.map_err(|_| Error::TooLarge)?;
    let body = body.map_err(|error| Error::Unreadable(error.to_string()))?;
    let signature = request.headers().get("stripe-signature").and_then(|header| header.to_str().ok());
    let event = match payments::heard(&state.app, &body, signature.unwrap_or_default(), &stripe.webhook_secrets) {
        Ok(event) => event,
        Err(refused) => {
            tracing::warn!(reason = %refused, "an event that is not Stripe's was refused");
            return Ok(HttpResponse::BadRequest().finish());
        }
    };
    match payments::take(&state.app, &event).await {
        Ok(taken) => {
            tracing::debug!(event = event.id, kind = event.kind, ?taken, "an event of Stripe's");
            Ok(HttpResponse::Ok().finish())
        }
        Err(error) => {
            // Stripe sends it again.
            tracing::error!(event = event.id, kind = event.kind, %error, "an event of Stripe's could not be taken");
            Ok(HttpResponse::ServiceUnavailable().finish())
        }
    }
}
