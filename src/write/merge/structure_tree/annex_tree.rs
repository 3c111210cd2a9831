//! The tags of an annex, made ready to live beside others: custom types resolved, class names and ids given a prefix.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};

use super::claims::{self, Present, Sound};
use super::{annotation_tags, array_or_empty, headings, kids};
use crate::inspect::pdf::objects::{as_dictionary, dictionary, name, reference, resolve};
use crate::inspect::pdf::pages::Leaf;
use crate::inspect::pdf::tags::standard;
use crate::write::merge::Annex;
use crate::write::merge::names::read_tree;
use crate::write::merge::pages::Marks;

/// Why the tags of an annex were left out.
const CONTRADICTION: &str = "The tags of this document contradict each other: they give the same words to two headings or \
     paragraphs. They were left out of the PDF, so that a screen reader reads the page itself instead of wrong tags.";

/// An annex's structure tree.
#[derive(Debug, Default)]
pub(in crate::write::merge) struct AnnexTree {
    pub(in crate::write::merge) root: Option<ObjectId>,
    pub(super) kids: Vec<Object>,
    pub(super) parents: BTreeMap<i64, Object>,
    pub(super) ids: BTreeMap<Vec<u8>, Object>,
    pub(super) classes: Dictionary,
    pub(super) namespaces: Vec<Object>,
    /// The highest key of the parent tree that the annex uses; -1 for none.
    pub(in crate::write::merge) highest_key: i64,
    /// Whether words have tags, and not only annotations.
    pub(in crate::write::merge) has_words: bool,
    /// What was lost, in words for an editor.
    pub(in crate::write::merge) lost: Option<String>,
}

/// Makes the tags ready, in the annex's own numbers. `marks` are those of each page; `removed` are the links that were taken away. Tags that contradict each
/// other are left out: a screen reader that follows them would read one thing for another.
pub(in crate::write::merge) fn prepare(
    document: &mut Document,
    annex: &Annex,
    leaves: &[Leaf],
    marks: &[Marks],
    removed: &BTreeSet<ObjectId>,
) -> AnnexTree {
    let root = document.catalog().ok().and_then(|catalog| reference(catalog, b"StructTreeRoot"));
    let node = root.and_then(|root| document.get_object(root).ok()).and_then(as_dictionary).cloned();
    let (Some(root), Some(node)) = (root, node.filter(|node| node.get(b"K").is_ok())) else {
        forget_keys(document);
        return AnnexTree::of_annotations(document, leaves);
    };
    let old = dictionary(document, &node, b"ParentTree").map(|tree| read_numbers(document, tree)).unwrap_or_default();
    let present = present(document, leaves, marks, removed);
    let top = kids(document, &node);
    let Ok(mut sound) = claims::settle(document, root, top, &present, &old) else {
        forget_keys(document);
        return AnnexTree { lost: Some(CONTRADICTION.to_owned()), ..AnnexTree::of_annotations(document, leaves) };
    };
    let roles = dictionary(document, &node, b"RoleMap").cloned().unwrap_or_default();
    let prefix = format!("annex{}-", annex.number);
    for id in &sound.elements {
        let Some(element) = document.get_object(*id).ok().and_then(as_dictionary) else { continue };
        let changes = changes(document, element, &roles, &prefix, removed);
        if let Ok(element) = document.get_dictionary_mut(*id) {
            for (key, value) in changes {
                element.set(key, value);
            }
        }
    }
    headings::give_levels(document, &sound.elements);
    annotation_tags::add(document, root, leaves, &mut sound);
    let with_prefix = |name: &[u8]| [prefix.as_bytes(), name].concat();
    let ids = dictionary(document, &node, b"IDTree").map(|tree| read_tree(document, tree)).unwrap_or_default();
    let classes = dictionary(document, &node, b"ClassMap").cloned().unwrap_or_default();
    let known: BTreeSet<ObjectId> = sound.elements.iter().copied().collect();
    AnnexTree {
        has_words: true,
        ids: ids
            .into_iter()
            .filter(|(_, element)| element.as_reference().is_ok_and(|id| known.contains(&id)))
            .map(|(name, element)| (with_prefix(&name), element))
            .collect(),
        classes: classes.iter().map(|(name, attributes)| (with_prefix(name), attributes.clone())).collect(),
        namespaces: array_or_empty(document, &node, b"Namespaces"),
        ..AnnexTree::of(root, sound)
    }
}

impl AnnexTree {
    fn of(root: ObjectId, sound: Sound) -> Self {
        Self {
            root: Some(root),
            highest_key: sound.highest_key(),
            kids: sound.top,
            parents: sound.parents,
            ..Self::default()
        }
    }

    /// Of a document whose own tags are missing or do not hold.
    fn of_annotations(document: &mut Document, leaves: &[Leaf]) -> Self {
        annotation_tags::alone(document, leaves)
            .map_or_else(|| Self { highest_key: -1, ..Self::default() }, |(root, sound)| Self::of(root, sound))
    }
}

/// What the pages hold, with the links that were just taken away: their elements are seen to later.
fn present(document: &Document, leaves: &[Leaf], marks: &[Marks], removed: &BTreeSet<ObjectId>) -> Present {
    let whole = leaves.iter().zip(marks).filter(|(_, marks)| marks.are_all);
    let marks = whole.map(|(leaf, marks)| (leaf.id, marks.found.clone())).collect();
    let pages: BTreeSet<ObjectId> = leaves.iter().map(|leaf| leaf.id).collect();
    let nodes = pages.iter().filter_map(|page| document.get_object(*page).ok().and_then(as_dictionary));
    let annotations = nodes.flat_map(|page| array_or_empty(document, page, b"Annots"));
    let annotations = annotations.filter_map(|annotation| annotation.as_reference().ok());
    Present { annotations: annotations.chain(removed.iter().copied()).collect(), pages, marks }
}

/// The entries of a number tree (ISO 32000-1, 7.9.7); arrays are given as such, whether behind a reference or not.
pub(super) fn read_numbers(document: &Document, root: &Dictionary) -> BTreeMap<i64, Object> {
    let mut all = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        for pair in array_or_empty(document, node, b"Nums").chunks_exact(2) {
            let Some(key) = pair[0].as_i64().ok().filter(|key| (0..=100_000_000).contains(key)) else { continue };
            let value = match resolve(document, &pair[1]) {
                Some(Object::Array(elements)) => Object::Array(elements.clone()),
                _ => pair[1].clone(),
            };
            all.insert(key, value);
        }
        for kid in array_or_empty(document, node, b"Kids") {
            if let Some(id) = kid.as_reference().ok().filter(|id| seen.insert(*id)) {
                open.extend(document.get_object(id).ok().and_then(as_dictionary));
            }
        }
    }
    all
}

/// What an element says otherwise in the bundle.
fn changes(
    document: &Document,
    element: &Dictionary,
    roles: &Dictionary,
    prefix: &str,
    removed: &BTreeSet<ObjectId>,
) -> Vec<(&'static str, Object)> {
    let mut changes = Vec::new();
    if let Some(kind) = name(document, element, b"S") {
        let role = standard(document, Some(roles), kind);
        changes.extend((role != kind).then(|| ("S", Object::Name(role.to_vec()))));
    }
    if let Ok(Object::String(id, format)) = element.get(b"ID") {
        changes.push(("ID", Object::String([prefix.as_bytes(), id].concat(), *format)));
    }
    if let Ok(classes) = element.get(b"C") {
        changes.push(("C", prefixed(document, classes, prefix)));
    }
    if let Some(attributes) = element.get(b"A").ok().and_then(|own| with_headers(document, own, prefix)) {
        changes.push(("A", attributes));
    }
    if removed.is_empty() {
        return changes;
    }
    let all = kids(document, element);
    let is_removed = |kid: &Object| {
        kid.as_dict().ok().and_then(|kid| reference(kid, b"Obj")).is_some_and(|id| removed.contains(&id))
    };
    if all.iter().any(is_removed) {
        changes.push(("K", Object::Array(all.into_iter().filter(|kid| !is_removed(kid)).collect())));
        changes.push(("S", Object::Name(b"Span".to_vec())));
    }
    changes
}

/// A class name, or a list of them with revision numbers between (ISO 32000-1, 14.7.5.3), with a prefix.
fn prefixed(document: &Document, classes: &Object, prefix: &str) -> Object {
    let one = |class: &Object| match resolve(document, class) {
        Some(Object::Name(name)) => Object::Name([prefix.as_bytes(), name].concat()),
        Some(Object::Integer(revision)) => Object::Integer(*revision),
        _ => Object::Null,
    };
    match resolve(document, classes) {
        Some(Object::Array(names)) => Object::Array(names.iter().map(one).collect()),
        _ => one(classes),
    }
}

/// The `Headers` of a table cell name ids (ISO 32000-1, 14.8.5.7), which have a prefix now. They stand in one dictionary of
/// attributes, or in one of a list. `None` when there are none.
fn with_headers(document: &Document, attributes: &Object, prefix: &str) -> Option<Object> {
    let Object::Array(several) = resolve(document, attributes)? else {
        return with_own_headers(document, attributes, prefix);
    };
    let ours: Vec<Option<Object>> = several.iter().map(|one| with_own_headers(document, one, prefix)).collect();
    let is_changed = ours.iter().any(Option::is_some);
    let all = ours.into_iter().zip(several).map(|(ours, theirs)| ours.unwrap_or_else(|| theirs.clone()));
    is_changed.then(|| Object::Array(all.collect()))
}

fn with_own_headers(document: &Document, attributes: &Object, prefix: &str) -> Option<Object> {
    match resolve(document, attributes)? {
        Object::Dictionary(own) if own.has(b"Headers") => {
            let ids = array_or_empty(document, own, b"Headers").into_iter().map(|id| match id {
                Object::String(id, _) => Object::String([prefix.as_bytes(), &id].concat(), StringFormat::Literal),
                other => other,
            });
            let ids: Vec<Object> = ids.collect();
            let mut own = own.clone();
            own.set("Headers", ids);
            Some(Object::Dictionary(own))
        }
        _ => None,
    }
}

/// An annex without tags must not point into the parent tree.
pub(super) fn forget_keys(document: &mut Document) {
    for object in document.objects.values_mut() {
        let dictionary = match object {
            Object::Dictionary(dictionary) => dictionary,
            Object::Stream(stream) => &mut stream.dict,
            _ => continue,
        };
        dictionary.remove(b"StructParent");
        dictionary.remove(b"StructParents");
    }
}
