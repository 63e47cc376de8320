//! What a client says of how a ticket was resolved (S6): stars, reasons, a comment.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::domain::input::Lines;
use crate::domain::{UnknownText, text_enum};

/// One to five stars.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, sqlx::Type, serde::Serialize, serde::Deserialize,
)]
#[sqlx(transparent)]
#[serde(try_from = "i64", into = "i64")]
pub struct Stars(i64);

impl Stars {
    /// Every number of stars, the least first.
    pub const ALL: [Self; 5] = [Self(1), Self(2), Self(3), Self(4), Self(5)];
    /// As many as there can be.
    pub const MOST: i64 = 5;

    /// How many.
    pub const fn count(self) -> i64 {
        self.0
    }

    /// Whether the client is satisfied. Four and five are, as is usual for CSAT.
    pub const fn sentiment(self) -> Sentiment {
        if self.0 >= 4 { Sentiment::Satisfied } else { Sentiment::Unsatisfied }
    }
}

impl TryFrom<i64> for Stars {
    type Error = UnknownText;
    fn try_from(count: i64) -> Result<Self, UnknownText> {
        if (1..=Self::MOST).contains(&count) { Ok(Self(count)) } else { Err(UnknownText("number of stars")) }
    }
}

impl From<Stars> for i64 {
    fn from(stars: Stars) -> Self {
        stars.0
    }
}

impl FromStr for Stars {
    type Err = UnknownText;
    fn from_str(text: &str) -> Result<Self, UnknownText> {
        Self::ALL.into_iter().find(|stars| stars.to_string() == text).ok_or(UnknownText("number of stars"))
    }
}

impl fmt::Display for Stars {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What stars mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sentiment {
    /// Four or five stars.
    Satisfied,
    /// One to three.
    Unsatisfied,
}

text_enum! {
    /// What was good, or what could have been better.
    Reason {
        /// The answer came quickly.
        Quick = "quick",
        /// It was solved.
        Solved = "solved",
        /// They knew what they were talking about.
        Expert = "expert",
        /// The answer was easy to understand.
        Clear = "clear",
        /// They were friendly.
        Friendly = "friendly",
        /// It took too long.
        Slow = "slow",
        /// It was not solved.
        Unsolved = "unsolved",
        /// They did not know enough.
        Inexpert = "inexpert",
        /// The answer was hard to understand.
        Unclear = "unclear",
        /// They were unfriendly.
        Unfriendly = "unfriendly",
    }
}

impl Reason {
    /// With which stars it goes.
    pub const fn sentiment(self) -> Sentiment {
        match self {
            Self::Quick | Self::Solved | Self::Expert | Self::Clear | Self::Friendly => Sentiment::Satisfied,
            Self::Slow | Self::Unsolved | Self::Inexpert | Self::Unclear | Self::Unfriendly => Sentiment::Unsatisfied,
        }
    }

    /// Those that go with such stars, in the order of declaration.
    pub fn of(sentiment: Sentiment) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |reason| reason.sentiment() == sentiment)
    }
}

/// A rating.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// How many stars.
    pub stars: Stars,
    /// Why, each once, in the order of declaration.
    pub reasons: Vec<Reason>,
    /// What else was said; empty when nothing was.
    pub comment: String,
}

impl Rating {
    /// Keeps of the reasons those that go with the stars: a form still holds those that were ticked before the stars were changed.
    pub fn new(stars: Stars, reasons: &[Reason], comment: &Lines) -> Self {
        let reasons = Reason::of(stars.sentiment()).filter(|reason| reasons.contains(reason)).collect();
        Self { stars, reasons, comment: comment.as_str().to_owned() }
    }

    /// The names of the reasons, with spaces between.
    pub fn reasons_text(&self) -> String {
        self.reasons.iter().map(|reason| reason.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Whether whoever answers the ticket should hear of it away from its page: somebody is not satisfied, or says more than stars do.
    pub fn is_worth_a_mail(&self) -> bool {
        self.stars.sentiment() == Sentiment::Unsatisfied || !self.comment.is_empty()
    }
}

/// The reasons named in a text, with spaces between; what is no name is left out.
pub fn reasons(text: &str) -> Vec<Reason> {
    text.split_whitespace().filter_map(|name| name.parse().ok()).collect()
}

/// The rating that stands, as the ticket's row has it.
#[derive(Clone, Debug, Default, sqlx::FromRow)]
pub struct LastRating {
    #[sqlx(rename = "rating_stars")]
    stars: Option<Stars>,
    #[sqlx(rename = "rating_reasons")]
    reasons: Option<String>,
    #[sqlx(rename = "rating_comment")]
    comment: Option<String>,
    #[sqlx(rename = "rating_resolved_at")]
    resolved_at: Option<Timestamp>,
}

impl LastRating {
    /// A rating of what was resolved at this time.
    pub fn of(rating: &Rating, resolved_at: Timestamp) -> Self {
        Self {
            stars: Some(rating.stars),
            reasons: Some(rating.reasons_text()),
            comment: Some(rating.comment.clone()),
            resolved_at: Some(resolved_at),
        }
    }

    /// The rating, when there is one.
    pub fn rating(&self) -> Option<Rating> {
        let reasons = reasons(self.reasons.as_deref().unwrap_or_default());
        Some(Rating { stars: self.stars?, reasons, comment: self.comment.clone().unwrap_or_default() })
    }

    /// How many stars, when there is a rating.
    pub const fn stars(&self) -> Option<Stars> {
        self.stars
    }

    /// When that was resolved which it is about.
    pub const fn resolved_at(&self) -> Option<Timestamp> {
        self.resolved_at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_are_one_to_five() {
        let read: Vec<_> = ["1", "2", "3", "4", "5"].iter().map(|text| text.parse::<Stars>().unwrap()).collect();
        assert_eq!(read, Stars::ALL);
        for text in ["", "0", "6", "05", "+5", "5.0", " 5", "five", "-1", "٥"] {
            assert!(text.parse::<Stars>().is_err(), "{text:?}");
        }
        assert!(serde_json::from_str::<Stars>("6").is_err());
    }

    #[test]
    fn four_and_five_are_satisfied_and_have_their_own_reasons() {
        let satisfied = Stars::ALL.map(|stars| stars.sentiment() == Sentiment::Satisfied);
        assert_eq!(satisfied, [false, false, false, true, true]);
        assert_eq!(Reason::of(Sentiment::Satisfied).count() + Reason::of(Sentiment::Unsatisfied).count(), 10);
        let rating = |stars| Rating::new(stars, Reason::ALL, &Lines::parse(" Thanks\r\n").unwrap());
        let [bad, .., good] = Stars::ALL.map(rating);
        assert_eq!(bad.reasons_text(), "slow unsolved inexpert unclear unfriendly");
        assert_eq!(good.reasons_text(), "quick solved expert clear friendly");
        assert_eq!((good.comment.as_str(), good.is_worth_a_mail()), ("Thanks", true));
        let silent = Rating::new(Stars(4), &[], &Lines::parse("").unwrap());
        assert!(!silent.is_worth_a_mail() && bad.is_worth_a_mail());
    }

    #[test]
    fn a_rating_survives_its_event_and_its_row() {
        let rating = Rating::new(Stars(2), &[Reason::Unclear, Reason::Slow], &Lines::parse("Why?\nHow?").unwrap());
        let text = serde_json::to_string(&rating).unwrap();
        assert_eq!(text, r#"{"stars":2,"reasons":["slow","unclear"],"comment":"Why?\nHow?"}"#);
        assert_eq!(serde_json::from_str::<Rating>(&text).unwrap(), rating);
        let standing = LastRating::of(&rating, Timestamp::from_millis(7));
        assert_eq!((standing.rating(), standing.stars()), (Some(rating), Some(Stars(2))));
        assert_eq!(LastRating::default().rating(), None);
    }
}
