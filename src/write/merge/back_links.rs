//! “Back to guide” on every annex page: the stamp's words are Typst's, the link over them is made here, because Typst
//! allows none in the margin of a page.

use lopdf::{Dictionary, Object, ObjectId, text_string};

use super::annotations::go_to;
use super::strip::{SIDE, STRIP, scale};
use super::{BackLink, Bundle};
use crate::inspect::pdf::objects::{array, as_dictionary};
use crate::inspect::pdf::pages::Rectangle;

/// The width of the words, in points.
const WORDS: f32 = 52.0;

/// Adds the links.
pub(super) fn add(bundle: &mut Bundle, links: &[BackLink]) {
    let mut made = Vec::new();
    for link in links {
        let Some(page) = bundle.pages.get(link.page).copied() else { continue };
        if let Some(annotation) = annotate(bundle, page, link) {
            made.push((link.page, page, annotation));
        }
    }
    bundle.tags.add_links(&mut bundle.document, &made);
}

fn annotate(bundle: &mut Bundle, page: ObjectId, link: &BackLink) -> Option<ObjectId> {
    let rectangle = bundle.tags.on_page(page, rectangle(bundle, page, link)?);
    let mut annotation = Dictionary::new();
    annotation.set("Type", Object::Name(b"Annot".to_vec()));
    annotation.set("Subtype", Object::Name(b"Link".to_vec()));
    annotation.set("Rect", rectangle.to_object());
    annotation.set("Border", vec![Object::Integer(0); 3]);
    annotation.set("F", 4);
    annotation.set("A", go_to(&link.to));
    annotation.set("Contents", text_string(&link.words));
    annotation.set("StructParent", bundle.tags.take_key());
    let id = bundle.document.add_object(annotation);
    let node = bundle.document.get_object(page).ok().and_then(as_dictionary)?;
    let mut annotations = array(&bundle.document, node, b"Annots").cloned().unwrap_or_default();
    annotations.push(Object::Reference(id));
    let node = bundle.document.get_dictionary_mut(page).ok()?;
    node.set("Annots", annotations);
    node.set("Tabs", Object::Name(b"S".to_vec()));
    Some(id)
}

/// Where the words stand, in the units of the page as Typst made it.
fn rectangle(bundle: &Bundle, page: ObjectId, link: &BackLink) -> Option<Rectangle> {
    let (width, height) = bundle.sizes.get(&page).copied()?;
    Some(if link.is_placeholder {
        let from_right = |points: f32| width - points * scale(width);
        let (bottom, top) = (height - STRIP + 2.0, height - 3.0);
        Rectangle { left: from_right(12.0 + WORDS), bottom, right: from_right(10.0), top }
    } else {
        Rectangle { left: width - SIDE - WORDS, bottom: height - 38.0, right: width - SIDE + 2.0, top: height - 23.0 }
    })
}
