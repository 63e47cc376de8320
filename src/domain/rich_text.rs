//! Articles' text: Markdown made into HTML that is safe to show.

use std::sync::LazyLock;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// What may stand in an article. Headings begin under the page's own.
static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = ammonia::Builder::default();
    cleaner
        .tags(
            [
                "a",
                "blockquote",
                "br",
                "code",
                "del",
                "em",
                "h2",
                "h3",
                "h4",
                "h5",
                "h6",
                "hr",
                "img",
                "li",
                "ol",
                "p",
                "pre",
                "strong",
                "table",
                "tbody",
                "td",
                "th",
                "thead",
                "tr",
                "ul",
            ]
            .into(),
        )
        // A wide table scrolls by itself; only so the keyboard reaches it in every browser.
        .set_tag_attribute_value("table", "tabindex", "0")
        .url_schemes(["http", "https", "mailto"].into())
        .link_rel(Some("nofollow noopener noreferrer"));
    cleaner
});

/// Makes an article's Markdown into HTML. HTML that stands in it is shown as text, not passed on; what comes out is cleaned all the
/// same.
pub fn article(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(markdown, options).map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::Heading { level, id, classes, attrs }) => {
            Event::Start(Tag::Heading { level: below(level), id, classes, attrs })
        }
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(below(level))),
        other => other,
    });
    let mut out = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut out, events);
    CLEANER.clean(&out).to_string()
}

/// The page's one first-level heading is the title.
const fn below(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H2,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::article;

    #[test]
    fn markdown_becomes_html_under_the_title() {
        assert_eq!(article("# A\n\nb *c*"), "<h2>A</h2>\n<p>b <em>c</em></p>\n");
    }

    #[test]
    fn nothing_in_it_runs() {
        for wrong in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[a](javascript:alert(1))",
            "[a](data:text/html,x)",
            "![a](javascript:alert(1))",
            "<a href='javascript:alert(1)'>x</a>",
        ] {
            let html = article(wrong);
            assert!(
                !html.contains("<script") && !html.contains("<img src=\"x\"") && !html.contains("href=\"javascript"),
                "{html}"
            );
            assert!(!html.contains("=\"data:"), "{html}");
        }
    }
}
