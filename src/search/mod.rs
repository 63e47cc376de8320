//! Full-text search over help articles, and the suggestions while a subject is typed.
//!
//! The index is derived from the database and can be thrown away at any time; its cursors say up to which event of each
//! organisation's help centre it has followed. `document` turns an article into terms, `subject` turns what was typed into
//! concepts, `gather` reads the lists of the articles that have them, `learned` those of past subjects, `ranking` decides, `snippet`
//! shows why.

mod books;
mod document;
mod error;
mod fold;
mod folder;
mod gather;
mod language;
mod learned;
mod lesson;
mod markdown;
mod ranking;
mod related;
mod schema;
mod snippet;
mod spelling;
mod split;
mod subject;
mod synonyms;
mod terms;
mod view;
mod writer;

use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use tantivy::schema::Value as _;
use tantivy::{DocAddress, IndexReader, ReloadPolicy, TantivyDocument};

pub use self::error::Error;
use self::folder::Folder;
use self::ranking::{Hit, Ranked, Weights};
use self::schema::{BODY, Fields, TITLE};
use self::subject::Concept;
use self::view::View;
use self::writer::Writer;
use crate::clock::Timestamp;
use crate::id::{ArticleId, CustomerId, OrganisationId};

/// An article as it comes to be found.
#[derive(Clone, Debug)]
pub struct IndexedArticle {
    /// Whose article it is; only its own searches find it.
    pub organisation: OrganisationId,
    /// The article.
    pub article: ArticleId,
    /// Its name in addresses.
    pub slug: String,
    /// Its title, plain text.
    pub title: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its text in Markdown.
    pub body: String,
    /// Its id where it was imported from.
    pub external_id: Option<String>,
    /// The language it is written in, such as `en`.
    pub language: String,
    /// What it has learned, each from another question.
    pub lessons: Vec<IndexedLesson>,
}

/// A subject that an article answers, as it comes to be found. It is never shown, and a word of it that only one customer knows is
/// taken for a word that nobody wrote.
#[derive(Clone, Debug)]
pub struct IndexedLesson {
    /// What was asked.
    pub subject: String,
    /// Whose words they are.
    pub customer: Option<CustomerId>,
    /// Whether staff wrote them: then they are nobody's secret.
    pub staff_written: bool,
    /// Whether clients alone say that the article answers it: then a word of it counts once three customers say so.
    pub only_clients: bool,
    /// What it weighs in hundredths.
    pub weight: u8,
    /// When it was learned.
    pub taught_at: Timestamp,
}

/// A change to what can be found.
#[derive(Clone, Debug)]
pub enum Change {
    /// All of an organisation's articles are to be found no more; those that follow are put anew, in the same commit.
    Clear(OrganisationId),
    /// The article is there, or has changed.
    Put(IndexedArticle),
    /// The article is to be found no more.
    Remove {
        /// Whose article it was.
        organisation: OrganisationId,
        /// The article.
        article: ArticleId,
    },
}

/// A piece of plain text, to be escaped by who shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it is what was asked for.
    pub marked: bool,
}

/// An article that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The article.
    pub article: ArticleId,
    /// Its name in addresses.
    pub slug: String,
    /// Its id where it was imported from.
    pub external_id: Option<String>,
    /// Its title with the matches marked.
    pub title: Vec<Piece>,
    /// The part of its text that fits best, with the matches marked.
    pub snippet: Vec<Piece>,
}

/// The index of this process. Clones share it.
///
/// Every method reads or writes files and computes: call it where blocking is allowed.
#[derive(Clone)]
pub struct Index(Arc<Shared>);

struct Shared {
    fields: Fields,
    reader: IndexReader,
    writer: Mutex<Writer>,
    /// What the last commit wrote.
    books: RwLock<Arc<books::Books>>,
    weights: Weights,
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index").finish_non_exhaustive()
    }
}

impl Index {
    /// Opens the index in `folder`. A folder that is missing, damaged or of another version becomes an empty index, whose
    /// cursors are 0.
    ///
    /// # Errors
    ///
    /// Another process has it open, or the folder cannot be written.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        Self::new(folder::open(folder)?)
    }

    /// An index for tests.
    ///
    /// # Errors
    ///
    /// The index cannot be made.
    pub fn in_memory() -> Result<Self, Error> {
        Self::new(folder::in_memory())
    }

    fn new(folder: Folder) -> Result<Self, Error> {
        let (_, fields) = schema::schema();
        let reader = folder.index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let writer = Writer::new(folder, fields)?;
        let books = RwLock::new(Arc::new(writer.books().clone()));
        Ok(Self(Arc::new(Shared { fields, reader, writer: Mutex::new(writer), books, weights: Weights::default() })))
    }

    /// Makes the changes, in their order, and moves the cursors, in one commit; then searches see it.
    ///
    /// # Errors
    ///
    /// Nothing was changed.
    pub fn apply(&self, changes: &[Change], cursors: &[(OrganisationId, i64)]) -> Result<(), Error> {
        self.write(|writer| writer.apply(changes, cursors))
    }

    /// Forgets all articles of an organisation and sets its cursor to 0, so that it is followed from the beginning.
    ///
    /// # Errors
    ///
    /// Nothing was changed.
    pub fn clear(&self, organisation: OrganisationId) -> Result<(), Error> {
        self.write(|writer| writer.clear(organisation))
    }

    fn write(&self, change: impl FnOnce(&mut Writer) -> Result<(), Error>) -> Result<(), Error> {
        let mut writer = self.0.writer.lock().map_err(|_| Error::Broken)?;
        change(&mut writer)?;
        let books = Arc::new(writer.books().clone());
        *self.0.books.write().unwrap_or_else(PoisonError::into_inner) = books;
        self.0.reader.reload()?;
        Ok(())
    }

    /// The last event of the organisation's help centre that can be found; 0 before the first.
    #[must_use]
    pub fn cursor(&self, organisation: OrganisationId) -> i64 {
        self.books().account(organisation).map_or(0, |account| account.cursor)
    }

    /// The articles that fit a subject which is being typed, best first: its last word may be unfinished. Nothing when
    /// nothing fits.
    ///
    /// # Errors
    ///
    /// The index cannot be read.
    pub fn suggest(&self, organisation: OrganisationId, subject: &str, limit: usize) -> Result<Vec<Suggestion>, Error> {
        self.find(organisation, subject, limit, 0)
    }

    /// The articles that fit a query, best first, from the one numbered `offset`. It is read like a subject, because it is
    /// answered while it is typed.
    ///
    /// # Errors
    ///
    /// The index cannot be read.
    pub fn search(
        &self,
        organisation: OrganisationId,
        query: &str,
        limit: usize,
        offset: usize,
    ) -> Result<Vec<Suggestion>, Error> {
        self.find(organisation, query, limit, offset)
    }

    /// The articles that are about the same things as this one.
    ///
    /// # Errors
    ///
    /// The index cannot be read.
    pub fn related(
        &self,
        organisation: OrganisationId,
        article: ArticleId,
        limit: usize,
    ) -> Result<Vec<Suggestion>, Error> {
        let searcher = self.0.reader.searcher();
        let Some(view) = self.view(&searcher, organisation)? else { return Ok(Vec::new()) };
        let Some(address) = related::locate(&view, &terms::key(organisation, article))? else { return Ok(Vec::new()) };
        let concepts = related::about(&view, &searcher.doc(address)?)?;
        let mut ranked = ranking::rank(&view, &concepts, &related::weights(&self.0.weights))?;
        ranked.hits.retain(|hit| (hit.row.segment, hit.row.doc) != (address.segment_ord as usize, address.doc_id));
        show(&view, &[], &ranked, limit, 0)
    }

    fn find(
        &self,
        organisation: OrganisationId,
        text: &str,
        limit: usize,
        offset: usize,
    ) -> Result<Vec<Suggestion>, Error> {
        if limit == 0 || !subject::is_long_enough(text) {
            return Ok(Vec::new());
        }
        let searcher = self.0.reader.searcher();
        let Some(view) = self.view(&searcher, organisation)? else { return Ok(Vec::new()) };
        let weights = &self.0.weights;
        let concepts = subject::understand(&view, text, weights)?;
        let ranked = ranking::rank(&view, &concepts, weights)?;
        show(&view, &concepts, &ranked, limit, offset)
    }

    fn view<'s>(
        &self,
        searcher: &'s tantivy::Searcher,
        organisation: OrganisationId,
    ) -> Result<Option<View<'s>>, Error> {
        let books = self.books();
        let Some(account) = books.account(organisation) else { return Ok(None) };
        let name = organisation.to_string();
        Ok(Some(View::new(searcher, self.0.fields, &name, account)?))
    }

    fn books(&self) -> Arc<books::Books> {
        Arc::clone(&self.0.books.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Reads the articles of a page of the ranking and marks what was asked for.
fn show(
    view: &View<'_>,
    concepts: &[Concept],
    ranked: &Ranked,
    limit: usize,
    offset: usize,
) -> Result<Vec<Suggestion>, Error> {
    let mut suggestions = Vec::new();
    for Hit { row, .. } in ranked.hits.iter().skip(offset).take(limit) {
        let segment = u32::try_from(row.segment).unwrap_or(u32::MAX);
        let document: TantivyDocument = view.searcher.doc(DocAddress::new(segment, row.doc))?;
        let text = |field| document.get_first(field).and_then(|value| value.as_str()).unwrap_or_default();
        let Ok(article) = text(view.fields.article).parse() else { continue };
        let in_title = snippet::matches(view, concepts, row, TITLE)?;
        let in_body = snippet::matches(view, concepts, row, BODY)?;
        let places = document.get_first(view.fields.body_places).and_then(|value| value.as_bytes()).unwrap_or_default();
        let external_id = document.get_first(view.fields.external_id).and_then(|value| value.as_str());
        suggestions.push(Suggestion {
            article,
            slug: text(view.fields.slug).to_owned(),
            external_id: external_id.map(str::to_owned),
            title: snippet::marked(text(view.fields.title_text), &in_title),
            snippet: snippet::snippet(text(view.fields.body_text), places, &in_body, &ranked.worth),
        });
    }
    Ok(suggestions)
}

#[cfg(test)]
mod lesson_tests;
#[cfg(test)]
mod tests;
