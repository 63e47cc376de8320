//! What the company is, as its admins describe it.

use crate::app::{App, Error, Writing, audit, files};
use crate::domain::audit::{Action, Deed};
use crate::domain::people::{Caller, Denied};
use crate::domain::picture::Picture;
use crate::domain::rights::Right;
use crate::id::FileId;
use crate::store;

/// Puts a logo in place of the one there was.
pub async fn set_logo(app: &App, caller: &Caller, logo: Picture) -> Result<(), Error> {
    may_change(caller)?;
    let written = files::write(app, caller.organisation_id, logo).await?;
    let mut writing = app.begin().await?;
    let id = files::keep_in(&mut writing, written).await?;
    replace_logo(&mut writing, caller, Some(id)).await?;
    app.commit(writing).await
}

/// Goes on without a logo.
pub async fn remove_logo(app: &App, caller: &Caller) -> Result<(), Error> {
    may_change(caller)?;
    let mut writing = app.begin().await?;
    replace_logo(&mut writing, caller, None).await?;
    app.commit(writing).await
}

async fn replace_logo(writing: &mut Writing, caller: &Caller, logo: Option<FileId>) -> Result<(), Error> {
    let id = caller.organisation_id;
    store::organisations::lock(&mut writing.tx, id).await?;
    let before = store::organisations::find(&mut writing.tx, id).await?.ok_or(Error::NotFound)?;
    store::organisations::set_logo(&mut writing.tx, id, logo).await?;
    if let Some(old) = before.logo_id {
        files::forget_in(writing, id, old).await?;
    }
    let named = |id: Option<FileId>| id.map(|id| id.to_string());
    let deed = Deed::of(Action::LogoChanged, id, before.name).field("logo", named(before.logo_id), named(logo));
    if deed.is_empty() { Ok(()) } else { audit::record(writing, caller, deed).await }
}

/// Whether somebody may change the settings; a missing right is said as such to staff.
fn may_change(caller: &Caller) -> Result<(), Error> {
    if caller.may(Right::ChangeSettings) { Ok(()) } else { Err(Error::Denied(Denied::NotAllowed)) }
}
