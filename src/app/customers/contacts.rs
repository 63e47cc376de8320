//! Whom to talk to at a customer.

use crate::app::customers::{locked, manager, reader, save};
use crate::app::{App, Error, Writing, audit};
use crate::domain::audit::{Action, Deed};
use crate::domain::customer::{Contact, ContactDetails, CustomerRecord};
use crate::domain::input::Email;
use crate::domain::people::Caller;
use crate::id::{ContactId, CustomerId};
use crate::store;

/// Adds a contact to a customer.
pub async fn add_contact(
    app: &App,
    caller: &Caller,
    customer: CustomerId,
    details: &ContactDetails,
) -> Result<ContactId, Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    let customer = locked(&mut writing, organisation, customer).await?;
    let contact = described(ContactId::new(writing.now, &*writing.chance), details);
    let deed = Deed::of(Action::ContactAdded, contact.id, called(&customer, &contact));
    keep(&mut writing, caller, &customer, &contact, compared(deed, &nobody(contact.id), &contact)).await?;
    app.commit(writing).await?;
    Ok(contact.id)
}

/// A customer's contact.
pub async fn contact(app: &App, caller: &Caller, (customer, id): (CustomerId, ContactId)) -> Result<Contact, Error> {
    let organisation = reader(caller)?;
    let mut tx = app.db.read().await?;
    store::customers::contact(&mut tx, organisation, customer, id).await?.ok_or(Error::NotFound)
}

/// Changes what is written down about a contact; what stays as it was is no deed.
pub async fn change_contact(
    app: &App,
    caller: &Caller,
    (customer, id): (CustomerId, ContactId),
    details: &ContactDetails,
) -> Result<(), Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    let customer = locked(&mut writing, organisation, customer).await?;
    let before = store::customers::contact(&mut writing.tx, organisation, customer.id, id).await?;
    let before = before.ok_or(Error::NotFound)?;
    let after = described(id, details);
    let deed = compared(Deed::of(Action::ContactChanged, id, called(&customer, &after)), &before, &after);
    if !deed.is_empty() {
        keep(&mut writing, caller, &customer, &after, deed).await?;
    }
    app.commit(writing).await
}

/// Deletes a contact; one that is gone already is no error.
pub async fn delete_contact(app: &App, caller: &Caller, (customer, id): (CustomerId, ContactId)) -> Result<(), Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    let customer = locked(&mut writing, organisation, customer).await?;
    let Some(contact) = store::customers::contact(&mut writing.tx, organisation, customer.id, id).await? else {
        return Ok(());
    };
    store::customers::delete_contact(&mut writing.tx, organisation, customer.id, id).await?;
    save(&mut writing, organisation, &customer).await?;
    let deed = Deed::of(Action::ContactDeleted, id, called(&customer, &contact));
    audit::record(&mut writing, caller, compared(deed, &contact, &nobody(id))).await?;
    app.commit(writing).await
}

async fn keep(
    writing: &mut Writing,
    caller: &Caller,
    customer: &CustomerRecord,
    contact: &Contact,
    deed: Deed,
) -> Result<(), Error> {
    let (organisation, now) = (caller.organisation_id, writing.now);
    store::customers::save_contact(&mut writing.tx, organisation, customer.id, contact, now).await?;
    // The search finds a customer by its contacts.
    save(writing, organisation, customer).await?;
    audit::record(writing, caller, deed).await
}

/// What a contact is called in the audit log.
fn called(customer: &CustomerRecord, contact: &Contact) -> String {
    format!("{} ({})", contact.name, customer.name)
}

fn nobody(id: ContactId) -> Contact {
    Contact { id, name: String::new(), position: String::new(), email: String::new(), phone: String::new() }
}

fn described(id: ContactId, details: &ContactDetails) -> Contact {
    Contact {
        id,
        name: details.name.to_string(),
        position: details.position.to_string(),
        email: details.email.as_ref().map(Email::to_string).unwrap_or_default(),
        phone: details.phone.to_string(),
    }
}

fn compared(deed: Deed, before: &Contact, after: &Contact) -> Deed {
    deed.field("name", &*before.name, &*after.name)
        .field("position", &*before.position, &*after.position)
        .field("email", &*before.email, &*after.email)
        .field("phone", &*before.phone, &*after.phone)
}
