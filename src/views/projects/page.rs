//! A client's page of one project: how far it is, what is to be done, what was told.

use maud::{Markup, html};

use crate::domain::people::Side;
use crate::domain::project::ProjectSheet;
use crate::id::ProjectId;
use crate::views::frame::Frame;
use crate::views::layout::{self, PortalNav};
use crate::views::projects::parts;
use crate::views::{icon, parts as shared, rich};
use crate::words::msg::projects as words;

/// The page.
pub fn page(frame: &Frame<'_>, sheet: &ProjectSheet) -> Markup {
    let row = &sheet.project.row;
    let main = html! {
        div id="live" hx-ws:connect=(frame.live(&format!("topic=project:{}", row.id))) hx-swap="none" hidden {}
        p class="crumbs small" { a href="/projects" { (icon::back()) (frame.text(words::PROJECT_LIST)) } }
        (head(frame, sheet))
        div class="project-parts" {
            div class="stack" {
                (summary(frame, sheet))
                (milestones(frame, sheet))
                (updates(frame, sheet))
                (tickets(frame, sheet))
            }
            div class="stack" {
                (parts::time(frame, sheet))
                (team(frame, sheet))
            }
        }
    };
    layout::portal(frame, PortalNav::Projects, &row.name, &main)
}

/// What is sent to the open pages of a project when it moved.
pub fn pushed(frame: &Frame<'_>, sheet: &ProjectSheet) -> String {
    [
        ("project-head", head(frame, sheet)),
        ("project-summary", summary(frame, sheet)),
        ("project-milestones", milestones(frame, sheet)),
        ("project-updates", updates(frame, sheet)),
        ("project-tickets", tickets(frame, sheet)),
        ("project-timeline", parts::time(frame, sheet)),
        ("project-team", team(frame, sheet)),
    ]
    .iter()
    .map(|(id, part)| shared::partial(id, part))
    .collect()
}

/// What is sent to them when their readers do not see it any more.
pub fn gone(frame: &Frame<'_>) -> String {
    let places = ["summary", "milestones", "updates", "tickets", "timeline", "team"];
    parts::gone(frame, &places.map(|place| format!("project-{place}")).each_ref().map(String::as_str))
}

/// What it is called and where it is.
fn head(frame: &Frame<'_>, sheet: &ProjectSheet) -> Markup {
    let row = &sheet.project.row;
    html! {
        div id="project-head" class="head" {
            h1 dir="auto" { (row.name) }
            (parts::status(frame.locale, row.status))
            @if !frame.is_viewing() {
                div class="end tools" {
                    a class="button" href={ "/support/new?project=" (row.id) } { (icon::thread()) (frame.text(words::PROJECT_ASK)) }
                }
            }
        }
    }
}

/// How far it is, from when until when, what it is about.
fn summary(frame: &Frame<'_>, sheet: &ProjectSheet) -> Markup {
    let project = &sheet.project;
    html! {
        section id="project-summary" class="card part project-summary" aria-label=(frame.text(words::PROJECT_PROGRESS)) {
            (parts::progress(frame, Side::Client, project.row.progress))
            (parts::dates(frame, &project.row, sheet.today))
            @if !project.description.is_empty() { p class="lines" dir="auto" { (rich::text(&project.description)) } }
        }
    }
}

fn milestones(frame: &Frame<'_>, sheet: &ProjectSheet) -> Markup {
    let milestones = &sheet.project.milestones;
    html! {
        section id="project-milestones" class="card" aria-labelledby="milestones-title" {
            div class="card-head" { h2 id="milestones-title" { (frame.text(words::MILESTONES)) } }
            @if milestones.is_empty() {
                p class="part small quiet" { (frame.text(words::MILESTONES_NONE_CLIENT)) }
            } @else {
                ol class="milestones" {
                    @for milestone in milestones {
                        li id={ "milestone-" (milestone.id) } { (parts::mark(frame, milestone)) (parts::milestone(frame, sheet, milestone)) }
                    }
                }
            }
        }
    }
}

/// What was told, newest first. Older ones stand on a page that is not pushed to.
fn updates(frame: &Frame<'_>, sheet: &ProjectSheet) -> Markup {
    let id = if sheet.before.is_some() { "project-older-updates" } else { "project-updates" };
    html! {
        section id=(id) class="card" aria-labelledby="updates-title" {
            div class="card-head" { h2 id="updates-title" { (frame.text(words::UPDATES)) } }
            @if sheet.updates.is_empty() {
                p class="part small quiet" { (frame.text(words::UPDATES_NONE_CLIENT)) }
            } @else {
                ul class="project-updates" { @for update in &sheet.updates { (parts::update(frame, update, &html! {})) } }
            }
            @if let Some(older) = sheet.older {
                p class="older" { a class="button" href={ (url(sheet.project.row.id)) "?before=" (older) "#updates-title" } rel="next" { (frame.text(words::UPDATES_OLDER)) } }
            }
        }
    }
}

fn tickets(frame: &Frame<'_>, sheet: &ProjectSheet) -> Markup {
    html! {
        section id="project-tickets" class="card" aria-labelledby="tickets-title" hidden[sheet.tickets.is_empty()] {
            div class="card-head" { h2 id="tickets-title" { (frame.text(words::PROJECT_TICKETS_CLIENT)) } }
            ul class="rows" {
                @for ticket in &sheet.tickets {
                    li {
                        a class="row" href=(shared::portal_ticket(ticket.number)) {
                            span class="row-text" { span class="row-title" dir="auto" { (ticket.subject) } }
                            span class="row-end" { (shared::status(frame.locale, Side::Client, ticket.status)) }
                        }
                    }
                }
            }
        }
    }
}

/// Who works on it.
fn team(frame: &Frame<'_>, sheet: &ProjectSheet) -> Markup {
    let members = &sheet.project.members;
    html! {
        section id="project-team" class="card part" aria-labelledby="team-title" hidden[members.is_empty()] {
            h2 id="team-title" { (frame.text(words::PROJECT_TEAM)) }
            ul class="persons" {
                @for member in members {
                    li { div class="person" { (shared::avatar(&member.name, Side::Staff)) span class="person-text" { bdi class="person-name" { (member.name) } } } }
                }
            }
        }
    }
}

/// Where a client reads a project.
fn url(id: ProjectId) -> String {
    format!("/projects/{id}")
}
