//! Settings → E-mail: what was sent, and what is kept because no mail server is set up or it refuses (G2).

use maud::{Markup, html};

use crate::domain::mail::{Mail, MailStatus};
use crate::views::frame::Frame;
use crate::views::layout::{self, SettingsNav};
use crate::views::{icon, parts, rich};
use crate::words::msg::desk;

/// The page. `smtp` tells whether a mail server is set up.
pub fn page(frame: &Frame<'_>, mails: &[Mail], smtp: bool) -> Markup {
    let title = frame.text(desk::MAILS_TITLE);
    let body = html! {
        div class="stack" {
                @if !smtp {
                    div class="notice warn" { p { strong { (frame.text(desk::MAILS_NO_SERVER_TITLE)) } } p { (frame.text(desk::MAILS_NO_SERVER_TEXT)) } }
                }
                @if mails.is_empty() {
                    div class="card" { (parts::empty(&icon::mail(), &frame.text(desk::MAILS_EMPTY_TITLE), &frame.text(desk::MAILS_EMPTY_TEXT), None)) }
                } @else {
                    ul class="stack mails" { @for mail in mails { li class="card mail" { (one(frame, mail)) } } }
                }
        }
    };
    layout::settings(frame, &title, SettingsNav::Email, &body)
}

fn one(frame: &Frame<'_>, mail: &Mail) -> Markup {
    let (class, label) = match mail.status {
        MailStatus::Kept => ("chip warn", desk::MAILS_KEPT),
        MailStatus::Sent => ("chip good", desk::MAILS_SENT),
        MailStatus::Refused => ("chip bad", desk::MAILS_NOT_SENT),
    };
    html! {
        div class="mail-head" {
            h2 dir="auto" { (mail.subject) }
            span class=(class) { (frame.text(label)) }
        }
        p class="small quiet" {
            (frame.with(desk::MAILS_TO, &[("recipient", mail.recipient.as_str().into())])) " · "
            time class="num" datetime=(frame.zone.iso(mail.created_at)) { (frame.locale.date_time(mail.created_at, frame.zone)) }
        }
        @if let Some(error) = &mail.error {
            div class="notice bad" { p { (frame.text(desk::MAILS_REFUSED)) } p { code { (error) } } }
        }
        details open[mail.status != MailStatus::Sent] {
            summary class="small" { (frame.text(desk::MAILS_READ)) }
            div class="mail-text" dir="auto" { (rich::text(&mail.text)) }
        }
    }
}
