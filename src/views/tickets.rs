//! A client's tickets: the list, and a new one.

use maud::{Markup, html};

use crate::domain::inbox::TicketRow;
use crate::domain::input::Invalid;
use crate::domain::invoice::InvoiceNumber;
use crate::id::{InquiryId, ProjectId};
use crate::views::attachments::{self, FILES, Picker};
use crate::views::form::{self, Field};
use crate::views::frame::Frame;
use crate::views::layout::{self, PortalNav};
use crate::views::suggestions::Offer;
use crate::views::{icon, parts, suggestions};
use crate::words::msg::{client_invoices, help, portal, projects};

const SUBJECT: Field = Field { name: "subject", label: portal::TICKET_NEW_SUBJECT };
const BODY: Field = Field { name: "body", label: portal::TICKET_NEW_BODY };

/// What stands in the form of a new ticket.
#[derive(Clone, Copy)]
pub struct TicketForm<'a> {
    /// What it is about.
    pub subject: &'a str,
    /// What happened.
    pub body: &'a str,
    /// What the message will be called, so that sending it twice stores it once.
    pub key: &'a str,
    /// What is told of the question while it is typed belongs to this.
    pub inquiry: InquiryId,
    /// The invoice that it is about.
    pub invoice: Option<&'a InvoiceNumber>,
    /// The project that it is about, and what that is called.
    pub project: Option<(ProjectId, &'a str)>,
    /// Articles for the subject that it comes with.
    pub offers: &'a [Offer<'a>],
    /// The files that go with it.
    pub picker: Picker<'a>,
    /// What is wrong with it.
    pub problems: &'a [Invalid],
    /// Whether the key was used before, with another text.
    pub conflict: bool,
}

/// The page of a client's tickets. Who was led here by an article that solved their question may take that back.
pub fn list(frame: &Frame<'_>, tickets: &[TicketRow], older: Option<&str>, solved: Option<InquiryId>) -> Markup {
    let title = frame.text(portal::TICKET_LIST_TITLE);
    let main = html! {
        div id="live" hx-ws:connect=(frame.live("topic=tickets")) hx-swap="none" hidden {}
        div class="head" {
            h1 { (title) }
            div class="end" { (parts::new_ticket_link(frame)) }
        }
        @if let Some(inquiry) = solved { (thanks(frame, inquiry)) }
        (rows(frame, tickets, older))
    };
    layout::portal(frame, PortalNav::Support, &title, &main)
}

fn thanks(frame: &Frame<'_>, inquiry: InquiryId) -> Markup {
    html! {
        div class="notice good solved" role="status" {
            p { strong { (frame.text(help::HELP_SOLVED)) } " " (frame.text(help::HELP_SOLVED_TEXT)) }
            form method="post" action=(frame.action("/support/solutions/end")) {
                input type="hidden" name="inquiry" value=(inquiry);
                button type="submit" class="button" { (frame.text(help::HELP_DRAWER_CLOSE)) }
            }
        }
    }
}

/// The part of the page that moves.
pub fn rows(frame: &Frame<'_>, tickets: &[TicketRow], older: Option<&str>) -> Markup {
    html! {
        div id="ticket-list" {
            div class="card" {
                @if tickets.is_empty() {
                    (parts::empty(
                        &icon::thread(),
                        &frame.text(portal::TICKET_LIST_EMPTY_TITLE),
                        &frame.text(portal::TICKET_LIST_EMPTY_TEXT),
                        Some(&html! { a class="button" href="/help" { (icon::book()) (frame.text(portal::TICKET_LIST_EMPTY_HELP)) } }),
                    ))
                } @else {
                    (parts::ticket_rows(frame, tickets))
                }
            }
            (parts::older(frame.locale, older))
        }
    }
}

/// What is sent to a page of the list when a ticket in it moved.
pub fn pushed(frame: &Frame<'_>, tickets: &[TicketRow], older: Option<&str>) -> String {
    parts::partial("ticket-list", &rows(frame, tickets, older))
}

/// The form of a new ticket, with the articles that may answer it under the subject and a drawer to read them in.
pub fn new(frame: &Frame<'_>, ticket: &TicketForm<'_>) -> Markup {
    let locale = frame.locale;
    let title = frame.text(portal::TICKET_NEW_TITLE);
    let subject_problem = form::problem_id(ticket.problems, SUBJECT);
    let body_problem = form::problem_id(ticket.problems, BODY);
    let main = html! {
        div class="narrow" {
            p class="crumbs small" { a href="/support" { (icon::back()) (frame.text(portal::TICKET_BACK)) } }
            h1 { (title) }
            form id="new-ticket" class="card form" method="post" action=(frame.action("/support")) enctype="multipart/form-data" data-outbox-draft="new-ticket" {
                fieldset class="plain-set" disabled[frame.is_viewing()] {
                    input type="hidden" name="key" value=(ticket.key);
                    input type="hidden" name="inquiry" value=(ticket.inquiry);
                    input type="hidden" name="shown" value=(shown(ticket.offers));
                    @if let Some(number) = ticket.invoice { (about(frame, number)) }
                    @if let Some(project) = ticket.project { (about_project(frame, project)) }
                    (form::conflict(locale, ticket.conflict))
                    (form::summary(locale, ticket.problems, &[SUBJECT, BODY, FILES]))
                    div class="field" {
                        label for="subject" { (frame.text(portal::TICKET_NEW_SUBJECT)) }
                        input id="subject" name="subject" class="input" type="text" value=(ticket.subject) required dir="auto" autocomplete="off"
                            role="combobox" aria-controls="suggestions" aria-expanded="false" aria-autocomplete="list"
                            aria-invalid=[subject_problem.is_some().then_some("true")] aria-describedby=[subject_problem];
                        (form::problem(locale, ticket.problems, SUBJECT))
                        (suggestions::list(locale, ticket.offers, ticket.inquiry))
                        noscript { button type="submit" class="button" name="look" value="1" formnovalidate { (icon::book()) (frame.text(help::SUGGESTION_LOOK)) } }
                    }
                    div class="field" {
                        label for="body" { (frame.text(portal::TICKET_NEW_BODY)) }
                        textarea id="body" name="body" class="input" rows="7" required dir="auto" placeholder=(frame.text(portal::TICKET_NEW_BODY_PLACEHOLDER))
                            aria-invalid=[body_problem.is_some().then_some("true")] aria-describedby=[body_problem] { "\n" (ticket.body) }
                        (form::problem(locale, ticket.problems, BODY))
                    }
                    (attachments::picker(frame, &ticket.picker))
                    div class="tools" {
                        span class="hint" { (frame.text(portal::TICKET_NEW_HINT)) }
                        button type="submit" class="button primary end" { (frame.text(portal::TICKET_NEW_SEND)) }
                    }
                }
            }
        }
        dialog id="drawer" class="drawer" aria-label=(frame.text(help::HELP_DRAWER)) {
            div class="drawer-body" tabindex="0" {}
            form id="solution" class="drawer-foot" method="post" action=(frame.action("/support/solutions")) {
                // The script says which article it is, and what was asked.
                @for name in ["inquiry", "article", "subject", "shown"] { input type="hidden" name=(name); }
                button type="submit" class="button primary" disabled[frame.is_viewing()] { (icon::check()) (frame.text(help::HELP_DRAWER_SOLVED)) }
                button type="button" class="button" data-drawer="close" { (frame.text(help::HELP_DRAWER_CLOSE)) }
            }
        }
    };
    layout::portal(frame, PortalNav::Support, &title, &main)
}

/// Says which invoice it is about, and leads to a form without it.
fn about(frame: &Frame<'_>, number: &InvoiceNumber) -> Markup {
    html! {
        div class="about-what" {
            input type="hidden" name="invoice" value=(number);
            p {
                (icon::receipt())
                a href={ "/invoices/" (number) } { (frame.with(client_invoices::TICKET_ABOUT_INVOICE_LABEL, &[("number", number.as_str().into())])) }
            }
            a class="small" href="/support/new" { (frame.text(client_invoices::TICKET_ABOUT_INVOICE_REMOVE)) }
        }
    }
}

/// Says which project it is about, and leads to a form without it.
fn about_project(frame: &Frame<'_>, (id, name): (ProjectId, &str)) -> Markup {
    html! {
        div class="about-what" {
            input type="hidden" name="project" value=(id);
            p {
                (icon::project())
                a href={ "/projects/" (id) } dir="auto" { (frame.with(projects::TICKET_ABOUT_PROJECT_LABEL, &[("name", name.into())])) }
            }
            a class="small" href="/support/new" { (frame.text(projects::TICKET_ABOUT_PROJECT_REMOVE)) }
        }
    }
}

/// The names of the articles that a page comes with, as its form sends them.
fn shown(offers: &[Offer<'_>]) -> String {
    offers.iter().map(|offer| offer.slug).collect::<Vec<_>>().join(" ")
}
