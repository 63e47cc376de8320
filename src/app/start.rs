//! The list of what is left to be set up.

use crate::app::{App, Error, audit};
use crate::domain::audit::{Action, Deed};
use crate::domain::people::Caller;
use crate::domain::rights::Right;
use crate::domain::start::Facts;
use crate::store;

/// What is there already, for those who may set up the rest. `sends_mail`: this program sends mail for every organisation.
pub async fn look(app: &App, caller: &Caller, sends_mail: bool) -> Result<Facts, Error> {
    if !caller.may(Right::ChangeSettings) {
        return Err(Error::NotFound);
    }
    let mut tx = app.db.read().await?;
    let facts = store::start::facts(&mut tx, caller.organisation_id).await?;
    let offers_cards = app.payments.is_some();
    Ok(Facts { sends_mail: facts.sends_mail || sends_mail, offers_cards, ..facts })
}

/// Puts the list away for everybody, or brings it back.
pub async fn set_dismissed(app: &App, caller: &Caller, dismissed: bool) -> Result<(), Error> {
    if !caller.may(Right::ChangeSettings) {
        return Err(Error::Denied(crate::domain::people::Denied::NotAllowed));
    }
    let id = caller.organisation_id;
    let mut writing = app.begin().await?;
    store::organisations::lock(&mut writing.tx, id).await?;
    let before = store::start::facts(&mut writing.tx, id).await?.dismissed;
    if before == dismissed {
        return Ok(());
    }
    let at = dismissed.then_some(writing.now);
    store::start::set_dismissed(&mut writing.tx, id, at).await?;
    let name = store::organisations::find(&mut writing.tx, id).await?.ok_or(Error::NotFound)?.name;
    let deed = Deed::of(Action::StartListChanged, id, name).field("shown", !before, !dismissed);
    audit::record(&mut writing, caller, deed).await?;
    app.commit(writing).await
}
