//! Writes the mail that tells a client of an update of a project.

use crate::app::queue::Claimed;
use crate::app::{mails, projects, queue};
use crate::id::{MembershipId, UpdateId};
use crate::jobs::{Failed, Worker, draft, send_mail};
use crate::views;

/// Writes the mail, unless there is nothing to tell any more.
pub(crate) async fn run(
    worker: &Worker,
    claimed: &Claimed,
    update: UpdateId,
    membership: MembershipId,
) -> Result<(), Failed> {
    let app = &worker.app;
    let organisation = claimed.organisation()?;
    let Some(told) = projects::to_tell(app, organisation, update, membership).await? else {
        return send_mail::forget(app, claimed).await;
    };
    let locale = worker.catalogues.choose(&[&told.recipient.language]);
    let url = format!("{}/projects/{}", worker.portal_url(told.organisation.domain.as_deref()), told.project.id);
    let letter = views::mail::update(
        &locale,
        &views::mail::AboutUpdate {
            organisation: &told.organisation,
            project: &told.project,
            update: &told.update,
            recipient_name: &told.recipient.name,
            url: &url,
        },
    );
    let mut writing = app.begin().await?;
    queue::finish(&mut writing, claimed).await?;
    mails::keep(&mut writing, organisation, &draft(&letter, &told.recipient.email, None)).await?;
    app.commit(writing).await?;
    Ok(())
}
