//! XFA forms (ISO 32000-1, 12.7.8): a second form inside a PDF, which only Adobe's programs show.
//!
//! A static one stands beside ordinary fields, and the pages are the form. A dynamic one makes its pages anew: those in the
//! file only ask the reader to wait, so that there is nothing to bind in.

use lopdf::content::Content;
use lopdf::{Document, Object};

use super::objects::{as_dictionary, get, name};
use super::pages::Leaf;
use super::{contents, form};

/// The most of a page's contents that is read: 1 MB. A page that asks to wait is short.
const MOST_CONTENT: usize = 1024 * 1024;

/// What the one page of a dynamic form says, in small letters without spaces.
const WAITS: &str = "pleasewait";

/// Whether the pages in the file are only there until Adobe's programs have made the real ones.
pub(super) fn is_dynamic(document: &Document, leaves: &[Leaf]) -> bool {
    let has_packet = form::form(document).is_some_and(|form| get(document, form, b"XFA").is_some());
    if !has_packet {
        return false;
    }
    let needs_rendering = document
        .catalog()
        .is_ok_and(|catalog| matches!(get(document, catalog, b"NeedsRendering"), Some(Object::Boolean(true))));
    let has_fields =
        form::nodes(document, leaves).iter().any(|node| name(document, node.entries, b"Subtype") == Some(b"Widget"));
    if has_fields {
        return false;
    }
    needs_rendering || leaves.first().is_some_and(|leaf| words(document, leaf).contains(WAITS))
}

/// The letters that a page shows, as far as its fonts say so plainly.
fn words(document: &Document, leaf: &Leaf) -> String {
    let page = document.get_object(leaf.id).ok().and_then(as_dictionary);
    let Some(page) = page else { return String::new() };
    let plain = contents::plain(document, page, MOST_CONTENT).unwrap_or_default();
    // One operation after the other: all of them together take hundreds of times what the contents do.
    let shown = Content::decode_iter(&plain)
        .map_while(Result::ok)
        .filter(|operation| matches!(operation.operator.as_str(), "Tj" | "TJ" | "'" | "\""));
    let strings = shown.flat_map(|operation| operation.operands).flat_map(|operand| match operand {
        Object::Array(parts) => parts,
        other => vec![other],
    });
    strings
        .filter_map(|part| part.as_str().map(<[u8]>::to_vec).ok())
        .flatten()
        .filter(u8::is_ascii_alphabetic)
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect()
}
