//! Associated files (`/AF`; ISO 32000-2, 14.13, read by viewers of older files too): the attached originals, named from
//! the catalogue as well as from the name tree of attachments.

use lopdf::{Document, Object};

use super::embedded_files::Files;
use super::names::read_tree;
use crate::inspect::pdf::objects::dictionary;

/// Names every original in the catalogue, and those files of annexes that the annexes' own catalogues name.
pub(super) fn write(document: &mut Document, brought: &Files) {
    let names = document.catalog().ok().and_then(|catalog| dictionary(document, catalog, b"Names"));
    let own =
        names.and_then(|names| dictionary(document, names, b"EmbeddedFiles")).map(|tree| read_tree(document, tree));
    let own = own.unwrap_or_default().into_values().filter(|file| file.as_reference().is_ok());
    let files: Vec<Object> = own.chain(brought.associated().cloned()).collect();
    if files.is_empty() {
        return;
    }
    if let Ok(catalog) = document.catalog_mut() {
        catalog.set("AF", files);
    }
}
