//! Articles in files: a JSON object a line, or a Markdown file with front matter each. What is written is read back as it was.
//!
//! Front matter is the part of YAML that both sides need: `key: value` lines between two lines `---`. A value is plain text, a text in double
//! quotes as JSON writes it, or for `tags` a list, `[a, "b"]` or a line `- a` each. Keys of other programs are passed over.

use serde::{Deserialize, Serialize};

use crate::domain::article::{Article, ArticleStatus, Visibility};
use crate::domain::input::Problem;
use crate::domain::manuscript;

/// An article in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleLine {
    /// Its id where it comes from, kept as the external id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Markdown text.
    pub body: String,
    /// Its tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Where it comes from, to be credited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The name in URLs that it should have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// Its category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Who may read it; as it was, or Public, when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility: Option<Visibility>,
    /// Whether it is ready; when it is left out, the import says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ArticleStatus>,
}

impl ArticleLine {
    /// An article as it is exported, under this id.
    pub fn of(id: String, article: Article, tags: Vec<String>) -> Self {
        Self {
            id,
            title: article.title,
            body: article.body,
            tags,
            source: article.source,
            slug: Some(article.slug),
            category: article.category,
            visibility: Some(article.visibility),
            status: Some(article.status),
        }
    }

    /// Reads a line of JSON.
    pub fn from_json(line: &[u8]) -> Result<Self, String> {
        let line: Self = serde_json::from_str(text_of(line)?).map_err(|error| error.to_string())?;
        line.checked()
    }

    /// Writes a line of JSON, without its end.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// Reads a Markdown file. Without an `id` it has the file's name as its id.
    pub fn from_markdown(file_name: &str, bytes: &[u8]) -> Result<Self, String> {
        let text = text_of(bytes)?;
        let (front, body) = split(text).ok_or("it does not begin with front matter between two lines ---")?;
        let mut line = Self {
            id: file_name.to_owned(),
            title: String::new(),
            body: body.to_owned(),
            tags: Vec::new(),
            source: None,
            slug: None,
            category: None,
            visibility: None,
            status: None,
        };
        let mut lists_tags = false;
        for row in front.lines() {
            if row.trim().is_empty() || row.trim_start().starts_with('#') {
                continue;
            }
            if let Some(item) = row.trim_start().strip_prefix("- ") {
                if lists_tags {
                    line.tags.push(scalar(item)?);
                }
                continue;
            }
            if row.starts_with([' ', '\t']) {
                continue;
            }
            let (key, value) = row.split_once(':').ok_or_else(|| format!("not a line `key: value`: {row}"))?;
            let value = value.trim();
            lists_tags = key == "tags" && value.is_empty();
            match key {
                "id" => line.id = scalar(value)?,
                "title" => line.title = scalar(value)?,
                "tags" => line.tags = list(value)?,
                "source" => line.source = optional(value)?,
                "slug" => line.slug = optional(value)?,
                "category" => line.category = optional(value)?,
                "visibility" => line.visibility = choice(key, value)?,
                "status" => line.status = choice(key, value)?,
                _ => {}
            }
        }
        line.checked()
    }

    /// Writes a Markdown file.
    pub fn to_markdown(&self) -> String {
        // JSON's texts and lists are YAML's too.
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let text = |text: &Option<String>| text.as_deref().map(quoted);
        let front = [
            ("id", Some(quoted(&self.id))),
            ("title", Some(quoted(&self.title))),
            ("tags", Some(serde_json::Value::from(self.tags.clone()).to_string())),
            ("source", text(&self.source)),
            ("slug", text(&self.slug)),
            ("category", text(&self.category)),
            ("visibility", self.visibility.map(|visibility| visibility.to_string())),
            ("status", self.status.map(|status| status.to_string())),
        ];
        let rows: Vec<String> =
            front.into_iter().filter_map(|(key, value)| value.map(|value| format!("{key}: {value}\n"))).collect();
        format!("---\n{}---\n\n{}", rows.concat(), self.body)
    }

    /// The same in the shape in which articles are stored, or what is wrong with it.
    fn checked(mut self) -> Result<Self, String> {
        let texts = [&self.id, &self.title, &self.body].into_iter().chain(&self.tags);
        let texts = texts.chain(&self.source).chain(&self.slug).chain(&self.category);
        if texts.into_iter().any(|text| text.contains('\0')) {
            return Err("a text holds a NUL character, which a database cannot keep".to_owned());
        }
        if self.id.trim().is_empty() {
            return Err("the id is empty".to_owned());
        }
        self.title = manuscript::title(&self.title).map_err(|problem| said("the title", &problem))?;
        if self.body.len() > manuscript::BODY_MAX {
            return Err(format!("the body is larger than {} bytes", manuscript::BODY_MAX));
        }
        self.tags =
            manuscript::tags(self.tags.iter().map(String::as_str)).map_err(|problem| said("a tag", &problem))?;
        let category = manuscript::category(self.category.as_deref().unwrap_or_default());
        self.category = category.map_err(|problem| said("the category", &problem))?;
        let slug = manuscript::slug(self.slug.as_deref().unwrap_or_default());
        self.slug = slug.map_err(|problem| said("the slug", &problem))?;
        Ok(self)
    }
}

/// For whoever runs an import, at a terminal.
fn said(what: &str, problem: &Problem) -> String {
    match problem {
        Problem::Missing => format!("{what} is empty"),
        Problem::TooLong { max } => format!("{what} is longer than {max} characters"),
        Problem::TooMany { most } => format!("there are more than {most} tags"),
        _ => format!("{what} holds no letter from a to z and no digit"),
    }
}

fn text_of(bytes: &[u8]) -> Result<&str, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| format!("not UTF-8 text: {error}"))?;
    Ok(text.trim_start_matches('\u{feff}'))
}

/// The front matter, and the text after it and one empty line.
fn split(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n"))?;
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == "---" {
            let body = &rest[at + line.len()..];
            let body = body.strip_prefix('\n').or_else(|| body.strip_prefix("\r\n")).unwrap_or(body);
            return Some((&rest[..at], body));
        }
        at += line.len();
    }
    None
}

fn scalar(value: &str) -> Result<String, String> {
    let value = value.trim();
    if value.starts_with('"') {
        return serde_json::from_str(value).map_err(|error| format!("{value}: {error}"));
    }
    match value.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        Some(quoted) => Ok(quoted.replace("''", "'")),
        None if value.starts_with(['|', '>', '{', '&', '*', '!']) => {
            Err(format!("not a value that is understood: {value}"))
        }
        None => Ok(value.to_owned()),
    }
}

fn optional(value: &str) -> Result<Option<String>, String> {
    // In quotes `null` is a word like any other.
    if matches!(value.trim(), "" | "null" | "~") { Ok(None) } else { scalar(value).map(Some) }
}

fn list(value: &str) -> Result<Vec<String>, String> {
    let Some(inside) = value.strip_prefix('[') else {
        return value.split(',').filter(|item| !item.trim().is_empty()).map(scalar).collect();
    };
    if let Ok(list) = serde_json::from_str(value) {
        return Ok(list);
    }
    let inside = inside.strip_suffix(']').ok_or_else(|| format!("a list without its end: {value}"))?;
    inside.split(',').filter(|item| !item.trim().is_empty()).map(scalar).collect()
}

fn choice<T: std::str::FromStr>(key: &str, value: &str) -> Result<Option<T>, String> {
    match optional(value)? {
        None => Ok(None),
        Some(text) => text.to_lowercase().parse().map(Some).map_err(|_| format!("{text:?} is no {key}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line() -> ArticleLine {
        ArticleLine {
            id: "kb: 1 #\"\\".to_owned(),
            title: "It's: a \"title\" # — 日本".to_owned(),
            body: "---\n\n\nText\r\n---\nid: no\n".to_owned(),
            tags: vec!["a, b".to_owned(), "c]".to_owned()],
            source: Some("https://help.test/1".to_owned()),
            slug: Some("a-title".to_owned()),
            category: Some("null".to_owned()),
            visibility: Some(Visibility::Internal),
            status: Some(ArticleStatus::Draft),
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let bare = ArticleLine { source: None, category: None, tags: Vec::new(), body: String::new(), ..line() };
        for line in [line(), bare] {
            assert_eq!(ArticleLine::from_json(line.to_json().unwrap().as_bytes()), Ok(line.clone()));
            assert_eq!(ArticleLine::from_markdown("x", line.to_markdown().as_bytes()), Ok(line));
        }
    }

    #[test]
    fn front_matter_of_other_programs_is_understood() {
        let text = "---\r\ntitle: 'It''s here'\r\nlayout: page\r\nauthors:\r\n  - Ada\r\ntags:\r\n- Mail\r\n- \"sign in\"\r\ndate: 2026-11-23\r\n---\r\n\r\nText";
        let read = ArticleLine::from_markdown("file-name", text.as_bytes()).unwrap();
        assert_eq!((read.id.as_str(), read.title.as_str(), read.body.as_str()), ("file-name", "It's here", "Text"));
        assert_eq!(read.tags, ["mail", "sign in"]);
        let inline = "---\ntitle: A\ntags: [One, 'two']\nstatus: Published\n---\nB\n";
        let read = ArticleLine::from_markdown("x", inline.as_bytes()).unwrap();
        assert_eq!((read.tags.join("+"), read.status), ("one+two".to_owned(), Some(ArticleStatus::Published)));
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        for (wrong, why) in [
            ("Text", "front matter"),
            ("---\ntitle: A\n", "front matter"),
            ("---\nbody\n---\n", "key: value"),
            ("---\nid: a\n---\n", "the title is empty"),
            ("---\ntitle: \"A\n---\n", "EOF"),
            ("---\ntitle: |\n---\n", "not a value"),
            ("---\ntitle: A\nvisibility: everybody\n---\n", "no visibility"),
            ("---\ntitle: A\nslug: 日本\n---\n", "the slug"),
        ] {
            let said = ArticleLine::from_markdown("x", wrong.as_bytes()).unwrap_err();
            assert!(said.contains(why), "{wrong}: {said}");
        }
    }
}
