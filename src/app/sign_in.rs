//! Sign-in, sign-out, and who a cookie stands for.

use std::sync::LazyLock;
use std::time::Duration;

use argon2::password_hash::{PasswordHash, SaltString};
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use sha2::{Digest as _, Sha256};
use tokio::sync::Semaphore;

use crate::app::{App, Error};
use crate::domain::input::Email;
use crate::domain::people::{Caller, Side};
use crate::id::{Chance, SessionId, secret};
use crate::ports::bus::Hint;
use crate::store;

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

/// Begins a session, or returns `None`: for a wrong password, an unknown address and a login without a usable membership alike.
pub async fn sign_in(app: &App, email: &Email, password: &str, user_agent: &str) -> Result<Option<SignedIn>, Error> {
    let credentials = {
        let mut tx = app.db.read().await?;
        store::people::credentials(&mut tx, email).await?
    };
    let (user_id, stored) = credentials
        .map_or((None, None), |found| (found.password_hash.as_ref().map(|_| found.user_id), found.password_hash));
    let stored = stored.or_else(|| NOBODY.clone()).unwrap_or_default();
    let matches = verify(password.to_owned(), stored).await?;
    let (Some(user_id), true) = (user_id, matches) else { return Ok(None) };

    let mut writing = app.begin().await?;
    let memberships = store::people::usable_memberships(&mut writing.tx, user_id).await?;
    let Some(membership) = memberships.first() else { return Ok(None) };
    let token = secret(&*app.chance);
    let session = store::sessions::NewSession {
        id: SessionId::new(writing.now, &*writing.chance),
        token_hash: &token_hash(&token),
        user_id,
        membership_id: membership.id,
        user_agent: &user_agent.chars().take(200).collect::<String>(),
        expires_at: writing.now + SESSION_LASTS,
    };
    store::sessions::insert(&mut writing.tx, &session, writing.now).await?;
    store::sessions::delete_expired(&mut writing.tx, writing.now).await?;
    app.commit(writing).await?;
    Ok(Some(SignedIn { token, side: membership.role.side() }))
}

/// Ends the caller's session and its live connections.
pub async fn sign_out(app: &App, caller: &Caller) -> Result<(), Error> {
    let mut writing = app.begin().await?;
    store::sessions::delete(&mut writing.tx, caller.session_id).await?;
    writing.announce(Hint::SignedOut { session: caller.session_id });
    app.commit(writing).await
}

/// Who this cookie stands for.
pub async fn caller(app: &App, token: &str) -> Result<Option<Caller>, Error> {
    let mut tx = app.db.read().await?;
    Ok(store::sessions::caller(&mut tx, &token_hash(token), app.clock.now()).await?)
}

/// Whether the caller's session stands as it did when they were let in.
pub async fn still_stands(app: &App, caller: &Caller) -> Result<bool, Error> {
    let mut tx = app.db.read().await?;
    Ok(store::sessions::still_stands(&mut tx, caller, app.clock.now()).await?)
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

fn token_hash(token: &str) -> String {
    use std::fmt::Write as _;
    Sha256::digest(token.as_bytes()).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
