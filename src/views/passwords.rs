//! A forgotten password: asking for a link, setting a new one.

use maud::{Markup, html};

use crate::domain::input::Invalid;
use crate::views::form::{self, Field, Input};
use crate::views::frame::Frame;
use crate::views::{icon, layout};
use crate::words::msg::people;

const EMAIL: Field = Field { name: "email", label: people::RESET_EMAIL };
const PASSWORD: Field = Field { name: "password", label: people::RESET_SET_PASSWORD };

/// What stands in the form that asks for a link.
#[derive(Clone, Copy, Default)]
pub struct AskForm<'a> {
    /// The address.
    pub email: &'a str,
    /// What is wrong with it.
    pub problems: &'a [Invalid],
    /// Why it was not taken.
    pub reason: Option<&'a str>,
    /// Whether one was just asked for. Which, and whether it has a login, is not said.
    pub sent: bool,
}

/// Asks for a link.
pub fn ask(frame: &Frame<'_>, ask: &AskForm<'_>) -> Markup {
    let title = frame.text(if ask.sent { people::RESET_SENT_TITLE } else { people::RESET_TITLE });
    let submit = if ask.sent { people::RESET_AGAIN } else { people::RESET_SUBMIT };
    let main = html! {
        div class="gate" {
            h1 { (title) }
            @if ask.sent {
                div class="notice good" role="status" { p { (frame.text(people::RESET_SENT_TEXT)) } }
            }
            form class="card form" method="post" action=(frame.action("/password-resets")) {
                p class="quiet" { (frame.text(if ask.sent { people::RESET_SENT_NOTHING } else { people::RESET_TEXT })) }
                (form::refused(ask.reason))
                (form::summary(frame.locale, ask.problems, &[EMAIL]))
                (form::input(frame.locale, ask.problems, EMAIL, Input::email(ask.email).autocomplete("username").required()))
                button type="submit" class={ "button wide" @if !ask.sent { " primary" } } { (frame.text(submit)) }
            }
            p class="small below" { a href="/session/new" { (frame.text(people::RESET_TO_SIGN_IN)) } }
        }
    };
    layout::bare(frame, &title, &main)
}

/// Sets a new password with a link that works.
pub fn set(frame: &Frame<'_>, token: &str, email: &str, problems: &[Invalid]) -> Markup {
    let title = frame.text(people::RESET_SET_TITLE);
    let main = html! {
        div class="gate" {
            h1 { (title) }
            form class="card form" method="post" action=(frame.action(&format!("/password-resets/{token}"))) {
                p class="quiet" { (frame.with(people::RESET_SET_TEXT, &[("email", email.into())])) }
                (form::summary(frame.locale, problems, &[PASSWORD]))
                // For the browser that keeps passwords: it wants to know whose this one is.
                input type="email" name="username" value=(email) autocomplete="username" hidden readonly;
                (form::input(frame.locale, problems, PASSWORD, Input::new_password(people::PASSWORD_HINT)))
                button type="submit" class="button primary wide" { (frame.text(people::RESET_SET_SUBMIT)) }
            }
        }
    };
    layout::bare(frame, &title, &main)
}

/// A link that does not work, whatever the cause: the page is the same for all.
pub fn unusable(frame: &Frame<'_>) -> Markup {
    let title = frame.text(people::RESET_UNUSABLE_TITLE);
    let main = html! {
        div class="gate" {
            div class="card empty error-page" {
                span class="empty-picture" { (icon::link()) }
                h1 class="empty-title" { (title) }
                p class="quiet" { (frame.text(people::RESET_UNUSABLE_TEXT)) }
                div class="choices" {
                    a class="button primary" href="/password-resets/new" { (frame.text(people::RESET_ASK_AGAIN)) }
                    a class="button" href="/session/new" { (frame.text(people::RESET_TO_SIGN_IN)) }
                }
            }
        }
    };
    layout::bare(frame, &title, &main)
}
