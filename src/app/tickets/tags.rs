//! A ticket's tags (T2), by which reports count.

use crate::app::tickets::record;
use crate::app::{App, Error, Writing, audit};
use crate::domain::audit::{Action, Deed};
use crate::domain::people::{Caller, Side};
use crate::domain::thread::EventKind;
use crate::domain::ticket::{TicketNumber, joined};
use crate::store;
use crate::store::events::{NewEvent, ticket_topic};

/// Tags that are offered while one is typed.
const OFFERED: i64 = 200;

/// Gives a ticket these tags alone; giving those it has does nothing.
pub async fn set_tags(app: &App, caller: &Caller, number: TicketNumber, tags: &[String]) -> Result<(), Error> {
    let mut writing = app.begin().await?;
    set_tags_in(&mut writing, caller, number, tags).await?;
    app.commit(writing).await
}

/// Gives a ticket these tags within a larger write.
pub async fn set_tags_in(
    writing: &mut Writing,
    caller: &Caller,
    number: TicketNumber,
    tags: &[String],
) -> Result<(), Error> {
    let organisation = caller.organisation_id;
    let ticket = record::locked(writing, caller, number).await?;
    if !ticket.tag(caller, tags)? {
        return Ok(());
    }
    store::tickets::set_tags(&mut writing.tx, organisation, ticket.id, tags, writing.now).await?;
    let event = NewEvent {
        kind: EventKind::Tagged.to_string(),
        actor: Some(caller.membership_id),
        subject: None,
        from: Some(ticket.tags.clone()),
        to: Some(joined(tags)),
    };
    store::events::append(&mut writing.tx, organisation, &ticket_topic(ticket.id), event, writing.now).await?;
    let deed = Deed::of(Action::TicketTagged, ticket.id, record::called(ticket.number, &ticket.subject)).field(
        "tags",
        &*ticket.tags,
        joined(tags),
    );
    audit::record(writing, caller, deed).await?;
    // Nobody is told by mail how staff sort their tickets.
    record::announce(writing, organisation, &ticket).await
}

/// The tags that the organisation's tickets have, the most used first: for staff.
pub async fn tags(app: &App, caller: &Caller) -> Result<Vec<String>, Error> {
    if caller.side() != Side::Staff {
        return Err(Error::NotFound);
    }
    let mut tx = app.db.read().await?;
    Ok(store::tickets::tags(&mut tx, caller.organisation_id, OFFERED).await?)
}
