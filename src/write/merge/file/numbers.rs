//! Which objects the file needs, and the numbers they get: those reached from the trailer, in the order they had. Streams that
//! are the same to the byte, such as the font or the logo of twenty forms, are written once.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

/// The numbers of objects in the file: from 1, without gaps.
pub(super) struct Numbers {
    all: BTreeMap<ObjectId, u32>,
    /// The objects by number; of those that are the same, the first.
    firsts: Vec<ObjectId>,
}

/// Numbers what can be reached.
pub(super) fn reach(document: &Document, trailer: &Dictionary) -> Numbers {
    let mut all = BTreeMap::new();
    let mut waiting = Vec::new();
    find_in_dictionary(trailer, &mut waiting);
    while let Some(id) = waiting.pop() {
        let Some(object) = document.objects.get(&id) else { continue };
        if all.insert(id, 0).is_none() {
            find(object, &mut waiting);
        }
    }
    let mut firsts = Vec::with_capacity(all.len());
    let mut streams = Alike::default();
    for (id, own) in &mut all {
        *own = streams.number(document, *id, firsts.len()).unwrap_or_else(|| {
            firsts.push(*id);
            u32::try_from(firsts.len()).unwrap_or(u32::MAX)
        });
    }
    Numbers { all, firsts }
}

/// Streams seen so far, by their length and a hash of their bytes.
#[derive(Default)]
struct Alike<'a> {
    seen: BTreeMap<(usize, u64), Vec<(u32, &'a Stream)>>,
}

impl<'a> Alike<'a> {
    /// The number of a stream that is the same as this one. The first of its kind is remembered under the number after `count`.
    fn number(&mut self, document: &'a Document, id: ObjectId, count: usize) -> Option<u32> {
        let stream = document.objects.get(&id)?.as_stream().ok().filter(|stream| stands_alone(&stream.dict))?;
        let mut hasher = DefaultHasher::new();
        stream.content.hash(&mut hasher);
        let alike = self.seen.entry((stream.content.len(), hasher.finish())).or_default();
        let is_same = |other: &Stream| other.dict == stream.dict && other.content == stream.content;
        let found = alike.iter().find(|(_, other)| is_same(other)).map(|(number, _)| *number);
        if found.is_none() {
            alike.push((u32::try_from(count + 1).unwrap_or(u32::MAX), stream));
        }
        found
    }
}

/// A stream that means the same wherever it stands: its dictionary leads nowhere else.
fn stands_alone(dictionary: &Dictionary) -> bool {
    let mut led_to = Vec::new();
    find_in_dictionary(dictionary, &mut led_to);
    led_to.is_empty()
}

impl Numbers {
    /// The number of an object; `None` for one that is not there: a reference to it means null (ISO 32000-1, 7.3.10).
    pub(super) fn of(&self, id: ObjectId) -> Option<u32> {
        self.all.get(&id).copied()
    }

    /// How many objects there are.
    pub(super) fn count(&self) -> u32 {
        u32::try_from(self.firsts.len()).unwrap_or(u32::MAX)
    }

    /// The objects by number.
    pub(super) fn in_order<'a>(&'a self, document: &'a Document) -> impl Iterator<Item = (u32, &'a Object)> {
        self.firsts.iter().zip(1..).filter_map(|(id, number)| Some((number, document.objects.get(id)?)))
    }
}

fn find(object: &Object, waiting: &mut Vec<ObjectId>) {
    match object {
        Object::Reference(id) => waiting.push(*id),
        Object::Array(items) => items.iter().for_each(|item| find(item, waiting)),
        Object::Dictionary(dictionary) => find_in_dictionary(dictionary, waiting),
        Object::Stream(stream) => find_in_dictionary(&stream.dict, waiting),
        _ => {}
    }
}

fn find_in_dictionary(dictionary: &Dictionary, waiting: &mut Vec<ObjectId>) {
    dictionary.iter().for_each(|(_, value)| find(value, waiting));
}
