//! Moves objects from an annex into the bundle under new numbers, following references from where it is told to begin.
//!
//! Pages stand for their placeholders and the annex's tag root for its part; the page tree and the catalogue never come.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// How deep arrays and dictionaries may be nested in one object before the rest is dropped.
const DEEPEST: usize = 200;

/// A move under way.
pub(super) struct Transplant<'a> {
    pub(super) from: Document,
    pub(super) into: &'a mut Document,
    map: BTreeMap<ObjectId, ObjectId>,
    waiting: Vec<ObjectId>,
    /// What is added to every key of the annex's parent tree.
    pub(super) key_base: i64,
}

impl<'a> Transplant<'a> {
    pub(super) fn new(from: Document, into: &'a mut Document, key_base: i64) -> Self {
        Self { from, into, map: BTreeMap::new(), waiting: Vec::new(), key_base }
    }

    /// Lets an object of the bundle stand for one of the annex. The first one counts.
    pub(super) fn stand_in(&mut self, pairs: impl IntoIterator<Item = (ObjectId, ObjectId)>) {
        for (theirs, ours) in pairs {
            self.map.entry(theirs).or_insert(ours);
        }
    }

    /// An object with its references turned into those of the bundle; what they lead to will follow.
    pub(super) fn bring(&mut self, object: Object) -> Object {
        self.rewrite(object, 0)
    }

    /// A dictionary with its references turned into those of the bundle.
    pub(super) fn bring_dictionary(&mut self, mut dictionary: Dictionary) -> Dictionary {
        self.rewrite_dictionary(&mut dictionary, 0);
        dictionary
    }

    /// Where an object of the annex is in the bundle; it will follow if it is not there yet.
    pub(super) fn bring_reference(&mut self, id: ObjectId) -> Option<ObjectId> {
        if let Some(ours) = self.map.get(&id) {
            return Some(*ours);
        }
        if stays_behind(self.from.objects.get(&id)?) {
            return None;
        }
        self.into.max_id += 1;
        let ours = (self.into.max_id, 0);
        self.map.insert(id, ours);
        self.waiting.push(id);
        Some(ours)
    }

    /// Moves everything that is waiting.
    pub(super) fn finish(&mut self) {
        while let Some(id) = self.waiting.pop() {
            let Some(object) = self.from.objects.remove(&id) else { continue };
            let object = self.rewrite(object, 0);
            if let Some(ours) = self.map.get(&id) {
                self.into.objects.insert(*ours, object);
            }
        }
    }

    fn rewrite(&mut self, object: Object, depth: usize) -> Object {
        match object {
            _ if depth > DEEPEST => Object::Null,
            Object::Reference(id) => self.bring_reference(id).map_or(Object::Null, Object::Reference),
            Object::Array(items) => {
                Object::Array(items.into_iter().map(|item| self.rewrite(item, depth + 1)).collect())
            }
            Object::Dictionary(mut dictionary) => {
                self.rewrite_dictionary(&mut dictionary, depth);
                Object::Dictionary(dictionary)
            }
            Object::Stream(mut stream) => {
                self.rewrite_dictionary(&mut stream.dict, depth);
                Object::Stream(stream)
            }
            other => other,
        }
    }

    fn rewrite_dictionary(&mut self, dictionary: &mut Dictionary, depth: usize) {
        for (key, value) in dictionary.iter_mut() {
            match (key.as_slice(), &mut *value) {
                (b"StructParent" | b"StructParents", Object::Integer(number)) => {
                    *number = number.saturating_add(self.key_base);
                }
                _ => *value = self.rewrite(std::mem::replace(value, Object::Null), depth + 1),
            }
        }
    }
}

fn stays_behind(object: &Object) -> bool {
    matches!(object, Object::Dictionary(dictionary) if is_of_whole_file(dictionary))
}

/// Pages that no placeholder stands for, the page tree, the catalogue and the root of the tags: bringing one would bring the
/// whole file.
pub(super) fn is_of_whole_file(dictionary: &Dictionary) -> bool {
    [b"Page".as_slice(), b"Pages", b"Catalog", b"StructTreeRoot"].iter().any(|kind| dictionary.has_type(kind))
}
