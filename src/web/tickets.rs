//! The portal's tickets.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use crate::app::inquiries::Asked;
use crate::app::tickets::{Opening, Origin};
use crate::app::{browsing, client_invoices, client_projects, inbox, inquiries, reading, submissions, tickets};
use crate::domain::inbox::Before;
use crate::domain::input::{Invalid, Problems, Subject};
use crate::domain::people::{Scope, Side};
use crate::domain::rights::Right;
use crate::domain::ticket::{Status, TicketNumber};
use crate::id::ProjectId;
use crate::search::Suggestion;
use crate::views;
use crate::views::attachments::Picker;
use crate::views::rating::RatingForm;
use crate::views::thread::{ReplyForm, Thread};
use crate::views::tickets::TicketForm;
use crate::web::client_invoices::named as named_invoice;
use crate::web::error::Error;
use crate::web::forms::{key_again, key_or_new, new_key, page, page_with, see_other};
use crate::web::inquiries::{bounded, inquiry_or_new, named};
use crate::web::sending::{self, files_gone};
use crate::web::suggestions::offers;
use crate::web::visit::{Client, SignedIn, Visit};

/// `GET /`
pub(crate) async fn home(SignedIn(visit): SignedIn) -> Result<HttpResponse, Error> {
    if visit.caller.side() == Side::Staff {
        return Ok(see_other("/desk"));
    }
    if visit.caller.scope() == Scope::Nothing {
        return Ok(page(views::home::unlinked(&visit.frame())));
    }
    let home = inbox::home(&visit.state.app, &visit.caller).await?;
    let shown = views::home::Home {
        tickets: &home.tickets,
        open: home.open,
        unread: home.unread,
        projects: &home.projects,
        active_projects: home.active_projects,
        owed: &home.due.owed,
        next: home.due.next.as_ref(),
        cards: &home.due.cards,
        today: home.due.today,
    };
    Ok(page(views::home::page(&visit.frame(), &shown)))
}

#[derive(Deserialize)]
pub(crate) struct ListQuery {
    before: Option<String>,
    /// The inquiry that an article has just solved.
    #[serde(default)]
    solved: String,
}

/// Where a page starts; what cannot be read is the beginning.
pub(crate) fn before(text: Option<&str>) -> Option<Before> {
    text?.parse().ok()
}

/// `GET /support`
pub(crate) async fn list(Client(visit): Client, query: web::Query<ListQuery>) -> Result<HttpResponse, Error> {
    let list = inbox::own(&visit.state.app, &visit.caller, before(query.before.as_deref())).await?;
    let older = list.older.map(|before| format!("/support?before={before}"));
    let solved = match query.solved.parse() {
        Ok(id) => inquiries::find(&visit.state.app, &visit.caller, id).await?,
        Err(_) => None,
    };
    let solved = solved.filter(|inquiry| inquiry.solved_at.is_some()).map(|inquiry| inquiry.id);
    Ok(page(views::tickets::list(&visit.frame(), &list.rows, older.as_deref(), solved)))
}

/// `GET /support/new`
pub(crate) async fn new(Client(visit): Client, query: web::Query<Fields>) -> Result<HttpResponse, Error> {
    if visit.caller.scope() == Scope::Nothing {
        return Err(Error::NotLinked);
    }
    let key = new_key(&*visit.state.app.chance);
    let known = match query.inquiry.parse() {
        Ok(id) => inquiries::find(&visit.state.app, &visit.caller, id).await?,
        Err(_) => None,
    };
    let about = match query.invoice.as_str() {
        "" => None,
        text => {
            let number = named_invoice(text)?;
            client_invoices::open(&visit.state.app, &visit.caller, &number).await?;
            Some(number)
        }
    };
    let project = about_project(&visit, &query.project).await?;
    let inquiry = inquiry_or_new(known.as_ref().map_or("", |_| &query.inquiry), &visit);
    // Whoever comes back to an inquiry finds what they asked.
    let subject = known.as_ref().map_or("", |known| &known.subject);
    let subject = if query.subject.is_empty() { subject } else { &query.subject };
    let found = offered(&visit, subject)?;
    let form = TicketForm {
        subject,
        body: &query.body,
        key: &key,
        inquiry,
        invoice: about.as_ref(),
        project: project.as_ref().map(|(id, name)| (*id, name.as_str())),
        offers: &offers(&found),
        picker: Picker::default(),
        problems: &[],
        conflict: false,
    };
    Ok(page(views::tickets::new(&visit.frame(), &form)))
}

#[derive(Default, Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    subject: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    key: String,
    #[serde(default)]
    inquiry: String,
    /// The number of the invoice that it is about.
    #[serde(default)]
    invoice: String,
    /// The id of the project that it is about.
    #[serde(default)]
    project: String,
    /// The names of the articles that were shown, with spaces between them.
    #[serde(default)]
    shown: String,
    /// Present when the client wants to see articles first: the button of a page without scripts.
    look: Option<String>,
}

/// `POST /support`
pub(crate) async fn create(
    request: HttpRequest,
    Client(visit): Client,
    payload: web::Payload,
) -> Result<HttpResponse, Error> {
    let sent = sending::read::<Fields>(&request, &visit, payload).await?;
    let fields = &sent.fields;
    let inquiry = inquiry_or_new(&fields.inquiry, &visit);
    let invoice = if fields.invoice.is_empty() { None } else { Some(named_invoice(&fields.invoice)?) };
    let project = about_project(&visit, &fields.project).await?;
    let again = async |status: StatusCode, problems: &[Invalid]| {
        let files = sent.unsent(&visit).await?;
        let chance = &*visit.state.app.chance;
        let conflict = status == StatusCode::CONFLICT;
        let key = if conflict { new_key(chance) } else { key_again(&fields.key, chance) };
        let found = offered(&visit, &fields.subject)?;
        let form = TicketForm {
            subject: &fields.subject,
            body: &fields.body,
            key: &key,
            inquiry,
            invoice: invoice.as_ref(),
            project: project.as_ref().map(|(id, name)| (*id, name.as_str())),
            offers: &offers(&found),
            picker: sent.picker(&files),
            problems,
            conflict,
        };
        Ok(page_with(status, views::tickets::new(&visit.frame(), &form)))
    };
    if fields.look.is_some() {
        if visit.caller.scope() == Scope::Nothing {
            return Err(Error::NotLinked);
        }
        bounded(&visit)?;
        let found = offered(&visit, &fields.subject)?;
        let shown: Vec<&str> = found.iter().map(|article| article.slug.as_str()).collect();
        let report =
            inquiries::Report { inquiry, subject: &fields.subject, shown: &shown, opened: None, at_rest: true };
        inquiries::report(&visit.state.app, &visit.state.index, &visit.caller, &report).await?;
        return again(StatusCode::OK, &[]).await;
    }
    let mut problems = Problems::default();
    let subject = problems.keep("subject", Subject::parse(&fields.subject));
    let body = sent.body(&mut problems, &fields.body);
    let key = problems.keep("key", key_or_new(&fields.key, &*visit.state.app.chance));
    let (Some(subject), Some(body), Some(key), true) = (subject, body, key, problems.is_empty()) else {
        return again(StatusCode::UNPROCESSABLE_ENTITY, &problems.into_vec()).await;
    };
    let opening = Opening { subject, body, key, attachments: sent.files.clone() };
    let asked = asked(&visit, fields, &opening);
    let about = project.as_ref().map(|(id, _)| *id);
    let origin = Origin { asked: asked.as_ref(), invoice: invoice.as_ref(), project: about };
    match tickets::open_asked(&visit.state.app, &visit.caller, &opening, origin).await {
        Ok(number) => Ok(see_other(&format!("/support/{number}"))),
        Err(crate::app::Error::KeyInUse) => again(StatusCode::CONFLICT, &[]).await,
        Err(crate::app::Error::AttachmentGone) => again(StatusCode::UNPROCESSABLE_ENTITY, &[files_gone()]).await,
        Err(error) => Err(kept(&visit, &opening, error.into()).await),
    }
}

/// The project that a ticket is to be about, with its name; what the caller does not see is not there.
async fn about_project(visit: &Visit, text: &str) -> Result<Option<(ProjectId, String)>, Error> {
    if text.is_empty() {
        return Ok(None);
    }
    let id = text.parse().map_err(|_| Error::NotFound)?;
    Ok(Some((id, client_projects::name(&visit.state.app, &visit.caller, id).await?)))
}

/// The inquiry that a ticket is sent from; a program that sends none has had no form before it. Sending is never held up by it.
fn asked(visit: &Visit, fields: &Fields, opening: &Opening) -> Option<Asked> {
    let inquiry = fields.inquiry.parse().ok()?;
    let found_nothing = inquiries::finds_nothing(&visit.state.index, &visit.caller, opening.subject.as_str());
    Some(Asked {
        inquiry,
        shown: named(&fields.shown).into_iter().map(str::to_owned).collect(),
        found_nothing: found_nothing.unwrap_or_else(|error| {
            tracing::warn!(%error, "a subject could not be looked for");
            false
        }),
    })
}

/// The articles for a subject that a page comes with.
fn offered(visit: &Visit, subject: &str) -> Result<Vec<Suggestion>, Error> {
    if subject.trim().is_empty() {
        return Ok(Vec::new());
    }
    Ok(browsing::suggest(&visit.state.index, &visit.caller, subject)?)
}

/// What could not be stored because something is broken is kept beside, under the error's id: staff can open it (P9).
async fn kept(visit: &Visit, opening: &Opening, error: Error) -> Error {
    match error {
        Error::Broken(reason) => {
            let id = submissions::keep(&visit.state.app, &visit.caller, opening).await;
            Error::BrokenAs { reason, id }
        }
        error => error,
    }
}

#[derive(Deserialize)]
pub(crate) struct ThreadQuery {
    /// Present when the whole thread is wanted.
    all: Option<String>,
    /// The stars that a link in a mail stands for: they are chosen in the form, and no more. Mail scanners follow links too.
    #[serde(default)]
    rating: String,
}

/// `GET /support/{number}`
pub(crate) async fn show(
    Client(visit): Client,
    number: web::Path<TicketNumber>,
    query: web::Query<ThreadQuery>,
) -> Result<HttpResponse, Error> {
    let key = new_key(&*visit.state.app.chance);
    let form = ReplyForm::fresh(&key);
    let chosen = query.rating.parse().ok();
    let rating = chosen.map(|stars| RatingForm { stars: Some(stars), open: true, ..RatingForm::default() });
    show_with(&visit, *number, query.all.is_some(), (form, rating), StatusCode::OK).await
}

/// The thread's page, with this in its forms; without one of its own the rating's holds what was said last.
pub(crate) async fn show_with(
    visit: &Visit,
    number: TicketNumber,
    whole: bool,
    (form, rating): (ReplyForm<'_>, Option<RatingForm<'_>>),
    status: StatusCode,
) -> Result<HttpResponse, Error> {
    let thread = open(visit, number, whole).await?;
    let given = thread.ticket.last_rating.rating().filter(|_| thread.ticket.is_rated());
    let given = given.as_ref().map(|given| RatingForm {
        stars: Some(given.stars),
        reasons: &given.reasons,
        comment: &given.comment,
        ..RatingForm::default()
    });
    let earlier = thread.earlier.then(|| format!("/support/{number}?all"));
    let shown = Thread {
        ticket: &thread.ticket,
        entries: &thread.entries,
        earlier: earlier.as_deref(),
        seen: thread.seen,
        form,
        rating: rating.or(given).unwrap_or_default(),
        read_only: !visit.caller.may(Right::AskForSupport),
    };
    Ok(page_with(status, views::thread::portal_page(&visit.frame(), &shown)))
}

/// The thread as the caller sees it. Opening its page is reading it, scripts or not.
pub(crate) async fn open(visit: &Visit, number: TicketNumber, whole: bool) -> Result<reading::Thread, Error> {
    let app = &visit.state.app;
    let mut thread = reading::thread(app, &visit.caller, number, whole).await?;
    match reading::mark_seen(app, &visit.caller, &thread.ticket, thread.ticket.head).await {
        Ok(seen) => thread.seen = seen,
        // The thread is worth more than its mark, which the open page sends again.
        Err(error) => tracing::warn!(%error, "a reading could not be noted"),
    }
    Ok(thread)
}

#[derive(Deserialize)]
pub(crate) struct StatusFields {
    status: String,
}

/// `POST /support/{number}/status`
pub(crate) async fn set_status(
    Client(visit): Client,
    number: web::Path<TicketNumber>,
    fields: web::Form<StatusFields>,
) -> Result<HttpResponse, Error> {
    change_status(&visit, *number, &fields).await?;
    Ok(see_other(&format!("/support/{number}")))
}

/// Sets the status that a form names.
pub(crate) async fn change_status(visit: &Visit, number: TicketNumber, fields: &StatusFields) -> Result<(), Error> {
    let status: Status = fields.status.parse().map_err(|_| Error::Unreadable(format!("status {:?}", fields.status)))?;
    Ok(tickets::set_status(&visit.state.app, &visit.caller, number, status).await?)
}
