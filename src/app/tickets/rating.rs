//! Rating how a ticket was resolved (S6).

use crate::app::tickets::record;
use crate::app::{App, Error, Writing, audit};
use crate::domain::audit::{Action, Deed};
use crate::domain::people::Caller;
use crate::domain::rating::Rating;
use crate::domain::thread::EventKind;
use crate::domain::ticket::TicketNumber;
use crate::store;
use crate::store::events::{NewEvent, ticket_topic};

/// Rates a resolved ticket of the caller's customer, or rates it anew. Saying the same again does nothing.
pub async fn rate(app: &App, caller: &Caller, number: TicketNumber, rating: &Rating) -> Result<(), Error> {
    let mut writing = app.begin().await?;
    rate_in(&mut writing, caller, number, rating).await?;
    app.commit(writing).await
}

/// Rates a ticket within a larger write.
pub async fn rate_in(
    writing: &mut Writing,
    caller: &Caller,
    number: TicketNumber,
    rating: &Rating,
) -> Result<(), Error> {
    let organisation = caller.organisation_id;
    let ticket = record::locked(writing, caller, number).await?;
    if !ticket.rate(caller, rating)? {
        return Ok(());
    }
    let given = (caller.membership_id, rating);
    store::ratings::save(&mut writing.tx, organisation, ticket.id, given, writing.now).await?;
    let before = ticket.last_rating.stars();
    let event = NewEvent {
        kind: EventKind::Rated.to_string(),
        actor: Some(caller.membership_id),
        subject: None,
        from: before.map(|stars| stars.to_string()),
        to: Some(serde_json::to_string(rating).map_err(|error| Error::Internal(error.to_string()))?),
    };
    store::events::append(&mut writing.tx, organisation, &ticket_topic(ticket.id), event, writing.now).await?;
    // What was said stays where it is read: in the thread.
    let deed = Deed::of(Action::TicketRated, ticket.id, record::called(ticket.number, &ticket.subject)).field(
        "stars",
        before.map(i64::from),
        i64::from(rating.stars),
    );
    audit::record(writing, caller, deed).await?;
    record::moved(writing, organisation, &ticket, Some(caller.membership_id)).await
}
