//! The sample organisation of `demo`, made through the verbs.

mod bills;
mod works;

use std::time::Duration;

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
use crate::id::{CustomerId, MembershipId, OrganisationId, SessionId, UserId, secret};
use crate::store;

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

/// Makes the sample organisation, unless it is there. True when it was made.
pub async fn make(app: &App) -> Result<bool, Error> {
    let password_hash = {
        let mut tx = app.db.read().await?;
        if store::organisations::find_by_slug(&mut tx, SLUG).await?.is_some() {
            return Ok(false);
        }
        drop(tx);
        hash_password(PASSWORD, &*app.chance).await?
    };
    let mut writing = app.begin().await?;
    let organisation = add(&mut writing, "Harbour Studio").await?.id;
    let deed = Deed::of(Action::OrganisationAdded, organisation, "Harbour Studio").field("name", "", "Harbour Studio");
    audit::record_by(&mut writing, Actor::command_line(organisation), deed).await?;
    writing.muted = true;
    describe(&mut writing, organisation).await?;
    let cast = Cast::invite(&mut writing, organisation, &password_hash).await?;
    articles(&mut writing, organisation).await?;
    threads(&mut writing, &cast).await?;
    bills::write(&mut writing, &cast).await?;
    works::write(&mut writing, &cast).await?;
    app.commit(writing).await?;
    Ok(true)
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
    async fn invite(writing: &mut Writing, organisation: OrganisationId, password_hash: &str) -> Result<Self, Error> {
        let [northwind, contoso, fabrikam] = CUSTOMERS;
        let northwind = customer(writing, organisation, northwind).await?;
        let contoso = customer(writing, organisation, contoso).await?;
        let fabrikam = customer(writing, organisation, fabrikam).await?;
        let mut callers = Vec::new();
        for &(address, name, role) in SIGN_INS {
            let customer = match address {
                "client@demo.test" => Some(northwind),
                "client2@demo.test" => Some(contoso),
                _ => None,
            };
            let email = parsed(Email::parse(address))?;
            let person = NewPerson { email: &email, name, password_hash, role, customer };
            let membership = add_person(writing, organisation, person).await?.membership_id;
            callers.push(caller(writing, organisation, membership, (address, name, role), customer));
        }
        let mut callers = callers.into_iter();
        match (callers.next(), callers.next(), callers.next(), callers.next()) {
            (Some(admin), Some(agent), Some(client), Some(client2)) => {
                Ok(Self { admin, agent, client, client2, northwind, contoso, fabrikam })
            }
            _ => Err(Error::Internal("the sample has too few people".to_owned())),
        }
    }
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
