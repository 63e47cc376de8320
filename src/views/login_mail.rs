//! Mails about a person's login: links that work once, and what changed.

use crate::domain::organisation::Organisation;
use crate::views::mail::{Content, Letter, Part};
use crate::words::msg::mail;
use crate::words::{Arg, Locale};

/// A link to set a new password.
pub fn reset(locale: &Locale, organisation: &Organisation, name: &str, url: &str) -> Letter {
    let whose = || [of(organisation)];
    let content = Content {
        subject: locale.with(mail::MAIL_RESET_SUBJECT, &whose()),
        hello: hello(locale, name),
        intro: locale.with(mail::MAIL_RESET_INTRO, &whose()),
        parts: vec![Part::Line(locale.text(mail::MAIL_RESET_LASTS))],
        link: locale.text(mail::MAIL_RESET_LINK),
        url,
        reason: locale.with(mail::MAIL_RESET_REASON, &whose()),
    };
    content.letter(locale, organisation)
}

/// A link to confirm the address that a login has.
pub fn confirm(locale: &Locale, organisation: &Organisation, name: &str, email: &str, url: &str) -> Letter {
    let content = Content {
        subject: locale.with(mail::MAIL_CONFIRM_SUBJECT, &[of(organisation)]),
        hello: hello(locale, name),
        intro: locale.with(mail::MAIL_CONFIRM_INTRO, &[("email", email.into())]),
        parts: vec![Part::Line(locale.text(mail::MAIL_CONFIRM_LASTS))],
        link: locale.text(mail::MAIL_CONFIRM_LINK),
        url,
        reason: locale.with(mail::MAIL_CONFIRM_REASON, &[of(organisation)]),
    };
    content.letter(locale, organisation)
}

/// A link to confirm the address that a login is to have: `(before, email)`.
pub fn new_address(
    locale: &Locale,
    organisation: &Organisation,
    name: &str,
    (before, email): (&str, &str),
    url: &str,
) -> Letter {
    let content = Content {
        subject: locale.with(mail::MAIL_NEW_ADDRESS_SUBJECT, &[of(organisation)]),
        hello: hello(locale, name),
        intro: locale.with(
            mail::MAIL_NEW_ADDRESS_INTRO,
            &[("organisation", organisation.name.as_str().into()), ("email", email.into()), ("before", before.into())],
        ),
        parts: vec![Part::Line(locale.text(mail::MAIL_CONFIRM_LASTS))],
        link: locale.text(mail::MAIL_CONFIRM_LINK),
        url,
        reason: locale.with(mail::MAIL_NEW_ADDRESS_REASON, &[of(organisation)]),
    };
    content.letter(locale, organisation)
}

/// Whose login changed, and when.
#[derive(Clone, Debug)]
pub struct About<'a> {
    /// In whose name they are told.
    pub organisation: &'a Organisation,
    /// The person.
    pub name: &'a str,
    /// When it happened, as they read it.
    pub when: String,
}

/// The password was changed; `url` leads to where one asks for a new one.
pub fn password_changed(locale: &Locale, about: &About<'_>, url: &str) -> Letter {
    let content = Content {
        subject: locale.with(mail::MAIL_PASSWORD_CHANGED_SUBJECT, &[of(about.organisation)]),
        hello: hello(locale, about.name),
        intro: locale.with(
            mail::MAIL_PASSWORD_CHANGED_INTRO,
            &[("organisation", about.organisation.name.as_str().into()), ("when", about.when.as_str().into())],
        ),
        parts: vec![Part::Line(locale.with(mail::MAIL_PASSWORD_CHANGED_FOREIGN, &[of(about.organisation)]))],
        link: locale.text(mail::MAIL_NEW_PASSWORD_LINK),
        url,
        reason: locale.with(mail::MAIL_LOGIN_REASON, &[of(about.organisation)]),
    };
    content.letter(locale, about.organisation)
}

/// Another address was asked for, said to the one that the login has: `(before, email)`; `url` leads to where one asks for a new
/// password.
pub fn email_asked(locale: &Locale, about: &About<'_>, (before, email): (&str, &str), url: &str) -> Letter {
    let content = Content {
        subject: locale.with(mail::MAIL_EMAIL_ASKED_SUBJECT, &[of(about.organisation)]),
        hello: hello(locale, about.name),
        intro: locale.with(
            mail::MAIL_EMAIL_ASKED_INTRO,
            &[
                ("organisation", about.organisation.name.as_str().into()),
                ("when", about.when.as_str().into()),
                ("email", email.into()),
                ("before", before.into()),
            ],
        ),
        parts: vec![
            Part::Line(locale.text(mail::MAIL_EMAIL_ASKED_OWN)),
            Part::Line(locale.text(mail::MAIL_EMAIL_ASKED_FOREIGN)),
        ],
        link: locale.text(mail::MAIL_NEW_PASSWORD_LINK),
        url,
        reason: locale.with(mail::MAIL_LOGIN_REASON, &[of(about.organisation)]),
    };
    content.letter(locale, about.organisation)
}

/// The address was changed, said to the one that the login had: `(before, email)`.
pub fn email_changed(locale: &Locale, about: &About<'_>, (before, email): (&str, &str)) -> Letter {
    let content = Content {
        subject: locale.with(mail::MAIL_EMAIL_CHANGED_SUBJECT, &[of(about.organisation)]),
        hello: hello(locale, about.name),
        intro: locale.with(
            mail::MAIL_EMAIL_CHANGED_INTRO,
            &[
                ("organisation", about.organisation.name.as_str().into()),
                ("when", about.when.as_str().into()),
                ("email", email.into()),
                ("before", before.into()),
            ],
        ),
        parts: vec![Part::Line(locale.with(mail::MAIL_EMAIL_CHANGED_FOREIGN, &[of(about.organisation)]))],
        link: String::new(),
        url: "",
        reason: locale.with(mail::MAIL_LOGIN_REASON, &[of(about.organisation)]),
    };
    content.letter(locale, about.organisation)
}

fn hello(locale: &Locale, name: &str) -> String {
    locale.with(mail::MAIL_TICKET_HELLO, &[("name", name.into())])
}

fn of(organisation: &Organisation) -> (&'static str, Arg) {
    ("organisation", organisation.name.as_str().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::people::Role;
    use crate::views::sample::Reading;

    const URL: &str = "https://portal.harbour.test/password-resets/~link~";

    #[test]
    fn a_link_is_in_both_forms_and_says_how_long_it_works() {
        let reading = Reading::by(Role::Client);
        let frame = reading.frame();
        let organisation = frame.organisation.unwrap();
        let letter = reset(frame.locale, organisation, "Zoë <b>", URL);
        assert!(letter.text.starts_with("Hello Zoë <b>,\n\nSomebody asked for a new password"), "{}", letter.text);
        for part in ["works once, within an hour", URL, "You receive this e-mail because"] {
            assert!(letter.text.contains(part) && letter.html.contains(part), "{part}\n{}", letter.html);
        }
        assert!(
            letter.html.contains("Zoë &lt;b&gt;") && letter.html.contains(&format!("href=\"{URL}\"")),
            "{}",
            letter.html
        );
    }

    #[test]
    fn who_can_do_nothing_more_by_a_link_gets_none() {
        let reading = Reading::by(Role::Client);
        let frame = reading.frame();
        let about = About { organisation: frame.organisation.unwrap(), name: "Zoë", when: "now".to_owned() };
        let letter = email_changed(frame.locale, &about, ("old@a.test", "new@a.test"));
        assert!(letter.text.contains("became new@a.test. old@a.test no longer signs in."), "{}", letter.text);
        assert!(!letter.html.contains("<a "), "{}", letter.html);
    }
}
