//! What holds for every page.

mod customers;

use std::time::Duration;

use maud::{Markup, PreEscaped};

use serde_json::json;

use crate::domain::article::{Article, ArticleLink, ArticleStatus, CategoryCount, TagCount, Visibility};
use crate::domain::attachment::{BadAttachment, FileType};
use crate::domain::audit::{Action, Filter, Line};
use crate::domain::csat::{AgentTally, Remark, TagTally, Tally};
use crate::domain::deflection::{
    ArticleFigures, Comment, Funnel, Inquiry, MissedSearch, ReadBefore, Sort, Span, TagFigures, Vote,
};
use crate::domain::inbox::{TicketRow, View};
use crate::domain::input::{Email, Invalid, Problem};
use crate::domain::lesson::{Solution, TaughtLine, Teacher};
use crate::domain::link::Purpose;
use crate::domain::login::OwnSession;
use crate::domain::mail::{Mail, MailStatus};
use crate::domain::mail_server::{Outcome, Stored, Trouble};
use crate::domain::people::{MembershipStatus, Person, Role};
use crate::domain::rating::{LastRating, Rating, Reason, Stars};
use crate::domain::thread::{MessageKind, SeenUpTo, What};
use crate::domain::ticket::{Status, Ticket};
use crate::domain::user::{Counts, Listing, User};
use crate::id::{ArticleId, AuditId, InquiryId, InviteId, LessonId, MailId, SessionId, SystemChance};
use crate::views::attachments::{Picker, RefusedFile};
use crate::views::desk::articles_beside::Articles;
use crate::views::desk::audit::{self, AuditLog};
use crate::views::desk::csat::{self, Csat};
use crate::views::desk::deflection::{self, Asked, Deflection};
use crate::views::desk::lessons::{self, Lessons};
use crate::views::desk::mail_server::{Said, ServerForm};
use crate::views::desk::mails::EmailPage;
use crate::views::desk::tags::Tags;
use crate::views::desk::users::{Change, Copied, Form, Open, Place, UsersPage};
use crate::views::desk::{inbox, mails, new_ticket, roles, ticket, users};
use crate::views::frame::Frame;
use crate::views::help::{self, ArticlePage, HelpIndex};
use crate::views::invite::{self, InvitePage, Way};
use crate::views::rating::RatingForm;
use crate::views::sample::{self, Reading};
use crate::views::session::{self, SignInFailure, SignInForm};
use crate::views::suggestions::Offer;
use crate::views::thread::{self, ReplyForm, Thread};
use crate::views::{error, home, passwords, profile, setup, tickets};

const HOSTILE: &str = "</textarea><script>alert(1)</script>\" onfocus=\"alert(1)";

/// Every page, with something hostile wherever people write.
fn pages() -> Vec<(&'static str, Markup)> {
    let mut pages = thread_pages();
    pages.extend(form_pages());
    pages.extend(list_pages());
    pages.extend(help_pages());
    pages.extend(login_pages());
    pages.extend(customers::pages());
    pages
}

fn given() -> Rating {
    Rating { stars: Stars::ALL[1], reasons: vec![Reason::Slow], comment: HOSTILE.to_owned() }
}

fn thread_pages() -> Vec<(&'static str, Markup)> {
    let (client, staff) = (Reading::by(Role::Client), Reading::by(Role::Admin));
    let (rows, problems, one) = (rows(), problems(), sample::ticket(Status::Open));
    let mut entries = [
        sample::message(1, sample::client(), MessageKind::Reply, HOSTILE),
        sample::message(2, sample::agent(), MessageKind::Note, HOSTILE),
        sample::event(3, Some(sample::client()), What::Rated(given())),
        sample::event(4, Some(sample::agent()), What::Tagged { tags: HOSTILE.to_owned() }),
    ];
    let files = [sample::attachment(HOSTILE, FileType::Png), sample::attachment(HOSTILE, FileType::Zip)];
    for entry in &mut entries {
        if let What::Message { attachments, .. } = &mut entry.what {
            *attachments = files.to_vec();
        }
    }
    let refused = [RefusedFile { name: HOSTILE.to_owned(), why: BadAttachment::Truncated }];
    let form = ReplyForm {
        body: HOSTILE,
        key: "key-0197",
        kind: MessageKind::Reply,
        picker: Picker { files: &files, refused: &refused },
        problems: &problems,
        conflict: true,
    };
    let one = Ticket { tags: HOSTILE.to_owned(), last_rating: LastRating::of(&given(), sample::NOW), ..one };
    let rating = RatingForm { stars: None, reasons: &[], comment: HOSTILE, open: true, problems: &problems };
    let thread = Thread {
        ticket: &one,
        entries: &entries,
        earlier: Some("/x?all"),
        seen: SeenUpTo::default(),
        form,
        rating,
        read_only: false,
    };
    let people = [Person { membership_id: sample::agent().membership_id, name: HOSTILE.to_owned() }];
    let id = || ArticleId::new(sample::NOW, &SystemChance);
    let solutions = [Solution { id: id(), slug: "solved".to_owned(), title: HOSTILE.to_owned(), is_public: false }];
    let offered = [(id(), ArticleLink { slug: "offered".to_owned(), title: HOSTILE.to_owned() })];
    let read = [true, false].map(|opened| ReadBefore { slug: "a".to_owned(), title: HOSTILE.to_owned(), opened });
    let beside = ticket::DeskTicket {
        people: &people,
        read_before: &read,
        inbox: inbox_of(&rows),
        articles: Articles { portal: "http://portal.test", solutions: &solutions, offered: &offered },
        tags: Tags { offered: &[HOSTILE.to_owned()], typed: Some(HOSTILE), problems: &problems },
    };
    vec![
        ("portal thread", thread::portal_page(&client.frame(), &thread)),
        ("desk thread", ticket::page(&staff.frame(), &thread, &beside)),
    ]
}

fn form_pages() -> Vec<(&'static str, Markup)> {
    let (client, staff) = (Reading::by(Role::Client), Reading::by(Role::Admin));
    let (problems, key) = (problems(), "key-0197");
    let hostile_languages = [(HOSTILE.to_owned(), HOSTILE.to_owned())];
    let sign_in = SignInForm {
        email: HOSTILE,
        next: Some(HOSTILE),
        problems: &problems,
        failure: Some(SignInFailure::Wrong),
        demo: true,
        languages: &hostile_languages,
    };
    let offers =
        [Offer { slug: "a", title: vec![(HOSTILE.to_owned(), true)], snippet: vec![(HOSTILE.to_owned(), false)] }];
    let refused = [RefusedFile { name: HOSTILE.to_owned(), why: BadAttachment::Mismatch }];
    let files = [sample::attachment(HOSTILE, FileType::Pdf), sample::attachment(HOSTILE, FileType::Png)];
    let new = tickets::TicketForm {
        subject: HOSTILE,
        body: HOSTILE,
        key,
        inquiry: InquiryId::new(sample::NOW, &SystemChance),
        invoice: None,
        project: None,
        offers: &offers,
        picker: Picker { files: &[], refused: &refused },
        problems: &problems,
        conflict: true,
    };
    let candidates =
        [crate::domain::people::Customer { id: sample::ticket(Status::Open).customer_id, name: HOSTILE.to_owned() }];
    let new_at_desk = new_ticket::DeskTicketForm {
        customer: None,
        customer_name: HOSTILE,
        candidates: &candidates,
        any: true,
        subject: HOSTILE,
        body: HOSTILE,
        key,
        picker: Picker { files: &files, refused: &refused },
        problems: &problems,
        conflict: true,
    };
    vec![
        ("sign-in", session::sign_in(&client.frame(), &sign_in)),
        ("new ticket", tickets::new(&client.frame(), &new)),
        ("desk new ticket", new_ticket::page(&staff.frame(), &new_at_desk)),
    ]
}

fn quiet_home() -> home::Home<'static> {
    home::Home {
        tickets: &[],
        projects: &[],
        active_projects: 0,
        open: 2,
        unread: 0,
        owed: &[],
        next: None,
        cards: Box::leak(Box::default()),
        today: jiff::civil::date(2026, 11, 23),
    }
}

fn list_pages() -> Vec<(&'static str, Markup)> {
    let (client, staff) = (Reading::by(Role::Client), Reading::by(Role::Admin));
    let (portal, desk, rows) = (client.frame(), staff.frame(), rows());
    let mail = Mail {
        id: MailId::new(sample::NOW, &SystemChance),
        recipient: HOSTILE.to_owned(),
        subject: HOSTILE.to_owned(),
        text: HOSTILE.to_owned(),
        status: MailStatus::Kept,
        error: Some(HOSTILE.to_owned()),
        link: None,
        created_at: sample::NOW,
    };
    vec![
        ("home", home::page(&portal, &home::Home { tickets: &rows, unread: 2, ..quiet_home() })),
        ("unlinked", home::unlinked(&portal)),
        (
            "tickets",
            tickets::list(&portal, &rows, Some("/support?before=1"), Some(InquiryId::new(sample::NOW, &SystemChance))),
        ),
        ("report on articles", deflection_report(&desk)),
        ("report on satisfaction", csat_report(&desk)),
        ("inbox", inbox::page(&desk, &inbox_of(&rows))),
        ("mails", mail_list(&desk, &mail)),
        ("audit log", audit_log(&desk)),
        ("roles", roles::page(&desk)),
        ("users", user_list(&desk)),
        ("invitation", invitation(&portal)),
        ("error", error::page(&portal, 500, HOSTILE, HOSTILE, Some(HOSTILE))),
    ]
}

fn csat_report(frame: &Frame<'_>) -> Markup {
    let tally = Tally { one: 1, two: 0, three: 2, four: 3, five: 4, unrated: 5 };
    let span = Span { from: sample::NOW - Duration::from_secs(60), until: sample::NOW };
    let agents = [
        AgentTally { agent_id: Some(sample::agent().membership_id), name: Some(HOSTILE.to_owned()), tally },
        AgentTally { agent_id: None, name: None, tally: Tally { unrated: 1, ..Tally::default() } },
    ];
    let tags = [TagTally { tag: HOSTILE.to_owned(), tally }, TagTally { tag: "mail".to_owned(), tally }];
    let remarks = [Remark {
        number: 318,
        subject: HOSTILE.to_owned(),
        customer_name: HOSTILE.to_owned(),
        name: HOSTILE.to_owned(),
        agent_name: None,
        stars: Stars::ALL[0],
        reasons: "slow unsolved".to_owned(),
        comment: HOSTILE.to_owned(),
        at: sample::NOW,
    }];
    let report = Csat {
        days: (HOSTILE, HOSTILE),
        last: None,
        periods: &[30, 90],
        is_usual: false,
        span,
        tally,
        months: &[span, span],
        by_month: &[tally, Tally::default()],
        agents: &agents,
        tags: &tags,
        remarks: &remarks,
        most: 1,
    };
    csat::page(frame, &report)
}

fn deflection_report(frame: &Frame<'_>) -> Markup {
    let funnel = Funnel { shown: 4, opened: 3, solved: 1, submitted: 2 };
    let span = Span { from: sample::NOW - Duration::from_secs(86_400), until: sample::NOW };
    let article = ArticleFigures {
        article_id: ArticleId::new(sample::NOW, &SystemChance),
        slug: "a".to_owned(),
        title: HOSTILE.to_owned(),
        funnel,
        views: 5,
        helpful: 1,
        unhelpful: 1,
    };
    let search = MissedSearch {
        query: HOSTILE.to_owned(),
        wording: HOSTILE.to_owned(),
        searches: 2,
        customers: 1,
        last_at: sample::NOW,
    };
    let comment = Comment {
        slug: "a".to_owned(),
        title: HOSTILE.to_owned(),
        name: HOSTILE.to_owned(),
        comment: HOSTILE.to_owned(),
        at: sample::NOW,
    };
    let report = Deflection {
        asked: Asked { days: (HOSTILE, HOSTILE), last: None, sort: (Sort::Views, Sort::Solved), dismissed: false },
        span,
        funnel,
        unanswered: 1,
        parts: &[(span, funnel)],
        weekly: false,
        articles: &[article],
        tags: &[TagFigures { tag: HOSTILE.to_owned(), funnel }],
        searches: &[search],
        comments: &[comment],
        most: 50,
    };
    deflection::page(frame, &report)
}

fn mail_list(frame: &Frame<'_>, mail: &Mail) -> Markup {
    let outcome = Outcome::Failed(Trouble::Refused, HOSTILE.to_owned());
    let to = Email::parse("a@b.test").unwrap();
    let server = ServerForm { host: HOSTILE, username: HOSTILE, sender: HOSTILE, to: HOSTILE, ..ServerForm::empty() };
    let page = EmailPage {
        own: Some((HOSTILE, Stored::Password)),
        server_mail: Some(HOSTILE),
        can_keep_passwords: true,
        form: server,
        said: Said::Tested(&to, &outcome),
        copied: Some(mails::Copied { url: HOSTILE, recipient: HOSTILE, purpose: Purpose::Reset }),
        done: None,
        mails: vec![(mail, true)],
        place: mails::Where::default(),
        older: Some(mail.place()),
    };
    mails::page(frame, &page)
}

fn user_list(frame: &Frame<'_>) -> Markup {
    let id = InviteId::new(sample::NOW, &SystemChance);
    let invited = User {
        membership_id: None,
        invite_id: Some(id),
        name: None,
        email: HOSTILE.to_owned(),
        role: Role::Client,
        customer_id: Some(sample::ticket(Status::Open).customer_id),
        customer_name: Some(HOSTILE.to_owned()),
        status: None,
        expires_at: Some(sample::NOW),
        mail_status: Some(MailStatus::Refused),
        mail_error: Some(HOSTILE.to_owned()),
    };
    let member = User {
        membership_id: Some(sample::agent().membership_id),
        invite_id: None,
        name: Some(HOSTILE.to_owned()),
        status: Some(MembershipStatus::Active),
        ..invited.clone()
    };
    let counts = Counts { everybody: 2, wanted: 2, active: 1, invited: 1, deactivated: 0, unlinked: 0 };
    let listing = Listing { users: vec![invited, member], page: 1, pages: 1, counts };
    let problems = [Invalid { field: "customer", problem: Problem::NotAChoice }];
    let form =
        Form { email: HOSTILE, customer_name: HOSTILE, problems: &problems, refused: Some(HOSTILE), ..Form::default() };
    let page = UsersPage {
        listing: &listing,
        place: Place { words: HOSTILE, part: None, page: 2 },
        invite: form,
        open: Some(Open { id: &id.to_string(), change: Change::Customer, form: Some(form) }),
        copied: Some(Copied { url: HOSTILE, email: HOSTILE }),
        done: None,
        sends_mail: false,
    };
    users::page(frame, &page)
}

fn invitation(frame: &Frame<'_>) -> Markup {
    let problems = [Invalid { field: "name", problem: Problem::Missing }];
    let page = InvitePage {
        action: HOSTILE,
        inviter: Some(HOSTILE),
        email: HOSTILE,
        role: Role::Client,
        customer: Some(HOSTILE),
        form: Way::New { name: HOSTILE },
        problems: &problems,
        refused: Some(HOSTILE),
    };
    invite::page(frame, &page)
}

fn audit_log(frame: &Frame<'_>) -> Markup {
    let before = json!({ HOSTILE: HOSTILE, "role": "agent", "gone": [HOSTILE], "status": HOSTILE });
    let line = Line {
        id: AuditId::new(sample::NOW, &SystemChance),
        action: Action::CustomerChanged,
        actor_id: Some(sample::agent().membership_id),
        actor: format!("{HOSTILE} <{HOSTILE}>"),
        actor_status: Some(MembershipStatus::Deactivated),
        address: HOSTILE.to_owned(),
        subject_id: None,
        subject: HOSTILE.to_owned(),
        before: before.to_string(),
        after: json!({ "role": "admin", HOSTILE: HOSTILE.repeat(9) }).to_string(),
        at: sample::NOW,
    };
    let by_somebody = Line { actor_id: None, before: "{}".to_owned(), after: "{}".to_owned(), ..line.clone() };
    let people = [Person { membership_id: sample::agent().membership_id, name: HOSTILE.to_owned() }];
    let filter = Filter { about: HOSTILE.to_owned(), ..Filter::default() };
    let log = AuditLog {
        lines: &[line, by_somebody],
        people: &people,
        filter: &filter,
        days: ("2026-11-23", ""),
        older: Some("1-2"),
    };
    audit::page(frame, &log)
}

fn help_pages() -> Vec<(&'static str, Markup)> {
    let client = Reading::by(Role::Client);
    let frame = client.frame();
    let article = Article {
        id: ArticleId::new(sample::NOW, &SystemChance),
        slug: "slug".to_owned(),
        title: HOSTILE.to_owned(),
        body: String::new(),
        category: Some(HOSTILE.to_owned()),
        visibility: Visibility::Public,
        status: ArticleStatus::Published,
        source: Some(HOSTILE.to_owned()),
        external_id: None,
        updated_at: sample::NOW,
        revision: 0,
    };
    let (links, tags) = ([ArticleLink { slug: "a".to_owned(), title: HOSTILE.to_owned() }], [HOSTILE.to_owned()]);
    let counts = [TagCount { tag: HOSTILE.to_owned(), articles: 2 }];
    let staff = Reading::by(Role::Agent);
    let taught =
        [(Teacher::Solution, None), (Teacher::Client, Some(sample::NOW))].map(|(teacher, undone_at)| TaughtLine {
            id: LessonId::new(sample::NOW, &SystemChance),
            number: Some(318),
            origin: HOSTILE.to_owned(),
            customer: Some(HOSTILE.to_owned()),
            teacher,
            taught_by: Some(HOSTILE.to_owned()),
            taught_at: sample::NOW,
            undone_at,
        });
    let learned = Lessons { article: &article, lines: &taught, older: Some("/x?before=1") };
    let nothing_learned = Lessons { lines: &[], older: None, ..learned };
    let categories = [CategoryCount { category: HOSTILE.to_owned(), articles: 2 }];
    let offers =
        [Offer { slug: "a", title: vec![(HOSTILE.to_owned(), true)], snippet: vec![(HOSTILE.to_owned(), false)] }];
    let index = HelpIndex {
        query: HOSTILE,
        tag: Some(HOSTILE),
        category: Some(HOSTILE),
        results: None,
        categories: &categories,
        tags: &counts,
        articles: &links,
        older: None,
    };
    let vote = Vote { helpful: false, comment: HOSTILE.to_owned() };
    let inquiry = Inquiry {
        id: InquiryId::new(sample::NOW, &SystemChance),
        membership_id: sample::client().membership_id,
        subject: HOSTILE.to_owned(),
        solved_at: None,
        submitted_at: None,
    };
    let reading = ArticlePage {
        article: &article,
        html: PreEscaped(String::new()),
        tags: &tags,
        related: &links,
        preview: None,
        vote: Some(&vote),
        voted: true,
        inquiry: Some(&inquiry),
    };
    vec![
        ("help", help::index(&frame, &index)),
        ("help results", help::index(&frame, &HelpIndex { results: Some(&offers), ..index })),
        ("article", help::article(&frame, &reading)),
        ("lessons", lessons::page(&staff.frame(), &learned)),
        ("no lessons", lessons::page(&staff.frame(), &nothing_learned)),
    ]
}

fn login_pages() -> Vec<(&'static str, Markup)> {
    let (client, staff) = (Reading::by(Role::Client), Reading::by(Role::Admin));
    let (portal, desk, problems) = (client.frame(), staff.frame(), problems());
    let languages = [("en".to_owned(), HOSTILE.to_owned())];
    let sessions = [OwnSession {
        id: SessionId::new(sample::NOW, &SystemChance),
        user_agent: HOSTILE.to_owned(),
        address: HOSTILE.to_owned(),
        created_at: sample::NOW,
        organisation: HOSTILE.to_owned(),
    }];
    let address = profile::Address {
        email: HOSTILE,
        is_confirmed: false,
        can_confirm: true,
        waiting: Some((HOSTILE, sample::NOW)),
        new: HOSTILE,
    };
    let shown = profile::ProfilePage {
        about: profile::About { name: HOSTILE, language: HOSTILE, time_zone: HOSTILE, notify: HOSTILE },
        languages: &languages,
        address,
        sessions: &sessions,
        this: SessionId::new(sample::NOW, &SystemChance),
        refused: Some(profile::Refused { form: profile::Form::Email, problems: &problems, reason: Some(HOSTILE) }),
        done: None,
    };
    let ask = passwords::AskForm { email: HOSTILE, problems: &problems, reason: Some(HOSTILE), sent: true };
    let first = setup::SetupForm {
        token: HOSTILE,
        organisation: HOSTILE,
        language: HOSTILE,
        languages: &languages,
        time_zone: HOSTILE,
        name: HOSTILE,
        email: HOSTILE,
        problems: &problems,
    };
    vec![
        ("forgotten password", passwords::ask(&portal, &ask)),
        ("new password", passwords::set(&portal, HOSTILE, HOSTILE, &problems)),
        ("unusable link", passwords::unusable(&portal)),
        ("client's profile", profile::page(&portal, &shown)),
        ("staff's profile", profile::page(&desk, &shown)),
        ("confirming an address", profile::confirm(&portal, HOSTILE, HOSTILE, true, Some(HOSTILE))),
        ("unusable link to an address", profile::unusable(&portal)),
        ("first visit", setup::form(&portal, &first)),
        ("first visit's token", setup::token(&portal, true)),
    ]
}

fn rows() -> [TicketRow; 2] {
    [sample::row(318), sample::row(319)]
}

fn problems() -> [Invalid; 2] {
    [
        Invalid { field: "subject", problem: Problem::TooLong { max: 200 } },
        Invalid { field: "body", problem: Problem::Missing },
    ]
}

fn inbox_of(rows: &[TicketRow]) -> inbox::Inbox<'_> {
    inbox::Inbox { view: View::Mine, rows, older: Some("/desk/tickets?view=mine&before=1"), ticket: Some(318) }
}

#[test]
fn nothing_that_people_write_becomes_markup() {
    for (page, html) in pages() {
        let html = html.into_string();
        assert!(!html.contains("<script>"), "{page}");
        assert!(!html.contains("\" onfocus=\""), "{page}");
        assert!(!html.contains("<img src=x"), "{page}");
        assert!(!html.contains("<i>receive") && !html.contains("<i>Carla") && !html.contains("<b>"), "{page}");
    }
}

#[test]
fn pages_hold_no_inline_style_and_no_inline_script() {
    for (page, html) in pages() {
        let html = html.into_string();
        assert!(!html.contains(" style=") && !html.contains("<style"), "{page}");
        for script in html.match_indices("<script").map(|(at, _)| html.get(at..).unwrap_or_default()) {
            assert!(
                script.starts_with("<script defer src=\"/assets/")
                    || script.starts_with("<script type=\"application/json\""),
                "{page}"
            );
        }
    }
}

#[test]
fn pages_have_one_heading_of_the_first_level_one_main_part_and_a_way_to_it() {
    for (page, html) in pages() {
        let html = html.into_string();
        assert_eq!(html.matches("<h1").count(), 1, "{page}");
        assert_eq!(html.matches("<main id=\"main\"").count(), 1, "{page}");
        assert!(html.contains("<a class=\"skip\" href=\"#main\">"), "{page}");
        assert!(html.starts_with("<!DOCTYPE html><html lang=\"en\" dir=\"ltr\""), "{page}");
    }
}

#[test]
fn ids_are_unique_and_labels_point_to_fields() {
    for (page, html) in pages() {
        let html = html.into_string();
        let ids = values(&html, " id=\"");
        let mut sorted = ids.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), ids.len(), "{page}: {ids:?}");
        for target in ["for", "aria-labelledby", "aria-controls", "popovertarget", "form"]
            .iter()
            .flat_map(|name| values(&html, &format!(" {name}=\"")))
        {
            assert!(ids.contains(&target), "{page}: {target}");
        }
        for described in values(&html, " aria-describedby=\"").iter().flat_map(|value| value.split(' ')) {
            assert!(ids.contains(&described), "{page}: {described}");
        }
    }
}

#[test]
fn a_pushed_inbox_moves_list_and_counts() {
    let staff = Reading::by(Role::Agent);
    let inbox = inbox::Inbox { view: View::Open, rows: &[sample::row(318)], older: None, ticket: None };
    let pushed = inbox::pushed(&staff.frame(), &inbox);
    assert!(
        pushed.starts_with(
            r##"<hx-partial hx-target="#inbox" hx-swap="innerMorph"><a class="ticket unread" id="row-318""##
        ),
        "{pushed}"
    );
    assert!(
        pushed.contains(r##"<hx-partial hx-target="#rail-counts" hx-swap="outerMorph"><nav id="rail-counts""##),
        "{pushed}"
    );
    assert!(pushed.contains("Cannot &lt;i&gt;receive"), "{pushed}");
    assert_eq!(pushed.matches("</hx-partial>").count(), 2, "{pushed}");
}

#[test]
fn pushed_lists_of_the_portal_replace_what_the_page_shows() {
    let client = Reading::by(Role::Client);
    let list = tickets::pushed(&client.frame(), &[sample::row(318)], None);
    assert!(
        list.starts_with(r##"<hx-partial hx-target="#ticket-list" hx-swap="outerMorph"><div id="ticket-list">"##),
        "{list}"
    );
    let home = home::pushed(&client.frame(), &home::Home { open: 1_318, ..quiet_home() });
    assert!(
        home.starts_with(r##"<hx-partial hx-target="#home-live" hx-swap="outerMorph"><div id="home-live""##),
        "{home}"
    );
    assert!(home.contains("1,318"), "{home}");
}

fn values<'a>(html: &'a str, before: &str) -> Vec<&'a str> {
    html.split(before).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}
