//! A person's signed-in browsers: listed and ended by themselves.

use crate::app::audit::{self, Actor};
use crate::app::logins::own;
use crate::app::{App, Error, Writing};
use crate::domain::audit::{Action, Deed};
use crate::domain::people::Caller;
use crate::id::SessionId;
use crate::ports::bus::Hint;
use crate::store;
use crate::store::sessions::Ended;

/// Ends one of the caller's sessions, in whichever of their organisations it is.
pub async fn end(app: &App, caller: &Caller, session: SessionId) -> Result<(), Error> {
    let user = own(caller)?;
    let mut writing = app.begin().await?;
    let ended = store::sessions::end_one_of_user(&mut writing.tx, user, session).await?.ok_or(Error::NotFound)?;
    note(&mut writing, caller, &[ended]).await?;
    app.commit(writing).await
}

/// Ends all of the caller's sessions but the one in use.
pub async fn end_others(app: &App, caller: &Caller) -> Result<(), Error> {
    let user = own(caller)?;
    let mut writing = app.begin().await?;
    let ended = store::sessions::end_all_of_user(&mut writing.tx, user, Some(caller.session_id)).await?;
    note(&mut writing, caller, &ended).await?;
    app.commit(writing).await
}

/// Closes the live connections of ended sessions and records each in the organisation it was in.
async fn note(writing: &mut Writing, caller: &Caller, ended: &[Ended]) -> Result<(), Error> {
    let places = store::logins::places(&mut writing.tx, caller.user_id).await?;
    let name = format!("{} <{}>", caller.name, caller.email);
    for session in ended {
        writing.announce(Hint::SignedOut { session: session.id });
        let Some(place) = places.iter().find(|place| place.membership_id == session.membership_id) else { continue };
        let actor = Actor {
            organisation: place.organisation_id,
            membership: Some(place.membership_id),
            name: &name,
            address: &caller.address,
        };
        audit::record_by(writing, actor, Deed::of(Action::SignedOut, session.id, "")).await?;
    }
    Ok(())
}
