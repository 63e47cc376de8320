//! Free text as the template takes it: line by line, each with its direction.

use typst::foundations::{Array, Dict, Value, dict};

/// Characters of a word from which on the template measures whether it fits.
const LONG: usize = 20;

/// A text that stands on one line.
pub(super) fn one(text: &str) -> Dict {
    let text = clean(text);
    let long = text.split(' ').any(|word| word.chars().count() > LONG);
    dict! { "rtl" => is_rtl(&text), "long" => long, "text" => text }
}

/// A text on several lines; none for an empty one.
pub(super) fn several(text: &str) -> Array {
    let text = text.trim_end();
    if text.is_empty() {
        return Array::new();
    }
    text.lines().map(|line| Value::Dict(one(line))).collect()
}

/// Without characters that are no text: a tab is a space, what controls is nothing.
fn clean(text: &str) -> String {
    text.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !c.is_control()).collect()
}

/// Whether a text is written from right to left: its first letter says so (Unicode Standard Annex 9, rules P2 and P3).
fn is_rtl(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(is_rtl_letter)
}

/// Letters of the scripts from right to left: Hebrew, Arabic, Syriac, Thaana, N’Ko and older ones, with their forms of presentation.
const fn is_rtl_letter(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_says_the_direction() {
        for (text, rtl) in [
            ("12 شارع", true),
            ("ABC שלום", false),
            ("שלום ABC", true),
            ("", false),
            ("123", false),
            ("株式会社", false),
        ] {
            assert_eq!(is_rtl(text), rtl, "{text}");
        }
    }

    #[test]
    fn lines_are_kept_and_controls_are_not() {
        assert_eq!(several("a\r\n\nb\n").len(), 3);
        assert_eq!(several(" \n").len(), 0);
        assert_eq!(clean("a\tb\u{7}c\u{1b}[31m"), "a bc[31m");
    }
}
