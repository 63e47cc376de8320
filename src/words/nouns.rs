//! The names that people read for the values of the domain.

use super::msg::{
    attachments, common, company, customer_import, customer_list, customer_notes, error, invoice_settings, invoices,
    payments, projects, ratings, settings,
};
use super::{Locale, Msg};
use crate::domain::article::{ArticleStatus, Visibility};
use crate::domain::attachment::{BadAttachment, Family, MAX_FILES};
use crate::domain::audit::{Action, Group};
use crate::domain::customer;
use crate::domain::hours::Weekday;
use crate::domain::input::Problem;
use crate::domain::invoice::{self, EntryKind, Method, Order, Shelf, TaxRounding};
use crate::domain::money::Quantity;
use crate::domain::people::{MembershipStatus, Role};
use crate::domain::picture::BadPicture;
use crate::domain::project::{self, ProjectShelf};
use crate::domain::rating::{Reason, Stars};
use crate::domain::rights::Right;
use crate::domain::ticket::{Source, Status};

/// A status: `Open`.
pub const fn status(status: Status) -> Msg {
    match status {
        Status::Open => common::STATUS_OPEN,
        Status::Pending => common::STATUS_PENDING,
        Status::Resolved => common::STATUS_RESOLVED,
        Status::Closed => common::STATUS_CLOSED,
    }
}

/// An order of customers: `Name`.
pub const fn customer_order(order: customer::Order) -> Msg {
    match order {
        customer::Order::Name => customer_list::CUSTOMER_ORDER_NAME,
        customer::Order::Contact => customer_list::CUSTOMER_ORDER_CONTACT,
        customer::Order::Quiet => customer_list::CUSTOMER_ORDER_QUIET,
        customer::Order::Balance => customer_list::CUSTOMER_ORDER_BALANCE,
    }
}

/// Where a ticket came from: `Portal`.
pub const fn source(source: Source) -> Msg {
    match source {
        Source::Portal => common::SOURCE_PORTAL,
        Source::Email => common::SOURCE_EMAIL,
        Source::Desk => common::SOURCE_DESK,
        Source::Widget => common::SOURCE_WIDGET,
        Source::Api => common::SOURCE_API,
    }
}

/// What so many stars mean: `Excellent`.
pub const fn stars(stars: Stars) -> Msg {
    match stars.count() {
        1 => ratings::RATING_MEANING_1,
        2 => ratings::RATING_MEANING_2,
        3 => ratings::RATING_MEANING_3,
        4 => ratings::RATING_MEANING_4,
        _ => ratings::RATING_MEANING_5,
    }
}

/// Why a ticket was rated so: `Quick answer`.
pub const fn reason(reason: Reason) -> Msg {
    match reason {
        Reason::Quick => ratings::REASON_QUICK,
        Reason::Solved => ratings::REASON_SOLVED,
        Reason::Expert => ratings::REASON_EXPERT,
        Reason::Clear => ratings::REASON_CLEAR,
        Reason::Friendly => ratings::REASON_FRIENDLY,
        Reason::Slow => ratings::REASON_SLOW,
        Reason::Unsolved => ratings::REASON_UNSOLVED,
        Reason::Inexpert => ratings::REASON_INEXPERT,
        Reason::Unclear => ratings::REASON_UNCLEAR,
        Reason::Unfriendly => ratings::REASON_UNFRIENDLY,
    }
}

/// How an invoice stands: `Partially paid`.
pub const fn invoice_status(status: invoice::Status) -> Msg {
    match status {
        invoice::Status::Draft => invoices::INVOICE_STATUS_DRAFT,
        invoice::Status::Sent => invoices::INVOICE_STATUS_SENT,
        invoice::Status::PartiallyPaid => invoices::INVOICE_STATUS_PARTIALLY_PAID,
        invoice::Status::Paid => invoices::INVOICE_STATUS_PAID,
        invoice::Status::Overdue => invoices::INVOICE_STATUS_OVERDUE,
        invoice::Status::Void => invoices::INVOICE_STATUS_VOID,
    }
}

/// A list of invoices: `Outstanding`.
pub const fn shelf(shelf: Shelf) -> Msg {
    match shelf {
        Shelf::All => invoices::INVOICE_SHELF_ALL,
        Shelf::Draft => invoices::INVOICE_STATUS_DRAFT,
        Shelf::Outstanding => invoices::INVOICE_SHELF_OUTSTANDING,
        Shelf::Overdue => invoices::INVOICE_STATUS_OVERDUE,
        Shelf::PartiallyPaid => invoices::INVOICE_STATUS_PARTIALLY_PAID,
        Shelf::Paid => invoices::INVOICE_STATUS_PAID,
        Shelf::Void => invoices::INVOICE_STATUS_VOID,
    }
}

/// The order of a list of invoices: `Due first`.
pub const fn invoice_order(order: Order) -> Msg {
    match order {
        Order::Changed => invoices::INVOICE_ORDER_CHANGED,
        Order::Issued => invoices::INVOICE_ORDER_ISSUED,
        Order::Due => invoices::INVOICE_ORDER_DUE,
    }
}

/// Where a project is: `On hold`.
pub const fn project_status(status: project::Status) -> Msg {
    match status {
        project::Status::Planned => projects::PROJECT_STATUS_PLANNED,
        project::Status::Active => projects::PROJECT_STATUS_ACTIVE,
        project::Status::OnHold => projects::PROJECT_STATUS_ON_HOLD,
        project::Status::Completed => projects::PROJECT_STATUS_COMPLETED,
        project::Status::Cancelled => projects::PROJECT_STATUS_CANCELLED,
    }
}

/// A list of projects: `Current`.
pub const fn project_shelf(shelf: ProjectShelf) -> Msg {
    match shelf {
        ProjectShelf::Current => projects::PROJECT_SHELF_CURRENT,
        ProjectShelf::Planned => projects::PROJECT_STATUS_PLANNED,
        ProjectShelf::Active => projects::PROJECT_STATUS_ACTIVE,
        ProjectShelf::OnHold => projects::PROJECT_STATUS_ON_HOLD,
        ProjectShelf::Completed => projects::PROJECT_STATUS_COMPLETED,
        ProjectShelf::Cancelled => projects::PROJECT_STATUS_CANCELLED,
        ProjectShelf::Over => projects::PROJECT_SHELF_OVER,
        ProjectShelf::Archived => projects::PROJECT_SHELF_ARCHIVED,
    }
}

/// How money came: `Bank transfer`.
pub const fn method(method: Method) -> Msg {
    match method {
        Method::Bank => invoices::METHOD_BANK,
        Method::Cash => invoices::METHOD_CASH,
        Method::Card => invoices::METHOD_CARD,
        Method::Cheque => invoices::METHOD_CHEQUE,
        Method::Stripe => invoices::METHOD_STRIPE,
        Method::Other => invoices::METHOD_OTHER,
    }
}

/// What a line of a ledger is about: `Credit note`.
pub const fn entry_kind(kind: EntryKind) -> Msg {
    match kind {
        EntryKind::Payment => invoices::LEDGER_PAYMENT,
        EntryKind::Refund => invoices::LEDGER_REFUND,
        EntryKind::Dispute => invoices::LEDGER_DISPUTE,
        EntryKind::DisputeWon => invoices::LEDGER_DISPUTE_WON,
        EntryKind::CreditNote => invoices::LEDGER_CREDIT_NOTE,
    }
}

/// A role: `Manager`.
pub const fn role(role: Role) -> Msg {
    match role {
        Role::Admin => common::ROLE_ADMIN,
        Role::Manager => common::ROLE_MANAGER,
        Role::Agent => common::ROLE_AGENT,
        Role::Viewer => common::ROLE_VIEWER,
        Role::Client => common::ROLE_CLIENT,
    }
}

/// Whether a membership may be used: `Active`.
pub const fn membership_status(status: MembershipStatus) -> Msg {
    match status {
        MembershipStatus::Active => settings::MEMBERSHIP_ACTIVE,
        MembershipStatus::Deactivated => settings::MEMBERSHIP_DEACTIVATED,
    }
}

/// Whether an article is published: `Draft`.
pub const fn article_status(status: ArticleStatus) -> Msg {
    match status {
        ArticleStatus::Draft => settings::ARTICLE_DRAFT,
        ArticleStatus::Published => settings::ARTICLE_PUBLISHED,
    }
}

/// Who reads an article: `Staff`.
pub const fn visibility(visibility: Visibility) -> Msg {
    match visibility {
        Visibility::Public => settings::VISIBILITY_PUBLIC,
        Visibility::Internal => settings::VISIBILITY_INTERNAL,
    }
}

/// What a role may do or not: `See every ticket, with its notes`.
pub const fn right(right: Right) -> Msg {
    match right {
        Right::ReadTickets => settings::RIGHT_READ_TICKETS,
        Right::WorkOnTickets => settings::RIGHT_WORK_ON_TICKETS,
        Right::AskForSupport => settings::RIGHT_ASK_FOR_SUPPORT,
        Right::ReadCustomers => settings::RIGHT_READ_CUSTOMERS,
        Right::ManageCustomers => settings::RIGHT_MANAGE_CUSTOMERS,
        Right::ViewAsClient => settings::RIGHT_VIEW_AS_CLIENT,
        Right::ReadArticles => settings::RIGHT_READ_ARTICLES,
        Right::WriteArticles => settings::RIGHT_WRITE_ARTICLES,
        Right::ManageUsers => settings::RIGHT_MANAGE_USERS,
        Right::ChangeSettings => settings::RIGHT_CHANGE_SETTINGS,
        Right::ReadInvoices => settings::RIGHT_READ_INVOICES,
        Right::ManageInvoices => settings::RIGHT_MANAGE_INVOICES,
        Right::ReadProjects => projects::RIGHT_READ_PROJECTS,
        Right::ManageProjects => projects::RIGHT_MANAGE_PROJECTS,
        Right::PayInvoices => settings::RIGHT_PAY_INVOICES,
        Right::ReadReports => settings::RIGHT_READ_REPORTS,
        Right::ReadAudit => settings::RIGHT_READ_AUDIT,
    }
}

/// What was done: `Role changed`.
#[expect(clippy::too_many_lines, reason = "a list")]
pub const fn action(action: Action) -> Msg {
    match action {
        Action::OrganisationAdded => settings::ACTION_ORGANISATION_ADDED,
        Action::CompanyChanged => settings::ACTION_COMPANY_CHANGED,
        Action::InvoiceSettingsChanged => settings::ACTION_INVOICE_SETTINGS_CHANGED,
        Action::StartListChanged => settings::ACTION_START_LIST,
        Action::LogoChanged => settings::ACTION_LOGO_CHANGED,
        Action::DomainChanged => settings::ACTION_DOMAIN_CHANGED,
        Action::MailServerChanged => settings::ACTION_MAIL_SERVER_CHANGED,
        Action::MailServerTested => settings::ACTION_MAIL_SERVER_TESTED,
        Action::MailRetried => settings::ACTION_MAIL_RETRIED,
        Action::Invited => settings::ACTION_INVITED,
        Action::InviteResent => settings::ACTION_INVITE_RESENT,
        Action::InviteLinkCopied => settings::ACTION_INVITE_LINK_COPIED,
        Action::InviteChanged => settings::ACTION_INVITE_CHANGED,
        Action::InviteWithdrawn => settings::ACTION_INVITE_WITHDRAWN,
        Action::InviteAccepted => settings::ACTION_INVITE_ACCEPTED,
        Action::MembershipAdded => settings::ACTION_MEMBERSHIP_ADDED,
        Action::RoleChanged => settings::ACTION_ROLE_CHANGED,
        Action::LinkChanged => settings::ACTION_LINK_CHANGED,
        Action::Deactivated => settings::ACTION_DEACTIVATED,
        Action::Reactivated => settings::ACTION_REACTIVATED,
        Action::SignedIn => settings::ACTION_SIGNED_IN,
        Action::SignedOut => settings::ACTION_SIGNED_OUT,
        Action::PasswordChanged => settings::ACTION_PASSWORD_CHANGED,
        Action::PasswordLinkMade => settings::ACTION_PASSWORD_LINK_MADE,
        Action::PasswordReset => settings::ACTION_PASSWORD_RESET,
        Action::ResetLinkCopied => settings::ACTION_RESET_LINK_COPIED,
        Action::AddressLinkCopied => settings::ACTION_ADDRESS_LINK_COPIED,
        Action::ProfileChanged => settings::ACTION_PROFILE_CHANGED,
        Action::EmailChanged => settings::ACTION_EMAIL_CHANGED,
        Action::EmailAsked => settings::ACTION_EMAIL_ASKED,
        Action::AddressConfirmed => settings::ACTION_ADDRESS_CONFIRMED,
        Action::ViewStarted => settings::ACTION_VIEW_STARTED,
        Action::ViewEnded => settings::ACTION_VIEW_ENDED,
        Action::CustomerAdded => settings::ACTION_CUSTOMER_ADDED,
        Action::CustomerChanged => settings::ACTION_CUSTOMER_CHANGED,
        Action::CustomerArchived => settings::ACTION_CUSTOMER_ARCHIVED,
        Action::CustomerRestored => settings::ACTION_CUSTOMER_RESTORED,
        Action::CustomerDeleted => settings::ACTION_CUSTOMER_DELETED,
        Action::CustomersImported => customer_import::ACTION_CUSTOMERS_IMPORTED,
        Action::CustomerNoted => customer_notes::ACTION_CUSTOMER_NOTED,
        Action::NoteChanged => customer_notes::ACTION_NOTE_CHANGED,
        Action::NoteDeleted => customer_notes::ACTION_NOTE_DELETED,
        Action::NoteRestored => customer_notes::ACTION_NOTE_RESTORED,
        Action::ContactAdded => settings::ACTION_CONTACT_ADDED,
        Action::ContactChanged => settings::ACTION_CONTACT_CHANGED,
        Action::ContactDeleted => settings::ACTION_CONTACT_DELETED,
        Action::TicketOpened => settings::ACTION_TICKET_OPENED,
        Action::TicketReplied => settings::ACTION_TICKET_REPLIED,
        Action::TicketNoted => settings::ACTION_TICKET_NOTED,
        Action::TicketStatus => settings::ACTION_TICKET_STATUS,
        Action::TicketAssigned => settings::ACTION_TICKET_ASSIGNED,
        Action::TicketMoved => settings::ACTION_TICKET_MOVED,
        Action::AttachmentAdded => attachments::ACTION_ATTACHMENT_ADDED,
        Action::TicketRated => ratings::ACTION_TICKET_RATED,
        Action::TicketTagged => ratings::ACTION_TICKET_TAGGED,
        Action::ArticleAdded => settings::ACTION_ARTICLE_ADDED,
        Action::ArticleDeleted => settings::ACTION_ARTICLE_DELETED,
        Action::ArticleChanged => settings::ACTION_ARTICLE_CHANGED,
        Action::PictureAdded => settings::ACTION_PICTURE_ADDED,
        Action::ArticlesImported => settings::ACTION_ARTICLES_IMPORTED,
        Action::Reindexed => settings::ACTION_REINDEXED,
        Action::LessonTaught => settings::ACTION_LESSON_TAUGHT,
        Action::LessonUndone => settings::ACTION_LESSON_UNDONE,
        Action::LessonRestored => settings::ACTION_LESSON_RESTORED,
        Action::LessonsImported => settings::ACTION_LESSONS_IMPORTED,
        Action::SearchDismissed => settings::ACTION_SEARCH_DISMISSED,
        Action::SearchBroughtBack => settings::ACTION_SEARCH_BROUGHT_BACK,
        Action::InvoiceDrafted => settings::ACTION_INVOICE_DRAFTED,
        Action::InvoiceChanged => settings::ACTION_INVOICE_CHANGED,
        Action::InvoiceDeleted => settings::ACTION_INVOICE_DELETED,
        Action::InvoiceSent => settings::ACTION_INVOICE_SENT,
        Action::InvoiceResent => settings::ACTION_INVOICE_RESENT,
        Action::InvoiceVoided => settings::ACTION_INVOICE_VOIDED,
        Action::PaymentRecorded => settings::ACTION_PAYMENT_RECORDED,
        Action::RefundRecorded => settings::ACTION_REFUND_RECORDED,
        Action::InvoiceCredited => settings::ACTION_INVOICE_CREDITED,
        Action::InvoicesImported => settings::ACTION_INVOICES_IMPORTED,
        Action::PaymentOpened => payments::ACTION_PAYMENT_OPENED,
        Action::CardPaid => payments::ACTION_CARD_PAID,
        Action::RefundOrdered => payments::ACTION_REFUND_ORDERED,
        Action::CardRefunded => payments::ACTION_CARD_REFUNDED,
        Action::CardDisputed => payments::ACTION_CARD_DISPUTED,
        Action::DisputeWon => payments::ACTION_DISPUTE_WON,
        Action::PaymentAccountChosen => payments::ACTION_PAYMENT_ACCOUNT_CHOSEN,
        Action::PaymentAccountMoved => payments::ACTION_PAYMENT_ACCOUNT_MOVED,
        Action::ProjectAdded => projects::ACTION_PROJECT_ADDED,
        Action::ProjectChanged => projects::ACTION_PROJECT_CHANGED,
        Action::ProjectStatus => projects::ACTION_PROJECT_STATUS,
        Action::ProjectArchived => projects::ACTION_PROJECT_ARCHIVED,
        Action::ProjectRestored => projects::ACTION_PROJECT_RESTORED,
        Action::ProjectDeleted => projects::ACTION_PROJECT_DELETED,
        Action::MilestoneAdded => projects::ACTION_MILESTONE_ADDED,
        Action::MilestoneChanged => projects::ACTION_MILESTONE_CHANGED,
        Action::MilestoneDone => projects::ACTION_MILESTONE_DONE,
        Action::MilestoneReopened => projects::ACTION_MILESTONE_REOPENED,
        Action::MilestonesOrdered => projects::ACTION_MILESTONES_ORDERED,
        Action::MilestoneRemoved => projects::ACTION_MILESTONE_REMOVED,
        Action::UpdatePosted => projects::ACTION_UPDATE_POSTED,
        Action::UpdateEdited => projects::ACTION_UPDATE_EDITED,
        Action::UpdateDeleted => projects::ACTION_UPDATE_DELETED,
        Action::AuditExported => settings::ACTION_AUDIT_EXPORTED,
    }
}

/// A kind of actions: `People and access`.
pub const fn action_group(group: Group) -> Msg {
    match group {
        Group::People => settings::AUDIT_GROUP_PEOPLE,
        Group::SignIn => settings::AUDIT_GROUP_SIGN_IN,
        Group::ViewAs => settings::AUDIT_GROUP_VIEW_AS,
        Group::Customers => settings::AUDIT_GROUP_CUSTOMERS,
        Group::Tickets => settings::AUDIT_GROUP_TICKETS,
        Group::Help => settings::AUDIT_GROUP_HELP,
        Group::Projects => projects::AUDIT_GROUP_PROJECTS,
        Group::Money => settings::AUDIT_GROUP_MONEY,
        Group::Settings => settings::AUDIT_GROUP_SETTINGS,
    }
}

/// What the audit log calls a record's field; the log shows the names of others as they are stored.
pub fn audited(field: &str) -> Option<Msg> {
    Some(match field {
        "account" => payments::AUDITED_ACCOUNT,
        "account_kind" => payments::AUDITED_ACCOUNT_KIND,
        "stripe" => payments::AUDITED_STRIPE,
        "takes_payments" => payments::AUDITED_TAKES_PAYMENTS,
        "stars" => ratings::AUDITED_STARS,
        "accent" => settings::AUDITED_ACCENT,
        "accepted" => settings::AUDITED_ACCEPTED,
        "action" => settings::AUDITED_ACTION,
        "address" => settings::AUDITED_ADDRESS,
        "amount" => settings::AUDITED_AMOUNT,
        "articles" => settings::AUDITED_ARTICLES,
        "assignee" => settings::AUDITED_ASSIGNEE,
        "body" => settings::AUDITED_BODY,
        "browser" => settings::AUDITED_BROWSER,
        "business_hours" => settings::AUDITED_BUSINESS_HOURS,
        "category" => settings::AUDITED_CATEGORY,
        "currency" => settings::AUDITED_CURRENCY,
        "customer" => settings::AUDITED_CUSTOMER,
        "description" => projects::AUDITED_DESCRIPTION,
        "starts_on" => projects::AUDITED_STARTS_ON,
        "progress" => projects::AUDITED_PROGRESS,
        "project" => projects::AUDITED_PROJECT,
        "members" => projects::AUDITED_MEMBERS,
        "milestone" => projects::AUDITED_MILESTONE,
        "milestones" => projects::AUDITED_MILESTONES,
        "domain" => settings::AUDITED_DOMAIN,
        "due_on" => settings::AUDITED_DUE_ON,
        "email" => settings::AUDITED_EMAIL,
        "expires_at" => settings::AUDITED_EXPIRES_AT,
        "from" => settings::AUDITED_FROM,
        "host" => settings::AUDITED_HOST,
        "customers" => settings::AUDITED_CUSTOMERS,
        "invoice" => settings::AUDITED_INVOICE,
        "invoices" => settings::AUDITED_INVOICES,
        "payments" => settings::AUDITED_PAYMENTS,
        "invoice_days" => settings::AUDITED_INVOICE_DAYS,
        "invoice_prefix" => settings::AUDITED_INVOICE_PREFIX,
        "invoice_terms" => settings::AUDITED_INVOICE_TERMS,
        "language" => settings::AUDITED_LANGUAGE,
        "lines" => settings::AUDITED_LINES,
        "logo" => settings::AUDITED_LOGO,
        "membership" => settings::AUDITED_MEMBERSHIP,
        "name" => settings::AUDITED_NAME,
        "note" => settings::AUDITED_NOTE,
        "notes" => settings::AUDITED_NOTES,
        "notify" => settings::AUDITED_NOTIFY,
        "organisation" => settings::AUDITED_ORGANISATION,
        "part_payments" => settings::AUDITED_PART_PAYMENTS,
        "outstanding" => settings::AUDITED_OUTSTANDING,
        "password" => settings::AUDITED_PASSWORD,
        "person" => settings::AUDITED_PERSON,
        "phone" => settings::AUDITED_PHONE,
        "port" => settings::AUDITED_PORT,
        "position" => settings::AUDITED_POSITION,
        "recipient" => settings::AUDITED_RECIPIENT,
        "record" => settings::AUDITED_RECORD,
        "reference" => settings::AUDITED_REFERENCE,
        "role" => settings::AUDITED_ROLE,
        "rows" => settings::AUDITED_ROWS,
        "external_id" => settings::AUDITED_EXTERNAL_ID,
        "security" => settings::AUDITED_SECURITY,
        "sender" => settings::AUDITED_SENDER,
        "shown" => settings::AUDITED_SHOWN,
        "slug" => settings::AUDITED_SLUG,
        "source" => settings::AUDITED_SOURCE,
        "status" => settings::AUDITED_STATUS,
        "tags" => settings::AUDITED_TAGS,
        "tax_number" => settings::AUDITED_TAX_NUMBER,
        "tax_rounding" => settings::AUDITED_TAX_ROUNDING,
        "ways_to_pay" => settings::AUDITED_WAYS_TO_PAY,
        "lessons" => settings::AUDITED_LESSONS,
        "teacher" => settings::AUDITED_TEACHER,
        "ticket" => settings::AUDITED_TICKET,
        "time_zone" => settings::AUDITED_TIME_ZONE,
        "title" => settings::AUDITED_TITLE,
        "total" => settings::AUDITED_TOTAL,
        "until" => settings::AUDITED_UNTIL,
        "username" => settings::AUDITED_USERNAME,
        "visibility" => settings::AUDITED_VISIBILITY,
        _ => return None,
    })
}

/// What is wrong with a field, as it stands beside it.
pub fn problem(locale: &Locale, problem: &Problem) -> String {
    match problem {
        Problem::Missing => locale.text(error::FIELD_MISSING),
        Problem::TooLong { max } => locale.with(error::FIELD_TOO_LONG, &[("count", (*max).into())]),
        Problem::NotAnAddress => locale.text(error::FIELD_NOT_AN_ADDRESS),
        Problem::NotAChoice => locale.text(error::FIELD_NOT_A_CHOICE),
        Problem::NotADomain => locale.text(error::FIELD_NOT_A_DOMAIN),
        Problem::NotAHost => locale.text(error::FIELD_NOT_A_HOST),
        Problem::TooShort { min } => locale.with(error::FIELD_TOO_SHORT, &[("count", (*min).into())]),
        Problem::TooWeak => locale.text(error::FIELD_TOO_WEAK),
        Problem::NotANumber { min, max } => {
            locale.with(error::FIELD_NOT_A_NUMBER, &[("min", (*min).into()), ("max", (*max).into())])
        }
        Problem::TooLarge { kilobytes } => locale.with(error::FIELD_TOO_LARGE, &[("count", (*kilobytes).into())]),
        Problem::NotASlug => locale.text(error::FIELD_NOT_A_SLUG),
        Problem::ChangedMeanwhile { theirs } if theirs.is_empty() => locale.text(error::FIELD_EMPTIED_MEANWHILE),
        Problem::ChangedMeanwhile { theirs } => {
            locale.with(error::FIELD_CHANGED_MEANWHILE, &[("theirs", theirs.as_str().into())])
        }
        Problem::Taken { free } => locale.with(error::FIELD_TAKEN, &[("free", free.as_str().into())]),
        Problem::NotADecimal => locale.text(error::FIELD_NOT_A_DECIMAL),
        Problem::TooManyDecimals { most } => {
            locale.with(error::FIELD_TOO_MANY_DECIMALS, &[("count", i64::from(*most).into())])
        }
        Problem::NotAnAmount => locale.text(error::FIELD_NOT_AN_AMOUNT),
        Problem::NotAShare => locale.text(error::FIELD_NOT_A_SHARE),
        Problem::NotAQuantity => locale.text(error::FIELD_NOT_A_QUANTITY),
        Problem::TwoNumbers { small, great } => locale
            .with(error::FIELD_TWO_NUMBERS, &[("small", locale.typed(small).into()), ("great", great.as_str().into())]),
        Problem::TooMuch => locale.text(invoices::FIELD_TOO_MUCH),
        Problem::MoreThanOutstanding => locale.text(invoices::FIELD_MORE_THAN_OUTSTANDING),
        Problem::TooMany { most } => locale.with(error::FIELD_TOO_MANY, &[("count", (*most).into())]),
        Problem::NotAPrefix => locale.text(error::FIELD_NOT_A_PREFIX),
        Problem::DueBeforeStart => locale.text(projects::FIELD_DUE_BEFORE_START),
        Problem::NotADay => locale.text(error::FIELD_NOT_A_DAY),
        Problem::NotATimeZone => locale.text(error::FIELD_NOT_A_TIME_ZONE),
        Problem::NotAColour => locale.text(error::FIELD_NOT_A_COLOUR),
        Problem::NotHours => locale.text(error::FIELD_NOT_HOURS),
        Problem::EndsTooEarly => locale.text(error::FIELD_ENDS_TOO_EARLY),
        Problem::HoursOverlap => locale.text(error::FIELD_HOURS_OVERLAP),
        Problem::Picture(bad) => picture(locale, *bad),
        Problem::FilesRefused => locale.text(attachments::FILES_REFUSED),
        Problem::FilesGone => locale.text(attachments::FILES_GONE),
    }
}

/// Why a file is not attached.
pub fn bad_attachment(locale: &Locale, bad: BadAttachment) -> String {
    const MEGABYTE: u64 = 1024 * 1024;
    match bad {
        BadAttachment::Empty => locale.text(attachments::ATTACHMENT_EMPTY),
        BadAttachment::TooLarge { max } if max < MEGABYTE => {
            locale.with(attachments::ATTACHMENT_DRAWING_TOO_LARGE, &[("kilobytes", count(max / 1024).into())])
        }
        BadAttachment::TooLarge { max } => {
            locale.with(attachments::ATTACHMENT_TOO_LARGE, &[("megabytes", count(max / MEGABYTE).into())])
        }
        BadAttachment::NotTaken => locale.text(attachments::ATTACHMENT_NOT_TAKEN),
        BadAttachment::Mismatch => locale.text(attachments::ATTACHMENT_MISMATCH),
        BadAttachment::Truncated => locale.text(attachments::ATTACHMENT_TRUNCATED),
        BadAttachment::TooMany => locale.with(attachments::ATTACHMENT_TOO_MANY, &[("files", MAX_FILES.into())]),
        BadAttachment::TooManyUnsent => locale.text(attachments::ATTACHMENT_TOO_MANY_UNSENT),
        BadAttachment::KeyInUse => locale.text(attachments::ATTACHMENT_KEY_IN_USE),
        BadAttachment::NotStored => locale.text(attachments::ATTACHMENT_NOT_STORED),
    }
}

/// What people call a file: `Picture`.
pub const fn family(family: Family) -> Msg {
    match family {
        Family::Picture => attachments::FAMILY_PICTURE,
        Family::Pdf => attachments::FAMILY_PDF,
        Family::Document => attachments::FAMILY_DOCUMENT,
        Family::Spreadsheet => attachments::FAMILY_SPREADSHEET,
        Family::Presentation => attachments::FAMILY_PRESENTATION,
        Family::Text => attachments::FAMILY_TEXT,
        Family::Archive => attachments::FAMILY_ARCHIVE,
        Family::Audio => attachments::FAMILY_AUDIO,
        Family::Video => attachments::FAMILY_VIDEO,
    }
}

/// How large a file is, as people say it: `312 B`, `48 KB`, `1.4 MB`.
pub fn size(locale: &Locale, bytes: i64) -> String {
    const KILOBYTE: i64 = 1024;
    const MEGABYTE: i64 = 1024 * KILOBYTE;
    if bytes < KILOBYTE {
        return locale.with(attachments::SIZE_BYTES, &[("count", bytes.into())]);
    }
    let (msg, unit) = if bytes < MEGABYTE {
        (attachments::SIZE_KILOBYTES, KILOBYTE)
    } else {
        (attachments::SIZE_MEGABYTES, MEGABYTE)
    };
    let tenths = (bytes * 10 + unit / 2) / unit;
    // From ten on, nobody asks for a tenth.
    let tenths = if tenths < 100 { tenths } else { (tenths + 5) / 10 * 10 };
    let said = locale.quantity(Quantity::ten_thousandths(tenths * 1_000));
    locale.with(msg, &[("count", said.into())])
}

fn count(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Why an upload is not kept.
fn picture(locale: &Locale, bad: BadPicture) -> String {
    match bad {
        BadPicture::Empty => locale.text(error::FILE_EMPTY),
        BadPicture::TooLarge { max } => {
            locale.with(error::FILE_TOO_LARGE, &[("megabytes", (max / (1024 * 1024)).into())])
        }
        BadPicture::NotAPicture => locale.text(error::FILE_NOT_A_PICTURE),
        BadPicture::WrongType => locale.text(error::FILE_WRONG_TYPE),
        BadPicture::Truncated => locale.text(error::FILE_TRUNCATED),
        BadPicture::WrongSize { max } => locale.with(error::FILE_WRONG_SIZE, &[("max", i64::from(max).into())]),
        BadPicture::TooIntricate => locale.text(error::FILE_TOO_INTRICATE),
    }
}

/// Where tax is rounded: `On every line`.
pub const fn tax_rounding(rule: TaxRounding) -> Msg {
    match rule {
        TaxRounding::Total => invoice_settings::TAX_ROUNDING_TOTAL,
        TaxRounding::Line => invoice_settings::TAX_ROUNDING_LINE,
    }
}

/// A day of the week: `Monday`.
pub const fn weekday(day: Weekday) -> Msg {
    match day {
        Weekday::Monday => company::WEEKDAY_MONDAY,
        Weekday::Tuesday => company::WEEKDAY_TUESDAY,
        Weekday::Wednesday => company::WEEKDAY_WEDNESDAY,
        Weekday::Thursday => company::WEEKDAY_THURSDAY,
        Weekday::Friday => company::WEEKDAY_FRIDAY,
        Weekday::Saturday => company::WEEKDAY_SATURDAY,
        Weekday::Sunday => company::WEEKDAY_SUNDAY,
    }
}
