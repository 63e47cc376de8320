//! Invoices, their lists and their ledger.

use std::time::Duration;

use frontdesk::clock::Timestamp;
use frontdesk::domain::invoice::{
    DraftInvoice, EntryKind, Invoice, InvoiceNumber, InvoicePlace, InvoiceQuery, InvoiceRow, LedgerEntry, Line, Method,
    Order, Parties, Party, Priced, Shelf, ShelfCounts, State, TaxRounding,
};
use frontdesk::domain::money::{Amount, Quantity, Share};
use frontdesk::id::{CustomerId, InvoiceId, LedgerId, SystemChance};
use frontdesk::store::Tx;
use frontdesk::store::invoices::{self, Among, NewDraft, Search, Sending, Written};
use frontdesk::store::ledger::{self, NewEntry};
use jiff::civil::{Date, date};

use crate::house::add_customer;
use crate::{House, NOW, Store, each_database};

each_database!(
    a_draft_comes_back_as_it_was_written,
    what_was_sent_stays_as_it_is,
    only_its_customer_sees_what_was_sent,
    a_source_is_entered_once,
    entries_at_once_are_all_counted,
    a_void_invoice_asks_for_nothing,
    a_list_is_paged_in_every_order,
    lists_hold_what_their_names_say,
    sums_are_kept_apart_by_currency,
    a_customer_with_an_invoice_is_needed,
);

const TODAY: Date = date(2027, 1, 15);

async fn a_draft_comes_back_as_it_was_written(store: &Store) {
    let house = store.house("harbour").await;
    let mut draft = draft("EUR", 1_000);
    draft.lines = (0..250).map(|n| line(&format!("Line {n}"), 100 + n)).collect();
    let id = store.write(async |tx| insert(tx, &house, house.customer, &draft).await).await;
    let found = find(store, &house, id).await.unwrap();
    assert_eq!((found.row.state, found.row.number.as_ref(), found.version), (State::Draft, None, 0));
    assert_eq!((&found.lines, &found.totals), (&draft.lines, &draft.totals(TaxRounding::Total)));
    assert_eq!(found.row.balance.gross, found.totals.gross);
    assert_eq!(found.row.balance.outstanding, Amount::ZERO, "nobody owes a draft");
    assert_eq!((found.parties.to.name.as_str(), found.parties.from.name.as_str()), ("Northwind", "harbour"));
    draft.lines.truncate(2);
    "PO 7".clone_into(&mut draft.reference);
    let written = Written { customer: house.customer, draft: &draft, rounding: TaxRounding::Line, sought: "po 7" };
    store.write(async |tx| invoices::update(tx, house.id, id, written, NOW).await.unwrap()).await;
    let found = find(store, &house, id).await.unwrap();
    assert_eq!((&found.lines, found.reference.as_str(), found.version), (&draft.lines, "PO 7", 1));
    assert_eq!(found.tax_rounding, TaxRounding::Line);
    store.write(async |tx| invoices::delete_draft(tx, house.id, id).await.unwrap()).await;
    assert!(find(store, &house, id).await.is_none());
}

async fn what_was_sent_stays_as_it_is(store: &Store) {
    let house = store.house("harbour").await;
    let id = store.write(async |tx| sent(tx, &house, "INV-0001", 1_000, TODAY).await).await;
    let other = draft("EUR", 5);
    let written = Written { customer: house.customer, draft: &other, rounding: TaxRounding::Total, sought: "" };
    store
        .write(async |tx| {
            invoices::update(tx, house.id, id, written, NOW).await.unwrap();
            invoices::delete_draft(tx, house.id, id).await.unwrap();
            let again = InvoiceNumber::new(&frontdesk::domain::invoice::Prefix::default(), 9);
            invoices::set_sent(tx, house.id, id, sending(&again, &parties(), TODAY), NOW).await.unwrap();
        })
        .await;
    let found = find(store, &house, id).await.unwrap();
    assert_eq!((found.totals.gross, found.lines.len(), found.version), (Amount::minor(1_000), 1, 0));
    assert_eq!(found.row.number.as_ref().map(InvoiceNumber::as_str), Some("INV-0001"));
    assert_eq!(found.parties, parties(), "as they were when it was sent");
    assert_eq!((found.row.issued_on, found.row.due_on), (Some(TODAY), Some(TODAY)));
    let mut tx = store.db.write().await.unwrap();
    let second = insert(&mut tx, &house, house.customer, &other).await;
    let number = number("INV-0001");
    let refused = invoices::set_sent(&mut tx, house.id, second, sending(&number, &parties(), TODAY), NOW).await;
    assert!(refused.unwrap_err().is_taken(), "a number is given once");
}

async fn only_its_customer_sees_what_was_sent(store: &Store) {
    let house = store.house("harbour").await;
    let stranger = store.write(async |tx| add_customer(tx, house.id, "Southwind").await).await;
    let id = store.write(async |tx| sent(tx, &house, "INV-0001", 1_000, TODAY).await).await;
    let seen = async |customer: CustomerId| {
        let number = number("INV-0001");
        store.read(async |tx| invoices::visible(tx, house.id, customer, &number).await.unwrap()).await
    };
    assert_eq!(seen(house.customer).await.map(|invoice| invoice.row.id), Some(id));
    assert!(seen(stranger).await.is_none());
    store.write(async |tx| insert(tx, &house, house.customer, &draft("EUR", 5)).await).await;
    let (everything, shown) = (listed(store, &house, true).await, listed(store, &house, false).await);
    assert_eq!((everything.len(), shown.len()), (2, 1), "a draft is for staff");
}

async fn a_source_is_entered_once(store: &Store) {
    let house = store.house("harbour").await;
    let id = store.write(async |tx| sent(tx, &house, "INV-0001", 1_000, TODAY).await).await;
    let mut at = NOW;
    let mut enter = async |kind, amount, source: &str| {
        at = at + Duration::from_millis(1);
        let entered = NewEntry { by: Some(house.agent), ..entry(id, kind, amount, source) };
        store.write(async |tx| ledger::enter(tx, house.id, &entered, at).await.unwrap()).await
    };
    assert!(enter(EntryKind::Payment, 600, "pi_1").await);
    assert!(!enter(EntryKind::Payment, 600, "pi_1").await, "the same news again");
    assert!(enter(EntryKind::Refund, 100, "re_1").await);
    assert!(enter(EntryKind::CreditNote, 200, "credit:1").await);
    let balance = find(store, &house, id).await.unwrap().row.balance;
    assert_eq!((balance.paid, balance.credited), (Amount::minor(500), Amount::minor(200)));
    assert_eq!((balance.outstanding, balance.surplus), (Amount::minor(300), Amount::ZERO));
    assert!(enter(EntryKind::Payment, 700, "pi_2").await);
    let balance = find(store, &house, id).await.unwrap().row.balance;
    assert_eq!(
        (balance.outstanding, balance.surplus),
        (Amount::ZERO, Amount::minor(400)),
        "too much is the customer's"
    );
    let ledger = store.read(async |tx| ledger::of_invoice(tx, house.id, id).await.unwrap()).await;
    let sources: Vec<&str> = ledger.iter().map(|recorded| recorded.source.as_str()).collect();
    assert_eq!(sources, ["pi_1", "re_1", "credit:1", "pi_2"]);
    assert_eq!((ledger[0].by.as_deref(), ledger[0].on), (Some("agent@harbour.test"), TODAY));
    let known = store.read(async |tx| ledger::by_source(tx, house.id, "re_1").await.unwrap()).await;
    assert_eq!(known, Some((id, LedgerEntry { kind: EntryKind::Refund, amount: Amount::minor(100) })));
}

async fn entries_at_once_are_all_counted(store: &Store) {
    let house = store.house("harbour").await;
    let id = store.write(async |tx| sent(tx, &house, "INV-0001", 2_000, TODAY).await).await;
    let entering = (0..20).map(|n| {
        let db = store.db.clone();
        async move {
            let source = format!("pi_{}", n / 2);
            let mut tx = db.write().await.unwrap();
            let entered =
                ledger::enter(&mut tx, house.id, &entry(id, EntryKind::Payment, 100, &source), NOW).await.unwrap();
            tx.commit().await.unwrap();
            i64::from(entered)
        }
    });
    let entered: i64 = futures_util::future::join_all(entering).await.into_iter().sum();
    let balance = find(store, &house, id).await.unwrap().row.balance;
    assert_eq!((entered, balance.paid, balance.outstanding), (10, Amount::minor(1_000), Amount::minor(1_000)));
}

async fn a_void_invoice_asks_for_nothing(store: &Store) {
    let house = store.house("harbour").await;
    let id = store.write(async |tx| sent(tx, &house, "INV-0001", 1_000, TODAY).await).await;
    store.write(async |tx| invoices::set_void(tx, house.id, id, NOW).await.unwrap()).await;
    assert_eq!(find(store, &house, id).await.unwrap().row.balance.outstanding, Amount::ZERO);
    // Stripe may tell late of money that came in all the same.
    let late = entry(id, EntryKind::Payment, 1_000, "pi_1");
    store.write(async |tx| ledger::enter(tx, house.id, &late, NOW).await.unwrap()).await;
    let row = find(store, &house, id).await.unwrap().row;
    assert_eq!((row.state, row.balance.outstanding), (State::Void, Amount::ZERO));
    assert_eq!((row.balance.paid, row.balance.surplus), (Amount::minor(1_000), Amount::minor(1_000)));
}

async fn a_list_is_paged_in_every_order(store: &Store) {
    let house = store.house("harbour").await;
    store
        .write(async |tx| {
            for n in 0..7_i8 {
                let due = date(2027, 1, 1 + n % 3);
                sent_at(
                    tx,
                    &house,
                    &format!("INV-{n:04}"),
                    (1_000, due),
                    NOW + Duration::from_secs(n.unsigned_abs().into()),
                )
                .await;
            }
            insert(tx, &house, house.customer, &draft("EUR", 5)).await;
        })
        .await;
    for order in Order::ALL {
        let query = InvoiceQuery { order: *order, ..InvoiceQuery::default() };
        let whole = page(store, &house, &query, (None, 100)).await;
        let mut paged: Vec<InvoiceRow> = Vec::new();
        while paged.len() < 8 {
            let after = paged.last().map(|row| InvoicePlace::of(row, *order));
            paged.extend(page(store, &house, &query, (after.as_ref(), 3)).await);
        }
        let ids = |rows: &[InvoiceRow]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
        assert_eq!(ids(&paged), ids(&whole), "{order}");
        let dues: Vec<Option<Date>> = whole.iter().map(|row| row.due_on).collect();
        match order {
            Order::Changed => assert_eq!(whole[0].number, Some(number("INV-0006"))),
            Order::Issued => assert_eq!(whole[0].number, None, "a draft is not sent yet"),
            Order::Due => assert!(dues[..7].is_sorted() && dues[7].is_none(), "{dues:?}"),
        }
    }
}

async fn lists_hold_what_their_names_say(store: &Store) {
    let house = store.house("harbour").await;
    store
        .write(async |tx| {
            insert(tx, &house, house.customer, &draft("EUR", 5)).await;
            sent(tx, &house, "A-1", 1_000, date(2027, 1, 14)).await;
            sent(tx, &house, "A-2", 1_000, TODAY).await;
            let partly = sent(tx, &house, "A-3", 1_000, TODAY).await;
            ledger::enter(tx, house.id, &entry(partly, EntryKind::Payment, 1, "1"), NOW).await.unwrap();
            let paid = sent(tx, &house, "A-4", 1_000, date(2026, 1, 1)).await;
            ledger::enter(tx, house.id, &entry(paid, EntryKind::Payment, 1_000, "2"), NOW).await.unwrap();
            sent(tx, &house, "A-5", 0, date(2026, 1, 1)).await;
            let void = sent(tx, &house, "A-6", 1_000, date(2026, 1, 1)).await;
            invoices::set_void(tx, house.id, void, NOW).await.unwrap();
        })
        .await;
    let numbers = async |shelf, text: &str| {
        let query = InvoiceQuery { shelf, text: text.to_owned(), order: Order::Due, ..InvoiceQuery::default() };
        let rows = page(store, &house, &query, (None, 100)).await;
        let mut numbers: Vec<String> =
            rows.iter().map(|row| row.number.as_ref().map_or_else(String::new, ToString::to_string)).collect();
        numbers.sort();
        numbers
    };
    assert_eq!(numbers(Shelf::Draft, "").await, [""]);
    assert_eq!(numbers(Shelf::Outstanding, "").await, ["A-1", "A-2", "A-3"]);
    assert_eq!(numbers(Shelf::Overdue, "").await, ["A-1"], "due until the end of the day");
    assert_eq!(numbers(Shelf::PartiallyPaid, "").await, ["A-3"]);
    assert_eq!(numbers(Shelf::Paid, "").await, ["A-4", "A-5"], "an invoice over nothing is paid");
    assert_eq!(numbers(Shelf::Void, "").await, ["A-6"]);
    assert_eq!(numbers(Shelf::All, "  Á-2 ").await, ["A-2"], "without case and accents");
    assert_eq!(numbers(Shelf::All, "northwind a-3").await, ["A-3"], "every word, in the number or the name");
    assert!(numbers(Shelf::All, "%").await.is_empty());
    let query = InvoiceQuery::default();
    let among = Among { query: &query, drafts: true, today: TODAY };
    let counts = store.read(async |tx| invoices::counts(tx, house.id, (among, Search::All)).await.unwrap()).await;
    let expected =
        ShelfCounts { everything: 7, draft: 1, outstanding: 3, overdue: 1, partially_paid: 1, paid: 2, void: 1 };
    assert_eq!(counts, expected);
}

async fn sums_are_kept_apart_by_currency(store: &Store) {
    let house = store.house("harbour").await;
    let stranger = store.write(async |tx| add_customer(tx, house.id, "Southwind").await).await;
    store
        .write(async |tx| {
            sent(tx, &house, "A-1", 1_000, date(2027, 1, 1)).await;
            sent(tx, &house, "A-2", 500, TODAY).await;
            let yen = insert(tx, &house, stranger, &draft("JPY", 300)).await;
            let number = number("A-3");
            invoices::set_sent(tx, house.id, yen, sending(&number, &parties(), TODAY), NOW).await.unwrap();
        })
        .await;
    let query = InvoiceQuery::default();
    let among = Among { query: &query, drafts: true, today: TODAY };
    let (all, own) = store
        .read(async |tx| {
            let all = invoices::owed(tx, house.id, (among, Search::All)).await.unwrap();
            (all, invoices::owed_of_customer(tx, house.id, house.customer, TODAY).await.unwrap())
        })
        .await;
    let sums: Vec<(&str, i64, i64, i64)> = all
        .iter()
        .map(|owed| (owed.currency.code(), owed.outstanding.as_minor(), owed.overdue.as_minor(), owed.invoices))
        .collect();
    assert_eq!(sums, [("EUR", 1_500, 1_000, 2), ("JPY", 300, 0, 1)]);
    assert_eq!(own, all[..1]);
}

async fn a_customer_with_an_invoice_is_needed(store: &Store) {
    let house = store.house("harbour").await;
    let customer = store.write(async |tx| add_customer(tx, house.id, "Southwind").await).await;
    let is_needed = async || {
        store.read(async |tx| frontdesk::store::customers::is_needed(tx, house.id, customer).await.unwrap()).await
    };
    assert!(!is_needed().await);
    store.write(async |tx| insert(tx, &house, customer, &draft("EUR", 5)).await).await;
    assert!(is_needed().await);
}

/// A draft of one line without tax.
pub(crate) fn draft(currency: &str, gross: i64) -> DraftInvoice {
    DraftInvoice {
        currency: currency.parse().unwrap(),
        days: 14,
        reference: String::new(),
        notes: String::new(),
        terms: String::new(),
        lines: vec![line("Design", gross)],
    }
}

fn line(description: &str, unit_price: i64) -> Line {
    let priced = Priced {
        quantity: Quantity::ONE,
        unit_price: Amount::minor(unit_price),
        discount: Share::ZERO,
        tax_rate: Share::ZERO,
    };
    Line { description: description.to_owned(), unit: String::new(), priced }
}

/// Adds a draft.
pub(crate) async fn insert(tx: &mut Tx, house: &House, customer: CustomerId, draft: &DraftInvoice) -> InvoiceId {
    let id = InvoiceId::new(NOW, &SystemChance);
    let written = Written { customer, draft, rounding: TaxRounding::Total, sought: "northwind" };
    let key = id.to_string();
    let new = NewDraft { id, key: Some(&key), by: Some(house.agent), written };
    invoices::insert(tx, house.id, &new, NOW).await.unwrap();
    id
}

/// Sends an invoice over so much, due on this day.
pub(crate) async fn sent(tx: &mut Tx, house: &House, number: &str, gross: i64, due_on: Date) -> InvoiceId {
    sent_at(tx, house, number, (gross, due_on), NOW).await
}

async fn sent_at(tx: &mut Tx, house: &House, text: &str, (gross, due_on): (i64, Date), at: Timestamp) -> InvoiceId {
    let id = insert(tx, house, house.customer, &draft("EUR", gross)).await;
    let number = number(text);
    let sought = text.to_lowercase();
    let parties = parties();
    let sending = Sending { sought: &sought, ..sending(&number, &parties, due_on) };
    invoices::set_sent(tx, house.id, id, sending, at).await.unwrap();
    id
}

fn sending<'a>(number: &'a InvoiceNumber, parties: &'a Parties, due_on: Date) -> Sending<'a> {
    Sending { number, parties, issued_on: TODAY, due_on, sought: "" }
}

fn parties() -> Parties {
    let party = |name: &str| Party { name: name.to_owned(), ..Party::default() };
    Parties { from: party("Harbour as it was"), to: party("Northwind as it was") }
}

/// A line of a ledger.
pub(crate) fn entry(invoice_id: InvoiceId, kind: EntryKind, amount: i64, source: &str) -> NewEntry<'_> {
    NewEntry {
        id: LedgerId::new(NOW, &SystemChance),
        invoice_id,
        entry: LedgerEntry { kind, amount: Amount::minor(amount) },
        method: Method::Bank,
        on: TODAY,
        note: "",
        source,
        number: None,
        by: None,
    }
}

/// A number as it is.
pub(crate) fn number(text: &str) -> InvoiceNumber {
    text.parse().unwrap()
}

async fn find(store: &Store, house: &House, id: InvoiceId) -> Option<Invoice> {
    store.read(async |tx| invoices::find(tx, house.id, id).await.unwrap()).await
}

async fn listed(store: &Store, house: &House, drafts: bool) -> Vec<InvoiceRow> {
    let query = InvoiceQuery::default();
    let among = Among { query: &query, drafts, today: TODAY };
    store.read(async |tx| invoices::list(tx, house.id, (among, Search::All), (None, 100)).await.unwrap()).await
}

async fn page(
    store: &Store,
    house: &House,
    query: &InvoiceQuery,
    page: (Option<&InvoicePlace>, i64),
) -> Vec<InvoiceRow> {
    let among = Among { query, drafts: true, today: TODAY };
    store
        .read(async |tx| {
            if query.text.is_empty() {
                return invoices::list(tx, house.id, (among, Search::All), page).await.unwrap();
            }
            // However they are come by, they are the same.
            let found = invoices::found(tx, house.id, among).await.unwrap().expect("they are few");
            let [a, b, c] = [Search::Found(&found), Search::LookedUp, Search::Met];
            let rows = invoices::list(tx, house.id, (among, a), page).await.unwrap();
            for other in [b, c] {
                let others = invoices::list(tx, house.id, (among, other), page).await.unwrap();
                assert_eq!(ids(&others), ids(&rows), "{other:?}");
                let counts = [a, other].map(|search| (among, search));
                let first = invoices::counts(tx, house.id, counts[0]).await.unwrap();
                assert_eq!(invoices::counts(tx, house.id, counts[1]).await.unwrap(), first, "{other:?}");
            }
            rows
        })
        .await
}

fn ids(rows: &[InvoiceRow]) -> Vec<InvoiceId> {
    rows.iter().map(|row| row.id).collect()
}
