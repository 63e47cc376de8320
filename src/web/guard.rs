//! What stands before every handler: which hosts are answered, who may send what changes things, and the headers of every answer.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{ResponseError as _, web};

use crate::web::error::{self, Error};
use crate::web::state::State;

/// No inline script or style, nothing from elsewhere, no framing.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; \
                      frame-ancestors 'none'";

/// Lets a request through, or answers it; and puts the safety headers on every answer.
pub async fn guard(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let refused = request.app_data::<web::Data<State>>().and_then(|state| refuse(state, &request));
    let mut response = if let Some(error) = refused {
        let answer = error.error_response();
        request.into_response(answer)
    } else {
        match next.call(request).await {
            Ok(response) => response.map_into_boxed_body(),
            Err(error) => return Err(error),
        }
    };
    response = error::render(response);
    let https = response.request().app_data::<web::Data<State>>().is_some_and(|state| state.https);
    protect(response.headers_mut(), https);
    Ok(response)
}

fn refuse(state: &State, request: &ServiceRequest) -> Option<Error> {
    // No address of ours holds a NUL, and PostgreSQL takes none in a text.
    if request.uri().path_and_query().is_some_and(|path| path.as_str().contains("%00")) {
        return Some(Error::Unreadable("a NUL character in the address".to_owned()));
    }
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    // A load balancer asks for health under whatever name it likes; those answers hold nothing.
    if matches!(request.path(), "/healthz" | "/readyz") {
        return None;
    }
    if !state.hosts.contains(host) {
        return Some(Error::UnknownHost);
    }
    // Asked by what makes a socket, not by the path: `/%6Cive` leads there too.
    let opens_socket = request.headers().contains_key(header::UPGRADE);
    if matches!(*request.method(), Method::GET | Method::HEAD) && !opens_socket {
        return None;
    }
    let foreign = match request.headers().get(header::ORIGIN) {
        Some(origin) => !is_own(origin, host, state),
        None if opens_socket => true,
        // Without `Origin` and `Sec-Fetch-Site` it is an old client or a tool, and passes on the SameSite cookie.
        None => request
            .headers()
            .get("sec-fetch-site")
            .is_some_and(|site| !matches!(site.as_bytes(), b"same-origin" | b"none")),
    };
    foreign.then_some(Error::ForeignOrigin)
}

/// A sibling subdomain is as foreign as any other site.
fn is_own(origin: &HeaderValue, host: &str, state: &State) -> bool {
    let Ok(origin) = origin.to_str() else { return false };
    let Some((scheme, origin_host)) = origin.split_once("://") else { return false };
    let scheme_fits = if state.https { scheme == "https" } else { matches!(scheme, "http" | "https") };
    scheme_fits && state.hosts.are_same(origin_host, host)
}

fn protect(headers: &mut HeaderMap, https: bool) {
    let set = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=()"),
    ];
    for (name, value) in set {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        // Pages are somebody's own: no shared cache, and none after sign-out.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}
