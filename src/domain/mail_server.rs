//! An organisation's own mail server: how it is reached, and what it says.

use std::fmt;

use crate::domain::input::{Email, Problem};
use crate::domain::secret::Secret;
use crate::domain::text_enum;

text_enum! {
    /// How what is said to a mail server is kept from others.
    Security {
        /// TLS from the first byte, mostly at port 465.
        Tls = "tls",
        /// In clear at first, then TLS or nothing, mostly at port 587.
        StartTls = "starttls",
        /// Not at all.
        None = "none",
    }
}

/// The name or the address of a machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host(String);

impl Host {
    /// Characters allowed (RFC 1035, 2.3.4).
    pub const MAX: usize = 253;

    /// Takes `mail.example.com`, `192.0.2.1` or `2001:db8::1`, or says that it is none of them.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = text.trim().trim_matches(['[', ']']).to_lowercase();
        if text.is_empty() {
            return Err(Problem::Missing);
        }
        if text.chars().count() > Self::MAX {
            return Err(Problem::TooLong { max: Self::MAX });
        }
        let is_address = text.parse::<std::net::IpAddr>().is_ok();
        let is_label = |label: &str| {
            let inside = label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
            (1..=63).contains(&label.len()) && inside && !label.starts_with('-') && !label.ends_with('-')
        };
        if is_address || text.split('.').all(is_label) { Ok(Self(text)) } else { Err(Problem::NotAHost) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A port as it is typed.
pub fn port(text: &str) -> Result<u16, Problem> {
    let wrong = Problem::NotANumber { min: 1, max: i64::from(u16::MAX) };
    match text.trim() {
        "" => Err(Problem::Missing),
        text => text.parse().ok().filter(|port| *port > 0).ok_or(wrong),
    }
}

/// How a mail server is reached and who writes, but for the password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailServer {
    /// Where it is.
    pub host: Host,
    /// At which port.
    pub port: u16,
    /// How it is spoken to.
    pub security: Security,
    /// As whom one signs in there; empty for servers that ask for nobody.
    pub username: String,
    /// The sender's address.
    pub sender: Email,
}

/// What becomes of the password that is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewPassword {
    /// It stays.
    Keep,
    /// There is none any more.
    Remove,
    /// It is replaced.
    Set(Secret),
}

impl NewPassword {
    /// Characters allowed.
    pub const MAX: usize = 500;

    /// What a form asks for: nothing typed leaves the stored one in place.
    pub fn parse(text: &str, remove: bool) -> Result<Self, Problem> {
        match text.chars().count() {
            0 if remove => Ok(Self::Remove),
            0 => Ok(Self::Keep),
            count if count > Self::MAX => Err(Problem::TooLong { max: Self::MAX }),
            _ => Ok(Self::Set(Secret::new(text))),
        }
    }
}

/// What is known of the password that is stored, by those who do not see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stored {
    /// There is none.
    Nothing,
    /// There is one.
    Password,
    /// There is one, encrypted with another key than the server has now.
    Unreadable,
}

text_enum! {
    /// Why a mail server did not take a mail, as far as it can be told.
    Trouble {
        /// It did not accept user and password.
        SignIn = "sign_in",
        /// It has no way to sign in that we know.
        NoSignIn = "no_sign_in",
        /// It answered that it will not take the mail.
        Refused = "refused",
        /// There is nobody at this host and port, or they hung up.
        Unreachable = "unreachable",
        /// Encryption could not be agreed upon, or its certificate is not for this host.
        Tls = "tls",
        /// It does not offer STARTTLS.
        NoStartTls = "no_starttls",
        /// It did not answer in time.
        Slow = "slow",
        /// Whoever answered does not speak as mail servers do.
        NoMailServer = "no_mail_server",
        /// The mail cannot be written: an address is none.
        Unwritable = "unwritable",
        /// The stored password cannot be read.
        Unreadable = "unreadable",
    }
}

/// What came of a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The server took the mail, with this answer.
    Accepted(String),
    /// It did not, or there was no answer; what was said instead, if anything.
    Failed(Trouble, String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_a_name_or_an_address_and_nothing_more() {
        for (typed, host) in [
            (" Mail.Example.COM ", "mail.example.com"),
            ("localhost", "localhost"),
            ("192.0.2.1", "192.0.2.1"),
            ("[2001:db8::1]", "2001:db8::1"),
        ] {
            assert_eq!(Host::parse(typed).map(|host| host.0).as_deref(), Ok(host));
        }
        for wrong in ["smtp://mail.test", "mail.test:25", "a b", "a..b", "-a.test", "a/b", "a@b", "a\r\nb", "ü.test"] {
            assert_eq!(Host::parse(wrong), Err(Problem::NotAHost), "{wrong}");
        }
        assert_eq!(Host::parse("  "), Err(Problem::Missing));
    }

    #[test]
    fn a_port_is_a_number_that_a_machine_has() {
        assert_eq!(port(" 587 "), Ok(587));
        for wrong in ["0", "65536", "-1", "smtp"] {
            assert_eq!(port(wrong), Err(Problem::NotANumber { min: 1, max: 65_535 }), "{wrong}");
        }
    }

    #[test]
    fn a_password_that_is_typed_wins_over_its_removal() {
        assert_eq!(NewPassword::parse("", false), Ok(NewPassword::Keep));
        assert_eq!(NewPassword::parse("", true), Ok(NewPassword::Remove));
        assert_eq!(NewPassword::parse(" a ", true), Ok(NewPassword::Set(Secret::new(" a "))));
        assert!(!format!("{:?}", NewPassword::parse("hush", false)).contains("hush"));
    }
}
