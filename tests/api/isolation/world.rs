//! Two organisations with tickets of the same numbers, one of them full of secrets.

use frontdesk::app::{company, customer_import, customers, invoice_import, lessons};
use frontdesk::domain::customer::ContactDetails;
use frontdesk::domain::input::{Body, Line, Name};
use frontdesk::domain::thread::MessageKind;
use frontdesk::domain::ticket::TicketNumber;
use frontdesk::id::{ArticleId, ContactId, ImportId, InvoiceId, LessonId, MilestoneId, NoteId, ProjectId, UpdateId};

use crate::billing::paid_in_part;
use crate::{Answer, Browser, Cast, Person, TestApp, eventually, logo};

/// A ticket of both organisations.
pub(super) const SHARED: TicketNumber = 1;
/// A ticket of the victim alone; its digits stand nowhere else.
pub(super) const FOREIGN: TicketNumber = 4_242_424;
/// A ticket of nobody.
pub(super) const MISSING: TicketNumber = 7_777_777;

/// In every text of the victim's that is nobody else's business.
pub(super) const SECRET: &str = "zanzibar";
/// The victim's name: in the names and addresses of its people too.
const VICTIM: &str = "harbour";

/// Everybody who has no business with Northwind's tickets at the victim.
pub(super) struct World {
    pub(super) victim: Cast,
    pub(super) rival: Cast,
    /// Whom the victim talks to at Northwind.
    pub(super) contact: ContactId,
    /// What somebody of Northwind asks, and what they looked for in vain.
    pub(super) inquiry: String,
    /// The victim's logo, which everybody may see.
    pub(super) logo: String,
    /// The victim's article, and what it has learned.
    pub(super) article: ArticleId,
    pub(super) lesson: LessonId,
    /// Files of invoices that the victim has brought.
    pub(super) import: ImportId,
    /// A file of customers that the victim has brought, and a note about Northwind.
    pub(super) brought: ImportId,
    pub(super) note: NoteId,
    /// An invoice of Northwind's.
    pub(super) invoice: InvoiceId,
    /// Where a file is that Northwind has sent, and the id of one that somebody there has not sent yet.
    pub(super) file: String,
    pub(super) unsent: String,
    /// A project of Northwind's, with a milestone and an update.
    pub(super) project: ProjectId,
    pub(super) milestone: MilestoneId,
    pub(super) update: UpdateId,
}

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    SignedOut,
    /// A client of another customer of the victim.
    Neighbour,
    /// A client of the victim whose link is missing.
    Unlinked,
    ForeignClient,
    ForeignAdmin,
}

impl Who {
    pub(super) const ALL: [Self; 5] =
        [Self::SignedOut, Self::Neighbour, Self::Unlinked, Self::ForeignClient, Self::ForeignAdmin];

    /// Whether the victim's articles are theirs to read.
    pub(super) fn is_of_the_victim(self) -> bool {
        matches!(self, Self::Neighbour | Self::Unlinked)
    }
}

impl World {
    pub(super) async fn make(app: &TestApp) -> Self {
        let (victim, rival) = (app.cast(VICTIM).await, app.cast("rival").await);
        for number in [SHARED, FOREIGN] {
            app.execute(&format!("UPDATE organisations SET last_ticket = {} WHERE slug = '{VICTIM}'", number - 1))
                .await;
            assert_eq!(app.open(&victim.client, &format!("{SECRET} subject"), &format!("{SECRET} body")).await, number);
            app.reply(&victim.agent, number, &format!("{SECRET} answer")).await;
            app.note(&victim.agent, number, &format!("{SECRET} note")).await;
        }
        assert_eq!(app.open(&rival.client, "The rival’s own subject", "The rival’s own body").await, SHARED);
        for (cast, number) in [(&victim, SHARED), (&victim, FOREIGN), (&rival, SHARED)] {
            let sent = app.invoice(cast, cast.northwind, ("66.66", "EUR")).await;
            let words = if cast.organisation.id == victim.organisation.id { SECRET } else { "The rival’s own body" };
            app.execute(&format!(
                "UPDATE invoices SET number = '{number}', notes = '{words}', sought = '{words}', reference = '{words}' WHERE id = '{}'",
                sent.id
            ))
            .await;
        }
        let article =
            format!(r#"{{"id": "{SECRET}", "title": "Island matters", "body": "{SECRET} text", "tags": ["island"]}}"#);
        app.import(&victim, &[&article], true).await;
        let reader = app.sign_in(&victim.colleague).await;
        eventually("the article is found", async || {
            let found = reader.get("/support/suggestions?subject=island").await;
            found.body.contains("island-matters").then_some(())
        })
        .await;
        let text = format!("number,customer,date,total,reference\n{SECRET},Nobody,2026-11-23,1,{SECRET}\n");
        let import = invoice_import::keep(&app.app, &victim.manager.0, &text, "").await.unwrap();
        let brought = customer_import::keep(&app.app, &victim.agent.0, &format!("name\n{SECRET} Ltd\n")).await.unwrap();
        let body = Body::parse(&format!("{SECRET} note")).unwrap();
        let note = customers::add_note(&app.app, &victim.agent.0, victim.northwind, &body).await.unwrap();
        let details = ContactDetails {
            name: Name::parse(&format!("{SECRET} contact")).unwrap(),
            position: Line::parse("").unwrap(),
            email: None,
            phone: Line::parse("").unwrap(),
        };
        let contact = customers::add_contact(&app.app, &victim.agent.0, victim.northwind, &details).await.unwrap();
        let asked = app.sign_in(&victim.client).await;
        let inquiry = asked.get("/support/new").await.field("inquiry");
        let subject = format!("{SECRET} question");
        let fields = [("inquiry", &*inquiry), ("subject", &subject), ("shown", "island-matters")];
        assert_eq!(asked.send("/support/inquiries", &fields).await.status, 204);
        assert_eq!(asked.send("/help/searches", &[("q", "zanzibar xylophone")]).await.status, 204);
        app.execute("UPDATE missed_searches SET query = 'zanzibar'").await;
        asked.post("/help/island-matters/vote", &[("helpful", "no"), ("comment", SECRET)]).await.location();
        company::set_logo(&app.app, &victim.admin.0, logo()).await.unwrap();
        let logo = app.texts("SELECT id FROM files").await.remove(0);
        let article = app.texts("SELECT id FROM articles").await.remove(0).parse().unwrap();
        lessons::mark_solution(&app.app, &victim.agent.0, FOREIGN, article).await.unwrap();
        let lesson = app.texts("SELECT id FROM lessons").await.remove(0).parse().unwrap();
        let invoice = paid_in_part(app, &victim.manager.0, victim.northwind).await;
        app.execute(&format!("UPDATE invoices SET reference = '{SECRET} order' WHERE id = '{invoice}'")).await;
        let name = format!("{SECRET}.txt");
        let file = app.upload(&victim.client, &name, SECRET.as_bytes()).await;
        app.say_with(&victim.client, FOREIGN, ("", MessageKind::Reply), vec![file.id]).await;
        let file = file.address();
        let unsent = app.upload(&victim.client, &name, SECRET.as_bytes()).await.id.to_string();
        let project = app.project(&victim, victim.northwind, &format!("{SECRET} project")).await;
        let milestone = app.milestone(&victim, project, &format!("{SECRET} milestone"), None).await;
        let update = app.tell(&victim, project, &format!("{SECRET} update")).await;
        Self {
            victim,
            rival,
            contact,
            inquiry,
            logo,
            article,
            lesson,
            import,
            brought,
            note,
            invoice,
            file,
            unsent,
            project,
            milestone,
            update,
        }
    }

    /// Their browser, freshly signed in.
    pub(super) async fn browser(&self, app: &TestApp, who: Who) -> Browser {
        match self.person(who) {
            Some(person) => app.sign_in(person).await,
            None => app.browser(),
        }
    }

    fn person(&self, who: Who) -> Option<&Person> {
        match who {
            Who::SignedOut => None,
            Who::Neighbour => Some(&self.victim.neighbour),
            Who::Unlinked => Some(&self.victim.unlinked),
            Who::ForeignClient => Some(&self.rival.client),
            Who::ForeignAdmin => Some(&self.rival.admin),
        }
    }

    /// All that Northwind has at the victim.
    pub(super) async fn records(&self, app: &TestApp) -> Vec<String> {
        let (northwind, organisation) = (self.victim.northwind, self.victim.organisation.id);
        let topics = format!("SELECT 'ticket:' || id FROM tickets WHERE customer_id = '{northwind}'");
        let tickets = format!("SELECT id FROM tickets WHERE customer_id = '{northwind}'");
        app.texts(&format!(
            "SELECT number || status || subject || moved_at || COALESCE(assignee_id, '') AS record FROM tickets
             WHERE customer_id = '{northwind}'
             UNION ALL SELECT topic || number || kind FROM events WHERE topic IN ({topics})
             UNION ALL SELECT id || body FROM messages WHERE ticket_id IN ({tickets})
             UNION ALL SELECT name || sought || COALESCE(archived_at, 0) FROM customers WHERE id = '{northwind}'
             UNION ALL SELECT id || name || COALESCE(owner_id, '') FROM attachments WHERE organisation_id = '{organisation}'
             UNION ALL SELECT id || title || body || status || revision FROM articles WHERE organisation_id = '{organisation}'
             UNION ALL SELECT article_id || number FROM article_revisions WHERE organisation_id = '{organisation}'
             UNION ALL SELECT place || membership_id FROM article_drafts WHERE organisation_id = '{organisation}'
             UNION ALL SELECT id || state || number || outstanding || updated_at FROM invoices WHERE customer_id = '{northwind}'
             UNION ALL SELECT id || invoices || report FROM invoice_imports WHERE organisation_id = '{organisation}'
             UNION ALL SELECT id || body || COALESCE(deleted_at, 0) FROM customer_notes WHERE customer_id = '{northwind}'
             UNION ALL SELECT id || file || COALESCE(started_at, 0) FROM customer_imports WHERE organisation_id = '{organisation}'
             UNION ALL SELECT id || name || position FROM contacts WHERE customer_id = '{northwind}'
             UNION ALL SELECT id || teacher || COALESCE(undone_at, 0) FROM lessons WHERE ticket_id IN ({tickets})
             UNION ALL SELECT id || subject || COALESCE(solved_at, 0) || COALESCE(ticket_id, '') FROM inquiries WHERE customer_id = '{northwind}'
             UNION ALL SELECT r.inquiry_id || r.article_id || COALESCE(r.opened_at, 0) FROM inquiry_articles r
             JOIN inquiries i ON i.id = r.inquiry_id WHERE i.customer_id = '{northwind}'
             UNION ALL SELECT id || state || paid || outstanding || version FROM invoices WHERE customer_id = '{northwind}'
             UNION ALL SELECT l.kind || l.amount || l.source FROM ledger l JOIN invoices i ON i.id = l.invoice_id WHERE i.customer_id = '{northwind}'
             UNION ALL SELECT id || name || status || version || moves || COALESCE(archived_at, 0) FROM projects WHERE customer_id = '{northwind}'
             UNION ALL SELECT m.id || m.title || m.position || COALESCE(m.done_at, 0) FROM milestones m
             JOIN projects p ON p.id = m.project_id WHERE p.customer_id = '{northwind}'
             UNION ALL SELECT u.id || u.body FROM project_updates u JOIN projects p ON p.id = u.project_id WHERE p.customer_id = '{northwind}'
             UNION ALL SELECT query || wording FROM missed_searches WHERE customer_id = '{northwind}'
             UNION ALL SELECT v.comment FROM article_votes v JOIN memberships m ON m.id = v.membership_id WHERE m.customer_id = '{northwind}'
             UNION ALL SELECT membership_id || seen FROM read_positions WHERE ticket_id IN ({tickets})
             ORDER BY record"
        ))
        .await
    }
}

/// No text holds what is none of their business. The organisation's own clients know its name.
pub(super) fn keeps_the_secrets(who: Who, text: &str, what: &str) {
    assert!(!text.contains(SECRET), "{who:?} got a secret at {what}: {text}");
    let own_name = who.is_of_the_victim();
    // A time zone that everybody may choose.
    let text = &text.replace("America/Coral_Harbour", "");
    assert!(own_name || !text.to_lowercase().contains(VICTIM), "{who:?} got a name at {what}: {text}");
    assert!(!text.contains("Northwind") || !own_name, "{who:?} got a customer at {what}: {text}");
}

/// Everything of an answer that somebody could tell two of them apart by, the ticket's number aside. Whether the connection stays
/// open depends on how much of the form had arrived.
pub(super) fn shape(answer: &Answer, number: TicketNumber) -> String {
    let mut headers: Vec<String> = answer
        .headers
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "date" | "content-length" | "connection"))
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    headers.sort_unstable();
    format!("{} {headers:?} {}", answer.status, answer.body).replace(&number.to_string(), "NUMBER")
}
