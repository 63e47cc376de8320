//! What holds for every page.

use maud::{Markup, PreEscaped};

use crate::domain::article::{Article, ArticleLink, ArticleStatus, TagCount, Visibility};
use crate::domain::inbox::{TicketRow, View};
use crate::domain::input::{Invalid, Problem};
use crate::domain::mail::{Mail, MailStatus};
use crate::domain::people::{Customer, Person, Role};
use crate::domain::thread::{MessageKind, SeenUpTo};
use crate::domain::ticket::Status;
use crate::id::{ArticleId, MailId, SystemChance};
use crate::views::desk::{inbox, mails, new_ticket, ticket};
use crate::views::help::{self, ArticlePage, HelpIndex};
use crate::views::sample::{self, Reading};
use crate::views::session::{self, SignInFailure, SignInForm};
use crate::views::suggestions::Offer;
use crate::views::thread::{self, ReplyForm, Thread};
use crate::views::{error, home, tickets};

const HOSTILE: &str = "</textarea><script>alert(1)</script>\" onfocus=\"alert(1)";

/// Every page, with something hostile wherever people write.
fn pages() -> Vec<(&'static str, Markup)> {
    let mut pages = thread_pages();
    pages.extend(form_pages());
    pages.extend(list_pages());
    pages.extend(help_pages());
    pages
}

fn thread_pages() -> Vec<(&'static str, Markup)> {
    let (client, staff) = (Reading::by(Role::Client), Reading::by(Role::Admin));
    let (rows, problems, one) = (rows(), problems(), sample::ticket(Status::Open));
    let entries = [
        sample::message(1, sample::client(), MessageKind::Reply, HOSTILE),
        sample::message(2, sample::agent(), MessageKind::Note, HOSTILE),
    ];
    let form =
        ReplyForm { body: HOSTILE, key: "key-0197", kind: MessageKind::Reply, problems: &problems, conflict: true };
    let thread = Thread {
        ticket: &one,
        entries: &entries,
        earlier: Some("/x?all"),
        seen: SeenUpTo::default(),
        form,
        read_only: false,
    };
    let people = [Person { membership_id: sample::agent().membership_id, name: HOSTILE.to_owned() }];
    let beside = ticket::DeskTicket { people: &people, inbox: inbox_of(&rows) };
    vec![
        ("portal thread", thread::portal_page(&client.frame(), &thread)),
        ("desk thread", ticket::page(&staff.frame(), &thread, &beside)),
    ]
}

fn form_pages() -> Vec<(&'static str, Markup)> {
    let (client, staff) = (Reading::by(Role::Client), Reading::by(Role::Admin));
    let (problems, key) = (problems(), "key-0197");
    let customers = [Customer { id: sample::ticket(Status::Open).customer_id, name: HOSTILE.to_owned() }];
    let sign_in = SignInForm {
        email: HOSTILE,
        next: Some(HOSTILE),
        problems: &problems,
        failure: Some(SignInFailure::Wrong),
        demo: true,
    };
    let new = tickets::TicketForm { subject: HOSTILE, body: HOSTILE, key, problems: &problems, conflict: true };
    let new_at_desk = new_ticket::DeskTicketForm {
        customers: &customers,
        customer: None,
        subject: HOSTILE,
        body: HOSTILE,
        key,
        problems: &problems,
        conflict: true,
    };
    vec![
        ("sign-in", session::sign_in(&client.frame(), &sign_in)),
        ("new ticket", tickets::new(&client.frame(), &new)),
        ("desk new ticket", new_ticket::page(&staff.frame(), &new_at_desk)),
    ]
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
        created_at: sample::NOW,
    };
    vec![
        ("home", home::page(&portal, &home::Home { tickets: &rows, open: 2, unread: 2 })),
        ("unlinked", home::unlinked(&portal)),
        ("tickets", tickets::list(&portal, &rows, Some("/support?before=1"))),
        ("inbox", inbox::page(&desk, &inbox_of(&rows))),
        ("mails", mails::page(&desk, &[mail], false)),
        ("error", error::page(&portal, 500, HOSTILE, HOSTILE, Some(HOSTILE))),
    ]
}

fn help_pages() -> Vec<(&'static str, Markup)> {
    let client = Reading::by(Role::Client);
    let frame = client.frame();
    let article = Article {
        id: ArticleId::new(sample::NOW, &SystemChance),
        slug: "slug".to_owned(),
        title: HOSTILE.to_owned(),
        body: String::new(),
        category: None,
        visibility: Visibility::Public,
        status: ArticleStatus::Published,
        source: Some(HOSTILE.to_owned()),
        external_id: None,
        updated_at: sample::NOW,
    };
    let (links, tags) = ([ArticleLink { slug: "a".to_owned(), title: HOSTILE.to_owned() }], [HOSTILE.to_owned()]);
    let counts = [TagCount { tag: HOSTILE.to_owned(), articles: 2 }];
    let offers =
        [Offer { slug: "a", title: vec![(HOSTILE.to_owned(), true)], snippet: vec![(HOSTILE.to_owned(), false)] }];
    let index =
        HelpIndex { query: HOSTILE, tag: Some(HOSTILE), results: None, tags: &counts, articles: &links, older: None };
    let reading =
        ArticlePage { article: &article, html: PreEscaped(String::new()), tags: &tags, related: &links, solved: true };
    vec![
        ("help", help::index(&frame, &index)),
        ("help results", help::index(&frame, &HelpIndex { results: Some(&offers), ..index })),
        ("article", help::article(&frame, &reading)),
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
    let home = home::pushed(&client.frame(), &home::Home { tickets: &[], open: 1_318, unread: 0 });
    assert!(
        home.starts_with(r##"<hx-partial hx-target="#home-live" hx-swap="outerMorph"><div id="home-live""##),
        "{home}"
    );
    assert!(home.contains("1,318"), "{home}");
}

fn values<'a>(html: &'a str, before: &str) -> Vec<&'a str> {
    html.split(before).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}
