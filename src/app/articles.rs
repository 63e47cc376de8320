//! Writing articles, importing them, and keeping this node's index in step with them.

use serde::Deserialize;

use crate::app::audit::{self, Actor};
use crate::app::{App, Error, Writing, lessons};
use crate::domain::article::{Article, ArticleStatus, HelpEvent, Visibility};
use crate::domain::audit::{Action, Deed};
use crate::domain::organisation::slugify;
use crate::domain::people::{Caller, Denied};
use crate::domain::rights::Right;
use crate::id::{ArticleId, MembershipId, OrganisationId};
use crate::ports::bus::Hint;
use crate::search::{Change, Index, IndexedArticle, IndexedLesson};
use crate::store;
use crate::store::events::{NewEvent, help_topic};

/// Articles written in one commit, and read in one query, at most.
const BATCH: usize = 500;
/// Characters a title may have.
const TITLE_MAX: usize = 300;
/// Bytes a body may have.
const BODY_MAX: usize = 1_000_000;
/// Characters a tag may have.
const TAG_MAX: usize = 60;

/// A line of an import.
#[derive(Clone, Debug, Deserialize)]
pub struct ArticleLine {
    /// Its id where it comes from, kept as the external id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Markdown text.
    pub body: String,
    /// Its tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Where it comes from, to be credited.
    #[serde(default)]
    pub source: Option<String>,
}

/// What came of an import.
#[derive(Debug, Default)]
pub struct Report {
    /// Lines there are, empty ones aside.
    pub lines: usize,
    /// Lines that went in.
    pub saved: usize,
    /// Lines that did not: their number, from 1, and why.
    pub problems: Vec<(usize, String)>,
}

/// Imports articles, one JSON object a line. What cannot be read is reported, the rest goes in; an article that was imported before is
/// replaced and keeps its slug.
pub async fn import(
    app: &App,
    organisation: OrganisationId,
    lines: impl IntoIterator<Item = Vec<u8>>,
    publish: bool,
) -> Result<Report, Error> {
    let status = if publish { ArticleStatus::Published } else { ArticleStatus::Draft };
    let mut report = Report::default();
    let mut batch = Vec::new();
    for (at, line) in lines.into_iter().enumerate() {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        report.lines += 1;
        match parse(&line) {
            Ok(line) => batch.push(line),
            Err(reason) => report.problems.push((at + 1, reason)),
        }
        if batch.len() == BATCH {
            report.saved += import_batch(app, organisation, &std::mem::take(&mut batch), status).await?;
        }
    }
    report.saved += import_batch(app, organisation, &batch, status).await?;
    Ok(report)
}

/// Saves one article within a larger write, under a slug made of its title.
pub async fn save_in(
    writing: &mut Writing,
    organisation: OrganisationId,
    line: &ArticleLine,
    status: ArticleStatus,
) -> Result<ArticleId, Error> {
    let known = store::articles::find_by_external_id(&mut writing.tx, organisation, &line.id).await?;
    // What staff have decided since an earlier import stays; publishing is said anew each time.
    let (visibility, category) =
        known.as_ref().map_or((Visibility::Public, None), |known| (known.visibility, known.category.clone()));
    let status = known.as_ref().map_or(status, |known| known.status.max(status));
    let (id, slug) = match known {
        Some(known) => (known.id, known.slug),
        None => (
            ArticleId::new(writing.now, &*writing.chance),
            free_slug(writing, organisation, &line.title, &line.id).await?,
        ),
    };
    let article = Article {
        id,
        slug,
        title: line.title.trim().to_owned(),
        body: line.body.clone(),
        category,
        visibility,
        status,
        source: line.source.clone(),
        external_id: Some(line.id.clone()),
        updated_at: writing.now,
    };
    store::articles::save(&mut writing.tx, organisation, &article, writing.now).await?;
    store::articles::set_tags(&mut writing.tx, organisation, id, &line.tags).await?;
    saved(writing, organisation, id, None).await?;
    Ok(id)
}

/// Makes an article what clients can read: Published, or Public, whichever it is not yet.
pub async fn open_up(app: &App, caller: &Caller, id: ArticleId, opening: Opening) -> Result<(), Error> {
    if !caller.may(Right::WriteArticles) {
        return Err(Denied::NotAllowed.into());
    }
    let organisation = caller.organisation_id;
    let mut writing = app.begin().await?;
    store::articles::lock(&mut writing.tx, organisation, id).await?;
    let before = store::articles::find(&mut writing.tx, organisation, id).await?.ok_or(Error::NotFound)?;
    let mut after = Article { updated_at: writing.now, ..before.clone() };
    match opening {
        Opening::Publish => after.status = ArticleStatus::Published,
        Opening::MakePublic => after.visibility = Visibility::Public,
    }
    let deed = Deed::of(Action::ArticleChanged, id, &after.title)
        .field("status", before.status.as_str(), after.status.as_str())
        .field("visibility", before.visibility.as_str(), after.visibility.as_str());
    if !deed.is_empty() {
        store::articles::save(&mut writing.tx, organisation, &after, writing.now).await?;
        saved(&mut writing, organisation, id, Some(caller.membership_id)).await?;
        audit::record(&mut writing, caller, deed).await?;
    }
    app.commit(writing).await
}

/// What hides an article from clients and is to be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// It is a draft.
    Publish,
    /// It is for staff only.
    MakePublic,
}

/// Tells every node's index that an article has changed.
async fn saved(
    writing: &mut Writing,
    organisation: OrganisationId,
    id: ArticleId,
    actor: Option<MembershipId>,
) -> Result<(), Error> {
    tell(writing, organisation, (HelpEvent::ArticleSaved, id), actor).await
}

/// Tells every node's index that what an article has learned has changed.
pub(super) async fn changed(
    writing: &mut Writing,
    organisation: OrganisationId,
    id: ArticleId,
    actor: Option<MembershipId>,
) -> Result<(), Error> {
    tell(writing, organisation, (HelpEvent::LessonsChanged, id), actor).await
}

async fn tell(
    writing: &mut Writing,
    organisation: OrganisationId,
    (kind, id): (HelpEvent, ArticleId),
    actor: Option<MembershipId>,
) -> Result<(), Error> {
    let event = NewEvent { kind: kind.to_string(), actor, subject: Some(id.to_string()), from: None, to: None };
    store::events::append(&mut writing.tx, organisation, &help_topic(organisation), event, writing.now).await?;
    writing.announce(Hint::Help { organisation });
    Ok(())
}

/// Asks every node to read an organisation's articles anew.
pub async fn reindex(app: &App, organisation: OrganisationId) -> Result<(), Error> {
    let mut writing = app.begin().await?;
    reindex_in(&mut writing, organisation).await?;
    audit::record_by(&mut writing, Actor::command_line(organisation), Deed::of_all(Action::Reindexed)).await?;
    app.commit(writing).await
}

/// The same within what else is written.
pub async fn reindex_in(writing: &mut Writing, organisation: OrganisationId) -> Result<(), Error> {
    let event = NewEvent { kind: HelpEvent::Reindexed.to_string(), actor: None, subject: None, from: None, to: None };
    store::events::append(&mut writing.tx, organisation, &help_topic(organisation), event, writing.now).await?;
    writing.announce(Hint::Help { organisation });
    Ok(())
}

/// Brings this node's index up to the last event of every organisation's help centre.
pub async fn follow(app: &App, index: &Index) -> Result<(), Error> {
    let heads = {
        let mut tx = app.db.read().await?;
        let organisations = store::organisations::all(&mut tx).await?;
        let topics: Vec<String> = organisations.iter().map(|organisation| help_topic(organisation.id)).collect();
        store::events::heads(&mut tx, &topics).await?
    };
    for (topic, head) in heads {
        let Some(organisation) = topic.strip_prefix("help:").and_then(|id| id.parse().ok()) else { continue };
        // One organisation's trouble is not the others'.
        if let Err(error) = catch_up(app, index, organisation, head).await {
            tracing::error!(%organisation, %error, "the index could not follow the articles");
        }
    }
    Ok(())
}

async fn catch_up(app: &App, index: &Index, organisation: OrganisationId, head: i64) -> Result<(), Error> {
    if index.cursor(organisation) > head {
        // The database is older than the index: it was restored from a backup.
        index.clear(organisation)?;
    }
    while index.cursor(organisation) < head {
        follow_one(app, index, organisation).await?;
    }
    Ok(())
}

async fn follow_one(app: &App, index: &Index, organisation: OrganisationId) -> Result<(), Error> {
    let mut tx = app.db.read().await?;
    let topic = help_topic(organisation);
    let batch = i64::try_from(BATCH).unwrap_or(i64::MAX);
    let events =
        store::articles::changed_after(&mut tx, organisation, &topic, index.cursor(organisation), batch).await?;
    let Some(&(mut last, _)) = events.last() else { return Ok(()) };
    let mut changes = Vec::new();
    let ids = if events.iter().any(|(_, article)| article.is_none()) {
        changes.push(Change::Clear(organisation));
        last = store::events::head(&mut tx, organisation, &topic).await?;
        store::articles::all_ids(&mut tx, organisation).await?
    } else {
        let mut ids: Vec<ArticleId> = events.into_iter().filter_map(|(_, article)| article).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let found = store::organisations::find(&mut tx, organisation).await?;
    let language = found.map(|found| found.language).unwrap_or_default();
    for chunk in ids.chunks(BATCH) {
        let articles = store::articles::with_tags(&mut tx, organisation, chunk).await?;
        let mut lessons = lessons::by_article(&mut tx, organisation, chunk).await?;
        changes.extend(articles.into_iter().map(|(article, tags)| {
            let lessons = lessons.remove(&article.id).unwrap_or_default();
            change((organisation, &language), article, tags, lessons)
        }));
    }
    drop(tx);
    let index = index.clone();
    tokio::task::spawn_blocking(move || index.apply(&changes, &[(organisation, last)]))
        .await
        .map_err(|error| Error::Internal(error.to_string()))??;
    Ok(())
}

/// Only what clients may read is in the index at all.
fn change(
    (organisation, language): (OrganisationId, &str),
    article: Article,
    tags: Vec<String>,
    lessons: Vec<IndexedLesson>,
) -> Change {
    match (article.visibility, article.status) {
        (Visibility::Public, ArticleStatus::Published) => Change::Put(IndexedArticle {
            organisation,
            article: article.id,
            slug: article.slug,
            title: article.title,
            tags,
            body: article.body,
            external_id: article.external_id,
            language: language.to_owned(),
            lessons,
        }),
        (Visibility::Public | Visibility::Internal, ArticleStatus::Draft | ArticleStatus::Published) => {
            Change::Remove { organisation, article: article.id }
        }
    }
}

async fn import_batch(
    app: &App,
    organisation: OrganisationId,
    lines: &[ArticleLine],
    status: ArticleStatus,
) -> Result<usize, Error> {
    if lines.is_empty() {
        return Ok(0);
    }
    let mut writing = app.begin().await?;
    for line in lines {
        save_in(&mut writing, organisation, line, status).await?;
    }
    // One line for each commit: when an import breaks off, the log holds what went in.
    let deed = Deed::of_all(Action::ArticlesImported).field("articles", serde_json::Value::Null, lines.len()).field(
        "status",
        serde_json::Value::Null,
        status.as_str(),
    );
    audit::record_by(&mut writing, Actor::command_line(organisation), deed).await?;
    app.commit(writing).await?;
    Ok(lines.len())
}

fn parse(line: &[u8]) -> Result<ArticleLine, String> {
    let text = std::str::from_utf8(line).map_err(|error| format!("not UTF-8 text: {error}"))?;
    let mut line: ArticleLine =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| error.to_string())?;
    if line.id.trim().is_empty() {
        return Err("the id is empty".to_owned());
    }
    if line.title.trim().is_empty() {
        return Err("the title is empty".to_owned());
    }
    if line.title.chars().count() > TITLE_MAX {
        return Err(format!("the title is longer than {TITLE_MAX} characters"));
    }
    if line.body.len() > BODY_MAX {
        return Err(format!("the body is larger than {BODY_MAX} bytes"));
    }
    if line.tags.iter().any(|tag| tag.chars().count() > TAG_MAX) {
        return Err(format!("a tag is longer than {TAG_MAX} characters"));
    }
    let texts = [&line.id, &line.title, &line.body].into_iter().chain(&line.tags).chain(&line.source);
    if texts.into_iter().any(|text| text.contains('\0')) {
        return Err("a text holds a NUL character, which a database cannot keep".to_owned());
    }
    line.tags = line.tags.iter().map(|tag| tag.trim().to_lowercase()).filter(|tag| !tag.is_empty()).collect();
    Ok(line)
}

async fn free_slug(
    writing: &mut Writing,
    organisation: OrganisationId,
    title: &str,
    fallback: &str,
) -> Result<String, Error> {
    let base = slugify(title).or_else(|| slugify(fallback)).unwrap_or_else(|| "article".to_owned());
    let mut slug = base.clone();
    let mut next = 2;
    while store::articles::slug_is_taken(&mut writing.tx, organisation, &slug).await? {
        slug = format!("{base}-{next}");
        next += 1;
    }
    Ok(slug)
}
