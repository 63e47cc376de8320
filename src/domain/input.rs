//! What people send, as types: once made, it cannot be wrong.

use std::fmt;

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
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text: String = text.chars().filter(|c| !c.is_control()).collect();
        within(text, Self::MAX).map(Self)
    }
}

text_type! {
    /// What a reply or a note says: plain text of 1 to 20,000 characters, line breaks kept.
    Body
}

impl Body {
    /// Characters allowed.
    pub const MAX: usize = 20_000;

    /// Makes every line break `\n`, drops other control characters and the white space around.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
        within(text.trim().to_owned(), Self::MAX).map(Self)
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

fn within(text: String, max: usize) -> Result<String, Problem> {
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
    fn a_key_is_safe_to_echo() {
        assert!(Key::parse("0197-aB_").is_ok());
        assert_eq!(Key::parse("a\"b"), Err(Problem::NotAChoice));
        assert_eq!(Key::parse(""), Err(Problem::Missing));
    }
}
