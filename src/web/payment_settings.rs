//! Settings → Payments: the account that takes payments by card; and money that goes back by card.

use actix_web::http::StatusCode;
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse, web};
use serde::Deserialize;
use url::Url;

use crate::app::payments::{self, Connecting, RefundOrder};
use crate::app::{self, invoices};
use crate::domain::input::{Key, Problem};
use crate::domain::money::Amount;
use crate::domain::people::Denied;
use crate::domain::rights::Right;
use crate::id::{InvoiceId, PaymentId};
use crate::views;
use crate::views::desk::payment_settings::{COUNTRIES, PaymentsPage};
use crate::views::done::Done;
use crate::web::customers::done;
use crate::web::desk::rail;
use crate::web::error::{Error, in_words, stripe_in_words, stripe_status};
use crate::web::forms::{page_with, see_other};
use crate::web::guard::FormTargets;
use crate::web::visit::{Staff, Visit};
use crate::words::nouns;

/// Where the page is.
const ADDRESS: &str = "/desk/settings/payments";
/// Where Stripe has an account completed, as a form's target.
const ONBOARDING: &str = "https://connect.stripe.com";

#[derive(Default, Deserialize)]
pub(crate) struct Query {
    done: Option<String>,
}

/// `GET /desk/settings/payments`
pub(crate) async fn show(
    request: HttpRequest,
    Staff(visit): Staff,
    query: web::Query<Query>,
) -> Result<HttpResponse, Error> {
    let shown = PaymentsPage { done: done(query.done.as_deref()), ..PaymentsPage::default() };
    show_with(&request, &visit, shown, StatusCode::OK).await
}

#[derive(Default, Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    country: String,
}

/// `POST /desk/settings/payments/account`: connects an account, or goes on with one; leads to Stripe.
pub(crate) async fn connect(
    request: HttpRequest,
    Staff(visit): Staff,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Error> {
    may_change(&visit)?;
    let country = Some(fields.country.clone()).filter(|country| COUNTRIES.contains(&country.as_str()));
    let connecting = connecting(&visit, country)?;
    let led = payments::connect(&visit.state.app, &visit.caller, &connecting).await;
    lead(&request, &visit, led).await
}

/// `GET /desk/settings/payments/again`: Stripe sends people here whose link was used or is too old.
pub(crate) async fn go_again(request: HttpRequest, Staff(visit): Staff) -> Result<HttpResponse, Error> {
    may_change(&visit)?;
    let connecting = connecting(&visit, None)?;
    let led = payments::continue_connecting(&visit.state.app, &visit.caller, &connecting).await;
    lead(&request, &visit, led).await
}

/// `GET /desk/settings/payments/return`: Stripe sends people here when they are done, or have had enough.
pub(crate) async fn come_back(request: HttpRequest, Staff(visit): Staff) -> Result<HttpResponse, Error> {
    may_change(&visit)?;
    let asked = payments::refresh(&visit.state.app, &visit.caller).await;
    go_on(&request, &visit, asked, Done::PaymentsConnected).await
}

/// `POST /desk/settings/payments/check`: asks Stripe how the account stands.
pub(crate) async fn check(request: HttpRequest, Staff(visit): Staff) -> Result<HttpResponse, Error> {
    may_change(&visit)?;
    let asked = payments::refresh(&visit.state.app, &visit.caller).await;
    go_on(&request, &visit, asked, Done::PaymentsConnected).await
}

/// `POST /desk/settings/payments/own`
pub(crate) async fn use_own(request: HttpRequest, Staff(visit): Staff) -> Result<HttpResponse, Error> {
    may_change(&visit)?;
    let chosen = payments::use_own(&visit.state.app, &visit.caller).await;
    go_on(&request, &visit, chosen, Done::PaymentsOwn).await
}

/// `POST /desk/settings/payments/disconnect`
pub(crate) async fn disconnect(Staff(visit): Staff) -> Result<HttpResponse, Error> {
    payments::disconnect(&visit.state.app, &visit.caller).await?;
    Ok(see_other(&Done::PaymentsDisconnected.at(ADDRESS)))
}

#[derive(Default, Deserialize)]
pub(crate) struct RefundFields {
    payment: String,
    #[serde(default)]
    amount: String,
    #[serde(default)]
    key: String,
}

/// `POST /desk/invoices/{id}/card-refunds`: returns a part or all of a payment by card.
pub(crate) async fn refund(
    Staff(visit): Staff,
    id: web::Path<String>,
    fields: web::Form<RefundFields>,
) -> Result<HttpResponse, Error> {
    let app = &visit.state.app;
    let id: InvoiceId = id.parse().map_err(|_| Error::NotFound)?;
    if visit.caller.may(Right::ReadInvoices) && !visit.caller.may(Right::ManageInvoices) {
        return Err(Denied::NotAllowed.into());
    }
    let sheet = invoices::find_for_staff(app, &visit.caller, id).await?;
    let payment: PaymentId = fields.payment.parse().map_err(|_| Error::NotFound)?;
    let amount = Amount::parse(&fields.amount, sheet.invoice.row.currency);
    let amount = amount.and_then(|amount| if amount.is_positive() { Ok(amount) } else { Err(Problem::NotAnAmount) });
    let amount = match amount {
        Ok(amount) => amount,
        Err(problem) => return refund_again(&visit, id, &nouns::problem(&visit.locale, &problem)).await,
    };
    let Ok(key) = Key::parse(&fields.key) else {
        return refund_again(&visit, id, &in_words(&visit.locale, &Error::Unreadable(String::new()))).await;
    };
    match payments::refund(app, &visit.caller, &RefundOrder { invoice: id, payment, amount, key }).await {
        Ok(()) => Ok(see_other(&Done::Refunded.at(&format!("/desk/invoices/{id}")))),
        Err(app::Error::Stripe(failure)) => {
            tracing::warn!(invoice = %id, error = %failure, "a payment by card could not be returned");
            refund_again(&visit, id, &stripe_in_words(&visit.locale, &failure)).await
        }
        Err(app::Error::Invoice(refused)) => {
            refund_again(&visit, id, &in_words(&visit.locale, &Error::Invoice(refused))).await
        }
        Err(error) => Err(error.into()),
    }
}

/// What was refused, with the way back.
async fn refund_again(visit: &Visit, id: InvoiceId, reason: &str) -> Result<HttpResponse, Error> {
    let rail = rail(visit).await?;
    let markup = views::desk::payments_beside::refused(&visit.desk_frame(rail), id, reason);
    Ok(page_with(StatusCode::CONFLICT, markup))
}

fn may_change(visit: &Visit) -> Result<(), Error> {
    if visit.caller.may(Right::ChangeSettings) { Ok(()) } else { Err(Denied::NotAllowed.into()) }
}

fn connecting(visit: &Visit, country: Option<String>) -> Result<Connecting, Error> {
    let at = |path: &str| {
        Url::parse(&format!("{}{ADDRESS}/{path}", visit.state.public_url))
            .map_err(|error| Error::Broken(error.to_string()))
    };
    Ok(Connecting { country, return_url: at("return")?, refresh_url: at("again")? })
}

/// Leads to Stripe, or says why not.
async fn lead(request: &HttpRequest, visit: &Visit, led: Result<Url, app::Error>) -> Result<HttpResponse, Error> {
    match led {
        Ok(url) => Ok(see_other(url.as_str())),
        Err(error) => troubled(request, visit, error).await,
    }
}

async fn go_on(
    request: &HttpRequest,
    visit: &Visit,
    asked: Result<(), app::Error>,
    said: Done,
) -> Result<HttpResponse, Error> {
    match asked {
        Ok(()) => Ok(see_other(&said.at(ADDRESS))),
        Err(error) => troubled(request, visit, error).await,
    }
}

async fn troubled(request: &HttpRequest, visit: &Visit, error: app::Error) -> Result<HttpResponse, Error> {
    let app::Error::Stripe(failure) = error else { return Err(error.into()) };
    tracing::warn!(error = %failure, "Stripe did not do what the settings asked for");
    let trouble = stripe_in_words(&visit.locale, &failure);
    let shown = PaymentsPage { trouble: Some(&trouble), ..PaymentsPage::default() };
    show_with(request, visit, shown, stripe_status(&failure)).await
}

async fn show_with(
    request: &HttpRequest,
    visit: &Visit,
    shown: PaymentsPage<'_>,
    status: StatusCode,
) -> Result<HttpResponse, Error> {
    let page = payments::find_account(&visit.state.app, &visit.caller).await?;
    let rail = rail(visit).await?;
    // Connecting leads to Stripe by a form's redirect, which browsers hold against the page's policy.
    let mut targets = vec![ONBOARDING.to_owned()];
    if let Some(stripe) = &visit.state.stripe {
        targets.extend([&stripe.api_base, &stripe.js_url].map(|url| url.origin().ascii_serialization()));
    }
    let earlier = request.extensions_mut().remove::<FormTargets>();
    targets.extend(earlier.into_iter().flat_map(|FormTargets(targets)| targets));
    request.extensions_mut().insert(FormTargets(targets));
    let markup = views::desk::payment_settings::page(&visit.desk_frame(rail), &page, shown);
    Ok(page_with(status, markup))
}
