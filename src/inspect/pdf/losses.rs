//! What a PDF would lose by being bound into another: scripts, XFA and signatures, and parts that cannot be read.

use lopdf::Document;

use super::objects::{array, as_dictionary, dictionary, get};
use super::pages::Leaf;
use super::{actions, form, torn};
use crate::model::Loss;

/// Everything that a bound copy cannot keep, field by field in their order.
pub(crate) fn read(bytes: &[u8], document: &Document, leaves: &[Leaf]) -> Vec<Loss> {
    let nodes = form::nodes(document, leaves);
    let judge = actions::Judge::new(document);
    let mut losses = Vec::new();
    for node in &nodes {
        let field = || form::label(document, node.entries);
        losses.extend(
            form::lost_events(&judge, node.entries)
                .into_iter()
                .map(|event| Loss::FieldAction { field: field(), event }),
        );
        if form::is_signed(document, node.entries) {
            losses.push(Loss::Signature(field()));
        }
    }
    if has_document_scripts(document, leaves)
        || nodes.iter().any(|node| actions::acts_with_widget(document, node.entries))
    {
        losses.push(Loss::DocumentScripts);
    }
    if form::form(document).is_some_and(|form| get(document, form, b"XFA").is_some()) {
        losses.push(Loss::Xfa);
    }
    match torn::lost(bytes, document).len() {
        0 => {}
        parts => losses.push(Loss::Parts(parts)),
    }
    losses
}

/// Scripts that no field owns: of the whole document (`/Names /JavaScript`, `/OpenAction`, `/AA`) and of its pages.
fn has_document_scripts(document: &Document, leaves: &[Leaf]) -> bool {
    let Ok(catalog) = document.catalog() else { return false };
    let shared = dictionary(document, catalog, b"Names").and_then(|names| dictionary(document, names, b"JavaScript"));
    let is_shared = shared.is_some_and(|tree| {
        [b"Names".as_slice(), b"Kids"].iter().any(|key| array(document, tree, key).is_some_and(|all| !all.is_empty()))
    });
    let opens = dictionary(document, catalog, b"OpenAction").is_some_and(|action| actions::is_script(document, action));
    let page_acts = |leaf: &Leaf| {
        let page = document.get_object(leaf.id).ok().and_then(as_dictionary);
        page.is_some_and(|page| actions::acts_with_page(document, page))
    };
    is_shared || opens || actions::acts_with_document(document, catalog) || leaves.iter().any(page_acts)
}
