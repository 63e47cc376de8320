//! What several verbs about a person's login share: whom a mail about it goes to, its sessions, its lines in the audit logs.

use crate::app::audit::{self, Actor};
use crate::app::{App, Error, Writing};
use crate::domain::audit::Deed;
use crate::domain::input::Email;
use crate::domain::organisation::Organisation;
use crate::domain::people::{Caller, Denied};
use crate::id::{OrganisationId, SessionId, UserId};
use crate::ports::bus::Hint;
use crate::store;
use crate::store::logins::Login;

/// Whom a mail about a login goes to, and in whose name.
#[derive(Debug)]
pub struct Addressee {
    /// The login.
    pub login: Login,
    /// The organisation.
    pub organisation: Organisation,
}

impl Addressee {
    /// The language they read: their own choice, else the organisation's.
    pub fn language(&self) -> &str {
        self.login.language.as_deref().unwrap_or(&self.organisation.language)
    }

    /// The time zone they live in: their own choice, else the organisation's.
    pub fn time_zone(&self) -> &str {
        self.login.time_zone.as_deref().unwrap_or(&self.organisation.time_zone)
    }
}

/// Whom a mail about this login goes to, in the name of this organisation.
pub async fn addressee(app: &App, organisation: OrganisationId, user: UserId) -> Result<Option<Addressee>, Error> {
    let mut tx = app.db.read().await?;
    let login = store::logins::find(&mut tx, user).await?;
    let organisation = store::organisations::find(&mut tx, organisation).await?;
    Ok(login.zip(organisation).map(|(login, organisation)| Addressee { login, organisation }))
}

/// The language that whoever has this address reads: their own choice when they are in this organisation and made one, else its own.
pub async fn language_of(app: &App, organisation: &Organisation, address: &str) -> Result<String, Error> {
    let mut tx = app.db.read().await?;
    // As addresses are stored; one that is none belongs to nobody.
    let address = Email::parse(address).map(|email| email.as_str().to_owned()).unwrap_or_default();
    let chosen = store::logins::language_of(&mut tx, organisation.id, &address).await?;
    Ok(chosen.unwrap_or_else(|| organisation.language.clone()))
}

/// The caller's own login, to be changed by nobody but its owner: not by those who look on.
pub(crate) fn own(caller: &Caller) -> Result<UserId, Error> {
    if caller.viewed_by.is_none() { Ok(caller.user_id) } else { Err(Error::Denied(Denied::NotAllowed)) }
}

/// Who changed a login.
#[derive(Clone, Copy, Debug)]
pub(crate) enum By<'a> {
    /// Its owner, from this network address.
    Owner(&'a str),
    /// Whoever runs the server.
    CommandLine,
}

/// Records what happened to a login in every organisation that it belongs to.
pub(crate) async fn record_everywhere(
    writing: &mut Writing,
    login: &Login,
    by: By<'_>,
    deed: &Deed,
) -> Result<(), Error> {
    let name = format!("{} <{}>", login.name, login.email);
    for place in store::logins::places(&mut writing.tx, login.id).await? {
        let organisation = place.organisation_id;
        let actor = match by {
            By::Owner(address) => Actor { organisation, membership: Some(place.membership_id), name: &name, address },
            By::CommandLine => Actor::command_line(organisation),
        };
        audit::record_by(writing, actor, deed.clone()).await?;
    }
    Ok(())
}

/// Ends a login's sessions but this one, and their live connections; tells how many they were.
pub(crate) async fn end_sessions(writing: &mut Writing, user: UserId, but: Option<SessionId>) -> Result<usize, Error> {
    let ended = store::sessions::end_all_of_user(&mut writing.tx, user, but).await?;
    for session in &ended {
        writing.announce(Hint::SignedOut { session: session.id });
    }
    Ok(ended.len())
}
