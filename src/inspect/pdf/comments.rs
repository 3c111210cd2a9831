//! Comments in a PDF, and text that was marked to be blacked out and is still there (ISO 32000-1, 12.5.6; ISO 32000-2, 12.5.6.23).

use lopdf::{Dictionary, Document};

use super::objects::{array, as_dictionary, name, resolve, text};
use super::pages::Leaf;
use crate::model::{Hidden, HiddenKind};

/// What reviewers left on the pages.
pub(super) fn read(document: &Document, pages: &[Leaf]) -> Vec<Hidden> {
    let (mut comments, mut redactions) = (0, 0);
    for page in pages {
        let Some(node) = document.get_object(page.id).ok().and_then(as_dictionary) else { continue };
        for annotation in array(document, node, b"Annots").into_iter().flatten() {
            let Some(annotation) = resolve(document, annotation).and_then(as_dictionary) else { continue };
            comments += usize::from(is_comment(document, annotation));
            redactions += usize::from(name(document, annotation, b"Subtype") == Some(b"Redact"));
        }
    }
    let comments = Hidden::some(HiddenKind::Comment, comments);
    comments.into_iter().chain(Hidden::some(HiddenKind::Redaction, redactions)).collect()
}

/// Whether an annotation is a reviewer's: a note, a mark of the editor, or a highlight with words of its own. A highlight
/// without words may be the writer's own.
fn is_comment(document: &Document, annotation: &Dictionary) -> bool {
    let says = || text(document, annotation, b"Contents").is_some();
    match name(document, annotation, b"Subtype") {
        Some(b"Text" | b"Caret" | b"StrikeOut") => true,
        Some(b"Highlight" | b"Underline" | b"Squiggly" | b"Ink") => says(),
        _ => false,
    }
}
