//! The desk.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use crate::app::tickets::Opening;
use crate::app::{customers, dashboard, inbox as lists, inquiries, lessons, reading, tickets};
use crate::domain::inbox::{Counts, View};
use crate::domain::input::{Invalid, Problems, Subject};
use crate::domain::manuscript;
use crate::domain::people::Customer;
use crate::domain::rights::Right;
use crate::domain::ticket::{Refused, TicketNumber};
use crate::views;
use crate::views::desk::articles_beside::Articles;
use crate::views::desk::inbox::Inbox;
use crate::views::desk::new_ticket::DeskTicketForm;
use crate::views::desk::tags::Tags;
use crate::views::desk::ticket::DeskTicket;
use crate::views::frame::DeskFrame;
use crate::views::rating::RatingForm;
use crate::views::thread::{ReplyForm, Thread};
use crate::web::error::Error;
use crate::web::forms::{key_again, key_or_new, new_key, page, page_with, see_other};
use crate::web::sending::{self, Sent, files_gone};
use crate::web::tickets::{StatusFields, before, change_status, open};
use crate::web::visit::{Staff, Visit};

/// `GET /desk`
pub(crate) async fn home(Staff(visit): Staff) -> Result<HttpResponse, Error> {
    let found = dashboard::look(&visit.state.app, &visit.caller).await?;
    let rail = DeskFrame { counts: found.counts, view: None };
    Ok(page(views::desk::dashboard::page(&visit.desk_frame(rail), &found)))
}

#[derive(Default, Deserialize)]
pub(crate) struct TicketQuery {
    view: Option<String>,
    before: Option<String>,
    all: Option<String>,
}

impl TicketQuery {
    fn view(&self) -> View {
        self.view.as_deref().and_then(|view| view.parse().ok()).unwrap_or(View::Open)
    }
}

/// `GET /desk/tickets`
pub(crate) async fn inbox(Staff(visit): Staff, query: web::Query<TicketQuery>) -> Result<HttpResponse, Error> {
    let list = List::load(&visit, &query).await?;
    Ok(page(views::desk::inbox::page(&visit.desk_frame(list.rail()), &list.shown(None))))
}

/// `GET /desk/tickets/{number}`
pub(crate) async fn ticket(
    Staff(visit): Staff,
    number: web::Path<TicketNumber>,
    query: web::Query<TicketQuery>,
) -> Result<HttpResponse, Error> {
    let key = new_key(&*visit.state.app.chance);
    let form = ReplyForm::fresh(&key);
    ticket_with(&visit, *number, query.into_inner(), (form, Tags::default()), StatusCode::OK).await
}

/// The ticket's page, with this in its forms.
pub(crate) async fn ticket_with(
    visit: &Visit,
    number: TicketNumber,
    query: TicketQuery,
    (form, tags): (ReplyForm<'_>, Tags<'_>),
    status: StatusCode,
) -> Result<HttpResponse, Error> {
    let thread = open(visit, number, query.all.is_some()).await?;
    let list = List::load(visit, &query).await?;
    let people = reading::assignable(&visit.state.app, &visit.caller).await?;
    let read_before = inquiries::read_before(&visit.state.app, &visit.caller, thread.ticket.id).await?;
    let earlier = thread.earlier.then(|| format!("/desk/tickets/{number}?view={}&all", list.view));
    let shown = Thread {
        ticket: &thread.ticket,
        entries: &thread.entries,
        earlier: earlier.as_deref(),
        seen: thread.seen,
        form,
        rating: RatingForm::default(),
        read_only: !visit.caller.may(Right::WorkOnTickets),
    };
    let offered = tickets::tags(&visit.state.app, &visit.caller).await?;
    let articles = lessons::beside(&visit.state.app, &visit.state.index, &visit.caller, &thread.ticket).await?;
    let portal = visit.state.portal_url(visit.organisation.domain.as_deref());
    let articles = Articles { portal: &portal, solutions: &articles.solutions, offered: &articles.offered };
    let beside = DeskTicket {
        people: &people,
        read_before: &read_before,
        inbox: list.shown(Some(number)),
        articles,
        tags: Tags { offered: &offered, ..tags },
    };
    Ok(page_with(status, views::desk::ticket::page(&visit.desk_frame(list.rail()), &shown, &beside)))
}

/// The inbox column: a page of a view with the counts of all.
pub(crate) struct List {
    view: View,
    page: lists::Page,
    counts: Counts,
    older: Option<String>,
}

impl List {
    async fn load(visit: &Visit, query: &TicketQuery) -> Result<Self, Error> {
        let view = query.view();
        let start = before(query.before.as_deref());
        let (page, counts) = lists::view(&visit.state.app, &visit.caller, view, start).await?;
        let older = page.older.map(|before| format!("/desk/tickets?view={view}&before={before}"));
        Ok(Self { view, page, counts, older })
    }

    fn rail(&self) -> DeskFrame {
        DeskFrame { counts: self.counts, view: Some(self.view) }
    }

    fn shown(&self, ticket: Option<TicketNumber>) -> Inbox<'_> {
        Inbox { view: self.view, rows: &self.page.rows, older: self.older.as_deref(), ticket }
    }
}

#[derive(Default, Deserialize)]
pub(crate) struct TicketFields {
    #[serde(default)]
    customer: String,
    customer_name: Option<String>,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    key: String,
}

/// `GET /desk/tickets/new`
pub(crate) async fn new_ticket(Staff(visit): Staff, query: web::Query<TicketFields>) -> Result<HttpResponse, Error> {
    if !visit.caller.may(Right::WorkOnTickets) {
        return Err(Error::NotFound);
    }
    let chosen =
        customers::choose(&visit.state.app, &visit.caller, &query.customer, query.customer_name.as_deref()).await?;
    let (chosen, candidates) = chosen.into_parts();
    let about = (chosen.ok(), candidates.as_slice());
    new_ticket_with(&visit, &Sent::of(query.into_inner()), about, &[], (false, StatusCode::OK)).await
}

/// `POST /desk/tickets`
pub(crate) async fn create_ticket(
    request: HttpRequest,
    Staff(visit): Staff,
    payload: web::Payload,
) -> Result<HttpResponse, Error> {
    if !visit.caller.may(Right::WorkOnTickets) {
        return Err(Refused::NotAllowed.into());
    }
    let sent = sending::read::<TicketFields>(&request, &visit, payload).await?;
    let fields = &sent.fields;
    let mut problems = Problems::default();
    let chosen =
        customers::choose(&visit.state.app, &visit.caller, &fields.customer, fields.customer_name.as_deref()).await?;
    let (chosen, candidates) = chosen.into_parts();
    let customer = problems.keep("customer", chosen);
    let subject = problems.keep("subject", Subject::parse(&fields.subject));
    let body = sent.body(&mut problems, &fields.body);
    let key = problems.keep("key", key_or_new(&fields.key, &*visit.state.app.chance));
    let fine = problems.is_empty();
    let (Some(customer), Some(subject), Some(body), Some(key), true) = (&customer, subject, body, key, fine) else {
        let back = (false, StatusCode::UNPROCESSABLE_ENTITY);
        return new_ticket_with(&visit, &sent, (customer, &candidates), &problems.into_vec(), back).await;
    };
    let opening = Opening { subject, body, key, attachments: sent.files.clone() };
    match tickets::open_for(&visit.state.app, &visit.caller, customer.id, &opening).await {
        Ok(number) => Ok(see_other(&format!("/desk/tickets/{number}"))),
        Err(crate::app::Error::KeyInUse) => {
            let about = (Some(customer.clone()), candidates.as_slice());
            new_ticket_with(&visit, &sent, about, &[], (true, StatusCode::CONFLICT)).await
        }
        Err(crate::app::Error::AttachmentGone) => {
            let about = (Some(customer.clone()), candidates.as_slice());
            let back = (false, StatusCode::UNPROCESSABLE_ENTITY);
            new_ticket_with(&visit, &sent, about, &[files_gone()], back).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn new_ticket_with(
    visit: &Visit,
    sent: &Sent<TicketFields>,
    (chosen, candidates): (Option<Customer>, &[Customer]),
    problems: &[Invalid],
    (conflict, status): (bool, StatusCode),
) -> Result<HttpResponse, Error> {
    let fields = &sent.fields;
    let files = sent.unsent(visit).await?;
    let any = customers::any(&visit.state.app, &visit.caller).await?;
    let rail = rail(visit).await?;
    let chance = &*visit.state.app.chance;
    let key = if conflict { new_key(chance) } else { key_again(&fields.key, chance) };
    let form = DeskTicketForm {
        customer: chosen.as_ref().map(|chosen| chosen.id),
        customer_name: chosen
            .as_ref()
            .map_or(fields.customer_name.as_deref().unwrap_or_default(), |chosen| &chosen.name),
        candidates,
        any,
        subject: &fields.subject,
        body: &fields.body,
        key: &key,
        picker: sent.picker(&files),
        problems,
        conflict,
    };
    Ok(page_with(status, views::desk::new_ticket::page(&visit.desk_frame(rail), &form)))
}

/// `POST /desk/tickets/{number}/status`
pub(crate) async fn set_status(
    Staff(visit): Staff,
    number: web::Path<TicketNumber>,
    fields: web::Form<StatusFields>,
) -> Result<HttpResponse, Error> {
    change_status(&visit, *number, &fields).await?;
    Ok(see_other(&format!("/desk/tickets/{number}")))
}

#[derive(Deserialize)]
pub(crate) struct AssigneeFields {
    assignee: String,
}

/// `POST /desk/tickets/{number}/assignee`
pub(crate) async fn assign(
    Staff(visit): Staff,
    number: web::Path<TicketNumber>,
    fields: web::Form<AssigneeFields>,
) -> Result<HttpResponse, Error> {
    let to = match fields.assignee.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| Error::NotFound)?),
    };
    tickets::assign(&visit.state.app, &visit.caller, *number, to).await?;
    Ok(see_other(&format!("/desk/tickets/{number}")))
}

#[derive(Deserialize)]
pub(crate) struct TagFields {
    tags: String,
}

/// `POST /desk/tickets/{number}/tags`
pub(crate) async fn set_tags(
    Staff(visit): Staff,
    number: web::Path<TicketNumber>,
    fields: web::Form<TagFields>,
) -> Result<HttpResponse, Error> {
    let mut problems = Problems::default();
    let Some(tags) = problems.keep("tags", manuscript::tags(fields.tags.split([',', '\n']))) else {
        let key = new_key(&*visit.state.app.chance);
        let form = ReplyForm::fresh(&key);
        let problems = problems.into_vec();
        let tags = Tags { typed: Some(&fields.tags), problems: &problems, ..Tags::default() };
        let back = StatusCode::UNPROCESSABLE_ENTITY;
        return ticket_with(&visit, *number, TicketQuery::default(), (form, tags), back).await;
    };
    tickets::set_tags(&visit.state.app, &visit.caller, *number, &tags).await?;
    Ok(see_other(&format!("/desk/tickets/{number}")))
}

/// The rail of a page that is not a view of the inbox.
pub(crate) async fn rail(visit: &Visit) -> Result<DeskFrame, Error> {
    let counts = lists::counts(&visit.state.app, &visit.caller).await?;
    Ok(DeskFrame { counts, view: None })
}
