//! Articles as an import takes them.

use crate::app::{App, Error};
use crate::domain::article_file::ArticleLine;
use crate::domain::people::Caller;
use crate::domain::rights::Right;
use crate::id::OrganisationId;
use crate::store;

/// Articles that are read at a time.
const BATCH: i64 = 100;

/// An export under way, by slug: so two of the same articles are alike.
pub struct Export {
    app: App,
    organisation: OrganisationId,
    only_public: bool,
    after: String,
}

/// Begins to export an organisation's articles; all, or what clients may read.
pub fn export(app: &App, organisation: OrganisationId, only_public: bool) -> Export {
    Export { app: app.clone(), organisation, only_public, after: String::new() }
}

/// The same for somebody at the desk.
pub fn export_for(app: &App, caller: &Caller) -> Result<Export, Error> {
    if caller.may(Right::ReadArticles) { Ok(export(app, caller.organisation_id, false)) } else { Err(Error::NotFound) }
}

impl Export {
    /// The next articles; empty at the end.
    pub async fn part(&mut self) -> Result<Vec<ArticleLine>, Error> {
        let mut tx = self.app.db.read().await?;
        let chosen = (self.after.as_str(), self.only_public);
        let articles = store::articles::by_slug(&mut tx, self.organisation, chosen, BATCH).await?;
        if let Some(last) = articles.last() {
            self.after.clone_from(&last.slug);
        }
        let ids: Vec<_> = articles.iter().map(|article| article.id).collect();
        let mut tags = store::articles::with_tags(&mut tx, self.organisation, &ids).await?;
        let mut lines = Vec::with_capacity(articles.len());
        for article in articles {
            let own = tags.iter_mut().find(|(other, _)| other.id == article.id).map(|(_, tags)| std::mem::take(tags));
            let mut own = own.unwrap_or_default();
            own.sort_unstable();
            let id = match &article.external_id {
                Some(id) => id.clone(),
                // One that was written here has none: its slug is as good, unless it is another's id.
                None => match store::articles::find_by_external_id(&mut tx, self.organisation, &article.slug).await? {
                    Some(_) => article.id.to_string(),
                    None => article.slug.clone(),
                },
            };
            lines.push(ArticleLine::of(id, article, own));
        }
        Ok(lines)
    }
}
