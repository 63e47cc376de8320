//! Signing in and out.

use actix_web::cookie::time::Duration as CookieDuration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use crate::app::{organisations, sign_in};
use crate::domain::input::{Email, Invalid, Problem, Problems};
use crate::domain::people::Side;
use crate::views;
use crate::views::frame::Frame;
use crate::views::session::{SignInFailure, SignInForm};
use crate::web::client_address::client_address;
use crate::web::error::{Error, guess_locale};
use crate::web::forms::{page_with, see_other};
use crate::web::state::State;
use crate::web::visit::SignedIn;
use crate::words::Zone;

/// Bytes of a password that are hashed; more would be a way to keep the server busy.
const PASSWORD_MAX: usize = 1_000;

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
    let form = SignInForm {
        email: "",
        next: query.next.as_deref().and_then(own_path),
        problems: &[],
        failure: None,
        demo: state.demo,
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
    let mut form = SignInForm { email: &fields.email, next, problems: &[], failure: None, demo: state.demo };
    let (email, password) = match parse(&fields) {
        Ok(parsed) => parsed,
        Err(problems) => {
            form.problems = &problems;
            return show(&request, &state, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
        }
    };
    if !state.limits.allow(client_address(&request, &state.trusted_proxies), email.as_str()) {
        form.failure = Some(SignInFailure::TooMany { minutes: 1 });
        return show(&request, &state, StatusCode::TOO_MANY_REQUESTS, &form).await;
    }
    let user_agent =
        request.headers().get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let Some(signed_in) = sign_in::sign_in(&state.app, &email, password, user_agent).await? else {
        form.failure = Some(SignInFailure::Wrong);
        return show(&request, &state, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
    };
    let home = match signed_in.side {
        Side::Client => "/",
        Side::Staff => "/desk",
    };
    let lasts = i64::try_from(sign_in::SESSION_LASTS.as_secs()).unwrap_or(i64::MAX);
    let cookie = Cookie::build(cookie_name(state.https), signed_in.token)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(state.https)
        .max_age(CookieDuration::seconds(lasts))
        .finish();
    let mut response = see_other(next.filter(|next| *next != "/").unwrap_or(home));
    response.add_cookie(&cookie).map_err(|error| Error::Broken(error.to_string()))?;
    Ok(response)
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
    let password = problems.keep(
        "password",
        match fields.password.len() {
            0 => Err(Problem::Missing),
            1..=PASSWORD_MAX => Ok(fields.password.as_str()),
            _ => Err(Problem::TooLong { max: PASSWORD_MAX }),
        },
    );
    email.zip(password).ok_or_else(|| problems.into_vec())
}

async fn show(
    request: &HttpRequest,
    state: &State,
    status: StatusCode,
    form: &SignInForm<'_>,
) -> Result<HttpResponse, Error> {
    let organisation = organisations::only(&state.app).await?;
    let locale = guess_locale(request, &state.catalogues);
    let zone = Zone::utc();
    let frame = Frame {
        locale: &locale,
        zone: &zone,
        now: state.app.clock.now(),
        organisation: organisation.as_ref(),
        viewer: None,
        assets: &state.assets,
        desk: None,
    };
    Ok(page_with(status, views::session::sign_in(&frame, form)))
}

/// Only a path of this site is led back to: `//elsewhere` and `/\elsewhere` are other sites to a browser.
fn own_path(next: &str) -> Option<&str> {
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
