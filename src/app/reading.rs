//! Reading one ticket: its page, its live topic, and how far it has been read.

use std::collections::BTreeMap;

use crate::app::{App, Error, Writing};
use crate::domain::people::{Caller, Person, Side};
use crate::domain::thread::{Entry, SeenUpTo};
use crate::domain::ticket::{Ticket, TicketNumber};
use crate::id::{OrganisationId, TicketId};
use crate::ports::bus::Hint;
use crate::store;

/// Entries a page shows unless asked for all.
pub const PAGE: i64 = 100;
/// Entries a page shows when asked for all.
pub const WHOLE: i64 = 5_000;

/// A ticket and what stands in it, as of one moment.
#[derive(Debug)]
pub struct Thread {
    /// The ticket.
    pub ticket: Ticket,
    /// Its entries that the caller may see, oldest first.
    pub entries: Vec<Entry>,
    /// Whether there are earlier ones.
    pub earlier: bool,
    /// How far each side has read.
    pub seen: SeenUpTo,
}

/// The ticket of this number with its last entries, or with all.
pub async fn thread(app: &App, caller: &Caller, number: TicketNumber, whole: bool) -> Result<Thread, Error> {
    let mut tx = app.db.read().await?;
    let organisation = caller.organisation_id;
    let ticket =
        store::tickets::visible(&mut tx, organisation, caller.scope(), number).await?.ok_or(Error::NotFound)?;
    let limit = if whole { WHOLE } else { PAGE };
    let mut entries = store::events::last_entries(&mut tx, organisation, (ticket.id, caller.side()), limit + 1).await?;
    let earlier = entries.len() > usize::try_from(limit).unwrap_or(usize::MAX);
    if earlier {
        entries.remove(0);
    }
    let seen = store::read_positions::seen_up_to(&mut tx, organisation, ticket.id).await?;
    Ok(Thread { ticket, entries, earlier, seen })
}

/// The ticket of this number, with how far each side has read.
pub async fn ticket(app: &App, caller: &Caller, number: TicketNumber) -> Result<(Ticket, SeenUpTo), Error> {
    let mut tx = app.db.read().await?;
    let found = store::tickets::visible(&mut tx, caller.organisation_id, caller.scope(), number).await?;
    let ticket = found.ok_or(Error::NotFound)?;
    let seen = store::read_positions::seen_up_to(&mut tx, caller.organisation_id, ticket.id).await?;
    Ok((ticket, seen))
}

/// The ticket of this id, for those who were let in to it.
pub async fn ticket_of(app: &App, organisation: OrganisationId, ticket: TicketId) -> Result<Ticket, Error> {
    let mut tx = app.db.read().await?;
    store::tickets::find(&mut tx, organisation, ticket).await?.ok_or(Error::NotFound)
}

/// All that happened after this number, oldest first, for those who were let in: what a side may not see is left to the rooms.
pub async fn entries_after(
    app: &App,
    organisation: OrganisationId,
    ticket: TicketId,
    after: i64,
    limit: i64,
) -> Result<Vec<Entry>, Error> {
    let mut tx = app.db.read().await?;
    Ok(store::events::entries_after(&mut tx, organisation, (ticket, Side::Staff), after, limit).await?)
}

/// The numbers of these tickets' last events, in one query.
pub async fn heads(app: &App, tickets: &[TicketId]) -> Result<Vec<(TicketId, i64)>, Error> {
    let topics: Vec<String> = tickets.iter().map(|id| store::events::ticket_topic(*id)).collect();
    let mut tx = app.db.read().await?;
    let heads = store::events::heads(&mut tx, &topics).await?;
    Ok(heads
        .into_iter()
        .filter_map(|(topic, head)| Some((topic.strip_prefix("ticket:")?.parse().ok()?, head)))
        .collect())
}

/// Lists also say what follows from the day: that something is overdue. A day begins somewhere every quarter of an hour.
const QUARTER: i64 = 15 * 60 * 1_000;

/// A number for each of these organisations that changes when what its lists say may change, in one query.
pub async fn movements(app: &App, organisations: &[OrganisationId]) -> Result<Vec<(OrganisationId, i64)>, Error> {
    let mut tx = app.db.read().await?;
    let quarter = app.clock.now().as_millis() / QUARTER;
    let moved = store::tickets::last_movements(&mut tx, organisations).await?;
    Ok(moved.into_iter().map(|(organisation, moved)| (organisation, moved + quarter)).collect())
}

/// Notes that the caller has read the ticket up to this number, and tells the other side. A number past the end counts as the end.
pub async fn mark_seen(app: &App, caller: &Caller, ticket: &Ticket, number: i64) -> Result<SeenUpTo, Error> {
    let organisation = caller.organisation_id;
    if caller.viewed_by.is_some() {
        // Whoever looks on reads in nobody's name.
        let mut tx = app.db.read().await?;
        return Ok(store::read_positions::seen_up_to(&mut tx, organisation, ticket.id).await?);
    }
    let number = {
        let mut tx = app.db.read().await?;
        let head = store::events::head(&mut tx, organisation, &store::events::ticket_topic(ticket.id)).await?;
        let number = number.min(head);
        let (seen, _) = store::read_positions::position(&mut tx, organisation, ticket.id, caller.membership_id).await?;
        if number <= seen {
            return Ok(store::read_positions::seen_up_to(&mut tx, organisation, ticket.id).await?);
        }
        number
    };
    let mut writing = app.begin().await?;
    let reader = (caller.membership_id, caller.side());
    let moved = store::read_positions::advance(&mut writing.tx, organisation, ticket.id, &[reader], number).await?;
    let seen = store::read_positions::seen_up_to(&mut writing.tx, organisation, ticket.id).await?;
    if moved {
        writing.announce(Hint::Seen { organisation, customer: ticket.customer_id, ticket: ticket.id, seen });
    }
    app.commit(writing).await?;
    Ok(seen)
}

/// Notes within a larger write that each of these has read the ticket to its end.
pub(crate) async fn mark_all_seen_in(
    writing: &mut Writing,
    readers: &[&Caller],
    number: TicketNumber,
) -> Result<(), Error> {
    let Some(first) = readers.first() else { return Ok(()) };
    let organisation = first.organisation_id;
    let found = store::tickets::visible(&mut writing.tx, organisation, first.scope(), number).await?;
    let ticket = found.ok_or(Error::NotFound)?;
    // Somebody who is named twice reads once.
    let readers: BTreeMap<_, _> = readers.iter().map(|caller| (caller.membership_id, caller.side())).collect();
    let readers: Vec<_> = readers.into_iter().collect();
    store::read_positions::advance(&mut writing.tx, organisation, ticket.id, &readers, ticket.head).await?;
    Ok(())
}

/// Who may be given a ticket, for staff.
pub async fn assignable(app: &App, caller: &Caller) -> Result<Vec<Person>, Error> {
    if caller.side() != Side::Staff {
        return Err(Error::NotFound);
    }
    let mut tx = app.db.read().await?;
    Ok(store::people::assignable(&mut tx, caller.organisation_id).await?)
}
