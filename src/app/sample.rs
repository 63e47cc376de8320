//! The sample organisation of `demo`, made through the verbs.

mod bills;
mod books;
mod calendar;
mod diary;
mod dice;
mod extent;
mod help_pages;
mod phrases;
mod plan;
mod projects;
mod readers;
mod works;
mod world;

use std::time::Duration;

use self::diary::Diary;
pub use self::diary::Done;
pub use self::extent::{Extent, Size};
use self::world::World;
use crate::app::articles::{ArticleLine, save_in};
use crate::app::audit::{self, Actor};
use crate::app::organisations::{NewPerson, add, add_person};
use crate::app::sign_in::hash_password;
use crate::app::tickets::{NewReply, Opening, assign_in, open_in, post_reply_in, set_status_in};
use crate::app::{App, Error, Writing, customers};
use crate::clock::Timestamp;
use crate::domain::article::ArticleStatus;
use crate::domain::audit::{Action, Deed};
use crate::domain::colour::Colour;
use crate::domain::company::{DaysToPay, Described};
use crate::domain::hours::BusinessHours;
use crate::domain::input::{Body, Email, Key, Line, Lines, Name, Subject};
use crate::domain::invoice::Prefix;
use crate::domain::money::Currency;
use crate::domain::people::{Caller, Role};
use crate::domain::thread::MessageKind;
use crate::domain::ticket::{Source, Status, TicketNumber};
use crate::domain::user::{User, Wanted as Users};
use crate::id::{CustomerId, MembershipId, OrganisationId, SessionId, UserId, secret};
use crate::store;
use crate::store::sample_runs::Run;

/// The sample organisation's slug.
pub const SLUG: &str = "harbour-studio";
/// The password of every sample sign-in.
pub const PASSWORD: &str = "demo-password";
/// The sample sign-ins: address, name, role.
pub const SIGN_INS: &[(&str, &str, Role)] = &[
    ("admin@demo.test", "Ada Admin", Role::Admin),
    ("agent@demo.test", "Amir Agent", Role::Agent),
    ("client@demo.test", "Clara Client", Role::Client),
    ("client2@demo.test", "Cem Client", Role::Client),
];

/// Its customers: name, address, tax number.
const CUSTOMERS: [(&str, &str, &str); 3] = [
    ("Northwind Ltd", "1 Wharf Lane\nBristol BS1 4ND\nUnited Kingdom", "GB000000000"),
    ("Contoso Bakery", "Backstrasse 3\n8010 Graz\nAustria", "ATU11111111"),
    ("Fabrikam & Daughters", "Via Roma 8\n39100 Bolzano\nItaly", ""),
];

const ARTICLES: &str = include_str!("../../assets/demo/articles.jsonl");

const DAY: Duration = Duration::from_secs(86_400);
/// Articles that the history speaks of, at most.
const LINKED: i64 = 200;
/// Things that happen in one commit.
const BATCH: u32 = 1_000;

/// A sample that is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// How much of everything.
    pub extent: Extent,
    /// What chance begins with: the same seed on the same day makes the same.
    pub seed: u32,
}

/// What came of making it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// It was made.
    New,
    /// One that had been broken off was finished, as it had been wanted then.
    Finished,
    /// It was there.
    There,
}

/// Makes the sample organisation, unless it is there; one that was broken off is finished as it was begun. `watch` hears at
/// first and after each commit how far it has come, and of how much.
pub async fn make(app: &App, wanted: &Wanted, mut watch: impl FnMut(Done, &Extent)) -> Result<Made, Error> {
    let found = {
        let mut tx = app.db.read().await?;
        store::organisations::find_by_slug(&mut tx, SLUG).await?.map(|organisation| organisation.id)
    };
    let (organisation, made) = match found {
        Some(organisation) => (organisation, Made::Finished),
        None => (begin(app, wanted).await?, Made::New),
    };
    let run = {
        let mut tx = app.db.read().await?;
        store::sample_runs::find(&mut tx, organisation).await?
    };
    match run {
        Some(run) if run.done_at.is_none() => {
            finish(app, organisation, &run, &mut watch).await?;
            Ok(made)
        }
        // One of before runs were noted was made in one commit.
        Some(_) | None => Ok(Made::There),
    }
}

/// The organisation, everybody in it, and its articles.
async fn begin(app: &App, wanted: &Wanted) -> Result<OrganisationId, Error> {
    let password_hash = hash_password(PASSWORD, &*app.chance).await?;
    let mut writing = app.begin().await?;
    let organisation = add(&mut writing, "Harbour Studio").await?.id;
    let deed = Deed::of(Action::OrganisationAdded, organisation, "Harbour Studio").field("name", "", "Harbour Studio");
    audit::record_by(&mut writing, Actor::command_line(organisation), deed).await?;
    writing.muted = true;
    let run = Run {
        extent: serde_json::to_string(&wanted.extent).map_err(|error| Error::Internal(error.to_string()))?,
        seed: i64::from(wanted.seed),
        began_at: writing.now,
        steps: 0,
        done_at: None,
    };
    store::sample_runs::insert(&mut writing.tx, organisation, &run).await?;
    describe(&mut writing, organisation).await?;
    Cast::invite(&mut writing, organisation, &password_hash).await?;
    let of = (&wanted.extent, u64::from(wanted.seed));
    let now = writing.now;
    // They have been there since before the history begins.
    at(&mut writing, now - DAY * (wanted.extent.days + 30));
    world::add(&mut writing, organisation, of, &password_hash).await?;
    help_pages::add(&mut writing, organisation, of).await?;
    at(&mut writing, now);
    articles(&mut writing, organisation).await?;
    app.commit(writing).await?;
    Ok(organisation)
}

/// The history, as far as it is not written yet, and then what is written by hand.
async fn finish(
    app: &App,
    organisation: OrganisationId,
    run: &Run,
    watch: &mut impl FnMut(Done, &Extent),
) -> Result<(), Error> {
    let extent: Extent = serde_json::from_str(&run.extent).map_err(|error| Error::Internal(error.to_string()))?;
    let of = (&extent, u64::try_from(run.seed).unwrap_or(0));
    let mut writing = muted(app).await?;
    let world = World::load(&mut writing, organisation, of).await?;
    let cast = Cast::load(&mut writing, organisation).await?;
    let pages = store::articles::public_links(&mut writing.tx, organisation, (None, None), None, LINKED).await?;
    let mut diary = Diary::new(world, pages, of, run.began_at);
    while i64::from(diary.done().steps) < run.steps && diary.pass() {}
    watch(diary.done(), &extent);
    loop {
        let before = diary.done().steps;
        while diary.done().steps < before + BATCH && diary.write(&mut writing).await? {}
        let steps = diary.done().steps;
        if steps < before + BATCH {
            break;
        }
        store::sample_runs::went_on(&mut writing.tx, organisation, i64::from(steps), None).await?;
        app.commit(writing).await?;
        watch(diary.done(), &extent);
        writing = muted(app).await?;
    }
    // Last, so that it is the newest.
    at(&mut writing, run.began_at);
    threads(&mut writing, &cast).await?;
    bills::write(&mut writing, &cast).await?;
    works::write(&mut writing, &cast).await?;
    let steps = i64::from(diary.done().steps);
    store::sample_runs::went_on(&mut writing.tx, organisation, steps, Some(app.clock.now())).await?;
    app.commit(writing).await?;
    watch(diary.done(), &extent);
    Ok(())
}

async fn muted(app: &App) -> Result<Writing, Error> {
    let mut writing = app.begin().await?;
    writing.muted = true;
    Ok(writing)
}

/// What the company is: all that an invoice says of it.
async fn describe(writing: &mut Writing, organisation: OrganisationId) -> Result<(), Error> {
    let company = store::companies::find(&mut writing.tx, organisation).await?.ok_or(Error::NotFound)?;
    let described = Described {
        name: parsed(Name::parse(&company.name))?,
        address: parsed(Lines::parse("Hafengasse 12\n1030 Vienna\nAustria"))?,
        tax_number: parsed(Line::parse("ATU00000000"))?,
        accent: parsed(Colour::parse(&company.accent))?,
        language: company.language,
        currency: Currency::EUR,
        time_zone: company.time_zone,
        hours: BusinessHours::from_json(&company.business_hours),
        invoice_prefix: parsed(Prefix::parse("INV-"))?,
        invoice_days: parsed(DaysToPay::parse("14"))?,
        invoice_terms: parsed(Lines::parse(&company.invoice_terms))?,
    };
    Ok(store::companies::describe(&mut writing.tx, organisation, &described, writing.now).await?)
}

/// Adds a customer: its name, address and tax number.
async fn customer(
    writing: &mut Writing,
    organisation: OrganisationId,
    (name, address, tax_number): (&str, &str, &str),
) -> Result<CustomerId, Error> {
    let mut record = customers::blank(writing, name);
    record.address = address.to_owned();
    record.tax_number = tax_number.to_owned();
    customers::insert_in(writing, organisation, &record).await?;
    Ok(record.id)
}

struct Cast {
    admin: Caller,
    agent: Caller,
    client: Caller,
    client2: Caller,
    northwind: CustomerId,
    contoso: CustomerId,
    fabrikam: CustomerId,
}

impl Cast {
    /// Adds those who are written by hand.
    async fn invite(writing: &mut Writing, organisation: OrganisationId, password_hash: &str) -> Result<(), Error> {
        let [northwind, contoso, fabrikam] = CUSTOMERS;
        let northwind = customer(writing, organisation, northwind).await?;
        let contoso = customer(writing, organisation, contoso).await?;
        customer(writing, organisation, fabrikam).await?;
        for &(address, name, role) in SIGN_INS {
            let customer = match address {
                "client@demo.test" => Some(northwind),
                "client2@demo.test" => Some(contoso),
                _ => None,
            };
            let email = parsed(Email::parse(address))?;
            let person = NewPerson { email: &email, name, password_hash, role, customer };
            add_person(writing, organisation, person).await?;
        }
        Ok(())
    }

    async fn load(writing: &mut Writing, organisation: OrganisationId) -> Result<Self, Error> {
        let missing = || Error::Internal("the sample has too few people".to_owned());
        let users = everybody(writing, organisation).await?;
        let mut people = Vec::new();
        for &(address, name, role) in SIGN_INS {
            let user = users.iter().find(|user| user.email == address).ok_or_else(missing)?;
            let membership = user.membership_id.ok_or_else(missing)?;
            people.push(caller(writing, organisation, membership, (address, name, role), user.customer_id));
        }
        let mut customers = Vec::new();
        for (name, ..) in CUSTOMERS {
            customers.push(world::find(writing, organisation, name).await?);
        }
        match (<[Caller; 4]>::try_from(people), <[CustomerId; 3]>::try_from(customers)) {
            (Ok([admin, agent, client, client2]), Ok([northwind, contoso, fabrikam])) => {
                Ok(Self { admin, agent, client, client2, northwind, contoso, fabrikam })
            }
            _ => Err(missing()),
        }
    }
}

async fn everybody(writing: &mut Writing, organisation: OrganisationId) -> Result<Vec<User>, Error> {
    Ok(store::user_list::page(&mut writing.tx, organisation, &Users::default(), (i64::MAX, 0)).await?)
}

/// The caller that a person will be once they sign in; the sample acts in their name.
fn caller(
    writing: &Writing,
    organisation_id: OrganisationId,
    membership_id: MembershipId,
    (email, name, role): (&str, &str, Role),
    customer_id: Option<CustomerId>,
) -> Caller {
    Caller {
        session_id: SessionId::new(writing.now, &*writing.chance),
        user_id: UserId::new(writing.now, &*writing.chance),
        membership_id,
        organisation_id,
        name: name.to_owned(),
        email: email.to_owned(),
        role,
        customer_id,
        language: None,
        time_zone: "UTC".to_owned(),
        address: String::new(),
        viewed_by: None,
    }
}

async fn articles(writing: &mut Writing, organisation: OrganisationId) -> Result<(), Error> {
    for line in ARTICLES.lines() {
        let line: ArticleLine = serde_json::from_str(line).map_err(|error| Error::Internal(error.to_string()))?;
        save_in(writing, organisation, &line, ArticleStatus::Published).await?;
    }
    Ok(())
}

async fn threads(writing: &mut Writing, cast: &Cast) -> Result<(), Error> {
    let now = writing.now;
    let minutes_ago = |minutes: u64| now - Duration::from_secs(minutes * 60);

    at(writing, minutes_ago(4_300));
    let flyer = open(
        writing,
        &cast.client,
        cast.northwind,
        "Colours on the printed flyer",
        "The blue on the flyer came out much darker than on our screens. Is that expected?",
    )
    .await?;
    at(writing, minutes_ago(4_270));
    assign_in(writing, &cast.agent, flyer, Some(cast.agent.membership_id)).await?;
    reply(writing, &cast.agent, flyer, "It is, I am afraid: paper reflects where a screen shines. I have asked the printer for a proof on your paper, two days.").await?;
    at(writing, minutes_ago(1_500));
    reply(writing, &cast.client, flyer, "The proof looks right. Thank you!").await?;
    at(writing, minutes_ago(1_490));
    set_status_in(writing, &cast.agent, flyer, Status::Resolved).await?;

    at(writing, minutes_ago(190));
    let access = open(
        writing,
        &cast.client2,
        cast.contoso,
        "New colleague needs access",
        "Please add jo@contoso.test, she takes over the orders from me in December.",
    )
    .await?;
    at(writing, minutes_ago(180));
    assign_in(writing, &cast.agent, access, Some(cast.agent.membership_id)).await?;
    reply(writing, &cast.agent, access, "Gladly. Which tickets and projects should she see, all of yours?").await?;
    set_status_in(writing, &cast.agent, access, Status::Pending).await?;

    at(writing, minutes_ago(42));
    let mail = open(
        writing,
        &cast.client,
        cast.northwind,
        "Cannot receive emails since the update",
        "Since this morning nothing arrives any more. Sending works.",
    )
    .await?;
    at(writing, minutes_ago(38));
    note(writing, &cast.agent, mail, "The provider switched to a new sign-in last night; three customers so far.")
        .await?;
    reply(writing, &cast.agent, mail, "Thanks for telling us. I see your sign-in being refused since 07:40. Could you sign out and in again, as in “Sign in again after an update”?").await?;
    at(writing, minutes_ago(35));
    reply(writing, &cast.client, mail, "Done. First messages are coming in! Can the old ones come too?").await?;

    at(writing, minutes_ago(12));
    open(writing, &cast.client2, cast.contoso, "Menu card for the new season", "We would like the same layout as last year, with the attached prices.\n\nHow long does it take from the order to the delivery?").await?;
    at(writing, now);
    Ok(())
}

/// What follows happens at this time.
fn at(writing: &mut Writing, time: Timestamp) {
    writing.now = time;
}

async fn open(
    writing: &mut Writing,
    caller: &Caller,
    customer: CustomerId,
    subject: &str,
    body: &str,
) -> Result<TicketNumber, Error> {
    let opening = Opening {
        subject: parsed(Subject::parse(subject))?,
        body: parsed(Body::parse(body))?,
        key: key(writing)?,
        attachments: Vec::new(),
    };
    open_in(writing, caller, customer, &opening, Source::Portal).await
}

async fn reply(writing: &mut Writing, caller: &Caller, number: TicketNumber, body: &str) -> Result<(), Error> {
    post(writing, caller, number, body, MessageKind::Reply).await
}

async fn note(writing: &mut Writing, caller: &Caller, number: TicketNumber, body: &str) -> Result<(), Error> {
    post(writing, caller, number, body, MessageKind::Note).await
}

async fn post(
    writing: &mut Writing,
    caller: &Caller,
    number: TicketNumber,
    body: &str,
    kind: MessageKind,
) -> Result<(), Error> {
    let new_reply =
        NewReply { body: parsed(Body::parse(body))?, key: key(writing)?, kind, then: None, attachments: Vec::new() };
    post_reply_in(writing, caller, number, &new_reply).await.map(|_| ())
}

fn key(writing: &Writing) -> Result<Key, Error> {
    parsed(Key::parse(&secret(&*writing.chance)))
}

fn parsed<T>(result: Result<T, crate::domain::input::Problem>) -> Result<T, Error> {
    result.map_err(|problem| Error::Internal(format!("the sample holds a wrong text: {problem:?}")))
}
