//! A project at the desk: how far it is, its milestones and updates, who did what, and what can be done.
//!
//! What moves while the page is open holds buttons, and nothing that somebody types in.

use maud::{Markup, html};

use crate::domain::audit::By;
use crate::domain::input::Invalid;
use crate::domain::people::Side;
use crate::domain::project::{DeskProject, Direction, Milestone, ProjectSheet, Status, Update};
use crate::domain::rights::Right;
use crate::id::ProjectId;
use crate::views::attachments::{self, FILES, Picker};
use crate::views::desk::customers::may;
use crate::views::desk::rich_field::{self, Pictures, RichField};
use crate::views::done::{self, Done};
use crate::views::form::{self, Field, Input};
use crate::views::frame::Frame;
use crate::views::layout::{self, DeskNav};
use crate::views::projects::parts;
use crate::views::{icon, parts as shared, rich};
use crate::words::msg::{projects as words, settings};
use crate::words::{Msg, nouns};

pub(super) const TITLE: Field = Field { name: "title", label: words::MILESTONE_TITLE };
pub(super) const DUE_ON: Field = Field { name: "due_on", label: words::MILESTONE_DUE_ON };
pub(super) const BODY: Field = Field { name: "body", label: words::UPDATE_BODY };

/// Where an update's Markdown becomes what the editor shows.
pub(super) const RENDERING: &str = "/desk/projects/rendering";

/// What stands in the page's forms.
#[derive(Clone, Copy, Default)]
pub struct Forms<'a> {
    /// The title of a milestone that is added.
    pub title: &'a str,
    /// Its last day.
    pub due_on: &'a str,
    /// What an update says.
    pub body: &'a str,
    /// The files that go with it.
    pub picker: Picker<'a>,
    /// What the update will be called, so that sent twice it is one.
    pub key: &'a str,
    /// Whether the key was used before, with another text.
    pub conflict: bool,
    /// What is wrong with one of them.
    pub problems: &'a [Invalid],
    /// Why something was refused.
    pub refused: Option<&'a str>,
    /// What was just done.
    pub done: Option<Done>,
}

/// The page.
pub fn page(frame: &Frame<'_>, shown: &DeskProject, forms: &Forms<'_>) -> Markup {
    let sheet = &shown.sheet;
    let row = &sheet.project.row;
    let manages = manages(frame, sheet);
    let body = html! {
        main id="main" class="desk-page" tabindex="-1" {
            div id="live" hx-ws:connect=(frame.live(&format!("topic=desk:project:{}", row.id))) hx-swap="none" hidden {}
            div class="project stack" {
                p class="crumbs small" { a href="/desk/projects" { (icon::back()) (frame.text(words::PROJECT_LIST)) } }
                (head(frame, shown))
                (done::notice(frame, forms.done))
                (form::refused(forms.refused))
                div class="customer-parts" {
                    div class="stack" {
                        (summary(frame, sheet))
                        section class="card" aria-labelledby="milestones-title" {
                            div class="card-head" { h2 id="milestones-title" { (frame.text(words::MILESTONES)) } }
                            (milestones(frame, sheet))
                            @if manages { (add_milestone(frame, sheet, forms)) }
                        }
                        section class="card" aria-labelledby="updates-title" {
                            div class="card-head" { h2 id="updates-title" { (frame.text(words::UPDATES)) } }
                            @if manages { (post_update(frame, sheet, forms)) }
                            (updates(frame, sheet))
                        }
                        (tickets(frame, sheet))
                    }
                    div class="stack" {
                        (moves(frame, sheet))
                        (parts::time(frame, sheet))
                        (team(frame, sheet))
                        (history(frame, shown))
                        @if may(frame, Right::ManageProjects) { (removal(frame, sheet)) }
                    }
                }
            }
            @if manages { (body_dialogs(frame)) }
        }
    };
    if manages {
        layout::updating_desk(frame, &row.name, &body)
    } else {
        layout::desk(frame, &row.name, DeskNav::Projects, &body)
    }
}

/// What is sent to the open pages of a project when it moved.
pub fn pushed(frame: &Frame<'_>, shown: &DeskProject) -> String {
    let sheet = &shown.sheet;
    [
        ("project-head", head(frame, shown)),
        ("project-summary", summary(frame, sheet)),
        ("project-milestones", milestones(frame, sheet)),
        ("project-updates", updates(frame, sheet)),
        ("project-tickets", tickets(frame, sheet)),
        ("project-moves", moves(frame, sheet)),
        ("project-timeline", parts::time(frame, sheet)),
        ("project-team", team(frame, sheet)),
        ("project-history", history(frame, shown)),
    ]
    .iter()
    .map(|(id, part)| shared::partial(id, part))
    .collect()
}

/// What is sent to them when it is not there any more.
pub fn gone(frame: &Frame<'_>) -> String {
    let places = [
        "project-summary",
        "project-milestones",
        "project-updates",
        "project-tickets",
        "project-moves",
        "project-timeline",
        "project-team",
        "project-history",
    ];
    parts::gone(frame, &places)
}

/// Where a project is.
pub fn url(id: ProjectId) -> String {
    format!("/desk/projects/{id}")
}

/// Whether the reader may change what is on it now.
fn manages(frame: &Frame<'_>, sheet: &ProjectSheet) -> bool {
    may(frame, Right::ManageProjects) && sheet.project.row.archived_at.is_none()
}

fn head(frame: &Frame<'_>, shown: &DeskProject) -> Markup {
    let row = &shown.sheet.project.row;
    html! {
        div id="project-head" class="head" {
            div class="project-name" {
                h1 dir="auto" { (row.name) }
                p {
                    (parts::status(frame.locale, row.status)) " "
                    @if row.archived_at.is_some() { span class="chip warn" { (frame.text(words::PROJECT_ARCHIVED)) } " " }
                    a href={ "/desk/customers/" (row.customer_id) } dir="auto" { (row.customer) }
                }
            }
            @if manages(frame, &shown.sheet) {
                div class="end tools" { a class="button" href={ (url(row.id)) "/edit" } { (icon::pen()) (frame.text(words::PROJECT_EDIT)) } }
            }
        }
    }
}

/// How far it is, from when until when, what it is about.
fn summary(frame: &Frame<'_>, sheet: &ProjectSheet) -> Markup {
    let project = &sheet.project;
    html! {
        section id="project-summary" class="card part project-summary" aria-label=(frame.text(words::PROJECT_PROGRESS)) {
            @if project.row.archived_at.is_some() { p class="small" { (frame.text(words::PROJECT_ARCHIVED_TEXT)) } }
            (parts::progress(frame, Side::Staff, project.row.progress))
            (parts::dates(frame, &project.row, sheet.today))
            @if !project.description.is_empty() { p class="lines" dir="auto" { (rich::text(&project.description)) } }
        }
    }
}

/// The milestones, each with the buttons that tick and move it.
fn milestones(frame: &Frame<'_>, sheet: &ProjectSheet) -> Markup {
    let milestones = &sheet.project.milestones;
    let manages = manages(frame, sheet);
    html! {
        div id="project-milestones" {
            @if milestones.is_empty() {
                p class="part small quiet" { (frame.text(if manages { words::MILESTONES_NONE } else { words::MILESTONES_NONE_CLIENT })) }
            } @else {
                ol class="milestones" {
                    @for (at, milestone) in milestones.iter().enumerate() {
                        li id={ "milestone-" (milestone.id) } {
                            @if manages { (tick(frame, sheet, milestone)) } @else { (parts::mark(frame, milestone)) }
                            (parts::milestone(frame, sheet, milestone))
                            @if manages {
                                span class="milestone-tools" {
                                    (step(frame, sheet, milestone, (Direction::Up, at == 0)))
                                    (step(frame, sheet, milestone, (Direction::Down, at + 1 == milestones.len())))
                                    a class="button plain" href={ (url(sheet.project.row.id)) "/milestones/" (milestone.id) }
                                        aria-label=(frame.with(words::MILESTONE_EDIT, &[("title", milestone.title.as_str().into())])) { (icon::pen()) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Says that a milestone is done, or that it is not: a box to tick, which works without a script too.
fn tick(frame: &Frame<'_>, sheet: &ProjectSheet, milestone: &Milestone) -> Markup {
    let done = milestone.done.is_some();
    let action = format!("{}/milestones/{}/done", url(sheet.project.row.id), milestone.id);
    html! {
        form class="tick" method="post" action=(frame.action(&action)) data-quiet {
            input type="hidden" name="done" value=(if done { "no" } else { "yes" });
            button type="submit" id={ "tick-" (milestone.id) } class={ "milestone-mark" @if done { " done" } } role="checkbox" aria-checked=(if done { "true" } else { "false" })
                aria-label=(frame.with(words::MILESTONE_TICK, &[("title", milestone.title.as_str().into())])) { @if done { (icon::check()) } }
        }
    }
}

fn step(
    frame: &Frame<'_>,
    sheet: &ProjectSheet,
    milestone: &Milestone,
    (direction, is_at_end): (Direction, bool),
) -> Markup {
    let action = format!("{}/milestones/{}/position", url(sheet.project.row.id), milestone.id);
    let (label, picture) = match direction {
        Direction::Up => (words::MILESTONE_UP, icon::up()),
        Direction::Down => (words::MILESTONE_DOWN, icon::down()),
    };
    html! {
        form method="post" action=(frame.action(&action)) data-quiet {
            input type="hidden" name="direction" value=(direction);
            // Not disabled: whoever moves one to the end by keyboard keeps the focus.
            button type="submit" id={ (direction) "-" (milestone.id) } class="button plain" aria-disabled=[is_at_end.then_some("true")]
                aria-label=(frame.with(label, &[("title", milestone.title.as_str().into())])) { (picture) }
        }
    }
}

fn add_milestone(frame: &Frame<'_>, sheet: &ProjectSheet, forms: &Forms<'_>) -> Markup {
    let (locale, problems) = (frame.locale, of(forms.problems, &[TITLE, DUE_ON]));
    html! {
        form id="new-milestone" class="form milestone-form ruled" method="post" action=(frame.action(&format!("{}/milestones", url(sheet.project.row.id)))) {
            (form::summary(locale, &problems, &[TITLE, DUE_ON]))
            div class="milestone-fields" {
                (form::input(locale, &problems, TITLE, Input::text(forms.title).required().autocomplete("off")))
                (form::input(locale, &problems, DUE_ON, Input { kind: "date", ..Input::text(forms.due_on) }))
                button type="submit" class="button" { (icon::plus()) (frame.text(words::MILESTONE_ADD)) }
            }
        }
    }
}

fn post_update(frame: &Frame<'_>, sheet: &ProjectSheet, forms: &Forms<'_>) -> Markup {
    let (locale, problems) = (frame.locale, of(forms.problems, &[BODY, FILES]));
    let row = &sheet.project.row;
    html! {
        form id="new-update" class="form updating" method="post" action=(frame.action(&format!("{}/updates", url(row.id)))) enctype="multipart/form-data"
            data-outbox-draft={ "project-update-" (row.id) } data-rendering=(frame.action(RENDERING)) {
            input type="hidden" name="key" value=(forms.key);
            (form::conflict(locale, forms.conflict))
            (form::summary(locale, &problems, &[BODY, FILES]))
            (body_field(frame, &problems, (forms.body, true)))
            (attachments::picker(frame, &forms.picker))
            div class="tools" {
                span class="hint" dir="auto" { (frame.with(words::UPDATE_WHO_READS, &[("name", row.customer.as_str().into())])) }
                button type="submit" class="button primary end" { (frame.text(words::UPDATE_POST)) }
            }
        }
    }
}

/// What an update says.
pub(super) fn body_field(frame: &Frame<'_>, problems: &[Invalid], (value, is_required): (&str, bool)) -> Markup {
    let pictures = Pictures::Attached;
    rich_field::field(
        frame,
        problems,
        BODY,
        &RichField { value, hint: words::UPDATE_BODY_HINT, rows: 4, is_required, pictures },
    )
}

/// What the tools ask with which an update is written.
pub(super) fn body_dialogs(frame: &Frame<'_>) -> Markup {
    rich_field::dialogs(frame, Pictures::Attached)
}

/// The problems of these fields: each of the page's forms shows its own.
fn of(problems: &[Invalid], fields: &[Field]) -> Vec<Invalid> {
    problems.iter().filter(|invalid| fields.iter().any(|field| field.name == invalid.field)).cloned().collect()
}

/// What was told, newest first. Older ones stand on a page that is not pushed to.
fn updates(frame: &Frame<'_>, sheet: &ProjectSheet) -> Markup {
    let id = if sheet.before.is_some() { "project-older-updates" } else { "project-updates" };
    let base = url(sheet.project.row.id);
    html! {
        div id=(id) {
            @if sheet.updates.is_empty() {
                p class="part small quiet" { (frame.text(words::UPDATES_NONE)) }
            } @else {
                ul class="project-updates" { @for update in &sheet.updates { (parts::update(frame, update, &edit_update(frame, sheet, update))) } }
            }
            @if let Some(older) = sheet.older {
                p class="older" { a class="button" href={ (base) "?before=" (older) "#updates-title" } rel="next" { (frame.text(words::UPDATES_OLDER)) } }
            }
        }
    }
}

fn edit_update(frame: &Frame<'_>, sheet: &ProjectSheet, update: &Update) -> Markup {
    html! {
        @if manages(frame, sheet) {
            a class="button plain end" href={ (url(sheet.project.row.id)) "/updates/" (update.id) }
                aria-label=(frame.with(words::UPDATE_EDIT, &[("name", update.author.as_str().into())])) { (icon::pen()) }
        }
    }
}

fn tickets(frame: &Frame<'_>, sheet: &ProjectSheet) -> Markup {
    html! {
        section id="project-tickets" class="card" aria-labelledby="tickets-title" hidden[sheet.tickets.is_empty()] {
            div class="card-head" { h2 id="tickets-title" { (frame.text(words::PROJECT_TICKETS)) } }
            ul class="rows" {
                @for ticket in &sheet.tickets {
                    li {
                        a class="row" href=(shared::desk_ticket(ticket.number)) {
                            span class="row-text" { span class="row-title" dir="auto" { (ticket.subject) } }
                            span class="row-end" { (shared::status(frame.locale, Side::Staff, ticket.status)) }
                        }
                    }
                }
            }
        }
    }
}

/// Where it can go from here, a button each.
fn moves(frame: &Frame<'_>, sheet: &ProjectSheet) -> Markup {
    let row = &sheet.project.row;
    html! {
        section id="project-moves" class="card part" aria-labelledby="moves-title" hidden[!manages(frame, sheet)] {
            h2 id="moves-title" { (frame.text(words::PROJECT_STATUS)) }
            @if manages(frame, sheet) {
                form class="project-moves" method="post" action=(frame.action(&format!("{}/status", url(row.id)))) data-quiet {
                    @for &to in row.status.moves() {
                        button type="submit" class="button" name="status" value=(to) { (frame.text(step_to(row.status, to))) }
                    }
                }
            }
        }
    }
}

/// What the way from one status to another is called.
const fn step_to(from: Status, to: Status) -> Msg {
    match (from, to) {
        (Status::OnHold, Status::Active) => words::PROJECT_RESUME,
        (Status::Completed | Status::Cancelled, Status::Active) => words::PROJECT_REOPEN,
        (_, Status::Active) => words::PROJECT_START,
        (_, Status::Planned) => words::PROJECT_PLAN,
        (_, Status::OnHold) => words::PROJECT_HOLD,
        (_, Status::Completed) => words::PROJECT_COMPLETE,
        (_, Status::Cancelled) => words::PROJECT_CANCEL,
    }
}

/// Who works on it.
fn team(frame: &Frame<'_>, sheet: &ProjectSheet) -> Markup {
    let members = &sheet.project.members;
    html! {
        section id="project-team" class="card part" aria-labelledby="team-title" {
            h2 id="team-title" { (frame.text(words::PROJECT_MEMBERS)) }
            @if members.is_empty() { p class="small quiet" { (frame.text(words::PROJECT_MEMBERS_NONE)) } }
            ul class="persons" hidden[members.is_empty()] {
                @for member in members {
                    li { div class="person" { (shared::avatar(&member.name, Side::Staff)) span class="person-text" { bdi class="person-name" { (member.name) } } } }
                }
            }
        }
    }
}

fn history(frame: &Frame<'_>, shown: &DeskProject) -> Markup {
    html! {
        section id="project-history" class="card part" aria-labelledby="history-title" hidden[shown.history.is_empty()] {
            h2 id="history-title" { (frame.text(words::PROJECT_HISTORY)) }
            ol class="deeds small" {
                @for line in &shown.history {
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
                            ", " (shared::when(frame, line.at))
                        }
                    }
                }
            }
        }
    }
}

/// Putting it away, and deleting it: apart from the rest, and not opened by accident.
fn removal(frame: &Frame<'_>, sheet: &ProjectSheet) -> Markup {
    let base = url(sheet.project.row.id);
    if sheet.project.row.archived_at.is_some() {
        return html! {
            section class="card part" aria-label=(frame.text(words::PROJECT_ARCHIVED)) {
                p class="small quiet" { (frame.text(words::PROJECT_RESTORE_TEXT)) }
                form method="post" action=(frame.action(&format!("{base}/restore"))) {
                    button type="submit" class="button primary" { (frame.text(words::PROJECT_RESTORE)) }
                }
            }
        };
    }
    html! {
        details class="card part removal" {
            summary { (frame.text(words::PROJECT_REMOVAL)) }
            p class="small quiet" { (frame.text(words::PROJECT_ARCHIVE_TEXT)) }
            form method="post" action=(frame.action(&format!("{base}/archive"))) {
                button type="submit" class="button" { (frame.text(words::PROJECT_ARCHIVE)) }
            }
            p class="small quiet" { (frame.text(words::PROJECT_DELETE_TEXT)) }
            form method="post" action=(frame.action(&format!("{base}/delete"))) {
                button type="submit" class="button danger" { (frame.text(words::PROJECT_DELETE)) }
            }
        }
    }
}
