//! Numbers of invoices: without gaps in their organisation, and safe in a URL.

use std::fmt;
use std::str::FromStr;

use crate::domain::UnknownText;
use crate::domain::input::Problem;
use crate::id::stored_as_text;

/// What stands before the running number: `INV-`, `2026-`; may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prefix(String);

impl Prefix {
    /// Characters allowed.
    pub const MAX: usize = 12;

    /// Takes letters and digits of ASCII, hyphens and underscores.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        if text.len() > Self::MAX {
            return Err(Problem::TooLong { max: Self::MAX });
        }
        if text.chars().all(is_safe) { Ok(Self(text.to_owned())) } else { Err(Problem::NotAPrefix) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A number: `INV-0042`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct InvoiceNumber(String);

impl InvoiceNumber {
    /// Digits that are written at least, so that lists sort as people expect.
    const DIGITS: usize = 4;

    /// The number of the invoice that is the `sequence`-th of its organisation.
    pub fn new(prefix: &Prefix, sequence: i64) -> Self {
        Self(format!("{}{sequence:0width$}", prefix.0, width = Self::DIGITS))
    }

    /// The number of the credit note that is the `sequence`-th of its organisation: `CN-0007`.
    pub fn of_credit_note(sequence: i64) -> Self {
        Self::new(&Prefix("CN-".to_owned()), sequence)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for InvoiceNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Imported numbers keep their form, as long as they are safe in a URL and in a file's name.
impl FromStr for InvoiceNumber {
    type Err = UnknownText;
    fn from_str(text: &str) -> Result<Self, UnknownText> {
        let is_number = (1..=40).contains(&text.len()) && text.chars().all(is_safe);
        if is_number { Ok(Self(text.to_owned())) } else { Err(UnknownText("InvoiceNumber")) }
    }
}

stored_as_text!(InvoiceNumber);

fn is_safe(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_safe_in_a_url() {
        let prefix = Prefix::parse(" INV- ").expect("a prefix");
        assert_eq!(InvoiceNumber::new(&prefix, 42).as_str(), "INV-0042");
        assert_eq!(InvoiceNumber::new(&prefix, 123_456).as_str(), "INV-123456");
        for wrong in ["a/b", "a b", "é", "..", "a%2f"] {
            assert!(Prefix::parse(wrong).is_err(), "{wrong}");
            assert!(wrong.parse::<InvoiceNumber>().is_err(), "{wrong}");
        }
    }
}
