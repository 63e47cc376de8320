//! What an article has learned, as staff see it, and undoing it.

use crate::app::lessons::changed;
use crate::app::{App, Error, audit};
use crate::clock::Timestamp;
use crate::domain::article::Article;
use crate::domain::audit::{Action, Deed};
use crate::domain::lesson::TaughtLine;
use crate::domain::people::{Caller, Denied, Side};
use crate::domain::rights::Right;
use crate::id::{ArticleId, LessonId};
use crate::store;

/// Lessons of a page.
pub const PAGE: usize = 50;

/// An article and a page of what it has learned.
#[derive(Debug)]
pub struct Taught {
    /// The article.
    pub article: Article,
    /// The lessons, the newest first.
    pub lines: Vec<TaughtLine>,
    /// Where the next page begins.
    pub older: Option<(Timestamp, LessonId)>,
}

/// What an article has learned, before that one of an earlier page.
pub async fn taught(
    app: &App,
    caller: &Caller,
    article: ArticleId,
    before: Option<(Timestamp, LessonId)>,
) -> Result<Taught, Error> {
    if !caller.may(Right::WriteArticles) {
        return Err(Error::NotFound);
    }
    let organisation = caller.organisation_id;
    let mut tx = app.db.read().await?;
    let article = store::articles::find(&mut tx, organisation, article).await?.ok_or(Error::NotFound)?;
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut lines = store::lessons::page(&mut tx, organisation, article.id, before, limit).await?;
    let more = lines.len() > PAGE;
    lines.truncate(PAGE);
    let older = lines.last().filter(|_| more).map(|line| (line.taught_at, line.id));
    Ok(Taught { article, lines, older })
}

/// Undoes a lesson.
pub async fn undo(app: &App, caller: &Caller, article: ArticleId, lesson: LessonId) -> Result<(), Error> {
    set_undone(app, caller, (article, lesson), true).await
}

/// Takes the undoing back.
pub async fn restore(app: &App, caller: &Caller, article: ArticleId, lesson: LessonId) -> Result<(), Error> {
    set_undone(app, caller, (article, lesson), false).await
}

async fn set_undone(
    app: &App,
    caller: &Caller,
    (article, lesson): (ArticleId, LessonId),
    undone: bool,
) -> Result<(), Error> {
    if caller.side() != Side::Staff {
        return Err(Error::NotFound);
    }
    let organisation = caller.organisation_id;
    let mut writing = app.begin().await?;
    let article = store::articles::find(&mut writing.tx, organisation, article).await?.ok_or(Error::NotFound)?;
    let line = store::lessons::find(&mut writing.tx, organisation, article.id, lesson).await?.ok_or(Error::NotFound)?;
    if !caller.may(Right::WriteArticles) {
        return Err(Denied::NotAllowed.into());
    }
    let at = undone.then_some(writing.now);
    if store::lessons::set_undone(&mut writing.tx, organisation, line.id, at).await? {
        changed(&mut writing, organisation, article.id, Some(caller.membership_id)).await?;
        let (action, before, after) = if undone {
            (Action::LessonUndone, line.teacher.as_str(), "")
        } else {
            (Action::LessonRestored, "", line.teacher.as_str())
        };
        let mut deed = Deed::of(action, article.id, &article.title).field("teacher", before, after);
        if let Some(number) = line.number {
            let number = format!("#{number}");
            deed = if undone { deed.field("ticket", number, "") } else { deed.field("ticket", "", number) };
        }
        audit::record(&mut writing, caller, deed).await?;
    }
    app.commit(writing).await
}
