//! Tickets that were answered elsewhere, as lessons.

use std::collections::{BTreeSet, HashMap};

use serde::Deserialize;

use crate::app::articles::Report;
use crate::app::audit::{self, Actor};
use crate::app::lessons::{NewLesson, changed, insert};
use crate::app::{App, Error, Writing};
use crate::domain::audit::{Action, Deed};
use crate::domain::lesson::Teacher;
use crate::id::{ArticleId, OrganisationId};
use crate::store;

/// Lines learned in one commit at most.
const BATCH: usize = 1_000;
/// Characters an id may have.
const ID_MAX: usize = 200;
/// Characters a subject may have.
const SUBJECT_MAX: usize = 2_000;
/// Articles that one ticket may have been answered with.
const RELEVANT_MAX: usize = 50;

/// A line of an import.
#[derive(Clone, Debug, Deserialize)]
struct AnsweredLine {
    id: String,
    subject: String,
    relevant: Vec<String>,
}

/// Imports answered tickets, one JSON object a line: its id where it comes from, its subject, and the ids under which the articles that
/// answered it were imported. What cannot be read is reported, the rest is learned; a ticket that was imported before is replaced.
pub async fn import_answered(
    app: &App,
    organisation: OrganisationId,
    lines: impl IntoIterator<Item = Vec<u8>>,
) -> Result<Report, Error> {
    let articles: HashMap<String, ArticleId> = {
        let mut tx = app.db.read().await?;
        store::articles::external_ids(&mut tx, organisation).await?.into_iter().collect()
    };
    let mut report = Report::default();
    let mut batch = Vec::new();
    for (at, line) in lines.into_iter().enumerate() {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        report.lines += 1;
        match parse(&line, &articles) {
            Ok((answered, unknown)) => {
                report.problems.extend(unknown.into_iter().map(|reason| (at + 1, reason)));
                batch.extend(answered);
            }
            Err(reason) => report.problems.push((at + 1, reason)),
        }
        if batch.len() == BATCH {
            report.saved += import_batch(app, organisation, &std::mem::take(&mut batch)).await?;
        }
    }
    report.saved += import_batch(app, organisation, &batch).await?;
    Ok(report)
}

/// A ticket and the articles that answered it.
struct Answered {
    origin: String,
    subject: String,
    articles: BTreeSet<ArticleId>,
}

async fn import_batch(app: &App, organisation: OrganisationId, batch: &[Answered]) -> Result<usize, Error> {
    let lines = batch.len();
    // Of one id that comes twice the last is meant.
    let batch: HashMap<&str, &Answered> = batch.iter().map(|answered| (answered.origin.as_str(), answered)).collect();
    if batch.is_empty() {
        return Ok(0);
    }
    let mut writing = app.begin().await?;
    let mut moved = BTreeSet::new();
    let origins: Vec<&str> = batch.keys().copied().collect();
    let mut known: BTreeSet<(&str, ArticleId)> = BTreeSet::new();
    for (id, article, origin, subject) in store::lessons::of_origins(&mut writing.tx, organisation, &origins).await? {
        let Some(answered) = batch.get(origin.as_str()) else { continue };
        if answered.subject == subject && answered.articles.contains(&article) {
            known.insert((&answered.origin, article));
        } else {
            store::lessons::delete(&mut writing.tx, organisation, id).await?;
            moved.insert(article);
        }
    }
    for answered in batch.values() {
        for article in &answered.articles {
            if !known.contains(&(answered.origin.as_str(), *article)) {
                learn(&mut writing, organisation, answered, *article).await?;
                moved.insert(*article);
            }
        }
    }
    for article in moved {
        changed(&mut writing, organisation, article, None).await?;
    }
    // One line for each commit: when an import breaks off, the log holds what went in.
    let deed = Deed::of_all(Action::LessonsImported).field("lessons", serde_json::Value::Null, batch.len());
    audit::record_by(&mut writing, Actor::command_line(organisation), deed).await?;
    app.commit(writing).await?;
    Ok(lines)
}

async fn learn(
    writing: &mut Writing,
    organisation: OrganisationId,
    answered: &Answered,
    article: ArticleId,
) -> Result<(), Error> {
    let lesson = NewLesson {
        article,
        subject: &answered.subject,
        customer: None,
        ticket: None,
        teacher: Teacher::Import,
        by: None,
    };
    insert(writing, organisation, &lesson, (&answered.origin, true)).await?;
    Ok(())
}

/// The line's ticket, if any of its articles is known, and what is wrong with the others.
fn parse(line: &[u8], articles: &HashMap<String, ArticleId>) -> Result<(Option<Answered>, Vec<String>), String> {
    let text = std::str::from_utf8(line).map_err(|error| format!("not UTF-8 text: {error}"))?;
    let line: AnsweredLine =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| error.to_string())?;
    if line.id.trim().is_empty() {
        return Err("the id is empty".to_owned());
    }
    if line.id.chars().count() > ID_MAX {
        return Err(format!("the id is longer than {ID_MAX} characters"));
    }
    if line.subject.trim().is_empty() {
        return Err("the subject is empty".to_owned());
    }
    if line.subject.chars().count() > SUBJECT_MAX {
        return Err(format!("the subject is longer than {SUBJECT_MAX} characters"));
    }
    if line.id.contains('\0') || line.subject.contains('\0') {
        return Err("a text holds a NUL character, which a database cannot keep".to_owned());
    }
    if line.relevant.is_empty() {
        return Err("it names no article that answered it".to_owned());
    }
    if line.relevant.len() > RELEVANT_MAX {
        return Err(format!("it names more than {RELEVANT_MAX} articles"));
    }
    let unknown = line.relevant.iter().filter(|id| !articles.contains_key(*id));
    let unknown = unknown.map(|id| format!("no article was imported as {id:?}")).collect();
    let articles: BTreeSet<ArticleId> = line.relevant.iter().filter_map(|id| articles.get(id).copied()).collect();
    let answered = Answered { origin: format!("import:{}", line.id), subject: line.subject, articles };
    Ok(((!answered.articles.is_empty()).then_some(answered), unknown))
}
