//! A client's page of one invoice: how it stands, what happened, and the document itself.

use jiff::civil::Date;
use maud::{Markup, html};

use crate::domain::invoice::{Invoice, InvoiceNumber, Owed, Recorded, State, Status};
use crate::domain::payment::Cards;
use crate::domain::people::Side;
use crate::domain::ticket::Ticket;
use crate::views::frame::Frame;
use crate::views::invoices::{document, ledger, pay_now, status};
use crate::views::layout::{self, PortalNav};
use crate::views::{icon, parts, switcher};
use crate::words::msg::client_invoices as words;

/// An invoice as its customer's people see it.
#[derive(Clone, Copy)]
pub struct ClientInvoice<'a> {
    /// The invoice.
    pub invoice: &'a Invoice,
    /// Its number: what has none is not seen here.
    pub number: &'a InvoiceNumber,
    /// What happened to it.
    pub ledger: &'a [Recorded],
    /// The day, in the organisation's time zone.
    pub today: Date,
    /// Whether cards are taken, and how else one can pay.
    pub cards: &'a Cards,
    /// Tickets about it.
    pub tickets: &'a [Ticket],
    /// What the customer has outstanding in all, by currency.
    pub owed: &'a [Owed],
}

impl ClientInvoice<'_> {
    /// Its status today.
    pub fn status(&self) -> Status {
        self.invoice.row.status(self.today)
    }
}

/// The page.
pub fn page(frame: &Frame<'_>, shown: &ClientInvoice<'_>) -> Markup {
    let title = frame.with(words::CLIENT_INVOICE_TITLE, &[("number", shown.number.as_str().into())]);
    let main = html! {
        div id="live" hx-ws:connect=(frame.live(&format!("topic=invoice:{}", shown.number))) hx-swap="none" hidden {}
        p class="crumbs small" { a href="/invoices" { (icon::back()) (frame.text(words::CLIENT_INVOICE_BACK)) } }
        div class="head" {
            h1 { (title) }
            (head(frame, shown))
            div class="end tools" {
                a class="button" href={ "/invoices/" (shown.number) ".pdf" } { (icon::download()) (frame.text(words::CLIENT_INVOICE_PDF)) }
                @if !frame.is_viewing() {
                    a class="button" href={ "/support/new?invoice=" (shown.number) } { (icon::thread()) (frame.text(words::CLIENT_INVOICE_ASK)) }
                }
            }
        }
        (standing(frame, shown))
        (document::document(frame, shown))
    };
    layout::portal(frame, PortalNav::Invoices, &title, &main)
}

/// The status beside the title; it moves.
fn head(frame: &Frame<'_>, shown: &ClientInvoice<'_>) -> Markup {
    html! { span id="invoice-head" { (status(frame.locale, shown.status())) } }
}

/// What is left to be paid and how, what happened, what was asked: the part of the page that moves. Nobody types in it.
fn standing(frame: &Frame<'_>, shown: &ClientInvoice<'_>) -> Markup {
    html! {
        div id="invoice-live" class="stack" {
            section class="card balance" aria-label=(frame.text(words::CLIENT_INVOICE_TO_PAY)) {
                (balance(frame, shown))
                (pay_now::pay_now(frame, shown))
            }
            section class="card" aria-labelledby="history-title" {
                div class="card-head" { h2 id="history-title" { (frame.text(words::CLIENT_INVOICE_HISTORY)) } }
                (ledger::ledger(frame, shown))
            }
            @if !shown.tickets.is_empty() { (tickets(frame, shown.tickets)) }
        }
    }
}

/// What is sent to the open pages of an invoice when it moved.
pub fn pushed(frame: &Frame<'_>, shown: &ClientInvoice<'_>) -> String {
    let head = parts::partial("invoice-head", &head(frame, shown));
    let standing = parts::partial("invoice-live", &standing(frame, shown));
    head + &standing + &switcher::pushed(frame, shown.owed)
}

fn balance(frame: &Frame<'_>, shown: &ClientInvoice<'_>) -> Markup {
    let row = &shown.invoice.row;
    let left = row.balance.outstanding;
    html! {
        div class="balance-text" {
            @if row.state == State::Void {
                p { (frame.text(words::CLIENT_INVOICE_VOID)) }
            } @else if left.is_zero() {
                p class="all-well" { (icon::check()) (frame.text(words::CLIENT_INVOICE_PAID)) }
            } @else {
                p class="small quiet" { (frame.text(words::CLIENT_INVOICE_TO_PAY)) }
                p class="balance-amount num" { (frame.locale.money(row.money(left))) }
                @if let Some(due) = row.due_on { p class={ "small" @if due < shown.today { " late" } } { (due_in_words(frame, due, shown.today)) } }
            }
            @if row.balance.surplus.is_positive() {
                p class="small" {
                    (frame.with(words::CLIENT_INVOICE_SURPLUS, &[("amount", frame.locale.money(row.money(row.balance.surplus)).into()), ("organisation", frame.name().into())]))
                }
            }
        }
    }
}

/// `Due in 5 days, 7 Dec 2026`
pub(crate) fn due_in_words(frame: &Frame<'_>, due: Date, today: Date) -> String {
    let day = || frame.locale.calendar_day(due).into();
    let days = i64::from((due - today).get_days());
    match days {
        0 => frame.with(words::CLIENT_INVOICE_DUE_TODAY, &[("day", day())]),
        1..=30 => frame.with(words::CLIENT_INVOICE_DUE_IN, &[("count", days.into()), ("day", day())]),
        ..0 => frame.with(words::CLIENT_INVOICE_OVERDUE, &[("count", (-days).into()), ("day", day())]),
        _ => frame.with(words::CLIENT_INVOICE_DUE, &[("day", day())]),
    }
}

fn tickets(frame: &Frame<'_>, tickets: &[Ticket]) -> Markup {
    html! {
        section class="card" aria-labelledby="tickets-title" {
            div class="card-head" { h2 id="tickets-title" { (frame.text(words::CLIENT_INVOICE_TICKETS)) } }
            ul class="rows" {
                @for ticket in tickets {
                    li {
                        a class="row" href=(parts::portal_ticket(ticket.number)) {
                            span class="row-text" { span class="row-title" dir="auto" { (ticket.subject) } }
                            span class="row-end" { (parts::status(frame.locale, Side::Client, ticket.status)) }
                        }
                    }
                }
            }
        }
    }
}
