//! A reply of the staff that holds a link to an article teaches it the ticket's subject.

use crate::app::lessons::{NewLesson, learn_in};
use crate::app::{Error, Writing};
use crate::domain::article_links::linked_slugs;
use crate::domain::lesson::Teacher;
use crate::domain::organisation::portal_host;
use crate::domain::people::{Caller, Side};
use crate::domain::thread::MessageKind;
use crate::domain::ticket::Ticket;
use crate::id::TicketId;
use crate::store;
use crate::store::messages::Message;

/// Names of this machine for itself: a server without a public address is read at any of them.
const LOCAL: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Learns from a message that was just written. Only what clients may read can have answered them.
pub(in crate::app) async fn learn_from_reply(
    writing: &mut Writing,
    caller: &Caller,
    message: &Message,
) -> Result<(), Error> {
    if caller.side() != Side::Staff || message.kind != MessageKind::Reply || !message.body.contains("/help/") {
        return Ok(());
    }
    let organisation = caller.organisation_id;
    let domain = store::organisations::find(&mut writing.tx, organisation).await?.and_then(|found| found.domain);
    let portal = domain.as_deref().map(portal_host);
    let public = writing.public_host.clone();
    let mut hosts: Vec<&str> = portal.iter().chain(&public).map(String::as_str).collect();
    if public.as_deref().is_none_or(|host| LOCAL.contains(&host)) {
        hosts.extend(LOCAL);
    }
    for slug in linked_slugs(&message.body, &hosts) {
        if let Some(article) = store::articles::public(&mut writing.tx, organisation, slug).await? {
            let ticket = asked(writing, caller, message.ticket_id).await?;
            let lesson = NewLesson {
                article: article.id,
                subject: &ticket.subject,
                customer: Some(ticket.customer_id),
                ticket: Some(ticket.id),
                teacher: Teacher::StaffLink,
                by: Some(caller.membership_id),
            };
            learn_in(writing, organisation, &lesson).await?;
        }
    }
    Ok(())
}

async fn asked(writing: &mut Writing, caller: &Caller, ticket: TicketId) -> Result<Ticket, Error> {
    store::tickets::find(&mut writing.tx, caller.organisation_id, ticket).await?.ok_or(Error::NotFound)
}
