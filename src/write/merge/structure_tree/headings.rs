//! Headings without a level (`H`; ISO 32000-1, 14.8.4.3.2): the sections around one say how deep it is.
//!
//! The guide's own headings have levels, and ISO 14289-1, 7.4.4 lets no file mix the two. A reader who steps from heading to
//! heading hears the same outline either way.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Document, Object, ObjectId};

use crate::inspect::pdf::objects::{as_dictionary, name, reference};

/// The deepest level that has a name.
const DEEPEST: usize = 6;

/// Turns every `H` into `H1` to `H6`: one deeper than the heading of the section around its own. The elements come with
/// parents before their kids.
pub(super) fn give_levels(document: &mut Document, elements: &[ObjectId]) {
    let parent = |id: ObjectId| reference(document.get_object(id).ok().and_then(as_dictionary)?, b"P");
    let is_heading = |id: &&ObjectId| {
        let element = document.get_object(**id).ok().and_then(as_dictionary);
        element.and_then(|element| name(document, element, b"S")) == Some(b"H")
    };
    let headings: BTreeSet<ObjectId> = elements.iter().filter(is_heading).copied().collect();
    if headings.is_empty() {
        return;
    }
    let with_heading: BTreeSet<ObjectId> = headings.iter().filter_map(|id| parent(*id)).collect();
    let mut depths: BTreeMap<ObjectId, usize> = BTreeMap::new();
    let mut levels = Vec::new();
    for id in elements {
        let Some(parent) = parent(*id) else { continue };
        let outside = depths.get(&parent).copied().unwrap_or(usize::from(with_heading.contains(&parent)));
        if headings.contains(id) {
            levels.push((*id, outside.clamp(1, DEEPEST)));
        }
        depths.insert(*id, outside + usize::from(with_heading.contains(id)));
    }
    for (id, level) in levels {
        if let Ok(element) = document.get_dictionary_mut(id) {
            element.set("S", Object::Name(format!("H{level}").into_bytes()));
        }
    }
}
