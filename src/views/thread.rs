//! A ticket's thread, shared by portal and desk. [`entry`] is the one fragment: the page, the answer to a send and the broadcast.

use maud::{Markup, html};

use crate::clock::Timestamp;
use crate::domain::input::Invalid;
use crate::domain::people::Side;
use crate::domain::thread::{Author, Entry, MessageKind, SeenUpTo, What};
use crate::domain::ticket::{Status, Ticket, TicketNumber};
use crate::id::MembershipId;
use crate::views::attachments::{self, Picker};
use crate::views::desk::tags;
use crate::views::frame::Frame;
use crate::views::layout::{self, PortalNav};
use crate::views::rating::{self, RatingForm};
use crate::views::{composer, icon, parts, rich};
use crate::words::msg::{client_invoices, portal, projects, ratings};
use crate::words::{Locale, Zone};

/// A thread and the form under it.
#[derive(Clone, Copy)]
pub struct Thread<'a> {
    /// The ticket.
    pub ticket: &'a Ticket,
    /// What stands in it, by number.
    pub entries: &'a [Entry],
    /// Where all of it is shown, when `entries` is only its end.
    pub earlier: Option<&'a str>,
    /// How far each side has read.
    pub seen: SeenUpTo,
    /// What stands in the reply's form.
    pub form: ReplyForm<'a>,
    /// What stands in the rating's form.
    pub rating: RatingForm<'a>,
    /// Whether the reader can only read.
    pub read_only: bool,
}

/// What stands in a reply's form.
#[derive(Clone, Copy)]
pub struct ReplyForm<'a> {
    /// The text.
    pub body: &'a str,
    /// What the message will be called, so that sending it twice stores it once.
    pub key: &'a str,
    /// Whether it is a reply or a note.
    pub kind: MessageKind,
    /// The files that go with it.
    pub picker: Picker<'a>,
    /// What is wrong with it.
    pub problems: &'a [Invalid],
    /// Whether the key was used before, with another text.
    pub conflict: bool,
}

impl<'a> ReplyForm<'a> {
    /// A reply's form in which nothing stands yet.
    pub fn fresh(key: &'a str) -> Self {
        let kind = MessageKind::Reply;
        Self { body: "", key, kind, picker: Picker::default(), problems: &[], conflict: false }
    }
}

/// For whom an entry is shown, when it is not a broadcast.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// Their membership: their own messages stand at the other edge.
    pub me: Option<MembershipId>,
    /// Their time zone.
    pub zone: &'a Zone,
    /// When the page is made.
    pub now: Timestamp,
    /// The number of the message that says "Seen".
    pub seen: Option<i64>,
}

/// What is wrong with a reply, in one line for the script.
pub fn problems(locale: &Locale, problems: &[Invalid], conflict: bool) -> String {
    composer::in_words(locale, problems, conflict)
}

/// A client's page of one ticket.
pub fn portal_page(frame: &Frame<'_>, thread: &Thread<'_>) -> Markup {
    let ticket = thread.ticket;
    let main = html! {
        (live(frame, ticket, &[]))
        div class="ticket-page" {
            header class="ticket-top" {
                p class="crumbs small" {
                    a href="/support" { (icon::back()) (frame.text(portal::TICKET_BACK)) }
                    span class="quiet num" { (frame.with(portal::TICKET_NUMBER, &[("number", ticket.number.into())])) }
                }
                div class="ticket-title" {
                    h1 dir="auto" { (ticket.subject) }
                    div class="ticket-state" { (presence()) (head(frame.locale, Side::Client, ticket)) }
                }
                (follows(frame, Side::Client, ticket))
                (about_invoice(frame, Side::Client, ticket))
                (about_project(frame, Side::Client, ticket))
            }
            section class="card thread-card" aria-label=(frame.text(portal::THREAD_LABEL)) {
                (entries(frame, Side::Client, thread))
                (rating::section(frame, thread))
                @if thread.read_only {
                    p class="read-only quiet small" { (frame.text(portal::THREAD_READ_ONLY)) }
                } @else {
                    (composer::portal(frame, thread))
                }
            }
        }
    };
    let title = frame.with(
        portal::TICKET_PAGE_TITLE,
        &[("number", ticket.number.into()), ("subject", ticket.subject.as_str().into())],
    );
    layout::portal(frame, PortalNav::Support, &title, &main)
}

/// One thing in a thread. Without a `page` it is the same for every reader of an audience: times in UTC, nobody's own.
pub fn entry(locale: &Locale, audience: Side, entry: &Entry, page: Option<&Reader<'_>>) -> Markup {
    match &entry.what {
        What::Message { id, kind, body, attachments: files } => {
            let author = entry.author.as_ref();
            let mine = author.is_some_and(|author| page.is_some_and(|page| page.me == Some(author.membership_id)));
            let side = author.map_or(Side::Staff, |author| author.role.side());
            let name = author.map_or("", |author| author.name.as_str());
            let note = *kind == MessageKind::Note;
            let class = match (note, mine) {
                (false, false) => "msg",
                (false, true) => "msg mine",
                (true, false) => "msg note",
                (true, true) => "msg note mine",
            };
            html! {
                li id={ "reply-" (id) } class=(class) data-number=(entry.number) data-author=[author.map(|author| author.membership_id)] data-side=(side) data-kind=(kind) {
                    (parts::avatar(name, side))
                    div class="said" {
                        div class="meta" {
                            bdi class="who" { (name) }
                            @if note { span class="note-mark" { (locale.text(portal::THREAD_NOTE)) } }
                            (time(locale, entry.at, page))
                            span class="receipt" {
                                @if page.is_some_and(|page| page.seen == Some(entry.number)) { (locale.text(portal::THREAD_SEEN)) }
                            }
                        }
                        @if !body.is_empty() { div class="body" dir="auto" { (rich::text(body)) } }
                        (attachments::list(locale, files))
                    }
                }
            }
        }
        What::Status { to, from } => {
            line(locale, entry, "status", page, &status_line(locale, audience, entry.author.as_ref(), *from, *to))
        }
        What::Assigned { to } => {
            line(locale, entry, "assigned", page, &assigned_line(locale, audience, entry.author.as_ref(), to.as_ref()))
        }
        What::Moved { from, to } => {
            let who = entry.author.as_ref().map_or("", |author| author.name.as_str());
            let said = locale.with(
                portal::THREAD_MOVED,
                &[("who", who.into()), ("from", from.as_str().into()), ("to", to.as_str().into())],
            );
            line(locale, entry, "moved", page, &html! { (said) })
        }
        What::Rated(given) => {
            let who = entry.author.as_ref().map_or("", |author| author.name.as_str());
            line(locale, entry, "rated", page, &rating::line(locale, who, given))
        }
        What::Tagged { tags } => {
            let who = ("who", entry.author.as_ref().map_or("", |author| author.name.as_str()).into());
            let said = match tags.as_str() {
                "" => locale.with(ratings::TAGS_LINE_NONE, &[who]),
                tags => locale.with(ratings::TAGS_LINE, &[("tags", tags.into()), who]),
            };
            line(locale, entry, "tagged", page, &html! { (said) })
        }
        What::FollowedUp { number } => line(
            locale,
            entry,
            "followed-up",
            page,
            &html! {
                a href=(address(audience, *number)) { (locale.with(portal::THREAD_FOLLOWED_UP, &[("number", (*number).into())])) }
            },
        ),
    }
}

/// The part of a ticket's head that moves: its status and who has it. What else depends on the status is shown or hidden by the
/// stylesheet from `data-status`, so that this one fragment moves all of it.
pub fn head(locale: &Locale, audience: Side, ticket: &Ticket) -> Markup {
    html! {
        div id="ticket-head" class="ticket-head" data-status=(ticket.status) data-assignee=[ticket.assignee_id] {
            (parts::status(locale, audience, ticket.status))
            @match (&ticket.assignee_name, audience) {
                (Some(name), _) => span class="assignee small quiet" { (locale.with(portal::TICKET_ASSIGNEE, &[("name", name.as_str().into())])) },
                (None, Side::Staff) => span class="assignee small quiet" { (locale.text(portal::TICKET_UNASSIGNED)) },
                (None, Side::Client) => {},
            }
            @if let (Some(stars), Side::Staff) = (ticket.last_rating.stars(), audience) { (rating::stars(locale, stars)) }
        }
    }
}

/// What a room sends to the pages of one audience: the entry, and the head when the ticket moved.
pub fn pushed(locale: &Locale, audience: Side, event: &Entry, ticket: Option<&Ticket>) -> String {
    let entry = entry(locale, audience, event, None).into_string();
    let mut frame = format!(r##"<hx-upsert hx-target="#thread" key="data-number" sort>{entry}</hx-upsert>"##);
    if let Some(ticket) = ticket {
        frame.push_str(&parts::partial("ticket-head", &head(locale, audience, ticket)));
        if audience == Side::Staff {
            for (id, part) in [
                ("ticket-customer", customer(ticket)),
                ("panel-customer", panel_customer(ticket)),
                ("panel-rating", rating::panel(locale, ticket)),
                ("panel-tags", tags::panel(locale, ticket)),
            ] {
                frame.push_str(&parts::partial(id, &part));
            }
        } else {
            frame.push_str(&parts::partial("rating-state", &rating::state(locale, ticket)));
        }
    }
    frame
}

/// The customer's name at the desk, above the thread.
pub(super) fn customer(ticket: &Ticket) -> Markup {
    html! { bdi id="ticket-customer" class="quiet" { (ticket.customer_name) } }
}

/// The customer's name beside it, which leads to the customer.
pub(super) fn panel_customer(ticket: &Ticket) -> Markup {
    html! { h2 id="panel-customer" dir="auto" { a href={ "/desk/customers/" (ticket.customer_id) } { (ticket.customer_name) } } }
}

/// The list of entries, with somebody's typing under it. It has its own scroll bar, which the keyboard must reach.
pub(super) fn entries(frame: &Frame<'_>, audience: Side, thread: &Thread<'_>) -> Markup {
    let reader = Reader {
        me: frame.viewer.map(|viewer| viewer.membership_id),
        zone: frame.zone,
        now: frame.now,
        seen: last_seen(audience, thread.entries, thread.seen),
    };
    html! {
        div class="thread-scroll" role="log" aria-label=(frame.text(portal::THREAD_LABEL)) tabindex="0" {
            @if let Some(url) = thread.earlier {
                p class="older" { a class="button" href=(url) { (frame.text(portal::THREAD_EARLIER)) } }
            }
            ol id="thread" class="thread" data-seen-staff=(thread.seen.staff) data-seen-client=(thread.seen.client) {
                @for one in thread.entries.iter().filter(|one| one.visible_to(audience)) { (entry(frame.locale, audience, one, Some(&reader))) }
            }
            div id="typing" class="typing" hidden aria-live="off" {
                span class="dots" aria-hidden="true" { i {} i {} i {} }
                span class="who small quiet" {}
            }
        }
    }
}

/// The element that holds the page's live connection.
pub(super) fn live(frame: &Frame<'_>, ticket: &Ticket, topics: &[String]) -> Markup {
    let query = topics.iter().fold(format!("topic=ticket:{}", ticket.number), |query, topic| query + "&topic=" + topic);
    // The ticket's own head, not the last entry's: what this reader may not see counts too, or it would be missing for ever.
    html! { div id="live" hx-ws:connect=(frame.live(&query)) hx-swap="none" data-ticket=(ticket.number) data-head=(ticket.head) hidden {} }
}

/// Shown by the script while somebody of the other side is here.
pub(super) fn presence() -> Markup {
    html! { span id="presence" class="chip good" hidden { i class="dot" {} span class="who" {} } }
}

/// Leads back to the ticket that this one follows up.
pub(super) fn follows(frame: &Frame<'_>, audience: Side, ticket: &Ticket) -> Markup {
    html! {
        @if let Some(number) = ticket.follows {
            p class="small" { a href=(address(audience, number)) { (icon::link()) (frame.with(portal::TICKET_FOLLOWS, &[("number", number.into())])) } }
        }
    }
}

/// Leads to the project that the ticket is about.
pub(super) fn about_project(frame: &Frame<'_>, audience: Side, ticket: &Ticket) -> Markup {
    let Some((id, name)) = ticket.project_id.zip(ticket.project_name.as_ref()) else { return html! {} };
    let address = match audience {
        Side::Staff => format!("/desk/projects/{id}"),
        Side::Client => format!("/projects/{id}"),
    };
    let said = frame.with(projects::TICKET_ABOUT_PROJECT, &[("name", name.as_str().into())]);
    html! { p class="small about-invoice" { a class="chip" href=(address) { (icon::project()) span class="chip-text" dir="auto" { (said) } } } }
}

/// Leads to the invoice that the ticket is about.
pub(super) fn about_invoice(frame: &Frame<'_>, audience: Side, ticket: &Ticket) -> Markup {
    let Some((id, number)) = ticket.invoice_id.zip(ticket.invoice_number.as_ref()) else { return html! {} };
    let address = match audience {
        Side::Staff => format!("/desk/invoices/{id}"),
        Side::Client => format!("/invoices/{number}"),
    };
    let said = frame.with(client_invoices::TICKET_ABOUT_INVOICE, &[("number", number.as_str().into())]);
    html! { p class="small about-invoice" { a class="chip" href=(address) { (icon::receipt()) (said) } } }
}

fn address(audience: Side, number: TicketNumber) -> String {
    match audience {
        Side::Staff => parts::desk_ticket(number),
        Side::Client => parts::portal_ticket(number),
    }
}

/// The number of the last message of the reader's side, when the other side has read that far.
fn last_seen(audience: Side, entries: &[Entry], seen: SeenUpTo) -> Option<i64> {
    let other = match audience {
        Side::Staff => seen.client,
        Side::Client => seen.staff,
    };
    entries
        .iter()
        .filter(|entry| matches!(entry.what, What::Message { kind: MessageKind::Reply, .. }) && entry.number <= other)
        .rfind(|entry| entry.author.as_ref().is_some_and(|author| author.role.side() == audience))
        .map(|entry| entry.number)
}

fn line(locale: &Locale, entry: &Entry, kind: &str, page: Option<&Reader<'_>>, text: &Markup) -> Markup {
    html! {
        li id={ "event-" (entry.number) } class="line" data-number=(entry.number) data-kind=(kind) {
            span class="line-text" { (text) " " span class="line-time" { (time(locale, entry.at, page)) } }
        }
    }
}

fn status_line(locale: &Locale, audience: Side, author: Option<&Author>, from: Status, to: Status) -> Markup {
    let Some(author) = author else {
        let msg = if to == Status::Closed { portal::THREAD_CLOSED_BY_TIME } else { portal::THREAD_STATUS_MOVED };
        return html! { (locale.text(msg)) };
    };
    let msg = match (from, to, audience) {
        (Status::Resolved | Status::Closed, Status::Open, _) => portal::THREAD_REOPENED,
        (Status::Open | Status::Pending, Status::Open, _) => portal::THREAD_OPEN_AGAIN,
        (_, Status::Pending, Side::Staff) => portal::THREAD_PENDING,
        (_, Status::Pending, Side::Client) => portal::THREAD_PENDING_FOR_CLIENT,
        (_, Status::Resolved, _) => portal::THREAD_RESOLVED,
        (_, Status::Closed, _) => portal::THREAD_CLOSED,
    };
    html! { (locale.with(msg, &[("who", author.name.as_str().into())])) }
}

fn assigned_line(locale: &Locale, audience: Side, author: Option<&Author>, to: Option<&Author>) -> Markup {
    let who = author.map_or("", |author| author.name.as_str());
    let text = match (to, audience) {
        (Some(to), Side::Client) => {
            locale.with(portal::THREAD_ASSIGNED_FOR_CLIENT, &[("name", to.name.as_str().into())])
        }
        (None, Side::Client) => locale.text(portal::THREAD_UNASSIGNED_FOR_CLIENT),
        (Some(to), Side::Staff) if author.is_some_and(|author| author.membership_id == to.membership_id) => {
            locale.with(portal::THREAD_TAKEN, &[("who", who.into())])
        }
        (Some(to), Side::Staff) if author.is_none() => {
            locale.with(portal::THREAD_TAKEN, &[("who", to.name.as_str().into())])
        }
        (Some(to), Side::Staff) => {
            locale.with(portal::THREAD_ASSIGNED, &[("who", who.into()), ("name", to.name.as_str().into())])
        }
        (None, Side::Staff) if author.is_none() => locale.text(portal::THREAD_UNASSIGNED_FOR_CLIENT),
        (None, Side::Staff) => locale.with(portal::THREAD_UNASSIGNED, &[("who", who.into())]),
    };
    html! { (text) }
}

fn time(locale: &Locale, at: Timestamp, page: Option<&Reader<'_>>) -> Markup {
    match page {
        Some(page) => parts::moment(locale, page.zone, at, Some(page.now)),
        None => parts::moment(locale, &Zone::utc(), at, None),
    }
}

#[cfg(test)]
mod tests;
