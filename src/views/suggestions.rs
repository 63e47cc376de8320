//! Articles offered while a subject is typed (K3).

use maud::{Markup, html};

use crate::id::InquiryId;
use crate::words::Locale;
use crate::words::msg::help;

/// An article that may help, as found: each text in pieces, with those that matched marked.
#[derive(Clone, Debug)]
pub struct Offer<'a> {
    /// The article's name in URLs.
    pub slug: &'a str,
    /// Its title.
    pub title: Vec<(String, bool)>,
    /// The part of its text that fits best.
    pub snippet: Vec<(String, bool)>,
}

/// The options of the list; nothing when nothing was found. Opened from an inquiry, an article knows where it was opened from.
pub fn fragment(offers: &[Offer<'_>], inquiry: Option<InquiryId>) -> Markup {
    html! {
        @for offer in offers {
            a class="offer" role="option" id={ "suggestion-" (offer.slug) } aria-selected="false" tabindex="-1" data-slug=(offer.slug)
                href={ "/help/" (offer.slug) @if let Some(inquiry) = inquiry { "?inquiry=" (inquiry) } } {
                span class="offer-title" dir="auto" { (marked(&offer.title)) }
                span class="offer-snip" dir="auto" { (marked(&offer.snippet)) }
            }
        }
    }
}

/// The list under the subject, which the script fills, and the line that tells screen readers how many there are. Where a page comes with
/// a subject, its articles stand there as links to new tabs, so that without scripts what is typed stays in this one.
pub(super) fn list(locale: &Locale, offers: &[Offer<'_>], inquiry: InquiryId) -> Markup {
    html! {
        div class="suggest" data-suggestions hidden[offers.is_empty()] {
            p class="suggest-head small" aria-hidden="true" { (locale.text(help::SUGGESTION_TITLE)) }
            div id="suggestions" class="suggestions" role="listbox" aria-label=(locale.text(help::SUGGESTION_TITLE)) hidden {}
            @if !offers.is_empty() {
                noscript {
                    ul class="suggestions" aria-label=(locale.text(help::SUGGESTION_TITLE)) {
                        @for offer in offers {
                            li {
                                a class="offer" target="_blank" href={ "/help/" (offer.slug) "?inquiry=" (inquiry) } {
                                    span class="offer-title" dir="auto" { (marked(&offer.title)) }
                                    span class="offer-snip" dir="auto" { (marked(&offer.snippet)) }
                                }
                            }
                        }
                    }
                }
            }
        }
        p id="suggestions-status" class="unseen" role="status" {}
    }
}

/// Text in pieces, the matching ones marked.
pub(super) fn marked(pieces: &[(String, bool)]) -> Markup {
    html! {
        @for (piece, matched) in pieces {
            @if *matched { mark { (piece) } } @else { (piece) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_found_is_nothing_shown() {
        assert_eq!(fragment(&[], None).into_string(), "");
    }

    #[test]
    fn what_matched_is_marked_and_markup_stays_text() {
        let offer = Offer {
            slug: "cannot-receive",
            title: vec![("Cannot ".to_owned(), false), ("receive".to_owned(), true)],
            snippet: vec![("<script>alert(1)</script>".to_owned(), true)],
        };
        let html = fragment(&[offer], None).into_string();
        assert!(html.contains(r#"data-slug="cannot-receive" href="/help/cannot-receive""#), "{html}");
        assert!(html.contains("Cannot <mark>receive</mark>"), "{html}");
        assert!(html.contains("<mark>&lt;script&gt;"), "{html}");
        assert!(!html.contains("<script"), "{html}");
    }
}
