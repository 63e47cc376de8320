//! What becomes of a client at the form of a new ticket (K3, K5).

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::app::inquiries;
use crate::domain::deflection::NAMED_MAX;
use crate::id::{Chance, InquiryId};
use crate::web::error::Error;
use crate::web::forms::see_other;
use crate::web::visit::{Client, Visit};

#[derive(Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    inquiry: String,
    #[serde(default)]
    subject: String,
    /// The names of the articles that were shown, with spaces between them.
    #[serde(default)]
    shown: String,
    /// The one that was opened just now.
    #[serde(default)]
    opened: String,
    /// The one that has solved it.
    #[serde(default)]
    article: String,
    /// Present when the client has rested on the subject.
    rested: Option<String>,
}

impl Fields {
    /// What cannot be read names none.
    fn inquiry(&self) -> Result<InquiryId, Error> {
        self.inquiry.parse().map_err(|_| Error::NotFound)
    }

    fn report<'a>(&'a self, shown: &'a [&'a str], opened: &'a str) -> Result<inquiries::Report<'a>, Error> {
        Ok(inquiries::Report {
            inquiry: self.inquiry()?,
            subject: &self.subject,
            shown,
            opened: Some(opened).filter(|slug| !slug.is_empty()),
            at_rest: self.rested.is_some(),
        })
    }
}

/// `POST /support/inquiries`: what the page tells while the form is open and when it is left.
pub(crate) async fn report(Client(visit): Client, fields: web::Form<Fields>) -> Result<HttpResponse, Error> {
    bounded(&visit)?;
    let shown = named(&fields.shown);
    let report = fields.report(&shown, &fields.opened)?;
    inquiries::report(&visit.state.app, &visit.state.index, &visit.caller, &report).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// `POST /support/solutions`: an article has solved it.
pub(crate) async fn solve(Client(visit): Client, fields: web::Form<Fields>) -> Result<HttpResponse, Error> {
    bounded(&visit)?;
    let shown = named(&fields.shown);
    let report = fields.report(&shown, &fields.article)?;
    inquiries::solve(&visit.state.app, &visit.caller, &report).await?;
    Ok(see_other(&format!("/support?solved={}", fields.inquiry)))
}

/// `POST /support/solutions/end`: it has not, after all.
pub(crate) async fn reopen(Client(visit): Client, fields: web::Form<Fields>) -> Result<HttpResponse, Error> {
    bounded(&visit)?;
    inquiries::reopen(&visit.state.app, &visit.caller, fields.inquiry()?).await?;
    Ok(see_other(&format!("/support/new?inquiry={}", fields.inquiry)))
}

/// Refuses what comes more often than any page sends it.
pub(crate) fn bounded(visit: &Visit) -> Result<(), Error> {
    if visit.state.reports.allow(visit.caller.session_id) { Ok(()) } else { Err(Error::TooMany) }
}

/// The names in a list of articles; what is too much is left out.
pub(crate) fn named(list: &str) -> Vec<&str> {
    list.split_whitespace().take(NAMED_MAX).collect()
}

/// The inquiry that a form or an address names; a new one where it names none.
pub(crate) fn inquiry_or_new(text: &str, visit: &Visit) -> InquiryId {
    let chance: &dyn Chance = &*visit.state.app.chance;
    text.parse().unwrap_or_else(|_| InquiryId::new(visit.now, chance))
}
