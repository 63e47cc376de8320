//! The audit log: who changed what, when, from where, and what it was before and after.

use serde_json::{Map, Value};

use crate::clock::Timestamp;
use crate::domain::people::MembershipStatus;
use crate::domain::{UnknownText, text_enum};
use crate::id::{AuditId, MembershipId};

text_enum! {
    /// What was done.
    Action {
        /// The organisation was set up.
        OrganisationAdded = "organisation.added",
        /// The company's profile was changed.
        CompanyChanged = "company.changed",
        /// It was chosen anew how invoices are rounded and paid.
        InvoiceSettingsChanged = "invoice_settings.changed",
        /// The list of what is left to be set up was put away or brought back.
        StartListChanged = "start.list",
        /// A logo was set or removed.
        LogoChanged = "company.logo",
        /// The portal's domain was set by whoever runs the server.
        DomainChanged = "organisation.domain",
        /// The mail server was set or removed.
        MailServerChanged = "mail_server.changed",
        /// A test mail was sent.
        MailServerTested = "mail_server.tested",
        /// A mail that had not gone out was put on its way again.
        MailRetried = "mail.retried",
        /// Somebody was invited.
        Invited = "invite.sent",
        /// An invitation was sent again.
        InviteResent = "invite.resent",
        /// An invitation's link was copied.
        InviteLinkCopied = "invite.link_copied",
        /// An invitation was changed before it was accepted.
        InviteChanged = "invite.changed",
        /// An invitation was withdrawn.
        InviteWithdrawn = "invite.withdrawn",
        /// An invitation was accepted.
        InviteAccepted = "invite.accepted",
        /// A membership was added by whoever runs the server.
        MembershipAdded = "membership.added",
        /// A role was changed.
        RoleChanged = "membership.role",
        /// A client's linked customer was changed.
        LinkChanged = "membership.customer",
        /// A membership was deactivated.
        Deactivated = "membership.deactivated",
        /// A membership was reactivated.
        Reactivated = "membership.reactivated",
        /// Somebody signed in.
        SignedIn = "session.started",
        /// Somebody signed out or ended one of their sessions.
        SignedOut = "session.ended",
        /// A password was changed by its owner.
        PasswordChanged = "user.password",
        /// Whoever runs the server made a link to set a new password.
        PasswordLinkMade = "user.password_link",
        /// A forgotten password was replaced.
        PasswordReset = "user.password_reset",
        /// The link for a forgotten password was copied from a kept mail.
        ResetLinkCopied = "user.reset_link_copied",
        /// The link that confirms an address was copied from a kept mail.
        AddressLinkCopied = "user.address_link_copied",
        /// A profile was changed by its owner.
        ProfileChanged = "user.profile",
        /// An address was changed by its owner.
        EmailChanged = "user.email",
        /// Its owner asked for another address, which is not confirmed yet.
        EmailAsked = "user.email_asked",
        /// An address was confirmed.
        AddressConfirmed = "user.confirmed",
        /// Staff began to look at the portal as a client.
        ViewStarted = "view_as.started",
        /// They stopped.
        ViewEnded = "view_as.ended",
        /// A customer was added.
        CustomerAdded = "customer.added",
        /// A customer was changed.
        CustomerChanged = "customer.changed",
        /// A customer was archived.
        CustomerArchived = "customer.archived",
        /// An archived customer was brought back.
        CustomerRestored = "customer.restored",
        /// A customer with nothing on it was deleted.
        CustomerDeleted = "customer.deleted",
        /// Customers were brought in from a file.
        CustomersImported = "customer.imported",
        /// A note was written about a customer.
        CustomerNoted = "customer.noted",
        /// It was changed.
        NoteChanged = "customer.note_changed",
        /// It was deleted.
        NoteDeleted = "customer.note_deleted",
        /// It was brought back.
        NoteRestored = "customer.note_restored",
        /// A contact was added.
        ContactAdded = "contact.added",
        /// A contact was changed.
        ContactChanged = "contact.changed",
        /// A contact was deleted.
        ContactDeleted = "contact.deleted",
        /// A ticket was opened.
        TicketOpened = "ticket.opened",
        /// A reply was posted.
        TicketReplied = "ticket.replied",
        /// A note was left.
        TicketNoted = "ticket.noted",
        /// A ticket's status was changed.
        TicketStatus = "ticket.status",
        /// A ticket was assigned.
        TicketAssigned = "ticket.assigned",
        /// A ticket was moved to another customer.
        TicketMoved = "ticket.customer",
        /// A file was uploaded, to be sent with a message.
        AttachmentAdded = "attachment.added",
        /// A client rated how a ticket was resolved.
        TicketRated = "ticket.rated",
        /// A ticket's tags were changed.
        TicketTagged = "ticket.tags",
        /// An article was added.
        ArticleAdded = "article.added",
        /// A draft of an article was deleted.
        ArticleDeleted = "article.deleted",
        /// An article was changed, published or hidden.
        ArticleChanged = "article.changed",
        /// A picture for articles was uploaded.
        PictureAdded = "article.picture",
        /// Articles were imported.
        ArticlesImported = "article.imported",
        /// Every node was asked to read the articles anew.
        Reindexed = "article.reindexed",
        /// An article was marked as a ticket's solution, from which it learns.
        LessonTaught = "lesson.taught",
        /// What an article had learned was undone.
        LessonUndone = "lesson.undone",
        /// What was undone counts again.
        LessonRestored = "lesson.restored",
        /// Answered tickets were imported for articles to learn from.
        LessonsImported = "lesson.imported",
        /// A search that found nothing was put away from the report.
        SearchDismissed = "search.dismissed",
        /// It was brought back.
        SearchBroughtBack = "search.brought_back",
        /// Somebody pressed Pay.
        PaymentOpened = "payment.opened",
        /// A payment by card came in.
        CardPaid = "payment.received",
        /// Somebody ordered a payment by card to be returned.
        RefundOrdered = "payment.refund_ordered",
        /// A payment by card, or a part of it, went back.
        CardRefunded = "payment.refunded",
        /// The bank took a payment back until a dispute is decided.
        CardDisputed = "payment.disputed",
        /// A dispute was won.
        DisputeWon = "payment.dispute_won",
        /// Another account takes the payments, or none.
        PaymentAccountChosen = "payment.account",
        /// The account can take payments, or cannot any more.
        PaymentAccountMoved = "payment.account_standing",
        /// An invoice was begun.
        InvoiceDrafted = "invoice.drafted",
        /// An invoice was changed before it was sent.
        InvoiceChanged = "invoice.changed",
        /// A draft of an invoice was deleted.
        InvoiceDeleted = "invoice.deleted",
        /// An invoice was sent: it has its number, and its text is fixed.
        InvoiceSent = "invoice.sent",
        /// It was sent again.
        InvoiceResent = "invoice.resent",
        /// It was taken back.
        InvoiceVoided = "invoice.voided",
        /// Money that came in for it was recorded by hand.
        PaymentRecorded = "invoice.payment",
        /// Money that went back was recorded by hand.
        RefundRecorded = "invoice.refund",
        /// A part of it is not asked for any more.
        InvoiceCredited = "invoice.credited",
        /// Invoices and payments were brought in from files.
        InvoicesImported = "invoice.imported",
        /// A project was begun.
        ProjectAdded = "project.added",
        /// What a project says was changed.
        ProjectChanged = "project.changed",
        /// A project's status was changed.
        ProjectStatus = "project.status",
        /// A project was archived.
        ProjectArchived = "project.archived",
        /// An archived project was brought back.
        ProjectRestored = "project.restored",
        /// A project with nothing on it was deleted.
        ProjectDeleted = "project.deleted",
        /// A milestone was added to a project.
        MilestoneAdded = "milestone.added",
        /// A milestone was changed.
        MilestoneChanged = "milestone.changed",
        /// A milestone was ticked: it is done.
        MilestoneDone = "milestone.done",
        /// A milestone is not done again.
        MilestoneReopened = "milestone.reopened",
        /// The milestones of a project were put into another order.
        MilestonesOrdered = "milestone.ordered",
        /// A milestone was removed.
        MilestoneRemoved = "milestone.removed",
        /// An update of a project was posted.
        UpdatePosted = "update.posted",
        /// An update was changed.
        UpdateEdited = "update.edited",
        /// An update was deleted.
        UpdateDeleted = "update.deleted",
        /// The audit log was exported.
        AuditExported = "audit.exported",
    }
}

text_enum! {
    /// Actions of one kind, among which people look.
    Group {
        /// Who may come in, as what.
        People = "people",
        /// Signing in and out, passwords, profiles.
        SignIn = "sign_in",
        /// Looking on as a client.
        ViewAs = "view_as",
        /// Customers and their contacts.
        Customers = "customers",
        /// Tickets.
        Tickets = "tickets",
        /// The help centre.
        Help = "help",
        /// Projects, their milestones and updates.
        Projects = "projects",
        /// Invoices and what was paid of them.
        Money = "money",
        /// The organisation itself, its settings, this log.
        Settings = "settings",
    }
}

impl Action {
    /// The kind it is of.
    #[expect(clippy::too_many_lines, reason = "a list")]
    pub const fn group(self) -> Group {
        match self {
            Self::Invited
            | Self::InviteResent
            | Self::InviteLinkCopied
            | Self::InviteChanged
            | Self::InviteWithdrawn
            | Self::InviteAccepted
            | Self::MembershipAdded
            | Self::RoleChanged
            | Self::LinkChanged
            | Self::Deactivated
            | Self::Reactivated => Group::People,
            Self::SignedIn
            | Self::SignedOut
            | Self::PasswordChanged
            | Self::PasswordReset
            | Self::ProfileChanged
            | Self::EmailChanged
            | Self::EmailAsked
            | Self::AddressConfirmed
            | Self::PasswordLinkMade
            | Self::ResetLinkCopied
            | Self::AddressLinkCopied => Group::SignIn,
            Self::ViewStarted | Self::ViewEnded => Group::ViewAs,
            Self::CustomerAdded
            | Self::CustomerChanged
            | Self::CustomerArchived
            | Self::CustomerRestored
            | Self::CustomerDeleted
            | Self::CustomersImported
            | Self::CustomerNoted
            | Self::NoteChanged
            | Self::NoteDeleted
            | Self::NoteRestored
            | Self::ContactAdded
            | Self::ContactChanged
            | Self::ContactDeleted => Group::Customers,
            Self::TicketOpened
            | Self::TicketReplied
            | Self::TicketNoted
            | Self::TicketStatus
            | Self::TicketAssigned
            | Self::TicketMoved
            | Self::AttachmentAdded
            | Self::TicketRated
            | Self::TicketTagged => Group::Tickets,
            Self::ArticleChanged
            | Self::ArticlesImported
            | Self::Reindexed
            | Self::LessonTaught
            | Self::LessonUndone
            | Self::LessonRestored
            | Self::LessonsImported
            | Self::ArticleAdded
            | Self::ArticleDeleted
            | Self::PictureAdded
            | Self::SearchDismissed
            | Self::SearchBroughtBack => Group::Help,
            Self::InvoiceDrafted
            | Self::InvoiceChanged
            | Self::InvoiceDeleted
            | Self::InvoiceSent
            | Self::InvoiceResent
            | Self::InvoiceVoided
            | Self::PaymentRecorded
            | Self::RefundRecorded
            | Self::InvoiceCredited
            | Self::InvoicesImported
            | Self::PaymentOpened
            | Self::CardPaid
            | Self::RefundOrdered
            | Self::CardRefunded
            | Self::CardDisputed
            | Self::DisputeWon => Group::Money,
            Self::ProjectAdded
            | Self::ProjectChanged
            | Self::ProjectStatus
            | Self::ProjectArchived
            | Self::ProjectRestored
            | Self::ProjectDeleted
            | Self::MilestoneAdded
            | Self::MilestoneChanged
            | Self::MilestoneDone
            | Self::MilestoneReopened
            | Self::MilestonesOrdered
            | Self::MilestoneRemoved
            | Self::UpdatePosted
            | Self::UpdateEdited
            | Self::UpdateDeleted => Group::Projects,
            Self::OrganisationAdded
            | Self::CompanyChanged
            | Self::InvoiceSettingsChanged
            | Self::LogoChanged
            | Self::StartListChanged
            | Self::DomainChanged
            | Self::MailServerChanged
            | Self::PaymentAccountChosen
            | Self::PaymentAccountMoved
            | Self::MailServerTested
            | Self::MailRetried
            | Self::AuditExported => Group::Settings,
        }
    }
}

impl Group {
    /// The actions of this kind, in the order in which they are declared.
    pub fn actions(self) -> impl Iterator<Item = Action> {
        Action::ALL.iter().copied().filter(move |action| action.group() == self)
    }
}

/// Stands for whoever runs the server, who has no name here.
pub const COMMAND_LINE: &str = "command line";

/// Something that was done, before it is written.
#[derive(Clone, Debug)]
pub struct Deed {
    /// What.
    pub action: Action,
    /// The record's id.
    pub subject_id: Option<String>,
    /// What the record is called, so that the log can be read when it is gone.
    pub subject: String,
    /// The fields that changed, as they were.
    pub before: Map<String, Value>,
    /// The fields that changed, as they are.
    pub after: Map<String, Value>,
}

impl Deed {
    /// Nothing changed but that it happened.
    #[expect(clippy::needless_pass_by_value, reason = "ids and numbers are passed as they are")]
    pub fn of(action: Action, subject_id: impl ToString, subject: impl Into<String>) -> Self {
        Self {
            action,
            subject_id: Some(subject_id.to_string()),
            subject: subject.into(),
            before: Map::new(),
            after: Map::new(),
        }
    }

    /// The same about no single record.
    pub fn of_all(action: Action) -> Self {
        Self { subject_id: None, ..Self::of(action, "", "") }
    }

    /// Adds a field, unless it stayed as it was.
    #[must_use]
    pub fn field(mut self, name: &str, before: impl Into<Value>, after: impl Into<Value>) -> Self {
        let (before, after) = (before.into(), after.into());
        if before != after {
            self.before.insert(name.to_owned(), before);
            self.after.insert(name.to_owned(), after);
        }
        self
    }

    /// Whether no field changed: then there is nothing to be recorded of a change.
    pub fn is_empty(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }
}

/// A line of the log.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Line {
    /// Its id.
    pub id: AuditId,
    /// What was done.
    pub action: Action,
    /// Who did it; none for the command line and for what happens by itself.
    pub actor_id: Option<MembershipId>,
    /// Their name and address at the time.
    pub actor: String,
    /// Whether they may still use their membership; none when they had none.
    pub actor_status: Option<MembershipStatus>,
    /// The network address they came from.
    pub address: String,
    /// The record's id.
    pub subject_id: Option<String>,
    /// What the record was called.
    pub subject: String,
    /// The fields that changed, as they were: a JSON object.
    pub before: String,
    /// The fields that changed, as they are: a JSON object.
    pub after: String,
    /// When.
    pub at: Timestamp,
}

impl Line {
    /// Who did it.
    pub fn by(&self) -> By<'_> {
        match (self.actor_id, self.actor_status) {
            (Some(id), status) => {
                By::Member { id, name: &self.actor, is_active: status == Some(MembershipStatus::Active) }
            }
            (None, _) if self.actor.is_empty() => By::Itself,
            (None, _) if self.actor == COMMAND_LINE => By::CommandLine,
            (None, _) => By::Somebody(&self.actor),
        }
    }

    /// Where it stands in the log.
    pub const fn place(&self) -> Place {
        Place { at: self.at, id: self.id }
    }

    /// Every field that changed: its name, what it was and what it is.
    pub fn changes(&self) -> Vec<(String, Value, Value)> {
        let read = |text: &str| serde_json::from_str::<Map<String, Value>>(text).unwrap_or_default();
        let (mut before, after) = (read(&self.before), read(&self.after));
        let mut changes: Vec<_> = after
            .into_iter()
            .map(|(name, after)| {
                let before = before.remove(&name).unwrap_or_default();
                (name, before, after)
            })
            .collect();
        changes.extend(before.into_iter().map(|(name, before)| (name, before, Value::Null)));
        changes
    }
}

/// Who did something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By<'a> {
    /// A member.
    Member {
        /// Their membership.
        id: MembershipId,
        /// Their name and address at the time.
        name: &'a str,
        /// Whether they may still use it.
        is_active: bool,
    },
    /// Somebody who was not signed in.
    Somebody(&'a str),
    /// Whoever runs the server.
    CommandLine,
    /// It happened by itself.
    Itself,
}

/// Where a line stands in the log: later lines stand above. Written `{milliseconds}-{id}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// When it was written.
    pub at: Timestamp,
    /// Its id.
    pub id: AuditId,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.at.as_millis(), self.id)
    }
}

impl std::str::FromStr for Place {
    type Err = UnknownText;
    fn from_str(text: &str) -> Result<Self, UnknownText> {
        let unknown = || UnknownText("place in the log");
        let (at, id) = text.split_once('-').ok_or_else(unknown)?;
        let at = at.parse().map(Timestamp::from_millis).map_err(|_| unknown())?;
        Ok(Self { at, id: id.parse().map_err(|_| unknown())? })
    }
}

/// Which lines are wanted; the default is all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// By whom.
    pub who: Option<Who>,
    /// Of which kind.
    pub kind: Option<Kind>,
    /// What the record's name holds, as it was typed.
    pub about: String,
    /// From this time on.
    pub from: Option<Timestamp>,
    /// Before this time.
    pub until: Option<Timestamp>,
}

/// By whom something was done, as one looks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// By this member.
    Member(MembershipId),
    /// By nobody who was signed in.
    NoMember,
}

impl std::fmt::Display for Who {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Member(id) => id.fmt(f),
            Self::NoMember => f.write_str("nobody"),
        }
    }
}

impl std::str::FromStr for Who {
    type Err = UnknownText;
    fn from_str(text: &str) -> Result<Self, UnknownText> {
        match text {
            "nobody" => Ok(Self::NoMember),
            id => id.parse().map(Self::Member).map_err(|_| UnknownText("person")),
        }
    }
}

/// What was done, as one looks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Anything of this kind.
    Group(Group),
    /// This.
    Action(Action),
}

impl Kind {
    /// Every action it stands for.
    pub fn actions(self) -> Vec<Action> {
        match self {
            Self::Group(group) => group.actions().collect(),
            Self::Action(action) => vec![action],
        }
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Group(group) => group.fmt(f),
            Self::Action(action) => action.fmt(f),
        }
    }
}

impl std::str::FromStr for Kind {
    type Err = UnknownText;
    fn from_str(text: &str) -> Result<Self, UnknownText> {
        text.parse().map(Self::Group).or_else(|_| text.parse().map(Self::Action))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_that_stayed_is_left_out() {
        let deed = Deed::of(Action::CustomerChanged, "1", "Northwind").field("name", "A", "A").field("phone", "", "1");
        assert_eq!(Value::Object(deed.after).to_string(), r#"{"phone":"1"}"#);
        assert_eq!(Value::Object(deed.before).to_string(), r#"{"phone":""}"#);
    }

    #[test]
    fn every_kind_has_actions_and_no_kind_is_called_like_an_action() {
        for group in Group::ALL {
            assert!(group.actions().next().is_some(), "{group}");
            assert_eq!(group.as_str().parse::<Kind>().ok(), Some(Kind::Group(*group)));
        }
        for action in Action::ALL {
            assert_eq!(action.as_str().parse::<Kind>().ok(), Some(Kind::Action(*action)));
        }
    }

    #[test]
    fn a_place_survives_its_text() {
        let at = Timestamp::from_millis(1_795_428_000_000);
        let place = Place { at, id: AuditId::new(at, &crate::id::SystemChance) };
        assert_eq!(place.to_string().parse::<Place>().ok(), Some(place));
        for wrong in ["", "1", "1-", "-1", "x-0197", "1-2-3"] {
            assert!(wrong.parse::<Place>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn changes_pair_what_was_with_what_is() {
        let mut line = line();
        line.before = r#"{"name":"A","gone":1}"#.to_owned();
        line.after = r#"{"name":"B","new":true}"#.to_owned();
        let changes = line.changes();
        assert_eq!(changes.len(), 3, "{changes:?}");
        assert!(changes.contains(&("name".to_owned(), "A".into(), "B".into())));
        assert!(changes.contains(&("gone".to_owned(), 1.into(), Value::Null)));
        assert!(changes.contains(&("new".to_owned(), Value::Null, true.into())));
        line.after = "not JSON".to_owned();
        assert_eq!(line.changes().len(), 2, "what cannot be read is not there, and the line is");
    }

    #[test]
    fn whoever_is_not_a_member_is_told_apart() {
        let mut line = line();
        assert_eq!(line.by(), By::Itself);
        line.actor = COMMAND_LINE.to_owned();
        assert_eq!(line.by(), By::CommandLine);
        line.actor = "Ada <ada@navy.test>".to_owned();
        assert_eq!(line.by(), By::Somebody("Ada <ada@navy.test>"));
        let id = MembershipId::new(line.at, &crate::id::SystemChance);
        line.actor_id = Some(id);
        line.actor_status = Some(MembershipStatus::Deactivated);
        assert_eq!(line.by(), By::Member { id, name: "Ada <ada@navy.test>", is_active: false });
    }

    fn line() -> Line {
        let at = Timestamp::from_millis(1_795_428_000_000);
        Line {
            id: AuditId::new(at, &crate::id::SystemChance),
            action: Action::CustomerChanged,
            actor_id: None,
            actor: String::new(),
            actor_status: None,
            address: String::new(),
            subject_id: None,
            subject: String::new(),
            before: "{}".to_owned(),
            after: "{}".to_owned(),
            at,
        }
    }
}
