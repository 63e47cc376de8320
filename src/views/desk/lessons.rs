//! What an article has learned, each with the button that undoes it.

use maud::{Markup, html};

use crate::domain::article::Article;
use crate::domain::lesson::{TaughtLine, Teacher};
use crate::views::frame::Frame;
use crate::views::layout::{self, DeskNav};
use crate::views::{icon, parts};
use crate::words::msg::lessons;

/// What stands on the page.
#[derive(Clone, Copy)]
pub struct Lessons<'a> {
    /// The article.
    pub article: &'a Article,
    /// A page of its lessons, the newest first.
    pub lines: &'a [TaughtLine],
    /// Where the list goes on.
    pub older: Option<&'a str>,
}

/// The page.
pub fn page(frame: &Frame<'_>, shown: &Lessons<'_>) -> Markup {
    let title = frame.with(lessons::LESSONS_TITLE, &[("title", shown.article.title.as_str().into())]);
    let body = html! {
        main id="main" class="desk-page" tabindex="-1" {
            div class="stack lessons-page" {
                p class="crumbs small" { a href={ "/help/" (shown.article.slug) } { (icon::back()) (frame.text(lessons::LESSONS_READ)) } }
                h1 dir="auto" { (title) }
                p class="quiet" { (frame.text(lessons::LESSONS_LEAD)) }
                @if shown.lines.is_empty() {
                    div class="card" { (parts::empty(&icon::book(), &frame.text(lessons::LESSONS_EMPTY_TITLE), &frame.text(lessons::LESSONS_EMPTY_TEXT), None)) }
                } @else {
                    (table(frame, shown))
                    @if shown.lines.iter().any(|line| line.teacher == Teacher::Client) {
                        p class="small quiet" { (frame.text(lessons::LESSONS_CLIENT_HINT)) }
                    }
                    (parts::older(frame.locale, shown.older))
                }
            }
        }
    };
    layout::desk(frame, &title, DeskNav::Articles, &body)
}

/// On a phone each lesson is a card; the roles of ARIA keep it a table there.
fn table(frame: &Frame<'_>, shown: &Lessons<'_>) -> Markup {
    html! {
        table class="card lessons" role="table" {
            thead role="rowgroup" {
                tr role="row" {
                    th role="columnheader" scope="col" { (frame.text(lessons::LESSONS_FROM)) }
                    th role="columnheader" scope="col" { (frame.text(lessons::LESSONS_TEACHER)) }
                    th role="columnheader" scope="col" { (frame.text(lessons::LESSONS_WHEN)) }
                    th role="columnheader" scope="col" { span class="unseen" { (frame.text(lessons::LESSONS_DO)) } }
                }
            }
            tbody role="rowgroup" { @for line in shown.lines { (row(frame, shown, line)) } }
        }
    }
}

fn row(frame: &Frame<'_>, shown: &Lessons<'_>, line: &TaughtLine) -> Markup {
    let from = from(frame, line);
    html! {
        tr role="row" id={ "lesson-" (line.id) } class=[line.undone_at.map(|_| "undone")] {
            td role="cell" {
                @match line.number {
                    Some(number) => a href=(parts::desk_ticket(number)) { (from) },
                    None => (from),
                }
                @if let Some(customer) = &line.customer { " " span class="quiet small" { bdi { (customer) } } }
            }
            td role="cell" {
                (teacher(frame, line))
                @if line.undone_at.is_some() { " " span class="chip" { (frame.text(lessons::LESSONS_UNDONE)) } }
            }
            td role="cell" { (parts::when(frame, line.taught_at)) }
            td role="cell" class="lesson-do" { (button(frame, shown, line, &from)) }
        }
    }
}

/// Never the subject itself: what was learned is not shown.
fn from(frame: &Frame<'_>, line: &TaughtLine) -> String {
    match line.number {
        Some(number) => frame.with(lessons::LESSONS_TICKET, &[("number", number.into())]),
        None if line.teacher == Teacher::Import => frame.text(lessons::LESSONS_IMPORT),
        None => frame.text(lessons::LESSONS_ASKED),
    }
}

fn teacher(frame: &Frame<'_>, line: &TaughtLine) -> String {
    let by = |plain, named| match &line.taught_by {
        Some(name) => frame.with(named, &[("name", name.as_str().into())]),
        None => frame.text(plain),
    };
    match line.teacher {
        Teacher::StaffLink => by(lessons::LESSONS_STAFF_LINK, lessons::LESSONS_STAFF_LINK_BY),
        Teacher::Solution => by(lessons::LESSONS_SOLUTION, lessons::LESSONS_SOLUTION_BY),
        Teacher::Client => frame.text(lessons::LESSONS_CLIENT),
        Teacher::Import => frame.text(lessons::LESSONS_IMPORTED),
    }
}

fn button(frame: &Frame<'_>, shown: &Lessons<'_>, line: &TaughtLine, from: &str) -> Markup {
    let (verb, label, which) = if line.undone_at.is_some() {
        ("restore", lessons::LESSONS_RESTORE, lessons::LESSONS_RESTORE_WHICH)
    } else {
        ("undo", lessons::LESSONS_UNDO, lessons::LESSONS_UNDO_WHICH)
    };
    let action = frame.action(&format!("/desk/articles/{}/lessons/{}/{verb}", shown.article.id, line.id));
    html! {
        form method="post" action=(action) {
            button type="submit" class="button" aria-label=(frame.with(which, &[("what", from.into())])) { (frame.text(label)) }
        }
    }
}
