//! Replies and notes, from the portal and from the desk.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use crate::app::tickets::{NewReply, Posted, post_reply};
use crate::domain::input::{Invalid, Problem, Problems};
use crate::domain::people::Side;
use crate::domain::thread::MessageKind;
use crate::domain::ticket::{Status, TicketNumber};
use crate::views;
use crate::views::desk::tags::Tags;
use crate::views::thread::ReplyForm;
use crate::web::error::Error;
use crate::web::forms::{is_fragment, key_or_new, new_key, see_other};
use crate::web::sending::{self, Sent, files_gone};
use crate::web::visit::{Client, Staff, Visit};
use crate::web::{desk, tickets};

#[derive(Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    body: String,
    #[serde(default)]
    key: String,
    kind: Option<String>,
    then: Option<String>,
}

/// `POST /support/{number}/replies`
pub(crate) async fn create(
    request: HttpRequest,
    Client(visit): Client,
    number: web::Path<TicketNumber>,
    payload: web::Payload,
) -> Result<HttpResponse, Error> {
    post(&request, &visit, *number, payload).await
}

/// `POST /desk/tickets/{number}/replies`
pub(crate) async fn create_at_desk(
    request: HttpRequest,
    Staff(visit): Staff,
    number: web::Path<TicketNumber>,
    payload: web::Payload,
) -> Result<HttpResponse, Error> {
    post(&request, &visit, *number, payload).await
}

async fn post(
    request: &HttpRequest,
    visit: &Visit,
    number: TicketNumber,
    payload: web::Payload,
) -> Result<HttpResponse, Error> {
    let app = &visit.state.app;
    let sent = sending::read::<Fields>(request, visit, payload).await?;
    let new_reply = match parse(visit, &sent) {
        Ok(new_reply) => new_reply,
        // The sender is told that the ticket is not there before being told what is wrong with the text.
        Err(problems) => {
            crate::app::reading::ticket(app, &visit.caller, number).await?;
            return again(request, visit, number, &sent, &problems, false).await;
        }
    };
    match post_reply(app, &visit.caller, number, &new_reply).await {
        Ok(posted) if is_fragment(request) => Ok(fragment(visit, number, &posted)),
        Ok(posted) => Ok(see_other(&path(visit.caller.side(), posted.number))),
        Err(crate::app::Error::KeyInUse) => again(request, visit, number, &sent, &[], true).await,
        Err(crate::app::Error::AttachmentGone) => again(request, visit, number, &sent, &[files_gone()], false).await,
        Err(error) => Err(error.into()),
    }
}

fn parse(visit: &Visit, sent: &Sent<Fields>) -> Result<NewReply, Vec<Invalid>> {
    let mut problems = Problems::default();
    let fields = &sent.fields;
    let body = sent.body(&mut problems, &fields.body);
    let key = problems.keep("key", key_or_new(&fields.key, &*visit.state.app.chance));
    let (kind, then) = match visit.caller.side() {
        // A client writes replies, whatever the form says.
        Side::Client => (Some(MessageKind::Reply), Some(None)),
        Side::Staff => (
            problems.keep("kind", choice(fields.kind.as_deref()).map(|kind| kind.unwrap_or(MessageKind::Reply))),
            problems.keep("then", choice::<Status>(fields.then.as_deref())),
        ),
    };
    match (body, key, kind, then) {
        (Some(body), Some(key), Some(kind), Some(then)) if problems.is_empty() => {
            Ok(NewReply { body, key, kind, then, attachments: sent.files.clone() })
        }
        _ => Err(problems.into_vec()),
    }
}

fn choice<T: std::str::FromStr>(text: Option<&str>) -> Result<Option<T>, Problem> {
    match text {
        None | Some("") => Ok(None),
        Some(text) => text.parse().map(Some).map_err(|_| Problem::NotAChoice),
    }
}

/// The message as every open page gets it; its id keeps it from appearing twice.
fn fragment(visit: &Visit, number: TicketNumber, posted: &Posted) -> HttpResponse {
    let mut response = HttpResponse::build(if posted.again { StatusCode::OK } else { StatusCode::CREATED });
    if posted.number != number {
        return response.insert_header(("HX-Redirect", path(visit.caller.side(), posted.number))).finish();
    }
    let entry = views::thread::entry(&visit.locale, visit.caller.side(), &posted.entry, None);
    response
        .insert_header(("Server-Timing", format!("commit;desc=\"{}\"", posted.committed_at.as_millis())))
        .content_type("text/html; charset=utf-8")
        .body(entry.into_string())
}

/// The form again with what was typed and what is wrong with it.
async fn again(
    request: &HttpRequest,
    visit: &Visit,
    number: TicketNumber,
    sent: &Sent<Fields>,
    problems: &[Invalid],
    conflict: bool,
) -> Result<HttpResponse, Error> {
    let fields = &sent.fields;
    let status = if conflict { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    if is_fragment(request) {
        let said = views::thread::problems(&visit.locale, problems, conflict);
        return Ok(HttpResponse::build(status).json(serde_json::json!({ "error": said })));
    }
    let fresh = new_key(&*visit.state.app.chance);
    let kind = fields.kind.as_deref().and_then(|kind| kind.parse().ok()).unwrap_or(MessageKind::Reply);
    let files = sent.unsent(visit).await?;
    let picker = sent.picker(&files);
    let form = ReplyForm { body: &fields.body, key: &fresh, kind, picker, problems, conflict };
    match visit.caller.side() {
        Side::Client => tickets::show_with(visit, number, false, (form, None), status).await,
        Side::Staff => {
            desk::ticket_with(visit, number, desk::TicketQuery::default(), (form, Tags::default()), status).await
        }
    }
}

fn path(side: Side, number: TicketNumber) -> String {
    match side {
        Side::Client => format!("/support/{number}"),
        Side::Staff => format!("/desk/tickets/{number}"),
    }
}
