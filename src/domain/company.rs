//! What the company is: on invoices, in mails and at the portal.

use crate::domain::colour::Colour;
use crate::domain::hours::BusinessHours;
use crate::domain::input::{Line, Lines, Name, Problem};
use crate::domain::invoice::Prefix;
use crate::domain::money::Currency;
use crate::id::{FileId, OrganisationId};

/// The company as it is described.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Company {
    /// The organisation's id.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// Its legal address, several lines; may be empty.
    pub address: String,
    /// Its tax number; may be empty.
    pub tax_number: String,
    /// Its colour, `#rrggbb`.
    pub accent: String,
    /// Its language, a tag.
    pub language: String,
    /// Its currency, a code of ISO 4217.
    pub currency: String,
    /// Its time zone, an IANA name.
    pub time_zone: String,
    /// When somebody answers, as JSON.
    pub business_hours: String,
    /// What stands before the numbers of its invoices; may be empty.
    pub invoice_prefix: String,
    /// Days that its customers have to pay.
    pub invoice_days: i64,
    /// What its invoices say about paying; may be empty.
    pub invoice_terms: String,
    /// Its logo.
    pub logo_id: Option<FileId>,
    /// How often it was described: who saves says of which version.
    pub version: i64,
}

/// The company as an admin describes it.
#[derive(Clone, Debug)]
pub struct Described {
    /// Its name.
    pub name: Name,
    /// Its legal address.
    pub address: Lines,
    /// Its tax number.
    pub tax_number: Line,
    /// Its colour.
    pub accent: Colour,
    /// Its language, one there is.
    pub language: String,
    /// Its currency.
    pub currency: Currency,
    /// Its time zone, an IANA name.
    pub time_zone: String,
    /// When somebody answers.
    pub hours: BusinessHours,
    /// What stands before the numbers of its invoices.
    pub invoice_prefix: Prefix,
    /// Days that its customers have to pay.
    pub invoice_days: DaysToPay,
    /// What its invoices say about paying.
    pub invoice_terms: Lines,
}

/// Days that a customer has to pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DaysToPay(i64);

impl DaysToPay {
    /// The most.
    pub const MAX: i64 = 365;

    /// Takes a whole number from 0, at once, to [`Self::MAX`].
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let days = match text.trim() {
            "" => return Err(Problem::Missing),
            text => text.parse().ok().filter(|days| (0..=Self::MAX).contains(days)),
        };
        days.map(Self).ok_or(Problem::NotANumber { min: 0, max: Self::MAX })
    }

    /// The number.
    pub const fn get(self) -> i64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_to_pay_are_a_year_at_most() {
        assert_eq!(DaysToPay::parse(" 30 ").map(DaysToPay::get), Ok(30));
        assert_eq!(DaysToPay::parse("0").map(DaysToPay::get), Ok(0));
        assert_eq!(DaysToPay::parse(""), Err(Problem::Missing));
        for wrong in ["-1", "366", "1.5", "soon"] {
            assert_eq!(DaysToPay::parse(wrong), Err(Problem::NotANumber { min: 0, max: 365 }), "{wrong}");
        }
    }
}
