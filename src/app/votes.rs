//! Was this helpful? (K1)

use crate::app::{App, Error, Writing};
use crate::domain::deflection::Vote;
use crate::domain::people::{Caller, Denied, Side};
use crate::id::ArticleId;
use crate::store;

/// Keeps a client's answer about an article; another answer takes its place.
pub async fn vote(app: &App, caller: &Caller, slug: &str, vote: &Vote) -> Result<(), Error> {
    let mut writing = app.begin().await?;
    vote_in(&mut writing, caller, slug, vote).await?;
    app.commit(writing).await
}

/// The same within a larger write.
pub(super) async fn vote_in(writing: &mut Writing, caller: &Caller, slug: &str, vote: &Vote) -> Result<(), Error> {
    if caller.side() != Side::Client || caller.viewed_by.is_some() {
        return Err(Denied::NotAllowed.into());
    }
    let organisation = caller.organisation_id;
    let article = store::articles::public(&mut writing.tx, organisation, slug).await?.ok_or(Error::NotFound)?;
    let own = (caller.membership_id, vote);
    Ok(store::votes::save(&mut writing.tx, organisation, article.id, own, writing.now).await?)
}

/// What the caller has answered about an article.
pub async fn of(app: &App, caller: &Caller, article: ArticleId) -> Result<Option<Vote>, Error> {
    let mut tx = app.db.read().await?;
    Ok(store::votes::find(&mut tx, caller.organisation_id, article, caller.membership_id).await?)
}
