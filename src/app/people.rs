//! The people of an organisation: who is in, as what, and linked to which customer.

use crate::app::audit::record;
use crate::app::{App, Error, Writing, viewing};
use crate::domain::audit::{Action, Deed};
use crate::domain::people::{Caller, Denied, MembershipStatus, Role};
use crate::domain::rights::Right;
use crate::domain::user::{Listing, Wanted};
use crate::id::{CustomerId, MembershipId, OrganisationId};
use crate::ports::bus::Hint;
use crate::store;
use crate::store::people::Member;

/// Everybody who is wanted: those in, and those who were asked to join.
pub async fn list(app: &App, caller: &Caller, wanted: &Wanted, page: usize) -> Result<Listing, Error> {
    manages(caller)?;
    let mut tx = app.db.read().await?;
    let counts = store::user_list::counts(&mut tx, caller.organisation_id, wanted).await?;
    let (page, pages) = counts.place(page);
    let place = [Listing::PAGE, (page - 1) * Listing::PAGE].map(|people| i64::try_from(people).unwrap_or(i64::MAX));
    let users = store::user_list::page(&mut tx, caller.organisation_id, wanted, place.into()).await?;
    Ok(Listing { users, page, pages, counts })
}

/// Folds the names that were written by a program that did not: after a migration, once.
pub async fn fold_all(app: &App) -> Result<(), Error> {
    let mut after = None;
    loop {
        let unfolded = {
            let mut tx = app.db.read().await?;
            store::logins::unfolded(&mut tx, after, 500).await?
        };
        let Some((last, _)) = unfolded.last() else { return Ok(()) };
        after = Some(*last);
        let mut writing = app.begin().await?;
        for (user, name) in unfolded {
            store::logins::fold(&mut writing.tx, user, &name).await?;
        }
        app.commit(writing).await?;
    }
}

/// Makes somebody another role; a client needs a customer, everybody else has none. It takes effect at once on open pages.
pub async fn set_role(
    app: &App,
    caller: &Caller,
    id: MembershipId,
    role: Role,
    customer: Option<CustomerId>,
) -> Result<(), Error> {
    let customer = role.link(customer)?;
    let mut writing = begin(app, caller).await?;
    let member = found(&mut writing, caller, id).await?;
    if role != Role::Admin {
        keeps_an_admin(&mut writing, caller, &member).await?;
    }
    let link = linked_to(&mut writing, caller, customer).await?;
    let deed = Deed::of(Action::RoleChanged, id, called(&member))
        .field("role", member.role.as_str(), role.as_str())
        .field("customer", member.customer_name.as_deref(), link.as_deref());
    relink(app, writing, caller, &member, (role, customer), deed).await
}

/// Links a client to another customer. It takes effect at once on open pages.
pub async fn set_customer(app: &App, caller: &Caller, id: MembershipId, customer: CustomerId) -> Result<(), Error> {
    let mut writing = begin(app, caller).await?;
    let member = found(&mut writing, caller, id).await?;
    if member.role != Role::Client {
        return Err(Error::NotFound);
    }
    let link = linked_to(&mut writing, caller, Some(customer)).await?;
    let deed = Deed::of(Action::LinkChanged, id, called(&member)).field(
        "customer",
        member.customer_name.as_deref(),
        link.as_deref(),
    );
    relink(app, writing, caller, &member, (member.role, Some(customer)), deed).await
}

/// Shuts somebody out: every session of theirs here ends, and every live connection, at once. All data stays.
pub async fn deactivate(app: &App, caller: &Caller, id: MembershipId) -> Result<(), Error> {
    let mut writing = begin(app, caller).await?;
    let member = found(&mut writing, caller, id).await?;
    if member.status == MembershipStatus::Deactivated {
        return Ok(());
    }
    keeps_an_admin(&mut writing, caller, &member).await?;
    store::people::set_status(&mut writing.tx, caller.organisation_id, id, MembershipStatus::Deactivated).await?;
    end_sessions(&mut writing, caller, id).await?;
    writing.announce(Hint::AccessChanged { membership: id });
    let deed = Deed::of(Action::Deactivated, id, called(&member));
    record(&mut writing, caller, status(deed, &member, MembershipStatus::Deactivated)).await?;
    app.commit(writing).await
}

/// Lets somebody in again, as they were.
pub async fn reactivate(app: &App, caller: &Caller, id: MembershipId) -> Result<(), Error> {
    let mut writing = begin(app, caller).await?;
    let member = found(&mut writing, caller, id).await?;
    if member.status == MembershipStatus::Active {
        return Ok(());
    }
    // Whoever was just signing in, going on here or looking on while they were shut out does not come back with them.
    end_sessions(&mut writing, caller, id).await?;
    store::people::set_status(&mut writing.tx, caller.organisation_id, id, MembershipStatus::Active).await?;
    let deed = Deed::of(Action::Reactivated, id, called(&member));
    record(&mut writing, caller, status(deed, &member, MembershipStatus::Active)).await?;
    app.commit(writing).await
}

/// Ends every session of a membership, and everybody's looking on as it.
async fn end_sessions(writing: &mut Writing, caller: &Caller, id: MembershipId) -> Result<(), Error> {
    viewing::end_all_of(writing, caller, id).await?;
    for session in store::sessions::delete_of_membership(&mut writing.tx, caller.organisation_id, id).await? {
        writing.announce(Hint::SignedOut { session });
    }
    Ok(())
}

/// Refuses whoever does not manage users: to them all this is not there.
pub(super) fn manages(caller: &Caller) -> Result<(), Error> {
    if caller.may(Right::ManageUsers) { Ok(()) } else { Err(Error::NotFound) }
}

/// Begins to change who is in. One at a time in an organisation: two admins who shut each other out at once must not both succeed.
pub(super) async fn begin(app: &App, caller: &Caller) -> Result<Writing, Error> {
    manages(caller)?;
    let mut writing = app.begin().await?;
    store::organisations::lock(&mut writing.tx, caller.organisation_id).await?;
    // The right is asked for again, as it is now that nobody else changes it.
    let own = store::people::member(&mut writing.tx, caller.organisation_id, caller.membership_id).await?;
    let still = own.is_some_and(|own| own.status == MembershipStatus::Active && own.role.may(Right::ManageUsers));
    if still { Ok(writing) } else { Err(Error::NotFound) }
}

/// The name of the customer to which somebody is being linked, unless nobody may be any more.
pub(super) async fn linked_to(
    writing: &mut Writing,
    caller: &Caller,
    customer: Option<CustomerId>,
) -> Result<Option<String>, Error> {
    let Some(id) = customer else { return Ok(None) };
    let record = store::customers::record(&mut writing.tx, caller.organisation_id, id).await?;
    let record = record.ok_or(Error::NotFound)?;
    if record.archived_at.is_some() { Err(Error::Denied(Denied::CustomerArchived)) } else { Ok(Some(record.name)) }
}

async fn found(writing: &mut Writing, caller: &Caller, id: MembershipId) -> Result<Member, Error> {
    store::people::member(&mut writing.tx, caller.organisation_id, id).await?.ok_or(Error::NotFound)
}

/// Refuses when this is the last active admin, who is about to be one no more.
async fn keeps_an_admin(writing: &mut Writing, caller: &Caller, member: &Member) -> Result<(), Error> {
    let counts = member.role == Role::Admin && member.status == MembershipStatus::Active;
    if counts && last_admin(writing, caller.organisation_id).await? {
        return Err(Error::Denied(Denied::LastAdmin));
    }
    Ok(())
}

async fn last_admin(writing: &mut Writing, organisation: OrganisationId) -> Result<bool, Error> {
    Ok(store::people::active_admins(&mut writing.tx, organisation).await? <= 1)
}

/// Stores what a membership may do and see from now on, when that is something else. Its sessions stay, with their new rights; its
/// pages are closed and come back by themselves.
async fn relink(
    app: &App,
    mut writing: Writing,
    caller: &Caller,
    member: &Member,
    (role, customer): (Role, Option<CustomerId>),
    deed: Deed,
) -> Result<(), Error> {
    if (member.role, member.customer_id) == (role, customer) {
        return Ok(());
    }
    if role != member.role {
        viewing::end_all_of(&mut writing, caller, member.id).await?;
    }
    store::people::set_role(&mut writing.tx, caller.organisation_id, member.id, (role, customer)).await?;
    writing.announce(Hint::AccessChanged { membership: member.id });
    record(&mut writing, caller, deed).await?;
    app.commit(writing).await
}

fn status(deed: Deed, member: &Member, to: MembershipStatus) -> Deed {
    deed.field("status", member.status.as_str(), to.as_str())
}

/// What the log calls somebody.
fn called(member: &Member) -> String {
    format!("{} <{}>", member.name, member.email)
}
