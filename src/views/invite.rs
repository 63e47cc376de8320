//! Accepting an invitation.

use maud::{Markup, html};

use crate::domain::input::{Invalid, NewPassword};
use crate::domain::people::{Role, Side};
use crate::views::form::{self, Field, Input};
use crate::views::frame::Frame;
use crate::views::layout;
use crate::words::msg::{people, session};
use crate::words::nouns;

const NAME: Field = Field { name: "name", label: people::INVITE_NAME };
const PASSWORD: Field = Field { name: "password", label: people::INVITE_PASSWORD };
/// The same of a login that is there already.
const OWN_PASSWORD: Field = Field { name: "password", label: session::SESSION_PASSWORD };

/// What the page shows. Nothing in it depends on whether the address has a login.
#[derive(Clone, Copy)]
pub struct InvitePage<'a> {
    /// Where its forms are sent.
    pub action: &'a str,
    /// Who invited, when they are known.
    pub inviter: Option<&'a str>,
    /// The address that is invited.
    pub email: &'a str,
    /// As what.
    pub role: Role,
    /// A client's linked customer.
    pub customer: Option<&'a str>,
    /// Which form is in use.
    pub form: Way<'a>,
    /// What is wrong with it.
    pub problems: &'a [Invalid],
    /// Why it was refused.
    pub refused: Option<&'a str>,
}

/// How somebody accepts.
#[derive(Clone, Copy)]
pub enum Way<'a> {
    /// With a new login.
    New {
        /// Their name.
        name: &'a str,
    },
    /// With the login they have.
    Known,
    /// As who they are signed in as in this browser.
    SignedIn,
}

/// The page.
pub fn page(frame: &Frame<'_>, invite: &InvitePage<'_>) -> Markup {
    let organisation = || ("organisation", frame.name().into());
    let title = frame.with(people::INVITE_TITLE, &[organisation()]);
    let main = html! {
        div class="gate" {
            div class="gate-head" {
                h1 dir="auto" { (title) }
                p class="quiet" { (offer(frame, invite)) }
            }
            @match invite.form {
                Way::SignedIn => (signed_in(frame, invite)),
                Way::New { name } => { (new(frame, invite, Some(name))) (known(frame, invite, false)) }
                Way::Known => { (new(frame, invite, None)) (known(frame, invite, invite.refused.is_some() || !invite.problems.is_empty())) }
            }
        }
    };
    layout::bare(frame, &title, &main)
}

fn offer(frame: &Frame<'_>, invite: &InvitePage<'_>) -> String {
    let inviter = || ("inviter", invite.inviter.unwrap_or(frame.name()).into());
    if let (Side::Client, Some(customer)) = (invite.role.side(), invite.customer) {
        frame.with(people::INVITE_FOR_CLIENT, &[inviter(), ("customer", customer.into())])
    } else {
        let role = ("role", frame.text(nouns::role(invite.role)).into());
        frame.with(people::INVITE_FOR_STAFF, &[inviter(), role])
    }
}

/// Whoever is new chooses a name and a password. `name` is what was typed, when this form came back.
fn new(frame: &Frame<'_>, invite: &InvitePage<'_>, name: Option<&str>) -> Markup {
    let locale = frame.locale;
    let problems = if name.is_some() { invite.problems } else { &[] };
    let password_hint = ("count", NewPassword::MIN.into());
    html! {
        form class="card form" method="post" action=(invite.action) aria-labelledby="new-title" {
            h2 id="new-title" { (frame.text(people::INVITE_NEW_TITLE)) }
            @if name.is_some() { (form::refused(invite.refused)) }
            (form::summary(locale, problems, &[NAME, PASSWORD]))
            (address(frame, "email", invite.email))
            (form::input(locale, problems, NAME, Input::text(name.unwrap_or_default()).required().autocomplete("name")))
            div class="field" {
                label for="password" { (frame.text(people::INVITE_PASSWORD)) }
                input id="password" name="password" class="input" type="password" required autocomplete="new-password"
                    minlength=(NewPassword::MIN) aria-invalid=[form::problem_id(problems, PASSWORD).map(|_| "true")]
                    aria-describedby={ "password-hint" @if let Some(id) = form::problem_id(problems, PASSWORD) { " " (id) } };
                p class="hint" id="password-hint" { (frame.with(people::INVITE_PASSWORD_HINT, &[password_hint])) }
                (form::problem(locale, problems, PASSWORD))
            }
            button type="submit" class="button primary wide" { (frame.text(people::INVITE_ACCEPT)) }
        }
    }
}

/// Whoever signs in here already gives the password they have.
fn known(frame: &Frame<'_>, invite: &InvitePage<'_>, came_back: bool) -> Markup {
    let problems = if came_back { invite.problems } else { &[] };
    let problem = problems.iter().find(|invalid| invalid.field == OWN_PASSWORD.name);
    html! {
        details class="card known" open[came_back] {
            summary { (frame.text(people::INVITE_KNOWN_TITLE)) }
            form class="form" method="post" action=(invite.action) {
                @if came_back { (form::refused(invite.refused)) }
                p class="small quiet" { (frame.text(people::INVITE_KNOWN_TEXT)) }
                (address(frame, "own-email", invite.email))
                div class="field" {
                    label for="own-password" { (frame.text(OWN_PASSWORD.label)) }
                    input id="own-password" name="password" class="input" type="password" required autocomplete="current-password"
                        autofocus[problem.is_some()] aria-invalid=[problem.map(|_| "true")] aria-describedby=[problem.map(|_| "own-password-problem")];
                    @if let Some(invalid) = problem {
                        p class="problem" id="own-password-problem" { (nouns::problem(frame.locale, &invalid.problem)) }
                    }
                }
                button type="submit" class="button wide" { (frame.text(people::INVITE_ACCEPT)) }
            }
        }
    }
}

/// Whoever is signed in as the one who is invited needs no more than a button.
fn signed_in(frame: &Frame<'_>, invite: &InvitePage<'_>) -> Markup {
    html! {
        form class="card form" method="post" action=(invite.action) {
            (form::refused(invite.refused))
            p { (frame.with(people::INVITE_SIGNED_IN, &[("email", invite.email.into())])) }
            button type="submit" class="button primary wide" { (frame.text(people::INVITE_ACCEPT)) }
        }
    }
}

/// The address, which cannot be changed; password keepers take it for the login's name.
fn address(frame: &Frame<'_>, id: &str, email: &str) -> Markup {
    html! {
        div class="field" {
            label for=(id) { (frame.text(session::SESSION_EMAIL)) }
            input id=(id) class="input" type="email" value=(email) readonly autocomplete="username";
        }
    }
}
