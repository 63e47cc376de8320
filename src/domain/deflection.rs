//! What suggestions and articles did (K5): inquiries, votes, searches that found nothing, and how they are counted.

use std::time::Duration;

use crate::clock::Timestamp;
use crate::domain::sought::sought;
use crate::domain::text_enum;
use crate::id::{ArticleId, InquiryId, MembershipId};

/// How long inquiries, views and searches are kept: a year and what it takes to compare it with the one before.
pub const KEPT: Duration = Duration::from_secs(400 * 24 * 60 * 60);
/// Within this time a search that goes on where the last one stopped is the same search.
pub const SAME_SEARCH: Duration = Duration::from_secs(30 * 60);
/// Articles that one report may name; more than a form ever shows.
pub const NAMED_MAX: usize = 50;

/// A client's visit of the form of a new ticket. Its steps are shown, opened, solved, submitted; each happens once.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Inquiry {
    /// Its id.
    pub id: InquiryId,
    /// Who asks.
    pub membership_id: MembershipId,
    /// What was asked in the end.
    pub subject: String,
    /// When an article was said to have solved it.
    pub solved_at: Option<Timestamp>,
    /// When it became a ticket all the same.
    pub submitted_at: Option<Timestamp>,
}

impl Inquiry {
    /// Whether anything may still happen to it. A report that comes late, after the ticket was sent, changes no figure.
    pub const fn is_open(&self) -> bool {
        self.solved_at.is_none() && self.submitted_at.is_none()
    }
}

/// A search that is worth keeping: what was typed, and by what the same search is recognised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    folded: String,
    wording: String,
}

impl Query {
    /// Letters and digits it needs; two are enough in scripts that write no spaces.
    const LEAST: usize = 3;
    /// Characters that are kept of it.
    const MOST: usize = 120;

    /// Takes what was typed, cut to its length; none when it is too short to mean anything.
    pub fn parse(text: &str) -> Option<Self> {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let wording: String = words.chars().filter(|c| !c.is_control()).take(Self::MOST).collect();
        let folded = sought(&wording).chars().take(Self::MOST).collect::<String>().trim_end().to_owned();
        let letters = folded.chars().filter(|c| c.is_alphanumeric()).count();
        let least = if folded.chars().any(writes_no_spaces) { Self::LEAST - 1 } else { Self::LEAST };
        (letters >= least).then_some(Self { folded, wording })
    }

    /// Without case, accents and superfluous space.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// As it was typed.
    pub fn wording(&self) -> &str {
        &self.wording
    }

    /// Whether it is the search before (folded) typed on, or taken back by some letters.
    pub fn continues(&self, before: &str) -> bool {
        self.folded.starts_with(before) || before.starts_with(&self.folded)
    }
}

/// Han, kana, Thai, Lao, Khmer, Myanmar.
const fn writes_no_spaces(letter: char) -> bool {
    matches!(letter, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// A stretch of time: from its beginning until before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its beginning.
    pub from: Timestamp,
    /// Its end.
    pub until: Timestamp,
}

/// How many inquiries came how far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Funnel {
    /// Those in which articles were shown.
    pub shown: i64,
    /// Those of them in which one was opened.
    pub opened: i64,
    /// Those of them that one has solved.
    pub solved: i64,
    /// Those of them that became a ticket all the same.
    pub submitted: i64,
}

impl Funnel {
    /// Inquiries that ended without a word: neither solved nor submitted.
    pub const fn left(&self) -> i64 {
        self.shown - self.solved - self.submitted
    }
}

/// A part of a whole in per cent, rounded; none of nothing.
pub const fn share(part: i64, whole: i64) -> Option<i64> {
    if whole > 0 { Some((part * 200 + whole) / (whole * 2)) } else { None }
}

/// What an article did.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ArticleFigures {
    /// The article.
    pub article_id: ArticleId,
    /// Its name in URLs.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its inquiries.
    #[sqlx(flatten)]
    pub funnel: Funnel,
    /// How many have read it, each once a day.
    pub views: i64,
    /// How many say that it helped.
    pub helpful: i64,
    /// How many say that it did not.
    pub unhelpful: i64,
}

/// What the articles of a tag did; an inquiry counts once, however many of them it showed.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct TagFigures {
    /// The tag.
    pub tag: String,
    /// Its inquiries.
    #[sqlx(flatten)]
    pub funnel: Funnel,
}

/// What lists of articles show of one, whenever it happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// How many have read it, each once a day.
    pub views: i64,
    /// How many say that it helped.
    pub helpful: i64,
    /// How many say that it did not.
    pub unhelpful: i64,
    /// How many inquiries it solved.
    pub solved: i64,
}

/// A search that found nothing.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct MissedSearch {
    /// By what it is recognised.
    pub query: String,
    /// As it was typed the last time.
    pub wording: String,
    /// How often.
    pub searches: i64,
    /// Of how many customers.
    pub customers: i64,
    /// The last time.
    pub last_at: Timestamp,
}

/// What somebody said about an article that did not help.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Comment {
    /// The article's name in URLs.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Who.
    pub name: String,
    /// What.
    pub comment: String,
    /// When.
    pub at: Timestamp,
}

/// Somebody's answer to whether an article was helpful.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Vote {
    /// Whether it was.
    pub helpful: bool,
    /// What was missing; empty when nothing was said.
    pub comment: String,
}

/// An article that a client had before them when they sent a ticket.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ReadBefore {
    /// Its name in URLs.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Whether they opened it; else it was only offered.
    pub opened: bool,
}

text_enum! {
    /// A table of the report.
    Table {
        /// By article.
        Articles = "articles",
        /// By tag.
        Tags = "tags",
        /// Searches that found nothing.
        Searches = "searches",
        /// Over time.
        Days = "days",
    }
}

text_enum! {
    /// By which column a table of the report is sorted, the greatest first.
    Sort {
        /// How often shown.
        Shown = "shown",
        /// How often opened.
        Opened = "opened",
        /// How often solved.
        Solved = "solved",
        /// How often submitted anyway.
        Submitted = "submitted",
        /// How often read.
        Views = "views",
        /// How often said to be helpful.
        Helpful = "helpful",
        /// How often said not to be.
        Unhelpful = "unhelpful",
    }
}

impl Sort {
    /// The columns that the steps of an inquiry have; a table of tags has no others.
    pub const STEPS: &'static [Self] = &[Self::Shown, Self::Opened, Self::Solved, Self::Submitted];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_is_worth_keeping_from_three_letters_on() {
        for (typed, kept) in [
            ("  Café \n au lait ", Some("cafe au lait")),
            ("ab", None),
            ("a-b!", None),
            ("a1b", Some("a1b")),
            ("返金", Some("返金")),
            ("返", None),
            ("???", None),
        ] {
            assert_eq!(Query::parse(typed).as_ref().map(Query::folded), kept, "{typed:?}");
        }
        let long = Query::parse(&"ß".repeat(500)).unwrap();
        assert_eq!((long.folded().chars().count(), long.wording().chars().count()), (120, 120));
    }

    #[test]
    fn a_search_goes_on_where_it_stopped() {
        let typed = |text: &str| Query::parse(text).unwrap();
        assert!(typed("password reset").continues("passw"));
        assert!(typed("pass").continues("password"));
        assert!(typed("Passw").continues("passw"));
        assert!(!typed("invoice").continues("passw"));
    }

    #[test]
    fn shares_are_rounded_and_nothing_has_none() {
        assert_eq!([share(1, 3), share(2, 3), share(1, 8), share(0, 5)], [Some(33), Some(67), Some(13), Some(0)]);
        assert_eq!(share(0, 0), None);
        assert_eq!(Funnel { shown: 9, opened: 5, solved: 3, submitted: 4 }.left(), 2);
    }
}
