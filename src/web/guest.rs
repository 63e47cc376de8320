//! Pages for somebody who is not signed in.

use actix_web::{HttpRequest, web};

use crate::app::organisations;
use crate::clock::Timestamp;
use crate::domain::organisation::Organisation;
use crate::id::OrganisationId;
use crate::views::frame::Frame;
use crate::web::error::Error;
use crate::web::hosts;
use crate::web::state::State;
use crate::words::{Catalogues, Locale, Zone};

/// Somebody who is not signed in, before the page of an organisation or of the server.
pub(crate) struct Guest {
    state: web::Data<State>,
    pub(crate) locale: Locale,
    zone: Zone,
    now: Timestamp,
    organisation: Option<Organisation>,
}

impl Guest {
    /// Before the page of whichever organisation this is the host of.
    pub(crate) async fn find(request: &HttpRequest, state: &web::Data<State>) -> Result<Self, Error> {
        let organisation = match hosts::of(request) {
            Some(host) => Some(host),
            None => organisations::only(&state.app).await?,
        };
        Ok(Self::new(request, state, organisation))
    }

    /// The organisation whose page it is, if it is one's.
    pub(crate) fn organisation(&self) -> Option<OrganisationId> {
        self.organisation.as_ref().map(|organisation| organisation.id)
    }

    /// The browser's language, else the organisation's.
    pub(crate) fn new(request: &HttpRequest, state: &web::Data<State>, organisation: Option<Organisation>) -> Self {
        use actix_web::http::header::ACCEPT_LANGUAGE;
        let header = request.headers().get(ACCEPT_LANGUAGE).and_then(|header| header.to_str().ok());
        let browser = header.map(Catalogues::accept_language).unwrap_or_default();
        let theirs = organisation.iter().map(|organisation| organisation.language.as_str());
        let wanted: Vec<&str> = browser.into_iter().chain(theirs).collect();
        let locale = state.catalogues.choose(&wanted);
        let now = state.app.clock.now();
        Self { state: state.clone(), locale, zone: Zone::utc(), now, organisation }
    }

    /// What their page needs to know. Nobody is named in it: the page is the same for everybody.
    pub(crate) fn frame(&self) -> Frame<'_> {
        Frame {
            locale: &self.locale,
            zone: &self.zone,
            now: self.now,
            organisation: self.organisation.as_ref(),
            viewer: None,
            assets: &self.state.assets,
            desk: None,
            around: None,
        }
    }
}
