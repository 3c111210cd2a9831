//! The outline (bookmarks) of a PDF: words for its named destinations, and the tree that the merge hangs below an annex.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::destinations::{self, Target};
use super::links;
use super::objects::{as_dictionary, dictionary, name_bytes, reference, text, text_of_bytes};
use crate::model::{At, LinkUsage, WrittenLink};

/// The most bookmarks that are read of one file.
const MOST: usize = 5_000;

/// How far the way to a bookmark is followed.
const LONGEST_WAY: usize = 4_000;

/// How deep bookmarks may be nested.
const DEEPEST: usize = 12;

/// A bookmark.
#[derive(Debug, Clone)]
pub(crate) struct Bookmark {
    /// Its words.
    pub(crate) title: String,
    /// Where it leads: a name or an explicit destination, as the file has it.
    pub(crate) destination: Option<Object>,
    /// Where it leads instead: out of the file, to another file or an address, written as a link of the guide would be.
    pub(crate) written: Option<String>,
    /// The bookmarks below it.
    pub(crate) below: Vec<Bookmark>,
}

/// Words for destinations, taken from bookmarks.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    by_name: BTreeMap<String, String>,
    by_place: Vec<(Target, String)>,
}

/// The bookmarks, top level first; cycles and endless chains are cut.
pub(crate) fn bookmarks(document: &Document) -> Vec<Bookmark> {
    let Some(root) = document.catalog().ok().and_then(|catalog| dictionary(document, catalog, b"Outlines")) else {
        return Vec::new();
    };
    level(document, root, 0, &mut BTreeSet::new())
}

/// The longest way from the root to a bookmark, a step for each one before it and each one above it: how often a program that
/// follows bookmarks by calling itself does so at most.
pub(crate) fn longest_way(document: &Document) -> usize {
    let root = document.catalog().ok().and_then(|catalog| dictionary(document, catalog, b"Outlines"));
    let mut open: Vec<(ObjectId, usize)> =
        root.and_then(|root| reference(root, b"First")).map(|first| (first, 1)).into_iter().collect();
    let (mut seen, mut longest) = (BTreeSet::new(), 0);
    while let Some((id, steps)) = open.pop().filter(|_| longest < LONGEST_WAY) {
        let Some(item) = document.get_object(id).ok().and_then(as_dictionary).filter(|_| seen.insert(id)) else {
            continue;
        };
        longest = longest.max(steps);
        // What lies below is taken first, as such programs do.
        open.extend(
            [b"Next".as_slice(), b"First"].into_iter().filter_map(|key| Some((reference(item, key)?, steps + 1))),
        );
    }
    longest
}

/// The bookmarks that lead out of the file, as links, in their order: the graph says where each leads.
pub(crate) fn ways_out(bookmarks: &[Bookmark]) -> Vec<WrittenLink> {
    let mut found = Vec::new();
    for bookmark in bookmarks {
        if let Some(written) = bookmark.written.clone() {
            let (label, at, usage) = (bookmark.title.clone(), At::WholeFile, LinkUsage::Follow);
            found.push(WrittenLink { written, label, at, usage });
        }
        found.extend(ways_out(&bookmark.below));
    }
    found
}

/// Words for the destinations that bookmarks lead to.
pub(crate) fn labels(document: &Document, numbers: &BTreeMap<ObjectId, u32>, bookmarks: Vec<Bookmark>) -> Labels {
    let mut labels = Labels::default();
    let mut open = bookmarks;
    while let Some(bookmark) = open.pop() {
        if let Some(destination) = &bookmark.destination {
            if let Some(name) = name_bytes(destination) {
                labels.by_name.insert(text_of_bytes(name), bookmark.title.clone());
            } else if let Some(target) = destinations::target(document, numbers, destination) {
                labels.by_place.push((target, bookmark.title.clone()));
            }
        }
        open.extend(bookmark.below);
    }
    labels
}

impl Labels {
    /// The words for a named destination: of the bookmark that uses its name, else of the one that leads to its very spot.
    pub(crate) fn of(&mut self, name: &str, target: &Target) -> String {
        let same_spot = |(place, _): &&(Target, String)| place.array == target.array;
        let by_place = || self.by_place.iter().find(same_spot).map(|(_, label)| label.clone());
        self.by_name.get(name).cloned().or_else(by_place).unwrap_or_default()
    }
}

fn level(document: &Document, parent: &Dictionary, depth: usize, seen: &mut BTreeSet<ObjectId>) -> Vec<Bookmark> {
    let mut items = Vec::new();
    let mut next = reference(parent, b"First");
    while let Some(id) = next.filter(|id| depth < DEEPEST && seen.len() < MOST && seen.insert(*id)) {
        let Some(item) = document.get_object(id).ok().and_then(as_dictionary) else { break };
        items.push(Bookmark {
            title: text(document, item, b"Title").unwrap_or_default(),
            destination: destinations::of_item(document, item).cloned(),
            written: written(document, item),
            below: level(document, item, depth + 1, seen),
        });
        next = reference(item, b"Next");
    }
    items
}

/// What a bookmark opens that leads out of the file (ISO 32000-1, 12.6.4.3 to 12.6.4.7).
fn written(document: &Document, item: &Dictionary) -> Option<String> {
    let is_outside = destinations::of_item(document, item).is_none();
    is_outside.then(|| links::address(document, item, &BTreeMap::new()))?
}
