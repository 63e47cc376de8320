//! Mails, kept or sent.

use crate::app::queue::{Work, enqueue};
use crate::app::{App, Error, Writing, links};
use crate::domain::link::{MailLink, PLACE, Via};
use crate::domain::mail::{Mail, MailStatus};
use crate::domain::people::Caller;
use crate::domain::rights::Right;
use crate::id::{MailId, OrganisationId, TicketId};
use crate::store;
use crate::store::mails::{NewMail, Unsent};

/// Mails a page shows.
const PAGE: i64 = 100;

/// The newest mails, for those who may see the settings.
pub async fn newest(app: &App, caller: &Caller) -> Result<Vec<Mail>, Error> {
    if !caller.may(Right::ChangeSettings) {
        return Err(Error::NotFound);
    }
    let mut tx = app.db.read().await?;
    Ok(store::mails::newest(&mut tx, caller.organisation_id, PAGE).await?)
}

/// A mail as it was written.
#[derive(Debug)]
pub struct Draft<'a> {
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
    /// What its link is for, when that is made at the moment of sending; [`PLACE`](crate::domain::link::PLACE) stands in its place.
    pub link: Option<MailLink>,
}

/// Keeps a mail and asks for it to be sent.
pub async fn keep(writing: &mut Writing, organisation: OrganisationId, draft: &Draft<'_>) -> Result<MailId, Error> {
    let id = MailId::new(writing.now, &*writing.chance);
    let Draft { recipient, subject, text, html, thread, ref link } = *draft;
    let link = link.as_ref().map(serde_json::to_string).transpose();
    let link = link.map_err(|error| Error::Internal(error.to_string()))?;
    let mail = NewMail { id, recipient, subject, text, html, thread, link: link.as_deref() };
    store::mails::insert(&mut writing.tx, organisation, &mail, writing.now).await?;
    let now = writing.now;
    enqueue(writing, organisation, Work::SendMail { mail: id }, now).await?;
    Ok(id)
}

/// The mail, when it is not sent yet.
pub async fn unsent(app: &App, organisation: OrganisationId, mail: MailId) -> Result<Option<Unsent>, Error> {
    let mut tx = app.db.read().await?;
    Ok(store::mails::unsent(&mut tx, organisation, mail).await?)
}

/// What a mail's link is for, if it has one.
pub fn link_of(mail: &Unsent) -> Result<Option<MailLink>, Error> {
    let link = mail.link.as_deref().map(serde_json::from_str).transpose();
    link.map_err(|error| Error::Internal(error.to_string()))
}

/// Makes the link of a mail that is on its way, and puts its secret into the text. Each try makes one; nobody sees those that failed.
pub async fn complete(
    app: &App,
    organisation: OrganisationId,
    mail: &mut Unsent,
    link: &MailLink,
    via: Via,
) -> Result<(), Error> {
    let mut writing = app.begin().await?;
    let secret = links::mint_for(&mut writing, organisation, link, via).await?;
    app.commit(writing).await?;
    mail.text = mail.text.replace(PLACE, &secret);
    mail.html = mail.html.replace(PLACE, &secret);
    Ok(())
}

/// Notes that the mail server took it.
pub async fn sent_in(writing: &mut Writing, organisation: OrganisationId, mail: MailId) -> Result<(), Error> {
    let now = writing.now;
    Ok(store::mails::sent(&mut writing.tx, organisation, mail, now).await?)
}

/// Notes the mail server's answer when it refused: for good, or for now, and then the mail stays kept.
pub async fn refused(
    app: &App,
    organisation: OrganisationId,
    mail: MailId,
    answer: &str,
    for_good: bool,
) -> Result<(), Error> {
    let status = if for_good { MailStatus::Refused } else { MailStatus::Kept };
    let mut writing = app.begin().await?;
    store::mails::refused(&mut writing.tx, organisation, mail, answer, status).await?;
    app.commit(writing).await
}

/// Asks for every kept mail to be sent: a mail server is there now.
pub async fn send_kept(app: &App) -> Result<usize, Error> {
    let mut writing = app.begin().await?;
    let kept = store::mails::all_kept(&mut writing.tx).await?;
    let now = writing.now;
    for &(organisation, mail) in &kept {
        enqueue(&mut writing, organisation, Work::SendMail { mail }, now).await?;
    }
    app.commit(writing).await?;
    Ok(kept.len())
}
