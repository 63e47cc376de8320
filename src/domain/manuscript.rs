//! What somebody writes of an article, as types: the form, the importer and the store agree on what may stand in it.

use crate::clock::Timestamp;
use crate::domain::article::{Article, ArticleStatus, Visibility};
use crate::domain::input::{Invalid, Problem, Problems};
use crate::domain::organisation::slugify;
use crate::domain::text_enum;

/// Characters a title may have.
pub const TITLE_MAX: usize = 300;
/// Bytes a text may have.
pub const BODY_MAX: usize = 1_000_000;
/// Characters a tag or a category may have.
pub const TAG_MAX: usize = 60;
/// Tags an article may have.
pub const TAGS_MAX: usize = 30;
/// Bytes they may have together, with what stands between them: an index that a report reads holds them, whose rows PostgreSQL limits to 2,704.
pub const TAGS_BYTES: usize = 2_000;

/// An article as it is written, before it has an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manuscript {
    /// One line of 1 to 300 characters.
    pub title: String,
    /// The name in URLs that was asked for; none to make one of the title, or to keep the one it has.
    pub slug: Option<String>,
    /// Markdown of at most a million bytes, with `\n` at the end of lines.
    pub body: String,
    /// In order, each once, in lower case.
    pub tags: Vec<String>,
    /// Its category, if it has one.
    pub category: Option<String>,
    /// Who may read it.
    pub visibility: Visibility,
}

/// The texts of a form, as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    /// The title.
    pub title: String,
    /// The name in URLs.
    pub slug: String,
    /// The text.
    pub body: String,
    /// Tags, with commas between.
    pub tags: String,
    /// The category.
    pub category: String,
    /// The visibility's name.
    pub visibility: String,
}

impl Typed {
    /// What stands in the form of an article.
    pub fn of(article: &Article, tags: &[String]) -> Self {
        Self {
            title: article.title.clone(),
            slug: article.slug.clone(),
            body: article.body.clone(),
            tags: tags.join(", "),
            category: article.category.clone().unwrap_or_default(),
            visibility: article.visibility.as_str().to_owned(),
        }
    }

    /// The same with every line break as `\n`: browsers send `\r\n`.
    #[must_use]
    pub fn with_plain_lines(mut self) -> Self {
        self.body = plain_lines(&self.body);
        self
    }

    /// The manuscript, or all that is wrong with it.
    pub fn parse(&self) -> Result<Manuscript, Vec<Invalid>> {
        let mut problems = Problems::default();
        let title = problems.keep("title", title(&self.title));
        let slug = problems.keep("slug", slug(&self.slug));
        let body = problems.keep("body", body(&self.body));
        let tags = problems.keep("tags", tags(self.tags.split([',', '\n'])));
        let category = problems.keep("category", category(&self.category));
        let visibility = problems.keep("visibility", self.visibility.parse().map_err(|_| Problem::NotAChoice));
        match (title, slug, body, tags, category, visibility) {
            (Some(title), Some(slug), Some(body), Some(tags), Some(category), Some(visibility)) => {
                Ok(Manuscript { title, slug, body, tags, category, visibility })
            }
            _ => Err(problems.into_vec()),
        }
    }
}

/// A title: one line.
pub fn title(text: &str) -> Result<String, Problem> {
    let text = one_line(text);
    match text.chars().count() {
        0 => Err(Problem::Missing),
        1..=TITLE_MAX => Ok(text),
        _ => Err(Problem::TooLong { max: TITLE_MAX }),
    }
}

/// A name in URLs: lower-case ASCII words joined by hyphens. None when nothing is asked for.
pub fn slug(text: &str) -> Result<Option<String>, Problem> {
    if text.trim().is_empty() { Ok(None) } else { slugify(text).map(Some).ok_or(Problem::NotASlug) }
}

/// An article's text. It may be empty: a draft begins so.
pub fn body(text: &str) -> Result<String, Problem> {
    let text = plain_lines(text);
    if text.len() > BODY_MAX { Err(Problem::TooLarge { kilobytes: BODY_MAX / 1_000 }) } else { Ok(text) }
}

/// Tags in lower case, each once.
pub fn tags<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Vec<String>, Problem> {
    let mut tags: Vec<String> =
        texts.into_iter().map(|tag| one_line(tag).to_lowercase()).filter(|tag| !tag.is_empty()).collect();
    tags.sort_unstable();
    tags.dedup();
    if tags.iter().any(|tag| tag.chars().count() > TAG_MAX) {
        return Err(Problem::TooLong { max: TAG_MAX });
    }
    let mut bytes = 0;
    let fits = |tag: &&String| {
        bytes += tag.len() + 2;
        bytes <= TAGS_BYTES
    };
    let most = tags.iter().take_while(fits).count().min(TAGS_MAX);
    if tags.len() > most { Err(Problem::TooMany { most }) } else { Ok(tags) }
}

/// A category: one line, or nothing.
pub fn category(text: &str) -> Result<Option<String>, Problem> {
    let text = one_line(text);
    match text.chars().count() {
        0 => Ok(None),
        1..=TAG_MAX => Ok(Some(text)),
        _ => Err(Problem::TooLong { max: TAG_MAX }),
    }
}

fn one_line(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.chars().filter(|c| !c.is_control()).collect()
}

fn plain_lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

text_enum! {
    /// What a save is to make of an article's status.
    Then {
        /// It stays as it is: new ones are drafts.
        Keep = "keep",
        /// It is published.
        Publish = "publish",
        /// It becomes a draft again.
        Unpublish = "unpublish",
    }
}

impl Then {
    /// The status afterwards.
    pub const fn status(self, before: ArticleStatus) -> ArticleStatus {
        match self {
            Self::Keep => before,
            Self::Publish => ArticleStatus::Published,
            Self::Unpublish => ArticleStatus::Draft,
        }
    }
}

/// An article as it was saved.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Revision {
    /// Its number, from 1.
    pub number: i64,
    /// The name in URLs.
    pub slug: String,
    /// The title.
    pub title: String,
    /// The text.
    pub body: String,
    /// A JSON list.
    pub tags: String,
    /// The category.
    pub category: Option<String>,
    /// Who might read it.
    pub visibility: Visibility,
    /// Whether it was ready.
    pub status: ArticleStatus,
    /// Who saved it; none when it was imported.
    pub author: Option<String>,
    /// When.
    pub at: Timestamp,
}

impl Revision {
    /// Its tags, in order.
    pub fn tags(&self) -> Vec<String> {
        serde_json::from_str(&self.tags).unwrap_or_default()
    }
}

/// A revision as the list of them shows it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct RevisionRow {
    /// Its number, from 1.
    pub number: i64,
    /// The title.
    pub title: String,
    /// Who might read it.
    pub visibility: Visibility,
    /// Whether it was ready.
    pub status: ArticleStatus,
    /// Who saved it; none when it was imported.
    pub author: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// What somebody has written and not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The revision that the writing began from; 0 for a new article.
    pub base: i64,
    /// What stood in the form.
    pub typed: Typed,
    /// When.
    pub saved_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> Typed {
        Typed { title: " A\n title ".to_owned(), visibility: "public".to_owned(), ..Typed::default() }
    }

    #[test]
    fn what_is_typed_is_made_plain() {
        let written = Typed { tags: "Mail, sign-in ,mail,,".to_owned(), body: "a\r\nb\rc\u{0}".to_owned(), ..typed() };
        let written = written.parse().unwrap();
        assert_eq!((written.title.as_str(), written.body.as_str()), ("A title", "a\nb\nc"));
        assert_eq!((written.tags, written.slug, written.category), (vec!["mail".into(), "sign-in".into()], None, None));
        let named = Typed { slug: "Über Uns!".to_owned(), category: " First  steps ".to_owned(), ..typed() }.parse();
        let named = named.unwrap();
        assert_eq!((named.slug.as_deref(), named.category.as_deref()), (Some("uber-uns"), Some("First steps")));
    }

    #[test]
    fn as_many_tags_as_have_room() {
        let many =
            |tag: char, count: usize| (0..count).map(move |at| format!("{at:02}{}", String::from(tag).repeat(58)));
        let parse = |all: Vec<String>| tags(all.iter().map(String::as_str)).map(|tags| tags.len());
        assert_eq!(parse(many('a', 30).collect()), Ok(30));
        assert_eq!(parse(many('a', 31).collect()), Err(Problem::TooMany { most: 30 }));
        assert_eq!(parse(many('\u{436}', 16).collect()), Ok(16));
        assert_eq!(parse(many('\u{436}', 30).collect()), Err(Problem::TooMany { most: 16 }));
    }

    #[test]
    fn all_that_is_wrong_comes_back_at_once() {
        let wrong = Typed {
            title: String::new(),
            slug: "日本".to_owned(),
            body: "x".repeat(BODY_MAX + 1),
            tags: "x".repeat(TAG_MAX + 1),
            category: "x".repeat(TAG_MAX + 1),
            visibility: "everybody".to_owned(),
        };
        let fields: Vec<_> = wrong.parse().unwrap_err().into_iter().map(|invalid| invalid.field).collect();
        assert_eq!(fields, ["title", "slug", "body", "tags", "category", "visibility"]);
    }
}
