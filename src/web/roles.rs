//! Settings → What roles may do.

use actix_web::HttpResponse;

use crate::views;
use crate::web::desk::rail;
use crate::web::error::Error;
use crate::web::forms::page;
use crate::web::visit::Staff;

/// `GET /desk/settings/roles`: for everybody at the desk, so that nobody has to ask why a button is not there.
pub(crate) async fn show(Staff(visit): Staff) -> Result<HttpResponse, Error> {
    let rail = rail(&visit).await?;
    Ok(page(views::desk::roles::page(&visit.desk_frame(rail))))
}
