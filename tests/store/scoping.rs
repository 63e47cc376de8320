//! Nothing of one organisation is reached through another: every function of `store` is asked for somebody else's records.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use frontdesk::domain::article::{Article, ArticleFilter, ArticleOrder};
use frontdesk::domain::attachment::{Owner, OwnerKind};
use frontdesk::domain::audit::{Action, Filter, Who};
use frontdesk::domain::csat::Tally;
use frontdesk::domain::customer::{Contact, CustomerRecord, Filter as CustomerFilter, Order};
use frontdesk::domain::customer_file::Taken;
use frontdesk::domain::deflection::{Funnel, Query, Sort, Span, Vote};
use frontdesk::domain::inbox::{Counts, View};
use frontdesk::domain::input::Email;
use frontdesk::domain::invoice::{Balance, EntryKind, InvoiceQuery, Parties, ShelfCounts, TaxRounding};
use frontdesk::domain::lesson::Teacher;
use frontdesk::domain::mail::MailStatus;
use frontdesk::domain::money::{Amount, Currency};
use frontdesk::domain::payment::{Account, AccountKind, Attempt, NewAttempt};
use frontdesk::domain::people::{Caller, MembershipStatus, Notify, Role, Scope, Side};
use frontdesk::domain::picture::{FileKind, MediaType};
use frontdesk::domain::project::{DraftMilestone, ProjectCounts, ProjectQuery, Status as Stage};
use frontdesk::domain::rating::{Rating, Reason, Stars};
use frontdesk::domain::thread::{MessageKind, SeenUpTo, What};
use frontdesk::domain::ticket::{Status, TicketNumber};
use frontdesk::domain::user::Wanted as WantedUsers;
use frontdesk::id::{
    ArticleId, AuditId, ContactId, CustomerId, FailureId, FileId, ImportId, InquiryId, InviteId, InvoiceId, JobId,
    LessonId, MailId, MembershipId, MessageId, MilestoneId, MissedSearchId, NoteId, PaymentId, ProjectId, SessionId,
    SystemChance, TicketId, UpdateId, UserId,
};
use frontdesk::store::Tx;
use frontdesk::store::audit::NewLine;
use frontdesk::store::customer_imports::Refused;
use frontdesk::store::customer_list::Wanted;
use frontdesk::store::customers::Folded;
use frontdesk::store::db::Arg;
use frontdesk::store::files::FileRow;
use frontdesk::store::inquiries::Asker;
use frontdesk::store::invites::NewInvite;
use frontdesk::store::invoices::{Among, Search, Sending, Written};
use frontdesk::store::jobs::NewJob;
use frontdesk::store::lessons::NewLesson;
use frontdesk::store::logins::Choices;
use frontdesk::store::mails::NewMail;
use frontdesk::store::missed_searches::NewSearch;
use frontdesk::store::payment_accounts::Row;
use frontdesk::store::project_updates::NewUpdate;
use frontdesk::store::projects::Written as WrittenProject;
use frontdesk::store::sessions::NewSession;
use frontdesk::store::submissions::NewFailure;
use frontdesk::store::tickets::RecordedMessage;
use frontdesk::store::{
    article_drafts, article_views, articles, attachments, audit, csat, customer_imports, customer_list, customer_notes,
    customers, deflection, events, files, inquiries, invites, invoice_imports, invoices, jobs, ledger, lessons, logins,
    mail_servers, mails, messages, milestones, missed_searches, payment_accounts, payments, people, project_updates,
    projects, ratings, read_positions, receivables, revisions, sessions, submissions, tickets, user_list, votes,
};
use jiff::civil::date;

use crate::articles::{article, save};
use crate::attachments::attachment;
use crate::house::{customer, event};
use crate::invoices::{draft, entry, insert, number, sent};
use crate::lessons::lesson;
use crate::mails::mail_server;
use crate::projects::{draft as project_draft, insert as begin_project, milestone, post};
use crate::{House, NOW, Store, each_database};

each_database!(nothing_of_another_organisation_is_reached);

/// Functions that have nothing to tell organisations apart by, and why that is right.
const EXEMPT: &[(&str, &str)] = &[
    ("attachments::forget_unsent", "forgets what is old, of everybody"),
    ("attachments::insert", "adds to the organisation it is given"),
    ("articles::changed_after", "asked through the topic below"),
    ("article_views::delete_older", "forgets what is old, of everybody"),
    ("audit::insert", "adds to the organisation it is given"),
    ("companies::describe", "is the organisation"),
    ("companies::find", "is the organisation"),
    ("invoice_imports::customers", "the organisation's own, which it always has"),
    ("invoice_imports::insert", "adds to the organisation it is given"),
    ("invoice_imports::insert_paid", "adds to the organisation it is given"),
    ("invoice_imports::keep", "adds to the organisation it is given"),
    ("invoice_imports::raise_sequence", "is the organisation"),
    ("invoice_settings::choose", "is the organisation"),
    ("invoice_settings::find", "is the organisation"),
    ("customer_imports::everyone", "the organisation's own, which it always has"),
    ("customer_imports::keep", "adds to the organisation it is given"),
    ("customer_notes::delete_older", "forgets what is old, of everybody"),
    ("customer_notes::insert", "adds to the organisation it is given"),
    ("customers::insert", "adds to the organisation it is given"),
    ("customers::unfolded", "a migration leaves every organisation's"),
    ("events::create_topic", "adds to the organisation it is given"),
    ("events::heads", "numbers of topics whose names hold unguessable ids, for this process alone"),
    ("inquiries::delete_older", "forgets what is old, of everybody"),
    ("files::insert", "adds to the organisation it is given"),
    ("files::owner_of_logo", "a logo is for everybody to see, and named by its id"),
    ("invites::insert", "adds to the organisation it is given"),
    ("invoices::insert", "adds to the organisation it is given"),
    ("jobs::any_due", "workers serve every organisation"),
    ("jobs::claim", "workers serve every organisation"),
    ("jobs::done", "the lease is the worker's secret"),
    ("jobs::fail", "the lease is the worker's secret"),
    ("jobs::insert", "adds to the organisation it is given"),
    ("jobs::retry", "the lease is the worker's secret"),
    ("logins::alone_among", "tells of logins whether they are one organisation's alone"),
    ("logins::belongs_alone", "tells of a login whether it is one organisation's alone"),
    ("logins::claim", "a login belongs to no organisation"),
    ("logins::find", "a login belongs to no organisation"),
    ("logins::find_by_email", "a login belongs to no organisation"),
    ("logins::fold", "a login belongs to no organisation"),
    ("logins::lock", "a login belongs to no organisation"),
    ("logins::places", "a login's own, in all its organisations"),
    ("logins::set_choices", "a login belongs to no organisation"),
    ("logins::set_confirmed", "a login belongs to no organisation"),
    ("logins::set_email", "a login belongs to no organisation"),
    ("logins::set_password", "a login belongs to no organisation"),
    ("logins::unfolded", "a migration leaves everybody's"),
    ("mails::organisations_with_kept", "the worker sends every organisation's"),
    ("mails::count_with_link", "counts what one login was sent, wherever it was asked for"),
    ("mails::insert", "adds to the organisation it is given"),
    ("missed_searches::delete_older", "forgets what is old, of everybody"),
    ("messages::insert", "adds to the organisation it is given"),
    ("payment_accounts::choices", "is the organisation"),
    ("payment_accounts::organisations", "counts the organisations themselves"),
    ("payment_accounts::save", "stores the account of the organisation it is given"),
    ("payment_accounts::unchecked_since", "the worker asks after every organisation's"),
    ("payment_accounts::with", "Stripe names the account; several organisations may use the server's own"),
    ("payments::due", "the worker asks after every organisation's"),
    ("payments::insert", "adds to the organisation it is given"),
    ("payments::named", "Stripe names the attempt, and the account must be its own"),
    ("stripe_events::delete_older", "forgets what is old, of everybody"),
    ("stripe_events::insert", "Stripe's names of events are the world's"),
    ("stripe_events::is_known", "Stripe's names of events are the world's"),
    ("organisations::any", "whether there is one at all"),
    ("organisations::all", "what the command line and the index follow"),
    ("organisations::find", "finds the organisation itself"),
    ("organisations::find_by_domain", "finds the organisation itself"),
    ("organisations::find_by_slug", "finds the organisation itself"),
    ("organisations::insert", "is the organisation"),
    ("organisations::lock", "holds the organisation it is given"),
    ("organisations::next_credit_note_number", "counts in the organisation it is given"),
    ("projects::insert", "adds to the organisation it is given"),
    ("organisations::next_invoice_number", "counts in the organisation it is given"),
    ("organisations::tax_rounding", "is the organisation"),
    ("organisations::next_ticket_number", "counts in the organisation it is given"),
    ("organisations::set_domain", "is the organisation"),
    ("organisations::set_logo", "is the organisation"),
    ("people::login", "a login belongs to no organisation"),
    ("people::insert_membership", "adds to the organisation it is given"),
    ("people::insert_user", "a login belongs to no organisation"),
    ("people::usable_memberships", "a login's own, in all its organisations"),
    ("people::affiliations", "a login's own, in all its organisations"),
    ("people::dues", "a login's own, in all its organisations"),
    ("people::called", "a login belongs to no organisation"),
    ("people::membership_at", "a login's own"),
    ("people::membership_of", "a login's own"),
    ("sample_runs::find", "is the organisation's own"),
    ("sample_runs::insert", "adds to the organisation it is given"),
    ("sample_runs::went_on", "is the organisation's own"),
    ("sessions::find", "the cookie says in whose name"),
    ("sessions::standings", "asks after sessions by their own ids"),
    ("sessions::stands", "a login's own session"),
    ("sessions::switch", "a login's own session and memberships"),
    ("sessions::delete", "a session is named by its own id"),
    ("sessions::delete_expired", "forgets what has ended, of everybody"),
    ("sessions::end_all_of_user", "a login's own, in all its organisations"),
    ("sessions::end_one_of_user", "a login's own, in all its organisations"),
    ("sessions::insert", "a session is a membership's"),
    ("sessions::of_user", "a login's own, in all its organisations"),
    ("start::facts", "counts in the organisation it is given: tests/api/start.rs"),
    ("start::set_dismissed", "is the organisation"),
    ("tickets::due_to_close", "time passes for every organisation"),
    ("tickets::insert", "adds to the organisation it is given"),
    ("tickets::last_movements", "one number for each organisation that is named"),
    ("tokens::delete_expired", "forgets what has ended, of everybody"),
    (
        "tokens::end_of_invite",
        "an invitation is named by its unguessable id, which the verb has found in its organisation",
    ),
    ("tokens::end_all_of_user", "a login belongs to no organisation"),
    ("tokens::end_of_user", "a login belongs to no organisation"),
    ("tokens::find", "a link is named by the hash of its secret"),
    ("tokens::insert", "a link says what it is for"),
    ("tokens::use_up", "a link is named by the hash of its secret"),
    ("tokens::waiting_address", "a login belongs to no organisation"),
];

/// Everything of an organisation that a function given another organisation could change.
const RECORDS: &[&str] = &[
    "SELECT number || status || COALESCE(assignee_id, '') || moved_at || last_reply || last_message || client_number || staff_number
     FROM tickets WHERE organisation_id = $1",
    "SELECT slug || title || body || status FROM articles WHERE organisation_id = $1",
    "SELECT article_id || tag FROM article_tags WHERE organisation_id = $1",
    "SELECT article_id || number || title || body FROM article_revisions WHERE organisation_id = $1",
    "SELECT article_id || file_id FROM article_pictures WHERE organisation_id = $1",
    "SELECT slug || article_id FROM article_slugs WHERE organisation_id = $1",
    "SELECT membership_id || place || base || fields || seen_at FROM article_drafts WHERE organisation_id = $1",
    "SELECT seen || '/' || mailed FROM read_positions WHERE organisation_id = $1",
    "SELECT topic || head FROM topics WHERE organisation_id = $1",
    "SELECT topic || number || kind FROM events WHERE organisation_id = $1",
    "SELECT status || COALESCE(error, '') FROM mails WHERE organisation_id = $1",
    "SELECT attempt || status || amount || COALESCE(failure, '') || COALESCE(ask_at, 0) FROM payment_intents WHERE organisation_id = $1",
    "SELECT kind || account || attempt FROM payment_accounts WHERE organisation_id = $1",
    "SELECT host || port || security || username || password || sender || updated_at FROM mail_servers WHERE organisation_id = $1",
    "SELECT once || run_at || attempts FROM jobs WHERE organisation_id = $1",
    "SELECT body FROM messages WHERE organisation_id = $1",
    "SELECT id || role || status || notify || COALESCE(customer_id, '') FROM memberships WHERE organisation_id = $1",
    "SELECT email || role || COALESCE(customer_id, '') || COALESCE(mail_id, '') || expires_at || COALESCE(accepted_at, 0)
            || COALESCE(withdrawn_at, 0)
     FROM invites WHERE organisation_id = $1",
    "SELECT s.id FROM sessions s JOIN memberships m ON m.id = s.membership_id WHERE m.organisation_id = $1 AND s.token_hash = 'victim'",
    "SELECT action || actor || address || subject || sought || before || after || at FROM audit WHERE organisation_id = $1",
    "SELECT name || name_folded || sought || COALESCE(archived_at, 0) || COALESCE(contacted_at, 0) FROM customers
     WHERE organisation_id = $1",
    "SELECT customer_id || body || COALESCE(deleted_at, 0) FROM customer_notes WHERE organisation_id = $1",
    "SELECT file || choices || taken || COALESCE(started_at, 0) FROM customer_imports WHERE organisation_id = $1",
    "SELECT row_number || called FROM customer_import_refusals WHERE organisation_id = $1",
    "SELECT name || position || email || phone FROM contacts WHERE organisation_id = $1",
    "SELECT subject || body || error_id || COALESCE(mended_at, 0) FROM failed_submissions WHERE organisation_id = $1",
    "SELECT email || COALESCE(customer_id, '') FROM invites WHERE organisation_id = $1",
    "SELECT subject || COALESCE(shown_at, 0) || COALESCE(opened_at, 0) || COALESCE(solved_at, 0) || COALESCE(ticket_id, '')
     FROM inquiries WHERE organisation_id = $1",
    "SELECT shown_at || '/' || COALESCE(opened_at, 0) || '/' || COALESCE(solved_at, 0) FROM inquiry_articles WHERE organisation_id = $1",
    "SELECT comment || at FROM article_votes WHERE organisation_id = $1",
    "SELECT membership_id || day FROM article_views WHERE organisation_id = $1",
    "SELECT query || wording || at FROM missed_searches WHERE organisation_id = $1",
    "SELECT number || tags FROM tickets WHERE organisation_id = $1",
    "SELECT tag FROM ticket_tags WHERE organisation_id = $1",
    "SELECT stars || reasons || comment || at || resolved_at FROM ratings WHERE organisation_id = $1",
    "SELECT query || at FROM dismissed_searches WHERE organisation_id = $1",
    "SELECT id || kind || media_type || size FROM files WHERE organisation_id = $1",
    "SELECT id || name || COALESCE(owner_id, '') FROM attachments WHERE organisation_id = $1",
    "SELECT article_id || subject || COALESCE(customer_id, '') || COALESCE(undone_at, 0) FROM lessons WHERE organisation_id = $1",
    "SELECT id || customer_id || state || COALESCE(number, '') || gross || paid || outstanding || version || updated_at
     FROM invoices WHERE organisation_id = $1",
    "SELECT invoice_id || position || description FROM invoice_lines WHERE organisation_id = $1",
    "SELECT invoice_id || kind || amount || source FROM ledger WHERE organisation_id = $1",
    "SELECT id || customer_id || name || status || version || moves || updated_at || COALESCE(archived_at, 0)
     FROM projects WHERE organisation_id = $1",
    "SELECT project_id || membership_id FROM project_members WHERE organisation_id = $1",
    "SELECT id || project_id || title || position || COALESCE(done_at, 0) FROM milestones WHERE organisation_id = $1",
    "SELECT id || project_id || body || posted_at || COALESCE(edited_at, 0) FROM project_updates WHERE organisation_id = $1",
    "SELECT slug || last_ticket FROM organisations WHERE id = $1",
];

/// Asks a function, expects nothing to come of it, and notes that it was asked.
macro_rules! nothing {
    ($asked:ident, $($module:ident::$function:ident($($argument:expr),* $(,)?);)+) => {$(
        $asked.insert(concat!(stringify!($module), "::", stringify!($function)));
        let found = $module::$function($($argument),*).await.unwrap();
        assert!(found.is_nothing(), concat!(stringify!($module), "::", stringify!($function), " found {:?}"), found);
    )+};
}

async fn nothing_of_another_organisation_is_reached(store: &Store) {
    let (secrets, foreign) = (Secrets::keep(store).await, store.house("foreign").await);
    let before = records(store, &secrets.house.id.to_string()).await;
    let mut asked: BTreeSet<&str> = EXEMPT.iter().map(|(name, _)| *name).collect();
    read_as_another(store, &secrets, &foreign, &mut asked).await;
    write_as_another(store, &secrets, &foreign, &mut asked).await;
    users_as_another(store, &secrets, &foreign, &mut asked).await;
    deflection_as_another(store, &secrets, &foreign, &mut asked).await;
    csat_as_another(store, &secrets, &foreign, &mut asked).await;
    money_as_another(store, &secrets, &foreign, &mut asked).await;
    projects_as_another(store, &secrets, &foreign, &mut asked).await;
    assert_eq!(records(store, &secrets.house.id.to_string()).await, before);
    let unasked: Vec<String> = functions().into_iter().filter(|name| !asked.contains(name.as_str())).collect();
    assert!(unasked.is_empty(), "neither asked here nor exempt: {unasked:?}");
}

/// An organisation's records, and what they are known by.
struct Secrets {
    house: House,
    ticket: TicketId,
    number: TicketNumber,
    message: MessageId,
    key: String,
    article: ArticleId,
    mail: MailId,
    invite: InviteId,
    contact: ContactId,
    note: NoteId,
    deleted_note: NoteId,
    import: ImportId,
    failure: FailureId,
    inquiry: InquiryId,
    missed: MissedSearchId,
    file: FileId,
    attachment: FileId,
    lesson: LessonId,
    invoice: InvoiceId,
    draft: InvoiceId,
    project: ProjectId,
    milestone: MilestoneId,
    update: UpdateId,
}

impl Secrets {
    #[expect(clippy::too_many_lines, reason = "one record of every kind")]
    async fn keep(store: &Store) -> Self {
        let house = store.house("victim").await;
        let (ticket, number) = store.ticket(&house, "Secret", NOW).await;
        let sql = format!("SELECT send_key FROM messages WHERE ticket_id = '{ticket}'");
        let (key,): (String,) = store.read(async |tx| tx.one(&sql, &[]).await.unwrap()).await;
        store.say(&house, ticket, (house.agent, Side::Staff, MessageKind::Note), "a secret note").await;
        store.write(async |tx| choose_language(tx, "client@victim.test").await).await;
        let article = article("secret", "Secret");
        save(store, &house, &article, &["secret"]).await;
        let mail = NewMail {
            id: MailId::new(NOW, &SystemChance),
            recipient: "client@victim.test",
            subject: "Secret",
            text: "Secret",
            html: "Secret",
            thread: Some(ticket),
            link: None,
            invoice: None,
        };
        let line = NewLine {
            id: AuditId::new(NOW, &SystemChance),
            action: Action::CustomerChanged,
            actor_id: Some(house.agent),
            actor: "Secret <agent@victim.test>",
            address: "203.0.113.9",
            subject_id: Some("secret"),
            subject: "Secret",
            before: "{}",
            after: "{}",
        };
        let invitee = Email::parse("invited@victim.test").unwrap();
        let invite = NewInvite {
            id: InviteId::new(NOW, &SystemChance),
            email: &invitee,
            role: Role::Client,
            customer_id: Some(house.customer),
            invited_by: house.agent,
            expires_at: NOW,
        };
        let id = JobId::new(NOW, &SystemChance);
        let run_at = NOW + Duration::from_secs(60);
        let job = NewJob { id, kind: "secret", payload: "{}", once: Some("secret"), run_at };
        let taught = lesson(&house, &article, ticket, Teacher::Solution, "secret");
        let contact = contact("Secret");
        let [note, deleted_note] = [(); 2].map(|()| NoteId::new(NOW, &SystemChance));
        let import = ImportId::new(NOW, &SystemChance);
        let failure = failure(house.client, house.customer, "secret-key");
        let file = FileRow {
            id: FileId::new(NOW, &SystemChance),
            kind: FileKind::Logo,
            media_type: MediaType::Png,
            size: 1,
            width: Some(1),
            height: Some(1),
        };
        let attached = attachment(house.agent);
        let rating = Rating { stars: Stars::ALL[0], reasons: vec![Reason::Slow], comment: "secret".to_owned() };
        begin(store, &house).await;
        let (inquiry, missed) = ask(store, &house, ticket, article.id).await;
        let (invoice, draft) = bill(store, &house).await;
        let (project, milestone, update) = plan(store, &house, ticket).await;
        store.person(&house, "stray@victim.test", Role::Client, None).await;
        store
            .write(async |tx| {
                let renamed = CustomerRecord { id: house.customer, ..customer("Zanzibar") };
                let folded = Folded { name: "zanzibar", all: "zanzibar" };
                customers::update(tx, house.id, &renamed, folded).await.unwrap();
                customers::save_contact(tx, house.id, house.customer, &contact, NOW).await.unwrap();
                for id in [note, deleted_note] {
                    let says = (house.agent, "Secret");
                    customer_notes::insert(tx, house.id, (house.customer, id), says, NOW).await.unwrap();
                }
                customer_notes::set_deleted(tx, house.id, deleted_note, Some(NOW)).await.unwrap();
                customer_imports::keep(tx, house.id, (import, house.agent), "Secret", NOW).await.unwrap();
                customer_imports::refuse(tx, house.id, import, &[refused()]).await.unwrap();
                submissions::keep(tx, house.id, &failure, NOW).await.unwrap();
                files::insert(tx, house.id, &file, NOW).await.unwrap();
                attachments::insert(tx, house.id, &attached, ("secret", "secret")).await.unwrap();
                articles::set_pictures(tx, house.id, article.id, &[file.id]).await.unwrap();
                tickets::set_status(tx, house.id, ticket, Status::Resolved, NOW).await.unwrap();
                ratings::save(tx, house.id, ticket, (house.client, &rating), NOW).await.unwrap();
                tickets::set_tags(tx, house.id, ticket, &["secret".to_owned()], NOW).await.unwrap();
                articles::set_slug(tx, house.id, article.id, "secret-once").await.unwrap();
                articles::set_slug(tx, house.id, article.id, "secret").await.unwrap();
                revisions::add(tx, house.id, (&article, &["secret".to_owned()]), Some(house.agent), NOW).await.unwrap();
                article_drafts::keep(tx, house.id, (house.agent, "new"), (0, "{}"), NOW).await.unwrap();
                invites::insert(tx, house.id, &invite, NOW).await.unwrap();
                lessons::insert(tx, house.id, &taught, NOW).await.unwrap();
                mails::insert(tx, house.id, &mail, NOW).await.unwrap();
                mail_servers::save(tx, house.id, &mail_server("mail.victim.test"), NOW).await.unwrap();
                jobs::insert(tx, Some(house.id), &job, NOW).await.unwrap();
                read_positions::advance(tx, house.id, ticket, &[(house.agent, Side::Staff)], 1).await.unwrap();
                audit::insert(tx, house.id, &line, NOW).await.unwrap();
            })
            .await;
        let entries = store
            .read(async |tx| events::entries_after(tx, house.id, (ticket, Side::Staff), 0, 1).await.unwrap())
            .await;
        let What::Message { id: message, .. } = entries[0].what else { panic!("{entries:?}") };
        let (contact, failure, invite) = (contact.id, failure.id, invite.id);
        let (article, mail, lesson, file) = (article.id, mail.id, taught.id, file.id);
        Self {
            house,
            ticket,
            number,
            message,
            key,
            article,
            mail,
            invite,
            contact,
            note,
            deleted_note,
            import,
            failure,
            inquiry,
            missed,
            file,
            attachment: attached.id,
            lesson,
            invoice,
            draft,
            project,
            milestone,
            update,
        }
    }
}

#[expect(clippy::too_many_lines, reason = "a line for every function that reads")]
async fn read_as_another(store: &Store, secrets: &Secrets, foreign: &House, asked: &mut BTreeSet<&str>) {
    let &Secrets { house: victim, ticket, number, message, article, mail, contact, invoice, .. } = secrets;
    let topic = events::ticket_topic(ticket);
    let seen = store.read(async |tx| tickets::find(tx, victim.id, ticket).await.unwrap()).await.unwrap();
    let somebody = somebody(foreign, victim.agent);
    let mut tx = store.db.read().await.unwrap();
    let (tx, org, all) = (&mut tx, foreign.id, (None, 100));
    let of_victim = Filter { who: Some(Who::Member(victim.agent)), ..Filter::default() };
    nothing! { asked,
        articles::find(tx, org, article);
        articles::find_by_external_id(tx, org, "from-secret");
        articles::slug_is_taken(tx, org, "secret");
        articles::public(tx, org, "secret");
        articles::tags(tx, org, article);
        articles::public_links(tx, org, (None, None), None, 100);
        articles::public_links(tx, org, (Some("secret"), Some("secret")), None, 100);
        articles::public_categories(tx, org, 100);
        articles::list(tx, org, &ArticleFilter::default(), (ArticleOrder::Changed, None), 100);
        articles::categories(tx, org, 100);
        articles::all_tags(tx, org, 100);
        articles::moved(tx, org, "secret-once");
        articles::is_shown(tx, org, secrets.file);
        articles::by_slug(tx, org, ("", false), 100);
        revisions::list(tx, org, article, (i64::MAX, 100));
        revisions::find(tx, org, article, 1);
        article_drafts::find(tx, org, (victim.agent, "new"));
        article_drafts::others(tx, org, (foreign.agent, "new"), NOW);
        articles::public_tags(tx, org, 100);
        articles::changed_after(tx, org, &topic, 0, 100);
        articles::all_ids(tx, org);
        articles::with_tags(tx, org, &[article]);
        audit::lines(tx, org, &Filter::default(), (None, 100));
        audit::lines(tx, org, &of_victim, (None, 100));
        audit::lines_among(tx, org, &of_victim, (None, 100), 100);
        audit::last_among(tx, org, &of_victim, None, 1);
        articles::titled(tx, org, &["secret"], 100);
        articles::external_ids(tx, org);
        lessons::of_articles(tx, org, &[article]);
        lessons::page(tx, org, article, None, 100);
        lessons::find(tx, org, article, secrets.lesson);
        lessons::solutions(tx, org, ticket);
        lessons::solution(tx, org, ticket, article);
        lessons::taught_by_ticket(tx, org, ticket);
        lessons::taught_by_customer(tx, org, victim.customer);
        lessons::of_origins(tx, org, &["secret"]);
        customers::find(tx, org, victim.customer);
        customers::record(tx, org, victim.customer);
        customers::named(tx, org, "zanzibar", 100);
        customers::options(tx, org, &["zanzibar"], 100);
        customer_list::page(tx, org, wanted_customers(Order::Name, &["zanzibar"]), None, (NOW, 100));
        customer_list::page(tx, org, wanted_customers(Order::Balance, &["zanzibar"]), None, (NOW, 100));
        customer_list::owing(tx, org, &[victim.customer], date(2027, 1, 15));
        customer_list::currencies(tx, org);
        customer_list::records(tx, org, &[victim.customer]);
        customer_notes::of_customer(tx, org, victim.customer, 100);
        customer_notes::find(tx, org, (victim.customer, secrets.note));
        customer_notes::find_deleted(tx, org, (victim.customer, secrets.deleted_note));
        customer_imports::find(tx, org, secrets.import);
        customer_imports::file(tx, org, secrets.import);
        customer_imports::refused(tx, org, secrets.import, 100);
        customer_imports::known(tx, org, (&[victim.customer.to_string()], &[], &["zanzibar".to_owned()]));
        milestones::overdue(tx, org, date(2999, 1, 1), 100);
        receivables::by_age(tx, org, date(2027, 1, 15));
        receivables::surplus(tx, org, 100);
        receivables::disputed(tx, org, NOW - Duration::from_secs(1), 100);
        tickets::waiting(tx, org, victim.agent, (true, 100));
        tickets::waiting(tx, org, victim.agent, (false, 100));
        customers::logins(tx, org, victim.customer);
        customers::unlinked(tx, org, 100);
        customers::invites(tx, org, victim.customer);
        customers::is_needed(tx, org, victim.customer);
        customers::contacts(tx, org, victim.customer);
        customers::contact(tx, org, victim.customer, contact);
        submissions::unmended(tx, org, victim.customer, 100);
        events::head(tx, org, &topic);
        files::find(tx, org, FileKind::Logo, secrets.file);
        files::is_known(tx, org, secrets.file);
        attachments::find_by_key(tx, org, victim.agent, "secret");
        attachments::count_unsent(tx, org, victim.agent);
        attachments::find(tx, org, secrets.attachment);
        attachments::unsent(tx, org, victim.agent, &[secrets.attachment]);
        attachments::of(tx, org, Owner::Message(message));
        attachments::of_all(tx, org, OwnerKind::Message, &[message.to_string()]);
        messages::place_of(tx, org, message);
        events::entries_after(tx, org, (ticket, Side::Staff), 0, 100);
        events::last_entries(tx, org, (ticket, Side::Staff), 100);
        events::entry_of_message(tx, org, ticket, message);
        mails::unsent(tx, org, mail);
        mails::find(tx, org, mail);
        mails::page(tx, org, None, (None, 100));
        mails::page(tx, org, Some(MailStatus::Kept), (None, 100));
        mails::kept_after(tx, org, None, 100);
        mail_servers::find(tx, org);
        mail_servers::exists(tx, org);
        messages::find_by_key(tx, org, victim.client, &secrets.key);
        messages::has_replied(tx, org, ticket, victim.client);
        people::notify(tx, org, victim.client);
        people::recipient(tx, org, victim.client);
        read_positions::position(tx, org, ticket, victim.agent);
        read_positions::seen_up_to(tx, org, ticket);
        people::client_of(tx, org, victim.customer, victim.client);
        logins::language_of(tx, org, "client@victim.test");
        sessions::viewer(tx, org, somebody.session_id);
        sessions::viewers_of(tx, org, victim.client);
        tickets::visible(tx, org, Scope::Organisation, number);
        tickets::visible(tx, org, Scope::Customer(victim.customer), number);
        tickets::find(tx, org, ticket);
        tickets::of_invoice(tx, org, Scope::Organisation, invoice, 100);
        tickets::of_invoice(tx, org, Scope::Customer(victim.customer), invoice, 100);
        tickets::inbox(tx, org, View::Open, victim.agent, all);
        tickets::inbox(tx, org, View::Unassigned, victim.agent, all);
        tickets::counts(tx, org, victim.agent);
        tickets::of_customer(tx, org, victim.customer, victim.client, all);
        tickets::of_customer_at_desk(tx, org, victim.customer, victim.agent, all);
        tickets::about(tx, org, victim.customer, &["secret"], 100);
        tickets::customer_counts(tx, org, victim.customer, victim.client);
    }
    // A ticket that is not theirs concerns at most themselves.
    let told = tickets::participants(tx, org, &seen).await.unwrap();
    assert!(told.iter().all(|(id, _)| *id != victim.client && *id != victim.agent), "{told:?}");
    asked.insert("tickets::participants");
    // These list the foreign organisation's own.
    asked.extend([
        "audit::people",
        "customers::any",
        "customers::options",
        "people::assignable",
        "people::is_assignable",
    ]);
    let people = audit::people(tx, org, Some(victim.agent)).await.unwrap();
    assert_eq!(people.iter().map(|person| person.membership_id).collect::<Vec<_>>(), [foreign.agent]);
    assert!(customers::any(tx, org).await.unwrap());
    let listed = customers::options(tx, org, &[], 100).await.unwrap();
    assert_eq!(listed.iter().map(|customer| customer.id).collect::<Vec<_>>(), [foreign.customer]);
    let assignable = people::assignable(tx, org).await.unwrap();
    assert_eq!(assignable.iter().map(|person| person.membership_id).collect::<Vec<_>>(), [foreign.agent]);
    assert!(!people::is_assignable(tx, org, victim.agent).await.unwrap());
}

/// A row of a file of customers that was not taken.
fn refused() -> Refused {
    Refused { row_number: 2, called: "Secret".to_owned(), problem: "{}".to_owned() }
}

fn wanted_customers<'a>(order: Order, words: &'a [&'a str]) -> Wanted<'a> {
    Wanted { filter: CustomerFilter::Active, words, order, currency: Currency::EUR }
}

/// Somebody of the house is signed in.
async fn begin(store: &Store, house: &House) {
    let session = NewSession {
        id: SessionId::new(NOW, &SystemChance),
        token_hash: "victim",
        user_id: store
            .read(async |tx| people::login(tx, "agent@victim.test").await.unwrap())
            .await
            .expect("the agent's login")
            .user_id,
        membership_id: house.agent,
        user_agent: "test",
        address: "203.0.113.9",
        expires_at: NOW,
    };
    store.write(async |tx| sessions::insert(tx, &session, NOW).await.unwrap()).await;
}

/// Users and invitations: what is read, and what must leave the victim's records as they are.
async fn users_as_another(store: &Store, secrets: &Secrets, foreign: &House, asked: &mut BTreeSet<&str>) {
    let &Secrets { house: victim, mail, invite, .. } = secrets;
    let org = foreign.id;
    let (invitee, member) = (Email::parse("invited@victim.test").unwrap(), Email::parse("client@victim.test").unwrap());
    let mut tx = store.db.write().await.unwrap();
    let tx_ref = &mut tx;
    let user = people::login(tx_ref, member.as_str()).await.unwrap().expect("the client's login").user_id;
    nothing! { asked,
        invites::waiting(tx_ref, org, invite);
        invites::waits_for(tx_ref, org, &invitee);
        invites::put_off(tx_ref, org, invite, NOW + Duration::from_secs(1));
        invites::accept(tx_ref, org, invite, NOW);
        invites::withdraw(tx_ref, org, invite, NOW);
        people::member(tx_ref, org, victim.client);
        people::has_member(tx_ref, org, &member);
        people::status_of(tx_ref, org, user);
        people::active_admins(tx_ref, org);
        sessions::delete_of_membership(tx_ref, org, victim.agent);
    }
    asked.extend(["invites::set_mail", "invites::set_customer", "mails::discard"]);
    invites::set_mail(tx_ref, org, invite, Some(mail)).await.unwrap();
    invites::set_customer(tx_ref, org, invite, Some(foreign.customer)).await.unwrap();
    mails::discard(tx_ref, org, mail).await.unwrap();
    asked.insert("people::told");
    assert_eq!(people::told(tx_ref, org, &[Role::Client]).await.unwrap(), [foreign.client]);
    asked.extend(["people::set_role", "people::set_status", "user_list::counts", "user_list::page"]);
    people::set_role(tx_ref, org, victim.client, (Role::Admin, None)).await.unwrap();
    people::set_status(tx_ref, org, victim.client, MembershipStatus::Deactivated).await.unwrap();
    let wanted = WantedUsers::default();
    assert_eq!(user_list::counts(tx_ref, org, &wanted).await.unwrap().everybody, 2);
    let listed = user_list::page(tx_ref, org, &wanted, (50, 0)).await.unwrap();
    let mut listed: Vec<_> = listed.iter().map(|user| user.membership_id).collect();
    listed.sort_unstable();
    let mut own = vec![Some(foreign.agent), Some(foreign.client)];
    own.sort_unstable();
    assert_eq!(listed, own);
    tx.commit().await.unwrap();
}

/// Each of these must leave the victim's records as they are; [`records`] tells.
async fn write_as_another(store: &Store, secrets: &Secrets, foreign: &House, asked: &mut BTreeSet<&str>) {
    let &Secrets { house: victim, ticket, number, mail, .. } = secrets;
    let stolen = Article { id: secrets.article, ..article("stolen", "Stolen") };
    let reader = (victim.agent, Side::Staff);
    let (kind, author, side) = (MessageKind::Reply, foreign.client, Side::Client);
    let said = RecordedMessage { kind, author, side, body: "stolen", number: 99 };
    let mut tx = store.db.write().await.unwrap();
    let org = foreign.id;
    asked.extend(["articles::set_slug", "articles::delete", "revisions::add"]);
    asked.insert("articles::set_pictures");
    articles::set_pictures(&mut tx, org, secrets.article, &[]).await.unwrap();
    articles::set_slug(&mut tx, org, secrets.article, "stolen").await.unwrap();
    articles::delete(&mut tx, org, secrets.article).await.unwrap();
    assert_eq!(revisions::add(&mut tx, org, (&stolen, &[]), None, NOW).await.unwrap(), None);
    asked.extend(["article_drafts::seen", "article_drafts::keep", "article_drafts::discard"]);
    article_drafts::seen(&mut tx, org, (victim.agent, "new"), 0, NOW + Duration::from_secs(1)).await.unwrap();
    article_drafts::keep(&mut tx, org, (victim.agent, "new"), (0, "stolen"), NOW).await.unwrap();
    article_drafts::discard(&mut tx, org, (victim.agent, "new")).await.unwrap();
    asked.extend(["articles::save", "articles::set_tags", "read_positions::advance", "read_positions::mailed"]);
    articles::save(&mut tx, org, &stolen, NOW).await.unwrap();
    articles::set_tags(&mut tx, org, stolen.id, &[]).await.unwrap();
    read_positions::advance(&mut tx, org, ticket, &[reader], 99).await.unwrap();
    read_positions::mailed(&mut tx, org, ticket, reader, 99).await.unwrap();
    asked.extend(["tickets::lock", "tickets::record_message", "tickets::set_status", "tickets::set_assignee"]);
    tickets::lock(&mut tx, org, number).await.unwrap();
    tickets::record_message(&mut tx, org, ticket, &said, NOW).await.unwrap();
    tickets::set_status(&mut tx, org, ticket, Status::Closed, NOW).await.unwrap();
    tickets::set_assignee(&mut tx, org, ticket, Some(foreign.agent), NOW).await.unwrap();
    asked.extend(["attachments::attach", "attachments::forget", "attachments::forget_of"]);
    let (owner, theirs) = (Owner::Message(secrets.message), (victim.agent, secrets.attachment));
    assert!(!attachments::attach(&mut tx, org, theirs, (owner, 0)).await.unwrap());
    assert!(!attachments::forget(&mut tx, org, victim.agent, secrets.attachment).await.unwrap());
    attachments::forget_of(&mut tx, org, owner).await.unwrap();
    asked.insert("files::delete");
    files::delete(&mut tx, org, secrets.file).await.unwrap();
    asked.insert("people::set_notify");
    people::set_notify(&mut tx, org, victim.client, Notify::None).await.unwrap();
    asked.extend(["tickets::set_customer", "read_positions::forget", "articles::lock"]);
    tickets::set_customer(&mut tx, org, ticket, foreign.customer, NOW).await.unwrap();
    read_positions::forget(&mut tx, org, ticket, Side::Staff).await.unwrap();
    articles::lock(&mut tx, org, secrets.article).await.unwrap();
    asked.extend(["customers::contacted", "customer_notes::set_body", "customer_notes::set_deleted"]);
    customers::contacted(&mut tx, org, victim.customer, NOW + Duration::from_secs(9)).await.unwrap();
    customer_notes::set_body(&mut tx, org, secrets.note, "stolen", NOW).await.unwrap();
    customer_notes::set_deleted(&mut tx, org, secrets.note, Some(NOW)).await.unwrap();
    asked.extend(["customer_imports::start", "customer_imports::advance", "customer_imports::refuse"]);
    asked.insert("customer_imports::delete_older");
    customer_imports::start(&mut tx, org, secrets.import, ("stolen", 9), NOW).await.unwrap();
    customer_imports::advance(&mut tx, org, secrets.import, Taken { added: 9, ..Taken::default() }, None)
        .await
        .unwrap();
    customer_imports::refuse(&mut tx, org, secrets.import, &[]).await.unwrap();
    customer_imports::delete_older(&mut tx, org, NOW + Duration::from_secs(9)).await.unwrap();
    asked.extend(["customers::update", "customers::save_contact", "customers::delete_contact", "customers::delete"]);
    let renamed = CustomerRecord { id: victim.customer, ..customer("Stolen") };
    customers::update(&mut tx, org, &renamed, Folded { name: "stolen", all: "stolen" }).await.unwrap();
    let renamed = Contact { id: secrets.contact, ..contact("Stolen") };
    customers::save_contact(&mut tx, org, victim.customer, &renamed, NOW).await.unwrap();
    customers::delete_contact(&mut tx, org, victim.customer, secrets.contact).await.unwrap();
    customers::delete(&mut tx, org, victim.customer).await.unwrap();
    let again = failure(victim.client, victim.customer, "secret-key");
    nothing! { asked,
        submissions::keep(&mut tx, org, &again, NOW);
        submissions::take(&mut tx, org, secrets.failure, NOW);
    }
    let taught = NewLesson {
        id: LessonId::new(NOW, &SystemChance),
        ..lesson(&victim, &stolen, ticket, Teacher::Client, "stolen")
    };
    nothing! { asked,
        lessons::insert(&mut tx, org, &taught, NOW);
        lessons::set_undone(&mut tx, org, secrets.lesson, Some(NOW));
    }
    asked.extend(["lessons::forget_ticket", "lessons::forget_customer", "lessons::move_ticket", "lessons::delete"]);
    lessons::forget_ticket(&mut tx, org, ticket).await.unwrap();
    lessons::forget_customer(&mut tx, org, victim.customer).await.unwrap();
    lessons::move_ticket(&mut tx, org, ticket, foreign.customer).await.unwrap();
    lessons::delete(&mut tx, org, secrets.lesson).await.unwrap();
    asked.insert("submissions::went_through");
    submissions::went_through(&mut tx, org, victim.client, "secret-key", NOW).await.unwrap();
    nothing! { asked, mails::keep_again(&mut tx, org, mail); }
    asked.extend(["jobs::hasten", "mail_servers::delete", "mail_servers::save"]);
    jobs::hasten(&mut tx, org, "secret", NOW).await.unwrap();
    mail_servers::delete(&mut tx, org).await.unwrap();
    mail_servers::save(&mut tx, org, &mail_server("stolen.test"), NOW).await.unwrap();
    asked.extend(["mails::sent", "mails::refused", "events::append"]);
    mails::sent(&mut tx, org, mail, NOW).await.unwrap();
    mails::refused(&mut tx, org, mail, "stolen", MailStatus::Refused).await.unwrap();
    asked.insert("sessions::set_viewing");
    let session = a_session(&mut tx, &victim).await;
    assert!(!sessions::set_viewing(&mut tx, org, session, Some(victim.client)).await.unwrap());
    tx.commit().await.unwrap();
    let mut tx = store.db.write().await.unwrap();
    let topic = events::ticket_topic(ticket);
    assert!(events::append(&mut tx, org, &topic, event("stolen", None, None), NOW).await.is_err());
}

/// The house's client asks, reads, says what they think and looks for something.
async fn ask(store: &Store, house: &House, ticket: TicketId, article: ArticleId) -> (InquiryId, MissedSearchId) {
    let (inquiry, missed) = (InquiryId::new(NOW, &SystemChance), MissedSearchId::new(NOW, &SystemChance));
    let asker = Asker { membership_id: house.client, customer_id: house.customer };
    let vote = Vote { helpful: false, comment: "Secret".to_owned() };
    let query = Query::parse("Secret").unwrap();
    let search = NewSearch {
        id: missed,
        membership_id: house.client,
        customer_id: Some(house.customer),
        inquiry_id: None,
        query: &query,
    };
    let of_inquiry = NewSearch { id: MissedSearchId::new(NOW, &SystemChance), inquiry_id: Some(inquiry), ..search };
    store
        .write(async |tx| {
            inquiries::hold(tx, house.id, inquiry, asker, NOW).await.unwrap();
            inquiries::set_subject(tx, house.id, inquiry, "Secret").await.unwrap();
            inquiries::show(tx, house.id, inquiry, &[article], NOW).await.unwrap();
            inquiries::open(tx, house.id, inquiry, article, NOW).await.unwrap();
            inquiries::solve(tx, house.id, inquiry, article, NOW).await.unwrap();
            inquiries::submit(tx, house.id, inquiry, ticket, NOW).await.unwrap();
            article_views::insert(tx, house.id, article, (house.client, "2026-11-23"), NOW).await.unwrap();
            votes::save(tx, house.id, article, (house.client, &vote), NOW).await.unwrap();
            missed_searches::insert(tx, house.id, &search, NOW).await.unwrap();
            missed_searches::insert(tx, house.id, &of_inquiry, NOW).await.unwrap();
            missed_searches::dismiss(tx, house.id, "secret", NOW).await.unwrap();
        })
        .await;
    (inquiry, missed)
}

/// What clients said of tickets, and how those are tagged.
async fn csat_as_another(store: &Store, secrets: &Secrets, foreign: &House, asked: &mut BTreeSet<&str>) {
    let &Secrets { house: victim, ticket, .. } = secrets;
    let span = Span { from: NOW - Duration::from_secs(1), until: NOW + Duration::from_secs(1) };
    let rating = Rating { stars: Stars::ALL[4], reasons: vec![], comment: "stolen".to_owned() };
    let mut transaction = store.db.write().await.unwrap();
    let (tx, org) = (&mut transaction, foreign.id);
    nothing! { asked,
        csat::counted(tx, org, &[span, span]);
        csat::tagged(tx, org, span);
        csat::remarks(tx, org, span, (false, 100));
        tickets::tags(tx, org, 100);
    }
    asked.extend(["csat::names", "ratings::of_customer", "ratings::save", "tickets::set_tags"]);
    assert!(csat::names(tx, org, &[victim.agent]).await.unwrap().is_empty());
    assert_eq!(ratings::of_customer(tx, org, victim.customer).await.unwrap(), Tally::default());
    for client in [victim.client, foreign.client] {
        ratings::save(tx, org, ticket, (client, &rating), NOW).await.unwrap();
    }
    tickets::set_tags(tx, org, ticket, &["stolen".to_owned()], NOW).await.unwrap();
    transaction.commit().await.unwrap();
}

/// What was asked, read and looked for: none of it is another's to see, to count or to change.
async fn deflection_as_another(store: &Store, secrets: &Secrets, foreign: &House, asked: &mut BTreeSet<&str>) {
    let &Secrets { house: victim, ticket, article, inquiry, missed, .. } = secrets;
    let later = NOW + Duration::from_secs(1);
    let span = Span { from: NOW - Duration::from_secs(1), until: later };
    let own = Asker { membership_id: foreign.client, customer_id: foreign.customer };
    let as_victim = Asker { membership_id: victim.client, customer_id: victim.customer };
    let (vote, query) = (Vote { helpful: true, comment: "stolen".to_owned() }, Query::parse("stolen").unwrap());
    let mut transaction = store.db.write().await.unwrap();
    let (tx, org) = (&mut transaction, foreign.id);
    nothing! { asked,
        inquiries::hold(tx, org, inquiry, own, later);
        inquiries::hold(tx, org, inquiry, as_victim, later);
        inquiries::find(tx, org, victim.client, inquiry);
        inquiries::readable(tx, org, &["secret"]);
        inquiries::unsolve(tx, org, inquiry);
        inquiries::read_before(tx, org, ticket, 100);
        votes::find(tx, org, article, victim.client);
        votes::comments(tx, org, span, 100);
        missed_searches::last_of(tx, org, victim.client, span.from);
        missed_searches::list(tx, org, span, false, 100);
        missed_searches::list(tx, org, span, true, 100);
        missed_searches::wording(tx, org, "secret");
        missed_searches::bring_back(tx, org, "secret");
        lessons::forget(tx, org, article, ("ticket:secret", Teacher::Client, Some(victim.client)));
        deflection::funnel(tx, org, span);
        deflection::unanswered(tx, org, span);
        deflection::by_article(tx, org, span, Sort::Shown, 100);
        deflection::by_tag(tx, org, span, Sort::Shown, 100);
    }
    asked.extend(["deflection::funnels", "deflection::figures_of", "missed_searches::dismiss"]);
    assert_eq!(deflection::funnels(tx, org, &[span, span]).await.unwrap(), [Funnel::default(); 2]);
    assert!(deflection::figures_of(tx, org, &[article]).await.unwrap().is_empty());
    assert!(missed_searches::dismiss(tx, org, "secret", later).await.unwrap(), "their own, not the victim's");
    asked.extend([
        "inquiries::set_subject",
        "inquiries::show",
        "inquiries::open",
        "inquiries::solve",
        "inquiries::submit",
    ]);
    inquiries::set_subject(tx, org, inquiry, "stolen").await.unwrap();
    inquiries::show(tx, org, inquiry, &[article], later).await.unwrap();
    inquiries::open(tx, org, inquiry, article, later).await.unwrap();
    inquiries::solve(tx, org, inquiry, article, later).await.unwrap();
    inquiries::submit(tx, org, inquiry, ticket, later).await.unwrap();
    asked.extend(["article_views::insert", "votes::save"]);
    article_views::insert(tx, org, article, (victim.client, "2026-11-24"), later).await.unwrap();
    article_views::insert(tx, org, article, (foreign.client, "2026-11-24"), later).await.unwrap();
    votes::save(tx, org, article, (victim.client, &vote), later).await.unwrap();
    asked.extend(["missed_searches::insert", "missed_searches::update", "missed_searches::delete"]);
    asked.insert("missed_searches::delete_of_inquiry");
    let stolen = NewSearch {
        id: MissedSearchId::new(NOW, &SystemChance),
        membership_id: foreign.client,
        customer_id: None,
        inquiry_id: Some(inquiry),
        query: &query,
    };
    missed_searches::insert(tx, org, &stolen, later).await.unwrap();
    missed_searches::update(tx, org, missed, &query, later).await.unwrap();
    missed_searches::delete(tx, org, missed).await.unwrap();
    missed_searches::delete_of_inquiry(tx, org, inquiry).await.unwrap();
    transaction.commit().await.unwrap();
}

/// The house sends an invoice of which a part is paid, and writes another.
async fn bill(store: &Store, house: &House) -> (InvoiceId, InvoiceId) {
    store
        .write(async |tx| {
            let invoice = sent(tx, house, "SECRET-1", 1_000, date(2027, 1, 1)).await;
            let paid = entry(invoice, EntryKind::Payment, 1, "secret");
            assert!(ledger::enter(tx, house.id, &paid, NOW).await.unwrap());
            payments::insert(tx, house.id, &attempt(house, invoice), (NOW, NOW)).await.unwrap();
            payment_accounts::save(tx, house.id, &account(), NOW).await.unwrap();
            (invoice, insert(tx, house, house.customer, &draft("EUR", 5)).await)
        })
        .await
}

/// Invoices and their ledger: not another's to see, to sum, to change or to pay.
async fn money_as_another(store: &Store, secrets: &Secrets, foreign: &House, asked: &mut BTreeSet<&str>) {
    let &Secrets { house: victim, invoice, draft: unsent, .. } = secrets;
    let (today, secret) = (date(2027, 1, 15), number("SECRET-1"));
    let query = InvoiceQuery { customer: Some(victim.customer), ..InvoiceQuery::default() };
    let everything = InvoiceQuery::default();
    let [narrow, wide] = [&query, &everything].map(|query| Among { query, drafts: true, today });
    let key = unsent.to_string();
    let kept = ImportId::new(NOW, &SystemChance);
    let keep = async |tx: &mut Tx| {
        invoice_imports::keep(tx, victim.id, (kept, victim.agent), ("secret", ""), NOW).await.unwrap();
    };
    store.write(keep).await;
    let mut transaction = store.db.write().await.unwrap();
    let (tx, org) = (&mut transaction, foreign.id);
    asked.insert("invoices::found");
    assert_eq!(invoices::found(tx, org, narrow).await.unwrap(), Some(Vec::new()));
    nothing! { asked,
        audit::about(tx, org, "secret", 100);
        invoices::find(tx, org, invoice);
        invoices::visible(tx, org, victim.customer, &secret);
        invoices::by_key(tx, org, &key);
        invoices::by_number(tx, org, &secret);
        invoices::has_number(tx, org, &secret);
        invoice_imports::find(tx, org, kept);
        invoice_imports::numbered(tx, org);
        invoice_imports::sources(tx, org);
        invoices::is_being_paid(tx, org, invoice);
        invoices::list(tx, org, (narrow, Search::All), (None, 100));
        invoices::list(tx, org, (wide, Search::All), (None, 100));
        invoices::list(tx, org, (wide, Search::Met), (None, 100));
        invoices::list(tx, org, (wide, Search::LookedUp), (None, 100));
        invoices::list(tx, org, (wide, Search::Found(&[invoice])), (None, 100));
        invoices::counts(tx, org, (wide, Search::All));
        invoices::owed(tx, org, (wide, Search::All));
        invoices::owed_of_customer(tx, org, victim.customer, today);
        ledger::enter(tx, org, &entry(invoice, EntryKind::Payment, 5, "stolen"), NOW);
        ledger::of_invoice(tx, org, invoice);
        ledger::by_source(tx, org, "secret");
        payment_accounts::find(tx, org);
        payments::live(tx, org, invoice);
        payments::of_invoice(tx, org, invoice);
    }
    asked.extend(["invoice_imports::set_done", "invoice_imports::delete_older"]);
    invoice_imports::set_done(tx, org, kept, ("stolen", ""), NOW).await.unwrap();
    invoice_imports::delete_older(tx, org, NOW + Duration::from_secs(1)).await.unwrap();
    let found = invoice_imports::find(tx, victim.id, kept).await.unwrap().unwrap();
    assert_eq!((&*found.invoices, &*found.report), ("secret", ""));
    let due = payments::due(tx, NOW, 100).await.unwrap();
    let (_, payment) = due.into_iter().find(|(house, _)| *house == victim.id).unwrap();
    let later = NOW + Duration::from_secs(60);
    asked.extend(["payments::find", "payments::claim", "payments::hasten", "payments::hasten_all", "payments::update"]);
    assert!(payments::find(tx, org, payment).await.unwrap().is_none());
    assert!(!payments::claim(tx, org, payment, (later, later)).await.unwrap());
    payments::hasten(tx, org, invoice, later).await.unwrap();
    payments::hasten_all(tx, org, later).await.unwrap();
    let theirs = payments::find(tx, victim.id, payment).await.unwrap().unwrap();
    let stolen = Attempt { organisation: org, ..theirs }.given_up("stolen");
    payments::update(tx, &stolen, (later, None)).await.unwrap();
    asked.insert("payment_accounts::delete");
    payment_accounts::delete(tx, org).await.unwrap();
    asked.extend(["invoices::lock", "invoices::update", "invoices::delete_draft", "invoices::set_sent"]);
    let stolen = draft("EUR", 7);
    let written = Written { customer: foreign.customer, draft: &stolen, rounding: TaxRounding::Line, sought: "" };
    invoices::lock(tx, org, invoice).await.unwrap();
    invoices::update(tx, org, unsent, written, NOW).await.unwrap();
    invoices::delete_draft(tx, org, unsent).await.unwrap();
    let (stolen, parties) = (number("STOLEN"), Parties::default());
    let sending = Sending { number: &stolen, parties: &parties, issued_on: today, due_on: today, sought: "" };
    invoices::set_sent(tx, org, unsent, sending, NOW).await.unwrap();
    asked.extend(["invoices::set_void", "invoices::set_balance"]);
    invoices::set_void(tx, org, invoice, NOW).await.unwrap();
    invoices::set_balance(tx, org, invoice, &Balance::default(), NOW).await.unwrap();
    transaction.commit().await.unwrap();
}

/// The house begins a project with a milestone and an update, and somebody asks about it.
async fn plan(store: &Store, house: &House, ticket: TicketId) -> (ProjectId, MilestoneId, UpdateId) {
    store
        .write(async |tx| {
            let says = frontdesk::domain::project::DraftProject {
                members: vec![house.agent],
                ..project_draft("secret", Stage::Active)
            };
            let project = begin_project(tx, house, house.customer, &says, NOW).await;
            let first = milestone(tx, house, project, "Secret").await;
            let update = post(tx, house, project, "A secret update", NOW).await.unwrap();
            let sql = format!("UPDATE tickets SET project_id = '{project}' WHERE id = '{ticket}'");
            tx.run(&sql, &[]).await.unwrap();
            (project, first, update)
        })
        .await
}

/// Projects and what is on them: not another's to see, to change or to tell of.
async fn projects_as_another(store: &Store, secrets: &Secrets, foreign: &House, asked: &mut BTreeSet<&str>) {
    let &Secrets { house: victim, project, milestone: first, update, .. } = secrets;
    let key = project.to_string();
    let everything = ProjectQuery::default();
    let narrow = ProjectQuery { customer: Some(victim.customer), ..ProjectQuery::default() };
    let mut transaction = store.db.write().await.unwrap();
    let (tx, org) = (&mut transaction, foreign.id);
    nothing! { asked,
        projects::find(tx, org, project);
        projects::visible(tx, org, victim.customer, project);
        projects::by_key(tx, org, &key);
        projects::is_needed(tx, org, project);
        projects::list(tx, org, &everything, (None, 100));
        projects::list(tx, org, &narrow, (None, 100));
        projects::counts(tx, org, &everything);
        projects::counts(tx, org, &narrow);
        projects::named(tx, org, victim.customer, &["secret"], 100);
        milestones::of_project(tx, org, project);
        project_updates::find(tx, org, update);
        project_updates::by_key(tx, org, victim.agent, &update.to_string());
        project_updates::of_project(tx, org, project, (None, 100));
        project_updates::told(tx, org, project);
        tickets::of_project(tx, org, Scope::Organisation, project, 100);
        tickets::of_project(tx, org, Scope::Customer(victim.customer), project, 100);
    }
    asked.extend(["projects::lock", "projects::update", "projects::set_status", "projects::set_archived"]);
    asked.extend(["projects::touch", "projects::delete", "milestones::insert", "milestones::update"]);
    asked.extend(["milestones::set_done", "milestones::set_order", "milestones::delete"]);
    asked.extend(["project_updates::insert", "project_updates::edit", "project_updates::delete"]);
    let says = frontdesk::domain::project::DraftProject {
        members: vec![foreign.agent, victim.agent],
        ..project_draft("stolen", Stage::Cancelled)
    };
    let written = WrittenProject { customer: foreign.customer, draft: &says, sought: "stolen" };
    let stolen = DraftMilestone { title: "Stolen".to_owned(), due_on: None };
    projects::lock(tx, org, project).await.unwrap();
    projects::update(tx, org, project, written, NOW).await.unwrap();
    projects::set_status(tx, org, project, Stage::Cancelled, NOW).await.unwrap();
    projects::set_archived(tx, org, project, Some(NOW), NOW).await.unwrap();
    projects::touch(tx, org, project, NOW).await.unwrap();
    projects::delete(tx, org, project).await.unwrap();
    milestones::insert(tx, org, project, (MilestoneId::new(NOW, &SystemChance), &stolen), NOW).await.unwrap();
    milestones::update(tx, org, first, &stolen).await.unwrap();
    milestones::set_done(tx, org, first, Some((NOW, foreign.agent))).await.unwrap();
    milestones::set_order(tx, org, project, &[first]).await.unwrap();
    milestones::delete(tx, org, first).await.unwrap();
    let id = UpdateId::new(NOW, &SystemChance);
    let new = NewUpdate { id, project, author: foreign.agent, body: "Stolen", key: "stolen" };
    project_updates::insert(tx, org, &new, NOW).await.unwrap();
    project_updates::edit(tx, org, update, "Stolen", NOW).await.unwrap();
    project_updates::delete(tx, org, update).await.unwrap();
    transaction.commit().await.unwrap();
    let found = store.read(async |tx| projects::find(tx, victim.id, project).await.unwrap()).await.unwrap();
    let told =
        store.read(async |tx| project_updates::of_project(tx, victim.id, project, (None, 9)).await.unwrap()).await;
    assert_eq!((found.milestones.len(), found.members.len(), told.len()), (1, 1, 1));
}

fn attempt(house: &House, invoice: InvoiceId) -> NewAttempt {
    NewAttempt {
        id: PaymentId::new(NOW, &SystemChance),
        invoice,
        account: Account::Own,
        number: 1,
        amount: Amount::minor(999),
        currency: Currency::EUR,
        by: house.client,
    }
}

fn account() -> Row {
    Row {
        kind: AccountKind::Own,
        account: String::new(),
        standing: String::new(),
        charges_enabled: true,
        attempt: 1,
        checked_at: None,
    }
}

/// Has a person choose a language, which is theirs to tell.
async fn choose_language(tx: &mut Tx, address: &str) {
    let login = logins::find_by_email(tx, &Email::parse(address).unwrap()).await.unwrap().unwrap();
    let chosen = Choices { name: &login.name, language: Some("de"), time_zone: None };
    logins::set_choices(tx, login.id, chosen).await.unwrap();
}

/// A session of the house's agent.
async fn a_session(tx: &mut Tx, house: &House) -> SessionId {
    let agent = people::recipient(tx, house.id, house.agent).await.unwrap().unwrap();
    let login = logins::find_by_email(tx, &Email::parse(&agent.email).unwrap()).await.unwrap().unwrap();
    let session = NewSession {
        id: SessionId::new(NOW, &SystemChance),
        token_hash: "hash",
        user_id: login.id,
        membership_id: house.agent,
        user_agent: "test",
        address: "127.0.0.1",
        expires_at: NOW + Duration::from_secs(60),
    };
    sessions::insert(tx, &session, NOW).await.unwrap();
    session.id
}

fn contact(name: &str) -> Contact {
    let id = ContactId::new(NOW, &SystemChance);
    Contact { id, name: name.to_owned(), position: String::new(), email: String::new(), phone: String::new() }
}

fn failure(membership_id: MembershipId, customer_id: CustomerId, send_key: &str) -> NewFailure<'_> {
    let id = FailureId::new(NOW, &SystemChance);
    NewFailure {
        id,
        membership_id,
        customer_id,
        error_id: "secret",
        subject: "Secret",
        body: "Secret",
        send_key,
        attachments: "",
    }
}

/// Somebody of one organisation under a membership of another.
fn somebody(house: &House, membership_id: MembershipId) -> Caller {
    Caller {
        session_id: SessionId::new(NOW, &SystemChance),
        user_id: UserId::new(NOW, &SystemChance),
        membership_id,
        organisation_id: house.id,
        name: String::new(),
        email: String::new(),
        role: Role::Agent,
        customer_id: None,
        language: None,
        time_zone: String::new(),
        address: String::new(),
        viewed_by: None,
    }
}

/// The public functions of every file of `src/store`.
fn functions() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
    let mut functions = Vec::new();
    for file in fs::read_dir(folder).unwrap() {
        let file = file.unwrap().path();
        let module = file.file_stem().unwrap().to_str().unwrap().to_owned();
        for line in fs::read_to_string(&file).unwrap().lines() {
            let name = line.strip_prefix("pub async fn ").and_then(|line| line.split(['(', '<']).next());
            functions.extend(name.map(|name| format!("{module}::{name}")));
        }
    }
    assert!(functions.len() > 50, "{functions:?}");
    functions
}

async fn records(store: &Store, organisation: &str) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    for sql in RECORDS {
        let argument = [Arg::Text(Some(organisation.to_owned()))];
        let rows: Vec<(String,)> = store.read(async |tx| tx.all(sql, &argument).await.unwrap()).await;
        assert!(!rows.is_empty(), "{sql}");
        let mut rows: Vec<String> = rows.into_iter().map(|(row,)| row).collect();
        rows.sort_unstable();
        records.push(rows);
    }
    records
}

/// What comes of asking for what is not there.
trait Nothing {
    fn is_nothing(&self) -> bool;
}

macro_rules! nothing_is {
    ($($type:ty: |$value:ident| $is_nothing:expr;)+) => {$(
        impl Nothing for $type {
            fn is_nothing(&self) -> bool {
                let $value = self;
                $is_nothing
            }
        }
    )+};
}

nothing_is! {
    bool: |value| !value;
    i64: |value| *value == 0;
    (i64, i64): |value| *value == (0, 0);
    Counts: |value| *value == Counts::default();
    ShelfCounts: |value| *value == ShelfCounts::default();
    ProjectCounts: |value| *value == ProjectCounts::default();
    Funnel: |value| *value == Funnel::default();
    SeenUpTo: |value| *value == SeenUpTo::default();
}

impl<T> Nothing for Option<T> {
    fn is_nothing(&self) -> bool {
        self.is_none()
    }
}

impl<T> Nothing for Vec<T> {
    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}
