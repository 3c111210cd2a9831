//! Reads what stands in a Word paragraph: runs, links, content controls, marks.

use super::super::runs::Look;
use super::super::xml::Element;
use super::notes::Kind;
use super::symbols;
use super::walk::{Control, Walk};
use crate::model::{Block, Inline, LinkOrdinal};

impl Walk<'_> {
    /// Everything in a paragraph, or in something within it.
    pub(super) fn inline_content(&mut self, element: &Element) {
        for child in element.children() {
            match &*child.name {
                "w:r" => self.run(child),
                "w:hyperlink" => self.hyperlink(child),
                "w:fldSimple" => self.simple_field(child),
                "w:sdt" => self.inline_control(child),
                "w:bookmarkStart" => {
                    if let Some(spot) = self.bookmark(child) {
                        self.runs.piece(Look::default(), self.link, spot);
                    }
                }
                "w:ins" | "w:moveTo" | "w:smartTag" | "w:customXml" | "w:dir" | "w:bdo" => self.inline_content(child),
                "m:oMath" | "m:oMathPara" => self.formula(child),
                _ => {}
            }
        }
    }

    /// What stands in a note or a text box, read in the middle of a paragraph.
    pub(super) fn aside(&mut self, element: &Element) -> Vec<Block> {
        let runs = std::mem::take(&mut self.runs);
        let boxes = std::mem::take(&mut self.boxes);
        let fields = std::mem::take(&mut self.fields);
        let (link, control, paragraph) = (self.link.take(), self.control.take(), self.paragraphs);
        let start = self.draft.step_aside();
        let blocks = self.blocks(element);
        self.draft.step_back(start);
        (self.link, self.control, self.paragraphs) = (link, control, paragraph);
        (self.runs, self.boxes, self.fields) = (runs, boxes, fields);
        blocks
    }

    /// Begins a link. `None` when one is open already: a link in a link has no meaning on a page.
    pub(super) fn open_link(&mut self, address: String) -> Option<LinkOrdinal> {
        if self.in_unseen_field() {
            return None;
        }
        if let Some(outer) = self.link {
            // It cannot be followed on a page, and counts all the same.
            if self.draft.written(outer) != Some(&address) {
                self.draft.link(address);
            }
            return None;
        }
        // Word splits one link in two where somebody edited its words.
        let last = self.runs.last_link().filter(|last| self.draft.written(*last) == Some(&address));
        self.link = Some(last.unwrap_or_else(|| self.draft.link(address)));
        self.link
    }

    /// Ends a link that [`Walk::open_link`] began.
    pub(super) fn close_link(&mut self, opened: Option<LinkOrdinal>) {
        if opened.is_some() {
            self.link = None;
        }
    }

    /// Adds something else than text.
    pub(super) fn piece(&mut self, piece: Inline) {
        self.runs.piece(Look::default(), self.link, piece);
    }

    fn hyperlink(&mut self, element: &Element) {
        let opened = self.address_of(element).and_then(|address| self.open_link(address));
        self.inline_content(element);
        self.close_link(opened);
    }

    /// The address of a link as written: what its relationship says, and the bookmark after it.
    fn address_of(&self, element: &Element) -> Option<String> {
        let target =
            element.attribute("r:id").and_then(|id| self.relationships.get(id)).map(|known| known.target.as_str());
        let bookmark = element.attribute("w:anchor").or_else(|| element.attribute("w:docLocation"));
        match (target, bookmark.filter(|bookmark| !bookmark.is_empty())) {
            (Some(target), Some(bookmark)) if !target.contains('#') => Some(format!("{target}#{bookmark}")),
            (Some(target), _) => Some(target.to_owned()),
            (None, Some(bookmark)) => Some(format!("#{bookmark}")),
            (None, None) => None,
        }
    }

    fn inline_control(&mut self, element: &Element) {
        let Some(content) = element.child("w:sdtContent") else { return };
        let outer = self.control;
        // Sealed, because words in it that look like those before would be joined to them and seem to be none.
        let before = self.runs.seal();
        self.control = Control::of(element).or(outer);
        self.inline_content(content);
        match self.control {
            Some(Control::TickBox(Some(ticked))) if outer != self.control => self.piece(Inline::TickBox(ticked)),
            _ if self.runs.len() == before && !self.in_unseen_field() => self.piece(Inline::Blank(String::new())),
            _ => {}
        }
        self.control = outer;
    }

    fn run(&mut self, element: &Element) {
        let properties = element.child("w:rPr");
        let Some(look) = self.styles.look(properties) else {
            let says = element.all("w:t").any(|text| !text.text().trim().is_empty());
            self.hidden_runs += usize::from(says && !self.in_unseen_field());
            return;
        };
        let fonts = properties.and_then(|properties| properties.child("w:rFonts"));
        let font = fonts.and_then(|fonts| fonts.attribute("w:ascii")).filter(|font| symbols::is_picture_font(font));
        for child in element.children() {
            self.run_content(child, look, font);
        }
    }

    fn run_content(&mut self, child: &Element, look: Look, font: Option<&str>) {
        match &*child.name {
            "w:t" => {
                let text = child.text();
                let kept = child.attribute("xml:space") == Some("preserve");
                let text = if kept { text.as_str() } else { text.trim_matches([' ', '\t', '\n', '\r']) };
                match font {
                    Some(font) => self.say(look, &symbols::text_in(font, text)),
                    None => self.say(look, text),
                }
            }
            "w:tab" | "w:ptab" => self.say(look, " "),
            "w:noBreakHyphen" => self.say(look, "\u{2011}"),
            "w:sym" => self.symbol(child, look),
            "w:cr" => self.line_break(look),
            "w:br" => match child.attribute("w:type") {
                Some("page" | "column") => self.say(look, " "),
                _ => self.line_break(look),
            },
            "w:fldChar" => self.field_mark(child),
            "w:instrText" => self.field_instruction(&child.text()),
            "w:footnoteReference" => self.note_call(child, Kind::Foot),
            "w:endnoteReference" => self.note_call(child, Kind::End),
            "w:drawing" => self.drawing(child),
            "w:pict" | "w:object" => self.old_picture(child),
            "w:ruby" => {
                if let Some(base) = child.child("w:rubyBase") {
                    self.inline_content(base);
                }
            }
            _ => {}
        }
    }

    /// Text for the reader, unless a field or a content control makes something else of it.
    fn say(&mut self, look: Look, text: &str) {
        if self.in_unseen_field() || text.is_empty() {
            return;
        }
        match self.control {
            Some(Control::TickBox(state)) => {
                if let Some(ticked) = state {
                    self.piece(Inline::TickBox(ticked));
                }
                self.control = Some(Control::TickBox(None));
            }
            Some(Control::Blank(fresh)) => {
                self.runs.blank(self.link, text, fresh);
                self.control = Some(Control::Blank(false));
            }
            None => self.runs.text(look, self.link, text),
        }
    }

    fn symbol(&mut self, element: &Element, look: Look) {
        let font = element.attribute("w:font").unwrap_or_default();
        let code = element.attribute("w:char").and_then(|code| u32::from_str_radix(code, 16).ok());
        let Some(code) = code else { return };
        if symbols::is_picture_font(font) {
            self.say(look, &symbols::meaning(font, code));
        } else if let Some(character) = char::from_u32(code).filter(|_| !(0xE000..=0xF8FF).contains(&code)) {
            self.say(look, &character.to_string());
        }
    }

    fn line_break(&mut self, look: Look) {
        if !self.in_unseen_field() && self.control.is_none() {
            self.runs.piece(look, self.link, Inline::Break);
        }
    }

    /// A formula is read as the letters and figures in it.
    fn formula(&mut self, element: &Element) {
        let letters: String =
            element.descendants().filter(|part| &*part.name == "m:t").map(super::super::xml::Element::text).collect();
        self.say(Look::default(), &letters);
    }
}
