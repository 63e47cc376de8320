//! Business hours: when somebody answers.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::input::Problem;
use crate::domain::text_enum;

text_enum! {
    /// A day of the week (ISO 8601: it begins on Monday).
    Weekday {
        /// Monday.
        Monday = "monday",
        /// Tuesday.
        Tuesday = "tuesday",
        /// Wednesday.
        Wednesday = "wednesday",
        /// Thursday.
        Thursday = "thursday",
        /// Friday.
        Friday = "friday",
        /// Saturday.
        Saturday = "saturday",
        /// Sunday.
        Sunday = "sunday",
    }
}

/// Minutes of a day; the day's end is 24:00.
const DAY: u16 = 24 * 60;

/// From one time of the day to a later one of the same day, to the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "(String, String)", into = "(String, String)")]
pub struct Span {
    from: u16,
    until: u16,
}

impl Span {
    /// Minutes after midnight at which it begins.
    pub const fn from(self) -> u16 {
        self.from
    }

    /// Minutes after midnight at which it ends.
    pub const fn until(self) -> u16 {
        self.until
    }

    fn parse(text: &str) -> Result<Self, Problem> {
        let (from, until) = text.split_once(['-', '–', '—']).ok_or(Problem::NotHours)?;
        Self::between(minutes(from)?, minutes(until)?)
    }

    fn between(from: u16, until: u16) -> Result<Self, Problem> {
        if from < until { Ok(Self { from, until }) } else { Err(Problem::EndsTooEarly) }
    }
}

/// `9`, `09:00` or `9.30`.
fn minutes(text: &str) -> Result<u16, Problem> {
    let (hours, minutes) = text.trim().split_once([':', '.']).unwrap_or((text.trim(), "00"));
    let number = |text: &str, digits: std::ops::RangeInclusive<usize>| {
        let plain = digits.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<u16>().ok().filter(|_| plain).ok_or(Problem::NotHours)
    };
    let (hours, minutes) = (number(hours, 1..=2)?, number(minutes, 2..=2)?);
    let at = hours * 60 + minutes;
    if minutes < 60 && at <= DAY { Ok(at) } else { Err(Problem::NotHours) }
}

fn clock(at: u16) -> String {
    format!("{:02}:{:02}", at / 60, at % 60)
}

impl TryFrom<(String, String)> for Span {
    type Error = &'static str;
    fn try_from((from, until): (String, String)) -> Result<Self, Self::Error> {
        minutes(&from).and_then(|from| Self::between(from, minutes(&until)?)).map_err(|_| "not a span of hours")
    }
}

impl From<Span> for (String, String) {
    fn from(span: Span) -> Self {
        (clock(span.from), clock(span.until))
    }
}

/// The open hours of one day, in order and apart; none when it is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hours(Vec<Span>);

impl Hours {
    /// Spans allowed.
    pub const MAX: usize = 6;

    /// Takes `09:00–12:30, 13:30–17:00`; nothing when the day is closed.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let spans = text.split([',', ';']).map(str::trim).filter(|span| !span.is_empty());
        let mut spans: Vec<Span> = spans.map(Span::parse).collect::<Result<_, _>>()?;
        spans.sort_unstable();
        if spans.len() > Self::MAX {
            return Err(Problem::NotHours);
        }
        if spans.windows(2).any(|pair| pair[1].from < pair[0].until) {
            return Err(Problem::HoursOverlap);
        }
        Ok(Self(spans))
    }

    /// The spans, in order.
    pub fn spans(&self) -> &[Span] {
        &self.0
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, span) in self.0.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            write!(f, "{comma}{}–{}", clock(span.from), clock(span.until))?;
        }
        Ok(())
    }
}

/// The open hours of a week, from Monday.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BusinessHours([Hours; 7]);

impl BusinessHours {
    /// Of these days, from Monday.
    pub const fn new(days: [Hours; 7]) -> Self {
        Self(days)
    }

    /// As it is stored: for each day from Monday its spans, `[["09:00","17:00"]]`. What was never stored is a week without hours.
    pub fn from_json(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// As it is stored.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Each day with its hours.
    pub fn days(&self) -> impl Iterator<Item = (Weekday, &Hours)> {
        Weekday::ALL.iter().copied().zip(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, Problem> {
        Hours::parse(text).map(|hours| hours.to_string())
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        assert_eq!(read("9-17"), Ok("09:00–17:00".to_owned()));
        assert_eq!(read(" 13.30 – 17:00 ; 09:00—12:30, "), Ok("09:00–12:30, 13:30–17:00".to_owned()));
        assert_eq!(read("0-24"), Ok("00:00–24:00".to_owned()));
        assert_eq!(read(" , "), Ok(String::new()));
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for wrong in
            ["closed", "9", "9-", "-9", "9-25", "24:01-25", "9:60-10", "9:0-10", "009-10", "+9-10", "9-10-11", "９-10"]
        {
            assert_eq!(read(wrong), Err(Problem::NotHours), "{wrong}");
        }
        assert_eq!(read("1-2,3-4,5-6,7-8,9-10,11-12,13-14"), Err(Problem::NotHours));
    }

    #[test]
    fn a_span_ends_after_its_start_and_before_the_next() {
        assert_eq!(read("17:00-09:00"), Err(Problem::EndsTooEarly));
        assert_eq!(read("9-9"), Err(Problem::EndsTooEarly));
        assert_eq!(read("9-13, 12:59-17"), Err(Problem::HoursOverlap));
        assert_eq!(read("13-17, 8-18"), Err(Problem::HoursOverlap));
        assert_eq!(read("9-12, 12-17"), Ok("09:00–12:00, 12:00–17:00".to_owned()));
    }

    #[test]
    fn a_week_survives_its_storage() {
        let mut days: [Hours; 7] = Default::default();
        days[0] = Hours::parse("9-12,13-17").unwrap();
        days[4] = Hours::parse("9-24").unwrap();
        let week = BusinessHours::new(days);
        assert_eq!(week.to_json(), r#"[[["09:00","12:00"],["13:00","17:00"]],[],[],[],[["09:00","24:00"]],[],[]]"#);
        assert_eq!(BusinessHours::from_json(&week.to_json()), week);
        for unreadable in ["", "[]", r#"[[["17:00","09:00"]],[],[],[],[],[],[]]"#] {
            assert_eq!(BusinessHours::from_json(unreadable), BusinessHours::default(), "{unreadable}");
        }
        assert_eq!(
            week.days().nth(4).map(|(day, hours)| (day, hours.to_string())),
            Some((Weekday::Friday, "09:00–24:00".to_owned()))
        );
    }
}
