//! A signed-in browser: who it belongs to, in which organisation, and whether it still stands as it did.

use crate::domain::money::Money;
use crate::domain::people::{Caller, Role};
use crate::domain::rights::Right;
use crate::id::{CustomerId, MembershipId, SessionId};

/// A signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Whose it is, in the organisation in which they are now.
    pub caller: Caller,
    /// The client as whom they look at the portal.
    pub viewing: Option<Viewing>,
    /// How many organisations they may switch between, this one among them.
    pub memberships: i64,
}

/// Staff look at the portal as a client sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewing {
    /// The client; `viewed_by` names who looks on.
    pub client: Caller,
    /// The name of the client's customer, when there is one.
    pub customer: Option<String>,
}

/// One of a person's organisations, as the dropdown shows it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Affiliation {
    /// Their membership there.
    pub membership_id: MembershipId,
    /// The organisation's name on the command line.
    pub slug: String,
    /// Its name as people read it.
    pub organisation: String,
    /// Its domain, where its portal is.
    pub domain: Option<String>,
    /// What they are there.
    pub role: Role,
    /// The customer a client is linked to.
    pub customer: Option<String>,
    /// Tickets with replies that they have not read: for staff their own and those that nobody has.
    pub unread: i64,
    /// What a client's linked customer has to pay there, by currency.
    #[sqlx(skip)]
    pub due: Vec<Money>,
}

/// How a browser's session stands in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Which.
    pub session_id: SessionId,
    /// The membership in use.
    pub membership_id: MembershipId,
    /// Its role.
    pub role: Role,
    /// Its linked customer.
    pub customer_id: Option<CustomerId>,
    /// The client who is looked on as, and their linked customer.
    pub viewing: Option<(MembershipId, Option<CustomerId>)>,
}

/// What became of the session behind an open page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stands as it did when the page was let in.
    Stands,
    /// Its person went on in another organisation.
    WentOn,
    /// The right to this page is another one: the role or the link changed, or the looking on ended.
    Changed,
}

impl Standing {
    /// What became of the session by which `caller` was let in.
    pub fn fate(&self, caller: &Caller) -> Fate {
        if self.membership_id != caller.viewed_by.unwrap_or(caller.membership_id) {
            return Fate::WentOn;
        }
        let is_same = if caller.viewed_by.is_some() {
            self.role.may(Right::ViewAsClient) && self.viewing == Some((caller.membership_id, caller.customer_id))
        } else {
            (self.role, self.customer_id) == (caller.role, caller.customer_id)
        };
        if is_same { Fate::Stands } else { Fate::Changed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;
    use crate::id::{OrganisationId, SystemChance, UserId};

    fn caller(role: Role, customer_id: Option<CustomerId>) -> Caller {
        let now = Timestamp::from_millis(0);
        Caller {
            session_id: SessionId::new(now, &SystemChance),
            user_id: UserId::new(now, &SystemChance),
            membership_id: MembershipId::new(now, &SystemChance),
            organisation_id: OrganisationId::new(now, &SystemChance),
            name: "Ada".to_owned(),
            email: "ada@example.test".to_owned(),
            role,
            customer_id,
            language: None,
            time_zone: "UTC".to_owned(),
            address: String::new(),
            viewed_by: None,
        }
    }

    fn standing(caller: &Caller) -> Standing {
        Standing {
            session_id: caller.session_id,
            membership_id: caller.membership_id,
            role: caller.role,
            customer_id: caller.customer_id,
            viewing: None,
        }
    }

    fn customer() -> CustomerId {
        CustomerId::new(Timestamp::from_millis(0), &SystemChance)
    }

    #[test]
    fn a_session_stands_while_role_and_link_do() {
        let client = caller(Role::Client, Some(customer()));
        let now = standing(&client);
        assert_eq!(now.fate(&client), Fate::Stands);
        assert_eq!(Standing { customer_id: None, ..now.clone() }.fate(&client), Fate::Changed);
        assert_eq!(Standing { role: Role::Agent, ..now.clone() }.fate(&client), Fate::Changed);
        assert_eq!(
            Standing { membership_id: caller(Role::Client, None).membership_id, ..now }.fate(&client),
            Fate::WentOn
        );
    }

    #[test]
    fn looking_on_stands_while_it_lasts_and_both_may() {
        let (agent, mut client) = (caller(Role::Agent, None), caller(Role::Client, Some(customer())));
        client.viewed_by = Some(agent.membership_id);
        let viewing = Some((client.membership_id, client.customer_id));
        let now = Standing { viewing, ..standing(&agent) };
        assert_eq!(now.fate(&client), Fate::Stands);
        assert_eq!(now.fate(&agent), Fate::Stands, "the desk beside it goes on");
        assert_eq!(standing(&agent).fate(&client), Fate::Changed, "it ended");
        assert_eq!(Standing { role: Role::Viewer, ..now.clone() }.fate(&client), Fate::Changed);
        assert_eq!(Standing { viewing: Some((client.membership_id, None)), ..now }.fate(&client), Fate::Changed);
    }
}
