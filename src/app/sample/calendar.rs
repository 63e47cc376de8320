//! When things happen in the sample: in business hours, more on Mondays than on Fridays, in waves, and more each month.

use std::time::Duration;

use crate::app::sample::dice::{Dice, Weights};
use crate::clock::Timestamp;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
/// Staff work from then until then.
const OPENS: i64 = 8;
const CLOSES: i64 = 18;
/// How busy the days of a week are, from Monday on.
const WEEKDAYS: [f64; 7] = [1.35, 1.15, 1.05, 1.0, 0.85, 0.12, 0.08];
/// How busy the hours of a day are.
const HOURS: [f64; 24] = [
    0.05, 0.02, 0.02, 0.02, 0.03, 0.1, 0.3, 0.8, 1.6, 2.2, 2.3, 1.9, 1.2, 1.5, 2.0, 1.9, 1.5, 1.0, 0.6, 0.45, 0.4, 0.3,
    0.2, 0.1,
];

/// So many times of the last `days`, in order, none later than `now`.
pub(super) fn times(dice: &mut Dice, (days, count): (u32, u32), now: Timestamp) -> Vec<Timestamp> {
    let first = day_of(now) - i64::from(days.max(1)) + 1;
    let days_weigh = Weights::of((0..i64::from(days.max(1))).map(|day| busy(first + day, day, days)));
    let hours_weigh = Weights::of(HOURS);
    let mut times: Vec<Timestamp> = (0..count)
        .map(|_| {
            let day = first + i64::try_from(days_weigh.draw(dice)).unwrap_or(0);
            let hour = i64::try_from(hours_weigh.draw(dice)).unwrap_or(0);
            let time = Timestamp::from_millis(day * DAY + hour * HOUR + dice.between(0, HOUR - 1));
            // Of today only what has been.
            if time < now { time } else { now - Duration::from_millis(dice.roll() % 7_200_000 + 60_000) }
        })
        .collect();
    times.sort_unstable();
    times
}

/// This time when somebody works then, else soon after work begins again.
pub(super) fn working(dice: &mut Dice, time: Timestamp) -> Timestamp {
    let millis = time.as_millis();
    let (mut day, hour) = (millis.div_euclid(DAY), millis.rem_euclid(DAY) / HOUR);
    if weekday(day) < 5 && (OPENS..CLOSES).contains(&hour) {
        return time;
    }
    if hour >= OPENS {
        day += 1;
    }
    while weekday(day) >= 5 {
        day += 1;
    }
    Timestamp::from_millis(day * DAY + OPENS * HOUR + dice.between(0, 2 * HOUR))
}

fn busy(day: i64, since_first: i64, days: u32) -> f64 {
    let week = usize::try_from(weekday(day)).unwrap_or(0);
    let part = f64::from(u32::try_from(since_first).unwrap_or(0)) / f64::from(days.max(1));
    let wave = (f64::from(u32::try_from(since_first).unwrap_or(0)) / 23.0).sin();
    WEEKDAYS[week] * (0.7 + 0.6 * part) * (1.0 + 0.3 * wave)
}

/// From Monday, 0, to Sunday, 6. The first day of 1970 was a Thursday.
const fn weekday(day: i64) -> i64 {
    (day + 3).rem_euclid(7)
}

const fn day_of(time: Timestamp) -> i64 {
    time.as_millis().div_euclid(DAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-28 22:00, a Saturday.
    const NOW: Timestamp = Timestamp::from_millis(1_795_903_200_000);

    #[test]
    fn times_are_in_order_and_past_and_within_the_days() {
        let times = times(&mut Dice::of(1, 1), (30, 1_000), NOW);
        assert!(times.is_sorted() && times.len() == 1_000);
        assert!(times.iter().all(|time| *time < NOW && NOW.since(*time) < Duration::from_secs(31 * 86_400)));
        let weekend = times.iter().filter(|time| weekday(day_of(**time)) >= 5).count();
        assert!((5..120).contains(&weekend), "{weekend}");
    }

    #[test]
    fn nobody_works_at_night_or_at_the_weekend() {
        let mut dice = Dice::of(2, 2);
        for hour in 0..(24 * 14) {
            let time = NOW + Duration::from_secs(hour * 3_600);
            let worked = working(&mut dice, time);
            assert!(worked >= time && weekday(day_of(worked)) < 5, "{hour}");
            assert!((OPENS..CLOSES).contains(&(worked.as_millis().rem_euclid(DAY) / HOUR)), "{hour}");
        }
    }
}
