//! HTTP: the URL table, sign-in, errors, a file per resource. A handler parses, calls one verb, renders.

mod articles;
mod assets;
mod client_address;
mod desk;
pub mod error;
mod forms;
mod guard;
mod health;
mod hosts;
mod limits;
mod live;
mod replies;
pub mod routes;
mod session;
mod state;
mod suggestions;
mod tickets;
mod visit;

pub use self::forms::read_limits;
pub use self::guard::guard;
pub use self::hosts::Hosts;
pub use self::limits::SignInLimits;
pub use self::state::{State, assets_version};
