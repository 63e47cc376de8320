//! Searches that found nothing.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::app::searches;
use crate::web::error::Error;
use crate::web::forms::see_other;
use crate::web::inquiries::bounded;
use crate::web::visit::{Client, Staff};

#[derive(Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    q: String,
}

/// `POST /help/searches`: a client rests on what they look for while they type.
pub(crate) async fn create(Client(visit): Client, fields: web::Form<Fields>) -> Result<HttpResponse, Error> {
    bounded(&visit)?;
    searches::rested(&visit.state.app, &visit.state.index, &visit.caller, &fields.q).await?;
    Ok(HttpResponse::NoContent().finish())
}

#[derive(Deserialize)]
pub(crate) struct Dismissal {
    query: String,
    /// The days of the report that it is sent from.
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
}

impl Dismissal {
    fn back(&self, dismissed: bool) -> String {
        let mut pairs = url::form_urlencoded::Serializer::new(String::new());
        pairs.append_pair("from", &self.from).append_pair("until", &self.until);
        if dismissed {
            pairs.append_pair("searches", "dismissed");
        }
        format!("/desk/reports/deflection?{}#searches", pairs.finish())
    }
}

/// `POST /desk/reports/searches/dismissal`
pub(crate) async fn dismiss(Staff(visit): Staff, fields: web::Form<Dismissal>) -> Result<HttpResponse, Error> {
    searches::dismiss(&visit.state.app, &visit.caller, &fields.query).await?;
    Ok(see_other(&fields.back(false)))
}

/// `POST /desk/reports/searches/dismissal/end`
pub(crate) async fn bring_back(Staff(visit): Staff, fields: web::Form<Dismissal>) -> Result<HttpResponse, Error> {
    searches::bring_back(&visit.state.app, &visit.caller, &fields.query).await?;
    Ok(see_other(&fields.back(true)))
}
