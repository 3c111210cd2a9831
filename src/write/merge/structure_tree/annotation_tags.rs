//! Tags for annotations that no tag of their document names (ISO 14289-1, 7.18): a link or a field is reached with a screen
//! reader even where the words around it have no tags.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::array_or_empty;
use super::claims::Sound;
use crate::inspect::pdf::objects::{as_dictionary, integer, name};
use crate::inspect::pdf::pages::Leaf;

/// The flag of an annotation that nobody sees (ISO 32000-1, table 165).
const HIDDEN: i64 = 2;

/// The tags of the annotations alone, for a document whose own tags are missing or do not hold. The root is a new one.
pub(super) fn alone(document: &mut Document, leaves: &[Leaf]) -> Option<(ObjectId, Sound)> {
    let mut root = Dictionary::new();
    root.set("Type", Object::Name(b"StructTreeRoot".to_vec()));
    let root = document.add_object(root);
    let mut sound = Sound::default();
    add(document, root, leaves, &mut sound);
    (!sound.top.is_empty()).then_some((root, sound))
}

/// Adds a tag below the root for each annotation that has none, in the order of the pages.
pub(super) fn add(document: &mut Document, root: ObjectId, leaves: &[Leaf], sound: &mut Sound) {
    let mut next = sound.highest_key() + 1;
    let mut seen: BTreeSet<ObjectId> = BTreeSet::new();
    for leaf in leaves {
        let Some(page) = document.get_object(leaf.id).ok().and_then(as_dictionary) else { continue };
        let annotations = array_or_empty(document, page, b"Annots");
        for id in annotations.iter().filter_map(|annotation| annotation.as_reference().ok()) {
            let Some(kind) = kind(document, id).filter(|_| !sound.objects.contains(&id) && seen.insert(id)) else {
                continue;
            };
            let mut content = Dictionary::new();
            content.set("Type", Object::Name(b"OBJR".to_vec()));
            content.set("Obj", Object::Reference(id));
            let mut element = Dictionary::new();
            element.set("Type", Object::Name(b"StructElem".to_vec()));
            element.set("S", Object::Name(kind.to_vec()));
            element.set("P", Object::Reference(root));
            element.set("Pg", Object::Reference(leaf.id));
            element.set("K", vec![Object::Dictionary(content)]);
            let element = document.add_object(element);
            sound.top.push(Object::Reference(element));
            sound.elements.push(element);
            sound.parents.insert(next, Object::Reference(element));
            if let Ok(annotation) = document.get_dictionary_mut(id) {
                annotation.set("StructParent", next);
            }
            next += 1;
        }
    }
}

/// The type of tag for an annotation (ISO 14289-1, 7.18.1, 7.18.4 and 7.18.5); `None` for one that needs no tag.
fn kind(document: &Document, id: ObjectId) -> Option<&'static [u8]> {
    let annotation = document.get_object(id).ok().and_then(as_dictionary)?;
    if integer(document, annotation, b"F").is_some_and(|flags| flags & HIDDEN != 0) {
        return None;
    }
    match name(document, annotation, b"Subtype")? {
        b"Link" => Some(b"Link"),
        b"Widget" => Some(b"Form"),
        b"Popup" | b"PrinterMark" | b"TrapNet" => None,
        _ => Some(b"Annot"),
    }
}
