//! The desk's list of projects.

use maud::{Markup, html};

use crate::domain::customer::CustomerRecord;
use crate::domain::people::Customer;
use crate::domain::project::{ProjectList, ProjectQuery, ProjectRow, ProjectShelf};
use crate::domain::rights::Right;
use crate::views::combobox::{self, Chooser};
use crate::views::desk::customers::may;
use crate::views::desk::project::url as project_url;
use crate::views::done::{self, Done};
use crate::views::frame::Frame;
use crate::views::layout::{self, DeskNav};
use crate::views::projects::parts;
use crate::views::{icon, parts as shared};
use crate::words::msg::{invoices, projects as words};
use crate::words::nouns;

/// A page of the list.
#[derive(Clone, Copy)]
pub struct DeskProjects<'a> {
    /// What is asked for.
    pub query: &'a ProjectQuery,
    /// What was found.
    pub list: &'a ProjectList,
    /// What was typed for a customer.
    pub customer_name: &'a str,
    /// Those that fit what was typed, when it was not clear which one is meant.
    pub candidates: &'a [Customer],
    /// After which place these rows come; none when the list begins with them.
    pub after: Option<&'a str>,
    /// What was just done.
    pub done: Option<Done>,
}

/// The page.
pub fn page(frame: &Frame<'_>, shown: &DeskProjects<'_>) -> Markup {
    let title = frame.text(words::PROJECT_LIST);
    let body = html! {
        main id="main" class="desk-page" tabindex="-1" {
            div id="live" hx-ws:connect=(frame.live("topic=desk:projects")) hx-swap="none" hidden {}
            div class="projects stack" {
                div class="head" {
                    h1 { (title) }
                    @if may(frame, Right::ManageProjects) {
                        div class="end tools" { (new_link(frame, "button primary", shown.list.customer.as_ref())) }
                    }
                }
                (done::notice(frame, shown.done))
                (search(frame, shown))
                (found(frame, shown.query, shown.list, shown.after))
            }
        }
    };
    layout::desk(frame, &title, DeskNav::Projects, &body)
}

/// Leads to a new project: for this customer, when the list is about one.
fn new_link(frame: &Frame<'_>, class: &str, customer: Option<&Customer>) -> Markup {
    html! {
        a class=(class) href={ "/desk/projects/new" @if let Some(customer) = customer { "?customer=" (customer.id) } } {
            (icon::plus()) (frame.text(words::PROJECT_NEW))
        }
    }
}

fn search(frame: &Frame<'_>, shown: &DeskProjects<'_>) -> Markup {
    let query = shown.query;
    let chooser = Chooser {
        id: "customer",
        label: invoices::INVOICE_FILTER_CUSTOMER,
        customer: query.customer,
        name: shown.list.customer.as_ref().map_or(shown.customer_name, |customer| &customer.name),
        candidates: shown.candidates,
        problems: &[],
        hint: None,
        required: false,
    };
    html! {
        // Searches while one types; without scripts the button does.
        form class="search project-search" role="search" method="get" action="/desk/projects"
            hx-get="/desk/projects" hx-trigger="input changed delay:150ms from:'find #q', change" hx-sync="this:replace"
            hx-target="#projects-found" hx-select="#projects-found" hx-swap="outerMorph" {
            div class="field" {
                label for="q" { (frame.text(words::PROJECT_SEARCH)) }
                input id="q" name="q" class="input" type="search" dir="auto" value=(query.text) placeholder=(frame.text(words::PROJECT_SEARCH_PLACEHOLDER));
            }
            (combobox::customer(frame, &chooser))
            @if query.shelf != ProjectShelf::Current { input type="hidden" name="show" value=(query.shelf); }
            button type="submit" class="button" { (icon::search()) (frame.text(words::PROJECT_SEARCH_SUBMIT)) }
        }
    }
}

/// What is sent to the open pages of the list when a project moved.
pub fn pushed(frame: &Frame<'_>, query: &ProjectQuery, list: &ProjectList) -> String {
    shared::partial("projects-found", &found(frame, query, list, None))
}

/// Where this part of the list is, unless it is what is pushed: the beginning of all that is current.
fn part(query: &ProjectQuery, after: Option<&str>) -> Option<String> {
    let here = address(query);
    match after {
        Some(after) => Some(format!("{here}&after={after}")),
        None => (*query != ProjectQuery::default()).then_some(here),
    }
}

/// The part of the page that a search replaces, and that moves. What is not the beginning of the whole list says where it is: the page
/// reads it again when the list moved.
fn found(frame: &Frame<'_>, query: &ProjectQuery, list: &ProjectList, after: Option<&str>) -> Markup {
    let more = list.next.map(|next| format!("{}&after={next}", address(query)));
    html! {
        div id="projects-found" class="stack" data-part=[part(query, after)] {
            ul class="chips" aria-label=(frame.text(words::PROJECT_FILTER)) {
                @for &shelf in ProjectShelf::AT_DESK {
                    @let url = address(&ProjectQuery { shelf, ..query.clone() });
                    (shared::choice(frame, nouns::project_shelf(shelf), &url, shelf == query.shelf, Some(list.counts.of(shelf))))
                }
            }
            @if let Some(customer) = &list.customer {
                p class="narrowed small" {
                    span dir="auto" { (frame.with(words::PROJECT_FILTER_ONLY, &[("name", customer.name.as_str().into())])) }
                    " " a href=(address(&ProjectQuery { customer: None, ..query.clone() })) { (frame.text(words::PROJECT_FILTER_CLEAR)) }
                }
            }
            div class="card" {
                @if list.rows.is_empty() { (empty(frame, query, list)) } @else { (rows(frame, &list.rows, list, true)) }
            }
            (shared::more(frame.locale, more.as_deref(), words::PROJECT_MORE))
        }
    }
}

/// Projects, one row each; with their customers' names where these are not known.
fn rows(frame: &Frame<'_>, rows: &[ProjectRow], list: &ProjectList, with_customer: bool) -> Markup {
    html! {
        ul class="rows" {
            @for row in rows {
                li id={ "project-" (row.id) } {
                    a class="row project-row" href=(project_url(row.id)) {
                        span class="row-text" {
                            span class="row-title" {
                                span dir="auto" { (row.name) }
                                @if with_customer { " " span class="quiet row-of" dir="auto" { (row.customer) } }
                            }
                            (parts::next(frame, row, list.today))
                        }
                        (parts::row_end(frame, row, list.today))
                    }
                }
            }
        }
    }
}

fn empty(frame: &Frame<'_>, query: &ProjectQuery, list: &ProjectList) -> Markup {
    let text = query.text.trim();
    let said = |title: String, text| shared::empty(&icon::project(), &title, &frame.text(text), None);
    if !text.is_empty() {
        return said(
            frame.with(words::PROJECT_NOT_FOUND_TITLE, &[("query", text.into())]),
            words::PROJECT_NOT_FOUND_TEXT,
        );
    }
    if list.counts.everything() > 0 {
        return said(frame.text(words::PROJECT_NONE_HERE_TITLE), words::PROJECT_NONE_HERE_TEXT);
    }
    let title = frame.text(words::PROJECT_NONE_TITLE);
    if !may(frame, Right::ManageProjects) {
        return said(title, words::PROJECT_NONE_VIEWER_TEXT);
    }
    let link = new_link(frame, "button primary", list.customer.as_ref());
    shared::empty(&icon::project(), &title, &frame.text(words::PROJECT_NONE_TEXT), Some(&link))
}

/// A customer's projects, a card on its page.
pub(super) fn card(frame: &Frame<'_>, customer: &CustomerRecord, list: &ProjectList) -> Markup {
    let all = list.counts.everything();
    html! {
        section class="card" aria-labelledby="projects-title" {
            div class="card-head" {
                h2 id="projects-title" { (frame.text(words::PROJECT_LIST)) }
                span class="end tools" {
                    @if all > 0 {
                        a href={ "/desk/projects?customer=" (customer.id) } { (frame.with(words::PROJECT_ALL_OF_CUSTOMER, &[("count", all.into())])) }
                    }
                    @if customer.archived_at.is_none() && may(frame, Right::ManageProjects) { (new_link(frame, "button small", Some(&customer.named()))) }
                }
            }
            @if list.rows.is_empty() {
                p class="part small quiet" { (frame.text(words::PROJECT_NONE_OF_CUSTOMER)) }
            } @else {
                (rows(frame, &list.rows, list, false))
            }
        }
    }
}

/// Where a list is.
pub fn address(query: &ProjectQuery) -> String {
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    pairs.append_pair("show", query.shelf.as_str());
    if !query.text.is_empty() {
        pairs.append_pair("q", &query.text);
    }
    if let Some(customer) = query.customer {
        pairs.append_pair("customer", &customer.to_string());
    }
    format!("/desk/projects?{}", pairs.finish())
}
