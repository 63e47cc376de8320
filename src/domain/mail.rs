//! Mails, kept or sent.

use crate::clock::Timestamp;
use crate::domain::text_enum;
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
    /// When it was written.
    pub created_at: Timestamp,
}
