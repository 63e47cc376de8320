//! What a page says after a form led to it: that it is done.

use maud::{Markup, html};

use crate::domain::text_enum;
use crate::views::frame::Frame;
use crate::views::icon;
use crate::words::Msg;
use crate::words::msg::{common, customer_notes, customers, email, invoices, payments, projects};

text_enum! {
    /// What was done, as `?done=` of the page that follows.
    Done {
        /// What was typed is stored.
        Saved = "saved",
        /// Another address was asked for; its link is on the way.
        EmailAsked = "email_asked",
        /// A mail that confirms the address is on the way.
        ConfirmationSent = "confirmation_sent",
        /// The login has another address.
        EmailChanged = "email_changed",
        /// The address is confirmed.
        AddressConfirmed = "address_confirmed",
        /// The password was changed.
        PasswordChanged = "password_changed",
        /// A session was ended.
        SessionEnded = "session_ended",
        /// All other sessions were ended.
        SessionsEnded = "sessions_ended",
        /// An invitation is on its way.
        Invited = "invited",
        /// An invitation was taken back.
        Withdrawn = "withdrawn",
        /// Somebody was shut out.
        Deactivated = "deactivated",
        /// Somebody was let in again.
        Reactivated = "reactivated",
        /// A customer was put away.
        Archived = "archived",
        /// A customer was to be deleted, and was put away because something hangs on it.
        ArchivedInstead = "archived-instead",
        /// An archived customer is back.
        Restored = "restored",
        /// A note about a customer is written.
        Noted = "noted",
        /// A note about a customer is gone.
        NoteDeleted = "note-deleted",
        /// A deleted note is back.
        NoteRestored = "note-restored",
        /// Something is gone.
        Deleted = "deleted",
        /// The organisation's own mail server was removed.
        MailServerRemoved = "mail_server_removed",
        /// A mail is on its way again.
        MailRetried = "mail_retried",
        /// What stood in the way of seeing something was mended.
        Mended = "mended",
        /// A draft of an invoice is stored.
        InvoiceSaved = "invoice-saved",
        /// An invoice was sent.
        InvoiceSent = "invoice-sent",
        /// The same, and nobody is told by mail.
        InvoiceSentUntold = "invoice-sent-untold",
        /// Its mail is on the way again.
        InvoiceResent = "invoice-resent",
        /// Money that came in is recorded.
        PaymentRecorded = "invoice-payment",
        /// Money that went back is recorded.
        RefundRecorded = "invoice-refund",
        /// A credit note is written.
        InvoiceCredited = "invoice-credited",
        /// An invoice was taken back.
        InvoiceVoided = "invoice-voided",
        /// An invoice was copied.
        InvoiceDuplicated = "invoice-duplicated",
        /// A draft of an invoice is gone.
        InvoiceDeleted = "invoice-deleted",
        /// A project, or something on it, is stored.
        ProjectSaved = "project-saved",
        /// A project was put away.
        ProjectArchived = "project-archived",
        /// A project was to be deleted, and was put away because something hangs on it.
        ProjectArchivedInstead = "project-archived-instead",
        /// An archived project is back.
        ProjectRestored = "project-restored",
        /// A project is gone.
        ProjectDeleted = "project-deleted",
        /// A milestone is gone.
        MilestoneRemoved = "milestone-removed",
        /// An update is gone.
        UpdateDeleted = "update-deleted",
        /// An article is published.
        Published = "published",
        /// An article is hidden from clients again.
        Unpublished = "unpublished",
        /// What an article once said is its text again.
        RevisionRestored = "revision-restored",
        /// Stripe was asked how the account stands.
        PaymentsConnected = "payments_connected",
        /// The server's own account takes the payments.
        PaymentsOwn = "payments_own",
        /// No more payments are taken by card.
        PaymentsDisconnected = "payments_disconnected",
        /// Money is on its way back.
        Refunded = "refunded",
    }
}

impl Done {
    const fn said(self) -> Msg {
        match self {
            Self::Saved => common::DONE_SAVED,
            Self::EmailAsked => common::DONE_EMAIL_ASKED,
            Self::ConfirmationSent => common::DONE_CONFIRMATION_SENT,
            Self::EmailChanged => common::DONE_EMAIL_CHANGED,
            Self::AddressConfirmed => common::DONE_ADDRESS_CONFIRMED,
            Self::PasswordChanged => common::DONE_PASSWORD_CHANGED,
            Self::SessionEnded => common::DONE_SESSION_ENDED,
            Self::SessionsEnded => common::DONE_SESSIONS_ENDED,
            Self::Invited => common::DONE_INVITED,
            Self::Withdrawn => common::DONE_WITHDRAWN,
            Self::Deactivated => common::DONE_DEACTIVATED,
            Self::Reactivated => common::DONE_REACTIVATED,
            Self::Archived => customers::DONE_ARCHIVED,
            Self::ArchivedInstead => customers::DONE_ARCHIVED_INSTEAD,
            Self::Restored => customers::DONE_RESTORED,
            Self::Noted => customer_notes::DONE_NOTED,
            Self::NoteDeleted => customer_notes::DONE_NOTE_DELETED,
            Self::NoteRestored => customer_notes::DONE_NOTE_RESTORED,
            Self::Deleted => customers::DONE_DELETED,
            Self::MailServerRemoved => email::DONE_MAIL_SERVER_REMOVED,
            Self::MailRetried => email::DONE_MAIL_RETRIED,
            Self::Mended => customers::DONE_MENDED,
            Self::InvoiceSaved => invoices::DONE_INVOICE_SAVED,
            Self::InvoiceSent => invoices::DONE_INVOICE_SENT,
            Self::InvoiceSentUntold => invoices::DONE_INVOICE_SENT_UNTOLD,
            Self::InvoiceResent => invoices::DONE_INVOICE_RESENT,
            Self::PaymentRecorded => invoices::DONE_INVOICE_PAYMENT,
            Self::RefundRecorded => invoices::DONE_INVOICE_REFUND,
            Self::InvoiceCredited => invoices::DONE_INVOICE_CREDITED,
            Self::InvoiceVoided => invoices::DONE_INVOICE_VOIDED,
            Self::InvoiceDuplicated => invoices::DONE_INVOICE_DUPLICATED,
            Self::InvoiceDeleted => invoices::DONE_INVOICE_DELETED,
            Self::ProjectSaved => projects::DONE_PROJECT_SAVED,
            Self::ProjectArchived => projects::DONE_PROJECT_ARCHIVED,
            Self::ProjectArchivedInstead => projects::DONE_PROJECT_ARCHIVED_INSTEAD,
            Self::ProjectRestored => projects::DONE_PROJECT_RESTORED,
            Self::ProjectDeleted => projects::DONE_PROJECT_DELETED,
            Self::MilestoneRemoved => projects::DONE_MILESTONE_REMOVED,
            Self::UpdateDeleted => projects::DONE_UPDATE_DELETED,
            Self::Published => common::DONE_PUBLISHED,
            Self::Unpublished => common::DONE_UNPUBLISHED,
            Self::RevisionRestored => common::DONE_REVISION_RESTORED,
            Self::PaymentsConnected => payments::DONE_PAYMENTS_CONNECTED,
            Self::PaymentsOwn => payments::DONE_PAYMENTS_OWN,
            Self::PaymentsDisconnected => payments::DONE_PAYMENTS_DISCONNECTED,
            Self::Refunded => payments::DONE_REFUNDED,
        }
    }

    /// A page's address, with what was done.
    pub fn at(self, path: &str) -> String {
        let mark = if path.contains('?') { '&' } else { '?' };
        format!("{path}{mark}done={self}")
    }
}

/// The line above a page.
pub(super) fn notice(frame: &Frame<'_>, done: Option<Done>) -> Markup {
    html! {
        @if let Some(done) = done {
            div class="notice good" role="status" { p { (icon::check()) (frame.text(done.said())) } }
        }
    }
}
