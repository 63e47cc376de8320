//! A person's own profile.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, ResponseError as _, web};
use serde::Deserialize;

use crate::app;
use crate::app::profile::{self, NewProfile};
use crate::app::{passwords, sessions};
use crate::domain::input::{Email, Invalid, Name, NewPassword, Problem, Problems};
use crate::domain::people::{Denied, Notify, Side};
use crate::id::SessionId;
use crate::views;
use crate::views::done::Done;
use crate::views::frame::Frame;
use crate::views::profile::{About, Address, Form, ProfilePage, Refused};
use crate::web::client_address::client_address;
use crate::web::desk::rail;
use crate::web::error::{Error, denied};
use crate::web::forms::{page, page_with, see_other};
use crate::web::session::own_password;
use crate::web::visit::{SignedIn, Visit};
use crate::words::Zone;
use crate::words::msg::{people, session};

#[derive(Default, Deserialize)]
pub(crate) struct Query {
    done: Option<String>,
}

/// `GET /profile`
pub(crate) async fn show(SignedIn(visit): SignedIn, query: web::Query<Query>) -> Result<HttpResponse, Error> {
    let done = query.done.as_deref().and_then(|done| done.parse().ok());
    show_with(&visit, &Back { done, ..Back::default() }).await
}

#[derive(Default, Deserialize)]
pub(crate) struct AboutFields {
    #[serde(default)]
    name: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    time_zone: String,
    #[serde(default)]
    notify: String,
}

/// `POST /profile`
pub(crate) async fn save(SignedIn(visit): SignedIn, fields: web::Form<AboutFields>) -> Result<HttpResponse, Error> {
    let mut problems = Problems::default();
    let name = problems.keep("name", Name::parse(&fields.name));
    let language = problems.keep("language", language(&visit, &fields.language));
    let time_zone = problems.keep("time_zone", time_zone(&fields.time_zone));
    let notify = problems.keep("notify", notify(&visit, &fields.notify));
    let (Some(name), Some(language), Some(time_zone), Some(notify)) = (name, language, time_zone, notify) else {
        return again(&visit, Form::About, &problems.into_vec(), Back { about: Some(&fields), ..Back::default() })
            .await;
    };
    let chosen = NewProfile { name, language, time_zone, notify };
    match profile::save(&visit.state.app, &visit.caller, &chosen).await {
        Ok(()) => Ok(see_other(&Done::Saved.at("/profile"))),
        Err(error) => refused(&visit, Form::About, error, Back { about: Some(&fields), ..Back::default() }).await,
    }
}

/// One there is, or none: then the browser says.
fn language(visit: &Visit, text: &str) -> Result<Option<String>, Problem> {
    if text.is_empty() {
        return Ok(None);
    }
    let known = visit.state.catalogues.choices().into_iter().find(|(tag, _)| tag == text);
    known.map(|(tag, _)| Some(tag)).ok_or(Problem::NotAChoice)
}

/// One there is, or none: then the organisation's.
fn time_zone(text: &str) -> Result<Option<String>, Problem> {
    if text.trim().is_empty() { Ok(None) } else { Zone::find(text).map(Some).ok_or(Problem::NotATimeZone) }
}

fn notify(visit: &Visit, text: &str) -> Result<Notify, Problem> {
    match (text.parse(), visit.caller.side()) {
        (Ok(Notify::Mine), Side::Client) | (Err(_), _) => Err(Problem::NotAChoice),
        (Ok(notify), _) => Ok(notify),
    }
}

#[derive(Deserialize)]
pub(crate) struct PasswordFields {
    #[serde(default)]
    present: String,
    #[serde(default)]
    new: String,
}

/// `POST /profile/password`
pub(crate) async fn change_password(
    request: HttpRequest,
    SignedIn(visit): SignedIn,
    fields: web::Form<PasswordFields>,
) -> Result<HttpResponse, Error> {
    let caller = &visit.caller;
    let mut problems = Problems::default();
    let present = problems.keep("present", own_password(&fields.present));
    let new = problems.keep("new", NewPassword::parse(&fields.new, &[&caller.name, &caller.email]));
    let (Some(present), Some(new)) = (present, new) else {
        return again(&visit, Form::Password, &problems.into_vec(), Back::default()).await;
    };
    if !may_try(&request, &visit) {
        return too_many(&visit, Form::Password, Back::default()).await;
    }
    match passwords::change(&visit.state.app, caller, present, &new).await {
        Ok(()) => Ok(see_other(&Done::PasswordChanged.at("/profile"))),
        Err(error) => refused(&visit, Form::Password, error, Back::default()).await,
    }
}

#[derive(Default, Deserialize)]
pub(crate) struct EmailFields {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
}

/// `POST /profile/email`
pub(crate) async fn ask_for_address(
    request: HttpRequest,
    SignedIn(visit): SignedIn,
    fields: web::Form<EmailFields>,
) -> Result<HttpResponse, Error> {
    let back = Back { email: &fields.email, ..Back::default() };
    let mut problems = Problems::default();
    let email = problems.keep("email", Email::parse(&fields.email));
    let password = problems.keep("password", own_password(&fields.password));
    let (Some(email), Some(password)) = (email, password) else {
        return again(&visit, Form::Email, &problems.into_vec(), back).await;
    };
    if email.as_str() == visit.caller.email {
        let reason = visit.locale.text(people::PROFILE_EMAIL_SAME);
        let refused = Refused { form: Form::Email, problems: &[], reason: Some(&reason) };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return show_with(&visit, &Back { refused: Some((refused, status)), ..back }).await;
    }
    if !may_try(&request, &visit) {
        return too_many(&visit, Form::Email, back).await;
    }
    match profile::ask_for_address(&visit.state.app, &visit.caller, password, &email).await {
        Ok(()) => Ok(see_other(&Done::EmailAsked.at("/profile"))),
        Err(error) => refused(&visit, Form::Email, error, back).await,
    }
}

/// `POST /profile/email/confirmation`: sends the link that confirms the present address once more.
pub(crate) async fn send_confirmation(SignedIn(visit): SignedIn) -> Result<HttpResponse, Error> {
    match profile::send_confirmation(&visit.state.app, &visit.caller).await {
        Ok(()) => Ok(see_other(&Done::ConfirmationSent.at("/profile"))),
        Err(error) => refused(&visit, Form::Email, error, Back::default()).await,
    }
}

/// `GET /profile/email/{token}`: looks only, so that a mail program that follows links uses none up.
pub(crate) async fn show_address(SignedIn(visit): SignedIn, token: web::Path<String>) -> Result<HttpResponse, Error> {
    match profile::look(&visit.state.app, &visit.caller, &token).await {
        Ok(asked) => Ok(page(views::profile::confirm(&visit.frame(), &token, &asked.email, asked.is_new, None))),
        Err(error) => unusable(&visit, error),
    }
}

/// `POST /profile/email/{token}`
pub(crate) async fn confirm_address(
    SignedIn(visit): SignedIn,
    token: web::Path<String>,
) -> Result<HttpResponse, Error> {
    match profile::confirm(&visit.state.app, &visit.caller, &token).await {
        Ok(asked) => {
            let done = if asked.is_new { Done::EmailChanged } else { Done::AddressConfirmed };
            Ok(see_other(&done.at("/profile")))
        }
        Err(app::Error::Denied(Denied::AddressTaken)) => {
            let asked = profile::look(&visit.state.app, &visit.caller, &token).await?;
            let reason = denied(&visit.locale, &Denied::AddressTaken);
            let form = views::profile::confirm(&visit.frame(), &token, &asked.email, asked.is_new, Some(&reason));
            Ok(page_with(Error::Denied(Denied::AddressTaken).status_code(), form))
        }
        Err(error) => unusable(&visit, error),
    }
}

/// `POST /profile/sessions/end`: signs every other browser out.
pub(crate) async fn end_other_sessions(SignedIn(visit): SignedIn) -> Result<HttpResponse, Error> {
    sessions::end_others(&visit.state.app, &visit.caller).await?;
    Ok(see_other(&Done::SessionsEnded.at("/profile")))
}

/// `POST /profile/sessions/{id}/end`
pub(crate) async fn end_session(SignedIn(visit): SignedIn, id: web::Path<SessionId>) -> Result<HttpResponse, Error> {
    sessions::end(&visit.state.app, &visit.caller, *id).await?;
    Ok(see_other(&Done::SessionEnded.at("/profile")))
}

/// Whoever holds a session may not guess its owner's password any faster than at sign-in.
fn may_try(request: &HttpRequest, visit: &Visit) -> bool {
    visit.state.limits.allow(client_address(request, &visit.state.trusted_proxies), &visit.caller.email)
}

/// What of the page is not as it is stored: a form that came back, with what was typed.
#[derive(Clone, Copy, Default)]
struct Back<'a> {
    about: Option<&'a AboutFields>,
    email: &'a str,
    refused: Option<(Refused<'a>, StatusCode)>,
    done: Option<Done>,
}

async fn again(visit: &Visit, form: Form, problems: &[Invalid], back: Back<'_>) -> Result<HttpResponse, Error> {
    let refused = Refused { form, problems, reason: None };
    show_with(visit, &Back { refused: Some((refused, StatusCode::UNPROCESSABLE_ENTITY)), ..back }).await
}

async fn too_many(visit: &Visit, form: Form, back: Back<'_>) -> Result<HttpResponse, Error> {
    let reason = visit.locale.with(session::SESSION_TOO_MANY, &[("count", 1_i64.into())]);
    let refused = Refused { form, problems: &[], reason: Some(&reason) };
    show_with(visit, &Back { refused: Some((refused, StatusCode::TOO_MANY_REQUESTS)), ..back }).await
}

/// A rule's refusal, said above the form; everything else has its own page.
async fn refused(visit: &Visit, form: Form, error: app::Error, back: Back<'_>) -> Result<HttpResponse, Error> {
    let app::Error::Denied(why) = error else { return Err(error.into()) };
    let reason = denied(&visit.locale, &why);
    let refused = Refused { form, problems: &[], reason: Some(&reason) };
    show_with(visit, &Back { refused: Some((refused, Error::Denied(why).status_code())), ..back }).await
}

/// The one page for links that do not work.
fn unusable(visit: &Visit, error: app::Error) -> Result<HttpResponse, Error> {
    match error {
        app::Error::Denied(Denied::LinkUnusable) => {
            Ok(page_with(StatusCode::GONE, views::profile::unusable(&visit.frame())))
        }
        error => Err(error.into()),
    }
}

async fn show_with(visit: &Visit, back: &Back<'_>) -> Result<HttpResponse, Error> {
    let stored = profile::find(&visit.state.app, &visit.caller).await?;
    let languages = visit.state.catalogues.choices();
    let login = &stored.login;
    let about = match back.about {
        Some(typed) => {
            About { name: &typed.name, language: &typed.language, time_zone: &typed.time_zone, notify: &typed.notify }
        }
        None => About {
            name: &login.name,
            language: login.language.as_deref().unwrap_or_default(),
            time_zone: login.time_zone.as_deref().unwrap_or_default(),
            notify: stored.notify.as_str(),
        },
    };
    let address = Address {
        email: &login.email,
        is_confirmed: login.confirmed_at.is_some(),
        can_confirm: visit.state.server_mail.is_some(),
        waiting: stored.waiting.as_ref().map(|(email, until)| (email.as_str(), *until)),
        new: back.email,
    };
    let shown = ProfilePage {
        about,
        languages: &languages,
        address,
        sessions: &stored.sessions,
        this: visit.caller.session_id,
        refused: back.refused.map(|(refused, _)| refused),
        done: back.done,
    };
    let status = back.refused.map_or(StatusCode::OK, |(_, status)| status);
    let desk = match visit.caller.side() {
        Side::Staff => Some(rail(visit).await?),
        Side::Client => None,
    };
    let frame = Frame { desk, ..visit.frame() };
    Ok(page_with(status, views::profile::page(&frame, &shown)))
}
