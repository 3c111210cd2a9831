//! The council's colours, kept readable: on white, on its own band, and in the dark.

use crate::config::Look;
use crate::model::Colour;

/// The style sheet that puts a council's colours in the place of ours. `None` when it has none.
///
/// The band keeps the very brand colour. Where a colour is used for text it is darkened, or lightened in the dark, until it
/// reads well; the check `low-contrast` then says so.
pub(super) fn style_sheet(look: &Look) -> Option<String> {
    let brand = look.brand.as_deref().and_then(Colour::parse).and_then(of_brand);
    let link = look.link.as_deref().and_then(Colour::parse).map(of_link);
    let both: Vec<(String, String)> = [brand, link].into_iter().flatten().collect();
    if both.is_empty() {
        return None;
    }
    let light: Vec<&str> = both.iter().map(|(light, _)| light.as_str()).collect();
    let dark: Vec<&str> = both.iter().map(|(_, dark)| dark.as_str()).collect();
    Some(format!(
        ":root {{ {} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ {} }} }}\n",
        light.join("; "),
        dark.join("; ")
    ))
}

/// The colour as a style sheet writes it, when it is one.
pub(super) fn checked(brand: &str) -> Option<String> {
    Colour::parse(brand).map(Colour::hex)
}

/// What the brand colour sets, in the light and in the dark.
fn of_brand(brand: Colour) -> Option<(String, String)> {
    let texts = [Colour::WHITE, Colour::INK, Colour::BLACK];
    let on_band = texts.into_iter().find(|text| text.contrast(brand) >= Colour::READABLE)?;
    let light = format!(
        "--band: {}; --on-band: {}; --brand: {}; --brand-tint: {}",
        brand.hex(),
        on_band.hex(),
        brand.readable_on(Colour::WHITE, Colour::BLACK).hex(),
        brand.mixed(Colour::WHITE, 0.93).hex(),
    );
    let dark = format!(
        "--brand: {}; --brand-tint: {}",
        brand.readable_on(Colour::DARK_PAPER, Colour::WHITE).hex(),
        brand.mixed(Colour::DARK_PAPER, 0.9).hex(),
    );
    Some((light, dark))
}

/// What the colour of links sets.
fn of_link(link: Colour) -> (String, String) {
    let light = link.readable_on(Colour::TINT, Colour::BLACK);
    let dark = link.readable_on(Colour::DARK_TINT, Colour::WHITE);
    (format!("--link: {}", light.hex()), format!("--link: {}", dark.hex()))
}
