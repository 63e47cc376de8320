//! All articles as a file that an import takes.

use actix_web::HttpResponse;
use bytes::Bytes;
use futures_util::stream;

use crate::app::exporting::{self, Export};
use crate::web::error::Error;
use crate::web::forms::download;
use crate::web::visit::Staff;

/// `GET /desk/articles/export.jsonl`: drafts and what is for staff only, too; sent as it is read.
pub(crate) async fn show(Staff(visit): Staff) -> Result<HttpResponse, Error> {
    let export = exporting::export_for(&visit.state.app, &visit.caller)?;
    let name = format!("{}-articles-{}.jsonl", visit.organisation.slug, visit.zone.day(visit.now));
    Ok(download("application/x-ndjson; charset=utf-8", name).streaming(stream::try_unfold(export, part)))
}

/// The next bytes. An error breaks the answer off before its end, so that nobody takes a part for the whole.
async fn part(mut export: Export) -> Result<Option<(Bytes, Export)>, Error> {
    let read = async {
        let mut text = String::new();
        for line in export.part().await? {
            text.push_str(&line.to_json().map_err(|error| Error::Broken(error.to_string()))?);
            text.push('\n');
        }
        Ok(text)
    };
    match read.await {
        Ok(text) => Ok((!text.is_empty()).then(|| (Bytes::from(text), export))),
        Err(error) => {
            let error: Error = error;
            tracing::error!(%error, "an export of articles broke off");
            Err(error)
        }
    }
}
