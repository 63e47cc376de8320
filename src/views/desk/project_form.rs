//! The forms of a project, of one of its milestones and of one of its updates.

use jiff::civil::Date;
use maud::{Markup, Render as _, html};

use crate::domain::input::Invalid;
use crate::domain::people::{Customer, Person};
use crate::domain::project::{Milestone, Project, ProjectForm, Status, Update, Way};
use crate::domain::rights::Right;
use crate::id::ProjectId;
use crate::views::combobox::{self, Chooser};
use crate::views::desk::customers::may;
use crate::views::desk::project::{BODY, DUE_ON as MILESTONE_DUE_ON, RENDERING, TITLE, body_dialogs, body_field, url};
use crate::views::form::{self, Field, Input};
use crate::views::frame::Frame;
use crate::views::layout::{self, DeskNav};
use crate::views::{icon, parts};
use crate::words::msg::{customers, projects as words};
use crate::words::{Msg, nouns};

const CUSTOMER: Field = Field { name: "customer", label: words::PROJECT_CUSTOMER };
const NAME: Field = Field { name: "name", label: words::PROJECT_NAME };
const DESCRIPTION: Field = Field { name: "description", label: words::PROJECT_DESCRIPTION };
const STATUS: Field = Field { name: "status", label: words::PROJECT_STATUS };
const STARTS_ON: Field = Field { name: "starts_on", label: words::PROJECT_STARTS_ON };
const DUE_ON: Field = Field { name: "due_on", label: words::PROJECT_DUE_ON };
const WAY: Field = Field { name: "way", label: words::PROJECT_PROGRESS };
const PERCENT: Field = Field { name: "percent", label: words::PROJECT_PERCENT };
const MEMBERS: Field = Field { name: "members", label: words::PROJECT_MEMBERS };
const FIELDS: [Field; 9] = [CUSTOMER, NAME, DESCRIPTION, STATUS, STARTS_ON, DUE_ON, WAY, PERCENT, MEMBERS];

/// What stands in the form of a project.
#[derive(Clone, Copy)]
pub struct ProjectEditor<'a> {
    /// The project that is changed, and which version of it.
    pub about: Option<(ProjectId, i64)>,
    /// Where it is now: from there it can go on. None for a new one, which may be anywhere.
    pub from: Option<Status>,
    /// What is typed.
    pub form: &'a ProjectForm,
    /// The customer chosen.
    pub customer: Option<&'a Customer>,
    /// What was typed for one.
    pub customer_name: &'a str,
    /// Those that fit what was typed, when it was not clear which one is meant.
    pub candidates: &'a [Customer],
    /// Whether there is any customer to begin a project for.
    pub any: bool,
    /// Who may work on it.
    pub staff: &'a [Person],
    /// What the form is called, so that sent twice it is one project.
    pub key: &'a str,
    /// What is wrong with it.
    pub problems: &'a [Invalid],
    /// Why it was refused.
    pub refused: Option<&'a str>,
    /// Whether the key was used before, with other words.
    pub conflict: bool,
    /// What somebody else saved meanwhile.
    pub theirs: Option<&'a Project>,
}

/// The page.
pub fn page(frame: &Frame<'_>, editor: &ProjectEditor<'_>) -> Markup {
    let title = frame.text(if editor.about.is_some() { words::PROJECT_EDIT_TITLE } else { words::PROJECT_NEW });
    let back = back(editor);
    let body = html! {
        main id="main" class="desk-page" tabindex="-1" {
            div class="narrow" {
                p class="crumbs small" { a href=(back) { (icon::back()) (frame.text(words::PROJECT_LIST)) } }
                h1 { (title) }
                @if editor.any {
                    (fields(frame, editor, &back))
                } @else {
                    div class="notice warn" {
                        p { (frame.text(words::PROJECT_NO_CUSTOMERS)) }
                        @if may(frame, Right::ManageCustomers) { p { a href="/desk/customers/new" { (frame.text(customers::CUSTOMER_ADD)) } } }
                    }
                }
            }
        }
    };
    layout::desk(frame, &title, DeskNav::Projects, &body)
}

/// Where one goes without saving.
fn back(editor: &ProjectEditor<'_>) -> String {
    editor.about.map_or_else(|| "/desk/projects".to_owned(), |(id, _)| url(id))
}

fn fields(frame: &Frame<'_>, editor: &ProjectEditor<'_>, back: &str) -> Markup {
    let (locale, problems, typed) = (frame.locale, editor.problems, editor.form);
    let action = editor.about.map_or_else(|| "/desk/projects".to_owned(), |(id, _)| url(id));
    let chooser = Chooser {
        id: "customer",
        label: words::PROJECT_CUSTOMER,
        customer: editor.customer.map(|customer| customer.id),
        name: editor.customer.map_or(editor.customer_name, |customer| &customer.name),
        candidates: editor.candidates,
        problems,
        hint: Some(words::PROJECT_CUSTOMER_HINT),
        required: true,
    };
    let statuses: Vec<(String, String)> = statuses(editor.from)
        .iter()
        .map(|status| (status.to_string(), frame.text(nouns::project_status(*status))))
        .collect();
    html! {
        form id="project" class="card form" method="post" action=(frame.action(&action)) {
            input type="hidden" name="key" value=(editor.key);
            @if let Some((_, version)) = editor.about { input type="hidden" name="version" value=(version); }
            (form::refused(editor.refused))
            (form::conflict(locale, editor.conflict))
            @if let Some(theirs) = editor.theirs { (project_overtaken(frame, theirs)) }
            (form::summary(locale, problems, &FIELDS))
            (form::input(locale, problems, NAME, Input::text(&typed.name).required().autocomplete("off")))
            (combobox::customer(frame, &chooser))
            (form::area(locale, problems, DESCRIPTION, &typed.description, Some(words::PROJECT_DESCRIPTION_HINT)))
            (form::select(locale, problems, STATUS, (&typed.status, &statuses), None))
            div class="project-days" {
                (form::input(locale, problems, STARTS_ON, Input { kind: "date", ..Input::text(&typed.starts_on) }))
                (form::input(locale, problems, DUE_ON, Input { kind: "date", ..Input::text(&typed.due_on) }))
            }
            (way(frame, editor))
            (members(frame, editor))
            div class="tools" {
                a class="button plain" href=(back) { (frame.text(words::PROJECT_CANCEL_EDIT)) }
                button type="submit" class="button primary end" { (frame.text(if editor.about.is_some() { words::PROJECT_SAVE } else { words::PROJECT_CREATE })) }
            }
        }
    }
}

/// Where it may be once it is saved.
fn statuses(from: Option<Status>) -> Vec<Status> {
    match from {
        Some(from) => Status::ALL.iter().copied().filter(|to| *to == from || from.moves().contains(to)).collect(),
        None => Status::ALL.to_vec(),
    }
}

/// How it is known how far it is.
fn way(frame: &Frame<'_>, editor: &ProjectEditor<'_>) -> Markup {
    let (locale, problems) = (frame.locale, editor.problems);
    html! {
        fieldset class="plain-set field" {
            legend { (frame.text(words::PROJECT_PROGRESS)) }
            @for (value, label) in [(Way::Milestones, words::PROJECT_WAY_MILESTONES), (Way::Hand, words::PROJECT_WAY_HAND)] {
                label class="choice" {
                    input type="radio" name="way" value=(value) id=[(value == Way::Milestones).then_some("way")] checked[editor.form.way == value.as_str()];
                    span { (frame.text(label)) }
                }
            }
            (form::problem(locale, problems, WAY))
            div class="percent-field" {
                (form::around(locale, problems, PERCENT, Some(words::PROJECT_PERCENT_HINT), &html! {
                    input id="percent" name="percent" class="input" type="number" min="0" max="100" step="1" inputmode="numeric" value=(editor.form.percent)
                        aria-invalid=[form::problem_id(problems, PERCENT).map(|_| "true")] aria-describedby=[form::described_by(problems, PERCENT, Some(words::PROJECT_PERCENT_HINT))];
                }))
            }
        }
    }
}

fn members(frame: &Frame<'_>, editor: &ProjectEditor<'_>) -> Markup {
    html! {
        fieldset class="plain-set field" {
            legend { (frame.text(words::PROJECT_MEMBERS)) }
            p class="hint" { (frame.text(words::PROJECT_MEMBERS_HINT)) }
            div class="member-choices" id="members" {
                @for person in editor.staff {
                    @let id = person.membership_id.to_string();
                    label class="choice" {
                        input type="checkbox" name="members" value=(id) checked[editor.form.members.contains(&id)];
                        span dir="auto" { (person.name) }
                    }
                }
            }
            (form::problem(frame.locale, editor.problems, MEMBERS))
        }
    }
}

/// Said when somebody saved it meanwhile: what they wrote, and what is typed here stays.
fn overtaken(frame: &Frame<'_>, theirs: &[(Msg, Markup)]) -> Markup {
    html! {
        div class="notice warn" role="alert" tabindex="-1" autofocus {
            p { strong { (frame.text(words::PROJECT_OVERTAKEN_TITLE)) } }
            p { (frame.text(words::PROJECT_OVERTAKEN_TEXT)) }
            details {
                summary { (frame.text(words::PROJECT_OVERTAKEN_THEIRS)) }
                dl class="known" {
                    @for (name, value) in theirs {
                        @if !value.0.is_empty() { div { dt { (frame.text(*name)) } dd class="lines" dir="auto" { (value) } } }
                    }
                }
            }
        }
    }
}

fn project_overtaken(frame: &Frame<'_>, theirs: &Project) -> Markup {
    let row = &theirs.row;
    let members = theirs.members.iter().map(|member| member.name.as_str()).collect::<Vec<_>>().join(", ");
    let stands = [
        (words::PROJECT_NAME, row.name.render()),
        (words::PROJECT_CUSTOMER, row.customer.render()),
        (words::PROJECT_DESCRIPTION, theirs.description.render()),
        (words::PROJECT_STATUS, frame.text(nouns::project_status(row.status)).render()),
        (words::PROJECT_STARTS_ON, day(frame, row.starts_on)),
        (words::PROJECT_DUE_ON, day(frame, row.due_on)),
        (words::PROJECT_PERCENT, ProjectForm::of(theirs).percent.render()),
        (words::PROJECT_MEMBERS, members.render()),
    ];
    overtaken(frame, &stands)
}

fn day(frame: &Frame<'_>, day: Option<Date>) -> Markup {
    day.map(|day| parts::day(frame, day)).unwrap_or_default()
}

/// What stands in the form of a milestone.
#[derive(Clone, Copy, Debug)]
pub struct MilestoneForm<'a> {
    /// What is to be done.
    pub title: &'a str,
    /// The last day for it.
    pub due_on: &'a str,
    /// What stood in both when the form was opened.
    pub seen: &'a str,
    /// What is wrong with them.
    pub problems: &'a [Invalid],
    /// Whether somebody else has changed it since.
    pub is_overtaken: bool,
}

/// The page on which a milestone is changed or removed.
pub fn milestone(frame: &Frame<'_>, project: &Project, milestone: &Milestone, shown: &MilestoneForm<'_>) -> Markup {
    let (locale, problems) = (frame.locale, shown.problems);
    let base = url(project.row.id);
    let own = format!("{base}/milestones/{}", milestone.id);
    let fields = html! {
        @if shown.is_overtaken {
            (overtaken(frame, &[(words::MILESTONE_TITLE, milestone.title.render()), (words::MILESTONE_DUE_ON, day(frame, milestone.due_on))]))
        }
        form class="card form" method="post" action=(frame.action(&own)) {
            input type="hidden" name="seen" value=(shown.seen);
            (form::summary(locale, problems, &[TITLE, MILESTONE_DUE_ON]))
            (form::input(locale, problems, TITLE, Input::text(shown.title).required().autocomplete("off")))
            (form::input(locale, problems, MILESTONE_DUE_ON, Input { kind: "date", ..Input::text(shown.due_on) }))
            div class="tools" {
                a class="button plain" href=(base) { (frame.text(words::PROJECT_CANCEL_EDIT)) }
                button type="submit" class="button primary end" { (frame.text(words::PROJECT_SAVE)) }
            }
        }
        (remove(frame, &own, (words::MILESTONE_REMOVE, words::MILESTONE_REMOVE_TEXT)))
    };
    let title = frame.text(words::MILESTONE_EDIT_TITLE);
    layout::desk(frame, &title, DeskNav::Projects, &around(project, &title, &fields))
}

/// What stands in the form of an update.
#[derive(Clone, Copy, Debug)]
pub struct UpdateForm<'a> {
    /// What it says, as Markdown.
    pub body: &'a str,
    /// What it said when the form was opened.
    pub seen: &'a str,
    /// What is wrong with it.
    pub problems: &'a [Invalid],
    /// Whether somebody else has changed it since.
    pub is_overtaken: bool,
}

/// The page on which an update is changed or deleted.
pub fn update(frame: &Frame<'_>, project: &Project, update: &Update, shown: &UpdateForm<'_>) -> Markup {
    let base = url(project.row.id);
    let own = format!("{base}/updates/{}", update.id);
    let fields = html! {
        @if shown.is_overtaken { (overtaken(frame, &[(words::UPDATE_BODY, update.body.render())])) }
        form class="card form updating" method="post" action=(frame.action(&own)) data-enter-sends data-rendering=(frame.action(RENDERING)) {
            input type="hidden" name="seen" value=(shown.seen);
            (form::summary(frame.locale, shown.problems, &[BODY]))
            (body_field(frame, shown.problems, (shown.body, update.attachments.is_empty())))
            div class="tools" {
                a class="button plain" href=(base) { (frame.text(words::PROJECT_CANCEL_EDIT)) }
                button type="submit" class="button primary end" { (frame.text(words::PROJECT_SAVE)) }
            }
        }
        (remove(frame, &own, (words::UPDATE_DELETE, words::UPDATE_DELETE_TEXT)))
        (body_dialogs(frame))
    };
    let title = frame.text(words::UPDATE_EDIT_TITLE);
    layout::updating_desk(frame, &title, &around(project, &title, &fields))
}

/// Taking it away: apart from the rest, and not pressed by accident.
fn remove(frame: &Frame<'_>, own: &str, (label, text): (Msg, Msg)) -> Markup {
    html! {
        details class="card part removal" {
            summary { (frame.text(label)) }
            p class="small quiet" { (frame.text(text)) }
            form method="post" action=(frame.action(&format!("{own}/delete"))) {
                button type="submit" class="button danger" { (frame.text(label)) }
            }
        }
    }
}

fn around(project: &Project, title: &str, fields: &Markup) -> Markup {
    html! {
        main id="main" class="desk-page" tabindex="-1" {
            div class="narrow" {
                p class="crumbs small" { a href=(url(project.row.id)) { (icon::back()) bdi { (project.row.name) } } }
                h1 { (title) }
                (fields)
            }
        }
    }
}
