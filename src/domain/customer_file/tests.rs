use super::*;
use crate::clock::Timestamp;
use crate::id::{CustomerId, SystemChance};

fn rows(text: &str) -> Rows {
    Rows::read::<Column>(text.as_bytes()).expect("a file")
}

fn read(text: &str) -> Read {
    let rows = rows(text);
    customers(&rows, &Mapping::guess(&rows)).expect("a mapping")
}

fn known(name: &str, email: &str, external_id: &str) -> Known {
    Known {
        id: CustomerId::new(Timestamp::from_millis(1), &SystemChance),
        external_id: external_id.to_owned(),
        email: email.to_owned(),
        name_folded: sought(name),
        archived: false,
    }
}

#[test]
fn columns_are_guessed_from_what_other_programs_call_them() {
    let guessed = |head: &str| {
        let mapping = Mapping::guess(&rows(&format!("{head}\nx\n")));
        (0..head.split(',').count()).map(|at| mapping.at(at)).collect::<Vec<_>>()
    };
    assert_eq!(
        guessed("Kunden-Nr.,Firma,E-Mail,Straße,PLZ,Ort,USt-IdNr.,Umsatz"),
        [
            Some(Column::Id),
            Some(Column::Name),
            Some(Column::Email),
            Some(Column::Address),
            Some(Column::PostalCode),
            Some(Column::City),
            Some(Column::TaxNumber),
            None
        ]
    );
    // A person's name beside the company's is not the customer's; two lines of an address are.
    assert_eq!(
        guessed("Name,Company,Address 1,Address 2,Name"),
        [None, Some(Column::Name), Some(Column::Address), Some(Column::Address), None]
    );
    assert_eq!(guessed("Name,Name"), [Some(Column::Name), None]);
}

#[test]
fn what_was_exported_in_german_is_understood() {
    let mapping =
        Mapping::guess(&rows("ID,Name,E-Mail,Telefon,Anschrift,Steuernr./USt-IdNr.,Hintergrund,Archiviert\nx\n"));
    assert_eq!(
        (0..8).map(|at| mapping.at(at)).collect::<Vec<_>>(),
        [
            Some(Column::Id),
            Some(Column::Name),
            Some(Column::Email),
            Some(Column::Phone),
            Some(Column::Address),
            Some(Column::TaxNumber),
            Some(Column::Notes),
            None
        ]
    );
}

#[test]
fn a_mapping_says_who_is_meant_and_says_it_once() {
    let check = |columns: &[Option<Column>]| Mapping::of(columns.to_vec()).check();
    assert_eq!(check(&[Some(Column::Phone), None]), Err(rows::FileProblem::NoColumn(Column::Name)));
    assert_eq!(check(&[Some(Column::Email), Some(Column::Email)]), Err(rows::FileProblem::TwoColumns(Column::Email)));
    assert_eq!(check(&[Some(Column::Id), Some(Column::Notes), Some(Column::Notes)]), Ok(()));
}

#[test]
fn a_row_becomes_a_customer() {
    let found = read(
        "id;company;e-mail;address 1;address 2;zip;city;country;notes;comment\n\
         K-7;  Søn &  Co ;HELLO@Son.test;Quay 7;;0150;Oslo;Norway;One;\"Two\nThree\"\n",
    );
    let [Ok(row)] = &*found else { panic!("{found:?}") };
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    assert_eq!((row.row, said(&row.external_id), said(&row.name)), (2, "K-7".to_owned(), "Søn & Co".to_owned()));
    assert_eq!(said(&row.email), "hello@son.test");
    assert_eq!(said(&row.address), "Quay 7\n0150 Oslo\nNorway");
    assert_eq!(said(&row.notes), "One\nTwo\nThree");
    assert_eq!(row.phone, None);
}

#[test]
fn each_row_that_is_not_taken_says_why() {
    let long = "x".repeat(300);
    let found = read(&format!(
        "id,name,email,phone\n,,,12\n,Acme,no address,\n,{long},,\n,Acme,a@acme.test,\n,ACME,,\n,Acmé,b@acme.test,\n\
         7,Acme,,\n7,Other,,\n,Later,A@acme.test,\n8,Fourth,a@acme.test,\n"
    ));
    let why: Vec<_> = found.iter().map(|row| row.as_ref().map(|row| row.row).map_err(|refusal| &refusal.why)).collect();
    assert!(
        matches!(
            &*why,
            [
                Err(RowProblem::NobodyNamed),
                Err(RowProblem::NotAnAddress),
                Err(RowProblem::TooLong { column: Column::Name, .. }),
                Ok(5),
                // No e-mail: the name decides. Another e-mail: another customer.
                Err(RowProblem::Twice { first: 5 }),
                Ok(7),
                Err(RowProblem::Twice { first: 5 }),
                Ok(9),
                Err(RowProblem::Twice { first: 5 }),
                Err(RowProblem::Twice { first: 5 }),
            ]
        ),
        "{why:?}"
    );
}

#[test]
fn a_customer_that_is_there_is_found_by_one_rule() {
    let (acme, twin, other) =
        (known("Acme", "a@acme.test", "7"), known("Twin", "t@t.test", ""), known("Twin", "t@t.test", ""));
    let bare = known("Bare", "", "");
    let away = Known { archived: true, ..known("Away", "", "9") };
    let all = [&acme, &twin, &other, &bare, &away];
    let directory = Directory::of(all.into_iter().cloned().collect());
    let decided = |row: &str| {
        let found = read(&format!("id,name,email\n{row}\n"));
        let [Ok(row)] = &*found else { panic!("{found:?}") };
        decide(row, &directory, Existing::Change)
    };
    let over = |one: &Known| Ok(Fate::LayOver(one.id));
    assert_eq!(decided("7,Renamed,new@acme.test"), over(&acme), "the ID decides");
    assert_eq!(decided(&format!("{},,", bare.id)), over(&bare), "so does the customer's own");
    assert_eq!(decided(",,A@ACME.test"), over(&acme));
    assert_eq!(decided(",acmé,"), over(&acme));
    assert_eq!(decided("8,Acme,a@acme.test"), Ok(Fate::Add), "another ID is another customer");
    assert_eq!(decided(",Acme,b@acme.test"), Ok(Fate::Add), "so is another e-mail");
    assert_eq!(decided("8,Bare,b@bare.test"), over(&bare));
    assert_eq!(decided(",Twin,"), Err(RowProblem::SeveralCustomers));
    assert_eq!(decided(",,t@t.test"), Err(RowProblem::SeveralCustomers));
    assert_eq!(decided("9,,"), Err(RowProblem::Archived));
    assert_eq!(decided(",,nobody@new.test"), Err(RowProblem::NoName));
}

#[test]
fn what_a_row_does_not_say_stays() {
    let before = CustomerRecord {
        id: CustomerId::new(Timestamp::from_millis(1), &SystemChance),
        name: "Acme".to_owned(),
        email: "a@acme.test".to_owned(),
        phone: "1".to_owned(),
        address: String::new(),
        tax_number: String::new(),
        notes: String::new(),
        external_id: String::new(),
        archived_at: None,
        created_at: Timestamp::from_millis(1),
    };
    let laid = |id: &str| {
        let found = read(&format!("id,name,email,phone,tax id\n{id},Acme,,,77\n"));
        let [Ok(row)] = &*found else { panic!("{found:?}") };
        row.laid_over(&before)
    };
    let (after, changed) = laid("K1");
    assert_eq!(changed, [Column::Id, Column::TaxNumber]);
    assert_eq!(after, CustomerRecord { external_id: "K1".to_owned(), tax_number: "77".to_owned(), ..before.clone() });
    let (after, changed) = laid(&before.id.to_string());
    assert_eq!((after.external_id.as_str(), &*changed), ("", &[Column::TaxNumber][..]));
}
