//! The desk's list of invoices.

use jiff::civil::Date;
use maud::{Markup, html};

use crate::domain::invoice::{InvoiceQuery, InvoiceRow, Order, Owed, Shelf, ShelfCounts, Status};
use crate::domain::money::Money;
use crate::domain::people::Customer;
use crate::domain::rights::Right;
use crate::views::combobox::{self, Chooser};
use crate::views::desk::customers::may;
use crate::views::done::{self, Done};
use crate::views::frame::Frame;
use crate::views::layout::{self, DeskNav};
use crate::views::{icon, parts};
use crate::words::msg::{invoice_import, invoices};
use crate::words::{Locale, nouns};

/// A page of the list.
#[derive(Clone, Copy)]
pub struct InvoiceList<'a> {
    /// What is asked for.
    pub query: &'a InvoiceQuery,
    /// The rows.
    pub rows: &'a [InvoiceRow],
    /// How many invoices each list holds.
    pub counts: &'a ShelfCounts,
    /// What is outstanding on all that the search is about, by currency.
    pub owed: &'a [Owed],
    /// The customer to whom the list is narrowed.
    pub customer: Option<&'a Customer>,
    /// What was typed for one.
    pub customer_name: &'a str,
    /// Those that fit what was typed, when it was not clear which one is meant.
    pub candidates: &'a [Customer],
    /// Where the list goes on.
    pub more: Option<&'a str>,
    /// After which place these rows come; none when the list begins with them.
    pub after: Option<&'a str>,
    /// The day, in the organisation's time zone.
    pub today: Date,
    /// What was just done.
    pub done: Option<Done>,
}

/// The page.
pub fn page(frame: &Frame<'_>, list: &InvoiceList<'_>) -> Markup {
    let title = frame.text(invoices::INVOICE_LIST);
    let body = html! {
        main id="main" class="desk-page" tabindex="-1" {
            div id="live" hx-ws:connect=(frame.live("topic=desk:invoices")) hx-swap="none" hidden {}
            div class="invoices stack" {
                div class="head" {
                    h1 { (title) }
                    div class="end tools" {
                        @if list.counts.everything > 0 {
                            a class="button" href=(address(list.query).replacen("/desk/invoices", "/desk/invoices.csv", 1)) { (icon::download()) (frame.text(invoice_import::IMPORT_EXPORT)) }
                        }
                        @if may(frame, Right::ManageInvoices) {
                            a class="button" href="/desk/invoices/imports/new" { (frame.text(invoice_import::IMPORT_LINK)) }
                            (new_link(frame, "button primary", list.customer))
                        }
                    }
                }
                (done::notice(frame, list.done))
                (search(frame, list))
                (found(frame, list))
            }
        }
    };
    layout::desk(frame, &title, DeskNav::Invoices, &body)
}

/// Leads to a new invoice: for this customer, when the list is about one.
pub(super) fn new_link(frame: &Frame<'_>, class: &str, customer: Option<&Customer>) -> Markup {
    html! {
        a class=(class) href={ "/desk/invoices/new" @if let Some(customer) = customer { "?customer=" (customer.id) } } {
            (icon::plus()) (frame.text(invoices::INVOICE_NEW))
        }
    }
}

fn search(frame: &Frame<'_>, list: &InvoiceList<'_>) -> Markup {
    let query = list.query;
    let chooser = Chooser {
        id: "customer",
        label: invoices::INVOICE_FILTER_CUSTOMER,
        customer: query.customer,
        name: list.customer.map_or(list.customer_name, |customer| &customer.name),
        candidates: list.candidates,
        problems: &[],
        hint: None,
        required: false,
    };
    html! {
        // Searches while one types; without scripts the button does.
        form class="search invoice-search" role="search" method="get" action="/desk/invoices"
            hx-get="/desk/invoices" hx-trigger="input changed delay:150ms from:'find #q', change" hx-sync="this:replace"
            hx-target="#invoices-found" hx-select="#invoices-found" hx-swap="outerMorph" {
            div class="field" {
                label for="q" { (frame.text(invoices::INVOICE_SEARCH)) }
                input id="q" name="q" class="input" type="search" dir="auto" value=(query.text) placeholder=(frame.text(invoices::INVOICE_SEARCH_PLACEHOLDER));
            }
            (combobox::customer(frame, &chooser))
            div class="field" {
                label for="order" { (frame.text(invoices::INVOICE_ORDER)) }
                select id="order" name="order" class="input" {
                    @for &order in Order::ALL { option value=(order) selected[order == query.order] { (frame.text(nouns::invoice_order(order))) } }
                }
            }
            @if query.shelf != Shelf::All { input type="hidden" name="show" value=(query.shelf); }
            button type="submit" class="button" { (icon::search()) (frame.text(invoices::INVOICE_SEARCH_SUBMIT)) }
        }
    }
}

/// What is sent to the open pages of the list when an invoice moved.
pub fn pushed(frame: &Frame<'_>, list: &InvoiceList<'_>) -> String {
    parts::partial("invoices-found", &found(frame, list))
}

/// Where this part of the list is, unless it is what is pushed: the beginning of all there is.
fn part(list: &InvoiceList<'_>) -> Option<String> {
    let here = address(list.query);
    match list.after {
        Some(after) => Some(format!("{here}&after={after}")),
        None => (*list.query != InvoiceQuery::default()).then_some(here),
    }
}

/// The part of the page that a search replaces, and that moves. What is not the beginning of the whole list says where it is: the page
/// reads it again when the list moved.
fn found(frame: &Frame<'_>, list: &InvoiceList<'_>) -> Markup {
    html! {
        div id="invoices-found" class="stack" data-part=[part(list)] {
            (owed(frame, list.owed))
            ul class="chips" aria-label=(frame.text(invoices::INVOICE_FILTER)) {
                @for &shelf in Shelf::ALL {
                    @let url = address(&InvoiceQuery { shelf, ..list.query.clone() });
                    (parts::choice(frame, nouns::shelf(shelf), &url, shelf == list.query.shelf, Some(list.counts.of(shelf))))
                }
            }
            @if let Some(customer) = list.customer {
                p class="narrowed small" {
                    span dir="auto" { (frame.with(invoices::INVOICE_FILTER_ONLY, &[("name", customer.name.as_str().into())])) }
                    " " a href=(address(&InvoiceQuery { customer: None, ..list.query.clone() })) { (frame.text(invoices::INVOICE_FILTER_CLEAR)) }
                }
            }
            div class="card" {
                @if list.rows.is_empty() { (empty(frame, list)) } @else { (rows(frame, list.rows, list.today)) }
            }
            (parts::more(frame.locale, list.more, invoices::INVOICE_MORE))
        }
    }
}

/// What is outstanding, by currency.
pub(super) fn owed(frame: &Frame<'_>, owed: &[Owed]) -> Markup {
    html! {
        @if !owed.is_empty() {
            dl class="sums" {
                @for one in owed {
                    div class="card sum" {
                        dt { (frame.text(invoices::INVOICE_OWED)) }
                        dd {
                            span class="sum-number num" { (frame.locale.money(Money::new(one.outstanding, one.currency))) }
                            span class="small quiet" { (frame.with(invoices::INVOICE_OWED_COUNT, &[("count", one.invoices.into())])) }
                            @if one.overdue.is_positive() {
                                @let overdue = frame.locale.money(Money::new(one.overdue, one.currency));
                                span class="chip bad" { (frame.with(invoices::INVOICE_OWED_OVERDUE, &[("amount", overdue.into())])) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Invoices, one row each.
pub(super) fn rows(frame: &Frame<'_>, rows: &[InvoiceRow], today: Date) -> Markup {
    html! {
        ul class="rows" {
            @for row in rows {
                li id={ "invoice-" (row.id) } {
                    a class="row" href=(super::invoice::url(row.id)) {
                        span class="row-text" {
                            span class="row-title" {
                                @if let Some(number) = &row.number { span class="num" { (number) } " · " }
                                span dir="auto" { (row.customer) }
                            }
                            span class="row-snip" { (when(frame, row)) }
                        }
                        span class="row-end" {
                            span class="num row-amount" { (amount(frame, row)) }
                            (status(frame.locale, row.status(today)))
                        }
                    }
                }
            }
        }
    }
}

fn when(frame: &Frame<'_>, row: &InvoiceRow) -> String {
    if let (Some(issued), Some(due)) = (row.issued_on, row.due_on) {
        let [issued, due] = [issued, due].map(|day| frame.locale.calendar_day(day).into());
        frame.with(invoices::INVOICE_ROW_DUE, &[("issued", issued), ("due", due)])
    } else {
        let day = frame.locale.date(row.updated_at, frame.zone);
        frame.with(invoices::INVOICE_ROW_DRAFT, &[("day", day.into())])
    }
}

/// How much it is about, and what of it is left when that is another sum.
fn amount(frame: &Frame<'_>, row: &InvoiceRow) -> String {
    let total = frame.locale.money(row.money(row.balance.gross));
    let left = row.balance.outstanding;
    if left.is_zero() || left == row.balance.gross {
        return total;
    }
    let left = frame.locale.money(row.money(left));
    frame.with(invoices::INVOICE_ROW_LEFT, &[("left", left.into()), ("total", total.into())])
}

/// An invoice's status.
pub(super) fn status(locale: &Locale, status: Status) -> Markup {
    let class = match status {
        Status::Draft | Status::Void => "chip",
        Status::Sent => "chip accent",
        Status::PartiallyPaid => "chip warn",
        Status::Paid => "chip good",
        Status::Overdue => "chip bad",
    };
    html! { span class=(class) { (locale.text(nouns::invoice_status(status))) } }
}

fn empty(frame: &Frame<'_>, list: &InvoiceList<'_>) -> Markup {
    let text = list.query.text.trim();
    let said = |title: String, text| parts::empty(&icon::invoice(), &title, &frame.text(text), None);
    if !text.is_empty() {
        let title = frame.with(invoices::INVOICE_NOT_FOUND_TITLE, &[("query", text.into())]);
        return said(title, invoices::INVOICE_NOT_FOUND_TEXT);
    }
    if list.counts.everything > 0 {
        return said(frame.text(invoices::INVOICE_NONE_HERE_TITLE), invoices::INVOICE_NONE_HERE_TEXT);
    }
    let title = frame.text(invoices::INVOICE_NONE_TITLE);
    if !may(frame, Right::ManageInvoices) {
        return said(title, invoices::INVOICE_NONE_VIEWER_TEXT);
    }
    let text = frame.text(invoices::INVOICE_NONE_TEXT);
    parts::empty(&icon::invoice(), &title, &text, Some(&new_link(frame, "button primary", list.customer)))
}

/// Where a list is.
pub fn address(query: &InvoiceQuery) -> String {
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    pairs.append_pair("show", query.shelf.as_str());
    if !query.text.is_empty() {
        pairs.append_pair("q", &query.text);
    }
    if query.order != Order::Changed {
        pairs.append_pair("order", query.order.as_str());
    }
    if let Some(customer) = query.customer {
        pairs.append_pair("customer", &customer.to_string());
    }
    format!("/desk/invoices?{}", pairs.finish())
}
