//! The form of an organisation's own mail server (G2), and what a test of it came to.

use maud::{Markup, html};

use crate::domain::input::{Email, Invalid};
use crate::domain::mail_server::{MailServer, Outcome, Security, Stored, Trouble};
use crate::views::desk::mails::{EmailPage, PATH};
use crate::views::form::{self, Field, Input};
use crate::views::frame::Frame;
use crate::views::icon;
use crate::words::Msg;
use crate::words::msg::email;

const HOST: Field = Field { name: "host", label: email::SERVER_HOST };
const PORT: Field = Field { name: "port", label: email::SERVER_PORT };
const SECURITY: Field = Field { name: "security", label: email::SERVER_SECURITY };
const USERNAME: Field = Field { name: "username", label: email::SERVER_USERNAME };
const PASSWORD: Field = Field { name: "server_password", label: email::SERVER_PASSWORD };
const SENDER: Field = Field { name: "sender", label: email::SERVER_SENDER };
const TO: Field = Field { name: "to", label: email::TEST_TO };
const FIELDS: [Field; 7] = [HOST, PORT, SECURITY, USERNAME, PASSWORD, SENDER, TO];

/// What stands in the form. A password never does.
#[derive(Clone, Debug)]
pub struct ServerForm<'a> {
    /// Where the server is.
    pub host: &'a str,
    /// At which port.
    pub port: String,
    /// How it is spoken to.
    pub security: Security,
    /// As whom one signs in there.
    pub username: &'a str,
    /// Whether the stored password is to be removed.
    pub removes_password: bool,
    /// Whether a password was typed that is not in the form any more.
    pub lost_password: bool,
    /// The sender's address.
    pub sender: &'a str,
    /// To whom a test goes; empty for whoever asks for it.
    pub to: &'a str,
}

impl<'a> ServerForm<'a> {
    /// With what is stored.
    pub fn of(server: &'a MailServer) -> Self {
        Self {
            host: server.host.as_str(),
            port: server.port.to_string(),
            security: server.security,
            username: &server.username,
            sender: server.sender.as_str(),
            ..Self::empty()
        }
    }

    /// As one begins: with what most mail providers have.
    pub fn empty() -> Self {
        Self {
            host: "",
            port: "587".to_owned(),
            security: Security::StartTls,
            username: "",
            removes_password: false,
            lost_password: false,
            sender: "",
            to: "",
        }
    }
}

/// What is said of the form that was sent.
#[derive(Clone, Copy, Debug)]
pub enum Said<'a> {
    /// Nothing: it was not sent.
    Nothing,
    /// What is wrong with it.
    Problems(&'a [Invalid]),
    /// Why a rule refused it.
    Refused(&'a str),
    /// To whom a test was sent, and what came of it.
    Tested(&'a Email, &'a Outcome),
}

/// The form, with its two ways to be sent: stored, or tried out.
pub(super) fn card(frame: &Frame<'_>, page: &EmailPage<'_>) -> Markup {
    let (locale, form) = (frame.locale, &page.form);
    let problems = match page.said {
        Said::Problems(problems) => problems,
        Said::Nothing | Said::Refused(_) | Said::Tested(..) => &[],
    };
    let plain = |value, hint| Input { autocomplete: Some("off"), hint, ..Input::text(value) };
    let to = if form.to.is_empty() { frame.viewer.map_or("", |viewer| viewer.email.as_str()) } else { form.to };
    html! {
        section class="card" aria-labelledby="server-title" {
            div class="card-head" { h2 id="server-title" { (frame.text(email::SERVER_TITLE)) } }
            form id="mail-server" class="form" method="post" action=(frame.action(PATH)) {
                div class="server-address" {
                    (form::input(locale, problems, HOST, plain(form.host, Some(email::SERVER_HOST_HINT)).required()))
                    (form::input(locale, problems, PORT, Input { kind: "number", ..plain(&form.port, None) }.required()))
                    (form::select(locale, problems, SECURITY, (form.security.as_str(), &securities(frame)), None))
                }
                p class="notice warn when-clear" { (frame.text(email::SERVER_SECURITY_WARNING)) }
                div class="server-pair" {
                    (form::input(locale, problems, USERNAME, plain(form.username, Some(email::SERVER_USERNAME_HINT))))
                    (password(frame, page, problems))
                }
                (form::input(locale, problems, SENDER, Input { autocomplete: Some("off"), ..Input::email(form.sender).required().hint(email::SERVER_SENDER_HINT) }))
                div id="tested" { (said(frame, page)) }
                div class="server-send" {
                    button type="submit" class="button primary" { (frame.text(email::SERVER_SAVE)) }
                    div class="server-test" {
                        (form::input(locale, problems, TO, Input { autocomplete: Some("off"), ..Input::email(to) }))
                        button type="submit" class="button" formaction=(frame.action(&format!("{PATH}/test"))) data-test data-busy=(frame.text(email::TEST_BUSY)) {
                            (icon::mail()) span { (frame.text(email::TEST_SEND)) }
                        }
                    }
                }
            }
            @if page.own.is_some() { (remove(frame, page)) }
        }
    }
}

fn securities(frame: &Frame<'_>) -> Vec<(String, String)> {
    let name = |security: &Security| match security {
        Security::Tls => email::SECURITY_TLS,
        Security::StartTls => email::SECURITY_STARTTLS,
        Security::None => email::SECURITY_NONE,
    };
    Security::ALL.iter().map(|security| (security.to_string(), frame.text(name(security)))).collect()
}

/// The password's field: what is stored is never in it.
fn password(frame: &Frame<'_>, page: &EmailPage<'_>, problems: &[Invalid]) -> Markup {
    let stored = page.own.map_or(Stored::Nothing, |(_, password)| password);
    let hint = match stored {
        _ if page.form.lost_password => email::SERVER_PASSWORD_AGAIN,
        Stored::Nothing if !page.can_keep_passwords => email::SERVER_PASSWORD_NO_KEY,
        Stored::Nothing => email::SERVER_PASSWORD_HINT,
        Stored::Password => email::SERVER_PASSWORD_STORED,
        Stored::Unreadable => email::SERVER_PASSWORD_UNREADABLE,
    };
    let input = Input { required: false, autocomplete: Some("new-password"), hint: Some(hint), ..Input::password() };
    html! {
        div class="server-password" {
            (form::input(frame.locale, problems, PASSWORD, input))
            @if stored != Stored::Nothing {
                label class="check small" {
                    input type="checkbox" name="remove_password" value="yes" checked[page.form.removes_password];
                    span { (frame.text(email::SERVER_PASSWORD_REMOVE)) }
                }
            }
        }
    }
}

/// What is said of the form that was sent: it takes the focus.
fn said(frame: &Frame<'_>, page: &EmailPage<'_>) -> Markup {
    match page.said {
        Said::Nothing => html! {},
        Said::Problems(problems) => form::summary(frame.locale, problems, &FIELDS),
        Said::Refused(reason) => form::refused(Some(reason)),
        Said::Tested(to, outcome) => tested(frame, to, outcome),
    }
}

fn tested(frame: &Frame<'_>, to: &Email, outcome: &Outcome) -> Markup {
    let (class, title, text, answer) = match outcome {
        Outcome::Accepted(answer) => {
            let title = frame.with(email::TEST_ACCEPTED, &[("email", to.as_str().into())]);
            ("notice good", title, email::TEST_ACCEPTED_TEXT, answer)
        }
        Outcome::Failed(trouble, answer) => {
            let (title, text) = trouble_words(*trouble);
            ("notice bad", frame.text(title), text, answer)
        }
    };
    html! {
        div class=(class) role="alert" tabindex="-1" autofocus {
            p { strong { (title) } }
            @if !answer.is_empty() { pre class="server-answer" dir="ltr" { code { (answer) } } }
            p { (frame.text(text)) }
        }
    }
}

/// What went wrong, and what to try.
const fn trouble_words(trouble: Trouble) -> (Msg, Msg) {
    match trouble {
        Trouble::SignIn => (email::TROUBLE_SIGN_IN, email::TROUBLE_SIGN_IN_TEXT),
        Trouble::NoSignIn => (email::TROUBLE_NO_SIGN_IN, email::TROUBLE_NO_SIGN_IN_TEXT),
        Trouble::Refused => (email::TROUBLE_REFUSED, email::TROUBLE_REFUSED_TEXT),
        Trouble::Unreachable => (email::TROUBLE_UNREACHABLE, email::TROUBLE_UNREACHABLE_TEXT),
        Trouble::Tls => (email::TROUBLE_TLS, email::TROUBLE_TLS_TEXT),
        Trouble::NoStartTls => (email::TROUBLE_NO_STARTTLS, email::TROUBLE_NO_STARTTLS_TEXT),
        Trouble::Slow => (email::TROUBLE_SLOW, email::TROUBLE_SLOW_TEXT),
        Trouble::NoMailServer => (email::TROUBLE_NO_MAIL_SERVER, email::TROUBLE_NO_MAIL_SERVER_TEXT),
        Trouble::Unwritable => (email::TROUBLE_UNWRITABLE, email::TROUBLE_UNWRITABLE_TEXT),
        Trouble::Unreadable => (email::TROUBLE_UNREADABLE, email::TROUBLE_UNREADABLE_TEXT),
    }
}

/// The way back to the server's own mail server, or to keeping mails.
fn remove(frame: &Frame<'_>, page: &EmailPage<'_>) -> Markup {
    let what = match page.server_mail {
        Some(_) => email::SERVER_REMOVE_TEXT,
        None => email::SERVER_REMOVE_KEPT,
    };
    html! {
        details class="server-remove" {
            summary class="small" { (frame.text(email::SERVER_REMOVE)) }
            form class="tools" method="post" action=(frame.action(&format!("{PATH}/remove"))) {
                p class="small quiet" { (frame.text(what)) }
                button type="submit" class="button grave" { (frame.text(email::SERVER_REMOVE)) }
            }
        }
    }
}
