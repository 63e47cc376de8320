//! The time that the report covers.

use crate::clock::Timestamp;
use crate::domain::deflection::Span;
use crate::words::Zone;

/// Months that a report covers at most.
const MOST: usize = 60;

/// Days of the reader's zone, from a first to a last, and the months they are in.
#[derive(Clone, Debug)]
pub struct Period {
    /// The first day, as forms send it.
    pub first: String,
    /// The last.
    pub last: String,
    /// How many last days up to today it is, if it is so many of [`LAST`](Self::LAST).
    pub last_days: Option<u32>,
    /// The whole time.
    pub span: Span,
    /// Its months; the first and the last may be parts.
    pub months: Vec<Span>,
}

impl Period {
    /// Periods that are one press away, in days up to today.
    pub const LAST: &'static [u32] = &[30, 90, 365];
    /// What is shown when nothing is asked for.
    const USUAL: u32 = 90;

    /// What is shown when nothing is asked for.
    pub fn usual(zone: &Zone, now: Timestamp) -> Self {
        Self::last_days(zone, now, Self::USUAL)
    }

    /// From one day to another, or so many last days; the usual when neither can be read.
    pub fn asked(zone: &Zone, now: Timestamp, (first, last): (&str, &str), days: Option<u32>) -> Self {
        // What is to come holds nothing.
        let today = zone.day(now);
        let last = last.min(&today);
        if zone.months(first, last, 1).is_empty() {
            Self::last_days(zone, now, days.filter(|days| Self::LAST.contains(days)).unwrap_or(Self::USUAL))
        } else {
            Self::between(zone, now, (first, last))
        }
    }

    /// Whether it is what is shown when nothing is asked for.
    pub fn is_usual(&self) -> bool {
        self.last_days == Some(Self::USUAL)
    }

    fn last_days(zone: &Zone, now: Timestamp, days: u32) -> Self {
        Self::between(zone, now, (&zone.day_before(now, days - 1), &zone.day(now)))
    }

    fn between(zone: &Zone, now: Timestamp, (first, last): (&str, &str)) -> Self {
        let months = zone.months(first, last, MOST).into_iter().map(|(from, until)| Span { from, until });
        let months: Vec<Span> = months.collect();
        // A time zone has no day only where the calendar ends.
        let ends = months.first().zip(months.last()).map(|(first, last)| Span { from: first.from, until: last.until });
        let span = ends.unwrap_or(Span { from: now, until: now });
        let (first, last) = (zone.day(span.from), zone.day(span.until - std::time::Duration::from_millis(1)));
        let today = last == zone.day(now);
        let last_days = Self::LAST.iter().copied().find(|days| today && first == zone.day_before(now, days - 1));
        Self { first, last, last_days, span, months }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-23T14:05:00Z.
    const NOW: Timestamp = Timestamp::from_millis(1_795_442_700_000);

    #[test]
    fn what_cannot_be_read_is_the_usual() {
        let zone = Zone::named("Europe/Berlin");
        let asked = |first, last, days| {
            let period = Period::asked(&zone, NOW, (first, last), days);
            (period.first.clone(), period.last.clone(), period.last_days, period.is_usual(), period.months.len())
        };
        let usual = ("2026-08-26".to_owned(), "2026-11-23".to_owned(), Some(90), true, 4);
        for (first, last, days) in [("", "", None), ("x", "2026-11-23", Some(7)), ("2026-11-24", "2026-11-23", None)] {
            assert_eq!(asked(first, last, days), usual, "{first:?} {last:?}");
        }
        assert_eq!(asked("2026-08-26", "2026-11-23", None), usual);
        assert_eq!(asked("", "", Some(30)), ("2026-10-25".to_owned(), "2026-11-23".to_owned(), Some(30), false, 2));
        let own = ("2026-11-01".to_owned(), "2026-11-22".to_owned(), None, false, 1);
        assert_eq!(asked("2026-11-01", "2026-11-22", None), own);
        assert_eq!(asked("1900-01-01", "2026-11-22", None).0, "2021-12-01", "the last months");
    }
}
