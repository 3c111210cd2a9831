//! The strip above an annex page: the only content stream that is ever rewritten.
//!
//! Its resource names get a prefix, so that they cannot clash with the annex's, and its marks (MCIDs) are shifted past
//! the annex's own.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object};

use crate::inspect::pdf::objects::{as_dictionary, get};

/// The height of the strip above every page of a bound-in PDF, in points.
pub const STRIP: f32 = 20.0;

/// The side margin of every page that is not a placeholder, in points: 22 mm.
pub const SIDE: f32 = 62.36;

/// The kinds of resource that a content stream names (ISO 32000-1, 7.8.3).
const KINDS: [&str; 7] = ["ExtGState", "ColorSpace", "Pattern", "Shading", "XObject", "Font", "Properties"];

/// The strip's content and the resources of both: `resources` are the annex's, already in the bundle.
pub(super) fn join(
    document: &Document,
    placeholder: &Dictionary,
    resources: &Dictionary,
    shift: i64,
) -> (Vec<u8>, Dictionary) {
    let mut joined = flat(document, resources);
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

/// The highest mark (MCID) in a content stream.
pub(super) fn highest_mark(content: &[u8]) -> Option<i64> {
    const KEY: &[u8] = b"/MCID";
    let mut highest = None;
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
        highest = highest.max(digits.parse().ok());
    }
    highest
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

fn rewritten(content: &[u8], prefix: &str, shift: i64) -> Vec<u8> {
    let Ok(mut content) = Content::decode(content) else { return Vec::new() };
    for operation in &mut content.operations {
        match operation.operator.as_str() {
            "Tf" | "gs" | "Do" | "sh" | "cs" | "CS" => {
                operation.operands.first_mut().into_iter().for_each(|name| rename(name, prefix));
            }
            "scn" | "SCN" => operation.operands.last_mut().into_iter().for_each(|name| rename(name, prefix)),
            "BDC" | "DP" => mark(operation.operands.get_mut(1), prefix, shift),
            _ => {}
        }
    }
    content.encode().unwrap_or_default()
}

fn rename(operand: &mut Object, prefix: &str) {
    let Object::Name(name) = operand else { return };
    if !matches!(name.as_slice(), b"DeviceGray" | b"DeviceRGB" | b"DeviceCMYK" | b"Pattern") {
        name.splice(0..0, prefix.bytes());
    }
}

fn mark(operand: Option<&mut Object>, prefix: &str, shift: i64) {
    let Some(operand) = operand else { return };
    let Object::Dictionary(properties) = operand else { return rename(operand, prefix) };
    if let Ok(Object::Integer(mark)) = properties.get_mut(b"MCID") {
        *mark += shift;
    }
}
