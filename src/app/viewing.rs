//! Looking at the portal as a client sees it (P8). The browser session keeps as whom; everything it may change is refused.

use crate::app::audit::{self, Actor};
use crate::app::{App, Error, Writing};
use crate::domain::audit::{Action, Deed};
use crate::domain::people::{Caller, Denied};
use crate::domain::rights::Right;
use crate::id::{CustomerId, MembershipId, OrganisationId};
use crate::ports::bus::Hint;
use crate::store;
use crate::store::sessions::Viewer;

/// Begins to look at the portal as this active client of this customer.
pub async fn start(app: &App, caller: &Caller, customer: CustomerId, client: MembershipId) -> Result<(), Error> {
    if !caller.may(Right::ViewAsClient) {
        return Err(Denied::NotAllowed.into());
    }
    let mut writing = app.begin().await?;
    let organisation = caller.organisation_id;
    let name =
        store::people::client_of(&mut writing.tx, organisation, customer, client).await?.ok_or(Error::NotFound)?;
    end_in(&mut writing, caller).await?;
    store::sessions::set_viewing(&mut writing.tx, organisation, caller.session_id, Some(client)).await?;
    audit::record(&mut writing, caller, Deed::of(Action::ViewStarted, client, name)).await?;
    app.commit(writing).await
}

/// Ends the caller's looking on; the customer whose client it was, if there was one.
pub async fn end(app: &App, caller: &Caller) -> Result<Option<CustomerId>, Error> {
    let mut writing = app.begin().await?;
    let customer = end_in(&mut writing, caller).await?;
    app.commit(writing).await?;
    Ok(customer)
}

/// The same within a larger write: signing out, going on in another organisation.
pub async fn end_in(writing: &mut Writing, caller: &Caller) -> Result<Option<CustomerId>, Error> {
    let organisation = caller.organisation_id;
    let viewer = store::sessions::viewer(&mut writing.tx, organisation, caller.session_id).await?;
    let Some(viewer) = viewer else { return Ok(None) };
    let customer = viewer.customer_id;
    end_one(writing, organisation, viewer, &caller.address).await?;
    Ok(customer)
}

/// Ends everybody's looking on as this client, and this membership's own: when it is deactivated, or its role changes.
pub async fn end_all_of(writing: &mut Writing, caller: &Caller, membership: MembershipId) -> Result<(), Error> {
    let organisation = caller.organisation_id;
    for viewer in store::sessions::viewers_of(&mut writing.tx, organisation, membership).await? {
        end_one(writing, organisation, viewer, "").await?;
    }
    Ok(())
}

async fn end_one(
    writing: &mut Writing,
    organisation: OrganisationId,
    viewer: Viewer,
    address: &str,
) -> Result<(), Error> {
    store::sessions::set_viewing(&mut writing.tx, organisation, viewer.session_id, None).await?;
    let name = format!("{} <{}>", viewer.name, viewer.email);
    let actor = Actor { organisation, membership: Some(viewer.membership_id), name: &name, address };
    audit::record_by(writing, actor, Deed::of(Action::ViewEnded, viewer.client_id, viewer.client)).await?;
    writing.announce(Hint::ViewEnded { session: viewer.session_id });
    Ok(())
}
