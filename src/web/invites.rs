//! Invitations, as those who are invited see them.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, ResponseError as _, web};
use serde::Deserialize;

use crate::app;
use crate::app::invites::{self, Answer, Invitation};
use crate::app::sign_in::Browser;
use crate::domain::input::{Invalid, Name, NewPassword, Problems};
use crate::domain::people::{Caller, Denied};
use crate::views;
use crate::views::invite::{InvitePage, Way};
use crate::web::client_address::client_address;
use crate::web::error::{Error, denied};
use crate::web::forms::page_with;
use crate::web::guest::Guest;
use crate::web::hosts;
use crate::web::session::{own_password, user_agent, welcome};
use crate::web::state::State;
use crate::web::visit::SignedIn;
use crate::words::Locale;
use crate::words::msg::{people, session};

/// `GET /invites/{token}`: the same page whether or not the address has a login.
pub(crate) async fn show(
    request: HttpRequest,
    state: web::Data<State>,
    token: web::Path<String>,
    visit: Result<SignedIn, Error>,
) -> Result<HttpResponse, Error> {
    let invitation = look(&request, &state, &token).await?;
    let caller = invited(visit, &invitation);
    let page = Refusal { status: StatusCode::OK, problems: &[], reason: None };
    Ok(show_with(&request, &state, &token, &invitation, caller.is_some(), &Fields::default(), &page))
}

#[derive(Default, Deserialize)]
pub(crate) struct Fields {
    /// Only the form that makes a login has it.
    name: Option<String>,
    #[serde(default)]
    password: String,
}

/// `POST /invites/{token}`
pub(crate) async fn accept(
    request: HttpRequest,
    state: web::Data<State>,
    token: web::Path<String>,
    visit: Result<SignedIn, Error>,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Error> {
    let invitation = look(&request, &state, &token).await?;
    let caller = invited(visit, &invitation);
    let again = |refusal: &Refusal<'_>| {
        Ok(show_with(&request, &state, &token, &invitation, caller.is_some(), &fields, refusal))
    };
    let Parsed { newcomer, problems, may_be_tried } = parse(&fields, &invitation, caller.is_some());
    if !may_be_tried {
        return again(&Refusal::of(&problems));
    }
    let locale = Guest::new(&request, &state, Some(invitation.organisation.clone())).locale;
    let address = client_address(&request, &state.trusted_proxies);
    if !state.limits.allow(address, &invitation.invite.email) {
        let reason = locale.with(session::SESSION_TOO_MANY, &[("count", 1_i64.into())]);
        let status = StatusCode::TOO_MANY_REQUESTS;
        return again(&Refusal { status, problems: &[], reason: Some(&reason) });
    }
    let answer = Answer {
        password: &fields.password,
        newcomer: newcomer.as_ref().map(|(name, password)| (name, password)),
        caller: caller.as_ref(),
        browser: Browser { agent: user_agent(&request), address: &address.to_string() },
    };
    match invites::accept(&state.app, &token, &answer).await {
        Ok(signed_in) => welcome(&state, &signed_in, None),
        Err(app::Error::Denied(Denied::WrongPassword)) if !problems.is_empty() => again(&Refusal::of(&problems)),
        Err(app::Error::Denied(refused)) if refused != Denied::LinkUnusable => {
            let reason = said(&locale, &refused);
            let status = Error::Denied(refused).status_code();
            again(&Refusal { status, problems: &[], reason: Some(&reason) })
        }
        Err(error) => Err(error.into()),
    }
}

/// The invitation that a link stands for. At the host of another organisation's portal nobody is let in by it.
async fn look(request: &HttpRequest, state: &State, token: &str) -> Result<Invitation, Error> {
    let invitation = invites::look(&state.app, token).await?;
    match hosts::of(request) {
        Some(host) if host.id != invitation.organisation.id => Err(Error::Denied(Denied::LinkUnusable)),
        Some(_) | None => Ok(invitation),
    }
}

/// What was sent.
struct Parsed {
    /// What makes a login, when all of it is as it should be.
    newcomer: Option<(Name, NewPassword)>,
    problems: Vec<Invalid>,
    /// Whether it may open a login that is there: its password may be one that nobody could choose today.
    may_be_tried: bool,
}

fn parse(fields: &Fields, invitation: &Invitation, is_signed_in: bool) -> Parsed {
    let mut problems = Problems::default();
    let own = own_password(&fields.password);
    let may_be_tried = own.is_ok() || (is_signed_in && fields.name.is_none());
    let newcomer = if let Some(name) = fields.name.as_deref() {
        let about = [name, invitation.invite.email.as_str(), invitation.organisation.name.as_str()];
        let name = problems.keep("name", Name::parse(name));
        name.zip(problems.keep("password", NewPassword::parse(&fields.password, &about)))
    } else {
        problems.keep("password", if is_signed_in { Ok("") } else { own });
        None
    };
    Parsed { newcomer, problems: problems.into_vec(), may_be_tried }
}

/// Whoever is signed in, when it is the one who is invited.
fn invited(visit: Result<SignedIn, Error>, invitation: &Invitation) -> Option<Caller> {
    let SignedIn(visit) = visit.ok()?;
    Some(visit.caller).filter(|caller| caller.viewed_by.is_none() && caller.email == invitation.invite.email)
}

/// Why they did not get in, said to them and not to staff.
fn said(locale: &Locale, refused: &Denied) -> String {
    match refused {
        Denied::AlreadyMember => locale.text(people::INVITE_ALREADY_IN),
        other => denied(locale, other),
    }
}

/// Why the page comes back.
struct Refusal<'a> {
    status: StatusCode,
    problems: &'a [Invalid],
    reason: Option<&'a str>,
}

impl<'a> Refusal<'a> {
    fn of(problems: &'a [Invalid]) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, problems, reason: None }
    }
}

fn show_with(
    request: &HttpRequest,
    state: &web::Data<State>,
    token: &str,
    invitation: &Invitation,
    is_signed_in: bool,
    fields: &Fields,
    refusal: &Refusal<'_>,
) -> HttpResponse {
    let Invitation { organisation, invite } = invitation;
    let guest = Guest::new(request, state, Some(organisation.clone()));
    let page = InvitePage {
        action: &format!("/invites/{token}"),
        inviter: invite.invited_by.as_deref(),
        email: &invite.email,
        role: invite.role,
        customer: invite.customer_name.as_deref(),
        form: match (is_signed_in, &fields.name) {
            (true, None) => Way::SignedIn,
            (false, None) => Way::Known,
            (_, Some(name)) => Way::New { name },
        },
        problems: refusal.problems,
        refused: refusal.reason,
    };
    page_with(refusal.status, views::invite::page(&guest.frame(), &page))
}
