//! The server's key, as it is set or stored.

use std::fmt;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::id::Chance;

/// Bytes of a key.
const LENGTH: usize = 32;

/// Base64 with or without its padding: both are pasted.
const LENIENT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);

/// 256 random bits. Never printed.
///
/// A passphrase is not taken: it would have to be made slow to be tried out, and most that people choose are guessed all the same.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretKey([u8; LENGTH]);

/// A text that is no key. What it was is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it must be 32 random bytes as hex or base64; `openssl rand -base64 32` makes such a key")]
pub struct BadKey;

impl SecretKey {
    /// Makes one.
    pub fn random(chance: &dyn Chance) -> Self {
        let mut bytes = [0_u8; LENGTH];
        chance.fill(&mut bytes);
        Self(bytes)
    }

    /// Reads 64 digits of hex, or base64 of either alphabet.
    pub fn parse(text: &str) -> Result<Self, BadKey> {
        let text = text.trim();
        let alphabets = [alphabet::STANDARD, alphabet::URL_SAFE];
        let bytes = hex(text)
            .or_else(|| alphabets.iter().find_map(|alphabet| GeneralPurpose::new(alphabet, LENIENT).decode(text).ok()));
        bytes.and_then(|bytes| bytes.try_into().ok()).map(Self).ok_or(BadKey)
    }

    /// The key, to be used.
    pub(super) const fn bytes(&self) -> &[u8; LENGTH] {
        &self.0
    }

    /// The key, to be stored: hex.
    pub(super) fn to_text(&self) -> String {
        use std::fmt::Write as _;
        self.0.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(…)")
    }
}

fn hex(text: &str) -> Option<Vec<u8>> {
    let is_hex = text.len() == 2 * LENGTH && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let digit = |at: usize| text.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    if is_hex { (0..text.len()).step_by(2).map(digit).collect() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::SystemChance;

    #[test]
    fn a_key_is_read_however_it_is_written() {
        let key = SecretKey([0xfb; LENGTH]);
        let standard = base64::engine::general_purpose::STANDARD.encode(key.0);
        let safe = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(key.0);
        assert!(standard.contains('+') && standard.ends_with('=') && safe.contains('-'), "{standard} {safe}");
        for text in [key.to_text(), key.to_text().to_uppercase(), standard, safe, format!(" {}\n", key.to_text())] {
            assert_eq!(SecretKey::parse(&text), Ok(key.clone()), "{text}");
        }
        assert_ne!(SecretKey::random(&SystemChance), SecretKey::random(&SystemChance));
    }

    #[test]
    fn what_is_no_key_is_not_repeated() {
        for wrong in ["", "correct horse battery staple", "ab", &"ab".repeat(31), &"ab".repeat(33), &"é".repeat(32)] {
            assert_eq!(SecretKey::parse(wrong), Err(BadKey), "{wrong}");
        }
        assert!(BadKey.to_string().contains("openssl rand -base64 32"));
        assert!(!format!("{:?}", SecretKey([7; LENGTH])).contains('7'));
    }
}
