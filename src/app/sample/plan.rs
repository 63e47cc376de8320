//! Which threads there will be, before the first is written: when each begins, how many messages it has, and what happens when.

use std::time::Duration;

use crate::app::sample::calendar::{times, working};
use crate::app::sample::dice::Dice;
use crate::app::sample::extent::Extent;
use crate::clock::Timestamp;
use crate::domain::people::Side;
use crate::domain::ticket::{CLOSES_AFTER, Status};

/// The longest thread.
const LONGEST: u32 = 40;
/// No thread goes on for longer.
const WHOLE: Duration = Duration::from_secs(28 * 86_400);
const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3_600);

/// A thread that will be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Planned {
    pub(super) opens: Timestamp,
    /// Messages, those that would come after the sample is made too.
    length: u32,
    pub(super) seed: u64,
}

/// What happens in a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// It is opened, by a client or at the desk.
    Open(Side),
    /// Somebody takes it.
    Assign,
    /// A reply of this side; staff may set a status with it.
    Reply(Side, Option<Status>),
    /// The last word of a client.
    Thank,
    Note,
    /// Staff say what it is about.
    Tag,
    Resolve,
    /// A client rates how it was resolved.
    Rate,
    /// Both sides have read it.
    Read,
    /// It has been resolved for long enough.
    Close,
}

impl Step {
    pub(super) const fn is_message(self) -> bool {
        matches!(self, Self::Open(_) | Self::Reply(..) | Self::Thank | Self::Note)
    }
}

/// As many threads as the extent says, with together as many messages as it says, in the order in which they open.
pub(super) fn threads(extent: &Extent, seed: u64, now: Timestamp) -> Vec<Planned> {
    let mut dice = Dice::of(seed, 10);
    let mean = f64::from(extent.messages) / f64::from(extent.tickets.max(1));
    let mut threads: Vec<Planned> = times(&mut dice, (extent.days, extent.tickets), now)
        .into_iter()
        .map(|opens| {
            let length =
                dice.wait(Duration::from_secs_f64((mean - 1.5).max(0.1))).as_secs().min(u64::from(LONGEST - 2));
            Planned { opens, length: 2 + u32::try_from(length).unwrap_or(0), seed: dice.roll() }
        })
        .collect();
    fit(&mut threads, &mut dice, extent.messages, now);
    threads
}

/// Lengthens or shortens threads here and there until all together have so many messages that can be seen today.
fn fit(threads: &mut [Planned], dice: &mut Dice, messages: u32, now: Timestamp) {
    // What is older than the longest thread has all its messages by now.
    let old = threads.partition_point(|thread| thread.opens + WHOLE < now);
    let young: usize = threads[old..].iter().map(|thread| said(&thread.steps(now))).sum();
    let target = usize::try_from(messages).unwrap_or(usize::MAX).saturating_sub(young);
    let old = &mut threads[..old];
    let room = 2 * old.len()..=usize::try_from(LONGEST).unwrap_or(0) * old.len();
    let target = target.clamp(*room.start(), *room.end());
    let mut sum: usize = old.iter().map(|thread| usize::try_from(thread.length).unwrap_or(0)).sum();
    while sum != target {
        let place = dice.below(old.len());
        let length = &mut old[place].length;
        if sum < target && *length < LONGEST {
            (*length, sum) = (*length + 1, sum + 1);
        } else if sum > target && *length > 2 {
            (*length, sum) = (*length - 1, sum - 1);
        }
    }
}

fn said(steps: &[(Timestamp, Step)]) -> usize {
    steps.iter().filter(|(_, step)| step.is_message()).count()
}

impl Planned {
    /// What happens in it until `now`, in order. `Open` says who opens it where its customer has somebody to.
    pub(super) fn steps(&self, now: Timestamp) -> Vec<(Timestamp, Step)> {
        let mut steps = self.all_steps();
        steps.sort_by_key(|(at, _)| *at);
        steps.truncate(steps.partition_point(|(at, _)| *at < now));
        steps
    }

    fn all_steps(&self) -> Vec<(Timestamp, Step)> {
        let mut dice = Dice::of(self.seed, 1);
        let by = if dice.happens(7) { Side::Staff } else { Side::Client };
        let mut steps = vec![(self.opens, Step::Open(by))];
        let first_reply = working(&mut dice, self.opens + self.until_first_reply());
        if dice.happens(78) {
            let until = first_reply.since(self.opens).mul_f64(dice.share());
            steps.push((self.opens + until, Step::Assign));
        }
        if dice.happens(70) {
            steps.push((first_reply, Step::Tag));
        }
        let last = self.opens + WHOLE.mul_f64(0.9);
        let (mut at, mut turn) = (first_reply.min(last), Side::Staff);
        for place in 2..=self.length {
            steps.push((at, self.message(&mut dice, place, turn)));
            turn = if dice.happens(80) { other(turn) } else { turn };
            // Later messages come after less and less of what time is left.
            let mean = if self.length > 12 { HOUR.mul_f64(5.0) } else { HOUR.mul_f64(9.0) };
            let wait = dice.wait(mean).min(last.since(at).mul_f64(0.5)) + MINUTE;
            at = if turn == Side::Staff { working(&mut dice, at + wait) } else { at + wait };
            at = at.min(last);
        }
        self.end(&mut dice, &mut steps);
        steps
    }

    /// Minutes to days; a few are forgotten for a week.
    fn until_first_reply(&self) -> Duration {
        let mut dice = Dice::of(self.seed, 2);
        let mean = match dice.below(100) {
            0..55 => MINUTE * 25,
            55..85 => HOUR * 3,
            85..98 => HOUR * 20,
            _ => HOUR * 110,
        };
        (MINUTE * 2 + dice.wait(mean)).min(HOUR * 24 * 12)
    }

    fn message(&self, dice: &mut Dice, place: u32, turn: Side) -> Step {
        match turn {
            Side::Client if place == self.length && dice.happens(70) => Step::Thank,
            Side::Client => Step::Reply(Side::Client, None),
            Side::Staff if place > 2 && dice.happens(14) => Step::Note,
            Side::Staff => Step::Reply(Side::Staff, dice.happens(35).then_some(Status::Pending)),
        }
    }

    fn end(&self, dice: &mut Dice, steps: &mut Vec<(Timestamp, Step)>) {
        let said = steps.iter().map(|(at, _)| *at).max().unwrap_or(self.opens);
        if dice.happens(92) {
            steps.push((said + dice.wait(HOUR * 2) + MINUTE, Step::Read));
        }
        // One in eighty is never resolved.
        if dice.below(80) > 0 {
            let late = dice.wait(HOUR * 7).min(WHOLE.mul_f64(0.05));
            let resolved = working(dice, said + late);
            steps.push((resolved, Step::Resolve));
            if dice.happens(46) {
                let later = MINUTE + dice.wait(HOUR * 20).min(CLOSES_AFTER.mul_f64(0.9));
                steps.push((resolved + later, Step::Rate));
            }
            steps.push((resolved + CLOSES_AFTER, Step::Close));
        }
    }
}

const fn other(side: Side) -> Side {
    match side {
        Side::Staff => Side::Client,
        Side::Client => Side::Staff,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_795_903_200_000);

    fn extent(tickets: u32, messages: u32) -> Extent {
        Extent { days: 300, tickets, messages, ..Extent::NONE }
    }

    #[test]
    fn there_are_as_many_messages_as_were_asked_for() {
        for (tickets, messages) in [(500, 5_000), (500, 2_000), (300, 8_000)] {
            let threads = threads(&extent(tickets, messages), 1, NOW);
            let said: usize = threads.iter().map(|thread| said(&thread.steps(NOW))).sum();
            assert_eq!(said, usize::try_from(messages).unwrap(), "{tickets}");
            let longest = threads.iter().map(said_in).max().unwrap();
            assert!(longest <= 40, "{longest}");
        }
    }

    fn said_in(thread: &Planned) -> usize {
        said(&thread.steps(NOW))
    }

    #[test]
    fn what_is_older_than_the_longest_thread_is_all_there() {
        for thread in threads(&extent(400, 4_000), 2, NOW) {
            let steps = thread.steps(NOW);
            assert!(steps.is_sorted_by_key(|(at, _)| *at) && matches!(steps[0], (_, Step::Open(_))));
            if thread.opens + WHOLE < NOW {
                assert_eq!(said(&steps), usize::try_from(thread.length).unwrap());
            }
            let closed = steps.iter().position(|(_, step)| *step == Step::Close);
            assert!(closed.is_none_or(|place| steps[place..].iter().all(|(_, step)| !step.is_message())));
        }
    }

    #[test]
    fn the_same_seed_plans_the_same() {
        let plan = |seed| threads(&extent(50, 300), seed, NOW).iter().map(|t| (t.opens, t.length)).collect::<Vec<_>>();
        assert_eq!(plan(1), plan(1));
        assert_ne!(plan(1), plan(2));
    }
}
