//! The sample's staff, its customers and their people.

use std::collections::{BTreeSet, HashMap};

use crate::app::organisations::{NewPerson, add_person};
use crate::app::sample::dice::{Dice, Weights};
use crate::app::sample::extent::Extent;
use crate::app::sample::phrases::NAMES;
use crate::app::sample::{CUSTOMERS, SIGN_INS, caller, everybody, parsed};
use crate::app::{Error, Writing, customers};
use crate::domain::input::Email;
use crate::domain::organisation::slugify;
use crate::domain::people::{Caller, Role};
use crate::domain::sought::sought;
use crate::id::{CustomerId, MembershipId, OrganisationId};
use crate::store;

/// Everybody who takes part in the sample's history.
pub(super) struct World {
    pub(super) staff: Vec<Caller>,
    pub(super) firms: Vec<Firm>,
    /// How often each firm asks.
    weights: Weights,
}

/// A customer.
pub(super) struct Firm {
    pub(super) id: CustomerId,
    pub(super) name: String,
    /// Those who sign in for it; some have nobody.
    pub(super) clients: Vec<Caller>,
    /// In which language they write.
    pub(super) language: &'static str,
}

/// What a customer is called, where it is, and who signs in for it.
struct Profile {
    name: String,
    address: String,
    people: Vec<(String, String)>,
    language: &'static str,
}

/// The languages that people write in, and how often.
const LANGUAGES: [(&str, f64); 5] = [("en", 82.0), ("de", 10.0), ("fr", 4.0), ("tr", 2.0), ("ja", 2.0)];

/// Adds everybody but those who are written by hand.
pub(super) async fn add(
    writing: &mut Writing,
    organisation: OrganisationId,
    (extent, seed): (&Extent, u64),
    password_hash: &str,
) -> Result<(), Error> {
    for (email, name, role) in staff(extent, seed) {
        let email = parsed(Email::parse(&email))?;
        let person = NewPerson { email: &email, name: &name, password_hash, role, customer: None };
        add_person(writing, organisation, person).await?;
    }
    for (place, profile) in profiles(extent, seed).into_iter().enumerate() {
        let customer = if place < CUSTOMERS.len() {
            find(writing, organisation, &profile.name).await?
        } else {
            let mut record = customers::blank(writing, &profile.name);
            record.address.clone_from(&profile.address);
            record.email = slugify(&profile.name).map_or_else(String::new, |slug| format!("office@{slug}.test"));
            customers::insert_in(writing, organisation, &record).await?;
            record.id
        };
        for (email, name) in &profile.people {
            let email = parsed(Email::parse(email))?;
            let person = NewPerson { email: &email, name, password_hash, role: Role::Client, customer: Some(customer) };
            add_person(writing, organisation, person).await?;
        }
    }
    Ok(())
}

impl World {
    /// Everybody as they stand in the database.
    pub(super) async fn load(
        writing: &mut Writing,
        organisation: OrganisationId,
        (extent, seed): (&Extent, u64),
    ) -> Result<Self, Error> {
        let users = everybody(writing, organisation).await?;
        let members: HashMap<String, (MembershipId, String, Role)> = users
            .into_iter()
            .filter_map(|user| Some((user.email, (user.membership_id?, user.name.unwrap_or_default(), user.role))))
            .collect();
        let someone = |writing: &Writing, email: &str, customer| {
            let (membership, name, role) = members.get(email)?;
            Some(caller(writing, organisation, *membership, (email, name, *role), customer))
        };
        // The first two work at the desk themselves.
        let by_hand =
            SIGN_INS.iter().filter(|(_, _, role)| *role != Role::Client).map(|(email, ..)| (*email).to_owned());
        let emails = by_hand.chain(staff(extent, seed).into_iter().map(|(email, ..)| email));
        let staff = emails.filter_map(|email| someone(writing, &email, None)).collect();
        let mut firms = Vec::new();
        for (place, profile) in profiles(extent, seed).into_iter().enumerate() {
            let id = find(writing, organisation, &profile.name).await?;
            let own = ["client@demo.test", "client2@demo.test"].get(place).map(|email| (*email).to_owned());
            let emails = own.into_iter().chain(profile.people.into_iter().map(|(email, _)| email));
            let clients = emails.filter_map(|email| someone(writing, &email, Some(id))).collect();
            firms.push(Firm { id, name: profile.name, clients, language: profile.language });
        }
        let weights = weights(firms.len());
        Ok(Self { staff, firms, weights })
    }

    /// The place of who asks.
    pub(super) fn firm_place(&self, dice: &mut Dice) -> usize {
        self.weights.draw(dice)
    }

    /// The place of who answers: some do more than others.
    pub(super) fn agent_place(&self, dice: &mut Dice) -> usize {
        dice.below(self.staff.len()).min(dice.below(self.staff.len()))
    }

    /// Somebody who answers.
    pub(super) fn agent(&self, dice: &mut Dice) -> &Caller {
        &self.staff[self.agent_place(dice)]
    }
}

/// The first customer asks a tenth of everything; after it, each asks a little less than the one before.
fn weights(firms: usize) -> Weights {
    let others: Vec<f64> = (1..firms).map(|place| 1.0 / (f64::from(u32::try_from(place).unwrap_or(1)) + 4.0)).collect();
    let sum: f64 = others.iter().sum();
    Weights::of([(sum / 9.0).max(0.1)].into_iter().chain(others))
}

/// The further staff: address, name, role.
fn staff(extent: &Extent, seed: u64) -> Vec<(String, String, Role)> {
    let mut dice = Dice::of(seed, 20);
    let mut taken = BTreeSet::new();
    (0..extent.staff)
        .map(|place| {
            let (email, name) = person(&mut dice, &mut taken, "demo");
            let role = if place % 5 == 0 { Role::Manager } else { Role::Agent };
            (email, name, role)
        })
        .collect()
}

/// The customers, those that are written by hand first, with the people that each has besides.
fn profiles(extent: &Extent, seed: u64) -> Vec<Profile> {
    if extent.customers == 0 {
        return Vec::new();
    }
    let mut dice = Dice::of(seed, 21);
    let languages = Weights::of(LANGUAGES.map(|(_, weight)| weight));
    let mut names: BTreeSet<String> = CUSTOMERS.iter().map(|(name, ..)| (*name).to_owned()).collect();
    let by_hand = CUSTOMERS.iter().map(|(name, ..)| Profile {
        name: (*name).to_owned(),
        address: String::new(),
        people: Vec::new(),
        language: "en",
    });
    let mut profiles: Vec<Profile> = by_hand.collect();
    for _ in 0..extent.customers {
        let name = firm_name(&mut dice, &mut names);
        let street = format!("{} {}", dice.one_of(NAMES.ways("street")), dice.between(1, 180));
        let address = format!("{street}\n{}", dice.one_of(NAMES.ways("town")).replace("\\n", "\n"));
        let language = LANGUAGES[languages.draw(&mut dice)].0;
        let host = slugify(&name).unwrap_or_else(|| "customer".to_owned());
        let mut taken = BTreeSet::new();
        let count = match dice.below(10) {
            0 | 1 => 0,
            2..=6 => 1,
            7 | 8 => 2,
            _ => 4,
        };
        let people = (0..count).map(|_| person(&mut dice, &mut taken, &host)).collect();
        profiles.push(Profile { name, address, people, language });
    }
    profiles
}

fn firm_name(dice: &mut Dice, taken: &mut BTreeSet<String>) -> String {
    loop {
        let [place, trade, form] = ["place", "trade", "form"].map(|rule| NAMES.ways(rule));
        let name = format!("{} {} {}", dice.one_of(place), dice.one_of(trade), dice.one_of(form));
        if taken.insert(name.clone()) {
            return name;
        }
    }
}

fn person(dice: &mut Dice, taken: &mut BTreeSet<String>, host: &str) -> (String, String) {
    loop {
        let name = format!("{} {}", dice.one_of(NAMES.ways("given")), dice.one_of(NAMES.ways("family")));
        let Some(local) = slugify(&name) else { continue };
        if taken.insert(local.clone()) {
            return (format!("{local}@{host}.test"), name);
        }
    }
}

/// The customer of this name.
pub(super) async fn find(writing: &mut Writing, organisation: OrganisationId, name: &str) -> Result<CustomerId, Error> {
    let found = store::customers::named(&mut writing.tx, organisation, &sought(name), 1).await?;
    found.first().map(|customer| customer.id).ok_or(Error::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_there_twice_and_some_customers_have_nobody() {
        let extent = Extent { customers: 2_000, staff: 40, ..Extent::NONE };
        let profiles = profiles(&extent, 1);
        let names: BTreeSet<String> = profiles.iter().map(|profile| sought(&profile.name)).collect();
        assert_eq!(names.len(), 2_003);
        let emails = || profiles.iter().flat_map(|profile| profile.people.iter().map(|(email, _)| email));
        assert_eq!(emails().collect::<BTreeSet<_>>().len(), emails().count());
        assert!(emails().all(|email| Email::parse(email).is_ok()));
        let alone = profiles.iter().filter(|profile| profile.people.is_empty()).count();
        assert!((250..600).contains(&alone), "{alone}");
        assert_eq!(staff(&extent, 1).len(), 40);
    }

    #[test]
    fn the_first_customer_asks_a_tenth() {
        let (weights, mut dice) = (weights(200), Dice::of(1, 1));
        let first = (0..10_000).filter(|_| weights.draw(&mut dice) == 0).count();
        assert!((900..1_100).contains(&first), "{first}");
    }
}
