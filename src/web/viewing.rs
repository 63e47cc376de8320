//! Looking at the portal as a client sees it.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::app::viewing;
use crate::id::CustomerId;
use crate::web::error::Error;
use crate::web::forms::see_other;
use crate::web::visit::Staff;

#[derive(Deserialize)]
pub(crate) struct ViewFields {
    membership: String,
}

/// `POST /desk/customers/{id}/view`
pub(crate) async fn start(
    Staff(visit): Staff,
    customer: web::Path<String>,
    fields: web::Form<ViewFields>,
) -> Result<HttpResponse, Error> {
    let customer: CustomerId = customer.parse().map_err(|_| Error::NotFound)?;
    let client = fields.membership.parse().map_err(|_| Error::NotFound)?;
    viewing::start(&visit.state.app, &visit.caller, customer, client).await?;
    Ok(see_other("/"))
}

/// `POST /desk/view/end`
pub(crate) async fn end(Staff(visit): Staff) -> Result<HttpResponse, Error> {
    let customer = viewing::end(&visit.state.app, &visit.caller).await?;
    Ok(match customer {
        Some(customer) => see_other(&format!("/desk/customers/{customer}")),
        None => see_other("/desk"),
    })
}
