//! What English says, wherever a test is about more than the wording.

use std::sync::LazyLock;

use frontdesk::words::{Catalogues, Locale, Msg};

static ENGLISH: LazyLock<Locale> =
    LazyLock::new(|| Catalogues::embedded().expect("the catalogues are whole").choose(&["en"]));

/// A message without variables.
pub(crate) fn said(msg: Msg) -> String {
    ENGLISH.text(msg)
}

/// A message with its variables.
pub(crate) fn said_with(msg: Msg, values: &[(&'static str, &str)]) -> String {
    let values: Vec<_> = values.iter().map(|(name, value)| (*name, (*value).into())).collect();
    ENGLISH.with(msg, &values)
}
