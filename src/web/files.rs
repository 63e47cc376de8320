//! Files that browsers show.

use actix_web::http::header;
use actix_web::{HttpResponse, web};

use crate::app::files::{self, Kept};
use crate::id::FileId;
use crate::web::error::Error;
use crate::web::state::State;

/// What a file may do when it is opened as a page of its own: nothing. A drawing keeps its colours.
pub(crate) const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

/// A file's id leads to the same bytes for ever.
const FOR_EVER: &str = "max-age=31536000, immutable";

/// `GET /logo/{id}`
pub(crate) async fn logo(state: web::Data<State>, id: web::Path<FileId>) -> Result<HttpResponse, Error> {
    let kept = files::logo(&state.app, *id).await?;
    Ok(answer(kept, "public"))
}

/// Sends a file to be shown. `whose` is who may keep it: `public` what everybody may see, `private` what its reader may.
pub(crate) fn answer(file: Kept, whose: &str) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(file.media_type.as_str())
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((header::CONTENT_DISPOSITION, "inline"))
        .insert_header((header::CACHE_CONTROL, format!("{whose}, {FOR_EVER}")))
        .body(file.bytes)
}
