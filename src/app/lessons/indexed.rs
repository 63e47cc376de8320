//! Lessons as the index takes them.

use std::collections::HashMap;

use crate::app::Error;
use crate::domain::lesson::{Lesson, Teacher};
use crate::id::{ArticleId, OrganisationId};
use crate::search::IndexedLesson;
use crate::store::{self, Tx};

/// Lessons of one article that are searched, the newest: what it has answered that often needs no more examples, and the article is
/// written anew with all of them when it learns one more.
const MOST: usize = 500;

/// What these articles have learned. What several teachers say of one question is one lesson, and staff's word is the one that counts.
pub(in crate::app) async fn by_article(
    tx: &mut Tx,
    organisation: OrganisationId,
    articles: &[ArticleId],
) -> Result<HashMap<ArticleId, Vec<IndexedLesson>>, Error> {
    let mut by_article: HashMap<ArticleId, Vec<IndexedLesson>> = HashMap::new();
    let mut last: Option<(ArticleId, String)> = None;
    for lesson in store::lessons::of_articles(tx, organisation, articles).await? {
        let lessons = by_article.entry(lesson.article_id).or_default();
        let this = (lesson.article_id, lesson.origin.clone());
        match lessons.last_mut().filter(|_| last.as_ref() == Some(&this)) {
            Some(same) => join(same, &lesson),
            None => lessons.push(indexed(lesson)),
        }
        last = Some(this);
    }
    for lessons in by_article.values_mut().filter(|lessons| lessons.len() > MOST) {
        lessons.sort_by_key(|lesson| std::cmp::Reverse(lesson.taught_at));
        lessons.truncate(MOST);
    }
    Ok(by_article)
}

fn indexed(lesson: Lesson) -> IndexedLesson {
    IndexedLesson {
        customer: lesson.customer_id,
        staff_written: lesson.staff_written,
        only_clients: lesson.teacher == Teacher::Client,
        weight: weight(lesson.teacher),
        taught_at: lesson.taught_at,
        subject: lesson.subject,
    }
}

fn join(known: &mut IndexedLesson, lesson: &Lesson) {
    known.only_clients &= lesson.teacher == Teacher::Client;
    known.weight = known.weight.max(weight(lesson.teacher));
    known.taught_at = known.taught_at.max(lesson.taught_at);
}

/// In hundredths. A link says that the article helps; a mark, that it is the answer; a client, that it was one for them.
const fn weight(teacher: Teacher) -> u8 {
    match teacher {
        Teacher::Solution => 125,
        Teacher::StaffLink | Teacher::Import => 100,
        Teacher::Client => 50,
    }
}
