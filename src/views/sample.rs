//! What the tests of the views show.

use crate::clock::Timestamp;
use crate::domain::attachment::{Attachment, FileType};
use crate::domain::inbox::TicketRow;
use crate::domain::organisation::Organisation;
use crate::domain::people::{Caller, Role, Side};
use crate::domain::rating::LastRating;
use crate::domain::thread::{Author, Entry, MessageKind, What};
use crate::domain::ticket::{Source, Status, Ticket};
use crate::id::{Chance, CustomerId, FileId, MembershipId, MessageId, OrganisationId, SessionId, TicketId, UserId};
use crate::views::frame::Frame;
use crate::words::{Catalogues, Locale, Zone};

/// 23 November 2026, 14:05 UTC.
pub(super) const NOW: Timestamp = Timestamp::from_millis(1_795_442_700_000);

/// Chance that is none: the same ids in every run.
#[derive(Debug)]
struct Same(u8);

impl Chance for Same {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(self.0);
    }
}

pub(super) fn locale() -> Locale {
    Catalogues::embedded().expect("the catalogues are built in").choose(&["en"])
}

pub(super) fn agent() -> Author {
    Author { membership_id: MembershipId::new(NOW, &Same(1)), name: "Agent <b>One</b>".to_owned(), role: Role::Agent }
}

pub(super) fn client() -> Author {
    Author { membership_id: MembershipId::new(NOW, &Same(2)), name: "Client".to_owned(), role: Role::Client }
}

pub(super) fn message(number: i64, author: Author, kind: MessageKind, body: &str) -> Entry {
    let id = MessageId::new(NOW, &Same(u8::try_from(number).unwrap_or(0)));
    Entry {
        number,
        at: NOW,
        author: Some(author),
        what: What::Message { id, kind, body: body.to_owned(), attachments: Vec::new() },
    }
}

pub(super) fn attachment(name: &str, media_type: FileType) -> Attachment {
    let pixels = media_type.is_picture().then_some(640);
    Attachment {
        id: FileId::new(NOW, &Same(7)),
        uploader_id: client().membership_id,
        name: name.to_owned(),
        media_type,
        size: 1_468_006,
        width: pixels,
        height: pixels,
        created_at: NOW,
    }
}

pub(super) fn event(number: i64, author: Option<Author>, what: What) -> Entry {
    Entry { number, at: NOW, author, what }
}

pub(super) fn ticket(status: Status) -> Ticket {
    Ticket {
        id: TicketId::new(NOW, &Same(3)),
        number: 318,
        customer_id: CustomerId::new(NOW, &Same(4)),
        customer_name: "Northwind Ltd".to_owned(),
        subject: "Cannot <i>receive</i> emails".to_owned(),
        status,
        source: Source::Portal,
        requester_id: None,
        requester_name: Some("Client".to_owned()),
        assignee_id: None,
        assignee_name: None,
        follows: None,
        invoice_id: None,
        invoice_number: None,
        project_id: None,
        project_name: None,
        created_at: NOW,
        resolved_at: None,
        resolved_assignee_id: None,
        last_rating: LastRating::default(),
        tags: String::new(),
        head: 1,
    }
}

/// All that a frame borrows.
pub(super) struct Reading {
    locale: Locale,
    zone: Zone,
    organisation: Organisation,
    caller: Caller,
}

impl Reading {
    pub(super) fn by(role: Role) -> Self {
        Self {
            locale: locale(),
            zone: Zone::named("Europe/Berlin"),
            organisation: Organisation {
                id: OrganisationId::new(NOW, &Same(5)),
                slug: "harbour-studio".to_owned(),
                name: "Harbour </script><b>Studio".to_owned(),
                accent: "#3257d6".to_owned(),
                language: "en".to_owned(),
                time_zone: "Europe/Berlin".to_owned(),
                domain: None,
                logo_id: None,
            },
            caller: Caller {
                session_id: SessionId::new(NOW, &Same(6)),
                user_id: UserId::new(NOW, &Same(7)),
                membership_id: client().membership_id,
                organisation_id: OrganisationId::new(NOW, &Same(5)),
                name: "\"><i>Carla".to_owned(),
                email: "carla@example.org".to_owned(),
                role,
                customer_id: None,
                language: None,
                time_zone: "Europe/Berlin".to_owned(),
                address: String::new(),
                viewed_by: None,
            },
        }
    }

    pub(super) fn frame(&self) -> Frame<'_> {
        Frame {
            locale: &self.locale,
            zone: &self.zone,
            now: NOW,
            organisation: Some(&self.organisation),
            viewer: Some(&self.caller),
            assets: "1",
            desk: None,
            around: None,
        }
    }
}

pub(super) fn row(number: i64) -> TicketRow {
    TicketRow {
        id: TicketId::new(NOW, &Same(3)),
        number,
        subject: "Cannot <i>receive</i> emails".to_owned(),
        customer_name: "North & West".to_owned(),
        status: Status::Open,
        source: Source::Email,
        requester_name: None,
        assignee_id: None,
        assignee_name: None,
        excerpt: "<img src=x onerror=alert(1)>".to_owned(),
        excerpt_author: "Client".to_owned(),
        excerpt_side: Side::Client,
        moved_at: NOW,
        unread: true,
        stars: None,
        awaits_rating: false,
    }
}
