//! One organisation's part of the index at one moment.

use std::io;
use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::TermInfo;
use tantivy::{InvertedIndexReader, Searcher, SegmentReader};

use super::books::Account;
use super::language::{self, Language};
use super::lesson::Columns;
use super::schema::{Fields, SCORED};
use super::terms;

/// See the module.
pub(super) struct View<'s> {
    pub(super) searcher: &'s Searcher,
    pub(super) fields: Fields,
    pub(super) prefix: String,
    pub(super) languages: Vec<&'static Language>,
    pub(super) segments: Vec<Segment<'s>>,
    /// How many articles the organisation has (deleted ones count until their segment is merged).
    pub(super) articles: f32,
    /// How many tokens each scored field has on average, over the whole index.
    pub(super) lengths: [f32; SCORED],
    /// How many lessons the organisation's articles have, counted in the same way.
    pub(super) lessons: f32,
    /// The day of the newest of them.
    pub(super) newest_lesson: u32,
    pub(super) organisation: String,
}

/// A segment's readers.
pub(super) struct Segment<'s> {
    pub(super) reader: &'s SegmentReader,
    pub(super) vocabulary: Arc<InvertedIndexReader>,
    pub(super) scored: [Arc<InvertedIndexReader>; SCORED],
    pub(super) norms: [FieldNormReader; SCORED],
    /// `None` when no lesson is in it, of whatever organisation.
    pub(super) lessons: Option<Columns>,
}

/// A list of the articles with one stem in one field of one segment.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    pub(super) segment: usize,
    pub(super) field: usize,
    pub(super) info: TermInfo,
}

impl<'s> View<'s> {
    /// The view of the organisation with this account.
    pub(super) fn new(
        searcher: &'s Searcher,
        fields: Fields,
        organisation: &str,
        account: &Account,
    ) -> tantivy::Result<Self> {
        let segments = searcher
            .segment_readers()
            .iter()
            .map(|reader| Segment::new(reader, &fields))
            .collect::<Result<Vec<_>, _>>()?;
        let count = |field| -> tantivy::Result<u32> {
            let mut documents = 0;
            for segment in &segments {
                let inverted = segment.reader.inverted_index(field)?;
                documents += inverted.terms().get(organisation)?.map_or(0, |info| info.doc_freq);
            }
            Ok(documents)
        };
        let (articles, lessons) = (count(fields.organisation)?, count(fields.lesson.organisation)?);
        let documents: f32 = segments.iter().map(|segment| real(segment.articles())).sum();
        let lengths = std::array::from_fn(|field| {
            let tokens: u64 = segments.iter().map(|segment| segment.scored[field].total_num_tokens()).sum();
            real(u32::try_from(tokens).unwrap_or(u32::MAX)) / documents.max(1.0)
        });
        Ok(Self {
            searcher,
            fields,
            prefix: terms::prefix(account.number),
            languages: account.languages.iter().map(|code| language::of(code)).collect(),
            segments,
            articles: real(articles),
            lengths,
            lessons: real(lessons),
            newest_lesson: account.newest_lesson,
            organisation: organisation.to_owned(),
        })
    }

    /// Where a stem stands.
    pub(super) fn find(&self, stem: &str) -> io::Result<Vec<Listed>> {
        let term = terms::stem(&self.prefix, stem);
        let mut listed = Vec::new();
        for (at, segment) in self.segments.iter().enumerate() {
            for (field, inverted) in segment.scored.iter().enumerate() {
                if let Some(info) = inverted.terms().get(&term)? {
                    listed.push(Listed { segment: at, field, info });
                }
            }
        }
        Ok(listed)
    }

    /// Whether a word is a stop word in a language of the organisation.
    pub(super) fn is_stop_word(&self, folded: &str) -> bool {
        self.languages.iter().any(|language| language.is_stop_word(folded))
    }

    /// Whether a word seldom decides, in a language of the organisation.
    pub(super) fn is_weak_word(&self, folded: &str) -> bool {
        self.languages.iter().any(|language| language.is_weak_word(folded))
    }
}

impl<'s> Segment<'s> {
    fn new(reader: &'s SegmentReader, fields: &Fields) -> tantivy::Result<Self> {
        let [title, tags, lead, headings, body] = fields.scored;
        let inverted = |field| reader.inverted_index(field);
        let norms = |field| reader.get_fieldnorms_reader(field);
        Ok(Self {
            reader,
            vocabulary: inverted(fields.vocabulary)?,
            scored: [inverted(title)?, inverted(tags)?, inverted(lead)?, inverted(headings)?, inverted(body)?],
            norms: [norms(title)?, norms(tags)?, norms(lead)?, norms(headings)?, norms(body)?],
            lessons: Columns::open(reader, &fields.lesson)?,
        })
    }

    /// How many of its documents are articles, of whatever organisation.
    fn articles(&self) -> u32 {
        self.reader.max_doc() - self.lessons.as_ref().map_or(0, Columns::count)
    }
}

/// A count as a number to weigh with; beyond 16 million it is rounded, which no weight notices.
#[expect(clippy::cast_precision_loss, reason = "weights are approximate")]
pub(super) fn real(count: u32) -> f32 {
    count as f32
}
