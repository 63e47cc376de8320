//! Typst, with our template and our fonts and nothing else: no file, no package, no clock is within its reach.

use typst::foundations::{Dict, Smart};
use typst_as_lib::{TypstEngine, TypstTemplateMainFile};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use crate::pdf::{Error, Sheet, fonts};

/// The template.
pub(super) const TEMPLATE: &str = include_str!("../../assets/invoice.typ");
/// For how many documents the compiler keeps what it worked out and did not use again.
const KEPT_FOR: usize = 8;

pub(super) struct Engine(TypstEngine<TypstTemplateMainFile>);

impl Engine {
    pub(super) fn new() -> Self {
        let builder = TypstEngine::builder().main_file(TEMPLATE).fonts(fonts::all());
        Self(builder.comemo_evict_max_age(Some(KEPT_FOR)).build())
    }

    /// Typesets a sheet. A logo that cannot be drawn keeps nobody from the invoice: then the name stands in its place.
    pub(super) fn typeset(&self, sheet: &Sheet) -> Result<Vec<u8>, Error> {
        match (self.pdf(sheet.inputs.clone(), sheet), sheet.without_logo()) {
            (Err(error), Some(plain)) => {
                tracing::warn!(title = sheet.title, %error, "a logo cannot be typeset");
                self.pdf(plain, sheet)
            }
            (result, _) => result,
        }
    }

    fn pdf(&self, inputs: Dict, sheet: &Sheet) -> Result<Vec<u8>, Error> {
        let compiled = self.0.compile_with_input::<_, PagedDocument>(inputs);
        let document = compiled.output.map_err(|error| Error::Typesetting(error.to_string()))?;
        let options = PdfOptions {
            ident: Smart::Custom(sheet.etag()),
            creator: Smart::Custom(Some("Frontdesk".to_owned())),
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options).map_err(|problems| {
            let said: Vec<String> = problems.iter().map(|problem| problem.message.to_string()).collect();
            Error::Typesetting(said.join("; "))
        })
    }
}
