//! Articles: columns that read on from page to page.

use std::collections::BTreeSet;

use lopdf::{Object, ObjectId};

use super::{Part, list, text};

/// The articles: their titles, and on which page each bead stands, as the thread leads and as the pages list them.
pub(in crate::matrix) fn threads(part: &Part<'_>) -> Vec<String> {
    let number = |page: ObjectId| part.pages.iter().position(|own| *own == page).map(|index| index + 1);
    let mut told = Vec::new();
    for thread in list(part.document, part.catalog(), b"Threads") {
        let Ok((id, Object::Dictionary(thread))) = part.document.dereference(&thread) else { continue };
        let title = part.dictionary(thread, b"I").and_then(|about| about.get(b"Title").ok()?.as_str().ok()).map(text);
        let first = thread.get(b"F").and_then(Object::as_reference).ok();
        let (mut next, mut seen) = (first, BTreeSet::new());
        while let Some(bead) =
            next.filter(|bead| seen.insert(*bead)).and_then(|bead| part.document.get_dictionary(bead).ok())
        {
            let place = bead.get(b"P").and_then(Object::as_reference).ok().and_then(number);
            let is_of_thread = bead.get(b"T").and_then(Object::as_reference).ok() == id;
            told.push(format!("{title:?} goes on at page {place:?}, and knows its thread: {is_of_thread}"));
            next = bead.get(b"N").and_then(Object::as_reference).ok();
        }
    }
    for (index, page) in part.pages.iter().enumerate() {
        let beads = part.document.get_dictionary(*page).map(|page| list(part.document, page, b"B")).unwrap_or_default();
        told.extend(beads.iter().map(|_| format!("page {} lists a bead", index + 1)));
    }
    told
}
