//! A client's projects: the list, and a page for each.

pub mod page;
pub(super) mod parts;

use jiff::civil::Date;
use maud::{Markup, html};

use crate::domain::project::{OwnProjects, ProjectPlace, ProjectRow};
use crate::views::frame::Frame;
use crate::views::layout::{self, PortalNav};
use crate::views::{icon, parts as shared};
use crate::words::msg::projects as words;

/// The page: what is under way, then what is over; or one of the two alone.
pub fn list(frame: &Frame<'_>, (shown, is_over, after): (&OwnProjects, bool, Option<ProjectPlace>)) -> Markup {
    let title = frame.text(words::PROJECT_LIST);
    let main = html! {
        div id="live" hx-ws:connect=(frame.live("topic=projects")) hx-swap="none" hidden {}
        @if is_over || after.is_some() {
            p class="crumbs small" { a href="/projects" { (icon::back()) (title) } }
        }
        div class="head" { h1 { @if is_over { (frame.text(words::PROJECT_OVER)) } @else { (title) } } }
        (found(frame, shown, is_over, after))
    };
    layout::portal(frame, PortalNav::Projects, &title, &main)
}

/// What is sent to the open pages of the list when a project moved.
pub fn pushed(frame: &Frame<'_>, shown: &OwnProjects) -> String {
    shared::partial("project-list", &found(frame, shown, false, None))
}

/// The part of the page that moves. What is not the beginning of the list says where it is: the page reads it again when the list moved.
fn found(frame: &Frame<'_>, shown: &OwnProjects, is_over: bool, after: Option<ProjectPlace>) -> Markup {
    let here = (is_over || after.is_some()).then(|| address(is_over, after));
    let list = &shown.list;
    html! {
        div id="project-list" class="stack" data-part=[here] {
            div class="card" {
                @if list.rows.is_empty() { (empty(frame, shown, is_over)) } @else { (rows(frame, &list.rows, list.today)) }
            }
            @if let Some(next) = list.next {
                p class="older" { a class="button" href=(address(is_over, Some(next))) rel="next" { (frame.text(words::PROJECT_MORE)) } }
            }
            @if !shown.over.is_empty() {
                section class="card" aria-labelledby="over-title" {
                    div class="card-head" {
                        h2 id="over-title" { (frame.text(words::PROJECT_OVER)) }
                        @let all = list.counts.completed + list.counts.cancelled;
                        @if all > i64::try_from(shown.over.len()).unwrap_or(i64::MAX) {
                            a class="small" href=(address(true, None)) { (frame.with(words::PROJECT_OVER_ALL, &[("count", all.into())])) }
                        }
                    }
                    (rows(frame, &shown.over, list.today))
                }
            }
        }
    }
}

fn rows(frame: &Frame<'_>, rows: &[ProjectRow], today: Date) -> Markup {
    html! {
        ul class="rows" {
            @for row in rows {
                li id={ "project-" (row.id) } {
                    a class="row project-row" href={ "/projects/" (row.id) } {
                        span class="row-text" {
                            span class="row-title" dir="auto" { (row.name) }
                            (parts::next(frame, row, today))
                        }
                        (parts::row_end(frame, row, today))
                    }
                }
            }
        }
    }
}

fn empty(frame: &Frame<'_>, shown: &OwnProjects, is_over: bool) -> Markup {
    let (title, text) = match (is_over, shown.over.is_empty()) {
        (true, _) => (words::PROJECT_NONE_OVER_TITLE, words::PROJECT_NONE_OVER_TEXT),
        (false, false) => (words::PROJECT_NONE_CURRENT_TITLE, words::PROJECT_NONE_CURRENT_TEXT),
        (false, true) => (words::PROJECT_NONE_TITLE, words::PROJECT_NONE_CLIENT_TEXT),
    };
    shared::empty(&icon::project(), &frame.text(title), &frame.text(text), None)
}

/// Where a part of the list is.
fn address(is_over: bool, after: Option<ProjectPlace>) -> String {
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    if is_over {
        pairs.append_pair("show", "over");
    }
    if let Some(after) = after {
        pairs.append_pair("after", &after.to_string());
    }
    format!("/projects?{}", pairs.finish())
}
