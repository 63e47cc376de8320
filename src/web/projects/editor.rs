//! The form of a project.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::{may_manage, may_open};
use crate::app::projects::{self, Draft, Saved};
use crate::app::{self, customers};
use crate::domain::input::{Invalid, Problem};
use crate::domain::people::Customer;
use crate::domain::project::{DraftProject, Project, ProjectForm};
use crate::domain::sought::sought;
use crate::id::ProjectId;
use crate::views;
use crate::views::desk::project::url;
use crate::views::desk::project_form::ProjectEditor;
use crate::views::done::Done;
use crate::web::desk::rail;
use crate::web::error::{Error, in_words};
use crate::web::forms::{key_again, key_or_new, new_key, page_with, see_other};
use crate::web::visit::{Staff, Visit};

/// What a form of a project holds.
#[derive(Default)]
struct Fields {
    typed: ProjectForm,
    customer: String,
    customer_name: Option<String>,
    key: String,
    version: i64,
}

impl Fields {
    fn read(pairs: &[(String, String)]) -> Self {
        let mut fields = Self::default();
        for (name, value) in pairs {
            let text = value.replace("\r\n", "\n");
            match name.as_str() {
                "customer" => fields.customer = text,
                "customer_name" => fields.customer_name = Some(text),
                "name" => fields.typed.name = text,
                "description" => fields.typed.description = text,
                "status" => fields.typed.status = text,
                "starts_on" => fields.typed.starts_on = text,
                "due_on" => fields.typed.due_on = text,
                "way" => fields.typed.way = text,
                "percent" => fields.typed.percent = text,
                "members" => fields.typed.members.push(text),
                "key" => fields.key = text,
                "version" => fields.version = text.parse().unwrap_or_default(),
                _ => {}
            }
        }
        fields
    }

    /// A stored project, as it would be typed again.
    fn of(project: &Project) -> Self {
        Self {
            typed: ProjectForm::of(project),
            customer: project.row.customer_id.to_string(),
            version: project.version,
            ..Self::default()
        }
    }
}

/// What comes back with a form.
#[derive(Default)]
struct Back<'a> {
    problems: Vec<Invalid>,
    refused: Option<&'a str>,
    conflict: bool,
    theirs: Option<&'a Project>,
}

#[derive(Deserialize)]
pub(crate) struct NewQuery {
    #[serde(default)]
    customer: String,
}

/// `GET /desk/projects/new`
pub(crate) async fn new(Staff(visit): Staff, query: web::Query<NewQuery>) -> Result<HttpResponse, Error> {
    may_open(&visit)?;
    let fields = Fields { typed: ProjectForm::blank(), customer: query.customer.clone(), ..Fields::default() };
    form(&visit, None, &fields, &Back::default(), StatusCode::OK).await
}

/// `GET /desk/projects/{id}/edit`
pub(crate) async fn edit(Staff(visit): Staff, id: web::Path<ProjectId>) -> Result<HttpResponse, Error> {
    may_open(&visit)?;
    let project = projects::find(&visit.state.app, &visit.caller, *id).await?;
    form(&visit, Some(&project), &Fields::of(&project), &Back::default(), StatusCode::OK).await
}

/// `POST /desk/projects`
pub(crate) async fn create(
    Staff(visit): Staff,
    pairs: web::Form<Vec<(String, String)>>,
) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    let fields = Fields::read(&pairs);
    let key = key_or_new(&fields.key, &*visit.state.app.chance).map_err(|_| Error::Unreadable("key".to_owned()))?;
    let draft = match parse(&visit, None, &fields).await? {
        Ok(draft) => draft,
        Err(problems) => return wrong(&visit, None, &fields, problems).await,
    };
    match projects::create(&visit.state.app, &visit.caller, &draft, &key).await {
        Ok(id) => Ok(see_other(&Done::ProjectSaved.at(&url(id)))),
        Err(app::Error::KeyInUse) => {
            let fields = Fields { key: new_key(&*visit.state.app.chance), ..fields };
            form(&visit, None, &fields, &Back { conflict: true, ..Back::default() }, StatusCode::CONFLICT).await
        }
        Err(error) => refused(&visit, None, &fields, error).await,
    }
}

/// `POST /desk/projects/{id}`
pub(crate) async fn update(
    Staff(visit): Staff,
    id: web::Path<ProjectId>,
    pairs: web::Form<Vec<(String, String)>>,
) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    let fields = Fields::read(&pairs);
    let project = projects::find(&visit.state.app, &visit.caller, *id).await?;
    let draft = match parse(&visit, Some(&project), &fields).await? {
        Ok(draft) => draft,
        Err(problems) => return wrong(&visit, Some(&project), &fields, problems).await,
    };
    match projects::change(&visit.state.app, &visit.caller, *id, fields.version, &draft).await {
        Ok(Saved::Stored) => Ok(see_other(&Done::ProjectSaved.at(&url(*id)))),
        Ok(Saved::Overtaken(theirs)) => {
            // Saved once more it follows what stands there now.
            let fields = Fields { version: theirs.version, ..fields };
            let back = Back { theirs: Some(&theirs), ..Back::default() };
            form(&visit, Some(&theirs), &fields, &back, StatusCode::CONFLICT).await
        }
        Err(error) => refused(&visit, Some(&project), &fields, error).await,
    }
}

/// What the form says, or what has to be mended.
async fn parse(
    visit: &Visit,
    project: Option<&Project>,
    fields: &Fields,
) -> Result<Result<Draft, Vec<Invalid>>, Error> {
    let (chosen, _) = choose(visit, project, fields).await?;
    Ok(match (chosen, DraftProject::parse(&fields.typed)) {
        (Ok(customer), Ok(says)) => Ok(Draft { customer: customer.id, says }),
        (chosen, says) => {
            let mut problems = says.err().unwrap_or_default();
            if let Err(problem) = chosen {
                problems.insert(0, Invalid { field: "customer", problem });
            }
            Err(problems)
        }
    })
}

/// The customer that the form means. The one whose project it is stays, also when it could not be chosen any more.
async fn choose(
    visit: &Visit,
    project: Option<&Project>,
    fields: &Fields,
) -> Result<(Result<Customer, Problem>, Vec<Customer>), Error> {
    let own = project.map(|project| project.row.of_customer());
    let is_own = |own: &Customer| match fields.customer.as_str() {
        "" => fields.customer_name.as_deref().is_some_and(|name| sought(name) == sought(&own.name)),
        id => id == own.id.to_string(),
    };
    if let Some(own) = own.filter(is_own) {
        return Ok((Ok(own), Vec::new()));
    }
    let (app, caller) = (&visit.state.app, &visit.caller);
    Ok(customers::choose(app, caller, &fields.customer, fields.customer_name.as_deref()).await?.into_parts())
}

/// The form with what is wrong, at its fields.
async fn wrong(
    visit: &Visit,
    project: Option<&Project>,
    fields: &Fields,
    problems: Vec<Invalid>,
) -> Result<HttpResponse, Error> {
    let back = Back { problems, ..Back::default() };
    form(visit, project, fields, &back, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// Says above the form why a rule refused it, with what was typed.
async fn refused(
    visit: &Visit,
    project: Option<&Project>,
    fields: &Fields,
    error: app::Error,
) -> Result<HttpResponse, Error> {
    let app::Error::Project(reason) = error else { return Err(error.into()) };
    let said = in_words(&visit.locale, &Error::Project(reason));
    let back = Back { refused: Some(&said), ..Back::default() };
    form(visit, project, fields, &back, StatusCode::CONFLICT).await
}

async fn form(
    visit: &Visit,
    project: Option<&Project>,
    fields: &Fields,
    back: &Back<'_>,
    status: StatusCode,
) -> Result<HttpResponse, Error> {
    let (app, caller) = (&visit.state.app, &visit.caller);
    let (chosen, candidates) = choose(visit, project, fields).await?;
    let chosen = chosen.ok();
    let mut staff = projects::candidates(app, caller).await?;
    // Whoever works on it stays named, even when they could not be chosen any more.
    for member in project.iter().flat_map(|project| &project.members) {
        if !staff.iter().any(|person| person.membership_id == member.membership_id) {
            staff.push(member.clone());
        }
    }
    let key = key_again(&fields.key, &*app.chance);
    let editor = ProjectEditor {
        about: project.map(|project| (project.row.id, fields.version)),
        from: project.map(|project| project.row.status),
        form: &fields.typed,
        customer: chosen.as_ref(),
        customer_name: fields.customer_name.as_deref().unwrap_or_default(),
        candidates: &candidates,
        any: project.is_some() || customers::any(app, caller).await?,
        staff: &staff,
        key: &key,
        problems: &back.problems,
        refused: back.refused,
        conflict: back.conflict,
        theirs: back.theirs,
    };
    let rail = rail(visit).await?;
    Ok(page_with(status, views::desk::project_form::page(&visit.desk_frame(rail), &editor)))
}
