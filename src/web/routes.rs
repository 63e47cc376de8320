//! The URL table: every address this program answers, in one place.

use actix_web::guard;
use actix_web::web::{self, ServiceConfig};

use crate::web::{articles, assets, desk, health, live, replies, session, suggestions, tickets, visit};

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
    get  "/session/new"                      Anyone   => session::new;
    post "/session"                          Anyone   => session::create;
    post "/session/end"                      Anyone   => session::end;
    get  "/"                                 SignedIn => tickets::home;
    get  "/support"                          Clients  => tickets::list;
    get  "/support/new"                      Clients  => tickets::new;
    post "/support"                          Clients  => tickets::create;
    get  "/support/suggestions"              SignedIn => suggestions::list;
    get  "/support/{number}"                 Clients  => tickets::show;
    post "/support/{number}/replies"         Clients  => replies::create;
    post "/support/{number}/status"          Clients  => tickets::set_status;
    get  "/help"                             SignedIn => articles::index;
    get  "/help/{slug}"                      SignedIn => articles::show;
    get  "/desk"                             Staff    => desk::home;
    get  "/desk/tickets"                     Staff    => desk::inbox;
    get  "/desk/tickets/new"                 Staff    => desk::new_ticket;
    post "/desk/tickets"                     Staff    => desk::create_ticket;
    get  "/desk/tickets/{number}"            Staff    => desk::ticket;
    post "/desk/tickets/{number}/replies"    Staff    => replies::create_at_desk;
    post "/desk/tickets/{number}/status"     Staff    => desk::set_status;
    post "/desk/tickets/{number}/assignee"   Staff    => desk::assign;
    get  "/desk/settings/email"              Staff    => desk::mails;
    get  "/live"                             SignedIn => live::connect;
}
