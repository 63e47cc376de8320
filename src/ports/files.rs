//! What is kept beside the database: pictures, attachments.
//!
//! A file is written once under an id of its own and never changed, so that it may be kept by browsers for ever.

use std::ffi::OsStr;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream::BoxStream;
use futures_util::{StreamExt as _, TryStreamExt as _};
use object_store::local::LocalFileSystem;
use object_store::path::Path as Place;
use object_store::{GetOptions, GetRange, ObjectStore, ObjectStoreExt as _, WriteMultipart};

use crate::clock::Timestamp;
use crate::id::{FileId, OrganisationId};

/// Why a file could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What the store says.
    #[error("files: {0}")]
    Store(#[from] object_store::Error),
    /// What the system says of the folder.
    #[error("the folder of the files: {0}")]
    Folder(#[from] io::Error),
}

/// Bytes that are gathered before they are written.
const PART: usize = 1024 * 1024;

/// Parts of a file that wait to be written; whoever sends it waits, too.
const PARTS_AT_ONCE: usize = 2;

/// A file that comes in piece by piece. Nobody sees it before it is [finished](Receiving::finish); dropped, it leaves nothing behind.
pub struct Receiving(WriteMultipart);

impl Receiving {
    /// Takes the next piece, when there is room for it.
    pub async fn write(&mut self, piece: Bytes) -> Result<(), Error> {
        self.0.wait_for_capacity(PARTS_AT_ONCE).await?;
        self.0.put(piece);
        Ok(())
    }

    /// Keeps it.
    pub async fn finish(self) -> Result<(), Error> {
        self.0.finish().await?;
        Ok(())
    }

    /// Leaves nothing of it.
    pub async fn abort(self) -> Result<(), Error> {
        Ok(self.0.abort().await?)
    }
}

/// The bytes of a file, or a part of them, as they are read.
pub type Reading = BoxStream<'static, Result<Bytes, Error>>;

/// Where files are.
#[derive(Clone, Debug)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    folder: Arc<Path>,
}

impl Files {
    /// Keeps files in a folder, which must be there.
    pub fn in_folder(folder: &Path) -> Result<Self, Error> {
        Ok(Self { store: Arc::new(LocalFileSystem::new_with_prefix(folder)?), folder: folder.into() })
    }

    /// Writes a file, whole or not at all.
    pub async fn put(&self, organisation: OrganisationId, id: FileId, bytes: Bytes) -> Result<(), Error> {
        self.store.put(&place(organisation, id), bytes.into()).await?;
        Ok(())
    }

    /// Begins to write a file whose end is not there yet, so that no more of it is in memory than a few parts.
    pub async fn receive(&self, organisation: OrganisationId, id: FileId) -> Result<Receiving, Error> {
        let upload = self.store.put_multipart(&place(organisation, id)).await?;
        Ok(Receiving(WriteMultipart::new_with_chunk_size(upload, PART)))
    }

    /// Reads these bytes of a file, as they are asked for; none when it is not there.
    pub async fn read(
        &self,
        organisation: OrganisationId,
        id: FileId,
        bytes: Range<u64>,
    ) -> Result<Option<Reading>, Error> {
        let options = GetOptions { range: Some(GetRange::Bounded(bytes)), ..GetOptions::default() };
        match self.store.get_opts(&place(organisation, id), options).await {
            Ok(found) => Ok(Some(found.into_stream().map_err(Error::from).boxed())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Reads a file; none when it is not there.
    pub async fn get(&self, organisation: OrganisationId, id: FileId) -> Result<Option<Bytes>, Error> {
        match self.store.get(&place(organisation, id)).await {
            Ok(found) => Ok(Some(found.bytes().await?)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Removes a file. One that is not there is as good as removed.
    pub async fn delete(&self, organisation: OrganisationId, id: FileId) -> Result<(), Error> {
        match self.store.delete(&place(organisation, id)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Every file that is there, of every organisation. What was not put here is passed over.
    pub async fn all(&self) -> Result<Vec<(OrganisationId, FileId)>, Error> {
        let found: Vec<_> = self.store.list(None).try_collect().await?;
        Ok(found.iter().filter_map(|file| owner(&file.location)).collect())
    }

    /// Removes what is left of files that began to come in before this and are not whole: the program was ended in their middle. Returns how
    /// many there were. The store neither lists nor removes them.
    pub async fn forget_unfinished(&self, before: Timestamp) -> Result<usize, Error> {
        let mut forgotten = 0;
        let mut organisations = tokio::fs::read_dir(&self.folder).await?;
        while let Some(organisation) = organisations.next_entry().await? {
            if !organisation.file_type().await?.is_dir() {
                continue;
            }
            let mut files = tokio::fs::read_dir(organisation.path()).await?;
            while let Some(file) = files.next_entry().await? {
                let is_old = unfinished(&file.file_name()).is_some_and(|id| id.made_at() < before);
                if !is_old {
                    continue;
                }
                match tokio::fs::remove_file(file.path()).await {
                    Ok(()) => forgotten += 1,
                    // Another node was quicker.
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                    Err(error) => return Err(error.into()),
                }
            }
        }
        Ok(forgotten)
    }
}

fn place(organisation: OrganisationId, id: FileId) -> Place {
    Place::from(format!("{organisation}/{id}"))
}

fn owner(place: &Place) -> Option<(OrganisationId, FileId)> {
    let (organisation, id) = place.as_ref().split_once('/')?;
    Some((organisation.parse().ok()?, id.parse().ok()?))
}

/// Which file a name is a part of: [`LocalFileSystem`] writes `{name}#{number}` and renames it when it is whole.
fn unfinished(name: &OsStr) -> Option<FileId> {
    let (id, number) = name.to_str()?.split_once('#')?;
    number.parse::<u64>().ok()?;
    id.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
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

    #[actix_web::test]
    async fn a_file_that_comes_in_pieces_is_there_when_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::in_folder(folder.path()).unwrap();
        let now = Timestamp::from_millis(1_000);
        let ours = OrganisationId::new(now, &SystemChance);
        let [kept, left] = [0, 1].map(|_| FileId::new(now, &SystemChance));
        let mut receiving = files.receive(ours, kept).await.unwrap();
        for piece in 0..5_u8 {
            receiving.write(Bytes::from(vec![piece; PART / 2])).await.unwrap();
        }
        assert_eq!(files.get(ours, kept).await.unwrap(), None);
        receiving.finish().await.unwrap();
        let at = 2 * PART as u64;
        let read = files.read(ours, kept, at - 2..at + 2).await.unwrap().unwrap();
        assert_eq!(read.try_collect::<Vec<_>>().await.unwrap().concat(), [3, 3, 4, 4]);
        assert!(files.read(ours, left, 0..1).await.unwrap().is_none());

        let mut receiving = files.receive(ours, left).await.unwrap();
        receiving.write(Bytes::from(vec![0; 2 * PART])).await.unwrap();
        receiving.abort().await.unwrap();
        assert_eq!(files.all().await.unwrap(), [(ours, kept)]);
        let left = std::fs::read_dir(folder.path().join(ours.to_string())).unwrap().count();
        assert_eq!(left, 1, "nothing is left of what was not finished");
    }

    #[actix_web::test]
    async fn what_a_crash_left_of_a_file_is_forgotten_when_it_is_old() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::in_folder(folder.path()).unwrap();
        let ours = OrganisationId::new(Timestamp::from_millis(1), &SystemChance);
        let [old, fresh] = [1_000, 3_000].map(|at| FileId::new(Timestamp::from_millis(at), &SystemChance));
        for id in [old, fresh] {
            let mut receiving = files.receive(ours, id).await.unwrap();
            receiving.write(Bytes::from(vec![0; 2 * PART])).await.unwrap();
            // As a crash does: neither finished nor left in peace.
            std::mem::forget(receiving);
        }
        let here = folder.path().join(ours.to_string());
        std::fs::write(here.join("notes#1.txt"), "not ours").unwrap();
        assert_eq!(std::fs::read_dir(&here).unwrap().count(), 3);
        assert_eq!(files.forget_unfinished(Timestamp::from_millis(2_000)).await.unwrap(), 1);
        let left: Vec<_> = std::fs::read_dir(&here).unwrap().map(|file| file.unwrap().file_name()).collect();
        assert_eq!(left.len(), 2);
        assert!(left.iter().all(|name| unfinished(name) == Some(fresh) || name == "notes#1.txt"), "{left:?}");
    }
}
