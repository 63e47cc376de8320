//! What Stripe still asks for, by its names, as something that can be said in words.
//!
//! The names are those of <https://docs.stripe.com/api/accounts/object#account_object-requirements>: dotted paths into the account, where a
//! person's begin with the person's id. One that is not known here is shown by its name.

use std::collections::BTreeSet;

use crate::domain::payment::AccountStanding;
use crate::domain::text_enum;

text_enum! {
    /// Whom a requirement is about.
    Whose {
        /// The company itself.
        Company = "company",
        /// A sole trader.
        Individual = "individual",
        /// Somebody of the company: an owner, a director, whoever represents it.
        Person = "person",
    }
}

text_enum! {
    /// What is asked for.
    Thing {
        /// A first or last name, or the company's.
        Name = "name",
        /// An address: all of its parts.
        Address = "address",
        /// A date of birth.
        BirthDate = "dob",
        /// An e-mail address.
        Email = "email",
        /// A telephone number.
        Phone = "phone",
        /// A number by which a state knows a person.
        IdNumber = "id_number",
        /// A number by which a tax office knows a company.
        TaxNumber = "tax_id",
        /// A number by which a register knows a company.
        RegistrationNumber = "registration_number",
        /// A picture of a paper that proves who somebody is, or that a company is there.
        Document = "document",
        /// One more of these.
        AdditionalDocument = "additional_document",
        /// Whether somebody holds a political office.
        PoliticalExposure = "political_exposure",
        /// What somebody is in the company.
        Relationship = "relationship",
        /// Who owns, directs and manages the company.
        People = "people",
        /// Where the money is sent: the bank account.
        BankAccount = "external_account",
        /// What kind of company it is.
        BusinessType = "business_type",
        /// What the company sells.
        Trade = "trade",
        /// Its website.
        Website = "website",
        /// How its customers reach it.
        Support = "support",
        /// What stands on a card's statement.
        StatementText = "statement_descriptor",
        /// That Stripe's terms are accepted.
        Terms = "tos_acceptance",
    }
}

/// Something that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Requirement {
    /// It can be said in words.
    Known(Thing, Whose),
    /// Stripe's name for it.
    Other(String),
}

impl Requirement {
    /// From Stripe's name.
    pub fn of(name: &str) -> Self {
        let (first, rest) = name.split_once('.').unwrap_or((name, ""));
        let known = match first {
            "company" => of_company(rest).map(|thing| (thing, Whose::Company)),
            "individual" => of_person(rest).map(|thing| (thing, Whose::Individual)),
            "business_profile" | "settings" | "documents" => of_business(rest).map(|thing| (thing, Whose::Company)),
            "business_type" => Some((Thing::BusinessType, Whose::Company)),
            "external_account" => Some((Thing::BankAccount, Whose::Company)),
            "tos_acceptance" => Some((Thing::Terms, Whose::Company)),
            "representative" | "owners" | "directors" | "executives" if rest.is_empty() => {
                Some((Thing::People, Whose::Company))
            }
            "representative" | "owners" | "directors" | "executives" => {
                of_person(rest).map(|thing| (thing, Whose::Person))
            }
            person if person.starts_with("person_") => of_person(rest).map(|thing| (thing, Whose::Person)),
            _ => None,
        };
        known.map_or_else(|| Self::Other(name.to_owned()), |(thing, whose)| Self::Known(thing, whose))
    }
}

fn of_company(rest: &str) -> Option<Thing> {
    let first = rest.split('.').next().unwrap_or_default();
    Some(match first {
        "name" | "name_kana" | "name_kanji" => Thing::Name,
        "address" | "address_kana" | "address_kanji" => Thing::Address,
        "phone" => Thing::Phone,
        "tax_id" | "vat_id" | "tax_id_registrar" => Thing::TaxNumber,
        "registration_number" | "registration_date" => Thing::RegistrationNumber,
        "verification" => Thing::Document,
        "structure" => Thing::BusinessType,
        "owners_provided"
        | "directors_provided"
        | "executives_provided"
        | "ownership_declaration"
        | "representative_declaration"
        | "ownership_exemption_reason" => Thing::People,
        _ => return None,
    })
}

fn of_person(rest: &str) -> Option<Thing> {
    let (first, second) = rest.split_once('.').unwrap_or((rest, ""));
    Some(match first {
        "first_name" | "last_name" | "first_name_kana" | "first_name_kanji" | "last_name_kana" | "last_name_kanji"
        | "maiden_name" | "full_name_aliases" => Thing::Name,
        "address" | "address_kana" | "address_kanji" | "registered_address" => Thing::Address,
        "dob" => Thing::BirthDate,
        "email" => Thing::Email,
        "phone" => Thing::Phone,
        "id_number" | "id_number_secondary" | "ssn_last_4" | "nationality" => Thing::IdNumber,
        "verification" if second.starts_with("additional_document") => Thing::AdditionalDocument,
        "verification" | "documents" => Thing::Document,
        "political_exposure" => Thing::PoliticalExposure,
        "relationship" => Thing::Relationship,
        _ => return None,
    })
}

fn of_business(rest: &str) -> Option<Thing> {
    let mut parts = rest.split('.');
    let (first, last) = (parts.next().unwrap_or_default(), parts.next_back().unwrap_or_default());
    Some(match first {
        "mcc" | "product_description" | "estimated_worker_count" | "annual_revenue" | "monthly_estimated_revenue" => {
            Thing::Trade
        }
        "url" => Thing::Website,
        "support_phone" | "support_email" | "support_url" | "support_address" => Thing::Support,
        "name" => Thing::Name,
        "payments" | "card_payments" if last.starts_with("statement_descriptor") => Thing::StatementText,
        "bank_account_ownership_verification" => Thing::BankAccount,
        "company_license"
        | "company_memorandum_of_association"
        | "company_ministerial_decree"
        | "company_registration_verification"
        | "company_tax_id_verification"
        | "proof_of_registration"
        | "proof_of_address"
        | "proof_of_ultimate_beneficial_ownership" => Thing::Document,
        _ => return None,
    })
}

/// What is asked for of an account, each once, the most urgent part first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outstanding {
    /// What is late: for want of it the account is restricted.
    pub past_due: Vec<Requirement>,
    /// What is asked for now.
    pub due: Vec<Requirement>,
    /// What Stripe is looking at; nothing is to be done.
    pub pending: Vec<Requirement>,
}

impl Outstanding {
    /// Of an account as Stripe told it.
    pub fn of(standing: &AccountStanding) -> Self {
        let mut said = BTreeSet::new();
        let mut once = |names: &[String]| -> Vec<Requirement> {
            names.iter().map(|name| Requirement::of(name)).filter(|one| said.insert(one.clone())).collect()
        };
        Self {
            past_due: once(&standing.past_due),
            due: once(&standing.currently_due),
            pending: once(&standing.pending_verification),
        }
    }

    /// What somebody has to give, the most urgent first.
    pub fn to_give(&self) -> impl Iterator<Item = &Requirement> {
        self.past_due.iter().chain(&self.due)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_understood() {
        for (name, thing, whose) in [
            ("individual.dob.day", Thing::BirthDate, Whose::Individual),
            ("person_1MqjB62eZvKYlo2CaeEJzKVR.address.line1", Thing::Address, Whose::Person),
            ("person_1MqjB62eZvKYlo2C.verification.additional_document", Thing::AdditionalDocument, Whose::Person),
            ("individual.verification.document", Thing::Document, Whose::Individual),
            ("representative.relationship.title", Thing::Relationship, Whose::Person),
            ("owners", Thing::People, Whose::Company),
            ("company.directors_provided", Thing::People, Whose::Company),
            ("company.tax_id", Thing::TaxNumber, Whose::Company),
            ("business_profile.mcc", Thing::Trade, Whose::Company),
            ("business_profile.url", Thing::Website, Whose::Company),
            ("external_account", Thing::BankAccount, Whose::Company),
            ("settings.payments.statement_descriptor", Thing::StatementText, Whose::Company),
            ("tos_acceptance.ip", Thing::Terms, Whose::Company),
            ("documents.bank_account_ownership_verification.files", Thing::BankAccount, Whose::Company),
        ] {
            assert_eq!(Requirement::of(name), Requirement::Known(thing, whose), "{name}");
        }
    }

    #[test]
    fn what_is_not_known_keeps_its_name() {
        for name in ["company.shoe_size", "interv_1234.other_requirement.submit", "", "individual"] {
            assert_eq!(Requirement::of(name), Requirement::Other(name.to_owned()));
        }
    }

    #[test]
    fn each_is_said_once_where_it_is_most_urgent() {
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        let standing = AccountStanding {
            past_due: names(&["individual.dob.day", "individual.dob.month"]),
            currently_due: names(&["individual.dob.day", "external_account"]),
            pending_verification: names(&["individual.verification.document"]),
            ..AccountStanding::default()
        };
        let outstanding = Outstanding::of(&standing);
        assert_eq!(outstanding.past_due, [Requirement::Known(Thing::BirthDate, Whose::Individual)]);
        assert_eq!(outstanding.due, [Requirement::Known(Thing::BankAccount, Whose::Company)]);
        assert_eq!(outstanding.pending, [Requirement::Known(Thing::Document, Whose::Individual)]);
        assert_eq!(outstanding.to_give().count(), 2);
    }
}
