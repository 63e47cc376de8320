//! Writes the mail that invites somebody.

use crate::app::queue::Claimed;
use crate::app::{invites, mails, queue};
use crate::domain::link::{MailLink, PLACE};
use crate::id::InviteId;
use crate::jobs::{Failed, Worker};
use crate::views;

/// Writes the mail, unless the invitation was accepted or withdrawn meanwhile.
pub(crate) async fn run(worker: &Worker, claimed: &Claimed, id: InviteId) -> Result<(), Failed> {
    let app = &worker.app;
    let organisation = claimed.organisation()?;
    let invitation = invites::letter(app, organisation, id).await?;
    let mut writing = app.begin().await?;
    // Held before the job is: whoever invites again holds them in this order too.
    let waits = invites::holds(&mut writing, organisation, id).await?;
    queue::finish(&mut writing, claimed).await?;
    if let Some(invitation) = invitation.filter(|_| waits) {
        let invites::Invitation { organisation: from, invite } = &invitation;
        let locale = worker.catalogues.choose(&[&from.language]);
        let url = format!("{}/invites/{PLACE}", worker.portal_url(from.domain.as_deref()));
        let letter = views::mail::invited(
            &locale,
            &views::mail::Invited {
                organisation: from,
                inviter: invite.invited_by.as_deref(),
                email: &invite.email,
                role: invite.role,
                customer: invite.customer_name.as_deref(),
                url: &url,
            },
        );
        let draft = mails::Draft {
            recipient: &invite.email,
            subject: &letter.subject,
            text: &letter.text,
            html: &letter.html,
            thread: None,
            link: Some(MailLink::Invite { invite: id }),
            invoice: None,
        };
        let mail = mails::keep(&mut writing, organisation, &draft).await?;
        invites::mailed(&mut writing, organisation, id, mail).await?;
    }
    app.commit(writing).await?;
    Ok(())
}
