//! Associated files (`/AF`; ISO 32000-2, 14.13, read by viewers of older files too): the attached originals, named from
//! the catalogue as well as from the name tree of attachments.

use lopdf::{Document, Object};

use super::names::read_tree;
use crate::inspect::pdf::objects::dictionary;

/// Names every attached file in the catalogue.
pub(super) fn write(document: &mut Document) {
    let names = document.catalog().ok().and_then(|catalog| dictionary(document, catalog, b"Names"));
    let Some(tree) = names.and_then(|names| dictionary(document, names, b"EmbeddedFiles")) else { return };
    let files: Vec<Object> =
        read_tree(document, tree).into_values().filter(|file| file.as_reference().is_ok()).collect();
    if files.is_empty() {
        return;
    }
    if let Ok(catalog) = document.catalog_mut() {
        catalog.set("AF", files);
    }
}
