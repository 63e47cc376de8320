//! Links that work once: to accept an invitation, set a new password, confirm an address, go on at another host, set up.

use std::time::Duration;

use crate::app::sign_in::token_hash;
use crate::app::{App, Error, Writing};
use crate::domain::link::{MailLink, Purpose, Via};
use crate::domain::people::Denied;
use crate::id::{OrganisationId, secret};
use crate::store::tokens::Token;
use crate::store::{self, Tx};

/// How long a link that has ended is still known.
const KEPT: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// Makes a link's secret. Only its hash is stored.
pub async fn mint(writing: &mut Writing, token: &Token) -> Result<String, Error> {
    let secret = secret(&*writing.chance);
    store::tokens::insert(&mut writing.tx, &token_hash(&secret), token, writing.now).await?;
    Ok(secret)
}

/// Makes the secret of a mail's link, when the mail is sent or its link copied. An invitation must still wait, and goes on waiting as
/// long as the link works.
pub async fn mint_for(
    writing: &mut Writing,
    organisation: OrganisationId,
    link: &MailLink,
    via: Via,
) -> Result<String, Error> {
    let (purpose, user_id, invite_id, email) = match link {
        MailLink::Invite { invite } => (Purpose::Invite, None, Some(*invite), None),
        MailLink::Reset { user, email } => (Purpose::Reset, Some(*user), None, Some(email.clone())),
        MailLink::Email { user, email } => (Purpose::Email, Some(*user), None, Some(email.clone())),
    };
    if let Some(invite) = invite_id {
        let expires_at = writing.now + purpose.lasts();
        if !store::invites::put_off(&mut writing.tx, organisation, invite, expires_at).await? {
            return Err(Error::Denied(Denied::LinkUnusable));
        }
    }
    let organisation_id = Some(organisation);
    let token =
        Token { purpose, via, organisation_id, user_id, invite_id, membership_id: None, session_id: None, email };
    mint(writing, &token).await
}

/// Whether the link of a kept mail may be handed to this organisation's admins, or go through its own mail server: a link to set a
/// password or an address only while the login belongs to nobody else.
pub async fn may_be_copied(app: &App, organisation: OrganisationId, link: &MailLink) -> Result<bool, Error> {
    let mut tx = app.db.read().await?;
    may_go_astray(&mut tx, organisation, link).await
}

/// The same within a transaction.
pub(crate) async fn may_go_astray(tx: &mut Tx, organisation: OrganisationId, link: &MailLink) -> Result<bool, Error> {
    match link.user() {
        None => Ok(true),
        Some(user) => Ok(store::logins::belongs_alone(tx, organisation, user).await?),
    }
}

/// Forgets links that ended a while ago.
pub async fn forget_ended(app: &App) -> Result<u64, Error> {
    let mut writing = app.begin().await?;
    let before = writing.now - KEPT;
    let forgotten = store::tokens::delete_expired(&mut writing.tx, before).await?;
    app.commit(writing).await?;
    Ok(forgotten)
}

/// What a link is about, while it works.
pub async fn look(app: &App, secret: &str, purpose: Purpose) -> Result<Token, Error> {
    let mut tx = app.db.read().await?;
    let token = store::tokens::find(&mut tx, &token_hash(secret), purpose, app.clock.now()).await?;
    token.ok_or(Error::Denied(Denied::LinkUnusable))
}

/// Uses a link up, within the write that it allows: when that does not commit, the link still works.
pub async fn use_up(writing: &mut Writing, secret: &str, purpose: Purpose) -> Result<Token, Error> {
    let token = store::tokens::use_up(&mut writing.tx, &token_hash(secret), purpose, writing.now).await?;
    token.ok_or(Error::Denied(Denied::LinkUnusable))
}
