//! Help pages.

use crate::clock::Timestamp;
use crate::domain::text_enum;
use crate::id::ArticleId;

text_enum! {
    /// Who may read an article once it is published.
    Visibility {
        /// Clients and staff.
        Public = "public",
        /// Staff only.
        Internal = "internal",
    }
}

text_enum! {
    /// Whether an article is ready.
    ArticleStatus {
        /// Being written.
        Draft = "draft",
        /// Ready to be read.
        Published = "published",
    }
}

text_enum! {
    /// What kind of thing happened to the help centre.
    HelpEvent {
        /// An article was written or changed.
        ArticleSaved = "article_saved",
        /// What an article has learned changed.
        LessonsChanged = "lessons_changed",
        /// Every node is to read all articles anew.
        Reindexed = "reindexed",
    }
}

/// An article as a page shows it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Article {
    /// Its id.
    pub id: ArticleId,
    /// Its name in URLs.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Markdown text; HTML in it is not passed on.
    pub body: String,
    /// Its category, if it has one.
    pub category: Option<String>,
    /// Who may read it.
    pub visibility: Visibility,
    /// Whether it is ready.
    pub status: ArticleStatus,
    /// Where it came from, to be credited.
    pub source: Option<String>,
    /// The id it had where it was imported from.
    pub external_id: Option<String>,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// The number of its last revision; 0 before there are any.
    pub revision: i64,
}

/// An article as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ArticleLink {
    /// Its name in URLs.
    pub slug: String,
    /// Its title.
    pub title: String,
}

/// A tag and how many articles carry it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct TagCount {
    /// The tag.
    pub tag: String,
    /// How many articles that clients may read carry it.
    pub articles: i64,
}

/// A category and how many articles are in it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct CategoryCount {
    /// The category.
    pub category: String,
    /// How many articles that clients may read are in it.
    pub articles: i64,
}

/// An article in the desk's list.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ArticleRow {
    /// Its id.
    pub id: ArticleId,
    /// Its title.
    pub title: String,
    /// Its category, if it has one.
    pub category: Option<String>,
    /// Who may read it.
    pub visibility: Visibility,
    /// Whether it is ready.
    pub status: ArticleStatus,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Who changed it last; none when it was imported.
    pub editor: Option<String>,
}

text_enum! {
    /// The order of the desk's list.
    ArticleOrder {
        /// What changed last stands first.
        Changed = "changed",
        /// By title.
        Title = "title",
    }
}

/// Which articles the desk's list shows; the default is all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleFilter {
    /// Words of the title or the slug, as they were typed.
    pub query: String,
    /// With this status.
    pub status: Option<ArticleStatus>,
    /// With this visibility.
    pub visibility: Option<Visibility>,
    /// In this category.
    pub category: Option<String>,
    /// With this tag.
    pub tag: Option<String>,
}

impl ArticleFilter {
    /// Whether it lets everything through.
    pub fn is_open(&self) -> bool {
        Self { query: self.query.trim().to_owned(), ..self.clone() } == Self::default()
    }
}
