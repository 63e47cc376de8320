//! What a load balancer asks.

use actix_web::{HttpResponse, web};

use crate::web::state::State;

/// `GET /healthz`: the process answers.
pub(crate) async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok\n")
}

/// `GET /readyz`: it can serve: the database answers and its schema is the one this program knows.
pub(crate) async fn ready(state: web::Data<State>) -> HttpResponse {
    match state.app.db.is_migrated().await {
        Ok(true) => HttpResponse::Ok().content_type("text/plain").body("ready\n"),
        Ok(false) => HttpResponse::ServiceUnavailable()
            .content_type("text/plain")
            .body("the database's schema is not this program's: run `frontdesk migrate`\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            HttpResponse::ServiceUnavailable().content_type("text/plain").body("the database does not answer\n")
        }
    }
}
