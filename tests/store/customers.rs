//! The list of customers in each of its orders, and what is owed by age.

use std::time::Duration;

use frontdesk::clock::Timestamp;
use frontdesk::domain::customer::{CustomerPlace, CustomerRecord, CustomerRow, Filter, Order};
use frontdesk::domain::customer_file::{Directory, Existing, Fate, FileCustomer, decide};
use frontdesk::domain::dashboard::Age;
use frontdesk::domain::money::{Amount, Currency};
use frontdesk::id::{CustomerId, SystemChance};
use frontdesk::store::customer_list::{self, Wanted};
use frontdesk::store::customers::{self, Folded};
use frontdesk::store::{customer_imports, receivables};
use jiff::Span;
use jiff::civil::{Date, date};

use crate::house::customer;
use crate::invoices::sent;
use crate::{House, NOW, Store, each_database};

each_database!(
    the_list_is_paged_in_every_order,
    contact_only_ever_moves_on,
    balances_are_kept_apart_by_currency,
    an_id_of_another_program_is_given_once,
    a_part_of_a_file_finds_what_all_of_it_would,
    receivables_are_parted_by_age,
);

const TODAY: Date = date(2027, 1, 15);

async fn add(store: &Store, house: &House, name: &str, change: impl Fn(&mut CustomerRecord)) -> CustomerId {
    let mut record = CustomerRecord { id: CustomerId::new(NOW, &SystemChance), ..customer(name) };
    change(&mut record);
    let name = name.to_lowercase();
    store
        .write(async |tx| customers::insert(tx, house.id, &record, Folded { name: &name, all: &name }).await.unwrap())
        .await;
    record.id
}

fn wanted(order: Order) -> Wanted<'static> {
    Wanted { filter: Filter::Active, words: &[], order, currency: Currency::EUR }
}

async fn page(
    store: &Store,
    house: &House,
    order: Order,
    after: Option<&CustomerPlace>,
    limit: i64,
) -> Vec<CustomerRow> {
    store.read(async |tx| customer_list::page(tx, house.id, wanted(order), after, (NOW, limit)).await.unwrap()).await
}

async fn the_list_is_paged_in_every_order(store: &Store) {
    let house = store.house("harbour").await;
    for at in 0..23_u64 {
        // Several of one name, one time and one balance: the id decides.
        let id = add(store, &house, &format!("Customer {}", at / 3), |_| {}).await;
        let contacted = NOW + Duration::from_secs(at / 4);
        store
            .write(async |tx| {
                if at % 5 > 0 {
                    customers::contacted(tx, house.id, id, contacted).await.unwrap();
                }
                if at % 3 > 0 {
                    let other = House { customer: id, ..house };
                    sent(tx, &other, &format!("INV-{at:04}"), i64::try_from(at / 6).unwrap() * 100 + 1, TODAY).await;
                }
            })
            .await;
    }
    for order in Order::ALL {
        let whole = page(store, &house, *order, None, 100).await;
        assert_eq!(whole.len(), 24, "{order}");
        let (mut parts, mut place) = (Vec::new(), None);
        loop {
            let part = page(store, &house, *order, place.as_ref(), 5).await;
            let Some(last) = part.last() else { break };
            // The place survives the address of the next page.
            place = Some(CustomerPlace::of(last, *order).to_string().parse().unwrap());
            parts.extend(part);
        }
        assert_eq!(parts, whole, "{order}");
        let keys: Vec<(String, i64)> = whole
            .iter()
            .map(|row| match order {
                Order::Name => (row.name_folded.clone(), 0),
                Order::Contact => (String::new(), -row.contacted_at.map_or(0, Timestamp::as_millis)),
                Order::Quiet => (String::new(), row.contacted_at.map_or(0, Timestamp::as_millis)),
                Order::Balance => (String::new(), -row.sorted_balance),
            })
            .collect();
        assert!(keys.is_sorted(), "{order}: {keys:?}");
    }
}

async fn contact_only_ever_moves_on(store: &Store) {
    let house = store.house("harbour").await;
    let later = NOW + Duration::from_secs(60);
    store
        .write(async |tx| {
            customers::contacted(tx, house.id, house.customer, later).await.unwrap();
            customers::contacted(tx, house.id, house.customer, NOW).await.unwrap();
        })
        .await;
    let rows = page(store, &house, Order::Name, None, 9).await;
    assert_eq!(rows.iter().map(|row| row.contacted_at).collect::<Vec<_>>(), [Some(later)]);
}

async fn balances_are_kept_apart_by_currency(store: &Store) {
    let house = store.house("harbour").await;
    store
        .write(async |tx| {
            sent(tx, &house, "INV-0001", 1_000, TODAY.saturating_sub(Span::new().days(1))).await;
            sent(tx, &house, "INV-0002", 500, TODAY).await;
        })
        .await;
    let owing =
        store.read(async |tx| customer_list::owing(tx, house.id, &[house.customer], TODAY).await.unwrap()).await;
    let found: Vec<_> = owing.iter().map(|one| (one.currency, one.outstanding, one.overdue)).collect();
    assert_eq!(found, [(Currency::EUR, Amount::minor(1_500), Amount::minor(1_000))]);
}

async fn an_id_of_another_program_is_given_once(store: &Store) {
    let (house, other) = (store.house("harbour").await, store.house("other").await);
    let named = |record: &mut CustomerRecord| "K-1".clone_into(&mut record.external_id);
    add(store, &house, "One", named).await;
    add(store, &other, "One", named).await;
    let record =
        CustomerRecord { external_id: "K-1".to_owned(), id: CustomerId::new(NOW, &SystemChance), ..customer("Two") };
    let mut tx = store.db.write().await.unwrap();
    let refused = customers::insert(&mut tx, house.id, &record, Folded { name: "two", all: "two" }).await;
    assert!(refused.unwrap_err().is_taken());
}

async fn a_part_of_a_file_finds_what_all_of_it_would(store: &Store) {
    let house = store.house("harbour").await;
    let by_id = add(store, &house, "One", |record| "K-1".clone_into(&mut record.external_id)).await;
    let by_email = add(store, &house, "Two", |record| "two@two.test".clone_into(&mut record.email)).await;
    let by_name = add(store, &house, "Three", |_| {}).await;
    add(store, &house, "Nobody asks", |record| "else@else.test".clone_into(&mut record.email)).await;
    let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let row = |id: &str, name: &str, email: &str| FileCustomer {
        row: 2,
        external_id: said(id),
        name: said(name),
        email: said(email),
        phone: None,
        address: None,
        tax_number: None,
        notes: None,
    };
    let rows = [row("K-1", "Renamed", ""), row("", "", "two@two.test"), row("", "THREE", ""), row("K-9", "New", "")];
    let (ids, emails, names) = (
        ["K-1", "K-9"].map(str::to_owned),
        ["two@two.test".to_owned()],
        ["renamed", "three", "new"].map(str::to_owned),
    );
    let (some, all) = store
        .read(async |tx| {
            let some = customer_imports::known(tx, house.id, (&ids, &emails, &names)).await.unwrap();
            (some, customer_imports::everyone(tx, house.id).await.unwrap())
        })
        .await;
    assert_eq!((some.len(), all.len()), (3, 5));
    for directory in [Directory::of(some), Directory::of(all)] {
        let fates = rows.each_ref().map(|row| decide(row, &directory, Existing::Change).unwrap());
        assert_eq!(fates, [Fate::LayOver(by_id), Fate::LayOver(by_email), Fate::LayOver(by_name), Fate::Add]);
    }
}

async fn receivables_are_parted_by_age(store: &Store) {
    let house = store.house("harbour").await;
    let late = [-3_i64, 0, 1, 30, 31, 60, 61, 90, 91, 400];
    store
        .write(async |tx| {
            for (at, days) in (0_u32..).zip(late) {
                let due = TODAY.saturating_sub(Span::new().days(days));
                sent(tx, &house, &format!("INV-{at:04}"), 10_i64.pow(at), due).await;
            }
        })
        .await;
    let found = store.read(async |tx| receivables::by_age(tx, house.id, TODAY).await.unwrap()).await;
    let sums = [11, 1_100, 110_000, 11_000_000, 1_100_000_000].map(Amount::minor);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].currency, found[0].by_age), (Currency::EUR, sums));
    for (at, days) in (0_u32..).zip(late) {
        let age = Age::on(TODAY, TODAY.saturating_sub(Span::new().days(days)));
        let place = Age::ALL.iter().position(|one| *one == age).unwrap();
        assert!(sums[place].as_minor() / 10_i64.pow(at) % 10 == 1, "{days} days late are {age}");
    }
}
