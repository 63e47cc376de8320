//! The list of customers.

use maud::{Markup, html};

use crate::domain::customer::{CustomerRow, Filter, Login};
use crate::domain::rights::Right;
use crate::views::done::{self, Done};
use crate::views::frame::Frame;
use crate::views::layout::{self, DeskNav};
use crate::views::{icon, parts};
use crate::words::Msg;
use crate::words::msg::customers;

/// A page of the list.
#[derive(Clone, Copy)]
pub struct CustomerList<'a> {
    /// What is looked for.
    pub query: &'a str,
    /// Which customers are shown.
    pub filter: Filter,
    /// The rows, by name.
    pub rows: &'a [CustomerRow],
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
                    @if may(frame, Right::ManageCustomers) {
                        a class="button primary end" href="/desk/customers/new" { (icon::plus()) (frame.text(customers::CUSTOMER_ADD)) }
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
        form class="search" role="search" method="get" action="/desk/customers" {
            label class="unseen" for="q" { (frame.text(customers::CUSTOMER_SEARCH)) }
            // Searches while one types; without scripts the button does.
            input id="q" name="q" class="input" type="search" dir="auto" value=(list.query) placeholder=(frame.text(customers::CUSTOMER_SEARCH_PLACEHOLDER))
                hx-get="/desk/customers" hx-trigger="input changed delay:150ms" hx-include="closest form" hx-sync="this:replace"
                hx-target="#customers-found" hx-select="#customers-found" hx-swap="outerMorph";
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
                    li { a class="chip" href=(address(list.query, filter)) aria-current=[(filter == list.filter).then_some("true")] { (frame.text(filter_name(filter))) } }
                }
            }
            div class="card" {
                @if list.rows.is_empty() {
                    (empty(frame, list))
                } @else {
                    ul class="rows" { @for row in list.rows { (one(frame, list.filter, row)) } }
                }
            }
            @if let Some(url) = list.older {
                p class="older" { a class="button" href=(url) rel="next" { (frame.text(customers::CUSTOMER_MORE)) } }
            }
        }
    }
}

fn one(frame: &Frame<'_>, filter: Filter, row: &CustomerRow) -> Markup {
    html! {
        li id={ "customer-" (row.id) } {
            a class="row" href={ "/desk/customers/" (row.id) } {
                span class="row-text" {
                    span class="row-title" dir="auto" { (row.name) }
                    @if !row.email.is_empty() { span class="row-snip" dir="auto" { (row.email) } }
                }
                span class="row-end" {
                    @if filter == Filter::Active { (access(frame, row)) }
                    @if row.open_tickets > 0 {
                        span class="num" { (frame.with(customers::CUSTOMER_OPEN_TICKETS, &[("count", row.open_tickets.into())])) }
                    }
                }
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

fn address(query: &str, filter: Filter) -> String {
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    if !query.is_empty() {
        pairs.append_pair("q", query);
    }
    format!("/desk/customers?{}", pairs.append_pair("filter", filter.as_str()).finish())
}

const fn filter_name(filter: Filter) -> Msg {
    match filter {
        Filter::Active => customers::CUSTOMER_FILTER_ACTIVE,
        Filter::Archived => customers::CUSTOMER_FILTER_ARCHIVED,
    }
}
