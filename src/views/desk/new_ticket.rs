//! Staff open a ticket for a customer (S7).

use maud::{Markup, html};

use crate::domain::input::Invalid;
use crate::domain::people::Customer;
use crate::id::CustomerId;
use crate::views::attachments::{self, FILES, Picker};
use crate::views::combobox::{self, Chooser};
use crate::views::form::{self, Field};
use crate::views::frame::Frame;
use crate::views::icon;
use crate::views::layout::{self, DeskNav};
use crate::words::msg::{customers, desk, portal};

const CUSTOMER: Field = Field { name: "customer", label: desk::TICKET_CUSTOMER };
const SUBJECT: Field = Field { name: "subject", label: portal::TICKET_NEW_SUBJECT };
const BODY: Field = Field { name: "body", label: desk::TICKET_MESSAGE };

/// What stands in the form.
#[derive(Clone, Copy)]
pub struct DeskTicketForm<'a> {
    /// The customer chosen.
    pub customer: Option<CustomerId>,
    /// Its name, or what was typed.
    pub customer_name: &'a str,
    /// Those that fit what was typed, when it was not clear which one is meant.
    pub candidates: &'a [Customer],
    /// Whether there is any customer to open a ticket for.
    pub any: bool,
    /// What it is about.
    pub subject: &'a str,
    /// The first message.
    pub body: &'a str,
    /// What the message will be called, so that sending it twice stores it once.
    pub key: &'a str,
    /// The files that go with it.
    pub picker: Picker<'a>,
    /// What is wrong with the form.
    pub problems: &'a [Invalid],
    /// Whether the key was used before, with another text.
    pub conflict: bool,
}

/// The page.
pub fn page(frame: &Frame<'_>, ticket: &DeskTicketForm<'_>) -> Markup {
    let title = frame.text(desk::TICKET_OPEN_TITLE);
    let body = html! {
        main id="main" class="desk-page" tabindex="-1" {
            div class="narrow" {
                p class="crumbs small" { a href="/desk" { (icon::back()) (frame.text(desk::DESK_INBOX)) } }
                h1 { (title) }
                @if !ticket.any {
                    div class="notice warn" {
                        p { (frame.text(desk::TICKET_NO_CUSTOMERS)) }
                        p { a href="/desk/customers/new" { (frame.text(customers::CUSTOMER_ADD)) } }
                    }
                } @else {
                    (fields(frame, ticket))
                }
            }
        }
    };
    layout::desk(frame, &title, DeskNav::Inbox, &body)
}

fn fields(frame: &Frame<'_>, ticket: &DeskTicketForm<'_>) -> Markup {
    let locale = frame.locale;
    let [subject_problem, body_problem] = [SUBJECT, BODY].map(|field| form::problem_id(ticket.problems, field));
    let chooser = Chooser {
        id: "customer",
        label: desk::TICKET_CUSTOMER,
        customer: ticket.customer,
        name: ticket.customer_name,
        candidates: ticket.candidates,
        problems: ticket.problems,
        hint: None,
        required: true,
    };
    html! {
        form id="new-ticket" class="card form" method="post" action=(frame.action("/desk/tickets")) enctype="multipart/form-data" data-outbox-draft="desk-new-ticket" {
            input type="hidden" name="key" value=(ticket.key);
            (form::conflict(locale, ticket.conflict))
            (form::summary(locale, ticket.problems, &[CUSTOMER, SUBJECT, BODY, FILES]))
            (combobox::customer(frame, &chooser))
            div class="field" {
                label for="subject" { (frame.text(portal::TICKET_NEW_SUBJECT)) }
                input id="subject" name="subject" class="input" type="text" value=(ticket.subject) required dir="auto" autocomplete="off"
                    aria-invalid=[subject_problem.is_some().then_some("true")] aria-describedby=[subject_problem];
                (form::problem(locale, ticket.problems, SUBJECT))
            }
            div class="field" {
                label for="body" { (frame.text(desk::TICKET_MESSAGE)) }
                textarea id="body" name="body" class="input" rows="7" required dir="auto"
                    aria-invalid=[body_problem.is_some().then_some("true")] aria-describedby={ "body-hint" @if body_problem.is_some() { " body-problem" } }
                { "\n" (ticket.body) }
                p id="body-hint" class="hint" { (frame.text(desk::TICKET_MESSAGE_HINT)) }
                (form::problem(locale, ticket.problems, BODY))
            }
            (attachments::picker(frame, &ticket.picker))
            div class="tools" { button type="submit" class="button primary end" { (frame.text(desk::TICKET_OPEN_SUBMIT)) } }
        }
    }
}
