//! Files beside the database.
//!
//! Bytes are written before the transaction that makes them known: what a commit names is there. When the commit fails they are orphans,
//! which nobody can reach and which are swept.

use std::time::Duration;

use bytes::Bytes;

use crate::app::{App, Error, Writing};
use crate::domain::picture::{FileKind, MediaType, Picture};
use crate::id::{FileId, OrganisationId};
use crate::store;
use crate::store::files::FileRow;

/// How old an orphan is before it is swept; no transaction takes this long.
const ORPHANED: Duration = Duration::from_secs(24 * 60 * 60);

/// A picture whose bytes are written and which no transaction knows yet.
#[derive(Debug)]
#[must_use = "a file that no transaction keeps is swept"]
pub struct Written {
    organisation: OrganisationId,
    row: FileRow,
}

/// Writes a picture's bytes, to be kept by [`keep_in`]. To be awaited before the transaction begins, so that no disk holds it up.
pub async fn write(app: &App, organisation: OrganisationId, picture: Picture) -> Result<Written, Error> {
    let Picture { kind, media_type, bytes, size } = picture;
    let id = FileId::new(app.clock.now(), &*app.chance);
    let length = i64::try_from(bytes.len()).map_err(|error| Error::Internal(error.to_string()))?;
    app.files.put(organisation, id, Bytes::from(bytes)).await?;
    let (width, height) = size.map(|(width, height)| (i64::from(width), i64::from(height))).unzip();
    Ok(Written { organisation, row: FileRow { id, kind, media_type, size: length, width, height } })
}

/// Makes a written picture known, in the transaction of what refers to it.
pub async fn keep_in(writing: &mut Writing, written: Written) -> Result<FileId, Error> {
    let now = writing.now;
    store::files::insert(&mut writing.tx, written.organisation, &written.row, now).await?;
    Ok(written.row.id)
}

/// Forgets a file that nothing refers to any more. Its bytes are swept later.
pub async fn forget_in(writing: &mut Writing, organisation: OrganisationId, id: FileId) -> Result<(), Error> {
    Ok(store::files::delete(&mut writing.tx, organisation, id).await?)
}

/// A file as it is sent.
#[derive(Clone, Debug)]
pub struct Kept {
    /// What it is.
    pub media_type: MediaType,
    /// Its bytes.
    pub bytes: Bytes,
}

/// A file of an organisation. Who may see it is the caller's to know.
pub async fn find(app: &App, organisation: OrganisationId, kind: FileKind, id: FileId) -> Result<Kept, Error> {
    let mut tx = app.db.read().await?;
    let row = store::files::find(&mut tx, organisation, kind, id).await?.ok_or(Error::NotFound)?;
    drop(tx);
    let bytes = app.files.get(organisation, id).await?.ok_or(Error::NotFound)?;
    Ok(Kept { media_type: row.media_type, bytes })
}

/// An organisation's logo, which everybody may see: it is on the page at which people sign in, and in mails.
pub async fn logo(app: &App, id: FileId) -> Result<Kept, Error> {
    let mut tx = app.db.read().await?;
    let organisation = store::files::owner_of_logo(&mut tx, id).await?.ok_or(Error::NotFound)?;
    drop(tx);
    find(app, organisation, FileKind::Logo, id).await
}

/// Removes the bytes that no transaction has made known, that were uploaded and not sent, that came in no further, or that were forgotten.
/// Returns how many files went.
pub async fn sweep(app: &App) -> Result<usize, Error> {
    let old = app.clock.now() - ORPHANED;
    let mut writing = app.begin().await?;
    store::attachments::forget_unsent(&mut writing.tx, old).await?;
    app.commit(writing).await?;
    let mut swept = app.files.forget_unfinished(old).await?;
    for (organisation, id) in app.files.all().await? {
        if id.made_at() > old {
            continue;
        }
        let mut tx = app.db.read().await?;
        let known = store::files::is_known(&mut tx, organisation, id).await?;
        drop(tx);
        if !known {
            app.files.delete(organisation, id).await?;
            swept += 1;
        }
    }
    Ok(swept)
}
