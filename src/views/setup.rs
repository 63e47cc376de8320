//! The first visit: setting up the organisation and its admin.

use maud::{Markup, html};

use crate::domain::input::Invalid;
use crate::views::form::{self, Field, Input};
use crate::views::frame::Frame;
use crate::views::layout;
use crate::words::msg::people;

const ORGANISATION: Field = Field { name: "organisation", label: people::SETUP_ORGANISATION };
const LANGUAGE: Field = Field { name: "language", label: people::SETUP_LANGUAGE };
const TIME_ZONE: Field = Field { name: "time_zone", label: people::SETUP_TIME_ZONE };
const NAME: Field = Field { name: "name", label: people::SETUP_NAME };
const EMAIL: Field = Field { name: "email", label: people::SETUP_EMAIL };
const PASSWORD: Field = Field { name: "password", label: people::SETUP_PASSWORD };
const TOKEN: Field = Field { name: "token", label: people::SETUP_TOKEN };

/// What stands in the form.
#[derive(Clone, Copy)]
pub struct SetupForm<'a> {
    /// The token that allows it.
    pub token: &'a str,
    /// The organisation's name.
    pub organisation: &'a str,
    /// Its language.
    pub language: &'a str,
    /// The languages there are: tag and name.
    pub languages: &'a [(String, String)],
    /// Its time zone; a script fills in the browser's when there is none.
    pub time_zone: &'a str,
    /// The admin's name.
    pub name: &'a str,
    /// Their address.
    pub email: &'a str,
    /// What is wrong with the form.
    pub problems: &'a [Invalid],
}

/// The form.
pub fn form(frame: &Frame<'_>, setup: &SetupForm<'_>) -> Markup {
    let (locale, problems) = (frame.locale, setup.problems);
    let title = frame.text(people::SETUP_TITLE);
    let fields = [ORGANISATION, LANGUAGE, TIME_ZONE, NAME, EMAIL, PASSWORD];
    let main = html! {
        div class="gate" {
            h1 { (title) }
            form class="card form" method="post" action=(frame.action("/setup")) {
                p class="quiet" { (frame.text(people::SETUP_TEXT)) }
                input type="hidden" name="token" value=(setup.token);
                (form::summary(locale, problems, &fields))
                fieldset class="group" {
                    legend { (frame.text(people::SETUP_COMPANY)) }
                    (form::input(locale, problems, ORGANISATION, Input::text(setup.organisation).autocomplete("organization").hint(people::SETUP_ORGANISATION_HINT).required()))
                    (form::select(locale, problems, LANGUAGE, (setup.language, setup.languages), None))
                    (form::zone(locale, problems, TIME_ZONE, setup.time_zone, Some(people::SETUP_TIME_ZONE_HINT)))
                }
                fieldset class="group" {
                    legend { (frame.text(people::SETUP_ADMIN)) }
                    (form::input(locale, problems, NAME, Input::text(setup.name).autocomplete("name").required()))
                    (form::input(locale, problems, EMAIL, Input::email(setup.email).autocomplete("username").required()))
                    (form::input(locale, problems, PASSWORD, Input::new_password(people::PASSWORD_HINT)))
                }
                button type="submit" class="button primary wide" { (frame.text(people::SETUP_SUBMIT)) }
            }
        }
        script defer src=(frame.asset("zone.js")) {}
    };
    layout::bare(frame, &title, &main)
}

/// Asks for the token; `wrong` when the one that was given does not work.
pub fn token(frame: &Frame<'_>, wrong: bool) -> Markup {
    let title = frame.text(people::SETUP_TITLE);
    let reason = wrong.then(|| frame.text(people::SETUP_TOKEN_WRONG));
    let main = html! {
        div class="gate" {
            h1 { (title) }
            form class="card form" method="get" action="/setup" {
                p class="quiet" { (frame.text(people::SETUP_TOKEN_TEXT)) }
                (form::refused(reason.as_deref()))
                (form::input(frame.locale, &[], TOKEN, Input { kind: "password", ..Input::text("") }.autocomplete("off").required()))
                button type="submit" class="button primary wide" { (frame.text(people::SETUP_TOKEN_SUBMIT)) }
            }
        }
    };
    layout::bare(frame, &title, &main)
}
