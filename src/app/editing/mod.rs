//! Articles at the desk: the list, what is written, its revisions, and what is not saved yet.

mod drafts;
mod revisions;

pub use self::drafts::{Heard, discard_draft, keep_draft};
pub use self::revisions::{Compared, restore, revision, revisions};

use serde_json::Value;

use std::collections::HashMap;

use crate::app::articles::{free_slug, saved, store_in};
use crate::app::{App, Error, Writing, audit};
use crate::domain::article::{
    Article, ArticleFilter, ArticleLink, ArticleOrder, ArticleRow, ArticleStatus, Visibility,
};
use crate::domain::audit::{Action, Deed};
use crate::domain::deflection::Figures;
use crate::domain::manuscript::{Draft, Manuscript, Then, Typed};
use crate::domain::people::{Caller, Denied};
use crate::domain::rights::Right;
use crate::id::{ArticleId, OrganisationId};
use crate::search::Index;
use crate::store;
pub use crate::store::articles::After;

/// Rows of a page of the list.
pub const PAGE: usize = 50;
/// Categories and tags that are offered.
const OFFERED: i64 = 500;
/// Related articles beside a preview.
const RELATED: usize = 5;

/// A page of the list.
#[derive(Debug)]
pub struct List {
    /// Its rows.
    pub rows: Vec<ArticleRow>,
    /// What they did.
    pub figures: HashMap<ArticleId, Figures>,
    /// Whether more follow.
    pub more: bool,
    /// Every category in use.
    pub categories: Vec<String>,
    /// Every tag in use, the most used first.
    pub tags: Vec<String>,
}

/// A page of the articles that a filter lets through, after this row.
pub async fn list(
    app: &App,
    caller: &Caller,
    filter: &ArticleFilter,
    order: (ArticleOrder, Option<After<'_>>),
) -> Result<List, Error> {
    let organisation = reader(caller)?;
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut tx = app.db.read().await?;
    let mut rows = store::articles::list(&mut tx, organisation, filter, order, limit).await?;
    let categories = store::articles::categories(&mut tx, organisation, OFFERED).await?;
    let tags = store::articles::all_tags(&mut tx, organisation, OFFERED).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let shown: Vec<ArticleId> = rows.iter().map(|row| row.id).collect();
    let figures = store::deflection::figures_of(&mut tx, organisation, &shown).await?;
    Ok(List { rows, figures, more, categories, tags })
}

/// An article with its tags, whoever may read it at the portal.
pub async fn article(app: &App, caller: &Caller, id: ArticleId) -> Result<(Article, Vec<String>), Error> {
    let organisation = reader(caller)?;
    let mut tx = app.db.read().await?;
    let article = store::articles::find(&mut tx, organisation, id).await?.ok_or(Error::NotFound)?;
    let tags = store::articles::tags(&mut tx, organisation, id).await?;
    Ok((article, tags))
}

/// Articles that stand beside this one at the portal.
pub async fn related(app: &App, index: &Index, caller: &Caller, id: ArticleId) -> Result<Vec<ArticleLink>, Error> {
    let organisation = reader(caller)?;
    let mut tx = app.db.read().await?;
    let mut related = Vec::new();
    for near in index.related(organisation, id, RELATED)? {
        if let Some(found) = store::articles::public(&mut tx, organisation, &near.slug).await? {
            related.push(ArticleLink { slug: found.slug, title: found.title });
        }
    }
    Ok(related)
}

/// What an editor shows.
#[derive(Debug)]
pub struct Editor {
    /// The article as it is; none when it is a new one.
    pub article: Option<(Article, Vec<String>)>,
    /// What the caller has not saved.
    pub draft: Option<Draft>,
    /// Others who have it open.
    pub others: Vec<String>,
    /// Every category in use.
    pub categories: Vec<String>,
    /// Every tag in use, the most used first.
    pub tags: Vec<String>,
}

/// What an editor of this article shows, or of a new one.
pub async fn editor(app: &App, caller: &Caller, id: Option<ArticleId>) -> Result<Editor, Error> {
    if !caller.may(Right::WriteArticles) {
        return Err(Error::NotFound);
    }
    let organisation = caller.organisation_id;
    let mut tx = app.db.read().await?;
    let article = match id {
        Some(id) => {
            let article = store::articles::find(&mut tx, organisation, id).await?.ok_or(Error::NotFound)?;
            Some((article, store::articles::tags(&mut tx, organisation, id).await?))
        }
        None => None,
    };
    let draft = drafts::find(&mut tx, caller, id).await?;
    let others = drafts::others(&mut tx, caller, id, app.clock.now()).await?;
    let categories = store::articles::categories(&mut tx, organisation, OFFERED).await?;
    let tags = store::articles::all_tags(&mut tx, organisation, OFFERED).await?;
    Ok(Editor { article, draft, others, categories, tags })
}

/// What came of a save.
#[derive(Debug)]
pub enum Outcome {
    /// It is stored; what was so already is no revision.
    Saved(ArticleId),
    /// Somebody saved since: this is what stands there now.
    Stale(Box<Article>, Vec<String>),
    /// Another article has the slug.
    SlugTaken {
        /// One that is free.
        free: String,
    },
}

/// Saves what was written: of a new article, or of one whose revision `base` it began from.
pub async fn save(
    app: &App,
    caller: &Caller,
    (id, base): (Option<ArticleId>, i64),
    written: &Manuscript,
    then: Then,
) -> Result<Outcome, Error> {
    let organisation = writer(caller)?;
    let mut writing = app.begin().await?;
    let before = match id {
        Some(id) => Some(held(&mut writing, organisation, id).await?),
        None => None,
    };
    if let Some((article, tags)) = before.as_ref().filter(|(article, _)| article.revision != base) {
        return Ok(Outcome::Stale(Box::new(article.clone()), tags.clone()));
    }
    let own = before.as_ref().map(|(article, _)| article);
    let slug = match (&written.slug, own) {
        (Some(wanted), _) if own.is_none_or(|own| own.slug != *wanted) => {
            let free = free_slug(&mut writing, organisation, wanted, "article").await?;
            if free != *wanted {
                return Ok(Outcome::SlugTaken { free });
            }
            free
        }
        (_, Some(own)) => own.slug.clone(),
        (_, None) => free_slug(&mut writing, organisation, &written.title, "article").await?,
    };
    let after = Article {
        id: own.map_or_else(|| ArticleId::new(writing.now, &*writing.chance), |own| own.id),
        slug,
        title: written.title.clone(),
        body: written.body.clone(),
        category: written.category.clone(),
        visibility: written.visibility,
        status: then.status(own.map_or(ArticleStatus::Draft, |own| own.status)),
        source: own.and_then(|own| own.source.clone()),
        external_id: own.and_then(|own| own.external_id.clone()),
        updated_at: writing.now,
        revision: own.map_or(0, |own| own.revision),
    };
    change_in(&mut writing, caller, before.as_ref(), (&after, &written.tags)).await?;
    drafts::forget(&mut writing, caller, id).await?;
    app.commit(writing).await?;
    Ok(Outcome::Saved(after.id))
}

/// Publishes an article, or makes it a draft again.
pub async fn set_status(app: &App, caller: &Caller, id: ArticleId, then: Then) -> Result<(), Error> {
    let organisation = writer(caller)?;
    let mut writing = app.begin().await?;
    let before = held(&mut writing, organisation, id).await?;
    let after = Article { status: then.status(before.0.status), updated_at: writing.now, ..before.0.clone() };
    change_in(&mut writing, caller, Some(&before), (&after, &before.1)).await?;
    app.commit(writing).await
}

/// Deletes a draft with its revisions. What is published stays: then it is false.
pub async fn delete(app: &App, caller: &Caller, id: ArticleId) -> Result<bool, Error> {
    let organisation = writer(caller)?;
    let mut writing = app.begin().await?;
    let (article, tags) = held(&mut writing, organisation, id).await?;
    if article.status != ArticleStatus::Draft {
        return Ok(false);
    }
    let nothing = Value::Null;
    let deed = Deed::of(Action::ArticleDeleted, id, &article.title)
        .field("title", article.title.as_str(), nothing.clone())
        .field("slug", article.slug.as_str(), nothing.clone())
        .field("tags", tags.join(", "), "")
        .field("visibility", article.visibility.as_str(), nothing);
    store::articles::delete(&mut writing.tx, organisation, id).await?;
    saved(&mut writing, organisation, id, Some(caller.membership_id)).await?;
    audit::record(&mut writing, caller, deed).await?;
    app.commit(writing).await?;
    Ok(true)
}

/// Stores what an article is to be, and records what changed.
async fn change_in(
    writing: &mut Writing,
    caller: &Caller,
    before: Option<&(Article, Vec<String>)>,
    (after, tags): (&Article, &[String]),
) -> Result<(), Error> {
    let (organisation, author) = (caller.organisation_id, Some(caller.membership_id));
    let known = before.map(|(article, tags)| (article, tags.as_slice()));
    if !store_in(writing, organisation, known, (after, tags), author).await? {
        return Ok(());
    }
    let action = if before.is_some() { Action::ArticleChanged } else { Action::ArticleAdded };
    let text = |text: fn(&Article) -> &str| before.map_or(Value::Null, |(article, _)| text(article).into());
    let mut deed = Deed::of(action, after.id, &after.title)
        .field("title", text(|article| &article.title), after.title.as_str())
        .field("slug", text(|article| &article.slug), after.slug.as_str())
        .field(
            "category",
            text(|article| article.category.as_deref().unwrap_or_default()),
            after.category.as_deref().unwrap_or_default(),
        )
        .field("tags", before.map_or(String::new(), |(_, tags)| tags.join(", ")), tags.join(", "))
        .field("visibility", text(|article| article.visibility.as_str()), after.visibility.as_str())
        .field("status", text(|article| article.status.as_str()), after.status.as_str());
    if let Some((known, _)) = before.filter(|(known, _)| known.body != after.body) {
        // The texts are in the revisions; here stands which.
        let first = known.revision.max(1);
        deed = deed.field("body", first, first + 1);
    }
    audit::record(writing, caller, deed).await
}

/// The article with its tags, held until the commit.
async fn held(
    writing: &mut Writing,
    organisation: OrganisationId,
    id: ArticleId,
) -> Result<(Article, Vec<String>), Error> {
    store::articles::lock(&mut writing.tx, organisation, id).await?;
    let article = store::articles::find(&mut writing.tx, organisation, id).await?.ok_or(Error::NotFound)?;
    let tags = store::articles::tags(&mut writing.tx, organisation, id).await?;
    Ok((article, tags))
}

fn reader(caller: &Caller) -> Result<OrganisationId, Error> {
    if caller.may(Right::ReadArticles) { Ok(caller.organisation_id) } else { Err(Error::NotFound) }
}

fn writer(caller: &Caller) -> Result<OrganisationId, Error> {
    if caller.may(Right::WriteArticles) { Ok(caller.organisation_id) } else { Err(Denied::NotAllowed.into()) }
}

/// The form of an article as it stands, and the revision it is of.
pub fn typed(article: Option<&(Article, Vec<String>)>) -> (Typed, i64) {
    match article {
        Some((article, tags)) => (Typed::of(article, tags), article.revision),
        None => (Typed { visibility: Visibility::Public.as_str().to_owned(), ..Typed::default() }, 0),
    }
}
