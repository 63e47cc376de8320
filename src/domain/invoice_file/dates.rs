//! Days as people of different places write them.

use jiff::civil::Date;

use crate::domain::invoice_file::table::{Column, FileProblem, Table};
use crate::domain::text_enum;

text_enum! {
    /// How days with strokes, `3/4/2026`, are meant.
    DateOrder {
        /// The third of April.
        DayFirst = "day_first",
        /// The fourth of March.
        MonthFirst = "month_first",
    }
}

/// Reads the days of one file.
pub(super) struct Dates(DateOrder);

impl Dates {
    /// Learns from the file itself how its days are meant: one whose first number is above twelve says it for all. Where none does, whoever
    /// brings the file must say it.
    pub(super) fn of(table: &Table, columns: &[Column], said: Option<DateOrder>) -> Result<Self, FileProblem> {
        let (mut day_first, mut month_first, mut open) = (false, false, false);
        for at in 0..table.len() {
            for column in columns {
                if let Some([first, second]) = with_strokes(table.cell(at, *column)) {
                    day_first |= first > 12;
                    month_first |= second > 12;
                    open |= first <= 12 && second <= 12 && first != second;
                }
            }
        }
        match (day_first, month_first, said) {
            (true, false, _) => Ok(Self(DateOrder::DayFirst)),
            (false, true, _) => Ok(Self(DateOrder::MonthFirst)),
            (_, _, Some(order)) => Ok(Self(order)),
            _ if open => Err(FileProblem::WhichDay),
            _ => Ok(Self(DateOrder::DayFirst)),
        }
    }

    /// `2026-11-23`, `2026/11/23`, `23.11.2026`, `23/11/2026` or `11/23/2026`, each with a time after it or none.
    pub(super) fn read(&self, text: &str) -> Option<Date> {
        let text = text.split([' ', 'T']).next()?;
        if let Some([first, second]) = with_strokes(text) {
            let year = text.rsplit('/').next()?;
            return match self.0 {
                DateOrder::DayFirst => day(year, second, first),
                DateOrder::MonthFirst => day(year, first, second),
            };
        }
        let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
        let [a, b, c] = parts.as_slice() else { return None };
        if text.contains('.') {
            day(c, b.parse().ok()?, a.parse().ok()?)
        } else {
            day(a, b.parse().ok()?, c.parse().ok()?)
        }
    }
}

/// The first two numbers of `3/4/2026`.
fn with_strokes(text: &str) -> Option<[i8; 2]> {
    let text = text.split([' ', 'T']).next()?;
    let mut parts = text.split('/');
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_whole = parts.next().is_none() && first.len() <= 2 && matches!(year.len(), 2 | 4);
    is_whole.then_some([first.parse().ok()?, second.parse().ok()?])
}

fn day(year: &str, month: i8, day: i8) -> Option<Date> {
    if !year.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let year: i16 = match year.len() {
        4 => year.parse().ok()?,
        2 => 2000 + year.parse::<i16>().ok()?,
        _ => return None,
    };
    Date::new(year, month, day).ok().filter(|day| (1970..=2200).contains(&day.year()))
}
