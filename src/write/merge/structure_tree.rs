//! The structure tree (tags; ISO 32000-1, 14.7): each annex's tree under a part of its own, one parent tree for all.

mod annex_tree;

mod claims;

mod links;

use std::collections::{BTreeMap, BTreeSet};

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
    numbers: BTreeMap<ObjectId, usize>,
    parts: BTreeMap<ObjectId, ObjectId>,
    matrices: BTreeMap<ObjectId, Matrix>,
    keys: BTreeMap<ObjectId, i64>,
    ids: BTreeMap<Vec<u8>, Object>,
    classes: Dictionary,
}

impl Tags {
    /// The tags that Typst wrote.
    pub(super) fn read(document: &Document, pages: &[ObjectId]) -> Self {
        let mut tags = Self { numbers: pages.iter().copied().zip(0..).collect(), ..Self::default() };
        let Some(root) = document.catalog().ok().and_then(|catalog| reference(catalog, b"StructTreeRoot")) else {
            return tags;
        };
        let Some(node) = document.get_object(root).ok().and_then(as_dictionary) else { return tags };
        tags.root = Some(root);
        tags.whole = kids(document, node).first().and_then(|kid| kid.as_reference().ok());
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
    pub(super) fn raise_key(&mut self, tree: &AnnexTree) {
        self.next += tree.highest_key + 1;
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
        let strips = self.take_strips(document, annex, part_id);
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
        for slot in self.pages_of(annex) {
            self.parts.insert(slot, part_id);
        }
        part_id
    }

    fn pages_of(&self, annex: &Annex) -> Vec<ObjectId> {
        let range = annex.first_page..annex.first_page + annex.pages;
        self.numbers.iter().filter(|(_, number)| range.contains(number)).map(|(page, _)| *page).collect()
    }

    /// Takes the elements on an annex's placeholders out of the whole and puts the part there instead.
    fn take_strips(&self, document: &mut Document, annex: &Annex, part: ObjectId) -> Vec<Object> {
        let Some(whole) = self.whole.and_then(|whole| document.get_object(whole).ok()).and_then(as_dictionary) else {
            return Vec::new();
        };
        let range = annex.first_page..annex.first_page + annex.pages;
        let (mut strips, mut others, mut at) = (Vec::new(), Vec::new(), None);
        for kid in kids(document, whole) {
            let page = self.first_page(document, &kid);
            if page.is_some_and(|page| range.contains(&page)) {
                at.get_or_insert(others.len());
                strips.push(kid);
            } else {
                if page.is_some_and(|page| page >= range.end) {
                    at.get_or_insert(others.len());
                }
                others.push(kid);
            }
        }
        others.insert(at.unwrap_or(others.len()), Object::Reference(part));
        if let Some(whole) = self.whole.and_then(|whole| document.get_dictionary_mut(whole).ok()) {
            whole.set("K", others);
        }
        strips
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
    pub(super) fn fill_part(&mut self, transplant: &mut Transplant<'_>, part: ObjectId, tree: &AnnexTree) {
        let brought: Vec<Object> =
            tree.kids.iter().map(|kid| transplant.bring(kid)).filter(|kid| !kid.is_null()).collect();
        if let Ok(Object::Array(kids)) = transplant.into.get_dictionary_mut(part).and_then(|part| part.get_mut(b"K")) {
            kids.extend(brought);
        }
        for (key, value) in &tree.parents {
            self.parents.insert(key + transplant.key_base, transplant.bring(value));
        }
        for (name, element) in &tree.ids {
            self.ids.insert(name.clone(), transplant.bring(element));
        }
        for (name, attributes) in &tree.classes {
            self.classes.set(name.clone(), transplant.bring(attributes));
        }
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

    /// Writes the parent tree, the ids and the classes.
    pub(super) fn write(self, document: &mut Document) {
        let Some(root) = self.root else { return };
        let numbers: Vec<Object> =
            self.parents.into_iter().flat_map(|(key, value)| [Object::Integer(key), value]).collect();
        let mut tree = Dictionary::new();
        tree.set("Nums", numbers);
        let tree = document.add_object(tree);
        let ids = (!self.ids.is_empty()).then(|| write_tree(document, self.ids));
        let Ok(root) = document.get_dictionary_mut(root) else { return };
        root.set("ParentTree", Object::Reference(tree));
        root.set("ParentTreeNextKey", self.next);
        if let Some(ids) = ids {
            root.set("IDTree", Object::Reference(ids));
        }
        if !self.classes.is_empty() {
            root.set("ClassMap", self.classes);
        }
    }
}

/// The kids of an element: `/K` may be one or an array of them.
fn kids(document: &Document, element: &Dictionary) -> Vec<Object> {
    match (element.get(b"K"), get(document, element, b"K")) {
        (_, Some(Object::Array(kids))) => kids.clone(),
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
