//! Mails: each as plain text and as HTML with the same content.

mod invite;
mod invoice;
mod misfit;
mod receipt;
mod update;

use std::borrow::Cow;

use maud::{DOCTYPE, Markup, PreEscaped, html};

pub use self::invite::{Invited, invited};
pub use self::invoice::{AboutInvoice, invoice};
pub use self::misfit::misfit;
pub use self::receipt::receipt;
pub use self::update::{AboutUpdate, update};

use crate::domain::attachment::Attachment;
use crate::domain::organisation::Organisation;
use crate::domain::people::Side;
use crate::domain::rating::Stars;
use crate::domain::thread::{Author, Entry, MessageKind, What};
use crate::domain::ticket::TicketNumber;
use crate::domain::{plain_text, rich_text};
use crate::views::{attachments, rating, rich};
use crate::words::msg::{attachments as words, mail, ratings};
use crate::words::{Arg, Locale, Zone, nouns};

/// The colour of the line beside a message when the organisation's cannot be used.
const NEUTRAL: &str = "#808080";

/// A mail's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The subject; the same for all mails about a ticket.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// A whole HTML page.
    pub html: String,
}

/// What somebody missed in a ticket while away from its page.
#[derive(Clone, Copy, Debug)]
pub struct Missed<'a> {
    /// Whose ticket.
    pub organisation: &'a Organisation,
    /// Its number.
    pub ticket_number: TicketNumber,
    /// What it is about.
    pub subject: &'a str,
    /// The full address of its page, on the recipient's side.
    pub url: &'a str,
    /// What happened, oldest first. What the recipient's side does not see is left out.
    pub entries: &'a [Entry],
    /// To whom.
    pub recipient_name: &'a str,
    /// On which side.
    pub side: Side,
    /// Whether they are asked how it was resolved.
    pub asks_for_rating: bool,
}

/// Tells somebody what they missed, with a link to the thread.
pub fn missed(locale: &Locale, zone: &Zone, missed: &Missed<'_>) -> Letter {
    let number = || ("number", missed.ticket_number.into());
    let organisation = || ("organisation", missed.organisation.name.as_str().into());
    let subject = || ("subject", missed.subject.into());
    let rating = missed.asks_for_rating.then(|| ask_for_rating(locale, missed.url));
    let content = Content {
        subject: locale.with(mail::MAIL_TICKET_SUBJECT, &[organisation(), number(), subject()]),
        hello: locale.with(mail::MAIL_TICKET_HELLO, &[("name", missed.recipient_name.into())]),
        intro: locale.with(mail::MAIL_TICKET_INTRO, &[number(), subject()]),
        parts: missed
            .entries
            .iter()
            .filter(|entry| entry.visible_to(missed.side))
            .map(|entry| part(locale, zone, missed.url, entry))
            .chain(rating)
            .collect(),
        link: locale.text(mail::MAIL_TICKET_LINK),
        url: missed.url,
        reason: match missed.side {
            Side::Client => locale.with(mail::MAIL_TICKET_REASON_CLIENT, &[organisation()]),
            Side::Staff => locale.with(mail::MAIL_TICKET_REASON_STAFF, &[organisation()]),
        },
    };
    content.letter(locale, missed.organisation)
}

/// A link for each number of stars, the most first. Each leads to the page where they are chosen and to be confirmed: what only reads must
/// not rate, and scanners of mail follow links.
fn ask_for_rating<'a>(locale: &Locale, url: &str) -> Part<'a> {
    let link = |stars: Stars| {
        let label = rating::meaning(locale, ratings::MAIL_RATING_STAR, stars);
        (label, format!("{url}?rating={stars}#rating"))
    };
    Part::Choice {
        head: locale.text(ratings::MAIL_RATING_ASK),
        links: Stars::ALL.into_iter().rev().map(link).collect(),
    }
}

/// Says that it arrived: a test of a mail server that somebody asked for.
pub fn test(locale: &Locale, organisation: &Organisation, name: &str) -> Letter {
    let of = || ("organisation", Arg::from(organisation.name.as_str()));
    let content = Content {
        subject: locale.with(mail::MAIL_TEST_SUBJECT, &[of()]),
        hello: locale.with(mail::MAIL_TICKET_HELLO, &[("name", name.into())]),
        intro: locale.with(mail::MAIL_TEST_INTRO, &[of()]),
        parts: Vec::new(),
        link: String::new(),
        url: "",
        reason: locale.with(mail::MAIL_TEST_REASON, &[of(), ("name", name.into())]),
    };
    content.letter(locale, organisation)
}

/// What a mail says, from which both its forms are made.
pub(super) struct Content<'a> {
    pub(super) subject: String,
    pub(super) hello: String,
    pub(super) intro: String,
    pub(super) parts: Vec<Part<'a>>,
    /// What the button says.
    pub(super) link: String,
    /// Where it leads; empty: there is none.
    pub(super) url: &'a str,
    pub(super) reason: String,
}

pub(super) enum Part<'a> {
    /// Somebody's words, under a line that says whose they are; below them what the files are that came with them, and where each is.
    Said { head: String, words: Words<'a>, files: Vec<(String, String)> },
    /// Something that happened.
    Line(String),
    /// A question, with a link for each of its answers.
    Choice { head: String, links: Vec<(String, String)> },
}

/// Somebody's words in both forms.
pub(super) struct Words<'a> {
    text: Cow<'a, str>,
    html: Markup,
}

impl<'a> Words<'a> {
    /// A plain text.
    fn plain(text: &'a str) -> Self {
        Self { text: Cow::Borrowed(text), html: paragraphs(text) }
    }

    /// Markdown, in a mail that leads to `page`.
    fn markdown(markdown: &str, page: &str) -> Self {
        let html = PreEscaped(rich_text::update_in_mail(markdown, page));
        Self { text: Cow::Owned(plain_text::plain_text(markdown, page)), html }
    }
}

fn part<'a>(locale: &Locale, zone: &Zone, url: &str, entry: &'a Entry) -> Part<'a> {
    let when = || ("when", locale.date_time(entry.at, zone).into());
    let name = || ("name", name(locale, entry.author.as_ref()));
    match &entry.what {
        What::Message { kind, body, attachments, .. } => {
            let head = match kind {
                MessageKind::Reply => locale.with(mail::MAIL_TICKET_WROTE, &[name(), when()]),
                MessageKind::Note => locale.with(mail::MAIL_TICKET_NOTED, &[name(), when()]),
            };
            let files = attachments.iter().map(|file| (attached(locale, file), address(url, file))).collect();
            Part::Said { head, words: Words::plain(body), files }
        }
        What::Status { from, to } => {
            let from = ("from", locale.text(nouns::status(*from)).into());
            let to = ("to", locale.text(nouns::status(*to)).into());
            Part::Line(if entry.author.is_some() {
                locale.with(mail::MAIL_TICKET_STATUS, &[name(), from, to, when()])
            } else {
                locale.with(mail::MAIL_TICKET_STATUS_BY_TIME, &[from, to, when()])
            })
        }
        What::Assigned { to: Some(assignee) } => {
            let assignee = ("assignee", assignee.name.as_str().into());
            Part::Line(locale.with(mail::MAIL_TICKET_ASSIGNED, &[name(), assignee, when()]))
        }
        What::Assigned { to: None } => Part::Line(locale.with(mail::MAIL_TICKET_UNASSIGNED, &[name(), when()])),
        What::Moved { from, to } => {
            let (from, to) = (("from", from.as_str().into()), ("to", to.as_str().into()));
            Part::Line(locale.with(mail::MAIL_TICKET_MOVED, &[name(), from, to, when()]))
        }
        What::Rated(rating) => {
            let head = locale.with(ratings::MAIL_RATED, &[name(), ("stars", rating.stars.count().into()), when()]);
            if rating.comment.is_empty() {
                Part::Line(head)
            } else {
                Part::Said { head, words: Words::plain(&rating.comment), files: Vec::new() }
            }
        }
        What::Tagged { tags } if tags.is_empty() => Part::Line(locale.with(ratings::MAIL_UNTAGGED, &[name(), when()])),
        What::Tagged { tags } => {
            Part::Line(locale.with(ratings::MAIL_TAGGED, &[name(), ("tags", tags.as_str().into()), when()]))
        }
        What::FollowedUp { number } => {
            let number = ("number", (*number).into());
            Part::Line(locale.with(mail::MAIL_TICKET_FOLLOWED_UP, &[name(), number, when()]))
        }
    }
}

/// A file is named in a mail, and stays where only its readers can get it.
fn attached(locale: &Locale, file: &Attachment) -> String {
    let said = attachments::said(locale, file);
    locale.with(words::ATTACHMENT_MAIL, &[("name", file.name.as_str().into()), ("said", said.into())])
}

/// The full address of a file, beside the page whose address is `url`.
fn address(url: &str, file: &Attachment) -> String {
    let beside = url::Url::parse(url).and_then(|url| url.join(&file.address()));
    beside.map_or_else(|_| file.address(), String::from)
}

fn name(locale: &Locale, author: Option<&Author>) -> Arg {
    author.map_or_else(|| locale.text(mail::MAIL_TICKET_SOMEBODY).into(), |author| author.name.as_str().into())
}

/// The organisation's colour, only as `#rrggbb`: it goes into a style.
fn accent(organisation: &Organisation) -> &str {
    let digits = organisation.accent.strip_prefix('#').unwrap_or_default();
    if digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit()) { &organisation.accent } else { NEUTRAL }
}

impl Content<'_> {
    /// Both its forms.
    pub(super) fn letter(self, locale: &Locale, organisation: &Organisation) -> Letter {
        let html = self.html(locale, accent(organisation)).into_string();
        Letter { text: self.text(), html, subject: self.subject }
    }

    fn text(&self) -> String {
        let mut blocks = vec![self.hello.clone(), self.intro.clone()];
        for part in &self.parts {
            blocks.push(match part {
                Part::Said { head, words, files } => {
                    let files = files.iter().map(|(said, url)| format!("  {said}\n  {url}"));
                    let said = Some(indented(&words.text)).filter(|body| !body.is_empty()).into_iter().chain(files);
                    format!("{head}\n\n{}", said.collect::<Vec<_>>().join("\n\n"))
                }
                Part::Line(line) => line.clone(),
                Part::Choice { head, links } => {
                    let links = links.iter().map(|(label, url)| format!("{label}: {url}"));
                    std::iter::once(head.clone()).chain(links).collect::<Vec<_>>().join("\n")
                }
            });
        }
        if !self.url.is_empty() {
            blocks.push(format!("{}\n{}", self.link, self.url));
        }
        blocks.push(self.reason.clone());
        blocks.join("\n\n") + "\n"
    }

    /// No colours but the organisation's, as a line: the reader's own light or dark ones stay. Styles stand at the elements because
    /// mail programs drop the others.
    fn html(&self, locale: &Locale, accent: &str) -> Markup {
        html! {
            (DOCTYPE)
            html lang=(locale.tag()) dir=(locale.direction()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width";
                    meta name="color-scheme" content="light dark";
                    title { (self.subject) }
                }
                body style="margin:0;padding:16px;font-family:system-ui,-apple-system,'Segoe UI',sans-serif;font-size:16px;line-height:1.5" {
                    div style="max-width:600px;margin:0 auto" {
                        p { (self.hello) }
                        p { (self.intro) }
                        @for part in &self.parts {
                            @match part {
                                Part::Said { head, words, files } => {
                                    div style=(format!("margin:24px 0;padding-inline-start:16px;border-inline-start:4px solid {accent}")) {
                                        p style="margin:0 0 8px;font-weight:600" { (head) }
                                        (words.html)
                                        @for (said, url) in files { p style="margin:0 0 8px;overflow-wrap:anywhere" { a href=(url) { (said) } } }
                                    }
                                }
                                Part::Line(line) => { p { (line) } }
                                Part::Choice { head, links } => {
                                    div style="margin:24px 0" {
                                        p style="margin:0 0 8px;font-weight:600" { (head) }
                                        @for (label, url) in links { p style="margin:0 0 8px" { a href=(url) style="color:inherit" { (label) } } }
                                    }
                                }
                            }
                        }
                        @if !self.url.is_empty() {
                            p style="margin:24px 0" {
                                a href=(self.url) style=(format!("display:inline-block;padding:10px 20px;border:2px solid {accent};border-radius:8px;font-weight:600;color:inherit")) {
                                    (self.link)
                                }
                            }
                        }
                        p style="font-size:13px;opacity:.75" { (self.reason) }
                    }
                }
            }
        }
    }
}

/// Sets somebody's words off from ours, so that they cannot pass for a line of the mail.
fn indented(body: &str) -> String {
    let lines: Vec<_> =
        body.lines().map(|line| if line.is_empty() { String::new() } else { format!("  {line}") }).collect();
    lines.join("\n")
}

/// Plain text as HTML: empty lines part paragraphs, other line breaks stay, links can be clicked.
fn paragraphs(body: &str) -> Markup {
    html! {
        @for paragraph in body.split("\n\n").map(str::trim_end).filter(|paragraph| !paragraph.is_empty()) {
            p style="margin:0 0 8px;overflow-wrap:anywhere" {
                @for (i, line) in paragraph.trim_start_matches('\n').split('\n').enumerate() {
                    @if i > 0 { br; }
                    (rich::text(line))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;
    use crate::domain::attachment::FileType;
    use crate::domain::people::Role;
    use crate::domain::ticket::Status;
    use crate::id::{MembershipId, MessageId, OrganisationId, SystemChance};
    use crate::views::sample;
    use crate::words::Catalogues;

    const AT: Timestamp = Timestamp::from_millis(1_795_442_700_000);

    fn organisation(accent: &str) -> Organisation {
        Organisation {
            id: OrganisationId::new(AT, &SystemChance),
            slug: "harbour-studio".to_owned(),
            name: "Harbour Studio".to_owned(),
            accent: accent.to_owned(),
            language: "en".to_owned(),
            time_zone: "Europe/Berlin".to_owned(),
            domain: None,
            logo_id: None,
        }
    }

    fn agent() -> Author {
        Author {
            membership_id: MembershipId::new(AT, &SystemChance),
            name: "Ada <Agent>".to_owned(),
            role: Role::Agent,
        }
    }

    fn entry(number: i64, author: Option<Author>, what: What) -> Entry {
        Entry { number, at: AT, author, what }
    }

    fn message(kind: MessageKind, body: &str) -> What {
        What::Message { id: MessageId::new(AT, &SystemChance), kind, body: body.to_owned(), attachments: Vec::new() }
    }

    fn letter(accent: &str, side: Side, entries: &[Entry]) -> Letter {
        let organisation = organisation(accent);
        let locale = Catalogues::embedded().unwrap().choose(&["en"]);
        let about = Missed {
            organisation: &organisation,
            ticket_number: 1318,
            subject: "Cannot receive emails & more",
            url: "https://support.harbour.test/support/1318",
            entries,
            recipient_name: "Zoë",
            side,
            asks_for_rating: false,
        };
        missed(&locale, &Zone::named("Europe/Berlin"), &about)
    }

    fn all_kinds() -> Vec<Entry> {
        vec![
            entry(2, Some(agent()), message(MessageKind::Reply, "Hello,\nsee https://a.test/?b=1&c=2.\n\n<b>Bye</b>")),
            entry(3, Some(agent()), message(MessageKind::Note, "secret")),
            entry(4, Some(agent()), What::Status { from: Status::Open, to: Status::Pending }),
            entry(5, Some(agent()), What::Assigned { to: Some(agent()) }),
            entry(6, Some(agent()), What::Assigned { to: None }),
            entry(7, None, What::Status { from: Status::Resolved, to: Status::Closed }),
            entry(8, None, What::FollowedUp { number: 1400 }),
        ]
    }

    #[test]
    fn the_plain_text_says_it_all() {
        let letter = letter("#0b7285", Side::Client, &all_kinds());
        assert_eq!(letter.subject, "[Harbour Studio] Ticket 1318: Cannot receive emails & more");
        let expected = "\
Hello Zoë,

There is news in ticket 1318, “Cannot receive emails & more”:

Ada <Agent> wrote on 23 Nov 2026, 15:05:

  Hello,
  see https://a.test/?b=1&c=2.

  <b>Bye</b>

Ada <Agent> changed the status from Open to Pending on 23 Nov 2026, 15:05.

Ada <Agent> assigned the ticket to Ada <Agent> on 23 Nov 2026, 15:05.

Ada <Agent> left the ticket without an assignee on 23 Nov 2026, 15:05.

The status changed from Resolved to Closed on 23 Nov 2026, 15:05.

Somebody continued in ticket 1400 on 23 Nov 2026, 15:05.

Read and answer
https://support.harbour.test/support/1318

You receive this e-mail because your company wrote to Harbour Studio about this ticket and you were away from its page.
";
        assert_eq!(letter.text, expected);
    }

    #[test]
    fn the_html_says_the_same_escaped_and_with_links() {
        let html = letter("#0b7285", Side::Client, &all_kinds()).html;
        for part in [
            "<p>There is news in ticket 1318, “Cannot receive emails &amp; more”:</p>",
            "Ada &lt;Agent&gt; wrote on 23 Nov 2026, 15:05:</p>",
            "Hello,<br>see <a href=\"https://a.test/?b=1&amp;c=2\" ",
            "&lt;b&gt;Bye&lt;/b&gt;</p>",
            "<p>The status changed from Resolved to Closed on 23 Nov 2026, 15:05.</p>",
            "<a href=\"https://support.harbour.test/support/1318\"",
            "4px solid #0b7285",
            "You receive this e-mail because",
        ] {
            assert!(html.contains(part), "{part}\n{html}");
        }
    }

    #[test]
    fn files_are_named_and_stay_where_they_are() {
        let mut said = message(MessageKind::Reply, "");
        let file = sample::attachment("Grün & <b>.pdf", FileType::Pdf);
        if let What::Message { attachments, .. } = &mut said {
            attachments.push(file.clone());
        }
        let letter = letter("#0b7285", Side::Client, &[entry(2, Some(agent()), said)]);
        let url = format!("https://support.harbour.test{}", file.address());
        let text = format!("15:05:\n\n  Attached: Grün & <b>.pdf (PDF · 1.4 MB)\n  {url}\n");
        assert!(letter.text.contains(&text), "{}", letter.text);
        let html = format!("<a href=\"{url}\">Attached: Grün &amp; &lt;b&gt;.pdf (PDF · 1.4 MB)</a>");
        assert!(letter.html.contains(&html), "{}", letter.html);
    }

    #[test]
    fn notes_are_for_staff() {
        let client = letter("#0b7285", Side::Client, &all_kinds());
        assert!(!client.text.contains("secret") && !client.html.contains("secret"));
        let staff = letter("#0b7285", Side::Staff, &all_kinds());
        assert!(staff.text.contains("left a note for staff") && staff.html.contains("secret"));
        assert!(staff.text.contains("because you answer tickets at Harbour Studio"));
    }

    #[test]
    fn only_a_colour_is_taken_for_one() {
        let html = letter("red;background:url(x)", Side::Client, &all_kinds()).html;
        assert!(html.contains("4px solid #808080") && !html.contains("url("), "{html}");
    }
}
