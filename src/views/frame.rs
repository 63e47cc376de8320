//! What every page needs to know, whatever it shows.

use crate::clock::Timestamp;
use crate::domain::inbox::{Counts, View};
use crate::domain::organisation::Organisation;
use crate::domain::people::Caller;
use crate::domain::session::Affiliation;
use crate::domain::start::Progress;
use crate::words::{Arg, Locale, Msg, Zone};

/// Who reads a page, in which words and times.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// The reader's language.
    pub locale: &'a Locale,
    /// The reader's time zone.
    pub zone: &'a Zone,
    /// When the page is made.
    pub now: Timestamp,
    /// The organisation whose page it is; none before sign-in on a host of several.
    pub organisation: Option<&'a Organisation>,
    /// Who is signed in.
    pub viewer: Option<&'a Caller>,
    /// The version of the assets, for `?v=`.
    pub assets: &'a str,
    /// What the desk's rail shows; none at the portal.
    pub desk: Option<DeskFrame>,
    /// What else surrounds the pages of somebody who is signed in.
    pub around: Option<&'a Around>,
}

/// What surrounds the pages of somebody who is signed in.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// The organisations they may switch between, by name; empty for somebody who is in one alone.
    pub organisations: Vec<Affiliation>,
    /// The name of the customer whose client is looked on as, when there is one.
    pub viewed_customer: Option<String>,
    /// How far the organisation is set up, while that is offered to its admins.
    pub start: Option<Progress>,
}

/// What the desk's rail shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct DeskFrame {
    /// How many tickets each view holds.
    pub counts: Counts,
    /// The view that is open.
    pub view: Option<View>,
}

impl Frame<'_> {
    pub(super) fn text(&self, msg: Msg) -> String {
        self.locale.text(msg)
    }

    pub(super) fn with(&self, msg: Msg, args: &[(&'static str, Arg)]) -> String {
        self.locale.with(msg, args)
    }

    /// The name in the page's title and its head.
    pub(super) fn name(&self) -> &str {
        self.organisation.map_or("Frontdesk", |organisation| organisation.name.as_str())
    }

    /// Where a form is sent, with the organisation it was made for: after a switch in another tab the server refuses it.
    pub(super) fn action(&self, path: &str) -> String {
        match (self.viewer, self.organisation) {
            (Some(_), Some(organisation)) => {
                let mark = if path.contains('?') { '&' } else { '?' };
                format!("{path}{mark}organisation={}", organisation.slug)
            }
            _ => path.to_owned(),
        }
    }

    /// Where a page's socket connects, with the organisation it was made for and the client it was shown to.
    pub(super) fn live(&self, query: &str) -> String {
        let mut url = self.action(&format!("/live?{query}"));
        if let Some(viewer) = self.viewer.filter(|viewer| viewer.viewed_by.is_some()) {
            url = format!("{url}&as={}", viewer.membership_id);
        }
        url
    }

    /// Whether staff look at the portal as the client who is the viewer: nothing on the page may be changed.
    pub(super) fn is_viewing(&self) -> bool {
        self.viewer.is_some_and(|viewer| viewer.viewed_by.is_some())
    }

    /// Where an asset is.
    pub(super) fn asset(&self, file: &str) -> String {
        format!("/assets/{file}?v={}", self.assets)
    }
}
