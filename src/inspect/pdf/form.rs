//! The interactive form (ISO 32000-1, 12.7): its fields, what they are called, and what they do by themselves.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::actions::{Judge, TRIGGERS};
use super::objects::{array, as_dictionary, dictionary, get, name, resolve, text};
use super::pages::Leaf;
use crate::model::FieldEvent;

/// The most fields: a form of a hundred pages has a tenth. What more would do by itself could not be judged.
const MOST: usize = 10_000;

/// The most fields above a field.
const DEEPEST: usize = 32;

/// A field, or a widget of one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node<'a> {
    /// Its object; `None` for a widget that is written straight into its page.
    pub(crate) id: Option<ObjectId>,
    /// What it holds.
    pub(crate) entries: &'a Dictionary,
}

/// The form, if the document has one.
pub(crate) fn form(document: &Document) -> Option<&Dictionary> {
    dictionary(document, document.catalog().ok()?, b"AcroForm")
}

/// Every field below the form, parents first, then every widget on a page that no field leads to.
pub(crate) fn nodes<'a>(document: &'a Document, leaves: &[Leaf]) -> Vec<Node<'a>> {
    let fields = form(document).and_then(|form| array(document, form, b"Fields"));
    let mut open: Vec<&Object> = fields.into_iter().flatten().rev().collect();
    let mut seen = BTreeSet::new();
    let mut nodes = Vec::new();
    while let Some(object) = open.pop().filter(|_| nodes.len() < MOST) {
        let Some(id) = object.as_reference().ok().filter(|id| seen.insert(*id)) else { continue };
        let Some(entries) = resolve(document, object).and_then(as_dictionary) else { continue };
        nodes.push(Node { id: Some(id), entries });
        open.extend(array(document, entries, b"Kids").into_iter().flatten().rev());
    }
    for leaf in leaves {
        let Some(page) = document.get_object(leaf.id).ok().and_then(as_dictionary) else { continue };
        for annotation in array(document, page, b"Annots").into_iter().flatten() {
            let id = annotation.as_reference().ok();
            let is_new = nodes.len() < MOST && id.is_none_or(|id| seen.insert(id));
            let entries = resolve(document, annotation).and_then(as_dictionary).filter(|_| is_new);
            let widget = entries.filter(|entries| name(document, entries, b"Subtype") == Some(b"Widget"));
            nodes.extend(widget.map(|entries| Node { id, entries }));
        }
    }
    nodes
}

/// Whether a form has more fields than are looked at.
pub(super) fn is_too_large(document: &Document, leaves: &[Leaf]) -> bool {
    nodes(document, leaves).len() >= MOST
}

/// The field and those above it, from itself upwards.
fn line<'a>(document: &'a Document, entries: &'a Dictionary) -> impl Iterator<Item = &'a Dictionary> {
    std::iter::successors(Some(entries), |entries| dictionary(document, entries, b"Parent")).take(DEEPEST)
}

/// What a person calls a field: what a screen reader says (`/TU`), else its name.
pub(crate) fn label(document: &Document, entries: &Dictionary) -> String {
    line(document, entries)
        .find_map(|entries| text(document, entries, b"TU"))
        .unwrap_or_else(|| full_name(document, entries))
}

/// The fully qualified name of a field (ISO 32000-1, 12.7.3.2).
pub(crate) fn full_name(document: &Document, entries: &Dictionary) -> String {
    let mut parts: Vec<String> = line(document, entries).filter_map(|entries| text(document, entries, b"T")).collect();
    parts.reverse();
    parts.join(".")
}

/// The fields that have a name of their own, by their full names.
pub(crate) fn by_name(document: &Document, nodes: &[Node<'_>]) -> BTreeMap<String, ObjectId> {
    let named = nodes.iter().filter(|node| node.entries.has(b"T"));
    named.filter_map(|node| Some((full_name(document, node.entries), node.id?))).collect()
}

/// The field at the top of a field's line; `None` when its parents bite their tail.
pub(crate) fn top(document: &Document, id: ObjectId) -> Option<ObjectId> {
    let mut id = id;
    for _ in 0..DEEPEST {
        match document.get_dictionary(id).ok()?.get(b"Parent").and_then(Object::as_reference) {
            Ok(parent) => id = parent,
            Err(_) => return Some(id),
        }
    }
    None
}

/// What kind of field it is, its own or inherited: `Tx`, `Ch`, `Btn` or `Sig`.
pub(crate) fn kind<'a>(document: &'a Document, entries: &'a Dictionary) -> Option<&'a [u8]> {
    line(document, entries).find_map(|entries| name(document, entries, b"FT"))
}

/// Whether somebody has signed here (ISO 32000-1, 12.8).
pub(crate) fn is_signed(document: &Document, entries: &Dictionary) -> bool {
    entries.has(b"V") && kind(document, entries) == Some(b"Sig") && get(document, entries, b"V").is_some()
}

/// What a field does by itself that may not come along: each event once.
pub(crate) fn lost_events(judge: &Judge<'_>, entries: &Dictionary) -> BTreeSet<FieldEvent> {
    let document = judge.document;
    let triggers = dictionary(document, entries, b"AA");
    let additional = TRIGGERS.iter().filter_map(|key| Some((event(key)?, dictionary(document, triggers?, key)?)));
    let pressed = dictionary(document, entries, b"A").map(|action| (FieldEvent::Press, action));
    additional.chain(pressed).filter(|(_, action)| !judge.is_kept(action)).map(|(event, _)| event).collect()
}

fn event(key: &[u8]) -> Option<FieldEvent> {
    Some(match key {
        b"C" => FieldEvent::Calculate,
        b"F" => FieldEvent::Format,
        b"K" => FieldEvent::Type,
        b"V" => FieldEvent::Check,
        b"D" | b"U" => FieldEvent::Press,
        b"E" | b"X" | b"Fo" | b"Bl" => FieldEvent::Visit,
        _ => return None,
    })
}
