//! Forgotten passwords.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use crate::app;
use crate::app::passwords;
use crate::app::sign_in::Browser;
use crate::domain::input::{Email, NewPassword, Problems};
use crate::domain::people::Denied;
use crate::views;
use crate::views::passwords::AskForm;
use crate::web::client_address::client_address;
use crate::web::error::Error;
use crate::web::forms::{page, page_with, see_other};
use crate::web::guest::Guest;
use crate::web::hosts;
use crate::web::session::{user_agent, welcome};
use crate::web::state::State;
use crate::words::msg::session;

#[derive(Deserialize)]
pub(crate) struct Query {
    /// Present when a link was just asked for.
    sent: Option<String>,
}

/// `GET /password-resets/new`
pub(crate) async fn new(
    request: HttpRequest,
    state: web::Data<State>,
    query: web::Query<Query>,
) -> Result<HttpResponse, Error> {
    let guest = Guest::find(&request, &state).await?;
    let form = AskForm { sent: query.sent.is_some(), ..AskForm::default() };
    Ok(page(views::passwords::ask(&guest.frame(), &form)))
}

#[derive(Deserialize)]
pub(crate) struct AskFields {
    #[serde(default)]
    email: String,
}

/// `POST /password-resets`: the same answer for every address.
pub(crate) async fn create(
    request: HttpRequest,
    state: web::Data<State>,
    fields: web::Form<AskFields>,
) -> Result<HttpResponse, Error> {
    let guest = Guest::find(&request, &state).await?;
    let again = |status: StatusCode, form: AskForm<'_>| {
        let form = AskForm { email: &fields.email, ..form };
        Ok(page_with(status, views::passwords::ask(&guest.frame(), &form)))
    };
    let mut problems = Problems::default();
    let Some(email) = problems.keep("email", Email::parse(&fields.email)) else {
        let problems = problems.into_vec();
        return again(StatusCode::UNPROCESSABLE_ENTITY, AskForm { problems: &problems, ..AskForm::default() });
    };
    if !state.resets.allow(client_address(&request, &state.trusted_proxies)) {
        let reason = guest.locale.with(session::SESSION_TOO_MANY, &[("count", 1_i64.into())]);
        return again(StatusCode::TOO_MANY_REQUESTS, AskForm { reason: Some(&reason), ..AskForm::default() });
    }
    passwords::ask(&state.app, &email, guest.organisation()).await?;
    Ok(see_other("/password-resets/new?sent"))
}

/// `GET /password-resets/{token}`: looks only, so that a mail program that follows links uses none up.
pub(crate) async fn show(
    request: HttpRequest,
    state: web::Data<State>,
    token: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let guest = Guest::find(&request, &state).await?;
    match passwords::look(&state.app, &token).await {
        Ok(login) => Ok(page(views::passwords::set(&guest.frame(), &token, &login.email, &[]))),
        Err(error) => unusable(&guest, error),
    }
}

#[derive(Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    password: String,
}

/// `POST /password-resets/{token}`
pub(crate) async fn update(
    request: HttpRequest,
    state: web::Data<State>,
    token: web::Path<String>,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Error> {
    let guest = Guest::find(&request, &state).await?;
    let login = match passwords::look(&state.app, &token).await {
        Ok(login) => login,
        Err(error) => return unusable(&guest, error),
    };
    let mut problems = Problems::default();
    let password = NewPassword::parse(&fields.password, &[&login.name, &login.email]);
    let Some(password) = problems.keep("password", password) else {
        let form = views::passwords::set(&guest.frame(), &token, &login.email, &problems.into_vec());
        return Ok(page_with(StatusCode::UNPROCESSABLE_ENTITY, form));
    };
    let address = client_address(&request, &state.trusted_proxies).to_string();
    let browser = Browser { agent: user_agent(&request), address: &address };
    let only = hosts::of(&request).map(|host| host.id);
    match passwords::reset(&state.app, &token, &password, browser, only).await {
        Ok(Some(signed_in)) => welcome(&state, &signed_in, None),
        Ok(None) => Ok(see_other("/session/new")),
        Err(error) => unusable(&guest, error),
    }
}

/// The one page for links that do not work.
fn unusable(guest: &Guest, error: app::Error) -> Result<HttpResponse, Error> {
    match error {
        app::Error::Denied(Denied::LinkUnusable) => {
            Ok(page_with(StatusCode::GONE, views::passwords::unusable(&guest.frame())))
        }
        error => Err(error.into()),
    }
}
