//! The words of a Markdown text without its signs. Not a renderer: it only has to leave nothing that looks like markup in
//! a snippet, and to find the headings.

/// A text as people read it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plain {
    /// All lines, headings too.
    pub(super) text: String,
    /// The headings alone.
    pub(super) headings: Vec<String>,
}

/// Reads a Markdown text.
pub(super) fn plain(markdown: &str) -> Plain {
    let mut plain = Plain::default();
    for line in markdown.lines() {
        let (line, is_heading) = without_block_signs(line);
        let words = inline(line);
        if words.is_empty() {
            continue;
        }
        if !plain.text.is_empty() {
            plain.text.push('\n');
        }
        plain.text.push_str(&words);
        if is_heading {
            plain.headings.push(words);
        }
    }
    plain
}

/// The line without what makes it a heading, a list item, a quotation, a rule, a fence or a row of a table.
fn without_block_signs(line: &str) -> (&str, bool) {
    let mut line = line.trim();
    while let Some(rest) = line.strip_prefix('>') {
        line = rest.trim_start();
    }
    if let Some(rest) = ["- ", "* ", "+ "].iter().find_map(|bullet| line.strip_prefix(bullet)) {
        line = rest.trim_start();
        line = ["[ ] ", "[x] ", "[X] "].iter().find_map(|task| line.strip_prefix(task)).unwrap_or(line);
    } else if let Some(rest) = without_number(line) {
        line = rest;
    }
    if line.starts_with("```") || line.starts_with("~~~") || line.chars().all(|sign| "-=*_|: +".contains(sign)) {
        return ("", false);
    }
    let rest = line.trim_start_matches('#');
    let is_heading = rest.len() < line.len() && (rest.is_empty() || rest.starts_with(' '));
    if is_heading { (rest.trim_end_matches('#').trim(), true) } else { (line, false) }
}

fn without_number(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let is_short = (1..=3).contains(&(line.len() - rest.len()));
    rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") ")).filter(|_| is_short).map(str::trim_start)
}

/// The line without emphasis, code signs, tags, and with links' texts for links; spaces gathered.
fn inline(line: &str) -> String {
    let mut words = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(sign) = rest.chars().next() {
        let before = words.chars().next_back();
        let (taken, meaning) = match sign {
            '\\' => escaped(rest),
            '!' if rest.starts_with("![") => (1, ""),
            '[' => match link(rest) {
                Some((length, text)) => {
                    words.push_str(&inline(text));
                    (length, "")
                }
                None => (1, "["),
            },
            '<' => tag(rest),
            '&' => entity(rest),
            '`' | '|' => (1, if sign == '|' { " " } else { "" }),
            '*' | '_' | '~' => emphasis(rest, sign, before),
            _ => (sign.len_utf8(), &rest[..sign.len_utf8()]),
        };
        if meaning.chars().all(char::is_whitespace) && !meaning.is_empty() {
            if before.is_some_and(|letter| letter != ' ') {
                words.push(' ');
            }
        } else {
            words.push_str(meaning);
        }
        rest = &rest[taken..];
    }
    words.truncate(words.trim_end().len());
    words
}

fn escaped(rest: &str) -> (usize, &str) {
    match rest.as_bytes().get(1) {
        Some(sign) if sign.is_ascii_punctuation() => (2, &rest[1..2]),
        _ => (1, "\\"),
    }
}

/// A link's length and text: `[text](url)`, `[text][name]`.
fn link(rest: &str) -> Option<(usize, &str)> {
    let end = closing(rest, '[', ']')?;
    let text = &rest[1..end];
    let after = &rest[end + 1..];
    let target = match after.chars().next() {
        Some('(') => closing(after, '(', ')')?,
        Some('[') => closing(after, '[', ']')?,
        _ => return None,
    };
    Some((end + 1 + target + 1, text))
}

fn closing(rest: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, sign) in rest.char_indices().take(2_000) {
        if sign == open {
            depth += 1;
        } else if sign == close {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// A tag is left out; an address in angle brackets keeps its text; a lone `<` stays.
fn tag(rest: &str) -> (usize, &str) {
    let Some(end) = rest.char_indices().take(500).find_map(|(at, sign)| (sign == '>').then_some(at)) else {
        return (1, "<");
    };
    let inside = &rest[1..end];
    if inside.starts_with("http") || inside.starts_with("mailto:") || (inside.contains('@') && !inside.contains(' ')) {
        (end + 1, inside)
    } else if inside.starts_with(|sign: char| sign.is_ascii_alphabetic() || sign == '/' || sign == '!') {
        (end + 1, " ")
    } else {
        (1, "<")
    }
}

fn entity(rest: &str) -> (usize, &str) {
    let known = [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&nbsp;", " "),
    ];
    let found = known.iter().find(|(name, _)| rest.starts_with(name));
    found.map_or((1, "&"), |(name, sign)| (name.len(), *sign))
}

/// A run of `*`, `_` or `~` is left out where it touches a word on one side; `snake_case` and `3 * 4` stay.
fn emphasis(rest: &str, sign: char, before: Option<char>) -> (usize, &str) {
    let length = rest.len() - rest.trim_start_matches(sign).len();
    let after = rest[length..].chars().next();
    let touches = |letter: Option<char>| letter.is_some_and(|letter| !letter.is_whitespace());
    let inside_word = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
    let stays = match sign {
        '_' => inside_word || !(touches(before) || touches(after)),
        '~' => length < 2,
        _ => !(touches(before) || touches(after)),
    };
    (length, if stays { &rest[..length] } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_fall_away_and_words_stay() {
        for (markdown, text) in [
            ("**Bold** and _thin_ and `code`", "Bold and thin and code"),
            ("See [the *menu*](https://a.test/b_(c)) now", "See the menu now"),
            ("![A picture](x.png) shown", "A picture shown"),
            ("1. First\n2) Second\n- [x] done\n> quoted", "First\nSecond\ndone\nquoted"),
            ("snake_case 3 * 4 a < b & c", "snake_case 3 * 4 a < b & c"),
            ("a<br>b <https://a.test> &lt;i&gt; \\*no\\*", "a b https://a.test <i> *no*"),
            ("| a | b |\n|---|---|\n| c | d |", "a b\nc d"),
            ("```rust\nlet x = 1;\n```", "let x = 1;"),
            ("~~old~~ ~5 [open", "old ~5 [open"),
        ] {
            assert_eq!(plain(markdown).text, text, "{markdown}");
        }
    }

    #[test]
    fn headings_are_known() {
        let read = plain("# One\ntext\n## Two ##\n#hashtag");
        assert_eq!(read.headings, ["One", "Two"]);
        assert_eq!(read.text, "One\ntext\nTwo\n#hashtag");
    }

    #[test]
    fn unclosed_signs_are_quick() {
        let text = plain(&"[(<&*_".repeat(5_000)).text;
        assert!(text.len() <= 30_000);
    }
}
