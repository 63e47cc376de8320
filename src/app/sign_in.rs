//! Sign-in, sign-out, and who a cookie stands for.

use std::sync::LazyLock;
use std::time::Duration;

use argon2::password_hash::{PasswordHash, SaltString};
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use sha2::{Digest as _, Sha256};
use tokio::sync::Semaphore;

use crate::app::audit::{self, Actor};
use crate::app::{App, Error, Writing, viewing};
use crate::domain::audit::{Action, Deed};
use crate::domain::input::Email;
use crate::domain::people::{Caller, Side};
use crate::domain::session::{Session, Standing};
use crate::id::{Chance, MembershipId, OrganisationId, SessionId, UserId, secret};
use crate::ports::bus::Hint;
use crate::store;
use crate::store::logins::Claim;

/// A session ends by itself after this long.
pub const SESSION_LASTS: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Hashes made at a time. Each takes 19 MiB and a core; more at once would only starve the live threads.
static HASHING: Semaphore = Semaphore::const_new(2);

/// A hash that no password has: checked when the address is unknown, so that the answer takes as long.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| hash("nobody", &[7; 16]).ok());

/// A session that has just begun.
#[derive(Debug)]
pub struct SignedIn {
    /// What the cookie holds.
    pub token: String,
    /// Where to land.
    pub side: Side,
}

/// Begins a session, or returns `None`: for a wrong password, an unknown address and a login without a usable membership alike. At an
/// organisation's own host (`only`) no other membership can be used.
pub async fn sign_in(
    app: &App,
    email: &Email,
    password: &str,
    browser: Browser<'_>,
    only: Option<OrganisationId>,
) -> Result<Option<SignedIn>, Error> {
    let Some(claim) = checked(app, email.as_str(), password).await? else { return Ok(None) };
    let user_id = claim.user_id;
    let mut writing = app.begin().await?;
    // Replacing a password ends the login's sessions: none may follow that was let in by the old one.
    let now = store::logins::lock(&mut writing.tx, user_id).await?;
    if now.and_then(|now| now.password_hash) != Some(claim.password_hash) {
        return Ok(None);
    }
    let memberships = store::people::usable_memberships(&mut writing.tx, user_id, only).await?;
    let Some(membership) = memberships.first() else { return Ok(None) };
    let name = format!("{} <{email}>", membership.name);
    let beginning = Beginning {
        user_id,
        membership_id: membership.id,
        organisation_id: membership.organisation_id,
        name: &name,
        browser,
    };
    let token = begin_in(&mut writing, &beginning).await?;
    app.commit(writing).await?;
    Ok(Some(SignedIn { token, side: membership.role.side() }))
}

/// A session to be begun.
#[derive(Clone, Copy, Debug)]
pub struct Beginning<'a> {
    /// The login.
    pub user_id: UserId,
    /// The login in the organisation.
    pub membership_id: MembershipId,
    /// The organisation.
    pub organisation_id: OrganisationId,
    /// The person's name and address.
    pub name: &'a str,
    /// From where.
    pub browser: Browser<'a>,
}

/// What a session is begun from.
#[derive(Clone, Copy, Debug)]
pub struct Browser<'a> {
    /// What the browser calls itself.
    pub agent: &'a str,
    /// Its network address.
    pub address: &'a str,
}

/// Begins a session of somebody who has shown who they are, and returns what its cookie holds.
pub async fn begin_in(writing: &mut Writing, beginning: &Beginning<'_>) -> Result<String, Error> {
    let &Beginning { user_id, membership_id, organisation_id, name, browser } = beginning;
    let token = secret(&*writing.chance);
    let session = store::sessions::NewSession {
        id: SessionId::new(writing.now, &*writing.chance),
        token_hash: &token_hash(&token),
        user_id,
        membership_id,
        user_agent: &browser.agent.chars().take(200).collect::<String>(),
        address: browser.address,
        expires_at: writing.now + SESSION_LASTS,
    };
    store::sessions::insert(&mut writing.tx, &session, writing.now).await?;
    let deed = Deed::of(Action::SignedIn, session.id, "").field("browser", "", session.user_agent);
    let actor =
        Actor { organisation: organisation_id, membership: Some(membership_id), name, address: browser.address };
    audit::record_by(writing, actor, deed).await?;
    store::sessions::delete_expired(&mut writing.tx, writing.now).await?;
    Ok(token)
}

/// The login of this address and the hash, when this is its password. It takes as long when there is no such login: everything is done
/// alike, with a hash that no password has.
pub async fn checked(app: &App, email: &str, password: &str) -> Result<Option<Claim>, Error> {
    let nobody = NOBODY.as_deref().unwrap_or_default();
    let claim = {
        let mut tx = app.db.read().await?;
        store::logins::claim(&mut tx, email, nobody).await?
    };
    let matches = verify(password.to_owned(), claim.password_hash.clone()).await?;
    Ok(Some(claim).filter(|claim| matches && claim.is_own))
}

/// Whether a password is the one of this hash.
pub async fn password_matches(password: &str, hash: &str) -> Result<bool, Error> {
    verify(password.to_owned(), hash.to_owned()).await
}

/// Ends the caller's session and its live connections.
pub async fn sign_out(app: &App, caller: &Caller) -> Result<(), Error> {
    let mut writing = app.begin().await?;
    viewing::end_in(&mut writing, caller).await?;
    store::sessions::delete(&mut writing.tx, caller.session_id).await?;
    audit::record(&mut writing, caller, Deed::of(Action::SignedOut, caller.session_id, "")).await?;
    writing.announce(Hint::SignedOut { session: caller.session_id });
    app.commit(writing).await
}

/// Who this cookie stands for.
pub async fn session(app: &App, token: &str) -> Result<Option<Session>, Error> {
    let mut tx = app.db.read().await?;
    Ok(store::sessions::find(&mut tx, &token_hash(token), app.clock.now()).await?)
}

/// How these sessions stand, in one query; those that have ended are left out.
pub async fn standings(app: &App, sessions: &[SessionId]) -> Result<Vec<Standing>, Error> {
    let mut tx = app.db.read().await?;
    Ok(store::sessions::standings(&mut tx, sessions, app.clock.now()).await?)
}

/// Hashes a password with Argon2id (19 MiB, 2 passes: OWASP's password storage cheat sheet).
pub async fn hash_password(password: &str, chance: &dyn Chance) -> Result<String, Error> {
    let mut salt = [0_u8; 16];
    chance.fill(&mut salt);
    let password = password.to_owned();
    hashing(move || hash(&password, &salt)).await?
}

async fn verify(password: String, stored: String) -> Result<bool, Error> {
    hashing(move || {
        PasswordHash::new(&stored).is_ok_and(|hash| argon2().verify_password(password.as_bytes(), &hash).is_ok())
    })
    .await
}

/// Runs off the workers' threads. The permit goes with the work: a request that is given up does not make room for another's while its
/// own hash still runs.
async fn hashing<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let permit = HASHING.acquire().await.map_err(|error| Error::Internal(error.to_string()))?;
    let done = tokio::task::spawn_blocking(move || {
        let _permit = permit;
        work()
    });
    done.await.map_err(|error| Error::Internal(error.to_string()))
}

fn hash(password: &str, salt: &[u8]) -> Result<String, Error> {
    let failed = |error: argon2::password_hash::Error| Error::Internal(error.to_string());
    let salt = SaltString::encode_b64(salt).map_err(failed)?;
    Ok(argon2().hash_password(password.as_bytes(), &salt).map_err(failed)?.to_string())
}

fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::default())
}

/// What is stored of a secret: SHA-256, hexadecimal.
pub(crate) fn token_hash(token: &str) -> String {
    use std::fmt::Write as _;
    Sha256::digest(token.as_bytes()).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
