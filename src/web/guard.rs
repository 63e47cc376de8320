//! What stands before every handler: which hosts are answered, who may send what changes things, and the headers of every answer.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse, ResponseError as _, web};
use tracing::Instrument as _;

use crate::app::organisations;
use crate::settings::StripeSettings;
use crate::web::error::{self, Error};
use crate::web::forms::see_other;
use crate::web::hosts::HostOf;
use crate::web::state::State;
use crate::web::{elsewhere, visit};

/// No inline script or style, nothing from elsewhere, no framing.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; \
                      form-action 'self'";
/// The part of it that says where forms lead.
const FORM_ACTION: &str = "form-action 'self'";

/// The origins, beside its own, to which a page's forms may lead: the portals of its reader's other organisations.
pub(super) struct FormTargets(pub(super) Vec<String>);

/// Left in a request whose page has Stripe's card form: what it may load and talk to beside its own. No other page may.
pub(super) struct CardPage {
    origins: String,
}

impl CardPage {
    /// Where Stripe's own form lives and what it talks to (<https://docs.stripe.com/security/guide#content-security-policy>).
    const STRIPE: &str =
        "https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com https://api.stripe.com";

    /// With the settings' Stripe, which may stand for another.
    pub(super) fn of(stripe: &StripeSettings) -> Self {
        let origin = |url: &url::Url| url.origin().ascii_serialization();
        let (js, api) = (origin(&stripe.js_url), origin(&stripe.api_base));
        let is_stripe = js == "https://js.stripe.com" && api == "https://api.stripe.com";
        Self { origins: if is_stripe { Self::STRIPE.to_owned() } else { format!("{js} {api}") } }
    }

    /// Has the answer to this request say so.
    pub(super) fn mark(self, request: &HttpRequest) {
        request.extensions_mut().insert(self);
    }

    fn policy(&self) -> String {
        let origins = &self.origins;
        format!("{POLICY}; script-src 'self' {origins}; frame-src {origins}; connect-src 'self' {origins}")
    }
}

/// Lets a request through, or answers it; and puts the safety headers on every answer. What is logged meanwhile is logged in its name.
pub async fn guard(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let span = tracing::trace_span!(target: "frontdesk::statements", "request", path = request.path());
    guarded(request, next).instrument(span).await
}

async fn guarded(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let mut response = match admit(&mut request).await {
        Ok(()) => {
            let response = next.call(request).await?.map_into_boxed_body();
            if error::is_whose_unknown(&response) {
                // An error's page is its reader's too; when even they cannot be found it is nobody's.
                let _ = visit::Visit::find(response.request(), visit::Place::Anywhere).await;
            }
            response
        }
        Err(answer) => request.into_response(answer),
    };
    response = error::render(response);
    let request = response.request();
    let https = request.app_data::<web::Data<State>>().is_some_and(|state| state.https);
    let targets = request.extensions_mut().remove::<FormTargets>();
    let policy = request.extensions_mut().remove::<CardPage>().map_or_else(|| POLICY.to_owned(), |page| page.policy());
    protect(response.headers_mut(), https, &policy, targets);
    Ok(response)
}

/// Lets a request through, or says what it is answered.
async fn admit(request: &mut ServiceRequest) -> Result<(), HttpResponse> {
    let Some(state) = request.app_data::<web::Data<State>>().cloned() else { return Ok(()) };
    // A load balancer asks for health under whatever name it likes; those answers hold nothing.
    let is_open = matches!(request.path(), "/healthz" | "/readyz");
    check(&state, request, is_open).await.map_err(|error| error.error_response())?;
    if is_open {
        return Ok(());
    }
    if leads_to_setup(&state, request).await {
        return Err(see_other("/setup"));
    }
    match elsewhere::refuse(request).await {
        Ok(None) => Ok(()),
        Ok(Some(answer)) => Err(answer),
        Err(error) => Err(error.error_response()),
    }
}

async fn check(state: &State, request: &ServiceRequest, is_open: bool) -> Result<(), Error> {
    // No address of ours holds a NUL, and PostgreSQL takes none in a text.
    if request.uri().path_and_query().is_some_and(|path| path.as_str().contains("%00")) {
        return Err(Error::Unreadable("a NUL character in the address".to_owned()));
    }
    if is_open {
        return Ok(());
    }
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if !state.hosts.contains(host) {
        let domain = state.hosts.domain_of(host).ok_or(Error::UnknownHost)?;
        let organisation = organisations::at_domain(&state.app, &domain).await?.ok_or(Error::UnknownHost)?;
        request.extensions_mut().insert(HostOf(organisation));
    }
    let opens_socket = opens_socket(request);
    if matches!(*request.method(), Method::GET | Method::HEAD) && !opens_socket {
        return Ok(());
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
    if foreign { Err(Error::ForeignOrigin) } else { Ok(()) }
}

/// Asked by what makes a socket, not by the path: `/%6Cive` leads there too.
pub(super) fn opens_socket(request: &ServiceRequest) -> bool {
    request.headers().contains_key(header::UPGRADE)
}

/// Before there is an organisation, there is no other page than the one that sets it up.
async fn leads_to_setup(state: &State, request: &ServiceRequest) -> bool {
    let is_page = matches!(*request.method(), Method::GET | Method::HEAD)
        && !matches!(request.path(), "/setup" | "/healthz" | "/readyz" | "/accent.css")
        && !request.path().starts_with("/assets/");
    // A database that cannot be asked is said by the page itself.
    is_page && !state.is_set_up().await.unwrap_or(true)
}

/// A sibling subdomain is as foreign as any other site.
fn is_own(origin: &HeaderValue, host: &str, state: &State) -> bool {
    let Ok(origin) = origin.to_str() else { return false };
    let Some((scheme, origin_host)) = origin.split_once("://") else { return false };
    let scheme_fits = if state.https { scheme == "https" } else { matches!(scheme, "http" | "https") };
    scheme_fits && state.hosts.are_same(origin_host, host)
}

fn protect(headers: &mut HeaderMap, https: bool, policy: &str, targets: Option<FormTargets>) {
    // A file that somebody uploaded has a stricter policy than a page.
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY)
        && let Ok(policy) = HeaderValue::from_str(&with_targets(policy, targets))
    {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    let set = [
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

/// Browsers hold a form's redirect against `form-action`, too.
fn with_targets(policy: &str, targets: Option<FormTargets>) -> String {
    let Some(FormTargets(targets)) = targets else { return policy.to_owned() };
    let is_origin = |target: &String| target.bytes().all(|b| b.is_ascii_alphanumeric() || b":/.-[]".contains(&b));
    let targets: Vec<String> = targets.into_iter().filter(is_origin).collect();
    policy.replace(FORM_ACTION, &format!("{FORM_ACTION} {}", targets.join(" ")))
}
