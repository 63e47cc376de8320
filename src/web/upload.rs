//! Forms with a file in them.

use std::future::Future;
use std::pin::Pin;

use actix_multipart::{Field, Multipart};
use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::{StreamExt as _, TryStreamExt as _};

use crate::web::error::Error;
use crate::web::forms::FORM_BYTES;

/// Bytes of a file that are kept: more than any that is taken, so that what is too large is told from what is not.
pub(crate) const KEPT: usize = 8 * 1024 * 1024;
/// Bytes that are read at all: a file that is too large is read to its end, so that the rest of its form is not lost.
const READ: usize = 64 * 1024 * 1024;

/// A form as it came, with or without a file: its texts in order, and the file, if one was chosen. What it is called and what the browser takes it for is not
/// even looked at.
#[derive(Debug, Default)]
pub(crate) struct Upload {
    texts: Vec<(String, String)>,
    pub(crate) file: Option<Vec<u8>>,
    /// The files of a form that takes several, by their fields' names.
    files: Vec<(String, Vec<u8>)>,
}

impl Upload {
    /// What was typed into a field; empty when there is no such field.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.texts.iter().find(|(field, _)| field == name).map_or("", |(_, text)| text)
    }

    /// The file that was chosen in a field, where a form takes several.
    pub(crate) fn named(&self, name: &str) -> Option<&[u8]> {
        self.files.iter().find(|(field, _)| field == name).map(|(_, bytes)| bytes.as_slice())
    }

    /// Reads a form of whose files more is kept than of others.
    pub(crate) async fn large(request: &HttpRequest, payload: &mut Payload, kept: usize) -> Result<Self, Error> {
        if is_multipart(request) {
            return read(Multipart::new(request.headers(), payload.take()), kept).await;
        }
        Self::from_request(request, payload).await
    }

    /// All that was typed.
    pub(crate) fn into_texts(self) -> Vec<(String, String)> {
        self.texts
    }
}

impl FromRequest for Upload {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;
    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        if is_multipart(request) {
            return Box::pin(read(Multipart::new(request.headers(), payload.take()), KEPT));
        }
        let form = web::Form::<Vec<(String, String)>>::from_request(request, payload);
        Box::pin(async move {
            let texts = form.await.map_err(|error| Error::Unreadable(error.to_string()))?.into_inner();
            Ok(Self { texts, ..Self::default() })
        })
    }
}

fn is_multipart(request: &HttpRequest) -> bool {
    request.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/"))
}

async fn read(mut parts: Multipart, largest: usize) -> Result<Upload, Error> {
    let mut upload = Upload::default();
    let (mut typed, mut total) = (0, 0);
    while let Some(mut part) = parts.try_next().await.map_err(|error| unreadable(&error))? {
        let name = part.name().unwrap_or_default().to_owned();
        // A browser sends a file field without a file with an empty name.
        let file = part.content_disposition().and_then(|said| said.get_filename()).map(|name| !name.is_empty());
        let kept = if file.is_some() { largest } else { FORM_BYTES.saturating_sub(typed) };
        let bytes = bytes(&mut part, kept, &mut total).await?;
        if file.is_none() {
            typed += bytes.len();
            if typed >= FORM_BYTES {
                return Err(Error::TooLarge);
            }
            upload.texts.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        } else if file == Some(true) || !bytes.is_empty() {
            upload.files.push((name, bytes.clone()));
            upload.file = Some(bytes);
        }
    }
    Ok(upload)
}

/// The first `kept` bytes of a part; the rest of it is read, too.
async fn bytes(part: &mut Field, kept: usize, total: &mut usize) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.next().await {
        let chunk = chunk.map_err(|error| unreadable(&error))?;
        *total += chunk.len();
        if *total > READ {
            return Err(Error::TooLarge);
        }
        let room = kept.saturating_sub(bytes.len()).min(chunk.len());
        bytes.extend_from_slice(&chunk[..room]);
    }
    Ok(bytes)
}

fn unreadable(error: &actix_multipart::MultipartError) -> Error {
    Error::Unreadable(error.to_string())
}
