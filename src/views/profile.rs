//! A person's own profile: at the portal for clients, at the desk for staff.

use maud::{Markup, html};

use crate::clock::Timestamp;
use crate::domain::input::Invalid;
use crate::domain::login::{Agent, OwnSession};
use crate::domain::people::{Notify, Side};
use crate::id::SessionId;
use crate::views::done::{self, Done};
use crate::views::form::{self, Field, Input};
use crate::views::frame::Frame;
use crate::views::icon;
use crate::views::layout::{self, DeskNav, PortalNav};
use crate::words::msg::people;

const NAME: Field = Field { name: "name", label: people::PROFILE_NAME };
const LANGUAGE: Field = Field { name: "language", label: people::PROFILE_LANGUAGE };
const TIME_ZONE: Field = Field { name: "time_zone", label: people::PROFILE_TIME_ZONE };
const NOTIFY: Field = Field { name: "notify", label: people::PROFILE_NOTIFY };
const EMAIL: Field = Field { name: "email", label: people::PROFILE_EMAIL_NEW };
const EMAIL_PASSWORD: Field = Field { name: "password", label: people::PROFILE_EMAIL_PASSWORD };
const PRESENT: Field = Field { name: "present", label: people::PROFILE_PASSWORD_NOW };
const NEW: Field = Field { name: "new", label: people::PROFILE_PASSWORD_NEW };

/// What the page shows.
#[derive(Clone, Copy)]
pub struct ProfilePage<'a> {
    /// What stands in the form about oneself.
    pub about: About<'a>,
    /// The languages there are: tag and name.
    pub languages: &'a [(String, String)],
    /// The address and what is known of it.
    pub address: Address<'a>,
    /// The signed-in browsers.
    pub sessions: &'a [OwnSession],
    /// The one that is in use.
    pub this: SessionId,
    /// Which form came back, and why.
    pub refused: Option<Refused<'a>>,
    /// What was just done.
    pub done: Option<Done>,
}

/// What stands in the form about oneself.
#[derive(Clone, Copy)]
pub struct About<'a> {
    /// The name.
    pub name: &'a str,
    /// The language's tag; empty: what the browser says.
    pub language: &'a str,
    /// The time zone; empty: the organisation's.
    pub time_zone: &'a str,
    /// Of which tickets mails tell.
    pub notify: &'a str,
}

/// The address and what is known of it.
#[derive(Clone, Copy)]
pub struct Address<'a> {
    /// The one that signs in.
    pub email: &'a str,
    /// Whether a mail has shown that it is the person's.
    pub is_confirmed: bool,
    /// Whether the server can send such a mail.
    pub can_confirm: bool,
    /// The one that waits to be confirmed in its place, and until when.
    pub waiting: Option<(&'a str, Timestamp)>,
    /// What stands in the field for another.
    pub new: &'a str,
}

/// A form of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Name, language, time zone, mails.
    About,
    /// The address.
    Email,
    /// The password.
    Password,
}

/// A form that came back.
#[derive(Clone, Copy, Debug)]
pub struct Refused<'a> {
    /// Which.
    pub form: Form,
    /// What is wrong with its fields.
    pub problems: &'a [Invalid],
    /// Which rule refused it.
    pub reason: Option<&'a str>,
}

/// The page.
pub fn page(frame: &Frame<'_>, page: &ProfilePage<'_>) -> Markup {
    let title = frame.text(people::PROFILE_TITLE);
    let is_viewed = frame.viewer.is_some_and(|viewer| viewer.viewed_by.is_some());
    let main = html! {
        div class="narrow" {
            h1 { (title) }
            (done::notice(frame, page.done))
            @if is_viewed { div class="notice warn" { p { (frame.text(people::PROFILE_VIEWED)) } } }
            (about(frame, page, is_viewed))
            (email(frame, page, is_viewed))
            @if !is_viewed {
                (password(frame, page))
                (sessions(frame, page))
            }
        }
    };
    match frame.viewer.map(crate::domain::people::Caller::side) {
        Some(Side::Staff) => {
            let body = html! { main id="main" class="desk-page" tabindex="-1" { (main) } };
            layout::desk(frame, &title, DeskNav::Profile, &body)
        }
        Some(Side::Client) | None => layout::portal(frame, PortalNav::Profile, &title, &main),
    }
}

/// What came back of a form, when it is this one.
fn refused<'a>(page: &ProfilePage<'a>, form: Form) -> (&'a [Invalid], Option<&'a str>) {
    page.refused
        .filter(|refused| refused.form == form)
        .map_or((&[], None), |refused| (refused.problems, refused.reason))
}

fn about(frame: &Frame<'_>, page: &ProfilePage<'_>, is_viewed: bool) -> Markup {
    let locale = frame.locale;
    let (problems, reason) = refused(page, Form::About);
    let browser = (String::new(), frame.text(people::PROFILE_LANGUAGE_BROWSER));
    let languages: Vec<_> = std::iter::once(browser).chain(page.languages.iter().cloned()).collect();
    let about = page.about;
    html! {
        section class="card" aria-labelledby="you-title" {
            div class="card-head" { h2 id="you-title" { (frame.text(people::PROFILE_YOU)) } }
            form class="form" method="post" action=(frame.action("/profile")) {
                (form::refused(reason))
                (form::summary(locale, problems, &[NAME, LANGUAGE, TIME_ZONE, NOTIFY]))
                fieldset class="group" disabled[is_viewed] {
                    legend class="unseen" { (frame.text(people::PROFILE_YOU)) }
                    (form::input(locale, problems, NAME, Input::text(about.name).autocomplete("name").hint(people::PROFILE_NAME_HINT).required()))
                    (form::select(locale, problems, LANGUAGE, (about.language, &languages), None))
                    (form::zone(locale, problems, TIME_ZONE, about.time_zone, Some(people::PROFILE_TIME_ZONE_HINT)))
                    (form::select(locale, problems, NOTIFY, (about.notify, &notify_choices(frame)), None))
                    @if !is_viewed { div class="tools" { button type="submit" class="button primary" { (frame.text(people::PROFILE_SAVE)) } } }
                }
            }
        }
    }
}

/// Staff choose among three, clients between two.
fn notify_choices(frame: &Frame<'_>) -> Vec<(String, String)> {
    let is_staff = frame.viewer.is_some_and(|viewer| viewer.side() == Side::Staff);
    let choice = |notify: Notify, words| (notify.to_string(), frame.text(words));
    if is_staff {
        vec![
            choice(Notify::All, people::PROFILE_NOTIFY_ALL_STAFF),
            choice(Notify::Mine, people::PROFILE_NOTIFY_MINE),
            choice(Notify::None, people::PROFILE_NOTIFY_NONE),
        ]
    } else {
        vec![choice(Notify::All, people::PROFILE_NOTIFY_ALL_CLIENT), choice(Notify::None, people::PROFILE_NOTIFY_NONE)]
    }
}

fn email(frame: &Frame<'_>, page: &ProfilePage<'_>, is_viewed: bool) -> Markup {
    let locale = frame.locale;
    let (problems, reason) = refused(page, Form::Email);
    let address = page.address;
    html! {
        section class="card" aria-labelledby="email-title" {
            div class="card-head" {
                h2 id="email-title" { (frame.text(people::PROFILE_EMAIL)) }
                @if address.is_confirmed {
                    span class="chip good" { (frame.text(people::PROFILE_EMAIL_CONFIRMED)) }
                } @else {
                    span class="chip warn" { (frame.text(people::PROFILE_EMAIL_UNCONFIRMED)) }
                }
            }
            div class="form" {
                p { (frame.with(people::PROFILE_EMAIL_NOW, &[("email", address.email.into())])) }
                @if !address.is_confirmed && !is_viewed {
                    div class="notice warn" {
                        p { (frame.text(people::PROFILE_EMAIL_UNCONFIRMED_TEXT)) }
                        @if address.can_confirm {
                            form method="post" action=(frame.action("/profile/email/confirmation")) {
                                button type="submit" class="button small" { (icon::mail()) (frame.text(people::PROFILE_EMAIL_SEND)) }
                            }
                        } @else {
                            p { (frame.text(people::PROFILE_EMAIL_UNCONFIRMED_CANNOT)) }
                        }
                    }
                }
                @if let Some((email, until)) = address.waiting {
                    div class="notice warn" {
                        p { (frame.with(people::PROFILE_EMAIL_WAITING, &[("email", email.into()), ("when", locale.date_time(until, frame.zone).into())])) }
                    }
                }
            }
            @if !is_viewed {
                form class="form ruled" method="post" action=(frame.action("/profile/email")) {
                    (form::refused(reason))
                    (form::summary(locale, problems, &[EMAIL, EMAIL_PASSWORD]))
                    (form::input(locale, problems, EMAIL, Input::email(address.new).hint(people::PROFILE_EMAIL_NEW_HINT).required()))
                    (form::input(locale, problems, EMAIL_PASSWORD, Input::password()))
                    div class="tools" { button type="submit" class="button" { (frame.text(people::PROFILE_EMAIL_SUBMIT)) } }
                }
            }
        }
    }
}

fn password(frame: &Frame<'_>, page: &ProfilePage<'_>) -> Markup {
    let locale = frame.locale;
    let (problems, reason) = refused(page, Form::Password);
    html! {
        section class="card" aria-labelledby="password-title" {
            div class="card-head" { h2 id="password-title" { (frame.text(people::PROFILE_PASSWORD)) } }
            form class="form" method="post" action=(frame.action("/profile/password")) {
                p class="quiet" { (frame.text(people::PROFILE_PASSWORD_TEXT)) }
                (form::refused(reason))
                (form::summary(locale, problems, &[PRESENT, NEW]))
                // For the browser that keeps passwords: it wants to know whose this one is.
                input type="email" name="username" value=(page.address.email) autocomplete="username" hidden readonly;
                (form::input(locale, problems, PRESENT, Input::password()))
                (form::input(locale, problems, NEW, Input::new_password(people::PASSWORD_HINT)))
                div class="tools" { button type="submit" class="button" { (frame.text(people::PROFILE_PASSWORD_SUBMIT)) } }
            }
        }
    }
}

fn sessions(frame: &Frame<'_>, page: &ProfilePage<'_>) -> Markup {
    let is_elsewhere = page
        .sessions
        .iter()
        .any(|session| Some(session.organisation.as_str()) != frame.organisation.map(|own| own.name.as_str()));
    html! {
        section class="card" aria-labelledby="sessions-title" {
            div class="card-head" { h2 id="sessions-title" { (frame.text(people::PROFILE_SESSIONS)) } }
            ul class="rows" {
                @for one in page.sessions { li { (session(frame, one, one.id == page.this, is_elsewhere)) } }
            }
            div class="form ruled" {
                @if page.sessions.len() > 1 {
                    p class="quiet" { (frame.text(people::PROFILE_SESSIONS_TEXT)) }
                    form method="post" action=(frame.action("/profile/sessions/end")) {
                        button type="submit" class="button" { (icon::leave()) (frame.text(people::PROFILE_SESSIONS_END)) }
                    }
                } @else {
                    p class="quiet" { (frame.text(people::PROFILE_SESSIONS_NONE)) }
                }
            }
        }
    }
}

fn session(frame: &Frame<'_>, session: &OwnSession, is_this: bool, names_organisation: bool) -> Markup {
    let browser = browser(frame, &session.user_agent);
    let since = frame.locale.date_time(session.created_at, frame.zone);
    html! {
        div class="row session" {
            span class="row-text" {
                span class="row-title" { (browser) }
                span class="row-snip two-lines" {
                    (frame.with(people::PROFILE_SESSION_SINCE, &[("when", since.as_str().into())]))
                    @if !session.address.is_empty() {
                        " · " (frame.with(people::PROFILE_SESSION_FROM, &[("address", session.address.as_str().into())]))
                    }
                    @if names_organisation { " · " bdi { (session.organisation) } }
                }
            }
            span class="row-end" {
                @if is_this {
                    span class="chip good" { (frame.text(people::PROFILE_SESSION_THIS)) }
                } @else {
                    form method="post" action=(frame.action(&format!("/profile/sessions/{}/end", session.id))) {
                        button type="submit" class="button small"
                            aria-label=(frame.with(people::PROFILE_SESSION_END_LABEL, &[("browser", browser.as_str().into()), ("when", since.as_str().into())]))
                        { (frame.text(people::PROFILE_SESSION_END)) }
                    }
                }
            }
        }
    }
}

/// What a browser is called: `Firefox on Windows`.
fn browser(frame: &Frame<'_>, header: &str) -> String {
    let Agent { browser, system } = Agent::read(header);
    let name = browser.map_or_else(|| frame.text(people::PROFILE_SESSION_UNKNOWN), str::to_owned);
    match system {
        Some(system) => {
            frame.with(people::PROFILE_SESSION_ON, &[("browser", name.as_str().into()), ("system", system.into())])
        }
        None => name,
    }
}

/// The page that a link to confirm an address leads to: `is_new` when the address takes the place of the present one.
pub fn confirm(frame: &Frame<'_>, token: &str, email: &str, is_new: bool, reason: Option<&str>) -> Markup {
    let title = frame.text(people::ADDRESS_TITLE);
    let before = frame.viewer.map_or("", |viewer| viewer.email.as_str());
    let main = html! {
        div class="gate" {
            h1 { (title) }
            form class="card form" method="post" action=(frame.action(&format!("/profile/email/{token}"))) {
                (form::refused(reason))
                p {
                    @if is_new {
                        (frame.with(people::ADDRESS_NEW_TEXT, &[("email", email.into()), ("before", before.into())]))
                    } @else {
                        (frame.with(people::ADDRESS_OWN_TEXT, &[("email", email.into())]))
                    }
                }
                button type="submit" class="button primary wide" {
                    (frame.text(if is_new { people::ADDRESS_SUBMIT } else { people::ADDRESS_SUBMIT_OWN }))
                }
            }
            p class="small below" { a href="/profile" { (frame.text(people::ADDRESS_TO_PROFILE)) } }
        }
    };
    layout::bare(frame, &title, &main)
}

/// A link to confirm an address that does not work, whatever the cause.
pub fn unusable(frame: &Frame<'_>) -> Markup {
    let title = frame.text(people::ADDRESS_UNUSABLE_TITLE);
    let email = frame.viewer.map_or("", |viewer| viewer.email.as_str());
    let main = html! {
        div class="gate" {
            div class="card empty error-page" {
                span class="empty-picture" { (icon::link()) }
                h1 class="empty-title" { (title) }
                p class="quiet" { (frame.with(people::ADDRESS_UNUSABLE_TEXT, &[("email", email.into())])) }
                div class="choices" { a class="button primary" href="/profile" { (frame.text(people::ADDRESS_TO_PROFILE)) } }
            }
        }
    };
    layout::bare(frame, &title, &main)
}
