//! Every word that people read, and dates, times and numbers as they read them.
//!
//! Words are in Project Fluent catalogues, `assets/locales/{language}/{area}.ftl`, built into the program. They are looked up
//! by the constants of [`msg`], which `tests/words.rs` holds against the files.

mod catalogues;
mod formats;
mod locale;
mod made_up;
pub mod msg;
pub mod nouns;
pub mod payments;
mod zone;

pub use catalogues::{Catalogues, Error};
pub use locale::{Arg, Locale};
pub use made_up::made_up;
pub use zone::Zone;

/// A message's id in the catalogues. Only the constants of [`msg`] are such ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Msg(&'static str);

impl Msg {
    /// The id: `sign-in`.
    pub const fn id(self) -> &'static str {
        self.0
    }
}
