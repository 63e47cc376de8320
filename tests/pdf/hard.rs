//! Texts that are hard to set.

use std::collections::BTreeSet;

use frontdesk::pdf::missing;

use crate::facts::{Facts, line, party};
use crate::typeset;

#[tokio::test]
async fn what_looks_like_typst_is_text() {
    let hostile = [
        "#read(\"/etc/passwd\")",
        "*bold* _emphasis_ $x^2$",
        "#import \"@preview/tablex:0.0.8\": *",
        "]; #panic(\"x\") [",
        "<label> @reference // comment",
        "\\u{41} \"); sys.inputs",
    ];
    let facts = Facts::with_lines(0).but(|facts| {
        facts.invoice.lines = hostile.iter().map(|text| line(text, 10_000, 100)).collect();
        facts.invoice.notes = hostile.join("\n");
        facts.invoice.parties.to = party(hostile[0], hostile[1], hostile[3]);
        hostile[1].clone_into(&mut facts.invoice.reference);
    });
    let Some(text) = typeset("hostile", &facts).await.text() else { return };
    for said in hostile {
        assert!(text.matches(said).count() >= 2, "{said} in {text}");
    }
    assert!(!text.contains("root:"), "{text}");
}

#[tokio::test]
async fn a_long_word_breaks_and_what_can_be_copied_stays_whole() {
    let long = "Donaudampfschifffahrtsgesellschaftskapitän".repeat(6);
    let facts = Facts::with_lines(0).but(|facts| {
        facts.invoice.lines = vec![line(&long, 10_000, 100)];
        facts.invoice.parties.to = party(&long, &long, &"9".repeat(60));
        facts.invoice.reference = "R".repeat(100);
    });
    let pdf = typeset("long-word", &facts).await;
    let Some(text) = pdf.text() else { return };
    let unbroken: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect();
    assert!(unbroken.matches(&long).count() >= 3, "{text}");
    assert!(text.contains("DE89370400440532013000"), "{text}");
    // Nothing stands in the right margin.
    assert!(pdf.ink((0.92, 0.0, 1.0, 1.0)).unwrap() < 0.0001);
}

#[tokio::test]
async fn the_largest_amounts_leave_room_for_the_description() {
    let facts = Facts::with_lines(0).but(|facts| {
        let mut largest = line("A description of some words that should stay readable", 9_999_990_000, 10_000_000);
        largest.unit = "pallets of 20 tonnes".to_owned();
        facts.invoice.lines = vec![largest];
    });
    let pdf = typeset("large", &facts).await;
    let Some(pages) = pdf.pages() else { return };
    assert!(pages[0].contains("A description of") && pages[0].contains("€99,999,900,000.00"), "{}", pages[0]);
    assert_eq!(pages.len(), 1);
    assert!(pdf.ink((0.92, 0.0, 1.0, 1.0)).unwrap() < 0.0001);
}

#[tokio::test]
async fn names_of_many_scripts_are_shown() {
    let names = [
        ("arabic", "شركة النور للتجارة", "شارع الملك فهد 12"),
        ("hebrew", "חברת הנמל בע\"מ", "רחוב הרצל 5"),
        ("japanese", "株式会社さくら", "東京都渋谷区桜丘町1-2"),
        ("korean", "주식회사 한강", "서울특별시 강남구"),
        ("greek", "Ναυτιλιακή Εταιρεία", "Οδός Αθηνάς 3"),
        ("cyrillic", "ТОВ «Київ»", "вул. Хрещатик 1"),
        ("hindi", "हार्बर स्टूडियो", "मुंबई"),
    ];
    for (script, name, address) in names {
        let facts = Facts::with_lines(1).but(|facts| {
            facts.invoice.parties.to = party(name, address, "");
            facts.invoice.lines[0].description = format!("{name} / Work");
        });
        assert_eq!(missing(facts.0.invoice.texts()), BTreeSet::new(), "{script}");
        let pdf = typeset(script, &facts).await;
        let Some(fonts) = pdf.fonts() else { return };
        assert!(fonts.lines().count() > 3, "{fonts}");
        if matches!(script, "japanese" | "korean" | "greek" | "cyrillic") {
            // Between Japanese and other letters there is a little space, which is read as one.
            let spaceless = |text: &str| text.replace(char::is_whitespace, "");
            let text = spaceless(&pdf.text().unwrap());
            assert!(text.contains(&spaceless(name)) && text.contains(&spaceless(address)), "{name} in {text}");
        }
    }
}

#[tokio::test]
async fn what_no_font_shows_is_named() {
    let facts = Facts::with_lines(1).but(|facts| facts.invoice.parties.to.name = "Sun 😀 & 𓀀".to_owned());
    assert_eq!(missing(facts.0.invoice.texts()), BTreeSet::from(['😀', '𓀀']));
    let Some(text) = typeset("missing", &facts).await.text() else { return };
    assert!(text.contains("Sun"), "{text}");
}

#[tokio::test]
async fn nothing_at_all_is_an_invoice_too() {
    let facts = Facts::with_lines(0).but(|facts| {
        facts.invoice.parties = frontdesk::domain::invoice::Parties::default();
        facts.invoice.notes = String::new();
        facts.invoice.terms = String::new();
        facts.ways_to_pay = String::new();
        facts.organisation.accent = "blue".to_owned();
    });
    let Some(text) = typeset("empty", &facts).await.text() else { return };
    assert!(text.contains("There are no lines yet.") && text.contains("€0.00"), "{text}");
}

#[tokio::test]
async fn a_description_longer_than_a_page_goes_on_on_the_next() {
    let tall = (0..400).map(|at| at.to_string()).collect::<Vec<_>>().join("\n");
    let facts = Facts::with_lines(0).but(|facts| facts.invoice.lines = vec![line(&tall, 10_000, 100)]);
    let Some(pages) = typeset("tall", &facts).await.pages() else { return };
    assert!(pages.len() >= 5, "{} pages", pages.len());
    assert!(pages.iter().any(|page| page.lines().any(|line| line.trim() == "399")), "the last line is there");
}
