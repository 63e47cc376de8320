//! What is done to tickets.

mod rating;
mod record;
mod tags;

pub use self::rating::{rate, rate_in};
pub use self::tags::{set_tags, set_tags_in, tags};

use crate::app::inquiries::Asked;
use crate::app::{App, Error, Writing, client_invoices, client_projects, inquiries, submissions};
use crate::clock::Timestamp;
use crate::domain::input::{Body, Key, Subject};
use crate::domain::invoice::InvoiceNumber;
use crate::domain::people::{Caller, Scope, Side};
use crate::domain::rights::Right;
use crate::domain::thread::{Change, Entry, MessageKind};
use crate::domain::ticket::{CLOSES_AFTER, Refused, ReplyOutcome, Source, Status, TicketNumber, may_take_part};
use crate::id::{CustomerId, FailureId, FileId, InvoiceId, MembershipId, OrganisationId, ProjectId};
use crate::store;
use crate::store::messages::Message;

/// A ticket to be opened.
#[derive(Clone, Debug)]
pub struct Opening {
    /// What it is about.
    pub subject: Subject,
    /// The first message.
    pub body: Body,
    /// What the browser calls this sending.
    pub key: Key,
    /// The files that go with it, which its sender has uploaded.
    pub attachments: Vec<FileId>,
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
    /// The files that go with it, which its sender has uploaded.
    pub attachments: Vec<FileId>,
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
    open_asked(app, caller, opening, Origin::default()).await
}

/// Where a question comes from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Origin<'a> {
    /// The inquiry that has become this ticket.
    pub asked: Option<&'a Asked>,
    /// The invoice that it is about.
    pub invoice: Option<&'a InvoiceNumber>,
    /// The project that it is about.
    pub project: Option<ProjectId>,
}

/// What a ticket is about, which whoever opens it has been found to see.
#[derive(Clone, Copy, Debug, Default)]
struct About {
    invoice: Option<InvoiceId>,
    project: Option<ProjectId>,
}

/// The same from an inquiry, or about an invoice or a project that the caller sees.
pub async fn open_asked(
    app: &App,
    caller: &Caller,
    opening: &Opening,
    Origin { asked, invoice, project }: Origin<'_>,
) -> Result<TicketNumber, Error> {
    let Scope::Customer(customer) = caller.scope() else { return Err(Error::NotLinked) };
    may_take_part(caller)?;
    let mut writing = app.begin().await?;
    let invoice = match invoice {
        Some(number) => Some(client_invoices::visible(&mut writing.tx, caller, number).await?.row.id),
        None => None,
    };
    if let Some(project) = project {
        client_projects::visible(&mut writing.tx, caller, project).await?;
    }
    let about = About { invoice, project };
    let number = open_about(&mut writing, caller, customer, opening, (Source::Portal, about)).await?;
    submissions::went_through(&mut writing, caller, &opening.key).await?;
    if let Some(asked) = asked {
        inquiries::submitted_in(&mut writing, caller, asked, (number, &opening.subject)).await?;
    }
    app.commit(writing).await?;
    Ok(number)
}

/// Opens what a client sent and what could not be stored then, in the client's name: as it would have been (P9). Tried again by the
/// client under its key it is the same ticket.
pub async fn open_for_them(
    app: &App,
    caller: &Caller,
    customer: CustomerId,
    failure: FailureId,
) -> Result<TicketNumber, Error> {
    if !caller.may(Right::WorkOnTickets) {
        return Err(Refused::NotAllowed.into());
    }
    let organisation = caller.organisation_id;
    let mut writing = app.begin().await?;
    store::organisations::lock(&mut writing.tx, organisation).await?;
    let kept = submissions::take(&mut writing, caller, failure).await?;
    if kept.customer != customer {
        return Err(Error::NotFound);
    }
    let Opening { subject, body, key, attachments } = &kept.opening;
    let number =
        if let Some(stored) = record::stored_by(&mut writing, (organisation, kept.author), key.as_str()).await? {
            record::find(&mut writing, organisation, stored.ticket_id).await?.number
        } else {
            let number = store::organisations::next_ticket_number(&mut writing.tx, organisation).await?;
            let draft = record::Draft {
                author: (kept.author, Side::Client),
                number,
                customer,
                subject: subject.as_str(),
                source: Source::Portal,
                requester: Some(kept.author),
                follows: None,
                invoice: None,
                project: None,
            };
            record::insert_ticket(&mut writing, caller, &draft, (body, key, attachments)).await?;
            number
        };
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
    if !caller.may(Right::WorkOnTickets) {
        return Err(Refused::NotAllowed.into());
    }
    let mut writing = app.begin().await?;
    // Held, so that the customer is not archived or deleted meanwhile.
    store::organisations::lock(&mut writing.tx, caller.organisation_id).await?;
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
    open_about(writing, caller, customer, opening, (source, About::default())).await
}

/// The same about something.
async fn open_about(
    writing: &mut Writing,
    caller: &Caller,
    customer: CustomerId,
    opening: &Opening,
    (source, About { invoice, project }): (Source, About),
) -> Result<TicketNumber, Error> {
    // Of two requests with one key the second waits here, then finds the first one's message and takes no number.
    store::organisations::lock(&mut writing.tx, caller.organisation_id).await?;
    if let Some(stored) = record::stored_under(writing, caller, &opening.key).await? {
        let ticket = record::find(writing, caller.organisation_id, stored.ticket_id).await?;
        let same = stored.body == opening.body.as_str()
            && record::has_attachments(writing, caller, stored.id, &opening.attachments).await?
            && ticket.subject == opening.subject.as_str()
            && ticket.customer_id == customer
            && ticket.invoice_id == invoice
            && ticket.project_id == project;
        return if same { Ok(ticket.number) } else { Err(Error::KeyInUse) };
    }
    let number = store::organisations::next_ticket_number(&mut writing.tx, caller.organisation_id).await?;
    let draft = record::Draft {
        author: (caller.membership_id, caller.side()),
        number,
        customer,
        subject: opening.subject.as_str(),
        source,
        requester: record::client_or(caller, None),
        follows: None,
        invoice,
        project,
    };
    let first = (&opening.body, &opening.key, opening.attachments.as_slice());
    record::insert_ticket(writing, caller, &draft, first).await?;
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
    let ticket = record::visible(writing, caller, number).await?;
    if let Some(stored) = record::stored_under(writing, caller, &new_reply.key).await? {
        let same_files = record::has_attachments(writing, caller, stored.id, &new_reply.attachments).await?;
        if stored.body != new_reply.body.as_str() || stored.kind != new_reply.kind || !same_files {
            return Err(Error::KeyInUse);
        }
        let stands_in = record::find(writing, organisation, stored.ticket_id).await?;
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
            ReplyOutcome::OpensFollowUp => return record::follow_up(writing, caller, &ticket, new_reply).await,
        },
    };
    let message = record::insert_message(writing, caller, &ticket, new_reply).await?;
    for change in changes {
        record::apply(writing, caller.organisation_id, Some(caller), &ticket, change).await?;
    }
    record::moved(writing, organisation, &ticket, Some(caller.membership_id)).await?;
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
    let ticket = record::locked(writing, caller, number).await?;
    if let Some(change) = ticket.set_status(caller, to)? {
        record::apply(writing, caller.organisation_id, Some(caller), &ticket, change).await?;
        record::moved(writing, caller.organisation_id, &ticket, Some(caller.membership_id)).await?;
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
    let ticket = record::locked(writing, caller, number).await?;
    if let Some(to) = to
        && !store::people::is_assignable(&mut writing.tx, caller.organisation_id, to).await?
    {
        return Err(Error::NotFound);
    }
    if let Some(change) = ticket.assign(caller, to)? {
        record::apply(writing, caller.organisation_id, Some(caller), &ticket, change).await?;
        record::moved(writing, caller.organisation_id, &ticket, Some(caller.membership_id)).await?;
    }
    Ok(())
}

/// Moves a ticket to another customer: from the commit on the old one's people see it nowhere, the new one's everywhere.
pub async fn move_to(app: &App, caller: &Caller, number: TicketNumber, to: CustomerId) -> Result<(), Error> {
    let mut writing = app.begin().await?;
    // A customer that is being archived or deleted takes no more tickets.
    store::organisations::lock(&mut writing.tx, caller.organisation_id).await?;
    let ticket = record::locked(&mut writing, caller, number).await?;
    if let Some(change) = ticket.move_to(caller, to)? {
        record::apply(&mut writing, caller.organisation_id, Some(caller), &ticket, change).await?;
        record::announce(&mut writing, caller.organisation_id, &ticket).await?;
        let moved = record::find(&mut writing, caller.organisation_id, ticket.id).await?;
        record::announce(&mut writing, caller.organisation_id, &moved).await?;
    }
    app.commit(writing).await
}

/// Closes tickets that have been Resolved for long enough (S5), at most a hundred; tells how many.
pub async fn close_resolved(app: &App) -> Result<usize, Error> {
    let mut writing = app.begin().await?;
    let due = store::tickets::due_to_close(&mut writing.tx, writing.now - CLOSES_AFTER, 100).await?;
    for &(organisation, number) in &due {
        close_in(&mut writing, organisation, number).await?;
    }
    app.commit(writing).await?;
    Ok(due.len())
}

/// Closes a ticket within a larger write, as time does; one that is not Resolved stays as it is.
pub(crate) async fn close_in(
    writing: &mut Writing,
    organisation: OrganisationId,
    number: TicketNumber,
) -> Result<(), Error> {
    store::tickets::lock(&mut writing.tx, organisation, number).await?;
    let ticket = store::tickets::visible(&mut writing.tx, organisation, Scope::Organisation, number).await?;
    // A client may have reopened it between the list and the lock.
    let Some(ticket) = ticket.filter(|ticket| ticket.status == Status::Resolved) else { return Ok(()) };
    let change = Change::Status { from: ticket.status, to: Status::Closed };
    record::apply(writing, organisation, None, &ticket, change).await?;
    record::announce(writing, organisation, &ticket).await
}
