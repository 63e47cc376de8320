//! A made-up language, by which tests prove that no word is hard-wired: what they see unaccented is not from a catalogue.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Resource};
use fluent_syntax::{parser, serializer};

/// Turns an English catalogue file into one of the made-up language: `Sign in` becomes `⟦Šîĝñ îñ⟧`. Ids, variables, selectors and
/// plural forms stay; what cannot be parsed is left out.
pub fn made_up(english: &str) -> String {
    let mut resource: Resource<String> = parser::parse(english.to_owned()).unwrap_or_else(|(resource, _)| resource);
    for entry in &mut resource.body {
        match entry {
            Entry::Message(message) => {
                let attributes = message.attributes.iter_mut().map(|attribute| &mut attribute.value);
                message.value.iter_mut().chain(attributes).for_each(whole);
            }
            Entry::Term(term) => whole(&mut term.value),
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => {}
        }
    }
    serializer::serialize(&resource)
}

/// Accents a whole message and puts brackets around it, which show when a page cuts it or builds a sentence out of pieces.
fn whole(pattern: &mut Pattern<String>) {
    if accent_pattern(pattern) {
        pattern.elements.insert(0, PatternElement::TextElement { value: "⟦".to_owned() });
        pattern.elements.push(PatternElement::TextElement { value: "⟧".to_owned() });
    }
}

/// Accents the texts of a pattern, those of its plural forms too; tells whether there were any.
fn accent_pattern(pattern: &mut Pattern<String>) -> bool {
    let mut any = false;
    for element in &mut pattern.elements {
        any |= match element {
            PatternElement::TextElement { value } => {
                *value = value.chars().map(accent).collect();
                true
            }
            PatternElement::Placeable { expression } => accent_expression(expression),
        };
    }
    any
}

fn accent_expression(expression: &mut Expression<String>) -> bool {
    match expression {
        Expression::Select { variants, .. } => {
            variants.iter_mut().fold(false, |any, variant| accent_pattern(&mut variant.value) | any)
        }
        Expression::Inline(InlineExpression::Placeable { expression }) => accent_expression(expression),
        Expression::Inline(_) => false,
    }
}

fn accent(c: char) -> char {
    const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const ACCENTED: &str = "åƀçđéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýžÅƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ";
    PLAIN.chars().zip(ACCENTED.chars()).find_map(|(plain, accented)| (plain == c).then_some(accented)).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::made_up;

    #[test]
    fn words_change_and_structure_stays() {
        assert_eq!(made_up("sign-in = Sign in\n"), "sign-in = ⟦Šîĝñ îñ⟧\n");
        assert_eq!(made_up("hello = Hello { $name }, { -brand }!\n"), "hello = ⟦Ĥéļļö { $name }, { -brand }!⟧\n");
        assert_eq!(made_up("name = { $name }\n"), "name = { $name }\n");
        let plural = "n =\n    { $count ->\n        [one] one day\n       *[other] { $count } days\n    }\n";
        let made = "n =\n    ⟦{ $count ->\n        [one] öñé đåý\n       *[other] { $count } đåýš\n    }⟧\n";
        assert_eq!(made_up(plural), made);
    }
}
