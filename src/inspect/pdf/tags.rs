//! The elements of a PDF's structure tree (ISO 32000-1, 14.7.2), with their standard types and their pages.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::objects::{as_dictionary, dictionary, get, name, reference, resolve};

/// The most elements that are walked.
const MOST: usize = 200_000;

/// An element of the tree.
#[derive(Debug)]
pub(crate) struct Element<'a> {
    /// What it holds.
    pub(crate) entries: &'a Dictionary,
    /// Its standard type: `Figure`, `Table`.
    pub(crate) kind: &'a [u8],
    /// The standard types of the elements right below it.
    pub(crate) below: Vec<&'a [u8]>,
    /// The first page, from 1, that it or something below it stands on.
    pub(crate) page: Option<u32>,
}

/// Every element, in the order of the tree.
pub(crate) fn elements<'a>(document: &'a Document, numbers: &BTreeMap<ObjectId, u32>) -> Vec<Element<'a>> {
    let root = document.catalog().ok().and_then(|catalog| dictionary(document, catalog, b"StructTreeRoot"));
    let Some(root) = root else { return Vec::new() };
    let roles = dictionary(document, root, b"RoleMap");
    let kind = |entries| name(document, entries, b"S").map(|kind| standard(document, roles, kind));
    let mut found: Vec<Element<'_>> = Vec::new();
    let mut above: Vec<Option<usize>> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open: Vec<(Option<usize>, &Dictionary)> =
        kids(document, root).into_iter().rev().map(|kid| (None, kid)).collect();
    while let Some((parent, entries)) = open.pop().filter(|_| found.len() < MOST) {
        let Some(kind) = kind(entries).filter(|_| seen.insert(std::ptr::from_ref(entries))) else { continue };
        if let Some(parent) = parent {
            found[parent].below.push(kind);
        }
        let page = reference(entries, b"Pg").and_then(|page| numbers.get(&page)).copied();
        let index = found.len();
        found.push(Element { entries, kind, below: Vec::new(), page });
        above.push(parent);
        open.extend(kids(document, entries).into_iter().rev().map(|kid| (Some(index), kid)));
    }
    // What stands below comes later in the list, so one way back takes the pages up to the top.
    for index in (0..found.len()).rev() {
        let (Some(page), Some(parent)) = (found[index].page, above[index]) else { continue };
        let own = &mut found[parent].page;
        *own = Some(own.map_or(page, |own| own.min(page)));
    }
    found
}

/// The standard type that a custom one stands for (ISO 32000-1, 14.7.3).
pub(crate) fn standard<'a>(document: &'a Document, roles: Option<&'a Dictionary>, kind: &'a [u8]) -> &'a [u8] {
    let mut kind = kind;
    for _ in 0..32 {
        match roles.and_then(|roles| name(document, roles, kind)) {
            Some(next) if next != kind => kind = next,
            _ => break,
        }
    }
    kind
}

/// The dictionaries below an element: elements, and references to content.
fn kids<'a>(document: &'a Document, entries: &'a Dictionary) -> Vec<&'a Dictionary> {
    match get(document, entries, b"K") {
        Some(Object::Array(kids)) => {
            kids.iter().filter_map(|kid| resolve(document, kid).and_then(as_dictionary)).collect()
        }
        Some(kid) => as_dictionary(kid).into_iter().collect(),
        None => Vec::new(),
    }
}
