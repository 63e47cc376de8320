//! Adding organisations and the people in them.

use crate::app::audit::{self, Actor};
use crate::app::{App, Error, Writing, customers};
use crate::domain::audit::{Action, Deed};
use crate::domain::input::Email;
use crate::domain::organisation::{Domain, Organisation, slugify};
use crate::domain::people::Role;
use crate::id::{CustomerId, MembershipId, OrganisationId, UserId};
use crate::store;

/// The colour of an organisation that has not chosen one.
pub const ACCENT: &str = "#3257d6";

/// Adds an organisation with its first admin, for whoever runs the server.
pub async fn add_with_admin(
    app: &App,
    name: &str,
    admin: &Email,
    password_hash: &str,
) -> Result<(Organisation, Added), Error> {
    let mut writing = app.begin().await?;
    let organisation = add(&mut writing, name).await?;
    let actor = Actor::command_line(organisation.id);
    let deed = Deed::of(Action::OrganisationAdded, organisation.id, name).field("name", "", name);
    audit::record_by(&mut writing, actor, deed).await?;
    let person = NewPerson { email: admin, name: admin.as_str(), password_hash, role: Role::Admin, customer: None };
    let added = add_person(&mut writing, organisation.id, person).await?;
    let deed = Deed::of(Action::MembershipAdded, added.membership_id, admin.as_str())
        .field("email", "", admin.as_str())
        .field("role", serde_json::Value::Null, Role::Admin.as_str());
    audit::record_by(&mut writing, actor, deed).await?;
    app.commit(writing).await?;
    Ok((organisation, added))
}

/// Adds an organisation named `name`, in English and universal time until it chooses.
pub async fn add(writing: &mut Writing, name: &str) -> Result<Organisation, Error> {
    add_with(writing, &NewOrganisation { name, language: "en", time_zone: "UTC" }).await
}

/// An organisation to be added.
#[derive(Clone, Copy, Debug)]
pub struct NewOrganisation<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its language.
    pub language: &'a str,
    /// Its time zone, an IANA name.
    pub time_zone: &'a str,
}

/// Adds an organisation, with its help centre still empty.
pub async fn add_with(writing: &mut Writing, new: &NewOrganisation<'_>) -> Result<Organisation, Error> {
    let id = OrganisationId::new(writing.now, &*writing.chance);
    let slug = slugify(new.name).unwrap_or_else(|| id.to_string());
    if store::organisations::find_by_slug(&mut writing.tx, &slug).await?.is_some() {
        return Err(Error::Taken("the organisation's name"));
    }
    let organisation = Organisation {
        id,
        slug,
        name: new.name.to_owned(),
        accent: ACCENT.to_owned(),
        language: new.language.to_owned(),
        time_zone: new.time_zone.to_owned(),
        domain: None,
        logo_id: None,
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
    let record = customers::blank(writing, name);
    customers::insert_in(writing, organisation, &record).await?;
    Ok(record.id)
}

/// Adds a login with this password's hash and its membership. An address that has a login already gets the membership alone, and
/// its password stays.
pub async fn add_person(
    writing: &mut Writing,
    organisation: OrganisationId,
    person: NewPerson<'_>,
) -> Result<Added, Error> {
    let known = store::logins::find_by_email(&mut writing.tx, person.email).await?.map(|known| known.id);
    let user_id = if let Some(known) = known {
        known
    } else {
        let id = UserId::new(writing.now, &*writing.chance);
        let user = store::people::NewUser {
            id,
            email: person.email,
            name: person.name,
            password_hash: Some(person.password_hash),
            // Whoever runs the server vouches for it.
            confirmed_at: Some(writing.now),
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
    Ok(Added { user_id, membership_id: membership.id, is_new_login: known.is_none() })
}

/// A person who was added.
#[derive(Clone, Copy, Debug)]
pub struct Added {
    /// Their login.
    pub user_id: UserId,
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

/// Sets the domain whose host an organisation's portal is at, or takes it away; for whoever runs the server.
pub async fn set_domain(app: &App, slug: &str, domain: Option<&Domain>) -> Result<(), Error> {
    let mut writing = app.begin().await?;
    let organisation = store::organisations::find_by_slug(&mut writing.tx, slug).await?.ok_or(Error::NotFound)?;
    let id = organisation.id;
    store::organisations::set_domain(&mut writing.tx, id, domain.map(Domain::as_str))
        .await
        .map_err(|error| if error.is_taken() { Error::Taken("the domain") } else { Error::Store(error) })?;
    let deed = Deed::of(Action::DomainChanged, id, &organisation.name).field(
        "domain",
        organisation.domain.as_deref(),
        domain.map(Domain::as_str),
    );
    if !deed.is_empty() {
        audit::record_by(&mut writing, Actor::command_line(id), deed).await?;
    }
    app.commit(writing).await
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

/// The organisation whose colour and name a signed-out page shows: the only one there is.
pub async fn only(app: &App) -> Result<Option<Organisation>, Error> {
    let mut tx = app.db.read().await?;
    let mut all = store::organisations::all(&mut tx).await?;
    Ok(if all.len() == 1 { all.pop() } else { None })
}

/// The organisation whose portal is at this domain's host.
pub async fn at_domain(app: &App, domain: &str) -> Result<Option<Organisation>, Error> {
    let mut tx = app.db.read().await?;
    Ok(store::organisations::find_by_domain(&mut tx, domain).await?)
}

/// The organisation of this slug, for its colour.
pub async fn find_by_slug(app: &App, slug: &str) -> Result<Organisation, Error> {
    let mut tx = app.db.read().await?;
    store::organisations::find_by_slug(&mut tx, slug).await?.ok_or(Error::NotFound)
}
