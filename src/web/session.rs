//! Signing in and out.

use actix_web::cookie::time::Duration as CookieDuration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use maud::Markup;
use serde::Deserialize;

use crate::app::organisations;
use crate::app::sign_in::{self, Browser};
use crate::domain::input::{Email, Invalid, Problem, Problems};
use crate::domain::people::Side;
use crate::views;
use crate::views::frame::Frame;
use crate::views::session::{SignInFailure, SignInForm};
use crate::web::client_address::client_address;
use crate::web::error::Error;
use crate::web::forms::{page_with, see_other};
use crate::web::hosts;
use crate::web::language;
use crate::web::state::State;
use crate::web::visit::SignedIn;
use crate::words::Zone;

/// Bytes of a password that are hashed; more would be a way to keep the server busy.
const PASSWORD_MAX: usize = 1_000;

/// The password one has, as it was typed.
pub(crate) fn own_password(typed: &str) -> Result<&str, Problem> {
    match typed.len() {
        0 => Err(Problem::Missing),
        1..=PASSWORD_MAX => Ok(typed),
        _ => Err(Problem::TooLong { max: PASSWORD_MAX }),
    }
}

/// What the browser calls itself.
pub(crate) fn user_agent(request: &HttpRequest) -> &str {
    request.headers().get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default()
}

/// The cookie's name; under https one that only this host can have set.
pub(crate) const fn cookie_name(https: bool) -> &'static str {
    if https { "__Host-session" } else { "session" }
}

#[derive(Deserialize)]
pub(crate) struct Next {
    next: Option<String>,
}

/// `GET /session/new`
pub(crate) async fn new(
    request: HttpRequest,
    state: web::Data<State>,
    query: web::Query<Next>,
) -> Result<HttpResponse, Error> {
    let languages = state.catalogues.choices();
    let form = SignInForm {
        email: "",
        next: query.next.as_deref().and_then(own_path),
        problems: &[],
        failure: None,
        demo: state.demo,
        languages: &languages,
    };
    show(&request, &state, StatusCode::OK, &form).await
}

#[derive(Deserialize)]
pub(crate) struct SignInFields {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    next: Option<String>,
}

/// `POST /session`
pub(crate) async fn create(
    request: HttpRequest,
    state: web::Data<State>,
    fields: web::Form<SignInFields>,
) -> Result<HttpResponse, Error> {
    let next = fields.next.as_deref().and_then(own_path);
    let languages = state.catalogues.choices();
    let mut form = SignInForm {
        email: &fields.email,
        next,
        problems: &[],
        failure: None,
        demo: state.demo,
        languages: &languages,
    };
    let (email, password) = match parse(&fields) {
        Ok(parsed) => parsed,
        Err(problems) => {
            form.problems = &problems;
            return show(&request, &state, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
        }
    };
    let address = client_address(&request, &state.trusted_proxies);
    if !state.limits.allow(address, email.as_str()) {
        form.failure = Some(SignInFailure::TooMany { minutes: 1 });
        return show(&request, &state, StatusCode::TOO_MANY_REQUESTS, &form).await;
    }
    let browser = Browser { agent: user_agent(&request), address: &address.to_string() };
    let only = hosts::of(&request).map(|host| host.id);
    let Some(signed_in) = sign_in::sign_in(&state.app, &email, password, browser, only).await? else {
        form.failure = Some(SignInFailure::Wrong);
        return show(&request, &state, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
    };
    welcome(&state, &signed_in, next)
}

/// Hands somebody the cookie of the session that has just begun, and leads them on.
pub(crate) fn welcome(state: &State, signed_in: &sign_in::SignedIn, next: Option<&str>) -> Result<HttpResponse, Error> {
    let mut response = see_other(next.filter(|next| *next != "/").unwrap_or(home(signed_in.side)));
    response.add_cookie(&cookie(state, &signed_in.token)).map_err(|error| Error::Broken(error.to_string()))?;
    Ok(response)
}

/// The first page of each side.
pub(crate) const fn home(side: Side) -> &'static str {
    match side {
        Side::Client => "/",
        Side::Staff => "/desk",
    }
}

/// The cookie of a session.
pub(crate) fn cookie(state: &State, token: &str) -> Cookie<'static> {
    let lasts = i64::try_from(sign_in::SESSION_LASTS.as_secs()).unwrap_or(i64::MAX);
    Cookie::build(cookie_name(state.https), token.to_owned())
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(state.https)
        .max_age(CookieDuration::seconds(lasts))
        .finish()
}

/// `POST /session/end`
pub(crate) async fn end(state: web::Data<State>, visit: Result<SignedIn, Error>) -> Result<HttpResponse, Error> {
    match visit {
        Ok(SignedIn(visit)) => sign_in::sign_out(&state.app, &visit.caller).await?,
        Err(Error::SignedOut) => {}
        Err(error) => return Err(error),
    }
    let mut response = see_other("/session/new");
    let mut cookie = Cookie::build(cookie_name(state.https), "").path("/").http_only(true).secure(state.https).finish();
    cookie.make_removal();
    response.add_cookie(&cookie).map_err(|error| Error::Broken(error.to_string()))?;
    Ok(response)
}

fn parse(fields: &SignInFields) -> Result<(Email, &str), Vec<Invalid>> {
    let mut problems = Problems::default();
    let email = problems.keep("email", Email::parse(&fields.email));
    let password = problems.keep("password", own_password(&fields.password));
    email.zip(password).ok_or_else(|| problems.into_vec())
}

async fn show(
    request: &HttpRequest,
    state: &State,
    status: StatusCode,
    form: &SignInForm<'_>,
) -> Result<HttpResponse, Error> {
    Ok(page_with(status, guest(request, state, |frame| views::session::sign_in(frame, form)).await?))
}

/// A page for somebody who is not signed in, in the look of the organisation whose host it is at, or of the only one there is.
pub(crate) async fn guest(
    request: &HttpRequest,
    state: &State,
    page: impl FnOnce(&Frame<'_>) -> Markup,
) -> Result<Markup, Error> {
    let organisation = match hosts::of(request) {
        Some(organisation) => Some(organisation),
        None => organisations::only(&state.app).await?,
    };
    let theirs = language::Whose { own: None, organisation: organisation.as_ref() };
    let locale = language::of(request, &state.catalogues, theirs);
    let zone = Zone::utc();
    Ok(page(&Frame {
        locale: &locale,
        zone: &zone,
        now: state.app.clock.now(),
        organisation: organisation.as_ref(),
        viewer: None,
        assets: &state.assets,
        desk: None,
        around: None,
    }))
}

/// Only a path of this site is led back to: `//elsewhere` and `/\elsewhere` are other sites to a browser.
pub(crate) fn own_path(next: &str) -> Option<&str> {
    let safe = next.starts_with('/') && !next[1..].starts_with(['/', '\\']) && !next.chars().any(char::is_control);
    safe.then_some(next)
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn sign_in_leads_back_to_this_site_alone() {
        assert_eq!(own_path("/support/3?a=b"), Some("/support/3?a=b"));
        for wrong in ["", "//evil.test", "/\\evil.test", "https://evil.test", "/a\nb", "javascript:alert(1)"] {
            assert_eq!(own_path(wrong), None, "{wrong}");
        }
    }
}
