//! Chance that can be repeated: the same seed, the same schedule.

use std::sync::atomic::{AtomicU64, Ordering};

use frontdesk::id::Chance;

/// `SplitMix64` (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
#[derive(Debug)]
pub(crate) struct Dice(AtomicU64);

impl Dice {
    pub(crate) const fn of(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }

    /// Goes on as from this seed.
    pub(crate) fn restart(&self, seed: u64) {
        self.0.store(seed.wrapping_mul(0x2545_f491_4f6c_dd1d), Ordering::Relaxed);
    }

    pub(crate) fn roll(&self) -> u64 {
        let mut z = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed).wrapping_add(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `most`.
    pub(crate) fn below(&self, most: usize) -> usize {
        usize::try_from(self.roll() % (most as u64)).expect("below a usize")
    }

    /// Whether something happens that happens `times` in a hundred.
    pub(crate) fn happens(&self, times: u64) -> bool {
        self.roll() % 100 < times
    }

    /// An amount from 1 to `most`.
    pub(crate) fn amount(&self, most: i64) -> i64 {
        1 + i64::try_from(self.roll() % u64::try_from(most.max(1)).expect("above nothing")).expect("below an i64")
    }
}

impl Chance for Dice {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let roll = self.roll().to_le_bytes();
            chunk.copy_from_slice(&roll[..chunk.len()]);
        }
    }
}
