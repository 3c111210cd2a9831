//! The strip above an annex page: the only content stream that is ever rewritten.
//!
//! Its resource names get a prefix, so that they cannot clash with the annex's, and its marks (MCIDs) are shifted past
//! the annex's own.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document};

use crate::inspect::pdf::objects::{as_dictionary, get};

/// The height of the strip above every page of a bound-in PDF, in points.
pub const STRIP: f32 = 20.0;

/// The narrowest page, in points, on which the stamp has its full size: a leaflet of a third of A4. On a narrower one all of it
/// shrinks with the page.
const NARROW: f32 = 280.0;

/// The side margin of every page that is not a placeholder, in points: 22 mm.
pub const SIDE: f32 = 62.36;

/// The kinds of resource that a content stream names (ISO 32000-1, 7.8.3).
const KINDS: [&str; 7] = ["ExtGState", "ColorSpace", "Pattern", "Shading", "XObject", "Font", "Properties"];

/// How large the stamp is on a page of this width in points: 1 is its full size.
pub fn scale(width: f32) -> f32 {
    (width / NARROW).min(1.0)
}

/// The strip's content and the resources of both: `resources` are the annex's as [`flat`] gives them, with the bundle's
/// references.
pub(super) fn join(
    document: &Document,
    placeholder: &Dictionary,
    resources: Dictionary,
    shift: i64,
) -> (Vec<u8>, Dictionary) {
    let mut joined = resources;
    let own = get(document, placeholder, b"Resources")
        .and_then(as_dictionary)
        .map(|own| flat(document, own))
        .unwrap_or_default();
    let prefix = free_prefix(&joined);
    for kind in KINDS {
        let Some(own) = own.get(kind.as_bytes()).ok().and_then(|own| own.as_dict().ok()) else { continue };
        let mut all = joined.get(kind.as_bytes()).ok().and_then(|all| all.as_dict().ok()).cloned().unwrap_or_default();
        for (name, value) in own {
            all.set([prefix.as_bytes(), name].concat(), value.clone());
        }
        joined.set(kind, all);
    }
    let content = get(document, placeholder, b"Contents").and_then(|stream| stream.as_stream().ok());
    let plain = content.and_then(|stream| stream.get_plain_content().ok()).unwrap_or_default();
    (rewritten(&plain, &prefix, shift), joined)
}

/// The marks (MCIDs) in a content stream.
pub(super) fn marks(content: &[u8]) -> BTreeSet<i64> {
    const KEY: &[u8] = b"/MCID";
    let mut marks = BTreeSet::new();
    let mut rest = content;
    while let Some(at) = rest.windows(KEY.len()).position(|window| window == KEY) {
        rest = &rest[at + KEY.len()..];
        let digits: String = rest
            .iter()
            .skip_while(|byte| byte.is_ascii_whitespace())
            .take_while(|byte| byte.is_ascii_digit())
            .take(9)
            .map(|byte| char::from(*byte))
            .collect();
        marks.extend(digits.parse::<i64>());
    }
    marks
}

/// Resources with their kinds as direct dictionaries, so that they can be added to. It must be done where the objects are:
/// what an annex's references lead to is not in the bundle before the annex has moved in.
pub(super) fn flat(document: &Document, resources: &Dictionary) -> Dictionary {
    let mut flat = resources.clone();
    for kind in KINDS {
        if let Some(entries) = get(document, resources, kind.as_bytes()).and_then(as_dictionary) {
            flat.set(kind, entries.clone());
        }
    }
    flat
}

fn free_prefix(resources: &Dictionary) -> String {
    let taken = |prefix: &str| {
        KINDS
            .iter()
            .filter_map(|kind| resources.get(kind.as_bytes()).ok()?.as_dict().ok())
            .any(|entries| entries.iter().any(|(name, _)| name.starts_with(prefix.as_bytes())))
    };
    let mut prefix = "Strip".to_owned();
    while taken(&prefix) {
        prefix.push('x');
    }
    prefix
}

/// The strip's content with its names and marks as they are on the annex page. Each operator decides what its operands
/// mean, so they wait until it has come.
fn rewritten(content: &[u8], prefix: &str, shift: i64) -> Vec<u8> {
    let mut rewritten = Vec::with_capacity(content.len() + 256);
    let mut operands: Vec<&[u8]> = Vec::new();
    for token in tokens(content) {
        if !is_operator(token) {
            operands.push(token);
            continue;
        }
        let renamed = match token {
            b"Tf" | b"gs" | b"Do" | b"sh" | b"cs" | b"CS" => Some(0),
            b"scn" | b"SCN" => operands.len().checked_sub(1),
            b"BDC" | b"DP" => Some(1),
            _ => None,
        };
        let is_marked = matches!(token, b"BDC" | b"DP");
        for (position, operand) in operands.iter().enumerate() {
            let follows_mark = position.checked_sub(1).is_some_and(|before| operands[before] == b"/MCID");
            if is_marked && follows_mark {
                let mark: i64 = std::str::from_utf8(operand).ok().and_then(|mark| mark.parse().ok()).unwrap_or(0);
                rewritten.extend_from_slice((mark + shift).to_string().as_bytes());
            } else if renamed == Some(position) && is_own_name(operand) {
                rewritten.push(b'/');
                rewritten.extend_from_slice(prefix.as_bytes());
                rewritten.extend_from_slice(&operand[1..]);
            } else {
                rewritten.extend_from_slice(operand);
            }
            rewritten.push(b' ');
        }
        operands.clear();
        rewritten.extend_from_slice(token);
        rewritten.push(b'\n');
    }
    rewritten
}

/// A name that the resources explain, unlike those of the device's own colour spaces.
fn is_own_name(operand: &[u8]) -> bool {
    operand.starts_with(b"/") && !matches!(&operand[1..], b"DeviceGray" | b"DeviceRGB" | b"DeviceCMYK" | b"Pattern")
}

fn is_operator(token: &[u8]) -> bool {
    token.first().is_some_and(|first| first.is_ascii_alphabetic() || matches!(first, b'\'' | b'"'))
        && !matches!(token, b"true" | b"false" | b"null")
}

/// The tokens of a content stream without inline pictures, which Typst does not write (ISO 32000-1, 7.2 and 7.8.2).
fn tokens(content: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = content;
    std::iter::from_fn(move || {
        rest = rest.trim_ascii_start();
        let length = match rest.first()? {
            b'(' => text_length(rest),
            b'<' | b'>' if rest.get(1) == rest.first() => 2,
            b'<' => rest.iter().position(|byte| *byte == b'>').map_or(rest.len(), |end| end + 1),
            b'[' | b']' | b'>' | b'{' | b'}' => 1,
            _ => {
                let ends = |byte: &u8| byte.is_ascii_whitespace() || b"()<>[]{}/%".contains(byte);
                rest[1..].iter().position(ends).map_or(rest.len(), |end| end + 1)
            }
        };
        let (token, after) = rest.split_at(length);
        rest = after;
        Some(token)
    })
}

/// The length of a text in brackets, which may hold brackets in pairs (ISO 32000-1, 7.3.4.2).
fn text_length(content: &[u8]) -> usize {
    let (mut depth, mut is_escaped) = (0_usize, false);
    for (position, byte) in content.iter().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'(' => depth += 1,
            b')' if depth == 1 => return position + 1,
            b')' => depth -= 1,
            _ => {}
        }
    }
    content.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(content: &str) -> String {
        String::from_utf8(rewritten(content.as_bytes(), "Strip", 7)).expect("text")
    }

    #[test]
    fn the_names_of_resources_get_the_prefix_and_no_other_words() {
        assert_eq!(words("/f0 9.5 Tf"), "/Stripf0 9.5 Tf\n");
        assert_eq!(words("/DeviceRGB cs /p1 scn"), "/DeviceRGB cs\n/Stripp1 scn\n");
        assert_eq!(words("0.1 0.2 /p1 scn"), "0.1 0.2 /Stripp1 scn\n");
        assert_eq!(words("/Artifact BMC EMC"), "/Artifact BMC\nEMC\n");
        assert_eq!(words("/Span /p0 BDC"), "/Span /Stripp0 BDC\n");
        assert_eq!(words("[(a \\) /f0 Tf) -20 <0a>] TJ"), "[ (a \\) /f0 Tf) -20 <0a> ] TJ\n");
    }

    #[test]
    fn marks_move_past_those_of_the_annex() {
        assert_eq!(words("/P <</MCID 3>> BDC"), "/P << /MCID 10 >> BDC\n");
        assert_eq!(words("/P<</Lang(en)/MCID 0>>BDC"), "/P << /Lang (en) /MCID 7 >> BDC\n");
    }
}
