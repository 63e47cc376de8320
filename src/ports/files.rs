//! What is kept beside the database: pictures, later attachments.
//!
//! A file is written once under an id of its own and never changed, so that it may be kept by browsers for ever.

use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::TryStreamExt as _;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Place;
use object_store::{ObjectStore, ObjectStoreExt as _};

use crate::id::{FileId, OrganisationId};

/// Why a file could not be written or read.
#[derive(Debug, thiserror::Error)]
#[error("files: {0}")]
pub struct Error(#[from] object_store::Error);

/// Where files are.
#[derive(Clone, Debug)]
pub struct Files(Arc<dyn ObjectStore>);

impl Files {
    /// Keeps files in a folder, which must be there.
    pub fn in_folder(folder: &Path) -> Result<Self, Error> {
        Ok(Self(Arc::new(LocalFileSystem::new_with_prefix(folder)?)))
    }

    /// Writes a file, whole or not at all.
    pub async fn put(&self, organisation: OrganisationId, id: FileId, bytes: Bytes) -> Result<(), Error> {
        self.0.put(&place(organisation, id), bytes.into()).await?;
        Ok(())
    }

    /// Reads a file; none when it is not there.
    pub async fn get(&self, organisation: OrganisationId, id: FileId) -> Result<Option<Bytes>, Error> {
        match self.0.get(&place(organisation, id)).await {
            Ok(found) => Ok(Some(found.bytes().await?)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Removes a file. One that is not there is as good as removed.
    pub async fn delete(&self, organisation: OrganisationId, id: FileId) -> Result<(), Error> {
        match self.0.delete(&place(organisation, id)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Every file that is there, of every organisation. What was not put here is passed over.
    pub async fn all(&self) -> Result<Vec<(OrganisationId, FileId)>, Error> {
        let found: Vec<_> = self.0.list(None).try_collect().await?;
        Ok(found.iter().filter_map(|file| owner(&file.location)).collect())
    }
}

fn place(organisation: OrganisationId, id: FileId) -> Place {
    Place::from(format!("{organisation}/{id}"))
}

fn owner(place: &Place) -> Option<(OrganisationId, FileId)> {
    let (organisation, id) = place.as_ref().split_once('/')?;
    Some((organisation.parse().ok()?, id.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;
    use crate::id::SystemChance;

    #[actix_web::test]
    async fn a_file_is_an_organisation_s_own() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::in_folder(folder.path()).unwrap();
        let now = Timestamp::from_millis(1_000);
        let (ours, theirs) = (OrganisationId::new(now, &SystemChance), OrganisationId::new(now, &SystemChance));
        let id = FileId::new(now, &SystemChance);
        assert_eq!(files.get(ours, id).await.unwrap(), None);
        files.put(ours, id, Bytes::from_static(b"picture")).await.unwrap();
        assert_eq!(files.get(ours, id).await.unwrap(), Some(Bytes::from_static(b"picture")));
        assert_eq!(files.get(theirs, id).await.unwrap(), None);
        files.delete(theirs, id).await.unwrap();

        std::fs::write(folder.path().join("notes.txt"), "not ours").unwrap();
        assert_eq!(files.all().await.unwrap(), [(ours, id)]);
        files.delete(ours, id).await.unwrap();
        assert_eq!(files.all().await.unwrap(), []);
        assert!(folder.path().join("notes.txt").exists());
    }
}
