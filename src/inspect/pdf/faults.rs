//! The pages on which a PDF fails a check of PDF/UA-1. The checker says only that it fails; whoever is to mend it wants to know
//! where to look. Checks of the whole file, such as its language, have no page.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::Content;
use lopdf::{Dictionary, Document, ObjectId};

use super::contents;
use super::objects::{array, as_dictionary, dictionary, name, resolve, text};
use super::pages::{Leaf, numbers};
use super::tags::{Element, elements};

/// The most of a page's contents that is read: 8 MB.
const MOST_CONTENT: usize = 8 * 1024 * 1024;

/// How far a field's parents are followed.
const DEEPEST: usize = 16;

/// What is needed to find the pages of faults.
pub(super) struct Faults<'a> {
    document: &'a Document,
    leaves: &'a [Leaf],
    elements: Vec<Element<'a>>,
}

impl<'a> Faults<'a> {
    /// Reads the tags of a PDF.
    pub(super) fn of(document: &'a Document, leaves: &'a [Leaf]) -> Self {
        let numbers: BTreeMap<ObjectId, u32> = numbers(leaves);
        Self { document, leaves, elements: elements(document, &numbers) }
    }

    /// The pages, from 1, on which a check fails; empty when it is about the whole or cannot be told.
    pub(super) fn pages(&self, clause: &str, test: &str) -> Vec<u32> {
        let pages = match (clause, test) {
            ("7.1", "3") => self.pages_where(|page| has_loose_content(self.document, page)),
            ("7.2", _) => self.elements_where(is_wrongly_put_together),
            ("7.3", _) => self.elements_where(|element| element.kind == b"Figure" && self.has_no_words(element)),
            ("7.4.2" | "7.4.4", _) => self.skipped_headings(),
            ("7.5", _) => self.tables_without_headings(),
            ("7.7", _) => self.elements_where(|element| element.kind == b"Formula" && self.has_no_words(element)),
            ("7.9", _) => self.elements_where(|element| element.kind == b"Note" && !element.entries.has(b"ID")),
            ("7.18.1", "3") => self.annotations_where(|annotation| self.is_field_without_words(annotation)),
            ("7.18.3", _) => self.pages_where(|page| {
                page.has(b"Annots") && name(self.document, page, b"Tabs").is_none_or(|tabs| tabs != b"S")
            }),
            ("7.18.4", _) => {
                self.annotations_where(|annotation| self.is(annotation, b"Widget") && !annotation.has(b"StructParent"))
            }
            ("7.18.5", _) => self.annotations_where(|annotation| {
                self.is(annotation, b"Link")
                    && (!annotation.has(b"StructParent") || text(self.document, annotation, b"Contents").is_none())
            }),
            (clause, _) if clause.starts_with("7.18") => self.annotations_where(|annotation| {
                let is_other = !self.is(annotation, b"Link") && !self.is(annotation, b"Widget");
                is_other && (!annotation.has(b"StructParent") || text(self.document, annotation, b"Contents").is_none())
            }),
            ("7.21.4.1", _) => self.pages_with_fonts(),
            _ => BTreeSet::new(),
        };
        pages.into_iter().collect()
    }

    fn elements_where(&self, is_wrong: impl Fn(&Element<'_>) -> bool) -> BTreeSet<u32> {
        self.elements.iter().filter(|element| is_wrong(element)).filter_map(|element| element.page).collect()
    }

    fn nodes(&self) -> impl Iterator<Item = (u32, &'a Dictionary)> {
        let document = self.document;
        self.leaves.iter().zip(1..).filter_map(move |(leaf, number)| {
            Some((number, document.get_object(leaf.id).ok().and_then(as_dictionary)?))
        })
    }

    fn pages_where(&self, is_wrong: impl Fn(&Dictionary) -> bool) -> BTreeSet<u32> {
        self.nodes().filter(|(_, page)| is_wrong(page)).map(|(number, _)| number).collect()
    }

    fn annotations_where(&self, is_wrong: impl Fn(&Dictionary) -> bool) -> BTreeSet<u32> {
        self.pages_where(|page| {
            let annotations = array(self.document, page, b"Annots").into_iter().flatten();
            annotations
                .filter_map(|annotation| resolve(self.document, annotation).and_then(as_dictionary))
                .any(&is_wrong)
        })
    }

    fn is(&self, annotation: &Dictionary, kind: &[u8]) -> bool {
        name(self.document, annotation, b"Subtype") == Some(kind)
    }

    fn has_no_words(&self, element: &Element<'_>) -> bool {
        [b"Alt".as_slice(), b"ActualText"].iter().all(|key| text(self.document, element.entries, key).is_none())
    }

    /// A field, or a widget of one, for which no line of parents has a `/TU` (ISO 14289-1, 7.18.1).
    fn is_field_without_words(&self, annotation: &Dictionary) -> bool {
        let mut node = annotation;
        for _ in 0..DEEPEST {
            if text(self.document, node, b"TU").is_some() {
                return false;
            }
            match dictionary(self.document, node, b"Parent") {
                Some(parent) => node = parent,
                None => break,
            }
        }
        self.is(annotation, b"Widget")
    }

    /// Headings more than one level below the one before (ISO 14289-1, 7.4.2).
    fn skipped_headings(&self) -> BTreeSet<u32> {
        let mut before = 0;
        let mut pages = BTreeSet::new();
        for element in &self.elements {
            let [b'H', level @ b'1'..=b'6'] = element.kind else { continue };
            let level = level - b'0';
            if level > before + 1 {
                pages.extend(element.page);
            }
            before = level;
        }
        pages
    }

    /// Tables with no heading cell among what follows them, up to the next table (ISO 14289-1, 7.5).
    fn tables_without_headings(&self) -> BTreeSet<u32> {
        let mut pages = BTreeSet::new();
        let mut open: Option<Option<u32>> = None;
        for element in &self.elements {
            match element.kind {
                b"Table" => {
                    pages.extend(open.flatten());
                    open = Some(element.page);
                }
                b"TH" => open = None,
                _ => {}
            }
        }
        pages.extend(open.flatten());
        pages
    }

    /// Pages with a font that is not in the file (ISO 14289-1, 7.21.4.1).
    fn pages_with_fonts(&self) -> BTreeSet<u32> {
        let is_missing = |leaf: &Leaf| {
            let fonts = dictionary(self.document, &leaf.resources, b"Font");
            let mut fonts =
                fonts.into_iter().flatten().filter_map(|(_, font)| as_dictionary(resolve(self.document, font)?));
            fonts.any(|font| !is_embedded(self.document, font))
        };
        self.leaves.iter().zip(1..).filter(|(leaf, _)| is_missing(leaf)).map(|(_, number)| number).collect()
    }
}

/// A list or a table with something below it that does not belong there (ISO 32000-1, tables 336 and 337).
fn is_wrongly_put_together(element: &Element<'_>) -> bool {
    let allowed: &[&[u8]] = match element.kind {
        b"Table" => &[b"TR", b"THead", b"TBody", b"TFoot", b"Caption"],
        b"THead" | b"TBody" | b"TFoot" => &[b"TR"],
        b"TR" => &[b"TH", b"TD"],
        b"L" => &[b"L", b"LI", b"Caption"],
        b"LI" => &[b"Lbl", b"LBody"],
        b"TOC" => &[b"TOC", b"TOCI", b"Caption"],
        _ => return false,
    };
    element.below.iter().any(|kind| !allowed.contains(kind))
}

/// A font's program is in the file; one whose letters are drawings has none (ISO 32000-1, 9.6.5).
fn is_embedded(document: &Document, font: &Dictionary) -> bool {
    let kind = name(document, font, b"Subtype");
    let own = match array(document, font, b"DescendantFonts").and_then(|fonts| fonts.first()) {
        Some(below) => resolve(document, below).and_then(as_dictionary),
        None => Some(font),
    };
    let descriptor = own.and_then(|font| dictionary(document, font, b"FontDescriptor"));
    let has_program = |descriptor: &Dictionary| {
        [b"FontFile".as_slice(), b"FontFile2", b"FontFile3"].iter().any(|key| descriptor.has(key))
    };
    kind == Some(b"Type3") || descriptor.is_some_and(has_program)
}

/// Something that is drawn or written outside tags and decoration (ISO 14289-1, 7.1).
fn has_loose_content(document: &Document, page: &Dictionary) -> bool {
    let Some(content) = contents::plain(document, page, MOST_CONTENT) else { return false };
    let mut depth = 0_usize;
    Content::decode_iter(&content).map_while(Result::ok).any(|operation| match operation.operator.as_str() {
        "BMC" | "BDC" => {
            depth += 1;
            false
        }
        "EMC" => {
            depth = depth.saturating_sub(1);
            false
        }
        "Tj" | "TJ" | "'" | "\"" | "S" | "s" | "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" | "sh" | "Do" | "EI"
        | "BI" => depth == 0,
        _ => false,
    })
}

#[cfg(test)]
mod tests;
