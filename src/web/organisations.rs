//! Going on in another of one's organisations, here or at another host.

use actix_web::http::{Method, StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use crate::app::switch::{self, Arrived, Browser, Fresh, Went};
use crate::domain::people::Denied;
use crate::views;
use crate::views::handover::Question;
use crate::web::client_address::client_address;
use crate::web::error::Error;
use crate::web::forms::{page_with, see_other};
use crate::web::hosts;
use crate::web::session::{cookie, guest, home, own_path};
use crate::web::state::State;
use crate::web::visit::{SignedIn, found};

#[derive(Deserialize)]
pub(crate) struct SwitchFields {
    organisation: String,
    next: Option<String>,
}

/// `POST /organisation`
pub(crate) async fn switch(
    request: HttpRequest,
    SignedIn(visit): SignedIn,
    fields: web::Form<SwitchFields>,
) -> Result<HttpResponse, Error> {
    let next = fields.next.as_deref().and_then(own_path);
    let host = hosts::of(&request).map(|host| host.id);
    match switch::to(&visit.state.app, &visit.caller, &fields.organisation, host).await? {
        Went::Nowhere(side) => Ok(see_other(next.unwrap_or(home(side)))),
        Went::Here(fresh) => land(&visit.state, &fresh, next),
        Went::There { domain, secret } => {
            let mut query = url::form_urlencoded::Serializer::new(String::new());
            query.append_pair("token", &secret);
            if let Some(next) = next {
                query.append_pair("next", next);
            }
            let there = visit.state.portal_url(domain.as_deref());
            Ok(see_other(&format!("{there}/session/handover?{}", query.finish())))
        }
    }
}

#[derive(Deserialize)]
pub(crate) struct Handover {
    #[serde(default)]
    token: String,
    next: Option<String>,
}

/// `GET /session/handover`: goes on with the session that is there. Where nobody is signed in, or somebody else, it asks first: a link that
/// somebody sent must not make a browser theirs in silence.
pub(crate) async fn handover(
    request: HttpRequest,
    state: web::Data<State>,
    handover: web::Query<Handover>,
) -> Result<HttpResponse, Error> {
    let host = hosts::of(&request);
    let incoming = switch::look(&state.app, &handover.token, host.as_ref().map(|host| host.id)).await;
    let incoming = incoming.map_err(unusable)?;
    if request.method() == Method::HEAD {
        return Ok(HttpResponse::Ok().finish());
    }
    let here = found(&request).await?;
    let here = here.as_ref().map(|here| &here.session.caller);
    if here.is_none_or(|caller| caller.user_id != incoming.user_id) {
        let question = Question {
            here: here.map(|caller| caller.email.as_str()),
            incoming: &incoming.email,
            token: &handover.token,
            next: handover.next.as_deref().and_then(own_path),
        };
        let page = guest(&request, &state, |frame| views::handover::ask(frame, &question)).await?;
        return Ok(page_with(StatusCode::OK, page));
    }
    arrive(&request, &state, &handover).await
}

/// `POST /session/handover`: begins the session, in another person's place if there is one.
pub(crate) async fn replace(
    request: HttpRequest,
    state: web::Data<State>,
    handover: web::Form<Handover>,
) -> Result<HttpResponse, Error> {
    arrive(&request, &state, &handover).await
}

async fn arrive(request: &HttpRequest, state: &State, handover: &Handover) -> Result<HttpResponse, Error> {
    let here = found(request).await?;
    let address = client_address(request, &state.trusted_proxies).to_string();
    let browser = Browser {
        host: hosts::of(request).map(|host| host.id),
        session: here.as_ref().map(|here| &*here.session),
        user_agent: request.headers().get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default(),
        address: &address,
    };
    let next = handover.next.as_deref().and_then(own_path);
    match switch::arrive(&state.app, &handover.token, browser).await.map_err(unusable)? {
        Arrived::Already(side) => Ok(see_other(next.unwrap_or(home(side)))),
        Arrived::Fresh(fresh) => land(state, &fresh, next),
    }
}

/// A link that cannot be used has its own words here: one gets another by going on again.
fn unusable(error: crate::app::Error) -> Error {
    match error {
        crate::app::Error::Denied(Denied::LinkUnusable) => Error::HandoverUnusable,
        error => error.into(),
    }
}

fn land(state: &State, fresh: &Fresh, next: Option<&str>) -> Result<HttpResponse, Error> {
    let mut response = see_other(next.unwrap_or(home(fresh.side)));
    response.add_cookie(&cookie(state, &fresh.token)).map_err(|error| Error::Broken(error.to_string()))?;
    Ok(response)
}
