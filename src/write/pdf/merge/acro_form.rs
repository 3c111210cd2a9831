//! Interactive forms (ISO 32000-1, 12.7): an annex's fields under one parent, so that two copies of a form stay apart.

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, text_string};

use super::Annex;
use super::transplant::Transplant;
use crate::inspect::pdf::objects::{array, as_dictionary, dictionary, get};

/// The form of the bundle.
#[derive(Debug, Default)]
pub(super) struct Form {
    fields: Vec<Object>,
    resources: Dictionary,
    order: Vec<Object>,
    need_appearances: bool,
}

/// Puts an annex's fields under a parent and gives its fonts names of their own, in the annex's own numbers.
pub(super) fn prepare(document: &mut Document, annex: &Annex) {
    let Some(form) = form(document).cloned() else { return };
    let fields: Vec<ObjectId> =
        array(document, &form, b"Fields").into_iter().flatten().filter_map(|field| field.as_reference().ok()).collect();
    if fields.is_empty() {
        return;
    }
    let mut parent = Dictionary::new();
    parent.set("T", text_string(&format!("annex{}", annex.number)));
    parent.set("Kids", fields.iter().map(|id| Object::Reference(*id)).collect::<Vec<_>>());
    for key in ["DA", "Q"] {
        if let Some(value) = get(document, &form, key.as_bytes()).cloned() {
            parent.set(key, value);
        }
    }
    let parent = document.add_object(parent);
    for id in &fields {
        if let Ok(field) = document.get_dictionary_mut(*id) {
            field.set("Parent", Object::Reference(parent));
        }
    }
    let mut form = form;
    form.set("Fields", vec![Object::Reference(parent)]);
    rename_fonts(document, &prefix(annex));
    let form = document.add_object(form);
    if let Ok(catalog) = document.catalog_mut() {
        catalog.set("AcroForm", Object::Reference(form));
    }
}

/// Brings an annex's form.
pub(super) fn bring(transplant: &mut Transplant<'_>, form: &mut Form, annex: &Annex) {
    let Some(theirs) = self::form(&transplant.from).cloned() else { return };
    let own_order = array(&transplant.from, &theirs, b"CO").cloned().unwrap_or_default();
    let fields = array(&transplant.from, &theirs, b"Fields").cloned().unwrap_or_default();
    form.fields.extend(fields.iter().map(|field| transplant.bring(field)));
    form.order.extend(own_order.iter().map(|field| transplant.bring(field)));
    form.need_appearances |= matches!(get(&transplant.from, &theirs, b"NeedAppearances"), Some(Object::Boolean(true)));
    let Some(resources) = dictionary(&transplant.from, &theirs, b"DR").cloned() else { return };
    for (kind, entries) in &resources {
        let Some(entries) =
            crate::inspect::pdf::objects::resolve(&transplant.from, entries).and_then(as_dictionary).cloned()
        else {
            continue;
        };
        let mut all = form.resources.get(kind).ok().and_then(|all| all.as_dict().ok()).cloned().unwrap_or_default();
        for (name, value) in &entries {
            let name = if kind == b"Font" { [prefix(annex).as_bytes(), name].concat() } else { name.clone() };
            all.set(name, transplant.bring(value));
        }
        form.resources.set(kind.clone(), all);
    }
}

impl Form {
    /// Writes the form, if there are fields.
    pub(super) fn write(self, document: &mut Document) {
        if self.fields.is_empty() {
            return;
        }
        let mut form = Dictionary::new();
        form.set("Fields", self.fields);
        form.set("DR", self.resources);
        if !self.order.is_empty() {
            form.set("CO", self.order);
        }
        if self.need_appearances {
            form.set("NeedAppearances", true);
        }
        let form = document.add_object(form);
        if let Ok(catalog) = document.catalog_mut() {
            catalog.set("AcroForm", Object::Reference(form));
        }
    }
}

fn form(document: &Document) -> Option<&Dictionary> {
    dictionary(document, document.catalog().ok()?, b"AcroForm")
}

fn prefix(annex: &Annex) -> String {
    format!("A{}", annex.number)
}

/// Gives the font in every default appearance (`/DA`) its prefix.
fn rename_fonts(document: &mut Document, prefix: &str) {
    for object in document.objects.values_mut() {
        let Object::Dictionary(dictionary) = object else { continue };
        if let Ok(Object::String(appearance, _)) = dictionary.get(b"DA") {
            let renamed = renamed(appearance, prefix);
            dictionary.set("DA", Object::String(renamed, StringFormat::Literal));
        }
    }
}

fn renamed(appearance: &[u8], prefix: &str) -> Vec<u8> {
    let mut renamed = Vec::with_capacity(appearance.len() + prefix.len());
    let is_font = appearance.windows(2).any(|window| window == b"Tf");
    let mut done = !is_font;
    for byte in appearance {
        renamed.push(*byte);
        if *byte == b'/' && !done {
            renamed.extend_from_slice(prefix.as_bytes());
            done = true;
        }
    }
    renamed
}
