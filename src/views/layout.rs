//! The frames around pages: bare, portal, desk.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::domain::people::{Caller, Side};
use crate::domain::rights::Right;
use crate::domain::start::Progress;
use crate::views::desk::inbox;
use crate::views::frame::Frame;
use crate::views::{icon, parts, switcher};
use crate::words::msg::{
    articles, client_invoices, company, customers, dashboard, desk, invoices, payments, people, portal, projects,
    reports, script, session, settings,
};
use crate::words::{Msg, nouns};

/// Read by htmx: Back stays the browser's; the mark of the row one reads survives a pushed list.
const HTMX_CONFIG: &str =
    r#"{"history":false,"includeIndicatorCSS":false,"morphIgnore":["data-htmx-powered","aria-current"]}"#;

/// In the order in which they need each other.
const SCRIPTS: &[&str] = &[
    "vendor/htmx.min.js",
    "vendor/hx-ws.min.js",
    "vendor/hx-upsert.min.js",
    "frontdesk.js",
    "drafts.js",
    "thread.js",
    "outbox.js",
    "live.js",
    "inbox.js",
    "forms.js",
    "copy.js",
    "mail_server.js",
    "insert.js",
    "invoice.js",
    "suggestions.js",
    "searches.js",
    "combobox.js",
];

/// The part of the portal a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PortalNav {
    /// The dashboard.
    Home,
    /// Invoices.
    Invoices,
    /// Projects.
    Projects,
    /// Tickets.
    Support,
    /// The help centre.
    Help,
    /// The visitor's own profile, and whatever else has no place in the navigation.
    Profile,
}

/// The part of the desk a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskNav {
    /// What waits, what is late, how it stands.
    Dashboard,
    /// Tickets.
    Inbox,
    /// Customers.
    Customers,
    /// Invoices.
    Invoices,
    /// Projects.
    Projects,
    /// Articles.
    Articles,
    /// Reports.
    Reports,
    /// What is left to be set up.
    Start,
    /// The settings.
    Settings(SettingsNav),
    /// The visitor's own profile.
    Profile,
}

/// What the pages of one part load beside what every page does.
#[derive(Clone, Copy)]
struct Loads {
    styles: &'static [&'static str],
    scripts: &'static [&'static str],
}

impl Loads {
    const NOTHING: Self = Self { styles: &[], scripts: &[] };
    const PROJECTS: Self = Self { styles: &["attachments.css", "projects.css"], scripts: &["attachments.js"] };

    const fn styles(styles: &'static [&'static str]) -> Self {
        Self { styles, scripts: &[] }
    }
}

impl PortalNav {
    const fn loads(self) -> Loads {
        match self {
            Self::Home => Loads::styles(&["projects.css"]),
            Self::Projects => Loads::PROJECTS,
            Self::Support => {
                Loads { styles: &["attachments.css", "ratings.css"], scripts: &["attachments.js", "rating.js"] }
            }
            Self::Invoices | Self::Help | Self::Profile => Loads::NOTHING,
        }
    }
}

impl DeskNav {
    const fn loads(self) -> Loads {
        match self {
            Self::Inbox => Loads { styles: &["attachments.css"], scripts: &["attachments.js", "tags.js"] },
            Self::Projects => Loads::PROJECTS,
            Self::Dashboard => Loads::styles(&["dashboard.css"]),
            Self::Customers => Loads::styles(&["customers.css", "projects.css"]),
            Self::Articles => Loads::styles(&["writing.css"]),
            Self::Settings(_) => Loads::styles(&["settings.css"]),
            Self::Reports => Loads::styles(&["ratings.css"]),
            Self::Invoices | Self::Start | Self::Profile => Loads::NOTHING,
        }
    }
}

/// A page of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingsNav {
    /// What the company is.
    Company,
    /// How invoices are rounded and paid.
    Invoices,
    /// Payments by card.
    Payments,
    /// Users and their invitations.
    Users,
    /// What each role may do.
    Roles,
    /// The mail server, mails kept and sent.
    Email,
    /// The audit log.
    Audit,
}

impl SettingsNav {
    /// Each with the right it needs; what roles may do everybody at the desk may know.
    const ALL: [(Self, &'static str, Msg, Option<Right>); 7] = [
        (Self::Company, "/desk/settings/company", settings::SETTINGS_COMPANY, Some(Right::ChangeSettings)),
        (Self::Invoices, "/desk/settings/invoices", settings::SETTINGS_INVOICES, Some(Right::ChangeSettings)),
        (Self::Payments, "/desk/settings/payments", payments::PAYMENTS_TITLE, Some(Right::ChangeSettings)),
        (Self::Users, "/desk/settings/users", settings::SETTINGS_USERS, Some(Right::ManageUsers)),
        (Self::Roles, "/desk/settings/roles", settings::SETTINGS_ROLES, None),
        (Self::Email, "/desk/settings/email", settings::SETTINGS_EMAIL, Some(Right::ChangeSettings)),
        (Self::Audit, "/desk/settings/audit", settings::SETTINGS_AUDIT, Some(Right::ReadAudit)),
    ];
}

/// The rich editor and its library, which is too large for every page.
pub(super) const EDITOR: [&str; 2] = ["vendor/prosemirror.min.js", "editor.js"];
/// Where an article is written.
const WRITING: Loads =
    Loads { styles: &["editor.css"], scripts: &[EDITOR[0], EDITOR[1], "rich_field.js", "article.js"] };
/// Where an update may be written: the editor itself comes when somebody writes.
const UPDATING: Loads = Loads { styles: &["editor.css"], scripts: &["rich_field.js", "update.js"] };

/// A page with nothing around it: sign-in, errors.
pub fn bare(frame: &Frame<'_>, title: &str, main: &Markup) -> Markup {
    document(
        frame,
        title,
        "bare",
        &[],
        &html! {
            header class="bare-head" { a class="brand" href="/" { (mark(frame)) span class="brand-name" dir="auto" { (frame.name()) } } }
            main id="main" class="bare-main" tabindex="-1" { (main) }
        },
    )
}

/// A page of the clients' side. On a phone its navigation is a bar at the bottom.
pub fn portal(frame: &Frame<'_>, nav: PortalNav, title: &str, main: &Markup) -> Markup {
    let staff = frame.viewer.is_some_and(|viewer| viewer.side() == Side::Staff);
    document(
        frame,
        title,
        "portal",
        &[nav.loads()],
        &html! {
            header class="top" {
                div class="brand-switch" {
                    a class="brand" href="/" { (mark(frame)) span class="brand-name" dir="auto" { (frame.name()) } }
                    (switcher::dropdown(frame))
                }
                nav class="top-nav" aria-label=(frame.text(portal::LAYOUT_NAVIGATION)) {
                    @if staff {
                        a href="/desk" { (icon::inbox()) span { (frame.text(portal::LAYOUT_DESK)) } }
                    } @else if frame.viewer.is_some() {
                        a href="/" aria-current=[current(nav == PortalNav::Home)] { (icon::home()) span { (frame.text(portal::LAYOUT_HOME)) } }
                        a href="/invoices" aria-current=[current(nav == PortalNav::Invoices)] { (icon::receipt()) span { (frame.text(client_invoices::CLIENT_INVOICES_TITLE)) } }
                        a href="/projects" aria-current=[current(nav == PortalNav::Projects)] { (icon::project()) span { (frame.text(projects::PROJECT_LIST)) } }
                        a href="/support" aria-current=[current(nav == PortalNav::Support)] { (icon::thread()) span { (frame.text(portal::LAYOUT_SUPPORT)) } }
                    }
                    a href="/help" aria-current=[current(nav == PortalNav::Help)] { (icon::book()) span { (frame.text(portal::LAYOUT_HELP)) } }
                }
                div class="top-end" {
                    @match frame.viewer {
                        Some(viewer) => (account(frame, viewer)),
                        None => a class="button" href="/session/new" { (frame.text(session::SESSION_SIGN_IN)) },
                    }
                }
            }
            main id="main" class="page" tabindex="-1" { (main) }
        },
    )
}

/// A page of the staff's side: the rail, and what `body` holds beside it (its own `<main id="main">` among it).
pub fn desk(frame: &Frame<'_>, title: &str, nav: DeskNav, body: &Markup) -> Markup {
    desk_with(frame, title, nav, &[nav.loads()], body)
}

/// The same with the scripts that an article is written with.
pub fn writing_desk(frame: &Frame<'_>, title: &str, body: &Markup) -> Markup {
    desk_with(frame, title, DeskNav::Articles, &[DeskNav::Articles.loads(), WRITING], body)
}

/// The same with the scripts that a project's update is written with.
pub fn updating_desk(frame: &Frame<'_>, title: &str, body: &Markup) -> Markup {
    desk_with(frame, title, DeskNav::Projects, &[DeskNav::Projects.loads(), UPDATING], body)
}

fn desk_with(frame: &Frame<'_>, title: &str, nav: DeskNav, loads: &[Loads], body: &Markup) -> Markup {
    document(
        frame,
        title,
        "desk",
        loads,
        &html! {
            header class="rail" {
                div class="brand-switch" {
                    a class="brand" href="/desk" { (mark(frame)) span class="brand-name" dir="auto" { (frame.name()) } }
                    (switcher::dropdown(frame))
                }
                @if frame.viewer.is_some_and(|viewer| viewer.may(Right::WorkOnTickets)) {
                    a class="button rail-new" href="/desk/tickets/new" { (icon::plus()) span { (frame.text(desk::DESK_NEW_TICKET)) } }
                }
                nav class="rail-nav rail-first" aria-label=(frame.text(dashboard::DASHBOARD_OVERVIEW)) {
                    a href="/desk" aria-current=[current(nav == DeskNav::Dashboard)] { (icon::home()) span { (frame.text(dashboard::DASHBOARD_TITLE)) } }
                }
                (inbox::rail(frame))
                // On a phone the rest is a menu, which needs no script.
                button type="button" class="rail-button" popovertarget="rail-more" {
                    (icon::menu()) span class="unseen" { (frame.text(desk::DESK_MORE)) }
                }
                nav id="rail-more" class="rail-nav rail-more" aria-label=(frame.text(desk::DESK_MORE)) popover {
                    @if let Some(Progress { done, of }) = frame.around.and_then(|around| around.start) {
                        a href="/desk/start" aria-current=[current(nav == DeskNav::Start)] {
                            (icon::check()) span { (frame.text(company::START_RAIL)) }
                            span class="count num" { (frame.with(company::START_RAIL_PROGRESS, &[("done", done.into()), ("all", of.into())])) }
                        }
                    }
                    @if frame.viewer.is_some_and(|viewer| viewer.may(Right::ReadCustomers)) {
                        a href="/desk/customers" aria-current=[current(nav == DeskNav::Customers)] {
                            (icon::company()) span { (frame.text(customers::CUSTOMER_LIST)) }
                        }
                    }
                    @if frame.viewer.is_some_and(|viewer| viewer.may(Right::ReadInvoices)) {
                        a href="/desk/invoices" aria-current=[current(nav == DeskNav::Invoices)] {
                            (icon::invoice()) span { (frame.text(invoices::INVOICE_LIST)) }
                        }
                    }
                    @if frame.viewer.is_some_and(|viewer| viewer.may(Right::ReadProjects)) {
                        a href="/desk/projects" aria-current=[current(nav == DeskNav::Projects)] {
                            (icon::project()) span { (frame.text(projects::PROJECT_LIST)) }
                        }
                    }
                    @if frame.viewer.is_some_and(|viewer| viewer.may(Right::ReadArticles)) {
                        a href="/desk/articles" aria-current=[current(nav == DeskNav::Articles)] {
                            (icon::pen()) span { (frame.text(articles::ARTICLES_TITLE)) }
                        }
                    }
                    a href="/help" { (icon::book()) span { (frame.text(portal::LAYOUT_HELP)) } }
                    @if frame.viewer.is_some_and(|viewer| viewer.may(Right::ReadReports)) {
                        a href="/desk/reports/csat" aria-current=[current(nav == DeskNav::Reports)] {
                            (icon::chart()) span { (frame.text(reports::REPORTS)) }
                        }
                    }
                    @if frame.viewer.is_some_and(|viewer| viewer.may(Right::ChangeSettings)) {
                        a href="/desk/settings/company" aria-current=[current(matches!(nav, DeskNav::Settings(_)))] {
                            (icon::gear()) span { (frame.text(settings::SETTINGS_TITLE)) }
                        }
                    }
                }
                @if let Some(viewer) = frame.viewer { (account(frame, viewer)) }
            }
            (body)
        },
    )
}

/// A page of the settings: the desk's frame with their own navigation. `main` begins below the title.
pub fn settings(frame: &Frame<'_>, title: &str, nav: SettingsNav, main: &Markup) -> Markup {
    let may = |right| frame.viewer.is_some_and(|viewer| viewer.may(right));
    let pages: Vec<_> = SettingsNav::ALL.into_iter().filter(|(.., right)| right.is_none_or(may)).collect();
    let body = html! {
        // Where there is nothing to follow or press, the keyboard scrolls the page itself.
        main id="main" class="desk-page" tabindex=(if pages.len() == 1 { "0" } else { "-1" }) {
            div class={ "settings" @if pages.len() == 1 { " alone" } } {
                // One page needs no way to others.
                @if pages.len() > 1 {
                    nav class="settings-nav" aria-label=(frame.text(settings::SETTINGS_TITLE)) {
                        @for (page, url, name, _) in &pages {
                            a href=(url) aria-current=[current(*page == nav)] { (frame.text(*name)) }
                        }
                    }
                }
                div class="settings-page stack" {
                    h1 { (title) }
                    (main)
                }
            }
        }
    };
    desk(frame, title, DeskNav::Settings(nav), &body)
}

fn document(frame: &Frame<'_>, title: &str, layout: &str, loads: &[Loads], body: &Markup) -> Markup {
    let locale = frame.locale;
    html! {
        (DOCTYPE)
        html lang=(locale.tag()) dir=(locale.direction()) data-formats=(locale.formats()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content, viewport-fit=cover";
                meta name="color-scheme" content="light dark";
                meta name="htmx-config" content=(HTMX_CONFIG);
                title { (title) " · " (frame.name()) }
                link rel="icon" type="image/svg+xml" href=(frame.asset("icons/favicon.svg"));
                link rel="stylesheet" href=(frame.asset("frontdesk.css"));
                @for file in loads.iter().flat_map(|loads| loads.styles) { link rel="stylesheet" href=(frame.asset(file)); }
                @if let Some(organisation) = frame.organisation {
                    link rel="stylesheet" href={ "/accent.css?o=" (organisation.slug) "&v=" (organisation.accent.trim_start_matches('#')) };
                }
                @if frame.viewer.is_some() {
                    @for file in SCRIPTS.iter().chain(loads.iter().flat_map(|loads| loads.scripts)) { script defer src=(frame.asset(file)) {} }
                }
            }
            body class={ (layout) @if frame.is_viewing() { " viewing" } }
                data-organisation=[frame.viewer.and(frame.organisation).map(|organisation| &*organisation.slug)]
                data-viewing[frame.is_viewing()]
                data-me=[frame.viewer.map(|viewer| viewer.membership_id)]
                data-side=[frame.viewer.map(Caller::side)]
                data-zone=[frame.viewer.map(|viewer| viewer.time_zone.as_str())]
                data-name=[frame.viewer.map(|viewer| viewer.name.as_str())]
            {
                a class="skip" href="#main" { (frame.text(portal::LAYOUT_SKIP)) }
                @if frame.is_viewing() { (viewing(frame)) }
                (body)
                div id="connection" class="pill" role="status" hidden {}
                div id="toasts" class="toasts" aria-live="polite" {}
                @if frame.viewer.is_some() { (words(frame)) }
            }
        }
    }
}

/// Says that staff look on as the client who is the viewer, and leads them back.
fn viewing(frame: &Frame<'_>) -> Markup {
    let client = frame.viewer.map_or("", |viewer| viewer.name.as_str());
    let customer = frame.around.and_then(|around| around.viewed_customer.as_deref());
    html! {
        aside class="viewing-banner" aria-label=(frame.text(people::VIEWING_ONLY)) {
            p {
                strong {
                    @match customer {
                        Some(customer) => (frame.with(people::VIEWING_TEXT, &[("client", client.into()), ("customer", customer.into())])),
                        None => (frame.with(people::VIEWING_TEXT_UNLINKED, &[("client", client.into())])),
                    }
                }
                " " (frame.text(people::VIEWING_ONLY))
            }
            form method="post" action=(frame.action("/desk/view/end")) {
                button type="submit" class="button" { (icon::back()) (frame.text(people::VIEWING_END)) }
            }
        }
    }
}

/// The words the script says, as data. `<` is written as an escape, so that no word can end the element.
fn words(frame: &Frame<'_>) -> Markup {
    let words: serde_json::Map<String, serde_json::Value> =
        script::ALL.iter().map(|msg| (msg.id().to_owned(), frame.locale.template(*msg).into())).collect();
    let json = serde_json::Value::Object(words).to_string().replace('<', "\\u003c");
    html! { script type="application/json" id="words" { (PreEscaped(json)) } }
}

/// The organisation's logo, or the first letter of its name on its colour; decoration beside the name.
fn mark(frame: &Frame<'_>) -> Markup {
    if let Some(logo) = frame.organisation.and_then(|organisation| organisation.logo_id) {
        return html! { img class="logo" src={ "/logo/" (logo) } alt=""; };
    }
    let letter = frame.name().chars().find(|c| c.is_alphanumeric()).map(|c| c.to_uppercase().to_string());
    html! { span class="mark" aria-hidden="true" { (letter.unwrap_or_default()) } }
}

/// Who is signed in, and the way out. A popover: it needs no script.
fn account(frame: &Frame<'_>, viewer: &Caller) -> Markup {
    html! {
        div class="account" {
            button type="button" class="account-button" popovertarget="account" {
                (parts::avatar(&viewer.name, viewer.side()))
                span class="unseen" { (frame.with(session::SESSION_ACCOUNT, &[("name", viewer.name.as_str().into())])) }
                span class="account-name" aria-hidden="true" dir="auto" { (viewer.name) }
            }
            div id="account" class="menu" popover {
                p class="menu-title" dir="auto" { (viewer.name) }
                p class="small quiet" dir="auto" { (viewer.email) }
                p class="small quiet" {
                    @if viewer.side() == Side::Staff {
                        a href="/desk/settings/roles" { (frame.text(nouns::role(viewer.role))) }
                    } @else {
                        (frame.text(nouns::role(viewer.role)))
                    }
                }
                a class="button" href="/profile" { (icon::person()) (frame.text(session::SESSION_PROFILE)) }
                // The list of what is left to be set up is in the rail, unless nothing is left or it was put away.
                @if viewer.may(Right::ChangeSettings) && frame.around.is_none_or(|around| around.start.is_none()) {
                    a class="button" href="/desk/start" { (icon::check()) (frame.text(company::START_TITLE)) }
                }
                @if !frame.is_viewing() {
                    form method="post" action="/session/end" {
                        button type="submit" class="button" { (icon::leave()) (frame.text(session::SESSION_SIGN_OUT)) }
                    }
                }
            }
        }
    }
}

/// `aria-current` for a link to the page one is on.
fn current(is: bool) -> Option<&'static str> {
    is.then_some("page")
}
