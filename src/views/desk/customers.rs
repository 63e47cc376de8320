//! The list of customers.

use maud::{Markup, html};

use crate::domain::customer::{CustomerRow, Filter, Login, Order, Owing};
use crate::domain::money::{Currency, Money};
use crate::domain::rights::Right;
use crate::views::done::{self, Done};
use crate::views::frame::Frame;
use crate::views::layout::{self, DeskNav};
use crate::views::{icon, parts};
use crate::words::msg::{customer_list as words, customers};
use crate::words::{Msg, nouns};

/// A page of the list.
#[derive(Clone, Copy)]
pub struct CustomerList<'a> {
    /// What is looked for.
    pub query: &'a str,
    /// Which customers are shown.
    pub filter: Filter,
    /// In what order.
    pub order: Order,
    /// The rows.
    pub rows: &'a [CustomerRow],
    /// What they owe, by customer and currency.
    pub owing: &'a [Owing],
    /// The organisation's currency, in which balances are compared.
    pub currency: Currency,
    /// Clients whose login is linked to no customer.
    pub unlinked: &'a [Login],
    /// Where the list goes on.
    pub older: Option<&'a str>,
    /// What was just done.
    pub done: Option<Done>,
}

/// The page.
pub fn page(frame: &Frame<'_>, list: &CustomerList<'_>) -> Markup {
    let title = frame.text(customers::CUSTOMER_LIST);
    let body = html! {
        main id="main" class="desk-page" tabindex="-1" {
            div class="customers stack" {
                div class="head" {
                    h1 { (title) }
                    div class="end tools" {
                        @if !list.rows.is_empty() {
                            a class="button" href=(address("/desk/customers.csv", list.query, list.filter, list.order)) { (icon::download()) (frame.text(words::CUSTOMER_EXPORT)) }
                        }
                        @if may(frame, Right::ManageCustomers) {
                            a class="button" href="/desk/customers/imports/new" { (frame.text(words::CUSTOMER_IMPORT)) }
                            a class="button primary" href="/desk/customers/new" { (icon::plus()) (frame.text(customers::CUSTOMER_ADD)) }
                        }
                    }
                }
                (done::notice(frame, list.done))
                (unlinked(frame, list.unlinked))
                (search(frame, list))
                (found(frame, list))
            }
        }
    };
    layout::desk(frame, &title, DeskNav::Customers, &body)
}

/// Whether the reader has this right.
pub(super) fn may(frame: &Frame<'_>, right: Right) -> bool {
    frame.viewer.is_some_and(|viewer| viewer.may(right))
}

/// Clients who sign in and see nothing.
fn unlinked(frame: &Frame<'_>, unlinked: &[Login]) -> Markup {
    html! {
        @if !unlinked.is_empty() {
            div class="notice warn flagged" {
                div {
                    p { strong { (frame.with(customers::CUSTOMER_UNLINKED, &[("count", unlinked.len().into())])) } }
                    ul class="small" {
                        @for login in unlinked { li { bdi { (login.name) } " · " bdi { (login.email) } } }
                    }
                    @if !may(frame, Right::ManageUsers) {
                        p class="small" { (super::access::who_may(frame, Right::ManageUsers)) }
                    }
                }
                @if may(frame, Right::ManageUsers) {
                    a class="button" href="/desk/settings/users" { (frame.text(customers::CUSTOMER_UNLINKED_LINK)) }
                }
            }
        }
    }
}

fn search(frame: &Frame<'_>, list: &CustomerList<'_>) -> Markup {
    html! {
        // Searches while one types; without scripts the button does.
        form class="search customer-search" role="search" method="get" action="/desk/customers"
            hx-get="/desk/customers" hx-trigger="input changed delay:150ms from:'find #q', change" hx-sync="this:replace"
            hx-target="#customers-found" hx-select="#customers-found" hx-swap="outerMorph" {
            div class="field" {
                label for="q" { (frame.text(customers::CUSTOMER_SEARCH)) }
                input id="q" name="q" class="input" type="search" dir="auto" value=(list.query) placeholder=(frame.text(customers::CUSTOMER_SEARCH_PLACEHOLDER));
            }
            div class="field" {
                label for="order" { (frame.text(words::CUSTOMER_ORDER)) }
                select id="order" name="order" class="input" {
                    @for &order in Order::ALL {
                        @if order != Order::Balance || may(frame, Right::ReadInvoices) {
                            option value=(order) selected[order == list.order] { (frame.text(nouns::customer_order(order))) }
                        }
                    }
                }
            }
            @if list.filter != Filter::Active { input type="hidden" name="filter" value=(list.filter); }
            button type="submit" class="button" { (icon::search()) (frame.text(customers::CUSTOMER_SEARCH_SUBMIT)) }
        }
    }
}

/// The part of the page that a search replaces.
fn found(frame: &Frame<'_>, list: &CustomerList<'_>) -> Markup {
    html! {
        div id="customers-found" class="stack" {
            ul class="chips" aria-label=(frame.text(customers::CUSTOMER_FILTER)) {
                @for &filter in Filter::ALL {
                    @let url = address("/desk/customers", list.query, filter, list.order);
                    (parts::choice(frame, filter_name(filter), &url, filter == list.filter, None))
                }
            }
            @if list.order == Order::Balance {
                p class="small quiet" { (frame.with(words::CUSTOMER_ORDER_BALANCE_NOTE, &[("currency", list.currency.code().into())])) }
            }
            div class="card" {
                @if list.rows.is_empty() { (empty(frame, list)) } @else { (table(frame, list)) }
            }
            (parts::more(frame.locale, list.older, customers::CUSTOMER_MORE))
        }
    }
}

/// The rows with their columns. On a phone each is a block with its columns one below the other, each with its name.
fn table(frame: &Frame<'_>, list: &CustomerList<'_>) -> Markup {
    let balances = may(frame, Right::ReadInvoices);
    html! {
        // On a phone the table is laid out in blocks, which takes its meaning from it: so it says it itself.
        table class="customer-table" role="table" {
            caption class="unseen" { (frame.text(words::CUSTOMER_LIST_CAPTION)) }
            thead role="rowgroup" {
                tr role="row" {
                    th scope="col" role="columnheader" { (frame.text(words::CUSTOMER_COLUMN_NAME)) }
                    th scope="col" role="columnheader" { (frame.text(words::CUSTOMER_COLUMN_ACCESS)) }
                    th scope="col" role="columnheader" class="end" { (frame.text(words::CUSTOMER_COLUMN_TICKETS)) }
                    th scope="col" role="columnheader" { (frame.text(words::CUSTOMER_COLUMN_CONTACT)) }
                    @if balances { th scope="col" role="columnheader" class="end" { (frame.text(words::CUSTOMER_COLUMN_BALANCE)) } }
                }
            }
            tbody role="rowgroup" { @for row in list.rows { (one(frame, list, row)) } }
        }
    }
}

fn one(frame: &Frame<'_>, list: &CustomerList<'_>, row: &CustomerRow) -> Markup {
    html! {
        tr id={ "customer-" (row.id) } role="row" {
            th scope="row" role="rowheader" {
                a class="customer-name" href={ "/desk/customers/" (row.id) } dir="auto" { (row.name) }
                @if !row.email.is_empty() { span class="small quiet" dir="auto" { (row.email) } }
            }
            td role="cell" data-column=(frame.text(words::CUSTOMER_COLUMN_ACCESS)) { @if list.filter == Filter::Active { (access(frame, row)) } }
            td role="cell" class="end num" data-column=(frame.text(words::CUSTOMER_COLUMN_TICKETS)) {
                @if row.open_tickets > 0 {
                    span title=(frame.with(customers::CUSTOMER_OPEN_TICKETS, &[("count", row.open_tickets.into())])) { (frame.locale.number(row.open_tickets)) }
                } @else {
                    span class="quiet" { "–" }
                }
            }
            td role="cell" data-column=(frame.text(words::CUSTOMER_COLUMN_CONTACT)) {
                @match row.contacted_at {
                    Some(at) => (parts::when(frame, at)),
                    None => span class="quiet" { (frame.text(words::CUSTOMER_NEVER_CONTACTED)) },
                }
            }
            @if may(frame, Right::ReadInvoices) {
                td role="cell" class="end num" data-column=(frame.text(words::CUSTOMER_COLUMN_BALANCE)) { (balance(frame, list.owing, row)) }
            }
        }
    }
}

/// What is outstanding, each currency by itself, and what of it is late.
fn balance(frame: &Frame<'_>, owing: &[Owing], row: &CustomerRow) -> Markup {
    let mut own = owing.iter().filter(|one| one.customer_id == row.id).peekable();
    html! {
        @if own.peek().is_none() { span class="quiet" { (frame.text(words::CUSTOMER_OWES_NOTHING)) } }
        @for one in own {
            span class="customer-sum" { (frame.locale.money(Money::new(one.outstanding, one.currency))) }
            @if one.overdue.is_positive() {
                span class="small late-text" { (frame.with(words::CUSTOMER_OVERDUE, &[("amount", frame.locale.money(Money::new(one.overdue, one.currency)).into())])) }
            }
        }
    }
}

/// Whether anybody can sign in for it: what is missing stands out.
fn access(frame: &Frame<'_>, row: &CustomerRow) -> Markup {
    let (class, said) = if row.logins > 0 {
        ("chip good", frame.with(customers::CUSTOMER_LOGINS, &[("count", row.logins.into())]))
    } else if row.invited > 0 {
        ("chip warn", frame.text(customers::CUSTOMER_INVITED))
    } else if row.expired > 0 {
        ("chip bad", frame.text(customers::CUSTOMER_INVITE_EXPIRED))
    } else {
        ("chip bad", frame.text(customers::CUSTOMER_NO_LOGIN))
    };
    html! { span class=(class) { (said) } }
}

fn empty(frame: &Frame<'_>, list: &CustomerList<'_>) -> Markup {
    let add =
        html! { a class="button" href="/desk/customers/new" { (icon::plus()) (frame.text(customers::CUSTOMER_ADD)) } };
    let add = may(frame, Right::ManageCustomers).then_some(&add);
    html! {
        @if !list.query.trim().is_empty() {
            (parts::empty(
                &icon::search(),
                &frame.with(customers::CUSTOMER_NOT_FOUND_TITLE, &[("query", list.query.into())]),
                &frame.text(customers::CUSTOMER_NOT_FOUND_TEXT),
                None,
            ))
        } @else if list.filter == Filter::Archived {
            (parts::empty(
                &icon::company(),
                &frame.text(customers::CUSTOMER_NONE_ARCHIVED_TITLE),
                &frame.text(customers::CUSTOMER_NONE_ARCHIVED_TEXT),
                None,
            ))
        } @else {
            (parts::empty(&icon::company(), &frame.text(customers::CUSTOMER_NONE_TITLE), &frame.text(customers::CUSTOMER_NONE_TEXT), add))
        }
    }
}

/// Where a list is, at the page's address or at the file's.
pub fn address(path: &str, query: &str, filter: Filter, order: Order) -> String {
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    if !query.is_empty() {
        pairs.append_pair("q", query);
    }
    if order != Order::Name {
        pairs.append_pair("order", order.as_str());
    }
    format!("{path}?{}", pairs.append_pair("filter", filter.as_str()).finish())
}

const fn filter_name(filter: Filter) -> Msg {
    match filter {
        Filter::Active => customers::CUSTOMER_FILTER_ACTIVE,
        Filter::Archived => customers::CUSTOMER_FILTER_ARCHIVED,
    }
}
