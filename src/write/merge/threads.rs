//! Article threads (`/Threads`; ISO 32000-1, 12.4.3): how columns read on from page to page. Their beads come with the pages.

use lopdf::{Document, Object};

use super::transplant::Transplant;
use crate::inspect::pdf::objects::array;

/// The threads of the bundle.
#[derive(Debug, Default)]
pub(super) struct Threads(Vec<Object>);

/// Brings an annex's threads.
pub(super) fn bring(transplant: &mut Transplant<'_>, threads: &mut Threads) {
    let listed = transplant.from.catalog().ok().and_then(|catalog| array(&transplant.from, catalog, b"Threads"));
    let listed = listed.cloned().unwrap_or_default();
    threads.0.extend(listed.into_iter().map(|thread| transplant.bring(thread)).filter(|thread| !thread.is_null()));
}

impl Threads {
    /// Writes the threads, if there are any.
    pub(super) fn write(self, document: &mut Document) {
        if self.0.is_empty() {
            return;
        }
        if let Ok(catalog) = document.catalog_mut() {
            catalog.set("Threads", self.0);
        }
    }
}
