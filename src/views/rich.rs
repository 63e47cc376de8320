//! Plain text as people wrote it, with its links made clickable. Nothing in it is ever markup.

use linkify::{LinkFinder, LinkKind};
use maud::{Markup, html};

/// Shows `text` with http, https and e-mail addresses as links; line breaks are kept by the stylesheet (`white-space: pre-wrap`).
pub(super) fn text(text: &str) -> Markup {
    let finder = LinkFinder::new();
    html! {
        @for span in finder.spans(text) {
            @match span.kind().and_then(|kind| target(kind, span.as_str())) {
                Some(href) => a href=(href) target="_blank" rel="nofollow noopener noreferrer" { (span.as_str()) },
                None => (span.as_str()),
            }
        }
    }
}

/// The address a found link leads to, or none when its scheme is not one that is safe to follow.
fn target(kind: &LinkKind, found: &str) -> Option<String> {
    match kind {
        LinkKind::Email => Some(format!("mailto:{found}")),
        LinkKind::Url => {
            let scheme = found.split_once(':')?.0.to_ascii_lowercase();
            matches!(scheme.as_str(), "http" | "https").then(|| found.to_owned())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn markup_stays_text() {
        let html = text("<img src=x onerror=alert(1)> & \"quotes\"").into_string();
        assert_eq!(html, "&lt;img src=x onerror=alert(1)&gt; &amp; &quot;quotes&quot;");
    }

    #[test]
    fn addresses_become_links() {
        let html = text("See https://example.org/a?b=1&c=2, or write to help@example.org.").into_string();
        assert!(
            html.contains(
                r#"<a href="https://example.org/a?b=1&amp;c=2" target="_blank" rel="nofollow noopener noreferrer">"#
            ),
            "{html}"
        );
        assert!(html.contains(r#"<a href="mailto:help@example.org" target"#), "{html}");
        assert!(html.ends_with("</a>."), "{html}");
    }

    #[test]
    fn other_schemes_stay_text() {
        for text_of_attacker in [
            "javascript:alert(1)",
            "JaVaScRiPt://example.org/%0aalert(1)",
            "data:text/html,<script>alert(1)</script>",
            "vbscript://x.example/",
            "file:///etc/passwd",
            "javascript:https//example.org",
        ] {
            let html = text(text_of_attacker).into_string();
            assert!(!html.contains("<a "), "{html}");
            assert!(!html.contains("<script"), "{html}");
        }
    }

    #[test]
    fn a_link_cannot_leave_its_attribute() {
        let html = text(r#"https://example.org/"onmouseover="alert(1) https://example.org/'x'><b>"#).into_string();
        assert!(!html.contains("\"onmouseover"), "{html}");
        assert!(!html.contains("<b>"), "{html}");
    }

    #[test]
    fn lines_are_kept() {
        assert_eq!(text("a\n\n  b").into_string(), "a\n\n  b");
    }
}
