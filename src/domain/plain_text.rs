//! Markdown as plain text, for where nothing else can be shown: the text of a mail.

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};
use url::Url;

use crate::domain::rich_text::OPTIONS;

/// Makes Markdown into a text that reads well without its signs. A link is followed by its whole address, beside `page` where it has none of its own.
pub fn plain_text(markdown: &str, page: &str) -> String {
    let mut writer = Writer::default();
    let mut links = Vec::new();
    for event in Parser::new_ext(markdown, OPTIONS) {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. }) => {
                links.push((whole(link_type, &dest_url, page), dest_url, writer.line.len()));
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if let Some((address, written, from)) = links.pop() {
                    writer.address(&address, &written, from);
                }
            }
            Event::Start(tag) => writer.start(&tag),
            Event::End(end) => writer.end(end),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => writer.text(&text),
            Event::Code(text) => writer.line.push_str(&text),
            Event::SoftBreak | Event::HardBreak => writer.next_line(),
            Event::Rule => writer.block("---"),
            _ => {}
        }
    }
    writer.flush();
    writer.out
}

/// The whole address of a link on `page`; one of a mail is whole as it is.
pub(super) fn whole(link_type: LinkType, address: &str, page: &str) -> String {
    if link_type == LinkType::Email {
        return address.to_owned();
    }
    Url::parse(page).and_then(|page| page.join(address)).map_or_else(|_| address.to_owned(), String::from)
}

/// What stands before each line of a block within others.
enum Within {
    /// A quotation.
    Quote,
    /// An item of a list, with the mark that stands before its first line.
    Item { mark: String, is_marked: bool },
}

#[derive(Default)]
struct Writer {
    out: String,
    /// The line that is being written.
    line: String,
    within: Vec<Within>,
    /// The lists that are open, each with the number of its next item if it has one.
    lists: Vec<Option<u64>>,
    /// How many cells of a row there were.
    cells: usize,
    /// Whether an empty line comes before what follows.
    is_apart: bool,
}

impl Writer {
    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::BlockQuote(_) => {
                self.flush();
                self.within.push(Within::Quote);
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(*first);
            }
            Tag::Item => {
                let mark = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".to_owned(),
                };
                self.within.push(Within::Item { mark, is_marked: false });
            }
            // In an item of a list text may stand before them without an end.
            Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Table(_) => self.flush(),
            Tag::TableHead | Tag::TableRow => self.cells = 0,
            Tag::TableCell => {
                if self.cells > 0 {
                    self.line.push_str(" | ");
                }
                self.cells += 1;
            }
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Table => {
                self.flush();
                self.is_apart = true;
            }
            TagEnd::TableHead | TagEnd::TableRow => self.flush(),
            TagEnd::BlockQuote(_) | TagEnd::Item => {
                self.flush();
                self.within.pop();
            }
            TagEnd::List(_) => {
                self.lists.pop();
                self.is_apart |= self.lists.is_empty();
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        for (at, part) in text.split('\n').enumerate() {
            if at > 0 {
                self.next_line();
            }
            self.line.push_str(part);
        }
    }

    /// Says the address of a link that began at `from`, unless its text does, as it is or as it was `written`.
    fn address(&mut self, address: &str, written: &str, from: usize) {
        // A link may have begun on a line before.
        let said = self.line.get(from..).unwrap_or(&self.line);
        if ![address, address.trim_start_matches("mailto:"), written].contains(&said) {
            let together = format!("{} ({address})", self.line);
            together.trim_start().clone_into(&mut self.line);
        }
    }

    fn block(&mut self, text: &str) {
        self.flush();
        self.line.push_str(text);
        self.flush();
        self.is_apart = true;
    }

    /// Ends the line where there is something on it.
    fn flush(&mut self) {
        if !self.line.is_empty() {
            self.next_line();
        }
    }

    fn next_line(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
            if self.is_apart {
                self.out.push('\n');
            }
        }
        self.is_apart = false;
        let mut before = String::new();
        for within in &mut self.within {
            match within {
                Within::Quote => before.push_str("> "),
                Within::Item { mark, is_marked: false } => {
                    before.push_str(mark);
                    *within = Within::Item { mark: std::mem::take(mark), is_marked: true };
                }
                Within::Item { mark, is_marked: true } => before.extend(std::iter::repeat_n(' ', mark.len())),
            }
        }
        self.out.push_str(format!("{before}{}", self.line).trim_end());
        self.line.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::plain_text;

    const PAGE: &str = "https://portal.harbour.test/projects/1";

    #[test]
    fn signs_fall_away_and_order_stays() {
        for (markdown, text) in [
            ("The **proof** is *here*\\\nand ~~there~~ `x`.\n\nBye", "The proof is here\nand there x.\n\nBye"),
            ("# Done\n\nAll of it", "Done\n\nAll of it"),
            (
                "- one\n- two\n  1. deep\n  2. down\n- three\n\nEnd",
                "- one\n- two\n  1. deep\n  2. down\n- three\n\nEnd",
            ),
            ("- one\n\n  more\n\n- two", "- one\n\n  more\n\n- two"),
            ("1. Run this:\n   ```\n   npm i\n   ```\n2. Done", "1. Run this:\n   npm i\n\n2. Done"),
            ("- one\n  # two", "- one\n  two"),
            ("> said\n> so\n\nno", "> said\n> so\n\nno"),
            ("```\na  b\n\nc\n```\n\nd", "a  b\n\nc\n\nd"),
            ("| a | b |\n|---|---|\n| 1 | |\n\nz", "a | b\n1 |\n\nz"),
            ("a\n\n---\n\nb", "a\n\n---\n\nb"),
            ("<b>x</b> &amp; \\*y\\*", "<b>x</b> & *y*"),
        ] {
            assert_eq!(plain_text(markdown, PAGE), text, "{markdown}");
        }
    }

    #[test]
    fn links_have_whole_addresses() {
        for (markdown, text) in [
            ("See [the shop](https://shop.test/a).", "See the shop (https://shop.test/a)."),
            ("<https://shop.test/a> <a@shop.test>", "https://shop.test/a a@shop.test"),
            ("<https://shop.test> <https://m\u{fc}ller.test/a>", "https://shop.test https://m\u{fc}ller.test/a"),
            ("[help](/help/x)", "help (https://portal.harbour.test/help/x)"),
            ("![A cat](/files/1)", "A cat (https://portal.harbour.test/files/1)"),
            ("[two\nlines](https://shop.test/)", "two\nlines (https://shop.test/)"),
        ] {
            assert_eq!(plain_text(markdown, PAGE), text, "{markdown}");
        }
    }
}
