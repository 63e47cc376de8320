//! The stylesheet, the scripts and the icons, which are inside the program.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::app::organisations;
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
    let on = if is_light(&accent) { "#000" } else { "#fff" };
    Ok(HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "public, max-age=300"))
        .body(format!(":root {{ --accent: {accent}; --accent-on: {on}; }}\n")))
}

/// Whether black is easier to read on a colour than white is: its relative luminance (WCAG 2.2) is above 0.179, where the two
/// contrasts are equal.
fn is_light(colour: &str) -> bool {
    let channel = |at: usize| {
        let value = colour.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).unwrap_or(0);
        let value = f64::from(value) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5) > 0.179
}

#[cfg(test)]
mod tests {
    use super::is_light;

    #[test]
    fn text_on_the_accent_is_legible() {
        assert!(!is_light("#3257d6"));
        assert!(is_light("#ffd200"));
        assert!(!is_light("#000000"));
    }
}
