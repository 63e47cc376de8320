//! Projects, through the verbs that staff use.

use frontdesk::app::projects::{self, Draft, News};
use frontdesk::domain::input::{Body, Key};
use frontdesk::domain::project::{DraftMilestone, DraftProject, Status};
use frontdesk::id::{CustomerId, FileId, MilestoneId, ProjectId, SystemChance, UpdateId, secret};

use super::app::TestApp;
use super::cast::Cast;

impl TestApp {
    /// Begins an active project without days, on which the agent works.
    pub(crate) async fn project(&self, cast: &Cast, customer: CustomerId, name: &str) -> ProjectId {
        let says = DraftProject {
            name: name.to_owned(),
            description: String::new(),
            status: Status::Active,
            starts_on: None,
            due_on: None,
            percent: None,
            members: vec![cast.agent.0.membership_id],
        };
        let draft = Draft { customer, says };
        projects::create(&self.app, &cast.agent.0, &draft, &key()).await.expect("a project is begun")
    }

    /// Adds a milestone, with its last day.
    pub(crate) async fn milestone(
        &self,
        cast: &Cast,
        project: ProjectId,
        title: &str,
        due_on: Option<&str>,
    ) -> MilestoneId {
        let draft = DraftMilestone { title: title.to_owned(), due_on: due_on.map(|day| day.parse().expect("a day")) };
        projects::add_milestone(&self.app, &cast.agent.0, project, &draft).await.expect("a milestone is added")
    }

    /// Posts an update.
    pub(crate) async fn tell(&self, cast: &Cast, project: ProjectId, body: &str) -> UpdateId {
        self.tell_with(cast, project, body, Vec::new()).await
    }

    /// The same with files.
    pub(crate) async fn tell_with(
        &self,
        cast: &Cast,
        project: ProjectId,
        body: &str,
        attachments: Vec<FileId>,
    ) -> UpdateId {
        let news = News { body: Body::beside_files(body).expect("a text"), key: key(), attachments };
        projects::post(&self.app, &cast.agent.0, project, &news).await.expect("an update is posted")
    }
}

fn key() -> Key {
    Key::parse(&secret(&SystemChance)).expect("a key")
}
