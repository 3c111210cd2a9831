//! Goes through the text of a Word document from top to bottom and makes blocks of it.

use std::collections::BTreeSet;

use super::super::draft::Draft;
use super::super::ooxml::{self, Relationships, is_on};
use super::super::package::Package;
use super::super::runs::Runs;
use super::super::xml::Element;
use super::fields::Field;
use super::flow::Flow;
use super::notes::Notes;
use super::numbering::{ListPlace, Numbering};
use super::styles::{Role, Styles};
use crate::model::{At, Block, BlockKind, Hidden, HiddenKind, Inline, LinkOrdinal, Reading};

/// Where we are in a document, and what has been read of it.
pub(super) struct Walk<'a> {
    pub(super) package: &'a Package<'a>,
    main: &'a str,
    pub(super) styles: Styles,
    numbering: Numbering,
    pub(super) notes: Notes,
    /// The relationships of the part that is being read.
    pub(super) relationships: Relationships,
    pub(super) draft: Draft,
    language: Option<String>,
    /// The runs of the paragraph that is being read.
    pub(super) runs: Runs,
    /// How many paragraphs were begun.
    pub(super) paragraphs: u64,
    /// Bookmarks of paragraphs that say nothing: they go to the next one that does.
    waiting: Runs,
    /// What stands in text boxes of the paragraph that is being read: it follows the paragraph.
    pub(super) boxes: Vec<Block>,
    pub(super) fields: Vec<Field>,
    pub(super) link: Option<LinkOrdinal>,
    pub(super) control: Option<Control>,
    has_heading: bool,
    /// Whether only links count: in headers, footers and comments.
    pub(super) links_only: bool,
    /// How many runs of text are hidden.
    pub(super) hidden_runs: usize,
}

/// A content control whose text stands for something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Control {
    /// A tick box; none when it has been said already.
    TickBox(Option<bool>),
    /// Words that ask to be replaced; `true` until the first of them.
    Blank(bool),
}

impl<'a> Walk<'a> {
    /// Ready to read the main part.
    pub(super) fn new(package: &'a Package<'a>, main: &'a str, reading: Reading) -> Self {
        let relationships = Relationships::of(package, main);
        let styles = Styles::of(package, main);
        let numbering = Numbering::of(package, main);
        let notes = Notes::read(package, &relationships);
        let language = reading.language.clone();
        Self {
            package,
            main,
            styles,
            numbering,
            notes,
            relationships,
            draft: Draft::new(reading),
            language,
            runs: Runs::default(),
            paragraphs: 0,
            waiting: Runs::default(),
            boxes: Vec::new(),
            fields: Vec::new(),
            link: None,
            control: None,
            has_heading: false,
            links_only: false,
            hidden_runs: 0,
        }
    }

    /// The blocks of the body.
    pub(super) fn body(&mut self, body: &Element) -> Vec<Block> {
        let blocks = self.blocks(body);
        self.fields.clear();
        self.link = None;
        blocks
    }

    /// The blocks in an element: a body, a cell, a note, a text box.
    pub(super) fn blocks(&mut self, element: &Element) -> Vec<Block> {
        let mut flow = Flow::default();
        self.flow(element, &mut flow);
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.len() > 0
            && let Some(block) = self.draft.paragraph(waiting)
        {
            flow.push(block, &self.draft);
        }
        flow.finish(&self.draft)
    }

    /// Keeps the names of all bookmarks free for them: headings above must not take one.
    pub(super) fn reserve_bookmarks(&mut self, document: &Element) {
        for element in document.descendants().filter(|element| &*element.name == "w:bookmarkStart") {
            if let Some(name) = element.attribute("w:name") {
                self.draft.reserve(name);
            }
        }
    }

    /// The language that the document's properties give.
    pub(super) fn reading_language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// Takes the language that the styles give: Word often keeps it only there.
    pub(super) fn set_language_of_styles(&mut self) {
        self.language = self.styles.language.clone();
    }

    /// The part of this kind that belongs to the main part.
    pub(super) fn part_of_kind(&self, kind: &str) -> Option<String> {
        self.relationships.first(kind).map(str::to_owned)
    }

    /// The headers or footers that the sections use, each once, in the order of their sections.
    pub(super) fn referenced_parts(&self, document: &Element, kind: &str) -> Vec<String> {
        let mut parts: Vec<String> = Vec::new();
        let mut known = BTreeSet::new();
        for reference in document.descendants().filter(|element| &*element.name == kind) {
            let part = reference.attribute("r:id").and_then(|id| self.relationships.part(id));
            parts.extend(part.filter(|part| known.insert((*part).to_owned())).map(str::to_owned));
        }
        parts
    }

    /// Reads a part of which only the links count, told by `place`.
    pub(super) fn links_of(&mut self, part: &str, place: &str) {
        let Some(root) = self.package.xml(part).map(super::without_alternatives) else { return };
        self.relationships = Relationships::of(self.package, part);
        self.links_only = true;
        self.draft.now_in(place);
        self.body(&root);
        for comment in root.all("w:comment") {
            self.body(comment);
        }
        self.links_only = false;
        self.relationships = Relationships::of(self.package, self.main);
    }

    /// Notes what leads out of the file from somewhere else than its text: a diagram, a linked picture or workbook, and the
    /// template when it lies on one computer.
    pub(super) fn links_elsewhere(&mut self) {
        let mut known = BTreeSet::new();
        for (part, link) in ooxml::outward(self.package) {
            // The links of text, headers, notes and comments were read where they stand; what they left behind is no link.
            // Diagrams and charts lie in folders of their own.
            let is_elsewhere = part.matches('/').count() > 1 && !part.contains("/glossary/");
            let was_read = link.kind == "hyperlink" && !is_elsewhere;
            let is_plain_template = link.kind == "attachedTemplate" && !link.target.contains([':', '\\']);
            if was_read || is_plain_template || !known.insert(link.target.clone()) {
                continue;
            }
            self.draft.link_at(link.target, ooxml::outward_words(&link.kind).to_owned(), At::WholeFile);
        }
    }

    /// The finished reading.
    pub(super) fn finish(self, blocks: Vec<Block>) -> Reading {
        let hidden_text = Hidden::some(HiddenKind::Text, self.hidden_runs);
        let language = self.language;
        let mut reading = Reading { language, ..self.draft.finish(blocks) };
        reading.hidden.extend(hidden_text);
        reading
    }

    fn flow(&mut self, element: &Element, flow: &mut Flow) {
        for child in element.children() {
            match &*child.name {
                "w:p" => self.paragraph(child, flow),
                "w:tbl" => self.table_block(child, flow),
                "w:sdt" => self.block_control(child, flow),
                "w:ins" | "w:moveTo" | "w:customXml" | "w:smartTag" => self.flow(child, flow),
                "w:bookmarkStart" => self.bookmark_between(child),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, element: &Element, flow: &mut Flow) {
        let properties = element.child("w:pPr");
        self.paragraphs += 1;
        self.inline_content(element);
        let runs = std::mem::take(&mut self.runs);
        let role = self.styles.role(properties);
        if role == Role::Contents {
            // Its bookmarks stay; its words are made anew by whoever shows the document.
            self.waiting = std::mem::take(&mut self.waiting).followed_by(runs.spots());
        } else if runs.is_visible() {
            let runs = std::mem::take(&mut self.waiting).followed_by(runs);
            self.visible_paragraph(properties, role, runs, flow);
        } else {
            self.waiting = std::mem::take(&mut self.waiting).followed_by(runs.spots());
        }
        for block in std::mem::take(&mut self.boxes) {
            flow.push(block, &self.draft);
        }
    }

    fn visible_paragraph(&mut self, properties: Option<&Element>, role: Role, runs: Runs, flow: &mut Flow) {
        let level = match role {
            Role::Title if !self.has_heading => Some(1),
            Role::Heading(level) => Some(level),
            _ => None,
        };
        if let Some(level) = level {
            self.has_heading |= !self.links_only;
            if let Some(block) = self.heading(level, runs) {
                flow.push(block, &self.draft);
            }
            return;
        }
        let place = properties.map(ListPlace::read).unwrap_or_default().or(&self.styles.list(properties));
        let Some(block) = self.draft.paragraph(runs) else { return };
        match self.numbering.item(&place, &self.styles) {
            Some(item) => flow.push_item(item, block, &self.draft),
            None if role == Role::Quote => flow.push_quoted(block, &self.draft),
            None => flow.push(block, &self.draft),
        }
    }

    fn heading(&mut self, level: u8, runs: Runs) -> Option<Block> {
        // The running title in a header is no heading that a link could lead to.
        if self.links_only { self.draft.paragraph(runs) } else { self.draft.heading(level, runs) }
    }

    fn table_block(&mut self, element: &Element, flow: &mut Flow) {
        if let Some(table) = self.table(element) {
            let block = self.draft.block(BlockKind::Table(table));
            flow.push(block, &self.draft);
        }
    }

    fn block_control(&mut self, element: &Element, flow: &mut Flow) {
        let Some(content) = element.child("w:sdtContent") else { return };
        if is_contents(element) {
            return;
        }
        let outer = self.control;
        self.control = Control::of(element).or(outer);
        self.flow(content, flow);
        self.control = outer;
    }

    fn bookmark_between(&mut self, element: &Element) {
        if let Some(spot) = self.bookmark(element) {
            self.waiting.piece(super::super::runs::Look::default(), None, spot);
        }
    }

    /// The spot that a bookmark makes, unless it is one that Word keeps for itself.
    pub(super) fn bookmark(&mut self, element: &Element) -> Option<Inline> {
        let name = element.attribute("w:name").filter(|name| !name.is_empty() && *name != "_GoBack")?;
        (!self.links_only).then(|| self.draft.bookmark(name))
    }
}

impl Control {
    /// What a content control's text stands for, if for something else.
    pub(super) fn of(element: &Element) -> Option<Self> {
        let properties = element.child("w:sdtPr")?;
        if let Some(tick) = properties.child("w14:checkbox") {
            let ticked = tick.child("w14:checked").is_some_and(|state| is_on(state.attribute("w14:val")));
            return Some(Self::TickBox(Some(ticked)));
        }
        let asks = properties.child("w:showingPlcHdr").is_some_and(|state| is_on(state.attribute("w:val")));
        asks.then_some(Self::Blank(true))
    }
}

/// Whether a content control holds the automatic table of contents.
pub(super) fn is_contents(element: &Element) -> bool {
    let gallery = element.child("w:sdtPr").and_then(|properties| properties.child("w:docPartObj"));
    gallery.and_then(|gallery| gallery.child_attribute("w:docPartGallery", "w:val")) == Some("Table of Contents")
}
