//! The fonts inside the program, and what they cannot show. Where each is from stands in `assets/fonts/README.md`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::Font;

/// Every font, in the order in which the template asks them for a character.
const FILES: [&[u8]; 14] = [
    include_bytes!("../../assets/fonts/NotoSans-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSans-Bold.ttf"),
    include_bytes!("../../assets/fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSansArabic-Bold.ttf"),
    include_bytes!("../../assets/fonts/NotoSansHebrew-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSansHebrew-Bold.ttf"),
    include_bytes!("../../assets/fonts/NotoSansArmenian-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSansGeorgian-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSansDevanagari-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSansBengali-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSansTamil-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSansThai-Regular.ttf"),
    include_bytes!("../../assets/fonts/DroidSansFallbackFull.ttf"),
    include_bytes!("../../assets/fonts/NanumSquareR.ttf"),
];

/// The fonts, read once.
static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| FILES.iter().flat_map(|file| Font::iter(Bytes::new(*file))).collect());

pub(super) fn all() -> Vec<Font> {
    FONTS.clone()
}

/// The characters that no font has, each once: in the PDF empty boxes stand for them. Those that show nothing are not among them.
pub fn missing<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeSet<char> {
    let is_shown = |c: &char| !c.is_control() && !c.is_whitespace() && !is_invisible(*c);
    let has = |c: char| FONTS.iter().any(|font| font.info().coverage.contains(c.into()));
    // Looked for once each, and ASCII never: the fonts' lists are long, and so are some invoices.
    let mut shown: BTreeSet<char> = texts.into_iter().flat_map(str::chars).filter(|c| !c.is_ascii()).collect();
    shown.retain(|c| is_shown(c) && !has(*c));
    shown
}

/// Joiners, marks of direction and selectors of variants: they shape what stands beside them.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_fonts_show_is_known() {
        let names =
            ["Łukasz Ångström", "Ελλάδα", "Київ", "شركة", "חברה", "ქართული", "हिन्दी", "ไทย", "株式会社さくら", "한국"];
        assert_eq!(missing(names), BTreeSet::new());
        assert_eq!(missing(["a\u{200b}b\tc\u{a0}€₹₺"]), BTreeSet::new());
        assert_eq!(missing(["𓀀 ok 😀", "😀"]), BTreeSet::from(['𓀀', '😀']));
    }
}
