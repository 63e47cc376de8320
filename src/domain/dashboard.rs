//! What the desk's dashboard shows.

use jiff::civil::Date;

use crate::domain::csat::Tally;
use crate::domain::inbox::{Counts, TicketRow};
use crate::domain::invoice::InvoiceRow;
use crate::domain::money::{Amount, Currency};
use crate::domain::text_enum;
use crate::id::ProjectId;

/// All of it.
#[derive(Debug)]
pub struct Dashboard {
    /// How many tickets each view of the inbox holds.
    pub counts: Counts,
    /// The reader's own open tickets, those that have waited longest first.
    pub mine: Vec<TicketRow>,
    /// The same of those that nobody has.
    pub unassigned: Vec<TicketRow>,
    /// Milestones that should be done by now, the longest overdue first; none for those who may not read projects.
    pub milestones: Option<Vec<LateMilestone>>,
    /// The day, in the organisation's time zone.
    pub today: Date,
    /// How the tickets were rated that were resolved in the last seven days; none for those who may not read reports.
    pub ratings: Option<Tally>,
    /// How it stands with money; none for those who may not read invoices.
    pub accounts: Option<Accounts>,
}

/// A milestone that should be done by now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LateMilestone {
    /// Its project.
    pub project: ProjectId,
    /// What that is called.
    pub name: String,
    /// The customer's name.
    pub customer: String,
    /// What was to be done.
    pub title: String,
    /// Until when.
    pub due_on: Date,
}

/// How it stands with money.
#[derive(Debug)]
pub struct Accounts {
    /// What is outstanding, by currency and by how late it is.
    pub receivables: Vec<Receivables>,
    /// Invoices that are overdue, the longest first.
    pub overdue: Vec<InvoiceRow>,
    /// Invoices whose money does not fit.
    pub misfits: Vec<Misfit>,
    /// The day, in the organisation's time zone.
    pub today: Date,
}

text_enum! {
    /// How late an invoice is.
    Age {
        /// Its last day has not passed.
        NotDue = "not_due",
        /// Up to thirty days.
        ToThirty = "to_thirty",
        /// Up to sixty.
        ToSixty = "to_sixty",
        /// Up to ninety.
        ToNinety = "to_ninety",
        /// Longer.
        Older = "older",
    }
}

impl Age {
    /// How late something is on a day whose last day was another.
    pub fn on(today: Date, due: Date) -> Self {
        match (today - due).get_days() {
            ..=0 => Self::NotDue,
            1..=30 => Self::ToThirty,
            31..=60 => Self::ToSixty,
            61..=90 => Self::ToNinety,
            _ => Self::Older,
        }
    }

    /// The last day to pay from which on something is no later than this, on a day; none for what has no end.
    pub fn since(self, today: Date) -> Option<Date> {
        let days = match self {
            Self::NotDue => 0,
            Self::ToThirty => 30,
            Self::ToSixty => 60,
            Self::ToNinety => 90,
            Self::Older => return None,
        };
        Some(today.saturating_sub(jiff::Span::new().days(days)))
    }
}

/// What is outstanding in one currency, by how late it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receivables {
    /// The currency.
    pub currency: Currency,
    /// The sums, in the order of [`Age::ALL`].
    pub by_age: [Amount; Age::ALL.len()],
}

impl Receivables {
    /// All of it.
    pub fn total(&self) -> Amount {
        self.by_age.iter().fold(Amount::ZERO, |sum, amount| sum + *amount)
    }

    /// What of it is late.
    pub fn overdue(&self) -> Amount {
        let late = Age::ALL.iter().zip(&self.by_age).filter(|(age, _)| **age != Age::NotDue);
        late.fold(Amount::ZERO, |sum, (_, amount)| sum + *amount)
    }
}

/// What makes somebody look at an invoice whose money does not fit.
#[derive(Clone, Debug)]
pub enum Misfit {
    /// More came in than it asks for.
    Surplus(InvoiceRow),
    /// A bank took a payment back.
    Disputed(InvoiceRow),
}

impl Misfit {
    /// The invoice.
    pub const fn invoice(&self) -> &InvoiceRow {
        match self {
            Self::Surplus(invoice) | Self::Disputed(invoice) => invoice,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_and_the_days_it_reaches_to_agree() {
        let today: Date = "2026-11-28".parse().unwrap();
        for back in -5..200 {
            let due = today.saturating_sub(jiff::Span::new().days(back));
            let age = Age::on(today, due);
            // The first age that reaches back to the day is the one.
            let first = Age::ALL.iter().find(|age| age.since(today).is_none_or(|since| due >= since));
            assert_eq!(Some(&age), first, "{back} days late");
        }
    }
}
