//! What articles learn from the tickets that they answered (K4).

use crate::clock::Timestamp;
use crate::domain::text_enum;
use crate::domain::ticket::TicketNumber;
use crate::id::{ArticleId, CustomerId, LessonId};

text_enum! {
    /// Who says that an article answers a subject.
    Teacher {
        /// Staff, by answering the ticket with a link to the article.
        StaffLink = "staff_link",
        /// Staff, by marking the article as the ticket's solution.
        Solution = "solution",
        /// A client, whom the article helped.
        Client = "client",
        /// Whoever runs the server, with tickets that were answered elsewhere.
        Import = "import",
    }
}

/// A subject that an article answers, as the index reads it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Lesson {
    /// The article.
    pub article_id: ArticleId,
    /// What it was learned from.
    pub origin: String,
    /// What was asked.
    pub subject: String,
    /// Whose words they are; nobody's for an import.
    pub customer_id: Option<CustomerId>,
    /// Whether staff wrote the subject.
    pub staff_written: bool,
    /// Who says so.
    pub teacher: Teacher,
    /// When.
    pub taught_at: Timestamp,
}

/// A lesson as staff see it. Its subject stands on the ticket, for those who may read that.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct TaughtLine {
    /// Its id.
    pub id: LessonId,
    /// The ticket, when it came from one.
    pub number: Option<TicketNumber>,
    /// What it was learned from.
    pub origin: String,
    /// The customer whose words they are.
    pub customer: Option<String>,
    /// Who says so.
    pub teacher: Teacher,
    /// The name of the member of staff who said so.
    pub taught_by: Option<String>,
    /// When.
    pub taught_at: Timestamp,
    /// When staff undid it.
    pub undone_at: Option<Timestamp>,
}
