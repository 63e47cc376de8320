//! Users, memberships, roles, and the caller of a verb.

use crate::domain::text_enum;
use crate::id::{CustomerId, MembershipId, OrganisationId, SessionId, UserId};

text_enum! {
    /// What a membership may do in its organisation.
    Role {
        /// All.
        Admin = "admin",
        /// All but settings.
        Manager = "manager",
        /// Tickets, articles, customers, projects; reads invoices.
        Agent = "agent",
        /// Reads.
        Viewer = "viewer",
        /// The portal only.
        Client = "client",
    }
}

text_enum! {
    /// Which side of a thread somebody is on.
    Side {
        /// At the desk.
        Staff = "staff",
        /// At the portal.
        Client = "client",
    }
}

impl Role {
    /// The side a role belongs to.
    pub const fn side(self) -> Side {
        match self {
            Self::Admin | Self::Manager | Self::Agent | Self::Viewer => Side::Staff,
            Self::Client => Side::Client,
        }
    }
}

text_enum! {
    /// Whether a membership may be used.
    MembershipStatus {
        /// It may.
        Active = "active",
        /// It may not, and its data stays.
        Deactivated = "deactivated",
    }
}

/// Whoever asks: a signed-in membership, with all that decides what it may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The browser session it came by.
    pub session_id: SessionId,
    /// The login.
    pub user_id: UserId,
    /// The login in this organisation.
    pub membership_id: MembershipId,
    /// The organisation; nothing outside it is ever reachable.
    pub organisation_id: OrganisationId,
    /// The person's name.
    pub name: String,
    /// The person's address.
    pub email: String,
    /// The role.
    pub role: Role,
    /// For a client, the linked customer; `None` when the link is missing.
    pub customer_id: Option<CustomerId>,
    /// The person's own choice of language, if any.
    pub language: Option<String>,
    /// The time zone times are shown in, an IANA name: the person's, else the organisation's.
    pub time_zone: String,
}

impl Caller {
    /// The side of a thread the caller is on.
    pub const fn side(&self) -> Side {
        self.role.side()
    }

    /// What the caller may see.
    pub fn scope(&self) -> Scope {
        match (self.side(), self.customer_id) {
            (Side::Staff, _) => Scope::Organisation,
            (Side::Client, Some(customer_id)) => Scope::Customer(customer_id),
            (Side::Client, None) => Scope::Nothing,
        }
    }

    /// Whether the caller may change tickets: reply, note, assign, set a status.
    pub const fn may_work_on_tickets(&self) -> bool {
        match self.role {
            Role::Admin | Role::Manager | Role::Agent => true,
            Role::Viewer | Role::Client => false,
        }
    }

    /// Whether the caller may see the organisation's settings.
    pub const fn may_change_settings(&self) -> bool {
        matches!(self.role, Role::Admin)
    }
}

/// The part of an organisation a caller may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// All of it.
    Organisation,
    /// What hangs on one customer.
    Customer(CustomerId),
    /// A client whose link is missing.
    Nothing,
}

/// Somebody at the desk, as lists and choices show them.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Person {
    /// Their membership.
    pub membership_id: MembershipId,
    /// Their name.
    pub name: String,
}

/// A client company, as lists and choices show it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Customer {
    /// Its id.
    pub id: CustomerId,
    /// Its name.
    pub name: String,
}

/// The first letters of the first and the last word of a name: `AG`.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_two_at_most() {
        assert_eq!(initials("Ada King Lovelace"), "AL");
        assert_eq!(initials("ada"), "A");
        assert_eq!(initials(" (Ñandú) y "), "ÑY");
        assert_eq!(initials(""), "");
    }
}
