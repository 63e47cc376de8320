//! Signing in.

use maud::{Markup, html};

use crate::domain::input::Invalid;
use crate::views::form::{self, Field};
use crate::views::frame::Frame;
use crate::views::layout;
use crate::words::Locale;
use crate::words::msg::session;

const EMAIL: Field = Field { name: "email", label: session::SESSION_EMAIL };
const PASSWORD: Field = Field { name: "password", label: session::SESSION_PASSWORD };

/// The sign-ins that `demo` makes, and their password, which is fixed only there.
const SAMPLES: &[&str] = &["client@demo.test", "client2@demo.test", "agent@demo.test", "admin@demo.test"];
const SAMPLE_PASSWORD: &str = "demo-password";

/// What stands in the form.
#[derive(Clone, Copy)]
pub struct SignInForm<'a> {
    /// The address.
    pub email: &'a str,
    /// Where to go afterwards.
    pub next: Option<&'a str>,
    /// What is wrong with the form.
    pub problems: &'a [Invalid],
    /// Why the last try was refused.
    pub failure: Option<SignInFailure>,
    /// Whether this is the demo, whose sample sign-ins are no secret.
    pub demo: bool,
    /// The languages there are: tag and name.
    pub languages: &'a [(String, String)],
}

/// Why somebody was not signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInFailure {
    /// The address or the password is wrong; which of them is not said.
    Wrong,
    /// Too many tries.
    TooMany {
        /// How long to wait.
        minutes: i64,
    },
}

/// The page.
pub fn sign_in(frame: &Frame<'_>, sign_in: &SignInForm<'_>) -> Markup {
    let locale = frame.locale;
    let title = frame.text(session::SESSION_TITLE);
    let email_problem = form::problem_id(sign_in.problems, EMAIL);
    let password_problem = form::problem_id(sign_in.problems, PASSWORD);
    let quiet = sign_in.problems.is_empty() && sign_in.failure.is_none();
    let main = html! {
        div class="gate" {
            h1 { (title) }
            form class="card form" method="post" action="/session" {
                @if let Some(next) = sign_in.next { input type="hidden" name="next" value=(next); }
                @if let Some(failure) = sign_in.failure {
                    div class="notice bad" role="alert" tabindex="-1" autofocus { p { (reason(frame, failure)) } }
                }
                (form::summary(locale, sign_in.problems, &[EMAIL, PASSWORD]))
                div class="field" {
                    label for="email" { (frame.text(session::SESSION_EMAIL)) }
                    input id="email" name="email" class="input" type="email" value=(sign_in.email) required autocomplete="username" inputmode="email"
                        autocapitalize="none" spellcheck="false" autofocus[quiet]
                        aria-invalid=[email_problem.is_some().then_some("true")] aria-describedby=[email_problem];
                    (form::problem(locale, sign_in.problems, EMAIL))
                }
                div class="field" {
                    label for="password" { (frame.text(session::SESSION_PASSWORD)) }
                    input id="password" name="password" class="input" type="password" required autocomplete="current-password"
                        aria-invalid=[password_problem.is_some().then_some("true")] aria-describedby=[password_problem];
                    (form::problem(locale, sign_in.problems, PASSWORD))
                }
                button type="submit" class="button primary wide" { (frame.text(session::SESSION_SIGN_IN)) }
            }
            p class="small below" { a href="/password-resets/new" { (frame.text(session::SESSION_FORGOTTEN)) } }
            @if sign_in.demo { (samples(frame)) }
            (languages(locale, sign_in))
        }
    };
    layout::bare(frame, &title, &main)
}

fn reason(frame: &Frame<'_>, failure: SignInFailure) -> String {
    match failure {
        SignInFailure::Wrong => frame.text(session::SESSION_WRONG),
        SignInFailure::TooMany { minutes } => frame.with(session::SESSION_TOO_MANY, &[("count", minutes.into())]),
    }
}

/// The ways to the other languages, each by its own name for itself.
fn languages(locale: &Locale, sign_in: &SignInForm<'_>) -> Markup {
    let back = sign_in.next.map_or_else(
        || "/session/new".to_owned(),
        |next| {
            let query: String = url::form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
            format!("/session/new?{query}")
        },
    );
    html! {
        form class="below" method="post" action="/language" {
            input type="hidden" name="next" value=(back);
            @for (tag, name) in sign_in.languages.iter().filter(|(tag, _)| tag != locale.tag()) {
                button type="submit" class="button plain" name="language" value=(tag) lang=(tag) { (name) }
            }
        }
    }
}

fn samples(frame: &Frame<'_>) -> Markup {
    html! {
        section class="samples small" aria-labelledby="samples-title" {
            h2 id="samples-title" { (frame.text(session::SESSION_DEMO_TITLE)) }
            p class="quiet" { (frame.text(session::SESSION_DEMO_TEXT)) " " code { (SAMPLE_PASSWORD) } }
            table {
                thead { tr { th scope="col" { (frame.text(session::SESSION_EMAIL)) } th scope="col" { (frame.text(session::SESSION_DEMO_SEES)) } } }
                tbody {
                    @for email in SAMPLES {
                        tr {
                            td { code { (email) } }
                            td { (frame.text(if email.starts_with("client") { session::SESSION_DEMO_PORTAL } else { session::SESSION_DEMO_DESK })) }
                        }
                    }
                }
            }
        }
    }
}
