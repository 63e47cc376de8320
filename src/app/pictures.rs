//! Pictures in articles.

use crate::app::files::{self, Kept};
use crate::app::{App, Error, audit};
use crate::domain::audit::{Action, Deed};
use crate::domain::people::{Caller, Denied};
use crate::domain::picture::{FileKind, Picture};
use crate::domain::rights::Right;
use crate::id::FileId;
use crate::store;

/// Keeps a picture, to be shown in articles. Until one shows it, only staff see it.
pub async fn add(app: &App, caller: &Caller, picture: Picture) -> Result<FileId, Error> {
    if !caller.may(Right::WriteArticles) {
        return Err(Denied::NotAllowed.into());
    }
    let kind = picture.media_type;
    let written = files::write(app, caller.organisation_id, picture).await?;
    let mut writing = app.begin().await?;
    let id = files::keep_in(&mut writing, written).await?;
    audit::record(&mut writing, caller, Deed::of(Action::PictureAdded, id, kind.as_str())).await?;
    app.commit(writing).await?;
    Ok(id)
}

/// A picture: for staff any, for clients those of the articles that they may read.
pub async fn find(app: &App, caller: &Caller, id: FileId) -> Result<Kept, Error> {
    let organisation = caller.organisation_id;
    if !caller.may(Right::ReadArticles) {
        let mut tx = app.db.read().await?;
        if !store::articles::is_shown(&mut tx, organisation, id).await? {
            return Err(Error::NotFound);
        }
    }
    files::find(app, organisation, FileKind::Picture, id).await
}
