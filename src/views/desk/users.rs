//! Settings → Users & roles: who is in, who was asked to join, and what can be changed about each.

use maud::{Markup, html};

use crate::domain::input::Invalid;
use crate::domain::link::Purpose;
use crate::domain::mail::MailStatus;
use crate::domain::people::{Customer, MembershipStatus, Role};
use crate::domain::text_enum;
use crate::domain::user::{Listing, Part, Standing, User};
use crate::id::CustomerId;
use crate::views::combobox::{self, Chooser};
use crate::views::done::{self, Done};
use crate::views::form::{self, Field, Input};
use crate::views::frame::Frame;
use crate::views::layout::{self, SettingsNav};
use crate::views::{copied, icon, parts};
use crate::words::msg::settings;
use crate::words::{Msg, nouns};

/// Where the list is.
pub const PATH: &str = "/desk/settings/users";

const EMAIL: Field = Field { name: "email", label: settings::INVITE_USER_EMAIL };
const ROLE: Field = Field { name: "role", label: settings::INVITE_USER_ROLE };
const CUSTOMER: Field = Field { name: "customer", label: settings::INVITE_USER_CUSTOMER };

/// What the page shows.
#[derive(Clone, Copy)]
pub struct UsersPage<'a> {
    /// A page of the list.
    pub listing: &'a Listing,
    /// Where in the list that is.
    pub place: Place<'a>,
    /// What stands in the form that invites.
    pub invite: Form<'a>,
    /// Whose line is open.
    pub open: Option<Open<'a>>,
    /// The link that was just copied.
    pub copied: Option<Copied<'a>>,
    /// What was just done.
    pub done: Option<Done>,
    /// Whether a mail server is set up.
    pub sends_mail: bool,
}

/// Where one is in the list.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The words looked for.
    pub words: &'a str,
    /// The part shown.
    pub part: Option<Part>,
    /// The page, from 1.
    pub page: usize,
}

impl Place<'_> {
    /// Its address.
    pub fn url(&self) -> String {
        self.at(PATH)
    }

    /// Another address that leads back here afterwards.
    fn at(&self, path: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if !self.words.is_empty() {
            query.append_pair("q", self.words);
        }
        if let Some(part) = self.part {
            query.append_pair("show", part.as_str());
        }
        if self.page > 1 {
            query.append_pair("page", &self.page.to_string());
        }
        let query = query.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}

/// What stands in a form, and why it came back.
#[derive(Clone, Copy, Default)]
pub struct Form<'a> {
    /// The address.
    pub email: &'a str,
    /// The role.
    pub role: Option<Role>,
    /// The customer chosen.
    pub customer: Option<CustomerId>,
    /// Its name, or what was typed.
    pub customer_name: &'a str,
    /// Those that fit what was typed, when it was not clear which one is meant.
    pub candidates: &'a [Customer],
    /// What is wrong with it.
    pub problems: &'a [Invalid],
    /// Why a rule refused it.
    pub refused: Option<&'a str>,
}

text_enum! {
    /// What can be changed about somebody in a form of its own.
    Change {
        /// What they may do.
        Role = "role",
        /// To which customer a client is linked.
        Customer = "customer",
        /// That they may come in at all.
        Deactivate = "deactivate",
    }
}

/// A line that is open.
#[derive(Clone, Copy)]
pub struct Open<'a> {
    /// Whose: a membership's or an invitation's id.
    pub id: &'a str,
    /// What for.
    pub change: Change,
    /// What was sent, when it came back.
    pub form: Option<Form<'a>>,
}

/// A link that was just copied.
#[derive(Clone, Copy)]
pub struct Copied<'a> {
    /// The link.
    pub url: &'a str,
    /// For whom.
    pub email: &'a str,
}

/// The page.
pub fn page(frame: &Frame<'_>, users: &UsersPage<'_>) -> Markup {
    let main = html! {
        (done::notice(frame, users.done))
        (lost(users))
        @if let Some(link) = &users.copied { (copied_link(frame, link)) }
        (invite(frame, users))
        @if !users.sends_mail && users.listing.has_invites() {
            div class="notice warn" {
                p { strong { (frame.text(settings::USERS_NO_MAIL_TITLE)) } }
                p { (frame.text(settings::USERS_NO_MAIL_TEXT)) " " a href="/desk/settings/email" { (frame.text(settings::USERS_NO_MAIL_LINK)) } }
            }
        }
        (list(frame, users))
    };
    layout::settings(frame, &frame.text(settings::USERS_TITLE), SettingsNav::Users, &main)
}

/// Why a change was refused, when its line is not on this page of the list.
fn lost(users: &UsersPage<'_>) -> Markup {
    let reason = users.open.and_then(|open| open.form.and_then(|form| form.refused).map(|reason| (open.id, reason)));
    let reason = reason.filter(|(id, _)| !users.listing.users.iter().any(|user| user.id() == *id));
    form::refused(reason.map(|(_, reason)| reason))
}

fn copied_link(frame: &Frame<'_>, link: &Copied<'_>) -> Markup {
    let hours = i64::try_from(Purpose::Invite.lasts().as_secs() / 3_600).unwrap_or(i64::MAX);
    html! {
        section class="card form" aria-labelledby="copied-title" {
            h2 id="copied-title" { (frame.with(settings::COPIED_TITLE, &[("email", link.email.into())])) }
            (copied::link(frame, settings::COPIED_LABEL, link.url))
            p class="small quiet" { (frame.with(settings::COPIED_TEXT, &[("count", hours.into())])) }
        }
    }
}

/// The form that invites. The customer is asked for when the role is Client; where that cannot be seen to, it says so.
fn invite(frame: &Frame<'_>, users: &UsersPage<'_>) -> Markup {
    let (locale, form) = (frame.locale, &users.invite);
    html! {
        section class="card" aria-labelledby="invite-title" {
            div class="card-head" { h2 id="invite-title" { (frame.text(settings::INVITE_USER_TITLE)) } }
            form id="invite" class="form invite-form" method="post" action=(frame.action(PATH)) {
                @if form.refused.is_some() || !form.problems.is_empty() {
                    div class="wide" {
                        (form::refused(form.refused))
                        (form::summary(locale, form.problems, &[EMAIL, ROLE, CUSTOMER]))
                    }
                }
                (form::input(locale, form.problems, EMAIL, Input { autocomplete: Some("off"), ..Input::email(form.email).required() }))
                (form::select(locale, form.problems, ROLE, (form.role.map_or("", Role::as_str), &roles(frame)), None))
                div class="for-client" { (customer(frame, "customer", form, Some(settings::INVITE_USER_CUSTOMER_HINT))) }
                div class="invite-send" { button type="submit" class="button primary" { (icon::mail()) (frame.text(settings::INVITE_USER_SEND)) } }
            }
        }
    }
}

fn roles(frame: &Frame<'_>) -> Vec<(String, String)> {
    Role::ALL.iter().rev().map(|role| (role.to_string(), frame.text(nouns::role(*role)))).collect()
}

fn customer(frame: &Frame<'_>, id: &str, form: &Form<'_>, hint: Option<Msg>) -> Markup {
    let chooser = Chooser {
        id,
        label: settings::INVITE_USER_CUSTOMER,
        customer: form.customer,
        name: form.customer_name,
        candidates: form.candidates,
        problems: form.problems,
        hint,
        // Only clients need one; the server says so.
        required: false,
    };
    combobox::customer(frame, &chooser)
}

fn list(frame: &Frame<'_>, users: &UsersPage<'_>) -> Markup {
    let UsersPage { listing, place, .. } = users;
    html! {
        section class="card" aria-labelledby="users-title" {
            div class="users-head" {
                h2 id="users-title" class="unseen" { (frame.text(settings::USERS_LIST)) }
                form class="search" role="search" method="get" action=(PATH) {
                    label class="unseen" for="q" { (frame.text(settings::USERS_SEARCH)) }
                    input id="q" name="q" class="input" type="search" dir="auto" value=(place.words) placeholder=(frame.text(settings::USERS_SEARCH_HINT));
                    @if let Some(part) = place.part { input type="hidden" name="show" value=(part); }
                    button type="submit" class="button" { (icon::search()) (frame.text(settings::USERS_SEARCH)) }
                }
                nav aria-label=(frame.text(settings::USERS_PARTS)) { (filters(frame, users)) }
            }
            @if listing.users.is_empty() {
                (parts::empty(
                    &icon::people(),
                    &frame.text(settings::USERS_NONE_TITLE),
                    &frame.text(settings::USERS_NONE_TEXT),
                    Some(&html! { a class="button" href=(PATH) { (frame.text(settings::USERS_NONE_ALL)) } }),
                ))
            } @else {
                ul class="rows users" { @for user in &listing.users { (row(frame, users, user)) } }
            }
            (pages(frame, users))
        }
    }
}

fn filters(frame: &Frame<'_>, users: &UsersPage<'_>) -> Markup {
    let (listing, place) = (users.listing, users.place);
    let chip = |part: Option<Part>, name: Msg, count: i64| {
        let url = Place { part, page: 1, ..place }.url();
        let alarm = part == Some(Part::Unlinked);
        html! {
            li {
                a class={ "chip" @if alarm { " bad" } @else if part == place.part { " accent" } } href=(url)
                    aria-current=[(part == place.part).then_some("true")]
                {
                    @if alarm { (icon::warning()) }
                    span class="chip-text" { (frame.text(name)) }
                    span class="chip-count num" { (frame.locale.number(count)) }
                }
            }
        }
    };
    html! {
        ul class="chips" {
            (chip(None, settings::USERS_ALL, listing.counts.everybody))
            @for &part in Part::ALL {
                // A part that is empty is nothing to look at, unless one looks at it.
                @let count = listing.counts.of(part);
                @if count > 0 || place.part == Some(part) { (chip(Some(part), part_name(part), count)) }
            }
        }
    }
}

const fn part_name(part: Part) -> Msg {
    match part {
        Part::Active => settings::USERS_ACTIVE,
        Part::Invited => settings::USERS_INVITED,
        Part::Deactivated => settings::USERS_DEACTIVATED,
        Part::Unlinked => settings::USERS_UNLINKED,
    }
}

fn row(frame: &Frame<'_>, users: &UsersPage<'_>, user: &User) -> Markup {
    let id = user.id();
    let open = users.open.filter(|open| open.id == id && offers(user, open.change));
    let is_me = user.membership_id.is_some_and(|id| frame.viewer.is_some_and(|viewer| viewer.membership_id == id));
    html! {
        li id={ "user-" (id) } class="user" {
            div class="user-line" {
                (parts::avatar(user.called(), user.role.side()))
                div class="user-who" {
                    p class="user-name" {
                        @if user.name.is_some() { bdi { (user.called()) } } @else { bdi class="quiet" { (frame.text(settings::USERS_NO_NAME)) } }
                        @if is_me { " " span class="chip plain" { (frame.text(settings::USERS_ME)) } }
                    }
                    p class="small quiet user-email" dir="ltr" { (user.email) }
                }
                div class="user-what" {
                    p { (frame.text(nouns::role(user.role))) }
                    @if user.role == Role::Client { p class="small" { (link(frame, user)) } }
                }
                div class="user-state" { (standing(frame, user)) }
                (menu(frame, users, user, is_me))
            }
            @if user.invite_id.is_some() { (mail(frame, users, user)) }
            @if let Some(open) = open { (change(frame, users, user, &open)) }
        }
    }
}

/// A client's customer, or that there is none.
fn link(frame: &Frame<'_>, user: &User) -> Markup {
    html! {
        @match (user.customer_id, &user.customer_name) {
            (Some(id), Some(name)) => a class="quiet" href={ "/desk/customers/" (id) } dir="auto" { (name) },
            _ => span class="problem" { (frame.text(settings::USERS_NOT_LINKED)) },
        }
    }
}

fn standing(frame: &Frame<'_>, user: &User) -> Markup {
    let (class, name) = match user.standing(frame.now) {
        _ if user.is_unlinked() => ("chip bad", settings::STANDING_UNLINKED),
        Standing::Active => ("chip good", settings::STANDING_ACTIVE),
        Standing::Pending => ("chip warn", settings::STANDING_PENDING),
        Standing::Expired => ("chip bad", settings::STANDING_EXPIRED),
        Standing::Deactivated => ("chip", settings::STANDING_DEACTIVATED),
    };
    html! { span class=(class) { (frame.text(name)) } }
}

/// What has become of an invitation: until when it can be accepted, and its mail.
fn mail(frame: &Frame<'_>, users: &UsersPage<'_>, user: &User) -> Markup {
    let until = user.expires_at.map(|at| frame.locale.date_time(at, frame.zone)).unwrap_or_default();
    let until = match user.standing(frame.now) {
        Standing::Expired => frame.with(settings::INVITE_ENDED, &[("when", until.into())]),
        _ => frame.with(settings::INVITE_UNTIL, &[("when", until.into())]),
    };
    let state = match (user.mail_status, &user.mail_error) {
        (None, _) => settings::INVITE_MAIL_COMING,
        (Some(MailStatus::Sent), _) => settings::INVITE_MAIL_SENT,
        (Some(MailStatus::Refused), _) => settings::INVITE_MAIL_REFUSED,
        (Some(MailStatus::Kept), Some(_)) => settings::INVITE_MAIL_AGAIN,
        (Some(MailStatus::Kept), None) if users.sends_mail => settings::INVITE_MAIL_COMING,
        (Some(MailStatus::Kept), None) => settings::INVITE_MAIL_KEPT,
    };
    let failed = user.mail_status != Some(MailStatus::Sent) && user.mail_error.is_some();
    html! {
        div class="user-mail small" {
            p class={ @if failed { "problem" } @else { "quiet" } } { (until) " " (frame.text(state)) }
            @if let Some(error) = user.mail_error.as_deref().filter(|_| failed) { p { code { (error) } } }
        }
    }
}

/// Whether this can be changed about them.
fn offers(user: &User, change: Change) -> bool {
    match change {
        Change::Role => user.membership_id.is_some(),
        Change::Customer => user.role == Role::Client,
        Change::Deactivate => user.status == Some(MembershipStatus::Active),
    }
}

/// What can be done with somebody: at once by a button, or by a link that opens their line. A popover: it needs no script.
fn menu(frame: &Frame<'_>, users: &UsersPage<'_>, user: &User, is_me: bool) -> Markup {
    let id = user.id();
    let place = users.place;
    let opens = |change: Change, label: Msg| {
        let url = place.url();
        let mark = if url.contains('?') { '&' } else { '?' };
        html! { a class="menu-item" href={ (url) (mark) "open=" (id) "&change=" (change) "#user-" (id) } { (frame.text(label)) } }
    };
    let does = |verb: &str, label: Msg| {
        let kind = if user.invite_id.is_some() { "invites/" } else { "" };
        html! {
            form method="post" action=(frame.action(&place.at(&format!("{PATH}/{kind}{id}/{verb}")))) {
                button type="submit" class="menu-item" { (frame.text(label)) }
            }
        }
    };
    html! {
        div class="user-menu" {
            button type="button" class="button plain" popovertarget={ "menu-" (id) } {
                (icon::more())
                span class="unseen" { (frame.with(settings::USERS_MENU, &[("name", user.called().into())])) }
            }
            div id={ "menu-" (id) } class="menu row-menu" popover {
                @if user.invite_id.is_some() {
                    (does("resend", settings::INVITE_RESEND))
                    (does("copy", settings::INVITE_COPY))
                }
                @if offers(user, Change::Role) { (opens(Change::Role, settings::USERS_CHANGE_ROLE)) }
                @if offers(user, Change::Customer) { (opens(Change::Customer, settings::USERS_CHANGE_CUSTOMER)) }
                @if user.invite_id.is_some() { (does("withdraw", settings::INVITE_WITHDRAW)) }
                @if offers(user, Change::Deactivate) && !is_me { (opens(Change::Deactivate, settings::USERS_DEACTIVATE)) }
                @if user.status == Some(MembershipStatus::Deactivated) { (does("reactivate", settings::USERS_REACTIVATE)) }
            }
        }
    }
}

/// The form of a line that is open.
fn change(frame: &Frame<'_>, users: &UsersPage<'_>, user: &User, open: &Open<'_>) -> Markup {
    let kind = if user.invite_id.is_some() { "invites/" } else { "" };
    let action = users.place.at(&format!("{PATH}/{kind}{}/{}", open.id, open.change));
    let form = open.form.unwrap_or_else(|| Form {
        role: Some(user.role),
        customer: user.customer_id,
        customer_name: user.customer_name.as_deref().unwrap_or_default(),
        ..Form::default()
    });
    let name = || ("name", user.called().into());
    let title = match open.change {
        Change::Role => frame.with(settings::CHANGE_ROLE_TITLE, &[name()]),
        Change::Customer => frame.with(settings::CHANGE_CUSTOMER_TITLE, &[name()]),
        Change::Deactivate => frame.with(settings::DEACTIVATE_TITLE, &[name()]),
    };
    let (class, submit) = match open.change {
        Change::Deactivate => ("button grave", settings::DEACTIVATE_SUBMIT),
        Change::Role | Change::Customer => ("button primary", settings::CHANGE_SAVE),
    };
    html! {
        form class="user-change" method="post" action=(frame.action(&action)) aria-labelledby="change-title" {
            h3 id="change-title" { (title) }
            (form::refused(form.refused))
            @match open.change {
                Change::Role => {
                    div class="field" {
                        label for="change-role" { (frame.text(settings::INVITE_USER_ROLE)) }
                        select id="change-role" name="role" class="input" autofocus[form.refused.is_none()] {
                            @for (value, name) in roles(frame) { option value=(value) selected[form.role.is_some_and(|role| role.as_str() == value)] { (name) } }
                        }
                    }
                    div class="for-client" { (customer(frame, "change-customer", &form, Some(settings::INVITE_USER_CUSTOMER_HINT))) }
                    p class="small quiet" { (frame.text(settings::CHANGE_ROLE_TEXT)) }
                }
                Change::Customer => {
                    (customer(frame, "change-customer", &form, None))
                    @if user.membership_id.is_some() { p class="small quiet" { (frame.text(settings::CHANGE_CUSTOMER_TEXT)) } }
                }
                Change::Deactivate => { p { (frame.with(settings::DEACTIVATE_TEXT, &[name()])) } }
            }
            div class="tools" {
                button type="submit" class=(class) { (frame.text(submit)) }
                a class="button" href={ (users.place.url()) "#user-" (open.id) } { (frame.text(settings::CHANGE_CANCEL)) }
            }
        }
    }
}

fn pages(frame: &Frame<'_>, users: &UsersPage<'_>) -> Markup {
    let (place, last) = (users.place, users.listing.pages);
    let number = |page: usize| i64::try_from(page).unwrap_or(i64::MAX);
    html! {
        @if last > 1 {
            nav class="pages" aria-label=(frame.text(settings::PAGES)) {
                @if place.page > 1 {
                    a class="button" rel="prev" href=(Place { page: place.page - 1, ..place }.url()) { (frame.text(settings::PAGES_BACK)) }
                }
                span class="small quiet num" { (frame.with(settings::PAGES_WHERE, &[("page", number(place.page).into()), ("count", number(last).into())])) }
                @if place.page < last {
                    a class="button" rel="next" href=(Place { page: place.page + 1, ..place }.url()) { (frame.text(settings::PAGES_ON)) }
                }
            }
        }
    }
}
