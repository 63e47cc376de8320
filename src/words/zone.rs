//! Time zones.

use jiff::civil::DateTime;
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

    /// Whether there is a zone with this IANA name.
    pub fn is_known(iana: &str) -> bool {
        TimeZone::get(iana).is_ok()
    }

    /// The instant for a `datetime` attribute: `2026-11-23T14:05:00Z`. In UTC whatever the zone, so that a page and what is pushed
    /// to it say the same.
    pub fn iso(&self, at: Timestamp) -> String {
        instant(at).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
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
        assert!(Zone::is_known("Europe/Berlin"));
        assert!(!Zone::is_known("Europe/Atlantis"));
        assert_eq!(Zone::named("Europe/Atlantis"), Zone::utc());
    }

    #[test]
    fn machines_read_utc() {
        let at = Timestamp::from_millis(1_795_442_700_123);
        assert_eq!(Zone::named("Asia/Kolkata").iso(at), "2026-11-23T14:05:00Z");
        assert_eq!(Zone::utc().iso(Timestamp::from_millis(i64::MAX)), "9999-12-30T22:00:00Z");
    }
}
