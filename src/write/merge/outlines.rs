//! The outline (bookmarks; ISO 32000-1, 12.3.3): an annex's own hang below its title, made anew, closed.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::Skip;
use std::slice::Iter;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, text_string};

use super::annotations::open;
use super::names;
use super::transplant::Transplant;
use super::{Annex, Jump};
use crate::inspect::pdf as reader;
use crate::inspect::pdf::destinations::{Target, of_item};
use crate::inspect::pdf::objects::{as_dictionary, dictionary, name_bytes, reference, text_of_bytes};
use crate::inspect::pdf::outline::Bookmark;

/// Finds the annex's bookmark among Typst's, lets it lead to the annex's name, and hangs the annex's own below it.
pub(super) fn bring(
    transplant: &mut Transplant<'_>,
    annex: &Annex,
    bookmarks: &[Bookmark],
    slots: &[ObjectId],
    items: &BTreeMap<ObjectId, ObjectId>,
) {
    let Some(item) = slots.first().and_then(|slot| items.get(slot)).copied() else { return };
    if let Ok(item) = transplant.into.get_dictionary_mut(item) {
        item.remove(b"A");
        item.set("Dest", string(&annex.name));
    }
    let ways_out = reader::outline::ways_out(bookmarks).len();
    let mut jumps = annex.jumps.iter().skip(annex.jumps.len().saturating_sub(ways_out));
    hang(transplant, annex, bookmarks, &mut jumps, slots, item);
}

/// Hangs bookmarks below a parent. `jumps` are those of the bookmarks that lead out of the annex's file, in their order.
fn hang(
    transplant: &mut Transplant<'_>,
    annex: &Annex,
    bookmarks: &[Bookmark],
    jumps: &mut Skip<Iter<'_, Jump>>,
    slots: &[ObjectId],
    parent: ObjectId,
) {
    let ids: Vec<ObjectId> = bookmarks.iter().map(|_| transplant.into.add_object(Object::Null)).collect();
    let (Some(first), Some(last)) = (ids.first(), ids.last()) else { return };
    for (index, bookmark) in bookmarks.iter().enumerate() {
        let mut item = Dictionary::new();
        item.set("Title", text_string(&bookmark.title));
        item.set("Parent", Object::Reference(parent));
        if let Some(previous) = index.checked_sub(1) {
            item.set("Prev", Object::Reference(ids[previous]));
        }
        if let Some(next) = ids.get(index + 1) {
            item.set("Next", Object::Reference(*next));
        }
        if let Some(destination) =
            bookmark.destination.as_ref().and_then(|destination| place(transplant, annex, destination, slots))
        {
            item.set("Dest", destination);
        }
        match bookmark.written.as_ref().and_then(|_| jumps.next()) {
            Some(Jump::Inside(name)) => item.set("Dest", string(name)),
            Some(Jump::Outside(address)) => item.set("A", open(address)),
            Some(Jump::Nowhere) | None => {}
        }
        transplant.into.objects.insert(ids[index], Object::Dictionary(item));
        hang(transplant, annex, &bookmark.below, jumps, slots, ids[index]);
    }
    let count = -i64::try_from(ids.len()).unwrap_or(i64::MAX);
    if let Ok(node) = transplant.into.get_dictionary_mut(parent) {
        node.set("First", Object::Reference(*first));
        node.set("Last", Object::Reference(*last));
        node.set("Count", count);
    }
}

fn place(transplant: &mut Transplant<'_>, annex: &Annex, destination: &Object, slots: &[ObjectId]) -> Option<Object> {
    if let Some(name) = name_bytes(destination) {
        let name = annex.spots.get(&text_of_bytes(name))?;
        return Some(string(name));
    }
    let explicit = match as_dictionary(destination) {
        Some(wrapped) => wrapped.get(b"D").ok()?.as_array().ok()?.clone(),
        None => destination.as_array().ok()?.clone(),
    };
    let page = explicit.first()?.as_reference().ok()?;
    let slot = transplant.bring_reference(page).filter(|slot| slots.contains(slot))?;
    Some(names::explicit(transplant, &Target { page: 1, array: explicit }, slot))
}

fn string(name: &str) -> Object {
    Object::String(name.as_bytes().to_vec(), StringFormat::Literal)
}

/// The first bookmark that leads to each page, by page.
pub(super) fn items(document: &Document) -> BTreeMap<ObjectId, ObjectId> {
    let mut items = BTreeMap::new();
    let root = document.catalog().ok().and_then(|catalog| dictionary(document, catalog, b"Outlines"));
    let mut open: Vec<ObjectId> = root.and_then(|root| reference(root, b"First")).into_iter().collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        let item = document.get_object(id).ok().and_then(as_dictionary).filter(|_| seen.insert(id));
        let Some(item) = item else { continue };
        let page =
            of_item(document, item).and_then(|destination| destination.as_array().ok()?.first()?.as_reference().ok());
        if let Some(page) = page {
            items.entry(page).or_insert(id);
        }
        open.extend(reference(item, b"Next"));
        open.extend(reference(item, b"First"));
    }
    items
}
