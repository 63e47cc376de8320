//! Articles' and projects' text: Markdown made into HTML that is safe to show.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use crate::domain::organisation::slugify;
use crate::domain::plain_text;
use crate::id::FileId;

/// What may stand in an article. Headings begin under the page's own.
static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = list();
    // A wide table scrolls by itself; only so the keyboard reaches it in every browser.
    cleaner.set_tag_attribute_value("table", "tabindex", "0");
    cleaner
});

/// The same in a mail: styles stand at the elements, because mail programs drop the others.
static MAIL_CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = list();
    for (tag, style) in [
        ("p", "margin:0 0 8px;overflow-wrap:anywhere"),
        ("h4", "margin:16px 0 8px;font-size:18px"),
        ("h5", "margin:16px 0 8px;font-size:16px"),
        ("h6", "margin:16px 0 8px;font-size:15px"),
        ("ul", "margin:0 0 8px;padding-inline-start:24px"),
        ("ol", "margin:0 0 8px;padding-inline-start:24px"),
        ("blockquote", "margin:0 0 8px;padding-inline-start:12px;border-inline-start:2px solid #808080"),
        ("pre", "margin:0 0 8px;white-space:pre-wrap;overflow-wrap:anywhere"),
        ("table", "margin:0 0 8px;border-collapse:collapse"),
        ("th", "padding:4px 8px;border:1px solid #808080;text-align:start"),
        ("td", "padding:4px 8px;border:1px solid #808080;vertical-align:top"),
    ] {
        cleaner.set_tag_attribute_value(tag, "style", style);
    }
    cleaner
});

/// What may stand in a text.
fn list() -> ammonia::Builder<'static> {
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
        .add_tag_attributes("code", ["class"])
        .attribute_filter(|tag, name, value| match (tag, name) {
            // What language a block of code is in; no other class.
            ("code", "class") => is_language(value).then_some(Cow::Borrowed(value)),
            ("img", "src") => value.starts_with(PICTURES).then_some(Cow::Borrowed(value)),
            _ => Some(Cow::Borrowed(value)),
        })
        .add_tag_attributes("h2", ["id"])
        .add_tag_attributes("h3", ["id"])
        .add_tag_attributes("h4", ["id"])
        .add_tag_attributes("h5", ["id"])
        .add_tag_attributes("h6", ["id"])
        .url_schemes(["http", "https", "mailto"].into())
        .link_rel(Some("nofollow noopener noreferrer"));
    cleaner
}

fn is_language(class: &str) -> bool {
    let name = class.strip_prefix("language-").unwrap_or_default();
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '#' | '.'))
}

/// Where the pictures are that an article may show; what is elsewhere becomes a link, since pages load nothing from elsewhere.
const PICTURES: &str = "/files/";

pub(super) const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);

/// Makes an article's Markdown into HTML. HTML that stands in it is shown as text, not passed on; what comes out is cleaned all the
/// same. Headings have ids, so that one can link to them.
pub fn article(markdown: &str) -> String {
    let mut events = safe(markdown, below);
    name_headings(&mut events);
    cleaned(markdown, events)
}

/// Makes an update of a project into HTML, as [`article`] does. Many stand on one page: their headings begin below its own and have no ids.
/// A line break is one, as people type them who know no Markdown.
pub fn update(markdown: &str) -> String {
    cleaned(markdown, broken(safe(markdown, far_below)))
}

/// Makes an update into HTML for the editor, whose headings are those of an article: what it writes of them is what it read.
pub fn update_in_editor(markdown: &str) -> String {
    cleaned(markdown, broken(safe(markdown, below)))
}

/// Makes an update into HTML for a mail that leads to `page`: its links are whole addresses, and its pictures are links, since a mail's
/// reader is not signed in.
pub fn update_in_mail(markdown: &str, page: &str) -> String {
    let mut events = Vec::new();
    // The address of the picture whose description has not come yet.
    let mut nameless = None;
    for event in broken(safe(markdown, far_below)) {
        let is_picture = matches!(event, Event::Start(Tag::Image { .. }));
        match event {
            Event::Start(
                Tag::Link { link_type, dest_url, title, id } | Tag::Image { link_type, dest_url, title, id },
            ) => {
                let dest_url = CowStr::from(plain_text::whole(link_type, &dest_url, page));
                nameless = is_picture.then(|| dest_url.clone());
                events.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
            }
            Event::End(TagEnd::Image) => {
                events.extend(nameless.take().map(Event::Text));
                events.push(Event::End(TagEnd::Link));
            }
            other => {
                nameless = None;
                events.push(other);
            }
        }
    }
    rendered(markdown, events.into_iter(), &MAIL_CLEANER)
}

/// The same with every line break kept.
fn broken(mut events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    for event in &mut events {
        if *event == Event::SoftBreak {
            *event = Event::HardBreak;
        }
    }
    events
}

/// What a text holds, without HTML and without pictures from elsewhere, its headings on these levels.
fn safe(markdown: &str, level_of: fn(HeadingLevel) -> HeadingLevel) -> Vec<Event<'_>> {
    let mut events: Vec<Event<'_>> = Vec::new();
    let mut pictures = Vec::new();
    for event in Parser::new_ext(markdown, OPTIONS) {
        events.push(match event {
            #[cfg(not(feature = "mutant-no-cleaning"))]
            Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
            #[cfg(not(feature = "mutant-no-cleaning"))]
            Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
            #[cfg(not(feature = "mutant-no-cleaning"))]
            Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                Event::Start(Tag::Heading { level: level_of(level), id, classes, attrs })
            }
            Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(level_of(level))),
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                let is_shown = dest_url.starts_with(PICTURES);
                pictures.push(is_shown);
                if is_shown {
                    Event::Start(Tag::Image { link_type, dest_url, title, id })
                } else {
                    Event::Start(Tag::Link { link_type, dest_url, title, id })
                }
            }
            Event::End(TagEnd::Image) if pictures.pop() == Some(false) => Event::End(TagEnd::Link),
            other => other,
        });
    }
    events
}

fn cleaned(markdown: &str, events: Vec<Event<'_>>) -> String {
    rendered(markdown, events.into_iter(), &CLEANER)
}

fn rendered<'a>(
    markdown: &str,
    events: impl Iterator<Item = Event<'a>>,
    cleaner: &LazyLock<ammonia::Builder<'static>>,
) -> String {
    let mut out = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut out, events);
    if cfg!(feature = "mutant-no-cleaning") { out } else { cleaner.clean(&out).to_string() }
}

/// Whether a text holds what the editor's form of it would lose: columns that are aligned, pictures from elsewhere.
pub fn is_beyond_editor(markdown: &str) -> bool {
    Parser::new_ext(markdown, OPTIONS).any(|event| match event {
        Event::Start(Tag::Table(columns)) => columns.iter().any(|column| *column != Alignment::None),
        Event::Start(Tag::Image { dest_url, .. }) => !dest_url.starts_with(PICTURES),
        _ => false,
    })
}

/// The pictures that a text shows.
pub fn pictures(markdown: &str) -> Vec<FileId> {
    let shown = Parser::new_ext(markdown, OPTIONS).filter_map(|event| match event {
        Event::Start(Tag::Image { dest_url, .. }) => dest_url.strip_prefix(PICTURES)?.parse().ok(),
        _ => None,
    });
    let mut pictures: Vec<FileId> = shown.collect();
    pictures.sort_unstable();
    pictures.dedup();
    pictures
}

/// Gives each heading an id made of its words, each once on a page. The beginning keeps them apart from the page's own.
fn name_headings(events: &mut [Event<'_>]) {
    let mut used: HashMap<String, usize> = HashMap::new();
    let mut open: Option<(usize, String)> = None;
    for at in 0..events.len() {
        match &events[at] {
            Event::Start(Tag::Heading { .. }) => open = Some((at, String::new())),
            Event::Text(text) | Event::Code(text) => {
                if let Some((_, words)) = &mut open {
                    words.push_str(text);
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                let Some((start, words)) = open.take() else { continue };
                let base = slugify(&words).unwrap_or_else(|| "section".to_owned());
                let count = used.entry(base.clone()).or_default();
                *count += 1;
                let name = if *count == 1 { format!("h-{base}") } else { format!("h-{base}-{count}") };
                if let Event::Start(Tag::Heading { id, .. }) = &mut events[start] {
                    *id = Some(name.into());
                }
            }
            _ => {}
        }
    }
}

/// The page's one first-level heading is the title.
const fn below(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H2,
        other => other,
    }
}

/// An update stands under the name of who wrote it, a heading of the third level.
const fn far_below(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => HeadingLevel::H4,
        HeadingLevel::H3 => HeadingLevel::H5,
        HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H6,
    }
}

#[cfg(test)]
mod tests {
    use super::{article, is_beyond_editor, update, update_in_editor, update_in_mail};

    #[test]
    fn markdown_becomes_html_under_the_title() {
        assert_eq!(article("# A\n\nb *c*"), "<h2 id=\"h-a\">A</h2>\n<p>b <em>c</em></p>\n");
    }

    #[test]
    fn an_update_stands_among_others() {
        let html = update("# Done\n\nThe *proof*\nis here\n\n<b>x</b>");
        assert_eq!(html, "<h4>Done</h4>\n<p>The <em>proof</em><br>\nis here</p>\n<p>&lt;b&gt;x&lt;/b&gt;</p>\n");
    }

    #[test]
    fn the_editor_reads_of_an_update_what_it_writes() {
        let html = update_in_editor("## Done\n\n### Left\n\na\nb");
        assert_eq!(html, "<h2>Done</h2>\n<h3>Left</h3>\n<p>a<br>\nb</p>\n");
        assert_eq!(update("# Done"), update("## Done"));
    }

    #[test]
    fn a_mail_leads_to_whole_addresses_and_loads_nothing() {
        let page = "https://portal.harbour.test/projects/1";
        let html = update_in_mail(
            "[a](/help/a) [b](#x) ![c](/files/1) [d](https://d.test/) <e@d.test>\n\n| e |\n|---|\n| f |",
            page,
        );
        for address in [
            "https://portal.harbour.test/help/a",
            "https://portal.harbour.test/projects/1#x",
            "https://portal.harbour.test/files/1",
            "https://d.test/",
            "mailto:e@d.test",
        ] {
            assert!(html.contains(&format!("<a href=\"{address}\"")), "{address}\n{html}");
        }
        // A picture that nobody has described is called by its address, or there were nothing to press.
        let nameless = update_in_mail("![](/files/2)", page);
        assert!(nameless.contains(">https://portal.harbour.test/files/2</a>"), "{nameless}");
        assert!(!html.contains("<img") && html.contains("<td style=\"padding"), "{html}");
    }

    #[test]
    fn headings_have_names_of_their_own() {
        let html = article("## Sign in\n\n### Sign in\n\n## 日本 `x`\n\n## 日本");
        for id in ["h-sign-in", "h-sign-in-2", "h-x", "h-section"] {
            assert!(html.contains(&format!("id=\"{id}\"")), "{html}");
        }
    }

    #[test]
    fn pictures_are_shown_from_here_alone() {
        assert!(article("![A *cat*](/files/1)").contains(r#"<img src="/files/1" alt="A cat""#));
        let remote = article("![A cat](https://elsewhere.test/cat.png)");
        assert!(remote.contains(r#"<a href="https://elsewhere.test/cat.png""#) && remote.contains("A cat"), "{remote}");
        assert!(!remote.contains("<img"), "{remote}");
        assert!(!article("![x](//elsewhere.test/files/1)").contains("<img"));
    }

    #[test]
    fn a_block_of_code_keeps_its_language_and_a_table_its_cells() {
        assert!(article("```rust\nlet a = 1;\n```").contains(r#"<code class="language-rust">"#));
        let table = article("| a | b |\n|---|---|\n| 1 | ~~2~~ |\n");
        assert!(table.contains("<th>a</th>") && table.contains("<del>2</del>"), "{table}");
    }

    #[test]
    fn what_an_editor_would_lose_is_known() {
        assert!(is_beyond_editor("| a |\n|:-:|\n| 1 |") && is_beyond_editor("![x](https://elsewhere.test/x.png)"));
        assert!(!is_beyond_editor("# A\n\n| a |\n|---|\n| 1 |\n\n![x](/files/1)"));
    }

    #[test]
    #[cfg(not(feature = "mutant-no-cleaning"))]
    fn nothing_in_it_runs() {
        for wrong in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[a](javascript:alert(1))",
            "[a](data:text/html,x)",
            "![a](javascript:alert(1))",
            "<iframe src=https://elsewhere.test></iframe>",
            "<form action=https://elsewhere.test><button>x</button></form>",
            "```\"><script>alert(1)</script>\nx\n```",
            "<a href='javascript:alert(1)'>x</a>",
        ] {
            let html =
                article(wrong) + &update(wrong) + &update_in_editor(wrong) + &update_in_mail(wrong, "https://a.test/");
            assert!(
                !html.contains("<script")
                    && !html.contains("<iframe")
                    && !html.contains("<form")
                    && !html.contains("<img src=\"x\"")
                    && !html.contains("href=\"javascript"),
                "{html}"
            );
            assert!(!html.contains("=\"data:"), "{html}");
        }
    }
}
