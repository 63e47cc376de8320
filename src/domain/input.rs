//! What people send, as types: once made, it cannot be wrong.

use std::fmt;

use crate::domain::picture::BadPicture;

/// What is wrong with one field of a form. Said in words by the views.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing was given.
    Missing,
    /// More than `max` characters were given.
    TooLong {
        /// Characters allowed.
        max: usize,
    },
    /// Not an e-mail address.
    NotAnAddress,
    /// Not one of the choices.
    NotAChoice,
    /// Not the name of a domain.
    NotADomain,
    /// Not the name or the address of a machine.
    NotAHost,
    /// Fewer than `min` characters were given.
    TooShort {
        /// Characters needed.
        min: usize,
    },
    /// A password that is guessed too quickly.
    TooWeak,
    /// Not a whole number from `min` to `max`.
    NotANumber {
        /// The least.
        min: i64,
        /// The greatest.
        max: i64,
    },
    /// More than this many thousand bytes were given.
    TooLarge {
        /// Thousands of bytes allowed.
        kilobytes: usize,
    },
    /// No letter or digit that can stand in an address.
    NotASlug,
    /// Somebody else has changed it since its writer opened the form.
    ChangedMeanwhile {
        /// To what; may be empty.
        theirs: String,
    },
    /// In use elsewhere.
    Taken {
        /// What is free instead.
        free: String,
    },
    /// Not a number such as 1.5.
    NotADecimal,
    /// More decimals than there are.
    TooManyDecimals {
        /// How many there may be.
        most: u32,
    },
    /// Not an amount of money, or one beyond all measure.
    NotAnAmount,
    /// Not a percentage from 0 to 100.
    NotAShare,
    /// Not a number above zero.
    NotAQuantity,
    /// A number that people of one place read as a thousand times what those of another do: `1.500`.
    TwoNumbers {
        /// The smaller, written so that it cannot be the other: `1.5`.
        small: String,
        /// The greater, written in the same way: `1500`.
        great: String,
    },
    /// More money than an invoice or a line of it may come to.
    TooMuch,
    /// More money than is outstanding.
    MoreThanOutstanding,
    /// More of them than there may be.
    TooMany {
        /// How many there may be.
        most: usize,
    },
    /// Not letters, digits, hyphens and underscores alone.
    NotAPrefix,
    /// Not a day of the calendar.
    NotADay,
    /// Not a city, or another text, that a time zone is named after.
    NotATimeZone,
    /// A last day that lies before the first.
    DueBeforeStart,
    /// Not a colour such as #3257d6.
    NotAColour,
    /// Not hours such as 09:00–17:00.
    NotHours,
    /// Hours that end before they begin.
    EndsTooEarly,
    /// Hours of which one span reaches into another.
    HoursOverlap,
    /// A file that is not kept.
    Picture(BadPicture),
    /// Files that are not attached; each says why where it stands.
    FilesRefused,
    /// A file that was uploaded and is not there any more.
    FilesGone,
}

/// A problem at a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// The field's name in the form.
    pub field: &'static str,
    /// What is wrong with it.
    pub problem: Problem,
}

/// Gathers the problems of a whole form, so that all of them come back at once.
#[derive(Debug, Default)]
pub struct Problems(Vec<Invalid>);

impl Problems {
    /// Keeps the value, or notes the problem.
    pub fn keep<T>(&mut self, field: &'static str, parsed: Result<T, Problem>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(problem) => {
                self.0.push(Invalid { field, problem });
                None
            }
        }
    }

    /// Whether nothing was noted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All that was noted.
    pub fn into_vec(self) -> Vec<Invalid> {
        self.0
    }
}

macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_type! {
    /// What a ticket is about: one line of 1 to 200 characters.
    Subject
}

impl Subject {
    /// Characters allowed.
    pub const MAX: usize = 200;

    /// Folds white space to single spaces and drops control characters.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        within(one_line(text), Self::MAX).map(Self)
    }
}

text_type! {
    /// What a reply or a note says: plain text of 1 to 20,000 characters, line breaks kept. Beside files it may say nothing.
    Body
}

impl Body {
    /// Characters allowed.
    pub const MAX: usize = 20_000;

    /// Makes every line break `\n`, drops other control characters and the white space around.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        within(several_lines(text), Self::MAX).map(Self)
    }

    /// The same beside files, which may say all there is to say.
    pub fn beside_files(text: &str) -> Result<Self, Problem> {
        let text = several_lines(text);
        if text.is_empty() { Ok(Self(text)) } else { within(text, Self::MAX).map(Self) }
    }
}

text_type! {
    /// What somebody or something is called: one line of 1 to 120 characters.
    Name
}

impl Name {
    /// Characters allowed.
    pub const MAX: usize = 120;

    /// Folds white space to single spaces and drops control characters.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        within(one_line(text), Self::MAX).map(Self)
    }
}

text_type! {
    /// A line that may be left out: up to 200 characters.
    Line
}

impl Line {
    /// Characters allowed.
    pub const MAX: usize = 200;

    /// Folds white space to single spaces and drops control characters.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = one_line(text);
        if text.is_empty() { Ok(Self(text)) } else { within(text, Self::MAX).map(Self) }
    }
}

text_type! {
    /// Some lines that may be left out: up to 2,000 characters, line breaks kept.
    Lines
}

impl Lines {
    /// Characters allowed.
    pub const MAX: usize = 2_000;

    /// Makes every line break `\n`, drops other control characters and the white space around.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = several_lines(text);
        if text.is_empty() { Ok(Self(text)) } else { within(text, Self::MAX).map(Self) }
    }
}

/// A password that somebody chose: 10 to 200 characters, and not one that is guessed within days (NIST SP 800-63B, 5.1.1.2: a least
/// length and a list of what is common, no rules about kinds of characters). Never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPassword(String);

impl NewPassword {
    /// Characters needed.
    pub const MIN: usize = 10;
    /// Characters allowed.
    pub const MAX: usize = 200;

    /// Takes a password as it is, or says what is wrong with it. `about` is what an attacker knows of the person: name, address.
    pub fn parse(text: &str, about: &[&str]) -> Result<Self, Problem> {
        match text.chars().count() {
            0 => return Err(Problem::Missing),
            1..Self::MIN => return Err(Problem::TooShort { min: Self::MIN }),
            Self::MIN..=Self::MAX => {}
            _ => return Err(Problem::TooLong { max: Self::MAX }),
        }
        let strength = zxcvbn::zxcvbn(text, about);
        if strength.score() < zxcvbn::Score::Two { Err(Problem::TooWeak) } else { Ok(Self(text.to_owned())) }
    }

    /// The password.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewPassword(…)")
    }
}

text_type! {
    /// What a browser calls a message it sends, so that sending it twice stores it once: 1 to 64 letters, digits, `-`, `_`.
    Key
}

impl Key {
    /// Takes a key as it is, or says that it is not one.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let safe = text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        match text.len() {
            0 => Err(Problem::Missing),
            65.. => Err(Problem::TooLong { max: 64 }),
            _ if safe => Ok(Self(text.to_owned())),
            _ => Err(Problem::NotAChoice),
        }
    }
}

text_type! {
    /// An e-mail address in lower case, as logins are compared.
    Email
}

impl Email {
    /// The same for a field that may be left out.
    pub fn optional(text: &str) -> Result<Option<Self>, Problem> {
        if text.trim().is_empty() { Ok(None) } else { Self::parse(text).map(Some) }
    }

    /// Takes what looks like `name@host`; whether it exists only a mail can tell.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = within(text.trim().to_lowercase(), 254)?;
        let well_formed = text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && !host.is_empty()
                && !host.contains('@')
                && !host.starts_with('.')
                && !host.ends_with('.')
        });
        let clean =
            !text.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';' | '"'));
        if well_formed && clean { Ok(Self(text)) } else { Err(Problem::NotAnAddress) }
    }
}

pub(crate) fn one_line(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.chars().filter(|c| !c.is_control()).collect()
}

pub(crate) fn several_lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    text.trim().to_owned()
}

pub(crate) fn within(text: String, max: usize) -> Result<String, Problem> {
    if text.is_empty() {
        return Err(Problem::Missing);
    }
    if text.chars().count() > max {
        return Err(Problem::TooLong { max });
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_one_line() {
        assert_eq!(Subject::parse(" a\n b\t c ").map(|s| s.0), Ok("a b c".to_owned()));
        assert_eq!(Subject::parse(" \n "), Err(Problem::Missing));
        assert_eq!(Subject::parse(&"é".repeat(201)), Err(Problem::TooLong { max: 200 }));
        assert!(Subject::parse(&"é".repeat(200)).is_ok());
    }

    #[test]
    fn a_body_keeps_its_lines_and_nothing_unseen() {
        assert_eq!(Body::parse("a\r\nb\rc\u{7}\n").map(|b| b.0), Ok("a\nb\nc".to_owned()));
    }

    #[test]
    fn an_address_is_lower_case_and_has_two_halves() {
        assert_eq!(Email::parse(" A@B.test ").map(|e| e.0), Ok("a@b.test".to_owned()));
        for wrong in ["a", "@b", "a@", "a b@c", "a@b@c", "a@b,c@d", "a@.b"] {
            assert_eq!(Email::parse(wrong), Err(Problem::NotAnAddress), "{wrong}");
        }
    }

    #[test]
    fn a_password_is_long_and_not_obvious() {
        let parse = |text: &str| NewPassword::parse(text, &["Grace Hopper", "grace@navy.test"]).map(|_| ());
        assert_eq!(parse("short"), Err(Problem::TooShort { min: 10 }));
        assert_eq!(parse("password123"), Err(Problem::TooWeak));
        assert_eq!(parse("grace hopper"), Err(Problem::TooWeak));
        assert_eq!(parse("correct horse battery"), Ok(()));
        assert_eq!(parse(&"x".repeat(201)), Err(Problem::TooLong { max: 200 }));
    }

    #[test]
    fn a_key_is_safe_to_echo() {
        assert!(Key::parse("0197-aB_").is_ok());
        assert_eq!(Key::parse("a\"b"), Err(Problem::NotAChoice));
        assert_eq!(Key::parse(""), Err(Problem::Missing));
    }
}
