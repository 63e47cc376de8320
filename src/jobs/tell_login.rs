//! A mail that tells a person what changed at their login, and what to do if it was not them.

use crate::app::queue::{Claimed, LoginChange};
use crate::app::{logins, mails, queue};
use crate::id::UserId;
use crate::jobs::{Failed, Worker, draft, send_mail};
use crate::views::login_mail;
use crate::words::Zone;

/// Writes the mail.
pub(crate) async fn run(
    worker: &Worker,
    claimed: &Claimed,
    user: UserId,
    recipient: &str,
    change: &LoginChange,
) -> Result<(), Failed> {
    let app = &worker.app;
    let organisation = claimed.organisation()?;
    let Some(addressee) = logins::addressee(app, organisation, user).await? else {
        return send_mail::forget(app, claimed).await;
    };
    let locale = worker.catalogues.choose(&[addressee.language()]);
    let zone = Zone::named(addressee.time_zone());
    let portal = worker.portal_url(addressee.organisation.domain.as_deref());
    let about = login_mail::About {
        organisation: &addressee.organisation,
        name: &addressee.login.name,
        when: locale.date_time(claimed.asked_at(), &zone),
    };
    let letter = match change {
        LoginChange::Password => {
            login_mail::password_changed(&locale, &about, &format!("{portal}/password-resets/new"))
        }
        LoginChange::EmailAsked { email } => {
            login_mail::email_asked(&locale, &about, (recipient, email), &format!("{portal}/password-resets/new"))
        }
        LoginChange::Email { email } => login_mail::email_changed(&locale, &about, (recipient, email)),
    };
    let mut writing = app.begin().await?;
    queue::finish(&mut writing, claimed).await?;
    mails::keep(&mut writing, organisation, &draft(&letter, recipient, None)).await?;
    app.commit(writing).await?;
    Ok(())
}
