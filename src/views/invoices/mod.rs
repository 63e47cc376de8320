//! A client's invoices: the list, and a page for each.

pub(super) mod document;
mod ledger;
pub mod page;
pub(crate) mod pay_now;

use jiff::civil::Date;
use maud::{Markup, html};

pub use self::page::ClientInvoice;
use crate::domain::invoice::{InvoicePlace, InvoiceQuery, InvoiceRow, Owed, Shelf, ShelfCounts, Status};
use crate::domain::money::Money;
use crate::domain::payment::Cards;
use crate::views::frame::Frame;
use crate::views::layout::{self, PortalNav};
use crate::views::{csv, icon, parts, switcher};
use crate::words::msg::client_invoices as words;
use crate::words::{Locale, Msg, nouns};

/// The parts of the list that clients choose among, and their names.
const SHELVES: [(Shelf, Msg); 4] = [
    (Shelf::Outstanding, words::CLIENT_INVOICES_OPEN),
    (Shelf::Overdue, words::CLIENT_INVOICES_OVERDUE),
    (Shelf::Paid, words::CLIENT_INVOICES_PAID),
    (Shelf::All, words::CLIENT_INVOICES_ALL),
];

/// A page of the list.
#[derive(Clone, Copy)]
pub struct ClientList<'a> {
    /// What is shown.
    pub query: &'a InvoiceQuery,
    /// The rows.
    pub rows: &'a [InvoiceRow],
    /// How many invoices each part holds.
    pub counts: &'a ShelfCounts,
    /// What is outstanding on all that the search is about, by currency.
    pub owed: &'a [Owed],
    /// Where the list goes on.
    pub more: Option<&'a str>,
    /// After which place these rows come; none when the list begins with them.
    pub after: Option<&'a str>,
    /// Whether cards are taken.
    pub cards: &'a Cards,
    /// The day, in the organisation's time zone.
    pub today: Date,
}

/// The part of the list that somebody asked for; what clients cannot ask for is all of it.
pub fn shelf(text: &str) -> Shelf {
    let found = text.parse().ok().filter(|wanted| SHELVES.iter().any(|(shelf, _)| shelf == wanted));
    found.unwrap_or(Shelf::All)
}

/// The page.
pub fn list(frame: &Frame<'_>, list: &ClientList<'_>) -> Markup {
    let title = frame.text(words::CLIENT_INVOICES_TITLE);
    let main = html! {
        div id="live" hx-ws:connect=(frame.live("topic=invoices")) hx-swap="none" hidden {}
        div class="head" {
            h1 { (title) }
            @if list.counts.everything > 0 {
                div class="end" { a class="button" href=(address("/invoices.csv", list.query, list.query.shelf)) { (icon::download()) (frame.text(words::CLIENT_INVOICES_EXPORT)) } }
            }
        }
        (search(frame, list.query))
        (found(frame, list))
    };
    layout::portal(frame, PortalNav::Invoices, &title, &main)
}

fn search(frame: &Frame<'_>, query: &InvoiceQuery) -> Markup {
    html! {
        form class="search" role="search" method="get" action="/invoices" {
            label class="unseen" for="q" { (frame.text(words::CLIENT_INVOICES_SEARCH)) }
            // Searches while one types; without scripts the button does.
            input id="q" name="q" class="input" type="search" dir="auto" value=(query.text) placeholder=(frame.text(words::CLIENT_INVOICES_SEARCH_PLACEHOLDER))
                hx-get="/invoices" hx-trigger="input changed delay:150ms" hx-include="closest form" hx-sync="this:replace"
                hx-target="#invoice-list" hx-select="#invoice-list" hx-swap="outerMorph";
            @if query.shelf != Shelf::All { input type="hidden" name="show" value=(query.shelf); }
            button type="submit" class="button" { (icon::search()) (frame.text(words::CLIENT_INVOICES_SEARCH_SUBMIT)) }
        }
    }
}

/// The part of the page that moves. What is not the beginning of the whole list says where it is: the page reads it again when the list moved.
fn found(frame: &Frame<'_>, list: &ClientList<'_>) -> Markup {
    html! {
        div id="invoice-list" class="stack" data-part=[part(list)] {
            // What is not found is not paid either.
            @if !list.rows.is_empty() || list.query.text.trim().is_empty() { (owed(frame, list.owed)) }
            ul class="chips" aria-label=(frame.text(words::CLIENT_INVOICES_SHOW)) {
                @for (shelf, name) in SHELVES {
                    @let url = address("/invoices", list.query, shelf);
                    (parts::choice(frame, name, &url, shelf == list.query.shelf, Some(list.counts.of(shelf))))
                }
            }
            div class="card" {
                @if list.rows.is_empty() { (empty(frame, list)) } @else { (rows(frame, list)) }
            }
            (parts::more(frame.locale, list.more, words::CLIENT_INVOICES_MORE))
        }
    }
}

fn part(list: &ClientList<'_>) -> Option<String> {
    let here = address("/invoices", list.query, list.query.shelf);
    match list.after {
        Some(after) => Some(format!("{here}&after={after}")),
        None if list.query.shelf != Shelf::All || !list.query.text.trim().is_empty() => Some(here),
        None => None,
    }
}

/// What is sent to the open pages of the list when an invoice moved.
pub fn pushed(frame: &Frame<'_>, list: &ClientList<'_>) -> String {
    parts::partial("invoice-list", &found(frame, list)) + &switcher::pushed(frame, list.owed)
}

/// What is to be paid, by currency.
fn owed(frame: &Frame<'_>, owed: &[Owed]) -> Markup {
    html! {
        @if owed.is_empty() {
            p class="quiet" { (frame.text(words::CLIENT_INVOICES_OWED_NOTHING)) }
        } @else {
            dl class="figures owed" {
                @for one in owed {
                    div class={ "card figure" @if one.overdue.is_positive() { " late" } } {
                        dt { (frame.text(words::CLIENT_INVOICES_OWED)) }
                        dd {
                            span class="figure-number num" { (frame.locale.money(Money::new(one.outstanding, one.currency))) }
                            span class="small quiet figure-note" {
                                (frame.with(words::CLIENT_INVOICES_OWED_COUNT, &[("count", one.invoices.into())]))
                                @if one.overdue.is_positive() { ", " (overdue(frame, one)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn overdue(frame: &Frame<'_>, owed: &Owed) -> String {
    let amount = frame.locale.money(Money::new(owed.overdue, owed.currency));
    frame.with(words::CLIENT_INVOICES_OWED_OVERDUE, &[("amount", amount.into())])
}

fn rows(frame: &Frame<'_>, list: &ClientList<'_>) -> Markup {
    html! {
        ul class="rows" {
            @for row in list.rows {
                @if let Some(number) = &row.number {
                    li id={ "invoice-" (row.id) } class="with-action" {
                        a class="row" href={ "/invoices/" (number) } {
                            span class="row-text" {
                                span class="row-title num" { (number) }
                                @if let (Some(issued), Some(due)) = (row.issued_on, row.due_on) {
                                    span class="row-snip" {
                                        (frame.with(words::CLIENT_INVOICE_ROW, &[("issued", frame.locale.calendar_day(issued).into()), ("due", frame.locale.calendar_day(due).into())]))
                                    }
                                }
                            }
                            span class="row-end" {
                                span class="num row-amount" { (amount(frame, row)) }
                                (status(frame.locale, row.status(list.today)))
                            }
                        }
                        (pay_now::in_row(frame, list.cards, row))
                    }
                }
            }
        }
    }
}

/// What a row says of its money: how much it is about, and what of it is left when that is another sum.
fn amount(frame: &Frame<'_>, row: &InvoiceRow) -> String {
    let total = frame.locale.money(row.money(row.balance.gross));
    let left = row.balance.outstanding;
    if left.is_zero() || left == row.balance.gross {
        return total;
    }
    let left = frame.locale.money(row.money(left));
    frame.with(words::CLIENT_INVOICE_ROW_LEFT, &[("left", left.into()), ("total", total.into())])
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

fn empty(frame: &Frame<'_>, list: &ClientList<'_>) -> Markup {
    let text = list.query.text.trim();
    html! {
        @if !text.is_empty() {
            (parts::empty(
                &icon::search(),
                &frame.with(words::CLIENT_INVOICES_NOT_FOUND_TITLE, &[("query", text.into())]),
                &frame.text(words::CLIENT_INVOICES_NOT_FOUND_TEXT),
                None,
            ))
        } @else if list.counts.everything > 0 {
            (parts::empty(&icon::receipt(), &frame.text(words::CLIENT_INVOICES_NONE_HERE_TITLE), &frame.text(words::CLIENT_INVOICES_NONE_HERE_TEXT), None))
        } @else {
            (parts::empty(&icon::receipt(), &frame.text(words::CLIENT_INVOICES_NONE_TITLE), &frame.text(words::CLIENT_INVOICES_NONE_TEXT), None))
        }
    }
}

/// Where the list goes on.
pub fn more(query: &InvoiceQuery, next: &InvoicePlace) -> String {
    format!("{}&after={next}", address("/invoices", query, query.shelf))
}

/// Where a part of the list is.
fn address(path: &str, query: &InvoiceQuery, shelf: Shelf) -> String {
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    if !query.text.is_empty() {
        pairs.append_pair("q", &query.text);
    }
    format!("{path}?{}", pairs.append_pair("show", shelf.as_str()).finish())
}

/// What the columns of the file are called.
const COLUMNS: [Msg; 10] = [
    words::CSV_NUMBER,
    words::CSV_CUSTOMER,
    words::CSV_STATUS,
    words::CSV_ISSUED,
    words::CSV_DUE,
    words::CSV_CURRENCY,
    words::CSV_TOTAL,
    words::CSV_CREDITED,
    words::CSV_PAID,
    words::CSV_OUTSTANDING,
];

/// The beginning of a file of invoices: the mark of its encoding, and the columns.
pub fn csv_head(locale: &Locale) -> Result<Vec<u8>, ::csv::Error> {
    csv::head(COLUMNS.map(|column| locale.text(column)))
}

/// An invoice as a line of the file: days and amounts as machines write them, words as people do.
pub fn csv_line(locale: &Locale, row: &InvoiceRow, today: Date) -> Result<Vec<u8>, ::csv::Error> {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let plain = |amount: crate::domain::money::Amount| amount.plain(row.currency);
    csv::line([
        row.number.as_ref().map(ToString::to_string).unwrap_or_default(),
        row.customer.clone(),
        locale.text(nouns::invoice_status(row.status(today))),
        day(row.issued_on),
        day(row.due_on),
        row.currency.code().to_owned(),
        plain(row.balance.gross),
        plain(row.balance.credited),
        plain(row.balance.paid),
        plain(row.balance.outstanding),
    ])
}

/// What the downloaded file is called.
pub fn csv_name(locale: &Locale, today: Date) -> String {
    format!("{}-{today}.csv", locale.text(words::CLIENT_INVOICES_FILE))
}
