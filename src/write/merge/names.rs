//! Named destinations in one sorted name tree (ISO 32000-1, 7.9.6 and 12.3.2.3), and name trees in general.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};

use super::Annex;
use super::pages::Matrix;
use super::transplant::Transplant;
use crate::inspect::pdf::destinations::Target;
use crate::inspect::pdf::objects::{array, as_dictionary, dictionary, name_bytes, resolve, text_of_bytes};

/// How many names stand in one leaf of a tree.
const LEAF: usize = 64;

/// The destinations of the bundle by name; each an array that begins with its page.
#[derive(Debug, Default)]
pub(super) struct Destinations {
    /// Those that came with the placeholders.
    all: BTreeMap<Vec<u8>, Object>,
    /// Those of the annexes.
    own: BTreeMap<Vec<u8>, Object>,
}

impl Destinations {
    /// Those that Typst wrote.
    pub(super) fn read(document: &Document) -> Self {
        let names = document.catalog().ok().and_then(|catalog| dictionary(document, catalog, b"Names"));
        let tree = names.and_then(|names| dictionary(document, names, b"Dests"));
        let all = tree.map(|tree| read_tree(document, tree)).unwrap_or_default();
        let explicit = |value: Object| match resolve(document, &value).and_then(as_dictionary) {
            Some(wrapped) => array(document, wrapped, b"D").map(|array| Object::Array(array.clone())),
            None => resolve(document, &value).cloned(),
        };
        let all = all.into_iter().filter_map(|(name, value)| Some((name, explicit(value)?))).collect();
        Self { all, own: BTreeMap::new() }
    }

    /// Moves the destinations on the placeholders to where they are on the annex's pages.
    pub(super) fn move_points(&mut self, matrices: &BTreeMap<ObjectId, Matrix>) {
        for value in self.all.values_mut() {
            let Object::Array(explicit) = value else { continue };
            let page = explicit.first().and_then(|page| page.as_reference().ok());
            if let Some(matrix) = page.and_then(|page| matrices.get(&page)) {
                move_point(explicit, *matrix);
            }
        }
    }

    /// Writes the tree; `/Dests` of PDF 1.1 is dropped, since viewers differ on which of the two counts.
    pub(super) fn write(mut self, document: &mut Document) {
        self.all.extend(self.own);
        if self.all.is_empty() {
            return;
        }
        let tree = write_tree(document, self.all);
        let mut names = document
            .catalog()
            .ok()
            .and_then(|catalog| dictionary(document, catalog, b"Names"))
            .cloned()
            .unwrap_or_default();
        names.set("Dests", tree);
        if let Ok(catalog) = document.catalog_mut() {
            catalog.set("Names", names);
            catalog.remove(b"Dests");
        }
    }
}

/// Adds an annex's own destinations.
pub(super) fn bring(
    transplant: &mut Transplant<'_>,
    destinations: &mut Destinations,
    annex: &Annex,
    own: &BTreeMap<Vec<u8>, Target>,
    slots: &[ObjectId],
) {
    for (name, target) in own {
        let Some(slot) = slots.get(target.page as usize - 1) else { continue };
        let Some(name) = annex.spots.get(&text_of_bytes(name)) else { continue };
        let explicit = explicit(transplant, target, *slot);
        destinations.own.insert(name.as_bytes().to_vec(), explicit);
    }
}

/// A destination of the annex on its placeholder. Its coordinates are the page's own, which have not changed.
pub(super) fn explicit(transplant: &mut Transplant<'_>, target: &Target, slot: ObjectId) -> Object {
    let rest = target.array.iter().skip(1).map(|part| transplant.bring(part.clone()));
    Object::Array(std::iter::once(Object::Reference(slot)).chain(rest).collect())
}

fn move_point(explicit: &mut [Object], matrix: Matrix) {
    let is_point = matches!(explicit.get(1), Some(Object::Name(fit)) if fit == b"XYZ");
    let number = |index: usize| explicit.get(index).and_then(|number| number.as_float().ok());
    if let (true, Some(x), Some(y)) = (is_point, number(2), number(3)) {
        let (x, y) = matrix.apply(x, y);
        explicit[2] = Object::Real(x);
        explicit[3] = Object::Real(y);
    }
}

/// The entries of a name tree.
pub(super) fn read_tree(document: &Document, root: &Dictionary) -> BTreeMap<Vec<u8>, Object> {
    let mut all = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        for pair in array(document, node, b"Names").map(Vec::as_slice).unwrap_or_default().chunks_exact(2) {
            if let Some(name) = resolve(document, &pair[0]).and_then(name_bytes) {
                all.insert(name.to_vec(), pair[1].clone());
            }
        }
        for kid in array(document, node, b"Kids").into_iter().flatten() {
            if kid.as_reference().is_ok_and(|id| seen.insert(id)) {
                open.extend(resolve(document, kid).and_then(as_dictionary));
            }
        }
    }
    all
}

/// Writes a name tree: leaves of some names each, sorted, with their limits.
pub(super) fn write_tree(document: &mut Document, all: BTreeMap<Vec<u8>, Object>) -> ObjectId {
    let text = |name: &[u8]| Object::String(name.to_vec(), StringFormat::Literal);
    let all: Vec<(Vec<u8>, Object)> = all.into_iter().collect();
    let mut kids = Vec::new();
    for leaf in all.chunks(LEAF) {
        let (Some((first, _)), Some((last, _))) = (leaf.first(), leaf.last()) else { continue };
        let mut node = Dictionary::new();
        node.set("Limits", vec![text(first), text(last)]);
        node.set("Names", leaf.iter().flat_map(|(name, value)| [text(name), value.clone()]).collect::<Vec<_>>());
        kids.push(Object::Reference(document.add_object(node)));
    }
    let mut root = Dictionary::new();
    root.set("Kids", kids);
    document.add_object(root)
}
