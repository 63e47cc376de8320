//! Invoices on paper: typeset with Typst from `assets/invoice.typ`, in memory, without a clock, a file or the network. The same facts
//! give the same bytes.

mod engine;
mod fonts;
mod lines;
mod queue;
mod sheet;
mod thread;

pub use fonts::missing;
pub use sheet::Sheet;
pub use thread::{Asker, Typesetter};

/// Why there is no PDF.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Too many wait already; it may go better in a moment.
    #[error("too many documents wait to be typeset")]
    Busy,
    /// It cannot be typeset: a fault of the template's or of this program's.
    #[error("the document cannot be typeset: {0}")]
    Typesetting(String),
}
