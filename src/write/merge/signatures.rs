//! Signatures (ISO 32000-1, 12.8): a signature is true of the signed file's bytes only, so a bound copy keeps its picture and
//! makes no claim. No viewer then shows a broken signature, and nobody is asked to sign over the picture.

use lopdf::{Document, ObjectId};

use crate::inspect::pdf::form;
use crate::inspect::pdf::objects::integer;
use crate::inspect::pdf::pages::Leaf;

/// The flag of a field that cannot be changed (ISO 32000-1, table 221).
const READ_ONLY: i64 = 1;

/// Takes the proof out of every signature, and what signing would lock, in the annex's own numbers.
pub(super) fn prepare(document: &mut Document, leaves: &[Leaf]) {
    let nodes = form::nodes(document, leaves);
    let fields: Vec<(ObjectId, bool)> = nodes
        .iter()
        .filter(|node| form::kind(document, node.entries) == Some(b"Sig"))
        .filter_map(|node| Some((node.id?, form::is_signed(document, node.entries))))
        .collect();
    for (id, is_signed) in fields {
        let flags = document.get_dictionary(id).ok().and_then(|field| integer(document, field, b"Ff")).unwrap_or(0);
        let Ok(field) = document.get_dictionary_mut(id) else { continue };
        field.remove(b"Lock");
        if is_signed {
            field.remove(b"V");
            field.set("Ff", flags | READ_ONLY);
        }
    }
}
