//! The council's brand colour, kept readable: on white, on its own band, and in the dark.

/// Red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Colour([u8; 3]);

const WHITE: Colour = Colour([255, 255, 255]);
const INK: Colour = Colour([0x16, 0x20, 0x2a]);
const BLACK: Colour = Colour([0, 0, 0]);
const DARK_PAPER: Colour = Colour([0x11, 0x18, 0x1f]);

/// The least contrast of text, by WCAG 1.4.3.
const READABLE: f64 = 4.5;

/// The style sheet that puts a council's colour in the place of ours. `None` when it is not a colour.
///
/// The band keeps the very colour. Where it is used for text it is darkened, or lightened in the dark, until it reads well.
pub(super) fn style_sheet(brand: &str) -> Option<String> {
    let brand = Colour::parse(brand)?;
    let on_band = [WHITE, INK, BLACK].into_iter().find(|text| contrast(*text, brand) >= READABLE)?;
    let on_paper = brand.readable_on(WHITE, BLACK);
    let in_the_dark = brand.readable_on(DARK_PAPER, WHITE);
    Some(format!(
        ":root {{ --band: {}; --on-band: {}; --brand: {}; --brand-tint: {} }}\n\
         @media screen and (prefers-color-scheme: dark) {{ :root {{ --brand: {}; --brand-tint: {} }} }}\n",
        brand.hex(),
        on_band.hex(),
        on_paper.hex(),
        brand.mixed(WHITE, 0.93).hex(),
        in_the_dark.hex(),
        brand.mixed(DARK_PAPER, 0.8).hex(),
    ))
}

/// The colour as a style sheet writes it, when it is one.
pub(super) fn checked(brand: &str) -> Option<String> {
    Colour::parse(brand).map(Colour::hex)
}

impl Colour {
    fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    fn hex(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// Moves towards `end` until the contrast on `paper` is that of readable text.
    fn readable_on(self, paper: Colour, end: Colour) -> Self {
        let steps = (0..=20).map(|step| self.mixed(end, f64::from(step) / 20.0));
        steps.into_iter().find(|colour| contrast(*colour, paper) >= READABLE).unwrap_or(end)
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a mix of two bytes is between them")]
    fn mixed(self, other: Colour, share: f64) -> Self {
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

fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (a.luminance(), b.luminance());
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_ends_up_readable() {
        for code in ["#0b5563", "#ffdd00", "#ff0000", "#808080", "#ffffff", "#000000", "#00a0e0"] {
            let brand = Colour::parse(code).expect("a colour");
            assert!(style_sheet(code).is_some(), "{code}");
            assert!(contrast(brand.readable_on(WHITE, BLACK), WHITE) >= READABLE, "{code}");
            assert!(contrast(brand.readable_on(DARK_PAPER, WHITE), DARK_PAPER) >= READABLE, "{code}");
        }
        assert_eq!(style_sheet("teal"), None);
        assert_eq!(checked("#0B5563").as_deref(), Some("#0b5563"));
    }
}
