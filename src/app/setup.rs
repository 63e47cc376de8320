//! The first visit: whoever holds the token that the program printed at its start sets up the organisation and its admin.

use crate::app::audit::{self, Actor};
use crate::app::organisations::{self, NewOrganisation, NewPerson};
use crate::app::sign_in::{Beginning, Browser, SignedIn, begin_in, hash_password};
use crate::app::{App, Error, links};
use crate::domain::audit::{Action, Deed};
use crate::domain::input::{Email, Name, NewPassword};
use crate::domain::link::{Purpose, Via};
use crate::domain::people::Role;
use crate::store;
use crate::store::tokens::Token;

/// A token's hash that no secret has. The first to set up writes it: whoever does at the same time waits for that, and finds it taken.
const DONE: &str = "setup";

/// Whether there is an organisation already.
pub async fn is_done(app: &App) -> Result<bool, Error> {
    let mut tx = app.db.read().await?;
    Ok(store::organisations::any(&mut tx).await?)
}

/// Makes a token to set up with, unless there is an organisation already. Each start of each node makes its own, and any of them works.
pub async fn mint(app: &App) -> Result<Option<String>, Error> {
    if is_done(app).await? {
        return Ok(None);
    }
    let mut writing = app.begin().await?;
    let secret = links::mint(&mut writing, &token()).await?;
    app.commit(writing).await?;
    Ok(Some(secret))
}

/// Whether a token allows to set up.
pub async fn look(app: &App, secret: &str) -> Result<(), Error> {
    links::look(app, secret, Purpose::Setup).await.map(|_| ())
}

/// What is set up.
#[derive(Debug)]
pub struct Setup {
    /// The organisation's name.
    pub organisation: Name,
    /// Its language, one there is.
    pub language: String,
    /// Its time zone, an IANA name.
    pub time_zone: String,
    /// The admin's name.
    pub name: Name,
    /// Their address.
    pub email: Email,
    /// Their password.
    pub password: NewPassword,
}

/// Sets up the organisation and its admin, and signs them in. [`Error::NotFound`] once there is an organisation.
pub async fn set_up(app: &App, secret: &str, setup: &Setup, browser: Browser<'_>) -> Result<SignedIn, Error> {
    if is_done(app).await? {
        return Err(Error::NotFound);
    }
    look(app, secret).await?;
    let password_hash = hash_password(setup.password.as_str(), &*app.chance).await?;
    let mut writing = app.begin().await?;
    let now = writing.now;
    store::tokens::insert(&mut writing.tx, DONE, &token(), now)
        .await
        .map_err(|error| if error.is_taken() { Error::NotFound } else { Error::Store(error) })?;
    if store::organisations::any(&mut writing.tx).await? {
        return Err(Error::NotFound);
    }
    links::use_up(&mut writing, secret, Purpose::Setup).await?;
    let new =
        NewOrganisation { name: setup.organisation.as_str(), language: &setup.language, time_zone: &setup.time_zone };
    let organisation = organisations::add_with(&mut writing, &new).await?;
    let person = NewPerson {
        email: &setup.email,
        name: setup.name.as_str(),
        password_hash: &password_hash,
        role: Role::Admin,
        customer: None,
    };
    let added = organisations::add_person(&mut writing, organisation.id, person).await?;
    let name = format!("{} <{}>", setup.name, setup.email);
    let actor = Actor {
        organisation: organisation.id,
        membership: Some(added.membership_id),
        name: &name,
        address: browser.address,
    };
    let deed = Deed::of(Action::OrganisationAdded, organisation.id, &organisation.name)
        .field("name", "", &*organisation.name)
        .field("language", "", &*organisation.language)
        .field("time_zone", "", &*organisation.time_zone);
    audit::record_by(&mut writing, actor, deed).await?;
    let beginning = Beginning {
        user_id: added.user_id,
        membership_id: added.membership_id,
        organisation_id: organisation.id,
        name: &name,
        browser,
    };
    let token = begin_in(&mut writing, &beginning).await?;
    app.commit(writing).await?;
    Ok(SignedIn { token, side: Role::Admin.side() })
}

fn token() -> Token {
    Token {
        purpose: Purpose::Setup,
        via: Via::Copied,
        organisation_id: None,
        user_id: None,
        invite_id: None,
        membership_id: None,
        session_id: None,
        email: None,
    }
}
