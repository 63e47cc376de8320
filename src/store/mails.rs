//! Mails, kept or sent.

use crate::clock::Timestamp;
use crate::domain::mail::{Mail, MailStatus, Place};
use crate::id::{InvoiceId, MailId, OrganisationId, TicketId};
use crate::store::db::{Arg, args, placeholders};
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
    /// The invoice whose PDF goes with it, made at the moment of sending.
    pub invoice: Option<InvoiceId>,
}

/// Keeps a mail.
pub async fn insert(
    tx: &mut Tx,
    organisation: OrganisationId,
    mail: &NewMail<'_>,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO mails (id, organisation_id, recipient, subject, text, html, thread, link, invoice_id, status, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        args![
            mail.id,
            organisation,
            mail.recipient,
            mail.subject,
            mail.text,
            mail.html,
            mail.thread,
            mail.link,
            mail.invoice,
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
    /// The invoice whose PDF goes with it, made at the moment of sending.
    pub invoice_id: Option<InvoiceId>,
    /// In whose name.
    pub organisation_name: String,
}

/// The mail of this id, when it is not sent yet.
pub async fn unsent(tx: &mut Tx, organisation: OrganisationId, id: MailId) -> Result<Option<Unsent>, Error> {
    tx.optional(
        "SELECT m.recipient, m.subject, m.text, m.html, m.thread, m.link, m.invoice_id, o.name AS organisation_name
         FROM mails m JOIN organisations o ON o.id = m.organisation_id
         WHERE m.organisation_id = $1 AND m.id = $2 AND m.status = $3",
        args![organisation, id, MailStatus::Kept],
    )
    .await
}

/// The kept mails of an organisation that come after this one, oldest first.
pub async fn kept_after(
    tx: &mut Tx,
    organisation: OrganisationId,
    after: Option<Place>,
    limit: i64,
) -> Result<Vec<(Timestamp, MailId)>, Error> {
    let (at, id) = after.map_or((None, None), |place| (Some(place.at), Some(place.id)));
    tx.all(
        "SELECT created_at, id FROM mails WHERE organisation_id = $1 AND status = $2
            AND ($3 IS NULL OR created_at > $3 OR (created_at = $3 AND id > $4))
         ORDER BY created_at, id LIMIT $5",
        args![organisation, MailStatus::Kept, at, id, limit],
    )
    .await
}

/// The organisations that have kept mails; when only their own mail servers send, those that have one.
pub async fn organisations_with_kept(tx: &mut Tx, only_with_own: bool) -> Result<Vec<OrganisationId>, Error> {
    let only = if only_with_own { " AND organisation_id IN (SELECT organisation_id FROM mail_servers)" } else { "" };
    let sql = format!("SELECT DISTINCT organisation_id FROM mails WHERE status = $1{only} ORDER BY organisation_id");
    let found: Vec<(OrganisationId,)> = tx.all(&sql, args![MailStatus::Kept]).await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
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
        // Whoever was too slow to keep the job does not undo what another has done with it.
        "UPDATE mails SET error = $3, status = $4 WHERE organisation_id = $1 AND id = $2 AND status <> $5",
        args![organisation, id, error, status, MailStatus::Sent],
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

/// A mail that was not sent is to be sent: what was said about it is forgotten. False when there is none such.
pub async fn keep_again(tx: &mut Tx, organisation: OrganisationId, id: MailId) -> Result<bool, Error> {
    let touched = tx
        .run(
            "UPDATE mails SET status = $3, error = NULL WHERE organisation_id = $1 AND id = $2 AND status <> $4",
            args![organisation, id, MailStatus::Kept, MailStatus::Sent],
        )
        .await?;
    Ok(touched > 0)
}

const COLUMNS: &str = "id, recipient, subject, text, status, error, link, created_at";

/// The mail of this id.
pub async fn find(tx: &mut Tx, organisation: OrganisationId, id: MailId) -> Result<Option<Mail>, Error> {
    tx.optional(&format!("SELECT {COLUMNS} FROM mails WHERE organisation_id = $1 AND id = $2"), args![organisation, id])
        .await
}

/// Part of the mails, newest first: those of this status that stand below `before`.
pub async fn page(
    tx: &mut Tx,
    organisation: OrganisationId,
    status: Option<MailStatus>,
    (before, limit): (Option<Place>, i64),
) -> Result<Vec<Mail>, Error> {
    let mut all: Vec<Arg> = Vec::from(args![organisation, limit]);
    let mut also = |condition: &str, args: &[Arg]| {
        let held = placeholders(all.len() + 1, args.len());
        all.extend_from_slice(args);
        condition.replace("$$", &held)
    };
    let of_status = status.map(|status| also(" AND status = $$", args![status])).unwrap_or_default();
    let below = before.map(|Place { at, id }| also(" AND (created_at, id) < ($$)", args![at, id])).unwrap_or_default();
    let sql = format!(
        "SELECT {COLUMNS} FROM mails WHERE organisation_id = $1{of_status}{below} ORDER BY created_at DESC, id DESC LIMIT $2"
    );
    tx.all(&sql, &all).await
}
