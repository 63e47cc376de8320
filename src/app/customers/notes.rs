//! What staff write about a customer, for each other.

use std::time::Duration;

use crate::app::customers::{locked, manager, reader};
use crate::app::{App, Error, Writing, audit};
use crate::domain::audit::{Action, Deed};
use crate::domain::customer::Note;
use crate::domain::input::Body;
use crate::domain::people::{Caller, Denied};
use crate::id::{CustomerId, NoteId};
use crate::store;

/// How long a deleted note can be brought back.
const KEPT_FOR: Duration = Duration::from_secs(24 * 60 * 60);

/// Writes a note about a customer.
pub async fn add_note(app: &App, caller: &Caller, customer: CustomerId, body: &Body) -> Result<NoteId, Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    let customer = locked(&mut writing, organisation, customer).await?;
    let (id, now) = (NoteId::new(writing.now, &*writing.chance), writing.now);
    let says = (caller.membership_id, body.as_str());
    store::customer_notes::insert(&mut writing.tx, organisation, (customer.id, id), says, now).await?;
    // The text stays where it is read, and can be deleted there.
    audit::record(&mut writing, caller, Deed::of(Action::CustomerNoted, customer.id, &customer.name)).await?;
    app.commit(writing).await?;
    Ok(id)
}

/// A customer's note, for whoever may change it.
pub async fn note(app: &App, caller: &Caller, place: (CustomerId, NoteId)) -> Result<Note, Error> {
    let organisation = reader(caller)?;
    let mut tx = app.db.read().await?;
    let note = store::customer_notes::find(&mut tx, organisation, place).await?.ok_or(Error::NotFound)?;
    if note.may_be_changed_by(caller) { Ok(note) } else { Err(Error::NotFound) }
}

/// Changes what a note says; what stays as it was is no deed.
pub async fn change_note(app: &App, caller: &Caller, place: (CustomerId, NoteId), body: &Body) -> Result<(), Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    let (note, name) = held(&mut writing, caller, place).await?;
    if note.body != body.as_str() {
        let now = writing.now;
        store::customer_notes::set_body(&mut writing.tx, organisation, note.id, body.as_str(), now).await?;
        audit::record(&mut writing, caller, Deed::of(Action::NoteChanged, place.0, name)).await?;
    }
    app.commit(writing).await
}

/// Deletes a note; for a day it can be brought back. One that is gone already is no error.
pub async fn delete_note(app: &App, caller: &Caller, place: (CustomerId, NoteId)) -> Result<(), Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    let (note, name) = match held(&mut writing, caller, place).await {
        Ok(found) => found,
        Err(Error::NotFound) => {
            let gone = store::customer_notes::find_deleted(&mut writing.tx, organisation, place).await?;
            return gone.map(drop).ok_or(Error::NotFound);
        }
        Err(error) => return Err(error),
    };
    let now = writing.now;
    store::customer_notes::set_deleted(&mut writing.tx, organisation, note.id, Some(now)).await?;
    audit::record(&mut writing, caller, Deed::of(Action::NoteDeleted, place.0, name)).await?;
    app.commit(writing).await
}

/// Brings a deleted note back; one that is there is no error.
pub async fn restore_note(app: &App, caller: &Caller, place: (CustomerId, NoteId)) -> Result<(), Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    let customer = locked(&mut writing, organisation, place.0).await?;
    let Some(note) = store::customer_notes::find_deleted(&mut writing.tx, organisation, place).await? else {
        let there = store::customer_notes::find(&mut writing.tx, organisation, place).await?;
        return there.map(drop).ok_or(Error::NotFound);
    };
    if !note.may_be_changed_by(caller) {
        return Err(Denied::NotAllowed.into());
    }
    store::customer_notes::set_deleted(&mut writing.tx, organisation, note.id, None).await?;
    audit::record(&mut writing, caller, Deed::of(Action::NoteRestored, customer.id, &customer.name)).await?;
    app.commit(writing).await
}

/// Forgets notes that were deleted a day ago.
pub async fn forget_deleted_notes(app: &App) -> Result<(), Error> {
    let mut writing = app.begin().await?;
    let before = writing.now - KEPT_FOR;
    store::customer_notes::delete_older(&mut writing.tx, before).await?;
    app.commit(writing).await
}

/// The note with its customer's name, held until the commit, when the caller may change it.
async fn held(
    writing: &mut Writing,
    caller: &Caller,
    (customer, id): (CustomerId, NoteId),
) -> Result<(Note, String), Error> {
    let organisation = caller.organisation_id;
    let customer = locked(writing, organisation, customer).await?;
    let note = store::customer_notes::find(&mut writing.tx, organisation, (customer.id, id)).await?;
    let note = note.ok_or(Error::NotFound)?;
    if note.may_be_changed_by(caller) { Ok((note, customer.name)) } else { Err(Denied::NotAllowed.into()) }
}
