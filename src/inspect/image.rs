//! Reads pictures: how large they are, and what they say in place of themselves.

use super::Inspector;
use crate::model::{Format, Problem, Reading};

/// Reads PNG pictures.
pub(crate) struct Png;

/// Reads JPEG pictures.
pub(crate) struct Jpeg;

const PNG_START: &[u8] = b"\x89PNG\r\n\x1a\n";

impl Inspector for Png {
    fn formats(&self) -> &[Format] {
        &[Format::Png]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(PNG_START)
    }

    fn read(&self, bytes: &[u8]) -> Reading {
        let texts = texts(bytes);
        let text = |keyword: &str| texts.iter().find(|(key, _)| key == keyword).map(|(_, text)| text.clone());
        let (title, description, author) = (text("Title"), text("Description"), text("Author"));
        Reading { title, author, description, ..measured(bytes) }
    }
}

impl Inspector for Jpeg {
    fn formats(&self) -> &[Format] {
        &[Format::Jpeg]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(b"\xFF\xD8\xFF")
    }

    fn read(&self, bytes: &[u8]) -> Reading {
        measured(bytes)
    }
}

fn measured(bytes: &[u8]) -> Reading {
    let size = imagesize::blob_size(bytes).ok();
    let number = |pixels: usize| u32::try_from(pixels).ok().filter(|pixels| *pixels > 0);
    let pixels = size.and_then(|size| Some((number(size.width)?, number(size.height)?)));
    let is_whole = pixels.is_some() && super::is_whole_picture(bytes);
    let damaged = || Problem::Damaged("the picture breaks off before its end".to_owned());
    Reading { pixels, problems: (!is_whole).then(damaged).into_iter().collect(), ..Reading::default() }
}

/// The texts that a PNG carries, by keyword.
fn texts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    let mut rest = bytes.get(PNG_START.len()..).unwrap_or_default();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let Some((kind, after)) = after.split_first_chunk::<4>() else { break };
        let Some((content, after)) = after.split_at_checked(u32::from_be_bytes(*length) as usize) else { break };
        texts.extend(text_of_chunk(kind, content));
        rest = after.get(4..).unwrap_or_default();
    }
    texts
}

fn text_of_chunk(kind: &[u8], content: &[u8]) -> Option<(String, String)> {
    let (keyword, rest) = split_at_zero(content)?;
    let text = match kind {
        // Plain texts are in Latin-1: its characters are the first ones of Unicode.
        b"tEXt" => latin_1(rest),
        // A mark for packed text, two tags for its language, then the text. Nobody packs a description.
        b"iTXt" => {
            let [0, _, rest @ ..] = rest else { return None };
            let (_, rest) = split_at_zero(rest)?;
            let (_, rest) = split_at_zero(rest)?;
            String::from_utf8_lossy(rest).into_owned()
        }
        _ => return None,
    };
    let text = text.trim().to_owned();
    (!text.is_empty()).then(|| (latin_1(keyword), text))
}

fn split_at_zero(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = bytes.iter().position(|byte| *byte == 0)?;
    Some((bytes.get(..at)?, bytes.get(at + 1..)?))
}

fn latin_1(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PNG of 3 by 2 pixels that carries these chunks. Nobody looks at its checksums.
    fn png(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut bytes = PNG_START.to_vec();
        let header: &[u8] = &[0, 0, 0, 3, 0, 0, 0, 2, 8, 0, 0, 0, 0];
        let end: &[(&[u8; 4], &[u8])] = &[(b"IEND", &[])];
        for (kind, content) in [(b"IHDR", header)].iter().chain(chunks).chain(end) {
            bytes.extend(u32::try_from(content.len()).expect("short").to_be_bytes());
            bytes.extend([kind.as_slice(), content, &[0; 4]].concat());
        }
        bytes
    }

    #[test]
    fn a_picture_says_how_large_it_is_and_what_it_shows() {
        let description = "Description\0\0\0en\0\0Weeks 0, 6, 16 and 20 \u{2013} a timetable".as_bytes();
        let reading = Png.read(&png(&[(b"tEXt", b"Title\0Caf\xE9"), (b"iTXt", description)]));
        assert_eq!(reading.pixels, Some((3, 2)));
        assert_eq!(reading.title.as_deref(), Some("Café"));
        assert_eq!(reading.description.as_deref(), Some("Weeks 0, 6, 16 and 20 – a timetable"));
        assert_eq!(reading.problems, []);
    }

    #[test]
    fn a_picture_that_breaks_off_is_damaged() {
        let whole = png(&[(b"tEXt", b"Title\0A")]);
        assert!(matches!(Png.read(&whole[..12]).problems[..], [Problem::Damaged(_)]));
        (8..whole.len()).for_each(|length| drop(Png.read(&whole[..length])));
    }
}
