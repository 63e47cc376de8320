//! Help pages and their tags.

use crate::clock::Timestamp;
use crate::domain::article::{
    Article, ArticleFilter, ArticleLink, ArticleOrder, ArticleRow, ArticleStatus, CategoryCount, TagCount, Visibility,
};
use crate::domain::sought::{sought, words};
use crate::id::{ArticleId, FileId, OrganisationId};
use crate::store::db::{Arg, IntoArg as _, args, holding, placeholders};
use crate::store::{Error, Tx};

const ARTICLE: &str =
    "SELECT a.id, a.slug, a.title, a.body, a.category, a.visibility, a.status, a.source, a.external_id,
       a.updated_at, a.revision FROM articles a WHERE a.organisation_id = $1";

/// Adds an article, or replaces all but the slug of the one that has this id.
pub async fn save(tx: &mut Tx, organisation: OrganisationId, article: &Article, now: Timestamp) -> Result<(), Error> {
    tx.run(
        "INSERT INTO articles (id, organisation_id, external_id, slug, title, body, category, visibility, status, source,
                               created_at, updated_at, sought)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12)
         ON CONFLICT (id) DO UPDATE SET title = excluded.title, body = excluded.body, category = excluded.category,
             visibility = excluded.visibility, status = excluded.status, source = excluded.source,
             updated_at = excluded.updated_at, sought = excluded.sought
         WHERE articles.organisation_id = excluded.organisation_id",
        args![
            article.id,
            organisation,
            article.external_id.clone(),
            &article.slug,
            &article.title,
            &article.body,
            article.category.clone(),
            article.visibility,
            article.status,
            article.source.clone(),
            now,
            sought(&format!("{} {}", article.title, article.slug)),
        ],
    )
    .await?;
    Ok(())
}

/// Replaces an article's tags.
pub async fn set_tags(
    tx: &mut Tx,
    organisation: OrganisationId,
    article: ArticleId,
    tags: &[String],
) -> Result<(), Error> {
    // Found by the article: SQLite would go through the organisation's tags, all of them, for the few that an article has.
    tx.run(
        "DELETE FROM article_tags WHERE article_id = (SELECT id FROM articles WHERE organisation_id = $1 AND id = $2)",
        args![organisation, article],
    )
    .await?;
    for tag in tags {
        tx.run(
            "INSERT INTO article_tags (article_id, organisation_id, tag) VALUES ($1, $2, $3)
             ON CONFLICT (article_id, tag) DO NOTHING",
            args![article, organisation, tag],
        )
        .await?;
    }
    Ok(())
}

/// Holds the article until the commit, so that what is decided from it stays true.
pub async fn lock(tx: &mut Tx, organisation: OrganisationId, id: ArticleId) -> Result<(), Error> {
    tx.hold("UPDATE articles SET slug = slug WHERE organisation_id = $1 AND id = $2", args![organisation, id]).await
}

/// Articles whose title or name in URLs holds every one of these words, whoever may read them.
pub async fn titled(
    tx: &mut Tx,
    organisation: OrganisationId,
    words: &[&str],
    limit: i64,
) -> Result<Vec<Article>, Error> {
    let mut all = Vec::from(args![organisation, limit]);
    let holds = holding(&mut all, "lower(a.title) || ' ' || a.slug", words);
    tx.all(&format!("{ARTICLE} {holds} ORDER BY a.title, a.slug LIMIT $2"), &all).await
}

/// The article of this id, whoever may read it.
pub async fn find(tx: &mut Tx, organisation: OrganisationId, id: ArticleId) -> Result<Option<Article>, Error> {
    tx.optional(&format!("{ARTICLE} AND a.id = $2"), args![organisation, id]).await
}

/// The article that was imported under this id.
pub async fn find_by_external_id(
    tx: &mut Tx,
    organisation: OrganisationId,
    external_id: &str,
) -> Result<Option<Article>, Error> {
    tx.optional(&format!("{ARTICLE} AND a.external_id = $2"), args![organisation, external_id]).await
}

/// The articles that were imported, by the ids they were imported under.
pub async fn external_ids(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<(String, ArticleId)>, Error> {
    tx.all(
        "SELECT external_id, id FROM articles WHERE organisation_id = $1 AND external_id IS NOT NULL",
        args![organisation],
    )
    .await
}

/// Whether this slug is in use.
pub async fn slug_is_taken(tx: &mut Tx, organisation: OrganisationId, slug: &str) -> Result<bool, Error> {
    let found: Option<(String,)> = tx
        .optional("SELECT id FROM articles WHERE organisation_id = $1 AND slug = $2", args![organisation, slug])
        .await?;
    Ok(found.is_some())
}

/// The article of this slug, when clients may read it.
pub async fn public(tx: &mut Tx, organisation: OrganisationId, slug: &str) -> Result<Option<Article>, Error> {
    let sql = format!("{ARTICLE} AND a.slug = $2 AND a.status = $3 AND a.visibility = $4");
    tx.optional(&sql, args![organisation, slug, ArticleStatus::Published, Visibility::Public]).await
}

/// An article's tags, in order.
pub async fn tags(tx: &mut Tx, organisation: OrganisationId, article: ArticleId) -> Result<Vec<String>, Error> {
    let tags: Vec<(String,)> = tx
        .all(
            "SELECT g.tag FROM articles a JOIN article_tags g ON g.article_id = a.id
             WHERE a.organisation_id = $1 AND a.id = $2 ORDER BY g.tag",
            args![organisation, article],
        )
        .await?;
    Ok(tags.into_iter().map(|(tag,)| tag).collect())
}

/// A page of the articles that clients may read, by title: those of the category and with the tag, where one is given.
pub async fn public_links(
    tx: &mut Tx,
    organisation: OrganisationId,
    (category, tag): (Option<&str>, Option<&str>),
    after: Option<(&str, &str)>,
    limit: i64,
) -> Result<Vec<ArticleLink>, Error> {
    let (title, slug) = after.unwrap_or(("", ""));
    let mut all: Vec<Arg> =
        Vec::from(args![organisation, ArticleStatus::Published, Visibility::Public, title, slug, limit]);
    let mut chosen = Vec::new();
    if let Some(category) = category {
        all.push(category.into_arg());
        chosen.push(format!(" AND a.category = ${}", all.len()));
    }
    if let Some(tag) = tag {
        all.push(tag.into_arg());
        chosen.push(tagged(all.len()));
    }
    let chosen = chosen.concat();
    let sql = format!(
        "SELECT a.slug, a.title FROM articles a
         WHERE a.organisation_id = $1 AND a.status = $2 AND a.visibility = $3 AND (a.title, a.slug) > ($4, $5) {chosen}
         ORDER BY a.title, a.slug LIMIT $6"
    );
    tx.all(&sql, &all).await
}

/// The tags of the articles that clients may read, the most used first.
pub async fn public_tags(tx: &mut Tx, organisation: OrganisationId, limit: i64) -> Result<Vec<TagCount>, Error> {
    tx.all(
        "SELECT g.tag, CAST(COUNT(*) AS BIGINT) AS articles
         FROM article_tags g JOIN articles a ON a.id = g.article_id
         WHERE g.organisation_id = $1 AND a.status = $2 AND a.visibility = $3
         GROUP BY g.tag ORDER BY COUNT(*) DESC, g.tag LIMIT $4",
        args![organisation, ArticleStatus::Published, Visibility::Public, limit],
    )
    .await
}

/// The categories of the articles that clients may read, by name.
pub async fn public_categories(
    tx: &mut Tx,
    organisation: OrganisationId,
    limit: i64,
) -> Result<Vec<CategoryCount>, Error> {
    tx.all(
        "SELECT a.category, CAST(COUNT(*) AS BIGINT) AS articles FROM articles a
         WHERE a.organisation_id = $1 AND a.status = $2 AND a.visibility = $3 AND a.category IS NOT NULL
         GROUP BY a.category ORDER BY a.category LIMIT $4",
        args![organisation, ArticleStatus::Published, Visibility::Public, limit],
    )
    .await
}

/// The article in the desk's list after which a page begins.
#[derive(Clone, Copy, Debug)]
pub struct After<'a> {
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Its title.
    pub title: &'a str,
    /// Its id.
    pub id: ArticleId,
}

/// A page of the desk's list: drafts and what is for staff only, too.
pub async fn list(
    tx: &mut Tx,
    organisation: OrganisationId,
    filter: &ArticleFilter,
    (order, after): (ArticleOrder, Option<After<'_>>),
    limit: i64,
) -> Result<Vec<ArticleRow>, Error> {
    let mut all: Vec<Arg> = Vec::from(args![organisation, limit]);
    let mut chosen = Vec::new();
    let mut with = |all: &mut Vec<Arg>, condition: &str, value: Arg| {
        all.push(value);
        chosen.push(format!(" AND {condition} ${}", all.len()));
    };
    if let Some(status) = filter.status {
        with(&mut all, "a.status =", status.into_arg());
    }
    if let Some(visibility) = filter.visibility {
        with(&mut all, "a.visibility =", visibility.into_arg());
    }
    if let Some(category) = &filter.category {
        with(&mut all, "a.category =", category.into_arg());
    }
    if let Some(tag) = &filter.tag {
        all.push(tag.into_arg());
        chosen.push(tagged(all.len()));
    }
    let query = sought(&filter.query);
    // What was not saved since there is a folded form has none.
    chosen.push(holding(&mut all, "COALESCE(NULLIF(a.sought, ''), lower(a.title) || ' ' || a.slug)", &words(&query)));
    if let Some(After { updated_at, title, id }) = after {
        let first = match order {
            ArticleOrder::Changed => updated_at.into_arg(),
            ArticleOrder::Title => title.into_arg(),
        };
        all.extend([first, id.into_arg()]);
        let (first, id) = (all.len() - 1, all.len());
        chosen.push(match order {
            ArticleOrder::Changed => format!(" AND (a.updated_at, a.id) < (${first}, ${id})"),
            ArticleOrder::Title => format!(" AND (a.title, a.id) > (${first}, ${id})"),
        });
    }
    let chosen = chosen.concat();
    let order = match order {
        ArticleOrder::Changed => "a.updated_at DESC, a.id DESC",
        ArticleOrder::Title => "a.title, a.id",
    };
    let sql = format!(
        "SELECT a.id, a.title, a.category, a.visibility, a.status, a.updated_at, u.name AS editor
         FROM articles a LEFT JOIN memberships m ON m.id = a.editor_id LEFT JOIN users u ON u.id = m.user_id
         WHERE a.organisation_id = $1 {chosen} ORDER BY {order} LIMIT $2"
    );
    tx.all(&sql, &all).await
}

/// `AND` the article carries the tag of the placeholder with this number.
fn tagged(number: usize) -> String {
    format!(" AND EXISTS (SELECT 1 FROM article_tags g WHERE g.article_id = a.id AND g.tag = ${number})")
}

/// Every category in use, by name.
pub async fn categories(tx: &mut Tx, organisation: OrganisationId, limit: i64) -> Result<Vec<String>, Error> {
    let found: Vec<(String,)> = tx
        .all(
            "SELECT DISTINCT category FROM articles WHERE organisation_id = $1 AND category IS NOT NULL
             ORDER BY category LIMIT $2",
            args![organisation, limit],
        )
        .await?;
    Ok(found.into_iter().map(|(category,)| category).collect())
}

/// Every tag in use, the most used first.
pub async fn all_tags(tx: &mut Tx, organisation: OrganisationId, limit: i64) -> Result<Vec<String>, Error> {
    let found: Vec<(String,)> = tx
        .all(
            "SELECT tag FROM article_tags WHERE organisation_id = $1 GROUP BY tag ORDER BY COUNT(*) DESC, tag LIMIT $2",
            args![organisation, limit],
        )
        .await?;
    Ok(found.into_iter().map(|(tag,)| tag).collect())
}

/// Gives an article another slug; the one it had goes on leading to it.
pub async fn set_slug(tx: &mut Tx, organisation: OrganisationId, id: ArticleId, slug: &str) -> Result<(), Error> {
    tx.run(
        "INSERT INTO article_slugs (organisation_id, slug, article_id)
         SELECT organisation_id, slug, id FROM articles WHERE organisation_id = $1 AND id = $2
         ON CONFLICT (organisation_id, slug) DO UPDATE SET article_id = excluded.article_id",
        args![organisation, id],
    )
    .await?;
    tx.run(
        "UPDATE articles SET slug = $3, sought = '' WHERE organisation_id = $1 AND id = $2",
        args![organisation, id, slug],
    )
    .await?;
    Ok(())
}

/// Replaces what is known of the pictures that an article shows.
pub async fn set_pictures(
    tx: &mut Tx,
    organisation: OrganisationId,
    article: ArticleId,
    pictures: &[FileId],
) -> Result<(), Error> {
    tx.run(
        "DELETE FROM article_pictures WHERE article_id = (SELECT id FROM articles WHERE organisation_id = $1 AND id = $2)",
        args![organisation, article],
    )
        .await?;
    for &picture in pictures {
        tx.run(
            "INSERT INTO article_pictures (article_id, file_id, organisation_id) VALUES ($1, $2, $3)
             ON CONFLICT (article_id, file_id) DO NOTHING",
            args![article, picture, organisation],
        )
        .await?;
    }
    Ok(())
}

/// Whether an article that clients may read shows this picture.
pub async fn is_shown(tx: &mut Tx, organisation: OrganisationId, picture: FileId) -> Result<bool, Error> {
    let found: Option<(String,)> = tx
        .optional(
            "SELECT p.article_id FROM article_pictures p JOIN articles a ON a.id = p.article_id
             WHERE p.organisation_id = $1 AND p.file_id = $2 AND a.status = $3 AND a.visibility = $4 LIMIT 1",
            args![organisation, picture, ArticleStatus::Published, Visibility::Public],
        )
        .await?;
    Ok(found.is_some())
}

/// Where the article now is that clients may read and that once had this slug.
pub async fn moved(tx: &mut Tx, organisation: OrganisationId, slug: &str) -> Result<Option<String>, Error> {
    let found: Option<(String,)> = tx
        .optional(
            "SELECT a.slug FROM article_slugs s JOIN articles a ON a.id = s.article_id
             WHERE s.organisation_id = $1 AND s.slug = $2 AND a.status = $3 AND a.visibility = $4",
            args![organisation, slug, ArticleStatus::Published, Visibility::Public],
        )
        .await?;
    Ok(found.map(|(slug,)| slug))
}

/// Deletes an article and all that belongs to it.
pub async fn delete(tx: &mut Tx, organisation: OrganisationId, id: ArticleId) -> Result<(), Error> {
    tx.run("DELETE FROM article_drafts WHERE organisation_id = $1 AND place = $2", args![organisation, id]).await?;
    for table in ["lessons", "article_slugs", "article_pictures", "article_revisions", "article_tags"] {
        let sql = format!("DELETE FROM {table} WHERE organisation_id = $1 AND article_id = $2");
        tx.run(&sql, args![organisation, id]).await?;
    }
    tx.run("DELETE FROM articles WHERE organisation_id = $1 AND id = $2", args![organisation, id]).await?;
    Ok(())
}

/// A part of all articles, by slug, after this one: what an export writes.
pub async fn by_slug(
    tx: &mut Tx,
    organisation: OrganisationId,
    (after, only_public): (&str, bool),
    limit: i64,
) -> Result<Vec<Article>, Error> {
    let public = if only_public { "AND a.status = 'published' AND a.visibility = 'public'" } else { "" };
    let sql = format!("{ARTICLE} AND a.slug > $2 {public} ORDER BY a.slug LIMIT $3");
    tx.all(&sql, args![organisation, after, limit]).await
}

/// The events of the help centre after this number: each with the article it is about, or with none when all are to be read anew.
pub async fn changed_after(
    tx: &mut Tx,
    organisation: OrganisationId,
    topic: &str,
    after: i64,
    limit: i64,
) -> Result<Vec<(i64, Option<ArticleId>)>, Error> {
    tx.all(
        "SELECT number, subject_id FROM events WHERE topic = $1 AND organisation_id = $2 AND number > $3 ORDER BY number LIMIT $4",
        args![topic, organisation, after, limit],
    )
    .await
}

/// The ids of all articles, whoever may read them.
pub async fn all_ids(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<ArticleId>, Error> {
    let ids: Vec<(ArticleId,)> =
        tx.all("SELECT id FROM articles WHERE organisation_id = $1 ORDER BY id", args![organisation]).await?;
    Ok(ids.into_iter().map(|(id,)| id).collect())
}

/// These articles with their tags, whoever may read them.
pub async fn with_tags(
    tx: &mut Tx,
    organisation: OrganisationId,
    ids: &[ArticleId],
) -> Result<Vec<(Article, Vec<String>)>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut all: Vec<Arg> = Vec::from(args![organisation]);
    all.extend(ids.iter().map(|id| id.into_arg()));
    let list = placeholders(2, ids.len());
    let articles: Vec<Article> = tx.all(&format!("{ARTICLE} AND a.id IN ({list})"), &all).await?;
    let sql = format!("SELECT article_id, tag FROM article_tags WHERE organisation_id = $1 AND article_id IN ({list})");
    let tags: Vec<(ArticleId, String)> = tx.all(&sql, &all).await?;
    Ok(articles
        .into_iter()
        .map(|article| {
            let own = tags.iter().filter(|(id, _)| *id == article.id).map(|(_, tag)| tag.clone()).collect();
            (article, own)
        })
        .collect())
}
