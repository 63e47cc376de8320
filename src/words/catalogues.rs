//! The languages that are there, and the choice among them.

use std::collections::{BTreeMap, HashSet};
use std::sync::Mutex;

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use icu_datetime::DateTimeFormatterLoadError;
use icu_locale_core::Locale as Place;
use unic_langid::LanguageIdentifier;

use super::formats::{Formats, in_messages};
use super::locale::{Inner, Locale};
use super::msg::common;

/// The language that is always there.
const ENGLISH: &str = "en";

#[derive(rust_embed::RustEmbed)]
#[folder = "assets/locales"]
struct Files;

/// Every language's words.
#[derive(Clone, Debug)]
pub struct Catalogues {
    english: Locale,
    others: Vec<Locale>,
}

/// What is wrong with a catalogue.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A folder's name is not a language tag.
    #[error("`{0}` is not a language tag")]
    NotALanguage(String),
    /// There are no English words.
    #[error("the English catalogue is missing")]
    NoEnglish,
    /// A file is not UTF-8, or not Fluent.
    #[error("the catalogue file {file} cannot be read: {problem}")]
    Malformed {
        /// `en/common.ftl`
        file: String,
        /// The parser's words.
        problem: String,
    },
    /// A message stands in a language twice.
    #[error("in the catalogue file {file}: {problem}")]
    Twice {
        /// The second file.
        file: String,
        /// Which message.
        problem: String,
    },
    /// Dates or numbers cannot be formatted.
    #[error("no formats for `{0}`")]
    Formats(String, #[source] DateTimeFormatterLoadError),
}

impl Catalogues {
    /// The languages built into the program.
    pub fn embedded() -> Result<Self, Error> {
        let mut languages: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for path in Files::iter().filter(|path| path.ends_with(".ftl")) {
            let (Some((tag, name)), Some(file)) = (path.split_once('/'), Files::get(&path)) else { continue };
            let text = String::from_utf8(file.data.into_owned())
                .map_err(|error| Error::Malformed { file: path.to_string(), problem: error.to_string() })?;
            languages.entry(tag.to_owned()).or_default().push((name.to_owned(), text));
        }
        let english = language(ENGLISH, languages.remove(ENGLISH).ok_or(Error::NoEnglish)?, None)?;
        let others = languages.into_iter().map(|(tag, files)| language(&tag, files, Some(&english)));
        Ok(Self { others: others.collect::<Result<_, _>>()?, english })
    }

    /// Adds a language, or replaces it: files by name. For tests, with [`super::made_up`].
    pub fn with_language(mut self, tag: &str, files: &[(&str, String)]) -> Result<Self, Error> {
        let files = files.iter().map(|(name, text)| ((*name).to_owned(), text.clone()));
        let added = language(tag, files, (tag != ENGLISH).then_some(&self.english))?;
        self.others.retain(|other| other.tag() != tag);
        if tag == ENGLISH {
            self.english = added;
        } else {
            self.others.push(added);
        }
        Ok(self)
    }

    /// The first of the wanted languages that is there (`de` for `de-AT`), else English.
    pub fn choose(&self, wanted: &[&str]) -> Locale {
        wanted.iter().find_map(|tag| self.find(tag)).unwrap_or(&self.english).clone()
    }

    /// The languages to choose from: the tag of each, and what it calls itself.
    pub fn choices(&self) -> Vec<(String, String)> {
        let all = std::iter::once(&self.english).chain(&self.others);
        all.map(|locale| (locale.tag().to_owned(), locale.text(common::LANGUAGE_NAME))).collect()
    }

    /// The languages of an `Accept-Language` header, best first; those with quality 0 are left out.
    pub fn accept_language(header: &str) -> Vec<&str> {
        let mut ranges: Vec<(&str, f32)> = header
            .split(',')
            .filter_map(|range| {
                let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
                let quality = parameters.trim().strip_prefix("q=").map_or(Some(1.0), |q| q.trim().parse().ok())?;
                (!tag.trim().is_empty() && quality > 0.0).then_some((tag.trim(), quality))
            })
            .collect();
        ranges.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        ranges.into_iter().map(|(tag, _)| tag).collect()
    }

    fn find(&self, wanted: &str) -> Option<&Locale> {
        let mut tag = wanted;
        loop {
            let found = std::iter::once(&self.english)
                .chain(&self.others)
                .find(|locale| locale.tag().eq_ignore_ascii_case(tag));
            if found.is_some() {
                return found;
            }
            tag = tag.rsplit_once('-')?.0;
        }
    }
}

fn language(
    tag: &str,
    files: impl IntoIterator<Item = (String, String)>,
    fallback: Option<&Locale>,
) -> Result<Locale, Error> {
    let not_a_language = || Error::NotALanguage(tag.to_owned());
    let place_tag = place_of(tag);
    let place: Place = place_tag.parse().map_err(|_| not_a_language())?;
    let language: LanguageIdentifier = place_tag.parse().map_err(|_| not_a_language())?;

    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Marks around each variable would be in what people copy, search and compare, and plain-text mails show them as boxes.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(in_messages));
    for (name, text) in files {
        let file = format!("{tag}/{name}");
        let resource = FluentResource::try_new(text)
            .map_err(|(_, errors)| Error::Malformed { file: file.clone(), problem: joined(&errors) })?;
        bundle.add_resource(resource).map_err(|errors| Error::Twice { file, problem: joined(&errors) })?;
    }
    let formats = Formats::of(&place).map_err(|error| Error::Formats(tag.to_owned(), error))?;
    Ok(Locale::new(Inner {
        tag: tag.to_owned(),
        place: place_tag.to_owned(),
        bundle,
        formats,
        fallback: fallback.cloned(),
        reported: Mutex::new(HashSet::new()),
    }))
}

/// The place by whose rules a language's dates and numbers are written: English here is international, `23 Nov 2026, 14:05`.
fn place_of(tag: &str) -> &str {
    if tag == ENGLISH { "en-GB" } else { tag }
}

fn joined(errors: &[impl ToString]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Msg;

    #[test]
    fn languages_are_chosen_by_the_nearest_tag() {
        let catalogues = Catalogues::embedded().unwrap().with_language("sv", &[]).unwrap();
        let chosen = |wanted: &[&str]| catalogues.choose(wanted).tag().to_owned();
        assert_eq!(chosen(&["sv-FI", "en"]), "sv");
        assert_eq!(chosen(&["tlh", "EN-us", "sv"]), "en");
        assert_eq!(chosen(&["tlh", "not a tag", ""]), "en");
        assert_eq!(chosen(&[]), "en");
    }

    #[test]
    fn accept_language_is_read_by_quality() {
        assert_eq!(Catalogues::accept_language("da, en-GB;q=0.8, sv;q=0.9, fr;q=0, x;q=much"), ["da", "sv", "en-GB"]);
        assert!(Catalogues::accept_language("").is_empty());
    }

    #[test]
    fn broken_catalogues_are_refused() {
        let add = |tag: &str, files: &[(&str, String)]| Catalogues::embedded().unwrap().with_language(tag, files);
        assert!(matches!(add("?", &[]), Err(Error::NotALanguage(_))));
        assert!(matches!(add("sv", &[("a.ftl", "a = { $b".to_owned())]), Err(Error::Malformed { .. })));
        let twice = [("a.ftl", "a = 1".to_owned()), ("b.ftl", "a = 2".to_owned())];
        assert!(matches!(add("sv", &twice), Err(Error::Twice { .. })));
    }

    #[test]
    fn what_is_missing_shows_its_id_and_what_lacks_a_variable_its_name() {
        let files = [("a.ftl", "greeting = Hej { $name }".to_owned())];
        let locale = Catalogues::embedded().unwrap().with_language("sv", &files).unwrap().choose(&["sv"]);
        assert_eq!(locale.text(Msg("farewell")), "farewell");
        assert_eq!(locale.text(Msg("greeting")), "Hej {$name}");
        assert_eq!(locale.template(Msg("greeting")), "Hej {$name}");
        assert_eq!(locale.with(Msg("greeting"), &[("name", "Åsa".into())]), "Hej Åsa");
    }

    #[test]
    fn what_a_language_does_not_have_is_in_english() {
        let locale = Catalogues::embedded().unwrap().with_language("sv", &[]).unwrap().choose(&["sv"]);
        assert_eq!(locale.text(common::DONE_SAVED), "Saved.");
        assert_eq!(locale.with(common::TIME_MINUTES, &[("count", 3_i64.into())]), "3 min");
        assert_eq!(locale.template(common::TIME_MINUTES), "{$count} min");
    }

    #[test]
    fn numbers_in_messages_follow_the_language_and_names_are_not_grouped() {
        let text = "amount = { $count ->\n    [one] { $count } sak\n   *[other] { $count } saker\n }\nticket = Ärende { $number }";
        let catalogues = Catalogues::embedded().unwrap().with_language("sv", &[("a.ftl", text.to_owned())]).unwrap();
        let locale = catalogues.choose(&["sv"]);
        assert_eq!(locale.with(Msg("amount"), &[("count", 1_i64.into())]), "1 sak");
        assert_eq!(locale.with(Msg("amount"), &[("count", 1318_i64.into())]), "1\u{a0}318 saker");
        assert_eq!(locale.with(Msg("ticket"), &[("number", 1318_i64.into())]), "Ärende 1318");
    }

    #[test]
    fn locales_go_between_threads() {
        fn shared<T: Send + Sync>(_: T) {}
        shared(Catalogues::embedded().unwrap().choose(&[]));
    }
}
