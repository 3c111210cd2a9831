//! Objects that are no more than a reference to another (ISO 32000-1, 7.3.10, knows none): whoever refers to one refers to the other.
//!
//! Some readers follow them and some do not, so that one tag would be two, or none.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId};

/// How many such objects may lie one behind the other.
const LONGEST: usize = 32;

/// Lets every reference lead to its object at once, and takes the objects in between away.
pub(super) fn resolve(document: &mut Document) {
    let next: BTreeMap<ObjectId, ObjectId> =
        document.objects.iter().filter_map(|(id, object)| Some((*id, object.as_reference().ok()?))).collect();
    if next.is_empty() {
        return;
    }
    document.objects.retain(|id, _| !next.contains_key(id));
    let ends: BTreeMap<ObjectId, ObjectId> = next.keys().map(|id| (*id, end(*id, &next))).collect();
    for object in document.objects.values_mut() {
        lead(object, &ends);
    }
    for (_, value) in &mut document.trailer {
        lead(value, &ends);
    }
}

/// Where the references lead from here; round in a circle, to one that is gone.
fn end(id: ObjectId, next: &BTreeMap<ObjectId, ObjectId>) -> ObjectId {
    (0..LONGEST).fold(id, |id, _| next.get(&id).copied().unwrap_or(id))
}

/// Arrays and dictionaries are no deeper than the reader builds them.
fn lead(object: &mut Object, ends: &BTreeMap<ObjectId, ObjectId>) {
    match object {
        Object::Reference(id) => *id = ends.get(id).copied().unwrap_or(*id),
        Object::Array(items) => items.iter_mut().for_each(|item| lead(item, ends)),
        Object::Dictionary(entries) => entries.iter_mut().for_each(|(_, value)| lead(value, ends)),
        Object::Stream(stream) => stream.dict.iter_mut().for_each(|(_, value)| lead(value, ends)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::inspect::pdf::{open, plain};
    use lopdf::Object;

    #[test]
    fn a_reference_to_a_reference_leads_to_the_object_itself() {
        let file = plain::file(&[
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "3 0 R".to_owned(),
            "4 0 R".to_owned(),
            "<< /Type /Pages /Count 1 /Kids [5 0 R] >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 6 0 R >>".to_owned(),
            "7 0 R".to_owned(),
            "6 0 R".to_owned(),
        ]);
        let document = open::open(file.as_bytes()).expect("it opens");
        assert_eq!(
            document.catalog().and_then(|catalog| catalog.get(b"Pages")).and_then(Object::as_reference).ok(),
            Some((4, 0))
        );
        assert_eq!(document.page_iter().count(), 1);
        assert_eq!(document.objects.keys().map(|id| id.0).collect::<Vec<_>>(), [1, 4, 5]);
    }
}
