//! A browser as the server sees it: it keeps cookies, sends `Origin` with forms, and follows no redirect by itself.

use std::net::SocketAddr;
use std::sync::Arc;

use reqwest::cookie::{CookieStore as _, Jar};
use reqwest::header::{HeaderMap, LOCATION, ORIGIN};
use reqwest::{Client, Method, RequestBuilder, Url, redirect};

use super::html;
use super::live::{Live, handshake};

/// A browser with its cookies.
#[derive(Clone, Debug)]
pub(crate) struct Browser {
    client: Client,
    cookies: Arc<Jar>,
    address: SocketAddr,
}

impl Browser {
    pub(crate) fn new(address: SocketAddr) -> Self {
        let cookies = Arc::new(Jar::default());
        let client = Client::builder()
            .cookie_provider(Arc::clone(&cookies))
            .redirect(redirect::Policy::none())
            // No connection stays open: the server's stop is not held up by it.
            .pool_max_idle_per_host(0)
            .no_proxy()
            .build()
            .expect("a client");
        Self { client, cookies, address }
    }

    /// Opens a page.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        answer(self.request(Method::GET, path)).await
    }

    /// Fetches a fragment, as the script does.
    pub(crate) async fn fetch(&self, path: &str) -> Answer {
        answer(self.request(Method::GET, path).header("hx-request", "true")).await
    }

    /// Submits a form.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        answer(self.request(Method::POST, path).header(ORIGIN, self.origin()).form(fields)).await
    }

    /// Sends a form as the script does.
    pub(crate) async fn send(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        answer(self.request(Method::POST, path).header(ORIGIN, self.origin()).header("hx-request", "true").form(fields))
            .await
    }

    /// A request without any header but `Host` and the cookies, to be sent with [`answer`].
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, self.url(path))
    }

    /// The request that would open a socket, with this `Origin`.
    pub(crate) fn upgrade(&self, path: &str, origin: Option<&str>) -> RequestBuilder {
        let request = self
            .request(Method::GET, path)
            .header("connection", "Upgrade")
            .header("upgrade", "websocket")
            .header("sec-websocket-version", "13")
            .header("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==");
        match origin {
            Some(origin) => request.header(ORIGIN, origin),
            None => request,
        }
    }

    /// Opens a live connection: `topic=ticket:1&after=3`.
    pub(crate) async fn live(&self, query: &str) -> Live {
        handshake(self.address, &format!("/live?{query}"), &self.cookie().unwrap_or_default(), &self.origin()).await
    }

    /// The origin of the pages this browser shows.
    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What this browser sends as `Cookie`.
    pub(crate) fn cookie(&self) -> Option<String> {
        Some(self.cookies.cookies(&self.url("/"))?.to_str().expect("cookies are text").to_owned())
    }

    /// Puts a cookie into the browser, as it stands in `Cookie`.
    pub(crate) fn set_cookie(&self, cookie: &str) {
        self.cookies.add_cookie_str(&format!("{cookie}; Path=/"), &self.url("/"));
    }

    fn url(&self, path: &str) -> Url {
        Url::parse(&self.origin()).expect("a URL").join(path).expect("a path")
    }
}

/// Sends a request and looks at what every answer must have.
pub(crate) async fn answer(request: RequestBuilder) -> Answer {
    let response = request.send().await.expect("the server answers");
    let status = response.status().as_u16();
    let headers = response.headers().clone();
    let body = if status == 101 { String::new() } else { response.text().await.expect("the answer is text") };
    let answer = Answer { status, headers, body };
    assert!(status < 500, "{answer:?}");
    if status != 101 {
        answer.is_protected();
    }
    answer
}

/// What the server answered.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    /// Sends a request that the other helpers do not make.
    pub(crate) async fn to(request: RequestBuilder) -> Self {
        answer(request).await
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("headers are text"))
    }

    /// Where a redirect leads.
    pub(crate) fn location(&self) -> &str {
        assert_eq!(self.status, 303, "{self:?}");
        self.header(LOCATION.as_str())
    }

    /// The JSON it holds.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// What people read.
    pub(crate) fn text(&self) -> String {
        html::text(&self.body)
    }

    /// What people read in the thread of a ticket's page, without the lists beside it.
    pub(crate) fn thread(&self) -> String {
        let (_, thread) = self.body.split_once("<ol id=\"thread\"").unwrap_or_else(|| panic!("no thread: {self:?}"));
        html::text(thread.split_once("</ol>").expect("its end").0)
    }

    /// The value of a form's field.
    pub(crate) fn field(&self, name: &str) -> String {
        let tags = html::tags(&self.body);
        let field = tags
            .iter()
            .find(|tag| tag.get("name") == Some(name))
            .unwrap_or_else(|| panic!("no field {name}: {self:?}"));
        field.get("value").unwrap_or_default().to_owned()
    }

    /// What follows `prefix` in the ids of elements, in order.
    pub(crate) fn ids(&self, prefix: &str) -> Vec<String> {
        ids(&self.body, prefix)
    }

    /// Every answer, a refusal too, says what a page may do; and no page has code of its own in it.
    fn is_protected(&self) {
        let policy = self.header("content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'"), "{self:?}");
        if policy.contains("sandbox") {
            // What somebody uploaded may have colours, and nothing else; what is no picture is saved and not shown.
            let is_saved = self.header("content-disposition").starts_with("attachment");
            assert!(is_saved || self.header("content-type").starts_with("image/"), "{self:?}");
            assert!(policy.starts_with("default-src 'none'; style-src 'unsafe-inline';"), "{self:?}");
        } else if self.header("content-type") == "application/pdf" {
            // Browsers' viewers style themselves by it; more it does not allow.
            assert!(policy.starts_with("default-src 'none'; style-src 'unsafe-inline';"), "{policy}");
        } else {
            assert!(policy.contains("default-src 'self'"), "{self:?}");
            assert!(!policy.contains("unsafe"), "{self:?}");
        }
        assert_eq!(self.header("x-content-type-options"), "nosniff", "{self:?}");
        if self.header("content-type").starts_with("text/html") {
            assert_eq!(html::inline_code(&self.body), [""; 0], "{self:?}");
        }
    }
}

/// What follows `prefix` in the ids of elements, in order.
pub(crate) fn ids(body: &str, prefix: &str) -> Vec<String> {
    html::tags(body).iter().filter_map(|tag| tag.get("id")?.strip_prefix(prefix).map(str::to_owned)).collect()
}
