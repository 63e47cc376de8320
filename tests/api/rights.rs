//! Who may do what, over HTTP: `rights.txt` says it, and every role tries every address.

use std::collections::{BTreeMap, BTreeSet};

use frontdesk::app::invites::{self, Invitee};
use frontdesk::app::lessons;
use frontdesk::app::links;
use frontdesk::app::mails::{self, Draft};
use frontdesk::app::organisations::{self, NewPerson};
use frontdesk::app::sign_in::{self, Beginning};
use frontdesk::app::{company, customer_import, customers, editing, invoice_import, payments, pictures, projects};
use frontdesk::domain::customer::{ContactDetails, Details};
use frontdesk::domain::input::{Body, Email, Line, Lines, Name};
use frontdesk::domain::link::{MailLink, Via};
use frontdesk::domain::manuscript::{Then, Typed};
use frontdesk::domain::payment::{Account, Wanted};
use frontdesk::domain::people::{Caller, Role};
use frontdesk::domain::picture::{FileKind, Picture};
use frontdesk::domain::thread::MessageKind;
use frontdesk::domain::ticket::Status;
use frontdesk::id::{
    ArticleId, ContactId, CustomerId, FileId, InquiryId, InviteId, InvoiceId, MailId, MembershipId, MissedSearchId,
    NoteId, SystemChance, UserId, secret,
};
use frontdesk::web::routes;

use crate::billing::{draft, paid_in_part, sent};
use crate::stripe::{Card, Double};
use crate::{Answer, Browser, Cast, PASSWORD, PNG, Person, TestApp, each_database, eventually, logo};

each_database!(by run_with_stripe; everybody_may_what_the_file_says_and_no_more);

const FILE: &str = include_str!("rights.txt");

/// Forms that are taken and may leave no line in the audit log: they ask for something, or there was nothing to be changed.
const UNRECORDED: &[&str] = &[
    "/password-resets",
    "/profile/email/confirmation",
    "/organisation",
    "/language",
    "/desk/view/end",
    "/desk/articles/rendering",
    "/desk/projects/rendering",
    "/desk/customers/imports",
    "/desk/invoices/imports",
    "/desk/invoices/editing",
    "/desk/articles/drafts/{place}",
    "/desk/articles/drafts/{place}/discard",
    "/support/inquiries",
    "/attachments/{id}/delete",
    "/desk/attachments/{id}/delete",
    "/support/solutions",
    "/support/solutions/end",
    "/help/searches",
    "/help/{slug}/vote",
    "/desk/settings/payments/check",
    "/desk/settings/payments/account",
];

/// Addresses that nobody gets anything from in an organisation that is set up, and the one that is for Stripe alone.
const NOBODYS: &[&str] = &["/setup", "/session/handover", "/webhooks/stripe"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Admin,
    Manager,
    Agent,
    Viewer,
    Client,
    Unlinked,
    Stranger,
    /// An agent who looks at the portal as the client.
    Viewing,
}

impl Who {
    const ALL: [Self; 8] = [
        Self::Admin,
        Self::Manager,
        Self::Agent,
        Self::Viewer,
        Self::Client,
        Self::Unlinked,
        Self::Stranger,
        Self::Viewing,
    ];
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Ok,
    Noted,
    Done,
    Away,
    SignIn,
    Socket,
    Refused(u16),
}

/// A line of the file.
struct Row {
    method: &'static str,
    path: &'static str,
    outcomes: [Outcome; 8],
    sent: &'static str,
}

fn rows() -> Vec<Row> {
    let lines = FILE.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| row(line).unwrap_or_else(|| panic!("cannot be read: {line}"))).collect()
}

fn row(line: &'static str) -> Option<Row> {
    let (line, sent) = line.split_once('|').unwrap_or((line, ""));
    let mut words = line.split_whitespace();
    let (method, path) = (words.next()?, words.next()?);
    let outcomes: Vec<Outcome> = words.map(outcome).collect::<Option<_>>()?;
    Some(Row { method, path, outcomes: outcomes.try_into().ok()?, sent: sent.trim() })
}

fn outcome(word: &str) -> Option<Outcome> {
    Some(match word {
        "ok" => Outcome::Ok,
        "noted" => Outcome::Noted,
        "done" => Outcome::Done,
        "away" => Outcome::Away,
        "sign-in" => Outcome::SignIn,
        "socket" => Outcome::Socket,
        status => Outcome::Refused(status.parse().ok().filter(|status| (400..500).contains(status))?),
    })
}

impl Outcome {
    fn fits(self, answer: &Answer) -> bool {
        let to_sign_in = answer.header("location").starts_with("/session/new?next=");
        match self {
            Self::Ok => answer.status == 200,
            Self::Noted => answer.status == 204,
            Self::Done | Self::Away => answer.status == 303 && !to_sign_in,
            Self::SignIn => answer.status == 303 && to_sign_in,
            Self::Socket => answer.status == 101,
            Self::Refused(status) => answer.status == status,
        }
    }

    const fn is_refusal(self) -> bool {
        matches!(self, Self::SignIn | Self::Refused(_))
    }
}

#[test]
fn the_file_has_every_address_and_each_is_somebodys() {
    let served: BTreeSet<_> = routes::TABLE.iter().map(|route| (route.method, route.path)).collect();
    let mut written: BTreeMap<(&str, &str), bool> = BTreeMap::new();
    for row in rows() {
        *written.entry((row.method, row.path)).or_default() |= row.outcomes.iter().any(|outcome| !outcome.is_refusal());
    }
    assert_eq!(written.keys().copied().collect::<BTreeSet<_>>(), served);
    let nobodys: BTreeSet<&str> =
        written.iter().filter(|(_, is_somebodys)| !**is_somebodys).map(|((_, path), _)| *path).collect();
    assert_eq!(nobodys, NOBODYS.iter().copied().collect());
}

async fn everybody_may_what_the_file_says_and_no_more(app: &TestApp, double: &Double) {
    let world = World::make(app, double).await;
    let mut wrong = Vec::new();
    for row in rows() {
        for (who, expected) in Who::ALL.into_iter().zip(row.outcomes) {
            let browser = world.browser(app, who, row.path).await;
            let (path, sent) = world.prepare(app, who, &row).await;
            // What an earlier row set going is done, and has left its lines.
            app.work().await;
            let before = recorded(app).await;
            let method = match (row.method, row.path) {
                (_, "/desk/articles/pictures" | "/attachments" | "/desk/attachments") => "UPLOAD",
                ("POST", "/desk/invoices/imports" | "/desk/customers/imports") => "FILE",
                (method, _) => method,
            };
            let answer = send(&browser, method, &path, &sent).await;
            if !expected.fits(&answer) {
                wrong.push(format!(
                    "{who:?} at {} {path} with {sent:?}: {} instead of {expected:?}",
                    row.method, answer.status
                ));
            }
            // Whoever is refused has changed nothing; what was taken is in the audit log.
            let grew = recorded(app).await > before;
            let stays = expected.is_refusal() || (row.path == "/session/end" && who == Who::Stranger);
            let fits = if stays { !grew } else { grew || UNRECORDED.contains(&row.path) };
            if row.method == "POST" && !fits {
                wrong.push(format!("{who:?} at POST {path} with {sent:?}: the audit log grew: {grew}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Files of one invoice, which wait to be taken in.
async fn kept_import(app: &TestApp, cast: &Cast) -> String {
    let text = format!("number,customer,date,total\n{},Northwind,2026-11-23,1\n", &fresh()[..20]);
    invoice_import::keep(&app.app, &cast.manager.0, &text, "").await.unwrap().to_string()
}

async fn recorded(app: &TestApp) -> usize {
    app.texts("SELECT id FROM audit").await.len()
}

async fn send(browser: &Browser, method: &str, path: &str, sent: &str) -> Answer {
    let fields: Vec<(String, String)> = url::form_urlencoded::parse(sent.as_bytes()).into_owned().collect();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    match method {
        "POST" => browser.post(path, &fields).await,
        "UPLOAD" => {
            let request = browser.request(reqwest::Method::POST, path).header("origin", browser.origin());
            Answer::to(request.header("content-type", "image/png").body(PNG)).await
        }
        "FILE" => {
            let field = if path.starts_with("/desk/customers") { "file" } else { "invoices" };
            let part = format!(
                "content-disposition: form-data; name=\"{field}\"; filename=\"a.csv\"\r\ncontent-type: text/csv"
            );
            let body = format!("--b\r\n{part}\r\n\r\nnumber,date,total\r\n--b--\r\n");
            let request = browser.request(reqwest::Method::POST, path).header("origin", browser.origin());
            Answer::to(request.header("content-type", "multipart/form-data; boundary=b").body(body)).await
        }
        _ if path == "/live" => Answer::to(browser.upgrade(&format!("{path}?{sent}"), Some(&browser.origin()))).await,
        _ => browser.get(&format!("{path}?{sent}")).await,
    }
}

/// An organisation, and everybody's browsers.
struct World<'a> {
    cast: Cast,
    /// An agent, who looks on as the client.
    onlooker: MembershipId,
    browsers: Vec<(Who, Browser)>,
    double: &'a Double,
}

/// Addresses whose forms begin or end a session, or change what it is used for: each try has a browser of its own.
const FRESH: &[&str] = &[
    "/session",
    "/session/end",
    "/organisation",
    "/language",
    "/invites/{token}",
    "/password-resets/{token}",
    "/desk/customers/{id}/view",
    "/desk/view/end",
    "/profile/password",
];

impl<'a> World<'a> {
    async fn make(app: &TestApp, double: &'a Double) -> Self {
        let cast = app.cast("harbour").await;
        app.import(&cast, &[r#"{"id": "1", "title": "Island matters", "body": "By ship.", "tags": []}"#], true).await;
        company::set_logo(&app.app, &cast.admin.0, logo()).await.unwrap();
        let onlooker = person(app, &cast, Role::Agent).await;
        payments::use_own(&app.app, &cast.admin.0).await.unwrap();
        let mut world = Self { cast, onlooker, browsers: Vec::new(), double };
        for who in Who::ALL {
            let browser = world.open(app, who).await;
            world.browsers.push((who, browser));
        }
        let (_, reader) = &world.browsers[0];
        eventually("the article is found", async || {
            (reader.get("/help/island-matters").await.status == 200).then_some(())
        })
        .await;
        world
    }

    async fn browser(&self, app: &TestApp, who: Who, path: &str) -> Browser {
        if FRESH.contains(&path) {
            return self.open(app, who).await;
        }
        let (_, browser) = self.browsers.iter().find(|(whose, _)| *whose == who).expect("everybody has one");
        browser.clone()
    }

    /// The membership that one of them uses at the desk or the portal.
    fn membership(&self, who: Who) -> Option<MembershipId> {
        let id = |person: &Person| Some(person.0.membership_id);
        match who {
            Who::Admin => id(&self.cast.admin),
            Who::Manager => id(&self.cast.manager),
            Who::Agent => id(&self.cast.agent),
            Who::Viewer => id(&self.cast.viewer),
            Who::Client => id(&self.cast.client),
            Who::Unlinked => id(&self.cast.unlinked),
            Who::Stranger => None,
            Who::Viewing => Some(self.onlooker),
        }
    }

    /// A browser in which they are signed in, with the session of a moment ago.
    async fn open(&self, app: &TestApp, who: Who) -> Browser {
        let browser = app.browser();
        if let Some(membership) = self.membership(who) {
            browser.set_cookie(&format!("session={}", session(app, &self.cast, membership).await));
        }
        if who == Who::Viewing {
            let client = self.cast.client.0.membership_id.to_string();
            let path = format!("/desk/customers/{}/view", self.cast.northwind);
            browser.post(&path, &[("membership", &client)]).await.location();
        }
        browser
    }

    /// The path and what is sent, about records made for this one try.
    async fn prepare(&self, app: &TestApp, who: Who, row: &Row) -> (String, String) {
        let (cast, route) = (&self.cast, row.path);
        let mut path = route
            .replace("{slug}", "island-matters")
            .replace("{file:.*}", "frontdesk.css")
            .replace("{table}", if route.contains("/csat/") { "agents" } else { "articles" });
        if route.starts_with("/desk/customers/{id}") {
            let customer = self.customer(app, route).await;
            if route.contains("{contact}") {
                path = path.replace("{contact}", &contact(app, cast, customer).await.to_string());
            }
            path = path.replace("{id}", &customer.to_string());
        } else if route.starts_with("/desk/invoices/{id}") {
            path = path.replace("{id}", &self.invoice(app, route).await.to_string());
        } else if route.contains("/projects/{id}") {
            path = self.project(app, route, path).await;
        } else if route.starts_with("/desk/settings/email/mails/{id}") {
            path = path.replace("{id}", &kept_mail(app, cast).await.to_string());
        } else if route.starts_with("/desk/articles/{id}") && !route.contains("/lessons") {
            // An earlier state says something else.
            path = path.replace("{id}", &self.draft(app, route).await.to_string()).replace("{revision}", "1");
        } else if route == "/files/{id}" {
            path = path.replace("{id}", &self.picture(app).await.to_string());
        } else if route.contains("/attachments/{id}") {
            path = self.attachment(app, who, route).await;
        } else if route.starts_with("/desk/articles/drafts/") {
            path = path.replace("{place}", "new");
        } else if route.starts_with("/desk/settings/users/invites/{id}") {
            path = path.replace("{id}", &invitation(app, cast).await.to_string());
        } else if route.starts_with("/desk/settings/users/{membership}") {
            path = path.replace("{membership}", &self.member(app, route).await.to_string());
        } else if route.starts_with("/profile/sessions/{id}") {
            let membership = self.membership(who).unwrap_or(cast.client.0.membership_id);
            path = path.replace("{id}", &another_session(app, cast, membership).await);
        } else if route == "/logo/{id}" {
            path = path.replace("{id}", &app.texts("SELECT id FROM files").await[0]);
        } else if route.ends_with("{token}") {
            path = path.replace("{token}", &self.token(app, who, route).await);
        }
        if route.contains("/solutions") || route.contains("/lessons") {
            let (number, article, lesson) = self.lesson(app, route).await;
            path = path.replace("{number}", &number.to_string()).replace("{lesson}", &lesson);
            path = path.replace("{article}", &article.to_string()).replace("{id}", &article.to_string());
        }
        let mut sent = row
            .sent
            .replace("{article}", &self.article(app).await.to_string())
            .replace("{customer}", &cast.northwind.to_string())
            .replace("{contoso}", &cast.contoso.to_string())
            .replace("{agent}", &cast.agent.0.membership_id.to_string())
            .replace("{client}", &cast.client.0.membership_id.to_string())
            .replace("{password}", &PASSWORD.replace(' ', "+"))
            .replace("{fresh}", &fresh());
        let looks_on = if who == Who::Viewing { format!("as={}", cast.client.0.membership_id) } else { String::new() };
        sent = sent.replace("{as}", &looks_on);
        if sent.contains("{inquiry}") {
            sent = sent.replace("{inquiry}", &inquiry(app, cast).await);
        }
        for (place, dismissed) in [("{missed}", false), ("{dismissed}", true)] {
            if sent.contains(place) {
                sent = sent.replace(place, &missed_search(app, cast, dismissed).await);
            }
        }
        if route.contains("{brought}") {
            let text = format!("name\n{}\n", fresh());
            let brought = customer_import::keep(&app.app, &cast.admin.0, &text).await.unwrap();
            path = path.replace("{brought}", &brought.to_string());
        }
        if route.contains("{note}") {
            path = path.replace("{note}", &self.note(app, who, &path).await.to_string());
        }
        if route.contains("{import}") {
            path = path.replace("{import}", &kept_import(app, cast).await);
        }
        if sent.contains("{payment}") {
            let invoice = path.split('/').nth(3).unwrap();
            let sql = format!("SELECT id FROM payment_intents WHERE status = 'succeeded' AND invoice_id = '{invoice}'");
            sent = sent.replace("{payment}", &app.texts(&sql).await.remove(0));
        }
        if route.starts_with("/invoices/{number}") {
            let sent = app.invoice(cast, cast.northwind, ("66.66", "EUR")).await;
            path = path.replace("{number}", sent.number.as_str());
        }
        for (text, place) in [(&mut path, "{number}"), (&mut sent, "{ticket}")] {
            if text.contains(place) {
                let number = app.open(&cast.client, "It burns", "Help").await;
                if route.ends_with("/rating") {
                    app.set_status(&cast.agent, number, Status::Resolved).await;
                }
                *text = text.replace(place, &number.to_string());
            }
        }
        assert!(!path.contains('{') && !sent.contains('{'), "nothing stands for a place in {path} or {sent}");
        (path, sent)
    }

    /// A note of whoever asks about the customer of this address, deleted when it is to be brought back; of the admin for those who write none.
    async fn note(&self, app: &TestApp, who: Who, path: &str) -> NoteId {
        let onlooker = Caller { membership_id: self.onlooker, ..self.cast.agent.0.clone() };
        let writer = match who {
            Who::Manager => &self.cast.manager.0,
            Who::Agent => &self.cast.agent.0,
            Who::Viewing => &onlooker,
            _ => &self.cast.admin.0,
        };
        let customer = path.split('/').nth(3).unwrap().parse().unwrap();
        let note = customers::add_note(&app.app, writer, customer, &Body::parse("Pays late").unwrap()).await.unwrap();
        if path.ends_with("/restore") {
            customers::delete_note(&app.app, writer, (customer, note)).await.unwrap();
        }
        note
    }

    /// The customer that an address is about.
    async fn customer(&self, app: &TestApp, route: &str) -> CustomerId {
        if route.ends_with("/view") {
            return self.cast.northwind;
        }
        let (admin, details) = (
            &self.cast.admin.0,
            Details {
                name: Name::parse(&fresh()).unwrap(),
                email: None,
                phone: Line::parse("").unwrap(),
                address: Lines::parse("").unwrap(),
                tax_number: Line::parse("").unwrap(),
                notes: Lines::parse("").unwrap(),
            },
        );
        let id = customers::add(&app.app, admin, &details).await.unwrap();
        if route.ends_with("{id}/restore") || route.ends_with("/access") {
            customers::archive(&app.app, admin, id).await.unwrap();
        }
        id
    }

    /// The path about a project of its own, with what it names there.
    async fn project(&self, app: &TestApp, route: &str, path: String) -> String {
        let cast = &self.cast;
        let id = app.project(cast, cast.northwind, "Website").await;
        let mut path = path.replace("{id}", &id.to_string());
        if route.ends_with("/restore") {
            projects::archive(&app.app, &cast.agent.0, id).await.unwrap();
        }
        if route.contains("{milestone}") {
            app.milestone(cast, id, "First", None).await;
            // The second: it can go up.
            let milestone = app.milestone(cast, id, "Second", None).await;
            path = path.replace("{milestone}", &milestone.to_string());
        }
        if route.contains("{update}") {
            path = path.replace("{update}", &app.tell(cast, id, "News").await.to_string());
        }
        path
    }

    /// The invoice that an address is about: a draft, one that was sent, or one of which a part is paid.
    async fn invoice(&self, app: &TestApp, route: &str) -> InvoiceId {
        let (manager, customer) = (&self.cast.manager.0, self.cast.northwind);
        match route.rsplit('/').next() {
            Some("mails" | "payments" | "credit-notes" | "void") => sent(app, manager, customer, "10").await,
            Some("card-refunds") => {
                let invoice = app.invoice(&self.cast, customer, ("10", "EUR")).await;
                let opened = payments::open(&app.app, &self.cast.client.0, &invoice.number, Wanted::All).await.unwrap();
                let intent = opened.intent.expect("Stripe has named it").0;
                self.double.pay(&Account::Own, &intent, Card::GOOD).unwrap();
                payments::page(&app.app, &self.cast.client.0, &invoice.number).await.unwrap();
                invoice.id
            }
            Some("refunds") => paid_in_part(app, manager, customer).await,
            _ => draft(app, manager, customer, "10").await,
        }
    }

    async fn article(&self, app: &TestApp) -> ArticleId {
        app.texts("SELECT id FROM articles WHERE slug = 'island-matters'").await.remove(0).parse().unwrap()
    }

    /// A ticket, the article, and the lesson that it has learned from the ticket, unless that is what is tried.
    async fn lesson(&self, app: &TestApp, route: &str) -> (i64, ArticleId, String) {
        let number = app.open(&self.cast.client, "It burns", "Help").await;
        let (admin, article) = (&self.cast.admin.0, self.article(app).await);
        if route.ends_with("/solutions") {
            return (number, article, String::new());
        }
        lessons::mark_solution(&app.app, admin, number, article).await.unwrap();
        if route.ends_with("/restore") {
            lessons::unmark_solution(&app.app, admin, number, article).await.unwrap();
        }
        let sql = format!("SELECT l.id FROM lessons l JOIN tickets t ON t.id = l.ticket_id WHERE t.number = {number}");
        (number, article, app.texts(&sql).await.remove(0))
    }

    /// A file that the client has sent, or one of their own that they may still take back.
    async fn attachment(&self, app: &TestApp, who: Who, route: &str) -> String {
        if route.ends_with("/delete") {
            let is_desk = route.starts_with("/desk");
            let uploader = match who {
                Who::Admin | Who::Manager | Who::Agent | Who::Viewing if is_desk => self.membership(who).unwrap(),
                _ => self.cast.client.0.membership_id,
            };
            let id = FileId::new(app.app.clock.now(), &SystemChance);
            let organisation = self.cast.organisation.id;
            app.execute(&format!(
                "INSERT INTO attachments (id, organisation_id, uploader_id, upload_key, digest, name, media_type, size, created_at)
                 VALUES ('{id}', '{organisation}', '{uploader}', '{id}', '', 'a.txt', 'text/plain', 1, 1)"
            ))
            .await;
            return route.replace("{id}", &id.to_string());
        }
        let (client, number) = (&self.cast.client, app.open(&self.cast.client, "With a file", "Below").await);
        let file = app.upload(client, "dot.png", PNG).await;
        app.say_with(client, number, ("", MessageKind::Reply), vec![file.id]).await;
        file.address()
    }

    /// A picture in an article that clients read.
    async fn picture(&self, app: &TestApp) -> FileId {
        let admin = &self.cast.admin.0;
        let picture = Picture::check(FileKind::Picture, PNG).unwrap();
        let id = pictures::add(&app.app, admin, picture).await.unwrap();
        let written = Typed {
            title: "Pictured".to_owned(),
            body: format!("![A dot](/files/{id})"),
            visibility: "public".to_owned(),
            ..Typed::default()
        };
        editing::save(&app.app, admin, (None, 0), &written.parse().unwrap(), Then::Publish).await.unwrap();
        id
    }

    /// A draft of an article; one that was saved twice where an earlier state of it is asked for.
    async fn draft(&self, app: &TestApp, route: &str) -> ArticleId {
        let admin = &self.cast.admin.0;
        let written = |body: &str| Typed {
            title: "A draft".to_owned(),
            body: body.to_owned(),
            visibility: "public".to_owned(),
            ..Typed::default()
        };
        let (first, second) = (written("One").parse().unwrap(), written("Two").parse().unwrap());
        let editing::Outcome::Saved(id) = editing::save(&app.app, admin, (None, 0), &first, Then::Keep).await.unwrap()
        else {
            panic!("a new article is saved")
        };
        if route.ends_with("/restore") {
            editing::save(&app.app, admin, (Some(id), 1), &second, Then::Keep).await.unwrap();
        }
        id
    }

    /// The member that an address is about.
    async fn member(&self, app: &TestApp, route: &str) -> MembershipId {
        let role = if route.ends_with("/customer") { Role::Client } else { Role::Agent };
        let id = person(app, &self.cast, role).await;
        if route.ends_with("/reactivate") {
            app.execute(&format!("UPDATE memberships SET status = 'deactivated' WHERE id = '{id}'")).await;
        }
        id
    }

    /// The secret of a link that works.
    async fn token(&self, app: &TestApp, who: Who, route: &str) -> String {
        let cast = &self.cast;
        if route.starts_with("/invites/") {
            let id = invitation(app, cast).await;
            return invites::copy(&app.app, &cast.admin.0, id).await.unwrap().secret;
        }
        let link = if route.starts_with("/password-resets/") {
            let (user, email) = login(app, person(app, cast, Role::Agent).await).await;
            MailLink::Reset { user, email }
        } else {
            // Whoever looks on sees the client's profile.
            let own = self.membership(who).filter(|_| who != Who::Viewing);
            let (user, _) = login(app, own.unwrap_or(cast.client.0.membership_id)).await;
            MailLink::Email { user, email: format!("{}@new.test", fresh()) }
        };
        let organisation = cast.organisation.id;
        app.write(async |writing| links::mint_for(writing, organisation, &link, Via::ServerMail).await.unwrap()).await
    }
}

/// A text that was never there before.
fn fresh() -> String {
    format!("x{}", secret(&SystemChance).to_lowercase().replace(['-', '_'], "y"))
}

/// Somebody new with this role; a client is one of Northwind.
async fn person(app: &TestApp, cast: &Cast, role: Role) -> MembershipId {
    let (name, organisation) = (fresh(), cast.organisation.id);
    let email = Email::parse(&format!("{name}@harbour.test")).unwrap();
    let customer = Some(cast.northwind).filter(|_| role == Role::Client);
    let person = NewPerson { email: &email, name: &name, password_hash: "none", role, customer };
    app.write(async |writing| organisations::add_person(writing, organisation, person).await.unwrap().membership_id)
        .await
}

/// The login behind a membership, and its address.
async fn login(app: &TestApp, membership: MembershipId) -> (UserId, String) {
    let sql = format!(
        "SELECT u.id || ' ' || u.email FROM users u JOIN memberships m ON m.user_id = u.id WHERE m.id = '{membership}'"
    );
    let found = app.texts(&sql).await.remove(0);
    let (id, email) = found.split_once(' ').unwrap();
    (id.parse().unwrap(), email.to_owned())
}

/// Begins a session as signing in does, and returns what its cookie holds: so many sign-ins would have to wait.
async fn session(app: &TestApp, cast: &Cast, membership_id: MembershipId) -> String {
    let (user_id, name) = login(app, membership_id).await;
    let browser = sign_in::Browser { agent: "test", address: "127.0.0.1" };
    let beginning = Beginning { user_id, membership_id, organisation_id: cast.organisation.id, name: &name, browser };
    app.write(async |writing| sign_in::begin_in(writing, &beginning).await.unwrap()).await
}

/// The id of a session that is in no browser of the test's.
async fn another_session(app: &TestApp, cast: &Cast, membership: MembershipId) -> String {
    let ids = async || app.texts("SELECT id FROM sessions").await.into_iter().collect::<BTreeSet<_>>();
    let before = ids().await;
    session(app, cast, membership).await;
    ids().await.difference(&before).next().expect("one more").clone()
}

/// A client of Northwind who was asked to join.
/// A mail that waits, with a link that invites.
async fn kept_mail(app: &TestApp, cast: &Cast) -> MailId {
    let invite = invitation(app, cast).await;
    let link = Some(MailLink::Invite { invite });
    let draft =
        Draft { recipient: "a@new.test", subject: "Come", text: "", html: "", thread: None, link, invoice: None };
    app.write(async |writing| mails::keep(writing, cast.organisation.id, &draft).await.unwrap()).await
}

async fn invitation(app: &TestApp, cast: &Cast) -> InviteId {
    let email = Email::parse(&format!("{}@new.test", fresh())).unwrap();
    let invitee = Invitee { email, role: Role::Client, customer: Some(cast.northwind) };
    invites::invite(&app.app, &cast.admin.0, &invitee).await.unwrap()
}

async fn contact(app: &TestApp, cast: &Cast, customer: CustomerId) -> ContactId {
    let details = ContactDetails {
        name: Name::parse("Jo").unwrap(),
        position: Line::parse("").unwrap(),
        email: None,
        phone: Line::parse("").unwrap(),
    };
    customers::add_contact(&app.app, &cast.admin.0, customer, &details).await.unwrap()
}

/// An inquiry of the client's, under way.
async fn inquiry(app: &TestApp, cast: &Cast) -> String {
    let id = InquiryId::new(app.app.clock.now(), &SystemChance).to_string();
    let (organisation, client, customer) = (cast.organisation.id, cast.client.0.membership_id, cast.northwind);
    app.execute(&format!(
        "INSERT INTO inquiries (id, organisation_id, membership_id, customer_id, subject, began_at)
         VALUES ('{id}', '{organisation}', '{client}', '{customer}', 'It burns', 1)"
    ))
    .await;
    id
}

/// A search of the client's that found nothing.
async fn missed_search(app: &TestApp, cast: &Cast, dismissed: bool) -> String {
    let (query, organisation, client) = (fresh(), cast.organisation.id, cast.client.0.membership_id);
    let id = MissedSearchId::new(app.app.clock.now(), &SystemChance);
    app.execute(&format!(
        "INSERT INTO missed_searches (id, organisation_id, membership_id, query, wording, at)
         VALUES ('{id}', '{organisation}', '{client}', '{query}', '{query}', 1)"
    ))
    .await;
    if dismissed {
        app.execute(&format!("INSERT INTO dismissed_searches VALUES ('{organisation}', '{query}', 1)")).await;
    }
    query
}
