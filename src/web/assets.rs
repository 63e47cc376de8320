//! The stylesheet, the scripts and the icons, which are inside the program.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::app::organisations;
use crate::domain::colour::Colour;
use crate::web::error::Error;
use crate::web::state::State;

/// Files that browsers may ask for.
#[derive(rust_embed::RustEmbed)]
#[folder = "assets"]
#[include = "*.css"]
#[include = "*.js"]
#[include = "*.svg"]
#[include = "vendor/*.js"]
#[include = "icons/*.svg"]
pub(crate) struct Files;

/// An address with a version never changes what it holds.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

#[derive(Deserialize)]
pub(crate) struct Version {
    v: Option<String>,
}

/// `GET /assets/{file}`
pub(crate) async fn show(
    state: web::Data<State>,
    file: web::Path<String>,
    version: web::Query<Version>,
) -> Result<HttpResponse, Error> {
    let found = Files::get(&file).ok_or(Error::NotFound)?;
    let kind = match file.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => return Err(Error::NotFound),
    };
    let current = version.v.as_deref() == Some(state.assets.as_str());
    let cache = if current { FOR_EVER } else { "no-cache" };
    Ok(HttpResponse::Ok()
        .content_type(kind)
        .insert_header((header::CACHE_CONTROL, cache))
        .body(found.data.into_owned()))
}

#[derive(Deserialize)]
pub(crate) struct Accent {
    #[serde(default)]
    o: String,
}

/// `GET /accent.css`: the organisation's colour, which no inline style may carry.
pub(crate) async fn accent(state: web::Data<State>, query: web::Query<Accent>) -> Result<HttpResponse, Error> {
    // Whether an organisation is here is nobody's business: an unknown one has the usual colour.
    let accent = match organisations::find_by_slug(&state.app, &query.o).await {
        Ok(organisation) => organisation.accent,
        Err(crate::app::Error::NotFound) => organisations::ACCENT.to_owned(),
        Err(error) => return Err(error.into()),
    };
    // What is stored may be anything; what goes into a stylesheet is a colour.
    let accent = Colour::parse(&accent).unwrap_or(Colour::BLACK);
    let on = accent.text_on();
    Ok(HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "public, max-age=300"))
        .body(format!(":root {{ --accent: {accent}; --accent-on: {on}; }}\n")))
}
