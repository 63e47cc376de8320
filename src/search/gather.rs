//! Reads the lists of the articles that have what was asked for into one row for each article.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::Postings as _;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet as _, TERMINATED};

use super::ranking::Weights;
use super::schema::{SCORED, TITLE};
use super::subject::{CONCEPTS, Concept};
use super::view::{View, real};

/// An article that has something of what was asked for.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) segment: usize,
    pub(super) doc: DocId,
    /// For each concept: its occurrences, weighed by field, length of the field and certainty.
    pub(super) found: [f32; CONCEPTS],
    /// The concept at hand.
    touched_by: Option<usize>,
    /// For each field: how often the concept at hand occurs.
    occurrences: [f32; SCORED],
    /// For each field: the concepts in it, a bit each.
    pub(super) fields: [u16; SCORED],
    /// Words in the title that say something.
    pub(super) title_length: f32,
}

/// The rows of all articles that have one of the concepts.
pub(super) fn gather(view: &View<'_>, concepts: &[Concept], weights: &Weights) -> tantivy::Result<Vec<Row>> {
    let slack = slack(view, weights);
    let mut rows: Vec<Row> = Vec::new();
    let mut touched: Vec<u32> = Vec::new();
    for (number, segment) in view.segments.iter().enumerate() {
        let alive = segment.reader.alive_bitset();
        // Where an article's row is, plus one. The operating system gives such zeroes without touching them.
        let mut places = vec![0_u32; segment.reader.max_doc() as usize];
        for (at, concept) in concepts.iter().enumerate() {
            for (expansion, listed) in concept.listed_in(number) {
                let inverted = &segment.scored[listed.field];
                let mut list = inverted.read_postings_from_terminfo(&listed.info, IndexRecordOption::WithFreqs)?;
                let mut doc = list.doc();
                while doc != TERMINATED {
                    if alive.is_none_or(|alive| alive.is_alive(doc)) {
                        let place = &mut places[doc as usize];
                        if *place == 0 {
                            rows.push(Row::new(number, doc, &segment.norms[TITLE]));
                            *place = u32::try_from(rows.len()).unwrap_or(u32::MAX);
                        }
                        let row = &mut rows[*place as usize - 1];
                        if row.touched_by != Some(at) {
                            row.touched_by = Some(at);
                            touched.push(*place);
                        }
                        row.occurrences[listed.field] += expansion.weight * real(list.term_freq());
                        row.fields[listed.field] |= 1 << at;
                    }
                    doc = list.advance();
                }
            }
            for place in touched.drain(..) {
                let row = &mut rows[place as usize - 1];
                let occurrences = std::mem::take(&mut row.occurrences);
                for (field, count) in occurrences.into_iter().enumerate().filter(|(_, count)| *count > 0.0) {
                    let length = segment.norms[field].fieldnorm_id(row.doc);
                    row.found[at] += weights.fields[field] * count / (count + slack[field][usize::from(length)]);
                }
            }
        }
    }
    Ok(rows)
}

/// How many occurrences count half, by field and by the field's length as the index keeps it, in a byte (BM25's
/// `k1 · (1 − b + b · length / average)`).
fn slack(view: &View<'_>, weights: &Weights) -> [[f32; 256]; SCORED] {
    std::array::from_fn(|field| {
        let slope = weights.lengths[field];
        let average = view.lengths[field].max(1.0);
        std::array::from_fn(|byte| {
            let length = FieldNormReader::id_to_fieldnorm(u8::try_from(byte).unwrap_or(u8::MAX));
            weights.saturations[field] * (1.0 - slope + slope * real(length) / average)
        })
    })
}

impl Row {
    /// An article of which nothing is found yet.
    pub(super) fn new(segment: usize, doc: DocId, titles: &FieldNormReader) -> Self {
        let title_length = real(titles.fieldnorm(doc));
        Self {
            segment,
            doc,
            found: [0.0; CONCEPTS],
            touched_by: None,
            occurrences: [0.0; SCORED],
            fields: [0; SCORED],
            title_length,
        }
    }
}
