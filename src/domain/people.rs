//! Users, memberships, roles, and the caller of a verb.

use crate::domain::rights::Right;
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

    /// What somebody of this role is linked to: a client must have a customer, everybody else sees all and has none.
    pub const fn link(self, customer: Option<CustomerId>) -> Result<Option<CustomerId>, Denied> {
        match (self.side(), customer) {
            (Side::Client, None) => Err(Denied::NoLinkedCustomer),
            (Side::Client, customer) => Ok(customer),
            (Side::Staff, _) => Ok(None),
        }
    }
}

text_enum! {
    /// Of which tickets a mail tells when nobody has read them.
    Notify {
        /// For staff their own and those that nobody has; for clients those they take part in.
        All = "all",
        /// For staff their own alone; for clients as above.
        Mine = "mine",
        /// Of none.
        None = "none",
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
    /// The network address the request came from, for the audit log; empty where there is none.
    pub address: String,
    /// The staff member who looks at the portal as this client, and may change nothing there.
    pub viewed_by: Option<MembershipId>,
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

    /// Whether the caller may: what the role may, and for somebody who only looks on as this client nothing that changes anything.
    pub fn may(&self, right: Right) -> bool {
        self.role.may(right) && (self.viewed_by.is_none() || right.only_reads())
    }
}

/// Why something about people, their access or their customers was not done. Each has its words in `web/error.rs`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// The caller's role does not allow it, or they look on as a client.
    #[error("not allowed")]
    NotAllowed,
    /// The organisation would be left without an active admin.
    #[error("the last admin")]
    LastAdmin,
    /// A client without a linked customer would see nothing.
    #[error("a client needs a linked customer")]
    NoLinkedCustomer,
    /// The customer is archived.
    #[error("the customer is archived")]
    CustomerArchived,
    /// These people still sign in for the customer.
    #[error("the customer is in use by {}", people.join(", "))]
    CustomerInUse {
        /// Their names, and for invitations their addresses.
        people: Vec<String>,
    },
    /// The address belongs to somebody who is in already.
    #[error("already a member")]
    AlreadyMember,
    /// They are in, and were shut out: only an admin lets them in again.
    #[error("deactivated")]
    Deactivated,
    /// The address has been invited and has not answered yet.
    #[error("already invited")]
    AlreadyInvited,
    /// The link was used, has ended, was altered or never was one.
    #[error("the link cannot be used")]
    LinkUnusable,
    /// The login's address was never confirmed, so nobody else's invitation may attach to it.
    #[error("the address is not confirmed")]
    AddressNotConfirmed,
    /// The password is not the login's.
    #[error("wrong password")]
    WrongPassword,
    /// Another login has this address.
    #[error("the address is taken")]
    AddressTaken,
    /// More mails were asked for than anybody needs.
    #[error("too many mails")]
    TooManyMails,
    /// The stored password is for another mail server than the one that is wanted now: it is not handed to that one.
    #[error("the password is another server's")]
    PasswordOfAnother,
    /// Secrets cannot be stored: there is no key to encrypt them with.
    #[error("no secret key")]
    NoSecretKey,
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
