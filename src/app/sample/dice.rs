//! Chance that can be repeated: the same seed, the same sample.

use std::time::Duration;

/// `SplitMix64` (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). Never for secrets.
#[derive(Clone, Debug)]
pub(super) struct Dice(u64);

impl Dice {
    /// Dice of their own for each seed and each purpose.
    pub(super) fn of(seed: u64, purpose: u64) -> Self {
        let mut dice = Self(seed ^ purpose.wrapping_mul(0x2545_f491_4f6c_dd1d));
        dice.roll();
        Self(dice.roll() ^ purpose)
    }

    pub(super) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `most`, which is above zero.
    pub(super) fn below(&mut self, most: usize) -> usize {
        let most = u64::try_from(most.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.roll() % most).unwrap_or(0)
    }

    /// A number from `least` to `most`.
    pub(super) fn between(&mut self, least: i64, most: i64) -> i64 {
        let span = u64::try_from(most - least + 1).unwrap_or(1);
        least + i64::try_from(self.roll() % span).unwrap_or(0)
    }

    /// From zero to below one.
    pub(super) fn share(&mut self) -> f64 {
        let bits = u32::try_from(self.roll() >> 32).unwrap_or(0);
        f64::from(bits) / 4_294_967_296.0
    }

    /// Whether something happens that happens `times` in a hundred.
    pub(super) fn happens(&mut self, times: u64) -> bool {
        self.roll() % 100 < times
    }

    /// One of these, which are some.
    pub(super) fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        let place = self.below(all.len());
        &all[place]
    }

    /// Seconds that are mostly few and sometimes many: on average `mean`, exponentially distributed.
    pub(super) fn wait(&mut self, mean: Duration) -> Duration {
        mean.mul_f64(-(1.0 - self.share()).ln())
    }
}

/// Weights of which one is drawn.
#[derive(Debug)]
pub(super) struct Weights(Vec<f64>);

impl Weights {
    pub(super) fn of(weights: impl IntoIterator<Item = f64>) -> Self {
        let mut sum = 0.0;
        Self(
            weights
                .into_iter()
                .map(|weight| {
                    sum += weight;
                    sum
                })
                .collect(),
        )
    }

    /// The place of one, as often as it weighs.
    pub(super) fn draw(&self, dice: &mut Dice) -> usize {
        let sum = self.0.last().copied().unwrap_or(0.0);
        let mark = dice.share() * sum;
        self.0.partition_point(|&reached| reached <= mark).min(self.0.len().saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_rolls_the_same_and_another_another() {
        let rolls = |seed, purpose| {
            let mut dice = Dice::of(seed, purpose);
            (0..8).map(|_| dice.roll()).collect::<Vec<_>>()
        };
        assert_eq!(rolls(1, 1), rolls(1, 1));
        assert_ne!(rolls(1, 1), rolls(2, 1));
        assert_ne!(rolls(1, 1), rolls(1, 2));
    }

    #[test]
    fn what_weighs_more_is_drawn_more_often() {
        let (weights, mut dice) = (Weights::of([1.0, 0.0, 8.0]), Dice::of(7, 0));
        let mut drawn = [0; 3];
        for _ in 0..900 {
            drawn[weights.draw(&mut dice)] += 1;
        }
        assert_eq!(drawn[1], 0);
        assert!((60..140).contains(&drawn[0]), "{drawn:?}");
    }

    #[test]
    fn between_reaches_both_ends() {
        let mut dice = Dice::of(3, 3);
        let rolled: std::collections::BTreeSet<i64> = (0..200).map(|_| dice.between(-1, 2)).collect();
        assert_eq!(rolled.into_iter().collect::<Vec<_>>(), [-1, 0, 1, 2]);
    }
}
