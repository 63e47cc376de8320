//! What an article was, and bringing it back.

use super::{change_in, held, reader, writer};
use crate::app::{App, Error};
use crate::domain::article::Article;
use crate::domain::manuscript::{Revision, RevisionRow};
use crate::domain::people::Caller;
use crate::id::ArticleId;
use crate::store;

/// Revisions of a page of the list.
const PAGE: usize = 50;

/// An article and a part of its revisions, newest first: those before this number; and whether more follow.
pub async fn revisions(
    app: &App,
    caller: &Caller,
    id: ArticleId,
    before: Option<i64>,
) -> Result<(Article, Vec<RevisionRow>, bool), Error> {
    let organisation = reader(caller)?;
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut tx = app.db.read().await?;
    let article = store::articles::find(&mut tx, organisation, id).await?.ok_or(Error::NotFound)?;
    let before = (before.unwrap_or(i64::MAX), limit);
    let mut rows = store::revisions::list(&mut tx, organisation, id, before).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    Ok((article, rows, more))
}

/// A revision and the one before it.
#[derive(Debug)]
pub struct Compared {
    /// The article as it is now.
    pub article: Article,
    /// The revision.
    pub revision: Revision,
    /// The one before; none for the first.
    pub earlier: Option<Revision>,
}

/// A revision of an article, beside the one before it.
pub async fn revision(app: &App, caller: &Caller, id: ArticleId, number: i64) -> Result<Compared, Error> {
    let organisation = reader(caller)?;
    let mut tx = app.db.read().await?;
    let article = store::articles::find(&mut tx, organisation, id).await?.ok_or(Error::NotFound)?;
    let revision = store::revisions::find(&mut tx, organisation, id, number).await?.ok_or(Error::NotFound)?;
    let earlier = store::revisions::find(&mut tx, organisation, id, number - 1).await?;
    Ok(Compared { article, revision, earlier })
}

/// Makes what a revision says the article's text again, as a new revision. Who may read the article, and where, stays as it is.
pub async fn restore(app: &App, caller: &Caller, id: ArticleId, number: i64) -> Result<(), Error> {
    let organisation = writer(caller)?;
    let mut writing = app.begin().await?;
    let before = held(&mut writing, organisation, id).await?;
    let old = store::revisions::find(&mut writing.tx, organisation, id, number).await?.ok_or(Error::NotFound)?;
    let tags = old.tags();
    let after = Article {
        title: old.title,
        body: old.body,
        category: old.category,
        updated_at: writing.now,
        ..before.0.clone()
    };
    change_in(&mut writing, caller, Some(&before), (&after, &tags)).await?;
    app.commit(writing).await
}
