//! Attached files (ISO 32000-1, 7.11.4) in one sorted name tree: the originals that Typst attached, and the files that the
//! annexes bring along, under names with the annex's number.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, Stream, text_string};

use super::Annex;
use super::names::{read_tree, write_tree};
use super::transplant::Transplant;
use crate::inspect::pdf::attachments::Attachment;
use crate::inspect::pdf::objects::{dictionary, name_bytes};

/// The files that annexes bring along.
#[derive(Debug, Default)]
pub(super) struct Files {
    named: BTreeMap<Vec<u8>, Object>,
    associated: Vec<Object>,
}

/// Gives every attached file its name in both forms, as ISO 14289-1, 7.11 asks, in the annex's own numbers.
pub(super) fn prepare(document: &mut Document, attachments: &[Attachment]) {
    for attachment in attachments {
        let Some(id) = attachment.file.as_reference().ok() else { continue };
        if let Ok(specification) = document.get_dictionary_mut(id) {
            for key in ["F", "UF"] {
                if !specification.has(key.as_bytes()) {
                    specification.set(key, text_string(&attachment.name));
                }
            }
        }
    }
}

/// Brings an annex's attached files.
pub(super) fn bring(transplant: &mut Transplant<'_>, files: &mut Files, annex: &Annex, attachments: &[Attachment]) {
    for attachment in attachments {
        let file = match transplant.bring(attachment.file.clone()) {
            Object::Dictionary(specification) => Object::Reference(transplant.into.add_object(specification)),
            file => file,
        };
        files.add(annex, &attachment.name, &file);
        if attachment.is_associated {
            files.associated.push(file);
        }
    }
}

impl Files {
    /// The files that an annex's own catalogue names.
    pub(super) fn associated(&self) -> impl Iterator<Item = &Object> {
        self.associated.iter()
    }

    /// Attaches an annex that could not be bound in after all.
    pub(super) fn add_original(&mut self, document: &mut Document, annex: &Annex) {
        let mut contents = Dictionary::new();
        contents.set("Type", Object::Name(b"EmbeddedFile".to_vec()));
        contents.set("Subtype", Object::Name(b"application/pdf".to_vec()));
        let contents = document.add_object(Stream::new(contents, annex.bytes.to_vec()));
        let name = "original.pdf";
        let mut embedded = Dictionary::new();
        embedded.set("F", Object::Reference(contents));
        let mut specification = Dictionary::new();
        specification.set("Type", Object::Name(b"Filespec".to_vec()));
        specification.set("F", text_string(name));
        specification.set("UF", text_string(name));
        specification.set("Desc", text_string(&format!("{}: the original, a PDF", annex.title)));
        specification.set("AFRelationship", Object::Name(b"Source".to_vec()));
        specification.set("EF", embedded);
        let file = Object::Reference(document.add_object(specification));
        self.add(annex, name, &file);
        self.associated.push(file);
    }

    fn add(&mut self, annex: &Annex, name: &str, file: &Object) {
        let called = |name: &str| name_bytes(&text_string(name)).map(<[u8]>::to_vec).unwrap_or_default();
        let name = format!("annex{}-{name}", annex.number);
        let mut free = called(&name);
        let mut count = 1_u32;
        while self.named.contains_key(&free) {
            count += 1;
            free = called(&format!("{name} ({count})"));
        }
        self.named.insert(free, file.clone());
    }

    /// Writes the tree, if an annex brought files; else Typst's stays as it is.
    pub(super) fn write(self, document: &mut Document) {
        if self.named.is_empty() {
            return;
        }
        let mut names = document
            .catalog()
            .ok()
            .and_then(|catalog| dictionary(document, catalog, b"Names"))
            .cloned()
            .unwrap_or_default();
        let mut all =
            dictionary(document, &names, b"EmbeddedFiles").map(|tree| read_tree(document, tree)).unwrap_or_default();
        all.extend(self.named);
        names.set("EmbeddedFiles", write_tree(document, all));
        if let Ok(catalog) = document.catalog_mut() {
            catalog.set("Names", names);
        }
    }
}
