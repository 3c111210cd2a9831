//! Lists what the blocks of a Word document leave out or hold in another form, with its words and its place.

use std::collections::{BTreeMap, BTreeSet};

use super::super::draft::near;
use super::super::ooxml::{Relationships, is_on};
use super::super::package::Package;
use super::super::xml::{Element, Node};
use super::super::{LeftOut, LeftOutKind};
use super::numbering::{Counting, ListPlace, Numbering};
use super::styles::{Role, Styles};
use super::walk::is_contents;
use crate::model::At;

/// Where we are, and what was found.
struct Survey<'a> {
    package: &'a Package<'a>,
    relationships: Relationships,
    styles: &'a Styles,
    numbering: Numbering,
    comments: BTreeMap<String, String>,
    heading: Option<String>,
    near: String,
    found: Vec<LeftOut>,
}

/// Lists what is left out of a document.
pub(super) fn left_out(package: &Package, main: &str, document: &Element, styles: &Styles) -> Vec<LeftOut> {
    let relationships = Relationships::of(package, main);
    let comments = comments(package, &relationships);
    let numbering = Numbering::of(package, main);
    let mut survey = Survey {
        package,
        relationships,
        styles,
        numbering,
        comments,
        heading: None,
        near: String::new(),
        found: Vec::new(),
    };
    survey.look(document);
    survey.notes();
    survey.running_text(document);
    if package.has("word/vbaProject.bin") {
        survey.found.push(LeftOut { kind: LeftOutKind::Macros, words: String::new(), at: At::WholeFile });
    }
    survey.found
}

/// The words in an element as a reader sees them: without what was taken out, and without text boxes.
pub(super) fn shown_text(element: &Element) -> String {
    let mut text = String::new();
    push_shown(element, &mut text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether an element holds what was taken out or moved away while changes were tracked.
pub(super) fn is_taken_out(element: &Element) -> bool {
    matches!(&*element.name, "w:del" | "w:moveFrom")
}

fn push_shown(element: &Element, text: &mut String) {
    for child in element.children() {
        match &*child.name {
            "w:t" => text.push_str(&child.text()),
            "w:tab" | "w:br" | "w:cr" => text.push(' '),
            "w:txbxContent" | "w:instrText" | "w:delText" => {}
            _ if is_taken_out(child) => {}
            "w:p" => {
                push_shown(child, text);
                text.push(' ');
            }
            _ => push_shown(child, text),
        }
    }
}

/// All words in an element, also those taken out.
fn all_text(element: &Element) -> String {
    let mut text = String::new();
    for part in element.descendants() {
        match &*part.name {
            "w:t" | "w:delText" | "m:t" => text.push_str(&part.text()),
            "w:p" | "w:tab" | "w:br" => text.push(' '),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn comments(package: &Package, relationships: &Relationships) -> BTreeMap<String, String> {
    let root = relationships.first("comments").and_then(|part| package.xml(part));
    let root = root.unwrap_or_default();
    let words = root.all("w:comment").filter_map(|one| Some((one.attribute("w:id")?.to_owned(), all_text(one))));
    words.collect()
}

impl Survey<'_> {
    fn find(&mut self, kind: LeftOutKind, words: &str) {
        let at = At::Paragraph { heading: self.heading.clone(), near: near(&self.near, words) };
        self.found.push(LeftOut { kind, words: near(words, ""), at });
    }

    fn look(&mut self, element: &Element) {
        for child in element.children() {
            match &*child.name {
                "w:p" => self.paragraph(child),
                "w:ins" | "w:moveTo" => {
                    self.change(LeftOutKind::Insertion, child);
                    self.look(child);
                }
                "w:del" | "w:moveFrom" => self.change(LeftOutKind::Deletion, child),
                "w:tr" if child.child("w:trPr").is_some_and(|row| row.child("w:del").is_some()) => {
                    self.change(LeftOutKind::Deletion, child);
                }
                "w:commentReference" => {
                    let words = child.attribute("w:id").and_then(|id| self.comments.remove(id));
                    if let Some(words) = words {
                        self.find(LeftOutKind::Comment, &words);
                    }
                }
                "w:r" => self.run(child),
                "w:sdt" => self.control(child),
                "w:drawing" => self.drawing(child),
                "w:object" => self.find(LeftOutKind::Object, ""),
                "w:pict" => self.old_drawing(child),
                "m:oMath" => self.find(LeftOutKind::Formula, &all_text(child)),
                "w:altChunk" | "w:subDoc" => self.find(LeftOutKind::OtherText, ""),
                "w:instrText" if is_contents_field(&child.text()) => self.find(LeftOutKind::Contents, ""),
                "w:fldSimple" => {
                    if child.attribute("w:instr").is_some_and(is_contents_field) {
                        self.find(LeftOutKind::Contents, "");
                    }
                    self.look(child);
                }
                "w:ffData" => self.find(LeftOutKind::Field, child.child_attribute("w:name", "w:val").unwrap_or("")),
                _ => self.look(child),
            }
        }
    }

    fn paragraph(&mut self, element: &Element) {
        let properties = element.child("w:pPr");
        let text = shown_text(element);
        let outer = std::mem::replace(&mut self.near, text.clone());
        let place = properties.map(ListPlace::read).unwrap_or_default().or(&self.styles.list(properties));
        let counting = if text.is_empty() { None } else { self.numbering.counting(&place, self.styles) };
        match (self.styles.role(properties), counting) {
            (Role::Heading(_) | Role::Title, counting) if !text.is_empty() => {
                self.heading = Some(text.clone());
                if counting.is_some() {
                    self.find(LeftOutKind::NumberedHeading, &text);
                }
            }
            (_, Some(Counting::Letters)) => self.find(LeftOutKind::LetteredItem, &text),
            _ => {}
        }
        self.look(element);
        self.near = outer;
    }

    fn change(&mut self, kind: LeftOutKind, element: &Element) {
        let words = all_text(element);
        if !words.is_empty() {
            self.find(kind, &words);
        }
    }

    fn run(&mut self, element: &Element) {
        let properties = element.child("w:rPr");
        let text = shown_text(element);
        let is_marked = properties.is_some_and(|known| {
            known.child_attribute("w:highlight", "w:val").is_some_and(|colour| !matches!(colour, "none" | "white"))
        });
        if !text.is_empty() && self.styles.look(properties).is_none() {
            self.find(LeftOutKind::HiddenText, &text);
        } else if !text.is_empty() && is_marked {
            self.highlight(&text);
        }
        self.look(element);
    }

    /// One passage is often several runs.
    fn highlight(&mut self, text: &str) {
        let (heading, paragraph) = (self.heading.clone(), near(&self.near, ""));
        let here = At::Paragraph { heading, near: paragraph };
        match self.found.last_mut() {
            Some(last) if last.kind == LeftOutKind::Highlight && last.at == here => {
                last.words = near(&format!("{} {text}", last.words), "");
            }
            _ => self.found.push(LeftOut { kind: LeftOutKind::Highlight, words: near(text, ""), at: here }),
        }
    }

    fn control(&mut self, element: &Element) {
        let properties = element.child("w:sdtPr");
        let is_field = ["w:dropDownList", "w:comboBox", "w:date", "w:text"];
        if is_contents(element) {
            return self.find(LeftOutKind::Contents, "");
        }
        if properties.is_some_and(|known| is_field.iter().any(|name| known.child(name).is_some())) {
            self.find(LeftOutKind::Field, &shown_text(element));
        }
        self.look(element);
    }

    fn drawing(&mut self, element: &Element) {
        let properties = element.find("wp:docPr");
        let said = properties.and_then(|known| known.attribute("descr")).unwrap_or_default().to_owned();
        if element.find("adec:decorative").is_some_and(|mark| is_on(mark.attribute("val"))) {
            return self.find(LeftOutKind::Decoration, "");
        }
        let kind = element.find("a:graphicData").and_then(|data| data.attribute("uri")).unwrap_or_default();
        if kind.ends_with("/chart") || kind.ends_with("/chartex") {
            self.find(LeftOutKind::Chart, &said);
        } else if element.find("dgm:relIds").is_some() {
            self.find(LeftOutKind::Diagram, &said);
        }
        for picture in element.descendants().filter(|part| &*part.name == "a:blip") {
            self.picture(picture.attribute("r:embed"), picture.attribute("r:link"), &said);
        }
        self.text_boxes(element);
    }

    fn old_drawing(&mut self, element: &Element) {
        for shape in element.descendants() {
            match &*shape.name {
                "v:imagedata" => self.picture(shape.attribute("r:id"), shape.attribute("r:href"), ""),
                "v:textpath" => self.find(LeftOutKind::WordArt, shape.attribute("string").unwrap_or_default()),
                _ => {}
            }
        }
        self.text_boxes(element);
    }

    fn picture(&mut self, id: Option<&str>, link: Option<&str>, said: &str) {
        let part = id.and_then(|id| self.relationships.part(id)).map(str::to_owned);
        if let Some(part) = part {
            let start = self.package.part(&part).unwrap_or_default();
            if !(start.starts_with(b"\x89PNG") || start.starts_with(b"\xFF\xD8\xFF")) {
                let kind = part.rsplit_once('.').map_or("", |(_, kind)| kind).to_uppercase();
                let words = [said, &kind].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ");
                self.find(LeftOutKind::StrangePicture, &words);
            }
        } else if let Some(known) = link.or(id).and_then(|id| self.relationships.get(id)) {
            let target = known.target.clone();
            self.find(LeftOutKind::LinkedPicture, &target);
        }
    }

    fn text_boxes(&mut self, element: &Element) {
        for content in element.descendants().filter(|part| &*part.name == "w:txbxContent") {
            let words = all_text(content);
            if !words.is_empty() {
                self.find(LeftOutKind::TextBox, &words);
            }
            self.look(content);
        }
    }

    /// Footnotes and endnotes.
    fn notes(&mut self) {
        for (kind, name, place) in
            [("footnotes", "w:footnote", "the footnotes"), ("endnotes", "w:endnote", "the endnotes")]
        {
            let root = self.relationships.first(kind).and_then(|part| self.package.xml(part));
            self.heading = Some(place.to_owned());
            root.unwrap_or_default().all(name).for_each(|note| self.look(note));
        }
    }

    /// Headers and footers, each text once. A page number alone says nothing.
    fn running_text(&mut self, document: &Element) {
        let kinds = [("w:headerReference", LeftOutKind::Header), ("w:footerReference", LeftOutKind::Footer)];
        let mut known = BTreeSet::new();
        for (name, kind) in kinds {
            for reference in document.descendants().filter(|element| &*element.name == name) {
                let part = reference.attribute("r:id").and_then(|id| self.relationships.part(id));
                let Some(root) = part.and_then(|part| self.package.xml(part)) else { continue };
                let root = super::without_alternatives(root);
                let drawn = root.descendants().filter(|part| &*part.name == "v:textpath");
                let drawn = drawn.filter_map(|path| path.attribute("string")).map(|words| format!(" {words}"));
                let words = all_text(&without_fields(&root)) + &drawn.collect::<String>();
                let has_picture = root.find("a:blip").is_some() || root.find("v:imagedata").is_some();
                let says = words.chars().any(char::is_alphabetic);
                let told = if says || !has_picture { words.trim() } else { "a picture" };
                if (says || has_picture) && known.insert((kind, told.to_owned())) {
                    self.found.push(LeftOut { kind, words: near(told, ""), at: At::WholeFile });
                }
            }
        }
    }
}

/// Without the simple fields, which mostly count pages.
fn without_fields(element: &Element) -> Element {
    let mut plain = element.clone();
    plain.nodes.retain(|node| !matches!(node, Node::Element(child) if &*child.name == "w:fldSimple"));
    for child in plain.children_mut() {
        *child = without_fields(child);
    }
    plain
}

fn is_contents_field(instruction: &str) -> bool {
    matches!(instruction.split_whitespace().next(), Some("TOC" | "INDEX" | "TOA"))
}
