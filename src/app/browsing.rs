//! Reading the help centre: suggestions, search, article pages. Only Public and Published articles, whatever the path to them.

use crate::app::{App, Error};
use crate::domain::article::{Article, ArticleLink, CategoryCount, TagCount};
use crate::domain::people::Caller;
use crate::search::{Index, Suggestion};
use crate::store;

/// Articles offered while a subject is typed.
pub const OFFERED: usize = 5;
/// Articles found by a search.
const FOUND: usize = 30;
/// Articles of a page of the list.
pub const PAGE: usize = 60;
/// Tags offered to browse by.
const TAGS: i64 = 24;
/// Categories offered to browse by.
const CATEGORIES: i64 = 60;
/// Related articles beside an article.
const RELATED: usize = 5;

/// Articles for a subject that is being typed.
pub fn suggest(index: &Index, caller: &Caller, subject: &str) -> Result<Vec<Suggestion>, Error> {
    Ok(index.suggest(caller.organisation_id, subject, OFFERED)?)
}

/// The help centre's front page.
#[derive(Debug)]
pub struct Centre {
    /// What a search found; `None` without a search.
    pub found: Option<Vec<Suggestion>>,
    /// Categories to browse by.
    pub categories: Vec<CategoryCount>,
    /// Tags to browse by.
    pub tags: Vec<TagCount>,
    /// A page of articles by title.
    pub articles: Vec<ArticleLink>,
    /// Whether more follow.
    pub more: bool,
}

/// Searches the help centre, or lists it: all of it, or what is in a category and carries a tag, after the article of that title and slug.
pub async fn centre(
    app: &App,
    index: &Index,
    caller: &Caller,
    query: &str,
    chosen: (Option<&str>, Option<&str>),
    after: Option<(&str, &str)>,
) -> Result<Centre, Error> {
    let organisation = caller.organisation_id;
    let found = match query.trim() {
        "" => None,
        query => Some(index.search(organisation, query, FOUND, 0)?),
    };
    let mut tx = app.db.read().await?;
    let categories = store::articles::public_categories(&mut tx, organisation, CATEGORIES).await?;
    let tags = store::articles::public_tags(&mut tx, organisation, TAGS).await?;
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut articles = match found {
        Some(_) => Vec::new(),
        None => store::articles::public_links(&mut tx, organisation, chosen, after, limit).await?,
    };
    let more = articles.len() > PAGE;
    articles.truncate(PAGE);
    Ok(Centre { found, categories, tags, articles, more })
}

/// An article and what stands beside it.
#[derive(Debug)]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// Its tags.
    pub tags: Vec<String>,
    /// Articles like it.
    pub related: Vec<ArticleLink>,
}

/// The article of this slug.
pub async fn article(app: &App, index: &Index, caller: &Caller, slug: &str) -> Result<Reading, Error> {
    let organisation = caller.organisation_id;
    let mut tx = app.db.read().await?;
    let article = store::articles::public(&mut tx, organisation, slug).await?.ok_or(Error::NotFound)?;
    let tags = store::articles::tags(&mut tx, organisation, article.id).await?;
    let mut related = Vec::new();
    for near in index.related(organisation, article.id, RELATED)? {
        // The index may be a moment behind: what is no longer public is not offered.
        if let Some(found) = store::articles::public(&mut tx, organisation, &near.slug).await? {
            related.push(ArticleLink { slug: found.slug, title: found.title });
        }
    }
    Ok(Reading { article, tags, related })
}

/// Where the article of this former slug is now.
pub async fn moved(app: &App, caller: &Caller, slug: &str) -> Result<Option<String>, Error> {
    let mut tx = app.db.read().await?;
    Ok(store::articles::moved(&mut tx, caller.organisation_id, slug).await?)
}
