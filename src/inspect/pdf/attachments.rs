//! The files attached to a PDF (ISO 32000-1, 7.11.4): by name, at a spot of a page, or associated with the whole.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::objects::{array, as_dictionary, dictionary, get, name, resolve, text, text_of_bytes};
use super::pages::Leaf;
use crate::model::AttachedFiles;

/// The most files that are looked at.
const MOST: usize = 10_000;

/// How much of a name is told, in letters.
const LONGEST_NAME: usize = 80;

/// A file attached to a PDF.
#[derive(Debug, Clone)]
pub(crate) struct Attachment {
    /// What it is called.
    pub(crate) name: String,
    /// Its file specification: a reference where it is an object of its own.
    pub(crate) file: Object,
    /// Whether the catalogue names it as an associated file (`/AF`; ISO 32000-2, 14.13).
    pub(crate) is_associated: bool,
}

/// Every attached file once: first those with names, then those associated with the whole, then those on pages.
pub(crate) fn read(document: &Document, leaves: &[Leaf]) -> Vec<Attachment> {
    let associated = associated(document);
    let is_associated = |file: &Object| associated.iter().any(|other| other.as_reference().is_ok() && other == file);
    let mut seen: BTreeSet<ObjectId> = BTreeSet::new();
    let all = named(document)
        .into_iter()
        .chain(associated.iter().map(|file| (String::new(), file.clone())))
        .chain(on_pages(document, leaves).into_iter().map(|file| (String::new(), file)));
    all.filter(|(_, file)| file.as_reference().map_or(true, |id| seen.insert(id)))
        .filter_map(|(key, file)| {
            let specification = resolve(document, &file).and_then(as_dictionary)?;
            dictionary(document, specification, b"EF")?;
            let name = name_of(document, specification).unwrap_or(key);
            Some(Attachment { name, is_associated: is_associated(&file), file })
        })
        .take(MOST)
        .collect()
}

/// What a person should know of the attached files; `None` when there are none.
pub(super) fn told(document: &Document, leaves: &[Leaf]) -> Option<AttachedFiles> {
    let told = |name: String| name.chars().take(LONGEST_NAME).collect();
    let names: Vec<String> = read(document, leaves).into_iter().map(|attachment| told(attachment.name)).collect();
    let is_portfolio = document.catalog().is_ok_and(|catalog| dictionary(document, catalog, b"Collection").is_some());
    (!names.is_empty()).then_some(AttachedFiles { names, is_portfolio })
}

/// What a file is called: `/UF`, else `/F`.
fn name_of(document: &Document, specification: &Dictionary) -> Option<String> {
    text(document, specification, b"UF").or_else(|| text(document, specification, b"F"))
}

fn named(document: &Document) -> Vec<(String, Object)> {
    let names = document.catalog().ok().and_then(|catalog| dictionary(document, catalog, b"Names"));
    let mut open: Vec<&Dictionary> =
        names.and_then(|names| dictionary(document, names, b"EmbeddedFiles")).into_iter().collect();
    let mut seen = BTreeSet::new();
    let mut files = Vec::new();
    while let Some(node) = open.pop().filter(|_| files.len() < MOST) {
        for pair in array(document, node, b"Names").map(Vec::as_slice).unwrap_or_default().chunks_exact(2) {
            let key = resolve(document, &pair[0]).and_then(|key| key.as_str().ok()).map(text_of_bytes);
            files.push((key.unwrap_or_default(), pair[1].clone()));
        }
        for kid in array(document, node, b"Kids").into_iter().flatten().rev() {
            if kid.as_reference().is_ok_and(|id| seen.insert(id)) {
                open.extend(resolve(document, kid).and_then(as_dictionary));
            }
        }
    }
    files
}

fn associated(document: &Document) -> Vec<Object> {
    let Ok(catalog) = document.catalog() else { return Vec::new() };
    match (get(document, catalog, b"AF"), catalog.get(b"AF")) {
        (Some(Object::Array(files)), _) => files.iter().take(MOST).cloned().collect(),
        (Some(_), Ok(file)) => vec![file.clone()],
        _ => Vec::new(),
    }
}

fn on_pages(document: &Document, leaves: &[Leaf]) -> Vec<Object> {
    let mut files = Vec::new();
    for leaf in leaves {
        let Some(page) = document.get_object(leaf.id).ok().and_then(as_dictionary) else { continue };
        for annotation in array(document, page, b"Annots").into_iter().flatten() {
            let Some(annotation) = resolve(document, annotation).and_then(as_dictionary) else { continue };
            if name(document, annotation, b"Subtype") == Some(b"FileAttachment") {
                files.extend(annotation.get(b"FS").ok().cloned());
            }
        }
    }
    files
}
