/// Why the index cannot answer or take a change.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another process writes to this folder.
    #[error("the search index in {0} is in use by another process")]
    InUse(std::path::PathBuf),
    /// The folder cannot be read or written.
    #[error("the search index's folder: {0}")]
    Folder(#[from] std::io::Error),
    /// The index itself fails.
    #[error("the search index: {0}")]
    Index(#[from] tantivy::TantivyError),
    /// A writer died half way; the process must open the index again.
    #[error("the search index's writer stopped in the middle of a change")]
    Broken,
}
