//! Takes the tags of a page apart: the tokenizer (WHATWG HTML, 13.2.5) calls [`Scan`] for each piece of a tag.

use std::ops::Range;

use html5gum::{Emitter, Error, State};

use super::{FinishedPage, FoundLink, Piece, Spot, Usage, css, piece, place};
use crate::verify::site::srcset;

/// What the tokenizer is at.
#[derive(Debug, Default)]
pub(super) struct Scan<'a> {
    source: &'a [u8],
    page: FinishedPage,
    position: usize,
    is_end_tag: bool,
    tag: Vec<u8>,
    /// The last start tag: the end tag of a script or title must be its own.
    last_start: Vec<u8>,
    attribute: Vec<u8>,
    value_start: usize,
    value_end: usize,
    /// Where the value being read begins in the page's buffer.
    value_in_text: usize,
    has_attribute: bool,
    given: Vec<Given>,
    style_start: Option<usize>,
    is_done: bool,
}

/// The attributes that matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Attribute {
    Id,
    Name,
    Href,
    Src,
    Srcset,
    Poster,
    Data,
    Action,
    Background,
    Longdesc,
    Style,
    Rel,
    Type,
    HttpEquiv,
    Content,
    Other,
}

impl Attribute {
    fn of(name: &[u8]) -> Self {
        match name {
            b"id" => Self::Id,
            b"name" => Self::Name,
            b"href" | b"xlink:href" => Self::Href,
            b"src" => Self::Src,
            b"srcset" | b"imagesrcset" => Self::Srcset,
            b"poster" => Self::Poster,
            b"data" => Self::Data,
            b"action" | b"formaction" => Self::Action,
            b"background" => Self::Background,
            b"longdesc" => Self::Longdesc,
            b"style" => Self::Style,
            b"rel" => Self::Rel,
            b"type" => Self::Type,
            b"http-equiv" => Self::HttpEquiv,
            b"content" => Self::Content,
            _ => Self::Other,
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Given {
    attribute: Attribute,
    value: Piece,
    at: (u32, u32),
}

impl<'a> Scan<'a> {
    /// A scan of this page, from its beginning.
    pub(super) fn of(source: &'a [u8]) -> Self {
        Self { source, ..Self::default() }
    }
}

impl Scan<'_> {
    /// Puts the attribute that was read among those of its tag, when it matters. A second of the same name is ignored.
    fn end_attribute(&mut self) {
        if !self.has_attribute {
            return;
        }
        self.has_attribute = false;
        let attribute = Attribute::of(&self.attribute);
        let is_new = self.given.iter().all(|given| given.attribute != attribute);
        if self.is_end_tag || attribute == Attribute::Other || !is_new {
            self.page.text.truncate(self.value_in_text);
            return;
        }
        let value = (place(self.value_in_text), place(self.page.text.len()));
        let at = (place(self.value_start), place(self.value_end.max(self.value_start)));
        self.given.push(Given { attribute, value, at });
    }

    fn given(&self, attribute: Attribute) -> Option<Given> {
        self.given.iter().find(|given| given.attribute == attribute).copied()
    }

    fn value(&self, attribute: Attribute) -> &str {
        self.given(attribute).map_or("", |given| self.page.str(given.value))
    }

    fn link(&mut self, attribute: Attribute, usage: Usage) {
        if let Some(given) = self.given(attribute) {
            self.page.links.push(FoundLink { written: given.value, at: given.at, usage });
        }
    }

    /// A part of a value is a link of its own.
    fn link_in(&mut self, given: Given, part: &Range<usize>, usage: Usage) {
        let piece = (given.value.0 + place(part.start), given.value.0 + place(part.end));
        // With character references in the value, its letters stand elsewhere than in the file: the whole value is the place.
        let is_plain = given.value.1 - given.value.0 == given.at.1 - given.at.0;
        let at = if is_plain { (given.at.0 + place(part.start), given.at.0 + place(part.end)) } else { given.at };
        self.page.links.push(FoundLink { written: piece, at, usage });
    }

    fn end_start_tag(&mut self) {
        if let Some(id) = self.given(Attribute::Id).filter(|id| id.value.0 < id.value.1) {
            self.page.spots.push(Spot { name: id.value, at: id.at.0, is_id: true });
        }
        self.links_of_tag();
        if let Some(given) = self.given(Attribute::Style) {
            let style = piece(&self.page.text, given.value).to_vec();
            for part in css::addresses(&style) {
                if !style[part.clone()].is_empty() && !style[part.clone()].starts_with(b"#") {
                    self.link_in(given, &part, Usage::Part);
                }
            }
        }
    }

    fn links_of_tag(&mut self) {
        match self.tag.as_slice() {
            b"a" | b"area" => {
                self.link(Attribute::Href, Usage::Follow);
                if let Some(name) = self.given(Attribute::Name).filter(|name| name.value.0 < name.value.1) {
                    self.page.spots.push(Spot { name: name.value, at: name.at.0, is_id: false });
                }
            }
            b"link" => self.links_of_link(),
            b"img" => {
                self.link(Attribute::Src, Usage::Picture);
                self.pictures(Attribute::Srcset);
                self.link(Attribute::Longdesc, Usage::Follow);
            }
            b"source" => {
                self.link(Attribute::Src, Usage::Part);
                self.pictures(Attribute::Srcset);
            }
            b"video" => {
                self.link(Attribute::Src, Usage::Part);
                self.link(Attribute::Poster, Usage::Picture);
            }
            b"script" | b"audio" | b"track" | b"embed" => self.link(Attribute::Src, Usage::Part),
            b"iframe" | b"frame" => self.link(Attribute::Src, Usage::Follow),
            b"object" => self.link(Attribute::Data, Usage::Part),
            b"input" => {
                if self.value(Attribute::Type).eq_ignore_ascii_case("image") {
                    self.link(Attribute::Src, Usage::Picture);
                }
                self.link(Attribute::Action, Usage::Follow);
            }
            b"form" | b"button" => self.link(Attribute::Action, Usage::Follow),
            b"body" | b"table" | b"td" | b"th" => self.link(Attribute::Background, Usage::Picture),
            b"image" | b"use" | b"feimage" => self.link(Attribute::Href, Usage::Part),
            b"base" => {
                if let Some(base) = self.given(Attribute::Href).filter(|_| self.page.base.is_none()) {
                    self.page.base = Some(base.value);
                }
            }
            b"meta" if self.value(Attribute::HttpEquiv).eq_ignore_ascii_case("refresh") => self.refresh(),
            _ => {}
        }
    }

    /// `rel` says whether it is a part of the page, another page, or a host to get ready for.
    fn links_of_link(&mut self) {
        let rel = self.value(Attribute::Rel).to_ascii_lowercase();
        let is = |names: &[&str]| rel.split_ascii_whitespace().any(|rel| names.contains(&rel));
        if is(&["preconnect", "dns-prefetch"]) {
            return;
        }
        let parts = ["stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon", "mask-icon"];
        let usage = if is(&parts) { Usage::Part } else { Usage::Follow };
        self.link(Attribute::Href, usage);
        self.pictures(Attribute::Srcset);
    }

    fn pictures(&mut self, attribute: Attribute) {
        let Some(given) = self.given(attribute) else { return };
        for part in srcset::addresses(self.page.str(given.value)) {
            self.link_in(given, &part, Usage::Picture);
        }
    }

    /// `<meta http-equiv="refresh" content="0; url=page.html">` (WHATWG HTML, 4.2.5.3).
    fn refresh(&mut self) {
        let Some(given) = self.given(Attribute::Content) else { return };
        let content = self.page.str(given.value);
        let Some(at) = content.find([';', ',']).map(|at| at + 1) else { return };
        let rest = &content[at..];
        let address = rest.trim_start();
        let Some(named) = address.get(..3).filter(|word| word.eq_ignore_ascii_case("url")) else { return };
        let value = address[named.len()..].trim_start();
        let Some(value) = value.strip_prefix('=').map(str::trim) else { return };
        let value = value.trim_matches(['"', '\'']);
        let start = value.as_ptr() as usize - content.as_ptr() as usize;
        let part = start..start + value.len();
        self.link_in(given, &part, Usage::Follow);
    }
}

impl Emitter for Scan<'_> {
    type Token = FinishedPage;

    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn emit_error(&mut self, _: Error) {}

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.last_start.clear();
        self.last_start.extend_from_slice(name.unwrap_or_default());
    }

    fn emit_eof(&mut self) {
        self.is_done = true;
    }

    fn pop_token(&mut self) -> Option<FinishedPage> {
        if !self.is_done {
            return None;
        }
        self.is_done = false;
        Some(std::mem::take(&mut self.page))
    }

    fn init_start_tag(&mut self) {
        self.is_end_tag = false;
        self.tag.clear();
        self.given.clear();
        self.has_attribute = false;
    }

    fn init_end_tag(&mut self) {
        self.is_end_tag = true;
        self.tag.clear();
        self.given.clear();
        self.has_attribute = false;
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        self.tag.extend_from_slice(name);
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.end_attribute();
        if self.is_end_tag {
            if let Some(start) = self.style_start.take() {
                let style = self.source.get(start..self.position).unwrap_or_default();
                let end = style.windows(2).rposition(|pair| pair == b"</").unwrap_or(style.len());
                self.page.add_style(&style[..end], start);
            }
            self.last_start.clear();
            return None;
        }
        self.end_start_tag();
        self.last_start.clear();
        self.last_start.extend_from_slice(&self.tag);
        match self.tag.as_slice() {
            b"title" | b"textarea" => Some(State::RcData),
            b"script" => Some(State::ScriptData),
            b"style" => {
                self.style_start = Some(self.position);
                Some(State::RawText)
            }
            b"iframe" | b"xmp" | b"noembed" | b"noframes" => Some(State::RawText),
            b"plaintext" => Some(State::PlainText),
            _ => None,
        }
    }

    fn init_attribute(&mut self) {
        self.end_attribute();
        self.has_attribute = true;
        self.attribute.clear();
        self.value_in_text = self.page.text.len();
        self.value_start = self.position;
        self.value_end = self.position;
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        self.attribute.extend_from_slice(name);
        self.value_start = self.position;
    }

    fn init_attribute_value(&mut self) {
        self.value_start = self.position;
        self.value_end = self.position;
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        self.page.text.extend_from_slice(value);
        self.value_end = self.position;
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end_tag && !self.last_start.is_empty() && self.last_start == self.tag
    }

    fn emit_string(&mut self, _: &[u8]) {}

    fn init_comment(&mut self) {}

    fn emit_current_comment(&mut self) {}

    fn push_comment(&mut self, _: &[u8]) {}

    fn init_doctype(&mut self) {}

    fn emit_current_doctype(&mut self) {}

    fn set_self_closing(&mut self) {}

    fn set_force_quirks(&mut self) {}

    fn push_doctype_name(&mut self, _: &[u8]) {}

    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
}
