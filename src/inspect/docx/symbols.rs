//! Characters of Word's picture fonts, which mean nothing without the font.

/// What a character of a picture font stands for. Empty for ornaments.
pub(super) fn meaning(font: &str, code: u32) -> String {
    let font = font.to_lowercase();
    // Word keeps the characters of such fonts in a private area from F000 on; old files have them as plain letters.
    let code = code & 0xFF;
    let meaning = match (font.as_str(), code) {
        ("wingdings", 0x6F | 0x70 | 0x71 | 0x72 | 0xA8) | ("wingdings 2", 0x2A | 0x30 | 0x35 | 0xA3) => "☐",
        ("wingdings", 0xFE) | ("wingdings 2", 0x52) => "☑",
        ("wingdings", 0x78 | 0xFD) | ("wingdings 2", 0x51 | 0x53 | 0x54) => "☒",
        ("wingdings", 0xFC) | ("wingdings 2", 0x50) => "✓",
        ("wingdings", 0xFB) | ("wingdings 2", 0x4F) => "✗",
        ("wingdings", 0xE0 | 0xE8 | 0xF0) | ("symbol", 0xAE) => "→",
        ("wingdings", 0x28) => "☎",
        ("wingdings", 0x2A) => "✉",
        ("symbol", 0xB7) => "•",
        ("symbol", 0xA3) => "≤",
        ("symbol", 0xB3) => "≥",
        ("symbol", 0xB0) => "°",
        ("symbol", 0xB1) => "±",
        ("symbol", 0xB4) => "×",
        _ => "",
    };
    meaning.to_owned()
}

/// Whether a font has pictures for letters.
pub(super) fn is_picture_font(font: &str) -> bool {
    matches!(font.to_lowercase().as_str(), "wingdings" | "wingdings 2" | "wingdings 3" | "webdings" | "symbol")
}

/// A text in a picture font: what it stands for, as far as we know. Letters beyond the font are kept as they are.
pub(super) fn text_in(font: &str, text: &str) -> String {
    let in_font = |character: char| matches!(u32::from(character), 0x21..=0xFF | 0xF000..=0xF0FF);
    let one = |character: char| {
        if in_font(character) { meaning(font, u32::from(character)) } else { character.to_string() }
    };
    text.chars().map(one).collect()
}
