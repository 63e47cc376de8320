//! What is left to be set up before an organisation can work with its clients.

use crate::domain::text_enum;

text_enum! {
    /// Something that is set up, in the order in which it is best done.
    Part {
        /// Name, address, colour and what else the company is.
        Company = "company",
        /// The logo.
        Logo = "logo",
        /// Mail that goes out.
        Mail = "mail",
        /// Colleagues who answer.
        Colleagues = "colleagues",
        /// The first customer.
        Customer = "customer",
        /// The first client who can sign in.
        Client = "client",
        /// Payments by card.
        Payments = "payments",
        /// The first article of the help centre.
        Article = "article",
    }
}

impl Part {
    /// Where it is done.
    pub const fn link(self) -> &'static str {
        match self {
            Self::Company => "/desk/settings/company",
            Self::Logo => "/desk/settings/company#logo",
            Self::Mail => "/desk/settings/email",
            Self::Colleagues | Self::Client => "/desk/settings/users",
            Self::Customer => "/desk/customers/new",
            Self::Payments => "/desk/settings/payments",
            Self::Article => "/desk/articles/new",
        }
    }
}

/// What is there already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Facts {
    /// Somebody has saved the company profile.
    pub described: bool,
    /// There is a logo.
    pub has_logo: bool,
    /// The organisation has its own mail server, or this program has one.
    pub sends_mail: bool,
    /// Somebody else of the staff is in, or invited.
    pub has_colleagues: bool,
    /// There is a customer.
    pub has_customer: bool,
    /// A client is in, or invited.
    pub has_client: bool,
    /// The organisation's account can take payments by card.
    pub takes_cards: bool,
    /// Whether this program is set up for that.
    pub offers_cards: bool,
    /// An article is published.
    pub has_article: bool,
    /// Somebody has put the list away.
    pub dismissed: bool,
}

impl Facts {
    /// Whether a part is done.
    pub const fn is_done(&self, part: Part) -> bool {
        match part {
            Part::Company => self.described,
            Part::Logo => self.has_logo,
            Part::Mail => self.sends_mail,
            Part::Colleagues => self.has_colleagues,
            Part::Customer => self.has_customer,
            Part::Client => self.has_client,
            Part::Payments => self.takes_cards,
            Part::Article => self.has_article,
        }
    }

    /// The parts that can be done here: payments by card only where the program is set up for them.
    pub fn parts(&self) -> impl Iterator<Item = Part> {
        let offers_cards = self.offers_cards;
        Part::ALL.iter().copied().filter(move |part| *part != Part::Payments || offers_cards)
    }

    /// How many parts are done.
    pub fn done(&self) -> usize {
        self.parts().filter(|part| self.is_done(*part)).count()
    }

    /// How many of how many parts are done, while the list is offered: until all are, or until somebody puts it away.
    pub fn progress(&self) -> Option<Progress> {
        let progress = Progress { done: self.done(), of: self.parts().count() };
        (!self.dismissed && progress.done < progress.of).then_some(progress)
    }
}

/// How far one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Parts that are done.
    pub done: usize,
    /// All parts.
    pub of: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_offered_until_all_is_done_or_it_is_put_away() {
        let mut facts = Facts { has_logo: true, has_customer: true, ..Facts::default() };
        assert_eq!(facts.progress(), Some(Progress { done: 2, of: 7 }));
        let left: Vec<Part> = facts.parts().filter(|part| !facts.is_done(*part)).collect();
        assert_eq!(left, [Part::Company, Part::Mail, Part::Colleagues, Part::Client, Part::Article]);
        facts.dismissed = true;
        assert_eq!(facts.progress(), None);
        let all = Facts {
            described: true,
            has_logo: true,
            sends_mail: true,
            has_colleagues: true,
            has_customer: true,
            has_client: true,
            has_article: true,
            takes_cards: false,
            offers_cards: false,
            dismissed: false,
        };
        assert_eq!((all.done(), all.progress()), (7, None));
        let offered = Facts { offers_cards: true, ..all };
        assert_eq!(offered.progress(), Some(Progress { done: 7, of: 8 }));
        assert_eq!(Facts { takes_cards: true, ..offered }.progress(), None);
    }
}
