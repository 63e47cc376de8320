//! A forgotten password becomes a mail with a link, when the address has a login.

use crate::app::queue::Claimed;
use crate::app::{mails, passwords, queue};
use crate::domain::input::Email;
use crate::domain::link::{MailLink, PLACE};
use crate::id::OrganisationId;
use crate::jobs::{Failed, Worker, draft, send_mail};
use crate::views::login_mail;

/// Writes the mail. The link itself is made when it is sent.
pub(crate) async fn run(
    worker: &Worker,
    claimed: &Claimed,
    email: &str,
    asked: Option<OrganisationId>,
) -> Result<(), Failed> {
    let app = &worker.app;
    let email = Email::parse(email).map_err(|problem| Failed::ForGood(format!("{problem:?}")))?;
    let Some(addressee) = passwords::forgotten(app, &email, asked).await? else {
        return send_mail::forget(app, claimed).await;
    };
    let locale = worker.catalogues.choose(&[addressee.language()]);
    let portal = worker.portal_url(addressee.organisation.domain.as_deref());
    let url = format!("{portal}/password-resets/{PLACE}");
    let letter = login_mail::reset(&locale, &addressee.organisation, &addressee.login.name, &url);
    let mut writing = app.begin().await?;
    queue::finish(&mut writing, claimed).await?;
    let link = MailLink::Reset { user: addressee.login.id, email: addressee.login.email.clone() };
    mails::keep(&mut writing, addressee.organisation.id, &draft(&letter, &addressee.login.email, Some(link))).await?;
    app.commit(writing).await?;
    Ok(())
}
