//! Settings → Users & roles.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError as _, web};
use serde::Deserialize;

use crate::app::customers::{Choice, choose};
use crate::app::invites::{self, Invitee};
use crate::app::{self, people};
use crate::domain::input::{Email, Invalid, Problem, Problems};
use crate::domain::people::{Customer, Denied, Role};
use crate::domain::user::{Part, Wanted};
use crate::id::{CustomerId, InviteId, MembershipId};
use crate::views;
use crate::views::desk::users::{Change, Copied, Form, Open, PATH, Place, UsersPage};
use crate::views::done::Done;
use crate::web::desk::rail;
use crate::web::error::{Error, denied};
use crate::web::forms::{page_with, see_other};
use crate::web::visit::{Staff, Visit};

/// Where one is in the list.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Query {
    #[serde(default)]
    q: String,
    show: Option<String>,
    page: Option<String>,
    /// Whose line is open: a membership's or an invitation's id.
    open: Option<String>,
    /// What is to be changed there.
    change: Option<String>,
    /// Whose client is to be invited.
    customer: Option<String>,
    done: Option<String>,
}

impl Query {
    fn part(&self) -> Option<Part> {
        self.show.as_deref().and_then(|show| show.parse().ok())
    }

    fn page(&self) -> usize {
        self.page.as_deref().and_then(|page| page.parse().ok()).unwrap_or(1)
    }

    fn place(&self) -> Place<'_> {
        Place { words: &self.q, part: self.part(), page: self.page() }
    }
}

/// What the forms of this page send; each has some of them.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    email: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    customer: String,
    customer_name: Option<String>,
}

/// `GET /desk/settings/users`
pub(crate) async fn index(Staff(visit): Staff, query: web::Query<Query>) -> Result<HttpResponse, Error> {
    let change = query.change.as_deref().and_then(|change| change.parse().ok());
    let open = query.open.as_deref().zip(change).map(|(id, change)| Open { id, change, form: None });
    let chosen = choose(&visit.state.app, &visit.caller, query.customer.as_deref().unwrap_or_default(), None).await?;
    let mut shown = Shown { open, ..Shown::default() };
    if let Choice::Chosen(customer) = &chosen {
        shown.invite = Form { customer: Some(customer.id), customer_name: &customer.name, ..shown.invite };
    }
    show(&visit, &query, &shown).await
}

/// `POST /desk/settings/users`
pub(crate) async fn invite(
    Staff(visit): Staff,
    query: web::Query<Query>,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Error> {
    let mut problems = Problems::default();
    let email = problems.keep("email", Email::parse(&fields.email));
    let role = problems.keep("role", choice::<Role>(&fields.role));
    let (chosen, candidates) = chosen(&visit, &fields, role).await?;
    let customer = problems.keep("customer", chosen);
    let (Some(email), Some(role), Some(customer)) = (email, role, customer) else {
        let form = Form { problems: &problems.into_vec(), candidates: &candidates, ..form(&fields) };
        return show(
            &visit,
            &query,
            &Shown { status: StatusCode::UNPROCESSABLE_ENTITY, invite: form, ..Shown::default() },
        )
        .await;
    };
    match invites::invite(&visit.state.app, &visit.caller, &Invitee { email, role, customer }).await {
        Ok(id) => Ok(see_other(&format!("{}#user-{id}", Done::Invited.at(PATH)))),
        Err(app::Error::Denied(why)) => {
            let reason = denied(&visit.locale, &why);
            let invite = Form { refused: Some(&reason), ..form(&fields) };
            let status = Error::Denied(why).status_code();
            show(&visit, &query, &Shown { status, invite, ..Shown::default() }).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /desk/settings/users/invites/{id}/resend`
pub(crate) async fn resend(
    Staff(visit): Staff,
    id: web::Path<InviteId>,
    query: web::Query<Query>,
) -> Result<HttpResponse, Error> {
    invites::resend(&visit.state.app, &visit.caller, *id).await?;
    Ok(back(&query, Done::Invited, &id.to_string()))
}

/// `POST /desk/settings/users/invites/{id}/copy`: the page shows the link this once.
pub(crate) async fn copy(
    Staff(visit): Staff,
    id: web::Path<InviteId>,
    query: web::Query<Query>,
) -> Result<HttpResponse, Error> {
    let copied = invites::copy(&visit.state.app, &visit.caller, *id).await?;
    let base = visit.state.portal_url(visit.organisation.domain.as_deref());
    let url = format!("{base}/invites/{}", copied.secret);
    let copied = Copied { url: &url, email: &copied.email };
    show(&visit, &query, &Shown { copied: Some(copied), ..Shown::default() }).await
}

/// `POST /desk/settings/users/invites/{id}/withdraw`
pub(crate) async fn withdraw(
    Staff(visit): Staff,
    id: web::Path<InviteId>,
    query: web::Query<Query>,
) -> Result<HttpResponse, Error> {
    invites::withdraw(&visit.state.app, &visit.caller, *id).await?;
    Ok(see_other(&Done::Withdrawn.at(&query.place().url())))
}

/// `POST /desk/settings/users/invites/{id}/customer`
pub(crate) async fn set_invite_customer(
    Staff(visit): Staff,
    id: web::Path<InviteId>,
    query: web::Query<Query>,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Error> {
    let changing = Changing { id: &id.to_string(), change: Change::Customer, fields: &fields };
    let (chosen, candidates) = chosen(&visit, &fields, Some(Role::Client)).await?;
    let changed = match chosen {
        Ok(Some(customer)) => invites::set_customer(&visit.state.app, &visit.caller, *id, customer).await,
        Ok(None) => Err(Denied::NoLinkedCustomer.into()),
        Err(problem) => return unclear(&visit, &query, &changing, problem, &candidates).await,
    };
    after(&visit, &query, changed, &changing).await
}

/// `POST /desk/settings/users/{membership}/role`
pub(crate) async fn set_role(
    Staff(visit): Staff,
    id: web::Path<MembershipId>,
    query: web::Query<Query>,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Error> {
    let changing = Changing { id: &id.to_string(), change: Change::Role, fields: &fields };
    let role = fields.role.parse().map_err(|_| Error::NotFound)?;
    let (chosen, candidates) = chosen(&visit, &fields, Some(role)).await?;
    let customer = match chosen {
        Ok(customer) => customer,
        Err(problem) => return unclear(&visit, &query, &changing, problem, &candidates).await,
    };
    let changed = people::set_role(&visit.state.app, &visit.caller, *id, role, customer).await;
    after(&visit, &query, changed, &changing).await
}

/// `POST /desk/settings/users/{membership}/customer`
pub(crate) async fn set_customer(
    Staff(visit): Staff,
    id: web::Path<MembershipId>,
    query: web::Query<Query>,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Error> {
    let changing = Changing { id: &id.to_string(), change: Change::Customer, fields: &fields };
    let (chosen, candidates) = chosen(&visit, &fields, Some(Role::Client)).await?;
    let changed = match chosen {
        Ok(Some(customer)) => people::set_customer(&visit.state.app, &visit.caller, *id, customer).await,
        Ok(None) => Err(Denied::NoLinkedCustomer.into()),
        Err(problem) => return unclear(&visit, &query, &changing, problem, &candidates).await,
    };
    after(&visit, &query, changed, &changing).await
}

/// `POST /desk/settings/users/{membership}/deactivate`
pub(crate) async fn deactivate(
    Staff(visit): Staff,
    id: web::Path<MembershipId>,
    query: web::Query<Query>,
) -> Result<HttpResponse, Error> {
    let changed = people::deactivate(&visit.state.app, &visit.caller, *id).await;
    let fields = Fields::default();
    let changing = Changing { id: &id.to_string(), change: Change::Deactivate, fields: &fields };
    after(&visit, &query, changed, &changing).await
}

/// `POST /desk/settings/users/{membership}/reactivate`
pub(crate) async fn reactivate(
    Staff(visit): Staff,
    id: web::Path<MembershipId>,
    query: web::Query<Query>,
) -> Result<HttpResponse, Error> {
    people::reactivate(&visit.state.app, &visit.caller, *id).await?;
    Ok(back(&query, Done::Reactivated, &id.to_string()))
}

/// A change at somebody's line, as it was sent.
struct Changing<'a> {
    id: &'a str,
    change: Change,
    fields: &'a Fields,
}

/// Leads back to the line that was changed; when a rule refused it, its form comes back with the reason.
async fn after(
    visit: &Visit,
    query: &Query,
    changed: Result<(), app::Error>,
    changing: &Changing<'_>,
) -> Result<HttpResponse, Error> {
    match changed {
        // Whoever takes the right from themselves sees this page no more.
        Ok(()) if changing.id == visit.caller.membership_id.to_string() => Ok(see_other("/desk")),
        Ok(()) if changing.change == Change::Deactivate => Ok(back(query, Done::Deactivated, changing.id)),
        Ok(()) => Ok(back(query, Done::Saved, changing.id)),
        Err(app::Error::Denied(why)) => {
            let reason = denied(&visit.locale, &why);
            let form = Form { refused: Some(&reason), ..form(changing.fields) };
            let open = Some(Open { id: changing.id, change: changing.change, form: Some(form) });
            let status = Error::Denied(why).status_code();
            show(visit, query, &Shown { status, open, ..Shown::default() }).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The form of a line comes back: which customer is meant is not clear.
async fn unclear(
    visit: &Visit,
    query: &Query,
    changing: &Changing<'_>,
    problem: Problem,
    candidates: &[Customer],
) -> Result<HttpResponse, Error> {
    let problems = [Invalid { field: "customer", problem }];
    let form = Form { problems: &problems, candidates, ..form(changing.fields) };
    let open = Some(Open { id: changing.id, change: changing.change, form: Some(form) });
    show(visit, query, &Shown { status: StatusCode::UNPROCESSABLE_ENTITY, open, ..Shown::default() }).await
}

/// The same part of the list, at somebody's line.
fn back(query: &Query, done: Done, id: &str) -> HttpResponse {
    see_other(&format!("{}#user-{id}", done.at(&query.place().url())))
}

/// What the page shows beside the list.
struct Shown<'a> {
    status: StatusCode,
    invite: Form<'a>,
    open: Option<Open<'a>>,
    copied: Option<Copied<'a>>,
}

impl Default for Shown<'_> {
    fn default() -> Self {
        let invite = Form { role: Some(Role::Client), ..Form::default() };
        Self { status: StatusCode::OK, invite, open: None, copied: None }
    }
}

async fn show(visit: &Visit, query: &Query, shown: &Shown<'_>) -> Result<HttpResponse, Error> {
    let wanted = Wanted { words: query.q.clone(), part: query.part() };
    let listing = people::list(&visit.state.app, &visit.caller, &wanted, query.page()).await?;
    let rail = rail(visit).await?;
    let page = UsersPage {
        listing: &listing,
        place: Place { page: listing.page, ..query.place() },
        invite: shown.invite,
        open: shown.open,
        copied: shown.copied,
        done: query.done.as_deref().and_then(|done| done.parse().ok()),
        sends_mail: visit.state.sends_mail(visit.caller.organisation_id).await?,
    };
    Ok(page_with(shown.status, views::desk::users::page(&visit.desk_frame(rail), &page)))
}

/// A form as it was sent.
fn form(fields: &Fields) -> Form<'_> {
    Form {
        email: &fields.email,
        role: fields.role.parse().ok(),
        customer: fields.customer.parse().ok(),
        customer_name: fields.customer_name.as_deref().unwrap_or_default(),
        ..Form::default()
    }
}

fn choice<T: std::str::FromStr>(text: &str) -> Result<T, Problem> {
    if text.is_empty() { Err(Problem::Missing) } else { text.parse().map_err(|_| Problem::NotAChoice) }
}

/// The customer that was chosen, if one was, and those that fit when that is not clear. Whoever needs none has none.
async fn chosen(
    visit: &Visit,
    fields: &Fields,
    role: Option<Role>,
) -> Result<(Result<Option<CustomerId>, Problem>, Vec<Customer>), Error> {
    if role != Some(Role::Client) {
        return Ok((Ok(None), Vec::new()));
    }
    if !fields.customer.is_empty() {
        return Ok((choice(&fields.customer).map(Some), Vec::new()));
    }
    Ok(match choose(&visit.state.app, &visit.caller, "", fields.customer_name.as_deref()).await? {
        Choice::Missing => (Ok(None), Vec::new()),
        choice => {
            let (chosen, candidates) = choice.into_parts();
            (chosen.map(|customer| Some(customer.id)), candidates)
        }
    })
}
