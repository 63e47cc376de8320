//! How terms are written. Every organisation has its own part of each dictionary, so that its words, their frequencies and
//! its spelling corrections are its own, and no search can reach another's articles.

use crate::id::{ArticleId, OrganisationId};

/// Stands between a word and its stem in the vocabulary, and behind an organisation's prefix.
const SEPARATOR: char = '\u{1f}';

/// What an organisation's terms begin with.
pub(super) fn prefix(number: u32) -> String {
    format!("{number:x}{SEPARATOR}")
}

/// A stem in a scored field.
pub(super) fn stem(prefix: &str, stem: &str) -> String {
    format!("{prefix}{stem}")
}

/// Whether a term of a scored field stands for a group of synonyms.
pub(super) fn is_group(prefix: &str, term: &str) -> bool {
    term.strip_prefix(prefix).is_some_and(|stem| stem.starts_with('='))
}

/// A word as written with its stem, in the vocabulary.
pub(super) fn spelling(prefix: &str, word: &str, stem: &str) -> String {
    format!("{prefix}{word}{SEPARATOR}{stem}")
}

/// The word and the stem of a term in the vocabulary.
pub(super) fn read_spelling<'t>(prefix: &str, term: &'t [u8]) -> Option<(&'t str, &'t str)> {
    let term = std::str::from_utf8(term).ok()?;
    term.strip_prefix(prefix)?.split_once(SEPARATOR)
}

/// What stands for one article, to replace or remove it.
pub(super) fn key(organisation: OrganisationId, article: ArticleId) -> String {
    format!("{organisation}/{article}")
}
