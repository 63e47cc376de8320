//! Passwords: forgotten ones replaced by a link, known ones changed.

use std::time::Duration;

use crate::app::links;
use crate::app::logins::{Addressee, By, end_sessions, own, record_everywhere};
use crate::app::queue::{LoginChange, Work, enqueue};
use crate::app::sign_in::{Beginning, Browser, SignedIn, begin_in, hash_password, password_matches};
use crate::app::{App, Error, Writing};
use crate::domain::audit::{Action, Deed};
use crate::domain::input::{Email, NewPassword};
use crate::domain::link::{MailLink, Purpose, Via};
use crate::domain::people::{Caller, Denied, MembershipStatus};
use crate::id::{OrganisationId, UserId};
use crate::store;
use crate::store::logins::Login;
use crate::store::tokens::Token;

/// Mails with a link that a login is sent within an hour, however often they are asked for.
const MAILS_AN_HOUR: i64 = 3;
const HOUR: Duration = Duration::from_secs(60 * 60);

/// Asks for a link to set a new password. Whether the address has a login is found out by a worker, later: what is done here depends
/// on nothing, so that the answer tells nothing. `organisation` is the one whose portal was asked, if it is known.
pub async fn ask(app: &App, email: &Email, organisation: Option<OrganisationId>) -> Result<(), Error> {
    let mut writing = app.begin().await?;
    let (work, now) = (Work::ResetPassword { email: email.as_str().to_owned(), organisation }, writing.now);
    enqueue(&mut writing, None, work, now).await?;
    app.commit(writing).await
}

/// Who is to be sent a link: nobody when the address has no login, when the login can be used nowhere, or when it was sent enough of
/// them. In the name of the organisation that was asked when the login belongs to it, else of its first.
pub async fn forgotten(app: &App, email: &Email, asked: Option<OrganisationId>) -> Result<Option<Addressee>, Error> {
    let mut tx = app.db.read().await?;
    let Some(login) = store::logins::find_by_email(&mut tx, email).await? else { return Ok(None) };
    let link = MailLink::Reset { user: login.id, email: login.email.clone() };
    let sent = store::mails::count_with_link(&mut tx, &link.beginning(), app.clock.now() - HOUR).await?;
    if sent >= MAILS_AN_HOUR {
        return Ok(None);
    }
    let mut places = store::logins::places(&mut tx, login.id).await?;
    places.retain(|place| place.status == MembershipStatus::Active);
    let place = places.iter().find(|place| Some(place.organisation_id) == asked).or(places.first());
    let Some(place) = place else { return Ok(None) };
    let organisation = store::organisations::find(&mut tx, place.organisation_id).await?;
    Ok(organisation.map(|organisation| Addressee { login, organisation }))
}

/// The login whose password a link would replace, while it works.
pub async fn look(app: &App, secret: &str) -> Result<Login, Error> {
    let token = links::look(app, secret, Purpose::Reset).await?;
    let mut tx = app.db.read().await?;
    let user = token.user_id.ok_or(Error::Denied(Denied::LinkUnusable))?;
    let login = store::logins::find(&mut tx, user).await?;
    works_for(&mut tx, &token, login).await
}

/// Replaces a forgotten password: uses the link up, ends every session and every other link of the login, and signs in where the
/// link came from. `None` when the login can be used nowhere; at an organisation's own host (`only`), when it cannot be used there.
pub async fn reset(
    app: &App,
    secret: &str,
    password: &NewPassword,
    browser: Browser<'_>,
    only: Option<OrganisationId>,
) -> Result<Option<SignedIn>, Error> {
    let user = look(app, secret).await?.id;
    let password_hash = hash_password(password.as_str(), &*app.chance).await?;
    let mut writing = app.begin().await?;
    // The login is held before its links, by everybody who needs both.
    let login = store::logins::lock(&mut writing.tx, user).await?;
    let token = links::use_up(&mut writing, secret, Purpose::Reset).await?;
    let login = works_for(&mut writing.tx, &token, login).await?;
    store::logins::set_password(&mut writing.tx, user, &password_hash).await?;
    let by = By::Owner(browser.address);
    let deed = Deed::of(Action::PasswordReset, user, &login.email).field("password", "", "changed");
    record_everywhere(&mut writing, &login, by, &deed).await?;
    if token.via.confirms() && login.confirmed_at.is_none() {
        let now = writing.now;
        store::logins::set_confirmed(&mut writing.tx, user, Some(now)).await?;
        record_everywhere(&mut writing, &login, by, &Deed::of(Action::AddressConfirmed, user, &login.email)).await?;
    } else if !token.via.confirms() && token.organisation_id.is_some() {
        // An admin of the organisation could have used it: until a mail confirms the address, no other organisation may trust it.
        store::logins::set_confirmed(&mut writing.tx, user, None).await?;
    }
    let now = writing.now;
    store::tokens::end_all_of_user(&mut writing.tx, user, now).await?;
    end_sessions(&mut writing, user, None).await?;
    let signed_in = sign_in_to(&mut writing, &login, (token.organisation_id, only), browser).await?;
    app.commit(writing).await?;
    Ok(signed_in)
}

/// Signs in where the link came from, else where the login belongs first; and tells the person by mail that the password was changed.
async fn sign_in_to(
    writing: &mut Writing,
    login: &Login,
    (organisation, only): (Option<OrganisationId>, Option<OrganisationId>),
    browser: Browser<'_>,
) -> Result<Option<SignedIn>, Error> {
    let mut places = store::logins::places(&mut writing.tx, login.id).await?;
    places.retain(|place| place.status == MembershipStatus::Active);
    let first = places.iter().find(|place| Some(place.organisation_id) == organisation).or(places.first());
    let Some(first) = first else { return Ok(None) };
    tell_changed(writing, first.organisation_id, login).await?;
    let place = match only {
        Some(only) => places.iter().find(|place| place.organisation_id == only),
        None => Some(first),
    };
    let Some(place) = place else { return Ok(None) };
    let name = format!("{} <{}>", login.name, login.email);
    let beginning = Beginning {
        user_id: login.id,
        membership_id: place.membership_id,
        organisation_id: place.organisation_id,
        name: &name,
        browser,
    };
    let token = begin_in(writing, &beginning).await?;
    Ok(Some(SignedIn { token, side: place.role.side() }))
}

/// Makes a link to set a new password, for whoever runs the server to hand on.
pub async fn link_for(app: &App, email: &Email) -> Result<Option<(String, Option<String>)>, Error> {
    let mut writing = app.begin().await?;
    let Some(login) = store::logins::find_by_email(&mut writing.tx, email).await? else { return Ok(None) };
    let token = Token {
        purpose: Purpose::Reset,
        via: Via::Copied,
        organisation_id: None,
        user_id: Some(login.id),
        invite_id: None,
        membership_id: None,
        session_id: None,
        email: Some(login.email.clone()),
    };
    let secret = links::mint(&mut writing, &token).await?;
    let places = store::logins::places(&mut writing.tx, login.id).await?;
    record_everywhere(
        &mut writing,
        &login,
        By::CommandLine,
        &Deed::of(Action::PasswordLinkMade, login.id, &login.email),
    )
    .await?;
    app.commit(writing).await?;
    Ok(Some((secret, places.into_iter().next().and_then(|place| place.domain))))
}

/// Changes the caller's password, which needs the one they have. Their other sessions end, and a mail tells them.
pub async fn change(app: &App, caller: &Caller, present: &str, new: &NewPassword) -> Result<(), Error> {
    let user = own(caller)?;
    let verified = verify(app, user, present).await?;
    let password_hash = hash_password(new.as_str(), &*app.chance).await?;
    let mut writing = app.begin().await?;
    let login = still(&mut writing, user, &verified).await?;
    store::logins::set_password(&mut writing.tx, user, &password_hash).await?;
    let now = writing.now;
    for purpose in [Purpose::Reset, Purpose::Handover] {
        store::tokens::end_of_user(&mut writing.tx, user, purpose, now).await?;
    }
    end_sessions(&mut writing, user, Some(caller.session_id)).await?;
    let deed = Deed::of(Action::PasswordChanged, user, &login.email).field("password", "", "changed");
    record_everywhere(&mut writing, &login, By::Owner(&caller.address), &deed).await?;
    tell_changed(&mut writing, caller.organisation_id, &login).await?;
    app.commit(writing).await
}

/// The login, when this is its password.
pub(crate) async fn verify(app: &App, user: UserId, password: &str) -> Result<Login, Error> {
    let login = {
        let mut tx = app.db.read().await?;
        store::logins::find(&mut tx, user).await?.ok_or(Error::NotFound)?
    };
    let matches = match &login.password_hash {
        Some(hash) => password_matches(password, hash).await?,
        None => false,
    };
    if matches { Ok(login) } else { Err(Error::Denied(Denied::WrongPassword)) }
}

/// The login, held until the commit, when its password is still the one that was verified.
pub(crate) async fn still(writing: &mut Writing, user: UserId, verified: &Login) -> Result<Login, Error> {
    let login = store::logins::lock(&mut writing.tx, user).await?.ok_or(Error::NotFound)?;
    if login.password_hash == verified.password_hash { Ok(login) } else { Err(Error::Denied(Denied::WrongPassword)) }
}

async fn tell_changed(writing: &mut Writing, organisation: OrganisationId, login: &Login) -> Result<(), Error> {
    let change = LoginChange::Password;
    let (work, now) = (Work::TellLogin { user: login.id, recipient: login.email.clone(), change }, writing.now);
    enqueue(writing, organisation, work, now).await
}

/// The login, when a link to set its password still works for it: its address is the one the link went to, and nobody but the admins
/// of its only organisation could have read it on its way.
async fn works_for(tx: &mut store::Tx, token: &Token, login: Option<Login>) -> Result<Login, Error> {
    let unusable = || Error::Denied(Denied::LinkUnusable);
    let login = login.ok_or_else(unusable)?;
    let went_to = token.email.as_deref() == Some(login.email.as_str());
    let trusted = match token.organisation_id {
        Some(organisation) if !token.via.confirms() => store::logins::belongs_alone(tx, organisation, login.id).await?,
        Some(_) | None => true,
    };
    if went_to && trusted { Ok(login) } else { Err(unusable()) }
}
