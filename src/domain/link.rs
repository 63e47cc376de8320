//! Links that work once.

use std::time::Duration;

use crate::domain::text_enum;
use crate::id::{InviteId, UserId};

text_enum! {
    /// What a link is for.
    Purpose {
        /// To accept an invitation.
        Invite = "invite",
        /// To set a new password.
        Reset = "reset",
        /// To confirm that an address is the login's.
        Email = "email",
        /// To go on in another organisation, at its own host.
        Handover = "handover",
        /// To set up the first organisation.
        Setup = "setup",
    }
}

impl Purpose {
    /// How long such a link works.
    pub const fn lasts(self) -> Duration {
        const HOUR: u64 = 60 * 60;
        Duration::from_secs(match self {
            Self::Invite => 48 * HOUR,
            Self::Reset => HOUR,
            Self::Email => 24 * HOUR,
            Self::Handover => 60,
            Self::Setup => 7 * 24 * HOUR,
        })
    }
}

text_enum! {
    /// How a link went out, which tells what its use proves.
    Via {
        /// By mail through the server's own mail server: whoever uses it reads the mails of that address.
        ServerMail = "server_mail",
        /// By mail through a mail server of the organisation, whose admins could have read it.
        OrganisationMail = "organisation_mail",
        /// Copied by somebody, or handed on by the program itself.
        Copied = "copied",
    }
}

impl Via {
    /// Whether the use of such a link proves, to every organisation, that the address is the person's.
    pub const fn confirms(self) -> bool {
        matches!(self, Self::ServerMail)
    }
}

/// What the link of a mail is for. It is made when the mail is sent: neither the database nor the list of mails ever holds one that
/// works.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "purpose", rename_all = "snake_case")]
pub enum MailLink {
    /// To accept this invitation.
    Invite {
        /// Which.
        invite: InviteId,
    },
    /// To set a new password for this login.
    Reset {
        /// Whose.
        user: UserId,
        /// The address it goes to: the link works only while it is the login's.
        email: String,
    },
    /// To confirm that this address is this login's.
    Email {
        /// Whose.
        user: UserId,
        /// The address.
        email: String,
    },
}

impl MailLink {
    /// Whose login it is about; an invitation makes one.
    pub const fn user(&self) -> Option<UserId> {
        match self {
            Self::Invite { .. } => None,
            Self::Reset { user, .. } | Self::Email { user, .. } => Some(*user),
        }
    }

    /// How its stored form begins for this record, whatever its address.
    pub fn beginning(&self) -> String {
        match self {
            Self::Invite { invite } => format!(r#"{{"purpose":"invite","invite":"{invite}""#),
            Self::Reset { user, .. } => format!(r#"{{"purpose":"reset","user":"{user}""#),
            Self::Email { user, .. } => format!(r#"{{"purpose":"email","user":"{user}""#),
        }
    }
}

/// Stands in a mail where its link's secret will be.
pub const PLACE: &str = "~link~";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;
    use crate::id::SystemChance;

    #[test]
    fn a_link_is_stored_as_it_is_said_to_begin() {
        let now = Timestamp::from_millis(1);
        let (user, email) = (UserId::new(now, &SystemChance), "ada@navy.test".to_owned());
        for link in [
            MailLink::Invite { invite: InviteId::new(now, &SystemChance) },
            MailLink::Reset { user, email: email.clone() },
            MailLink::Email { user, email },
        ] {
            assert!(serde_json::to_string(&link).unwrap().starts_with(&link.beginning()), "{link:?}");
        }
    }
}
