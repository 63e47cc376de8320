//! Invitations: from the address that staff type to the membership of whoever accepts.
//!
//! Nothing of a login is looked at or made before the link is used: inviting an address that has a login somewhere is the same work
//! with the same answer as inviting one that has none.

use crate::app::audit::{Actor, record, record_by};
use crate::app::people::{begin, linked_to};
use crate::app::queue::{Work, enqueue};
use crate::app::{App, Error, Writing, links, profile, sign_in};
use crate::clock::Timestamp;
use crate::domain::audit::{Action, Deed};
use crate::domain::input::{Email, Name, NewPassword};
use crate::domain::link::{MailLink, Purpose, Via};
use crate::domain::organisation::Organisation;
use crate::domain::people::{Caller, Denied, MembershipStatus, Role};
use crate::id::{CustomerId, InviteId, MailId, MembershipId, OrganisationId, SessionId, UserId};
use crate::ports::bus::Hint;
use crate::store;
use crate::store::invites::{Invite, NewInvite};
use crate::store::people::{Login, NewMembership, NewUser};
use crate::store::tokens::Token;

/// Times an invitation is accepted anew because the login changed under it.
const TRIES: usize = 3;

/// Whom to invite.
#[derive(Clone, Debug)]
pub struct Invitee {
    /// The address.
    pub email: Email,
    /// As what.
    pub role: Role,
    /// A client's linked customer.
    pub customer: Option<CustomerId>,
}

/// Invites somebody, by a mail with a link.
pub async fn invite(app: &App, caller: &Caller, invitee: &Invitee) -> Result<InviteId, Error> {
    let customer_id = invitee.role.link(invitee.customer)?;
    let mut writing = begin(app, caller).await?;
    let organisation = caller.organisation_id;
    let link = linked_to(&mut writing, caller, customer_id).await?;
    if store::people::has_member(&mut writing.tx, organisation, &invitee.email).await? {
        return Err(Error::Denied(Denied::AlreadyMember));
    }
    if store::invites::waits_for(&mut writing.tx, organisation, &invitee.email).await? {
        return Err(Error::Denied(Denied::AlreadyInvited));
    }
    let invite = NewInvite {
        id: InviteId::new(writing.now, &*writing.chance),
        email: &invitee.email,
        role: invitee.role,
        customer_id,
        invited_by: caller.membership_id,
        expires_at: ends(writing.now),
    };
    let now = writing.now;
    store::invites::insert(&mut writing.tx, organisation, &invite, now).await?;
    enqueue(&mut writing, organisation, Work::Invite { invite: invite.id }, now).await?;
    let deed = Deed::of(Action::Invited, invite.id, invitee.email.as_str())
        .field("role", None::<&str>, invitee.role.as_str())
        .field("customer", None::<&str>, link.as_deref());
    record(&mut writing, caller, deed).await?;
    app.commit(writing).await?;
    Ok(invite.id)
}

/// Sends an invitation again: the links that went out before end, and the new one has all its time.
pub async fn resend(app: &App, caller: &Caller, id: InviteId) -> Result<(), Error> {
    let mut writing = begin(app, caller).await?;
    let invite = waiting(&mut writing, caller, id).await?;
    let (organisation, now) = (caller.organisation_id, writing.now);
    store::tokens::end_of_invite(&mut writing.tx, id, now).await?;
    drop_mail(&mut writing, organisation, &invite).await?;
    store::invites::put_off(&mut writing.tx, organisation, id, ends(now)).await?;
    enqueue(&mut writing, organisation, Work::Invite { invite: id }, now).await?;
    record(&mut writing, caller, Deed::of(Action::InviteResent, id, invite.email)).await?;
    app.commit(writing).await
}

/// A link that was copied, and for whom it is.
#[derive(Debug)]
pub struct Copied {
    /// The link's secret; it is nowhere else.
    pub secret: String,
    /// The address that was invited.
    pub email: String,
}

/// Makes a link to be handed on by hand. Those that went out before go on working.
pub async fn copy(app: &App, caller: &Caller, id: InviteId) -> Result<Copied, Error> {
    let mut writing = begin(app, caller).await?;
    let invite = waiting(&mut writing, caller, id).await?;
    let link = MailLink::Invite { invite: id };
    let secret = links::mint_for(&mut writing, caller.organisation_id, &link, Via::Copied).await?;
    record(&mut writing, caller, Deed::of(Action::InviteLinkCopied, id, invite.email.as_str())).await?;
    app.commit(writing).await?;
    Ok(Copied { secret, email: invite.email })
}

/// Links an invitation to another customer.
pub async fn set_customer(app: &App, caller: &Caller, id: InviteId, customer: CustomerId) -> Result<(), Error> {
    let mut writing = begin(app, caller).await?;
    let invite = waiting(&mut writing, caller, id).await?;
    if invite.role != Role::Client {
        return Err(Error::NotFound);
    }
    let link = linked_to(&mut writing, caller, Some(customer)).await?;
    if invite.customer_id == Some(customer) {
        return Ok(());
    }
    store::invites::set_customer(&mut writing.tx, caller.organisation_id, id, Some(customer)).await?;
    let deed = Deed::of(Action::InviteChanged, id, invite.email);
    let deed = deed.field("customer", invite.customer_name.as_deref(), link.as_deref());
    record(&mut writing, caller, deed).await?;
    app.commit(writing).await
}

/// Takes an invitation back: none of its links works any more.
pub async fn withdraw(app: &App, caller: &Caller, id: InviteId) -> Result<(), Error> {
    let mut writing = begin(app, caller).await?;
    let invite = waiting(&mut writing, caller, id).await?;
    let (organisation, now) = (caller.organisation_id, writing.now);
    store::invites::withdraw(&mut writing.tx, organisation, id, now).await?;
    store::tokens::end_of_invite(&mut writing.tx, id, now).await?;
    drop_mail(&mut writing, organisation, &invite).await?;
    record(&mut writing, caller, Deed::of(Action::InviteWithdrawn, id, invite.email)).await?;
    app.commit(writing).await
}

/// An invitation and whose it is.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// The organisation.
    pub organisation: Organisation,
    /// What is offered to whom.
    pub invite: Invite,
}

/// What the mail of an invitation says; none when it waits no more.
pub async fn letter(app: &App, organisation: OrganisationId, id: InviteId) -> Result<Option<Invitation>, Error> {
    let mut tx = app.db.read().await?;
    invitation(&mut tx, organisation, id).await
}

/// Holds an invitation until the commit, and tells whether it still waits: else there is nobody to be written to.
pub async fn holds(writing: &mut Writing, organisation: OrganisationId, id: InviteId) -> Result<bool, Error> {
    store::organisations::lock(&mut writing.tx, organisation).await?;
    Ok(store::invites::waiting(&mut writing.tx, organisation, id).await?.is_some())
}

/// Notes which mail carries the link of an invitation.
pub async fn mailed(
    writing: &mut Writing,
    organisation: OrganisationId,
    id: InviteId,
    mail: MailId,
) -> Result<(), Error> {
    Ok(store::invites::set_mail(&mut writing.tx, organisation, id, Some(mail)).await?)
}

/// What a link is about, while it works. The same for an address that has a login and for one that has none.
pub async fn look(app: &App, secret: &str) -> Result<Invitation, Error> {
    let token = links::look(app, secret, Purpose::Invite).await?;
    let (organisation, id) = concerned(&token)?;
    letter(app, organisation, id).await?.ok_or(Error::Denied(Denied::LinkUnusable))
}

/// What somebody says to an invitation.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// The password of the login that the address has, or the one that a newcomer chose, as it was typed.
    pub password: &'a str,
    /// What makes a login, when there is none yet and all of it is as it should be.
    pub newcomer: Option<(&'a Name, &'a NewPassword)>,
    /// Who is signed in in this browser: if it is the one who is invited, that is enough.
    pub caller: Option<&'a Caller>,
    /// From where.
    pub browser: sign_in::Browser<'a>,
}

/// Accepts an invitation, and begins a session. A login that exists is never changed: its password opens it, and its address must be
/// confirmed, else whoever made it with a copied link would be handed the memberships of the address's owner.
///
/// A wrong password for a login and a form that makes no login are refused alike ([`Denied::WrongPassword`]), after the same work.
pub async fn accept(app: &App, secret: &str, answer: &Answer<'_>) -> Result<sign_in::SignedIn, Error> {
    for _ in 0..TRIES {
        let invitation = look(app, secret).await?;
        let who = match identify(app, answer, &invitation.invite).await {
            Ok(who) => who,
            Err(refused) => {
                // The link may have made the login meanwhile, for somebody quicker: then it is the link that is wrong.
                look(app, secret).await?;
                return Err(refused);
            }
        };
        let mut writing = app.begin().await?;
        match join(&mut writing, secret, (answer, invitation.organisation.id), &who).await {
            Ok(Some(signed_in)) => {
                app.commit(writing).await?;
                return Ok(signed_in);
            }
            // The login was made, or got another password, while this one was being checked.
            Ok(None) => {}
            Err(Error::Store(error)) if error.is_taken() => {}
            Err(error) => return Err(error),
        }
    }
    Err(Error::Internal("the login changed each time".to_owned()))
}

/// Who accepts.
enum Who {
    /// Somebody who has shown that this login is theirs, as it was then: by its password, or by this session.
    Known(Login, Option<SessionId>),
    /// Somebody new.
    New { name: String, password_hash: String },
}

async fn identify(app: &App, answer: &Answer<'_>, invite: &Invite) -> Result<Who, Error> {
    let is_signed_in = answer.caller.is_some_and(|caller| caller.viewed_by.is_none() && caller.email == invite.email);
    let by_session = is_signed_in && answer.password.is_empty();
    let claim = if by_session { None } else { sign_in::checked(app, &invite.email, answer.password).await? };
    // Until here, everything was the same whether or not the address has a login.
    if !by_session && claim.is_none() && answer.newcomer.is_none() {
        return Err(Error::Denied(Denied::WrongPassword));
    }
    let login = {
        let mut tx = app.db.read().await?;
        store::people::login(&mut tx, &invite.email).await?
    };
    // The password that was checked may have been replaced since.
    let is_known =
        |login: &Login| by_session || claim.is_some_and(|claim| Some(claim.password_hash) == login.password_hash);
    match (login, answer.newcomer) {
        (Some(login), _) if is_known(&login) => {
            Ok(Who::Known(login, answer.caller.filter(|_| by_session).map(|caller| caller.session_id)))
        }
        (None, Some((name, password))) => {
            let password_hash = sign_in::hash_password(password.as_str(), &*app.chance).await?;
            Ok(Who::New { name: name.as_str().to_owned(), password_hash })
        }
        _ => Err(Error::Denied(Denied::WrongPassword)),
    }
}

/// Makes the membership, once: whoever uses the link up first. `None` when the login is not as it was looked at.
async fn join(
    writing: &mut Writing,
    secret: &str,
    (answer, organisation): (&Answer<'_>, OrganisationId),
    who: &Who,
) -> Result<Option<sign_in::SignedIn>, Error> {
    // The organisation is held before its invitations' links, by everybody who needs both.
    store::organisations::lock(&mut writing.tx, organisation).await?;
    let token = links::use_up(writing, secret, Purpose::Invite).await?;
    let (_, id) = concerned(&token)?;
    let invite = store::invites::waiting(&mut writing.tx, organisation, id).await?;
    let invite = invite.ok_or(Error::Denied(Denied::LinkUnusable))?;
    let Some((user_id, name)) = login_of(writing, &invite.email, &token, organisation, who).await? else {
        return Ok(None);
    };
    match store::people::status_of(&mut writing.tx, organisation, user_id).await? {
        Some(MembershipStatus::Active) => return Err(Error::Denied(Denied::AlreadyMember)),
        Some(MembershipStatus::Deactivated) => return Err(Error::Denied(Denied::Deactivated)),
        None => {}
    }
    let membership = NewMembership {
        id: MembershipId::new(writing.now, &*writing.chance),
        user_id,
        role: invite.role,
        customer_id: invite.customer_id,
    };
    let now = writing.now;
    store::people::insert_membership(&mut writing.tx, organisation, &membership, now).await?;
    store::invites::accept(&mut writing.tx, organisation, id, now).await?;
    store::tokens::end_of_invite(&mut writing.tx, id, now).await?;
    drop_mail(writing, organisation, &invite).await?;

    let called = format!("{name} <{}>", invite.email);
    let deed = Deed::of(Action::InviteAccepted, membership.id, called.as_str())
        .field("role", None::<&str>, invite.role.as_str())
        .field("customer", None::<&str>, invite.customer_name.as_deref());
    let actor = Actor { organisation, membership: Some(membership.id), name: &called, address: answer.browser.address };
    record_by(writing, actor, deed).await?;

    // This browser goes on in the organisation that invited; the session it had would stay behind in the list.
    if let Some(caller) = answer.caller.filter(|caller| caller.user_id == user_id && caller.viewed_by.is_none()) {
        store::sessions::delete(&mut writing.tx, caller.session_id).await?;
        writing.announce(Hint::SignedOut { session: caller.session_id });
    }
    let beginning = sign_in::Beginning {
        user_id,
        membership_id: membership.id,
        organisation_id: organisation,
        name: &called,
        browser: answer.browser,
    };
    let token = sign_in::begin_in(writing, &beginning).await?;
    Ok(Some(sign_in::SignedIn { token, side: invite.role.side() }))
}

/// The login that accepts: its id and name. `None` when it is not as it was looked at.
async fn login_of(
    writing: &mut Writing,
    email: &str,
    token: &Token,
    organisation: OrganisationId,
    who: &Who,
) -> Result<Option<(UserId, String)>, Error> {
    if let Who::Known(seen, session) = who {
        // Replacing a password ends the login's sessions: none may follow that was let in by the old one, or by a session that ended.
        store::logins::lock(&mut writing.tx, seen.user_id).await?;
        if let Some(session) = *session {
            let now = writing.now;
            if !store::sessions::stands(&mut writing.tx, session, seen.user_id, now).await? {
                return Err(Error::Denied(Denied::WrongPassword));
            }
        }
    }
    let login = store::people::login(&mut writing.tx, email).await?;
    match (who, login) {
        (Who::Known(seen, _), Some(login)) if is_same(seen, &login) => match login.confirmed_at {
            Some(_) => Ok(Some((login.user_id, login.name))),
            None => Err(Error::Denied(Denied::AddressNotConfirmed)),
        },
        (Who::New { name, password_hash }, None) => {
            let id = UserId::new(writing.now, &*writing.chance);
            let email = Email::parse(email).map_err(|_| Error::Internal("an invitation to no address".to_owned()))?;
            let confirmed_at = token.via.confirms().then_some(writing.now);
            let user = NewUser { id, email: &email, name, password_hash: Some(password_hash), confirmed_at };
            let now = writing.now;
            store::people::insert_user(&mut writing.tx, &user, now).await?;
            if confirmed_at.is_none() {
                // The link proved nothing about the address: a mail through the server's own mail server will.
                profile::ask_to_confirm(writing, id, organisation).await?;
            }
            Ok(Some((id, name.clone())))
        }
        _ => Ok(None),
    }
}

fn is_same(one: &Login, other: &Login) -> bool {
    one.user_id == other.user_id && one.password_hash == other.password_hash
}

async fn waiting(writing: &mut Writing, caller: &Caller, id: InviteId) -> Result<Invite, Error> {
    store::invites::waiting(&mut writing.tx, caller.organisation_id, id).await?.ok_or(Error::NotFound)
}

async fn invitation(
    tx: &mut store::Tx,
    organisation: OrganisationId,
    id: InviteId,
) -> Result<Option<Invitation>, Error> {
    let invite = store::invites::waiting(tx, organisation, id).await?;
    let organisation = store::organisations::find(tx, organisation).await?;
    Ok(organisation.zip(invite).map(|(organisation, invite)| Invitation { organisation, invite }))
}

/// A mail that was not sent yet is not sent any more: its link would be a second one, or one that opens nothing.
async fn drop_mail(writing: &mut Writing, organisation: OrganisationId, invite: &Invite) -> Result<(), Error> {
    if let Some(mail) = invite.mail_id {
        store::invites::set_mail(&mut writing.tx, organisation, invite.id, None).await?;
        store::mails::discard(&mut writing.tx, organisation, mail).await?;
    }
    Ok(())
}

fn concerned(token: &Token) -> Result<(OrganisationId, InviteId), Error> {
    token.organisation_id.zip(token.invite_id).ok_or(Error::Denied(Denied::LinkUnusable))
}

fn ends(now: Timestamp) -> Timestamp {
    now + Purpose::Invite.lasts()
}
