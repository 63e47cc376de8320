//! One form for the ways in which a word can be written.

use unicode_normalization::UnicodeNormalization as _;

/// Letters beyond this are cut off: nobody searches for them, and they would make the dictionary large.
pub(super) const LONGEST: usize = 40;

/// Lower case in Unicode's compatibility form, without apostrophes: what stemmers want to see.
pub(super) fn lower(word: &str) -> String {
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("\u{2019}s")).unwrap_or(word);
    if word.is_ascii() {
        return word
            .bytes()
            .filter(|byte| *byte != b'\'')
            .take(LONGEST)
            .map(|byte| char::from(byte.to_ascii_lowercase()))
            .collect();
    }
    let lower: String =
        word.nfkc().flat_map(char::to_lowercase).filter(|letter| !is_dropped(*letter)).take(LONGEST).collect();
    lower.nfc().collect()
}

/// The same without diacritics: `réparer` and `reparer` are one word, `straße` and `strasse` too. Signs that spell a vowel
/// in other scripts stay.
pub(super) fn fold(lower: &str) -> String {
    if lower.is_ascii() {
        return lower.to_owned();
    }
    let mut folded = String::with_capacity(lower.len());
    for letter in lower.nfd().filter(|letter| !is_diacritic(*letter)) {
        match letter {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            letter => folded.push(letter),
        }
    }
    folded.nfc().collect()
}

fn is_dropped(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}' | '\u{00AD}' | '\u{200C}' | '\u{200D}')
}

fn is_diacritic(letter: char) -> bool {
    // Latin, Greek, Cyrillic; Hebrew points; Arabic vowel signs and the lengthening stroke.
    matches!(letter, '\u{0300}'..='\u{036F}' | '\u{0591}'..='\u{05C7}' | '\u{064B}'..='\u{065F}' | '\u{0640}' | '\u{0670}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_width_and_diacritics_fall_away() {
        for (written, folded) in [
            ("Réparer", "reparer"),
            ("STRASSE", "strasse"),
            ("Straße", "strasse"),
            ("ｆｉｒｅｆｏｘ", "firefox"),
            ("Can't", "cant"),
            ("browser\u{2019}s", "browser"),
            ("Ёлка", "елка"),
            ("ΠΌΛΗ", "πολη"),
            ("ｶﾞ", "ガ"),
            ("हिन्दी", "हिन्दी"),
            ("\u{130}stanbul", "istanbul"),
        ] {
            assert_eq!(fold(&lower(written)), folded, "{written}");
        }
    }

    #[test]
    fn endless_words_are_cut() {
        assert_eq!(lower(&"a".repeat(10_000)).len(), LONGEST);
        assert_eq!(lower(&"é".repeat(10_000)).chars().count(), LONGEST);
    }
}
