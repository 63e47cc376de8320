//! A project as somebody types it, and as it is once nothing is wrong with it.

use jiff::civil::Date;

use crate::domain::input::{Invalid, Lines, Name, Problem, Problems};
use crate::domain::project::milestone::day_or_none;
use crate::domain::project::{Percent, Progress, Project, Status};
use crate::domain::text_enum;
use crate::id::MembershipId;

/// Members that a project may have.
const MEMBERS: usize = 100;

text_enum! {
    /// How it is known how far a project is.
    Way {
        /// By its milestones.
        Milestones = "milestones",
        /// As staff say.
        Hand = "hand",
    }
}

/// A project as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProjectForm {
    /// What it is called.
    pub name: String,
    /// What it is about.
    pub description: String,
    /// Where it is.
    pub status: String,
    /// The day it begins.
    pub starts_on: String,
    /// The last day on which it is to be done.
    pub due_on: String,
    /// How it is known how far it is.
    pub way: String,
    /// How far it is, when staff say so.
    pub percent: String,
    /// The memberships of those who work on it.
    pub members: Vec<String>,
}

impl ProjectForm {
    /// A project as it would be typed again.
    pub fn of(project: &Project) -> Self {
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let row = &project.row;
        let (way, percent) = match row.progress {
            Progress::FromMilestones { .. } => (Way::Milestones, String::new()),
            Progress::ByHand(percent) => (Way::Hand, percent.get().to_string()),
        };
        Self {
            name: row.name.clone(),
            description: project.description.clone(),
            status: row.status.to_string(),
            starts_on: day(row.starts_on),
            due_on: day(row.due_on),
            way: way.to_string(),
            percent,
            members: project.members.iter().map(|member| member.membership_id.to_string()).collect(),
        }
    }

    /// A new project: planned, as far as its milestones are.
    pub fn blank() -> Self {
        Self { status: Status::Planned.to_string(), way: Way::Milestones.to_string(), ..Self::default() }
    }
}

/// A project with which nothing is wrong, but for the customer and the members, whom `app` looks up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftProject {
    /// What it is called.
    pub name: String,
    /// What it is about.
    pub description: String,
    /// Where it is.
    pub status: Status,
    /// The day it begins.
    pub starts_on: Option<Date>,
    /// The last day on which it is to be done.
    pub due_on: Option<Date>,
    /// How far it is, when staff say so; none when its milestones do.
    pub percent: Option<Percent>,
    /// Who works on it, each once, in the order of their ids.
    pub members: Vec<MembershipId>,
}

impl DraftProject {
    /// Reads what was typed; every problem comes back at once.
    pub fn parse(form: &ProjectForm) -> Result<Self, Vec<Invalid>> {
        let mut problems = Problems::default();
        let name = problems.keep("name", Name::parse(&form.name));
        let description = problems.keep("description", Lines::parse(&form.description));
        let status = problems.keep("status", form.status.parse().map_err(|_| Problem::NotAChoice));
        let starts_on = problems.keep("starts_on", day_or_none(&form.starts_on));
        let due_on = problems.keep("due_on", day_or_none(&form.due_on));
        if let (Some(Some(starts_on)), Some(Some(due_on))) = (starts_on, due_on)
            && due_on < starts_on
        {
            problems.keep("due_on", Err::<(), _>(Problem::DueBeforeStart));
        }
        let way = problems.keep("way", form.way.parse().map_err(|_| Problem::NotAChoice));
        let percent = match way {
            Some(Way::Hand) => problems.keep("percent", Percent::parse(&form.percent)).map(Some),
            Some(Way::Milestones) | None => Some(None),
        };
        let members = problems.keep("members", members(&form.members));
        let draft = (|| {
            Some(Self {
                name: name?.to_string(),
                description: description?.to_string(),
                status: status?,
                starts_on: starts_on?,
                due_on: due_on?,
                percent: percent?,
                members: members?,
            })
        })();
        let problems = problems.into_vec();
        draft.filter(|_| problems.is_empty()).ok_or(problems)
    }
}

fn members(typed: &[String]) -> Result<Vec<MembershipId>, Problem> {
    let parsed: Result<Vec<MembershipId>, _> = typed.iter().map(|id| id.parse()).collect();
    let mut members = parsed.map_err(|_| Problem::NotAChoice)?;
    members.sort_unstable();
    members.dedup();
    if members.len() > MEMBERS { Err(Problem::TooMany { most: MEMBERS }) } else { Ok(members) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::project::tests::{AT, day, project};
    use crate::id::SystemChance;

    fn form() -> ProjectForm {
        ProjectForm { name: "Website".to_owned(), ..ProjectForm::blank() }
    }

    #[test]
    fn it_ends_when_it_begins_or_later() {
        let parse = |starts_on: &str, due_on: &str| {
            DraftProject::parse(&ProjectForm { starts_on: starts_on.to_owned(), due_on: due_on.to_owned(), ..form() })
        };
        let draft = parse("2026-11-30", "2026-11-30").unwrap();
        assert_eq!((draft.starts_on, draft.due_on), (Some(day("2026-11-30")), Some(day("2026-11-30"))));
        assert!(parse("", "2026-11-30").is_ok() && parse("2026-11-30", "").is_ok() && parse("", "").is_ok());
        let problems = parse("2026-11-30", "2026-11-29").unwrap_err();
        assert_eq!(problems, [Invalid { field: "due_on", problem: Problem::DueBeforeStart }]);
    }

    #[test]
    fn how_far_it_is_counts_only_when_staff_say_so() {
        let parse = |way: &str, percent: &str| {
            DraftProject::parse(&ProjectForm { way: way.to_owned(), percent: percent.to_owned(), ..form() })
        };
        assert_eq!(parse("hand", "40").unwrap().percent.map(Percent::get), Some(40));
        assert_eq!(parse("milestones", "900").unwrap().percent, None);
        assert_eq!(parse("hand", "101").unwrap_err()[0].problem, Problem::NotANumber { min: 0, max: 100 });
        assert_eq!(parse("hand", "").unwrap_err()[0].problem, Problem::Missing);
        assert_eq!(parse("guess", "1").unwrap_err()[0].field, "way");
    }

    #[test]
    fn every_problem_comes_back_at_once_and_members_once_each() {
        let wrong = ProjectForm {
            name: " ".to_owned(),
            status: "done".to_owned(),
            starts_on: "soon".to_owned(),
            way: String::new(),
            members: vec!["nobody".to_owned()],
            ..form()
        };
        let problems = DraftProject::parse(&wrong).unwrap_err();
        let fields: Vec<&str> = problems.iter().map(|invalid| invalid.field).collect();
        assert_eq!(fields, ["name", "status", "starts_on", "way", "members"]);
        let id = MembershipId::new(AT, &SystemChance);
        let twice = ProjectForm { members: vec![id.to_string(), id.to_string()], ..form() };
        assert_eq!(DraftProject::parse(&twice).unwrap().members, [id]);
    }

    #[test]
    fn what_is_stored_is_typed_again_as_it_is() {
        let mut stored = project(Status::OnHold, Vec::new());
        stored.row.progress = Progress::ByHand(Percent::new(30).unwrap());
        let draft = DraftProject::parse(&ProjectForm::of(&stored)).unwrap();
        assert_eq!((draft.status, draft.percent), (Status::OnHold, Percent::new(30)));
        assert_eq!((draft.starts_on, draft.due_on), (stored.row.starts_on, stored.row.due_on));
    }
}
