//! The structure tree (tags; ISO 32000-1, 14.7): each annex's tree under a part of its own, one parent tree for all.

mod annex_tree;

mod annotation_tags;

mod claims;

mod headings;

mod links;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use lopdf::{Dictionary, Document, Object, ObjectId, text_string};

use super::Annex;
use super::names::{read_tree, write_tree};
use super::pages::Matrix;
use super::transplant::Transplant;
use crate::inspect::pdf::objects::{array, as_dictionary, dictionary, get, integer, reference, resolve};
use crate::inspect::pdf::pages::Rectangle;

pub(super) use annex_tree::{AnnexTree, prepare};

/// The tags of the bundle.
#[derive(Debug, Default)]
pub(super) struct Tags {
    root: Option<ObjectId>,
    /// Typst's element for the whole document.
    whole: Option<ObjectId>,
    parents: BTreeMap<i64, Object>,
    next: i64,
    /// The pages, in order.
    slots: Vec<ObjectId>,
    numbers: BTreeMap<ObjectId, usize>,
    /// The elements below the whole, each with the first page that it or something below it stands on.
    elements: Vec<(Option<usize>, Object)>,
    /// Where the elements on each page are among them.
    on_pages: BTreeMap<usize, Vec<usize>>,
    /// The part of each annex, by its pages.
    spans: Vec<(Range<usize>, ObjectId)>,
    parts: BTreeMap<ObjectId, ObjectId>,
    matrices: BTreeMap<ObjectId, Matrix>,
    keys: BTreeMap<ObjectId, i64>,
    ids: BTreeMap<Vec<u8>, Object>,
    classes: Dictionary,
    /// The vocabularies that elements take their types from (ISO 32000-2, 14.7.4).
    namespaces: Vec<Object>,
}

impl Tags {
    /// The tags that Typst wrote.
    pub(super) fn read(document: &Document, pages: &[ObjectId]) -> Self {
        let mut tags =
            Self { slots: pages.to_vec(), numbers: pages.iter().copied().zip(0..).collect(), ..Self::default() };
        let Some(root) = document.catalog().ok().and_then(|catalog| reference(catalog, b"StructTreeRoot")) else {
            return tags;
        };
        let Some(node) = document.get_object(root).ok().and_then(as_dictionary) else { return tags };
        tags.root = Some(root);
        tags.whole = kids(document, node).first().and_then(|kid| kid.as_reference().ok());
        tags.read_elements(document);
        tags.parents = dictionary(document, node, b"ParentTree")
            .map(|tree| annex_tree::read_numbers(document, tree))
            .unwrap_or_default();
        tags.ids = dictionary(document, node, b"IDTree").map(|tree| read_tree(document, tree)).unwrap_or_default();
        tags.next = tags.parents.keys().next_back().map_or(0, |key| key + 1);
        for page in pages {
            let key = document
                .get_object(*page)
                .ok()
                .and_then(as_dictionary)
                .and_then(|page| integer(document, page, b"StructParents"));
            tags.keys.extend(key.map(|key| (*page, key)));
        }
        tags
    }

    fn read_elements(&mut self, document: &Document) {
        let Some(whole) = self.whole.and_then(|whole| document.get_object(whole).ok()).and_then(as_dictionary) else {
            return;
        };
        self.elements = kids(document, whole).into_iter().map(|kid| (self.first_page(document, &kid), kid)).collect();
        for (index, (page, _)) in self.elements.iter().enumerate() {
            if let Some(page) = page {
                self.on_pages.entry(*page).or_default().push(index);
            }
        }
    }

    /// The first free key of the parent tree.
    pub(super) fn next_key(&self) -> i64 {
        self.next
    }

    /// Takes a free key of the parent tree.
    pub(super) fn take_key(&mut self) -> i64 {
        self.next += 1;
        self.next - 1
    }

    /// Keeps later keys clear of those an annex used.
    pub(super) fn raise_key(&mut self, highest_key: i64) {
        self.next += highest_key + 1;
    }

    /// The key of a page in the parent tree.
    pub(super) fn key_of(&self, page: ObjectId) -> Option<i64> {
        self.keys.get(&page).copied()
    }

    /// Remembers how a placeholder lies on its annex page.
    pub(super) fn set_matrix(&mut self, page: ObjectId, matrix: Matrix) {
        self.matrices.insert(page, matrix);
    }

    /// A rectangle of Typst's page in the units of the page as it is now.
    pub(super) fn on_page(&self, page: ObjectId, rectangle: Rectangle) -> Rectangle {
        self.matrices.get(&page).map_or(rectangle, |matrix| matrix.apply_to(rectangle))
    }

    /// Makes the part of an annex, where the elements of its strips stand now; they move into it.
    pub(super) fn open_part(
        &mut self,
        document: &mut Document,
        annex: &Annex,
        guide_language: Option<&str>,
    ) -> ObjectId {
        let mut part = Dictionary::new();
        part.set("Type", Object::Name(b"StructElem".to_vec()));
        part.set("S", Object::Name(b"Part".to_vec()));
        part.set("T", text_string(&annex.title));
        if let Some(language) = annex.language.as_deref() {
            part.set("Lang", text_string(language));
        }
        if let Some(whole) = self.whole {
            part.set("P", Object::Reference(whole));
        }
        let part_id = document.add_object(part);
        let range = annex.first_page..annex.first_page + annex.pages;
        let on_pages = self.on_pages.range(range.clone()).flat_map(|(_, elements)| elements);
        let strips: Vec<Object> = on_pages.filter_map(|index| Some(self.elements.get(*index)?.1.clone())).collect();
        for strip in &strips {
            if let Some(element) = strip.as_reference().ok().and_then(|id| document.get_dictionary_mut(id).ok()) {
                element.set("P", Object::Reference(part_id));
                if let Some(language) = guide_language {
                    element.set("Lang", text_string(language));
                }
            }
        }
        if let Ok(part) = document.get_dictionary_mut(part_id) {
            part.set("K", strips);
        }
        let slots = self.slots.get(range.clone()).unwrap_or_default();
        self.parts.extend(slots.iter().map(|slot| (*slot, part_id)));
        self.spans.push((range, part_id));
        part_id
    }

    /// Puts each part where the elements of its strips stood below the whole. To be called once all annexes are bound.
    pub(super) fn place_parts(&mut self) {
        self.spans.sort_by_key(|(range, _)| range.start);
        let mut spans = std::mem::take(&mut self.spans).into_iter().peekable();
        let mut placed: Vec<(Option<usize>, Object)> = Vec::new();
        for (page, element) in std::mem::take(&mut self.elements) {
            while let Some((range, part)) = spans.next_if(|(range, _)| page.is_some_and(|page| page >= range.start)) {
                placed.push((Some(range.start), Object::Reference(part)));
            }
            let slot = page.and_then(|page| self.slots.get(page));
            if !slot.is_some_and(|slot| self.parts.contains_key(slot)) {
                placed.push((page, element));
            }
        }
        placed.extend(spans.map(|(range, part)| (Some(range.start), Object::Reference(part))));
        self.elements = placed;
    }

    /// The first page, from 0, that an element or something below it stands on.
    fn first_page(&self, document: &Document, element: &Object) -> Option<usize> {
        let mut open = vec![element.clone()];
        let mut seen = BTreeSet::new();
        while let Some(object) = open.pop() {
            if object.as_reference().is_ok_and(|id| !seen.insert(id)) {
                continue;
            }
            let Some(node) = resolve(document, &object).and_then(as_dictionary) else { continue };
            if let Some(number) = reference(node, b"Pg").and_then(|page| self.numbers.get(&page)) {
                return Some(*number);
            }
            open.extend(kids(document, node).into_iter().rev());
        }
        None
    }

    /// Brings an annex's tree into its part.
    pub(super) fn fill_part(&mut self, transplant: &mut Transplant<'_>, part: ObjectId, tree: AnnexTree) {
        let brought: Vec<Object> =
            tree.kids.into_iter().map(|kid| transplant.bring(kid)).filter(|kid| !kid.is_null()).collect();
        if let Ok(Object::Array(kids)) = transplant.into.get_dictionary_mut(part).and_then(|part| part.get_mut(b"K")) {
            kids.extend(brought);
        }
        for (key, value) in tree.parents {
            self.parents.insert(key + transplant.key_base, transplant.bring(value));
        }
        for (name, element) in tree.ids {
            self.ids.insert(name, transplant.bring(element));
        }
        for (name, attributes) in tree.classes {
            self.classes.set(name, transplant.bring(attributes));
        }
        self.namespaces.extend(tree.namespaces.into_iter().map(|namespace| transplant.bring(namespace)));
    }

    /// Joins the marks of a strip and of the annex page below it under one key. Gives how far the strip's marks move.
    pub(super) fn join_page(
        &mut self,
        document: &mut Document,
        slot: ObjectId,
        own_key: Option<i64>,
        free_mark: i64,
    ) -> i64 {
        let Some(key) = self.key_of(slot) else {
            self.keys.extend(own_key.filter(|key| self.parents.contains_key(key)).map(|key| (slot, key)));
            return 0;
        };
        let Some(Object::Array(strip)) = self.parents.get(&key).cloned() else { return 0 };
        let own = own_key
            .and_then(|key| self.parents.remove(&key))
            .and_then(|own| own.as_array().ok().cloned())
            .unwrap_or_default();
        let shift = i64::try_from(own.len()).unwrap_or(0).max(free_mark);
        let mut joined = own;
        joined.resize(usize::try_from(shift).unwrap_or(0), Object::Null);
        let elements: BTreeSet<ObjectId> = strip.iter().filter_map(|element| element.as_reference().ok()).collect();
        joined.extend(strip);
        self.parents.insert(key, Object::Array(joined));
        for element in elements {
            shift_marks(document, element, slot, shift);
        }
        shift
    }

    /// Writes the elements below the whole, the parent tree, the ids, the classes and the namespaces. Gives how each placeholder lies on its
    /// annex page.
    pub(super) fn write(self, document: &mut Document) -> BTreeMap<ObjectId, Matrix> {
        let Some(root) = self.root else { return self.matrices };
        if let Some(whole) = self.whole.and_then(|whole| document.get_dictionary_mut(whole).ok()) {
            whole.set("K", self.elements.into_iter().map(|(_, element)| element).collect::<Vec<_>>());
        }
        let numbers: Vec<Object> =
            self.parents.into_iter().flat_map(|(key, value)| [Object::Integer(key), value]).collect();
        let mut tree = Dictionary::new();
        tree.set("Nums", numbers);
        let tree = document.add_object(tree);
        let ids = (!self.ids.is_empty()).then(|| write_tree(document, self.ids));
        let Ok(root) = document.get_dictionary_mut(root) else { return self.matrices };
        root.set("ParentTree", Object::Reference(tree));
        root.set("ParentTreeNextKey", self.next);
        if let Some(ids) = ids {
            root.set("IDTree", Object::Reference(ids));
        }
        if !self.classes.is_empty() {
            root.set("ClassMap", self.classes);
        }
        if !self.namespaces.is_empty() {
            root.set("Namespaces", self.namespaces);
        }
        self.matrices
    }
}

/// Marks from this one on are taken for none: a page has some hundred, and each takes a place in the parent tree.
pub(super) const MOST_MARKS: i64 = 100_000;

/// The most kids of one element. A page has some hundred marks; whoever lists a million means no good.
const MOST_KIDS: usize = 100_000;

/// The kids of an element: `/K` may be one or an array of them.
fn kids(document: &Document, element: &Dictionary) -> Vec<Object> {
    match (element.get(b"K"), get(document, element, b"K")) {
        (_, Some(Object::Array(kids))) => kids[..kids.len().min(MOST_KIDS)].to_vec(),
        (Ok(kid), Some(_)) => vec![kid.clone()],
        _ => Vec::new(),
    }
}

fn push_kid(document: &mut Document, parent: ObjectId, kid: ObjectId) {
    let Some(node) = document.get_object(parent).ok().and_then(as_dictionary) else { return };
    let mut all = kids(document, node);
    all.push(Object::Reference(kid));
    if let Ok(node) = document.get_dictionary_mut(parent) {
        node.set("K", all);
    }
}

fn shift_marks(document: &mut Document, element: ObjectId, page: ObjectId, shift: i64) {
    let Some(node) = document.get_object(element).ok().and_then(as_dictionary) else { return };
    let own_page = reference(node, b"Pg");
    let shifted: Vec<Object> = kids(document, node)
        .into_iter()
        .map(|kid| match kid {
            Object::Integer(mark) if own_page == Some(page) => Object::Integer(mark + shift),
            Object::Dictionary(mut marked) if reference(&marked, b"Pg").or(own_page) == Some(page) => {
                if let Ok(Object::Integer(mark)) = marked.get_mut(b"MCID") {
                    *mark += shift;
                }
                Object::Dictionary(marked)
            }
            other => other,
        })
        .collect();
    if let Ok(node) = document.get_dictionary_mut(element) {
        node.set("K", shifted);
    }
}

/// An array that may be behind a reference.
fn array_or_empty(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Vec<Object> {
    array(document, dictionary, key).cloned().unwrap_or_default()
}
