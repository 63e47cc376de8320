//! Measures suggestions on the sample help centre beside `SQLite`'s FTS5, with the same articles and subjects in the same run,
//! and how long one answer takes. Reads `articles.jsonl` and `past_subjects.jsonl` in `FRONTDESK_KB` (default
//! `../shared/kb`); ends with an error when a figure is not above FTS5's, or when the past does not help.
//!
//! Subjects are sorted by age. The ranking was chosen on the older two thirds; the newer third, which it has not seen, is
//! asked. Two indexes answer: one of the articles alone, and one in which they have learned the older two thirds.

#![expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]

use std::collections::HashMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use frontdesk::clock::Timestamp;
use frontdesk::id::{ArticleId, OrganisationId, SystemChance};
use frontdesk::search::{Change, Index, IndexedArticle, IndexedLesson};
use sqlx::{Connection as _, Row as _, SqliteConnection};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Answers looked at.
const SHOWN: usize = 5;
/// Characters for each slip of the finger.
const CHARACTERS_PER_SLIP: usize = 12;
/// Times that each question is asked to measure how long it takes.
const REPETITIONS: usize = 3;
const STOP_WORDS: &str = include_str!("../search_index/en/stop_words.txt");

#[derive(serde::Deserialize)]
struct Article {
    id: String,
    title: String,
    body: String,
    tags: Vec<String>,
}

#[derive(serde::Deserialize)]
struct Asked {
    id: String,
    subject: String,
    relevant: Vec<String>,
}

/// Share of subjects with a right article first, among the first three, and the mean reciprocal rank among five.
#[derive(Clone, Copy, Default)]
struct Figures([f64; 3]);

fn main() -> ExitCode {
    let folder = std::env::var_os("FRONTDESK_KB").map_or_else(|| PathBuf::from("../shared/kb"), PathBuf::from);
    if !folder.join("articles.jsonl").exists() {
        println!("{} is not there: nothing is measured", folder.display());
        return ExitCode::SUCCESS;
    }
    match measure(&folder) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            println!("a figure is not above FTS5's, or not above that without the past");
            ExitCode::FAILURE
        }
        Err(error) => {
            println!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(folder: &Path) -> Outcome<bool> {
    let articles: Vec<Article> = read(&folder.join("articles.jsonl"))?;
    let mut subjects: Vec<Asked> = read(&folder.join("past_subjects.jsonl"))?;
    subjects.sort_by_key(|subject| age(&subject.id));
    let (older, newer) = subjects.split_at(subjects.len() * 2 / 3);
    let (older, newer) =
        if std::env::var_os("VALIDATE").is_some() { older.split_at(older.len() * 2 / 3) } else { (older, newer) };

    let organisation = OrganisationId::new(Timestamp::from_millis(1), &SystemChance);
    let index = index(organisation, &articles, &[])?;
    let learned = self::index(organisation, &articles, older)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut fts5 = runtime.block_on(fts5(&articles))?;

    println!("{} articles, the newer {} of {} subjects\n", articles.len(), newer.len(), subjects.len());
    println!("{:<28} {:>10} {:>10} {:>10}", "", "hit@1", "hit@3", "MRR@5");
    let mut is_above = true;
    for (name, change) in
        [("full subject", full as fn(&str, u64) -> String), ("first 60 %", beginning), ("slips", slips)]
    {
        let mut ours = Vec::new();
        let mut taught = Vec::new();
        let mut theirs = Vec::new();
        for (seed, subject) in (1..).zip(newer) {
            let asked = change(&subject.subject, seed);
            let found = index.suggest(organisation, &asked, SHOWN)?;
            ours.push(rank(subject, found.iter().filter_map(|suggestion| suggestion.external_id.as_deref())));
            let found = learned.suggest(organisation, &asked, SHOWN)?;
            taught.push(rank(subject, found.iter().filter_map(|suggestion| suggestion.external_id.as_deref())));
            let found = runtime.block_on(ask_fts5(&mut fts5, &asked))?;
            theirs.push(rank(subject, found.iter().map(String::as_str)));
        }
        let (ours, taught, theirs) = (Figures::of(&ours), Figures::of(&taught), Figures::of(&theirs));
        print_row(&format!("{name}, with the past"), taught);
        print_row(&format!("{name}, Frontdesk"), ours);
        print_row(&format!("{name}, FTS5"), theirs);
        is_above &= ours.0.iter().zip(theirs.0).all(|(ours, theirs)| *ours > theirs);
        is_above &= taught.0.iter().zip(ours.0).all(|(taught, ours)| *taught > ours);
    }
    if cfg!(debug_assertions) {
        println!("\nHow long an answer takes is left out: this build is not optimised.");
    } else {
        println!("\n{:<28} {:>10} {:>10} {:>10}", "one answer", "median", "p99", "longest");
        latency("", &index, organisation, &subjects)?;
        latency(", with the past", &learned, organisation, &subjects)?;
    }
    Ok(is_above)
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> Outcome<Vec<T>> {
    let text = std::fs::read_to_string(path)?;
    Ok(text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

/// Ids grow with time.
fn age(id: &str) -> u64 {
    id.rsplit('-').next().and_then(|number| number.parse().ok()).unwrap_or_default()
}

fn index(organisation: OrganisationId, articles: &[Article], history: &[Asked]) -> Outcome<Index> {
    let index = Index::in_memory()?;
    let puts = articles.iter().zip(1..).map(|(article, at)| {
        Change::Put(IndexedArticle {
            organisation,
            article: ArticleId::new(Timestamp::from_millis(at), &SystemChance),
            slug: article.id.clone(),
            title: article.title.clone(),
            tags: article.tags.clone(),
            body: article.body.clone(),
            external_id: Some(article.id.clone()),
            language: "en".to_owned(),
            lessons: history
                .iter()
                .filter(|past| past.relevant.contains(&article.id))
                .map(|past| IndexedLesson {
                    subject: past.subject.clone(),
                    customer: None,
                    staff_written: true,
                    only_clients: false,
                    weight: 100,
                    taught_at: Timestamp::from_millis(0),
                })
                .collect(),
        })
    });
    index.apply(&puts.collect::<Vec<_>>(), &[])?;
    Ok(index)
}

async fn fts5(articles: &[Article]) -> Outcome<SqliteConnection> {
    let mut connection = SqliteConnection::connect("sqlite::memory:").await?;
    sqlx::query(
        "CREATE VIRTUAL TABLE articles USING fts5(id UNINDEXED, title, tags, body, tokenize = 'porter unicode61')",
    )
    .execute(&mut connection)
    .await?;
    for article in articles {
        sqlx::query("INSERT INTO articles (id, title, tags, body) VALUES ($1, $2, $3, $4)")
            .bind(&article.id)
            .bind(&article.title)
            .bind(article.tags.join(" "))
            .bind(&article.body)
            .execute(&mut connection)
            .await?;
    }
    Ok(connection)
}

/// Title 10, tags 3, body 1; any of the words that are no stop words, the last one as a beginning.
async fn ask_fts5(connection: &mut SqliteConnection, subject: &str) -> Outcome<Vec<String>> {
    let stop_words: Vec<&str> =
        STOP_WORDS.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect();
    let lower = subject.to_lowercase().replace(['\'', '\u{2019}'], "");
    let mut words: Vec<String> = lower
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty() && !stop_words.contains(word))
        .map(|word| format!("\"{word}\""))
        .collect();
    let Some(last) = words.last_mut() else { return Ok(Vec::new()) };
    last.push('*');
    let found =
        sqlx::query("SELECT id FROM articles WHERE articles MATCH $1 ORDER BY bm25(articles, 0, 10, 3, 1) LIMIT 5")
            .bind(words.join(" OR "))
            .fetch_all(connection)
            .await?;
    Ok(found.iter().map(|row| row.try_get("id")).collect::<Result<_, _>>()?)
}

fn full(subject: &str, _: u64) -> String {
    subject.to_owned()
}

fn beginning(subject: &str, _: u64) -> String {
    subject.chars().take((subject.chars().count() * 6).div_ceil(10)).collect()
}

/// Inserts, deletes, substitutes or transposes a letter for every twelve characters, at least one.
fn slips(subject: &str, seed: u64) -> String {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut below = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap_or_default() % limit.max(1)
    };
    let mut letters: Vec<char> = subject.chars().collect();
    for _ in 0..(letters.len() / CHARACTERS_PER_SLIP).max(1) {
        let at = below(letters.len());
        let letter = char::from(b"abcdefghijklmnopqrstuvwxyz"[below(26)]);
        match below(4) {
            0 => letters.insert(at, letter),
            1 if letters.len() > 1 => {
                letters.remove(at);
            }
            2 if at + 1 < letters.len() => letters.swap(at, at + 1),
            _ => letters[at] = letter,
        }
    }
    letters.into_iter().collect()
}

/// The rank of the first right article.
fn rank<'f>(subject: &Asked, mut found: impl Iterator<Item = &'f str>) -> Option<usize> {
    found.position(|id| subject.relevant.iter().any(|relevant| relevant == id))
}

impl Figures {
    fn of(ranks: &[Option<usize>]) -> Self {
        let share = |worth: &dyn Fn(usize) -> f64| {
            ranks.iter().flatten().map(|rank| worth(*rank)).sum::<f64>()
                / f64::from(u32::try_from(ranks.len()).unwrap_or(u32::MAX))
        };
        Self([
            share(&|rank| if rank == 0 { 1.0 } else { 0.0 }),
            share(&|rank| if rank < 3 { 1.0 } else { 0.0 }),
            share(&|rank| 1.0 / f64::from(u32::try_from(rank + 1).unwrap_or(u32::MAX))),
        ])
    }
}

fn print_row(name: &str, Figures([first, three, reciprocal]): Figures) {
    println!("{name:<28} {first:>10.3} {three:>10.3} {reciprocal:>10.3}");
}

/// Every subject in full and letter by letter as it is typed. Of some repetitions the quickest counts, so that what else the
/// machine does is not measured.
fn latency(with: &str, index: &Index, organisation: OrganisationId, subjects: &[Asked]) -> Outcome<()> {
    let mut times: HashMap<&str, Vec<Duration>> = HashMap::new();
    for subject in subjects {
        let ends = subject.subject.char_indices().map(|(at, _)| at).skip(3).chain([subject.subject.len()]);
        for end in ends {
            let asked = &subject.subject[..end];
            let mut took = Duration::MAX;
            for _ in 0..REPETITIONS {
                let start = Instant::now();
                index.suggest(organisation, asked, SHOWN)?;
                took = took.min(start.elapsed());
            }
            times
                .entry(if end == subject.subject.len() { "full subject" } else { "while typed" })
                .or_default()
                .push(took);
        }
    }
    for (name, mut times) in times {
        let name = format!("{name}{with}");
        times.sort_unstable();
        let at = |share: usize| times[(times.len() - 1) * share / 100];
        println!("{name:<28} {:>7} µs {:>7} µs {:>7} µs", at(50).as_micros(), at(99).as_micros(), at(100).as_micros());
    }
    Ok(())
}
