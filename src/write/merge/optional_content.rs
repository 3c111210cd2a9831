//! Optional content, or layers (ISO 32000-1, 8.11): each annex's groups, shown as the annex shows them.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

use super::transplant::Transplant;
use crate::inspect::pdf::objects::{array, dictionary, name};

/// The layers of the bundle.
#[derive(Debug, Default)]
pub(super) struct Layers {
    groups: Vec<Object>,
    hidden: Vec<Object>,
    order: Vec<Object>,
    /// The rest of the configuration that is a list (table 101): groups of which one is shown, those that a reader cannot
    /// switch, and those that switch by themselves.
    others: BTreeMap<&'static str, Vec<Object>>,
}

/// The lists that are joined as they are.
const OTHERS: [&str; 3] = ["RBGroups", "Locked", "AS"];

/// Brings an annex's layers.
pub(super) fn bring(transplant: &mut Transplant<'_>, layers: &mut Layers) {
    let properties = transplant
        .from
        .catalog()
        .ok()
        .and_then(|catalog| dictionary(&transplant.from, catalog, b"OCProperties"))
        .cloned();
    let Some(properties) = properties else { return };
    let groups = array(&transplant.from, &properties, b"OCGs").cloned().unwrap_or_default();
    let Some(shown) = dictionary(&transplant.from, &properties, b"D").cloned() else { return };
    let list = |key: &[u8]| array(&transplant.from, &shown, key).cloned().unwrap_or_default();
    let (on, off, order) = (list(b"ON"), list(b"OFF"), list(b"Order"));
    let others = OTHERS.map(|key| (key, list(key.as_bytes())));
    let hidden: Vec<Object> = match name(&transplant.from, &shown, b"BaseState") {
        Some(b"OFF") => groups.iter().filter(|group| !on.contains(group)).cloned().collect(),
        _ => off,
    };
    layers.groups.extend(groups.into_iter().map(|group| transplant.bring(group)));
    layers.hidden.extend(hidden.into_iter().map(|group| transplant.bring(group)));
    for (key, entries) in others {
        layers.others.entry(key).or_default().extend(entries.into_iter().map(|entry| transplant.bring(entry)));
    }
    layers.order.extend(order.into_iter().map(|entry| transplant.bring(entry)));
}

impl Layers {
    /// Writes the layers, if there are any. The configuration has a name, as ISO 14289-1, 7.10 asks.
    pub(super) fn write(self, document: &mut Document) {
        if self.groups.is_empty() {
            return;
        }
        let mut shown = Dictionary::new();
        shown.set("Name", lopdf::text_string("As each document shows them"));
        shown.set("OFF", self.hidden);
        shown.set("Order", self.order);
        for (key, entries) in self.others.into_iter().filter(|(_, entries)| !entries.is_empty()) {
            shown.set(key, entries);
        }
        let mut properties = Dictionary::new();
        properties.set("OCGs", self.groups);
        properties.set("D", shown);
        if let Ok(catalog) = document.catalog_mut() {
            catalog.set("OCProperties", properties);
        }
    }
}
