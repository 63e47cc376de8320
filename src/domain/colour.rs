//! An organisation's colour, and what can be read on it.

use std::fmt;

use crate::domain::input::Problem;

/// A colour of the screen, `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    /// Black.
    pub const BLACK: Self = Self([0; 3]);
    /// White.
    pub const WHITE: Self = Self([255; 3]);

    /// Takes `#3257d6`, `3257D6` or `#fff`.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Problem::Missing);
        }
        let hex = text.strip_prefix('#').unwrap_or(text);
        if !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(Problem::NotAColour);
        }
        let number = u32::from_str_radix(hex, 16).map_err(|_| Problem::NotAColour)?;
        let [_, a, b, c] = number.to_be_bytes();
        match hex.len() {
            6 => Ok(Self([a, b, c])),
            3 => Ok(Self([b & 0x0F, c >> 4, c & 0x0F].map(|digit| digit * 17))),
            _ => Err(Problem::NotAColour),
        }
    }

    /// Black or white, whichever is easier to read on this colour: at least 4.5 to 1 on any (WCAG 2.2, 1.4.3).
    #[must_use]
    pub fn text_on(self) -> Self {
        if self.contrast(Self::BLACK) >= self.contrast(Self::WHITE) { Self::BLACK } else { Self::WHITE }
    }

    /// The contrast of two colours, from 1 to 21 (WCAG 2.2, contrast ratio).
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Its relative luminance, from 0 to 1 (WCAG 2.2, relative luminance).
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|value| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_people_write_them() {
        for (text, read) in [("#3257d6", "#3257d6"), (" 3257D6 ", "#3257d6"), ("#fa0", "#ffaa00"), ("000", "#000000")] {
            assert_eq!(Colour::parse(text).map(|colour| colour.to_string()), Ok(read.to_owned()), "{text}");
        }
        for wrong in ["blue", "#12", "#1234", "#1234567", "#12345é", "+12345", "red;}", "#gggggg", "##fff"] {
            assert_eq!(Colour::parse(wrong), Err(Problem::NotAColour), "{wrong}");
        }
        assert_eq!(Colour::parse(" "), Err(Problem::Missing));
    }

    #[test]
    fn contrast_is_what_the_guidelines_say() {
        assert!((Colour::BLACK.contrast(Colour::WHITE) - 21.0).abs() < 1e-9);
        let grey = Colour::parse("#767676").unwrap();
        assert!((grey.contrast(Colour::WHITE) - 4.54).abs() < 0.01, "{}", grey.contrast(Colour::WHITE));
    }

    #[test]
    fn text_can_be_read_on_every_colour() {
        let steps = || (0..=255).step_by(5);
        for (red, green, blue) in steps().flat_map(|r| steps().flat_map(move |g| steps().map(move |b| (r, g, b)))) {
            let colour = Colour([red, green, blue]);
            assert!(colour.contrast(colour.text_on()) >= 4.5, "{colour}");
        }
    }
}
