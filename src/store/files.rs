//! What is known of the files that are kept beside the database.

use crate::clock::Timestamp;
use crate::domain::picture::{FileKind, MediaType};
use crate::id::{FileId, OrganisationId};
use crate::store::db::args;
use crate::store::{Error, Tx};

/// A file, without its bytes.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct FileRow {
    /// Its id.
    pub id: FileId,
    /// What it is for.
    pub kind: FileKind,
    /// What it is.
    pub media_type: MediaType,
    /// Its bytes.
    pub size: i64,
    /// Its width in pixels, where that is known.
    pub width: Option<i64>,
    /// Its height in pixels, where that is known.
    pub height: Option<i64>,
}

/// Adds a file.
pub async fn insert(tx: &mut Tx, organisation: OrganisationId, file: &FileRow, now: Timestamp) -> Result<(), Error> {
    tx.run(
        "INSERT INTO files (id, organisation_id, kind, media_type, size, width, height, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![file.id, organisation, file.kind, file.media_type, file.size, file.width, file.height, now],
    )
    .await?;
    Ok(())
}

/// The organisation's file of this kind and id.
pub async fn find(
    tx: &mut Tx,
    organisation: OrganisationId,
    kind: FileKind,
    id: FileId,
) -> Result<Option<FileRow>, Error> {
    tx.optional(
        "SELECT id, kind, media_type, size, width, height FROM files WHERE organisation_id = $1 AND kind = $2 AND id = $3",
        args![organisation, kind, id],
    )
    .await
}

/// Whose logo this is, while it is theirs.
pub async fn owner_of_logo(tx: &mut Tx, id: FileId) -> Result<Option<OrganisationId>, Error> {
    let found: Option<(OrganisationId,)> =
        tx.optional("SELECT id FROM organisations WHERE logo_id = $1", args![id]).await?;
    Ok(found.map(|(id,)| id))
}

/// Whether the organisation knows this file, as its own or as what somebody sent or is about to send.
pub async fn is_known(tx: &mut Tx, organisation: OrganisationId, id: FileId) -> Result<bool, Error> {
    let found: Option<(FileId,)> = tx
        .optional(
            "SELECT id FROM files WHERE organisation_id = $1 AND id = $2
             UNION ALL SELECT id FROM attachments WHERE organisation_id = $1 AND id = $2",
            args![organisation, id],
        )
        .await?;
    Ok(found.is_some())
}

/// Forgets a file; its bytes go when orphans are swept.
pub async fn delete(tx: &mut Tx, organisation: OrganisationId, id: FileId) -> Result<(), Error> {
    tx.run("DELETE FROM files WHERE organisation_id = $1 AND id = $2", args![organisation, id]).await?;
    Ok(())
}
