//! The desk's inbox: views with live counts, and the list of tickets.

use maud::{Markup, html};

use crate::domain::inbox::{TicketRow, View};
use crate::domain::people::Side;
use crate::domain::ticket::{Status, TicketNumber};
use crate::views::frame::Frame;
use crate::views::layout::{self, DeskNav};
use crate::views::{icon, parts, rating};
use crate::words::msg::desk;
use crate::words::{Msg, nouns};

/// A list of tickets at the desk.
#[derive(Clone, Copy)]
pub struct Inbox<'a> {
    /// The view it is of.
    pub view: View,
    /// Its rows, newest first.
    pub rows: &'a [TicketRow],
    /// Where the list goes on.
    pub older: Option<&'a str>,
    /// The ticket that is open beside it.
    pub ticket: Option<TicketNumber>,
}

/// The page of a view, no ticket open. On a phone it is the whole page.
pub fn page(frame: &Frame<'_>, inbox: &Inbox<'_>) -> Markup {
    let body = html! {
        main id="main" class="desk-main" tabindex="-1" {
            div id="live" hx-ws:connect=(frame.live(&format!("topic=desk:{}", inbox.view))) hx-swap="none" hidden {}
            section class="column" aria-labelledby="view-name" {
                header class="column-head" { h1 id="view-name" { (frame.text(view_name(inbox.view))) } (showing(frame, inbox.view)) }
                (list(frame, inbox))
            }
            div class="desk-blank" {
                (parts::empty(&icon::inbox(), &frame.text(desk::INBOX_CHOOSE_TITLE), &frame.text(desk::INBOX_CHOOSE_TEXT), None))
            }
        }
    };
    layout::desk(frame, &frame.text(view_name(inbox.view)), DeskNav::Inbox, &body)
}

/// The list beside an open ticket; on a phone it is left out for the ticket.
pub(super) fn column(frame: &Frame<'_>, inbox: &Inbox<'_>) -> Markup {
    html! {
        section class="column" aria-labelledby="view-name" {
            header class="column-head" { h2 id="view-name" { (frame.text(view_name(inbox.view))) } (showing(frame, inbox.view)) }
            (list(frame, inbox))
        }
    }
}

/// The part of the list that moves.
pub fn list(frame: &Frame<'_>, inbox: &Inbox<'_>) -> Markup {
    html! { div id="inbox" class="inbox" { (rows(frame, inbox)) } }
}

/// The views and how many tickets each holds.
pub fn rail(frame: &Frame<'_>) -> Markup {
    let desk = frame.desk.unwrap_or_default();
    html! {
        nav id="rail-counts" class="rail-nav" aria-label=(frame.text(desk::DESK_VIEWS)) {
            @for &view in View::ALL {
                a href=(view_url(view)) aria-current=[(desk.view == Some(view)).then_some("page")] {
                    span { (frame.text(view_name(view))) }
                    @if let Some(count) = count(frame, view).filter(|count| *count > 0) {
                        span class={ "count num" @if view == View::Mine || view == View::Unassigned { " strong" } } { (frame.locale.number(count)) }
                    }
                }
            }
        }
    }
}

/// What is sent to an open desk when something in its view moved.
pub fn pushed(frame: &Frame<'_>, inbox: &Inbox<'_>) -> String {
    let rows = rows(frame, inbox).into_string();
    let rail = parts::partial("rail-counts", &rail(frame));
    format!(r##"<hx-partial hx-target="#inbox" hx-swap="innerMorph">{rows}</hx-partial>{rail}"##)
}

/// A view's name.
pub(super) const fn view_name(view: View) -> Msg {
    match view {
        View::Mine => desk::INBOX_VIEW_MINE,
        View::Unassigned => desk::INBOX_VIEW_UNASSIGNED,
        View::Open => desk::INBOX_VIEW_OPEN,
        View::Pending => desk::INBOX_VIEW_PENDING,
        View::Resolved => desk::INBOX_VIEW_RESOLVED,
    }
}

/// Where a view is.
pub(super) fn view_url(view: View) -> String {
    format!("/desk/tickets?view={view}")
}

fn rows(frame: &Frame<'_>, inbox: &Inbox<'_>) -> Markup {
    html! {
        @if inbox.rows.is_empty() {
            (parts::empty(&icon::check(), &frame.text(empty_title(inbox.view)), &frame.text(desk::INBOX_EMPTY_TEXT), None))
        } @else {
            @for ticket in inbox.rows { (row(frame, inbox, ticket)) }
            (parts::older(frame.locale, inbox.older))
        }
    }
}

fn row(frame: &Frame<'_>, inbox: &Inbox<'_>, ticket: &TicketRow) -> Markup {
    let here = inbox.ticket == Some(ticket.number);
    let you = ticket.excerpt_side == Side::Staff;
    html! {
        a class={ "ticket" @if ticket.unread { " unread" } } id={ "row-" (ticket.number) } data-number=(ticket.number)
            href={ (parts::desk_ticket(ticket.number)) "?view=" (inbox.view) } aria-current=[here.then_some("true")]
        {
            i class="dot" {}
            span class="ticket-subject" dir="auto" {
                @if ticket.unread { span class="unseen" { (frame.text(desk::INBOX_UNREAD)) " " } }
                (ticket.subject)
            }
            (parts::when(frame, ticket.moved_at))
            span class="ticket-customer" dir="auto" { (ticket.customer_name) }
            span class="ticket-snip" {
                @if you { span class="arrow flip" aria-hidden="true" { "↩" } " " }
                bdi { (ticket.excerpt_author) } ": " span dir="auto" { (ticket.excerpt) }
            }
            span class="ticket-tags" {
                @if inbox.view == View::Mine || ticket.status != Status::Open { (parts::status(frame.locale, Side::Staff, ticket.status)) }
                span class="chip" { (frame.text(nouns::source(ticket.source))) }
                @if inbox.view != View::Mine {
                    @if let Some(name) = &ticket.assignee_name { span class="chip plain" { bdi { (name) } } }
                }
                @if let Some(stars) = ticket.stars { (rating::stars(frame.locale, stars)) }
                span class="quiet small num ticket-number" { (ticket.number) }
            }
        }
    }
}

/// Names what the list holds back, with the way out of it (S7).
fn showing(frame: &Frame<'_>, view: View) -> Markup {
    html! {
        p class="small quiet" {
            (frame.text(match view {
                View::Mine => desk::INBOX_SHOWING_MINE,
                View::Unassigned => desk::INBOX_SHOWING_UNASSIGNED,
                View::Open => desk::INBOX_SHOWING_OPEN,
                View::Pending => desk::INBOX_SHOWING_PENDING,
                View::Resolved => desk::INBOX_SHOWING_RESOLVED,
            }))
            @if view != View::Open { " " a href=(view_url(View::Open)) { (frame.text(desk::INBOX_CLEAR)) } }
        }
    }
}

fn empty_title(view: View) -> Msg {
    match view {
        View::Mine => desk::INBOX_EMPTY_MINE,
        View::Unassigned => desk::INBOX_EMPTY_UNASSIGNED,
        View::Open => desk::INBOX_EMPTY_OPEN,
        View::Pending => desk::INBOX_EMPTY_PENDING,
        View::Resolved => desk::INBOX_EMPTY_RESOLVED,
    }
}

fn count(frame: &Frame<'_>, view: View) -> Option<i64> {
    let counts = frame.desk?.counts;
    match view {
        View::Mine => Some(counts.mine),
        View::Unassigned => Some(counts.unassigned),
        View::Open => Some(counts.open),
        View::Pending => Some(counts.pending),
        View::Resolved => None,
    }
}
