//! Invoices on paper, read back by poppler (`pdftotext`, `pdfinfo`, `pdftoppm`). Where it is not installed, what needs it is left out.
//! `FRONTDESK_PICTURES` names a folder in which every page is left as a picture, to be looked at.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests fail by panicking")]

mod content;
mod facts;
mod hard;
mod poppler;
mod queue;

use frontdesk::pdf::{Asker, Typesetter};

use facts::Facts;
use poppler::Pdf;

/// Typesets these facts.
async fn typeset(name: &str, facts: &Facts) -> Pdf {
    let typesetter = Typesetter::default();
    let bytes = typesetter.invoice(Asker::Start, facts.sheet()).await.expect("a PDF");
    Pdf::new(name, bytes.to_vec())
}
