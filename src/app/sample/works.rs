//! The sample's projects: one at every stage.

use std::time::Duration;

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::app::invoices::today;
use crate::app::projects::{self, Draft, News};
use crate::app::sample::{Cast, at, key, parsed};
use crate::app::{Error, Writing};
use crate::domain::input::Body;
use crate::domain::project::{DraftMilestone, DraftProject, Percent, Status};
use crate::id::{CustomerId, ProjectId};

/// A project: what it is called, what it is about, where it is, when it begins and is to be done in days from today, how far it is when
/// staff say so.
struct Work {
    name: &'static str,
    description: &'static str,
    status: Status,
    starts: i64,
    due: i64,
    percent: Option<i64>,
    milestones: &'static [Step],
    /// How many days ago something was told, and what.
    updates: &'static [(u64, &'static str)],
}

/// A milestone: its title, its last day in days from today, and how many days ago it was done.
type Step = (&'static str, Option<i64>, Option<u64>);

const WEBSITE: Work = Work {
    name: "New website",
    description: "Six pages in English and German, with the photographs of this spring. The old address stays.",
    status: Status::Active,
    starts: -38,
    due: 24,
    percent: None,
    milestones: &[
        ("Structure agreed on", Some(-30), Some(31)),
        ("Design of the first page", Some(-16), Some(15)),
        ("Photographs chosen and edited", Some(-3), None),
        ("Texts in both languages", Some(7), None),
        ("Going live", Some(24), None),
    ],
    updates: &[
        (
            15,
            "The first page is designed. **Three things to look at:**\n\n1. the opening picture,\n2. the order of the services,\n3. the green, which is the one of your shop sign.",
        ),
        (
            4,
            "We are waiting for the photographs of the workshop. As soon as they are here, editing takes two days.\nThe texts are not held up by it.",
        ),
    ],
};
const GUIDE: Work = Work {
    name: "Brand guidelines",
    description: "",
    status: Status::Completed,
    starts: -96,
    due: -70,
    percent: None,
    milestones: &[("First draft", Some(-88), Some(89)), ("Print file", Some(-70), Some(72))],
    updates: &[(72, "The print file is with you. It was a pleasure.")],
};
const WINDOWS: Work = Work {
    name: "Window lettering for the second shop",
    description: "As in the first shop, in white.",
    status: Status::Planned,
    starts: 12,
    due: 40,
    percent: None,
    milestones: &[("Measure the windows", Some(12), None), ("Lettering on the glass", None, None)],
    updates: &[],
};
const MENU: Work = Work {
    name: "Menu cards, winter",
    description: "120 cards on the paper of last year, with the new prices.",
    status: Status::Active,
    starts: -9,
    due: 11,
    percent: Some(60),
    milestones: &[("Proof on your paper", Some(4), None)],
    updates: &[(2, "The layout stands; the proof comes on Thursday.")],
};
const SHOP: Work = Work {
    name: "Order page for bread",
    description: "Customers order until six in the evening and fetch it in the morning.",
    status: Status::OnHold,
    starts: -60,
    due: 60,
    percent: None,
    milestones: &[("What can be ordered", None, Some(52)), ("Trial with ten customers", None, None)],
    updates: &[(20, "On hold until the new oven is in, as we agreed on the phone.")],
};
const FAIR: Work = Work {
    name: "Stand at the spring fair",
    description: "",
    status: Status::Cancelled,
    starts: -120,
    due: -40,
    percent: None,
    milestones: &[],
    updates: &[],
};

/// Writes them.
pub(super) async fn write(writing: &mut Writing, cast: &Cast) -> Result<(), Error> {
    let (now, organisation) = (writing.now, cast.agent.organisation_id);
    let day = today(&mut writing.tx, organisation, now).await?;
    for (customer, work) in [
        (cast.northwind, &GUIDE),
        (cast.northwind, &WINDOWS),
        (cast.northwind, &WEBSITE),
        (cast.contoso, &SHOP),
        (cast.contoso, &MENU),
        (cast.fabrikam, &FAIR),
    ] {
        one(writing, cast, (customer, work), day).await?;
        at(writing, now);
    }
    Ok(())
}

async fn one(
    writing: &mut Writing,
    cast: &Cast,
    (customer, work): (CustomerId, &Work),
    day: Date,
) -> Result<(), Error> {
    let now = writing.now;
    let in_days = |days: i64| day.saturating_add(days.days());
    let ago = |days: u64| now - Duration::from_secs(days * 24 * 60 * 60);
    let says = DraftProject {
        name: work.name.to_owned(),
        description: work.description.to_owned(),
        status: work.status,
        starts_on: Some(in_days(work.starts)),
        due_on: Some(in_days(work.due)),
        percent: work.percent.and_then(Percent::new),
        members: vec![cast.agent.membership_id],
    };
    at(writing, ago(u64::try_from(-work.starts).unwrap_or(1) + 3));
    let id = projects::create_in(writing, &cast.agent, &Draft { customer, says }, None).await?;
    // What happened, in the order in which it did: each touches the project, and the last one is when it moved.
    let mut done = Vec::new();
    for &(title, due, done_ago) in work.milestones {
        let draft = DraftMilestone { title: title.to_owned(), due_on: due.map(in_days) };
        let milestone = projects::add_milestone_in(writing, &cast.agent, id, &draft).await?;
        done.extend(done_ago.map(|days| (days, milestone)));
    }
    let mut told: Vec<_> = work.updates.iter().collect();
    done.sort_by_key(|(days, _)| std::cmp::Reverse(*days));
    told.sort_by_key(|(days, _)| std::cmp::Reverse(*days));
    for (days, milestone) in done {
        at(writing, ago(days));
        projects::set_done_in(writing, &cast.agent, id, milestone, true).await?;
    }
    for (days, body) in told {
        at(writing, ago(*days));
        tell(writing, cast, id, body).await?;
    }
    Ok(())
}

async fn tell(writing: &mut Writing, cast: &Cast, id: ProjectId, body: &str) -> Result<(), Error> {
    let news = News { body: parsed(Body::parse(body))?, key: key(writing)?, attachments: Vec::new() };
    projects::post_in(writing, &cast.agent, id, &news).await.map(|_| ())
}
