//! The URL table: every address this program answers, in one place.

use actix_web::guard;
use actix_web::web::{self, ServiceConfig};

use crate::web::{
    access, article_drafts, article_export, articles, assets, attachments, audit, billing, client_invoices,
    client_projects, company, contacts, csat, customer_import, customer_notes, customers, desk, email, files, health,
    inquiries, invites, invoice_import, invoice_pdfs, invoice_settings, language, lessons, live, organisations,
    password_resets, payment_settings, payments, pictures, profile, projects, ratings, replies, reports, revisions,
    roles, searches, session, setup, start, suggestions, tickets, users, viewing, visit, votes, writing,
};

/// Who may use an address at all. What they see there is decided by the verbs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Anybody.
    Anyone,
    /// Whoever is signed in.
    SignedIn,
    /// Clients; for staff there is no such page.
    Clients,
    /// Staff; for clients there is no such page.
    Staff,
}

/// An address.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Its pattern.
    pub path: &'static str,
    /// Who may use it.
    pub audience: Audience,
}

macro_rules! routes {
    ($($method:ident $path:literal $audience:ident => $handler:path;)*) => {
        /// Every address, in the order in which they are tried.
        pub const TABLE: &[Route] = &[$(Route {
            method: routes!(@name $method),
            path: $path,
            audience: Audience::$audience,
        }),*];

        /// Serves every address of the table.
        pub fn configure(config: &mut ServiceConfig) {
            $(config.route($path, routes!(@route $method).to($handler));)*
            config.default_service(web::to(visit::nowhere));
        }
    };
    (@name get) => { "GET" };
    (@name post) => { "POST" };
    // What can be got can be asked for without its body.
    (@route get) => { web::route().guard(guard::Any(guard::Get()).or(guard::Head())) };
    (@route post) => { web::post() };
}

routes! {
    get  "/healthz"                          Anyone   => health::alive;
    get  "/readyz"                           Anyone   => health::ready;
    get  "/assets/{file:.*}"                 Anyone   => assets::show;
    get  "/accent.css"                       Anyone   => assets::accent;
    get  "/logo/{id}"                        Anyone   => files::logo;
    get  "/session/new"                      Anyone   => session::new;
    post "/session"                          Anyone   => session::create;
    post "/session/end"                      Anyone   => session::end;
    post "/language"                         Anyone   => language::choose;
    get  "/"                                 SignedIn => tickets::home;
    get  "/invoices"                         Clients  => client_invoices::list;
    get  "/invoices.csv"                     Clients  => client_invoices::export;
    get  "/invoices/{number}.pdf"            Clients  => invoice_pdfs::show;
    get  "/invoices/{number}"                Clients  => client_invoices::show;
    get  "/projects"                         Clients  => client_projects::list;
    get  "/projects/{id}"                    Clients  => client_projects::show;
    get  "/support"                          Clients  => tickets::list;
    get  "/support/new"                      Clients  => tickets::new;
    post "/support"                          Clients  => tickets::create;
    get  "/support/suggestions"              SignedIn => suggestions::list;
    get  "/support/{number}"                 Clients  => tickets::show;
    post "/support/{number}/replies"         Clients  => replies::create;
    post "/support/{number}/status"          Clients  => tickets::set_status;
    post "/support/{number}/rating"          Clients  => ratings::create;
    post "/support/inquiries"                Clients  => inquiries::report;
    post "/support/solutions"                Clients  => inquiries::solve;
    post "/support/solutions/end"            Clients  => inquiries::reopen;
    get  "/help"                             SignedIn => articles::index;
    get  "/help/{slug}"                      SignedIn => articles::show;
    post "/help/searches"                    Clients  => searches::create;
    post "/help/{slug}/vote"                 Clients  => votes::create;
    post "/attachments"                      Clients  => attachments::create;
    post "/attachments/{id}/delete"          Clients  => attachments::delete;
    get  "/attachments/{id}/{name}"          SignedIn => attachments::show;
    get  "/desk"                             Staff    => desk::home;
    get  "/desk/tickets"                     Staff    => desk::inbox;
    get  "/desk/tickets/new"                 Staff    => desk::new_ticket;
    post "/desk/tickets"                     Staff    => desk::create_ticket;
    get  "/desk/tickets/{number}"            Staff    => desk::ticket;
    post "/desk/attachments"                 Staff    => attachments::create_at_desk;
    post "/desk/attachments/{id}/delete"     Staff    => attachments::delete_at_desk;
    post "/desk/tickets/{number}/replies"    Staff    => replies::create_at_desk;
    post "/desk/tickets/{number}/status"     Staff    => desk::set_status;
    post "/desk/tickets/{number}/assignee"   Staff    => desk::assign;
    post "/desk/tickets/{number}/tags"       Staff    => desk::set_tags;
    post "/desk/tickets/{number}/solutions"  Staff    => lessons::mark;
    post "/desk/tickets/{number}/solutions/{article}/undo" Staff => lessons::unmark;
    get  "/desk/articles/{id}/lessons"       Staff    => lessons::index;
    post "/desk/articles/{id}/lessons/{lesson}/undo"    Staff => lessons::undo;
    post "/desk/articles/{id}/lessons/{lesson}/restore" Staff => lessons::restore;
    // Users and invitations.
    get  "/invites/{token}"                  Anyone   => invites::show;
    post "/invites/{token}"                  Anyone   => invites::accept;
    get  "/desk/settings/users"              Staff    => users::index;
    post "/desk/settings/users"              Staff    => users::invite;
    post "/desk/settings/users/invites/{id}/resend"       Staff => users::resend;
    post "/desk/settings/users/invites/{id}/copy"         Staff => users::copy;
    post "/desk/settings/users/invites/{id}/customer"     Staff => users::set_invite_customer;
    post "/desk/settings/users/invites/{id}/withdraw"     Staff => users::withdraw;
    post "/desk/settings/users/{membership}/role"         Staff => users::set_role;
    post "/desk/settings/users/{membership}/customer"     Staff => users::set_customer;
    post "/desk/settings/users/{membership}/deactivate"   Staff => users::deactivate;
    post "/desk/settings/users/{membership}/reactivate"   Staff => users::reactivate;

    // Passwords, profiles, the first visit.
    get  "/password-resets/new"              Anyone   => password_resets::new;
    post "/password-resets"                  Anyone   => password_resets::create;
    get  "/password-resets/{token}"          Anyone   => password_resets::show;
    post "/password-resets/{token}"          Anyone   => password_resets::update;
    get  "/profile"                          SignedIn => profile::show;
    post "/profile"                          SignedIn => profile::save;
    post "/profile/password"                 SignedIn => profile::change_password;
    post "/profile/email"                    SignedIn => profile::ask_for_address;
    post "/profile/email/confirmation"       SignedIn => profile::send_confirmation;
    get  "/profile/email/{token}"            SignedIn => profile::show_address;
    post "/profile/email/{token}"            SignedIn => profile::confirm_address;
    post "/profile/sessions/end"             SignedIn => profile::end_other_sessions;
    post "/profile/sessions/{id}/end"        SignedIn => profile::end_session;
    get  "/setup"                            Anyone   => setup::show;
    post "/setup"                            Anyone   => setup::create;

    // Customers.
    get  "/desk/customers"                   Staff    => customers::index;
    post "/desk/customers"                   Staff    => customers::create;
    get  "/desk/customers/new"               Staff    => customers::new;
    get  "/desk/customers.csv"               Staff    => customers::export;
    get  "/desk/customers/imports/new"       Staff    => customer_import::new;
    post "/desk/customers/imports"           Staff    => customer_import::create;
    get  "/desk/customers/imports/{brought}"  Staff    => customer_import::show;
    post "/desk/customers/imports/{brought}"  Staff    => customer_import::run;
    get  "/desk/customers/imports/{brought}/failed.csv" Staff => customer_import::failed;
    post "/desk/customers/{id}/notes"        Staff    => customer_notes::create;
    get  "/desk/customers/{id}/notes/{note}" Staff    => customer_notes::edit;
    post "/desk/customers/{id}/notes/{note}" Staff    => customer_notes::update;
    post "/desk/customers/{id}/notes/{note}/delete"  Staff => customer_notes::delete;
    post "/desk/customers/{id}/notes/{note}/restore" Staff => customer_notes::restore;
    get  "/desk/customers/options"           Staff    => customers::options;
    get  "/desk/customers/{id}"              Staff    => customers::show;
    post "/desk/customers/{id}"              Staff    => customers::update;
    get  "/desk/customers/{id}/edit"         Staff    => customers::edit;
    post "/desk/customers/{id}/archive"      Staff    => customers::archive;
    post "/desk/customers/{id}/restore"      Staff    => customers::restore;
    post "/desk/customers/{id}/delete"       Staff    => customers::delete;
    get  "/desk/customers/{id}/access"       Staff    => access::show;
    post "/desk/customers/{id}/access"       Staff    => access::mend;
    post "/desk/customers/{id}/contacts"     Staff    => contacts::create;
    get  "/desk/customers/{id}/contacts/new" Staff    => contacts::new;
    get  "/desk/customers/{id}/contacts/{contact}" Staff => contacts::edit;
    post "/desk/customers/{id}/contacts/{contact}" Staff => contacts::update;
    post "/desk/customers/{id}/contacts/{contact}/delete" Staff => contacts::delete;

    // Invoices at the desk.
    get  "/desk/invoices"                    Staff    => billing::index;
    post "/desk/invoices"                    Staff    => billing::editor::create;
    get  "/desk/invoices.csv"                Staff    => billing::export;
    get  "/desk/invoices/imports/new"        Staff    => invoice_import::new;
    post "/desk/invoices/imports"            Staff    => invoice_import::create;
    get  "/desk/invoices/imports/{import}"   Staff    => invoice_import::show;
    post "/desk/invoices/imports/{import}"   Staff    => invoice_import::run;
    get  "/desk/invoices/imports/{import}/failed.csv" Staff => invoice_import::failed;
    get  "/desk/invoices/new"                Staff    => billing::editor::new;
    post "/desk/invoices/editing"            Staff    => billing::editor::editing;
    get  "/desk/invoices/{id}.pdf"           Staff    => invoice_pdfs::show_at_desk;
    get  "/desk/invoices/{id}"               Staff    => billing::show;
    post "/desk/invoices/{id}"               Staff    => billing::editor::update;
    get  "/desk/invoices/{id}/edit"          Staff    => billing::editor::edit;
    post "/desk/invoices/{id}/delete"        Staff    => billing::actions::delete;
    post "/desk/invoices/{id}/copies"        Staff    => billing::actions::duplicate;
    post "/desk/invoices/{id}/sending"       Staff    => billing::actions::send;
    post "/desk/invoices/{id}/mails"         Staff    => billing::actions::send_again;
    post "/desk/invoices/{id}/payments"      Staff    => billing::actions::record_payment;
    post "/desk/invoices/{id}/refunds"       Staff    => billing::actions::record_refund;
    post "/desk/invoices/{id}/credit-notes"  Staff    => billing::actions::credit;
    post "/desk/invoices/{id}/void"          Staff    => billing::actions::void;

    // Projects at the desk.
    get  "/desk/projects"                    Staff    => projects::index;
    post "/desk/projects"                    Staff    => projects::editor::create;
    get  "/desk/projects/new"                Staff    => projects::editor::new;
    post "/desk/projects/rendering"          Staff    => projects::updates::rendering;
    get  "/desk/projects/{id}"               Staff    => projects::show;
    post "/desk/projects/{id}"               Staff    => projects::editor::update;
    get  "/desk/projects/{id}/edit"          Staff    => projects::editor::edit;
    post "/desk/projects/{id}/status"        Staff    => projects::set_status;
    post "/desk/projects/{id}/archive"       Staff    => projects::archive;
    post "/desk/projects/{id}/restore"       Staff    => projects::restore;
    post "/desk/projects/{id}/delete"        Staff    => projects::delete;
    post "/desk/projects/{id}/milestones"    Staff    => projects::milestones::create;
    get  "/desk/projects/{id}/milestones/{milestone}"          Staff => projects::milestones::edit;
    post "/desk/projects/{id}/milestones/{milestone}"          Staff => projects::milestones::update;
    post "/desk/projects/{id}/milestones/{milestone}/done"     Staff => projects::milestones::set_done;
    post "/desk/projects/{id}/milestones/{milestone}/position" Staff => projects::milestones::step;
    post "/desk/projects/{id}/milestones/{milestone}/delete"   Staff => projects::milestones::delete;
    post "/desk/projects/{id}/updates"       Staff    => projects::updates::create;
    get  "/desk/projects/{id}/updates/{update}"        Staff => projects::updates::edit;
    post "/desk/projects/{id}/updates/{update}"        Staff => projects::updates::update;
    post "/desk/projects/{id}/updates/{update}/delete" Staff => projects::updates::delete;

    // Articles.
    get  "/desk/articles"                    Staff    => writing::index;
    post "/desk/articles"                    Staff    => writing::create;
    get  "/desk/articles/new"                Staff    => writing::new;
    get  "/desk/articles/export.jsonl"       Staff    => article_export::show;
    post "/desk/articles/pictures"           Staff    => pictures::create;
    get  "/files/{id}"                       SignedIn => pictures::show;
    post "/desk/articles/rendering"          Staff    => writing::rendering;
    post "/desk/articles/drafts/{place}"     Staff    => article_drafts::update;
    post "/desk/articles/drafts/{place}/discard" Staff => article_drafts::discard;
    get  "/desk/articles/{id}"               Staff    => writing::show;
    post "/desk/articles/{id}"               Staff    => writing::update;
    get  "/desk/articles/{id}/edit"          Staff    => writing::edit;
    get  "/desk/articles/{id}/preview"       Staff    => writing::preview;
    post "/desk/articles/{id}/status"        Staff    => writing::set_status;
    post "/desk/articles/{id}/delete"        Staff    => writing::delete;
    get  "/desk/articles/{id}/revisions"     Staff    => revisions::index;
    get  "/desk/articles/{id}/revisions/{revision}" Staff => revisions::show;
    post "/desk/articles/{id}/revisions/{revision}/restore" Staff => revisions::restore;

    // Company and e-mail.
    get  "/desk/settings/email"              Staff    => email::index;
    post "/desk/settings/email"              Staff    => email::save;
    post "/desk/settings/email/test"         Staff    => email::test;
    post "/desk/settings/email/remove"       Staff    => email::remove;
    post "/desk/settings/email/mails/{id}/retry" Staff => email::retry;
    post "/desk/settings/email/mails/{id}/copy"  Staff => email::copy;
    get  "/desk/settings/company"            Staff    => company::show;
    post "/desk/settings/company"            Staff    => company::update;
    get  "/desk/settings/invoices"           Staff    => invoice_settings::show;
    post "/desk/settings/invoices"           Staff    => invoice_settings::update;
    get  "/desk/start"                       Staff    => start::show;
    post "/desk/start"                       Staff    => start::update;

    // Other organisations, looking on as a client.
    post "/organisation"                     SignedIn => organisations::switch;
    get  "/session/handover"                 Anyone   => organisations::handover;
    post "/session/handover"                 Anyone   => organisations::replace;
    post "/desk/customers/{id}/view"         Staff    => viewing::start;
    post "/desk/view/end"                    Staff    => viewing::end;

    // Payments by card.
    get  "/invoices/{number}/pay"            Clients  => payments::show;
    post "/invoices/{number}/pay"            Clients  => payments::open;
    get  "/invoices/{number}/payment"        Clients  => payments::result;
    post "/webhooks/stripe"                  Anyone   => payments::webhook;
    get  "/desk/settings/payments"           Staff    => payment_settings::show;
    post "/desk/settings/payments/account"   Staff    => payment_settings::connect;
    post "/desk/settings/payments/own"       Staff    => payment_settings::use_own;
    post "/desk/settings/payments/check"     Staff    => payment_settings::check;
    post "/desk/settings/payments/disconnect" Staff   => payment_settings::disconnect;
    get  "/desk/settings/payments/return"    Staff    => payment_settings::come_back;
    get  "/desk/settings/payments/again"     Staff    => payment_settings::go_again;
    post "/desk/invoices/{id}/card-refunds"  Staff    => payment_settings::refund;

    // Reports.
    get  "/desk/reports/deflection"          Staff    => reports::deflection;
    get  "/desk/reports/deflection/{table}.csv" Staff => reports::deflection_table;
    get  "/desk/reports/csat"                Staff    => csat::show;
    get  "/desk/reports/csat/{table}.csv"    Staff    => csat::table;
    post "/desk/reports/searches/dismissal"     Staff => searches::dismiss;
    post "/desk/reports/searches/dismissal/end" Staff => searches::bring_back;

    // The audit log and the rights.
    get  "/desk/settings/audit"              Staff    => audit::index;
    get  "/desk/settings/audit.csv"          Staff    => audit::export;
    get  "/desk/settings/roles"              Staff    => roles::show;

    get  "/live"                             SignedIn => live::connect;
}
