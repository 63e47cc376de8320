//! What clients did in the sample's help centre: articles that were offered, read and judged, questions that they answered, and searches
//! that found nothing.

use crate::app::inquiries::{self, Report};
use crate::app::sample::at;
use crate::app::sample::calendar::times;
use crate::app::sample::dice::Dice;
use crate::app::sample::extent::Extent;
use crate::app::sample::phrases::PHRASES;
use crate::app::sample::world::World;
use crate::app::{Error, Writing, votes};
use crate::clock::Timestamp;
use crate::domain::article::ArticleLink;
use crate::domain::deflection::Vote;
use crate::domain::people::Caller;
use crate::id::InquiryId;
use crate::store;
use crate::words::Zone;

/// What is older the worker forgets.
const REMEMBERED: u32 = 390;
/// More would only take longer.
const MOST: u32 = 3_000;

/// The visits that were not made yet.
pub(super) struct Visits {
    times: std::iter::Peekable<std::vec::IntoIter<Timestamp>>,
    dice: Dice,
}

/// A visit that will be made.
pub(super) struct Visit {
    at: Timestamp,
    seed: u64,
}

impl Visits {
    pub(super) fn plan(extent: &Extent, seed: u64, now: Timestamp) -> Self {
        let mut dice = Dice::of(seed, 50);
        let times = times(&mut dice, (extent.days.min(REMEMBERED), (extent.tickets / 2).min(MOST)), now);
        Self { times: times.into_iter().peekable(), dice }
    }

    pub(super) fn peek(&mut self) -> Option<Timestamp> {
        self.times.peek().copied()
    }

    pub(super) fn next(&mut self) -> Option<Visit> {
        let seed = self.dice.roll();
        self.times.next().map(|at| Visit { at, seed })
    }
}

/// Writes what came of a visit; of a customer for whom nobody signs in there is none.
pub(super) async fn write(
    writing: &mut Writing,
    world: &World,
    articles: &[ArticleLink],
    visit: &Visit,
) -> Result<(), Error> {
    let mut dice = Dice::of(visit.seed, 1);
    let firm = &world.firms[world.firm_place(&mut dice)];
    if firm.clients.is_empty() || articles.is_empty() {
        return Ok(());
    }
    let client = dice.one_of(&firm.clients).clone();
    let thing = PHRASES.say(&mut dice, ("en", "thing"), &[]);
    let subject = PHRASES.say(&mut dice, ("en", "subject"), &[("thing", &thing), ("number", "4711"), ("agent", "you")]);
    let id = InquiryId::new(visit.at, &*writing.chance);
    if dice.happens(8) {
        return inquiries::missed_in(writing, &client, id, &subject).await;
    }
    // Some articles are read much more than others.
    let place = |dice: &mut Dice| dice.below(articles.len()).min(dice.below(articles.len()));
    let shown: Vec<&str> = (0..dice.between(1, 4)).map(|_| articles[place(&mut dice)].slug.as_str()).collect();
    let opened = dice.happens(62).then(|| *dice.one_of(&shown));
    let report = Report { inquiry: id, subject: &subject, shown: &shown, opened, at_rest: true };
    match opened {
        Some(_) if dice.happens(55) => inquiries::solve_in(writing, &client, &report).await?,
        _ => inquiries::report_in(writing, &client, &report).await?,
    }
    match opened {
        Some(slug) => read(writing, &mut dice, &client, slug).await,
        None => Ok(()),
    }
}

/// An article was read, and perhaps judged.
async fn read(writing: &mut Writing, dice: &mut Dice, client: &Caller, slug: &str) -> Result<(), Error> {
    let organisation = client.organisation_id;
    let article = store::articles::public(&mut writing.tx, organisation, slug).await?.ok_or(Error::NotFound)?;
    let day = Zone::named(&client.time_zone).day(writing.now);
    let reader = (client.membership_id, day.as_str());
    store::article_views::insert(&mut writing.tx, organisation, article.id, reader, writing.now).await?;
    if dice.happens(30) {
        let helpful = dice.happens(78);
        let comment = if helpful { String::new() } else { PHRASES.say(dice, ("en", "missing"), &[]) };
        let later = writing.now + std::time::Duration::from_secs(90);
        at(writing, later);
        votes::vote_in(writing, client, slug, &Vote { helpful, comment }).await?;
    }
    Ok(())
}
