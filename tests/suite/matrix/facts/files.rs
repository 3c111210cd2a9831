//! The files attached to a PDF.

use lopdf::{Dictionary, Document, Object};

use super::{Part, list, text};

/// How deep a tree of names is followed.
const DEEPEST: usize = 20;

/// The attached files that have a name, with what each says. The finished PDF has those of all annexes.
pub(in crate::matrix) fn attached_files(part: &Part<'_>) -> Vec<String> {
    let names = part.dictionary(part.catalog(), b"Names");
    let tree = names.and_then(|names| part.dictionary(names, b"EmbeddedFiles"));
    tree.map(|tree| below(part.document, tree, DEEPEST)).unwrap_or_default()
}

fn below(document: &Document, node: &Dictionary, depth: usize) -> Vec<String> {
    let names = list(document, node, b"Names");
    let mut told: Vec<String> = names.chunks_exact(2).filter_map(|pair| file(document, &pair[1])).collect();
    for kid in list(document, node, b"Kids").iter().filter(|_| depth > 0) {
        let kid = document.dereference(kid).ok().and_then(|(_, kid)| kid.as_dict().ok());
        told.extend(kid.map(|kid| below(document, kid, depth - 1)).unwrap_or_default());
    }
    told
}

fn file(document: &Document, specification: &Object) -> Option<String> {
    let specification = document.dereference(specification).ok()?.1.as_dict().ok()?;
    let name = specification.get(b"UF").or_else(|_| specification.get(b"F")).and_then(Object::as_str).ok()?;
    let contents = specification.get_deref(b"EF", document).and_then(Object::as_dict).ok()?;
    let contents = contents.get_deref(b"F", document).and_then(Object::as_stream).ok()?;
    Some(format!("{}: {}", text(name), text(&contents.get_plain_content().ok()?)))
}
