//! A project in the order of time: what was, what is today, what is to come.

use jiff::civil::Date;

use crate::clock::Timestamp;
use crate::domain::project::{Milestone, Project, Update};

/// Something on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment<'a> {
    /// The project begins.
    Starts,
    /// A milestone is done, or is to be.
    Milestone(&'a Milestone),
    /// News.
    Update(&'a Update),
    /// The project is to be done.
    Due,
    /// Today.
    Today,
}

/// A moment with its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated<'a> {
    /// The day, in the organisation's time zone.
    pub on: Date,
    /// What.
    pub what: Moment<'a>,
}

/// Everything of a project that has a day, earliest first, with today where it belongs: a milestone stands where it was done, else where it
/// is due. `day` tells on which day a time was. Empty when nothing has a day.
pub fn timeline<'a>(
    project: &'a Project,
    updates: &'a [Update],
    today: Date,
    day: impl Fn(Timestamp) -> Date,
) -> Vec<Dated<'a>> {
    let milestone = |milestone: &'a Milestone| {
        let on = milestone.done.as_ref().map(|done| day(done.at)).or(milestone.due_on)?;
        Some(Dated { on, what: Moment::Milestone(milestone) })
    };
    let mut all: Vec<Dated<'_>> =
        project.row.starts_on.map(|on| Dated { on, what: Moment::Starts }).into_iter().collect();
    all.extend(project.milestones.iter().filter_map(milestone));
    // Updates come newest first; of one day the first written stands first.
    all.extend(updates.iter().rev().map(|update| Dated { on: day(update.posted_at), what: Moment::Update(update) }));
    all.extend(project.row.due_on.map(|on| Dated { on, what: Moment::Due }));
    if all.is_empty() {
        return all;
    }
    all.push(Dated { on: today, what: Moment::Today });
    all.sort_by_key(|dated| (dated.on, order(&dated.what, today)));
    all
}

/// Of one day: it begins, things happen, this is today, what is still to be done today, it ends.
fn order(moment: &Moment<'_>, today: Date) -> u8 {
    match moment {
        Moment::Starts => 0,
        Moment::Update(_) => 1,
        Moment::Milestone(milestone) if milestone.done.is_some() => 1,
        Moment::Milestone(milestone) if milestone.due_on != Some(today) => 1,
        Moment::Today => 2,
        Moment::Milestone(_) => 3,
        Moment::Due => 4,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::domain::project::tests::{AT, day, project};
    use crate::domain::project::{Done, Status};
    use crate::id::{MembershipId, MilestoneId, SystemChance, UpdateId};

    /// Days since the first of November at noon, so that a time has a day.
    fn at(days: u64) -> Timestamp {
        AT + Duration::from_secs(days * 24 * 60 * 60)
    }

    fn on(at: Timestamp) -> Date {
        let days = i32::try_from(at.since(AT).as_secs() / (24 * 60 * 60)).unwrap();
        day("2026-11-01").saturating_add(jiff::ToSpan::days(days))
    }

    fn milestone(title: &str, due_on: Option<&str>, done: Option<u64>) -> Milestone {
        Milestone {
            id: MilestoneId::new(AT, &SystemChance),
            title: title.to_owned(),
            due_on: due_on.map(day),
            done: done.map(|days| Done { at: at(days), by: None }),
        }
    }

    fn update(body: &str, days: u64) -> Update {
        Update {
            id: UpdateId::new(AT, &SystemChance),
            author_id: MembershipId::new(AT, &SystemChance),
            author: "Amir".to_owned(),
            body: body.to_owned(),
            posted_at: at(days),
            edited_at: None,
            attachments: Vec::new(),
        }
    }

    fn named(all: &[Dated<'_>]) -> Vec<String> {
        let name = |dated: &Dated<'_>| match dated.what {
            Moment::Starts => "starts".to_owned(),
            Moment::Milestone(milestone) => milestone.title.clone(),
            Moment::Update(update) => update.body.clone(),
            Moment::Due => "due".to_owned(),
            Moment::Today => "today".to_owned(),
        };
        all.iter().map(name).collect()
    }

    #[test]
    fn it_is_read_in_the_order_of_time_with_today_in_it() {
        let milestones = vec![
            milestone("late", Some("2026-11-20"), None),
            milestone("done early", Some("2026-12-24"), Some(4)),
            milestone("today’s", Some("2026-11-23"), None),
            milestone("to come", Some("2026-12-01"), None),
            milestone("some day", None, None),
        ];
        let project = project(Status::Active, milestones);
        let updates = [update("second", 5), update("first", 5), update("begun", 1)];
        let all = timeline(&project, &updates, day("2026-11-23"), on);
        let expected =
            ["starts", "begun", "done early", "first", "second", "late", "today", "today’s", "to come", "due"];
        assert_eq!(named(&all), expected);
    }

    #[test]
    fn without_any_day_there_is_none() {
        let mut project = project(Status::Planned, vec![milestone("some day", None, None)]);
        (project.row.starts_on, project.row.due_on) = (None, None);
        assert_eq!(timeline(&project, &[], day("2026-11-23"), on), []);
    }
}
