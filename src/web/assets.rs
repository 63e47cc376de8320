//! The stylesheet, the scripts and the icons, which are inside the program.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::LazyLock;

use actix_web::http::header::{self, AcceptEncoding, ContentEncoding, Encoding, Header as _};
use actix_web::{HttpRequest, HttpResponse, web};
use flate2::Compression;
use flate2::write::GzEncoder;
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

/// What text weighs least as. Pages are compressed as they go out, for which there is little time; these never change.
static PACKED: LazyLock<BTreeMap<String, web::Bytes>> = LazyLock::new(|| {
    let packed = |name: &str| {
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        packer.write_all(&Files::get(name)?.data).ok()?;
        packer.finish().ok().map(web::Bytes::from)
    };
    Files::iter().filter_map(|name| Some((name.to_string(), packed(&name)?))).collect()
});

/// An address with a version never changes what it holds.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

#[derive(Deserialize)]
pub(crate) struct Version {
    v: Option<String>,
}

/// `GET /assets/{file}`
pub(crate) async fn show(
    state: web::Data<State>,
    request: HttpRequest,
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
    let mut response = HttpResponse::Ok();
    response
        .content_type(kind)
        .insert_header((header::CACHE_CONTROL, cache))
        .insert_header((header::VARY, "Accept-Encoding"));
    Ok(match PACKED.get(&*file) {
        Some(packed) if takes_gzip(&request) => response.insert_header(ContentEncoding::Gzip).body(packed.clone()),
        _ => response.body(found.data.into_owned()),
    })
}

fn takes_gzip(request: &HttpRequest) -> bool {
    AcceptEncoding::parse(request).is_ok_and(|accepted| {
        accepted.negotiate([Encoding::gzip(), Encoding::identity()].iter()) == Some(Encoding::gzip())
    })
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
