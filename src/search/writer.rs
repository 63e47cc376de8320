//! The one writer of the index.

use std::fs::File;

use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::{IndexWriter, Term};

use super::books::Books;
use super::document::document;
use super::error::Error;
use super::folder::Folder;
use super::schema::Fields;
use super::{Change, lesson, terms};
use crate::id::OrganisationId;

/// Memory for documents before they are written out, in bytes; tantivy asks for 15 MB at least.
const MEMORY: usize = 24_000_000;
/// Segments of a size that are merged into one.
const MERGED_TOGETHER: usize = 4;
/// Articles up to which segments count as of one size.
const SMALL_SEGMENT: u32 = 200;
/// The share of replaced articles at which a segment is written again.
const REPLACED: f32 = 0.3;

/// See the module.
pub(super) struct Writer {
    fields: Fields,
    inner: IndexWriter,
    books: Books,
    /// Held as long as the writer lives.
    _lock: Option<File>,
}

impl Writer {
    /// The writer of an opened folder. A new one gets its first commit, which says what version it is.
    pub(super) fn new(folder: Folder, fields: Fields) -> Result<Self, Error> {
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .memory_budget_per_thread(MEMORY)
            .num_merge_threads(1)
            .build();
        let inner = folder.index.writer_with_options(options)?;
        let mut policy = LogMergePolicy::default();
        policy.set_min_num_segments(MERGED_TOGETHER);
        policy.set_min_layer_size(SMALL_SEGMENT);
        policy.set_level_log_size(2.0);
        policy.set_del_docs_ratio_before_merge(REPLACED);
        inner.set_merge_policy(Box::new(policy));
        let is_new = folder.books.is_none();
        let books = folder.books.unwrap_or_else(Books::new);
        let mut writer = Self { fields, inner, books: books.clone(), _lock: folder.lock };
        if is_new {
            writer.commit(books)?;
        }
        Ok(writer)
    }

    /// What the last commit wrote.
    pub(super) fn books(&self) -> &Books {
        &self.books
    }

    /// Makes the changes and moves the cursors.
    pub(super) fn apply(&mut self, changes: &[Change], cursors: &[(OrganisationId, i64)]) -> Result<(), Error> {
        let mut books = self.books.clone();
        for change in changes {
            if let Err(error) = self.change(change, &mut books) {
                self.inner.rollback()?;
                return Err(error);
            }
        }
        for (organisation, cursor) in cursors {
            books.open_account(*organisation).cursor = *cursor;
        }
        self.commit(books)
    }

    /// Forgets an organisation's articles.
    pub(super) fn clear(&mut self, organisation: OrganisationId) -> Result<(), Error> {
        let mut books = self.books.clone();
        books.open_account(organisation).cursor = 0;
        self.forget(organisation);
        self.commit(books)
    }

    fn forget(&self, organisation: OrganisationId) {
        for field in [self.fields.organisation, self.fields.lesson.organisation] {
            self.inner.delete_term(Term::from_field_text(field, &organisation.to_string()));
        }
    }

    fn change(&mut self, change: &Change, books: &mut Books) -> Result<(), Error> {
        let (organisation, article) = match change {
            Change::Clear(organisation) => {
                self.forget(*organisation);
                return Ok(());
            }
            Change::Put(article) => (article.organisation, article.article),
            Change::Remove { organisation, article } => (*organisation, *article),
        };
        let key = terms::key(organisation, article);
        for field in [self.fields.key, self.fields.lesson.key] {
            self.inner.delete_term(Term::from_field_text(field, &key));
        }
        if let Change::Put(article) = change {
            let account = books.open_account(organisation);
            account.add_language(&article.language);
            let prefix = terms::prefix(account.number);
            self.inner.add_document(document(article, &prefix, &self.fields))?;
            for lesson in &article.lessons {
                account.newest_lesson = account.newest_lesson.max(lesson::day(lesson.taught_at));
                self.inner.add_document(lesson::document(article, lesson, &prefix, &self.fields))?;
            }
        }
        Ok(())
    }

    fn commit(&mut self, books: Books) -> Result<(), Error> {
        let committed = write(&mut self.inner, &books);
        if committed.is_err() {
            self.inner.rollback()?;
        } else {
            self.books = books;
        }
        committed
    }
}

fn write(writer: &mut IndexWriter, books: &Books) -> Result<(), Error> {
    let payload = books.write().map_err(std::io::Error::other)?;
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(&payload);
    commit.commit()?;
    Ok(())
}
