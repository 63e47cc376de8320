//! A client's first page: what is open, what is new.

use jiff::civil::Date;
use maud::{Markup, html};

use crate::domain::inbox::TicketRow;
use crate::domain::invoice::{InvoiceRow, Owed};
use crate::domain::money::Money;
use crate::domain::payment::Cards;
use crate::domain::project::ProjectRow;
use crate::views::frame::Frame;
use crate::views::layout::{self, PortalNav};
use crate::views::projects::parts as project_parts;
use crate::views::{icon, invoices, parts, switcher};
use crate::words::msg::{client_invoices, dashboard, help, portal};

/// What the first page shows.
#[derive(Clone, Copy)]
pub struct Home<'a> {
    /// The tickets that moved last.
    pub tickets: &'a [TicketRow],
    /// How many are Open or Pending.
    pub open: i64,
    /// How many have a message the reader has not seen.
    pub unread: i64,
    /// The projects under way that moved last.
    pub projects: &'a [ProjectRow],
    /// How many are under way.
    pub active_projects: i64,
    /// What is to be paid, by currency.
    pub owed: &'a [Owed],
    /// What is to be paid next.
    pub next: Option<&'a InvoiceRow>,
    /// Whether cards are taken.
    pub cards: &'a Cards,
    /// The day, in the organisation's time zone.
    pub today: Date,
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
            dl class="figures three four" {
                (owed(frame, home.owed))
                div class="card figure" {
                    dt { (frame.text(dashboard::HOME_PROJECTS)) }
                    dd { a class="figure-number num" href="/projects" { (frame.locale.number(home.active_projects)) } }
                }
                div class="card figure" {
                    dt { (frame.text(portal::HOME_OPEN)) }
                    dd { a class="figure-number num" href="/support" { (frame.locale.number(home.open)) } }
                }
                div class={ "card figure" @if home.unread > 0 { " lively" } } {
                    dt { (frame.text(portal::HOME_UNREAD)) }
                    dd { a class="figure-number num" href="/support" { (frame.locale.number(home.unread)) } }
                }
            }
            @if let Some(row) = home.next { (next(frame, home.cards, row, home.today)) }
            @if !home.projects.is_empty() { (projects(frame, home)) }
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

/// What is to be paid: the sums of all currencies in one figure, so that none stands above another.
fn owed(frame: &Frame<'_>, owed: &[Owed]) -> Markup {
    let late = owed.iter().any(|one| one.overdue.is_positive());
    html! {
        div class={ "card figure" @if late { " late" } } {
            dt { (frame.text(client_invoices::HOME_OWED)) }
            dd {
                a class="figure-number num" href="/invoices" {
                    @if owed.is_empty() { (frame.text(client_invoices::HOME_OWED_NOTHING)) }
                    @for one in owed { span class="figure-sum" { (frame.locale.money(Money::new(one.outstanding, one.currency))) } " " }
                }
            }
        }
    }
}

/// What is under way, and how far it is.
fn projects(frame: &Frame<'_>, home: &Home<'_>) -> Markup {
    html! {
        section class="card" aria-labelledby="projects-title" {
            div class="card-head" {
                h2 id="projects-title" { (frame.text(dashboard::HOME_PROJECTS_TITLE)) }
                a class="small" href="/projects" { (frame.text(dashboard::HOME_PROJECTS_ALL)) }
            }
            ul class="rows" {
                @for row in home.projects {
                    li id={ "project-" (row.id) } {
                        a class="row project-row" href={ "/projects/" (row.id) } {
                            span class="row-text" {
                                span class="row-title" dir="auto" { (row.name) }
                                (project_parts::next(frame, row, home.today))
                            }
                            (project_parts::row_end(frame, row, home.today))
                        }
                    }
                }
            }
        }
    }
}

/// The invoice that is due first, late or not.
fn next(frame: &Frame<'_>, cards: &Cards, row: &InvoiceRow, today: Date) -> Markup {
    let late = row.due_on.is_some_and(|due| due < today);
    let title = if late { client_invoices::HOME_NEXT_LATE } else { client_invoices::HOME_NEXT };
    html! {
        section class={ "card next-due" @if late { " late" } } aria-labelledby="next-title" {
            div class="next-due-text" {
                h2 id="next-title" { (frame.text(title)) }
                @if let Some(number) = &row.number {
                    p { a class="num" href={ "/invoices/" (number) } { (number) } " · " strong class="num" { (frame.locale.money(row.money(row.balance.outstanding))) } }
                }
                @if let Some(due) = row.due_on { p class={ "small" @if late { " late-text" } } { (invoices::page::due_in_words(frame, due, today)) } }
            }
            (invoices::pay_now::next(frame, cards, row))
        }
    }
}

/// What is sent to an open first page when something on it moved.
pub fn pushed(frame: &Frame<'_>, home: &Home<'_>) -> String {
    parts::partial("home-live", &figures_and_tickets(frame, home)) + &switcher::pushed(frame, home.owed)
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
