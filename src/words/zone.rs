//! Time zones.

use jiff::Span;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::clock::Timestamp;

/// A time zone in which times are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone with this IANA name; UTC when there is none.
    pub fn named(iana: &str) -> Self {
        Self(TimeZone::get(iana).unwrap_or(TimeZone::UTC))
    }

    /// Coordinated universal time.
    pub const fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// The IANA name of the zone that is meant by a text: in any case, with spaces for `_`, or by its city alone where there is one of
    /// that name. None when there is none.
    pub fn find(text: &str) -> Option<String> {
        let text = text.trim().replace(' ', "_");
        if let Ok(zone) = TimeZone::get(&text) {
            return zone.iana_name().map(str::to_owned);
        }
        let is_city = |name: &str| name.rsplit_once('/').is_some_and(|(_, city)| city.eq_ignore_ascii_case(&text));
        let mut found = Self::all().into_iter().filter(|name| is_city(name));
        found.next().filter(|_| found.next().is_none())
    }

    /// The IANA name of every zone, in order; without those that stand for fixed offsets.
    pub fn all() -> Vec<String> {
        let fixed = |name: &str| name.starts_with("Etc/") || !name.contains('/') && name != "UTC";
        let available = jiff::tz::db().available();
        let mut names: Vec<String> = available.map(|name| name.to_string()).filter(|name| !fixed(name)).collect();
        names.sort_unstable();
        names
    }

    /// The instant for a `datetime` attribute: `2026-11-23T14:05:00Z`. In UTC whatever the zone, so that a page and what is pushed
    /// to it say the same.
    pub fn iso(&self, at: Timestamp) -> String {
        instant(at).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    /// The day it is in the zone, as forms send days: `2026-11-23`.
    pub fn day(&self, at: Timestamp) -> String {
        self.civil(at).date().to_string()
    }

    /// The same as a date.
    pub fn date(&self, at: Timestamp) -> Date {
        self.civil(at).date()
    }

    /// When a day `2026-11-23` begins in the zone, and when the next one does.
    pub fn day_from(&self, text: &str) -> Option<(Timestamp, Timestamp)> {
        let date: Date = text.parse().ok()?;
        let begins = |date: Date| {
            let zoned = date.to_zoned(self.0.clone()).ok()?;
            Some(Timestamp::from_millis(zoned.timestamp().as_millisecond()))
        };
        Some((begins(date)?, begins(date.tomorrow().ok()?)?))
    }

    /// The day that is so many days before the one it is in the zone.
    pub fn day_before(&self, at: Timestamp, days: u32) -> String {
        self.civil(at).date().saturating_sub(Span::new().days(days)).to_string()
    }

    /// Each day from a first `2026-11-23` to a last: when it begins in the zone, and when the next one does; at most so many, the last
    /// ones. Empty when either cannot be read, or the last comes before the first.
    pub fn days(&self, first: &str, last: &str, most: usize) -> Vec<(Timestamp, Timestamp)> {
        let (Ok(first), Ok(last)) = (first.parse::<Date>(), last.parse::<Date>()) else { return Vec::new() };
        let earliest = last.saturating_sub(Span::new().days(i64::try_from(most).unwrap_or(i64::MAX).saturating_sub(1)));
        let mut days = Vec::new();
        let mut day = first.max(earliest);
        while day <= last {
            days.extend(self.day_from(&day.to_string()));
            match day.tomorrow() {
                Ok(next) => day = next,
                Err(_) => break,
            }
        }
        days
    }

    /// The months from a first day to a last: when each begins in the zone, or the time does, and when it ends; at most so many, the last
    /// ones. Empty when either cannot be read, or the last comes before the first.
    pub fn months(&self, first: &str, last: &str, most: usize) -> Vec<(Timestamp, Timestamp)> {
        let (Ok(first), Ok(last)) = (first.parse::<Date>(), last.parse::<Date>()) else { return Vec::new() };
        let mut months = Vec::new();
        let mut end = last;
        while end >= first && months.len() < most {
            let begin = end.first_of_month().max(first);
            let (begins, ends) = (self.day_from(&begin.to_string()), self.day_from(&end.to_string()));
            months.extend(begins.zip(ends).map(|((from, _), (_, until))| (from, until)));
            let Ok(before) = begin.yesterday() else { break };
            end = before;
        }
        months.reverse();
        months
    }

    /// What clocks in the zone show.
    pub(super) fn civil(&self, at: Timestamp) -> DateTime {
        self.0.to_datetime(instant(at))
    }
}

fn instant(at: Timestamp) -> jiff::Timestamp {
    let furthest = if at.as_millis() < 0 { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX };
    jiff::Timestamp::from_millisecond(at.as_millis()).unwrap_or(furthest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_zones_are_utc() {
        assert_eq!(Zone::find(" europe/berlin ").as_deref(), Some("Europe/Berlin"));
        assert_eq!(Zone::find("America/New York").as_deref(), Some("America/New_York"));
        assert_eq!(Zone::find("berlin").as_deref(), Some("Europe/Berlin"));
        assert_eq!(Zone::find("New York").as_deref(), Some("America/New_York"));
        for none in ["Europe/Atlantis", "Atlantis", "", "/", "Louisville"] {
            assert_eq!(Zone::find(none), None, "{none}");
        }
        assert_eq!(Zone::named("Europe/Atlantis"), Zone::utc());
    }

    #[test]
    fn a_day_is_as_long_as_it_is_there() {
        let berlin = Zone::named("Europe/Berlin");
        let hours = |text: &str| berlin.day_from(text).map(|(from, until)| until.since(from).as_secs() / 3_600);
        assert_eq!(hours("2026-11-23"), Some(24));
        assert_eq!(hours("2026-03-29"), Some(23), "clocks go forward");
        assert_eq!(hours("2026-10-25"), Some(25), "clocks go back");
        assert_eq!(
            Zone::named("Africa/Cairo").day_from("2026-04-24").map(|(from, _)| Zone::utc().iso(from)).as_deref(),
            Some("2026-04-23T22:00:00Z"),
            "a day without a midnight"
        );
        for wrong in ["", "today", "2026-02-30", "23.11.2026"] {
            assert_eq!(berlin.day_from(wrong), None, "{wrong}");
        }
        let (from, until) = berlin.day_from("2026-11-23").unwrap();
        assert_eq!((berlin.day(from), berlin.day(until)), ("2026-11-23".to_owned(), "2026-11-24".to_owned()));
    }

    #[test]
    fn days_follow_each_other_without_a_gap() {
        let berlin = Zone::named("Europe/Berlin");
        let days = berlin.days("2026-10-24", "2026-10-26", 10);
        let hours: Vec<u64> = days.iter().map(|(from, until)| until.since(*from).as_secs() / 3_600).collect();
        assert_eq!(hours, [24, 25, 24], "clocks go back");
        assert!(days.is_sorted() && days.windows(2).all(|two| matches!(two, [one, next] if one.1 == next.0)));
        let last = berlin.days("2020-01-01", "2026-10-26", 2);
        assert_eq!(last, days.get(1..).unwrap_or_default(), "the last ones");
        assert!(berlin.days("2026-10-26", "2026-10-24", 10).is_empty());
        assert!(berlin.days("today", "2026-10-24", 10).is_empty());
        let (from, _) = berlin.day_from("2026-03-01").unwrap();
        assert_eq!(berlin.day_before(from, 29), "2026-01-31");
    }

    #[test]
    fn months_follow_each_other_without_a_gap() {
        let berlin = Zone::named("Europe/Berlin");
        let days = |months: &[(Timestamp, Timestamp)]| -> Vec<_> {
            months.iter().map(|(from, until)| (berlin.day(*from), berlin.day(*until))).collect()
        };
        let named = |pairs: &[(&str, &str)]| -> Vec<_> {
            pairs.iter().map(|(from, until)| ((*from).to_owned(), (*until).to_owned())).collect()
        };
        let months = berlin.months("2025-12-30", "2026-02-10", 36);
        let expected = [("2025-12-30", "2026-01-01"), ("2026-01-01", "2026-02-01"), ("2026-02-01", "2026-02-11")];
        assert_eq!(days(&months), named(&expected));
        assert_eq!(days(&berlin.months("2026-02-10", "2026-02-10", 36)), named(&[("2026-02-10", "2026-02-11")]));
        assert_eq!(days(&berlin.months("1970-01-01", "2026-02-10", 1)), named(&expected[2..]), "the last ones");
        assert!(berlin.months("2026-02-10", "2026-02-09", 36).is_empty());
        assert!(berlin.months("never", "2026-02-09", 36).is_empty());
    }

    #[test]
    fn every_zone_that_is_offered_is_found() {
        let all = Zone::all();
        assert!(all.len() > 300 && all.is_sorted(), "{all:?}");
        for name in ["UTC", "Europe/Berlin", "Asia/Kolkata", "America/Argentina/Buenos_Aires"] {
            assert!(all.iter().any(|zone| zone == name), "{name}");
        }
        assert!(all.iter().all(|name| Zone::find(name).is_some()));
    }

    #[test]
    fn machines_read_utc() {
        let at = Timestamp::from_millis(1_795_442_700_123);
        assert_eq!(Zone::named("Asia/Kolkata").iso(at), "2026-11-23T14:05:00Z");
        assert_eq!(Zone::utc().iso(Timestamp::from_millis(i64::MAX)), "9999-12-30T22:00:00Z");
    }
}
