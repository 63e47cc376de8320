//! The form under a thread. Both sides' variants for every status are in the page: the stylesheet shows the one that fits
//! `#ticket-head`, so that a status that moves live moves them too.

use maud::{Markup, html};

use crate::domain::input::Invalid;
use crate::domain::people::Side;
use crate::domain::thread::MessageKind;
use crate::domain::ticket::Status;
use crate::views::attachments::{self, FILES};
use crate::views::form::{self, Field};
use crate::views::frame::Frame;
use crate::views::parts;
use crate::views::thread::Thread;
use crate::words::msg::{desk, portal};
use crate::words::{Locale, Msg};

const BODY: Field = Field { name: "body", label: portal::COMPOSER_LABEL };

/// A client's: reply, say that it is solved, reopen.
pub(super) fn portal(frame: &Frame<'_>, thread: &Thread<'_>) -> Markup {
    let base = parts::portal_ticket(thread.ticket.number);
    html! {
        div class="turn small when-resolved" {
            span { (frame.text(portal::COMPOSER_RESOLVED)) }
            (status_form(frame, &base, Status::Open, "button small", portal::COMPOSER_REOPEN))
        }
        div class="turn small when-closed" { span { (frame.text(portal::COMPOSER_CLOSED)) } }
        form id="composer" class="composer" method="post" action=(frame.action(&format!("{base}/replies"))) enctype="multipart/form-data" data-outbox={ "ticket:" (thread.ticket.id) } {
            (fields(frame, Side::Client, thread))
            div class="tools" {
                (attachments::button(frame))
                button type="submit" class="button plain when-active" form="solved" { (frame.text(portal::COMPOSER_SOLVED)) }
                (send_hint(frame))
                button type="submit" class="button primary end" { (frame.text(portal::COMPOSER_SEND)) }
            }
        }
        form id="solved" method="post" action=(frame.action(&format!("{base}/status"))) data-quiet hidden { input type="hidden" name="status" value=(Status::Resolved); }
    }
}

/// Staff's: reply or note, and what becomes of the ticket with it.
pub(super) fn desk(frame: &Frame<'_>, thread: &Thread<'_>) -> Markup {
    let base = parts::desk_ticket(thread.ticket.number);
    let kind = thread.form.kind;
    html! {
        form id="composer" class="composer" method="post" action=(frame.action(&format!("{base}/replies"))) enctype="multipart/form-data" data-outbox={ "ticket:" (thread.ticket.id) } {
            div class="turn small when-closed" { span { (frame.text(desk::COMPOSER_CLOSED_FOR_STAFF)) } }
            fieldset class="segments" {
                legend class="unseen" { (frame.text(desk::COMPOSER_KIND)) }
                label { input type="radio" name="kind" value=(MessageKind::Reply) checked[kind == MessageKind::Reply]; span { (frame.text(desk::COMPOSER_KIND_REPLY)) } }
                label { input type="radio" name="kind" value=(MessageKind::Note) checked[kind == MessageKind::Note]; span { (frame.text(desk::COMPOSER_KIND_NOTE)) } }
                span class="hint note-hint" { (frame.text(desk::COMPOSER_NOTE_HINT)) }
            }
            (fields(frame, Side::Staff, thread))
            div class="tools" {
                (attachments::button(frame))
                (send_hint(frame))
                div class="end send" {
                    label class="unseen" for="then" { (frame.text(desk::COMPOSER_THEN)) }
                    select id="then" name="then" class="input select then when-active" {
                        option value="" { (frame.text(desk::COMPOSER_THEN_NOTHING)) }
                        option value=(Status::Pending) { (frame.text(desk::COMPOSER_THEN_PENDING)) }
                        option value=(Status::Resolved) { (frame.text(desk::COMPOSER_THEN_RESOLVED)) }
                    }
                    button type="submit" class="button primary" { (frame.text(portal::COMPOSER_SEND)) }
                }
            }
        }
    }
}

/// One button that sets a status.
pub(super) fn status_form(frame: &Frame<'_>, base: &str, to: Status, class: &str, label: Msg) -> Markup {
    html! {
        form method="post" action=(frame.action(&format!("{base}/status"))) data-quiet {
            input type="hidden" name="status" value=(to);
            button type="submit" class=(class) { (frame.text(label)) }
        }
    }
}

fn fields(frame: &Frame<'_>, side: Side, thread: &Thread<'_>) -> Markup {
    let reply = &thread.form;
    let problem = form::problem_id(reply.problems, BODY);
    let (rows, placeholder) = match side {
        Side::Client => ("2", portal::COMPOSER_PLACEHOLDER),
        Side::Staff => ("3", desk::COMPOSER_PLACEHOLDER_FOR_STAFF),
    };
    html! {
        input type="hidden" name="key" value=(reply.key);
        (form::conflict(frame.locale, reply.conflict))
        (form::summary(frame.locale, reply.problems, &[BODY, FILES]))
        label class="unseen" for="body" { (frame.text(portal::COMPOSER_LABEL)) }
        textarea id="body" name="body" class="input" rows=(rows) required dir="auto" placeholder=(frame.text(placeholder))
            aria-invalid=[problem.is_some().then_some("true")] aria-describedby=[problem] { "\n" (reply.body) }
        (form::problem(frame.locale, reply.problems, BODY))
        (attachments::chosen(frame, &reply.picker))
    }
}

/// Tells the key that sends; shown where scripts run and a keyboard is likely.
fn send_hint(frame: &Frame<'_>) -> Markup {
    html! {
        span class="hint keys-hint" { kbd { (frame.text(portal::COMPOSER_KEY_CTRL)) } " " kbd { (frame.text(portal::COMPOSER_KEY_ENTER)) } " " (frame.text(portal::COMPOSER_KEY_SENDS)) }
    }
}

/// What is wrong with a reply's form, in one line for the script.
pub(super) fn in_words(locale: &Locale, problems: &[Invalid], conflict: bool) -> String {
    form::in_words(locale, problems, &[BODY, FILES], conflict)
}
