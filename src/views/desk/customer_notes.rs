//! What staff write about a customer: a card on its page, and the form in which a note is changed.

use maud::{Markup, html};

use crate::domain::customer::{CustomerRecord, Note};
use crate::domain::input::Invalid;
use crate::domain::people::Side;
use crate::domain::rights::Right;
use crate::id::NoteId;
use crate::views::desk::customers::may;
use crate::views::form::{self, Field};
use crate::views::frame::Frame;
use crate::views::layout::{self, DeskNav};
use crate::views::{icon, parts, rich};
use crate::words::msg::{customer_notes as words, customers};

const BODY: Field = Field { name: "body", label: words::NOTE_NEW };
const CHANGED: Field = Field { name: "body", label: words::NOTE_LIST };

/// The notes, newest first, below the form of a new one.
pub(super) fn card(frame: &Frame<'_>, customer: &CustomerRecord, notes: &[Note], problems: &[Invalid]) -> Markup {
    let base = format!("/desk/customers/{}/notes", customer.id);
    html! {
        section id="notes" class="card part" aria-labelledby="notes-title" {
            h2 id="notes-title" { (frame.text(words::NOTE_LIST)) }
            @if may(frame, Right::ManageCustomers) {
                form class="note-form" method="post" action=(frame.action(&base)) {
                    (form::area(frame.locale, problems, BODY, "", Some(words::NOTE_HINT)))
                    div class="tools" { button type="submit" class="button" { (frame.text(words::NOTE_SAVE)) } }
                }
            }
            @if notes.is_empty() {
                p class="small quiet" { (frame.text(words::NOTE_NONE)) }
            } @else {
                ol class="note-list" { @for note in notes { (one(frame, &base, note)) } }
            }
        }
    }
}

fn one(frame: &Frame<'_>, base: &str, note: &Note) -> Markup {
    let changes = frame.viewer.is_some_and(|viewer| note.may_be_changed_by(viewer));
    let when = frame.locale.date_time(note.created_at, frame.zone);
    html! {
        li id={ "note-" (note.id) } class="customer-note" {
            div class="note-head small quiet" {
                (parts::avatar(&note.author, Side::Staff))
                bdi class="person-name" { (note.author) }
                (parts::when(frame, note.created_at))
                @if let Some(at) = note.changed_at {
                    span title=(frame.locale.date_time(at, frame.zone)) { (frame.with(words::NOTE_CHANGED, &[("when", frame.locale.when(at, frame.now, frame.zone).into())])) }
                }
                @if changes {
                    a class="button plain end" href={ (base) "/" (note.id) } aria-label=(frame.with(words::NOTE_EDIT_OF, &[("when", when.into())])) { (icon::pen()) }
                }
            }
            p class="lines" dir="auto" { (rich::text(&note.body)) }
        }
    }
}

/// Says that a note is gone, with the way back.
pub(super) fn undo(frame: &Frame<'_>, customer: &CustomerRecord, deleted: Option<NoteId>) -> Markup {
    html! {
        @if let Some(note) = deleted {
            div class="notice good undo" role="status" {
                p { (icon::check()) (frame.text(words::DONE_NOTE_DELETED)) }
                form method="post" action=(frame.action(&format!("/desk/customers/{}/notes/{note}/restore", customer.id))) {
                    button type="submit" class="button small" { (icon::undo()) (frame.text(words::NOTE_UNDO)) }
                }
            }
        }
    }
}

/// What stands in the form of a note that is changed.
#[derive(Clone, Copy)]
pub struct NoteForm<'a> {
    /// The customer.
    pub customer: &'a CustomerRecord,
    /// The note.
    pub note: NoteId,
    /// What it says.
    pub body: &'a str,
    /// What is wrong with it.
    pub problems: &'a [Invalid],
}

/// The page.
pub fn page(frame: &Frame<'_>, note: &NoteForm<'_>) -> Markup {
    let back = format!("/desk/customers/{}", note.customer.id);
    let action = format!("{back}/notes/{}", note.note);
    let title = frame.text(words::NOTE_EDIT);
    let body = html! {
        main id="main" class="desk-page" tabindex="-1" {
            div class="narrow" {
                p class="crumbs small" { a href=(back) dir="auto" { (icon::back()) (note.customer.name) } }
                h1 { (title) }
                form class="card form" method="post" action=(frame.action(&action)) {
                    (form::summary(frame.locale, note.problems, &[CHANGED]))
                    (form::area(frame.locale, note.problems, CHANGED, note.body, Some(words::NOTE_HINT)))
                    div class="tools" {
                        button type="submit" class="button danger" form="note-removal" { (frame.text(words::NOTE_DELETE)) }
                        a class="button plain end" href=(back) { (frame.text(customers::FORM_CANCEL)) }
                        button type="submit" class="button primary" { (frame.text(customers::FORM_SAVE)) }
                    }
                }
                form id="note-removal" method="post" action=(frame.action(&format!("{action}/delete"))) {}
            }
        }
    };
    layout::desk(frame, &title, DeskNav::Customers, &body)
}
