//! A client's first page: what is open, what is new.

use maud::{Markup, html};

use crate::domain::inbox::TicketRow;
use crate::views::frame::Frame;
use crate::views::layout::{self, PortalNav};
use crate::views::{icon, parts};
use crate::words::msg::{help, portal};

/// What the first page shows.
#[derive(Clone, Copy)]
pub struct Home<'a> {
    /// The tickets that moved last.
    pub tickets: &'a [TicketRow],
    /// How many are Open or Pending.
    pub open: i64,
    /// How many have a message the reader has not seen.
    pub unread: i64,
}

/// The page.
pub fn page(frame: &Frame<'_>, home: &Home<'_>) -> Markup {
    let name = frame.viewer.map_or("", |viewer| viewer.name.as_str());
    let main = html! {
        div id="live" hx-ws:connect=(frame.live("topic=home")) hx-swap="none" hidden {}
        div class="head" {
            h1 dir="auto" { (frame.with(portal::HOME_GREETING, &[("name", name.into())])) }
            div class="end" { (parts::new_ticket_link(frame)) }
        }
        (figures_and_tickets(frame, home))
        section class="card ask" aria-labelledby="ask-title" {
            h2 id="ask-title" { (frame.text(portal::HOME_HELP_TITLE)) }
            form class="search" role="search" method="get" action="/help" {
                label class="unseen" for="q" { (frame.text(help::HELP_SEARCH)) }
                input id="q" name="q" class="input" type="search" dir="auto" placeholder=(frame.text(help::HELP_SEARCH_PLACEHOLDER));
                button type="submit" class="button" { (icon::search()) (frame.text(help::HELP_SEARCH_SUBMIT)) }
            }
        }
    };
    layout::portal(frame, PortalNav::Home, &frame.text(portal::HOME_TITLE), &main)
}

/// The part of the page that moves.
pub fn figures_and_tickets(frame: &Frame<'_>, home: &Home<'_>) -> Markup {
    html! {
        div id="home-live" class="stack" {
            dl class="figures" {
                div class="card figure" {
                    dt { (frame.text(portal::HOME_OPEN)) }
                    dd { a class="figure-number num" href="/support" { (frame.locale.number(home.open)) } }
                }
                div class={ "card figure" @if home.unread > 0 { " lively" } } {
                    dt { (frame.text(portal::HOME_UNREAD)) }
                    dd { a class="figure-number num" href="/support" { (frame.locale.number(home.unread)) } }
                }
            }
            section class="card" aria-labelledby="latest-title" {
                div class="card-head" {
                    h2 id="latest-title" { (frame.text(portal::HOME_LATEST)) }
                    @if !home.tickets.is_empty() { a class="small" href="/support" { (frame.text(portal::HOME_ALL)) } }
                }
                @if home.tickets.is_empty() {
                    (parts::empty(
                        &icon::thread(),
                        &frame.text(portal::TICKET_LIST_EMPTY_TITLE),
                        &frame.text(portal::TICKET_LIST_EMPTY_TEXT),
                        None,
                    ))
                } @else {
                    (parts::ticket_rows(frame, home.tickets))
                }
            }
        }
    }
}

/// What is sent to an open first page when something on it moved.
pub fn pushed(frame: &Frame<'_>, home: &Home<'_>) -> String {
    let live = figures_and_tickets(frame, home).into_string();
    format!(r##"<hx-partial hx-target="#home-live" hx-swap="outerMorph">{live}</hx-partial>"##)
}

/// The page of a client whose login is not linked to a customer.
pub fn unlinked(frame: &Frame<'_>) -> Markup {
    let title = frame.text(portal::HOME_UNLINKED_TITLE);
    let email = frame.viewer.map_or("", |viewer| viewer.email.as_str());
    let main = html! {
        div class="narrow" {
            div class="card empty" {
                span class="empty-picture" { (icon::link()) }
                h1 class="empty-title" { (title) }
                p class="quiet" { (frame.with(portal::HOME_UNLINKED_TEXT, &[("organisation", frame.name().into()), ("email", email.into())])) }
                a class="button" href="/help" { (icon::book()) (frame.text(portal::TICKET_LIST_EMPTY_HELP)) }
            }
        }
    };
    layout::portal(frame, PortalNav::Home, &title, &main)
}
