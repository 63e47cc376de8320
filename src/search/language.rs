//! What is particular to a language: its stemmer, its stop words, its synonyms.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::LazyLock;

use tantivy::tokenizer::{Language as Stems, RawTokenizer, Stemmer, TextAnalyzer, TokenStream as _};

use super::fold::{fold, lower};
use super::synonyms::Synonyms;

/// A language that articles are written in.
#[derive(Debug)]
pub(super) struct Language {
    pub(super) code: &'static str,
    stems: Option<Stems>,
    stop_words: HashSet<String>,
    weak_words: HashSet<String>,
    pub(super) synonyms: Synonyms,
}

struct Source {
    code: &'static str,
    stems: Option<Stems>,
    stop_words: &'static str,
    weak_words: &'static str,
    synonyms: &'static str,
}

macro_rules! source {
    ($code:literal, $stems:expr) => {
        Source {
            code: $code,
            stems: $stems,
            stop_words: include_str!(concat!("../../search_index/", $code, "/stop_words.txt")),
            weak_words: include_str!(concat!("../../search_index/", $code, "/weak_words.txt")),
            synonyms: include_str!(concat!("../../search_index/", $code, "/synonyms.txt")),
        }
    };
    ($code:literal, $stems:expr, bare) => {
        Source { code: $code, stems: $stems, stop_words: "", weak_words: "", synonyms: "" }
    };
}

/// The first one serves every language that is not in the list.
static SOURCES: [Source; 20] = [
    source!("", None, bare),
    source!("en", Some(Stems::English)),
    source!("de", Some(Stems::German)),
    source!("es", Some(Stems::Spanish)),
    source!("fr", Some(Stems::French)),
    source!("ar", Some(Stems::Arabic), bare),
    source!("da", Some(Stems::Danish), bare),
    source!("el", Some(Stems::Greek), bare),
    source!("fi", Some(Stems::Finnish), bare),
    source!("hu", Some(Stems::Hungarian), bare),
    source!("it", Some(Stems::Italian), bare),
    source!("nl", Some(Stems::Dutch), bare),
    source!("nb", Some(Stems::Norwegian), bare),
    source!("no", Some(Stems::Norwegian), bare),
    source!("pt", Some(Stems::Portuguese), bare),
    source!("ro", Some(Stems::Romanian), bare),
    source!("ru", Some(Stems::Russian), bare),
    source!("sv", Some(Stems::Swedish), bare),
    source!("ta", Some(Stems::Tamil), bare),
    source!("tr", Some(Stems::Turkish), bare),
];

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| SOURCES.iter().map(Language::read).collect());

/// Changes when a word list changes: an index made with other lists has other terms in it.
pub(super) fn fingerprint() -> u64 {
    let mut hasher = DefaultHasher::new();
    for source in &SOURCES {
        (source.code, source.stop_words, source.synonyms).hash(&mut hasher);
    }
    hasher.finish()
}

/// The language for a code such as `en` or `en-GB`.
pub(super) fn of(code: &str) -> &'static Language {
    let primary = code.split(['-', '_']).next().unwrap_or_default();
    let known = LANGUAGES.iter().find(|language| language.code.eq_ignore_ascii_case(primary));
    known.unwrap_or(&LANGUAGES[0])
}

impl Language {
    fn read(source: &Source) -> Self {
        let mut language = Self {
            code: source.code,
            stems: source.stems,
            stop_words: set(source.stop_words),
            weak_words: set(source.weak_words),
            synonyms: Synonyms::default(),
        };
        language.synonyms = Synonyms::read(lines(source.synonyms), &mut language.stemming());
        language
    }

    /// Whether a folded word says nothing about a subject.
    pub(super) fn is_stop_word(&self, folded: &str) -> bool {
        self.stop_words.contains(folded)
    }

    /// Whether a folded word counts little.
    pub(super) fn is_weak_word(&self, folded: &str) -> bool {
        self.weak_words.contains(folded)
    }

    /// A stemmer to be used for many words.
    pub(super) fn stemming(&self) -> Stemming {
        let analyser = |stems| TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(stems)).build();
        Stemming(self.stems.map(analyser))
    }
}

fn set(text: &'static str) -> HashSet<String> {
    lines(text).flat_map(str::split_whitespace).map(|word| fold(&lower(word))).collect()
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Cuts words down to their stems.
pub(super) struct Stemming(Option<TextAnalyzer>);

impl Stemming {
    /// The folded stem of a word in lower case. The diacritics go after the stemming, which reads them.
    pub(super) fn stem(&mut self, lower: &str) -> String {
        let Some(analyser) = &mut self.0 else { return fold(lower) };
        if lower.bytes().any(|byte| byte.is_ascii_digit()) {
            return fold(lower);
        }
        let mut stream = analyser.token_stream(lower);
        if stream.advance() { fold(&stream.token().text) } else { fold(lower) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_language_s_stems() {
        let mut english = of("en-GB").stemming();
        assert_eq!(english.stem("passwords"), english.stem("password"));
        assert_eq!(of("fr").stemming().stem("réparations"), "repar");
        assert_eq!(of("tlh").stemming().stem("Qapla"), "Qapla");
        assert!(of("en").is_stop_word("the"));
        assert!(!of("de").is_stop_word("the"));
    }
}
