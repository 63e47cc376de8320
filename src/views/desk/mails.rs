//! Settings → E-mail: by which server mails go, what was sent, and what is kept or was refused (G2).

use maud::{Markup, html};

use crate::domain::link::{PLACE, Purpose};
use crate::domain::mail::{Mail, MailStatus, Place};
use crate::domain::mail_server::Stored;
use crate::views::desk::mail_server::{self, Said, ServerForm};
use crate::views::done::{self, Done};
use crate::views::frame::Frame;
use crate::views::layout::{self, SettingsNav};
use crate::views::{copied, icon, parts, rich};
use crate::words::Msg;
use crate::words::msg::email;

/// Where the page is.
pub const PATH: &str = "/desk/settings/email";

/// What the page shows.
#[derive(Debug)]
pub struct EmailPage<'a> {
    /// The host of the organisation's own mail server, if it has one, and what is known of its password.
    pub own: Option<(&'a str, Stored)>,
    /// The sender of mails that go by the server's own mail server, when it has one.
    pub server_mail: Option<&'a str>,
    /// Whether the server has a key to encrypt passwords with.
    pub can_keep_passwords: bool,
    /// What stands in the form.
    pub form: ServerForm<'a>,
    /// What is said of it.
    pub said: Said<'a>,
    /// The link that was just copied.
    pub copied: Option<Copied<'a>>,
    /// What was just done.
    pub done: Option<Done>,
    /// A part of the mails, newest first, and of each whether its link may be copied.
    pub mails: Vec<(&'a Mail, bool)>,
    /// Which part.
    pub place: Where,
    /// Where the next part starts.
    pub older: Option<Place>,
}

impl EmailPage<'_> {
    const fn sends(&self) -> bool {
        self.own.is_some() || self.server_mail.is_some()
    }
}

/// Where one is in the list.
#[derive(Clone, Copy, Debug, Default)]
pub struct Where {
    /// The status that is wanted; none: all.
    pub status: Option<MailStatus>,
    /// Below which mail.
    pub before: Option<Place>,
}

impl Where {
    /// Its address.
    pub fn url(self) -> String {
        self.at(PATH)
    }

    /// Another address that leads back here afterwards.
    fn at(self, path: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if let Some(status) = self.status {
            query.append_pair("status", status.as_str());
        }
        if let Some(before) = self.before {
            query.append_pair("before", &before.to_string());
        }
        let query = query.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}

/// A link that was just copied.
#[derive(Clone, Copy, Debug)]
pub struct Copied<'a> {
    /// The link.
    pub url: &'a str,
    /// For whom.
    pub recipient: &'a str,
    /// What it is for.
    pub purpose: Purpose,
}

/// The page.
pub fn page(frame: &Frame<'_>, page: &EmailPage<'_>) -> Markup {
    let main = html! {
        (done::notice(frame, page.done))
        @if let Some(link) = &page.copied { (copied_link(frame, link)) }
        (way(frame, page))
        (mail_server::card(frame, page))
        (list(frame, page))
    };
    layout::settings(frame, &frame.text(email::MAILS_TITLE), SettingsNav::Email, &main)
}

/// By which server mails go now.
fn way(frame: &Frame<'_>, page: &EmailPage<'_>) -> Markup {
    html! {
        @match (page.own, page.server_mail) {
            (Some((host, Stored::Unreadable)), _) => div class="notice bad" {
                p { strong { (frame.text(email::WAY_UNREADABLE_TITLE)) } }
                p { (frame.with(email::WAY_UNREADABLE_TEXT, &[("host", host.into())])) }
            },
            (Some((host, _)), _) => p class="quiet" { (frame.with(email::WAY_OWN, &[("host", host.into())])) },
            (None, Some(sender)) => p class="quiet" { (frame.with(email::WAY_SERVER, &[("sender", sender.into())])) },
            (None, None) => div class="notice warn" {
                p { strong { (frame.text(email::MAILS_NO_SERVER_TITLE)) } }
                p { (frame.text(email::MAILS_NO_SERVER_TEXT)) }
            },
        }
    }
}

fn copied_link(frame: &Frame<'_>, link: &Copied<'_>) -> Markup {
    let (label, text) = match link.purpose {
        Purpose::Reset => (email::COPIED_RESET_LABEL, email::COPIED_RESET_TEXT),
        Purpose::Email => (email::COPIED_ADDRESS_LABEL, email::COPIED_ADDRESS_TEXT),
        Purpose::Invite | Purpose::Handover | Purpose::Setup => (email::COPIED_INVITE_LABEL, email::COPIED_INVITE_TEXT),
    };
    let hours = i64::try_from(link.purpose.lasts().as_secs() / 3_600).unwrap_or(i64::MAX);
    html! {
        section class="card form" aria-labelledby="copied-title" {
            h2 id="copied-title" { (frame.with(email::COPIED_FROM_MAIL, &[("recipient", link.recipient.into())])) }
            (copied::link(frame, label, link.url))
            p class="small quiet" { (frame.with(text, &[("count", hours.into())])) }
        }
    }
}

fn list(frame: &Frame<'_>, page: &EmailPage<'_>) -> Markup {
    let older = page.older.map(|place| Where { before: Some(place), ..page.place }.url());
    html! {
        section class="stack" aria-labelledby="mails-title" {
            div class="mails-head" {
                h2 id="mails-title" { (frame.text(email::MAILS_LIST)) }
                nav aria-label=(frame.text(email::MAILS_PARTS)) { (filters(frame, page.place)) }
            }
            @if page.mails.is_empty() {
                div class="card" { (nothing(frame, page.place)) }
            } @else {
                ul class="stack mails" {
                    @for &(mail, may_copy) in &page.mails {
                        li id={ "mail-" (mail.id) } class="card mail" { (one(frame, page, mail, may_copy)) }
                    }
                }
            }
            (parts::older(frame.locale, older.as_deref()))
        }
    }
}

fn filters(frame: &Frame<'_>, place: Where) -> Markup {
    let chip = |status: Option<MailStatus>, name: Msg| {
        let is_chosen = place.status == status;
        html! {
            li {
                a class={ "chip" @if is_chosen { " accent" } } href=(Where { status, before: None }.url()) aria-current=[is_chosen.then_some("true")] {
                    span class="chip-text" { (frame.text(name)) }
                }
            }
        }
    };
    html! {
        ul class="chips" {
            (chip(None, email::MAILS_ALL))
            @for &status in MailStatus::ALL { (chip(Some(status), called(status))) }
        }
    }
}

const fn called(status: MailStatus) -> Msg {
    match status {
        MailStatus::Kept => email::MAILS_KEPT,
        MailStatus::Sent => email::MAILS_SENT,
        MailStatus::Refused => email::MAILS_NOT_SENT,
    }
}

fn nothing(frame: &Frame<'_>, place: Where) -> Markup {
    let everything = place.status.is_none() && place.before.is_none();
    let (title, text) = if everything {
        (email::MAILS_EMPTY_TITLE, email::MAILS_EMPTY_TEXT)
    } else {
        (email::MAILS_NONE_TITLE, email::MAILS_NONE_TEXT)
    };
    let all = html! { a class="button" href=(PATH) { (frame.text(email::MAILS_NONE_ALL)) } };
    parts::empty(&icon::mail(), &frame.text(title), &frame.text(text), (!everything).then_some(&all))
}

fn one(frame: &Frame<'_>, page: &EmailPage<'_>, mail: &Mail, may_copy: bool) -> Markup {
    let class = match mail.status {
        MailStatus::Kept => "chip warn",
        MailStatus::Sent => "chip good",
        MailStatus::Refused => "chip bad",
    };
    html! {
        div class="mail-head" {
            h3 dir="auto" { (mail.subject) }
            span class=(class) { (frame.text(called(mail.status))) }
        }
        p class="small quiet" {
            (frame.with(email::MAILS_TO, &[("recipient", mail.recipient.as_str().into())])) " · "
            time class="num" datetime=(frame.zone.iso(mail.created_at)) { (frame.locale.date_time(mail.created_at, frame.zone)) }
        }
        @if let Some(error) = &mail.error {
            div class="notice bad" {
                p { (frame.text(if mail.status == MailStatus::Kept { email::MAILS_AGAIN } else { email::MAILS_REFUSED })) }
                pre class="server-answer" dir="ltr" { code { (error) } }
            }
        }
        @if mail.status != MailStatus::Sent { (controls(frame, page, mail, may_copy)) }
        // Where nothing sends them, to read them is what one comes for.
        details open[mail.status != MailStatus::Sent && !page.sends()] {
            summary class="small" { (frame.text(email::MAILS_READ)) }
            div class="mail-text" dir="auto" { (rich::text(&readable(frame, mail))) }
        }
    }
}

fn controls(frame: &Frame<'_>, page: &EmailPage<'_>, mail: &Mail, may_copy: bool) -> Markup {
    let does = |verb: &str, label: Msg, class: &str| {
        let path = page.place.at(&format!("{PATH}/mails/{}/{verb}", mail.id));
        html! {
            form method="post" action=(frame.action(&path)) {
                button type="submit" class=(class) aria-label=(frame.with(label, &[("subject", mail.subject.as_str().into())])) {
                    (frame.text(if verb == "retry" { email::MAILS_RETRY } else { email::MAILS_COPY }))
                }
            }
        }
    };
    html! {
        @if may_copy || page.sends() {
            div class="tools" {
                @if page.sends() { (does("retry", email::MAILS_RETRY_ONE, "button")) }
                @if may_copy { (does("copy", email::MAILS_COPY_ONE, "button")) }
            }
        }
        @if mail.link.is_some() && !may_copy { p class="small quiet" { (frame.text(email::MAILS_LINK_NOT_YOURS)) } }
    }
}

/// The text of a mail without the address that leads nowhere until its link is made.
fn readable(frame: &Frame<'_>, mail: &Mail) -> String {
    let is_link = |word: &str| word.ends_with(PLACE) && word.starts_with("http");
    let said = frame.text(email::MAILS_LINK_LATER);
    let lines = mail.text.lines().map(|line| {
        let words = line.split(' ').map(|word| if is_link(word) { said.as_str() } else { word });
        words.collect::<Vec<_>>().join(" ")
    });
    lines.collect::<Vec<_>>().join("\n")
}
