//! What a client read before asking (K5): beside the thread, so that nobody is answered with what did not help them.

use maud::{Markup, html};

use crate::domain::deflection::ReadBefore;
use crate::views::frame::Frame;
use crate::words::msg::reports;

/// The list; nothing when there was nothing to read.
pub(super) fn section(frame: &Frame<'_>, articles: &[ReadBefore]) -> Markup {
    html! {
        @if !articles.is_empty() {
            section {
                h2 { (frame.text(reports::READ_BEFORE)) }
                ul class="read-before" {
                    @for article in articles {
                        li {
                            a href={ "/help/" (article.slug) } dir="auto" { (article.title) } " "
                            @if article.opened {
                                span class="chip accent" { (frame.text(reports::READ_BEFORE_OPENED)) }
                            } @else {
                                span class="chip" { (frame.text(reports::READ_BEFORE_SHOWN)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
