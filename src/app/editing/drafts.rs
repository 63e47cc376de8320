//! Who has an editor open, and what they have not saved yet.

use std::time::Duration;

use super::writer;
use crate::app::{App, Error, Writing};
use crate::clock::Timestamp;
use crate::domain::manuscript::{Draft, Typed};
use crate::domain::people::Caller;
use crate::id::ArticleId;
use crate::store::{self, Tx};

/// How long somebody counts as writing who was not heard of again: an open editor speaks up every ten seconds.
const OPEN: Duration = Duration::from_secs(25);

/// What an open editor is answered.
#[derive(Debug)]
pub struct Heard {
    /// Others who have the article open.
    pub others: Vec<String>,
    /// The number of its last revision; 0 for a new one.
    pub revision: i64,
}

/// Notes that the caller has an editor open, and keeps what is not saved yet, when there is something.
pub async fn keep_draft(
    app: &App,
    caller: &Caller,
    (id, base): (Option<ArticleId>, i64),
    typed: Option<&Typed>,
) -> Result<Heard, Error> {
    let organisation = writer(caller)?;
    let mut writing = app.begin().await?;
    let revision = match id {
        Some(id) => store::articles::find(&mut writing.tx, organisation, id).await?.ok_or(Error::NotFound)?.revision,
        None => 0,
    };
    let (place, now) = (place(id), writing.now);
    let whose = (caller.membership_id, place.as_str());
    match typed {
        Some(typed) => {
            let fields = serde_json::to_string(typed).map_err(|error| Error::Internal(error.to_string()))?;
            store::article_drafts::keep(&mut writing.tx, organisation, whose, (base, &fields), now).await?;
        }
        None => store::article_drafts::seen(&mut writing.tx, organisation, whose, base, now).await?,
    }
    let others = others(&mut writing.tx, caller, id, now).await?;
    app.commit(writing).await?;
    Ok(Heard { others, revision })
}

/// Throws away what the caller has not saved.
pub async fn discard_draft(app: &App, caller: &Caller, id: Option<ArticleId>) -> Result<(), Error> {
    writer(caller)?;
    let mut writing = app.begin().await?;
    forget(&mut writing, caller, id).await?;
    app.commit(writing).await
}

/// The same within a larger write.
pub(super) async fn forget(writing: &mut Writing, caller: &Caller, id: Option<ArticleId>) -> Result<(), Error> {
    let place = place(id);
    let whose = (caller.membership_id, place.as_str());
    Ok(store::article_drafts::discard(&mut writing.tx, caller.organisation_id, whose).await?)
}

/// What the caller has not saved.
pub(super) async fn find(tx: &mut Tx, caller: &Caller, id: Option<ArticleId>) -> Result<Option<Draft>, Error> {
    let place = place(id);
    let whose = (caller.membership_id, place.as_str());
    let found = store::article_drafts::find(tx, caller.organisation_id, whose).await?;
    Ok(found.and_then(|(base, fields, saved_at)| {
        let typed = serde_json::from_str(&fields).ok()?;
        Some(Draft { base, typed, saved_at })
    }))
}

/// Others who have the article open; new ones are everybody's own.
pub(super) async fn others(
    tx: &mut Tx,
    caller: &Caller,
    id: Option<ArticleId>,
    now: Timestamp,
) -> Result<Vec<String>, Error> {
    if id.is_none() {
        return Ok(Vec::new());
    }
    let place = place(id);
    let whose = (caller.membership_id, place.as_str());
    Ok(store::article_drafts::others(tx, caller.organisation_id, whose, now - OPEN).await?)
}

fn place(id: Option<ArticleId>) -> String {
    id.map_or_else(|| "new".to_owned(), |id| id.to_string())
}
