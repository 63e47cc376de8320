//! The first visit.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use crate::app;
use crate::app::setup::{self, Setup};
use crate::app::sign_in::Browser;
use crate::domain::input::{Email, Invalid, Name, NewPassword, Problem, Problems};
use crate::domain::people::Denied;
use crate::views;
use crate::views::setup::SetupForm;
use crate::web::client_address::client_address;
use crate::web::error::Error;
use crate::web::forms::page_with;
use crate::web::guest::Guest;
use crate::web::session::{user_agent, welcome};
use crate::web::start;
use crate::web::state::State;
use crate::words::Zone;

#[derive(Default, Deserialize)]
pub(crate) struct Query {
    token: Option<String>,
}

/// `GET /setup`: the form, for whoever has the token.
pub(crate) async fn show(
    request: HttpRequest,
    state: web::Data<State>,
    query: web::Query<Query>,
) -> Result<HttpResponse, Error> {
    let guest = before_setup(&request, &state).await?;
    let fields = Fields {
        token: query.into_inner().token.unwrap_or_default().trim().to_owned(),
        language: guest.locale.tag().to_owned(),
        ..Fields::default()
    };
    if fields.token.is_empty() {
        return Ok(page_with(StatusCode::OK, views::setup::token(&guest.frame(), false)));
    }
    match setup::look(&state.app, &fields.token).await {
        Ok(()) => Ok(form(&guest, &state, &fields, &[], StatusCode::OK)),
        Err(error) => wrong_token(&guest, error),
    }
}

#[derive(Default, Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    token: String,
    #[serde(default)]
    organisation: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    time_zone: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
}

/// `POST /setup`
pub(crate) async fn create(
    request: HttpRequest,
    state: web::Data<State>,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Error> {
    let guest = before_setup(&request, &state).await?;
    let parsed = match parse(&fields, &state) {
        Ok(parsed) => parsed,
        Err(problems) => {
            // What is wrong with the form is said to those alone who may send it.
            return match setup::look(&state.app, &fields.token).await {
                Ok(()) => Ok(form(&guest, &state, &fields, &problems, StatusCode::UNPROCESSABLE_ENTITY)),
                Err(error) => wrong_token(&guest, error),
            };
        }
    };
    let address = client_address(&request, &state.trusted_proxies).to_string();
    let browser = Browser { agent: user_agent(&request), address: &address };
    match setup::set_up(&state.app, &fields.token, &parsed, browser).await {
        Ok(signed_in) => welcome(&state, &signed_in, Some(start::ADDRESS)),
        Err(error) => wrong_token(&guest, error),
    }
}

fn parse(fields: &Fields, state: &State) -> Result<Setup, Vec<Invalid>> {
    let mut problems = Problems::default();
    let organisation = problems.keep("organisation", Name::parse(&fields.organisation));
    let language = state.catalogues.choices().into_iter().find(|(tag, _)| *tag == fields.language);
    let language = problems.keep("language", language.map(|(tag, _)| tag).ok_or(Problem::NotAChoice));
    let time_zone = match fields.time_zone.trim() {
        "" => Err(Problem::Missing),
        text => Zone::find(text).ok_or(Problem::NotATimeZone),
    };
    let time_zone = problems.keep("time_zone", time_zone);
    let name = problems.keep("name", Name::parse(&fields.name));
    let email = problems.keep("email", Email::parse(&fields.email));
    let about = [fields.organisation.as_str(), fields.name.as_str(), fields.email.as_str()];
    let password = problems.keep("password", NewPassword::parse(&fields.password, &about));
    match (organisation, language, time_zone, name, email, password) {
        (Some(organisation), Some(language), Some(time_zone), Some(name), Some(email), Some(password)) => {
            Ok(Setup { organisation, language, time_zone, name, email, password })
        }
        _ => Err(problems.into_vec()),
    }
}

/// Once there is an organisation, there is no such page.
async fn before_setup(request: &HttpRequest, state: &web::Data<State>) -> Result<Guest, Error> {
    if state.is_set_up().await? {
        return Err(Error::NotFound);
    }
    Ok(Guest::new(request, state, None))
}

fn form(guest: &Guest, state: &State, fields: &Fields, problems: &[Invalid], status: StatusCode) -> HttpResponse {
    let languages = state.catalogues.choices();
    let shown = SetupForm {
        token: &fields.token,
        organisation: &fields.organisation,
        language: &fields.language,
        languages: &languages,
        time_zone: &fields.time_zone,
        name: &fields.name,
        email: &fields.email,
        problems,
    };
    page_with(status, views::setup::form(&guest.frame(), &shown))
}

/// Asks for another token; every other error has its own page.
fn wrong_token(guest: &Guest, error: app::Error) -> Result<HttpResponse, Error> {
    match error {
        app::Error::Denied(Denied::LinkUnusable) => {
            Ok(page_with(StatusCode::GONE, views::setup::token(&guest.frame(), true)))
        }
        error => Err(error.into()),
    }
}
