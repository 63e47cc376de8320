//! A ticket's tags, beside its thread.

use maud::{Markup, html};

use crate::domain::input::Invalid;
use crate::domain::ticket::{Ticket, parted};
use crate::views::form::{self, Field};
use crate::views::frame::Frame;
use crate::views::parts;
use crate::views::thread::Thread;
use crate::words::Locale;
use crate::words::msg::ratings;

const TAGS: Field = Field { name: "tags", label: ratings::TAGS_LABEL };

/// What stands in the section.
#[derive(Clone, Copy, Default)]
pub struct Tags<'a> {
    /// Tags that other tickets have.
    pub offered: &'a [String],
    /// What was typed, when it came back.
    pub typed: Option<&'a str>,
    /// What is wrong with it.
    pub problems: &'a [Invalid],
}

/// The tags, and the form that changes them.
pub(super) fn section(frame: &Frame<'_>, thread: &Thread<'_>, tags: &Tags<'_>) -> Markup {
    let ticket = thread.ticket;
    html! {
        section {
            h2 { (frame.text(ratings::TAGS_TITLE)) }
            (panel(frame.locale, ticket))
            @if !thread.read_only {
                form class="field" method="post" action=(frame.action(&format!("{}/tags", parts::desk_ticket(ticket.number)))) data-quiet {
                    label for="tags" class="small" { (frame.text(ratings::TAGS_LABEL)) }
                    div class="joined" {
                        input id="tags" name="tags" class="input" type="text" autocomplete="off" dir="auto" list="tags-offered" value=(tags.typed.unwrap_or(&ticket.tags))
                            aria-invalid=[form::problem_id(tags.problems, TAGS).map(|_| "true")] aria-describedby=[form::problem_id(tags.problems, TAGS)];
                        button type="submit" class="button" { (frame.text(ratings::TAGS_SAVE)) }
                    }
                    datalist id="tags-offered" { @for tag in tags.offered { option value=(tag) {} } }
                    (form::problem(frame.locale, tags.problems, TAGS))
                }
            }
        }
    }
}

/// The tags alone: pushed when they move. The form's field follows them.
pub(in crate::views) fn panel(locale: &Locale, ticket: &Ticket) -> Markup {
    html! {
        div id="panel-tags" data-tags=(ticket.tags) {
            @if ticket.tags.is_empty() {
                p class="small quiet" { (locale.text(ratings::TAGS_NONE)) }
            } @else {
                ul class="chips" { @for tag in parted(&ticket.tags) { li { span class="chip" { bdi { (tag) } } } } }
            }
        }
    }
}
