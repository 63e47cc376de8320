//! Forms with which files are sent: as the script sends them, with the ids of what is uploaded already, or as a browser sends them by
//! itself, with the files in them.

use actix_multipart::{Field, Multipart};
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{FromRequest as _, HttpRequest, web};
use bytes::Bytes;
use futures_util::{Stream, StreamExt as _, TryStreamExt as _};
use serde::de::DeserializeOwned;

use crate::app::attachments::{self, Cut, NotKept, UploadKey};
use crate::domain::attachment::{Attachment, BadAttachment, MAX_FILES};
use crate::domain::input::{Body, Invalid, Problem, Problems};
use crate::id::FileId;
use crate::views::attachments::{Picker, RefusedFile};
use crate::web::error::Error;
use crate::web::forms::{FORM_BYTES, key_or_new};
use crate::web::visit::Visit;

/// The field that names a file which is uploaded already; there is one for each.
const ATTACHMENT: &str = "attachment";

/// A form as it came.
pub(crate) struct Sent<T> {
    /// What was typed.
    pub(crate) fields: T,
    /// The files that go with it, each once, in their order.
    pub(crate) files: Vec<FileId>,
    /// Those that were not taken.
    pub(crate) refused: Vec<RefusedFile>,
}

impl<T> Sent<T> {
    /// A form that nothing was sent with yet.
    pub(crate) const fn of(fields: T) -> Self {
        Self { fields, files: Vec::new(), refused: Vec::new() }
    }

    /// What is said of the message with its files: a file that was not taken holds it back, so that nobody thinks it had been sent.
    pub(crate) fn body(&self, problems: &mut Problems, text: &str) -> Option<Body> {
        let parse = if self.files.is_empty() { Body::parse } else { Body::beside_files };
        let body = problems.keep("body", parse(text));
        let files = if self.refused.is_empty() { Ok(()) } else { Err(Problem::FilesRefused) };
        problems.keep("files", files);
        body
    }

    /// Those of its files that are there and were not sent, for the form when it is shown again.
    pub(crate) async fn unsent(&self, visit: &Visit) -> Result<Vec<Attachment>, Error> {
        Ok(attachments::unsent(&visit.state.app, &visit.caller, &self.files).await?)
    }

    /// The part of the form where files are chosen, with these in it.
    pub(crate) fn picker<'a>(&'a self, files: &'a [Attachment]) -> Picker<'a> {
        Picker { files, refused: &self.refused }
    }
}

/// What is said of a form whose files are not all there any more.
pub(crate) const fn files_gone() -> Invalid {
    Invalid { field: "files", problem: Problem::FilesGone }
}

/// Reads a form. Files in it are taken in as they come.
pub(crate) async fn read<T: DeserializeOwned>(
    request: &HttpRequest,
    visit: &Visit,
    payload: web::Payload,
) -> Result<Sent<T>, Error> {
    let mut payload = payload.into_inner();
    let kind = request.headers().get(CONTENT_TYPE);
    let form = if kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/")) {
        read_parts(visit, Multipart::new(request.headers(), payload)).await?
    } else {
        let texts = web::Form::<Vec<(String, String)>>::from_request(request, &mut payload).await;
        Form { texts: texts.map_err(|error| unreadable_form(&error))?.into_inner(), ..Form::default() }
    };
    let Form { texts, uploaded, mut refused } = form;
    let (named, typed): (Vec<_>, Vec<_>) = texts.into_iter().partition(|(name, _)| name == ATTACHMENT);
    let mut files: Vec<FileId> = Vec::new();
    // What is no id is a file that is not there.
    for id in named.iter().filter_map(|(_, id)| id.parse().ok()).chain(uploaded) {
        if !files.contains(&id) {
            files.push(id);
        }
    }
    if files.len() > MAX_FILES {
        let spare = files.split_off(MAX_FILES);
        refused.extend(spare.iter().map(|id| RefusedFile { name: id.to_string(), why: BadAttachment::TooMany }));
    }
    let pairs: String = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(typed).finish();
    let fields = web::Query::<T>::from_query(&pairs).map_err(|error| Error::Unreadable(error.to_string()))?;
    Ok(Sent { fields: fields.into_inner(), files, refused })
}

fn unreadable_form(error: &actix_web::Error) -> Error {
    let status = error.as_response_error().status_code();
    if status == actix_web::http::StatusCode::PAYLOAD_TOO_LARGE {
        Error::TooLarge
    } else {
        Error::Unreadable(error.to_string())
    }
}

#[derive(Default)]
struct Form {
    texts: Vec<(String, String)>,
    uploaded: Vec<FileId>,
    refused: Vec<RefusedFile>,
}

async fn read_parts(visit: &Visit, mut parts: Multipart) -> Result<Form, Error> {
    let mut form = Form::default();
    let mut typed = 0;
    while let Some(mut part) = parts.try_next().await.map_err(|error| unreadable(&error))? {
        let file = part.content_disposition().and_then(|said| said.get_filename()).map(str::to_owned);
        let Some(file) = file else {
            let name = part.name().unwrap_or_default().to_owned();
            let text = text(&mut part, FORM_BYTES.saturating_sub(typed)).await?;
            typed += text.len();
            form.texts.push((name, text));
            continue;
        };
        // A browser sends a file field without a file with an empty name.
        if file.is_empty() {
            skip(part).await?;
            continue;
        }
        take(visit, &mut form, (&file, part)).await?;
    }
    Ok(form)
}

async fn text(part: &mut Field, room: usize) -> Result<String, Error> {
    let mut bytes = Vec::new();
    while let Some(piece) = part.try_next().await.map_err(|error| unreadable(&error))? {
        if bytes.len() + piece.len() >= room {
            return Err(Error::TooLarge);
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Takes in a file of a form, or notes why not.
async fn take(visit: &Visit, form: &mut Form, (name, part): (&str, Field)) -> Result<(), Error> {
    let app = &visit.state.app;
    let attached = form.texts.iter().filter(|(name, _)| name == ATTACHMENT).count() + form.uploaded.len();
    if attached >= MAX_FILES {
        skip(part).await?;
        form.refused.push(RefusedFile { name: name.to_owned(), why: BadAttachment::TooMany });
        return Ok(());
    }
    // The form's key stands before its files.
    let key = form.texts.iter().find(|(name, _)| name == "key").map_or("", |(_, key)| key.as_str());
    let key = key_or_new(key, &*app.chance).or_else(|_| key_or_new("", &*app.chance));
    let key = key.map_err(|_| Error::Broken("a key that was just made is none".to_owned()))?;
    let received = attachments::receive(app, &visit.caller, (name, UploadKey::OfForm(&key)), pieces(part)).await;
    let why = match received {
        Ok(attachment) => {
            form.uploaded.push(attachment.id);
            return Ok(());
        }
        Err(NotKept::Bad(bad)) => bad,
        Err(NotKept::Cut(cut)) => return Err(Error::Unreadable(cut.to_string())),
        // What was typed must not be lost with it.
        Err(NotKept::Failed(error @ (crate::app::Error::Files(_) | crate::app::Error::Store(_)))) => {
            tracing::error!(%error, "a file could not be stored");
            BadAttachment::NotStored
        }
        Err(NotKept::Failed(error)) => return Err(error.into()),
    };
    form.refused.push(RefusedFile { name: name.to_owned(), why });
    Ok(())
}

/// Reads a part to no use, so that what follows it is not lost.
async fn skip(mut part: Field) -> Result<(), Error> {
    while part.try_next().await.map_err(|error| unreadable(&error))?.is_some() {}
    Ok(())
}

/// The bytes of a part as they come.
fn pieces(part: Field) -> impl Stream<Item = Result<Bytes, Cut>> {
    part.map(|piece| piece.map_err(|_| Cut))
}

fn unreadable(error: &actix_multipart::MultipartError) -> Error {
    Error::Unreadable(error.to_string())
}
