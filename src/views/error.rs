//! What people read when something went wrong: what it was, and what to do next.

use maud::{Markup, html};

use crate::domain::people::Side;
use crate::views::frame::Frame;
use crate::views::{icon, layout};
use crate::words::Locale;
use crate::words::msg::{error, session};

/// A page for a failed request. `id` is what staff find the failure by in the log.
pub fn page(frame: &Frame<'_>, status: u16, title: &str, text: &str, id: Option<&str>) -> Markup {
    let main = html! {
        div class="gate" {
            div class="card empty error-page" {
                span class={ "empty-picture" @if status >= 500 { " bad" } } { (icon::warning()) }
                h1 class="empty-title" { (title) }
                p class="quiet" { (text) }
                div class="choices" { (next(frame, status)) }
                p class="small quiet" {
                    span class="num" { (frame.with(session::ERROR_PAGE_STATUS, &[("number", i64::from(status).into())])) }
                    @if let Some(id) = id { " · " span class="error-id" { (frame.with(error::ERROR_REFERENCE, &[("id", id.into())])) } }
                }
            }
        }
    };
    layout::bare(frame, title, &main)
}

/// A short message in the corner, for a request of the script's that failed.
pub fn toast(locale: &Locale, text: &str) -> Markup {
    html! {
        div class="toast bad" role="alert" lang=(locale.tag()) { (icon::warning()) span { (text) } }
    }
}

fn next(frame: &Frame<'_>, status: u16) -> Markup {
    let home = match frame.viewer.map(crate::domain::people::Caller::side) {
        Some(Side::Staff) => Some(("/desk", session::ERROR_PAGE_TO_DESK)),
        Some(Side::Client) => Some(("/", session::ERROR_PAGE_TO_HOME)),
        None => None,
    };
    html! {
        @match home {
            Some((url, label)) => {
                // An empty address is the page's own: try again.
                @if matches!(status, 429 | 500..) { a class="button primary" href="" { (frame.text(session::ERROR_PAGE_AGAIN)) } }
                a class="button" href=(url) { (frame.text(label)) }
                @if status == 404 && url == "/" { a class="button" href="/help" { (frame.text(session::ERROR_PAGE_TO_HELP)) } }
            },
            None => a class="button primary" href="/session/new" { (frame.text(session::SESSION_SIGN_IN)) },
        }
    }
}
