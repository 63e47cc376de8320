//! Pictures in articles.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use crate::app::pictures;
use crate::domain::picture::{FileKind, Picture};
use crate::id::FileId;
use crate::web::error::Error;
use crate::web::files::answer;
use crate::web::visit::{SignedIn, Staff};
use crate::web::writing::may_write;
use crate::words::msg::articles;

/// `GET /files/{id}`
pub(crate) async fn show(SignedIn(visit): SignedIn, id: web::Path<FileId>) -> Result<HttpResponse, Error> {
    Ok(answer(pictures::find(&visit.state.app, &visit.caller, *id).await?, "private"))
}

/// `POST /desk/articles/pictures`: a picture's bytes; answers where it is.
pub(crate) async fn create(Staff(visit): Staff, payload: web::Payload) -> Result<HttpResponse, Error> {
    may_write(&visit)?;
    let limit = FileKind::Picture.max_bytes();
    let bytes = payload.to_bytes_limited(limit).await.map_err(|_| Error::TooLarge)?;
    let bytes = bytes.map_err(|error| Error::Unreadable(error.to_string()))?;
    let checked = web::block(move || Picture::check(FileKind::Picture, &bytes)).await;
    let Ok(picture) = checked.map_err(|error| Error::Broken(error.to_string()))? else {
        let said = visit.locale.text(articles::PICTURE_REFUSED);
        return Ok(HttpResponse::build(StatusCode::UNPROCESSABLE_ENTITY).json(serde_json::json!({ "error": said })));
    };
    let id = pictures::add(&visit.state.app, &visit.caller, picture).await?;
    Ok(HttpResponse::Ok().json(serde_json::json!({ "src": format!("/files/{id}") })))
}
