//! What fields and buttons do by themselves (ISO 32000-1, 12.6): what still works beside other forms comes along, bent so
//! that it means this annex only; the rest is taken away, and the reading's losses name it.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};

use super::Annex;
use crate::inspect::pdf::actions::{Judge, TRIGGERS};
use crate::inspect::pdf::form;
use crate::inspect::pdf::objects::{
    array, as_dictionary, dictionary, get, integer, name, name_bytes, resolve, text_of_bytes,
};
use crate::inspect::pdf::pages::Leaf;

/// The flag of an action on all fields but those it names (ISO 32000-1, table 237).
const ALL_BUT: i64 = 1;

/// What the names in actions mean, in the annex's own numbers.
struct Meanings<'a> {
    document: &'a Document,
    judge: Judge<'a>,
    /// The fields at the top of the form.
    top: Vec<Object>,
    fields: BTreeMap<String, ObjectId>,
    spots: &'a BTreeMap<String, String>,
}

/// Fits what every field and widget does, in the annex's own numbers.
pub(super) fn prepare(document: &mut Document, leaves: &[Leaf], annex: &Annex) {
    let nodes = form::nodes(document, leaves);
    let meanings = Meanings {
        document,
        judge: Judge::new(document),
        top: form::form(document).and_then(|form| array(document, form, b"Fields")).cloned().unwrap_or_default(),
        fields: form::by_name(document, &nodes),
        spots: &annex.spots,
    };
    let fitted: Vec<(ObjectId, Dictionary)> = nodes
        .iter()
        .filter(|node| node.entries.has(b"AA") || node.entries.has(b"A"))
        .filter_map(|node| Some((node.id?, meanings.fitted(node.entries))))
        .collect();
    for (id, node) in fitted {
        document.objects.insert(id, Object::Dictionary(node));
    }
}

impl Meanings<'_> {
    fn fitted(&self, node: &Dictionary) -> Dictionary {
        let mut fitted = node.clone();
        fitted.remove(b"AA");
        fitted.remove(b"A");
        let triggers = dictionary(self.document, node, b"AA");
        let kept: Dictionary = TRIGGERS
            .iter()
            .filter_map(|key| Some((key.to_vec(), Object::Dictionary(self.kept(triggers?.get(key).ok()?)?))))
            .collect();
        if !kept.is_empty() {
            fitted.set("AA", kept);
        }
        if let Some(action) = node.get(b"A").ok().and_then(|action| self.kept(action)) {
            fitted.set("A", action);
        }
        fitted
    }

    /// An action that may come along.
    fn kept(&self, action: &Object) -> Option<Dictionary> {
        let action = resolve(self.document, action).and_then(as_dictionary)?;
        self.judge.is_kept(action).then(|| self.bent(action))
    }

    /// An action, and those that follow it, with every name turned into what it means in this annex. The chain is short:
    /// [`Judge::is_kept`] has counted it.
    fn bent(&self, action: &Dictionary) -> Dictionary {
        let mut bent = action.clone();
        match name(self.document, action, b"S") {
            Some(b"ResetForm") => {
                bent.set("Fields", self.to_reset(action));
                bent.remove(b"Flags");
            }
            Some(b"Hide") => {
                if let Some(hidden) = get(self.document, action, b"T") {
                    bent.set("T", self.to_hide(hidden, action));
                }
            }
            Some(b"GoTo") => {
                let own = get(self.document, action, b"D").and_then(name_bytes).map(text_of_bytes);
                if let Some(spot) = own.and_then(|own| self.spots.get(&own)) {
                    bent.set("D", Object::String(spot.as_bytes().to_vec(), StringFormat::Literal));
                }
            }
            _ => {}
        }
        match get(self.document, action, b"Next") {
            Some(Object::Array(next)) => {
                let next = next.iter().filter_map(|action| resolve(self.document, action).and_then(as_dictionary));
                bent.set("Next", next.map(|action| Object::Dictionary(self.bent(action))).collect::<Vec<_>>());
            }
            Some(Object::Dictionary(next)) => bent.set("Next", self.bent(next)),
            _ => {
                bent.remove(b"Next");
            }
        }
        bent
    }

    /// The fields that a reset means. Without names it means the whole form, which is this annex's and no other's.
    fn to_reset(&self, action: &Dictionary) -> Vec<Object> {
        let Some(named) = array(self.document, action, b"Fields") else { return self.top.clone() };
        let named: Vec<Object> = named.iter().filter_map(|field| self.field(field)).collect();
        if integer(self.document, action, b"Flags").unwrap_or(0) & ALL_BUT == 0 {
            return named;
        }
        let spared: Vec<&String> = self
            .fields
            .iter()
            .filter(|(_, id)| named.contains(&Object::Reference(**id)))
            .map(|(name, _)| name)
            .collect();
        let is_line = |upper: &str, lower: &str| lower == upper || lower.starts_with(&format!("{upper}."));
        self.fields
            .iter()
            .filter(|(name, _)| !spared.iter().any(|spared| is_line(spared, name) || is_line(name, spared)))
            .map(|(_, id)| Object::Reference(*id))
            .collect()
    }

    fn to_hide(&self, hidden: &Object, action: &Dictionary) -> Object {
        match hidden {
            Object::Array(all) => Object::Array(all.iter().filter_map(|field| self.field(field)).collect()),
            Object::String(..) => self.field(hidden).unwrap_or(Object::Null),
            _ => action.get(b"T").cloned().unwrap_or(Object::Null),
        }
    }

    /// A field that is named, or referred to, as a reference.
    fn field(&self, field: &Object) -> Option<Object> {
        match field {
            Object::Reference(id) if self.document.get_dictionary(*id).is_ok() => Some(field.clone()),
            _ => {
                let name = resolve(self.document, field).and_then(name_bytes).map(text_of_bytes)?;
                self.fields.get(&name).map(|id| Object::Reference(*id))
            }
        }
    }
}
