//! What the words of a subject or a query may mean in one organisation's articles.

use std::io;

use super::fold::{fold, lower};
use super::lesson::Learned;
use super::ranking::Weights;
use super::spelling::{self, Spelling};
use super::split::{Kind, is_unspaced, split};
use super::view::{Listed, View};

/// Words beyond these are not read: the beginning of a long text says what it is about.
const WORDS: usize = 64;
/// Things asked for that are weighed at most; one bit each in a row's masks.
pub(super) const CONCEPTS: usize = 16;
/// Different stems that an unfinished word may stand for.
const CONTINUATIONS: usize = 16;
/// Different stems that a misspelt word may stand for.
const CORRECTIONS: usize = 4;

/// How sure a correction of one slip is.
const ONE_SLIP: f32 = 0.7;
/// How sure a correction of two slips is.
const TWO_SLIPS: f32 = 0.5;

/// One thing asked for: a word with everything that counts as it. It has one frequency in the articles, however many
/// ways to write it were found, so that a rare misspelling is not worth more than the word.
#[derive(Debug)]
pub(super) struct Concept {
    pub(super) expansions: Vec<Expansion>,
    /// How much it decides, at most 1.
    pub(super) weight: f32,
    /// How sure it is that the word was meant, at most 1.
    pub(super) certainty: f32,
    stems: Vec<String>,
}

/// One stem that counts as a concept.
#[derive(Debug)]
pub(super) struct Expansion {
    /// How much an occurrence counts, at most 1.
    pub(super) weight: f32,
    pub(super) listed: Vec<Listed>,
    /// The lessons that have it.
    pub(super) learned: Vec<Learned>,
}

/// How much a word says about a subject.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    Nothing,
    Little,
    Much,
}

struct Word {
    lower: String,
    folded: String,
    kind: Kind,
    unfinished: bool,
    says: Says,
    /// Groups of synonyms of which a member begins here.
    groups: Vec<String>,
    done: bool,
}

/// Whether there is enough to search for: three letters, two where no spaces are written.
pub(super) fn is_long_enough(text: &str) -> bool {
    let mut letters = 0;
    for letter in text.chars().filter(|letter| letter.is_alphanumeric()) {
        letters += if is_unspaced(letter) { 2 } else { 1 };
        if letters >= 3 {
            return true;
        }
    }
    false
}

/// Reads a subject. A word that nothing is known of is a concept without expansions: it was asked for all the same.
pub(super) fn understand(view: &View<'_>, text: &str, weights: &Weights) -> io::Result<Vec<Concept>> {
    let mut words = words(view, text);
    find_groups(view, &mut words);
    let mut concepts: Vec<Concept> = Vec::new();
    for at in 0..words.len() {
        if concepts.len() >= CONCEPTS {
            break;
        }
        if words[at].done || (words[at].says == Says::Nothing && words[at].groups.is_empty()) {
            continue;
        }
        for concept in word_concepts(view, &mut words, at, weights)? {
            let is_new = !concepts.iter().any(|known| known.stems == concept.stems && !known.stems.is_empty());
            if is_new && concepts.len() < CONCEPTS {
                concepts.push(concept);
            }
        }
    }
    Ok(concepts)
}

fn words(view: &View<'_>, text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut end = 0;
    for word in split(text).take(WORDS) {
        let lower = lower(word.text);
        let folded = fold(&lower);
        end = word.range.end;
        words.push(Word {
            says: if view.is_stop_word(&folded) {
                Says::Nothing
            } else if view.is_weak_word(&folded) {
                Says::Little
            } else {
                Says::Much
            },
            lower,
            folded,
            kind: word.kind,
            unfinished: false,
            groups: Vec::new(),
            done: false,
        });
    }
    if let Some(last) = words.last_mut() {
        last.unfinished = end == text.len();
    }
    words
}

fn find_groups(view: &View<'_>, words: &mut [Word]) {
    for language in &view.languages {
        let mut stemming = language.stemming();
        let stems: Vec<String> = words.iter().map(|word| stemming.stem(&word.lower)).collect();
        for at in 0..words.len() {
            for (group, length) in language.synonyms.at(&stems, at) {
                // The group stands in for the first word that says something; "look for" has none and is itself one.
                let bearer = (at..at + length).find(|at| words[*at].says != Says::Nothing).unwrap_or(at);
                if length > 1 || words[bearer].says != Says::Nothing {
                    words[bearer].groups.push(group.to_owned());
                }
            }
        }
    }
}

fn word_concepts(view: &View<'_>, words: &mut [Word], at: usize, weights: &Weights) -> io::Result<Vec<Concept>> {
    if let Some(concept) = joined(view, words, at, weights)? {
        return Ok(vec![concept]);
    }
    let word = &words[at];
    let weight = if word.says == Says::Little { weights.weak } else { 1.0 };
    let mut concept = Concept::new(weight);
    if word.says != Says::Nothing {
        concept.add_word(view, word, 1.0)?;
    }
    for group in &word.groups {
        concept.add(view, group, weights.synonym)?;
    }
    let is_known = !concept.expansions.is_empty();
    if word.unfinished && (word.folded.chars().count() > 1 || word.kind == Kind::Pair) {
        let share = if is_known { weights.longer } else { weights.unfinished };
        let spellings = spelling::continuations(view, &word.folded)?;
        concept.add_spellings(view, spellings, CONTINUATIONS, |_| share, weights)?;
    }
    if concept.expansions.is_empty() {
        let allowed = spelling::slips_allowed(&word.folded);
        if allowed > 0 {
            let mut near = spelling::corrections(view, &word.folded, allowed, false)?;
            if near.is_empty() && word.unfinished {
                near = spelling::corrections(view, &word.folded, 1, true)?;
            }
            let least = near.iter().map(|spelling| spelling.slips).min().unwrap_or_default();
            near.retain(|spelling| spelling.slips == least);
            (concept.weight, concept.certainty) =
                if least > 1 { (weights.two_slips, TWO_SLIPS) } else { (weights.one_slip, ONE_SLIP) };
            concept.add_spellings(view, near, CORRECTIONS, |_| 1.0, weights)?;
        }
        if concept.expansions.is_empty() {
            let parts = parts(view, word, weights)?;
            if !parts.is_empty() {
                return Ok(parts);
            }
        }
    }
    Ok(vec![concept])
}

/// Two words that the articles write as one: `book marks`, `e-mail`.
fn joined(view: &View<'_>, words: &mut [Word], at: usize, weights: &Weights) -> io::Result<Option<Concept>> {
    let Some([word, next]) = words.get(at..at + 2) else { return Ok(None) };
    let is_tied = next.kind == Kind::Tied;
    if word.kind == Kind::Pair
        || next.kind == Kind::Pair
        || (!is_tied && (word.says == Says::Nothing || next.says == Says::Nothing))
    {
        return Ok(None);
    }
    let is_number = |word: &Word| word.folded.bytes().any(|byte| byte.is_ascii_digit());
    if is_number(word) || is_number(next) {
        return Ok(None);
    }
    let folded = format!("{}{}", word.folded, next.folded);
    let spellings = spelling::exact(view, &folded)?;
    if spellings.is_empty() {
        return Ok(None);
    }
    let mut concept = Concept::new(1.0);
    concept.add_spellings(view, spellings, CORRECTIONS, |_| 1.0, weights)?;
    if !is_tied {
        concept.add_word(view, word, weights.part)?;
        concept.add_word(view, next, weights.part)?;
    }
    for group in word.groups.iter().chain(&next.groups) {
        concept.add(view, group, weights.synonym)?;
    }
    words[at + 1].done = true;
    Ok(Some(concept))
}

/// A word nobody knows that is two known ones without the space between them.
fn parts(view: &View<'_>, word: &Word, weights: &Weights) -> io::Result<Vec<Concept>> {
    let mut best: Option<(u32, Vec<Spelling>, Vec<Spelling>)> = None;
    if word.folded.chars().count() < 6 || word.kind == Kind::Pair {
        return Ok(Vec::new());
    }
    for (cut, _) in word.folded.char_indices().skip(3) {
        let (head, tail) = word.folded.split_at(cut);
        if tail.chars().count() < 3 {
            break;
        }
        let heads = spelling::exact(view, head)?;
        if heads.is_empty() {
            continue;
        }
        let tails = spelling::exact(view, tail)?;
        let articles = |spellings: &[Spelling]| spellings.iter().map(|spelling| spelling.articles).sum::<u32>();
        let rarer = articles(&heads).min(articles(&tails));
        if rarer > best.as_ref().map_or(0, |(most, ..)| *most) {
            best = Some((rarer, heads, tails));
        }
    }
    let Some((_, heads, tails)) = best else { return Ok(Vec::new()) };
    let mut concepts = Vec::new();
    for spellings in [heads, tails] {
        let mut concept = Concept::new(weights.one_slip);
        concept.certainty = ONE_SLIP;
        concept.add_spellings(view, spellings, CORRECTIONS, |_| 1.0, weights)?;
        concepts.push(concept);
    }
    Ok(concepts)
}

impl Concept {
    fn new(weight: f32) -> Self {
        Self { expansions: Vec::new(), weight, certainty: 1.0, stems: Vec::new() }
    }

    /// The concept of one stem of an article; what was learned does not count.
    pub(super) fn of_stem(view: &View<'_>, stem: &str, weight: f32) -> io::Result<Self> {
        let listed = view.find(stem)?;
        let expansions = vec![Expansion { weight: 1.0, listed, learned: Vec::new() }];
        Ok(Self { expansions, stems: vec![stem.to_owned()], ..Self::new(weight) })
    }

    /// The lists in one segment.
    pub(super) fn listed_in(&self, segment: usize) -> impl Iterator<Item = (&Expansion, &Listed)> {
        self.expansions
            .iter()
            .flat_map(|expansion| expansion.listed.iter().map(move |listed| (expansion, listed)))
            .filter(move |(_, listed)| listed.segment == segment)
    }

    /// The lists of lessons in one segment.
    pub(super) fn learned_in(&self, segment: usize) -> impl Iterator<Item = (&Expansion, &Learned)> {
        self.expansions
            .iter()
            .flat_map(|expansion| expansion.learned.iter().map(move |learned| (expansion, learned)))
            .filter(move |(_, learned)| learned.segment == segment)
    }

    fn add_word(&mut self, view: &View<'_>, word: &Word, weight: f32) -> io::Result<()> {
        for language in &view.languages {
            let stem = language.stemming().stem(&word.lower);
            self.add(view, &stem, weight)?;
        }
        Ok(())
    }

    /// Adds the most frequent stems of some spellings, and their groups of synonyms.
    fn add_spellings(
        &mut self,
        view: &View<'_>,
        mut spellings: Vec<Spelling>,
        most: usize,
        weight: impl Fn(&Spelling) -> f32,
        weights: &Weights,
    ) -> io::Result<()> {
        spellings.sort_unstable_by(|a, b| (b.articles, &a.word).cmp(&(a.articles, &b.word)));
        let mut added = 0;
        for spelling in spellings {
            if added == most {
                break;
            }
            if self.stems.contains(&spelling.stem) {
                continue;
            }
            let weight = weight(&spelling);
            self.add(view, &spelling.stem, weight)?;
            added += 1;
            for language in &view.languages {
                for group in language.synonyms.of(&spelling.stem) {
                    self.add(view, group, weight * weights.synonym)?;
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, view: &View<'_>, stem: &str, weight: f32) -> io::Result<()> {
        if self.stems.iter().any(|known| known == stem) {
            return Ok(());
        }
        let listed = view.find(stem)?;
        let learned = view.learned(stem)?;
        self.stems.push(stem.to_owned());
        if (!listed.is_empty() || !learned.is_empty()) && weight > 0.0 {
            self.expansions.push(Expansion { weight, listed, learned });
        }
        Ok(())
    }
}
