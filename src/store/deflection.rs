//! The figures of the report on suggestions and articles. What counts as what: `docs/decisions/0009-deflection.md`.

use std::collections::HashMap;

use crate::domain::deflection::{ArticleFigures, Figures, Funnel, Sort, Span, TagFigures};
use crate::id::{ArticleId, OrganisationId};
use crate::store::db::{Arg, IntoArg as _, args, placeholders};
use crate::store::{Error, Tx};

/// The steps of inquiries, counted from their own rows.
const STEPS: &str = "COUNT(i.shown_at) AS shown, COUNT(i.opened_at) AS opened, COUNT(i.solved_at) AS solved,
     COUNT(CASE WHEN i.shown_at IS NOT NULL THEN i.submitted_at END) AS submitted";

/// How many inquiries that began in this time came how far.
pub async fn funnel(tx: &mut Tx, organisation: OrganisationId, span: Span) -> Result<Funnel, Error> {
    let sql = format!(
        "SELECT {STEPS} FROM inquiries i WHERE i.organisation_id = $1 AND i.began_at >= $2 AND i.began_at < $3"
    );
    tx.one(&sql, args![organisation, span.from, span.until]).await
}

/// How many tickets were sent in this time by clients whom no article was shown.
pub async fn unanswered(tx: &mut Tx, organisation: OrganisationId, span: Span) -> Result<i64, Error> {
    let (count,): (i64,) = tx
        .one(
            "SELECT COUNT(*) FROM inquiries
             WHERE organisation_id = $1 AND began_at >= $2 AND began_at < $3 AND shown_at IS NULL AND submitted_at IS NOT NULL",
            args![organisation, span.from, span.until],
        )
        .await?;
    Ok(count)
}

/// The same as [`funnel`] for each of these times, in one query.
pub async fn funnels(tx: &mut Tx, organisation: OrganisationId, spans: &[Span]) -> Result<Vec<Funnel>, Error> {
    if spans.is_empty() {
        return Ok(Vec::new());
    }
    let mut all: Vec<Arg> = Vec::from(args![organisation]);
    let mut rows = Vec::new();
    for (at, span) in spans.iter().enumerate() {
        all.extend([span.from.into_arg(), span.until.into_arg()]);
        rows.push(format!("({at}, CAST(${} AS BIGINT), CAST(${} AS BIGINT))", 2 * at + 2, 2 * at + 3));
    }
    let sql = format!(
        "WITH parts (nth, begins, ends) AS (VALUES {})
         SELECT {STEPS} FROM parts p
         LEFT JOIN inquiries i ON i.organisation_id = $1 AND i.began_at >= p.begins AND i.began_at < p.ends
         GROUP BY p.nth ORDER BY p.nth",
        rows.join(", ")
    );
    tx.all(&sql, &all).await
}

/// What each article did in this time, sorted by a column; articles that nothing happened to are not among them.
pub async fn by_article(
    tx: &mut Tx,
    organisation: OrganisationId,
    span: Span,
    sort: Sort,
    limit: i64,
) -> Result<Vec<ArticleFigures>, Error> {
    let sql = format!(
        "SELECT a.id AS article_id, a.slug, a.title, COALESCE(f.shown, 0) AS shown, COALESCE(f.opened, 0) AS opened,
                COALESCE(f.solved, 0) AS solved, COALESCE(f.submitted, 0) AS submitted, COALESCE(v.views, 0) AS views,
                COALESCE(o.helpful, 0) AS helpful, COALESCE(o.unhelpful, 0) AS unhelpful
         FROM articles a
         LEFT JOIN (SELECT r.article_id, COUNT(*) AS shown, COUNT(r.opened_at) AS opened, COUNT(r.solved_at) AS solved,
                           COUNT(i.submitted_at) AS submitted
                    FROM inquiries i JOIN inquiry_articles r ON r.inquiry_id = i.id
                    WHERE i.organisation_id = $1 AND i.began_at >= $2 AND i.began_at < $3 GROUP BY r.article_id) f
                ON f.article_id = a.id
         LEFT JOIN (SELECT article_id, COUNT(*) AS views FROM article_views
                    WHERE organisation_id = $1 AND at >= $2 AND at < $3 GROUP BY article_id) v ON v.article_id = a.id
         LEFT JOIN (SELECT article_id, COUNT(CASE WHEN helpful THEN 1 END) AS helpful,
                           COUNT(CASE WHEN helpful THEN NULL ELSE 1 END) AS unhelpful FROM article_votes
                    WHERE organisation_id = $1 AND at >= $2 AND at < $3 GROUP BY article_id) o ON o.article_id = a.id
         WHERE a.organisation_id = $1
               AND (f.article_id IS NOT NULL OR v.article_id IS NOT NULL OR o.article_id IS NOT NULL)
         ORDER BY {sort} DESC, a.title, a.id LIMIT $4"
    );
    tx.all(&sql, args![organisation, span.from, span.until, limit]).await
}

/// What the articles of each tag did in this time, sorted by a step.
pub async fn by_tag(
    tx: &mut Tx,
    organisation: OrganisationId,
    span: Span,
    sort: Sort,
    limit: i64,
) -> Result<Vec<TagFigures>, Error> {
    // Tags have no other columns.
    let sort = if Sort::STEPS.contains(&sort) { sort } else { Sort::Shown };
    let sql = format!(
        "SELECT g.tag, COUNT(DISTINCT i.id) AS shown,
                COUNT(DISTINCT CASE WHEN r.opened_at IS NOT NULL THEN i.id END) AS opened,
                COUNT(DISTINCT CASE WHEN r.solved_at IS NOT NULL THEN i.id END) AS solved,
                COUNT(DISTINCT CASE WHEN i.submitted_at IS NOT NULL THEN i.id END) AS submitted
         FROM inquiries i JOIN inquiry_articles r ON r.inquiry_id = i.id JOIN article_tags g ON g.article_id = r.article_id
         WHERE i.organisation_id = $1 AND i.began_at >= $2 AND i.began_at < $3
         GROUP BY g.tag ORDER BY {sort} DESC, g.tag LIMIT $4"
    );
    tx.all(&sql, args![organisation, span.from, span.until, limit]).await
}

/// What these articles did, whenever it was: for lists of articles. An article that nothing happened to has none.
pub async fn figures_of(
    tx: &mut Tx,
    organisation: OrganisationId,
    articles: &[ArticleId],
) -> Result<HashMap<ArticleId, Figures>, Error> {
    let mut figures: HashMap<ArticleId, Figures> = HashMap::new();
    if articles.is_empty() {
        return Ok(figures);
    }
    let mut all: Vec<Arg> = Vec::from(args![organisation]);
    all.extend(articles.iter().map(|id| id.into_arg()));
    let list = placeholders(2, articles.len());
    let of = |columns: &str, table: &str| {
        format!(
            "SELECT article_id, {columns} FROM {table} WHERE organisation_id = $1 AND article_id IN ({list}) GROUP BY article_id"
        )
    };
    let views: Vec<(ArticleId, i64)> = tx.all(&of("COUNT(*)", "article_views"), &all).await?;
    let solved: Vec<(ArticleId, i64)> = tx.all(&of("COUNT(solved_at)", "inquiry_articles"), &all).await?;
    let votes = "COUNT(CASE WHEN helpful THEN 1 END), COUNT(CASE WHEN helpful THEN NULL ELSE 1 END)";
    let votes: Vec<(ArticleId, i64, i64)> = tx.all(&of(votes, "article_votes"), &all).await?;
    for (article, views) in views {
        figures.entry(article).or_default().views = views;
    }
    for (article, solved) in solved {
        figures.entry(article).or_default().solved = solved;
    }
    for (article, helpful, unhelpful) in votes {
        let own = figures.entry(article).or_default();
        (own.helpful, own.unhelpful) = (helpful, unhelpful);
    }
    Ok(figures)
}
