//! A lesson as the index keeps it, and who may know its words.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::postings::{SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet as _, InvertedIndexReader, SegmentReader, TERMINATED, TantivyDocument};

use super::document::Analysis;
use super::schema::{ARTICLE_COLUMNS, CUSTOMER_COLUMN, FACTS_COLUMN, Fields, LessonFields};
use super::split::split;
use super::view::{Segment, View};
use super::{IndexedArticle, IndexedLesson, language, terms};
use crate::clock::Timestamp;
use crate::id::CustomerId;

/// Words of a subject that are learned.
const WORDS: usize = 64;
/// Milliseconds of a day.
const DAY: i64 = 24 * 60 * 60 * 1000;
/// Customers from which on a word is nobody's secret.
const OPEN_FROM: usize = 2;

/// The day, counted from 1970, in whole.
pub(super) fn day(at: Timestamp) -> u32 {
    u32::try_from(at.as_millis() / DAY).unwrap_or_default()
}

/// What a lesson weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Facts {
    /// When it was learned.
    pub(super) day: u32,
    /// In hundredths.
    pub(super) weight: u8,
    /// Different words that say something.
    pub(super) length: u8,
    /// Staff wrote it.
    pub(super) staff_written: bool,
    /// Clients alone say so.
    pub(super) only_clients: bool,
}

impl Facts {
    fn pack(self) -> u64 {
        u64::from(self.day) << 32
            | u64::from(self.weight) << 24
            | u64::from(self.length) << 16
            | u64::from(self.only_clients) << 1
            | u64::from(self.staff_written)
    }

    fn unpack(packed: u64) -> Self {
        let [_, _, _, _, weight, length, _, flags] = packed.to_be_bytes();
        Self {
            day: u32::try_from(packed >> 32).unwrap_or_default(),
            weight,
            length,
            staff_written: flags & 1 != 0,
            only_clients: flags & 2 != 0,
        }
    }
}

/// The document of a lesson of an article whose organisation's terms begin with `prefix`.
pub(super) fn document(
    article: &IndexedArticle,
    lesson: &IndexedLesson,
    prefix: &str,
    fields: &Fields,
) -> TantivyDocument {
    let end = split(&lesson.subject).take(WORDS).last().map_or(0, |word| word.range.end);
    let mut analysis = Analysis::new(language::of(&article.language), prefix);
    let mut stems = analysis.tokens(&lesson.subject[..end]);
    stems.tokens.sort_unstable_by(|a, b| a.text.cmp(&b.text));
    stems.tokens.dedup_by(|a, b| a.text == b.text);
    // A group of synonyms stands beside the words that are in it.
    let length = stems.tokens.iter().filter(|token| !terms::is_group(prefix, &token.text)).count();
    let facts = Facts {
        day: day(lesson.taught_at),
        weight: lesson.weight,
        length: u8::try_from(length).unwrap_or(u8::MAX),
        staff_written: lesson.staff_written,
        only_clients: lesson.only_clients,
    };
    let (high, low) = article.article.halves();
    let LessonFields { organisation, key, stems: stems_field, vocabulary, article: halves, customer, facts: packed } =
        fields.lesson;

    let mut document = TantivyDocument::new();
    document.add_text(organisation, article.organisation.to_string());
    document.add_text(key, terms::key(article.organisation, article.article));
    document.add_pre_tokenized_text(stems_field, stems);
    document.add_pre_tokenized_text(vocabulary, analysis.vocabulary());
    document.add_u64(halves[0], high);
    document.add_u64(halves[1], low);
    document.add_u64(customer, lesson.customer.map_or(0, stands_for));
    document.add_u64(packed, facts.pack());
    document
}

/// A number for a customer; within a process's life and beyond it the same.
fn stands_for(customer: CustomerId) -> u64 {
    let mut hasher = DefaultHasher::new();
    customer.hash(&mut hasher);
    hasher.finish().max(1)
}

/// What a segment keeps of its lessons beside their lists.
pub(super) struct Columns {
    pub(super) stems: Arc<InvertedIndexReader>,
    pub(super) vocabulary: Arc<InvertedIndexReader>,
    article: [Column<u64>; 2],
    customer: Column<u64>,
    facts: Column<u64>,
}

impl Columns {
    pub(super) fn open(reader: &SegmentReader, fields: &LessonFields) -> tantivy::Result<Option<Self>> {
        let columns = reader.fast_fields();
        let Some(facts) = columns.column_opt(FACTS_COLUMN)? else { return Ok(None) };
        let [high, low] = ARTICLE_COLUMNS;
        Ok(Some(Self {
            stems: reader.inverted_index(fields.stems)?,
            vocabulary: reader.inverted_index(fields.vocabulary)?,
            article: [columns.u64(high)?, columns.u64(low)?],
            customer: columns.u64(CUSTOMER_COLUMN)?,
            facts,
        }))
    }

    /// How many lessons there are, of whatever organisation.
    pub(super) fn count(&self) -> u32 {
        self.facts.values.num_vals()
    }

    /// Both halves of the article's id.
    pub(super) fn article(&self, doc: DocId) -> (u64, u64) {
        let [high, low] = &self.article;
        (high.first(doc).unwrap_or_default(), low.first(doc).unwrap_or_default())
    }

    /// Stands for whose words they are; 0 for nobody's.
    pub(super) fn customer(&self, doc: DocId) -> u64 {
        self.customer.first(doc).unwrap_or_default()
    }

    pub(super) fn facts(&self, doc: DocId) -> Facts {
        Facts::unpack(self.facts.first(doc).unwrap_or_default())
    }
}

/// A list of the lessons with one stem in one segment.
#[derive(Clone, Debug)]
pub(super) struct Learned {
    pub(super) segment: usize,
    pub(super) info: TermInfo,
}

impl View<'_> {
    /// The lessons with a stem; none when it is a word that only one customer knows.
    pub(super) fn learned(&self, stem: &str) -> io::Result<Vec<Learned>> {
        if self.lessons == 0.0 {
            return Ok(Vec::new());
        }
        let term = terms::stem(&self.prefix, stem);
        let learned = self.lists(&term, |lessons| &lessons.stems)?;
        if learned.is_empty() || self.stands(&term)? || self.is_open(&learned, |lessons| &lessons.stems)? {
            Ok(learned)
        } else {
            Ok(Vec::new())
        }
    }

    /// Whether a term of the lessons' vocabulary is a word that more than one customer knows.
    pub(super) fn is_open_spelling(&self, term: &[u8]) -> io::Result<bool> {
        let learned = self.lists(term, |lessons| &lessons.vocabulary)?;
        self.is_open(&learned, |lessons| &lessons.vocabulary)
    }

    fn lists(
        &self,
        term: impl AsRef<[u8]>,
        of: impl Fn(&Columns) -> &Arc<InvertedIndexReader>,
    ) -> io::Result<Vec<Learned>> {
        let mut learned = Vec::new();
        for (number, segment) in self.segments.iter().enumerate() {
            let Some(lessons) = &segment.lessons else { continue };
            if let Some(info) = of(lessons).terms().get(term.as_ref())? {
                learned.push(Learned { segment: number, info });
            }
        }
        Ok(learned)
    }

    /// Whether a stem stands in an article that clients may read.
    fn stands(&self, term: &str) -> io::Result<bool> {
        for segment in &self.segments {
            for inverted in &segment.scored {
                let Some(info) = inverted.terms().get(term)? else { continue };
                if alive(segment, inverted, &info)?.next().is_some() {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Whether staff or two customers wrote the word of these lists.
    fn is_open(&self, learned: &[Learned], of: impl Fn(&Columns) -> &Arc<InvertedIndexReader>) -> io::Result<bool> {
        let mut customers: Vec<u64> = Vec::new();
        for list in learned {
            let segment = &self.segments[list.segment];
            let Some(lessons) = &segment.lessons else { continue };
            for doc in alive(segment, of(lessons), &list.info)? {
                let customer = lessons.customer(doc);
                if lessons.facts(doc).staff_written {
                    return Ok(true);
                }
                if customer != 0 && !customers.contains(&customer) {
                    customers.push(customer);
                }
                if customers.len() >= OPEN_FROM {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}

/// The documents of a list that have not been replaced or removed.
pub(super) fn alive<'s>(
    segment: &'s Segment<'_>,
    inverted: &InvertedIndexReader,
    info: &TermInfo,
) -> io::Result<impl Iterator<Item = DocId> + use<'s>> {
    let mut list: SegmentPostings = inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
    let mut doc = list.doc();
    let bits = segment.reader.alive_bitset();
    Ok(std::iter::from_fn(move || {
        while doc != TERMINATED {
            let this = doc;
            doc = list.advance();
            if bits.is_none_or(|bits| bits.is_alive(this)) {
                return Some(this);
            }
        }
        None
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_survive_their_packing() {
        let facts = Facts { day: 20_000, weight: 100, length: 9, staff_written: true, only_clients: false };
        assert_eq!(Facts::unpack(facts.pack()), facts);
        let facts = Facts { day: 0, weight: 50, length: 255, staff_written: false, only_clients: true };
        assert_eq!(Facts::unpack(facts.pack()), facts);
    }
}
