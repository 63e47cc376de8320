use super::*;

fn reading(order: Option<DateOrder>) -> Reading {
    Reading { currency: Currency::EUR, days: 14, order }
}

fn read(text: &str) -> Found<FileInvoice> {
    invoices(text.as_bytes(), &reading(None)).expect("a file")
}

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

#[test]
fn heads_are_found_in_any_order_and_by_many_names() {
    let found = read(
        "Due Date;Client Name;Invoice Total;Invoice No.;Invoice Date\n\n30.11.2026;Bäckerei „Süß“;1.234,50;INV-0042;16.11.2026\n",
    );
    let [invoice] = &*found.rows else { panic!("{found:?}") };
    assert_eq!((invoice.row, invoice.number.as_str(), invoice.customer.as_str()), (3, "INV-0042", "Bäckerei „Süß“"));
    assert_eq!((invoice.issued_on, invoice.due_on), (day("2026-11-16"), day("2026-11-30")));
    assert_eq!(
        (invoice.total, invoice.net, invoice.rate),
        (Amount::minor(123_450), Amount::minor(123_450), Share::ZERO)
    );
}

#[test]
fn heads_and_ways_to_pay_are_understood_in_german() {
    // As the list of invoices is downloaded in German.
    let found = read(
        "Kunde,Rechnungsnummer,Status,Rechnungsdatum,Fällig am,Währung,Gesamtbetrag,Gutgeschrieben,Bezahlt,Offen\nBäckerei Süß,RE-7,Gesendet,2026-11-16,2026-11-30,EUR,1190.00,0.00,0.00,1190.00\n",
    );
    let [invoice] = &*found.rows else { panic!("{found:?}") };
    assert_eq!((invoice.number.as_str(), invoice.customer.as_str()), ("RE-7", "Bäckerei Süß"));
    assert_eq!((invoice.total, invoice.due_on), (Amount::minor(119_000), day("2026-11-30")));

    let text = "Rechnungsnr.;Zahlungsdatum;Betrag;Zahlungsart;Verwendungszweck\nRE-7;23.11.2026;1.190,00;SEPA-Überweisung;Danke\n";
    let paid = payments(text.as_bytes(), &reading(None)).expect("a file").rows;
    let [payment] = &*paid else { panic!("{paid:?}") };
    assert_eq!((payment.method, &*payment.amount, &*payment.note), (Method::Bank, "1.190,00", "Danke"));
}

#[test]
fn tax_comes_from_the_rate_or_from_what_is_without_it() {
    let found = read(
        "number,customer,date,total,net,tax rate\n1,A,2026-11-23,119.00,,19\n2,A,2026-11-23,119,100,\n3,A,2026-11-23,0.05,,19\n4,A,2026-11-23,10,11,\n5,A,2026-11-23,-1,,\n",
    );
    let sums: Vec<_> = found.rows.iter().map(|one| (one.net.as_minor(), one.rate.as_millionths())).collect();
    assert_eq!(sums, [(10_000, 190_000), (10_000, 190_000), (4, 190_000)]);
    let refused: Vec<_> = found.refused.iter().map(|one| (one.row, one.why.clone())).collect();
    assert_eq!(refused, [(5, RowProblem::NetTooLarge), (6, RowProblem::Negative)]);
}

#[test]
fn a_file_tells_how_its_days_are_meant_or_is_asked() {
    let text = |day: &str| format!("number,customer,date,total\n1,A,3/4/2026,1\n2,A,{day},1\n");
    let days = |text: &str, order| {
        invoices(text.as_bytes(), &reading(order))
            .map(|found| found.rows.iter().map(|one| one.issued_on).collect::<Vec<_>>())
    };
    assert_eq!(days(&text("23/4/2026"), None), Ok(vec![day("2026-04-03"), day("2026-04-23")]));
    assert_eq!(days(&text("4/23/2026"), None), Ok(vec![day("2026-03-04"), day("2026-04-23")]));
    assert_eq!(days(&text("5/5/2026"), None), Err(FileProblem::WhichDay));
    assert_eq!(days(&text("5/5/2026"), Some(DateOrder::MonthFirst)), Ok(vec![day("2026-03-04"), day("2026-05-05")]));
    assert_eq!(
        days(
            "number,customer,date,total\n1,A,2026-02-29,1\n2,A,29.02.2024,1\n3,A,2026-11-23T10:00,1\n4,A,soon,1\n",
            None
        ),
        Ok(vec![day("2024-02-29"), day("2026-11-23")])
    );
}

#[test]
fn the_usual_encodings_are_read() {
    let text = "number;customer;date;total\n1;Müller & Söhne – €;2026-11-23;1,00\n";
    let utf_16 = |unit: fn(u16) -> [u8; 2], mark: [u8; 2]| {
        mark.into_iter().chain(text.encode_utf16().flat_map(unit)).collect::<Vec<u8>>()
    };
    let latin: Vec<u8> = text
        .chars()
        .map(|c| match c {
            '€' => 0x80,
            '–' => 0x96,
            c => u8::try_from(u32::from(c)).expect("Latin-1"),
        })
        .collect();
    let files = [
        text.as_bytes().to_vec(),
        ["\u{feff}".as_bytes(), text.as_bytes()].concat(),
        utf_16(u16::to_le_bytes, [0xff, 0xfe]),
        utf_16(u16::to_be_bytes, [0xfe, 0xff]),
        latin,
    ];
    for file in files {
        let found = invoices(&file, &reading(None)).expect("a file");
        assert_eq!(found.rows[0].customer, "Müller & Söhne – €", "{file:?}");
    }
}

#[test]
fn what_is_no_such_file_says_why() {
    let problem = |bytes: &[u8]| invoices(bytes, &reading(None)).expect_err("no file");
    assert_eq!(problem(b""), FileProblem::Empty);
    assert_eq!(problem(b" \n ;;\n"), FileProblem::Empty);
    assert_eq!(problem(b"\x89PNG\0\0"), FileProblem::NotText);
    let open = b"number,date,total\n\n\"1\n1\",2026-11-23,10\n2,2026-11-23,\"10\n3,2026-11-23,10\n";
    assert_eq!(problem(open), FileProblem::OpenQuote { row: 4 });
    assert_eq!(problem(b"\xff\xfea"), FileProblem::NotText);
    assert_eq!(problem(b"number,date\n1,2026-11-23\n"), FileProblem::NoColumn(Column::Total));
    assert_eq!(problem(b"number,invoice no,date,total\n"), FileProblem::TwoColumns(Column::Number));
    let many = format!("number,customer,date,total\n{}", "1,A,2026-11-23,1\n".repeat(MOST_ROWS + 1));
    assert_eq!(problem(many.as_bytes()), FileProblem::TooManyRows);
}

#[test]
fn each_row_that_is_not_taken_says_why() {
    let found = read(
        "number,customer,email,date,due,currency,total\n\
         ,A,,2026-11-23,,,1\n\
         a/b,A,,2026-11-23,,,1\n\
         3,A,,tomorrow,,,1\n\
         4,A,,2026-11-23,2026-11-22,,1\n\
         5,A,,2026-11-23,,XYZ,1\n\
         6,A,,2026-11-23,,JPY,1.5\n\
         7,A,,2026-11-23,,,much\n\
         8,,,2026-11-23,,,1\n\
         9,A,,2026-11-23,,,1\n\
         9,A,,2026-11-23,,,2\n\
         \"'10\",\"A, B\",\"x@y.test\",2026-11-23,,KWD,\"1,250.500\"\n",
    );
    let taken: Vec<&str> = found.rows.iter().map(|one| one.number.as_str()).collect();
    assert_eq!(taken, ["9", "10"]);
    assert_eq!((&*found.rows[1].customer, found.rows[1].total), ("A, B", Amount::minor(1_250_500)));
    let why: Vec<&RowProblem> = found.refused.iter().map(|one| &one.why).collect();
    assert!(
        matches!(
            &*why,
            [
                RowProblem::Cell(Column::Number, Problem::Missing),
                RowProblem::Cell(Column::Number, Problem::NotAPrefix),
                RowProblem::Day(Column::Date),
                RowProblem::DueTooEarly,
                RowProblem::Cell(Column::Currency, _),
                RowProblem::Cell(Column::Total, Problem::TooManyDecimals { .. }),
                RowProblem::Cell(Column::Total, Problem::NotAnAmount),
                RowProblem::NobodyNamed,
                RowProblem::Twice { first: 10 },
            ]
        ),
        "{why:?}"
    );
}

#[test]
fn a_payment_is_the_same_one_when_it_is_read_again() {
    let text = "invoice,date,amount,method\n1,2026-11-23,10.00,Wire\n1,2026-11-23,10.00,Visa\n1,2026-11-24,10.00,\n";
    let read = |text: &str| payments(text.as_bytes(), &reading(None)).expect("a file").rows;
    let sources = |rows: &[FilePayment]| rows.iter().map(|one| one.source.clone()).collect::<Vec<_>>();
    let first = read(text);
    assert_eq!(first.iter().map(|one| one.method).collect::<Vec<_>>(), [Method::Bank, Method::Card, Method::Other]);
    let mut apart = sources(&first);
    apart.dedup();
    assert_eq!(apart.len(), 3, "two alike are two");
    assert_eq!(sources(&read(text)), sources(&first));
    let named =
        payments(b"id,invoice,date,amount\np1,1,2026-11-23,10\np1,1,2026-11-23,11\n", &reading(None)).expect("a file");
    assert_eq!((named.rows.len(), &named.refused[0].why), (1, &RowProblem::Twice { first: 2 }));
}
