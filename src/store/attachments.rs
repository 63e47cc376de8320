//! Files that people send along with what they write.

use crate::clock::Timestamp;
use crate::domain::attachment::{Attachment, Owner, OwnerKind};
use crate::id::{FileId, MembershipId, OrganisationId};
use crate::store::db::{IntoArg, args, placeholders};
use crate::store::{Error, Tx};

const COLUMNS: &str = "a.id, a.uploader_id, a.name, a.media_type, a.size, a.width, a.height, a.created_at";

/// Adds a file that hangs on nothing yet. The same key twice is refused by the database.
pub async fn insert(
    tx: &mut Tx,
    organisation: OrganisationId,
    attachment: &Attachment,
    (key, digest): (&str, &str),
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO attachments (id, organisation_id, uploader_id, upload_key, digest, name, media_type, size, width, height, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        args![
            attachment.id,
            organisation,
            attachment.uploader_id,
            key,
            digest,
            &attachment.name,
            attachment.media_type,
            attachment.size,
            attachment.width,
            attachment.height,
            attachment.created_at,
        ],
    )
    .await?;
    Ok(())
}

/// What somebody uploaded under this key: its id and the hash of its bytes.
pub async fn find_by_key(
    tx: &mut Tx,
    organisation: OrganisationId,
    uploader: MembershipId,
    key: &str,
) -> Result<Option<(FileId, String)>, Error> {
    tx.optional(
        "SELECT id, digest FROM attachments WHERE organisation_id = $1 AND uploader_id = $2 AND upload_key = $3",
        args![organisation, uploader, key],
    )
    .await
}

/// How many files somebody has uploaded and not sent.
pub async fn count_unsent(tx: &mut Tx, organisation: OrganisationId, uploader: MembershipId) -> Result<i64, Error> {
    let (count,) = tx
        .one::<(i64,)>(
            "SELECT count(*) FROM attachments WHERE organisation_id = $1 AND uploader_id = $2 AND owner_id IS NULL",
            args![organisation, uploader],
        )
        .await?;
    Ok(count)
}

#[derive(sqlx::FromRow)]
struct SentRow {
    owner_kind: Option<OwnerKind>,
    owner_id: Option<String>,
    #[sqlx(flatten)]
    attachment: Attachment,
}

/// A file and what it hangs on, if it was sent.
pub async fn find(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: FileId,
) -> Result<Option<(Attachment, Option<Owner>)>, Error> {
    let sql = format!(
        "SELECT a.owner_kind, a.owner_id, {COLUMNS} FROM attachments a WHERE a.organisation_id = $1 AND a.id = $2"
    );
    let found: Option<SentRow> = tx.optional(&sql, args![organisation, id]).await?;
    let Some(SentRow { owner_kind, owner_id, attachment }) = found else { return Ok(None) };
    let owner = owner_kind.zip(owner_id).map(|(kind, id)| {
        Owner::of(kind, &id).ok_or_else(|| Error::Unreadable(format!("a {kind} {id:?} with a file")))
    });
    Ok(Some((attachment, owner.transpose()?)))
}

/// Those of these files that somebody uploaded and has not sent.
pub async fn unsent(
    tx: &mut Tx,
    organisation: OrganisationId,
    uploader: MembershipId,
    ids: &[FileId],
) -> Result<Vec<Attachment>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT {COLUMNS} FROM attachments a
         WHERE a.organisation_id = $1 AND a.uploader_id = $2 AND a.owner_id IS NULL AND a.id IN ({}) ORDER BY a.id",
        placeholders(3, ids.len())
    );
    let mut args = args![organisation, uploader].to_vec();
    args.extend(ids.iter().map(|id| id.into_arg()));
    tx.all(&sql, &args).await
}

/// Hangs an unsent file of somebody's on a record. False when there is none.
pub async fn attach(
    tx: &mut Tx,
    organisation: OrganisationId,
    (uploader, id): (MembershipId, FileId),
    (owner, place): (Owner, i64),
) -> Result<bool, Error> {
    let attached: Option<(FileId,)> = tx
        .optional(
            "UPDATE attachments SET owner_kind = $4, owner_id = $5, place = $6
             WHERE organisation_id = $1 AND uploader_id = $2 AND id = $3 AND owner_id IS NULL RETURNING id",
            args![organisation, uploader, id, owner.kind(), owner.id(), place],
        )
        .await?;
    Ok(attached.is_some())
}

/// The files of a record, in their order.
pub async fn of(tx: &mut Tx, organisation: OrganisationId, owner: Owner) -> Result<Vec<Attachment>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM attachments a
         WHERE a.organisation_id = $1 AND a.owner_kind = $2 AND a.owner_id = $3 ORDER BY a.place"
    );
    tx.all(&sql, args![organisation, owner.kind(), owner.id()]).await
}

#[derive(sqlx::FromRow)]
struct OwnedRow {
    owner_id: String,
    #[sqlx(flatten)]
    attachment: Attachment,
}

/// The files of these records of one kind, each with its record's id, in their order.
pub async fn of_all(
    tx: &mut Tx,
    organisation: OrganisationId,
    kind: OwnerKind,
    owners: &[String],
) -> Result<Vec<(String, Attachment)>, Error> {
    let mut found = Vec::new();
    // SQLite takes 32,766 placeholders; a thousand keeps the statement cache small.
    for chunk in owners.chunks(1_000) {
        let sql = format!(
            "SELECT a.owner_id, {COLUMNS} FROM attachments a
             WHERE a.organisation_id = $1 AND a.owner_kind = $2 AND a.owner_id IN ({}) ORDER BY a.owner_id, a.place",
            placeholders(3, chunk.len())
        );
        let mut args = args![organisation, kind].to_vec();
        args.extend(chunk.iter().map(IntoArg::into_arg));
        let rows: Vec<OwnedRow> = tx.all(&sql, &args).await?;
        found.extend(rows.into_iter().map(|row| (row.owner_id, row.attachment)));
    }
    Ok(found)
}

/// Forgets a file that somebody uploaded and has not sent. False when there is none.
pub async fn forget(
    tx: &mut Tx,
    organisation: OrganisationId,
    uploader: MembershipId,
    id: FileId,
) -> Result<bool, Error> {
    let forgotten: Option<(FileId,)> = tx
        .optional(
            "DELETE FROM attachments WHERE organisation_id = $1 AND uploader_id = $2 AND id = $3 AND owner_id IS NULL RETURNING id",
            args![organisation, uploader, id],
        )
        .await?;
    Ok(forgotten.is_some())
}

/// Forgets the files of a record that is no more; their bytes go when orphans are swept.
pub async fn forget_of(tx: &mut Tx, organisation: OrganisationId, owner: Owner) -> Result<(), Error> {
    tx.run(
        "DELETE FROM attachments WHERE organisation_id = $1 AND owner_kind = $2 AND owner_id = $3",
        args![organisation, owner.kind(), owner.id()],
    )
    .await?;
    Ok(())
}

/// Forgets what was uploaded before then, by anybody, and not sent since. What was sent and could not be stored stays until it is opened.
pub async fn forget_unsent(tx: &mut Tx, before: Timestamp) -> Result<(), Error> {
    tx.run(
        "DELETE FROM attachments WHERE owner_id IS NULL AND created_at < $1 AND NOT EXISTS (
             SELECT 1 FROM failed_submissions f
             WHERE f.membership_id = attachments.uploader_id AND f.mended_at IS NULL AND f.attachments LIKE '%' || attachments.id || '%')",
        args![before],
    )
    .await?;
    Ok(())
}
