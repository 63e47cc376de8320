//! The people of an organisation and those who were asked to join, as the settings list them.

use crate::clock::Timestamp;
use crate::domain::mail::MailStatus;
use crate::domain::people::{MembershipStatus, Role};
use crate::domain::sought::sought;
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

impl Part {
    /// Whether somebody belongs to it.
    pub fn holds(self, user: &User, now: Timestamp) -> bool {
        let standing = user.standing(now);
        match self {
            Self::Active => standing == Standing::Active,
            Self::Invited => matches!(standing, Standing::Pending | Standing::Expired),
            Self::Deactivated => standing == Standing::Deactivated,
            Self::Unlinked => user.is_unlinked(),
        }
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
    /// Whether somebody is wanted.
    pub fn fits(&self, user: &User, now: Timestamp) -> bool {
        // Folding is most of the work where there are thousands.
        self.part.is_none_or(|part| part.holds(user, now)) && (self.words.trim().is_empty() || self.names(user))
    }

    fn names(&self, user: &User) -> bool {
        let customer = user.customer_name.as_deref().unwrap_or_default();
        let text = sought(&format!("{} {} {customer}", user.name.as_deref().unwrap_or_default(), user.email));
        sought(&self.words).split(' ').all(|word| text.contains(word))
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
    /// How many people there are in all.
    pub all: usize,
    /// How many belong to each part, in the order of [`Part::ALL`].
    pub parts: Vec<(Part, usize)>,
}

impl Listing {
    /// People a page shows.
    pub const PAGE: usize = 50;

    /// The page of this number, or the nearest there is: clients who see nothing first, then by name.
    pub fn of(mut users: Vec<User>, wanted: &Wanted, page: usize, now: Timestamp) -> Self {
        let all = users.len();
        let count = |part: Part| users.iter().filter(|user| part.holds(user, now)).count();
        let parts = Part::ALL.iter().map(|part| (*part, count(*part))).collect();
        users.retain(|user| wanted.fits(user, now));
        users.sort_by_cached_key(|user| (!user.is_unlinked(), sought(user.called()), user.email.clone()));
        let pages = users.len().div_ceil(Self::PAGE).max(1);
        let page = page.clamp(1, pages);
        let users = users.into_iter().skip((page - 1) * Self::PAGE).take(Self::PAGE).collect();
        Self { users, page, pages, all, parts }
    }

    /// Whether any invitation waits, on whatever page.
    pub fn has_invites(&self) -> bool {
        self.parts.iter().any(|(part, count)| *part == Part::Invited && *count > 0)
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
    fn clients_who_see_nothing_come_first() {
        let active = Some(MembershipStatus::Active);
        let users = vec![
            user("b@b.test", Role::Agent, active),
            user("a@b.test", Role::Client, Some(MembershipStatus::Deactivated)),
            user("z@b.test", Role::Client, active),
            User { name: Some("Émile".to_owned()), ..user("y@b.test", Role::Admin, active) },
        ];
        let listing = Listing::of(users, &Wanted::default(), 1, NOW);
        let order: Vec<&str> = listing.users.iter().map(User::called).collect();
        assert_eq!(order, ["z@b.test", "a@b.test", "b@b.test", "Émile"]);
    }

    #[test]
    fn a_page_that_is_not_there_is_the_nearest() {
        let people = || (0..51).map(|at| user(&format!("{at:02}@b.test"), Role::Agent, None)).collect();
        let at = |page: usize| Listing::of(people(), &Wanted::default(), page, NOW);
        assert_eq!((at(0).page, at(1).users.len(), at(1).pages, at(1).all), (1, 50, 2, 51));
        assert_eq!((at(9).page, at(9).users.len()), (2, 1));
        assert!(at(1).has_invites());
        let none = Wanted { words: "zzz".to_owned(), part: None };
        let none = Listing::of(people(), &none, 1, NOW);
        assert_eq!((none.users.len(), none.pages, none.all), (0, 1, 51));
    }

    #[test]
    fn words_are_found_in_name_address_and_customer() {
        let zoe = User {
            name: Some("Zoë Müller".to_owned()),
            customer_name: Some("Northwind".to_owned()),
            ..user("zm@b.test", Role::Client, Some(MembershipStatus::Active))
        };
        let wanted = |words: &str| Wanted { words: words.to_owned(), part: None }.fits(&zoe, NOW);
        assert!(wanted("muller north") && wanted("ZM@") && wanted(""));
        assert!(!wanted("zoe contoso"));
    }
}
