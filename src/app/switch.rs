//! Going on in another of one's organisations: on the same host by the session's membership, at another host by a link that works once.

use crate::app::sign_in::{self, token_hash};
use crate::app::{App, Error, Writing, audit, links, viewing};
use crate::clock::Timestamp;
use crate::domain::audit::{Action, Deed};
use crate::domain::link::{Purpose, Via};
use crate::domain::people::{Caller, Denied, Side};
use crate::domain::session::{Affiliation, Session};
use crate::id::{OrganisationId, UserId, secret};
use crate::ports::bus::Hint;
use crate::store::people::MembershipAt;
use crate::store::tokens::Token;
use crate::store::{self, Tx};

/// The caller's organisations, the current one among them, with what is due in each.
pub async fn affiliations(app: &App, caller: &Caller) -> Result<Vec<Affiliation>, Error> {
    let mut tx = app.db.read().await?;
    let mut affiliations = store::people::affiliations(&mut tx, caller.user_id).await?;
    for (membership, due) in store::people::dues(&mut tx, caller.user_id).await? {
        if let Some(one) = affiliations.iter_mut().find(|one| one.membership_id == membership) {
            one.due.push(due);
        }
    }
    Ok(affiliations)
}

/// Where one goes on.
#[derive(Debug)]
pub enum Went {
    /// One was there already.
    Nowhere(Side),
    /// On this host, under a new cookie.
    Here(Fresh),
    /// At the host of this domain, or of the server itself; what the link there holds.
    There {
        /// The organisation's domain.
        domain: Option<String>,
        /// The link's secret.
        secret: String,
    },
}

/// A session under a new cookie.
#[derive(Debug)]
pub struct Fresh {
    /// What the cookie holds.
    pub token: String,
    /// Where to land.
    pub side: Side,
}

/// Goes on in the organisation of this slug. `host` is the organisation whose own host one is at; everybody else's host serves all.
pub async fn to(app: &App, caller: &Caller, slug: &str, host: Option<OrganisationId>) -> Result<Went, Error> {
    let mut writing = app.begin().await?;
    let found = store::people::membership_at(&mut writing.tx, caller.user_id, slug).await?;
    let target = found.ok_or(Error::NotFound)?;
    if target.id == caller.membership_id {
        return Ok(Went::Nowhere(target.role.side()));
    }
    let went = if host.is_none() {
        Went::Here(go_on(&mut writing, caller, &target).await?)
    } else {
        let token = Token {
            purpose: Purpose::Handover,
            via: Via::Copied,
            organisation_id: Some(target.organisation_id),
            user_id: Some(caller.user_id),
            invite_id: None,
            membership_id: Some(target.id),
            session_id: Some(caller.session_id),
            email: None,
        };
        let secret = links::mint(&mut writing, &token).await?;
        Went::There { domain: target.domain, secret }
    };
    app.commit(writing).await?;
    Ok(went)
}

/// The session's membership becomes another one of the same login. What it could see is over there at once; the log of each
/// organisation tells its own part and names no other.
async fn go_on(writing: &mut Writing, caller: &Caller, target: &MembershipAt) -> Result<Fresh, Error> {
    viewing::end_in(writing, caller).await?;
    let token = secret(&*writing.chance);
    let (session, user) = (caller.session_id, caller.user_id);
    if !store::sessions::switch(&mut writing.tx, session, user, target.id, &token_hash(&token)).await? {
        return Err(Error::NotFound);
    }
    audit::record(writing, caller, Deed::of(Action::SignedOut, session, &*caller.name)).await?;
    record_arrival(writing, caller, target).await?;
    writing.announce(Hint::WentOn { session, membership: target.id });
    Ok(Fresh { token, side: target.role.side() })
}

async fn record_arrival(writing: &mut Writing, caller: &Caller, target: &MembershipAt) -> Result<(), Error> {
    let arrived = Caller { membership_id: target.id, organisation_id: target.organisation_id, ..caller.clone() };
    audit::record(writing, &arrived, Deed::of(Action::SignedIn, caller.session_id, &*caller.name)).await
}

/// Somebody who comes from another host.
#[derive(Debug)]
pub struct Incoming {
    /// The login.
    pub user_id: UserId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    target: MembershipAt,
}

/// Who a link brings to this host; `LinkUnusable` when it was used, altered or is too late, and at any other host than its own.
pub async fn look(app: &App, secret: &str, host: Option<OrganisationId>) -> Result<Incoming, Error> {
    let token = links::look(app, secret, Purpose::Handover).await?;
    let mut tx = app.db.read().await?;
    incoming(&mut tx, &token, host, app.clock.now()).await
}

async fn incoming(tx: &mut Tx, token: &Token, host: Option<OrganisationId>, now: Timestamp) -> Result<Incoming, Error> {
    const UNUSABLE: Error = Error::Denied(Denied::LinkUnusable);
    let (Some(user), Some(membership), Some(session)) = (token.user_id, token.membership_id, token.session_id) else {
        return Err(UNUSABLE);
    };
    let target = store::people::membership_of(tx, user, membership).await?.ok_or(UNUSABLE)?;
    let is_its_host = match host {
        Some(host) => host == target.organisation_id,
        None => target.domain.is_none(),
    };
    if !is_its_host || !store::sessions::stands(tx, session, user, now).await? {
        return Err(UNUSABLE);
    }
    let (name, email) = store::people::called(tx, user).await?.ok_or(UNUSABLE)?;
    Ok(Incoming { user_id: user, name, email, target })
}

/// A browser that arrives with a link.
#[derive(Clone, Copy, Debug)]
pub struct Browser<'a> {
    /// The organisation whose own host it arrives at.
    pub host: Option<OrganisationId>,
    /// Who is signed in there already.
    pub session: Option<&'a Session>,
    /// What it calls itself.
    pub user_agent: &'a str,
    /// The network address it comes from.
    pub address: &'a str,
}

/// What came of a link.
#[derive(Debug)]
pub enum Arrived {
    /// There is a session of its own.
    Fresh(Fresh),
    /// The browser was there already.
    Already(Side),
}

/// Uses a link up. The same person's session there is gone on with; another person's is ended.
pub async fn arrive(app: &App, secret: &str, browser: Browser<'_>) -> Result<Arrived, Error> {
    let user = links::look(app, secret, Purpose::Handover).await?.user_id;
    let mut writing = app.begin().await?;
    if let Some(user) = user {
        // Replacing a password ends the login's sessions, the one that this link comes from too: none may follow. The login is held
        // before its links, by everybody who needs both.
        store::logins::lock(&mut writing.tx, user).await?;
    }
    let token = links::use_up(&mut writing, secret, Purpose::Handover).await?;
    let Incoming { user_id, name, email, target } =
        incoming(&mut writing.tx, &token, browser.host, writing.now).await?;
    let arrived = match browser.session {
        Some(Session { caller, .. }) if caller.membership_id == target.id => Arrived::Already(target.role.side()),
        Some(Session { caller, .. }) if caller.user_id == user_id => {
            Arrived::Fresh(go_on(&mut writing, caller, &target).await?)
        }
        other => {
            if let Some(Session { caller, .. }) = other {
                viewing::end_in(&mut writing, caller).await?;
                store::sessions::delete(&mut writing.tx, caller.session_id).await?;
                audit::record(&mut writing, caller, Deed::of(Action::SignedOut, caller.session_id, &*caller.name))
                    .await?;
                writing.announce(Hint::SignedOut { session: caller.session_id });
            }
            Arrived::Fresh(begin(&mut writing, user_id, (&name, &email), &target, browser).await?)
        }
    };
    app.commit(writing).await?;
    Ok(arrived)
}

async fn begin(
    writing: &mut Writing,
    user_id: UserId,
    (name, email): (&str, &str),
    target: &MembershipAt,
    browser: Browser<'_>,
) -> Result<Fresh, Error> {
    let who = format!("{name} <{email}>");
    let beginning = sign_in::Beginning {
        user_id,
        membership_id: target.id,
        organisation_id: target.organisation_id,
        name: &who,
        browser: sign_in::Browser { agent: browser.user_agent, address: browser.address },
    };
    let token = sign_in::begin_in(writing, &beginning).await?;
    Ok(Fresh { token, side: target.role.side() })
}
