//! What past subjects say: those nearest to what is asked vote for the articles that answered them.

use std::collections::HashMap;

use tantivy::{DocId, Term};

use super::lesson::{Facts, alive};
use super::ranking::{Weights, rarity};
use super::subject::{CONCEPTS, Concept};
use super::view::{View, real};

/// Customers from which on it counts what clients alone say.
const SAID_BY: usize = 3;

/// What the past says about an article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Vote {
    pub(super) segment: usize,
    pub(super) doc: DocId,
    /// The votes of the nearest subjects.
    pub(super) near: f32,
    /// How well the subjects that it answered have what was asked for, taken together.
    pub(super) together: f32,
    /// How near the nearest is, 0 to 1.
    pub(super) nearest: f32,
}

/// Both halves of an article's id.
type Article = (u64, u64);

/// A past subject that has something of what was asked for.
struct Neighbour {
    article: Article,
    customer: u64,
    facts: Facts,
    /// How surely it has each concept.
    found: [f32; CONCEPTS],
}

/// The votes of past subjects. `having` says how many articles have each concept: a few lessons do not tell what is rare.
pub(super) fn votes(
    view: &View<'_>,
    concepts: &[Concept],
    having: &[u32; CONCEPTS],
    weights: &Weights,
) -> tantivy::Result<Vec<Vote>> {
    let mut neighbours = gather(view, concepts)?;
    if neighbours.is_empty() {
        return Ok(Vec::new());
    }
    unsay(&mut neighbours);
    let tallies = tally(view, (concepts, having), &neighbours, weights);
    let mut votes = Vec::with_capacity(tallies.len());
    for (article, tally) in tallies {
        if let Some((segment, doc)) = locate(view, article)? {
            votes.push(Vote { segment, doc, near: tally.near, together: tally.together, nearest: tally.nearest });
        }
    }
    Ok(votes)
}

fn gather(view: &View<'_>, concepts: &[Concept]) -> tantivy::Result<Vec<Neighbour>> {
    let mut neighbours: Vec<Neighbour> = Vec::new();
    for (number, segment) in view.segments.iter().enumerate() {
        let Some(lessons) = &segment.lessons else { continue };
        let mut places: HashMap<DocId, usize> = HashMap::new();
        for (at, concept) in concepts.iter().enumerate() {
            for (expansion, learned) in concept.learned_in(number) {
                for doc in alive(segment, &lessons.stems, &learned.info)? {
                    let place = *places.entry(doc).or_insert_with(|| {
                        neighbours.push(Neighbour {
                            article: lessons.article(doc),
                            customer: lessons.customer(doc),
                            facts: lessons.facts(doc),
                            found: [0.0; CONCEPTS],
                        });
                        neighbours.len() - 1
                    });
                    let found = &mut neighbours[place].found[at];
                    *found = found.max(expansion.weight.min(1.0));
                }
            }
        }
    }
    Ok(neighbours)
}

/// Takes back what clients alone say, word by word, unless enough customers say it of the same article or staff do too.
fn unsay(neighbours: &mut [Neighbour]) {
    if !neighbours.iter().any(|neighbour| neighbour.facts.only_clients) {
        return;
    }
    let mut said: HashMap<(Article, usize), Vec<u64>> = HashMap::new();
    let mut vouched: HashMap<Article, u16> = HashMap::new();
    for neighbour in neighbours.iter() {
        for at in (0..CONCEPTS).filter(|at| neighbour.found[*at] > 0.0) {
            if !neighbour.facts.only_clients {
                *vouched.entry(neighbour.article).or_default() |= 1 << at;
            } else if neighbour.customer != 0 {
                let customers = said.entry((neighbour.article, at)).or_default();
                if customers.len() < SAID_BY && !customers.contains(&neighbour.customer) {
                    customers.push(neighbour.customer);
                }
            }
        }
    }
    for neighbour in neighbours.iter_mut().filter(|neighbour| neighbour.facts.only_clients) {
        let vouched = vouched.get(&neighbour.article).copied().unwrap_or_default();
        for at in 0..CONCEPTS {
            let customers = said.get(&(neighbour.article, at)).map_or(0, Vec::len);
            if vouched & (1 << at) == 0 && customers < SAID_BY {
                neighbour.found[at] = 0.0;
            }
        }
    }
}

#[derive(Default)]
struct Tally {
    near: f32,
    together: f32,
    nearest: f32,
    counts: [f32; CONCEPTS],
}

fn tally(
    view: &View<'_>,
    (concepts, having): (&[Concept], &[u32; CONCEPTS]),
    neighbours: &[Neighbour],
    weights: &Weights,
) -> HashMap<Article, Tally> {
    let mut worth = [0.0; CONCEPTS];
    let (mut asked, mut asked_squared) = (0.0, 0.0);
    let texts = view.articles + view.lessons;
    for (at, concept) in concepts.iter().enumerate() {
        let learned = neighbours.iter().filter(|neighbour| neighbour.found[at] > 0.0).count();
        let learned = real(u32::try_from(learned).unwrap_or(u32::MAX));
        worth[at] = rarity(texts, real(having[at]) + learned).powf(weights.past_rarity) * concept.weight;
        let counted = match (learned > 0.0, having[at] > 0) {
            (true, _) => worth[at],
            (false, true) => worth[at] * weights.past_unsaid,
            (false, false) => worth[at] * weights.past_unknown,
        };
        asked += counted;
        asked_squared += counted * counted;
    }
    let usual = rarity(texts, (texts * weights.past_usual).max(1.0)).powf(weights.past_rarity);
    let mut nearest: Vec<(f32, f32, &Neighbour)> = Vec::with_capacity(neighbours.len());
    let mut tallies: HashMap<Article, Tally> = HashMap::new();
    for neighbour in neighbours {
        let (mut had, mut matched) = (0.0, 0.0);
        for (at, found) in neighbour.found.iter().enumerate().filter(|(_, found)| **found > 0.0) {
            had += worth[at] * worth[at] * found;
            matched += 1.0;
        }
        if had <= 0.0 {
            continue;
        }
        let others = (f32::from(neighbour.facts.length) - matched).max(0.0);
        let length = had + weights.past_length * others * usual * usual;
        let near = had / (asked_squared * length).sqrt();
        let age = real(view.newest_lesson.saturating_sub(neighbour.facts.day));
        let weight = f32::from(neighbour.facts.weight) / 100.0 * 0.5_f32.powf(age / weights.past_half_life);
        nearest.push((near.min(1.0), weight, neighbour));
        let tally = tallies.entry(neighbour.article).or_default();
        for (at, found) in neighbour.found.iter().enumerate() {
            tally.counts[at] += found * weight;
        }
    }
    nearest.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.2.article.cmp(&b.2.article)));
    for (near, weight, neighbour) in nearest.into_iter().take(weights.past_neighbours) {
        let tally = tallies.entry(neighbour.article).or_default();
        tally.near += near.powf(weights.past_sharpness) * weight;
        tally.nearest = tally.nearest.max(near);
    }
    for tally in tallies.values_mut() {
        for (at, count) in tally.counts.iter().enumerate() {
            tally.together += worth[at] * count / (count + weights.past_saturation);
        }
        tally.together /= asked.max(f32::MIN_POSITIVE);
        tally.near = tally.near / (tally.near + weights.past_enough);
    }
    tallies
}

fn locate(view: &View<'_>, (high, low): Article) -> tantivy::Result<Option<(usize, DocId)>> {
    let key = format!("{}/{}", view.organisation, uuid::Uuid::from_u64_pair(high, low));
    let term = Term::from_field_text(view.fields.key, &key);
    for (number, segment) in view.segments.iter().enumerate() {
        let inverted = segment.reader.inverted_index(view.fields.key)?;
        let Some(info) = inverted.get_term_info(&term)? else { continue };
        if let Some(doc) = alive(segment, &inverted, &info)?.next() {
            return Ok(Some((number, doc)));
        }
    }
    Ok(None)
}
