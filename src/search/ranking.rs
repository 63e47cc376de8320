//! How well an article fits what was asked for.

use std::collections::HashMap;

use tantivy::DocId;

use super::gather::{Row, gather};
use super::learned::{self, Vote};
use super::schema::{BODY, HEADINGS, LEAD, SCORED, TAGS, TITLE};
use super::subject::{CONCEPTS, Concept};
use super::view::{View, real};

/// The numbers that the ranking turns on. Those of the past were chosen like the others on the older two thirds of the subjects that
/// `benches/suggestions.rs` reads, of which the first part was the past and the second asked.
#[derive(Clone, Debug)]
pub(super) struct Weights {
    /// What an occurrence counts in each field.
    pub(super) fields: [f32; SCORED],
    /// How much a field's length takes away from an occurrence in it, 0 to 1.
    pub(super) lengths: [f32; SCORED],
    /// How soon further occurrences stop to count.
    pub(super) saturations: [f32; SCORED],
    /// What a word counts that seldom decides.
    pub(super) weak: f32,
    /// How much a word that nobody wrote counts in the share of what was asked for.
    pub(super) unknown: f32,
    /// How much rarity counts.
    pub(super) rarity: f32,
    /// What a synonym counts.
    pub(super) synonym: f32,
    /// What a continuation of a word counts when the word itself is known.
    pub(super) longer: f32,
    /// What a continuation counts when the word is not known.
    pub(super) unfinished: f32,
    /// What half of a word counts that is also written in two.
    pub(super) part: f32,
    /// What a word counts that is one slip away.
    pub(super) one_slip: f32,
    /// What a word counts that is two slips away.
    pub(super) two_slips: f32,
    /// How much more articles count that have more of what was asked for.
    pub(super) coverage: f32,
    /// How much a title counts that says little else than what was asked for.
    pub(super) title: f32,
    /// How well an article must have what was asked for to be shown...
    pub(super) least_fit: f32,
    /// ...unless it has this share of it somewhere.
    pub(super) least_share: f32,
    /// How much a word that nobody wrote counts against it.
    pub(super) doubt: f32,
    /// What the votes of the nearest past subjects count beside the article's own words.
    pub(super) past_near: f32,
    /// What the past subjects of an article count, taken together.
    pub(super) past_together: f32,
    /// How much rarity counts among past subjects.
    pub(super) past_rarity: f32,
    /// How much a word that stands in articles and in no past subject counts against all of them.
    pub(super) past_unsaid: f32,
    /// The same for a word that nobody wrote.
    pub(super) past_unknown: f32,
    /// In which share of all texts the other words of a past subject are taken to stand.
    pub(super) past_usual: f32,
    /// How much the other words of a past subject count against it.
    pub(super) past_length: f32,
    /// How many past subjects vote.
    pub(super) past_neighbours: usize,
    /// How much more the nearest ones count.
    pub(super) past_sharpness: f32,
    /// How many votes are half of enough.
    pub(super) past_enough: f32,
    /// How soon further past subjects with a word stop to count.
    pub(super) past_saturation: f32,
    /// Days in which a lesson loses half of its weight beside the newest one: what answered last year's questions may be about
    /// last year's product, and a help desk that has taught nothing since forgets nothing.
    pub(super) past_half_life: f32,
    /// How near a past subject must be for its article to be shown on its word alone.
    pub(super) least_near: f32,
}

impl Default for Weights {
    fn default() -> Self {
        let mut fields = [0.0; SCORED];
        let mut lengths = [0.0; SCORED];
        let mut saturations = [0.0; SCORED];
        for (field, weight, length, saturation) in [
            (TITLE, 1.8, 0.8, 1.8),
            (TAGS, 2.8, 0.1, 5.0),
            (LEAD, 0.25, 0.3, 0.2),
            (HEADINGS, 1.3, 0.2, 1.0),
            (BODY, 0.7, 0.5, 2.7),
        ] {
            fields[field] = weight;
            lengths[field] = length;
            saturations[field] = saturation;
        }
        Self {
            fields,
            lengths,
            saturations,
            weak: 0.27,
            unknown: 0.1,
            rarity: 0.4,
            synonym: 1.2,
            longer: 0.15,
            unfinished: 1.0,
            part: 0.5,
            one_slip: 1.0,
            two_slips: 0.5,
            coverage: 0.3,
            title: 0.34,
            least_fit: 0.4,
            least_share: 0.75,
            doubt: 0.7,
            past_near: 4.0,
            past_together: 2.0,
            past_rarity: 0.8,
            past_unsaid: 0.5,
            past_unknown: 0.3,
            past_usual: 0.01,
            past_length: 0.2,
            past_neighbours: 100,
            past_sharpness: 2.0,
            past_enough: 0.3,
            past_saturation: 2.0,
            past_half_life: 365.0,
            least_near: 0.4,
        }
    }
}

/// What one concept is worth: rare ones more (the idf of BM25 as Lucene has it).
pub(super) fn rarity(articles: f32, having: f32) -> f32 {
    (1.0 + (articles - having + 0.5).max(0.5) / (having + 0.5)).ln()
}

/// The articles that fit, best first, and what each concept is worth.
#[derive(Debug)]
pub(super) struct Ranked {
    pub(super) hits: Vec<Hit>,
    pub(super) worth: Vec<f32>,
}

/// An article that fits.
#[derive(Debug)]
pub(super) struct Hit {
    /// How it compares with the others.
    pub(super) score: f32,
    /// How well it has what was asked for, whatever the others have: 0 for nothing, about 1 for all of it in the title.
    pub(super) fit: f32,
    /// The share of what was asked for that it surely has.
    pub(super) share: f32,
    /// How near the nearest past subject is that it answered, 0 to 1.
    pub(super) near: f32,
    pub(super) row: Row,
}

/// Ranks the articles that have something of what was asked for.
pub(super) fn rank(view: &View<'_>, concepts: &[Concept], weights: &Weights) -> tantivy::Result<Ranked> {
    let rows = gather(view, concepts, weights)?;
    let mut having = [0_u32; CONCEPTS];
    for row in &rows {
        for (count, found) in having.iter_mut().zip(row.found) {
            *count += u32::from(found > 0.0);
        }
    }
    let scale = Scale::new(view.articles, concepts, &having, weights);
    let mut hits: Vec<Hit> = rows.into_iter().map(|row| scale.weigh(row, concepts, weights)).collect();
    let votes = learned::votes(view, concepts, &having, weights)?;
    if !votes.is_empty() {
        listen(view, &mut hits, &votes, weights);
    }
    hits.retain(|hit| {
        hit.fit >= weights.least_fit || hit.share >= weights.least_share || hit.near >= weights.least_near
    });
    hits.sort_unstable_by(|a, b| {
        b.score.total_cmp(&a.score).then((a.row.segment, a.row.doc).cmp(&(b.row.segment, b.row.doc)))
    });
    Ok(Ranked { hits, worth: scale.worth })
}

/// Adds to each article what past subjects say of it.
fn listen(view: &View<'_>, hits: &mut Vec<Hit>, votes: &[Vote], weights: &Weights) {
    let places: HashMap<(usize, DocId), usize> =
        hits.iter().enumerate().map(|(at, hit)| ((hit.row.segment, hit.row.doc), at)).collect();
    for vote in votes {
        let at = places.get(&(vote.segment, vote.doc)).copied().unwrap_or_else(|| {
            let titles = &view.segments[vote.segment].norms[TITLE];
            let row = Row::new(vote.segment, vote.doc, titles);
            hits.push(Hit { score: 0.0, fit: 0.0, share: 0.0, near: 0.0, row });
            hits.len() - 1
        });
        hits[at].score += weights.past_near * vote.near + weights.past_together * vote.together;
        hits[at].near = vote.nearest;
    }
}

/// What all articles are measured against.
struct Scale {
    /// What each concept is worth.
    worth: Vec<f32>,
    /// The worth of all that was asked for, to compare articles by.
    asked: f32,
    /// The same with more weight on words that nobody wrote: they say that it may be about something else.
    doubted: f32,
}

impl Scale {
    fn new(articles: f32, concepts: &[Concept], having: &[u32; CONCEPTS], weights: &Weights) -> Self {
        let mut scale = Self { worth: Vec::with_capacity(concepts.len()), asked: 0.0, doubted: 0.0 };
        for (concept, having) in concepts.iter().zip(having) {
            let worth = rarity(articles, real(*having)).powf(weights.rarity);
            let (asked, doubted) = if *having == 0 { (weights.unknown, weights.doubt) } else { (1.0, 1.0) };
            scale.asked += worth * concept.weight * asked;
            scale.doubted += worth * concept.weight * doubted;
            scale.worth.push(worth);
        }
        scale
    }

    fn weigh(&self, row: Row, concepts: &[Concept], weights: &Weights) -> Hit {
        let (mut sum, mut fit, mut sure, mut had, mut in_title, mut title_words) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (at, concept) in concepts.iter().enumerate() {
            let found = row.found[at];
            if found <= 0.0 {
                continue;
            }
            let value = self.worth[at] * concept.weight;
            sum += value * found;
            fit += value * found * concept.certainty;
            sure += value * concept.certainty;
            had += value;
            if row.fields[TITLE] & (1 << at) != 0 {
                in_title += value;
                title_words += concept.weight;
            }
        }
        let share = had / self.asked.max(f32::MIN_POSITIVE);
        let title_share = (title_words / row.title_length.max(1.0)).min(1.0);
        Hit {
            score: (sum * share.powf(weights.coverage) + weights.title * in_title * title_share)
                / self.asked.max(f32::MIN_POSITIVE),
            fit: fit / self.doubted.max(f32::MIN_POSITIVE),
            share: sure / self.doubted.max(f32::MIN_POSITIVE),
            near: 0.0,
            row,
        }
    }
}
