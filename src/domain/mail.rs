//! Mails, kept or sent.

use std::fmt;
use std::str::FromStr;

use crate::clock::Timestamp;
use crate::domain::link::MailLink;
use crate::domain::{UnknownText, text_enum};
use crate::id::MailId;

text_enum! {
    /// What has become of a mail.
    MailStatus {
        /// Not sent yet: no mail server is set up, or it cannot take it for now. It can be read.
        Kept = "kept",
        /// Taken by the mail server.
        Sent = "sent",
        /// Refused by the mail server for good: sending it again would not help.
        Refused = "refused",
    }
}

/// A mail as the settings page shows it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Mail {
    /// Its id.
    pub id: MailId,
    /// To whom.
    pub recipient: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// What has become of it.
    pub status: MailStatus,
    /// The mail server's last answer, when it refused.
    pub error: Option<String>,
    /// What its link is for, as JSON, when that is made at the moment of sending.
    pub link: Option<String>,
    /// When it was written.
    pub created_at: Timestamp,
}

impl Mail {
    /// What its link is for, when that is made at the moment of sending.
    pub fn link(&self) -> Option<MailLink> {
        self.link.as_deref().and_then(|link| serde_json::from_str(link).ok())
    }

    /// Where it stands in the list.
    pub const fn place(&self) -> Place {
        Place { at: self.created_at, id: self.id }
    }
}

/// Where a mail stands in the list: later ones stand above. Written `{milliseconds}-{id}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// When it was written.
    pub at: Timestamp,
    /// Its id.
    pub id: MailId,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.at.as_millis(), self.id)
    }
}

impl FromStr for Place {
    type Err = UnknownText;
    fn from_str(text: &str) -> Result<Self, UnknownText> {
        let unknown = || UnknownText("place in the list of mails");
        let (at, id) = text.split_once('-').ok_or_else(unknown)?;
        let at = at.parse().map(Timestamp::from_millis).map_err(|_| unknown())?;
        Ok(Self { at, id: id.parse().map_err(|_| unknown())? })
    }
}
