//! Interactive forms (ISO 32000-1, 12.7): an annex's fields under one parent, so that two copies of a form stay apart.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, text_string};

use super::Annex;
use super::transplant::Transplant;
use crate::inspect::pdf as reader;
use crate::inspect::pdf::form::form;
use crate::inspect::pdf::objects::{array, as_dictionary, dictionary, get, name, resolve};
use crate::inspect::pdf::pages::Leaf;

/// The form of the bundle.
#[derive(Debug, Default)]
pub(super) struct Form {
    fields: Vec<Object>,
    resources: Dictionary,
    order: Vec<Object>,
    need_appearances: bool,
}

/// Takes fields into the form that stand on a page only, as some writers leave them: a viewer finds them either way, but
/// their names would not be kept apart.
pub(super) fn adopt(document: &mut Document, leaves: &[Leaf]) {
    let mut fields = form(document).and_then(|form| array(document, form, b"Fields")).cloned().unwrap_or_default();
    let reached: BTreeSet<ObjectId> = fields.iter().filter_map(|field| field.as_reference().ok()).collect();
    let is_field =
        |id: &ObjectId| document.get_dictionary(*id).is_ok_and(|field| field.has(b"FT") || field.has(b"Kids"));
    let tops: BTreeSet<ObjectId> = reader::form::nodes(document, leaves)
        .iter()
        .filter_map(|node| reader::form::top(document, node.id?))
        .filter(|id| !reached.contains(id) && is_field(id))
        .collect();
    if tops.is_empty() {
        return;
    }
    fields.extend(tops.into_iter().map(Object::Reference));
    let mut form = form(document).cloned().unwrap_or_default();
    form.set("Fields", fields);
    if let Ok(catalog) = document.catalog_mut() {
        catalog.set("AcroForm", form);
    }
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
    let fonts = dictionary(document, &form, b"DR")
        .and_then(|resources| dictionary(document, resources, b"Font"))
        .map(|fonts| fonts.iter().map(|(name, _)| name.clone()).collect())
        .unwrap_or_default();
    rename_fonts(document, &fonts, &prefix(annex));
    let form = document.add_object(form);
    if let Ok(catalog) = document.catalog_mut() {
        catalog.set("AcroForm", Object::Reference(form));
    }
}

/// Brings an annex's form.
pub(super) fn bring(transplant: &mut Transplant<'_>, form: &mut Form, annex: &Annex) {
    let Some(theirs) = reader::form::form(&transplant.from).cloned() else { return };
    let own_order: Vec<Object> = array(&transplant.from, &theirs, b"CO")
        .into_iter()
        .flatten()
        .filter(|field| is_calculated(&transplant.from, field))
        .cloned()
        .collect();
    let fields = array(&transplant.from, &theirs, b"Fields").cloned().unwrap_or_default();
    form.fields.extend(fields.into_iter().map(|field| transplant.bring(field)));
    form.order.extend(own_order.into_iter().map(|field| transplant.bring(field)));
    let asks = matches!(get(&transplant.from, &theirs, b"NeedAppearances"), Some(Object::Boolean(true)));
    form.need_appearances |= asks && has_undrawn_value(&transplant.from);
    let Some(resources) = dictionary(&transplant.from, &theirs, b"DR").cloned() else { return };
    for (kind, entries) in &resources {
        let Some(entries) = resolve(&transplant.from, entries).and_then(as_dictionary).cloned() else {
            continue;
        };
        let mut all = form.resources.get(kind).ok().and_then(|all| all.as_dict().ok()).cloned().unwrap_or_default();
        for (name, value) in entries {
            let name = if kind == b"Font" { [prefix(annex).as_bytes(), &name].concat() } else { name };
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

/// Whether a field has a value that nobody has drawn. Only then must viewers draw the fields anew, for they would draw those
/// of all other annexes anew as well; an empty field is drawn when it is filled in.
fn has_undrawn_value(document: &Document) -> bool {
    document.objects.values().filter_map(as_dictionary).any(|widget| {
        name(document, widget, b"Subtype") == Some(b"Widget") && !widget.has(b"AP") && has_value(document, widget)
    })
}

/// Whether something was filled in, chosen or ticked: in the widget itself or in the field that it is a place of.
pub(super) fn has_value(document: &Document, widget: &Dictionary) -> bool {
    let is_empty = |value: &Object| match value {
        Object::String(value, _) => value.is_empty(),
        Object::Name(state) => state == b"Off",
        _ => false,
    };
    let is_filled = |field: &Dictionary| get(document, field, b"V").is_some_and(|value| !is_empty(value));
    is_filled(widget) || dictionary(document, widget, b"Parent").is_some_and(is_filled)
}

/// Whether a field still calculates itself: others have no place in the order of calculation.
fn is_calculated(document: &Document, field: &Object) -> bool {
    let field = resolve(document, field).and_then(as_dictionary);
    let triggers = field.and_then(|field| dictionary(document, field, b"AA"));
    triggers.is_some_and(|triggers| triggers.has(b"C"))
}

fn prefix(annex: &Annex) -> String {
    format!("A{}", annex.number)
}

/// Gives the font in every default appearance (`/DA`) its prefix, if the form has such a font.
fn rename_fonts(document: &mut Document, fonts: &BTreeSet<Vec<u8>>, prefix: &str) {
    for object in document.objects.values_mut() {
        let Object::Dictionary(dictionary) = object else { continue };
        if let Ok(Object::String(appearance, _)) = dictionary.get(b"DA") {
            let renamed = renamed(appearance, fonts, prefix);
            dictionary.set("DA", Object::String(renamed, StringFormat::Literal));
        }
    }
}

/// A default appearance with another name for its font: the name two words before `Tf` (ISO 32000-1, 12.7.3.3).
fn renamed(appearance: &[u8], fonts: &BTreeSet<Vec<u8>>, prefix: &str) -> Vec<u8> {
    let words: Vec<&[u8]> = appearance.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).collect();
    let name = words
        .iter()
        .position(|word| *word == b"Tf")
        .and_then(|at| words.get(at.checked_sub(2)?)?.strip_prefix(b"/"))
        .filter(|name| fonts.contains(*name));
    let Some(name) = name else { return appearance.to_vec() };
    let written = [b"/", name].concat();
    let ends = |at: usize| appearance.get(at + written.len()).is_some_and(u8::is_ascii_whitespace);
    let at = appearance.windows(written.len()).enumerate().find(|(at, window)| *window == written && ends(*at));
    let Some((at, _)) = at else { return appearance.to_vec() };
    [&appearance[..=at], prefix.as_bytes(), &appearance[at + 1..]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_of_an_appearance_is_renamed_and_no_other_name() {
        let fonts = BTreeSet::from([b"Helv".to_vec()]);
        let renamed = |appearance: &str| String::from_utf8(renamed(appearance.as_bytes(), &fonts, "A1")).expect("text");
        assert_eq!(renamed("/Helv 0 Tf 0 g"), "/A1Helv 0 Tf 0 g");
        assert_eq!(renamed("/DeviceRGB cs 1 0 0 sc /Helv 12 Tf"), "/DeviceRGB cs 1 0 0 sc /A1Helv 12 Tf");
        assert_eq!(renamed("/HeBo 0 Tf /Helv"), "/HeBo 0 Tf /Helv");
        assert_eq!(renamed("0 g"), "0 g");
    }
}
