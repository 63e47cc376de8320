//! The mail that invites somebody.

use crate::domain::link::Purpose;
use crate::domain::organisation::Organisation;
use crate::domain::people::{Role, Side};
use crate::views::mail::{Content, Letter, Part, accent};
use crate::words::msg::mail;
use crate::words::{Locale, nouns};

/// Who is invited to what.
#[derive(Clone, Copy, Debug)]
pub struct Invited<'a> {
    /// To which organisation.
    pub organisation: &'a Organisation,
    /// By whom, when they are known.
    pub inviter: Option<&'a str>,
    /// The address that is invited.
    pub email: &'a str,
    /// As what.
    pub role: Role,
    /// A client's linked customer.
    pub customer: Option<&'a str>,
    /// The full address of the page that accepts.
    pub url: &'a str,
}

/// Invites somebody, with a link that accepts.
pub fn invited(locale: &Locale, about: &Invited<'_>) -> Letter {
    let name = about.organisation.name.as_str();
    let organisation = || ("organisation", name.into());
    let inviter = || ("inviter", about.inviter.unwrap_or(name).into());
    let hours = i64::try_from(Purpose::Invite.lasts().as_secs() / 3_600).unwrap_or(i64::MAX);
    let content = Content {
        subject: locale.with(mail::MAIL_INVITE_SUBJECT, &[inviter(), organisation()]),
        hello: locale.text(mail::MAIL_INVITE_HELLO),
        intro: match about.role.side() {
            Side::Client => {
                let customer = ("customer", about.customer.unwrap_or_default().into());
                locale.with(mail::MAIL_INVITE_CLIENT, &[inviter(), organisation(), customer])
            }
            Side::Staff => {
                let role = ("role", locale.text(nouns::role(about.role)).into());
                locale.with(mail::MAIL_INVITE_STAFF, &[inviter(), organisation(), role])
            }
        },
        parts: vec![Part::Line(
            locale.with(mail::MAIL_INVITE_HOW, &[("count", hours.into()), ("email", about.email.into())]),
        )],
        link: locale.text(mail::MAIL_INVITE_LINK),
        url: about.url,
        reason: locale.with(mail::MAIL_INVITE_REASON, &[inviter(), organisation()]),
    };
    let html = content.html(locale, accent(about.organisation)).into_string();
    Letter { text: content.text(), html, subject: content.subject }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;
    use crate::id::{OrganisationId, SystemChance};
    use crate::words::Catalogues;

    fn letter(role: Role, customer: Option<&str>, inviter: Option<&str>) -> Letter {
        let organisation = Organisation {
            id: OrganisationId::new(Timestamp::from_millis(1), &SystemChance),
            slug: "harbour".to_owned(),
            name: "Harbour & Sons".to_owned(),
            accent: "#0b7285".to_owned(),
            language: "en".to_owned(),
            time_zone: "UTC".to_owned(),
            domain: None,
            logo_id: None,
        };
        let about = Invited {
            organisation: &organisation,
            inviter,
            email: "new@b.test",
            role,
            customer,
            url: "https://portal.harbour.test/invites/~link~",
        };
        invited(&Catalogues::embedded().unwrap().choose(&["en"]), &about)
    }

    #[test]
    fn a_client_reads_whose_portal_it_is_and_for_which_customer() {
        let letter = letter(Role::Client, Some("Northwind"), Some("Ada Admin"));
        assert_eq!(letter.subject, "Ada Admin invites you to Harbour & Sons");
        let expected = "\
Hello,

Ada Admin invites you to the client portal of Harbour & Sons. There you talk to support and see everything about Northwind in one place.

The link works once, within 48 hours. If you sign in with new@b.test already, your password is all you need; else you choose one.

Accept the invitation
https://portal.harbour.test/invites/~link~

You receive this e-mail because Ada Admin entered your address at Harbour & Sons. If you don’t expect it, ignore it: nothing happens without you.
";
        assert_eq!(letter.text, expected);
        for part in ["Harbour &amp; Sons", "href=\"https://portal.harbour.test/invites/~link~\"", "2px solid #0b7285"] {
            assert!(letter.html.contains(part), "{part}\n{}", letter.html);
        }
    }

    #[test]
    fn staff_read_their_role_and_nobody_is_named_who_is_not_known() {
        let letter = letter(Role::Agent, None, None);
        assert_eq!(letter.subject, "Harbour & Sons invites you to Harbour & Sons");
        assert!(letter.text.contains("Your role will be: Agent."), "{}", letter.text);
    }
}
