//! Customers' pages, with something hostile wherever people write.

use maud::Markup;

use super::{HOSTILE, problems, rows};
use crate::domain::access::{Cause, FailedSubmission, Finding};
use crate::domain::csat::Tally;
use crate::domain::customer::{Contact, CustomerRecord, CustomerRow, Filter, Login, Note, Order, Owing, WaitingInvite};
use crate::domain::customer_file::{
    Choices, Column, Existing, Fate, FileCustomer, FileProblem, Import, Mapping, Outlook, Preview, Refusal, RowProblem,
    Taken,
};
use crate::domain::dashboard::{Dashboard, LateMilestone};
use crate::domain::inbox::Counts;
use crate::domain::input::{Invalid, Problem};
use crate::domain::mail::MailStatus;
use crate::domain::money::{Amount, Currency};
use crate::domain::people::{Customer, MembershipStatus, Role};
use crate::domain::ticket::Status;
use crate::id::{ArticleId, ContactId, FailureId, ImportId, InviteId, NoteId, ProjectId, SystemChance};
use crate::views::attachments::Picker;
use crate::views::desk::access::{self, AccessPage, Checklist};
use crate::views::desk::contact::{self, ContactForm};
use crate::views::desk::customer::{self, CustomerPage};
use crate::views::desk::customer_form::{self, CustomerForm};
use crate::views::desk::customer_import;
use crate::views::desk::customer_notes::{self, NoteForm};
use crate::views::desk::customers::{self, CustomerList};
use crate::views::desk::dashboard;
use crate::views::desk::new_ticket::{self, DeskTicketForm};
use crate::views::done::Done;
use crate::views::sample::{self, Reading};

pub(super) fn pages() -> Vec<(&'static str, Markup)> {
    let (admin, viewer) = (Reading::by(Role::Admin), Reading::by(Role::Viewer));
    let (record, logins, invites, causes) = (record(), logins(), invites(), causes());
    let checklist = Checklist::of(&record, &logins, &causes).about(HOSTILE);
    let findings = findings();
    let access = AccessPage { checklist, findings: &findings, done: Some(Done::Mended) };
    let archived = CustomerRecord { archived_at: Some(sample::NOW), ..record.clone() };
    let (contacts, rows, notes) = ([contact()], rows(), [note()]);
    let page = CustomerPage {
        customer: &record,
        contacts: &contacts,
        logins: &logins,
        invites: &invites,
        notes: &notes,
        note_problems: &[Invalid { field: "body", problem: Problem::Missing }],
        deleted_note: Some(notes[0].id),
        tickets: &rows,
        older: Some("/x?before=1"),
        standing: &checklist,
        account: None,
        projects: None,
        ratings: Some(Tally { one: 1, five: 2, unrated: 1, ..Tally::default() }),
        done: Some(Done::Saved),
        refused: Some(HOSTILE),
    };
    vec![
        ("customers", list(&admin)),
        ("customers for a viewer", list(&viewer)),
        ("customer", customer::page(&admin.frame(), &page)),
        ("customer for a viewer", customer::page(&viewer.frame(), &page)),
        ("archived customer", customer::page(&admin.frame(), &CustomerPage { customer: &archived, ..page })),
        ("access", access::page(&admin.frame(), &access)),
        ("access for a viewer", access::page(&viewer.frame(), &access)),
        ("customer form", form(&admin, &record)),
        ("contact form", contact_form(&admin, &record)),
        ("several customers", several(&admin)),
        ("dashboard", dashboard::page(&admin.frame(), &first_page())),
        ("note form", note_form(&admin, &record)),
        ("customers to be imported", import_preview(&admin)),
        ("customers being imported", customer_import::running(&admin.frame(), &import())),
        ("customers that were imported", customer_import::done(&admin.frame(), &import(), &[refusal()])),
        ("a file that cannot be read", customer_import::unreadable(&admin.frame(), &FileProblem::Broken)),
        ("a file of customers", customer_import::choose(&admin.frame(), Some(customer_import::TOO_LARGE))),
    ]
}

fn list(reading: &Reading) -> Markup {
    let row = CustomerRow {
        id: record().id,
        name: HOSTILE.to_owned(),
        name_folded: HOSTILE.to_owned(),
        email: HOSTILE.to_owned(),
        contacted_at: Some(sample::NOW),
        sorted_balance: 0,
        logins: 0,
        invited: 0,
        expired: 1,
        open_tickets: 2,
    };
    let list = CustomerList {
        query: HOSTILE,
        filter: Filter::Active,
        order: Order::Balance,
        owing: &[Owing {
            customer_id: row.id,
            currency: Currency::EUR,
            outstanding: Amount::minor(500),
            overdue: Amount::minor(100),
        }],
        currency: Currency::EUR,
        rows: &[row],
        unlinked: &logins(),
        older: Some("/x?after=1"),
        done: Some(Done::Deleted),
    };
    customers::page(&reading.frame(), &list)
}

/// The desk's first page, with something on each of its lists.
fn first_page() -> Dashboard {
    let late = LateMilestone {
        project: ProjectId::new(sample::NOW, &SystemChance),
        name: HOSTILE.to_owned(),
        customer: HOSTILE.to_owned(),
        title: HOSTILE.to_owned(),
        due_on: jiff::civil::date(2020, 1, 1),
    };
    Dashboard {
        counts: Counts { mine: 1, unassigned: 2, open: 3, pending: 4 },
        mine: rows()[..1].to_vec(),
        unassigned: rows()[1..].to_vec(),
        milestones: Some(vec![late]),
        today: jiff::civil::date(2026, 11, 23),
        ratings: Some(Tally { five: 1, unrated: 2, ..Tally::default() }),
        accounts: None,
    }
}

fn note() -> Note {
    Note {
        id: NoteId::new(sample::NOW, &SystemChance),
        membership_id: sample::agent().membership_id,
        author: HOSTILE.to_owned(),
        body: HOSTILE.to_owned(),
        created_at: sample::NOW,
        changed_at: Some(sample::NOW),
    }
}

fn note_form(reading: &Reading, record: &CustomerRecord) -> Markup {
    let problems = [Invalid { field: "body", problem: Problem::Missing }];
    let form = NoteForm { customer: record, note: note().id, body: HOSTILE, problems: &problems };
    customer_notes::page(&reading.frame(), &form)
}

fn import() -> Import {
    Import {
        id: ImportId::new(sample::NOW, &SystemChance),
        membership_id: sample::agent().membership_id,
        choices: String::new(),
        started_at: Some(sample::NOW),
        done_at: None,
        total: 9,
        taken: Taken { added: 1, changed: 2, unchanged: 1, refused: 1 },
    }
}

fn refusal() -> Refusal {
    Refusal { row: 2, called: HOSTILE.to_owned(), why: RowProblem::Twice { first: 1 } }
}

fn import_preview(reading: &Reading) -> Markup {
    let row = FileCustomer {
        row: 3,
        external_id: None,
        name: Some(HOSTILE.to_owned()),
        email: Some(HOSTILE.to_owned()),
        phone: None,
        address: Some(HOSTILE.to_owned()),
        tax_number: None,
        notes: None,
    };
    let preview = Preview {
        heads: vec![HOSTILE.to_owned(), String::new()],
        samples: vec![HOSTILE.to_owned(), String::new()],
        choices: Choices { mapping: Mapping::of(vec![Some(Column::Name)]), existing: Existing::Change },
        outlook: Outlook {
            stopped: None,
            taken: import().taken,
            first: vec![(row.clone(), Fate::Add), (row, Fate::LayOver(record().id))],
            refused: vec![refusal()],
        },
        changes: [(record().id, (HOSTILE.to_owned(), vec![Column::Phone]))].into(),
    };
    customer_import::preview(&reading.frame(), import().id, &preview)
}

fn form(reading: &Reading, record: &CustomerRecord) -> Markup {
    let problems = [
        Invalid { field: "name", problem: Problem::Missing },
        Invalid { field: "email", problem: Problem::NotAnAddress },
    ];
    let form = CustomerForm {
        about: Some((record.id, HOSTILE)),
        name: HOSTILE,
        email: HOSTILE,
        phone: HOSTILE,
        address: HOSTILE,
        tax_number: HOSTILE,
        notes: HOSTILE,
        seen: HOSTILE,
        problems: &problems,
    };
    customer_form::page(&reading.frame(), &form)
}

fn contact_form(reading: &Reading, record: &CustomerRecord) -> Markup {
    let form = ContactForm {
        customer: record,
        contact: Some(contact().id),
        name: HOSTILE,
        position: HOSTILE,
        email: HOSTILE,
        phone: HOSTILE,
        problems: &[],
    };
    contact::page(&reading.frame(), &form)
}

/// A typed name that fits several.
fn several(reading: &Reading) -> Markup {
    let candidates = [record(), record()].map(|record| Customer { id: record.id, name: record.name });
    let mut problems = problems().to_vec();
    problems.push(Invalid { field: "customer", problem: Problem::NotAChoice });
    let form = DeskTicketForm {
        customer: None,
        customer_name: HOSTILE,
        candidates: &candidates,
        any: true,
        subject: HOSTILE,
        body: HOSTILE,
        key: "key-0197",
        picker: Picker::default(),
        problems: &problems,
        conflict: false,
    };
    new_ticket::page(&reading.frame(), &form)
}

fn record() -> CustomerRecord {
    CustomerRecord {
        id: sample::ticket(Status::Open).customer_id,
        name: HOSTILE.to_owned(),
        email: HOSTILE.to_owned(),
        phone: HOSTILE.to_owned(),
        address: HOSTILE.to_owned(),
        tax_number: HOSTILE.to_owned(),
        notes: HOSTILE.to_owned(),
        external_id: String::new(),
        archived_at: None,
        created_at: sample::NOW,
    }
}

fn contact() -> Contact {
    Contact {
        id: ContactId::new(sample::NOW, &SystemChance),
        name: HOSTILE.to_owned(),
        position: HOSTILE.to_owned(),
        email: HOSTILE.to_owned(),
        phone: HOSTILE.to_owned(),
    }
}

fn logins() -> [Login; 2] {
    [MembershipStatus::Active, MembershipStatus::Deactivated].map(|status| Login {
        membership_id: sample::client().membership_id,
        name: HOSTILE.to_owned(),
        email: HOSTILE.to_owned(),
        status,
    })
}

fn invites() -> [WaitingInvite; 1] {
    [WaitingInvite {
        id: InviteId::new(sample::NOW, &SystemChance),
        email: HOSTILE.to_owned(),
        expires_at: sample::NOW,
        mail: Some(MailStatus::Refused),
        mail_error: Some(HOSTILE.to_owned()),
    }]
}

/// One of each that holds something written by people.
fn causes() -> Vec<Cause> {
    let (invite, membership) = (InviteId::new(sample::NOW, &SystemChance), sample::client().membership_id);
    let hostile = || HOSTILE.to_owned();
    vec![
        Cause::InvitePending { invite, email: hostile(), expires_at: sample::NOW },
        Cause::InviteExpired { invite, email: hostile(), expires_at: sample::NOW },
        Cause::InviteRefused { invite, email: hostile(), answer: hostile() },
        Cause::InviteKept { email: hostile(), answer: Some(hostile()) },
        Cause::LoginDeactivated { membership, name: hostile() },
        Cause::LoginUnlinked { membership, name: hostile(), email: hostile() },
        Cause::SubmissionFailed(FailedSubmission {
            id: FailureId::new(sample::NOW, &SystemChance),
            error_id: hostile(),
            subject: hostile(),
            name: hostile(),
            at: sample::NOW,
        }),
    ]
}

fn findings() -> Vec<Finding> {
    let article = ArticleId::new(sample::NOW, &SystemChance);
    let hostile = || HOSTILE.to_owned();
    let elsewhere = Customer { id: record().id, name: hostile() };
    vec![
        Finding::Ticket { number: 1, subject: hostile(), status: Status::Open },
        Finding::Article { slug: "a".to_owned(), title: hostile() },
        Finding::Hidden(Cause::TicketElsewhere { number: 2, subject: hostile(), customer: elsewhere }),
        Finding::Hidden(Cause::ArticleDraft { article, title: hostile() }),
        Finding::Hidden(Cause::ArticleInternal { article, title: hostile() }),
        Finding::Hidden(Cause::NothingAbout { about: hostile() }),
    ]
}
