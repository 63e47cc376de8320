//! Words of the vocabulary that were probably meant: those that continue an unfinished word, and those a few slips of the
//! finger away.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io;

use super::split::is_unspaced;
use super::terms::read_spelling;
use super::view::View;

/// A word of the vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spelling {
    pub(super) word: String,
    pub(super) stem: String,
    /// Articles and lessons that have it.
    pub(super) articles: u32,
    /// Slips between it and the word looked for.
    pub(super) slips: u8,
}

/// Terms that one look-up reads at most, so that a single letter stays quick in a large vocabulary.
const READ_AT_MOST: usize = 10_000;
/// Hopeless terms that are read one by one before the rest of them is jumped over, which costs as much as a few.
const PATIENCE: u32 = 8;
/// Longer words are not corrected.
const LONGEST: usize = 24;

/// How many slips a word of this many letters may have.
pub(super) fn slips_allowed(word: &str) -> u8 {
    if word.chars().any(|letter| letter.is_numeric() || is_unspaced(letter)) {
        return 0;
    }
    match word.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        8..=LONGEST => 2,
        _ => 0,
    }
}

/// The spelling `word` itself, once for each stem it has.
pub(super) fn exact(view: &View<'_>, word: &str) -> io::Result<Vec<Spelling>> {
    read(view, &format!("{word}\u{1f}"), |_| Verdict::Near(0))
}

/// The spellings that begin with `beginning`.
pub(super) fn continuations(view: &View<'_>, beginning: &str) -> io::Result<Vec<Spelling>> {
    read(view, beginning, |_| Verdict::Near(0))
}

/// The spellings at most `allowed` slips from `word`; with `unfinished`, from a beginning of the spelling. The first letter is
/// taken to be right; only when nothing is found so, one slip in it is looked for.
pub(super) fn corrections(view: &View<'_>, word: &str, allowed: u8, unfinished: bool) -> io::Result<Vec<Spelling>> {
    let letters: Vec<char> = word.chars().collect();
    let Some(first) = letters.first() else { return Ok(Vec::new()) };
    let mut slips = Slips::new(&letters, allowed, unfinished);
    let near = read(view, &first.to_string(), |spelling| slips.between(spelling))?;
    if !near.is_empty() || unfinished {
        return Ok(near);
    }
    let mut found = Vec::new();
    for candidate in other_beginnings(&letters) {
        found.extend(exact(view, &candidate)?.into_iter().map(|spelling| Spelling { slips: 1, ..spelling }));
    }
    Ok(found)
}

/// The words one slip away whose slip is in the first letter.
fn other_beginnings(letters: &[char]) -> Vec<String> {
    let rest: String = letters.iter().skip(1).collect();
    let mut candidates = vec![rest.clone()];
    if let [first, second, further @ ..] = letters {
        candidates.push([*second, *first].into_iter().chain(further.iter().copied()).collect());
    }
    if letters.iter().all(char::is_ascii_lowercase) {
        let whole: String = letters.iter().collect();
        candidates.extend(('a'..='z').flat_map(|letter| [format!("{letter}{whole}"), format!("{letter}{rest}")]));
    }
    candidates
}

/// What a word of the vocabulary is worth to a look-up.
enum Verdict {
    /// It is so many slips away.
    Near(u8),
    Far,
    /// No word that begins with so many of its letters is near.
    Hopeless(usize),
}

/// Reads the vocabulary's words that begin with `beginning` and keeps the near ones.
fn read(view: &View<'_>, beginning: &str, mut judge: impl FnMut(&str) -> Verdict) -> io::Result<Vec<Spelling>> {
    let mut found: HashMap<(String, String), Spelling> = HashMap::new();
    let first = format!("{}{beginning}", view.prefix).into_bytes();
    let end = behind(&first);
    let articles = view.segments.iter().map(|segment| (&segment.vocabulary, false));
    let lessons = view.segments.iter().filter_map(|segment| segment.lessons.as_ref());
    // Articles first: what stands in them needs no leave.
    for (vocabulary, learned) in articles.chain(lessons.map(|lessons| (&lessons.vocabulary, true))) {
        let mut next = Some(first.clone());
        let mut read = 0;
        while let Some(from) = next.take() {
            let mut hopeless = 0;
            let mut stream = vocabulary.terms().range().ge(&from).lt(&end).into_stream()?;
            while read < READ_AT_MOST && stream.advance() {
                read += 1;
                let Some((word, stem)) = read_spelling(&view.prefix, stream.key()) else { continue };
                let slips = match judge(word) {
                    Verdict::Near(slips) => slips,
                    Verdict::Far => continue,
                    Verdict::Hopeless(letters) => {
                        hopeless += 1;
                        if hopeless < PATIENCE {
                            continue;
                        }
                        let length = word.char_indices().nth(letters).map_or(word.len(), |(at, _)| at);
                        next = Some(behind(format!("{}{}", view.prefix, &word[..length]).as_bytes()));
                        break;
                    }
                };
                hopeless = 0;
                let articles = stream.value().doc_freq;
                match found.entry((word.to_owned(), stem.to_owned())) {
                    Entry::Occupied(mut known) => known.get_mut().articles += articles,
                    Entry::Vacant(place) => {
                        if !learned || view.is_open_spelling(stream.key())? {
                            place.insert(Spelling { word: word.to_owned(), stem: stem.to_owned(), articles, slips });
                        }
                    }
                }
            }
        }
    }
    Ok(found.into_values().collect())
}

/// The term behind all that begin like this: no UTF-8 text has that byte.
fn behind(beginning: &[u8]) -> Vec<u8> {
    [beginning, &[0xff]].concat()
}

/// Counts insertions, deletions, substitutions and transpositions of neighbours (optimal string alignment). Words come in
/// the dictionary's order, so the rows of the beginning that a word shares with the one before it are kept.
struct Slips<'w> {
    word: &'w [char],
    allowed: u8,
    unfinished: bool,
    read: Vec<char>,
    rows: Vec<[u8; LONGEST + 1]>,
    /// How many letters may be read before no continuation can be near enough.
    hopeless_at: usize,
}

impl<'w> Slips<'w> {
    fn new(word: &'w [char], allowed: u8, unfinished: bool) -> Self {
        let word = &word[..word.len().min(LONGEST)];
        let mut first = [0; LONGEST + 1];
        for (cell, count) in first.iter_mut().zip(0..) {
            *cell = count;
        }
        Self { word, allowed, unfinished, read: Vec::new(), rows: vec![first], hopeless_at: usize::MAX }
    }

    fn between(&mut self, spelling: &str) -> Verdict {
        let shared = self.read.iter().zip(spelling.chars()).take_while(|(known, letter)| **known == *letter).count();
        if shared < self.hopeless_at {
            // Most words are of another length: that is seen without a row.
            let length = spelling.chars().count();
            if !self.unfinished && length.abs_diff(self.word.len()) > usize::from(self.allowed) {
                return Verdict::Far;
            }
            self.read_on(spelling, shared);
        }
        let last = self.word.len();
        let is_hopeless = self.hopeless_at < usize::MAX;
        let slips = if self.unfinished {
            self.rows.iter().map(|row| row[last]).min()
        } else {
            self.rows.last().map(|row| row[last]).filter(|_| !is_hopeless)
        };
        match slips.filter(|slips| *slips <= self.allowed) {
            Some(slips) => Verdict::Near(slips),
            None if is_hopeless => Verdict::Hopeless(self.hopeless_at),
            None => Verdict::Far,
        }
    }

    fn read_on(&mut self, spelling: &str, shared: usize) {
        self.hopeless_at = usize::MAX;
        self.read.truncate(shared);
        self.rows.truncate(shared + 1);
        for letter in spelling.chars().skip(shared) {
            self.read.push(letter);
            let row = self.next_row(letter);
            let least = row[..=self.word.len()].iter().min().copied().unwrap_or_default();
            self.rows.push(row);
            if least > self.allowed {
                self.hopeless_at = self.read.len();
                break;
            }
        }
    }

    fn next_row(&self, letter: char) -> [u8; LONGEST + 1] {
        let depth = self.rows.len();
        let above = &self.rows[depth - 1];
        let before = self.read.len().checked_sub(2).map(|at| (self.read[at], &self.rows[depth - 2]));
        let mut row = [0; LONGEST + 1];
        row[0] = above[0] + 1;
        for at in 1..=self.word.len() {
            let differs = u8::from(self.word[at - 1] != letter);
            let mut least = (above[at] + 1).min(row[at - 1] + 1).min(above[at - 1] + differs);
            if let Some((previous, two_above)) = before
                && at > 1
                && self.word[at - 1] == previous
                && self.word[at - 2] == letter
            {
                least = least.min(two_above[at - 2] + 1);
            }
            row[at] = least;
        }
        row
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(slips: &mut Slips<'_>, spelling: &str) -> Option<u8> {
        match slips.between(spelling) {
            Verdict::Near(slips) => Some(slips),
            Verdict::Far | Verdict::Hopeless(_) => None,
        }
    }

    fn slips(word: &str, spelling: &str, unfinished: bool) -> Option<u8> {
        let letters: Vec<char> = word.chars().collect();
        near(&mut Slips::new(&letters, 2, unfinished), spelling)
    }

    #[test]
    fn every_slip_costs_one() {
        assert_eq!(slips("password", "password", false), Some(0));
        assert_eq!(slips("pasword", "password", false), Some(1));
        assert_eq!(slips("passwrod", "password", false), Some(1));
        assert_eq!(slips("passwoord", "password", false), Some(1));
        assert_eq!(slips("pazzword", "password", false), Some(2));
        assert_eq!(slips("parrots", "password", false), None);
        assert_eq!(slips("pasw", "password", true), Some(1));
        assert_eq!(slips("прифет", "привет", false), Some(1));
    }

    #[test]
    fn the_order_of_the_dictionary_changes_nothing() {
        let word: Vec<char> = "thread".chars().collect();
        let mut slips = Slips::new(&word, 2, false);
        let vocabulary = ["t", "ten", "text", "thread", "threads", "three", "threw", "thunderbird", "tread", "tree"];
        for spelling in vocabulary {
            assert_eq!(near(&mut slips, spelling), near(&mut Slips::new(&word, 2, false), spelling), "{spelling}");
        }
    }

    #[test]
    fn longer_words_may_have_more_slips() {
        assert_eq!(["tab", "tabs", "windows", "bookmark", "windows10", "密码"].map(slips_allowed), [0, 1, 1, 2, 0, 0]);
    }
}
