//! The names that people read for the values of the domain.

use super::msg::{common, error};
use super::{Locale, Msg};
use crate::domain::input::Problem;
use crate::domain::people::Role;
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

/// What is wrong with a field, as it stands beside it.
pub fn problem(locale: &Locale, problem: &Problem) -> String {
    match problem {
        Problem::Missing => locale.text(error::FIELD_MISSING),
        Problem::TooLong { max } => locale.with(error::FIELD_TOO_LONG, &[("count", (*max).into())]),
        Problem::NotAnAddress => locale.text(error::FIELD_NOT_AN_ADDRESS),
        Problem::NotAChoice => locale.text(error::FIELD_NOT_A_CHOICE),
    }
}
