//! Reads what stands in an OpenDocument paragraph: spans, links, notes, pictures, fields to fill in.

use std::collections::BTreeMap;

use super::super::draft::Draft;
use super::super::odf::address;
use super::super::odf::styles::Styles;
use super::super::package::Package;
use super::super::runs::{Look, Runs};
use super::super::xml::{Element, Node};
use crate::model::{Block, Inline, LinkOrdinal};

/// Where we are in a text, and what has been read of it.
pub(super) struct Walk<'a> {
    pub(super) package: &'a Package<'a>,
    pub(super) styles: &'a Styles,
    pub(super) draft: Draft,
    /// The runs of the paragraph that is being read.
    pub(super) runs: Runs,
    /// What stands in text boxes of the paragraph that is being read: it follows the paragraph.
    pub(super) boxes: Vec<Block>,
    /// Comments met on the way: of them only links are kept, after all others.
    pub(super) comments: Vec<&'a Element>,
    /// Tick boxes of forms by their id.
    pub(super) tick_boxes: BTreeMap<&'a str, bool>,
    /// Named spots of paragraphs that say nothing: they go to the next one that does.
    pub(super) waiting: Runs,
    /// How far numbered lists have been counted, by style and level.
    pub(super) counted: BTreeMap<(&'a str, usize), u64>,
    pub(super) notes: usize,
    /// Whether only links count.
    pub(super) links_only: bool,
    pub(super) has_heading: bool,
    /// How many texts are hidden.
    pub(super) hidden_texts: usize,
}

impl<'a> Walk<'a> {
    /// Ready to read this content part.
    pub(super) fn new(package: &'a Package<'a>, styles: &'a Styles, content: &'a Element, mut draft: Draft) -> Self {
        let mut tick_boxes = BTreeMap::new();
        for element in content.descendants() {
            match &*element.name {
                "form:checkbox" => {
                    let id = element.attribute("xml:id").or_else(|| element.attribute("form:id"));
                    let state = element.attribute("form:current-state").or_else(|| element.attribute("form:state"));
                    tick_boxes.extend(id.map(|id| (id, state == Some("checked"))));
                }
                "text:bookmark" | "text:bookmark-start" => {
                    if let Some(name) = element.attribute("text:name") {
                        draft.reserve(name);
                    }
                }
                _ => {}
            }
        }
        Self {
            package,
            styles,
            draft,
            runs: Runs::default(),
            boxes: Vec::new(),
            comments: Vec::new(),
            tick_boxes,
            waiting: Runs::default(),
            counted: BTreeMap::new(),
            notes: 0,
            links_only: false,
            has_heading: false,
            hidden_texts: 0,
        }
    }

    /// Everything in a paragraph, or in something within it.
    pub(super) fn inline_content(&mut self, element: &'a Element, look: Look, link: Option<LinkOrdinal>) {
        for node in &element.nodes {
            match node {
                Node::Text(text) => self.runs.text(look, link, text),
                Node::Element(child) => self.inline_element(child, look, link),
            }
        }
    }

    pub(super) fn inline_element(&mut self, child: &'a Element, look: Look, link: Option<LinkOrdinal>) {
        match &*child.name {
            "text:s" | "text:tab" => self.runs.text(look, link, " "),
            "text:line-break" => self.runs.piece(look, link, Inline::Break),
            "text:span" => match self.styles.span(child.attribute("text:style-name"), look) {
                Some(look) => self.inline_content(child, look, link),
                None => self.hidden_texts += usize::from(!child.text().trim().is_empty()),
            },
            "text:a" | "draw:a" => self.link(child, child.attribute("xlink:href").map(address), look, link),
            "text:bookmark-ref" | "text:reference-ref" => {
                let address = child.attribute("text:ref-name").map(|name| format!("#{name}"));
                self.link(child, address, look, link);
            }
            "text:bookmark" | "text:bookmark-start" | "text:reference-mark" | "text:reference-mark-start" => {
                self.bookmark(child, link);
            }
            "text:note" => self.note(child, link),
            // What stands in a field to fill in is the same whether it asks or answers.
            "text:placeholder" | "text:text-input" | "text:drop-down" => {
                self.runs.blank(link, child.text().trim_matches(['<', '>']), true);
            }
            "loext:content-control" => self.control(child, look, link),
            "field:fieldmark" | "field:fieldmark-start" => self.old_tick_box(child, link),
            "draw:control" => {
                let ticked = child.attribute("draw:control").and_then(|id| self.tick_boxes.get(id)).copied();
                if let Some(ticked) = ticked {
                    self.runs.piece(Look::default(), link, Inline::TickBox(ticked));
                }
            }
            "draw:frame" => self.frame(child, link),
            "draw:custom-shape" | "draw:rect" | "draw:text-box" => self.text_box(child),
            "draw:g" => child.children().for_each(|part| self.inline_element(part, look, link)),
            "office:annotation" => self.comments.push(child),
            "text:ruby" => {
                if let Some(base) = child.child("text:ruby-base") {
                    self.inline_content(base, look, link);
                }
            }
            "text:hidden-text" | "text:hidden-paragraph" => self.hidden_texts += 1,
            "text:script" | "office:annotation-end" => {}
            // Fields such as a date or a title hold what they last showed.
            name if name.starts_with("text:") => self.inline_content(child, look, link),
            _ => {}
        }
    }

    fn link(&mut self, element: &'a Element, address: Option<String>, look: Look, open: Option<LinkOrdinal>) {
        let last = self
            .runs
            .last_link()
            .filter(|last| address.as_deref().is_some_and(|new| self.draft.written(*last) == Some(new)));
        // A link in a link has no meaning on a page; a link that the writer's program split in two is one.
        let link = open.or(last).or_else(|| address.map(|address| self.draft.link(address)));
        self.inline_content(element, look, link);
    }

    fn bookmark(&mut self, element: &Element, link: Option<LinkOrdinal>) {
        let name = element.attribute("text:name").filter(|name| !name.is_empty() && *name != "_GoBack");
        if let Some(name) = name.filter(|_| !self.links_only) {
            let spot = self.draft.bookmark(name);
            self.runs.piece(Look::default(), link, spot);
        }
    }

    fn note(&mut self, element: &'a Element, link: Option<LinkOrdinal>) {
        let Some(body) = element.child("text:note-body").filter(|_| !self.links_only) else { return };
        self.notes += 1;
        let label = self.notes.to_string();
        self.runs.piece(Look::default(), link, Inline::NoteCall(label.clone()));
        let blocks = self.aside(body);
        self.draft.footnote(&label, blocks);
    }

    /// What stands in a note or a text box, read in the middle of a paragraph.
    pub(super) fn aside(&mut self, element: &'a Element) -> Vec<Block> {
        let runs = std::mem::take(&mut self.runs);
        let boxes = std::mem::take(&mut self.boxes);
        let start = self.draft.step_aside();
        let blocks = self.blocks(element);
        self.draft.step_back(start);
        (self.runs, self.boxes) = (runs, boxes);
        blocks
    }

    /// A content control as LibreOffice keeps those of Word.
    fn control(&mut self, element: &'a Element, look: Look, link: Option<LinkOrdinal>) {
        let says = |name: &str| element.attribute(name) == Some("true");
        if says("loext:checkbox") {
            self.runs.piece(Look::default(), link, Inline::TickBox(says("loext:checked")));
        } else if says("loext:showing-place-holder") {
            self.runs.blank(link, element.text().trim(), true);
        } else {
            self.inline_content(element, look, link);
        }
    }

    fn old_tick_box(&mut self, element: &Element, link: Option<LinkOrdinal>) {
        if !element.attribute("field:type").is_some_and(|kind| kind.ends_with("FORMCHECKBOX")) {
            return;
        }
        let mut states =
            element.all("field:param").filter(|state| state.attribute("field:name") == Some("Checkbox_Checked"));
        let ticked = states.any(|state| state.attribute("field:value") == Some("true"));
        self.runs.piece(Look::default(), link, Inline::TickBox(ticked));
    }

    /// A frame holds a picture, or a text box.
    fn frame(&mut self, element: &'a Element, link: Option<LinkOrdinal>) {
        if let Some(text_box) = element.child("draw:text-box") {
            return self.text_box(text_box);
        }
        let said = |name: &str| element.child(name).map(Element::text).filter(|text| !text.trim().is_empty());
        let alt = said("svg:desc").or_else(|| said("svg:title")).unwrap_or_default().trim().to_owned();
        if self.links_only || element.attribute("loext:decorative") == Some("true") {
            return;
        }
        let parts = element.all("draw:image").filter_map(|image| image.attribute("xlink:href"));
        let picture = parts
            .map(|part| part.trim_start_matches("./").to_owned())
            .find_map(|part| self.draft.picture(&part, || self.package.part(&part)));
        match picture {
            Some(picture) => self.runs.piece(Look::default(), link, Inline::Picture { picture, alt }),
            None => self.runs.text(Look::default(), link, &alt),
        }
    }

    fn text_box(&mut self, element: &'a Element) {
        let blocks = self.aside(element);
        self.boxes.extend(blocks);
    }
}
