//! The letters of a finished page, whatever encoding it was saved in.

use std::borrow::Cow;

/// The bytes as UTF-8. A byte-order mark says UTF-16; what is no UTF-8 is read as Windows-1252, as browsers do for pages of
/// western Europe that do not name their encoding (WHATWG Encoding Standard, 4.2 and 9.1).
pub(super) fn utf_8(bytes: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    let text = match &*bytes {
        [0xFF, 0xFE, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        _ if std::str::from_utf8(&bytes).is_ok() => return bytes,
        _ => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
    };
    Cow::Owned(text.into_bytes())
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Windows-1252 differs from Latin-1 in the 32 letters from 0x80.
fn windows_1252(byte: u8) -> char {
    const FROM_80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => FROM_80[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}
