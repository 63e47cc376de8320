//! What both sides' pages of projects share.

use jiff::civil::Date;
use maud::{Markup, PreEscaped, html};

use crate::domain::money::Share;
use crate::domain::people::Side;
use crate::domain::project::{
    Dated, Milestone, Moment, Percent, Progress, ProjectRow, ProjectSheet, Standing, Status, Update, timeline,
};
use crate::domain::rich_text;
use crate::views::frame::Frame;
use crate::views::{attachments, icon, parts};
use crate::words::msg::projects as words;
use crate::words::{Locale, Zone, nouns};

/// Where a project is.
pub(in crate::views) fn status(locale: &Locale, status: Status) -> Markup {
    let class = match status {
        Status::Planned | Status::Cancelled => "chip",
        Status::Active => "chip accent",
        Status::OnHold => "chip warn",
        Status::Completed => "chip good",
    };
    html! { span class=(class) { (locale.text(nouns::project_status(status))) } }
}

/// What is sent to the open pages of a project that is not there any more for whoever looks: it was put away, deleted or given to somebody
/// else. Its parts stay as places, in which it stands again once it is back.
pub(in crate::views) fn gone(frame: &Frame<'_>, places: &[&str]) -> String {
    let said =
        html! { div id="project-head" class="notice warn" role="status" { p { (frame.text(words::PROJECT_GONE)) } } };
    let places = places.iter().map(|id| parts::partial(id, &html! { div id=(id) hidden {} }));
    parts::partial("project-head", &said) + &places.collect::<String>()
}

/// What stands at the end of a project's row: where it is, whether it is late, how far it is.
pub(in crate::views) fn row_end(frame: &Frame<'_>, row: &ProjectRow, today: Date) -> Markup {
    html! {
        span class="row-end project-end" {
            span class="project-chips" {
                @if row.is_overdue(today) { span class="chip bad" { (frame.text(words::PROJECT_OVERDUE)) } }
                (status(frame.locale, row.status))
            }
            span class="project-bar" {
                (bar(frame, row.progress.percent()))
                span class="num" aria-hidden="true" { (percent(frame, row.progress.percent())) }
            }
        }
    }
}

/// What comes next of a project, in one line: its next milestone, else when it is to be done.
pub(in crate::views) fn next(frame: &Frame<'_>, row: &ProjectRow, today: Date) -> Markup {
    let day = |day: Date| ("day", frame.locale.calendar_day(day).into());
    let title = |title: &str| ("title", title.to_owned().into());
    let said = match (&row.next, row.due_on) {
        _ if row.status.is_over() => None,
        (Some(next), _) => Some(match next.due_on {
            Some(due) if due < today => frame.with(words::PROJECT_NEXT_OVERDUE, &[title(&next.title), day(due)]),
            Some(due) => frame.with(words::PROJECT_NEXT_DUE, &[title(&next.title), day(due)]),
            None => frame.with(words::PROJECT_NEXT, &[title(&next.title)]),
        }),
        (None, Some(due)) => Some(frame.with(words::PROJECT_DUE, &[day(due)])),
        (None, None) => None,
    };
    html! { @if let Some(said) = said { span class="row-snip two-lines" dir="auto" { (said) } } }
}

/// How far it is, as a number people read.
fn percent(frame: &Frame<'_>, percent: Percent) -> String {
    frame.locale.share(Share::millionths(percent.get() * 10_000))
}

/// How far it is, as a bar.
fn bar(frame: &Frame<'_>, percent: Percent) -> Markup {
    html! { progress max="100" value=(percent.get()) aria-label=(frame.text(words::PROJECT_PROGRESS)) { (self::percent(frame, percent)) } }
}

/// How far it is, and how that is known.
pub(in crate::views) fn progress(frame: &Frame<'_>, audience: Side, progress: Progress) -> Markup {
    let said = match (progress, audience) {
        (Progress::FromMilestones { total: 0, .. }, _) => frame.text(words::PROJECT_PROGRESS_NO_MILESTONES),
        (Progress::FromMilestones { done, total }, _) => {
            frame.with(words::PROJECT_PROGRESS_MILESTONES, &[("done", done.into()), ("count", total.into())])
        }
        (Progress::ByHand(_), Side::Client) => {
            frame.with(words::PROJECT_PROGRESS_BY_ORGANISATION, &[("organisation", frame.name().into())])
        }
        (Progress::ByHand(_), Side::Staff) => frame.text(words::PROJECT_PROGRESS_BY_HAND),
    };
    html! {
        div class="project-progress" {
            p class="project-percent num" { (percent(frame, progress.percent())) }
            (bar(frame, progress.percent()))
            p class="small quiet" { (said) }
        }
    }
}

/// From when until when, and whether that is past.
pub(in crate::views) fn dates(frame: &Frame<'_>, row: &ProjectRow, today: Date) -> Markup {
    html! {
        @if row.starts_on.is_some() || row.due_on.is_some() {
            dl class="project-dates" {
                @if let Some(day) = row.starts_on { div { dt { (frame.text(words::PROJECT_STARTS_ON)) } dd { (parts::day(frame, day)) } } }
                @if let Some(day) = row.due_on {
                    div {
                        dt { (frame.text(words::PROJECT_DUE_ON)) }
                        dd { (parts::day(frame, day)) @if row.is_overdue(today) { " " span class="chip bad" { (frame.text(words::PROJECT_OVERDUE)) } } }
                    }
                }
            }
        }
    }
}

/// What a milestone is about and how it stands, in words.
pub(in crate::views) fn milestone(frame: &Frame<'_>, sheet: &ProjectSheet, milestone: &Milestone) -> Markup {
    let standing = milestone.standing(sheet.today);
    html! {
        span class="milestone-text" {
            span class={ "milestone-title" @if standing == Standing::Done { " quiet" } } dir="auto" { (milestone.title) }
            span class="small quiet" {
                @match (&milestone.done, milestone.due_on) {
                    (Some(done), _) => {
                        @let day = frame.locale.calendar_day(Zone::named(&sheet.time_zone).date(done.at)).into();
                        @match &done.by {
                            Some(name) => (frame.with(words::MILESTONE_DONE_BY, &[("name", name.as_str().into()), ("day", day)])),
                            None => (frame.with(words::MILESTONE_DONE_ON, &[("day", day)])),
                        }
                    },
                    (None, Some(due)) => (frame.with(words::MILESTONE_DUE, &[("day", frame.locale.calendar_day(due).into())])),
                    (None, None) => (frame.text(words::MILESTONE_NO_DAY)),
                }
            }
        }
        @if standing == Standing::Overdue { span class="chip bad" { (frame.text(words::MILESTONE_OVERDUE)) } }
    }
}

/// Whether a milestone is done, as a mark that says so.
pub(in crate::views) fn mark(frame: &Frame<'_>, milestone: &Milestone) -> Markup {
    let done = milestone.done.is_some();
    html! {
        span class={ "milestone-mark" @if done { " done" } } {
            @if done { (icon::check()) }
            span class="unseen" { (frame.text(if done { words::MILESTONE_STATE_DONE } else { words::MILESTONE_STATE_OPEN })) ": " }
        }
    }
}

/// An update: who wrote it and when, what it says, and what stands below it.
pub(in crate::views) fn update(frame: &Frame<'_>, update: &Update, below: &Markup) -> Markup {
    let id = format!("update-{}", update.id);
    html! {
        li id=(id) class="project-update" tabindex="-1" {
            article aria-labelledby={ (id) "-by" } {
                div class="update-head" {
                    (parts::avatar(&update.author, Side::Staff))
                    h3 id={ (id) "-by" } class="update-by" { bdi { (update.author) } }
                    span class="small quiet" {
                        (parts::moment(frame.locale, frame.zone, update.posted_at, None))
                        @if update.edited_at.is_some() { " · " (frame.text(words::UPDATE_EDITED)) }
                    }
                    (below)
                }
                @if !update.body.is_empty() { div class="prose" dir="auto" { (PreEscaped(rich_text::update(&update.body))) } }
                (attachments::list(frame.locale, &update.attachments))
            }
        }
    }
}

/// The project in the order of time; nothing when nothing on it has a day.
pub(in crate::views) fn time(frame: &Frame<'_>, sheet: &ProjectSheet) -> Markup {
    let zone = Zone::named(&sheet.time_zone);
    let all = timeline(&sheet.project, &sheet.updates, sheet.today, |at| zone.date(at));
    html! {
        section id="project-timeline" class="card part" aria-labelledby="timeline-title" hidden[all.is_empty()] {
            h2 id="timeline-title" { (frame.text(words::PROJECT_TIMELINE)) }
            ol class="timeline small" { @for dated in &all { (moment(frame, sheet, dated)) } }
        }
    }
}

fn moment(frame: &Frame<'_>, sheet: &ProjectSheet, dated: &Dated<'_>) -> Markup {
    let (class, said) = match dated.what {
        Moment::Starts => ("past", html! { (frame.text(words::TIMELINE_STARTS)) }),
        Moment::Due => ("due", html! { (frame.text(words::TIMELINE_DUE)) }),
        Moment::Today => ("today", html! { strong { (frame.text(words::TIMELINE_TODAY)) } }),
        Moment::Update(update) => {
            let name = [("name", update.author.as_str().into())];
            (
                "update",
                html! { a href={ "#update-" (update.id) } dir="auto" { (frame.with(words::TIMELINE_UPDATE, &name)) } },
            )
        }
        Moment::Milestone(milestone) => match milestone.standing(sheet.today) {
            Standing::Done => (
                "done",
                html! {
                    span dir="auto" { (milestone.title) } " " span class="quiet" { (frame.text(words::MILESTONE_STATE_DONE)) }
                },
            ),
            Standing::Overdue => (
                "late",
                html! {
                    span dir="auto" { (milestone.title) } " " span class="chip bad" { (frame.text(words::MILESTONE_OVERDUE)) }
                },
            ),
            Standing::Open => ("open", html! { span dir="auto" { (milestone.title) } }),
        },
    };
    html! {
        li class=(class) aria-current=[(dated.what == Moment::Today).then_some("date")] {
            span class="timeline-day quiet" { (parts::day(frame, dated.on)) }
            span class="timeline-what" { (said) }
        }
    }
}
