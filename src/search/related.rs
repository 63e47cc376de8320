//! Articles about the same things as an article.

use std::collections::HashMap;

use tantivy::schema::{IndexRecordOption, Value as _};
use tantivy::{DocAddress, DocSet as _, TERMINATED, TantivyDocument, Term};

use super::fold::{fold, lower};
use super::language;
use super::ranking::{Weights, rarity};
use super::schema::BODY;
use super::split::split;
use super::subject::{CONCEPTS, Concept};
use super::view::{View, real};

/// Words of the body that are looked at.
const BODY_WORDS: usize = 400;

/// How well a related article must fit: it shares some words of many.
const LEAST_FIT: f32 = 0.1;

/// The weights for related articles.
pub(super) fn weights(weights: &Weights) -> Weights {
    Weights { least_fit: LEAST_FIT, ..weights.clone() }
}

/// Finds an article's document.
pub(super) fn locate(view: &View<'_>, key: &str) -> tantivy::Result<Option<DocAddress>> {
    let term = Term::from_field_text(view.fields.key, key);
    for (number, segment) in (0..).zip(&view.segments) {
        let inverted = segment.reader.inverted_index(view.fields.key)?;
        let Some(mut list) = inverted.read_postings(&term, IndexRecordOption::Basic)? else { continue };
        let mut doc = list.doc();
        while doc != TERMINATED {
            if !segment.reader.is_deleted(doc) {
                return Ok(Some(DocAddress::new(number, doc)));
            }
            doc = list.advance();
        }
    }
    Ok(None)
}

/// What an article is about: the stems that are frequent in it and rare elsewhere, those of its title and tags first.
pub(super) fn about(view: &View<'_>, document: &TantivyDocument) -> tantivy::Result<Vec<Concept>> {
    let text = |field| document.get_first(field).and_then(|value| value.as_str()).unwrap_or_default();
    let language = language::of(text(view.fields.language));
    let mut stemming = language.stemming();
    let mut counts: HashMap<String, f32> = HashMap::new();
    let fields = &view.fields;
    for (text, weight, most) in [
        (text(fields.title_text), 4.0, 40),
        (text(fields.tags_text), 2.0, 60),
        (text(fields.body_text), 1.0, BODY_WORDS),
    ] {
        for word in split(text).take(most) {
            let lower = lower(word.text);
            if !language.is_stop_word(&fold(&lower)) {
                *counts.entry(stemming.stem(&lower)).or_default() += weight;
            }
        }
    }
    let mut stems = Vec::with_capacity(counts.len());
    for (stem, count) in counts {
        let listed = view.find(&stem)?;
        let having: u32 = listed.iter().filter(|list| list.field == BODY).map(|list| list.info.doc_freq).sum();
        stems.push((count / (count + 2.0) * rarity(view.articles, real(having.max(1))), stem));
    }
    stems.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    stems.truncate(CONCEPTS);
    let most = stems.first().map_or(1.0, |(weight, _)| *weight);
    let concepts = stems.iter().map(|(weight, stem)| Concept::of_stem(view, stem, weight / most));
    Ok(concepts.collect::<Result<_, _>>()?)
}
