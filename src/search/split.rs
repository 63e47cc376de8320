//! Cuts a text into words, whatever script it is written in.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// How a word stands in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word between spaces or signs.
    Word,
    /// A word tied to the one before it by a hyphen: the `mail` of `e-mail`.
    Tied,
    /// Two letters of a script that writes no spaces, overlapping the next two.
    Pair,
}

/// A word and where it stands, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
}

/// The words of `text` in their order. A word's place in this order is its position in the index.
pub(super) fn split(text: &str) -> Words<'_> {
    Words { text, at: 0, paired: false, word_end: None }
}

/// Whether a letter belongs to a script that writes no spaces between words.
pub(super) fn is_unspaced(letter: char) -> bool {
    if letter < '\u{0E01}' {
        return false;
    }
    matches!(
        u32::from(letter),
        0x0E01..=0x0EFF // Thai, Lao
        | 0x1000..=0x109F // Myanmar
        | 0x1780..=0x17FF // Khmer
        | 0x3005..=0x3007 | 0x3041..=0x30FA | 0x30FC..=0x30FF | 0x31F0..=0x31FF | 0xFF66..=0xFF9F // kana
        | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x323AF // Han
    )
}

/// See [`split`].
#[derive(Debug)]
pub(super) struct Words<'t> {
    text: &'t str,
    at: usize,
    /// The letter at `at` has already been given as the second of a pair.
    paired: bool,
    /// Where the last word ended, to see a hyphen directly behind it.
    word_end: Option<usize>,
}

impl<'t> Iterator for Words<'t> {
    type Item = Word<'t>;

    fn next(&mut self) -> Option<Word<'t>> {
        loop {
            let rest = self.text.get(self.at..)?;
            let letter = rest.chars().next()?;
            if is_unspaced(letter) {
                if let Some(pair) = self.pair(rest) {
                    return Some(pair);
                }
            } else if letter.is_alphanumeric() {
                return Some(self.word(rest));
            } else {
                self.at += letter.len_utf8();
            }
        }
    }
}

impl<'t> Words<'t> {
    fn pair(&mut self, rest: &'t str) -> Option<Word<'t>> {
        let start = self.at;
        let first = letter_length(rest);
        self.at += first;
        let second = rest[first..].chars().next().filter(|letter| is_unspaced(*letter));
        let was_paired = std::mem::replace(&mut self.paired, second.is_some());
        if second.is_none() && was_paired {
            return None;
        }
        let end = self.at + second.map_or(0, |_| letter_length(&rest[first..]));
        Some(Word { text: &self.text[start..end], range: start..end, kind: Kind::Pair })
    }

    fn word(&mut self, rest: &'t str) -> Word<'t> {
        let length = word_length(rest);
        let start = self.at;
        let tied = self.word_end.is_some_and(|end| matches!(&self.text[end..start], "-" | "\u{2010}" | "\u{2011}"));
        self.at += length;
        self.word_end = Some(self.at);
        let kind = if tied { Kind::Tied } else { Kind::Word };
        Word { text: &self.text[start..self.at], range: start..self.at, kind }
    }
}

/// Bytes of the first letter with the voicing marks behind it (a half-width `ﾊﾟ` is one letter).
fn letter_length(rest: &str) -> usize {
    let mut letters = rest.char_indices().skip(1);
    let next = letters.find(|(_, letter)| !matches!(letter, '\u{FF9E}' | '\u{FF9F}' | '\u{3099}' | '\u{309A}'));
    next.map_or(rest.len(), |(at, _)| at)
}

/// Bytes of the word that `rest` begins with. An apostrophe stays inside (`can't`) unless a single letter stands before it
/// (`l'article`).
fn word_length(rest: &str) -> usize {
    let mut letters = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, letter)) = chars.next() {
        if letter.is_ascii_alphanumeric() {
            letters += 1;
            continue;
        }
        let inside = match letter {
            '\'' | '\u{2019}' => {
                letters > 1 && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric() && !is_unspaced(*next))
            }
            '\u{00AD}' | '\u{200C}' | '\u{200D}' => true,
            _ => !is_unspaced(letter) && (letter.is_alphanumeric() || is_combining_mark(letter)),
        };
        if !inside {
            return at;
        }
        letters += 1;
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        split(text).map(|word| word.text).collect()
    }

    #[test]
    fn words_end_at_spaces_and_signs() {
        assert_eq!(words("Can't open about:config (v2.0)?"), ["Can't", "open", "about", "config", "v2", "0"]);
        assert_eq!(words("l'article d\u{2019}aide"), ["l", "article", "d", "aide"]);
        assert_eq!(words("'quoted' ... !!! 'tis"), ["quoted", "tis"]);
        assert!(words("?!… \u{1F600} --").is_empty());
    }

    #[test]
    fn a_hyphen_ties_words() {
        let kinds: Vec<_> = split("e-mail - two").map(|word| (word.text, word.kind)).collect();
        assert_eq!(kinds, [("e", Kind::Word), ("mail", Kind::Tied), ("two", Kind::Word)]);
    }

    #[test]
    fn scripts_without_spaces_become_pairs() {
        assert_eq!(words("密码重置"), ["密码", "码重", "重置"]);
        assert_eq!(words("水 と"), ["水", "と"]);
        assert_eq!(words("ﾊﾟｽﾜ"), ["ﾊﾟｽ", "ｽﾜ"]);
        assert_eq!(words("Firefoxの設定abc"), ["Firefox", "の設", "設定", "abc"]);
        assert_eq!(words("Привет мир"), ["Привет", "мир"]);
        assert_eq!(words("हिन्दी भाषा"), ["हिन्दी", "भाषा"]);
        assert_eq!(words("รหัส").first(), Some(&"รห"));
    }
}
