//! What a person missed in a ticket, and that it was told.

use crate::app::queue::{Work, enqueue};
use crate::app::{App, Error, Writing};
use crate::domain::organisation::Organisation;
use crate::domain::people::{Notify, Scope, Side};
use crate::domain::thread::{Entry, What};
use crate::domain::ticket::Ticket;
use crate::id::{MembershipId, OrganisationId, TicketId};
use crate::store;
use crate::store::Tx;
use crate::store::people::Recipient;

/// Entries that one mail tells of at most; the link leads to the rest.
const TOLD: i64 = 50;

/// What a person missed.
#[derive(Debug)]
pub struct Missed {
    /// In whose name they are told.
    pub organisation: Organisation,
    /// Who is told.
    pub recipient: Recipient,
    /// The ticket.
    pub ticket: Ticket,
    /// What happened since they last looked or were told, oldest first.
    pub entries: Vec<Entry>,
    /// The number of the last event looked at.
    pub up_to: i64,
}

/// What this person missed, or `None` when there is nothing to tell: they have seen it, they did it themselves, or it is no longer
/// theirs to see.
pub async fn find(
    app: &App,
    organisation: OrganisationId,
    ticket: TicketId,
    membership: MembershipId,
) -> Result<Option<Missed>, Error> {
    let mut tx = app.db.read().await?;
    let Some(recipient) = store::people::recipient(&mut tx, organisation, membership).await? else { return Ok(None) };
    if recipient.notify == Notify::None {
        return Ok(None);
    }
    let Some(ticket) = store::tickets::find(&mut tx, organisation, ticket).await? else { return Ok(None) };
    let side = recipient.role.side();
    let scope = match (side, recipient.customer_id) {
        (Side::Staff, _) => Scope::Organisation,
        (Side::Client, Some(customer)) => Scope::Customer(customer),
        (Side::Client, None) => Scope::Nothing,
    };
    if scope != Scope::Organisation && scope != Scope::Customer(ticket.customer_id) {
        return Ok(None);
    }
    let (seen, mailed) = store::read_positions::position(&mut tx, organisation, ticket.id, membership).await?;
    let mut entries =
        store::events::entries_after(&mut tx, organisation, (ticket.id, side), seen.max(mailed), TOLD).await?;
    // All of it counts as told: the mail's link leads to what it has no room for.
    let up_to = ticket.head;
    entries.retain(|entry| entry.author.as_ref().is_none_or(|author| author.membership_id != membership));
    if !entries.iter().any(|entry| worth_a_mail(entry, (membership, side))) {
        return Ok(None);
    }
    // Somebody else may have taken the ticket since.
    let participants = store::tickets::participants(&mut tx, organisation, &ticket).await?;
    if !participants.contains(&(membership, side)) {
        return Ok(None);
    }
    if side == Side::Staff && !is_theirs(&mut tx, organisation, &ticket, membership).await? {
        if recipient.notify == Notify::Mine {
            return Ok(None);
        }
        // Told only because nobody has the ticket: when somebody at the desk has read it, it is not unheard.
        let read = store::read_positions::seen_up_to(&mut tx, organisation, ticket.id).await?.staff;
        if entries.iter().all(|entry| entry.number <= read) {
            return Ok(None);
        }
    }
    let Some(organisation) = store::organisations::find(&mut tx, organisation).await? else { return Ok(None) };
    Ok(Some(Missed { organisation, recipient, ticket, entries, up_to }))
}

/// Notes that a person was told up to this event. When more happened meanwhile, it will be told in its turn: its own job was not
/// added while the one being done still waited.
pub async fn told(
    writing: &mut Writing,
    organisation: OrganisationId,
    reader: (MembershipId, Side),
    ticket: TicketId,
    up_to: i64,
) -> Result<(), Error> {
    store::read_positions::mailed(&mut writing.tx, organisation, ticket, reader, up_to).await?;
    again_if_more(writing, organisation, reader.0, ticket, up_to).await
}

/// Asks again when the ticket has moved past this event. To be called after [`queue::finish`](crate::app::queue::finish): that waits for
/// whoever is just adding to the ticket and holds the job, so that the head read here is theirs.
pub async fn again_if_more(
    writing: &mut Writing,
    organisation: OrganisationId,
    membership: MembershipId,
    ticket: TicketId,
    up_to: i64,
) -> Result<(), Error> {
    let head = store::events::head(&mut writing.tx, organisation, &store::events::ticket_topic(ticket)).await?;
    if head > up_to {
        let run_at = writing.now + writing.missed_after;
        enqueue(writing, organisation, Work::TellMissed { ticket, membership }, run_at).await?;
    }
    Ok(())
}

/// The number of the ticket's last event.
pub async fn head(app: &App, organisation: OrganisationId, ticket: TicketId) -> Result<i64, Error> {
    let mut tx = app.db.read().await?;
    Ok(store::events::head(&mut tx, organisation, &store::events::ticket_topic(ticket)).await?)
}

/// Whether somebody of the staff has the ticket or replied in it.
async fn is_theirs(
    tx: &mut Tx,
    organisation: OrganisationId,
    ticket: &Ticket,
    membership: MembershipId,
) -> Result<bool, Error> {
    Ok(ticket.assignee_id == Some(membership)
        || store::messages::has_replied(tx, organisation, ticket.id, membership).await?)
}

/// An assignment alone is told only to the one who got the ticket, a rating only to staff, when it says more than that all is well.
fn worth_a_mail(entry: &Entry, (reader, side): (MembershipId, Side)) -> bool {
    match &entry.what {
        What::Message { .. } | What::Status { .. } | What::FollowedUp { .. } => true,
        What::Moved { .. } | What::Tagged { .. } => false,
        What::Rated(rating) => side == Side::Staff && rating.is_worth_a_mail(),
        What::Assigned { to } => to.as_ref().is_some_and(|to| to.membership_id == reader),
    }
}
