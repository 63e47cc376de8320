//! Files that go with messages and updates: uploaded by the script, taken back, and sent to whoever sees what they hang on.

use std::ops::Range;

use actix_web::http::StatusCode;
use actix_web::http::header::{
    self, Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue, HeaderValue,
};
use actix_web::{HttpRequest, HttpResponse, web};
use futures_util::StreamExt as _;
use serde::Deserialize;

use crate::app::attachments::{self, Cut, NotKept, UploadKey};
use crate::domain::attachment::{Attachment, BadAttachment};
use crate::id::FileId;
use crate::views;
use crate::web::error::Error;
use crate::web::files::POLICY;
use crate::web::forms::key_or_new;
use crate::web::visit::{Client, SignedIn, Staff, Visit};
use crate::words::nouns;

/// Its bytes never change; whoever may see it may keep it a while, and sign-out or a changed link ends that soon.
const CACHE: &str = "private, max-age=3600, immutable";

#[derive(Deserialize)]
pub(crate) struct Upload {
    /// What the file is called.
    #[serde(default)]
    name: String,
    /// What the browser calls this upload, so that sending it twice stores it once.
    #[serde(default)]
    key: String,
}

/// `POST /attachments`: a file's bytes; answers what it is called from now on.
pub(crate) async fn create(
    Client(visit): Client,
    upload: web::Query<Upload>,
    payload: web::Payload,
) -> Result<HttpResponse, Error> {
    receive(&visit, &upload, payload).await
}

/// `POST /desk/attachments`
pub(crate) async fn create_at_desk(
    Staff(visit): Staff,
    upload: web::Query<Upload>,
    payload: web::Payload,
) -> Result<HttpResponse, Error> {
    receive(&visit, &upload, payload).await
}

async fn receive(visit: &Visit, upload: &Upload, payload: web::Payload) -> Result<HttpResponse, Error> {
    let app = &visit.state.app;
    let key = key_or_new(&upload.key, &*app.chance);
    let key = key.map_err(|_| Error::Unreadable(format!("the key {:?}", upload.key)))?;
    let pieces = payload.map(|piece| piece.map_err(|_| Cut));
    let received = attachments::receive(app, &visit.caller, (&upload.name, UploadKey::Own(&key)), pieces).await;
    match received {
        Ok(attachment) => Ok(HttpResponse::Ok().json(told(visit, &attachment))),
        Err(NotKept::Bad(bad)) => {
            let said = nouns::bad_attachment(&visit.locale, bad);
            Ok(HttpResponse::build(status(bad)).json(serde_json::json!({ "error": said })))
        }
        Err(NotKept::Cut(cut)) => Err(Error::Unreadable(cut.to_string())),
        Err(NotKept::Failed(error)) => Err(error.into()),
    }
}

/// What the script needs of a file to show it.
fn told(visit: &Visit, attachment: &Attachment) -> serde_json::Value {
    serde_json::json!({
        "id": attachment.id.to_string(),
        "name": attachment.name,
        "said": views::attachments::said(&visit.locale, attachment),
        "address": attachment.address(),
        "src": attachment.shown().map(|_| attachment.address()),
    })
}

const fn status(bad: BadAttachment) -> StatusCode {
    match bad {
        BadAttachment::Empty | BadAttachment::NotTaken | BadAttachment::Mismatch | BadAttachment::Truncated => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        BadAttachment::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        BadAttachment::TooMany | BadAttachment::TooManyUnsent | BadAttachment::KeyInUse => StatusCode::CONFLICT,
        BadAttachment::NotStored => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// `POST /attachments/{id}/delete`: takes back what was not sent.
pub(crate) async fn delete(Client(visit): Client, id: web::Path<FileId>) -> Result<HttpResponse, Error> {
    remove(&visit, *id).await
}

/// `POST /desk/attachments/{id}/delete`
pub(crate) async fn delete_at_desk(Staff(visit): Staff, id: web::Path<FileId>) -> Result<HttpResponse, Error> {
    remove(&visit, *id).await
}

async fn remove(visit: &Visit, id: FileId) -> Result<HttpResponse, Error> {
    attachments::remove(&visit.state.app, &visit.caller, id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// `GET /attachments/{id}/{name}`
pub(crate) async fn show(
    request: HttpRequest,
    SignedIn(visit): SignedIn,
    path: web::Path<(FileId, String)>,
) -> Result<HttpResponse, Error> {
    let (id, name) = path.into_inner();
    let attachment = attachments::find(&visit.state.app, &visit.caller, id).await?;
    if attachment.name != name {
        return Err(Error::NotFound);
    }
    let size = u64::try_from(attachment.size).unwrap_or_default();
    let asked = request.headers().get(header::RANGE).and_then(|range| range.to_str().ok());
    let part = match asked.map(|range| part_of(range, size)) {
        Some(Part::Beyond) => {
            let there = format!("bytes */{size}");
            // With something in it, or it becomes a page of words for people, which a range is not asked by.
            return Ok(HttpResponse::RangeNotSatisfiable()
                .insert_header((header::CONTENT_RANGE, there.clone()))
                .content_type("text/plain")
                .body(there));
        }
        Some(Part::Of(part)) => Some(part),
        Some(Part::All) | None => None,
    };
    let bytes = part.clone().unwrap_or(0..size);
    let length = bytes.end - bytes.start;
    let mut response = HttpResponse::build(if part.is_some() { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK });
    response
        .content_type(attachment.media_type.as_str())
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .insert_header(disposition(&attachment))
        .insert_header((header::CACHE_CONTROL, CACHE))
        .insert_header((header::ACCEPT_RANGES, "bytes"))
        // As it is: packed, its length and its parts would not be what they are said to be.
        .insert_header((header::CONTENT_ENCODING, HeaderValue::from_static("identity")));
    if let Some(part) = part {
        response.insert_header((header::CONTENT_RANGE, format!("bytes {}-{}/{size}", part.start, part.end - 1)));
    }
    let reading = attachments::read(&visit.state.app, &visit.caller, id, bytes).await?;
    Ok(response.body(actix_web::body::SizedStream::new(length, reading)))
}

/// Pictures are shown; everything else is saved, whatever a browser could do with it.
fn disposition(attachment: &Attachment) -> ContentDisposition {
    let disposition =
        if attachment.media_type.is_picture() { DispositionType::Inline } else { DispositionType::Attachment };
    let plain: String =
        attachment.name.chars().map(|c| if c.is_ascii_graphic() || c == ' ' { c } else { '_' }).collect();
    let whole = ExtendedValue {
        charset: Charset::Ext("UTF-8".to_owned()),
        language_tag: None,
        value: attachment.name.clone().into_bytes(),
    };
    ContentDisposition {
        disposition,
        parameters: vec![DispositionParam::Filename(plain), DispositionParam::FilenameExt(whole)],
    }
}

/// What of a file is asked for.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    All,
    Of(Range<u64>),
    Beyond,
}

/// Reads a range of bytes (RFC 9110, 14.1.2). Several at once, or what is none, is answered with everything.
fn part_of(range: &str, size: u64) -> Part {
    let Some((first, last)) = range.strip_prefix("bytes=").and_then(|range| range.split_once('-')) else {
        return Part::All;
    };
    let number = |text: &str| text.trim().parse::<u64>();
    let (start, end) = match (number(first), number(last)) {
        (Ok(first), Ok(last)) if first <= last => (first, last.saturating_add(1).min(size)),
        (Ok(first), Err(_)) if last.trim().is_empty() => (first, size),
        (Err(_), Ok(last)) if first.trim().is_empty() => (size.saturating_sub(last), size),
        _ => return Part::All,
    };
    if start < end { Part::Of(start..end) } else { Part::Beyond }
}

#[cfg(test)]
mod tests {
    use super::{Part, part_of};

    #[test]
    fn a_part_is_what_was_asked_for_and_is_there() {
        assert_eq!(part_of("bytes=0-0", 10), Part::Of(0..1));
        assert_eq!(part_of("bytes=4-", 10), Part::Of(4..10));
        assert_eq!(part_of("bytes=-3", 10), Part::Of(7..10));
        assert_eq!(part_of("bytes=-30", 10), Part::Of(0..10));
        assert_eq!(part_of("bytes=4-99", 10), Part::Of(4..10));
        assert_eq!(part_of("bytes=10-", 10), Part::Beyond);
        assert_eq!(part_of("bytes=-0", 10), Part::Beyond);
        for all in ["bytes=5-4", "bytes=0-1,3-4", "bytes=a-b", "lines=1-2", "bytes=-", ""] {
            assert_eq!(part_of(all, 10), Part::All, "{all}");
        }
    }
}
