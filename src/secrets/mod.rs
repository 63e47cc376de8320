//! Secrets at rest (G3): what is stored of a password can be read with the server's key alone, and only where it was written.
//!
//! ChaCha20-Poly1305 (RFC 8439) with a random nonce of 96 bits: a key may be used four billion times before two nonces meet with a chance of
//! one in 2³³; a server writes a handful of secrets. The text stored is `v1:` and, in base64, the nonce, the ciphertext and its tag.

mod file;
mod key;

use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

use crate::domain::secret::Secret;
use crate::id::{Chance, OrganisationId};

pub use file::{FileError, find_or_make};
pub use key::{BadKey, SecretKey};

/// The form of what is stored; another would have another name.
const VERSION: &str = "v1:";

/// Where a secret is stored. It is sealed in with it, so that it is no secret anywhere else: copied to another organisation's row, or to
/// another field, it cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Whose.
    pub organisation: OrganisationId,
    /// Which, `table.column`.
    pub field: &'static str,
}

impl Place {
    fn as_text(self) -> String {
        format!("frontdesk {} {}", self.organisation, self.field)
    }
}

/// Why a secret cannot be written or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// There is no key.
    #[error("there is no FRONTDESK_SECRET_KEY")]
    NoKey,
    /// What is stored was written with another key, somewhere else, or was changed.
    #[error("the stored password cannot be read with this FRONTDESK_SECRET_KEY: enter it again")]
    Unreadable,
}

/// Writes and reads secrets with the server's key, if it has one.
#[derive(Clone)]
pub struct Secrets(Option<Arc<LessSafeKey>>);

impl Secrets {
    /// With this key; without one nothing can be written or read.
    pub fn new(key: Option<&SecretKey>) -> Self {
        // The only error is a key of another length, which the type rules out.
        let key = key.and_then(|key| UnboundKey::new(&CHACHA20_POLY1305, key.bytes()).ok());
        Self(key.map(LessSafeKey::new).map(Arc::new))
    }

    /// Whether secrets can be stored.
    pub const fn is_ready(&self) -> bool {
        self.0.is_some()
    }

    /// What is stored of a secret.
    pub fn seal(&self, place: Place, secret: &Secret, chance: &dyn Chance) -> Result<String, Error> {
        let key = self.0.as_ref().ok_or(Error::NoKey)?;
        let mut nonce = [0_u8; NONCE_LEN];
        chance.fill(&mut nonce);
        let mut sealed = secret.reveal().as_bytes().to_vec();
        let place = place.as_text();
        key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(place.as_bytes()), &mut sealed)
            .map_err(|_| Error::Unreadable)?;
        Ok(format!("{VERSION}{}", STANDARD_NO_PAD.encode([&nonce[..], &sealed].concat())))
    }

    /// The secret that was stored there.
    pub fn open(&self, place: Place, stored: &str) -> Result<Secret, Error> {
        let key = self.0.as_ref().ok_or(Error::NoKey)?;
        let sealed = stored.strip_prefix(VERSION).ok_or(Error::Unreadable)?;
        let mut sealed = STANDARD_NO_PAD.decode(sealed).map_err(|_| Error::Unreadable)?;
        let (nonce, sealed) = sealed.split_at_mut_checked(NONCE_LEN).ok_or(Error::Unreadable)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| Error::Unreadable)?;
        let place = place.as_text();
        let opened = key.open_in_place(nonce, Aad::from(place.as_bytes()), sealed).map_err(|_| Error::Unreadable)?;
        std::str::from_utf8(opened).map(Secret::new).map_err(|_| Error::Unreadable)
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Secrets").field(&self.is_ready()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;
    use crate::id::SystemChance;

    fn secrets(key: &str) -> Secrets {
        Secrets::new(Some(&SecretKey::parse(&key.repeat(32)).unwrap()))
    }

    fn place() -> Place {
        let organisation = OrganisationId::new(Timestamp::from_millis(1), &SystemChance);
        Place { organisation, field: "mail_servers.password" }
    }

    #[test]
    fn a_secret_comes_back_and_is_never_stored_alike_twice() {
        let (secrets, place) = (secrets("ab"), place());
        for text in ["hush", "", "a pass – phrase"] {
            let stored = secrets.seal(place, &Secret::new(text), &SystemChance).unwrap();
            assert!(stored.starts_with("v1:") && (text.is_empty() || !stored.contains(text)), "{stored}");
            assert_eq!(secrets.open(place, &stored).unwrap().reveal(), text);
            assert_ne!(secrets.seal(place, &Secret::new(text), &SystemChance).unwrap(), stored);
        }
    }

    #[test]
    fn whatever_is_changed_is_found_out() {
        let (secrets, place) = (secrets("ab"), place());
        let stored = secrets.seal(place, &Secret::new("hush"), &SystemChance).unwrap();
        let bytes = STANDARD_NO_PAD.decode(&stored[VERSION.len()..]).unwrap();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            let changed = format!("{VERSION}{}", STANDARD_NO_PAD.encode(changed));
            assert_eq!(secrets.open(place, &changed), Err(Error::Unreadable), "byte {at}");
        }
        for broken in
            ["", "hush", "v1:", "v1:AAAA", "v1:%%", &stored.replace("v1:", "v2:"), &stored[..stored.len() - 4]]
        {
            assert_eq!(secrets.open(place, broken), Err(Error::Unreadable), "{broken}");
        }
    }

    #[test]
    fn a_secret_is_none_in_another_row_or_another_field() {
        let (secrets, here) = (secrets("ab"), place());
        let stored = secrets.seal(here, &Secret::new("hush"), &SystemChance).unwrap();
        assert_eq!(secrets.open(place(), &stored), Err(Error::Unreadable));
        assert_eq!(secrets.open(Place { field: "stripe.key", ..here }, &stored), Err(Error::Unreadable));
    }

    #[test]
    fn another_key_and_no_key_say_so() {
        let place = place();
        let stored = secrets("ab").seal(place, &Secret::new("hush"), &SystemChance).unwrap();
        let error = secrets("cd").open(place, &stored).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the stored password cannot be read with this FRONTDESK_SECRET_KEY: enter it again"
        );
        let none = Secrets::new(None);
        assert_eq!(none.open(place, &stored), Err(Error::NoKey));
        assert_eq!(none.seal(place, &Secret::new("hush"), &SystemChance), Err(Error::NoKey));
    }

    /// What other versions of this program have written must be read for ever.
    #[test]
    fn what_was_stored_once_can_be_read() {
        let organisation = "0193a1b2-0000-7000-8000-000000000001".parse().unwrap();
        let place = Place { organisation, field: "mail_servers.password" };
        let stored = "v1:AAECAwQFBgcICQoLukX0l1W4V9hGllrvJJbFg5GY0n8";
        assert_eq!(secrets("ab").open(place, stored).unwrap().reveal(), "hush");
    }
}
