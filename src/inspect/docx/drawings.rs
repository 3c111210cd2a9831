//! Pictures and text boxes of Word documents, in today's drawings and in those of old versions.

use super::super::ooxml::{self, Relationships};
use super::super::runs::Look;
use super::super::xml::Element;
use super::walk::Walk;
use crate::model::Inline;

impl Walk<'_> {
    /// A drawing: a picture, a diagram, or shapes with text boxes.
    pub(super) fn drawing(&mut self, element: &Element) {
        let properties = element.find("wp:docPr");
        let decorative = element.find("adec:decorative").is_some_and(|mark| ooxml::is_on(mark.attribute("val")));
        let said = |name: &str| {
            properties.and_then(|known| known.attribute(name)).map(str::trim).filter(|text| !text.is_empty())
        };
        let alt = said("descr").or_else(|| said("title")).unwrap_or_default();
        let mut clicks = Vec::new();
        push_clicks(element, &mut clicks);
        let mut addresses = clicks.into_iter().filter_map(|click| self.address_of_click(click)).collect::<Vec<_>>();
        addresses.dedup();
        let mut addresses = addresses.into_iter();
        let opened = addresses.next().and_then(|address| self.open_link(address));
        // Of several shapes in one drawing each may have a link of its own.
        let is_seen = !self.in_unseen_field();
        for address in addresses.filter(|_| is_seen) {
            self.draft.link(address);
        }
        let mut pictures = Vec::new();
        push_pictures(element, &mut pictures);
        if decorative {
            // What is there for the looks alone says nothing to a reader.
        } else if !pictures.is_empty() {
            // The words for a group of pictures stand with its first one.
            for (count, picture) in pictures.into_iter().enumerate() {
                self.picture(picture.attribute("r:embed"), if count == 0 { alt } else { "" });
            }
        } else if element.find("w:txbxContent").is_none() && !self.diagram(element) {
            self.words_for_a_picture(alt);
        }
        self.close_link(opened);
        self.text_boxes(element);
    }

    /// A picture or a shape as Word wrote it until 2007, or a preview of an object from another program.
    pub(super) fn old_picture(&mut self, element: &Element) {
        let shape = element.descendants().find(|shape| shape.child("v:imagedata").is_some());
        let address = element.descendants().find_map(|shape| shape.attribute("href")).map(str::to_owned);
        let opened = address.filter(|address| !address.is_empty()).and_then(|address| self.open_link(address));
        if let Some(shape) = shape {
            let alt = shape.attribute("alt").unwrap_or_default().to_owned();
            self.picture(shape.child_attribute("v:imagedata", "r:id"), &alt);
        }
        self.close_link(opened);
        self.text_boxes(element);
    }

    fn picture(&mut self, id: Option<&str>, alt: &str) {
        // The picture of a picture control that waits for one only says “click here”.
        if self.in_unseen_field() || self.links_only || self.control.is_some() {
            return;
        }
        let part = id.and_then(|id| self.relationships.part(id)).map(str::to_owned);
        let picture = part.and_then(|part| self.draft.picture(&part, || self.package.part(&part)));
        match picture {
            Some(picture) => self.piece(Inline::Picture { picture, alt: alt.to_owned() }),
            None => self.words_for_a_picture(alt),
        }
    }

    fn words_for_a_picture(&mut self, alt: &str) {
        if !self.in_unseen_field() && !alt.is_empty() {
            self.runs.text(Look::default(), self.link, alt);
        }
    }

    /// The text boxes in a drawing. They follow the paragraph that the drawing is anchored to.
    fn text_boxes(&mut self, element: &Element) {
        for child in element.children() {
            if &*child.name == "w:txbxContent" {
                let blocks = self.aside(child);
                self.boxes.extend(blocks);
            } else {
                self.text_boxes(child);
            }
        }
    }

    /// The words of a SmartArt diagram, each a paragraph after the one that it is anchored to.
    fn diagram(&mut self, element: &Element) -> bool {
        let id = element.find("dgm:relIds").and_then(|ids| ids.attribute("r:dm"));
        let Some(part) = id.and_then(|id| self.relationships.part(id)).map(str::to_owned) else { return false };
        let Some(root) = self.package.xml(&part) else { return false };
        let outer = std::mem::replace(&mut self.relationships, Relationships::of(self.package, &part));
        for words in root.descendants().filter(|words| &*words.name == "dgm:t") {
            self.diagram_words(words);
        }
        self.relationships = outer;
        true
    }

    fn diagram_words(&mut self, words: &Element) {
        let lines = words.all("a:p").map(Element::text).filter(|line| !line.trim().is_empty());
        let start = self.draft.step_aside();
        for line in lines {
            let mut runs = super::super::runs::Runs::default();
            runs.text(Look::default(), None, &line);
            let block = self.draft.paragraph(runs);
            self.boxes.extend(block);
        }
        self.draft.step_back(start);
    }

    fn address_of_click(&self, click: &Element) -> Option<String> {
        self.relationships.get(click.attribute("r:id")?).map(|known| known.target.clone())
    }
}

/// The links of the shapes and pictures of a drawing, without those in its text boxes.
fn push_clicks<'a>(element: &'a Element, clicks: &mut Vec<&'a Element>) {
    for child in element.children().filter(|child| &*child.name != "w:txbxContent") {
        if &*child.name == "a:hlinkClick" {
            clicks.push(child);
        }
        push_clicks(child, clicks);
    }
}

/// The pictures of a drawing, without those in its text boxes.
fn push_pictures<'a>(element: &'a Element, pictures: &mut Vec<&'a Element>) {
    for child in element.children().filter(|child| &*child.name != "w:txbxContent") {
        if &*child.name == "a:blip" {
            pictures.push(child);
        }
        push_pictures(child, pictures);
    }
}
