//! The people of an organisation and those who were asked to join, as the settings list them.

use crate::clock::Timestamp;
use crate::domain::mail::MailStatus;
use crate::domain::people::{MembershipStatus, Role};
use crate::domain::sought::{sought, words};
use crate::domain::text_enum;
use crate::id::{CustomerId, InviteId, MembershipId};

text_enum! {
    /// How somebody stands with an organisation.
    Standing {
        /// In.
        Active = "active",
        /// Asked to join, by a link that still works.
        Pending = "pending",
        /// Asked to join, by a link that has ended.
        Expired = "expired",
        /// Shut out; the data stays.
        Deactivated = "deactivated",
    }
}

/// Somebody of the list: a membership, or an invitation that waits.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct User {
    /// Their membership, once they are in.
    pub membership_id: Option<MembershipId>,
    /// Their invitation, while it waits.
    pub invite_id: Option<InviteId>,
    /// Their name; nobody knows it before they accept.
    pub name: Option<String>,
    /// Their address.
    pub email: String,
    /// What they may do, or will.
    pub role: Role,
    /// A client's linked customer.
    pub customer_id: Option<CustomerId>,
    /// What that is called.
    pub customer_name: Option<String>,
    /// A membership's status.
    pub status: Option<MembershipStatus>,
    /// When an invitation's links end.
    pub expires_at: Option<Timestamp>,
    /// What has become of an invitation's last mail; none while it is being written.
    pub mail_status: Option<MailStatus>,
    /// The mail server's answer when it refused that.
    pub mail_error: Option<String>,
}

impl User {
    /// How they stand now.
    pub fn standing(&self, now: Timestamp) -> Standing {
        match (self.status, self.expires_at) {
            (Some(MembershipStatus::Active), _) => Standing::Active,
            (Some(MembershipStatus::Deactivated), _) => Standing::Deactivated,
            (None, Some(expires_at)) if expires_at <= now => Standing::Expired,
            (None, _) => Standing::Pending,
        }
    }

    /// Whether they sign in and see nothing: a client without a customer.
    pub fn is_unlinked(&self) -> bool {
        self.role == Role::Client && self.customer_id.is_none() && self.status != Some(MembershipStatus::Deactivated)
    }

    /// What their line is known by: the membership's or the invitation's id.
    pub fn id(&self) -> String {
        let membership = self.membership_id.map(|id| id.to_string());
        membership.or_else(|| self.invite_id.map(|id| id.to_string())).unwrap_or_default()
    }

    /// The name, or for somebody who has not told it the address.
    pub fn called(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.email)
    }
}

text_enum! {
    /// A part of the list.
    Part {
        /// Who is in.
        Active = "active",
        /// Who was asked to join, whether the link still works or not.
        Invited = "invited",
        /// Who is shut out.
        Deactivated = "deactivated",
        /// Clients who see nothing for want of a customer.
        Unlinked = "unlinked",
    }
}

/// What of the list is wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Words of the name, the address or the customer.
    pub words: String,
    /// A part of it; all when there is none.
    pub part: Option<Part>,
}

impl Wanted {
    /// The words that are looked for, each as names are kept and as it was written.
    pub fn words(&self) -> impl Iterator<Item = [String; 2]> {
        words(&self.words).into_iter().map(|word| [sought(word), word.to_lowercase()])
    }
}

/// How many there are.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Counts {
    /// In all.
    pub everybody: i64,
    /// Of those who are wanted.
    pub wanted: i64,
    /// Who are in.
    pub active: i64,
    /// Who were asked to join.
    pub invited: i64,
    /// Who are shut out.
    pub deactivated: i64,
    /// Clients who see nothing.
    pub unlinked: i64,
}

impl Counts {
    /// Of a part.
    pub const fn of(&self, part: Part) -> i64 {
        match part {
            Part::Active => self.active,
            Part::Invited => self.invited,
            Part::Deactivated => self.deactivated,
            Part::Unlinked => self.unlinked,
        }
    }

    /// The page of this number, or the nearest there is, and how many pages there are.
    pub fn place(&self, page: usize) -> (usize, usize) {
        let pages = usize::try_from(self.wanted).unwrap_or(0).div_ceil(Listing::PAGE).max(1);
        (page.clamp(1, pages), pages)
    }
}

/// A page of the list.
#[derive(Debug)]
pub struct Listing {
    /// The people.
    pub users: Vec<User>,
    /// Which page it is, from 1.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
    /// How many people there are of each kind.
    pub counts: Counts,
}

impl Listing {
    /// People a page shows.
    pub const PAGE: usize = 50;

    /// Whether any invitation waits, on whatever page.
    pub const fn has_invites(&self) -> bool {
        self.counts.invited > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_000);

    fn user(email: &str, role: Role, status: Option<MembershipStatus>) -> User {
        User {
            membership_id: None,
            invite_id: None,
            name: None,
            email: email.to_owned(),
            role,
            customer_id: None,
            customer_name: None,
            status,
            expires_at: status.is_none().then_some(NOW),
            mail_status: None,
            mail_error: None,
        }
    }

    #[test]
    fn an_invitation_has_ended_at_its_time() {
        let invited = user("a@b.test", Role::Agent, None);
        assert_eq!(invited.standing(NOW), Standing::Expired);
        assert_eq!(invited.standing(Timestamp::from_millis(999)), Standing::Pending);
    }

    #[test]
    fn a_page_that_is_not_there_is_the_nearest() {
        let counts = |wanted| Counts { everybody: 60, wanted, active: 60, invited: 0, deactivated: 0, unlinked: 0 };
        assert_eq!([0, 1, 2, 9].map(|page| counts(51).place(page)), [(1, 2), (1, 2), (2, 2), (2, 2)]);
        assert_eq!(counts(50).place(2), (1, 1));
        assert_eq!(counts(0).place(3), (1, 1));
    }

    #[test]
    fn words_are_looked_for_as_they_are_kept_and_as_they_are_written() {
        let words = |words: &str| Wanted { words: words.to_owned(), part: None }.words().collect::<Vec<_>>();
        assert_eq!(words(" Zoë  M@B "), [["zoe", "zoë"], ["m@b", "m@b"]]);
        assert!(words(" ").is_empty());
    }
}
