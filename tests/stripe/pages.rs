//! What browsers see: the script, the frame with the card form, the bank's page, the page where an account is completed.

use actix_web::http::header::LOCATION;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::ask::Params;
use super::books::Books;
use super::{OWN, Shared};

/// Asked for again after everything else was given.
const DOCUMENT: &str = "individual.verification.document";

/// A page, by its path.
pub(crate) fn answer(shared: &Shared, request: &HttpRequest, path: &[&str], body: &str) -> HttpResponse {
    let params = Params::parse(request.query_string(), body);
    let mut books = shared.books();
    match (request.method().as_str(), path) {
        ("GET", ["v3" | "endive", "stripe.js"]) => script(include_str!("pages/stripe.js")),
        ("GET", ["element"]) => page(include_str!("pages/element.html")),
        ("GET", ["element.js"]) => script(include_str!("pages/element.js")),
        ("GET", ["authenticate", _]) => page(include_str!("pages/authenticate.html")),
        ("GET", ["authenticate.js"]) => script(include_str!("pages/authenticate.js")),
        ("POST", ["authenticate", id]) => authenticate(&mut books, id, &params),
        ("GET", ["favicon.ico"]) => HttpResponse::NoContent().finish(),
        ("GET", ["setup", token]) => show_setup(&mut books, token),
        ("POST", ["setup", token]) => set_up(&mut books, token, params.get("give").unwrap_or_default()),
        _ => HttpResponse::NotFound().body("the double has no such page"),
    }
}

fn authenticate(books: &mut Books, id: &str, params: &Params) -> HttpResponse {
    let account = params.get("account").filter(|account| !account.is_empty()).unwrap_or(OWN);
    let is_theirs = |books: &mut Books| {
        let intent = books.find_intent(account, id).ok()?;
        (intent["client_secret"] == params.get("client_secret")?).then_some(())
    };
    if is_theirs(books).is_none() {
        return HttpResponse::NotFound().finish();
    }
    // A bank that declines answers all the same: the intent says so.
    let _ = books.authenticate(account, id, params.get("agrees") == Some("true"));
    HttpResponse::NoContent().finish()
}

/// Works once, for as long as it lasts; afterwards another one is asked for.
fn show_setup(books: &mut Books, token: &str) -> HttpResponse {
    let now = books.now();
    let Some(link) = books.links.get_mut(token) else { return HttpResponse::NotFound().body("no such link") };
    if link.visited || link.until < now {
        return to(&link.refresh_url);
    }
    link.visited = true;
    let account = link.account.clone();
    let due = books.show_account(&account).map(|account| account["requirements"]["currently_due"].to_string());
    page(&include_str!("pages/setup.html").replace("REQUIREMENTS", &due.unwrap_or_default()))
}

fn set_up(books: &mut Books, token: &str, given: &str) -> HttpResponse {
    let Some(link) = books.links.get(token).cloned() else { return HttpResponse::NotFound().body("no such link") };
    match given {
        "everything" => books.complete_account(&link.account),
        "all-but-a-document" => {
            let changes = json!({"details_submitted": true, "requirements": {"currently_due": [DOCUMENT],
                "eventually_due": [DOCUMENT], "past_due": [], "disabled_reason": "requirements.past_due"}});
            let _ = books.change_account(&link.account, &changes);
        }
        _ => {}
    }
    to(&link.return_url)
}

fn to(url: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, url)).finish()
}

fn page(html: &str) -> HttpResponse {
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(html.to_owned())
}

fn script(text: &'static str) -> HttpResponse {
    HttpResponse::Ok().content_type("text/javascript; charset=utf-8").body(text)
}
