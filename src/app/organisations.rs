//! Adding organisations and the people in them.

use crate::app::{App, Error, Writing};
use crate::domain::input::Email;
use crate::domain::organisation::{Organisation, slugify};
use crate::domain::people::{Customer, Role};
use crate::id::{CustomerId, MembershipId, OrganisationId, UserId};
use crate::store;

/// The colour of an organisation that has not chosen one.
pub const ACCENT: &str = "#3257d6";

/// Adds an organisation named `name`, with its help centre still empty.
pub async fn add(writing: &mut Writing, name: &str) -> Result<Organisation, Error> {
    let id = OrganisationId::new(writing.now, &*writing.chance);
    let slug = slugify(name).unwrap_or_else(|| id.to_string());
    if store::organisations::find_by_slug(&mut writing.tx, &slug).await?.is_some() {
        return Err(Error::Taken("the organisation's name"));
    }
    let organisation = Organisation {
        id,
        slug,
        name: name.to_owned(),
        accent: ACCENT.to_owned(),
        language: "en".to_owned(),
        time_zone: "UTC".to_owned(),
    };
    store::organisations::insert(&mut writing.tx, &organisation, writing.now).await?;
    store::events::create_topic(&mut writing.tx, id, &store::events::help_topic(id)).await?;
    Ok(organisation)
}

/// Adds a customer.
pub async fn add_customer(
    writing: &mut Writing,
    organisation: OrganisationId,
    name: &str,
) -> Result<CustomerId, Error> {
    let customer = Customer { id: CustomerId::new(writing.now, &*writing.chance), name: name.to_owned() };
    store::customers::insert(&mut writing.tx, organisation, &customer, writing.now).await?;
    Ok(customer.id)
}

/// Adds a login with this password's hash and its membership. An address that has a login already gets the membership alone, and
/// its password stays.
pub async fn add_person(
    writing: &mut Writing,
    organisation: OrganisationId,
    person: NewPerson<'_>,
) -> Result<Added, Error> {
    let known = store::people::credentials(&mut writing.tx, person.email).await?.map(|known| known.user_id);
    let user_id = if let Some(known) = known {
        known
    } else {
        let id = UserId::new(writing.now, &*writing.chance);
        let user = store::people::NewUser {
            id,
            email: person.email,
            name: person.name,
            password_hash: Some(person.password_hash),
        };
        store::people::insert_user(&mut writing.tx, &user, writing.now).await?;
        id
    };
    let membership = store::people::NewMembership {
        id: MembershipId::new(writing.now, &*writing.chance),
        user_id,
        role: person.role,
        customer_id: person.customer,
    };
    store::people::insert_membership(&mut writing.tx, organisation, &membership, writing.now).await?;
    Ok(Added { membership_id: membership.id, is_new_login: known.is_none() })
}

/// A person who was added.
#[derive(Clone, Copy, Debug)]
pub struct Added {
    /// Their membership.
    pub membership_id: MembershipId,
    /// Whether the login was made for them; else they had one, with its own password.
    pub is_new_login: bool,
}

/// A person to be added.
#[derive(Clone, Copy, Debug)]
pub struct NewPerson<'a> {
    /// Their address.
    pub email: &'a Email,
    /// Their name.
    pub name: &'a str,
    /// Their password's hash, PHC string format.
    pub password_hash: &'a str,
    /// Their role.
    pub role: Role,
    /// A client's linked customer.
    pub customer: Option<CustomerId>,
}

/// The organisation of this slug; without a slug the only one there is.
pub async fn choose(app: &App, slug: Option<&str>) -> Result<Organisation, Choice> {
    let mut tx = app.db.read().await?;
    let all = store::organisations::all(&mut tx).await?;
    let known = || all.iter().map(|organisation| organisation.slug.clone()).collect::<Vec<_>>().join(", ");
    match slug {
        Some(slug) => match all.iter().find(|organisation| organisation.slug == slug) {
            Some(organisation) => Ok(organisation.clone()),
            None => Err(Choice::Unknown { slug: slug.to_owned(), known: known() }),
        },
        None => match all.as_slice() {
            [] => Err(Choice::None),
            [only] => Ok(only.clone()),
            _ => Err(Choice::Several { known: known() }),
        },
    }
}

/// Why no organisation could be chosen.
#[derive(Debug, thiserror::Error)]
pub enum Choice {
    /// There is none yet.
    #[error("there is no organisation yet: add one with `frontdesk organisation add NAME --admin EMAIL`")]
    None,
    /// There are several.
    #[error("there are several organisations, say which with --organisation: {known}")]
    Several {
        /// Their slugs.
        known: String,
    },
    /// There is none of this name.
    #[error("there is no organisation {slug}; there are: {known}")]
    Unknown {
        /// What was asked for.
        slug: String,
        /// The slugs there are.
        known: String,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// The organisation of this id.
pub async fn find(app: &App, id: OrganisationId) -> Result<Organisation, Error> {
    let mut tx = app.db.read().await?;
    store::organisations::find(&mut tx, id).await?.ok_or(Error::NotFound)
}

/// How many organisations there are.
pub async fn count(app: &App) -> Result<usize, Error> {
    let mut tx = app.db.read().await?;
    Ok(store::organisations::all(&mut tx).await?.len())
}

/// The organisation whose colour and name a signed-out page shows: the only one there is.
pub async fn only(app: &App) -> Result<Option<Organisation>, Error> {
    let mut tx = app.db.read().await?;
    let mut all = store::organisations::all(&mut tx).await?;
    Ok(if all.len() == 1 { all.pop() } else { None })
}

/// The organisation of this slug, for its colour.
pub async fn find_by_slug(app: &App, slug: &str) -> Result<Organisation, Error> {
    let mut tx = app.db.read().await?;
    store::organisations::find_by_slug(&mut tx, slug).await?.ok_or(Error::NotFound)
}
