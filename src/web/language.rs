//! Which language whoever asks reads.

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use crate::domain::organisation::Organisation;
use crate::web::error::Error;
use crate::web::forms::see_other;
use crate::web::session::own_path;
use crate::web::state::State;
use crate::words::{Catalogues, Locale};

/// The cookie of a browser in which somebody chose before they signed in.
const COOKIE: &str = "language";

/// How long it is kept.
const LASTS: Duration = Duration::days(365);

/// Whose choices are asked when nothing was chosen in this browser.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Whose<'a> {
    /// What whoever is signed in chose in their profile.
    pub own: Option<&'a str>,
    /// The organisation whose page it is.
    pub organisation: Option<&'a Organisation>,
}

/// Their own choice, else what was chosen in this browser, else what the browser asks for, else the organisation's.
pub(crate) fn of(request: &HttpRequest, catalogues: &Catalogues, whose: Whose<'_>) -> Locale {
    let chosen = request.cookie(COOKIE);
    let header = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|header| header.to_str().ok());
    let wanted: Vec<&str> = whose
        .own
        .into_iter()
        .chain(chosen.as_ref().map(Cookie::value))
        .chain(header.map(Catalogues::accept_language).unwrap_or_default())
        .chain(whose.organisation.map(|organisation| organisation.language.as_str()))
        .collect();
    catalogues.choose(&wanted)
}

#[derive(Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    language: String,
    next: Option<String>,
}

/// `POST /language`
pub(crate) async fn choose(state: web::Data<State>, fields: web::Form<Fields>) -> Result<HttpResponse, Error> {
    let mut response = see_other(fields.next.as_deref().and_then(own_path).unwrap_or("/session/new"));
    let there_is = state.catalogues.choices().into_iter().find(|(tag, _)| *tag == fields.language);
    if let Some((tag, _)) = there_is {
        let cookie = Cookie::build(COOKIE, tag).path("/").http_only(true).same_site(SameSite::Lax);
        let cookie = cookie.secure(state.https).max_age(LASTS).finish();
        response.add_cookie(&cookie).map_err(|error| Error::Broken(error.to_string()))?;
    }
    Ok(response)
}
