//! What browsers see.

use actix_web::{HttpRequest, HttpResponse};

use super::Shared;

/// A page, by its path.
pub(crate) fn answer(shared: &Shared, _: &HttpRequest, path: &[&str], _: &str) -> HttpResponse {
    match path {
        ["setup", token] => setup(shared, token),
        _ => HttpResponse::NotFound().body("the double has no such page"),
    }
}

fn setup(shared: &Shared, token: &str) -> HttpResponse {
    let books = shared.books();
    let Some(link) = books.links.get(token) else { return HttpResponse::NotFound().body("no such link") };
    let due = books.accounts.get(&link.account).map(|book| book.account["requirements"]["currently_due"].to_string());
    HttpResponse::Ok().content_type("text/html").body(due.unwrap_or_default())
}
