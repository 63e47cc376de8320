//! Whatever changes something is in the audit log (P10): every form of the program is sent once with success, and the log has grown by the
//! lines that the table says, no more and no less.

use std::collections::{BTreeMap, BTreeSet};

use frontdesk::app::links;
use frontdesk::app::mails::{self, Draft};
use frontdesk::app::organisations::{self, NewPerson};
use frontdesk::domain::audit::Action;
use frontdesk::domain::input::Email;
use frontdesk::domain::link::{MailLink, Via};
use frontdesk::domain::people::Role;
use frontdesk::id::UserId;
use frontdesk::web::routes;
use reqwest::Method;

use crate::{Answer, Browser, Cast, PASSWORD, TestApp, each_database};

each_database!(
    every_form_leaves_its_lines,
    going_on_elsewhere_is_in_both_logs,
    what_changes_nothing_leaves_no_line,
    a_refused_form_leaves_no_line,
);

/// Forms that change nothing that anybody could want to look up, and why.
const EXEMPT: &[(&str, &str)] = &[
    (
        "/password-resets",
        "asks for a link; what is done with it is recorded, and for strangers there is no log to record it in",
    ),
    ("/profile/email/confirmation", "asks for a link that confirms what is there already"),
    ("/desk/invoices/imports", "keeps files until somebody has looked at them; tests/api/invoice_import.rs"),
    ("/desk/invoices/imports/{import}", "takes in files that were brought before: the same"),
    ("/desk/customers/imports", "keeps a file until somebody has looked at it; tests/api/customer_import.rs"),
    ("/desk/customers/imports/{brought}", "takes in a file that was brought before: the same"),
    ("/desk/articles/pictures", "takes a picture's bytes, not a form: tests/api/articles.rs"),
    ("/desk/articles/rendering", "shows a text as readers see it and stores nothing"),
    ("/desk/projects/rendering", "shows an update as its editor shows it and stores nothing"),
    ("/desk/articles/drafts/{place}", "what is not saved yet is its writer's alone"),
    ("/desk/articles/drafts/{place}/discard", "the same"),
    ("/language", "changes what a browser shows and nothing that is stored; tests/api/language.rs"),
    ("/organisation", "changes something only with two organisations: the test below"),
    ("/session/handover", "the same at hosts of their own: the test below"),
    ("/attachments", "takes a file's bytes, not a form: tests/api/attachments.rs"),
    ("/attachments/{id}/delete", "what is not sent yet is its uploader's alone"),
    ("/desk/attachments", "takes a file's bytes, not a form: tests/api/attachments.rs"),
    ("/desk/attachments/{id}/delete", "what is not sent yet is its uploader's alone"),
    ("/support/inquiries", "tells what was shown and read: figures of the report"),
    ("/support/solutions", "the same: tests/api/deflection.rs"),
    ("/support/solutions/end", "the same"),
    ("/help/searches", "the same"),
    ("/help/{slug}/vote", "what a client thinks of an article, which is theirs to change"),
    ("/desk/invoices", "every deed of an invoice: tests/api/billing.rs"),
    ("/desk/invoices/editing", "shows a draft and stores nothing"),
    ("/desk/invoices/{id}", "tests/api/billing.rs"),
    ("/desk/invoices/{id}/delete", "tests/api/billing.rs"),
    ("/desk/invoices/{id}/copies", "tests/api/billing.rs"),
    ("/desk/invoices/{id}/sending", "tests/api/billing.rs"),
    ("/desk/invoices/{id}/mails", "tests/api/billing.rs"),
    ("/desk/invoices/{id}/payments", "tests/api/billing.rs"),
    ("/desk/invoices/{id}/refunds", "tests/api/billing.rs"),
    ("/desk/invoices/{id}/credit-notes", "tests/api/billing.rs"),
    ("/desk/invoices/{id}/void", "tests/api/billing.rs"),
    ("/invoices/{number}/pay", "needs Stripe: tests/api/paying.rs"),
    ("/webhooks/stripe", "the same"),
    ("/desk/settings/payments/account", "the same"),
    ("/desk/settings/payments/own", "the same"),
    ("/desk/settings/payments/check", "the same"),
    ("/desk/settings/payments/disconnect", "the same"),
    ("/desk/invoices/{id}/card-refunds", "the same"),
    ("/setup", "works only before there is an organisation: tests/api/setup.rs"),
];

/// A form, who sends it, and the lines it leaves. Rows are sent in this order: what one makes, later ones use.
struct Row {
    route: &'static str,
    who: Who,
    /// Whose name the lines bear; empty for that of whoever sends it.
    by: &'static str,
    /// The path and the fields.
    sent: (&'static str, &'static str),
    lines: &'static [Line],
}

/// A line of the log: the action, the record's name, and its fields before and after.
type Line = (Action, &'static str, &'static str, &'static str);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Admin,
    Client,
    Agent,
    /// Somebody who has not signed in yet.
    Guest,
}

#[rustfmt::skip]
const TABLE: &[Row] = &[
    Row { route: "/session", who: Who::Guest, by: "Client harbour <client@harbour.test>", sent: ("/session", "email=client@harbour.test&password={password}"), lines: &[
        (Action::SignedIn, "", "{}", "{}"),
    ] },
    Row { route: "/desk/settings/company", who: Who::Admin, by: "", sent: ("/desk/settings/company", "name=harbour&accent=%23a30&language=en&currency=EUR&time_zone=UTC&hours_monday=9-17&invoice_days=30&version=0"), lines: &[
        (
            Action::CompanyChanged,
            "harbour",
            r##"{"accent":"#3257d6","business_hours":"[[],[],[],[],[],[],[]]","invoice_days":14}"##,
            r##"{"accent":"#aa3300","business_hours":"[[[\"09:00\",\"17:00\"]],[],[],[],[],[],[]]","invoice_days":30}"##,
        ),
    ] },
    Row { route: "/desk/settings/invoices", who: Who::Admin, by: "", sent: ("/desk/settings/invoices", "tax_rounding=line&part_payments=yes&ways_to_pay=By+transfer&version=0"), lines: &[
        (
            Action::InvoiceSettingsChanged,
            "harbour",
            r#"{"part_payments":false,"tax_rounding":"total","ways_to_pay":""}"#,
            r#"{"part_payments":true,"tax_rounding":"line","ways_to_pay":"By transfer"}"#,
        ),
    ] },
    Row { route: "/desk/start", who: Who::Admin, by: "", sent: ("/desk/start", "dismissed=yes"), lines: &[
        (Action::StartListChanged, "harbour", r#"{"shown":true}"#, r#"{"shown":false}"#),
    ] },
    Row { route: "/support", who: Who::Client, by: "", sent: ("/support", "subject=It+burns&body=Help"), lines: &[
        (Action::TicketOpened, "#1 It burns", r#"{"customer":"","source":""}"#, r#"{"customer":"Northwind","source":"portal"}"#),
    ] },
    Row { route: "/desk/tickets/{number}/assignee", who: Who::Agent, by: "", sent: ("/desk/tickets/1/assignee", "assignee={agent}"), lines: &[
        (Action::TicketAssigned, "#1 It burns", r#"{"assignee":null}"#, r#"{"assignee":"Agent harbour"}"#),
    ] },
    Row { route: "/desk/tickets/{number}/replies", who: Who::Agent, by: "", sent: ("/desk/tickets/1/replies", "body=Where%3F&kind=reply&then=pending"), lines: &[
        (Action::TicketReplied, "#1 It burns", "{}", "{}"),
        (Action::TicketStatus, "#1 It burns", r#"{"status":"open"}"#, r#"{"status":"pending"}"#),
    ] },
    Row { route: "/desk/tickets/{number}/replies", who: Who::Agent, by: "", sent: ("/desk/tickets/1/replies", "body=Again&kind=note"), lines: &[
        (Action::TicketNoted, "#1 It burns", "{}", "{}"),
    ] },
    Row { route: "/support/{number}/replies", who: Who::Client, by: "", sent: ("/support/1/replies", "body=Here"), lines: &[
        (Action::TicketReplied, "#1 It burns", "{}", "{}"),
        (Action::TicketStatus, "#1 It burns", r#"{"status":"pending"}"#, r#"{"status":"open"}"#),
    ] },
    Row { route: "/support/{number}/status", who: Who::Client, by: "", sent: ("/support/1/status", "status=resolved"), lines: &[
        (Action::TicketStatus, "#1 It burns", r#"{"status":"open"}"#, r#"{"status":"resolved"}"#),
    ] },
    Row { route: "/support/{number}/rating", who: Who::Client, by: "", sent: ("/support/1/rating", "score=2&comment=Slow"), lines: &[
        (Action::TicketRated, "#1 It burns", r#"{"stars":null}"#, r#"{"stars":2}"#),
    ] },
    Row { route: "/support/{number}/rating", who: Who::Client, by: "", sent: ("/support/1/rating", "score=5"), lines: &[
        (Action::TicketRated, "#1 It burns", r#"{"stars":2}"#, r#"{"stars":5}"#),
    ] },
    Row { route: "/desk/tickets/{number}/tags", who: Who::Agent, by: "", sent: ("/desk/tickets/1/tags", "tags=Setup,mail"), lines: &[
        (Action::TicketTagged, "#1 It burns", r#"{"tags":""}"#, r#"{"tags":"mail, setup"}"#),
    ] },
    Row { route: "/desk/tickets/{number}/status", who: Who::Agent, by: "", sent: ("/desk/tickets/1/status", "status=closed"), lines: &[
        (Action::TicketStatus, "#1 It burns", r#"{"status":"resolved"}"#, r#"{"status":"closed"}"#),
    ] },
    // A reply to what is closed opens another.
    Row { route: "/support/{number}/replies", who: Who::Client, by: "", sent: ("/support/1/replies", "body=Still"), lines: &[
        (Action::TicketOpened, "#2 It burns", r#"{"customer":"","source":""}"#, r#"{"customer":"Northwind","source":"portal"}"#),
    ] },
    Row { route: "/desk/tickets", who: Who::Agent, by: "", sent: ("/desk/tickets", "customer={northwind}&subject=Called&body=They+called"), lines: &[
        (Action::TicketOpened, "#3 Called", r#"{"customer":"","source":""}"#, r#"{"customer":"Northwind","source":"desk"}"#),
    ] },
    Row { route: "/desk/tickets/{number}/solutions", who: Who::Agent, by: "", sent: ("/desk/tickets/3/solutions", "article={known}"), lines: &[
        (Action::LessonTaught, "Island matters", r#"{"ticket":""}"#, r##"{"ticket":"#3"}"##),
    ] },
    Row { route: "/desk/tickets/{number}/solutions/{article}/undo", who: Who::Agent, by: "", sent: ("/desk/tickets/3/solutions/{known}/undo", ""), lines: &[
        (Action::LessonUndone, "Island matters", r##"{"ticket":"#3"}"##, r#"{"ticket":""}"#),
    ] },
    Row { route: "/desk/articles/{id}/lessons/{lesson}/restore", who: Who::Agent, by: "", sent: ("/desk/articles/{known}/lessons/{lesson}/restore", ""), lines: &[
        (Action::LessonRestored, "Island matters", r#"{"teacher":"","ticket":""}"#, r##"{"teacher":"solution","ticket":"#3"}"##),
    ] },
    Row { route: "/desk/articles/{id}/lessons/{lesson}/undo", who: Who::Agent, by: "", sent: ("/desk/articles/{known}/lessons/{lesson}/undo", ""), lines: &[
        (Action::LessonUndone, "Island matters", r##"{"teacher":"solution","ticket":"#3"}"##, r#"{"teacher":"","ticket":""}"#),
    ] },
    Row { route: "/desk/customers", who: Who::Agent, by: "", sent: ("/desk/customers", "name=Fabrikam&phone=1"), lines: &[
        (Action::CustomerAdded, "Fabrikam", r#"{"name":"","phone":""}"#, r#"{"name":"Fabrikam","phone":"1"}"#),
    ] },
    Row { route: "/desk/customers/{id}", who: Who::Agent, by: "", sent: ("/desk/customers/{fabrikam}", "name=Fabrikam+Ltd&phone=1&email=a%40b.test&address=Pier&tax_number=7&notes=None"), lines: &[
        (Action::CustomerChanged, "Fabrikam Ltd", r#"{"address":"","email":"","name":"Fabrikam","notes":"","tax_number":""}"#,
            r#"{"address":"Pier","email":"a@b.test","name":"Fabrikam Ltd","notes":"None","tax_number":"7"}"#),
    ] },
    Row { route: "/desk/customers/{id}/contacts", who: Who::Agent, by: "", sent: ("/desk/customers/{fabrikam}/contacts", "name=Jo&position=Boss"), lines: &[
        (Action::ContactAdded, "Jo (Fabrikam Ltd)", r#"{"name":"","position":""}"#, r#"{"name":"Jo","position":"Boss"}"#),
    ] },
    Row { route: "/desk/customers/{id}/contacts/{contact}", who: Who::Agent, by: "", sent: ("/desk/customers/{fabrikam}/contacts/{contact}", "name=Jo&position=Boss&phone=2&email=c%40d.test"), lines: &[
        (Action::ContactChanged, "Jo (Fabrikam Ltd)", r#"{"email":"","phone":""}"#, r#"{"email":"c@d.test","phone":"2"}"#),
    ] },
    Row { route: "/desk/customers/{id}/contacts/{contact}/delete", who: Who::Agent, by: "", sent: ("/desk/customers/{fabrikam}/contacts/{contact}/delete", ""), lines: &[
        (Action::ContactDeleted, "Jo (Fabrikam Ltd)", r#"{"email":"c@d.test","name":"Jo","phone":"2","position":"Boss"}"#, r#"{"email":"","name":"","phone":"","position":""}"#),
    ] },
    Row { route: "/desk/customers/{id}/notes", who: Who::Agent, by: "", sent: ("/desk/customers/{fabrikam}/notes", "body=Pays+late"), lines: &[
        (Action::CustomerNoted, "Fabrikam Ltd", "{}", "{}"),
    ] },
    Row { route: "/desk/customers/{id}/notes/{note}", who: Who::Agent, by: "", sent: ("/desk/customers/{fabrikam}/notes/{note}", "body=Pays"), lines: &[
        (Action::NoteChanged, "Fabrikam Ltd", "{}", "{}"),
    ] },
    Row { route: "/desk/customers/{id}/notes/{note}/delete", who: Who::Agent, by: "", sent: ("/desk/customers/{fabrikam}/notes/{note}/delete", ""), lines: &[
        (Action::NoteDeleted, "Fabrikam Ltd", "{}", "{}"),
    ] },
    Row { route: "/desk/customers/{id}/notes/{note}/restore", who: Who::Agent, by: "", sent: ("/desk/customers/{fabrikam}/notes/{note}/restore", ""), lines: &[
        (Action::NoteRestored, "Fabrikam Ltd", "{}", "{}"),
    ] },
    Row { route: "/desk/customers/{id}/archive", who: Who::Agent, by: "", sent: ("/desk/customers/{fabrikam}/archive", ""), lines: &[
        (Action::CustomerArchived, "Fabrikam Ltd", "{}", "{}"),
    ] },
    Row { route: "/desk/customers/{id}/restore", who: Who::Agent, by: "", sent: ("/desk/customers/{fabrikam}/restore", ""), lines: &[
        (Action::CustomerRestored, "Fabrikam Ltd", "{}", "{}"),
    ] },
    Row { route: "/desk/customers/{id}/access", who: Who::Agent, by: "", sent: ("/desk/customers/{fabrikam}/access", "remedy=move-ticket&subject=3"), lines: &[
        (Action::TicketMoved, "#3 Called", r#"{"customer":"Northwind"}"#, r#"{"customer":"Fabrikam Ltd"}"#),
    ] },
    // A ticket hangs on it now: it is archived instead.
    Row { route: "/desk/customers/{id}/delete", who: Who::Agent, by: "", sent: ("/desk/customers/{fabrikam}/delete", ""), lines: &[
        (Action::CustomerArchived, "Fabrikam Ltd", "{}", "{}"),
    ] },
    Row { route: "/desk/customers", who: Who::Agent, by: "", sent: ("/desk/customers", "name=Short-lived"), lines: &[
        (Action::CustomerAdded, "Short-lived", r#"{"name":""}"#, r#"{"name":"Short-lived"}"#),
    ] },
    Row { route: "/desk/customers/{id}/delete", who: Who::Agent, by: "", sent: ("/desk/customers/{short-lived}/delete", ""), lines: &[
        (Action::CustomerDeleted, "Short-lived", r#"{"name":"Short-lived"}"#, r#"{"name":""}"#),
    ] },
    Row { route: "/desk/projects", who: Who::Agent, by: "", sent: ("/desk/projects", "customer={northwind}&name=Website&status=planned&way=milestones&members={agent}"), lines: &[
        (Action::ProjectAdded, "Website", r#"{"customer":null,"members":null,"name":null,"status":null}"#,
            r#"{"customer":"Northwind","members":"Agent harbour","name":"Website","status":"planned"}"#),
    ] },
    Row { route: "/desk/projects/{id}", who: Who::Agent, by: "", sent: ("/desk/projects/{project}", "customer={contoso}&name=Site&description=Six+pages&status=active&starts_on=2026-11-02&due_on=2026-12-18&way=hand&percent=40&version=0"), lines: &[
        (Action::ProjectChanged, "Site", r#"{"customer":"Northwind","description":null,"due_on":null,"members":"Agent harbour","name":"Website","progress":null,"starts_on":null,"status":"planned"}"#,
            r#"{"customer":"Contoso","description":"Six pages","due_on":"2026-12-18","members":null,"name":"Site","progress":"40 %","starts_on":"2026-11-02","status":"active"}"#),
    ] },
    Row { route: "/desk/projects/{id}/milestones", who: Who::Agent, by: "", sent: ("/desk/projects/{project}/milestones", "title=First&due_on=2026-12-01"), lines: &[
        (Action::MilestoneAdded, "Site", r#"{"due_on":"","milestone":""}"#, r#"{"due_on":"2026-12-01","milestone":"First"}"#),
    ] },
    Row { route: "/desk/projects/{id}/milestones", who: Who::Agent, by: "", sent: ("/desk/projects/{project}/milestones", "title=Second"), lines: &[
        (Action::MilestoneAdded, "Site", r#"{"milestone":""}"#, r#"{"milestone":"Second"}"#),
    ] },
    Row { route: "/desk/projects/{id}/milestones/{milestone}", who: Who::Agent, by: "", sent: ("/desk/projects/{project}/milestones/{milestone}", "title=Last&due_on=2026-12-09"), lines: &[
        (Action::MilestoneChanged, "Site", r#"{"due_on":"","milestone":"Second"}"#, r#"{"due_on":"2026-12-09","milestone":"Last"}"#),
    ] },
    Row { route: "/desk/projects/{id}/milestones/{milestone}/position", who: Who::Agent, by: "", sent: ("/desk/projects/{project}/milestones/{milestone}/position", "direction=up"), lines: &[
        (Action::MilestonesOrdered, "Site", r#"{"milestones":"First; Last"}"#, r#"{"milestones":"Last; First"}"#),
    ] },
    Row { route: "/desk/projects/{id}/milestones/{milestone}/done", who: Who::Agent, by: "", sent: ("/desk/projects/{project}/milestones/{milestone}/done", "done=yes"), lines: &[
        (Action::MilestoneDone, "Site", "{}", r#"{"milestone":"Last"}"#),
    ] },
    Row { route: "/desk/projects/{id}/milestones/{milestone}/done", who: Who::Agent, by: "", sent: ("/desk/projects/{project}/milestones/{milestone}/done", "done=no"), lines: &[
        (Action::MilestoneReopened, "Site", "{}", r#"{"milestone":"Last"}"#),
    ] },
    Row { route: "/desk/projects/{id}/milestones/{milestone}/delete", who: Who::Agent, by: "", sent: ("/desk/projects/{project}/milestones/{milestone}/delete", ""), lines: &[
        (Action::MilestoneRemoved, "Site", r#"{"due_on":"2026-12-09","milestone":"Last"}"#, r#"{"due_on":"","milestone":""}"#),
    ] },
    Row { route: "/desk/projects/{id}/updates", who: Who::Agent, by: "", sent: ("/desk/projects/{project}/updates", "body=News"), lines: &[
        (Action::UpdatePosted, "Site", "{}", "{}"),
    ] },
    Row { route: "/desk/projects/{id}/updates/{update}", who: Who::Agent, by: "", sent: ("/desk/projects/{project}/updates/{update}", "body=Mended"), lines: &[
        (Action::UpdateEdited, "Site", r#"{"body":"News"}"#, r#"{"body":"Mended"}"#),
    ] },
    Row { route: "/desk/projects/{id}/updates/{update}/delete", who: Who::Agent, by: "", sent: ("/desk/projects/{project}/updates/{update}/delete", ""), lines: &[
        (Action::UpdateDeleted, "Site", r#"{"body":"Mended"}"#, r#"{"body":""}"#),
    ] },
    Row { route: "/desk/projects/{id}/status", who: Who::Agent, by: "", sent: ("/desk/projects/{project}/status", "status=completed"), lines: &[
        (Action::ProjectStatus, "Site", r#"{"status":"active"}"#, r#"{"status":"completed"}"#),
    ] },
    Row { route: "/desk/projects/{id}/archive", who: Who::Agent, by: "", sent: ("/desk/projects/{project}/archive", ""), lines: &[
        (Action::ProjectArchived, "Site", "{}", "{}"),
    ] },
    Row { route: "/desk/projects/{id}/restore", who: Who::Agent, by: "", sent: ("/desk/projects/{project}/restore", ""), lines: &[
        (Action::ProjectRestored, "Site", "{}", "{}"),
    ] },
    // A milestone hangs on it still: it is archived instead.
    Row { route: "/desk/projects/{id}/delete", who: Who::Agent, by: "", sent: ("/desk/projects/{project}/delete", ""), lines: &[
        (Action::ProjectArchived, "Site", "{}", "{}"),
    ] },
    Row { route: "/desk/projects", who: Who::Agent, by: "", sent: ("/desk/projects", "customer={northwind}&name=Short-lived&status=planned&way=milestones"), lines: &[
        (Action::ProjectAdded, "Short-lived", r#"{"customer":null,"name":null,"status":null}"#, r#"{"customer":"Northwind","name":"Short-lived","status":"planned"}"#),
    ] },
    Row { route: "/desk/projects/{id}/delete", who: Who::Agent, by: "", sent: ("/desk/projects/{brief-project}/delete", ""), lines: &[
        (Action::ProjectDeleted, "Short-lived", r#"{"customer":"Northwind","name":"Short-lived","status":"planned"}"#, r#"{"customer":null,"name":null,"status":null}"#),
    ] },
    Row { route: "/desk/articles", who: Who::Agent, by: "", sent: ("/desk/articles", "title=Receive+mail&body=One&tags=mail&visibility=public"), lines: &[
        (Action::ArticleAdded, "Receive mail", r#"{"category":null,"slug":null,"status":null,"tags":"","title":null,"visibility":null}"#,
            r#"{"category":"","slug":"receive-mail","status":"draft","tags":"mail","title":"Receive mail","visibility":"public"}"#),
    ] },
    Row { route: "/desk/articles/{id}", who: Who::Agent, by: "", sent: ("/desk/articles/{article}", "title=Receive+mails&body=Two&tags=mail&category=Mail&visibility=internal&base=1&then=publish"), lines: &[
        (Action::ArticleChanged, "Receive mails", r#"{"body":1,"category":"","status":"draft","title":"Receive mail","visibility":"public"}"#,
            r#"{"body":2,"category":"Mail","status":"published","title":"Receive mails","visibility":"internal"}"#),
    ] },
    Row { route: "/desk/articles/{id}/revisions/{revision}/restore", who: Who::Agent, by: "", sent: ("/desk/articles/{article}/revisions/1/restore", ""), lines: &[
        (Action::ArticleChanged, "Receive mail", r#"{"body":2,"category":"Mail","title":"Receive mails"}"#, r#"{"body":3,"category":"","title":"Receive mail"}"#),
    ] },
    Row { route: "/desk/articles/{id}/status", who: Who::Agent, by: "", sent: ("/desk/articles/{article}/status", "then=unpublish"), lines: &[
        (Action::ArticleChanged, "Receive mail", r#"{"status":"published"}"#, r#"{"status":"draft"}"#),
    ] },
    Row { route: "/desk/articles/{id}/delete", who: Who::Agent, by: "", sent: ("/desk/articles/{article}/delete", ""), lines: &[
        (Action::ArticleDeleted, "Receive mail", r#"{"slug":"receive-mail","tags":"mail","title":"Receive mail","visibility":"internal"}"#,
            r#"{"slug":null,"tags":"","title":null,"visibility":null}"#),
    ] },
    Row { route: "/desk/reports/searches/dismissal", who: Who::Agent, by: "", sent: ("/desk/reports/searches/dismissal", "query=zebra+crossing"), lines: &[
        (Action::SearchDismissed, "Zebra crossing", "{}", "{}"),
    ] },
    Row { route: "/desk/reports/searches/dismissal/end", who: Who::Agent, by: "", sent: ("/desk/reports/searches/dismissal/end", "query=zebra+crossing"), lines: &[
        (Action::SearchBroughtBack, "Zebra crossing", "{}", "{}"),
    ] },
    Row { route: "/desk/customers/{id}/view", who: Who::Agent, by: "", sent: ("/desk/customers/{northwind}/view", "membership={client}"), lines: &[
        (Action::ViewStarted, "Client harbour", "{}", "{}"),
    ] },
    Row { route: "/desk/view/end", who: Who::Agent, by: "", sent: ("/desk/view/end", ""), lines: &[
        (Action::ViewEnded, "Client harbour", "{}", "{}"),
    ] },
    Row { route: "/desk/settings/users", who: Who::Admin, by: "", sent: ("/desk/settings/users", "email=jo%40new.test&role=client&customer={northwind}"), lines: &[
        (Action::Invited, "jo@new.test", r#"{"customer":null,"role":null}"#, r#"{"customer":"Northwind","role":"client"}"#),
    ] },
    Row { route: "/desk/settings/users/invites/{id}/resend", who: Who::Admin, by: "", sent: ("/desk/settings/users/invites/{invite}/resend", ""), lines: &[
        (Action::InviteResent, "jo@new.test", "{}", "{}"),
    ] },
    Row { route: "/desk/settings/users/invites/{id}/copy", who: Who::Admin, by: "", sent: ("/desk/settings/users/invites/{invite}/copy", ""), lines: &[
        (Action::InviteLinkCopied, "jo@new.test", "{}", "{}"),
    ] },
    Row { route: "/desk/settings/users/invites/{id}/customer", who: Who::Admin, by: "", sent: ("/desk/settings/users/invites/{invite}/customer", "customer={contoso}"), lines: &[
        (Action::InviteChanged, "jo@new.test", r#"{"customer":"Northwind"}"#, r#"{"customer":"Contoso"}"#),
    ] },
    Row { route: "/invites/{token}", who: Who::Guest, by: "Jo New <jo@new.test>", sent: ("/invites/{invite-link}", "name=Jo+New&password=quite+an+unlikely+phrase"), lines: &[
        (Action::InviteAccepted, "Jo New <jo@new.test>", r#"{"customer":null,"role":null}"#, r#"{"customer":"Contoso","role":"client"}"#),
        (Action::SignedIn, "", "{}", "{}"),
    ] },
    Row { route: "/desk/settings/users", who: Who::Admin, by: "", sent: ("/desk/settings/users", "email=ann%40new.test&role=viewer"), lines: &[
        (Action::Invited, "ann@new.test", r#"{"role":null}"#, r#"{"role":"viewer"}"#),
    ] },
    Row { route: "/desk/settings/users/invites/{id}/withdraw", who: Who::Admin, by: "", sent: ("/desk/settings/users/invites/{invite}/withdraw", ""), lines: &[
        (Action::InviteWithdrawn, "ann@new.test", "{}", "{}"),
    ] },
    Row { route: "/desk/settings/users/{membership}/customer", who: Who::Admin, by: "", sent: ("/desk/settings/users/{jo}/customer", "customer={northwind}"), lines: &[
        (Action::LinkChanged, "Jo New <jo@new.test>", r#"{"customer":"Contoso"}"#, r#"{"customer":"Northwind"}"#),
    ] },
    Row { route: "/desk/settings/users/{membership}/role", who: Who::Admin, by: "", sent: ("/desk/settings/users/{jo}/role", "role=viewer"), lines: &[
        (Action::RoleChanged, "Jo New <jo@new.test>", r#"{"customer":"Northwind","role":"client"}"#, r#"{"customer":null,"role":"viewer"}"#),
    ] },
    Row { route: "/desk/settings/users/{membership}/deactivate", who: Who::Admin, by: "", sent: ("/desk/settings/users/{jo}/deactivate", ""), lines: &[
        (Action::Deactivated, "Jo New <jo@new.test>", r#"{"status":"active"}"#, r#"{"status":"deactivated"}"#),
    ] },
    Row { route: "/desk/settings/users/{membership}/reactivate", who: Who::Admin, by: "", sent: ("/desk/settings/users/{jo}/reactivate", ""), lines: &[
        (Action::Reactivated, "Jo New <jo@new.test>", r#"{"status":"deactivated"}"#, r#"{"status":"active"}"#),
    ] },
    Row { route: "/desk/settings/email/mails/{id}/retry", who: Who::Admin, by: "", sent: ("/desk/settings/email/mails/{reset-mail}/retry", ""), lines: &[
        (Action::MailRetried, "client@harbour.test", "{}", "{}"),
    ] },
    Row { route: "/desk/settings/email/mails/{id}/copy", who: Who::Admin, by: "", sent: ("/desk/settings/email/mails/{reset-mail}/copy", ""), lines: &[
        (Action::ResetLinkCopied, "client@harbour.test", "{}", "{}"),
    ] },
    Row { route: "/desk/settings/email/mails/{id}/copy", who: Who::Admin, by: "", sent: ("/desk/settings/email/mails/{address-mail}/copy", ""), lines: &[
        (Action::AddressLinkCopied, "client@harbour.test", "{}", "{}"),
    ] },
    Row { route: "/desk/settings/email/test", who: Who::Admin, by: "", sent: ("/desk/settings/email/test", "host=127.0.0.1&port=1&security=none&sender=a%40b.test&to=c%40d.test"), lines: &[
        (Action::MailServerTested, "127.0.0.1:1", r#"{"accepted":null,"email":null}"#, r#"{"accepted":false,"email":"c@d.test"}"#),
    ] },
    Row { route: "/desk/settings/email", who: Who::Admin, by: "", sent: ("/desk/settings/email", "host=127.0.0.1&port=1&security=none&sender=a%40b.test"), lines: &[
        (Action::MailServerChanged, "127.0.0.1:1", r#"{"host":null,"port":null,"security":null,"sender":null}"#, r#"{"host":"127.0.0.1","port":1,"security":"none","sender":"a@b.test"}"#),
    ] },
    Row { route: "/desk/settings/email/remove", who: Who::Admin, by: "", sent: ("/desk/settings/email/remove", ""), lines: &[
        (Action::MailServerChanged, "127.0.0.1:1", r#"{"host":"127.0.0.1","port":1,"security":"none","sender":"a@b.test"}"#, r#"{"host":null,"port":null,"security":null,"sender":null}"#),
    ] },
    Row { route: "/password-resets/{token}", who: Who::Guest, by: "Jo New <jo@new.test>", sent: ("/password-resets/{reset-link}", "password=another+unlikely+phrase"), lines: &[
        // The invitation's link was copied: it is this one, through the server's own mail server, that confirms the address.
        (Action::PasswordReset, "jo@new.test", r#"{"password":""}"#, r#"{"password":"changed"}"#),
        (Action::AddressConfirmed, "jo@new.test", "{}", "{}"),
        (Action::SignedIn, "", "{}", "{}"),
    ] },
    Row { route: "/profile", who: Who::Client, by: "", sent: ("/profile", "name=Client+harbour&language=en&time_zone=Europe%2FBerlin&notify=none"), lines: &[
        (Action::ProfileChanged, "Client harbour", r#"{"language":null,"notify":"all","time_zone":null}"#, r#"{"language":"en","notify":"none","time_zone":"Europe/Berlin"}"#),
    ] },
    Row { route: "/profile/email", who: Who::Client, by: "", sent: ("/profile/email", "email=other%40new.test&password={password}"), lines: &[
        (Action::EmailAsked, "Client harbour", r#"{"email":"client@harbour.test"}"#, r#"{"email":"other@new.test"}"#),
    ] },
    Row { route: "/profile/email/{token}", who: Who::Client, by: "", sent: ("/profile/email/{email-link}", ""), lines: &[
        (Action::EmailChanged, "Client harbour", r#"{"email":"client@harbour.test"}"#, r#"{"email":"other@new.test"}"#),
    ] },
    Row { route: "/profile/sessions/{id}/end", who: Who::Client, by: "Client harbour <other@new.test>", sent: ("/profile/sessions/{elsewhere}/end", ""), lines: &[
        (Action::SignedOut, "", "{}", "{}"),
    ] },
    Row { route: "/profile/sessions/end", who: Who::Client, by: "Client harbour <other@new.test>", sent: ("/profile/sessions/end", ""), lines: &[
        // The guest's, of the first row.
        (Action::SignedOut, "", "{}", "{}"),
    ] },
    Row { route: "/profile/password", who: Who::Client, by: "Client harbour <other@new.test>", sent: ("/profile/password", "present={password}&new=quite+an+unlikely+phrase"), lines: &[
        (Action::PasswordChanged, "other@new.test", r#"{"password":""}"#, r#"{"password":"changed"}"#),
    ] },
    Row { route: "/session/end", who: Who::Client, by: "Client harbour <other@new.test>", sent: ("/session/end", ""), lines: &[
        (Action::SignedOut, "", "{}", "{}"),
    ] },
];

#[test]
fn every_form_of_the_program_is_in_the_table() {
    let served: BTreeSet<_> =
        routes::TABLE.iter().filter(|route| route.method != "GET").map(|route| route.path).collect();
    let sent: BTreeSet<_> = TABLE.iter().map(|row| row.route).chain(EXEMPT.iter().map(|(route, _)| *route)).collect();
    assert_eq!(served, sent);
}

async fn every_form_leaves_its_lines(app: &TestApp) {
    let world = World::make(app).await;
    for row in TABLE {
        let before = log(app).await;
        let (path, sent) = (world.place(app, row.sent.0).await, world.place(app, row.sent.1).await);
        let fields: Vec<(String, String)> = url::form_urlencoded::parse(sent.as_bytes()).into_owned().collect();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = world.browser(row.who).post(&path, &fields).await;
        assert!(matches!(answer.status, 200 | 303), "{}: {answer:?}", row.route);
        let actor = if row.by.is_empty() { world.name(row.who) } else { row.by.to_owned() };
        let line = |(action, subject, before, after): &Line| {
            format!("{action} | {actor} | 127.0.0.1 | {subject} | {before} | {after}")
        };
        let mut expected: Vec<String> = row.lines.iter().map(line).collect();
        expected.sort_unstable();
        let after = log(app).await;
        let kept = before.iter().all(|(id, line)| after.get(id) == Some(line));
        assert!(kept, "{}: a line was changed", row.route);
        let mut grown: Vec<String> =
            after.into_iter().filter(|(id, _)| !before.contains_key(id)).map(|(_, line)| line).collect();
        grown.sort_unstable();
        assert_eq!(grown, expected, "{} with {:?}", row.route, row.sent);
    }
}

async fn going_on_elsewhere_is_in_both_logs(app: &TestApp) {
    let (harbour, rival) = (app.cast("harbour").await, app.cast("rival").await);
    let email = Email::parse(&harbour.client.0.email).unwrap();
    let person = NewPerson { email: &email, name: "Unused", password_hash: "none", role: Role::Viewer, customer: None };
    // The older membership is the one they come in by.
    app.wait(std::time::Duration::from_millis(1));
    app.write(async |writing| organisations::add_person(writing, rival.organisation.id, person).await.unwrap()).await;
    let browser = app.sign_in(&harbour.client).await;
    let grown = async || {
        let sql = "SELECT o.slug || ' ' || a.action || ' ' || a.actor || ' ' || a.address FROM audit a JOIN organisations o ON o.id = a.organisation_id";
        let mut lines = app.texts(sql).await;
        lines.sort_unstable();
        lines
    };
    let [out, back] = [("harbour", "rival"), ("rival", "harbour")].map(|(from, to)| {
        let who = "Client harbour <client@harbour.test> 127.0.0.1";
        [format!("{from} session.ended {who}"), format!("{to} session.started {who}")]
    });
    let mut expected = grown().await;
    expected.extend(out);
    expected.sort_unstable();
    browser.post("/organisation", &[("organisation", "rival")]).await.location();
    assert_eq!(grown().await, expected);
    // Nothing of the one is in the log of the other but that they came and went.
    expected.extend(back);
    expected.sort_unstable();
    browser.post("/organisation", &[("organisation", "harbour")]).await.location();
    assert_eq!(grown().await, expected);

    for slug in ["harbour", "rival"] {
        app.execute(&format!("UPDATE organisations SET domain = '{slug}.test' WHERE slug = '{slug}'")).await;
    }
    let port = browser.origin().rsplit_once(':').unwrap().1.to_owned();
    let send = async |browser: &Browser, host: &str, path: &str, fields: &[(&str, &str)]| {
        let host = format!("portal.{host}.test:{port}");
        let request = browser.request(Method::POST, path).header("host", &host);
        Answer::to(request.header("origin", format!("http://{host}")).form(fields)).await
    };
    let led = send(&browser, "harbour", "/organisation", &[("organisation", "rival")]).await;
    let (_, query) = led.location().split_once('?').unwrap();
    let (_, token) = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "token").unwrap();
    assert_eq!(grown().await, expected, "until the link is used nothing has happened");
    let there = app.browser();
    assert_eq!(send(&there, "rival", "/session/handover", &[("token", &token)]).await.status, 303);
    expected.push("rival session.started Client harbour <client@harbour.test> 127.0.0.1".to_owned());
    expected.sort_unstable();
    assert_eq!(grown().await, expected);
    assert_eq!(send(&there, "rival", "/session/handover", &[("token", &token)]).await.status, 410);
    assert_eq!(grown().await, expected);
}

async fn what_changes_nothing_leaves_no_line(app: &TestApp) {
    let world = World::make(app).await;
    let number = app.open(&world.cast.client, "Subject", "Body").await;
    let (client, agent) = (world.browser(Who::Client), world.browser(Who::Agent));
    let me = world.cast.agent.0.membership_id.to_string();
    for (browser, path, fields) in [
        (client, format!("/support/{number}/replies"), vec![("body", "Once"), ("key", "key-1")]),
        (client, "/support".to_owned(), vec![("subject", "Once"), ("body", "Once"), ("key", "key-2")]),
        (agent, format!("/desk/tickets/{number}/status"), vec![("status", "pending")]),
        (agent, format!("/desk/tickets/{number}/assignee"), vec![("assignee", &*me)]),
    ] {
        browser.post(&path, &fields).await.location();
        let before = log(app).await;
        browser.post(&path, &fields).await.location();
        assert_eq!(log(app).await, before, "{path} a second time");
    }
    let before = log(app).await;
    for path in ["/", "/support", "/support/1", "/help"] {
        assert_eq!(client.get(path).await.status, 200);
    }
    assert_eq!(log(app).await, before, "reading leaves no line");
}

async fn a_refused_form_leaves_no_line(app: &TestApp) {
    let world = World::make(app).await;
    let number = app.open(&world.cast.client, "Subject", "Body").await;
    let before = log(app).await;
    let (client, guest) = (world.browser(Who::Client), world.browser(Who::Guest));
    for (browser, path, fields, status) in [
        (client, format!("/support/{number}/status"), vec![("status", "closed")], 403),
        (client, format!("/support/{number}/replies"), vec![("body", "")], 422),
        (client, format!("/desk/tickets/{number}/status"), vec![("status", "closed")], 404),
        (guest, "/session".to_owned(), vec![("email", "client@harbour.test"), ("password", "wrong")], 422),
    ] {
        assert_eq!(browser.send(&path, &fields).await.status, status, "{path}");
    }
    assert_eq!(log(app).await, before);
}

/// What stands for a record that the rows above have made: its id.
const PLACES: &[(&str, &str)] = &[
    ("{fabrikam}", "SELECT id FROM customers WHERE name LIKE 'Fabrikam%'"),
    ("{short-lived}", "SELECT id FROM customers WHERE name = 'Short-lived'"),
    ("{contact}", "SELECT id FROM contacts"),
    ("{project}", "SELECT id FROM projects WHERE name <> 'Short-lived'"),
    ("{brief-project}", "SELECT id FROM projects WHERE name = 'Short-lived'"),
    ("{milestone}", "SELECT id FROM milestones WHERE title <> 'First'"),
    ("{update}", "SELECT id FROM project_updates"),
    ("{note}", "SELECT id FROM customer_notes"),
    ("{reset-mail}", "SELECT id FROM mails WHERE subject = 'A reset'"),
    ("{address-mail}", "SELECT id FROM mails WHERE subject = 'An address'"),
    ("{invite}", "SELECT id FROM invites WHERE accepted_at IS NULL AND withdrawn_at IS NULL"),
    ("{jo}", "SELECT m.id FROM memberships m JOIN users u ON u.id = m.user_id WHERE u.email = 'jo@new.test'"),
    ("{known}", "SELECT id FROM articles WHERE external_id IS NOT NULL"),
    ("{article}", "SELECT id FROM articles WHERE external_id IS NULL"),
    ("{lesson}", "SELECT id FROM lessons"),
];

/// An organisation, and the browsers of those who send forms.
struct World {
    cast: Cast,
    admin: Browser,
    client: Browser,
    agent: Browser,
    guest: Browser,
    /// A session of the client's in another browser.
    elsewhere: String,
}

impl World {
    async fn make(app: &TestApp) -> Self {
        let cast = app.cast("harbour").await;
        app.sign_in(&cast.client).await;
        let elsewhere = app.texts("SELECT id FROM sessions").await.remove(0);
        app.import(&cast, &[r#"{"id": "1", "title": "Island matters", "body": "By ship."}"#], true).await;
        let admin = app.sign_in(&cast.admin).await;
        let (client, agent) = (app.sign_in(&cast.client).await, app.sign_in(&cast.agent).await);
        assert_eq!(client.send("/help/searches", &[("q", "Zebra crossing")]).await.status, 204);
        let email = cast.client.0.email.clone();
        let user: UserId =
            app.texts(&format!("SELECT id FROM users WHERE email = '{email}'")).await.remove(0).parse().unwrap();

        for (subject, link) in [
            ("A reset", MailLink::Reset { user, email: email.clone() }),
            ("An address", MailLink::Email { user, email }),
        ] {
            let recipient = &*cast.client.0.email;
            let draft = Draft { recipient, subject, text: "", html: "", thread: None, link: Some(link), invoice: None };
            app.write(async |writing| mails::keep(writing, cast.organisation.id, &draft).await.unwrap()).await;
        }
        Self { admin, client, agent, guest: app.browser(), elsewhere, cast }
    }

    const fn browser(&self, who: Who) -> &Browser {
        match who {
            Who::Admin => &self.admin,
            Who::Client => &self.client,
            Who::Agent => &self.agent,
            Who::Guest => &self.guest,
        }
    }

    fn name(&self, who: Who) -> String {
        let person = match who {
            Who::Admin => &self.cast.admin,
            Who::Client | Who::Guest => &self.cast.client,
            Who::Agent => &self.cast.agent,
        };
        format!("{} <{}>", person.0.name, person.0.email)
    }

    async fn place(&self, app: &TestApp, text: &str) -> String {
        let mut text = text
            .replace("{agent}", &self.cast.agent.0.membership_id.to_string())
            .replace("{client}", &self.cast.client.0.membership_id.to_string())
            .replace("{northwind}", &self.cast.northwind.to_string())
            .replace("{contoso}", &self.cast.contoso.to_string())
            .replace("{elsewhere}", &self.elsewhere)
            .replace("{password}", &PASSWORD.replace(' ', "+"));
        for (place, sql) in PLACES {
            if text.contains(place) {
                let found = app.texts(sql).await;
                assert_eq!(found.len(), 1, "{place}");
                text = text.replace(place, &found[0]);
            }
        }
        for place in ["{invite-link}", "{reset-link}", "{email-link}"] {
            if text.contains(place) {
                text = text.replace(place, &self.secret(app, place).await);
            }
        }
        assert!(!text.contains('{'), "nothing stands for a place in {text}");
        text
    }

    /// The secret of a link, as a mail or somebody who copied it has it. Links of mails go through the server's own mail server.
    async fn secret(&self, app: &TestApp, place: &str) -> String {
        let organisation = self.cast.organisation.id;
        let user = async |email: &str| {
            app.texts(&format!("SELECT id FROM users WHERE email = '{email}'")).await.remove(0).parse().unwrap()
        };
        let (link, via) = match place {
            "{invite-link}" => {
                let invite = app
                    .texts(PLACES.iter().find(|(place, _)| *place == "{invite}").unwrap().1)
                    .await
                    .remove(0)
                    .parse()
                    .unwrap();
                (MailLink::Invite { invite }, Via::Copied)
            }
            "{reset-link}" => {
                (MailLink::Reset { user: user("jo@new.test").await, email: "jo@new.test".to_owned() }, Via::ServerMail)
            }
            _ => {
                let user = user("client@harbour.test").await;
                (MailLink::Email { user, email: "other@new.test".to_owned() }, Via::ServerMail)
            }
        };
        app.write(async |writing| links::mint_for(writing, organisation, &link, via).await.unwrap()).await
    }
}

/// Every line by its id, and what it says.
async fn log(app: &TestApp) -> BTreeMap<String, String> {
    let sql = "SELECT id || ' ' || action || ' | ' || actor || ' | ' || address || ' | ' || subject || ' | ' || before || ' | ' || after
               FROM audit";
    let lines = app.texts(sql).await;
    lines.iter().filter_map(|line| line.split_once(' ')).map(|(id, line)| (id.to_owned(), line.to_owned())).collect()
}
