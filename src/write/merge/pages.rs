//! A page of an annex in its placeholder: boxes, contents, resources (ISO 32000-1, 7.7.3.3).
//!
//! The page object stays Typst's, so that whatever points at it stays true. The visible box grows by the strip at the
//! visual top; the annex's own contents stay byte for byte.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::strip::{self, STRIP};
use super::structure_tree::{MOST_MARKS, Tags};
use super::transplant::Transplant;
use crate::inspect::pdf::contents;
use crate::inspect::pdf::objects::{array, as_dictionary, dictionary, integer, name, resolve};
use crate::inspect::pdf::pages::{Leaf, Rectangle};

/// A page of an annex, and what its contents say that the merge must know.
pub(super) struct Page {
    pub(super) leaf: Leaf,
    marks: Marks,
    /// Its key in the annex's parent tree.
    own_key: Option<i64>,
}

/// The marks (MCIDs) in a page's contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marks {
    pub(super) found: BTreeSet<i64>,
    /// Whether there are no others: not when a stream cannot be read, or when the page draws forms with contents of their own.
    pub(super) are_all: bool,
}

/// A transformation matrix (ISO 32000-1, 8.3.3).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix([f32; 6]);

/// The entries of a page that come along as they are (ISO 32000-1, table 30), and its associated files (ISO 32000-2, 14.13).
const KEPT: [&str; 9] = ["Group", "Metadata", "Tabs", "AF", "B", "Dur", "Trans", "Thumb", "VP"];

/// The most of a page's contents that is read to find its marks: 64 MB.
const MOST_CONTENT: usize = 64 * 1024 * 1024;

/// The most annotations that are copied for pages listed twice.
const MOST_COPIED: usize = 10_000;

impl Matrix {
    /// From the placeholder's units to the annex page's: turned and scaled as the page is.
    pub(super) fn of(leaf: &Leaf) -> Self {
        let Rectangle { left, bottom, right, top } = grown(leaf);
        let k = 1.0 / leaf.user_unit;
        Self(match leaf.rotate {
            90 => [0.0, k, -k, 0.0, right, bottom],
            180 => [-k, 0.0, 0.0, -k, right, top],
            270 => [0.0, -k, k, 0.0, left, top],
            _ => [k, 0.0, 0.0, k, left, bottom],
        })
    }

    /// Where a point goes.
    pub(super) fn apply(self, x: f32, y: f32) -> (f32, f32) {
        let m = self.0;
        (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])
    }

    /// Where a rectangle goes.
    pub(super) fn apply_to(self, rectangle: Rectangle) -> Rectangle {
        let (x0, y0) = self.apply(rectangle.left, rectangle.bottom);
        let (x1, y1) = self.apply(rectangle.right, rectangle.top);
        Rectangle { left: x0.min(x1), bottom: y0.min(y1), right: x0.max(x1), top: y0.max(y1) }
    }
}

/// The visible box with room for the strip at the visual top.
pub(super) fn grown(leaf: &Leaf) -> Rectangle {
    let strip = STRIP / leaf.user_unit;
    let mut grown = leaf.visible;
    match leaf.rotate {
        90 => grown.left -= strip,
        180 => grown.bottom -= strip,
        270 => grown.right += strip,
        _ => grown.top += strip,
    }
    grown
}

impl Page {
    /// Reads a page once its tags are made ready.
    pub(super) fn read(document: &Document, leaf: Leaf, marks: Marks) -> Self {
        let node = document.get_object(leaf.id).ok().and_then(as_dictionary);
        Self { own_key: node.and_then(|node| integer(document, node, b"StructParents")), leaf, marks }
    }
}

impl Marks {
    /// The marks of a page.
    pub(super) fn of(document: &Document, leaf: &Leaf) -> Self {
        let node = document.get_object(leaf.id).ok().and_then(as_dictionary);
        let contents = node.map_or(Some(Vec::new()), |node| contents::plain(document, node, MOST_CONTENT));
        let mut found = contents.as_deref().map(strip::marks).unwrap_or_default();
        let lists = dictionary(document, &leaf.resources, b"Properties");
        let named = lists.into_iter().flat_map(|lists| lists.iter());
        let named = named.filter_map(|(_, list)| resolve(document, list).and_then(as_dictionary));
        found.extend(named.filter_map(|list| integer(document, list, b"MCID")));
        found.retain(|mark| (0..MOST_MARKS).contains(mark));
        Self { found, are_all: contents.is_some() && !draws_forms(document, leaf) }
    }

    /// The first mark that is free.
    fn free(&self) -> i64 {
        self.found.last().map_or(0, |mark| mark.saturating_add(1))
    }
}

fn draws_forms(document: &Document, leaf: &Leaf) -> bool {
    let drawn = dictionary(document, &leaf.resources, b"XObject");
    let mut drawn = drawn.into_iter().flat_map(|drawn| drawn.iter());
    drawn.any(|(_, drawn)| {
        let drawn = resolve(document, drawn).and_then(as_dictionary);
        drawn.and_then(|drawn| name(document, drawn, b"Subtype")) == Some(b"Form")
    })
}

/// Makes a page that is listed twice two pages, each with annotations of its own: an annotation belongs to one page
/// (ISO 32000-1, 12.5.2). Fields stay shared, so that both places show one value. Whether there was such a page.
pub(super) fn part_copies(document: &mut Document, leaves: &mut [Leaf]) -> bool {
    let (mut seen, mut room, mut are_there) = (BTreeSet::new(), MOST_COPIED, false);
    for leaf in leaves {
        if seen.insert(leaf.id) {
            continue;
        }
        are_there = true;
        let Some(mut page) = document.get_object(leaf.id).ok().and_then(as_dictionary).cloned() else { continue };
        page.remove(b"StructParents");
        page.remove(b"B");
        let annotations = array(document, &page, b"Annots").cloned().unwrap_or_default();
        room = room.saturating_sub(annotations.len());
        let mut own = Vec::new();
        for annotation in annotations.into_iter().filter(|_| room > 0) {
            let entries = resolve(document, &annotation).and_then(as_dictionary);
            match entries.filter(|entries| name(document, entries, b"Subtype") != Some(b"Widget")).cloned() {
                Some(mut entries) => {
                    entries.remove(b"StructParent");
                    own.push(Object::Reference(document.add_object(entries)));
                }
                None => own.push(annotation),
            }
        }
        if page.has(b"Annots") {
            page.set("Annots", own);
        }
        leaf.id = document.add_object(page);
    }
    are_there
}

/// Puts a page into its placeholder.
pub(super) fn fill(transplant: &mut Transplant<'_>, tags: &mut Tags, page: &Page, slot: ObjectId) {
    let Page { leaf, marks, own_key } = page;
    let Some(node) = transplant.from.get_object(leaf.id).ok().and_then(as_dictionary).cloned() else { return };
    let Some(mut page) = transplant.into.get_object(slot).ok().and_then(as_dictionary).cloned() else { return };
    let shift = tags.join_page(transplant.into, slot, own_key.map(|key| key + transplant.key_base), marks.free());

    let box_ = grown(leaf).to_object();
    page.set("MediaBox", box_.clone());
    page.set("CropBox", box_);
    page.remove(b"TrimBox");
    page.remove(b"BleedBox");
    page.remove(b"ArtBox");
    set_unless(&mut page, "Rotate", i64::from(leaf.rotate), 0);
    if (leaf.user_unit - 1.0).abs() > f32::EPSILON {
        page.set("UserUnit", leaf.user_unit);
    }
    let resources = strip::flat(&transplant.from, &leaf.resources);
    let resources = transplant.bring_dictionary(resources);
    let (strip_content, resources) = strip::join(transplant.into, &page, resources, shift);
    let head = Stream::new(Dictionary::new(), contents_head(leaf, &strip_content));
    let mut contents = vec![Object::Reference(transplant.into.add_object(head))];
    let own: Vec<Object> =
        contents::parts(&transplant.from, &node).iter().filter(|part| part.as_reference().is_ok()).cloned().collect();
    contents.extend(own.into_iter().map(|stream| transplant.bring(stream)));
    page.set("Contents", contents);
    page.set("Resources", resources);
    for key in KEPT {
        // A stream must stay behind its reference: what it leads to cannot stand within the page.
        if let Ok(value) = node.get(key.as_bytes()).cloned() {
            let value = transplant.bring(value);
            page.set(key, value);
        }
    }
    if let Some(annotations) = array(&transplant.from, &node, b"Annots").cloned() {
        let ours: Vec<Object> = annotations
            .into_iter()
            .map(|annotation| transplant.bring(annotation))
            .filter(|object| !object.is_null())
            .collect();
        page.set("Annots", ours);
        page.set("Tabs", Object::Name(b"S".to_vec()));
    }
    if let Some(key) = tags.key_of(slot) {
        page.set("StructParents", key);
    }
    transplant.into.objects.insert(slot, Object::Dictionary(page));
    tags.set_matrix(slot, Matrix::of(leaf));
}

/// The strip first, so that an annex with an unbalanced state cannot displace it; then the annex, clipped to its own box.
fn contents_head(leaf: &Leaf, strip: &[u8]) -> Vec<u8> {
    let matrix = Matrix::of(leaf).0.map(|number| number.to_string()).join(" ");
    let Rectangle { left, bottom, right, top } = leaf.visible;
    let mut head = format!("q {matrix} cm\n").into_bytes();
    head.extend_from_slice(strip);
    head.extend_from_slice(format!("\nQ\n{left} {bottom} {} {} re W n\n", right - left, top - bottom).as_bytes());
    head
}

fn set_unless(page: &mut Dictionary, key: &str, value: i64, default: i64) {
    if value == default {
        page.remove(key.as_bytes());
    } else {
        page.set(key, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strip_stands_at_the_visual_top_of_a_turned_page() {
        let visible = Rectangle { left: 10.0, bottom: 20.0, right: 110.0, top: 220.0 };
        for rotate in [0, 90, 180, 270] {
            let leaf = Leaf { id: (1, 0), visible, rotate, user_unit: 1.0, resources: Dictionary::new().into() };
            let size = leaf.visual_size();
            let whole = Rectangle { left: 0.0, bottom: 0.0, right: size.width, top: size.height + STRIP };
            assert_eq!(Matrix::of(&leaf).apply_to(whole), grown(&leaf), "turned by {rotate}");
            let annex = Rectangle { left: 0.0, bottom: 0.0, right: size.width, top: size.height };
            assert_eq!(Matrix::of(&leaf).apply_to(annex), visible, "turned by {rotate}");
        }
    }
}
