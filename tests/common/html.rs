//! Reads just enough of HTML to see what a browser would do with it.

/// A tag that opens an element, with its attributes as they are meant.
#[derive(Debug)]
pub(crate) struct Tag {
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// An attribute's value; empty when it has none.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.attributes.iter().map(|(name, _)| name.as_str())
    }
}

/// Every tag of a page or a fragment that opens an element, in order.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (tag, after) = tag(rest);
            tags.push(tag);
            rest = after;
        }
    }
    tags
}

/// Reads a tag from behind its `<`, and returns what follows it.
fn tag(html: &str) -> (Tag, &str) {
    let (name, mut rest) = split(html, |c| c.is_whitespace() || c == '>' || c == '/');
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return (Tag { name: name.to_ascii_lowercase(), attributes }, rest);
        }
        let (name, after) = split(rest, |c| c.is_whitespace() || matches!(c, '=' | '>' | '/'));
        let (value, after) = match after.strip_prefix('=') {
            None => ("", after),
            Some(after) => match after.chars().next() {
                Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).expect("a quoted value ends"),
                _ => split(after, |c| c.is_whitespace() || c == '>'),
            },
        };
        attributes.push((name.to_ascii_lowercase(), unescaped(value)));
        rest = after;
    }
}

fn split(text: &str, at: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(at).unwrap_or(text.len()))
}

/// The text that escaped text stands for.
pub(crate) fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

/// What stands between a page's tags, on one line.
pub(crate) fn text(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    unescaped(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The texts that people read between a page's tags: not those of scripts and of times, which are written by the calendar's rules.
pub(crate) fn texts(html: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        texts.push(before);
        let silent = ["script", "time", "style"].into_iter().find(|name| after.starts_with(name));
        rest = match silent.and_then(|name| after.split_once(&format!("</{name}>"))) {
            Some((_, after)) => after,
            None => after.split_once('>').map_or("", |(_, after)| after),
        };
    }
    texts.push(rest);
    texts.into_iter().map(|text| unescaped(text.trim())).filter(|text| !text.is_empty()).collect()
}

/// What the content security policy would stop: scripts and styles that stand in the page itself. Empty when it is as it should be.
pub(crate) fn inline_code(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for tag in tags(html) {
        let is_data = tag.get("type").is_some_and(|kind| kind == "application/json");
        if (tag.name == "script" && tag.get("src").is_none() && !is_data) || tag.name == "style" {
            found.push(format!("<{}>", tag.name));
        }
        found.extend(
            tag.names()
                .filter(|name| *name == "style" || name.starts_with("on") || name.starts_with("hx-on"))
                .map(str::to_owned),
        );
        let runs = |value: &str| value.trim_start().to_ascii_lowercase().starts_with("javascript:");
        found.extend(
            ["href", "src", "action", "formaction"]
                .into_iter()
                .filter_map(|name| tag.get(name))
                .filter(|value| runs(value))
                .map(str::to_owned),
        );
    }
    found
}

#[test]
fn inline_code_is_seen() {
    assert_eq!(
        inline_code("<p style='a'>1 < 2</p><b onclick=x></b><script>y</script><a href=' JavaScript:z'>"),
        ["style", "onclick", "<script>", " JavaScript:z",]
    );
    assert_eq!(
        inline_code(
            "<script src=a></script><script type=\"application/json\">{}</script> style=\"x\" &lt;b onclick=x>"
        ),
        [""; 0]
    );
}
