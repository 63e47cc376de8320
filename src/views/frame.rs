//! What every page needs to know, whatever it shows.

use crate::clock::Timestamp;
use crate::domain::inbox::{Counts, View};
use crate::domain::organisation::Organisation;
use crate::domain::people::Caller;
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

    /// Where an asset is.
    pub(super) fn asset(&self, file: &str) -> String {
        format!("/assets/{file}?v={}", self.assets)
    }
}
