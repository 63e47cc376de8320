//! The piece of an article that shows why it was found, with the matches marked.

use std::ops::Range;

use tantivy::DocSet as _;
use tantivy::postings::Postings as _;
use tantivy::schema::IndexRecordOption;

use super::Piece;
use super::gather::Row;
use super::split::{Kind, split};
use super::subject::Concept;
use super::view::View;

/// Letters of a snippet.
const LENGTH: usize = 170;
/// Words of a snippet, about.
const TOGETHER: usize = 20;
/// Words from one stored place to the next.
const STRIDE: usize = 16;
/// Words looked back for the beginning of a sentence.
const LOOK_BACK: usize = 6;
/// Matches considered in a long article.
const MATCHES: usize = 400;

/// A match: the word's position and the concept it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Match {
    pub(super) position: usize,
    pub(super) concept: usize,
}

/// Where the concepts stand in a field of an article, in order.
pub(super) fn matches(view: &View<'_>, concepts: &[Concept], row: &Row, field: usize) -> tantivy::Result<Vec<Match>> {
    let inverted = &view.segments[row.segment].scored[field];
    let mut found = Vec::new();
    let mut positions = Vec::new();
    for (concept, expansions) in concepts.iter().map(|concept| &concept.expansions).enumerate() {
        if row.fields[field] & (1 << concept) == 0 {
            continue;
        }
        let lists = expansions.iter().flat_map(|expansion| &expansion.listed);
        for listed in lists.filter(|listed| listed.segment == row.segment && listed.field == field) {
            let mut list =
                inverted.read_postings_from_terminfo(&listed.info, IndexRecordOption::WithFreqsAndPositions)?;
            // A list that begins behind the article does not hold it, and seeks forward only.
            if list.doc() <= row.doc && list.seek(row.doc) == row.doc {
                list.positions(&mut positions);
                found.extend(positions.iter().map(|position| Match { position: *position as usize, concept }));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// A whole text with its matches marked.
pub(super) fn marked(text: &str, matches: &[Match]) -> Vec<Piece> {
    let words = Words { first: 0, places: read(text, 0).collect() };
    pieces(text, 0..text.len(), &words.marks(matches))
}

/// The stretch of a text with the most worth in matches; its beginning when there are none.
pub(super) fn snippet(text: &str, places: &[u8], matches: &[Match], worth: &[f32]) -> Vec<Piece> {
    let position = best_start(&matches[..matches.len().min(MATCHES)], worth);
    let words = Words::around(text, places, position);
    pieces(text, words.stretch(text, position), &words.marks(matches))
}

/// Where every [`STRIDE`]th word of a text begins.
pub(super) fn places(text: &str) -> Vec<u8> {
    let starts = split(text).step_by(STRIDE).map(|word| u32::try_from(word.range.start).unwrap_or(u32::MAX));
    starts.flat_map(u32::to_le_bytes).collect()
}

/// The position of the match from which a snippet's length holds the most worth; each concept counts once.
fn best_start(matches: &[Match], worth: &[f32]) -> usize {
    let mut best = (0.0_f32, 0);
    for (at, first) in matches.iter().enumerate() {
        let mut seen = 0_u16;
        let mut sum = 0.0;
        for found in matches[at..].iter().take_while(|found| found.position < first.position + TOGETHER) {
            let bit = 1 << found.concept;
            // A second occurrence decides between equals.
            sum += worth.get(found.concept).copied().unwrap_or_default() * if seen & bit == 0 { 1.0 } else { 0.02 };
            seen |= bit;
        }
        if sum > best.0 {
            best = (sum, first.position);
        }
    }
    best.1
}

struct Place {
    range: Range<usize>,
    kind: Kind,
}

/// Some words of a text, by their position in it.
struct Words {
    first: usize,
    places: Vec<Place>,
}

fn read(text: &str, from: usize) -> impl Iterator<Item = Place> {
    let rest = text.get(from..).unwrap_or_default();
    split(rest).map(move |word| Place { range: word.range.start + from..word.range.end + from, kind: word.kind })
}

impl Words {
    /// The words that a snippet from this position may show.
    fn around(text: &str, places: &[u8], position: usize) -> Self {
        let stride = position.saturating_sub(LOOK_BACK + 1) / STRIDE;
        let start = places.as_chunks().0.get(stride).copied().map_or(0, u32::from_le_bytes);
        let first = if start == 0 { 0 } else { stride * STRIDE };
        let length = position - first + LENGTH;
        Self { first, places: read(text, start as usize).take(length).collect() }
    }

    fn get(&self, position: usize) -> Option<&Place> {
        self.places.get(position.checked_sub(self.first)?)
    }

    /// The bytes of the snippet for a match at a position: from the sentence's beginning if it is near.
    fn stretch(&self, text: &str, position: usize) -> Range<usize> {
        let Some(word) = self.get(position) else { return 0..0 };
        let mut start = word.range.start;
        for back in 1..=LOOK_BACK {
            let Some(before) = position.checked_sub(back).and_then(|at| self.get(at)) else { break };
            // Pairs of letters overlap: nothing is between them.
            let between = text.get(before.range.end..start).unwrap_or_default();
            if between.contains(['.', '!', '?', '\n', '。', '！', '？', '।']) {
                break;
            }
            start = before.range.start;
        }
        let rest = &text[start..];
        let Some((limit, _)) = rest.char_indices().nth(LENGTH) else { return start..text.len() };
        let ends = self.places.iter().map(|place| place.range.end).take_while(|end| *end <= start + limit);
        start..ends.last().unwrap_or(word.range.end).max(word.range.end)
    }

    /// The ranges to mark: matched words; a word tied by a hyphen is marked as a whole.
    fn marks(&self, matches: &[Match]) -> Vec<Range<usize>> {
        let is_tied = |position: usize| self.get(position).is_some_and(|place| place.kind == Kind::Tied);
        let mut marks: Vec<Range<usize>> = Vec::new();
        for found in matches {
            let (mut first, mut last) = (found.position, found.position);
            while is_tied(first) && first > 0 && self.get(first - 1).is_some() {
                first -= 1;
            }
            while is_tied(last + 1) {
                last += 1;
            }
            let (Some(first), Some(last)) = (self.get(first), self.get(last)) else { continue };
            match marks.last_mut() {
                Some(mark) if first.range.start <= mark.end => mark.end = mark.end.max(last.range.end),
                _ => marks.push(first.range.start..last.range.end),
            }
        }
        marks
    }
}

fn pieces(text: &str, stretch: Range<usize>, marks: &[Range<usize>]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut push = |range: Range<usize>, marked: bool| {
        if let Some(text) = text.get(range).filter(|text| !text.is_empty()) {
            pieces.push(Piece { text: text.replace('\n', " "), marked });
        }
    };
    let mut at = stretch.start;
    for mark in marks {
        let (start, end) = (mark.start.max(stretch.start), mark.end.min(stretch.end));
        if start >= end {
            continue;
        }
        push(at..start, false);
        push(start..end, true);
        at = end;
    }
    push(at..stretch.end, false);
    if stretch.start > 0 {
        pieces.insert(0, Piece { text: "… ".to_owned(), marked: false });
    }
    if stretch.end < text.len() {
        pieces.push(Piece { text: " …".to_owned(), marked: false });
    }
    pieces
}
