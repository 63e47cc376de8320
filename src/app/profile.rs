//! A person's own profile: what they are called, how they read, of what they are told, where they are reached.

use std::time::Duration;

use crate::app::logins::{By, own, record_everywhere};
use crate::app::passwords::{still, verify};
use crate::app::queue::{LoginChange, Work, enqueue};
use crate::app::{App, Error, Writing, audit, links};
use crate::clock::Timestamp;
use crate::domain::audit::{Action, Deed};
use crate::domain::input::{Email, Name};
use crate::domain::link::{MailLink, Purpose};
use crate::domain::login::OwnSession;
use crate::domain::people::{Caller, Denied, Notify};
use crate::id::{OrganisationId, UserId};
use crate::ports::bus::Hint;
use crate::store;
use crate::store::logins::{Choices, Login};

/// Mails to confirm an address that a login is sent within an hour, however often they are asked for.
const MAILS_AN_HOUR: i64 = 5;
const HOUR: Duration = Duration::from_secs(60 * 60);

/// A person's profile.
#[derive(Debug)]
pub struct Profile {
    /// Their login.
    pub login: Login,
    /// Of which tickets they are told by mail in this organisation.
    pub notify: Notify,
    /// The address that waits to be confirmed in place of the present one, and until when it can be.
    pub waiting: Option<(String, Timestamp)>,
    /// Their signed-in browsers; none for those who look on.
    pub sessions: Vec<OwnSession>,
}

/// The caller's profile.
pub async fn find(app: &App, caller: &Caller) -> Result<Profile, Error> {
    let mut tx = app.db.read().await?;
    let login = store::logins::find(&mut tx, caller.user_id).await?.ok_or(Error::NotFound)?;
    let notify = store::people::notify(&mut tx, caller.organisation_id, caller.membership_id).await?;
    let now = app.clock.now();
    let waiting = store::tokens::waiting_address(&mut tx, login.id, now).await?;
    let sessions = match caller.viewed_by {
        Some(_) => Vec::new(),
        None => store::sessions::of_user(&mut tx, login.id, now).await?,
    };
    Ok(Profile {
        waiting: waiting.filter(|(email, _)| *email != login.email),
        notify: notify.ok_or(Error::NotFound)?,
        login,
        sessions,
    })
}

/// What a person chose.
#[derive(Debug)]
pub struct NewProfile {
    /// Their name.
    pub name: Name,
    /// Their language, one there is; none: what the browser says.
    pub language: Option<String>,
    /// Their time zone, an IANA name; none: the organisation's.
    pub time_zone: Option<String>,
    /// Of which tickets they are told by mail in this organisation.
    pub notify: Notify,
}

/// Stores what the caller chose. Their open pages are read anew, so that they show it.
pub async fn save(app: &App, caller: &Caller, profile: &NewProfile) -> Result<(), Error> {
    let user = own(caller)?;
    let mut writing = app.begin().await?;
    let before = store::logins::lock(&mut writing.tx, user).await?.ok_or(Error::NotFound)?;
    let (organisation, membership) = (caller.organisation_id, caller.membership_id);
    let notify = store::people::notify(&mut writing.tx, organisation, membership).await?.ok_or(Error::NotFound)?;
    let choices = Choices {
        name: profile.name.as_str(),
        language: profile.language.as_deref(),
        time_zone: profile.time_zone.as_deref(),
    };
    store::logins::set_choices(&mut writing.tx, user, choices).await?;
    store::people::set_notify(&mut writing.tx, organisation, membership, profile.notify).await?;

    // What a person is called is said in all their organisations, the rest of it in this one.
    let named = Deed::of(Action::ProfileChanged, user, &before.name).field("name", &*before.name, choices.name);
    let chosen = Deed::of(Action::ProfileChanged, user, choices.name)
        .field("language", before.language.as_deref(), choices.language)
        .field("time_zone", before.time_zone.as_deref(), choices.time_zone);
    let told = chosen.clone().field("notify", notify.as_str(), profile.notify.as_str());
    if !named.is_empty() {
        record_everywhere(&mut writing, &before, By::Owner(&caller.address), &named).await?;
    }
    if !told.is_empty() {
        audit::record(&mut writing, caller, told).await?;
    }
    if !(named.is_empty() && chosen.is_empty()) {
        for place in store::logins::places(&mut writing.tx, user).await? {
            writing.announce(Hint::AccessChanged { membership: place.membership_id });
        }
    }
    app.commit(writing).await
}

/// Asks for another address, which needs the password. A link goes to the new one; the old one is told at once. Whether another login
/// has the address is found out by the link's use alone: nothing here tells.
pub async fn ask_for_address(app: &App, caller: &Caller, password: &str, email: &Email) -> Result<(), Error> {
    let user = own(caller)?;
    let verified = verify(app, user, password).await?;
    let mut writing = app.begin().await?;
    let login = still(&mut writing, user, &verified).await?;
    not_too_often(&mut writing, &login).await?;
    let (organisation, now) = (caller.organisation_id, writing.now);
    // A newer wish ends the earlier one.
    store::tokens::end_of_user(&mut writing.tx, user, Purpose::Email, now).await?;
    let asked = email.as_str().to_owned();
    enqueue(&mut writing, organisation, Work::ConfirmAddress { user, email: asked.clone() }, now).await?;
    let (recipient, change) = (login.email.clone(), LoginChange::EmailAsked { email: asked });
    enqueue(&mut writing, organisation, Work::TellLogin { user, recipient, change }, now).await?;
    let deed = Deed::of(Action::EmailAsked, user, &login.name).field("email", &*login.email, email.as_str());
    record_everywhere(&mut writing, &login, By::Owner(&caller.address), &deed).await?;
    app.commit(writing).await
}

/// Sends the caller a link that confirms the address they have, once more.
pub async fn send_confirmation(app: &App, caller: &Caller) -> Result<(), Error> {
    let user = own(caller)?;
    let mut writing = app.begin().await?;
    let login = store::logins::lock(&mut writing.tx, user).await?.ok_or(Error::NotFound)?;
    if login.confirmed_at.is_none() {
        not_too_often(&mut writing, &login).await?;
        ask_to_confirm(&mut writing, user, caller.organisation_id).await?;
    }
    app.commit(writing).await
}

/// Has a mail sent with a link that confirms the address of a login, in the name of this organisation; to be asked after a login was made
/// without such a proof.
pub async fn ask_to_confirm(writing: &mut Writing, user: UserId, organisation: OrganisationId) -> Result<(), Error> {
    let login = store::logins::find(&mut writing.tx, user).await?.ok_or(Error::NotFound)?;
    let now = writing.now;
    enqueue(writing, organisation, Work::ConfirmAddress { user, email: login.email }, now).await
}

async fn not_too_often(writing: &mut Writing, login: &Login) -> Result<(), Error> {
    let link = MailLink::Email { user: login.id, email: String::new() };
    let since = writing.now - HOUR;
    let sent = store::mails::count_with_link(&mut writing.tx, &link.beginning(), since).await?;
    if sent < MAILS_AN_HOUR { Ok(()) } else { Err(Error::Denied(Denied::TooManyMails)) }
}

/// What a link would do.
#[derive(Debug)]
pub struct Asked {
    /// The address it confirms.
    pub email: String,
    /// Whether it becomes the login's in place of another.
    pub is_new: bool,
}

/// What a link would do for the caller, while it works.
pub async fn look(app: &App, caller: &Caller, secret: &str) -> Result<Asked, Error> {
    let token = links::look(app, secret, Purpose::Email).await?;
    match token.email.filter(|_| token.user_id == Some(caller.user_id)) {
        Some(email) => Ok(Asked { is_new: email != caller.email, email }),
        None => Err(Error::Denied(Denied::LinkUnusable)),
    }
}

/// Confirms the address that a link was sent to: it becomes that of the caller's login, unless another has it by now. The one that it
/// had is told.
pub async fn confirm(app: &App, caller: &Caller, secret: &str) -> Result<Asked, Error> {
    let user = own(caller)?;
    let mut writing = app.begin().await?;
    let login = store::logins::lock(&mut writing.tx, user).await?.ok_or(Error::NotFound)?;
    let token = links::use_up(&mut writing, secret, Purpose::Email).await?;
    let email = token.email.filter(|_| token.user_id == Some(user)).ok_or(Error::Denied(Denied::LinkUnusable))?;
    let now = writing.now;
    let asked = Asked { is_new: email != login.email, email };
    // A link that an organisation's admins could have read proves nothing to others.
    let confirmed = if token.via.confirms() { Some(now) } else { None };
    let by = By::Owner(&caller.address);
    if asked.is_new {
        store::logins::set_email(&mut writing.tx, user, &asked.email).await.map_err(|error| {
            if error.is_taken() { Error::Denied(Denied::AddressTaken) } else { Error::Store(error) }
        })?;
        store::logins::set_confirmed(&mut writing.tx, user, confirmed).await?;
        // Links went to the address that it had.
        store::tokens::end_all_of_user(&mut writing.tx, user, now).await?;
        let deed = Deed::of(Action::EmailChanged, user, &login.name).field("email", &*login.email, &*asked.email);
        record_everywhere(&mut writing, &login, by, &deed).await?;
        let change = LoginChange::Email { email: asked.email.clone() };
        let work = Work::TellLogin { user, recipient: login.email, change };
        enqueue(&mut writing, caller.organisation_id, work, now).await?;
    } else if confirmed.is_some() && login.confirmed_at.is_none() {
        store::logins::set_confirmed(&mut writing.tx, user, confirmed).await?;
        record_everywhere(&mut writing, &login, by, &Deed::of(Action::AddressConfirmed, user, &login.email)).await?;
    }
    app.commit(writing).await?;
    Ok(asked)
}

/// Takes an address for confirmed, because whoever runs the server says so. False when no login has it.
pub async fn vouch(app: &App, email: &Email) -> Result<bool, Error> {
    let mut writing = app.begin().await?;
    let Some(login) = store::logins::find_by_email(&mut writing.tx, email).await? else { return Ok(false) };
    if login.confirmed_at.is_none() {
        let now = writing.now;
        store::logins::set_confirmed(&mut writing.tx, login.id, Some(now)).await?;
        let deed = Deed::of(Action::AddressConfirmed, login.id, &login.email);
        record_everywhere(&mut writing, &login, By::CommandLine, &deed).await?;
    }
    app.commit(writing).await?;
    Ok(true)
}
