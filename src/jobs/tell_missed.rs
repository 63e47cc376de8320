//! What a person missed for a while becomes one mail.

use crate::app::queue::Claimed;
use crate::app::{mails, missed, queue};
use crate::domain::people::Side;
use crate::domain::ticket::Status;
use crate::id::{MembershipId, TicketId};
use crate::jobs::{Failed, Worker};
use crate::views;
use crate::words::Zone;

/// Writes the mail, unless there is nothing to tell any more.
pub(crate) async fn run(
    worker: &Worker,
    claimed: &Claimed,
    ticket: TicketId,
    membership: MembershipId,
) -> Result<(), Failed> {
    let app = &worker.app;
    let organisation = claimed.organisation()?;
    let head = missed::head(app, organisation, ticket).await?;
    let Some(missed) = missed::find(app, organisation, ticket, membership).await? else {
        let mut writing = app.begin().await?;
        queue::finish(&mut writing, claimed).await?;
        missed::again_if_more(&mut writing, organisation, membership, ticket, head).await?;
        app.commit(writing).await?;
        return Ok(());
    };
    let side = missed.recipient.role.side();
    let locale = worker.catalogues.choose(&[&missed.recipient.language]);
    let zone = Zone::named(&missed.recipient.time_zone);
    let desk = match side {
        Side::Staff => "/desk/tickets",
        Side::Client => "/support",
    };
    let url = format!("{}{desk}/{}", worker.portal_url(missed.organisation.domain.as_deref()), missed.ticket.number);
    let letter = views::mail::missed(
        &locale,
        &zone,
        &views::mail::Missed {
            organisation: &missed.organisation,
            ticket_number: missed.ticket.number,
            subject: &missed.ticket.subject,
            url: &url,
            entries: &missed.entries,
            recipient_name: &missed.recipient.name,
            side,
            asks_for_rating: side == Side::Client
                && missed.ticket.status == Status::Resolved
                && !missed.ticket.is_rated(),
        },
    );
    let mut writing = app.begin().await?;
    let mail = mails::Draft {
        recipient: &missed.recipient.email,
        subject: &letter.subject,
        text: &letter.text,
        html: &letter.html,
        thread: Some(ticket),
        link: None,
        invoice: None,
    };
    queue::finish(&mut writing, claimed).await?;
    mails::keep(&mut writing, organisation, &mail).await?;
    missed::told(&mut writing, organisation, (membership, side), ticket, missed.up_to).await?;
    app.commit(writing).await?;
    Ok(())
}
