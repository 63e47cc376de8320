//! The two ports.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use serde_json::Value;
use tokio::sync::oneshot;

use super::ask::{Params, Question, Refusal, Reply};
use super::faults::Kind;
use super::{Shared, control, news, pages};

/// Serves both ports until it is told to stop.
pub(crate) fn run(
    shared: Arc<Shared>,
    api: TcpListener,
    pages: TcpListener,
    ready: oneshot::Sender<()>,
    stopped: oneshot::Receiver<()>,
) {
    actix_web::rt::System::new().block_on(async move {
        let inside = web::Data::from(Arc::clone(&shared));
        let server =
            HttpServer::new(move || App::new().app_data(inside.clone()).default_service(web::route().to(serve)))
                .workers(2)
                .disable_signals()
                .shutdown_timeout(0)
                .listen(api)
                .and_then(|server| server.listen(pages))
                .expect("the double listens")
                .run();
        let handle = server.handle();
        actix_web::rt::spawn(server);
        actix_web::rt::spawn(news::send_always(shared));
        let _ = ready.send(());
        let _ = stopped.await;
        handle.stop(false).await;
    });
}

async fn serve(request: HttpRequest, body: web::Bytes, shared: web::Data<Shared>) -> HttpResponse {
    let shared = shared.into_inner();
    let path = request.path().to_owned();
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    let body = String::from_utf8_lossy(&body).into_owned();
    match parts.as_slice() {
        ["v1", rest @ ..] => interface(&shared, &request, rest, &body).await,
        ["double", rest @ ..] => control::answer(&shared, request.method().as_str(), rest, &body).await,
        rest => pages::answer(&shared, &request, rest, &body),
    }
}

async fn interface(shared: &Shared, request: &HttpRequest, path: &[&str], body: &str) -> HttpResponse {
    let question = question(request, path, body);
    let asked = format!("{} {}", question.method, question.path.join("/"));
    shared.asked.lock().expect("nobody panicked").push((asked.clone(), question.key.clone()));
    let kind = shared.faults().take(&asked);
    match kind {
        None => json(&shared.books().answer(&question, None)),
        Some(Kind::Slow(time)) => {
            if let Err(refusal) = shared.books().begin(&question) {
                return json(&refusal.reply());
            }
            tokio::time::sleep(time).await;
            let mut books = shared.books();
            books.go_on(&question);
            json(&books.answer(&question, None))
        }
        Some(Kind::FailBefore) => json(&failure()),
        Some(Kind::FailAfter) => {
            shared.books().answer(&question, None);
            json(&failure())
        }
        Some(Kind::FailAfterForGood) => {
            shared.books().answer(&question, Some(&failure()));
            json(&failure())
        }
        Some(Kind::CutBefore) => cut(),
        Some(Kind::CutAfter) => {
            shared.books().answer(&question, None);
            cut()
        }
        Some(Kind::TooMany) => json(&too_many()),
        Some(Kind::Gateway) => {
            HttpResponse::BadGateway().content_type("text/html").body("<html><h1>502 Bad Gateway</h1></html>")
        }
    }
}

fn question(request: &HttpRequest, path: &[&str], body: &str) -> Question {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let params = Params::parse(request.query_string(), body);
    let bearer = header("authorization").and_then(|value| value.strip_prefix("Bearer ").map(str::to_owned));
    Question {
        method: request.method().to_string(),
        path: path.iter().map(|part| (*part).to_owned()).collect(),
        bearer: bearer.or_else(|| params.get("key").map(str::to_owned)),
        params,
        account: header("stripe-account"),
        key: header("idempotency-key"),
    }
}

fn failure() -> Reply {
    let message = "An unknown error occurred".to_owned();
    Refusal { status: 500, kind: "api_error", message, ..Refusal::default() }.reply()
}

fn too_many() -> Reply {
    let message = "Request rate limit exceeded.".to_owned();
    let refusal =
        Refusal { status: 429, kind: "invalid_request_error", code: Some("rate_limit"), message, ..Refusal::default() };
    refusal.reply()
}

/// An answer that breaks off before its first byte.
fn cut() -> HttpResponse {
    let broken: Result<web::Bytes, std::io::Error> = Err(std::io::ErrorKind::ConnectionAborted.into());
    HttpResponse::Ok().streaming(futures_util::stream::once(async { broken }))
}

fn json(reply: &Reply) -> HttpResponse {
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut answer = HttpResponse::build(status);
    answer.insert_header(("Request-Id", "req_double"));
    if reply.replayed {
        answer.insert_header(("Idempotent-Replayed", "true"));
    }
    answer.content_type("application/json").body(reply.body.to_string())
}

/// An answer of the controls.
pub(crate) fn plain(value: &Value) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(value.to_string())
}

/// A number of milliseconds.
pub(crate) fn milliseconds(value: &Value) -> Duration {
    Duration::from_millis(value.as_u64().unwrap_or_default())
}
