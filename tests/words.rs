//! Holds the catalogues, the constants and their uses together, and shows what dates, times and numbers look like.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests fail by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, Identifier, InlineExpression, Message, Pattern, PatternElement, Resource};
use frontdesk::clock::Timestamp;
use frontdesk::domain::money::{Amount, Currency, Money, Quantity, Share};
use frontdesk::words::{Catalogues, Locale, Zone, made_up, msg, nouns};

/// What is the same in German as in English, and is meant to be.
const SAME_IN_GERMAN: &[&str] = &[
    "API",
    "Agent",
    "Audio",
    "Browser",
    "CSV",
    "Details",
    "Domain",
    "Enter",
    "H2",
    "H3",
    "H4",
    "Host",
    "ID",
    "Import",
    "Link",
    "Logo",
    "Manager",
    "Markdown",
    "Name",
    "Organisation",
    "PDF",
    "Person",
    "Port",
    "Portal",
    "Position",
    "Status",
    "Support",
    "Text",
    "Ticket",
    "Ticket #{ $number }",
    "Tickets",
    "Token",
    "Video",
    "Widget",
    "[{ $organisation }] Ticket { $number }: { $subject }",
    "{ $count } B",
    "{ $count } KB",
    "{ $count } MB",
];

/// The tag under which tests add the made-up language.
const MADE_UP: &str = "qps-ploc";

#[test]
fn every_constant_has_its_message_in_every_language_and_every_message_its_constant() {
    for language in languages() {
        for (area, constants) in msg::ALL {
            let constants: BTreeSet<&str> = constants.iter().map(|msg| msg.id()).collect();
            let messages = messages(&language, area);
            let messages: BTreeSet<&str> = messages.keys().map(String::as_str).collect();
            let without_message: Vec<_> = constants.difference(&messages).collect();
            let without_constant: Vec<_> = messages.difference(&constants).collect();
            assert!(without_message.is_empty(), "not in locales/{language}/{area}.ftl: {without_message:?}");
            assert!(without_constant.is_empty(), "not in src/words/msg/{area}.rs: {without_constant:?}");
        }
        let areas: BTreeSet<String> = msg::ALL.iter().map(|(area, _)| format!("{area}.ftl")).collect();
        assert_eq!(names(&root().join("assets/locales").join(&language)), areas, "the files of {language}");
    }
}

#[test]
fn variables_agree_across_languages() {
    for (area, _) in msg::ALL {
        let english = messages("en", area);
        for language in languages() {
            for (id, variables) in messages(&language, area) {
                assert_eq!(Some(&variables), english.get(&id), "the variables of {id} in {language} and in English");
            }
        }
    }
}

#[test]
fn nothing_stays_english_in_german() {
    let mut english_left = Vec::new();
    for (area, _) in msg::ALL {
        let (english, german) = (texts("en", area), texts("de", area));
        for (id, text) in &english {
            let has_words = without_variables(text).chars().any(char::is_alphabetic);
            if has_words && german.get(id) == Some(text) && !SAME_IN_GERMAN.contains(&text.as_str()) {
                english_left.push(format!("{area}: {id} = {text}"));
            }
        }
    }
    assert!(english_left.is_empty(), "the same in English and in German: {english_left:#?}");
}

#[test]
fn german_has_what_each_value_of_a_variable_says() {
    // Plural forms are each language's own; what is chosen by a name is not: a currency, a way to pay.
    for (area, _) in msg::ALL {
        let (english, german) = (variants("en", area), variants("de", area));
        for (id, names) in english {
            assert_eq!(german.get(&id), Some(&names), "the choices of {id} in German");
        }
    }
}

#[test]
fn german_quotes_and_addresses_as_germans_do() {
    for (area, _) in msg::ALL {
        for (id, text) in texts("de", area) {
            let text = without_variables(&text);
            assert!(!text.contains(['”', '"', '’']), "{id} quotes in another way than „…“: {text}");
            assert_eq!(text.matches('„').count(), text.matches('“').count(), "the quotes of {id}: {text}");
            let words: Vec<&str> = text.split(|c: char| !c.is_alphabetic()).collect();
            let familiar = ["du", "Du", "dein", "Dein", "deine", "Deine", "dir", "dich"];
            assert!(!words.iter().any(|word| familiar.contains(word)), "{id} says du: {text}");
        }
    }
}

#[test]
fn a_message_stands_in_one_file_alone() {
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    for (area, constants) in msg::ALL {
        for id in constants.iter().map(|msg| msg.id()) {
            assert_eq!(owners.insert(id, area), None, "{id} stands in {area} and elsewhere");
        }
    }
}

#[test]
fn constants_are_their_ids_in_capitals() {
    for (area, constants) in msg::ALL {
        let source = without_space(&read(&root().join(format!("src/words/msg/{area}.rs"))));
        for id in constants.iter().map(|msg| msg.id()) {
            assert!(source.contains(&format!("{}=\"{id}\"", constant(id))), "{id} in src/words/msg/{area}.rs");
        }
    }
}

#[test]
fn every_constant_is_used() {
    let sources = sources("src", "rs");
    let scripts = sources_or_none("assets", "js");
    let mut unused = Vec::new();
    for (area, constants) in msg::ALL {
        for id in constants.iter().map(|msg| msg.id()) {
            let used = if *area == "script" {
                // The layout hands the whole area to the script.
                scripts.is_empty()
                    || scripts.iter().any(|text| ['"', '\'', '`'].iter().any(|q| text.contains(&format!("{q}{id}{q}"))))
            } else {
                sources.iter().any(|text| !uses(text, area, id).is_empty())
            };
            if !used {
                unused.push(format!("{area}::{}", constant(id)));
            }
        }
    }
    assert!(unused.is_empty(), "nothing shows these: {unused:?}");
}

#[test]
fn uses_give_each_message_the_variables_it_has() {
    let sources = sources("src", "rs");
    for (area, _) in msg::ALL {
        for (id, variables) in messages("en", area) {
            for source in &sources {
                for (before, after) in uses(source, area, &id) {
                    if let Some(arguments) = after.strip_prefix(",&[").filter(|_| before.ends_with("with(")) {
                        let (given, all) = argument_names(arguments);
                        let agree = if all { given == variables } else { given.is_subset(&variables) };
                        assert!(agree, "{area}::{} has {variables:?} and is given {given:?}", constant(&id));
                    } else if before.ends_with(".text(") {
                        assert!(variables.is_empty(), "{area}::{} is shown without its {variables:?}", constant(&id));
                    }
                }
            }
        }
    }
}

#[test]
fn what_the_audit_log_calls_a_field_has_words() {
    let mut named = BTreeSet::new();
    for source in sources("src/app", "rs") {
        for (at, call) in source.match_indices(".field(\"") {
            named.extend(source[at + call.len()..].split('"').next().map(str::to_owned));
        }
    }
    assert!(named.contains("role") && named.contains("status"), "{named:?}");
    let without: Vec<_> = named.iter().filter(|name| nouns::audited(name).is_none()).collect();
    assert!(without.is_empty(), "not in nouns::audited: {without:?}");
}

#[test]
fn the_made_up_language_has_every_message_in_brackets() {
    let files: Vec<(String, String)> =
        msg::ALL.iter().map(|(area, _)| (format!("{area}.ftl"), made_up(&read(&catalogue("en", area))))).collect();
    let files: Vec<(&str, String)> = files.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    let catalogues = Catalogues::embedded().unwrap().with_language(MADE_UP, &files).unwrap();
    let locale = catalogues.choose(&[MADE_UP]);
    assert_eq!(locale.tag(), MADE_UP);
    for msg in msg::ALL.iter().flat_map(|(_, constants)| *constants) {
        let text = locale.template(*msg);
        assert!(text.starts_with('⟦') && text.ends_with('⟧'), "{}: {text}", msg.id());
    }
}

#[test]
fn dates_and_times_are_international_english() {
    let (locale, berlin) = (english(), Zone::named("Europe/Berlin"));
    assert_eq!(locale.formats(), "en-GB");
    let at = at("2026-11-23T13:05:00Z");
    assert_eq!(locale.date(at, &berlin), "23 Nov 2026");
    assert_eq!(locale.time(at, &berlin), "14:05");
    assert_eq!(locale.date_time(at, &berlin), "23 Nov 2026, 14:05");
    assert_eq!(locale.time(self::at("2026-07-01T22:30:00Z"), &berlin), "00:30");
    assert_eq!(locale.time(at, &Zone::named("Asia/Kathmandu")), "18:50");
    assert_eq!(locale.number(1_318), "1,318");
    assert_eq!(locale.number(-12), "-12");
}

#[test]
fn lists_say_when_in_short() {
    let (locale, zone) = (english(), Zone::named("Europe/Berlin"));
    let now = at("2026-11-23T13:05:00Z");
    let when = |text: &str| locale.when(at(text), now, &zone);
    assert_eq!(when("2026-11-23T13:04:30Z"), "now");
    assert_eq!(when("2026-11-23T13:05:09Z"), "now", "a clock that runs ahead");
    assert_eq!(when("2026-11-23T13:02:00Z"), "3 min");
    assert_eq!(when("2026-11-22T23:10:00Z"), "00:10", "today where the reader is");
    assert_eq!(when("2026-11-22T22:50:00Z"), "Sun");
    assert_eq!(when("2026-11-17T12:00:00Z"), "Tue");
    assert_eq!(when("2026-11-16T12:00:00Z"), "16 Nov");
    assert_eq!(when("2025-12-24T12:00:00Z"), "24 Dec 2025");
}

#[test]
fn german_dates_numbers_and_plurals_are_german() {
    let (locale, berlin) = (Catalogues::embedded().unwrap().choose(&["de-AT"]), Zone::named("Europe/Berlin"));
    assert_eq!((locale.tag(), locale.formats()), ("de", "de"));
    let now = at("2026-11-23T13:05:00Z");
    assert_eq!(locale.date(now, &berlin), "23.11.2026");
    assert_eq!(locale.time(now, &berlin), "14:05");
    assert_eq!(locale.date_time(now, &berlin), "23.11.2026, 14:05");
    assert_eq!(locale.number(1_318), "1.318");
    let euros = Money::new(Amount::minor(125_000), Currency::EUR);
    assert_eq!(locale.money(euros), "1.250,00\u{a0}€");
    assert_eq!(locale.share(Share::parse_percent("8.875").unwrap()), "8,875\u{a0}%");
    assert_eq!(locale.quantity(Quantity::parse("1.5").unwrap()), "1,5");
    assert_eq!((locale.typed("1250.50"), english().typed("1250.50")), ("1250,50".to_owned(), "1250.50".to_owned()));
    assert_eq!(Amount::parse(&locale.typed("1250.50"), Currency::EUR), Ok(Amount::minor(125_050)));

    let when = |text: &str| locale.when(at(text), now, &berlin);
    assert_eq!(when("2026-11-23T13:04:30Z"), "jetzt");
    assert_eq!(when("2026-11-23T13:02:00Z"), "3 Min.");
    assert_eq!(when("2026-11-22T22:50:00Z"), "So");
    assert_eq!(when("2026-11-16T12:00:00Z"), "16. Nov.");
    assert_eq!(when("2025-12-24T12:00:00Z"), "24.12.2025");

    let invoices = |count: i64| locale.with(msg::invoices::INVOICE_OWED_COUNT, &[("count", count.into())]);
    assert_eq!([0, 1, 2, 1_318].map(invoices), ["0 Rechnungen", "1 Rechnung", "2 Rechnungen", "1.318 Rechnungen"]);
    assert_eq!(locale.with(msg::portal::TICKET_NUMBER, &[("number", 1_318_i64.into())]), "Nr. 1318");
}

fn english() -> Locale {
    Catalogues::embedded().unwrap().choose(&["en"])
}

fn at(text: &str) -> Timestamp {
    Timestamp::from_millis(text.parse::<jiff::Timestamp>().unwrap().as_millisecond())
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn names(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn languages() -> Vec<String> {
    names(&root().join("assets/locales")).into_iter().collect()
}

fn catalogue(language: &str, area: &str) -> PathBuf {
    root().join(format!("assets/locales/{language}/{area}.ftl"))
}

/// The messages of a file with the variables of each.
fn messages(language: &str, area: &str) -> BTreeMap<String, BTreeSet<String>> {
    let text = read(&catalogue(language, area));
    let resource = fluent_syntax::parser::parse(text.as_str())
        .unwrap_or_else(|(_, errors)| panic!("locales/{language}/{area}.ftl: {errors:?}"));
    let mut messages = BTreeMap::new();
    for entry in &resource.body {
        if let Entry::Message(message) = entry {
            let mut variables = BTreeSet::new();
            in_pattern(message.value.as_ref().expect("messages have a value"), &mut variables);
            messages.insert(message.id.name.to_owned(), variables);
        }
    }
    messages
}

/// The messages of a file as they stand there, attributes too, without the space around them.
fn texts(language: &str, area: &str) -> BTreeMap<String, String> {
    let text = read(&catalogue(language, area));
    let mut texts = BTreeMap::new();
    for entry in fluent_syntax::parser::parse(text.as_str()).unwrap().body {
        let Entry::Message(message) = entry else { continue };
        let id = message.id.name.to_owned();
        let attributes = message.attributes.into_iter().map(|one| (format!("{id}.{}", one.id.name), one.value));
        let all: Vec<_> = message.value.into_iter().map(|value| (id.clone(), value)).chain(attributes).collect();
        for (id, value) in all {
            let resource = Resource {
                body: vec![Entry::Message(Message {
                    id: Identifier { name: "it" },
                    value: Some(value),
                    attributes: Vec::new(),
                    comment: None,
                })],
            };
            let written = fluent_syntax::serializer::serialize(&resource);
            texts.insert(id, written.trim_start_matches("it =").trim().to_owned());
        }
    }
    texts
}

/// A message's text without what stands in braces, except for what is said in the variants of a choice.
fn without_variables(text: &str) -> String {
    let mut said = String::new();
    for line in text.lines() {
        let line = line.trim_start().trim_start_matches('*');
        let line = if line.starts_with('[') { line.split_once(']').map_or("", |(_, rest)| rest) } else { line };
        let mut rest = line;
        while let Some((before, after)) = rest.split_once('{') {
            said.push_str(before);
            rest = after.split_once('}').map_or("", |(_, rest)| rest);
        }
        said.push_str(rest);
    }
    said
}

/// The names among which the messages of a file choose; plural forms and numbers left out.
fn variants(language: &str, area: &str) -> BTreeMap<String, BTreeSet<String>> {
    const PLURALS: &[&str] = &["zero", "one", "two", "few", "many", "other"];
    let mut found = BTreeMap::new();
    for (id, text) in texts(language, area) {
        let named = text.lines().filter_map(|line| {
            let name = line.trim().trim_start_matches('*').strip_prefix('[')?.split(']').next()?;
            (!PLURALS.contains(&name) && !name.starts_with(|c: char| c.is_ascii_digit())).then(|| name.to_owned())
        });
        found.insert(id.clone(), named.collect());
    }
    found
}

fn in_pattern(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, variables);
        }
    }
}

fn in_expression(expression: &Expression<&str>, variables: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, variables),
        Expression::Select { selector, variants } => {
            in_inline(selector, variables);
            for variant in variants {
                in_pattern(&variant.value, variables);
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => in_expression(expression, variables),
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                in_inline(argument, variables);
            }
        }
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::MessageReference { .. }
        | InlineExpression::TermReference { .. } => {}
    }
}

fn constant(id: &str) -> String {
    id.to_uppercase().replace('-', "_")
}

fn without_space(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The texts of all files under a folder with an extension, without white space; the constants' own files left out.
fn sources(folder: &str, extension: &str) -> Vec<String> {
    let found = sources_or_none(folder, extension);
    assert!(!found.is_empty(), "{folder} holds .{extension} files");
    found
}

fn sources_or_none(folder: &str, extension: &str) -> Vec<String> {
    let (mut found, mut folders) = (Vec::new(), vec![root().join(folder)]);
    while let Some(folder) = folders.pop() {
        for name in names(&folder) {
            let path = folder.join(name);
            if path.is_dir() && !path.ends_with("src/words/msg") && !path.ends_with("assets/vendor") {
                folders.push(path);
            } else if path.extension().is_some_and(|is| is == extension) {
                found.push(without_space(&read(&path)));
            }
        }
    }
    found
}

/// Where a text uses `area::CONSTANT`, under the area's name or the one it is imported by: what stands before each and after.
fn uses<'a>(text: &'a str, area: &str, id: &str) -> Vec<(&'a str, &'a str)> {
    let part_of_name = |c: char| c.is_alphanumeric() || c == '_';
    let renamed = format!("{area}as");
    let imports = text.split("words::msg::").skip(1).filter_map(|rest| match rest.strip_prefix('{') {
        Some(several) => several.split('}').next(),
        None => rest.split(';').next(),
    });
    let aliases = imports.flat_map(|names| names.split(',')).filter_map(|name| name.strip_prefix(&*renamed));
    let mut found = Vec::new();
    for name in aliases.chain([area]) {
        let wanted = format!("{name}::{}", constant(id));
        for (at, _) in text.match_indices(&wanted) {
            let (before, after) = (&text[..at], &text[at + wanted.len()..]);
            if !before.ends_with(part_of_name) && !after.starts_with(part_of_name) {
                found.push((before.strip_suffix("msg::").unwrap_or(before), after));
            }
        }
    }
    found
}

/// The names in `("name",value),("other",value)])…`, and whether all arguments stand there by name.
fn argument_names(arguments: &str) -> (BTreeSet<String>, bool) {
    let (mut names, mut all) = (BTreeSet::new(), true);
    let (mut depth, mut in_text, mut start) = (0, false, true);
    for (at, c) in arguments.char_indices() {
        if start && c != ']' {
            match arguments[at..].strip_prefix("(\"").and_then(|rest| rest.split_once("\",")) {
                Some((name, _)) => {
                    names.insert(name.to_owned());
                }
                None => all = false,
            }
        }
        start = false;
        match c {
            '"' => in_text = !in_text,
            _ if in_text => {}
            '(' | '[' | '{' => depth += 1,
            ']' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            ',' => start = depth == 0,
            _ => {}
        }
    }
    (names, all)
}
