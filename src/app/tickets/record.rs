//! What the verbs write: tickets, messages, events, and who is to be told.

use crate::app::audit::{self, Actor};
use crate::app::queue::{Work, enqueue};
use crate::app::tickets::NewReply;
use crate::app::{Error, Writing, attachments, lessons};
use crate::domain::attachment::Owner;
use crate::domain::audit::{Action, Deed};
use crate::domain::input::{Body, Key};
use crate::domain::people::{Caller, Side};
use crate::domain::thread::{Change, EventKind, MessageKind};
use crate::domain::ticket::{Source, Ticket, TicketNumber};
use crate::id::{CustomerId, FileId, InvoiceId, MembershipId, MessageId, OrganisationId, ProjectId, TicketId};
use crate::ports::bus::Hint;
use crate::store;
use crate::store::events::{NewEvent, ticket_topic};
use crate::store::messages::Message;
use crate::store::tickets::{NewTicket, RecordedMessage};

/// A ticket to be inserted.
pub(super) struct Draft<'a> {
    /// Who asks or writes, and on which side: the caller, or somebody in whose name staff act.
    pub(super) author: (MembershipId, Side),
    pub(super) number: TicketNumber,
    pub(super) customer: CustomerId,
    pub(super) subject: &'a str,
    pub(super) source: Source,
    pub(super) requester: Option<MembershipId>,
    pub(super) follows: Option<TicketNumber>,
    pub(super) invoice: Option<InvoiceId>,
    pub(super) project: Option<ProjectId>,
}

pub(super) async fn insert_ticket(
    writing: &mut Writing,
    caller: &Caller,
    draft: &Draft<'_>,
    (body, key, files): (&Body, &Key, &[FileId]),
) -> Result<(Ticket, Message), Error> {
    let organisation = caller.organisation_id;
    let (author, side) = draft.author;
    let excerpt = in_short(writing, (organisation, author), (body, files)).await?;
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
        invoice_id: draft.invoice,
        project_id: draft.project,
        author,
        side,
        body: &excerpt,
    };
    store::tickets::insert(&mut writing.tx, organisation, &new_ticket, writing.now).await?;
    store::customers::contacted(&mut writing.tx, organisation, draft.customer, writing.now).await?;
    let message = Message {
        id: MessageId::new(writing.now, &*writing.chance),
        ticket_id: id,
        kind: MessageKind::Reply,
        author_id: author,
        body: body.as_str().to_owned(),
        send_key: key.as_str().to_owned(),
    };
    save_message(writing, organisation, &message).await?;
    attachments::attach_in(writing, (organisation, author), Owner::Message(message.id), files).await?;
    append(writing, (organisation, author), &topic, EventKind::Opened, Some(message.id.to_string())).await?;
    store::read_positions::advance(&mut writing.tx, organisation, id, &[(author, side)], 1).await?;
    let ticket = find(writing, organisation, id).await?;
    let deed = Deed::of(Action::TicketOpened, id, called(ticket.number, &ticket.subject))
        .field("customer", "", &*ticket.customer_name)
        .field("source", "", ticket.source.as_str())
        .field("invoice", serde_json::Value::Null, ticket.invoice_number.as_ref().map(ToString::to_string))
        .field("project", serde_json::Value::Null, ticket.project_name.clone());
    audit::record(writing, caller, deed).await?;
    moved(writing, organisation, &ticket, Some(author)).await?;
    Ok((ticket, message))
}

pub(super) async fn insert_message(
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
    let excerpt =
        in_short(writing, (organisation, caller.membership_id), (&new_reply.body, &new_reply.attachments)).await?;
    save_message(writing, organisation, &message).await?;
    let uploader = (organisation, caller.membership_id);
    attachments::attach_in(writing, uploader, Owner::Message(message.id), &new_reply.attachments).await?;
    let (kind, action) = match new_reply.kind {
        MessageKind::Reply => (EventKind::Replied, Action::TicketReplied),
        MessageKind::Note => (EventKind::Noted, Action::TicketNoted),
    };
    let actor = (organisation, caller.membership_id);
    let number = append(writing, actor, &ticket_topic(ticket.id), kind, Some(message.id.to_string())).await?;
    let recorded = RecordedMessage {
        kind: new_reply.kind,
        author: caller.membership_id,
        side: caller.side(),
        body: &excerpt,
        number,
    };
    store::tickets::record_message(&mut writing.tx, organisation, ticket.id, &recorded, writing.now).await?;
    if new_reply.kind == MessageKind::Reply {
        store::customers::contacted(&mut writing.tx, organisation, ticket.customer_id, writing.now).await?;
    }
    // The text stays where it is read: in the thread, which keeps it as long as the log does.
    audit::record(writing, caller, Deed::of(action, ticket.id, called(ticket.number, &ticket.subject))).await?;
    // Whoever answers has read what stands above.
    let reader = (caller.membership_id, caller.side());
    store::read_positions::advance(&mut writing.tx, organisation, ticket.id, &[reader], number).await?;
    lessons::learn_from_reply(writing, caller, &message).await?;
    Ok(message)
}

pub(super) async fn follow_up(
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
        author: (caller.membership_id, caller.side()),
        number,
        customer: closed.customer_id,
        subject: &closed.subject,
        source,
        requester: client_or(caller, closed.requester_id),
        follows: Some(closed.number),
        invoice: closed.invoice_id,
        project: closed.project_id,
    };
    let first = (&new_reply.body, &new_reply.key, new_reply.attachments.as_slice());
    let (ticket, message) = insert_ticket(writing, caller, &draft, first).await?;
    let event = NewEvent {
        kind: EventKind::FollowedUp.to_string(),
        actor: Some(caller.membership_id),
        subject: None,
        from: None,
        to: Some(number.to_string()),
    };
    store::events::append(&mut writing.tx, organisation, &ticket_topic(closed.id), event, writing.now).await?;
    announce(writing, organisation, closed).await?;
    lessons::learn_from_reply(writing, caller, &message).await?;
    if let Some(change) = new_reply.then.map(|to| ticket.set_status(caller, to)).transpose()?.flatten() {
        apply(writing, organisation, Some(caller), &ticket, change).await?;
        announce(writing, organisation, &ticket).await?;
    }
    Ok((number, message, false))
}

/// The client who asks: the caller, or on staff's side this one.
pub(super) fn client_or(caller: &Caller, other: Option<MembershipId>) -> Option<MembershipId> {
    match caller.side() {
        Side::Client => Some(caller.membership_id),
        Side::Staff => other,
    }
}

/// What lists show of a message: its text, or the names of its files when that is all there is.
async fn in_short(
    writing: &mut Writing,
    (organisation, uploader): (OrganisationId, MembershipId),
    (body, files): (&Body, &[FileId]),
) -> Result<String, Error> {
    if !body.as_str().is_empty() {
        return Ok(body.as_str().to_owned());
    }
    let files = store::attachments::unsent(&mut writing.tx, organisation, uploader, files).await?;
    Ok(files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join(", "))
}

/// Whether these are the files of a message that stands already.
pub(super) async fn has_attachments(
    writing: &mut Writing,
    caller: &Caller,
    message: MessageId,
    files: &[FileId],
) -> Result<bool, Error> {
    let stored = attachments::of(&mut writing.tx, caller, Owner::Message(message)).await?;
    Ok(stored.iter().map(|file| file.id).eq(files.iter().copied()))
}

async fn save_message(writing: &mut Writing, organisation: OrganisationId, message: &Message) -> Result<(), Error> {
    store::messages::insert(&mut writing.tx, organisation, message, writing.now).await.map_err(|error| {
        // Two tickets at once under one key: the database is the last to refuse.
        if error.is_taken() { Error::KeyInUse } else { error.into() }
    })
}

async fn append(
    writing: &mut Writing,
    (organisation, actor): (OrganisationId, MembershipId),
    topic: &str,
    kind: EventKind,
    subject: Option<String>,
) -> Result<i64, Error> {
    let event = NewEvent { kind: kind.to_string(), actor: Some(actor), subject, from: None, to: None };
    Ok(store::events::append(&mut writing.tx, organisation, topic, event, writing.now).await?)
}

pub(super) async fn apply(
    writing: &mut Writing,
    organisation: OrganisationId,
    by: Option<&Caller>,
    ticket: &Ticket,
    change: Change,
) -> Result<(), Error> {
    let actor = by.map(|caller| caller.membership_id);
    let deed = |action| Deed::of(action, ticket.id, called(ticket.number, &ticket.subject));
    let (event, deed) = match change {
        Change::Status { from, to } => {
            store::tickets::set_status(&mut writing.tx, organisation, ticket.id, to, writing.now).await?;
            let event = NewEvent {
                kind: EventKind::StatusChanged.to_string(),
                actor,
                subject: None,
                from: Some(from.to_string()),
                to: Some(to.to_string()),
            };
            (event, deed(Action::TicketStatus).field("status", from.as_str(), to.as_str()))
        }
        Change::Assigned { to } => {
            store::tickets::set_assignee(&mut writing.tx, organisation, ticket.id, to, writing.now).await?;
            let event = NewEvent {
                kind: EventKind::Assigned.to_string(),
                actor,
                subject: to.map(|id| id.to_string()),
                from: None,
                to: None,
            };
            let assignee = match to {
                Some(to) => {
                    store::people::recipient(&mut writing.tx, organisation, to).await?.map(|person| person.name)
                }
                None => None,
            };
            (event, deed(Action::TicketAssigned).field("assignee", ticket.assignee_name.clone(), assignee))
        }
        Change::Customer { to } => {
            let customer = store::customers::find(&mut writing.tx, organisation, to).await?.ok_or(Error::NotFound)?;
            store::tickets::set_customer(&mut writing.tx, organisation, ticket.id, to, writing.now).await?;
            lessons::move_ticket_in(writing, organisation, ticket.id, to).await?;
            // Nobody at the new customer has read it yet, whoever at the old one has.
            store::read_positions::forget(&mut writing.tx, organisation, ticket.id, Side::Client).await?;
            let event = NewEvent {
                kind: EventKind::Moved.to_string(),
                actor,
                subject: None,
                from: Some(ticket.customer_name.clone()),
                to: Some(customer.name.clone()),
            };
            (event, deed(Action::TicketMoved).field("customer", &*ticket.customer_name, customer.name))
        }
    };
    store::events::append(&mut writing.tx, organisation, &ticket_topic(ticket.id), event, writing.now).await?;
    match by {
        Some(caller) => audit::record(writing, caller, deed).await,
        None => audit::record_by(writing, Actor::itself(organisation), deed).await,
    }
}

/// What a ticket is called in the audit log.
pub(super) fn called(number: TicketNumber, subject: &str) -> String {
    format!("#{number} {subject}")
}

/// Everybody who takes part, but for the one who did it, will be told by mail unless they see it first; open pages at once.
pub(super) async fn moved(
    writing: &mut Writing,
    organisation: OrganisationId,
    ticket: &Ticket,
    actor: Option<MembershipId>,
) -> Result<(), Error> {
    if writing.muted {
        return Ok(());
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

pub(super) async fn announce(
    writing: &mut Writing,
    organisation: OrganisationId,
    ticket: &Ticket,
) -> Result<(), Error> {
    // Nobody looks on while a sample is made.
    if writing.muted {
        return Ok(());
    }
    let number = store::events::head(&mut writing.tx, organisation, &ticket_topic(ticket.id)).await?;
    writing.announce(Hint::Ticket { organisation, ticket: ticket.id, customer: ticket.customer_id, number });
    Ok(())
}

pub(super) async fn locked(writing: &mut Writing, caller: &Caller, number: TicketNumber) -> Result<Ticket, Error> {
    store::tickets::lock(&mut writing.tx, caller.organisation_id, number).await?;
    visible(writing, caller, number).await
}

pub(super) async fn visible(writing: &mut Writing, caller: &Caller, number: TicketNumber) -> Result<Ticket, Error> {
    let found = store::tickets::visible(&mut writing.tx, caller.organisation_id, caller.scope(), number).await?;
    found.ok_or(Error::NotFound)
}

pub(super) async fn find(writing: &mut Writing, organisation: OrganisationId, id: TicketId) -> Result<Ticket, Error> {
    store::tickets::find(&mut writing.tx, organisation, id).await?.ok_or(Error::NotFound)
}

pub(super) async fn stored_under(writing: &mut Writing, caller: &Caller, key: &Key) -> Result<Option<Message>, Error> {
    stored_by(writing, (caller.organisation_id, caller.membership_id), key.as_str()).await
}

pub(super) async fn stored_by(
    writing: &mut Writing,
    (organisation, author): (OrganisationId, MembershipId),
    key: &str,
) -> Result<Option<Message>, Error> {
    Ok(store::messages::find_by_key(&mut writing.tx, organisation, author, key).await?)
}
