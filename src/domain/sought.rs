//! Texts as they are looked for: without case, accents and superfluous space, so that both databases find the same.

use unicode_normalization::UnicodeNormalization as _;

/// Words that a search looks for at most.
const WORDS: usize = 8;

/// What is stored beside a text, and made of what somebody looks for: `Café  Straße` is `cafe strasse`.
pub fn sought(text: &str) -> String {
    let mut sought = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !sought.is_empty() {
            sought.push(' ');
        }
        // Most of what is looked for, and a tenth of the work.
        if word.is_ascii() {
            let letters = word.bytes().filter(|letter| !letter.is_ascii_control());
            sought.extend(letters.map(|letter| char::from(letter.to_ascii_lowercase())));
            continue;
        }
        // Taken apart twice: a capital İ in lower case carries a dot that it had not before.
        let letters = word.nfkd().flat_map(char::to_lowercase).nfd();
        let letters = letters.filter(|letter| !is_accent(*letter) && !letter.is_control());
        for letter in letters {
            match letter {
                'ß' => sought.push_str("ss"),
                'æ' => sought.push_str("ae"),
                'œ' => sought.push_str("oe"),
                'ø' => sought.push('o'),
                'ł' => sought.push('l'),
                'đ' | 'ð' => sought.push('d'),
                'ı' => sought.push('i'),
                'ς' => sought.push('σ'),
                '\u{2019}' => sought.push('\''),
                letter => sought.push(letter),
            }
        }
    }
    if sought.is_ascii() { sought } else { sought.nfc().collect() }
}

/// The words that a search looks for: of a query as [`sought`] makes it, where that is what it is compared with.
pub fn words(query: &str) -> Vec<&str> {
    query.split_whitespace().take(WORDS).collect()
}

/// Accents of Latin, Greek, Cyrillic; Hebrew points; Arabic vowel signs and the lengthening stroke. Signs that spell a vowel in other
/// scripts stay.
fn is_accent(letter: char) -> bool {
    matches!(letter, '\u{0300}'..='\u{036F}' | '\u{0591}'..='\u{05C7}' | '\u{064B}'..='\u{065F}' | '\u{0640}' | '\u{0670}')
}

#[cfg(test)]
mod tests {
    use super::sought;

    #[test]
    fn case_accents_and_space_fall_away() {
        for (written, found) in [
            (" Café \n  Straße ", "cafe strasse"),
            ("ŁÓDŹ", "lodz"),
            ("\u{130}stanbul", "istanbul"),
            ("ΠΌΛΗΣ", "πολησ"),
            ("Ｎｏｒｔｈ", "north"),
            ("हिन्दी", "हिन्दी"),
            ("#12 Can't", "#12 can't"),
            ("O’Neill\u{0}", "o'neill"),
            ("  ", ""),
        ] {
            assert_eq!(sought(written), found, "{written}");
        }
    }
}
