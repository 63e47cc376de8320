//! Who asks: extractors that find the caller and refuse everybody else.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, HttpResponse, web};

use crate::app;
use crate::clock::Timestamp;
use crate::domain::organisation::Organisation;
use crate::domain::people::{Caller, Side};
use crate::views::frame::{DeskFrame, Frame};
use crate::web::error::{Error, Whose};
use crate::web::session::cookie_name;
use crate::web::state::State;
use crate::words::{Catalogues, Locale, Zone};

/// A request of somebody who is signed in.
pub(crate) struct Visit {
    pub(crate) state: web::Data<State>,
    pub(crate) caller: Caller,
    pub(crate) organisation: Organisation,
    pub(crate) locale: Locale,
    pub(crate) zone: Zone,
    pub(crate) now: Timestamp,
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
        }
    }

    /// The same at the desk, with what its rail shows.
    pub(crate) fn desk_frame(&self, desk: DeskFrame) -> Frame<'_> {
        Frame { desk: Some(desk), ..self.frame() }
    }

    async fn find(request: HttpRequest) -> Result<Self, Error> {
        let state = request.app_data::<web::Data<State>>().ok_or(Error::NotFound)?.clone();
        let token = request.cookie(cookie_name(state.https)).ok_or(Error::SignedOut)?;
        let caller = app::sign_in::caller(&state.app, token.value()).await?.ok_or(Error::SignedOut)?;
        let organisation = app::organisations::find(&state.app, caller.organisation_id).await?;
        let locale = {
            let header = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|header| header.to_str().ok());
            let browser = header.map(Catalogues::accept_language).unwrap_or_default();
            let own = caller.language.as_deref().into_iter();
            let wanted: Vec<&str> = own.chain(browser).chain([organisation.language.as_str()]).collect();
            state.catalogues.choose(&wanted)
        };
        let whose = Whose { locale: locale.clone(), organisation: organisation.clone(), caller: caller.clone() };
        request.extensions_mut().insert(whose);
        let zone = Zone::named(&caller.time_zone);
        let now = state.app.clock.now();
        Ok(Self { state, caller, organisation, locale, zone, now })
    }
}

type Found<T> = Pin<Box<dyn Future<Output = Result<T, Error>>>>;

/// Whoever is signed in.
pub(crate) struct SignedIn(pub(crate) Visit);

impl FromRequest for SignedIn {
    type Error = Error;
    type Future = Found<Self>;
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { Ok(Self(Visit::find(request).await?)) })
    }
}

/// Where no address of the table leads. The caller is looked for only so that the page is theirs.
pub(crate) async fn nowhere(_: Result<SignedIn, Error>) -> Result<HttpResponse, Error> {
    Err(Error::NotFound)
}

/// A client. For staff these pages are not there.
pub(crate) struct Client(pub(crate) Visit);

impl FromRequest for Client {
    type Error = Error;
    type Future = Found<Self>;
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { on_side(request, Side::Client).await.map(Self) })
    }
}

/// Somebody of the staff. For clients the desk is not there.
pub(crate) struct Staff(pub(crate) Visit);

impl FromRequest for Staff {
    type Error = Error;
    type Future = Found<Self>;
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { on_side(request, Side::Staff).await.map(Self) })
    }
}

async fn on_side(request: HttpRequest, side: Side) -> Result<Visit, Error> {
    let visit = Visit::find(request).await?;
    if visit.caller.side() == side { Ok(visit) } else { Err(Error::NotFound) }
}
