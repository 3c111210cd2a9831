//! A colour, and how well text in it reads: WCAG 2.2, 1.4.3 and its definition of contrast ratio.

/// Red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    /// White.
    pub const WHITE: Self = Self([255, 255, 255]);
    /// Black.
    pub const BLACK: Self = Self([0, 0, 0]);
    /// The site's own near-black.
    pub const INK: Self = Self([0x16, 0x20, 0x2a]);
    /// The site's paper in the dark.
    pub const DARK_PAPER: Self = Self([0x11, 0x18, 0x1f]);
    /// The darkest of the tints that stand behind text in the light.
    pub const TINT: Self = Self([0xee, 0xf0, 0xec]);
    /// The lightest of the tints that stand behind text in the dark.
    pub const DARK_TINT: Self = Self([0x2a, 0x30, 0x36]);
    /// The least contrast of text, by WCAG 1.4.3.
    pub const READABLE: f64 = 4.5;

    /// Reads `#rrggbb`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// The colour as a style sheet writes it.
    pub fn hex(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// How far two colours stand apart, from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Moves towards `end` until the contrast on `paper` is that of readable text.
    #[must_use]
    pub fn readable_on(self, paper: Self, end: Self) -> Self {
        let steps = (0..=20).map(|step| self.mixed(end, f64::from(step) / 20.0));
        steps.into_iter().find(|colour| colour.contrast(paper) >= Self::READABLE).unwrap_or(end)
    }

    /// A mix with so large a share of the other.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a mix of two bytes is between them")]
    pub fn mixed(self, other: Self, share: f64) -> Self {
        let part = |at: usize| f64::from(self.0[at]) * (1.0 - share) + f64::from(other.0[at]) * share;
        Self([part(0).round() as u8, part(1).round() as u8, part(2).round() as u8])
    }

    fn luminance(self) -> f64 {
        let part = |at: usize| {
            let value = f64::from(self.0[at]) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(0) + 0.7152 * part(1) + 0.0722 * part(2)
    }
}

#[cfg(test)]
mod tests {
    use super::Colour;

    #[test]
    fn every_colour_ends_up_readable() {
        for code in ["#0b5563", "#ffdd00", "#ff0000", "#808080", "#ffffff", "#000000", "#00a0e0"] {
            let colour = Colour::parse(code).expect("a colour");
            let on_white = colour.readable_on(Colour::WHITE, Colour::BLACK);
            assert!(on_white.contrast(Colour::WHITE) >= Colour::READABLE, "{code}");
            let in_the_dark = colour.readable_on(Colour::DARK_PAPER, Colour::WHITE);
            assert!(in_the_dark.contrast(Colour::DARK_PAPER) >= Colour::READABLE, "{code}");
        }
        assert_eq!(Colour::parse("teal"), None);
        assert_eq!(Colour::parse("#0B5563").map(Colour::hex).as_deref(), Some("#0b5563"));
    }
}
