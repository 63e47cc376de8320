//! A mail with a link that confirms an address.

use crate::app::queue::Claimed;
use crate::app::{logins, mails, queue};
use crate::domain::link::{MailLink, PLACE};
use crate::id::UserId;
use crate::jobs::{Failed, Worker, draft, send_mail};
use crate::views::login_mail;

/// Writes the mail; the link itself is made when it is sent. There is none when the address is the login's own and confirmed, or when
/// the server has no mail server of its own: a link that went another way would prove nothing.
pub(crate) async fn run(worker: &Worker, claimed: &Claimed, user: UserId, email: &str) -> Result<(), Failed> {
    let app = &worker.app;
    let organisation = claimed.organisation()?;
    let Some(addressee) = logins::addressee(app, organisation, user).await? else {
        return send_mail::forget(app, claimed).await;
    };
    let login = &addressee.login;
    let is_new = login.email != email;
    if !is_new && (login.confirmed_at.is_some() || worker.mailer.is_none()) {
        return send_mail::forget(app, claimed).await;
    }
    let locale = worker.catalogues.choose(&[addressee.language()]);
    let portal = worker.portal_url(addressee.organisation.domain.as_deref());
    let url = format!("{portal}/profile/email/{PLACE}");
    let letter = if is_new {
        login_mail::new_address(&locale, &addressee.organisation, &login.name, (&login.email, email), &url)
    } else {
        login_mail::confirm(&locale, &addressee.organisation, &login.name, email, &url)
    };
    let mut writing = app.begin().await?;
    queue::finish(&mut writing, claimed).await?;
    let link = MailLink::Email { user, email: email.to_owned() };
    mails::keep(&mut writing, organisation, &draft(&letter, email, Some(link))).await?;
    app.commit(writing).await?;
    Ok(())
}
