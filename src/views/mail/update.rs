//! The mail that tells a client of an update of a project.

use crate::domain::organisation::Organisation;
use crate::domain::project::{ProjectRow, Update};
use crate::views::mail::{Content, Letter, Part, Words, address, attached};
use crate::words::Locale;
use crate::words::msg::{mail, projects};

/// Which update, and where it is read.
#[derive(Clone, Copy, Debug)]
pub struct AboutUpdate<'a> {
    /// Whose project it is.
    pub organisation: &'a Organisation,
    /// The project.
    pub project: &'a ProjectRow,
    /// The update.
    pub update: &'a Update,
    /// Who is told.
    pub recipient_name: &'a str,
    /// The full address of the project's page in the portal.
    pub url: &'a str,
}

/// Tells of an update, with a link to the project's page.
pub fn update(locale: &Locale, about: &AboutUpdate<'_>) -> Letter {
    let project = || ("project", about.project.name.as_str().into());
    let organisation = || ("organisation", about.organisation.name.as_str().into());
    let head = locale.with(projects::MAIL_UPDATE_WROTE, &[("name", about.update.author.as_str().into())]);
    let files = about.update.attachments.iter();
    let files = files.map(|file| (attached(locale, file), address(about.url, file))).collect();
    let content = Content {
        subject: locale.with(projects::MAIL_UPDATE_SUBJECT, &[organisation(), project()]),
        hello: locale.with(mail::MAIL_TICKET_HELLO, &[("name", about.recipient_name.into())]),
        intro: locale.with(projects::MAIL_UPDATE_INTRO, &[project()]),
        parts: vec![Part::Said { head, words: Words::markdown(&about.update.body, about.url), files }],
        link: locale.text(projects::MAIL_UPDATE_LINK),
        url: about.url,
        reason: locale.with(projects::MAIL_UPDATE_REASON, &[organisation()]),
    };
    content.letter(locale, about.organisation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::project::Status;
    use crate::domain::project::tests::{AT, project};
    use crate::id::{MembershipId, OrganisationId, SystemChance, UpdateId};
    use crate::words::Catalogues;

    #[test]
    fn it_says_who_wrote_what_and_where_it_is_read() {
        let organisation = Organisation {
            id: OrganisationId::new(AT, &SystemChance),
            slug: "harbour".to_owned(),
            name: "Harbour & Sons".to_owned(),
            accent: "#0b7285".to_owned(),
            language: "en".to_owned(),
            time_zone: "UTC".to_owned(),
            domain: None,
            logo_id: None,
        };
        let update = Update {
            id: UpdateId::new(AT, &SystemChance),
            author_id: MembershipId::new(AT, &SystemChance),
            author: "Amir".to_owned(),
            body: "The <b>proof</b> is *here*.\n\n- [one](/help/one)".to_owned(),
            posted_at: AT,
            edited_at: None,
            attachments: Vec::new(),
        };
        let project = project(Status::Active, Vec::new());
        let url = "https://portal.harbour.test/projects/1";
        let about = AboutUpdate {
            organisation: &organisation,
            project: &project.row,
            update: &update,
            recipient_name: "Clara",
            url,
        };
        let letter = super::update(&Catalogues::embedded().unwrap().choose(&["en"]), &about);
        assert_eq!(letter.subject, "Harbour & Sons: news of your project “Website”");
        let help = "https://portal.harbour.test/help/one";
        for part in ["Hello Clara", "Amir", "  The <b>proof</b> is here.", &format!("  - one ({help})"), url] {
            assert!(letter.text.contains(part), "{part}\n{}", letter.text);
        }
        assert!(letter.html.contains("The &lt;b&gt;proof&lt;/b&gt; is <em>here</em>."), "{}", letter.html);
        assert!(letter.html.contains(&format!("<li><a href=\"{help}\"")), "{}", letter.html);
        assert!(letter.html.contains(&format!("href=\"{url}\"")), "{}", letter.html);
    }
}
