//! The index's place on the disk. It is derived: whatever cannot be read is thrown away and made again from the database.

use std::fs::{File, TryLockError};
use std::path::Path;

use super::books::Books;
use super::error::Error;
use super::schema::schema;

/// An opened index and the lock that keeps other processes out.
#[derive(Debug)]
pub(super) struct Folder {
    pub(super) index: tantivy::Index,
    /// `None` for an index without documents that was just made.
    pub(super) books: Option<Books>,
    pub(super) lock: Option<File>,
}

/// Opens the index in `folder`, or an empty one in its stead.
pub(super) fn open(folder: &Path) -> Result<Folder, Error> {
    std::fs::create_dir_all(folder)?;
    let lock = File::options().create(true).truncate(false).write(true).open(folder.join("lock"))?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(Error::InUse(folder.to_owned())),
        Err(TryLockError::Error(error)) => return Err(error.into()),
    }
    let inner = folder.join("index");
    if inner.exists() {
        match read(&inner) {
            Ok((index, books)) => return Ok(Folder { index, books: Some(books), lock: Some(lock) }),
            Err(reason) => tracing::warn!(%reason, "the search index cannot be used and is made again"),
        }
        std::fs::remove_dir_all(&inner)?;
    }
    std::fs::create_dir_all(&inner)?;
    let index = tantivy::Index::create_in_dir(&inner, schema().0)?;
    Ok(Folder { index, books: None, lock: Some(lock) })
}

/// An index that lives as long as its value.
pub(super) fn in_memory() -> Folder {
    Folder { index: tantivy::Index::create_in_ram(schema().0), books: None, lock: None }
}

fn read(folder: &Path) -> Result<(tantivy::Index, Books), String> {
    let index = tantivy::Index::open_in_dir(folder).map_err(|error| error.to_string())?;
    if index.schema() != schema().0 {
        return Err("it has other fields".to_owned());
    }
    let metas = index.load_metas().map_err(|error| error.to_string())?;
    let books = metas.payload.as_deref().and_then(Books::read).ok_or("it is of another version")?;
    let damaged = index.validate_checksum().map_err(|error| error.to_string())?;
    if damaged.is_empty() { Ok((index, books)) } else { Err(format!("{} damaged files", damaged.len())) }
}
