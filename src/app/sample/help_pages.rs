//! Further articles of the sample's help centre: most for clients, some for staff, some not finished.

use std::collections::BTreeSet;

use crate::app::articles::{ArticleLine, save_in};
use crate::app::sample::at;
use crate::app::sample::dice::Dice;
use crate::app::sample::extent::Extent;
use crate::app::sample::phrases::PHRASES;
use crate::app::{Error, Writing};
use crate::domain::article::{ArticleStatus, Visibility};
use crate::id::OrganisationId;

const CATEGORIES: [&str; 5] = ["Website", "Print", "E-mail", "Orders and invoices", "Getting started"];
const TAGS: [&str; 12] = [
    "website",
    "print",
    "email",
    "shop",
    "photos",
    "domain",
    "account",
    "invoice",
    "access",
    "proof",
    "hosting",
    "newsletter",
];

/// Adds them, each some days after the one before.
pub(super) async fn add(
    writing: &mut Writing,
    organisation: OrganisationId,
    (extent, seed): (&Extent, u64),
) -> Result<(), Error> {
    let mut dice = Dice::of(seed, 41);
    for (place, title) in titles(extent, seed).into_iter().enumerate() {
        let tags: BTreeSet<&str> = (0..dice.between(1, 3)).map(|_| *dice.one_of(&TAGS)).collect();
        let bound = [("number", "72"), ("agent", "us"), ("client", "you"), ("firm", "your company")];
        let line = ArticleLine {
            id: format!("page-{place}"),
            title,
            body: PHRASES.say(&mut dice, ("en", "articlebody"), &bound),
            tags: tags.into_iter().map(str::to_owned).collect(),
            source: None,
            slug: None,
            category: Some((*dice.one_of(&CATEGORIES)).to_owned()),
            visibility: Some(if dice.happens(12) { Visibility::Internal } else { Visibility::Public }),
            status: Some(if dice.happens(10) { ArticleStatus::Draft } else { ArticleStatus::Published }),
        };
        let later = writing.now + std::time::Duration::from_secs(60 * dice.roll().rem_euclid(60));
        at(writing, later);
        save_in(writing, organisation, &line, ArticleStatus::Draft).await?;
    }
    Ok(())
}

/// What they are called; none twice.
fn titles(extent: &Extent, seed: u64) -> Vec<String> {
    let mut dice = Dice::of(seed, 40);
    let mut taken = BTreeSet::new();
    let mut titles = Vec::new();
    while titles.len() < usize::try_from(extent.articles).unwrap_or(0) {
        let title = PHRASES.say(&mut dice, ("en", "articletitle"), &[]);
        // There are as many ways as there are; then they are counted.
        let title = if taken.contains(&title) { format!("{title} ({})", titles.len()) } else { title };
        taken.insert(title.clone());
        titles.push(title);
    }
    titles
}
