//! Searches that found nothing (K5), each an article that is missing.

use crate::app::{App, Error, Writing, audit};
use crate::domain::audit::{Action, Deed};
use crate::domain::deflection::{Query, SAME_SEARCH};
use crate::domain::people::{Caller, Denied, Side};
use crate::domain::rights::Right;
use crate::id::{InquiryId, MissedSearchId};
use crate::search::Index;
use crate::store;
use crate::store::missed_searches::NewSearch;

/// A client has searched the help centre and rested on it, or pressed Enter. What found nothing is kept; a search that is typed on, or
/// that finds something in the end, takes the place of its beginning.
pub async fn rested(app: &App, index: &Index, caller: &Caller, query: &str) -> Result<(), Error> {
    // Staff who try the help centre, or look on as a client, miss nothing.
    if caller.side() != Side::Client || caller.viewed_by.is_some() {
        return Ok(());
    }
    let Some(query) = Query::parse(query) else { return Ok(()) };
    let organisation = caller.organisation_id;
    let found = !index.search(organisation, query.wording(), 1, 0)?.is_empty();
    let last = {
        let mut tx = app.db.read().await?;
        let since = app.clock.now() - SAME_SEARCH;
        store::missed_searches::last_of(&mut tx, organisation, caller.membership_id, since).await?
    };
    let same = last.filter(|(_, before)| query.continues(before)).map(|(id, _)| id);
    if found && same.is_none() {
        return Ok(());
    }
    let mut writing = app.begin().await?;
    match same {
        Some(id) if found => store::missed_searches::delete(&mut writing.tx, organisation, id).await?,
        Some(id) => {
            store::missed_searches::update(&mut writing.tx, organisation, id, &query, writing.now).await?;
        }
        None => keep(&mut writing, caller, None, &query).await?,
    }
    app.commit(writing).await
}

/// The subject of an inquiry as it stands now: one that found nothing, or none.
pub(super) async fn of_inquiry(
    writing: &mut Writing,
    caller: &Caller,
    inquiry: InquiryId,
    query: Option<&Query>,
) -> Result<(), Error> {
    if let Some(query) = query {
        return keep(writing, caller, Some(inquiry), query).await;
    }
    Ok(store::missed_searches::delete_of_inquiry(&mut writing.tx, caller.organisation_id, inquiry).await?)
}

async fn keep(
    writing: &mut Writing,
    caller: &Caller,
    inquiry_id: Option<InquiryId>,
    query: &Query,
) -> Result<(), Error> {
    let search = NewSearch {
        id: MissedSearchId::new(writing.now, &*writing.chance),
        membership_id: caller.membership_id,
        customer_id: caller.customer_id,
        inquiry_id,
        query,
    };
    Ok(store::missed_searches::insert(&mut writing.tx, caller.organisation_id, &search, writing.now).await?)
}

/// Puts a search away: no article is wanted for it. However often it comes, it stays away.
pub async fn dismiss(app: &App, caller: &Caller, query: &str) -> Result<(), Error> {
    set_dismissed(app, caller, query, true).await
}

/// Brings a search back that was put away.
pub async fn bring_back(app: &App, caller: &Caller, query: &str) -> Result<(), Error> {
    set_dismissed(app, caller, query, false).await
}

async fn set_dismissed(app: &App, caller: &Caller, query: &str, dismissed: bool) -> Result<(), Error> {
    if !caller.may(Right::WriteArticles) {
        return Err(Denied::NotAllowed.into());
    }
    let organisation = caller.organisation_id;
    let mut writing = app.begin().await?;
    let tx = &mut writing.tx;
    let wording = store::missed_searches::wording(tx, organisation, query).await?.ok_or(Error::NotFound)?;
    let (action, changed) = if dismissed {
        let changed = store::missed_searches::dismiss(tx, organisation, query, writing.now).await?;
        (Action::SearchDismissed, changed)
    } else {
        (Action::SearchBroughtBack, store::missed_searches::bring_back(tx, organisation, query).await?)
    };
    if changed {
        let deed = Deed { subject: wording, ..Deed::of_all(action) };
        audit::record(&mut writing, caller, deed).await?;
    }
    app.commit(writing).await
}
