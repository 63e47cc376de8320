//! What is done to tickets.

use crate::app::queue::{Work, enqueue};
use crate::app::{App, Error, Writing};
use crate::clock::Timestamp;
use crate::domain::input::{Body, Key, Subject};
use crate::domain::people::{Caller, Scope, Side};
use crate::domain::thread::{Change, Entry, EventKind, MessageKind};
use crate::domain::ticket::{CLOSES_AFTER, Refused, ReplyOutcome, Source, Status, Ticket, TicketNumber};
use crate::id::{CustomerId, MembershipId, MessageId, OrganisationId, TicketId};
use crate::ports::bus::Hint;
use crate::store;
use crate::store::events::{NewEvent, ticket_topic};
use crate::store::messages::Message;
use crate::store::tickets::{NewTicket, RecordedMessage};

/// A ticket to be opened.
#[derive(Clone, Debug)]
pub struct Opening {
    /// What it is about.
    pub subject: Subject,
    /// The first message.
    pub body: Body,
    /// What the browser calls this sending.
    pub key: Key,
}

/// A message to be posted.
#[derive(Clone, Debug)]
pub struct NewReply {
    /// What it says.
    pub body: Body,
    /// What the browser calls this sending.
    pub key: Key,
    /// Who sees it.
    pub kind: MessageKind,
    /// The status that staff set with it.
    pub then: Option<Status>,
}

/// What came of a posted message.
#[derive(Clone, Debug)]
pub struct Posted {
    /// The ticket it stands in: another than it was sent to when that was closed.
    pub number: TicketNumber,
    /// The message as the thread shows it.
    pub entry: Entry,
    /// Whether it had been stored before, under the same key.
    pub again: bool,
    /// When it was committed.
    pub committed_at: Timestamp,
}

/// Opens a ticket for the caller's own customer. The same key with the same text answers with the ticket it opened.
pub async fn open(app: &App, caller: &Caller, opening: &Opening) -> Result<TicketNumber, Error> {
    let Scope::Customer(customer) = caller.scope() else { return Err(Error::NotLinked) };
    let mut writing = app.begin().await?;
    let number = open_in(&mut writing, caller, customer, opening, Source::Portal).await?;
    app.commit(writing).await?;
    Ok(number)
}

/// Opens a ticket for a customer, by staff.
pub async fn open_for(
    app: &App,
    caller: &Caller,
    customer: CustomerId,
    opening: &Opening,
) -> Result<TicketNumber, Error> {
    if !caller.may_work_on_tickets() {
        return Err(Refused::NotAllowed.into());
    }
    let mut writing = app.begin().await?;
    store::customers::find(&mut writing.tx, caller.organisation_id, customer).await?.ok_or(Error::NotFound)?;
    let number = open_in(&mut writing, caller, customer, opening, Source::Desk).await?;
    app.commit(writing).await?;
    Ok(number)
}

/// Opens a ticket within a larger write.
pub async fn open_in(
    writing: &mut Writing,
    caller: &Caller,
    customer: CustomerId,
    opening: &Opening,
    source: Source,
) -> Result<TicketNumber, Error> {
    // Of two requests with one key the second waits here, then finds the first one's message and takes no number.
    store::organisations::lock(&mut writing.tx, caller.organisation_id).await?;
    if let Some(stored) = stored_under(writing, caller, &opening.key).await? {
        let ticket = find(writing, caller.organisation_id, stored.ticket_id).await?;
        let same = stored.body == opening.body.as_str()
            && ticket.subject == opening.subject.as_str()
            && ticket.customer_id == customer;
        return if same { Ok(ticket.number) } else { Err(Error::KeyInUse) };
    }
    let number = store::organisations::next_ticket_number(&mut writing.tx, caller.organisation_id).await?;
    let draft = Draft {
        number,
        customer,
        subject: opening.subject.as_str(),
        source,
        requester: client_or(caller, None),
        follows: None,
    };
    insert_ticket(writing, caller, &draft, &opening.body, &opening.key).await?;
    Ok(number)
}

/// Posts a reply or a note. The same key with the same text answers with the message stored; a reply to a closed ticket opens a
/// follow-up.
pub async fn post_reply(
    app: &App,
    caller: &Caller,
    number: TicketNumber,
    new_reply: &NewReply,
) -> Result<Posted, Error> {
    let mut writing = app.begin().await?;
    let (number, message, again) = post_reply_in(&mut writing, caller, number, new_reply).await?;
    let organisation = caller.organisation_id;
    let entry = store::events::entry_of_message(&mut writing.tx, organisation, message.ticket_id, message.id).await?;
    let entry = entry.ok_or(Error::NotFound)?;
    #[cfg(feature = "mutant-early-acknowledgement")]
    app.commit_later(writing);
    #[cfg(not(feature = "mutant-early-acknowledgement"))]
    app.commit(writing).await?;
    Ok(Posted { number, entry, again, committed_at: app.clock.now() })
}

/// Posts a reply or a note within a larger write: the number of the ticket it stands in, the message, and whether it stood there
/// before.
pub async fn post_reply_in(
    writing: &mut Writing,
    caller: &Caller,
    number: TicketNumber,
    new_reply: &NewReply,
) -> Result<(TicketNumber, Message, bool), Error> {
    let organisation = caller.organisation_id;
    store::tickets::lock(&mut writing.tx, organisation, number).await?;
    let ticket = visible(writing, caller, number).await?;
    if let Some(stored) = stored_under(writing, caller, &new_reply.key).await? {
        if stored.body != new_reply.body.as_str() || stored.kind != new_reply.kind {
            return Err(Error::KeyInUse);
        }
        let stands_in = find(writing, organisation, stored.ticket_id).await?;
        let same_thread = stands_in.id == ticket.id || stands_in.follows == Some(ticket.number);
        return if same_thread { Ok((stands_in.number, stored, true)) } else { Err(Error::KeyInUse) };
    }
    let changes = match new_reply.kind {
        MessageKind::Note => {
            ticket.note(caller)?;
            Vec::new()
        }
        MessageKind::Reply => match ticket.reply(caller, new_reply.then)? {
            ReplyOutcome::Joins(changes) => changes,
            ReplyOutcome::OpensFollowUp => return follow_up(writing, caller, &ticket, new_reply).await,
        },
    };
    let message = insert_message(writing, caller, &ticket, new_reply).await?;
    for change in changes {
        apply(writing, caller.organisation_id, Some(caller.membership_id), &ticket, change).await?;
    }
    moved(writing, organisation, &ticket, Some(caller.membership_id)).await?;
    Ok((ticket.number, message, false))
}

/// Sets a ticket's status; setting the one it has does nothing.
pub async fn set_status(app: &App, caller: &Caller, number: TicketNumber, to: Status) -> Result<(), Error> {
    let mut writing = app.begin().await?;
    set_status_in(&mut writing, caller, number, to).await?;
    app.commit(writing).await
}

/// Sets a ticket's status within a larger write.
pub async fn set_status_in(
    writing: &mut Writing,
    caller: &Caller,
    number: TicketNumber,
    to: Status,
) -> Result<(), Error> {
    let ticket = locked(writing, caller, number).await?;
    if let Some(change) = ticket.set_status(caller, to)? {
        apply(writing, caller.organisation_id, Some(caller.membership_id), &ticket, change).await?;
        moved(writing, caller.organisation_id, &ticket, Some(caller.membership_id)).await?;
    }
    Ok(())
}

/// Gives a ticket to somebody of the staff, or to nobody.
pub async fn assign(app: &App, caller: &Caller, number: TicketNumber, to: Option<MembershipId>) -> Result<(), Error> {
    let mut writing = app.begin().await?;
    assign_in(&mut writing, caller, number, to).await?;
    app.commit(writing).await
}

/// Gives a ticket to somebody within a larger write.
pub async fn assign_in(
    writing: &mut Writing,
    caller: &Caller,
    number: TicketNumber,
    to: Option<MembershipId>,
) -> Result<(), Error> {
    let ticket = locked(writing, caller, number).await?;
    if let Some(to) = to {
        let people = store::people::assignable(&mut writing.tx, caller.organisation_id).await?;
        people.iter().find(|person| person.membership_id == to).ok_or(Error::NotFound)?;
    }
    if let Some(change) = ticket.assign(caller, to)? {
        apply(writing, caller.organisation_id, Some(caller.membership_id), &ticket, change).await?;
        moved(writing, caller.organisation_id, &ticket, Some(caller.membership_id)).await?;
    }
    Ok(())
}

/// Closes tickets that have been Resolved for long enough (S5), at most a hundred; tells how many.
pub async fn close_resolved(app: &App) -> Result<usize, Error> {
    let mut writing = app.begin().await?;
    let due = store::tickets::due_to_close(&mut writing.tx, writing.now - CLOSES_AFTER, 100).await?;
    for &(organisation, number) in &due {
        store::tickets::lock(&mut writing.tx, organisation, number).await?;
        let ticket = store::tickets::visible(&mut writing.tx, organisation, Scope::Organisation, number).await?;
        // A client may have reopened it between the list and the lock.
        let Some(ticket) = ticket.filter(|ticket| ticket.status == Status::Resolved) else { continue };
        let change = Change::Status { from: ticket.status, to: Status::Closed };
        apply(&mut writing, organisation, None, &ticket, change).await?;
        announce(&mut writing, organisation, &ticket).await?;
    }
    app.commit(writing).await?;
    Ok(due.len())
}

struct Draft<'a> {
    number: TicketNumber,
    customer: CustomerId,
    subject: &'a str,
    source: Source,
    requester: Option<MembershipId>,
    follows: Option<TicketNumber>,
}

async fn insert_ticket(
    writing: &mut Writing,
    caller: &Caller,
    draft: &Draft<'_>,
    body: &Body,
    key: &Key,
) -> Result<(Ticket, Message), Error> {
    let organisation = caller.organisation_id;
    let id = TicketId::new(writing.now, &*writing.chance);
    let topic = ticket_topic(id);
    store::events::create_topic(&mut writing.tx, organisation, &topic).await?;
    let new_ticket = NewTicket {
        id,
        number: draft.number,
        customer_id: draft.customer,
        subject: draft.subject,
        source: draft.source,
        requester_id: draft.requester,
        follows: draft.follows,
        author: caller.membership_id,
        side: caller.side(),
        body: body.as_str(),
    };
    store::tickets::insert(&mut writing.tx, organisation, &new_ticket, writing.now).await?;
    let message = Message {
        id: MessageId::new(writing.now, &*writing.chance),
        ticket_id: id,
        kind: MessageKind::Reply,
        author_id: caller.membership_id,
        body: body.as_str().to_owned(),
        send_key: key.as_str().to_owned(),
    };
    save_message(writing, organisation, &message).await?;
    append(writing, caller, &topic, EventKind::Opened, Some(message.id.to_string())).await?;
    store::read_positions::advance(&mut writing.tx, organisation, id, (caller.membership_id, caller.side()), 1).await?;
    let ticket = find(writing, organisation, id).await?;
    moved(writing, organisation, &ticket, Some(caller.membership_id)).await?;
    Ok((ticket, message))
}

async fn insert_message(
    writing: &mut Writing,
    caller: &Caller,
    ticket: &Ticket,
    new_reply: &NewReply,
) -> Result<Message, Error> {
    let organisation = caller.organisation_id;
    let message = Message {
        id: MessageId::new(writing.now, &*writing.chance),
        ticket_id: ticket.id,
        kind: new_reply.kind,
        author_id: caller.membership_id,
        body: new_reply.body.as_str().to_owned(),
        send_key: new_reply.key.as_str().to_owned(),
    };
    save_message(writing, organisation, &message).await?;
    let kind = match new_reply.kind {
        MessageKind::Reply => EventKind::Replied,
        MessageKind::Note => EventKind::Noted,
    };
    let number = append(writing, caller, &ticket_topic(ticket.id), kind, Some(message.id.to_string())).await?;
    let recorded = RecordedMessage {
        kind: new_reply.kind,
        author: caller.membership_id,
        side: caller.side(),
        body: new_reply.body.as_str(),
        number,
    };
    store::tickets::record_message(&mut writing.tx, organisation, ticket.id, &recorded, writing.now).await?;
    // Whoever answers has read what stands above.
    let reader = (caller.membership_id, caller.side());
    store::read_positions::advance(&mut writing.tx, organisation, ticket.id, reader, number).await?;
    Ok(message)
}

async fn follow_up(
    writing: &mut Writing,
    caller: &Caller,
    closed: &Ticket,
    new_reply: &NewReply,
) -> Result<(TicketNumber, Message, bool), Error> {
    let organisation = caller.organisation_id;
    let number = store::organisations::next_ticket_number(&mut writing.tx, organisation).await?;
    let source = match caller.side() {
        Side::Client => Source::Portal,
        Side::Staff => Source::Desk,
    };
    let draft = Draft {
        number,
        customer: closed.customer_id,
        subject: &closed.subject,
        source,
        requester: client_or(caller, closed.requester_id),
        follows: Some(closed.number),
    };
    let (ticket, message) = insert_ticket(writing, caller, &draft, &new_reply.body, &new_reply.key).await?;
    let event = NewEvent {
        kind: EventKind::FollowedUp.to_string(),
        actor: Some(caller.membership_id),
        subject: None,
        from: None,
        to: Some(number.to_string()),
    };
    store::events::append(&mut writing.tx, organisation, &ticket_topic(closed.id), event, writing.now).await?;
    announce(writing, organisation, closed).await?;
    if let Some(change) = new_reply.then.map(|to| ticket.set_status(caller, to)).transpose()?.flatten() {
        apply(writing, organisation, Some(caller.membership_id), &ticket, change).await?;
        announce(writing, organisation, &ticket).await?;
    }
    Ok((number, message, false))
}

/// The client who asks: the caller, or on staff's side this one.
fn client_or(caller: &Caller, other: Option<MembershipId>) -> Option<MembershipId> {
    match caller.side() {
        Side::Client => Some(caller.membership_id),
        Side::Staff => other,
    }
}

async fn save_message(writing: &mut Writing, organisation: OrganisationId, message: &Message) -> Result<(), Error> {
    store::messages::insert(&mut writing.tx, organisation, message, writing.now).await.map_err(|error| {
        // Two tickets at once under one key: the database is the last to refuse.
        if error.is_taken() { Error::KeyInUse } else { error.into() }
    })
}

async fn append(
    writing: &mut Writing,
    caller: &Caller,
    topic: &str,
    kind: EventKind,
    subject: Option<String>,
) -> Result<i64, Error> {
    let event = NewEvent { kind: kind.to_string(), actor: Some(caller.membership_id), subject, from: None, to: None };
    Ok(store::events::append(&mut writing.tx, caller.organisation_id, topic, event, writing.now).await?)
}

async fn apply(
    writing: &mut Writing,
    organisation: OrganisationId,
    actor: Option<MembershipId>,
    ticket: &Ticket,
    change: Change,
) -> Result<(), Error> {
    let event = match change {
        Change::Status { from, to } => {
            store::tickets::set_status(&mut writing.tx, organisation, ticket.id, to, writing.now).await?;
            NewEvent {
                kind: EventKind::StatusChanged.to_string(),
                actor,
                subject: None,
                from: Some(from.to_string()),
                to: Some(to.to_string()),
            }
        }
        Change::Assigned { to } => {
            store::tickets::set_assignee(&mut writing.tx, organisation, ticket.id, to, writing.now).await?;
            NewEvent {
                kind: EventKind::Assigned.to_string(),
                actor,
                subject: to.map(|id| id.to_string()),
                from: None,
                to: None,
            }
        }
    };
    store::events::append(&mut writing.tx, organisation, &ticket_topic(ticket.id), event, writing.now).await?;
    Ok(())
}

/// Everybody who takes part, but for the one who did it, will be told by mail unless they see it first; open pages at once.
async fn moved(
    writing: &mut Writing,
    organisation: OrganisationId,
    ticket: &Ticket,
    actor: Option<MembershipId>,
) -> Result<(), Error> {
    if writing.muted {
        return announce(writing, organisation, ticket).await;
    }
    // Read again: an assignment in this write changes who takes part.
    let current = find(writing, organisation, ticket.id).await?;
    let run_at = writing.now + writing.missed_after;
    for (membership, _) in store::tickets::participants(&mut writing.tx, organisation, &current).await? {
        if Some(membership) != actor {
            enqueue(writing, organisation, Work::TellMissed { ticket: ticket.id, membership }, run_at).await?;
        }
    }
    announce(writing, organisation, ticket).await
}

async fn announce(writing: &mut Writing, organisation: OrganisationId, ticket: &Ticket) -> Result<(), Error> {
    let number = store::events::head(&mut writing.tx, organisation, &ticket_topic(ticket.id)).await?;
    writing.announce(Hint::Ticket { organisation, ticket: ticket.id, customer: ticket.customer_id, number });
    Ok(())
}

async fn locked(writing: &mut Writing, caller: &Caller, number: TicketNumber) -> Result<Ticket, Error> {
    store::tickets::lock(&mut writing.tx, caller.organisation_id, number).await?;
    visible(writing, caller, number).await
}

async fn visible(writing: &mut Writing, caller: &Caller, number: TicketNumber) -> Result<Ticket, Error> {
    let found = store::tickets::visible(&mut writing.tx, caller.organisation_id, caller.scope(), number).await?;
    found.ok_or(Error::NotFound)
}

async fn find(writing: &mut Writing, organisation: OrganisationId, id: TicketId) -> Result<Ticket, Error> {
    store::tickets::find(&mut writing.tx, organisation, id).await?.ok_or(Error::NotFound)
}

async fn stored_under(writing: &mut Writing, caller: &Caller, key: &Key) -> Result<Option<Message>, Error> {
    let found =
        store::messages::find_by_key(&mut writing.tx, caller.organisation_id, caller.membership_id, key.as_str());
    Ok(found.await?)
}
