//! Reads Word documents.
//!
//! 1. `styles`, `numbering` and `notes` are read first: the text only names them.
//! 2. `walk` goes through the text from top to bottom and makes blocks; `content` does the same within a paragraph.
//! 3. Then come headers, footers and comments, of which only the links are kept.

mod content;

mod drawings;

mod faked;

mod fields;

mod flow;

mod hidden;

mod notes;

mod numbering;

mod styles;

mod survey;

mod symbols;

mod tables;

mod walk;

#[cfg(test)]
pub(in crate::inspect) mod tests;

use walk::Walk;

use super::package::Package;
use super::xml::{Element, Node};
use super::{Inspector, Manuscript, disguise, ooxml, stopped_by};
use crate::model::{Format, Hidden, HiddenKind, Problem, Reading};

/// Reads Word documents.
pub(crate) struct Docx;

impl Inspector for Docx {
    fn formats(&self) -> &[Format] {
        &[Format::Docx]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        disguise::is_package_with(bytes, disguise::is_word)
    }

    fn read(&self, bytes: &[u8]) -> Reading {
        match Package::open(bytes) {
            Ok(package) => read_package(package),
            Err(problem) => stopped_by(problem),
        }
    }
}

/// Reads a Word document that is to become a guide.
pub(super) fn manuscript(bytes: &[u8]) -> Manuscript {
    let package = match Package::open(bytes) {
        Ok(package) => package,
        Err(problem) => return Manuscript { reading: stopped_by(problem), ..Manuscript::default() },
    };
    let main = ooxml::main_part(&package, "word/document.xml");
    let mut manuscript = Manuscript::default();
    ooxml::read_properties(&package, &mut manuscript.reading);
    if let Some(mut document) = package.xml(&main).map(without_alternatives) {
        let styles = styles::Styles::of(&package, &main);
        manuscript.faked = faked::mark(&mut document, &styles);
        manuscript.left_out = survey::left_out(&package, &main, &document, &styles);
        manuscript.reading = read_document(&package, &main, &document, manuscript.reading);
    } else {
        package.note(Problem::Damaged("the part that holds its text is missing".to_owned()));
    }
    manuscript.reading.problems = package.problems().into_iter().take(1).collect();
    manuscript
}

fn read_package(package: Package) -> Reading {
    let mut reading = Reading::default();
    ooxml::read_properties(&package, &mut reading);
    let main = ooxml::main_part(&package, "word/document.xml");
    if let Some(document) = package.xml(&main).map(without_alternatives) {
        reading = read_document(&package, &main, &document, reading);
    } else {
        package.note(Problem::Damaged("the part that holds its text is missing".to_owned()));
    }
    // Only the first problem: what is wrong with the text itself comes before what is missing because of it.
    reading.problems = package.problems().into_iter().take(1).collect();
    reading
}

fn read_document<'a>(package: &'a Package<'a>, main: &'a str, document: &Element, reading: Reading) -> Reading {
    let mut walk = Walk::new(package, main, reading);
    if walk.reading_language().is_none() {
        walk.set_language_of_styles();
    }
    walk.reserve_bookmarks(document);
    let blocks = document.child("w:body").map(|body| walk.body(body)).unwrap_or_default();
    for (kind, place) in [("w:headerReference", "the page header"), ("w:footerReference", "the page footer")] {
        for part in walk.referenced_parts(document, kind) {
            walk.links_of(&part, place);
        }
    }
    walk.links_elsewhere();
    let mut comments = 0;
    if let Some(part) = walk.part_of_kind("comments") {
        comments = package.xml(&part).map_or(0, |root| root.all("w:comment").count());
        walk.links_of(&part, "the comments");
    }
    let changes = hidden::tracked_changes(package, document);
    let mut reading = walk.finish(blocks);
    reading.hidden.extend(Hidden::some(HiddenKind::TrackedChange, changes));
    reading.hidden.extend(Hidden::some(HiddenKind::Comment, comments));
    reading.hidden.sort_by_key(|hidden| hidden.kind);
    reading
}

/// The text with one reading of everything that Word wrote twice, for new and for old versions.
fn without_alternatives(mut element: Element) -> Element {
    let nodes = std::mem::take(&mut element.nodes);
    for node in nodes {
        match node {
            Node::Element(alternatives) if &*alternatives.name == "mc:AlternateContent" => {
                element.nodes.append(&mut without_alternatives(chosen(alternatives)).nodes);
            }
            Node::Element(child) => element.nodes.push(Node::Element(without_alternatives(child))),
            Node::Text(_) => element.nodes.push(node),
        }
    }
    element
}

/// The alternative we read: the new one for drawings, whose text boxes and pictures we know; else the old one.
fn chosen(alternatives: Element) -> Element {
    let is_drawing = |element: &Element| {
        let needs = element.attribute("Requires").unwrap_or_default();
        needs.split_whitespace().any(|need| matches!(need, "wps" | "wpg" | "wpc" | "wp14" | "a14"))
    };
    let all: Vec<Element> = alternatives.into_children().collect();
    let choice = all.iter().position(|one| &*one.name == "mc:Choice" && is_drawing(one));
    let fallback = || all.iter().position(|one| &*one.name == "mc:Fallback");
    let index = choice.or_else(fallback).unwrap_or(0);
    all.into_iter().nth(index).unwrap_or_default()
}
