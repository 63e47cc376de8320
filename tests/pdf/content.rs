//! What stands on the paper.

use bytes::Bytes;
use frontdesk::domain::invoice::{EntryKind, Logo, State};
use frontdesk::domain::money::Share;
use frontdesk::domain::picture::MediaType;

use crate::facts::{Facts, line};
use crate::typeset;

#[tokio::test]
async fn one_line_says_everything() {
    let facts = Facts::with_lines(1).but(|facts| facts.invoice.lines[0].priced.discount = Share::millionths(100_000));
    let pdf = typeset("one-line", &facts).await;
    let Some(text) = pdf.text() else { return };
    for said in [
        "Harbour Studio GmbH",
        "Am Hafen 12",
        "Tax number DE123456789",
        "Bill to",
        "Northwind Traders Ltd",
        "Tax number GB999999973",
        "Invoice INV-0042",
        "16 Nov 2026",
        "30 Nov 2026",
        "PO-7788/B",
        "Thank you for your order.",
        "As agreed on the phone.",
        "Work package 1",
        "1.5 h",
        "€80.00",
        "10%",
        "19%",
        "€108.00",
        "Subtotal",
        "Tax 19% on €108.00",
        "€20.52",
        "€128.52",
        "Please pay within 14 days without deduction.",
        "Other ways to pay",
        "IBAN DE89370400440532013000",
        "Page 1 of 1",
    ] {
        assert!(text.replace(" %", "%").contains(said), "{said} in {text}");
    }
    let info = pdf.info().expect("poppler");
    for said in ["Invoice INV-0042", "Harbour Studio GmbH", "Frontdesk", "Tagged:          yes", "A4"] {
        assert!(info.contains(said), "{said} in {info}");
    }
    assert!(!info.contains("Date"), "no clock is in it: {info}");
    assert!(pdf.bytes.windows(8).any(|bytes| bytes == b"/Lang (e" || bytes == b"/Lang(en"), "its language is named");
}

#[tokio::test]
async fn the_same_facts_are_the_same_bytes() {
    let facts = Facts::with_lines(3);
    let (once, again) = (typeset("once", &facts).await, typeset("again", &facts).await);
    assert_eq!(once.bytes, again.bytes);
    assert_eq!(facts.sheet().etag(), facts.sheet().etag());
    let paid = Facts::with_lines(3).entered(EntryKind::Payment, 100);
    assert_ne!(facts.sheet().etag(), paid.sheet().etag());
}

#[tokio::test]
async fn the_head_of_a_long_table_stands_on_every_page() {
    for (lines, at_least) in [(60, 2), (300, 8)] {
        let pdf = typeset(&format!("{lines}-lines"), &Facts::with_lines(lines)).await;
        let Some(pages) = pdf.pages() else { return };
        assert!(pages.len() >= at_least, "{} pages", pages.len());
        let mut found = 0;
        for (at, page) in pages.iter().enumerate() {
            assert!(page.contains(&format!("Page {} of {}", at + 1, pages.len())), "{page}");
            let on_page = page.matches("Work package ").count();
            assert_eq!(page.matches("Description").count(), usize::from(on_page > 0), "page {at}: {page}");
            found += on_page;
        }
        assert_eq!(found, lines, "no line is lost or there twice");
        let last = pages.iter().rposition(|page| page.contains("Work package ")).expect("a page with lines");
        assert!(pages[last..].iter().any(|page| page.contains("Total")), "the sums are at the end");
    }
}

#[tokio::test]
async fn a_draft_is_marked_across_the_page_and_has_no_number() {
    let facts = Facts::with_lines(1).but(|facts| {
        let row = &mut facts.invoice.row;
        (row.state, row.number, row.issued_on, row.due_on) = (State::Draft, None, None, None);
    });
    let (draft, sent) = (typeset("draft", &facts).await, typeset("sent", &Facts::with_lines(1)).await);
    let Some(text) = draft.text() else { return };
    assert!(text.contains("Draft invoice") && !text.contains("INV-0042") && !text.contains("30 Nov 2026"), "{text}");
    // Below all that is said, in the middle of the page.
    let middle = (0.2, 0.57, 0.6, 0.64);
    let (marked, plain) = (draft.ink(middle).unwrap(), sent.ink(middle).unwrap());
    assert!(marked > plain + 0.003, "{marked} is not darker than {plain}");
}

#[tokio::test]
async fn void_and_paid_are_marked() {
    let void = Facts::with_lines(1).but(|facts| facts.invoice.row.state = State::Void);
    let Some(text) = typeset("void", &void).await.text() else { return };
    assert!(text.contains("Void") && text.contains("INV-0042") && !text.contains("Other ways to pay"), "{text}");

    let paid = Facts::with_lines(1).entered(EntryKind::Payment, 14_280);
    let text = typeset("paid", &paid).await.text().unwrap();
    for said in ["Paid", "Payment of 20 Nov 2026", "-€142.80", "To pay", "€0.00"] {
        assert!(text.contains(said), "{said} in {text}");
    }
    assert!(!text.contains("Other ways to pay"), "{text}");
}

#[tokio::test]
async fn what_happened_to_it_stands_below_the_total() {
    let facts = Facts::with_lines(1)
        .entered(EntryKind::Payment, 15_000)
        .entered(EntryKind::Refund, 5_000)
        .entered(EntryKind::CreditNote, 280);
    let Some(text) = typeset("credited", &facts).await.text() else { return };
    for said in
        ["-€150.00", "Returned on 20 Nov 2026", "€50.00", "Credit note CN-0007 of 20 Nov 2026", "-€2.80", "€40.00"]
    {
        assert!(text.contains(said), "{said} in {text}");
    }
    let surplus = Facts::with_lines(1).entered(EntryKind::Payment, 20_000);
    let text = typeset("surplus", &surplus).await.text().unwrap();
    assert!(text.contains("Paid too much") && text.contains("€57.20"), "{text}");
}

#[tokio::test]
async fn each_currency_has_its_decimals() {
    for (code, unit_price, amounts) in [
        ("JPY", 12_345, ["¥12,345", "¥14,691"]),
        ("EUR", 12_345, ["€123.45", "€146.91"]),
        ("KWD", 12_345, ["KWD 12.345", "KWD 14.691"]),
    ] {
        let facts = Facts::with_lines(0).but(|facts| {
            facts.invoice.row.currency = code.parse().unwrap();
            facts.invoice.lines = vec![line("Advice", 10_000, unit_price)];
        });
        let Some(text) = typeset(code, &facts).await.text() else { return };
        // What stands for a yen is as wide as a letter of Japanese in some places.
        let text = text.replace('￥', "¥").replace("JP¥", "¥");
        for amount in amounts {
            assert!(text.contains(amount), "{amount} in {text}");
        }
    }
}

#[tokio::test]
async fn tax_is_told_by_rate_and_left_out_where_there_is_none() {
    let facts = Facts::with_lines(2).but(|facts| facts.invoice.lines[0].priced.tax_rate = Share::millionths(70_000));
    let Some(text) = typeset("rates", &facts).await.text() else { return };
    let text = text.replace('\u{a0}', " ").replace(" %", "%");
    assert!(text.contains("Tax 7% on €120.00") && text.contains("Tax 19% on €120.00"), "{text}");
    let free = Facts::with_lines(1).but(|facts| facts.invoice.lines[0].priced.tax_rate = Share::ZERO);
    let text = typeset("no-tax", &free).await.text().unwrap();
    assert!(!text.contains("Subtotal") && !text.contains("Tax 0") && text.contains("€120.00"), "{text}");
}

#[tokio::test]
async fn a_logo_stands_at_the_head_and_a_broken_one_keeps_nobody_from_the_invoice() {
    let long = r##"<svg xmlns="http://www.w3.org/2000/svg" width="3000" height="100"><rect width="3000" height="100" fill="#0b7285"/></svg>"##;
    let with = |logo: &'static [u8], media_type| {
        Facts::with_lines(1).but(|facts| facts.logo = Some(Logo { media_type, bytes: Bytes::from_static(logo) }))
    };
    let pdf = typeset("long-logo", &with(long.as_bytes(), MediaType::Svg)).await;
    let head = (0.09, 0.05, 0.45, 0.13);
    let Some(ink) = pdf.ink(head) else { return };
    let bare = typeset("no-logo", &Facts::with_lines(1)).await.ink(head).unwrap();
    assert!((ink - bare).abs() > 0.005, "{ink} and {bare}");
    // It is made to fit: beside it the address stays free.
    assert!(pdf.text().unwrap().contains("Am Hafen 12"));
    let broken = typeset("broken-logo", &with(b"\x89PNG\r\n\x1a\nno picture", MediaType::Png)).await;
    assert_eq!(broken.text().unwrap().matches("Harbour Studio GmbH").count(), 2, "the name stands in its place");
}
