//! The sample's projects, at every stage: planned, under way and late, resting, done, given up.

use std::time::Duration;

use crate::app::projects::{self, Draft, News};
use crate::app::sample::calendar::{times, working};
use crate::app::sample::dice::Dice;
use crate::app::sample::extent::Extent;
use crate::app::sample::phrases::{NAMES, PHRASES};
use crate::app::sample::world::{Firm, World};
use crate::app::sample::{at, parsed};
use crate::app::{Error, Writing};
use crate::clock::Timestamp;
use crate::domain::input::{Body, Invalid, Key};
use crate::domain::people::Caller;
use crate::domain::project::{DraftMilestone, DraftProject, ProjectForm, Status, Way};
use crate::id::{ProjectId, secret};
use crate::words::Zone;

const DAY: Duration = Duration::from_secs(86_400);

/// The projects that are not begun yet.
pub(super) struct Projects {
    times: std::iter::Peekable<std::vec::IntoIter<(usize, Timestamp)>>,
    dice: Dice,
}

/// A project that will be.
pub(super) struct Work {
    at: Timestamp,
    place: usize,
    seed: u64,
}

impl Projects {
    pub(super) fn plan(extent: &Extent, seed: u64, now: Timestamp) -> Self {
        let mut dice = Dice::of(seed, 60);
        let times: Vec<(usize, Timestamp)> =
            times(&mut dice, (extent.days, extent.projects), now).into_iter().enumerate().collect();
        Self { times: times.into_iter().peekable(), dice }
    }

    pub(super) fn peek(&mut self) -> Option<Timestamp> {
        self.times.peek().map(|(_, at)| *at)
    }

    pub(super) fn next(&mut self) -> Option<Work> {
        let seed = self.dice.roll();
        self.times.next().map(|(place, at)| Work { at, place, seed })
    }
}

/// Writes a project and what became of it by `now`.
pub(super) async fn write(writing: &mut Writing, world: &World, work: &Work, now: Timestamp) -> Result<(), Error> {
    let mut dice = Dice::of(work.seed, 1);
    // Every third is of those whose people sign in to look.
    let firm = if work.place.is_multiple_of(3) { work.place / 3 % 2 } else { world.firm_place(&mut dice) };
    let firm = &world.firms[firm];
    let lead = world.agent(&mut dice);
    let length = DAY * u32::try_from(dice.between(20, 130)).unwrap_or(60);
    let status = stage(&mut dice, now.since(work.at), length);
    let id = begin(writing, &mut dice, (world, firm, lead), (work.at, length, status)).await?;
    let steps = NAMES.ways("step");
    let count = dice.between(3, 7);
    let first = dice.below(steps.len());
    for place in 0..count {
        let part = f64::from(i32::try_from(place + 1).unwrap_or(1)) / f64::from(i32::try_from(count).unwrap_or(1));
        let due = work.at + length.mul_f64(part);
        at(writing, work.at + Duration::from_secs(60));
        let title = steps[(first + usize::try_from(place).unwrap_or(0)) % steps.len()];
        let milestone = DraftMilestone::parse(title, &day(due)).map_err(|problems| wrong(&problems))?;
        let milestone = projects::add_milestone_in(writing, lead, id, &milestone).await?;
        let late = DAY.mul_f64(dice.share() * 6.0);
        let done = working(&mut dice, due + late) - DAY * 3;
        let is_done = match status {
            Status::Completed => true,
            Status::Planned => false,
            Status::Active | Status::OnHold | Status::Cancelled => done < now && dice.happens(88),
        };
        if is_done {
            at(writing, done.min(now));
            projects::set_done_in(writing, lead, id, milestone, true).await?;
        }
    }
    tell(writing, &mut dice, (firm, lead, id), (work.at, length, now)).await
}

async fn begin(
    writing: &mut Writing,
    dice: &mut Dice,
    (world, firm, lead): (&World, &Firm, &Caller),
    (begins, length, status): (Timestamp, Duration, Status),
) -> Result<ProjectId, Error> {
    let subject = PHRASES.say(dice, ("en", "thing"), &[]);
    let name = format!("{} {}", dice.one_of(NAMES.ways("project")), dice.between(1, 9));
    let way = if dice.happens(80) { Way::Milestones } else { Way::Hand };
    let percent = if status == Status::Completed { 100 } else { dice.between(0, 95) };
    let members = [lead, world.agent(dice)].map(|member| member.membership_id.to_string()).into();
    let typed = ProjectForm {
        name,
        description: format!("What {} wants of us. It begins with {subject}.", firm.name),
        status: status.to_string(),
        starts_on: day(begins),
        due_on: day(begins + length),
        way: way.to_string(),
        percent: if way == Way::Hand { percent.to_string() } else { String::new() },
        members,
    };
    let says = DraftProject::parse(&typed).map_err(|problems| wrong(&problems))?;
    projects::create_in(writing, lead, &Draft { customer: firm.id, says }, None).await
}

/// What was told the customer, every other week or so.
async fn tell(
    writing: &mut Writing,
    dice: &mut Dice,
    (firm, lead, id): (&Firm, &Caller, ProjectId),
    (begins, length, now): (Timestamp, Duration, Timestamp),
) -> Result<(), Error> {
    let mut time = working(dice, begins + DAY);
    while time < now && time.since(begins) < length {
        at(writing, time);
        let bound = [("firm", firm.name.as_str()), ("agent", lead.name.as_str()), ("client", firm.name.as_str())];
        let body = PHRASES.say(dice, ("en", "update"), &[&bound[..], &[("number", "12"), ("minute", "30")]].concat());
        let key = parsed(Key::parse(&secret(&*writing.chance)))?;
        let news = News { body: parsed(Body::parse(&body))?, key, attachments: Vec::new() };
        projects::post_in(writing, lead, id, &news).await?;
        let wait = DAY * 4 + dice.wait(DAY * 12);
        time = working(dice, time + wait);
    }
    Ok(())
}

/// Where a project of this age is that is to take so long.
fn stage(dice: &mut Dice, age: Duration, length: Duration) -> Status {
    match dice.below(100) {
        0..6 => Status::Cancelled,
        6..13 => Status::OnHold,
        13..30 if age < length / 3 => Status::Planned,
        _ if age > length.mul_f64(1.1) => Status::Completed,
        _ => Status::Active,
    }
}

fn wrong(problems: &[Invalid]) -> Error {
    Error::Internal(format!("the sample holds a wrong project: {problems:?}"))
}

fn day(time: Timestamp) -> String {
    Zone::named("UTC").date(time).to_string()
}
