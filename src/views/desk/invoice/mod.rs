//! An invoice at the desk: how it stands, what it says, what was paid of it, who did what, and what can be done.

mod actions;

use jiff::civil::Date;
use maud::{Markup, html};

pub use self::actions::{Act, Typed};

use crate::domain::audit::{self, By};
use crate::domain::customer::{CustomerRecord, Login};
use crate::domain::input::Invalid;
use crate::domain::invoice::{EntryKind, Invoice, Recorded, State, Status};
use crate::domain::money::Amount;
use crate::domain::payment::AtDesk;
use crate::domain::people::Side;
use crate::domain::rights::Right;
use crate::domain::ticket::Ticket;
use crate::id::InvoiceId;
use crate::views::desk::customers::may;
use crate::views::desk::invoices::status;
use crate::views::desk::payments_beside;
use crate::views::done::{self, Done};
use crate::views::form;
use crate::views::frame::Frame;
use crate::views::icon;
use crate::views::invoices::document;
use crate::views::layout::{self, DeskNav};
use crate::views::parts;
use crate::words::msg::{client_invoices, invoices, pdf, settings};
use crate::words::{Msg, nouns};

/// What the page shows.
#[derive(Clone, Copy)]
pub struct InvoicePage<'a> {
    /// The invoice.
    pub invoice: &'a Invoice,
    /// What happened to it, in the order in which it was recorded.
    pub ledger: &'a [Recorded],
    /// Whom it is for, as it is now.
    pub customer: &'a CustomerRecord,
    /// Who of the customer's people can sign in.
    pub people: &'a [Login],
    /// Who did what, newest first.
    pub history: &'a [audit::Line],
    /// What there is of payments by card.
    pub cards: &'a AtDesk,
    /// Tickets about it, newest first.
    pub tickets: &'a [Ticket],
    /// Whether a payment by card is under way.
    pub is_being_paid: bool,
    /// The day, in the organisation's time zone.
    pub today: Date,
    /// What the page's forms are called, so that sent twice they are one.
    pub key: &'a str,
    /// What is about to be done.
    pub act: Option<Act>,
    /// What is typed there.
    pub typed: &'a Typed,
    /// What is wrong with it.
    pub problems: &'a [Invalid],
    /// Why it was refused.
    pub refused: Option<&'a str>,
    /// What was just done.
    pub done: Option<Done>,
    /// Characters of it that its PDF cannot show, parted by spaces.
    pub unshown: &'a str,
}

impl InvoicePage<'_> {
    fn status(&self) -> Status {
        self.invoice.row.status(self.today)
    }
}

/// The page.
pub fn page(frame: &Frame<'_>, page: &InvoicePage<'_>) -> Markup {
    let title = title(frame, page.invoice);
    let manages = may(frame, Right::ManageInvoices);
    let body = html! {
        main id="main" class="desk-page" tabindex="-1" {
            div id="live" hx-ws:connect=(frame.live(&format!("topic=desk:invoice:{}", page.invoice.row.id))) hx-swap="none" hidden {}
            div class="invoice stack" {
                p class="crumbs small" { a href="/desk/invoices" { (icon::back()) (frame.text(invoices::INVOICE_LIST)) } }
                (head(frame, page, &title))
                (done::notice(frame, page.done))
                (form::refused(page.refused))
                (warnings(frame, page))
                div class="customer-parts" {
                    div class="stack" {
                        (standing(frame, page))
                    }
                    div class="stack" {
                        @if manages { (actions::actions(frame, page)) } @else { p class="small quiet" { (frame.text(invoices::INVOICE_WHO_MAY)) } }
                        (payments_beside::returns(frame, &page.invoice.row, page.cards, page.key))
                        (history(frame, page))
                    }
                }
            }
        }
    };
    layout::desk(frame, &title, DeskNav::Invoices, &body)
}

/// How it stands, what it says, what was paid and asked: the part of the page that moves beside its head and who did what. Nobody types
/// in it.
fn standing(frame: &Frame<'_>, page: &InvoicePage<'_>) -> Markup {
    html! {
        div id="invoice-live" class="stack" {
            (figures(frame, page))
            (payments_beside::standing(frame, &page.invoice.row, page.cards))
            section class="card part" aria-labelledby="lines-title" {
                h2 id="lines-title" { (frame.text(invoices::INVOICE_LINES)) }
                (document(frame, page.invoice))
            }
            @if page.invoice.row.state != State::Draft { (ledger(frame, page)) }
            @if !page.tickets.is_empty() { (tickets(frame, page.tickets)) }
        }
    }
}

/// What is sent to the open pages of an invoice when it moved.
pub fn pushed(frame: &Frame<'_>, page: &InvoicePage<'_>) -> String {
    [
        ("invoice-status", head_status(frame, page)),
        ("invoice-live", standing(frame, page)),
        ("invoice-history", history(frame, page)),
    ]
    .iter()
    .map(|(id, part)| parts::partial(id, part))
    .collect()
}

fn head_status(frame: &Frame<'_>, page: &InvoicePage<'_>) -> Markup {
    html! { span id="invoice-status" { (status(frame.locale, page.status())) } }
}

fn tickets(frame: &Frame<'_>, tickets: &[Ticket]) -> Markup {
    html! {
        section class="card part" aria-labelledby="tickets-title" {
            h2 id="tickets-title" { (frame.text(client_invoices::TICKETS_ABOUT_INVOICE)) }
            ul class="rows" {
                @for ticket in tickets {
                    li {
                        a class="row" href=(parts::desk_ticket(ticket.number)) {
                            span class="row-text" { span class="row-title" dir="auto" { (ticket.subject) } }
                            span class="row-end" { (parts::status(frame.locale, Side::Staff, ticket.status)) }
                        }
                    }
                }
            }
        }
    }
}

/// Where an invoice is.
pub fn url(id: InvoiceId) -> String {
    format!("/desk/invoices/{id}")
}

fn title(frame: &Frame<'_>, invoice: &Invoice) -> String {
    match &invoice.row.number {
        Some(number) => frame.with(invoices::INVOICE_TITLE, &[("number", number.as_str().into())]),
        None => frame.text(invoices::INVOICE_TITLE_DRAFT),
    }
}

fn head(frame: &Frame<'_>, page: &InvoicePage<'_>, title: &str) -> Markup {
    let row = &page.invoice.row;
    let base = url(row.id);
    let manages = may(frame, Right::ManageInvoices);
    html! {
        div class="head" {
            div class="invoice-head" {
                h1 { (title) }
                p {
                    (head_status(frame, page)) " "
                    a href={ "/desk/customers/" (row.customer_id) } dir="auto" { (row.customer) }
                }
            }
            div class="end tools" {
                @if manages && row.state == State::Draft {
                    a class="button" href={ (base) "/edit" } { (icon::pen()) (frame.text(invoices::INVOICE_EDIT)) }
                }
                a class="button" href={ (base) ".pdf" } { (icon::download()) (frame.text(invoices::INVOICE_PDF)) }
                @if manages {
                    form method="post" action=(frame.action(&format!("{base}/copies"))) {
                        input type="hidden" name="key" value=(page.key);
                        button type="submit" class="button" { (frame.text(invoices::INVOICE_DUPLICATE)) }
                    }
                }
            }
        }
    }
}

/// What one should know before one does anything.
fn warnings(frame: &Frame<'_>, page: &InvoicePage<'_>) -> Markup {
    let invoice = page.invoice;
    let balance = &invoice.row.balance;
    html! {
        @if !page.unshown.is_empty() {
            div class="notice warn" { p { (frame.with(pdf::PDF_UNSHOWN, &[("characters", page.unshown.into())])) } }
        }
        @if page.is_being_paid { div class="notice warn" { p { (frame.text(invoices::INVOICE_BEING_PAID)) } } }
        @if balance.surplus.is_positive() {
            div class="notice warn" { p { (frame.with(invoices::INVOICE_SURPLUS_TEXT, &[("amount", money(frame, invoice, balance.surplus).into())])) } }
        }
        @if invoice.row.state == State::Draft && page.customer.address.trim().is_empty() {
            div class="notice warn" {
                p {
                    span dir="auto" { (frame.with(invoices::INVOICE_NO_ADDRESS, &[("name", page.customer.name.as_str().into())])) }
                    @if may(frame, Right::ManageCustomers) {
                        " " a href={ "/desk/customers/" (invoice.row.customer_id) "/edit" } { (frame.text(invoices::INVOICE_NO_ADDRESS_ADD)) }
                    }
                }
            }
        }
    }
}

/// How it stands, in figures.
fn figures(frame: &Frame<'_>, page: &InvoicePage<'_>) -> Markup {
    let invoice = page.invoice;
    let (row, balance) = (&invoice.row, &invoice.row.balance);
    let figure = |name: Msg, value: Markup| html! { div { dt { (frame.text(name)) } dd class="num" { (value) } } };
    let amount = |amount: Amount| html! { (money(frame, invoice, amount)) };
    html! {
        section class="card part" {
            dl class="facts-row" {
                (figure(invoices::INVOICE_GROSS, amount(balance.gross)))
                @if row.state != State::Draft {
                    @if !balance.credited.is_zero() { (figure(invoices::INVOICE_CREDITED, amount(balance.credited))) }
                    (figure(invoices::INVOICE_PAID, amount(balance.paid)))
                    (figure(invoices::INVOICE_OUTSTANDING, amount(balance.outstanding)))
                    @if balance.surplus.is_positive() { (figure(invoices::INVOICE_SURPLUS, amount(balance.surplus))) }
                }
                @if let Some(day) = row.issued_on { (figure(invoices::INVOICE_ISSUED, parts::day(frame, day))) }
                (figure(invoices::INVOICE_DUE, due(frame, invoice)))
                @if !invoice.reference.is_empty() {
                    div { dt { (frame.text(invoices::INVOICE_REFERENCE)) } dd dir="auto" { (invoice.reference) } }
                }
            }
        }
    }
}

fn due(frame: &Frame<'_>, invoice: &Invoice) -> Markup {
    if let Some(day) = invoice.row.due_on {
        parts::day(frame, day)
    } else {
        html! { (frame.with(invoices::INVOICE_DUE_DRAFT, &[("count", invoice.days_to_pay.into())])) }
    }
}

/// What the invoice says: notes, lines, sums, terms.
pub(super) fn document(frame: &Frame<'_>, invoice: &Invoice) -> Markup {
    html! {
        div class="invoice-document" {
            @if !invoice.notes.is_empty() { p class="lines" dir="auto" { (invoice.notes) } }
            @if invoice.lines.is_empty() {
                p class="quiet" { (frame.text(invoices::INVOICE_SEND_NO_LINES)) }
            } @else {
                (document::lines(frame, invoice))
                (document::totals(frame, &invoice.totals, invoice.row.currency))
            }
            @if !invoice.terms.is_empty() { p class="lines small" dir="auto" { (invoice.terms) } }
        }
    }
}

fn ledger(frame: &Frame<'_>, page: &InvoicePage<'_>) -> Markup {
    html! {
        section class="card part" aria-labelledby="ledger-title" {
            h2 id="ledger-title" { (frame.text(invoices::INVOICE_LEDGER)) }
            @if page.ledger.is_empty() {
                p class="small quiet" { (frame.text(invoices::INVOICE_LEDGER_NONE)) }
            } @else {
                ol class="booked" { @for recorded in page.ledger { (booked(frame, page.invoice, recorded)) } }
            }
        }
    }
}

fn booked(frame: &Frame<'_>, invoice: &Invoice, recorded: &Recorded) -> Markup {
    let kind = recorded.entry.kind;
    let takes = matches!(kind, EntryKind::Refund | EntryKind::Dispute);
    let amount = money(frame, invoice, if takes { -recorded.entry.amount } else { recorded.entry.amount });
    let method = (kind != EntryKind::CreditNote).then(|| frame.text(nouns::method(recorded.method)));
    let how = match (method, recorded.by.as_deref()) {
        (Some(method), Some(name)) => {
            Some(frame.with(invoices::INVOICE_LEDGER_BY, &[("method", method.into()), ("name", name.into())]))
        }
        (method, name) => method.or_else(|| name.map(str::to_owned)),
    };
    html! {
        li id={ "ledger-" (recorded.id) } {
            span class="booked-text" {
                span { (frame.text(nouns::entry_kind(kind))) @if let Some(number) = &recorded.number { " " span class="num" { (number) } } }
                @if let Some(how) = how { span class="small quiet" dir="auto" { (how) } }
                @if !recorded.note.is_empty() { span class="small lines" dir="auto" { (recorded.note) } }
            }
            span class="booked-end" { span class="num" { (amount) } span class="small quiet" { (parts::day(frame, recorded.on)) } }
        }
    }
}

fn history(frame: &Frame<'_>, page: &InvoicePage<'_>) -> Markup {
    html! {
        section id="invoice-history" class="card part" aria-labelledby="history-title" hidden[page.history.is_empty()] {
            h2 id="history-title" { (frame.text(invoices::INVOICE_HISTORY)) }
            ol class="deeds small" {
                @for line in page.history {
                    li {
                        span { (frame.text(nouns::action(line.action))) }
                        span class="quiet" {
                            bdi {
                                @match line.by() {
                                    By::Member { name, .. } | By::Somebody(name) => (super::audit::parted(name).0),
                                    By::CommandLine => (frame.text(settings::AUDIT_BY_COMMAND_LINE)),
                                    By::Itself => (frame.text(settings::AUDIT_BY_ITSELF)),
                                }
                            }
                            ", " (parts::when(frame, line.at))
                        }
                    }
                }
            }
        }
    }
}

/// An amount of an invoice.
pub(super) fn money(frame: &Frame<'_>, invoice: &Invoice, amount: Amount) -> String {
    frame.locale.money(invoice.row.money(amount))
}
