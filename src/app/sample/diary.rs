//! The sample's history in the order in which it happened: threads side by side, invoices between them.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, HashMap};
use std::vec;

use crate::app::sample::dice::Dice;
use crate::app::sample::extent::Extent;
use crate::app::sample::phrases::PHRASES;
use crate::app::sample::plan::{Planned, Step, threads};
use crate::app::sample::world::{Firm, World};
use crate::app::sample::{at, books, parsed, projects, readers};
use crate::app::tickets::{
    NewReply, Opening, assign_in, close_in, open_in, post_reply_in, rate_in, set_status_in, set_tags_in,
};
use crate::app::{Error, Writing, reading};
use crate::clock::Timestamp;
use crate::domain::article::ArticleLink;
use crate::domain::input::{Body, Key, Lines, Subject};
use crate::domain::people::{Caller, Side};
use crate::domain::rating::{Rating, Reason, Sentiment, Stars};
use crate::domain::thread::MessageKind;
use crate::domain::ticket::{Source, Status, TicketNumber};

/// What tickets are about.
const TAGS: [&str; 10] =
    ["website", "print", "email", "shop", "billing", "access", "photos", "proof", "hosting", "urgent"];

/// A history under way. Everything in it follows from the seed and the time at which it was begun: one that was broken off is taken up
/// again by passing over what stands already.
pub(super) struct Diary {
    began: Timestamp,
    world: World,
    articles: Vec<ArticleLink>,
    /// Those that have not opened yet, with their numbers.
    waiting: std::iter::Peekable<vec::IntoIter<(usize, Planned)>>,
    /// When something happens next in a thread that is open.
    next: BinaryHeap<Reverse<(Timestamp, usize)>>,
    open: HashMap<usize, Thread>,
    bills: books::Books,
    visits: readers::Visits,
    works: projects::Projects,
    done: Done,
}

/// How far a history has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Things that have happened.
    pub steps: u32,
    /// Tickets that were opened.
    pub tickets: u32,
    /// Messages that were written.
    pub messages: u32,
    /// Invoices that were written.
    pub invoices: u32,
}

/// A thread that is open.
struct Thread {
    number: TicketNumber,
    firm: usize,
    client: Option<usize>,
    agent: usize,
    thing: String,
    seed: u64,
    steps: Vec<(Timestamp, Step)>,
    place: usize,
}

enum Next {
    Opens,
    Goes(usize),
    Bill,
    Visit,
    Work,
}

impl Diary {
    pub(super) fn new(
        world: World,
        articles: Vec<ArticleLink>,
        (extent, seed): (&Extent, u64),
        began: Timestamp,
    ) -> Self {
        let planned: Vec<(usize, Planned)> = threads(extent, seed, began).into_iter().enumerate().collect();
        let bills = books::Books::plan(extent, seed, began);
        let visits = readers::Visits::plan(extent, seed, began);
        let works = projects::Projects::plan(extent, seed, began);
        Self {
            began,
            world,
            articles,
            waiting: planned.into_iter().peekable(),
            next: BinaryHeap::new(),
            open: HashMap::new(),
            bills,
            visits,
            works,
            done: Done::default(),
        }
    }

    pub(super) const fn done(&self) -> Done {
        self.done
    }

    /// Passes over the next thing, which has been written before. False when there is none.
    pub(super) fn pass(&mut self) -> bool {
        let Some((_, next)) = self.choose() else { return false };
        match next {
            Next::Opens => {
                if let Some((place, planned)) = self.waiting.next() {
                    let thread = self.begin(place, &planned);
                    self.went_on(place, thread);
                }
            }
            Next::Goes(place) => {
                self.next.pop();
                if let Some(thread) = self.open.remove(&place) {
                    self.went_on(place, thread);
                }
            }
            Next::Bill => {
                self.bills.next();
                self.done.invoices += 1;
            }
            Next::Visit => {
                self.visits.next();
            }
            Next::Work => {
                self.works.next();
            }
        }
        self.done.steps += 1;
        true
    }

    /// Writes the next thing. False when there is none.
    pub(super) async fn write(&mut self, writing: &mut Writing) -> Result<bool, Error> {
        let Some((time, next)) = self.choose() else { return Ok(false) };
        at(writing, time);
        match next {
            Next::Opens => {
                if let Some((place, planned)) = self.waiting.next() {
                    let mut thread = self.begin(place, &planned);
                    thread.number = self.happen(writing, &thread).await?;
                    self.went_on(place, thread);
                }
            }
            Next::Goes(place) => {
                self.next.pop();
                if let Some(thread) = self.open.remove(&place) {
                    self.happen(writing, &thread).await?;
                    self.went_on(place, thread);
                }
            }
            Next::Bill => {
                if let Some(bill) = self.bills.next() {
                    books::write(writing, &self.world, &bill, self.began).await?;
                    self.done.invoices += 1;
                }
            }
            Next::Visit => {
                if let Some(visit) = self.visits.next() {
                    readers::write(writing, &self.world, &self.articles, &visit).await?;
                }
            }
            Next::Work => {
                if let Some(work) = self.works.next() {
                    projects::write(writing, &self.world, &work, self.began).await?;
                }
            }
        }
        self.done.steps += 1;
        Ok(true)
    }

    /// What comes next, and when.
    fn choose(&mut self) -> Option<(Timestamp, Next)> {
        let opens = self.waiting.peek().map(|(_, planned)| (planned.opens, Next::Opens));
        let goes = self.next.peek().map(|Reverse((time, place))| (*time, Next::Goes(*place)));
        let bill = self.bills.peek().map(|time| (time, Next::Bill));
        let visit = self.visits.peek().map(|time| (time, Next::Visit));
        let work = self.works.peek().map(|time| (time, Next::Work));
        [opens, goes, bill, visit, work].into_iter().flatten().min_by_key(|(time, _)| *time)
    }

    fn begin(&self, place: usize, planned: &Planned) -> Thread {
        let mut dice = Dice::of(planned.seed, 3);
        let firm = self.world.firm_place(&mut dice);
        let Firm { clients, language, .. } = &self.world.firms[firm];
        let client = (!clients.is_empty()).then(|| dice.below(clients.len()));
        Thread {
            // The first of the history is the organisation's first.
            number: i64::try_from(place + 1).unwrap_or(i64::MAX),
            firm,
            client,
            agent: self.world.agent_place(&mut dice),
            thing: PHRASES.say(&mut dice, (language, "thing"), &[]),
            seed: planned.seed,
            steps: planned.steps(self.began),
            place: 0,
        }
    }

    /// Counts what happened in a thread and waits for what happens next in it.
    fn went_on(&mut self, place: usize, mut thread: Thread) {
        match thread.steps[thread.place].1 {
            Step::Open(_) => {
                self.done.tickets += 1;
                self.done.messages += 1;
            }
            step if step.is_message() => self.done.messages += 1,
            _ => {}
        }
        thread.place += 1;
        if let Some((time, _)) = thread.steps.get(thread.place) {
            self.next.push(Reverse((*time, place)));
            self.open.insert(place, thread);
        }
    }

    /// Writes what happens next in a thread; tells its number.
    async fn happen(&self, writing: &mut Writing, thread: &Thread) -> Result<TicketNumber, Error> {
        let step = thread.steps[thread.place].1;
        let firm = &self.world.firms[thread.firm];
        let agent = &self.world.staff[thread.agent];
        let client = thread.client.map(|place| &firm.clients[place]);
        let mut dice = Dice::of(thread.seed, 100 + u64::try_from(thread.place).unwrap_or(0));
        let number = thread.number;
        let key = self.key()?;
        match (step, client) {
            (Step::Open(Side::Client), Some(client)) => {
                return self.open(writing, &mut dice, thread, (client, source(thread.seed), "ask")).await;
            }
            (Step::Open(_), _) => {
                return self.open(writing, &mut dice, thread, (agent, Source::Desk, "call")).await;
            }
            (Step::Assign, _) => assign_in(writing, agent, number, Some(agent.membership_id)).await?,
            (Step::Reply(Side::Client, _), Some(client)) => {
                let body = self.say(&mut dice, thread, "more");
                post(writing, client, number, (&body, MessageKind::Reply, None), key).await?;
            }
            (Step::Thank, Some(client)) => {
                let body = self.say(&mut dice, thread, "thankyou");
                post(writing, client, number, (&body, MessageKind::Reply, None), key).await?;
            }
            // Of a customer for whom nobody signs in, what was said is noted.
            (Step::Note | Step::Reply(Side::Client, _) | Step::Thank, _) => {
                let body = self.say(&mut dice, thread, "note");
                post(writing, agent, number, (&body, MessageKind::Note, None), key).await?;
            }
            (Step::Reply(Side::Staff, then), _) => {
                let other = dice.happens(8).then(|| self.world.agent(&mut dice));
                let body = self.say(&mut dice, thread, "answer");
                post(writing, other.unwrap_or(agent), number, (&body, MessageKind::Reply, then), key).await?;
            }
            (Step::Resolve, _) => set_status_in(writing, agent, number, Status::Resolved).await?,
            (Step::Tag, _) => {
                let tags: BTreeSet<&str> = (0..dice.between(1, 2)).map(|_| *dice.one_of(&TAGS)).collect();
                let tags: Vec<String> = tags.into_iter().map(str::to_owned).collect();
                set_tags_in(writing, agent, number, &tags).await?;
            }
            (Step::Rate, Some(client)) => {
                let rating = self.rating(&mut dice, thread)?;
                rate_in(writing, client, number, &rating).await?;
            }
            (Step::Rate, None) => {}
            (Step::Close, _) => close_in(writing, agent.organisation_id, number).await?,
            (Step::Read, client) => {
                let readers: Vec<&Caller> = client.into_iter().chain([agent]).chain(self.world.staff.first()).collect();
                reading::mark_all_seen_in(writing, &readers, number).await?;
            }
        }
        Ok(number)
    }

    async fn open(
        &self,
        writing: &mut Writing,
        dice: &mut Dice,
        thread: &Thread,
        (by, source, rule): (&Caller, Source, &str),
    ) -> Result<TicketNumber, Error> {
        let firm = &self.world.firms[thread.firm];
        let subject: String = self.say(dice, thread, "subject").chars().take(200).collect();
        let opening = Opening {
            subject: parsed(Subject::parse(&subject))?,
            body: parsed(Body::parse(&self.say(dice, thread, rule)))?,
            key: self.key()?,
            attachments: Vec::new(),
        };
        open_in(writing, by, firm.id, &opening, source).await
    }

    /// How somebody rates what was done: mostly well, and some agents better than others.
    fn rating(&self, dice: &mut Dice, thread: &Thread) -> Result<Rating, Error> {
        let luck = dice.below(100) + 2 * (thread.agent % 5);
        let stars = match luck {
            0..4 => 1,
            4..9 => 2,
            9..18 => 3,
            18..45 => 4,
            _ => 5,
        };
        let stars = Stars::try_from(stars).map_err(|error| Error::Internal(error.to_string()))?;
        let reasons: Vec<Reason> = Reason::of(stars.sentiment()).filter(|_| dice.happens(35)).collect();
        let rule = if stars.sentiment() == Sentiment::Satisfied { "praise" } else { "blame" };
        let comment = if dice.happens(22) { self.say(dice, thread, rule) } else { String::new() };
        Ok(Rating::new(stars, &reasons, &parsed(Lines::parse(&comment))?))
    }

    /// What somebody says in a thread.
    fn say(&self, dice: &mut Dice, thread: &Thread, rule: &str) -> String {
        let firm = &self.world.firms[thread.firm];
        let given = |caller: &Caller| caller.name.split(' ').next().unwrap_or_default().to_owned();
        let client = thread.client.map_or_else(|| firm.name.clone(), |place| given(&firm.clients[place]));
        let agent = given(&self.world.staff[thread.agent]);
        let (number, minute) = (dice.between(12, 9_876).to_string(), format!("{:02}", dice.below(60)));
        let article = self
            .articles
            .get(dice.below(self.articles.len()))
            .map_or("Cannot receive messages", |article| article.title.as_str());
        let bound = [
            ("thing", thread.thing.as_str()),
            ("client", client.as_str()),
            ("agent", agent.as_str()),
            ("firm", firm.name.as_str()),
            ("number", number.as_str()),
            ("minute", minute.as_str()),
            ("article", article),
        ];
        // What is said once in English is said in English by everybody: notes of calls, above all.
        let language = if PHRASES.ways(&format!("{}.{rule}", firm.language)).is_empty() { "en" } else { firm.language };
        PHRASES.say(dice, (language, rule), &bound)
    }

    /// Keys in the order of what they name: they are added to the end of their index.
    fn key(&self) -> Result<Key, Error> {
        parsed(Key::parse(&format!("sample-{:08}", self.done.steps)))
    }
}

async fn post(
    writing: &mut Writing,
    caller: &Caller,
    number: TicketNumber,
    (body, kind, then): (&str, MessageKind, Option<Status>),
    key: Key,
) -> Result<(), Error> {
    let new_reply = NewReply { body: parsed(Body::parse(body))?, key, kind, then, attachments: Vec::new() };
    post_reply_in(writing, caller, number, &new_reply).await.map(|_| ())
}

/// How what clients ask came in.
fn source(seed: u64) -> Source {
    match Dice::of(seed, 4).below(20) {
        0..14 => Source::Portal,
        14..18 => Source::Email,
        18 => Source::Widget,
        _ => Source::Api,
    }
}
