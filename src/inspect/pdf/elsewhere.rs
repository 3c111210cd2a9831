//! Links that are no link annotations: buttons of forms and other annotations that open an address (ISO 32000-1, 12.5.6.19).
//!
//! They come after all others, because a link annotation is known by its position among its like.

use std::collections::BTreeMap;

use lopdf::{Document, ObjectId};

use super::links;
use super::objects::{array, as_dictionary, dictionary, name, resolve, text};
use super::pages::Leaf;
use crate::model::{At, LinkUsage, WrittenLink};

/// The most of them that are read of one file.
const MOST: usize = 5_000;

/// The links of buttons, page by page.
pub(super) fn read(document: &Document, pages: &[Leaf], numbers: &BTreeMap<ObjectId, u32>) -> Vec<WrittenLink> {
    let mut found = Vec::new();
    for (page, number) in pages.iter().zip(1..) {
        let Some(node) = document.get_object(page.id).ok().and_then(as_dictionary) else { continue };
        for entry in array(document, node, b"Annots").into_iter().flatten() {
            let Some(entry) = resolve(document, entry).and_then(as_dictionary) else { continue };
            let is_button =
                matches!(name(document, entry, b"Subtype"), Some(b"Widget" | b"Screen" | b"Stamp" | b"FreeText"));
            let address = if is_button && dictionary(document, entry, b"A").is_some() {
                links::address(document, entry, numbers)
            } else {
                None
            };
            let Some(written) = address.filter(|_| found.len() < MOST) else { continue };
            let label = text(document, entry, b"TU").or_else(|| text(document, entry, b"T")).unwrap_or_default();
            found.push(WrittenLink { written, label, at: At::PdfPage(number), usage: LinkUsage::Follow });
        }
    }
    found
}
