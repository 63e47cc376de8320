//! Mails, kept or sent.

use crate::app::audit::record;
use crate::app::queue::{Work, enqueue, enqueue_now};
use crate::app::{App, Error, Writing, links};
use crate::domain::audit::{Action, Deed};
use crate::domain::link::{MailLink, PLACE, Purpose, Via};
use crate::domain::mail::{Mail, MailStatus, Place};
use crate::domain::people::{Caller, Denied};
use crate::domain::rights::Right;
use crate::id::{InvoiceId, MailId, OrganisationId, TicketId, UserId};
use crate::store;
use crate::store::mails::{NewMail, Unsent};

/// Mails a page shows.
pub const PAGE: usize = 50;
/// Kept mails that are put on their way in one commit.
const BATCH: usize = 200;

/// Part of the list of mails.
#[derive(Debug)]
pub struct Page {
    /// Its mails, newest first.
    pub mails: Vec<Listed>,
    /// Where the next part starts, when there is one.
    pub older: Option<Place>,
}

/// A mail in the list.
#[derive(Debug)]
pub struct Listed {
    /// The mail.
    pub mail: Mail,
    /// Whether its link may be handed on by those who see it.
    pub may_copy: bool,
}

/// A page of the mails, of this status if one is given, for those who may see the settings.
pub async fn page(
    app: &App,
    caller: &Caller,
    status: Option<MailStatus>,
    before: Option<Place>,
) -> Result<Page, Error> {
    let organisation = may_see(caller)?;
    let mut tx = app.db.read().await?;
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut mails = store::mails::page(&mut tx, organisation, status, (before, limit)).await?;
    let more = mails.len() > PAGE;
    mails.truncate(PAGE);
    let older = mails.last().filter(|_| more).map(Mail::place);
    let unsent = mails.iter().filter(|mail| mail.status != MailStatus::Sent);
    let users: Vec<UserId> = unsent.filter_map(|mail| mail.link()?.user()).collect();
    let alone = store::logins::alone_among(&mut tx, organisation, &users).await?;
    let mails = mails.into_iter().map(|mail| {
        let may_copy = mail.status != MailStatus::Sent
            && mail.link().is_some_and(|link| link.user().is_none_or(|user| alone.contains(&user)));
        Listed { mail, may_copy }
    });
    Ok(Page { mails: mails.collect(), older })
}

/// Puts a mail on its way again that was refused or is kept.
pub async fn retry(app: &App, caller: &Caller, id: MailId) -> Result<(), Error> {
    let organisation = may_see(caller)?;
    let mut writing = app.begin().await?;
    let mail = store::mails::find(&mut writing.tx, organisation, id).await?.ok_or(Error::NotFound)?;
    if let Some(MailLink::Invite { invite }) = mail.link()
        && store::invites::waiting(&mut writing.tx, organisation, invite).await?.is_none()
    {
        return Err(Error::Denied(Denied::LinkUnusable));
    }
    if !store::mails::keep_again(&mut writing.tx, organisation, id).await? {
        return Err(Error::NotFound);
    }
    enqueue_now(&mut writing, organisation, Work::SendMail { mail: id }).await?;
    record(&mut writing, caller, Deed::of(Action::MailRetried, id, mail.recipient)).await?;
    app.commit(writing).await
}

/// A link that was copied from a mail, and for whom it is.
#[derive(Debug)]
pub struct Copied {
    /// What it is for.
    pub purpose: Purpose,
    /// Its secret; it is nowhere else.
    pub secret: String,
    /// Whom the mail is for.
    pub recipient: String,
}

/// Makes the link of a mail that was not sent, to be handed on by hand: where [`may_be_copied`](links::may_be_copied) allows it.
pub async fn copy_link(app: &App, caller: &Caller, id: MailId) -> Result<Copied, Error> {
    let organisation = may_see(caller)?;
    let mut writing = app.begin().await?;
    let mail = store::mails::find(&mut writing.tx, organisation, id).await?;
    let mail = mail.filter(|mail| mail.status != MailStatus::Sent).ok_or(Error::NotFound)?;
    let link = mail.link().ok_or(Error::NotFound)?;
    // The login is held: nobody else's organisation lets it in meanwhile.
    if let Some(user) = link.user() {
        store::logins::lock(&mut writing.tx, user).await?;
    }
    if !links::may_go_astray(&mut writing.tx, organisation, &link).await? {
        return Err(Error::Denied(Denied::NotAllowed));
    }
    let secret = links::mint_for(&mut writing, organisation, &link, Via::Copied).await?;
    let recipient = mail.recipient.as_str();
    let (purpose, deed) = match &link {
        MailLink::Invite { invite } => (Purpose::Invite, Deed::of(Action::InviteLinkCopied, invite, recipient)),
        MailLink::Reset { user, .. } => (Purpose::Reset, Deed::of(Action::ResetLinkCopied, user, recipient)),
        MailLink::Email { user, .. } => (Purpose::Email, Deed::of(Action::AddressLinkCopied, user, recipient)),
    };
    record(&mut writing, caller, deed).await?;
    app.commit(writing).await?;
    Ok(Copied { purpose, secret, recipient: mail.recipient })
}

/// The organisation whose mails and mail server the caller may see.
pub fn may_see(caller: &Caller) -> Result<OrganisationId, Error> {
    if caller.may(Right::ChangeSettings) { Ok(caller.organisation_id) } else { Err(Error::NotFound) }
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
    /// The invoice whose PDF goes with it, made at the moment of sending.
    pub invoice: Option<InvoiceId>,
}

/// Keeps a mail and asks for it to be sent.
pub async fn keep(writing: &mut Writing, organisation: OrganisationId, draft: &Draft<'_>) -> Result<MailId, Error> {
    let id = MailId::new(writing.now, &*writing.chance);
    let Draft { recipient, subject, text, html, thread, ref link, invoice } = *draft;
    let link = link.as_ref().map(serde_json::to_string).transpose();
    let link = link.map_err(|error| Error::Internal(error.to_string()))?;
    let mail = NewMail { id, recipient, subject, text, html, thread, link: link.as_deref(), invoice };
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

/// Throws a mail away whose link opens nothing any more.
pub async fn discard_in(writing: &mut Writing, organisation: OrganisationId, mail: MailId) -> Result<(), Error> {
    Ok(store::mails::discard(&mut writing.tx, organisation, mail).await?)
}

/// Asks for the kept mails to be sent, because mail servers may be there now that were not: of every organisation, or of those that have
/// their own. Tells how many organisations have some.
pub async fn send_kept(app: &App, only_with_own: bool) -> Result<usize, Error> {
    let mut writing = app.begin().await?;
    let organisations = store::mails::organisations_with_kept(&mut writing.tx, only_with_own).await?;
    let now = writing.now;
    for &organisation in &organisations {
        enqueue(&mut writing, organisation, Work::SendKept { organisation }, now).await?;
    }
    app.commit(writing).await?;
    Ok(organisations.len())
}

/// Puts some of an organisation's kept mails on their way, oldest first; those that wait for another try wait no longer. Tells where to
/// go on, while there are more.
pub async fn send_some_kept(
    writing: &mut Writing,
    organisation: OrganisationId,
    after: Option<Place>,
) -> Result<Option<Place>, Error> {
    let limit = i64::try_from(BATCH).unwrap_or(i64::MAX);
    let kept = store::mails::kept_after(&mut writing.tx, organisation, after, limit).await?;
    for &(_, mail) in &kept {
        enqueue_now(writing, organisation, Work::SendMail { mail }).await?;
    }
    Ok(kept.last().filter(|_| kept.len() == BATCH).map(|&(at, id)| Place { at, id }))
}
