//! A ticket at the desk: the list it is in, its thread, what is known about it.

use maud::{Markup, html};

use crate::domain::deflection::ReadBefore;
use crate::domain::people::{Caller, Person, Side};
use crate::domain::ticket::Status;
use crate::views::desk::articles_beside::{self, Articles};
use crate::views::desk::inbox::{self, Inbox};
use crate::views::desk::read_before;
use crate::views::desk::tags::{self, Tags};
use crate::views::frame::Frame;
use crate::views::layout::{self, DeskNav};
use crate::views::thread::{self, Thread};
use crate::views::{composer, icon, parts, rating};
use crate::words::msg::{desk, portal};
use crate::words::nouns;

/// What stands beside the thread.
#[derive(Clone, Copy)]
pub struct DeskTicket<'a> {
    /// Who may have the ticket.
    pub people: &'a [Person],
    /// The articles that the client had before them when they sent it.
    pub read_before: &'a [ReadBefore],
    /// The list it was opened from.
    pub inbox: Inbox<'a>,
    /// What has solved it and what may.
    pub articles: Articles<'a>,
    /// What stands with its tags.
    pub tags: Tags<'a>,
}

/// The page. On a phone only the thread, with the way back to the list.
pub fn page(frame: &Frame<'_>, thread: &Thread<'_>, beside: &DeskTicket<'_>) -> Markup {
    let ticket = thread.ticket;
    let title = frame.with(
        portal::TICKET_PAGE_TITLE,
        &[("number", ticket.number.into()), ("subject", ticket.subject.as_str().into())],
    );
    let body = html! {
        (inbox::column(frame, &beside.inbox))
        main id="main" class="thread-column ticket-page" tabindex="-1" {
            (thread::live(frame, ticket, &[format!("desk:{}", beside.inbox.view)]))
            (top(frame, thread, beside))
            (thread::entries(frame, Side::Staff, thread))
            @if thread.read_only {
                p class="read-only quiet small" { (frame.text(desk::DESK_READ_ONLY)) }
            } @else {
                (composer::desk(frame, thread))
            }
        }
        (panel(frame, thread, beside))
    };
    layout::desk(frame, &title, DeskNav::Inbox, &body)
}

fn top(frame: &Frame<'_>, thread: &Thread<'_>, beside: &DeskTicket<'_>) -> Markup {
    let ticket = thread.ticket;
    let base = parts::desk_ticket(ticket.number);
    html! {
        header class="thread-head" {
            div class="thread-name" {
                p class="crumbs small" {
                    a class="back" href=(inbox::view_url(beside.inbox.view)) { (icon::back()) (frame.text(inbox::view_name(beside.inbox.view))) }
                    span class="quiet num" { (frame.with(portal::TICKET_NUMBER, &[("number", ticket.number.into())])) }
                    (thread::customer(ticket))
                }
                h1 dir="auto" { (ticket.subject) }
                div class="ticket-state" { (thread::head(frame.locale, Side::Staff, ticket)) (thread::presence()) }
            }
            div class="thread-actions" {
                @if !thread.read_only {
                    @if let Some(me) = frame.viewer.filter(|me| ticket.assignee_id != Some(me.membership_id)) { (take(frame, &base, me)) }
                    div class="when-active" { (composer::status_form(frame, &base, Status::Resolved, "button", desk::TICKET_RESOLVE)) }
                    div class="when-resolved" { (composer::status_form(frame, &base, Status::Open, "button", portal::COMPOSER_REOPEN)) }
                }
                button type="button" class="button plain panel-button" popovertarget="panel" aria-label=(frame.text(desk::TICKET_DETAILS)) { (icon::details()) }
            }
        }
    }
}

fn take(frame: &Frame<'_>, base: &str, me: &Caller) -> Markup {
    html! {
        form method="post" action=(frame.action(&format!("{base}/assignee"))) data-quiet {
            input type="hidden" name="assignee" value=(me.membership_id);
            button type="submit" class="button" { (frame.text(desk::TICKET_TAKE)) }
        }
    }
}

/// Who and what: a column where there is room, else a sheet that the button in the thread's head opens.
fn panel(frame: &Frame<'_>, thread: &Thread<'_>, beside: &DeskTicket<'_>) -> Markup {
    let ticket = thread.ticket;
    html! {
        aside id="panel" class="panel" popover aria-label=(frame.text(desk::TICKET_DETAILS)) {
            button type="button" class="button plain panel-close" popovertarget="panel" popovertargetaction="hide" { (frame.text(desk::TICKET_DETAILS_CLOSE)) }
            section {
                (thread::panel_customer(ticket))
                @if let Some(name) = &ticket.requester_name {
                    p class="small quiet" { (frame.with(desk::TICKET_ASKED_BY, &[("name", name.as_str().into())])) }
                }
                (thread::follows(frame, Side::Staff, ticket))
                (thread::about_invoice(frame, Side::Staff, ticket))
                (thread::about_project(frame, Side::Staff, ticket))
            }
            section {
                h2 { (frame.text(desk::TICKET_FACTS)) }
                dl class="facts" {
                    dt { (frame.text(desk::TICKET_FACT_SOURCE)) }
                    dd { span class="chip" { (frame.text(nouns::source(ticket.source))) } }
                    dt { (frame.text(desk::TICKET_FACT_OPENED)) }
                    dd { time class="num" datetime=(frame.zone.iso(ticket.created_at)) { (frame.locale.date_time(ticket.created_at, frame.zone)) } }
                    @if let Some(at) = ticket.resolved_at {
                        dt { (frame.text(desk::TICKET_FACT_RESOLVED)) }
                        dd { time class="num" datetime=(frame.zone.iso(at)) { (frame.locale.date_time(at, frame.zone)) } }
                    }
                }
            }
            (rating::panel(frame.locale, ticket))
            (tags::section(frame, thread, &beside.tags))
            (articles_beside::section(frame, thread, &beside.articles))
            @if !thread.read_only { (assignee(frame, thread, beside)) (status(frame, thread)) }
            (read_before::section(frame, beside.read_before))
        }
    }
}

fn assignee(frame: &Frame<'_>, thread: &Thread<'_>, beside: &DeskTicket<'_>) -> Markup {
    let ticket = thread.ticket;
    html! {
        form class="field" method="post" action=(frame.action(&format!("{}/assignee", parts::desk_ticket(ticket.number)))) data-quiet {
            label for="assignee" { (frame.text(desk::TICKET_ASSIGNEE_LABEL)) }
            div class="joined" {
                select id="assignee" name="assignee" class="input select" autocomplete="off" {
                    option value="" selected[ticket.assignee_id.is_none()] { (frame.text(portal::TICKET_UNASSIGNED)) }
                    // Whoever has it stays named, even when they could not be given it any more.
                    @if let (Some(id), Some(name)) = (ticket.assignee_id, &ticket.assignee_name) {
                        @if !beside.people.iter().any(|person| person.membership_id == id) { option value=(id) selected { (name) } }
                    }
                    @for person in beside.people {
                        option value=(person.membership_id) selected[ticket.assignee_id == Some(person.membership_id)] { (person.name) }
                    }
                }
                button type="submit" class="button" { (frame.text(desk::TICKET_ASSIGN)) }
            }
        }
    }
}

fn status(frame: &Frame<'_>, thread: &Thread<'_>) -> Markup {
    let ticket = thread.ticket;
    html! {
        form class="field when-not-closed" method="post" action=(frame.action(&format!("{}/status", parts::desk_ticket(ticket.number)))) data-quiet {
            label for="status" { (frame.text(desk::TICKET_STATUS_LABEL)) }
            div class="joined" {
                select id="status" name="status" class="input select" autocomplete="off" {
                    @for &status in Status::ALL {
                        option value=(status) selected[ticket.status == status] { (frame.text(nouns::status(status))) }
                    }
                }
                button type="submit" class="button" { (frame.text(desk::TICKET_STATUS_SET)) }
            }
        }
    }
}
