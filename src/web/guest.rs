//! Pages for somebody who is not signed in.

use actix_web::{HttpRequest, web};

use crate::app::organisations;
use crate::clock::Timestamp;
use crate::domain::organisation::Organisation;
use crate::id::OrganisationId;
use crate::views::frame::Frame;
use crate::web::error::Error;
use crate::web::hosts;
use crate::web::language;
use crate::web::state::State;
use crate::words::{Locale, Zone};

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

    /// In the language of the browser, else the organisation's.
    pub(crate) fn new(request: &HttpRequest, state: &web::Data<State>, organisation: Option<Organisation>) -> Self {
        let theirs = language::Whose { own: None, organisation: organisation.as_ref() };
        let locale = language::of(request, &state.catalogues, theirs);
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
