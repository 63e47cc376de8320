//! How far something is.

use crate::domain::input::Problem;

/// A part of a hundred: 0 to 100.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(u8);

impl Percent {
    /// The whole.
    pub const WHOLE: Self = Self(100);

    /// Takes 0 to 100, and nothing else.
    pub fn new(percent: i64) -> Option<Self> {
        u8::try_from(percent).ok().filter(|percent| *percent <= 100).map(Self)
    }

    /// Takes a whole number from 0 to 100, with or without its sign: `40`, `40 %`.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        let digits = text.strip_suffix('%').unwrap_or(text).trim_end();
        if digits.is_empty() {
            return Err(Problem::Missing);
        }
        digits.parse().ok().and_then(Self::new).ok_or(Problem::NotANumber { min: 0, max: 100 })
    }

    /// So many of so many, rounded down: only all of them are the whole. None of none is nothing.
    pub fn of(done: i64, total: i64) -> Self {
        if total <= 0 { Self(0) } else { Self::new(done.clamp(0, total) * 100 / total).unwrap_or_default() }
    }

    /// The number.
    pub const fn get(self) -> i64 {
        self.0 as i64
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_typed_lies_between_nothing_and_the_whole() {
        for (text, percent) in [("0", 0), ("100", 100), (" 40 % ", 40), ("7%", 7), ("007", 7)] {
            assert_eq!(Percent::parse(text).map(Percent::get), Ok(percent), "{text}");
        }
        for wrong in ["101", "-1", "1.5", "ten", "1e2", "4 0", "%%", "99999999999999999999"] {
            assert_eq!(Percent::parse(wrong), Err(Problem::NotANumber { min: 0, max: 100 }), "{wrong}");
        }
        assert_eq!(Percent::parse(" "), Err(Problem::Missing));
        assert_eq!(Percent::parse("%"), Err(Problem::Missing));
    }

    #[test]
    fn only_all_of_them_are_the_whole() {
        assert_eq!(Percent::of(0, 0).get(), 0);
        assert_eq!(Percent::of(2, 3).get(), 66);
        assert_eq!(Percent::of(199, 200).get(), 99);
        assert_eq!(Percent::of(200, 200), Percent::WHOLE);
    }

    proptest! {
        #[test]
        fn it_is_the_whole_when_all_is_done_and_then_alone(done in 0_i64..10_000, total in 1_i64..10_000) {
            let percent = Percent::of(done, total);
            prop_assert_eq!(percent == Percent::WHOLE, done >= total);
            prop_assert!((0..=100).contains(&percent.get()));
        }
    }
}
