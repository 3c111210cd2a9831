//! Small repairs of the tags: what an element loses, what it is given back, and what is empty then.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{Piece, piece};
use crate::inspect::pdf::objects::{as_dictionary, reference};
use crate::write::merge::structure_tree::kids;

/// Takes a piece away from an element.
pub(super) fn let_go(document: &mut Document, element: ObjectId, lost: Piece) {
    let Some(node) = document.get_object(element).ok().and_then(as_dictionary) else { return };
    let page = reference(node, b"Pg");
    let kept: Vec<Object> = kids(document, node).into_iter().filter(|kid| piece(kid, page) != Some(lost)).collect();
    if let Ok(node) = document.get_dictionary_mut(element) {
        node.set("K", kept);
    }
}

/// Objects that the parent tree gives to an element of the tree which forgot to name them (ISO 32000-1, 14.7.4.3).
pub(super) fn give_back(
    document: &mut Document,
    named: &BTreeMap<Piece, ObjectId>,
    elements: &[ObjectId],
    holders: &mut BTreeMap<Piece, ObjectId>,
) {
    let elements: BTreeSet<ObjectId> = elements.iter().copied().collect();
    for (piece, element) in named {
        let Piece::Whole(object) = piece else { continue };
        let Some(node) = document.get_object(*element).ok().and_then(as_dictionary) else { continue };
        if holders.contains_key(piece) || !elements.contains(element) {
            continue;
        }
        let mut content = Dictionary::new();
        content.set("Type", Object::Name(b"OBJR".to_vec()));
        content.set("Obj", Object::Reference(*object));
        let mut all = kids(document, node);
        all.push(Object::Dictionary(content));
        if let Ok(node) = document.get_dictionary_mut(*element) {
            node.set("K", all);
        }
        holders.insert(*piece, *element);
    }
}

/// The elements that are empty now because something was lost, the inner ones first; nothing leads to them any more.
pub(super) fn drop_empty(
    document: &mut Document,
    elements: &[ObjectId],
    mut poorer: BTreeSet<ObjectId>,
) -> BTreeSet<ObjectId> {
    let mut empty = BTreeSet::new();
    for id in elements.iter().rev() {
        let node = document.get_object(*id).ok().and_then(as_dictionary).filter(|_| poorer.contains(id));
        let Some(node) = node else { continue };
        let parent = reference(node, b"P");
        let mut left = kids(document, node);
        left.retain(|kid| kid.as_reference().map_or(true, |kid| !empty.contains(&kid)));
        if left.is_empty() {
            empty.insert(*id);
            poorer.extend(parent);
        } else if let Ok(node) = document.get_dictionary_mut(*id) {
            node.set("K", left);
        }
    }
    empty
}
