//! Named destinations: the name tree of ISO 32000-1, 7.9.6 and 12.3.2.3, and the `/Dests` dictionary of PDF 1.1.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::objects::{array, as_dictionary, dictionary, get, name_bytes, resolve};

/// The most destinations that are read of one file.
const MOST: usize = 50_000;

/// How deep a name tree may be.
const DEEPEST: usize = 64;

/// Where a destination leads.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Target {
    /// The page, from 1.
    pub(crate) page: u32,
    /// The explicit destination: an array that begins with the page (ISO 32000-1, 12.3.2.2).
    pub(crate) array: Vec<Object>,
}

/// Every named destination that leads to a page of the file, sorted by name. The name tree outranks `/Dests`.
pub(crate) fn read(document: &Document, numbers: &BTreeMap<ObjectId, u32>) -> BTreeMap<Vec<u8>, Target> {
    let mut all = BTreeMap::new();
    let Ok(catalog) = document.catalog() else { return all };
    if let Some(old) = dictionary(document, catalog, b"Dests") {
        for (name, value) in old.iter().take(MOST) {
            add(document, numbers, name, value, &mut all);
        }
    }
    if let Some(tree) = dictionary(document, catalog, b"Names").and_then(|names| dictionary(document, names, b"Dests"))
    {
        walk(document, numbers, tree, &mut all);
    }
    all
}

/// Where an explicit destination leads; `None` when it is not to a page of this file.
pub(crate) fn target(document: &Document, numbers: &BTreeMap<ObjectId, u32>, value: &Object) -> Option<Target> {
    let value = resolve(document, value)?;
    let array = match as_dictionary(value) {
        Some(wrapped) => array(document, wrapped, b"D")?,
        None => value.as_array().ok()?,
    };
    let page = match array.first()? {
        Object::Reference(id) => *numbers.get(id)?,
        Object::Integer(index) => {
            u32::try_from(*index).ok()?.checked_add(1).filter(|page| *page as usize <= numbers.len())?
        }
        _ => return None,
    };
    Some(Target { page, array: array.clone() })
}

fn walk(
    document: &Document,
    numbers: &BTreeMap<ObjectId, u32>,
    root: &Dictionary,
    all: &mut BTreeMap<Vec<u8>, Target>,
) {
    let mut seen = BTreeSet::new();
    let mut open: Vec<(&Dictionary, usize)> = vec![(root, 0)];
    while let Some((node, depth)) = open.pop() {
        if let Some(pairs) = array(document, node, b"Names") {
            for pair in pairs.chunks_exact(2) {
                if let Some(name) = resolve(document, &pair[0]).and_then(name_bytes).filter(|_| all.len() < MOST) {
                    add(document, numbers, name, &pair[1], all);
                }
            }
        }
        for kid in array(document, node, b"Kids").into_iter().flatten() {
            let fresh = kid.as_reference().map_or(true, |id| seen.insert(id));
            if let Some(kid) =
                resolve(document, kid).and_then(as_dictionary).filter(|_| fresh && depth < DEEPEST && all.len() < MOST)
            {
                open.push((kid, depth + 1));
            }
        }
    }
}

fn add(
    document: &Document,
    numbers: &BTreeMap<ObjectId, u32>,
    name: &[u8],
    value: &Object,
    all: &mut BTreeMap<Vec<u8>, Target>,
) {
    if let Some(target) = target(document, numbers, value) {
        all.insert(name.to_vec(), target);
    }
}

/// The destination of a link or bookmark: its `/Dest`, or the `/D` of a `GoTo` action.
pub(crate) fn of_item<'a>(document: &'a Document, item: &'a Dictionary) -> Option<&'a Object> {
    if let Some(destination) = get(document, item, b"Dest") {
        return Some(destination);
    }
    let action = dictionary(document, item, b"A")?;
    (super::objects::name(document, action, b"S")? == b"GoTo").then(|| get(document, action, b"D"))?
}
