//! Mails, kept or sent.

use crate::clock::Timestamp;
use crate::domain::mail::{Mail, MailStatus};
use crate::id::{MailId, OrganisationId, TicketId};
use crate::store::db::args;
use crate::store::{Error, Tx};

/// A mail to be kept until it is sent.
#[derive(Debug)]
pub struct NewMail<'a> {
    /// Its id, which is its Message-ID too.
    pub id: MailId,
    /// To whom.
    pub recipient: &'a str,
    /// Its subject.
    pub subject: &'a str,
    /// Its text.
    pub text: &'a str,
    /// The same as HTML.
    pub html: &'a str,
    /// The ticket whose thread it belongs to.
    pub thread: Option<TicketId>,
    /// What its link is for, as JSON, when that is made at the moment of sending.
    pub link: Option<&'a str>,
}

/// Keeps a mail.
pub async fn insert(
    tx: &mut Tx,
    organisation: OrganisationId,
    mail: &NewMail<'_>,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO mails (id, organisation_id, recipient, subject, text, html, thread, link, status, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![
            mail.id,
            organisation,
            mail.recipient,
            mail.subject,
            mail.text,
            mail.html,
            mail.thread,
            mail.link,
            MailStatus::Kept,
            now,
        ],
    )
    .await?;
    Ok(())
}

/// What sending needs.
#[derive(Debug, sqlx::FromRow)]
pub struct Unsent {
    /// To whom.
    pub recipient: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// The ticket whose thread it belongs to.
    pub thread: Option<TicketId>,
    /// What its link is for, as JSON, when that is made at the moment of sending.
    pub link: Option<String>,
    /// In whose name.
    pub organisation_name: String,
}

/// The mail of this id, when it is not sent yet.
pub async fn unsent(tx: &mut Tx, organisation: OrganisationId, id: MailId) -> Result<Option<Unsent>, Error> {
    tx.optional(
        "SELECT m.recipient, m.subject, m.text, m.html, m.thread, m.link, o.name AS organisation_name
         FROM mails m JOIN organisations o ON o.id = m.organisation_id
         WHERE m.organisation_id = $1 AND m.id = $2 AND m.status = $3",
        args![organisation, id, MailStatus::Kept],
    )
    .await
}

/// Every kept mail of every organisation, oldest first: sent when a mail server is set up at last.
pub async fn all_kept(tx: &mut Tx) -> Result<Vec<(OrganisationId, MailId)>, Error> {
    tx.all("SELECT organisation_id, id FROM mails WHERE status = $1 ORDER BY created_at, id", args![MailStatus::Kept])
        .await
}

/// How many mails with a link whose stored form begins like this were written since then, in any organisation.
pub async fn count_with_link(tx: &mut Tx, link: &str, since: Timestamp) -> Result<i64, Error> {
    let (count,) = tx
        .one::<(i64,)>(
            "SELECT COUNT(*) FROM mails WHERE link IS NOT NULL AND created_at >= $1 AND link LIKE $2",
            args![since, format!("{link}%")],
        )
        .await?;
    Ok(count)
}

/// Notes that the mail server took it.
pub async fn sent(tx: &mut Tx, organisation: OrganisationId, id: MailId, now: Timestamp) -> Result<(), Error> {
    tx.run(
        "UPDATE mails SET status = $3, sent_at = $4, error = NULL WHERE organisation_id = $1 AND id = $2",
        args![organisation, id, MailStatus::Sent, now],
    )
    .await?;
    Ok(())
}

/// Notes the mail server's answer when it refused: for now or for good.
pub async fn refused(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: MailId,
    error: &str,
    status: MailStatus,
) -> Result<(), Error> {
    tx.run(
        "UPDATE mails SET error = $3, status = $4 WHERE organisation_id = $1 AND id = $2",
        args![organisation, id, error, status],
    )
    .await?;
    Ok(())
}

/// Throws a mail away that is not sent yet, because what it is about is over.
pub async fn discard(tx: &mut Tx, organisation: OrganisationId, id: MailId) -> Result<(), Error> {
    tx.run(
        "DELETE FROM mails WHERE organisation_id = $1 AND id = $2 AND status = $3",
        args![organisation, id, MailStatus::Kept],
    )
    .await?;
    Ok(())
}

/// The newest mails.
pub async fn newest(tx: &mut Tx, organisation: OrganisationId, limit: i64) -> Result<Vec<Mail>, Error> {
    tx.all(
        "SELECT id, recipient, subject, text, status, error, created_at FROM mails WHERE organisation_id = $1
         ORDER BY created_at DESC, id DESC LIMIT $2",
        args![organisation, limit],
    )
    .await
}
