//! Who asks: extractors that find the caller and refuse everybody else.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, HttpResponse, web};

use crate::app;
use crate::clock::Timestamp;
use crate::domain::organisation::Organisation;
use crate::domain::people::{Caller, Side};
use crate::domain::rights::Right;
use crate::domain::session::{Session, Viewing};
use crate::views::frame::{Around, DeskFrame, Frame};
use crate::web::client_address::client_address;
use crate::web::error::{Error, Whose};
use crate::web::forms::wants_page;
use crate::web::guard::FormTargets;
use crate::web::hosts;
use crate::web::language;
use crate::web::session::cookie_name;
use crate::web::state::State;
use crate::words::{Locale, Zone};

/// Addresses at which somebody who looks on as a client is themselves; everywhere else is the portal, which they see as the client. Attachments
/// are fetched by pages of both sides, and staff may see whatever a client may.
const OWN: &[&str] = &[
    "desk",
    "session",
    "organisation",
    "assets",
    "accent.css",
    "logo",
    "attachments",
    "invites",
    "password-resets",
    "setup",
    "healthz",
    "readyz",
];

/// A request of somebody who is signed in.
pub(crate) struct Visit {
    pub(crate) state: web::Data<State>,
    pub(crate) caller: Caller,
    pub(crate) organisation: Organisation,
    pub(crate) locale: Locale,
    pub(crate) zone: Zone,
    pub(crate) now: Timestamp,
    pub(crate) around: Around,
}

impl Visit {
    /// What every page needs to know.
    pub(crate) fn frame(&self) -> Frame<'_> {
        Frame {
            locale: &self.locale,
            zone: &self.zone,
            now: self.now,
            organisation: Some(&self.organisation),
            viewer: Some(&self.caller),
            assets: &self.state.assets,
            desk: None,
            around: Some(&self.around),
        }
    }

    /// The same at the desk, with what its rail shows.
    pub(crate) fn desk_frame(&self, desk: DeskFrame) -> Frame<'_> {
        Frame { desk: Some(desk), ..self.frame() }
    }

    /// Whoever is signed in, or as whom they look on where this is a page that they see as a client.
    pub(crate) async fn find(request: &HttpRequest, at: Place) -> Result<Self, Error> {
        let state = request.app_data::<web::Data<State>>().ok_or(Error::NotFound)?.clone();
        let Found { session, organisation } = found(request).await?.ok_or(Error::SignedOut)?;
        let viewing = at.viewing(request, &session)?;
        let caller = viewing.map_or_else(|| session.caller.clone(), |viewing| viewing.client.clone());
        let mut around = Around::default();
        if let Some(viewing) = viewing {
            around.viewed_customer.clone_from(&viewing.customer);
        } else if session.memberships > 1 && wants_page(request) {
            around.organisations = app::switch::affiliations(&state.app, &caller).await?;
            if hosts::of(request).is_some() {
                let domains = around.organisations.iter().map(|one| one.domain.as_deref());
                let targets = domains.map(|domain| state.portal_url(domain)).collect();
                request.extensions_mut().insert(FormTargets(targets));
            }
        }
        if caller.may(Right::ChangeSettings) && wants_page(request) && request.path().starts_with("/desk") {
            around.start = app::start::look(&state.app, &caller, state.server_mail.is_some()).await?.progress();
        }
        let organisation = Organisation::clone(&organisation);
        let theirs = language::Whose { own: caller.language.as_deref(), organisation: Some(&organisation) };
        let locale = language::of(request, &state.catalogues, theirs);
        let whose = Whose {
            locale: locale.clone(),
            organisation: organisation.clone(),
            caller: caller.clone(),
            around: around.clone(),
        };
        request.extensions_mut().insert(whose);
        if viewing.is_some() && !matches!(*request.method(), Method::GET | Method::HEAD) {
            return Err(Error::LooksOn);
        }
        let zone = Zone::named(&caller.time_zone);
        let now = state.app.clock.now();
        Ok(Self { state, caller, organisation, locale, zone, now, around })
    }
}

/// Where somebody is, which tells as whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// At the desk: as themselves.
    Desk,
    /// At the portal: as the client whom they look on as, if they do.
    Portal,
    /// Somewhere that the address tells.
    Anywhere,
}

impl Place {
    fn viewing<'a>(self, request: &HttpRequest, session: &'a Session) -> Result<Option<&'a Viewing>, Error> {
        let viewing = session.viewing.as_ref();
        match self {
            Self::Desk => Ok(None),
            Self::Portal => Ok(viewing),
            Self::Anywhere => {
                let first = request.path().trim_start_matches('/').split('/').next().unwrap_or_default();
                if first == "live" {
                    return on_socket(request, viewing);
                }
                Ok(viewing.filter(|_| !OWN.contains(&first)))
            }
        }
    }
}

/// A socket says as whom its page was made: the desk's go on while another tab looks on.
fn on_socket<'a>(request: &HttpRequest, viewing: Option<&'a Viewing>) -> Result<Option<&'a Viewing>, Error> {
    let query = url::form_urlencoded::parse(request.query_string().as_bytes());
    match query.filter(|(name, _)| name == "as").map(|(_, value)| value).next() {
        None => Ok(None),
        Some(client) => {
            let found = viewing.filter(|viewing| viewing.client.membership_id.to_string() == client);
            found.map(Some).ok_or(Error::NotFound)
        }
    }
}

/// Who is signed in, and where.
#[derive(Clone)]
pub(crate) struct Found {
    pub(crate) session: Rc<Session>,
    pub(crate) organisation: Rc<Organisation>,
}

/// Who is signed in, looked up once for a request. At the host of an organisation's portal nobody of another one is.
pub(crate) async fn found(request: &HttpRequest) -> Result<Option<Found>, Error> {
    #[derive(Clone)]
    struct Looked(Option<Found>);
    let looked = request.extensions().get::<Looked>().cloned();
    if let Some(Looked(found)) = looked {
        return Ok(found);
    }
    let found = look(request).await?;
    request.extensions_mut().insert(Looked(found.clone()));
    Ok(found)
}

async fn look(request: &HttpRequest) -> Result<Option<Found>, Error> {
    let Some(state) = request.app_data::<web::Data<State>>() else { return Ok(None) };
    let Some(token) = request.cookie(cookie_name(state.https)) else { return Ok(None) };
    let Some(mut session) = app::sign_in::session(&state.app, token.value()).await? else { return Ok(None) };
    if hosts::of(request).is_some_and(|host| host.id != session.caller.organisation_id) {
        return Ok(None);
    }
    let address = client_address(request, &state.trusted_proxies).to_string();
    if let Some(viewing) = &mut session.viewing {
        viewing.client.address.clone_from(&address);
    }
    session.caller.address = address;
    let organisation = app::organisations::find(&state.app, session.caller.organisation_id).await?;
    Ok(Some(Found { session: Rc::new(session), organisation: Rc::new(organisation) }))
}

type Extracted<T> = Pin<Box<dyn Future<Output = Result<T, Error>>>>;

/// Whoever is signed in.
pub(crate) struct SignedIn(pub(crate) Visit);

impl FromRequest for SignedIn {
    type Error = Error;
    type Future = Extracted<Self>;
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { Ok(Self(Visit::find(&request, Place::Anywhere).await?)) })
    }
}

/// Where no address of the table leads. The caller is looked for only so that the page is theirs.
pub(crate) async fn nowhere(_: Result<SignedIn, Error>) -> Result<HttpResponse, Error> {
    Err(Error::NotFound)
}

/// A client. For staff these pages are not there, unless they look on as a client.
pub(crate) struct Client(pub(crate) Visit);

impl FromRequest for Client {
    type Error = Error;
    type Future = Extracted<Self>;
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { on_side(request, Place::Portal, Side::Client).await.map(Self) })
    }
}

/// Somebody of the staff. For clients the desk is not there.
pub(crate) struct Staff(pub(crate) Visit);

impl FromRequest for Staff {
    type Error = Error;
    type Future = Extracted<Self>;
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { on_side(request, Place::Desk, Side::Staff).await.map(Self) })
    }
}

async fn on_side(request: HttpRequest, at: Place, side: Side) -> Result<Visit, Error> {
    let visit = Visit::find(&request, at).await?;
    if visit.caller.side() == side { Ok(visit) } else { Err(Error::NotFound) }
}
