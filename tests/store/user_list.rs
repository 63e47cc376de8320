//! The list of users.

use frontdesk::domain::input::Email;
use frontdesk::domain::people::Role;
use frontdesk::domain::user::{Part, User, Wanted};
use frontdesk::id::{CustomerId, InviteId, SystemChance};
use frontdesk::store::invites::NewInvite;
use frontdesk::store::logins::Choices;
use frontdesk::store::{invites, logins, user_list};

use crate::{House, NOW, Store, each_database};

each_database!(
    clients_who_see_nothing_come_first_and_then_the_alphabet,
    people_are_found_by_name_address_and_customer,
    a_page_is_part_of_the_list,
    names_from_before_are_folded,
);

async fn clients_who_see_nothing_come_first_and_then_the_alphabet(store: &Store) {
    let house = filled(store).await;
    let order = [
        "zz@lost.test",
        "agent@harbour.test",
        "client@harbour.test",
        "Émile",
        "gone@harbour.test",
        "josé@b.test",
        "Zoë Müller",
    ];
    assert_eq!(listed(store, &house, &Wanted::default()).await, order);
    let counts = store.read(async |tx| user_list::counts(tx, house.id, &Wanted::default()).await.unwrap()).await;
    assert_eq!((counts.everybody, counts.wanted), (7, 7));
    assert_eq!((counts.active, counts.invited, counts.deactivated, counts.unlinked), (5, 1, 1, 1));
    for (part, who) in [
        (Part::Active, &["zz@lost.test", "agent@harbour.test", "client@harbour.test", "Émile", "Zoë Müller"][..]),
        (Part::Invited, &["josé@b.test"]),
        (Part::Deactivated, &["gone@harbour.test"]),
        (Part::Unlinked, &["zz@lost.test"]),
    ] {
        let wanted = Wanted { words: String::new(), part: Some(part) };
        assert_eq!(listed(store, &house, &wanted).await, who, "{part}");
        let counts = store.read(async |tx| user_list::counts(tx, house.id, &wanted).await.unwrap()).await;
        assert_eq!((counts.everybody, usize::try_from(counts.wanted).unwrap()), (7, who.len()), "{part}");
        assert_eq!(counts.of(part), counts.wanted, "{part}");
    }
}

async fn people_are_found_by_name_address_and_customer(store: &Store) {
    let house = filled(store).await;
    for (words, who) in [
        ("muller NORTH", &["Zoë Müller"][..]),
        ("zoë", &["Zoë Müller"]),
        ("ZM@", &["Zoë Müller"]),
        ("josé@b", &["josé@b.test"]),
        ("lost zoe", &[]),
        ("100%", &[]),
        ("_", &[]),
    ] {
        let wanted = Wanted { words: words.to_owned(), part: None };
        assert_eq!(listed(store, &house, &wanted).await, who, "{words}");
    }
    let wanted = Wanted { words: "test".to_owned(), part: Some(Part::Unlinked) };
    assert_eq!(listed(store, &house, &wanted).await, ["zz@lost.test"]);
}

async fn a_page_is_part_of_the_list(store: &Store) {
    let house = filled(store).await;
    let page = async |place| {
        store.read(async |tx| user_list::page(tx, house.id, &Wanted::default(), place).await.unwrap()).await
    };
    assert_eq!(called(&page((2, 0)).await), ["zz@lost.test", "agent@harbour.test"]);
    assert_eq!(called(&page((2, 6)).await), ["Zoë Müller"]);
    assert!(page((2, 8)).await.is_empty());
}

async fn names_from_before_are_folded(store: &Store) {
    let house = filled(store).await;
    store.write(async |tx| tx.run("UPDATE users SET name_folded = ''", &[]).await.unwrap()).await;
    let wanted = Wanted { words: "muller".to_owned(), part: None };
    assert!(listed(store, &house, &wanted).await.is_empty());
    let unfolded = store.read(async |tx| logins::unfolded(tx, None, 4).await.unwrap()).await;
    let (last, _) = unfolded.last().unwrap();
    let rest = store.read(async |tx| logins::unfolded(tx, Some(*last), 500).await.unwrap()).await;
    assert_eq!((unfolded.len(), rest.len()), (4, 4));
    store
        .write(async |tx| {
            for (user, name) in unfolded.iter().chain(&rest) {
                logins::fold(tx, *user, name).await.unwrap();
            }
        })
        .await;
    assert_eq!(listed(store, &house, &wanted).await, ["Zoë Müller"]);
}

/// An organisation with somebody of every kind.
async fn filled(store: &Store) -> House {
    let house = store.house("harbour").await;
    store.house("rival").await;
    let named = async |email: &str, name: &str, role: Role, customer: Option<CustomerId>| {
        store.person(&house, email, role, customer).await;
        let email = Email::parse(email).unwrap();
        store
            .write(async |tx| {
                let login = logins::find_by_email(tx, &email).await.unwrap().unwrap();
                logins::set_choices(tx, login.id, Choices { name, language: None, time_zone: None }).await.unwrap();
            })
            .await;
    };
    named("zm@b.test", "Zoë Müller", Role::Client, Some(house.customer)).await;
    named("y@b.test", "Émile", Role::Admin, None).await;
    store.person(&house, "zz@lost.test", Role::Client, None).await;
    let gone = store.person(&house, "gone@harbour.test", Role::Agent, None).await;
    let leave = format!("UPDATE memberships SET status = 'deactivated' WHERE id = '{gone}'");
    store.write(async |tx| tx.run(&leave, &[]).await.unwrap()).await;
    let email = Email::parse("josé@b.test").unwrap();
    let invite = NewInvite {
        id: InviteId::new(NOW, &SystemChance),
        email: &email,
        role: Role::Agent,
        customer_id: None,
        invited_by: house.agent,
        expires_at: NOW,
    };
    store.write(async |tx| invites::insert(tx, house.id, &invite, NOW).await.unwrap()).await;
    house
}

async fn listed(store: &Store, house: &House, wanted: &Wanted) -> Vec<String> {
    called(&store.read(async |tx| user_list::page(tx, house.id, wanted, (50, 0)).await.unwrap()).await)
}

fn called(users: &[User]) -> Vec<String> {
    users.iter().map(|user| user.called().to_owned()).collect()
}
