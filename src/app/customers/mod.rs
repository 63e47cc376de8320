//! Customers: the list, what hangs on one, and what staff do to it.

mod choice;
mod contacts;
mod list;
mod notes;

pub use self::choice::{Choice, choose, options};
pub use self::contacts::{add_contact, change_contact, contact, delete_contact};
pub use self::list::{EXPORTED, List, PAGE, Wanted, currencies, list};
pub use self::notes::{add_note, change_note, delete_note, forget_deleted_notes, note, restore_note};

use crate::app::{App, Error, Writing, audit, lessons};
use crate::domain::audit::{Action, Deed};
use crate::domain::customer::{Contact, CustomerRecord, Details, Login, Note, Removal, Seen, WaitingInvite};
use crate::domain::inbox::{Before, TicketRow};
use crate::domain::input::Email;
use crate::domain::people::{Caller, Denied, MembershipStatus};
use crate::domain::rights::Right;
use crate::domain::sought::sought as folded;
use crate::id::{CustomerId, OrganisationId};
use crate::store;
use crate::store::customers::Folded;

/// Tickets that a customer's page shows at a time.
pub const TICKETS: usize = 20;
/// Notes that a customer's page shows.
const NOTES: i64 = 100;

/// Whether there is a customer to choose.
pub async fn any(app: &App, caller: &Caller) -> Result<bool, Error> {
    let organisation = reader(caller)?;
    let mut tx = app.db.read().await?;
    Ok(store::customers::any(&mut tx, organisation).await?)
}

/// What came of a change.
#[derive(Debug)]
pub enum Changed {
    /// It is stored.
    Stored,
    /// Somebody else has changed the same fields since: nothing is stored.
    Overtaken {
        /// What is stored.
        stored: Box<CustomerRecord>,
        /// What is wanted, with what else has changed.
        wanted: Box<CustomerRecord>,
        /// The fields, with what is stored in each.
        clashes: Vec<(&'static str, String)>,
    },
}

/// A customer and what hangs on it.
#[derive(Debug)]
pub struct Page {
    /// What is written down about it.
    pub customer: CustomerRecord,
    /// Its contacts, by name.
    pub contacts: Vec<Contact>,
    /// The logins linked to it, by name.
    pub logins: Vec<Login>,
    /// Its invitations that wait, newest first.
    pub invites: Vec<WaitingInvite>,
    /// What staff wrote about it, newest first.
    pub notes: Vec<Note>,
    /// A part of its tickets, newest movement first.
    pub tickets: Vec<TicketRow>,
    /// Where the next part starts, when there is one.
    pub older: Option<Before>,
}

/// The customer of this id with what hangs on it; of its tickets those before this one.
pub async fn page(app: &App, caller: &Caller, id: CustomerId, before: Option<Before>) -> Result<Page, Error> {
    let organisation = reader(caller)?;
    let mut tx = app.db.read().await?;
    let customer = store::customers::record(&mut tx, organisation, id).await?.ok_or(Error::NotFound)?;
    let contacts = store::customers::contacts(&mut tx, organisation, id).await?;
    let logins = store::customers::logins(&mut tx, organisation, id).await?;
    let invites = store::customers::invites(&mut tx, organisation, id).await?;
    let notes = store::customer_notes::of_customer(&mut tx, organisation, id, NOTES).await?;
    let limit = i64::try_from(TICKETS + 1).unwrap_or(i64::MAX);
    let mut tickets =
        store::tickets::of_customer_at_desk(&mut tx, organisation, id, caller.membership_id, (before, limit)).await?;
    let more = tickets.len() > TICKETS;
    tickets.truncate(TICKETS);
    let older = tickets.last().filter(|_| more).map(|last| Before { moved_at: last.moved_at, number: last.number });
    Ok(Page { customer, contacts, logins, invites, notes, tickets, older })
}

/// What is written down about the customer of this id, for whoever may change it.
pub async fn record(app: &App, caller: &Caller, id: CustomerId) -> Result<CustomerRecord, Error> {
    let organisation = reader(caller)?;
    let mut tx = app.db.read().await?;
    store::customers::record(&mut tx, organisation, id).await?.ok_or(Error::NotFound)
}

/// Adds a customer.
pub async fn add(app: &App, caller: &Caller, details: &Details) -> Result<CustomerId, Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    let before = blank(&writing, "");
    let record = described(&before, details);
    insert_in(&mut writing, organisation, &record).await?;
    let deed = compared(Deed::of(Action::CustomerAdded, record.id, &record.name), &before, &record);
    audit::record(&mut writing, caller, deed).await?;
    app.commit(writing).await?;
    Ok(record.id)
}

/// Changes what is written down about a customer; what stays as it was is no deed.
///
/// What the writer has not changed of what they saw stays as somebody else may have made it since.
pub async fn change(
    app: &App,
    caller: &Caller,
    id: CustomerId,
    details: &Details,
    seen: Option<&Seen>,
) -> Result<Changed, Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    let before = locked(&mut writing, organisation, id).await?;
    let mut after = described(&before, details);
    let clashes = seen.map(|seen| seen.merge(&before, &mut after)).unwrap_or_default();
    if !clashes.is_empty() {
        return Ok(Changed::Overtaken { stored: Box::new(before), wanted: Box::new(after), clashes });
    }
    let deed = compared(Deed::of(Action::CustomerChanged, id, &after.name), &before, &after);
    if !deed.is_empty() {
        save(&mut writing, organisation, &after).await?;
        audit::record(&mut writing, caller, deed).await?;
    }
    app.commit(writing).await?;
    Ok(Changed::Stored)
}

/// Puts a customer away: it is offered nowhere any more, and what hangs on it stays. Refused while somebody signs in for it or is
/// invited to.
pub async fn archive(app: &App, caller: &Caller, id: CustomerId) -> Result<(), Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    let customer = unused(&mut writing, organisation, id).await?;
    archive_in(&mut writing, caller, customer).await?;
    app.commit(writing).await
}

/// Brings an archived customer back.
pub async fn restore(app: &App, caller: &Caller, id: CustomerId) -> Result<(), Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    let mut customer = locked(&mut writing, organisation, id).await?;
    if customer.archived_at.take().is_some() {
        save(&mut writing, organisation, &customer).await?;
        audit::record(&mut writing, caller, Deed::of(Action::CustomerRestored, id, &customer.name)).await?;
    }
    app.commit(writing).await
}

/// Deletes a customer on which nothing hangs; one with tickets or logins of whatever state is archived instead (P4). Refused while
/// somebody signs in for it or is invited to.
pub async fn remove(app: &App, caller: &Caller, id: CustomerId) -> Result<Removal, Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    let customer = unused(&mut writing, organisation, id).await?;
    let removal = if store::customers::is_needed(&mut writing.tx, organisation, id).await? {
        archive_in(&mut writing, caller, customer).await?;
        Removal::Archived
    } else {
        let deed = Deed::of(Action::CustomerDeleted, id, &customer.name);
        let deed = compared(deed, &customer, &blank(&writing, ""));
        audit::record(&mut writing, caller, deed).await?;
        lessons::withdraw_customer_in(&mut writing, organisation, id).await?;
        store::customers::delete(&mut writing.tx, organisation, id).await?;
        Removal::Deleted
    };
    app.commit(writing).await?;
    Ok(removal)
}

/// Folds the customers that were written by a program that did not: after a migration, once.
pub async fn fold_all(app: &App) -> Result<(), Error> {
    // From one to the next: of a name that is nothing but marks nothing is left, and it would be met again and again.
    let mut after = None;
    loop {
        let unfolded = {
            let mut tx = app.db.read().await?;
            store::customers::unfolded(&mut tx, after, 500).await?
        };
        let Some((_, last)) = unfolded.last() else { return Ok(()) };
        after = Some(*last);
        let mut writing = app.begin().await?;
        for (organisation, id) in unfolded {
            let customer = locked(&mut writing, organisation, id).await?;
            save(&mut writing, organisation, &customer).await?;
        }
        app.commit(writing).await?;
    }
}

/// A customer of this name of whom nothing is known.
pub(crate) fn blank(writing: &Writing, name: &str) -> CustomerRecord {
    CustomerRecord {
        id: CustomerId::new(writing.now, &*writing.chance),
        name: name.to_owned(),
        email: String::new(),
        phone: String::new(),
        address: String::new(),
        tax_number: String::new(),
        notes: String::new(),
        external_id: String::new(),
        archived_at: None,
        created_at: writing.now,
    }
}

/// Adds a customer within a larger write.
pub(crate) async fn insert_in(
    writing: &mut Writing,
    organisation: OrganisationId,
    customer: &CustomerRecord,
) -> Result<(), Error> {
    let (name, all) = (folded_name(customer), sought(customer, &[]));
    let folded = Folded { name: &name, all: &all };
    Ok(store::customers::insert(&mut writing.tx, organisation, customer, folded).await?)
}

/// Changes a customer within a larger write, and records it.
pub(crate) async fn save_in(
    writing: &mut Writing,
    actor: audit::Actor<'_>,
    (before, after): (&CustomerRecord, &CustomerRecord),
) -> Result<(), Error> {
    save(writing, actor.organisation, after).await?;
    let deed = compared(Deed::of(Action::CustomerChanged, after.id, &after.name), before, after);
    audit::record_by(writing, actor, deed).await
}

async fn save(writing: &mut Writing, organisation: OrganisationId, customer: &CustomerRecord) -> Result<(), Error> {
    let contacts = store::customers::contacts(&mut writing.tx, organisation, customer.id).await?;
    let (name, all) = (folded_name(customer), sought(customer, &contacts));
    let folded = Folded { name: &name, all: &all };
    Ok(store::customers::update(&mut writing.tx, organisation, customer, folded).await?)
}

/// The customer, held until the commit against whoever accepts an invitation to it, opens a ticket for it or deletes it.
async fn locked(writing: &mut Writing, organisation: OrganisationId, id: CustomerId) -> Result<CustomerRecord, Error> {
    store::organisations::lock(&mut writing.tx, organisation).await?;
    store::customers::record(&mut writing.tx, organisation, id).await?.ok_or(Error::NotFound)
}

/// The same when nobody signs in for it and nobody is invited to.
async fn unused(writing: &mut Writing, organisation: OrganisationId, id: CustomerId) -> Result<CustomerRecord, Error> {
    let customer = locked(writing, organisation, id).await?;
    let logins = store::customers::logins(&mut writing.tx, organisation, id).await?;
    let invites = store::customers::invites(&mut writing.tx, organisation, id).await?;
    let active = logins.into_iter().filter(|login| login.status == MembershipStatus::Active).map(|login| login.name);
    let people: Vec<String> = active.chain(invites.into_iter().map(|invite| invite.email)).collect();
    if people.is_empty() { Ok(customer) } else { Err(Denied::CustomerInUse { people }.into()) }
}

async fn archive_in(writing: &mut Writing, caller: &Caller, mut customer: CustomerRecord) -> Result<(), Error> {
    if customer.archived_at.is_none() {
        customer.archived_at = Some(writing.now);
        save(writing, caller.organisation_id, &customer).await?;
        let deed = Deed::of(Action::CustomerArchived, customer.id, &customer.name);
        audit::record(writing, caller, deed).await?;
    }
    Ok(())
}

fn described(record: &CustomerRecord, details: &Details) -> CustomerRecord {
    CustomerRecord {
        name: details.name.to_string(),
        email: details.email.as_ref().map(Email::to_string).unwrap_or_default(),
        phone: details.phone.to_string(),
        address: details.address.to_string(),
        tax_number: details.tax_number.to_string(),
        notes: details.notes.to_string(),
        external_id: record.external_id.clone(),
        ..*record
    }
}

/// What is different, for the log.
pub(crate) fn compared(deed: Deed, before: &CustomerRecord, after: &CustomerRecord) -> Deed {
    deed.field("name", &*before.name, &*after.name)
        .field("email", &*before.email, &*after.email)
        .field("phone", &*before.phone, &*after.phone)
        .field("address", &*before.address, &*after.address)
        .field("tax_number", &*before.tax_number, &*after.tax_number)
        .field("notes", &*before.notes, &*after.notes)
        .field("external_id", &*before.external_id, &*after.external_id)
}

/// A name always folds to something: an empty one would be taken for one that was never folded.
fn folded_name(customer: &CustomerRecord) -> String {
    let name = folded(&customer.name);
    if name.is_empty() { customer.name.clone() } else { name }
}

/// All that a search for customers looks in.
fn sought(customer: &CustomerRecord, contacts: &[Contact]) -> String {
    let own = [
        &customer.name,
        &customer.address,
        &customer.email,
        &customer.phone,
        &customer.tax_number,
        &customer.external_id,
    ];
    let others = contacts.iter().flat_map(|contact| [&contact.name, &contact.position, &contact.email, &contact.phone]);
    own.into_iter()
        .chain(others)
        .map(|text| folded(text))
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

fn reader(caller: &Caller) -> Result<OrganisationId, Error> {
    if caller.may(Right::ReadCustomers) { Ok(caller.organisation_id) } else { Err(Error::NotFound) }
}

fn manager(caller: &Caller) -> Result<OrganisationId, Error> {
    if caller.may(Right::ManageCustomers) { Ok(caller.organisation_id) } else { Err(Denied::NotAllowed.into()) }
}
